/* tests/app/test_copies.c - one paper from the printer to its return, by the
 * codes on its pieces: after each step the ledger, the order's head and what
 * the scan says agree; and codes that are nobody's. */
#include "app_test.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/print.h"
#include "app/scan.h"
#include "base/code.h"
#include "base/id.h"

#include "base/banned.h"

#define KIND "formal_order"

struct paper_day {
	struct office o;
	char number[64], id[GD_ID_TEXT];
};

static void
begin(struct paper_day *p)
{
	struct drive d = { 0 };
	struct gd_order ord;

	office_open(&p->o);
	new_order(&p->o, tt_fields, p->number);
	(void)drive_to(&p->o, p->number, &d, "make_formal_order");
	ord = load(&p->o, p->number);
	memcpy(p->id, ord.id, sizeof p->id);
	gd_order_release(&ord);
}

/* The piece of a revision at a desk, as it is. */
static struct gd_piece
piece_at(struct paper_day *p, const char *desk, int64_t rev)
{
	struct gd_order ord = load(&p->o, p->number);
	struct gd_piece found = { 0 };
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(&ord, GD_TAB_PIECE, &i));)
		if (strcmp(pc->kind, KIND) == 0 && pc->rev == rev &&
		    strcmp(pc->desk, desk) == 0)
			found = *pc;
	found.kind = KIND;
	gd_order_release(&ord);
	assert_true(found.no > 0);
	return found;
}

static enum gd_scan_answer
scan(struct paper_day *p, const char *login, enum gd_code_kind kind,
    int64_t number, const struct gd_scan_for *whom, int *booked)
{
	static const struct gd_scan_for oneself;
	struct gd_err err = GD_ERR_INIT;
	enum gd_scan_answer answer;
	struct gd_scanned sc;
	char code[GD_CODE_TEXT];

	expect(gd_code_make(code, kind, p->id, number, &err), GD_OK, &err);
	expect(gd_app_become(p->o.app, login, &err), GD_OK, &err);
	expect(gd_app_scan(p->o.app, code, strlen(code), whom ? whom : &oneself,
		   &sc, &err),
	    GD_OK, &err);
	assert_true(sc.scan.n > 0);
	assert_string_equal(gd_head(&sc.order)->number, p->number);
	assert_int_equal(gd_app_scan_code(&sc),
	    gd_scan_good(sc.scan.lines[0].answer) ? GD_OK : GD_REFUSED);
	answer = sc.scan.lines[0].answer;
	if (booked)
		*booked = sc.booked;
	gd_scanned_release(&sc);
	return answer;
}

static void
answers(struct paper_day *p, const char *login, const char *desk, int64_t rev,
    enum gd_scan_answer wanted)
{
	assert_string_equal(gd_scan_word(scan(p, login, GD_CODE_PIECE,
				piece_at(p, desk, rev).no, NULL, NULL)),
	    gd_scan_word(wanted));
}

/* So many pieces of this paper are due, sent, held, called back, back,
 * lost; the order's head counts those that are out. */
static void
stands(struct paper_day *p, const char *counts)
{
	static const int states[] = { GD_PIECE_DUE, GD_PIECE_SENT,
		GD_PIECE_HELD, GD_PIECE_RECALL, GD_PIECE_RETURNED,
		GD_PIECE_LOST };
	struct gd_order ord = load(&p->o, p->number);
	const struct gd_piece *pc;
	char now[60] = "";
	int out = 0;

	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		snprintf(now + strlen(now), sizeof now - strlen(now), "%s%d",
		    i ? " " : "", count_pieces(&ord, -1, states[i], KIND));
	assert_string_equal(now, counts);
	/* the customer acknowledges nothing to us */
	for (size_t i = 0; (pc = gd_walk(&ord, GD_TAB_PIECE, &i));)
		out += (pc->state == GD_PIECE_SENT ||
			   pc->state == GD_PIECE_RECALL) &&
		       strcmp(pc->desk, "customer") != 0;
	assert_int_equal(gd_head(&ord)->pieces_out, out);
	gd_order_release(&ord);
}

/* Print as the clerk: asked, handed over, written. */
static size_t
print(struct paper_day *p, const char *pieces, const char *reason,
    enum gd_code wanted)
{
	const struct gd_pair fields[] = { { "what", "form" },
		{ "device", "office" }, { "job", "office-7" },
		{ "pieces", pieces } };
	const struct gd_command cmd = { .verb = GD_DO_PRINT,
		.paper = KIND,
		.reason = reason,
		.fields = fields,
		.nfields = pieces ? 4 : 3 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_print_plan plan;
	size_t n;

	expect(gd_app_become(p->o.app, "chenli", &err), GD_OK, &err);
	expect(gd_app_print_check(p->o.app, p->number, &cmd, &plan, &err),
	    wanted, &err);
	n = plan.n;
	for (size_t i = 0; i < n; i++)
		assert_int_equal(plan.rows[i].again, reason ? 1 : 0);
	gd_print_plan_release(&plan);
	if (wanted == GD_OK)
		expect(gd_app_print_done(p->o.app, p->number, &cmd, NULL, &err),
		    GD_OK, &err);
	return n;
}

static size_t
ledger(struct paper_day *p)
{
	struct gd_order ord = load(&p->o, p->number);
	size_t n = ord.sheet.rows[GD_TAB_PRINT].n;

	gd_order_release(&ord);
	return n;
}

static void
do_revise(struct paper_day *p)
{
	act(&p->o, "chenli", p->number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_REVISE,
		.paper = KIND,
		.reason = "more",
		.fields = (const struct gd_pair[]){ { "remarks", "two more" } },
		.nfields = 1 });
	act(&p->o, "chenli", p->number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_SIGN, .paper = KIND });
	act(&p->o, "chenli", p->number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_ISSUE, .paper = KIND });
}

static void
one_paper_from_the_printer_to_its_return(void **state)
{
	const struct gd_command send = { .verb = GD_DO_SEND, .paper = KIND };
	const struct gd_scan_for proxy = { .proxy = true };
	struct paper_day p;
	struct gd_piece pc;
	int booked;

	(void)state;
	begin(&p);
	/* printed: five copies and the original, nothing has left */
	assert_int_equal(print(&p, NULL, NULL, GD_OK), 6);
	stands(&p, "5 0 1 0 0 0");
	answers(&p, "hejing", "qc", 1, GD_SCAN_NOT_SENT);
	act(&p.o, "chenli", p.number, GD_OK, &send);
	stands(&p, "0 5 1 0 0 0");
	/* each desk scans its own */
	answers(&p, "hejing", "qc", 1, GD_SCAN_RECEIPT);
	answers(&p, "sunqiang", "production", 1, GD_SCAN_RECEIPT);
	stands(&p, "0 3 3 0 0 0");
	answers(&p, "hejing", "finance", 1, GD_SCAN_OTHER_DESK);
	stands(&p, "0 3 3 0 0 0");
	/* one by proxy: the ledger says who, and for which desk */
	assert_int_equal(scan(&p, "hejing", GD_CODE_PIECE,
			     piece_at(&p, "finance", 1).no, &proxy, &booked),
	    GD_SCAN_RECEIPT);
	assert_int_equal(booked, 1);
	stands(&p, "0 2 4 0 0 0");
	/* the same code again is no error and writes nothing */
	assert_int_equal(scan(&p, "hejing", GD_CODE_PIECE,
			     piece_at(&p, "qc", 1).no, NULL, &booked),
	    GD_SCAN_HELD);
	assert_int_equal(booked, 0);
	/* one is lost, given again under a new number, and received */
	act(&p.o, "chenli", p.number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_LOST,
		.piece = piece_at(&p, "material_control", 1).no,
		.reason = "fell into the river" });
	stands(&p, "0 1 4 0 0 1");
	answers(&p, "matao", "material_control", 1, GD_SCAN_FOUND);
	act(&p.o, "chenli", p.number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_REPLACE,
		.piece = piece_at(&p, "material_control", 1).no,
		.reason = "needed" });
	stands(&p, "1 1 4 0 0 1");
	act(&p.o, "chenli", p.number, GD_OK, &send);
	answers(&p, "matao", "material_control", 1, GD_SCAN_RECEIPT);
	answers(&p, "chenglin", "shipping", 1, GD_SCAN_RECEIPT);
	stands(&p, "0 0 6 0 0 1");
	/* revised: five are called back, five new ones are to go out */
	do_revise(&p);
	stands(&p, "5 0 2 5 0 1");
	answers(&p, "hejing", "qc", 1, GD_SCAN_CALLED_BACK);
	act(&p.o, "chenli", p.number, GD_OK, &send);
	answers(&p, "hejing", "qc", 2, GD_SCAN_RECEIPT);
	stands(&p, "0 4 3 5 0 1");
	/* what comes back to the clerk is scanned once more */
	answers(&p, "chenli", "qc", 1, GD_SCAN_RETURN);
	answers(&p, "chenli", "qc", 1, GD_SCAN_BACK);
	answers(&p, "chenli", "production", 1, GD_SCAN_RETURN);
	stands(&p, "0 4 3 3 2 1");
	pc = piece_at(&p, "qc", 1);
	assert_int_equal(pc.state, GD_PIECE_RETURNED);
	/* the old original stays filed and says what is in force */
	answers(&p, "chenli", "clerk", 1, GD_SCAN_OLD);
	assert_int_equal(ledger(&p), 6);
	office_close(&p.o);
}

static void
a_jam_after_copy_three_leaves_five_pieces_and_two_reprints(void **state)
{
	struct paper_day p;
	struct gd_order ord;
	const struct gd_print *pr, *last;
	struct gd_piece pc;
	char pieces[40];
	int again = 0;

	(void)state;
	begin(&p);
	assert_int_equal(print(&p, NULL, NULL, GD_OK), 6);
	pc = piece_at(&p, "shipping", 1);
	snprintf(pieces, sizeof pieces, "%d-%d", (int)pc.no - 1, (int)pc.no);
	assert_int_equal(print(&p, pieces, NULL, GD_REFUSED), 0);
	assert_int_equal(print(&p, pieces, "jam", GD_OK), 2);
	ord = load(&p.o, p.number);
	assert_int_equal(count_pieces(&ord, GD_PIECE_COPY, -1, KIND), 5);
	for (size_t i = 0; (pr = gd_walk(&ord, GD_TAB_PRINT, &i));)
		again += pr->again > 0;
	assert_int_equal(again, 2);
	assert_int_equal(gd_prints_of(&ord, pc.no, &last), 2);
	assert_string_equal(last->reason, "jam");
	assert_string_equal(last->device, "office");
	assert_int_equal(gd_prints_of(&ord, 1, &last), 0);
	assert_null(last);
	gd_order_release(&ord);
	office_close(&p.o);
}

static void
an_extra_copy_after_issue_needs_a_reason_and_comes_back_like_the_rest(
    void **state)
{
	struct gd_command extra = { .verb = GD_DO_DIST,
		.paper = KIND,
		.desk = "technical",
		.number = 1 };
	struct paper_day p;

	(void)state;
	begin(&p);
	act(&p.o, "chenli", p.number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_SEND, .paper = KIND });
	stands(&p, "0 5 1 0 0 0");
	act(&p.o, "chenli", p.number, GD_REFUSED, &extra);
	extra.reason = "the foreman asks";
	act(&p.o, "chenli", p.number, GD_OK, &extra);
	stands(&p, "1 5 1 0 0 0");
	answers(&p, "zhaogong", "technical", 1, GD_SCAN_NOT_SENT);
	act(&p.o, "chenli", p.number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_SEND, .paper = KIND });
	answers(&p, "zhaogong", "technical", 1, GD_SCAN_RECEIPT);
	stands(&p, "0 5 2 0 0 0");
	/* damaged: the same number is given again */
	act(&p.o, "chenli", p.number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_REPLACE,
		.piece = piece_at(&p, "technical", 1).no,
		.reason = "coffee" });
	stands(&p, "1 5 1 0 0 0");
	office_close(&p.o);
}

static void
what_was_printed_is_not_undone(void **state)
{
	struct paper_day p;

	(void)state;
	begin(&p);
	assert_int_equal(print(&p, NULL, NULL, GD_OK), 6);
	act(&p.o, "chenli", p.number, GD_REFUSED,
	    &(struct gd_command){ .verb = GD_DO_UNDO });
	office_close(&p.o);
}

static void
a_slip_books_what_is_on_its_way_to_the_desk_of_whom_it_is_for(void **state)
{
	const struct gd_scan_for desk = { .desk = "qc" };
	const struct gd_scan_for person = { .login = "matao" };
	struct paper_day p;
	struct gd_order ord;
	struct gd_piece pc;
	int64_t slip;
	int booked;

	(void)state;
	begin(&p);
	act(&p.o, "chenli", p.number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_SEND, .paper = KIND });
	ord = load(&p.o, p.number);
	slip = gd_scan_slip_number(&ord, KIND, 0, 1, 1);
	gd_order_release(&ord);
	(void)scan(&p, "sunqiang", GD_CODE_SLIP, slip, NULL, &booked);
	assert_int_equal(booked, 1);
	assert_int_equal(piece_at(&p, "production", 1).state, GD_PIECE_HELD);
	(void)scan(&p, "chenli", GD_CODE_SLIP, slip, &desk, &booked);
	assert_int_equal(booked, 1);
	pc = piece_at(&p, "qc", 1);
	assert_int_equal(pc.state, GD_PIECE_HELD);
	(void)scan(&p, "chenli", GD_CODE_SLIP, slip, &person, &booked);
	assert_int_equal(booked, 1);
	assert_int_equal(piece_at(&p, "material_control", 1).state,
	    GD_PIECE_HELD);
	(void)scan(&p, "chenli", GD_CODE_SLIP, slip, &person, &booked);
	assert_int_equal(booked, 0);
	assert_int_equal(piece_at(&p, "finance", 1).state, GD_PIECE_SENT);
	office_close(&p.o);
}

static void
codes_of_nobody_are_told_apart(void **state)
{
	static const struct gd_scan_for oneself;
	const struct gd_scan_for stranger = { .login = "nobody" };
	struct gd_err err = GD_ERR_INIT;
	char code[GD_CODE_TEXT], other[GD_ID_TEXT];
	struct gd_scanned sc;
	struct paper_day p;

	(void)state;
	begin(&p);
	gd_id_new(gd_app_now(p.o.app), other);
	expect(gd_code_make(code, GD_CODE_PIECE, other, 1, &err), GD_OK, &err);
	expect(gd_app_scan(p.o.app, code, 43, &oneself, &sc, &err), GD_MISSING,
	    &err);
	assert_int_equal(err.msg, GD_M_SCAN_NO_ORDER);
	expect(gd_code_make(code, GD_CODE_PIECE, p.id, 999, &err), GD_OK, &err);
	expect(gd_app_scan(p.o.app, code, 43, &oneself, &sc, &err), GD_MISSING,
	    &err);
	assert_int_equal(err.msg, GD_M_NO_PIECE);
	expect(gd_app_scan(p.o.app, code, 43, &stranger, &sc, &err), GD_MISSING,
	    &err);
	assert_int_equal(err.msg, GD_M_OFFICE_NO_PERSON);
	code[20] = code[20] == '9' ? '0' : (char)(code[20] + 1);
	expect(gd_app_scan(p.o.app, code, 43, &oneself, &sc, &err), GD_USAGE,
	    &err);
	assert_int_equal(err.msg, GD_M_CODE_CHECK);
	office_close(&p.o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_paper_from_the_printer_to_its_return),
		cmocka_unit_test(
		    a_jam_after_copy_three_leaves_five_pieces_and_two_reprints),
		cmocka_unit_test(
		    an_extra_copy_after_issue_needs_a_reason_and_comes_back_like_the_rest),
		cmocka_unit_test(what_was_printed_is_not_undone),
		cmocka_unit_test(
		    a_slip_books_what_is_on_its_way_to_the_desk_of_whom_it_is_for),
		cmocka_unit_test(codes_of_nobody_are_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
