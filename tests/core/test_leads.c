/* tests/core/test_leads.c - on which days a date makes itself heard before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/day.h"
#include "core/view/dates.h"

#include "base/banned.h"

static const struct gd_rung bank[] = {
	{ .days = -14, .who = GD_RUNG_OWNER },
	{ .days = -3, .work = true, .who = GD_RUNG_OWNER },
	{ .days = -2, .who = GD_RUNG_ROLE },
	{ .days = 0, .who = GD_RUNG_OWNER },
	{ .days = 5, .who = GD_RUNG_OWNER },
};
static const struct gd_rung soft[] = { { .days = 0, .who = GD_RUNG_OWNER } };
static const struct gd_ladder ladders[] = {
	{ .name = { "soft", "", "" }, .at = soft, .n = 1 },
	{ .name = { "bank", "", "" }, .at = bank, .n = 5 },
};
static const struct gd_duty_def duties[] = {
	{ .name = { "d", "", "" }, .owner = -1, .ladder = -1 }
};
static const struct gd_limit_def limits[] = { { .name = { "l", "", "" },
    .duty = -1,
    .owner = -1,
    .ladder = -1,
    .earliest = true } };
static const struct gd_workflow wf = { .duties = duties,
	.nduties = 1,
	.limits = limits,
	.nlimits = 1,
	.ladders = ladders,
	.nladders = 2,
	.ladder_soft = 0,
	.ladder_hard = 1 };

static int32_t out[8];

static int
leads(const struct gd_calendars *all, bool hard, bool limit, bool open,
    int32_t day)
{
	struct gd_due row = { .day = day };
	struct gd_due_def def = GD_DUE_NONE;
	struct gd_date_view v = { .row = &row,
		.duty = limit ? -1 : 0,
		.limit = limit ? 0 : -1,
		.def = &def,
		.hard = hard,
		.open = open };

	return gd_date_leads(&wf, all, &v, out, 8);
}

static void
the_owner_is_told_on_the_days_of_the_ladder_up_to_the_date(void **state)
{
	int32_t day = gd_day_of(2026, 11, 30); /* a Monday */
	struct gd_calendars none = { 0 };

	(void)state;
	assert_int_equal(leads(&none, true, false, true, day), 3);
	assert_int_equal(out[0], day - 14);
	assert_int_equal(out[1], gd_day_of(2026, 11, 25)); /* working days */
	assert_int_equal(out[2], day);
	assert_int_equal(leads(&none, false, false, true, day), 1);
	assert_int_equal(out[0], day);
}

static void
nothing_is_heard_of_what_is_over_or_may_not_be_before(void **state)
{
	int32_t day = gd_day_of(2026, 11, 30);
	struct gd_calendars none = { 0 };

	(void)state;
	assert_int_equal(leads(&none, true, false, false, day), 0);
	assert_int_equal(leads(&none, true, false, true, 0), 0);
	assert_int_equal(leads(&none, true, true, true, day), 0);
}

/* domain.md section 8, R7 */
static void
a_monday_is_urgent_from_the_friday_before_and_sooner_over_a_holiday(
    void **state)
{
	int32_t monday = gd_day_of(2026, 11, 30), friday = monday - 3;
	struct gd_calendar_row own = { "", GD_CALENDAR_PLAIN };
	struct gd_calendars all = { .at = &own, .n = 1 };
	struct gd_due row = { .day = monday };
	struct gd_due_def def = GD_DUE_NONE;
	struct gd_date_view v = { .row = &row,
		.limit = -1,
		.def = &def,
		.open = true };

	(void)state;
	assert_int_equal(gd_date_urgent_day(&wf, &all, &v), GD_NO_DAY);
	def.min_urgent = 11 * 60;
	assert_int_equal(gd_date_urgent_day(&wf, &all, &v), friday);
	own.days.off = &friday;
	own.days.noff = 1;
	assert_int_equal(gd_date_urgent_day(&wf, &all, &v), friday - 1);
	v.open = false;
	assert_int_equal(gd_date_urgent_day(&wf, &all, &v), GD_NO_DAY);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_owner_is_told_on_the_days_of_the_ladder_up_to_the_date),
		cmocka_unit_test(
		    nothing_is_heard_of_what_is_over_or_may_not_be_before),
		cmocka_unit_test(
		    a_monday_is_urgent_from_the_friday_before_and_sooner_over_a_holiday),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
