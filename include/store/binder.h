/* store/binder.h - the file: papers a desk keeps, originals and file copies,
 * of all orders, finished ones too.  Nothing ever leaves it by age. */
#ifndef GENDAN_STORE_BINDER_H
#define GENDAN_STORE_BINDER_H

#include "store/store.h"

struct gd_binder_ask {
	const char *contract; /* its whole number, in any case; NULL = all */
	const char *customer; /* code */
	const char *clerk;    /* login */
	const char *company;  /* code */
};

/* An order, by what its papers are filed by. */
struct gd_binder_order {
	int64_t order;                            /* key */
	const char *contract, *number, *customer; /* code */
};
/** The orders asked for, in no order, added to *orders (free it; *n and *room
 * as GD_PUSH has them). By contract, customer or clerk an index is walked; with
 * none of them all orders are read. Texts go to arena. */
enum gd_code gd_store_binder_orders(struct gd_store *s,
    const struct gd_binder_ask *ask, struct gd_arena *arena,
    struct gd_binder_order **orders, size_t *n, size_t *room,
    struct gd_err *err) GD_MUST_CHECK;

/* Which of the papers of an order. */
struct gd_binder_papers {
	int64_t order;    /* key */
	const char *desk; /* whose file it is */
	const char *kind; /* NULL = any paper */
	int64_t from_ms,
	    to_ms;       /* filed in this time; 0 = no limit, to excluded */
	int64_t from_no; /* after this piece */
};

/* A paper in the file: the desk's file copy, or the original it keeps, also
 * while that is somewhere else. */
struct gd_binder_row {
	int64_t order; /* key */
	const char *id, *number, *contract, *customer, *customer_name, *clerk,
	    *workflow;
	int64_t version;
	struct gd_piece piece;
	int64_t filed_ms; /* in the file since then; 0 = unknown */
	bool here;
	bool has_original; /* of this revision; else it is not known */
	struct gd_piece original;
};
/** One page of the papers of an order, in the order of their pieces. */
enum gd_code gd_store_binder(struct gd_store *s,
    const struct gd_binder_papers *ask, int max, struct gd_arena *arena,
    struct gd_binder_row *rows, int *n, struct gd_err *err) GD_MUST_CHECK;

#endif
