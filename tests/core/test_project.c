/* tests/core/test_project.c - where dates land: thousands of small workflows
 * and orders made at random, and the laws that hold of all of them.
 *
 * Where no rule counts backward the days are worked out a second time, by
 * going round until nothing moves, from a plain statement of the rules.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "core/view/dates.h"

#include "base/banned.h"

#define DUTIES 14
#define STEPS 5
#define LIMITS 3
#define LOTS 3
#define FIELDS 2
#define TODAY 20600 /* 2026-05-27 */
#define NOW(day) ((int64_t)(day)*86400000 + 3600000)

/* ---- a workflow ------------------------------------------------------------- */

struct world {
	struct gd_workflow wf;
	struct gd_duty_def duties[DUTIES];
	struct gd_step_def steps[STEPS];
	struct gd_limit_def limits[LIMITS];
	struct gd_field_def fields[FIELDS];
	int16_t behind[DUTIES + LIMITS][2]; /* lists of lands_after */
	struct gd_pred needs[DUTIES], parts[DUTIES][3];
	char names[DUTIES + STEPS + LIMITS][8];
	int16_t of_step[STEPS][DUTIES], after[STEPS][STEPS];
	struct gd_order o;
	struct gd_facts f;
	struct gd_calendar_row cal;
	int32_t off[4];
	struct gd_arena arena;
	struct gd_dates dates;
};

static uint64_t seed;
static uint32_t
rnd(uint32_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % below;
}

enum { BACKWARD = 1, LOTTED = 2, HELD = 4, STOPS = 8 };

static void
make_rule(struct world *w, int duty, int flags)
{
	struct gd_due_def *rule = &w->duties[duty].plan;

	*rule = (struct gd_due_def)GD_DUE_NONE;
	w->duties[duty].due = (struct gd_due_def)GD_DUE_NONE;
	if (rnd(3) == 0) { /* from nothing that is to be done */
		rule = &w->duties[duty].due;
		rule->base = GD_BASE_ORDER;
		if (rnd(2)) {
			rule->base = GD_BASE_FIELD;
			rule->ref = (int16_t)rnd(FIELDS);
		}
	} else {
		rule->base = GD_BASE_PLAN;
		rule->ref = flags & BACKWARD
				? (int16_t)rnd((uint32_t)w->wf.nduties)
			    : duty ? (int16_t)rnd((uint32_t)duty)
				   : 0;
		if (rule->ref == duty)
			rule->base = GD_BASE_ORDER;
	}
	rule->days = (int)rnd(20);
	if (rule->base == GD_BASE_FIELD)
		rule->days = -rule->days / 3;
	else if (flags & BACKWARD && rnd(2))
		rule->days = -rule->days;
	rule->work = rnd(3) == 0;
	rule->roll = (enum gd_roll)rnd(3);
	rule->hard = rnd(4) == 0;
	rule->hold_stops = flags & STOPS && rnd(2);
}

/* What it lands after: of duties before the d-th, or of any. */
static struct gd_list
make_behind(struct world *w, int node, int below)
{
	struct gd_list list = { w->behind[node], below ? (int)rnd(3) : 0 };

	for (int i = 0; i < list.n; i++)
		w->behind[node][i] = (int16_t)rnd((uint32_t)below);
	return list;
}

static void
make_duty(struct world *w, int d, int flags)
{
	struct gd_duty_def *def = &w->duties[d];
	int16_t step = (int16_t)((uint32_t)d * (uint32_t)w->wf.nsteps /
				 (uint32_t)w->wf.nduties);
	int n = d ? (int)rnd(3) : 0;

	snprintf(w->names[d], sizeof w->names[d], "d%d", d);
	*def = (struct gd_duty_def){
		.name = { w->names[d], w->names[d], w->names[d] },
		.step = step,
		.owner = -1,
		.ladder = -1,
		.loop = -1,
		.thing = -1,
		.thread = "",
		.per_lot = flags & LOTTED && rnd(2),
		.blocks = (enum gd_blocks)rnd(3),
	};
	make_rule(w, d, flags);
	def->lands_after =
	    make_behind(w, d, flags & BACKWARD ? w->wf.nduties : d);
	for (int i = 0; i < n; i++)
		w->parts[d][i] = (struct gd_pred){ .op = GD_PRED_DONE,
			.a = (int16_t)rnd((uint32_t)d),
			.b = -1 };
	w->needs[d] = (struct gd_pred){ .op = GD_PRED_AND,
		.kids = w->parts[d],
		.nkids = n };
	def->needs = n ? &w->needs[d] : NULL;
	w->of_step[step][w->steps[step].duties.n++] = (int16_t)d;
}

static const char *const field_names[FIELDS] = { "f0", "f1" };

static void
make_world(struct world *w, int flags)
{
	memset(w, 0, sizeof *w);
	gd_workflow_init(&w->wf);
	w->wf.nsteps = 1 + (int)rnd(STEPS);
	w->wf.nduties =
	    w->wf.nsteps + (int)rnd(DUTIES - (uint32_t)w->wf.nsteps);
	w->wf.nlimits = (int)rnd(LIMITS + 1);
	w->wf.duties = w->duties;
	w->wf.steps = w->steps;
	w->wf.limits = w->limits;
	w->wf.fields = w->fields;
	w->wf.nfields = FIELDS;
	for (int f = 0; f < FIELDS; f++)
		w->fields[f].name = (struct gd_name){ field_names[f],
			field_names[f], field_names[f] };
	for (int s = 0; s < w->wf.nsteps; s++) {
		char *name = w->names[DUTIES + s];

		snprintf(name, sizeof w->names[0], "s%d", s);
		w->steps[s].name = (struct gd_name){ name, name, name };
		w->steps[s].no = s + 1;
		w->steps[s].per_lot = flags & LOTTED && rnd(2);
		w->steps[s].duties.at = w->of_step[s];
		w->steps[s].after.at = w->after[s];
		for (int k = 0; k < s; k++)
			if (rnd(3) == 0)
				w->after[s][w->steps[s].after.n++] = (int16_t)k;
	}
	for (int d = 0; d < w->wf.nduties; d++)
		make_duty(w, d, flags);
	for (int l = 0; l < w->wf.nlimits; l++) {
		char *name = w->names[DUTIES + STEPS + l];

		snprintf(name, sizeof w->names[0], "l%d", l);
		w->limits[l] = (struct gd_limit_def){
			.name = { name, name, name },
			.due = GD_DUE_NONE,
			.duty = (int16_t)rnd((uint32_t)w->wf.nduties),
			.actual = -1,
			.owner = -1,
			.ladder = -1,
			.earliest = rnd(5) == 0,
		};
		w->limits[l].due.hard = true;
		w->limits[l].due.base = GD_BASE_FIELD;
		w->limits[l].due.ref = (int16_t)rnd(FIELDS);
		w->limits[l].lands_after =
		    make_behind(w, DUTIES + l, w->wf.nduties);
		w->limits[l].per_lot = w->duties[w->limits[l].duty].per_lot;
	}
}

/* ---- an order --------------------------------------------------------------- */

static const struct gd_due blank_due = { .duty = "",
	.base = "",
	.rule = "",
	.reason = "",
	.cap = "",
	.owner = "",
	.told = "" };

static void
put(struct world *w, int table, const void *row)
{
	gd_row_put(&w->o.sheet, table, row, UINT64_MAX);
}

static struct gd_due
due_row(const struct world *w, int duty, int64_t lot)
{
	struct gd_due row = blank_due;
	const struct gd_due *old;

	row.duty = w->duties[duty].name.id;
	row.lot = w->duties[duty].per_lot ? lot : 0;
	row.round = 1;
	old = gd_row_find(&w->o.sheet, GD_TAB_DUE, &row);
	return old ? *old : row;
}

static int64_t
lots_of(const struct world *w, int duty)
{
	int64_t n = (int64_t)w->o.sheet.rows[GD_TAB_LOT].n;

	return w->duties[duty].per_lot ? n : 1;
}

static void
order_duty(struct world *w, int d)
{
	const struct gd_due_def *plan = &w->duties[d].plan;

	for (int64_t lot = 1; lot <= lots_of(w, d); lot++) {
		struct gd_due row = due_row(w, d, lot);

		if (rnd(4) == 0)
			put(w, GD_TAB_ACT,
			    &(struct gd_act){ .duty = row.duty,
				.lot = row.lot,
				.round = 1,
				.state = rnd(8) ? GD_ACT_DONE : GD_ACT_WAIVED,
				.outcome = "",
				.fields = "",
				.by = "",
				.for_whom = "",
				.role = "",
				.reason = "",
				.day = TODAY - rnd(30) });
		if (rnd(5) == 0)
			continue;
		row.day = TODAY - 20 + rnd(80);
		row.plan = row.day - 3 + rnd(6);
		row.first = row.day;
		row.hard = rnd(4) == 0;
		row.moved = rnd(6) == 0;
		if (plan->base == GD_BASE_PLAN) {
			row.base = w->duties[plan->ref].name.id;
			row.base_day = row.day - plan->days;
		} else if (w->duties[d].due.base == GD_BASE_FIELD) {
			row.base = field_names[w->duties[d].due.ref];
			row.base_day = row.day - w->duties[d].due.days;
			row.plan = row.day; /* not before a cut-off */
		} else {
			row.base = "created";
			row.base_day = TODAY - 20 - rnd(20);
		}
		row.raw_day = row.day + (int64_t)rnd(2);
		put(w, GD_TAB_DUE, &row);
	}
}

static void
make_order(struct world *w, int flags)
{
	int64_t lots = flags & LOTTED ? 1 + rnd(LOTS) : 1;

	gd_order_init(&w->o);
	for (int i = 0; i < 4; i++)
		w->off[i] = TODAY + 10 * i + 3;
	w->cal.code = "office";
	w->cal.days =
	    (struct gd_calendar){ .weekend = 0x60, .off = w->off, .noff = 4 };
	w->f.calendars =
	    (struct gd_calendars){ .at = &w->cal, .n = 1, .country = "" };
	w->f.today = TODAY;
	w->f.now_ms = NOW(TODAY);
	put(w, GD_TAB_HEAD,
	    &(struct gd_head){ .number = "1",
		.workflow = "",
		.company = "",
		.customer = "",
		.cause = "",
		.cause_by = "",
		.reason = "",
		.status = "",
		.rail = "",
		.waits = "",
		.hard = "",
		.state = flags & HELD ? GD_ORDER_HELD : GD_ORDER_ACTIVE,
		.held_ms = flags & HELD ? NOW(TODAY - (int)rnd(15)) : 0 });
	for (int64_t lot = 1; lot <= lots; lot++)
		put(w, GD_TAB_LOT, &(struct gd_lot){ .no = lot, .reason = "" });
	for (int d = 0; d < w->wf.nduties; d++)
		order_duty(w, d);
	for (int l = 0; l < w->wf.nlimits; l++) {
		struct gd_due row = blank_due;

		row.duty = w->limits[l].name.id;
		row.lot = w->limits[l].per_lot;
		row.round = 1;
		row.day = row.first = TODAY + rnd(60);
		row.base_day = row.day;
		row.hard = 1;
		put(w, GD_TAB_DUE, &row);
	}
}

static void
look(struct world *w)
{
	gd_arena_release(&w->arena);
	gd_dates_make(&w->wf, &w->o, &w->f, &w->arena, &w->dates);
}

static void
begin(struct world *w, uint64_t n, int flags)
{
	seed = n * 2862933555777941757u + 3037000493u;
	for (int i = 0; i < 8; i++)
		rnd(2);
	make_world(w, flags);
	make_order(w, flags);
	look(w);
}

static void
end(struct world *w)
{
	gd_arena_release(&w->arena);
	gd_order_release(&w->o);
	gd_workflow_release(&w->wf);
}

static const struct gd_date_view *
view_of(const struct gd_dates *d, const struct gd_due *row)
{
	for (size_t i = 0; i < d->n; i++)
		if (strcmp(d->at[i].row->duty, row->duty) == 0 &&
		    d->at[i].row->lot == row->lot)
			return &d->at[i];
	return NULL;
}

static int
cases(void)
{
	return getenv("GENDAN_QUICK") ? 2000 : 12000;
}

/* ---- laws ---------------------------------------------------------------------- */

/* Every open date to where it lands. */
static void
settle_down(struct world *w)
{
	struct gd_due rows[DUTIES * LOTS + LIMITS];
	size_t n = 0;

	for (size_t i = 0; i < w->dates.n; i++) {
		const struct gd_date_view *v = &w->dates.at[i];

		if (!v->open || v->projected == GD_NO_DAY)
			continue;
		rows[n] = *v->row;
		if (v->def->base == GD_BASE_FIELD) /* a cut-off is on its plan */
			rows[n].plan = v->projected;
		rows[n++].day = v->projected;
	}
	for (size_t i = 0; i < n; i++)
		put(w, GD_TAB_DUE, &rows[i]);
}

static void
looking_again_at_projected_dates_moves_nothing(void **state)
{
	struct world w;
	long seen = 0, slipped = 0;

	(void)state;
	for (int n = 0; n < cases(); n++) {
		begin(&w, (uint64_t)n, BACKWARD | LOTTED);
		for (size_t i = 0; i < w.dates.n; i++)
			slipped += w.dates.at[i].slip > 0;
		settle_down(&w);
		look(&w);
		for (size_t i = 0; i < w.dates.n; i++) {
			const struct gd_date_view *v = &w.dates.at[i];

			if (!v->open)
				continue;
			seen++;
			assert_int_equal(v->projected, v->row->day);
			assert_int_equal(v->slip, 0);
			assert_false(v->breaks);
		}
		assert_null(w.dates.first_broken);
		end(&w);
	}
	assert_true(seen > cases());
	assert_true(slipped > cases()); /* there was something to settle */
}

static void
nothing_open_lands_before_its_day_or_today(void **state)
{
	struct world w;

	(void)state;
	for (int n = 0; n < cases(); n++) {
		begin(&w, (uint64_t)n, BACKWARD | LOTTED);
		for (size_t i = 0; i < w.dates.n; i++) {
			const struct gd_date_view *v = &w.dates.at[i];

			if (!v->open)
				continue;
			assert_true(v->projected >= TODAY);
			assert_true(v->limiting || v->projected >= v->row->day);
		}
		end(&w);
	}
}

static void
what_is_done_stays_on_its_day(void **state)
{
	struct world w;
	const struct gd_act *act;
	long done = 0;

	(void)state;
	for (int n = 0; n < cases(); n++) {
		begin(&w, (uint64_t)n, BACKWARD | LOTTED);
		for (size_t i = 0; i < w.dates.n; i++) {
			const struct gd_date_view *v = &w.dates.at[i];

			act = gd_act(&w.o, v->row->duty, v->row->lot, 1, 0);
			if (!act)
				continue;
			assert_false(v->open);
			assert_int_equal(v->projected,
			    act->state == GD_ACT_DONE ? act->day : GD_NO_DAY);
			done++;
		}
		end(&w);
	}
	assert_true(done > cases());
}

/* One thing later than it was. */
static bool
slip_something(struct world *w)
{
	size_t n;

	switch (rnd(3)) {
	case 0:
		w->f.today += 1 + (int32_t)rnd(10);
		w->f.now_ms = NOW(w->f.today);
		return true;
	case 1:
		n = w->o.sheet.rows[GD_TAB_ACT].n;
		if (n) {
			struct gd_act act = *(const struct gd_act *)gd_row_at(
			    &w->o.sheet, GD_TAB_ACT, rnd((uint32_t)n));

			if (act.day >= TODAY)
				return false;
			act.day += 1 + rnd((uint32_t)(TODAY - act.day));
			put(w, GD_TAB_ACT, &act);
		}
		return n > 0;
	default:
		n = w->o.sheet.rows[GD_TAB_DUE].n;
		if (n) {
			struct gd_due row = *(const struct gd_due *)gd_row_at(
			    &w->o.sheet, GD_TAB_DUE, rnd((uint32_t)n));

			row.day += 1 + rnd(20);
			row.moved = 1;
			put(w, GD_TAB_DUE, &row);
		}
		return n > 0;
	}
}

static void
a_later_slip_never_gives_an_earlier_date(void **state)
{
	struct world w;
	long later = 0;

	(void)state;
	for (int n = 0; n < cases(); n++) {
		struct gd_arena before = GD_ARENA_INIT;
		struct gd_dates was;

		begin(&w, (uint64_t)n,
		    BACKWARD | LOTTED | STOPS | (n % 3 ? 0 : HELD));
		/* a moved date keeps what it was reckoned from */
		for (size_t i = 0; i < w.dates.n; i++) {
			struct gd_due row = *w.dates.at[i].row;

			row.plan = row.day;
			put(&w, GD_TAB_DUE, &row);
		}
		gd_arena_release(&w.arena);
		gd_dates_make(&w.wf, &w.o, &w.f, &before, &was);
		for (size_t i = 0; i < was.n; i++) {
			struct gd_due *row =
			    gd_arena_alloc(&before, 1, sizeof *row);

			*row = *was.at[i].row; /* rows move as others come */
			was.at[i].row = row;
		}
		if (slip_something(&w)) {
			look(&w);
			for (size_t i = 0; i < was.n; i++) {
				const struct gd_date_view *v =
				    view_of(&w.dates, was.at[i].row);

				assert_true(
				    v->projected >= was.at[i].projected);
				later += v->projected > was.at[i].projected;
			}
		}
		gd_arena_release(&before);
		end(&w);
	}
	assert_true(later > cases());
}

/* A date whose clock stands lands, on every day of the hold, where it did on
 * the first. */
static void
a_standing_clock_does_not_get_later(void **state)
{
	struct world w;
	long standing = 0;

	(void)state;
	for (int n = 0; n < cases() / 4; n++) {
		int32_t first[DUTIES * LOTS + LIMITS],
		    late[DUTIES * LOTS + LIMITS];

		begin(&w, (uint64_t)n, STOPS | HELD);
		/* nothing that runs pushes it */
		for (int d = 0; d < w.wf.nduties; d++) {
			w.duties[d].due.hold_stops = true;
			w.duties[d].plan.hold_stops = true;
			w.duties[d].due.hard = w.duties[d].plan.hard = false;
		}
		for (size_t i = 0; i < w.dates.n; i++) {
			struct gd_due row = *w.dates.at[i].row;

			row.hard = 0;
			put(&w, GD_TAB_DUE, &row);
		}
		look(&w);
		for (size_t i = 0; i < w.dates.n; i++) {
			first[i] = w.dates.at[i].projected;
			late[i] = w.dates.at[i].late;
		}
		for (int k = 1; k < 20; k += 6) {
			w.f.today = TODAY + k;
			w.f.now_ms = NOW(w.f.today);
			look(&w);
			for (size_t i = 0; i < w.dates.n; i++) {
				const struct gd_date_view *v = &w.dates.at[i];

				if (!v->open || v->limiting)
					continue;
				standing++;
				assert_int_equal(v->projected, first[i]);
				assert_int_equal(v->late, late[i]);
			}
		}
		end(&w);
	}
	assert_true(standing > cases());
}

static void
the_first_broken_is_the_earliest_hard_date_that_breaks(void **state)
{
	struct world w;
	long broken = 0;

	(void)state;
	for (int n = 0; n < cases(); n++) {
		const struct gd_date_view *first = NULL;
		int moved = 0;

		begin(&w, (uint64_t)n, BACKWARD | LOTTED);
		for (size_t i = 0; i < w.dates.n; i++) {
			const struct gd_date_view *v = &w.dates.at[i];
			bool earliest =
			    v->limiting && w.limits[v->limit].earliest;

			moved += v->open && !v->limiting &&
				 v->projected > v->row->first;
			assert_int_equal(v->breaks,
			    v->open && v->hard &&
				(earliest ? v->projected < v->row->day
					  : v->projected > v->row->day));
			if (v->breaks &&
			    (!first || v->row->day < first->row->day))
				first = v;
			if (i)
				assert_true(v[-1].hard >= v->hard);
		}
		assert_int_equal(w.dates.later, moved);
		assert_int_equal(w.dates.first_broken != NULL, first != NULL);
		if (first)
			assert_int_equal(w.dates.first_broken->row->day,
			    first->row->day);
		broken += first != NULL;
		end(&w);
	}
	assert_true(broken > cases() / 10);
}

/* ---- worked out a second time ---------------------------------------------------- */

struct oracle {
	const struct world *w;
	int32_t lands[DUTIES]; /* GD_NO_DAY: cannot be said */
};

static bool
oracle_done(const struct world *w, int d)
{
	return gd_act(&w->o, w->duties[d].name.id, 0, 1, 0) != NULL;
}

static bool oracle_settled(const struct world *w, int s);

static bool
oracle_open(const struct world *w, int s)
{
	for (int i = 0; i < w->steps[s].after.n; i++)
		if (!oracle_settled(w, w->after[s][i]))
			return false;
	return true;
}

static bool
oracle_settled(const struct world *w, int s)
{
	for (int d = 0; d < w->wf.nduties; d++)
		if (w->duties[d].step == s &&
		    w->duties[d].blocks == GD_BLOCKS_STEP && !oracle_done(w, d))
			return false;
	return oracle_open(w, s);
}

static int32_t
max_day(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

/* When all of a step is settled. */
static int32_t
oracle_step(const struct oracle *k, int s)
{
	const struct world *w = k->w;
	int32_t day = GD_NO_DAY;

	for (int d = 0; d < w->wf.nduties; d++)
		if (w->duties[d].step == s &&
		    w->duties[d].blocks == GD_BLOCKS_STEP)
			day = max_day(day, k->lands[d]);
	for (int i = 0; i < w->steps[s].after.n && !oracle_open(w, s); i++)
		day = max_day(day, oracle_step(k, w->after[s][i]));
	return day;
}

static int32_t
oracle_rule(const struct oracle *k, int d, const struct gd_due *row)
{
	const struct world *w = k->w;
	const struct gd_due_def *rule = &w->duties[d].plan;
	int32_t base, day;

	if (rule->base != GD_BASE_PLAN || !row || row->hard || rule->hard)
		return GD_NO_DAY;
	base = k->lands[rule->ref];
	if (base == GD_NO_DAY || base <= row->base_day)
		return GD_NO_DAY;
	day = rule->work ? gd_calendar_add(&w->cal.days, base, rule->days)
			 : base + rule->days;
	return rule->roll == GD_ROLL_NONE ? day
					  : gd_calendar_roll(&w->cal.days, day,
						rule->roll == GD_ROLL_LATER);
}

/* What comes after `from` waits for it, and when that is late by its rule, for
 * the days both rules keep between the two. */
static int32_t
oracle_then(const struct oracle *k, int from, int to)
{
	const struct world *w = k->w;
	const struct gd_due_def *a = &w->duties[from].due,
				*b = &w->duties[to].due;
	struct gd_due like = due_row(w, from, 1);
	const struct gd_due *row = gd_row_find(&w->o.sheet, GD_TAB_DUE, &like);
	int32_t day = k->lands[from];

	if (oracle_done(w, from) || !row || day <= row->raw_day ||
	    a->base != GD_BASE_FIELD || b->base != GD_BASE_FIELD ||
	    a->ref != b->ref || b->days <= a->days ||
	    (b->days && a->work != b->work))
		return day;
	return a->work ? gd_calendar_add(&w->cal.days, day, b->days - a->days)
		       : day + b->days - a->days;
}

static bool
oracle_round(struct oracle *k)
{
	const struct world *w = k->w;
	bool moved = false;

	for (int d = w->wf.nduties - 1; d >= 0; d--) {
		struct gd_due like = due_row(w, d, 1);
		const struct gd_due *row =
		    gd_row_find(&w->o.sheet, GD_TAB_DUE, &like);
		int32_t day = row ? (int32_t)row->day : GD_NO_DAY;
		const struct gd_step_def *step = &w->steps[w->duties[d].step];

		if (oracle_done(w, d))
			continue;
		for (int i = 0; i < w->needs[d].nkids; i++)
			day = max_day(day, oracle_then(k, w->parts[d][i].a, d));
		for (int i = 0; i < w->duties[d].lands_after.n; i++)
			day = max_day(day, oracle_then(k, w->behind[d][i], d));
		for (int i = 0;
		     i < step->after.n && !oracle_open(w, w->duties[d].step);
		     i++)
			day = max_day(day, oracle_step(k, step->after.at[i]));
		day = max_day(day, oracle_rule(k, d, row));
		if (day != GD_NO_DAY)
			day = max_day(day, w->f.today);
		moved = moved || day != k->lands[d];
		k->lands[d] = day;
	}
	return moved;
}

static void
they_land_where_a_second_reckoning_says(void **state)
{
	struct world w;
	long pushed = 0;

	(void)state;
	for (int n = 0; n < cases(); n++) {
		struct oracle k = { .w = &w };

		begin(&w, (uint64_t)n, 0);
		for (int d = 0; d < w.wf.nduties; d++) {
			const struct gd_act *act =
			    gd_act(&w.o, w.duties[d].name.id, 0, 1, 0);

			k.lands[d] = act && act->state == GD_ACT_DONE
					 ? (int32_t)act->day
					 : GD_NO_DAY;
		}
		while (oracle_round(&k))
			;
		for (size_t i = 0; i < w.dates.n; i++) {
			const struct gd_date_view *v = &w.dates.at[i];

			if (v->limiting || !v->open)
				continue;
			assert_int_equal(v->projected, k.lands[v->duty]);
			pushed +=
			    v->projected > max_day((int32_t)v->row->day, TODAY);
		}
		end(&w);
	}
	assert_true(pushed > cases());
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    looking_again_at_projected_dates_moves_nothing),
		cmocka_unit_test(nothing_open_lands_before_its_day_or_today),
		cmocka_unit_test(what_is_done_stays_on_its_day),
		cmocka_unit_test(a_later_slip_never_gives_an_earlier_date),
		cmocka_unit_test(a_standing_clock_does_not_get_later),
		cmocka_unit_test(
		    the_first_broken_is_the_earliest_hard_date_that_breaks),
		cmocka_unit_test(they_land_where_a_second_reckoning_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
