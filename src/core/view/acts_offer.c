/* core/view/acts_offer.c - acts of a duty that is offered to people: offer or
 * assign it, take it, answer, give it back. */
#include <string.h>

#include "../offer.h"
#include "todo_priv.h"

#include "base/banned.h"

/* Who has it may give it back. */
static void
act_release(struct todo *t, const struct gd_duty_view *v)
{
	struct gd_offer place = { .duty = v->def->name.id,
		.lot = v->lot,
		.round = v->round,
		.inst = v->inst };
	const struct gd_offer *has = offer_accepted(t->o, &place);
	struct gd_act_view *a;

	if (!has)
		return;
	a = act_new(t, GD_DO_RELEASE, "release", &v->def->offer_to);
	act_duty(t, a, v);
	a->person = a->cmd.person = has->person;
	a->optional = true;
	a->blocks = false;
	a->needs_reason = true;
	try_act(t, a);
	if (!a->possible)
		t->out->nacts--;
}

/* What lies open to a pool: whoever is in it may take it. */
static void
act_take(struct todo *t, const struct gd_duty_view *v)
{
	struct gd_act_view *a =
	    act_new(t, GD_DO_ACCEPT, "accept", &v->def->offer_to);
	const struct gd_offer *o;

	act_duty(t, a, v);
	for (size_t i = 0; (o = gd_walk(t->o, GD_TAB_OFFER, &i));)
		if (strcmp(o->duty, v->def->name.id) == 0 &&
		    o->state == GD_OFFER_OFFERED && offer_to_pool(o) &&
		    o->lot == v->lot && o->round == v->round &&
		    o->inst == v->inst)
			a->expires_ms = o->expires_ms;
	try_act(t, a);
}

static void
act_offers(struct todo *t, const struct gd_duty_view *v)
{
	const struct gd_offer *o;
	static const struct {
		enum gd_verb verb;
		const char *word;
	} answers[] = { { GD_DO_ACCEPT, "accept" },
		{ GD_DO_REFUSE, "refuse" } };

	for (size_t i = 0; (o = gd_walk(t->o, GD_TAB_OFFER, &i));) {
		if (strcmp(o->duty, v->def->name.id) != 0 || offer_to_pool(o) ||
		    o->state != GD_OFFER_OFFERED || o->lot != v->lot ||
		    o->round != v->round || o->inst != v->inst)
			continue;
		for (int k = 0; k < 2; k++) {
			struct gd_act_view *a = act_new(t, answers[k].verb,
			    answers[k].word, &v->def->offer_to);

			act_duty(t, a, v);
			a->person = o->person;
			a->cmd.person = o->person;
			a->expires_ms = o->expires_ms;
			a->needs_reason = k == 1 && !v->def->nrefusals;
			a->blocks = k == 0 && a->blocks;
			a->optional = k == 1 || a->optional;
			try_act(t, a);
		}
	}
}

/* Offered to people: by whom, to whom, and how else it may go on. */
void
acts_of_offer(struct todo *t, const struct gd_duty_view *v)
{
	struct gd_act_view *a;

	if (v->state == GD_DUTY_DONE)
		act_release(t, v);
	if (v->state != GD_DUTY_READY && v->state != GD_DUTY_BLOCKED)
		return;
	if (v->def->open_pool) {
		act_take(t, v);
	} else {
		a = act_new(t, GD_DO_FILL,
		    v->def->assigns ? "assign" : "offer", &v->def->by);
		act_duty(t, a, v);
		try_act(t, a);
	}
	act_offers(t, v);
	if (v->def->noutcomes) {
		a = act_new(t, GD_DO_CHOOSE, "choose", &v->def->by);
		act_duty(t, a, v);
		a->optional = true;
		a->blocks = false;
		try_act(t, a);
	}
	act_waive(t, v);
}
