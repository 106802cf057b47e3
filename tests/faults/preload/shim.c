/* tests/faults/preload/shim.c - LD_PRELOAD: calls that change a disk fail.
 *
 * FAULT_UNDER=DIR counts only calls on what lies under DIR; call number
 * FAULT_AT fails with FAULT_ERRNO, and with FAULT_FOREVER=1 every one after
 * it.  FAULT_DIE=1: instead of failing, the process dies there.  The number
 * of calls goes to the file FAULT_COUNT.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static long calls, struck;

static int
under(const char *path)
{
	const char *dir = getenv("FAULT_UNDER");

	return dir && path && strncmp(path, dir, strlen(dir)) == 0;
}

static int
fd_under(int fd)
{
	char link[40], path[PATH_MAX];
	ssize_t n;

	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	n = syscall(SYS_readlinkat, AT_FDCWD, link, path, sizeof path - 1);
	if (n <= 0)
		return 0;
	path[n] = '\0';
	return under(path);
}

static int
at_under(int dir, const char *path)
{
	return path && *path == '/' ? under(path)
	       : dir == AT_FDCWD    ? 0
				    : fd_under(dir);
}

static int
strike(int mine)
{
	const char *at = getenv("FAULT_AT"), *e = getenv("FAULT_ERRNO");
	long n;

	if (!mine)
		return 0;
	calls++;
	n = at ? atol(at) : 0;
	if (!n || calls < n || (calls > n && !getenv("FAULT_FOREVER")))
		return 0;
	if (getenv("FAULT_DIE"))
		raise(SIGKILL);
	struck++;
	errno = e ? atoi(e) : EIO;
	return 1;
}

__attribute__((destructor)) static void
say_count(void)
{
	const char *to = getenv("FAULT_COUNT");
	char line[60];
	int fd, n;

	if (!to)
		return;
	fd = (int)syscall(SYS_openat, AT_FDCWD, to,
	    O_WRONLY | O_CREAT | O_TRUNC, 0600);
	n = snprintf(line, sizeof line, "%ld %ld\n", calls, struck);
	if (fd >= 0)
		(void)!syscall(SYS_write, fd, line, (size_t)n);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t
write(int fd, const void *bytes, size_t n)
{
	return strike(fd_under(fd)) ? -1 : REAL(write)(fd, bytes, n);
}

ssize_t
pwrite(int fd, const void *bytes, size_t n, off_t at)
{
	return strike(fd_under(fd)) ? -1 : REAL(pwrite)(fd, bytes, n, at);
}

ssize_t
pwrite64(int fd, const void *bytes, size_t n, off64_t at)
{
	return strike(fd_under(fd)) ? -1 : REAL(pwrite64)(fd, bytes, n, at);
}

int
fsync(int fd)
{
	return strike(fd_under(fd)) ? -1 : REAL(fsync)(fd);
}

int
fdatasync(int fd)
{
	return strike(fd_under(fd)) ? -1 : REAL(fdatasync)(fd);
}

int
ftruncate(int fd, off_t size)
{
	return strike(fd_under(fd)) ? -1 : REAL(ftruncate)(fd, size);
}

int
ftruncate64(int fd, off64_t size)
{
	return strike(fd_under(fd)) ? -1 : REAL(ftruncate64)(fd, size);
}

int
flock(int fd, int how)
{
	return strike(fd_under(fd))
		   ? -1
		   : ((int (*)(int, int))dlsym(RTLD_NEXT, "flock"))(fd, how);
}

int
rename(const char *from, const char *to)
{
	return strike(under(to)) ? -1 : REAL(rename)(from, to);
}

int
renameat(int a, const char *from, int b, const char *to)
{
	return strike(at_under(b, to)) ? -1 : REAL(renameat)(a, from, b, to);
}

int
renameat2(int a, const char *from, int b, const char *to, unsigned flags)
{
	return strike(at_under(b, to)) ? -1
				       : REAL(renameat2)(a, from, b, to, flags);
}

int
link(const char *from, const char *to)
{
	return strike(under(to)) ? -1 : REAL(link)(from, to);
}

int
mkdirat(int dir, const char *path, mode_t mode)
{
	return strike(at_under(dir, path)) ? -1
					   : REAL(mkdirat)(dir, path, mode);
}

int
open(const char *path, int flags, ...)
{
	mode_t mode;
	va_list ap;

	va_start(ap, flags);
	mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	return strike(under(path)) ? -1 : REAL(open)(path, flags, mode);
}

int
open64(const char *path, int flags, ...)
{
	mode_t mode;
	va_list ap;

	va_start(ap, flags);
	mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	return strike(under(path)) ? -1 : REAL(open64)(path, flags, mode);
}

int
openat(int dir, const char *path, int flags, ...)
{
	mode_t mode;
	va_list ap;

	va_start(ap, flags);
	mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	return strike(at_under(dir, path))
		   ? -1
		   : REAL(openat)(dir, path, flags, mode);
}

int __open_2(const char *path, int flags);
int __open64_2(const char *path, int flags);
int __openat_2(int dir, const char *path, int flags);

int
__open_2(const char *path, int flags)
{
	return open(path, flags);
}

int
__open64_2(const char *path, int flags)
{
	return open64(path, flags);
}

int
__openat_2(int dir, const char *path, int flags)
{
	return openat(dir, path, flags);
}
