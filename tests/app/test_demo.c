/* tests/app/test_demo.c - the book for trying. */
#include "app_test.h"

#include "app/filter.h"
#include "app/ics.h"
#include "app/reports.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/banned.h"

static void
make(struct office *o)
{
	struct gd_app_options options = { .login = "chenli" };
	struct gd_err err = GD_ERR_INIT;
	int status = 0;
	pid_t pid;

	setenv("GENDAN_NOW", "2026-11-23T14:05:00+08:00", 1);
	setenv("GENDAN_TZ", "480", 1);
	snprintf(o->dir, sizeof o->dir, "/tmp/gendan-app-XXXXXX");
	assert_non_null(mkdtemp(o->dir));
	snprintf(o->book, sizeof o->book, "%s/book.db", o->dir);
	office_state(o);
	/* in a process of its own: a fixed clock ticks once a question */
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		_exit(gd_app_demo(o->book, 7, &err) != GD_OK);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	options.book = o->book;
	expect(gd_app_open(&options, &o->app, &err), GD_OK, &err);
}

static void
the_demo_has_two_orders_in_every_step_and_every_kind(void **state)
{
	struct gd_filter f = { .limit = 200, .sort = GD_SORT_NUMBER };
	int steps[12] = { 0 }, states[4] = { 0 }, rounds = 0, notices = 0;
	int delays = 0, repeats = 0, terms[3] = { 0 };
	struct gd_list_rows rows = { 0 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_my_day day;
	struct office o;
	size_t i, k;

	(void)state;
	make(&o);
	expect(gd_app_list(o.app, &f, &rows, &err), GD_OK, &err);
	assert_true(rows.n >= 33);
	for (i = 0; i < rows.n; i++) {
		struct gd_order ord = load(&o, rows.at[i].id);
		const char *t = gd_field(&ord, "terms", 0);
		const struct gd_act *a;

		states[rows.at[i].state]++;
		if (rows.at[i].state == GD_ORDER_ACTIVE) {
			steps[rows.at[i].step_no]++;
			/* step 7 stands beside the others */
			steps[7] += rows.at[i].rail[6] != 'x' &&
				    rows.at[i].rail[6] != '.';
		}
		terms[strcmp(t, "tt") == 0 ? 0 : strcmp(t, "lc") ? 2 : 1]++;
		rounds += gd_loop_round(&ord, "sample", 0) > 1;
		repeats += ord.sheet.rows[GD_TAB_LINK].n > 0;
		for (k = 0; (a = gd_walk(&ord, GD_TAB_ACT, &k));) {
			notices += strcmp(a->duty, "agreement") == 0;
			delays += strcmp(a->duty, "delay") == 0;
		}
		gd_order_release(&ord);
	}
	for (i = 1; i <= 11; i++)
		if (steps[i] < 2)
			fail_msg("step %d has %d orders", (int)i, steps[i]);
	assert_true(states[GD_ORDER_HELD] >= 1);
	assert_true(states[GD_ORDER_CANCELLED] >= 1);
	assert_true(states[GD_ORDER_COMPLETED] >= 1);
	assert_true(rounds && notices && delays && repeats);
	assert_true(terms[0] && terms[1] && terms[2]);
	expect(gd_app_my_day(o.app, 12, &day, &err), GD_OK, &err);
	assert_int_equal(day.nlines, 12);
	gd_my_day_release(&day);
	assert_true(gd_app_is_demo(o.app));
	free(rows.at);
	gd_arena_release(&rows.arena);
	office_close(&o);
}

/* Everything the journal says, digested. */
static void
digest(struct office *o, char out[65])
{
	struct gd_str s = GD_STR_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_journal_row row;
	struct gd_cursor *c;

	expect(gd_store_journal(gd_app_store(o->app), NULL, 0, &c, &err), GD_OK,
	    &err);
	while (gd_cursor_next(c, &row, &err) == GD_OK) {
		gd_str_addf(&s, "%lld %lld %s ", (long long)row.seq,
		    (long long)row.at_ms, row.request);
		gd_str_addn(&s, row.body, row.body_len);
	}
	gd_cursor_close(c);
	gd_sha256_hex(s.text, s.len, out);
	gd_str_release(&s);
}

static void
the_demo_is_the_same_every_time(void **state)
{
	struct office a, b;
	char one[65], two[65];

	(void)state;
	make(&a);
	digest(&a, one);
	office_close(&a);
	make(&b);
	digest(&b, two);
	office_close(&b);
	assert_string_equal(one, two);
}

/* What was poured: how often, the longest piece, all of it together. */
struct poured {
	int pieces, stop_after;
	size_t longest;
	struct gd_str all;
};

static enum gd_code
pour(void *payload, struct gd_str *text, struct gd_err *err)
{
	struct poured *p = payload;

	if (p->stop_after && p->pieces == p->stop_after)
		return gd_fail(err, GD_OUTSIDE, GD_M_ICS_FILE, GD_T("x"),
		    GD_T("full"));
	p->pieces++;
	p->longest = text->len > p->longest ? text->len : p->longest;
	gd_str_addn(&p->all, text->text, text->len);
	gd_str_reset(text);
	return GD_OK;
}

static void
a_calendar_is_poured_out_piece_by_piece(void **state)
{
	struct poured p = { .all = GD_STR_INIT },
		      q = { .all = GD_STR_INIT, .stop_after = 1 };
	struct gd_ics_ask ask = { .person = "chenli", .lang = GD_ZH };
	struct gd_err err = GD_ERR_INIT;
	struct office o;

	(void)state;
	make(&o);
	expect(gd_app_ics(o.app, &ask, pour, &p, &err), GD_OK, &err);
	assert_true(p.pieces > 1);
	assert_true(p.longest < 100000); /* 64 kB and one order */
	assert_memory_equal(p.all.text, "BEGIN:VCALENDAR\r\n", 17);
	assert_string_equal(p.all.text + p.all.len - 15, "END:VCALENDAR\r\n");
	/* who cannot take more gets no more */
	assert_int_equal(gd_app_ics(o.app, &ask, pour, &q, &err), GD_OUTSIDE);
	assert_int_equal(q.pieces, 1);
	gd_str_release(&p.all);
	gd_str_release(&q.all);
	office_close(&o);
}

/* Orders that the words of a cell list. */
static int64_t
listed(struct office *o, const char *words)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_list_rows rows = { 0 };
	struct gd_err err = GD_ERR_INIT;
	const char *at[20];
	struct gd_filter f;
	int n = gd_filter_split(words, &arena, at, 20);
	int64_t all;

	expect(gd_app_filter(o->app, at, n, &arena, &f, &err), GD_OK, &err);
	f.limit = 1000;
	expect(gd_app_list(o->app, &f, &rows, &err), GD_OK, &err);
	all = (int64_t)rows.n;
	free(rows.at);
	gd_arena_release(&rows.arena);
	gd_arena_release(&arena);
	return all;
}

/* Each count of orders is as many as its list has; orders exist. @return how
 * many cells lead on */
static int
follow(struct office *o, const char *const *words, int n)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_report r;
	int leads = 0;

	expect(gd_app_report(o->app, words, n, &r, &err), GD_OK, &err);
	for (size_t i = 0; i < r.nparts; i++)
		for (size_t k = 0; k < r.parts[i]->ncells; k++) {
			const struct gd_report_cell *c = &r.parts[i]->cells[k];
			const char *key =
			    r.parts[i]->cols[k % (size_t)r.parts[i]->ncols].key;

			if (!c->to)
				continue;
			leads++;
			if (c->leads == GD_LEADS_LIST &&
			    (strcmp(key, "orders") == 0 ||
				strcmp(key, "n") == 0) &&
			    c->kind == GD_SAYS_COUNT)
				assert_int_equal(listed(o, c->to), c->n);
			else if (c->leads == GD_LEADS_LIST)
				(void)listed(o, c->to);
			else
				assert_int_equal(
				    listed(o,
					gd_arena_printf(&r.arena,
					    "number:%s state:all", c->to)),
				    1);
		}
	gd_report_release(&r);
	return leads;
}

static void
a_number_of_a_report_leads_to_as_many_orders(void **state)
{
	static const char *const kpi[] = { "kpi", "year:2026" };
	static const char *const by[] = { "kpi", "by:customer", "year:2026" };
	static const char *const clerk[] = { "kpi", "by:clerk", "month:last" };
	static const char *const year[] = { "yearend", "clerk:lixia" };
	static const char *const late[] = { "late" };
	static const char *const ta[] = { "ta" };
	struct office o;

	(void)state;
	make(&o);
	assert_true(follow(&o, kpi, 2) > 8);
	assert_true(follow(&o, by, 3) > 8);
	assert_true(follow(&o, clerk, 3) > 1);
	assert_true(follow(&o, year, 2) > 8);
	assert_true(follow(&o, late, 1) > 20);
	assert_true(follow(&o, ta, 1) > 20);
	office_close(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_demo_has_two_orders_in_every_step_and_every_kind),
		cmocka_unit_test(the_demo_is_the_same_every_time),
		cmocka_unit_test(a_calendar_is_poured_out_piece_by_piece),
		cmocka_unit_test(a_number_of_a_report_leads_to_as_many_orders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
