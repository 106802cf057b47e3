/* core/view/eventlog.h - the history of orders as events about objects.
 *
 * What process mining reads (OCEL 2.0: events, objects, how they hang
 * together).  The journal's entries of an order go in one after the other,
 * events come out at once; its objects come out whole at its end.  Words are
 * English and never change with the reader's language: other programs rely on
 * them.  People appear by their login alone.
 *
 * Needs the rows of one order and the names met so far, never the whole book.
 */
#ifndef GENDAN_CORE_VIEW_EVENTLOG_H
#define GENDAN_CORE_VIEW_EVENTLOG_H

#include "base/error.h"
#include "core/event.h"
#include "core/order.h"

enum gd_log_type { GD_LOG_TEXT, GD_LOG_TIME, GD_LOG_INT, GD_LOG_BOOL };
struct gd_log_attr {
	const char *name;
	enum gd_log_type type;
};
struct gd_log_kind { /* a type of events or of objects */
	const char *name;
	const struct gd_log_attr *attrs;
	int nattrs;
};
struct gd_log_value {
	bool set;
	const char *text; /* of GD_LOG_TEXT */
	int64_t number;   /* of the others; of GD_LOG_TIME UTC ms */
};
struct gd_log_link {
	int kind;              /* of the object; index into the object kinds */
	const char *id;        /* of the object */
	const char *qualifier; /* never NULL */
};
struct gd_log_event {
	const char *id; /* "e" and the command's number, then which of it */
	int kind;       /* index into the event kinds */
	int64_t at_ms;
	const struct gd_log_value *values; /* one an attribute of its kind */
	const struct gd_log_link *links;   /* none twice */
	int nlinks;
};
struct gd_log_change {
	int attr;
	int64_t at_ms;
	struct gd_log_value value;
};
struct gd_log_object {
	const char *id;
	int kind;
	const struct gd_log_value *values; /* as it was first known */
	const struct gd_log_change *changes;
	int nchanges;                    /* in the order of time */
	const struct gd_log_link *links; /* to other objects, none twice */
	int nlinks;
};

/* Where a log goes to. Every call may fail; nothing is kept of its arguments. */
struct gd_log_sink {
	enum gd_code (*begin)(void *payload, const struct gd_log_kind *events,
	    int nevents, const struct gd_log_kind *objects, int nobjects,
	    struct gd_err *err);
	enum gd_code (*event)(void *payload, const struct gd_log_event *event,
	    struct gd_err *err);
	enum gd_code (*object)(void *payload,
	    const struct gd_log_object *object, struct gd_err *err);
	void *payload;
};

/* The kinds of every log gendan writes, static. */
const struct gd_log_kind *gd_log_event_kinds(int *n);
const struct gd_log_kind *gd_log_object_kinds(int *n);

/* One entry of the journal; borrowed. */
struct gd_log_entry {
	int64_t seq, at_ms;
	const char *actor, *for_whom;
	const struct gd_events *events; /* NULL: the body was taken away */
};

struct gd_log; /* opaque */
/** A log of what happened from from_ms on and before to_ms (0 = no limit).
 * office: rows of the customers, parties, desks; NULL: they are only named.
 * Borrows office and sink. */
struct gd_log *gd_log_open(const struct gd_log_sink *sink,
    const struct gd_sheet *office, int64_t from_ms, int64_t to_ms);
void gd_log_close(struct gd_log *log); /* NULL allowed */
/** The kinds go to the sink. */
enum gd_code gd_log_begin(struct gd_log *log, struct gd_err *err) GD_MUST_CHECK;
/** The next order; number: what it is called, also where its first entry says
 * nothing any more. Its entries follow, oldest first. */
void gd_log_order(struct gd_log *log, const char *number);
/** The rows as the entries so far left them; borrowed until the next. */
const struct gd_order *gd_log_state(const struct gd_log *log);
/** One entry: applied, then told. wf: the workflow of the order, NULL when it
 * is not known (the step of a duty is then not said). */
enum gd_code gd_log_entry(struct gd_log *log, const struct gd_workflow *wf,
    const struct gd_log_entry *entry, struct gd_err *err) GD_MUST_CHECK;
/** The order's objects that events told of. */
enum gd_code gd_log_order_end(struct gd_log *log,
    struct gd_err *err) GD_MUST_CHECK;
/** Last: people, departments and parties that were met. */
enum gd_code gd_log_end(struct gd_log *log, struct gd_err *err) GD_MUST_CHECK;
/* So far: what the sink got. */
int64_t gd_log_events(const struct gd_log *log);
int64_t gd_log_objects(const struct gd_log *log);

#endif
