/* tests/store/test_reads.c - every public read of a book of some size: SQLite
 * neither sorts nor reads a table from end to end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/store/store_priv.h"
#include "store/counts.h"
#include "store/beside.h"
#include "store/binder.h"
#include "store/book.h"
#include "store/dates.h"
#include "store/papers.h"
#include "store/some.h"

#define ORDERS 600

static struct gd_store *
some_book(void)
{
	struct gd_store *s = book_new();
	struct gd_err err = GD_ERR_INIT;
	char id[GD_ID_TEXT], number[24];

	book_customer(s, "acme", "Acme 远洋");
	for (int i = 0; i < ORDERS; i++) {
		struct gd_assign clerk = { "clerk", i % 7 ? "li" : "wang" };
		struct gd_piece piece = { .no = 1,
			.kind = "form",
			.desk = i % 9 ? "qc" : "gm",
			.state = GD_PIECE_SENT,
			.sent_ms = 1000 + i,
			.holder = "",
			.proxy = "",
			.carrier = "",
			.tracking = "",
			.to_desk = "",
			.cause = "",
			.note = "" };
		struct gd_piece held = piece;
		struct gd_due due = { .duty = "make",
			.inst = 1,
			.day = 1 + i,
			.owner = i % 3 ? "role:clerk" : "person:li",
			.told = i % 5 ? "" : "role:boss",
			.hard = i % 2,
			.moved = i % 10 == 0,
			.ring_day = 1 + i };
		struct gd_step step = { .step = "make",
			.open_ms = 1,
			.done_ms = 1 + i * INT64_C(3600000) };
		struct gd_saved kept = { "li", number, "late:", 1 };
		struct deed d;

		snprintf(number, sizeof number, "EX-%04d", i);
		book_order(s, number, "acme", 1 + i % 11, 1 + i, id);
		deed_begin(&d);
		deed_put(&d, GD_TAB_ASSIGN, &clerk, ALL_CELLS);
		deed_put(&d, GD_TAB_PIECE, &piece, ALL_CELLS);
		held.no = 2;
		held.state = GD_PIECE_HELD;
		held.holder = "chen";
		deed_put(&d, GD_TAB_PIECE, &held, ALL_CELLS);
		deed_put(&d, GD_TAB_DUE, &due, ALL_CELLS);
		deed_put(&d, GD_TAB_STEP, &step, ALL_CELLS);
		if (i < 20)
			deed_put(&d, GD_ORDER_NTABLES + GD_OFF_SAVED, &kept,
			    ALL_CELLS);
		assert_int_equal(deed_do(&d, s, id, 0, &err), GD_OK);
		deed_end(&d);
	}
	gd_store_close(s);
	return book_open("book.db", GD_PROFILE_WORK);
}

/* Since the last look, over all statements of the connection. */
static void
counts(struct gd_store *s, const char *what, int most_steps)
{
	for (sqlite3_stmt *st = sqlite3_next_stmt(s->db, NULL); st;
	     st = sqlite3_next_stmt(s->db, st)) {
		int scan =
		    sqlite3_stmt_status(st, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
		int sort = sqlite3_stmt_status(st, SQLITE_STMTSTATUS_SORT, 1);
		int made =
		    sqlite3_stmt_status(st, SQLITE_STMTSTATUS_AUTOINDEX, 1);
		int steps =
		    sqlite3_stmt_status(st, SQLITE_STMTSTATUS_VM_STEP, 1);
		const char *sql = sqlite3_sql(st);

		/* small tables that are read whole: those of the office */
		if (sql && (strstr(sql, "FROM customer_words") ||
			       strncmp(sql, "SELECT \"", 8) == 0))
			scan = 0;
		if (scan > 0 || sort > 0 || made > 0 || steps > most_steps)
			fail_msg("%s: %d scanned, %d sorts, %d steps: %s", what,
			    scan, sort, steps, sql ? sql : "?");
	}
}

static void
read_lists(struct gd_store *s)
{
	static const struct gd_filter filters[] = {
		{ .states = 3 },
		{ .states = 3, .sort = GD_SORT_DUE },
		{ .sort = GD_SORT_DUE },
		{ .sort = GD_SORT_NUMBER },
		{ .states = 3, .step_no = 4, .sort = GD_SORT_DUE },
		{ .states = 1, .clerk = "li", .sort = GD_SORT_DUE },
		{ .states = 3, .waits = "desk:qc" },
		{ .late = true, .today = 40 },
		{ .customer = "acme" },
		{ .person = "wang" },
		{ .states = 1, .person = "li", .sort = GD_SORT_DUE },
		{ .states = 1,
		    .person = "wang",
		    .waits = "desk:qc",
		    .sort = GD_SORT_DUE },
		{ .states = 1,
		    .person = "nobody",
		    .waits = "desk:qc",
		    .sort = GD_SORT_DUE },
		{ .company = "main" },
		{ .contract = "X" },
		{ .words = { "0123" }, .nwords = 1 },
		{ .words = { "远洋" }, .nwords = 1 },
		{ .words = { "0" }, .nwords = 1 },
	};
	struct gd_err err = GD_ERR_INIT;
	int64_t n;

	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
		struct gd_list_rows rows = { 0 };
		struct gd_filter f = filters[i];

		f.limit = 20;
		assert_int_equal(gd_store_list(s, &f, &rows, &err), GD_OK);
		counts(s, "list", 40 * 60);
		assert_int_equal(gd_store_count(s, &f, 100, &n, &err), GD_OK);
		counts(s, "count", 20 * ORDERS);
		free(rows.at);
		gd_arena_release(&rows.arena);
	}
}

/* The index of the orders in work may be read whole, nothing else. */
static void
counts_in_work(struct gd_store *s, const char *what)
{
	for (sqlite3_stmt *st = sqlite3_next_stmt(s->db, NULL); st;
	     st = sqlite3_next_stmt(s->db, st)) {
		const char *sql = sqlite3_sql(st);

		if (sql && strstr(sql, "INDEXED BY orders_open"))
			sqlite3_stmt_status(st, SQLITE_STMTSTATUS_FULLSCAN_STEP,
			    1);
	}
	counts(s, what, 20 * ORDERS);
}

/* No index has these: the orders in work are walked, and only they. */
static void
read_hard(struct gd_store *s)
{
	static const struct gd_filter filters[] = {
		{ .states = 3, .warns = true },
		{ .warns = true, .sort = GD_SORT_DUE },
		{ .hard_before = 40, .sort = GD_SORT_DUE },
		{ .hard_before = 40 },
		{ .hard_after = 40, .clerk = "li", .sort = GD_SORT_HARD },
		{ .sort = GD_SORT_HARD },
	};
	struct gd_err err = GD_ERR_INIT;
	int64_t n;

	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
		struct gd_list_rows rows = { 0 };
		struct gd_filter f = filters[i];

		f.limit = 20;
		assert_int_equal(gd_store_list(s, &f, &rows, &err), GD_OK);
		counts_in_work(s, "hard list");
		assert_int_equal(gd_store_count(s, &f, 100, &n, &err), GD_OK);
		counts_in_work(s, "hard count");
		free(rows.at);
		gd_arena_release(&rows.arena);
	}
}

static void
read_order(struct gd_store *s)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_journal_row row;
	struct gd_cursor *c;
	struct gd_order o;
	char id[GD_ID_TEXT];
	int n = 0;

	assert_int_equal(gd_store_order_find(s, "0123", id, &err), GD_OK);
	gd_order_init(&o);
	assert_int_equal(gd_store_order_load(s, id, &o, &err), GD_OK);
	assert_true(gd_store_number_used(s, "EX-0123"));
	counts(s, "order", 200);
	assert_int_equal(gd_store_journal(s, id, 0, &c, &err), GD_OK);
	while (gd_cursor_next(c, &row, &err) == GD_OK)
		n++;
	assert_int_equal(n, o.rev);
	gd_cursor_close(c);
	/* newest first, and on from where a page ended */
	assert_int_equal(gd_store_journal_newest(s, id, 0, &c, &err), GD_OK);
	assert_int_equal(gd_cursor_next(c, &row, &err), GD_OK);
	assert_int_equal(row.order_rev, o.rev);
	gd_cursor_close(c);
	assert_int_equal(gd_store_journal_newest(s, id, o.rev, &c, &err),
	    GD_OK);
	assert_int_equal(gd_cursor_next(c, &row, &err), GD_OK);
	assert_int_equal(row.order_rev, o.rev - 1);
	counts(s, "journal", 200);
	gd_cursor_close(c);
	gd_order_release(&o);
}

/* Papers out: a page, the next, and what nobody has. */
static void
read_papers(struct gd_store *s)
{
	static const struct {
		struct gd_papers_ask ask;
		int rows;
	} asks[] = {
		{ { .desk = "qc", .states = 3 }, 20 },
		{ { .desk = "gm" }, 20 },
		{ { .desk = "gm",
		      .states = 3,
		      .from_order = 300,
		      .from_no = 1 },
		    20 },
		{ { .desk = "qc", .states = 3, .from_order = 3 }, 4 },
		{ { .desk = "bank" }, 0 },
		{ { .person = "chen", .states = 3 }, 20 },
		{ { .person = "nobody" }, 0 },
		{ { .order = 77 }, 2 },
		{ { .order = 77, .sent_before = 1000 }, 0 },
	};
	struct gd_err err = GD_ERR_INIT;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_paper_out rows[20];
	int n;

	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
		assert_int_equal(gd_store_papers(s, &asks[i].ask, 20, &arena,
				     rows, &n, &err),
		    GD_OK);
		assert_int_equal(n, asks[i].rows);
		for (int k = 1; k < n; k++)
			assert_true(rows[k].order <= rows[k - 1].order);
		counts(s, "papers out", 4000);
	}
	gd_arena_release(&arena);
}

/* The file of a contract, a customer, a clerk: not all orders are read; and
 * the papers of one order. */
static void
read_binders(struct gd_store *s)
{
	static const struct {
		struct gd_binder_ask ask;
		size_t rows;
		int steps;
	} asks[] = {
		{ { .contract = "XS-77" }, 0, 100 },
		{ { .customer = "nobody" }, 0, 100 },
		{ { .clerk = "nobody" }, 0, 100 },
		{ { .clerk = "wang" }, 86, 6000 },
		{ { .clerk = "wang", .customer = "nobody" }, 0, 100 },
		{ { .customer = "acme", .company = "none" }, 0, 20000 },
	};
	const struct gd_binder_papers of = { .order = 77, .desk = "qc" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_binder_row rows[20];
	int n;

	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
		struct gd_binder_order *orders = NULL;
		size_t norders = 0, room = 0;

		assert_int_equal(gd_store_binder_orders(s, &asks[i].ask, &arena,
				     &orders, &norders, &room, &err),
		    GD_OK);
		assert_int_equal(norders, asks[i].rows);
		counts(s, "orders of the file", asks[i].steps);
		free(orders);
	}
	assert_int_equal(gd_store_binder(s, &of, 20, &arena, rows, &n, &err),
	    GD_OK);
	assert_int_equal(n, 2);
	assert_true(rows[1].here && !rows[0].here);
	counts(s, "papers of the file", 1000);
	gd_arena_release(&arena);
}

/* The order a code is of, by the first bytes of its id. */
static void
read_codes(struct gd_store *s)
{
	struct gd_err err = GD_ERR_INIT;
	char ids[4][GD_ID_TEXT], id[GD_ID_TEXT];
	uint8_t bytes[16];
	int n;

	assert_int_equal(gd_store_order_find(s, "EX-0123", id, &err), GD_OK);
	assert_true(gd_uuid_bytes(id, bytes));
	assert_int_equal(gd_store_order_prefix(s, bytes, 4, ids, &n, &err),
	    GD_OK);
	assert_int_equal(n, 1);
	assert_string_equal(ids[0], id);
	bytes[13] ^= 1;
	assert_int_equal(gd_store_order_prefix(s, bytes, 4, ids, &n, &err),
	    GD_OK);
	assert_int_equal(n, 0);
	counts(s, "code", 200);
}

/* What stands beside lists: of the rows shown, along an index or by key. */
static void
read_beside(struct gd_store *s)
{
	struct gd_list_rows rows = { 0 };
	struct gd_filter f = { .customer = "acme", .limit = 20 };
	struct gd_customer_sums sums;
	struct gd_person_sums person;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_err err = GD_ERR_INIT;

	assert_int_equal(gd_store_list(s, &f, &rows, &err), GD_OK);
	assert_int_equal(gd_store_amounts(s, "amount", &rows, &err), GD_OK);
	for (size_t i = 0; i < rows.n; i++)
		assert_string_equal(rows.at[i].amount, "");
	counts(s, "amounts", 4000);
	assert_int_equal(
	    gd_store_customer_sums(s, "acme", 40, &arena, &sums, &err), GD_OK);
	assert_int_equal(sums.orders, ORDERS);
	assert_int_equal(sums.open, ORDERS);
	assert_int_equal(sums.late, 39); /* due on the days 1 to 39 */
	assert_false(sums.more);
	counts(s, "sums of a customer", 20 * ORDERS);
	assert_int_equal(
	    gd_store_customer_sums(s, "nobody", 40, &arena, &sums, &err),
	    GD_OK);
	assert_int_equal(sums.orders, 0);
	counts(s, "sums of no customer", 100);
	assert_int_equal(gd_store_person_sums(s, "wang", 40, 50, &person, &err),
	    GD_OK);
	assert_int_equal(person.open, 50); /* 86, but it stops */
	assert_int_equal(person.late, 6);  /* every seventh */
	counts(s, "sums of a person", 1500);
	free(rows.at);
	gd_arena_release(&rows.arena);
	gd_arena_release(&arena);
}

/* Dates of all, of some owners, of some orders: many and few. */
static void
read_dates(struct gd_store *s)
{
	static const char *const whose[] = { "person:li", "role:clerk" };
	static const char *const boss[] = { "role:boss" };
	static const struct gd_filter li = { .clerk = "li" },
				      some = { .customer = "acme" },
				      one = { .number_from = "EX-0123",
					      .number_to = "EX-01230" },
				      word = { .words = { "123" },
					      .nwords = 1 };
	static const struct {
		struct gd_date_filter f;
		int rows, steps;
	} asks[] = {
		{ { .from = 1 }, 20, 3000 },
		{ { .from = 1, .to = 7 }, 7, 3000 },
		{ { .has_from = true,
		      .from_day = 500,
		      .from_order = 500,
		      .from_duty = "make",
		      .from_inst = 1 },
		    20, 3000 },
		{ { .owners = whose, .nowners = 2 }, 20, 5000 },
		{ { .owners = whose, .nowners = 2, .hard = true }, 20, 5000 },
		{ { .owners = whose, .nowners = 2, .moved = true }, 20, 8000 },
		{ { .owners = boss, .nowners = 1, .told = true }, 20, 3000 },
		{ { .moved = true }, 20, 3000 },
		{ { .duty = "make" }, 20, 3000 },
		{ { .orders = &li }, 20, 60000 },
		{ { .orders = &some }, 20, 60000 },
		{ { .orders = &one }, 1, 2000 },
		{ { .orders = &word }, 1, 4000 },
	};
	struct gd_err err = GD_ERR_INIT;
	struct gd_date_row rows[20];
	bool more;
	int64_t all;
	int n;

	/* many orders are not gathered */
	for (int small = 0; small < 2; small++) {
		s->small_bounds = small;
		for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
			struct gd_date_filter f = asks[i].f;
			struct gd_arena arena = GD_ARENA_INIT;

			f.limit = 20;
			assert_int_equal(gd_store_dates(s, &f, &arena, rows, &n,
					     &more, &err),
			    GD_OK);
			assert_int_equal(n, asks[i].rows);
			counts(s, "dates", asks[i].steps);
			assert_int_equal(
			    gd_store_dates_count(s, &f, 100, &all, &err),
			    GD_OK);
			counts(s, "dates counted", 30 * ORDERS);
			gd_arena_release(&arena);
		}
	}
	s->small_bounds = false;
}

static void
read_ringing_and_history(struct gd_store *s)
{
	static const struct gd_step_def step = { .name.id = "make" };
	const struct gd_workflow wf = { .name.id = "export",
		.steps = &step,
		.nsteps = 1 };
	static struct gd_step_history history;
	struct gd_err err = GD_ERR_INIT;
	char ids[20][GD_ID_TEXT];
	int n;

	assert_int_equal(gd_store_ringing(s, 500, 20, ids, &n, &err), GD_OK);
	assert_int_equal(n, 20);
	assert_int_equal(gd_store_ringing(s, 5, 20, ids, &n, &err), GD_OK);
	assert_int_equal(n, 5);
	counts(s, "ringing", 1000);
	assert_int_equal(gd_store_step_history(s, &wf, &history, &err), GD_OK);
	assert_int_equal(history.n, ORDERS);
	counts(s, "history", 1000);
}

/* An order is closed: its dates are found by the order. */
static void
close_one(struct gd_store *s)
{
	const struct gd_head head = { .state = GD_ORDER_CANCELLED };
	struct gd_err err = GD_ERR_INIT;
	char id[GD_ID_TEXT];
	struct deed d;

	assert_int_equal(gd_store_order_find(s, "EX-0321", id, &err), GD_OK);
	deed_begin(&d);
	deed_put(&d, GD_TAB_HEAD, &head, cells(GD_TAB_HEAD, "state"));
	assert_int_equal(deed_do(&d, s, id, 0, &err), GD_OK);
	deed_end(&d);
	counts(s, "closing", 1000);
}

static void
see(void *payload, const char *what, int64_t day, int64_t n)
{
	(void)what;
	(void)day;
	*(int64_t *)payload += n;
}

static void
read_counts(struct gd_store *s)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_counted ask = { .scope = "c:", .workflow = "export", .to = 40 };
	int64_t n = 0;

	ask.kind = "next";
	assert_int_equal(gd_store_counted(s, &ask, see, &n, &err), GD_OK);
	assert_true(n > 0);
	ask.kind = "wait";
	assert_int_equal(gd_store_counted(s, &ask, see, &n, &err), GD_OK);
	counts(s, "board", 4000);
}

static void
no_read_scans_or_sorts(void **state)
{
	struct gd_store *s = some_book();
	struct gd_err err = GD_ERR_INIT;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_piece_row pieces[20];
	struct gd_saved saved[20];
	struct gd_sheet office;
	int n;

	(void)state;
	counts(s, "open", 1000);
	read_lists(s);
	read_hard(s);
	read_order(s);
	read_counts(s);
	assert_int_equal(
	    gd_store_pieces_out(s, NULL, 20, &arena, pieces, &n, &err), GD_OK);
	assert_int_equal(n, 20);
	counts(s, "pieces", 2000);
	assert_int_equal(
	    gd_store_pieces_out(s, "gm", 20, &arena, pieces, &n, &err), GD_OK);
	assert_int_equal(n, 20);
	counts(s, "pieces of a desk", 8000);
	read_papers(s);
	read_binders(s);
	read_codes(s);
	read_beside(s);
	read_dates(s);
	read_ringing_and_history(s);
	assert_int_equal(gd_store_saved(s, "li", &arena, saved, 20, &n, &err),
	    GD_OK);
	assert_int_equal(n, 20);
	counts(s, "saved", 400);
	gd_sheet_init(&office, gd_office_tables, GD_OFFICE_NTABLES);
	assert_int_equal(gd_store_office_load(s, &office, &err), GD_OK);
	counts(s, "office", 1000);
	gd_sheet_release(&office);
	close_one(s);
	gd_arena_release(&arena);
	gd_store_close(s);
}

/* A count over all orders reads of each what it counts: rows and cells that
 * are asked for, along the order's key. */
static void
a_count_reads_only_what_it_counts(void **state)
{
	static const char *const sent[] = { "ship" };
	static const struct gd_need needs[] = {
		{ .table = GD_TAB_HEAD, .cells = { "number" } },
		{ .table = GD_TAB_PIECE,
		    .cells = { "desk", "state" },
		    .where = "state",
		    .is = GD_PIECE_SENT,
		    .open = true },
		{ .table = GD_TAB_DUE, .cells = { "day" } },
		{ .table = GD_TAB_STEP, .cells = { "done_ms" }, .first = sent },
		{ .table = GD_TAB_ACT, .first = sent, .nfirst = 1 },
	};
	struct gd_store *s = some_book();
	struct gd_list_rows rows = { 0 };
	struct gd_filter f = { .states = 3, .limit = 20 };
	struct gd_err err = GD_ERR_INIT;
	const struct gd_piece *p;
	const struct gd_due *d;
	struct gd_some *some;
	size_t at = 0;

	(void)state;
	assert_int_equal(gd_store_list(s, &f, &rows, &err), GD_OK);
	assert_int_equal(gd_store_some_open(s, needs, 5, &some, &err), GD_OK);
	counts(s, "list", 40 * 60);
	for (int open = 1; open >= 0; open--) {
		struct gd_order o;

		gd_order_init(&o);
		assert_int_equal(
		    gd_store_some_read(some, rows.at[3].key, open, &o, &err),
		    GD_OK);
		counts(s, "some", 100);
		assert_string_equal(gd_head(&o)->number, rows.at[3].number);
		assert_string_equal(gd_head(&o)->customer, "");
		assert_int_equal(gd_row_count(&o.sheet, GD_TAB_PIECE), open);
		assert_int_equal(gd_row_count(&o.sheet, GD_TAB_STEP), 0);
		assert_int_equal(gd_row_count(&o.sheet, GD_TAB_ACT), 0);
		at = 0;
		p = open ? gd_walk(&o, GD_TAB_PIECE, &at) : NULL;
		assert_true(!p || (p->no == 1 && p->sent_ms == 0));
		at = 0;
		d = gd_walk(&o, GD_TAB_DUE, &at);
		assert_true(d && d->day > 0 && d->hard == 0);
		assert_string_equal(d->owner, "");
		gd_order_release(&o);
	}
	gd_store_some_close(some);
	free(rows.at);
	gd_arena_release(&rows.arena);
	gd_store_close(s);
}

#define T(f) cmocka_unit_test_setup_teardown(f, book_setup, book_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(no_read_scans_or_sorts),
		T(a_count_reads_only_what_it_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
