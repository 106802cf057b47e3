/* core/dates/forecast.c - when an order will ship, from how long steps took
 * before.
 *
 * The steps that still lie before the shipping are a net.  Each has a
 * distribution of the days it will still take: of a step not begun, how long
 * it took in other orders; of an open one the same of those orders that were
 * in it at least as long as this one is.  One step after another adds
 * (convolution), steps beside each other end with the later one (product of
 * what has ended by a day).  Branches that part and meet again are reckoned
 * from where they part, so what they share is counted once; where branches
 * are tangled so that no such step exists, they count as independent, which
 * is on the late side.
 *
 * Sums run in a fixed order over doubles: the same answer everywhere.
 */
#include "core/forecast.h"

#include <string.h>

#include "../work.h"

#include "base/day.h"

#include "base/banned.h"

#define HAIR 1e-9 /* what rounding may take from a share */

struct spread { /* chance of 0..n-1 days */
	double *p;
	int n;
};

enum way {
	WAY_NONE,    /* behind us, or not on the way */
	WAY_OPEN,    /* runs: its own days from today on */
	WAY_LATER,   /* takes its days after those before it */
	WAY_THROUGH, /* n/a or done ahead: ends with those before it */
};

struct node {
	enum way way;
	bool seen;
	int depth; /* steps that every way to its end passes, itself too */
	struct spread own;
	int median;
	int sum;    /* medians along the longest path to its end */
	int before; /* the step before it on that path, -1 */
};

struct net {
	const struct gd_workflow *wf;
	const struct gd_order *o;
	const struct gd_step_history *history;
	int64_t lot;
	int32_t today;
	int utc_offset_min;
	struct gd_arena arena;
	struct node *at;      /* one a step */
	bool *passes;         /* [step * nsteps + other] */
	struct spread *found; /* [step * (nsteps + 1) + from + 1] */
	int thin;             /* the step with the thinnest history, -1 */
};

/* ---- spreads ------------------------------------------------------------- */

static struct spread
spread_new(struct net *t, int n)
{
	return (struct spread){ .p = gd_arena_alloc(&t->arena, (size_t)n,
				    sizeof(double)),
		.n = n };
}

static struct spread
spread_just(struct net *t, int days)
{
	struct spread s = spread_new(t, days + 1);

	s.p[days] = 1;
	return s;
}

static struct spread
spread_add(struct net *t, struct spread a, struct spread b)
{
	struct spread s = spread_new(t, a.n + b.n - 1);

	for (int i = 0; i < a.n; i++) {
		if (a.p[i] == 0)
			continue;
		for (int k = 0; k < b.n; k++)
			s.p[i + k] += a.p[i] * b.p[k];
	}
	return s;
}

static struct spread
spread_later(struct net *t, struct spread a, struct spread b)
{
	struct spread s = spread_new(t, a.n > b.n ? a.n : b.n);
	double by_a = 0, by_b = 0, was = 0;

	for (int i = 0; i < s.n; i++) {
		by_a += i < a.n ? a.p[i] : 0;
		by_b += i < b.n ? b.p[i] : 0;
		s.p[i] = by_a * by_b - was;
		was = by_a * by_b;
	}
	return s;
}

static int
spread_by(struct spread s, double share)
{
	double by = 0;

	for (int i = 0; i < s.n; i++) {
		by += s.p[i];
		if (by >= share - HAIR)
			return i;
	}
	return s.n - 1;
}

/* Days still to come in a step it has been in for `been` days. */
static struct spread
spread_left(struct net *t, const struct gd_step_history *h, int been)
{
	struct spread s;
	int64_t n = 0;
	int last = -1;

	for (int i = been; i <= GD_HISTORY_DAYS; i++)
		if (h->count[i]) {
			n += h->count[i];
			last = i;
		}
	if (last < 0) /* longer than any before: tomorrow at the soonest */
		return spread_just(t, 1);
	s = spread_new(t, last - been + 1);
	for (int i = been; i <= last; i++)
		s.p[i - been] = (double)h->count[i] / (double)n;
	return s;
}

/* ---- the net ------------------------------------------------------------- */

static int
days_open(const struct net *t, int step)
{
	const struct gd_step_def *def = &t->wf->steps[step];
	const struct gd_step *row = gd_row_find(&t->o->sheet, GD_TAB_STEP,
	    &(struct gd_step){ .step = def->name.id,
		.lot = def->per_lot ? t->lot : 0,
		.reason = "",
		.by = "" });
	int32_t day;

	if (!row || !row->open_ms)
		return 0;
	day = gd_ms_day(row->open_ms, t->utc_offset_min);
	return day < t->today ? t->today - day : 0;
}

static void
node_days(struct net *t, int step)
{
	struct node *v = &t->at[step];

	if (v->way == WAY_THROUGH) {
		v->own = spread_just(t, 0);
		return;
	}
	if (t->thin < 0 || t->history[step].n < t->history[t->thin].n)
		t->thin = step;
	v->own = spread_left(t, &t->history[step],
	    v->way == WAY_OPEN ? days_open(t, step) : 0);
	v->median = spread_by(v->own, 0.5);
}

/* What every way to the end of a step passes: itself, and what all steps
 * before it pass.  Steps before an open one are behind us. */
static void
node_passes(struct net *t, int step)
{
	const struct gd_list *after = &t->wf->steps[step].after;
	int n = t->wf->nsteps;
	bool *mine = &t->passes[(size_t)step * (size_t)n];
	bool first = true;

	for (int i = 0; t->at[step].way != WAY_OPEN && i < after->n; i++) {
		const bool *of = &t->passes[(size_t)after->at[i] * (size_t)n];

		if (t->at[after->at[i]].way == WAY_NONE)
			continue;
		for (int k = 0; k < n; k++)
			mine[k] = of[k] && (first || mine[k]);
		first = false;
	}
	mine[step] = true;
	for (int k = 0; k < n; k++)
		t->at[step].depth += mine[k];
}

/* `after` has no cycles, so this ends. */
static void
node_make(struct net *t, int step)
{
	const struct gd_list *after = &t->wf->steps[step].after;
	struct node *v = &t->at[step];

	if (v->seen)
		return;
	v->seen = true;
	v->before = -1;
	switch (step_state(t->wf, t->o, step, t->lot)) {
	case GD_STEP_DONE:
		return;
	case GD_STEP_OPEN:
		v->way = WAY_OPEN;
		break;
	case GD_STEP_WAITING:
		v->way = WAY_LATER;
		break;
	case GD_STEP_NA:
	case GD_STEP_SATISFIED:
		if (step_is_open(t->wf, t->o, step, t->lot))
			return;
		v->way = WAY_THROUGH;
		break;
	}
	for (int i = 0; v->way != WAY_OPEN && i < after->n; i++) {
		const struct node *b = &t->at[after->at[i]];

		node_make(t, after->at[i]);
		if (b->way == WAY_NONE)
			continue;
		if (v->before < 0 || b->sum > t->at[v->before].sum)
			v->before = after->at[i];
	}
	node_days(t, step);
	v->sum = v->median + (v->before < 0 ? 0 : t->at[v->before].sum);
	node_passes(t, step);
}

/* The nearest step that all ways into a step pass; -1 = today. */
static int
parting(const struct net *t, int step)
{
	const bool *mine = &t->passes[(size_t)step * (size_t)t->wf->nsteps];
	int found = -1;

	for (int k = 0; k < t->wf->nsteps; k++)
		if (k != step && mine[k] &&
		    (found < 0 || t->at[k].depth > t->at[found].depth))
			found = k;
	return found;
}

/* Days from the end of step `from` (-1 = from today) to the end of `step`;
 * every way to `step` passes `from`. */
static struct spread
days_to(struct net *t, int step, int from)
{
	const struct gd_list *after = &t->wf->steps[step].after;
	struct spread *known =
	    &t->found[(size_t)step * (size_t)(t->wf->nsteps + 1) +
		      (size_t)(from + 1)];
	struct spread s = { 0 };
	int part;

	if (step == from)
		return spread_just(t, 0);
	if (known->n)
		return *known;
	part = parting(t, step);
	for (int i = 0; t->at[step].way != WAY_OPEN && i < after->n; i++) {
		struct spread one;

		if (t->at[after->at[i]].way == WAY_NONE)
			continue;
		one = days_to(t, after->at[i], part);
		s = s.n ? spread_later(t, s, one) : one;
	}
	s = s.n ? spread_add(t, s, t->at[step].own) : t->at[step].own;
	if (part != from)
		s = spread_add(t, days_to(t, part, from), s);
	return *known = s;
}

/* ---- the answer ---------------------------------------------------------- */

/* The step that takes longest on the longest path. */
static void
say_dominating(const struct net *t, int ship, struct gd_forecast *out)
{
	int most = ship;

	for (int s = ship; s >= 0; s = t->at[s].before)
		if (t->at[s].median >= t->at[most].median &&
		    t->at[s].way != WAY_THROUGH)
			most = s;
	out->step_no = t->wf->steps[most].no;
	out->step_days = t->at[most].median;
}

static void
lot_forecast(struct net *t, int ship, struct gd_forecast *out)
{
	size_t n = (size_t)t->wf->nsteps;
	struct spread s;

	t->at = gd_arena_alloc(&t->arena, n, sizeof *t->at);
	t->passes = gd_arena_alloc(&t->arena, n * n, sizeof *t->passes);
	t->found = gd_arena_alloc(&t->arena, n * (n + 1), sizeof *t->found);
	t->thin = -1;
	node_make(t, ship);
	*out = (struct gd_forecast){ 0 };
	if (t->thin >= 0) {
		out->n = t->history[t->thin].n;
		if (out->n < GD_HISTORY_FEW) {
			out->few_step = t->wf->steps[t->thin].no;
			return;
		}
	}
	/* done, yet not shipped: the act alone is still to come */
	s = t->at[ship].way == WAY_NONE ? spread_just(t, 0)
					: days_to(t, ship, -1);
	out->known = true;
	out->likely = t->today + spread_by(s, 0.5);
	out->safe = t->today + spread_by(s, 0.9);
	say_dominating(t, ship, out);
}

/* The day a lot was shipped: the field a limit of that act reads it from,
 * else the day of the act; GD_NO_DAY = not yet. */
static int32_t
shipped_day(const struct net *t, int duty)
{
	struct gd_at at = duty_at(t->wf, t->o, duty, t->lot, 0);
	const struct gd_act *act = duty_act(t->wf, t->o, duty, at);
	int32_t day = GD_NO_DAY;

	if (!duty_settled(t->wf, t->o, duty, at))
		return GD_NO_DAY;
	for (int i = 0; i < t->wf->nlimits && day == GD_NO_DAY; i++) {
		const struct gd_limit_def *l = &t->wf->limits[i];

		if (l->duty == duty && l->actual >= 0)
			day = gd_day_parse_hour(
			    gd_field(t->o, t->wf->fields[l->actual].name.id,
				t->wf->fields[l->actual].per_lot ? t->lot : 0),
			    NULL);
	}
	if (day == GD_NO_DAY && act)
		day = act->day ? (int32_t)act->day
			       : gd_ms_day(act->at_ms, t->utc_offset_min);
	return day;
}

/* Lots not on the way ship no more: the one farthest behind speaks. */
static bool
worse(const struct gd_forecast *a, const struct gd_forecast *b)
{
	if (a->known != b->known)
		return !a->known;
	if (!a->known)
		return a->n < b->n;
	if (a->shipped != b->shipped)
		return !a->shipped;
	return a->likely != b->likely ? a->likely > b->likely
				      : a->safe > b->safe;
}

void
gd_forecast_make(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_step_history *history, int32_t today, int utc_offset_min,
    struct gd_forecast *out)
{
	int64_t state = gd_head(o)->state;
	int duty = wf->forecast;
	bool any = false;

	*out = (struct gd_forecast){ 0 };
	if (duty < 0 || state == GD_ORDER_CANCELLED)
		return;
	for (int64_t lot = 1; lot <= lot_count(o); lot++) {
		struct net t = { .wf = wf,
			.o = o,
			.history = history,
			.lot = lot,
			.today = today,
			.utc_offset_min = utc_offset_min };
		struct gd_forecast one = { .known = true, .shipped = true };

		if (duty_applies(wf, o, duty, duty_at(wf, o, duty, lot, 0)) ==
		    GD_FALSE)
			continue;
		one.likely = one.safe = shipped_day(&t, duty);
		if (one.likely == GD_NO_DAY && state != GD_ORDER_ACTIVE) {
			*out = (struct gd_forecast){ 0 };
			return;
		}
		if (one.likely == GD_NO_DAY)
			lot_forecast(&t, wf->duties[duty].step, &one);
		gd_arena_release(&t.arena);
		if (!any || worse(&one, out))
			*out = one;
		any = true;
	}
}
