/* tests/core/test_trade.c - the trade's rules as the shipped workflow has them:
 * dates, their words and their warnings; vectors of domain.md, section 8.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <string.h>
#include <cmocka.h>

#include "core/view/dates.h"
#include "dates_bench.h"

#include "base/banned.h"

/* An order with these terms, 48200 USD, the calendars of dates_bench.h. */
static void
begin(struct bench *b, const char *terms)
{
	bench_init(b);
	dates_calendars(b);
	dates_today(b, "2026-07-01");
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_NEW,
		FIELDS({ "assign:clerk", "clerk" }, { "terms", terms },
		    { "contract_no", "XS-1" }, { "amount", "48200 USD" }) });
}

static struct gd_arena arena;

static const struct gd_date_view *
view(struct bench *b, const char *id)
{
	struct gd_dates d;

	gd_arena_release(&arena);
	gd_dates_make(&b->wf, &b->order, &b->facts, &arena, &d);
	for (size_t i = 0; i < d.n; i++)
		if (strcmp(d.at[i].row->duty, id) == 0)
			return &d.at[i];
	fail_msg("no date of %s", id);
	return NULL;
}

static void
says(struct bench *b, const char *id, const char *en, const char *zh)
{
	const struct gd_date_view *v = view(b, id);
	struct gd_str s = GD_STR_INIT;

	gd_say_date(&s, GD_EN, &b->wf, v, NULL, NULL);
	assert_string_equal(s.text, en);
	gd_str_reset(&s);
	gd_say_date(&s, GD_ZH, &b->wf, v, NULL, NULL);
	assert_string_equal(s.text, zh);
	gd_str_release(&s);
}

static void
is_on(struct bench *b, const char *id, const char *day)
{
	assert_string_equal(dates_text(view(b, id)->row->day), day);
}

static bool
warned(struct bench *b, const char *id)
{
	struct gd_arena a = GD_ARENA_INIT;
	struct gd_warning *w;
	bool yes = false;
	size_t n;

	gd_warnings_make(&b->wf, &b->order, &a, &w, &n);
	for (size_t i = 0; i < n; i++)
		yes = yes || strcmp(w[i].def->name.id, id) == 0;
	gd_arena_release(&a);
	return yes;
}

static void
end(struct bench *b)
{
	gd_arena_release(&arena);
	bench_release(b);
}

/* ---- customs, cut-offs ---------------------------------------------------- */

static void
r1_slip_and_notice_two_days_before_entry(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "tt");
	dates_set(&b, "cargo_entry", 1, "2026-11-30 16:00");
	is_on(&b, "entry_slip_to_shipping", "2026-11-27");
	is_on(&b, "send_shipping_notice", "2026-11-27");
	dates_set(&b, "cargo_entry", 1, "2026-10-09");
	is_on(&b, "entry_slip_to_shipping", "2026-09-30");
	says(&b, "entry_slip_to_shipping",
	    "Cargo entry deadline 10-09 - 2 d = 10-07, a day off: Wed 09-30, "
	    "step 9 of the order process",
	    "进仓截止 10-09 - 2 天 = 10-07，逢休息日：周三 "
	    "09-30，接订单流程第9步");
	end(&b);
}

static void
r2_r4_24_hours_before_loading_are_24_hours(void **state)
{
	const struct gd_date_view *v;
	struct bench b;

	(void)state;
	begin(&b, "tt");
	dates_set(&b, "si_cutoff", 1, "2026-11-26");
	dates_set(&b, "loading_on", 1, "2026-11-30 14:00");
	is_on(&b, "declare_by", "2026-11-29");
	says(&b, "declare_by",
	    "Loading planned on 11-30 14:00 - 1 d = 11-29 14:00, "
	    "Customs Law art. 24",
	    "计划装船日 11-30 14:00 - 1 天 = 11-29 14:00，海关法第24条");
	assert_int_equal(view(&b, "manifest_by")->minute, 14 * 60);
	/* the minute before it is not urgent, the minute itself is */
	b.facts.today = gd_day_of(2026, 11, 29);
	b.facts.now_ms =
	    b.facts.today * INT64_C(86400000) + (13 * 60 + 59 - 480) * 60000;
	assert_false(view(&b, "declare_by")->urgent);
	b.facts.now_ms += 60000;
	assert_true(view(&b, "declare_by")->urgent);
	/* nobody said when: the whole day before */
	dates_set(&b, "loading_on", 1, "2026-11-30");
	v = view(&b, "declare_by");
	assert_int_equal(v->minute, -1);
	assert_false(v->urgent);
	is_on(&b, "declare_by", "2026-11-29");
	end(&b);
}

static void
r5_a_cut_off_is_typed_with_or_without_its_hour(void **state)
{
	static const struct typed {
		const char *value, *kept;
	} ok[] = { { "2026-11-30 16:00", "2026-11-30 16:00" },
		{ "11月30日16点", "2026-11-30 16:00" },
		{ "11-30 9:05", "2026-11-30 09:05" },
		{ "2026-11-30T00:00", "2026-11-30 00:00" },
		{ "2026-11-30", "2026-11-30" } },
	  bad[] = { { "2026-11-30 24:00", "" }, { "2026-11-30 16:60", "" },
		  { "16:00", "" }, { "2026-11-30 116:00", "" } };
	struct bench b;

	(void)state;
	begin(&b, "tt");
	b.facts.today = gd_day_of(2026, 11, 1);
	bench_until(&b, "send_formal_order");
	for (size_t i = 0; i < sizeof ok / sizeof *ok; i++) {
		bench_must(&b, "clerk",
		    (struct gd_command){ .verb = GD_DO_FILL,
			.duty = "booking",
			.lot = 1,
			FIELDS({ "forwarder", "F" },
			    { "cy_cutoff", ok[i].value }) });
		assert_string_equal(gd_field(&b.order, "cy_cutoff", 1),
		    ok[i].kept);
		is_on(&b, "cy_by", "2026-11-30");
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct gd_command cmd = { .verb = GD_DO_FILL,
			.duty = "booking",
			.lot = 1,
			FIELDS({ "cy_cutoff", bad[i].value }) };

		assert_int_equal(bench_do(&b, "clerk", &cmd), GD_USAGE);
		assert_int_equal(b.err.msg, GD_M_BAD_DATE_HOUR);
	}
	/* a date that is no cut-off has no hour */
	assert_int_equal(bench_do(&b, "clerk",
			     &(struct gd_command){ .verb = GD_DO_FILL,
				 .duty = "booking",
				 .lot = 1,
				 FIELDS({ "eta", "2026-12-30 10:00" }) }),
	    GD_USAGE);
	end(&b);
}

static void
r7_tell_the_forwarder_from_friday_eleven(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "tt");
	dates_set(&b, "cargo_entry", 1, "2026-11-30");
	b.facts.today = gd_day_of(2026, 11, 27);
	b.facts.now_ms =
	    b.facts.today * INT64_C(86400000) + (10 * 60 + 59 - 480) * 60000;
	assert_false(view(&b, "ready_by")->urgent);
	b.facts.now_ms += 60000;
	assert_true(view(&b, "ready_by")->urgent);
	assert_string_not_equal(
	    gd_date_unsure(&b.wf, view(&b, "ready_by"), GD_EN), "");
	end(&b);
}

/* ---- L/C ------------------------------------------------------------------ */

static void
r8_latest_shipment_does_not_roll_and_absent_it_is_the_expiry(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "lc");
	dates_set(&b, "lc_expiry", 0, "2026-08-31");
	is_on(&b, "open_latest", "2026-08-31");
	says(&b, "open_latest",
	    "L/C expiry 08-31, UCP 600 art. 29(c); uncertain: that the expiry "
	    "counts where none is named is practice; ask the bank",
	    "信用证有效期 08-31，UCP 600 art. "
	    "29(c)；不确定：信用证未写时以有效期为准是惯例，请与银行确认");
	dates_set(&b, "lc_latest_shipment", 0, "2026-08-08");
	is_on(&b, "latest_shipment", "2026-08-08");
	assert_false(view(&b, "open_latest")->open);
	b.facts.today = gd_day_of(2026, 8, 10);
	assert_int_equal(view(&b, "latest_shipment")->late, 2);
	end(&b);
}

static void
r9_r10_presentation_and_expiry_on_the_shipped_file(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "lc");
	dates_set(&b, "lc_expiry", 0, "2026-08-15");
	dates_set(&b, "on_board", 1, "2026-07-15");
	is_on(&b, "present_to_bank", "2026-08-05");
	dates_set(&b, "presentation_days", 0, "15");
	dates_set(&b, "lc_expiry", 0, "2026-08-31");
	dates_set(&b, "on_board", 1, "2026-07-20");
	is_on(&b, "present_to_bank", "2026-08-04");
	dates_set(&b, "presentation_days", 0, "");
	dates_set(&b, "on_board", 1, "2026-07-19");
	is_on(&b, "present_to_bank", "2026-08-10");
	dates_set(&b, "lc_expiry", 0, "2026-08-08");
	is_on(&b, "present_to_bank", "2026-08-10");
	is_on(&b, "credit_expiry", "2026-08-10");
	end(&b);
}

static void
r10_force_majeure_extends_nothing_and_says_so(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "lc");
	dates_set(&b, "lc_expiry", 0, "2026-08-08");
	dates_set(&b, "on_board", 1, "2026-07-19");
	is_on(&b, "credit_expiry", "2026-08-10");
	assert_false(warned(&b, "expired_in_interruption"));
	/* nobody knows when the bank opens again */
	dates_set(&b, "interrupted_from", 0, "2026-08-06");
	is_on(&b, "credit_expiry", "2026-08-08");
	is_on(&b, "present_to_bank", "2026-08-08");
	assert_true(warned(&b, "expired_in_interruption"));
	says(&b, "credit_expiry",
	    "L/C expiry 08-08, not moved: Bank interrupted by force majeure "
	    "from 08-06, UCP 600 art. 29(a); uncertain: a closure by force "
	    "majeure extends nothing (UCP 600 art. 36); whether it is one, the "
	    "bank says",
	    "信用证有效期 08-08，不顺延：银行不可抗力停业起 08-06，UCP 600 "
	    "art. "
	    "29(a)；不确定：不可抗力停业不顺延（UCP "
	    "600第36条）；是否不可抗力以银行通知为准");
	/* it opened before the L/C expired: bank days count again */
	dates_set(&b, "interrupted_to", 0, "2026-08-07");
	is_on(&b, "credit_expiry", "2026-08-10");
	assert_false(warned(&b, "expired_in_interruption"));
	end(&b);
}

static void
r11_five_banking_days(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "lc");
	assert_int_equal(b.wf.duties[gd_wf_duty(&b.wf, "bank_answer")].due.days,
	    5);
	assert_true(b.wf.duties[gd_wf_duty(&b.wf, "bank_answer")].due.work);
	end(&b);
}

static void
r12_on_or_about_is_five_days_either_way(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "lc");
	dates_set(&b, "shipment_words", 0, "on_or_about");
	dates_set(&b, "lc_latest_shipment", 0, "2026-05-10");
	is_on(&b, "about_earliest", "2026-05-05");
	is_on(&b, "about_latest", "2026-05-15");
	dates_set(&b, "shipment_words", 0, "before");
	is_on(&b, "before_latest", "2026-05-09");
	dates_set(&b, "shipment_words", 0, "after");
	is_on(&b, "after_earliest", "2026-05-11");
	dates_set(&b, "shipment_words", 0, "from");
	is_on(&b, "from_earliest", "2026-05-10");
	end(&b);
}

static void
r13_ten_and_five_percent_and_none_of_pieces(void **state)
{
	static const struct {
		const char *words, *qty;
		const char *check; /* NULL: may be */
	} cases[] = { { "about", "11000", NULL },
		{ "about", "11001", "quantity_about" },
		{ "bulk", "9500", NULL }, { "bulk", "9499", "quantity_bulk" },
		{ "units", "10000", NULL },
		{ "units", "9999", "quantity_units" } };
	static const char *const checks[] = { "quantity_about", "quantity_bulk",
		"quantity_units" };
	struct bench b;

	(void)state;
	begin(&b, "lc");
	dates_set(&b, "quantity", 0, "10000");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		dates_set(&b, "quantity_words", 0, cases[i].words);
		dates_set(&b, "loaded_qty", 1, cases[i].qty);
		for (int k = 0; k < 3; k++)
			assert_int_equal(warned(&b, checks[k]),
			    cases[i].check &&
				strcmp(checks[k], cases[i].check) == 0);
	}
	end(&b);
}

static void
r14_the_latest_of_several_bills_of_lading_counts(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "lc");
	dates_set(&b, "lc_expiry", 0, "2026-08-31");
	dates_set(&b, "lc_latest_shipment", 0, "2026-07-18");
	dates_set(&b, "on_board_2", 1, "2026-07-16");
	dates_set(&b, "on_board", 1, "2026-07-15");
	is_on(&b, "present_to_bank", "2026-08-06");
	dates_set(&b, "on_board_3", 1, "2026-07-14");
	is_on(&b, "present_to_bank", "2026-08-06");
	says(&b, "present_to_bank",
	    "On board date of the 2nd B/L 07-16 + 21 d = 08-06, UCP 600 art. "
	    "14(c)",
	    "同航次第二份提单装船日期 07-16 + 21 天 = 08-06，UCP 600 art. "
	    "14(c)");
	assert_false(warned(&b, "later_bl_late"));
	dates_set(&b, "on_board_3", 1, "2026-07-19");
	is_on(&b, "present_to_bank", "2026-08-10"); /* 08-09 is a Sunday */
	assert_true(warned(&b, "later_bl_late"));
	/* taken back: one B/L again */
	dates_set(&b, "on_board_2", 1, "");
	dates_set(&b, "on_board_3", 1, "");
	is_on(&b, "present_to_bank", "2026-08-05");
	end(&b);
}

/* ---- money, refund -------------------------------------------------------- */

static void
pay_deposit(struct bench *b, const char *day)
{
	dates_today(b, day);
	bench_must(b, "finance",
	    (struct gd_command){ .verb = GD_DO_CREDIT,
		.number = 1,
		FIELDS({ "amount", "14460 USD" }, { "date", day }) });
}

static void
r16_an_order_before_the_deposit_is_warned_of_and_not_forgotten(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "tt");
	b.no_money = true;
	assert_false(warned(&b, "order_before_deposit"));
	bench_until(&b, "send_formal_order");
	assert_true(warned(&b, "order_before_deposit"));
	assert_false(warned(&b, "deposit_after_order"));
	assert_int_equal(gd_head(&b.order)->warns, 1);
	pay_deposit(&b, "2026-07-03");
	assert_false(warned(&b, "order_before_deposit"));
	assert_true(warned(&b, "deposit_after_order"));
	end(&b);
}

static void
r16_a_deposit_in_time_is_no_matter(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "tt");
	b.no_money = true;
	bench_until(&b, "make_contract");
	pay_deposit(&b, "2026-07-03");
	bench_until(&b, "send_formal_order");
	assert_false(warned(&b, "order_before_deposit"));
	assert_false(warned(&b, "deposit_after_order"));
	end(&b);
}

static void
r16_production_may_begin_without_an_order_form(void **state)
{
	static const struct {
		const char *field;
		int64_t lot;
	} begun[] = { { "finished_on", 1 }, { "mid_inspected_on", 1 },
		{ "sewing_on", 0 } };
	struct bench b;

	(void)state;
	begin(&b, "tt");
	for (size_t i = 0; i < sizeof begun / sizeof *begun; i++) {
		assert_false(warned(&b, "order_before_deposit"));
		dates_set(&b, begun[i].field, begun[i].lot, "2026-07-02");
		assert_true(warned(&b, "order_before_deposit"));
		dates_set(&b, begun[i].field, begun[i].lot, "");
	}
	end(&b);
}

static void
r18_r20_the_windows_of_the_refund(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "tt");
	dates_set(&b, "export_date", 1, "2026-03-10");
	is_on(&b, "refund_opens", "2026-04-01");
	is_on(&b, "refund_filing", "2027-04-30");
	is_on(&b, "refund_receipts", "2027-04-30");
	is_on(&b, "refund_end", "2029-03-10");
	dates_set(&b, "export_date", 1, "2024-02-29");
	is_on(&b, "refund_end", "2027-02-28");
	dates_set(&b, "refund_filed_on", 1, "2026-08-01");
	is_on(&b, "refund_evidence", "2026-08-16");
	is_on(&b, "keep_evidence", "2036-08-01");
	end(&b);
}

static void
r19_what_is_deemed_received_ends_the_wait_with_its_evidence(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "tt");
	dates_set(&b, "export_date", 1, "2026-03-10");
	assert_true(view(&b, "refund_receipts")->open);
	dates_set(&b, "deemed_received", 1, "bankrupt");
	assert_true(view(&b, "refund_receipts")->open);
	assert_true(warned(&b, "deemed_without_evidence"));
	dates_set(&b, "deemed_on", 1, "2026-06-30");
	assert_false(view(&b, "refund_receipts")->open);
	assert_false(warned(&b, "deemed_without_evidence"));
	assert_true(view(&b, "refund_filing")->open);
	/* a later day agreed in the contract */
	dates_set(&b, "deemed_on", 1, "");
	dates_set(&b, "receipt_due", 1, "2027-08-31");
	is_on(&b, "refund_receipts", "2027-08-31");
	end(&b);
}

static void
r22_advance_and_deferred_are_reported(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "tt");
	b.no_money = true;
	dates_today(&b, "2026-05-01");
	dates_set(&b, "delivery_date", 0, "2026-07-01");
	bench_until(&b, "make_contract");
	pay_deposit(&b, "2026-05-01");
	is_on(&b, "report_advance", "2026-05-31");
	dates_set(&b, "export_date", 1, "2026-07-10");
	dates_set(&b, "receipt_due", 1, "2026-10-20");
	is_on(&b, "report_deferred", "2026-08-09");
	end(&b);
}

/* ---- time and action ------------------------------------------------------ */

static void
material_is_in_20_days_before_delivery(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "tt");
	dates_set(&b, "delivery_date", 0, "2026-12-20");
	assert_false(dates_has(&b, "material_in"));
	dates_set(&b, "material_by", 0, "us");
	is_on(&b, "material_in", "2026-11-30");
	/* a Sunday: the Friday before */
	dates_set(&b, "delivery_date", 0, "2026-12-19");
	is_on(&b, "material_in", "2026-11-27");
	dates_set(&b, "material_on", 0, "2026-11-26");
	assert_false(view(&b, "material_in")->open);
	end(&b);
}

static void
sewing_takes_quantity_by_output_and_two_days(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "tt");
	dates_set(&b, "delivery_date", 0, "2026-12-31");
	dates_set(&b, "quantity", 0, "45000");
	dates_set(&b, "sewing_on", 0, "2026-11-02");
	assert_false(dates_has(&b, "sewing_ends"));
	dates_set(&b, "daily_output", 0, "2800");
	assert_int_equal(view(&b, "sewing_ends")->days, 18);
	is_on(&b, "sewing_ends", "2026-11-26"); /* 18 working days */
	says(&b, "sewing_ends",
	    "Sewing begun on 11-02 + 18 working days (Quantity / Output a day, "
	    "and 2 more) = 11-26, suggested",
	    "开始车缝日期 11-02 + 18 个工作日（数量÷日产量，另加 2） = "
	    "11-26，建议");
	dates_set(&b, "sewing_on", 0, "");
	assert_int_equal(view(&b, "sewing_begins")->days, -22);
	is_on(&b, "sewing_begins", "2026-12-01");
	end(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(r1_slip_and_notice_two_days_before_entry),
		cmocka_unit_test(r2_r4_24_hours_before_loading_are_24_hours),
		cmocka_unit_test(
		    r5_a_cut_off_is_typed_with_or_without_its_hour),
		cmocka_unit_test(r7_tell_the_forwarder_from_friday_eleven),
		cmocka_unit_test(
		    r8_latest_shipment_does_not_roll_and_absent_it_is_the_expiry),
		cmocka_unit_test(
		    r9_r10_presentation_and_expiry_on_the_shipped_file),
		cmocka_unit_test(r10_force_majeure_extends_nothing_and_says_so),
		cmocka_unit_test(r11_five_banking_days),
		cmocka_unit_test(r12_on_or_about_is_five_days_either_way),
		cmocka_unit_test(r13_ten_and_five_percent_and_none_of_pieces),
		cmocka_unit_test(
		    r14_the_latest_of_several_bills_of_lading_counts),
		cmocka_unit_test(
		    r16_an_order_before_the_deposit_is_warned_of_and_not_forgotten),
		cmocka_unit_test(r16_a_deposit_in_time_is_no_matter),
		cmocka_unit_test(
		    r16_production_may_begin_without_an_order_form),
		cmocka_unit_test(r18_r20_the_windows_of_the_refund),
		cmocka_unit_test(
		    r19_what_is_deemed_received_ends_the_wait_with_its_evidence),
		cmocka_unit_test(r22_advance_and_deferred_are_reported),
		cmocka_unit_test(material_is_in_20_days_before_delivery),
		cmocka_unit_test(sewing_takes_quantity_by_output_and_two_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
