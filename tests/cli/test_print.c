/* tests/cli/test_print.c - papers, slips and forms as typed. */
#include "cli_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/banned.h"

#define HAS(text, part) assert_non_null(strstr(text, part))
#define HAS_NOT(text, part) assert_null(strstr(text, part))

static const char *
beside(const char *name)
{
	static char path[400];
	const char *book = getenv("GENDAN_BOOK");

	snprintf(path, sizeof path, "%.*s/%s", (int)(strrchr(book, '/') - book),
	    book, name);
	return path;
}

/* An order whose sample request is issued. */
static int
order_begun(void **state)
{
	static char number[64];
	char last[512];

	office_new();
	snprintf(number, sizeof number, "%s", order_new("tt"));
	*state = number;
	for (int i = 0; i < 40; i++) {
		json_t *page = asked("show", number, NULL), *row;
		bool there = false;
		size_t k;

		json_array_foreach(
		    json_object_get(json_object_get(page, "tables"), "piece"),
		    k, row)
		{
			const char *kind =
			    json_string_value(json_object_get(row, "kind"));

			there |= strcmp(kind, "sample_request") == 0;
		}
		json_decref(page);
		if (there)
			return 0;
		assert_true(order_step(number, last, sizeof last));
	}
	fail_msg("the sample request was never issued");
	return 1;
}

static int
order_ended(void **state)
{
	static const char *const files[] = { "paper.txt", "slip.pdf",
		"form.pdf", "mine.yaml", "two.yaml", "bad.yaml", "ok.yaml" };

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		unlink(beside(files[i]));
	office_end();
	return 0;
}

/* A place in the folder of the office where nothing is yet. */
static const char *
place(const char *name)
{
	const char *path = secret_file(name, "");

	unlink(path);
	return path;
}

static char *
whole(const char *path)
{
	static char text[100000];
	FILE *f = fopen(path, "rb");
	size_t n;

	assert_non_null(f);
	n = fread(text, 1, sizeof text - 1, f);
	text[n] = '\0';
	fclose(f);
	return text;
}

static void
a_paper_prints_as_text_to_look_at_and_into_a_file(void **state)
{
	const char *n = *state;
	const char *said;

	said = ok("print", n, "打样单", NULL);
	HAS(said, "打样申请单 Sample request");
	HAS(said, n);
	HAS(said, "业务部经理");
	said = ok("print", n, "sample_request", "--languages", "en", NULL);
	HAS(said, "Sample request");
	HAS_NOT(said, "打样申请单");
	said =
	    ok("print", n, "sample_request", "--pieces", "--media", "a5", NULL);
	HAS(said, "ORIGINAL");
	HAS(said, "COPY 1 OF 1");
	said = ok("print", n, "sample_request", "--out", place("paper.txt"),
	    "--lang", "en", NULL);
	HAS(said, "paper.txt");
	HAS(whole(beside("paper.txt")), "打样申请单");
	fails(6, "print", n, "sample_request", "--out", "nowhere/paper.txt",
	    NULL);
	HAS(fails(3, "print", n, "contract", "--lang", "en", NULL),
	    "has not been made yet");
	HAS(fails(3, "print", n, "sample_request", "--rev", "7", "--lang", "en",
		NULL),
	    "has no revision 7; the last one is 1");
	HAS(fails(3, "print", n, "sample_request", "--piece", "99", "--lang",
		"en", NULL),
	    "has no piece 99");
	HAS(fails(2, "print", n, "sample_request", "--media", "a3", "--lang",
		"en", NULL),
	    "a4, a5, a5x2, 241x140");
	fails(2, "print", n, "sample_request", "--languages", "fr", NULL);
	fails(3, "print", n, "moonshine", NULL);
}

static void
nothing_that_is_there_is_written_over(void **state)
{
	const char *n = *state;
	const char *pdf = secret_file("slip.pdf", "mine");

	HAS(fails(1, "slip", n, "sample_request", "--out", pdf, "--lang", "en",
		NULL),
	    "something at");
	assert_string_equal(whole(beside("slip.pdf")), "mine");
	fails(1, "print", n, "sample_request", "--out",
	    secret_file("paper.txt", "mine"), NULL);
	assert_string_equal(whole(beside("paper.txt")), "mine");
	/* the book itself, and names that say nothing of what is in them */
	HAS(fails(2, "print", n, "sample_request", "--out",
		getenv("GENDAN_BOOK"), "--lang", "en", NULL),
	    "neither a .pdf nor a .txt");
	fails(2, "print", n, "sample_request", "--out", "paper.docx", NULL);
	ok("verify", NULL);
}

static void
a_slip_is_of_a_paper_or_of_a_step(void **state)
{
	const char *n = *state;
	const char *said;

	said = ok("slip", n, "sample_request", "--back-by", "2026-12-24", NULL);
	HAS(said, "单证流转单");
	HAS(said, "副本 1/1");
	HAS(said, "2026-12-24");
	HAS(said, "旧版已收回");
	said = ok("slip", n, "1", NULL);
	HAS(said, "单证流转单");
	HAS(said, "Sample request,"); /* which paper each piece is of */
	HAS(fails(3, "slip", n, "9", "--lang", "en", NULL), "no paper of");
	fails(2, "slip", n, "sample_request", "--back-by", "someday", NULL);
}

static void
a_pdf_is_made_by_the_program_beside(void **state)
{
	const char *n = *state;

	ok("slip", n, "sample_request", "--out", place("slip.pdf"), NULL);
	assert_memory_equal(whole(beside("slip.pdf")), "%PDF", 4);
	ok("print", n, "sample_request", "--pieces", "--out", place("form.pdf"),
	    NULL);
	assert_memory_equal(whole(beside("form.pdf")), "%PDF", 4);
}

/* How many sheets of pieces of an order the ledger has. */
static int
sheets(const char *number)
{
	json_t *pieces = asked("copies", number, NULL), *row;
	int n = 0;
	size_t i;

	json_array_foreach(pieces, i, row) n +=
	    (int)json_integer_value(json_object_get(row, "printed"));
	json_decref(pieces);
	return n;
}

/* Who has the pieces as PDF can print them, so the ledger has them. */
static void
pieces_as_pdf_stand_in_the_ledger_and_the_next_are_reprints(void **state)
{
	const char *n = *state;

	assert_int_equal(sheets(n), 2); /* the original and its copy */
	HAS(fails(1, "print", n, "sample_request", "--pieces", "--out",
		place("form.pdf"), "--lang", "en", NULL),
	    "was printed before");
	assert_int_not_equal(access(beside("form.pdf"), F_OK), 0);
	ok("print", n, "sample_request", "--pieces", "--reason", "lost",
	    "--out", place("form.pdf"), NULL);
	HAS(ok("print", n, "sample_request", "--pieces", "--reason", "look",
		"--out", "-", NULL),
	    "ORIGINAL");
	assert_int_equal(sheets(n), 4);
}

static void
an_office_changes_a_form_and_papers_are_printed_so(void **state)
{
	static const char mine[] =
	    "forms: export\nversion: 2\npapers:\n  sample_request:\n"
	    "    title: {zh: 我们的打样单, en: Our request}\n    blocks:\n"
	    "      - fields: [order.number, {item: product, strong: yes},\n"
	    "          {zh: 色卡号, en: Colour card}]\n      - signs: yes\n";
	const char *n = *state;
	const char *said;
	struct said bad;
	json_t *faults;

	said = ok("form", "list", "--lang", "en", NULL);
	HAS(said, "built in");
	said = ok("form", "show", NULL);
	HAS(said, "forms: export");
	secret_file("mine.yaml", mine);
	HAS(ok("form", "check", secret_file("mine.yaml", mine), "--lang", "en",
		NULL),
	    "no fault");
	HAS_NOT(ok("print", n, "sample_request", NULL), "色卡号");
	ok("form", "install", secret_file("mine.yaml", mine), NULL);
	said = ok("print", n, "sample_request", NULL);
	HAS(said, "我们的打样单 Our request");
	HAS(said, "色卡号");
	HAS(ok("form", "list", "--lang", "en", NULL), "the office");
	assert_string_equal(ok("form", "show", NULL), mine);
	/* the one installed last counts */
	ok("form", "install",
	    secret_file("two.yaml", "forms: export\nversion: 3\npapers: {}\n"),
	    NULL);
	said = ok("print", n, "sample_request", NULL);
	HAS_NOT(said, "色卡号");
	HAS(said, "打样申请单 Sample request"); /* plainly */
	ok("verify", NULL);
	ok("rebuild", NULL);
	HAS(ok("form", "show", NULL), "version: 3");
	bad = run("form", "check",
	    secret_file("bad.yaml",
		"forms: export\nversion: 1\npapers:\n  notice:\n    blocks:\n"
		"      - fields: [order.numbr]\n"),
	    "--lang", "en", NULL);
	assert_int_equal(bad.rc, 2);
	HAS(bad.err, ":6:18: ");
	HAS(bad.err, "did you mean order.number?");
	said_free(&bad);
	bad = run("form", "install",
	    secret_file("bad.yaml", "forms: export\npapers: {}\n"), NULL);
	assert_int_equal(bad.rc, 2);
	said_free(&bad);
	faults = asked("form", "check", secret_file("ok.yaml", mine), NULL);
	assert_int_equal(json_array_size(json_object_get(faults, "faults")), 0);
	json_decref(faults);
	fails(3, "form", "show", "moonshine", NULL);
	fails(2, "form", "moonshine", NULL);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_paper_prints_as_text_to_look_at_and_into_a_file),
		cmocka_unit_test(nothing_that_is_there_is_written_over),
		cmocka_unit_test(a_slip_is_of_a_paper_or_of_a_step),
		cmocka_unit_test(a_pdf_is_made_by_the_program_beside),
		cmocka_unit_test(
		    pieces_as_pdf_stand_in_the_ledger_and_the_next_are_reprints),
		cmocka_unit_test(
		    an_office_changes_a_form_and_papers_are_printed_so),
	};

	return cmocka_run_group_tests(tests, order_begun, order_ended);
}
