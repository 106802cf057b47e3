/* core/migrate/migrate_back.c - taking a change of version back.
 *
 * Three states of an order are known: before it went, as it had gone, and
 * now.  A row that is now as it had gone becomes what it was before; a row
 * that was changed since keeps the change, under its old name.  What was done
 * since on a duty the old version does not have cannot go back.
 */
#include "migrate_priv.h"

#include <string.h>

#include "base/banned.h"

struct back {
	struct mig *g;
	const struct gd_flowmap *there; /* the map of the way there */
	const struct gd_sheet *before, *after, *now;
	struct gd_sheet result; /* owned */
};

static bool
same_row(int t, const void *a, const void *b)
{
	return !gd_row_diff(&gd_order_tables[t], a, b);
}

/* Is this row of `now` as the migration left it? */
static bool
untouched(const struct back *b, int t, const void *row)
{
	const void *after = gd_row_find(b->after, t, row);
	const void *now = gd_row_find(b->now, t, row);

	return after && now ? same_row(t, after, now) : !after && !now;
}

/* ---- rows of duties ------------------------------------------------------ */

static char *
under_name(struct back *b, int t, const void *row, const char *name)
{
	size_t size = gd_order_tables[t].size;
	char *copy = gd_arena_alloc(&b->result.arena, 1, size);

	memcpy(copy, row, size);
	memcpy(copy, &name, sizeof name);
	return copy;
}

static const char *
duty_name(const void *row)
{
	const char *id;

	memcpy(&id, row, sizeof id);
	return id;
}

/* The duty of the old version that this one alone came from; -1: none. */
static int
old_duty(const struct back *b, const char *id)
{
	int e = gd_wf_duty(b->there->to, id);
	int d = e < 0 ? -1 : flowmap_source(b->there, e);

	return d >= 0 && b->there->duty[d].n == 1 ? d : -1;
}

/* A row of a duty that was made or changed since. */
static void
changed_row(struct back *b, int t, const void *row)
{
	int d = old_duty(b, duty_name(row));

	if (d >= 0) {
		gd_row_put(&b->result, t,
		    under_name(b, t, row, b->there->from->duties[d].name.id),
		    UINT64_MAX);
	} else if (t == GD_TAB_DUE) { /* dates follow by themselves */
		if (gd_wf_limit(b->there->from, duty_name(row)) >= 0 &&
		    gd_wf_limit(b->there->to, duty_name(row)) >= 0)
			gd_row_put(&b->result, t, row, UINT64_MAX);
	} else {
		FAULT(b->g, GD_M_MIGRATE_SINCE, GD_T(duty_name(row)),
		    GD_N(b->there->from->version));
	}
}

/* Acts, dates and offers are changed but never taken away (an undo brings
 * back what was), so what is now only needs to come over what was before. */
static void
merge_duties(struct back *b, int t)
{
	const void *row;

	for (size_t i = 0; (row = gd_row_at(b->before, t, i)); i++)
		gd_row_put(&b->result, t, row, UINT64_MAX);
	for (size_t i = 0; (row = gd_row_at(b->now, t, i)); i++)
		if (!untouched(b, t, row))
			changed_row(b, t, row);
}

/* ---- steps --------------------------------------------------------------- */

/* The rows of a step that nobody touched are as they were; the others follow
 * from those of today (step_follow). */
static bool
step_touched(const struct back *b, const struct gd_step *row)
{
	const struct gd_workflow *from = b->there->from, *to = b->there->to;
	const struct gd_step *now;
	int f = 0;

	while (
	    f < from->nsteps && strcmp(from->steps[f].name.id, row->step) != 0)
		f++;
	for (size_t i = 0; (now = gd_row_at(b->now, GD_TAB_STEP, i)); i++) {
		int s = 0;

		while (s < to->nsteps &&
		       strcmp(to->steps[s].name.id, now->step) != 0)
			s++;
		if (s < to->nsteps && f < from->nsteps &&
		    (strcmp(now->step, row->step) == 0 ||
			flowmap_step(b->there, f, s)) &&
		    !untouched(b, GD_TAB_STEP, now))
			return true;
	}
	return false;
}

static void
merge_steps(struct back *b)
{
	const struct gd_step *row;

	for (size_t i = 0; (row = gd_row_at(b->before, GD_TAB_STEP, i)); i++)
		if (!step_touched(b, row))
			gd_row_put(&b->result, GD_TAB_STEP, row, UINT64_MAX);
}

/* ---- all other tables ---------------------------------------------------- */

/* What nobody changed since is as before; a row that came with the version
 * goes with it. */
static void
merge_row(struct back *b, int t, const void *now)
{
	const void *before = gd_row_find(b->before, t, now);

	if (!untouched(b, t, now))
		gd_row_put(&b->result, t, now, UINT64_MAX);
	else if (before)
		gd_row_put(&b->result, t, before, UINT64_MAX);
}

static void
merge_plain(struct back *b, int t)
{
	const void *row;

	for (size_t i = 0; (row = gd_row_at(b->now, t, i)); i++)
		merge_row(b, t, row);
	for (size_t i = 0; (row = gd_row_at(b->before, t, i)); i++)
		if (!gd_row_find(b->after, t, row) &&
		    !gd_row_find(b->now, t, row))
			gd_row_put(&b->result, t, row, UINT64_MAX);
}

/* ---- into the working copy ----------------------------------------------- */

static void
put_table(struct back *b, int t)
{
	struct gd_work *w = &b->g->w;
	const void *row;

	for (size_t i = 0; (row = gd_row_at(b->now, t, i)); i++)
		if (!gd_row_find(&b->result, t, row))
			work_drop(w, t, row);
	for (size_t i = 0; (row = gd_row_at(&b->result, t, i)); i++)
		work_put(w, t, row);
}

void
back_put(struct mig *g, bool *exact)
{
	struct back b = { .g = g,
		.there = g->m->map,
		.before = &g->m->before->sheet,
		.after = &g->m->after->sheet,
		.now = &g->was.sheet };

	gd_sheet_init(&b.result, gd_order_tables, GD_ORDER_NTABLES);
	*exact = gd_sheet_equal(b.after, b.now, NULL, NULL);
	for (int t = 0; t < GD_ORDER_NTABLES; t++) {
		if (*exact)
			for (size_t i = 0; gd_row_at(b.before, t, i); i++)
				gd_row_put(&b.result, t,
				    gd_row_at(b.before, t, i), UINT64_MAX);
		else if (t == GD_TAB_ACT || t == GD_TAB_DUE ||
			 t == GD_TAB_OFFER)
			merge_duties(&b, t);
		else if (t == GD_TAB_STEP)
			merge_steps(&b);
		else
			merge_plain(&b, t);
		put_table(&b, t);
	}
	gd_sheet_release(&b.result);
}
