/* core/dates/ladder.c - who is told of a date, and when.
 *
 *   rung 0 --its day--> told --next rung's day--> told ... last rung
 *     ^------------- the date gets another day ---'
 *
 * A rung rings once.  Where several have passed the highest rings alone; a
 * deputy's rung with no deputy today is passed over.
 */
#include "dates.h"

#include <string.h>

#include "base/banned.h"

static const struct gd_ladder *
ladder_of(const struct gd_workflow *wf, const struct dated *of,
    const struct gd_due *row)
{
	int l = of->ladder;

	/* nothing falls due on the day before which nothing may be done */
	if (l < 0 && !of->earliest)
		l = row->hard ? wf->ladder_hard : wf->ladder_soft;
	return l >= 0 && l < wf->nladders ? &wf->ladders[l] : NULL;
}

static int64_t
rung_day(const struct dating *d, const struct dated *of,
    const struct gd_due *row, const struct gd_rung *rung)
{
	const struct gd_due_def *rule =
	    of->due->base == GD_BASE_NONE && of->plan ? of->plan : of->due;

	return rung->work
		   ? gd_calendar_add(reckon_calendar(&d->r, rule, of->role),
			 (int32_t)row->day, rung->days)
		   : row->day + rung->days;
}

int64_t
ladder_next(const struct dating *d, const struct dated *of,
    const struct gd_due *row)
{
	const struct gd_ladder *l =
	    row->shut || !row->day ? NULL : ladder_of(d->w->wf, of, row);

	return l && row->rung < l->n ? rung_day(d, of, row, &l->at[row->rung])
				     : 0;
}

/* Whoever stands in today for a person; NULL: nobody, or no person owns it. */
static const char *
deputy_of(struct gd_work *w, const char *owner)
{
	static const char person[] = "person:";

	if (strncmp(owner, person, sizeof person - 1) != 0)
		return NULL;
	for (int i = 0; i < w->f->ndeputies; i++)
		if (strcmp(w->f->deputies[i]->who, owner + sizeof person - 1) ==
		    0)
			return work_printf(w, "person:%s",
			    w->f->deputies[i]->deputy);
	return NULL;
}

static const char *
told_by(struct gd_work *w, const struct gd_rung *rung, const struct gd_due *row)
{
	switch (rung->who) {
	case GD_RUNG_OWNER:
		return row->owner;
	case GD_RUNG_DEPUTY:
		return deputy_of(w, row->owner);
	case GD_RUNG_ROLE:
		return work_printf(w, "role:%s",
		    w->wf->roles[rung->role].name.id);
	}
	return NULL;
}

static void
ring_row(struct dating *d, const struct dated *of, const struct gd_due *old)
{
	struct gd_work *w = d->w;
	const struct gd_ladder *l = ladder_of(w->wf, of, old);
	struct gd_due row = *old;
	const char *told = NULL;

	for (int i = (int)old->rung; l && i < l->n; i++) {
		const char *who;

		if (rung_day(d, of, old, &l->at[i]) > w->f->today)
			continue;
		row.rung = i + 1;
		who = told_by(w, &l->at[i], old);
		if (who)
			told = who;
	}
	if (told) {
		row.told = told;
		work_event(w, GD_EV_REMINDED, row.duty, told,
		    w->f->today - row.day);
	}
	date_put(d, of, old, &row);
}

void
ladder_ring(struct dating *d)
{
	struct gd_work *w = d->w;
	const struct gd_due *row;
	struct dated of;

	for (size_t i = 0; (row = gd_walk(&w->order, GD_TAB_DUE, &i));)
		if (!row->shut && row->ring_day &&
		    row->ring_day <= w->f->today &&
		    dated_find(w->wf, row->duty, &of))
			ring_row(d, &of, row);
}
