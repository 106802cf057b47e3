/* tests/core/test_gantt.c - the steps of an order as bars over weeks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/view/gantt.h"
#include "core/view/todo.h"
#include "dates_bench.h"

#include "base/banned.h"

#define CELLS 40

static int32_t
day(const char *text)
{
	return gd_day_parse(text);
}

/* The bar of a row, a cell a day from Monday 2026-11-02 to Sunday 2026-11-29;
 * today is Monday the 16th. */
static const char *
bar(const struct gd_gantt_row *r)
{
	static char out[CELLS + 1];
	struct gd_gantt g = { .from = day("2026-11-02"),
		.to = day("2026-11-29"),
		.today = day("2026-11-16") };
	enum gd_bar cells[28];
	int n = 28;

	assert_int_equal(gd_gantt_days(&g, n), 1);
	gd_gantt_bar(&g, r, n, cells);
	for (int i = 0; i < n; i++)
		out[i] = gd_bar_sign(cells[i]);
	while (n > 0 && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
	return out;
}

#define NO { GD_NO_DAY, GD_NO_DAY }
#define DAYS(a, b) { day("2026-11-" a), day("2026-11-" b) }

static void
a_bar_tells_plan_force_done_late_and_hard_apart_without_colours(void **state)
{
	struct gd_gantt_row open = { NULL, DAYS("17", "20"), DAYS("17", "20"),
		DAYS("17", "20"), NO, GD_NO_DAY, GD_NO_DAY, 0, false };
	struct gd_gantt_row moved = { NULL, DAYS("17", "18"), DAYS("17", "20"),
		DAYS("17", "24"), NO, day("2026-11-26"), day("2026-11-28"), 0,
		false };
	struct gd_gantt_row late = { NULL, DAYS("10", "12"), DAYS("10", "12"),
		DAYS("10", "12"), DAYS("09", "16"), GD_NO_DAY,
		day("2026-11-18"), 4, false };
	struct gd_gantt_row done = { NULL, DAYS("03", "05"), DAYS("03", "05"),
		DAYS("03", "05"), DAYS("03", "07"), GD_NO_DAY, GD_NO_DAY, 2,
		true };

	(void)state;
	assert_string_equal(bar(&open), "              |----");
	/* planned to the 18th, promised for the 20th, now the 24th, lands on
	 * the 28th, hard on the 26th */
	assert_string_equal(bar(&moved), "              |-p-v-----#--");
	/* under way since the 9th, four days late, today is late too */
	assert_string_equal(bar(&late), "       ====!!!!--");
	assert_string_equal(bar(&done), " ===!!        |");
}

static void
a_strip_too_narrow_for_a_cell_a_day_holds_all_of_it_still(void **state)
{
	struct gd_gantt g = { .from = day("2026-08-31"),
		.to = day("2027-01-03"),
		.today = day("2026-11-16") };
	struct gd_gantt_row r = { NULL, { g.from, g.to }, NO, { g.from, g.to },
		NO, GD_NO_DAY, GD_NO_DAY, 0, false };

	(void)state;
	for (int cells = 10; cells < 140; cells += 13) {
		enum gd_bar out[140];
		int32_t monday;
		int days = gd_gantt_days(&g, cells), last = -6, i = 0, at;

		assert_true(days * cells >= g.to - g.from + 1);
		gd_gantt_bar(&g, &r, cells, out);
		assert_int_not_equal(out[0], GD_BAR_NONE);
		assert_int_not_equal(out[(g.to - g.from) / days], GD_BAR_NONE);
		while ((at = gd_gantt_week(&g, cells, 6, &i, &monday)) >= 0) {
			assert_int_equal(gd_day_weekday(monday), 0);
			assert_int_equal(at, (monday - g.from) / days);
			assert_true(at - last >= 6 && at < cells);
			last = at;
		}
	}
}

static const struct gd_gantt_row *
row_of(const struct gd_gantt *g, int step, int64_t lot)
{
	for (int i = 0; i < g->n; i++)
		if (g->rows[i].step->def->no == step &&
		    g->rows[i].step->lot == lot)
			return &g->rows[i];
	fail_msg("no row");
	return NULL;
}

/* What the strip reckons is what the rows of the dates say. */
static void
spans_come_from_the_dates_of_the_acts_and_from_what_was_done(void **state)
{
	struct bench b;
	struct gd_facts facts;
	struct gd_todo todo = GD_TODO_INIT;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_dates dates;
	struct gd_gantt g;
	const struct gd_gantt_row *r;

	(void)state;
	dates_on(&b,
	    "        call: {zh: 电话, en: Call, kind: task, by: clerk, "
	    "due: {from: entry, days: 2}}\n"
	    "        visit: {zh: 拜访, en: Visit, kind: task, by: clerk, "
	    "due: {from: entry, days: 9}}\n",
	    "        load: {zh: 装货, en: Load, kind: task, by: clerk, "
	    "due: {from: entry, days: 20}}\n",
	    "");
	dates_today(&b, "2026-11-02");
	dates_set(&b, "entry", 0, "2026-11-02");
	dates_today(&b, "2026-11-06");
	dates_do(&b, "call", 0);
	dates_today(&b, "2026-11-16");
	facts = b.facts;
	gd_todo_make(&b.wf, &b.order, &facts, &todo);
	gd_dates_make(&b.wf, &b.order, &facts, &arena, &dates);
	gd_gantt_make(&b.wf, &todo, &dates, day("2026-11-16"), 0, &arena, &g);
	r = row_of(&g, 1, 0);
	assert_int_equal(r->now.from, dates_row(&b, "call", 0, 0)->day);
	assert_int_equal(r->now.to, dates_row(&b, "visit", 0, 0)->day);
	assert_int_equal(r->plan.to, dates_row(&b, "visit", 0, 0)->plan);
	assert_int_equal(r->done.from, day("2026-11-06"));
	assert_int_equal(r->done.to, day("2026-11-16")); /* under way */
	assert_int_equal(r->late,
	    day("2026-11-16") - dates_row(&b, "visit", 0, 0)->day);
	assert_false(r->over);
	r = row_of(&g, 2, 1);
	assert_int_equal(r->done.from, GD_NO_DAY);
	assert_int_equal(gd_day_weekday(g.from), 0);
	assert_int_equal(gd_day_weekday(g.to), 6);
	assert_true(g.from <= day("2026-11-04") && g.to >= r->now.to);
	gd_todo_release(&todo);
	gd_arena_release(&arena);
	bench_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_bar_tells_plan_force_done_late_and_hard_apart_without_colours),
		cmocka_unit_test(
		    a_strip_too_narrow_for_a_cell_a_day_holds_all_of_it_still),
		cmocka_unit_test(
		    spans_come_from_the_dates_of_the_acts_and_from_what_was_done),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
