/* tests/core/test_calendar.c - working days (domain.md section 8, R1). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/day.h"
#include "core/calendar.h"
#include "core/tables.h"

#include "base/banned.h"

static const struct gd_calendar plain = GD_CALENDAR_PLAIN;

static void
two_days_before_a_monday_is_a_saturday_so_friday(void **state)
{
	int32_t entry = gd_day_of(2026, 11, 30);

	(void)state;
	assert_int_equal(gd_calendar_roll(&plain, entry - 2, false),
	    gd_day_of(2026, 11, 27));
	assert_int_equal(gd_calendar_roll(&plain, entry - 2, true), entry);
	assert_int_equal(gd_calendar_roll(&plain, entry, false), entry);
}

static void
the_october_holiday_steps_back_to_september(void **state)
{
	int32_t off[7];
	struct gd_calendar c = GD_CALENDAR_PLAIN;
	int i;

	(void)state;
	for (i = 0; i < 7; i++)
		off[i] = gd_day_of(2026, 10, 1 + i);
	c.off = off;
	c.noff = 7;
	assert_int_equal(
	    gd_calendar_roll(&c, gd_day_of(2026, 10, 9) - 2, false),
	    gd_day_of(2026, 9, 30));
}

static void
a_working_weekend_day_counts(void **state)
{
	int32_t work[1] = { gd_day_of(2026, 11, 28) };
	struct gd_calendar c = GD_CALENDAR_PLAIN;

	(void)state;
	c.work = work;
	c.nwork = 1;
	assert_true(gd_calendar_is_work(&c, work[0]));
	assert_int_equal(gd_calendar_add(&c, work[0] - 1, 1), work[0]);
	assert_int_equal(gd_calendar_add(&plain, work[0] - 1, 1), work[0] + 2);
}

static void
counting_there_and_back_meets(void **state)
{
	int32_t day = gd_day_of(2026, 7, 15);
	int n;

	(void)state;
	for (n = -30; n <= 30; n++)
		assert_int_equal(gd_calendar_add(&plain,
				     gd_calendar_add(&plain, day, n), -n),
		    day);
	assert_int_equal(gd_calendar_add(&plain, day, 5), day + 7);
}

static void
a_table_without_any_working_day_does_not_hang(void **state)
{
	struct gd_calendar c = { .weekend = 0x7f };

	(void)state;
	assert_int_equal(gd_calendar_roll(&c, 100, true), 100);
	assert_true(gd_calendar_add(&c, 100, 3) >= 100);
}

/* The office, the bank closed on Fridays, and Egypt, whose week begins on
 * Sunday. */
static const struct gd_calendar_row three[] = {
	{ "", GD_CALENDAR_PLAIN },
	{ "bank", { .weekend = 0x70 } },
	{ "EG", { .weekend = 0x30 } },
};
static const struct gd_calendar_use desks[] = { { "cairo", "EG" },
	{ "lost", "XX" } };
static const struct gd_calendars all = { .at = three,
	.n = 3,
	.desks = desks,
	.ndesks = 2,
	.country = "" };

static void
a_code_finds_its_calendar_and_the_office_answers_for_others(void **state)
{
	static const struct gd_calendars none = { .country = "" };

	(void)state;
	assert_ptr_equal(gd_calendars_find(&all, ""), &three[0].days);
	assert_ptr_equal(gd_calendars_find(&all, "bank"), &three[1].days);
	assert_ptr_equal(gd_calendars_find(&all, "EG"), &three[2].days);
	assert_ptr_equal(gd_calendars_find(&all, "DE"), &three[0].days);
	assert_int_equal(gd_calendars_find(&none, "EG")->weekend, 0x60);
}

static void
a_desk_works_by_its_own_calendar(void **state)
{
	int32_t friday = gd_day_of(2026, 11, 27);

	(void)state;
	assert_ptr_equal(gd_calendars_desk(&all, "cairo"), &three[2].days);
	assert_ptr_equal(gd_calendars_desk(&all, "lost"), &three[0].days);
	assert_ptr_equal(gd_calendars_desk(&all, "finance"), &three[0].days);
	assert_int_equal(
	    gd_calendar_roll(gd_calendars_desk(&all, "cairo"), friday, true),
	    friday + 2);
	assert_int_equal(
	    gd_calendar_roll(gd_calendars_desk(&all, "finance"), friday, true),
	    friday);
	assert_int_equal(
	    gd_calendar_roll(gd_calendars_find(&all, "bank"), friday, true),
	    friday + 3);
}

static void
a_span_of_days_is_as_sure_as_its_least_known_year(void **state)
{
	static const struct gd_calendar_year years[] = { { 2026, 0 },
		{ 2027, GD_UNSURE_SWAPS } };
	const struct gd_calendar c = { .weekend = 0x60,
		.years = years,
		.nyears = 2 };
	int32_t in26 = gd_day_of(2026, 12, 31), in27 = in26 + 1,
		in28 = gd_day_of(2028, 1, 1);

	(void)state;
	assert_int_equal(gd_calendar_unsure(&c, in26 - 300, in26), 0);
	assert_int_equal(gd_calendar_unsure(&c, in26, in27), GD_UNSURE_SWAPS);
	assert_int_equal(gd_calendar_unsure(&c, in27, in26), GD_UNSURE_SWAPS);
	assert_int_equal(gd_calendar_unsure(&c, in26, in28),
	    GD_UNSURE_SWAPS | GD_UNSURE_YEAR);
	assert_int_equal(gd_calendar_unsure(&c, in28, in28), GD_UNSURE_YEAR);
	assert_int_equal(gd_calendar_unsure(&plain, in26, in26),
	    GD_UNSURE_YEAR);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    two_days_before_a_monday_is_a_saturday_so_friday),
		cmocka_unit_test(the_october_holiday_steps_back_to_september),
		cmocka_unit_test(a_working_weekend_day_counts),
		cmocka_unit_test(counting_there_and_back_meets),
		cmocka_unit_test(
		    a_code_finds_its_calendar_and_the_office_answers_for_others),
		cmocka_unit_test(a_desk_works_by_its_own_calendar),
		cmocka_unit_test(
		    a_span_of_days_is_as_sure_as_its_least_known_year),
		cmocka_unit_test(a_table_without_any_working_day_does_not_hang),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
