/* tests/app/test_clock.c - a clock that jumps: nothing is refused, the journal's
 * time never goes back, what the clock said is kept and listed. */
#include <stdio.h>
#include <stdlib.h>

#include "app/audit.h"
#include "app_test.h"
#include "base/day.h"

static struct office o;
static char number[64];

/* One command of a program that finds the clock there. */
static void
at(const char *now)
{
	struct gd_err err = GD_ERR_INIT;

	gd_app_close(o.app);
	setenv("GENDAN_NOW", now, 1);
	o.app = office_again(&o);
	expect(gd_app_become(o.app, "chenli", &err), GD_OK, &err);
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_NOTE, .reason = now });
}

static int
begin(void **state)
{
	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	office_close(&o); /* verifies */
	setenv("GENDAN_TZ", "480", 1);
	unsetenv("TZ");
	return 0;
}

struct told {
	int n;
	char what[8][16], said[8][24];
};

static void
hear(void *payload, const struct gd_order *order, const struct gd_workflow *wf,
    const struct gd_audit_line *line)
{
	struct told *t = payload;

	assert_null(wf);
	assert_string_equal(gd_head(order)->number, "");
	assert_true(t->n < 8);
	snprintf(t->what[t->n], 16, "%s", line->what);
	snprintf(t->said[t->n++], 24, "%s", line->reason);
}

/* What the audit lists; the journal's time is looked at on the way. */
static struct told
told(void)
{
	struct gd_audit_query q = { .kinds = 1u << GD_AUDIT_CLOCK };
	struct gd_err err = GD_ERR_INIT;
	struct gd_journal_row row;
	struct gd_cursor *cur;
	struct told t = { 0 };
	int64_t last = 0;

	expect(gd_store_journal(o.app->store, NULL, 0, &cur, &err), GD_OK,
	    &err);
	while (gd_cursor_next(cur, &row, &err) == GD_OK) {
		if (row.at_ms < last)
			fail_msg("command %lld goes back by %lld ms",
			    (long long)row.seq, (long long)(last - row.at_ms));
		last = row.at_ms;
	}
	gd_cursor_close(cur);
	expect(gd_app_audit(o.app, &q, hear, &t, &err), GD_OK, &err);
	return t;
}

static int32_t
day(const char *text)
{
	return gd_day_parse(text);
}

static void
a_clock_a_little_behind_waits_and_is_no_news(void **state)
{
	(void)state;
	at("2026-11-23T08:59:59+08:00");
	at("2026-11-23T08:56:00+08:00");
	assert_int_equal(told().n, 0);
	assert_int_equal(gd_app_today(o.app), day("2026-11-23"));
}

static void
a_clock_far_behind_is_told_once_and_told_again_when_it_is_right(void **state)
{
	static const char *const behind[] = { "2026-11-13T09:00:00+08:00",
		"1970-01-01T00:00:05Z", "1970-01-01T00:00:00Z" };
	struct told t;

	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
		if (i) {
			end(state);
			begin(state);
		}
		at(behind[i]);
		at(behind[i]); /* the same jump */
		t = told();
		assert_int_equal(t.n, 1);
		assert_string_equal(t.what[0], "behind");
		assert_memory_equal(t.said[0], behind[i], 10);
		/* dates are counted from where the journal stands */
		assert_int_equal(gd_app_today(o.app), day("2026-11-23"));
		at("2026-11-23T10:00:00+08:00");
		t = told();
		assert_int_equal(t.n, 2);
		assert_string_equal(t.what[1], "right");
		/* another one is told anew */
		at(behind[i]);
		assert_int_equal(told().n, 3);
	}
}

/* What was dated by it could never be undated. */
static void
a_clock_far_ahead_dates_nothing(void **state)
{
	static const char *const ahead[] = { "2038-01-19T03:14:08Z",
		"2106-02-07T06:28:16Z" };
	struct told t;

	for (size_t i = 0; i < sizeof ahead / sizeof *ahead; i++) {
		if (i) {
			end(state);
			begin(state);
		}
		at(ahead[i]);
		t = told();
		assert_int_equal(t.n, 1);
		assert_string_equal(t.what[0], "ahead");
		assert_memory_equal(t.said[0], ahead[i], 10);
		assert_int_equal(gd_app_today(o.app), day("2026-11-23"));
		at("2026-11-24T09:00:00+08:00");
		assert_int_equal(gd_app_today(o.app), day("2026-11-24"));
		t = told();
		assert_int_equal(t.n, 2);
		assert_string_equal(t.what[1], "right");
	}
}

static void
a_clock_that_goes_on_for_a_day_is_believed(void **state)
{
	(void)state;
	at("2038-01-18T09:00:00+08:00");
	at("2038-01-19T08:00:00+08:00");
	assert_int_equal(told().n, 1);
	assert_int_equal(gd_app_today(o.app), day("2026-11-23"));
	at("2038-01-19T09:00:01+08:00");
	assert_int_equal(gd_app_today(o.app), day("2038-01-19"));
	assert_int_equal(told().n, 2);
}

static void
somebody_may_say_that_the_clock_is_right(void **state)
{
	const struct gd_setting right = { "clock", "right" };
	struct gd_err err = GD_ERR_INIT;

	(void)state;
	at("2031-01-18T09:00:00+08:00");
	expect(gd_app_office_do(o.app,
		   &(struct gd_office_command){ GD_OFFICE_SETTING, &right, 3 },
		   &err),
	    GD_OK, &err);
	at("2031-01-18T09:01:00+08:00");
	assert_int_equal(gd_app_today(o.app), day("2031-01-18"));
	assert_string_equal(app_setting(o.app, "clock"), "");
}

static void
a_few_quiet_months_are_no_jump(void **state)
{
	(void)state;
	at("2027-10-01T09:00:00+08:00");
	assert_int_equal(told().n, 0);
	assert_int_equal(gd_app_today(o.app), day("2027-10-01"));
}

/* A moment is a moment in every zone, and nonsense is none. */
static void
a_zone_that_makes_no_sense_moves_no_time(void **state)
{
	static const char *const zones[] = { "9999999", "-", "Mars/Olympus", "",
		"1e9", "840" };

	(void)state;
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		setenv("GENDAN_TZ", zones[i], 1);
		setenv("TZ", zones[i], 1);
		at("2026-11-23T02:00:00Z");
	}
	assert_int_equal(told().n, 0);
}

#define T(f) cmocka_unit_test_setup_teardown(f, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_clock_a_little_behind_waits_and_is_no_news),
		T(a_clock_far_behind_is_told_once_and_told_again_when_it_is_right),
		T(a_clock_far_ahead_dates_nothing),
		T(a_clock_that_goes_on_for_a_day_is_believed),
		T(somebody_may_say_that_the_clock_is_right),
		T(a_few_quiet_months_are_no_jump),
		T(a_zone_that_makes_no_sense_moves_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
