/* store/backup.c - whole copies of a book: backup, restore, and the one kept
 * before an older book is made anew.
 *
 * A copy is made aside by SQLite's backup, becomes one file without a WAL, is
 * verified, synced, and only then takes its name, never over another file.
 */
#include "safety_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/id.h"

#include "base/banned.h"

/* ---- pages ---------------------------------------------------------------- */

/* All pages of s into a new file; mode: what its journal_mode becomes. */
static enum gd_code
copy_pages(struct gd_store *s, const char *to, const char *mode,
    struct gd_err *err)
{
	struct gd_store *out = gd_alloc(1, sizeof *out);
	sqlite3_backup *copy;
	enum gd_code rc;
	int step;

	out->profile = GD_PROFILE_MAINT;
	out->maint = true;
	rc = gd_gate_init(&out->gate, to, false, err);
	if (rc == GD_OK)
		rc = gd_store_db_open(out,
		    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "", err);
	if (rc == GD_OK) {
		copy = sqlite3_backup_init(out->db, "main", s->db, "main");
		step = copy ? sqlite3_backup_step(copy, -1)
			    : sqlite3_errcode(out->db);
		if (copy)
			sqlite3_backup_finish(copy);
		if (step != SQLITE_DONE)
			rc = gd_db_fail(out, step, err);
	}
	if (rc == GD_OK)
		rc = gd_db_do(out, "PRAGMA synchronous=FULL", err);
	if (rc == GD_OK) /* the last commit of all: also syncs */
		rc = gd_db_do(out, mode, err);
	gd_store_disconnect(out);
	gd_gate_release(&out->gate);
	free(out);
	return rc;
}

/* ---- a verified copy ------------------------------------------------------ */

/* Each file orders name, beside the copy too. */
static enum gd_code
copy_files(struct gd_store *from, struct gd_store *to, struct gd_err *err)
{
	int step = SQLITE_DONE;
	sqlite3_stmt *st;
	int64_t has = 0;
	enum gd_code rc = gd_db_int(from,
	    "SELECT count(*) FROM sqlite_master "
	    "WHERE type = 'table' AND name = 'file'",
	    NULL, &has, err);

	if (rc != GD_OK || !has)
		return rc; /* the first books had no files */
	st = gd_db_prepare(from,
	    "SELECT DISTINCT digest FROM file ORDER BY digest", err);
	if (!st)
		return gd_db_why(from, err);
	while (rc == GD_OK && (step = sqlite3_step(st)) == SQLITE_ROW)
		if (gd_store_file_check(to, gd_column(st, 0), NULL) != GD_OK)
			rc =
			    gd_store_file_copy(from, gd_column(st, 0), to, err);
	if (rc == GD_OK && step != SQLITE_DONE)
		rc = gd_db_fail(from, step, err);
	sqlite3_finalize(st);
	return rc;
}

/* The copy as any reader opens it; its files first, as verify asks them. */
static enum gd_code
prove(struct gd_store *from, const char *aside, const char *name,
    struct gd_verify_report *report, struct gd_err *err)
{
	struct gd_store *copy = NULL;
	enum gd_code rc;

	rc = gd_store_open(aside, GD_PROFILE_VERIFY, &copy, err);
	if (rc != GD_OK)
		return rc;
	copy->restoring = true;
	if (name) { /* files lie beside the name it will have */
		free(copy->gate.path);
		copy->gate.path = gd_strdup(name);
		copy->gate.base = strrchr(copy->gate.path, '/') + 1;
		rc = copy_files(from, copy, err);
	} else {
		copy->fileless = true;
	}
	if (rc == GD_OK)
		rc = gd_store_verify(copy, NULL, NULL, report, err);
	if (rc == GD_DAMAGED)
		rc = gd_fail(err, GD_DAMAGED, GD_M_BACKUP_BAD, GD_T(aside));
	gd_store_close(copy);
	return rc;
}

enum gd_code
gd_store_copy(struct gd_store *s, const char *to, bool with_files,
    struct gd_verify_report *report, struct gd_err *err)
{
	struct gd_str aside = GD_STR_INIT, files = GD_STR_INIT;
	struct stat st = { .st_mode = 0600 };
	struct gd_gate place;
	enum gd_code rc;
	bool had;

	rc = gd_gate_init(&place, to, false, err);
	if (rc != GD_OK) {
		gd_gate_release(&place);
		return rc;
	}
	gd_str_addf(&files, "%s.files", place.path);
	had = lstat(files.text, &st) == 0;
	st.st_mode = 0600;
	gd_str_addf(&aside, "%s.copy-%ld", place.path, (long)getpid());
	gd_store_unlink(aside.text);
	fstatat(s->gate.dirfd, s->gate.base, &st, AT_SYMLINK_NOFOLLOW);
	rc = copy_pages(s, aside.text, "PRAGMA journal_mode=DELETE", err);
	if (rc == GD_OK)
		rc = prove(s, aside.text, with_files ? place.path : NULL,
		    report, err);
	if (rc == GD_OK)
		rc = gd_file_sync(aside.text, st.st_mode & 0777, err);
	if (rc == GD_OK)
		rc = gd_file_name(aside.text, place.path, err);
	if (rc != GD_OK && with_files && !had)
		gd_folder_remove(files.text);
	gd_store_unlink(aside.text);
	gd_gate_release(&place);
	gd_str_release(&aside);
	gd_str_release(&files);
	return rc;
}

enum gd_code
gd_store_backup(const char *path, const char *to,
    struct gd_verify_report *report, struct gd_err *err)
{
	struct gd_store *s = NULL;
	enum gd_code rc = gd_store_open(path, GD_PROFILE_VERIFY, &s, err);

	if (rc == GD_OK)
		rc = gd_store_copy(s, to, true, report, err);
	gd_store_close(s);
	return rc;
}

/* ---- restore -------------------------------------------------------------- */

/* A name beside path that is free: path.WHAT, path.WHAT-2 ... */
void
gd_store_free_name(const char *path, const char *what, struct gd_str *out)
{
	struct stat st;

	for (int n = 1;; n++) {
		gd_str_reset(out);
		gd_str_addf(out, "%s.%s", path, what);
		if (n > 1)
			gd_str_addf(out, "-%d", n);
		if (lstat(out->text, &st) != 0)
			return;
	}
}

/* The book's present file and WAL under another name, the new one in its
 * place. The gate is held and nothing of it is open here. */
static enum gd_code
change_places(const struct gd_gate *g, const char *aside, const char *kept,
    struct gd_err *err)
{
	struct gd_str wal = GD_STR_INIT, kept_wal = GD_STR_INIT;
	struct gd_str shm = GD_STR_INIT;
	int code = 0;

	gd_str_addf(&wal, "%s-wal", g->path);
	gd_str_addf(&kept_wal, "%s-wal", kept);
	gd_str_addf(&shm, "%s-shm", g->path);
	/* no opener may ever pair the new book with the old WAL */
	unlink(shm.text);
	if (rename(wal.text, kept_wal.text) != 0 && errno != ENOENT)
		code = errno;
	if (code == 0 && renameat2(AT_FDCWD, aside, AT_FDCWD, g->path,
			     RENAME_EXCHANGE) == 0) {
		if (rename(aside, kept) != 0)
			code = errno;
	} else if (code == 0 && errno == EINVAL) {
		if (rename(g->path, kept) != 0 || rename(aside, g->path) != 0)
			code = errno;
	} else if (code == 0) {
		code = errno;
	}
	if (code != 0 && gd_gate_same_book(g)) /* as if nothing had been */
		(void)!rename(kept_wal.text, wal.text);
	gd_str_release(&wal);
	gd_str_release(&kept_wal);
	gd_str_release(&shm);
	if (code != 0)
		return gd_safety_fault(g->path, code, err);
	return gd_folder_sync(g->path, err);
}

/* Under the gate; the WAL goes into the book where the book still opens. */
static enum gd_code
swap_in(const char *path, const char *aside, struct gd_str *kept,
    struct gd_err *err)
{
	struct gd_store *old = NULL;
	struct gd_gate g;
	enum gd_code rc;

	rc = gd_gate_init(&g, path, true, err);
	if (rc == GD_OK)
		rc = gd_gate_enter(&g, true, err);
	if (rc == GD_OK) {
		old = gd_alloc(1, sizeof *old);
		old->profile = GD_PROFILE_MAINT;
		old->maint = true;
		old->gate.fd = old->gate.dirfd = -1;
		if (gd_gate_init(&old->gate, path, true, NULL) == GD_OK &&
		    gd_store_connect(old, SQLITE_OPEN_READWRITE, NULL) == GD_OK)
			(void)!gd_store_truncate(old, NULL);
		gd_store_disconnect(old);
		gd_gate_release(&old->gate);
		free(old);
		gd_store_free_name(g.path, "before-restore", kept);
		rc = change_places(&g, aside, kept->text, err);
	}
	gd_gate_release(&g);
	return rc;
}

/* A copy of the backup beside the book, ready to be one. */
static enum gd_code
bring(struct gd_store *from, const char *place, const char *aside,
    struct gd_verify_report *report, struct gd_err *err)
{
	struct stat st = { .st_mode = 0600 };
	enum gd_code rc;

	if (stat(place, &st) != 0)
		st.st_mode = 0600;
	rc = copy_pages(from, aside, "PRAGMA journal_mode=DELETE", err);
	if (rc == GD_OK)
		rc = prove(from, aside, place, report, err);
	if (rc == GD_OK)
		rc = gd_file_sync(aside, st.st_mode & 0777, err);
	return rc;
}

enum gd_code
gd_store_restore(const char *from, const char *path, struct gd_str *kept,
    struct gd_verify_report *report, struct gd_err *err)
{
	struct gd_verify_report mine;
	struct gd_str aside = GD_STR_INIT;
	struct gd_store *s = NULL;
	struct gd_gate place;
	struct stat st;
	bool there = lstat(path, &st) == 0;
	enum gd_code rc;

	if (!report)
		report = &mine;
	rc = gd_gate_init(&place, path, there, err);
	if (rc == GD_OK)
		rc = gd_store_open(from, GD_PROFILE_VERIFY, &s, err);
	if (rc == GD_OK && there && place.dev == s->gate.dev &&
	    place.ino == s->gate.ino)
		rc = gd_fail(err, GD_REFUSED, GD_M_FILE_EXISTS, GD_T(from));
	if (rc == GD_OK) {
		gd_str_addf(&aside, "%s.copy-%ld", place.path, (long)getpid());
		gd_store_unlink(aside.text);
		rc = bring(s, place.path, aside.text, report, err);
	}
	gd_store_close(s);
	if (rc == GD_OK && there)
		rc = swap_in(path, aside.text, kept, err);
	else if (rc == GD_OK)
		rc = gd_file_name(aside.text, place.path, err);
	if (rc == GD_OK)
		gd_seen_again(report->ledger, report->seq, report->head);
	if (aside.len)
		gd_store_unlink(aside.text);
	gd_gate_release(&place);
	gd_str_release(&aside);
	return rc;
}
