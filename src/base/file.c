/* base/file.c - see base/file.h. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/banned.h"

enum gd_code
gd_file_read(int fd, const char *path, size_t max, struct gd_str *out,
    struct gd_err *err)
{
	char part[16384];
	size_t had = out->len;
	ssize_t n = -1;
	int code = errno;

	if (fd >= 0) {
		while ((n = read(fd, part, sizeof part)) > 0 &&
		       out->len - had <= max)
			gd_str_addn(out, part, (size_t)n);
		code = errno;
		(void)close(fd);
	}
	if (out->len - had > max)
		return gd_fail(err, GD_USAGE, GD_M_READ_BIG, GD_T(path),
		    GD_N((int64_t)max));
	if (n < 0)
		return gd_fail(err, code == ENOENT ? GD_MISSING : GD_OUTSIDE,
		    GD_M_READ_OPEN, GD_T(path), GD_T(strerror(code)));
	return GD_OK;
}

int
gd_file_write(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno != EINTR)
			return errno;
		if (n == 0)
			return errno = EIO;
		bytes += n > 0 ? n : 0;
		len -= n > 0 ? (size_t)n : 0;
	}
	return 0;
}

int
gd_file_new(const char *path, const struct gd_str *all)
{
	int fd = open(path,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	int code = fd < 0 ? errno : gd_file_write(fd, all->text, all->len);

	if (fd >= 0 && close(fd) != 0 && !code)
		code = errno;
	if (fd >= 0 && code)
		(void)unlink(path);
	return code;
}
