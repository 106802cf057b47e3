/* store/write.c - the write transaction and the checkpoint rule.
 *
 * gate, BEGIN IMMEDIATE, is it still my book; then the work; then COMMIT,
 * checkpoint if the WAL is long, and out of the gate.  A commit that did not
 * begin here is turned into a rollback by the commit hook.
 */
#include "store_priv.h"

#include <stddef.h>

#include "base/day.h"

#include "base/banned.h"

#define WAL_FRAMES 1000 /* checkpoint when the WAL has as many */

static int
on_commit(void *payload)
{
	const struct gd_store *s = payload;

	return !s->writing && !s->maint;
}

static int
on_wal(void *payload, sqlite3 *db, const char *schema, int frames)
{
	struct gd_store *s = payload;

	(void)db;
	(void)schema;
	s->wal_frames = frames;
	return SQLITE_OK;
}

void
gd_store_guard(struct gd_store *s)
{
	sqlite3_commit_hook(s->db, on_commit, s);
	sqlite3_wal_hook(s->db, on_wal, s);
	s->wal_next = WAL_FRAMES;
}

void
gd_store_test_ungate(struct gd_store *s)
{
	s->gate.off = true;
}

/* ---- checkpoints: only inside the gate, only through the C API ----------- */

/* BUSY is no error here: a reader needs the WAL, a later try will do. */
static int
checkpoint(struct gd_store *s)
{
	int rc;

	gd_profile_busy(s, false);
	rc = sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_TRUNCATE,
	    NULL, NULL);
	gd_profile_busy(s, true);
	if (rc == SQLITE_OK) {
		s->wal_frames = 0;
		s->wal_next = WAL_FRAMES;
	}
	return rc;
}

static enum gd_code
checkpoint_if_due(struct gd_store *s, struct gd_err *err)
{
	int rc;

	if (s->wal_frames < s->wal_next)
		return GD_OK;
	s->wal_next = s->wal_frames + WAL_FRAMES;
	rc = checkpoint(s);
	if (rc == SQLITE_OK || (rc & 0xff) == SQLITE_BUSY)
		return GD_OK;
	return gd_db_fail(s, rc, err);
}

/* The gate is held. */
enum gd_code
gd_store_truncate(struct gd_store *s, struct gd_err *err)
{
	int rc = SQLITE_BUSY;

	for (int64_t until = gd_monotonic_ms() + 5000;
	     (rc & 0xff) == SQLITE_BUSY && gd_monotonic_ms() < until;) {
		rc = checkpoint(s);
		if ((rc & 0xff) == SQLITE_BUSY)
			sqlite3_sleep(5);
	}
	return rc == SQLITE_OK ? GD_OK : gd_db_fail(s, rc, err);
}

void
gd_store_idle(struct gd_store *s)
{
	int rc;

	if (s->writing || s->read_only || s->broken ||
	    s->profile != GD_PROFILE_WORK || gd_gate_wal_size(&s->gate) == 0)
		return;
	if (gd_gate_enter(&s->gate, false, NULL) != GD_OK)
		return;
	rc = checkpoint(s);
	if ((rc & 0xff) == SQLITE_IOERR)
		(void)!gd_db_fail(s, rc, NULL); /* stops the next write */
	gd_gate_leave(&s->gate);
}

/* ---- the write transaction ----------------------------------------------- */

static enum gd_code
begin_inside(struct gd_store *s, struct gd_err *err)
{
	int64_t version, projection;
	enum gd_code rc;

	rc = gd_db_do(s, "BEGIN IMMEDIATE", err);
	if (rc != GD_OK)
		return rc;
	rc = gd_db_int(s, "PRAGMA user_version", NULL, &version, err);
	if (rc == GD_OK)
		rc = gd_db_int(s, "SELECT projection FROM ledger", NULL,
		    &projection, err);
	if (rc == GD_OK && !s->maint &&
	    (version != GD_BOOK_SCHEMA || projection != GD_BOOK_PROJECTION))
		rc = gd_fail(err, GD_STALE, GD_M_BOOK_UPGRADED,
		    GD_T(s->gate.path));
	if (rc != GD_OK)
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	return rc;
}

enum gd_code
gd_store_begin(struct gd_store *s, struct gd_err *err)
{
	enum gd_code rc;

	if (s->writing)
		gd_die(__FILE__, __LINE__, "a transaction inside another");
	gd_store_looked(s);
	if (s->read_only || s->profile == GD_PROFILE_VERIFY)
		return gd_fail(err, GD_OUTSIDE, GD_M_BOOK_READ_ONLY,
		    GD_T(s->gate.path));
	if (s->broken)
		return gd_fail(err, GD_OUTSIDE, GD_M_DISK_FAULT,
		    GD_T(s->gate.path), GD_W("an earlier write"));
	if (!s->gate.held || !s->maint) {
		rc = gd_gate_enter(&s->gate, true, err);
		if (rc != GD_OK)
			return rc;
	}
	rc = begin_inside(s, err);
	if (rc == GD_OK)
		s->writing = true;
	else if (!s->maint)
		gd_gate_leave(&s->gate);
	return rc;
}

enum gd_code
gd_store_end(struct gd_store *s, enum gd_code rc, struct gd_err *err)
{
	struct gd_err late = GD_ERR_INIT;

	if (!s->writing)
		gd_die(__FILE__, __LINE__, "end of no transaction");
	if (rc == GD_OK && sqlite3_get_autocommit(s->db))
		rc = gd_fail(err, GD_OUTSIDE, GD_M_DISK_FULL,
		    GD_T(s->gate.path)); /* SQLite rolled back by itself */
	if (rc == GD_OK)
		rc = gd_db_do(s, "COMMIT", err);
	if (rc == GD_OK) {
		s->wrote = true;
		s->own_writes++;
	} else if (!sqlite3_get_autocommit(s->db)) {
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	}
	s->writing = false;
	/* what is committed is done, whatever the checkpoint says: a disk
	 * fault there stops the next write */
	if (rc == GD_OK && checkpoint_if_due(s, &late) != GD_OK)
		s->broken = true;
	if (!s->maint)
		gd_gate_leave(&s->gate);
	return rc;
}
