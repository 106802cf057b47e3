/* store/gate.c - one writer at a time, kept by a lock on a side file.
 *
 * Debian 12's SQLite can damage a WAL book when two processes checkpoint at
 * once, so every write transaction and every checkpoint stands inside the
 * gate.  The side file is never unlinked.  The book itself is only ever
 * looked at by stat: closing any descriptor of it would drop SQLite's locks.
 */
#include "store_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/day.h"
#include "base/memory.h"
#include "store/vault.h"

#include "base/banned.h"

#define GATE_WAIT_MS 5000
#define HOLDER_LINE 120
#define PLACES_AT 4096

/* File systems shared between machines, where WAL cannot work. */
static const struct {
	unsigned long type;
	const char *name;
} network[] = {
	{ 0x6969, "nfs" },
	{ 0xff534d42, "cifs" },
	{ 0xfe534d42, "smb2" },
	{ 0x517b, "smb" },
	{ 0x01021997, "9p" },
	{ 0x5346414f, "afs" },
	{ 0x73757245, "coda" },
	{ 0x00c36400, "ceph" },
	{ 0x0bd00bd0, "lustre" },
	{ 0x01161970, "gfs2" },
	{ 0x7461636f, "ocfs2" },
	{ 0x47504653, "gpfs" },
	{ 0x65735546, "fuse" },
};

static const int held_back[] = { SIGTSTP, SIGINT, SIGHUP, SIGTERM, SIGQUIT,
	SIGTTIN, SIGTTOU, SIGPIPE, SIGUSR1, SIGUSR2 };

const char *
gd_gate_network(unsigned long type)
{
	for (size_t i = 0; i < sizeof network / sizeof *network; i++)
		if (network[i].type == type)
			return network[i].name;
	return NULL;
}

static enum gd_code
check_drive(struct gd_gate *g, struct gd_err *err)
{
	const char *name;
	struct statfs fs;

	if (fstatfs(g->dirfd, &fs) != 0)
		return GD_OK;
	/* f_type is signed here and there: only its 32 bits count */
	name = gd_gate_network((uint32_t)fs.f_type);
	if (!name)
		return GD_OK;
	return gd_fail(err, GD_OUTSIDE, GD_M_BOOK_NETWORK, GD_T(g->path),
	    GD_T(name));
}

static enum gd_code
check_file(struct gd_gate *g, bool must_exist, struct gd_err *err)
{
	struct stat st;

	if (fstatat(g->dirfd, g->base, &st, AT_SYMLINK_NOFOLLOW) != 0) {
		if (errno == ENOENT && !must_exist)
			return GD_OK;
		if (errno == ENOENT)
			return gd_fail(err, GD_MISSING, GD_M_BOOK_MISSING,
			    GD_T(g->path));
		return gd_fail(err, GD_DAMAGED, GD_M_BOOK_UNREADABLE,
		    GD_T(g->path), GD_T(strerror(errno)));
	}
	if (!must_exist)
		return gd_fail(err, GD_REFUSED, GD_M_BOOK_EXISTS,
		    GD_T(g->path));
	if (S_ISLNK(st.st_mode))
		return gd_fail(err, GD_OUTSIDE, GD_M_BOOK_SYMLINK,
		    GD_T(g->path));
	if (!S_ISREG(st.st_mode))
		return gd_fail(err, GD_DAMAGED, GD_M_BOOK_FOREIGN,
		    GD_T(g->path));
	if (st.st_nlink != 1)
		return gd_fail(err, GD_OUTSIDE, GD_M_BOOK_HARDLINK,
		    GD_T(g->path));
	g->dev = st.st_dev;
	g->ino = st.st_ino;
	return GD_OK;
}

/* Folder through realpath, last part as it is. */
static enum gd_code
resolve(struct gd_gate *g, const char *path, struct gd_err *err)
{
	const char *slash = strrchr(path, '/');
	char *folder, real[PATH_MAX];
	struct gd_str full = GD_STR_INIT;
	bool found;

	folder = slash ? gd_strdup(path) : gd_strdup(".");
	if (slash)
		folder[slash == path ? 1 : slash - path] = '\0';
	found = realpath(folder, real) != NULL;
	free(folder);
	if (!found) {
		int code = errno;

		if (code == ENOENT || code == ENOTDIR)
			return gd_fail(err, GD_MISSING, GD_M_BOOK_MISSING,
			    GD_T(path));
		return gd_fail(err, GD_DAMAGED, GD_M_BOOK_UNREADABLE,
		    GD_T(path), GD_T(strerror(code)));
	}
	gd_str_add(&full, real);
	if (strcmp(real, "/") != 0)
		gd_str_addc(&full, '/');
	gd_str_add(&full, slash ? slash + 1 : path);
	g->path = full.text;
	g->base = strrchr(g->path, '/') + 1;
	if (!*g->base)
		return gd_fail(err, GD_DAMAGED, GD_M_BOOK_FOREIGN,
		    GD_T(g->path));
	g->dirfd = open(real, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (g->dirfd < 0)
		g->dirfd = open(real, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (g->dirfd < 0)
		return gd_fail(err, GD_DAMAGED, GD_M_BOOK_UNREADABLE,
		    GD_T(g->path), GD_T(strerror(errno)));
	return GD_OK;
}

enum gd_code
gd_gate_init(struct gd_gate *g, const char *path, bool must_exist,
    struct gd_err *err)
{
	enum gd_code rc;

	*g = (struct gd_gate){ .dirfd = -1, .fd = -1, .wait_ms = GATE_WAIT_MS };
	rc = resolve(g, path, err);
	if (rc == GD_OK)
		rc = check_drive(g, err);
	if (rc == GD_OK)
		rc = check_file(g, must_exist, err);
	return rc;
}

void
gd_gate_release(struct gd_gate *g)
{
	if (g->held)
		gd_gate_leave(g);
	if (g->fd >= 0)
		close(g->fd);
	if (g->dirfd >= 0)
		close(g->dirfd);
	free(g->path);
	*g = (struct gd_gate){ .dirfd = -1, .fd = -1 };
}

bool
gd_gate_same_book(const struct gd_gate *g)
{
	struct stat st;

	return fstatat(g->dirfd, g->base, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       st.st_dev == g->dev && st.st_ino == g->ino;
}

int64_t
gd_gate_wal_size(const struct gd_gate *g)
{
	struct gd_str name = GD_STR_INIT;
	struct stat st;
	int64_t size = 0;

	gd_str_addf(&name, "%s-wal", g->base);
	if (fstatat(g->dirfd, name.text, &st, AT_SYMLINK_NOFOLLOW) == 0)
		size = st.st_size;
	gd_str_release(&name);
	return size;
}

static int
side_file(const struct gd_gate *g, struct gd_err *err)
{
	struct gd_str name = GD_STR_INIT;
	struct stat st;
	mode_t mode = 0600;
	int fd;

	gd_str_addf(&name, "%s.gate", g->base);
	if (fstatat(g->dirfd, g->base, &st, AT_SYMLINK_NOFOLLOW) == 0)
		mode = st.st_mode & 0666;
	fd = openat(g->dirfd, name.text,
	    O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, mode);
	if (fd < 0)
		gd_err_set(err, GD_OUTSIDE, GD_M_GATE_NONE, 2,
		    (const struct gd_arg[]){ GD_T(name.text),
			GD_T(strerror(errno)) });
	gd_str_release(&name);
	return fd;
}

/* Locks on single bytes beyond the holder's line, each of a descriptor of its
 * own: they know nothing of the gate's lock, and a process that dies lets go. */
bool
gd_gate_place(const struct gd_gate *g, int *fd)
{
	struct gd_err none = GD_ERR_INIT;

	*fd = side_file(g, &none);
	for (int i = 0; *fd >= 0 && i < GD_HASH_PLACES; i++) {
		struct flock byte = { .l_type = F_WRLCK,
			.l_whence = SEEK_SET,
			.l_start = PLACES_AT + i,
			.l_len = 1 };

		if (fcntl(*fd, F_OFD_SETLK, &byte) == 0)
			return true;
		if (errno != EAGAIN && errno != EACCES)
			break; /* no such locks here */
		if (i < GD_HASH_PLACES - 1)
			continue;
		close(*fd);
		*fd = -1;
		return false;
	}
	return true;
}

/* Who is inside, as he wrote it there. */
static enum gd_code
say_holder(struct gd_gate *g, struct gd_err *err)
{
	char line[160] = "", who[100] = "?";
	long pid = 0;
	long long since = 0;
	int code = errno;
	ssize_t n;

	if (code != EWOULDBLOCK && code != EINTR)
		return gd_fail(err, GD_OUTSIDE, GD_M_GATE_NONE, GD_T(g->path),
		    GD_T(strerror(code)));
	n = pread(g->fd, line, sizeof line - 1, 0);
	if (n > 0)
		line[n] = '\0';
	if (sscanf(line, "%99s %ld %lld", who, &pid, &since) != 3)
		since = gd_monotonic_ms();
	return gd_fail(err, GD_OUTSIDE, GD_M_GATE_HELD, GD_T(who), GD_N(pid),
	    GD_N((gd_monotonic_ms() - since) / 1000));
}

static void
write_holder(struct gd_gate *g)
{
	const char *who = getenv("LOGNAME");
	char line[HOLDER_LINE + 1], plain[64];
	size_t n = 0;
	int len;

	if (!who || !*who)
		who = getenv("USER");
	if (!who)
		who = "?";
	for (; who[n] && n < sizeof plain - 1; n++)
		plain[n] = who[n] > ' ' && who[n] < 127 ? who[n] : '_';
	plain[n] = '\0';
	len = snprintf(line, sizeof line, "%s %ld %lld", plain, (long)getpid(),
	    (long long)gd_monotonic_ms());
	/* always as long, so that nothing of the last one stays; only words
	 * for a message: a short write does no harm */
	memset(line + len, ' ', (size_t)(HOLDER_LINE - 1 - len));
	line[HOLDER_LINE - 1] = '\n';
	(void)!pwrite(g->fd, line, HOLDER_LINE, 0);
}

static void
ring(int sig)
{
	(void)sig; /* only interrupts flock */
}

/* The blocking lock, given up by a timer. @return false: still held (errno
 * EINTR) or not to be had at all */
static bool
wait_for_lock(struct gd_gate *g)
{
	struct sigaction alarm = { .sa_handler = ring }, before;
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL,
		.sigev_signo = SIGALRM };
	/* rings again and again, should the first ring fall before flock */
	struct itimerspec when = {
		.it_value = { g->wait_ms / 1000,
		    (g->wait_ms % 1000) * 1000000L },
		.it_interval = { 0, 20 * 1000000L },
	};
	int64_t until = gd_monotonic_ms() + g->wait_ms;
	sigset_t only, old;
	timer_t timer;
	int rc, code;

	sigemptyset(&alarm.sa_mask);
	sigaction(SIGALRM, &alarm, &before);
	sigemptyset(&only);
	sigaddset(&only, SIGALRM);
	sigprocmask(SIG_UNBLOCK, &only, &old);
	if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0)
		gd_die(__FILE__, __LINE__, "no timer for the gate");
	timer_settime(timer, 0, &when, NULL);
	do
		rc = flock(g->fd, LOCK_EX);
	while (rc != 0 && errno == EINTR && gd_monotonic_ms() < until);
	code = errno;
	timer_delete(timer);
	sigprocmask(SIG_SETMASK, &old, NULL);
	sigaction(SIGALRM, &before, NULL);
	errno = code;
	return rc == 0;
}

enum gd_code
gd_gate_enter(struct gd_gate *g, bool wait, struct gd_err *err)
{
	enum gd_code rc = GD_OK;
	sigset_t stops;

	if (g->off)
		return GD_OK;
	if (g->fd < 0)
		g->fd = side_file(g, err);
	if (g->fd < 0)
		return GD_OUTSIDE;
	sigemptyset(&stops);
	for (size_t i = 0; i < sizeof held_back / sizeof *held_back; i++)
		sigaddset(&stops, held_back[i]);
	sigprocmask(SIG_BLOCK, &stops, &g->mask);
	if (flock(g->fd, LOCK_EX | LOCK_NB) != 0 &&
	    (!wait || !wait_for_lock(g)))
		rc = say_holder(g, err);
	if (rc != GD_OK) {
		sigprocmask(SIG_SETMASK, &g->mask, NULL);
		return rc;
	}
	g->held = true;
	if (!gd_gate_same_book(g)) {
		gd_gate_leave(g);
		return gd_fail(err, GD_STALE, GD_M_BOOK_REPLACED,
		    GD_T(g->path));
	}
	write_holder(g);
	return GD_OK;
}

void
gd_gate_leave(struct gd_gate *g)
{
	if (!g->held)
		return;
	if (flock(g->fd, LOCK_UN) != 0) { /* closing gives it back too */
		close(g->fd);
		g->fd = -1;
	}
	g->held = false;
	sigprocmask(SIG_SETMASK, &g->mask, NULL);
}
