/* tests/app/test_right.c - mistakes put right on a real book. */
#include "app_test.h"

#include "app/right.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

#define FIELDS(...)                                                  \
	.fields = (const struct gd_pair[]){ __VA_ARGS__ },           \
	.nfields = sizeof((const struct gd_pair[]){ __VA_ARGS__ }) / \
		   sizeof(struct gd_pair)

static const char *const small[] = { "product", "Steel mug 350 ml", "terms",
	"tt", "amount", "48200.00 USD", "quantity", "1000", "contract_no",
	"XS-2611-07", "delivery_date", "2026-12-20", NULL };

/* The order with its formal order form at the five desks. */
static void
at_five_desks(struct office *o, char number[64])
{
	struct drive d = { .today = 0 };
	struct gd_err err = GD_ERR_INIT;

	office_open(o);
	new_order(o, small, number);
	d.today = gd_app_today(o->app);
	drive_to(o, number, &d, "send_formal_order");
	expect(gd_app_become(o->app, "chenli", &err), GD_OK, &err);
}

static const struct gd_revision *
revision_of(const struct gd_order *o, const char *kind, int64_t rev)
{
	const struct gd_revision *r;

	for (size_t i = 0; (r = gd_walk(o, GD_TAB_REVISION, &i));)
		if (strcmp(r->kind, kind) == 0 && r->rev == rev)
			return r;
	return NULL;
}

static int
live_signs(const struct gd_order *o, const char *kind, int64_t rev)
{
	const struct gd_signoff *s;
	int n = 0;

	for (size_t i = 0; (s = gd_walk(o, GD_TAB_SIGNOFF, &i));)
		n += s->live && s->rev == rev && strcmp(s->kind, kind) == 0;
	return n;
}

/* Is there a correction of this, and is it the person's with this reason? */
static const struct gd_correction *
corrected(struct office *o, const char *number, struct gd_arena *arena,
    const char *what)
{
	const struct gd_correction *all;
	struct gd_err err = GD_ERR_INIT;
	size_t n;

	expect(gd_app_corrections(o->app, number, arena, &all, &n, &err), GD_OK,
	    &err);
	while (n-- > 0)
		if (strcmp(all[n].what, what) == 0)
			return &all[n];
	return NULL;
}

static void
a_thousand_instead_of_ten_thousand_recalls_the_five_copies(void **state)
{
	struct gd_command cmd = { .verb = GD_DO_CORRECT,
		.reason = "一个零少打了",
		FIELDS({ "quantity", "10000" }) };
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_correction *c;
	struct gd_err err = GD_ERR_INIT;
	struct office o;
	char number[64];
	struct gd_order ord;

	(void)state;
	at_five_desks(&o, number);
	expect(gd_app_act(o.app, number, &cmd, NULL, NULL, &err), GD_REFUSED,
	    &err);
	assert_int_equal(err.msg, GD_M_FIELD_ON_PAPER);
	assert_non_null(strstr(err.arg[1].text, "formal_order"));
	assert_non_null(strstr(err.arg[2].text, "material_control"));
	assert_non_null(strstr(err.arg[3].text, "gendan revise"));
	cmd.outcome = "revise";
	act(&o, "chenli", number, GD_OK, &cmd);
	/* revision 1 stays in force until revision 2 is issued */
	ord = load(&o, number);
	assert_string_equal(gd_field(&ord, "quantity", 0), "1000");
	assert_int_equal(revision_of(&ord, "formal_order", 2)->state,
	    GD_REV_DRAFT);
	assert_non_null(
	    strstr(revision_of(&ord, "formal_order", 2)->fields, "10000"));
	assert_int_equal(live_signs(&ord, "formal_order", 2), 0);
	assert_int_equal(live_signs(&ord, "preliminary_order", 2), 0);
	gd_order_release(&ord);
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_SIGN,
		.paper = "formal_order" });
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_ISSUE,
		.paper = "formal_order" });
	ord = load(&o, number);
	assert_string_equal(gd_field(&ord, "quantity", 0), "10000");
	assert_int_equal(
	    count_pieces(&ord, GD_PIECE_COPY, GD_PIECE_RECALL, "formal_order"),
	    5);
	assert_int_equal(
	    count_pieces(&ord, GD_PIECE_COPY, GD_PIECE_DUE, "formal_order"), 5);
	gd_order_release(&ord);
	c = corrected(&o, number, &arena, "quantity");
	assert_non_null(c);
	assert_string_equal(c->old, "1000");
	assert_string_equal(c->now, "10000");
	assert_string_equal(c->who, "chenli");
	assert_string_equal(c->why, "一个零少打了");
	gd_arena_release(&arena);
	office_close(&o);
}

static const struct gd_piece *
copy_at(const struct gd_order *o, const char *desk)
{
	const struct gd_piece *p;

	for (size_t i = 0; (p = gd_walk(o, GD_TAB_PIECE, &i));)
		if (strcmp(p->kind, "formal_order") == 0 &&
		    p->class == GD_PIECE_COPY && strcmp(p->desk, desk) == 0)
			return p;
	return NULL;
}

/* Entries of the order's journal with an event of this kind. */
static int
entries_with(struct office *o, const char *number, enum gd_event_kind kind,
    const char *actor, int64_t piece)
{
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_journal_row row;
	struct gd_cursor *c;
	char id[GD_ID_TEXT];
	int n = 0;

	expect(gd_store_order_find(o->app->store, number, id, &err), GD_OK,
	    &err);
	expect(gd_store_journal(o->app->store, id, 0, &c, &err), GD_OK, &err);
	while (gd_cursor_next(c, &row, &err) == GD_OK) {
		expect(gd_events_decode(&ev, row.body, row.body_len, &err),
		    GD_OK, &err);
		for (size_t i = 0; i < ev.n; i++)
			n += ev.at[i].kind == kind &&
			     ev.at[i].number == piece &&
			     strcmp(row.actor, actor) == 0;
	}
	gd_cursor_close(c);
	gd_events_release(&ev);
	return n;
}

static void
a_receipt_for_the_wrong_desk_is_booked_right_and_both_acts_stay(void **state)
{
	const struct gd_deputy deputy = { "chenli", "sunqiang", 20780, 20800,
		1 };
	struct gd_err err = GD_ERR_INIT;
	int64_t wrong, right;
	struct office o;
	char number[64];
	struct gd_order ord;

	(void)state;
	office_open(&o);
	new_order(&o, small, number);
	drive_to(&o, number, &(struct drive){ .today = gd_app_today(o.app) },
	    "make_formal_order");
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_SEND,
		.paper = "formal_order" });
	ord = load(&o, number);
	wrong = copy_at(&ord, "production")->no;
	right = copy_at(&ord, "qc")->no;
	gd_order_release(&ord);
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_RECEIVE,
		.piece = wrong,
		.holder = "hejing" });
	/* a second clerk: who stands in for the first */
	expect(gd_app_become(o.app, "chenli", &err), GD_OK, &err);
	expect(
	    gd_app_office_do(o.app,
		&(struct gd_office_command){ GD_OFFICE_DEPUTY, &deputy, 0x1f },
		&err),
	    GD_OK, &err);
	act(&o, "sunqiang", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_CORRECT,
		.piece = wrong,
		.desk = "qc",
		.reason = "it was QC that signed" });
	ord = load(&o, number);
	assert_int_equal(copy_at(&ord, "production")->state, GD_PIECE_SENT);
	assert_int_equal(copy_at(&ord, "qc")->state, GD_PIECE_HELD);
	assert_string_equal(copy_at(&ord, "qc")->holder, "hejing");
	assert_string_equal(copy_at(&ord, "qc")->proxy, "sunqiang");
	gd_order_release(&ord);
	assert_int_equal(
	    entries_with(&o, number, GD_EV_HELD_BY, "chenli", wrong), 1);
	assert_int_equal(
	    entries_with(&o, number, GD_EV_CORRECTED, "sunqiang", wrong), 1);
	assert_int_equal(
	    entries_with(&o, number, GD_EV_HELD_BY, "sunqiang", right), 1);
	/* not his own any more */
	act(&o, "hejing", number, GD_REFUSED,
	    &(struct gd_command){ .verb = GD_DO_CORRECT,
		.piece = right,
		.reason = "x" });
	office_close(&o);
}

static void
money_is_put_right_by_finance_with_the_old_amount_kept(void **state)
{
	struct gd_command cmd = { .verb = GD_DO_CORRECT,
		.reason = "bank slip says 14400",
		FIELDS({ "payment:1:credited", "14400" },
		    { "payment:1:day", "2026-11-20" }) };
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_correction *c;
	const struct gd_payment *p;
	struct office o;
	char number[64];
	struct gd_order ord;

	(void)state;
	office_open(&o);
	new_order(&o, small, number);
	act(&o, "wumin", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_CREDIT,
		.number = 1,
		FIELDS({ "amount", "14460 USD" }) });
	act(&o, "chenli", number, GD_REFUSED, &cmd);
	act(&o, "wumin", number, GD_OK, &cmd);
	ord = load(&o, number);
	p = gd_row_at(&ord.sheet, GD_TAB_PAYMENT, 0);
	assert_int_equal(p->credited, 1440000);
	gd_order_release(&ord);
	c = corrected(&o, number, &arena, "payment:1:credited");
	assert_non_null(c);
	assert_string_equal(c->old, "14460.00 USD");
	assert_string_equal(c->now, "14400.00 USD");
	cmd.fields =
	    (const struct gd_pair[]){ { "payment:1:credited", "14400 EUR" } };
	cmd.nfields = 1;
	act(&o, "wumin", number, GD_REFUSED, &cmd);
	cmd.fields = (const struct gd_pair[]){ { "payment:9:amount", "1" } };
	act(&o, "chenli", number, GD_MISSING, &cmd);
	gd_arena_release(&arena);
	office_close(&o);
}

static void
a_draft_that_says_the_old_value_follows_and_its_signatures_fall(void **state)
{
	struct office o;
	char number[64];
	struct gd_order ord;

	(void)state;
	office_open(&o);
	new_order(&o, small, number);
	drive_to(&o, number, &(struct drive){ .today = gd_app_today(o.app) },
	    "customer_order");
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_MAKE,
		.paper = "preliminary_order" });
	act(&o, "qianfang", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_SIGN,
		.paper = "preliminary_order" });
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_CORRECT,
		.reason = "typo",
		FIELDS({ "quantity", "10000" }) });
	ord = load(&o, number);
	assert_string_equal(gd_field(&ord, "quantity", 0), "10000");
	assert_int_equal(live_signs(&ord, "preliminary_order", 1), 0);
	assert_non_null(strstr(
	    revision_of(&ord, "preliminary_order", 1)->fields, "\"10000\""));
	gd_order_release(&ord);
	office_close(&o);
}

static void
undo_is_offered_only_for_ones_own_last_act_that_has_not_left(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct office o;
	char number[64], verb[64];

	(void)state;
	at_five_desks(&o, number);
	/* the last act was the sending: it has left the desk */
	expect(gd_app_can_undo(o.app, number, verb, &err), GD_REFUSED, &err);
	assert_int_equal(err.msg, GD_M_UNDO_LEFT);
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_CORRECT,
		.reason = "x",
		FIELDS({ "marks", "A" }),
		.outcome = "revise" });
	expect(gd_app_can_undo(o.app, number, verb, &err), GD_OK, &err);
	assert_string_equal(verb, "correct");
	expect(gd_app_become(o.app, "wumin", &err), GD_OK, &err);
	expect(gd_app_can_undo(o.app, number, verb, &err), GD_REFUSED, &err);
	assert_int_equal(err.msg, GD_M_UNDO_OTHER);
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_UNDO });
	expect(gd_app_can_undo(o.app, number, verb, &err), GD_REFUSED, &err);
	assert_int_equal(err.msg, GD_M_NOTHING_TO_UNDO);
	office_close(&o);
}

static void
a_void_revision_calls_its_copies_back_and_the_number_goes_on(void **state)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct office o;
	char number[64];
	struct gd_order ord;

	(void)state;
	at_five_desks(&o, number);
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_VOID,
		.paper = "formal_order",
		.reason = "wrong customer" });
	ord = load(&o, number);
	assert_int_equal(
	    count_pieces(&ord, GD_PIECE_COPY, GD_PIECE_RECALL, "formal_order"),
	    5);
	assert_int_equal(count_pieces(&ord, GD_PIECE_ORIGINAL, GD_PIECE_VOID,
			     "formal_order"),
	    1);
	gd_order_release(&ord);
	assert_string_equal(corrected(&o, number, &arena, "formal_order")->why,
	    "wrong customer");
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_MAKE,
		.paper = "formal_order" });
	ord = load(&o, number);
	assert_non_null(revision_of(&ord, "formal_order", 2));
	gd_order_release(&ord);
	gd_arena_release(&arena);
	office_close(&o);
}

static void
a_damaged_copy_keeps_its_number_and_a_lost_one_takes_another(void **state)
{
	struct office o;
	char number[64];
	struct gd_order ord;
	int64_t qc, shipping;
	const struct gd_piece *p;
	int at_qc = 0;

	(void)state;
	at_five_desks(&o, number);
	ord = load(&o, number);
	qc = copy_at(&ord, "qc")->no;
	shipping = copy_at(&ord, "shipping")->no;
	gd_order_release(&ord);
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_REPLACE,
		.piece = shipping,
		.reason = "wet" });
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_LOST,
		.piece = qc,
		.reason = "not found" });
	/* found again, and lost again */
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_CORRECT,
		.piece = qc,
		.reason = "under the desk" });
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_LOST,
		.piece = qc,
		.reason = "not found" });
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_REPLACE,
		.piece = qc,
		.reason = "lost" });
	act(&o, "chenli", number, GD_REFUSED,
	    &(struct gd_command){ .verb = GD_DO_CORRECT,
		.piece = qc,
		.reason = "too late" });
	ord = load(&o, number);
	for (size_t i = 0; (p = gd_walk(&ord, GD_TAB_PIECE, &i));) {
		if (p->no == shipping)
			assert_int_equal(p->state, GD_PIECE_DUE);
		if (p->no == qc)
			assert_int_equal(p->state, GD_PIECE_LOST);
		if (p->no > shipping && strcmp(p->desk, "qc") == 0 &&
		    strcmp(p->kind, "formal_order") == 0) {
			assert_int_equal(p->state, GD_PIECE_DUE);
			assert_int_equal(p->copy_no, 6);
			at_qc++;
		}
	}
	assert_int_equal(at_qc, 1);
	gd_order_release(&ord);
	office_close(&o);
}

static void
customer_company_and_a_waiver_are_put_right_when_they_exist(void **state)
{
	const struct gd_customer other = { .code = "nara", .name = "奈良" };
	struct gd_err err = GD_ERR_INIT;
	struct office o;
	char number[64];
	struct gd_order ord;

	(void)state;
	office_open(&o);
	new_order(&o, small, number);
	expect(gd_app_office_do(o.app,
		   &(struct gd_office_command){ GD_OFFICE_CUSTOMER, &other, 3 },
		   &err),
	    GD_OK, &err);
	act(&o, "chenli", number, GD_MISSING,
	    &(struct gd_command){ .verb = GD_DO_CORRECT,
		.reason = "x",
		FIELDS({ "customer", "nobody" }) });
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_CORRECT,
		.reason = "x",
		FIELDS({ "customer", "nara" }) });
	act(&o, "chenli", number, GD_MISSING,
	    &(struct gd_command){ .verb = GD_DO_CORRECT,
		.reason = "x",
		FIELDS({ "company", "zz" }) });
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_SKIP,
		.duty = "receive_sample",
		.reason = "none" });
	act(&o, "chenli", number, GD_REFUSED,
	    &(struct gd_command){ .verb = GD_DO_CORRECT,
		.duty = "receive_sample" });
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_CORRECT,
		.duty = "receive_sample",
		.reason = "it came" });
	ord = load(&o, number);
	assert_string_equal(gd_head(&ord)->customer, "nara");
	assert_int_equal(gd_act(&ord, "receive_sample", 0, 1, 0)->state,
	    GD_ACT_OPEN);
	gd_order_release(&ord);
	office_close(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_thousand_instead_of_ten_thousand_recalls_the_five_copies),
		cmocka_unit_test(
		    a_receipt_for_the_wrong_desk_is_booked_right_and_both_acts_stay),
		cmocka_unit_test(
		    money_is_put_right_by_finance_with_the_old_amount_kept),
		cmocka_unit_test(
		    a_draft_that_says_the_old_value_follows_and_its_signatures_fall),
		cmocka_unit_test(
		    undo_is_offered_only_for_ones_own_last_act_that_has_not_left),
		cmocka_unit_test(
		    a_void_revision_calls_its_copies_back_and_the_number_goes_on),
		cmocka_unit_test(
		    a_damaged_copy_keeps_its_number_and_a_lost_one_takes_another),
		cmocka_unit_test(
		    customer_company_and_a_waiver_are_put_right_when_they_exist),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
