/* store/open.c - making a book, opening one, telling what is wrong with it. */
#include "store_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/day.h"
#include "base/id.h"

#include "base/banned.h"

#define CHECKPOINT_AFTER_MS 1000 /* a process that ran longer does one */

/* ---- connecting ---------------------------------------------------------- */

/* file:PATH with what a URI gives a meaning to escaped. */
static char *
uri_of(const char *path, const char *query)
{
	struct gd_str uri = GD_STR_INIT;

	gd_str_add(&uri, "file:");
	for (const char *p = path; *p; p++)
		if (*p == '?' || *p == '#' || *p == '%')
			gd_str_addf(&uri, "%%%02x", (unsigned char)*p);
		else
			gd_str_addc(&uri, *p);
	gd_str_add(&uri, query);
	return uri.text;
}

void
gd_store_reader(struct gd_store *s, bool english)
{
	s->english = english;
}

/* called(name, name_en): what a customer is called for who reads. */
static void
called(sqlite3_context *at, int n, sqlite3_value **args)
{
	const struct gd_store *s = sqlite3_user_data(at);
	sqlite3_value *first = args[s->english && n == 2];

	if (sqlite3_value_bytes(first) == 0)
		first = args[!(s->english && n == 2)];
	if (sqlite3_value_type(first) == SQLITE_NULL)
		sqlite3_result_text(at, "", 0, SQLITE_STATIC);
	else
		sqlite3_result_value(at, first);
}

enum gd_code
gd_store_db_open(struct gd_store *s, int flags, const char *query,
    struct gd_err *err)
{
	char *uri = uri_of(s->gate.path, query);
	int rc;

	rc = sqlite3_open_v2(uri, &s->db,
	    flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
		SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOFOLLOW |
		SQLITE_OPEN_EXRESCODE,
	    NULL);
	free(uri);
	if (rc != SQLITE_OK)
		return gd_db_fail(s, rc, err);
	rc = sqlite3_create_function(s->db, "called", 2,
	    SQLITE_UTF8 | SQLITE_DIRECTONLY, s, called, NULL, NULL);
	if (rc != SQLITE_OK)
		return gd_db_fail(s, rc, err);
	s->luck = gd_random();
	gd_profile_busy(s, true); /* before the first statement */
	if (sqlite3_db_readonly(s->db, "main") == 1)
		s->read_only = true;
	return GD_OK;
}

void
gd_store_disconnect(struct gd_store *s)
{
	gd_db_finalize(s);
	if (s->db && sqlite3_close(s->db) != SQLITE_OK)
		gd_die(__FILE__, __LINE__, "a statement outlived its book");
	s->db = NULL;
}

/* Whose file is it?  The first read of the file, so also where a broken,
 * busy or unreadable one is noticed. */
static enum gd_code
check_identity(struct gd_store *s, int64_t *version, struct gd_err *err)
{
	enum gd_code rc;
	int64_t id, projection;

	rc = gd_db_int(s, "PRAGMA application_id", NULL, &id, err);
	if (rc == GD_OK)
		rc = gd_db_int(s, "PRAGMA user_version", NULL, version, err);
	if (rc != GD_OK)
		return rc;
	if (id != GD_BOOK_APPLICATION || *version < 1)
		return gd_fail(err, GD_DAMAGED, GD_M_BOOK_FOREIGN,
		    GD_T(s->gate.path));
	if (*version > GD_BOOK_SCHEMA)
		return gd_fail(err, GD_DAMAGED, GD_M_BOOK_NEWER,
		    GD_T(s->gate.path), GD_N(*version), GD_N(GD_BOOK_SCHEMA));
	/* before any setting could change it; what cannot be read here is
	 * said by read_ledger */
	if (gd_db_int(s, "SELECT projection FROM ledger", NULL, &projection,
		NULL) == GD_OK &&
	    projection > GD_BOOK_PROJECTION)
		return gd_fail(err, GD_DAMAGED, GD_M_BOOK_NEWER,
		    GD_T(s->gate.path), GD_N(projection),
		    GD_N(GD_BOOK_PROJECTION));
	return GD_OK;
}

static enum gd_code
read_ledger(struct gd_store *s, int64_t *projection, struct gd_err *err)
{
	sqlite3_stmt *st =
	    gd_db_get(s, "SELECT uuid, projection FROM ledger", err);
	int rc;

	if (!st && sqlite3_errcode(s->db) != SQLITE_ERROR)
		return gd_db_why(s, err);
	if (!st) /* there is no such table */
		return gd_fail(err, GD_DAMAGED, GD_M_BOOK_DAMAGED,
		    GD_T(s->gate.path), GD_T(sqlite3_errmsg(s->db)));
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW && sqlite3_column_bytes(st, 0) == 16) {
		gd_uuid_text(sqlite3_column_blob(st, 0), s->ledger);
		*projection = sqlite3_column_int64(st, 1);
		sqlite3_reset(st);
		return GD_OK;
	}
	sqlite3_reset(st);
	if (rc == SQLITE_ROW || rc == SQLITE_DONE)
		return gd_fail(err, GD_DAMAGED, GD_M_BAD_LEDGER);
	return gd_db_fail(s, rc, err);
}

static bool
not_writable(int extended)
{
	return extended == SQLITE_CANTOPEN || extended == SQLITE_READONLY ||
	       (extended & 0xff) == SQLITE_READONLY ||
	       (extended & 0xff) == SQLITE_CANTOPEN;
}

static bool
has_journal(const struct gd_store *s)
{
	struct gd_str name = GD_STR_INIT;
	bool has;

	gd_str_addf(&name, "%s-journal", s->gate.base);
	has = faccessat(s->gate.dirfd, name.text, F_OK, 0) == 0;
	gd_str_release(&name);
	return has;
}

/* Only where nobody can write, and all of the book is in its one file: read
 * as it lies, what is in the WAL would be missed. */
static bool
lies_still(const struct gd_store *s)
{
	return !has_journal(s) && access(s->gate.path, R_OK) == 0 &&
	       faccessat(s->gate.dirfd, ".", W_OK, AT_EACCESS) != 0 &&
	       gd_gate_wal_size(&s->gate) == 0;
}

enum gd_code
gd_store_connect(struct gd_store *s, int flags, struct gd_err *err)
{
	int64_t version;
	enum gd_code rc;

	s->opened_ms = gd_monotonic_ms();
	rc = gd_store_db_open(s, flags, "", err);
	if (rc == GD_OK)
		rc = check_identity(s, &version, err);
	if (rc != GD_OK && s->db && s->profile != GD_PROFILE_MAINT &&
	    not_writable(sqlite3_extended_errcode(s->db)) && lies_still(s)) {
		/* the folder gives no place for -shm: nobody can be writing,
		 * so it is read as it lies */
		gd_store_disconnect(s);
		rc = gd_store_db_open(s, SQLITE_OPEN_READONLY, "?immutable=1",
		    err);
		s->read_only = s->immutable = true;
		if (rc == GD_OK)
			rc = check_identity(s, &version, err);
	}
	if (rc == GD_OK)
		rc = gd_profile_apply(s, err);
	if (rc == GD_OK)
		gd_store_guard(s);
	return rc;
}

/* ---- opening ------------------------------------------------------------- */

static enum gd_code
upgrade(struct gd_store *s, struct gd_err *err)
{
	struct gd_store *maint = NULL;
	enum gd_code rc;

	if (s->read_only)
		return gd_fail(err, GD_OUTSIDE, GD_M_BOOK_READ_ONLY,
		    GD_T(s->gate.path));
	rc = gd_store_open(s->gate.path, GD_PROFILE_MAINT, &maint, err);
	if (rc == GD_OK)
		rc = gd_schema_migrate(maint, err);
	gd_store_close(maint);
	return rc;
}

static enum gd_code
open_inside(struct gd_store *s, const char *path, struct gd_err *err)
{
	int64_t version = GD_BOOK_SCHEMA;
	enum gd_code rc;

	rc = gd_gate_init(&s->gate, path, true, err);
	if (rc == GD_OK && s->profile == GD_PROFILE_MAINT) {
		rc = gd_gate_enter(&s->gate, true, err);
		s->maint = rc == GD_OK;
	}
	if (rc == GD_OK)
		rc = gd_store_connect(s,
		    s->profile == GD_PROFILE_VERIFY ? SQLITE_OPEN_READONLY
						    : SQLITE_OPEN_READWRITE,
		    err);
	/* killed while a backup became a book of ours: put right by a
	 * connection that may write (gd_store_open) */
	if (rc != GD_OK && s->profile == GD_PROFILE_VERIFY && s->db &&
	    (sqlite3_extended_errcode(s->db) == SQLITE_READONLY_ROLLBACK ||
		sqlite3_extended_errcode(s->db) == SQLITE_READONLY_RECOVERY)) {
		*err = (struct gd_err)GD_ERR_INIT;
		return GD_STALE;
	}
	if (rc == GD_OK && !gd_gate_same_book(&s->gate))
		rc = gd_fail(err, GD_STALE, GD_M_BOOK_REPLACED, GD_T(path));
	if (rc == GD_OK)
		rc = gd_db_int(s, "PRAGMA user_version", NULL, &version, err);
	if (rc == GD_OK && version < GD_BOOK_SCHEMA &&
	    s->profile == GD_PROFILE_WORK)
		rc = upgrade(s, err);
	if (rc == GD_OK)
		rc = read_ledger(s, &s->projection, err);
	if (rc == GD_OK && s->profile == GD_PROFILE_WORK &&
	    (s->projection < GD_BOOK_PROJECTION ||
		(!s->read_only && gd_profile_without_wal(s))))
		rc = GD_STALE; /* gd_store_open makes it fit first */
	return rc;
}

/* Close without a last checkpoint: what failed to open, or is done with. */
static void
drop(struct gd_store *s)
{
	gd_store_disconnect(s);
	gd_gate_release(&s->gate);
	free(s->upgraded);
	free(s);
}

/* SQLite puts right what a killed program left, for whoever may write. */
static enum gd_code
recover(const char *path, struct gd_err *err)
{
	struct gd_store *s;
	enum gd_code rc = gd_store_open(path, GD_PROFILE_MAINT, &s, err);

	if (rc == GD_OK)
		gd_store_close(s);
	return rc;
}

/* How often opening begins again because others upgraded the book. */
#define OPEN_TRIES 4

/* The disk failed when somebody of this account wrote last: what the system
 * holds in memory may not be on the disk. What came since the last good head is
 * checked (all of it, when none is known or that cannot be looked at), then all
 * of the WAL is written into the book and synced anew; only then it is written.
 */
static enum gd_code
after_fault(struct gd_store *s, struct gd_err *err)
{
	static const struct gd_verify_options quick = { .quick = true };
	enum gd_code rc;

	if (s->profile != GD_PROFILE_WORK || s->read_only ||
	    !gd_fault_known(s->ledger))
		return GD_OK;
	rc = gd_store_verify_with(s, &quick, NULL, NULL, NULL, NULL);
	if (rc != GD_OK && rc != GD_DAMAGED)
		rc = gd_store_verify(s, NULL, NULL, NULL, err);
	if (rc == GD_DAMAGED)
		return gd_fail(err, rc, GD_M_BOOK_UNSURE, GD_T(s->gate.path));
	if (rc == GD_OK)
		rc = gd_gate_enter(&s->gate, true, err);
	if (rc == GD_OK) {
		rc = gd_store_truncate(s, err);
		gd_gate_leave(&s->gate);
	}
	if (rc == GD_OK)
		gd_fault_forget(s->ledger);
	return rc;
}

enum gd_code
gd_store_open(const char *path, enum gd_profile profile, struct gd_store **out,
    struct gd_err *err)
{
	struct gd_err why = GD_ERR_INIT;
	char *kept = NULL;
	enum gd_code rc;

	gd_db_memory();
	*out = NULL;
	for (int tries = 0;; tries++) {
		struct gd_store *s = gd_alloc(1, sizeof *s);

		why = (struct gd_err)GD_ERR_INIT;
		s->profile = profile;
		s->gate.dirfd = s->gate.fd = -1;
		rc = open_inside(s, path, &why);
		if (rc == GD_OK)
			rc = after_fault(s, &why);
		if (rc == GD_OK) {
			s->upgraded = kept;
			*out = s;
			return GD_OK;
		}
		drop(s);
		if (rc != GD_STALE || why.code != GD_OK || tries == OPEN_TRIES)
			break;
		rc = profile == GD_PROFILE_VERIFY
			 ? recover(path, &why)
			 : gd_store_upgrade(path, &kept, &why);
		if (rc != GD_OK)
			break;
	}
	free(kept);
	if (err)
		*err = why;
	return rc;
}

const char *
gd_store_upgraded(const struct gd_store *s)
{
	return s->upgraded;
}

void
gd_store_close(struct gd_store *s)
{
	uint8_t chain[GD_HASH];
	char hash[65];
	int64_t seq;

	if (!s)
		return;
	if (s->writing)
		gd_die(__FILE__, __LINE__, "closed inside a transaction");
	if (s->wrote && s->profile == GD_PROFILE_WORK &&
	    gd_journal_head(s, &seq, chain, NULL) == GD_OK && seq) {
		for (int i = 0; i < GD_HASH; i++)
			snprintf(hash + 2 * i, 3, "%02x", chain[i]);
		gd_seen_put(s->ledger, seq, hash);
	}
	if (gd_monotonic_ms() - s->opened_ms > CHECKPOINT_AFTER_MS)
		gd_store_idle(s);
	drop(s);
}

const char *
gd_store_path(const struct gd_store *s)
{
	return s->gate.path;
}

bool
gd_store_read_only(const struct gd_store *s)
{
	return s->read_only || s->profile == GD_PROFILE_VERIFY;
}

char *
gd_store_default_path(char *buf, size_t n)
{
	const char *book = getenv("GENDAN_BOOK");
	const char *data = getenv("XDG_DATA_HOME");
	const char *home = getenv("HOME");

	if (book && *book)
		snprintf(buf, n, "%s", book);
	else if (data && *data == '/')
		snprintf(buf, n, "%s/gendan/book.db", data);
	else
		snprintf(buf, n, "%s/.local/share/gendan/book.db",
		    home ? home : "");
	return buf;
}

/* ---- making -------------------------------------------------------------- */

static enum gd_code
fill_new(struct gd_store *s, const char *ledger, struct gd_err *err)
{
	enum gd_code rc;

	s->opened_ms = gd_monotonic_ms();
	rc = gd_store_db_open(s, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "",
	    err);
	if (rc == GD_OK)
		rc = gd_profile_apply(s, err);
	if (rc != GD_OK)
		return rc;
	gd_store_guard(s);
	rc = gd_db_do(s, "BEGIN IMMEDIATE", err);
	if (rc == GD_OK)
		rc = gd_schema_make(s, err);
	if (rc == GD_OK)
		rc = gd_schema_begin_ledger(s, ledger, err);
	if (rc == GD_OK)
		rc = gd_db_do(s, "COMMIT", err);
	if (rc == GD_OK)
		rc = gd_store_truncate(s, err);
	return rc;
}

enum gd_code
gd_store_make(const char *path, const char *ledger, struct gd_store **out,
    struct gd_err *err)
{
	struct gd_store *s = gd_alloc(1, sizeof *s);
	enum gd_code rc;

	s->profile = GD_PROFILE_MAINT;
	s->maint = true;
	rc = gd_gate_init(&s->gate, path, false, err);
	s->gate.off = true; /* nobody else knows this file yet */
	if (rc == GD_OK)
		rc = fill_new(s, ledger, err);
	if (rc == GD_OK) {
		memcpy(s->ledger, ledger, GD_ID_TEXT);
		s->projection = GD_BOOK_PROJECTION;
		*out = s;
		return GD_OK;
	}
	if (s->gate.path && (!err || err->msg != GD_M_BOOK_EXISTS)) {
		gd_store_disconnect(s);
		gd_store_unlink(s->gate.path);
	}
	drop(s);
	return rc;
}

/* A book that is nobody's yet, with its side files. */
void
gd_store_unlink(const char *path)
{
	static const char *const tails[] = { "", "-wal", "-shm", "-journal" };

	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		struct gd_str name = GD_STR_INIT;

		gd_str_addf(&name, "%s%s", path, tails[i]);
		unlink(name.text);
		gd_str_release(&name);
	}
}

/* Made aside and then given its name, so that no half-made book is ever
 * there; a name taken meanwhile is left alone. */
static enum gd_code
give_name(const char *made, const char *path, struct gd_err *err)
{
	if (renameat2(AT_FDCWD, made, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return GD_OK;
	if (errno == EINVAL && link(made, path) == 0) {
		unlink(made);
		return GD_OK;
	}
	if (errno == EEXIST)
		return gd_fail(err, GD_REFUSED, GD_M_BOOK_EXISTS, GD_T(path));
	return gd_fail(err, GD_OUTSIDE, GD_M_BOOK_UNREADABLE, GD_T(path),
	    GD_T(strerror(errno)));
}

/* The folders a book lies in, made where they are missing: its owner's. */
static void
make_folders(const char *path)
{
	char *part = gd_strdup(path);

	for (char *p = part; (p = strchr(p + 1, '/'));) {
		*p = '\0';
		mkdir(part, 0700); /* what fails here is said by the gate */
		*p = '/';
	}
	free(part);
}

enum gd_code
gd_store_create(const char *path, int64_t now_ms, struct gd_err *err)
{
	struct gd_str aside = GD_STR_INIT;
	struct gd_gate place;
	struct gd_store *s = NULL;
	char ledger[GD_ID_TEXT];
	enum gd_code rc;

	gd_db_memory();
	make_folders(path);
	rc = gd_gate_init(&place, path, false, err);
	if (rc == GD_OK) {
		gd_str_addf(&aside, "%s.new-%ld", place.path, (long)getpid());
		gd_store_unlink(aside.text);
		rc = gd_store_make(aside.text, gd_id_new(now_ms, ledger), &s,
		    err);
	}
	if (s) {
		drop(s);
		rc = give_name(aside.text, place.path, err);
		gd_store_unlink(aside.text);
		if (rc == GD_OK && place.dirfd >= 0)
			fsync(place.dirfd);
	}
	gd_gate_release(&place);
	gd_str_release(&aside);
	if (rc != GD_DAMAGED)
		return rc;
	/* no book yet that could be damaged: the place is at fault */
	if (err)
		err->code = GD_OUTSIDE;
	return GD_OUTSIDE;
}
