/* app/server/server_drop.c - the folder of a person on the office server.
 *
 * Names are one part of a path and are only ever opened inside the folder;
 * links are refused, so what a person can name is his own.
 */
#include "app/server.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

#include "base/banned.h"

#define NAME_MOST 200

bool
gd_drop_name(const char *name)
{
	struct gd_err err = GD_ERR_INIT;

	if (strlen(name) > NAME_MOST || !*name || strchr(".- ", *name) ||
	    gd_text_check(name, NAME_MOST, false, &err) != GD_OK)
		return false;
	for (const unsigned char *s = (const unsigned char *)name; *s; s++) {
		if (*s < 0x80 && !(*s >= '0' && *s <= '9') &&
		    !(*s >= 'a' && *s <= 'z') && !(*s >= 'A' && *s <= 'Z') &&
		    !strchr(" -_.+()", *s))
			return false;
	}
	return true;
}

static enum gd_code
fault(const char *name, int code, struct gd_err *err)
{
	return gd_fail(err, code == ENOENT ? GD_MISSING : GD_OUTSIDE,
	    GD_M_DROP_FILE, GD_T(name), GD_T(strerror(code)));
}

/* A folder of this account that only it can use. @return errno */
static int
own_folder(const char *path)
{
	struct stat st;

	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		return errno;
	if (lstat(path, &st) != 0)
		return errno;
	if (!S_ISDIR(st.st_mode))
		return ENOTDIR;
	return st.st_uid == geteuid() && (st.st_mode & 077) == 0 ? 0 : EPERM;
}

enum gd_code
gd_drop_folder(const char *book, const char *login, struct gd_arena *arena,
    const char **folder, struct gd_err *err)
{
	char *real = realpath(book, NULL);
	char *slash = real ? strrchr(real, '/') : NULL;
	const char *parts[4];
	int code = 0;

	if (!slash)
		return fault(book, errno, err);
	*slash = '\0';
	parts[0] = gd_arena_printf(arena, "%s.people", real);
	parts[1] = gd_arena_printf(arena, "%s/%s", parts[0], login);
	parts[2] = gd_arena_printf(arena, "%s/drop", parts[1]);
	parts[3] = gd_arena_printf(arena, "%s/state", parts[1]);
	free(real);
	for (int i = 0; i < 4; i++) {
		code = own_folder(parts[i]);
		if (code)
			return fault(parts[i], code, err);
	}
	*folder = parts[1];
	return GD_OK;
}

static int
open_drop(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	int drop = fd < 0
		       ? -1
		       : openat(fd, "drop",
			     O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd >= 0)
		close(fd);
	return drop;
}

/* Everything there is, at most so many bytes. @return errno, -1: too much */
static int
pour(int in, int out, int64_t most, int64_t *size)
{
	char part[65536];
	ssize_t n;

	*size = 0;
	while ((n = read(in, part, sizeof part)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		*size += n;
		if (*size > most)
			return -1;
		for (ssize_t at = 0; at < n;) {
			ssize_t put = write(out, part + at, (size_t)(n - at));

			if (put > 0)
				at += put;
			else if (put == 0 || errno != EINTR)
				return put == 0 ? EIO : errno;
		}
	}
	return 0;
}

static bool
is_plain(const struct stat *st)
{
	return S_ISREG(st->st_mode) && st->st_nlink == 1 &&
	       st->st_uid == geteuid();
}

enum gd_code
gd_drop_check(const char *folder, const char *name, struct gd_err *err)
{
	struct stat st;
	int drop, code = 0;

	if (!gd_drop_name(name))
		return gd_fail(err, GD_USAGE, GD_M_DROP_NAME, GD_T(name));
	drop = open_drop(folder);
	if (drop < 0)
		return fault(name, errno, err);
	if (fstatat(drop, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		code = errno;
	close(drop);
	if (code)
		return fault(name, code, err);
	return is_plain(&st)
		   ? GD_OK
		   : gd_fail(err, GD_REFUSED, GD_M_DROP_ODD, GD_T(name));
}

static enum gd_code
get(int drop, const char *name, int out, struct gd_err *err)
{
	int in =
	    openat(drop, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	int64_t size;
	int code;

	if (in < 0 && errno == ELOOP)
		return gd_fail(err, GD_REFUSED, GD_M_DROP_ODD, GD_T(name));
	if (in < 0)
		return fault(name, errno, err);
	if (fstat(in, &st) != 0 || !is_plain(&st)) {
		close(in);
		return gd_fail(err, GD_REFUSED, GD_M_DROP_ODD, GD_T(name));
	}
	code = pour(in, out, GD_DROP_MOST, &size);
	close(in);
	if (code < 0)
		return gd_fail(err, GD_REFUSED, GD_M_DROP_BIG, GD_T(name),
		    GD_N(GD_DROP_MOST >> 20));
	return code ? fault(name, code, err) : GD_OK;
}

enum gd_code
gd_drop_get(const char *folder, const char *name, int out, struct gd_err *err)
{
	enum gd_code rc;
	int drop;

	if (!gd_drop_name(name))
		return gd_fail(err, GD_USAGE, GD_M_DROP_NAME, GD_T(name));
	if (isatty(out))
		return gd_fail(err, GD_USAGE, GD_M_DROP_TERMINAL, GD_T(name));
	drop = open_drop(folder);
	if (drop < 0)
		return fault(name, errno, err);
	rc = get(drop, name, out, err);
	close(drop);
	return rc;
}

/* The end of the bytes may be the end of the connection. sshd then has let go
 * of both directions, while after a whole file it waits for our answer. */
static bool
was_cut(int in, int out)
{
	struct pollfd p[2] = { { .fd = in, .events = POLLIN },
		{ .fd = out, .events = POLLOUT } };
	struct stat st;
	bool socket = fstat(in, &st) == 0 && S_ISSOCK(st.st_mode);

	if (poll(p, 2, 0) < 0)
		return true;
	return (socket && (p[0].revents & POLLHUP)) ||
	       (p[1].revents & (POLLERR | POLLHUP));
}

#define ASIDE ".coming-"

/* What a put left that was killed goes: nobody holds it any more.
 * @return bytes that lie there without the file `but`, blocks for small ones */
static int64_t
sweep(int drop, const char *but)
{
	int fd =
	    openat(drop, ".", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *e;
	struct stat st;
	int64_t held = 0;

	while (d && (e = readdir(d)) != NULL) {
		int left;

		if (strncmp(e->d_name, ASIDE, sizeof ASIDE - 1) != 0) {
			if (strcmp(e->d_name, but) != 0 &&
			    fstatat(drop, e->d_name, &st,
				AT_SYMLINK_NOFOLLOW) == 0)
				held += st.st_size > 4096 ? st.st_size : 4096;
			continue;
		}
		left = openat(drop, e->d_name,
		    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
		if (left >= 0 && flock(left, LOCK_EX | LOCK_NB) == 0)
			unlinkat(drop, e->d_name, 0);
		if (left >= 0)
			close(left);
	}
	if (d)
		closedir(d);
	else if (fd >= 0)
		close(fd);
	return held;
}

/* A name nobody can give, so that no half file is ever seen under its own; held
 * as long as it is being written. @return -1: errno */
static int
open_aside(int drop, char aside[40])
{
	struct stat st;
	int to;

	snprintf(aside, 40, ASIDE "%ld", (long)getpid());
	for (int i = 0; i < 10; i++) {
		to = openat(drop, aside,
		    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		/* another may sweep it before it is held */
		if (to < 0 || (flock(to, LOCK_EX | LOCK_NB) == 0 &&
				  fstat(to, &st) == 0 && st.st_nlink == 1))
			return to;
		close(to);
	}
	errno = EBUSY;
	return -1;
}

static enum gd_code
put(int drop, const char *name, int in, int out, int64_t *size,
    struct gd_err *err)
{
	char aside[40];
	struct stat st;
	int64_t left = GD_DROP_ALL - sweep(drop, name);
	int to, code;

	if (fstatat(drop, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    !is_plain(&st))
		return gd_fail(err, GD_REFUSED, GD_M_DROP_ODD, GD_T(name));
	to = open_aside(drop, aside);
	if (to < 0)
		return fault(name, errno, err);
	code = pour(in, to, left < GD_DROP_MOST ? left : GD_DROP_MOST, size);
	if (code == 0 && was_cut(in, out))
		code = -2;
	if (code == 0 && fsync(to) != 0)
		code = errno;
	if (close(to) != 0 && code == 0)
		code = errno;
	if (code == 0 &&
	    (renameat(drop, aside, drop, name) != 0 || fsync(drop) != 0))
		code = errno;
	if (code == 0)
		return GD_OK;
	unlinkat(drop, aside, 0);
	if (code == -1 && *size <= GD_DROP_MOST)
		return gd_fail(err, GD_REFUSED, GD_M_DROP_FULL, GD_T(name),
		    GD_N(GD_DROP_ALL >> 20));
	if (code == -1)
		return gd_fail(err, GD_REFUSED, GD_M_DROP_BIG, GD_T(name),
		    GD_N(GD_DROP_MOST >> 20));
	if (code == -2)
		return gd_fail(err, GD_OUTSIDE, GD_M_DROP_CUT, GD_T(name));
	return fault(name, code, err);
}

enum gd_code
gd_drop_put(const char *folder, const char *name, int in, int out,
    int64_t *size, struct gd_err *err)
{
	enum gd_code rc;
	int drop;

	if (!gd_drop_name(name))
		return gd_fail(err, GD_USAGE, GD_M_DROP_NAME, GD_T(name));
	drop = open_drop(folder);
	if (drop < 0)
		return fault(name, errno, err);
	rc = put(drop, name, in, out, size, err);
	close(drop);
	return rc;
}
