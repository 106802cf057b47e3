/* core/view/dates_priv.h - the dates of an order while they are looked at. */
#ifndef GENDAN_CORE_VIEW_DATES_PRIV_H
#define GENDAN_CORE_VIEW_DATES_PRIV_H

#include "core/view/dates.h"

#include "../dates/dates.h"

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
/* Which duty or limit a row is of; the rule (def) of a duty is left NULL. */
bool dates_name_view(const struct gd_workflow *wf, const struct gd_due *row,
    struct gd_date_view *v);
/* Could a rule have been counted from a base of this name? */
bool dates_counts_from(const struct gd_workflow *wf,
    const struct gd_due_def *def, const char *base);
/* The way from base to day, of v->def; r: by that rule from the row's base;
 * what the fields row->base and row->cap hold, "" where they are none. */
void dates_fill_way(const struct reckon *by, struct gd_date_view *v,
    const struct reckoned *r, const char *base_value, const char *cap_value);
/* Is it said to be uncertain in law? */
bool dates_lawyers_unsure(const struct gd_workflow *wf,
    const struct gd_date_view *v);
/* project.c: projected of every view. */
void dates_project(struct dates *d);
/* Every date as of d->f, but for its projection. */
void dates_views(struct dates *d);

#endif
