/* store/export_file.c - a text on its way to a file: whole, or the one before.
 *
 * Two parts grow at the same time, because an event log as JSON has its events
 * before its objects and neither is held in memory.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/ocel.h"

#include "safety_priv.h"

#include "base/banned.h"

struct gd_export_file {
	char *path, *aside[2]; /* owned */
	int fd[2];
};

enum gd_code
gd_export_place(struct gd_store *book, const char *path, struct gd_err *err)
{
	struct stat st;

	if (lstat(path, &st) != 0)
		return errno == ENOENT ? GD_OK
				       : gd_safety_fault(path, errno, err);
	if (!S_ISREG(st.st_mode) || gd_is_the_book(&book->gate, &st))
		return gd_fail(err, GD_REFUSED, GD_M_EXPORT_PLACE, GD_T(path));
	return GD_OK;
}

enum gd_code
gd_export_open(struct gd_store *book, const char *path,
    struct gd_export_file **out, struct gd_err *err)
{
	enum gd_code rc = gd_export_place(book, path, err);
	struct gd_export_file *f;

	*out = NULL;
	if (rc != GD_OK)
		return rc;
	f = gd_alloc(1, sizeof *f);
	f->path = gd_strdup(path);
	f->fd[0] = f->fd[1] = -1;
	for (int i = 0; i < 2 && rc == GD_OK; i++) {
		struct gd_str name = GD_STR_INIT;

		gd_str_addf(&name, "%s.new%s-%ld", path, i ? "2" : "",
		    (long)getpid());
		f->aside[i] = name.text;
		unlink(name.text);
		f->fd[i] = open(name.text,
		    O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (f->fd[i] < 0)
			rc = gd_safety_fault(path, errno, err);
	}
	if (rc != GD_OK)
		return gd_export_close(f, rc, err);
	*out = f;
	return GD_OK;
}

enum gd_code
gd_export_add(struct gd_export_file *f, bool second, struct gd_str *text,
    struct gd_err *err)
{
	int code = gd_write_all(f->fd[second], text->text, text->len);

	gd_str_reset(text);
	return code ? gd_safety_fault(f->path, code, err) : GD_OK;
}

/* The second part behind the first. @return errno */
static int
join(struct gd_export_file *f)
{
	char part[65536];
	off_t at = 0;
	ssize_t n;
	int code = 0;

	while (code == 0 && (n = pread(f->fd[1], part, sizeof part, at)) != 0) {
		if (n < 0)
			return errno;
		code = gd_write_all(f->fd[0], part, (size_t)n);
		at += n;
	}
	if (code == 0 && fsync(f->fd[0]) != 0)
		code = errno;
	return code;
}

enum gd_code
gd_export_close(struct gd_export_file *f, enum gd_code rc, struct gd_err *err)
{
	int code = rc == GD_OK ? join(f) : 0;

	for (int i = 0; i < 2; i++)
		if (f->fd[i] >= 0 && close(f->fd[i]) != 0 && code == 0)
			code = errno;
	if (rc == GD_OK && code == 0 && rename(f->aside[0], f->path) != 0)
		code = errno;
	if (rc == GD_OK && code)
		rc = gd_safety_fault(f->path, code, err);
	if (rc == GD_OK)
		rc = gd_folder_sync(f->path, err);
	for (int i = 0; i < 2; i++) {
		if (f->aside[i])
			unlink(f->aside[i]);
		free(f->aside[i]);
	}
	free(f->path);
	free(f);
	return rc;
}
