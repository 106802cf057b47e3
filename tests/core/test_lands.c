/* tests/core/test_lands.c - where dates land behind what is late: the days
 * that rules keep between two acts, and what comes after though nothing
 * stops it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "core/view/slip.h"
#include "dates_bench.h"

#include "base/banned.h"

/* A slip two days before cargo entry; loading waits for the notice alone, yet
 * no cargo gets in without the slip.  The papers are due on their cut-off. */
#define DUTIES                                                             \
	"      notice: {zh: a, en: a, kind: task, by: clerk, due: {from: " \
	"entry, "                                                          \
	"days: -2}}\n"                                                     \
	"      slip: {zh: b, en: b, kind: task, by: clerk, due: {from: "   \
	"entry, "                                                          \
	"days: -2}}\n"                                                     \
	"      loaded: {zh: c, en: c, kind: task, by: clerk, needs: "      \
	"done(notice), lands_after: [slip], due: {from: latest}}\n"        \
	"      papers: {zh: d, en: d, kind: task, by: clerk, due: {from: " \
	"expiry}}\n"
#define LIMITS                                                                \
	"limits:\n"                                                           \
	"  entry_by: {zh: e, en: e, duty: notice, lands_after: [slip], due: " \
	"{from: entry, hard: yes}}\n"                                         \
	"  customs_by: {zh: f, en: f, duty: papers, due: {from: expiry, "     \
	"hard: yes}}\n"

static struct gd_arena arena;
static struct gd_dates dates;

/* 20 October 2026 is a Tuesday. */
static void
begin(struct bench *b, const char *today)
{
	dates_on(b, DUTIES, "", LIMITS);
	dates_today(b, "2026-10-12");
	dates_set(b, "entry", 0, "2026-10-20");
	dates_set(b, "latest", 0, "2026-10-23");
	dates_set(b, "expiry", 0, "2026-10-20");
	dates_today(b, today);
}

static void
end(struct bench *b)
{
	gd_arena_release(&arena);
	bench_release(b);
}

static const struct gd_date_view *
view(const struct bench *b, const char *id)
{
	gd_arena_release(&arena);
	gd_dates_make(&b->wf, &b->order, &b->facts, &arena, &dates);
	for (size_t i = 0; i < dates.n; i++)
		if (strcmp(dates.at[i].row->duty, id) == 0)
			return &dates.at[i];
	fail_msg("no date of %s", id);
	return NULL;
}

static const char *
lands(const struct bench *b, const char *id)
{
	return dates_text(view(b, id)->projected);
}

static void
move(struct bench *b, const char *id, const char *day)
{
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_MOVE,
		.duty = id,
		.day = gd_day_parse(day),
		.reason = "why" });
}

static void
in_time_nothing_lands_later_than_its_day(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "2026-10-18");
	assert_string_equal(lands(&b, "entry_by"), "2026-10-18");
	assert_string_equal(lands(&b, "loaded"), "2026-10-23");
	assert_null(dates.first_broken);
	end(&b);
}

static void
a_break_is_feared_before_its_day_when_the_days_kept_no_longer_fit(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "2026-10-19"); /* the notice is a day late */
	assert_true(view(&b, "entry_by")->breaks);
	assert_string_equal(lands(&b, "entry_by"), "2026-10-21");
	assert_ptr_equal(dates.first_broken, view(&b, "entry_by"));
	/* the goods are loaded in time all the same */
	assert_string_equal(lands(&b, "loaded"), "2026-10-23");
	end(&b);
}

static void
what_is_done_needs_no_more_days(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "2026-10-19");
	dates_do(&b, "notice", 0);
	dates_do(&b, "slip", 0);
	assert_string_equal(lands(&b, "entry_by"), "2026-10-19");
	assert_false(view(&b, "entry_by")->breaks);
	end(&b);
}

static void
papers_due_on_the_cut_off_itself_keep_no_days(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "2026-10-20");
	assert_string_equal(lands(&b, "customs_by"), "2026-10-20");
	assert_false(view(&b, "customs_by")->breaks);
	dates_today(&b, "2026-10-21");
	assert_true(view(&b, "customs_by")->breaks);
	end(&b);
}

static void
what_nothing_stops_still_lands_after_what_it_comes_after(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "2026-10-12");
	move(&b, "slip", "2026-10-28");
	assert_string_equal(lands(&b, "loaded"), "2026-10-28");
	assert_string_equal(lands(&b, "entry_by"), "2026-10-30");
	assert_true(view(&b, "entry_by")->breaks);
	/* a projection stops nobody: the act is recorded when it happens */
	dates_do(&b, "notice", 0);
	dates_do(&b, "loaded", 0);
	end(&b);
}

/* Asked on that very day, nothing done until then. */
static bool
late_on(struct bench *b, int32_t day)
{
	b->facts.today = day;
	gd_arena_release(&arena);
	gd_dates_make(&b->wf, &b->order, &b->facts, &arena, &dates);
	return gd_dates_first_late(&dates, day) != NULL;
}

static void
an_order_is_said_to_be_late_one_day_from_when_no_days_are_left_till_the_day(
    void **state)
{
	struct gd_slip slip;
	struct bench b;
	int32_t day;

	(void)state;
	begin(&b, "2026-10-12");
	gd_slip_make(&b.wf, &b.order, &b.facts, &slip);
	/* two days are kept between the slip and the entry */
	assert_string_equal(dates_text(slip.from), "2026-10-19");
	assert_string_equal(dates_text(slip.till), "2026-10-20");
	assert_int_equal(gd_head(&b.order)->slip_day, slip.from);
	assert_int_equal(gd_head(&b.order)->slip_till_day, slip.till);
	for (day = b.facts.today; day <= slip.till + 1; day++)
		assert_int_equal(late_on(&b, day),
		    day >= slip.from && day <= slip.till);
	dates_today(&b, "2026-10-21"); /* late now; what is behind it is kept */
	gd_slip_make(&b.wf, &b.order, &b.facts, &slip);
	assert_int_equal(slip.from, GD_NO_DAY);
	end(&b);
}

static void
what_is_done_or_only_planned_makes_no_order_late(void **state)
{
	struct gd_slip slip;
	struct bench b;

	(void)state;
	begin(&b, "2026-10-19");
	/* two days before is our plan, and past */
	assert_false(gd_date_promised(view(&b, "notice")));
	assert_true(gd_date_promised(view(&b, "loaded")));
	assert_true(gd_date_promised(view(&b, "entry_by")));
	dates_do(&b, "notice", 0);
	dates_do(&b, "slip", 0);
	gd_slip_make(&b.wf, &b.order, &b.facts, &slip);
	assert_int_equal(slip.from, GD_NO_DAY);
	assert_int_equal(gd_head(&b.order)->slip_day, 0);
	end(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    an_order_is_said_to_be_late_one_day_from_when_no_days_are_left_till_the_day),
		cmocka_unit_test(
		    what_is_done_or_only_planned_makes_no_order_late),
		cmocka_unit_test(in_time_nothing_lands_later_than_its_day),
		cmocka_unit_test(
		    a_break_is_feared_before_its_day_when_the_days_kept_no_longer_fit),
		cmocka_unit_test(what_is_done_needs_no_more_days),
		cmocka_unit_test(papers_due_on_the_cut_off_itself_keep_no_days),
		cmocka_unit_test(
		    what_nothing_stops_still_lands_after_what_it_comes_after),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
