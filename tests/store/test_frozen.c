/* tests/store/test_frozen.c - books of earlier releases, kept in tests/books:
 * each opens, migrates, verifies, goes on, and verifies again. */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/say.h"
#include "store/book.h"

static void
say_fault(void *payload, const struct gd_err *fault)
{
	struct gd_str text = GD_STR_INIT;

	gd_say_err(&text, GD_EN, fault);
	print_message("%s: %s\n", (const char *)payload, text.text);
	gd_str_release(&text);
}

static void
copy_book(const char *from)
{
	static char bytes[1 << 16];
	FILE *in = fopen(from, "rb"), *out = fopen(book_file("book.db"), "wb");
	size_t n;

	assert_non_null(in);
	assert_non_null(out);
	while ((n = fread(bytes, 1, sizeof bytes, in)) > 0)
		assert_int_equal(fwrite(bytes, 1, n, out), n);
	fclose(in);
	assert_int_equal(fclose(out), 0);
}

/* Some order that is already there takes one more command. */
static void
go_on(struct gd_store *s)
{
	struct gd_filter any = { .limit = 1 };
	struct gd_list_rows rows = { 0 };
	struct gd_field f = { .name = "later_no", .value = "later" };
	struct gd_err err = GD_ERR_INIT;
	char id[GD_ID_TEXT];
	struct deed d;

	book_customer(s, "later", "later");
	book_order(s, "LATER-1", "later", 1, 0, id);
	assert_int_equal(gd_store_list(s, &any, &rows, &err), GD_OK);
	assert_int_equal(rows.n, 1);
	deed_begin(&d);
	deed_put(&d, GD_TAB_FIELD, &f, ALL_CELLS);
	assert_int_equal(deed_do(&d, s, rows.at[0].id, 0, &err), GD_OK);
	deed_end(&d);
	free(rows.at);
	gd_arena_release(&rows.arena);
}

static void
every_frozen_book_opens_verifies_and_goes_on(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	glob_t books;

	(void)state;
	if (glob("tests/books/*.db", 0, NULL, &books) != 0)
		skip(); /* none yet, or not run from the top of the tree */
	for (size_t i = 0; i < books.gl_pathc; i++) {
		char *name = books.gl_pathv[i];
		struct gd_verify_report before, after;
		struct gd_store *s;

		book_setup(NULL);
		copy_book(name);
		s = book_open("book.db", GD_PROFILE_WORK);
		assert_int_equal(
		    gd_store_verify(s, say_fault, name, &before, &err), GD_OK);
		assert_true(before.commands > 0);
		go_on(s);
		assert_int_equal(
		    gd_store_verify(s, say_fault, name, &after, &err), GD_OK);
		assert_int_equal(after.commands, before.commands + 3);
		gd_store_close(s);
		assert_int_equal(gd_store_rebuild(book_file("book.db"), &err),
		    GD_OK);
	}
	globfree(&books);
}

#define T(f) cmocka_unit_test_setup_teardown(f, book_setup, book_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(every_frozen_book_opens_verifies_and_goes_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
