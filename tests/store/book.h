/* tests/store/book.h - books for the store's tests, in a folder of their own. */
#ifndef GENDAN_TESTS_STORE_BOOK_H
#define GENDAN_TESTS_STORE_BOOK_H

#include "store/store.h"

/* Folder of this test, made afresh; everything in it goes at the end. Also
 * where the heads seen are kept. */
int book_setup(void **state);
int book_setup_in(void **state, const char *base);
int book_teardown(void **state);
const char *book_dir(void);
/* Path of a file in it; static, one of eight. */
const char *book_file(const char *name);

/* A new book "book.db" there, open for work. Fails the test if not. */
struct gd_store *book_new(void);
struct gd_store *book_open(const char *name, enum gd_profile profile);

/* One command that sets the cells of some rows. */
struct deed {
	struct gd_events events;
	struct gd_event *event;
};
void deed_begin(struct deed *d);
void deed_put(struct deed *d, int table, const void *row, uint64_t mask);
void deed_end(struct deed *d);
/* Append it in a transaction of its own; rev 0 = the next. */
enum gd_code deed_do(struct deed *d, struct gd_store *s, const char *order,
    int64_t rev, struct gd_err *err);
enum gd_code deed_request(struct deed *d, struct gd_store *s, const char *order,
    int64_t rev, const char *request, struct gd_err *err);

/* An order with number, customer, step, due day; its id. */
void book_order(struct gd_store *s, const char *number, const char *customer,
    int64_t step, int64_t due_day, char id[GD_ID_TEXT]);
void book_customer(struct gd_store *s, const char *code, const char *name);

/* All columns of a table as a mask. */
#define ALL_CELLS UINT64_MAX
/* Masks by column name of a table. */
uint64_t cells(int table, const char *names);

#endif
