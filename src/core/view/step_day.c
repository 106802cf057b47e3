/* core/view/step_day.c - the one date of a step. */
#include "core/view/step_day.h"

#include "base/day.h"

#include "base/banned.h"

static bool
same_lot(int64_t a, int64_t b)
{
	return !a || !b || a == b;
}

/* The day its last act was done; waived ones count, as the step ended with
 * them too. */
static int32_t
done_day(const struct gd_workflow *wf, const struct gd_todo *todo,
    const struct gd_step_view *step)
{
	int32_t day = GD_NO_DAY;

	for (size_t i = 0; i < todo->nduties; i++) {
		const struct gd_duty_view *v = &todo->duties[i];

		if (&wf->steps[v->def->step] != step->def ||
		    !same_lot(v->lot, step->lot) || !v->act || !v->act->day)
			continue;
		if (day == GD_NO_DAY || v->act->day > day)
			day = (int32_t)v->act->day;
	}
	return day;
}

static bool
counts(const struct gd_workflow *wf, const struct gd_date_view *v,
    const struct gd_step_view *step)
{
	return v->open && v->row->day && v->step_no == step->def->no &&
	       same_lot(v->row->lot, step->lot) &&
	       !(v->limit >= 0 && wf->limits[v->limit].earliest);
}

struct gd_step_day
gd_step_day(const struct gd_workflow *wf, const struct gd_todo *todo,
    const struct gd_dates *dates, const struct gd_step_view *step)
{
	struct gd_step_day out = { GD_NO_DAY, false, 0 };

	if (step->state == GD_STEP_DONE) {
		out.day = done_day(wf, todo, step);
		out.done = true;
		return out;
	}
	for (size_t i = 0; i < dates->n; i++) {
		const struct gd_date_view *v = &dates->at[i];

		if (!counts(wf, v, step) ||
		    (out.day != GD_NO_DAY && out.day <= v->row->day))
			continue;
		out.day = (int32_t)v->row->day;
		out.late = v->late;
	}
	return out;
}
