/* tests/core/test_after.c - what is done on an order that is completed: a case
 * with its report, a survey with its deadline. */
#include "bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/banned.h"

#define DAY INT64_C(86400000)

static const char text[] =
    "workflow: after\nversion: 1\nzh: t\nen: t\n"
    "roles:\n"
    "  clerk: {zh: a, en: a, assigned: yes, desk: clerk}\n"
    "  boss: {zh: b, en: b}\n  finance: {zh: c, en: c}\n"
    "desks: {clerk: {zh: d, en: d, clerk: yes}}\n"
    "fields:\n  words: {zh: e, en: e, type: text}\n"
    "  score: {zh: s, en: s, type: int, min: 1, max: 5}\n"
    "papers:\n"
    "  report: {zh: r, en: r, step: later, original: clerk, signs: [boss], "
    "fields: [words]}\n"
    "steps:\n"
    "  one:\n    zh: f\n    en: f\n    duties:\n"
    "      deliver: {zh: g, en: g, kind: task, by: clerk}\n"
    "      pack: {zh: p, en: p, kind: task, by: clerk}\n"
    "  later:\n    zh: h\n    en: h\n    standing: yes\n    after: []\n    duties:\n"
    "      survey: {zh: i, en: i, kind: survey, by: clerk, fields: [score], "
    "needs: done(deliver), after_close: yes, expires: {after: 48 hours, goes: "
    "no_answer}, outcomes: {answered: {zh: j, en: j, goes: next}, no_answer: "
    "{zh: k, en: k, goes: next}}}\n"
    "      thanks: {zh: q, en: q, kind: choose, by: finance, after_close: "
    "yes, expires: {after: 24 hours, goes: none}, outcomes: {sent: {zh: u, en: "
    "u, goes: next}, none: {zh: v, en: v, goes: next}}}\n"
    "      open_case: {zh: l, en: l, kind: record, by: clerk, required: "
    "words, thread: case, begins: yes, window: done(deliver), after_close: "
    "yes, blocks: \"no\"}\n"
    "      solve: {zh: m, en: m, kind: task, by: finance, thread: case, "
    "needs: done(open_case), due: {from: done(open_case), days: 7}, "
    "after_close: yes}\n"
    "      praise: {zh: n, en: n, kind: task, by: boss, suggested: yes, "
    "after_close: yes}\n"
    "      write_report: {zh: o, en: o, kind: make, paper: report, by: "
    "clerk, when: done(open_case), after_close: yes}\n";

static void
begin(struct bench *b)
{
	bench_init_on(b, text, sizeof text - 1);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_NEW,
		FIELDS({ "assign:clerk", "clerk" }) });
}

static void
done(struct bench *b, const char *who, const char *duty)
{
	bench_must(b, who,
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = duty,
		.fields = &(struct gd_pair){ "words", "broken" },
		.nfields = strcmp(duty, "open_case") == 0 });
}

static void
completed(struct bench *b)
{
	begin(b);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL, .duty = "deliver" });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL, .duty = "pack" });
	assert_int_equal(gd_head(&b->order)->state, GD_ORDER_COMPLETED);
}

static const char *
waits(const struct bench *b)
{
	return gd_head(&b->order)->waits;
}

static void
a_completed_order_waits_for_whoever_has_still_to_do_something_on_it(
    void **state)
{
	struct bench b;

	(void)state;
	completed(&b);
	/* the clerk of the order asks, finance thanks; praise is only proposed */
	assert_non_null(strstr(waits(&b), "after:person:clerk"));
	assert_non_null(strstr(waits(&b), "after:role:finance"));
	assert_null(strstr(waits(&b), "boss"));
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CHOOSE,
		.duty = "survey",
		.outcome = "answered",
		FIELDS({ "score", "5" }) });
	bench_must(&b, "finance",
	    (struct gd_command){ .verb = GD_DO_CHOOSE,
		.duty = "thanks",
		.outcome = "sent" });
	assert_string_equal(waits(&b), "");
	assert_int_equal(gd_head(&b.order)->state, GD_ORDER_COMPLETED);
	bench_release(&b);
}

static const struct gd_act_view *
act_of(const struct gd_todo *todo, const char *id)
{
	for (size_t i = 0; i < todo->nacts; i++)
		if (strncmp(todo->acts[i].id, id, strlen(id)) == 0 &&
		    todo->acts[i].possible)
			return &todo->acts[i];
	fail_msg("todo lacks %s", id);
	return NULL;
}

static void
a_case_is_the_work_of_who_settles_it_and_has_its_date(void **state)
{
	const struct gd_act_view *a;
	struct gd_todo todo;
	struct bench b;

	(void)state;
	completed(&b);
	done(&b, "clerk", "open_case");
	gd_todo_make(&b.wf, &b.order, &b.facts, &todo);
	a = act_of(&todo, "fill:solve");
	assert_false(a->optional);
	assert_int_equal(a->due, b.facts.today + 7);
	assert_true(act_of(&todo, "fill:praise")->optional);
	gd_todo_release(&todo);
	done(&b, "finance", "solve");
	assert_int_equal(gd_head(&b.order)->state, GD_ORDER_COMPLETED);
	bench_release(&b);
}

static void
a_report_is_written_signed_and_issued_after_the_end(void **state)
{
	const struct gd_command issue = { .verb = GD_DO_ISSUE,
		.paper = "report" };
	struct bench b;

	(void)state;
	completed(&b);
	done(&b, "clerk", "open_case");
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_MAKE,
		.paper = "report",
		FIELDS({ "words", "glued" }) });
	assert_int_equal(bench_do(&b, "clerk", &issue), GD_REFUSED);
	assert_int_equal(b.err.msg, GD_M_UNSIGNED);
	assert_non_null(strstr(waits(&b), "after:role:boss"));
	bench_must(&b, "boss",
	    (struct gd_command){ .verb = GD_DO_SIGN, .paper = "report" });
	bench_must(&b, "clerk", issue);
	assert_int_equal(
	    gd_revision(&b.order, "report", 0, 1, 1)->state, GD_REV_ISSUED);
	assert_int_equal(gd_head(&b.order)->state, GD_ORDER_COMPLETED);
	bench_release(&b);
}

static void
pass(struct bench *b, int64_t ms)
{
	b->facts.now_ms += ms;
	b->facts.today = (int32_t)((b->facts.now_ms +
				       b->facts.utc_offset_min * 60000) /
				   DAY);
	bench_must(b, "clerk", (struct gd_command){ .verb = GD_DO_TICK });
}

static const char *
outcome(const struct bench *b, const char *duty)
{
	const struct gd_act *a = gd_act(&b->order, duty, 0, 1, 0);

	return a && a->state == GD_ACT_DONE ? a->outcome : "";
}

static void
its_deadline_counts_from_the_delivery_or_the_end_and_not_from_the_beginning(
    void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	pass(&b, 9 * DAY); /* the step stands open all the time */
	assert_string_equal(outcome(&b, "survey"), "");
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL, .duty = "deliver" });
	pass(&b, DAY);
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL, .duty = "pack" });
	assert_string_equal(outcome(&b, "thanks"), "");
	pass(&b, DAY - 1); /* of the survey two days are not over yet */
	assert_string_equal(outcome(&b, "survey"), "");
	assert_string_equal(outcome(&b, "thanks"), "");
	pass(&b, 1);
	assert_string_equal(outcome(&b, "survey"), "no_answer");
	assert_string_equal(outcome(&b, "thanks"), "none");
	bench_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_completed_order_waits_for_whoever_has_still_to_do_something_on_it),
		cmocka_unit_test(
		    a_case_is_the_work_of_who_settles_it_and_has_its_date),
		cmocka_unit_test(
		    a_report_is_written_signed_and_issued_after_the_end),
		cmocka_unit_test(
		    its_deadline_counts_from_the_delivery_or_the_end_and_not_from_the_beginning),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
