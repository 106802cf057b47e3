/* core/view/date_leads.c - the days on which a date makes itself heard. */
#include "dates_priv.h"

#include "base/day.h"

#include "base/banned.h"

static const struct gd_calendar *
calendar_of(const struct gd_workflow *wf, const struct gd_calendars *all,
    const struct gd_date_view *v)
{
	struct reckon by = { .wf = wf, .calendars = all };

	return reckon_calendar(&by, v->def, dates_role(wf, v));
}

int
gd_date_leads(const struct gd_workflow *wf, const struct gd_calendars *all,
    const struct gd_date_view *v, int32_t *days, int max)
{
	const struct gd_limit_def *limit =
	    v->limit >= 0 ? &wf->limits[v->limit] : NULL;
	const struct gd_ladder *l;
	int at = limit ? limit->ladder : wf->duties[v->duty].ladder, n = 0;

	/* nothing falls due on the day before which nothing may be done */
	if (at < 0 && limit && limit->earliest)
		return 0;
	if (at < 0)
		at = v->hard ? wf->ladder_hard : wf->ladder_soft;
	if (at < 0 || !v->open || !v->row->day)
		return 0;
	l = &wf->ladders[at];
	for (int i = 0; i < l->n && n < max; i++) {
		const struct gd_rung *r = &l->at[i];
		int32_t day = (int32_t)v->row->day;

		if (r->who != GD_RUNG_OWNER || r->days > 0)
			continue;
		days[n++] = r->work ? gd_calendar_add(calendar_of(wf, all, v),
					  day, r->days)
				    : day + r->days;
	}
	return n;
}

int32_t
gd_date_urgent_day(const struct gd_workflow *wf, const struct gd_calendars *all,
    const struct gd_date_view *v)
{
	if (!v->open || !v->row->day || v->def->min_urgent < 0)
		return GD_NO_DAY;
	return gd_calendar_add(calendar_of(wf, all, v), (int32_t)v->row->day,
	    -1);
}
