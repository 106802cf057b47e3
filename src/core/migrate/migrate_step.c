/* core/migrate/migrate_step.c - steps of the new version, from those of the
 * old.
 *
 * A step has no name of its own to be mapped: it comes from the steps its
 * duties come from.  A step divided opened when the whole one did; the half
 * with nothing left to do was done with its last act.
 */
#include "migrate_priv.h"

#include <string.h>

#include "base/banned.h"

static int
step_index(const struct gd_workflow *wf, const char *id)
{
	for (int i = 0; i < wf->nsteps; i++)
		if (strcmp(wf->steps[i].name.id, id) == 0)
			return i;
	return -1;
}

/* Does the old row speak of this place of the step?  2: under its own name */
static int
speaks_of(const struct mig *g, const struct gd_step *old, int step, int64_t lot)
{
	int f = step_index(g->map->from, old->step);

	if (f < 0 || (lot && old->lot && old->lot != lot))
		return 0;
	if (strcmp(old->step, g->map->to->steps[step].name.id) == 0)
		return 2;
	return flowmap_step(g->map, f, step);
}

/* When the last act of a step was recorded; 0 = none was. */
static int64_t
last_act(const struct mig *g, int step, int64_t lot)
{
	const struct gd_act *a;
	int64_t last = 0;

	for (size_t i = 0; (a = gd_walk(&g->w.order, GD_TAB_ACT, &i));) {
		int e = gd_wf_duty(g->map->to, a->duty);

		if (e >= 0 && g->map->to->duties[e].step == step &&
		    (!lot || !a->lot || a->lot == lot) && a->at_ms > last)
			last = a->at_ms;
	}
	return last;
}

static void
add_source(struct gd_step *row, const struct gd_step *old)
{
	if (old->open_ms && (!row->open_ms || old->open_ms < row->open_ms))
		row->open_ms = old->open_ms;
	if (old->done_ms > row->done_ms)
		row->done_ms = old->done_ms;
	if (old->early && !row->early) {
		row->early = 1;
		row->reason = old->reason;
		row->by = old->by;
	}
}

static void
follow_at(struct mig *g, int step, int64_t lot)
{
	struct gd_step row = { .step = g->map->to->steps[step].name.id,
		.lot = lot,
		.reason = "",
		.by = "" };
	const struct gd_step *old;
	bool done = true;
	int best = 0, how;

	/* taken back: what nobody touched stands there already */
	if (g->m->before && gd_row_find(&g->w.order.sheet, GD_TAB_STEP, &row))
		return;
	for (size_t i = 0; (old = gd_walk(&g->was, GD_TAB_STEP, &i));)
		if ((how = speaks_of(g, old, step, lot)) > best)
			best = how;
	if (!best)
		return;
	for (size_t i = 0; (old = gd_walk(&g->was, GD_TAB_STEP, &i));)
		if (speaks_of(g, old, step, lot) == best) {
			add_source(&row, old);
			done = done && old->state == GD_STEP_DONE;
		}
	work_put(&g->w, GD_TAB_STEP, &row); /* opened early, or not */
	row.state = step_state(g->map->to, &g->w.order, step, lot);
	if (row.state != GD_STEP_DONE)
		row.done_ms = 0;
	else if (!done)
		row.done_ms = last_act(g, step, lot);
	/* the time of a half that waits begins when it opens */
	if (row.state == GD_STEP_WAITING && best < 2)
		work_drop(&g->w, GD_TAB_STEP, &row);
	else
		work_put(&g->w, GD_TAB_STEP, &row);
}

void
step_follow(struct mig *g, int step)
{
	int64_t lots =
	    g->map->to->steps[step].per_lot ? lot_count(&g->w.order) : 0;

	if (!lots)
		follow_at(g, step, 0);
	for (int64_t l = 1; l <= lots; l++)
		follow_at(g, step, l);
}

/* `after` has no ring (the loader refuses one), so this ends. */
static bool
waits_for(const struct gd_workflow *wf, int step, int other)
{
	const struct gd_list *after = &wf->steps[step].after;

	for (int i = 0; i < after->n; i++)
		if (after->at[i] == other || waits_for(wf, after->at[i], other))
			return true;
	return false;
}

bool
step_passed(const struct mig *g, int step, int64_t lot)
{
	const struct gd_act *a;

	for (size_t i = 0; (a = gd_walk(&g->w.order, GD_TAB_ACT, &i));) {
		int e = gd_wf_duty(g->map->to, a->duty);

		if (e >= 0 && a->state != GD_ACT_NONE &&
		    (!lot || !a->lot || a->lot == lot) &&
		    waits_for(g->map->to, g->map->to->duties[e].step, step))
			return true;
	}
	return false;
}
