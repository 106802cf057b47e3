/* tests/flow/test_kinds.c - words of the file become attributes. */
#include "core/customer.h"
#include "core/office.h"
#include "core/view/naming.h"
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
	assert_string_equal(wf.fields[duty("late")->tells].name.id, "later");
	assert_int_equal(duty("settle")->tells, -1);
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

static bool
asks(const struct gd_duty_def *d, const char *field, bool required)
{
	for (int i = 0; i < d->nfields; i++)
		if (d->fields[i].field == gd_wf_field(&wf, field) &&
		    d->fields[i].required == required)
			return true;
	return false;
}

static void
offers_say_who_may_take_them_and_what_an_answer_means(void **state)
{
	const struct gd_duty_def *d = duty("ticket");

	(void)state;
	assert_true(d->open_pool && !d->assigns);
	assert_int_equal(d->by.n, 2); /* nobody offers it: the pool does it */
	assert_int_equal(d->nrefusals, 2);
	assert_int_equal(gd_duty_refusal(d, "fee"), 1);
	d = duty("shop");
	assert_true(d->expires_accepts);
	assert_int_equal(d->expires_to, -1);
	assert_int_equal(d->expires_min, 3);
	assert_string_equal(d->auto_if->text, "km < 5");
	d = duty("handler");
	assert_true(d->assigns);
	assert_int_equal(d->effect, GD_EFFECT_OFFER);
}

static void
numbers_causes_and_proofs_are_asked_for_as_the_file_says(void **state)
{
	const struct gd_duty_def *d = duty("take");

	(void)state;
	assert_true(d->tracking && asks(d, "carrier", true) &&
		    asks(d, "tracking", true));
	/* goods that are neither paper nor thing: only written down */
	assert_int_equal(d->effect, GD_EFFECT_MOVE);
	d = duty("goods_leave");
	assert_true(d->tracking && asks(d, "tracking", true));
	assert_int_equal(d->effect, GD_EFFECT_NONE);
	assert_int_equal(d->thing, -1);
	d = duty("tell");
	assert_int_equal(d->tells_what.n, 2);
	assert_int_equal(d->to_desk, gd_wf_desk(&wf, "customer"));
	d = duty("handed");
	assert_true(asks(d, "shown", true));
	assert_int_equal(d->noutcomes, 2);
	assert_true(!d->outcomes[0].blank && d->outcomes[1].blank);
	d = duty("refund");
	assert_true(d->after_close);
	assert_int_equal(d->blocks, GD_BLOCKS_NO);
	d = duty("asked");
	assert_true(d->outcomes[gd_duty_outcome(d, "no_answer")].blank);
	assert_int_equal(gd_wf_pick(&wf, GD_PICK_DISTANCE),
	    gd_wf_field(&wf, "km"));
	assert_int_equal(gd_wf_pick(&wf, GD_PICK_VOLUME), -1);
	assert_true(wf.fields[gd_wf_field(&wf, "minutes")].adds);
	assert_string_equal(
	    gd_whose_word(wf.causes[gd_wf_cause(&wf, "no_stock")].whose), "us");
}

static void
an_order_that_settles_others_says_which_and_what_it_adds_up(void **state)
{
	const struct gd_collects_def *c = &wf.collects;

	(void)state;
	assert_true(duty("shift")->collects);
	assert_int_equal(c->nworkflows, 2);
	assert_string_equal(c->workflows[1], "rides");
	assert_string_equal(c->when, "terms = cash");
	assert_int_equal(c->ncarried_as, 2);
	assert_string_equal(c->carried_as[1], "driver");
	assert_int_equal(c->nsums, 2);
	assert_string_equal(c->sums[0].theirs, "fare");
	assert_int_equal(c->sums[0].mine, gd_wf_field(&wf, "takings"));
	assert_int_equal(c->count, gd_wf_field(&wf, "handled"));
	assert_int_equal(c->from, gd_wf_field(&wf, "since"));
	assert_int_equal(c->to, gd_wf_field(&wf, "until"));
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
		"credited", "all", "any", "fields", "days", "near", "form" };

	gd_str_add(s, ops[p->op]);
	if (p->op == GD_PRED_FIELD || p->op == GD_PRED_DAYS)
		gd_str_addf(s, "%d%s", (int)p->cmp, p->value);
	if (p->op == GD_PRED_FIELDS)
		gd_str_addf(s, "%d:%d-%d", (int)p->cmp, p->a, p->b);
	if (p->op == GD_PRED_NEAR || p->op == GD_PRED_FORM)
		gd_str_addf(s, ":%d-%d:%s", p->a, p->b, p->value);
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
	    "type: int}, g: {zh: a, en: b, type: text}, m: {zh: a, en: b, "
	    "type: decimal}, d: {zh: a, en: b, type: date}, c: {zh: a, en: b, "
	    "type: choice, choices: {e: {zh: a, en: b}, g: {zh: a, en: b}}}, "
	    "e: {zh: a, en: b, type: choice, choices: {f: {zh: a, en: b}}}}\n"
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
two_fields_of_a_kind_are_held_against_each_other(void **state)
{
	(void)state;
	means("f = g", "fields0:0-2");
	means("f != \"g\"", "field1g");
	means("n <= m", "fields3:1-3");
	means("f = n", "field0n");
	means("c = e", "field0e");
	means("c = g", "field0g");
	means("days(d, done(x)) <= 3 and days(issued(p), d) > -2",
	    "and(days33 days4-2)");
	means("near(n, m, 10)", "near:1-3:10");
	means("form(f, upu) or form(g, any)",
	    "or(form:0--1:upu form:2--1:any)");
}

static void
a_limit_says_by_when_and_who_and_from_which_rule(void **state)
{
	const struct gd_limit_def *d = &wf.limits[gd_wf_limit(&wf, "take_off")];

	(void)state;
	assert_int_equal(wf.nlimits, 3);
	assert_int_equal(d->step, gd_wf_step(&wf, "after"));
	assert_int_equal(d->duty, gd_wf_duty(&wf, "loaded"));
	assert_int_equal(d->actual, gd_wf_field(&wf, "limit"));
	assert_int_equal(d->owner, gd_wf_role(&wf, "clerk"));
	assert_true(d->per_lot && d->earliest && d->when && d->met);
	assert_true(d->fixed);
	assert_int_equal(d->lands_after.at[0], gd_wf_duty(&wf, "make"));
	assert_int_equal(d->ladder, 1);
	assert_string_equal(d->rule, "R8");
	assert_int_equal(d->board, GD_DATE_REFUND_FILING);
	assert_string_equal(d->unsure_zh, "未核实");
	assert_string_equal(d->unsure_en, "Not read in full");
	assert_int_equal(d->due.months, 1);
	assert_int_equal(d->due.snap, GD_SNAP_NEXT_MONTH);
	assert_int_equal(d->due.roll, GD_ROLL_EARLIER);
	assert_int_equal(d->due.cal, GD_CAL_BANK);
	assert_int_equal(d->due.min_urgent, 11 * 60);
	assert_true(d->due.hard && !d->due.hold_stops);
	assert_int_equal(d->due.latest.n, 1);
	assert_int_equal(d->due.latest.at[0], gd_wf_field(&wf, "later"));
	assert_int_equal(d->due.unrolled.n, 2);
	assert_int_equal(d->due.unrolled.at[0], gd_wf_field(&wf, "limit"));
	assert_int_equal(d->due.pace.at[0], gd_wf_field(&wf, "weight"));
	assert_int_equal(d->due.pace.at[1], gd_wf_field(&wf, "score"));
	assert_true(wf.fields[gd_wf_field(&wf, "limit")].clock);
	assert_false(wf.fields[gd_wf_field(&wf, "later")].clock);
	assert_int_equal(wf.fields[gd_wf_field(&wf, "terms")].customer,
	    gd_customer_cell("terms"));
	assert_int_equal(wf.fields[gd_wf_field(&wf, "words")].customer, 0);
	d = &wf.limits[gd_wf_limit(&wf, "money")];
	assert_true(d->per_payment && !d->per_lot && !d->earliest);
	assert_false(d->fixed || d->lands_after.n);
	assert_int_equal(wf.duties[gd_wf_duty(&wf, "make")].lands_after.at[0],
	    gd_wf_duty(&wf, "get"));
	assert_int_equal(d->due.base, GD_BASE_PAYMENT);
	assert_int_equal(d->due.cal, GD_CAL_OFFICE);
	assert_true(d->due.hold_stops && !d->due.hard);
	assert_int_equal(d->due.min_urgent, -1);
	assert_int_equal(d->duty, -1);
	assert_int_equal(d->ladder, -1);
	assert_string_equal(d->unsure_en, "");
	d = &wf.limits[gd_wf_limit(&wf, "paid_up")];
	assert_int_equal(d->due.base, GD_BASE_CREDITED);
	assert_int_equal(d->due.ref, 0);
	assert_int_equal(d->due.snap, GD_SNAP_NEXT_APRIL);
	assert_int_equal(d->step, gd_wf_step(&wf, "after"));
	assert_int_equal(d->owner, -1);
	assert_int_equal(gd_wf_limit(&wf, "nothing"), -1);
}

static void
a_check_holds_values_against_each_other_and_says_its_source(void **state)
{
	const struct gd_check_def *d = &wf.checks[0];
	const struct gd_due_def *dates = wf.dates;

	(void)state;
	assert_int_equal(wf.nchecks, 1);
	assert_string_equal(d->name.id, "weight_score");
	assert_int_equal(d->step, gd_wf_step(&wf, "work"));
	assert_false(d->per_lot);
	assert_int_equal(d->when->cmp, GD_SET);
	assert_int_equal(d->ok->nkids, 5);
	assert_string_equal(d->ok->kids[4].value, "period");
	assert_int_equal(d->ok->kids[0].op, GD_PRED_FIELDS);
	assert_int_equal(d->ok->kids[2].op, GD_PRED_DAYS);
	assert_string_equal(d->ok->kids[2].text,
	    "days(wanted, done(take)) <= 3");
	assert_int_equal(wf.ndates, 4);
	assert_int_equal(dates[3].base, GD_BASE_CREDITED);
	assert_int_equal(dates[d->ok->kids[2].a].base, GD_BASE_FIELD);
	assert_int_equal(dates[d->ok->kids[2].b].base, GD_BASE_DUTY);
	assert_int_equal(dates[d->ok->kids[2].b].ref, gd_wf_duty(&wf, "take"));
	assert_string_equal(d->rule, "R13");
	assert_string_equal(d->source, "UCP 600 art. 30");
	assert_string_equal(gd_source_said(GD_ZH, &wf, d->source),
	    "统一惯例第30条");
	assert_int_equal(wf.nsources, 1);
	assert_string_equal(d->unsure_zh, "银行做法不一");
}

static void
a_ladder_rises_from_the_owner_to_the_boss(void **state)
{
	const struct gd_ladder *l = &wf.ladders[0];

	(void)state;
	assert_int_equal(wf.nladders, 2);
	assert_string_equal(l->name.id, "soft");
	assert_int_equal(l->n, 3);
	assert_int_equal(l->at[0].who, GD_RUNG_OWNER);
	assert_int_equal(l->at[1].who, GD_RUNG_DEPUTY);
	assert_true(l->at[1].work && !l->at[0].work);
	assert_int_equal(l->at[2].who, GD_RUNG_ROLE);
	assert_int_equal(l->at[2].role, gd_wf_role(&wf, "boss"));
	assert_int_equal(wf.ladders[1].at[0].days, -14);
	assert_int_equal(wf.ladder_soft, 0);
	assert_int_equal(wf.ladder_hard, 1);
	assert_int_equal(wf.forecast, gd_wf_duty(&wf, "loaded"));
}

static void
a_duty_has_a_plan_an_owner_and_a_ladder_of_its_own(void **state)
{
	const struct gd_duty_def *d = duty("hand_out");

	(void)state;
	assert_int_equal(d->plan.base, GD_BASE_FIELD);
	assert_int_equal(d->plan.days, -5);
	assert_true(d->plan.work);
	assert_int_equal(d->plan.cal, GD_CAL_CUSTOMER);
	assert_int_equal(d->owner, gd_wf_role(&wf, "boss"));
	assert_int_equal(d->ladder, 1);
	assert_string_equal(d->rule, "R1");
	assert_int_equal(d->board, GD_DATE_CREDIT);
	assert_string_equal(d->unsure_zh, "我方读法");
	assert_string_equal(d->unsure_en, "Our reading");
	d = duty("take");
	assert_string_equal(d->rule, "");
	assert_string_equal(d->unsure_en, "");
	assert_int_equal(d->plan.base, GD_BASE_PLAN);
	assert_int_equal(d->plan.ref, gd_wf_duty(&wf, "hand_out"));
	assert_int_equal(d->owner, -1);
	assert_int_equal(d->ladder, -1);
	assert_int_equal(duty("make")->plan.base, GD_BASE_NONE);
	assert_int_equal(wf.payments[0].due.base, GD_BASE_NONE);
	assert_int_equal(wf.payments[1].due.base, GD_BASE_DUTY);
	assert_int_equal(wf.payments[1].due.cap.n, 1);
	assert_int_equal(wf.payments[1].due.floor.n, 1);
}

static void
a_file_without_the_new_words_has_no_ladders_and_no_forecast(void **state)
{
	struct gd_workflow w;

	(void)state;
	good_workflow("tests/flow/good/small.yaml", &w);
	assert_int_equal(w.ladder_soft, -1);
	assert_int_equal(w.ladder_hard, -1);
	assert_int_equal(w.forecast, -1);
	assert_int_equal(w.nlimits + w.nchecks + w.nladders + w.ndates, 0);
	gd_workflow_release(&w);
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

static void
a_workflow_says_how_its_orders_are_numbered(void **state)
{
	(void)state;
	assert_string_equal(wf.number, "K-{yyyy}-{seq:4}");
	assert_string_equal(gd_series_reset(wf.number), "yearly");
	assert_string_equal(gd_series_reset("PO-{yy}{mm}-{seq:3}"), "monthly");
	assert_string_equal(gd_series_reset("T{seq:6}"), "never");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_workflow_says_how_its_orders_are_numbered),
		cmocka_unit_test(each_word_brings_its_effect),
		cmocka_unit_test(
		    a_claim_names_its_pool_and_a_check_its_deadline),
		cmocka_unit_test(
		    offers_say_who_may_take_them_and_what_an_answer_means),
		cmocka_unit_test(
		    numbers_causes_and_proofs_are_asked_for_as_the_file_says),
		cmocka_unit_test(
		    an_order_that_settles_others_says_which_and_what_it_adds_up),
		cmocka_unit_test(what_goes_along_with_a_shipment_is_kept),
		cmocka_unit_test(a_signature_may_be_of_any_of_several_roles),
		cmocka_unit_test(
		    a_signature_may_be_of_several_people_in_order_and_by_amount),
		cmocka_unit_test(percents_may_have_two_decimals),
		cmocka_unit_test(fields_carry_their_type_limits_and_place),
		cmocka_unit_test(conditions_bind_not_before_and_before_or),
		cmocka_unit_test(fields_are_compared_in_seven_ways),
		cmocka_unit_test(
		    two_fields_of_a_kind_are_held_against_each_other),
		cmocka_unit_test(
		    a_limit_says_by_when_and_who_and_from_which_rule),
		cmocka_unit_test(
		    a_check_holds_values_against_each_other_and_says_its_source),
		cmocka_unit_test(a_ladder_rises_from_the_owner_to_the_boss),
		cmocka_unit_test(
		    a_duty_has_a_plan_an_owner_and_a_ladder_of_its_own),
		cmocka_unit_test(
		    a_file_without_the_new_words_has_no_ladders_and_no_forecast),
		cmocka_unit_test(a_condition_keeps_its_words_for_why_blocked),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
