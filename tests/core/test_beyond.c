/* tests/core/test_beyond.c - what orders need beyond a line of steps: duties after
 * the end, causes, numbers that add up, proofs, an order that settles others,
 * what lists are picked by. */
#include "bench.h"
#include "core/view/pick.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/banned.h"

static const char text[] =
    "workflow: t\nversion: 1\nzh: t\nen: t\n"
    "causes:\n  no_stock: {zh: a, en: a, whose: supplier}\n"
    "  left: {zh: b, en: b, whose: customer}\n"
    "collects: {workflows: [t], role: clerk, sum: {fare: takings, minutes: "
    "worked, cost: takings}, count: rides}\n"
    "roles:\n  clerk: {zh: a, en: a, assigned: yes}\n"
    "desks: {clerk: {zh: d, en: d, clerk: yes}, you: {zh: y, en: y, outside: "
    "yes}}\n"
    "fields:\n"
    "  km: {zh: e, en: e, type: decimal, intake: yes, pick: distance}\n"
    "  hurry: {zh: u, en: u, type: choice, intake: yes, pick: urgency, "
    "choices: {now: {zh: n, en: n}, soon: {zh: s, en: s}}}\n"
    "  ready: {zh: r, en: r, type: date, intake: yes, pick: finish}\n"
    "  fare: {zh: f, en: f, type: money, intake: yes, pick: amount}\n"
    "  minutes: {zh: m, en: m, type: decimal, adds: yes}\n"
    "  cost: {zh: c, en: c, type: money, adds: yes}\n"
    "  shown: {zh: i, en: i, type: text}\n"
    "  score: {zh: o, en: o, type: int, min: 1, max: 5}\n"
    "  words: {zh: w, en: w, type: text}\n"
    "  takings: {zh: t1, en: t1, type: money}\n"
    "  worked: {zh: t2, en: t2, type: decimal}\n"
    "  rides: {zh: t3, en: t3, type: int}\n"
    "papers: {bill: {zh: b1, en: b1, step: one, original: clerk, fields: "
    "[minutes]}}\n"
    "steps:\n  one:\n    zh: g\n    en: g\n    duties:\n"
    "      bill: {zh: b2, en: b2, kind: make, paper: bill, by: clerk, "
    "optional: yes}\n"
    "      log: {zh: l, en: l, kind: record, fields: [minutes, cost], by: "
    "clerk, many: yes, blocks: no}\n"
    "      total: {zh: l2, en: l2, kind: record, fields: minutes, by: clerk, "
    "revisable: yes, optional: yes}\n"
    "      settle: {zh: t4, en: t4, kind: settle, collects: yes, by: clerk, "
    "optional: yes}\n"
    "      check: {zh: x, en: x, kind: choose, by: clerk, outcomes: {ok: {zh: "
    "o1, en: o1, goes: next}, gone: {zh: o2, en: o2, goes: end cancelled, "
    "cause: no_stock}}}\n"
    "      handed: {zh: h, en: h, kind: confirm, proof: [shown], by: clerk, "
    "mark: {id: done, zh: q, en: q}}\n"
    "  two:\n    zh: k\n    en: k\n    standing: yes\n    duties:\n"
    "      asked: {zh: p, en: p, kind: survey, required: score, by: clerk, "
    "after_close: yes, outcomes: {answered: {zh: p1, en: p1, goes: next}, "
    "no_answer: {zh: p2, en: p2, goes: next}}}\n"
    "      case: {zh: z, en: z, kind: record, required: words, by: clerk, "
    "after_close: yes, thread: case, begins: yes, window: done(handed)}\n"
    "      refund: {zh: v, en: v, kind: task, by: clerk, after_close: yes, "
    "thread: case}\n"
    "      plain: {zh: j, en: j, kind: task, by: clerk, blocks: no}\n";

static int
begin(void **state)
{
	struct bench *b = test_calloc(1, sizeof *b);

	bench_init_on(b, text, sizeof text - 1);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_NEW,
		FIELDS({ "km", "4.5" }, { "hurry", "soon" },
		    { "ready", "2026-08-01" }, { "fare", "30.50 CNY" }) });
	*state = b;
	return 0;
}

static int
end(void **state)
{
	bench_release(*state);
	test_free(*state);
	return 0;
}

static enum gd_code
choose(struct bench *b, const char *duty, const char *outcome)
{
	return bench_do(b, "clerk",
	    &(struct gd_command){ .verb = GD_DO_CHOOSE,
		.duty = duty,
		.outcome = outcome,
		.reason = "it is so" });
}

static void
finish(struct bench *b)
{
	assert_int_equal(choose(b, "check", "ok"), GD_OK);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CHOOSE,
		.duty = "handed",
		.outcome = "pass",
		FIELDS({ "shown", "ID 7" }) });
	assert_int_equal(gd_head(&b->order)->state, GD_ORDER_COMPLETED);
}

static void
a_receipt_passes_with_its_proof_alone_and_sets_the_status_then(void **state)
{
	struct bench *b = *state;

	assert_int_equal(choose(b, "check", "ok"), GD_OK);
	assert_int_equal(choose(b, "handed", "pass"), GD_REFUSED);
	assert_int_equal(b->err.msg, GD_M_FIELD_MISSING);
	assert_int_equal(choose(b, "handed", "fail"), GD_OK);
	assert_string_equal(gd_head(&b->order)->status, "");
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CHOOSE,
		.duty = "handed",
		.outcome = "pass",
		FIELDS({ "shown", "ID 7" }) });
	assert_string_equal(gd_head(&b->order)->status, "done");
}

static void
refund_case_and_rating_come_after_the_end_and_open_nothing(void **state)
{
	struct bench *b = *state;
	struct gd_todo todo;
	int n = 0;

	finish(b);
	gd_todo_make(&b->wf, &b->order, &b->facts, &todo);
	for (size_t i = 0; i < todo.nacts; i++) {
		const struct gd_act_view *act = &todo.acts[i];

		assert_true(act->possible);
		/* the rating is asked of everybody, a case only comes about */
		assert_int_equal(act->optional,
		    strcmp(b->wf.duties[act->duty].name.id, "case") == 0);
		n++;
	}
	gd_todo_release(&todo);
	assert_int_equal(n, 2); /* the rating and a case */
	assert_int_equal(
	    bench_do(b, "clerk",
		&(struct gd_command){ .verb = GD_DO_FILL, .duty = "plain" }),
	    GD_REFUSED);
	assert_int_equal(b->err.msg, GD_M_ORDER_STATE);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "case",
		FIELDS({ "words", "broken" }) });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL, .duty = "refund" });
	assert_int_equal(choose(b, "asked", "no_answer"), GD_OK);
	assert_int_equal(gd_head(&b->order)->state, GD_ORDER_COMPLETED);
	assert_string_equal(gd_field(&b->order, "score", 0), "");
}

static void
a_cancellation_says_why_out_of_the_list_and_whose_doing_it_was(void **state)
{
	struct bench *b = *state;
	struct gd_command cancel = { .verb = GD_DO_CANCEL,
		.outcome = "bored",
		.reason = "so" };

	assert_int_equal(bench_do(b, "clerk", &cancel), GD_USAGE);
	assert_int_equal(b->err.msg, GD_M_CANCEL_CAUSE);
	cancel.outcome = "left";
	cancel.reason = NULL;
	bench_must(b, "clerk", cancel);
	assert_string_equal(gd_head(&b->order)->cause, "left");
	assert_string_equal(gd_head(&b->order)->cause_by, "customer");
}

static void
an_outcome_that_cancels_says_whose_doing_it_was(void **state)
{
	struct bench *b = *state;

	assert_int_equal(choose(b, "check", "gone"), GD_OK);
	assert_string_equal(gd_head(&b->order)->cause, "no_stock");
	assert_string_equal(gd_head(&b->order)->cause_by, "supplier");
}

static void
log_time(struct bench *b, const char *duty, const char *minutes,
    const char *cost, enum gd_code wanted)
{
	struct gd_pair pairs[] = { { "minutes", minutes }, { "cost", cost } };

	assert_int_equal(bench_do(b, "clerk",
			     &(struct gd_command){ .verb = GD_DO_FILL,
				 .duty = duty,
				 .fields = pairs,
				 .nfields = cost ? 2 : 1 }),
	    wanted);
}

static void
what_is_logged_is_added_and_a_correction_adds_the_difference(void **state)
{
	struct bench *b = *state;

	log_time(b, "log", "12.5", "3 CNY", GD_OK);
	log_time(b, "log", "30", "1.25 CNY", GD_OK);
	assert_string_equal(gd_field(&b->order, "minutes", 0), "42.5");
	assert_string_equal(gd_field(&b->order, "cost", 0), "4.25 CNY");
	log_time(b, "log", "1", "1 USD", GD_REFUSED);
	assert_int_equal(b->err.msg, GD_M_OTHER_CURRENCY);
	log_time(b, "total", "10", NULL, GD_OK);
	log_time(b, "total", "8", NULL, GD_OK); /* it was eight */
	assert_string_equal(gd_field(&b->order, "minutes", 0), "50.5");
}

static void
what_adds_up_is_not_added_again_by_the_paper_that_prints_it(void **state)
{
	struct bench *b = *state;

	log_time(b, "total", "10", NULL, GD_OK);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CORRECT,
		.duty = "total",
		.reason = "it was nine",
		FIELDS({ "minutes", "9" }) });
	log_time(b, "log", "12.5", "3 CNY", GD_OK);
	assert_string_equal(gd_field(&b->order, "minutes", 0), "21.5");
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_MAKE, .paper = "bill" });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_ISSUE, .paper = "bill" });
	assert_string_equal(gd_field(&b->order, "minutes", 0), "21.5");
}

static void
what_lists_are_picked_by_stands_in_the_head(void **state)
{
	struct bench *b = *state;
	const struct gd_head *h = gd_head(&b->order);

	assert_int_equal(h->pick_distance, 4501);
	assert_int_equal(h->pick_urgency, 1001);
	assert_int_equal(h->pick_amount, 30501);
	assert_true(h->pick_finish > 20000000);
	assert_int_equal(h->pick_load, 0);
}

static void
a_settlement_adds_up_what_was_gathered_and_names_each_order(void **state)
{
	struct bench *b = *state;
	static const char *const one[] = { "30.50 CNY", "12", "" };
	static const char *const two[] = { "9.50 CNY", "", "1.00 CNY" };
	const struct gd_collected all[] = { { "id-1", "EX-8", one },
		{ "id-2", "EX-9", two } };
	const struct gd_link *l;
	int n = 0;

	b->facts.collected = all;
	assert_int_equal(
	    bench_do(b, "clerk",
		&(struct gd_command){ .verb = GD_DO_FILL, .duty = "settle" }),
	    GD_REFUSED);
	assert_int_equal(b->err.msg, GD_M_NOTHING_TO_SETTLE);
	b->facts.ncollected = 2;
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL, .duty = "settle" });
	assert_string_equal(gd_field(&b->order, "takings", 0), "41.00 CNY");
	assert_string_equal(gd_field(&b->order, "worked", 0), "12");
	assert_string_equal(gd_field(&b->order, "rides", 0), "2");
	for (size_t i = 0; (l = gd_walk(&b->order, GD_TAB_LINK, &i));)
		n += strcmp(l->kind, "settles") == 0;
	assert_int_equal(n, 2);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		T(a_receipt_passes_with_its_proof_alone_and_sets_the_status_then),
		T(refund_case_and_rating_come_after_the_end_and_open_nothing),
		T(a_cancellation_says_why_out_of_the_list_and_whose_doing_it_was),
		T(an_outcome_that_cancels_says_whose_doing_it_was),
		T(what_is_logged_is_added_and_a_correction_adds_the_difference),
		T(what_adds_up_is_not_added_again_by_the_paper_that_prints_it),
		T(what_lists_are_picked_by_stands_in_the_head),
		T(a_settlement_adds_up_what_was_gathered_and_names_each_order),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
