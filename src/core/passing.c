/* core/passing.c - what time alone brings.
 *
 * Nobody watches a clock: what passed since the last command is found before
 * the next one is decided, earliest first, each stamped with its deadline; the
 * steps it opens open then, and what counts from them counts from then.  A
 * refused command leaves none of it.
 */
#include "offer.h"

#include <string.h>

#include "base/day.h"

#include "base/banned.h"

#define MOST 500 /* of one command; the next goes on */

/* The next thing whose time has come. */
struct passing {
	int64_t ms;
	struct gd_offer offer; /* of offers */
	bool of_offer;
	int duty; /* else an answer that did not come */
	struct gd_at at;
};

/* Does the clock of an offer run? Also of what all said no to, while nobody
 * else was found. */
static bool
offer_runs(const struct gd_work *w, const struct gd_offer *o)
{
	int duty = gd_wf_duty(w->wf, o->duty);
	struct gd_at at = { o->lot, o->round, o->inst };

	if (o->state == GD_OFFER_OFFERED)
		return true;
	return o->state == GD_OFFER_REFUSED && offer_to_pool(o) && duty >= 0 &&
	       duty_state(w->wf, &w->order, duty, at) == GD_DUTY_READY;
}

static void
next_offer(const struct gd_work *w, struct passing *p)
{
	const struct gd_offer *o;

	for (size_t i = 0; (o = gd_walk(&w->order, GD_TAB_OFFER, &i));)
		if (o->expires_ms && o->expires_ms <= w->f->now_ms &&
		    (!p->ms || o->expires_ms < p->ms) && offer_runs(w, o)) {
			p->ms = o->expires_ms;
			p->offer = *o;
			p->of_offer = true;
		}
}

/* Since when it could be answered: its step open and what it needs there, of
 * what comes after the end and needs nothing the end. 0 = it could not yet. */
static int64_t
answerable_ms(struct gd_work *w, int duty, struct gd_at at, int64_t open_ms)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	int64_t met = pred_met_ms(w->wf, &w->order, def->needs, at);

	if (def->after_close && !def->needs)
		return gd_head(&w->order)->closed_ms;
	return met > open_ms ? met : open_ms;
}

/* A duty that goes to an outcome by itself when nobody answers in time; its
 * clock runs from when it could be answered, of a later round from the end of
 * the one before. 0 = it has no deadline now. */
static int64_t
answer_due(struct gd_work *w, int duty, struct gd_at at)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	const struct gd_act *act = duty_act(w->wf, &w->order, duty, at);
	struct gd_at before = { at.lot, at.round - 1, at.inst };
	const struct gd_step *s;
	int64_t from;

	if (!def->expires_min || def->expires_to < 0 ||
	    def->effect == GD_EFFECT_OFFER ||
	    duty_state(w->wf, &w->order, duty, at) != GD_DUTY_READY)
		return 0;
	s = gd_row_find(&w->order.sheet, GD_TAB_STEP,
	    &(struct gd_step){ .step = w->wf->steps[def->step].name.id,
		.lot = w->wf->steps[def->step].per_lot ? at.lot : 0,
		.reason = "",
		.by = "" });
	if (!s || !s->open_ms)
		return 0;
	from = answerable_ms(w, duty, at, s->open_ms);
	if (!from)
		return 0;
	if (act && act->state == GD_ACT_OPEN && !*act->by && act->at_ms > from)
		return 0; /* it passed, and the outcome stays */
	act = at.round > 1 ? duty_act(w->wf, &w->order, duty, before) : NULL;
	if (act && act->at_ms > from)
		from = act->at_ms;
	return offer_deadline(w, def, from);
}

static void
next_answer(struct gd_work *w, struct passing *p)
{
	bool active = gd_head(&w->order)->state == GD_ORDER_ACTIVE;

	for (int d = 0; d < w->wf->nduties; d++) {
		struct gd_at at;

		/* a rating may stay out after the end as well */
		if (!w->wf->duties[d].expires_min ||
		    (!active && !w->wf->duties[d].after_close))
			continue;
		for (int i = 0; duty_place(w->wf, &w->order, d, i, &at); i++) {
			int64_t ms = answer_due(w, d, at);

			if (!ms || ms > w->f->now_ms || (p->ms && ms >= p->ms))
				continue;
			p->ms = ms;
			p->of_offer = false;
			p->duty = d;
			p->at = at;
		}
	}
}

/* The outcome the duty goes to, by nobody's doing. */
static void
outcome_by_itself(struct gd_work *w, int duty, struct gd_at at, bool told)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	const struct gd_outcome_def *o = &def->outcomes[def->expires_to];

	if (!told)
		work_event(w, GD_EV_EXPIRED, def->name.id, o->name.id, 0);
	act_record(w, duty, at,
	    o->goes == GD_GOES_STAY ? GD_ACT_OPEN : GD_ACT_DONE, o->name.id,
	    NULL, "");
	(void)outcome_follow(w, duty, at, o);
}

static void
offer_passes(struct gd_work *w, const struct gd_offer *passed)
{
	bool active = gd_head(&w->order)->state == GD_ORDER_ACTIVE;
	int duty = gd_wf_duty(w->wf, passed->duty);
	struct gd_at at = { passed->lot, passed->round, passed->inst };
	struct gd_offer row = *passed;
	const struct gd_offer *o;
	bool open = false;

	if (duty >= 0 && active && w->wf->duties[duty].expires_accepts &&
	    !duty_settled(w->wf, &w->order, duty, at)) {
		offer_accept_by_itself(w, duty, at);
		return;
	}
	row.state = GD_OFFER_EXPIRED;
	row.at_ms = passed->expires_ms; /* dated at its deadline */
	work_event(w, GD_EV_EXPIRED, row.duty, row.person, 0);
	work_put(w, GD_TAB_OFFER, &row);
	for (size_t i = 0; (o = gd_walk(&w->order, GD_TAB_OFFER, &i));)
		open |= same_offer(o, &row) && offer_runs(w, o) &&
			(o->state == GD_OFFER_OFFERED || o->expires_ms);
	if (duty >= 0 && active && !open &&
	    w->wf->duties[duty].expires_to >= 0 &&
	    !duty_settled(w->wf, &w->order, duty, at))
		outcome_by_itself(w, duty, at, true);
}

void
time_passes(struct gd_work *w)
{
	for (int n = 0; n < MOST; n++) {
		const struct gd_head *h = gd_head(&w->order);
		struct passing p = { 0 };

		if (h->state != GD_ORDER_HELD) /* then its clocks stand */
			next_offer(w, &p);
		if (*h->number && (h->state == GD_ORDER_ACTIVE ||
				      h->state == GD_ORDER_COMPLETED))
			next_answer(w, &p);
		if (!p.ms)
			break;
		w->then_ms = p.ms;
		if (p.of_offer)
			offer_passes(w, &p.offer);
		else
			outcome_by_itself(w, p.duty, p.at, false);
		if (*h->number)
			settle_passing(w);
	}
	w->then_ms = 0;
	w->e = NULL;
}

enum gd_code
do_tick(struct gd_work *w)
{
	(void)w;
	return GD_OK;
}
