/* store/list.c - lists of orders, by keyset and never by counting rows off.
 *
 * A list is a way into the orders (all, open, at a step, of a clerk, found by
 * words ...) times an order of rows times a direction.  Each such statement is
 * put together once from the fragments below and forces its index; the other
 * conditions are tested on the rows.  Only lists of one customer, of one who
 * is waited for and of words sort what they found, when not by newest.
 */
#include "store_priv.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "base/banned.h"

enum way { ALL, OPEN, ONE_STATE, STEP, CLERK, CUSTOMER, WAITS, WORDS, WAYS };
enum { FORTH, BACK, COUNT };

#define NWORDS 8
/* Parameters, the same in every statement:
 * 1 states, 2 step, 3 customer, 4 clerk, 5 waits, 6 workflow, 7 company,
 * 8 due_key from, 9 due_key to, 10 key from, 11 value from, 12 text from,
 * 13 limit, 14 match, 15.. words */
#define WORD_AT 15

/* Where the rows come from: with an index for each order of rows, or NULL
 * where that order needs a sort. */
static const struct {
	const char *from;
	const char *index[3]; /* newest, due, number */
	const char *where;
} ways[WAYS] = {
	[ALL] = { "orders o",
	    { "NOT INDEXED", "INDEXED BY orders_due",
		"INDEXED BY orders_number" },
	    "1" },
	[OPEN] = { "orders o",
	    { "INDEXED BY orders_open", "INDEXED BY orders_open_due",
		"INDEXED BY orders_number" },
	    "o.state < 2" },
	[ONE_STATE] = { "orders o",
	    { "INDEXED BY orders_state", "INDEXED BY orders_state",
		"INDEXED BY orders_number" },
	    "o.state > 0 AND o.state = CASE ?1 WHEN 2 THEN 1 WHEN 4 THEN 2 "
	    "ELSE 3 END" },
	[STEP] = { "orders o",
	    { "INDEXED BY orders_open_step", "INDEXED BY orders_open_step_due",
		"INDEXED BY orders_number" },
	    "o.state < 2 AND o.step_no = ?2" },
	[CLERK] = { "orders o",
	    { "INDEXED BY orders_open_clerk",
		"INDEXED BY orders_open_clerk_due",
		"INDEXED BY orders_number" },
	    "o.state < 2 AND o.clerk = ?4" },
	[CUSTOMER] = { "orders o",
	    { "INDEXED BY orders_customer", "INDEXED BY orders_customer",
		"INDEXED BY orders_customer" },
	    "o.customer = ?3" },
	[WAITS] = { "wait w JOIN orders o ON o.id = w.order_id", { "", "", "" },
	    "w.who = ?5" },
	[WORDS] = { "search JOIN orders o ON o.id = search.rowid",
	    { "", "", "" }, "search MATCH ?14" },
};

#define CONDITIONS                                          \
	" AND (?1 = 0 OR (?1 >> o.state) & 1)"              \
	" AND (?2 = 0 OR o.step_no = ?2)"                   \
	" AND (?3 IS NULL OR o.customer = ?3)"              \
	" AND (?4 IS NULL OR o.clerk = ?4)"                 \
	" AND (?5 IS NULL OR EXISTS (SELECT 1 FROM wait x " \
	"WHERE x.who = ?5 AND x.order_id = o.id))"          \
	" AND (?6 IS NULL OR o.workflow = ?6)"              \
	" AND (?7 IS NULL OR o.company = ?7)"               \
	" AND o.due_key BETWEEN ?8 AND ?9"

/* The words themselves: the index only knew their pairs. */
#define HAS(n)                                                    \
	" AND (?" #n " IS NULL OR instr((SELECT text FROM words " \
	"WHERE order_id = o.id), ?" #n "))"
#define WORD_CONDITIONS \
	HAS(15) HAS(16) HAS(17) HAS(18) HAS(19) HAS(20) HAS(21) HAS(22)

/* After (before) the row the last page ended with. */
static const struct {
	const char *after, *order;
} keys[3][2] = {
	{ { "@ < ?10", "@ DESC" }, { "@ > ?10", "@ ASC" } },
	{ { "(o.due_key, @) > (?11, ?10)", "o.due_key, @" },
	    { "(o.due_key, @) < (?11, ?10)", "o.due_key DESC, @ DESC" } },
	{ { "o.number <> '' AND o.number > ?12", "o.number" },
	    { "o.number <> '' AND o.number < ?12", "o.number DESC" } },
};

/* The key column as the way in knows it: its index must see it. */
static const char *
key_of(enum way way)
{
	return way == WAITS   ? "w.order_id"
	       : way == WORDS ? "search.rowid"
			      : "o.id";
}

static void
add_keyed(struct gd_str *sql, const char *text, enum way way)
{
	for (; *text; text++)
		if (*text == '@')
			gd_str_add(sql, key_of(way));
		else
			gd_str_addc(sql, *text);
}

#define ROW_COLUMNS                                                         \
	"SELECT o.id, o.uuid, o.number, o.customer, coalesce(c.name, ''), " \
	"o.workflow, o.rail, o.waits, o.status, o.state, o.step_no, "       \
	"o.due_day, o.due_step, o.pieces_out, o.unsigned_n, "               \
	"o.created_ms, o.rev, o.clerk FROM "

static sqlite3_stmt *
list_stmt(struct gd_store *s, enum way way, enum gd_sort sort, int form,
    struct gd_err *err)
{
	size_t slot = ((size_t)way * 3 + sort) * 4 + (size_t)form;
	struct gd_str sql = GD_STR_INIT;
	bool page = form == FORTH || form == BACK;

	assert(slot < sizeof s->lists / sizeof *s->lists);
	if (!s->lists[slot]) {
		gd_str_add(&sql, page ? ROW_COLUMNS
				      : "SELECT count(*) FROM (SELECT 1 FROM ");
		gd_str_addf(&sql, "%s %s", ways[way].from,
		    ways[way].index[sort]);
		if (page)
			gd_str_add(&sql, " LEFT JOIN customer c "
					 "ON c.code = o.customer");
		gd_str_addf(&sql, " WHERE %s", ways[way].where);
		if (page) {
			gd_str_add(&sql, " AND ");
			add_keyed(&sql, keys[sort][form].after, way);
		}
		gd_str_add(&sql, CONDITIONS WORD_CONDITIONS);
		if (page) {
			gd_str_add(&sql, " ORDER BY ");
			add_keyed(&sql, keys[sort][form].order, way);
		}
		gd_str_add(&sql, page ? " LIMIT ?13" : " LIMIT ?13)");
		s->lists[slot] = gd_db_prepare(s, sql.text, err);
		gd_str_release(&sql);
	}
	if (s->lists[slot]) {
		sqlite3_reset(s->lists[slot]);
		sqlite3_clear_bindings(s->lists[slot]);
	}
	return s->lists[slot];
}

/* ---- from a filter to a statement ---------------------------------------- */

struct query { /* texts that live as long as the statement runs */
	struct gd_str match;
	struct gd_str words[NWORDS];
	enum way way;
	enum gd_sort sort;
};

static void
query_init(struct query *q, const struct gd_filter *f)
{
	int64_t open = 1 << GD_ORDER_ACTIVE | 1 << GD_ORDER_HELD;
	bool only_open = f->states && !(f->states & ~open);

	*q = (struct query){ .match = GD_STR_INIT, .sort = f->sort };
	for (int i = 0; i < NWORDS; i++)
		q->words[i] = (struct gd_str)GD_STR_INIT;
	for (int i = 0; i < f->nwords && i < NWORDS; i++) {
		gd_text_fold(&q->words[i], f->words[i]);
		gd_search_match(q->words[i].text, &q->match);
	}
	if (q->match.len)
		q->way = WORDS;
	else if (f->waits)
		q->way = WAITS;
	else if (f->customer)
		q->way = CUSTOMER;
	else if (f->clerk && only_open)
		q->way = CLERK;
	else if (f->step_no && only_open)
		q->way = STEP;
	else if (only_open || f->late)
		q->way = OPEN;
	else if (f->states == 1 << GD_ORDER_COMPLETED ||
		 f->states == 1 << GD_ORDER_CANCELLED)
		q->way = f->sort == GD_SORT_DUE ? ALL : ONE_STATE;
	else
		q->way = ALL;
	if (f->states == 1 << GD_ORDER_HELD && q->way == OPEN &&
	    f->sort == GD_SORT_NEWEST)
		q->way = ONE_STATE;
}

static void
query_release(struct query *q)
{
	gd_str_release(&q->match);
	for (int i = 0; i < NWORDS; i++)
		gd_str_release(&q->words[i]);
}

static void
bind_keyset(sqlite3_stmt *st, const struct gd_filter *f)
{
	bool up = f->back == (f->sort == GD_SORT_NEWEST); /* ascending walk */

	if (f->has_from) {
		gd_bind_int(st, 10, f->from_key);
		gd_bind_int(st, 11, f->from_value ? f->from_value : GD_NO_DUE);
		gd_bind_text(st, 12, f->from_text);
		return;
	}
	gd_bind_int(st, 10, up ? -1 : INT64_MAX);
	gd_bind_int(st, 11, up ? -1 : INT64_MAX);
	gd_bind_text(st, 12, up ? "" : "\xf4\x8f\xbf\xbf");
}

static void
bind_filter(sqlite3_stmt *st, const struct gd_filter *f, const struct query *q,
    int64_t limit)
{
	int64_t states = f->states, from = 0, to = INT64_MAX;

	if (f->due_after)
		from = (int64_t)f->due_after + 1;
	if (f->due_before)
		to = (int64_t)f->due_before - 1;
	if (f->late) {
		if ((int64_t)f->today - 1 < to)
			to = (int64_t)f->today - 1;
		states = (states ? states : 3) & 3;
	}
	gd_bind_int(st, 1, states);
	gd_bind_int(st, 2, f->step_no);
	if (f->customer)
		gd_bind_text(st, 3, f->customer);
	if (f->clerk)
		gd_bind_text(st, 4, f->clerk);
	if (f->waits)
		gd_bind_text(st, 5, f->waits);
	if (f->workflow)
		gd_bind_text(st, 6, f->workflow);
	if (f->company)
		gd_bind_text(st, 7, f->company);
	gd_bind_int(st, 8, from);
	gd_bind_int(st, 9, to);
	bind_keyset(st, f);
	gd_bind_int(st, 13, limit);
	if (q->way == WORDS)
		gd_bind_text(st, 14, q->match.text);
	for (int i = 0; i < NWORDS; i++)
		if (q->words[i].len)
			gd_bind_text(st, WORD_AT + i, q->words[i].text);
}

/* ---- reading the rows ---------------------------------------------------- */

static void
read_row(sqlite3_stmt *st, struct gd_list_row *r, struct gd_arena *arena)
{
	char uuid[GD_ID_TEXT];

	gd_uuid_text(sqlite3_column_bytes(st, 1) == 16
			 ? sqlite3_column_blob(st, 1)
			 : NULL,
	    uuid);
	*r = (struct gd_list_row){
		.key = sqlite3_column_int64(st, 0),
		.id = gd_arena_str(arena, uuid),
		.number = gd_arena_str(arena, gd_column(st, 2)),
		.customer = gd_arena_str(arena, gd_column(st, 3)),
		.customer_name = gd_arena_str(arena, gd_column(st, 4)),
		.workflow = gd_arena_str(arena, gd_column(st, 5)),
		.rail = gd_arena_str(arena, gd_column(st, 6)),
		.waits = gd_arena_str(arena, gd_column(st, 7)),
		.status = gd_arena_str(arena, gd_column(st, 8)),
		.state = sqlite3_column_int64(st, 9),
		.step_no = sqlite3_column_int64(st, 10),
		.due_day = sqlite3_column_int64(st, 11),
		.due_step = sqlite3_column_int64(st, 12),
		.pieces_out = sqlite3_column_int64(st, 13),
		.unsigned_n = sqlite3_column_int64(st, 14),
		.created_ms = sqlite3_column_int64(st, 15),
		.rev = sqlite3_column_int64(st, 16),
		.clerk = gd_arena_str(arena, gd_column(st, 17)),
	};
}

static void
turn_round(struct gd_list_rows *rows)
{
	for (size_t i = 0; i < rows->n / 2; i++) {
		struct gd_list_row hold = rows->at[i];

		rows->at[i] = rows->at[rows->n - 1 - i];
		rows->at[rows->n - 1 - i] = hold;
	}
}

enum gd_code
gd_store_list(struct gd_store *s, const struct gd_filter *f,
    struct gd_list_rows *out, struct gd_err *err)
{
	int limit = f->limit > 0 ? f->limit : 1000000;
	enum gd_code code = GD_OK;
	struct query q;
	sqlite3_stmt *st;
	int rc;

	out->n = 0;
	out->more = false;
	query_init(&q, f);
	st = list_stmt(s, q.way, q.sort, f->back ? BACK : FORTH, err);
	if (!st) {
		query_release(&q);
		return GD_DAMAGED;
	}
	bind_filter(st, f, &q, (int64_t)limit + 1);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		if (out->n == (size_t)limit) {
			out->more = true;
			break;
		}
		read_row(st, GD_PUSH(out->at, out->n, out->room), &out->arena);
	}
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		code = gd_db_fail(s, rc, err);
	sqlite3_reset(st);
	if (f->back)
		turn_round(out);
	query_release(&q);
	return code;
}

enum gd_code
gd_store_count(struct gd_store *s, const struct gd_filter *f, int64_t limit,
    int64_t *n, struct gd_err *err)
{
	enum gd_code code = GD_OK;
	struct query q;
	sqlite3_stmt *st;
	int rc;

	*n = 0;
	query_init(&q, f);
	if (q.sort == GD_SORT_NUMBER)
		q.sort = GD_SORT_NEWEST;
	st = list_stmt(s, q.way, q.sort, COUNT, err);
	if (!st) {
		query_release(&q);
		return GD_DAMAGED;
	}
	bind_filter(st, f, &q, limit);
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		*n = sqlite3_column_int64(st, 0);
	else
		code = gd_db_fail(s, rc, err);
	sqlite3_reset(st);
	query_release(&q);
	return code;
}
