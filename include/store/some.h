/* store/some.h - a part of an order, for those who read very many. */
#ifndef GENDAN_STORE_SOME_H
#define GENDAN_STORE_SOME_H

#include "core/view/need.h"
#include "store/store.h"

/** The rows of some tables (bit per enum gd_order_table; head always) of the
 * order with a list row's key. *o must be initialised. */
enum gd_code gd_store_order_some(struct gd_store *s, int64_t key,
    uint64_t tables, struct gd_order *o, struct gd_err *err) GD_MUST_CHECK;

/* The same for a count over all of a book: some cells of some rows, by
 * statements made once. */
struct gd_some;
/** needs and their texts stay while it is open; a need of the head is the first.
 * A cell that the table does not have is a bug. */
enum gd_code gd_store_some_open(struct gd_store *s, const struct gd_need *needs,
    int n, struct gd_some **out, struct gd_err *err) GD_MUST_CHECK;
/** Of the order with this key; open: it is in work. *o must be initialised. */
enum gd_code gd_store_some_read(struct gd_some *some, int64_t key, bool open,
    struct gd_order *o, struct gd_err *err) GD_MUST_CHECK;
void gd_store_some_close(struct gd_some *some); /* NULL is nothing */

#endif
