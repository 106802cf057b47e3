/* tests/core/test_kpi.c - what one order adds to the measures of a period:
 * what the demo office never has, row by row, and the edges of the period.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "bench.h"
#include "core/view/kpi.h"

#include "base/banned.h"

#define DAY INT64_C(86400000)
#define T 20000 /* the day of all these orders */

/* a claim, a survey, a loop, a notice with a cause; names nobody else has */
static const char text[] =
    "workflow: net\nversion: 1\nzh: a\nen: b\n"
    "override_by: boss\nclose_by: [boss]\nforecast: gone\n"
    "roles:\n  boss: {zh: a, en: b, assigned: yes, desk: hall}\n"
    "desks:\n  hall: {zh: a, en: b, clerk: yes}\n"
    "fields:\n"
    "  stars: {zh: a, en: b, type: int, min: 1, max: 5}\n"
    "  words: {zh: a, en: b, type: text}\n"
    "  edits: {zh: a, en: b, type: changes}\n"
    "  why:\n    zh: a\n    en: b\n    type: choice\n    choices:\n"
    "      them: {zh: a, en: Customer}\n      us: {zh: a, en: Factory}\n"
    "papers:\n"
    "  sheet: {zh: s, en: Sheet, step: work, original: hall, fields: [words]}\n"
    "  memo: {zh: m, en: Memo, step: work, original: hall, many: yes}\n"
    "loops:\n  try: {zh: a, en: b}\n  fix: {zh: a, en: b}\n"
    "steps:\n"
    "  work:\n    zh: a\n    en: b\n    duties:\n"
    "      write: {zh: a, en: b, kind: make, paper: sheet, by: boss}\n"
    "      grab: {zh: a, en: b, kind: claim, by: boss, pool: [boss], "
    "as: boss, refusals: {far: {zh: a, en: Too far}}}\n"
    "      give: {zh: a, en: b, kind: assign, by: boss, pool: [boss], "
    "as: boss, blocks: no}\n"
    "      judge:\n        zh: a\n        en: b\n        kind: check\n"
    "        by: boss\n        loop: try\n        outcomes:\n"
    "          good: {zh: a, en: b, goes: next}\n"
    "          bad: {zh: a, en: b, goes: again try}\n"
    "      look:\n        zh: a\n        en: b\n        kind: check\n"
    "        by: boss\n        loop: fix\n        outcomes:\n"
    "          sound: {zh: a, en: b, goes: next}\n"
    "          wrong: {zh: a, en: b, goes: next}\n"
    "          later: {zh: a, en: b, goes: stay}\n"
    "      mend:\n        zh: a\n        en: b\n        kind: negotiate\n"
    "        by: boss\n        loop: fix\n"
    "        when: outcome(look) = wrong\n        outcomes:\n"
    "          mended: {zh: a, en: b, goes: again fix}\n"
    "          lost: {zh: a, en: b, goes: end cancelled, cause: gone}\n"
    "      ask: {zh: a, en: b, kind: survey, by: boss, fields: [words, "
    "stars]}\n"
    "      gone: {zh: a, en: b, kind: record, required: [words], by: boss, "
    "due: {from: created, days: 5}}\n"
    "      begin: {zh: a, en: b, kind: record, required: [why], by: boss, "
    "thread: change, begins: yes, blocks: no}\n"
    "      tell: {zh: a, en: b, kind: notice, paper: memo, by: boss, "
    "thread: change, required: [edits], blocks: no}\n";

struct scene {
	struct bench b;
	struct gd_order o;
	struct gd_kpi k;
	struct gd_kpi_ask ask;
};

static void
begin(struct scene *s)
{
	memset(s, 0, sizeof *s);
	bench_init_on(&s->b, text, sizeof text - 1);
	gd_order_init(&s->o);
	gd_row_put(&s->o.sheet, GD_TAB_HEAD,
	    &(struct gd_head){ .number = "N-1",
		.workflow = "net",
		.created_ms = T * DAY },
	    UINT64_MAX);
	s->k.detailed = true;
	s->ask =
	    (struct gd_kpi_ask){ .from = T, .to = T + 30, .today = T + 20 };
}

static void
end(struct scene *s)
{
	gd_kpi_release(&s->k);
	gd_order_release(&s->o);
	bench_release(&s->b);
}

static void
count(struct scene *s)
{
	gd_kpi_release(&s->k);
	s->k.detailed = true;
	gd_kpi_add(&s->k, &s->b.wf, &s->o, &s->ask);
}

static void
act(struct scene *s, const char *duty, int64_t round, int64_t inst,
    const char *outcome, const char *fields, int64_t day)
{
	gd_row_put(&s->o.sheet, GD_TAB_ACT,
	    &(struct gd_act){ .duty = duty,
		.round = round,
		.inst = inst,
		.state = GD_ACT_DONE,
		.outcome = outcome,
		.fields = fields,
		.day = day },
	    UINT64_MAX);
}

static void
offer(struct scene *s, int64_t round, const char *who, int64_t state)
{
	gd_row_put(&s->o.sheet, GD_TAB_OFFER,
	    &(struct gd_offer){ .duty = "grab",
		.round = round,
		.person = who,
		.state = state,
		.at_ms = (T + 2) * DAY },
	    UINT64_MAX);
}

static void
state(struct scene *s, int64_t to, int64_t closed_ms)
{
	struct gd_head h = *gd_head(&s->o);

	h.state = to;
	h.closed_ms = closed_ms;
	gd_row_put(&s->o.sheet, GD_TAB_HEAD, &h, UINT64_MAX);
}

static const struct gd_kpi_row *
row(const struct scene *s, enum gd_kpi_of of, const char *id)
{
	for (size_t i = 0; i < s->k.nrows; i++)
		if (s->k.rows[i].of == of &&
		    strcmp(s->k.rows[i].name.id, id) == 0)
			return &s->k.rows[i];
	return NULL;
}

static void
an_offer_to_many_is_one_and_counts_when_it_ended(void **st)
{
	struct scene s;

	(void)st;
	begin(&s);
	offer(&s, 1, "ann", GD_OFFER_REFUSED);
	offer(&s, 1, "bob", GD_OFFER_ACCEPTED);
	offer(&s, 1, "cy", GD_OFFER_RELEASED);
	offer(&s, 2, "ann", GD_OFFER_EXPIRED);
	offer(&s, 2, "bob", GD_OFFER_REFUSED);
	offer(&s, 3, "ann", GD_OFFER_OFFERED);
	offer(&s, 3, "bob", GD_OFFER_REFUSED);
	count(&s);
	assert_int_equal(s.k.offered, 2);
	assert_int_equal(s.k.taken, 1);
	end(&s);
}

static void
answer(struct scene *s, const char *duty, int64_t round, const char *who,
    int64_t state, int64_t day, const char *reason)
{
	gd_row_put(&s->o.sheet, GD_TAB_OFFER,
	    &(struct gd_offer){ .duty = duty,
		.round = round,
		.person = who,
		.state = state,
		.at_ms = day * DAY,
		.reason = reason },
	    UINT64_MAX);
}

static void
what_was_not_taken_ended_as_its_last_answer_says(void **st)
{
	struct scene s;

	(void)st;
	begin(&s);
	answer(&s, "grab", 1, "ann", GD_OFFER_REFUSED, T + 1, "far: rain");
	answer(&s, "grab", 1, "bob", GD_OFFER_EXPIRED, T + 2, "");
	answer(&s, "grab", 2, "ann", GD_OFFER_EXPIRED, T + 1, "");
	answer(&s, "grab", 2, "bob", GD_OFFER_REFUSED, T + 3, "no");
	answer(&s, "grab", 3, "bob", GD_OFFER_RELEASED, T + 3, "ill");
	/* withdrawn, as the order was cancelled: nobody answered */
	answer(&s, "grab", 4, "bob", GD_OFFER_RELEASED, T + 3, "");
	count(&s);
	assert_int_equal(s.k.offered, 3);
	assert_int_equal(s.k.taken, 0);
	assert_int_equal(s.k.ran_out, 1);
	assert_int_equal(s.k.refused, 1);
	assert_int_equal(s.k.given_back, 1);
	assert_int_equal(s.k.orders, 0); /* nobody has it */
	assert_int_equal(row(&s, GD_KPI_REFUSAL, "far")->n, 1);
	assert_int_equal(row(&s, GD_KPI_REFUSAL, GD_KPI_WORDS)->n, 1);
	assert_int_equal(row(&s, GD_KPI_REFUSAL, GD_KPI_RAN_OUT)->n, 2);
	assert_int_equal(row(&s, GD_KPI_REFUSAL, GD_KPI_GIVEN_BACK)->n, 1);
	end(&s);
}

static void
an_assignment_is_no_offer(void **st)
{
	struct scene s;

	(void)st;
	begin(&s);
	answer(&s, "give", 1, "ann", GD_OFFER_ACCEPTED, T + 9, "");
	s.ask.to = T + 5;
	count(&s);
	assert_int_equal(s.k.offered, 0);
	assert_int_equal(s.k.orders, 1); /* on the day it was begun */
	assert_false(s.k.later);
	end(&s);
}

static void
a_cancellation_counts_on_its_day_with_whose_it_is_and_why(void **st)
{
	struct scene s;
	struct gd_head h;

	(void)st;
	begin(&s);
	state(&s, GD_ORDER_CANCELLED, (T + 31) * DAY);
	count(&s);
	assert_int_equal(s.k.cancelled, 1); /* of those accepted */
	assert_int_equal(s.k.called_off, 0);
	h = *gd_head(&s.o);
	h.closed_ms = (T + 3) * DAY;
	h.cause = "gone";
	h.cause_by = "supplier";
	gd_row_put(&s.o.sheet, GD_TAB_HEAD, &h, UINT64_MAX);
	count(&s);
	assert_int_equal(s.k.called_off, 1);
	/* called as the outcome that brought it */
	assert_int_equal(row(&s, GD_KPI_CANCEL, "lost")->n, 1);
	assert_string_equal(row(&s, GD_KPI_CANCEL, "lost")->who, "supplier");
	end(&s);
}

static void
a_fault_that_calls_for_a_remedy_is_not_right_at_once(void **st)
{
	struct scene s;

	(void)st;
	begin(&s);
	act(&s, "look", 1, 1, "later", "", T + 1);
	count(&s);
	assert_int_equal(s.k.tried, 0); /* no verdict yet */
	act(&s, "look", 1, 1, "wrong", "", T + 1);
	count(&s);
	assert_int_equal(s.k.tried, 1);
	assert_int_equal(s.k.passed, 0);
	/* the remedy is no check, and the second look does not count */
	act(&s, "mend", 1, 1, "mended", "", T + 2);
	act(&s, "look", 2, 1, "sound", "", T + 2);
	count(&s);
	assert_int_equal(s.k.tried, 1);
	assert_int_equal(s.k.passed, 0);
	assert_null(row(&s, GD_KPI_CHECK, "mend"));
	/* not come to in the first round: its first verdict is its first */
	act(&s, "look", 1, 1, "later", "", T + 1);
	count(&s);
	assert_int_equal(s.k.tried, 1);
	assert_int_equal(s.k.passed, 1);
	end(&s);
}

static void
a_survey_that_was_waived_was_not_asked(void **st)
{
	struct scene s;

	(void)st;
	begin(&s);
	gd_row_put(&s.o.sheet, GD_TAB_ACT,
	    &(struct gd_act){ .duty = "ask",
		.round = 1,
		.inst = 1,
		.state = GD_ACT_WAIVED,
		.day = T + 1 },
	    UINT64_MAX);
	state(&s, GD_ORDER_COMPLETED, (T + 3) * DAY);
	count(&s);
	assert_int_equal(s.k.asked, 0);
	end(&s);
}

static void
an_order_that_is_offered_counts_on_the_day_it_was_taken(void **st)
{
	struct scene s;

	(void)st;
	begin(&s);
	offer(&s, 1, "bob", GD_OFFER_ACCEPTED);
	s.ask.from = T + 2;
	count(&s);
	assert_int_equal(s.k.orders, 1);
	s.ask.from = T + 3;
	count(&s);
	assert_int_equal(s.k.orders, 0);
	s.ask.from = GD_NO_DAY;
	s.ask.to = T + 1;
	count(&s);
	assert_int_equal(s.k.orders, 0);
	end(&s);
}

static void
no_answer_is_not_zero(void **st)
{
	struct scene s;

	(void)st;
	begin(&s);
	act(&s, "ask", 1, 1, "", "{\"stars\":\"4\"}", T + 1);
	act(&s, "ask", 1, 2, "", "{\"words\":\"no time\"}", T + 2);
	act(&s, "ask", 1, 3, "", "{\"stars\":\"\"}", T + 2);
	act(&s, "ask", 1, 4, "", "{\"stars\":\"5\"}", T + 31);
	count(&s);
	assert_int_equal(s.k.asked, 3);
	assert_int_equal(s.k.answered, 1);
	assert_int_equal(s.k.score, 4);
	end(&s);
}

static void
an_order_completed_without_a_survey_was_asked(void **st)
{
	struct scene s;

	(void)st;
	begin(&s);
	state(&s, GD_ORDER_COMPLETED, (T + 3) * DAY);
	count(&s);
	assert_int_equal(s.k.asked, 1);
	assert_int_equal(s.k.answered, 0);
	state(&s, GD_ORDER_CANCELLED, (T + 3) * DAY);
	count(&s);
	assert_int_equal(s.k.asked, 0);
	assert_int_equal(s.k.cancelled, 1);
	end(&s);
}

static void
only_the_first_round_says_whether_it_was_right_at_once(void **st)
{
	struct scene s;

	(void)st;
	begin(&s);
	act(&s, "judge", 1, 1, "bad", "", T + 1);
	act(&s, "judge", 2, 1, "good", "", T + 2);
	count(&s);
	assert_int_equal(s.k.tried, 1);
	assert_int_equal(s.k.passed, 0);
	act(&s, "judge", 1, 1, "good", "", T + 1);
	count(&s);
	assert_int_equal(s.k.tried, 1);
	assert_int_equal(s.k.passed, 1);
	assert_int_equal(row(&s, GD_KPI_CHECK, "judge")->m, 1);
	end(&s);
}

static void
due(struct scene *s, int64_t first, int64_t day, int64_t actual, int64_t shut)
{
	gd_row_put(&s->o.sheet, GD_TAB_DUE,
	    &(struct gd_due){ .duty = "gone",
		.lot = 1,
		.round = 1,
		.inst = 1,
		.first = first,
		.day = day,
		.actual = actual,
		.shut = shut },
	    UINT64_MAX);
}

static void
a_shipment_is_judged_by_both_promises(void **st)
{
	struct scene s;

	(void)st;
	begin(&s);
	/* moved from the 5th to the 9th, made on the 8th */
	due(&s, T + 5, T + 9, T + 8, 1);
	count(&s);
	assert_int_equal(s.k.first_due, 1);
	assert_int_equal(s.k.first_met, 0);
	assert_int_equal(s.k.latest_due, 1);
	assert_int_equal(s.k.latest_met, 1);
	/* on the very day is in time */
	due(&s, T + 8, T + 9, T + 8, 1);
	count(&s);
	assert_int_equal(s.k.first_met, 1);
	/* not made: late once the day is over, not yet due on the day */
	due(&s, T + 5, T + 20, 0, 0);
	count(&s);
	assert_int_equal(s.k.first_due, 1);
	assert_int_equal(s.k.latest_due, 0);
	/* not owed any more: nobody is late */
	due(&s, T + 5, T + 9, 0, 1);
	count(&s);
	assert_int_equal(s.k.first_due + s.k.latest_due, 0);
	/* of an order that was cancelled neither */
	due(&s, T + 5, T + 9, 0, 0);
	state(&s, GD_ORDER_CANCELLED, (T + 6) * DAY);
	count(&s);
	assert_int_equal(s.k.first_due + s.k.latest_due, 0);
	end(&s);
}

static void
a_change_has_the_cause_its_thread_says(void **st)
{
	struct scene s;

	(void)st;
	begin(&s);
	for (int64_t inst = 1; inst <= 2; inst++)
		gd_row_put(&s.o.sheet, GD_TAB_REVISION,
		    &(struct gd_revision){ .kind = "memo",
			.inst = inst,
			.rev = 1,
			.state = GD_REV_ISSUED,
			.issued_ms = (T + 1) * DAY },
		    UINT64_MAX);
	/* written anew it is the same notice */
	gd_row_put(&s.o.sheet, GD_TAB_REVISION,
	    &(struct gd_revision){ .kind = "memo",
		.inst = 2,
		.rev = 2,
		.state = GD_REV_ISSUED,
		.issued_ms = (T + 2) * DAY },
	    UINT64_MAX);
	act(&s, "begin", 1, 1, "", "{\"why\":\"us\"}", T + 1);
	gd_row_put(&s.o.sheet, GD_TAB_CHANGE,
	    &(struct gd_change){ .notice = 1,
		.no = 1,
		.paper = "sheet",
		.field = "words" },
	    UINT64_MAX);
	count(&s);
	assert_int_equal(s.k.notices, 2);
	assert_int_equal(s.k.changed, 1);
	assert_int_equal(row(&s, GD_KPI_CAUSE, "us")->n, 1);
	assert_int_equal(row(&s, GD_KPI_CAUSE, "none")->n, 1);
	assert_int_equal(row(&s, GD_KPI_FIELD, "words")->n, 1);
	end(&s);
}

static void
the_quantile_is_of_the_nearest_rank(void **st)
{
	int32_t days[] = { 9, 1, 3, 7, 5 }, one[] = { 4 };
	struct gd_kpi_days d = { days, 5, 5 }, e = { one, 1, 1 }, none = { 0 };

	(void)st;
	assert_int_equal(gd_kpi_quantile(&d, 0.5), 5);
	assert_int_equal(gd_kpi_quantile(&d, 0.9), 9);
	assert_int_equal(gd_kpi_quantile(&d, 0.2), 1);
	assert_int_equal(gd_kpi_quantile(&d, 1), 9);
	assert_int_equal(gd_kpi_quantile(&e, 0.5), 4);
	assert_int_equal(gd_kpi_quantile(&none, 0.5), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    an_offer_to_many_is_one_and_counts_when_it_ended),
		cmocka_unit_test(
		    an_order_that_is_offered_counts_on_the_day_it_was_taken),
		cmocka_unit_test(
		    what_was_not_taken_ended_as_its_last_answer_says),
		cmocka_unit_test(an_assignment_is_no_offer),
		cmocka_unit_test(
		    a_cancellation_counts_on_its_day_with_whose_it_is_and_why),
		cmocka_unit_test(
		    a_fault_that_calls_for_a_remedy_is_not_right_at_once),
		cmocka_unit_test(a_survey_that_was_waived_was_not_asked),
		cmocka_unit_test(no_answer_is_not_zero),
		cmocka_unit_test(an_order_completed_without_a_survey_was_asked),
		cmocka_unit_test(
		    only_the_first_round_says_whether_it_was_right_at_once),
		cmocka_unit_test(a_shipment_is_judged_by_both_promises),
		cmocka_unit_test(a_change_has_the_cause_its_thread_says),
		cmocka_unit_test(the_quantile_is_of_the_nearest_rank),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
