/* core/process/eventlog_priv.h - what the files of the event log share. */
#ifndef GENDAN_CORE_PROCESS_EVENTLOG_PRIV_H
#define GENDAN_CORE_PROCESS_EVENTLOG_PRIV_H

#include "core/view/eventlog.h"

#include "eventlog_words.h"

enum log_event {
#define X(kind, word) LOG_##kind,
	LOG_EVENTS(X)
#undef X
	    LOG_START_STEP,
	LOG_COMPLETE_STEP,
	LOG_REOPEN_STEP,
	LOG_ERASED,
	LOG_NEVENTS
};
/* -1: nothing is told of it. */
int log_event_of(enum gd_event_kind kind);

enum log_object {
	LOG_ORDER,
	LOG_DOCUMENT,
	LOG_COPY,
	LOG_PARTY,
	LOG_PERSON,
	LOG_DEPARTMENT,
	LOG_CHANGE,
	LOG_NOBJECTS
};

#define LOG_EVENT_ATTRS(X)     \
	X(STEP, step, TEXT)    \
	X(DUTY, duty, TEXT)    \
	X(LOT, lot, INT)       \
	X(ROUND, round, INT)   \
	X(ROLE, role, TEXT)    \
	X(NUMBER, number, INT) \
	X(NOTE, note, TEXT)    \
	X(DAY, day, TEXT)      \
	X(PAPER, on_paper, BOOL)
#define LOG_ORDER_ATTRS(X)                      \
	X(ORDER_NUMBER, number, TEXT)           \
	X(ORDER_CREATED, created, TIME)         \
	X(ORDER_FLOW, workflow, TEXT)           \
	X(ORDER_VERSION, workflow_version, INT) \
	X(ORDER_COMPANY, company, TEXT)         \
	X(ORDER_CUSTOMER, customer, TEXT)       \
	X(ORDER_STATE, state, TEXT)             \
	X(ORDER_STATUS, status, TEXT)           \
	X(ORDER_STEP, step_no, INT)             \
	X(ORDER_SHIP, ship_date, TEXT)
#define LOG_DOCUMENT_ATTRS(X)      \
	X(DOC_KIND, kind, TEXT)    \
	X(DOC_LOT, lot, INT)       \
	X(DOC_INST, instance, INT) \
	X(DOC_REV, revision, INT)  \
	X(DOC_STATE, state, TEXT)  \
	X(DOC_DIGEST, digest, TEXT)
#define LOG_COPY_ATTRS(X)              \
	X(COPY_KIND, kind, TEXT)       \
	X(COPY_CLASS, class, TEXT)     \
	X(COPY_NO, copy_no, INT)       \
	X(COPY_DESK, department, TEXT) \
	X(COPY_STATE, state, TEXT)
#define LOG_PARTY_ATTRS(X)        \
	X(PARTY_KIND, kind, TEXT) \
	X(PARTY_NAME, name, TEXT) \
	X(PARTY_COUNTRY, country, TEXT)
#define LOG_PERSON_ATTRS(X) X(PERSON_LOGIN, login, TEXT)
#define LOG_DEPARTMENT_ATTRS(X)  \
	X(DESK_NAME, name, TEXT) \
	X(DESK_OUTSIDE, outside, BOOL)
#define LOG_CHANGE_ATTRS(X)           \
	X(CHANGE_NUMBER, number, INT) \
	X(CHANGE_FIELDS, changes, INT)

#define X(id, name, type) LOG_AT_##id,
enum log_event_attr { LOG_EVENT_ATTRS(X) LOG_EVENT_NATTRS };
enum log_order_attr { LOG_ORDER_ATTRS(X) LOG_ORDER_NATTRS };
enum log_doc_attr { LOG_DOCUMENT_ATTRS(X) LOG_DOCUMENT_NATTRS };
enum log_copy_attr { LOG_COPY_ATTRS(X) LOG_COPY_NATTRS };
enum log_party_attr { LOG_PARTY_ATTRS(X) LOG_PARTY_NATTRS };
enum log_person_attr { LOG_PERSON_ATTRS(X) LOG_PERSON_NATTRS };
enum log_desk_attr { LOG_DEPARTMENT_ATTRS(X) LOG_DEPARTMENT_NATTRS };
enum log_change_attr { LOG_CHANGE_ATTRS(X) LOG_CHANGE_NATTRS };
#undef X
#define LOG_MOST_ATTRS 10

/* An object on its way. */
struct log_obj {
	const char *id;
	int kind;
	bool told;    /* an event that went out is about it */
	int64_t born; /* command it came into being with */
	struct gd_log_value first[LOG_MOST_ATTRS], now[LOG_MOST_ATTRS];
	struct gd_log_change *changes; /* owned */
	struct gd_log_link *links;     /* owned */
	struct log_obj **to;           /* owned; whom they lead to */
	size_t nchanges, changes_room, nlinks, links_room, to_room;
};
struct log_objs {
	struct log_obj **at; /* owned */
	size_t n, room;
	struct gd_arena arena; /* texts and objects */
};

struct gd_log {
	const struct gd_log_sink *sink;
	const struct gd_sheet *office;
	int64_t from_ms, to_ms;
	struct log_objs own;    /* of the order */
	struct log_objs others; /* people, departments, parties; by id */
	struct gd_order order;
	const struct gd_workflow *wf;
	const struct gd_log_entry *entry;
	const char *number;        /* owned by own.arena */
	struct gd_arena arena;     /* of one entry */
	struct gd_log_link *links; /* owned; of the event under way */
	struct log_obj **about;    /* owned; the same */
	size_t nlinks, links_room, about_room, nabout;
	int64_t events, objects;
	int part; /* of the entry */
};

/* ---- eventlog_objects.c: what the rows say of objects ---- */
/* The object of this id, made when there is none. */
struct log_obj *log_own(struct gd_log *log, int kind, const char *id);
struct log_obj *log_other(struct gd_log *log, int kind, const char *name);
void log_set_text(struct gd_log *log, struct log_obj *o, int attr,
    const char *text);
void log_set_int(struct gd_log *log, struct log_obj *o, int attr, int64_t n);
void log_obj_link(struct log_obj *o, struct log_obj *to, const char *qualifier);
struct log_obj *log_order_object(struct gd_log *log);
struct log_obj *log_document(struct gd_log *log, const char *kind, int64_t lot,
    int64_t inst, int64_t rev);
struct log_obj *log_copy(struct gd_log *log, int64_t no);
struct log_obj *log_request(struct gd_log *log, int64_t inst);
/* What a put that was applied says of the objects it is about. */
void log_follow(struct gd_log *log, const struct gd_put *put);
void log_objs_clear(struct log_objs *all);

#endif
