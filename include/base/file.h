/* base/file.h - all bytes of a file, read or written. */
#ifndef GENDAN_BASE_FILE_H
#define GENDAN_BASE_FILE_H

#include <stddef.h>

#include "base/error.h"
#include "base/memory.h"

/** Append what fd still holds to out, at most max bytes, and close it; fd < 0:
 * the open failed with errno. path is how it is called in *err. @return GD_OK,
 * GD_USAGE (larger), GD_MISSING, GD_OUTSIDE */
enum gd_code gd_file_read(int fd, const char *path, size_t max,
    struct gd_str *out, struct gd_err *err) GD_MUST_CHECK;
/** Write all of it, however often the system stops half way. @return 0, else
 * errno */
int gd_file_write(int fd, const char *bytes, size_t len);
/** A new file for everybody to read, never over one that is there; what could
 * not be written whole is taken away. @return 0, else errno (EEXIST) */
int gd_file_new(const char *path, const struct gd_str *all);

#endif
