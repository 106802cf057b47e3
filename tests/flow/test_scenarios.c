/* tests/flow/test_scenarios.c - the stories of workflow files are true, and one
 * that is not is told at its place. */
#include "flow_test.h"

#include <glob.h>
#include <unistd.h>

#include "base/say.h"

#include "base/banned.h"

/* A file and its scenarios beside it, proved; the faults as text. */
static struct gd_str
proved(const char *text, size_t len, const char *more,
    struct gd_flow_proof *proof)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_flow_text file = { text, len };
	struct gd_flow_text beside = { more, more ? strlen(more) : 0 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_str s;

	if (gd_flow_prove(&file, more ? &beside : NULL, NULL, proof, &faults,
		&err))
		assert_int_equal(err.code, GD_USAGE);
	s = faults_text(&faults);
	for (size_t i = 0; i < faults.n; i++)
		if (faults.at[i].why.msg != GD_M_NONE)
			gd_str_addf(&s, " (%s)",
			    msg_name(faults.at[i].why.msg));
	gd_flow_faults_release(&faults);
	return s;
}

static void
every_shipped_file_has_three_scenarios_and_they_pass(void **state)
{
	glob_t g;
	int wrong = 0;

	(void)state;
	assert_int_equal(glob("data/workflows/*.yaml", 0, NULL, &g), 0);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		struct gd_flow_proof proof = { 0 };
		struct gd_str path = GD_STR_INIT, got;
		size_t len, more_len;
		char *text = file_bytes(g.gl_pathv[i], &len), *more = NULL;

		gd_str_addf(&path, "%.*s.scenarios",
		    (int)strlen(g.gl_pathv[i]) - 5, g.gl_pathv[i]);
		if (access(path.text, F_OK) == 0)
			more = file_bytes(path.text, &more_len);
		got = proved(text, len, more, &proof);
		if (*got.text || proof.passed < 3) {
			print_error("%s: %d of %d pass; %s\n", g.gl_pathv[i],
			    proof.passed, proof.scenarios, got.text);
			wrong++;
		}
		gd_str_release(&got);
		gd_str_release(&path);
		free(text);
		free(more);
	}
	globfree(&g);
	assert_int_equal(wrong, 0);
}

/* Two steps, a paper with one signature, an offer that expires, a loop. */
static const char flow[] =
    "workflow: t\nversion: 1\nzh: t\nen: t\n"
    "roles:\n  clerk: {zh: a, en: a}\n  boss: {zh: b, en: b}\n"
    "  driver: {zh: c, en: c}\n"
    "desks: {clerk: {zh: d, en: d, clerk: yes}, shop: {zh: e, en: e}}\n"
    "fields: {total: {zh: f, en: f, type: int, intake: yes}}\n"
    "papers: {bill: {zh: g, en: g, step: one, original: clerk, "
    "copies: {shop: 1}, signs: [boss], fields: [total]}}\n"
    "loops: {talk: {zh: h, en: h}}\n"
    "override_by: boss\n"
    "steps:\n  one:\n    zh: i\n    en: i\n    duties:\n"
    "      ask: {zh: j, en: j, kind: choose, by: clerk, loop: talk, outcomes: "
    "{good: {zh: a, en: a, goes: next}, more: {zh: b, en: b, goes: again talk, "
    "reason: yes}}, mark: {id: asked, zh: k, en: k}}\n"
    "      bill_it: {zh: l, en: l, kind: make, paper: bill, by: clerk}\n"
    "      hand: {zh: m, en: m, kind: send, papers: [bill], by: clerk, needs: "
    "issued(bill)}\n"
    "  two:\n    zh: n\n    en: n\n    duties:\n"
    "      drive: {zh: o, en: o, kind: claim, by: clerk, pool: [driver], as: "
    "driver, expires: {after: 3 min}}\n"
    "      log: {zh: p, en: p, kind: record, by: driver, required: [total]}\n"
    "scenarios:\n  s:\n    zh: q\n    en: q\n    shows: [negotiation]\n"
    "    given: {total: 3}\n    then:\n";
#define AT "35" /* the line of the first entry */

static void
says(const char *then, const char *want)
{
	struct gd_flow_proof proof = { 0 };
	struct gd_str s = GD_STR_INIT, got;

	gd_str_addf(&s, "%s%s", flow, then);
	got = proved(s.text, s.len, NULL, &proof);
	assert_string_equal(got.text, want);
	gd_str_release(&got);
	gd_str_release(&s);
}

static void
a_true_story_passes(void **state)
{
	(void)state;
	says("    - expect: {state: active, step: one, ready: [ask, bill_it], "
	     "blocked: hand, waiting: [drive], mark: none, field: {total: 3}}\n"
	     "    - cannot: hand\n"
	     "    - cannot: {do: bill_it}\n      by: boss\n"
	     "    - {choose: ask, outcome: more, because: dear}\n"
	     "    - expect: {round: {talk: 2}, ready: ask, mark: none}\n"
	     "    - {choose: ask, outcome: good}\n"
	     "    - {make: bill, with: {total: 4}}\n"
	     "    - cannot: {issue: bill}\n      why: unsigned\n"
	     "    - {sign: bill, by: boss}\n    - {issue: bill}\n"
	     "    - expect: {pieces: {bill: {shop: {due: 1}, clerk: {held: "
	     "1}}}}\n"
	     "    - {do: hand}\n    - {receipt: bill, at: shop}\n"
	     "    - expect: {done: [ask, bill_it, hand], step: two, pieces: "
	     "{bill: "
	     "{shop: {held: 1}}}}\n"
	     "    - {offer: drive, to: a}\n    - {wait: 3 min}\n"
	     "    - cannot: {accept: drive, by: a}\n"
	     "    - {offer: drive, to: b}\n    - {accept: drive}\n"
	     "    - expect: {assignee: {driver: b}}\n"
	     "    - {do: log, by: b, with: {total: 9}}\n"
	     "    - expect: {state: completed, field: {total: 9}, late: []}\n",
	    "");
}

/* The same, with orders of the story and what is done on them. */
static void
says_of(const char *orders, const char *then, const char *want)
{
	const char *at = strstr(flow, "    then:\n");
	struct gd_flow_proof proof = { 0 };
	struct gd_str s = GD_STR_INIT, got;

	gd_str_addf(&s, "%.*s    orders:\n%s%s%s", (int)(at - flow), flow,
	    orders, at, then);
	got = proved(s.text, s.len, NULL, &proof);
	assert_string_equal(got.text, want);
	gd_str_release(&got);
	gd_str_release(&s);
}

static void
a_story_may_have_several_orders_also_of_another_workflow(void **state)
{
	static const char two[] =
	    "      next: {given: {total: 7}}\n"
	    "      ride: {workflow: ride_driver, given: {passenger: Zhou, "
	    "passenger_phone: \"13900000000\", pickup: North}}\n";

	(void)state;
	says_of(two,
	    "    - {choose: ask, outcome: good}\n"
	    "    - order: next\n"
	    "    - expect: {field: {total: 7}, mark: none, ready: [ask]}\n"
	    "    - order: ride\n"
	    "    - {accept: take_ride, by: a}\n"
	    "    - expect: {assignee: {driver: a}}\n"
	    "    - order: own\n"
	    "    - expect: {field: {total: 3}, mark: asked}\n",
	    "");
	says_of(two, "    - order: ride\n    - {choose: ask, outcome: good}\n",
	    "39:16 FLOW_NONE");
	says_of(two, "    - order: nex\n", "38:14 FLOW_NONE_NEAR");
	says_of("      ride: {workflow: nothing_such}\n",
	    "    - {choose: ask, outcome: good}\n", "35:24 SCENE_NO_FLOW");
	says_of("      ride: {workflow: ride_driver, given: {total: 3}}\n",
	    "    - order: ride\n", "35:45 FLOW_NONE");
	/* it cannot even be begun: told where it stands */
	says_of("      ride: {workflow: ride_driver}\n", "    - order: ride\n",
	    "35:7 SCENE_NEW (FIELD_MISSING)");
}

static void
what_is_not_as_told_is_named_at_its_place(void **state)
{
	(void)state;
	says("    - expect: {step: two}\n", AT ":22 SCENE_DIFFERS");
	says("    - expect: {ready: [ask, drive]}\n", AT ":29 SCENE_DIFFERS");
	says("    - expect: {field: {total: 4}}\n", AT ":24 SCENE_DIFFERS");
	says("    - {do: hand}\n", AT ":7 SCENE_REFUSED (DUTY_BLOCKED)");
	says("    - cannot: ask\n", AT ":7 SCENE_ALLOWED");
	says("    - cannot: {choose: ask, outcome: more}\n",
	    AT ":15 SCENE_OTHER (NEEDS_REASON)");
	says("    - {cannot: hand, why: step_closed}\n",
	    AT ":7 SCENE_OTHER (DUTY_BLOCKED)");
}

static void
a_word_that_means_nothing_is_named_at_its_place(void **state)
{
	(void)state;
	says("    - {doo: ask}\n", AT ":8 FLOW_KEY_NEAR");
	says("    - {do: asc}\n", AT ":12 FLOW_NONE_NEAR");
	says("    - {choose: ask, outcome: god}\n", AT ":30 FLOW_NONE_NEAR");
	says("    - {sign: bill, by: bos}\n", AT ":24 FLOW_NONE_NEAR");
	says("    - {do: log, with: {totl: 1}}\n", AT ":24 FLOW_NONE_NEAR");
	says("    - {wait: long}\n", AT ":14 FLOW_AFTER");
	says("    - {do: ask, wait: 3 min}\n", AT ":7 SCENE_ONE");
	says("    - expect: {state: busy}\n", AT ":23 FLOW_NONE");
	says("    - expect: {mark: askd}\n", AT ":22 FLOW_NONE_NEAR");
	says("    - {cannot: ask, why: nonsense}\n", AT ":26 FLOW_NONE");
	says("    - {do: ask}\nloops: {}\n", "28:1 SCENE_LAST 36:1 FLOW_TWICE");
	says("    - {do: ask}\nchecks: {}\n", "28:1 SCENE_LAST");
}

static void
who_only_uses_a_workflow_does_not_read_its_stories(void **state)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_workflow wf;
	struct gd_err err = GD_ERR_INIT;
	struct gd_str s = GD_STR_INIT;

	(void)state;
	gd_str_addf(&s, "%s  - [{*", flow);
	assert_int_equal(gd_flow_parse(s.text, s.len, &wf, &faults, &err),
	    GD_OK);
	gd_workflow_release(&wf);
	gd_flow_faults_release(&faults);
	gd_str_release(&s);
}

/* ---- ways ------------------------------------------------------------------ */

/* A file with these duties besides; gd_str_release it. */
static struct gd_str
file_with(const char *duties)
{
	struct gd_str s = GD_STR_INIT;

	gd_str_addf(&s,
	    "workflow: t\nversion: 1\nzh: t\nen: t\n"
	    "roles: {clerk: {zh: a, en: a}}\n"
	    "desks: {clerk: {zh: b, en: b, clerk: yes}, shop: {zh: s, en: s}}\n"
	    "papers: {bill: {zh: g, en: g, step: one, original: clerk}}\n"
	    "steps:\n  one:\n    zh: c\n    en: c\n    duties:\n"
	    "      look: {zh: d, en: d, kind: check, by: clerk, outcomes: "
	    "{good: "
	    "{zh: e, en: e, goes: next}, bad: {zh: f, en: f, goes: next}}}\n"
	    "      bill_it: {zh: h, en: h, kind: make, paper: bill, by: "
	    "clerk}\n"
	    "%s",
	    duties);
	return s;
}

static void
ways_of(const char *duties, const char *want)
{
	struct gd_flow_proof proof = { 0 };
	struct gd_str s = file_with(duties), got;

	got = proved(s.text, s.len, NULL, &proof);
	assert_string_equal(got.text, want);
	gd_str_release(&got);
	gd_str_release(&s);
}

/* What is told of a file without faults, whose people have these roles. */
static void
warns(const char *text, const struct gd_flow_held *held, const char *want)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_flow_proof proof = { 0 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_flow_text file = { text, strlen(text) };
	struct gd_str got;

	if (gd_flow_prove(&file, NULL, held, &proof, &faults, &err) != GD_OK) {
		got = faults_text(&faults);
		fail_msg("%s", got.text);
	}
	got = found_text(&faults, true);
	assert_string_equal(got.text ? got.text : "", want);
	gd_str_release(&got);
	gd_flow_faults_release(&faults);
}

static void
warns_of(const char *duties, const char *want)
{
	struct gd_str s = file_with(duties);

	warns(s.text, NULL, want);
	gd_str_release(&s);
}

static void
an_order_that_can_stop_for_ever_is_told_where(void **state)
{
	(void)state;
	ways_of("      go: {zh: i, en: i, kind: task, by: clerk, needs: "
		"outcome(look) = good}\n",
	    "15:11 FLOW_DEAD_END");
	ways_of("      go: {zh: i, en: i, kind: task, by: clerk, needs: "
		"outcome(look) = good, waivable: yes}\n",
	    "");
	ways_of("      go: {zh: i, en: i, kind: task, by: clerk, when: "
		"outcome(look) = good}\n",
	    "");
}

static void
what_no_way_leads_to_is_told(void **state)
{
	(void)state;
	ways_of("      go: {zh: i, en: i, kind: task, by: clerk, blocks: no, "
		"needs: \"at(bill, shop)\"}\n",
	    "15:11 FLOW_NO_WAY_TO");
	ways_of("  two:\n    zh: j\n    en: j\n    standing: yes\n    duties: "
		"{go: {zh: i, en: i, kind: task, by: clerk, blocks: no, needs: "
		"\"at(bill, shop)\"}}\n",
	    "16:5 FLOW_NO_WAY_TO");
}

static void
an_outcome_that_nothing_ever_chooses_is_told(void **state)
{
	(void)state;
	/* it is done by itself, so nobody is ever asked */
	warns_of("      go: {zh: o, en: o, kind: task, by: clerk, derived: "
		 "done(look), outcomes: {fast: {zh: p, en: p, goes: next}, "
		 "slow: {zh: q, en: q, goes: next}}}\n",
	    "15:87 FLOW_UNCHOSEN 15:121 FLOW_UNCHOSEN");
}

static void
a_name_that_was_not_translated_is_told(void **state)
{
	(void)state;
	warns_of(
	    "      go: {zh: Pack it, en: Pack it, kind: task, by: clerk}\n",
	    "15:29 FLOW_SAME_TONGUE");
	warns_of("      go: {zh: 装箱, en: 装箱, kind: task, by: clerk}\n",
	    "15:24 FLOW_SAME_TONGUE");
	warns_of(
	    "      go: {zh: T/T 30%, en: T/T 30%, kind: task, by: clerk}\n",
	    "");
}

static void
missing(const char *role, const char *duty, const char *want)
{
	const char *roles[] = { "clerk", role };
	const struct gd_flow_held held = { roles, 2 };
	struct gd_str s = GD_STR_INIT;

	gd_str_addf(&s,
	    "workflow: t\nversion: 1\nzh: t\nen: t\n"
	    "roles: {clerk: {zh: a, en: a}, driver: {zh: c, en: c}, boss: {zh: "
	    "d, en: d}}\n"
	    "desks: {clerk: {zh: b, en: b, clerk: yes}}\n"
	    "steps:\n  one:\n    zh: c\n    en: c\n    duties:\n"
	    "      take: {zh: o, en: o, kind: assign, by: clerk, pool: [boss], "
	    "as: driver}\n"
	    "%s",
	    duty);
	warns(s.text, &held, want);
	gd_str_release(&s);
}

static void
a_role_nobody_holds_is_told_but_not_one_the_order_gives(void **state)
{
	static const char drive[] =
	    "      drive: {zh: p, en: p, kind: task, by: driver}\n";

	(void)state;
	missing("boss", drive, "");
	missing("nobody", drive, "12:13 FLOW_NO_HOLDER");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_shipped_file_has_three_scenarios_and_they_pass),
		cmocka_unit_test(a_true_story_passes),
		cmocka_unit_test(
		    a_story_may_have_several_orders_also_of_another_workflow),
		cmocka_unit_test(what_is_not_as_told_is_named_at_its_place),
		cmocka_unit_test(
		    a_word_that_means_nothing_is_named_at_its_place),
		cmocka_unit_test(
		    who_only_uses_a_workflow_does_not_read_its_stories),
		cmocka_unit_test(an_order_that_can_stop_for_ever_is_told_where),
		cmocka_unit_test(what_no_way_leads_to_is_told),
		cmocka_unit_test(an_outcome_that_nothing_ever_chooses_is_told),
		cmocka_unit_test(a_name_that_was_not_translated_is_told),
		cmocka_unit_test(
		    a_role_nobody_holds_is_told_but_not_one_the_order_gives),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
