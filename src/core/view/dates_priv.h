/* core/view/dates_priv.h - the dates of an order while they are looked at. */
#ifndef GENDAN_CORE_VIEW_DATES_PRIV_H
#define GENDAN_CORE_VIEW_DATES_PRIV_H

#include "core/view/dates.h"

#include "../work.h"

struct dates {
	const struct gd_workflow *wf;
	const struct gd_order *o;
	const struct gd_facts *f;
	struct gd_arena *arena;
	struct gd_dates *out;
	bool held;        /* the order is on hold */
	int32_t held_day; /* since then */
};

/* The calendar a rule counts by; role: who answers for the date, or -1. */
const struct gd_calendar *dates_calendar(const struct gd_workflow *wf,
    const struct gd_calendars *all, const struct gd_due_def *def, int role);
/* Which role answers for the date of a view, -1 = nobody. */
int dates_role(const struct gd_workflow *wf, const struct gd_date_view *v);
/* project.c: projected of every view. */
void dates_project(struct dates *d);

#endif
