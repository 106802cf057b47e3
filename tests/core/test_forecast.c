/* tests/core/test_forecast.c - the forecast against what is known of its
 * steps: by hand, by playing the same net many times, and on a year of orders
 * that it has not seen.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "base/day.h"
#include "bench.h"
#include "core/forecast.h"

#include "base/banned.h"

/* begin, then two branches, one of two steps, then packing, then shipping by
 * lots; standing: a step beside it all that nothing waits for */
static const char text[] =
    "workflow: net\nversion: 1\nzh: a\nen: b\n"
    "override_by: clerk\nclose_by: [clerk]\n"
    "roles:\n  clerk: {zh: a, en: b, assigned: yes, desk: clerk}\n"
    "desks:\n  clerk: {zh: a, en: b, clerk: yes}\n"
    "fields:\n"
    "  rush: {zh: a, en: b, type: yesno, intake: yes}\n"
    "steps:\n"
    "  begin:\n    zh: a\n    en: b\n    duties:\n"
    "      begun: {zh: a, en: b, kind: task, by: clerk}\n"
    "  left:\n    zh: a\n    en: b\n    duties:\n"
    "      left1: {zh: a, en: b, kind: task, by: clerk}\n"
    "  left_more:\n    zh: a\n    en: b\n    duties:\n"
    "      left2: {zh: a, en: b, kind: task, by: clerk, "
    "when: rush != yes}\n"
    "  right:\n    zh: a\n    en: b\n    after: [begin]\n    duties:\n"
    "      right1: {zh: a, en: b, kind: task, by: clerk}\n"
    "  aside:\n    zh: a\n    en: b\n    after: [begin]\n"
    "    standing: yes\n    duties:\n"
    "      asided: {zh: a, en: b, kind: task, by: clerk, blocks: close}\n"
    "  pack:\n    zh: a\n    en: b\n    after: [left_more, right]\n"
    "    duties:\n"
    "      packed: {zh: a, en: b, kind: task, by: clerk}\n"
    "  ship:\n    zh: a\n    en: b\n    per: lot\n    after: [pack]\n"
    "    duties:\n"
    "      loaded: {zh: a, en: b, kind: task, by: clerk}\n"
    "      filed: {zh: a, en: b, kind: task, by: clerk}\n";
enum { BEGIN, LEFT, LEFT_MORE, RIGHT, ASIDE, PACK, SHIP, STEPS };
static const char *const duty_of[STEPS] = { "begun", "left1", "left2", "right1",
	"asided", "packed", "loaded" };

struct net {
	struct bench b;
	struct gd_step_history h[STEPS];
	uint64_t seed;
};

static uint32_t
roll(struct net *t, uint32_t n)
{
	t->seed = t->seed * UINT64_C(6364136223846793005) +
		  UINT64_C(1442695040888963407);
	return (uint32_t)(t->seed >> 33) % n;
}

static void
net_new(struct net *t, const char *rush)
{
	bench_init_on(&t->b, text, sizeof text - 1);
	t->b.wf.forecast = (int16_t)gd_wf_duty(&t->b.wf, "loaded");
	bench_must(&t->b, "clerk",
	    (struct gd_command){ .verb = GD_DO_NEW,
		FIELDS({ "rush", rush }, { "line:1:item", "Mug" },
		    { "line:1:qty", "10" }, { "assign:clerk", "clerk" }) });
}

static void
net_do(struct net *t, int step)
{
	bench_must(&t->b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL, .duty = duty_of[step] });
}

static void
net_days(struct net *t, int days)
{
	t->b.facts.now_ms += days * INT64_C(86400000);
	t->b.facts.today += days;
}

static void
past(struct net *t, int step, int days, int64_t times)
{
	t->h[step].count[days] += times;
	t->h[step].n += times;
}

static struct gd_forecast
forecast(const struct net *t, int after)
{
	struct gd_forecast f;

	gd_forecast_make(&t->b.wf, &t->b.order, t->h, t->b.facts.today + after,
	    480, &f);
	return f;
}

/* Every step the same number of days, but for what a test says. */
static void
plain_past(struct net *t)
{
	memset(t->h, 0, sizeof t->h);
	for (int s = 0; s < STEPS; s++)
		past(t, s, 1, 100);
}

/* ---- by hand ------------------------------------------------------------- */

static void
a_single_step_says_its_own_median_and_ninth_tenth(void **state)
{
	struct net t = { 0 };
	struct gd_forecast f;

	(void)state;
	net_new(&t, "no");
	for (int s = BEGIN; s < SHIP; s++)
		net_do(&t, s);
	memset(t.h, 0, sizeof t.h);
	for (int i = 1; i <= 100; i++)
		past(&t, SHIP, i, 1);
	f = forecast(&t, 0);
	assert_true(f.known);
	assert_false(f.shipped);
	assert_int_equal(f.likely, t.b.facts.today + 50);
	assert_int_equal(f.safe, t.b.facts.today + 90);
	assert_int_equal(f.step_no, SHIP + 1);
	assert_int_equal(f.step_days, 50);
	assert_int_equal(f.n, 100);
	bench_release(&t.b);
}

static void
days_spent_already_change_what_is_to_come(void **state)
{
	struct net t = { 0 };

	(void)state;
	net_new(&t, "no");
	for (int s = BEGIN; s < SHIP; s++)
		net_do(&t, s);
	memset(t.h, 0, sizeof t.h);
	past(&t, SHIP, 2, 80);
	past(&t, SHIP, 10, 15);
	past(&t, SHIP, 30, 5);
	assert_int_equal(forecast(&t, 0).likely, t.b.facts.today + 2);
	assert_int_equal(forecast(&t, 2).likely, t.b.facts.today + 2);
	/* not one of the quick ones: of the 20 others 15 took ten days */
	assert_int_equal(forecast(&t, 3).likely, t.b.facts.today + 10);
	assert_int_equal(forecast(&t, 3).safe, t.b.facts.today + 30);
	assert_int_equal(forecast(&t, 11).likely, t.b.facts.today + 30);
	/* longer than any: nobody knows, tomorrow at the soonest */
	assert_int_equal(forecast(&t, 31).likely, t.b.facts.today + 32);
	assert_int_equal(forecast(&t, 900).safe, t.b.facts.today + 901);
	bench_release(&t.b);
}

static void
steps_one_after_another_add_and_beside_each_other_the_later_counts(void **state)
{
	struct net t = { 0 };
	struct gd_forecast f;

	(void)state;
	net_new(&t, "no");
	memset(t.h, 0, sizeof t.h);
	past(&t, BEGIN, 3, 50);
	past(&t, LEFT, 4, 50);
	past(&t, LEFT_MORE, 5, 50);
	past(&t, RIGHT, 20, 50);
	past(&t, PACK, 1, 50);
	past(&t, SHIP, 2, 50);
	f = forecast(&t, 0);
	assert_int_equal(f.likely, t.b.facts.today + 3 + 20 + 1 + 2);
	assert_int_equal(f.safe, f.likely);
	assert_int_equal(f.step_no, RIGHT + 1);
	assert_int_equal(f.step_days, 20);
	/* the longest step need not lie on the longest path */
	past(&t, LEFT, 18, 500);
	f = forecast(&t, 0);
	assert_int_equal(f.likely, t.b.facts.today + 3 + 18 + 5 + 1 + 2);
	assert_int_equal(f.step_no, LEFT + 1);
	assert_int_equal(f.step_days, 18);
	bench_release(&t.b);
}

static void
two_branches_that_share_their_beginning_share_its_luck(void **state)
{
	struct net t = { 0 };

	/* begin takes 0 or 10 days as often; both branches none: half of the
	 * orders are through at once. Were the branches thought to begin by
	 * themselves, only a quarter would be. */
	(void)state;
	net_new(&t, "no");
	memset(t.h, 0, sizeof t.h);
	for (int s = 0; s < STEPS; s++)
		past(&t, s, 0, 100);
	past(&t, BEGIN, 10, 100);
	assert_int_equal(forecast(&t, 0).likely, t.b.facts.today);
	assert_int_equal(forecast(&t, 0).safe, t.b.facts.today + 10);
	bench_release(&t.b);
}

static void
steps_that_do_not_apply_or_are_done_take_no_days(void **state)
{
	struct net t = { 0 };
	int none;

	(void)state;
	net_new(&t, "yes"); /* left_more is n/a */
	plain_past(&t);
	memset(&t.h[LEFT_MORE], 0, sizeof t.h[LEFT_MORE]);
	past(&t, LEFT, 6, 1000);
	past(&t, ASIDE, 300, 5000);
	none = t.b.facts.today + 1 + 6 + 1 + 1;
	assert_true(forecast(&t, 0).known);
	assert_int_equal(forecast(&t, 0).likely, none);
	net_do(&t, BEGIN);
	assert_int_equal(forecast(&t, 0).likely, none - 1);
	net_do(&t, LEFT);
	assert_int_equal(forecast(&t, 0).likely,
	    none - 6); /* right, pack, ship */
	bench_release(&t.b);
}

static void
too_little_history_is_said_and_where(void **state)
{
	struct net t = { 0 };
	struct gd_forecast f;

	(void)state;
	net_new(&t, "no");
	plain_past(&t);
	memset(&t.h[PACK], 0, sizeof t.h[PACK]);
	past(&t, PACK, 1, GD_HISTORY_FEW - 1);
	f = forecast(&t, 0);
	assert_false(f.known);
	assert_int_equal(f.few_step, PACK + 1);
	assert_int_equal(f.n, GD_HISTORY_FEW - 1);
	past(&t, PACK, 1, 1);
	f = forecast(&t, 0);
	assert_true(f.known);
	assert_int_equal(f.n, GD_HISTORY_FEW);
	/* what is behind it need not be known */
	for (int s = BEGIN; s <= RIGHT; s++)
		net_do(&t, s);
	memset(&t.h[LEFT], 0, sizeof t.h[LEFT]);
	assert_true(forecast(&t, 0).known);
	t.b.wf.forecast = -1;
	f = forecast(&t, 0);
	assert_false(f.known);
	assert_int_equal(f.few_step, 0);
	bench_release(&t.b);
}

static void
what_has_shipped_says_the_day_and_what_rests_says_nothing(void **state)
{
	struct net t = { 0 };
	struct gd_forecast f;
	int32_t day;

	(void)state;
	net_new(&t, "no");
	plain_past(&t);
	bench_must(&t.b, "clerk",
	    (struct gd_command){ .verb = GD_DO_HOLD, .reason = "why" });
	f = forecast(&t, 0);
	assert_false(f.known);
	assert_int_equal(f.few_step, 0);
	bench_must(&t.b, "clerk", (struct gd_command){ .verb = GD_DO_RESUME });
	for (int s = BEGIN; s <= SHIP; s++)
		net_do(&t, s);
	day = t.b.facts.today;
	f = forecast(&t, 40); /* filed is still open: it has shipped though */
	assert_true(f.known && f.shipped);
	assert_int_equal(f.likely, day);
	assert_int_equal(f.safe, day);
	bench_must(&t.b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CANCEL,
		.reason = "why",
		FIELDS({ "cause", "lost" }, { "by", "us" }) });
	assert_false(forecast(&t, 0).known);
	bench_release(&t.b);
}

static void
of_several_lots_the_one_farthest_behind_speaks(void **state)
{
	struct net t = { 0 };
	struct gd_forecast f;
	const struct gd_pair part = { "line:1", "4" };

	(void)state;
	net_new(&t, "no");
	for (int s = BEGIN; s < SHIP; s++)
		net_do(&t, s);
	plain_past(&t);
	past(&t, SHIP, 12, 1000);
	bench_must(&t.b, "clerk",
	    (struct gd_command){ .verb = GD_DO_SPLIT,
		.lot = 1,
		.fields = &part,
		.nfields = 1,
		.reason = "why" });
	net_days(&t, 5);
	bench_must(&t.b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "loaded",
		.lot = 1 });
	f = forecast(&t, 0);
	assert_true(f.known);
	assert_false(f.shipped);
	assert_int_equal(f.likely, t.b.facts.today + 7);
	bench_must(&t.b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "loaded",
		.lot = 2 });
	assert_true(forecast(&t, 9).shipped);
	assert_int_equal(forecast(&t, 9).likely, t.b.facts.today);
	bench_release(&t.b);
}

/* ---- played many times --------------------------------------------------- */

/* Days a step takes: a common time with a long tail. */
static int
play_days(struct net *t, int step)
{
	int days = 1 + step + (int)roll(t, 4 + 2 * (uint32_t)step);

	while (roll(t, 5) == 0)
		days += 2 + step;
	return days > GD_HISTORY_DAYS ? GD_HISTORY_DAYS : days;
}

static void
random_past(struct net *t, int orders)
{
	memset(t->h, 0, sizeof t->h);
	for (int s = 0; s < STEPS; s++)
		for (int i = 0; i < orders; i++)
			past(t, s, play_days(t, s), 1);
}

/* Days of one order of the past drawn from those not below `least`. */
static int
draw(struct net *t, int step, int least)
{
	const struct gd_step_history *h = &t->h[step];
	int64_t n = 0, at;

	for (int i = least; i <= GD_HISTORY_DAYS; i++)
		n += h->count[i];
	if (!n)
		return least + 1;
	at = roll(t, (uint32_t)n);
	for (int i = least;; i++)
		if ((at -= h->count[i]) < 0)
			return i;
}

static int
by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* The end of the whole from now on; been[s] < 0: not begun, done[s]: over. */
static int
play(struct net *t, const bool *done, const int *been)
{
	static const int before[STEPS][2] = { { -1, -1 }, { BEGIN, -1 },
		{ LEFT, -1 }, { BEGIN, -1 }, { BEGIN, -1 },
		{ LEFT_MORE, RIGHT }, { PACK, -1 } };
	int end[STEPS] = { 0 };

	for (int s = 0; s < STEPS; s++) {
		int start = 0;

		if (done[s] || s == ASIDE)
			continue;
		for (int i = 0; i < 2; i++)
			if (before[s][i] >= 0 && end[before[s][i]] > start)
				start = end[before[s][i]];
		end[s] = been[s] < 0 ? start + draw(t, s, 0)
				     : draw(t, s, been[s]) - been[s];
	}
	return end[SHIP];
}

#define PLAYS 20001

static void
it_agrees_with_playing_the_net_many_times(void **state)
{
	int *ends = gd_alloc(PLAYS, sizeof *ends);

	(void)state;
	for (uint32_t round = 0; round < 40; round++) {
		struct net t = { .seed = 1000 + round };
		bool done[STEPS] = { 0 };
		int been[STEPS] = { 0, -1, -1, -1, -1, -1, -1 };
		struct gd_forecast f;

		net_new(&t, "no");
		random_past(&t, 60 + (int)roll(&t, 200));
		/* how far it is: begun, parted, one branch through */
		for (int s = BEGIN; s < (int)(round % 5); s++) {
			int wait = (int)roll(&t, 6);

			net_days(&t, wait);
			for (int k = 0; k < STEPS; k++)
				been[k] += been[k] >= 0 ? wait : 0;
			net_do(&t, s);
			done[s] = true;
			if (s == BEGIN)
				been[LEFT] = been[RIGHT] = 0;
			else if (s < RIGHT)
				been[s + 1] = s == LEFT ? 0 : been[RIGHT];
			else
				been[PACK] = 0;
		}
		for (int i = 0; i < PLAYS; i++)
			ends[i] = play(&t, done, been);
		qsort(ends, PLAYS, sizeof *ends, by_number);
		f = forecast(&t, 0);
		assert_true(f.known);
		assert_in_range(f.likely - t.b.facts.today + 1, ends[PLAYS / 2],
		    ends[PLAYS / 2] + 2);
		assert_in_range(f.safe - t.b.facts.today + 1,
		    ends[PLAYS * 9 / 10], ends[PLAYS * 9 / 10] + 2);
		bench_release(&t.b);
	}
	free(ends);
}

static void
waiting_another_day_never_makes_it_earlier(void **state)
{
	(void)state;
	for (uint32_t round = 0; round < 60; round++) {
		struct net t = { .seed = round };
		struct gd_forecast was = { .likely = 0 };

		net_new(&t, round % 2 ? "yes" : "no");
		random_past(&t, 30);
		for (int s = BEGIN; s < (int)(round % 6); s++)
			if (s != LEFT_MORE || round % 2 == 0)
				net_do(&t, s);
		for (int day = 0; day < 120; day++) {
			struct gd_forecast f = forecast(&t, day);

			assert_true(f.known);
			assert_true(f.likely >= was.likely);
			assert_true(f.safe >= was.safe);
			assert_true(f.safe >= f.likely);
			assert_true(f.likely >= t.b.facts.today + day);
			was = f;
		}
		bench_release(&t.b);
	}
}

/* ---- a year it has not seen ---------------------------------------------- */

/* The first 400 orders are the past; 1,000 others are asked about on a day
 * somewhere in their life.  About half ship by the likely day, nine in ten by
 * the safe one. */
static void
half_ship_by_the_likely_and_nine_in_ten_by_the_safe_day(void **state)
{
	struct net t = { .seed = 7 };
	int likely = 0, safe = 0, asked = 0;
	int64_t wide = 0;

	(void)state;
	net_new(&t, "no");
	random_past(&t, 400);
	bench_release(&t.b);
	for (int k = 0; k < 1000; k++) {
		int start[STEPS] = { 0 }, end[STEPS], today;
		struct gd_forecast f;
		int32_t first;

		for (int s = 0; s < STEPS; s++) {
			start[s] = s == PACK && end[LEFT_MORE] > end[RIGHT]
				       ? end[LEFT_MORE]
				   : s == PACK  ? end[RIGHT]
				   : s == SHIP  ? end[PACK]
				   : s == RIGHT ? end[BEGIN]
				   : s == ASIDE ? end[BEGIN]
				   : s > BEGIN  ? end[s - 1]
						: 0;
			end[s] = start[s] + play_days(&t, s);
		}
		today = (int)roll(&t, (uint32_t)end[SHIP]);
		net_new(&t, "no");
		first = t.b.facts.today;
		for (int day = 0; day <= today; day++) {
			for (int s = 0; s < SHIP; s++)
				if (end[s] == day && s != ASIDE)
					net_do(&t, s);
			if (day < today)
				net_days(&t, 1);
		}
		f = forecast(&t, 0);
		assert_true(f.known);
		asked++;
		likely += first + end[SHIP] <= f.likely;
		safe += first + end[SHIP] <= f.safe;
		wide += f.safe - f.likely;
		bench_release(&t.b);
	}
	print_message("# by likely %.1f %%, by safe %.1f %%, %.1f days apart\n",
	    100.0 * likely / asked, 100.0 * safe / asked, (double)wide / asked);
	assert_in_range(likely, 440, 600);
	assert_in_range(safe, 870, 945);
	assert_true(wide < (int64_t)asked * 40);
}

/* As much as a book can hold against it: every number of days in every step.
 * The fastest of many, so that a busy machine does not fail it. */
static void
a_forecast_costs_less_than_a_millisecond(void **state)
{
	struct net t = { .seed = 3 };
	int64_t best = INT64_MAX;

	(void)state;
	net_new(&t, "no");
	memset(t.h, 0, sizeof t.h);
	for (int s = 0; s < STEPS; s++)
		for (int i = 0; i <= 120; i++)
			past(&t, s, i, 1 + (i * 7 + s) % 11);
	for (int i = 0; i < 50; i++) {
		struct timespec a, b;
		int64_t took;

		clock_gettime(CLOCK_MONOTONIC, &a);
		for (int k = 0; k < 10; k++)
			(void)forecast(&t, 0);
		clock_gettime(CLOCK_MONOTONIC, &b);
		took = (b.tv_sec - a.tv_sec) * 1000000000 +
		       (b.tv_nsec - a.tv_nsec);
		best = took < best ? took : best;
	}
	print_message("# %.3f ms each\n", (double)best / 1e7);
	if (getenv("GENDAN_SOAK"))
		assert_true(best < 10 * INT64_C(1000000));
	bench_release(&t.b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_single_step_says_its_own_median_and_ninth_tenth),
		cmocka_unit_test(days_spent_already_change_what_is_to_come),
		cmocka_unit_test(
		    steps_one_after_another_add_and_beside_each_other_the_later_counts),
		cmocka_unit_test(
		    two_branches_that_share_their_beginning_share_its_luck),
		cmocka_unit_test(
		    steps_that_do_not_apply_or_are_done_take_no_days),
		cmocka_unit_test(too_little_history_is_said_and_where),
		cmocka_unit_test(
		    what_has_shipped_says_the_day_and_what_rests_says_nothing),
		cmocka_unit_test(
		    of_several_lots_the_one_farthest_behind_speaks),
		cmocka_unit_test(it_agrees_with_playing_the_net_many_times),
		cmocka_unit_test(waiting_another_day_never_makes_it_earlier),
		cmocka_unit_test(
		    half_ship_by_the_likely_and_nine_in_ten_by_the_safe_day),
		cmocka_unit_test(a_forecast_costs_less_than_a_millisecond),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
