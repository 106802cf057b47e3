/* app/handover.h - people come and go: what somebody still has, giving it to
 * another in one act, and what was done while one was away. */
#ifndef GENDAN_APP_HANDOVER_H
#define GENDAN_APP_HANDOVER_H

#include "app/app.h"

/* One order somebody has something on. */
struct gd_work_line {
	const char *id, *number, *customer_name;
	const char *roles; /* ids with blanks between: what he is on it; "" */
	int64_t state;     /* enum gd_order_state */
	int64_t offers;    /* open or accepted, to him */
	int64_t pieces;    /* in his hands at the clerk's desk */
};
struct gd_work_left {
	struct gd_work_line *lines;
	size_t n, room;
	int64_t offers, pieces; /* of all lines */
	struct gd_arena arena;
};
void gd_work_left_release(struct gd_work_left *w);
/** What a person still has on orders in work, oldest first; with a filter (may
 * be NULL) on the orders it shows. GD_MISSING: no such person. */
enum gd_code gd_app_work_left(struct gd_app *app, const char *login,
    const struct gd_filter *filter, struct gd_work_left *out,
    struct gd_err *err) GD_MUST_CHECK;

struct gd_handover {
	const char *from, *to, *reason;
	const struct gd_filter *filter; /* NULL: all he has in work */
	bool dry_run;
	struct gd_work_left left; /* out: what is handed over */
	struct gd_str words;      /* out: which order a refusal was about */
};
/** Orders, offers and custody of what FROM keeps go to TO: all or nothing, one
 * entry an order, the same request only once. The caller releases ->left and
 * ->words. */
enum gd_code gd_app_handover(struct gd_app *app, struct gd_handover *h,
    struct gd_err *err) GD_MUST_CHECK;
/** What is on its way to a person by name: originals handed over that he has
 * not accepted. At most max rows, their texts in arena. */
enum gd_code gd_app_to_accept(struct gd_app *app, const char *login, int max,
    struct gd_arena *arena, struct gd_piece_row *rows, int *n,
    struct gd_err *err) GD_MUST_CHECK;
/** The person at the keyboard has all of it in his hands; *n pieces. */
enum gd_code gd_app_accept(struct gd_app *app, int64_t *n,
    struct gd_err *err) GD_MUST_CHECK;

/* ---- who did what since when --------------------------------------------- */

struct gd_since_row {
	int64_t seq, at_ms;
	const char *id, *number, *customer_name; /* "" for the office */
	const struct gd_workflow *wf; /* of the order; NULL */
	const char *actor, *for_whom, *verb;
	const char *body; /* events, to be told in words */
	size_t body_len;
};
struct gd_since {
	int64_t from_ms; /* 0: since his own last act before today, else the
	                  * last twelve hours; out: what was taken */
	const char *by, *desk; /* only this person, people of this desk */
	bool own;              /* his own acts too */
	int max;               /* 0 = 1000; the newest are kept */
	struct gd_since_row *rows;
	size_t n;
	bool more; /* older ones were left out */
	struct gd_arena arena;
};
void gd_since_release(struct gd_since *q);
/** Rows oldest first. */
enum gd_code gd_app_since(struct gd_app *app, struct gd_since *q,
    struct gd_err *err) GD_MUST_CHECK;

#endif
