/* tests/app/test_lots.c - orders with several lines and shipments, whole. */
#include "app_test.h"

#include "core/view/lots.h"

#include "base/banned.h"

#define WHY "the customer agreed by mail"

static const char *const three_lines[] = { "product", "Tableware", "terms",
	"tt", "tolerance", "3", "contract_no", "XS-2611-21", "delivery_date",
	"2026-12-20", "line:1:item", "Mug", "line:1:qty", "1000", "line:1:unit",
	"pcs", "line:1:price", "4.20 USD", "line:2:item", "Plate", "line:2:qty",
	"600", "line:2:unit", "pcs", "line:2:price", "2.50 USD", "line:3:item",
	"Bowl", "line:3:qty", "400", "line:3:unit", "pcs", "line:3:price",
	"1.00 USD", NULL };

/* A command of the clerk with up to four pairs. */
static void
do_it(struct office *o, const char *order, enum gd_code wanted,
    enum gd_verb verb, int64_t lot, const char *const *pairs)
{
	struct gd_pair at[4];
	struct gd_command cmd = { .verb = verb,
		.lot = lot,
		.fields = at,
		.reason = WHY };

	for (; pairs && pairs[0]; pairs += 2)
		at[cmd.nfields++] = (struct gd_pair){ pairs[0], pairs[1] };
	act(o, "chenli", order, wanted, &cmd);
}

static void
load_lot(struct office *o, const char *order, enum gd_code wanted, int64_t lot,
    const char *const *pairs)
{
	struct gd_pair at[4] = { { "on_board", "2026-11-23" } };
	struct gd_command cmd = { .verb = GD_DO_FILL,
		.duty = "loaded",
		.lot = lot,
		.fields = at,
		.nfields = 1 };

	for (; pairs && pairs[0]; pairs += 2)
		at[cmd.nfields++] = (struct gd_pair){ pairs[0], pairs[1] };
	act(o, "chenli", order, wanted, &cmd);
}

#define PAIRS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static bool
done(const struct gd_order *o, const char *duty, int64_t lot)
{
	const struct gd_act *a = gd_act(o, duty, lot, 1, 0);

	return a && a->state == GD_ACT_DONE;
}

static struct gd_line_view
line(struct office *o, const struct gd_order *ord, size_t i)
{
	const struct gd_workflow *wf;
	struct gd_err err = GD_ERR_INIT;
	struct gd_line_view v;

	expect(gd_app_workflow(o->app, "export", 0, &wf, &err), GD_OK, &err);
	assert_true(gd_line_view(wf, ord, i, &v));
	return v;
}

/* Payment rows of a lot: owed and credited, minor units. */
static void
money(const struct gd_order *o, int64_t lot, int64_t *owed, int64_t *paid)
{
	const struct gd_payment *p;

	*owed = *paid = 0;
	for (size_t i = 0; (p = gd_walk(o, GD_TAB_PAYMENT, &i));)
		if (p->lot == lot) {
			*owed += p->amount;
			*paid += p->credited;
		}
}

static void
lot_1_is_paid_and_refunded_while_lot_2_is_in_production(void **state)
{
	struct drive d = { .only_lot = 1, .avoid = ",loaded," };
	int64_t owed, paid, order_owed, rest_owed;
	struct gd_order ord;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, three_lines, number);
	ord = load(&o, number);
	assert_string_equal(gd_field(&ord, "amount", 0), "6100.00 USD");
	assert_string_equal(gd_field(&ord, "quantity", 0), "2000");
	gd_order_release(&ord);
	drive_to(&o, number, &d, "send_contract");
	do_it(&o, number, GD_OK, GD_DO_SPLIT, 0,
	    PAIRS("line:1", "500", "line:2", "all"));

	/* the first lot is carried to its loading, 3 % over; 4 % is refused */
	drive_to(&o, number, &d, "send_shipping_notice");
	load_lot(&o, number, GD_REFUSED, 1, PAIRS("line:1", "520"));
	load_lot(&o, number, GD_MISSING, 1, PAIRS("line:4", "5"));
	load_lot(&o, number, GD_USAGE, 1, PAIRS("line:1", "five"));
	load_lot(&o, number, GD_OK, 1, PAIRS("line:1", "515", "line:3", "412"));
	d.avoid = NULL;
	drive_to(&o, number, &d, NULL);

	ord = load(&o, number);
	assert_int_equal(gd_head(&ord)->state, GD_ORDER_ACTIVE);
	assert_true(done(&ord, "refund", 1));
	assert_false(done(&ord, "finished", 2));
	assert_false(done(&ord, "booking", 2));
	assert_int_equal(mark_of_step(&ord, 8), GD_MARK_RUNNING);
	assert_int_equal(mark_of_step(&ord, 11), GD_MARK_RUNNING);
	assert_int_equal(gd_head(&ord)->step_no, 8);
	money(&ord, 1, &owed, &paid);
	assert_true(owed > 0);
	assert_int_equal(paid, owed);
	money(&ord, 2, &rest_owed, &paid);
	assert_int_equal(paid, 0);
	money(&ord, 0, &order_owed, &paid); /* the deposit */
	assert_int_equal(paid, order_owed);
	assert_int_equal(owed + rest_owed + order_owed, 610000);
	assert_int_equal(line(&o, &ord, 0).shipped, 515);
	assert_int_equal(line(&o, &ord, 0).planned, 500);
	gd_order_release(&ord);

	/* then the second, as planned, and everything agrees */
	d.only_lot = 2;
	drive_to(&o, number, &d, NULL);
	ord = load(&o, number);
	assert_int_equal(gd_head(&ord)->state, GD_ORDER_COMPLETED);
	assert_string_equal(gd_head(&ord)->status, "commercially_closed");
	assert_int_equal(line(&o, &ord, 0).shipped, 1015);
	assert_int_equal(line(&o, &ord, 1).shipped, 600);
	assert_int_equal(line(&o, &ord, 2).shipped, 412);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(line(&o, &ord, i).left, 0);
	gd_order_release(&ord);
	office_close(&o);
}

static void
what_was_left_behind_goes_in_a_further_lot_or_is_agreed_on(void **state)
{
	struct drive d = { .avoid = ",loaded," };
	struct gd_order ord;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, three_lines, number);
	drive_to(&o, number, &d, "send_shipping_notice");
	load_lot(&o, number, GD_OK, 1,
	    PAIRS("line:1", "900", "line:2", "590", "line:3", "300"));
	d.avoid = NULL;
	drive_to(&o, number, &d, NULL);
	ord = load(&o, number);
	assert_int_equal(gd_head(&ord)->state, GD_ORDER_ACTIVE);
	assert_true(line(&o, &ord, 0).open);  /* 100 of 1000 missing */
	assert_false(line(&o, &ord, 1).open); /* 10 of 600: within 3 % */
	assert_true(line(&o, &ord, 2).open);
	gd_order_release(&ord);

	do_it(&o, number, GD_REFUSED, GD_DO_CLOSE, 0, NULL);
	do_it(&o, number, GD_REFUSED, GD_DO_SPLIT, 1, PAIRS("line:1", "101"));
	do_it(&o, number, GD_OK, GD_DO_SPLIT, 1, PAIRS("line:1", "100"));
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_SHORT,
		.number = 3,
		.fields = &(struct gd_pair){ "qty", "100" },
		.nfields = 1,
		.reason = WHY });
	d.only_lot = 2;
	d.avoid = NULL;
	drive_to(&o, number, &d, NULL);
	ord = load(&o, number);
	assert_int_equal(gd_head(&ord)->state, GD_ORDER_COMPLETED);
	assert_int_equal(line(&o, &ord, 0).shipped, 1000);
	assert_int_equal(line(&o, &ord, 2).line->cancelled, 100);
	gd_order_release(&ord);
	office_close(&o);
}

static void
an_order_without_lines_splits_its_quantity(void **state)
{
	struct drive d = { 0 };
	struct gd_order ord;
	struct office o;
	char number[64];
	int64_t owed, paid;

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	do_it(&o, number, GD_REFUSED, GD_DO_SPLIT, 0, PAIRS("quantity", "all"));
	do_it(&o, number, GD_REFUSED, GD_DO_SPLIT, 0,
	    PAIRS("quantity", "12001"));
	do_it(&o, number, GD_MISSING, GD_DO_SPLIT, 0, PAIRS("line:2", "10"));
	do_it(&o, number, GD_OK, GD_DO_SPLIT, 0, PAIRS("quantity", "3000"));
	ord = load(&o, number);
	assert_int_equal(line(&o, &ord, 0).line->qty, 12000);
	assert_string_equal(line(&o, &ord, 0).line->item, "Steel mug 350 ml");
	money(&ord, 2, &owed, &paid);
	assert_int_equal(owed, 4820000 * 7 / 10 / 4);
	gd_order_release(&ord);
	drive_to(&o, number, &d, NULL);
	ord = load(&o, number);
	assert_int_equal(gd_head(&ord)->state, GD_ORDER_COMPLETED);
	gd_order_release(&ord);
	office_close(&o);
}

static void
one_contract_covers_two_orders(void **state)
{
	struct drive d = { 0 };
	struct gd_order ord;
	struct office o;
	const struct gd_revision *r;
	char one[64], two[64];
	struct gd_command cover = { .verb = GD_DO_COVER, .paper = "contract" };

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, one);
	new_order(&o,
	    (const char *const[]){ "product", "Lid", "amount", "900.00 USD",
		"quantity", "300", "delivery_date", "2026-12-20", NULL },
	    two);
	d.avoid = ",make_contract,";
	drive_to(&o, two, &d, NULL);
	cover.person = one;
	act(&o, "chenli", two, GD_REFUSED, &cover); /* not in force yet */
	d.avoid = NULL;
	drive_to(&o, one, &d, "send_contract");
	act(&o, "chenli", two, GD_OK, &cover);
	ord = load(&o, two);
	r = gd_revision(&ord, "contract", 0, 1, 1);
	assert_non_null(r);
	assert_string_equal(r->source, "order:EX-2611-001");
	assert_string_equal(gd_field(&ord, "contract_no", 0), "XS-2611-07");
	assert_string_equal(gd_field(&ord, "amount", 0), "900.00 USD");
	assert_int_equal(ord.sheet.rows[GD_TAB_LINK].n, 1);
	assert_int_equal(count_pieces(&ord, -1, -1, "contract"), 0);
	gd_order_release(&ord);
	drive_to(&o, two, &d, NULL);
	ord = load(&o, two);
	assert_int_equal(gd_head(&ord)->state, GD_ORDER_COMPLETED);
	gd_order_release(&ord);
	office_close(&o);
}

static void
one_lot_may_be_called_off_and_its_money_with_it(void **state)
{
	struct drive d = { 0 };
	struct gd_order ord;
	struct office o;
	char number[64];
	int64_t owed, paid;

	(void)state;
	office_open(&o);
	new_order(&o, three_lines, number);
	do_it(&o, number, GD_OK, GD_DO_SPLIT, 0, PAIRS("line:2", "all"));
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_SHORT,
		.number = 2,
		.fields = &(struct gd_pair){ "qty", "600" },
		.nfields = 1,
		.reason = WHY });
	ord = load(&o, number);
	money(&ord, 2, &owed, &paid);
	assert_int_equal(owed, 0);
	gd_order_release(&ord);
	drive_to(&o, number, &d, NULL);
	ord = load(&o, number);
	assert_int_equal(gd_head(&ord)->state, GD_ORDER_COMPLETED);
	assert_false(done(&ord, "booking", 2));
	gd_order_release(&ord);
	office_close(&o);
}

static void
a_discrepancy_of_one_lot_is_no_matter_of_the_other(void **state)
{
	struct drive d = { .only_lot = 1 };
	struct gd_order ord;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, lc_fields, number);
	drive_to(&o, number, &d, "send_contract");
	do_it(&o, number, GD_OK, GD_DO_SPLIT, 0, PAIRS("quantity", "4000"));
	drive_to(&o, number, &d, NULL);
	d.only_lot = 2;
	d.outcomes = "bank_answer=discrepancy";
	d.avoid = ",refund,";
	for (bool did = true; did;) {
		struct gd_err err = GD_ERR_INIT;

		expect(app_drive(&d, number, true, &did, &err), GD_OK, &err);
		ord = load(&o, number);
		if (gd_loop_round(&ord, "lc", 2) == 2)
			did = false;
		gd_order_release(&ord);
	}
	d.outcomes = d.avoid = NULL;
	drive_to(&o, number, &d, NULL);
	ord = load(&o, number);
	assert_int_equal(gd_head(&ord)->state, GD_ORDER_COMPLETED);
	assert_int_equal(gd_loop_round(&ord, "lc", 1), 1);
	assert_int_equal(gd_loop_round(&ord, "lc", 2), 2);
	assert_non_null(gd_act(&ord, "bank_answer", 2, 2, 0));
	assert_non_null(gd_act(&ord, "bank_answer", 1, 1, 0));
	gd_order_release(&ord);
	office_close(&o);
}

static void
a_split_can_be_undone(void **state)
{
	struct gd_order before, after;
	const struct gd_table *t;
	const void *row;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, three_lines, number);
	before = load(&o, number);
	do_it(&o, number, GD_OK, GD_DO_SPLIT, 0, PAIRS("line:1", "5"));
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_UNDO });
	after = load(&o, number);
	assert_true(gd_sheet_equal(&before.sheet, &after.sheet, &t, &row));
	gd_order_release(&before);
	gd_order_release(&after);
	office_close(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    lot_1_is_paid_and_refunded_while_lot_2_is_in_production),
		cmocka_unit_test(
		    what_was_left_behind_goes_in_a_further_lot_or_is_agreed_on),
		cmocka_unit_test(an_order_without_lines_splits_its_quantity),
		cmocka_unit_test(one_contract_covers_two_orders),
		cmocka_unit_test(
		    one_lot_may_be_called_off_and_its_money_with_it),
		cmocka_unit_test(
		    a_discrepancy_of_one_lot_is_no_matter_of_the_other),
		cmocka_unit_test(a_split_can_be_undone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
