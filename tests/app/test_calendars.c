/* tests/app/test_calendars.c - the office's calendars: China's days, its own
 * days, those of desks, the bank and countries; tables of days; years that are
 * not known. */
#include <stdio.h>
#include <stdlib.h>

#include "../../src/app/dates/calendar_priv.h"
#include "app/agenda.h"
#include "app/calendars.h"
#include "base/day.h"
#include "flow/flow.h"

#include "app_test.h"

#include "base/banned.h"

static struct gd_calendars
calendars(struct office *o)
{
	struct gd_calendars all;

	app_calendars(o->app, NULL, &all);
	return all;
}

static const struct gd_calendar *
own(struct office *o)
{
	const struct gd_calendars all = calendars(o);

	return gd_calendars_find(&all, "");
}

static enum gd_code
office_do(struct office *o, enum gd_office_verb verb, const void *row)
{
	struct gd_err err = GD_ERR_INIT;

	return gd_app_office_do(o->app,
	    &(struct gd_office_command){ verb, row, UINT64_MAX }, &err);
}

static enum gd_code
setting(struct office *o, const char *name, const char *value)
{
	return office_do(o, GD_OFFICE_SETTING,
	    &(struct gd_setting){ name, value });
}

static enum gd_code
holiday(struct office *o, int32_t day, int off)
{
	return office_do(o, GD_OFFICE_HOLIDAY,
	    &(struct gd_holiday){ day, off, "ours" });
}

/* ---- what a book begins with --------------------------------------------- */

static void
a_new_book_works_by_chinas_calendar(void **state)
{
	struct office o;

	(void)state;
	office_open(&o);
	assert_string_equal(app_setting(o.app, GD_SETTING_CALENDAR), "CN");
	assert_int_equal(own(&o)->nyears, 3);
	assert_int_equal(own(&o)->weekend, 0x60);
	office_close(&o);
}

/* 365 days less 104 of weekends less 13 of the law: 248 in 2025 and 2026. */
static void
a_year_has_as_many_working_days_as_the_law_leaves(void **state)
{
	struct office o;

	(void)state;
	office_open(&o);
	assert_int_equal(gd_calendar_count(own(&o), gd_day_of(2024, 12, 31),
			     gd_day_of(2025, 12, 31)),
	    248);
	assert_int_equal(gd_calendar_count(own(&o), gd_day_of(2025, 12, 31),
			     gd_day_of(2026, 12, 31)),
	    248);
	/* six of the 13 fall on weekends; what is given for them is not yet
	 * announced */
	assert_int_equal(gd_calendar_count(own(&o), gd_day_of(2026, 12, 31),
			     gd_day_of(2027, 12, 31)),
	    248 + 6);
	office_close(&o);
}

static void
each_day_of_2026_is_worked_as_the_state_council_said(void **state)
{
	static const struct {
		int month, first, last;
	} off[] = { { 1, 1, 3 }, { 2, 15, 23 }, { 4, 4, 6 }, { 5, 1, 5 },
		{ 6, 19, 21 }, { 9, 25, 27 }, { 10, 1, 7 } };
	static const int work[][2] = { { 1, 4 }, { 2, 14 }, { 2, 28 }, { 5, 9 },
		{ 9, 20 }, { 10, 10 } };
	struct office o;

	(void)state;
	office_open(&o);
	for (int32_t d = gd_day_of(2026, 1, 1); d <= gd_day_of(2026, 12, 31);
	     d++) {
		bool worked = gd_day_weekday(d) < 5;
		int y, month, mday;

		gd_day_civil(d, &y, &month, &mday);
		for (size_t i = 0; i < sizeof off / sizeof *off; i++)
			if (month == off[i].month && mday >= off[i].first &&
			    mday <= off[i].last)
				worked = false;
		for (size_t i = 0; i < sizeof work / sizeof *work; i++)
			if (month == work[i][0] && mday == work[i][1]) {
				assert_true(gd_day_weekday(d) >= 5);
				worked = true;
			}
		if (gd_calendar_is_work(own(&o), d) != worked)
			fail_msg("2026-%02d-%02d", month, mday);
	}
	office_close(&o);
}

/* domain.md section 8, R1, with the calendar a book begins with */
static void
two_days_before_entry_steps_back_over_days_off(void **state)
{
	struct office o;

	(void)state;
	office_open(&o);
	assert_int_equal(
	    gd_calendar_roll(own(&o), gd_day_of(2026, 11, 28), false),
	    gd_day_of(2026, 11, 27));
	assert_int_equal(
	    gd_calendar_roll(own(&o), gd_day_of(2026, 10, 7), false),
	    gd_day_of(2026, 9, 30));
	/* a worked Saturday is no reason to step back */
	assert_int_equal(
	    gd_calendar_roll(own(&o), gd_day_of(2026, 10, 10), false),
	    gd_day_of(2026, 10, 10));
	office_close(&o);
}

/* ---- the office's own days, desks, bank, country -------------------------- */

static void
the_offices_own_days_stand_over_its_calendars(void **state)
{
	int32_t may4 = gd_day_of(2026, 5, 4), may9 = gd_day_of(2026, 5, 9),
		dec25 = gd_day_of(2026, 12, 25);
	struct office o;

	(void)state;
	office_open(&o);
	assert_int_equal(holiday(&o, may4, 0), GD_OK);
	assert_int_equal(holiday(&o, may9, 1), GD_OK);
	assert_int_equal(holiday(&o, dec25, 1), GD_OK);
	assert_true(gd_calendar_is_work(own(&o), may4));
	assert_false(gd_calendar_is_work(own(&o), may9));
	assert_false(gd_calendar_is_work(own(&o), dec25));
	assert_int_equal(holiday(&o, may4, -1), GD_OK);
	assert_false(gd_calendar_is_work(own(&o), may4));
	/* a day that is worked anyway cannot be swapped */
	assert_int_equal(holiday(&o, gd_day_of(2026, 12, 24), 0), GD_REFUSED);
	office_close(&o);
}

static void
without_a_calendar_only_the_offices_own_days_count(void **state)
{
	struct office o;

	(void)state;
	office_open(&o);
	assert_int_equal(setting(&o, GD_SETTING_CALENDAR, ""), GD_OK);
	assert_true(gd_calendar_is_work(own(&o), gd_day_of(2026, 10, 1)));
	assert_int_equal(own(&o)->nyears, 0);
	assert_int_equal(holiday(&o, gd_day_of(2026, 10, 1), 1), GD_OK);
	assert_false(gd_calendar_is_work(own(&o), gd_day_of(2026, 10, 1)));
	assert_int_equal(own(&o)->nyears, 1);
	assert_int_equal(own(&o)->years[0].year, 2026);
	office_close(&o);
}

static void
desk_bank_and_country_work_by_their_own(void **state)
{
	struct gd_desk desk = { "finance", "财务部", "Finance", 0, 1, "EG" };
	struct gd_customer customer = { .code = "EG01",
		.name = "Nile",
		.name_en = "",
		.country = "埃及",
		.city = "",
		.pinyin = "",
		.note = "",
		.active = 1 };
	int32_t friday = gd_day_of(2026, 11, 27);
	struct gd_calendars all;
	struct office o;

	(void)state;
	office_open(&o);
	assert_int_equal(office_do(&o, GD_OFFICE_DESK, &desk), GD_MISSING);
	assert_int_equal(setting(&o, GD_SETTING_CALENDAR_BANK, "EG"),
	    GD_MISSING);
	assert_int_equal(
	    office_do(&o, GD_OFFICE_CALDEF,
		&(struct gd_caldef){ "EG", "埃及", "Egypt", 0x30, 1 }),
	    GD_OK);
	assert_int_equal(office_do(&o, GD_OFFICE_DESK, &desk), GD_OK);
	all = calendars(&o);
	assert_false(
	    gd_calendar_is_work(gd_calendars_desk(&all, "finance"), friday));
	assert_true(gd_calendar_is_work(gd_calendars_desk(&all, "qc"), friday));
	assert_true(
	    gd_calendar_is_work(gd_calendars_find(&all, "bank"), friday));
	assert_int_equal(setting(&o, GD_SETTING_CALENDAR_BANK, "EG"), GD_OK);
	all = calendars(&o);
	assert_false(
	    gd_calendar_is_work(gd_calendars_find(&all, "bank"), friday));
	assert_int_equal(office_do(&o, GD_OFFICE_CUSTOMER, &customer), GD_OK);
	app_calendars(o.app, "EG01", &all);
	assert_string_equal(all.country, "EG");
	/* what is used stays */
	assert_int_equal(
	    office_do(&o, GD_OFFICE_CALDEF,
		&(struct gd_caldef){ "EG", "埃及", "Egypt", 0x30, 0 }),
	    GD_REFUSED);
	office_close(&o);
}

static void
a_calendar_rests_some_days_and_works_some(void **state)
{
	struct gd_caldef d = { "X", "某", "Some", 0, 1 };
	struct office o;

	(void)state;
	office_open(&o);
	assert_int_equal(office_do(&o, GD_OFFICE_CALDEF, &d), GD_USAGE);
	d.weekend = 127;
	assert_int_equal(office_do(&o, GD_OFFICE_CALDEF, &d), GD_USAGE);
	d.weekend = 64;
	assert_int_equal(office_do(&o, GD_OFFICE_CALDEF, &d), GD_OK);
	assert_int_equal(
	    office_do(&o, GD_OFFICE_CALDAY,
		&(struct gd_calday){ "X", gd_day_of(2026, 11, 28), 0, "", "" }),
	    GD_REFUSED); /* a Saturday, worked there */
	assert_int_equal(
	    office_do(&o, GD_OFFICE_CALDAY,
		&(struct gd_calday){ "X", gd_day_of(2026, 11, 29), 0, "", "" }),
	    GD_OK);
	assert_int_equal(office_do(&o, GD_OFFICE_CALYEAR,
			     &(struct gd_calyear){ "X", 2026, 3, "s" }),
	    GD_USAGE);
	assert_int_equal(office_do(&o, GD_OFFICE_CALYEAR,
			     &(struct gd_calyear){ "Y", 2026, 1, "s" }),
	    GD_MISSING);
	office_close(&o);
}

/* ---- tables -------------------------------------------------------------- */

struct faults {
	int n;
	char all[2000];
};

static void
gather(void *payload, int64_t row, const char *column, const char *value,
    const struct gd_err *why)
{
	struct faults *f = payload;
	size_t len = strlen(f->all);

	(void)why;
	f->n++;
	snprintf(f->all + len, sizeof f->all - len, "%lld %s %s;",
	    (long long)row, column, value);
}

static enum gd_code
bring(struct office *o, const char *text, struct gd_calendar_import *im,
    struct faults *f)
{
	struct gd_err err = GD_ERR_INIT;
	char path[128];
	FILE *file;

	snprintf(path, sizeof path, "%s/days.csv", o->dir);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	*f = (struct faults){ 0 };
	im->path = path;
	im->fault = gather;
	im->payload = f;
	return gd_app_calendar_import(o->app, im, &err);
}

static void
a_table_makes_a_calendar_and_the_same_again_changes_nothing(void **state)
{
	static const char text[] = "日历,日期,安排,中文,英文\n"
				   "DE,周末,六,德国,Germany\n"
				   "DE,2026,已公布,,Feiertage\n"
				   "DE,2026-10-03,休,统一日,Unity Day\n"
				   "DE,2026/12/25,off,圣诞节,Christmas\n"
				   "DE,2027-01-01,off,元旦,New Year\n";
	struct gd_calendar_import im = { 0 };
	struct gd_calendars all;
	const struct gd_calendar *de;
	struct faults f;
	struct office o;

	(void)state;
	office_open(&o);
	im.dry_run = true;
	assert_int_equal(bring(&o, text, &im, &f), GD_OK);
	assert_int_equal(im.changed, 6); /* 2027 counts as announced */
	all = calendars(&o);
	assert_ptr_equal(gd_calendars_find(&all, "DE"),
	    gd_calendars_find(&all, ""));
	im.dry_run = false;
	assert_int_equal(bring(&o, text, &im, &f), GD_OK);
	all = calendars(&o);
	de = gd_calendars_find(&all, "DE");
	assert_int_equal(de->weekend, 0x20);
	assert_int_equal(de->noff, 3);
	assert_int_equal(de->nyears, 2);
	assert_int_equal(bring(&o, text, &im, &f), GD_OK);
	assert_int_equal(im.changed, 0);
	office_close(&o);
}

static void
all_faults_of_a_table_are_named_and_nothing_is_written(void **state)
{
	static const char text[] = "calendar,day,what,name\n"
				   "CN,2028-01-01,off,New Year\n"
				   "CN,2028-01-32,off,never\n"
				   "CN,2028-01-03,perhaps,x\n"
				   "CN,2028-01-04,work,a Tuesday\n"
				   "CN,2028-01-01,off,again\n"
				   "CN,2028,known,x\n"
				   "FR,2028-07-14,off,x\n"
				   "FR,2028-07-15,off,x\n"
				   "CN,weekend,someday,x\n"
				   "CN,2028-01-08,work,\x1b[2J\n";
	struct gd_calendar_import im = { 0 };
	struct faults f;
	struct office o;

	(void)state;
	office_open(&o);
	assert_int_equal(bring(&o, text, &im, &f), GD_USAGE);
	assert_string_equal(f.all,
	    "3 day 2028-01-32;4 what perhaps;7 what known;10 what someday;"
	    "5  CN;6 day 2028-01-01;8  FR;11  CN;");
	assert_int_equal(im.faults, 8);
	assert_int_equal(own(&o)->nyears, 3);
	assert_int_equal(bring(&o, "calendar,day,name\n", &im, &f), GD_USAGE);
	assert_int_equal(bring(&o, "calendar,day,what,tax\n", &im, &f),
	    GD_USAGE);
	assert_int_equal(bring(&o, "day,what,name\n", &im, &f), GD_USAGE);
	im.calendar = "CN";
	assert_int_equal(
	    bring(&o, "day,what,name\n2028-01-01,off,x\n", &im, &f), GD_OK);
	assert_int_equal(own(&o)->nyears, 4);
	office_close(&o);
}

static void
a_year_of_a_table_replaces_what_was_known_of_it(void **state)
{
	static const char announced[] = "calendar,day,what,zh\n"
					"CN,2027,announced,通知\n"
					"CN,2027-01-01,off,元旦\n"
					"CN,2027-02-14,work,调休\n";
	struct gd_calendar_import im = { 0 }, again = { .shipped = "CN" };
	struct gd_err err = GD_ERR_INIT;
	struct faults f;
	struct office o;

	(void)state;
	office_open(&o);
	assert_int_equal(bring(&o, announced, &im, &f), GD_OK);
	assert_true(gd_calendar_is_work(own(&o), gd_day_of(2027, 2, 14)));
	assert_true(gd_calendar_is_work(own(&o), gd_day_of(2027, 10, 1)));
	assert_false(gd_calendar_is_work(own(&o), gd_day_of(2026, 10, 1)));
	assert_int_equal(gd_calendar_unsure(own(&o), gd_day_of(2027, 1, 1),
			     gd_day_of(2027, 1, 1)),
	    0);
	/* what gendan comes with knows less and leaves it */
	assert_int_equal(gd_app_calendar_import(o.app, &again, &err), GD_OK);
	assert_int_equal(again.kept, 1);
	assert_int_equal(again.changed, 0);
	assert_true(gd_calendar_is_work(own(&o), gd_day_of(2027, 2, 14)));
	again.shipped = "FR";
	assert_int_equal(gd_app_calendar_import(o.app, &again, &err),
	    GD_MISSING);
	office_close(&o);
}

/* A book from before gendan had calendars. */
static void
installing_gives_an_office_without_one_its_calendar(void **state)
{
	struct gd_calendar_import im = { .shipped = "CN", .use = true };
	struct gd_err err = GD_ERR_INIT;
	struct office o;

	(void)state;
	office_open(&o);
	assert_int_equal(setting(&o, GD_SETTING_CALENDAR, ""), GD_OK);
	expect(gd_app_calendar_import(o.app, &im, &err), GD_OK, &err);
	assert_string_equal(app_setting(o.app, GD_SETTING_CALENDAR), "CN");
	assert_int_equal(office_do(&o, GD_OFFICE_CALDEF,
			     &(struct gd_caldef){ "OWN", "", "Own", 1, 1 }),
	    GD_OK);
	assert_int_equal(setting(&o, GD_SETTING_CALENDAR, "OWN"), GD_OK);
	expect(gd_app_calendar_import(o.app, &im, &err), GD_OK, &err);
	assert_string_equal(app_setting(o.app, GD_SETTING_CALENDAR), "OWN");
	office_close(&o);
}

/* ---- words and years ----------------------------------------------------- */

static void
days_of_rest_are_read_in_both_languages(void **state)
{
	(void)state;
	assert_int_equal(gd_calendar_weekend_read("sat,sun"), 0x60);
	assert_int_equal(gd_calendar_weekend_read("sat sun"), 0x60);
	assert_int_equal(gd_calendar_weekend_read("六、日"), 0x60);
	assert_int_equal(gd_calendar_weekend_read("周五，周六"), 0x30);
	assert_int_equal(gd_calendar_weekend_read("mon"), 1);
	assert_int_equal(gd_calendar_weekend_read(""), 0);
	assert_int_equal(gd_calendar_weekend_read("sat someday"), 0);
}

static void
years_that_are_not_known_are_named_ahead(void **state)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_calendar_gap gap[8];
	struct office o;
	int n;

	(void)state;
	office_open(&o);
	o.app->clock_ms = (int64_t)gd_day_of(2026, 11, 29) * 86400000;
	n = gd_app_calendar_gaps(o.app, GD_CALENDAR_AHEAD, gap, 8, &arena);
	assert_int_equal(n, 2);
	assert_string_equal(gap[0].calendar, "CN");
	assert_int_equal(gap[0].year, 2027);
	assert_int_equal(gap[0].unsure, GD_UNSURE_SWAPS);
	assert_int_equal(gap[1].year, 2028);
	assert_int_equal(gap[1].unsure, GD_UNSURE_YEAR);
	/* a calendar nobody works by is nobody's worry */
	assert_int_equal(
	    office_do(&o, GD_OFFICE_CALDEF,
		&(struct gd_caldef){ "EG", "埃及", "Egypt", 0x30, 1 }),
	    GD_OK);
	assert_int_equal(
	    gd_app_calendar_gaps(o.app, GD_CALENDAR_AHEAD, gap, 8, &arena), 2);
	assert_int_equal(setting(&o, GD_SETTING_CALENDAR_BANK, "EG"), GD_OK);
	n = gd_app_calendar_gaps(o.app, GD_CALENDAR_AHEAD, gap, 8, &arena);
	assert_int_equal(n, 5);
	assert_string_equal(gap[2].calendar, "EG");
	assert_int_equal(gap[2].year, 2026);
	assert_int_equal(
	    gd_app_calendar_gaps(o.app, GD_CALENDAR_AHEAD, gap, 3, &arena), 3);
	assert_int_equal(setting(&o, GD_SETTING_CALENDAR_BANK, ""), GD_OK);
	assert_int_equal(setting(&o, GD_SETTING_CALENDAR, ""), GD_OK);
	n = gd_app_calendar_gaps(o.app, GD_CALENDAR_AHEAD, gap, 8, &arena);
	assert_int_equal(n, 3);
	assert_string_equal(gap[0].calendar, "");
	gd_arena_release(&arena);
	office_close(&o);
}

/* A workflow that gives customers their own working days. */
static void
install_by_customer(struct office *o)
{
	static const char was[] = "count: work, calendar: bank";
	static const char is[] = "count: work, calendar: customer";
	struct gd_str text = GD_STR_INIT;
	struct gd_err err = GD_ERR_INIT;
	const char *from, *at;
	size_t len;

	from = gd_flow_builtin("export", &len);
	at = strstr(from, "\nversion: 7");
	assert_non_null(at);
	gd_str_addn(&text, from, (size_t)(at - from));
	gd_str_add(&text, "\nversion: 8");
	at += strlen("\nversion: 7");
	from = strstr(at, was);
	assert_non_null(from);
	gd_str_addn(&text, at, (size_t)(from - at));
	gd_str_add(&text, is);
	gd_str_addn(&text, from + strlen(was),
	    len -
		(size_t)(from + strlen(was) - gd_flow_builtin("export", &len)));
	expect(app_workflow_put(o->app, text.text, text.len, &err), GD_OK,
	    &err);
	gd_str_release(&text);
}

static void
a_country_of_customers_without_a_calendar_is_named_in_my_day(void **state)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_customer c = { .code = "paulo",
		.name = "Paulo",
		.country = "BR",
		.active = 1 };
	struct gd_str said = GD_STR_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_calendar_gap gap[8];
	struct gd_agenda a = { 0 };
	struct office o;

	(void)state;
	office_open(&o);
	assert_int_equal(office_do(&o, GD_OFFICE_CUSTOMER, &c), GD_OK);
	/* no rule counts by it: nobody's worry, only China's next year is */
	assert_int_equal(
	    gd_app_calendar_gaps(o.app, GD_CALENDAR_SOON, gap, 8, &arena), 1);
	install_by_customer(&o);
	assert_int_equal(
	    gd_app_calendar_gaps(o.app, GD_CALENDAR_SOON, gap, 8, &arena), 2);
	assert_string_equal(gap[1].calendar, "BR");
	assert_int_equal(gap[1].year, 0);
	expect(gd_app_agenda(o.app, NULL, 5, &a, &err), GD_OK, &err);
	assert_int_equal(a.ngaps, 2);
	gd_calendar_gap_say(&a.gaps[1], &err);
	gd_say_err(&said, GD_EN, &err);
	assert_non_null(
	    strstr(said.text, "no calendar BR for customers there"));
	gd_agenda_release(&a);
	/* it gets one, of which the year is not known yet */
	assert_int_equal(
	    office_do(&o, GD_OFFICE_CALDEF,
		&(struct gd_caldef){ "BR", "巴西", "Brazil", 0x60, 1 }),
	    GD_OK);
	assert_int_equal(
	    gd_app_calendar_gaps(o.app, GD_CALENDAR_SOON, gap, 8, &arena), 3);
	assert_int_equal(gap[1].year, 2026);
	gd_str_release(&said);
	gd_arena_release(&arena);
	office_close(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_book_works_by_chinas_calendar),
		cmocka_unit_test(
		    a_year_has_as_many_working_days_as_the_law_leaves),
		cmocka_unit_test(
		    each_day_of_2026_is_worked_as_the_state_council_said),
		cmocka_unit_test(
		    two_days_before_entry_steps_back_over_days_off),
		cmocka_unit_test(the_offices_own_days_stand_over_its_calendars),
		cmocka_unit_test(
		    without_a_calendar_only_the_offices_own_days_count),
		cmocka_unit_test(desk_bank_and_country_work_by_their_own),
		cmocka_unit_test(a_calendar_rests_some_days_and_works_some),
		cmocka_unit_test(
		    a_table_makes_a_calendar_and_the_same_again_changes_nothing),
		cmocka_unit_test(
		    all_faults_of_a_table_are_named_and_nothing_is_written),
		cmocka_unit_test(
		    a_year_of_a_table_replaces_what_was_known_of_it),
		cmocka_unit_test(
		    installing_gives_an_office_without_one_its_calendar),
		cmocka_unit_test(days_of_rest_are_read_in_both_languages),
		cmocka_unit_test(years_that_are_not_known_are_named_ahead),
		cmocka_unit_test(
		    a_country_of_customers_without_a_calendar_is_named_in_my_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
