/* tests/app/test_due.c - what lists say about dates, on the whole demo book:
 * the same as the order itself says. */
#include "app_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/agenda.h"
#include "base/day.h"

#include "base/banned.h"

static struct office office;

/* One demo book for all tests of this file, which only look. */
static int
make(void **state)
{
	struct gd_app_options options = { .login = "chenli" };
	struct gd_err err = GD_ERR_INIT;
	int status = 0;
	pid_t pid;

	(void)state;
	setenv("GENDAN_NOW", "2026-11-23T14:05:00+08:00", 1);
	setenv("GENDAN_TZ", "480", 1);
	snprintf(office.dir, sizeof office.dir, "/tmp/gendan-app-XXXXXX");
	assert_non_null(mkdtemp(office.dir));
	snprintf(office.book, sizeof office.book, "%s/book.db", office.dir);
	office_state(&office);
	/* in a process of its own: a fixed clock ticks once a question */
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		_exit(gd_app_demo(office.book, 7, &err) != GD_OK);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	options.book = office.book;
	expect(gd_app_open(&options, &office.app, &err), GD_OK, &err);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	office_close(&office);
	unsetenv("GENDAN_NOW");
	unsetenv("GENDAN_TZ");
	return 0;
}

static char *
words_of(enum gd_lang lang, const struct gd_workflow *wf,
    const struct gd_date_view *v)
{
	struct gd_str out = GD_STR_INIT;
	char *text;

	gd_say_date(&out, lang, wf, v, NULL, NULL);
	text = gd_strdup(out.text);
	gd_str_release(&out);
	return text;
}

static const struct gd_date_view *
in_order(const struct gd_dates *d, const struct gd_due *row)
{
	for (size_t i = 0; i < d->n; i++) {
		const struct gd_due *r = d->at[i].row;

		if (strcmp(r->duty, row->duty) == 0 && r->lot == row->lot &&
		    r->round == row->round && r->inst == row->inst)
			return &d->at[i];
	}
	return NULL;
}

static void
same_views(const struct gd_date_row *row, const struct gd_workflow *wf,
    const struct gd_date_view *list, const struct gd_date_view *order)
{
	for (int lang = 0; lang < 2; lang++) {
		char *a = words_of(lang ? GD_ZH : GD_EN, wf, list);
		char *b = words_of(lang ? GD_ZH : GD_EN, wf, order);

		if (strcmp(a, b) != 0)
			fail_msg("%s %s:\n list  %s\n order %s", row->number,
			    row->due.duty, a, b);
		free(a);
		free(b);
	}
	assert_ptr_equal(list->def, order->def);
	assert_int_equal(list->days, order->days);
	assert_int_equal(list->unrolled, order->unrolled);
	assert_int_equal(list->ruled, order->ruled);
	assert_int_equal(list->cap_day, order->cap_day);
	assert_int_equal(list->late, order->late);
	assert_int_equal(list->left, order->left);
	assert_int_equal(list->hard, order->hard);
	assert_int_equal(list->unsure, order->unsure);
	assert_int_equal(list->step_no, order->step_no);
	assert_true(order->open);
}

/* Every date owed, of a list and of its order. @return how many */
static int
compare_all(const struct gd_date_page *page, int *capped, int *rolled)
{
	struct gd_err err = GD_ERR_INIT;
	int n = 0;

	for (int i = 0; i < page->n; i++) {
		const struct gd_date_row *row = &page->rows[i];
		struct gd_arena arena = GD_ARENA_INIT;
		struct gd_order_page order;
		const struct gd_workflow *wf;
		const struct gd_date_view *own;
		struct gd_date_view v;
		struct gd_dates d;

		expect(gd_app_date_view(office.app, row, &wf, &v, &err), GD_OK,
		    &err);
		expect(gd_app_order(office.app, row->number, &order, &err),
		    GD_OK, &err);
		gd_app_order_dates(office.app, &order, &arena, &d);
		own = in_order(&d, &row->due);
		assert_non_null(own);
		same_views(row, wf, &v, own);
		*capped += v.cap_day != GD_NO_DAY;
		*rolled += v.ruled != v.unrolled;
		n++;
		gd_arena_release(&arena);
		gd_order_page_release(&order);
	}
	return n;
}

static void
a_list_explains_each_date_as_its_order_does(void **state)
{
	struct gd_date_page page;
	struct gd_err err = GD_ERR_INIT;
	int capped = 0, rolled = 0;

	(void)state;
	expect(gd_app_dates(office.app, NULL, 0, 0, 0, 2000, &page, &err),
	    GD_OK, &err);
	assert_false(page.more);
	assert_true(compare_all(&page, &capped, &rolled) > 200);
	assert_true(capped >= 2); /* or nothing was shown */
	assert_true(rolled >= 10);
	gd_date_page_release(&page);
}

/* "11-29" or "2026-11-29": the last day said of the rule. */
static void
ends_at(const struct gd_date_row *row, const char *words, int32_t day)
{
	char iso[GD_DAY_TEXT];
	const char *last = NULL;

	gd_day_text(day, iso);
	for (const char *at = words; (at = strstr(at, iso + 5)); at++)
		last = at;
	if (!last)
		fail_msg("%s %s: no %s in \"%s\"", row->number, row->due.duty,
		    iso, words);
	for (const char *at = last + 5; *at; at++)
		if (at[0] == '=' ||
		    (at[0] == '-' && at[1] >= '0' && at[1] <= '9' &&
			at[-1] >= '0' && at[-1] <= '9' && at[3] == ' '))
			fail_msg("%s %s: %s is not the end of \"%s\"",
			    row->number, row->due.duty, iso, words);
}

static void
what_is_said_of_a_rule_ends_at_the_day_that_is_due(void **state)
{
	struct gd_date_page page;
	struct gd_err err = GD_ERR_INIT;

	(void)state;
	expect(gd_app_dates(office.app, NULL, 0, 0, 0, 2000, &page, &err),
	    GD_OK, &err);
	for (int i = 0; i < page.n; i++) {
		const struct gd_workflow *wf;
		struct gd_date_view v;
		char *words;

		expect(
		    gd_app_date_view(office.app, &page.rows[i], &wf, &v, &err),
		    GD_OK, &err);
		words = words_of(GD_EN, wf, &v);
		ends_at(&page.rows[i], words, (int32_t)page.rows[i].due.day);
		free(words);
	}
	gd_date_page_release(&page);
}

/* ---- my day ---------------------------------------------------------------- */

static void
what_can_be_done_shows_a_date_of_its_own_or_none(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_my_day day;
	int dated = 0, bare = 0;

	(void)state;
	expect(gd_app_my_day(office.app, 200, &day, &err), GD_OK, &err);
	for (size_t i = 0; i < day.nlines; i++) {
		const struct gd_day_line *l = &day.lines[i];
		const struct gd_order_page *p = &day.pages[l->page];
		const struct gd_due *row;
		bool found = false;

		dated += l->due != 0;
		bare += l->due == 0;
		assert_false(!l->due && l->late);
		/* a date shown is one of this act's duty */
		for (size_t k = 0;
		     l->due && (row = gd_walk(&p->order, GD_TAB_DUE, &k));)
			found |= row->day == l->due && l->act->duty >= 0 &&
				 strcmp(row->duty,
				     p->wf->duties[l->act->duty].name.id) == 0;
		if (l->due && !found)
			fail_msg("%s %s: a date of something else", l->number,
			    l->act->id);
	}
	assert_true(dated > 5 && bare > 5);
	gd_my_day_release(&day);
}

/* ---- counts ---------------------------------------------------------------- */

static void
sections_count_the_same_however_much_is_shown(void **state)
{
	static const char *const logins[] = { "chenli", "wumin", "qianfang",
		"sunqiang", "lixia", "linguo" };
	struct gd_err err = GD_ERR_INIT;
	int held = 0, told = 0;

	(void)state;
	for (size_t p = 0; p < sizeof logins / sizeof *logins; p++) {
		const struct gd_agenda_of of = { .person = logins[p] };
		struct gd_agenda all, few;
		int64_t shown[GD_AGENDA_PARTS] = { 0 };

		expect(gd_app_agenda(office.app, &of, 1000, &all, &err), GD_OK,
		    &err);
		for (size_t i = 0; i < all.nlines; i++)
			shown[all.lines[i].part]++;
		for (int part = 0; part < GD_AGENDA_PARTS; part++)
			assert_int_equal(all.count[part], shown[part]);
		assert_int_equal(all.waits_count, all.nwaits);
		assert_int_equal(all.hards_count, all.nhards);
		for (int max = 0; max < 25; max += 3) {
			expect(gd_app_agenda(office.app, &of, max, &few, &err),
			    GD_OK, &err);
			for (int part = 0; part < GD_AGENDA_PARTS; part++)
				assert_int_equal(few.count[part],
				    all.count[part]);
			assert_int_equal(few.waits_count, all.waits_count);
			assert_int_equal(few.hards_count, all.hards_count);
			assert_true(few.nwaits <= (size_t)max);
			assert_true(
			    few.nlines <= (size_t)max * GD_AGENDA_PARTS);
			gd_agenda_release(&few);
		}
		held += all.count[GD_AGENDA_OVERDUE] > 20;
		told += all.count[GD_AGENDA_TOLD] > 0;
		gd_agenda_release(&all);
	}
	assert_true(held >= 1 && told >= 1);
}

static void
an_event_about_a_date_names_it_as_the_workflow_does(void **state)
{
	const struct gd_workflow *wf;
	struct gd_err err = GD_ERR_INIT;

	(void)state;
	expect(gd_app_workflow(office.app, "export", 0, &wf, &err), GD_OK,
	    &err);
	for (int i = 0; i < wf->nlimits; i++) {
		struct gd_event ev = { .kind = GD_EV_REMINDED,
			.what = wf->limits[i].name.id };

		assert_ptr_equal(gd_event_date(wf, &ev), &wf->limits[i].name);
		ev.kind = GD_EV_SENT;
		assert_null(gd_event_date(wf, &ev));
	}
}

/* ---- hard dates ------------------------------------------------------------ */

static void
a_hard_date_that_passed_does_not_hide_the_next(void **state)
{
	struct gd_filter f = { .states = 1 << GD_ORDER_ACTIVE, .limit = 200 };
	struct gd_list_rows rows = { 0 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_agenda a;
	int both = 0, shown = 0;

	(void)state;
	expect(gd_app_list(office.app, &f, &rows, &err), GD_OK, &err);
	for (size_t i = 0; i < rows.n; i++) {
		const struct gd_list_row *r = &rows.at[i];
		struct gd_arena arena = GD_ARENA_INIT;
		struct gd_order_page page;
		struct gd_dates d;

		expect(gd_app_order(office.app, r->number, &page, &err), GD_OK,
		    &err);
		gd_app_order_dates(office.app, &page, &arena, &d);
		assert_int_equal(r->next_hard_day,
		    d.next_hard ? d.next_hard->row->day : 0);
		assert_string_equal(r->next_hard,
		    d.next_hard ? d.next_hard->row->duty : "");
		if (d.passed_hard)
			assert_int_equal(r->hard_day, d.passed_hard->row->day);
		assert_true(!d.passed_hard || d.passed_hard->left < 0);
		assert_true(!d.next_hard || d.next_hard->left >= 0);
		both += d.passed_hard && d.next_hard;
		gd_arena_release(&arena);
		gd_order_page_release(&page);
	}
	assert_true(both >= 3);
	expect(gd_app_agenda(office.app, &(struct gd_agenda_of){ 0 }, 100, &a,
		   &err),
	    GD_OK, &err);
	for (size_t i = 0; i < a.nhards; i++)
		for (size_t k = 0; k < a.nhards; k++)
			shown +=
			    a.hards[i].passed && !a.hards[k].passed &&
			    strcmp(a.hards[i].number, a.hards[k].number) == 0;
	assert_true(shown >= 2);
	gd_agenda_release(&a);
	free(rows.at);
	gd_arena_release(&rows.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_explains_each_date_as_its_order_does),
		cmocka_unit_test(
		    what_is_said_of_a_rule_ends_at_the_day_that_is_due),
		cmocka_unit_test(
		    what_can_be_done_shows_a_date_of_its_own_or_none),
		cmocka_unit_test(sections_count_the_same_however_much_is_shown),
		cmocka_unit_test(
		    an_event_about_a_date_names_it_as_the_workflow_does),
		cmocka_unit_test(
		    a_hard_date_that_passed_does_not_hide_the_next),
	};

	return cmocka_run_group_tests(tests, make, end);
}
