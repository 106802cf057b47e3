/* tests/app/test_export.c - whole orders, from the first sample on. */
#include "app_test.h"

#include "base/day.h"

#include "base/banned.h"

static void
a_tt_order_goes_from_new_to_completed_with_16_copies_and_1_file_copy(
    void **state)
{
	struct drive d = { 0 };
	struct office o;
	struct gd_order ord;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	assert_string_equal(number, "EX-2611-001");
	drive_to(&o, number, &d, NULL);
	ord = load(&o, number);
	print_message("rail %s waits %s\n", gd_head(&ord)->rail,
	    gd_head(&ord)->waits);
	assert_int_equal(gd_head(&ord)->state, GD_ORDER_COMPLETED);
	assert_int_equal(count_pieces(&ord, GD_PIECE_COPY, -1, NULL), 16);
	assert_int_equal(count_pieces(&ord, GD_PIECE_COPY, GD_PIECE_HELD, NULL),
	    16);
	assert_int_equal(count_pieces(&ord, GD_PIECE_FILE, -1, NULL), 1);
	assert_int_equal(gd_head(&ord)->pieces_out, 0);
	gd_order_release(&ord);
	office_close(&o);
}

static struct gd_order
whole(struct office *o, const char *const *fields, struct drive *d)
{
	char number[64];
	struct gd_order ord;

	new_order(o, fields, number);
	drive_to(o, number, d, NULL);
	ord = load(o, number);
	if (gd_head(&ord)->state != GD_ORDER_COMPLETED)
		print_message("rail %s waits %s\n", gd_head(&ord)->rail,
		    gd_head(&ord)->waits);
	return ord;
}

static void
an_lc_order_is_presented_by_the_last_day_and_completed(void **state)
{
	struct drive d = { 0 };
	struct office o;
	struct gd_order ord;
	const struct gd_due *due;

	(void)state;
	office_open(&o);
	ord = whole(&o, lc_fields, &d);
	assert_int_equal(gd_head(&ord)->state, GD_ORDER_COMPLETED);
	due = gd_row_find(&ord.sheet, GD_TAB_DUE,
	    &(struct gd_due){ .duty = "present_to_bank",
		.lot = 1,
		.round = 1 });
	assert_non_null(due);
	/* on board 2026-12-17 + 21 days = 2027-01-07, a Thursday */
	assert_int_equal(due->day, gd_day_of(2027, 1, 7));
	assert_non_null(gd_act(&ord, "bank_answer", 1, 1, 0));
	assert_null(gd_act(&ord, "send_bl_copy", 1, 1, 0));
	gd_order_release(&ord);
	office_close(&o);
}

static void
a_discrepancy_makes_a_second_presentation(void **state)
{
	struct drive d = { .outcomes = "bank_answer=discrepancy" };
	struct office o;
	struct gd_order ord;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, lc_fields, number);
	drive_to(&o, number, &d, "bank_answer");
	ord = load(&o, number);
	assert_int_equal(gd_loop_round(&ord, "lc", 1), 2);
	gd_order_release(&ord);
	d.outcomes = NULL;
	drive_to(&o, number, &d, NULL);
	ord = load(&o, number);
	assert_int_equal(gd_head(&ord)->state, GD_ORDER_COMPLETED);
	assert_non_null(gd_act(&ord, "bank_answer", 1, 2, 0));
	gd_order_release(&ord);
	office_close(&o);
}

static void
a_mixed_order_needs_both_credits(void **state)
{
	struct drive d = { 0 };
	struct office o;
	struct gd_order ord;
	const struct gd_payment *p;
	size_t i;
	int n = 0;

	(void)state;
	office_open(&o);
	ord = whole(&o, mixed_fields, &d);
	assert_int_equal(gd_head(&ord)->state, GD_ORDER_COMPLETED);
	for (i = 0; (p = gd_walk(&ord, GD_TAB_PAYMENT, &i)); n++)
		assert_int_equal(p->credited, p->amount);
	assert_int_equal(n, 2);
	gd_order_release(&ord);
	office_close(&o);
}

static void
revise_makes_round_2_and_keeps_round_1_and_the_customers_order(void **state)
{
	struct drive d = { .outcomes = "verdict=revise" };
	struct office o;
	struct gd_order ord;
	char number[64];
	const struct gd_command order = { .verb = GD_DO_FILL,
		.duty = "customer_order",
		.fields = (const struct gd_pair[]){ { "customer_po", "P-9" } },
		.nfields = 1 };

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	d.avoid = ",verdict,customer_order,receive_returned_sample,";
	drive_to(&o, number, &d, NULL);
	act(&o, "chenli", number, GD_OK, &order);
	d.avoid = NULL;
	drive_to(&o, number, &d, "verdict");
	ord = load(&o, number);
	assert_int_equal(gd_loop_round(&ord, "sample", 0), 2);
	assert_string_equal(gd_act(&ord, "verdict", 0, 1, 0)->outcome,
	    "revise");
	assert_non_null(gd_act(&ord, "make_sample_request", 0, 1, 0));
	assert_null(gd_act(&ord, "make_sample_request", 0, 2, 0));
	assert_non_null(gd_act(&ord, "customer_order", 0, 1, 0));
	gd_order_release(&ord);
	d.outcomes = NULL;
	drive_to(&o, number, &d, NULL);
	ord = load(&o, number);
	assert_int_equal(gd_head(&ord)->state, GD_ORDER_COMPLETED);
	/* the second request is a paper of its own, the first stays filed */
	assert_int_equal(
	    count_pieces(&ord, GD_PIECE_COPY, -1, "sample_request"), 2);
	gd_order_release(&ord);
	office_close(&o);
}

/* Drive until step 8 is the work, then agree on a change with the customer. */
static void
agree_on_a_change(struct office *o, const char *number)
{
	struct drive d = { .avoid = ",finished,booking,make_customs_papers,"
				    "send_customs_papers," };
	const struct gd_command problem = { .verb = GD_DO_FILL,
		.duty = "problem",
		.fields = (const struct gd_pair[]){ { "problem", "late" } },
		.nfields = 1 };
	const struct gd_command agreed = { .verb = GD_DO_CHOOSE,
		.duty = "agreement",
		.outcome = "agreed",
		.inst = 1,
		.fields = (const struct gd_pair[]){ { "evidence", "mail" },
		    { "agreed_on", "2026-11-23" } },
		.nfields = 2 };
	const struct gd_command notice = { .verb = GD_DO_FILL,
		.duty = "notice",
		.inst = 1,
		.fields = (const struct gd_pair[]){ { "changes",
		    "formal_order.delivery_date: 2026-12-20 -> 2026-12-22" } },
		.nfields = 1 };

	drive_to(o, number, &d, NULL);
	act(o, "chenli", number, GD_OK, &problem);
	act(o, "chenli", number, GD_OK, &agreed);
	act(o, "chenli", number, GD_OK, &notice);
}

static void
a_notice_in_step_8_supersedes_recalls_five_and_issues_five(void **state)
{
	struct drive d = { .avoid = ",finished,booking,make_customs_papers,"
				    "send_customs_papers," };
	struct office o;
	struct gd_order ord;
	char number[64];
	struct gd_err err = GD_ERR_INIT;
	bool did = true;
	int n;

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	agree_on_a_change(&o, number);
	d.app = o.app;
	d.values = values;
	for (n = 0; n < 60 && did; n++) {
		ord = load(&o, number);
		did = count_pieces(&ord, GD_PIECE_COPY, GD_PIECE_RECALL,
			  "formal_order") == 0;
		gd_order_release(&ord);
		if (did)
			expect(app_drive(&d, number, false, &did, &err), GD_OK,
			    &err);
	}
	ord = load(&o, number);
	assert_int_equal(gd_paper(&ord, "formal_order", 0, 1)
			     ? gd_paper(&ord, "formal_order", 0, 1)->in_force
			     : gd_paper(&ord, "formal_order", 0, 0)->in_force,
	    2);
	assert_int_equal(
	    count_pieces(&ord, GD_PIECE_COPY, GD_PIECE_RECALL, "formal_order"),
	    5);
	assert_int_equal(count_pieces(&ord, GD_PIECE_COPY, -1, "formal_order"),
	    10);
	assert_int_equal(mark_of_step(&ord, 5), '~');
	gd_order_release(&ord);
	drive_to(&o, number, &d, NULL);
	ord = load(&o, number);
	assert_int_equal(count_pieces(&ord, GD_PIECE_COPY, GD_PIECE_RETURNED,
			     "formal_order"),
	    5);
	assert_int_equal(mark_of_step(&ord, 5), 'x');
	gd_order_release(&ord);
	d.avoid = NULL;
	drive_to(&o, number, &d, NULL);
	ord = load(&o, number);
	assert_int_equal(gd_head(&ord)->state, GD_ORDER_COMPLETED);
	assert_string_equal(gd_field(&ord, "delivery_date", 0), "2026-12-22");
	gd_order_release(&ord);
	office_close(&o);
}

static int64_t
due_of(struct office *o, const char *number, const char *duty)
{
	struct gd_order ord = load(o, number);
	const struct gd_due *due = gd_row_find(&ord.sheet, GD_TAB_DUE,
	    &(struct gd_due){ .duty = duty, .lot = 1, .round = 1 });
	int64_t day = due ? due->day : 0;

	gd_order_release(&ord);
	return day;
}

static void
rebooking_in_step_8_moves_the_due_date_of_step_9(void **state)
{
	struct drive d = { .avoid = ",receive_entry_slip," };
	const struct gd_command rebook = { .verb = GD_DO_FILL,
		.duty = "booking",
		.fields = (const struct gd_pair[]){ { "forwarder", "Sino" },
		    { "cargo_entry", "2026-12-28" } },
		.nfields = 2 };
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	drive_to(&o, number, &d, "booking");
	/* 2026-12-14 is a Monday: two days before is a Saturday */
	assert_int_equal(due_of(&o, number, "entry_slip_to_shipping"),
	    gd_day_of(2026, 12, 11));
	act(&o, "chenli", number, GD_OK, &rebook);
	assert_int_equal(due_of(&o, number, "entry_slip_to_shipping"),
	    gd_day_of(2026, 12, 25));
	office_close(&o);
}

static void
a_repeat_order_waives_sampling_and_adopts_the_sample(void **state)
{
	struct drive d = { 0 };
	struct gd_new_order again = { 0 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_pair pairs[8];
	struct office o;
	struct gd_order ord;
	char first[64], second[64];
	int i;

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, first);
	drive_to(&o, first, &d, "finished");
	for (i = 0; tt_fields[2 * i]; i++)
		pairs[i] =
		    (struct gd_pair){ tt_fields[2 * i], tt_fields[2 * i + 1] };
	again.fields = pairs;
	again.nfields = i;
	again.repeat_of = first;
	again.salesperson = "zhouyan";
	expect(gd_app_become(o.app, "chenli", &err), GD_OK, &err);
	expect(gd_app_new(o.app, &again, second, &err), GD_OK, &err);
	ord = load(&o, second);
	assert_int_equal(gd_act(&ord, "make_sample_request", 0, 1, 0)->state,
	    GD_ACT_WAIVED);
	assert_null(gd_act(&ord, "customer_order", 0, 1, 0));
	assert_int_equal(count_pieces(&ord, GD_PIECE_SAMPLE, GD_PIECE_HELD,
			     "returned_sample"),
	    1);
	assert_string_equal(gd_head(&ord)->customer, "yuanyang");
	gd_order_release(&ord);
	drive_to(&o, second, &d, NULL);
	ord = load(&o, second);
	print_message("rail %s waits %s\n", gd_head(&ord)->rail,
	    gd_head(&ord)->waits);
	assert_int_equal(gd_head(&ord)->state, GD_ORDER_COMPLETED);
	gd_order_release(&ord);
	office_close(&o);
}

static void
cancel_recalls_what_is_out_and_reopen_lifts_it(void **state)
{
	struct drive d = { 0 };
	const struct gd_command cancel = { .verb = GD_DO_CANCEL,
		.reason = "customer closed down",
		.outcome = "customer" };
	const struct gd_command reopen = { .verb = GD_DO_REOPEN,
		.reason = "they found money" };
	struct office o;
	struct gd_order ord;
	char number[64];
	int out, due;

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	drive_to(&o, number, &d, "send_formal_order");
	ord = load(&o, number);
	out = count_pieces(&ord, GD_PIECE_COPY, GD_PIECE_HELD, NULL) +
	      count_pieces(&ord, GD_PIECE_COPY, GD_PIECE_SENT, NULL);
	due = count_pieces(&ord, -1, GD_PIECE_DUE, NULL);
	assert_true(out >= 6);
	gd_order_release(&ord);
	act(&o, "chenli", number, GD_REFUSED, &reopen);
	act(&o, "chenli", number, GD_OK, &cancel);
	ord = load(&o, number);
	assert_int_equal(gd_head(&ord)->state, GD_ORDER_CANCELLED);
	assert_int_equal(
	    count_pieces(&ord, GD_PIECE_COPY, GD_PIECE_RECALL, NULL), out);
	assert_int_equal(count_pieces(&ord, -1, GD_PIECE_DUE, NULL), 0);
	gd_order_release(&ord);
	act(&o, "chenli", number, GD_OK, &reopen);
	ord = load(&o, number);
	assert_int_equal(gd_head(&ord)->state, GD_ORDER_ACTIVE);
	assert_int_equal(
	    count_pieces(&ord, GD_PIECE_COPY, GD_PIECE_RECALL, NULL), 0);
	assert_int_equal(count_pieces(&ord, -1, GD_PIECE_DUE, NULL), due);
	gd_order_release(&ord);
	drive_to(&o, number, &d, NULL);
	ord = load(&o, number);
	print_message("rail %s waits %s\n", gd_head(&ord)->rail,
	    gd_head(&ord)->waits);
	assert_int_equal(mark_of_step(&ord, 11), 'x');
	gd_order_release(&ord);
	office_close(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_tt_order_goes_from_new_to_completed_with_16_copies_and_1_file_copy),
		cmocka_unit_test(
		    an_lc_order_is_presented_by_the_last_day_and_completed),
		cmocka_unit_test(a_discrepancy_makes_a_second_presentation),
		cmocka_unit_test(a_mixed_order_needs_both_credits),
		cmocka_unit_test(
		    revise_makes_round_2_and_keeps_round_1_and_the_customers_order),
		cmocka_unit_test(
		    a_notice_in_step_8_supersedes_recalls_five_and_issues_five),
		cmocka_unit_test(
		    rebooking_in_step_8_moves_the_due_date_of_step_9),
		cmocka_unit_test(
		    a_repeat_order_waives_sampling_and_adopts_the_sample),
		cmocka_unit_test(
		    cancel_recalls_what_is_out_and_reopen_lifts_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
