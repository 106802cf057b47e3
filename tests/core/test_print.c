/* tests/core/test_print.c - what may be printed, and what the ledger keeps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "bench.h"

static int
setup(void **state)
{
	struct bench *b = calloc(1, sizeof *b);

	bench_init(b);
	bench_new(b, "tt");
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

static const struct gd_print *
print(struct bench *b, size_t i)
{
	return gd_row_at(&b->order.sheet, GD_TAB_PRINT, i);
}

static size_t
prints(struct bench *b)
{
	return b->order.sheet.rows[GD_TAB_PRINT].n;
}

static int64_t
piece_of(struct bench *b, const char *kind, const char *desk, int64_t rev)
{
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(&b->order, GD_TAB_PIECE, &i));)
		if (strcmp(pc->kind, kind) == 0 &&
		    strcmp(pc->desk, desk) == 0 && pc->rev == rev)
			return pc->no;
	fail_msg("no piece of %s at %s", kind, desk);
	return 0;
}

#define ON_HP                                   \
	{ "what", "form" }, { "device", "HP" }, \
	{                                       \
		"job", "HP-12"                  \
	}

static const struct gd_command form = { .verb = GD_DO_PRINT,
	.paper = "formal_order",
	FIELDS(ON_HP, { "pages", "2" }) };

static void
every_piece_of_a_paper_gets_a_row_that_says_where_and_by_whom(void **state)
{
	struct bench *b = *state;

	bench_until(b, "make_formal_order");
	bench_must(b, "clerk", form);
	assert_int_equal(prints(b), 6);
	for (size_t i = 0; i < 6; i++) {
		const struct gd_print *p = print(b, i);

		assert_int_equal(p->no, i + 1);
		assert_int_not_equal(p->piece, 0);
		assert_string_equal(p->kind, "formal_order");
		assert_int_equal(p->rev, 1);
		assert_string_equal(p->what, "form");
		assert_string_equal(p->by, "clerk");
		assert_string_equal(p->device, "HP");
		assert_string_equal(p->job, "HP-12");
		assert_int_equal(p->pages, 2);
		assert_int_equal(p->again, 0);
		assert_string_equal(p->reason, "");
		assert_true(p->at_ms > 0);
	}
}

static void
after_a_jam_two_of_five_are_printed_again_and_five_stay_five(void **state)
{
	struct bench *b = *state;
	struct gd_command again = form;
	int64_t first;
	char list[40];
	int n = 0;

	bench_until(b, "make_formal_order");
	bench_must(b, "clerk", form);
	first = print(b, 0)->piece;
	snprintf(list, sizeof list, "%d-%d", (int)first + 4, (int)first + 5);
	again.fields = (const struct gd_pair[]){ ON_HP, { "pieces", list } };
	again.nfields = 4;
	refused(b, "clerk", GD_M_PRINT_AGAIN, again);
	assert_string_equal(b->err.arg[3].text, "HP");
	again.reason = "jam";
	bench_must(b, "clerk", again);
	assert_int_equal(prints(b), 8);
	for (size_t i = 0; i < 8; i++)
		n += print(b, i)->again > 0;
	assert_int_equal(n, 2);
	assert_string_equal(print(b, 7)->reason, "jam");
	bench_must(b, "clerk", again);
	assert_int_equal(print(b, 9)->again, 2);
}

static void
what_is_void_lost_or_destroyed_is_not_printed(void **state)
{
	struct bench *b = *state;
	struct gd_command one = form;

	bench_until(b, "send_formal_order");
	one.paper = NULL;
	one.piece = piece_of(b, "formal_order", "qc", 1);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_LOST,
		.piece = one.piece,
		.reason = "burnt" });
	refused(b, "clerk", GD_M_PRINT_STATE, one);
	/* of the whole paper it is left out */
	bench_must(b, "clerk", form);
	assert_int_equal(prints(b), 5);
	one.piece = 999;
	refused(b, "clerk", GD_M_NO_PIECE, one);
	one.fields = (const struct gd_pair[]){ { "pieces", "7-x" } };
	one.nfields = 1;
	refused(b, "clerk", GD_M_PRINT_LIST, one);
	one.fields = (const struct gd_pair[]){ { "what", "label" } };
	refused(b, "clerk", GD_M_BAD_CHOICE, one);
}

static void
an_old_revision_is_printed_for_a_reason_alone(void **state)
{
	struct bench *b = *state;
	struct gd_command old = form;

	bench_until(b, "send_formal_order");
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_REVISE,
		.paper = "formal_order",
		.reason = "larger",
		FIELDS({ "remarks", "new" }) });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_SIGN, .paper = "formal_order" });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_ISSUE,
		.paper = "formal_order" });
	old.fields = (const struct gd_pair[]){ ON_HP, { "rev", "1" } };
	old.nfields = 4;
	refused(b, "clerk", GD_M_PRINT_OLD, old);
	assert_int_equal(b->err.arg[2].number, 2);
	old.reason = "the customer asks for it";
	bench_must(b, "clerk", old);
	assert_int_equal(print(b, 0)->rev, 1);
	bench_must(b, "clerk", form);
	assert_int_equal(print(b, prints(b) - 1)->rev, 2);
	assert_int_equal(print(b, prints(b) - 1)->again, 0);
}

static void
a_draft_and_a_slip_are_kept_apart_from_pieces(void **state)
{
	struct bench *b = *state;
	struct gd_command slip = form, step = { .verb = GD_DO_PRINT,
		.step = "contract",
		FIELDS({ "what", "slip" }) };

	slip.fields = (const struct gd_pair[]){ { "what", "slip" } };
	slip.nfields = 1;
	bench_until(b, "receive_process_sheet");
	refused(b, "clerk", GD_M_NOT_MADE, form);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_MAKE,
		.paper = "formal_order",
		FIELDS({ "quality", "A" }, { "packing", "B" },
		    { "remarks", "C" }) });
	refused(b, "clerk", GD_M_PRINT_SLIP, slip);
	bench_must(b, "clerk", form);
	assert_int_equal(prints(b), 1);
	assert_int_equal(print(b, 0)->piece, 0);
	bench_until(b, "make_formal_order");
	bench_must(b, "clerk", slip);
	assert_string_equal(print(b, 1)->what, "slip");
	refused(b, "clerk", GD_M_PRINT_AGAIN_PAPER, slip);
	/* contract, process sheet and formal order form; the last one again */
	refused(b, "clerk", GD_M_PRINT_AGAIN_PAPER, step);
	step.reason = "all on one";
	bench_must(b, "clerk", step);
	assert_int_equal(prints(b), 5);
	step.step = "export";
	refused(b, "clerk", GD_M_NO_STEP, step);
}

static void
who_neither_carries_nor_makes_it_does_not_print_it(void **state)
{
	struct bench *b = *state;

	bench_until(b, "make_formal_order");
	refused(b, "qc", GD_M_NOT_YOUR_ORDER, form);
	bench_must(b, "sales_manager", form);
}

static void
a_closed_order_is_still_printed(void **state)
{
	struct bench *b = *state;

	bench_until(b, NULL);
	assert_int_equal(gd_head(&b->order)->state, GD_ORDER_COMPLETED);
	bench_must(b, "clerk", form);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(every_piece_of_a_paper_gets_a_row_that_says_where_and_by_whom),
		T(after_a_jam_two_of_five_are_printed_again_and_five_stay_five),
		T(what_is_void_lost_or_destroyed_is_not_printed),
		T(an_old_revision_is_printed_for_a_reason_alone),
		T(a_draft_and_a_slip_are_kept_apart_from_pieces),
		T(who_neither_carries_nor_makes_it_does_not_print_it),
		T(a_closed_order_is_still_printed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
