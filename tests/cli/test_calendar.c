/* tests/cli/test_calendar.c - the command `calendar`. */
#include "cli_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

static int
begin(void **state)
{
	(void)state;
	office_new();
	return 0;
}

static int
end(void **state)
{
	(void)state;
	office_end();
	return 0;
}

/* The row of a list whose cell `key` is `value`; NULL: none. */
static json_t *
row_of(json_t *rows, const char *key, const char *value)
{
	json_t *row;
	size_t i;

	json_array_foreach(rows, i, row)
	{
		const char *s = json_string_value(json_object_get(row, key));

		if (s && strcmp(s, value) == 0)
			return row;
	}
	return NULL;
}

static bool
is_off(json_t *row)
{
	return json_is_true(json_object_get(row, "off"));
}

static void
the_list_names_the_days_of_a_year_with_their_weekday(void **state)
{
	json_t *all = asked("calendar", "list", "2026", NULL), *row;
	const char *words;

	(void)state;
	assert_int_equal(json_array_size(all), 39);
	row = row_of(all, "day", "2026-10-10");
	assert_false(is_off(row));
	assert_string_equal(json_string_value(json_object_get(row, "weekday")),
	    "sat");
	assert_true(is_off(row_of(all, "day", "2026-02-16")));
	json_decref(all);
	words = ok("calendar", "list", "CN", "2026", NULL);
	assert_non_null(strstr(words, "2026-10-01  Thu      off"));
	assert_non_null(strstr(words, "National Day"));
	words = ok("--lang", "zh", "calendar", "list", "CN", "2026", NULL);
	assert_non_null(strstr(words, "国庆节"));
	assert_non_null(strstr(words, "周四"));
	fails(3, "calendar", "list", "FR", NULL);
}

static void
the_old_forms_still_set_and_clear_days(void **state)
{
	json_t *all;

	(void)state;
	ok("calendar", "set", "2026-12-25", "yes", "Christmas", NULL);
	ok("calendar", "set", "2026-12-24", "off", "Eve", NULL);
	ok("calendar", "set", "2026-05-04", "work", "busy", NULL);
	all = asked("calendar", "list", NULL);
	assert_true(is_off(row_of(all, "day", "2026-12-25")));
	assert_string_equal(json_string_value(json_object_get(
				row_of(all, "day", "2026-12-24"), "name")),
	    "Eve");
	assert_false(is_off(row_of(all, "day", "2026-05-04")));
	assert_string_equal(json_string_value(json_object_get(
				row_of(all, "day", "2026-05-04"), "calendar")),
	    "");
	json_decref(all);
	ok("calendar", "clear", "2026-12-25", NULL);
	ok("calendar", "clear", "2026-12-24", NULL);
	ok("calendar", "clear", "2026-05-04", NULL);
	all = asked("calendar", "list", NULL);
	assert_null(row_of(all, "day", "2026-12-25"));
	assert_string_equal(json_string_value(json_object_get(
				row_of(all, "day", "2026-05-04"), "calendar")),
	    "CN");
	json_decref(all);
	fails(2, "calendar", "set", "2026-12-25", "perhaps", "x", NULL);
	fails(1, "calendar", "set", "2026-12-23", "work", "a Wednesday", NULL);
}

static void
a_calendar_is_made_filled_and_given_to_a_desk(void **state)
{
	json_t *all, *row;

	(void)state;
	ok("calendar", "new", "EG", "zh=埃及", "en=Egypt", "weekend=fri,sat",
	    NULL);
	ok("calendar", "set", "2026-07-23", "off", "Revolution Day", "--in",
	    "EG", NULL);
	ok("calendar", "set", "2026-11-27", "work", "zh=补班", "en=worked",
	    "--in", "EG", NULL);
	ok("calendar", "year", "EG", "2026", "announced", "gazette", NULL);
	ok("desk", "set", "finance", "calendar=EG", NULL);
	fails(3, "desk", "set", "finance", "calendar=XX", NULL);
	fails(3, "setting", "set", "calendar_bank", "XX", NULL);
	fails(1, "setting", "set", "calendar", "CN", "--as", "linjing", NULL);
	ok("setting", "set", "calendar_bank", "EG", NULL);
	all = asked("calendar", "calendars", NULL);
	row = row_of(all, "code", "EG");
	assert_string_equal(json_string_value(json_object_get(row, "state")),
	    "announced");
	assert_string_equal(json_string_value(json_object_get(row, "source")),
	    "gazette");
	assert_int_equal(json_array_size(json_object_get(row, "used_by")), 2);
	json_decref(all);
	fails(1, "calendar", "new", "EG", "active=no", NULL);
	all = asked("calendar", "list", "EG", NULL);
	assert_int_equal(json_array_size(all), 2);
	json_decref(all);
	ok("calendar", "clear", "2026-07-23", "--in", "EG", NULL);
	ok("calendar", "year", "EG", "2026", "unknown", NULL);
	all = asked("calendar", "list", "EG", NULL);
	assert_int_equal(json_array_size(all), 1);
	json_decref(all);
	ok("setting", "set", "calendar_bank", "", NULL);
	ok("desk", "set", "finance", "calendar=", NULL);
}

static void
what_is_not_known_stands_under_the_list(void **state)
{
	const char *words = ok("calendar", NULL);

	(void)state;
	assert_non_null(strstr(words, "CN 2027: swaps unknown"));
	words = ok("--lang", "zh", "calendar", "calendars", NULL);
	assert_non_null(strstr(words, "CN 2027：调休未公布"));
	words = ok("calendar", "--csv", NULL);
	assert_null(strstr(words, "only what the law"));
}

static void
the_faults_of_a_table_are_said_in_both_languages(void **state)
{
	const char *file =
	    secret_file("days.csv", "calendar,day,what,name\n"
				    "CN,2028-01-01,off,New Year\n"
				    "CN,2028-13-01,off,x\n"
				    "CN,2028-01-04,work,x\n");
	struct said said = run("calendar", "import", file, NULL);
	json_t *all;

	(void)state;
	assert_int_equal(said.rc, 2);
	assert_non_null(strstr(said.err, "row 3, column day, \"2028-13-01\""));
	assert_non_null(strstr(said.err, "2028-01-04 is worked anyway"));
	said_free(&said);
	said = run("--lang", "zh", "calendar", "import", file, NULL);
	assert_non_null(strstr(said.err, "本来就上班"));
	said_free(&said);
	file =
	    secret_file("days.csv", "day,what,name\n2028-01-01,off,New Year\n");
	ok("calendar", "import", file, "--in", "CN", "--dry-run", NULL);
	all = asked("calendar", "list", "CN", "2028", NULL);
	assert_int_equal(json_array_size(all), 0);
	json_decref(all);
	ok("calendar", "import", file, "--in", "CN", NULL);
	all = asked("calendar", "list", "CN", "2028", NULL);
	assert_int_equal(json_array_size(all), 1);
	json_decref(all);
	ok("calendar", "install", "CN", NULL);
	fails(3, "calendar", "install", "FR", NULL);
	fails(2, "calendar", "frobnicate", NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_list_names_the_days_of_a_year_with_their_weekday),
		cmocka_unit_test(the_old_forms_still_set_and_clear_days),
		cmocka_unit_test(a_calendar_is_made_filled_and_given_to_a_desk),
		cmocka_unit_test(what_is_not_known_stands_under_the_list),
		cmocka_unit_test(
		    the_faults_of_a_table_are_said_in_both_languages),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
