/* store/counts.c - what boards show, counted day by day and kept as it changes:
 * the rows of `counted`.
 *
 * Each order counts into rows (scope, kind, workflow, what, day); a row is the
 * sum over all orders, so before and behind a command the rows of its order
 * are looked at, and the difference written.  docs/SCHEMA.md lists the kinds;
 * verify_counts.c says the same once more, in SQL.
 */
#include "store_priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "base/banned.h"

#define DAY_MS INT64_C(86400000)
#define MOST_DAYS 400 /* in a step: longer counts as this */

void
gd_counts_release(struct gd_counts *counts)
{
	free(counts->at);
	*counts = (struct gd_counts){ 0 };
}

/* ---- which parts ---------------------------------------------------------- */

/* The bit of a column of an order's table. */
static uint64_t
bit_of(int table, const char *name)
{
	const struct gd_table *t = &gd_order_tables[table];

	for (int i = 0; i < t->ncols; i++)
		if (strcmp(t->cols[i].name, name) == 0)
			return UINT64_C(1) << i;
	return 0;
}

static uint64_t
head_bits(void)
{
	/* what all else is counted under */
	return bit_of(GD_TAB_HEAD, "workflow") |
	       bit_of(GD_TAB_HEAD, "company") | bit_of(GD_TAB_HEAD, "state") |
	       bit_of(GD_TAB_HEAD, "taken_day");
}

bool
gd_counts_acted(const struct gd_events *events, const char *word)
{
	if (strncmp(word, "role:", 5) != 0)
		return false;
	for (size_t i = 0; i < events->n; i++)
		for (size_t p = 0; p < events->at[i].nputs; p++) {
			const struct gd_put *put = &events->at[i].puts[p];
			const char *role = NULL;

			if (put->drop)
				continue;
			if (put->table == GD_TAB_ACT &&
			    put->mask & bit_of(GD_TAB_ACT, "role"))
				role = ((const struct gd_act *)put->row)->role;
			else if (put->table == GD_TAB_SIGNOFF &&
				 put->mask & bit_of(GD_TAB_SIGNOFF, "role"))
				role =
				    ((const struct gd_signoff *)put->row)->role;
			if (role && strcmp(role, word + 5) == 0)
				return true;
		}
	return false;
}

unsigned
gd_counts_parts(const struct gd_events *events)
{
	uint64_t bits = head_bits();
	unsigned parts = 0;

	for (size_t i = 0; i < events->n; i++)
		for (size_t p = 0; p < events->at[i].nputs; p++) {
			const struct gd_put *put = &events->at[i].puts[p];

			switch (put->table) {
			case GD_TAB_HEAD:
				parts |= put->drop || put->mask & bits
					     ? GD_COUNT_ALL
					     : GD_COUNT_HEAD;
				break;
			case GD_TAB_ASSIGN:
				parts |= GD_COUNT_ALL;
				break;
			case GD_TAB_STEP:
				parts |= GD_COUNT_STEPS;
				break;
			case GD_TAB_PIECE:
				parts |= GD_COUNT_PIECES;
				break;
			case GD_TAB_DUE:
				parts |= GD_COUNT_DATES;
				break;
			case GD_TAB_ACT: /* may settle a date, end a wait */
				parts |= GD_COUNT_DATES | GD_COUNT_CAUSES |
					 GD_COUNT_HEAD;
				break;
			case GD_TAB_SIGNOFF:
				parts |= GD_COUNT_HEAD;
				break;
			case GD_TAB_PAYMENT:
				parts |= GD_COUNT_MONEY;
				break;
			case GD_TAB_REVISION:
				parts |= GD_COUNT_SIGNS;
				break;
			default:
				break;
			}
		}
	return parts;
}

/* ---- one fact ------------------------------------------------------------- */

struct counting {
	struct gd_store *s;
	const struct gd_listed *row;
	int by;
	struct gd_counts *counts;
	struct gd_arena *arena;
	struct gd_err *err;
	const char **scopes; /* owned; the desks behind the others */
	size_t nscopes, room, nplain, nshared; /* without clerks */
};

static void
add_scope(struct counting *c, const char *letter, const char *name, size_t n)
{
	const char *scope;

	if (!n)
		return;
	scope = gd_arena_printf(c->arena, "%s%.*s", letter, (int)n, name);
	for (size_t i = 0; i < c->nscopes; i++)
		if (strcmp(c->scopes[i], scope) == 0)
			return;
	*GD_PUSH(c->scopes, c->nscopes, c->room) = scope;
}

/* Word by word; NULL at the end. */
static const char *
next_word(const char **at, size_t *n)
{
	const char *word;

	*at += strspn(*at, " ");
	word = *at;
	*n = strcspn(word, " ");
	*at += *n;
	return *n ? word : NULL;
}

static bool
is_active(const struct gd_listed *row)
{
	return row->head.state == GD_ORDER_ACTIVE;
}

static void
find_scopes(struct counting *c)
{
	const struct gd_head *h = &c->row->head;
	const char *at = is_active(c->row) ? h->waits : "", *word;
	size_t n;

	*GD_PUSH(c->scopes, c->nscopes, c->room) =
	    gd_arena_printf(c->arena, "c:%s", h->company);
	c->nshared = c->nscopes;
	add_scope(c, "p:", c->row->clerk, strlen(c->row->clerk));
	c->nplain = c->nscopes;
	while ((word = next_word(&at, &n)))
		if (n > 5 && memcmp(word, "desk:", 5) == 0)
			add_scope(c, "d:", word + 5, n - 5);
}

static void
count(struct counting *c, size_t nscopes, const char *kind, const char *what,
    int64_t day, int64_t n)
{
	for (size_t i = 0; n && i < nscopes; i++)
		*GD_PUSH(c->counts->at, c->counts->n, c->counts->room) =
		    (struct gd_count){ c->scopes[i], kind,
			    c->row->head.workflow, what, day, n * c->by };
}

struct seen {            /* what was met once is not counted again */
	const char **at; /* owned */
	size_t n, room;
};

static bool
first_time(struct seen *seen, const char *what)
{
	for (size_t i = 0; i < seen->n; i++)
		if (strcmp(seen->at[i], what) == 0)
			return false;
	*GD_PUSH(seen->at, seen->n, seen->room) = what;
	return true;
}

/* 1970-01-01 was a Thursday. */
static int64_t
week_of(int64_t day)
{
	return (day + 3) / 7;
}

/* ---- of the head ---------------------------------------------------------- */

/* Also of nobody, so that the clerks and what has none make up the whole. */
static void
count_wait(struct counting *c, const char *who, int64_t day)
{
	count(c, c->nplain, "wait", who, day, 1);
	if (!*c->row->clerk)
		*GD_PUSH(c->counts->at, c->counts->n, c->counts->room) =
		    (struct gd_count){ "p:", "wait", c->row->head.workflow, who,
			    day, c->by };
}

static enum gd_code
count_waits(struct counting *c)
{
	const char *at = c->row->head.waits, *word;
	sqlite3_stmt *st = gd_db_get(c->s,
	    "SELECT since_ms FROM wait WHERE who = ?1 AND order_id = ?2",
	    c->err);
	struct seen seen = { 0 };
	enum gd_code rc = st ? GD_OK : gd_db_why(c->s, c->err);
	size_t n;

	while (rc == GD_OK && (word = next_word(&at, &n))) {
		const char *who = gd_arena_strn(c->arena, word, n);
		int step;

		if (!first_time(&seen, who))
			continue; /* said twice, it has one row */
		gd_bind_text(st, 1, who);
		gd_bind_int(st, 2, c->row->id);
		step = sqlite3_step(st);
		if (step == SQLITE_ROW)
			count_wait(c, who,
			    sqlite3_column_int64(st, 0) / DAY_MS);
		else if (step != SQLITE_DONE)
			rc = gd_db_fail(c->s, step, c->err);
		sqlite3_reset(st);
	}
	free(seen.at);
	return rc;
}

/* By the week of the next date; and, so that a week can be divided, by its day
 * in front of the clerk. */
static void
count_carried(struct counting *c)
{
	const char *clerk = c->row->clerk;
	int64_t day = is_active(c->row) ? c->row->due_key : GD_HELD_KEY;

	count(c, c->nshared, "carry", clerk, week_of(day), 1);
	if (day < GD_NO_DUE)
		count(c, c->nshared, "carries",
		    gd_arena_printf(c->arena, "%07lld/%s", (long long)day,
			clerk),
		    0, 1);
}

static enum gd_code
count_head(struct counting *c)
{
	const struct gd_head *h = &c->row->head;
	const char *step;

	if (h->state >= GD_ORDER_COMPLETED)
		return GD_OK;
	count(c, c->nscopes, "begun", "", h->created_ms / DAY_MS, 1);
	if (*c->row->clerk)
		count_carried(c);
	if (!is_active(c->row)) {
		count(c, c->nplain, "held", "", 0, 1);
		return GD_OK;
	}
	step = gd_arena_printf(c->arena, "%lld", (long long)h->step_no);
	count(c, c->nscopes, "in", step, c->row->step_ms / DAY_MS, 1);
	count(c, c->nscopes, "next", step, c->row->due_key, 1);
	if (h->slip_day) {
		count(c, c->nscopes, "slip", step, h->slip_day, 1);
		count(c, c->nscopes, "slipped", step, h->slip_till_day, 1);
	}
	return count_waits(c);
}

/* ---- of its tables -------------------------------------------------------- */

typedef void row_counter(struct counting *c, sqlite3_stmt *st, void *payload);

static enum gd_code
each_row(struct counting *c, const char *sql, row_counter *counter,
    void *payload)
{
	sqlite3_stmt *st = gd_db_get(c->s, sql, c->err);
	int rc;

	if (!st)
		return gd_db_why(c->s, c->err);
	gd_bind_int(st, 1, c->row->id);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW)
		counter(c, st, payload);
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(c->s, rc, c->err);
}

static const char *
kept(struct counting *c, sqlite3_stmt *st, int at)
{
	return gd_arena_str(c->arena, gd_column(st, at));
}

static void
count_week(struct counting *c, struct seen *seen, const char *kind,
    const char *step, int64_t ms)
{
	int64_t week = week_of(ms / DAY_MS);

	if (first_time(seen,
		gd_arena_printf(c->arena, "%s %s %lld", kind, step,
		    (long long)week)))
		count(c, c->nplain, kind, step, week, 1);
}

static void
one_step(struct counting *c, sqlite3_stmt *st, void *payload)
{
	const char *step = kept(c, st, 0);
	int64_t open = sqlite3_column_int64(st, 1);
	int64_t done = sqlite3_column_int64(st, 2), days = 0;

	/* of an order once, however many lots come in one week */
	count_week(c, payload, "came", step, open);
	if (!done)
		return;
	count_week(c, payload, "gone", step, done);
	if (done > open)
		days = (done - open + DAY_MS - 1) / DAY_MS;
	if (days > MOST_DAYS)
		days = MOST_DAYS;
	count(c, c->nplain, "done", step, week_of(done / DAY_MS) * 1000 + days,
	    1);
	count(c, c->nplain, "ended", "", done / DAY_MS, 1);
}

static void
one_piece(struct counting *c, sqlite3_stmt *st, void *payload)
{
	const char *desk[2] = { kept(c, st, 0), kept(c, st, 1) };
	int64_t day = sqlite3_column_int64(st, 2) / DAY_MS;

	for (int i = 0; i < 2; i++) {
		if (!*desk[i] || (i && strcmp(desk[0], desk[1]) == 0))
			continue;
		count(c, c->nplain, "out", desk[i], day, 1);
		if (first_time(payload, desk[i]))
			count(c, c->nplain, "outs", desk[i], 0, 1);
	}
}

static void
one_date(struct counting *c, sqlite3_stmt *st, void *payload)
{
	(void)payload;
	count(c, c->nplain, "owed", kept(c, st, 0), sqlite3_column_int64(st, 1),
	    1);
}

/* Of each currency the earliest day, counted behind the last row. */
struct earliest {
	const char *currency;
	int64_t day;
};
struct earliests {
	struct earliest *at; /* owned */
	size_t n, room;
};

static void
one_payment(struct counting *c, sqlite3_stmt *st, void *payload)
{
	struct earliests *all = payload;
	const char *currency = kept(c, st, 0);
	int64_t day = sqlite3_column_int64(st, 1);
	size_t i = 0;

	count(c, c->nplain, "owe", currency, day, sqlite3_column_int64(st, 2));
	while (i < all->n && strcmp(all->at[i].currency, currency) != 0)
		i++;
	if (i == all->n)
		*GD_PUSH(all->at, all->n, all->room) =
		    (struct earliest){ currency, day };
	else if (day < all->at[i].day)
		all->at[i].day = day;
}

/* Nobody pays what is cancelled. */
static enum gd_code
count_money(struct counting *c)
{
	struct earliests all = { 0 };
	enum gd_code rc = GD_OK;

	if (c->row->head.state == GD_ORDER_CANCELLED)
		return GD_OK;
	rc = each_row(c,
	    "SELECT currency, CASE due_day WHEN 0 THEN 9999999 ELSE due_day "
	    "END, amount - credited FROM payment "
	    "WHERE order_id = ?1 AND amount > credited",
	    one_payment, &all);
	for (size_t i = 0; i < all.n; i++)
		count(c, c->nplain, "owes", all.at[i].currency, all.at[i].day,
		    1);
	free(all.at);
	return rc;
}

static void
one_sign(struct counting *c, sqlite3_stmt *st, void *payload)
{
	const char *kind = kept(c, st, 0);

	count(c, c->nplain, "sign", kind, sqlite3_column_int64(st, 1) / DAY_MS,
	    1);
	if (first_time(payload, ""))
		count(c, c->nplain, "signs", "", 0, 1);
	if (first_time(payload, kind))
		count(c, c->nplain, "signs", kind, 0, 1);
}

static int64_t
month_of(int64_t day)
{
	int y, m, d;

	gd_day_civil((int32_t)day, &y, &m, &d);
	return (int64_t)y * 12 + m - 1;
}

/* Once a cause and month; the rows come by cause and day. */
static void
one_cause(struct counting *c, sqlite3_stmt *st, void *payload)
{
	const char *cause = kept(c, st, 0);
	int64_t month = month_of(sqlite3_column_int64(st, 1));

	count(c, c->nplain, "cause", cause, month, 1);
	if (first_time(payload,
		gd_arena_printf(c->arena, "%lld %s", (long long)month, cause)))
		count(c, c->nplain, "causes", cause, month, 1);
}

static enum gd_code
count_tables(struct counting *c, unsigned parts)
{
	static const struct {
		unsigned part;
		int64_t states; /* of the order, bits */
		const char *sql;
		row_counter *counter;
	} tables[] = {
		{ GD_COUNT_PIECES, 3,
		    "SELECT desk, to_desk, sent_ms FROM piece NOT INDEXED "
		    "WHERE order_id = ?1 AND state IN (2, 4)",
		    one_piece },
		{ GD_COUNT_DATES, 15,
		    "SELECT duty, day FROM due NOT INDEXED "
		    "WHERE order_id = ?1 AND shut = 0 AND gone = 0",
		    one_date },
		{ GD_COUNT_SIGNS, 3,
		    "SELECT kind, made_ms FROM revision "
		    "WHERE order_id = ?1 AND state IN (1, 2)",
		    one_sign },
		{ GD_COUNT_CAUSES, 15,
		    "SELECT " GD_CHANGE_CAUSE(
			"act") ", day FROM act WHERE "
			       "order_id = ?1 AND state = 1 AND "
			       "instr(fields, '\"change_cause\"') "
			       "AND " GD_CHANGE_CAUSE("act") " IS NOT NULL",
		    one_cause },
	};
	struct seen weeks = { 0 };
	enum gd_code rc = GD_OK;

	if (parts & GD_COUNT_STEPS && !c->row->head.taken_day)
		rc = each_row(c,
		    "SELECT step, open_ms, done_ms FROM step WHERE "
		    "order_id = ?1 AND open_ms > 0",
		    one_step, &weeks);
	free(weeks.at);
	for (size_t i = 0; rc == GD_OK && i < sizeof tables / sizeof *tables;
	     i++) {
		struct seen seen = { 0 };

		if (parts & tables[i].part &&
		    tables[i].states >> c->row->head.state & 1)
			rc = each_row(c, tables[i].sql, tables[i].counter,
			    &seen);
		free(seen.at);
	}
	return rc;
}

enum gd_code
gd_counts_add(struct gd_store *s, const struct gd_listed *row, unsigned parts,
    int by, struct gd_counts *counts, struct gd_arena *arena,
    struct gd_err *err)
{
	struct counting c = { .s = s,
		.row = row,
		.by = by,
		.counts = counts,
		.arena = arena,
		.err = err };
	enum gd_code rc = GD_OK;

	find_scopes(&c);
	if (parts & GD_COUNT_HEAD)
		rc = count_head(&c);
	if (rc == GD_OK)
		rc = count_tables(&c, parts);
	if (rc == GD_OK && parts & GD_COUNT_MONEY)
		rc = count_money(&c);
	free(c.scopes);
	return rc;
}
