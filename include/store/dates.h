/* store/dates.h - dates of all orders, along indexes; days spent in steps. */
#ifndef GENDAN_STORE_DATES_H
#define GENDAN_STORE_DATES_H

#include "core/forecast.h"
#include "store/store.h"

struct gd_date_row {
	int64_t key; /* the order's, for paging */
	const char *id, *number, *customer, *customer_name, *workflow, *clerk;
	int64_t version, state;
	int64_t held_ms;        /* on hold since, 0 = it is not */
	int64_t order_hard_day; /* next hard date of its order, 0 none */
	const char *order_hard; /* id of its duty or limit, "" */
	struct gd_due due;
	const char *cap_value;  /* what the field due.cap holds, "" */
	const char *base_value; /* the same of due.base */
	bool
	    base_done; /* an act of the duty due.base was done on due.base_day */
};
/* Conditions are and-ed; absent ones are 0 or NULL. Only what is still owed,
 * of orders in work. */
struct gd_date_filter {
	int32_t from, to;          /* days, both included; 0 = no limit */
	const char *const *owners; /* tokens "person:LOGIN", "role:ID" */
	int nowners;
	bool told;        /* owners are instead of whom a ladder told of the
			  * date of another */
	bool hard;        /* hard dates alone */
	bool moved;       /* moved by a person */
	const char *duty; /* id of a duty or limit */
	const struct gd_filter *orders; /* of these orders alone, or NULL */
	/* rows after this one */
	bool has_from;
	int64_t from_day, from_order;
	const char *from_duty;
	int64_t from_lot, from_round, from_inst;
	int limit;
};
/** One page by day, order, duty; texts go to arena. Costs the rows it gives,
 * not the book. */
enum gd_code gd_store_dates(struct gd_store *s, const struct gd_date_filter *f,
    struct gd_arena *arena, struct gd_date_row *rows, int *n, bool *more,
    struct gd_err *err) GD_MUST_CHECK;
/** How many on all pages, counted up to limit. */
enum gd_code gd_store_dates_count(struct gd_store *s,
    const struct gd_date_filter *f, int64_t limit, int64_t *n,
    struct gd_err *err) GD_MUST_CHECK;
/** The hard dates of one order that are owed on or after a day, in no order. */
enum gd_code gd_store_hard_dates(struct gd_store *s, int64_t order, int32_t day,
    void (*each)(void *payload, const char *duty, int32_t day), void *payload,
    struct gd_err *err) GD_MUST_CHECK;
/* What is counted one by one: of a date and its order. */
struct gd_date_tally {
	const char *duty, *owner, *workflow; /* until the next one */
	int64_t version, state;
	bool hard;
};
/** How many of the dates `counts` says yes to, up to limit; looks at some
 * thousand rows at most. Of all orders: f->orders is not asked. */
enum gd_code gd_store_dates_tally(struct gd_store *s,
    const struct gd_date_filter *f, int64_t limit,
    bool (*counts)(void *payload, const struct gd_date_tally *row),
    void *payload, int64_t *n, struct gd_err *err) GD_MUST_CHECK;
/** Orders whose ladders ring by a day, or that have dates without an owner (of
 * books made before dates had one): at most max ids. */
enum gd_code gd_store_ringing(struct gd_store *s, int32_t day, int max,
    char ids[][GD_ID_TEXT], int *n, struct gd_err *err) GD_MUST_CHECK;
/** Days in each step of a workflow, by step id; out has one a step. Kept as it
 * changes: reading costs the days that occur. */
enum gd_code gd_store_step_history(struct gd_store *s,
    const struct gd_workflow *wf, struct gd_step_history *out,
    struct gd_err *err) GD_MUST_CHECK;

#endif
