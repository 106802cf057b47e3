/* tests/store/test_frozen.c - books of earlier releases, kept in tests/books:
 * each opens, migrates, verifies, goes on, and verifies again. */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/say.h"
#include "store/book.h"
#include "store/dates.h"

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

/* ---- what is in them ---------------------------------------------------- */

/* The date of a duty in v6.db, made by tests/tools/freeze.c. */
static const struct kept {
	const char *number;
	struct gd_due due;
} kept[] = {
	/* moved by a person, then its reminders rang up to the manager */
	{ "EX-2611-001", { .duty = "sample_back",
			     .day = 20789,
			     .raw_day = 20785,
			     .plan = 20785,
			     .moved = 1,
			     .reason = "the colour is tried again",
			     .shifts = 1,
			     .rung = 3,
			     .told = "role:sales_manager" } },
	/* met, but late of nobody: its reminders are silent */
	{ "EX-2611-002", { .duty = "booking",
			     .lot = 1,
			     .day = 20853,
			     .raw_day = 20854,
			     .plan = 20853,
			     .actual = 20782,
			     .shut = 1,
			     .unsure = 2 } },
	/* the carrier's, with its first ring ahead */
	{ "EX-2611-002", { .duty = "entry_by",
			     .lot = 1,
			     .day = 20871,
			     .raw_day = 20871,
			     .plan = 20871,
			     .hard = 1,
			     .ring_day = 20869 } },
	/* of an order that is on hold again */
	{ "EX-2611-003", { .duty = "sample_back",
			     .day = 20787,
			     .raw_day = 20787,
			     .plan = 20787,
			     .rung = 3,
			     .told = "role:sales_manager" } },
	/* of a cancelled order */
	{ "EX-2611-004", { .duty = "sample_back",
			     .day = 20788,
			     .raw_day = 20788,
			     .plan = 20788,
			     .shut = 1 } },
	/* its clock stood for five days */
	{ "EX-2611-005", { .duty = "verdict",
			     .day = 20800,
			     .raw_day = 20795,
			     .plan = 20795,
			     .held = 5,
			     .shifts = 1,
			     .ring_day = 20800 } },
};

static void
is_kept(struct gd_store *s, const struct kept *k)
{
	const struct gd_due *has, *want = &k->due;
	struct gd_err err = GD_ERR_INIT;
	char id[GD_ID_TEXT];
	struct gd_order o;
	size_t i = 0;

	gd_order_init(&o);
	assert_int_equal(gd_store_order_find(s, k->number, id, &err), GD_OK);
	assert_int_equal(gd_store_order_load(s, id, &o, &err), GD_OK);
	while ((has = gd_walk(&o, GD_TAB_DUE, &i)))
		if (strcmp(has->duty, want->duty) == 0)
			break;
	if (!has)
		fail_msg("%s has no date of %s", k->number, want->duty);
#define SAME(cell)                                                            \
	if (has->cell != want->cell)                                          \
	fail_msg("%s %s: " #cell " is %lld, not %lld", k->number, want->duty, \
	    (long long)has->cell, (long long)want->cell)
	SAME(lot);
	SAME(day);
	SAME(raw_day);
	SAME(plan);
	SAME(moved);
	SAME(actual);
	SAME(shut);
	SAME(hard);
	SAME(held);
	SAME(rung);
	SAME(ring_day);
	SAME(unsure);
	SAME(shifts);
#undef SAME
	assert_string_equal(has->reason, want->reason ? want->reason : "");
	assert_string_equal(has->told, want->told ? want->told : "");
	gd_order_release(&o);
}

static void
has_calendars(struct gd_store *s)
{
	struct gd_err err = GD_ERR_INIT;
	const struct gd_calday *christmas;
	const struct gd_holiday *stock;
	const struct gd_setting *set;
	struct gd_sheet office;

	gd_sheet_init(&office, gd_office_tables, GD_OFFICE_NTABLES);
	assert_int_equal(gd_store_office_load(s, &office, &err), GD_OK);
	set = gd_row_find(&office, GD_OFF_SETTING,
	    &(struct gd_setting){ .name = "calendar" });
	assert_non_null(set);
	assert_string_equal(set->value, "CN");
	stock = gd_row_find(&office, GD_OFF_HOLIDAY,
	    &(struct gd_holiday){ .day = 20840 });
	assert_non_null(stock);
	assert_int_equal(stock->off, 1);
	christmas = gd_row_find(&office, GD_OFF_CALDAY,
	    &(struct gd_calday){ .calendar = "DE", .day = 20812 });
	assert_non_null(christmas);
	assert_int_equal(office.rows[GD_OFF_CALDAY].n, 86);
	gd_sheet_release(&office);
}

/* Reminders due by a day: of orders that go on, not of those on hold. */
static void
rings(struct gd_store *s, int32_t by, int want)
{
	struct gd_err err = GD_ERR_INIT;
	char ids[8][GD_ID_TEXT];
	int n;

	assert_int_equal(gd_store_ringing(s, by, 8, ids, &n, &err), GD_OK);
	assert_int_equal(n, want);
}

/* As it opens, and as it is made afresh from its journal. */
static void
the_book_of_version_6_keeps_its_dates(void **state)
{
	struct gd_err err = GD_ERR_INIT;

	(void)state;
	if (access("tests/books", F_OK) != 0)
		skip(); /* not run from the top of the tree */
	copy_book("tests/books/v6.db");
	for (int again = 0; again < 2; again++) {
		struct gd_store *s = book_open("book.db", GD_PROFILE_WORK);

		for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
			is_kept(s, &kept[i]);
		has_calendars(s);
		rings(s, 20794, 0);
		rings(s, 20800, 2);
		rings(s, 20829, 3);
		gd_store_close(s);
		assert_int_equal(gd_store_rebuild(book_file("book.db"), &err),
		    GD_OK);
	}
}

static void
every_frozen_book_opens_verifies_and_goes_on(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	glob_t books;

	(void)state;
	if (glob("tests/books/*.db", 0, NULL, &books) != 0)
		skip(); /* not run from the top of the tree */
	assert_true(books.gl_pathc >= 6);
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
		T(the_book_of_version_6_keeps_its_dates),
		T(every_frozen_book_opens_verifies_and_goes_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
