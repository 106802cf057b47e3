/* core/correct.c - putting right: fields, outcomes, waivers, the customer,
 * receipts, desks, dates; and taking back one's own last command.
 *
 * A correction keeps the old and the new value in its event.  What an issued
 * paper carries is not corrected behind its back: revise it or write a
 * notice.  Undo is a new event that carries the values that were.
 */
#include "work.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"

#include "base/banned.h"

/* guard:carried - an issued paper in force that shows the field, or NULL. */
static const char *
carried_by(struct gd_work *w, int field, int64_t lot)
{
	const struct gd_paper *p;

	for (size_t i = 0; (p = gd_walk(&w->order, GD_TAB_PAPER, &i));) {
		int paper = gd_wf_paper(w->wf, p->kind);

		if (paper < 0 || !p->in_force ||
		    (lot && p->lot && p->lot != lot))
			continue;
		if (gd_list_has(&w->wf->papers[paper].fields, field))
			return p->kind;
	}
	return NULL;
}

static enum gd_code
correct_field(struct gd_work *w, const struct gd_pair *pair)
{
	int f = gd_wf_field(w->wf, pair->name);
	struct gd_field row = { .value = "" };
	const char *old, *kind;
	enum gd_code rc;

	if (strcmp(pair->name, "customer") == 0) {
		struct gd_head head = *gd_head(&w->order);

		work_event(w, GD_EV_CORRECTED, "customer",
		    work_printf(w, "%s -> %s", head.customer, pair->value), 0);
		head.customer = work_text(w, pair->value);
		work_put(w, GD_TAB_HEAD, &head);
		return GD_OK;
	}
	if (f < 0)
		return gd_fail(w->err, GD_USAGE, GD_M_NO_FIELD,
		    GD_T(pair->name));
	row.name = w->wf->fields[f].name.id;
	row.lot =
	    w->wf->fields[f].per_lot ? (w->cmd->lot ? w->cmd->lot : 1) : 0;
	kind = carried_by(w, f, row.lot);
	if (kind && GUARD(w, GD_M_FIELD_ON_PAPER))
		return gd_fail(w->err, GD_REFUSED, GD_M_FIELD_ON_PAPER,
		    GD_T(row.name), GD_T(kind));
	rc = value_read(w, &w->wf->fields[f], pair->value, &row.value);
	if (rc)
		return rc;
	old = gd_field(&w->order, row.name, row.lot);
	work_event(w, GD_EV_CORRECTED, row.name,
	    work_printf(w, "%s -> %s", old, row.value), 0);
	work_put(w, GD_TAB_FIELD, &row);
	return GD_OK;
}

/* Did anything happen in a round that an outcome began? */
static bool
round_used(struct gd_work *w, int loop, int64_t lot, int64_t round)
{
	const struct gd_act *a;
	const struct gd_paper *p;

	for (size_t i = 0; (a = gd_walk(&w->order, GD_TAB_ACT, &i));) {
		int d = gd_wf_duty(w->wf, a->duty);

		if (d >= 0 && w->wf->duties[d].loop == loop &&
		    a->round == round && a->lot == lot)
			return true;
	}
	for (size_t i = 0; (p = gd_walk(&w->order, GD_TAB_PAPER, &i));) {
		int paper = gd_wf_paper(w->wf, p->kind);
		int d = paper < 0 ? -1 : duty_making(w->wf, paper);

		if (d >= 0 && w->wf->duties[d].loop == loop &&
		    p->inst == round && (!lot || p->lot == lot))
			return true;
	}
	return false;
}

/* An outcome corrected: what the wrong one led to is led back, if unused. */
static enum gd_code
correct_outcome(struct gd_work *w, int duty, struct gd_at at,
    struct gd_act *act)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	int was = gd_duty_outcome(def, act->outcome);
	int now = gd_duty_outcome(def, w->cmd->outcome);

	if (now < 0)
		return gd_fail(w->err, GD_USAGE, GD_M_NO_OUTCOME,
		    GD_T(w->cmd->outcome), GD_T(def->name.id));
	if (gd_head(&w->order)->state != GD_ORDER_ACTIVE)
		return gd_fail(w->err, GD_REFUSED, GD_M_ORDER_STATE,
		    GD_T(gd_head(&w->order)->number),
		    GD_W(gd_order_state_word(gd_head(&w->order)->state)),
		    GD_T("correct"));
	work_event(w, GD_EV_CORRECTED, def->name.id,
	    work_printf(w, "%s -> %s", act->outcome, w->cmd->outcome), 0);
	if (was >= 0 && def->outcomes[was].goes == GD_GOES_AGAIN) {
		int loop = def->outcomes[was].loop;
		struct gd_loop row = { .loop = w->wf->loops[loop].id,
			.lot = at.lot,
			.round = at.round };

		if (GUARD(w, GD_M_ROUND_USED) &&
		    round_used(w, loop, at.lot, at.round + 1))
			return gd_fail(w->err, GD_REFUSED, GD_M_ROUND_USED,
			    GD_T(row.loop), GD_N(at.round + 1));
		work_put(w, GD_TAB_LOOP, &row);
	}
	act->outcome = def->outcomes[now].name.id;
	act->state =
	    def->outcomes[now].goes == GD_GOES_STAY ? GD_ACT_OPEN : GD_ACT_DONE;
	act->reason = work_text(w, w->cmd->reason);
	work_put(w, GD_TAB_ACT, act);
	return outcome_follow(w, duty, at, &def->outcomes[now]);
}

/* A duty: its outcome, its waiver, or the fields it recorded. */
static enum gd_code
correct_duty(struct gd_work *w)
{
	const struct gd_duty_def *def;
	const struct gd_act *old;
	struct gd_act act;
	struct gd_at at;
	int duty;
	const char *json;
	enum gd_code rc = find_duty(w, &duty, &at);

	if (rc)
		return rc;
	def = &w->wf->duties[duty];
	old = duty_act(w->wf, &w->order, duty, at);
	/* an outcome that began a new round stands in the round before */
	if (!old && at.round > 1) {
		at.round--;
		old = duty_act(w->wf, &w->order, duty, at);
	}
	if (!old)
		return gd_fail(w->err, GD_REFUSED, GD_M_NOT_DONE,
		    GD_T(def->name.id));
	act = *old;
	if (w->cmd->outcome && def->noutcomes)
		return correct_outcome(w, duty, at, &act);
	if (act.state == GD_ACT_WAIVED) {
		work_event(w, GD_EV_CORRECTED, def->name.id, "waived -> open",
		    0);
		act.state = GD_ACT_OPEN;
		act.reason = work_text(w, w->cmd->reason);
		work_put(w, GD_TAB_ACT, &act);
		return GD_OK;
	}
	for (int i = 0; i < w->cmd->nfields; i++) {
		int f = gd_wf_field(w->wf, w->cmd->fields[i].name);
		const char *kind = f < 0 ? NULL : carried_by(w, f, at.lot);

		if (kind && GUARD(w, GD_M_FIELD_ON_PAPER))
			return gd_fail(w->err, GD_REFUSED, GD_M_FIELD_ON_PAPER,
			    GD_T(w->cmd->fields[i].name), GD_T(kind));
	}
	rc = fields_read(w, def->fields, def->nfields, true, act.fields, &json);
	if (rc)
		return rc;
	work_event(w, GD_EV_CORRECTED, def->name.id,
	    work_printf(w, "%s -> %s", act.fields, json), 0);
	act.fields = json;
	if (w->cmd->day)
		act.day = w->cmd->day;
	work_put(w, GD_TAB_ACT, &act);
	if (!def->many)
		fields_put(w, json, at.lot);
	return GD_OK;
}

/* A receipt booked by mistake, or the wrong desk. */
static enum gd_code
correct_piece(struct gd_work *w)
{
	const struct gd_piece *pc = gd_row_find(&w->order.sheet, GD_TAB_PIECE,
	    &(struct gd_piece){ .no = w->cmd->piece });
	struct gd_piece row;
	int desk;

	if (!pc)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_PIECE,
		    GD_N(w->cmd->piece), GD_T(gd_head(&w->order)->number));
	row = *pc;
	if (w->cmd->desk) {
		desk = gd_wf_desk(w->wf, w->cmd->desk);
		if (desk < 0)
			return gd_fail(w->err, GD_MISSING, GD_M_NO_DESK,
			    GD_T(w->cmd->desk));
		work_event(w, GD_EV_CORRECTED, row.kind,
		    work_printf(w, "%s -> %s", row.desk,
			w->wf->desks[desk].name.id),
		    row.no);
		row.desk = w->wf->desks[desk].name.id;
	} else if (row.state == GD_PIECE_HELD && row.sent_ms) {
		work_event(w, GD_EV_CORRECTED, row.kind, "receipt taken back",
		    row.no);
		row.state = GD_PIECE_SENT;
		row.held_ms = 0;
		row.holder = row.proxy = "";
	} else {
		return gd_fail(w->err, GD_REFUSED, GD_M_PIECE_STATE,
		    GD_N(row.no), GD_T(row.kind), GD_T(row.desk),
		    GD_W(gd_piece_state_word(row.state)));
	}
	row.cause = work_text(w, w->cmd->reason);
	work_put(w, GD_TAB_PIECE, &row);
	return GD_OK;
}

enum gd_code
do_correct(struct gd_work *w)
{
	enum gd_code rc = need_reason(w);

	if (!rc)
		rc = need_carrier(w);
	if (rc)
		return rc;
	if (w->cmd->piece)
		return correct_piece(w);
	if (w->cmd->duty)
		return correct_duty(w);
	if (w->cmd->nfields == 0)
		return gd_fail(w->err, GD_USAGE, GD_M_NOTHING_TO_CORRECT);
	for (int i = 0; i < w->cmd->nfields && !rc; i++)
		rc = correct_field(w, &w->cmd->fields[i]);
	return rc;
}

/* move ORDER DUTY day: the date a person promises instead. */
enum gd_code
do_move_date(struct gd_work *w)
{
	struct gd_due row = { .base = "", .rule = "", .reason = "" };
	const struct gd_due *old;
	char was[GD_DAY_TEXT], now[GD_DAY_TEXT];
	struct gd_at at;
	int duty;
	enum gd_code rc = find_duty(w, &duty, &at);

	if (!rc)
		rc = need_reason(w);
	if (!rc)
		rc = need_carrier(w);
	if (rc)
		return rc;
	if (!w->cmd->day && strcmp(w->f->actor.login, GD_ANYBODY) != 0)
		return gd_fail(w->err, GD_USAGE, GD_M_BAD_DATE, GD_T("day"),
		    GD_T(""));
	row.duty = w->wf->duties[duty].name.id;
	row.lot = at.lot;
	row.round = at.round;
	row.inst = at.inst;
	old = gd_row_find(&w->order.sheet, GD_TAB_DUE, &row);
	if (old)
		row = *old;
	gd_day_text(row.day ? (int32_t)row.day : GD_NO_DAY, was);
	gd_day_text(w->cmd->day, now);
	row.day = w->cmd->day;
	row.moved = 1;
	row.reason = work_text(w, w->cmd->reason);
	work_event(w, GD_EV_MOVED, row.duty,
	    work_printf(w, "%s -> %s", was, now), 0);
	work_put(w, GD_TAB_DUE, &row);
	return GD_OK;
}

/* ---- undo ---------------------------------------------------------------- */

/* Make table t of the working copy equal to how it was before. */
static void
table_back(struct gd_work *w, int t)
{
	const struct gd_order *before = w->f->before;
	const struct gd_table *def = &gd_order_tables[t];
	const void *row;

	for (size_t i = w->order.sheet.rows[t].n; i-- > 0;) {
		row = gd_row_at(&w->order.sheet, t, i);
		if (!gd_row_find(&before->sheet, t, row)) {
			void *key = gd_arena_alloc(&w->ev->arena, 1, def->size);

			memcpy(key, row, def->size);
			work_drop(w, t, key);
		}
	}
	for (size_t i = 0; (row = gd_row_at(&before->sheet, t, i)); i++)
		work_put(w, t, row);
}

/* guard:undo-own, guard:undo-left */
enum gd_code
do_undo(struct gd_work *w)
{
	const struct gd_facts *f = w->f;

	if (!f->before || !f->last_words || w->order.rev < 2 ||
	    strcmp(f->last_words, gd_verb_word(GD_DO_UNDO)) == 0)
		return gd_fail(w->err, GD_REFUSED, GD_M_NOTHING_TO_UNDO,
		    GD_T(gd_head(&w->order)->number));
	if (GUARD(w, GD_M_UNDO_OTHER) &&
	    (!f->last_actor || strcmp(f->last_actor, f->actor.login) != 0))
		return gd_fail(w->err, GD_REFUSED, GD_M_UNDO_OTHER,
		    GD_T(f->last_actor ? f->last_actor : ""),
		    GD_T(f->last_words));
	if (GUARD(w, GD_M_UNDO_LEFT) && f->last_left_desk)
		return gd_fail(w->err, GD_REFUSED, GD_M_UNDO_LEFT,
		    GD_T(f->last_words));
	work_event(w, GD_EV_UNDONE, f->last_words, "", 0);
	for (int t = 0; t < GD_ORDER_NTABLES; t++)
		table_back(w, t);
	return GD_OK;
}
