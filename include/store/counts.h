/* store/counts.h - what boards show, counted as it changes (src/store/counts.c,
 * docs/SCHEMA.md: table counted). Reading costs the days that occur, not the
 * orders. */
#ifndef GENDAN_STORE_COUNTS_H
#define GENDAN_STORE_COUNTS_H

#include "store/store.h"

/* What is asked for. */
struct gd_counted {
	const char *
	    scope; /* "c:COMPANY", "p:CLERK", "d:DESK"; all: of every company */
	const char *kind, *workflow;
	const char *what;  /* NULL = each */
	int64_t from, to;  /* days, both included */
	const char *below; /* NULL; else all from what on, below this */
};
typedef void gd_counted_fn(void *payload, const char *what, int64_t day,
    int64_t n);
/** Each row by what and day; what is borrowed until the next. */
enum gd_code gd_store_counted(struct gd_store *s, const struct gd_counted *ask,
    gd_counted_fn *each, void *payload, struct gd_err *err) GD_MUST_CHECK;

/* All days of one thing added up. */
struct gd_counted_sum {
	const char *what;  /* until the next */
	int64_t n;         /* of all days */
	int64_t before;    /* of the days before `from` */
	int64_t within;    /* from `from` to `to` */
	int64_t first_day; /* the earliest there is */
	int64_t day_sum;   /* n times day, added up */
};
typedef void gd_counted_sum_fn(void *payload, const struct gd_counted_sum *sum);
/** The same, a row a thing. Not for amounts of money: day_sum would not fit. */
enum gd_code gd_store_counted_sums(struct gd_store *s,
    const struct gd_counted *ask, gd_counted_sum_fn *each, void *payload,
    struct gd_err *err) GD_MUST_CHECK;

#endif
