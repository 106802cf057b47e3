/* core/takeover/takeover.c - what stood on paper before gendan.
 *
 *   first time:  the order has only its intake -> every row of the file
 *   again:       rows the file changed since -> corrected, old -> new
 *                rows gendan changed since, and the file too -> refused
 *
 * Facts: every row it makes says taken; a day nobody knows is 0 and nothing
 * is counted from it; the same file again changes nothing.
 */
#include "takeover.h"

#include <string.h>

#include "base/day.h"

#include "base/banned.h"

/* guard:taken-who - an administrator, or who may close orders. */
static enum gd_code
need_taker(struct gd_work *w)
{
	int admin = gd_wf_role(w->wf, "admin");

	if (admin >= 0 && person_holds(w, admin))
		return GD_OK;
	if (w->wf->close_roles.n && person_may(w, &w->wf->close_roles))
		return GD_OK;
	if (!GUARD(w, GD_M_NEEDS_ROLE))
		return GD_OK;
	return gd_fail(w->err, GD_REFUSED, GD_M_NEEDS_ROLE, GD_T("admin"));
}

/* guard:taken-begun - an order that was worked on here is not taken over. */
static enum gd_code
need_blank(struct gd_work *w)
{
	static const int tables[] = { GD_TAB_ACT, GD_TAB_PAPER, GD_TAB_PIECE };
	const struct gd_head *h = gd_head(&w->order);

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		if (w->order.sheet.rows[tables[i]].n > 0 &&
		    GUARD(w, GD_M_TAKEN_BEGUN))
			return gd_fail(w->err, GD_REFUSED, GD_M_TAKEN_BEGUN,
			    GD_T(h->number),
			    GD_D(gd_ms_day(h->created_ms,
				w->f->utc_offset_min)));
	return GD_OK;
}

/* guard:taken-day - nothing happened after the day the papers were counted. */
static enum gd_code
need_days(struct gd_work *w)
{
	for (int i = 0; i < w->cmd->ntaken; i++) {
		const struct gd_taken *t = &w->cmd->taken[i];
		int32_t last = t->day;

		if (t->held_day != GD_NO_DAY && t->held_day > last)
			last = t->held_day;
		if (last != GD_NO_DAY && last > w->cmd->day &&
		    GUARD(w, GD_M_TAKEN_LATER))
			return gd_fail(w->err, GD_USAGE, GD_M_TAKEN_LATER,
			    GD_D(last), GD_D(w->cmd->day));
	}
	return GD_OK;
}

static void
drop_rows(struct gd_order *o, int table)
{
	const struct gd_table *t = &gd_order_tables[table];

	while (o->sheet.rows[table].n) {
		char key[1024];

		memcpy(key, gd_row_at(&o->sheet, table, 0), t->size);
		gd_row_drop(&o->sheet, table, key);
	}
}

/* The order as its intake left it: what the file says is put on that. */
static void
as_new(struct gd_order *to, const struct gd_order *from)
{
	static const int tables[] = { GD_TAB_ACT, GD_TAB_DUE, GD_TAB_STEP,
		GD_TAB_LOOP, GD_TAB_PAPER, GD_TAB_DIST, GD_TAB_REVISION,
		GD_TAB_SIGNOFF, GD_TAB_PIECE, GD_TAB_PAYMENT, GD_TAB_OFFER,
		GD_TAB_CHANGE, GD_TAB_OVERRIDE, GD_TAB_INFORM };

	gd_order_copy(to, from);
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		drop_rows(to, tables[i]);
}

/* Payment rows follow terms and amount, unless a person changed them. */
static void
payments_as_new(struct gd_work *file, const struct gd_order *base)
{
	const struct gd_payment *p, *made;
	bool own = false;

	payments_put(file);
	for (size_t i = 0; (p = gd_walk(base, GD_TAB_PAYMENT, &i));) {
		made = gd_row_find(&file->order.sheet, GD_TAB_PAYMENT, p);
		own = own || !made || made->amount != p->amount ||
		      made->bp != p->bp ||
		      strcmp(made->trigger, p->trigger) != 0 ||
		      strcmp(made->method, p->method) != 0;
	}
	drop_rows(&file->order, GD_TAB_PAYMENT);
	for (size_t i = 0; own && (p = gd_walk(base, GD_TAB_PAYMENT, &i));) {
		struct gd_payment row = *p;

		row.credited = row.credited_day = 0;
		work_put(file, GD_TAB_PAYMENT, &row);
	}
}

static enum gd_code
again(struct gd_work *w)
{
	struct gd_events events = GD_EVENTS_INIT;
	struct gd_work file = *w;
	enum gd_code rc;

	if (!w->f->before)
		return gd_fail(w->err, GD_USAGE, GD_M_CORE_BUG,
		    GD_T("takeover"));
	file.ev = &events;
	file.e = NULL;
	as_new(&file.order, w->f->before);
	payments_as_new(&file, w->f->before);
	rc = taken_put(&file);
	if (!rc)
		rc = taken_merge(w, w->f->before, &file.order);
	gd_order_release(&file.order);
	gd_events_release(&events);
	return rc;
}

enum gd_code
do_takeover(struct gd_work *w)
{
	struct gd_head head = *gd_head(&w->order);
	char day[GD_DAY_TEXT];
	enum gd_code rc = need_taker(w);

	if (!rc && w->cmd->day <= 0)
		rc = gd_fail(w->err, GD_USAGE, GD_M_BAD_DATE, GD_T("takeover"),
		    GD_T(""));
	if (!rc)
		rc = need_days(w);
	if (rc)
		return rc;
	if (head.taken_day)
		return again(w);
	rc = need_blank(w);
	if (rc)
		return rc;
	taken_event(w, head.number, gd_day_text(w->cmd->day, day), 0);
	head.taken_day = w->cmd->day;
	work_put(w, GD_TAB_HEAD, &head);
	rc = taken_put(w);
	/* what follows from it all comes last */
	w->e = &w->ev->at[w->ev->n - 1];
	return rc;
}

/* ---- what others ask ------------------------------------------------------ */

/* Did all that was done in a step happen on paper? *last: the latest day
 * known, 0 = none. */
static bool
step_on_paper(const struct gd_work *w, int step, int64_t lot, int64_t *last)
{
	const struct gd_step_def *def = &w->wf->steps[step];
	bool any = false;

	*last = 0;
	for (int i = 0; i < def->duties.n; i++) {
		struct gd_at at =
		    duty_at(w->wf, &w->order, def->duties.at[i], lot, 0);
		const struct gd_act *act =
		    duty_act(w->wf, &w->order, def->duties.at[i], at);

		if (!act || act->state == GD_ACT_OPEN)
			continue;
		if (!act->taken)
			return false;
		any = true;
		if (act->state == GD_ACT_DONE && act->day > *last)
			*last = act->day;
	}
	return any;
}

/* When a step of a taken order opened and was done, as far as the paper days
 * say; only known days are counted from. */
void
taken_step_days(const struct gd_work *w, int step, struct gd_step *row)
{
	const struct gd_step_def *def = &w->wf->steps[step];
	int64_t day, last = 0;
	bool paper = true, known = true;

	for (int i = 0; i < def->after.n; i++) {
		bool here = step_on_paper(w, def->after.at[i], row->lot, &day);

		paper = paper && here;
		known = known && day;
		last = day > last ? day : last;
	}
	if (paper && row->state != GD_STEP_NA)
		row->open_ms =
		    known && def->after.n ? taken_ms(w, (int32_t)last) : 0;
	if (row->state == GD_STEP_DONE &&
	    step_on_paper(w, step, row->lot, &day))
		row->done_ms = day ? taken_ms(w, (int32_t)day) : 0;
}

/* A move done on paper brought the thing there, where no piece of the paper
 * days says else. */
bool
taken_moved(const struct gd_workflow *wf, const struct gd_order *o, int paper,
    struct gd_at at, int desk)
{
	const struct gd_piece *pc;
	bool moved = false;

	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));)
		if (pc->taken && pc->state != GD_PIECE_VOID &&
		    piece_of(pc, wf->papers[paper].name.id, at))
			return false;
	for (int d = 0; d < wf->nduties; d++) {
		const struct gd_duty_def *def = &wf->duties[d];
		const struct gd_act *act;

		if (def->effect != GD_EFFECT_MOVE || def->thing != paper)
			continue;
		act = duty_act(wf, o, d, duty_at(wf, o, d, at.lot, 0));
		if (act && act->taken && act->state == GD_ACT_DONE)
			moved = desk < 0 || def->to_desk == desk;
	}
	return moved;
}
