/* store/some.h - a part of an order, for those who read very many. */
#ifndef GENDAN_STORE_SOME_H
#define GENDAN_STORE_SOME_H

#include "store/store.h"

/** The rows of some tables (bit per enum gd_order_table; head always) of the
 * order with a list row's key. *o must be initialised. */
enum gd_code gd_store_order_some(struct gd_store *s, int64_t key,
    uint64_t tables, struct gd_order *o, struct gd_err *err) GD_MUST_CHECK;

#endif
