/* tests/app/test_agenda.c - whose dates are due, overdue, told; whom one waits
 * for; moving a date and what it moves; the clock that rings. */
#include "app_test.h"

#include "../../src/store/store_priv.h"
#include "app/agenda.h"
#include "app/handover.h"
#include "app/right.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/day.h"

#include "base/banned.h"

/* Today is 2026-11-23. */
static const char *const dated_fields[] = { "product", "Steel mug", "terms",
	"lc", "amount", "48200.00 USD", "quantity", "12000", "contract_no",
	"XS-2611-31", "delivery_date", "2027-01-20", "sample_due", "2026-11-17",
	NULL };

static struct office o;
static int skipped; /* days */

static void
days_pass(int n)
{
	gd_clock_skip((int64_t)n * 86400000);
	skipped += n;
}

static int
begin(void **state)
{
	(void)state;
	days_pass(-skipped);
	office_open(&o);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	office_close(&o); /* verifies */
	return 0;
}

static void
office_do(enum gd_office_verb verb, const void *row)
{
	struct gd_err err = GD_ERR_INIT;

	expect(gd_app_office_do(o.app,
		   &(struct gd_office_command){ verb, row, UINT64_MAX }, &err),
	    GD_OK, &err);
}

static struct gd_agenda
agenda_of(const char *person, const char *desk, int max)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_agenda a;

	expect(gd_app_agenda(o.app,
		   &(struct gd_agenda_of){ .person = person, .desk = desk },
		   max, &a, &err),
	    GD_OK, &err);
	return a;
}

static const struct gd_agenda_line *
line_of(const struct gd_agenda *a, enum gd_agenda_part part, const char *duty)
{
	for (size_t i = 0; i < a->nlines; i++)
		if (a->lines[i].part == part &&
		    strcmp(a->lines[i].row->due.duty, duty) == 0)
			return &a->lines[i];
	return NULL;
}

/* Is this date in that part of a person's agenda? */
static bool
has(const char *person, enum gd_agenda_part part, const char *duty)
{
	struct gd_agenda a = agenda_of(person, NULL, 50);
	bool yes = line_of(&a, part, duty) != NULL;

	gd_agenda_release(&a);
	return yes;
}

static struct gd_ticked
tick(void)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_ticked t;

	expect(gd_app_become(o.app, "chenli", &err), GD_OK, &err);
	expect(gd_app_tick(o.app, &t, &err), GD_OK, &err);
	return t;
}

static void
drive(const char *number, const char *duty)
{
	struct drive d = { .values = values, .avoid = ",finished," };

	drive_to(&o, number, &d, duty);
}

/* ---- persons and desks ------------------------------------------------------ */

static void
what_is_overdue_stands_with_whoever_carries_the_order(void **state)
{
	const struct gd_agenda_line *l;
	struct gd_agenda a;
	char number[64];

	(void)state;
	new_order(&o, dated_fields, number);
	a = agenda_of("chenli", NULL, 50);
	l = line_of(&a, GD_AGENDA_OVERDUE, "sample_back");
	assert_non_null(l);
	assert_int_equal(l->late, 6);
	assert_int_equal(l->left, -6);
	assert_string_equal(l->row->number, number);
	assert_string_equal(l->row->due.owner, "person:chenli");
	assert_int_equal(a.count[GD_AGENDA_OVERDUE], 1);
	gd_agenda_release(&a);
	assert_false(has("hejing", GD_AGENDA_OVERDUE, "sample_back"));
}

static void
days_make_what_was_soon_due_today_and_then_overdue(void **state)
{
	static const char *const fields[] = { "product", "Mug", "terms", "tt",
		"sample_due", "2026-11-28", NULL };
	char number[64];

	(void)state;
	new_order(&o, fields, number);
	assert_true(has("chenli", GD_AGENDA_SOON, "sample_back"));
	days_pass(5);
	assert_true(has("chenli", GD_AGENDA_TODAY, "sample_back"));
	assert_false(has("chenli", GD_AGENDA_SOON, "sample_back"));
	days_pass(1);
	assert_true(has("chenli", GD_AGENDA_OVERDUE, "sample_back"));
	assert_false(has("chenli", GD_AGENDA_TODAY, "sample_back"));
	/* eight days ahead is not soon */
	days_pass(-14);
	assert_false(has("chenli", GD_AGENDA_SOON, "sample_back"));
	days_pass(8);
}

static void
a_desk_has_the_dates_of_its_roles_whoever_holds_them(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_agenda a;
	char number[64];

	(void)state;
	new_order(&o, dated_fields, number);
	drive(number, "make_formal_order");
	days_pass(53); /* five days before delivery */
	a = agenda_of(NULL, "production", 50);
	assert_non_null(line_of(&a, GD_AGENDA_SOON, "finished"));
	gd_agenda_release(&a);
	a = agenda_of(NULL, "生产部", 50);
	assert_non_null(line_of(&a, GD_AGENDA_SOON, "finished"));
	gd_agenda_release(&a);
	assert_true(has("sunqiang", GD_AGENDA_SOON, "finished"));
	assert_false(has("chenli", GD_AGENDA_SOON, "finished"));
	expect(gd_app_agenda(o.app, &(struct gd_agenda_of){ .desk = "no" }, 5,
		   &a, &err),
	    GD_MISSING, &err);
	expect(gd_app_agenda(o.app, &(struct gd_agenda_of){ .person = "no" }, 5,
		   &a, &err),
	    GD_MISSING, &err);
}

static void
a_deputy_has_the_dates_of_whom_he_stands_in_for_as_long_as_he_does(void **state)
{
	int32_t today;
	char number[64];
	struct gd_deputy d = { .who = "chenli",
		.deputy = "hejing",
		.active = 1 };

	(void)state;
	new_order(&o, dated_fields, number);
	today = gd_app_today(o.app);
	d.from_day = today + 1;
	d.to_day = today + 3;
	office_do(GD_OFFICE_DEPUTY, &d);
	assert_false(has("hejing", GD_AGENDA_OVERDUE, "sample_back"));
	days_pass(1);
	assert_true(has("hejing", GD_AGENDA_OVERDUE, "sample_back"));
	assert_true(has("chenli", GD_AGENDA_OVERDUE, "sample_back"));
	days_pass(3);
	assert_false(has("hejing", GD_AGENDA_OVERDUE, "sample_back"));
}

static void
who_gets_the_order_gets_its_dates(void **state)
{
	struct gd_handover h = { .from = "chenli",
		.to = "lixia",
		.reason = "leaves" };
	struct gd_err err = GD_ERR_INIT;
	char number[64];

	(void)state;
	office_do(GD_OFFICE_USER_ADD,
	    &(struct gd_person){ "lixia", "李霞", "", 1 });
	office_do(GD_OFFICE_ROLE_GRANT,
	    &(struct gd_holds){ "lixia", "clerk", 1 });
	new_order(&o, dated_fields, number);
	assert_false(has("lixia", GD_AGENDA_OVERDUE, "sample_back"));
	expect(gd_app_handover(o.app, &h, &err), GD_OK, &err);
	gd_work_left_release(&h.left);
	gd_str_release(&h.words);
	assert_true(has("lixia", GD_AGENDA_OVERDUE, "sample_back"));
	assert_false(has("chenli", GD_AGENDA_OVERDUE, "sample_back"));
}

/* ---- the ladder -------------------------------------------------------------- */

static int
reminders_in(const char *number)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_order ord = load(&o, number);
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_journal_row row;
	struct gd_cursor *cur;
	int n = 0;

	expect(gd_store_journal(o.app->store, ord.id, 0, &cur, &err), GD_OK,
	    &err);
	while (gd_cursor_next(cur, &row, &err) == GD_OK) {
		gd_events_clear(&ev);
		expect(gd_events_decode(&ev, row.body, row.body_len, &err),
		    GD_OK, &err);
		for (size_t i = 0; i < ev.n; i++)
			n += ev.at[i].kind == GD_EV_REMINDED;
	}
	gd_cursor_close(cur);
	gd_events_release(&ev);
	gd_order_release(&ord);
	return n;
}

static void
a_ladder_tells_the_owner_then_his_manager_each_once(void **state)
{
	static const char *const fields[] = { "product", "Mug", "terms", "tt",
		"sample_due", "2026-11-25", NULL };
	char number[64];

	(void)state;
	new_order(&o, fields, number);
	assert_int_equal(tick().reminders, 0);
	days_pass(2); /* its day: the owner */
	assert_int_equal(tick().reminders, 1);
	assert_int_equal(tick().reminders, 0);
	assert_false(has("chenli", GD_AGENDA_TOLD, "sample_back"));
	assert_false(has("qianfang", GD_AGENDA_TOLD, "sample_back"));
	days_pass(5); /* five days late: the sales manager */
	assert_int_equal(tick().reminders, 1);
	assert_int_equal(tick().reminders, 0);
	assert_true(has("qianfang", GD_AGENDA_TOLD, "sample_back"));
	assert_false(has("qianfang", GD_AGENDA_OVERDUE, "sample_back"));
	assert_true(has("chenli", GD_AGENDA_OVERDUE, "sample_back"));
	assert_int_equal(reminders_in(number), 2);
	/* done: nobody is told any more */
	drive(number, "sample_back");
	assert_false(has("qianfang", GD_AGENDA_TOLD, "sample_back"));
	days_pass(30);
	assert_int_equal(reminders_in(number), 2);
}

/* The actor of the last entry of an order. */
static void
last_actor(const char *number, char actor[64], char verb[64])
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_journal_row row;
	struct gd_order ord = load(&o, number);
	struct gd_cursor *c;

	expect(gd_store_journal(o.app->store, ord.id, 0, &c, &err), GD_OK,
	    &err);
	while (gd_cursor_next(c, &row, &err) == GD_OK) {
		snprintf(actor, 64, "%s", row.actor);
		snprintf(verb, 64, "%s", row.verb);
	}
	gd_cursor_close(c);
	gd_order_release(&ord);
}

static void
a_reminder_is_the_systems_and_stands_in_nobodys_way(void **state)
{
	static const char *const fields[] = { "product", "Mug", "terms", "tt",
		"sample_due", "2026-11-25", NULL };
	const struct gd_command fill = { .verb = GD_DO_FILL,
		.duty = "receive_sample",
		.fields =
		    (const struct gd_pair[]){ { "sample_details", "0.5 mm" } },
		.nfields = 1 };
	const struct gd_command undo = { .verb = GD_DO_UNDO };
	const struct gd_due *row;
	char number[64], actor[64], verb[64], can[64];
	struct gd_err err = GD_ERR_INIT;
	struct gd_order ord;
	size_t i = 0;

	(void)state;
	new_order(&o, fields, number);
	act(&o, "chenli", number, GD_OK, &fill);
	days_pass(2);
	expect(gd_app_become(o.app, "zhouyan", &err), GD_OK, &err);
	assert_true(tick().reminders > 0);
	last_actor(number, actor, verb);
	assert_string_equal(verb, "tick");
	assert_string_equal(actor, "");
	/* the clerk's own last command is the act, not what time brought */
	act(&o, "zhouyan", number, GD_REFUSED, &undo);
	expect(gd_app_become(o.app, "chenli", &err), GD_OK, &err);
	expect(gd_app_can_undo(o.app, number, can, &err), GD_OK, &err);
	assert_string_equal(can, "do");
	ord = load(&o, number);
	assert_non_null(gd_act(&ord, "receive_sample", 0, 1, 0));
	gd_order_release(&ord);
	act(&o, "chenli", number, GD_OK, &undo);
	ord = load(&o, number);
	assert_null(gd_act(&ord, "receive_sample", 0, 1, 0));
	/* what was told stays told: it does not ring again */
	while ((row = gd_walk(&ord, GD_TAB_DUE, &i)))
		if (strcmp(row->duty, "sample_back") == 0)
			assert_string_equal(row->told, "person:chenli");
	gd_order_release(&ord);
	assert_int_equal(tick().reminders, 0);
	/* and once taken back there is nothing more to take back */
	act(&o, "chenli", number, GD_REFUSED, &undo);
}

static void
tick_goes_over_all_orders_however_many_there_are(void **state)
{
	static const char *const fields[] = { "product", "Mug", "terms", "tt",
		"sample_due", "2026-11-20", NULL };
	struct gd_ticked t;
	char number[64];

	(void)state;
	for (int i = 0; i < 230; i++)
		new_order(&o, fields, number);
	t = tick();
	assert_int_equal(t.reminders, 230);
	assert_int_equal(t.orders, 230);
	t = tick();
	assert_int_equal(t.reminders, 0);
	assert_int_equal(t.orders, 0);
}

/* ---- how it is sorted, counted, cut ------------------------------------------- */

static void
hard_dates_come_first_then_the_most_overdue_then_the_soonest(void **state)
{
	struct gd_agenda a;
	char number[64];
	size_t hard = 0, late = 0;

	(void)state;
	for (int i = 0; i < 3; i++) {
		new_order(&o, i == 1 ? tt_fields : dated_fields, number);
		drive(number, "booking");
	}
	days_pass(22); /* between the cut-offs */
	a = agenda_of("chenli", NULL, 50);
	assert_true(a.nlines > 6);
	for (size_t i = 1; i < a.nlines; i++) {
		const struct gd_agenda_line *x = &a.lines[i - 1],
					    *y = &a.lines[i];

		assert_true(x->hard >= y->hard);
		if (x->hard != y->hard)
			continue;
		assert_true(x->left <= y->left);
		if (x->left == y->left)
			assert_true(
			    strcmp(x->row->number, y->row->number) <= 0);
	}
	for (size_t i = 0; i < a.nlines; i++) {
		hard += a.lines[i].hard;
		late += a.lines[i].late > 0;
	}
	assert_true(hard > 0 && hard < a.nlines);
	assert_true(late > 0 && late < a.nlines);
	gd_agenda_release(&a);
}

static void
lines_are_cut_and_counts_are_whole_and_hard_ones_survive_the_cut(void **state)
{
	struct gd_agenda a, all;
	char number[64];

	(void)state;
	for (int i = 0; i < 6; i++) {
		new_order(&o, dated_fields, number);
		if (i == 5)
			drive(number, "booking");
	}
	days_pass(30); /* past the cut-offs of the last one */
	all = agenda_of("chenli", NULL, 50);
	a = agenda_of("chenli", NULL, 1);
	for (int p = 0; p < GD_AGENDA_PARTS; p++) {
		int64_t n = 0;

		for (size_t i = 0; i < all.nlines; i++)
			n += all.lines[i].part == (enum gd_agenda_part)p;
		assert_int_equal(all.count[p], n);
		assert_int_equal(a.count[p], n);
	}
	assert_true(all.count[GD_AGENDA_OVERDUE] > 6);
	assert_int_equal(a.lines[0].part, GD_AGENDA_OVERDUE);
	assert_true(a.lines[0].hard);
	assert_true(a.nwaits <= 1 && a.nhards <= 1);
	gd_agenda_release(&a);
	gd_agenda_release(&all);
}

/* ---- hold ---------------------------------------------------------------------- */

static void
on_hold_what_stands_still_is_not_pressing_and_has_its_rest_after(void **state)
{
	const struct gd_agenda_line *l;
	struct gd_agenda a;
	char number[64];

	(void)state;
	new_order(&o, dated_fields, number);
	drive(number, "ship_sample"); /* the verdict: in 14 days */
	days_pass(10);
	assert_true(has("chenli", GD_AGENDA_SOON, "verdict"));
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_HOLD, .reason = "customer" });
	days_pass(30);
	a = agenda_of("chenli", NULL, 50);
	assert_null(line_of(&a, GD_AGENDA_OVERDUE, "verdict"));
	assert_int_equal(a.count[GD_AGENDA_OVERDUE], 0);
	gd_agenda_release(&a);
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_RESUME });
	a = agenda_of("chenli", NULL, 50);
	l = line_of(&a, GD_AGENDA_SOON, "verdict");
	assert_non_null(l);
	assert_int_equal(l->left, 4);
	gd_agenda_release(&a);
}

/* ---- waiting, hard dates --------------------------------------------------------- */

static void
an_order_waits_for_who_must_sign_and_the_days_are_counted(void **state)
{
	struct drive d = { .values = values,
		.avoid = ",make_sample_request,sample_to_room," };
	struct gd_agenda a;
	char number[64];
	bool found = false;

	(void)state;
	new_order(&o, dated_fields, number);
	drive_to(&o, number, &d, "receive_sample");
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_MAKE,
		.paper = "sample_request" });
	days_pass(3);
	a = agenda_of("chenli", NULL, 50);
	for (size_t i = 0; i < a.nwaits; i++)
		if (strstr(a.waits[i].who, "role:sales_manager")) {
			found = true;
			assert_string_equal(a.waits[i].number, number);
			assert_int_equal(a.waits[i].days, 3);
		}
	assert_true(found);
	gd_agenda_release(&a);
	/* the manager does not wait for himself */
	a = agenda_of("qianfang", NULL, 50);
	for (size_t i = 0; i < a.nwaits; i++)
		assert_null(strstr(a.waits[i].who, "role:sales_manager"));
	gd_agenda_release(&a);
}

static void
each_order_says_its_next_hard_date(void **state)
{
	struct gd_agenda a;
	char number[64];

	(void)state;
	new_order(&o, dated_fields, number);
	drive(number, "booking");
	a = agenda_of("chenli", NULL, 50);
	assert_int_equal(a.nhards, 1);
	assert_string_equal(a.hards[0].number, number);
	assert_int_equal(a.hards[0].day, gd_day_parse("2026-12-14"));
	assert_int_equal(a.hards[0].left,
	    gd_day_parse("2026-12-14") - gd_app_today(o.app));
	gd_agenda_release(&a);
}

static void
what_is_done_keeps_its_date_whoever_asks(void **state)
{
	struct gd_command move = { .verb = GD_DO_MOVE,
		.duty = "verdict",
		.day = gd_day_parse("2026-12-20"),
		.reason = "why" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_moved m;
	char number[64];

	(void)state;
	new_order(&o, dated_fields, number);
	drive(number, "ship_sample");
	expect(gd_app_move(o.app, number, &move, NULL, true, &m, &err), GD_OK,
	    &err);
	gd_moved_release(&m);
	drive(number, "make_preliminary");
	expect(gd_app_move(o.app, number, &move, NULL, true, &m, &err),
	    GD_REFUSED, &err);
	assert_int_equal(err.msg, GD_M_MOVE_NOT_OWED);
}

/* R22: the deposit comes long before the last step, and so does its report. */
static void
an_advance_is_reported_when_it_came_not_with_the_last_step(void **state)
{
	struct gd_pair credit[] = { { "amount", "14460 USD" } };
	struct gd_pair done[] = { { "safe_advance_on", "2026-11-23" } };
	char number[64];

	(void)state;
	office_do(GD_OFFICE_ROLE_GRANT,
	    &(struct gd_holds){ "wumin", "finance", 1 });
	new_order(&o,
	    (const char *const[]){ "product", "Steel mug", "terms", "tt",
		"amount", "48200.00 USD", "quantity", "12000", "contract_no",
		"XS-2611-31", "delivery_date", "2027-03-20", NULL },
	    number);
	drive(number, "make_formal_order");
	act(&o, "wumin", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_CREDIT,
		.number = 1,
		.fields = credit,
		.nfields = 1 });
	days_pass(25);
	assert_true(has("wumin", GD_AGENDA_SOON, "report_advance"));
	act(&o, "wumin", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_FILL,
		.duty = "advance_reported",
		.fields = done,
		.nfields = 1 });
	assert_false(has("wumin", GD_AGENDA_SOON, "report_advance"));
	days_pass(10);
	assert_false(has("wumin", GD_AGENDA_OVERDUE, "report_advance"));
}

/* What SQLite steps over since the last look, in all its statements. */
static int64_t
steps(void)
{
	struct gd_store *s = gd_app_store(o.app);
	int64_t n = 0;

	for (sqlite3_stmt *st = NULL; (st = sqlite3_next_stmt(s->db, st));)
		n += sqlite3_stmt_status(st, SQLITE_STMTSTATUS_VM_STEP, 1);
	return n;
}

static int64_t
steps_of_my_day(size_t *lines)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_my_day day;
	struct gd_agenda a;

	expect(gd_app_become(o.app, "chenli", &err), GD_OK, &err);
	steps();
	expect(gd_app_my_day(o.app, 24, &day, &err), GD_OK, &err);
	a = agenda_of(NULL, NULL, 24);
	*lines = day.nlines + a.nlines + a.nwaits + a.nhards;
	gd_agenda_release(&a);
	gd_my_day_release(&day);
	return steps();
}

static void
my_day_costs_the_same_however_much_others_have_to_do(void **state)
{
	struct drive d = { .values = values, .avoid = ",make_preliminary," };
	size_t lines, then;
	int64_t few, many;
	char number[64];

	(void)state;
	/* orders of others wait for a role that is his in his own */
	office_do(GD_OFFICE_ROLE_GRANT,
	    &(struct gd_holds){ "chenli", "salesperson", 1 });
	for (int i = 0; i < 3; i++)
		new_order(&o, dated_fields, number);
	drive(number, "booking");
	few = steps_of_my_day(&lines);
	office_do(GD_OFFICE_USER_ADD,
	    &(struct gd_person){ "lixia", "李霞", "", 1 });
	office_do(GD_OFFICE_ROLE_GRANT,
	    &(struct gd_holds){ "lixia", "clerk", 1 });
	for (int i = 0; i < 40; i++) {
		new_order_by(&o, "lixia", dated_fields, number);
		drive_to(&o, number, &d, "make_preliminary");
		act(&o, "lixia", number, GD_OK,
		    &(struct gd_command){ .verb = GD_DO_MAKE,
			.paper = "preliminary_order" });
	}
	many = steps_of_my_day(&then);
	assert_true(lines > 4);
	assert_int_equal(lines, then);
	if (many > few + few / 10)
		fail_msg("%lld steps with few orders, %lld with many",
		    (long long)few, (long long)many);
}

/* ---- words and moves --------------------------------------------------------------- */

static int
dates_by(const char *const *words, int n)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_date_page page;
	int rows;

	expect(gd_app_dates(o.app, words, n, 0, 0, 500, &page, &err), GD_OK,
	    &err);
	rows = page.n;
	gd_date_page_release(&page);
	return rows;
}
#define BY(...)                                                  \
	dates_by((const char *const[]){ __VA_ARGS__ },           \
	    (int)(sizeof((const char *const[]){ __VA_ARGS__ }) / \
		  sizeof(char *)))

static void
words_narrow_the_dates(void **state)
{
	char number[64], other[64];
	int all, hard;

	(void)state;
	new_order(&o, dated_fields, number);
	drive(number, "booking");
	new_order(&o, tt_fields, other);
	all = BY("state:active");
	hard = BY("hard");
	assert_true(hard > 3 && hard < all);
	assert_int_equal(BY("HARD:"), hard);
	assert_int_equal(BY("late"), 0);
	assert_int_equal(BY("moved"), 0);
	assert_int_equal(BY("duty:make_customs_papers"), 2);
	assert_int_equal(BY("duty:做报关单据"), 2);
	assert_int_equal(BY("duty:make_customs_papers", other), 1);
	assert_int_equal(BY("owner:production"), BY("desk:production"));
	assert_true(BY("owner:production") >= 2);
	assert_int_equal(BY("due<12-15", "due>12-13"), BY("due:2026-12-14"));
	assert_true(BY("due:2026-12-14") > 0);
	assert_int_equal(BY("customer:yuanyang"), all);
	days_pass(200);
	assert_int_equal(BY("late"), BY("逾期"));
	assert_true(BY("late") > hard);
}

static void
words_that_mean_nothing_are_named(void **state)
{
	static const struct {
		const char *word;
		enum gd_code code;
	} bad[] = { { "owner:nobody", GD_MISSING }, { "desk:none", GD_MISSING },
		{ "duty:none", GD_MISSING }, { "due<soonish", GD_USAGE },
		{ "colour:red", GD_USAGE } };
	struct gd_err err = GD_ERR_INIT;
	struct gd_date_page page;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		expect(
		    gd_app_dates(o.app, &bad[i].word, 1, 0, 0, 10, &page, &err),
		    bad[i].code, &err);
}

static void
pages_follow_each_other_without_a_gap(void **state)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_date_page page = { 0 };
	struct gd_date_ask ask;
	char number[64];
	int n = 0, all;

	(void)state;
	for (int i = 0; i < 3; i++)
		new_order(&o, dated_fields, number);
	drive(number, "booking");
	all = dates_by(NULL, 0);
	expect(gd_app_dates_read(o.app, NULL, 0, 0, 0, &arena, &ask, &err),
	    GD_OK, &err);
	do {
		expect(gd_app_dates_page(o.app, &ask, 4, &page, &err), GD_OK,
		    &err);
		assert_true(page.n <= 4);
		n += page.n;
	} while (page.more);
	assert_int_equal(n, all);
	assert_true(all > 12);
	gd_date_page_release(&page);
	gd_arena_release(&arena);
}

static void
a_moved_date_shows_what_follows_and_a_question_changes_nothing(void **state)
{
	struct gd_command move = { .verb = GD_DO_MOVE,
		.duty = "finished",
		.lot = 1,
		.reason = "the mill is late" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_moved m;
	struct gd_order ord;
	char number[64];
	int64_t rev;

	(void)state;
	new_order(&o, dated_fields, number);
	drive(number, "booking");
	ord = load(&o, number);
	rev = ord.rev;
	gd_order_release(&ord);
	expect(gd_app_become(o.app, "chenli", &err), GD_OK, &err);
	/* the goods are ready a month after the ship has left */
	move.day = gd_day_parse("2027-02-20");
	expect(gd_app_move(o.app, number, &move, NULL, true, &m, &err), GD_OK,
	    &err);
	assert_non_null(m.now);
	assert_int_equal(m.old->day, gd_day_parse("2027-01-20"));
	assert_int_equal(m.now->day, move.day);
	assert_true(m.follows.n > 0);
	assert_non_null(m.is.first_broken);
	gd_moved_release(&m);
	ord = load(&o, number);
	assert_int_equal(ord.rev, rev);
	gd_order_release(&ord);
	expect(gd_app_move(o.app, number, &move, NULL, false, &m, &err), GD_OK,
	    &err);
	assert_int_equal(m.now->first, gd_day_parse("2027-01-20"));
	gd_moved_release(&m);
	ord = load(&o, number);
	assert_int_equal(ord.rev, rev + 1);
	gd_order_release(&ord);
	assert_int_equal(BY("moved"), 1);
	move.reason = NULL;
	expect(gd_app_move(o.app, number, &move, NULL, false, &m, &err),
	    GD_REFUSED, &err);
	move.reason = " \u3000 "; /* blanks are no reason */
	expect(gd_app_move(o.app, number, &move, NULL, false, &m, &err),
	    GD_REFUSED, &err);
}

static bool
is_in(const struct gd_moved_list *list, const char *duty)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->at[i].is->row->duty, duty) == 0)
			return true;
	return false;
}

/* What was broken before is no news of this move, and a hard date is not what
 * moves. */
static void
a_move_names_what_it_breaks_what_it_mends_and_what_was_broken(void **state)
{
	struct gd_command move = { .verb = GD_DO_MOVE,
		.duty = "finished",
		.lot = 1,
		.reason = "the mill is late" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_order_page page = { 0 };
	struct gd_moved m;
	char number[64];

	(void)state;
	new_order(&o, dated_fields, number);
	drive(number, "booking");
	expect(gd_app_become(o.app, "chenli", &err), GD_OK, &err);
	/* the goods are promised for after cargo entry: no news */
	move.day = gd_day_parse("2027-02-20");
	expect(gd_app_move(o.app, number, &move, NULL, true, &m, &err), GD_OK,
	    &err);
	assert_int_equal(m.newly.n, 2); /* the last day to ship too */
	assert_true(is_in(&m.newly, "credit_expiry"));
	assert_true(is_in(&m.still, "entry_by"));
	assert_string_equal(m.is.first_broken->row->duty, "ready_by");
	assert_int_equal(m.healed.n, 0);
	assert_true(is_in(&m.kept, "entry_by"));
	assert_false(is_in(&m.follows, "entry_by"));
	for (size_t i = 0; i < m.kept.n; i++)
		assert_int_equal(m.kept.at[i].was->row->day,
		    m.kept.at[i].is->row->day);
	gd_moved_release(&m);
	expect(gd_app_move(o.app, number, &move, NULL, false, &m, &err), GD_OK,
	    &err);
	gd_moved_release(&m);
	/* later still: no news */
	move.day = gd_day_parse("2027-02-22");
	expect(gd_app_move(o.app, number, &move, NULL, true, &m, &err), GD_OK,
	    &err);
	assert_int_equal(m.newly.n, 0);
	assert_true(is_in(&m.still, "credit_expiry"));
	gd_moved_release(&m);
	/* and back; a page at hand says the same */
	move.day = gd_day_parse("2027-01-20");
	expect(gd_app_order(o.app, number, &page, &err), GD_OK, &err);
	move.reason = NULL;
	expect(gd_app_move_ahead(o.app, &page, &move, &m, &err), GD_OK, &err);
	assert_true(is_in(&m.healed, "credit_expiry"));
	assert_false(is_in(&m.healed, "entry_by"));
	assert_int_equal(m.newly.n, 0);
	gd_moved_release(&m);
	gd_order_page_release(&page);
}

static void
a_day_that_is_odd_is_said_before_a_move_and_nothing_is_refused(void **state)
{
	struct gd_command move = { .verb = GD_DO_MOVE,
		.duty = "booking",
		.lot = 1,
		.day = gd_day_parse("2026-11-22"), /* a Sunday, yesterday */
		.reason = "it was so" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_moved m;
	char number[64];

	(void)state;
	new_order(&o, dated_fields, number);
	expect(gd_app_become(o.app, "chenli", &err), GD_OK, &err);
	expect(gd_app_move(o.app, number, &move, NULL, true, &m, &err), GD_OK,
	    &err);
	assert_int_equal(m.nwarnings, 2);
	assert_int_equal(m.warnings[0].what, GD_MOVE_PAST);
	assert_int_equal(m.warnings[1].what, GD_MOVE_DAY_OFF);
	gd_moved_release(&m);
	expect(gd_app_move(o.app, number, &move, NULL, false, &m, &err), GD_OK,
	    &err);
	gd_moved_release(&m);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_overdue_stands_with_whoever_carries_the_order),
		TEST(days_make_what_was_soon_due_today_and_then_overdue),
		TEST(a_desk_has_the_dates_of_its_roles_whoever_holds_them),
		TEST(
		    a_deputy_has_the_dates_of_whom_he_stands_in_for_as_long_as_he_does),
		TEST(who_gets_the_order_gets_its_dates),
		TEST(a_ladder_tells_the_owner_then_his_manager_each_once),
		TEST(a_reminder_is_the_systems_and_stands_in_nobodys_way),
		TEST(tick_goes_over_all_orders_however_many_there_are),
		TEST(
		    hard_dates_come_first_then_the_most_overdue_then_the_soonest),
		TEST(
		    lines_are_cut_and_counts_are_whole_and_hard_ones_survive_the_cut),
		TEST(
		    on_hold_what_stands_still_is_not_pressing_and_has_its_rest_after),
		TEST(an_order_waits_for_who_must_sign_and_the_days_are_counted),
		TEST(each_order_says_its_next_hard_date),
		TEST(
		    an_advance_is_reported_when_it_came_not_with_the_last_step),
		TEST(my_day_costs_the_same_however_much_others_have_to_do),
		TEST(what_is_done_keeps_its_date_whoever_asks),
		TEST(words_narrow_the_dates),
		TEST(words_that_mean_nothing_are_named),
		TEST(pages_follow_each_other_without_a_gap),
		TEST(
		    a_moved_date_shows_what_follows_and_a_question_changes_nothing),
		TEST(
		    a_move_names_what_it_breaks_what_it_mends_and_what_was_broken),
		TEST(
		    a_day_that_is_odd_is_said_before_a_move_and_nothing_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
