/* tests/store/test_filters.c - every filter in every order of rows: the same
 * rows as a plain look at all of them, and never a sort or a scan in SQL. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/store/list_priv.h"
#include "store/book.h"

#define ORDERS 150
#define DAY_MS 86400000

static uint64_t luck = 1;

static int
roll(int n)
{
	luck = luck * 6364136223846793005u + 1442695040888963407u;
	return (int)((luck >> 33) % (uint64_t)n);
}

/* What an order is, as the test knows it. */
struct known {
	char number[24], id[GD_ID_TEXT];
	int64_t state, step, due, created, taken, lots, hard, warns;
	int64_t slip, slip_till; /* days */
	int64_t far, fee;        /* picks as their cells keep them */
	const char *asked, *took; /* offered to, accepted by */
	const char *customer, *company, *clerk, *sales, *waits, *contract,
	    *currency, *out;
};

static const char *const people[] = { "li", "wang", "zhao" };
static const char *const customers[] = { "acme", "bolt", "cord" };
static const char *const companies[] = { "main", "side" };
static const char *const contracts[] = { "XS-1", "XS-2", "xs-3" };
static const char *const currencies[] = { "USD", "EUR" };
static const char *const desks[] = { "qc", "gm" };
static const char *const waits[] = { "role:clerk", "desk:qc",
	"role:clerk desk:qc", "" };
#define ANY(list) list[roll(sizeof list / sizeof *list)]

static void
put(struct deed *d, int table, const void *row)
{
	deed_put(d, table, row, ALL_CELLS);
}

static void
add_rows(struct deed *d, const struct known *k)
{
	struct gd_line line = { .no = 1,
		.item = "cup",
		.spec = "",
		.unit = "",
		.currency = k->currency,
		.note = "" };
	struct gd_field contract = { "contract_no", 0, k->contract };
	struct gd_assign clerk = { "clerk", k->clerk };
	struct gd_assign sales = { "salesperson", k->sales };
	struct gd_piece piece = { .no = 1,
		.kind = "form",
		.desk = k->out,
		.state = GD_PIECE_SENT,
		.holder = "",
		.proxy = "",
		.carrier = "",
		.tracking = "",
		.to_desk = "",
		.cause = "",
		.note = "" };

	put(d, GD_TAB_LINE, &line);
	if (*k->contract)
		put(d, GD_TAB_FIELD, &contract);
	put(d, GD_TAB_ASSIGN, &clerk);
	put(d, GD_TAB_ASSIGN, &sales);
	for (piece.no = 1; *k->out && piece.no <= 2; piece.no++)
		put(d, GD_TAB_PIECE, &piece);
	if (*k->asked)
		put(d, GD_TAB_OFFER,
		    &(struct gd_offer){ .duty = "take",
			.person = k->asked,
			.reason = "" });
	if (*k->took)
		put(d, GD_TAB_OFFER,
		    &(struct gd_offer){ .duty = "ride",
			.person = k->took,
			.state = GD_OFFER_ACCEPTED,
			.reason = "" });
	for (int64_t no = 1; no <= k->lots; no++)
		put(d, GD_TAB_LOT, &(struct gd_lot){ .no = no, .reason = "" });
}

static void
add_order(struct gd_store *s, struct known *k, int n)
{
	struct gd_head head = { 0 };
	struct gd_err err = GD_ERR_INIT;
	struct deed d;

	*k = (struct known){ .state = roll(3) ? 0 : roll(4),
		.step = 1 + roll(4),
		.due = roll(4) ? 100 + roll(40) : 0,
		.created = (int64_t)(n / 3) * DAY_MS + 1,
		.taken = roll(5) ? 0 : 90,
		.lots = roll(4) ? 0 : 1 + roll(3),
		.hard = roll(3) ? 100 + roll(40) : 0,
		.warns = roll(4) ? 0 : 1 + roll(2),
		.slip = roll(2) ? 0 : 90 + roll(40),
		.far = roll(3) ? 1 + roll(30) : 0,
		.fee = roll(3) ? 1 + roll(30) : 0,
		.asked = roll(3) ? "" : ANY(people),
		.took = roll(3) ? "" : ANY(people),
		.customer = ANY(customers),
		.company = ANY(companies),
		.clerk = ANY(people),
		.sales = ANY(people),
		.waits = ANY(waits),
		.contract = roll(3) ? "" : ANY(contracts),
		.currency = ANY(currencies),
		.out = roll(3) ? "" : ANY(desks) };
	k->slip_till = k->slip ? k->slip + roll(30) : 0;
	snprintf(k->number, sizeof k->number, "N%03d", n * 37 % 1000);
	/* the date moves later, for those who are waited for too */
	book_order(s, k->number, k->customer, k->step, 70 + roll(50), k->id);
	head.state = k->state;
	head.company = k->company;
	head.created_ms = k->created;
	head.taken_day = k->taken;
	head.waits = k->waits;
	head.due_day = k->due;
	head.hard_day = k->hard;
	head.warns = k->warns;
	head.slip_day = k->slip;
	head.slip_till_day = k->slip_till;
	head.pick_distance = k->far;
	head.pick_amount = k->fee;
	deed_begin(&d);
	deed_put(&d, GD_TAB_HEAD, &head,
	    cells(GD_TAB_HEAD,
		"state company created_ms taken_day waits due_day "
		"hard_day warns slip_day slip_till_day pick_distance "
		"pick_amount"));
	add_rows(&d, k);
	assert_int_equal(deed_do(&d, s, k->id, 0, &err), GD_OK);
	deed_end(&d);
}

static bool
same(const char *a, const char *b)
{
	return !a || strcmp(a, b) == 0;
}

static bool
waits_for(const struct known *k, const char *who)
{
	return !who || (k->state == 0 && strstr(k->waits, who));
}

static bool
in_dates(const struct known *k, const struct gd_filter *f)
{
	int64_t due = k->state < 2 ? k->due : 0;

	if (f->late && k->state != 0) /* one on hold is not late */
		return false;
	if (f->slips &&
	    (k->state != 0 || !k->slip || k->slip > f->today ||
		k->slip_till < f->today))
		return false;
	if ((f->due_after || f->due_before || f->late) && k->state >= 2)
		return false;
	if (f->due_after && (!due || due <= f->due_after))
		return false;
	if (f->due_before && (!due || due >= f->due_before))
		return false;
	if (f->late && (!due || due >= f->today))
		return false;
	if ((f->hard_after || f->hard_before || f->warns ||
		f->sort == GD_SORT_HARD) &&
	    k->state >= 2)
		return false;
	if (f->hard_after && (!k->hard || k->hard <= f->hard_after))
		return false;
	if (f->hard_before && (!k->hard || k->hard >= f->hard_before))
		return false;
	if (f->warns && !k->warns)
		return false;
	return k->created >= f->created_from &&
	       (!f->created_to || k->created < f->created_to);
}

#define FAR (GD_PICK_DISTANCE - 1)
#define FEE (GD_PICK_AMOUNT - 1)

static bool
picked(const struct known *k, const struct gd_filter *f)
{
	bool far = f->pick_from[FAR] || f->pick_to[FAR];

	if ((far || f->sort >= GD_SORT_PICK) && k->state >= 2)
		return false;
	if (far && (!k->far || k->far < f->pick_from[FAR] ||
		       (f->pick_to[FAR] && k->far > f->pick_to[FAR])))
		return false;
	if (f->noffered && strcmp(k->asked, f->offered[0]) != 0 &&
	    strcmp(k->asked, f->offered[1]) != 0)
		return false;
	return !f->taken_by || strcmp(k->took, f->taken_by) == 0;
}

static bool
fits(const struct known *k, const struct gd_filter *f)
{
	int64_t lots = k->lots ? k->lots : 1;

	return picked(k, f) &&
	       (!f->states || (f->states >> k->state & 1)) &&
	       (!f->step_no || k->step == f->step_no) &&
	       same(f->customer, k->customer) && same(f->company, k->company) &&
	       same(f->clerk, k->clerk) && same(f->contract, k->contract) &&
	       same(f->currency, k->currency) && same(f->out_desk, k->out) &&
	       (!f->person || same(f->person, k->clerk) ||
		   same(f->person, k->sales)) &&
	       waits_for(k, f->waits) && in_dates(k, f) &&
	       (!f->number_from || strcmp(k->number, f->number_from) >= 0) &&
	       (!f->number_to || strcmp(k->number, f->number_to) < 0) &&
	       (f->taken <= 0 || k->taken > 0) &&
	       (f->taken >= 0 || k->taken == 0) && lots >= f->lots_from &&
	       (!f->lots_to || lots <= f->lots_to) &&
	       (f->nwords == 0 || strstr(k->number, f->words[0]) ||
		   strstr(k->customer, f->words[0]) ||
		   strstr(k->contract, f->words[0])) &&
	       (!f->customer_word ||
			   strstr("acme ltd", f->customer_word) == NULL
		       ? !f->customer_word
		       : strcmp(k->customer, "acme") == 0);
}

static const struct known *all_known;
static enum gd_sort sorting;

static int
in_order(const void *a, const void *b)
{
	int i = *(const int *)a, j = *(const int *)b;
	const struct known *x = &all_known[i], *y = &all_known[j];
	int64_t dx = x->due ? x->due : INT64_MAX;
	int64_t dy = y->due ? y->due : INT64_MAX;

	if (sorting == GD_SORT_HARD) {
		dx = x->hard ? x->hard : INT64_MAX;
		dy = y->hard ? y->hard : INT64_MAX;
	}
	if (sorting == GD_SORT_PICK + FAR) {
		dx = x->far ? x->far : INT64_MAX;
		dy = y->far ? y->far : INT64_MAX;
	}
	if (sorting == GD_SORT_PICK + FEE) { /* the highest first */
		dx = x->fee ? -x->fee : INT64_MAX;
		dy = y->fee ? -y->fee : INT64_MAX;
	}
	if (sorting == GD_SORT_NUMBER)
		return strcmp(x->number, y->number);
	if (sorting == GD_SORT_NEWEST)
		return j - i;
	if ((x->state >= 2) != (y->state >= 2))
		return x->state >= 2 ? 1 : -1;
	if (x->state >= 2)
		return j - i;
	return dx != dy ? (dx < dy ? -1 : 1) : i - j;
}

static void
describe(const struct gd_filter *f, char *out, size_t n)
{
	snprintf(out, n,
	    "sort %d states %d step %d customer %s clerk %s person %s who %s "
	    "company %s contract %s due %d..%d late %d lots %d..%d taken %d "
	    "hard %d..%d warns %d slips %d out %s number %s..%s created %d..%d word "
	    "%s/%s",
	    (int)f->sort, (int)f->states, (int)f->step_no, f->customer,
	    f->clerk, f->person, f->waits, f->company, f->contract,
	    f->due_after, f->due_before, f->late, (int)f->lots_from,
	    (int)f->lots_to, (int)f->taken, f->hard_after, f->hard_before,
	    f->warns, f->slips, f->out_desk, f->number_from, f->number_to,
	    (int)(f->created_from / DAY_MS), (int)(f->created_to / DAY_MS),
	    f->words[0], f->customer_word);
}

/* All pages forth, then back from the last row. */
static void
pages(struct gd_store *s, struct gd_filter f, const struct known *k)
{
	int want[ORDERS], n = 0, at = 0;
	struct gd_list_rows rows = { 0 };
	struct gd_err err = GD_ERR_INIT;
	char said[600], text[24] = "";
	int64_t count;

	for (int i = 0; i < ORDERS; i++)
		if (fits(&k[i], &f))
			want[n++] = i;
	all_known = k;
	sorting = f.sort;
	qsort(want, (size_t)n, sizeof *want, in_order);
	describe(&f, said, sizeof said);
	f.limit = 1 + roll(9);
	for (int way = 0; way < 2; way++) {
		f.back = way == 1;
		do {
			gd_arena_release(&rows.arena);
			if (gd_store_list(s, &f, &rows, &err) != GD_OK)
				fail_msg("%s: failed", said);
			if (f.back)
				at -= (int)rows.n;
			for (size_t r = 0; r < rows.n; r++)
				if (at + (int)r >= n || at + (int)r < 0 ||
				    strcmp(rows.at[r].number,
					k[want[at + (int)r]].number) != 0)
					fail_msg("%s: row %d of %d is %s", said,
					    at + (int)r, n, rows.at[r].number);
			if (!rows.n)
				break;
			f.from_key = rows.at[f.back ? 0 : rows.n - 1].key;
			f.from_value = gd_list_value(
			    &rows.at[f.back ? 0 : rows.n - 1], f.sort);
			snprintf(text, sizeof text, "%s",
			    rows.at[f.back ? 0 : rows.n - 1].number);
			f.from_text = text;
			f.has_from = true;
			if (!f.back)
				at += (int)rows.n;
		} while (rows.more);
		if (way == 0 && at != n)
			fail_msg("%s: %d rows instead of %d", said, at, n);
		if (way == 0)
			at = n ? n - 1 : 0;
	}
	if (at != 0)
		fail_msg("%s: %d rows missing backwards", said, at);
	assert_int_equal(gd_store_count(s, &f, 1000, &count, &err), GD_OK);
	if (count != n)
		fail_msg("%s: counted %d, there are %d", said, (int)count, n);
	free(rows.at);
	gd_arena_release(&rows.arena);
}

/* Each condition alone with probability 1 : rare. */
static struct gd_filter
any_filter(int rare)
{
	static const int64_t states[] = { 0, 1, 2, 3, 4, 8, 12, 5, 15 };
	static const int sorts[] = { 0, 1, 2, 3, GD_SORT_PICK + FAR,
		GD_SORT_PICK + FEE };
	struct gd_filter f = { .today = 120,
		.sort = (enum gd_sort)sorts[roll(6)],
		.states = states[roll(9)] };

	f.step_no = roll(rare) ? 0 : 1 + roll(4);
	f.customer = roll(rare) ? NULL : ANY(customers);
	f.company = roll(rare) ? NULL : ANY(companies);
	f.clerk = roll(rare) ? NULL : ANY(people);
	f.person = roll(rare) ? NULL : ANY(people);
	f.waits = roll(rare) ? NULL : waits[roll(2)];
	f.contract = roll(rare) ? NULL : ANY(contracts);
	f.currency = roll(rare) ? NULL : ANY(currencies);
	f.out_desk = roll(rare) ? NULL : ANY(desks);
	f.due_after = roll(rare) ? 0 : 100 + roll(40);
	f.due_before = roll(rare) ? 0 : 100 + roll(40);
	f.late = roll(rare) == 0;
	f.hard_after = roll(rare) ? 0 : 100 + roll(40);
	f.hard_before = roll(rare) ? 0 : 100 + roll(40);
	f.warns = roll(rare) == 0;
	f.slips = roll(rare) == 0;
	f.pick_from[FAR] = roll(rare) ? 0 : 1 + roll(20);
	f.pick_to[FAR] = roll(rare) ? 0 : 1 + roll(30);
	f.noffered = roll(rare) ? 0 : 2;
	f.offered[0] = "role:clerk";
	f.offered[1] = ANY(people);
	f.taken_by = roll(rare) ? NULL : ANY(people);
	f.taken = roll(rare) ? 0 : roll(2) ? 1 : -1;
	f.lots_from = roll(rare) ? 0 : 1 + roll(3);
	f.lots_to = roll(rare) ? 0 : 1 + roll(3);
	f.number_from = roll(rare) ? NULL : "N3";
	f.number_to = roll(rare) ? NULL : "N6";
	f.created_from = roll(rare) ? 0 : (int64_t)roll(50) * DAY_MS;
	f.created_to = roll(rare) ? 0 : (int64_t)roll(50) * DAY_MS + 1;
	f.customer_word = roll(rare * 2) ? NULL : "me l";
	if (roll(rare) == 0) {
		f.words[0] = roll(2) ? "1" : "o";
		f.nwords = 1;
	}
	return f;
}

static void
every_filter_shows_what_a_plain_look_shows(void **state)
{
	struct known *k = gd_alloc(ORDERS, sizeof *k);
	struct gd_store *s = book_new();
	int rounds = getenv("GENDAN_SOAK") ? 40000 : 2500;

	(void)state;
	book_customer(s, "acme", "Acme Ltd");
	for (int i = 0; i < ORDERS; i++)
		add_order(s, &k[i], i);
	for (int i = 0; i < rounds; i++) {
		s->small_bounds = i % 2;
		pages(s, any_filter(3 + i / 2 % 20), k);
	}
	free(k);
	gd_store_close(s);
}

/* ---- plans ---------------------------------------------------------------------- */

/* What SQLite means to do: no sort, and no table or index read whole. */
static void
check_plan(struct gd_store *s, const char *sql, bool whole)
{
	struct gd_str text = GD_STR_INIT;
	sqlite3_stmt *st;

	gd_str_addf(&text, "EXPLAIN QUERY PLAN %s", sql);
	assert_int_equal(sqlite3_prepare_v2(s->db, text.text, -1, &st, NULL),
	    SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW) {
		const char *step = gd_column(st, 3);

		if (strstr(step, "TEMP B-TREE") || strstr(step, "AUTOMATIC") ||
		    (strncmp(step, "SCAN", 4) == 0 && !strstr(step, "USING") &&
			!(whole && strcmp(step, "SCAN o") == 0) &&
			strcmp(step, "SCAN CONSTANT ROW") != 0 &&
			strncmp(step, "SCAN (", 6) != 0))
			fail_msg("%s\n%s", step, sql);
	}
	sqlite3_finalize(st);
	gd_str_release(&text);
}

static void
no_list_sorts_or_scans_in_any_way_it_is_asked(void **state)
{
	struct gd_store *s = book_new();
	struct gd_str sql = GD_STR_INIT;
	int checked = 0;

	(void)state;
	gd_profile_authorize(s, false);
	for (int i = 0; i < 4000; i++) {
		struct gd_filter f = any_filter(2 + i % 12);
		struct query q;
		enum way ways[3];

		gd_query_init(&q, &f);
		ways[0] = gd_query_way(&q);
		ways[1] = gd_query_base(&q, f.sort);
		ways[2] = WAY_ONE;
		for (int w = 0; w < 3; w++)
			for (int form = 0; form < FORMS; form++) {
				if (!gd_way_native(ways[w], f.sort))
					continue;
				gd_str_reset(&sql);
				gd_query_sql(&q, ways[w], f.sort,
				    (enum form)form, &sql);
				if (i < 300 || i % 10 == 0)
					/* counted or gathered
						 * from all: by the row
						 * up to the limit */
					check_plan(s, sql.text,
					    ways[w] == WAY_ALL &&
						form >= COUNT);
				checked++;
			}
		gd_query_release(&q);
	}
	assert_true(checked > 10000);
	gd_str_release(&sql);
	gd_store_close(s);
}

/* Every pair of one way in and one order has an index, a bounded gathering,
 * or the index of that order to walk. */
static void
what_no_index_orders_has_one_to_walk(void **state)
{
	(void)state;
	for (int sort = 0; sort < SORTS; sort++)
		for (int states = 1; states < 16; states++) {
			struct gd_filter f = { .states = states };
			struct query q;
			enum way base;

			if (sort == GD_SORT_DUE && states & 12)
				continue; /* asked in two parts */
			gd_query_init(&q, &f);
			base = gd_query_base(&q, (enum gd_sort)sort);
			assert_true(gd_way_native(base, (enum gd_sort)sort));
			gd_query_release(&q);
		}
}

/* They have no index, so the years that are closed must not be looked at. */
static void
hard_dates_and_warnings_are_asked_of_orders_in_work_only(void **state)
{
	static const struct gd_filter asks[] = { { .hard_before = 9 },
		{ .hard_after = 9 }, { .warns = true },
		{ .sort = GD_SORT_HARD }, { .states = 15, .warns = true } };
	struct query q;

	(void)state;
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
		gd_query_init(&q, &asks[i]);
		assert_int_equal(gd_query_way(&q), WAY_OPEN);
		assert_int_equal(q.f.states, OPEN_STATES);
		gd_query_release(&q);
	}
	gd_query_init(&q, &(struct gd_filter){ .states = 4, .warns = true });
	assert_true(q.nothing);
	gd_query_release(&q);
}

#define T(f) cmocka_unit_test_setup_teardown(f, book_setup, book_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(every_filter_shows_what_a_plain_look_shows),
		T(no_list_sorts_or_scans_in_any_way_it_is_asked),
		T(what_no_index_orders_has_one_to_walk),
		T(hard_dates_and_warnings_are_asked_of_orders_in_work_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
