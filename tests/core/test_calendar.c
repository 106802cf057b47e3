/* tests/core/test_calendar.c - working days (domain.md section 8, R1). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/day.h"
#include "core/calendar.h"

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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    two_days_before_a_monday_is_a_saturday_so_friday),
		cmocka_unit_test(the_october_holiday_steps_back_to_september),
		cmocka_unit_test(a_working_weekend_day_counts),
		cmocka_unit_test(counting_there_and_back_meets),
		cmocka_unit_test(a_table_without_any_working_day_does_not_hang),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
