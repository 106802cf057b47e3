/* store/verify.c - is every table what the journal says, and the journal what
 * its chain says?
 *
 * The journal is walked once in order (chain, office), then order by order
 * (replay into fresh rows, compared with the stored ones), so memory holds
 * the office and one order.  Every fault is said in words; it goes on.
 */
#include "store_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

void
gd_check_fault(struct gd_check *c, const struct gd_err *fault)
{
	c->report->faults++;
	if (c->say)
		c->say(c->payload, fault);
}

/* ---- naming a row -------------------------------------------------------- */

static void
say_key(const struct gd_table *t, const void *row, struct gd_str *out)
{
	for (int i = 0; i < t->nkeys; i++) {
		if (i)
			gd_str_addc(out, '/');
		if (t->cols[i].type == GD_CELL_TEXT)
			gd_str_add(out, gd_cell_text(row, &t->cols[i]));
		else
			gd_str_addf(out, "%lld",
			    (long long)gd_cell_int(row, &t->cols[i]));
	}
}

static bool
same_key(const struct gd_table *t, const void *a, const void *b)
{
	return !(gd_row_diff(t, a, b) & (((uint64_t)1 << t->nkeys) - 1));
}

/* The last command that named this row; 0 = none ever did. */
static int64_t
last_command(struct gd_check *c, const char *order, int table, const void *row)
{
	const struct gd_table *t = gd_put_table(table);
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_journal_row entry;
	struct gd_cursor *cur;
	int64_t seq = 0;

	if (gd_store_journal(c->s, order, 0, &cur, NULL) != GD_OK)
		return 0;
	while (gd_cursor_next(cur, &entry, NULL) == GD_OK) {
		if (gd_events_decode(&ev, entry.body, entry.body_len, NULL) !=
		    GD_OK)
			continue;
		for (size_t i = 0; i < ev.n; i++)
			for (size_t p = 0; p < ev.at[i].nputs; p++)
				if (ev.at[i].puts[p].table == table &&
				    same_key(t, ev.at[i].puts[p].row, row))
					seq = entry.seq;
	}
	gd_cursor_close(cur);
	gd_events_release(&ev);
	return seq;
}

static void
say_row(struct gd_check *c, const char *order, const char *number, int table,
    const void *row)
{
	const struct gd_table *t = gd_put_table(table);
	int64_t seq = last_command(c, order, table, row);
	struct gd_str key = GD_STR_INIT;

	say_key(t, row, &key);
	if (order && seq)
		gd_fault(c, GD_M_BAD_ROW, GD_T(number), GD_T(t->name),
		    GD_T(key.text), GD_N(seq));
	else if (order)
		gd_fault(c, GD_M_EXTRA_ROW, GD_T(number), GD_T(t->name),
		    GD_T(key.text));
	else if (seq)
		gd_fault(c, GD_M_BAD_OFFICE, GD_T(t->name), GD_T(key.text),
		    GD_N(seq));
	else
		gd_fault(c, GD_M_EXTRA_OFFICE, GD_T(t->name), GD_T(key.text));
	gd_str_release(&key);
}

/* Every row that differs, of sheets with tables from first on. */
static void
compare_sheets(struct gd_check *c, const struct gd_sheet *want,
    const struct gd_sheet *have, const char *order, const char *number)
{
	int first = order ? 0 : GD_ORDER_NTABLES;

	for (int t = 0; t < want->ntables; t++) {
		const struct gd_table *table = &want->tables[t];
		const void *row, *other;

		for (size_t i = 0; (row = gd_row_at(want, t, i)); i++) {
			other = gd_row_find(have, t, row);
			if (!other || gd_row_diff(table, row, other))
				say_row(c, order, number, first + t, row);
		}
		for (size_t i = 0; (row = gd_row_at(have, t, i)); i++)
			if (!gd_row_find(want, t, row))
				say_row(c, order, number, first + t, row);
	}
}

/* ---- one order ----------------------------------------------------------- */

static enum gd_code
replay_order(struct gd_check *c, const char *id, struct gd_order *o,
    struct gd_err *err)
{
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_head none = { 0 };
	struct gd_journal_row row;
	struct gd_cursor *cur;
	enum gd_code rc;

	rc = gd_store_journal(c->s, id, 0, &cur, err);
	if (rc != GD_OK)
		return rc;
	memcpy(o->id, id, GD_ID_TEXT);
	gd_check_since_begin(c);
	while ((rc = gd_cursor_next(cur, &row, err)) == GD_OK) {
		o->rev++;
		if (row.order_rev != o->rev)
			gd_fault(c, GD_M_BAD_REV, GD_T(id), GD_N(row.seq),
			    GD_N(row.order_rev), GD_N(o->rev));
		if (gd_events_decode(&ev, row.body, row.body_len, NULL) !=
		    GD_OK)
			continue; /* said while walking the chain */
		for (size_t i = 0; i < ev.n; i++)
			gd_apply(&o->sheet, NULL, &ev.at[i]);
		gd_check_signs(c, &row, &ev, o);
		gd_check_since(c, row.at_ms, &ev, gd_head(o));
	}
	gd_check_signs_end(c, o);
	gd_cursor_close(cur);
	gd_events_release(&ev);
	if (!gd_row_at(&o->sheet, GD_TAB_HEAD, 0))
		gd_row_put(&o->sheet, GD_TAB_HEAD, &none, 0);
	return rc == GD_MISSING ? GD_OK : rc;
}

/* What lists are made of follows from the order. */
static void
check_listed(struct gd_check *c, const struct gd_order *o,
    const struct gd_listed *have, struct gd_arena *arena)
{
	struct gd_assign key = { .role = "clerk" };
	const struct gd_assign *clerk;
	struct gd_listed want = *have;
	const char *what = NULL;

	want.head = *gd_head(o);
	gd_orders_derive(&want, arena);
	clerk = gd_row_find(&o->sheet, GD_TAB_ASSIGN, &key);
	if (have->rev != o->rev)
		what = "rev";
	else if (have->due_key != want.due_key)
		what = "due_key";
	else if (have->utail != want.utail)
		what = "utail";
	else if (strcmp(have->rnumber, want.rnumber) != 0)
		what = "rnumber";
	else if (strcmp(have->clerk, clerk ? clerk->person : "") != 0)
		what = "clerk";
	if (what)
		gd_fault(c, GD_M_BAD_LISTED, GD_T(want.head.number),
		    GD_T(what));
}

static enum gd_code
check_words(struct gd_check *c, const struct gd_listed *row, struct gd_err *err)
{
	struct gd_str want = GD_STR_INIT;
	enum gd_code rc = gd_search_text(c->s, row->id, &want, err);
	sqlite3_stmt *st =
	    gd_db_get(c->s, "SELECT text FROM words WHERE order_id = ?1", err);

	if (rc == GD_OK && st) {
		gd_bind_int(st, 1, row->id);
		if (sqlite3_step(st) != SQLITE_ROW ||
		    strcmp(gd_column(st, 0), want.text) != 0)
			gd_fault(c, GD_M_BAD_LISTED, GD_T(row->head.number),
			    GD_T("words"));
		sqlite3_reset(st);
	}
	gd_str_release(&want);
	return st ? rc : gd_db_why(c->s, err);
}

enum gd_code
gd_check_order(struct gd_check *c, int64_t id, struct gd_err *err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_listed row = { 0 };
	struct gd_order want, have;
	enum gd_code rc;

	gd_order_init(&want);
	gd_order_init(&have);
	rc = gd_orders_get(c->s, id, &row, &arena, err);
	if (rc == GD_OK)
		rc = replay_order(c, row.uuid, &want, err);
	if (rc == GD_OK)
		gd_row_put(&have.sheet, GD_TAB_HEAD, &row.head, UINT64_MAX);
	for (int t = 0; t < GD_ORDER_NTABLES && rc == GD_OK; t++)
		if (t != GD_TAB_HEAD)
			rc = gd_rows_load(c->s, t, id, &have.sheet, &c->rows[t],
			    err);
	if (rc == GD_OK && want.rev == 0)
		gd_fault(c, GD_M_NO_COMMANDS, GD_T(row.head.number));
	if (rc == GD_OK) {
		compare_sheets(c, &want.sheet, &have.sheet, row.uuid,
		    gd_head(&want)->number);
		gd_check_hidden(c, gd_head(&want)->number);
		check_listed(c, &want, &row, &arena);
		rc = check_words(c, &row, err);
	}
	if (rc == GD_OK)
		rc = gd_check_since_end(c, &row, err);
	c->report->orders++;
	gd_order_release(&want);
	gd_order_release(&have);
	gd_arena_release(&arena);
	return rc;
}

static enum gd_code
check_orders(struct gd_check *c, struct gd_err *err)
{
	sqlite3_stmt *st =
	    gd_db_prepare(c->s, "SELECT id FROM orders ORDER BY id", err);
	enum gd_code rc = GD_OK;
	int step;

	if (!st)
		return gd_db_why(c->s, err);
	while (rc == GD_OK && (step = sqlite3_step(st)) == SQLITE_ROW)
		rc = gd_check_order(c, sqlite3_column_int64(st, 0), err);
	if (rc == GD_OK && step != SQLITE_DONE)
		rc = gd_db_fail(c->s, step, err);
	sqlite3_finalize(st);
	return rc;
}

/* ---- the office, and rows that belong to nobody -------------------------- */

enum gd_code
gd_check_office(struct gd_check *c, const struct gd_sheet *want, bool all,
    struct gd_err *err)
{
	struct gd_sheet have;
	enum gd_code rc = GD_OK;
	const struct gd_flowdef *f;
	const struct gd_formdef *fd;
	char digest[65];

	gd_sheet_init(&have, gd_office_tables, GD_OFFICE_NTABLES);
	for (int t = 0; t < GD_OFFICE_NTABLES && rc == GD_OK; t++)
		rc = gd_rows_load(c->s, GD_ORDER_NTABLES + t, 0, &have, NULL,
		    err);
	if (rc == GD_OK)
		compare_sheets(c, want, &have, NULL, "");
	gd_check_hidden(c, "");
	if (rc == GD_OK)
		rc = gd_check_closings(c, &have, err);
	for (size_t i = 0; (f = gd_row_at(&have, GD_OFF_FLOWDEF, i)); i++) {
		gd_sha256_hex(f->source, strlen(f->source), digest);
		if (strcmp(digest, f->digest) != 0)
			gd_fault(c, GD_M_BAD_FLOW, GD_T(f->id),
			    GD_N(f->version));
	}
	for (size_t i = 0; (fd = gd_row_at(&have, GD_OFF_FORMDEF, i)); i++) {
		gd_sha256_hex(fd->source, strlen(fd->source), digest);
		if (strcmp(digest, fd->digest) != 0)
			gd_fault(c, GD_M_BAD_FORMS, GD_T(fd->workflow),
			    GD_N(fd->no));
	}
	if (rc == GD_OK && all &&
	    gd_store_office_generation(c->s) != c->office_changes)
		gd_fault(c, GD_M_BAD_TALLY, GD_T("office"), GD_T(""),
		    GD_N(gd_store_office_generation(c->s)),
		    GD_N(c->office_changes));
	gd_sheet_release(&have);
	return rc;
}

static enum gd_code
check_counts(struct gd_check *c, struct gd_err *err)
{
	enum gd_code rc = GD_OK;
	struct gd_str sql = GD_STR_INIT;

	for (int t = 0; t < GD_ORDER_NTABLES && rc == GD_OK; t++) {
		const char *name = gd_order_tables[t].name;
		sqlite3_stmt *st;

		if (t == GD_TAB_HEAD)
			continue;
		gd_str_reset(&sql);
		gd_str_addf(&sql, "SELECT count(*) FROM \"%s\"", name);
		st = gd_db_prepare(c->s, sql.text, err);
		if (!st || sqlite3_step(st) != SQLITE_ROW)
			rc = GD_DAMAGED;
		else if (sqlite3_column_int64(st, 0) != c->rows[t])
			gd_fault(c, GD_M_BAD_COUNT, GD_T(name),
			    GD_N(sqlite3_column_int64(st, 0)),
			    GD_N(c->rows[t]));
		sqlite3_finalize(st);
	}
	gd_str_release(&sql);
	return rc;
}

/* ---- all of it ----------------------------------------------------------- */

static enum gd_code
check_tables(struct gd_check *c, const struct gd_sheet *office,
    struct gd_err *err)
{
	enum gd_code rc = gd_check_schema(c, err);

	if (rc == GD_OK)
		rc = check_orders(c, err);
	if (rc == GD_OK)
		rc = gd_check_office(c, office, true, err);
	if (rc == GD_OK)
		rc = gd_check_vault(c, office, err);
	if (rc == GD_OK)
		rc = check_counts(c, err);
	if (rc == GD_OK)
		rc = gd_check_texts(c, err);
	if (rc == GD_OK)
		rc = gd_check_tallies(c, err);
	if (rc == GD_OK)
		rc = gd_check_search(c, err);
	if (rc == GD_OK && !c->s->fileless)
		rc = gd_check_files(c, err);
	return rc;
}

static enum gd_code
check_whole(struct gd_check *c, struct gd_err *err)
{
	struct gd_sheet office;
	enum gd_code rc;

	gd_sheet_init(&office, gd_office_tables, GD_OFFICE_NTABLES);
	c->office = &office;
	rc = gd_check_pages(c, err);
	if (rc == GD_OK)
		rc = gd_check_chain(c, 0, 0, &office, err);
	if (rc == GD_OK)
		rc = gd_check_names(c, err);
	/* of an older book only the truth: its tables are made anew when it
	 * is opened for work */
	c->report->old_rows = c->s->projection != GD_BOOK_PROJECTION;
	if (rc == GD_OK && !c->report->old_rows)
		rc = check_tables(c, &office, err);
	gd_sheet_release(&office);
	free(c->spans);
	return rc;
}

/* Rows of `name` are few and numbered from 1; an odd number is a fault. */
#define MOST_NAMES (1 << 20)

static enum gd_code
begin_check(struct gd_check *c, struct gd_err *err)
{
	enum gd_code rc;
	char hash[65];
	int64_t most;

	rc = gd_db_int(c->s, "SELECT coalesce(max(id), 0) FROM name", NULL,
	    &most, err);
	if (rc != GD_OK)
		return rc;
	c->nnames = most < 0 ? 1 : most < MOST_NAMES ? most + 1 : MOST_NAMES;
	c->names = gd_alloc((size_t)c->nnames, 1);
	/* an older book's rows are not looked at, so all of its chain is */
	if (!c->options->quick || c->s->projection != GD_BOOK_PROJECTION ||
	    !gd_good_get(c->s->ledger, &c->since, hash, &c->turn))
		c->since = 0;
	c->report->since = c->since;
	return GD_OK;
}

static enum gd_code
check_all(struct gd_check *c, struct gd_err *err)
{
	enum gd_code rc = begin_check(c, err);

	if (rc == GD_OK)
		rc = c->since ? gd_check_quick(c, err) : check_whole(c, err);
	if (rc == GD_OK && !c->s->restoring)
		rc = gd_check_seen(c, err);
	if (rc == GD_OK)
		rc = gd_check_anchors(c, err);
	free(c->names);
	free(c->signs);
	gd_check_since_begin(c);
	free(c->since_when.at);
	return rc;
}

/* Without a fault: where the next one may begin. */
static void
remember(const struct gd_check *c)
{
	const struct gd_verify_report *r = c->report;

	if (!r->seq || c->s->restoring)
		return;
	gd_seen_put(r->ledger, r->seq, r->head);
	if (!r->old_rows)
		gd_good_put(r->ledger, r->seq, r->head,
		    c->since ? c->turn + 1 : 0);
}

enum gd_code
gd_store_verify_with(struct gd_store *s,
    const struct gd_verify_options *options,
    void (*say)(void *payload, const struct gd_err *fault), void *payload,
    struct gd_verify_report *out, struct gd_err *err)
{
	static const struct gd_verify_options plain;
	struct gd_verify_report report = { 0 };
	struct gd_check c = { .s = s,
		.say = say,
		.payload = payload,
		.options = options ? options : &plain,
		.report = out ? out : &report };
	bool mine = false;
	enum gd_code rc;

	*c.report = report;
	memcpy(c.report->ledger, s->ledger, GD_ID_TEXT);
	rc = gd_check_prepare(s, err);
	if (rc == GD_OK)
		rc = gd_db_snapshot(s, &mine, err);
	if (rc == GD_OK)
		rc = check_all(&c, err);
	gd_db_snapshot_end(s, mine);
	gd_check_done(s);
	if (rc == GD_OK && c.report->faults)
		return gd_fail(err, GD_DAMAGED, GD_M_VERIFY_BAD,
		    GD_T(s->gate.path), GD_N(c.report->faults));
	if (rc == GD_OK)
		remember(&c);
	return rc;
}

enum gd_code
gd_store_verify(struct gd_store *s,
    void (*say)(void *payload, const struct gd_err *fault), void *payload,
    struct gd_verify_report *out, struct gd_err *err)
{
	return gd_store_verify_with(s, NULL, say, payload, out, err);
}
