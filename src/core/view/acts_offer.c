/* core/view/acts_offer.c - acts of a duty that is offered to people: offer or
 * assign it, take it, answer, give it back. */
#include <string.h>

#include "../offer.h"
#include "todo_priv.h"

#include "base/banned.h"

/* Who has it may give it back. */
static void
act_release(struct todo *t, const struct gd_duty_view *v,
    const struct gd_offer *place)
{
	const struct gd_offer *has = offer_accepted(t->o, place);
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

static const struct {
	enum gd_verb verb;
	const char *word;
} answers[] = { { GD_DO_ACCEPT, "accept" }, { GD_DO_REFUSE, "refuse" } };

/* Who said no to what lies open and was not asked again since. */
static void
not_declined(struct todo *t, struct gd_act_view *a,
    const struct gd_offer *place)
{
	const char **who = gd_arena_alloc(&t->out->arena,
	    t->o->sheet.rows[GD_TAB_OFFER].n + 1, sizeof *who);
	const struct gd_offer *o;

	for (size_t i = 0; (o = gd_walk(t->o, GD_TAB_OFFER, &i));)
		if (same_offer(o, place) && !offer_to_pool(o) &&
		    offer_declined(t->o, place, o->person))
			who[a->nnot++] = o->person;
	a->not_people = who;
}

/* Yes or no to an offer; "" = to what lies open. */
static void
act_answer(struct todo *t, const struct gd_duty_view *v, bool no,
    const char *person, int64_t expires_ms)
{
	struct gd_act_view *a = act_new(t, answers[no].verb, answers[no].word,
	    &v->def->offer_to);

	act_duty(t, a, v);
	a->person = a->cmd.person = person;
	a->expires_ms = expires_ms;
	a->needs_reason = no && !v->def->nrefusals;
	a->blocks = !no && a->blocks;
	a->optional = no || a->optional;
	if (!*person)
		not_declined(t, a,
		    &(struct gd_offer){ .duty = v->def->name.id,
			.lot = v->lot,
			.round = v->round,
			.inst = v->inst });
	try_act(t, a);
}

static void
act_offer(struct todo *t, const struct gd_duty_view *v, bool optional)
{
	struct gd_act_view *a = act_new(t, GD_DO_FILL,
	    v->def->assigns ? "assign" : "offer", &v->def->by);

	act_duty(t, a, v);
	a->optional |= optional;
	try_act(t, a);
}

/* What lies open to a pool: whoever is in it may take it, or say that he will
 * not. When all have said so nobody is asked any more: it is again of who gives
 * it out. */
static void
acts_of_pool(struct todo *t, const struct gd_duty_view *v,
    const struct gd_offer *place)
{
	const struct gd_offer *o;
	int64_t expires_ms = 0;
	bool open = offer_lies_open(t->o, place);

	for (size_t i = 0; (o = gd_walk(t->o, GD_TAB_OFFER, &i));)
		if (o->state == GD_OFFER_OFFERED && offer_to_pool(o) &&
		    same_offer(o, place))
			expires_ms = o->expires_ms;
	if (offer_refused_by_all(t->o, place)) {
		act_offer(t, v, offer_first(t->o, place) != NULL);
		return;
	}
	act_answer(t, v, false, "", expires_ms);
	if (open)
		act_answer(t, v, true, "", expires_ms);
}

/* Of those who were asked, each. */
static void
acts_of_asked(struct todo *t, const struct gd_duty_view *v,
    const struct gd_offer *place)
{
	const struct gd_offer *o;

	for (size_t i = 0; (o = gd_walk(t->o, GD_TAB_OFFER, &i));) {
		if (o->state != GD_OFFER_OFFERED || offer_to_pool(o) ||
		    !same_offer(o, place))
			continue;
		act_answer(t, v, false, o->person, o->expires_ms);
		act_answer(t, v, true, o->person, o->expires_ms);
	}
}

/* Offered to people: by whom, to whom, and how else it may go on. */
void
acts_of_offer(struct todo *t, const struct gd_duty_view *v)
{
	const struct gd_offer place = { .duty = v->def->name.id,
		.lot = v->lot,
		.round = v->round,
		.inst = v->inst };
	struct gd_act_view *a;

	if (v->state == GD_DUTY_DONE)
		act_release(t, v, &place);
	if (v->state != GD_DUTY_READY && v->state != GD_DUTY_BLOCKED)
		return;
	/* while one was asked nobody has to ask another, yet he may */
	if (v->def->open_pool)
		acts_of_pool(t, v, &place);
	else
		act_offer(t, v, offer_first(t->o, &place) != NULL);
	acts_of_asked(t, v, &place);
	if (v->def->noutcomes) {
		a = act_new(t, GD_DO_CHOOSE, "choose", &v->def->by);
		act_duty(t, a, v);
		a->optional = true;
		a->blocks = false;
		try_act(t, a);
	}
	act_waive(t, v);
}
