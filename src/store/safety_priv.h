/* safety_priv.h - what backup, seal, rotate and export share. */
#ifndef GENDAN_STORE_SAFETY_PRIV_H
#define GENDAN_STORE_SAFETY_PRIV_H

#include "store/safety.h"

#include "store_priv.h"

/** What went wrong with the file at path, by errno. @return its code */
enum gd_code gd_safety_fault(const char *path, int code, struct gd_err *err);
/** Sync a file nobody has open, with this mode. */
enum gd_code gd_file_sync(const char *path, mode_t mode,
    struct gd_err *err) GD_MUST_CHECK;
/** Sync the folder a path lies in. */
enum gd_code gd_folder_sync(const char *path, struct gd_err *err) GD_MUST_CHECK;
/** made gets the name path, never over another file or folder. */
enum gd_code gd_file_name(const char *made, const char *path,
    struct gd_err *err) GD_MUST_CHECK;
/** Does anything stand at BOOK or BOOK.files? Then a refusal. */
enum gd_code gd_place_empty(const char *place,
    struct gd_err *err) GD_MUST_CHECK;
/** Is this one of the files of the book? */
struct stat;
bool gd_is_the_book(const struct gd_gate *g, const struct stat *st);
/** Write all n bytes. @return errno */
int gd_write_all(int fd, const void *bytes, size_t n);

/* What a sealed file begins with. */
#define SEAL_MAGIC "gendan backup 1\n"
#define SEAL_MAGIC_LEN 16
#define SEAL_KEY_ID 8
#define SEAL_CHUNK (64 << 10) /* bytes of a file in one frame */
enum seal_frame {
	SEAL_BOOK = 'B', /* begins the book: size */
	SEAL_FILE = 'F', /* begins an attached file: size, digest */
	SEAL_DATA = 'D',
	SEAL_END = 'E' /* the last: how many files, the book included */
};
struct gd_seal_head {
	uint8_t magic[SEAL_MAGIC_LEN], key_id[SEAL_KEY_ID];
};
/** What marks the files of a key without telling it. */
void gd_seal_key_id(const struct gd_key *key, uint8_t out[SEAL_KEY_ID]);
/** Read a sealed file to its end. folder NULL: only prove it; else the book
 * goes to aside, attached files to aside.files. *files gets how many. */
enum gd_code gd_seal_read(const char *from, const struct gd_key *key,
    const char *aside, int64_t *files, struct gd_err *err) GD_MUST_CHECK;

#endif
