/* core/view/date_row.c - a date of a list, said without opening its order. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "dates_priv.h"

#include "base/banned.h"

/* A date stands by its `due` rule once the base of that is known. Both rules
 * can count from one duty: by its plan, and by its being done. */
static const struct gd_due_def *
rule_of(const struct gd_workflow *wf, const struct gd_due *row, int duty,
    bool base_done)
{
	const struct gd_due_def *due = &wf->duties[duty].due;
	const struct gd_due_def *plan = &wf->duties[duty].plan;

	if (plan->base == GD_BASE_NONE ||
	    !dates_counts_from(wf, plan, row->base))
		return due->base != GD_BASE_NONE ? due : plan;
	if (due->base == GD_BASE_NONE || !dates_counts_from(wf, due, row->base))
		return plan;
	return due->base != GD_BASE_DUTY || base_done ? due : plan;
}

/* "+3 m +21 d, UCP 600": what was counted stands in the row, before the source;
 * a field of the order may have said how many. */
static int
counted_days(const struct gd_due *row, int otherwise)
{
	const char *end = row->rule + strcspn(row->rule, ",");

	for (const char *at = row->rule; at < end; at++) {
		char *after;
		long n;

		if (*at != '+' && *at != '-')
			continue;
		n = strtol(at, &after, 10);
		if (strncmp(after, " d", 2) == 0 ||
		    strncmp(after, " wd", 3) == 0)
			return (int)n;
	}
	return row->base_day ? 0 : otherwise;
}

static void
count_days(const struct gd_workflow *wf, const struct gd_date_around *around,
    struct gd_date_view *v)
{
	const struct gd_due *row = v->row;
	int32_t now = around->today;

	if (!row->day)
		return;
	/* its clock stands with the order */
	if (around->held && v->def->hold_stops && !v->hard &&
	    around->held_day < now)
		now = around->held_day;
	v->left = (int)(row->day - now);
	/* what may not be before its day is never late */
	if (v->left < 0 && !(v->limit >= 0 && wf->limits[v->limit].earliest))
		v->late = -v->left;
}

bool
gd_date_of_row(const struct gd_workflow *wf, const struct gd_due *row,
    const struct gd_date_around *around, struct gd_date_view *v)
{
	struct gd_at at = { row->lot, row->round, row->inst };
	struct reckon by = { .wf = wf, .calendars = around->calendars };
	struct reckoned r;

	if (!dates_name_view(wf, row, v)) {
		v->hard = row->hard != 0;
		v->open = true;
		if (row->day)
			v->left = (int)(row->day - around->today);
		v->late = v->left < 0 ? -v->left : 0;
		return false;
	}
	if (v->duty >= 0)
		v->def = rule_of(wf, row, v->duty, around->base_done);
	reckon_from(&by, v->def, dates_role(wf, v), at, (int32_t)row->base_day,
	    row->held, &r);
	r.days = counted_days(row, r.days);
	v->base_met = around->base_done && v->def->base == GD_BASE_PLAN;
	v->hard = row->hard || v->def->hard;
	v->open = true;
	dates_fill_way(&by, v, &r, around->base_value, around->cap_value);
	v->unsure = row->unsure || dates_lawyers_unsure(wf, v);
	count_days(wf, around, v);
	return true;
}

bool
gd_date_is_earliest(const struct gd_workflow *wf, const char *id)
{
	int limit = gd_wf_duty(wf, id) >= 0 ? -1 : gd_wf_limit(wf, id);

	return limit >= 0 && wf->limits[limit].earliest;
}

const struct gd_name *
gd_event_date(const struct gd_workflow *wf, const struct gd_event *ev)
{
	int i;

	if (!wf || !ev->what ||
	    (ev->kind != GD_EV_REMINDED && ev->kind != GD_EV_MOVED &&
		ev->kind != GD_EV_DATED && ev->kind != GD_EV_GRANTED &&
		ev->kind != GD_EV_DAY_PAST))
		return NULL;
	if ((i = gd_wf_duty(wf, ev->what)) >= 0)
		return &wf->duties[i].name;
	i = gd_wf_limit(wf, ev->what);
	return i >= 0 ? &wf->limits[i].name : NULL;
}

bool
gd_event_money(const struct gd_event *ev, int64_t *minor, char currency[8])
{
	long long n;

	if (ev->kind != GD_EV_CREDITED || !ev->note ||
	    sscanf(ev->note, "%lld %7s", &n, currency) != 2)
		return false;
	*minor = n;
	return true;
}
