/* core/dates/dated.c - what has dates: duties and limits; are they owed, met,
 * when.
 */
#include "dates.h"

#include <string.h>

#include "base/day.h"

#include "base/banned.h"

/* ---- what has dates ------------------------------------------------------ */

/* Whoever carries the order answers for what nobody else does. */
static int
carrier_role(const struct gd_workflow *wf)
{
	for (int r = 0; r < wf->nroles; r++)
		if (wf->roles[r].assigned)
			return r;
	return wf->nroles ? 0 : -1;
}

static int
duty_role(const struct gd_workflow *wf, const struct gd_duty_def *def)
{
	if (def->owner >= 0)
		return def->owner;
	return def->by.n ? def->by.at[0] : carrier_role(wf);
}

struct dated
dated_duty(const struct gd_workflow *wf, int duty)
{
	const struct gd_duty_def *def = &wf->duties[duty];

	return (struct dated){ .name = &def->name,
		.due = &def->due,
		.plan = &def->plan,
		.duty = duty,
		.limit = -1,
		.step = def->step,
		.role = duty_role(wf, def),
		.ladder = def->ladder };
}

struct dated
dated_limit(const struct gd_workflow *wf, int limit)
{
	const struct gd_limit_def *def = &wf->limits[limit];

	return (struct dated){ .name = &def->name,
		.due = &def->due,
		.duty = -1,
		.limit = limit,
		.step = def->step,
		.role = def->owner >= 0  ? def->owner
			: def->duty >= 0 ? duty_role(wf, &wf->duties[def->duty])
					 : carrier_role(wf),
		.ladder = def->ladder,
		.earliest = def->earliest };
}

bool
dated_find(const struct gd_workflow *wf, const char *id, struct dated *out)
{
	int i = gd_wf_duty(wf, id);

	if (i >= 0) {
		*out = dated_duty(wf, i);
		return true;
	}
	i = gd_wf_limit(wf, id);
	if (i >= 0)
		*out = dated_limit(wf, i);
	return i >= 0;
}

bool
dated_place(const struct gd_workflow *wf, const struct gd_order *o,
    const struct dated *of, int i, struct gd_at *key, struct gd_at *ask)
{
	const struct gd_limit_def *def;
	const struct gd_payment *p;

	if (of->duty >= 0) {
		if (!duty_place(wf, o, of->duty, i, key))
			return false;
		*ask = *key;
		return true;
	}
	def = &wf->limits[of->limit];
	*key = (struct gd_at){ .round = 1 };
	if (def->per_payment) {
		p = gd_row_at(&o->sheet, GD_TAB_PAYMENT, (size_t)i);
		if (!p)
			return false;
		key->inst = p->no;
		*ask = *key;
		ask->lot = p->lot;
		return true;
	}
	if (def->per_lot)
		key->lot = i + 1;
	*ask = *key;
	return i < (def->per_lot ? lot_count(o) : 1);
}

/* ---- owed, met ----------------------------------------------------------- */

enum gd_truth
dated_owed(const struct gd_work *w, const struct dated *of, struct gd_at ask)
{
	if (of->duty >= 0)
		return duty_applies(w->wf, &w->order, of->duty, ask);
	return !lot_off(&w->order, ask.lot) &&
		       pred_eval(w->wf, &w->order,
			   w->wf->limits[of->limit].when, ask) == GD_TRUE
		   ? GD_TRUE
		   : GD_FALSE;
}

static const struct gd_payment *
payment_at(const struct gd_work *w, int64_t no)
{
	return gd_row_find(&w->order.sheet, GD_TAB_PAYMENT,
	    &(struct gd_payment){ .no = no });
}

static bool
limit_met(const struct dating *d, const struct gd_limit_def *def,
    struct gd_at ask)
{
	const struct gd_work *w = d->w;
	const struct gd_step_def *step;
	const struct gd_pred done = { .op = GD_PRED_DONE, .a = def->duty };

	/* the papers may be sent and the declaration still be late */
	if (def->met)
		return pred_eval(w->wf, &w->order, def->met, ask) == GD_TRUE;
	if (def->duty >= 0)
		return pred_eval(w->wf, &w->order, &done, ask) == GD_TRUE;
	if (def->actual >= 0)
		return reckon_field(&d->r, def->actual, ask) != GD_NO_DAY;
	if (def->per_payment)
		return payment_at(w, ask.inst) &&
		       payment_credited(payment_at(w, ask.inst));
	if (def->step < 0)
		return false;
	step = &w->wf->steps[def->step];
	return step_settled(w->wf, &w->order, def->step,
	    step->per_lot ? ask.lot : 0);
}

bool
dated_met(const struct dating *d, const struct dated *of, struct gd_at ask)
{
	const struct gd_work *w = d->w;

	return of->duty >= 0 ? duty_settled(w->wf, &w->order, of->duty, ask)
			     : limit_met(d, &w->wf->limits[of->limit], ask);
}

/* The day a duty was done, the last of its lots; 0: that is not known.
 * false: no act says so. */
static bool
act_day(const struct gd_work *w, int duty, struct gd_at ask, int64_t *day)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	int64_t first = ask.lot, last = ask.lot;
	bool any = false;

	*day = 0;
	if (def->per_lot && !ask.lot) {
		first = 1;
		last = lot_count(&w->order);
	}
	for (int64_t l = first; l <= last; l++) {
		const struct gd_act *act = duty_act(w->wf, &w->order, duty,
		    duty_at(w->wf, &w->order, duty, l, ask.inst));

		if (!act || act->state == GD_ACT_OPEN)
			continue;
		any = true;
		if (act->state == GD_ACT_DONE && act->day > *day)
			*day = act->day;
	}
	return any;
}

/* It became true without an act: noticed with this command, kept from then.
 * Of rows made before dates had an owner nobody knows. */
static int64_t
noticed(const struct gd_work *w, const struct gd_due *old)
{
	if (old->shut)
		return old->actual;
	if (!*old->owner)
		return 0;
	return w->cmd->verb == GD_DO_MOVE || !w->cmd->day ? w->f->today
							  : w->cmd->day;
}

/* When it was met. */
int64_t
dated_met_day(const struct dating *d, const struct dated *of, struct gd_at ask,
    const struct gd_due *old)
{
	const struct gd_work *w = d->w;
	const struct gd_duty_def *duty = NULL;
	int32_t day = GD_NO_DAY;
	int64_t acted;

	if (of->limit >= 0) {
		const struct gd_limit_def *def = &w->wf->limits[of->limit];

		day = reckon_field(&d->r, def->actual, ask);
		if (day != GD_NO_DAY)
			return day;
		if (def->duty >= 0 && act_day(w, def->duty, ask, &acted))
			return acted;
		if (def->per_payment && payment_at(w, ask.inst))
			return payment_at(w, ask.inst)->credited_day;
		return noticed(w, old);
	}
	if (act_day(w, of->duty, ask, &acted))
		return acted;
	duty = &w->wf->duties[of->duty];
	if (duty->derived && duty->derived->op == GD_PRED_CREDITED)
		day = reckon_credited(&d->r,
		    duty->derived->value ? duty->derived->value : "", ask.lot,
		    true);
	else if (duty->credits)
		day = reckon_credited(&d->r, "", ask.lot, true);
	return day != GD_NO_DAY ? day : noticed(w, old);
}
