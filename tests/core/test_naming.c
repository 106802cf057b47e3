/* tests/core/test_naming.c - which name is said where one id means two things,
 * and what gendan says in the reader's language of what it wrote itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <string.h>
#include <cmocka.h>

#include "base/memory.h"
#include "core/view/naming.h"
#include "flow/flow.h"

#include "base/banned.h"

static struct gd_workflow flow;

static int
load(void **state)
{
	struct gd_flow_faults faults = { 0 };
	struct gd_err err = GD_ERR_INIT;
	size_t len;
	const char *text = gd_flow_builtin("export", &len);

	(void)state;
	return gd_flow_parse(text, len, &flow, &faults, &err) == GD_OK ? 0 : -1;
}

static int
unload(void **state)
{
	(void)state;
	gd_workflow_release(&flow);
	return 0;
}

/* `notice` is a duty (making it) and a paper. */
static const char *
namer(void *payload, enum gd_thing thing, const char *id)
{
	int paper = gd_wf_paper(&flow, id), duty = gd_wf_duty(&flow, id);
	int desk = gd_wf_desk(&flow, id);

	(void)payload;
	if (thing == GD_THING_PAPER && paper >= 0)
		return flow.papers[paper].name.en;
	if (thing == GD_THING_DESK && desk >= 0)
		return flow.desks[desk].name.en;
	if (thing == GD_THING_ANSWER) {
		const struct gd_name *n = gd_wf_name(&flow, thing, id);

		return n ? n->en : id;
	}
	if (thing == GD_THING_SOURCE)
		return gd_source_said(GD_ZH, &flow, id);
	return duty >= 0 ? flow.duties[duty].name.en : id;
}

static void
condition(const char *text, const char *said)
{
	struct gd_str out = GD_STR_INIT;

	gd_say_condition(&out, GD_EN, text, namer, NULL);
	assert_string_equal(out.text, said);
	gd_str_release(&out);
}

static void
a_condition_asks_a_paper_or_a_duty_by_its_own_name(void **state)
{
	(void)state;
	condition("issued(notice)", "Notice of change issued");
	condition("done(notice)", "Make the notice of change: done");
	condition("all(lots, done(notice))",
	    "every lot (Make the notice of change: done)");
	condition("not any(lines, done(notice))",
	    "not one line of the goods or more (Make the notice of change: "
	    "done)");
	condition("at(notice, finance) and not done(loaded)",
	    "Notice of change at Finance and not Loaded on board: done");
}

/* `refused` is an outcome of one duty and may be a field or a choice too. */
static void
an_answer_is_said_by_the_words_of_its_question(void **state)
{
	(void)state;
	condition("outcome(agreement) = agreed or outcome(agreement) != agreed",
	    "Agreement with the customer: Agreed or Agreement with the "
	    "customer: not Agreed");
	condition("terms = lc", "terms = L/C");
}

static void
an_event_of_a_paper_names_the_paper_and_not_who_makes_it(void **state)
{
	struct gd_event ev = { .kind = GD_EV_SENT, .what = "notice" };

	(void)state;
	assert_string_equal(gd_event_paper(&flow, &ev)->en, "Notice of change");
	ev.kind = GD_EV_DONE;
	assert_null(gd_event_paper(&flow, &ev));
	assert_null(gd_event_paper(NULL, &ev));
}

static void
what_gendan_wrote_is_said_in_the_readers_language(void **state)
{
	struct gd_event ev = { .kind = GD_EV_WAIVED, .note = "repeat order" };

	(void)state;
	assert_string_equal(gd_note_said(GD_ZH, &flow, &ev), "返单");
	ev.note = "the customer said so";
	assert_string_equal(gd_note_said(GD_ZH, &flow, &ev), ev.note);
	ev = (struct gd_event){ .kind = GD_EV_CANCELLED, .note = "lost" };
	assert_string_equal(gd_note_said(GD_ZH, &flow, &ev), "拒绝并终止");
	ev.note = "no longer wanted";
	assert_null(gd_note_said(GD_ZH, &flow, &ev));
}

static void
a_source_is_said_in_one_language(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_str out = GD_STR_INIT;

	(void)state;
	assert_string_equal(gd_source_said(GD_ZH, &flow, "trade practice"),
	    "业务惯例");
	assert_string_equal(gd_source_said(GD_EN, &flow, "trade practice"),
	    "trade practice");
	assert_string_equal(gd_source_said(GD_ZH, &flow, "UCP 600 art. 36"),
	    "UCP 600 art. 36");
	assert_string_equal(gd_source_said(GD_ZH, &flow, "suggested"), "建议");
	assert_string_equal(gd_source_said(GD_ZH, NULL, "SOLAS"), "SOLAS");
	for (int i = 0; i < flow.nlimits; i++)
		assert_true(!flow.limits[i].due.source ||
			    (unsigned char)flow.limits[i].due.source[0] < 0x80);
	(void)gd_fail(&err, GD_REFUSED, GD_M_MOVE_FIXED, GD_T("loaded"),
	    GD_T("carrier"));
	gd_say_err_named(&out, GD_ZH, &err, namer, NULL);
	assert_non_null(strstr(out.text, "船公司"));
	assert_null(strstr(out.text, "carrier"));
	gd_str_release(&out);
}

static void
an_empty_note_leaves_no_stray_sign(void **state)
{
	struct gd_str out = GD_STR_INIT;

	(void)state;
	gd_str_add(&out, "Make the contract: waived; ");
	gd_say_trim(&out);
	assert_string_equal(out.text, "Make the contract: waived");
	gd_str_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_condition_asks_a_paper_or_a_duty_by_its_own_name),
		cmocka_unit_test(
		    an_answer_is_said_by_the_words_of_its_question),
		cmocka_unit_test(
		    an_event_of_a_paper_names_the_paper_and_not_who_makes_it),
		cmocka_unit_test(
		    what_gendan_wrote_is_said_in_the_readers_language),
		cmocka_unit_test(a_source_is_said_in_one_language),
		cmocka_unit_test(an_empty_note_leaves_no_stray_sign),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
