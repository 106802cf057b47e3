/* store/db.c - thin words over SQLite: statements, binding, what went wrong. */
#include "store_priv.h"

#include <assert.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

/* ---- memory: SQLite's too never comes back NULL ---------------------------
 *
 * It would answer many a full memory with an error that looks like another
 * (a check that finds damage, a step that finds no row).  Ending is safe: what
 * was not committed was not done. */

static void *
db_malloc(int n)
{
	void *got = malloc((size_t)n);

	if (!got)
		gd_no_memory();
	return got;
}

static void *
db_realloc(void *old, int n)
{
	return gd_realloc(old, (size_t)n, 1);
}

static int
db_size(void *p)
{
	return p ? (int)malloc_usable_size(p) : 0;
}

static int
db_roundup(int n)
{
	return (n + 7) & ~7;
}

static int
db_start(void *payload)
{
	(void)payload;
	return SQLITE_OK;
}

static void
db_stop(void *payload)
{
	(void)payload;
}

#define LOOKASIDE_BYTES 1200 /* as SQLite has them, */
#define LOOKASIDE_SLOTS 200  /* and 40 of them */

void
gd_db_memory(void)
{
	static const sqlite3_mem_methods methods = { db_malloc, free,
		db_realloc, db_size, db_roundup, db_start, db_stop, NULL };

	gd_memory_setup();
	/* once a process; refused, and not needed, when SQLite has begun */
	sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
	/* nobody asks how much it has; small things come from a block of a
	 * book's own: the first screen prepares some seventy statements */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	sqlite3_config(SQLITE_CONFIG_LOOKASIDE, LOOKASIDE_BYTES,
	    LOOKASIDE_SLOTS);
}

static bool
is_of_writing(int code)
{
	return code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC ||
	       code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_TRUNCATE;
}

enum gd_code
gd_db_fail(struct gd_store *s, int rc, struct gd_err *err)
{
	const char *path = s->gate.path ? s->gate.path : "";
	const char *said = s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(rc);

	if (rc == SQLITE_ERROR && s->db)
		rc = sqlite3_extended_errcode(s->db);
	if (rc == SQLITE_CORRUPT_VTAB)
		return gd_fail(err, GD_OUTSIDE, GD_M_SEARCH_BROKEN);
	switch (rc & 0xff) {
	case SQLITE_NOMEM:
		gd_no_memory();
	case SQLITE_FULL:
		return gd_fail(err, GD_OUTSIDE, GD_M_DISK_FULL, GD_T(path));
	case SQLITE_IOERR:
		/* after a failed sync nobody knows what is on the disk */
		s->broken = true;
		if (s->profile == GD_PROFILE_WORK && !s->read_only && s->db &&
		    is_of_writing(sqlite3_extended_errcode(s->db)))
			gd_fault_remember(s->ledger);
		return gd_fail(err, GD_OUTSIDE, GD_M_DISK_FAULT, GD_T(path),
		    GD_T(said));
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return gd_fail(err, GD_OUTSIDE, GD_M_BOOK_BUSY, GD_T(path));
	case SQLITE_READONLY:
		return gd_fail(err, GD_OUTSIDE, GD_M_BOOK_READ_ONLY,
		    GD_T(path));
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
		return gd_fail(err, GD_DAMAGED, GD_M_BOOK_UNREADABLE,
		    GD_T(path), GD_T(said));
	case SQLITE_NOTADB:
		return gd_fail(err, GD_DAMAGED, GD_M_BOOK_FOREIGN, GD_T(path));
	case SQLITE_CORRUPT:
		return gd_fail(err, GD_DAMAGED, GD_M_BOOK_DAMAGED, GD_T(path),
		    GD_T(said));
	default:
		return gd_fail(err, GD_DAMAGED, GD_M_STORE_BUG, GD_T(said));
	}
}

enum gd_code
gd_db_why(struct gd_store *s, struct gd_err *err)
{
	return gd_db_fail(s, sqlite3_errcode(s->db), err);
}

sqlite3_stmt *
gd_db_prepare(struct gd_store *s, const char *sql, struct gd_err *err)
{
	sqlite3_stmt *st = NULL;
	/* kept for long, and yet not told so: such a statement would be read
	 * without the block for small things */
	int rc = sqlite3_prepare_v3(s->db, sql, -1, 0, &st, NULL);

	if (rc != SQLITE_OK)
		gd_db_fail(s, rc, err);
	return st;
}

sqlite3_stmt *
gd_db_get(struct gd_store *s, const char *sql, struct gd_err *err)
{
	size_t at = ((uintptr_t)sql >> 3) * 2654435761u & (GD_STMT_SLOTS - 1);

	while (s->stmts[at].sql && s->stmts[at].sql != sql)
		at = (at + 1) & (GD_STMT_SLOTS - 1);
	if (!s->stmts[at].sql) {
		sqlite3_stmt *st = gd_db_prepare(s, sql, err);

		if (!st)
			return NULL;
		s->stmts[at] = (struct gd_stmt){ .sql = sql, .stmt = st };
	}
	sqlite3_reset(s->stmts[at].stmt);
	return s->stmts[at].stmt;
}

void
gd_db_finalize(struct gd_store *s)
{
	for (size_t i = 0; i < GD_STMT_SLOTS; i++)
		sqlite3_finalize(s->stmts[i].stmt);
	for (size_t i = 0; i < GD_NTABLES; i++)
		for (size_t op = 0; op < GD_ROW_OPS; op++)
			sqlite3_finalize(s->rows[i][op]);
	for (size_t i = 0; i < sizeof s->lists / sizeof *s->lists; i++)
		sqlite3_finalize(s->lists[i]);
	for (size_t i = 0; i < 2; i++)
		sqlite3_finalize(s->walks[i]);
	memset(s->walks, 0, sizeof s->walks);
	memset(s->stmts, 0, sizeof s->stmts);
	memset(s->rows, 0, sizeof s->rows);
	memset(s->lists, 0, sizeof s->lists);
}

enum gd_code
gd_db_run(struct gd_store *s, sqlite3_stmt *st, struct gd_err *err)
{
	int rc = sqlite3_step(st);
	enum gd_code code = GD_OK;

	if (rc != SQLITE_DONE && rc != SQLITE_ROW)
		code = gd_db_fail(s, rc, err);
	sqlite3_reset(st);
	return code;
}

enum gd_code
gd_db_do(struct gd_store *s, const char *sql, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s, sql, err);

	return st ? gd_db_run(s, st, err) : gd_db_why(s, err);
}

enum gd_code
gd_db_int(struct gd_store *s, const char *sql, const char *text, int64_t *out,
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s, sql, err);
	enum gd_code code = GD_OK;
	int rc;

	*out = 0;
	if (!st)
		return gd_db_why(s, err);
	if (text)
		gd_bind_text(st, 1, text);
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		*out = sqlite3_column_int64(st, 0);
	else if (rc == SQLITE_DONE)
		code = GD_MISSING;
	else
		code = gd_db_fail(s, rc, err);
	sqlite3_reset(st);
	return code;
}

/* Texts outlive the step that uses them: SQLite need not copy. */
void
gd_bind_text(sqlite3_stmt *st, int at, const char *text)
{
	sqlite3_bind_text(st, at, text ? text : "", -1, SQLITE_STATIC);
}

void
gd_bind_int(sqlite3_stmt *st, int at, int64_t n)
{
	sqlite3_bind_int64(st, at, n);
}

void
gd_bind_blob(sqlite3_stmt *st, int at, const void *bytes, int n)
{
	sqlite3_bind_blob(st, at, bytes, n, SQLITE_STATIC);
}

const char *
gd_column(sqlite3_stmt *st, int at)
{
	const unsigned char *text = sqlite3_column_text(st, at);

	if (!text && sqlite3_errcode(sqlite3_db_handle(st)) == SQLITE_NOMEM)
		gd_no_memory();
	return text ? (const char *)text : "";
}

static int
nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool
gd_uuid_bytes(const char *text, uint8_t out[16])
{
	int n = 0, half = -1;

	if (!text || strlen(text) != GD_ID_TEXT - 1)
		return false;
	for (int i = 0; text[i]; i++) {
		int v = nibble(text[i]);

		if (i == 8 || i == 13 || i == 18 || i == 23) {
			if (text[i] != '-')
				return false;
			continue;
		}
		if (v < 0)
			return false;
		if (half < 0) {
			half = v;
		} else {
			out[n++] = (uint8_t)(half << 4 | v);
			half = -1;
		}
	}
	return n == 16;
}

void
gd_uuid_text(const void *bytes, char out[GD_ID_TEXT])
{
	static const char hex[] = "0123456789abcdef";
	const uint8_t *b = bytes;
	int n = 0;

	out[0] = '\0';
	if (!b)
		return;
	for (int i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			out[n++] = '-';
		out[n++] = hex[b[i] >> 4];
		out[n++] = hex[b[i] & 15];
	}
	out[n] = '\0';
	assert(n == GD_ID_TEXT - 1);
}

enum gd_code
gd_db_snapshot(struct gd_store *s, bool *mine, struct gd_err *err)
{
	*mine = sqlite3_get_autocommit(s->db) != 0;
	return *mine ? gd_db_do(s, "BEGIN", err) : GD_OK;
}

void
gd_db_snapshot_end(struct gd_store *s, bool mine)
{
	/* nothing was written: a commit of a reader cannot fail us */
	if (mine && gd_db_do(s, "COMMIT", NULL) != GD_OK)
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}

void
gd_store_look(struct gd_store *s)
{
	bool mine = false;

	/* where it cannot be had, each question asks for itself */
	if (!s->looking && gd_db_snapshot(s, &mine, NULL) == GD_OK)
		s->looking = mine;
}

void
gd_store_looked(struct gd_store *s)
{
	if (s->looking && !sqlite3_get_autocommit(s->db))
		gd_db_snapshot_end(s, true);
	s->looking = false;
}
