/* tests/cli/test_names.c - names instead of ids, and errors that say what to
 * do, in a demo book. */
#include "cli_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/kept.h"

#include "base/banned.h"

#define ORDER "EX-2609-003"

/* A demo beside the office's own book. @return its path */
static const char *
demo_new(void)
{
	static char path[512];
	static struct kept made;

	setenv("GENDAN_NOW", "2026-11-24T03:14:00Z", 1);
	office_new();
	snprintf(path, sizeof path, "%s.demo", getenv("GENDAN_BOOK"));
	if (!kept_put(&made, path)) {
		ok("demo", path, NULL);
		kept_take(&made, path);
	}
	setenv("GENDAN_BOOK", path, 1);
	setenv("GENDAN_AS", "chenli", 1);
	return path;
}

static void
file_of(const char *text, char path[600])
{
	FILE *f;

	snprintf(path, 600, "%s.csv", getenv("GENDAN_BOOK"));
	f = fopen(path, "we");
	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static void
says(const char *said, const char *part)
{
	if (!strstr(said, part))
		fail_msg("\"%s\" is not in: %s", part, said);
}

static void
an_id_is_named_as_what_it_is_there(void **state)
{
	const char *said;

	(void)state;
	(void)demo_new();
	ok("receive", ORDER, "formal_order", "shipping", NULL);
	said = ok("correct", ORDER, "--piece", "22", "--desk", "qc", "--reason",
	    "w", "--lang", "zh", NULL);
	says(said, "出货部: 在手 -> 已发出");
	said = ok("show", ORDER, "--lang", "en", NULL);
	says(said, "Formal order form, Shipping");
	assert_null(strstr(said, "Formal order form, Warehouse"));
	said = fails(1, "correct", ORDER, "quantity=7", "--reason", "x",
	    "--lang", "zh", NULL);
	says(said, "订货单, 定货单");
	says(said, "副本在：财务部");
	says(said, "`gendan revise " ORDER " formal_order");
	office_end();
}

static void
a_refusal_says_what_it_must_be_and_what_may_be_given(void **state)
{
	(void)state;
	(void)demo_new();
	says(fails(2, "split", ORDER, "line:1=0", "--reason", "x", NULL),
	    "above 0");
	says(fails(2, "split", ORDER, "lin:1=4", "--reason", "x", NULL),
	    "line:1=all");
	says(fails(2, "correct", ORDER, "--piece", "1", "held=back", "--reason",
		 "x", NULL),
	    "tracking");
	says(fails(2, "new", "customer=mueller", "currency=USD", NULL),
	    "line:1:price=2.50 USD");
	says(fails(1, "returned", ORDER, "--piece", "17", NULL),
	    "it must be called back");
	says(fails(1, "void", ORDER, "contract#9", "--reason", "x", NULL),
	    "made so far: `contract#1`");
	office_end();
}

/* Rows are named before the file as a whole. */
static void
refused(const char *object, const char *path, const char *part)
{
	struct said s = run(object, "import", path, "--lang", "en", NULL);

	assert_int_equal(s.rc, 2);
	says(s.err, part);
	said_free(&s);
}

static void
a_list_blanks_and_closes_nothing(void **state)
{
	char path[600];
	const char *said;

	(void)state;
	(void)demo_new();
	file_of("code,name\nsakura,\n", path);
	refused("customer", path, "row 2, column name");
	file_of("code,name\nnew1,One\nnew1,Two\n", path);
	refused("customer", path, "new1 stands in the file already");
	file_of("login,name,active\nchenli,陈丽,no\n", path);
	refused("user", path, "`gendan user close chenli`");
	file_of("login,name,roles\nchenli,陈丽,clerk\n", path);
	said = ok("user", "import", path, "--lang", "en", NULL);
	says(said, "1 as they were");
	says(said, "`gendan role revoke` takes them");
	office_end();
}

static void
looking_takes_what_people_write(void **state)
{
	const char *said;
	char path[600];

	(void)state;
	(void)demo_new();
	says(ok("find", "O’Brien", NULL), "O'Brien");
	said = ok("find", "1Z5915806855587736", "--csv", NULL);
	assert_non_null(strchr(said, '\n'));
	assert_ptr_equal(strchr(strchr(said, '\n') + 1, '\n'),
	    strrchr(said, '\n'));
	fails(2, "list", "step<5", NULL);
	fails(2, "list", "step:5", "step:6", NULL);
	fails(3, "since", "2026-11-01", "--who", "ghost", NULL);
	says(ok("since", "2026-11-01", "--desk", "finance", "--lang", "en",
		 NULL),
	    "Wu Min");
	file_of("[{\"item\": \"mug\", \"qty\": 5, \"price\": \"2.50 USD\"}]",
	    path);
	ok("new", "customer=mueller", "terms=tt", "--lines", path, NULL);
	office_end();
}

/* Each row of the list asked for fits; by hard date they stand in its order,
 * those without one last. */
static size_t
hard_rows(json_t *list, const char *before, bool warns)
{
	const char *last = "";
	size_t i, n = json_array_size(list);
	json_t *row;

	json_array_foreach(list, i, row)
	{
		const char *day =
		    json_string_value(json_object_get(row, "hard_day"));

		assert_true(strcmp(day ? day : "~", last) >= 0);
		last = day ? day : "~";
		assert_true(!before || (day && strcmp(day, before) < 0));
		assert_true(!warns ||
			    json_integer_value(json_object_get(row, "warns")));
	}
	json_decref(list);
	return n;
}

static void
lists_are_narrowed_and_sorted_by_hard_date_and_warnings(void **state)
{
	size_t all, dated, early, warned;

	(void)state;
	demo_new();
	all = hard_rows(asked("list", "--sort", "hard", NULL), NULL, false);
	dated = hard_rows(asked("list", "hard>2000-01-01", "sort:hard", NULL),
	    "9999", false);
	early = hard_rows(asked("list", "hard<2026-11-15", "sort:hard", NULL),
	    "2026-11-15", false);
	warned = hard_rows(asked("list", "warns:", "--sort", "hard", NULL),
	    NULL, true);
	assert_true(early > 1 && early < dated && dated < all);
	assert_true(warned > 1 && warned < all);
	assert_int_equal(hard_rows(asked("list", "hard:2026-11-15..", "--sort",
				       "hard", NULL),
			     NULL, false),
	    dated - early);
	assert_non_null(strstr(fails(2, "list", "--sort", "hardest", NULL),
	    "newest, due, hard, number"));
	office_end();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_id_is_named_as_what_it_is_there),
		cmocka_unit_test(
		    a_refusal_says_what_it_must_be_and_what_may_be_given),
		cmocka_unit_test(a_list_blanks_and_closes_nothing),
		cmocka_unit_test(looking_takes_what_people_write),
		cmocka_unit_test(
		    lists_are_narrowed_and_sorted_by_hard_date_and_warnings),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
