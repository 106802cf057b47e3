/* core/order.h - one order in memory: its rows and questions about them. */
#ifndef GENDAN_CORE_ORDER_H
#define GENDAN_CORE_ORDER_H

#include "base/id.h"
#include "core/tables.h"
#include "core/workflow.h"

/* Before a word of head.waits: the order is completed, somebody is still waited
 * for ("after:role:clerk"). */
#define GD_AFTER "after:"

struct gd_rates;
struct gd_order {
	char id[GD_ID_TEXT]; /* UUID */
	int64_t rev;         /* commands so far */
	struct gd_sheet sheet;
	/* what money is worth today, while somebody asks; NULL: not known */
	const struct gd_rates *rates;
};
void gd_order_init(struct gd_order *o);
void gd_order_release(struct gd_order *o);
void gd_order_copy(struct gd_order *to, const struct gd_order *from);

/** Rows, typed; NULL when there is none. All borrowed until the next apply. */
const struct gd_head *gd_head(
    const struct gd_order *o); /* never NULL: zero row */
const struct gd_act *gd_act(const struct gd_order *o, const char *duty,
    int64_t lot, int64_t round, int64_t inst);
const struct gd_paper *gd_paper(const struct gd_order *o, const char *kind,
    int64_t lot, int64_t inst);
/** A draft that was sent back and is not written anew yet: it waits for who
 * makes it, not for those who sign. r may be NULL. */
bool gd_revision_back(const struct gd_revision *r);
const struct gd_revision *gd_revision(const struct gd_order *o,
    const char *kind, int64_t lot, int64_t inst, int64_t rev);
/** Not void, lost or destroyed. */
bool gd_piece_printable(const struct gd_piece *p);
const char *gd_field(const struct gd_order *o, const char *name,
    int64_t lot); /* "" if unset */
int64_t gd_loop_round(const struct gd_order *o, const char *loop,
    int64_t lot); /* 1 at first */
/** Was this file put to this revision of a paper? (rev 0: to a thing) */
bool gd_file_of(const struct gd_file *f, const char *kind, int64_t lot,
    int64_t inst, int64_t rev);
/** Walk a table: for (i = 0; (row = gd_walk(o, GD_TAB_PIECE, &i)); ) */
const void *gd_walk(const struct gd_order *o, int table, size_t *i);

/** Is an order late as of today?  It is in work, not on hold, and its next due
 * day has passed.  The clock of an order on hold stands still, so it is not
 * late, whatever its day; its hard dates go on and stand among the dates.
 * due_day 0: it has none.  Every count and every list of late orders means
 * this (in SQL: state = 0 AND due_key < today). */
static inline bool
gd_order_is_late(int64_t state, int64_t due_day, int64_t today)
{
	return state == GD_ORDER_ACTIVE && due_day > 0 && due_day < today;
}

#endif
