/* store/dates.c - what is owed by when: pages along the indexes of dates.
 *
 * First the keys of a page are found: by walking the index of a day, of each
 * owner (several walks merged), or of what was moved; or, when only a few
 * orders are asked about, by looking at their rows.  Then the rows of the
 * page are read.  What the walk does not keep is tested on each row.
 */
#include "store/dates.h"

#include <stdlib.h>
#include <string.h>

#include "list_priv.h"

#include "base/banned.h"

/* Parameters behind those of the orders asked for. */
enum {
	P_WHO = ONE_AT + 1,
	P_DAY,
	P_ORDER,
	P_DUTY,
	P_LOT,
	P_ROUND,
	P_INST,
	P_TO,
	P_LIMIT,
	P_THIS
};

/* The index that is walked; of what follows a bit a test. */
enum walk { BY_DAY, BY_DUTY, BY_MOVED, BY_OWNER, BY_HARD, BY_TOLD };
enum {
	T_OWNER = 1,
	T_TOLD = 2,
	T_ANY_TOLD = 4,
	T_HARD = 8,
	T_THIS = 16,
	T_ORDERS = 32,
	T_COUNT = 64,
	T_TALLY = 128
};
#define TALLIED 4 /* times what is counted, where some is not */

struct ask {
	struct gd_store *s;
	const struct gd_date_filter *f;
	struct query q; /* of the orders; q.conds 0 = of all */
	bool orders;    /* not of all */
	struct gd_err *err;
};

#define KEY "d.day, d.order_id, d.duty, d.lot, d.round, d.inst"

#define TALLY "d.duty, d.owner, o.workflow, o.version, o.state, d.hard"

static void
build_walk(const struct ask *a, enum walk walk, int tests, struct gd_str *sql)
{
	static const struct {
		const char *index, *where;
	} walks[] = {
		[BY_DAY] = { "due_by_day", "" },
		[BY_DUTY] = { "due_duty", " AND d.duty = ?43" },
		[BY_MOVED] = { "due_moved", " AND d.moved = 1" },
		[BY_OWNER] = { "due_owner", " AND d.owner = ?34" },
		[BY_HARD] = { "due_hard", " AND d.hard = 1 AND d.owner = ?34" },
		[BY_TOLD] = { "due_told", " AND d.told <> '' AND d.told <> "
					  "d.owner AND d.told = ?34" },
	};
	static const char *const also[] = { "+d.owner = ?34",
		"+d.told = ?34 AND d.told <> d.owner",
		"+d.told <> '' AND d.told <> d.owner", "+d.hard = 1",
		"+d.duty = ?43" };

	gd_str_addf(sql,
	    "SELECT %s FROM %sdue d INDEXED BY %s%s WHERE "
	    "d.shut = 0 AND d.gone = 0%s",
	    tests & T_COUNT   ? "count(*)"
	    : tests & T_TALLY ? TALLY
			      : KEY,
	    tests & T_COUNT ? "(SELECT 1 FROM " : "", walks[walk].index,
	    tests & (T_ORDERS | T_TALLY)
		? " CROSS JOIN orders o ON o.id = d.order_id"
		: "",
	    walks[walk].where);
	/* a page begins behind a row, all of a range is counted */
	gd_str_add(sql, tests & (T_COUNT | T_TALLY)
			    ? " AND d.day > ?35 AND d.day <= ?41"
			    : " AND (" KEY ") > (?35, ?36, ?37, ?38, ?39, ?40) "
			      "AND d.day <= ?41");
	for (int i = 0; i < 5; i++)
		if (tests >> i & 1)
			gd_str_addf(sql, " AND likelihood(%s, 1.0)", also[i]);
	if (tests & T_ORDERS)
		gd_query_tests(a->q.conds, sql);
	gd_str_add(sql, tests & T_COUNT   ? " LIMIT ?42)"
			: tests & T_TALLY ? " LIMIT ?42"
					  : " ORDER BY " KEY " LIMIT ?42");
}

static int64_t
first_day(const struct gd_date_filter *f)
{
	return f->from > 1 ? f->from : 1; /* 0 is no day */
}

/* The row the page begins behind; without one, the end of the day before. */
static void
bind_start(sqlite3_stmt *st, const struct gd_date_filter *f)
{
	bool has = f->has_from && f->from_day >= first_day(f);

	gd_bind_int(st, P_DAY, has ? f->from_day : first_day(f) - 1);
	gd_bind_int(st, P_ORDER, has ? f->from_order : INT64_MAX);
	gd_bind_text(st, P_DUTY, has ? f->from_duty : "");
	gd_bind_int(st, P_LOT, has ? f->from_lot : 0);
	gd_bind_int(st, P_ROUND, has ? f->from_round : 0);
	gd_bind_int(st, P_INST, has ? f->from_inst : 0);
}

/* Prepared, with all but whose, until when and how many. */
static sqlite3_stmt *
walk_stmt(const struct ask *a, enum walk walk, int tests)
{
	sqlite3_stmt **slot = gd_query_slot(a->s,
	    a->q.conds << 16 | (uint64_t)tests << 4 | (uint64_t)walk << 1);
	struct gd_str sql = GD_STR_INIT;

	if (!*slot) {
		build_walk(a, walk, tests, &sql);
		*slot = gd_db_prepare(a->s, sql.text, a->err);
		gd_str_release(&sql);
	}
	if (!*slot)
		return NULL;
	sqlite3_reset(*slot);
	sqlite3_clear_bindings(*slot);
	if (tests & T_ORDERS)
		gd_query_bind(*slot, &a->q);
	bind_start(*slot, a->f);
	if (a->f->duty)
		gd_bind_text(*slot, P_THIS, a->f->duty);
	return *slot;
}

static enum walk
choose(const struct ask *a, int *tests)
{
	const struct gd_date_filter *f = a->f;
	enum walk walk = BY_DAY;

	*tests = (f->duty ? T_THIS : 0) | (a->orders ? T_ORDERS : 0);
	if (f->moved)
		walk = BY_MOVED;
	else if (f->nowners)
		walk = f->told ? BY_TOLD : f->hard ? BY_HARD : BY_OWNER;
	if (walk == BY_DAY && f->duty) {
		walk = BY_DUTY;
		*tests &= ~T_THIS;
	}
	if (f->hard && walk != BY_HARD)
		*tests |= T_HARD;
	if (f->moved && f->nowners)
		*tests |= f->told ? T_TOLD : T_OWNER;
	if (f->told && !f->nowners)
		*tests |= T_ANY_TOLD;
	return walk;
}

/* ---- keys ------------------------------------------------------------------ */

struct pick {
	int64_t day, order, lot, round, inst;
	const char *duty; /* of the arena */
};
struct picks {
	struct pick *at;
	size_t n, room;
	struct gd_arena arena;
};

static int
by_key(const void *a, const void *b)
{
	const struct pick *x = a, *y = b;
	int d;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	if ((d = strcmp(x->duty, y->duty)) != 0)
		return d;
	if (x->lot != y->lot)
		return x->lot < y->lot ? -1 : 1;
	if (x->round != y->round)
		return x->round < y->round ? -1 : 1;
	return (x->inst > y->inst) - (x->inst < y->inst);
}

static void
pick(struct picks *k, sqlite3_stmt *st)
{
	const char *duty = gd_column(st, 2);
	struct pick *one = GD_PUSH(k->at, k->n, k->room);

	/* the duties of neighbours are often the same */
	if (k->n > 1 && strcmp(one[-1].duty, duty) == 0)
		one->duty = one[-1].duty;
	else
		one->duty = gd_arena_str(&k->arena, duty);
	one->day = sqlite3_column_int64(st, 0);
	one->order = sqlite3_column_int64(st, 1);
	one->lot = sqlite3_column_int64(st, 3);
	one->round = sqlite3_column_int64(st, 4);
	one->inst = sqlite3_column_int64(st, 5);
}

static void
sort_picks(struct picks *k, size_t want)
{
	if (k->n)
		qsort(k->at, k->n, sizeof *k->at, by_key);
	if (k->n > want)
		k->n = want;
}

static bool
named_before(const struct gd_date_filter *f, int at)
{
	for (int i = 0; i < at; i++)
		if (strcmp(f->owners[i], f->owners[at]) == 0)
			return true;
	return false;
}

/* One walk an owner, each no further than the page already reaches. */
static enum gd_code
walk_keys(const struct ask *a, size_t want, struct picks *k)
{
	const struct gd_date_filter *f = a->f;
	int64_t to = f->to ? f->to : INT64_MAX;
	int tests, rc = SQLITE_DONE;
	enum walk walk = choose(a, &tests);

	for (int i = 0; i < (f->nowners ? f->nowners : 1); i++) {
		sqlite3_stmt *st;

		if (f->nowners && named_before(f, i))
			continue;
		st = walk_stmt(a, walk, tests);
		if (!st)
			return GD_DAMAGED;
		if (f->nowners)
			gd_bind_text(st, P_WHO, f->owners[i]);
		gd_bind_int(st, P_TO, to);
		gd_bind_int(st, P_LIMIT, (int64_t)want);
		while ((rc = sqlite3_step(st)) == SQLITE_ROW)
			pick(k, st);
		sqlite3_reset(st);
		if (rc != SQLITE_DONE)
			return gd_db_fail(a->s, rc, a->err);
		sort_picks(k, want);
		if (k->n == want)
			to = k->at[want - 1].day;
	}
	return GD_OK;
}

static bool
is_one_of(const struct gd_date_filter *f, const char *who)
{
	for (int i = 0; i < f->nowners; i++)
		if (strcmp(f->owners[i], who) == 0)
			return true;
	return f->nowners == 0;
}

static bool
behind_start(const struct gd_date_filter *f, const struct pick *p)
{
	struct pick start = { f->from_day, f->from_order, f->from_lot,
		f->from_round, f->from_inst, f->from_duty };

	return !f->has_from || by_key(p, &start) > 0;
}

/* All fitting rows of one order. */
static enum gd_code
order_keys(const struct ask *a, int64_t order, struct picks *k)
{
	sqlite3_stmt *st = gd_db_get(a->s,
	    "SELECT " KEY ", d.owner, d.told FROM due d NOT INDEXED "
	    "WHERE d.order_id = ?1 AND d.shut = 0 AND d.gone = 0 AND "
	    "d.day BETWEEN ?2 AND ?3 AND (?4 IS NULL OR d.duty = ?4) AND "
	    "(?5 = 0 OR d.hard = 1) AND (?6 = 0 OR d.moved = 1) AND "
	    "(?7 = 0 OR (d.told <> '' AND d.told <> d.owner))",
	    a->err);
	const struct gd_date_filter *f = a->f;
	int rc;

	if (!st)
		return gd_db_why(a->s, a->err);
	gd_bind_int(st, 1, order);
	gd_bind_int(st, 2, first_day(f));
	gd_bind_int(st, 3, f->to ? f->to : INT64_MAX);
	gd_bind_optional(st, 4, f->duty);
	gd_bind_int(st, 5, f->hard);
	gd_bind_int(st, 6, f->moved);
	gd_bind_int(st, 7, f->told);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		if (!is_one_of(f, gd_column(st, f->told ? 7 : 6)))
			continue;
		pick(k, st);
		if (!behind_start(f, &k->at[k->n - 1]))
			k->n--;
	}
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(a->s, rc, a->err);
}

/* Keys of the first `want` rows. */
static enum gd_code
find_keys(const struct ask *a, size_t want, struct picks *k)
{
	int64_t *ids = NULL;
	size_t n = 0;
	enum gd_code rc = GD_MISSING;

	if (a->q.nothing)
		return GD_OK;
	if (a->orders)
		rc = gd_list_few(a->s, &a->q, &ids, &n, a->err);
	if (rc == GD_MISSING)
		return walk_keys(a, want, k);
	for (size_t i = 0; rc == GD_OK && i < n; i++) {
		rc = order_keys(a, ids[i], k);
		if (k->n > 4 * want + 1000)
			sort_picks(k, want);
	}
	if (rc == GD_OK)
		sort_picks(k, want);
	free(ids);
	return rc;
}

/* ---- rows ------------------------------------------------------------------ */

#define COLUMN(name) ", d." #name
#define READ_INT(name) r->due.name = sqlite3_column_int64(st, at++);
#define READ_TEXT(name) r->due.name = gd_arena_str(arena, gd_column(st, at++));

static void
read_row(sqlite3_stmt *st, struct gd_arena *arena, struct gd_date_row *r)
{
	char uuid[GD_ID_TEXT];
	int at = 15;

	gd_uuid_text(sqlite3_column_bytes(st, 1) == 16
			 ? sqlite3_column_blob(st, 1)
			 : NULL,
	    uuid);
	r->key = sqlite3_column_int64(st, 0);
	r->id = gd_arena_str(arena, uuid);
	r->number = gd_arena_str(arena, gd_column(st, 2));
	r->customer = gd_arena_str(arena, gd_column(st, 3));
	r->customer_name = gd_arena_str(arena, gd_column(st, 4));
	r->workflow = gd_arena_str(arena, gd_column(st, 5));
	r->clerk = gd_arena_str(arena, gd_column(st, 6));
	r->version = sqlite3_column_int64(st, 7);
	r->state = sqlite3_column_int64(st, 8);
	r->order_hard_day = sqlite3_column_int64(st, 9);
	r->order_hard = gd_arena_str(arena, gd_column(st, 10));
	r->held_ms = sqlite3_column_int64(st, 11);
	r->cap_value = gd_arena_str(arena, gd_column(st, 12));
	r->base_done = sqlite3_column_int(st, 13) != 0;
	r->base_value = gd_arena_str(arena, gd_column(st, 14));
	GD_COLS_DUE(READ_INT, READ_TEXT)
}

static enum gd_code
read_pick(struct gd_store *s, const struct pick *p, struct gd_arena *arena,
    struct gd_date_row *row, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT o.id, o.uuid, o.number, o.customer, called(c.name, c.name_en), "
	    "o.workflow, o.clerk, o.version, o.state, o.hard_day, o.hard, "
	    "o.held_ms, CASE d.cap WHEN '' THEN '' ELSE coalesce((SELECT "
	    "f.value FROM field f WHERE f.order_id = d.order_id AND "
	    "f.name = d.cap AND f.lot IN (0, max(d.lot, 1)) "
	    "ORDER BY f.lot DESC LIMIT 1), '') END, "
	    "EXISTS (SELECT 1 FROM act a WHERE a.order_id = d.order_id AND "
	    "a.duty = d.base AND a.lot IN (0, d.lot) AND a.state = ?6 AND "
	    "a.day = d.base_day), coalesce((SELECT f.value FROM field f WHERE "
	    "f.order_id = d.order_id AND f.name = d.base AND f.lot IN "
	    "(0, max(d.lot, 1)) ORDER BY f.lot DESC LIMIT 1), '')" GD_COLS_DUE(
		COLUMN,
		COLUMN) " FROM due d CROSS JOIN orders o ON o.id = d.order_id "
			"LEFT JOIN customer c ON c.code = o.customer WHERE "
			"d.order_id = ?1 AND d.duty = ?2 AND d.lot = ?3 AND "
			"d.round = ?4 AND d.inst = ?5",
	    err);
	int rc;

	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, p->order);
	gd_bind_text(st, 2, p->duty);
	gd_bind_int(st, 3, p->lot);
	gd_bind_int(st, 4, p->round);
	gd_bind_int(st, 5, p->inst);
	gd_bind_int(st, 6, GD_ACT_DONE);
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		read_row(st, arena, row);
	sqlite3_reset(st);
	return rc == SQLITE_ROW ? GD_OK : gd_db_fail(s, rc, err);
}

/* ---- questions ------------------------------------------------------------- */

static void
ask_init(struct ask *a, struct gd_store *s, const struct gd_date_filter *f,
    struct gd_err *err)
{
	static const struct gd_filter all = { 0 };

	*a = (struct ask){ .s = s, .f = f, .err = err };
	gd_query_init(&a->q, f->orders ? f->orders : &all);
	gd_query_states(&a->q, a->q.f.states & OPEN_STATES);
	a->orders = (a->q.conds & ~(UINT64_C(1) << C_STATES)) != 0 ||
		    a->q.f.states != OPEN_STATES;
}

enum gd_code
gd_store_dates(struct gd_store *s, const struct gd_date_filter *f,
    struct gd_arena *arena, struct gd_date_row *rows, int *n, bool *more,
    struct gd_err *err)
{
	struct picks k = { .arena = GD_ARENA_INIT };
	enum gd_code rc;
	struct ask a;
	bool mine;

	*n = 0;
	*more = false;
	if (f->limit <= 0)
		return GD_OK;
	ask_init(&a, s, f, err);
	rc = gd_db_snapshot(s, &mine, err);
	if (rc == GD_OK) {
		rc = find_keys(&a, (size_t)f->limit + 1, &k);
		*more = k.n > (size_t)f->limit;
		while (rc == GD_OK && *n < f->limit && (size_t)*n < k.n) {
			rc = read_pick(s, &k.at[*n], arena, &rows[*n], err);
			++*n;
		}
		gd_db_snapshot_end(s, mine);
	}
	free(k.at);
	gd_arena_release(&k.arena);
	gd_query_release(&a.q);
	return rc;
}

static enum gd_code
walk_count(const struct ask *a, int64_t limit, int64_t *n)
{
	const struct gd_date_filter *f = a->f;
	enum gd_code code = GD_OK;
	int tests;
	enum walk walk = choose(a, &tests);

	for (int i = 0;
	     code == GD_OK && *n < limit && i < (f->nowners ? f->nowners : 1);
	     i++) {
		sqlite3_stmt *st;
		int rc;

		if (f->nowners && named_before(f, i))
			continue;
		st = walk_stmt(a, walk, tests | T_COUNT);
		if (!st)
			return GD_DAMAGED;
		if (f->nowners)
			gd_bind_text(st, P_WHO, f->owners[i]);
		gd_bind_int(st, P_TO, f->to ? f->to : INT64_MAX);
		gd_bind_int(st, P_LIMIT, limit - *n);
		rc = sqlite3_step(st);
		if (rc == SQLITE_ROW)
			*n += sqlite3_column_int64(st, 0);
		else
			code = gd_db_fail(a->s, rc, a->err);
		sqlite3_reset(st);
	}
	return code;
}

enum gd_code
gd_store_dates_count(struct gd_store *s, const struct gd_date_filter *f,
    int64_t limit, int64_t *n, struct gd_err *err)
{
	struct picks k = { .arena = GD_ARENA_INIT };
	struct gd_date_filter all = *f;
	int64_t *ids = NULL;
	size_t nids = 0;
	enum gd_code rc;
	struct ask a;
	bool mine;

	*n = 0;
	all.has_from = false;
	ask_init(&a, s, &all, err);
	rc = gd_db_snapshot(s, &mine, err);
	if (rc == GD_OK) {
		if (!a.q.nothing)
			rc = a.orders ? gd_list_few(s, &a.q, &ids, &nids, err)
				      : GD_MISSING;
		if (rc == GD_MISSING)
			rc = walk_count(&a, limit, n);
		for (size_t i = 0; rc == GD_OK && i < nids && *n < limit; i++) {
			k.n = 0;
			rc = order_keys(&a, ids[i], &k);
			*n += (int64_t)k.n;
		}
		gd_db_snapshot_end(s, mine);
	}
	if (*n > limit)
		*n = limit;
	free(ids);
	free(k.at);
	gd_arena_release(&k.arena);
	gd_query_release(&a.q);
	return rc;
}

static void
read_tally(sqlite3_stmt *st, struct gd_date_tally *row)
{
	*row = (struct gd_date_tally){ gd_column(st, 0), gd_column(st, 1),
		gd_column(st, 2), sqlite3_column_int64(st, 3),
		sqlite3_column_int64(st, 4), sqlite3_column_int(st, 5) != 0 };
}

enum gd_code
gd_store_dates_tally(struct gd_store *s, const struct gd_date_filter *f,
    int64_t limit,
    bool (*counts)(void *payload, const struct gd_date_tally *row),
    void *payload, int64_t *n, struct gd_err *err)
{
	struct gd_date_filter all = *f;
	struct ask a;
	enum walk walk;
	int tests, rc = SQLITE_DONE;

	*n = 0;
	all.has_from = false;
	all.orders = NULL;
	ask_init(&a, s, &all, err);
	walk = choose(&a, &tests);
	for (int i = 0; *n < limit && i < (all.nowners ? all.nowners : 1);
	     i++) {
		struct gd_date_tally row;
		sqlite3_stmt *st;

		if (all.nowners && named_before(&all, i))
			continue;
		st = walk_stmt(&a, walk, tests | T_TALLY);
		if (!st) {
			gd_query_release(&a.q);
			return GD_DAMAGED;
		}
		if (all.nowners)
			gd_bind_text(st, P_WHO, all.owners[i]);
		gd_bind_int(st, P_TO, all.to ? all.to : INT64_MAX);
		gd_bind_int(st, P_LIMIT, TALLIED * limit);
		while (*n < limit && (rc = sqlite3_step(st)) == SQLITE_ROW) {
			read_tally(st, &row);
			*n += counts(payload, &row);
		}
		sqlite3_reset(st);
		if (rc != SQLITE_ROW && rc != SQLITE_DONE)
			break;
	}
	gd_query_release(&a.q);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? GD_OK
						     : gd_db_fail(s, rc, err);
}
