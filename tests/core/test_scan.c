/* tests/core/test_scan.c - what a scanned code means, case by case. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "bench.h"
#include "core/scan.h"

static int
setup(void **state)
{
	struct bench *b = calloc(1, sizeof *b);

	bench_init(b);
	bench_new(b, "tt");
	bench_until(b, "send_formal_order");
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

static int64_t
piece_no(struct bench *b, const char *kind, const char *desk, int64_t rev)
{
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(&b->order, GD_TAB_PIECE, &i));)
		if (strcmp(pc->kind, kind) == 0 &&
		    strcmp(pc->desk, desk) == 0 && pc->rev == rev)
			return pc->no;
	fail_msg("no piece of %s at %s", kind, desk);
	return 0;
}

static const struct gd_piece *
piece(struct bench *b, int64_t no)
{
	return gd_row_find(&b->order.sheet, GD_TAB_PIECE,
	    &(struct gd_piece){ .no = no });
}

/* Somebody at this desk scans. */
static struct gd_scan
scan_as(struct bench *b, const char *desk, enum gd_code_kind kind,
    int64_t number, enum gd_code wanted)
{
	const char *const desks[] = { desk };
	const struct gd_actor who = { .login = desk,
		.desks = desks,
		.ndesks = *desk ? 1 : 0 };
	const struct gd_scan_ask ask = { .code = { .kind = kind,
					     .number = number },
		.actor = &who };
	struct gd_err err = GD_ERR_INIT;
	struct gd_scan out;

	assert_int_equal(gd_scan(&b->wf, &b->order, &ask, &out, &err), wanted);
	return out;
}

static void
answers(struct bench *b, const char *desk, int64_t no,
    enum gd_scan_answer wanted, enum gd_msg msg)
{
	struct gd_scan s = scan_as(b, desk, GD_CODE_PIECE, no, GD_OK);
	struct gd_err said;
	struct gd_command cmd;

	assert_int_equal(s.n, 1);
	assert_string_equal(gd_scan_word(s.lines[0].answer),
	    gd_scan_word(wanted));
	gd_scan_sentence(&b->order, &s.lines[0], 480, &said);
	assert_string_equal(gd_msg_english(said.msg), gd_msg_english(msg));
	assert_int_equal(said.code, gd_scan_good(wanted) ? GD_OK : GD_REFUSED);
	assert_int_equal(gd_scan_command(&s.lines[0], &cmd),
	    wanted == GD_SCAN_RECEIPT || wanted == GD_SCAN_RETURN);
}

/* Book what the code of a piece says, as somebody at the desk. */
static void
book(struct bench *b, const char *who, int64_t no)
{
	struct gd_scan s = scan_as(b, who, GD_CODE_PIECE, no, GD_OK);
	struct gd_command cmd;

	assert_true(gd_scan_command(&s.lines[0], &cmd));
	bench_must(b, who, cmd);
}

static void
revise(struct bench *b)
{
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
}

static void
a_piece_on_its_way_here_is_received_and_the_same_again_is_nothing(void **state)
{
	struct bench *b = *state;
	int64_t qc = piece_no(b, "formal_order", "qc", 1);
	struct gd_err said;
	struct gd_scan s;

	answers(b, "qc", qc, GD_SCAN_RECEIPT, GD_M_SCAN_RECEIPT);
	book(b, "qc", qc);
	answers(b, "qc", qc, GD_SCAN_HELD, GD_M_SCAN_HELD);
	s = scan_as(b, "qc", GD_CODE_PIECE, qc, GD_OK);
	gd_scan_sentence(&b->order, &s.lines[0], 480, &said);
	assert_string_equal(said.arg[2].text, "qc");
	assert_true(strlen(said.arg[3].text) > 9); /* when */
	/* whoever finds it on his table hears the same */
	answers(b, "finance", qc, GD_SCAN_HELD, GD_M_SCAN_HELD);
}

static void
another_desks_piece_is_booked_for_that_desk_only_when_said(void **state)
{
	struct bench *b = *state;
	int64_t qc = piece_no(b, "formal_order", "qc", 1);
	const struct gd_actor clerk = { .login = "clerk" };
	struct gd_scan_ask ask = { .code = { .kind = GD_CODE_PIECE,
				       .number = qc },
		.actor = &clerk };
	struct gd_err err = GD_ERR_INIT;
	struct gd_scan s;

	answers(b, "finance", qc, GD_SCAN_OTHER_DESK, GD_M_SCAN_OTHER_DESK);
	ask.any = true;
	assert_int_equal(gd_scan(&b->wf, &b->order, &ask, &s, &err), GD_OK);
	assert_int_equal(s.lines[0].answer, GD_SCAN_RECEIPT);
	ask.any = false;
	ask.desks = (const char *const[]){ "qc" };
	ask.ndesks = 1;
	assert_int_equal(gd_scan(&b->wf, &b->order, &ask, &s, &err), GD_OK);
	assert_int_equal(s.lines[0].answer, GD_SCAN_RECEIPT);
	/* nobody sits nowhere */
	ask.ndesks = 0;
	assert_int_equal(gd_scan(&b->wf, &b->order, &ask, &s, &err), GD_OK);
	assert_int_equal(s.lines[0].answer, GD_SCAN_OTHER_DESK);
}

static void
a_slip_stands_for_the_pieces_of_its_paper_at_this_desk(void **state)
{
	struct bench *b = *state;
	int64_t slip = gd_scan_slip_number(&b->order, "process_sheet", 0, 1, 1);
	struct gd_scan s;

	assert_int_not_equal(slip, 0);
	s = scan_as(b, "finance", GD_CODE_SLIP, slip, GD_OK);
	assert_int_equal(s.n, 1);
	assert_int_equal(s.lines[0].answer, GD_SCAN_RECEIPT);
	assert_string_equal(s.lines[0].piece->kind, "process_sheet");
	assert_string_equal(s.lines[0].piece->desk, "finance");
	/* technical has the original and a copy, which is on its way */
	s = scan_as(b, "technical", GD_CODE_SLIP, slip, GD_OK);
	assert_int_equal(s.n, 2);
	assert_int_equal(s.lines[0].answer, GD_SCAN_HELD);
	assert_int_equal(s.lines[1].answer, GD_SCAN_RECEIPT);
	s = scan_as(b, "bank", GD_CODE_SLIP, slip, GD_OK);
	assert_int_equal(s.n, 1);
	assert_int_equal(s.lines[0].answer, GD_SCAN_NOT_YOURS);
	(void)scan_as(b, "qc", GD_CODE_SLIP, 9999, GD_MISSING);
	assert_int_equal(
	    gd_scan_slip_number(&b->order, "process_sheet", 0, 1, 2), 0);
}

static void
a_slip_of_a_step_stands_for_all_its_papers_at_this_desk(void **state)
{
	struct bench *b = *state;
	int step = gd_wf_step(&b->wf, "contract");
	struct gd_scan s =
	    scan_as(b, "qc", GD_CODE_STEP, gd_code_step(step, 0), GD_OK);

	assert_int_equal(s.n, 2);
	assert_string_equal(s.lines[0].piece->kind, "process_sheet");
	assert_string_equal(s.lines[1].piece->kind, "formal_order");
	assert_int_equal(s.lines[1].answer, GD_SCAN_RECEIPT);
	s = scan_as(b, "bank", GD_CODE_STEP, gd_code_step(step, 0), GD_OK);
	assert_int_equal(s.lines[0].answer, GD_SCAN_NOT_YOURS);
	(void)scan_as(b, "qc", GD_CODE_STEP,
	    gd_code_step(gd_wf_step(&b->wf, "refund"), 0), GD_MISSING);
	(void)scan_as(b, "qc", GD_CODE_STEP, gd_code_step(60, 0), GD_MISSING);
	/* papers of lot 1 are not of lot 2 */
	(void)scan_as(b, "qc", GD_CODE_STEP, gd_code_step(step, 2), GD_MISSING);
}

static void
a_whole_slip_for_any_desk_is_refused(void **state)
{
	struct bench *b = *state;
	const struct gd_actor clerk = { .login = "clerk" };
	const struct gd_scan_ask ask = { .code = { .kind = GD_CODE_SLIP,
					     .number = 1 },
		.actor = &clerk,
		.any = true };
	struct gd_err err = GD_ERR_INIT;
	struct gd_scan s;

	assert_int_equal(gd_scan(&b->wf, &b->order, &ask, &s, &err), GD_USAGE);
	assert_int_equal(err.msg, GD_M_SCAN_WHICH_DESK);
}

static void
the_code_of_an_order_books_nothing(void **state)
{
	struct bench *b = *state;
	struct gd_scan s = scan_as(b, "qc", GD_CODE_ORDER, 0, GD_OK);
	struct gd_err said;
	struct gd_command cmd;

	assert_int_equal(s.n, 1);
	assert_false(gd_scan_command(&s.lines[0], &cmd));
	gd_scan_sentence(&b->order, &s.lines[0], 480, &said);
	assert_int_equal(said.msg, GD_M_SCAN_ORDER);
}

static void
an_old_copy_is_called_back_and_the_clerk_books_its_return(void **state)
{
	struct bench *b = *state;
	int64_t qc = piece_no(b, "formal_order", "qc", 1);
	struct gd_scan s;

	book(b, "qc", qc);
	revise(b);
	answers(b, "qc", qc, GD_SCAN_CALLED_BACK, GD_M_SCAN_CALLED_BACK_OLD);
	s = scan_as(b, "qc", GD_CODE_PIECE, qc, GD_OK);
	assert_int_equal(s.lines[0].in_force, 2);
	assert_string_equal(s.lines[0].keeper, "clerk");
	assert_int_equal(s.lines[0].newer->no,
	    piece_no(b, "formal_order", "qc", 2));
	answers(b, "clerk", qc, GD_SCAN_RETURN, GD_M_SCAN_RETURN);
	book(b, "clerk", qc);
	answers(b, "clerk", qc, GD_SCAN_BACK, GD_M_SCAN_BACK);
	assert_int_equal(piece(b, qc)->state, GD_PIECE_RETURNED);
	/* a whole slip never books returns: they come one by one */
	s = scan_as(b, "clerk", GD_CODE_SLIP,
	    gd_scan_slip_number(&b->order, "formal_order", 0, 1, 1), GD_OK);
	for (int i = 0; i < s.n; i++)
		assert_int_not_equal(s.lines[i].answer, GD_SCAN_RETURN);
}

static void
the_old_original_says_which_revision_is_in_force(void **state)
{
	struct bench *b = *state;
	int64_t old = piece_no(b, "formal_order", "clerk", 1);
	struct gd_scan s;

	revise(b);
	answers(b, "clerk", old, GD_SCAN_OLD, GD_M_SCAN_OLD);
	s = scan_as(b, "clerk", GD_CODE_PIECE, old, GD_OK);
	assert_int_equal(s.lines[0].newer->no,
	    piece_no(b, "formal_order", "clerk", 2));
	/* the slip of the old revision says so too */
	s = scan_as(b, "bank", GD_CODE_SLIP,
	    gd_scan_slip_number(&b->order, "formal_order", 0, 1, 1), GD_OK);
	assert_int_equal(s.lines[0].answer, GD_SCAN_OLD);
}

static void
what_is_not_sent_void_lost_or_destroyed_says_so(void **state)
{
	struct bench *b = *state;
	int64_t qc = piece_no(b, "formal_order", "qc", 1);
	int64_t fin = piece_no(b, "formal_order", "finance", 1);
	int64_t due;

	revise(b);
	due = piece_no(b, "formal_order", "qc", 2);
	answers(b, "qc", due, GD_SCAN_NOT_SENT, GD_M_SCAN_NOT_SENT);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_LOST,
		.piece = qc,
		.reason = "burnt" });
	answers(b, "qc", qc, GD_SCAN_FOUND, GD_M_SCAN_FOUND);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_REPLACE,
		.piece = qc,
		.reason = "needed" });
	answers(b, "qc", qc, GD_SCAN_FOUND, GD_M_SCAN_FOUND_REPLACED);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_DESTROYED, .piece = fin });
	answers(b, "finance", fin, GD_SCAN_GONE, GD_M_SCAN_GONE);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_VOID,
		.paper = "formal_order",
		.reason = "wrong" });
	answers(b, "qc", due, GD_SCAN_VOID, GD_M_SCAN_VOID);
	(void)scan_as(b, "qc", GD_CODE_PIECE, 9999, GD_MISSING);
}

static void
an_old_original_that_arrives_late_is_received_with_a_warning(void **state)
{
	struct bench *b = *state;
	int64_t orig = piece_no(b, "preliminary_order", "technical", 1);

	assert_int_equal(piece(b, orig)->state, GD_PIECE_SENT);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_REVISE,
		.paper = "preliminary_order",
		.reason = "more",
		FIELDS({ "key_points", "new" }) });
	bench_must(b, "salesperson",
	    (struct gd_command){ .verb = GD_DO_SIGN,
		.paper = "preliminary_order" });
	bench_must(b, "sales_manager",
	    (struct gd_command){ .verb = GD_DO_SIGN,
		.paper = "preliminary_order" });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_ISSUE,
		.paper = "preliminary_order" });
	answers(b, "technical", orig, GD_SCAN_RECEIPT, GD_M_SCAN_RECEIPT_OLD);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_piece_on_its_way_here_is_received_and_the_same_again_is_nothing),
		T(another_desks_piece_is_booked_for_that_desk_only_when_said),
		T(a_slip_stands_for_the_pieces_of_its_paper_at_this_desk),
		T(a_slip_of_a_step_stands_for_all_its_papers_at_this_desk),
		T(a_whole_slip_for_any_desk_is_refused),
		T(the_code_of_an_order_books_nothing),
		T(an_old_copy_is_called_back_and_the_clerk_books_its_return),
		T(the_old_original_says_which_revision_is_in_force),
		T(what_is_not_sent_void_lost_or_destroyed_says_so),
		T(an_old_original_that_arrives_late_is_received_with_a_warning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
