/* tests/core/test_moves.c - what is said of a day before a date moves to it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <string.h>
#include <cmocka.h>

#include "core/view/moves.h"
#include "dates_bench.h"

#include "base/banned.h"

#define TASK(id, more) \
	"      " id ": {zh: x, en: x, kind: task, by: clerk" more "}\n"

static struct gd_arena arena;
static struct gd_dates dates;
static struct gd_move_warning said[GD_MOVE_SAYINGS_N];

/* 12 October 2026 is a Monday. */
static void
begin(struct bench *b)
{
	dates_on(b,
	    TASK("made", ", due: {from: entry}")
		TASK("book", ", due: {from: entry, days: -7}")
		    TASK("sent", ", due: {from: entry, days: 3}")
			TASK("bank", ", due: {from: entry, days: 2, calendar: "
				     "bank}") TASK("none", ""),
	    "", "");
	dates_set(b, "entry", 0, "2026-10-21");
	dates_today(b, "2026-10-12");
}

static const struct gd_date_view *
view(const struct bench *b, const char *id)
{
	gd_arena_release(&arena);
	gd_dates_make(&b->wf, &b->order, &b->facts, &arena, &dates);
	for (size_t i = 0; i < dates.n; i++)
		if (strcmp(dates.at[i].row->duty, id) == 0)
			return &dates.at[i];
	return NULL;
}

/* "past day_off": what is said of moving a date to a day. */
static const char *
words(const struct bench *b, const char *id, const char *day)
{
	static struct gd_str out;
	int n = gd_move_warnings(&b->wf, &b->facts.calendars, b->facts.today,
	    view(b, id), gd_day_parse(day), said);

	gd_str_reset(&out);
	for (int i = 0; i < n; i++)
		gd_str_addf(&out, "%s%s", i ? " " : "",
		    gd_move_word(said[i].what));
	return out.text ? out.text : "";
}

static void
an_ordinary_day_is_moved_to_without_a_word(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	assert_string_equal(words(&b, "sent", "2026-10-26"), "");
	assert_string_equal(words(&b, "book", "2026-10-13"), "");
	assert_string_equal(words(&b, "none", "2026-10-13"), "");
	bench_release(&b);
}

static void
the_past_a_day_off_and_the_same_day_are_said(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	assert_string_equal(words(&b, "book", "2026-10-09"), "past");
	assert_int_equal(said[0].past, 3);
	assert_string_equal(words(&b, "sent", "2026-10-31"), "day_off");
	assert_string_equal(dates_text(said[0].next), "2026-11-02");
	assert_string_equal(words(&b, "book", "2026-10-03"), "past day_off");
	/* a date of nobody yet: the office's days off */
	assert_string_equal(words(&b, "none", "2026-10-31"), "day_off");
	assert_string_equal(words(&b, "book", "2026-10-14"), "same");
	assert_string_equal(words(&b, "sent", "2033-03-01"), "year_unknown");
	bench_release(&b);
}

static void
days_off_are_those_of_its_own_calendar(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	dates_today(&b, "2026-10-08");
	dates_set(&b, "entry", 0, "2026-10-05");
	/* a Saturday the office works and the bank does not */
	assert_string_equal(words(&b, "sent", "2026-10-10"), "");
	assert_string_equal(words(&b, "bank", "2026-10-10"), "day_off");
	bench_release(&b);
}

static void
a_day_on_the_wrong_side_of_what_it_is_counted_from_is_said(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	assert_string_equal(words(&b, "sent", "2026-10-20"), "before_base");
	assert_string_equal(words(&b, "sent", "2026-10-21"), "");
	assert_string_equal(words(&b, "book", "2026-10-22"), "after_base");
	assert_string_equal(words(&b, "made", "2026-10-22"), "field_stays");
	bench_release(&b);
}

static void
each_is_said_with_what_it_is_counted_from(void **state)
{
	const struct gd_date_view *v;
	struct gd_str out = GD_STR_INIT;
	struct bench b;

	(void)state;
	begin(&b);
	v = view(&b, "sent");
	(void)words(&b, "sent", "2026-10-20");
	v = view(&b, "sent");
	gd_say_move_warning(&out, GD_EN, &b.wf, v, &said[0], NULL, NULL);
	assert_string_equal(out.text,
	    "2026-10-20 is before what it is counted from: j, 2026-10-21");
	bench_release(&b);
	gd_str_release(&out);
	gd_arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_ordinary_day_is_moved_to_without_a_word),
		cmocka_unit_test(the_past_a_day_off_and_the_same_day_are_said),
		cmocka_unit_test(days_off_are_those_of_its_own_calendar),
		cmocka_unit_test(
		    a_day_on_the_wrong_side_of_what_it_is_counted_from_is_said),
		cmocka_unit_test(each_is_said_with_what_it_is_counted_from),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
