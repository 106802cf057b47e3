/* tests/store/test_list.c - lists, paging, search, counts of the board. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/store/store_priv.h"
#include "store/counts.h"
#include "store/book.h"
#include "store/dates.h"

#define OPEN_STATES 3

struct list {
	struct gd_list_rows rows;
	struct gd_err err;
};

static void
list(struct gd_store *s, const struct gd_filter *f, struct list *l)
{
	gd_arena_release(&l->rows.arena);
	l->err = (struct gd_err)GD_ERR_INIT;
	if (gd_store_list(s, f, &l->rows, &l->err) != GD_OK)
		fail_msg("list: %s %s", gd_msg_english(l->err.msg),
		    l->err.arg[0].text);
}

static void
list_release(struct list *l)
{
	free(l->rows.at);
	gd_arena_release(&l->rows.arena);
}

/* Numbers of the rows, joined by blanks. */
static const char *
numbers(const struct list *l)
{
	static char text[4000];

	text[0] = '\0';
	for (size_t i = 0; i < l->rows.n; i++) {
		if (i)
			strncat(text, " ", sizeof text - strlen(text) - 1);
		strncat(text, l->rows.at[i].number,
		    sizeof text - strlen(text) - 1);
	}
	return text;
}

static void
state_of(struct gd_store *s, const char *id, int64_t state, const char *waits)
{
	struct gd_head head = { .state = state, .waits = waits };
	struct gd_err err = GD_ERR_INIT;
	struct deed d;

	deed_begin(&d);
	deed_put(&d, GD_TAB_HEAD, &head, cells(GD_TAB_HEAD, "state waits"));
	assert_int_equal(deed_do(&d, s, id, 0, &err), GD_OK);
	deed_end(&d);
}

static void
assign_to(struct gd_store *s, const char *id, const char *role,
    const char *person)
{
	struct gd_assign a = { .role = role, .person = person };
	struct gd_err err = GD_ERR_INIT;
	struct deed d;

	deed_begin(&d);
	deed_put(&d, GD_TAB_ASSIGN, &a, ALL_CELLS);
	assert_int_equal(deed_do(&d, s, id, 0, &err), GD_OK);
	deed_end(&d);
}

static void
clerk_of(struct gd_store *s, const char *id, const char *person)
{
	assign_to(s, id, "clerk", person);
}

static void
line_of(struct gd_store *s, const char *id, int64_t no, const char *item)
{
	struct gd_line l = { .no = no, .item = item };
	struct gd_err err = GD_ERR_INIT;
	struct deed d;

	deed_begin(&d);
	deed_put(&d, GD_TAB_LINE, &l, ALL_CELLS);
	assert_int_equal(deed_do(&d, s, id, 0, &err), GD_OK);
	deed_end(&d);
}

static void
newest_stand_first_and_dates_in_order(void **state)
{
	struct gd_store *s = book_new();
	struct list l = { 0 };
	char id[GD_ID_TEXT];

	(void)state;
	book_order(s, "A", "", 1, 300, id);
	book_order(s, "B", "", 2, 0, id);
	book_order(s, "C", "", 1, 100, id);
	state_of(s, id, GD_ORDER_COMPLETED, "");
	book_order(s, "D", "", 1, 200, id);
	list(s, &(struct gd_filter){ .limit = 9 }, &l);
	assert_string_equal(numbers(&l), "D C B A");
	list(s, &(struct gd_filter){ .limit = 9, .states = OPEN_STATES }, &l);
	assert_string_equal(numbers(&l), "D B A");
	list(s, &(struct gd_filter){ .limit = 9, .sort = GD_SORT_DUE }, &l);
	/* what is closed has no next date: it comes behind */
	assert_string_equal(numbers(&l), "D A B C");
	list(s,
	    &(struct gd_filter){ .limit = 9,
		.sort = GD_SORT_DUE,
		.states = OPEN_STATES },
	    &l);
	assert_string_equal(numbers(&l), "D A B");
	list(s, &(struct gd_filter){ .limit = 9, .sort = GD_SORT_NUMBER }, &l);
	assert_string_equal(numbers(&l), "A B C D");
	list(s, &(struct gd_filter){ .limit = 9, .states = 1 << 2 }, &l);
	assert_string_equal(numbers(&l), "C");
	list(s,
	    &(struct gd_filter){ .limit = 9,
		.step_no = 1,
		.states = OPEN_STATES },
	    &l);
	assert_string_equal(numbers(&l), "D A");
	list(s, &(struct gd_filter){ .limit = 9, .late = true, .today = 250 },
	    &l);
	assert_string_equal(numbers(&l), "D");
	list(s,
	    &(struct gd_filter){ .limit = 9,
		.due_after = 100,
		.due_before = 300 },
	    &l);
	assert_string_equal(numbers(&l), "D");
	list_release(&l);
	gd_store_close(s);
}

static void
filters_by_people_and_waits_hold(void **state)
{
	struct gd_store *s = book_new();
	struct list l = { 0 };
	char a[GD_ID_TEXT], b[GD_ID_TEXT], c[GD_ID_TEXT];

	(void)state;
	book_order(s, "A", "acme", 1, 30, a);
	book_order(s, "B", "bolt", 2, 20, b);
	book_order(s, "C", "acme", 2, 10, c);
	clerk_of(s, a, "li");
	clerk_of(s, b, "wang");
	clerk_of(s, c, "li");
	state_of(s, a, GD_ORDER_ACTIVE, "desk:finance");
	state_of(s, b, GD_ORDER_HELD, "desk:finance");
	list(s,
	    &(struct gd_filter){ .clerk = "li",
		.states = OPEN_STATES,
		.sort = GD_SORT_DUE },
	    &l);
	assert_string_equal(numbers(&l), "C A");
	list(s, &(struct gd_filter){ .clerk = "li" }, &l);
	assert_string_equal(numbers(&l), "C A");
	list(s, &(struct gd_filter){ .customer = "acme", .step_no = 2 }, &l);
	assert_string_equal(numbers(&l), "C");
	list(s, &(struct gd_filter){ .waits = "desk:finance" }, &l);
	assert_string_equal(numbers(&l), "A");
	list(s, &(struct gd_filter){ .waits = "desk:qc" }, &l);
	assert_string_equal(numbers(&l), "C");
	list(s, &(struct gd_filter){ .states = 1 << GD_ORDER_HELD }, &l);
	assert_string_equal(numbers(&l), "B");
	assert_string_equal(l.rows.at[0].clerk, "wang");
	list_release(&l);
	gd_store_close(s);
}

static const char *
work_of(struct gd_store *s, const char *person, const char *waits,
    int64_t states)
{
	struct list l = { 0 };
	const char *text;

	list(s,
	    &(struct gd_filter){ .person = person,
		.waits = waits,
		.states = states,
		.sort = GD_SORT_DUE,
		.limit = 9 },
	    &l);
	text = numbers(&l);
	list_release(&l);
	return text;
}

static void
who_has_a_part_in_an_order_in_work_sees_it_by_its_date_until_it_is_closed(
    void **state)
{
	struct gd_store *s = book_new();
	char a[GD_ID_TEXT], b[GD_ID_TEXT], c[GD_ID_TEXT];
	struct gd_head head = { .due_day = 5 };
	struct gd_err err = GD_ERR_INIT;
	struct deed d;

	(void)state;
	book_order(s, "A", "", 1, 30, a);
	book_order(s, "B", "", 1, 20, b);
	book_order(s, "C", "", 1, 10, c);
	clerk_of(s, a, "li");
	assign_to(s, a, "tech", "li"); /* twice his, once in the list */
	clerk_of(s, b, "li");
	assign_to(s, c, "tech", "li");
	clerk_of(s, c, "wang");
	assert_string_equal(work_of(s, "li", NULL, OPEN_STATES), "C B A");
	assert_string_equal(work_of(s, "wang", NULL, OPEN_STATES), "C");
	state_of(s, b, GD_ORDER_ACTIVE, "desk:finance");
	assert_string_equal(work_of(s, "li", "desk:finance", 0), "B");
	deed_begin(&d);
	deed_put(&d, GD_TAB_HEAD, &head, cells(GD_TAB_HEAD, "due_day"));
	assert_int_equal(deed_do(&d, s, a, 0, &err), GD_OK);
	deed_end(&d);
	assert_string_equal(work_of(s, "li", NULL, OPEN_STATES), "A C B");
	assign_to(s, c, "tech", "wang"); /* given away */
	assert_string_equal(work_of(s, "li", NULL, OPEN_STATES), "A B");
	assert_string_equal(work_of(s, "wang", NULL, OPEN_STATES), "C");
	state_of(s, a, GD_ORDER_COMPLETED, "");
	assert_string_equal(work_of(s, "li", NULL, OPEN_STATES), "B");
	assert_string_equal(work_of(s, "li", NULL, 0), "B A");
	state_of(s, a, GD_ORDER_ACTIVE, ""); /* opened again */
	assert_string_equal(work_of(s, "li", NULL, OPEN_STATES), "A B");
	gd_store_close(s);
}

/* Walk all pages forth and back again; every row once, in order. */
static void
pages_hold(struct gd_store *s, struct gd_filter f, int total)
{
	struct gd_list_row last;
	struct list l = { 0 };
	char seen[200][24];
	int n = 0;

	f.limit = 7;
	f.has_from = f.back = false;
	do {
		list(s, &f, &l);
		for (size_t i = 0; i < l.rows.n; i++)
			snprintf(seen[n++], 24, "%s", l.rows.at[i].number);
		last = l.rows.at[l.rows.n - 1];
		f.has_from = true;
		f.from_key = last.key;
		f.from_value = last.due_day;
		f.from_text = seen[n - 1];
	} while (l.rows.more);
	assert_int_equal(n, total);
	f.back = true;
	do {
		struct gd_list_row first;

		list(s, &f, &l);
		if (!l.rows.n)
			break;
		first = l.rows.at[0];
		for (size_t i = l.rows.n; i-- > 0;)
			assert_string_equal(seen[--n - 1], l.rows.at[i].number);
		f.from_key = first.key;
		f.from_value = first.due_day;
		f.from_text = seen[n - 1];
	} while (l.rows.more);
	assert_int_equal(n, 1);
	list_release(&l);
}

static void
paging_shows_every_order_once_both_ways(void **state)
{
	struct gd_store *s = book_new();
	char id[GD_ID_TEXT], number[24];
	int64_t n;
	struct gd_err err;

	(void)state;
	for (int i = 0; i < 40; i++) {
		snprintf(number, sizeof number, "N%02d", i * 7 % 40);
		book_order(s, number, "acme", 1 + i % 3, i % 5 * 10, id);
		clerk_of(s, id, "li");
	}
	for (int sort = GD_SORT_NEWEST; sort <= GD_SORT_NUMBER; sort++) {
		enum gd_sort by = (enum gd_sort)sort;

		pages_hold(s, (struct gd_filter){ .sort = by }, 40);
		pages_hold(s,
		    (struct gd_filter){ .sort = by, .states = OPEN_STATES },
		    40);
		pages_hold(s,
		    (struct gd_filter){ .sort = by,
			.step_no = 1,
			.states = OPEN_STATES },
		    14);
		pages_hold(s,
		    (struct gd_filter){ .sort = by,
			.clerk = "li",
			.states = OPEN_STATES },
		    40);
		pages_hold(s,
		    (struct gd_filter){ .sort = by, .customer = "acme" }, 40);
		pages_hold(s,
		    (struct gd_filter){ .sort = by, .waits = "desk:qc" }, 40);
		pages_hold(s,
		    (struct gd_filter){ .sort = by,
			.words = { "acme" },
			.nwords = 1 },
		    40);
	}
	assert_int_equal(gd_store_count(s, &(struct gd_filter){ .step_no = 1 },
			     1000, &n, &err),
	    GD_OK);
	assert_int_equal(n, 14);
	assert_int_equal(
	    gd_store_count(s, &(struct gd_filter){ 0 }, 10, &n, &err), GD_OK);
	assert_int_equal(n, 10);
	gd_store_close(s);
}

static void
found(struct gd_store *s, const char *words, const char *want)
{
	struct gd_filter f = { .limit = 50 };
	struct list l = { 0 };
	char copy[100], *p = copy;

	snprintf(copy, sizeof copy, "%s", words);
	for (char *word; (word = strsep(&p, " "));)
		f.words[f.nwords++] = word;
	list(s, &f, &l);
	assert_string_equal(numbers(&l), want);
	list_release(&l);
}

static void
words_find_parts_accents_and_chinese(void **state)
{
	struct gd_store *s = book_new();
	char a[GD_ID_TEXT], b[GD_ID_TEXT], c[GD_ID_TEXT];

	(void)state;
	book_customer(s, "blaus", "Blondesddsl père et fils");
	book_customer(s, "yuan", "远帆进出口有限公司");
	book_order(s, "EX-2611-001", "blaus", 1, 0, a);
	book_order(s, "EX-2611-002", "yuan", 1, 0, b);
	book_order(s, "EX-2612-003", "", 1, 0, c);
	line_of(s, b, 1, "不锈钢提单夹");
	line_of(s, c, 1, "Gnocchi di nonna Alice");
	found(s, "pere", "EX-2611-001");
	found(s, "PÈRE", "EX-2611-001");
	found(s, "fils blond", "EX-2611-001");
	found(s, "提单", "EX-2611-002");
	found(s, "远", "EX-2611-002");
	found(s, "司", "EX-2611-002");
	found(s, "2611", "EX-2611-002 EX-2611-001");
	found(s, "ex-2611", "EX-2611-002 EX-2611-001");
	found(s, "ＥＸ－２６１２", "EX-2612-003");
	found(s, "nonna", "EX-2612-003");
	found(s, "onna alic", "EX-2612-003");
	found(s, "单提", "");
	found(s, "nope", "");
	found(s, "-", "EX-2612-003 EX-2611-002 EX-2611-001");
	found(s, "\"", "");
	found(s, "x", "EX-2612-003 EX-2611-002 EX-2611-001");
	/* the customer gets another name: found by the new, not the old */
	book_customer(s, "yuan", "Far Sail Trading");
	found(s, "sail", "EX-2611-002");
	found(s, "远帆", "");
	line_of(s, c, 1, "Tofu");
	found(s, "nonna", "");
	found(s, "tofu", "EX-2612-003");
	gd_store_close(s);
}

static void
a_one_character_word_finds_what_a_scan_finds(void **state)
{
	static const char *const names[] = { "ab", "b", "a b", "ba", "单",
		"提单", "x提y", "-", "a-b-c", "c" };
	struct gd_store *s = book_new();
	char id[GD_ID_TEXT], number[24];

	(void)state;
	for (int i = 0; i < 10; i++) {
		snprintf(number, sizeof number, "%d", 90 + i);
		book_order(s, number, "", 1, 0, id);
		line_of(s, id, 1, names[i]);
	}
	found(s, "b", "98 93 92 91 90");
	found(s, "c", "99 98");
	found(s, "提", "96 95");
	found(s, "单", "95 94");
	found(s, "a-b", "98");
	found(s, "ba", "93");
	gd_store_close(s);
}

/* "2:2/1 5:1/1": of each thing how many, and how many before a day. */
static void
add_sum(void *payload, const struct gd_counted_sum *sum)
{
	gd_str_addf(payload, "%s=%lld/%lld ", sum->what, (long long)sum->n,
	    (long long)sum->before);
}

static void
counted(struct gd_store *s, const char *kind, int64_t day, const char *want)
{
	const struct gd_counted ask = {
		.scope = "c:", .kind = kind, .workflow = "export", .from = day
	};
	struct gd_str got = GD_STR_INIT;
	struct gd_err err = GD_ERR_INIT;

	assert_int_equal(gd_store_counted_sums(s, &ask, add_sum, &got, &err),
	    GD_OK);
	assert_string_equal(got.text ? got.text : "", want);
	gd_str_release(&got);
}

static void
the_counts_of_boards_follow_steps_dates_and_waits(void **state)
{
	struct gd_store *s = book_new();
	char a[GD_ID_TEXT], b[GD_ID_TEXT], c[GD_ID_TEXT];

	(void)state;
	book_order(s, "A", "", 2, 10, a);
	book_order(s, "B", "", 2, 20, b);
	book_order(s, "C", "", 5, 5, c);
	counted(s, "next", 15, "2=2/1 5=1/1 ");
	state_of(s, c, GD_ORDER_CANCELLED, "");
	state_of(s, a, GD_ORDER_ACTIVE, "desk:qc");
	counted(s, "next", 15, "2=2/1 ");
	counted(s, "wait", 0, "desk:qc=2/0 role:clerk=1/0 ");
	gd_store_close(s);
}

static void
pieces_out_and_open_dates_are_walked(void **state)
{
	struct gd_store *s = book_new();
	struct gd_err err = GD_ERR_INIT;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_piece_row pieces[9];
	struct gd_date_filter f = { .from = 51, .to = 53, .limit = 9 };
	struct gd_date_row dues[9];
	bool more;
	struct gd_piece p = { .kind = "form", .desk = "qc" };
	struct gd_due due = { .duty = "make" };
	struct gd_act act = { .duty = "make", .inst = 2, .state = GD_ACT_DONE };
	char id[GD_ID_TEXT];
	struct deed d;
	int n;

	(void)state;
	book_order(s, "A", "", 1, 0, id);
	deed_begin(&d);
	for (int i = 1; i <= 3; i++) {
		p.no = i;
		p.sent_ms = 100 - i;
		p.state = i == 3 ? GD_PIECE_HELD : GD_PIECE_SENT;
		deed_put(&d, GD_TAB_PIECE, &p, ALL_CELLS);
		due.inst = i;
		due.day = 50 + i;
		deed_put(&d, GD_TAB_DUE, &due, ALL_CELLS);
	}
	deed_put(&d, GD_TAB_ACT, &act, ALL_CELLS);
	assert_int_equal(deed_do(&d, s, id, 0, &err), GD_OK);
	deed_end(&d);
	assert_int_equal(
	    gd_store_pieces_out(s, NULL, 9, &arena, pieces, &n, &err), GD_OK);
	assert_int_equal(n, 2);
	assert_int_equal(pieces[0].piece.no, 2);
	assert_string_equal(pieces[0].number, "A");
	assert_string_equal(pieces[0].workflow, "export");
	assert_int_equal(
	    gd_store_pieces_out(s, "gm", 9, &arena, pieces, &n, &err), GD_OK);
	assert_int_equal(n, 0);
	assert_int_equal(gd_store_dates(s, &f, &arena, dues, &n, &more, &err),
	    GD_OK);
	assert_int_equal(n, 2);
	assert_int_equal(dues[0].due.inst, 1);
	assert_int_equal(dues[1].due.inst, 3);
	gd_arena_release(&arena);
	gd_store_close(s);
}

/* The work a page costs: rows stepped over and sorts, counted by SQLite. */
static void
a_first_page_neither_scans_nor_sorts(void **state)
{
	static const struct gd_filter filters[] = {
		{ .states = OPEN_STATES },
		{ .states = OPEN_STATES, .sort = GD_SORT_DUE },
		{ .sort = GD_SORT_DUE },
		{ .sort = GD_SORT_NUMBER },
		{ .states = OPEN_STATES, .step_no = 2 },
		{ .states = OPEN_STATES, .step_no = 2, .sort = GD_SORT_DUE },
		{ .states = OPEN_STATES, .clerk = "li" },
		{ .states = OPEN_STATES, .clerk = "li", .sort = GD_SORT_DUE },
		{ .states = 1 << GD_ORDER_CANCELLED },
		{ .customer = "acme" },
		{ .waits = "desk:qc" },
		{ .words = { "acme" }, .nwords = 1 },
		{ .limit = 5 },
	};
	struct gd_store *s = book_new();
	char id[GD_ID_TEXT], number[24];

	(void)state;
	for (int i = 0; i < 60; i++) {
		snprintf(number, sizeof number, "N%d", i);
		book_order(s, number, "acme", 2, i + 1, id);
		clerk_of(s, id, "li");
		if (i % 2)
			state_of(s, id, GD_ORDER_CANCELLED, "");
	}
	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
		struct gd_filter f = filters[i];
		struct list l = { 0 };
		int scans = 0, sorts = 0, steps = 0;

		f.limit = 5;
		list(s, &f, &l);
		assert_int_equal(l.rows.n, 5);
		for (size_t k = 0; k < sizeof s->lists / sizeof *s->lists;
		     k++) {
			if (!s->lists[k])
				continue;
			sorts += sqlite3_stmt_status(s->lists[k],
			    SQLITE_STMTSTATUS_SORT, 1);
			scans += sqlite3_stmt_status(s->lists[k],
			    SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
			steps += sqlite3_stmt_status(s->lists[k],
			    SQLITE_STMTSTATUS_VM_STEP, 1);
		}
		if (sorts || steps > 1500)
			fail_msg("filter %zu: %d sorts, %d steps", i, sorts,
			    steps);
		if (scans > 6)
			fail_msg("filter %zu: %d scanned", i, scans);
		list_release(&l);
	}
	gd_store_close(s);
}

#define T(f) cmocka_unit_test_setup_teardown(f, book_setup, book_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(newest_stand_first_and_dates_in_order),
		T(filters_by_people_and_waits_hold),
		T(who_has_a_part_in_an_order_in_work_sees_it_by_its_date_until_it_is_closed),
		T(paging_shows_every_order_once_both_ways),
		T(words_find_parts_accents_and_chinese),
		T(a_one_character_word_finds_what_a_scan_finds),
		T(the_counts_of_boards_follow_steps_dates_and_waits),
		T(pieces_out_and_open_dates_are_walked),
		T(a_first_page_neither_scans_nor_sorts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
