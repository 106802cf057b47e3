/* core/view/kpi_checks.c - was it right the first time?
 *
 * A check is a duty of a loop that can find fault: one of its outcomes sends the
 * loop round again, or brings on a remedy, a duty of the same loop that waits
 * for that outcome and sends it round again.  What waits for the outcome of
 * another is a remedy and no check itself, unless the file calls it a check or
 * an approval.
 */
#include <string.h>

#include "kpi_priv.h"

#include "base/banned.h"

/* Does it send its loop round again? */
static bool
decides(const struct gd_duty_def *d)
{
	for (int i = 0; i < d->noutcomes; i++)
		if (d->outcomes[i].goes == GD_GOES_AGAIN &&
		    d->outcomes[i].loop == d->loop)
			return true;
	return false;
}

/* Does the condition ask for an outcome (-1: any) of a duty of the loop (duty
 * -1: of any)? */
static bool
asks_for(const struct gd_workflow *wf, const struct gd_pred *p, int loop,
    int duty, int outcome)
{
	if (!p || p->op == GD_PRED_NOT)
		return false;
	if (p->op == GD_PRED_OUTCOME && p->cmp == GD_EQ)
		return wf->duties[p->a].loop == loop &&
		       (duty < 0 || p->a == duty) &&
		       (outcome < 0 || p->b == outcome);
	for (int i = 0; i < p->nkids; i++)
		if (asks_for(wf, &p->kids[i], loop, duty, outcome))
			return true;
	return false;
}

static bool
is_remedy(const struct gd_workflow *wf, const struct gd_duty_def *d)
{
	return d->loop >= 0 && decides(d) && strcmp(d->kind, "check") != 0 &&
	       strcmp(d->kind, "approve") != 0 &&
	       asks_for(wf, d->when, d->loop, -1, -1);
}

/* Does a remedy wait for it? outcome -1: for any. */
static bool
is_remedied(const struct gd_workflow *wf, int duty, int outcome)
{
	int loop = wf->duties[duty].loop;

	for (int i = 0; i < wf->nduties; i++)
		if (wf->duties[i].loop == loop &&
		    is_remedy(wf, &wf->duties[i]) &&
		    asks_for(wf, wf->duties[i].when, loop, duty, outcome))
			return true;
	return false;
}

bool
gd_kpi_is_check(const struct gd_workflow *wf, int duty)
{
	const struct gd_duty_def *d = &wf->duties[duty];

	return d->loop >= 0 && d->noutcomes > 0 && !is_remedy(wf, d) &&
	       (decides(d) || is_remedied(wf, duty, -1));
}

enum verdict { NONE, FAULT, GOOD };

/* An outcome after which it is asked again is no verdict yet. */
static enum verdict
verdict_of(const struct gd_workflow *wf, int duty, const struct gd_act *a)
{
	const struct gd_duty_def *d = &wf->duties[duty];
	int got = a->state == GD_ACT_DONE ? gd_duty_outcome(d, a->outcome) : -1;

	if (got < 0 || d->outcomes[got].goes == GD_GOES_STAY)
		return NONE;
	if (d->outcomes[got].goes == GD_GOES_AGAIN ||
	    d->outcomes[got].goes == GD_GOES_CANCELLED ||
	    is_remedied(wf, duty, got))
		return FAULT;
	return GOOD;
}

/* Was it judged in an earlier round? */
static bool
judged_before(const struct gd_workflow *wf, const struct gd_order *o, int duty,
    const struct gd_act *a)
{
	const struct gd_act *b;

	for (size_t i = 0; (b = gd_walk(o, GD_TAB_ACT, &i));)
		if (b->round < a->round && b->lot == a->lot &&
		    b->inst == a->inst && strcmp(b->duty, a->duty) == 0 &&
		    verdict_of(wf, duty, b) != NONE)
			return true;
	return false;
}

void
kpi_checks_add(struct gd_kpi *k, const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_kpi_ask *ask)
{
	const struct gd_act *a;

	for (size_t i = 0; (a = gd_walk(o, GD_TAB_ACT, &i));) {
		int duty = gd_wf_duty(wf, a->duty);
		enum verdict v;
		struct gd_kpi_row *row;

		if (duty < 0 || !gd_kpi_is_check(wf, duty) ||
		    !kpi_within(ask, kpi_act_day(a, ask)))
			continue;
		v = verdict_of(wf, duty, a);
		if (v == NONE || judged_before(wf, o, duty, a))
			continue;
		k->tried++;
		k->passed += v == GOOD;
		if (!k->detailed)
			continue;
		row = kpi_row(k, GD_KPI_CHECK, wf->name.id,
		    &wf->duties[duty].name, "");
		row->n++;
		row->m += v == GOOD;
	}
}
