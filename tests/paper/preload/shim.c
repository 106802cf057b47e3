/* tests/paper/preload/shim.c - a file system that knows no files without a
 * name: O_TMPFILE fails. Preloaded by test_press.sh. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/syscall.h>
#include <unistd.h>

static int
opened(const char *path, int flags, unsigned mode)
{
	if ((flags & O_TMPFILE) == O_TMPFILE) {
		errno = EOPNOTSUPP;
		return -1;
	}
	return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

#define OPEN(name)                                 \
	int name(const char *path, int flags, ...) \
	{                                          \
		va_list more;                      \
		unsigned mode;                     \
                                                   \
		va_start(more, flags);             \
		mode = va_arg(more, unsigned);     \
		va_end(more);                      \
		return opened(path, flags, mode);  \
	}
OPEN(open)
OPEN(open64)
