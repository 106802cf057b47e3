/* tests/cli/test_dates.c - agenda, due, dates, move, tick: for people in both
 * languages, as JSON and as CSV, and what is typed wrong. */
#include "cli_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

static char order[64];

static void
today(const char *day)
{
	char now[40];

	snprintf(now, sizeof now, "%sT09:00:00+08:00", day);
	setenv("GENDAN_NOW", now, 1);
	setenv("GENDAN_TZ", "480", 1);
}

static int
begin(void **state)
{
	(void)state;
	office_new();
	today("2026-11-24");
	snprintf(order, sizeof order, "%s",
	    ok("new", "customer=NB01", "product=Mug", "terms=tt",
		"sample_due=2026-11-28", "delivery_date=2027-01-20", NULL));
	order[strcspn(order, "\n")] = '\0';
	return 0;
}

static int
end(void **state)
{
	(void)state;
	ok("verify", NULL);
	office_end();
	unsetenv("GENDAN_NOW");
	return 0;
}

static json_t *
row_of(json_t *all, const char *key, const char *value)
{
	json_t *row;
	size_t i;

	json_array_foreach(all, i, row)
	{
		const char *has = json_string_value(json_object_get(row, key));

		if (has && strcmp(has, value) == 0)
			return row;
	}
	return NULL;
}

static void
says(const char *text, const char *words)
{
	if (strstr(text, words) == NULL)
		fail_msg("no \"%s\" in:\n%s", words, text);
}

static void
is_text(json_t *row, const char *key, const char *value)
{
	assert_non_null(json_object_get(row, key));
	assert_string_equal(json_string_value(json_object_get(row, key)),
	    value);
}

static void
every_key(json_t *row, const char *const *keys)
{
	for (; *keys; keys++)
		if (json_object_get(row, *keys) == NULL)
			fail_msg("no key %s", *keys);
}

/* ---- agenda ----------------------------------------------------------------- */

static void
agenda_has_its_parts_in_both_languages(void **state)
{
	(void)state;
	says(ok("agenda", NULL), "Due within seven days (1)");
	says(ok("agenda", NULL), "Can be done now");
	says(ok("agenda", "--lang", "zh", NULL), "七天内到期");
	says(ok("agenda", NULL), "Due today: nothing");
	says(ok("agenda", "--lang", "zh", NULL), "今天到期：没有");
	today("2026-11-28");
	says(ok("agenda", NULL), "Due today (1)");
	says(ok("agenda", "--lang", "zh", NULL), "今天到期");
	today("2026-12-02");
	says(ok("agenda", NULL), "Overdue (1)");
	says(ok("agenda", NULL), "4 d late");
	says(ok("agenda", "--lang", "zh", NULL), "逾期 4 天");
}

static void
agenda_for_programs_is_one_list_with_the_old_keys_and_a_part(void **state)
{
	static const char *const keys[] = { "late", "order", "customer", "rail",
		"act", "what", "due", "do", "part", "days", "hard", "duty",
		"lot", "owner", "plan", "first", "told", "who", NULL };
	json_t *all = asked("agenda", NULL), *row;
	size_t i;

	(void)state;
	json_array_foreach(all, i, row) every_key(row, keys);
	row = row_of(all, "part", "now");
	assert_non_null(row);
	assert_true(strlen(json_string_value(json_object_get(row, "do"))) > 0);
	row = row_of(all, "part", "soon");
	assert_non_null(row);
	is_text(row, "duty", "sample_back");
	is_text(row, "due", "2026-11-28");
	is_text(row, "owner", "person:chenli");
	assert_int_equal(json_integer_value(json_object_get(row, "days")), 4);
	json_decref(all);
	says(ok("agenda", "--csv", NULL),
	    "late,order,customer,rail,act,what,due,do,part,days,hard,duty");
}

static void
agenda_of_a_desk_or_a_person_and_of_nobody_else(void **state)
{
	json_t *all;

	(void)state;
	today("2027-01-18");
	says(ok("agenda", "--desk", "production", NULL), "Goods finished");
	says(ok("agenda", "--desk", "生产部", "--lang", "zh", NULL), "完货");
	says(ok("agenda", "--person", "chenli", NULL), order);
	all = asked("agenda", "--desk", "production", NULL);
	assert_null(row_of(all, "part", "now"));
	assert_non_null(row_of(all, "duty", "finished"));
	json_decref(all);
	says(fails(3, "agenda", "--desk", "moon", NULL), "moon");
	says(fails(3, "agenda", "--person", "moon", "--lang", "zh", NULL),
	    "moon");
	says(fails(2, "agenda", "--person", "chenli", "--desk", "qc", NULL),
	    "not both");
	fails(2, "agenda", "--limit", "many", NULL);
}

/* ---- due -------------------------------------------------------------------- */

static void
due_shows_where_each_date_comes_from_and_the_four_dates(void **state)
{
	static const char *const keys[] = { "day", "days", "order", "customer",
		"duty", "lot", "rule", "moved", "hard", "owner", "plan",
		"first", "actual", "late", "title", "words", "base", "base_day",
		"told", "clerk", "round", "instance", NULL };
	json_t *all = asked("due", order, NULL), *row;
	const char *text;

	(void)state;
	row = row_of(all, "duty", "booking");
	assert_non_null(row);
	every_key(row, keys);
	is_text(row, "day", "2027-01-06");
	is_text(row, "plan", "2027-01-06");
	is_text(row, "first", "2027-01-06");
	assert_true(json_is_null(json_object_get(row, "actual")));
	is_text(row, "base", "delivery_date");
	is_text(row, "owner", "person:chenli");
	json_decref(all);
	text = ok("due", order, NULL);
	says(text, "Booking with the forwarder");
	says(text, "- 14 d");
	says(ok("due", order, "--lang", "zh", NULL), "联系货代订舱");
	says(ok("due", order, "--csv", NULL), "day,days,order,customer,duty");
}

static void
lists_of_dates_for_programs_say_base_rule_and_result(void **state)
{
	static const char *const keys[] = { "base", "base_name", "base_day",
		"rule", "cap", "cap_day", "result", NULL };
	json_t *all = asked("due", "duty:make_customs_papers", NULL), *row;

	(void)state;
	row = row_of(all, "duty", "make_customs_papers");
	assert_non_null(row);
	every_key(row, keys);
	is_text(row, "base_name", "Delivery date");
	is_text(row, "base_day", "2027-01-20");
	is_text(row, "result", "2027-01-13");
	json_decref(all);
	all = asked("dates", order, NULL);
	row = row_of(json_object_get(all, "dates"), "duty", "booking");
	every_key(row, keys);
	is_text(row, "base_name", "Delivery date");
	json_decref(all);
	says(ok("dates", order, "--csv", NULL),
	    ",delivery_date,2027-01-20,\"Delivery date 01-20 - 14 d = 01-06");
	says(ok("due", "duty:booking", "--csv", NULL),
	    ",Delivery date,,,2027-01-06");
}

static void
due_keeps_to_its_range(void **state)
{
	(void)state;
	/* without words thirty days */
	assert_null(strstr(ok("due", NULL), "2027-01-06"));
	says(ok("due", NULL), "2026-11-28");
	says(ok("due", "--days", "60", NULL), "2027-01-06");
	says(ok("due", "--from", "2027-01-06", "--to", "2027-01-06", NULL),
	    "Booking");
	assert_null(strstr(ok("due", "--from", "2027-01-07", NULL), "Booking"));
	says(ok("due", "due:2027-01-06", NULL), "Booking");
	says(ok("due", "duty:booking", NULL), "Booking");
	says(ok("due", "owner:production", NULL), "Goods finished");
	says(ok("due", "hard", NULL), "nothing");
	says(ok("due", "late", NULL), "nothing");
	assert_non_null(strchr(ok("due", "--limit", "1", NULL), '\n'));
}

static void
due_names_the_word_it_does_not_know(void **state)
{
	(void)state;
	says(fails(3, "due", "duty:moon", NULL), "moon");
	says(fails(3, "due", "owner:moon", NULL), "moon");
	says(fails(3, "due", "desk:moon", NULL), "moon");
	says(fails(2, "due", "due<someday", NULL), "someday");
	says(fails(2, "due", "--from", "someday", NULL), "--from");
	says(fails(2, "due", "--to", "someday", "--lang", "zh", NULL), "--to");
	says(fails(2, "due", "--from", "12-10", "--to", "12-01", NULL),
	    "2026-12-10");
	says(fails(2, "due", "colour:red", NULL), "colour");
	/* a word that no order has is one misspelt */
	says(fails(2, "due", "overdu", NULL), "did you mean overdue");
	says(fails(2, "due", "hardd", "--lang", "zh", NULL), "hard");
	says(fails(2, "due", "逾其", "--lang", "zh", NULL), "逾期");
	says(fails(2, "due", "sometimes", NULL), "owner:WHO");
	says(ok("due", "Mug", "--days", "90", NULL), order);
}

/* ---- one order, moving -------------------------------------------------------- */

static void
dates_of_an_order_say_where_they_land_and_what_breaks(void **state)
{
	static const char *const keys[] = { "duty", "title", "lot", "hard",
		"open", "owner", "plan", "first", "day", "actual", "projected",
		"late", "left", "slip", "breaks", "words", NULL };
	json_t *all = asked("dates", order, NULL), *row;

	(void)state;
	is_text(all, "order", order);
	every_key(all,
	    (const char *const[]){ "dates", "next_hard", "first_broken",
		"moved", "warnings", "forecast", NULL });
	row = row_of(json_object_get(all, "dates"), "duty", "booking");
	assert_non_null(row);
	every_key(row, keys);
	json_decref(all);
	says(ok("dates", order, NULL), "No hard date breaks.");
	says(ok("dates", order, NULL), "No forecast");
	says(ok("dates", order, "--lang", "zh", NULL), "没有硬期限会被突破");
	says(ok("dates", order, "--csv", NULL), "hard,duty,owner,plan,first");
	fails(3, "dates", "EX-9999", NULL);
	fails(2, "dates", NULL);
	all = asked("show", order, NULL);
	every_key(all, (const char *const[]){ "next_hard", "first_broken",
			   "warnings", "forecast", NULL });
	json_decref(all);
	says(ok("show", order, NULL), "forecast");
}

static void
a_move_shows_the_old_promise_and_a_dry_run_moves_nothing(void **state)
{
	json_t *m, *all;

	(void)state;
	m = asked("move", order, "booking", "2027-01-12", "--dry-run", NULL);
	assert_true(json_is_true(json_object_get(m, "dry_run")));
	is_text(m, "was", "2027-01-06");
	is_text(m, "now", "2027-01-12");
	json_decref(m);
	says(ok("move", order, "booking", "2027-01-12", "--dry-run", NULL),
	    "nothing was moved");
	says(ok("due", "moved", NULL), "nothing");
	says(fails(1, "move", order, "booking", "2027-01-12", NULL),
	    "move a date needs a reason");
	says(ok("move", order, "booking", "2027-01-12", "--reason", "full",
		 NULL),
	    "2027-01-06 -> 2027-01-12");
	says(ok("move", order, "booking", "2027-01-14", "--reason", "full",
		 "--lang", "zh", NULL),
	    "最初承诺 2027-01-06");
	all = asked("due", "moved", NULL);
	assert_int_equal(json_array_size(all), 1);
	is_text(json_array_get(all, 0), "first", "2027-01-06");
	is_text(json_array_get(all, 0), "day", "2027-01-14");
	json_decref(all);
	/* one rule: what the order counts is what `due moved` lists */
	m = asked("dates", order, NULL);
	assert_int_equal(json_integer_value(json_object_get(m, "moved")), 1);
	json_decref(m);
	says(ok("dates", order, NULL), "promised 2027-01-06, now 2027-01-14");
	fails(2, "move", order, "booking", "someday", "--reason", "x", NULL);
	says(ok("log", order, NULL), "full");
}

/* The order has a booking, so its hard dates are known. */
static void
a_move_says_which_hard_dates_break_by_it_and_what_is_odd_of_the_day(
    void **state)
{
	json_t *m;
	const char *said;

	(void)state;
	m = asked("move", order, "booking", "2026-11-21", "--dry-run", NULL);
	assert_int_equal(json_array_size(json_object_get(m, "warnings")), 2);
	is_text(json_array_get(json_object_get(m, "warnings"), 0), "kind",
	    "past");
	assert_true(json_is_array(json_object_get(m, "newly_broken")));
	assert_true(json_is_array(json_object_get(m, "mended")));
	assert_true(json_is_array(json_object_get(m, "broken_before")));
	json_decref(m);
	said = ok("move", order, "booking", "2026-11-21", "--dry-run", NULL);
	says(said, "Warning: 2026-11-21 is 3 days past");
	said = ok("move", order, "booking", "2026-11-21", "--dry-run", "--lang",
	    "zh", NULL);
	says(said, "2026-11-21 是休息日；下一个工作日是 2026-11-23");
}

static void
acts_and_lists_say_their_dates_too(void **state)
{
	json_t *todo = asked("todo", order, NULL), *act, *list;
	size_t i;

	(void)state;
	json_array_foreach(json_object_get(todo, "acts"), i, act) every_key(act,
	    (const char *const[]){ "plan", "first", "late", "hard", NULL });
	json_decref(todo);
	list = asked("list", NULL);
	every_key(json_array_get(list, 0),
	    (const char *const[]){ "hard_day", "hard", "warns", NULL });
	json_decref(list);
}

/* ---- time ---------------------------------------------------------------------- */

static void
tick_counts_what_it_rang_and_rings_it_once(void **state)
{
	json_t *t;

	(void)state;
	today("2026-11-28");
	t = asked("tick", NULL);
	assert_int_equal(json_integer_value(json_object_get(t, "reminders")),
	    1);
	assert_int_equal(json_integer_value(json_object_get(t, "changed")), 1);
	assert_int_equal(json_integer_value(json_object_get(t, "expired")), 0);
	json_decref(t);
	/* by name, in words, and nobody's doing */
	says(ok("log", order, NULL),
	    "reminded of Sample back from the sample room (today)");
	says(ok("log", order, NULL), "the system");
	says(ok("log", order, "--lang", "zh", NULL), "收打样室样品（今天）");
	says(ok("log", order, "--lang", "zh", NULL), "系统");
	says(ok("tick", NULL), "reminders: 0");
	says(ok("tick", "--lang", "zh", NULL), "提醒 0");
	today("2026-12-03");
	says(ok("tick", NULL), "reminders: 1");
	says(ok("--as", "zhangwei", "agenda", NULL), "Of others, told to you");
	says(ok("--as", "zhangwei", "agenda", "--lang", "zh", NULL), order);
}

static void
an_order_that_begins_late_says_so_and_its_number_stays_alone(void **state)
{
	struct said s = run("new", "customer=NB01", "product=Mug", "terms=tt",
	    "sample_due=2026-11-21", NULL);
	json_t *j;

	(void)state;
	assert_int_equal(s.rc, 0);
	assert_int_equal(strcspn(s.out, "\n") + 1, strlen(s.out));
	says(s.err, "already late by 3 days");
	says(s.err, "2026-11-21");
	said_free(&s);
	j = asked("new", "customer=NB01", "product=Mug", "terms=tt",
	    "sample_due=2026-11-21", NULL);
	assert_int_equal(json_integer_value(json_object_get(j, "late_days")),
	    3);
	is_text(j, "late_duty", "sample_back");
	json_decref(j);
}

/* ---- forecast --------------------------------------------------------------- */

static void
a_forecast_says_how_much_history_it_has_and_needs(void **state)
{
	static const char *const keys[] = { "order", "likely", "safe", "step",
		"step_no", "step_days", "orders", "needed", "known", "shipped",
		"few_step", NULL };
	json_t *all = asked("forecast", order, NULL), *row;

	(void)state;
	assert_int_equal(json_array_size(all), 1);
	row = json_array_get(all, 0);
	every_key(row, keys);
	assert_true(json_is_false(json_object_get(row, "known")));
	assert_int_equal(json_integer_value(json_object_get(row, "needed")),
	    20);
	assert_int_equal(json_integer_value(json_object_get(row, "orders")), 0);
	json_decref(all);
	says(ok("forecast", order, NULL), "20 orders through step");
	says(ok("forecast", order, "--lang", "zh", NULL), "需要 20 张");
	says(ok("forecast", NULL), order);
	says(ok("forecast", "--csv", NULL), "order,customer,likely,safe,step");
	says(fails(3, "forecast", "EX-1999-1", NULL), "EX-1999-1");
	fails(2, "forecast", "--limit", "many", NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

static void
the_strip_of_an_order_is_drawn_as_wide_as_asked_and_told_in_numbers(
    void **state)
{
	const char *text;
	json_t *all, *row;
	const json_t *now;

	(void)state;
	text = ok("--lang", "en", "dates", order, "--gantt", NULL);
	assert_non_null(strstr(text, " 2 Sample sent"));
	assert_non_null(strstr(text, "= done - in force"));
	assert_non_null(strchr(text, '|'));
	for (const char *at = text; *at; at += strcspn(at, "\n") + 1)
		if (at[0] == ' ')
			assert_true(strcspn(at, "\n") <= 79);
	text = ok("--lang", "zh", "dates", order, "--gantt=120", NULL);
	assert_non_null(strstr(text, "一格"));
	fails(2, "dates", order, "--gantt=wide", NULL);
	all = json_loads(ok("dates", order, "--gantt", "--json", NULL), 0,
	    NULL);
	row = row_of(json_object_get(all, "steps"), "step", "sample_dispatch");
	assert_non_null(row);
	now = json_object_get(row, "in_force");
	assert_string_equal(json_string_value(json_object_get(now, "to")),
	    "2026-11-28");
	assert_string_equal(json_string_value(json_object_get(all, "today")),
	    "2026-11-24");
	json_decref(all);
	/* the sheet of the order ends with it, for people */
	assert_non_null(strstr(ok("--lang", "en", "report", "ta", order, NULL),
	    "= done - in force"));
	assert_null(strstr(ok("report", "ta", order, "--csv", NULL), "= done"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(agenda_has_its_parts_in_both_languages),
		TEST(
		    agenda_for_programs_is_one_list_with_the_old_keys_and_a_part),
		TEST(agenda_of_a_desk_or_a_person_and_of_nobody_else),
		TEST(due_shows_where_each_date_comes_from_and_the_four_dates),
		TEST(lists_of_dates_for_programs_say_base_rule_and_result),
		TEST(due_keeps_to_its_range),
		TEST(due_names_the_word_it_does_not_know),
		TEST(dates_of_an_order_say_where_they_land_and_what_breaks),
		TEST(a_move_shows_the_old_promise_and_a_dry_run_moves_nothing),
		TEST(
		    a_move_says_which_hard_dates_break_by_it_and_what_is_odd_of_the_day),
		TEST(acts_and_lists_say_their_dates_too),
		TEST(a_forecast_says_how_much_history_it_has_and_needs),
		TEST(tick_counts_what_it_rang_and_rings_it_once),
		TEST(
		    an_order_that_begins_late_says_so_and_its_number_stays_alone),
		cmocka_unit_test_setup_teardown(
		    the_strip_of_an_order_is_drawn_as_wide_as_asked_and_told_in_numbers,
		    begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
