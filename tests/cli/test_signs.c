/* tests/cli/test_signs.c - signatures as the command line shows them: by a
 * deputy, on paper with the scan, and who may enter those.
 */
#include "cli_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char scan[300], order[64];

/* An order whose first paper, signed by the sales manager, is drafted. */
static int
set_up(void **state)
{
	FILE *f;

	(void)state;
	office_new();
	snprintf(scan, sizeof scan, "%s.pdf", getenv("GENDAN_BOOK"));
	f = fopen(scan, "w");
	assert_non_null(f);
	assert_true(fputs("scan", f) >= 0);
	assert_int_equal(fclose(f), 0);
	snprintf(order, sizeof order, "%s", order_new("tt"));
	ok("do", order, "receive_sample", "sample_details=red", NULL);
	ok("make", order, "sample_request", NULL);
	return 0;
}

static int
tear_down(void **state)
{
	char command[700];

	(void)state;
	unlink(scan);
	snprintf(command, sizeof command, "rm -rf '%s.files'",
	    getenv("GENDAN_BOOK"));
	assert_int_equal(system(command), 0);
	office_end();
	return 0;
}

/* The only live signature, from `show --json`; *page keeps it. */
static const json_t *
signoff(json_t **page)
{
	const json_t *tables, *row;
	size_t i;

	*page = asked("show", order, NULL);
	tables = json_object_get(*page, "tables");
	json_array_foreach(json_object_get(tables, "signoff"), i, row)
	{
		if (json_integer_value(json_object_get(row, "live")) == 1)
			return row;
	}
	fail_msg("no live signature");
	return NULL;
}

static void
says(const json_t *row, const char *key, const char *value)
{
	const char *said = json_string_value(json_object_get(row, key));

	assert_string_equal(said ? said : "", value);
}

static void
a_signature_by_a_deputy_is_shown_with_whom_he_stood_in_for(void **state)
{
	json_t *page;
	const json_t *row;

	(void)state;
	ok("deputy", "set", "zhangwei", "liuzong", "2026-11-20", "2026-11-30",
	    NULL);
	ok("--as", "liuzong", "sign", order, "sample_request", "--seen",
	    seen_of(order, "sample_request"), "--password-file",
	    office_password(), NULL);
	row = signoff(&page);
	says(row, "by", "liuzong");
	says(row, "for_whom", "zhangwei");
	json_decref(page);
	assert_non_null(
	    strstr(ok("--lang", "en", "show", order, NULL), "刘总 for 张伟"));
	assert_non_null(
	    strstr(ok("--lang", "zh", "show", order, NULL), "刘总 代 张伟"));
	assert_non_null(
	    strstr(ok("log", order, "--csv", NULL), "liuzong,zhangwei,sign"));
}

static void
a_signature_on_paper_is_shown_as_such_everywhere(void **state)
{
	json_t *page;
	const json_t *row;
	const char *text;

	(void)state;
	ok("setting", "set", "on_paper_by", "clerk", NULL);
	ok("sign", order, "sample_request", "--on-paper", "--by", "zhangwei",
	    "--scan", scan, NULL);
	row = signoff(&page);
	says(row, "by", "zhangwei");
	says(row, "entered_by", "chenli");
	says(row, "role", "sales_manager");
	json_decref(page);
	text = ok("--lang", "en", "show", order, NULL);
	assert_non_null(strstr(text, "on paper, entered by 陈丽"));
	text = ok("--lang", "en", "log", order, NULL);
	assert_non_null(strstr(text, "signed on paper by 张伟, file 1"));
	text = ok("files", order, "--csv", NULL);
	assert_non_null(strstr(text, "book.db.pdf,4,"));
	/* it is a signature: the paper can be issued */
	ok("issue", order, "sample_request", NULL);
	fails(1, "undo", order, NULL);
	ok("verify", NULL);
}

static void
a_signature_on_paper_is_entered_by_those_named_with_scan_and_signer(
    void **state)
{
	char kept[400];
	json_t *page;

	(void)state;
	assert_non_null(
	    strstr(fails(1, "sign", order, "sample_request", "--on-paper",
		       "--by", "zhangwei", "--scan", scan, NULL),
		"on_paper_by"));
	ok("setting", "set", "on_paper_by", "clerk", NULL);
	fails(2, "sign", order, "sample_request", "--on-paper", "--by",
	    "zhangwei", NULL);
	fails(2, "sign", order, "sample_request", "--by", "zhangwei", NULL);
	fails(3, "sign", order, "sample_request", "--on-paper", "--by",
	    "nobody", "--scan", scan, NULL);
	/* the general manager does not sign this one, nor enter it */
	fails(1, "sign", order, "sample_request", "--on-paper", "--by",
	    "liuzong", "--scan", scan, NULL);
	fails(1, "--as", "liuzong", "sign", order, "sample_request",
	    "--on-paper", "--by", "zhangwei", "--scan", scan, NULL);
	/* what was refused left nothing behind */
	page = asked("files", order, NULL);
	assert_int_equal(json_array_size(page), 0);
	json_decref(page);
	snprintf(kept, sizeof kept, "%s.files", getenv("GENDAN_BOOK"));
	assert_int_not_equal(access(kept, F_OK), 0);
}

static void
the_screens_take_a_signature_on_paper_too(void **state)
{
	char keys[400];
	const char *text;
	FILE *f;

	(void)state;
	ok("setting", "set", "on_paper_by", "clerk", NULL);
	snprintf(keys, sizeof keys, "%s.keys", scan);
	f = fopen(keys, "w");
	assert_non_null(f);
	fprintf(f, "F3 \"%s\" Enter Enter F2 \"on paper\" Enter\n", order);
	fprintf(f, "F3 \"zhangwei\" Enter Down \"%s\" Ctrl-S\n", scan);
	assert_int_equal(fclose(f), 0);
	text = ok("--lang", "en", "screens", "--script", keys, "--size",
	    "100x30", "--dump", NULL);
	assert_non_null(strstr(text, "signed on paper by"));
	unlink(keys);
	text = ok("--lang", "en", "show", order, NULL);
	assert_non_null(strstr(text, "张伟 (Sales manager) on paper, entered"));
}

/* The item of `signs --json` of this order; *all keeps it. */
static const json_t *
waiting(const char *login, json_t **all)
{
	const json_t *row;
	size_t i;

	*all = json_loads(ok("--as", login, "signs", "--json", NULL), 0, NULL);
	json_array_foreach(*all, i, row)
	{
		if (strcmp(json_string_value(json_object_get(row, "order")),
			order) == 0)
			return row;
	}
	return NULL;
}

/* What a paper waiting for zhangwei's signature says of its difference. */
static void
differs(const char *basis, int n, const char *name, const char *old,
    const char *now)
{
	json_t *all;
	const json_t *since = json_object_get(waiting("zhangwei", &all), "since");
	const json_t *rows = json_object_get(since, "changes");

	says(since, "basis", basis);
	assert_int_equal(json_array_size(rows), n);
	if (n) {
		says(json_array_get(rows, 0), "name", name);
		says(json_array_get(rows, 0), "old", old);
		says(json_array_get(rows, 0), "new", now);
	}
	json_decref(all);
}

static void
what_differs_since_it_was_read_is_told_and_what_is_sent_back_waits_for_its_maker(
    void **state)
{
	json_t *all;

	(void)state;
	differs("nothing", 0, "", "", "");
	/* reading it whole makes it known */
	assert_non_null(strstr(ok("--lang", "en", "--as", "zhangwei", "show",
				   order, "sample_request", NULL),
	    "still to sign"));
	ok("make", order, "sample_request", "sample_details=blue", NULL);
	differs("seen", 1, "sample_details", "red", "blue");
	assert_non_null(strstr(
	    ok("--lang", "en", "--as", "zhangwei", "signs", NULL),
	    "\n#   Different since you read it (revision 1, "));
	assert_non_null(
	    strstr(ok("--lang", "en", "--as", "zhangwei", "show", order, NULL),
		"red -> blue"));
	fails(1, "--as", "zhangwei", "sendback", order, "sample_request", NULL);
	ok("--as", "zhangwei", "sendback", order, "sample_request", "--reason",
	    "not so blue", NULL);
	assert_null(waiting("zhangwei", &all));
	json_decref(all);
	assert_non_null(strstr(ok("--lang", "en", "agenda", NULL),
	    "sent back by"));
	assert_non_null(strstr(ok("todo", order, "--json", NULL),
	    "\"reason\": \"not so blue\""));
	/* against what he sent back, whatever was read before */
	ok("make", order, "sample_request", "sample_details=green", NULL);
	differs("seen", 1, "sample_details", "blue", "green");
	assert_null(strstr(ok("--lang", "en", "agenda", NULL), "sent back by"));
	ok("verify", NULL);
}

/* A remark with an end of line in it is no second line of what is signed. */
static void
the_lines_to_be_signed_can_be_given_back_whatever_the_paper_says(void **state)
{
	char file[330];
	FILE *f;

	(void)state;
	ok("--as", "zhangwei", "show", order, "sample_request", NULL);
	ok("make", order, "sample_request", "sample_details=red\nEX-9 sign:x 1",
	    NULL);
	snprintf(file, sizeof file, "%s.signs", scan);
	f = fopen(file, "w");
	assert_non_null(f);
	assert_true(fputs(ok("--as", "zhangwei", "signs", NULL), f) >= 0);
	assert_int_equal(fclose(f), 0);
	/* the same lines can go back, with one reason and no password */
	fails(2, "--as", "zhangwei", "signs", file, "--back", NULL);
	assert_non_null(strstr(ok("--lang", "en", "--as", "zhangwei", "signs",
				   file, "--back", "--reason", "no", NULL),
	    "  sent back\n"));
	/* they are not what was shown any more */
	fails(4, "--as", "zhangwei", "signs", file, "--back", "--reason", "no",
	    NULL);
	ok("make", order, "sample_request", "sample_details=blue", NULL);
	f = fopen(file, "w");
	assert_non_null(f);
	assert_true(fputs(ok("--as", "zhangwei", "signs", NULL), f) >= 0);
	assert_int_equal(fclose(f), 0);
	ok("--as", "zhangwei", "signs", file, "--password-file",
	    office_password(), NULL);
	assert_string_equal(ok("--as", "zhangwei", "signs", NULL), "");
	unlink(file);
}

static void
nobody_who_is_not_in_the_book_gets_a_list_but_an_answer(void **state)
{
	(void)state;
	fails(3, "--as", "nobody", "signs", NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_signature_by_a_deputy_is_shown_with_whom_he_stood_in_for,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_signature_on_paper_is_shown_as_such_everywhere, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    a_signature_on_paper_is_entered_by_those_named_with_scan_and_signer,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    the_screens_take_a_signature_on_paper_too, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    what_differs_since_it_was_read_is_told_and_what_is_sent_back_waits_for_its_maker,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    the_lines_to_be_signed_can_be_given_back_whatever_the_paper_says,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    nobody_who_is_not_in_the_book_gets_a_list_but_an_answer,
		    set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
