/* core/duty.c - the duty: the unit of work, and its computed state.
 *
 *      n/a <-- when is false            waived <-- act waived
 *       |                                  |  (may still be done)
 *    waiting --step opens--> ready --act--> done
 *       (step not open,        ^
 *        when unknown)         | needs true, thing not lost
 *                           blocked
 *
 * Only acts are recorded; everything else is computed from the workflow and
 * the order.  Key: (duty, lot, round, instance): lot 0 for order-level
 * duties, round from the duty's loop, instance 0 unless ad-hoc.
 * Facts that hold: a recorded act is never erased because a condition
 * changed; a derived duty is done exactly while its predicate is true.
 */
#include "work.h"

#include <string.h>

#include "base/banned.h"

int64_t
lot_count(const struct gd_order *o)
{
	size_t n = o->sheet.rows[GD_TAB_LOT].n;

	return n ? (int64_t)n : 1;
}

static int64_t
round_of(const struct gd_workflow *wf, const struct gd_order *o, int loop,
    int64_t lot)
{
	return loop < 0 ? 1 : gd_loop_round(o, wf->loops[loop].id, lot);
}

int64_t
thread_last(const struct gd_workflow *wf, const struct gd_order *o, int duty)
{
	const struct gd_duty_def *def = &wf->duties[duty];
	const struct gd_act *act;
	int64_t last = 0;

	for (size_t i = 0; (act = gd_walk(o, GD_TAB_ACT, &i));) {
		int d;

		if (act->inst <= last) /* most acts are no ad-hoc ones */
			continue;
		d = gd_wf_duty(wf, act->duty);
		if (d < 0)
			continue;
		if (d == duty ||
		    (def->thread && *def->thread && wf->duties[d].thread &&
			strcmp(wf->duties[d].thread, def->thread) == 0))
			last = act->inst;
	}
	return last;
}

/* The table a duty is owed once a row of; -1: it is not. */
static int
row_table(const struct gd_duty_def *def)
{
	return def->per_line      ? GD_TAB_LINE
	       : def->per_payment ? GD_TAB_PAYMENT
				  : -1;
}

/* Number of the i-th line or payment row; 0 past the last. Both tables begin
 * with their number. */
int64_t
row_number(const struct gd_order *o, int table, size_t i)
{
	const void *row = gd_row_at(&o->sheet, table, i);

	return row ? gd_cell_int(row, &gd_order_tables[table].cols[0]) : 0;
}

struct gd_at
duty_at(const struct gd_workflow *wf, const struct gd_order *o, int duty,
    int64_t lot, int64_t inst)
{
	const struct gd_duty_def *def = &wf->duties[duty];
	struct gd_at at = { .lot = def->per_lot ? (lot ? lot : 1) : 0 };

	at.round = round_of(wf, o, def->loop, at.lot);
	if (def->many)
		at.inst = inst ? inst : thread_last(wf, o, duty);
	else if (row_table(def) >= 0)
		at.inst = inst; /* number of the row; 0 asks all rows */
	return at;
}

const struct gd_act *
duty_act(const struct gd_workflow *wf, const struct gd_order *o, int duty,
    struct gd_at at)
{
	return gd_act(o, wf->duties[duty].name.id, at.lot, at.round, at.inst);
}

/* Settled for every line or payment row. */
static bool
rows_settled(const struct gd_workflow *wf, const struct gd_order *o, int duty,
    struct gd_at at)
{
	int table = row_table(&wf->duties[duty]);

	for (size_t i = 0; (at.inst = row_number(o, table, i)) != 0; i++)
		if (!duty_settled(wf, o, duty, at))
			return false;
	return true;
}

/* Done, waived, or true by itself. */
bool
duty_settled(const struct gd_workflow *wf, const struct gd_order *o, int duty,
    struct gd_at at)
{
	const struct gd_duty_def *def = &wf->duties[duty];
	const struct gd_act *act = duty_act(wf, o, duty, at);
	struct gd_pred all = { .op = GD_PRED_CREDITED, .value = "" };

	if (row_table(def) >= 0 && at.inst == 0)
		return rows_settled(wf, o, duty, at);
	if (act && (act->state == GD_ACT_DONE || act->state == GD_ACT_WAIVED))
		return true;
	if (def->derived)
		return pred_eval(wf, o, def->derived, at) == GD_TRUE;
	return def->credits && pred_eval(wf, o, &all, at) == GD_TRUE;
}

enum gd_truth
duty_applies(const struct gd_workflow *wf, const struct gd_order *o, int duty,
    struct gd_at at)
{
	const struct gd_duty_def *def = &wf->duties[duty];

	if (duty_act(wf, o, duty, at) &&
	    duty_act(wf, o, duty, at)->state != GD_ACT_OPEN)
		return GD_TRUE;
	if (lot_off(o, at.lot))
		return GD_FALSE;
	return pred_eval(wf, o, def->when, at);
}

int
duty_making(const struct gd_workflow *wf, int paper)
{
	for (int d = 0; d < wf->nduties; d++)
		if (wf->duties[d].thing == paper &&
		    (wf->duties[d].effect == GD_EFFECT_MAKE ||
			wf->duties[d].effect == GD_EFFECT_RECEIVE))
			return d;
	return -1;
}

/* Where a paper lives: a new round makes a new instance of it. */
struct gd_at
paper_at(const struct gd_workflow *wf, const struct gd_order *o, int paper,
    int64_t lot, int64_t inst)
{
	const struct gd_paper_def *def = &wf->papers[paper];
	int maker = duty_making(wf, paper);
	struct gd_at at = { .lot = def->per_lot ? (lot ? lot : 1) : 0,
		.round = 1 };

	if (maker >= 0)
		at.round = round_of(wf, o, wf->duties[maker].loop, at.lot);
	if (!def->many)
		at.inst = at.round;
	else if (inst)
		at.inst = inst;
	else
		at.inst = maker >= 0 ? thread_last(wf, o, maker) : 1;
	return at;
}

/* The thing this duty sends or moves is lost and no other piece exists. */
bool
thing_lost(const struct gd_workflow *wf, const struct gd_order *o, int duty,
    struct gd_at at)
{
	const struct gd_duty_def *def = &wf->duties[duty];
	const struct gd_piece *pc;
	struct gd_at here;
	bool lost = false;

	if (def->effect != GD_EFFECT_MOVE || def->thing < 0)
		return false;
	here = paper_at(wf, o, def->thing, at.lot, at.inst);
	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));) {
		if (strcmp(pc->kind, wf->papers[def->thing].name.id) != 0 ||
		    pc->lot != here.lot || pc->inst != here.inst)
			continue;
		if (pc->state == GD_PIECE_LOST)
			lost = true;
		else if (pc->state != GD_PIECE_VOID)
			return false;
	}
	return lost;
}

bool
paper_after_close(const struct gd_workflow *wf, int paper)
{
	int duty = paper < 0 ? -1 : duty_making(wf, paper);

	return duty >= 0 && wf->duties[duty].after_close;
}

bool
duty_is_work(const struct gd_duty_def *def, int64_t state)
{
	if (def->optional)
		return false;
	if (state != GD_ORDER_COMPLETED)
		return state == GD_ORDER_ACTIVE;
	return def->after_close &&
	       (!def->suggested || def->expires_min ||
		   def->due.base != GD_BASE_NONE);
}

bool
window_open(const struct gd_workflow *wf, const struct gd_order *o, int duty,
    int64_t lot)
{
	const struct gd_duty_def *def = &wf->duties[duty];
	struct gd_at at = { .lot = lot, .round = 1 };

	return !def->window || pred_eval(wf, o, def->window, at) == GD_TRUE;
}

enum gd_duty_state
duty_state(const struct gd_workflow *wf, const struct gd_order *o, int duty,
    struct gd_at at)
{
	const struct gd_duty_def *def = &wf->duties[duty];
	const struct gd_act *act = duty_act(wf, o, duty, at);
	enum gd_truth applies;

	if (act && act->state == GD_ACT_DONE)
		return GD_DUTY_DONE;
	if (act && act->state == GD_ACT_WAIVED)
		return GD_DUTY_WAIVED;
	applies = duty_applies(wf, o, duty, at);
	if (applies == GD_FALSE)
		return GD_DUTY_NA;
	if (duty_settled(wf, o, duty, at))
		return GD_DUTY_DONE;
	if (applies == GD_UNKNOWN ||
	    (!def->credits && !step_is_open(wf, o, def->step, at.lot)))
		return GD_DUTY_WAITING;
	if (def->derived && !def->credits)
		return GD_DUTY_WAITING;
	if (pred_eval(wf, o, def->needs, at) != GD_TRUE ||
	    thing_lost(wf, o, duty, at))
		return GD_DUTY_BLOCKED;
	return GD_DUTY_READY;
}

/* Is this place owed or recorded there at all? A thread lives in the lot it
 * began in; a lot called off shows only what was done in it. */
static bool
place_lives(const struct gd_workflow *wf, const struct gd_order *o, int duty,
    struct gd_at at)
{
	const struct gd_duty_def *def = &wf->duties[duty];
	const struct gd_act *act;

	if (lot_off(o, at.lot) && !duty_act(wf, o, duty, at))
		return false;
	if (!def->many)
		return true;
	for (size_t i = 0; (act = gd_walk(o, GD_TAB_ACT, &i));) {
		int d;

		if (act->inst != at.inst || act->lot != at.lot)
			continue;
		d = gd_wf_duty(wf, act->duty);
		if (d == duty ||
		    (d >= 0 && *def->thread && wf->duties[d].thread &&
			strcmp(wf->duties[d].thread, def->thread) == 0))
			return true;
	}
	return false;
}

/* Places: every lot of a per-lot duty, every line or payment row of one owed
 * for each, every instance of an ad-hoc one. */
static bool
place_at(const struct gd_workflow *wf, const struct gd_order *o, int duty,
    int i, struct gd_at *at)
{
	const struct gd_duty_def *def = &wf->duties[duty];
	int64_t lots = def->per_lot ? lot_count(o) : 1;
	int table = row_table(def);
	int64_t insts = def->many    ? thread_last(wf, o, duty)
			: table >= 0 ? (int64_t)o->sheet.rows[table].n
				     : 1;
	int64_t k = i / lots;

	if (i >= lots * insts)
		return false;
	*at = duty_at(wf, o, duty, i % lots + 1,
	    table >= 0  ? row_number(o, table, (size_t)k)
	    : def->many ? k + 1
			: 0);
	return true;
}

bool
duty_place(const struct gd_workflow *wf, const struct gd_order *o, int duty,
    int i, struct gd_at *at)
{
	int seen = -1;

	if (!wf->duties[duty].per_lot || lot_count(o) == 1)
		return place_at(wf, o, duty, i, at);
	for (int k = 0; place_at(wf, o, duty, k, at); k++)
		if (place_lives(wf, o, duty, *at) && ++seen == i)
			return true;
	return false;
}

/* Does an act of this instance exist, so that its thread has begun? */
static bool
thread_begun(const struct gd_workflow *wf, const struct gd_order *o,
    const char *thread, int64_t inst)
{
	for (int d = 0; d < wf->nduties; d++) {
		struct gd_at at;

		if (!wf->duties[d].thread_head ||
		    strcmp(wf->duties[d].thread, thread) != 0)
			continue;
		at = duty_at(wf, o, d, 0, inst);
		if (duty_act(wf, o, d, at) &&
		    duty_act(wf, o, d, at)->state != GD_ACT_OPEN)
			return true;
	}
	return false;
}

/* A notice is open while a duty of its thread is owed or a paper it names has
 * not been issued again because of it. */
bool
notice_open(const struct gd_workflow *wf, const struct gd_order *o,
    int64_t inst)
{
	const struct gd_change *ch;
	const struct gd_revision *rev;
	const char *thread = NULL;
	bool owed = false;

	for (int d = 0; d < wf->nduties; d++)
		if (wf->duties[d].is_notice)
			thread = wf->duties[d].thread;
	if (!thread || !*thread || !thread_begun(wf, o, thread, inst))
		return false;
	for (int d = 0; d < wf->nduties; d++) {
		struct gd_at at;

		if (!wf->duties[d].thread ||
		    strcmp(wf->duties[d].thread, thread) != 0)
			continue;
		at = duty_at(wf, o, d, 0, inst);
		if (duty_applies(wf, o, d, at) == GD_TRUE &&
		    !duty_settled(wf, o, d, at))
			return true;
		/* no agreement: closed without change */
		if (wf->duties[d].is_notice &&
		    duty_applies(wf, o, d, at) == GD_FALSE)
			return false;
		owed = owed || wf->duties[d].is_notice;
	}
	for (size_t i = 0; owed && (ch = gd_walk(o, GD_TAB_CHANGE, &i));) {
		bool revised = false;

		if (ch->notice != inst)
			continue;
		for (size_t k = 0; (rev = gd_walk(o, GD_TAB_REVISION, &k));)
			if (strcmp(rev->kind, ch->paper) == 0 &&
			    rev->notice >= inst &&
			    (rev->state == GD_REV_ISSUED ||
				rev->state == GD_REV_SUPERSEDED))
				revised = true;
		if (!revised)
			return true;
	}
	return false;
}
