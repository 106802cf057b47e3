/* tests/tui/test_day.c - a careful clerk at my day: a key struck twice does no
 * harm, what is said names the order, and the screen stays where one was.
 */
#include "app/names.h"

#include "office.h"

#include "base/banned.h"

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

/* Keys of somebody who sits there already. */
static void
run_as(struct office *o, const char *login, enum gd_lang lang, const char *keys)
{
	app_again(o, login);
	o->lang = lang;
	key(o, "%s", keys);
	run_keys(o);
}

/* Entries in the journal of an order. */
static int64_t
revision_of(struct office *o, const char *number)
{
	struct gd_order_page page;
	int64_t rev;

	snprintf(o->number, sizeof o->number, "%s", number);
	page = page_of(o);
	rev = page.order.rev;
	gd_order_page_release(&page);
	return rev;
}

/* ---- Enter, Enter --------------------------------------------------------- */

static void
enter_struck_again_puts_no_paper_out(void **state)
{
	struct office *o = *state;
	int64_t before = revision_of(o, "EX-2608-003");

	run_as(o, "chenli", GD_EN, "Enter Enter Enter Enter");
	assert_seen(o, "[ Hand out ] Ctrl-S");
	assert_seen(o, "Not done yet: Copy bill of lading to the customer.");
	assert_seen(o, "Ctrl-S does it, Esc leaves it");
	assert_int_equal(revision_of(o, "EX-2608-003"), before);
	run_as(o, "chenli", GD_ZH, "Enter Enter");
	assert_seen(o, "尚未办理");
	assert_int_equal(revision_of(o, "EX-2608-003"), before);
	run_as(o, "chenli", GD_EN, "Enter ctrl-s");
	assert_seen(o, "EX-2608-003: Copy bill of lading sent to Customer");
	assert_int_equal(revision_of(o, "EX-2608-003"), before + 1);
}

static void
another_key_before_enter_says_that_it_is_meant(void **state)
{
	struct office *o = *state;
	int64_t before = revision_of(o, "EX-2608-003");

	run_as(o, "chenli", GD_EN, "Enter up down Enter");
	assert_seen(o, "EX-2608-003: Copy bill of lading sent to Customer");
	assert_int_equal(revision_of(o, "EX-2608-003"), before + 1);
}

static void
enter_struck_again_closes_and_cancels_no_order(void **state)
{
	struct office *o = *state;
	int64_t before = revision_of(o, "EX-2608-003");

	run_as(o, "chenli", GD_EN,
	    "1 F3 text:EX-2608-003 Enter Enter F2 text:cancel: Enter down "
	    "text:gone Enter Enter Enter Enter Enter");
	assert_seen(o, "Not done yet: Cancel the order.");
	assert_int_equal(revision_of(o, "EX-2608-003"), before);
}

static void
what_is_simply_taken_back_is_done_by_enter(void **state)
{
	struct office *o = *state;
	int64_t before = revision_of(o, "EX-2608-003");

	run_as(o, "chenli", GD_EN,
	    "1 F3 text:EX-2608-003 Enter Enter F2 text:note: Enter text:x "
	    "Enter "
	    "Enter");
	assert_seen(o, "EX-2608-003: x");
	assert_int_equal(revision_of(o, "EX-2608-003"), before + 1);
}

/* ---- the filter of the list ------------------------------------------------ */

static void
enter_leaves_the_filter_and_a_second_one_opens(void **state)
{
	struct office *o = *state;

	run_as(o, "chenli", GD_EN, "1 F3 text:EX-2608-003 Enter");
	assert_seen(o, "Orders");
	assert_seen(o, "1 shown");
	assert_not_seen(o, "Contract + order");
	run_as(o, "chenli", GD_EN, "1 F3 text:EX-2608-003 Enter Enter");
	assert_seen(o, "Contract + order");
	run_as(o, "chenli", GD_EN, "ctrl-a F3 text:nbht Enter");
	assert_seen(o, "Customers");
	assert_not_seen(o, "Contacts, remarks");
}

/* ---- taking back ----------------------------------------------------------- */

/* The first order of my day with reminders behind the clerk's last act. */
static void
undo_names_the_order_and_no_reminder(void **state)
{
	static const enum gd_lang langs[] = { GD_EN, GD_ZH };
	struct office *o = *state;

	for (int i = 0; i < 2; i++) {
		run_as(o, "chenli", langs[i], "1 F3 text:EX-2608-006 Enter u");
		assert_seen(o, langs[i] == GD_EN
				   ? "Order EX-2608-006: this has left"
				   : "订单 EX-2608-006：已经发出或已签收");
		assert_not_seen(o, "reminded");
		assert_not_seen(o, "提醒");
		assert_not_seen(o, "（。");
	}
}

static void
undo_in_my_day_takes_back_what_one_did_last_wherever_the_cursor_is(void **state)
{
	struct office *o = *state;
	int64_t before = revision_of(o, "EX-2611-005");

	/* a note on another order than the one on top of my day */
	run_as(o, "lixia", GD_EN,
	    "1 F3 text:EX-2611-005 Enter Enter F2 text:note: Enter text:wrong "
	    "ctrl-s 0 ctrl-z dump ctrl-z dump ctrl-y");
	assert_seen(o,
	    "Undo on order EX-2611-005, 0 seconds ago? 11-23 09:00 ");
	assert_seen(o, "EX-2611-005: last act undone: note (11-23 09:00 ");
	assert_seen(o, "Done again. EX-2611-005: wrong");
	assert_int_equal(revision_of(o, "EX-2611-005"), before + 3);
}

/* ---- where one was --------------------------------------------------------- */

static void
the_parts_of_my_day_begin_at_their_top_after_an_act(void **state)
{
	struct office *o = *state;
	const char *first, *second, *list;

	run_as(o, "chenli", GD_EN, "dump Enter ctrl-s");
	assert_seen(o, "EX-2608-003: Copy bill of lading sent");
	list = strstr(o->seen.text, "Open orders");
	first = list + strcspn(list, "\n") + 1;
	list = strstr(list + 1, "Open orders"); /* after the act */
	assert_non_null(list);
	second = list + strcspn(list, "\n") + 1;
	assert_memory_equal(first, "   EX-2608-003", 14);
	/* it went down in the order of the days; the next one leads */
	assert_memory_equal(second, "   EX-2608-005", 14);
	list = strrchr(o->seen.text, '>') ? strstr(second - 900, "To do") : "";
	assert_non_null(strstr(o->seen.text, "To do today  1-3/"));
}

static void
the_language_of_a_person_is_there_at_the_next_start(void **state)
{
	struct office *o = *state;

	o->own_lang = true;
	run_as(o, "chenli", GD_EN, "F12");
	assert_seen(o, "今天要办");
	run_as(o, "chenli", GD_EN, "dump");
	assert_seen(o, "今天要办");
	run_as(o, "lixia", GD_EN, "dump"); /* nobody else's */
	assert_seen(o, "To do today");
	o->own_lang = false; /* as with --lang en */
	run_as(o, "chenli", GD_EN, "dump");
	assert_seen(o, "To do today");
}

static void
a_window_too_small_asks_before_it_is_left(void **state)
{
	struct office *o = *state;

	run_as(o, "chenli", GD_EN, "size:40x12 q dump size:80x24 1");
	assert_seen(o, "Leave gendan?");
	assert_seen(o, "open orders");
	run_as(o, "chenli", GD_EN, "size:40x12 q x dump q size:80x24 1");
	assert_seen(o, "Keys are paused");
	assert_seen(o, "open orders");
	run_as(o, "chenli", GD_EN, "size:40x12 q q size:80x24 1");
	assert_not_seen(o, "open orders");
}

/* ---- late ------------------------------------------------------------------ */

static void
a_held_order_is_late_nowhere(void **state)
{
	const struct gd_command hold = { .verb = GD_DO_HOLD, .reason = "fair" };
	struct office *o = *state;
	struct gd_err err = GD_ERR_INIT;
	struct gd_my_day day;
	struct gd_person_sums sums;
	int64_t late = 0;

	for (int i = 0; i < 2; i++) {
		app_again(o, "chenli");
		assert_int_equal(gd_app_my_day(o->app, 12, &day, &err), GD_OK);
		assert_int_equal(
		    gd_app_person_sums(o->app, "chenli", &sums, &err), GD_OK);
		assert_int_equal(day.late, sums.late);
		assert_true(i == 0 || day.late == late - 1);
		late = day.late;
		gd_my_day_release(&day);
		run_as(o, "chenli", GD_EN, "1 F3 text:late: tab");
		assert_not_seen(o, "on hold");
		if (i == 0)
			assert_seen(o, "EX-2608-003");
		else
			assert_not_seen(o, "EX-2608-003");
		if (i == 0)
			assert_int_equal(gd_app_act(o->app, "EX-2608-003",
					     &hold, NULL, NULL, &err),
			    GD_OK);
	}
}

static void
who_alone_holds_a_role_is_named_where_it_is_waited_for(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	assert_string_equal(gd_app_only_holder(o->app, "general_manager"),
	    "linguo");
	assert_null(gd_app_only_holder(o->app, "clerk")); /* several do */
	assert_null(gd_app_only_holder(o->app, "nothing"));
	run_as(o, "chenli", GD_EN, "1");
	assert_seen(o, "Wu Min Lin Guo +1");
	run_as(o, "chenli", GD_ZH, "1");
	assert_seen(o, "吴敏 (财务)"); /* with the role where it has room */
}

/* ---- F2 and the mouse ------------------------------------------------------- */

static void
actions_are_found_by_everyday_words_of_both_languages(void **state)
{
	static const struct {
		const char *word, *seen;
	} words[] = {
		{ "theme", "Ctrl-F" },
		{ "people", "Ctrl-Q" },
		{ "主题", "Ctrl-F" },
		{ "同事", "Ctrl-Q" },
		{ "客户", "Ctrl-A" },
		{ "language", "F12" },
		{ "barcode", "Ctrl-B" },
		{ "流程图", "%" },
	};
	struct office *o = *state;

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		for (int lang = 0; lang < 2; lang++) {
			app_again(o, "chenli");
			o->lang = (enum gd_lang)lang;
			key(o, "F2 text:%s", words[i].word);
			run_keys(o);
			assert_seen(o, words[i].seen);
		}
	}
}

static void
the_list_of_actions_shows_only_keys_that_work_on_this_screen(void **state)
{
	struct office *o = *state;

	/* F4 widens here; it is the key of the lists in the list of orders */
	run_as(o, "chenli", GD_EN, "F2 text:filters dump");
	assert_seen(o, "My lists");
	assert_not_seen(o, "F4");
	run_as(o, "chenli", GD_EN, "1 F2 text:filters dump");
	assert_seen(o, "F4");
	run_as(o, "chenli", GD_EN, "F2 text:widen dump");
	assert_seen(o, "F4");
	/* a paper is signed by F6 in its order; here F6 lists all of them */
	run_as(o, "linguo", GD_EN, "F2 text:sign:contract dump");
	assert_not_seen(o, "F6");
}

static void
a_click_on_a_section_of_the_dates_opens_it(void **state)
{
	struct office *o = *state;
	const char *line, *tab;

	run_as(o, "chenli", GD_EN, "dump");
	line = strstr(o->seen.text, "   Dates Tab [overdue");
	assert_non_null(line);
	tab = strstr(line, "7 days");
	assert_non_null(tab);
	key(o, "dump click:7,%d dump", (int)(tab - line) + 1);
	run_keys(o);
	assert_seen(o, "[7 days");
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(enter_struck_again_puts_no_paper_out),
		T(another_key_before_enter_says_that_it_is_meant),
		T(enter_struck_again_closes_and_cancels_no_order),
		T(what_is_simply_taken_back_is_done_by_enter),
		T(undo_names_the_order_and_no_reminder),
		T(undo_in_my_day_takes_back_what_one_did_last_wherever_the_cursor_is),
		T(the_parts_of_my_day_begin_at_their_top_after_an_act),
		T(the_language_of_a_person_is_there_at_the_next_start),
		T(a_window_too_small_asks_before_it_is_left),
		T(a_held_order_is_late_nowhere),
		T(who_alone_holds_a_role_is_named_where_it_is_waited_for),
		T(actions_are_found_by_everyday_words_of_both_languages),
		T(the_list_of_actions_shows_only_keys_that_work_on_this_screen),
		T(a_click_on_a_section_of_the_dates_opens_it),
		T(enter_leaves_the_filter_and_a_second_one_opens),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
