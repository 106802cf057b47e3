/* core/offer.c - a duty offered to people, or lying open to a pool of them.
 *
 *   offered --accept--> accepted --release--> released
 *   offered --refuse--> refused        offered --deadline--> expired
 *
 * The first acceptance wins (the store's write decides who was first).  What
 * is open to a pool has a row for each of its roles ("role:ID" stands for the
 * person) while it can be taken; who takes it, or says no to it, gets a row of
 * his own.  The row of a role is refused when all who hold it said no; laid
 * open anew, it asks them all again.  Answers: answer.c.
 */
#include "offer.h"

#include <string.h>

#include "base/day.h"

#include "base/banned.h"

struct gd_offer
offer_key(struct gd_work *w, int duty, struct gd_at at, const char *person)
{
	return (struct gd_offer){ .duty = w->wf->duties[duty].name.id,
		.lot = at.lot,
		.round = at.round,
		.inst = at.inst,
		.person = person,
		.reason = "" };
}

bool
same_offer(const struct gd_offer *a, const struct gd_offer *b)
{
	return a->lot == b->lot && a->round == b->round && a->inst == b->inst &&
	       strcmp(a->duty, b->duty) == 0;
}

bool
offer_to_pool(const struct gd_offer *o)
{
	return strncmp(o->person, GD_OFFER_POOL, strlen(GD_OFFER_POOL)) == 0;
}

const struct gd_offer *
offer_accepted(const struct gd_order *order, const struct gd_offer *place)
{
	const struct gd_offer *o;

	for (size_t i = 0; (o = gd_walk(order, GD_TAB_OFFER, &i));)
		if (o->state == GD_OFFER_ACCEPTED && same_offer(o, place))
			return o;
	return NULL;
}

const struct gd_offer *
offer_first(const struct gd_order *order, const struct gd_offer *place)
{
	const struct gd_offer *o, *first = NULL;

	for (size_t i = 0; (o = gd_walk(order, GD_TAB_OFFER, &i));)
		if (o->state == GD_OFFER_OFFERED && same_offer(o, place) &&
		    !offer_to_pool(o) && (!first || o->at_ms < first->at_ms))
			first = o;
	return first;
}

/* The row of a pool in that state; NULL = none. */
static const struct gd_offer *
pool_in(const struct gd_order *order, const struct gd_offer *place,
    int64_t state)
{
	const struct gd_offer *o;

	for (size_t i = 0; (o = gd_walk(order, GD_TAB_OFFER, &i));)
		if (o->state == state && offer_to_pool(o) &&
		    same_offer(o, place))
			return o;
	return NULL;
}

bool
offer_lies_open(const struct gd_order *order, const struct gd_offer *place)
{
	return pool_in(order, place, GD_OFFER_OFFERED) != NULL;
}

bool
offer_refused_by_all(const struct gd_order *order,
    const struct gd_offer *place)
{
	return !offer_lies_open(order, place) &&
	       pool_in(order, place, GD_OFFER_REFUSED);
}

/* What he said before it was laid open anew counts no more. */
bool
offer_declined(const struct gd_order *order, const struct gd_offer *place,
    const char *person)
{
	struct gd_offer key = *place;
	const struct gd_offer *his, *o;

	key.person = person;
	his = gd_row_find(&order->sheet, GD_TAB_OFFER, &key);
	if (!his || his->state != GD_OFFER_REFUSED)
		return false;
	for (size_t i = 0; (o = gd_walk(order, GD_TAB_OFFER, &i));)
		if (offer_to_pool(o) && same_offer(o, place) &&
		    (o->state == GD_OFFER_OFFERED ||
			o->state == GD_OFFER_REFUSED) &&
		    o->at_ms > his->at_ms)
			return false;
	return true;
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
	return def->offer_to.n == 0 || is_trial(w);
}

/* So many minutes on: by the wall, or whole days as working days. */
int64_t
offer_deadline(const struct gd_work *w, const struct gd_duty_def *def,
    int64_t from)
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

/* ---- offering -------------------------------------------------------------- */

/* The person of the command, by argument or as person=LOGIN. */
static const char *
offered_person(const struct gd_work *w)
{
	const char *pair = work_pair(w, "person");

	return w->cmd->person && *w->cmd->person ? w->cmd->person
	       : pair                            ? pair
						 : "";
}

void
offer_made(struct gd_work *w, int duty, struct gd_at at, const char *person)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	struct gd_offer row = offer_key(w, duty, at, work_text(w, person));

	row.at_ms = work_now(w);
	if (def->expires_min)
		row.expires_ms = offer_deadline(w, def, row.at_ms);
	/* who is named has it: nobody was asked */
	work_event(w, def->assigns ? GD_EV_GIVEN : GD_EV_OFFERED, row.duty,
	    row.person, 0);
	work_put(w, GD_TAB_OFFER, &row);
}

enum gd_code
offer_fields(struct gd_work *w, int duty, struct gd_at at, const char **json)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	const struct gd_act *old = duty_act(w->wf, &w->order, duty, at);

	w->person_pair = true;
	return fields_read(w, def->fields, def->nfields, true,
	    old ? old->fields : "", json);
}

void
offer_taken(struct gd_work *w, int duty, struct gd_at at, const char *person,
    const char *json, const char *reason)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	struct gd_offer mine = offer_key(w, duty, at, work_text(w, person));
	const struct gd_offer *o =
	    gd_row_find(&w->order.sheet, GD_TAB_OFFER, &mine);

	if (!def->assigns)
		work_event(w, GD_EV_ACCEPTED, mine.duty, mine.person, 0);
	mine.expires_ms = o ? o->expires_ms : 0;
	mine.state = GD_OFFER_ACCEPTED;
	mine.at_ms = work_now(w);
	work_put(w, GD_TAB_OFFER, &mine);
	for (size_t i = 0; (o = gd_walk(&w->order, GD_TAB_OFFER, &i));) {
		struct gd_offer row = *o;

		if (!same_offer(o, &mine) || o->state != GD_OFFER_OFFERED)
			continue;
		row.state = GD_OFFER_RELEASED;
		work_put(w, GD_TAB_OFFER, &row);
	}
	if (def->assign_as >= 0)
		work_put(w, GD_TAB_ASSIGN,
		    &(struct gd_assign){
			.role = w->wf->roles[def->assign_as].name.id,
			.person = mine.person });
	act_record(w, duty, at, GD_ACT_DONE, "", json, reason);
	if (json)
		fields_put(w, json, at.lot);
}

void
offer_accept_by_itself(struct gd_work *w, int duty, struct gd_at at)
{
	struct gd_offer place = offer_key(w, duty, at, "");
	const struct gd_offer *first = offer_first(&w->order, &place);
	int64_t then = w->then_ms;

	w->then_ms = work_now(w); /* nobody's doing */
	if (first)
		offer_taken(w, duty, at, first->person, NULL, "");
	w->then_ms = then;
}

/* Nobody wanted it: laid open anew, all are asked again. */
static enum gd_code
lay_open(struct gd_work *w, int duty, struct gd_at at)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	struct gd_offer place = offer_key(w, duty, at, "");
	size_t n = w->order.sheet.rows[GD_TAB_OFFER].n;

	work_event(w, GD_EV_LAID_OPEN, place.duty, "", 0);
	for (size_t i = 0; i < n; i++) {
		const struct gd_offer *o =
		    gd_row_at(&w->order.sheet, GD_TAB_OFFER, i);
		struct gd_offer row = *o;

		if (o->state != GD_OFFER_REFUSED || !offer_to_pool(o) ||
		    !same_offer(o, &place))
			continue;
		row.state = GD_OFFER_OFFERED;
		row.at_ms = work_now(w);
		if (def->expires_min && def->expires_to >= 0)
			row.expires_ms = offer_deadline(w, def, row.at_ms);
		work_put(w, GD_TAB_OFFER, &row);
	}
	return GD_OK;
}

enum gd_code
do_offer(struct gd_work *w)
{
	const struct gd_duty_def *def;
	const char *person = offered_person(w), *json = NULL;
	struct gd_offer place;
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
	place = offer_key(w, duty, at, "");
	if (!*person && !duty_settled(w->wf, &w->order, duty, at) &&
	    offer_refused_by_all(&w->order, &place))
		return lay_open(w, duty, at);
	if (!*person && !is_trial(w))
		return gd_fail(w->err, GD_USAGE, GD_M_OFFER_WHOM,
		    GD_T(def->name.id));
	if (!w->f->person_ok)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_PERSON,
		    GD_T(person));
	if (duty_settled(w->wf, &w->order, duty, at))
		return gd_fail(w->err, GD_REFUSED, GD_M_SETTLED_ALREADY,
		    GD_T(def->name.id));
	if (!in_pool(w, def))
		return gd_fail(w->err, GD_REFUSED, GD_M_OFFER_POOL,
		    GD_T(person), GD_T(def->name.id),
		    GD_T(w->wf->roles[def->offer_to.at[0]].name.id));
	if (def->assigns) {
		rc = offer_fields(w, duty, at, &json);
		if (rc)
			return rc;
	}
	offer_made(w, duty, at, person);
	if (def->assigns)
		offer_taken(w, duty, at, person, json, w->cmd->reason);
	else if (def->auto_if &&
		 pred_eval(w->wf, &w->order, def->auto_if, at) == GD_TRUE)
		offer_accept_by_itself(w, duty, at);
	return GD_OK;
}

/* ---- what lies open to a pool --------------------------------------------------- */

/* One row for each role of the pool, while it can be taken. */
static void
pool_row(struct gd_work *w, int duty, struct gd_at at, int role, bool open)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	struct gd_offer row = offer_key(w, duty, at,
	    work_printf(w, GD_OFFER_POOL "%s", w->wf->roles[role].name.id));
	const struct gd_offer *old =
	    gd_row_find(&w->order.sheet, GD_TAB_OFFER, &row);

	if (!open || (old && (old->state == GD_OFFER_OFFERED ||
				 old->state == GD_OFFER_REFUSED ||
				 old->state == GD_OFFER_EXPIRED)))
		return;
	row.at_ms = work_now(w);
	if (def->expires_min && def->expires_to >= 0)
		row.expires_ms = offer_deadline(w, def, row.at_ms);
	work_put(w, GD_TAB_OFFER, &row);
}

/* Nothing is offered any more of what is settled, or of a closed order. */
static void
offers_end(struct gd_work *w)
{
	bool closed = gd_head(&w->order)->state >= GD_ORDER_COMPLETED;
	const struct gd_offer *o;

	for (size_t i = 0; (o = gd_walk(&w->order, GD_TAB_OFFER, &i));) {
		int d = gd_wf_duty(w->wf, o->duty);
		struct gd_offer row = *o;
		struct gd_at at = { o->lot, o->round, o->inst };

		if (o->state != GD_OFFER_OFFERED || d < 0)
			continue;
		if ((!closed || w->wf->duties[d].after_close) &&
		    !duty_settled(w->wf, &w->order, d, at) &&
		    duty_applies(w->wf, &w->order, d, at) != GD_FALSE &&
		    at.round == duty_at(w->wf, &w->order, d, o->lot, o->inst)
				    .round)
			continue;
		row.state = GD_OFFER_RELEASED;
		work_put(w, GD_TAB_OFFER, &row);
	}
}

void
settle_offers(struct gd_work *w)
{
	bool active = gd_head(&w->order)->state == GD_ORDER_ACTIVE;

	offers_end(w);
	for (int d = 0; d < w->wf->nduties; d++) {
		const struct gd_duty_def *def = &w->wf->duties[d];
		struct gd_at at;

		if (!def->open_pool)
			continue;
		for (int i = 0; duty_place(w->wf, &w->order, d, i, &at); i++)
			for (int k = 0; k < def->offer_to.n; k++)
				pool_row(w, d, at, def->offer_to.at[k],
				    active && duty_state(w->wf, &w->order, d,
						  at) == GD_DUTY_READY);
	}
}

/* A hold stopped the clock of what is offered. */
void
offers_resume(struct gd_work *w)
{
	int64_t held = gd_head(&w->order)->held_ms;
	const struct gd_offer *o;

	for (size_t i = 0; held && (o = gd_walk(&w->order, GD_TAB_OFFER, &i));)
		if (o->state == GD_OFFER_OFFERED && o->expires_ms > held) {
			struct gd_offer row = *o;

			row.expires_ms += work_now(w) - held;
			work_put(w, GD_TAB_OFFER, &row);
		}
}
