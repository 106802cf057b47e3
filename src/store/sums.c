/* store/sums.c - payment rows of an order, added up where they lie. */
#include "store/sums.h"

#include <stdio.h>

#include "store_priv.h"

#include "base/banned.h"

enum gd_code
gd_store_money(struct gd_store *s, int64_t key,
    struct gd_money_sum out[GD_MONEY_SUMS], int *n, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT o.company, p.currency, sum(p.amount), sum(p.credited), "
	    "sum(max(p.amount - p.credited, 0)) FROM payment AS p "
	    "JOIN orders AS o ON o.id = p.order_id WHERE p.order_id = ?1 "
	    "GROUP BY p.currency",
	    err);
	enum gd_code code = GD_OK;
	int rc = SQLITE_DONE;

	*n = 0;
	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, key);
	while (*n < GD_MONEY_SUMS && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		struct gd_money_sum *sum = &out[(*n)++];

		snprintf(sum->company, sizeof sum->company, "%s",
		    gd_column(st, 0));
		snprintf(sum->currency, sizeof sum->currency, "%s",
		    gd_column(st, 1));
		sum->due = sqlite3_column_int64(st, 2);
		sum->credited = sqlite3_column_int64(st, 3);
		sum->open = sqlite3_column_int64(st, 4);
	}
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		code = gd_db_fail(s, rc, err);
	sqlite3_reset(st);
	return code;
}
