/* tests/store/test_dates.c - pages of dates against a plain filter and sort;
 * days in steps against a plain count. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/store/store_priv.h"
#include "base/say.h"
#include "store/book.h"
#include "store/dates.h"

#define ORDERS 30
#define ROWS_MOST 1000

static unsigned luck;

static int
dice(int n)
{
	luck = luck * 1103515245u + 12345u;
	return (int)(luck >> 16) % n;
}

static void
say_fault(void *payload, const struct gd_err *fault)
{
	struct gd_str text = GD_STR_INIT;

	gd_say_err(&text, GD_EN, fault);
	(void)payload;
	print_message("%s\n", text.text);
	gd_str_release(&text);
}

/* ---- a book of random rows, and the same in arrays ----------------------------- */

static const char *const owners[] = { "", "person:li", "person:wang",
	"role:clerk", "role:finance" };
static const char *const duties[] = { "book", "load", "make", "pay" };
static const char *const clerks[] = { "li", "wang", "chen" };
static const char *const customers[] = { "acme", "bolt", "cup" };

struct one {
	char id[GD_ID_TEXT], number[24];
	const char *clerk, *customer, *workflow, *company;
	int64_t step, state;
};
static struct one orders[ORDERS];
static struct row {
	int order;
	struct gd_due due;
	bool settled; /* done or waived on record */
} rows[ROWS_MOST];
static int nrows;

static struct gd_due
random_due(int order)
{
	return (struct gd_due){ .duty = duties[dice(4)],
		.lot = dice(3),
		.round = 1,
		.inst = dice(2),
		.day = dice(8) ? 100 + dice(40) : 0,
		.moved = !dice(6),
		.shut = !dice(4),
		.hard = !dice(3),
		.owner = owners[dice(5)],
		.ring_day = dice(3) ? 0 : 90 + dice(60),
		.told = owners[dice(5)],
		.plan = order + 1,
		.base = "b",
		.rule = "r",
		.cap = "c",
		.reason = "" };
}

static struct row *
row_at(int order, const struct gd_due *due)
{
	for (int i = 0; i < nrows; i++)
		if (rows[i].order == order &&
		    strcmp(rows[i].due.duty, due->duty) == 0 &&
		    rows[i].due.lot == due->lot &&
		    rows[i].due.inst == due->inst)
			return &rows[i];
	assert_true(nrows < ROWS_MOST);
	rows[nrows] = (struct row){ .order = order };
	return &rows[nrows++];
}

static void
put_dates(struct deed *d, int order)
{
	for (int i = dice(9); i >= 0; i--) {
		struct gd_due due = random_due(order);
		struct row *r = row_at(order, &due);
		struct gd_act act = { .duty = due.duty,
			.lot = due.lot,
			.round = 1,
			.inst = due.inst,
			.state = 1 + dice(3) };

		deed_put(d, GD_TAB_DUE, &due, ALL_CELLS);
		r->due = due;
		if (dice(4) == 0) {
			deed_put(d, GD_TAB_ACT, &act, ALL_CELLS);
			r->settled = act.state <= GD_ACT_WAIVED;
		}
	}
}

/* Closed and opened again, rows that come late, rows that change. */
static void
change(struct gd_store *s, int at)
{
	struct gd_err err = GD_ERR_INIT;
	struct one *o = &orders[at];
	struct gd_head head = { 0 };
	struct deed d;

	deed_begin(&d);
	if (dice(2)) {
		o->state = head.state = dice(4);
		deed_put(&d, GD_TAB_HEAD, &head, cells(GD_TAB_HEAD, "state"));
	}
	put_dates(&d, at);
	assert_int_equal(deed_do(&d, s, o->id, 0, &err), GD_OK);
	deed_end(&d);
}

static struct gd_store *
random_book(void)
{
	struct gd_store *s = book_new();
	struct gd_err err = GD_ERR_INIT;

	nrows = 0;
	s->small_bounds = true;
	for (int i = 0; i < 3; i++)
		book_customer(s, customers[i], customers[i]);
	for (int i = 0; i < ORDERS; i++) {
		struct one *o = &orders[i];
		struct gd_assign a = { "clerk", clerks[dice(3)] };
		struct gd_head head = { 0 };
		struct deed d;

		snprintf(o->number, sizeof o->number, "EX-%03d", i);
		o->clerk = a.person;
		o->customer = customers[dice(3)];
		o->step = 1 + dice(4);
		o->company = head.company = dice(2) ? "main" : "other";
		o->workflow = head.workflow = dice(3) ? "export" : "short";
		o->state = 0;
		book_order(s, o->number, o->customer, o->step, 50, o->id);
		deed_begin(&d);
		deed_put(&d, GD_TAB_ASSIGN, &a, ALL_CELLS);
		deed_put(&d, GD_TAB_HEAD, &head,
		    cells(GD_TAB_HEAD, "company workflow"));
		assert_int_equal(deed_do(&d, s, o->id, 0, &err), GD_OK);
		deed_end(&d);
		change(s, i);
	}
	for (int i = 0; i < 3 * ORDERS; i++)
		change(s, dice(ORDERS));
	return s;
}

/* ---- the plain way ------------------------------------------------------------------ */

static bool
order_fits(const struct one *o, const struct gd_filter *f)
{
	return (!f->states || f->states >> o->state & 1) &&
	       (!f->step_no || f->step_no == o->step) &&
	       (!f->clerk || strcmp(f->clerk, o->clerk) == 0) &&
	       (!f->customer || strcmp(f->customer, o->customer) == 0) &&
	       (!f->company || strcmp(f->company, o->company) == 0) &&
	       (!f->workflow || strcmp(f->workflow, o->workflow) == 0) &&
	       (!f->nwords || strstr(o->number, f->words[0]));
}

static bool
row_fits(const struct row *r, const struct gd_date_filter *f)
{
	const struct gd_due *d = &r->due;
	const char *who = f->told ? d->told : d->owner;
	bool his = f->nowners == 0;

	for (int i = 0; i < f->nowners; i++)
		his = his || strcmp(f->owners[i], who) == 0;
	return his &&
	       (!f->told || (*d->told && strcmp(d->told, d->owner) != 0)) &&
	       !d->shut && d->day && orders[r->order].state < 2 &&
	       (*d->owner || !r->settled) && (!f->from || d->day >= f->from) &&
	       (!f->to || d->day <= f->to) && (!f->hard || d->hard) &&
	       (!f->moved || d->moved) &&
	       (!f->duty || strcmp(f->duty, d->duty) == 0) &&
	       (!f->orders || order_fits(&orders[r->order], f->orders));
}

static int
plain_order(const void *a, const void *b)
{
	const struct row *x = *(struct row *const *)a,
			 *y = *(struct row *const *)b;
	int d;

	if (x->due.day != y->due.day)
		return x->due.day < y->due.day ? -1 : 1;
	if (x->order != y->order)
		return x->order - y->order;
	d = strcmp(x->due.duty, y->due.duty);
	if (d)
		return d;
	if (x->due.lot != y->due.lot)
		return (int)(x->due.lot - y->due.lot);
	return (int)(x->due.inst - y->due.inst);
}

static void
same(const struct gd_date_row *r, const struct row *want)
{
	const struct one *o = &orders[want->order];
	const struct gd_due *d = &want->due;

	assert_string_equal(r->id, o->id);
	assert_string_equal(r->number, o->number);
	assert_string_equal(r->customer, o->customer);
	assert_string_equal(r->customer_name, o->customer);
	assert_string_equal(r->workflow, o->workflow);
	assert_string_equal(r->clerk, o->clerk);
	assert_int_equal(r->version, 1);
	assert_int_equal(r->state, o->state);
	assert_string_equal(r->due.duty, d->duty);
	assert_int_equal(r->due.lot, d->lot);
	assert_int_equal(r->due.round, d->round);
	assert_int_equal(r->due.inst, d->inst);
	assert_int_equal(r->due.day, d->day);
	assert_int_equal(r->due.moved, d->moved);
	assert_int_equal(r->due.hard, d->hard);
	assert_int_equal(r->due.plan, d->plan);
	assert_int_equal(r->due.ring_day, d->ring_day);
	assert_string_equal(r->due.owner, d->owner);
	assert_string_equal(r->due.told, d->told);
	assert_string_equal(r->due.rule, d->rule);
	assert_string_equal(r->due.cap, d->cap);
}

/* All pages, against the plain list; and the count. */
static int
compare(struct gd_store *s, struct gd_date_filter f)
{
	struct row *want[ROWS_MOST];
	struct gd_date_row page[ROWS_MOST];
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_err err = GD_ERR_INIT;
	int nwant = 0, seen = 0, n;
	int64_t counted;
	bool more = true;

	for (int i = 0; i < nrows; i++)
		if (row_fits(&rows[i], &f))
			want[nwant++] = &rows[i];
	qsort(want, (size_t)nwant, sizeof *want, plain_order);
	f.limit = 1 + dice(12);
	while (more) {
		assert_int_equal(
		    gd_store_dates(s, &f, &arena, page, &n, &more, &err),
		    GD_OK);
		assert_true(n <= f.limit && seen + n <= nwant);
		assert_true(n == f.limit || !more);
		for (int i = 0; i < n; i++)
			same(&page[i], want[seen++]);
		assert_int_equal(more, seen < nwant);
		if (n == 0)
			break;
		f.has_from = true;
		f.from_day = page[n - 1].due.day;
		f.from_order = page[n - 1].key;
		f.from_duty = page[n - 1].due.duty;
		f.from_lot = page[n - 1].due.lot;
		f.from_round = page[n - 1].due.round;
		f.from_inst = page[n - 1].due.inst;
	}
	assert_int_equal(seen, nwant);
	f.has_from = false;
	assert_int_equal(gd_store_dates_count(s, &f, 10000, &counted, &err),
	    GD_OK);
	assert_int_equal(counted, nwant);
	assert_int_equal(gd_store_dates_count(s, &f, 3, &counted, &err), GD_OK);
	assert_int_equal(counted, nwant < 3 ? nwant : 3);
	gd_arena_release(&arena);
	return nwant;
}

static void
random_orders(struct gd_filter *f)
{
	*f = (struct gd_filter){ 0 };
	if (!dice(3))
		f->clerk = clerks[dice(3)];
	if (!dice(3))
		f->customer = customers[dice(3)];
	if (!dice(3))
		f->step_no = 1 + dice(4);
	if (!dice(4))
		f->company = "main";
	if (!dice(4))
		f->workflow = "short";
	if (!dice(4))
		f->states = 1 + dice(15);
	if (!dice(4)) {
		f->words[0] = dice(2) ? "01" : "EX-00";
		f->nwords = 1;
	}
}

static void
random_filter(struct gd_date_filter *f, struct gd_filter *of,
    const char *whose[3])
{
	*f = (struct gd_date_filter){ 0 };
	if (!dice(3))
		f->from = 100 + dice(40);
	if (!dice(3))
		f->to = 100 + dice(40);
	f->told = !dice(4);
	f->hard = !dice(4);
	f->moved = !dice(6);
	if (!dice(4))
		f->duty = duties[dice(4)];
	if (dice(2)) {
		f->owners = whose;
		f->nowners = 1 + dice(3);
		for (int i = 0; i < 3; i++)
			whose[i] = owners[1 + dice(4)];
	}
	if (dice(2)) {
		random_orders(of);
		f->orders = of;
	}
}

static void
pages_are_what_a_plain_filter_and_sort_give(void **state)
{
	int empty = 0, long_ones = 0;

	(void)state;
	luck = 7;
	for (int book = 0; book < 3; book++) {
		struct gd_store *s = random_book();

		for (int i = 0; i < 400; i++) {
			struct gd_date_filter f;
			const char *whose[3];
			struct gd_filter of;
			int n;

			random_filter(&f, &of, whose);
			/* few orders are looked at, many are walked past */
			s->small_bounds = dice(2);
			n = compare(s, f);
			empty += n == 0;
			long_ones += n > 20;
		}
		gd_store_close(s);
		book_setup(NULL);
	}
	assert_true(empty > 20 && long_ones > 100);
}

/* ---- what rings --------------------------------------------------------------------- */

static bool
rings(const struct row *r, int32_t day)
{
	const struct gd_due *d = &r->due;

	return !d->shut && orders[r->order].state == 0 &&
	       (*d->owner || !r->settled) &&
	       (!*d->owner || (d->ring_day && d->ring_day <= day));
}

static void
orders_ring_that_are_in_work_and_have_a_rung_or_no_owner(void **state)
{
	struct gd_store *s = random_book();
	struct gd_err err = GD_ERR_INIT;
	char ids[ORDERS][GD_ID_TEXT], few[2][GD_ID_TEXT];
	int n;

	(void)state;
	for (int32_t day = 80; day < 155; day += 5) {
		int nwant = 0;

		assert_int_equal(
		    gd_store_ringing(s, day, ORDERS, ids, &n, &err), GD_OK);
		for (int o = 0; o < ORDERS; o++) {
			bool want = false;
			int times = 0;

			for (int i = 0; i < nrows; i++)
				want = want || (rows[i].order == o &&
						   rings(&rows[i], day));
			for (int i = 0; i < n; i++)
				times += strcmp(ids[i], orders[o].id) == 0;
			assert_int_equal(times, want);
			nwant += want;
		}
		assert_int_equal(n, nwant);
		assert_int_equal(gd_store_ringing(s, day, 2, few, &n, &err),
		    GD_OK);
		assert_int_equal(n, nwant < 2 ? nwant : 2);
	}
	gd_store_close(s);
}

/* ---- the book after all that ------------------------------------------------------- */

static void
verify_and_rebuild_agree_with_dates_and_stays(void **state)
{
	struct gd_store *s = random_book();
	struct gd_err err = GD_ERR_INIT;
	int64_t closed = 0;

	(void)state;
	assert_int_equal(gd_store_verify(s, say_fault, NULL, NULL, &err),
	    GD_OK);
	assert_int_equal(gd_db_int(s, "SELECT count(*) FROM due WHERE gone = 1",
			     NULL, &closed, &err),
	    GD_OK);
	assert_true(closed > 0);
	gd_store_close(s);
	assert_int_equal(gd_store_rebuild(book_file("book.db"), &err), GD_OK);
	s = book_open("book.db", GD_PROFILE_WORK);
	assert_int_equal(gd_store_verify(s, say_fault, NULL, NULL, &err),
	    GD_OK);
	compare(s, (struct gd_date_filter){ 0 });
	gd_store_close(s);
}

/* ---- days in steps ----------------------------------------------------------------- */

#define DAY_MS INT64_C(86400000)
#define STEPS 3

static const char *const steps[STEPS] = { "book", "make", "ship" };
static struct gd_step_def step_defs[STEPS];
static struct gd_workflow flow;

static void
set_flow(const char *id)
{
	for (int i = 0; i < STEPS; i++)
		step_defs[i].name.id = steps[i];
	flow.name.id = id;
	flow.steps = step_defs;
	flow.nsteps = STEPS;
}

/* The rows themselves, order by order. */
static void
count_plain(struct gd_store *s, const char *id, struct gd_step_history *out)
{
	struct gd_err err = GD_ERR_INIT;
	char uuid[GD_ID_TEXT];
	int64_t key = 0;

	memset(out, 0, STEPS * sizeof *out);
	while (gd_store_order_next(s, &key, uuid, &err) == GD_OK) {
		const struct gd_step *r;
		struct gd_order o;

		gd_order_init(&o);
		assert_int_equal(gd_store_order_load(s, uuid, &o, &err), GD_OK);
		for (size_t i = 0; (r = gd_walk(&o, GD_TAB_STEP, &i));) {
			int64_t ms = r->done_ms - r->open_ms, days = 0;
			const struct gd_head *h = gd_head(&o);

			if (!r->open_ms || !r->done_ms || h->taken_day ||
			    strcmp(h->workflow, id) != 0)
				continue;
			while (ms > days * DAY_MS && days < GD_HISTORY_DAYS)
				days++;
			for (int k = 0; k < STEPS; k++)
				if (strcmp(steps[k], r->step) == 0) {
					out[k].count[days]++;
					out[k].n++;
				}
		}
		gd_order_release(&o);
	}
}

static int64_t
compare_history(struct gd_store *s)
{
	static const char *const flows[] = { "export", "export2", "short" };
	static struct gd_step_history want[STEPS], have[STEPS];
	struct gd_err err = GD_ERR_INIT;
	int64_t all = 0;

	for (int f = 0; f < 3; f++) {
		set_flow(flows[f]);
		count_plain(s, flows[f], want);
		assert_int_equal(gd_store_step_history(s, &flow, have, &err),
		    GD_OK);
		assert_memory_equal(have, want, sizeof want);
		for (int k = 0; k < STEPS; k++)
			all += want[k].n;
	}
	return all;
}

static void
walk_steps(struct gd_store *s, const char *id)
{
	static const char *const flows[] = { "export", "export2", "short" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_head head = { 0 };
	struct deed d;

	deed_begin(&d);
	for (int i = dice(4); i >= 0; i--) {
		struct gd_step row = { .step = dice(9) ? steps[dice(STEPS)]
						       : "other",
			.lot = dice(3),
			.open_ms = dice(5) ? 1 + dice(3) * DAY_MS : 0 };

		if (dice(3))
			row.done_ms = row.open_ms +
				      dice(3) * dice(300) * DAY_MS + dice(3);
		if (dice(8))
			deed_put(&d, GD_TAB_STEP, &row, ALL_CELLS);
		else
			gd_event_drop(&d.events, d.event, GD_TAB_STEP, &row);
	}
	if (!dice(6)) {
		head.workflow = flows[dice(3)];
		deed_put(&d, GD_TAB_HEAD, &head,
		    cells(GD_TAB_HEAD, "workflow"));
	}
	if (!dice(12)) {
		head.taken_day = dice(2);
		deed_put(&d, GD_TAB_HEAD, &head,
		    cells(GD_TAB_HEAD, "taken_day"));
	}
	assert_int_equal(deed_do(&d, s, id, 0, &err), GD_OK);
	deed_end(&d);
}

static void
days_in_steps_equal_a_plain_count(void **state)
{
	struct gd_store *s = book_new();
	struct gd_err err = GD_ERR_INIT;
	char ids[12][GD_ID_TEXT], number[24];

	(void)state;
	luck = 3;
	for (int i = 0; i < 12; i++) {
		snprintf(number, sizeof number, "EX-%03d", i);
		book_order(s, number, "", 1, 50, ids[i]);
	}
	for (int i = 0; i < 300; i++) {
		walk_steps(s, ids[dice(12)]);
		if (i % 20 == 0)
			compare_history(s);
	}
	assert_true(compare_history(s) > 10);
	assert_int_equal(gd_store_verify(s, say_fault, NULL, NULL, &err),
	    GD_OK);
	gd_store_close(s);
	assert_int_equal(gd_store_rebuild(book_file("book.db"), &err), GD_OK);
	s = book_open("book.db", GD_PROFILE_WORK);
	assert_true(compare_history(s) > 10);
	gd_store_close(s);
}

/* ---- books made before -------------------------------------------------------------- */

static void
copy_book(const char *from)
{
	static char bytes[1 << 16];
	FILE *in = fopen(from, "rb"), *out = fopen(book_file("book.db"), "wb");
	size_t n;

	assert_non_null(in);
	assert_non_null(out);
	while ((n = fread(bytes, 1, sizeof bytes, in)) > 0)
		assert_int_equal(fwrite(bytes, 1, n, out), n);
	fclose(in);
	assert_int_equal(fclose(out), 0);
}

static bool
is_settled(const struct gd_order *o, const struct gd_due *d)
{
	const struct gd_act *a = gd_row_find(&o->sheet, GD_TAB_ACT,
	    &(struct gd_act){ .duty = d->duty,
		.lot = d->lot,
		.round = d->round,
		.inst = d->inst });

	return a && (a->state == GD_ACT_DONE || a->state == GD_ACT_WAIVED);
}

/* Two orders as an older gendan left them: one owes one date of two, the other
 * is closed. */
static void
old_orders(struct gd_store *s)
{
	const uint64_t old = cells(GD_TAB_DUE, "day base_day base rule moved");
	struct gd_due due = { .inst = 1, .day = 77, .base = "x", .rule = "y" };
	struct gd_act act = { .duty = "make", .inst = 1, .state = GD_ACT_DONE };
	struct gd_head done = { .state = GD_ORDER_COMPLETED };
	struct gd_err err = GD_ERR_INIT;
	char id[GD_ID_TEXT];
	struct deed d;

	for (int i = 0; i < 2; i++) {
		book_order(s, i ? "OLD-2" : "OLD-1", "", 1, 50, id);
		deed_begin(&d);
		due.duty = "make";
		deed_put(&d, GD_TAB_DUE, &due, old);
		due.duty = "load";
		deed_put(&d, GD_TAB_DUE, &due, old);
		deed_put(&d, GD_TAB_ACT, &act, ALL_CELLS);
		assert_int_equal(deed_do(&d, s, id, 0, &err), GD_OK);
		deed_end(&d);
	}
	deed_begin(&d);
	deed_put(&d, GD_TAB_HEAD, &done, cells(GD_TAB_HEAD, "state"));
	assert_int_equal(deed_do(&d, s, id, 0, &err), GD_OK);
	deed_end(&d);
}

static void
an_old_book_shows_what_is_owed_and_no_more(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_date_filter f = { .limit = ROWS_MOST };
	static struct gd_date_row page[ROWS_MOST];
	static char ids[ROWS_MOST][GD_ID_TEXT];
	int nwant = 0, of_closed = 0, of_settled = 0, nring = 0, n;
	struct gd_store *s;
	char id[GD_ID_TEXT];
	int64_t key = 0;
	bool more;

	(void)state;
	copy_book("tests/books/v5.db");
	s = book_open("book.db", GD_PROFILE_WORK);
	old_orders(s);
	while (gd_store_order_next(s, &key, id, &err) == GD_OK) {
		const struct gd_due *d;
		struct gd_order o;
		bool bare = false;
		int64_t st;

		gd_order_init(&o);
		assert_int_equal(gd_store_order_load(s, id, &o, &err), GD_OK);
		st = gd_head(&o)->state;
		for (size_t i = 0; (d = gd_walk(&o, GD_TAB_DUE, &i));) {
			assert_int_equal(d->shut, 0);
			bare = true;
			of_closed += st >= 2 && d->day;
			of_settled += st < 2 && d->day && is_settled(&o, d);
			nwant += st < 2 && d->day && !is_settled(&o, d);
		}
		nring += bare && st == 0;
		gd_order_release(&o);
	}
	/* the frozen order's, and one of ours */
	assert_int_equal(nwant, 2);
	assert_int_equal(of_closed, 2);
	assert_int_equal(of_settled, 1);
	assert_int_equal(gd_store_dates(s, &f, &arena, page, &n, &more, &err),
	    GD_OK);
	assert_int_equal(n, nwant);
	assert_int_equal(gd_store_ringing(s, 1, ROWS_MOST, ids, &n, &err),
	    GD_OK);
	assert_int_equal(n, nring);
	gd_arena_release(&arena);
	gd_store_close(s);
}

#define T(f) cmocka_unit_test_setup_teardown(f, book_setup, book_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(pages_are_what_a_plain_filter_and_sort_give),
		T(orders_ring_that_are_in_work_and_have_a_rung_or_no_owner),
		T(verify_and_rebuild_agree_with_dates_and_stays),
		T(days_in_steps_equal_a_plain_count),
		T(an_old_book_shows_what_is_owed_and_no_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
