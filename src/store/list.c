/* store/list.c - lists of orders, by keyset and never by counting rows off.
 *
 * Where an index gives the way in and the order of rows, it is walked.  Else
 * the way's orders are gathered when they are few and put in order here; when
 * they are many, an index in that order is walked and each row tested.  By
 * due date what is open comes first, then what is closed, newest first.  By
 * hard date there are only orders in work, and all that fit are gathered: no
 * index has that order.
 */
#include "list_priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

#define FEW 1000       /* orders gathered and sorted here */
#define LOOK_MOST 2500 /* orders looked at for words, then the way is walked */

/* Tests meet the bounds with small books. */
static size_t
few(const struct gd_store *s)
{
	return s->small_bounds ? 9 : FEW;
}

static int
look_most(const struct gd_store *s)
{
	return s->small_bounds ? 11 : LOOK_MOST;
}

struct page {
	struct gd_store *s;
	struct gd_list_rows *out;
	size_t want; /* rows, one more than the page shows */
	bool back;
	struct gd_err *err;
};

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
		.hard_day = sqlite3_column_int64(st, 18),
		.hard = gd_arena_str(arena, gd_column(st, 19)),
		.next_hard = "",
		.warns = sqlite3_column_int64(st, 20),
		.version = sqlite3_column_int64(st, 21),
	};
	for (int p = 0; p < GD_NPICK; p++)
		r->pick[p] = sqlite3_column_int64(st, 22 + p);
}

static enum gd_code
read_rows(struct page *p, sqlite3_stmt *st)
{
	struct gd_list_rows *out = p->out;
	int rc = SQLITE_ROW;

	if (!st)
		return GD_DAMAGED;
	while (out->n < p->want && (rc = sqlite3_step(st)) == SQLITE_ROW)
		read_row(st, GD_PUSH(out->at, out->n, out->room), &out->arena);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
		enum gd_code code = gd_db_fail(p->s, rc, p->err);

		sqlite3_reset(st);
		return code;
	}
	sqlite3_reset(st);
	return GD_OK;
}

/* Where an index gives way and order. */
static enum gd_code
walk(struct page *p, const struct query *q, enum way way, enum gd_sort sort,
    const struct from *from)
{
	struct gd_str text = GD_STR_INIT;
	struct from f = *from;
	enum gd_code rc;

	if (f.has && sort == GD_SORT_NUMBER) {
		gd_str_add(&text, f.text);
		if (!p->back) /* right behind it */
			gd_str_addc(&text, '\x01');
		f.text = text.text;
	}
	if (f.has && sort == GD_SORT_DUE && !f.value)
		f.value = GD_NO_DUE;
	rc = read_rows(p,
	    gd_query_stmt(p->s, q, way, sort, p->back ? BACK : FORTH, &f,
		(int64_t)(p->want - p->out->n), p->err));
	gd_str_release(&text);
	return rc;
}

/* ---- gathering ---------------------------------------------------------------- */

struct pick {
	int64_t id, due;
	const char *number;
};
struct picks {
	struct pick *at;
	size_t n, room;
	struct gd_arena arena;
};

static void
picks_release(struct picks *k)
{
	free(k->at);
	gd_arena_release(&k->arena);
}

#define GD_NO_PICK INT64_MAX /* behind every number */

static void
pick(struct picks *k, sqlite3_stmt *st, enum form form)
{
	struct pick *one = GD_PUSH(k->at, k->n, k->room);

	one->id = sqlite3_column_int64(st, 0);
	one->due = sqlite3_column_int64(st, 1);
	if (!one->due) /* it has none */
		one->due = form >= GATHER_PICK ? GD_NO_PICK : GD_NO_DUE;
	one->number = gd_arena_str(&k->arena, gd_column(st, 2));
}

/* Are the dates asked for a range of the way's own index? */
static bool
dates_narrow(const struct query *q, enum way way)
{
	return (q->conds >> C_DUE & 1) && gd_way_native(way, GD_SORT_DUE);
}

/* @return GD_MISSING when there are more than most */
static enum gd_code
gather(struct page *p, const struct query *q, enum way way, enum form form,
    size_t most, struct picks *k)
{
	enum gd_sort sort = GD_SORT_NEWEST;
	enum gd_code code = GD_OK;
	sqlite3_stmt *st;
	int rc;

	if (way == WAY_NUMBER)
		sort = GD_SORT_NUMBER;
	else if (dates_narrow(q, way))
		sort = GD_SORT_DUE;
	st = gd_query_stmt(p->s, q, way, sort, form, NULL, (int64_t)most + 1,
	    p->err);
	if (!st)
		return gd_db_why(p->s, p->err);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW)
		pick(k, st, form);
	if (rc != SQLITE_DONE)
		code = gd_db_fail(p->s, rc, p->err);
	sqlite3_reset(st);
	return code == GD_OK && k->n > most ? GD_MISSING : code;
}

static int
by_id(const void *a, const void *b)
{
	const struct pick *x = a, *y = b;

	return (x->id < y->id) - (x->id > y->id);
}

static int
by_due(const void *a, const void *b)
{
	const struct pick *x = a, *y = b;

	if (x->due != y->due)
		return x->due < y->due ? -1 : 1;
	return -by_id(a, b);
}

static int
by_number(const void *a, const void *b)
{
	const struct pick *x = a, *y = b;
	int d = strcmp(x->number, y->number);

	return d ? d : -by_id(a, b);
}

static enum gd_code
read_one(struct page *p, const struct query *q, int64_t id)
{
	const struct from one = { .key = id };

	return read_rows(p, gd_query_stmt(p->s, q, WAY_ONE, GD_SORT_NEWEST,
				FORTH, &one, 1, p->err));
}

/* Sorted, from where the page begins. An order may stand in it twice. */
static enum gd_code
read_picks(struct page *p, const struct query *q, struct picks *k,
    enum gd_sort sort, const struct from *from)
{
	static int (*const orders[])(const void *, const void *) = { by_id,
		by_due, by_number, by_due };
	struct pick start = { from->key, from->value ? from->value : GD_NO_DUE,
		from->text };
	enum gd_code rc = GD_OK;

	if (k->n)
		qsort(k->at, k->n, sizeof *k->at, orders[sort]);
	for (size_t n = 0; rc == GD_OK && n < k->n && p->out->n < p->want;
	     n++) {
		const struct pick *one = &k->at[p->back ? k->n - 1 - n : n];
		int d = from->has ? orders[sort](one, &start) : 0;

		if (from->has && (p->back ? d >= 0 : d <= 0))
			continue;
		if (sort == GD_SORT_NUMBER && !*one->number)
			continue;
		if (n > 0 && one->id == k->at[p->back ? k->n - n : n - 1].id)
			continue;
		rc = read_one(p, q, one->id);
	}
	return rc;
}

/* ---- words ---------------------------------------------------------------------- */

static enum gd_code
find_words(struct page *p, const struct query *q, const struct from *from)
{
	int64_t id = from->has ? from->key : p->back ? -1 : INT64_MAX;
	enum way way = gd_query_way(q), base;
	struct gd_find *find;
	enum gd_code rc;
	int looked = 0;

	base = gd_query_base(q, GD_SORT_NEWEST);
	rc = gd_find_open(p->s, q, id, p->back, &find, p->err);
	while (rc == GD_OK && p->out->n < p->want) {
		if (looked++ == look_most(p->s) && way != WAY_ALL &&
		    way != WAY_CLOSED) {
			struct from here = { true, id, 0, "" };

			gd_find_close(find);
			return walk(p, q,
			    gd_way_native(way, GD_SORT_NEWEST) &&
				    way != WAY_CREATED
				? way
				: base,
			    GD_SORT_NEWEST, &here);
		}
		rc = gd_find_next(find, &id, p->err);
		if (rc == GD_OK)
			rc = read_one(p, q, id);
	}
	gd_find_close(find);
	return rc == GD_MISSING ? GD_OK : rc;
}

/* Few orders with the words, for sorting. */
static enum gd_code
gather_words(struct page *p, const struct query *q, struct picks *k)
{
	struct gd_find *find;
	enum gd_code rc;
	int64_t id;
	int looked = 0;

	rc = gd_find_open(p->s, q, INT64_MAX, false, &find, p->err);
	while (rc == GD_OK) {
		struct from one = { 0 };
		sqlite3_stmt *st;
		int step;

		rc = gd_find_next(find, &id, p->err);
		if (rc != GD_OK)
			break;
		if (looked++ == look_most(p->s) || k->n > few(p->s)) {
			gd_find_close(find);
			return GD_MISSING;
		}
		one.key = id;
		st = gd_query_stmt(p->s, q, WAY_ONE, GD_SORT_NEWEST, GATHER,
		    &one, 1, p->err);
		step = st ? sqlite3_step(st) : SQLITE_DONE;
		if (step == SQLITE_ROW)
			pick(k, st, GATHER);
		else if (step != SQLITE_DONE)
			rc = gd_db_fail(p->s, step, p->err);
		sqlite3_reset(st);
	}
	gd_find_close(find);
	return rc == GD_MISSING ? GD_OK : rc;
}

/* ---- one order of rows ------------------------------------------------------------ */

static enum gd_code
created_of(struct gd_store *s, struct from *f, struct gd_err *err)
{
	sqlite3_stmt *st =
	    gd_db_get(s, "SELECT created_ms FROM orders WHERE id = ?1", err);

	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, f->key);
	if (sqlite3_step(st) == SQLITE_ROW)
		f->value = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return GD_OK;
}

/* Known to be more than is worth gathering? */
static bool
too_many(struct gd_store *s, const struct query *q, enum way way)
{
	int64_t n = 0;

	return way == WAY_WAITS &&
	       gd_tally_get(s, "wait", q->f.waits, &n, NULL) == GD_OK &&
	       n > 2 * (int64_t)few(s);
}

static enum gd_code
collect(struct page *p, const struct query *q, enum gd_sort sort,
    const struct from *from)
{
	enum way way = gd_query_way(q);
	struct picks k = { 0 };
	struct from f = *from;
	enum gd_code rc = GD_OK;

	if (q->nothing)
		return GD_OK;
	if (gd_query_has_words(q) && sort == GD_SORT_NEWEST)
		return find_words(p, q, from);
	if (!gd_query_has_words(q) && gd_way_native(way, sort) &&
	    (sort == GD_SORT_DUE || !dates_narrow(q, way))) {
		if (way == WAY_CREATED && f.has)
			rc = created_of(p->s, &f, p->err);
		return rc == GD_OK ? walk(p, q, way, sort, &f) : rc;
	}
	if (gd_query_has_words(q))
		rc = gather_words(p, q, &k);
	else if (too_many(p->s, q, way))
		rc = GD_MISSING;
	else
		rc = gather(p, q, way, GATHER, few(p->s), &k);
	if (rc == GD_OK)
		rc = read_picks(p, q, &k, sort, from);
	else if (rc == GD_MISSING)
		rc = walk(p, q,
		    gd_way_native(way, sort) && way != WAY_CREATED
			? way
			: gd_query_base(q, sort),
		    sort, from);
	picks_release(&k);
	return rc;
}

/* The orders in work that fit, by what they are picked by: the amount from the
 * highest down. */
static enum gd_code
collect_pick(struct page *p, const struct query *q, int which,
    const struct from *from)
{
	bool down = which == GD_PICK_AMOUNT - 1;
	struct from start = *from;
	struct picks k = { 0 };
	enum gd_code rc = GD_OK;

	if (!q->nothing)
		rc = gather(p, q, gd_query_way(q),
		    (enum form)(GATHER_PICK + which), INT32_MAX, &k);
	for (size_t i = 0; down && i < k.n; i++)
		if (k.at[i].due != GD_NO_PICK)
			k.at[i].due = -k.at[i].due;
	if (!start.value)
		start.value = GD_NO_PICK;
	else if (down)
		start.value = -start.value;
	if (rc == GD_OK)
		rc = read_picks(p, q, &k, GD_SORT_HARD, &start);
	picks_release(&k);
	return rc;
}

/* The orders in work that fit, by hard date. */
static enum gd_code
collect_hard(struct page *p, const struct query *q, const struct from *from)
{
	struct picks k = { 0 };
	enum gd_code rc = GD_OK;

	if (!q->nothing)
		rc = gather(p, q, gd_query_way(q), GATHER_HARD, INT32_MAX, &k);
	if (rc == GD_OK)
		rc = read_picks(p, q, &k, GD_SORT_HARD, from);
	picks_release(&k);
	return rc;
}

enum gd_code
gd_list_few(struct gd_store *s, const struct query *q, int64_t **ids, size_t *n,
    struct gd_err *err)
{
	struct page p = { .s = s, .err = err };
	enum way way = gd_query_way(q);
	struct picks k = { 0 };
	enum gd_code rc;

	*ids = NULL;
	*n = 0;
	if (q->nothing)
		return GD_OK;
	if (gd_query_has_words(q))
		rc = gather_words(&p, q, &k);
	else
		rc = too_many(s, q, way)
			 ? GD_MISSING
			 : gather(&p, q, way, GATHER, few(s), &k);
	if (rc == GD_OK && k.n) {
		*ids = gd_alloc(k.n, sizeof **ids);
		qsort(k.at, k.n, sizeof *k.at, by_id);
		for (size_t i = k.n; i-- > 0;)
			if (*n == 0 || (*ids)[*n - 1] != k.at[i].id)
				(*ids)[(*n)++] = k.at[i].id;
	}
	picks_release(&k);
	return rc;
}

/* ---- pages -------------------------------------------------------------------------- */

static enum gd_code
is_closed(struct gd_store *s, const struct from *from, bool *closed,
    struct gd_err *err)
{
	sqlite3_stmt *st =
	    gd_db_get(s, "SELECT state FROM orders WHERE id = ?1", err);

	*closed = false;
	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, from->key);
	if (from->has && sqlite3_step(st) == SQLITE_ROW)
		*closed = sqlite3_column_int64(st, 0) >= GD_ORDER_COMPLETED;
	sqlite3_reset(st);
	return GD_OK;
}

/* What is open by its date, then what is closed. */
static enum gd_code
collect_due(struct page *p, struct query *q, const struct from *from)
{
	int64_t states = q->f.states, parts[2] = { OPEN_STATES, CLOSED_STATES };
	struct from at = *from;
	bool closed;
	enum gd_code rc = is_closed(p->s, from, &closed, p->err);

	for (int n = 0; rc == GD_OK && n < 2 && p->out->n < p->want; n++) {
		int part = p->back ? 1 - n : n;

		if (!(states & parts[part]) ||
		    (from->has && (p->back ? part > closed : part < closed)))
			continue;
		gd_query_states(q, states & parts[part]);
		at.has = from->has && part == (int)closed;
		rc = collect(p, q, part == 0 ? GD_SORT_DUE : GD_SORT_NEWEST,
		    &at);
	}
	return rc;
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
	size_t limit = f->limit > 0 ? (size_t)f->limit : 1000000;
	struct page p = { s, out, limit + 1, f->back, err };
	struct from from = { f->has_from, f->from_key, f->from_value,
		f->from_text };
	struct query q;
	enum gd_code rc;
	bool mine;

	out->n = 0;
	out->more = false;
	gd_query_init(&q, f);
	rc = gd_db_snapshot(s, &mine, err);
	if (rc == GD_OK) {
		rc = f->sort == GD_SORT_DUE ? collect_due(&p, &q, &from)
		     : f->sort == GD_SORT_HARD
			 ? collect_hard(&p, &q, &from)
		     : f->sort >= GD_SORT_PICK
			 ? collect_pick(&p, &q, (int)f->sort - GD_SORT_PICK,
			       &from)
			 : collect(&p, &q, f->sort, &from);
		gd_db_snapshot_end(s, mine);
	}
	gd_query_release(&q);
	if (rc == GD_OK && out->n > limit) {
		out->n = limit;
		out->more = true;
	}
	if (f->back)
		turn_round(out);
	return rc;
}
