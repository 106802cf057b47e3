/* tests/cli/test_files.c - files put to an order and to its papers: what takes
 * them, where they show, and what a signature says of them. */
#include "cli_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAPER "sample_request"

static char order[64];

/* A file of every byte there is, in the folder of the test. */
static void
write_file(const char *name, int extra)
{
	FILE *f = fopen(name, "wb");

	assert_non_null(f);
	for (int i = 0; i < 256; i++)
		assert_int_not_equal(fputc(i, f), EOF);
	fprintf(f, "%d", extra);
	assert_int_equal(fclose(f), 0);
}

/* A new order whose first paper waits for its signature. */
static int
set_up(void **state)
{
	(void)state;
	office_new();
	snprintf(order, sizeof order, "%s", order_new("tt"));
	for (int i = 0; i < 9 && !*seen_of(order, PAPER); i++)
		assert_true(order_step(order, NULL, 0));
	assert_true(*seen_of(order, PAPER) != '\0');
	write_file("a.bin", 1);
	write_file("b.bin", 2);
	write_file("c.bin", 3);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	run_shell("rm -f a.bin b.bin c.bin link big back fifo; "
		  "rm -rf \"$GENDAN_BOOK\".files copy.db copy.db-* copy.db.*");
	office_end();
	return 0;
}

static json_t *
file_at(json_t *rows, size_t i)
{
	json_t *row = json_array_get(rows, i);

	assert_non_null(row);
	return row;
}

static void
sign(int code, const char *seen)
{
	struct said s = run("--as", "zhangwei", "sign", order, PAPER, "--seen",
	    seen, "--password-file", office_password(), NULL);

	if (s.rc != code)
		fail_msg("sign: %d %s%s", s.rc, s.out, s.err);
	said_free(&s);
}

static void
what_is_no_plain_file_or_no_paper_of_it_is_refused(void **state)
{
	(void)state;
	assert_int_equal(symlink("a.bin", "link"), 0);
	assert_int_equal(mkfifo("fifo", 0600), 0);
	assert_int_equal(run_shell("truncate -s 67108865 big"), 0);
	fails(1, "attach", order, "link", "--paper", PAPER, NULL);
	fails(1, "attach", order, "fifo", "--paper", PAPER, NULL);
	fails(1, "attach", order, ".", NULL);
	assert_non_null(strstr(fails(1, "attach", order, "big", NULL), "64"));
	fails(3, "attach", order, "gone", "--paper", PAPER, NULL);
	fails(3, "attach", order, "a.bin", "--paper", "nothing", NULL);
	fails(1, "attach", order, "a.bin", "--paper", "contract", NULL);
	fails(3, "attach", order, "a.bin", "--paper", PAPER, "--rev", "7",
	    NULL);
	fails(2, "attach", order, "a.bin", "--rev", "1", NULL);
	fails(2, "attach", order, "a.bin", "--paper", PAPER, "--rev", "0",
	    NULL);
	/* none of it left anything */
	assert_int_equal(run_shell("ls \"$GENDAN_BOOK\".files/*/* 2>&1"), 2);
	assert_null(strstr(ok("files", order, NULL), "bin"));
}

static void
a_file_of_a_paper_changes_what_is_signed(void **state)
{
	char before[16];
	json_t *rows;

	(void)state;
	snprintf(before, sizeof before, "%s", seen_of(order, PAPER));
	ok("attach", order, "a.bin", NULL);
	assert_string_equal(seen_of(order, PAPER), before);
	ok("attach", order, "b.bin", "--paper", PAPER "#1", "--what", "drawing",
	    NULL);
	assert_string_not_equal(seen_of(order, PAPER), before);
	sign(4, before);
	sign(0, seen_of(order, PAPER));
	ok("verify", NULL);
	/* what comes later is of the paper too, and takes nothing from it */
	ok("attach", order, "c.bin", "--paper", PAPER, "--rev", "1", NULL);
	ok("verify", NULL);
	rows = asked("files", order, NULL);
	assert_int_equal(json_array_size(rows), 3);
	assert_string_equal(
	    json_string_value(json_object_get(file_at(rows, 0), "paper")), "");
	assert_string_equal(
	    json_string_value(json_object_get(file_at(rows, 1), "doc")),
	    PAPER "#1");
	assert_int_equal(
	    json_integer_value(json_object_get(file_at(rows, 2), "rev")), 1);
	json_decref(rows);
	assert_null(
	    strstr(ok("files", order, "--paper", PAPER, NULL), "a.bin"));
}

static void
the_sheet_of_the_paper_lists_its_files(void **state)
{
	json_t *rows = asked("files", order, NULL);
	char eight[9];
	const char *text;

	(void)state;
	snprintf(eight, sizeof eight, "%.8s",
	    json_string_value(json_object_get(file_at(rows, 1), "digest")));
	json_decref(rows);
	text = ok("print", order, PAPER, NULL);
	assert_non_null(strstr(text, "b.bin"));
	assert_non_null(strstr(text, "drawing"));
	assert_non_null(strstr(text, eight));
	assert_non_null(strstr(text, "c.bin"));
	assert_null(strstr(text, "a.bin"));
	/* above the signature that covers them */
	assert_true(strstr(text, "b.bin") < strstr(text, "张伟"));
	rows = asked("show", order, NULL);
	assert_string_equal(
	    json_string_value(json_object_get(
		file_at(
		    json_object_get(json_object_get(rows, "tables"), "file"),
		    1),
		"kind")),
	    PAPER);
	json_decref(rows);
}

static void
it_comes_back_bit_for_bit_also_from_a_backup(void **state)
{
	char want[128];
	struct said s;

	(void)state;
	ok("files", order, "2", "--out", "back", NULL);
	assert_int_equal(run_shell("cmp b.bin back"), 0);
	assert_int_equal(unlink("back"), 0);
	ok("backup", "--plain", "copy.db", NULL);
	ok("--book", "copy.db", "verify", NULL);
	ok("--book", "copy.db", "files", order, "3", "--out", "back", NULL);
	assert_int_equal(run_shell("cmp c.bin back"), 0);
	assert_int_equal(unlink("back"), 0);
	assert_int_equal(run_shell(
			     "for f in copy.db.files/*/*; do chmod u+w $f; "
			     "cmp -s $f b.bin && printf x >>$f; done; :"),
	    0);
	s = run("--lang", "en", "--book", "copy.db", "verify", NULL);
	assert_int_equal(s.rc, 5);
	snprintf(want, sizeof want, "order %s: attached file 2 (b.bin)", order);
	if (!strstr(s.out, want) && !strstr(s.err, want))
		fail_msg("%s%s", s.out, s.err);
	said_free(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test(f)
		T(what_is_no_plain_file_or_no_paper_of_it_is_refused),
		T(a_file_of_a_paper_changes_what_is_signed),
		T(the_sheet_of_the_paper_lists_its_files),
		T(it_comes_back_bit_for_bit_also_from_a_backup),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
