/* tests/tui/test_mixed.c - an office of several workflows: boards, lists and
 * forms say each order in the words of its own. */
#include "example.h"

#include "app/board.h"
#include "app/flows.h"
#include "app/signs.h"

#include "base/banned.h"

static void
office_do(struct office *o, enum gd_office_verb verb, const void *row)
{
	struct gd_err err = GD_ERR_INIT;

	assert_int_equal(gd_app_office_do(o->app,
			     &(struct gd_office_command){ verb, row,
				 UINT64_MAX },
			     &err),
	    GD_OK);
}

/* The demo's office takes purchase orders and tickets too, and one of each has
 * come in: o->number is the purchase order. */
static int
begin_mixed(void **state)
{
	static const char *const roles[] = { "purchasing_lead",
		"production_lead", "dispatcher", "ticket_clerk" };
	static const struct gd_pair bolts[] = { { "order_no", "PO 7" },
		{ "product", "bolts" }, { "quantity", "5" },
		{ "delivery_date", "2026-12-21" } };
	static const struct gd_pair repair[] = { { "client_name", "Li" },
		{ "content", "repair a lamp" } };
	const struct gd_new_order purchase = { .workflow = "purchase_order",
		.customer = "maison",
		.fields = bolts,
		.nfields = 4 };
	const struct gd_new_order ticket = { .workflow = "ticket_clerk",
		.customer = "maison",
		.fields = repair,
		.nfields = 2 };
	struct gd_err err = GD_ERR_INIT;
	char number[64];
	struct office *o;

	begin(state);
	o = *state;
	app_again(o, "chenli");
	assert_int_equal(gd_app_workflow_ship(o->app, "purchase_order", &err),
	    GD_OK);
	assert_int_equal(gd_app_workflow_ship(o->app, "ticket_clerk", &err),
	    GD_OK);
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		office_do(o, GD_OFFICE_ROLE_GRANT,
		    &(struct gd_holds){ "chenli", roles[i], 1 });
	assert_int_equal(gd_app_new(o->app, &purchase, o->number, &err), GD_OK);
	assert_int_equal(gd_app_new(o->app, &ticket, number, &err), GD_OK);
	return 0;
}

/* ---- boards --------------------------------------------------------------- */

static void
the_steps_of_a_board_stand_below_their_workflow(void **state)
{
	struct office *o = *state;

	key(o, "9 End");
	run_keys(o);
	assert_seen(o, "F7 By workflow");
	assert_seen(o, "  Purchase order");
	assert_seen(o, " 1 Confirm ");
	assert_seen(o, "  Ticket");
	assert_seen(o, " 1 Waiting ");
	/* nothing stands there */
	assert_not_seen(o, " 2 Capacity");
}

static void
a_key_shows_the_numbers_of_one_workflow_alone(void **state)
{
	struct office *o = *state;

	key(o, "9 F7 \"purch\" Enter");
	run_keys(o);
	assert_seen(o, "> Purchase order");
	assert_seen(o, " 2 Capacity");
	assert_not_seen(o, "Sample request");
	/* kept, and left again */
	key(o, "9");
	run_keys(o);
	assert_seen(o, " 2 Capacity");
	key(o, "9 F7 \"all w\" Enter");
	run_keys(o);
	assert_seen(o, "Sample request");
}

static void
enter_on_a_step_lists_the_orders_of_that_workflow(void **state)
{
	struct office *o = *state;

	key(o, "9 F7 \"purch\" Enter Down Down Down Enter");
	run_keys(o);
	assert_seen(o, "Filter [step:1 state:active work");
	assert_seen(o, o->number);
	assert_seen(o, " 1 shown");
}

static void
an_office_of_one_workflow_is_not_asked_which(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "9 F7");
	run_keys(o);
	assert_seen(o, "Only one workflow is installed here");
	assert_not_seen(o, "F7 By workflow");
}

/* ---- rails ---------------------------------------------------------------- */

static void
the_ruler_fits_the_orders_that_stand_below_it(void **state)
{
	struct office *o = *state;

	key(o, "1");
	run_keys(o);
	assert_seen(o, " 1...5...10. ");
	key(o, "1 F3 \"workflow:purchase_order\" Enter");
	run_keys(o);
	assert_seen(o, " 1...5.7 ");
	key(o, "1 F3 \"workflow:export\" Enter");
	run_keys(o);
	assert_seen(o, " 1...5....11 ");
}

/* ---- F2 ------------------------------------------------------------------- */

static void
a_step_that_is_typed_is_one_of_each_workflow(void **state)
{
	struct office *o = *state;

	key(o, "9 F2 \"step 2\"");
	run_keys(o);
	assert_seen(o, "2 Capacity  Purchase order");
	assert_seen(o, "2 Read the ticket  Ticket");
	key(o, "9 F2 \"step 1\" Down Enter");
	run_keys(o);
	assert_seen(o, "Filter [step:1 workflow:purchas");
	assert_seen(o, " 1 shown");
}

/* ---- notices -------------------------------------------------------------- */

static void
an_order_without_notices_is_offered_a_note_alone(void **state)
{
	struct office *o = *state;

	key(o, "1 F3 \"workflow:purchase_order\" Enter Enter F8");
	run_keys(o);
	assert_seen(o, "gendan > Write a note");
	key(o, "1 F3 \"workflow:purchase_order\" Enter Enter F2 \"write a change\"");
	run_keys(o);
	assert_not_seen(o, "Write a change notice");
	key(o, "1 F3 \"workflow:export\" Enter Enter F2 \"write a change\"");
	run_keys(o);
	assert_seen(o, "Write a change notice");
}

/* ---- days ----------------------------------------------------------------- */

/* At any hour of the day: the day of UTC begins at eight in the morning here. */
static void
a_paper_waits_as_long_on_a_board_as_in_the_queue(void **state)
{
	struct office *o = *state;
	struct gd_sign_queue q = { 0 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_board b;
	int64_t oldest = -1;

	setenv("GENDAN_NOW", "2026-11-23T07:00:00+08:00", 1);
	app_again(o, "linguo");
	assert_int_equal(gd_app_sign_queue(o->app, NULL, 0, &q, &err), GD_OK);
	assert_true(q.nitems > 0);
	assert_int_equal(
	    gd_app_board(o->app, NULL, GD_BOARD_WAITS, 1, &b, &err), GD_OK);
	for (int i = 0; i < b.nwaits; i++)
		if (strcmp(b.waits[i].who, "role:general_manager") == 0)
			oldest = b.waits[i].oldest;
	assert_int_equal(gd_app_days_since(o->app, q.items[0].asked_ms),
	    oldest);
	gd_board_release(&b);
	gd_sign_queue_release(&q);
	setenv("GENDAN_NOW", "2026-11-23T09:00:00+08:00", 1);
}

static void
whom_a_list_is_of_stands_first_in_its_lines(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "1 F3 \"desk:production\" Enter");
	run_keys(o);
	assert_seen(o, " Production(c) +");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    the_steps_of_a_board_stand_below_their_workflow,
		    begin_mixed, teardown),
		cmocka_unit_test_setup_teardown(
		    a_key_shows_the_numbers_of_one_workflow_alone, begin_mixed,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    enter_on_a_step_lists_the_orders_of_that_workflow,
		    begin_mixed, teardown),
		cmocka_unit_test_setup_teardown(
		    an_office_of_one_workflow_is_not_asked_which, begin,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    the_ruler_fits_the_orders_that_stand_below_it, begin_mixed,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    a_step_that_is_typed_is_one_of_each_workflow, begin_mixed,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    an_order_without_notices_is_offered_a_note_alone,
		    begin_mixed, teardown),
		cmocka_unit_test_setup_teardown(
		    a_paper_waits_as_long_on_a_board_as_in_the_queue, begin,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    whom_a_list_is_of_stands_first_in_its_lines, begin,
		    teardown),
	};

	return cmocka_run_group_tests(tests, make_first, end_first);
}
