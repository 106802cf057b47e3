/* press/out.c - the file: whole and synced, or not there.
 *
 * It has no name until it is finished, so that nobody ever sees half of it and
 * a crash leaves nothing behind. Where the file system cannot do that, it has
 * an odd name meanwhile.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

#include "press_priv.h"

#include "base/banned.h"

static int
write_all(int fd, const char *bytes, size_t len)
{
	int code = gd_file_write(fd, bytes, len);

	return code ? code : fsync(fd) == 0 ? 0 : errno;
}

/* A name beside path that nobody else uses. */
static char *
name_beside(const char *folder, int try)
{
	struct gd_str name = GD_STR_INIT;

	gd_str_addf(&name, "%s/.gendan-paper.%ld.%d", folder, (long)getpid(),
	    try);
	return name.text;
}

static int
give_name(int fd, const char *folder, const char *path, bool replace)
{
	char from[64], *aside;
	int code = 0;

	(void)snprintf(from, sizeof from, "/proc/self/fd/%d", fd);
	if (!replace)
		return linkat(AT_FDCWD, from, AT_FDCWD, path,
			   AT_SYMLINK_FOLLOW) == 0
			   ? 0
			   : errno;
	aside = name_beside(folder, 0);
	if (linkat(AT_FDCWD, from, AT_FDCWD, aside, AT_SYMLINK_FOLLOW) != 0)
		code = errno;
	else if (rename(aside, path) != 0) {
		code = errno;
		(void)unlink(aside);
	}
	free(aside);
	return code;
}

/* The way of file systems without O_TMPFILE. */
static int
write_named(const char *folder, const char *path, const char *bytes, size_t len,
    bool replace)
{
	char *aside = name_beside(folder, 1);
	int code = 0;
	int fd = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0) {
		code = errno;
		free(aside);
		return code;
	}
	code = write_all(fd, bytes, len);
	if (close(fd) != 0 && code == 0)
		code = errno;
	if (code == 0 && !replace && access(path, F_OK) == 0)
		code = EEXIST;
	if (code == 0 && rename(aside, path) != 0)
		code = errno;
	if (code)
		(void)unlink(aside);
	free(aside);
	return code;
}

static int
folder_sync(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), code = 0;

	if (fd < 0)
		return errno;
	/* Not every file system can. */
	if (fsync(fd) != 0 && errno != EINVAL)
		code = errno;
	close(fd);
	return code;
}

int
out_write(const char *path, const char *bytes, size_t len, bool replace)
{
	const char *slash = strrchr(path, '/');
	struct gd_str folder = GD_STR_INIT;
	struct stat st;
	int fd, code;

	if (slash)
		gd_str_addn(&folder, path,
		    slash == path ? 1 : (size_t)(slash - path));
	else
		gd_str_add(&folder, ".");
	if (!replace && lstat(path, &st) == 0) {
		gd_str_release(&folder);
		return EEXIST;
	}
	fd = open(folder.text, O_WRONLY | O_TMPFILE | O_CLOEXEC, 0600);
	if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR)) {
		code = write_named(folder.text, path, bytes, len, replace);
	} else if (fd < 0) {
		code = errno;
	} else {
		code = write_all(fd, bytes, len);
		if (code == 0)
			code = give_name(fd, folder.text, path, replace);
		close(fd);
		/* No /proc to give it a name through. */
		if (code == ENOENT)
			code =
			    write_named(folder.text, path, bytes, len, replace);
	}
	if (code == 0)
		code = folder_sync(folder.text);
	gd_str_release(&folder);
	return code;
}
