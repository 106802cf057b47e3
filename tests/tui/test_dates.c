/* tests/tui/test_dates.c - dates by keys: my day's sections, the dates of an
 * order, moving one, what a new order is told. */
#include "app/agenda.h"
#include "example.h"

#include "base/banned.h"

static void
start(struct office *o, const char *login)
{
	app_again(o, login);
	o->lang = GD_EN;
}

/* The date of a duty or limit as it stands in the book. */
static struct gd_due
due_of(struct office *o, const char *number, const char *duty)
{
	struct gd_order_page page;
	struct gd_due out = { 0 };
	const struct gd_due *d;

	snprintf(o->number, sizeof o->number, "%s", number);
	page = page_of(o);
	for (size_t i = 0; (d = gd_walk(&page.order, GD_TAB_DUE, &i));)
		if (strcmp(d->duty, duty) == 0)
			out = *d;
	gd_order_page_release(&page);
	return out;
}

/* ---- my day -------------------------------------------------------------- */

static void
tab_goes_from_the_work_through_each_section_to_the_orders(void **state)
{
	struct office *o = *state;

	start(o, "chenli");
	key(o, "dump tab dump tab dump tab dump tab tab Enter");
	run_keys(o);
	assert_seen(o, "[overdue ");
	assert_seen(o, "[7 days ");
	assert_seen(o, "[on others ");
	/* behind the hard dates come the orders */
	assert_seen(o, "EX-2608-003  Casa");
}

static void
f4_gives_a_part_the_whole_window_and_esc_gives_it_back(void **state)
{
	struct office *o = *state;

	start(o, "chenli");
	key(o, "tab F4");
	run_keys(o);
	assert_seen(o, "   Overdue  ");
	assert_not_seen(o, "To do today");
	assert_not_seen(o, "Open orders");
	key(o, "tab F4 Esc");
	run_keys(o);
	assert_seen(o, "To do today");
	assert_seen(o, "Open orders");
	assert_not_seen(o, "Leave gendan?");
}

static void
down_walks_through_all_sections_into_the_orders_and_up_back(void **state)
{
	struct office *o = *state;

	start(o, "wumin");
	key(o, "tab down dump down down down dump down down dump end dump down dump "
	       "Enter");
	run_keys(o);
	assert_seen(o, "[overdue ");
	assert_seen(o, "[7 days ");
	assert_seen(o, "[on others ");
	assert_seen(o, "[hard dates ");
	assert_seen(o, ">  EX-2608-003   Casa");
	assert_seen(o, "EX-2608-003  Casa");
	key(o, "shift-tab up");
	run_keys(o);
	assert_seen(o, ">!   3 d late EX-2608-004");
}

static void
the_sections_show_their_key_and_that_nothing_is_due_today(void **state)
{
	struct office *o = *state;

	start(o, "chenli");
	run_keys(o);
	assert_seen(o, "Dates Tab [overdue");
	assert_seen(o, "today: none");
}

static void
enter_on_a_date_opens_the_dates_of_its_order_at_this_date(void **state)
{
	struct office *o = *state;

	start(o, "chenli");
	key(o, "tab down Enter");
	run_keys(o);
	assert_seen(o, "EX-2608-006 > Dates");
	assert_seen(o, ">!# ");
	assert_not_seen(o, ">!# Cargo entry deadline"); /* the first */
}

static void
a_manager_sees_what_came_up_the_ladder_and_whose_it_is(void **state)
{
	struct office *o = *state;

	start(o, "qianfang");
	key(o, "tab");
	run_keys(o);
	assert_seen(o, "[come up ");
	assert_seen(o, "Cargo entry deadl");
	key(o, "tab F4");
	run_keys(o);
	assert_seen(o, "Of others, told to you");
	assert_seen(o, "(Li Xia)");
}

/* ---- moving -------------------------------------------------------------- */

static void
a_date_is_moved_with_a_reason_and_the_promise_stays(void **state)
{
	struct office *o = *state;
	struct gd_due was, now;

	start(o, "chenli");
	was = due_of(o, "EX-2609-002", "finished");
	key(o, "1 F3 text:EX-2609-002 Enter Enter F2 text:movedate:finished "
	       "Enter");
	key(o, "text:2026-12-20 down text:steel-late ctrl-s");
	run_keys(o);
	now = due_of(o, "EX-2609-002", "finished");
	assert_int_equal(now.day, gd_day_parse("2026-12-20"));
	assert_int_equal(now.moved, 1);
	assert_int_equal(now.first, was.first);
	key(o, "1 F3 text:EX-2609-002 Enter Enter ctrl-e end dump");
	run_keys(o);
	assert_seen(o, "12-20");
}

static void
what_moves_on_and_what_breaks_is_said_before_it_is_sent(void **state)
{
	struct office *o = *state;
	struct gd_due was = { 0 }, now;

	start(o, "chenli");
	was = due_of(o, "EX-2609-002", "finished");
	key(o, "1 F3 text:EX-2609-002 Enter Enter F2 text:movedate:finished "
	       "Enter");
	key(o, "dump text:2026-12-20 down dump Esc");
	run_keys(o);
	assert_seen(o, "It stays visible as the promise");
	assert_seen(o, "Dates that move on (3): ");
	assert_seen(o, "! This breaks: Latest shipment");
	assert_seen(o, "Already broken before: Goods ready");
	assert_seen(o, "Hard dates stay; ");
	assert_seen(o, "L/C expiry"); /* the last: all of it is there */
	now = due_of(o, "EX-2609-002", "finished");
	assert_int_equal(now.day, was.day);
}

static void
no_reason_no_move(void **state)
{
	struct office *o = *state;
	struct gd_due was, now;

	start(o, "chenli");
	was = due_of(o, "EX-2609-002", "finished");
	key(o, "1 F3 text:EX-2609-002 Enter Enter F2 text:movedate:finished "
	       "Enter");
	key(o, "text:2026-12-20 ctrl-s");
	run_keys(o);
	assert_seen(o, "this is needed");
	now = due_of(o, "EX-2609-002", "finished");
	assert_int_equal(now.day, was.day);
}

static void
esc_keeps_what_was_typed_of_a_move(void **state)
{
	struct office *o = *state;

	start(o, "chenli");
	key(o, "1 F3 text:EX-2609-002 Enter Enter F2 text:movedate:finished "
	       "Enter");
	key(o, "text:2026-12-20 down text:steel-late Esc");
	key(o, "F2 text:movedate:finished Enter");
	run_keys(o);
	assert_seen(o, "2026-12-20");
	assert_seen(o, "steel-late");
}

/* Looking at what a day would do is no work to be kept. */
static void
a_day_that_was_only_looked_at_is_no_draft(void **state)
{
	struct office *o = *state;

	start(o, "chenli");
	key(o, "1 F3 text:EX-2609-002 Enter Enter F2 text:movedate:finished "
	       "Enter");
	key(o, "text:2026-12-20 dump Esc dump");
	key(o, "F2 text:movedate:finished Enter");
	run_keys(o);
	assert_not_seen(o, "kept as a draft");
	assert_seen(o, "New date * [            ]");
}

static void
what_has_no_room_above_a_form_is_read_page_by_page(void **state)
{
	struct office *o = *state;

	start(o, "chenli");
	key(o, "size:60x18 1 F3 text:EX-2609-002 Enter Enter F2 "
	       "text:movedate:finished Enter text:2026-12-20");
	run_keys(o);
	assert_seen(o, " more lines: PgDn --");
	assert_not_seen(o, "L/C expiry");
	key(o, "size:60x18 1 F3 text:EX-2609-002 Enter Enter F2 "
	       "text:movedate:finished Enter text:2026-12-20 dump PgDn dump "
	       "PgDn dump PgDn dump");
	run_keys(o);
	assert_seen(o, "L/C expiry");
	assert_seen(o, "that is all; PgUp goes back");
	assert_seen(o, "[2026-12-20"); /* and the cursor stays in its field */
	key(o, "size:60x18 1 F3 text:EX-2609-002 Enter Enter F2 "
	       "text:movedate:finished Enter text:2026-12-20 dump PgDn dump "
	       "PgDn dump PgDn dump "
	       "PgUp dump PgUp dump PgUp");
	run_keys(o);
	assert_seen(o, "It stays visible");
}

static void
a_date_of_law_asks_who_granted_another_day(void **state)
{
	struct office *o = *state;
	struct gd_due now;

	start(o, "chenli");
	key(o, "1 F3 text:EX-2609-002 Enter Enter F2 text:movedate:declare_by "
	       "Enter "
	       "text:2026-12-21 down text:permit ctrl-s dump");
	key(o, "text:Customs ctrl-s 1 F3 text:EX-2609-002 Enter Enter ctrl-o");
	run_keys(o);
	assert_seen(o, "Granted by *");
	assert_seen(o, "this is needed");
	now = due_of(o, "EX-2609-002", "declare_by");
	assert_int_equal(now.day, gd_day_parse("2026-12-21"));
	assert_seen(o, "granted by Customs");
}

static void
f4_moves_the_date_under_the_cursor(void **state)
{
	struct office *o = *state;

	start(o, "chenli");
	key(o, "1 F3 text:EX-2608-006 Enter Enter ctrl-e");
	key(o, "down down down down down down down F4"); /* past the hard */
	run_keys(o);
	assert_seen(o, "gendan > Move the date: ");
}

static void
f4_on_a_cut_off_puts_its_field_right_where_it_was_recorded(void **state)
{
	struct office *o = *state;

	start(o, "chenli");
	key(o, "tab Enter F4");
	run_keys(o);
	assert_seen(o, "Correct: Booking with the forwarder");
	assert_seen(o, "Cargo entry deadline stands in the field");
	assert_seen(o, "> Cargo entry deadline");
}

/* The form has many fields; the date came from one of them. */
static void
f4_on_the_expiry_of_a_credit_stands_in_its_field(void **state)
{
	struct office *o = *state;

	start(o, "chenli");
	key(o,
	    "1 F3 text:EX-2609-002 Enter Enter ctrl-e Home down down down down "
	    "down down F4");
	run_keys(o);
	assert_seen(o, "L/C expiry stands in the field");
	assert_seen(o, "> L/C expiry");
}

/* ---- finding the screen -------------------------------------------------- */

static void
the_dates_of_an_order_are_found_from_everywhere(void **state)
{
	static const char *const ways[] = {
		"1 F3 text:EX-2609-002 Enter Enter ctrl-e",
		"1 F3 text:EX-2609-002 tab ctrl-e",
		"1 F3 text:EX-2609-002 Enter Enter D",
		"1 F3 text:EX-2609-002 Enter Enter F2 text:deadline Enter",
		"1 F3 text:EX-2609-002 Enter Enter F1 text:planned Enter",
	};
	struct office *o = *state;

	start(o, "chenli");
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		key(o, "%s", ways[i]);
		run_keys(o);
		assert_seen(o, "EX-2609-002 > Dates");
		assert_seen(o, "Promised");
	}
}

static void
tab_orders_the_dates_by_day(void **state)
{
	struct office *o = *state;
	const char *first, *later;

	start(o, "chenli");
	key(o, "1 F3 text:EX-2609-002 Enter Enter ctrl-e Home tab Home");
	run_keys(o);
	assert_seen(o, "Tab Hard first");
	first = strstr(o->seen.text, "Sample back");
	later = strstr(o->seen.text, "Cargo entry");
	assert_non_null(first);
	assert_true(!later || first < later);
}

/* They were dead and silent in the dates of my day. */
static void
keys_of_everywhere_work_in_the_dates_of_my_day_too(void **state)
{
	static const struct {
		const char *keys, *sees;
	} ways[] = { { "tab 5", "Papers out" }, { "tab F11", "Who are you?" },
		{ "tab tab 5", "Papers out" }, { "tab F4 5", "Papers out" } };
	struct office *o = *state;

	start(o, "chenli");
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		key(o, "%s", ways[i].keys);
		run_keys(o);
		assert_seen(o, ways[i].sees);
	}
	key(o, "tab F12");
	run_keys(o);
	assert_seen(o, "gendan > 我的今天");
	o->lang = GD_EN;
}

/* ---- a new order --------------------------------------------------------- */

static void
a_new_order_that_is_late_already_says_so_with_its_key(void **state)
{
	struct office *o = *state;

	start(o, "chenli");
	key(o,
	    "F7 F3 text:mueller Enter down down down down down text:+10d down");
	key(o,
	    "space down text:1000.00 down text:500 down text:Tray dump ctrl-s");
	run_keys(o);
	assert_seen(o, "is entered, but already late by ");
	assert_seen(o, "Ctrl-E shows its dates");
	key(o, "F7 F3 text:mueller Enter down down down down down text:+400d "
	       "down");
	key(o, "space down text:1000.00 down text:500 down text:Tray ctrl-s");
	run_keys(o);
	assert_seen(o, "is entered");
	assert_not_seen(o, "already late");
}

#define T(name) cmocka_unit_test_setup_teardown(name, begin, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(tab_goes_from_the_work_through_each_section_to_the_orders),
		T(f4_gives_a_part_the_whole_window_and_esc_gives_it_back),
		T(down_walks_through_all_sections_into_the_orders_and_up_back),
		T(the_sections_show_their_key_and_that_nothing_is_due_today),
		T(enter_on_a_date_opens_the_dates_of_its_order_at_this_date),
		T(a_manager_sees_what_came_up_the_ladder_and_whose_it_is),
		T(a_date_is_moved_with_a_reason_and_the_promise_stays),
		T(what_moves_on_and_what_breaks_is_said_before_it_is_sent),
		T(no_reason_no_move),
		T(esc_keeps_what_was_typed_of_a_move),
		T(a_day_that_was_only_looked_at_is_no_draft),
		T(what_has_no_room_above_a_form_is_read_page_by_page),
		T(a_date_of_law_asks_who_granted_another_day),
		T(f4_moves_the_date_under_the_cursor),
		T(f4_on_a_cut_off_puts_its_field_right_where_it_was_recorded),
		T(f4_on_the_expiry_of_a_credit_stands_in_its_field),
		T(the_dates_of_an_order_are_found_from_everywhere),
		T(tab_orders_the_dates_by_day),
		T(keys_of_everywhere_work_in_the_dates_of_my_day_too),
		T(a_new_order_that_is_late_already_says_so_with_its_key),
	};

	return cmocka_run_group_tests(tests, make_first, end_first);
}
