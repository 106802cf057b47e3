/* tests/flow/test_export.c - the export workflow says what the text says. */
#include "flow_test.h"

#include "base/banned.h"

static struct gd_workflow wf;

static int
load(void **state)
{
	(void)state;
	good_workflow("data/workflows/export.yaml", &wf);
	return 0;
}

static int
unload(void **state)
{
	(void)state;
	gd_workflow_release(&wf);
	return 0;
}

static const struct gd_paper_def *
paper(const char *id)
{
	int i = gd_wf_paper(&wf, id);

	if (i < 0)
		fail_msg("no paper %s", id);
	return &wf.papers[i];
}

static const struct gd_duty_def *
duty(const char *id)
{
	int i = gd_wf_duty(&wf, id);

	if (i < 0)
		fail_msg("no duty %s", id);
	return &wf.duties[i];
}

/* "original:clerk production:1 keep:clerk (clerk:1)" */
static void
goes_to(const char *id, const char *want)
{
	const struct gd_paper_def *p = paper(id);
	struct gd_str s = GD_STR_INIT;

	for (int i = 0; i < p->ndist; i++) {
		const struct gd_dist_def *d = &p->dist[i];
		const char *desk = wf.desks[d->desk].name.id;

		if (i)
			gd_str_addc(&s, ' ');
		if (d->original)
			gd_str_addf(&s, "original:%s", desk);
		else if (d->keep)
			gd_str_addf(&s, "keep:%s", desk);
		else if (d->suggested)
			gd_str_addf(&s, "(%s:%d)", desk, d->copies);
		else
			gd_str_addf(&s, "%s:%d", desk, d->copies);
	}
	assert_string_equal(s.text, want);
	gd_str_release(&s);
}

static void
signed_by(const char *id, const char *want)
{
	const struct gd_paper_def *p = paper(id);
	struct gd_str s = GD_STR_INIT;

	for (int i = 0; i < p->nsigns; i++)
		gd_str_addf(&s, "%s%s%s%s", i ? " " : "",
		    wf.roles[p->signs[i].role].name.id,
		    p->signs[i].own ? "/own" : "",
		    p->signs[i].when ? "/when" : "");
	assert_string_equal(s.text, want);
	gd_str_release(&s);
}

static void
the_eleven_steps_stand_in_order_and_open_as_drawn(void **state)
{
	static const char *const steps[] = { "sampling:", "sample_dispatch:1",
		"approval:2", "preliminary:3", "contract:4",
		"contract_copies:4", "production:5", "forwarding:5",
		"shipping:8", "payment:9", "refund:9" };

	(void)state;
	assert_int_equal(wf.nsteps, 11);
	for (int i = 0; i < 11; i++) {
		const struct gd_step_def *s = &wf.steps[i];
		char got[64];

		assert_int_equal(s->no, i + 1);
		assert_true(s->after.n <= 1);
		snprintf(got, sizeof got, "%s:", s->name.id);
		if (s->after.n)
			snprintf(got, sizeof got, "%s:%d", s->name.id,
			    s->after.at[0] + 1);
		assert_string_equal(got, steps[i]);
		assert_int_equal(s->standing, i == 6);
		assert_int_equal(s->per_lot, i >= 7 && i <= 9);
	}
}

static void
one_plain_tt_order_makes_16_copies_and_one_file_copy(void **state)
{
	int copies = 0, kept = 0;

	(void)state;
	for (int p = 0; p < wf.npapers; p++)
		for (int i = 0; i < wf.papers[p].ndist; i++) {
			const struct gd_dist_def *d = &wf.papers[p].dist[i];

			if (wf.papers[p].many || d->suggested ||
			    wf.desks[d->desk].outside)
				continue;
			copies += d->copies;
			kept += d->keep;
		}
	assert_int_equal(copies, 16);
	assert_int_equal(kept, 1);
}

static void
every_paper_goes_where_the_text_sends_it(void **state)
{
	(void)state;
	goes_to("sample_request", "original:clerk sample_room:1");
	goes_to("preliminary_order", "original:technical (clerk:1)");
	goes_to("contract", "original:clerk gm_office:1 finance_head:1");
	goes_to("process_sheet",
	    "original:technical finance:1 technical:1 material_control:1 "
	    "production:1 qc:1 keep:clerk");
	goes_to("formal_order",
	    "original:clerk production:1 qc:1 finance:1 material_control:1 "
	    "shipping:1");
	goes_to("notice", "original:clerk production:1");
	goes_to("customs_papers", "original:forwarder (clerk:1)");
	goes_to("entry_slip", "original:shipping (clerk:1)");
	goes_to("shipping_notice",
	    "original:clerk production:1 qc:1 shipping:1");
	goes_to("negotiation_docs", "original:clerk");
	goes_to("bill_of_lading", "original:clerk");
	goes_to("bl_copy", "original:customer");
	goes_to("refund_papers", "original:finance (clerk:1)");
}

static void
every_paper_is_signed_by_whom_the_text_names(void **state)
{
	(void)state;
	signed_by("sample_request", "sales_manager");
	signed_by("preliminary_order", "salesperson sales_manager");
	signed_by("contract", "finance general_manager");
	signed_by("formal_order", "clerk/own");
	signed_by("notice", "general_manager/when");
	signed_by("shipping_notice", "");
	signed_by("process_sheet", "");
}

static void
two_papers_that_sound_alike_stay_two(void **state)
{
	(void)state;
	assert_string_equal(paper("定货单")->name.id, "preliminary_order");
	assert_string_equal(paper("订货单")->name.id, "formal_order");
	assert_string_equal(paper("打样单")->name.id, "sample_request");
	assert_string_equal(paper("工艺流程")->name.id, "process_sheet");
}

static void
every_spelling_of_a_desk_finds_it(void **state)
{
	static const char *const spellings[][2] = { { "出货", "shipping" },
		{ "出货部", "shipping" }, { "出货部门", "shipping" },
		{ "财务", "finance" }, { "财务部", "finance" },
		{ "财务负责人", "finance_head" }, { "生产", "production" },
		{ "生产部", "production" }, { "生产车间", "production" },
		{ "物控", "material_control" }, { "品管", "qc" },
		{ "老总办公室", "gm_office" }, { "技术部", "technical" },
		{ "打样室", "sample_room" }, { "货代", "forwarder" } };

	(void)state;
	for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
		int d = gd_wf_desk(&wf, spellings[i][0]);

		assert_true(d >= 0);
		assert_string_equal(wf.desks[d].name.id, spellings[i][1]);
	}
	assert_int_equal(gd_wf_desk(&wf, "nobody"), -1);
}

static void
the_formal_order_needs_the_three_things_and_four_fields(void **state)
{
	const struct gd_duty_def *d = duty("make_formal_order");
	const struct gd_pred *or_;

	(void)state;
	assert_int_equal(d->nfields, 6);
	for (int i = 0; i < 4; i++)
		assert_true(d->fields[i].required);
	assert_int_equal(d->needs->op, GD_PRED_AND);
	assert_int_equal(d->needs->nkids, 3);
	assert_int_equal(d->needs->kids[0].op, GD_PRED_ISSUED);
	assert_int_equal(d->needs->kids[0].a, gd_wf_paper(&wf, "contract"));
	assert_int_equal(d->needs->kids[1].op, GD_PRED_ISSUED);
	assert_int_equal(d->needs->kids[1].a,
	    gd_wf_paper(&wf, "process_sheet"));
	or_ = &d->needs->kids[2];
	assert_int_equal(or_->op, GD_PRED_OR);
	assert_int_equal(or_->kids[0].op, GD_PRED_AT);
	assert_int_equal(or_->kids[0].b, gd_wf_desk(&wf, "technical"));
	assert_int_equal(or_->kids[1].op, GD_PRED_WAIVED);
}

static void
the_sample_loop_leaves_the_customers_order_alone(void **state)
{
	int loop = gd_wf_loop(&wf, "sample"), n = 0;

	(void)state;
	for (int d = 0; d < wf.nduties; d++)
		if (wf.duties[d].loop == loop) {
			assert_true(wf.duties[d].step <= 2);
			n++;
		}
	/* steps 1 and 2 whole, the verdict and the returned sample */
	assert_int_equal(n, wf.steps[0].duties.n + wf.steps[1].duties.n + 2);
	assert_int_equal(duty("customer_order")->loop, -1);
	assert_false(duty("customer_order")->waivable);
}

static void
the_verdict_has_the_five_answers_and_two_ways_to_reject(void **state)
{
	const struct gd_duty_def *d = duty("verdict");
	static const struct {
		const char *id;
		enum gd_goes goes;
	} ways[] = { { "approved", GD_GOES_NEXT },
		{ "corrections", GD_GOES_NEXT }, { "revise", GD_GOES_AGAIN },
		{ "rejected_again", GD_GOES_AGAIN },
		{ "rejected_lost", GD_GOES_CANCELLED },
		{ "no_answer", GD_GOES_STAY } };

	(void)state;
	assert_int_equal(d->noutcomes, 6);
	for (int i = 0; i < 6; i++) {
		int o = gd_duty_outcome(d, ways[i].id);

		assert_true(o >= 0);
		assert_int_equal(d->outcomes[o].goes, ways[i].goes);
	}
	assert_string_equal(
	    d->outcomes[gd_duty_outcome(d, "rejected_lost")].cause, "lost");
}

static void
the_entry_slip_is_due_two_calendar_days_before_cargo_entry(void **state)
{
	const struct gd_due_def *due = &duty("entry_slip_to_shipping")->due;

	(void)state;
	assert_int_equal(due->base, GD_BASE_FIELD);
	assert_int_equal(due->ref, gd_wf_field(&wf, "cargo_entry"));
	assert_int_equal(due->alt[0], gd_wf_field(&wf, "cy_cutoff"));
	assert_int_equal(due->alt[1], gd_wf_field(&wf, "etd"));
	assert_int_equal(due->days, -2);
	assert_false(due->work);
	assert_int_equal(due->roll, GD_ROLL_EARLIER);
}

static void
the_bank_gets_the_papers_by_the_last_day_of_ucp_600(void **state)
{
	const struct gd_due_def *due = &duty("present_to_bank")->due;

	(void)state;
	assert_int_equal(due->ref, gd_wf_field(&wf, "on_board"));
	assert_int_equal(due->days, 21);
	assert_int_equal(due->days_from.n, 1);
	assert_int_equal(due->days_from.at[0],
	    gd_wf_field(&wf, "presentation_days"));
	assert_int_equal(due->cap.n, 1);
	assert_int_equal(due->cap.at[0], gd_wf_field(&wf, "lc_expiry"));
	assert_int_equal(due->roll, GD_ROLL_LATER);
	assert_string_equal(due->source, "UCP 600 art. 14(c)");
	assert_int_equal(due->latest.n, 2);
	assert_int_equal(due->latest.at[0], gd_wf_field(&wf, "on_board_2"));
	assert_int_equal(due->unrolled.n, 2);
	assert_string_equal(duty("present_to_bank")->rule, "R9");
}

static void
what_the_text_does_not_say_is_marked_suggested(void **state)
{
	static const char *const ours[] = { "read_credit", "cutoffs_kept",
		"inspect", "loaded", "compare_papers", "file_refund",
		"report_fx", "advance_reported", "make_ready" };
	int n = 0;

	(void)state;
	for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++) {
		assert_true(duty(ours[i])->suggested);
		assert_int_equal(duty(ours[i])->blocks, GD_BLOCKS_NO);
	}
	for (int d = 0; d < wf.nduties; d++)
		n += wf.duties[d].suggested;
	assert_int_equal(n, sizeof ours / sizeof ours[0]);
}

static void
originals_wait_behind_the_payment_gate(void **state)
{
	(void)state;
	for (int p = 0; p < wf.npapers; p++) {
		const char *id = wf.papers[p].name.id;
		bool gated = strcmp(id, "bill_of_lading") == 0 ||
			     strcmp(id, "negotiation_docs") == 0;

		assert_int_equal(wf.papers[p].gate != NULL, gated);
	}
	assert_true(gd_list_has(&paper("bill_of_lading")->gate_roles,
	    gd_wf_role(&wf, "finance_head")));
}

static void
the_builtin_text_is_the_file(void **state)
{
	size_t len, flen;
	const char *text = gd_flow_builtin("export", &len);
	char *file = file_bytes("data/workflows/export.yaml", &flen);

	(void)state;
	assert_int_equal(len, flen);
	assert_memory_equal(text, file, len);
	assert_null(gd_flow_builtin("nothing", &len));
	free(file);
}

static void
steps_are_found_by_id_and_by_number(void **state)
{
	(void)state;
	assert_int_equal(gd_wf_step(&wf, "shipping"), 8);
	assert_int_equal(gd_wf_step(&wf, "9"), 8);
	assert_int_equal(gd_wf_step(&wf, "12"), -1);
	assert_int_equal(gd_wf_step(&wf, "9x"), -1);
	assert_int_equal(gd_wf_step(&wf, ""), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_eleven_steps_stand_in_order_and_open_as_drawn),
		cmocka_unit_test(
		    one_plain_tt_order_makes_16_copies_and_one_file_copy),
		cmocka_unit_test(every_paper_goes_where_the_text_sends_it),
		cmocka_unit_test(every_paper_is_signed_by_whom_the_text_names),
		cmocka_unit_test(two_papers_that_sound_alike_stay_two),
		cmocka_unit_test(every_spelling_of_a_desk_finds_it),
		cmocka_unit_test(
		    the_formal_order_needs_the_three_things_and_four_fields),
		cmocka_unit_test(
		    the_sample_loop_leaves_the_customers_order_alone),
		cmocka_unit_test(
		    the_verdict_has_the_five_answers_and_two_ways_to_reject),
		cmocka_unit_test(
		    the_entry_slip_is_due_two_calendar_days_before_cargo_entry),
		cmocka_unit_test(
		    the_bank_gets_the_papers_by_the_last_day_of_ucp_600),
		cmocka_unit_test(
		    what_the_text_does_not_say_is_marked_suggested),
		cmocka_unit_test(originals_wait_behind_the_payment_gate),
		cmocka_unit_test(the_builtin_text_is_the_file),
		cmocka_unit_test(steps_are_found_by_id_and_by_number),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
