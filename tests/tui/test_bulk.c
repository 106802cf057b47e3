/* tests/tui/test_bulk.c - many orders at once: marks, one thing with all of
 * them, what failed, taking it back and doing it again. */
#include "office.h"

#include "base/banned.h"

#define MANY 130 /* more than the list has in memory */

/* One demo office, copied for each test. */
static char book[128];

static int
make_book(void **state)
{
	struct office *o;

	if (setup(state) != 0)
		return -1;
	o = *state;
	gd_app_close(o->app);
	o->app = NULL;
	snprintf(book, sizeof book, "%s", o->book);
	return 0;
}

static int
begin(void **state)
{
	struct office *o = gd_alloc(1, sizeof *o);
	struct gd_verify_report report = { 0 };
	struct gd_err err = GD_ERR_INIT;

	snprintf(o->dir, sizeof o->dir, "/tmp/gendan-bulk-XXXXXX");
	assert_non_null(mkdtemp(o->dir));
	snprintf(o->book, sizeof o->book, "%s/book.db", o->dir);
	setenv("XDG_STATE_HOME", o->dir, 1);
	assert_int_equal(gd_store_backup(book, o->book, &report, &err), GD_OK);
	o->keys = o->seen = (struct gd_str)GD_STR_INIT;
	app_again(o, "chenli");
	*state = o;
	return 0;
}

static void
assert_seen(struct office *o, const char *text)
{
	if (!strstr(o->seen.text, text))
		fail_msg("not on the screen: %s\n%s", text, o->seen.text);
}

static void
assert_not_seen(struct office *o, const char *text)
{
	if (strstr(o->seen.text, text))
		fail_msg("on the screen: %s\n%s", text, o->seen.text);
}

static int64_t
state_of(struct office *o, const char *number)
{
	struct gd_order_page page;
	int64_t state;

	snprintf(o->number, sizeof o->number, "%s", number);
	page = page_of(o);
	state = gd_head(&page.order)->state;
	gd_order_page_release(&page);
	return state;
}

static int64_t
revision(struct office *o, const char *number)
{
	struct gd_order_page page;
	int64_t rev;

	snprintf(o->number, sizeof o->number, "%s", number);
	page = page_of(o);
	rev = page.order.rev;
	gd_order_page_release(&page);
	return rev;
}

/* The seven orders of this month, newest first; 001, 004 and 005 are Li
 * Xia's. */
static void
open_list(struct office *o)
{
	sits(o, "chenli");
	key(o, "1 F3 text:EX-2611-00 tab home");
}

/* ---- marks ------------------------------------------------------------------- */

static void
a_range_is_marked_from_both_ends_and_by_shift(void **state)
{
	struct office *o = *state;

	open_list(o);
	key(o, "V down down down V dump");
	run_keys(o);
	assert_seen(o, "4 marked");
	assert_seen(o, " * EX-2611-007");
	assert_seen(o, ">* EX-2611-004");
	assert_not_seen(o, "* EX-2611-003");
	open_list(o);
	key(o, "end Ins up up Ins");
	run_keys(o);
	assert_seen(o, "3 marked");
	assert_seen(o, ">* EX-2611-003");
	assert_seen(o, " * EX-2611-001");
	open_list(o);
	key(o, "Shift-Down Shift-Down");
	run_keys(o);
	assert_seen(o, "3 marked");
	open_list(o);
	key(o, "V down Esc down V Esc");
	run_keys(o); /* Esc lets the range be; the next V begins another */
	assert_seen(o, "2 marked");
}

static void
marks_are_turned_and_hidden_ones_are_counted(void **state)
{
	struct office *o = *state;

	open_list(o);
	key(o, "Space Space ! dump");
	run_keys(o);
	assert_seen(o, "5 marked");
	assert_not_seen(o, "* EX-2611-007");
	assert_seen(o, "* EX-2611-005");
	open_list(o);
	key(o, "* F3 Esc F3 text:EX-2611-003 tab");
	run_keys(o);
	assert_seen(o, "7 marked (6 hidden)");
}

/* Orders with a word of their own, more than one chunk of the list. */
static void
make_many(struct office *o)
{
	const struct gd_list_row *row;
	struct gd_filter f = { .limit = 1 };
	struct gd_list_rows rows = { 0 };
	struct gd_err err = GD_ERR_INIT;
	static const struct gd_pair fields[] = { { "contract_no", "HUGE-77" } };
	char number[64], customer[64];

	assert_int_equal(gd_app_list(o->app, &f, &rows, &err), GD_OK);
	row = &rows.at[0];
	snprintf(customer, sizeof customer, "%s", row->customer);
	free(rows.at);
	gd_arena_release(&rows.arena);
	for (int i = 0; i < MANY; i++)
		if (gd_app_new(o->app,
			&(struct gd_new_order){ .customer = customer,
			    .fields = fields,
			    .nfields = 1 },
			number, &err) != GD_OK)
			fail_msg("message %d", err.msg);
}

static void
all_shown_is_what_the_filter_shows_beyond_the_rows_that_are_loaded(void **state)
{
	struct office *o = *state;

	sits(o, "chenli");
	make_many(o);
	key(o, "1 F3 text:HUGE-77 tab *");
	run_keys(o);
	assert_seen(o, "130 marked");
	assert_not_seen(o, "hidden");
	key(o, "1 F3 text:HUGE-77 tab * *");
	run_keys(o);
	assert_not_seen(o, "marked");
	/* from the first to the last, over the border of a chunk */
	key(o, "1 F3 text:HUGE-77 tab home V");
	for (int i = 0; i < MANY; i++)
		key(o, "down");
	key(o, "V");
	run_keys(o);
	assert_seen(o, "130 marked");
}

/* ---- one thing with all of them -------------------------------------------------- */

static void
what_failed_is_told_line_by_line_and_stays_marked(void **state)
{
	struct office *o = *state;

	open_list(o);
	key(o, "* F8 text:hold Enter dump text:holiday ctrl-s dump Esc");
	run_keys(o);
	assert_seen(o, "7 orders:");
	assert_seen(o, "and 4 more orders");
	assert_seen(o, "4 done, 3 not. The orders of those below stay marked.");
	assert_seen(o, "! EX-2611-001");
	assert_seen(o, "is carried by others");
	assert_seen(o, "3 marked");
	assert_seen(o, "* EX-2611-005");
	assert_int_equal(state_of(o, "EX-2611-007"), GD_ORDER_HELD);
	assert_int_equal(state_of(o, "EX-2611-005"), GD_ORDER_ACTIVE);
}

static void
nothing_is_done_when_the_question_is_left(void **state)
{
	struct office *o = *state;
	int64_t rev = revision(o, "EX-2611-003");

	open_list(o);
	key(o, "* F5 dump Enter dump");
	run_keys(o);
	assert_seen(o, "Book these receipts?");
	assert_seen(o, "receipts of");
	assert_seen(o, "7 marked");
	assert_int_equal(revision(o, "EX-2611-003"), rev);
}

static void
receipts_of_all_marked_orders_are_booked_and_those_without_stay_marked(
    void **state)
{
	struct office *o = *state;

	open_list(o);
	key(o, "* F5 dump tab Enter");
	run_keys(o);
	assert_seen(o, "of the marked orders have nothing of this and stay");
	assert_seen(o, "receipts are booked");
	assert_seen(o, "4 marked");
	assert_seen(o, "* EX-2611-007");
}

static void
the_marked_orders_are_written_to_a_file_once(void **state)
{
	struct office *o = *state;
	char line[512], path[128];
	int lines = 0, found = 0;
	FILE *f;

	snprintf(path, sizeof path, "%s/out.csv", o->dir);
	open_list(o);
	key(o, "Space Space F8 text:csv Enter ctrl-u text:%s ctrl-s dump",
	    path);
	key(o, "F8 text:csv Enter ctrl-u text:%s ctrl-s", path);
	run_keys(o);
	assert_seen(o, "2 orders are in ");
	assert_seen(o, "there is something at");
	f = fopen(path, "r");
	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		if (lines++ == 0)
			assert_non_null(strstr(line, "number,customer,"));
		found += strncmp(line, "EX-2611-007,", 12) == 0 ||
			 strncmp(line, "EX-2611-006,", 12) == 0;
	}
	fclose(f);
	assert_int_equal(lines, 3);
	assert_int_equal(found, 2);
}

static void
a_role_is_given_to_one_person_on_all_marked_orders(void **state)
{
	struct office *o = *state;
	struct gd_list_rows rows = { 0 };
	const struct gd_filter f = { .clerk = "lixia", .limit = 100 };
	struct gd_err err = GD_ERR_INIT;
	int n = 0;

	open_list(o);
	key(o, "Space Space F8 text:role Enter down text:lixia Enter ctrl-s");
	run_keys(o);
	assert_seen(o, "2 orders are given over");
	assert_int_equal(gd_app_list(o->app, &f, &rows, &err), GD_OK);
	for (size_t i = 0; i < rows.n; i++)
		n += strcmp(rows.at[i].number, "EX-2611-007") == 0 ||
		     strcmp(rows.at[i].number, "EX-2611-006") == 0;
	free(rows.at);
	gd_arena_release(&rows.arena);
	assert_int_equal(n, 2);
}

/* ---- undo, redo ------------------------------------------------------------------ */

static void
open_one(struct office *o)
{
	sits(o, "chenli");
	key(o, "1 F3 text:EX-2611-003 Enter Enter");
}

static void
a_fresh_act_is_taken_back_at_once_and_done_again(void **state)
{
	struct office *o = *state;

	open_one(o);
	key(o, "F2 text:hold: Enter text:holiday ctrl-s ctrl-z dump");
	run_keys(o);
	assert_seen(o, "last act undone");
	assert_seen(o, "Ctrl-Y does it again");
	assert_int_equal(state_of(o, "EX-2611-003"), GD_ORDER_ACTIVE);
	open_one(o);
	key(o, "F2 text:hold: Enter text:holiday ctrl-s ctrl-z ctrl-y");
	run_keys(o);
	assert_seen(o, "Done again. EX-2611-003");
	assert_int_equal(state_of(o, "EX-2611-003"), GD_ORDER_HELD);
}

static void
what_is_older_than_half_a_minute_is_named_and_asked_with_the_same_key(
    void **state)
{
	struct office *o = *state;

	open_one(o);
	key(o, "F2 text:hold: Enter text:holiday ctrl-s wait:180 ctrl-z");
	run_keys(o);
	assert_seen(o, "Undo on order EX-2611-003, ");
	assert_seen(o, "3 minutes ago?");
	assert_int_equal(state_of(o, "EX-2611-003"), GD_ORDER_HELD);
	open_one(o);
	key(o, "wait:60 ctrl-z down ctrl-z dump");
	run_keys(o); /* another key between: asked anew */
	assert_seen(o, "Press Ctrl-Z");
	assert_int_equal(state_of(o, "EX-2611-003"), GD_ORDER_HELD);
	open_one(o);
	key(o, "wait:60 ctrl-z u");
	run_keys(o);
	assert_int_equal(state_of(o, "EX-2611-003"), GD_ORDER_ACTIVE);
}

static void
only_what_was_taken_back_here_is_done_again(void **state)
{
	struct office *o = *state;

	open_one(o);
	key(o, "ctrl-y");
	run_keys(o);
	assert_seen(o, "Nothing to do again on order EX-2611-003");
	open_one(o); /* something else since */
	key(o, "F2 text:hold: Enter text:holiday ctrl-s ctrl-z");
	key(o, "F2 text:note: Enter text:rang ctrl-s ctrl-y");
	run_keys(o);
	assert_seen(o, "Nothing to do again on order EX-2611-003");
	assert_int_equal(state_of(o, "EX-2611-003"), GD_ORDER_ACTIVE);
}

static void
what_was_done_with_many_goes_back_with_all_and_is_done_again(void **state)
{
	struct office *o = *state;

	open_list(o);
	key(o, "Space Space F8 text:hold Enter text:holiday ctrl-s");
	key(o, "home ctrl-z dump tab Enter dump");
	run_keys(o);
	assert_seen(o, "Take all of this back?");
	assert_seen(o, "2 acts on 2 orders:");
	assert_seen(o, "2 acts are taken back");
	assert_int_equal(state_of(o, "EX-2611-007"), GD_ORDER_ACTIVE);
	assert_int_equal(state_of(o, "EX-2611-006"), GD_ORDER_ACTIVE);
	open_list(o);
	key(o, "Space Space F8 text:hold Enter text:holiday ctrl-s");
	key(o, "home ctrl-z tab Enter home ctrl-y dump tab Enter");
	run_keys(o);
	assert_seen(o, "Do all of this again?");
	assert_seen(o, "2 acts are done again");
	assert_int_equal(state_of(o, "EX-2611-007"), GD_ORDER_HELD);
	assert_int_equal(state_of(o, "EX-2611-006"), GD_ORDER_HELD);
}

/* ---- filters kept under a name ------------------------------------------------ */

static void
a_kept_filter_is_taken_by_its_digit_and_from_the_actions(void **state)
{
	struct office *o = *state;

	sits(o, "chenli");
	key(o, "1 F3 text:step:2 tab F4 text:keep Enter text:zz ctrl-u "
	       "text:samples Enter ctrl-s dump");
	key(o, "F3 Esc F3 text:late: tab F4 text:keep Enter text:behind Enter "
	       "ctrl-s dump");
	run_keys(o); /* digits follow the names */
	assert_seen(o, "Kept as \"samples\"; F4 1 takes it again");
	assert_seen(o, "Kept as \"behind\"; F4 1 takes it again");
	sits(o, "chenli");
	key(o, "1 F4 2");
	run_keys(o);
	assert_seen(o, "Filter [step:2 ");
	sits(o, "chenli");
	key(o, "F2 text:list:samp dump Enter");
	run_keys(o);
	assert_seen(o,
	    "2 samples  step:2"); /* its digit is of the list alone */
	assert_seen(o, "Filter [step:2 ");
	sits(o, "lixia");
	key(o, "1 F4"); /* each has his own */
	run_keys(o);
	assert_not_seen(o, "samples");
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, teardown)
	const struct CMUnitTest tests[] = {
		T(a_range_is_marked_from_both_ends_and_by_shift),
		T(marks_are_turned_and_hidden_ones_are_counted),
		T(all_shown_is_what_the_filter_shows_beyond_the_rows_that_are_loaded),
		T(what_failed_is_told_line_by_line_and_stays_marked),
		T(nothing_is_done_when_the_question_is_left),
		T(receipts_of_all_marked_orders_are_booked_and_those_without_stay_marked),
		T(the_marked_orders_are_written_to_a_file_once),
		T(a_role_is_given_to_one_person_on_all_marked_orders),
		T(a_fresh_act_is_taken_back_at_once_and_done_again),
		T(what_is_older_than_half_a_minute_is_named_and_asked_with_the_same_key),
		T(only_what_was_taken_back_here_is_done_again),
		T(a_kept_filter_is_taken_by_its_digit_and_from_the_actions),
		T(what_was_done_with_many_goes_back_with_all_and_is_done_again),
	};

	return cmocka_run_group_tests(tests, make_book, teardown);
}
