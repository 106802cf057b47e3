/* core/view/kpi_offers.c - what was offered and became of it; what was
 * cancelled, through whom and why. */
#include <string.h>

#include "kpi_priv.h"

#include "base/banned.h"

/* ---- offers ---------------------------------------------------------------- */

bool
gd_kpi_is_offered(const struct gd_workflow *wf, int duty)
{
	return wf->duties[duty].effect == GD_EFFECT_OFFER &&
	       !wf->duties[duty].assigns;
}

/* The duty of an offer that could be refused: an assignment is none. */
static int
offered_duty(const struct gd_workflow *wf, const struct gd_offer *f)
{
	int d = gd_wf_duty(wf, f->duty);

	return d >= 0 && gd_kpi_is_offered(wf, d) ? d : -1;
}

int64_t
kpi_accepted_ms(const struct gd_workflow *wf, const struct gd_order *o)
{
	const struct gd_offer *f;
	int64_t first = 0;
	bool offered = false;

	for (size_t i = 0; (f = gd_walk(o, GD_TAB_OFFER, &i));) {
		if (offered_duty(wf, f) < 0)
			continue;
		offered = true;
		if (f->state == GD_OFFER_ACCEPTED &&
		    (first == 0 || f->at_ms < first))
			first = f->at_ms;
	}
	return offered ? first : gd_head(o)->created_ms;
}

/* One piece of work that was offered, to however many people: how it ended.
 * The last answer says it, unless somebody has it or may still take it. */
struct ended {
	int64_t at;
	bool taken, open;
	int last; /* enum gd_offer_state; OFFERED: nobody answered */
};

static bool
same_place(const struct gd_offer *a, const struct gd_offer *b)
{
	return a->lot == b->lot && a->round == b->round && a->inst == b->inst &&
	       strcmp(a->duty, b->duty) == 0;
}

/* Withdrawn from others is no answer; given back with a reason is. */
static bool
is_answer(const struct gd_offer *f)
{
	return f->state == GD_OFFER_REFUSED || f->state == GD_OFFER_EXPIRED ||
	       (f->state == GD_OFFER_RELEASED && *f->reason);
}

static void
add_end(struct gd_kpi *k, const struct ended *e, const struct gd_kpi_ask *ask)
{
	if (!kpi_within_ms(ask, e->at) ||
	    (!e->taken && (e->open || e->last == GD_OFFER_OFFERED)))
		return;
	k->offered++;
	k->taken += e->taken;
	k->ran_out += !e->taken && e->last == GD_OFFER_EXPIRED;
	k->refused += !e->taken && e->last == GD_OFFER_REFUSED;
	k->given_back += !e->taken && e->last == GD_OFFER_RELEASED;
}

/* Why somebody did not take it: a ground of the workflow, else that he said it
 * in words, let it run out, gave it back. */
static void
add_answer(struct gd_kpi *k, const struct gd_workflow *wf,
    const struct gd_offer *f, const struct gd_kpi_ask *ask)
{
	static const struct gd_name others[] = {
		[GD_OFFER_REFUSED] = { GD_KPI_WORDS, NULL, NULL },
		[GD_OFFER_EXPIRED] = { GD_KPI_RAN_OUT, NULL, NULL },
		[GD_OFFER_RELEASED] = { GD_KPI_GIVEN_BACK, NULL, NULL },
	};
	const struct gd_duty_def *d = &wf->duties[offered_duty(wf, f)];
	const struct gd_name *why = &others[f->state];

	if (!kpi_within_ms(ask, f->at_ms))
		return;
	for (int i = 0; f->state == GD_OFFER_REFUSED && i < d->nrefusals; i++) {
		size_t n = strlen(d->refusals[i].id);

		if (strncmp(f->reason, d->refusals[i].id, n) == 0 &&
		    (f->reason[n] == '\0' || f->reason[n] == ':'))
			why = &d->refusals[i];
	}
	kpi_row(k, GD_KPI_REFUSAL, wf->name.id, why, "")->n++;
}

void
kpi_offers_add(struct gd_kpi *k, const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_kpi_ask *ask)
{
	const struct gd_offer *f, *before = NULL;
	struct ended e = { 0 };

	for (size_t i = 0; (f = gd_walk(o, GD_TAB_OFFER, &i));) {
		if (offered_duty(wf, f) < 0)
			continue;
		if (before && !same_place(before, f)) {
			add_end(k, &e, ask);
			e = (struct ended){ 0 };
		}
		if (f->state == GD_OFFER_ACCEPTED)
			e = (struct ended){ .at = f->at_ms, .taken = true };
		else if (f->state == GD_OFFER_OFFERED)
			e.open = true;
		if (is_answer(f) && k->detailed)
			add_answer(k, wf, f, ask);
		if (is_answer(f) && !e.taken && f->at_ms >= e.at) {
			e.at = f->at_ms;
			e.last = (int)f->state;
		}
		before = f;
	}
	if (before)
		add_end(k, &e, ask);
}

/* ---- cancellations ----------------------------------------------------------- */

/* The cause as the workflow lists it, or as an outcome says it. */
static const struct gd_name *
cause_of(const struct gd_workflow *wf, const char *cause)
{
	static const struct gd_name words = { GD_KPI_WORDS, NULL, NULL };
	int c = gd_wf_cause(wf, cause);

	if (c >= 0)
		return &wf->causes[c].name;
	for (int d = 0; d < wf->nduties; d++)
		for (int i = 0; i < wf->duties[d].noutcomes; i++) {
			const struct gd_outcome_def *o =
			    &wf->duties[d].outcomes[i];

			if (o->goes == GD_GOES_CANCELLED &&
			    strcmp(cause, o->cause && *o->cause
					      ? o->cause
					      : o->name.id) == 0)
				return &o->name;
		}
	return &words;
}

void
kpi_cancel_add(struct gd_kpi *k, const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_kpi_ask *ask)
{
	const struct gd_head *h = gd_head(o);

	if (h->state != GD_ORDER_CANCELLED || !kpi_within_ms(ask, h->closed_ms))
		return;
	k->called_off++;
	if (k->detailed)
		kpi_row(k, GD_KPI_CANCEL, wf->name.id, cause_of(wf, h->cause),
		    h->cause_by)
		    ->n++;
}
