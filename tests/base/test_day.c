/* tests/base/test_day.c - civil days, moments, and what people type. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/day.h"

#include "base/banned.h"

/* Wednesday. */
#define TODAY gd_day_of(2026, 7, 15)

static void
days_count_from_1970_and_back(void **state)
{
	int y, m, d;

	(void)state;
	assert_int_equal(gd_day_of(1970, 1, 1), 0);
	assert_int_equal(gd_day_of(2000, 3, 1), 11017);
	for (int32_t day = gd_day_of(1, 1, 1); day <= gd_day_of(9999, 12, 31);
	     day++) {
		gd_day_civil(day, &y, &m, &d);
		if (gd_day_of(y, m, d) != day)
			fail_msg("day %d is %d-%d-%d", day, y, m, d);
	}
}

static void
days_agree_with_the_system_library(void **state)
{
	(void)state;
	for (int32_t day = -30000; day < 60000; day += 7) {
		time_t t = (time_t)day * 86400;
		struct tm tm;
		int y, m, d;

		gmtime_r(&t, &tm);
		gd_day_civil(day, &y, &m, &d);
		assert_int_equal(y, tm.tm_year + 1900);
		assert_int_equal(m, tm.tm_mon + 1);
		assert_int_equal(d, tm.tm_mday);
		assert_int_equal(gd_day_weekday(day), (tm.tm_wday + 6) % 7);
	}
}

static void
a_day_that_does_not_exist_is_no_day(void **state)
{
	(void)state;
	assert_int_equal(gd_day_of(2026, 2, 29), GD_NO_DAY);
	assert_int_equal(gd_day_of(1900, 2, 29), GD_NO_DAY);
	assert_int_not_equal(gd_day_of(2000, 2, 29), GD_NO_DAY);
	assert_int_equal(gd_day_of(2026, 13, 1), GD_NO_DAY);
	assert_int_equal(gd_day_of(2026, 0, 1), GD_NO_DAY);
	assert_int_equal(gd_day_of(2026, 4, 31), GD_NO_DAY);
	assert_int_equal(gd_day_of(2026, 4, 0), GD_NO_DAY);
	assert_int_equal(gd_day_of(0, 1, 1), GD_NO_DAY);
	assert_int_equal(gd_day_of(10000, 1, 1), GD_NO_DAY);
}

static void
months_later_stays_inside_the_month(void **state)
{
	int32_t end = gd_day_of(2026, 1, 31);

	(void)state;
	assert_int_equal(gd_day_add_months(end, 1), gd_day_of(2026, 2, 28));
	assert_int_equal(gd_day_add_months(end, 25), gd_day_of(2028, 2, 29));
	assert_int_equal(gd_day_add_months(end, -2), gd_day_of(2025, 11, 30));
	assert_int_equal(gd_day_add_months(end, 0), end);
	assert_int_equal(gd_day_add_months(GD_NO_DAY, 1), GD_NO_DAY);
	assert_int_equal(gd_day_add_months(end, 12 * 9000), GD_NO_DAY);
	assert_int_equal(gd_day_add_months(end, -12 * 9000), GD_NO_DAY);
}

static void
a_day_is_written_and_read_strictly(void **state)
{
	static const char *const bad[] = { "", "2026-7-15", "2026-07-15 ",
		" 2026-07-15", "2026-02-30", "26-07-15", "2026/07/15",
		"2026-07-1x", "2026-07" };
	char buf[GD_DAY_TEXT];

	(void)state;
	assert_string_equal(gd_day_text(TODAY, buf), "2026-07-15");
	assert_string_equal(gd_day_text(GD_NO_DAY, buf), "");
	assert_string_equal(gd_day_text(INT32_MAX, buf), "");
	assert_int_equal(gd_day_parse("2026-07-15"), TODAY);
	assert_int_equal(gd_day_parse("２０２６－０７－１５"), TODAY);
	assert_int_equal(gd_day_parse(NULL), GD_NO_DAY);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_int_equal(gd_day_parse(bad[i]), GD_NO_DAY);
}

static void
people_type_days_in_many_ways(void **state)
{
	static const struct {
		const char *typed, *meant;
	} cases[] = {
		{ "2026-12-05", "2026-12-05" },
		{ "2026/12/5", "2026-12-05" },
		{ "2026.12.5", "2026-12-05" },
		{ "20261205", "2026-12-05" },
		{ "2026年12月5日", "2026-12-05" },
		{ "12-05", "2026-12-05" },
		{ "12/5", "2026-12-05" },
		{ " 12月5日 ", "2026-12-05" },
		{ "12月5号", "2026-12-05" },
		{ "１２－０５", "2026-12-05" },
		{ "1-20", "2026-01-20" },
		{ "1-5", "2027-01-05" },
		{ "+20d", "2026-08-04" },
		{ "+20", "2026-08-04" },
		{ "-3", "2026-07-12" },
		{ "+2w", "2026-07-29" },
		{ "+1m", "2026-08-15" },
		{ "+1y", "2027-07-15" },
		{ "3天后", "2026-07-18" },
		{ "2周后", "2026-07-29" },
		{ "1个月后", "2026-08-15" },
		{ "10天前", "2026-07-05" },
		{ "today", "2026-07-15" },
		{ "Today", "2026-07-15" },
		{ "tomorrow", "2026-07-16" },
		{ "yesterday", "2026-07-14" },
		{ "今天", "2026-07-15" },
		{ "明天", "2026-07-16" },
		{ "后天", "2026-07-17" },
		{ "大后天", "2026-07-18" },
		{ "昨天", "2026-07-14" },
		{ "月底", "2026-07-31" },
		{ "eom", "2026-07-31" },
		{ "fri", "2026-07-17" },
		{ "Friday", "2026-07-17" },
		{ "wed", "2026-07-22" },
		{ "mon", "2026-07-20" },
		{ "next fri", "2026-07-24" },
		{ "last mon", "2026-07-06" },
		{ "this mon", "2026-07-13" },
		{ "周五", "2026-07-17" },
		{ "本周一", "2026-07-13" },
		{ "下周五", "2026-07-24" },
		{ "下下周一", "2026-07-27" },
		{ "上周五", "2026-07-10" },
		{ "下星期天", "2026-07-26" },
		{ "礼拜六", "2026-07-18" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char got[GD_DAY_TEXT];

		gd_day_text(gd_day_read(cases[i].typed, TODAY), got);
		if (strcmp(got, cases[i].meant) != 0)
			fail_msg("\"%s\" was read as \"%s\", not %s",
			    cases[i].typed, got, cases[i].meant);
	}
}

static void
a_day_without_a_year_is_the_nearest_one(void **state)
{
	int32_t december = gd_day_of(2026, 12, 20);

	(void)state;
	assert_int_equal(gd_day_read("1-5", december), gd_day_of(2027, 1, 5));
	assert_int_equal(gd_day_read("12-28", gd_day_of(2027, 1, 3)),
	    gd_day_of(2026, 12, 28));
	assert_int_equal(gd_day_read("2-29", gd_day_of(2027, 12, 1)),
	    gd_day_of(2028, 2, 29));
	assert_int_equal(gd_day_read("2-29", gd_day_of(2026, 6, 1)), GD_NO_DAY);
}

static void
what_is_no_day_is_not_guessed(void **state)
{
	static const char *const bad[] = { "", " ", "13-01", "2026-13-01", "5",
		"12-", "12-5-", "abc", "+", "+x", "20d", "+5dd", "周", "周八",
		"下", "2026", "next", "nextfri", "周fri", "next 五", "12-32",
		"99999999", "+99999m", "20260230", "2026-12-05x", "3天", "\xFF",
		"下下下下下下周五" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (gd_day_read(bad[i], TODAY) != GD_NO_DAY)
			fail_msg("\"%s\" was taken for a day", bad[i]);
}

static void
the_day_of_a_moment_is_that_of_the_office(void **state)
{
	int64_t late = INT64_C(1784131200000); /* 2026-07-15T16:00Z */

	(void)state;
	assert_int_equal(gd_ms_day(late, 0), TODAY);
	assert_int_equal(gd_ms_day(late, 480), TODAY + 1);
	assert_int_equal(gd_ms_day(late - 1, 480), TODAY);
	assert_int_equal(gd_ms_day(-1, 0), -1);
	assert_int_equal(gd_ms_day(0, -60), -1);
}

static void
a_moment_is_read_in_its_own_zone_or_the_offices(void **state)
{
	static const char *const same[] = { "2026-07-15T14:05:00+08:00",
		"2026-07-15T06:05Z", "2026-07-15T14:05", "2026-07-15 14:05:00",
		"2026-07-15T02:05-0400", "2026-07-15T14:05:00.000",
		"2026-07-15T14:05+08" };
	static const char *const bad[] = { "", "x", "2026-07-15T",
		"2026-07-15x", "2026-07-15T25:00", "2026-07-15T14:60",
		"2026-07-15T14", "2026-07-15T14:05X", "2026-07-15T14:05+8",
		"2026-02-30T00:00", "2026-07-15T14:05:61", "2026-07-15T14:05.",
		"2026-07-15T1" };
	char buf[GD_MS_TEXT];
	int64_t ms;

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
		if (!gd_ms_parse(same[i], 480, &ms) ||
		    ms != INT64_C(1784095500000))
			fail_msg("%s was read as %lld", same[i], (long long)ms);
		assert_string_equal(gd_ms_text(ms, 480, buf),
		    "2026-07-15 14:05");
	}
	assert_true(gd_ms_parse("2026-07-15T14:05:09.125", 480, &ms));
	assert_int_equal(ms % 60000, 9125);
	assert_true(gd_ms_parse("2026-07-15", 480, &ms));
	assert_string_equal(gd_ms_text(ms, 480, buf), "2026-07-15 00:00");
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (gd_ms_parse(bad[i], 480, &ms))
			fail_msg("\"%s\" was taken for a moment", bad[i]);
}

static void
a_frozen_clock_moves_one_millisecond_a_call(void **state)
{
	int64_t at;

	(void)state;
	setenv("GENDAN_TZ", "480", 1);
	setenv("GENDAN_NOW", "2026-07-15T14:05", 1);
	at = gd_now_ms();
	assert_int_equal(at, INT64_C(1784095500000));
	assert_int_equal(gd_now_ms(), at + 1);
	assert_int_equal(gd_now_ms(), at + 2);
	setenv("GENDAN_NOW", "2026-07-16T14:05", 1);
	assert_int_equal(gd_now_ms(), at + 86400000);
	setenv("GENDAN_NOW", "nonsense", 1);
	assert_true(llabs(gd_now_ms() - (int64_t)time(NULL) * 1000) < 5000);
	unsetenv("GENDAN_NOW");
}

static void
the_office_has_its_own_zone(void **state)
{
	(void)state;
	setenv("GENDAN_TZ", "-210", 1);
	assert_int_equal(gd_utc_offset_min(), -210);
	setenv("TZ", "XXX-5:30", 1);
	tzset();
	setenv("GENDAN_TZ", "soon", 1);
	assert_int_equal(gd_utc_offset_min(), 330);
	unsetenv("GENDAN_TZ");
	assert_int_equal(gd_utc_offset_min(), 330);
}

static void
an_hour_may_stand_behind_a_day(void **state)
{
	int32_t today = gd_day_of(2026, 11, 29), day = gd_day_of(2026, 11, 30);
	static const struct {
		const char *typed;
		int minute;
	} ok[] = { { "2026-11-30 16:00", 960 }, { "11-30 9:05", 545 },
		{ "明天 0:00", 0 }, { "11月30日16点", 960 },
		{ "11月30日 16时", 960 }, { "2026-11-30T23:59", 1439 },
		{ "１１－３０ １６：００", 960 }, { "tomorrow", -1 },
		{ " 11-30  16:00 ", 960 }, { "20261130 16:00", 960 } };
	static const char *const bad[] = { "16:00", "11-30 24:00", "11-30 9:60",
		"11-30 116:00", "11-30 9:5", "11-30 :05", "", "点",
		"soon 9:00" };
	char text[GD_DAY_HOUR_TEXT];
	int minute;

	(void)state;
	for (size_t i = 0; i < sizeof ok / sizeof *ok; i++) {
		if (gd_day_read_hour(ok[i].typed, today, &minute) != day ||
		    minute != ok[i].minute)
			fail_msg("%s: minute %d", ok[i].typed, minute);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (gd_day_read_hour(bad[i], today, &minute) != GD_NO_DAY)
			fail_msg("\"%s\" was read", bad[i]);
	assert_string_equal(gd_day_hour_text(day, 965, text),
	    "2026-11-30 16:05");
	assert_int_equal(gd_day_parse_hour(text, &minute), day);
	assert_int_equal(minute, 965);
	assert_string_equal(gd_day_hour_text(day, -1, text), "2026-11-30");
	assert_int_equal(gd_day_parse_hour(text, &minute), day);
	assert_int_equal(minute, -1);
	assert_string_equal(gd_day_hour_text(GD_NO_DAY, 5, text), "");
	assert_int_equal(gd_day_parse_hour("2026-11-30 25:00", NULL),
	    GD_NO_DAY);
	assert_int_equal(gd_day_parse_hour("2026-11-31 15:00", NULL),
	    GD_NO_DAY);
	assert_int_equal(gd_day_parse_hour("2026-11-30 1500", NULL), GD_NO_DAY);
	assert_int_equal(gd_day_parse_hour(NULL, NULL), GD_NO_DAY);
}

static void
the_clock_for_durations_never_goes_back(void **state)
{
	int64_t before = gd_monotonic_ms();

	(void)state;
	assert_true(gd_monotonic_ms() >= before);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_count_from_1970_and_back),
		cmocka_unit_test(days_agree_with_the_system_library),
		cmocka_unit_test(a_day_that_does_not_exist_is_no_day),
		cmocka_unit_test(months_later_stays_inside_the_month),
		cmocka_unit_test(a_day_is_written_and_read_strictly),
		cmocka_unit_test(people_type_days_in_many_ways),
		cmocka_unit_test(a_day_without_a_year_is_the_nearest_one),
		cmocka_unit_test(what_is_no_day_is_not_guessed),
		cmocka_unit_test(the_day_of_a_moment_is_that_of_the_office),
		cmocka_unit_test(
		    a_moment_is_read_in_its_own_zone_or_the_offices),
		cmocka_unit_test(a_frozen_clock_moves_one_millisecond_a_call),
		cmocka_unit_test(the_office_has_its_own_zone),
		cmocka_unit_test(an_hour_may_stand_behind_a_day),
		cmocka_unit_test(the_clock_for_durations_never_goes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
