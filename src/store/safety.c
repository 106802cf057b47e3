/* store/safety.c - files that must be whole or not be: syncing, naming,
 * taking away; what went wrong with them, in words.
 */
#include "safety_priv.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"

enum gd_code
gd_safety_fault(const char *path, int code, struct gd_err *err)
{
	if (code == EEXIST || code == ENOTEMPTY)
		return gd_fail(err, GD_REFUSED, GD_M_FILE_EXISTS, GD_T(path));
	if (code == ENOENT || code == ENOTDIR)
		return gd_fail(err, GD_MISSING, GD_M_FILE_MISSING, GD_T(path));
	if (code == ENOSPC || code == EDQUOT)
		return gd_fail(err, GD_OUTSIDE, GD_M_FILE_DISK_FULL,
		    GD_T(path));
	return gd_fail(err, GD_OUTSIDE, GD_M_FILE_FAULT, GD_T(path),
	    GD_T(strerror(code)));
}

/* Nobody has the file open here: closing it would drop SQLite's locks. */
enum gd_code
gd_file_sync(const char *path, mode_t mode, struct gd_err *err)
{
	int fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW), code = 0;

	if (fd < 0)
		return gd_safety_fault(path, errno, err);
	if (fchmod(fd, mode) != 0 || fsync(fd) != 0)
		code = errno;
	close(fd);
	return code ? gd_safety_fault(path, code, err) : GD_OK;
}

enum gd_code
gd_folder_sync(const char *path, struct gd_err *err)
{
	const char *slash = strrchr(path, '/');
	struct gd_str folder = GD_STR_INIT;
	enum gd_code rc = GD_OK;
	int fd;

	if (slash)
		gd_str_addn(&folder, path, (size_t)(slash - path) + 1);
	else
		gd_str_add(&folder, ".");
	fd = open(folder.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || fsync(fd) != 0)
		rc = gd_safety_fault(folder.text, errno, err);
	if (fd >= 0)
		close(fd);
	gd_str_release(&folder);
	return rc;
}

enum gd_code
gd_file_name(const char *made, const char *path, struct gd_err *err)
{
	if (renameat2(AT_FDCWD, made, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return gd_folder_sync(path, err);
	/* file systems that cannot: of files a second name does the same */
	if (errno == EINVAL && link(made, path) == 0) {
		unlink(made);
		return gd_folder_sync(path, err);
	}
	return gd_safety_fault(path, errno, err);
}

static void
remove_inside(int dir, const char *name, int depth)
{
	int fd =
	    openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *e;

	while (d && (e = readdir(d)) != NULL) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		if (unlinkat(dirfd(d), e->d_name, 0) != 0 && depth > 0)
			remove_inside(dirfd(d), e->d_name, depth - 1);
	}
	if (d)
		closedir(d);
	else if (fd >= 0)
		close(fd);
	unlinkat(dir, name, AT_REMOVEDIR);
}

void
gd_folder_remove(const char *path)
{
	remove_inside(AT_FDCWD, path, 3);
}

enum gd_code
gd_place_empty(const char *place, struct gd_err *err)
{
	static const char *const tails[] = { "", ".files", "-wal", "-shm" };
	struct gd_str path = GD_STR_INIT;
	enum gd_code rc = GD_OK;
	struct stat st;

	for (size_t i = 0; rc == GD_OK && i < 4; i++) {
		gd_str_reset(&path);
		gd_str_addf(&path, "%s%s", place, tails[i]);
		if (lstat(path.text, &st) == 0)
			rc = gd_safety_fault(path.text, EEXIST, err);
	}
	gd_str_release(&path);
	return rc;
}

int
gd_write_all(int fd, const void *bytes, size_t n)
{
	const char *at = bytes;

	while (n > 0) {
		ssize_t put = write(fd, at, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return put < 0 ? errno : EIO;
		at += put;
		n -= (size_t)put;
	}
	return 0;
}
