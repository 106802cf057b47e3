/* store/sums.h - what the payment rows of one order come to. */
#ifndef GENDAN_STORE_SUMS_H
#define GENDAN_STORE_SUMS_H

#include "store/store.h"

struct gd_money_sum {
	char company[64], currency[8];
	int64_t due, credited, open; /* minor units; open: not yet credited */
};
#define GD_MONEY_SUMS 16
/** Sums of an order (key of its list row) by currency; *n 0: no rows. */
enum gd_code gd_store_money(struct gd_store *s, int64_t key,
    struct gd_money_sum out[GD_MONEY_SUMS], int *n,
    struct gd_err *err) GD_MUST_CHECK;

#endif
