/* tests/core/test_machine.c - the eleven steps on the core alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "bench.h"

static int
setup(void **state)
{
	struct bench *b = calloc(1, sizeof *b);

	bench_init(b);
	*state = b;
	return 0;
}

static int
teardown(void **state)
{
	bench_release(*state);
	free(*state);
	return 0;
}

/* A command that must be refused with this message. */
static void
refused(struct bench *b, const char *who, enum gd_msg msg,
    struct gd_command cmd)
{
	assert_int_not_equal(bench_do(b, who, &cmd), GD_OK);
	assert_string_equal(gd_msg_english(b->err.msg), gd_msg_english(msg));
}

static const struct gd_piece *
piece_of(struct bench *b, const char *kind, const char *desk, int64_t rev)
{
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(&b->order, GD_TAB_PIECE, &i));)
		if (strcmp(pc->kind, kind) == 0 &&
		    strcmp(pc->desk, desk) == 0 && (!rev || pc->rev == rev))
			return pc;
	return NULL;
}

static int
count_state(struct bench *b, const char *kind, int64_t state)
{
	const struct gd_piece *pc;
	int n = 0;

	for (size_t i = 0; (pc = gd_walk(&b->order, GD_TAB_PIECE, &i));)
		n += strcmp(pc->kind, kind) == 0 && pc->state == state;
	return n;
}

static void
a_plain_tt_order_makes_sixteen_copies_and_one_file_copy(void **state)
{
	struct bench *b = *state;

	bench_new(b, "tt");
	bench_until(b, NULL);
	bench_receipt_all(b);

	assert_int_equal(bench_pieces(b, GD_PIECE_COPY, -1, true), 16);
	assert_int_equal(bench_pieces(b, GD_PIECE_COPY, GD_PIECE_HELD, true),
	    16);
	assert_int_equal(bench_pieces(b, GD_PIECE_FILE, GD_PIECE_HELD, true),
	    1);
	assert_string_equal(bench_rail(b), "xxxxxxxxxxx");
	assert_string_equal(gd_head(&b->order)->status, "commercially_closed");
}

static void
a_letter_of_credit_goes_to_finance_and_the_bank(void **state)
{
	struct bench *b = *state;

	bench_new(b, "lc");
	bench_until(b, NULL);

	assert_non_null(gd_act(&b->order, "bank_answer", 1, 1, 0));
	assert_null(gd_act(&b->order, "send_bl_copy", 1, 1, 0));
	assert_non_null(piece_of(b, "bill_of_lading", "bank", 0));
}

static void
a_discrepancy_makes_another_presentation(void **state)
{
	struct bench *b = *state;

	bench_new(b, "lc");
	bench_until(b, "present_to_bank");
	bench_must(b, "finance",
	    (struct gd_command){ .verb = GD_DO_CHOOSE,
		.duty = "bank_answer",
		.outcome = "discrepancy" });

	assert_int_equal(gd_loop_round(&b->order, "lc", 1), 2);
	assert_non_null(gd_act(&b->order, "present_to_bank", 1, 1, 0));
	bench_until(b, NULL);
	assert_non_null(gd_act(&b->order, "present_to_bank", 1, 2, 0));
}

static void
mixed_terms_take_both_roads(void **state)
{
	struct bench *b = *state;

	bench_new(b, "mixed");
	bench_until(b, NULL);

	assert_non_null(gd_act(&b->order, "bank_answer", 1, 1, 0));
	assert_int_equal(b->order.sheet.rows[GD_TAB_PAYMENT].n, 2);
}

static void
revise_begins_round_two_and_keeps_round_one_and_the_order(void **state)
{
	struct bench *b = *state;

	bench_new(b, "tt");
	bench_until(b, "ship_sample");
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "customer_order",
		FIELDS({ "customer_po", "88213" }) });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CHOOSE,
		.duty = "verdict",
		.outcome = "revise" });

	assert_int_equal(gd_loop_round(&b->order, "sample", 0), 2);
	assert_non_null(gd_act(&b->order, "make_sample_request", 0, 1, 0));
	assert_non_null(gd_act(&b->order, "customer_order", 0, 1, 0));
	bench_until(b, NULL);
	assert_non_null(gd_paper(&b->order, "sample_request", 0, 1));
	assert_non_null(gd_paper(&b->order, "sample_request", 0, 2));
	assert_int_equal(bench_pieces(b, GD_PIECE_COPY, -1, true), 17);
}

/* Up to the draft of a notice that moves the delivery date so many days. */
static void
notice(struct bench *b, int days)
{
	const char *old = gd_field(&b->order, "delivery_date", 0);
	char line[80], day[GD_DAY_TEXT];

	gd_day_text(gd_day_parse(old) + days, day);

	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "problem",
		FIELDS({ "problem", "dye lot late" }) });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CHOOSE,
		.duty = "agreement",
		.outcome = "agreed",
		FIELDS({ "evidence", "mail" }) });
	snprintf(line, sizeof line, "formal_order.delivery_date: %s -> %s", old,
	    day);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_MAKE,
		.paper = "notice",
		FIELDS({ "changes", line }) });
}

static void
a_notice_supersedes_the_formal_order_and_recalls_five(void **state)
{
	struct bench *b = *state;
	int32_t moved;

	bench_new(b, "tt");
	bench_until(b, "booking");
	bench_receipt_all(b);
	moved = gd_day_parse(gd_field(&b->order, "delivery_date", 0)) + 2;
	notice(b, 2);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_ISSUE, .paper = "notice" });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_SIGN, .paper = "formal_order" });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_ISSUE,
		.paper = "formal_order" });

	assert_int_equal(gd_revision(&b->order, "formal_order", 0, 1, 1)->state,
	    GD_REV_SUPERSEDED);
	assert_int_equal(count_state(b, "formal_order", GD_PIECE_RECALL), 5);
	assert_int_equal(count_state(b, "formal_order", GD_PIECE_DUE), 5);
	assert_int_equal(gd_day_parse(gd_field(&b->order, "delivery_date", 0)),
	    moved);
	assert_int_equal(bench_rail(b)[4], GD_MARK_CHANGED);

	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_SEND, .paper = "notice" });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_SEND, .paper = "formal_order" });
	bench_receipt_all(b);
	assert_int_equal(bench_rail(b)[4], GD_MARK_CHANGED);
	for (int i = 0; i < 5; i++)
		bench_must(b, "clerk",
		    (struct gd_command){ .verb = GD_DO_RETURNED,
			.paper = "formal_order" });
	assert_int_equal(bench_rail(b)[4], GD_MARK_DONE);
	bench_until(b, NULL);
}

static void
a_date_that_moves_over_three_days_needs_the_general_manager(void **state)
{
	struct bench *b = *state;

	bench_new(b, "tt");
	bench_until(b, "send_formal_order");
	notice(b, 4);

	refused(b, "clerk", GD_M_UNSIGNED,
	    (struct gd_command){ .verb = GD_DO_ISSUE, .paper = "notice" });
	bench_must(b, "general_manager",
	    (struct gd_command){ .verb = GD_DO_SIGN, .paper = "notice" });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_ISSUE, .paper = "notice" });
}

static void
no_agreement_closes_the_notice_without_change(void **state)
{
	struct bench *b = *state;

	bench_new(b, "tt");
	bench_until(b, "send_formal_order");
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "problem",
		FIELDS({ "problem", "x" }) });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CHOOSE,
		.duty = "agreement",
		.outcome = "no_agreement",
		FIELDS({ "evidence", "mail" }) });

	bench_until(b, NULL);
	assert_null(gd_paper(&b->order, "notice", 0, 1));
}

static int64_t
due_of(struct bench *b, const char *duty)
{
	const struct gd_due *d = gd_row_find(&b->order.sheet, GD_TAB_DUE,
	    &(struct gd_due){ .duty = duty,
		.lot = 1,
		.round = 1,
		.base = "",
		.rule = "",
		.reason = "" });

	return d ? d->day : 0;
}

static void
booking_again_moves_the_date_of_the_entry_slip(void **state)
{
	struct bench *b = *state;
	struct gd_command book = { .verb = GD_DO_FILL,
		.duty = "booking",
		FIELDS({ "forwarder", "f" }, { "cargo_entry", "2026-11-30" }) };
	struct gd_command again = { .verb = GD_DO_FILL,
		.duty = "booking",
		FIELDS({ "cargo_entry", "2026-12-07" }) };

	bench_new(b, "tt");
	bench_until(b, "send_process_sheet");
	bench_until(b, "send_formal_order");
	bench_must(b, "clerk", book);

	/* two calendar days before a Monday is a Saturday: the Friday before */
	assert_int_equal(due_of(b, "entry_slip_to_shipping"), 20784);
	bench_must(b, "clerk", again);
	assert_int_equal(due_of(b, "entry_slip_to_shipping"), 20791);
}

static void
a_repeat_order_waives_sampling_but_not_the_order(void **state)
{
	struct bench *b = *state;

	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_NEW,
		.outcome = "repeat-of",
		.person = "EX-0",
		FIELDS({ "terms", "tt" }, { "contract_no", "XS-2" },
		    { "amount", "1 USD" }, { "delivery_date", "+9d" },
		    { "adopt:returned_sample", "technical" }) });

	assert_int_equal(bench_rail(b)[0], GD_MARK_WAIVED);
	assert_int_equal(bench_rail(b)[1], GD_MARK_WAIVED);
	assert_int_equal(bench_rail(b)[2], GD_MARK_RUNNING);
	bench_until(b, NULL);
	assert_non_null(piece_of(b, "returned_sample", "technical", 0));
}

static void
cancel_recalls_what_desks_hold_and_reopen_gives_it_back(void **state)
{
	struct bench *b = *state;
	int held;

	bench_new(b, "tt");
	bench_until(b, "send_formal_order");
	bench_receipt_all(b);
	held = count_state(b, "formal_order", GD_PIECE_HELD);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CANCEL,
		.reason = "customer broke",
		.outcome = "customer" });

	assert_int_equal(count_state(b, "formal_order", GD_PIECE_RECALL), 5);
	assert_int_equal(b->order.sheet.rows[GD_TAB_INFORM].n, 1);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_INFORM, .desk = "customer" });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_REOPEN, .reason = "paid" });
	assert_int_equal(count_state(b, "formal_order", GD_PIECE_HELD), held);
	while (bench_step(b))
		;
	assert_int_equal(gd_head(&b->order)->state, GD_ORDER_ACTIVE);
	bench_must(b, "clerk", (struct gd_command){ .verb = GD_DO_CLOSE });
	assert_int_equal(gd_head(&b->order)->state, GD_ORDER_COMPLETED);
}

static void
nobody_signs_his_own_work_and_nobody_signs_twice(void **state)
{
	static const char *const both[] = { "salesperson", "sales_manager" };
	struct bench *b = *state;
	struct gd_facts f;
	struct gd_command sign = { .verb = GD_DO_SIGN,
		.paper = "preliminary_order" };

	bench_new(b, "tt");
	bench_until(b, "customer_order");
	while (!gd_paper(&b->order, "preliminary_order", 0, 1))
		assert_true(bench_step(b));
	f = b->facts;
	f.actor =
	    (struct gd_actor){ .login = "lin", .roles = both, .nroles = 2 };

	assert_int_equal(
	    gd_decide(&b->wf, &b->order, &f, &sign, &b->events, &b->err),
	    GD_OK);
	for (size_t i = 0; i < b->events.n; i++)
		gd_apply(&b->order.sheet, NULL, &b->events.at[i]);
	assert_int_equal(
	    gd_decide(&b->wf, &b->order, &f, &sign, &b->events, &b->err),
	    GD_REFUSED);
	assert_int_equal(b->err.msg, GD_M_SIGNED_OTHER);
	f.actor.login = "clerk"; /* who prepared it */
	assert_int_equal(
	    gd_decide(&b->wf, &b->order, &f, &sign, &b->events, &b->err),
	    GD_REFUSED);
	assert_int_equal(b->err.msg, GD_M_OWN_WORK);
}

static void
originals_stay_until_the_payment_gate_or_a_manager_says_so(void **state)
{
	struct bench *b = *state;
	struct gd_command send = { .verb = GD_DO_SEND,
		.paper = "bill_of_lading",
		.desk = "customer" };

	bench_new(b, "tt");
	b->no_money = true;
	bench_until(b, "receive_bill_of_lading");

	refused(b, "clerk", GD_M_GATE_CLOSED, send);
	send.override = true;
	refused(b, "clerk", GD_M_NO_OVERRIDE, send);
	refused(b, "finance_head", GD_M_NEEDS_REASON, send);
	send.reason = "old friend";
	bench_must(b, "finance_head", send);
	assert_int_equal(b->order.sheet.rows[GD_TAB_OVERRIDE].n, 1);
}

static void
a_lost_copy_gets_a_new_number_a_damaged_one_keeps_its_own(void **state)
{
	struct bench *b = *state;
	const struct gd_piece *qc, *fin;
	int64_t qc_copy, fin_copy;

	bench_new(b, "tt");
	bench_until(b, "send_formal_order");
	bench_receipt_all(b);
	qc = piece_of(b, "formal_order", "qc", 1);
	qc_copy = qc->copy_no;
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_LOST,
		.piece = qc->no,
		.reason = "fire" });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_REPLACE,
		.piece = piece_of(b, "formal_order", "qc", 1)->no,
		.reason = "fire" });
	fin = piece_of(b, "formal_order", "finance", 1);
	fin_copy = fin->copy_no;
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_REPLACE,
		.piece = fin->no,
		.reason = "torn" });

	assert_int_equal(count_state(b, "formal_order", GD_PIECE_LOST), 1);
	assert_int_equal(piece_of(b, "formal_order", "finance", 1)->copy_no,
	    fin_copy);
	assert_int_equal(piece_of(b, "formal_order", "qc", 1)->copy_no,
	    qc_copy);
	assert_int_equal(count_state(b, "formal_order", GD_PIECE_DUE), 2);
	assert_int_equal(bench_pieces(b, GD_PIECE_COPY, -1, true), 14);
}

static void
undo_takes_back_ones_own_last_act_only(void **state)
{
	struct bench *b = *state;
	struct gd_command undo = { .verb = GD_DO_UNDO };

	bench_new(b, "tt");
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "receive_sample",
		FIELDS({ "sample_details", "blue" }) });
	refused(b, "salesperson", GD_M_UNDO_OTHER, undo);
	bench_must(b, "clerk", undo);

	assert_null(gd_act(&b->order, "receive_sample", 0, 1, 0));
	assert_int_equal(b->order.sheet.rows[GD_TAB_PIECE].n, 0);
}

static void
a_held_order_still_takes_receipts_and_money(void **state)
{
	struct bench *b = *state;

	bench_new(b, "tt");
	bench_until(b, "send_sample_request");
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_HOLD, .reason = "waiting" });

	refused(b, "clerk", GD_M_ORDER_STATE,
	    (struct gd_command){ .verb = GD_DO_FILL, .duty = "sample_back" });
	bench_receipt_all(b);
	bench_must(b, "finance", (struct gd_command){ .verb = GD_DO_CREDIT });
	bench_must(b, "clerk", (struct gd_command){ .verb = GD_DO_RESUME });
	assert_int_equal(gd_head(&b->order)->state, GD_ORDER_ACTIVE);
}

static void
what_an_issued_paper_carries_is_not_corrected_behind_its_back(void **state)
{
	struct bench *b = *state;
	struct gd_command cmd = { .verb = GD_DO_CORRECT,
		.reason = "typo",
		FIELDS({ "contract_no", "XS-9" }) };

	bench_new(b, "tt");
	bench_must(b, "clerk", cmd);
	assert_string_equal(gd_field(&b->order, "contract_no", 0), "XS-9");
	bench_until(b, "make_contract");
	/* what it says already is nothing to correct, on paper or not */
	refused(b, "clerk", GD_M_NOTHING_TO_CORRECT, cmd);
	refused(b, "clerk", GD_M_FIELD_ON_PAPER,
	    (struct gd_command){ .verb = GD_DO_CORRECT,
		.reason = "typo",
		FIELDS({ "contract_no", "XS-10" }) });
}

static void
an_outcome_corrected_takes_the_round_back(void **state)
{
	struct bench *b = *state;

	bench_new(b, "tt");
	bench_until(b, "ship_sample");
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CHOOSE,
		.duty = "verdict",
		.outcome = "revise" });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CORRECT,
		.duty = "verdict",
		.outcome = "approved",
		.reason = "wrong key" });

	assert_int_equal(gd_loop_round(&b->order, "sample", 0), 1);
	bench_until(b, NULL);
}

static void
early_opening_is_shown_and_needs_a_reason(void **state)
{
	struct bench *b = *state;
	struct gd_command open = { .verb = GD_DO_OPEN,
		.step = "forwarding",
		.lot = 1 };

	bench_new(b, "tt");
	refused(b, "clerk", GD_M_STEP_CLOSED,
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "booking",
		FIELDS({ "forwarder", "f" }) });
	refused(b, "clerk", GD_M_NEEDS_REASON, open);
	open.reason = "ship leaves";
	bench_must(b, "clerk", open);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "booking",
		FIELDS({ "forwarder", "f" }) });
	assert_int_equal(bench_rail(b)[7], GD_MARK_RUNNING);
}

static void
a_notice_over_a_signed_draft_lets_its_signatures_fall(void **state)
{
	struct bench *b = *state;

	bench_new(b, "tt");
	bench_until(b, "send_formal_order");
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_REVISE,
		.paper = "formal_order",
		.reason = "packing",
		FIELDS({ "packing", "bags" }) });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_SIGN, .paper = "formal_order" });
	notice(b, 1);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_ISSUE, .paper = "notice" });

	assert_int_equal(gd_revision(&b->order, "formal_order", 0, 1, 2)->state,
	    GD_REV_DRAFT);
	refused(b, "clerk", GD_M_UNSIGNED,
	    (struct gd_command){ .verb = GD_DO_ISSUE,
		.paper = "formal_order" });
}

static void
what_came_back_after_a_cancel_is_handed_out_again(void **state)
{
	struct bench *b = *state;

	bench_new(b, "tt");
	bench_until(b, "send_formal_order");
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CANCEL, .reason = "broke" });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_RETURNED,
		.paper = "formal_order",
		.desk = "qc" });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_REOPEN, .reason = "paid" });

	assert_string_equal(piece_of(b, "formal_order", "qc", 1)->note,
	    "hand out again");
}

static void
a_rejected_order_is_cancelled_as_lost_and_recalls_its_copies(void **state)
{
	struct bench *b = *state;

	bench_new(b, "tt");
	bench_until(b, "ship_sample");
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CHOOSE,
		.duty = "verdict",
		.outcome = "rejected_lost",
		.reason = "too dear" });

	assert_int_equal(gd_head(&b->order)->state, GD_ORDER_CANCELLED);
	assert_string_equal(gd_head(&b->order)->cause, "lost");
	assert_int_equal(count_state(b, "sample_request", GD_PIECE_RECALL), 1);
	assert_int_equal(b->order.sheet.rows[GD_TAB_INFORM].n, 1);
}

static void
a_lost_thing_is_recorded_without_it_by_an_override(void **state)
{
	struct bench *b = *state;
	struct gd_command ship = { .verb = GD_DO_FILL,
		.duty = "ship_sample",
		FIELDS({ "carrier", "UPS" }) };

	bench_new(b, "tt");
	bench_until(b, "sample_back");
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_LOST,
		.piece = piece_of(b, "sample", "clerk", 0)->no,
		.reason = "fire" });
	refused(b, "clerk", GD_M_THING_LOST, ship);
	ship.override = true;
	ship.reason = "customer took a photo";
	bench_must(b, "sales_manager", ship);

	assert_int_equal(gd_act(&b->order, "ship_sample", 0, 1, 0)->over, 1);
}

static void
asking_to_override_frees_nobody_from_his_role(void **state)
{
	struct bench *b = *state;

	bench_new(b, "tt");
	refused(b, "qc", GD_M_NEEDS_ROLE,
	    (struct gd_command){ .verb = GD_DO_FILL,
		.override = true,
		.reason = "please",
		.duty = "receive_sample",
		FIELDS({ "sample_details", "x" }) });
}

static void
fewer_copies_void_what_has_not_left(void **state)
{
	struct bench *b = *state;

	bench_new(b, "tt");
	while (!piece_of(b, "formal_order", "qc", 1))
		assert_true(bench_step(b));
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_DIST,
		.paper = "formal_order",
		.desk = "qc",
		.number = 0,
		.reason = "no QC here" });

	assert_int_equal(piece_of(b, "formal_order", "qc", 1)->state,
	    GD_PIECE_VOID);
	bench_until(b, NULL);
}

static void
a_receipt_by_another_desk_is_shown_as_by_proxy(void **state)
{
	struct bench *b = *state;

	bench_new(b, "tt");
	bench_until(b, "send_sample_request");
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_RECEIVE,
		.paper = "sample_request",
		.desk = "sample_room" });

	assert_string_equal(
	    piece_of(b, "sample_request", "sample_room", 1)->proxy, "clerk");
}

static void
send_without_a_paper_sends_everything_that_may_go(void **state)
{
	struct bench *b = *state;

	bench_new(b, "tt");
	while (!piece_of(b, "formal_order", "qc", 1))
		assert_true(bench_step(b));
	bench_must(b, "clerk", (struct gd_command){ .verb = GD_DO_SEND });

	assert_int_equal(count_state(b, "formal_order", GD_PIECE_DUE), 0);
	assert_non_null(gd_act(&b->order, "send_formal_order", 0, 1, 0));
	refused(b, "clerk", GD_M_NOTHING_TO_SEND,
	    (struct gd_command){ .verb = GD_DO_SEND });
}

static void
a_held_copy_is_sent_on_by_its_number(void **state)
{
	struct bench *b = *state;

	bench_new(b, "tt");
	bench_until(b, "send_formal_order");
	bench_receipt_all(b);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_SEND,
		.desk = "technical",
		.piece = piece_of(b, "formal_order", "qc", 1)->no });

	assert_int_equal(piece_of(b, "formal_order", "technical", 1)->state,
	    GD_PIECE_SENT);
}

static void
what_happened_did_not_happen_tomorrow(void **state)
{
	struct bench *b = *state;

	bench_new(b, "tt");
	refused(b, "clerk", GD_M_FUTURE_DAY,
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "receive_sample",
		.day = b->facts.today + 1,
		FIELDS({ "sample_details", "x" }) });
}

static void
money_is_booked_by_those_the_workflow_names(void **state)
{
	struct bench *b = *state;

	bench_new(b, "tt");
	refused(b, "clerk", GD_M_NEEDS_ROLE,
	    (struct gd_command){ .verb = GD_DO_CREDIT });
	bench_must(b, "finance", (struct gd_command){ .verb = GD_DO_CREDIT });
}

static void
an_undo_is_not_undone(void **state)
{
	struct bench *b = *state;
	struct gd_facts f;

	bench_new(b, "tt");
	bench_until(b, "receive_sample");
	f = b->facts;
	f.actor = (struct gd_actor){ .login = "clerk" };
	f.before = &b->before;
	f.last_actor = "clerk";
	f.last_words = "undo";

	assert_int_equal(gd_decide(&b->wf, &b->order, &f,
			     &(struct gd_command){ .verb = GD_DO_UNDO },
			     &b->events, &b->err),
	    GD_REFUSED);
	assert_int_equal(b->err.msg, GD_M_NOTHING_TO_UNDO);
}

static void
a_duty_per_line_is_owed_for_each_line(void **state)
{
	static const char text[] =
	    "workflow: lines\nversion: 1\nzh: x\nen: x\n"
	    "override_by: [boss]\nclose_by: [boss]\n"
	    "roles:\n  clerk: {zh: a, en: a, assigned: yes, desk: clerk}\n"
	    "  boss: {zh: b, en: b}\n"
	    "desks:\n  clerk: {zh: a, en: a, clerk: yes}\n"
	    "steps:\n  one:\n    zh: x\n    en: x\n    duties:\n"
	    "      check: {zh: x, en: x, kind: task, by: clerk, per: line}\n"
	    "      after: {zh: x, en: x, kind: task, by: clerk, "
	    "needs: 'all(lines, done(check))'}\n";
	const struct gd_line lines[2] = {
		{ .no = 1,
		    .item = "a",
		    .spec = "",
		    .qty = 1,
		    .unit = "",
		    .currency = "",
		    .note = "" },
		{ .no = 2,
		    .item = "b",
		    .spec = "",
		    .qty = 1,
		    .unit = "",
		    .currency = "",
		    .note = "" },
	};
	struct bench *b = *state;
	struct gd_command check = { .verb = GD_DO_FILL, .duty = "check" };

	bench_release(b);
	bench_init_on(b, text, sizeof text - 1);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_NEW,
		.lines = lines,
		.nlines = 2 });
	check.inst = 9; /* a line that is not there */
	refused(b, "clerk", GD_M_NO_PLACE, check);
	check.inst = 0;
	bench_must(b, "clerk", check);
	assert_non_null(gd_act(&b->order, "check", 0, 1, 1));
	refused(b, "clerk", GD_M_DUTY_BLOCKED,
	    (struct gd_command){ .verb = GD_DO_FILL, .duty = "after" });
	bench_must(b, "clerk", check);
	refused(b, "clerk", GD_M_DONE_ALREADY, check);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL, .duty = "after" });

	assert_int_equal(gd_head(&b->order)->state, GD_ORDER_COMPLETED);
}

/* 把工艺流程书复印5份，正本留技术部: technical has the original and a copy. */
static void
a_desk_that_keeps_the_original_may_get_a_copy_too(void **state)
{
	struct bench *b = *state;
	const struct gd_piece *pc;
	int n[5] = { 0 };

	bench_new(b, "tt");
	bench_until(b, "receive_process_sheet");
	for (size_t i = 0; (pc = gd_walk(&b->order, GD_TAB_PIECE, &i));)
		if (strcmp(pc->kind, "process_sheet") == 0 &&
		    strcmp(pc->desk, "technical") == 0)
			n[pc->class]++;
	assert_int_equal(n[GD_PIECE_ORIGINAL], 1);
	assert_int_equal(n[GD_PIECE_COPY], 1);
}

#define EACH(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		EACH(a_plain_tt_order_makes_sixteen_copies_and_one_file_copy),
		EACH(a_desk_that_keeps_the_original_may_get_a_copy_too),
		EACH(a_letter_of_credit_goes_to_finance_and_the_bank),
		EACH(a_discrepancy_makes_another_presentation),
		EACH(mixed_terms_take_both_roads),
		EACH(revise_begins_round_two_and_keeps_round_one_and_the_order),
		EACH(a_notice_supersedes_the_formal_order_and_recalls_five),
		EACH(
		    a_date_that_moves_over_three_days_needs_the_general_manager),
		EACH(no_agreement_closes_the_notice_without_change),
		EACH(booking_again_moves_the_date_of_the_entry_slip),
		EACH(a_repeat_order_waives_sampling_but_not_the_order),
		EACH(cancel_recalls_what_desks_hold_and_reopen_gives_it_back),
		EACH(nobody_signs_his_own_work_and_nobody_signs_twice),
		EACH(
		    originals_stay_until_the_payment_gate_or_a_manager_says_so),
		EACH(a_lost_copy_gets_a_new_number_a_damaged_one_keeps_its_own),
		EACH(undo_takes_back_ones_own_last_act_only),
		EACH(a_held_order_still_takes_receipts_and_money),
		EACH(
		    what_an_issued_paper_carries_is_not_corrected_behind_its_back),
		EACH(an_outcome_corrected_takes_the_round_back),
		EACH(early_opening_is_shown_and_needs_a_reason),
		EACH(a_notice_over_a_signed_draft_lets_its_signatures_fall),
		EACH(what_came_back_after_a_cancel_is_handed_out_again),
		EACH(
		    a_rejected_order_is_cancelled_as_lost_and_recalls_its_copies),
		EACH(a_lost_thing_is_recorded_without_it_by_an_override),
		EACH(asking_to_override_frees_nobody_from_his_role),
		EACH(fewer_copies_void_what_has_not_left),
		EACH(a_receipt_by_another_desk_is_shown_as_by_proxy),
		EACH(send_without_a_paper_sends_everything_that_may_go),
		EACH(a_held_copy_is_sent_on_by_its_number),
		EACH(what_happened_did_not_happen_tomorrow),
		EACH(money_is_booked_by_those_the_workflow_names),
		EACH(an_undo_is_not_undone),
		EACH(a_duty_per_line_is_owed_for_each_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
