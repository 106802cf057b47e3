/* tests/tui/test_notice.c - a notice of change by keys, from my day to its
 * issue: what it will bring stands there before; and how many keys the work of
 * the day takes. */
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

/* Keys of a script without the text typed into fields and its pictures. */
static int
keys_in(const char *script)
{
	int n = 0;

	while (*script) {
		size_t len = strcspn(script, " \n");

		if (len > 0 && strncmp(script, "text:", 5) != 0 &&
		    !(len == 4 && strncmp(script, "dump", 4) == 0))
			n++;
		script += len;
		script += strspn(script, " \n");
	}
	return n;
}

/* Run by somebody who sits there already; at most so many keys. */
static void
run_in(struct office *o, const char *login, const char *number, int most,
    const char *script)
{
	snprintf(o->number, sizeof o->number, "%s", number);
	app_again(o, login);
	if (keys_in(script) > most)
		fail_msg("%d keys, not %d: %s", keys_in(script), most, script);
	key(o, "%s", script);
	run_keys(o);
}

static int64_t
revision_in(struct office *o, const char *kind, bool in_force)
{
	struct gd_order_page page = page_of(o);
	const struct gd_paper *p;
	int64_t rev = 0;

	for (size_t i = 0; (p = gd_walk(&page.order, GD_TAB_PAPER, &i));)
		if (strcmp(p->kind, kind) == 0)
			rev = in_force ? p->in_force : p->last;
	gd_order_page_release(&page);
	return rev;
}

static int
changes_in(struct office *o)
{
	struct gd_order_page page = page_of(o);
	int n = (int)page.order.sheet.rows[GD_TAB_CHANGE].n;

	gd_order_page_release(&page);
	return n;
}

static void
a_notice_is_raised_told_and_issued_in_thirty_keys(void **state)
{
	struct office *o = *state;

	run_in(o, "chenli", "EX-2609-005", 30,
	    "F3 text:EX-2609-005 Enter Enter F8 text:problem Enter "
	    "text:steel-is-late ctrl-s Space Enter text:mail Enter text:today "
	    "ctrl-s F3 text:formal Space text:deliv Enter dump text:2026-12-16 "
	    "Enter dump Down Down Down F3 text:QC Space Enter dump ctrl-s "
	    "dump");
	/* before it was made: what was there stands beside what is typed */
	assert_seen(o, "Delivery date  [2026-12-13  ] was 2026-12-13 (Formal "
		       "order form)");
	assert_seen(o, "Typing replaces this; Home, End or arrows edit");
	assert_seen(o, "Delivery date  [2026-12-16  ] was 2026-12-13 (Formal "
		       "order form)");
	assert_seen(o, "Formal order form: v1 void, v2 issued; old copies to "
		       "call back: 5 (Finance,");
	assert_seen(o, "Told by a copy of it: Production\n");
	assert_seen(o, "Told by a copy of it: Production, QC\n");
	assert_seen(o, "Days the date moves: 3 days, reckoned from the old "
		       "and the new date.");
	assert_seen(o, "No further signature is needed.");
	assert_seen(o, "[steel-is-late");
	/* no code of the workflow and no number that somebody typed */
	assert_not_seen(o, "formal_order");
	assert_not_seen(o, "Days the date moves [");
	/* and after */
	assert_int_equal(revision_in(o, "notice", true), 1);
	assert_int_equal(revision_in(o, "formal_order", false), 2);
	assert_int_equal(revision_in(o, "formal_order", true), 1);
	assert_seen(o, "Hand out the notice of change");
	assert_seen(o, "Notice of change: Production QC");
}

/* 交货日期 by its initials; the filter knows 订货单 too. */
/* The notice of the test before. */
static void
after_a_notice_the_order_says_which_revised_papers_wait_and_for_whom(
    void **state)
{
	struct office *o = *state;

	run_in(o, "chenli", "EX-2609-005", 30,
	    "F3 text:EX-2609-005 Enter Enter dump F12 dump");
	assert_seen(o, "Revised, not in force: Formal order form v2");
	assert_seen(o, "signed by Clerk");
	assert_seen(o, "已改版、尚未生效：订货单 v2 ");
	o->lang = GD_EN;
}

static void
with_no_notice_under_way_its_key_says_how_one_begins(void **state)
{
	struct office *o = *state;

	run_in(o, "chenli", "EX-2609-005", 30,
	    "F3 text:EX-2609-005 Enter Enter F8 dump");
	assert_seen(o, "A notice of change begins with: Problem in production");
	run_in(o, "chenli", "EX-2611-003", 30,
	    "F3 text:EX-2611-003 Enter Enter F8 dump");
	assert_seen(o, "A notice of change begins with: Problem in "
		       "production; that can be while");
	assert_not_seen(o, "issued(");
}

static void
a_change_is_found_by_its_name_in_chinese_and_by_initials(void **state)
{
	struct office *o = *state;

	o->lang = GD_ZH;
	run_in(o, "chenli", "EX-2609-003", 20,
	    "F3 text:EX-2609-003 Enter Enter F8 Enter F3 text:jhrq dump Esc "
	    "F3 text:交货 dump Esc F3 text:wdg Space text:jhrq dump Esc Esc");
	o->lang = GD_EN;
	assert_seen(o, "交货日期（外贸合同）");
	assert_seen(o, "交货日期（订货单）");
	assert_not_seen(o, "delivery_date");
}

static void
a_new_value_is_checked_as_in_its_own_form(void **state)
{
	struct office *o = *state;

	run_in(o, "chenli", "EX-2609-003", 30,
	    "F3 text:EX-2609-003 Enter Enter F8 Enter F3 text:contract Space "
	    "text:deliv Enter text:2026-13-05 Enter dump Esc");
	assert_seen(o, "[2026-13-05  ] was 2026-12-09 (Contract)");
	assert_seen(o, "! ");
	assert_seen(o, "no date");
	/* a choice is a choice, and several changes go together; a value may
	 * hold what parts two changes on a command line */
	run_in(o, "chenli", "EX-2609-003", 60,
	    "F3 text:EX-2609-003 Enter Enter F8 Enter Down Down ctrl-u "
	    "text:2026-12-20 Enter Up Up Up F3 text:terms Enter right dump "
	    "Enter Up Up Up Up F3 text:formal Space text:pack Enter "
	    "text:bags;ten-each Enter dump Down Down Down Down right "
	    "dump ctrl-s dump Esc");
	assert_seen(o, "was T/T (Contract)");
	assert_seen(o, "bags;ten-each");
	assert_seen(o, "( ) issue it  (o) keep it as a draft");
	/* the draft says all four, and was not issued */
	assert_int_equal(changes_in(o), 4);
	assert_int_equal(revision_in(o, "notice", true), 0);
}

static void
more_than_three_days_wait_for_the_general_manager(void **state)
{
	struct office *o = *state;

	run_in(o, "chenli", "EX-2609-007", 30,
	    "F3 text:EX-2609-007 Enter Enter F8 text:problem Enter text:late "
	    "ctrl-s Space Enter text:mail ctrl-s F3 text:formal Space "
	    "text:deliv Enter text:2026-12-28 Enter dump ctrl-s dump");
	assert_seen(o, "! Has to be signed by: General manager");
	assert_seen(o, "has to be signed now by: General manager");
	assert_int_equal(revision_in(o, "notice", true), 0);
	/* whoever signs sees the same above his password, in words */
	run_in(o, "linguo", "EX-2609-007", 99,
	    "F3 text:EX-2609-007 Enter Enter F6 dump");
	assert_seen(o, "old copies to call back");
	assert_seen(o, "Formal order form: Delivery date 2026-12-19 -> "
		       "2026-12-28; Days the date");
	assert_not_seen(o, "formal_order.");
}

static void
what_is_typed_changes_nothing_before_the_field_is_left(void **state)
{
	struct office *o = *state;

	run_in(o, "chenli", "EX-2609-003", 60,
	    "F3 text:EX-2609-003 Enter Enter F8 Enter Down ctrl-u "
	    "text:2027-02-01 dump Enter dump Esc");
	assert_seen(o, "Days the date moves: 54 days");
}

static void
a_delay_tells_which_dates_move_on(void **state)
{
	struct office *o = *state;

	run_in(o, "chenli", "EX-2609-003", 8,
	    "F3 text:EX-2609-003 Enter Enter F8 text:delay Enter "
	    "text:2026-12-23 "
	    "Enter dump Esc");
	assert_seen(o, "Goods finished 12-09 -> 12-23");
}

static void
a_booking_tells_what_its_cut_offs_bring(void **state)
{
	struct office *o = *state;

	run_in(o, "chenli", "EX-2610-001", 10,
	    "F3 text:EX-2610-001 Enter Enter F2 text:booking Enter "
	    "text:Sinotrans "
	    "Enter Enter Enter Enter text:12-20 Enter dump");
	assert_seen(o, "! Hard dates that break by this: ");
	assert_seen(o, "Cargo entry deadline");
}

static void
a_receipt_from_my_day_takes_six_keys(void **state)
{
	struct office *o = *state;

	/* what lies on the desk of who comes in stands there as a line */
	run_in(o, "xushi", "EX-2611-002", 6, "dump Enter dump ctrl-s dump");
	assert_seen(o, "receipted by");
	/* for the clerk who was told: any order, any paper */
	run_in(o, "chenli", "EX-2609-003", 6,
	    "F3 text:EX-2609-003 Enter Enter F5 text:formal Enter Space dump");
	assert_seen(o, "the receipt is booked");
}

static void
the_late_orders_take_three_keys(void **state)
{
	struct office *o = *state;

	run_in(o, "chenli", "EX-2609-003", 3, "1 F3 text:late: dump");
	assert_seen(o, "EX-2609-003");
	assert_not_seen(o, "EX-2609-005");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    with_no_notice_under_way_its_key_says_how_one_begins),
		cmocka_unit_test(
		    a_notice_is_raised_told_and_issued_in_thirty_keys),
		cmocka_unit_test(
		    after_a_notice_the_order_says_which_revised_papers_wait_and_for_whom),
		cmocka_unit_test(
		    a_change_is_found_by_its_name_in_chinese_and_by_initials),
		cmocka_unit_test(a_new_value_is_checked_as_in_its_own_form),
		cmocka_unit_test(
		    more_than_three_days_wait_for_the_general_manager),
		cmocka_unit_test(
		    what_is_typed_changes_nothing_before_the_field_is_left),
		cmocka_unit_test(a_delay_tells_which_dates_move_on),
		cmocka_unit_test(a_booking_tells_what_its_cut_offs_bring),
		cmocka_unit_test(a_receipt_from_my_day_takes_six_keys),
		cmocka_unit_test(the_late_orders_take_three_keys),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
