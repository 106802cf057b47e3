/* store/vault.c - sealed keys, wrong passwords, the head a sign-off names. */
#include "store/vault.h"
#include "store/trust.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/id.h"

#include "store_priv.h"

#include "base/banned.h"

#define FORGET_MS (INT64_C(86400000)) /* wrong passwords of nobody */

enum gd_code
gd_store_vault_put(struct gd_store *s, const char *login, int64_t no,
    const struct gd_sealed *sealed, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "INSERT OR REPLACE INTO vault(login, no, salt, ops, mem, sealed) "
	    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	    err);

	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, login);
	gd_bind_int(st, 2, no);
	gd_bind_blob(st, 3, sealed->salt, GD_SALT);
	gd_bind_int(st, 4, sealed->cost.ops);
	gd_bind_int(st, 5, sealed->cost.mem);
	gd_bind_blob(st, 6, sealed->box, GD_SEALED);
	return gd_db_run(s, st, err);
}

/* salt, ops, mem, sealed from column `at` on; false: not of that size. */
static bool
read_sealed(sqlite3_stmt *st, int at, struct gd_sealed *out)
{
	if (sqlite3_column_bytes(st, at) != GD_SALT ||
	    sqlite3_column_bytes(st, at + 3) != GD_SEALED)
		return false;
	memcpy(out->salt, sqlite3_column_blob(st, at), GD_SALT);
	out->cost.ops = sqlite3_column_int64(st, at + 1);
	out->cost.mem = sqlite3_column_int64(st, at + 2);
	memcpy(out->box, sqlite3_column_blob(st, at + 3), GD_SEALED);
	return true;
}

enum gd_code
gd_store_vault_get(struct gd_store *s, const char *login, int64_t no,
    struct gd_sealed *out, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT salt, ops, mem, sealed FROM vault "
	    "WHERE login = ?1 AND no = ?2",
	    err);
	bool good = false;
	int rc;

	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, login);
	gd_bind_int(st, 2, no);
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		good = read_sealed(st, 0, out);
	sqlite3_reset(st);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		return gd_db_fail(s, rc, err);
	if (!good)
		return gd_fail(err, GD_MISSING, GD_M_BAD_SEAL, GD_T(login),
		    GD_N(no));
	return GD_OK;
}

enum gd_code
gd_vault_drop(struct gd_store *s, const char *login, int64_t no,
    struct gd_err *err)
{
	sqlite3_stmt *st =
	    gd_db_get(s, "DELETE FROM vault WHERE login = ?1 AND no = ?2", err);

	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, login);
	gd_bind_int(st, 2, no);
	return gd_db_run(s, st, err);
}

/* A book of before has no vault yet. */
enum gd_code
gd_vault_copy(struct gd_store *from, struct gd_store *to, struct gd_err *err)
{
	struct gd_sealed sealed;
	enum gd_code code;
	sqlite3_stmt *in;
	int64_t there = 0;
	int rc = SQLITE_DONE;

	code = gd_db_int(from,
	    "SELECT count(*) FROM sqlite_schema WHERE name = 'vault'", NULL,
	    &there, err);
	if (code != GD_OK || !there)
		return code;
	in = gd_db_prepare(from,
	    "SELECT login, no, salt, ops, mem, sealed FROM vault", err);
	code = in ? gd_store_begin(to, err) : GD_DAMAGED;
	while (code == GD_OK && (rc = sqlite3_step(in)) == SQLITE_ROW)
		if (read_sealed(in, 2, &sealed))
			code = gd_store_vault_put(to, gd_column(in, 0),
			    sqlite3_column_int64(in, 1), &sealed, err);
	if (code == GD_OK && rc != SQLITE_DONE)
		code = gd_db_fail(from, rc, err);
	if (to->writing)
		code = gd_store_end(to, code, err);
	sqlite3_finalize(in);
	return code;
}

/* ---- places for hashing -------------------------------------------------- */

bool
gd_store_hash_begin(struct gd_store *s, int *place)
{
	if (s->writing)
		gd_die(__FILE__, __LINE__, "a password inside a transaction");
	return gd_gate_place(&s->gate, place);
}

void
gd_store_hash_end(int place)
{
	if (place >= 0)
		close(place);
}

/* ---- verify -------------------------------------------------------------- */

static bool
in_force(const struct gd_signkey *k)
{
	return *k->public && !k->to_ms;
}

/* What is sealed is what the key's row says, and nothing else is kept. */
enum gd_code
gd_check_vault(struct gd_check *c, const struct gd_sheet *office,
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(c->s,
	    "SELECT login, no, salt, ops, mem, sealed FROM vault", err);
	const struct gd_signkey *k;
	struct gd_sealed sealed;
	char digest[65];
	int rc;

	if (!st)
		return gd_db_why(c->s, err);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		k = gd_row_find(office, GD_OFF_SIGNKEY,
		    &(struct gd_signkey){ .login = gd_column(st, 0),
			.no = sqlite3_column_int64(st, 1) });
		digest[0] = '\0';
		if (read_sealed(st, 2, &sealed))
			gd_secret_digest(&sealed, digest);
		if (!k || !in_force(k) || strcmp(digest, k->seal_digest) != 0)
			gd_fault(c, GD_M_BAD_SEAL, GD_T(gd_column(st, 0)),
			    GD_N(sqlite3_column_int64(st, 1)));
	}
	sqlite3_reset(st);
	for (size_t i = 0; (k = gd_row_at(office, GD_OFF_SIGNKEY, i)); i++)
		if (in_force(k) && gd_store_vault_get(c->s, k->login, k->no,
				       &sealed, NULL) != GD_OK)
			gd_fault(c, GD_M_BAD_SEAL, GD_T(k->login), GD_N(k->no));
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(c->s, rc, err);
}

/* ---- wrong passwords ----------------------------------------------------- */

/* Names that are nobody's are not written down. */
static void
digest_of(struct gd_store *s, const char *login, char out[65])
{
	struct gd_str text = GD_STR_INIT;

	gd_str_addf(&text, "%s|%s", s->ledger, login);
	gd_sha256_hex(text.text, text.len, out);
	gd_str_release(&text);
}

enum gd_code
gd_store_attempts(struct gd_store *s, const char *login, int64_t *n,
    int64_t *until_ms, struct gd_err *err)
{
	sqlite3_stmt *st =
	    gd_db_get(s, "SELECT n, until_ms FROM attempt WHERE who = ?1", err);
	char who[65];
	int rc;

	*n = *until_ms = 0;
	if (!st)
		return gd_db_why(s, err);
	digest_of(s, login, who);
	gd_bind_text(st, 1, who);
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW) {
		*n = sqlite3_column_int64(st, 0);
		*until_ms = sqlite3_column_int64(st, 1);
	}
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? GD_OK
						     : gd_db_fail(s, rc, err);
}

enum gd_code
gd_store_attempts_set(struct gd_store *s, const char *login, int64_t n,
    int64_t until_ms, int64_t now_ms, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "DELETE FROM attempt WHERE who = ?1 OR until_ms < ?2", err);
	char who[65];
	enum gd_code rc;

	if (!st)
		return gd_db_why(s, err);
	digest_of(s, login, who);
	gd_bind_text(st, 1, who);
	gd_bind_int(st, 2, now_ms - FORGET_MS);
	rc = gd_db_run(s, st, err);
	if (rc != GD_OK || n == 0)
		return rc;
	st = gd_db_get(s,
	    "INSERT INTO attempt(who, n, until_ms) VALUES (?1, ?2, ?3)", err);
	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, who);
	gd_bind_int(st, 2, n);
	gd_bind_int(st, 3, until_ms);
	return gd_db_run(s, st, err);
}

/* ---- the head ------------------------------------------------------------ */

enum gd_code
gd_store_head_text(struct gd_store *s, char out[GD_HEAD_TEXT],
    struct gd_err *err)
{
	struct gd_anchor head;
	enum gd_code rc = gd_store_head(s, &head, err);

	snprintf(out, GD_HEAD_TEXT, "%s:%lld:%s", head.ledger,
	    (long long)head.seq, head.hash);
	return rc;
}
