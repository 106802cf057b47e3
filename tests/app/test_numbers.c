/* tests/app/test_numbers.c - numbers around New Year, voids, companies, rates.
 */
#include "app_test.h"

#include "app/money.h"
#include "app/numbers.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/day.h"

#include "base/banned.h"

#define FIELDS(...)                                                  \
	.fields = (const struct gd_pair[]){ __VA_ARGS__ },           \
	.nfields = sizeof((const struct gd_pair[]){ __VA_ARGS__ }) / \
		   sizeof(struct gd_pair)

static void
second_company(struct office *o)
{
	const struct gd_company sh = { .code = "sh",
		.name_zh = "上海示例",
		.name_en = "Shanghai Example",
		.address_zh = "外滩一号",
		.address_en = "1 Bund",
		.bank = "BOC 6222",
		.tax_no = "91310000",
		.logo = "/srv/logo.png",
		.currency = "CNY",
		.phone = "021-1" };
	struct gd_err err = GD_ERR_INIT;

	expect(gd_app_become(o->app, "chenli", &err), GD_OK, &err);
	expect(gd_app_office_do(o->app,
		   &(struct gd_office_command){ GD_OFFICE_COMPANY, &sh,
		       UINT64_MAX },
		   &err),
	    GD_OK, &err);
}

/* 2026-12-31 23:59:59 in Shanghai. */
static int64_t
last_second(void)
{
	return (int64_t)gd_day_of(2027, 1, 1) * 86400000 - 8 * 3600000 - 1000;
}

/* One office's process: half its orders in the last second of the year, the
 * clock of the two never quite the same. */
static void
make_orders(const char *book, const char *company, int n, int slow_ms)
{
	struct gd_app_options options = { .login = "chenli", .book = book };
	struct gd_new_order order = { .customer = "yuanyang",
		.company = company,
		.salesperson = "zhouyan" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_app *app;
	char number[64];

	if (gd_app_open(&options, &app, &err) != GD_OK)
		_exit(9);
	for (int i = 0; i < n; i++) {
		app->last_ms = 0;
		app->clock_ms = last_second() + 2000LL * i / n - slow_ms;
		if (gd_app_new(app, &order, number, &err) != GD_OK) {
			print_error("%s: code %d msg %d\n", company, err.code,
			    err.msg);
			_exit(1);
		}
	}
	gd_app_close(app);
	_exit(0);
}

struct counted {
	int of[2][2]; /* company, year */
	bool seen[2][2][4001];
};

static void
count_numbers(struct office *o, struct counted *c)
{
	struct gd_filter f = { .limit = 500 };
	struct gd_err err = GD_ERR_INIT;
	bool more = true;

	while (more) {
		struct gd_list_rows page = { 0 };

		expect(gd_store_list(o->app->store, &f, &page, &err), GD_OK,
		    &err);
		for (size_t i = 0; i < page.n; i++) {
			int co = page.at[i].number[0] == 'S', y = -1;
			int32_t day;
			int64_t seq;

			assert_true(gd_series_parse(co ? "SH-{yy}-{seq:4}"
						       : "NB-{yy}-{seq:4}",
			    page.at[i].number, &day, &seq));
			y = day >= gd_day_of(2027, 1, 1);
			assert_in_range(seq, 1, 4000);
			assert_false(c->seen[co][y][seq]);
			c->seen[co][y][seq] = true;
			c->of[co][y]++;
		}
		more = page.more;
		if (more) {
			f.has_from = true;
			f.from_key = page.at[page.n - 1].key;
			f.from_value = page.at[page.n - 1].created_ms;
		}
		free(page.at);
		gd_arena_release(&page.arena);
	}
}

static void
no_gap(void *payload, const struct gd_series_gap *gap)
{
	print_error("gap %s to %s\n", gap->first, gap->last);
	++*(int *)payload;
}

static void
yearly(struct office *o, const char *company, const char *pattern)
{
	const struct gd_series s = { .company = company,
		.kind = "order",
		.pattern = pattern,
		.reset = "yearly" };
	struct gd_err err = GD_ERR_INIT;

	expect(gd_app_office_do(o->app,
		   &(struct gd_office_command){ GD_OFFICE_SERIES, &s, 0xf },
		   &err),
	    GD_OK, &err);
}

static void
two_processes_in_two_companies_number_over_new_year(void **state)
{
	int n = getenv("GENDAN_SOAK") ? 1000 : 60, status, bad = 0;
	struct counted *c = gd_alloc(1, sizeof *c);
	struct gd_err err = GD_ERR_INIT;
	struct office o;
	pid_t pids[4];

	(void)state;
	office_open(&o);
	second_company(&o);
	yearly(&o, "nb", "NB-{yy}-{seq:4}");
	yearly(&o, "sh", "SH-{yy}-{seq:4}");
	gd_app_close(o.app);
	for (int i = 0; i < 4; i++) {
		pids[i] = fork();
		if (pids[i] == 0)
			make_orders(o.book, i & 1 ? "sh" : "nb", n,
			    i / 2 * 700);
	}
	for (int i = 0; i < 4; i++) {
		waitpid(pids[i], &status, 0);
		bad += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
	}
	assert_int_equal(bad, 0);
	o.app = office_again(&o);
	count_numbers(&o, c);
	for (int co = 0; co < 2; co++) {
		assert_int_equal(c->of[co][0] + c->of[co][1], 2 * n);
		for (int y = 0; y < 2; y++) {
			assert_true(c->of[co][y] > 0);
			for (int i = 1; i <= c->of[co][y]; i++)
				assert_true(c->seen[co][y][i]);
		}
	}
	expect(gd_app_series_gaps(o.app, NULL, 0, no_gap, &bad, &err), GD_OK,
	    &err);
	assert_int_equal(bad, 0);
	free(c);
	office_close(&o);
}

static void
a_clock_that_is_behind_does_not_begin_the_old_year_again(void **state)
{
	struct gd_new_order n = { .customer = "yuanyang",
		.salesperson = "zhouyan" };
	struct gd_err err = GD_ERR_INIT;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	o.app->clock_ms = last_second();
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	assert_string_equal(number, "EX-2612-001");
	o.app->clock_ms = last_second() + 1000;
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	assert_string_equal(number, "EX-2701-001");
	o.app->last_ms = 0;
	o.app->clock_ms = last_second();
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	assert_string_equal(number, "EX-2701-002");
	o.app->clock_ms = 0;
	office_close(&o);
}

struct found {
	int n;
	struct gd_series_gap at[8];
	char reason[8][64];
};

static void
keep(void *payload, const struct gd_series_gap *gap)
{
	struct found *f = payload;

	assert_true(f->n < 8);
	snprintf(f->reason[f->n], 64, "%s", gap->reason);
	f->at[f->n++] = *gap;
}

static void
voids_are_listed_with_their_reason(void **state)
{
	const struct gd_series raise = { .company = "nb",
		.kind = "order",
		.next = 10 };
	struct gd_new_order n = { .customer = "yuanyang",
		.salesperson = "zhouyan" };
	struct gd_err err = GD_ERR_INIT;
	struct found f = { 0 };
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	for (int i = 0; i < 3; i++)
		expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	act(&o, "chenli", "EX-2611-002", GD_OK,
	    &(struct gd_command){ .verb = GD_DO_CANCEL,
		.outcome = "customer",
		.reason = "no longer wanted" });
	/* typed ahead of the series: nothing is skipped yet */
	n.number = "EX-2611-006";
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	n.number = NULL;
	expect(gd_app_series_gaps(o.app, "nb", 2026, keep, &f, &err), GD_OK,
	    &err);
	assert_int_equal(f.n, 1);
	assert_int_equal(f.at[0].why, GD_GAP_CANCELLED);
	assert_string_equal(f.at[0].first, "EX-2611-002");
	assert_string_equal(f.reason[0], "no longer wanted");
	/* the next number raised: 4, 5 and 7 to 9 were never given */
	expect(
	    gd_app_office_do(o.app,
		&(struct gd_office_command){ GD_OFFICE_SERIES, &raise, 0x13 },
		&err),
	    GD_OK, &err);
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	assert_string_equal(number, "EX-2611-010");
	f.n = 0;
	expect(gd_app_series_gaps(o.app, NULL, 0, keep, &f, &err), GD_OK, &err);
	assert_int_equal(f.n, 3);
	assert_string_equal(f.at[1].first, "EX-2611-004");
	assert_string_equal(f.at[1].last, "EX-2611-005");
	assert_string_equal(f.at[2].first, "EX-2611-007");
	assert_int_equal(f.at[2].count, 3);
	assert_int_equal(f.at[2].why, GD_GAP_RAISED);
	f.n = 0;
	expect(gd_app_series_gaps(o.app, NULL, 2025, keep, &f, &err), GD_OK,
	    &err);
	assert_int_equal(f.n, 0);
	expect(gd_app_series_gaps(o.app, "zz", 0, keep, &f, &err), GD_MISSING,
	    &err);
	office_close(&o);
}

static void
a_number_taken_elsewhere_is_not_given_again_without_loading_the_office(
    void **state)
{
	struct gd_new_order n = { .customer = "yuanyang",
		.salesperson = "zhouyan" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_app *other;
	struct office o;
	int64_t generation;
	char number[64];

	(void)state;
	office_open(&o);
	(void)gd_app_office(o.app);
	generation = gd_store_office_generation(o.app->store);
	other = office_again(&o);
	expect(gd_app_new(other, &n, number, &err), GD_OK, &err);
	assert_string_equal(number, "EX-2611-001");
	assert_int_equal(gd_store_office_generation(o.app->store), generation);
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	assert_string_equal(number, "EX-2611-002");
	gd_app_close(other);
	office_close(&o);
}

static void
each_company_counts_its_own_and_keeps_its_own_letterhead(void **state)
{
	struct gd_new_order n = { .customer = "yuanyang",
		.company = "sh",
		.salesperson = "zhouyan",
		FIELDS({ "amount", "100" }) };
	const char *const sh[] = { "company:sh" };
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_list_rows rows = { 0 };
	struct gd_filter f = { 0 };
	const struct gd_company *c;
	struct gd_order ord;
	struct office o;
	char number[64];
	int gaps = 0;

	(void)state;
	office_open(&o);
	second_company(&o);
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	assert_string_equal(number, "SH-2611-001");
	ord = load(&o, number);
	assert_string_equal(gd_field(&ord, "amount", 0), "100.00 CNY");
	gd_order_release(&ord);
	n.company = NULL;
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	assert_string_equal(number, "EX-2611-001");
	/* it went to the other company: no number of the first is missing */
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_CORRECT,
		.reason = "the other house sells it",
		FIELDS({ "company", "sh" }) });
	n.company = NULL;
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	expect(gd_app_series_gaps(o.app, NULL, 0, no_gap, &gaps, &err), GD_OK,
	    &err);
	assert_int_equal(gaps, 0);
	expect(gd_app_office_do(o.app,
		   &(struct gd_office_command){ GD_OFFICE_SETTING,
		       &(struct gd_setting){ "company", "sh" }, 3 },
		   &err),
	    GD_OK, &err);
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	assert_memory_equal(number, "SH-", 3);
	n.company = "zz";
	expect(gd_app_new(o.app, &n, number, &err), GD_MISSING, &err);
	c = app_company(o.app, "sh");
	assert_string_equal(c->bank, "BOC 6222");
	assert_string_equal(c->phone, "021-1");
	expect(gd_app_filter(o.app, sh, 1, &arena, &f, &err), GD_OK, &err);
	f.limit = 10;
	expect(gd_app_list(o.app, &f, &rows, &err), GD_OK, &err);
	assert_int_equal(rows.n, 3);
	free(rows.at);
	gd_arena_release(&rows.arena);
	gd_arena_release(&arena);
	office_close(&o);
}

static void
rate(struct office *o, const char *currency, const char *home, int32_t day,
    const char *typed, enum gd_code wanted)
{
	struct gd_rate r = { .currency = currency,
		.home = home,
		.day = day,
		.source = "BOC" };
	struct gd_err err = GD_ERR_INIT;

	assert_true(gd_rate_read(typed, &r.rate_e6));
	expect(
	    gd_app_office_do(o->app,
		&(struct gd_office_command){ GD_OFFICE_RATE, &r, UINT64_MAX },
		&err),
	    wanted, &err);
}

static void
money_is_added_up_only_through_the_table_of_rates(void **state)
{
	struct gd_new_order n = { .customer = "yuanyang",
		.company = "sh",
		.salesperson = "zhouyan",
		FIELDS({ "amount", "10000.00 USD" }, { "terms", "tt" }) };
	struct gd_money *m = gd_alloc(1, sizeof *m);
	struct gd_err err = GD_ERR_INIT;
	struct gd_filter f = { 0 };
	int32_t today;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	second_company(&o);
	today = gd_app_today(o.app);
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	n.fields = (const struct gd_pair[]){ { "amount", "700 EUR" },
		{ "terms", "tt" } };
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	rate(&o, "USD", "CNY", today - 3, "7.1234", GD_OK);
	rate(&o, "USD", "CNY", today - 9, "6.5", GD_OK);
	rate(&o, "USD", "CNY", today + 1, "9.9", GD_OK);
	rate(&o, "USD", "USD", today, "1", GD_USAGE);
	expect(gd_app_money(o.app, &f, m, &err), GD_OK, &err);
	assert_int_equal(m->orders, 2);
	assert_int_equal(m->nrows, 2);
	for (int i = 0; i < 2; i++) {
		bool usd = strcmp(m->rows[i].currency, "USD") == 0;

		assert_int_equal(m->rows[i].due, usd ? 1000000 : 70000);
		assert_int_equal(m->rows[i].known, usd);
		if (usd) {
			assert_int_equal(m->rows[i].home_due, 7123400);
			assert_int_equal(m->rows[i].rate->day, today - 3);
			assert_string_equal(m->rows[i].rate->source, "BOC");
		}
	}
	/* no minor units, three of them; half away from zero */
	assert_int_equal(
	    gd_rate_apply(&(struct gd_rate){ "JPY", "CNY", 0, 48550, "" },
		1000),
	    4855);
	assert_int_equal(
	    gd_rate_apply(&(struct gd_rate){ "KWD", "JPY", 0, 485500000, "" },
		1000),
	    486);
	assert_int_equal(
	    gd_rate_apply(&(struct gd_rate){ "USD", "CNY", 0, 500000, "" }, -1),
	    -1);
	free(m);
	office_close(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    two_processes_in_two_companies_number_over_new_year),
		cmocka_unit_test(
		    a_clock_that_is_behind_does_not_begin_the_old_year_again),
		cmocka_unit_test(voids_are_listed_with_their_reason),
		cmocka_unit_test(
		    a_number_taken_elsewhere_is_not_given_again_without_loading_the_office),
		cmocka_unit_test(
		    each_company_counts_its_own_and_keeps_its_own_letterhead),
		cmocka_unit_test(
		    money_is_added_up_only_through_the_table_of_rates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
