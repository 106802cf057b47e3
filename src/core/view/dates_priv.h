/* core/view/dates_priv.h - the dates of an order while they are looked at. */
#ifndef GENDAN_CORE_VIEW_DATES_PRIV_H
#define GENDAN_CORE_VIEW_DATES_PRIV_H

#include "core/view/dates.h"

#include "../dates.h"

struct dates {
	const struct gd_workflow *wf;
	const struct gd_order *o;
	const struct gd_facts *f;
	struct gd_arena *arena;
	struct gd_dates *out;
	struct reckon by;
	bool held;        /* the order is on hold */
	int32_t held_day; /* since then */
};

/* Which role answers for it, -1 = nobody. */
int dates_role(const struct gd_workflow *wf, const struct gd_date_view *v);
/* project.c: projected of every view. */
void dates_project(struct dates *d);

#endif
