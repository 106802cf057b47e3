/* core/offer.c - a duty offered to people; what time alone brings.
 *
 *   offered --accept--> accepted --release--> released
 *   offered --refuse--> refused        offered --deadline--> expired
 *
 * The first acceptance wins (the store's write decides who was first).  An
 * expired deadline needs nobody watching: it is appended, dated at its
 * deadline, before the next command that is allowed.
 */
#include "work.h"

#include <string.h>

#include "base/day.h"

#include "base/banned.h"

static struct gd_offer
offer_key(struct gd_work *w, int duty, struct gd_at at, const char *person)
{
	return (struct gd_offer){ .duty = w->wf->duties[duty].name.id,
		.lot = at.lot,
		.round = at.round,
		.inst = at.inst,
		.person = person,
		.reason = "" };
}

static bool
same_offer(const struct gd_offer *a, const struct gd_offer *b)
{
	return a->lot == b->lot && a->round == b->round && a->inst == b->inst &&
	       strcmp(a->duty, b->duty) == 0;
}

/* Does the person hold a role the duty is offered to? */
static bool
in_pool(const struct gd_work *w, const struct gd_duty_def *def)
{
	for (int i = 0; i < w->f->nperson_roles; i++)
		for (int k = 0; k < def->offer_to.n; k++)
			if (strcmp(w->wf->roles[def->offer_to.at[k]].name.id,
				w->f->person_roles[i]) == 0)
				return true;
	return def->offer_to.n == 0 ||
	       strcmp(w->f->actor.login, GD_ANYBODY) == 0;
}

/* So many minutes on: by the wall, or whole days as working days. */
static int64_t
deadline(const struct gd_work *w, const struct gd_duty_def *def, int64_t from)
{
	int64_t min = def->expires_min;
	int32_t day = gd_ms_day(from, w->f->utc_offset_min);
	int64_t days = min / 1440;

	if (def->expires_work)
		days = gd_calendar_add(gd_calendars_find(&w->f->calendars, ""),
			   day, (int)days) -
		       day;
	return from + days * 86400000 + min % 1440 * 60000;
}

enum gd_code
do_offer(struct gd_work *w)
{
	const struct gd_duty_def *def;
	struct gd_offer row;
	struct gd_at at;
	int duty;
	enum gd_code rc = find_duty(w, &duty, &at);

	if (rc)
		return rc;
	def = &w->wf->duties[duty];
	if (def->effect != GD_EFFECT_OFFER)
		return gd_fail(w->err, GD_REFUSED, GD_M_NO_OFFER,
		    GD_T(def->name.id));
	rc = need_roles(w, &def->by);
	if (!rc)
		rc = duty_ready(w, duty, at);
	if (rc)
		return rc;
	if (!w->f->person_ok)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_PERSON,
		    GD_T(w->cmd->person ? w->cmd->person : ""));
	if (duty_settled(w->wf, &w->order, duty, at))
		return gd_fail(w->err, GD_REFUSED, GD_M_SETTLED_ALREADY,
		    GD_T(def->name.id));
	if (!in_pool(w, def))
		return gd_fail(w->err, GD_REFUSED, GD_M_NEEDS_ROLE,
		    GD_T(w->wf->roles[def->offer_to.at[0]].name.id));
	row = offer_key(w, duty, at, work_text(w, w->cmd->person));
	row.at_ms = w->f->now_ms;
	if (def->expires_min)
		row.expires_ms = deadline(w, def, row.at_ms);
	work_event(w, GD_EV_OFFERED, row.duty, row.person, 0);
	work_put(w, GD_TAB_OFFER, &row);
	return GD_OK;
}

static void
accept_offer(struct gd_work *w, int duty, struct gd_at at,
    struct gd_offer *mine)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	const struct gd_offer *o;

	work_event(w, GD_EV_ACCEPTED, mine->duty, mine->person, 0);
	mine->state = GD_OFFER_ACCEPTED;
	work_put(w, GD_TAB_OFFER, mine);
	for (size_t i = 0; (o = gd_walk(&w->order, GD_TAB_OFFER, &i));) {
		struct gd_offer row = *o;

		if (!same_offer(o, mine) || o->state != GD_OFFER_OFFERED)
			continue;
		row.state = GD_OFFER_RELEASED;
		work_put(w, GD_TAB_OFFER, &row);
	}
	if (def->assign_as >= 0)
		work_put(w, GD_TAB_ASSIGN,
		    &(struct gd_assign){
			.role = w->wf->roles[def->assign_as].name.id,
			.person = mine->person });
	act_record(w, duty, at, GD_ACT_DONE, "", "", w->cmd->reason);
}

/* accept, refuse, release: by the person it was offered to. guard:offer */
enum gd_code
do_answer(struct gd_work *w)
{
	const char *me = w->cmd->person && *w->cmd->person &&
				 strcmp(w->f->actor.login, GD_ANYBODY) == 0
			     ? w->cmd->person
			     : w->f->actor.login;
	bool release = w->cmd->verb == GD_DO_RELEASE;
	const struct gd_offer *o;
	struct gd_offer row;
	struct gd_at at;
	int duty;
	enum gd_code rc = find_duty(w, &duty, &at);

	if (rc)
		return rc;
	row = offer_key(w, duty, at, me);
	o = gd_row_find(&w->order.sheet, GD_TAB_OFFER, &row);
	if (!o || o->state != (release ? GD_OFFER_ACCEPTED : GD_OFFER_OFFERED))
		return gd_fail(w->err, GD_REFUSED, GD_M_NOT_OFFERED,
		    GD_T(row.duty), GD_T(me),
		    GD_W(o ? gd_offer_state_word(o->state) : "not offered"));
	row = *o;
	if (w->cmd->verb == GD_DO_ACCEPT) {
		accept_offer(w, duty, at, &row);
		return GD_OK;
	}
	rc = need_reason(w);
	if (rc)
		return rc;
	work_event(w, release ? GD_EV_RELEASED : GD_EV_REFUSED, row.duty, me,
	    0);
	row.state = release ? GD_OFFER_RELEASED : GD_OFFER_REFUSED;
	row.reason = work_text(w, w->cmd->reason);
	work_put(w, GD_TAB_OFFER, &row);
	if (release && w->wf->duties[duty].assign_as >= 0)
		work_put(w, GD_TAB_ASSIGN,
		    &(struct gd_assign){
			.role =
			    w->wf->roles[w->wf->duties[duty].assign_as].name.id,
			.person = "" });
	if (release)
		act_record(w, duty, at, GD_ACT_OPEN, "", "", w->cmd->reason);
	return GD_OK;
}

/* ---- time ---------------------------------------------------------------- */

/* The earliest offer past its time; NULL when none. */
static const struct gd_offer *
next_expired(struct gd_work *w)
{
	const struct gd_offer *o, *first = NULL;

	for (size_t i = 0; (o = gd_walk(&w->order, GD_TAB_OFFER, &i));)
		if (o->state == GD_OFFER_OFFERED && o->expires_ms &&
		    o->expires_ms <= w->f->now_ms &&
		    (!first || o->expires_ms < first->expires_ms))
			first = o;
	return first;
}

/* A duty that goes to an outcome by itself when nobody answers in time; its
 * clock runs from the opening of its step. */
static bool
outcome_expired(struct gd_work *w, int duty, struct gd_at at, int64_t *when)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	const struct gd_step *s;

	if (!def->expires_min || def->expires_to < 0 ||
	    def->effect == GD_EFFECT_OFFER ||
	    duty_state(w->wf, &w->order, duty, at) != GD_DUTY_READY)
		return false;
	s = gd_row_find(&w->order.sheet, GD_TAB_STEP,
	    &(struct gd_step){ .step = w->wf->steps[def->step].name.id,
		.lot = w->wf->steps[def->step].per_lot ? at.lot : 0,
		.reason = "",
		.by = "" });
	*when = s ? deadline(w, def, s->open_ms) : 0;
	return s && s->open_ms && *when <= w->f->now_ms;
}

static void
outcomes_pass(struct gd_work *w)
{
	for (int d = 0; d < w->wf->nduties; d++) {
		const struct gd_duty_def *def = &w->wf->duties[d];
		struct gd_act row = { .state = GD_ACT_DONE,
			.fields = "",
			.by = "",
			.for_whom = "",
			.role = "",
			.reason = "" };
		struct gd_at at;
		int64_t when;

		if (!def->expires_min)
			continue;
		for (int i = 0; duty_place(w->wf, &w->order, d, i, &at); i++) {
			if (!outcome_expired(w, d, at, &when))
				continue;
			row.duty = def->name.id;
			row.lot = at.lot;
			row.round = at.round;
			row.inst = at.inst;
			row.outcome = def->outcomes[def->expires_to].name.id;
			row.at_ms = when;
			row.day = gd_ms_day(when, w->f->utc_offset_min);
			work_event(w, GD_EV_EXPIRED, row.duty, row.outcome, 0);
			work_put(w, GD_TAB_ACT, &row);
			(void)outcome_follow(w, d, at,
			    &def->outcomes[def->expires_to]);
		}
	}
}

void
time_passes(struct gd_work *w)
{
	const struct gd_offer *o;

	while ((o = next_expired(w))) {
		struct gd_offer row = *o;

		row.state = GD_OFFER_EXPIRED;
		row.at_ms = o->expires_ms; /* dated at its deadline */
		work_event(w, GD_EV_EXPIRED, row.duty, row.person, 0);
		work_put(w, GD_TAB_OFFER, &row);
	}
	if (gd_head(&w->order)->state == GD_ORDER_ACTIVE &&
	    *gd_head(&w->order)->number)
		outcomes_pass(w);
	w->e = NULL;
}

enum gd_code
do_tick(struct gd_work *w)
{
	(void)w;
	return GD_OK;
}
