/* tests/core/test_correct.c - what may be put right, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "bench.h"
#include "core/view/carried.h"

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

static void
refused(struct bench *b, const char *who, enum gd_msg msg,
    struct gd_command cmd)
{
	assert_int_not_equal(bench_do(b, who, &cmd), GD_OK);
	assert_string_equal(gd_msg_english(b->err.msg), gd_msg_english(msg));
}

static const struct gd_piece *
piece(struct bench *b, const char *kind, const char *desk)
{
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(&b->order, GD_TAB_PIECE, &i));)
		if (strcmp(pc->kind, kind) == 0 && strcmp(pc->desk, desk) == 0)
			return pc;
	return NULL;
}

/* The note of the first event of a kind of the last command. */
static const char *
said(struct bench *b, enum gd_event_kind kind)
{
	for (size_t i = 0; i < b->events.n; i++)
		if (b->events.at[i].kind == kind)
			return b->events.at[i].note;
	return "";
}

static const struct gd_command right = { .verb = GD_DO_CORRECT,
	.reason = "typed wrong",
	FIELDS({ "quantity", "777" }) };

static void
every_paper_that_carries_a_value_is_named_with_its_holders(void **state)
{
	struct gd_carrier c[GD_CARRIERS];
	struct bench *b = *state;

	bench_new(b, "tt");
	assert_int_equal(gd_carriers(&b->wf, &b->order, "quantity", 0, c), 0);
	bench_until(b, "send_formal_order");
	assert_int_equal(gd_carriers(&b->wf, &b->order, "quantity", 0, c), 2);
	assert_string_equal(c[0].kind, "formal_order");
	assert_int_equal(c[0].copies, 5);
	assert_int_equal(c[0].ndesks, 5);
	assert_false(c[0].drafted);
	assert_string_equal(c[1].kind, "preliminary_order");
	assert_int_equal(c[1].copies, 0);
	assert_int_equal(gd_carriers(&b->wf, &b->order, "vessel", 1, c), 0);
	/* a line stands on the papers that say lines */
	assert_int_equal(gd_carriers(&b->wf, &b->order, "line:1:qty", 0, c), 2);
}

static void
revising_edits_the_draft_that_waits_and_keeps_the_reason(void **state)
{
	struct bench *b = *state;
	struct gd_command revise = right;
	struct gd_carrier c[GD_CARRIERS];

	revise.outcome = "revise";
	bench_new(b, "tt");
	bench_until(b, "send_formal_order");
	refused(b, "clerk", GD_M_FIELD_ON_PAPER, right);
	refused(b, "qc", GD_M_NOT_YOUR_ORDER, revise);
	bench_must(b, "clerk", revise);
	assert_string_equal(said(b, GD_EV_BECAUSE), "typed wrong");
	assert_int_equal(gd_carriers(&b->wf, &b->order, "quantity", 0, c), 2);
	assert_true(c[0].drafted && c[1].drafted);
	revise.fields = (const struct gd_pair[]){ { "quantity", "888" } };
	bench_must(b, "clerk", revise);
	assert_int_equal(gd_paper(&b->order, "formal_order", 0, 1)->last, 2);
	assert_non_null(strstr(
	    gd_revision(&b->order, "formal_order", 0, 1, 2)->fields, "888"));
}

static void
a_closed_order_gets_no_drafts(void **state)
{
	struct bench *b = *state;
	struct gd_command revise = right;

	revise.outcome = "revise";
	bench_new(b, "tt");
	bench_until(b, NULL);
	assert_int_equal(gd_head(&b->order)->state, GD_ORDER_COMPLETED);
	refused(b, "clerk", GD_M_ORDER_STATE, revise);
}

static void
what_did_not_change_is_no_correction(void **state)
{
	struct bench *b = *state;

	bench_new(b, "tt");
	bench_until(b, "verdict");
	refused(b, "clerk", GD_M_NOTHING_TO_CORRECT,
	    (struct gd_command){ .verb = GD_DO_CORRECT,
		.duty = "verdict",
		.outcome = "approved",
		.reason = "x" });
	bench_must(b, "clerk", right);
	refused(b, "clerk", GD_M_NOTHING_TO_CORRECT, right);
	refused(b, "clerk", GD_M_NOTHING_TO_CORRECT,
	    (struct gd_command){ .verb = GD_DO_CORRECT,
		.duty = "ship_sample",
		.reason = "x" });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CORRECT,
		.duty = "ship_sample",
		.reason = "wrong slip",
		FIELDS({ "tracking", "1Z999" }) });
	assert_non_null(strstr(said(b, GD_EV_CORRECTED), "-> 1Z999"));
}

static void
days_of_a_piece_stay_in_order_and_in_the_past(void **state)
{
	struct bench *b = *state;
	struct gd_command cmd = { .verb = GD_DO_CORRECT,
		.reason = "slip of the other day",
		FIELDS({ "received", "2000-01-02" }) };

	bench_new(b, "tt");
	bench_until(b, "send_formal_order");
	bench_receipt_all(b);
	cmd.piece = piece(b, "formal_order", "qc")->no;
	refused(b, "clerk", GD_M_PIECE_DAYS, cmd);
	cmd.fields = (const struct gd_pair[]){ { "sent", "2000-01-01" } };
	bench_must(b, "clerk", cmd);
	cmd.fields = (const struct gd_pair[]){ { "received", "2000-01-02" } };
	bench_must(b, "clerk", cmd);
	cmd.fields = (const struct gd_pair[]){ { "received", "2199-01-02" } };
	refused(b, "clerk", GD_M_FUTURE_DAY, cmd);
	cmd.fields = (const struct gd_pair[]){ { "rev", "2" } };
	refused(b, "clerk", GD_M_NO_FIELD_BUT, cmd);
}

static void
a_copy_that_went_to_another_desk_is_there(void **state)
{
	struct bench *b = *state;
	struct gd_command cmd = { .verb = GD_DO_CORRECT,
		.reason = "finance has it",
		.desk = "finance" };
	int64_t no;

	bench_new(b, "tt");
	bench_until(b, "send_sample_request");
	no = cmd.piece = piece(b, "sample_request", "sample_room")->no;
	bench_must(b, "clerk", cmd);
	assert_int_equal(piece(b, "sample_request", "finance")->no, no);
	assert_null(piece(b, "sample_request", "sample_room"));
	refused(b, "clerk", GD_M_NOTHING_TO_CORRECT, cmd);
	cmd.desk = "moon";
	refused(b, "clerk", GD_M_NO_DESK, cmd);
}

static void
the_company_stays_once_a_paper_is_out(void **state)
{
	struct bench *b = *state;
	const struct gd_command cmd = { .verb = GD_DO_CORRECT,
		.reason = "the other house",
		FIELDS({ "company", "other" }) };

	bench_new(b, "tt");
	bench_until(b, "make_sample_request");
	refused(b, "clerk", GD_M_COMPANY_ON_PAPER, cmd);
}

/* An order of one line, or two. */
static void
with_lines(struct bench *b, bool two)
{
	const struct gd_pair pairs[] = { { "terms", "tt" },
		{ "line:1:item", "Mug" }, { "line:1:qty", "1000" },
		{ "line:1:unit", "pcs" }, { "line:1:price", "4.20 USD" },
		{ "assign:clerk", "clerk" },
		{ "assign:salesperson", "salesperson" },
		{ "line:2:item", "Plate" }, { "line:2:qty", "600" },
		{ "line:2:unit", "pcs" }, { "line:2:price", "1 USD" } };

	b->facts.number = "EX-1";
	b->facts.customer = "c1";
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_NEW,
		.fields = pairs,
		.nfields = two ? 11 : 7 });
}

static int64_t
qty_of(struct bench *b, int64_t line)
{
	return ((const struct gd_line *)gd_row_find(&b->order.sheet,
		    GD_TAB_LINE, &(struct gd_line){ .no = line }))
	    ->qty;
}

static void
the_quantity_of_an_order_is_that_of_its_only_line(void **state)
{
	struct bench *b = *state;
	struct gd_command cmd = { .verb = GD_DO_CORRECT,
		.reason = "typo",
		FIELDS({ "quantity", "2000" }) };

	with_lines(b, false);
	bench_must(b, "clerk", cmd);
	assert_int_equal(qty_of(b, 1), 2000);
	assert_string_equal(gd_field(&b->order, "amount", 0), "8400.00 USD");
	/* on paper: revised as one, and so it is when that is issued */
	bench_until(b, "send_formal_order");
	cmd.fields = (const struct gd_pair[]){ { "quantity", "3000" } };
	refused(b, "clerk", GD_M_FIELD_ON_PAPER, cmd);
	cmd.outcome = "revise";
	bench_must(b, "clerk", cmd);
	assert_int_equal(qty_of(b, 1), 2000);
	assert_string_equal(said(b, GD_EV_REWORDED), "2000 -> 3000");
	bench_until(b, NULL);
	assert_int_equal(qty_of(b, 1), 3000);
	assert_string_equal(gd_field(&b->order, "quantity", 0), "3000");
}

static void
the_quantity_of_several_lines_is_changed_line_by_line(void **state)
{
	struct bench *b = *state;
	struct gd_command cmd = { .verb = GD_DO_CORRECT,
		.reason = "typo",
		FIELDS({ "quantity", "2000" }) };

	with_lines(b, true);
	refused(b, "clerk", GD_M_QUANTITY_LINES, cmd);
	cmd.fields = (const struct gd_pair[]){ { "line:2:qty", "1000" } };
	bench_must(b, "clerk", cmd);
	assert_string_equal(gd_field(&b->order, "quantity", 0), "2000");
	cmd.fields = (const struct gd_pair[]){ { "quantity", "-4" } };
	refused(b, "clerk", GD_M_OUT_OF_RANGE, cmd);
}

static void
the_customer_on_paper_is_set_right_by_new_papers(void **state)
{
	struct bench *b = *state;
	struct gd_command cmd = { .verb = GD_DO_CORRECT,
		.reason = "the sister company",
		FIELDS({ "customer", "c2" }) };

	bench_new(b, "tt");
	bench_until(b, "make_sample_request");
	refused(b, "clerk", GD_M_CUSTOMER_ON_PAPER, cmd);
	cmd.outcome = "revise";
	bench_must(b, "clerk", cmd);
	assert_string_equal(gd_head(&b->order)->customer, "c2");
	assert_int_equal(gd_paper(&b->order, "sample_request", 0, 1)->last, 2);
}

static void
a_lost_copy_is_given_again_and_why_stands_on_the_log(void **state)
{
	struct bench *b = *state;
	const struct gd_piece *pc;
	struct gd_command cmd = { .reason = "fell into the river" };

	bench_new(b, "tt");
	bench_until(b, "send_sample_request");
	pc = piece(b, "sample_request", "sample_room");
	cmd.verb = GD_DO_LOST;
	cmd.piece = pc->no;
	bench_must(b, "clerk", cmd);
	assert_string_equal(said(b, GD_EV_BECAUSE), cmd.reason);
	cmd.verb = GD_DO_REPLACE;
	bench_must(b, "clerk", cmd);
	assert_string_equal(said(b, GD_EV_REPLACED), "sample_room");
	assert_string_equal(said(b, GD_EV_BECAUSE), cmd.reason);
	assert_string_equal(said(b, GD_EV_RETURNED), "");
}

#define EACH(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		EACH(
		    every_paper_that_carries_a_value_is_named_with_its_holders),
		EACH(revising_edits_the_draft_that_waits_and_keeps_the_reason),
		EACH(a_closed_order_gets_no_drafts),
		EACH(what_did_not_change_is_no_correction),
		EACH(days_of_a_piece_stay_in_order_and_in_the_past),
		EACH(a_copy_that_went_to_another_desk_is_there),
		EACH(the_company_stays_once_a_paper_is_out),
		EACH(the_quantity_of_an_order_is_that_of_its_only_line),
		EACH(the_quantity_of_several_lines_is_changed_line_by_line),
		EACH(the_customer_on_paper_is_set_right_by_new_papers),
		EACH(a_lost_copy_is_given_again_and_why_stands_on_the_log),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
