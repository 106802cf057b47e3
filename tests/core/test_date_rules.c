/* tests/core/test_date_rules.c - the trade's dates as a workflow file says
 * them, with the vectors of the domain guide, section 8.
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

#define GO "      go: {zh: x, en: x, kind: task, by: clerk}\n"
#define LIMIT(id, due) \
	"  " id ": {zh: x, en: x, step: one, owner: clerk, due: {" due "}}\n"
#define PER_LOT(id, due)                                                    \
	"  " id ": {zh: x, en: x, step: one, owner: clerk, per: lot, due: " \
	"{" due "}}\n"

static const char rules[] =
    "limits:\n" LIMIT("r1", "from: entry, days: -2, roll: earlier")
	LIMIT("r8", "from: latest, or: [expiry], hard: yes") PER_LOT("r9",
	    "from: on_board, days: 21, days_from: [period], not_after: "
	    "[expiry], roll: later, calendar: bank, hard: yes, source: "
	    "UCP 600 art. 14(c)")
	    LIMIT("r11", "from: receipt, days: 5, count: work, calendar: bank")
		LIMIT("opens", "from: export, snap: next_month")
		    LIMIT("april", "from: export, snap: next_april")
			LIMIT("warn", "from: export, snap: next_march")
			    LIMIT("end", "from: export, months: 36")
				LIMIT("r22", "from: export, days: 30");

static void
begin(struct bench *b)
{
	dates_on(b, GO, "", rules);
}

static const char *
lot_day(const struct bench *b, const char *id)
{
	return dates_text(dates_row(b, id, 1, 0)->day);
}

static void
r1_two_days_before_entry_on_a_working_day(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	dates_set(&b, "entry", 0, "2026-11-30");
	assert_string_equal(DAY_OF(&b, "r1"), "2026-11-27");
	assert_string_equal(dates_text(dates_row(&b, "r1", 0, 0)->raw_day),
	    "2026-11-28");
	dates_set(&b, "entry", 0, "2026-10-09");
	assert_string_equal(DAY_OF(&b, "r1"), "2026-09-30");
	bench_release(&b);
}

static void
r9_papers_are_presented_in_time(void **state)
{
	const struct gd_due *row;
	struct bench b;

	(void)state;
	begin(&b);
	dates_set(&b, "expiry", 0, "2026-08-15");
	dates_set(&b, "on_board", 1, "2026-07-15");
	row = dates_row(&b, "r9", 1, 0);
	assert_string_equal(dates_text(row->day), "2026-08-05");
	assert_string_equal(row->rule, "+21 d, UCP 600 art. 14(c)");
	assert_string_equal(row->base, "on_board");
	assert_string_equal(row->cap, "");
	assert_int_equal(row->hard, 1);
	dates_set(&b, "period", 0, "15");
	dates_set(&b, "expiry", 0, "2026-08-31");
	dates_set(&b, "on_board", 1, "2026-07-20");
	assert_string_equal(lot_day(&b, "r9"), "2026-08-04");
	bench_release(&b);
}

static void
r10_a_closed_bank_moves_presentation_and_expiry_not_shipment(void **state)
{
	const struct gd_due *row;
	struct bench b;

	(void)state;
	begin(&b);
	dates_set(&b, "expiry", 0, "2026-08-31");
	dates_set(&b, "on_board", 1, "2026-07-19");
	assert_string_equal(lot_day(&b, "r9"), "2026-08-10");
	dates_set(&b, "expiry", 0, "2026-08-08");
	dates_set(&b, "latest", 0, "2026-08-08");
	row = dates_row(&b, "r9", 1, 0);
	assert_string_equal(dates_text(row->day), "2026-08-10");
	assert_string_equal(row->cap, "expiry");
	assert_string_equal(dates_text(row->raw_day), "2026-08-09");
	assert_string_equal(DAY_OF(&b, "r8"), "2026-08-08");
	/* without a latest shipment the expiry stands for it */
	dates_set(&b, "latest", 0, "");
	assert_string_equal(DAY_OF(&b, "r8"), "2026-08-08");
	assert_string_equal(dates_row(&b, "r8", 0, 0)->base, "expiry");
	/* the office works that Saturday, the bank does not */
	dates_set(&b, "expiry", 0, "2026-10-10");
	dates_set(&b, "on_board", 1, "2026-10-01");
	assert_string_equal(lot_day(&b, "r9"), "2026-10-12");
	bench_release(&b);
}

static void
r11_the_bank_answers_in_five_banking_days(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	dates_set(&b, "receipt", 0, "2026-08-05");
	assert_string_equal(DAY_OF(&b, "r11"), "2026-08-12");
	dates_set(&b, "receipt", 0, "2026-10-08");
	assert_string_equal(DAY_OF(&b, "r11"), "2026-10-15");
	bench_release(&b);
}

static void
r18_the_windows_of_the_refund(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	dates_set(&b, "export", 0, "2026-03-10");
	assert_string_equal(DAY_OF(&b, "opens"), "2026-04-01");
	assert_string_equal(DAY_OF(&b, "april"), "2027-04-30");
	assert_string_equal(DAY_OF(&b, "warn"), "2027-03-01");
	assert_string_equal(DAY_OF(&b, "end"), "2029-03-10");
	dates_set(&b, "export", 0, "2026-12-31");
	assert_string_equal(DAY_OF(&b, "opens"), "2027-01-01");
	dates_set(&b, "export", 0, "2024-02-29");
	assert_string_equal(DAY_OF(&b, "end"), "2027-02-28");
	assert_string_equal(dates_row(&b, "end", 0, 0)->rule, "+36 m");
	assert_string_equal(dates_row(&b, "opens", 0, 0)->rule, "next month");
	bench_release(&b);
}

static void
r22_thirty_days_to_report(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	dates_set(&b, "export", 0, "2026-05-01");
	assert_string_equal(DAY_OF(&b, "r22"), "2026-05-31");
	dates_set(&b, "export", 0, "2026-07-10");
	assert_string_equal(DAY_OF(&b, "r22"), "2026-08-09");
	bench_release(&b);
}

/* The customer's country has no calendar: the office's counts, and it says so. */
static void
a_country_without_a_calendar_is_named(void **state)
{
	static const char by_customer[] = "limits:\n" LIMIT("theirs",
	    "from: entry, days: 5, count: work, calendar: customer")
	    LIMIT("ours", "from: entry, days: 5, count: work")
		LIMIT("plain", "from: entry, days: 5, calendar: customer");
	static const struct {
		const char *country, *en, *zh;
	} cases[] = { { "XX", "", "" },
		{ "BR",
		    "; BR has no calendar, so counted by the office's: gendan "
		    "calendar new BR",
		    "；BR 没有日历，按公司日历计算：gendan calendar new BR" },
		{ "",
		    "; the customer's country is not known, so counted by the "
		    "office's calendar",
		    "；客户国家未填，按公司日历计算" } };
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_str s = GD_STR_INIT;
	struct gd_dates d;
	struct bench b;

	(void)state;
	dates_on(&b, GO, "", by_customer);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		b.facts.calendars.country = cases[i].country;
		dates_set(&b, "entry", 0, i & 1 ? "2027-06-01" : "2027-06-02");
		assert_int_equal(dates_row(&b, "theirs", 0, 0)->unsure &
				     GD_UNSURE_COUNTRY,
		    i ? GD_UNSURE_COUNTRY : 0);
		assert_int_equal(dates_row(&b, "ours", 0, 0)->unsure, 0);
		assert_int_equal(dates_row(&b, "plain", 0, 0)->unsure, 0);
		if (i)
			assert_int_equal(dates_row(&b, "theirs", 0, 0)->day,
			    dates_row(&b, "ours", 0, 0)->day);
		gd_dates_make(&b.wf, &b.order, &b.facts, &arena, &d);
		for (size_t k = 0; i && k < d.n; k++) {
			if (strcmp(d.at[k].row->duty, "theirs") != 0)
				continue;
			for (int lang = GD_EN; lang <= GD_ZH; lang++) {
				const char *want =
				    lang == GD_EN ? cases[i].en : cases[i].zh;

				gd_str_reset(&s);
				gd_say_date(&s, (enum gd_lang)lang, &b.wf,
				    &d.at[k], NULL, NULL);
				assert_non_null(strstr(s.text, want));
			}
			assert_true(d.at[k].unsure);
		}
	}
	gd_str_release(&s);
	gd_arena_release(&arena);
	bench_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(r1_two_days_before_entry_on_a_working_day),
		cmocka_unit_test(r9_papers_are_presented_in_time),
		cmocka_unit_test(
		    r10_a_closed_bank_moves_presentation_and_expiry_not_shipment),
		cmocka_unit_test(r11_the_bank_answers_in_five_banking_days),
		cmocka_unit_test(r18_the_windows_of_the_refund),
		cmocka_unit_test(r22_thirty_days_to_report),
		cmocka_unit_test(a_country_without_a_calendar_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
