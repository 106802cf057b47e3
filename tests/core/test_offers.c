/* tests/core/test_offers.c - offers, open pools, assignment, and what happens
 * when nobody answers in time. */
#include "bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/banned.h"

#define MIN INT64_C(60000)

static const char text[] =
    "workflow: rides\nversion: 1\nzh: t\nen: t\n"
    "roles:\n"
    "  clerk: {zh: a, en: a, assigned: yes}\n  a: {zh: b, en: b}\n"
    "  b: {zh: c, en: c}\n  c: {zh: k, en: k}\n"
    "  driver: {zh: r, en: r, assigned: yes}\n"
    "  shop: {zh: q, en: q, assigned: yes}\n"
    "desks: {clerk: {zh: d, en: d, clerk: yes}}\n"
    "fields:\n  km: {zh: e, en: e, type: decimal, intake: yes}\n"
    "  eta: {zh: l, en: l, type: text}\n"
    "steps:\n"
    "  one:\n    zh: g\n    en: g\n    duties:\n"
    "      shop: {zh: s1, en: s1, kind: claim, pool: [a, b], as: shop, by: "
    "clerk, auto: km < 2, expires: {after: 3 min, goes: accept}, "
    "refusals: {too_far: {zh: f, en: f}}, mark: {id: taken, zh: m, en: m}}\n"
    "  two:\n    zh: h\n    en: h\n    duties:\n"
    "      ride: {zh: s2, en: s2, kind: claim, open: yes, pool: [a, b, c], "
    "as: driver, required: eta, expires: {after: 30 min, goes: nobody}, "
    "outcomes: {taken: {zh: t1, en: t1, goes: next}, nobody: {zh: n, en: n, "
    "goes: end cancelled, cause: no_driver}}}\n"
    "  three:\n    zh: i\n    en: i\n    duties:\n"
    "      check: {zh: c1, en: c1, kind: assign, pool: [b, c], as: shop, by: "
    "clerk, fields: eta}\n"
    "      more: {zh: m1, en: m1, kind: task, by: clerk}\n";

struct world {
	struct bench b;
	const char *roles[1];
};

static int
begin(void **state)
{
	struct world *w = test_calloc(1, sizeof *w);

	bench_init_on(&w->b, text, sizeof text - 1);
	*state = w;
	return 0;
}

static int
end(void **state)
{
	struct world *w = *state;

	bench_release(&w->b);
	test_free(w);
	return 0;
}

static enum gd_code
tell(struct world *w, const char *who, enum gd_verb verb, const char *duty,
    const char *person, const char *outcome)
{
	const struct gd_pair eta = { "eta", "soon" };
	bool ride = strcmp(duty, "ride") == 0 && verb == GD_DO_ACCEPT;

	w->roles[0] = person;
	w->b.facts.person_roles = w->roles;
	w->b.facts.nperson_roles = 1;
	return bench_do(&w->b, who,
	    &(struct gd_command){ .verb = verb,
		.duty = duty,
		.person = person,
		.outcome = outcome,
		.fields = &eta,
		.nfields = ride,
		.reason = verb == GD_DO_RELEASE ? "ill" : NULL });
}

static void
must(struct world *w, const char *who, enum gd_verb verb, const char *duty,
    const char *person)
{
	if (tell(w, who, verb, duty, person, "") != GD_OK)
		fail_msg("%s %s %s: message %d", who, gd_verb_word(verb), duty,
		    (int)w->b.err.msg);
}

static void
order(struct world *w, const char *km)
{
	bench_must(&w->b, "clerk",
	    (struct gd_command){ .verb = GD_DO_NEW, FIELDS({ "km", km }) });
}

static void
minutes_pass(struct world *w, int64_t n)
{
	w->b.facts.now_ms += n * MIN;
}

static const char *
has(struct world *w, const char *role)
{
	const struct gd_assign *a =
	    gd_row_find(&w->b.order.sheet, GD_TAB_ASSIGN,
		&(struct gd_assign){ .role = role, .person = "" });

	return a ? a->person : "";
}

static const struct gd_offer *
offer(struct world *w, const char *duty, const char *person)
{
	const struct gd_offer *o;

	for (size_t i = 0; (o = gd_walk(&w->b.order, GD_TAB_OFFER, &i));)
		if (strcmp(o->duty, duty) == 0 &&
		    strcmp(o->person, person) == 0)
			return o;
	fail_msg("%s was not offered to %s", duty, person);
	return NULL;
}

static void
the_first_who_accepts_has_it_and_the_second_hears_who(void **state)
{
	struct world *w = *state;

	order(w, "9");
	must(w, "clerk", GD_DO_FILL, "shop", "a");
	must(w, "clerk", GD_DO_OFFER, "shop", "b");
	must(w, "b", GD_DO_ACCEPT, "shop", NULL);
	assert_string_equal(has(w, "shop"), "b");
	assert_string_equal(gd_head(&w->b.order)->status, "taken");
	assert_int_equal(tell(w, "a", GD_DO_ACCEPT, "shop", NULL, ""),
	    GD_REFUSED);
	assert_int_equal(w->b.err.msg, GD_M_OFFER_TAKEN);
	assert_int_equal(offer(w, "shop", "a")->state, GD_OFFER_RELEASED);
}

static void
an_offer_needs_somebody_and_somebody_of_the_pool(void **state)
{
	struct world *w = *state;

	order(w, "9");
	assert_int_equal(tell(w, "clerk", GD_DO_FILL, "shop", NULL, ""),
	    GD_USAGE);
	assert_int_equal(w->b.err.msg, GD_M_OFFER_WHOM);
	assert_int_equal(tell(w, "clerk", GD_DO_OFFER, "shop", "c", ""),
	    GD_REFUSED);
	assert_int_equal(w->b.err.msg, GD_M_OFFER_POOL);
}

static void
what_nobody_answered_is_accepted_by_the_first_at_the_deadline(void **state)
{
	struct world *w = *state;
	int64_t from = w->b.facts.now_ms;
	const struct gd_act *act;
	const struct gd_step *two;

	order(w, "9");
	must(w, "clerk", GD_DO_OFFER, "shop", "b");
	minutes_pass(w, 1);
	must(w, "clerk", GD_DO_OFFER, "shop", "a");
	minutes_pass(w, 20 * 60); /* nobody is logged in */
	bench_must(&w->b, "clerk", (struct gd_command){ .verb = GD_DO_TICK });
	assert_string_equal(has(w, "shop"), "b");
	act = gd_act(&w->b.order, "shop", 0, 1, 0);
	assert_int_equal(act->state, GD_ACT_DONE);
	assert_true(act->at_ms == from + 3 * MIN);
	assert_string_equal(act->by, "");
	assert_true(offer(w, "shop", "b")->at_ms == from + 3 * MIN);
	/* what opens then opened then, and its own clock runs from there */
	two = gd_row_find(&w->b.order.sheet, GD_TAB_STEP,
	    &(struct gd_step){ .step = "two", .reason = "", .by = "" });
	assert_true(two->open_ms == from + 3 * MIN);
	assert_int_equal(gd_head(&w->b.order)->state, GD_ORDER_CANCELLED);
	assert_true(gd_head(&w->b.order)->closed_ms == from + 33 * MIN);
	assert_string_equal(gd_head(&w->b.order)->cause, "no_driver");
}

static void
a_hold_stops_the_clock_of_an_offer(void **state)
{
	struct world *w = *state;

	order(w, "9");
	must(w, "clerk", GD_DO_OFFER, "shop", "b");
	minutes_pass(w, 1);
	bench_must(&w->b, "clerk",
	    (struct gd_command){ .verb = GD_DO_HOLD, .reason = "rain" });
	minutes_pass(w, 60);
	bench_must(&w->b, "clerk", (struct gd_command){ .verb = GD_DO_RESUME });
	assert_int_equal(offer(w, "shop", "b")->state, GD_OFFER_OFFERED);
	minutes_pass(w, 1);
	bench_must(&w->b, "clerk", (struct gd_command){ .verb = GD_DO_TICK });
	assert_int_equal(offer(w, "shop", "b")->state, GD_OFFER_OFFERED);
	minutes_pass(w, 1);
	bench_must(&w->b, "clerk", (struct gd_command){ .verb = GD_DO_TICK });
	assert_int_equal(offer(w, "shop", "b")->state, GD_OFFER_ACCEPTED);
}

static void
a_condition_of_the_file_accepts_at_once(void **state)
{
	struct world *w = *state;

	order(w, "1");
	must(w, "clerk", GD_DO_OFFER, "shop", "a");
	assert_string_equal(has(w, "shop"), "a");
	assert_string_equal(gd_act(&w->b.order, "shop", 0, 1, 0)->by, "");
}

static void
a_refusal_names_its_cause_and_a_release_asks_the_others_anew(void **state)
{
	struct world *w = *state;

	order(w, "9");
	must(w, "clerk", GD_DO_OFFER, "shop", "a");
	must(w, "clerk", GD_DO_OFFER, "shop", "b");
	assert_int_equal(tell(w, "a", GD_DO_REFUSE, "shop", NULL, ""),
	    GD_USAGE);
	assert_int_equal(tell(w, "a", GD_DO_REFUSE, "shop", NULL, "rain"),
	    GD_USAGE);
	assert_int_equal(w->b.err.msg, GD_M_NO_OUTCOME);
	assert_int_equal(tell(w, "a", GD_DO_REFUSE, "shop", NULL, "too_far"),
	    GD_OK);
	assert_string_equal(offer(w, "shop", "a")->reason, "too_far");
	must(w, "clerk", GD_DO_OFFER, "shop", "a");
	must(w, "b", GD_DO_ACCEPT, "shop", NULL);
	minutes_pass(w, 10);
	must(w, "b", GD_DO_RELEASE, "shop", NULL);
	assert_string_equal(has(w, "shop"), "");
	assert_string_equal(gd_head(&w->b.order)->status, "");
	assert_int_equal(offer(w, "shop", "b")->state, GD_OFFER_RELEASED);
	assert_int_equal(offer(w, "shop", "a")->state, GD_OFFER_OFFERED);
	assert_true(offer(w, "shop", "a")->expires_ms ==
		    w->b.facts.now_ms + 3 * MIN);
}

static void
what_lies_open_leaves_the_waiting_list_of_all_when_one_takes_it(void **state)
{
	struct world *w = *state;

	order(w, "1");
	must(w, "clerk", GD_DO_OFFER, "shop", "a");
	assert_int_equal(offer(w, "ride", "role:c")->state, GD_OFFER_OFFERED);
	assert_int_equal(tell(w, "clerk", GD_DO_ACCEPT, "ride", NULL, ""),
	    GD_REFUSED); /* no driver */
	must(w, "c", GD_DO_ACCEPT, "ride", NULL);
	assert_string_equal(has(w, "driver"), "c");
	assert_string_equal(gd_field(&w->b.order, "eta", 0), "soon");
	assert_int_equal(offer(w, "ride", "role:a")->state, GD_OFFER_RELEASED);
	assert_int_equal(tell(w, "a", GD_DO_ACCEPT, "ride", NULL, ""),
	    GD_REFUSED);
	assert_int_equal(w->b.err.msg, GD_M_OFFER_TAKEN);
	must(w, "c", GD_DO_RELEASE, "ride", NULL);
	assert_int_equal(offer(w, "ride", "role:a")->state, GD_OFFER_OFFERED);
	must(w, "a", GD_DO_ACCEPT, "ride", NULL);
	assert_string_equal(has(w, "driver"), "a");
}

static void
an_assignment_asks_nobody(void **state)
{
	struct world *w = *state;

	order(w, "1");
	must(w, "clerk", GD_DO_OFFER, "shop", "a");
	must(w, "c", GD_DO_ACCEPT, "ride", NULL);
	must(w, "clerk", GD_DO_FILL, "check", "b");
	assert_string_equal(has(w, "shop"), "b");
	assert_string_equal(gd_act(&w->b.order, "check", 0, 1, 0)->by, "clerk");
	bench_must(&w->b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL, .duty = "more" });
	assert_int_equal(gd_head(&w->b.order)->state, GD_ORDER_COMPLETED);
}

static void
todo_names_who_may_take_answer_and_give_back(void **state)
{
	struct world *w = *state;
	struct gd_todo todo;
	const char *want[] = { "accept:ride@0#0", "release:shop@0#0:a",
		"choose:ride@0#0" };

	order(w, "1");
	must(w, "clerk", GD_DO_OFFER, "shop", "a");
	gd_todo_make(&w->b.wf, &w->b.order, &w->b.facts, &todo);
	for (size_t k = 0; k < sizeof want / sizeof *want; k++) {
		bool found = false;

		for (size_t i = 0; i < todo.nacts; i++)
			found |= strcmp(todo.acts[i].id, want[k]) == 0 &&
				 todo.acts[i].possible;
		if (!found)
			fail_msg("todo lacks %s", want[k]);
	}
	gd_todo_release(&todo);
}

/* ---- no to what lies open ------------------------------------------------- */

/* A driver says no; these hold the roles of the pool. */
static enum gd_code
declines(struct world *w, const char *who)
{
	static const struct gd_stand_in all[] = { { "a", "a" }, { "b", "b" },
		{ "c", "c" }, { "clerk", "clerk" } };
	struct gd_command no = { .verb = GD_DO_REFUSE,
		.duty = "ride",
		.reason = "too far" };
	enum gd_code rc;

	w->b.facts.holders = all;
	w->b.facts.nholders = 4;
	rc = bench_do(&w->b, who, &no);
	w->b.facts.holders = NULL;
	w->b.facts.nholders = 0;
	return rc;
}

static void
taken_by_shop(struct world *w)
{
	order(w, "1");
	must(w, "clerk", GD_DO_OFFER, "shop", "a");
	minutes_pass(w, 1);
}

static void
who_says_no_to_what_lies_open_leaves_it_to_the_others(void **state)
{
	struct world *w = *state;

	taken_by_shop(w);
	assert_int_equal(declines(w, "c"), GD_OK);
	assert_int_equal(offer(w, "ride", "c")->state, GD_OFFER_REFUSED);
	assert_string_equal(offer(w, "ride", "c")->reason, "too far");
	assert_int_equal(offer(w, "ride", "role:b")->state, GD_OFFER_OFFERED);
	/* to him it is shown no more: he can neither take it nor refuse again */
	assert_int_equal(tell(w, "c", GD_DO_ACCEPT, "ride", NULL, ""),
	    GD_REFUSED);
	assert_int_equal(w->b.err.msg, GD_M_OFFER_DECLINED);
	assert_int_equal(declines(w, "c"), GD_REFUSED);
	assert_int_equal(declines(w, "clerk"), GD_REFUSED); /* no driver */
	must(w, "b", GD_DO_ACCEPT, "ride", NULL);
	assert_string_equal(has(w, "driver"), "b");
}

static bool
can(struct world *w, const char *id)
{
	struct gd_todo todo;
	bool found = false;

	gd_todo_make(&w->b.wf, &w->b.order, &w->b.facts, &todo);
	for (size_t i = 0; i < todo.nacts; i++)
		found |= strcmp(todo.acts[i].id, id) == 0 &&
			 todo.acts[i].possible;
	gd_todo_release(&todo);
	return found;
}

static void
what_all_refused_comes_back_to_who_gives_it_out_and_its_clock_runs_on(
    void **state)
{
	struct world *w = *state;

	taken_by_shop(w);
	assert_true(can(w, "refuse:ride@0#0"));
	assert_false(can(w, "offer:ride@0#0"));
	assert_int_equal(declines(w, "a"), GD_OK);
	assert_int_equal(declines(w, "b"), GD_OK);
	assert_int_equal(offer(w, "ride", "role:b")->state, GD_OFFER_REFUSED);
	assert_int_equal(offer(w, "ride", "role:c")->state, GD_OFFER_OFFERED);
	assert_false(can(w, "offer:ride@0#0"));
	assert_int_equal(declines(w, "c"), GD_OK);
	assert_int_equal(w->b.events.at[1].kind, GD_EV_DECLINED);
	assert_true(can(w, "offer:ride@0#0"));
	assert_false(can(w, "refuse:ride@0#0"));
	assert_false(can(w, "accept:ride@0#0")); /* nobody is asked any more */
	assert_null(strstr(gd_head(&w->b.order)->waits, "role:b"));
	minutes_pass(w, 30); /* nobody is found */
	bench_must(&w->b, "clerk", (struct gd_command){ .verb = GD_DO_TICK });
	assert_int_equal(gd_head(&w->b.order)->state, GD_ORDER_CANCELLED);
	assert_string_equal(gd_head(&w->b.order)->cause, "no_driver");
}

static void
laid_open_anew_it_asks_those_again_who_refused(void **state)
{
	struct world *w = *state;

	taken_by_shop(w);
	assert_int_equal(declines(w, "a"), GD_OK);
	/* there are still others */
	assert_int_equal(tell(w, "a", GD_DO_OFFER, "ride", NULL, ""),
	    GD_USAGE);
	assert_int_equal(declines(w, "b"), GD_OK);
	assert_int_equal(declines(w, "c"), GD_OK);
	minutes_pass(w, 5);
	must(w, "a", GD_DO_OFFER, "ride", NULL);
	assert_int_equal(offer(w, "ride", "role:c")->state, GD_OFFER_OFFERED);
	assert_true(offer(w, "ride", "role:c")->expires_ms ==
		    w->b.facts.now_ms + 30 * MIN);
	must(w, "c", GD_DO_ACCEPT, "ride", NULL);
	assert_string_equal(has(w, "driver"), "c");
}

/* ---- deputies --------------------------------------------------------------- */

/* Whoever acts stands in for a. */
static void
deputy_of_a(struct world *w)
{
	static const struct gd_stand_in in[] = { { "a", "a" } };

	w->b.facts.actor.deputy_for = in;
	w->b.facts.actor.ndeputy = 1;
}

static enum gd_code
as_deputy(struct world *w, const char *who, enum gd_verb verb,
    const char *duty, const char *person)
{
	const struct gd_pair eta = { "eta", "soon" };

	enum gd_code rc;

	deputy_of_a(w);
	rc = bench_do(&w->b, who,
	    &(struct gd_command){ .verb = verb,
		.duty = duty,
		.person = person,
		.outcome = verb == GD_DO_REFUSE ? "too_far" : NULL,
		.fields = &eta,
		.nfields = strcmp(duty, "ride") == 0 && verb == GD_DO_ACCEPT,
		.reason = verb == GD_DO_RELEASE ? "ill" : NULL });
	w->b.facts.actor.ndeputy = 0;
	return rc;
}

static void
a_deputy_answers_for_whom_he_stands_in_for_and_it_is_the_others(void **state)
{
	struct world *w = *state;

	order(w, "9");
	must(w, "clerk", GD_DO_OFFER, "shop", "a");
	/* somebody else's offer is nobody's but his and his deputy's */
	assert_int_equal(tell(w, "b", GD_DO_ACCEPT, "shop", "a", ""),
	    GD_REFUSED);
	assert_int_equal(w->b.err.msg, GD_M_OFFER_OTHERS);
	assert_int_equal(as_deputy(w, "clerk", GD_DO_REFUSE, "shop", NULL),
	    GD_OK);
	assert_int_equal(offer(w, "shop", "a")->state, GD_OFFER_REFUSED);
	must(w, "clerk", GD_DO_OFFER, "shop", "a");
	assert_int_equal(as_deputy(w, "clerk", GD_DO_ACCEPT, "shop", "a"),
	    GD_OK);
	assert_string_equal(has(w, "shop"), "a");
	assert_string_equal(gd_act(&w->b.order, "shop", 0, 1, 0)->by, "clerk");
	assert_string_equal(gd_act(&w->b.order, "shop", 0, 1, 0)->for_whom,
	    "a");
	assert_int_equal(as_deputy(w, "clerk", GD_DO_RELEASE, "shop", NULL),
	    GD_OK);
	assert_string_equal(has(w, "shop"), "");
}

static void
a_deputy_takes_what_lies_open_for_whom_he_stands_in_for(void **state)
{
	struct world *w = *state;

	taken_by_shop(w);
	assert_int_equal(as_deputy(w, "clerk", GD_DO_ACCEPT, "ride", NULL),
	    GD_OK);
	assert_string_equal(has(w, "driver"), "a");
}

/* ---- words ------------------------------------------------------------------- */

static void
an_assignment_is_told_as_one_and_never_as_an_offer(void **state)
{
	struct world *w = *state;

	taken_by_shop(w);
	must(w, "c", GD_DO_ACCEPT, "ride", NULL);
	must(w, "clerk", GD_DO_FILL, "check", "b");
	assert_int_equal(w->b.events.at[0].kind, GD_EV_GIVEN);
	for (size_t i = 0; i < w->b.events.n; i++) {
		assert_int_not_equal(w->b.events.at[i].kind, GD_EV_OFFERED);
		assert_int_not_equal(w->b.events.at[i].kind, GD_EV_ACCEPTED);
	}
}

static void
while_one_was_asked_offering_is_nobodys_work(void **state)
{
	struct world *w = *state;
	struct gd_todo todo;

	order(w, "9");
	for (int asked = 0; asked < 2; asked++) {
		gd_todo_make(&w->b.wf, &w->b.order, &w->b.facts, &todo);
		for (size_t i = 0; i < todo.nacts; i++)
			if (strcmp(todo.acts[i].id, "offer:shop@0#0") == 0)
				assert_int_equal(todo.acts[i].optional, asked);
		gd_todo_release(&todo);
		must(w, "clerk", GD_DO_OFFER, "shop", "a");
	}
	assert_true(can(w, "offer:shop@0#0"));
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		T(the_first_who_accepts_has_it_and_the_second_hears_who),
		T(an_offer_needs_somebody_and_somebody_of_the_pool),
		T(what_nobody_answered_is_accepted_by_the_first_at_the_deadline),
		T(a_hold_stops_the_clock_of_an_offer),
		T(a_condition_of_the_file_accepts_at_once),
		T(a_refusal_names_its_cause_and_a_release_asks_the_others_anew),
		T(what_lies_open_leaves_the_waiting_list_of_all_when_one_takes_it),
		T(an_assignment_asks_nobody),
		T(todo_names_who_may_take_answer_and_give_back),
		T(who_says_no_to_what_lies_open_leaves_it_to_the_others),
		T(what_all_refused_comes_back_to_who_gives_it_out_and_its_clock_runs_on),
		T(laid_open_anew_it_asks_those_again_who_refused),
		T(a_deputy_answers_for_whom_he_stands_in_for_and_it_is_the_others),
		T(a_deputy_takes_what_lies_open_for_whom_he_stands_in_for),
		T(an_assignment_is_told_as_one_and_never_as_an_offer),
		T(while_one_was_asked_offering_is_nobodys_work),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
