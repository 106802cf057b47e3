/* core/view/gantt.c - the steps of an order as bars over weeks. */
#include "core/view/gantt.h"

#include <string.h>

#include "base/day.h"

#include "base/banned.h"

/* ---- the spans -------------------------------------------------------------- */

static const struct gd_days nothing = { GD_NO_DAY, GD_NO_DAY };

static void
widen(struct gd_days *s, int64_t day)
{
	if (!day || day == GD_NO_DAY)
		return;
	if (s->from == GD_NO_DAY || day < s->from)
		s->from = (int32_t)day;
	if (s->to == GD_NO_DAY || day > s->to)
		s->to = (int32_t)day;
}

static bool
same_lot(int64_t a, int64_t b)
{
	return !a || !b || a == b;
}

/* Days of acts make the spans; a limit is a day one must not pass. */
static void
add_date(const struct gd_workflow *wf, struct gd_gantt_row *r,
    const struct gd_date_view *v)
{
	const struct gd_due *d = v->row;
	bool earliest = v->limit >= 0 && wf->limits[v->limit].earliest;

	if (v->open && v->hard && d->day && !earliest &&
	    (r->hard == GD_NO_DAY || d->day < r->hard))
		r->hard = (int32_t)d->day;
	if (v->duty < 0 || (!v->open && !d->actual))
		return;
	widen(&r->plan, d->plan);
	widen(&r->promised, d->first);
	widen(&r->now, d->day);
	widen(&r->done, d->actual);
	if (!v->open)
		return;
	if (v->late > r->late)
		r->late = v->late;
	if (v->projected != GD_NO_DAY &&
	    (r->lands == GD_NO_DAY || v->projected > r->lands))
		r->lands = v->projected;
}

/* What was done counts whether it had a date or not. */
static void
add_acts(const struct gd_workflow *wf, const struct gd_todo *todo,
    struct gd_gantt_row *r)
{
	for (size_t i = 0; i < todo->nduties; i++) {
		const struct gd_duty_view *v = &todo->duties[i];

		if (&wf->steps[v->def->step] == r->step->def &&
		    same_lot(v->lot, r->step->lot) && v->act &&
		    v->act->state == GD_ACT_DONE)
			widen(&r->done, v->act->day);
	}
}

static void
add_row(const struct gd_workflow *wf, const struct gd_todo *todo,
    const struct gd_dates *dates, int32_t today, struct gd_gantt_row *r)
{
	for (size_t i = 0; i < dates->n; i++)
		if (dates->at[i].step_no == r->step->def->no &&
		    same_lot(dates->at[i].row->lot, r->step->lot))
			add_date(wf, r, &dates->at[i]);
	add_acts(wf, todo, r);
	r->over = r->step->state == GD_STEP_DONE;
	if (!r->over && r->done.from != GD_NO_DAY)
		widen(&r->done, today);
	if (r->over && r->now.to != GD_NO_DAY && r->done.to > r->now.to)
		r->late = r->done.to - r->now.to;
}

void
gd_gantt_make(const struct gd_workflow *wf, const struct gd_todo *todo,
    const struct gd_dates *dates, int32_t today, int64_t lot,
    struct gd_arena *arena, struct gd_gantt *out)
{
	struct gd_days all = nothing;

	*out = (struct gd_gantt){ .today = today };
	out->rows = gd_arena_alloc(arena, todo->nsteps + 1, sizeof *out->rows);
	for (size_t i = 0; i < todo->nsteps; i++) {
		struct gd_gantt_row *r = &out->rows[out->n];

		if (todo->steps[i].state == GD_STEP_NA ||
		    !same_lot(lot, todo->steps[i].lot))
			continue;
		*r = (struct gd_gantt_row){ &todo->steps[i], nothing, nothing,
			nothing, nothing, GD_NO_DAY, GD_NO_DAY, 0, false };
		add_row(wf, todo, dates, today, r);
		for (int k = 0; k < 2; k++) {
			widen(&all, k ? r->plan.to : r->plan.from);
			widen(&all, k ? r->promised.to : r->promised.from);
			widen(&all, k ? r->now.to : r->now.from);
			widen(&all, k ? r->done.to : r->done.from);
			widen(&all, k ? r->hard : r->lands);
		}
		out->n++;
	}
	widen(&all, today);
	out->from = all.from - gd_day_weekday(all.from);
	out->to = all.to + 6 - gd_day_weekday(all.to);
}

/* ---- the cells -------------------------------------------------------------- */

int
gd_gantt_days(const struct gd_gantt *g, int cells)
{
	int days = g->to - g->from + 1;

	return cells < 1 ? days : (days + cells - 1) / cells;
}

static int
cell_of(const struct gd_gantt *g, int cells, int32_t day)
{
	return (day - g->from) / gd_gantt_days(g, cells);
}

static void
put(const struct gd_gantt *g, int cells, enum gd_bar *out, int32_t from,
    int32_t to, enum gd_bar bar)
{
	if (from == GD_NO_DAY || to == GD_NO_DAY)
		return;
	for (int i = cell_of(g, cells, from); i <= cell_of(g, cells, to); i++)
		if (i >= 0 && i < cells)
			out[i] = bar;
}

static int32_t
later(int32_t a, int32_t b)
{
	return a == GD_NO_DAY || (b != GD_NO_DAY && b > a) ? b : a;
}

/* Late work: done after the last day, or open and past its first. */
static void
put_late(const struct gd_gantt *g, const struct gd_gantt_row *r, int cells,
    enum gd_bar *out)
{
	if (r->late <= 0)
		return;
	if (r->over)
		put(g, cells, out, r->done.to - r->late + 1, r->done.to,
		    GD_BAR_LATE);
	else
		put(g, cells, out, g->today - r->late + 1, g->today,
		    GD_BAR_LATE);
}

void
gd_gantt_bar(const struct gd_gantt *g, const struct gd_gantt_row *r, int cells,
    enum gd_bar *out)
{
	int32_t begin = r->done.from != GD_NO_DAY ? r->done.from : r->now.from;

	for (int i = 0; i < cells; i++)
		out[i] = GD_BAR_NONE;
	put(g, cells, out, r->plan.from, r->plan.to, GD_BAR_PLAN);
	if (!r->over)
		put(g, cells, out, begin, later(r->now.to, r->lands),
		    GD_BAR_NOW);
	put(g, cells, out, r->done.from, r->done.to, GD_BAR_DONE);
	put_late(g, r, cells, out);
	/* ends that became others are told apart */
	if (r->promised.to != r->now.to)
		put(g, cells, out, r->promised.to, r->promised.to,
		    GD_BAR_FIRST);
	if (r->plan.to != r->now.to)
		put(g, cells, out, r->plan.to, r->plan.to, GD_BAR_PLANNED);
	put(g, cells, out, r->hard, r->hard, GD_BAR_HARD);
	put(g, cells, out, g->today, g->today,
	    !r->over && r->late > 0 ? GD_BAR_LATE : GD_BAR_TODAY);
}

char
gd_bar_sign(enum gd_bar bar)
{
	static const char signs[] = {
#define X(word, sign) sign,
		GD_BARS(X)
#undef X
	};

	return signs[bar];
}

const char *
gd_gantt_legend(void)
{
	return GD_TR("= done - in force . planned p planned end v promised "
		     "end # hard ! late | today; a column is {1} {1|day|days}");
}

int
gd_gantt_week(const struct gd_gantt *g, int cells, int apart, int *i,
    int32_t *monday)
{
	int last = *i > 0 ? cell_of(g, cells, g->from + 7 * (*i - 1)) : -apart;

	for (;;) {
		int32_t day = g->from + 7 * *i;
		int at = cell_of(g, cells, day);

		if (day > g->to || at >= cells)
			return -1;
		++*i;
		if (at - last >= apart) {
			*monday = day;
			return at;
		}
	}
}
