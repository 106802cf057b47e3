/* tests/core/test_ladder.c - who is told of a date, and when. */
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
#define LADDERS                                                           \
	"ladders:\n"                                                      \
	"  soft: [{at: 0, to: owner}, {at: 2, count: work, to: deputy}, " \
	"{at: 5, to: boss}]\n"                                            \
	"  bank: [{at: -14, to: owner}, {at: -3, to: boss}]\n"            \
	"ladder: {soft: soft, hard: bank}\n"

/* The reminder of the last command; NULL: there was none. */
static const struct gd_event *
reminder(const struct bench *b)
{
	for (size_t i = 0; i < b->events.n; i++)
		if (b->events.at[i].kind == GD_EV_REMINDED)
			return &b->events.at[i];
	return NULL;
}

static int
tick_on(struct bench *b, const char *day)
{
	dates_today(b, day);
	return dates_tick(b);
}

static void
order_with_a_date(struct bench *b)
{
	dates_on(b, TASK("go", ", due: {from: entry}") TASK("more", ""), "",
	    LADDERS);
	dates_set(b, "entry", 0, "2026-08-03"); /* Monday */
}

static void
the_owner_then_his_deputy_then_the_manager(void **state)
{
	static const struct gd_deputy li = { .who = "clerk", .deputy = "li" };
	const struct gd_deputy *deputies[] = { &li };
	struct bench b;

	(void)state;
	order_with_a_date(&b);
	b.facts.deputies = deputies;
	b.facts.ndeputies = 1;
	assert_int_equal(tick_on(&b, "2026-08-02"), 0);
	assert_int_equal(b.events.n, 0);
	assert_int_equal(tick_on(&b, "2026-08-03"), 1);
	assert_string_equal(reminder(&b)->what, "go");
	assert_string_equal(reminder(&b)->note, "person:clerk");
	assert_int_equal(reminder(&b)->number, 0);
	assert_string_equal(dates_row(&b, "go", 0, 0)->told, "person:clerk");
	assert_string_equal(dates_text(dates_row(&b, "go", 0, 0)->ring_day),
	    "2026-08-05");
	/* once */
	assert_int_equal(tick_on(&b, "2026-08-04"), 0);
	assert_int_equal(b.events.n, 0);
	assert_int_equal(tick_on(&b, "2026-08-06"), 1);
	assert_string_equal(reminder(&b)->note, "person:li");
	assert_int_equal(reminder(&b)->number, 3);
	assert_int_equal(tick_on(&b, "2026-08-08"), 1);
	assert_string_equal(reminder(&b)->note, "role:boss");
	assert_int_equal(dates_row(&b, "go", 0, 0)->ring_day, 0);
	assert_int_equal(dates_row(&b, "go", 0, 0)->rung, 3);
	assert_int_equal(tick_on(&b, "2026-09-08"), 0);
	assert_int_equal(b.events.n, 0);
	bench_release(&b);
}

static void
without_a_deputy_his_rung_is_passed_over(void **state)
{
	struct bench b;

	(void)state;
	order_with_a_date(&b);
	/* two rungs passed at once, nobody stands in: the owner is told */
	assert_int_equal(tick_on(&b, "2026-08-05"), 1);
	assert_string_equal(reminder(&b)->note, "person:clerk");
	assert_int_equal(dates_row(&b, "go", 0, 0)->rung, 2);
	assert_int_equal(tick_on(&b, "2026-08-05"), 0);
	assert_int_equal(b.events.n, 0);
	/* three passed: only the highest */
	dates_set(&b, "entry", 0, "2026-07-20");
	assert_int_equal(dates_row(&b, "go", 0, 0)->rung, 3);
	assert_string_equal(dates_row(&b, "go", 0, 0)->told, "role:boss");
	bench_release(&b);
}

static void
a_rung_passed_in_silence_does_not_come_up_again(void **state)
{
	struct bench b;

	(void)state;
	order_with_a_date(&b);
	assert_int_equal(tick_on(&b, "2026-08-03"), 1);
	assert_int_equal(tick_on(&b, "2026-08-05"), 0);
	assert_string_equal(dates_text(dates_row(&b, "go", 0, 0)->ring_day),
	    "2026-08-08");
	assert_string_equal(dates_row(&b, "go", 0, 0)->told, "person:clerk");
	assert_int_equal(tick_on(&b, "2026-08-06"), 0);
	assert_int_equal(b.events.n, 0);
	bench_release(&b);
}

static void
another_day_begins_the_ladder_anew(void **state)
{
	struct bench b;

	(void)state;
	order_with_a_date(&b);
	assert_int_equal(tick_on(&b, "2026-08-08"), 1);
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_MOVE,
		.duty = "go",
		.day = gd_day_parse("2026-08-12"),
		.reason = "promised" });
	assert_int_equal(dates_row(&b, "go", 0, 0)->rung, 0);
	assert_string_equal(dates_row(&b, "go", 0, 0)->told, "");
	assert_int_equal(tick_on(&b, "2026-08-11"), 0);
	assert_int_equal(tick_on(&b, "2026-08-12"), 1);
	bench_release(&b);
}

static void
what_is_done_held_or_closed_rings_no_more(void **state)
{
	struct bench b;

	(void)state;
	order_with_a_date(&b);
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_HOLD, .reason = "they think" });
	assert_int_equal(tick_on(&b, "2026-08-04"), 0);
	bench_must(&b, "clerk", (struct gd_command){ .verb = GD_DO_RESUME });
	assert_int_equal(tick_on(&b, "2026-08-04"), 1);
	dates_do(&b, "go", 0);
	assert_int_equal(dates_row(&b, "go", 0, 0)->ring_day, 0);
	/* what is taken back goes on where it stood */
	bench_must(&b, "clerk", (struct gd_command){ .verb = GD_DO_UNDO });
	assert_int_equal(dates_row(&b, "go", 0, 0)->rung, 1);
	assert_int_equal(tick_on(&b, "2026-08-20"), 1);
	assert_string_equal(reminder(&b)->note, "role:boss");
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CANCEL, .reason = "lost" });
	assert_int_equal(dates_row(&b, "go", 0, 0)->ring_day, 0);
	bench_release(&b);
}

static void
hard_dates_ring_before_they_come(void **state)
{
	static const char top[] = LADDERS
	    "limits:\n"
	    "  cutoff: {zh: x, en: x, step: one, owner: clerk, due: {from: "
	    "entry, hard: yes}}\n"
	    "  not_before: {zh: x, en: x, step: one, owner: clerk, earliest: "
	    "yes, due: {from: entry, hard: yes}}\n"
	    "  mine: {zh: x, en: x, step: one, owner: clerk, ladder: soft, "
	    "due: {from: entry, hard: yes}}\n";
	struct bench b;

	(void)state;
	dates_on(&b, TASK("go", ""), "", top);
	dates_set(&b, "entry", 0, "2026-08-03");
	assert_string_equal(dates_text(dates_row(&b, "cutoff", 0, 0)->ring_day),
	    "2026-07-20");
	assert_string_equal(dates_text(dates_row(&b, "mine", 0, 0)->ring_day),
	    "2026-08-03");
	assert_int_equal(dates_row(&b, "not_before", 0, 0)->ring_day, 0);
	assert_int_equal(tick_on(&b, "2026-07-21"), 1);
	assert_string_equal(reminder(&b)->what, "cutoff");
	assert_int_equal(reminder(&b)->number, -13);
	/* known late, it rings at once where it stands */
	dates_set(&b, "entry", 0, "2026-07-22");
	assert_string_equal(dates_row(&b, "cutoff", 0, 0)->told, "role:boss");
	bench_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_owner_then_his_deputy_then_the_manager),
		cmocka_unit_test(without_a_deputy_his_rung_is_passed_over),
		cmocka_unit_test(
		    a_rung_passed_in_silence_does_not_come_up_again),
		cmocka_unit_test(another_day_begins_the_ladder_anew),
		cmocka_unit_test(what_is_done_held_or_closed_rings_no_more),
		cmocka_unit_test(hard_dates_ring_before_they_come),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
