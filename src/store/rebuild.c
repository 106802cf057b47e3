/* store/rebuild.c - all projection tables anew, from the journal alone.
 *
 * Into a new file beside the book, which must pass verify; then it takes the
 * book's name.  The gate is held from the first read to the last rename, so
 * nothing is written meanwhile, and who still has the old file open is told
 * at his next write.
 */
#include "store_priv.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/day.h"

#include "base/banned.h"

#define BATCH 2000 /* commands a transaction */

/* ---- the truth, copied as it is ------------------------------------------ */

static enum gd_code
copy_names(struct gd_store *from, struct gd_store *to, struct gd_err *err)
{
	sqlite3_stmt *in = gd_db_get(from, "SELECT id, name FROM name", err);
	sqlite3_stmt *out =
	    gd_db_get(to, "INSERT INTO name(id, name) VALUES (?1, ?2)", err);
	enum gd_code code = GD_OK;
	int rc = SQLITE_DONE;

	if (!in || !out)
		return GD_DAMAGED;
	while (code == GD_OK && (rc = sqlite3_step(in)) == SQLITE_ROW) {
		gd_bind_int(out, 1, sqlite3_column_int64(in, 0));
		gd_bind_text(out, 2, gd_column(in, 1));
		code = gd_db_run(to, out, err);
	}
	sqlite3_reset(in);
	if (code == GD_OK && rc != SQLITE_DONE)
		code = gd_db_fail(from, rc, err);
	return code;
}

static enum gd_code
copy_ids(struct gd_store *from, struct gd_store *to, struct gd_err *err)
{
	sqlite3_stmt *in =
	    gd_db_get(from, "SELECT id, uuid FROM orders ORDER BY id", err);
	enum gd_code code = GD_OK;
	char uuid[GD_ID_TEXT];
	int rc = SQLITE_DONE;
	int64_t made;

	if (!in)
		return GD_DAMAGED;
	while (code == GD_OK && (rc = sqlite3_step(in)) == SQLITE_ROW) {
		gd_uuid_text(sqlite3_column_bytes(in, 1) == 16
				 ? sqlite3_column_blob(in, 1)
				 : NULL,
		    uuid);
		code = gd_orders_insert(to, sqlite3_column_int64(in, 0), uuid,
		    &made, err);
	}
	sqlite3_reset(in);
	if (code == GD_OK && rc != SQLITE_DONE)
		code = gd_db_fail(from, rc, err);
	return code;
}

#define COLUMNS                                                        \
	"seq, order_id, order_rev, at_ms, actor_id, for_id, request, " \
	"verb_id, body, leaf, chain"

static enum gd_code
copy_command(sqlite3_stmt *in, struct gd_store *to, struct gd_events *ev,
    struct gd_err *err)
{
	sqlite3_stmt *out = gd_db_get(to,
	    "INSERT INTO journal(" COLUMNS ") "
	    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
	    err);
	enum gd_code rc;

	if (!out)
		return GD_DAMAGED;
	for (int i = 0; i < 11; i++)
		if (sqlite3_bind_value(out, i + 1,
			sqlite3_column_value(in, i)) != SQLITE_OK)
			return gd_db_fail(to, sqlite3_errcode(to->db), err);
	rc = gd_db_run(to, out, err);
	if (rc != GD_OK || sqlite3_column_type(in, 8) == SQLITE_NULL)
		return rc;
	rc = gd_events_decode(ev, gd_column(in, 8),
	    (size_t)sqlite3_column_bytes(in, 8), NULL);
	if (rc != GD_OK)
		return gd_fail(err, GD_DAMAGED, GD_M_BAD_BODY,
		    GD_N(sqlite3_column_int64(in, 0)));
	return gd_project(to, sqlite3_column_int64(in, 1),
	    sqlite3_column_int64(in, 2), sqlite3_column_int64(in, 3), ev, err);
}

static enum gd_code
copy_journal(struct gd_store *from, struct gd_store *to, struct gd_err *err)
{
	sqlite3_stmt *in = gd_db_prepare(from,
	    "SELECT " COLUMNS " FROM journal ORDER BY seq", err);
	struct gd_events ev = GD_EVENTS_INIT;
	enum gd_code rc;
	int n = 0, step = SQLITE_DONE;

	if (!in)
		return GD_DAMAGED;
	rc = gd_store_begin(to, err);
	while (rc == GD_OK && (step = sqlite3_step(in)) == SQLITE_ROW) {
		rc = copy_command(in, to, &ev, err);
		if (rc == GD_OK && ++n % BATCH == 0) {
			rc = gd_store_end(to, rc, err);
			if (rc == GD_OK)
				rc = gd_store_begin(to, err);
		}
	}
	if (rc == GD_OK && step != SQLITE_DONE)
		rc = gd_db_fail(from, step, err);
	if (to->writing)
		rc = gd_store_end(to, rc, err);
	sqlite3_finalize(in);
	gd_events_release(&ev);
	return rc;
}

static enum gd_code
copy_truth(struct gd_store *from, struct gd_store *to, struct gd_err *err)
{
	enum gd_code rc;

	rc = gd_store_begin(to, err);
	if (rc != GD_OK)
		return rc;
	rc = copy_names(from, to, err);
	if (rc == GD_OK)
		rc = copy_ids(from, to, err);
	rc = gd_store_end(to, rc, err);
	if (rc == GD_OK)
		rc = copy_journal(from, to, err);
	if (rc == GD_OK)
		rc = gd_vault_copy(from, to, err);
	return rc;
}

/* ---- the swap ------------------------------------------------------------ */

static enum gd_code
world_fault(const char *path, struct gd_err *err)
{
	return gd_fail(err, GD_OUTSIDE, GD_M_BOOK_UNREADABLE, GD_T(path),
	    GD_T(strerror(errno)));
}

/* No connection to the new file is open here, so it may be opened. */
static enum gd_code
settle(const char *aside, const struct gd_gate *g, struct gd_err *err)
{
	struct stat st;
	int fd = open(aside, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	enum gd_code rc = GD_OK;

	if (fd < 0)
		return world_fault(aside, err);
	if (fstatat(g->dirfd, g->base, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    (fchmod(fd, st.st_mode & 07777) != 0 ||
		(fchown(fd, st.st_uid, st.st_gid) != 0 && errno != EPERM)))
		rc = world_fault(aside, err);
	if (rc == GD_OK && fsync(fd) != 0)
		rc = world_fault(aside, err);
	close(fd);
	return rc;
}

/* The side files go before the rename: no opener may ever pair the new book
 * with the old -wal. The old book is whole without them. */
static enum gd_code
swap(struct gd_store *old, const char *aside, struct gd_err *err)
{
	static const char *const tails[] = { "-shm", "-wal" };
	enum gd_code rc;

	rc = gd_store_truncate(old, err);
	if (rc != GD_OK)
		return rc;
	gd_store_disconnect(old);
	for (size_t i = 0; i < 2; i++) {
		struct gd_str name = GD_STR_INIT;

		gd_str_addf(&name, "%s%s", old->gate.base, tails[i]);
		unlinkat(old->gate.dirfd, name.text, 0);
		gd_str_release(&name);
	}
	if (rename(aside, old->gate.path) != 0)
		return world_fault(old->gate.path, err);
	fsync(old->gate.dirfd);
	return GD_OK;
}

static enum gd_code
make_aside(struct gd_store *old, const char *aside, struct gd_err *err)
{
	struct gd_store *to = NULL;
	enum gd_code rc;

	rc = gd_store_make(aside, old->ledger, &to, err);
	if (rc != GD_OK)
		return rc;
	to->fileless = true; /* they lie beside the book, not here */
	rc = copy_truth(old, to, err);
	if (rc == GD_OK && gd_store_verify(to, NULL, NULL, NULL, NULL) != GD_OK)
		rc = gd_fail(err, GD_DAMAGED, GD_M_REBUILD_BAD,
		    GD_T(old->gate.path));
	if (rc == GD_OK)
		rc = gd_store_truncate(to, err);
	gd_store_close(to);
	if (rc == GD_OK)
		rc = settle(aside, &old->gate, err);
	return rc;
}

/* Only who holds the gate makes these: what lies there is left over. */
static void
sweep(const struct gd_gate *g)
{
	int fd = openat(g->dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	size_t n = strlen(g->base);
	struct dirent *e;

	if (!dir) {
		if (fd >= 0)
			close(fd);
		return;
	}
	while ((e = readdir(dir)))
		if (strncmp(e->d_name, g->base, n) == 0 &&
		    e->d_name[n] == '.' &&
		    (strstr(e->d_name + n, ".rebuild-") ||
			strstr(e->d_name + n, ".copy-")))
			unlinkat(g->dirfd, e->d_name, 0);
	closedir(dir);
}

/* Closes the old book. */
static enum gd_code
make_anew(struct gd_store *old, struct gd_err *err)
{
	struct gd_str aside = GD_STR_INIT;
	enum gd_code rc;

	gd_str_addf(&aside, "%s.rebuild-%ld", old->gate.path, (long)getpid());
	rc = make_aside(old, aside.text, err);
	if (rc == GD_OK)
		rc = swap(old, aside.text, err);
	gd_store_unlink(aside.text);
	gd_store_close(old);
	gd_str_release(&aside);
	return rc;
}

enum gd_code
gd_store_rebuild(const char *path, struct gd_err *err)
{
	struct gd_store *old;
	enum gd_code rc = gd_store_open(path, GD_PROFILE_MAINT, &old, err);

	if (rc != GD_OK)
		return rc;
	sweep(&old->gate);
	return make_anew(old, err);
}

/* ---- an older book ------------------------------------------------------- */

/* The same commands as the book has: left by an upgrade that was killed. */
static bool
is_kept(struct gd_store *old, const char *name)
{
	struct gd_verify_report now, then;
	struct gd_store *copy = NULL;
	bool same = false;

	if (gd_store_open(name, GD_PROFILE_VERIFY, &copy, NULL) != GD_OK)
		return false;
	copy->restoring = copy->fileless = true;
	if (copy->projection == old->projection &&
	    gd_store_verify(copy, NULL, NULL, &then, NULL) == GD_OK &&
	    gd_store_verify(old, NULL, NULL, &now, NULL) == GD_OK)
		same = now.seq == then.seq && strcmp(now.head, then.head) == 0;
	gd_store_close(copy);
	return same;
}

static enum gd_code
keep(struct gd_store *old, char **kept, struct gd_err *err)
{
	struct gd_str name = GD_STR_INIT;
	char what[32];
	enum gd_code rc = GD_OK;

	snprintf(what, sizeof what, "before-%d", GD_BOOK_PROJECTION);
	gd_str_addf(&name, "%s.%s", old->gate.path, what);
	if (!is_kept(old, name.text)) {
		gd_store_free_name(old->gate.path, what, &name);
		rc = gd_store_copy(old, name.text, false, NULL, err);
	}
	if (rc == GD_OK) {
		free(*kept);
		*kept = gd_strdup(name.text);
	}
	gd_str_release(&name);
	return rc;
}

#define UPGRADE_WAIT_MS 600000 /* the first one may take its time */

enum gd_code
gd_store_upgrade(const char *path, char **kept, struct gd_err *err)
{
	int64_t until = gd_monotonic_ms() + UPGRADE_WAIT_MS;
	struct gd_store *old;
	enum gd_code rc;

	do
		rc = gd_store_open(path, GD_PROFILE_MAINT, &old, err);
	while (rc == GD_OUTSIDE && err->msg == GD_M_GATE_HELD &&
	       gd_monotonic_ms() < until);
	if (rc == GD_STALE && err->msg == GD_M_BOOK_REPLACED) {
		*err = (struct gd_err)GD_ERR_INIT; /* it was done meanwhile */
		return GD_OK;
	}
	if (rc != GD_OK)
		return rc;
	if (old->projection >= GD_BOOK_PROJECTION) {
		gd_store_close(old);
		return GD_OK;
	}
	sweep(&old->gate);
	rc = keep(old, kept, err);
	if (rc == GD_OK)
		return make_anew(old, err);
	gd_store_close(old);
	return rc;
}
