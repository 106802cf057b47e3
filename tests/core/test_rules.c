/* tests/core/test_rules.c - no rule of the trade is missing: each of R1-R26 and
 * of the vectors has its place in the shipped workflow or the code, and a test
 * that is there; what is uncertain in law is said where the date is shown.
 *
 * docs/RULES.md is made of this table and of what the workflow itself says:
 * UPDATE=1 build/tests/core/test_rules writes it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/memory.h"
#include "core/workflow.h"
#include "flow/flow.h"

#include "base/banned.h"

#define RULES 26

/* where: limit:ID, check:ID, due:DUTY, plan:DUTY, gate:PAPER, rows:TERMS,
 * field:ID, ladder:ID of the workflow; code:FILE. tests: FILE:NAME of tests/.
 * open: what else is uncertain, beside what the workflow says. */
static const struct rule {
	const char *id, *what, *where, *tests, *open;
} rules[] = {
	{ "R1",
	    "进仓单、出货通知提前两天 · entry slip and notice two days ahead",
	    "due:entry_slip_to_shipping due:make_shipping_notice "
	    "due:send_shipping_notice",
	    "core/test_trade:r1_slip_and_notice_two_days_before_entry "
	    "core/test_date_rules:r1_two_days_before_entry_on_a_working_day",
	    "the text says only 两天: calendar days before cargo entry are our "
	    "reading, named as the source of the date" },
	{ "R2", "装船前24小时报关 · declaration 24 h before loading",
	    "limit:declare_by field:loading_on",
	    "core/test_trade:r2_r4_24_hours_before_loading_are_24_hours", "" },
	{ "R3", "可提前3天申报 · declared 3 days before arrival",
	    "limit:declare_from",
	    "core/test_export_checks:every_limit_and_check_names_its_rule_or_"
	    "its_source",
	    "" },
	{ "R4", "预配舱单 · pre-loading manifest", "limit:manifest_by",
	    "core/test_trade:r2_r4_24_hours_before_loading_are_24_hours", "" },
	{ "R5", "各截止时间按航次录入 · cut-offs entered, none derived",
	    "limit:si_by limit:customs_by limit:entry_by limit:cy_by "
	    "ladder:cutoff",
	    "core/test_trade:r5_a_cut_off_is_typed_with_or_without_its_hour "
	    "app/test_year:in_a_slipped_year_each_broken_hard_date_was_warned_"
	    "of_in_time",
	    "" },
	{ "R6", "无VGM不装船 · no verified gross mass, no loading",
	    "limit:vgm_by check:no_vgm check:vgm_below_gross",
	    "core/test_export_checks:r6_r25_r26_weights_inspections_and_"
	    "numbers",
	    "" },
	{ "R7", "赶不上要通知货代 · delay notice to the forwarder",
	    "limit:ready_by ladder:promise",
	    "core/test_trade:r7_tell_the_forwarder_from_friday_eleven "
	    "core/test_leads:a_monday_is_urgent_from_the_friday_before_and_"
	    "sooner_over_a_holiday",
	    "" },
	{ "R8", "最迟装运日 · latest shipment",
	    "limit:latest_shipment limit:open_latest "
	    "check:expiry_before_shipment",
	    "core/test_trade:r8_latest_shipment_does_not_roll_and_absent_it_is_"
	    "the_expiry "
	    "core/test_views:shipment_on_the_monday_after_a_saturday_is_late",
	    "" },
	{ "R9", "交单期 · presentation",
	    "due:docs_to_finance due:present_to_bank check:period_cut_short",
	    "core/test_trade:r9_r10_presentation_and_expiry_on_the_shipped_"
	    "file "
	    "core/test_date_rules:r9_papers_are_presented_in_time "
	    "core/test_export_checks:r8_r9_the_credit_is_too_short_as_soon_as_"
	    "it_is_entered",
	    "" },
	{ "R10", "银行休息顺延，不可抗力不顺延 · bank closed; force majeure",
	    "limit:credit_expiry due:present_to_bank "
	    "check:expired_in_interruption field:interrupted_from",
	    "core/test_trade:r10_force_majeure_extends_nothing_and_says_so "
	    "core/test_date_rules:r10_a_closed_bank_moves_presentation_and_"
	    "expiry_not_shipment",
	    "" },
	{ "R11", "银行5个工作日答复 · the bank's answer in 5 banking days",
	    "due:bank_answer",
	    "core/test_trade:r11_five_banking_days "
	    "core/test_date_rules:r11_the_bank_answers_in_five_banking_days",
	    "" },
	{ "R12", "于或约于等措辞 · on or about, before, from, after",
	    "field:shipment_words limit:about_latest limit:about_earliest "
	    "limit:before_latest limit:from_earliest limit:after_earliest "
	    "limit:earliest_shipment",
	    "core/test_trade:r12_on_or_about_is_five_days_either_way", "" },
	{ "R13", "约10%、散货5% · tolerances",
	    "check:quantity_about check:quantity_bulk check:quantity_units "
	    "check:drawing_above_credit check:amount_about",
	    "core/test_trade:r13_ten_and_five_percent_and_none_of_pieces "
	    "core/test_export_checks:r13_quantities_of_all_lots_count_together "
	    "core/test_export_checks:r13_drawings_of_all_lots_are_not_above_"
	    "the_credit",
	    "" },
	{ "R14", "分批；同航次多份提单 · instalments; several B/Ls",
	    "limit:instalment check:instalment_missed check:later_bl_late "
	    "due:present_to_bank field:on_board_2",
	    "core/test_trade:r14_the_latest_of_several_bills_of_lading_counts "
	    "core/test_export_checks:r14_a_missed_instalment_is_named_once",
	    "several shipments presented as one set: enter their B/Ls on one "
	    "lot" },
	{ "R15", "单证日期先后 · order of the papers' dates",
	    "check:packing_list_before_invoice check:packing_list_after_bl "
	    "check:invoice_after_bl check:origin_before_invoice "
	    "check:origin_after_bl check:insurance_after_bl "
	    "check:certificate_after_bl check:beneficiary_before_bl "
	    "check:advice_not_within_3_days check:draft_before_papers "
	    "check:draft_after_expiry",
	    "core/test_export_checks:r15_papers_bear_their_dates_in_order",
	    "practice of papers, no law: named as the source of the warning" },
	{ "R16", "预付款与放单 · deposit; release of originals",
	    "check:order_before_deposit check:deposit_after_order "
	    "gate:bill_of_lading gate:negotiation_docs",
	    "core/test_trade:r16_an_order_before_the_deposit_is_warned_of_and_"
	    "not_forgotten "
	    "core/test_trade:r16_a_deposit_in_time_is_no_matter "
	    "core/test_trade:r16_production_may_begin_without_an_order_form "
	    "core/test_machine:originals_stay_until_the_payment_gate_or_a_"
	    "manager_says_so",
	    "trade practice: named as the source of the warning" },
	{ "R17", "催收尾款 · the balance",
	    "rows:tt limit:payment_due plan:credit ladder:money",
	    "app/test_year:in_a_clean_year_no_reminder_rings_and_nothing_"
	    "breaks",
	    "no legal term: the date names its source as suggested" },
	{ "R18", "退税申报期 · refund filing window",
	    "limit:refund_opens limit:refund_filing ladder:refund",
	    "core/test_trade:r18_r20_the_windows_of_the_refund "
	    "core/test_views:the_refund_window_of_an_export",
	    "" },
	{ "R19", "收汇与视同收汇 · money received, or deemed received",
	    "limit:refund_receipts check:deemed_without_evidence "
	    "field:deemed_received",
	    "core/test_trade:r19_what_is_deemed_received_ends_the_wait_with_"
	    "its_evidence "
	    "core/test_views:a_later_receipt_by_contract_comes_before_the_30th_"
	    "of_april",
	    "" },
	{ "R20", "36个月为最终期限 · 36 months, the end",
	    "limit:refund_end ladder:window",
	    "core/test_trade:r18_r20_the_windows_of_the_refund", "" },
	{ "R21", "备案单证 · filing evidence",
	    "limit:refund_evidence limit:keep_evidence",
	    "core/test_trade:r18_r20_the_windows_of_the_refund", "" },
	{ "R22", "外汇局报告 · report to SAFE",
	    "limit:report_advance limit:report_deferred",
	    "core/test_trade:r22_advance_and_deferred_are_reported "
	    "core/test_date_rules:r22_thirty_days_to_report",
	    "" },
	{ "R23", "争议时效4年 · limitation, 4 years", "limit:keep_evidence",
	    "core/test_trade:r18_r20_the_windows_of_the_refund",
	    "R21's ten years are the longer" },
	{ "R24", "工作日 · working days",
	    "code:data/calendars/CN.csv code:src/core/dates/calendar.c",
	    "app/test_calendars:each_day_of_2026_is_worked_as_the_state_"
	    "council_said "
	    "app/test_calendars:years_that_are_not_known_are_named_ahead "
	    "app/test_calendars:a_country_of_customers_without_a_calendar_is_"
	    "named_in_my_day",
	    "swaps not announced, years and countries without a calendar are "
	    "said by the date and in my day" },
	{ "R25", "验货 · inspection",
	    "field:inspection_by limit:mid_inspection limit:final_inspection "
	    "check:mid_inspection_share check:final_inspection_share",
	    "core/test_export_checks:r6_r25_r26_weights_inspections_and_"
	    "numbers",
	    "rules of inspection platforms: named as the source" },
	{ "R26", "快递单号 · courier numbers",
	    "check:tracking_form check:tracking_ups check:tracking_ems "
	    "code:src/core/goods/tracking.c",
	    "core/test_export_checks:r6_r25_r26_weights_inspections_and_"
	    "numbers "
	    "core/test_views:courier_numbers_have_check_digits",
	    "couriers have other forms: only those known are judged" },
	{ "T&A", "备料、车缝 · material and sewing",
	    "limit:material_in limit:sewing_begins limit:sewing_ends",
	    "core/test_trade:material_is_in_20_days_before_delivery "
	    "core/test_trade:sewing_takes_quantity_by_output_and_two_days",
	    "starting values of ours: the dates name their source as "
	    "suggested" },
};
#define NRULES (sizeof rules / sizeof *rules)

static const struct vector {
	const char *name, *input, *expect, *tests;
} vectors[] = {
	{ "R9 default", "on board 2026-07-15, expiry 2026-08-15", "2026-08-05",
	    "core/test_trade:r9_r10_presentation_and_expiry_on_the_shipped_"
	    "file" },
	{ "R9 stated", "on board 2026-07-20, P = 15, expiry 2026-08-31",
	    "2026-08-04",
	    "core/test_trade:r9_r10_presentation_and_expiry_on_the_shipped_"
	    "file" },
	{ "R9+R10", "on board 2026-07-19, expiry 2026-08-31",
	    "Sunday 08-09: 2026-08-10",
	    "core/test_trade:r9_r10_presentation_and_expiry_on_the_shipped_"
	    "file" },
	{ "R10 expiry first", "on board 2026-07-19, expiry 2026-08-08",
	    "Monday 2026-08-10; latest shipment unchanged",
	    "core/test_trade:r9_r10_presentation_and_expiry_on_the_shipped_"
	    "file" },
	{ "R8", "latest shipment Sat 2026-08-08, on board 2026-08-10",
	    "late, no roll",
	    "core/test_trade:r8_latest_shipment_does_not_roll_and_absent_it_is_"
	    "the_expiry" },
	{ "R12", "on or about 2026-05-10", "2026-05-05 to 2026-05-15",
	    "core/test_trade:r12_on_or_about_is_five_days_either_way" },
	{ "R13", "about 10000 kg, 10000 kg, 10000 pcs", "1000, 500, 0",
	    "core/test_trade:r13_ten_and_five_percent_and_none_of_pieces" },
	{ "R1", "entry deadline Mon 2026-11-30", "Fri 2026-11-27",
	    "core/test_trade:r1_slip_and_notice_two_days_before_entry" },
	{ "R1 holiday", "entry deadline 2026-10-09", "2026-09-30",
	    "core/test_trade:r1_slip_and_notice_two_days_before_entry" },
	{ "R18/19", "export 2026-03-10", "2026-04-01, 2027-04-30, 2029-03-10",
	    "core/test_trade:r18_r20_the_windows_of_the_refund" },
	{ "R20 month end", "export 2024-02-29", "2027-02-28",
	    "core/test_trade:r18_r20_the_windows_of_the_refund" },
	{ "R22 advance", "money 2026-05-01, export expected 2026-07-01",
	    "2026-05-31",
	    "core/test_trade:r22_advance_and_deferred_are_"
	    "reported" },
	{ "R22 deferred", "export 2026-07-10, money expected 2026-10-20",
	    "2026-08-09",
	    "core/test_trade:r22_advance_and_deferred_are_"
	    "reported" },
	{ "R7", "cargo cut-off Mon 2026-11-30", "urgent Fri 2026-11-27 11:00",
	    "core/test_trade:r7_tell_the_forwarder_from_friday_eleven" },
	{ "R26", "1Z5915806855587736, EB000717595HK, EB000717594HK",
	    "good, good, not",
	    "core/test_export_checks:r6_r25_r26_weights_inspections_and_"
	    "numbers" },
	{ "T&A material", "delivery 2026-12-20", "material in 2026-11-30",
	    "core/test_trade:material_is_in_20_days_before_delivery" },
	{ "T&A sewing", "45000 pcs, 2800 a day", "16 + 1 + 1 = 18 days",
	    "core/test_trade:sewing_takes_quantity_by_output_and_two_days" },
};
#define NVECTORS (sizeof vectors / sizeof *vectors)

static struct gd_workflow wf;

static int
load(void **state)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_err err = GD_ERR_INIT;
	size_t len;
	const char *text = gd_flow_builtin("export", &len);

	(void)state;
	assert_int_equal(gd_flow_parse(text, len, &wf, &faults, &err), GD_OK);
	gd_flow_faults_release(&faults);
	return 0;
}

static int
unload(void **state)
{
	(void)state;
	gd_workflow_release(&wf);
	return 0;
}

static char *
slurp(const char *path)
{
	FILE *f = fopen(path, "re");
	size_t room = 1 << 20, n;
	char *text;

	if (!f)
		return NULL;
	text = gd_alloc(room, 1);
	n = fread(text, 1, room - 1, f);
	text[n] = '\0';
	fclose(f);
	return text;
}

/* The next word of a list into word; NULL: no more. */
static const char *
next_word(const char *list, char word[256])
{
	size_t n;

	list += strspn(list, " ");
	n = strcspn(list, " ");
	if (!n)
		return NULL;
	assert_true(n < 256);
	memcpy(word, list, n);
	word[n] = '\0';
	return list + n;
}

static int
find_check(const char *id)
{
	for (int i = 0; i < wf.nchecks; i++)
		if (strcmp(wf.checks[i].name.id, id) == 0)
			return i;
	return -1;
}

static bool
is_there(const char *kind, const char *id)
{
	if (strcmp(kind, "limit") == 0)
		return gd_wf_limit(&wf, id) >= 0;
	if (strcmp(kind, "check") == 0)
		return find_check(id) >= 0;
	if (strcmp(kind, "field") == 0)
		return gd_wf_field(&wf, id) >= 0;
	if (strcmp(kind, "due") == 0)
		return gd_wf_duty(&wf, id) >= 0 &&
		       wf.duties[gd_wf_duty(&wf, id)].due.base != GD_BASE_NONE;
	if (strcmp(kind, "plan") == 0)
		return gd_wf_duty(&wf, id) >= 0 &&
		       wf.duties[gd_wf_duty(&wf, id)].plan.base != GD_BASE_NONE;
	if (strcmp(kind, "gate") == 0)
		return gd_wf_paper(&wf, id) >= 0 &&
		       wf.papers[gd_wf_paper(&wf, id)].gate;
	if (strcmp(kind, "ladder") == 0)
		for (int i = 0; i < wf.nladders; i++)
			if (strcmp(wf.ladders[i].name.id, id) == 0)
				return true;
	if (strcmp(kind, "rows") == 0)
		for (int i = 0; i < wf.npayments; i++)
			if (strcmp(wf.payments[i].terms, id) == 0 &&
			    wf.payments[i].due.base != GD_BASE_NONE)
				return true;
	if (strcmp(kind, "code") == 0) {
		FILE *f = fopen(id, "re");

		return f && fclose(f) == 0;
	}
	return false;
}

static void
every_rule_from_r1_to_r26_has_a_place_that_is_there(void **state)
{
	char word[256], want[8];

	(void)state;
	assert_true(NRULES >= RULES);
	for (size_t i = 0; i < NRULES; i++) {
		const char *at = rules[i].where;
		int n = 0;

		snprintf(want, sizeof want, "R%d", (int)i + 1);
		if (i < RULES)
			assert_string_equal(rules[i].id, want);
		while ((at = next_word(at, word))) {
			char *id = strchr(word, ':');

			assert_non_null(id);
			*id++ = '\0';
			if (!is_there(word, id))
				fail_msg("%s: there is no %s %s", rules[i].id,
				    word, id);
			n++;
		}
		assert_true(n > 0);
	}
}

static void
tests_are_there(const char *who, const char *list)
{
	char word[256], path[300], name[300];
	int n = 0;

	while ((list = next_word(list, word))) {
		char *at = strchr(word, ':'), *text;

		assert_non_null(at);
		*at++ = '\0';
		snprintf(path, sizeof path, "tests/%s.c", word);
		snprintf(name, sizeof name, "\n%s(", at);
		text = slurp(path);
		if (!text || !strstr(text, name))
			fail_msg("%s: there is no test %s in %s", who, at,
			    path);
		free(text);
		n++;
	}
	if (!n)
		fail_msg("%s has no test", who);
}

static void
every_rule_and_every_vector_has_a_test_that_is_there(void **state)
{
	(void)state;
	for (size_t i = 0; i < NRULES; i++)
		tests_are_there(rules[i].id, rules[i].tests);
	for (size_t i = 0; i < NVECTORS; i++)
		tests_are_there(vectors[i].name, vectors[i].tests);
}

static void
is_listed(const char *rule, const char *kind, const char *id)
{
	char word[256], place[256];

	snprintf(place, sizeof place, "%s:%s", kind, id);
	for (size_t i = 0; i < NRULES; i++) {
		const char *at = rules[i].where;

		if (strcmp(rules[i].id, rule) != 0)
			continue;
		while ((at = next_word(at, word)))
			if (strcmp(word, place) == 0)
				return;
	}
	fail_msg("%s of %s is not in the table", place, rule);
}

static void
what_the_workflow_calls_by_a_rule_is_in_the_table(void **state)
{
	(void)state;
	for (int i = 0; i < wf.nlimits; i++)
		is_listed(wf.limits[i].rule, "limit", wf.limits[i].name.id);
	for (int i = 0; i < wf.nchecks; i++)
		if (*wf.checks[i].rule)
			is_listed(wf.checks[i].rule, "check",
			    wf.checks[i].name.id);
	for (int i = 0; i < wf.nduties; i++)
		if (*wf.duties[i].rule)
			is_listed(wf.duties[i].rule,
			    wf.duties[i].due.base == GD_BASE_NONE ? "plan"
								  : "due",
			    wf.duties[i].name.id);
}

/* Rules read in no text of law, or not in full (domain.md, section 2). */
static void
what_is_uncertain_in_law_is_said_on_the_screen(void **state)
{
	static const char *const limits[] = { "declare_from", "manifest_by",
		"ready_by", "open_latest", "credit_expiry", "refund_filing",
		"refund_receipts", "refund_end", "report_advance",
		"report_deferred" };
	static const char *const practice[] = { "invoice_after_bl",
		"order_before_deposit", "mid_inspection_share" };

	(void)state;
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		const struct gd_limit_def *l =
		    &wf.limits[gd_wf_limit(&wf, limits[i])];

		assert_string_not_equal(l->unsure_zh, "");
		assert_string_not_equal(l->unsure_en, "");
	}
	for (size_t i = 0; i < sizeof practice / sizeof *practice; i++)
		assert_string_not_equal(
		    wf.checks[find_check(practice[i])].source, "");
	assert_string_not_equal(
	    wf.checks[find_check("expired_in_interruption")].unsure_zh, "");
}

/* ---- the page --------------------------------------------------------------- */

static void
code_words(struct gd_str *s, const char *list, const char *join)
{
	char word[256];
	bool first = true;

	while ((list = next_word(list, word))) {
		gd_str_addf(s, "%s`%s`", first ? "" : join, word);
		first = false;
	}
}

/* What the workflow says is uncertain of a place; each text once. */
static void
add_unsure(struct gd_str *s, size_t from, const char *zh, const char *en)
{
	if (!zh || !*zh || strstr(s->text + from, zh))
		return;
	gd_str_addf(s, "%s%s · %s", s->len > from ? "; " : "", zh, en);
}

static void
uncertain(struct gd_str *s, const struct rule *r)
{
	const char *at = r->where;
	char word[256];
	size_t from = s->len;

	while ((at = next_word(at, word))) {
		char *id = strchr(word, ':');
		int i;

		*id++ = '\0';
		if (strcmp(word, "limit") == 0) {
			i = gd_wf_limit(&wf, id);
			add_unsure(s, from, wf.limits[i].unsure_zh,
			    wf.limits[i].unsure_en);
		} else if (strcmp(word, "check") == 0) {
			i = find_check(id);
			add_unsure(s, from, wf.checks[i].unsure_zh,
			    wf.checks[i].unsure_en);
		}
	}
	if (*r->open)
		gd_str_addf(s, "%s%s", s->len > from ? "; " : "", r->open);
}

static void
page(struct gd_str *s)
{
	gd_str_add(s,
	    "# 规则对照 · Every rule, its place and its test\n\n"
	    "Made by `UPDATE=1 build/tests/core/test_rules` from the table in "
	    "tests/core/test_rules.c and the shipped workflow; the test fails "
	    "when this page, a place or a test is not as it says. What each "
	    "rule computes: [DATES.md](DATES.md).\n\n"
	    "`due:`, `plan:` a duty's date, `limit:`, `check:`, `gate:` of a "
	    "paper, `rows:` payment rows, `ladder:`, `field:` in "
	    "data/workflows/export.yaml; `code:` a file. Tests: file in "
	    "tests/, and its name there. The last column is said by the date "
	    "or the warning itself.\n\n"
	    "| | rule | where | tests | uncertain |\n|---|---|---|---|---|\n");
	for (size_t i = 0; i < NRULES; i++) {
		gd_str_addf(s, "| %s | %s | ", rules[i].id, rules[i].what);
		code_words(s, rules[i].where, " ");
		gd_str_add(s, " | ");
		code_words(s, rules[i].tests, " ");
		gd_str_add(s, " | ");
		uncertain(s, &rules[i]);
		gd_str_add(s, " |\n");
	}
	gd_str_add(s, "\n## Vectors\n\n| | input | expected | test |\n"
		      "|---|---|---|---|\n");
	for (size_t i = 0; i < NVECTORS; i++) {
		gd_str_addf(s, "| %s | %s | %s | ", vectors[i].name,
		    vectors[i].input, vectors[i].expect);
		code_words(s, vectors[i].tests, " ");
		gd_str_add(s, " |\n");
	}
}

static void
the_page_says_what_the_table_and_the_workflow_say(void **state)
{
	struct gd_str s = GD_STR_INIT;
	char *is;

	(void)state;
	page(&s);
	if (getenv("UPDATE")) {
		FILE *f = fopen("docs/RULES.md", "we");

		assert_non_null(f);
		assert_int_equal(fwrite(s.text, 1, s.len, f), s.len);
		assert_int_equal(fclose(f), 0);
	}
	is = slurp("docs/RULES.md");
	assert_non_null(is);
	if (strcmp(is, s.text) != 0)
		fail_msg("docs/RULES.md is not what the rules say; UPDATE=1 "
			 "build/tests/core/test_rules writes it anew");
	free(is);
	gd_str_release(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_rule_from_r1_to_r26_has_a_place_that_is_there),
		cmocka_unit_test(
		    every_rule_and_every_vector_has_a_test_that_is_there),
		cmocka_unit_test(
		    what_the_workflow_calls_by_a_rule_is_in_the_table),
		cmocka_unit_test(
		    what_is_uncertain_in_law_is_said_on_the_screen),
		cmocka_unit_test(
		    the_page_says_what_the_table_and_the_workflow_say),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
