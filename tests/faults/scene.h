/* tests/faults/scene.h - a book with one order, put back again and again to
 * where it stood before a piece of work. */
#ifndef FAULTS_SCENE_H
#define FAULTS_SCENE_H

#include "app/app_test.h"

struct scene {
	struct office o;
	char number[64];
	char scan[96]; /* a file to attach */
};
void scene_open(struct scene *s); /* leaves nothing open */
void scene_close(struct scene *s);

struct snap {
	unsigned char *book, *wal;
	size_t nbook, nwal;
	bool file; /* the scan lies beside it */
};
void snap_take(const char *book, struct snap *snap); /* nothing is open */
void snap_put(const char *book, const struct snap *snap);
bool snap_same(const char *book, const struct snap *snap);
void snap_release(struct snap *snap);
/** What is kept outside the book is forgotten too. */
void scene_put(struct scene *s, const struct snap *snap);

void file_write(const char *path, const void *bytes, size_t n);
unsigned char *file_read(const char *path, size_t *n); /* owned by caller */

/** One piece of work on the book, from opening to closing it. */
typedef enum gd_code scene_work(struct scene *s, bool *did, struct gd_err *err);
scene_work work_drive, work_attach, work_note, work_idle, work_rebuild,
    work_backup, work_upgrade;

/** How many commands; fails the test unless verify finds nothing. */
int64_t scene_verify(const char *book, const char *when);
/** Number of the last command this connection sees. */
int64_t scene_head(struct gd_app *app);
/** The words of a failure; fails the test when there are none, or when they
 * say that gendan made a mistake. */
void scene_words(const struct gd_err *err, const char *when);
/** Is this point one of the seeded share? All with GENDAN_SOAK. */
bool scene_share(uint64_t point, unsigned one_of);
uint64_t scene_luck(uint64_t *seed);

#endif
