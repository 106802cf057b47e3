/* core/process/eventlog_kinds.c - the types of events and objects a log has. */
#include "eventlog_priv.h"

#include "base/banned.h"

#define X(id, name, type) { #name, GD_LOG_##type },
static const struct gd_log_attr event_attrs[] = { LOG_EVENT_ATTRS(X) };
static const struct gd_log_attr order_attrs[] = { LOG_ORDER_ATTRS(X) };
static const struct gd_log_attr document_attrs[] = { LOG_DOCUMENT_ATTRS(X) };
static const struct gd_log_attr copy_attrs[] = { LOG_COPY_ATTRS(X) };
static const struct gd_log_attr party_attrs[] = { LOG_PARTY_ATTRS(X) };
static const struct gd_log_attr person_attrs[] = { LOG_PERSON_ATTRS(X) };
static const struct gd_log_attr department_attrs[] = { LOG_DEPARTMENT_ATTRS(
    X) };
static const struct gd_log_attr change_attrs[] = { LOG_CHANGE_ATTRS(X) };
#undef X
_Static_assert(LOG_ORDER_NATTRS <= LOG_MOST_ATTRS &&
		   LOG_DOCUMENT_NATTRS <= LOG_MOST_ATTRS &&
		   LOG_COPY_NATTRS <= LOG_MOST_ATTRS,
    "an object keeps so many values");

#define COUNT(a) ((int)(sizeof(a) / sizeof *(a)))
#define EVENT(word)                                 \
	{                                           \
		word, event_attrs, LOG_EVENT_NATTRS \
	}
static const struct gd_log_kind events[LOG_NEVENTS] = {
#define X(kind, word) [LOG_##kind] = EVENT(word),
	LOG_EVENTS(X)
#undef X
	    [LOG_START_STEP] = EVENT("start step"),
	[LOG_COMPLETE_STEP] = EVENT("complete step"),
	[LOG_REOPEN_STEP] = EVENT("reopen step"),
	[LOG_ERASED] = EVENT("erased entry"),
};
static const struct gd_log_kind objects[LOG_NOBJECTS] = {
	[LOG_ORDER] = { "order", order_attrs, COUNT(order_attrs) },
	[LOG_DOCUMENT] = { "document", document_attrs, COUNT(document_attrs) },
	[LOG_COPY] = { "copy", copy_attrs, COUNT(copy_attrs) },
	[LOG_PARTY] = { "party", party_attrs, COUNT(party_attrs) },
	[LOG_PERSON] = { "person", person_attrs, COUNT(person_attrs) },
	[LOG_DEPARTMENT] = { "department", department_attrs,
	    COUNT(department_attrs) },
	[LOG_CHANGE] = { "change request", change_attrs, COUNT(change_attrs) },
};

/* Whoever adds an event says whether it is told. */
enum {
#define X(kind, word) +1
	TOLD = 0 LOG_EVENTS(X),
#undef X
#define X(kind) +1
	SILENT = 0 LOG_SILENT(X)
#undef X
};
_Static_assert(TOLD + SILENT == GD_EVENT_KINDS,
    "every kind of event has its word in the log, or is silent");

int
log_event_of(enum gd_event_kind kind)
{
	static const int16_t of[GD_EVENT_KINDS] = {
#define X(kind, word) [kind] = LOG_##kind + 1,
		LOG_EVENTS(X)
#undef X
	};

	return (unsigned)kind < GD_EVENT_KINDS ? of[kind] - 1 : -1;
}

const struct gd_log_kind *
gd_log_event_kinds(int *n)
{
	*n = LOG_NEVENTS;
	return events;
}

const struct gd_log_kind *
gd_log_object_kinds(int *n)
{
	*n = LOG_NOBJECTS;
	return objects;
}
