/* store/search.c - finding orders by any part of a word.
 *
 * The folded words of an order stand in `words`; `search` is a contentless
 * FTS5 index of their characters and pairs of characters (Chinese has no
 * spaces, and FTS5's own trigrams miss two-character words).  Pairs only
 * narrow down: the list compares the words themselves.  FTS5 is written from here alone, and the
 * old text it wants at 'delete' always comes from `words`.
 */
#include "store_priv.h"

#include <string.h>

#include "base/text.h"

#include "base/banned.h"

#define MATCH_PAIRS 40 /* of one typed word; the rest narrows no further */

enum gd_code
gd_search_text(struct gd_store *s, int64_t order_id, struct gd_str *out,
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT 0, o.number || x'0a' || o.customer || x'0a' || "
	    "coalesce(c.name || x'0a' || c.name_en || x'0a' || c.pinyin, '') "
	    "FROM orders o LEFT JOIN customer c ON c.code = o.customer "
	    "WHERE o.id = ?1 "
	    "UNION ALL SELECT * FROM (SELECT 1, value FROM field "
	    "WHERE order_id = ?1 AND (name = 'vessel' OR "
	    "substr(name, -3) = '_no') ORDER BY name, lot) "
	    "UNION ALL SELECT * FROM (SELECT 2, item || x'0a' || spec "
	    "FROM line WHERE order_id = ?1 ORDER BY no)",
	    err);
	int rc;

	if (!st)
		return GD_DAMAGED;
	gd_bind_int(st, 1, order_id);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		gd_text_fold(out, gd_column(st, 1));
		gd_str_addc(out, '\n');
	}
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(s, rc, err);
}

/* ---- pairs --------------------------------------------------------------- */

static bool
is_letter(uint32_t cp)
{
	if (cp < 0x80)
		return (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z') ||
		       (cp >= 'A' && cp <= 'Z');
	return !(cp <= 0xbf || (cp >= 0x2000 && cp <= 0x206f) ||
		 (cp >= 0x3000 && cp <= 0x303f));
}

void
gd_search_tokens(const char *folded, struct gd_str *out)
{
	uint32_t cp, next;
	size_t n, m;

	for (const char *p = folded; (n = gd_utf8_next(p, &cp)) > 0; p += n) {
		if (!is_letter(cp))
			continue;
		m = gd_utf8_next(p + n, &next);
		/* each alone, so that one typed character is a word too */
		gd_str_addn(out, p, n);
		gd_str_addc(out, ' ');
		if (m && is_letter(next)) {
			gd_str_addn(out, p, n + m);
			gd_str_addc(out, ' ');
		}
	}
}

void
gd_search_match(const char *folded, struct gd_str *out)
{
	bool in_run = false;
	uint32_t cp, next;
	int pairs = 0;
	size_t n, m;

	for (const char *p = folded; (n = gd_utf8_next(p, &cp)) > 0; p += n) {
		bool pair;

		if (!is_letter(cp)) {
			in_run = false;
			continue;
		}
		m = gd_utf8_next(p + n, &next);
		pair = m && is_letter(next);
		if ((!pair && in_run) || pairs++ > MATCH_PAIRS)
			continue;
		in_run = true;
		if (out->len)
			gd_str_add(out, " AND ");
		gd_str_addc(out, '"');
		gd_str_addn(out, p, pair ? n + m : n);
		gd_str_addc(out, '"');
	}
}

/* ---- keeping it true ----------------------------------------------------- */

static enum gd_code
index_words(struct gd_store *s, int64_t id, const char *text, bool add,
    struct gd_err *err)
{
	struct gd_str tokens = GD_STR_INIT;
	enum gd_code rc = GD_OK;
	sqlite3_stmt *st;

	st = add ? gd_db_get(s,
		       "INSERT INTO search(rowid, text) "
		       "VALUES (?1, ?2)",
		       err)
		 : gd_db_get(s,
		       "INSERT INTO search(search, rowid, text) "
		       "VALUES ('delete', ?1, ?2)",
		       err);
	if (!st)
		return GD_DAMAGED;
	gd_search_tokens(text, &tokens);
	gd_bind_int(st, 1, id);
	gd_bind_text(st, 2, tokens.text);
	rc = gd_db_run(s, st, err);
	gd_str_release(&tokens);
	/* a broken index must not stop the office: verify and search say so */
	if (rc != GD_OK &&
	    sqlite3_extended_errcode(s->db) == SQLITE_CORRUPT_VTAB)
		rc = GD_OK;
	return rc;
}

static enum gd_code
keep_words(struct gd_store *s, int64_t id, const char *text, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "INSERT INTO words(order_id, text) "
	    "VALUES (?1, ?2) ON CONFLICT (order_id) "
	    "DO UPDATE SET text = excluded.text",
	    err);

	if (!st)
		return GD_DAMAGED;
	gd_bind_int(st, 1, id);
	gd_bind_text(st, 2, text);
	return gd_db_run(s, st, err);
}

static enum gd_code
old_words(struct gd_store *s, int64_t id, struct gd_str *out, bool *found,
    struct gd_err *err)
{
	sqlite3_stmt *st =
	    gd_db_get(s, "SELECT text FROM words WHERE order_id = ?1", err);
	int rc;

	if (!st)
		return GD_DAMAGED;
	gd_bind_int(st, 1, id);
	rc = sqlite3_step(st);
	*found = rc == SQLITE_ROW;
	if (*found)
		gd_str_add(out, gd_column(st, 0));
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? GD_OK
						     : gd_db_fail(s, rc, err);
}

enum gd_code
gd_search_refresh(struct gd_store *s, int64_t order_id, struct gd_err *err)
{
	struct gd_str old = GD_STR_INIT, now = GD_STR_INIT;
	enum gd_code rc;
	bool found;

	rc = old_words(s, order_id, &old, &found, err);
	if (rc == GD_OK)
		rc = gd_search_text(s, order_id, &now, err);
	if (rc == GD_OK && !(found && strcmp(old.text, now.text) == 0)) {
		if (found)
			rc = index_words(s, order_id, old.text, false, err);
		if (rc == GD_OK)
			rc = index_words(s, order_id, now.text, true, err);
		if (rc == GD_OK)
			rc = keep_words(s, order_id, now.text, err);
	}
	gd_str_release(&old);
	gd_str_release(&now);
	return rc;
}

enum gd_code
gd_search_customer(struct gd_store *s, const char *customer, struct gd_err *err)
{
	enum gd_code rc = GD_OK;
	int64_t id = 0;
	int step;

	for (;;) {
		sqlite3_stmt *st = gd_db_get(s,
		    "SELECT id FROM orders "
		    "WHERE customer = ?1 AND id > ?2 ORDER BY id LIMIT 1",
		    err);

		if (!st)
			return GD_DAMAGED;
		gd_bind_text(st, 1, customer);
		gd_bind_int(st, 2, id);
		step = sqlite3_step(st);
		id = sqlite3_column_int64(st, 0);
		sqlite3_reset(st);
		if (step != SQLITE_ROW)
			break;
		rc = gd_search_refresh(s, id, err);
		if (rc != GD_OK)
			return rc;
	}
	return step == SQLITE_DONE ? GD_OK : gd_db_fail(s, step, err);
}
