/* tests/core/test_views.c - dates as they are looked at: the vectors of
 * domain.md section 8 with the words they are said in, in both languages.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "bench.h"
#include "core/tracking.h"
#include "core/view/dates.h"

#include "base/banned.h"

static const char flow[] =
    "workflow: v\nversion: 1\nzh: 甲\nen: V\n"
    "roles:\n"
    "  clerk: {zh: 跟单员, en: Clerk, assigned: yes, desk: clerk}\n"
    "  finance: {zh: 财务, en: Finance}\n"
    "desks: {clerk: {zh: 跟单, en: Clerk, clerk: yes}}\n"
    "fields:\n"
    "  on_board: {zh: 装船日, en: On board, type: date, intake: yes}\n"
    "  lc_expiry: {zh: 信用证有效期, en: L/C expiry, type: date, "
    "intake: yes}\n"
    "  lc_latest: {zh: 最迟装运日, en: Latest shipment, type: date, "
    "intake: yes}\n"
    "  period: {zh: 交单期限, en: Presentation period, type: int, min: 1, "
    "max: 365, intake: yes}\n"
    "  entry: {zh: 进仓截止, en: Cargo entry, type: date, intake: yes}\n"
    "  cutoff: {zh: 截关, en: LCL cargo cut-off, type: date, intake: yes}\n"
    "  about: {zh: 约装日, en: On or about, type: date, intake: yes}\n"
    "  exported: {zh: 出口日, en: Export, type: date, intake: yes}\n"
    "  money: {zh: 收款日, en: Money, type: date, intake: yes}\n"
    "  expected: {zh: 预计收款, en: Money expected, type: date, "
    "intake: yes}\n"
    "  wanted: {zh: 数量, en: Wanted, type: decimal, intake: yes}\n"
    "  shipped: {zh: 实装, en: Shipped, type: decimal, intake: yes}\n"
    "  unit: {zh: 单位, en: Unit, type: choice, intake: yes, choices: "
    "{kg: {zh: 公斤, en: kg}, pcs: {zh: 件, en: pcs}}}\n"
    "  is_about: {zh: 大约, en: About, type: yesno, intake: yes}\n"
    "  gross: {zh: 毛重, en: Gross, type: decimal, intake: yes}\n"
    "  tracking: {zh: 单号, en: Tracking, type: text, intake: yes}\n"
    "  terms: {zh: 付款, en: Terms, type: text}\n"
    "limits:\n"
    "  presentation: {zh: 交单, en: Present, step: one, owner: clerk, due: "
    "{from: on_board, "
    "days: 21, days_from: [period], not_after: [lc_expiry], roll: later, "
    "calendar: bank, hard: yes, source: UCP 600 art. 14(c)}}\n"
    "  expiry: {zh: 到期, en: Expiry, step: one, owner: clerk, due: {from: "
    "lc_expiry, "
    "roll: later, calendar: bank, hard: yes, source: UCP 600 art. 29(a)}}\n"
    "  shipment: {zh: 装运, en: Ship, step: one, owner: clerk, actual: "
    "on_board, due: {from: "
    "lc_latest, or: [lc_expiry], hard: yes, source: UCP 600 art. 29(c)}}\n"
    "  slip: {zh: 进仓单, en: Slip, step: one, owner: clerk, due: {from: "
    "entry, days: -2, "
    "roll: earlier}}\n"
    "  notice: {zh: 通知, en: Notice, step: one, owner: clerk, due: {from: "
    "cutoff, "
    "urgent: \"11:00\"}}\n"
    "  about_from: {zh: 约起, en: About from, step: one, owner: clerk, "
    "earliest: yes, due: "
    "{from: about, days: -5, source: UCP 600 art. 3}}\n"
    "  about_to: {zh: 约止, en: About to, step: one, owner: clerk, due: {from: "
    "about, "
    "days: 5, source: UCP 600 art. 3}}\n"
    "  opens: {zh: 申报开放, en: Window opens, step: one, owner: clerk, "
    "earliest: yes, due: "
    "{from: exported, snap: next_month, source: notice 11/2026}}\n"
    "  files: {zh: 申报, en: File, step: one, owner: clerk, due: {from: "
    "exported, snap: "
    "next_april, hard: yes, source: STA notice 5/2026}}\n"
    "  ends: {zh: 最后, en: Last, step: one, owner: clerk, due: {from: "
    "exported, months: 36},"
    " unsure: {zh: \"按2026年第11号公告,请财务确认\", en: "
    "\"by notice 11 of 2026, ask finance\"}}\n"
    "  advance: {zh: 预收报告, en: Report advance, step: one, owner: clerk, "
    "when: "
    "\"days(money, exported) > 30\", due: {from: money, days: 30}}\n"
    "  deferred: {zh: 延收报告, en: Report deferred, step: one, owner: clerk, "
    "when: "
    "\"days(exported, expected) > 90\", due: {from: exported, days: 30}}\n"
    "  receipts: {zh: 收汇, en: Receipts, step: one, owner: clerk, due: {from: "
    "exported, snap: next_april, not_before: [expected], hard: yes}}\n"
    "  bank_answer: {zh: 银行答复, en: Bank answers, step: one, owner: clerk, "
    "due: {from: "
    "money, days: 5, count: work, calendar: bank, source: UCP 600 art. "
    "14(b)}}\n"
    "checks:\n"
    "  about: {zh: 超出大约, en: Not about, step: one, when: is_about = yes, "
    "ok: \"near(shipped, wanted, 10)\"}\n"
    "  five: {zh: 超出百分之五, en: Over 5 %, step: one, when: is_about = no "
    "and unit = kg, ok: \"near(shipped, wanted, 5)\"}\n"
    "  none: {zh: 不可溢短, en: Not the same, step: one, when: is_about = no "
    "and unit = pcs, ok: shipped = wanted}\n"
    "  weights: {zh: 净重大于毛重, en: Net above gross, step: one, ok: "
    "shipped <= gross}\n"
    "  number: {zh: 单号不对, en: Not a courier number, step: one, ok: "
    "\"form(tracking, any)\"}\n"
    "steps:\n  one:\n    zh: 一\n    en: One\n    duties:\n"
    "      work: {zh: 办, en: Work, kind: record, by: clerk, fields: "
    "[on_board, lc_expiry, shipped]}\n"
    "      check_it: {zh: 查, en: Check it, kind: task, by: clerk, due: "
    "{from: done(work), days: 3, count: work, hold: stops}}\n";

#define YEARS 8
struct days {
	struct gd_calendar_year years[YEARS];
	struct gd_calendar_row rows[2];
	int32_t off[16];
};

/* Monday to Friday, all years known, for the office and for the bank. */
static void
begin(struct bench *b, struct days *d)
{
	memset(d, 0, sizeof *d);
	bench_init_on(b, flow, sizeof flow - 1);
	for (int i = 0; i < YEARS; i++)
		d->years[i].year = (int16_t)(2024 + i);
	for (int i = 0; i < 2; i++)
		d->rows[i] = (struct gd_calendar_row){ i ? "bank" : "office",
			{ .weekend = 0x60,
			    .off = d->off,
			    .years = d->years,
			    .nyears = YEARS } };
	b->facts.calendars =
	    (struct gd_calendars){ .at = d->rows, .n = 2, .country = "" };
}

static void
at_day(struct bench *b, int32_t day, int hour, int minute)
{
	b->facts.today = day;
	b->facts.now_ms = (int64_t)day * 86400000 +
			  ((int64_t)hour * 60 + minute - 480) * 60000;
}

static void
order(struct bench *b, const struct gd_pair *fields, int n)
{
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_NEW,
		.fields = fields,
		.nfields = n });
}
#define ORDER(b, ...)                                               \
	order(b, (const struct gd_pair[]){ __VA_ARGS__ },           \
	    (int)(sizeof((const struct gd_pair[]){ __VA_ARGS__ }) / \
		  sizeof(struct gd_pair)))

static const struct gd_date_view *
view(const struct gd_dates *d, const char *id)
{
	for (size_t i = 0; i < d->n; i++)
		if (strcmp(d->at[i].row->duty, id) == 0)
			return &d->at[i];
	return NULL;
}

/* What is said of a date now, in both languages. */
static void
assert_says(struct bench *b, const char *id, const char *en, const char *zh)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_str s = GD_STR_INIT;
	const struct gd_date_view *v;
	struct gd_dates d;

	gd_dates_make(&b->wf, &b->order, &b->facts, &arena, &d);
	v = view(&d, id);
	assert_non_null(v);
	gd_say_date(&s, GD_EN, &b->wf, v, NULL, NULL);
	assert_string_equal(s.text, en);
	gd_str_reset(&s);
	gd_say_date(&s, GD_ZH, &b->wf, v, NULL, NULL);
	assert_string_equal(s.text, zh);
	gd_str_release(&s);
	gd_arena_release(&arena);
}

static int32_t
day_of(struct bench *b, const char *id)
{
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_date_view *v;
	struct gd_dates d;
	int32_t day;

	gd_dates_make(&b->wf, &b->order, &b->facts, &arena, &d);
	v = view(&d, id);
	day = v ? (int32_t)v->row->day : GD_NO_DAY;
	gd_arena_release(&arena);
	return day;
}

/* ---- L/C ------------------------------------------------------------------ */

static void
presentation_is_21_days_after_on_board(void **state)
{
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	ORDER(&b, { "on_board", "2026-07-15" }, { "lc_expiry", "2026-08-15" });
	assert_int_equal(day_of(&b, "presentation"), gd_day_of(2026, 8, 5));
	assert_says(&b, "presentation",
	    "On board 07-15 + 21 d = 08-05, UCP 600 art. 14(c)",
	    "装船日 07-15 + 21 天 = 08-05，UCP 600 art. 14(c)");
	bench_release(&b);
}

static void
a_stated_period_comes_before_21_days(void **state)
{
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	ORDER(&b, { "on_board", "2026-07-20" }, { "period", "15" },
	    { "lc_expiry", "2026-08-31" });
	assert_says(&b, "presentation",
	    "On board 07-20 + 15 d = 08-04, UCP 600 art. 14(c)",
	    "装船日 07-20 + 15 天 = 08-04，UCP 600 art. 14(c)");
	bench_release(&b);
}

static void
a_closed_bank_gives_the_next_banking_day(void **state)
{
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	ORDER(&b, { "on_board", "2026-07-19" }, { "lc_expiry", "2026-08-31" });
	assert_says(&b, "presentation",
	    "On board 07-19 + 21 d = 08-09, a Sunday, bank closed: Mon 08-10, "
	    "UCP 600 art. 14(c)",
	    "装船日 07-19 + 21 天 = 08-09，逢星期日，银行不营业：周一 08-10，"
	    "UCP 600 art. 14(c)");
	bench_release(&b);
}

static void
expiry_comes_first_and_rolls_shipment_does_not(void **state)
{
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	ORDER(&b, { "on_board", "2026-07-19" }, { "lc_expiry", "2026-08-08" });
	assert_says(&b, "presentation",
	    "On board 07-19 + 21 d = 08-09, not after L/C expiry 08-08, a "
	    "Saturday, bank closed: Mon 08-10, UCP 600 art. 14(c)",
	    "装船日 07-19 + 21 天 = 08-09，不晚于信用证有效期 08-08，逢星期六，"
	    "银行不营业：周一 08-10，UCP 600 art. 14(c)");
	assert_says(&b, "expiry",
	    "L/C expiry 08-08, a Saturday, bank closed: Mon 08-10, UCP 600 "
	    "art. 29(a)",
	    "信用证有效期 08-08，逢星期六，银行不营业：周一 08-10，UCP 600 "
	    "art. 29(a)");
	bench_release(&b);
	begin(&b, &d);
	ORDER(&b, { "lc_expiry", "2026-08-08" }, { "lc_latest", "2026-08-08" });
	assert_says(&b, "shipment", "Latest shipment 08-08, UCP 600 art. 29(c)",
	    "最迟装运日 08-08，UCP 600 art. 29(c)");
	bench_release(&b);
}

static void
shipment_on_the_monday_after_a_saturday_is_late(void **state)
{
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_date_view *v;
	struct gd_dates dates;
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	at_day(&b, gd_day_of(2026, 8, 3), 9, 0);
	ORDER(&b, { "lc_latest", "2026-08-08" });
	gd_dates_make(&b.wf, &b.order, &b.facts, &arena, &dates);
	v = view(&dates, "shipment");
	assert_true(v->open && v->hard && v->limiting && !v->breaks);
	assert_int_equal(v->left, 5);
	assert_ptr_equal(dates.next_hard, v);
	assert_null(dates.first_broken);
	gd_arena_release(&arena);
	at_day(&b, gd_day_of(2026, 8, 10), 9, 0);
	gd_dates_make(&b.wf, &b.order, &b.facts, &arena, &dates);
	assert_ptr_equal(dates.first_broken, view(&dates, "shipment"));
	gd_arena_release(&arena);
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "work",
		FIELDS({ "on_board", "2026-08-10" }) });
	gd_dates_make(&b.wf, &b.order, &b.facts, &arena, &dates);
	v = view(&dates, "shipment");
	assert_false(v->open);
	assert_int_equal(v->row->day, gd_day_of(2026, 8, 8));
	assert_int_equal(v->projected, gd_day_of(2026, 8, 10));
	assert_int_equal(v->late, 2);
	gd_arena_release(&arena);
	bench_release(&b);
}

static void
without_a_latest_shipment_the_expiry_counts(void **state)
{
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	ORDER(&b, { "lc_expiry", "2026-08-08" });
	assert_says(&b, "shipment", "L/C expiry 08-08, UCP 600 art. 29(c)",
	    "信用证有效期 08-08，UCP 600 art. 29(c)");
	bench_release(&b);
}

static void
the_bank_has_five_banking_days(void **state)
{
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	ORDER(&b, { "money", "2026-07-30" });
	assert_says(&b, "bank_answer",
	    "Money 07-30 + 5 working days = 08-06, UCP 600 art. 14(b)",
	    "收款日 07-30 + 5 个工作日 = 08-06，UCP 600 art. 14(b)");
	bench_release(&b);
}

static void
on_or_about_is_five_days_each_way(void **state)
{
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	ORDER(&b, { "about", "2026-05-10" });
	assert_says(&b, "about_from",
	    "On or about 05-10 - 5 d = 05-05, UCP 600 art. 3",
	    "约装日 05-10 - 5 天 = 05-05，UCP 600 art. 3");
	assert_says(&b, "about_to",
	    "On or about 05-10 + 5 d = 05-15, UCP 600 art. 3",
	    "约装日 05-10 + 5 天 = 05-15，UCP 600 art. 3");
	bench_release(&b);
}

/* ---- cargo ---------------------------------------------------------------- */

static void
two_days_before_entry_steps_back_from_a_saturday(void **state)
{
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	ORDER(&b, { "entry", "2026-11-30" });
	assert_says(&b, "slip",
	    "Cargo entry 11-30 - 2 d = 11-28, a Saturday: Fri 11-27",
	    "进仓截止 11-30 - 2 天 = 11-28，逢星期六：周五 11-27");
	bench_release(&b);
}

static void
two_days_before_entry_steps_back_over_the_holiday(void **state)
{
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	for (int i = 0; i < 7; i++)
		d.off[i] = gd_day_of(2026, 10, 1 + i);
	d.rows[0].days.noff = 7;
	ORDER(&b, { "entry", "2026-10-09" });
	assert_says(&b, "slip",
	    "Cargo entry 10-09 - 2 d = 10-07, a day off: Wed 09-30",
	    "进仓截止 10-09 - 2 天 = 10-07，逢休息日：周三 09-30");
	bench_release(&b);
}

static bool
urgent_at(struct bench *b, int32_t day, int hour, int minute)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_dates d;
	bool yes;

	at_day(b, day, hour, minute);
	gd_dates_make(&b->wf, &b->order, &b->facts, &arena, &d);
	yes = view(&d, "notice")->urgent;
	gd_arena_release(&arena);
	return yes;
}

static void
a_monday_cutoff_is_urgent_from_friday_at_eleven(void **state)
{
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	ORDER(&b, { "cutoff", "2026-11-30" });
	assert_false(urgent_at(&b, gd_day_of(2026, 11, 26), 23, 59));
	assert_false(urgent_at(&b, gd_day_of(2026, 11, 27), 10, 59));
	assert_true(urgent_at(&b, gd_day_of(2026, 11, 27), 11, 0));
	assert_true(urgent_at(&b, gd_day_of(2026, 11, 28), 0, 0));
	assert_true(urgent_at(&b, gd_day_of(2026, 11, 30), 8, 0));
	assert_true(urgent_at(&b, gd_day_of(2026, 12, 2), 8, 0));
	bench_release(&b);
}

/* ---- tax and foreign exchange --------------------------------------------- */

static void
the_refund_window_of_an_export(void **state)
{
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	ORDER(&b, { "exported", "2026-03-10" });
	assert_says(&b, "opens",
	    "Export 03-10, first day of the next month = 04-01, notice "
	    "11/2026",
	    "出口日 03-10，次月 1 日 = 04-01，notice 11/2026");
	assert_says(&b, "files",
	    "Export 2026-03-10, 30 April of the next year = 2027-04-30, STA "
	    "notice 5/2026",
	    "出口日 2026-03-10，次年 4 月 30 日 = 2027-04-30，STA notice "
	    "5/2026");
	assert_says(&b, "ends",
	    "Export 2026-03-10 + 36 months = 2029-03-10; uncertain: by notice "
	    "11 of 2026, ask finance",
	    "出口日 2026-03-10 + 36 个月 = 2029-03-10；不确定：按2026年第11号"
	    "公告,请财务确认");
	bench_release(&b);
}

static void
a_later_receipt_by_contract_comes_before_the_30th_of_april(void **state)
{
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	ORDER(&b, { "exported", "2026-03-10" }, { "expected", "2027-06-30" });
	assert_says(&b, "receipts",
	    "Export 2026-03-10, 30 April of the next year = 2027-04-30, not "
	    "before Money expected 2027-06-30",
	    "出口日 2026-03-10，次年 4 月 30 日 = 2027-04-30，不早于预计收款 "
	    "2027-06-30");
	bench_release(&b);
}

static void
thirty_six_months_from_a_leap_day_end_in_february(void **state)
{
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	ORDER(&b, { "exported", "2024-02-29" });
	assert_int_equal(day_of(&b, "ends"), gd_day_of(2027, 2, 28));
	bench_release(&b);
}

static void
money_long_before_or_after_the_export_is_reported(void **state)
{
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	ORDER(&b, { "money", "2026-05-01" }, { "exported", "2026-07-01" });
	assert_says(&b, "advance", "Money 05-01 + 30 d = 05-31",
	    "收款日 05-01 + 30 天 = 05-31");
	assert_int_equal(day_of(&b, "deferred"), GD_NO_DAY);
	bench_release(&b);
	begin(&b, &d);
	ORDER(&b, { "exported", "2026-07-10" }, { "expected", "2026-10-20" });
	assert_says(&b, "deferred", "Export 07-10 + 30 d = 08-09",
	    "出口日 07-10 + 30 天 = 08-09");
	bench_release(&b);
	/* 30 days are not more than 30 */
	begin(&b, &d);
	ORDER(&b, { "money", "2026-06-01" }, { "exported", "2026-07-01" });
	assert_int_equal(day_of(&b, "advance"), GD_NO_DAY);
	bench_release(&b);
}

/* ---- what is added to it ---------------------------------------------------- */

static void
a_moved_date_says_who_asked_why_and_what_was_promised(void **state)
{
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	ORDER(&b, { "money", "2026-07-01" });
	at_day(&b, gd_day_of(2026, 7, 27), 9, 0);
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL, .duty = "work" });
	assert_says(&b, "check_it", "Work 07-27 + 3 working days = 07-30",
	    "办 07-27 + 3 个工作日 = 07-30");
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_MOVE,
		.duty = "check_it",
		.day = gd_day_of(2026, 8, 4),
		.reason = "the vessel is late" });
	assert_says(&b, "check_it",
	    "Work 07-27 + 3 working days = 07-30; moved to 08-04: the vessel "
	    "is late; promised first 07-30",
	    "办 07-27 + 3 个工作日 = 07-30；改到 08-04：the vessel is late；"
	    "最初承诺 07-30");
	bench_release(&b);
}

static void
days_on_hold_are_said(void **state)
{
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	ORDER(&b, { "money", "2026-07-01" });
	at_day(&b, gd_day_of(2026, 7, 27), 9, 0);
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL, .duty = "work" });
	at_day(&b, gd_day_of(2026, 7, 28), 9, 0);
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_HOLD, .reason = "why" });
	at_day(&b, gd_day_of(2026, 7, 31), 9, 0);
	bench_must(&b, "clerk", (struct gd_command){ .verb = GD_DO_RESUME });
	assert_says(&b, "check_it",
	    "Work 07-27 + 3 working days = 07-30, 3 working days on hold = "
	    "08-04",
	    "办 07-27 + 3 个工作日 = 07-30，暂停 3 个工作日 = 08-04");
	bench_release(&b);
}

static void
a_year_nobody_entered_is_said(void **state)
{
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	d.years[2].unsure = GD_UNSURE_SWAPS; /* 2026 */
	d.rows[1].days.nyears = 3;           /* the bank knows no 2027 */
	ORDER(&b, { "money", "2026-07-30" }, { "lc_expiry", "2027-05-01" },
	    { "on_board", "2027-04-01" });
	assert_says(&b, "bank_answer",
	    "Money 07-30 + 5 working days = 08-06, UCP 600 art. 14(b); the "
	    "working weekends of 2026 are not announced yet",
	    "收款日 07-30 + 5 个工作日 = 08-06，UCP 600 art. 14(b)；2026 年的"
	    "调休尚未公布");
	assert_says(&b, "presentation",
	    "On board 04-01 + 21 d = 04-22, UCP 600 art. 14(c); the days off "
	    "of 2027 are not known: gendan calendar set",
	    "装船日 04-01 + 21 天 = 04-22，UCP 600 art. 14(c)；2027 年的放假"
	    "安排未录入：gendan calendar set");
	bench_release(&b);
}

static void
days_of_two_years_are_said_with_their_years(void **state)
{
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	d.off[0] = gd_day_of(2027, 1, 1);
	d.rows[0].days.noff = 1;
	ORDER(&b, { "entry", "2027-01-03" });
	assert_says(&b, "slip",
	    "Cargo entry 2027-01-03 - 2 d = 2027-01-01, a day off: Thu "
	    "2026-12-31",
	    "进仓截止 2027-01-03 - 2 天 = 2027-01-01，逢休息日：周四 "
	    "2026-12-31");
	bench_release(&b);
	begin(&b, &d);
	ORDER(&b, { "entry", "2027-01-04" });
	assert_says(&b, "slip",
	    "Cargo entry 01-04 - 2 d = 01-02, a Saturday: Fri 01-01",
	    "进仓截止 01-04 - 2 天 = 01-02，逢星期六：周五 01-01");
	bench_release(&b);
}

/* ---- checks, numbers ---------------------------------------------------------- */

static int
warnings(struct bench *b, const char *id)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_warning *w;
	size_t n;
	int found = 0;

	gd_warnings_make(&b->wf, &b->order, &arena, &w, &n);
	for (size_t i = 0; i < n; i++)
		found += strcmp(w[i].def->name.id, id) == 0;
	gd_arena_release(&arena);
	return found;
}

static int
warned(const char *id, const char *about, const char *unit, const char *shipped)
{
	struct bench b;
	struct days d;
	int found;

	begin(&b, &d);
	ORDER(&b, { "wanted", "10000" }, { "is_about", about },
	    { "unit", unit }, { "shipped", shipped });
	found = warnings(&b, id);
	bench_release(&b);
	return found;
}

static void
about_is_ten_per_cent_weights_five_pieces_none(void **state)
{
	(void)state;
	assert_int_equal(warned("about", "yes", "kg", "11000"), 0);
	assert_int_equal(warned("about", "yes", "kg", "9000"), 0);
	assert_int_equal(warned("about", "yes", "kg", "11000.5"), 1);
	assert_int_equal(warned("about", "yes", "kg", "8999"), 1);
	assert_int_equal(warned("five", "no", "kg", "10500"), 0);
	assert_int_equal(warned("five", "no", "kg", "9500"), 0);
	assert_int_equal(warned("five", "no", "kg", "9499.999"), 1);
	assert_int_equal(warned("none", "no", "pcs", "10000"), 0);
	assert_int_equal(warned("none", "no", "pcs", "10001"), 1);
	assert_int_equal(warned("five", "no", "pcs", "10001"), 0);
}

static void
a_check_warns_only_of_what_is_known(void **state)
{
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	ORDER(&b, { "shipped", "9.5" });
	assert_int_equal(warnings(&b, "weights"), 0);
	bench_release(&b);
	begin(&b, &d);
	ORDER(&b, { "shipped", "9.5" }, { "gross", "9.25" });
	assert_int_equal(warnings(&b, "weights"), 1);
	bench_release(&b);
	/* by value, not by letters */
	begin(&b, &d);
	ORDER(&b, { "shipped", "9.5" }, { "gross", "10" });
	assert_int_equal(warnings(&b, "weights"), 0);
	bench_release(&b);
}

static void
courier_numbers_have_check_digits(void **state)
{
	bool valid;

	(void)state;
	assert_int_equal(gd_tracking_form("1Z5915806855587736", &valid),
	    GD_TRACKING_UPS);
	assert_true(valid);
	for (char c = '0'; c <= '9'; c++) {
		char number[] = "1Z5915806855587730";

		number[17] = c;
		assert_int_equal(gd_tracking_fits(number, "ups"), c == '6');
		assert_int_equal(gd_tracking_fits(number, "any"), c == '6');
		assert_false(gd_tracking_fits(number, "upu"));
	}
	assert_true(gd_tracking_fits("EB000717595HK", "upu"));
	assert_false(gd_tracking_fits("EB000717594HK", "upu"));
	assert_false(gd_tracking_fits("EB000717594HK", "any"));
	assert_true(gd_tracking_fits("eb 000 717 595 hk", "upu"));
	assert_true(gd_tracking_fits("1z 5915-8068 5558 7736", "ups"));
	/* other couriers have other numbers */
	assert_true(gd_tracking_fits("7489126450", "any"));
	assert_false(gd_tracking_fits("7489126450", "upu"));
	assert_true(gd_tracking_fits("1Z59158068555877361", "any"));
	assert_false(gd_tracking_fits("", "ups"));
	assert_true(gd_tracking_is_form("any"));
	assert_false(gd_tracking_is_form("dhl"));
}

static void
only_one_check_digit_of_ten_is_right(void **state)
{
	char number[] = "EB000717590HK";

	(void)state;
	for (char c = '0'; c <= '9'; c++) {
		number[10] = c;
		assert_int_equal(gd_tracking_fits(number, "upu"), c == '5');
		assert_int_equal(gd_tracking_fits(number, "any"), c == '5');
	}
}

static void
a_wrong_number_warns(void **state)
{
	struct bench b;
	struct days d;

	(void)state;
	begin(&b, &d);
	ORDER(&b, { "tracking", "EB000717594HK" });
	assert_int_equal(warnings(&b, "number"), 1);
	bench_release(&b);
	begin(&b, &d);
	ORDER(&b, { "tracking", "EB000717595HK" });
	assert_int_equal(warnings(&b, "number"), 0);
	bench_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(presentation_is_21_days_after_on_board),
		cmocka_unit_test(a_stated_period_comes_before_21_days),
		cmocka_unit_test(a_closed_bank_gives_the_next_banking_day),
		cmocka_unit_test(
		    expiry_comes_first_and_rolls_shipment_does_not),
		cmocka_unit_test(
		    shipment_on_the_monday_after_a_saturday_is_late),
		cmocka_unit_test(without_a_latest_shipment_the_expiry_counts),
		cmocka_unit_test(the_bank_has_five_banking_days),
		cmocka_unit_test(on_or_about_is_five_days_each_way),
		cmocka_unit_test(
		    two_days_before_entry_steps_back_from_a_saturday),
		cmocka_unit_test(
		    two_days_before_entry_steps_back_over_the_holiday),
		cmocka_unit_test(
		    a_monday_cutoff_is_urgent_from_friday_at_eleven),
		cmocka_unit_test(the_refund_window_of_an_export),
		cmocka_unit_test(
		    a_later_receipt_by_contract_comes_before_the_30th_of_april),
		cmocka_unit_test(
		    thirty_six_months_from_a_leap_day_end_in_february),
		cmocka_unit_test(
		    money_long_before_or_after_the_export_is_reported),
		cmocka_unit_test(
		    a_moved_date_says_who_asked_why_and_what_was_promised),
		cmocka_unit_test(days_on_hold_are_said),
		cmocka_unit_test(a_year_nobody_entered_is_said),
		cmocka_unit_test(days_of_two_years_are_said_with_their_years),
		cmocka_unit_test(
		    about_is_ten_per_cent_weights_five_pieces_none),
		cmocka_unit_test(a_check_warns_only_of_what_is_known),
		cmocka_unit_test(courier_numbers_have_check_digits),
		cmocka_unit_test(only_one_check_digit_of_ten_is_right),
		cmocka_unit_test(a_wrong_number_warns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
