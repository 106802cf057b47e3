/* tests/app/test_act.c - the door of every act: requests, stale, undo, two at
 * once, who may. */
#include "app_test.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/day.h"

#include "base/banned.h"

static const struct gd_command receive = { .verb = GD_DO_FILL,
	.duty = "receive_sample",
	.fields = (const struct gd_pair[]){ { "sample_details", "0.5 mm" } },
	.nfields = 1 };
static const struct gd_command undo = { .verb = GD_DO_UNDO };

static void
the_same_request_gives_the_same_answer_and_nothing_twice(void **state)
{
	struct gd_app_options options = { .login = "chenli",
		.request = "0190f3c1-7d5e-7abc-8def-0123456789ab" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_done first, again;
	struct gd_app *app;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	options.book = o.book;
	expect(gd_app_open(&options, &app, &err), GD_OK, &err);
	expect(gd_app_act(app, number, &receive, NULL, &first, &err), GD_OK,
	    &err);
	gd_app_close(app);
	expect(gd_app_open(&options, &app, &err), GD_OK, &err);
	expect(gd_app_act(app, number, &receive, NULL, &again, &err), GD_OK,
	    &err);
	gd_app_close(app);
	assert_int_equal(first.seq, again.seq);
	assert_int_equal(first.events.n, again.events.n);
	assert_int_equal(again.order.rev, first.order.rev);
	gd_done_release(&first);
	gd_done_release(&again);
	office_close(&o);
}

static void
a_new_order_asked_for_twice_with_one_request_is_one_order(void **state)
{
	struct gd_app_options options = { .login = "chenli",
		.request = "0190f3c1-7d5e-7abc-8def-0123456789ac" };
	const struct gd_new_order n = { .customer = "yuanyang",
		.salesperson = "zhouyan" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_app *app;
	struct office o;
	char one[64], two[64];

	(void)state;
	office_open(&o);
	options.book = o.book;
	expect(gd_app_open(&options, &app, &err), GD_OK, &err);
	expect(gd_app_new(app, &n, one, &err), GD_OK, &err);
	gd_app_close(app);
	expect(gd_app_open(&options, &app, &err), GD_OK, &err);
	expect(gd_app_new(app, &n, two, &err), GD_OK, &err);
	gd_app_close(app);
	assert_string_equal(one, two);
	office_close(&o);
}

static void
a_typed_number_is_taken_once_and_the_series_goes_round_it(void **state)
{
	struct gd_new_order n = { .customer = "yuanyang",
		.number = "EX-2611-001",
		.salesperson = "zhouyan" };
	struct gd_err err = GD_ERR_INIT;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	expect(gd_app_become(o.app, "chenli", &err), GD_OK, &err);
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	expect(gd_app_new(o.app, &n, number, &err), GD_REFUSED, &err);
	assert_int_equal(err.msg, GD_M_APP_NUMBER_USED);
	n.number = "two words";
	expect(gd_app_new(o.app, &n, number, &err), GD_USAGE, &err);
	n.number = NULL;
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	assert_string_equal(number, "EX-2611-002");
	n.customer = "nobody";
	expect(gd_app_new(o.app, &n, number, &err), GD_MISSING, &err);
	office_close(&o);
}

static void
an_act_on_what_changed_since_it_was_seen_is_stale(void **state)
{
	const struct gd_command other = { .verb = GD_DO_FILL,
		.duty = "customer_order" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_order ord;
	struct office o;
	char number[64], seen[9], seen_other[9];

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	ord = load(&o, number);
	gd_app_seen(&ord, &receive, seen);
	gd_app_seen(&ord, &other, seen_other);
	gd_order_release(&ord);
	expect(gd_app_act(o.app, number, &receive, seen, NULL, &err), GD_OK,
	    &err);
	expect(gd_app_act(o.app, number, &receive, seen, NULL, &err), GD_STALE,
	    &err);
	assert_string_equal(err.arg[1].text, "do");
	assert_string_equal(err.arg[2].text, "chenli");
	/* another duty is not disturbed by it */
	ord = load(&o, number);
	gd_app_seen(&ord, &other, seen);
	assert_string_equal(seen, seen_other);
	gd_order_release(&ord);
	office_close(&o);
}

static void
undo_takes_back_the_own_last_act_only(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_order before, after;
	const struct gd_table *table;
	struct office o;
	char number[64];
	const void *row;

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	before = load(&o, number);
	expect(gd_app_act(o.app, number, &receive, NULL, NULL, &err), GD_OK,
	    &err);
	act(&o, "zhouyan", number, GD_REFUSED, &undo);
	act(&o, "chenli", number, GD_OK, &undo);
	after = load(&o, number);
	if (!gd_sheet_equal(&before.sheet, &after.sheet, &table, &row))
		fail_msg("table %s differs", table->name);
	assert_int_equal(after.rev, before.rev + 2);
	gd_order_release(&before);
	gd_order_release(&after);
	/* and the duty can be done again */
	act(&o, "chenli", number, GD_OK, &receive);
	office_close(&o);
}

static void
a_signature_is_not_undone(void **state)
{
	const struct gd_command sign = { .verb = GD_DO_SIGN,
		.paper = "sample_request",
		.role = "sales_manager" };
	const struct gd_command make = { .verb = GD_DO_FILL,
		.duty = "make_sample_request" };
	struct gd_err err = GD_ERR_INIT;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	act(&o, "chenli", number, GD_OK, &receive);
	act(&o, "chenli", number, GD_OK, &make);
	act(&o, "chenli", number, GD_REFUSED, &sign);
	act(&o, "qianfang", number, GD_OK, &sign);
	expect(gd_app_act(o.app, number, &undo, NULL, NULL, &err), GD_REFUSED,
	    &err);
	office_close(&o);
}

static void
texts_that_may_not_be_stored_are_stopped_at_the_door(void **state)
{
	const struct gd_command bad = { .verb = GD_DO_NOTE,
		.reason = "a\xff"
			  "b" };
	const struct gd_command escape = { .verb = GD_DO_NOTE,
		.reason = "\x1b[2J" };
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	act(&o, "chenli", number, GD_USAGE, &bad);
	act(&o, "chenli", number, GD_USAGE, &escape);
	office_close(&o);
}

static void
a_deputy_signs_for_his_principal_on_his_days_only(void **state)
{
	int32_t today = gd_day_of(2026, 11, 23);
	struct gd_deputy d = { "qianfang", "linguo", today + 1, today + 3, 1 };
	const struct gd_command make = { .verb = GD_DO_FILL,
		.duty = "make_sample_request" };
	const struct gd_command sign = { .verb = GD_DO_SIGN,
		.paper = "sample_request",
		.role = "sales_manager" };
	struct gd_err err = GD_ERR_INIT;
	const struct gd_signoff *s;
	struct gd_order ord;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	act(&o, "chenli", number, GD_OK, &receive);
	act(&o, "chenli", number, GD_OK, &make);
	expect(
	    gd_app_office_do(o.app,
		&(struct gd_office_command){ GD_OFFICE_DEPUTY, &d, UINT64_MAX },
		&err),
	    GD_OK, &err);
	act(&o, "linguo", number, GD_REFUSED, &sign);
	d.from_day = today;
	expect(gd_app_become(o.app, "chenli", &err), GD_OK, &err);
	expect(
	    gd_app_office_do(o.app,
		&(struct gd_office_command){ GD_OFFICE_DEPUTY, &d, UINT64_MAX },
		&err),
	    GD_OK, &err);
	act(&o, "linguo", number, GD_OK, &sign);
	ord = load(&o, number);
	s = gd_row_at(&ord.sheet, GD_TAB_SIGNOFF, 0);
	assert_string_equal(s->by, "linguo");
	assert_string_equal(s->for_whom, "qianfang");
	gd_order_release(&ord);
	office_close(&o);
}

static void
the_rates_of_the_day_reach_the_rules(void **state)
{
	struct gd_rate rate = { "EUR", "CNY", gd_day_of(2026, 11, 20), 8000000,
		"bank" };
	struct gd_err err = GD_ERR_INIT;
	struct app_facts facts;
	struct office o;
	int d = 0;

	(void)state;
	office_open(&o);
	app_facts(o.app, "chenli", NULL, NULL, NULL, &facts);
	assert_false(
	    gd_rates_compare(&facts.f.rates, 100, "EUR", 800, "CNY", &d));
	app_facts_release(&facts);
	expect(gd_app_become(o.app, "chenli", &err), GD_OK, &err);
	expect(gd_app_office_do(o.app,
		   &(struct gd_office_command){ GD_OFFICE_RATE, &rate,
		       UINT64_MAX },
		   &err),
	    GD_OK, &err);
	app_facts(o.app, "chenli", NULL, NULL, NULL, &facts);
	assert_true(
	    gd_rates_compare(&facts.f.rates, 100, "EUR", 799, "CNY", &d));
	assert_true(d > 0);
	app_facts_release(&facts);
	office_close(&o);
}

/* One process: the same duty, then twenty notes of its own. */
static int
worker(struct office *o, const char *number)
{
	const struct gd_command note = { .verb = GD_DO_NOTE,
		.reason = "noted" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_app *app = office_again(o);
	int won, i;

	won = gd_app_act(app, number, &receive, NULL, NULL, &err) == GD_OK;
	for (i = 0; i < 20; i++)
		if (gd_app_act(app, number, &note, NULL, NULL, &err) != GD_OK)
			won = 99;
	gd_app_close(app);
	return won;
}

static void
of_two_processes_one_does_the_duty_and_no_note_is_lost(void **state)
{
	struct office o;
	struct gd_order ord;
	char number[64];
	int i, status, won = 0;

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	gd_app_close(o.app);
	for (i = 0; i < 2; i++) {
		pid_t pid = fork();

		assert_true(pid >= 0);
		if (pid == 0)
			_exit(worker(&o, number));
	}
	for (i = 0; i < 2; i++) {
		assert_true(wait(&status) > 0);
		assert_true(WIFEXITED(status));
		won += WEXITSTATUS(status);
	}
	assert_int_equal(won, 1);
	o.app = office_again(&o);
	ord = load(&o, number);
	assert_int_equal(ord.rev, 1 + 1 + 40);
	gd_order_release(&ord);
	office_close(&o);
}

static void
five_desks_receipt_one_paper_with_what_they_saw(void **state)
{
	static const char *const desks[] = { "production", "qc", "finance",
		"material_control", "shipping" };
	struct gd_command receipt = { .verb = GD_DO_RECEIVE,
		.paper = "formal_order" };
	struct drive d = { 0 };
	struct gd_err err = GD_ERR_INIT;
	char number[64], seen[5][9];
	struct gd_order ord;
	struct office o;
	int i;

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	drive_to(&o, number, &d, "send_formal_order");
	ord = load(&o, number);
	for (i = 0; i < 5; i++) {
		receipt.desk = desks[i];
		gd_app_seen(&ord, &receipt, seen[i]);
	}
	gd_order_release(&ord);
	for (i = 0; i < 5; i++) {
		receipt.desk = desks[i];
		expect(gd_app_act(o.app, number, &receipt, seen[i], NULL, &err),
		    GD_OK, &err);
	}
	receipt.desk = desks[0];
	expect(gd_app_act(o.app, number, &receipt, seen[0], NULL, &err),
	    GD_STALE, &err);
	office_close(&o);
}

static void
my_day_shows_each_person_his_own_work(void **state)
{
	const struct gd_command make = { .verb = GD_DO_FILL,
		.duty = "make_sample_request" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_my_day day;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	act(&o, "chenli", number, GD_OK, &receive);
	act(&o, "chenli", number, GD_OK, &make);
	expect(gd_app_become(o.app, "qianfang", &err), GD_OK, &err);
	expect(gd_app_my_day(o.app, 10, &day, &err), GD_OK, &err);
	assert_int_equal(day.nlines, 1);
	assert_int_equal(day.lines[0].act->verb, GD_DO_SIGN);
	assert_int_equal(day.mine, 1); /* carries none, one waits for her */
	gd_my_day_release(&day);
	expect(gd_app_become(o.app, "chenli", &err), GD_OK, &err);
	expect(gd_app_my_day(o.app, 10, &day, &err), GD_OK, &err);
	assert_int_equal(day.mine, 1);
	gd_my_day_release(&day);
	expect(gd_app_become(o.app, "hejing", &err), GD_OK, &err);
	expect(gd_app_my_day(o.app, 10, &day, &err), GD_OK, &err);
	assert_int_equal(day.nlines, 0);
	gd_my_day_release(&day);
	office_close(&o);
}

static void
the_people_of_an_act_are_those_who_can_do_it(void **state)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_order_page page;
	const char **people;
	struct office o;
	char number[64];
	size_t i;
	int n, k, done = 0;

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	expect(gd_app_order(o.app, number, &page, &err), GD_OK, &err);
	for (i = 0; i < page.todo.nacts; i++) {
		const struct gd_act_view *a = &page.todo.acts[i];

		if (a->duty < 0 ||
		    strcmp(page.wf->duties[a->duty].name.id,
			"receive_sample") != 0 ||
		    a->optional)
			continue;
		n = gd_app_people(o.app, &page, a, &arena, &people);
		assert_int_equal(n, 2);
		for (k = 0; k < n; k++)
			assert_true(strcmp(people[k], "chenli") == 0 ||
				    strcmp(people[k], "zhouyan") == 0);
		done++;
	}
	assert_int_equal(done, 1);
	gd_order_page_release(&page);
	gd_arena_release(&arena);
	office_close(&o);
}

static void
filter_words_are_read_in_both_languages(void **state)
{
	static const char *const words[] = { "step:5",
		"late:", "客户：yuanyang", "due<2026-12-01", "Müller",
		"who:wumin" };
	static const char *const wrong[] = { "stap:5" };
	static const char *const bad[] = { "step:x" };
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_filter f;
	struct office o;

	(void)state;
	office_open(&o);
	expect(gd_app_filter(o.app, words, 6, &arena, &f, &err), GD_OK, &err);
	assert_int_equal(f.step_no, 5);
	assert_true(f.late);
	assert_string_equal(f.customer, "yuanyang");
	assert_int_equal(f.due_before, gd_day_of(2026, 12, 1));
	assert_int_equal(f.nwords, 1);
	assert_string_equal(f.words[0], "Müller");
	assert_non_null(f.waits);
	expect(gd_app_filter(o.app, NULL, 0, &arena, &f, &err), GD_OK, &err);
	assert_int_equal(f.states, 3);
	expect(gd_app_filter(o.app, wrong, 1, &arena, &f, &err), GD_USAGE,
	    &err);
	assert_string_equal(err.arg[0].text, "stap");
	assert_string_equal(err.arg[1].text, "step");
	expect(gd_app_filter(o.app, bad, 1, &arena, &f, &err), GD_USAGE, &err);
	gd_arena_release(&arena);
	office_close(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_same_request_gives_the_same_answer_and_nothing_twice),
		cmocka_unit_test(
		    a_new_order_asked_for_twice_with_one_request_is_one_order),
		cmocka_unit_test(
		    a_typed_number_is_taken_once_and_the_series_goes_round_it),
		cmocka_unit_test(
		    an_act_on_what_changed_since_it_was_seen_is_stale),
		cmocka_unit_test(undo_takes_back_the_own_last_act_only),
		cmocka_unit_test(a_signature_is_not_undone),
		cmocka_unit_test(
		    texts_that_may_not_be_stored_are_stopped_at_the_door),
		cmocka_unit_test(
		    a_deputy_signs_for_his_principal_on_his_days_only),
		cmocka_unit_test(the_rates_of_the_day_reach_the_rules),
		cmocka_unit_test(
		    of_two_processes_one_does_the_duty_and_no_note_is_lost),
		cmocka_unit_test(
		    five_desks_receipt_one_paper_with_what_they_saw),
		cmocka_unit_test(my_day_shows_each_person_his_own_work),
		cmocka_unit_test(the_people_of_an_act_are_those_who_can_do_it),
		cmocka_unit_test(filter_words_are_read_in_both_languages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
