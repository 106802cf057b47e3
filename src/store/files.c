/* store/files.c - attached files: BOOK.files/ab/DIGEST, beside the book.
 *
 * A file is read once, written under a passing name, synced and renamed to
 * its digest before any event names it; so an event never names bytes that
 * are not there.  Bytes nobody names do no harm.  A link is never followed.
 */
#include "safety_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"

#define CHUNK (64 << 10)
#define DIGEST_LEN 64

static enum gd_code
file_fault(const char *path, int code, struct gd_err *err)
{
	if (code == ENOENT || code == ENOTDIR)
		return gd_fail(err, GD_MISSING, GD_M_FILE_MISSING, GD_T(path));
	if (code == ENOSPC || code == EDQUOT)
		return gd_fail(err, GD_OUTSIDE, GD_M_FILE_DISK_FULL,
		    GD_T(path));
	if (code == ELOOP)
		return gd_fail(err, GD_REFUSED, GD_M_FILE_ODD, GD_T(path));
	return gd_fail(err, GD_OUTSIDE, GD_M_FILE_FAULT, GD_T(path),
	    GD_T(strerror(code)));
}

static bool
is_digest(const char *text)
{
	return strlen(text) == DIGEST_LEN &&
	       strspn(text, "0123456789abcdef") == DIGEST_LEN;
}

/* Closing any descriptor of the book would drop SQLite's locks. */
bool
gd_is_the_book(const struct gd_gate *g, const struct stat *st)
{
	static const char *const tails[] = { "", "-wal", "-shm", ".gate" };
	struct stat own;
	bool same = false;

	for (size_t i = 0; i < sizeof tails / sizeof *tails && !same; i++) {
		struct gd_str name = GD_STR_INIT;

		gd_str_addf(&name, "%s%s", g->base, tails[i]);
		same = fstatat(g->dirfd, name.text, &own,
			   AT_SYMLINK_NOFOLLOW) == 0 &&
		       own.st_dev == st->st_dev && own.st_ino == st->st_ino;
		gd_str_release(&name);
	}
	return same;
}

/* A plain file outside the book, open for reading. */
static enum gd_code
open_source(const struct gd_gate *g, const char *path, int *fd,
    struct gd_err *err)
{
	struct stat st;
	int code;

	if (lstat(path, &st) != 0)
		return file_fault(path, errno, err);
	if (!S_ISREG(st.st_mode) || gd_is_the_book(g, &st))
		return gd_fail(err, GD_REFUSED, GD_M_FILE_ODD, GD_T(path));
	if (st.st_size > GD_FILE_MOST)
		return gd_fail(err, GD_REFUSED, GD_M_FILE_BIG, GD_T(path),
		    GD_N(GD_FILE_MOST >> 20));
	*fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (*fd < 0)
		return file_fault(path, errno, err);
	if (fstat(*fd, &st) != 0) {
		code = errno;
		close(*fd);
		return file_fault(path, code, err);
	}
	if (!S_ISREG(st.st_mode)) {
		close(*fd);
		return gd_fail(err, GD_REFUSED, GD_M_FILE_ODD, GD_T(path));
	}
	return GD_OK;
}

/* A folder inside the folder dir, made when it may be. @return fd or -1 */
static int
open_folder(int dir, const char *name, bool make)
{
	int fd =
	    openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd >= 0 || errno != ENOENT || !make)
		return fd;
	if (mkdirat(dir, name, 0700) != 0 && errno != EEXIST)
		return -1;
	fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd >= 0 && fsync(dir) != 0) {
		int code = errno;

		close(fd);
		errno = code;
		fd = -1;
	}
	return fd;
}

/* BOOK.files; err says why not. @return fd or -1 */
static int
open_store(const struct gd_gate *g, bool make, struct gd_err *err)
{
	struct gd_str name = GD_STR_INIT;
	int fd;

	gd_str_addf(&name, "%s.files", g->base);
	fd = open_folder(g->dirfd, name.text, make);
	if (fd < 0)
		file_fault(name.text, errno, err);
	gd_str_release(&name);
	return fd;
}

/* Bytes of in to out (-1: nowhere), hashed. @return errno, -1 when too many */
static int
pour(int in, int out, char digest[DIGEST_LEN + 1], int64_t *size)
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state state;
	uint8_t *bytes = gd_alloc(CHUNK, 1);
	ssize_t n;
	int code = 0;

	*size = 0;
	crypto_hash_sha256_init(&state);
	while (code == 0 && (n = read(in, bytes, CHUNK)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			code = errno;
			break;
		}
		*size += n;
		if (*size > GD_FILE_MOST)
			code = -1;
		crypto_hash_sha256_update(&state, bytes, (size_t)n);
		for (ssize_t at = 0; out >= 0 && code == 0 && at < n;) {
			ssize_t put = write(out, bytes + at, (size_t)(n - at));

			if (put > 0)
				at += put;
			else if (put == 0 || errno != EINTR)
				code = put == 0 ? EIO : errno;
		}
	}
	crypto_hash_sha256_final(&state, hash);
	sodium_bin2hex(digest, DIGEST_LEN + 1, hash, sizeof hash);
	free(bytes);
	return code;
}

/* Under a passing name, synced; then its place. @return errno or -1 */
static int
settle_in(int store, int in, struct gd_file_kept *kept)
{
	char aside[40], folder[3], *final;
	int sub = -1, out, code;

	snprintf(aside, sizeof aside, "coming-%ld", (long)getpid());
	unlinkat(store, aside, 0);
	out = openat(store, aside,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0400);
	if (out < 0)
		return errno;
	code = pour(in, out, kept->digest, &kept->size);
	if (code == 0 && fsync(out) != 0)
		code = errno;
	if (close(out) != 0 && code == 0)
		code = errno;
	if (code == 0) {
		memcpy(folder, kept->digest, 2);
		folder[2] = '\0';
		final = kept->digest;
		sub = open_folder(store, folder, true);
		if (sub < 0 || renameat(store, aside, sub, final) != 0 ||
		    fsync(sub) != 0 || fsync(store) != 0)
			code = errno;
	}
	if (sub >= 0)
		close(sub);
	if (code != 0)
		unlinkat(store, aside, 0);
	return code;
}

enum gd_code
gd_store_file_put(struct gd_store *s, const char *path,
    struct gd_file_kept *kept, struct gd_err *err)
{
	enum gd_code rc;
	int in = -1, store, code;

	if (gd_store_read_only(s))
		return gd_fail(err, GD_OUTSIDE, GD_M_BOOK_READ_ONLY,
		    GD_T(s->gate.path));
	rc = open_source(&s->gate, path, &in, err);
	if (rc != GD_OK)
		return rc;
	store = open_store(&s->gate, true, err);
	if (store < 0) {
		close(in);
		return GD_OUTSIDE;
	}
	code = settle_in(store, in, kept);
	close(store);
	close(in);
	if (code == -1)
		return gd_fail(err, GD_REFUSED, GD_M_FILE_BIG, GD_T(path),
		    GD_N(GD_FILE_MOST >> 20));
	return code ? file_fault(path, code, err) : GD_OK;
}

/* The kept file, open. Not there is one thing, a bad disk another. */
enum gd_code
gd_file_open(const struct gd_gate *g, const char *digest, int *fd,
    struct gd_err *err)
{
	struct gd_str name = GD_STR_INIT;
	int code = ENOENT;

	*fd = -1;
	if (is_digest(digest)) {
		gd_str_addf(&name, "%s.files/%.2s/%s", g->base, digest, digest);
		*fd = openat(g->dirfd, name.text,
		    O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
		code = *fd < 0 ? errno : 0;
		gd_str_release(&name);
	}
	if (code == ENOENT || code == ENOTDIR || code == ELOOP)
		return gd_fail(err, GD_DAMAGED, GD_M_FILE_LOST, GD_T(digest));
	return code ? file_fault(digest, code, err) : GD_OK;
}

enum gd_code
gd_store_file_get(struct gd_store *s, const char *digest, const char *out,
    struct gd_err *err)
{
	char have[DIGEST_LEN + 1];
	int64_t size;
	int in, to, code;
	enum gd_code rc = gd_file_open(&s->gate, digest, &in, err);

	if (rc != GD_OK)
		return rc;
	to = open(out, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    0666);
	if (to < 0) {
		code = errno;
		close(in);
		if (code == EEXIST)
			return gd_fail(err, GD_REFUSED, GD_M_FILE_EXISTS,
			    GD_T(out));
		return file_fault(out, code, err);
	}
	code = pour(in, to, have, &size);
	if (code == 0 && fsync(to) != 0)
		code = errno;
	if (close(to) != 0 && code == 0)
		code = errno;
	close(in);
	if (code == 0 && strcmp(have, digest) == 0)
		return GD_OK;
	unlink(out);
	if (code > 0)
		return file_fault(out, code, err);
	return gd_fail(err, GD_DAMAGED, GD_M_FILE_LOST, GD_T(digest));
}

enum gd_code
gd_store_file_check(struct gd_store *s, const char *digest, struct gd_err *err)
{
	char have[DIGEST_LEN + 1];
	int64_t size;
	int fd, code;
	enum gd_code rc = gd_file_open(&s->gate, digest, &fd, err);

	if (rc != GD_OK)
		return rc;
	code = pour(fd, -1, have, &size);
	close(fd);
	if (code > 0)
		return file_fault(digest, code, err);
	if (code != 0 || strcmp(have, digest) != 0)
		return gd_fail(err, GD_DAMAGED, GD_M_FILE_LOST, GD_T(digest));
	return GD_OK;
}

enum gd_code
gd_store_file_copy(struct gd_store *s, const char *digest, struct gd_store *to,
    struct gd_err *err)
{
	struct gd_file_kept kept;
	int in, store, code;
	enum gd_code rc = gd_file_open(&s->gate, digest, &in, err);

	if (rc != GD_OK)
		return rc;
	store = open_store(&to->gate, true, err);
	if (store < 0) {
		close(in);
		return GD_OUTSIDE;
	}
	code = settle_in(store, in, &kept);
	close(store);
	close(in);
	if (code > 0)
		return file_fault(digest, code, err);
	if (code != 0 || strcmp(kept.digest, digest) != 0)
		return gd_fail(err, GD_DAMAGED, GD_M_FILE_LOST, GD_T(digest));
	return GD_OK;
}

/* ---- verify: every file an order names is there, byte for byte ----------- */

enum gd_code
gd_check_files(struct gd_check *c, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_prepare(c->s,
	    "SELECT o.number, f.no, f.name, f.digest FROM file f "
	    "JOIN orders o ON o.id = f.order_id ORDER BY f.order_id, f.no",
	    err);
	enum gd_code found = GD_OK;
	int rc = SQLITE_DONE;

	if (!st)
		return gd_db_why(c->s, err);
	while (found != GD_OUTSIDE && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		found = gd_store_file_check(c->s, gd_column(st, 3), err);
		if (found == GD_DAMAGED)
			gd_fault(c, GD_M_BAD_FILE, GD_T(gd_column(st, 0)),
			    GD_N(sqlite3_column_int64(st, 1)),
			    GD_T(gd_column(st, 2)));
	}
	sqlite3_finalize(st);
	if (found == GD_OUTSIDE)
		return found;
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(c->s, rc, err);
}
