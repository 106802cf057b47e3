/* tests/cli/test_right.c - corrections, rates, money and numbers as typed. */
#include "cli_test.h"

#include <string.h>

#include "base/banned.h"

static bool
in_force(const char *order, const char *kind)
{
	json_t *page = asked("show", order, NULL), *row;
	bool yes = false;
	size_t i;

	json_array_foreach(
	    json_object_get(json_object_get(page, "tables"), "paper"), i, row)
	    yes |= strcmp(json_string_value(json_object_get(row, "kind")),
		       kind) == 0 &&
		   json_integer_value(json_object_get(row, "in_force"));
	json_decref(page);
	return yes;
}

static void
a_correction_names_the_papers_and_drafts_them_when_asked(void **state)
{
	const char *said, *why;
	char n[64] = "";
	json_t *page, *first;
	char last[512];

	(void)state;
	office_new();
	strncpy(n, order_new("tt"), sizeof n - 1);
	ok("correct", n, "quantity=777", "--reason", "typo", NULL);
	for (int i = 0; i < 120 && !in_force(n, "preliminary_order"); i++)
		assert_true(order_step(n, last, sizeof last));
	/* what it says already is nothing to correct, on paper or not */
	fails(2, "correct", n, "quantity=777", "--reason", "typo", NULL);
	fails(2, "correct", n, "quantity=abc", "--reason", "typo", NULL);
	why = fails(1, "correct", n, "quantity=779", "--reason", "typo",
	    "--lang", "en", NULL);
	assert_non_null(strstr(why, "preliminary_order"));
	assert_non_null(strstr(why, "--revise"));
	said = ok("correct", n, "quantity=778", "--revise", "--reason",
	    "一个零", "--lang", "zh", NULL);
	assert_non_null(strstr(said, "777 -> 778"));
	page = asked("show", n, NULL);
	first = json_array_get(json_object_get(page, "corrections"),
	    json_array_size(json_object_get(page, "corrections")) - 1);
	assert_string_equal(json_string_value(json_object_get(first, "old")),
	    "777");
	assert_string_equal(json_string_value(json_object_get(first, "why")),
	    "一个零");
	json_decref(page);
	said = ok("show", n, "--lang", "zh", NULL);
	assert_non_null(strstr(said, "更正"));
	office_end();
}

static void
rates_need_a_source_and_money_says_what_it_lacks(void **state)
{
	const char *said;
	json_t *m;

	(void)state;
	office_new();
	(void)order_new("tt");
	ok("company", "set", "sh", "上海", "currency=CNY", NULL);
	fails(2, "rate", "set", "USD", "CNY", "7.1234", NULL);
	fails(2, "rate", "set", "USD", "CNY", "seven", "--source", "x", NULL);
	fails(2, "rate", "sett", NULL);
	said = ok("new", "customer=NB01", "--company", "sh", "terms=tt",
	    "amount=1000 USD", NULL);
	assert_non_null(strstr(said, "SH-"));
	said = ok("money", "company:sh", "--lang", "en", NULL);
	assert_non_null(strstr(said, "there is no rate of USD in CNY"));
	ok("rate", "set", "USD", "CNY", "7.1234", "--day", "2026-11-20",
	    "--source", "BOC", NULL);
	assert_non_null(strstr(ok("rate", "list", NULL), "7.1234"));
	said = ok("money", "company:sh", "--lang", "zh", NULL);
	assert_non_null(strstr(said, "7123.40 CNY"));
	assert_non_null(strstr(said, "7.1234, 2026-11-20, BOC"));
	m = asked("money", "company:sh", NULL);
	assert_int_equal(
	    json_integer_value(json_object_get(
		json_array_get(json_object_get(m, "totals"), 0), "due")),
	    712340);
	json_decref(m);
	said = ok("board", "company:sh", "--csv", NULL);
	assert_non_null(strstr(said, ",1,0"));
	office_end();
}

static void
numbers_nobody_has_are_listed(void **state)
{
	char number[64];
	json_t *gaps;

	(void)state;
	office_new();
	strncpy(number, order_new("tt"), sizeof number - 1);
	ok("cancel", number, "customer", "--reason", "gone", NULL);
	gaps = asked("series", "gaps", NULL);
	assert_int_equal(json_array_size(gaps), 1);
	assert_string_equal(
	    json_string_value(json_object_get(json_array_get(gaps, 0), "why")),
	    "cancelled");
	json_decref(gaps);
	assert_non_null(
	    strstr(ok("series", "gaps", "--lang", "zh", NULL), "已取消: gone"));
	assert_non_null(strstr(ok("series", "list", NULL), "{seq:"));
	fails(3, "series", "gaps", "--company", "zz", NULL);
	fails(2, "series", "gaps", "--year", "1", NULL);
	office_end();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_correction_names_the_papers_and_drafts_them_when_asked),
		cmocka_unit_test(
		    rates_need_a_source_and_money_says_what_it_lacks),
		cmocka_unit_test(numbers_nobody_has_are_listed),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
