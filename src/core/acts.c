/* core/acts.c - doing a duty: fields, outcome, loop, waiver, early opening.
 *
 * A duty with an effect is done through its effect; this file finds which
 * duty is meant, tests that it is ready and records the act.
 */
#include "gather.h"

#include <string.h>

#include "base/banned.h"

enum gd_code
find_duty(struct gd_work *w, int *duty, struct gd_at *at)
{
	const char *id = w->cmd->duty ? w->cmd->duty : "";
	const struct gd_duty_def *def;
	int64_t lot, inst = w->cmd->inst;
	bool found = false;
	struct gd_at place;

	*duty = gd_wf_duty(w->wf, id);
	if (*duty < 0)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_DUTY, GD_T(id),
		    GD_T(w->wf->name.id));
	def = &w->wf->duties[*duty];
	lot = w->cmd->lot;
	if (def->per_lot || lot) {
		enum gd_code rc = find_lot(w, id, &lot);

		if (rc)
			return rc;
	}
	*at = duty_at(w->wf, &w->order, *duty, lot, inst);
	if (def->many || (inst && !def->per_line && !def->per_payment))
		return GD_OK;
	/* owed for each line or payment row: the one that is named, else the
	 * first that is open */
	for (int i = 0; duty_place(w->wf, &w->order, *duty, i, &place); i++)
		if (place.lot == at->lot && (!inst || place.inst == inst)) {
			*at = place;
			found = true;
			if (!duty_settled(w->wf, &w->order, *duty, place))
				break;
		}
	return !inst || found ? GD_OK
			      : gd_fail(w->err, GD_MISSING, GD_M_NO_PLACE,
				    GD_T(id), GD_N(inst));
}

/* guard:duty-open, guard:duty-needs - ready, or a refusal that says why. */
enum gd_code
duty_ready(struct gd_work *w, int duty, struct gd_at at)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	const char *id = def->name.id;
	const struct gd_pred *unmet;

	switch (duty_applies(w->wf, &w->order, duty, at)) {
	case GD_FALSE:
		if (!GUARD(w, GD_M_DUTY_NA))
			break;
		return gd_fail(w->err, GD_REFUSED, GD_M_DUTY_NA, GD_T(id));
	case GD_UNKNOWN:
		if (!GUARD(w, GD_M_DUTY_NOT_YET))
			break;
		return gd_fail(w->err, GD_REFUSED, GD_M_DUTY_NOT_YET, GD_T(id),
		    GD_T(def->when && def->when->text ? def->when->text : ""));
	case GD_TRUE:
		break;
	}
	if (!def->credits && !step_is_open(w->wf, &w->order, def->step, at.lot))
		return hard_stop(w, &def->override_by, "not_ready", id,
		    GD_M_STEP_CLOSED, w->wf->steps[def->step].name.id);
	unmet = pred_unmet(w->wf, &w->order, def->needs, at);
	if (unmet)
		return hard_stop(w, &def->override_by, "not_ready", id,
		    GD_M_DUTY_BLOCKED, unmet->text ? unmet->text : "");
	if (thing_lost(w->wf, &w->order, duty, at))
		return hard_stop(w, &def->override_by, "not_ready", id,
		    GD_M_THING_LOST, w->wf->papers[def->thing].name.id);
	return GD_OK;
}

/* A status is set once its condition holds: not by an outcome that stays,
 * begins again or ends the order without success. */
static bool
leads_on(const struct gd_duty_def *def, const char *outcome)
{
	int i = gd_duty_outcome(def, outcome);

	return i < 0 || def->outcomes[i].goes == GD_GOES_NEXT ||
	       def->outcomes[i].goes == GD_GOES_COMPLETED;
}

void
act_record(struct gd_work *w, int duty, struct gd_at at, int64_t state,
    const char *outcome, const char *fields, const char *reason)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	const struct gd_act *old = duty_act(w->wf, &w->order, duty, at);
	struct gd_act row = { .duty = def->name.id,
		.lot = at.lot,
		.round = at.round,
		.inst = at.inst,
		.state = state,
		.outcome = outcome ? outcome : "",
		.fields = fields ? fields : "",
		.by = w->then_ms ? "" : w->f->actor.login,
		.for_whom = w->then_ms ? "" : w->for_whom,
		.role = w->then_ms ? "" : w->role,
		.at_ms = work_now(w),
		.day = work_day(w),
		.reason = work_text(w, reason),
		.over = w->over };

	if (old && !fields)
		row.fields = old->fields;
	if (def->mark && state == GD_ACT_DONE && leads_on(def, row.outcome)) {
		struct gd_head head = *gd_head(&w->order);

		head.status = def->mark->id;
		work_put(w, GD_TAB_HEAD, &head);
	}
	work_put(w, GD_TAB_ACT, &row);
}

/* The loop's next round: its duties are owed anew, nothing is recalled. */
static void
loop_again(struct gd_work *w, int loop, struct gd_at at)
{
	struct gd_loop row = { .loop = w->wf->loops[loop].id };

	for (int d = 0; d < w->wf->nduties; d++)
		if (w->wf->duties[d].loop == loop && w->wf->duties[d].per_lot)
			row.lot = at.lot ? at.lot : 1;
	row.round = gd_loop_round(&w->order, row.loop, row.lot) + 1;
	work_event(w, GD_EV_AGAIN, row.loop, "", row.round);
	work_put(w, GD_TAB_LOOP, &row);
}

enum gd_code
outcome_follow(struct gd_work *w, int duty, struct gd_at at,
    const struct gd_outcome_def *outcome)
{
	struct gd_head head = *gd_head(&w->order);
	int cause = gd_wf_cause(w->wf, outcome->cause);

	(void)duty;
	switch (outcome->goes) {
	case GD_GOES_NEXT:
	case GD_GOES_STAY:
		break;
	case GD_GOES_AGAIN:
		loop_again(w, outcome->loop, at);
		break;
	case GD_GOES_COMPLETED:
		work_event(w, GD_EV_COMPLETED, "", outcome->name.id, 0);
		head.state = GD_ORDER_COMPLETED;
		head.closed_ms = work_now(w);
		work_put(w, GD_TAB_HEAD, &head);
		break;
	case GD_GOES_CANCELLED:
		work_event(w, GD_EV_CANCELLED, "", outcome->cause, 0);
		head.state = GD_ORDER_CANCELLED;
		head.cause = outcome->cause && *outcome->cause
				 ? outcome->cause
				 : outcome->name.id;
		head.cause_by =
		    cause < 0 ? "customer"
			      : gd_whose_word(w->wf->causes[cause].whose);
		head.closed_ms = work_now(w);
		work_put(w, GD_TAB_HEAD, &head);
		cancel_pieces(w);
		break;
	}
	return GD_OK;
}

/* guard:done-already - a duty is done once, unless it can be recorded again. */
static enum gd_code
not_done(struct gd_work *w, int duty, struct gd_at at)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	const struct gd_act *act = duty_act(w->wf, &w->order, duty, at);

	if (GUARD(w, GD_M_DONE_ALREADY) && act && act->state == GD_ACT_DONE &&
	    !def->revisable)
		return gd_fail(w->err, GD_REFUSED, GD_M_DONE_ALREADY,
		    GD_T(def->name.id), GD_T(act->by));
	return GD_OK;
}

/* A new instance for a duty that begins one; its window must be open.
 * guard:window */
static enum gd_code
adhoc_place(struct gd_work *w, int duty, struct gd_at *at)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	bool begins = def->thread_head || !def->thread || !*def->thread;

	if (!def->many || !begins || w->cmd->inst)
		return GD_OK;
	at->inst = thread_last(w->wf, &w->order, duty) + 1;
	if (!window_open(w->wf, &w->order, duty, at->lot))
		return hard_stop(w, &def->override_by, "window", def->name.id,
		    GD_M_WINDOW_CLOSED,
		    def->window->text ? def->window->text : "");
	return GD_OK;
}

static enum gd_code
pick_outcome(struct gd_work *w, const struct gd_duty_def *def,
    const struct gd_outcome_def **out)
{
	int i;

	*out = NULL;
	if (def->noutcomes == 0)
		return GD_OK;
	if (!w->cmd->outcome || !*w->cmd->outcome) {
		if (strcmp(w->f->actor.login, GD_ANYBODY) == 0)
			return GD_OK;
		return gd_fail(w->err, GD_USAGE, GD_M_NEEDS_OUTCOME,
		    GD_T(def->name.id));
	}
	i = gd_duty_outcome(def, w->cmd->outcome);
	if (i < 0)
		return gd_fail(w->err, GD_USAGE, GD_M_NO_OUTCOME,
		    GD_T(w->cmd->outcome), GD_T(def->name.id));
	*out = &def->outcomes[i];
	return (*out)->needs_reason ? need_reason(w) : GD_OK;
}

/* A plain duty: what was entered, what was chosen, where that leads. */
static enum gd_code
fill_plain(struct gd_work *w, int duty, struct gd_at at)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	const struct gd_act *old = duty_act(w->wf, &w->order, duty, at);
	const struct gd_outcome_def *outcome;
	const char *json, *was = old ? old->fields : "";
	enum gd_code rc;
	bool stay;

	rc = pick_outcome(w, def, &outcome);
	if (rc)
		return rc;
	stay = outcome && outcome->goes == GD_GOES_STAY;
	w->line_pairs = def->ships;
	rc = fields_read(w, def->fields, def->nfields,
	    !stay && !(outcome && outcome->blank), was, &json);
	/* too much on board is a stop of its own */
	if (!rc && def->ships && !stay)
		rc = lot_ships(w, duty, at, json);
	if (!rc && def->ships)
		rc = need_roles_or_over(w, &def->by);
	if (!rc && def->collects)
		rc = collect_orders(w, duty, &json);
	if (!rc)
		rc = fields_add(w, was, json, at.lot);
	if (rc)
		return rc;
	work_event(w, outcome ? GD_EV_OUTCOME : GD_EV_DONE, def->name.id,
	    outcome ? outcome->name.id : w->cmd->reason, at.inst);
	act_record(w, duty, at, stay ? GD_ACT_OPEN : GD_ACT_DONE,
	    outcome ? outcome->name.id : "", json, w->cmd->reason);
	if (!def->many && !at.inst) /* what one line says is not the order's */
		fields_put_plain(w, json, at.lot);
	else if (!w->cmd->inst && def->thread && *def->thread &&
		 gd_wf_has_notice(w->wf))
		work_event(w, GD_EV_NOTICE, def->name.id, w->cmd->reason,
		    at.inst);
	if (def->collects)
		collected_links(w);
	rc = notice_changes(w, at.inst, def->many ? json : "");
	if (!rc && outcome)
		rc = outcome_follow(w, duty, at, outcome);
	return rc;
}

/* Ship a thing: its carrier and number are the duty's own fields. */
static enum gd_code
fill_move(struct gd_work *w, int duty, struct gd_at at)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	struct gd_at here =
	    paper_at(w->wf, &w->order, def->thing, at.lot, at.inst);
	const char *json, *from;
	int sent = 0;
	enum gd_code rc;

	rc = fields_read(w, def->fields, def->nfields, true, "", &json);
	if (rc)
		return rc;
	from = original_at(&w->order, w->wf->papers[def->thing].name.id, here);
	rc = pieces_send(w, def->thing, here, NULL,
	    w->wf->desks[def->to_desk].name.id, &sent);
	/* an adopted sample may be there already, and a lost one is recorded
	 * without the thing: then only the act is due */
	if (GUARD(w, GD_M_NOTHING_TO_SEND) && !rc && sent == 0 &&
	    !thing_lost(w->wf, &w->order, duty, at) &&
	    (!from || strcmp(from, w->wf->desks[def->to_desk].name.id) != 0))
		rc = gd_fail(w->err, GD_REFUSED, GD_M_NOTHING_TO_SEND,
		    GD_T(def->name.id));
	for (int i = 0; i < def->papers.n && !rc; i++)
		rc = pieces_send(w, def->papers.at[i],
		    paper_at(w->wf, &w->order, def->papers.at[i], at.lot,
			at.inst),
		    from, w->wf->desks[def->to_desk].name.id, &sent);
	if (!rc)
		rc = need_roles_or_over(w, &def->by);
	if (rc)
		return rc;
	act_record(w, duty, at, GD_ACT_DONE, "", json, w->cmd->reason);
	fields_put(w, json, at.lot);
	return GD_OK;
}

static enum gd_code
fill_hand_out(struct gd_work *w, int duty, struct gd_at at)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	int sent = 0;
	enum gd_code rc = GD_OK;

	for (int i = 0; i < def->papers.n && !rc; i++)
		rc = pieces_send(w, def->papers.at[i],
		    paper_at(w->wf, &w->order, def->papers.at[i], at.lot,
			at.inst),
		    NULL, NULL, &sent);
	if (rc)
		return rc;
	if (GUARD(w, GD_M_NOTHING_TO_SEND) && sent == 0)
		return gd_fail(w->err, GD_REFUSED, GD_M_NOTHING_TO_SEND,
		    GD_T(def->name.id));
	if (pieces_all_left(w->wf, &w->order, duty, at))
		act_record(w, duty, at, GD_ACT_DONE, "", "", w->cmd->reason);
	return GD_OK;
}

enum gd_code
do_fill(struct gd_work *w)
{
	const struct gd_duty_def *def;
	struct gd_at at;
	enum gd_code rc;
	int duty;

	rc = find_duty(w, &duty, &at);
	if (rc)
		return rc;
	def = &w->wf->duties[duty];
	rc = adhoc_place(w, duty, &at);
	if (!rc && def->effect == GD_EFFECT_MAKE)
		return do_make(w); /* drafting needs only the open step */
	if (!rc && !w->cmd->override)
		rc = need_roles(w, &def->by);
	if (!rc)
		rc = not_done(w, duty, at);
	if (!rc)
		rc = duty_ready(w, duty, at);
	/* the gate of a thing that moves is a stop of its own */
	if (!rc && def->effect != GD_EFFECT_MOVE && !def->ships)
		rc = need_roles_or_over(w, &def->by);
	if (rc)
		return rc;
	if (def->credits)
		return do_credit(w);
	switch (def->effect) {
	case GD_EFFECT_RECEIVE:
		return do_receive(w);
	case GD_EFFECT_HAND_OUT:
		return fill_hand_out(w, duty, at);
	case GD_EFFECT_MOVE:
		return fill_move(w, duty, at);
	case GD_EFFECT_OFFER:
		/* by hand the outcome that time would bring */
		return w->cmd->outcome && *w->cmd->outcome
			   ? fill_plain(w, duty, at)
			   : do_offer(w);
	case GD_EFFECT_MAKE:
	case GD_EFFECT_NONE:
		break;
	}
	if (GUARD(w, GD_M_DERIVED) && def->derived)
		return gd_fail(w->err, GD_REFUSED, GD_M_DERIVED,
		    GD_T(def->name.id),
		    GD_T(def->derived->text ? def->derived->text : ""));
	return fill_plain(w, duty, at);
}

/* guard:waivable */
static enum gd_code
waive(struct gd_work *w, int duty, struct gd_at at)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	enum gd_code rc;

	if (GUARD(w, GD_M_NOT_WAIVABLE) && !def->waivable)
		return gd_fail(w->err, GD_REFUSED, GD_M_NOT_WAIVABLE,
		    GD_T(def->name.id));
	if (GUARD(w, GD_M_SETTLED_ALREADY) &&
	    duty_settled(w->wf, &w->order, duty, at))
		return gd_fail(w->err, GD_REFUSED, GD_M_SETTLED_ALREADY,
		    GD_T(def->name.id));
	rc = need_roles(w, def->waive_by.n ? &def->waive_by : &def->by);
	if (rc)
		return rc;
	work_event(w, GD_EV_WAIVED, def->name.id, w->cmd->reason, 0);
	act_record(w, duty, at, GD_ACT_WAIVED, "", "", w->cmd->reason);
	return GD_OK;
}

/* skip ORDER STEP: every open waivable duty of the step. */
static enum gd_code
waive_step(struct gd_work *w, int step)
{
	const struct gd_step_def *def = &w->wf->steps[step];
	int n = 0;
	int64_t lot = w->cmd->lot;
	enum gd_code rc = GD_OK;

	if (def->per_lot || lot)
		rc = find_lot(w, def->name.id, &lot);
	for (int i = 0; i < def->duties.n && !rc; i++) {
		int d = def->duties.at[i];
		struct gd_at at;

		if (w->wf->duties[d].many || !w->wf->duties[d].waivable)
			continue;
		for (int k = 0; !rc && duty_place(w->wf, &w->order, d, k, &at);
		     k++) {
			if ((lot && at.lot && at.lot != lot) ||
			    duty_settled(w->wf, &w->order, d, at) ||
			    duty_applies(w->wf, &w->order, d, at) != GD_TRUE)
				continue;
			rc = waive(w, d, at);
			n++;
		}
	}
	if (rc)
		return rc;
	if (n == 0)
		return gd_fail(w->err, GD_REFUSED, GD_M_NOTHING_TO_WAIVE,
		    GD_T(def->name.id));
	return GD_OK;
}

enum gd_code
do_skip(struct gd_work *w)
{
	struct gd_at at;
	int duty, step;
	enum gd_code rc = need_reason(w);

	if (rc)
		return rc;
	if (!w->cmd->duty && w->cmd->step) {
		step = gd_wf_step(w->wf, w->cmd->step);
		if (step < 0)
			return gd_fail(w->err, GD_MISSING, GD_M_NO_STEP,
			    GD_T(w->cmd->step));
		return waive_step(w, step);
	}
	rc = find_duty(w, &duty, &at);
	return rc ? rc : waive(w, duty, at);
}

enum gd_code
do_open(struct gd_work *w)
{
	int step = gd_wf_step(w->wf, w->cmd->step ? w->cmd->step : "");
	struct gd_step row = { .by = w->f->actor.login, .early = 1 };
	enum gd_code rc;

	if (step < 0)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_STEP,
		    GD_T(w->cmd->step ? w->cmd->step : ""));
	row.step = w->wf->steps[step].name.id;
	rc = w->wf->steps[step].per_lot ? find_lot(w, row.step, &row.lot)
					: GD_OK;
	if (!rc)
		rc = need_reason(w);
	if (!rc)
		rc = need_carrier(w);
	if (rc)
		return rc;
	if (GUARD(w, GD_M_OPEN_ALREADY) &&
	    step_is_open(w->wf, &w->order, step, row.lot))
		return gd_fail(w->err, GD_REFUSED, GD_M_OPEN_ALREADY,
		    GD_T(row.step));
	row.state = GD_STEP_OPEN;
	row.open_ms = w->f->now_ms;
	row.reason = work_text(w, w->cmd->reason);
	work_event(w, GD_EV_OPENED, row.step, w->cmd->reason, 0);
	work_put(w, GD_TAB_STEP, &row);
	return GD_OK;
}
