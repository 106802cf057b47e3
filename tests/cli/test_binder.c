/* tests/cli/test_binder.c - the file: what the clerk keeps, in which order,
 * where originals are; labels and lists of binders. */
#include "cli_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/banned.h"

#define HAS(text, part) assert_non_null(strstr(text, part))
#define HAS_NOT(text, part) assert_null(strstr(text, part))

static char finished[64];

static const char *
cell(json_t *rows, size_t i, const char *name)
{
	const char *text =
	    json_string_value(json_object_get(json_array_get(rows, i), name));

	return text ? text : "";
}

static size_t
nfiled(const char *order)
{
	json_t *rows = asked("files", NULL);
	size_t n = 0;

	for (size_t i = 0; i < json_array_size(rows); i++)
		n += strcmp(cell(rows, i, "order"), order) == 0;
	json_decref(rows);
	return n;
}

/* An order with this contract number whose sample request is filed. */
static void
begun(const char *contract, const char *customer)
{
	char number[64], words[2][80];

	snprintf(words[0], sizeof words[0], "contract_no=%s", contract);
	snprintf(words[1], sizeof words[1], "customer=%s", customer);
	snprintf(number, sizeof number, "%s",
	    ok("new", words[0], words[1], "salesperson=xulin", "terms=tt",
		NULL));
	number[strcspn(number, "\n")] = '\0';
	for (int i = 0; i < 40 && nfiled(number) == 0; i++)
		assert_true(order_step(number, NULL, 0));
	assert_int_equal(nfiled(number), 1);
}

static int
set_up(void **state)
{
	(void)state;
	office_new();
	ok("customer", "set", "NB9", "name=Nine", NULL);
	snprintf(finished, sizeof finished, "%s", order_new("tt"));
	order_finish(finished);
	begun("SC-10", "NB01");
	begun("SC-9", "NB01");
	begun("SC-9", "NB9");
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	office_end();
	return 0;
}

static void
the_file_is_by_contract_then_customer_as_people_count(void **state)
{
	json_t *rows = asked("files", "paper:sample_request", NULL);
	size_t n = json_array_size(rows);

	(void)state;
	assert_int_equal(n, 4);
	assert_string_equal(cell(rows, 0, "contract"), "SC-1");
	/* NB01 is NB1: before NB9 */
	assert_string_equal(cell(rows, 1, "customer"), "NB01");
	assert_string_equal(cell(rows, 2, "customer"), "NB9");
	assert_string_equal(cell(rows, 2, "contract"), "SC-9");
	assert_string_equal(cell(rows, 3, "contract"), "SC-10");
	json_decref(rows);
}

static void
the_reverse_view_is_by_customer_then_contract(void **state)
{
	json_t *rows =
	    asked("files", "by:customer", "paper:sample_request", NULL);

	(void)state;
	assert_int_equal(json_array_size(rows), 4);
	assert_string_equal(cell(rows, 0, "contract"), "SC-1");
	assert_string_equal(cell(rows, 1, "contract"), "SC-9");
	assert_string_equal(cell(rows, 2, "contract"), "SC-10");
	assert_string_equal(cell(rows, 3, "customer"), "NB9");
	json_decref(rows);
}

static void
finished_orders_stay_and_an_original_elsewhere_is_said(void **state)
{
	json_t *rows = asked("files", "contract:sc-1", NULL);
	bool sheet = false, lading = false, own = false;

	(void)state;
	assert_string_equal(order_state(finished), "completed");
	for (size_t i = 0; i < json_array_size(rows); i++) {
		const char *paper = cell(rows, i, "paper");
		bool here = json_is_true(
		    json_object_get(json_array_get(rows, i), "here"));

		assert_string_equal(cell(rows, i, "order"), finished);
		if (strcmp(paper, "contract") == 0) {
			own = true;
			assert_true(here);
			assert_string_equal(cell(rows, i, "class"), "original");
			assert_string_equal(cell(rows, i, "original_desk"), "");
		}
		if (strcmp(paper, "process_sheet") == 0) {
			sheet = true;
			assert_true(here);
			assert_string_equal(cell(rows, i, "class"), "file");
			assert_string_equal(cell(rows, i, "original_desk"),
			    "technical");
		}
		if (strcmp(paper, "bill_of_lading") == 0) {
			lading = true;
			assert_false(here);
			assert_string_equal(cell(rows, i, "original_desk"),
			    "customer");
			assert_string_not_equal(cell(rows, i, "original_since"),
			    "");
		}
		/* a paper that is kept elsewhere, without a copy here */
		assert_string_not_equal(paper, "preliminary_order");
	}
	assert_true(own && sheet && lading);
	json_decref(rows);
}

static void
nothing_leaves_the_file_by_age_and_old_shows_what_is_old(void **state)
{
	json_t *rows = asked("files", NULL), *old;
	size_t n = json_array_size(rows);

	(void)state;
	json_decref(rows);
	old = asked("files", "old:10", NULL);
	assert_int_equal(json_array_size(old), 0);
	json_decref(old);
	setenv("GENDAN_NOW", "2041-01-20T09:00:00+08:00", 1);
	ok("setting", "set", "clock", "right", NULL); /* it is that late */
	rows = asked("files", NULL);
	assert_int_equal(json_array_size(rows), n);
	json_decref(rows);
	old = asked("files", "满：10", NULL);
	assert_int_equal(json_array_size(old), n);
	json_decref(old);
	old = asked("files", "old:20", NULL);
	assert_int_equal(json_array_size(old), 0);
	json_decref(old);
	old = asked("files", "year:2041", NULL);
	assert_int_equal(json_array_size(old), 0);
	json_decref(old);
}

static void
filters_narrow_and_wrong_ones_are_refused(void **state)
{
	json_t *rows = asked("files", "customer:NB9", NULL);

	(void)state;
	assert_int_equal(json_array_size(rows), 1);
	json_decref(rows);
	rows = asked("files", "clerk:chenli", "contract:SC-10", NULL);
	assert_int_equal(json_array_size(rows), 1);
	json_decref(rows);
	rows = asked("files", "clerk:xulin", NULL);
	assert_int_equal(json_array_size(rows), 0);
	json_decref(rows);
	rows = asked("files", "--limit", "2", "合同：SC-1", NULL);
	assert_int_equal(json_array_size(rows), 2);
	json_decref(rows);
	HAS(fails(2, "--lang", "en", "files", "colour:red", NULL),
	    "by:customer");
	HAS(fails(2, "--lang", "en", "files", "year:x", NULL), "year:2026");
	HAS(fails(2, "--lang", "en", "files", "by:age", NULL), "by:contract");
	fails(3, "files", "paper:nothing", NULL);
	/* and an order is still an order */
	rows = asked("files", finished, NULL);
	assert_int_equal(json_array_size(rows), 0);
	json_decref(rows);
}

static void
labels_say_contract_customer_years_orders_and_clerk(void **state)
{
	const char *text =
	    ok("files", "label", "SC-1", "--languages", "en", NULL);

	(void)state;
	HAS(text, "Binder labels");
	HAS(text, "SC-1");
	HAS(text, "NB01");
	HAS(text, "2026");
	HAS(text, finished);
	HAS(text, "陈丽");
	HAS_NOT(text, "SC-9");
	text = ok("files", "label", "all", NULL);
	HAS(text, "卷宗标签 Binder labels");
	HAS(text, "SC-9");
	HAS(text, "SC-10");
	HAS(text, "NB9");
	fails(3, "files", "label", "SC-77", NULL);
}

static void
the_list_of_a_binder_says_papers_and_where_originals_are(void **state)
{
	const char *text =
	    ok("files", "index", "SC-1", "--languages", "en", NULL);

	(void)state;
	HAS(text, "Index of a binder");
	HAS(text, finished);
	HAS(text, "File copy");
	HAS(text, "Technical");
	HAS(text, "not here");
	HAS(text, "1100 "); /* the code of the order begins */
	text = ok("files", "index", "SC-9", "--languages", "zh", NULL);
	HAS(text, "卷内目录");
	HAS(text, "SC-9");
	fails(2, "files", "index", NULL);
	fails(2, "files", "index", "all", NULL);
	fails(3, "files", "index", "SC-77", NULL);
	fails(2, "files", "index", "SC-1", "--printer", "--out", "x.pdf", NULL);
}

#define T(f) cmocka_unit_test(f)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(the_file_is_by_contract_then_customer_as_people_count),
		T(the_reverse_view_is_by_customer_then_contract),
		T(finished_orders_stay_and_an_original_elsewhere_is_said),
		T(filters_narrow_and_wrong_ones_are_refused),
		T(labels_say_contract_customer_years_orders_and_clerk),
		T(the_list_of_a_binder_says_papers_and_where_originals_are),
		/* last: the clock goes on */
		T(nothing_leaves_the_file_by_age_and_old_shows_what_is_old),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
