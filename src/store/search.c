/* store/search.c - the words orders and customers are found by.
 *
 * The folded words of an order stand in `words`; `search` is a contentless
 * FTS5 index of their characters, pairs and (of ASCII) threes: Chinese has no
 * spaces, and FTS5's own trigrams miss words of two characters.  The index
 * only narrows down; lists compare the words themselves.  FTS5 is written
 * from here alone, and only the tokens that come and go are written.
 */
#include "store_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "base/banned.h"

#define MATCH_TOKENS 24 /* of one typed word; the rest narrows no further */
#define LONG_WORD 7     /* of these every second three covers all pairs */

/* Numbers of contracts, bookings, parcels ..., ships and goods. */
#define SEARCHED(name)                                                  \
	"(substr(" name ", -3) = '_no' OR " name " IN ('customer_po', " \
	"'vessel', 'voyage', 'tracking', 'product'))"

/* What `?1` is found by; the journal's rows in the order of their keys. */
static const char order_words[] =
    "SELECT o.number || x'0a' || o.customer FROM orders o WHERE o.id = ?1 "
    "UNION ALL SELECT * FROM (SELECT value FROM field WHERE order_id = ?1 "
    "AND value <> '' AND " SEARCHED(
	"name") " ORDER BY name, lot) "
		"UNION ALL SELECT * FROM (SELECT item || x'0a' || spec FROM "
		"line "
		"WHERE order_id = ?1 ORDER BY no) "
		"UNION ALL SELECT * FROM (SELECT tracking FROM piece "
		"WHERE order_id = ?1 AND tracking <> '' ORDER BY no) "
		"UNION ALL SELECT * FROM (SELECT j.value FROM act a, "
		"json_each(CASE WHEN json_valid(a.fields) THEN a.fields ELSE "
		"'{}' END) j "
		"WHERE a.order_id = ?1 AND a.fields <> '' AND j.type = 'text' "
		"AND " SEARCHED(
		    "j.key") " ORDER BY a.duty, a.lot, a.round, a.inst, j.id)";

/* A text that the rows before gave is not said twice: most numbers stand in
 * the act that set them and in the field. */
static bool
said(const struct gd_str *all, size_t from, const char *line)
{
	const char *at = all->text + from;
	size_t len = strlen(line);

	while ((at = strstr(at, line))) {
		if ((at == all->text + from || at[-1] == '\n') &&
		    at[len] == '\n')
			return true;
		at++;
	}
	return len == 0;
}

enum gd_code
gd_search_text(struct gd_store *s, int64_t order_id, struct gd_str *out,
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s, order_words, err);
	struct gd_str line = GD_STR_INIT;
	size_t from = out->len;
	int rc;

	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, order_id);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		gd_str_reset(&line);
		gd_text_fold(&line, gd_column(st, 0));
		if (said(out, from, line.text))
			continue;
		gd_str_add(out, line.text);
		gd_str_addc(out, '\n');
	}
	sqlite3_reset(st);
	gd_str_release(&line);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(s, rc, err);
}

/* ---- tokens --------------------------------------------------------------- */

struct token { /* one to three characters; zeroed behind them */
	char text[16];
};
struct tokens {
	struct token *at;
	size_t n, room;
};

static bool
is_searched(uint32_t cp)
{
	return cp > 0x20 && cp != 0x7f && cp != 0xa0 && cp != 0x3000;
}

/* FTS5's ascii tokenizer knows letters and digits of ASCII and all bytes
 * above: signs move into the private area. */
static void
add_character(char *token, size_t *len, uint32_t cp)
{
	bool sign = cp < 0x80 && !(cp >= '0' && cp <= '9') &&
		    !(cp >= 'a' && cp <= 'z') && !(cp >= 'A' && cp <= 'Z');
	char buf[5];
	size_t n = gd_utf8_put(sign ? 0xe000 + cp : cp, buf);

	memcpy(token + *len, buf, n);
	*len += n;
}

static void
add_token(struct tokens *t, const uint32_t *cp, int n)
{
	struct token *token = GD_PUSH(t->at, t->n, t->room);
	size_t len = 0;

	for (int i = 0; i < n; i++)
		add_character(token->text, &len, cp[i]);
}

/* Up to three characters from s on, as far as they are searched. */
static int
look_ahead(const char *s, uint32_t cp[3], size_t *first)
{
	size_t len;
	int n;

	for (n = 0; n < 3 && (len = gd_utf8_next(s, &cp[n])) > 0; n++) {
		if (n == 0)
			*first = len;
		if (!is_searched(cp[n]))
			break;
		s += len;
	}
	return n;
}

static bool
is_three(const uint32_t *cp, int n)
{
	return n == 3 && cp[0] < 0x80 && cp[1] < 0x80 && cp[2] < 0x80;
}

static int
by_text(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct token));
}

/* Every one once, sorted. */
static void
tokens_of(const char *folded, struct tokens *t)
{
	size_t len = 0, out = 0;
	uint32_t cp[3];

	for (const char *p = folded; *p; p += len) {
		int n = look_ahead(p, cp, &len);

		for (int k = 1; k <= n; k++)
			if (k < 3 || is_three(cp, n))
				add_token(t, cp, k);
	}
	if (t->n)
		qsort(t->at, t->n, sizeof *t->at, by_text);
	for (size_t i = 0; i < t->n; i++)
		if (i == 0 || by_text(&t->at[i], &t->at[i - 1]) != 0)
			t->at[out++] = t->at[i];
	t->n = out;
}

void
gd_search_tokens(const char *folded, struct gd_str *out)
{
	struct tokens t = { 0 };

	tokens_of(folded, &t);
	for (size_t i = 0; i < t.n; i++) {
		gd_str_add(out, t.at[i].text);
		gd_str_addc(out, ' ');
	}
	free(t.at);
}

static void
add_match(struct gd_str *out, const uint32_t *cp, int n)
{
	struct token token = { "" };
	size_t len = 0;

	for (int i = 0; i < n; i++)
		add_character(token.text, &len, cp[i]);
	gd_str_addf(out, "%s ", token.text);
}

/* Tokens that together hold every pair of neighbours of a run; of a long one
 * only every second three. @return how many */
static int
match_run(const uint32_t *cp, int n, struct gd_str *out)
{
	int held = 0, count = 0; /* pairs up to cp[held] are in some token */

	if (n == 1) {
		add_match(out, cp, 1);
		return 1;
	}
	for (int i = 0; i + 1 < n && count < MATCH_TOKENS; i++) {
		bool three = i + 2 < n && is_three(cp + i, 3);

		if (three ? held < i + 2 &&
				(n < LONG_WORD || held <= i || i + 3 == n)
			  : held < i + 1) {
			add_match(out, cp + i, three ? 3 : 2);
			held = i + (three ? 2 : 1);
			count++;
		}
	}
	return count;
}

void
gd_search_match(const char *folded, struct gd_str *out)
{
	uint32_t *run = gd_alloc(strlen(folded) + 1, sizeof *run), cp;
	int n = 0, count = 0;
	size_t len;

	do {
		len = gd_utf8_next(folded, &cp);
		folded += len;
		if (len > 0 && is_searched(cp)) {
			run[n++] = cp;
			continue;
		}
		if (n > 0 && count < MATCH_TOKENS)
			count += match_run(run, n, out);
		n = 0;
	} while (len > 0);
	free(run);
}

/* ---- keeping the index true ------------------------------------------------ */

/* Tokens of a that b has not. */
static void
only_in(const struct tokens *a, const struct tokens *b, struct gd_str *out)
{
	for (size_t i = 0, k = 0; i < a->n; i++) {
		while (k < b->n && by_text(&b->at[k], &a->at[i]) < 0)
			k++;
		if (k < b->n && by_text(&b->at[k], &a->at[i]) == 0)
			continue;
		gd_str_add(out, a->at[i].text);
		gd_str_addc(out, ' ');
	}
}

static enum gd_code
write_tokens(struct gd_store *s, int64_t id, const char *tokens, bool add,
    struct gd_err *err)
{
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
		return gd_db_why(s, err);
	gd_bind_int(st, 1, id);
	gd_bind_text(st, 2, tokens);
	rc = gd_db_run(s, st, err);
	/* a broken index must not stop the office: verify and search say so */
	if (rc != GD_OK &&
	    sqlite3_extended_errcode(s->db) == SQLITE_CORRUPT_VTAB)
		rc = GD_OK;
	return rc;
}

/* FTS5 counts rows and tokens: what is taken out once comes in once. */
static enum gd_code
index_words(struct gd_store *s, int64_t id, const char *was, const char *now,
    struct gd_err *err)
{
	struct gd_str out = GD_STR_INIT, in = GD_STR_INIT;
	struct tokens a = { 0 }, b = { 0 };
	enum gd_code rc = GD_OK;

	tokens_of(was ? was : "", &a);
	tokens_of(now, &b);
	only_in(&a, &b, &out);
	only_in(&b, &a, &in);
	if (was && (out.len || in.len))
		rc = write_tokens(s, id, out.text, false, err);
	if (rc == GD_OK && (!was || out.len || in.len))
		rc = write_tokens(s, id, in.text, true, err);
	free(a.at);
	free(b.at);
	gd_str_release(&out);
	gd_str_release(&in);
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
		return gd_db_why(s, err);
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
		return gd_db_why(s, err);
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
		rc = index_words(s, order_id, found ? old.text : NULL, now.text,
		    err);
		if (rc == GD_OK)
			rc = keep_words(s, order_id, now.text, err);
	}
	gd_str_release(&old);
	gd_str_release(&now);
	return rc;
}

/* ---- customers -------------------------------------------------------------- */

/* Not his code, which stands in the words of his orders. */
enum gd_code
gd_search_customer_text(struct gd_store *s, const char *customer,
    struct gd_str *out, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT name, name_en, country, city, pinyin "
	    "FROM customer WHERE code = ?1",
	    err);
	int rc;

	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, customer);
	rc = sqlite3_step(st);
	for (int i = 0; rc == SQLITE_ROW && i < 5; i++) {
		if (!*gd_column(st, i))
			continue;
		gd_text_fold(out, gd_column(st, i));
		gd_str_addc(out, '\n');
	}
	if (rc == SQLITE_ROW) {
		gd_text_initials(out, gd_column(st, 0));
		gd_str_addc(out, '\n');
	}
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? GD_OK
						     : gd_db_fail(s, rc, err);
}

enum gd_code
gd_search_customer(struct gd_store *s, const char *customer, struct gd_err *err)
{
	struct gd_str text = GD_STR_INIT;
	enum gd_code rc = gd_search_customer_text(s, customer, &text, err);
	sqlite3_stmt *st = gd_db_get(s,
	    "INSERT INTO customer_words(code, text) "
	    "VALUES (?1, ?2) ON CONFLICT (code) "
	    "DO UPDATE SET text = excluded.text",
	    err);

	if (!st)
		rc = GD_DAMAGED;
	if (rc == GD_OK) {
		gd_bind_text(st, 1, customer);
		gd_bind_text(st, 2, text.text);
		rc = gd_db_run(s, st, err);
	}
	gd_str_release(&text);
	return rc;
}

/* ---- does a put touch the words of its order? ------------------------------- */

static bool
names_searched(const char *json)
{
	static const char *const keys[] = { "_no\"", "\"customer_po\"",
		"\"vessel\"", "\"voyage\"", "\"tracking\"", "\"product\"" };

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strstr(json, keys[i]))
			return true;
	return false;
}

static bool
stood_before(struct gd_store *s, int64_t order_id, const struct gd_put *put)
{
	const struct gd_piece *piece = put->row;
	const struct gd_act *act = put->row;
	bool act_row = put->table == GD_TAB_ACT, found = false;
	sqlite3_stmt *st = act_row
			       ? gd_db_get(s,
				     "SELECT fields FROM act WHERE "
				     "order_id = ?1 AND duty = ?2 AND "
				     "lot = ?3 AND round = ?4 AND inst = ?5",
				     NULL)
			       : gd_db_get(s,
				     "SELECT tracking FROM piece WHERE "
				     "order_id = ?1 AND no = ?2",
				     NULL);

	if (!st)
		return true;
	gd_bind_int(st, 1, order_id);
	if (act_row) {
		gd_bind_text(st, 2, act->duty);
		gd_bind_int(st, 3, act->lot);
		gd_bind_int(st, 4, act->round);
		gd_bind_int(st, 5, act->inst);
	} else {
		gd_bind_int(st, 2, piece->no);
	}
	if (sqlite3_step(st) == SQLITE_ROW)
		found = act_row ? names_searched(gd_column(st, 0))
				: *gd_column(st, 0) != '\0';
	sqlite3_reset(st);
	return found;
}

bool
gd_search_touched(struct gd_store *s, int64_t order_id,
    const struct gd_put *put)
{
	const struct gd_table *t;
	const char *cell, *now = NULL;

	switch (put->table) {
	case GD_TAB_FIELD:
	case GD_TAB_LINE:
		return true;
	case GD_TAB_ACT:
		cell = "fields";
		break;
	case GD_TAB_PIECE:
		cell = "tracking";
		break;
	default:
		return false;
	}
	t = gd_put_table(put->table);
	for (int i = 0; i < t->ncols; i++)
		if (strcmp(t->cols[i].name, cell) == 0 && (put->mask >> i & 1))
			now = gd_cell_text(put->row, &t->cols[i]);
	if (!put->drop && !now)
		return false;
	if (!put->drop && put->table == GD_TAB_ACT && names_searched(now))
		return true;
	if (!put->drop && put->table == GD_TAB_PIECE && *now)
		return true;
	return stood_before(s, order_id, put);
}
