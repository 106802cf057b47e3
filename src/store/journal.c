/* store/journal.c - the truth: appending to it, walking it, its chain. */
#include "store_priv.h"
#include "store/settled.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

/* ---- the chain ----------------------------------------------------------- */

static void
little_endian(int64_t n, uint8_t out[8])
{
	for (int i = 0; i < 8; i++)
		out[i] = (uint8_t)((uint64_t)n >> (8 * i));
}

/* Names and UUIDs, never row numbers; each field after its length. */
void
gd_chain_leaf(const struct gd_link_in *in, uint8_t leaf[GD_HASH])
{
	uint8_t seq[8], rev[8], at[8];
	const void *parts[] = { in->ledger, seq, in->order, rev, at, in->actor,
		in->for_whom, in->request, in->verb, in->body };
	uint64_t lens[] = { strlen(in->ledger), 8, strlen(in->order), 8, 8,
		strlen(in->actor), strlen(in->for_whom), strlen(in->request),
		strlen(in->verb), in->body_len };

	little_endian(in->seq, seq);
	little_endian(in->rev, rev);
	little_endian(in->at_ms, at);
	gd_sha256_parts(0, (int)(sizeof lens / sizeof *lens), parts, lens,
	    leaf);
}

void
gd_chain_next(const uint8_t previous[GD_HASH], const uint8_t leaf[GD_HASH],
    uint8_t out[GD_HASH])
{
	const void *parts[] = { previous, leaf };
	const uint64_t lens[] = { GD_HASH, GD_HASH };

	gd_sha256_parts(1, 2, parts, lens, out);
}

/* Last command and its chain; 0 and zeros before the first. */
enum gd_code
gd_journal_head(struct gd_store *s, int64_t *seq, uint8_t chain[GD_HASH],
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT seq, chain FROM journal "
	    "ORDER BY seq DESC LIMIT 1",
	    err);
	int rc;

	*seq = 0;
	memset(chain, 0, GD_HASH);
	if (!st)
		return gd_db_why(s, err);
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW) {
		*seq = sqlite3_column_int64(st, 0);
		if (sqlite3_column_bytes(st, 1) == GD_HASH)
			memcpy(chain, sqlite3_column_blob(st, 1), GD_HASH);
	}
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? GD_OK
						     : gd_db_fail(s, rc, err);
}

enum gd_code
gd_chain_at(struct gd_store *s, int64_t seq, char hash[65], struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT lower(hex(chain)) FROM journal WHERE seq = ?1", err);
	int rc;

	hash[0] = '\0';
	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, seq);
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		strncat(hash, gd_column(st, 0), 64);
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? GD_OK
						     : gd_db_fail(s, rc, err);
}

/* ---- walking ------------------------------------------------------------- */

struct gd_cursor {
	struct gd_store *store;
	sqlite3_stmt *stmt; /* owned: several walks may be under way */
	bool of_one, apart; /* apart: its statement is no spare one */
	char order[GD_ID_TEXT], request[GD_ID_TEXT];
};

#define WALK                                                           \
	"SELECT j.seq, j.order_rev, j.at_ms, o.uuid, a.name, f.name, " \
	"v.name, j.body, j.request, j.leaf, j.chain, j.actor_id, "     \
	"j.for_id, j.verb_id FROM journal j "                          \
	"LEFT JOIN orders o ON o.id = j.order_id "                     \
	"LEFT JOIN name a ON a.id = j.actor_id "                       \
	"LEFT JOIN name f ON f.id = j.for_id "                         \
	"LEFT JOIN name v ON v.id = j.verb_id "

enum gd_code
gd_store_journal(struct gd_store *s, const char *id, int64_t from,
    struct gd_cursor **out, struct gd_err *err)
{
	int64_t order_id = 0;
	struct gd_cursor *c;
	enum gd_code rc;

	*out = NULL;
	if (id) {
		rc = gd_orders_id(s, id, &order_id, err);
		if (rc != GD_OK)
			return rc;
	}
	c = gd_alloc(1, sizeof *c);
	c->store = s;
	c->of_one = id != NULL;
	c->stmt = s->walks[c->of_one];
	s->walks[c->of_one] = NULL; /* ours now; close gives it back */
	if (!c->stmt)
		c->stmt = gd_db_prepare(s,
		    id ? WALK "WHERE j.order_id = ?1 AND j.seq >= ?2 "
			      "ORDER BY j.order_rev"
		       : WALK "WHERE j.seq >= ?2 ORDER BY j.seq",
		    err);
	if (!c->stmt) {
		free(c);
		return GD_DAMAGED;
	}
	if (id)
		gd_bind_int(c->stmt, 1, order_id);
	gd_bind_int(c->stmt, 2, from);
	*out = c;
	return GD_OK;
}

enum gd_code
gd_store_journal_newest(struct gd_store *s, const char *id, int64_t before,
    struct gd_cursor **out, struct gd_err *err)
{
	int64_t order_id = 0;
	struct gd_cursor *c;
	enum gd_code rc = gd_orders_id(s, id, &order_id, err);

	*out = NULL;
	if (rc != GD_OK)
		return rc;
	c = gd_alloc(1, sizeof *c);
	c->store = s;
	c->apart = true;
	c->stmt = gd_db_prepare(s,
	    WALK "WHERE j.order_id = ?1 AND j.order_rev < ?2 "
		 "ORDER BY j.order_rev DESC",
	    err);
	if (!c->stmt) {
		free(c);
		return GD_DAMAGED;
	}
	gd_bind_int(c->stmt, 1, order_id);
	gd_bind_int(c->stmt, 2, before > 0 ? before : INT64_MAX);
	*out = c;
	return GD_OK;
}

static enum gd_code
walk_office(struct gd_store *s, const char *sql, struct gd_cursor **out,
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_prepare(s, sql, err);

	*out = NULL;
	if (!st)
		return gd_db_why(s, err);
	*out = gd_alloc(1, sizeof **out);
	**out = (struct gd_cursor){ .store = s, .stmt = st, .apart = true };
	return GD_OK;
}

enum gd_code
gd_store_journal_office(struct gd_store *s, struct gd_cursor **out,
    struct gd_err *err)
{
	return walk_office(s, WALK "WHERE j.order_id IS NULL ORDER BY j.seq",
	    out, err);
}

/* No index of its own: asked by a key, of what changes a few times a week. */
enum gd_code
gd_store_journal_office_newest(struct gd_store *s, struct gd_cursor **out,
    struct gd_err *err)
{
	return walk_office(s,
	    WALK "WHERE j.seq > (SELECT max(seq) FROM journal) - 50000 "
		 "AND j.order_id IS NULL ORDER BY j.seq DESC",
	    out, err);
}

enum gd_code
gd_store_order_next(struct gd_store *s, int64_t *key, char id[GD_ID_TEXT],
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT id, uuid FROM orders WHERE id > ?1 ORDER BY id LIMIT 1",
	    err);
	int rc;

	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, *key);
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW) {
		*key = sqlite3_column_int64(st, 0);
		gd_uuid_text(sqlite3_column_bytes(st, 1) == 16
				 ? sqlite3_column_blob(st, 1)
				 : NULL,
		    id);
	}
	sqlite3_reset(st);
	if (rc == SQLITE_DONE)
		return GD_MISSING;
	return rc == SQLITE_ROW ? GD_OK : gd_db_fail(s, rc, err);
}

static void
read_row(struct gd_cursor *c, struct gd_journal_row *row)
{
	sqlite3_stmt *st = c->stmt;

	*row = (struct gd_journal_row){
		.seq = sqlite3_column_int64(st, 0),
		.order_rev = sqlite3_column_int64(st, 1),
		.at_ms = sqlite3_column_int64(st, 2),
		.actor = gd_column(st, 4),
		.for_whom = gd_column(st, 5),
		.verb = gd_column(st, 6),
		.body = gd_column(st, 7),
		.body_len = (size_t)sqlite3_column_bytes(st, 7),
	};
	gd_uuid_text(sqlite3_column_bytes(st, 3) == 16
			 ? sqlite3_column_blob(st, 3)
			 : NULL,
	    c->order);
	gd_uuid_text(sqlite3_column_bytes(st, 8) == 16
			 ? sqlite3_column_blob(st, 8)
			 : NULL,
	    c->request);
	row->order = c->order;
	row->request = c->request;
}

enum gd_code
gd_cursor_next(struct gd_cursor *c, struct gd_journal_row *row,
    struct gd_err *err)
{
	int rc = sqlite3_step(c->stmt);

	if (rc == SQLITE_DONE)
		return GD_MISSING;
	if (rc != SQLITE_ROW)
		return gd_db_fail(c->store, rc, err);
	read_row(c, row);
	return GD_OK;
}

void
gd_cursor_hashes(struct gd_cursor *c, uint8_t leaf[GD_HASH], bool *has_leaf,
    uint8_t chain[GD_HASH])
{
	sqlite3_stmt *st = c->stmt;

	memset(chain, 0, GD_HASH);
	*has_leaf = sqlite3_column_bytes(st, 9) == GD_HASH;
	if (*has_leaf)
		memcpy(leaf, sqlite3_column_blob(st, 9), GD_HASH);
	if (sqlite3_column_bytes(st, 10) == GD_HASH)
		memcpy(chain, sqlite3_column_blob(st, 10), GD_HASH);
}

void
gd_cursor_names(struct gd_cursor *c, int64_t ids[3])
{
	for (int i = 0; i < 3; i++)
		ids[i] = sqlite3_column_int64(c->stmt, 11 + i);
}

void
gd_cursor_close(struct gd_cursor *c)
{
	sqlite3_stmt **spare;

	if (!c)
		return;
	spare = &c->store->walks[c->of_one];
	sqlite3_reset(c->stmt);
	if (*spare || c->apart)
		sqlite3_finalize(c->stmt);
	else
		*spare = c->stmt;
	free(c);
}

/* ---- appending ----------------------------------------------------------- */

static enum gd_code
name_id(struct gd_store *s, const char *name, int64_t *id, struct gd_err *err)
{
	sqlite3_stmt *st;
	enum gd_code rc;

	rc = gd_db_int(s, "SELECT id FROM name WHERE name = ?1",
	    name ? name : "", id, err);
	if (rc != GD_MISSING)
		return rc;
	st = gd_db_get(s, "INSERT INTO name(name) VALUES (?1)", err);
	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, name);
	rc = gd_db_run(s, st, err);
	*id = sqlite3_last_insert_rowid(s->db);
	return rc;
}

/* The order's row; made at its first command. */
static enum gd_code
order_row(struct gd_store *s, const struct gd_entry *e, int64_t *id,
    struct gd_err *err)
{
	sqlite3_stmt *st;
	enum gd_code rc;
	int64_t rev = 0;

	*id = 0;
	if (!e->order)
		return GD_OK;
	rc = gd_orders_id(s, e->order, id, e->order_rev == 1 ? NULL : err);
	if (rc == GD_MISSING && e->order_rev == 1)
		return gd_orders_insert(s, 0, e->order, id, err);
	if (rc != GD_OK)
		return rc;
	st = gd_db_get(s, "SELECT rev FROM orders WHERE id = ?1", err);
	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, *id);
	if (sqlite3_step(st) == SQLITE_ROW)
		rev = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	if (rev + 1 != e->order_rev)
		return gd_fail(err, GD_STALE, GD_M_ORDER_MOVED, GD_T(e->order),
		    GD_N(rev), GD_N(e->order_rev - 1));
	return GD_OK;
}

struct fresh { /* a journal row about to be written */
	struct gd_link_in in;
	uint8_t previous[GD_HASH], chain[GD_HASH], request[16];
	int64_t order_id, actor_id, for_id, verb_id;
};

static enum gd_code
insert_row(struct gd_store *s, const struct fresh *f, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "INSERT INTO journal(seq, order_id, "
	    "order_rev, at_ms, actor_id, for_id, request, verb_id, body, "
	    "leaf, chain) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, NULL, "
	    "?10)",
	    err);

	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, f->in.seq);
	if (f->order_id)
		gd_bind_int(st, 2, f->order_id);
	else
		sqlite3_bind_null(st, 2);
	gd_bind_int(st, 3, f->in.rev);
	gd_bind_int(st, 4, f->in.at_ms);
	gd_bind_int(st, 5, f->actor_id);
	gd_bind_int(st, 6, f->for_id);
	gd_bind_blob(st, 7, f->request, 16);
	gd_bind_int(st, 8, f->verb_id);
	gd_bind_text(st, 9, f->in.body);
	gd_bind_blob(st, 10, f->chain, GD_HASH);
	return gd_db_run(s, st, err);
}

/* Never trust what was not read back: the row as stored must hash alike. */
static enum gd_code
read_back(struct gd_store *s, const struct fresh *f, struct gd_err *err)
{
	struct gd_cursor c = { .store = s };
	uint8_t leaf[GD_HASH], chain[GD_HASH];
	struct gd_journal_row row;
	enum gd_code rc;

	c.stmt = gd_db_get(s, WALK "WHERE j.seq = ?1", err);
	if (!c.stmt)
		return gd_db_why(s, err);
	gd_bind_int(c.stmt, 1, f->in.seq);
	rc = gd_cursor_next(&c, &row, err);
	if (rc == GD_OK) {
		struct gd_link_in in = { s->ledger, row.order, row.seq,
			row.order_rev, row.at_ms, row.actor, row.for_whom,
			row.request, row.verb, row.body, row.body_len };

		gd_chain_leaf(&in, leaf);
		gd_chain_next(f->previous, leaf, chain);
		if (memcmp(chain, f->chain, GD_HASH) != 0)
			rc = GD_MISSING;
	}
	if (rc == GD_MISSING)
		rc = gd_fail(err, GD_DAMAGED, GD_M_BAD_CHAIN, GD_N(f->in.seq),
		    GD_T(f->in.verb), GD_T(f->in.actor));
	sqlite3_reset(c.stmt);
	return rc;
}

static enum gd_code
fill_fresh(struct gd_store *s, const struct gd_entry *e,
    const struct gd_str *body, struct fresh *f, struct gd_err *err)
{
	uint8_t leaf[GD_HASH];
	enum gd_code rc;
	int64_t last;

	f->in = (struct gd_link_in){ .ledger = s->ledger,
		.order = e->order ? e->order : "",
		.rev = e->order_rev,
		.at_ms = e->at_ms,
		.actor = e->actor ? e->actor : "",
		.for_whom = e->for_whom ? e->for_whom : "",
		.request = e->request,
		.verb = e->verb ? e->verb : "",
		.body = body->text,
		.body_len = body->len };
	if (!gd_uuid_bytes(e->request, f->request))
		return gd_fail(err, GD_USAGE, GD_M_STORE_BUG,
		    GD_T("a request without an id"));
	rc = gd_journal_head(s, &last, f->previous, err);
	f->in.seq = last + 1;
	if (rc == GD_OK)
		rc = name_id(s, f->in.actor, &f->actor_id, err);
	if (rc == GD_OK)
		rc = name_id(s, f->in.for_whom, &f->for_id, err);
	if (rc == GD_OK)
		rc = name_id(s, f->in.verb, &f->verb_id, err);
	gd_chain_leaf(&f->in, leaf);
	gd_chain_next(f->previous, leaf, f->chain);
	return rc;
}

/* An order is settled by one order: asked as it is written, whoever decided. */
static enum gd_code
settled_once(struct gd_store *s, const struct gd_entry *entry, int64_t order_id,
    struct gd_err *err)
{
	enum gd_code rc = GD_OK;

	for (size_t e = 0; e < entry->events->n; e++)
		for (size_t p = 0; p < entry->events->at[e].nputs; p++) {
			const struct gd_put *put =
			    &entry->events->at[e].puts[p];
			const struct gd_link *l = put->row;
			char by[GD_SETTLER_TEXT];

			if (rc != GD_OK || put->table != GD_TAB_LINK ||
			    put->drop || strcmp(l->kind, "settles") != 0)
				continue;
			rc = gd_store_settled(s, l->other, order_id, by, err);
			if (rc == GD_OK && *by)
				rc = gd_fail(err, GD_REFUSED,
				    GD_M_ORDER_SETTLED, GD_T(l->other),
				    GD_T(by));
		}
	return rc;
}

enum gd_code
gd_store_append(struct gd_store *s, const struct gd_entry *entry, int64_t *seq,
    struct gd_err *err)
{
	struct gd_str body = GD_STR_INIT;
	char order[GD_ID_TEXT];
	struct fresh f = { 0 };
	int64_t landed;
	enum gd_code rc;

	if (!s->writing)
		gd_die(__FILE__, __LINE__, "append outside begin and end");
	rc = gd_store_request(s, entry->request, &landed, order, err);
	if (rc == GD_OK && landed)
		return gd_fail(err, GD_REFUSED, GD_M_REQUEST_TWICE,
		    GD_N(landed));
	if (rc == GD_OK)
		rc = order_row(s, entry, &f.order_id, err);
	if (rc == GD_OK)
		rc = settled_once(s, entry, f.order_id, err);
	if (rc != GD_OK)
		return rc;
	gd_events_encode(entry->events, &body);
	rc = fill_fresh(s, entry, &body, &f, err);
	if (rc == GD_OK)
		rc = insert_row(s, &f, err);
	if (rc == GD_OK)
		rc = read_back(s, &f, err);
	if (rc == GD_OK)
		rc = gd_project(s, f.order_id, entry->order_rev,
		    entry->at_ms, entry->events, err);
	gd_str_release(&body);
	if (rc == GD_OK && seq)
		*seq = f.in.seq;
	return rc;
}

enum gd_code
gd_store_request(struct gd_store *s, const char *request, int64_t *seq,
    char order[GD_ID_TEXT], struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT j.seq, o.uuid FROM journal j "
	    "LEFT JOIN orders o ON o.id = j.order_id WHERE j.request = ?1",
	    err);
	enum gd_code code = GD_OK;
	uint8_t bytes[16];
	int rc;

	*seq = 0;
	order[0] = '\0';
	if (!st)
		return gd_db_why(s, err);
	if (!gd_uuid_bytes(request, bytes))
		return gd_fail(err, GD_USAGE, GD_M_STORE_BUG,
		    GD_T("a request without an id"));
	gd_bind_blob(st, 1, bytes, 16);
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW) {
		*seq = sqlite3_column_int64(st, 0);
		if (sqlite3_column_bytes(st, 1) == 16)
			gd_uuid_text(sqlite3_column_blob(st, 1), order);
	} else if (rc != SQLITE_DONE) {
		code = gd_db_fail(s, rc, err);
	}
	sqlite3_reset(st);
	return code;
}

enum gd_code
gd_store_clock(struct gd_store *s, int64_t *last_ms, char *told, size_t n,
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT (SELECT at_ms FROM journal ORDER BY seq DESC LIMIT 1), "
	    "(SELECT value FROM setting WHERE name = 'clock')",
	    err);
	int rc;

	if (!st)
		return gd_db_why(s, err);
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW) {
		*last_ms = sqlite3_column_int64(st, 0);
		snprintf(told, n, "%s", gd_column(st, 1));
	}
	sqlite3_reset(st);
	return rc == SQLITE_ROW ? GD_OK : gd_db_fail(s, rc, err);
}
