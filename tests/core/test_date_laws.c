/* tests/core/test_date_laws.c - random schedules keep the laws of dates.
 *
 * 10,000 schedules of eight duties and two limits with rules drawn at random:
 * any base, count, calendar, snap, cap, roll.  Fields are set, duties done,
 * dates moved, the order held and resumed; after each command the rows are
 * compared with the laws, not with another reckoning of the same kind.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "dates_bench.h"

#include "base/banned.h"

#define DUTIES 8
#define LIMITS 2
#define TASK(id) "      " id ": {zh: x, en: x, kind: task, by: clerk}\n"
#define LIMIT(id)                                                          \
	"  " id ": {zh: x, en: x, step: one, owner: clerk, when: flag != " \
	"no or terms = tt, due: {from: entry}}\n"

static const char *const fields[] = { "entry", "promised", "expiry", "latest",
	"export" };
#define FIELDS_N ((int)(sizeof fields / sizeof *fields))

struct world {
	struct bench b;
	uint64_t seed;
	int rank[DUTIES]; /* of what hangs on what */
	struct gd_due_def *rule[DUTIES + LIMITS];
	int16_t expiry;
	long laws; /* times one was looked at */
};

static uint32_t
draw(struct world *w, uint32_t n)
{
	w->seed =
	    w->seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (uint32_t)(w->seed >> 33) % n;
}

/* ---- schedules ----------------------------------------------------------- */

static void
draw_base(struct world *w, int self, struct gd_due_def *d)
{
	int other = (int)draw(w, DUTIES);

	d->base = GD_BASE_FIELD;
	d->ref = (int16_t)gd_wf_field(&w->b.wf, fields[draw(w, FIELDS_N)]);
	switch (draw(w, 8)) {
	case 0:
		d->base = GD_BASE_ORDER;
		break;
	case 1:
		if (other == self)
			break;
		d->base = GD_BASE_DUTY;
		d->ref = (int16_t)other;
		break;
	case 2:
	case 3:
	case 4:
		if (self < DUTIES && w->rank[other] >= w->rank[self])
			break;
		d->base = GD_BASE_PLAN;
		d->ref = (int16_t)other;
		break;
	default:
		break;
	}
}

static void
draw_rule(struct world *w, int self, struct gd_due_def *d)
{
	*d = (struct gd_due_def)GD_DUE_NONE;
	draw_base(w, self, d);
	d->days = (int)draw(w, 60) - 20;
	d->work = draw(w, 2);
	d->cal = (enum gd_cal_of)draw(w, 4);
	if (!draw(w, 6))
		d->months = (int)draw(w, 14);
	if (!draw(w, 8))
		d->snap = (enum gd_snap)draw(w, 4);
	if (!draw(w, 3))
		d->roll = (enum gd_roll)draw(w, 3);
	if (!draw(w, 4))
		d->cap = (struct gd_list){ &w->expiry, 1 };
	d->hard = !draw(w, 6);
	d->hold_stops = !d->hard && draw(w, 2);
}

/* The file is read once; its rules are drawn anew for every schedule. */
static void
draw_schedule(struct world *w)
{
	struct bench *b = &w->b;

	for (int i = 0; i < DUTIES; i++)
		w->rank[i] = i;
	for (int i = DUTIES - 1; i > 0; i--) {
		int k = (int)draw(w, (uint32_t)i + 1), t = w->rank[i];

		w->rank[i] = w->rank[k];
		w->rank[k] = t;
	}
	for (int i = 0; i < DUTIES + LIMITS; i++)
		draw_rule(w, i, w->rule[i]);
	/* what was worked out of other rules is not so any more */
	gd_arena_release(&b->wf.made->arena);
	b->wf.made->links = NULL;
	if (b->has_before) /* of the order the bench began with */
		gd_order_release(&b->before);
	b->has_before = false;
	gd_order_release(&b->order);
	gd_order_init(&b->order);
	b->facts.today = gd_day_of(2026, 1 + (int)draw(w, 12), 1);
	b->facts.now_ms = b->facts.today * INT64_C(86400000);
}

static void
later(struct world *w, uint32_t days)
{
	int32_t n = (int32_t)draw(w, days);

	w->b.facts.today += n;
	w->b.facts.now_ms += n * INT64_C(86400000);
}

/* ---- commands ------------------------------------------------------------ */

/* The order goes on; the number of events. */
static size_t
act(struct world *w, const struct gd_command *cmd)
{
	static const char *const clerk[] = { "clerk" };
	struct bench *b = &w->b;
	struct gd_facts f = b->facts;
	size_t n;

	f.actor =
	    (struct gd_actor){ .login = "clerk", .roles = clerk, .nroles = 1 };
	f.last_actor = "clerk";
	f.last_words = "act";
	f.before = b->has_before ? &b->before : NULL;
	if (gd_decide(&b->wf, &b->order, &f, cmd, &b->events, &b->err))
		return 0;
	n = b->events.n;
	for (size_t i = 0; i < n; i++)
		gd_apply(&b->order.sheet, NULL, &b->events.at[i]);
	b->order.rev++;
	return n;
}

static void
settle_again(struct world *w)
{
	const struct gd_command tick = { .verb = GD_DO_TICK };

	assert_int_equal(act(w, &tick), 0);
	w->laws++;
}

static void
set_field(struct world *w)
{
	const struct gd_command tick = { .verb = GD_DO_TICK };
	char text[GD_DAY_TEXT];
	int32_t day = w->b.facts.today + (int32_t)draw(w, 120) - 30;
	struct gd_field row = { fields[draw(w, FIELDS_N)], 0, text };

	gd_day_text(day, text);
	if (!draw(w, 8))
		text[0] = '\0';
	(void)gd_row_put(&w->b.order.sheet, GD_TAB_FIELD, &row, UINT64_MAX);
	(void)act(w, &tick);
}

static const struct gd_due *
any_row(struct world *w)
{
	size_t n = w->b.order.sheet.rows[GD_TAB_DUE].n;

	return n ? gd_row_at(&w->b.order.sheet, GD_TAB_DUE,
		       draw(w, (uint32_t)n))
		 : NULL;
}

static void
one_command(struct world *w)
{
	const struct gd_due *row = any_row(w);
	char duty[8];

	snprintf(duty, sizeof duty, "t%u", draw(w, DUTIES));
	switch (draw(w, 6)) {
	case 0:
		(void)act(w,
		    &(struct gd_command){ .verb = GD_DO_FILL, .duty = duty });
		break;
	case 1:
		if (row)
			(void)act(w, &(struct gd_command){ .verb = GD_DO_MOVE,
					 .duty = row->duty,
					 .day = w->b.facts.today +
						(int32_t)draw(w, 40) - 5,
					 .reason = "why" });
		break;
	default:
		set_field(w);
		break;
	}
}

/* ---- laws ---------------------------------------------------------------- */

static const struct gd_due_def *
rule_of(const struct world *w, const struct gd_due *row)
{
	int limit = gd_wf_limit(&w->b.wf, row->duty);

	return w->rule[limit < 0 ? gd_wf_duty(&w->b.wf, row->duty)
				 : DUTIES + limit];
}

static const struct gd_calendar *
calendar_of(const struct world *w, const struct gd_due_def *d)
{
	return gd_calendars_find(&w->b.facts.calendars,
	    d->cal == GD_CAL_BANK       ? "bank"
	    : d->cal == GD_CAL_CUSTOMER ? "XX"
					: "");
}

static int64_t
count(const struct world *w, const struct gd_due_def *d, int64_t from,
    int64_t to)
{
	return d->work ? gd_calendar_count(calendar_of(w, d), (int32_t)from,
			     (int32_t)to)
		       : to - from;
}

static void
row_keeps_the_laws(struct world *w, const struct gd_due *row)
{
	const struct gd_due_def *d = rule_of(w, row);
	const struct gd_calendar *c = calendar_of(w, d);
	bool plain = !d->months && !d->snap;

	assert_true(row->first != 0 && row->plan != 0);
	if (row->moved || row->shut)
		return;
	w->laws++;
	assert_int_equal(row->hard, d->hard);
	if (d->days >= 0 && !d->cap.n && d->roll != GD_ROLL_EARLIER &&
	    row->held >= 0)
		assert_true(row->day >= row->base_day);
	if (plain && d->days > 0)
		assert_int_equal(count(w, d, row->base_day, row->raw_day),
		    d->days);
	/* there and back */
	if (plain && d->work && gd_calendar_is_work(c, (int32_t)row->base_day))
		assert_int_equal(
		    gd_calendar_add(c, (int32_t)row->raw_day, -d->days),
		    row->base_day);
	if (d->roll != GD_ROLL_NONE)
		assert_true(gd_calendar_is_work(c, (int32_t)row->day));
	if (d->cap.n && d->roll != GD_ROLL_LATER && row->held <= 0 &&
	    *gd_field(&w->b.order, "expiry", 0))
		assert_true(row->day <=
			    gd_day_parse(gd_field(&w->b.order, "expiry", 0)));
}

static const struct gd_due *
same_row(const struct gd_order *o, const struct gd_due *row)
{
	return gd_row_find(&o->sheet, GD_TAB_DUE, row);
}

/* What was planned and promised first never changes. */
static void
laws_hold(struct world *w, const struct gd_order *before)
{
	const struct gd_due *row, *was;

	for (size_t i = 0; (row = gd_walk(&w->b.order, GD_TAB_DUE, &i));) {
		row_keeps_the_laws(w, row);
		was = same_row(before, row);
		assert_true(!was || (was->plan == row->plan &&
					was->first == row->first));
	}
	gd_order_assert(&w->b.wf, &w->b.order);
	settle_again(w);
}

/* ---- hold and resume ----------------------------------------------------- */

static void
what_was_left_is_left(struct world *w, const struct gd_order *before,
    int32_t from)
{
	const struct gd_due *row, *was;
	int32_t to = w->b.facts.today;

	for (size_t i = 0; (row = gd_walk(&w->b.order, GD_TAB_DUE, &i));) {
		const struct gd_due_def *d = rule_of(w, row);

		was = same_row(before, row);
		assert_non_null(was);
		if (was->shut)
			continue;
		w->laws++;
		assert_int_equal(was->moved, row->moved);
		if (d->hold_stops && (row->moved || d->roll == GD_ROLL_NONE))
			assert_int_equal(count(w, d, from, was->day),
			    count(w, d, to, row->day));
		else if (!d->hold_stops &&
			 (row->moved || d->base != GD_BASE_PLAN))
			assert_int_equal(was->day, row->day);
	}
}

static void
undo_gives_it_back(struct world *w, const struct gd_order *before)
{
	const struct gd_due *row, *was;

	(void)act(w, &(struct gd_command){ .verb = GD_DO_UNDO });
	for (size_t i = 0; (was = gd_walk(before, GD_TAB_DUE, &i));) {
		row = same_row(&w->b.order, was);
		assert_non_null(row);
		assert_int_equal(row->day, was->day);
		assert_int_equal(row->held, was->held);
	}
}

static void
hold_and_resume(struct world *w)
{
	const struct gd_command hold = { .verb = GD_DO_HOLD, .reason = "why" };
	const struct gd_command resume = { .verb = GD_DO_RESUME };
	struct bench *b = &w->b;
	struct gd_order before;
	int32_t from = b->facts.today;

	if (!act(w, &hold))
		return;
	gd_order_copy(&before, &b->order);
	later(w, 40);
	assert_true(act(w, &resume) > 0);
	what_was_left_is_left(w, &before, from);
	settle_again(w);
	if (!draw(w, 4)) {
		gd_order_copy(&b->before, &before);
		b->has_before = true;
		b->order.rev += 2;
		undo_gives_it_back(w, &before);
		gd_order_release(&b->before);
		b->has_before = false;
		assert_true(act(w, &resume) > 0);
		what_was_left_is_left(w, &before, from);
	}
	gd_order_release(&before);
}

static void
one_schedule(struct world *w)
{
	struct gd_order before;

	draw_schedule(w);
	(void)act(w,
	    &(struct gd_command){ .verb = GD_DO_NEW,
		FIELDS({ "assign:clerk", "clerk" }, { "terms", "tt" }) });
	for (int i = 0; i < 6; i++) {
		gd_order_copy(&before, &w->b.order);
		later(w, 15);
		one_command(w);
		laws_hold(w, &before);
		gd_order_release(&before);
		if (i == 3 || i == 5)
			hold_and_resume(w);
	}
}

/* make soak takes all schedules, make test every fourth. */
static void
random_schedules_keep_the_laws(void **state)
{
	const bool all = getenv("GENDAN_SOAK") != NULL;
	struct world w = { .seed = 1 };

	(void)state;
	dates_on(&w.b,
	    TASK("t0") TASK("t1") TASK("t2") TASK("t3") TASK("t4") TASK("t5")
		TASK("t6") TASK("t7"),
	    "", "limits:\n" LIMIT("l0") LIMIT("l1"));
	for (int i = 0; i < DUTIES; i++)
		w.rule[i] =
		    (struct gd_due_def *)(uintptr_t)&w.b.wf.duties[i].due;
	for (int i = 0; i < LIMITS; i++)
		w.rule[DUTIES + i] =
		    (struct gd_due_def *)(uintptr_t)&w.b.wf.limits[i].due;
	w.expiry = (int16_t)gd_wf_field(&w.b.wf, "expiry");
	for (int i = 0; i < 10000; i++) {
		w.seed = (uint64_t)i * 2654435761u + 7;
		if (all || i % 4 == 0)
			one_schedule(&w);
	}
	assert_true(w.laws > (all ? 200000 : 50000));
	bench_release(&w.b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_schedules_keep_the_laws),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
