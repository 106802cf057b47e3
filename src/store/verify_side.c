/* store/verify_side.c - what verify looks at beside the journal: structure,
 * pages, counters, and the search index made anew and compared. */
#include "store_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

/* ---- structure ----------------------------------------------------------- */

#define STRUCTURE                                                           \
	"SELECT type || ' ' || name, sql, typeof(type) || typeof(name) || " \
	"typeof(tbl_name) || typeof(rootpage) || typeof(sql) || tbl_name "  \
	"FROM sqlite_schema ORDER BY 1"

/* A bare second connection, without the store's settings. */
static enum gd_code
open_aside(struct gd_store *aside, struct gd_err *err)
{
	int rc = sqlite3_open_v2("", &aside->db,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
	    NULL);

	aside->maint = true;
	return rc == SQLITE_OK ? GD_OK : gd_db_fail(aside, rc, err);
}

/* Walks two sorted structures side by side; says what only one has. */
static void
compare_structure(struct gd_check *c, sqlite3_stmt *a, sqlite3_stmt *b)
{
	int x = sqlite3_step(a), y = sqlite3_step(b);

	while (x == SQLITE_ROW || y == SQLITE_ROW) {
		int d = x != SQLITE_ROW ? 1
			: y != SQLITE_ROW
			    ? -1
			    : strcmp(gd_column(a, 0), gd_column(b, 0));

		if (d != 0)
			gd_fault(c, GD_M_BAD_SCHEMA,
			    GD_T(gd_column(d < 0 ? a : b, 0)));
		else if (strcmp(gd_column(a, 1), gd_column(b, 1)) != 0 ||
			 strcmp(gd_column(a, 2), gd_column(b, 2)) != 0)
			gd_fault(c, GD_M_BAD_SCHEMA, GD_T(gd_column(a, 0)));
		if (d <= 0)
			x = sqlite3_step(a);
		if (d >= 0)
			y = sqlite3_step(b);
	}
}

enum gd_code
gd_check_model(struct gd_store **out, struct gd_err *err)
{
	enum gd_code rc;

	*out = gd_alloc(1, sizeof **out);
	rc = open_aside(*out, err);
	return rc == GD_OK ? gd_schema_make(*out, err) : rc;
}

void
gd_check_model_end(struct gd_store *model)
{
	if (model)
		sqlite3_close(model->db);
	free(model);
}

enum gd_code
gd_check_schema(struct gd_check *c, struct gd_err *err)
{
	struct gd_store *model = c->s->model;
	sqlite3_stmt *want = NULL, *have;
	enum gd_code rc;
	int64_t n = 0;

	have = gd_db_prepare(c->s, STRUCTURE, err);
	rc = have ? GD_OK : GD_DAMAGED;
	if (rc == GD_OK && !model)
		rc = gd_check_model(&model, err);
	if (rc == GD_OK) {
		want = gd_db_prepare(model, STRUCTURE, err);
		rc = want ? GD_OK : GD_DAMAGED;
	}
	if (rc == GD_OK)
		compare_structure(c, want, have);
	sqlite3_finalize(want);
	sqlite3_finalize(have);
	if (model != c->s->model)
		gd_check_model_end(model);
	if (rc == GD_OK)
		rc = gd_db_int(c->s,
		    "SELECT count(*) = 1 AND min(one) = 1 FROM ledger", NULL,
		    &n, err);
	if (rc == GD_OK && n != 1)
		gd_fault(c, GD_M_BAD_LEDGER);
	if (rc == GD_OK)
		rc = gd_db_int(c->s, "SELECT min(created_ms) FROM ledger", NULL,
		    &n, err);
	if (rc == GD_OK && n != gd_schema_id_ms(c->s->ledger))
		gd_fault(c, GD_M_BAD_CREATED);
	return rc;
}

/* ---- pages --------------------------------------------------------------- */

static enum gd_code
run_pragma(struct gd_check *c, const char *sql, const char *good,
    const char *what, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_prepare(c->s, sql, err);
	int rc;

	if (!st)
		return gd_db_why(c->s, err);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW)
		if (strcmp(gd_column(st, 0), good) != 0)
			gd_fault(c, GD_M_BAD_PAGES,
			    *what ? GD_W(what) : GD_T(gd_column(st, 0)));
	sqlite3_finalize(st);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(c->s, rc, err);
}

enum gd_code
gd_check_pages(struct gd_check *c, struct gd_err *err)
{
	enum gd_code rc;

	rc = run_pragma(c, "PRAGMA integrity_check(20)", "ok", "", err);
	if (rc == GD_OK)
		rc = run_pragma(c, "PRAGMA foreign_key_check", "\x01",
		    "a row of an order that is not there", err);
	return rc;
}

/* Each row found is a fault: of what, and which part of it. */
static enum gd_code
fault_each(struct gd_check *c, enum gd_msg msg, const char *sql,
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(c->s, sql, err);
	int rc;

	if (!st)
		return gd_db_why(c->s, err);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW)
		gd_fault(c, msg, GD_T(gd_column(st, 0)),
		    GD_T(gd_column(st, 1)));
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(c->s, rc, err);
}

/* ---- texts that go on behind a zero byte --------------------------------- */

void
gd_check_hidden(struct gd_check *c, const char *order)
{
	if (c->s->hidden_text)
		gd_fault(c, GD_M_BAD_HIDDEN, GD_T(c->s->hidden_text),
		    GD_T(order));
	c->s->hidden_text = NULL;
}

enum gd_code
gd_check_texts(struct gd_check *c, struct gd_err *err)
{
	return fault_each(c, GD_M_BAD_HIDDEN,
	    "SELECT 'orders', number FROM orders WHERE instr(number || "
	    "rnumber || workflow || company || customer || cause || cause_by "
	    "|| reason || status || rail || waits || clerk, char(0)) UNION ALL "
	    "SELECT 'name', '' FROM name WHERE instr(name, char(0)) UNION ALL "
	    "SELECT 'words', '' FROM words WHERE instr(text, char(0)) "
	    "UNION ALL SELECT 'customer_words', code FROM customer_words "
	    "WHERE instr(code || text, char(0))",
	    err);
}

/* ---- counters ------------------------------------------------------------ */

enum gd_code
gd_check_tally(struct gd_check *c, sqlite3_stmt *st, struct gd_err *err)
{
	int rc;

	if (!st)
		return GD_DAMAGED;
	while ((rc = sqlite3_step(st)) == SQLITE_ROW)
		gd_fault(c, GD_M_BAD_TALLY, GD_T(gd_column(st, 0)),
		    GD_T(gd_column(st, 1)), GD_N(sqlite3_column_int64(st, 2)),
		    GD_N(sqlite3_column_int64(st, 3)));
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(c->s, rc, err);
}

/* The rows of wait are the words of orders.waits, of active orders, and of
 * completed ones those that say so themselves. They lie
 * by who; gathered aside, SQLite finds those of an order without reading all
 * of them again for each. */
static enum gd_code
check_waits(struct gd_check *c, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(c->s,
	    "WITH w AS MATERIALIZED (SELECT order_id, who, due_key FROM wait) "
	    "SELECT o.number, count(w.who), "
	    "total(instr(' ' || o.waits || ' ', ' ' || w.who || ' ') > 0), "
	    "o.state, length(replace(o.waits, ' ', '')), "
	    "total(length(w.who)), total(w.due_key <> o.due_key), "
	    "(o.state = 2) * (length(o.waits) - "
	    "length(replace(o.waits, '" GD_AFTER "', ''))) / length('" GD_AFTER
	    "') "
	    "FROM orders o "
	    "LEFT JOIN w ON w.order_id = o.id GROUP BY o.id",
	    err);
	int rc;

	if (!st)
		return gd_db_why(c->s, err);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		int64_t n = sqlite3_column_int64(st, 1);
		bool active = sqlite3_column_int64(st, 3) == 0;

		/* all words there, each once; none where it is not active */
		if (active ? n != sqlite3_column_int64(st, 2) ||
				 sqlite3_column_int64(st, 5) >
				     sqlite3_column_int64(st, 4) ||
				 (n == 0 && sqlite3_column_int64(st, 4) > 0) ||
				 sqlite3_column_int64(st, 6) > 0
			   : n != sqlite3_column_int64(st, 7) ||
				 n != sqlite3_column_int64(st, 2) ||
				 sqlite3_column_int64(st, 6) > 0)
			gd_fault(c, GD_M_BAD_LISTED, GD_T(gd_column(st, 0)),
			    GD_T("waits"));
	}
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(c->s, rc, err);
}

/* The rows of carried are the persons of assign, of orders in work. */
static enum gd_code
check_carried(struct gd_check *c, struct gd_err *err)
{
	return fault_each(c, GD_M_BAD_LISTED,
	    "WITH due AS (SELECT DISTINCT a.person, a.order_id, o.due_key "
	    "FROM assign a JOIN orders o ON o.id = a.order_id "
	    "WHERE o.state < 2 AND a.person <> ''), "
	    "kept AS (SELECT person, order_id, due_key FROM carried), "
	    "wrong AS (SELECT * FROM (SELECT * FROM due EXCEPT "
	    "SELECT * FROM kept) UNION SELECT * FROM (SELECT * FROM kept "
	    "EXCEPT SELECT * FROM due)) "
	    "SELECT DISTINCT coalesce(o.number, ''), 'carried' FROM wrong w "
	    "LEFT JOIN orders o ON o.id = w.order_id",
	    err);
}

/* As stays.c counts them. */
#define STAYS                                                            \
	"SELECT 'stay', o.workflow || '/' || s.step || '/' || min(400, " \
	"(max(s.done_ms - s.open_ms, 0) + 86399999) / 86400000), 0, "    \
	"count(*) FROM step s JOIN orders o ON o.id = s.order_id "       \
	"WHERE s.open_ms > 0 AND s.done_ms > 0 AND o.taken_day = 0 "     \
	"GROUP BY 2"

/* What is owed no more though nothing shut it is marked so. */
static enum gd_code
check_dates(struct gd_check *c, struct gd_err *err)
{
	return fault_each(c, GD_M_BAD_LISTED,
	    "SELECT o.number, due.duty FROM due JOIN orders o "
	    "ON o.id = due.order_id WHERE due.shut = 0 AND "
	    "due.gone <> " GD_DUE_GONE("o.state >= 2"),
	    err);
}

enum gd_code
gd_check_tallies(struct gd_check *c, struct gd_err *err)
{
	enum gd_code rc;

	rc = gd_check_tally(c,
	    gd_db_get(c->s,
		"SELECT kind, key, sum(kept), "
		"sum(due) FROM (SELECT kind, key, n AS kept, 0 AS due FROM "
		"tally "
		"WHERE kind <> 'office' UNION ALL "
		"SELECT 'step', CAST(step_no AS TEXT), 0, count(*) FROM orders "
		"WHERE state = 0 GROUP BY step_no UNION ALL "
		"SELECT 'state', CAST(state AS TEXT), 0, count(*) FROM orders "
		"GROUP BY state UNION ALL "
		"SELECT 'company', company, 0, count(*) FROM orders "
		"WHERE state < 2 GROUP BY company UNION ALL "
		"SELECT 'wait', who, 0, count(*) FROM wait GROUP BY who "
		"UNION ALL SELECT 'out', clerk, 0, sum(pieces_out) "
		"FROM orders WHERE state = 0 AND clerk <> '' GROUP BY clerk "
		"UNION ALL " STAYS ") "
		"GROUP BY kind, key HAVING sum(kept) <> sum(due)",
		err),
	    err);
	if (rc == GD_OK)
		rc = check_waits(c, err);
	if (rc == GD_OK)
		rc = check_carried(c, err);
	if (rc == GD_OK)
		rc = check_dates(c, err);
	if (rc == GD_OK)
		rc = gd_check_counted(c, err);
	return rc;
}

/* ---- the search index, made anew and compared ---------------------------- */

#define VOCABULARY "SELECT term, doc FROM temp.vocabulary"

enum gd_code
gd_check_prepare(struct gd_store *s, struct gd_err *err)
{
	bool maint = s->maint;
	int rc;

	gd_profile_authorize(s, false);
	s->maint = true; /* a table in memory, but a commit all the same */
	rc = sqlite3_exec(s->db,
	    "PRAGMA query_only=OFF;"
	    "CREATE VIRTUAL TABLE temp.vocabulary USING "
	    "fts5vocab('main', 'search', 'instance')",
	    NULL, NULL, NULL);
	s->maint = maint;
	return rc == SQLITE_OK ? GD_OK : gd_db_fail(s, rc, err);
}

void
gd_check_done(struct gd_store *s)
{
	bool maint = s->maint;

	s->maint = true;
	sqlite3_exec(s->db, "DROP TABLE IF EXISTS temp.vocabulary", NULL, NULL,
	    NULL);
	s->maint = maint;
	if (s->profile == GD_PROFILE_VERIFY)
		sqlite3_exec(s->db, "PRAGMA query_only=ON", NULL, NULL, NULL);
	gd_profile_authorize(s, true);
}

static enum gd_code
fill_index(struct gd_store *from, struct gd_store *aside, struct gd_err *err)
{
	sqlite3_stmt *words, *add;
	struct gd_str tokens = GD_STR_INIT;
	enum gd_code code = GD_OK;
	int rc;

	rc = sqlite3_exec(aside->db,
	    "CREATE VIRTUAL TABLE search USING "
	    "fts5(text, content='', detail=none, columnsize=0, "
	    "tokenize='ascii'); CREATE VIRTUAL TABLE temp.vocabulary USING "
	    "fts5vocab('main', 'search', 'instance'); BEGIN",
	    NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		return gd_db_fail(aside, rc, err);
	words = gd_db_prepare(from, "SELECT order_id, text FROM words", err);
	add = gd_db_prepare(aside,
	    "INSERT INTO search(rowid, text) VALUES (?1, ?2)", err);
	if (!words || !add)
		code = GD_DAMAGED;
	while (code == GD_OK && (rc = sqlite3_step(words)) == SQLITE_ROW) {
		gd_str_reset(&tokens);
		gd_search_tokens(gd_column(words, 1), &tokens);
		gd_bind_int(add, 1, sqlite3_column_int64(words, 0));
		gd_bind_text(add, 2, tokens.text);
		code = gd_db_run(aside, add, err);
	}
	if (code == GD_OK && rc != SQLITE_DONE)
		code = gd_db_fail(from, rc, err);
	sqlite3_finalize(words);
	sqlite3_finalize(add);
	gd_str_release(&tokens);
	if (code == GD_OK &&
	    sqlite3_exec(aside->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
		code = gd_db_fail(aside, SQLITE_ERROR, err);
	return code;
}

static void
say_search(struct gd_check *c, int64_t id)
{
	sqlite3_stmt *st =
	    gd_db_get(c->s, "SELECT number FROM orders WHERE id = ?1", NULL);

	if (!st)
		return;
	gd_bind_int(st, 1, id);
	gd_fault(c, GD_M_BAD_SEARCH,
	    GD_T(sqlite3_step(st) == SQLITE_ROW ? gd_column(st, 0) : "?"));
	sqlite3_reset(st);
}

/* Both are sorted by term and order; the first difference is enough. */
static enum gd_code
compare_index(struct gd_check *c, struct gd_store *aside, struct gd_err *err)
{
	sqlite3_stmt *a = gd_db_prepare(aside, VOCABULARY, err);
	sqlite3_stmt *b = gd_db_prepare(c->s, VOCABULARY, err);
	int x = SQLITE_DONE, y = SQLITE_DONE, d = 0;

	while (a && b && d == 0) {
		x = sqlite3_step(a);
		y = sqlite3_step(b);
		if (x != SQLITE_ROW || y != SQLITE_ROW)
			break;
		d = strcmp(gd_column(a, 0), gd_column(b, 0));
		if (d == 0)
			d = (sqlite3_column_int64(a, 1) >
				sqlite3_column_int64(b, 1)) -
			    (sqlite3_column_int64(a, 1) <
				sqlite3_column_int64(b, 1));
	}
	if (a && b && !(x == SQLITE_DONE && y == SQLITE_DONE)) {
		/* what comes first is the one the other lacks */
		sqlite3_stmt *at = x == SQLITE_ROW && d <= 0 ? a : b;

		say_search(c, x == SQLITE_ROW || y == SQLITE_ROW
				  ? sqlite3_column_int64(at, 1)
				  : 0);
	}
	sqlite3_finalize(a);
	sqlite3_finalize(b);
	return a && b ? GD_OK : GD_DAMAGED;
}

/* How often the index itself finds a term. */
static int64_t
found(sqlite3_stmt *match, const char *term, struct gd_str *quoted)
{
	int64_t n = -1;

	gd_str_reset(quoted);
	gd_str_addf(quoted, "\"%s\"", term);
	gd_bind_text(match, 1, quoted->text);
	if (sqlite3_step(match) == SQLITE_ROW)
		n = sqlite3_column_int64(match, 0);
	sqlite3_reset(match);
	return n;
}

/* The vocabulary is read from leaf to leaf; a search goes in through the
 * index of them, so each term is asked for that way too. */
static enum gd_code
check_ways(struct gd_check *c, struct gd_err *err)
{
	sqlite3_stmt *terms = gd_db_prepare(c->s, VOCABULARY, err);
	sqlite3_stmt *match = gd_db_prepare(c->s,
	    "SELECT count(*) FROM search WHERE search MATCH ?1", err);
	struct gd_str term = GD_STR_INIT, quoted = GD_STR_INIT;
	bool more = terms && match, same = true;
	int64_t n = 0;

	while (more && same) {
		more = sqlite3_step(terms) == SQLITE_ROW;
		if (more && n && strcmp(gd_column(terms, 0), term.text) == 0) {
			n++;
			continue;
		}
		same = n == 0 || found(match, term.text, &quoted) == n;
		if (more && same) {
			gd_str_reset(&term);
			gd_str_add(&term, gd_column(terms, 0));
			n = 1;
		}
	}
	if (!same)
		gd_fault(c, GD_M_BAD_INDEX, GD_T(term.text));
	sqlite3_finalize(terms);
	sqlite3_finalize(match);
	gd_str_release(&term);
	gd_str_release(&quoted);
	return terms && match ? GD_OK : GD_DAMAGED;
}

/* FTS5's own settings: only its format, as it was made. */
static enum gd_code
check_config(struct gd_check *c, struct gd_err *err)
{
	int64_t n = 0;
	enum gd_code rc = gd_db_int(c->s,
	    "SELECT count(*) = 1 AND min(k) = 'version' AND min(v) = 4 AND "
	    "typeof(min(v)) = 'integer' FROM search_config",
	    NULL, &n, err);

	if (rc == GD_OK && n != 1)
		gd_fault(c, GD_M_BAD_INDEX, GD_T("search_config"));
	return rc;
}

/* Every customer's words, made anew. */
static enum gd_code
check_customers(struct gd_check *c, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(c->s,
	    "SELECT code, text FROM customer_words UNION ALL "
	    "SELECT code, NULL FROM customer WHERE NOT EXISTS (SELECT 1 FROM "
	    "customer_words w WHERE w.code = customer.code)",
	    err);
	struct gd_str want = GD_STR_INIT;
	enum gd_code code = st ? GD_OK : gd_db_why(c->s, err);
	int rc = SQLITE_DONE;

	while (code == GD_OK && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		gd_str_reset(&want);
		code =
		    gd_search_customer_text(c->s, gd_column(st, 0), &want, err);
		if (code == GD_OK &&
		    (!want.len || strcmp(want.text, gd_column(st, 1)) != 0))
			gd_fault(c, GD_M_BAD_CUSTOMER_WORDS,
			    GD_T(gd_column(st, 0)));
	}
	if (st)
		sqlite3_reset(st);
	gd_str_release(&want);
	return code == GD_OK && rc != SQLITE_DONE ? gd_db_fail(c->s, rc, err)
						  : code;
}

enum gd_code
gd_check_search(struct gd_check *c, struct gd_err *err)
{
	struct gd_store *aside = gd_alloc(1, sizeof *aside);
	enum gd_code rc;

	rc = check_customers(c, err);
	if (rc == GD_OK)
		rc = open_aside(aside, err);
	if (rc == GD_OK)
		rc = fill_index(c->s, aside, err);
	if (rc == GD_OK)
		rc = compare_index(c, aside, err);
	if (rc == GD_OK)
		rc = check_config(c, err);
	if (rc == GD_OK)
		rc = check_ways(c, err);
	sqlite3_close(aside->db);
	free(aside);
	return rc;
}
