/* tests/core/test_dates.c - the dates of an order, rule by rule. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/view/step_day.h"
#include "dates_bench.h"

#include "base/banned.h"

#define TASK(id, more) \
	"      " id ": {zh: x, en: x, kind: task, by: clerk" more "}\n"

#define MONEY(rest)                                                          \
	"payments:\n  triggers:\n    deposit: {zh: a, en: a}\n"              \
	"    rest: {zh: b, en: b, per: lot}\n"                               \
	"  methods:\n    tt: {zh: c, en: c}\n  rows:\n"                      \
	"    - {terms: tt, trigger: deposit, method: tt, percent: 30, due: " \
	"{from: created, days: 7}}\n"                                        \
	"    - {terms: tt, trigger: rest, method: tt, percent: 70, due: "    \
	"{from: " rest ", days: 30}}\n"

static void
move(struct bench *b, const char *id, const char *day, const char *why)
{
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_MOVE,
		.duty = id,
		.day = gd_day_parse(day),
		.reason = why });
}

static enum gd_event_kind
kind_of(const struct bench *b, size_t i)
{
	return i < b->events.n ? b->events.at[i].kind : GD_EV_NONE;
}

/* ---- four dates ---------------------------------------------------------- */

static void
plan_and_first_promise_stay_while_the_day_follows(void **state)
{
	const struct gd_due *row;
	struct bench b;

	(void)state;
	dates_on(&b,
	    TASK("go", ", plan: {from: promised, days: -10}, due: {from: "
		       "entry, days: -2}"),
	    "", "");
	assert_false(dates_has(&b, "go"));
	dates_set(&b, "promised", 0, "2026-09-30");
	row = dates_row(&b, "go", 0, 0);
	assert_string_equal(dates_text(row->plan), "2026-09-20");
	assert_string_equal(dates_text(row->day), "2026-09-20");
	dates_set(&b, "promised", 0, "2026-10-20");
	row = dates_row(&b, "go", 0, 0);
	assert_string_equal(dates_text(row->plan), "2026-09-20");
	assert_string_equal(dates_text(row->first), "2026-09-20");
	assert_string_equal(dates_text(row->day), "2026-10-10");
	assert_string_equal(row->rule, "-10 d");
	/* once the base of the rule is known the rule counts */
	dates_set(&b, "entry", 0, "2026-10-15");
	row = dates_row(&b, "go", 0, 0);
	assert_string_equal(dates_text(row->day), "2026-10-13");
	assert_string_equal(row->base, "entry");
	assert_int_equal(row->shut, 0);
	dates_today(&b, "2026-10-14");
	dates_do(&b, "go", 0);
	row = dates_row(&b, "go", 0, 0);
	assert_string_equal(dates_text(row->actual), "2026-10-14");
	assert_int_equal(row->shut, 1);
	/* dates of what is settled stand still */
	dates_set(&b, "entry", 0, "2026-11-15");
	assert_string_equal(DAY_OF(&b, "go"), "2026-10-13");
	bench_release(&b);
}

static void
a_base_that_is_taken_back_leaves_no_day(void **state)
{
	const struct gd_due *row;
	struct bench b;

	(void)state;
	dates_on(&b, TASK("go", ", due: {from: entry}"), "", "");
	dates_set(&b, "entry", 0, "2026-10-15");
	dates_set(&b, "entry", 0, "");
	row = dates_row(&b, "go", 0, 0);
	assert_int_equal(row->day, 0);
	assert_int_equal(row->shut, 1);
	assert_string_equal(dates_text(row->first), "2026-10-15");
	assert_int_equal(gd_head(&b.order)->due_day, 0);
	dates_set(&b, "entry", 0, "2026-10-16");
	row = dates_row(&b, "go", 0, 0);
	assert_string_equal(dates_text(row->day), "2026-10-16");
	assert_int_equal(row->shut, 0);
	bench_release(&b);
}

static void
plans_hang_on_plans_whatever_order_the_file_has(void **state)
{
	struct bench b;

	(void)state;
	dates_on(&b,
	    TASK("a", ", plan: {from: plan(b), days: -3}")
		TASK("b", ", plan: {from: plan(c), days: -5, count: work}")
		    TASK("c", ", plan: {from: promised}, due: {from: entry}"),
	    "", "");
	dates_set(&b, "promised", 0, "2026-09-30");
	assert_string_equal(DAY_OF(&b, "c"), "2026-09-30");
	assert_string_equal(DAY_OF(&b, "b"), "2026-09-23");
	assert_string_equal(DAY_OF(&b, "a"), "2026-09-20");
	/* the day in force of one moves those of the others, not their plans */
	dates_set(&b, "entry", 0, "2026-10-12");
	assert_string_equal(DAY_OF(&b, "b"), "2026-09-29");
	assert_string_equal(DAY_OF(&b, "a"), "2026-09-26");
	assert_string_equal(dates_text(dates_row(&b, "a", 0, 0)->plan),
	    "2026-09-20");
	/* and what came of it in the end */
	dates_today(&b, "2026-09-24");
	dates_do(&b, "b", 0);
	assert_string_equal(DAY_OF(&b, "a"), "2026-09-21");
	bench_release(&b);
}

static void
who_answers_follows_the_order(void **state)
{
	struct bench b;

	(void)state;
	dates_on(&b,
	    TASK("mine", ", due: {from: entry}")
		TASK("theirs", ", owner: finance, due: {from: entry}"),
	    "", "");
	dates_set(&b, "entry", 0, "2026-10-15");
	assert_string_equal(dates_row(&b, "mine", 0, 0)->owner, "person:clerk");
	assert_string_equal(dates_row(&b, "theirs", 0, 0)->owner,
	    "role:finance");
	b.facts.person_roles = (const char *const[]){ "clerk" };
	b.facts.nperson_roles = 1;
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_REASSIGN,
		.role = "clerk",
		.person = "wang" });
	assert_string_equal(dates_row(&b, "mine", 0, 0)->owner, "person:wang");
	bench_release(&b);
}

static void
rows_of_before_owners_are_brought_up_to_date(void **state)
{
	struct gd_due *row;
	struct bench b;

	(void)state;
	dates_on(&b, TASK("go", ", due: {from: entry}"), "", "");
	dates_set(&b, "entry", 0, "2026-10-15");
	for (int i = 0; i < 2; i++) {
		struct gd_order *o = i ? &b.replay : &b.order;

		row = gd_row_at(&o->sheet, GD_TAB_DUE, 0);
		row->owner = "";
		row->first = row->plan = row->raw_day = row->ring_day = 0;
	}
	(void)dates_tick(&b);
	assert_string_equal(dates_row(&b, "go", 0, 0)->owner, "person:clerk");
	assert_string_equal(dates_text(dates_row(&b, "go", 0, 0)->first),
	    "2026-10-15");
	(void)dates_tick(&b);
	assert_int_equal(b.events.n, 0);
	bench_release(&b);
}

/* ---- calendars ----------------------------------------------------------- */

static void
everybody_rests_by_his_own_calendar(void **state)
{
	struct bench b;

	(void)state;
	dates_on(&b,
	    TASK("office",
		", due: {from: entry, days: 1, count: work}") TASK("bank",
		", due: {from: entry, days: 1, count: work, calendar: bank}")
		TASK("customer", ", due: {from: entry, days: 1, count: work, "
				 "calendar: customer}") TASK("finance",
		    ", owner: finance, due: {from: entry, days: 1, count: "
		    "work}") TASK("desk", ", due: {from: entry, days: 1, "
					  "count: work, calendar: finance}"),
	    "", "");
	dates_set(&b, "entry", 0, "2026-10-09"); /* a Friday */
	assert_string_equal(DAY_OF(&b, "office"), "2026-10-10");
	assert_string_equal(DAY_OF(&b, "bank"), "2026-10-12");
	assert_string_equal(DAY_OF(&b, "customer"), "2026-10-11");
	assert_string_equal(DAY_OF(&b, "finance"), "2026-10-10");
	assert_string_equal(DAY_OF(&b, "desk"), "2026-10-10");
	dates_set(&b, "entry", 0, "2026-10-16");
	assert_string_equal(DAY_OF(&b, "office"), "2026-10-19");
	assert_string_equal(DAY_OF(&b, "customer"), "2026-10-18");
	assert_string_equal(DAY_OF(&b, "finance"), "2026-10-17");
	assert_string_equal(DAY_OF(&b, "desk"), "2026-10-17");
	bench_release(&b);
}

static void
a_year_nobody_announced_makes_a_date_unsure(void **state)
{
	struct bench b;

	(void)state;
	dates_on(&b,
	    TASK("work", ", due: {from: entry, days: 1, count: work}")
		TASK("plain", ", due: {from: entry, days: 1}")
		    TASK("rolled", ", due: {from: entry, roll: later}"),
	    "", "");
	dates_set(&b, "entry", 0, "2032-12-30");
	assert_int_equal(dates_row(&b, "work", 0, 0)->unsure, 0);
	dates_set(&b, "entry", 0, "2032-12-31"); /* a Friday */
	assert_int_equal(dates_row(&b, "work", 0, 0)->unsure, GD_UNSURE_YEAR);
	assert_int_equal(dates_row(&b, "plain", 0, 0)->unsure, 0);
	assert_int_equal(dates_row(&b, "rolled", 0, 0)->unsure, 0);
	dates_set(&b, "entry", 0, "2033-01-03");
	assert_int_equal(dates_row(&b, "rolled", 0, 0)->unsure, GD_UNSURE_YEAR);
	assert_int_equal(dates_row(&b, "plain", 0, 0)->unsure, 0);
	bench_release(&b);
}

/* ---- moving -------------------------------------------------------------- */

static void
a_moved_date_keeps_the_old_promise(void **state)
{
	const struct gd_due *row;
	struct bench b;

	(void)state;
	dates_on(&b, TASK("go", ", due: {from: entry, days: 3}"), "", "");
	move(&b, "go", "2026-08-01", "they asked");
	assert_int_equal(kind_of(&b, 0), GD_EV_DATED);
	dates_set(&b, "entry", 0, "2026-08-10");
	row = dates_row(&b, "go", 0, 0);
	assert_string_equal(dates_text(row->first), "2026-08-01");
	assert_string_equal(dates_text(row->day), "2026-08-13");
	assert_int_equal(row->moved, 0);
	move(&b, "go", "2026-08-20", "later");
	assert_int_equal(kind_of(&b, 0), GD_EV_MOVED);
	assert_string_equal(b.events.at[0].note, "2026-08-13 -> 2026-08-20");
	row = dates_row(&b, "go", 0, 0);
	assert_string_equal(row->reason, "later");
	assert_string_equal(dates_text(row->first), "2026-08-01");
	/* as long as its base stays */
	(void)dates_tick(&b);
	assert_int_equal(b.events.n, 0);
	dates_set(&b, "entry", 0, "2026-08-11");
	assert_string_equal(DAY_OF(&b, "go"), "2026-08-14");
	/* what is past is told */
	dates_today(&b, "2026-08-12");
	move(&b, "go", "2026-08-10", "it was so");
	assert_int_equal(kind_of(&b, 1), GD_EV_DAY_PAST);
	assert_int_equal(b.events.at[1].number, 2);
	bench_release(&b);
}

static void
a_hard_date_moves_as_granted_and_a_field_where_it_stands(void **state)
{
	static const char limits[] =
	    "limits:\n"
	    "  cutoff: {zh: x, en: x, step: one, owner: clerk, due: {from: "
	    "entry, hard: yes}}\n"
	    "  window: {zh: x, en: x, step: one, owner: clerk, due: {from: "
	    "entry, days: 30, "
	    "hard: yes}}\n";
	const struct gd_command cutoff = { .verb = GD_DO_MOVE,
		.duty = "cutoff",
		.day = gd_day_parse("2026-08-20"),
		.reason = "rolled" };
	struct gd_command window = { .verb = GD_DO_MOVE,
		.duty = "window",
		.day = gd_day_parse("2026-10-01"),
		.reason = "extended" };
	struct bench b;

	(void)state;
	dates_on(&b, TASK("go", ""), "", limits);
	assert_int_equal(bench_do(&b, "clerk", &cutoff), GD_REFUSED);
	assert_int_equal(b.err.msg, GD_M_MOVE_FIELD);
	dates_set(&b, "entry", 0, "2026-08-10");
	assert_int_equal(bench_do(&b, "clerk", &cutoff), GD_REFUSED);
	assert_string_equal(b.err.arg[1].text, "entry");
	/* nobody's word but that of who set it moves it, and it is kept */
	assert_int_equal(bench_do(&b, "clerk", &window), GD_REFUSED);
	assert_int_equal(b.err.msg, GD_M_MOVE_GRANTED_BY);
	window.granted_by = " \u3000 ";
	assert_int_equal(bench_do(&b, "clerk", &window), GD_REFUSED);
	window.granted_by = "the bank";
	bench_must(&b, "clerk", window);
	assert_int_equal(kind_of(&b, 0), GD_EV_GRANTED);
	assert_string_equal(b.events.at[0].note, "2026-09-09 -> 2026-10-01");
	assert_int_equal(kind_of(&b, 1), GD_EV_GRANTED_BY);
	assert_string_equal(b.events.at[1].note, "the bank");
	assert_string_equal(DAY_OF(&b, "window"), "2026-10-01");
	assert_string_equal(dates_text(dates_row(&b, "window", 0, 0)->first),
	    "2026-09-09");
	assert_string_equal(dates_text(gd_head(&b.order)->hard_day),
	    "2026-08-10");
	assert_string_equal(gd_head(&b.order)->hard, "cutoff");
	bench_release(&b);
}

static void
what_law_fixes_nobody_moves_whoever_grants_it(void **state)
{
	const struct gd_command end = { .verb = GD_DO_MOVE,
		.duty = "end",
		.day = gd_day_parse("2029-10-01"),
		.reason = "asked",
		.granted_by = "tax office" };
	struct bench b;

	(void)state;
	dates_on(&b, TASK("go", ""), "",
	    "limits:\n  end: {zh: x, en: x, step: one, owner: clerk, fixed: "
	    "yes, due: {from: export, months: 36, hard: yes, source: law}}\n");
	dates_set(&b, "export", 0, "2026-08-10");
	assert_int_equal(bench_do(&b, "clerk", &end), GD_REFUSED);
	assert_int_equal(b.err.msg, GD_M_MOVE_FIXED);
	assert_string_equal(b.err.arg[1].text, "law");
	assert_string_equal(DAY_OF(&b, "end"), "2029-08-10");
	bench_release(&b);
}

/* ---- limits, money, lots ------------------------------------------------- */

static void
a_limit_is_owed_while_it_holds_and_until_it_is_met(void **state)
{
	static const char limits[] =
	    "limits:\n"
	    "  latest_on: {zh: x, en: x, step: two, per: lot, duty: load, "
	    "actual: on_board, when: flag = yes, due: {from: latest, or: "
	    "[expiry], hard: yes}}\n";
	const struct gd_due *row;
	struct bench b;

	(void)state;
	dates_on(&b, TASK("go", ""),
	    TASK("load", ", per: lot") TASK("after", ""), limits);
	dates_set(&b, "expiry", 0, "2026-08-20");
	assert_false(dates_has(&b, "latest_on"));
	dates_set(&b, "flag", 0, "yes");
	row = dates_row(&b, "latest_on", 1, 0);
	assert_string_equal(dates_text(row->day), "2026-08-20");
	assert_string_equal(row->base, "expiry");
	assert_int_equal(row->hard, 1);
	dates_set(&b, "latest", 0, "2026-08-15");
	assert_string_equal(dates_text(dates_row(&b, "latest_on", 1, 0)->day),
	    "2026-08-15");
	dates_set(&b, "flag", 0, "no");
	assert_int_equal(dates_row(&b, "latest_on", 1, 0)->shut, 1);
	assert_int_equal(gd_head(&b.order)->hard_day, 0);
	dates_set(&b, "flag", 0, "yes");
	assert_int_equal(dates_row(&b, "latest_on", 1, 0)->shut, 0);
	dates_do(&b, "go", 0);
	dates_today(&b, "2026-08-16");
	dates_do(&b, "load", 1);
	row = dates_row(&b, "latest_on", 1, 0);
	assert_int_equal(row->shut, 1);
	assert_string_equal(dates_text(row->actual), "2026-08-16");
	/* the bill of lading says better when it was */
	dates_set(&b, "on_board", 1, "2026-08-14");
	assert_string_equal(
	    dates_text(dates_row(&b, "latest_on", 1, 0)->actual), "2026-08-14");
	bench_release(&b);
}

static const struct gd_payment *
payment(const struct bench *b, int64_t no)
{
	return gd_row_find(&b->order.sheet, GD_TAB_PAYMENT,
	    &(struct gd_payment){ .no = no });
}

static void
money_falls_due_by_the_terms_unless_somebody_says_when(void **state)
{
	static const char limits[] =
	    MONEY("plan(ship)") "limits:\n"
				"  report: {zh: x, en: x, step: one, owner: "
				"clerk, per: payment, "
				"due: {from: "
				"payment, days: 5}}\n"
				"  advance: {zh: x, en: x, step: one, owner: "
				"clerk, due: {from: "
				"credited(deposit), days: 30, hard: yes}}\n";
	struct bench b;

	(void)state;
	dates_on(&b, TASK("ship", ", plan: {from: promised}"), "", limits);
	dates_set(&b, "terms", 0, "tt");
	assert_string_equal(dates_text(payment(&b, 1)->due_day), "2026-07-08");
	assert_int_equal(payment(&b, 2)->due_day, 0);
	dates_set(&b, "promised", 0, "2026-09-01");
	assert_string_equal(dates_text(payment(&b, 2)->due_day), "2026-10-01");
	assert_string_equal(dates_text(dates_row(&b, "report", 0, 2)->day),
	    "2026-10-06");
	dates_set(&b, "promised", 0, "2026-09-03");
	assert_string_equal(dates_text(payment(&b, 2)->due_day), "2026-10-03");
	/* typed, it stays */
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_PAYMENT,
		.number = 2,
		FIELDS({ "due", "2026-10-20" }) });
	dates_set(&b, "promised", 0, "2026-09-05");
	assert_string_equal(dates_text(payment(&b, 2)->due_day), "2026-10-20");
	assert_string_equal(dates_text(dates_row(&b, "report", 0, 2)->day),
	    "2026-10-25");
	assert_false(dates_has(&b, "advance"));
	dates_today(&b, "2026-07-10");
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CREDIT, .number = 1 });
	assert_string_equal(DAY_OF(&b, "advance"), "2026-08-09");
	assert_int_equal(dates_row(&b, "report", 0, 1)->shut, 1);
	assert_string_equal(dates_text(dates_row(&b, "report", 0, 1)->actual),
	    "2026-07-10");
	bench_release(&b);
}

/* The day of step `no` of the order as it stands. */
static struct gd_step_day
step_day(const struct bench *b, int no)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_todo todo = GD_TODO_INIT;
	struct gd_step_day day = { GD_NO_DAY, false, 0 };
	struct gd_dates dates;

	gd_dates_make(&b->wf, &b->order, &b->facts, &arena, &dates);
	gd_todo_make(&b->wf, &b->order, &b->facts, &todo);
	for (size_t i = 0; i < todo.nsteps; i++)
		if (todo.steps[i].def->no == no)
			day =
			    gd_step_day(&b->wf, &todo, &dates, &todo.steps[i]);
	gd_todo_release(&todo);
	gd_arena_release(&arena);
	return day;
}

static void
a_step_shows_what_it_owes_first_and_then_when_it_was_done(void **state)
{
	struct step_days {
		struct gd_step_day first, second;
	} at;
	struct bench b;

	(void)state;
	dates_on(&b,
	    TASK("late", ", due: {from: promised}")
		TASK("soon", ", due: {from: entry}"),
	    TASK("after", ", plan: {from: promised, days: 9}"),
	    "limits:\n  opens: {zh: x, en: x, step: one, owner: clerk, "
	    "earliest: yes, due: {from: entry, days: -9}}\n");
	at.first = step_day(&b, 1);
	assert_int_equal(at.first.day, GD_NO_DAY);
	dates_today(&b, "2026-09-03");
	dates_set(&b, "entry", 0, "2026-09-01");
	dates_set(&b, "promised", 0, "2026-09-08");
	at.first = step_day(&b, 1);
	at.second = step_day(&b, 2);
	assert_string_equal(dates_text(at.first.day), "2026-09-01");
	assert_int_equal(at.first.late, 2);
	assert_false(at.first.done);
	assert_string_equal(dates_text(at.second.day), "2026-09-17");
	assert_int_equal(at.second.late, 0);
	/* one done, the other is what is owed; both done: the last day */
	dates_do(&b, "soon", 0);
	at.first = step_day(&b, 1);
	assert_string_equal(dates_text(at.first.day), "2026-09-08");
	dates_today(&b, "2026-09-04");
	dates_do(&b, "late", 0);
	at.first = step_day(&b, 1);
	assert_true(at.first.done);
	assert_string_equal(dates_text(at.first.day), "2026-09-04");
	assert_int_equal(at.first.late, 0);
	bench_release(&b);
}

/* What is said of a date of the order as it stands, in English; the words of
 * the last call live. */
static const char *
said_of(const struct bench *b, const char *id, bool tight)
{
	static char words[400];
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_str out = GD_STR_INIT;
	struct gd_dates dates;

	gd_dates_make(&b->wf, &b->order, &b->facts, &arena, &dates);
	for (size_t i = 0; i < dates.n; i++) {
		const struct gd_date_view *v = &dates.at[i];

		if (strcmp(v->row->duty, id) != 0)
			continue;
		if (tight)
			gd_say_tighter(&out, GD_EN, v);
		else
			gd_say_date(&out, GD_EN, &b->wf, v, NULL, NULL);
	}
	snprintf(words, sizeof words, "%s", out.text);
	gd_str_release(&out);
	gd_arena_release(&arena);
	return words;
}

static void
what_is_counted_from_a_plan_is_told_from_what_was_done_that_day(void **state)
{
	struct bench b;

	(void)state;
	dates_on(&b,
	    TASK("go", ", due: {from: entry}")
		TASK("after", ", plan: {from: plan(go), days: 3}"),
	    "", "");
	dates_set(&b, "entry", 0, "2026-08-10");
	assert_non_null(
	    strstr(said_of(&b, "after", false), "x planned 08-10"));
	dates_today(&b, "2026-08-10");
	dates_do(&b, "go", 0);
	assert_null(strstr(said_of(&b, "after", false), "planned"));
	assert_non_null(strstr(said_of(&b, "after", false), "x 08-10"));
	bench_release(&b);
}

static void
work_late_against_a_tightened_date_names_the_one_promised(void **state)
{
	struct bench b;

	(void)state;
	dates_on(&b, TASK("go", ", due: {from: entry}"), "", "");
	dates_set(&b, "entry", 0, "2026-08-20");
	dates_set(&b, "entry", 0, "2026-08-10");
	dates_today(&b, "2026-08-10");
	assert_string_equal(said_of(&b, "go", true), "");
	dates_today(&b, "2026-08-15");
	assert_string_equal(said_of(&b, "go", true),
	    "promised first for 08-20, tightened to 08-10: 5 d late against "
	    "08-10, in time for 08-20");
	dates_today(&b, "2026-08-22");
	assert_string_equal(said_of(&b, "go", true),
	    "promised first for 08-20, tightened to 08-10: 12 d late against "
	    "08-10, 2 d against 08-20");
	/* a date that moved away is another matter */
	dates_set(&b, "entry", 0, "2026-08-21");
	assert_string_equal(said_of(&b, "go", true), "");
	bench_release(&b);
}

static void
a_hard_date_met_late_is_remembered(void **state)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_dates dates;
	struct bench b;

	(void)state;
	dates_on(&b,
	    TASK("go", ", due: {from: entry, hard: yes}")
		TASK("soft", ", due: {from: entry}"),
	    "", "");
	dates_set(&b, "entry", 0, "2026-08-10");
	dates_today(&b, "2026-08-13");
	dates_do(&b, "soft", 0);
	gd_dates_make(&b.wf, &b.order, &b.facts, &arena, &dates);
	assert_null(dates.met_late);
	dates_do(&b, "go", 0);
	gd_dates_make(&b.wf, &b.order, &b.facts, &arena, &dates);
	assert_null(dates.first_broken);
	assert_non_null(dates.met_late);
	assert_string_equal(dates.met_late->row->duty, "go");
	assert_int_equal(dates.met_late->late, 3);
	gd_arena_release(&arena);
	bench_release(&b);
}

static void
a_lot_split_off_has_the_promises_of_the_other(void **state)
{
	const struct gd_due *row;
	struct bench b;

	(void)state;
	dates_on(&b, TASK("go", ""),
	    TASK("load", ", per: lot, plan: {from: promised}"), "");
	dates_set(&b, "promised", 0, "2026-09-01");
	dates_set(&b, "promised", 0, "2026-09-10");
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_MOVE,
		.duty = "load",
		.lot = 1,
		.day = gd_day_parse("2026-09-12"),
		.reason = "late" });
	dates_set(&b, "product", 0, "mugs");
	dates_set(&b, "quantity", 0, "100");
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_SPLIT,
		.lot = 1,
		.reason = "two ships",
		FIELDS({ "line:1", "40" }) });
	row = dates_row(&b, "load", 2, 0);
	assert_string_equal(dates_text(row->plan), "2026-09-01");
	assert_string_equal(dates_text(row->first), "2026-09-01");
	assert_string_equal(dates_text(row->day), "2026-09-12");
	assert_string_equal(row->reason, "late");
	bench_release(&b);
}

static void
a_closed_order_owes_no_date(void **state)
{
	struct bench b;

	(void)state;
	dates_on(&b,
	    TASK("go", "") TASK("more", ", blocks: no, due: {from: entry}"), "",
	    "");
	dates_set(&b, "entry", 0, "2026-08-10");
	dates_do(&b, "go", 0);
	assert_int_equal(gd_head(&b.order)->state, GD_ORDER_COMPLETED);
	assert_int_equal(dates_row(&b, "more", 0, 0)->shut, 1);
	assert_int_equal(dates_row(&b, "more", 0, 0)->actual, 0);
	(void)dates_tick(&b);
	assert_int_equal(b.events.n, 0);
	bench_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    plan_and_first_promise_stay_while_the_day_follows),
		cmocka_unit_test(a_base_that_is_taken_back_leaves_no_day),
		cmocka_unit_test(
		    plans_hang_on_plans_whatever_order_the_file_has),
		cmocka_unit_test(who_answers_follows_the_order),
		cmocka_unit_test(rows_of_before_owners_are_brought_up_to_date),
		cmocka_unit_test(everybody_rests_by_his_own_calendar),
		cmocka_unit_test(a_year_nobody_announced_makes_a_date_unsure),
		cmocka_unit_test(a_moved_date_keeps_the_old_promise),
		cmocka_unit_test(
		    a_hard_date_moves_as_granted_and_a_field_where_it_stands),
		cmocka_unit_test(what_law_fixes_nobody_moves_whoever_grants_it),
		cmocka_unit_test(
		    a_limit_is_owed_while_it_holds_and_until_it_is_met),
		cmocka_unit_test(
		    money_falls_due_by_the_terms_unless_somebody_says_when),
		cmocka_unit_test(
		    a_step_shows_what_it_owes_first_and_then_when_it_was_done),
		cmocka_unit_test(
		    what_is_counted_from_a_plan_is_told_from_what_was_done_that_day),
		cmocka_unit_test(
		    work_late_against_a_tightened_date_names_the_one_promised),
		cmocka_unit_test(a_hard_date_met_late_is_remembered),
		cmocka_unit_test(a_lot_split_off_has_the_promises_of_the_other),
		cmocka_unit_test(a_closed_order_owes_no_date),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
