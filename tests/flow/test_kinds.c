/* tests/flow/test_kinds.c - words of the file become attributes. */
#include "flow_test.h"

#include "base/banned.h"

static struct gd_workflow wf;

static int
load(void **state)
{
	(void)state;
	good_workflow("tests/flow/good/kinds.yaml", &wf);
	return 0;
}

static int
unload(void **state)
{
	(void)state;
	gd_workflow_release(&wf);
	return 0;
}

static const struct gd_duty_def *
duty(const char *id)
{
	int i = gd_wf_duty(&wf, id);

	if (i < 0)
		fail_msg("no duty %s", id);
	return &wf.duties[i];
}

static void
each_word_brings_its_effect(void **state)
{
	static const struct {
		const char *id, *kind;
		enum gd_effect effect;
		enum gd_blocks blocks;
		int outcomes;
	} want[] = {
		{ "claim", "claim", GD_EFFECT_OFFER, GD_BLOCKS_STEP, 0 },
		{ "check", "check", GD_EFFECT_NONE, GD_BLOCKS_STEP, 2 },
		{ "approve", "approve", GD_EFFECT_NONE, GD_BLOCKS_STEP, 2 },
		{ "negotiate", "negotiate", GD_EFFECT_NONE, GD_BLOCKS_STEP, 2 },
		{ "confirm", "confirm", GD_EFFECT_NONE, GD_BLOCKS_STEP, 0 },
		{ "get", "receive", GD_EFFECT_RECEIVE, GD_BLOCKS_STEP, 0 },
		{ "make", "make", GD_EFFECT_MAKE, GD_BLOCKS_STEP, 0 },
		{ "hand_out", "send", GD_EFFECT_HAND_OUT, GD_BLOCKS_STEP, 0 },
		{ "take", "ship", GD_EFFECT_MOVE, GD_BLOCKS_STEP, 0 },
		{ "verdict", "choose", GD_EFFECT_NONE, GD_BLOCKS_STEP, 5 },
		{ "case", "record", GD_EFFECT_NONE, GD_BLOCKS_NO, 0 },
		{ "memo", "notice", GD_EFFECT_MAKE, GD_BLOCKS_CLOSE, 0 },
		{ "paid", "credit", GD_EFFECT_NONE, GD_BLOCKS_CLOSE, 0 },
		{ "all_paid", "derived", GD_EFFECT_NONE, GD_BLOCKS_CLOSE, 0 },
		{ "survey", "survey", GD_EFFECT_NONE, GD_BLOCKS_NO, 0 },
		{ "settle", "settle", GD_EFFECT_NONE, GD_BLOCKS_NO, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
		const struct gd_duty_def *d = duty(want[i].id);

		assert_string_equal(d->kind, want[i].kind);
		assert_int_equal(d->effect, want[i].effect);
		assert_int_equal(d->blocks, want[i].blocks);
		assert_int_equal(d->noutcomes, want[i].outcomes);
	}
	assert_true(duty("memo")->is_notice);
	assert_true(duty("memo")->many);
	assert_true(duty("case")->thread_head);
	assert_true(duty("note")->many);
	assert_true(duty("paid")->credits);
	assert_true(duty("paid")->per_payment);
	assert_true(duty("confirm")->per_line);
	assert_true(duty("survey")->suggested && duty("survey")->optional);
	assert_true(duty("loaded")->ships && duty("loaded")->per_lot);
	assert_false(duty("settle")->ships);
	assert_string_equal(duty("all_paid")->mark->id, "paid");
}

static void
a_claim_names_its_pool_and_a_check_its_deadline(void **state)
{
	const struct gd_duty_def *d = duty("claim");

	(void)state;
	assert_int_equal(d->assign_as, gd_wf_role(&wf, "courier"));
	assert_true(gd_list_has(&d->offer_to, gd_wf_role(&wf, "courier")));
	assert_int_equal(d->expires_min, 30);
	assert_int_equal(d->expires_to, -1);
	d = duty("check");
	assert_int_equal(d->expires_min, 2 * 24 * 60);
	assert_true(d->expires_work);
	assert_int_equal(d->expires_to, gd_duty_outcome(d, "fail"));
}

static void
what_goes_along_with_a_shipment_is_kept(void **state)
{
	const struct gd_duty_def *d = duty("take");

	(void)state;
	assert_int_equal(d->thing, gd_wf_paper(&wf, "parcel"));
	assert_int_equal(d->papers.n, 1);
	assert_int_equal(d->papers.at[0], gd_wf_paper(&wf, "form"));
	assert_int_equal(d->to_desk, gd_wf_desk(&wf, "customer"));
	assert_int_equal(d->due.base, GD_BASE_ISSUED);
	assert_true(d->due.work);
}

static void
a_signature_may_be_of_any_of_several_roles(void **state)
{
	const struct gd_paper_def *p = &wf.papers[gd_wf_paper(&wf, "单子")];

	(void)state;
	assert_int_equal(p->nsigns, 3);
	assert_int_equal(p->signs[0].role, gd_wf_role(&wf, "boss"));
	assert_int_equal(p->signs[1].role, -1);
	assert_int_equal(p->signs[1].any.n, 2);
	assert_true(p->signs[1].same_person && p->signs[1].own);
	assert_int_equal(p->signs[1].when->cmp, GD_GT);
	assert_int_equal(p->signs[1].count, 1);
	assert_false(p->signs[1].in_order);
	assert_true(p->recallable);
	assert_true(p->lines);
}

static void
a_signature_may_be_of_several_people_in_order_and_by_amount(void **state)
{
	const struct gd_sign_def *s =
	    &wf.papers[gd_wf_paper(&wf, "form")].signs[2];

	(void)state;
	assert_int_equal(s->count, 2);
	assert_true(s->in_order);
	assert_string_equal(s->when->value, "50000 USD");
	assert_string_equal(s->when->text, "fee > 50000 USD");
	assert_int_equal(s->override_by.n, 1);
	assert_int_equal(wf.paper_roles.at[0], gd_wf_role(&wf, "clerk"));
}

static void
percents_may_have_two_decimals(void **state)
{
	(void)state;
	assert_int_equal(wf.npayments, 2);
	assert_int_equal(wf.payments[0].bp, 3333);
	assert_int_equal(wf.payments[1].bp, 6667);
	assert_string_equal(wf.payments[0].trigger, "on_delivery");
	assert_int_equal(wf.lot_triggers.n, 1);
	assert_int_equal(wf.lot_triggers.at[0], 0);
}

static void
fields_carry_their_type_limits_and_place(void **state)
{
	const struct gd_field_def *f = &wf.fields[gd_wf_field(&wf, "period")];

	(void)state;
	assert_int_equal(f->type, GD_FIELD_INT);
	assert_int_equal(f->min, 1);
	assert_int_equal(f->max, 90);
	assert_string_equal(f->unit, "days");
	f = &wf.fields[gd_wf_field(&wf, "terms")];
	assert_true(f->at_intake && f->required);
	assert_int_equal(f->nchoices, 2);
	f = &wf.fields[gd_wf_field(&wf, "words")];
	assert_true(f->min > f->max);
	assert_true(wf.fields[gd_wf_field(&wf, "limit")].per_lot);
}

/* ---- conditions ---------------------------------------------------------- */

/* Put a condition into a small workflow; show what it was understood as. */
static void
show(struct gd_str *s, const struct gd_pred *p)
{
	static const char *const ops[] = { "true", "and", "or", "not", "field",
		"outcome", "done", "waived", "issued", "signed", "at",
		"credited", "all", "any" };

	gd_str_add(s, ops[p->op]);
	if (p->op == GD_PRED_FIELD)
		gd_str_addf(s, "%d%s", (int)p->cmp, p->value);
	if (p->nkids) {
		gd_str_addc(s, '(');
		for (int i = 0; i < p->nkids; i++) {
			if (i)
				gd_str_addc(s, ' ');
			show(s, &p->kids[i]);
		}
		gd_str_addc(s, ')');
	}
}

static void
means(const char *condition, const char *want)
{
	struct gd_str text = GD_STR_INIT, got = GD_STR_INIT;
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_workflow w;
	struct gd_err err = GD_ERR_INIT;

	gd_str_addf(&text,
	    "workflow: t\nversion: 1\nzh: a\nen: b\n"
	    "roles: {r: {zh: a, en: b}, q: {zh: a, en: b}}\n"
	    "desks: {d: {zh: a, en: b, clerk: yes}}\n"
	    "fields: {f: {zh: a, en: b, type: text}, n: {zh: a, en: b, "
	    "type: int}}\n"
	    "papers: {p: {zh: c, en: e, step: s, original: d}}\n"
	    "steps: {s: {zh: a, en: b, duties: {\n"
	    "x: {zh: a, en: b, kind: check, by: r},\n"
	    "y: {zh: a, en: b, kind: make, paper: p, by: r},\n"
	    "z: {zh: a, en: b, kind: task, by: r, when: '%s'}}}}\n",
	    condition);
	if (gd_flow_parse(text.text, text.len, &w, &faults, &err) != GD_OK) {
		struct gd_str f = faults_text(&faults);

		fail_msg("%s: %s", condition, f.text);
	}
	show(&got, w.duties[2].when);
	assert_string_equal(got.text, want);
	gd_str_release(&got);
	gd_str_release(&text);
	gd_flow_faults_release(&faults);
	gd_workflow_release(&w);
}

static void
conditions_bind_not_before_and_before_or(void **state)
{
	(void)state;
	means("done(x)", "done");
	means("done(x) and waived(y) or issued(p)",
	    "or(and(done waived) issued)");
	means("done(x) and (waived(y) or issued(p))",
	    "and(done or(waived issued))");
	means("not done(x) and done(y)", "and(not(done) done)");
	means("not (done(x) and done(y))", "not(and(done done))");
	means("not not done(x)", "done");
	means("((done(x)))", "done");
	means("signed(p)", "signed");
	means("signed(p, r, q)", "and(signed signed)");
	means("at(p, d)", "at");
	means("outcome(x) = pass", "outcome");
	means("credited()", "credited");
	means("all(lots, done(x) or done(y))", "all(or(done done))");
	means("any(lots, done(x))", "any(done)");
}

static void
fields_are_compared_in_seven_ways(void **state)
{
	(void)state;
	means("f = a", "field0a");
	means("f != \"a b\"", "field1a b");
	means("n < 5", "field25");
	means("n<=5", "field35");
	means("n > -5", "field4-5");
	means("n >= 5", "field55");
	means("f set", "field6");
	means("f = 电汇 and n set", "and(field0电汇 field6)");
}

static void
a_condition_keeps_its_words_for_why_blocked(void **state)
{
	const struct gd_duty_def *d = duty("make");

	(void)state;
	assert_string_equal(d->needs->text,
	    "done(get) and outcome(check) = pass");
	assert_string_equal(d->needs->kids[1].text, "outcome(check) = pass");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_word_brings_its_effect),
		cmocka_unit_test(
		    a_claim_names_its_pool_and_a_check_its_deadline),
		cmocka_unit_test(what_goes_along_with_a_shipment_is_kept),
		cmocka_unit_test(a_signature_may_be_of_any_of_several_roles),
		cmocka_unit_test(
		    a_signature_may_be_of_several_people_in_order_and_by_amount),
		cmocka_unit_test(percents_may_have_two_decimals),
		cmocka_unit_test(fields_carry_their_type_limits_and_place),
		cmocka_unit_test(conditions_bind_not_before_and_before_or),
		cmocka_unit_test(fields_are_compared_in_seven_ways),
		cmocka_unit_test(a_condition_keeps_its_words_for_why_blocked),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
