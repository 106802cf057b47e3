/* tests/core/test_holds.c - an order on hold: clocks that stop and go on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <string.h>
#include <cmocka.h>

#include "dates_bench.h"

#include "base/banned.h"

#define TASK(id, more) \
	"      " id ": {zh: x, en: x, kind: task, by: clerk" more "}\n"
#define MONEY(rest)                                                          \
	"payments:\n  triggers:\n    deposit: {zh: a, en: a}\n"              \
	"    rest: {zh: b, en: b, per: lot}\n"                               \
	"  methods:\n    tt: {zh: c, en: c}\n  rows:\n"                      \
	"    - {terms: tt, trigger: deposit, method: tt, percent: 30, due: " \
	"{from: created, days: 7}}\n"                                        \
	"    - {terms: tt, trigger: rest, method: tt, percent: 70, due: "    \
	"{from: " rest ", days: 30}}\n"

static void
move(struct bench *b, const char *id, const char *day, const char *why)
{
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_MOVE,
		.duty = id,
		.day = gd_day_parse(day),
		.reason = why });
}

static void
hold(struct bench *b, const char *day)
{
	dates_today(b, day);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_HOLD, .reason = "they think" });
}

static void
resume(struct bench *b, const char *day)
{
	dates_today(b, day);
	bench_must(b, "clerk", (struct gd_command){ .verb = GD_DO_RESUME });
}

static void
a_clock_that_stops_goes_on_with_what_was_left(void **state)
{
	struct bench b;

	(void)state;
	dates_on(&b,
	    TASK("stops", ", due: {from: entry, days: 20, hold: stops}")
		TASK("works",
		    ", due: {from: entry, days: 10, count: work, hold: stops}")
		    TASK("runs", ", due: {from: entry, days: 20}")
			TASK("late", ", due: {from: entry, hold: stops}"),
	    "", "");
	dates_set(&b, "entry", 0, "2026-06-29"); /* Monday */
	assert_string_equal(DAY_OF(&b, "stops"), "2026-07-19");
	assert_string_equal(DAY_OF(&b, "works"), "2026-07-13");
	hold(&b, "2026-07-03"); /* 16 days and 6 working days left, 4 late */
	assert_string_equal(DAY_OF(&b, "stops"), "2026-07-19");
	resume(&b, "2026-07-10"); /* 7 days, 5 working days */
	assert_string_equal(DAY_OF(&b, "stops"), "2026-07-26");
	assert_string_equal(DAY_OF(&b, "works"), "2026-07-20");
	assert_string_equal(DAY_OF(&b, "runs"), "2026-07-19");
	assert_string_equal(DAY_OF(&b, "late"), "2026-07-06");
	assert_int_equal(dates_row(&b, "works", 0, 0)->held, 5);
	assert_string_equal(dates_text(dates_row(&b, "stops", 0, 0)->first),
	    "2026-07-19");
	/* several add up */
	hold(&b, "2026-07-11");
	resume(&b, "2026-07-14");
	assert_string_equal(DAY_OF(&b, "stops"), "2026-07-29");
	assert_string_equal(DAY_OF(&b, "works"), "2026-07-22");
	assert_int_equal(dates_row(&b, "stops", 0, 0)->held, 10);
	/* undone, it stands as it stood, still on hold */
	bench_must(&b, "clerk", (struct gd_command){ .verb = GD_DO_UNDO });
	assert_string_equal(DAY_OF(&b, "stops"), "2026-07-26");
	assert_int_equal(gd_head(&b.order)->state, GD_ORDER_HELD);
	resume(&b, "2026-07-16");
	assert_string_equal(DAY_OF(&b, "stops"), "2026-07-31");
	bench_release(&b);
}

static void
a_promise_and_a_clock_begun_on_hold_keep_what_was_left(void **state)
{
	struct bench b;

	(void)state;
	dates_on(&b,
	    TASK("moved", ", due: {from: entry, days: 20, hold: stops}")
		TASK("begun",
		    ", due: {from: credited(deposit), days: 10, hold: stops}"),
	    "", MONEY("created"));
	dates_set(&b, "terms", 0, "tt");
	dates_set(&b, "entry", 0, "2026-06-29");
	move(&b, "moved", "2026-07-20", "asked for");
	hold(&b, "2026-07-03");
	dates_today(&b, "2026-07-06");
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CREDIT, .number = 1 });
	assert_string_equal(DAY_OF(&b, "begun"), "2026-07-16");
	resume(&b, "2026-07-10");
	assert_string_equal(DAY_OF(&b, "moved"), "2026-07-27");
	assert_string_equal(DAY_OF(&b, "begun"), "2026-07-20");
	/* a clock that begins after the hold has nothing of it */
	dates_set(&b, "entry", 0, "2026-07-12");
	assert_string_equal(DAY_OF(&b, "moved"), "2026-08-01");
	assert_int_equal(dates_row(&b, "moved", 0, 0)->held, 0);
	bench_release(&b);
}

static void
plans_that_stand_together_move_together(void **state)
{
	struct bench b;

	(void)state;
	dates_on(&b,
	    TASK("a",
		", plan: {from: plan(b), days: -3, count: work, hold: stops}")
		TASK("b", ", plan: {from: promised, hold: stops}")
		    TASK("c", ", plan: {from: plan(b), days: 4, hold: stops}")
			TASK("d", ", plan: {from: plan(b), days: 4}"),
	    "", "");
	dates_set(&b, "promised", 0, "2026-09-04");
	assert_string_equal(DAY_OF(&b, "a"), "2026-09-01");
	assert_string_equal(DAY_OF(&b, "c"), "2026-09-08");
	move(&b, "c", "2026-09-10", "asked for");
	hold(&b, "2026-07-03");
	resume(&b, "2026-07-10"); /* 7 days, 5 working days */
	assert_string_equal(DAY_OF(&b, "b"), "2026-09-11");
	assert_string_equal(DAY_OF(&b, "a"), "2026-09-08");
	assert_string_equal(DAY_OF(&b, "c"), "2026-09-17");
	assert_int_equal(dates_row(&b, "c", 0, 0)->moved, 1);
	assert_string_equal(DAY_OF(&b, "d"), "2026-09-15");
	hold(&b, "2026-07-11");
	resume(&b, "2026-07-13"); /* 2 days, 1 working day */
	assert_string_equal(DAY_OF(&b, "b"), "2026-09-13");
	assert_string_equal(DAY_OF(&b, "a"), "2026-09-09");
	(void)dates_tick(&b);
	assert_int_equal(b.events.n, 0);
	bench_release(&b);
}

static void
a_hold_that_ends_in_a_cancellation_stops_no_longer(void **state)
{
	struct bench b;

	(void)state;
	dates_on(&b, TASK("go", ", due: {from: entry, hold: stops}"), "", "");
	dates_set(&b, "entry", 0, "2026-07-20");
	hold(&b, "2026-07-03");
	dates_today(&b, "2026-07-06");
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CANCEL, .reason = "lost" });
	assert_int_equal(dates_row(&b, "go", 0, 0)->shut, 1);
	dates_today(&b, "2026-07-08");
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_REOPEN, .reason = "found" });
	assert_int_equal(dates_row(&b, "go", 0, 0)->shut, 0);
	assert_string_equal(DAY_OF(&b, "go"), "2026-07-23");
	bench_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_clock_that_stops_goes_on_with_what_was_left),
		cmocka_unit_test(
		    a_promise_and_a_clock_begun_on_hold_keep_what_was_left),
		cmocka_unit_test(plans_that_stand_together_move_together),
		cmocka_unit_test(
		    a_hold_that_ends_in_a_cancellation_stops_no_longer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
