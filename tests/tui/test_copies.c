/* tests/tui/test_copies.c - the copies of a document by keys: receipts booked
 * and taken back, all at once, the old copies, the receiver, a scan. */
#include "base/code.h"

#include "office.h"

#include "base/banned.h"

#define ORDER "EX-2609-003"
#define PAPER "formal_order"

static void
assert_seen(struct office *o, const char *text)
{
	if (!strstr(o->seen.text, text))
		fail_msg("not on the screen: %s\n%s", text, o->seen.text);
}

/* The piece of the newest revision for a desk. */
static struct gd_piece
piece_at(struct office *o, const char *desk)
{
	struct gd_order_page page = page_of(o);
	const struct gd_piece *p;
	struct gd_piece out = { 0 };

	for (size_t i = 0; (p = gd_walk(&page.order, GD_TAB_PIECE, &i));)
		if (strcmp(p->kind, PAPER) == 0 && strcmp(p->desk, desk) == 0)
			out = *p;
	gd_order_page_release(&page); /* the numbers stay, texts do not */
	return out;
}

static int
in_state(struct office *o, int64_t rev, int64_t state)
{
	struct gd_order_page page = page_of(o);
	const struct gd_piece *p;
	int n = 0;

	for (size_t i = 0; (p = gd_walk(&page.order, GD_TAB_PIECE, &i));)
		n += strcmp(p->kind, PAPER) == 0 && p->rev == rev &&
		     p->state == state;
	gd_order_page_release(&page);
	return n;
}

/* The copies of the order form of ORDER, as its clerk. */
static void
open_copies(struct office *o)
{
	snprintf(o->number, sizeof o->number, ORDER);
	app_again(o, "chenli");
	key(o, "F3 \"%s\" Enter Enter F5 \"formal\" Enter", ORDER);
}

static void
space_books_the_receipt_and_the_cursor_stays(void **state)
{
	struct office *o = *state;

	open_copies(o);
	key(o, "dump Space");
	run_keys(o);
	assert_seen(o, ">  1-3    Production 11-04 03:08 [ ] none 19 d");
	assert_seen(o, ">  1-3    Production 11-04 03:08 [x] 11-23 09:00");
	assert_seen(o, "1-3 Production: the receipt is booked");
	assert_seen(o, "receipts 3   missing 2");
	assert_int_equal(piece_at(o, "production").state, GD_PIECE_HELD);
}

static void
space_again_takes_it_back_with_a_reason(void **state)
{
	struct office *o = *state;

	open_copies(o);
	/* where something is missing the cursor begins: QC; one up it is */
	key(o, "up Space dump down text:wrong ctrl-s");
	run_keys(o);
	assert_seen(o, "take the receipt back");
	assert_seen(o, "[ ] none 19 d");
	assert_int_equal(piece_at(o, "production").state, GD_PIECE_SENT);
}

static void
a_star_books_all_after_one_question_that_names_them(void **state)
{
	struct office *o = *state;

	open_copies(o);
	key(o, "* dump Esc dump");
	run_keys(o);
	assert_seen(o, "3 receipts: 1-3 Production, 1-4 QC, 1-5 Shipping");
	assert_int_equal(in_state(o, 1, GD_PIECE_SENT), 3);
	open_copies(o);
	key(o, "* tab Enter");
	run_keys(o);
	assert_seen(o, "3 receipts are booked");
	assert_seen(o, "receipts 5   missing 0");
	assert_int_equal(in_state(o, 1, GD_PIECE_SENT), 0);
}

static void
f4_changes_who_received_it(void **state)
{
	struct office *o = *state;
	struct gd_order_page page;
	const struct gd_piece *p;

	open_copies(o);
	key(o, "Home F4 ctrl-u text:Zhang down down down down");
	key(o, "text:his ctrl-s");
	run_keys(o);
	assert_seen(o, "Zhang");
	page = page_of(o);
	p = gd_row_find(&page.order.sheet, GD_TAB_PIECE,
	    &(struct gd_piece){ .no = piece_at(o, "finance").no });
	assert_string_equal(p->holder, "Zhang");
	gd_order_page_release(&page);
}

static void
must(struct office *o, const struct gd_command *cmd)
{
	struct gd_err err = GD_ERR_INIT;

	assert_int_equal(gd_app_act(o->app, ORDER, cmd, NULL, NULL, &err),
	    GD_OK);
}

/* Revision 2 is in force; its old copies are out. */
static void
revise(struct office *o)
{
	const struct gd_command acts[] = {
		{ .verb = GD_DO_REVISE, .paper = PAPER, .reason = "larger" },
		{ .verb = GD_DO_ISSUE, .paper = PAPER },
	};
	struct gd_err err = GD_ERR_INIT;
	struct gd_command sign = { .verb = GD_DO_SIGN, .paper = PAPER };
	char seen[9];
	struct gd_order_page page;

	app_again(o, "chenli");
	must(o, &acts[0]);
	page = page_of(o);
	gd_app_seen(&page.order, &sign, seen);
	gd_order_page_release(&page);
	assert_int_equal(gd_app_unlock(o->app, GD_DEMO_PASSWORD, &err), GD_OK);
	if (gd_app_act(o->app, ORDER, &sign, seen, NULL, &err) != GD_OK)
		assert_int_equal(err.code, GD_REFUSED); /* nobody has to */
	gd_app_lock(o->app);
	must(o, &acts[1]);
}

static void
tab_and_space_book_old_copies_that_come_back(void **state)
{
	struct office *o = *state;

	revise(o);
	open_copies(o);
	key(o, "Home dump tab Space down Space dump");
	run_keys(o);
	assert_seen(o, "Old version v1 not back: 5");
	assert_seen(o, "2-6    Finance    -           not sent yet");
	assert_seen(o, "[ ] not back");
	assert_seen(o, "the old copy came back");
	assert_seen(o, "[x] is back");
	assert_seen(o, "Old version v1 not back: 3");
	assert_int_equal(in_state(o, 1, GD_PIECE_RETURNED), 2);
}

static void
a_scan_over_the_copies_signs_for_the_desk_and_shows_the_row(void **state)
{
	struct office *o = *state;
	const struct gd_command send = { .verb = GD_DO_SEND, .paper = PAPER };
	struct gd_err err = GD_ERR_INIT;
	char code[GD_CODE_TEXT];
	struct gd_order_page page;
	int64_t no;

	open_copies(o);
	must(o, &send);
	no = piece_at(o, "shipping").no;
	page = page_of(o);
	assert_int_equal(
	    gd_code_make(code, GD_CODE_PIECE, page.order.id, no, &err), GD_OK);
	gd_order_page_release(&page);
	/* from the sheet of another document of another order, too */
	key(o, "+ text:%s Enter", code);
	run_keys(o);
	assert_seen(o, ">  2-10   Shipping");
	assert_seen(o, "received at Shipping");
	assert_int_equal(piece_at(o, "shipping").state, GD_PIECE_HELD);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(space_books_the_receipt_and_the_cursor_stays),
		cmocka_unit_test(space_again_takes_it_back_with_a_reason),
		cmocka_unit_test(
		    a_star_books_all_after_one_question_that_names_them),
		cmocka_unit_test(f4_changes_who_received_it),
		cmocka_unit_test(tab_and_space_book_old_copies_that_come_back),
		cmocka_unit_test(
		    a_scan_over_the_copies_signs_for_the_desk_and_shows_the_row),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
