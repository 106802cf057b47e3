/* tests/store/test_book.c - a book is made, written, closed and read again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/book.h"

static void
what_was_appended_is_there_after_opening_again(void **state)
{
	struct gd_store *s = book_new();
	struct gd_act act = { .duty = "make_sheet",
		.lot = 1,
		.round = 2,
		.state = GD_ACT_DONE,
		.fields = "{\"a\":\"打样\"}",
		.by = "li" };
	struct gd_err err = GD_ERR_INIT;
	char id[GD_ID_TEXT], found[GD_ID_TEXT];
	struct gd_order o;
	struct deed d;

	(void)state;
	book_order(s, "EX-2611-001", "acme", 1, 0, id);
	deed_begin(&d);
	deed_put(&d, GD_TAB_ACT, &act, ALL_CELLS);
	assert_int_equal(deed_do(&d, s, id, 2, &err), GD_OK);
	deed_end(&d);
	gd_store_close(s);

	s = book_open("book.db", GD_PROFILE_WORK);
	assert_int_equal(gd_store_order_find(s, "EX-2611-001", found, &err),
	    GD_OK);
	assert_string_equal(found, id);
	gd_order_init(&o);
	assert_int_equal(gd_store_order_load(s, id, &o, &err), GD_OK);
	assert_int_equal(o.rev, 2);
	assert_string_equal(gd_head(&o)->customer, "acme");
	assert_non_null(gd_act(&o, "make_sheet", 1, 2, 0));
	assert_string_equal(gd_act(&o, "make_sheet", 1, 2, 0)->fields,
	    "{\"a\":\"打样\"}");
	gd_order_release(&o);
	gd_store_close(s);
}

static void
cells_that_an_event_does_not_name_stay(void **state)
{
	struct gd_store *s = book_new();
	struct gd_act act = { .duty = "d", .outcome = "yes", .by = "li" };
	struct gd_err err = GD_ERR_INIT;
	char id[GD_ID_TEXT];
	struct gd_order o;
	struct deed d;

	(void)state;
	book_order(s, "A1", "", 1, 0, id);
	deed_begin(&d);
	deed_put(&d, GD_TAB_ACT, &act, cells(GD_TAB_ACT, "outcome by"));
	act.outcome = "no";
	deed_put(&d, GD_TAB_ACT, &act, cells(GD_TAB_ACT, "outcome"));
	assert_int_equal(deed_do(&d, s, id, 0, &err), GD_OK);
	deed_end(&d);

	gd_order_init(&o);
	assert_int_equal(gd_store_order_load(s, id, &o, &err), GD_OK);
	assert_string_equal(gd_act(&o, "d", 0, 0, 0)->outcome, "no");
	assert_string_equal(gd_act(&o, "d", 0, 0, 0)->by, "li");
	gd_order_release(&o);
	gd_store_close(s);
}

static void
a_refused_command_leaves_nothing(void **state)
{
	struct gd_store *s = book_new();
	struct gd_head head = { .number = "X", .customer = "c" };
	struct gd_err err = GD_ERR_INIT;
	char id[GD_ID_TEXT];
	struct deed d;

	(void)state;
	book_order(s, "X", "", 1, 0, id);
	gd_id_new(2, id);
	deed_begin(&d);
	deed_put(&d, GD_TAB_HEAD, &head, ALL_CELLS);
	assert_int_equal(deed_do(&d, s, id, 1, &err), GD_REFUSED);
	assert_int_equal(err.msg, GD_M_NUMBER_USED);
	assert_string_equal(err.arg[0].text, "X");
	deed_end(&d);
	assert_int_equal(gd_store_order_find(s, id, id, &err), GD_MISSING);
	assert_true(gd_store_number_used(s, "X"));
	assert_false(gd_store_number_used(s, "Y"));
	gd_store_close(s);
}

static void
a_stale_revision_is_refused(void **state)
{
	struct gd_store *s = book_new();
	struct gd_err err = GD_ERR_INIT;
	char id[GD_ID_TEXT];
	struct deed d;

	(void)state;
	book_order(s, "X", "", 1, 0, id);
	deed_begin(&d);
	assert_int_equal(deed_do(&d, s, id, 3, &err), GD_STALE);
	assert_int_equal(deed_do(&d, s, id, 1, &err), GD_STALE);
	assert_int_equal(deed_do(&d, s, id, 2, &err), GD_OK);
	deed_end(&d);
	gd_store_close(s);
}

static void
a_request_lands_once(void **state)
{
	static const char request[] = "01900000-0000-7000-8000-000000000001";
	struct gd_store *s = book_new();
	struct gd_err err = GD_ERR_INIT;
	char id[GD_ID_TEXT], order[GD_ID_TEXT];
	int64_t seq;
	struct deed d;

	(void)state;
	book_order(s, "X", "", 1, 0, id);
	deed_begin(&d);
	assert_int_equal(gd_store_request(s, request, &seq, order, &err),
	    GD_OK);
	assert_int_equal(seq, 0);
	assert_int_equal(deed_request(&d, s, id, 2, request, &err), GD_OK);
	assert_int_equal(deed_request(&d, s, id, 3, request, &err), GD_REFUSED);
	assert_int_equal(err.msg, GD_M_REQUEST_TWICE);
	assert_int_equal(err.arg[0].number, 2);
	assert_int_equal(gd_store_request(s, request, &seq, order, &err),
	    GD_OK);
	assert_int_equal(seq, 2);
	assert_string_equal(order, id);
	deed_end(&d);
	gd_store_close(s);
}

static void
orders_are_found_by_number_id_and_tail(void **state)
{
	struct gd_store *s = book_new();
	struct gd_err err = GD_ERR_INIT;
	char a[GD_ID_TEXT], b[GD_ID_TEXT], id[GD_ID_TEXT];

	(void)state;
	book_order(s, "EX-2611-001", "", 1, 0, a);
	book_order(s, "EX-2611-042", "", 1, 0, b);
	assert_int_equal(gd_store_order_find(s, "042", id, &err), GD_OK);
	assert_string_equal(id, b);
	assert_int_equal(gd_store_order_find(s, "ex-2611-001", id, &err),
	    GD_OK);
	assert_string_equal(id, a);
	assert_int_equal(gd_store_order_find(s, a, id, &err), GD_OK);
	assert_string_equal(id, a);
	assert_int_equal(gd_store_order_find(s, b + 29, id, &err), GD_OK);
	assert_string_equal(id, b);
	assert_int_equal(gd_store_order_find(s, b + 31, id, &err), GD_OK);
	assert_int_equal(gd_store_order_find(s, "nope", id, &err), GD_MISSING);
	book_order(s, "XX-042", "", 1, 0, a);
	assert_int_equal(gd_store_order_find(s, "042", id, &err), GD_USAGE);
	assert_int_equal(err.msg, GD_M_ORDER_AMBIGUOUS);
	assert_int_equal(gd_store_order_find(s, "x-042", id, &err), GD_OK);
	assert_string_equal(id, a);
	gd_store_close(s);
}

static void
the_journal_is_walked_of_all_and_of_one(void **state)
{
	struct gd_store *s = book_new();
	struct gd_err err = GD_ERR_INIT;
	struct gd_journal_row row;
	struct gd_cursor *c;
	char a[GD_ID_TEXT], b[GD_ID_TEXT];
	struct deed d;

	(void)state;
	book_customer(s, "acme", "Acme");
	book_order(s, "1", "", 1, 0, a);
	book_order(s, "2", "", 1, 0, b);
	deed_begin(&d);
	assert_int_equal(deed_do(&d, s, a, 2, &err), GD_OK);
	deed_end(&d);
	assert_int_equal(gd_store_journal(s, a, 0, &c, &err), GD_OK);
	assert_int_equal(gd_cursor_next(c, &row, &err), GD_OK);
	assert_int_equal(row.seq, 2);
	assert_int_equal(gd_cursor_next(c, &row, &err), GD_OK);
	assert_int_equal(row.seq, 4);
	assert_int_equal(row.order_rev, 2);
	assert_string_equal(row.order, a);
	assert_string_equal(row.actor, "wang");
	assert_string_equal(row.verb, "do");
	assert_int_equal(gd_cursor_next(c, &row, &err), GD_MISSING);
	gd_cursor_close(c);
	assert_int_equal(gd_store_journal(s, NULL, 3, &c, &err), GD_OK);
	assert_int_equal(gd_cursor_next(c, &row, &err), GD_OK);
	assert_string_equal(row.order, b);
	gd_cursor_close(c);
	gd_store_close(s);
}

static void
the_office_is_loaded_and_its_generation_rises(void **state)
{
	struct gd_store *s = book_new();
	struct gd_customer key = { .code = "acme" };
	struct gd_err err = GD_ERR_INIT;
	int64_t before = gd_store_office_generation(s);
	const struct gd_customer *c;
	struct gd_sheet office;

	(void)state;
	book_customer(s, "acme", "Acme Ltd");
	assert_true(gd_store_office_generation(s) > before);
	gd_sheet_init(&office, gd_office_tables, GD_OFFICE_NTABLES);
	assert_int_equal(gd_store_office_load(s, &office, &err), GD_OK);
	c = gd_row_find(&office, GD_OFF_CUSTOMER, &key);
	assert_non_null(c);
	assert_string_equal(c->name, "Acme Ltd");
	gd_sheet_release(&office);
	gd_store_close(s);
}

static void
others_writing_changes_the_data_version(void **state)
{
	struct gd_store *s = book_new(),
			*t = book_open("book.db", GD_PROFILE_WORK);
	int64_t mine = gd_store_data_version(s),
		theirs = gd_store_data_version(t);

	(void)state;
	assert_int_equal(mine, gd_store_data_version(s));
	book_customer(s, "a", "b");
	assert_int_not_equal(mine, gd_store_data_version(s));
	assert_int_not_equal(theirs, gd_store_data_version(t));
	gd_store_close(s);
	gd_store_close(t);
}

#define T(f) cmocka_unit_test_setup_teardown(f, book_setup, book_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(what_was_appended_is_there_after_opening_again),
		T(cells_that_an_event_does_not_name_stay),
		T(a_refused_command_leaves_nothing),
		T(a_stale_revision_is_refused),
		T(a_request_lands_once),
		T(orders_are_found_by_number_id_and_tail),
		T(the_journal_is_walked_of_all_and_of_one),
		T(the_office_is_loaded_and_its_generation_rises),
		T(others_writing_changes_the_data_version),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
