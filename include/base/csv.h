/* base/csv.h - RFC 4180 reader (newlines in quotes, BOM, GB18030) and writer. */
#ifndef GENDAN_BASE_CSV_H
#define GENDAN_BASE_CSV_H

#include <stdio.h>

#include "base/error.h"
#include "base/memory.h"

struct gd_csv; /* opaque reader; constant memory */
enum gd_code gd_csv_open(const char *path, struct gd_csv **out,
    struct gd_err *err) GD_MUST_CHECK;
/** The same from text in memory; name: what faults call it. */
enum gd_code gd_csv_open_text(const char *text, size_t len, const char *name,
    struct gd_csv **out, struct gd_err *err) GD_MUST_CHECK;
void gd_csv_close(struct gd_csv *c);
/** Next record: *n cells, texts borrowed until the next call, UTF-8, trimmed
 * of nothing. GD_MISSING at the end of the file; GD_USAGE names the line. */
enum gd_code gd_csv_next(struct gd_csv *c, const char ***cells, int *n,
    struct gd_err *err) GD_MUST_CHECK;
int64_t gd_csv_row(
    const struct gd_csv *c); /* record number from 1, header included */
int64_t gd_csv_line(const struct gd_csv *c); /* line where it began */
/** Append one record with CRLF, quoted when needed.  A cell that begins with
 * = + - @ TAB CR or their full-width forms, also behind blanks and apostrophes,
 * gets an apostrophe before it; plain negative numbers do not. */
void gd_csv_write(struct gd_str *out, const char *const *cells, int n);
/** A cell without the apostrophe gd_csv_write gave it. */
const char *gd_csv_plain(const char *cell);

#endif
