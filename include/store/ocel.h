/* store/ocel.h - an event log as a SQLite file of its own (OCEL 2.0).
 *
 * Never the book itself: any of its tables whose name begins with "event" or
 * "object" would break the format.
 */
#ifndef GENDAN_STORE_OCEL_H
#define GENDAN_STORE_OCEL_H

#include "core/view/eventlog.h"

struct gd_store;
struct gd_ocel; /* opaque */
/** A log that will be called path; a plain file that is there is replaced when
 * the log is whole, never the book or what lies beside it. */
enum gd_code gd_ocel_open(struct gd_store *book, const char *path,
    struct gd_ocel **out, struct gd_err *err) GD_MUST_CHECK;
/** Where the log goes in; borrowed. */
const struct gd_log_sink *gd_ocel_sink(struct gd_ocel *o);
/** rc GD_OK: checked, synced, named; else thrown away. @return rc, or what went
 * wrong */
enum gd_code gd_ocel_close(struct gd_ocel *o, enum gd_code rc,
    struct gd_err *err) GD_MUST_CHECK;

/** May an export be written to path? Refused: what is no plain file, the book
 * and what lies beside it. */
enum gd_code gd_export_place(struct gd_store *book, const char *path,
    struct gd_err *err) GD_MUST_CHECK;

/* A text file on its way to a name, in two parts that grow at the same time. */
struct gd_export_file; /* opaque */
enum gd_code gd_export_open(struct gd_store *book, const char *path,
    struct gd_export_file **out, struct gd_err *err) GD_MUST_CHECK;
/** Append text to the first part, or to the second one; text is then empty. */
enum gd_code gd_export_add(struct gd_export_file *f, bool second,
    struct gd_str *text, struct gd_err *err) GD_MUST_CHECK;
/** As gd_ocel_close; the second part then stands behind the first. */
enum gd_code gd_export_close(struct gd_export_file *f, enum gd_code rc,
    struct gd_err *err) GD_MUST_CHECK;

#endif
