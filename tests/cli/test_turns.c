/* tests/cli/test_turns.c - the turns an order can take, by commands: another
 * sample, a notice, re-booking, a repeat order, cancelling, undo, correct.
 */
#include "cli_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
set_up(void **state)
{
	(void)state;
	office_new();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	office_end();
	return 0;
}

/* order_step until the order's step (its lowest open one) is this. */
static void
walk_to(const char *order, int step)
{
	for (int i = 0; i < 200; i++) {
		json_t *page = asked("show", order, NULL);
		json_int_t now =
		    json_integer_value(json_object_get(page, "step_no"));

		json_decref(page);
		if (now >= step)
			return;
		assert_true(order_step(order, NULL, 0));
	}
	fail_msg("step %d never came", step);
}

/* A duty's row of `show --json`; borrowed from *page. */
static json_t *
duty_of(json_t **page, const char *order, const char *duty)
{
	json_t *d;
	size_t i;

	*page = asked("show", order, NULL);
	json_array_foreach(json_object_get(*page, "duties"), i, d)
	{
		if (strcmp(json_string_value(json_object_get(d, "duty")),
			duty) == 0)
			return d;
	}
	fail_msg("no duty %s", duty);
	return NULL;
}

static char
mark_of(const char *order, int step)
{
	json_t *page = asked("show", order, NULL);
	char mark = json_string_value(json_object_get(page, "rail"))[step - 1];

	json_decref(page);
	return mark;
}

/* Pieces of a paper in a state; rev 0 = any. */
static int
pieces(const char *order, const char *paper, int rev, const char *state)
{
	json_t *all = asked("copies", order, paper, NULL), *p;
	int n = 0;
	size_t i;

	json_array_foreach(all, i, p)
	{
		n += strcmp(json_string_value(json_object_get(p, "class")),
			 "copy") == 0 &&
		     strcmp(json_string_value(json_object_get(p, "state")),
			 state) == 0 &&
		     (rev == 0 ||
			 json_integer_value(json_object_get(p, "rev")) == rev);
	}
	json_decref(all);
	return n;
}

/* Every piece on its way arrives. */
static void
receipt_all(const char *order)
{
	json_t *todo = asked("todo", order, NULL), *act, *word;
	size_t i, k;

	json_array_foreach(json_object_get(todo, "acts"), i, act)
	{
		const char *words[32] = { 0 };
		struct said s;

		if (strcmp(json_string_value(json_object_get(act, "act")),
			"receipt") != 0)
			continue;
		json_array_foreach(json_object_get(act, "do"), k, word)
		    words[k] = json_string_value(word);
		s = run_list(words);
		assert_int_equal(s.rc, 0);
		said_free(&s);
	}
	json_decref(todo);
}

static void
revise_begins_round_two_and_keeps_the_customers_order(void **state)
{
	const char *order = order_new("tt");
	json_t *page;

	(void)state;
	walk_to(order, 3);
	ok("do", order, "customer_order", "customer_po=PO-7", NULL);
	ok("choose", order, "verdict", "revise", NULL);
	walk_to(order, 3);

	assert_string_equal("done",
	    json_string_value(json_object_get(
		duty_of(&page, order, "customer_order"), "state")));
	json_decref(page);
	assert_int_equal(2, json_integer_value(json_object_get(
				duty_of(&page, order, "verdict"), "round")));
	json_decref(page);
	order_finish(order);
}

static void
a_notice_recalls_five_copies_and_issues_five(void **state)
{
	const char *order = order_new("tt");
	const char *const desks[] = { "production", "qc", "finance",
		"material_control", "shipping" };

	(void)state;
	walk_to(order, 8);
	ok("notice", order, "problem=缺料", NULL);
	ok("notice", order, "agreement", "agreed", "evidence=邮件", NULL);
	ok("notice", order,
	    "changes=formal_order.delivery_date: 2027-01-05 -> 2027-01-08",
	    NULL);
	ok("issue", order, "工作联系单", NULL);
	ok("sign", order, "订货单", "--seen", seen_of(order, "formal_order"),
	    "--password-file", office_password(), NULL);
	ok("issue", order, "订货单", NULL);
	ok("send", order, "订货单", NULL);

	assert_int_equal(pieces(order, "formal_order", 2, "sent"), 5);
	assert_int_equal(pieces(order, "formal_order", 1, "recall"), 5);
	receipt_all(order);
	assert_int_equal(pieces(order, "formal_order", 2, "held"), 5);
	assert_int_equal(mark_of(order, 5), '~');
	for (size_t i = 0; i < 5; i++)
		ok("returned", order, "订货单", desks[i], NULL);
	ok("do", order, "send_notice#1", NULL);
	assert_int_equal(mark_of(order, 5), 'x');
	order_finish(order);
}

static void
booking_again_moves_the_date_of_step_nine(void **state)
{
	const char *order = order_new("tt");
	char first[16];
	json_t *page;

	(void)state;
	walk_to(order, 8);
	ok("do", order, "booking", "forwarder=海丰", "cargo_entry=2026-12-23",
	    NULL);
	snprintf(first, sizeof first, "%s",
	    json_string_value(json_object_get(
		duty_of(&page, order, "entry_slip_to_shipping"), "due")));
	json_decref(page);
	ok("do", order, "booking", "forwarder=海丰", "cargo_entry=2026-12-30",
	    NULL);

	assert_string_equal(first, "2026-12-21");
	assert_string_equal("2026-12-28",
	    json_string_value(json_object_get(
		duty_of(&page, order, "entry_slip_to_shipping"), "due")));
	json_decref(page);
}

static void
a_delay_can_be_told_more_than_once(void **state)
{
	const char *order = order_new("tt");

	(void)state;
	walk_to(order, 8);
	fails(1, "delay", order, "delay_new=2027-01-20", NULL);
	ok("do", order, "booking", "forwarder=海丰", NULL);
	ok("delay", order, "delay_new=2027-01-20", NULL);
	ok("delay", order, "delay_new=2027-01-25", NULL);
}

static void
a_repeat_order_needs_no_sampling(void **state)
{
	char first[64], repeat[80];
	const char *order;

	(void)state;
	snprintf(first, sizeof first, "%s", order_new("tt"));
	order_finish(first);
	snprintf(repeat, sizeof repeat, "repeat_of=%s", first);
	ok("new", "customer=NB01", "salesperson=xulin", "number=R-1", repeat,
	    "terms=tt", "contract_no=SC-2", "amount=1.00 USD",
	    "delivery_date=2027-02-05", NULL);
	order = "R-1";

	assert_int_equal(mark_of(order, 1), '-');
	assert_int_equal(mark_of(order, 2), '-');
	order_finish(order);
}

static void
cancelling_recalls_copies_and_reopening_lifts_it(void **state)
{
	const char *order = order_new("tt");

	(void)state;
	walk_to(order, 8);
	fails(1, "cancel", order, "customer", NULL);
	ok("cancel", order, "customer", "--reason", "客户撤单", NULL);
	assert_string_equal(order_state(order), "cancelled");
	assert_int_equal(pieces(order, "formal_order", 1, "recall"), 5);
	ok("reopen", order, "--reason", "客户又要", NULL);

	assert_string_equal(order_state(order), "active");
	assert_int_equal(pieces(order, "formal_order", 1, "recall"), 0);
}

static void
a_held_order_refuses_duties_until_it_is_resumed(void **state)
{
	const char *order = order_new("tt");

	(void)state;
	ok("hold", order, "--reason", "等定金", NULL);
	fails(1, "do", order, "receive_sample", "sample_details=红", NULL);
	ok("resume", order, NULL);
	ok("do", order, "receive_sample", "sample_details=红", NULL);
}

static void
undo_takes_back_only_my_own_last_act(void **state)
{
	const char *order = order_new("tt");
	json_t *page;

	(void)state;
	ok("do", order, "receive_sample", "sample_details=红", NULL);
	fails(1, "--as", "zhangwei", "undo", order, NULL);
	ok("undo", order, NULL);

	assert_string_equal("ready",
	    json_string_value(json_object_get(
		duty_of(&page, order, "receive_sample"), "state")));
	json_decref(page);
}

static void
a_wrong_field_is_corrected_with_a_reason(void **state)
{
	const char *order = order_new("tt");
	json_t *page;

	(void)state;
	fails(1, "correct", order, "contract_no=SC-2", NULL);
	ok("correct", order, "contract_no=SC-2", "--reason", "抄错", NULL);
	page = asked("show", order, NULL);

	assert_string_equal("SC-2",
	    json_string_value(json_object_get(json_object_get(page, "fields"),
		"contract_no")));
	json_decref(page);
}

static void
after_all_that_the_book_verifies(void **state)
{
	json_t *report;

	(void)state;
	order_finish(order_new("mixed"));
	report = asked("verify", NULL);

	assert_int_equal(json_integer_value(json_object_get(report, "faults")),
	    0);
	assert_true(
	    json_integer_value(json_object_get(report, "commands")) > 50);
	json_decref(report);
	ok("rebuild", NULL);
	ok("verify", NULL);
	ok("tick", NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    revise_begins_round_two_and_keeps_the_customers_order),
		cmocka_unit_test(a_notice_recalls_five_copies_and_issues_five),
		cmocka_unit_test(booking_again_moves_the_date_of_step_nine),
		cmocka_unit_test(a_delay_can_be_told_more_than_once),
		cmocka_unit_test(a_repeat_order_needs_no_sampling),
		cmocka_unit_test(
		    cancelling_recalls_copies_and_reopening_lifts_it),
		cmocka_unit_test(
		    a_held_order_refuses_duties_until_it_is_resumed),
		cmocka_unit_test(undo_takes_back_only_my_own_last_act),
		cmocka_unit_test(a_wrong_field_is_corrected_with_a_reason),
		cmocka_unit_test(after_all_that_the_book_verifies),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
