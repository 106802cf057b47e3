/* tests/tui/test_clerk.c - what a new clerk does by keys beside the checklist:
 * puts right, takes back, hands over.
 *
 * Each act is one run of the screens on the demo book; the app tells what
 * came of it.
 */
#include "app/handover.h"

#include "office.h"

#include "base/banned.h"

/* The person at the keyboard opens an order. */
static void
open_order(struct office *o, const char *login, const char *number)
{
	snprintf(o->number, sizeof o->number, "%s", number);
	as(o, login);
	key(o, "1 F3 text:%s Enter Enter", number);
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
line_quantity(struct office *o)
{
	struct gd_order_page page = page_of(o);
	const struct gd_line *l = gd_row_at(&page.order.sheet, GD_TAB_LINE, 0);
	int64_t qty = l ? l->qty : 0;

	gd_order_page_release(&page);
	return qty;
}

/* Revision that is drafted; 0: none waits. */
static int64_t
drafted(struct office *o, const char *kind)
{
	struct gd_order_page page = page_of(o);
	const struct gd_paper *p;
	int64_t rev = 0;

	for (size_t i = 0; (p = gd_walk(&page.order, GD_TAB_PAPER, &i));)
		if (strcmp(p->kind, kind) == 0 && p->last > p->in_force)
			rev = p->last;
	gd_order_page_release(&page);
	return rev;
}

/* ---- my day -------------------------------------------------------------- */

static void
the_work_of_the_day_scrolls_to_its_end_before_dates_and_orders_come(
    void **state)
{
	struct office *o = *state;

	as(o, "chenli");
	key(o, "dump down down down dump end down dump");
	run_keys(o);
	assert_seen(o, "To do today  1-3/12+");
	assert_seen(o, "To do today  2-4/12+");
	assert_seen(o, "To do today  11-13/51");
	as(o, "chenli");
	key(o, "end down end down end down Enter");
	run_keys(o); /* behind the dates the first of the orders */
	assert_seen(o, "EX-2608-003  Casa");
	as(o, "chenli");
	key(o, "shift-tab Enter");
	run_keys(o);
	assert_seen(o, "EX-2608-003  Casa");
}

/* ---- putting right ------------------------------------------------------ */

static void
a_lines_quantity_is_corrected_on_its_form(void **state)
{
	struct office *o = *state;

	open_order(o, "lixia", "EX-2611-005");
	assert_int_equal(line_quantity(o), 8000);
	key(o, "F2 text:line: Enter down down ctrl-u text:9000");
	key(o, "down down down down down down text:typo ctrl-s");
	run_keys(o);
	assert_seen(o, "8000 -> 9000");
	assert_int_equal(line_quantity(o), 9000);
}

/* The form of the order's data, quantity and reason typed, Ctrl-S. */
static void
type_quantity(struct office *o, const char *quantity)
{
	open_order(o, "lixia", "EX-2609-006");
	key(o, "F2 text:correct: Enter");
	key(o, "down down down down down down ctrl-u text:%s", quantity);
	key(o, "pgdn pgdn pgdn pgdn pgdn up text:typo ctrl-s");
}

static void
a_quantity_on_issued_papers_is_left_when_one_thinks_again(void **state)
{
	struct office *o = *state;

	type_quantity(o, "6000");
	key(o, "dump down down Enter");
	run_keys(o);
	assert_seen(o, "Issued, it says this too: Formal order form");
	assert_seen(o, "recalls the copies at: Finance");
	assert_int_equal(drafted(o, "formal_order"), 0);
	assert_int_equal(line_quantity(o), 5000);
}

static void
a_quantity_on_issued_papers_drafts_them_all_anew(void **state)
{
	struct office *o = *state;

	type_quantity(o, "6000");
	key(o, "Enter");
	run_keys(o);
	assert_seen(o, "Formal order form drafted, revision 2");
	assert_int_equal(drafted(o, "formal_order"), 2);
	assert_int_equal(drafted(o, "preliminary_order"), 2);
}

/* ---- taking back -------------------------------------------------------- */

static void
undo_of_what_another_did_says_so_at_once(void **state)
{
	struct office *o = *state;

	open_order(o, "zhouyan", "EX-2609-003");
	key(o, "ctrl-z");
	run_keys(o);
	assert_seen(o, "Only one's own last act is taken back.");
	assert_seen(o, "F4 corrects it");
	assert_not_seen(o, "[ Undo the last act ]");
}

static void
undo_of_a_receipt_says_what_to_use_instead(void **state)
{
	struct office *o = *state;

	open_order(o, "xushi", "EX-2611-002");
	key(o, "F2 text:receipt Enter ctrl-s ctrl-z");
	run_keys(o);
	assert_seen(o, "has left the desk or was received, so it stays");
	assert_not_seen(o, "[ Undo the last act ]");
}

static void
what_was_taken_back_is_named_in_words(void **state)
{
	struct office *o = *state;

	open_order(o, "lixia", "EX-2611-005");
	key(o, "F2 text:note: Enter text:wrong ctrl-s ctrl-z ctrl-s");
	run_keys(o);
	assert_seen(o, "last act undone: note");
}

/* ---- handing over ------------------------------------------------------- */

static int64_t
work_of(struct office *o, const char *login)
{
	struct gd_work_left left;
	struct gd_err err = GD_ERR_INIT;
	int64_t n;

	assert_int_equal(gd_app_work_left(o->app, login, NULL, &left, &err),
	    GD_OK);
	n = (int64_t)left.n;
	gd_work_left_release(&left);
	return n;
}

/* From chenli to a person, down to the question. */
static void
give_to(struct office *o, const char *login)
{
	as(o, "chenli");
	key(o, "8 F7 down F3 text:%s Enter ctrl-s Enter", login);
}

static void
somebody_who_may_not_gets_nothing_and_the_order_is_named(void **state)
{
	struct office *o = *state;
	int64_t before = work_of(o, "chenli");

	give_to(o, "hejing");
	key(o, "left Enter");
	run_keys(o);
	assert_seen(o, "nothing was handed over, because of order EX-");
	assert_int_equal(work_of(o, "chenli"), before);
}

static void
nothing_is_handed_over_before_the_question_is_answered(void **state)
{
	struct office *o = *state;
	int64_t before = work_of(o, "chenli");

	give_to(o, "lixia");
	key(o, "Enter"); /* the harmless answer has the focus */
	run_keys(o);
	assert_seen(o, "Handover > what goes");
	assert_int_equal(work_of(o, "chenli"), before);
}

static void
what_begins_with_the_typed_letters_is_offered_first(void **state)
{
	struct office *o = *state;
	const char *begins, *inside;

	as(o, "chenli");
	key(o, "8 F7 down F3 text:lin");
	run_keys(o);
	begins = strstr(o->seen.text, "> Lin Guo");
	inside = strstr(o->seen.text, "Cheng Lin");
	assert_non_null(begins);
	assert_non_null(inside);
	assert_true(begins < inside);
}

static void
all_work_of_a_clerk_is_handed_over_and_accepted_by_keys(void **state)
{
	struct office *o = *state;

	give_to(o, "lixia");
	key(o, "left Enter dump");
	as(o, "lixia");
	key(o, "8 dump Enter left Enter");
	run_keys(o);
	assert_seen(o, "has it now:");
	assert_seen(o, "On its way to you by name:");
	assert_seen(o, "pieces are now in your hands");
	assert_int_equal(work_of(o, "chenli"), 0);
}

static void
what_others_did_is_listed_and_opens_the_order(void **state)
{
	struct office *o = *state;

	as(o, "wumin");
	key(o, "7 dump Enter");
	run_keys(o);
	assert_seen(o, "Since you were here");
	assert_seen(o, "gendan > EX-");
}

/* A person looked for a paper with End and took the first one. */
static void
home_and_end_go_to_the_ends_of_a_list_to_choose_from(void **state)
{
	struct office *o = *state;

	key(o, "1 F3 F1 End dump Home dump");
	run_keys(o);
	assert_null(strstr(o->seen.text, "does nothing here"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_work_of_the_day_scrolls_to_its_end_before_dates_and_orders_come),
		cmocka_unit_test(a_lines_quantity_is_corrected_on_its_form),
		cmocka_unit_test(
		    a_quantity_on_issued_papers_is_left_when_one_thinks_again),
		cmocka_unit_test(
		    a_quantity_on_issued_papers_drafts_them_all_anew),
		cmocka_unit_test(
		    home_and_end_go_to_the_ends_of_a_list_to_choose_from),
		cmocka_unit_test(undo_of_what_another_did_says_so_at_once),
		cmocka_unit_test(undo_of_a_receipt_says_what_to_use_instead),
		cmocka_unit_test(what_was_taken_back_is_named_in_words),
		cmocka_unit_test(
		    somebody_who_may_not_gets_nothing_and_the_order_is_named),
		cmocka_unit_test(
		    nothing_is_handed_over_before_the_question_is_answered),
		cmocka_unit_test(
		    what_begins_with_the_typed_letters_is_offered_first),
		cmocka_unit_test(
		    all_work_of_a_clerk_is_handed_over_and_accepted_by_keys),
		cmocka_unit_test(what_others_did_is_listed_and_opens_the_order),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
