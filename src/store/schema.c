/* store/schema.c - making the tables, bringing older books up, the digest. */
#include "store_priv.h"

#include <string.h>

#include "base/id.h"

#include "base/banned.h"

static enum gd_code
run_all(struct gd_store *s, const char *const *sql, struct gd_err *err)
{
	for (; *sql; sql++) {
		int rc = sqlite3_exec(s->db, *sql, NULL, NULL, NULL);

		if (rc != SQLITE_OK)
			return gd_db_fail(s, rc, err);
	}
	return GD_OK;
}

/* user_version takes no parameter, so each version has its own text. */
static const char *const stamp[] = {
	"PRAGMA application_id = 1734635057", /* GD_BOOK_APPLICATION */
	"PRAGMA user_version = 1",
	NULL,
};

enum gd_code
gd_schema_make(struct gd_store *s, struct gd_err *err)
{
	enum gd_code rc;

	rc = run_all(s, gd_schema_sql, err);
	if (rc == GD_OK)
		rc = run_all(s, stamp, err);
	return rc;
}

int64_t
gd_schema_id_ms(const char *id)
{
	uint8_t bytes[16];
	int64_t ms = 0;

	if (gd_uuid_bytes(id, bytes))
		for (int i = 0; i < 6; i++)
			ms = ms << 8 | bytes[i];
	return ms;
}

enum gd_code
gd_schema_begin_ledger(struct gd_store *s, const char *ledger,
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "INSERT INTO ledger"
	    "(one, uuid, created_ms, projection) VALUES (1, ?1, ?2, ?3)",
	    err);
	uint8_t uuid[16];

	if (!st)
		return gd_db_why(s, err);
	if (!gd_uuid_bytes(ledger, uuid))
		return gd_fail(err, GD_USAGE, GD_M_STORE_BUG, GD_T(ledger));
	gd_bind_blob(st, 1, uuid, 16);
	gd_bind_int(st, 2, gd_schema_id_ms(ledger));
	gd_bind_int(st, 3, GD_BOOK_PROJECTION);
	return gd_db_run(s, st, err);
}

/* ---- migrations --------------------------------------------------------- */

/* from: the user_version they start at; the texts lead to from + 1 and end
 * with its PRAGMA user_version.  Only the journal side moves this way: when
 * the projection changes, GD_BOOK_PROJECTION is raised and the tables are
 * made anew from the journal. */
static const struct migration {
	int from;
	const char *const *sql;
} migrations[] = {
	{ 0, NULL }, /* version 1 is the first: nothing leads to it */
};

enum gd_code
gd_schema_migrate(struct gd_store *s, struct gd_err *err)
{
	enum gd_code rc = GD_OK;
	int64_t version;

	for (size_t i = 0; i < sizeof migrations / sizeof *migrations; i++) {
		const struct migration *m = &migrations[i];

		rc = gd_db_int(s, "PRAGMA user_version", NULL, &version, err);
		if (rc != GD_OK)
			return rc;
		if (!m->sql || version != m->from)
			continue;
		rc = gd_store_begin(s, err);
		if (rc != GD_OK)
			return rc;
		rc = run_all(s, m->sql, err);
		rc = gd_store_end(s, rc, err);
		if (rc != GD_OK)
			return rc;
	}
	return rc;
}

/* ---- digest ------------------------------------------------------------- */

enum gd_code
gd_schema_digest(struct gd_store *s, char out[65], struct gd_err *err)
{
	struct gd_str all = GD_STR_INIT;
	sqlite3_stmt *st;
	int rc;

	st = gd_db_prepare(s,
	    "SELECT type, name, tbl_name, sql, "
	    "typeof(type) || typeof(name) || typeof(tbl_name) || "
	    "typeof(rootpage) || typeof(sql) "
	    "FROM sqlite_schema ORDER BY type, name",
	    err);
	if (!st)
		return gd_db_why(s, err);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW)
		for (int i = 0; i < 5; i++) {
			gd_str_add(&all, gd_column(st, i));
			gd_str_addc(&all, '\x1f');
		}
	sqlite3_finalize(st);
	gd_sha256_hex(all.text, all.len, out);
	gd_str_release(&all);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(s, rc, err);
}
