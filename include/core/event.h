/* core/event.h - what happened, with every effect in it.
 *
 * One command gives one journal entry: an array of events.  An event says
 * what happened in the words of the office and carries the cells it sets
 * (puts), so that replay needs neither today's rules nor lists nor calendar.
 */
#ifndef GENDAN_CORE_EVENT_H
#define GENDAN_CORE_EVENT_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/memory.h"
#include "core/tables.h"

/* X(id, word in the journal, sentence for people; {1} what {2} note {3} number)
 * Words are never reused; a changed meaning takes a new word. */
#define GD_EVENTS(X)                                                        \
	X(GD_EV_NONE, "", "")                                               \
	X(GD_EV_CREATED, "created", "order created")                        \
	X(GD_EV_DONE, "done", "{1}: done {2}")                              \
	X(GD_EV_OUTCOME, "outcome", "{1}: {2}")                             \
	X(GD_EV_AGAIN, "again", "round {3} of {1} begins")                  \
	X(GD_EV_WAIVED, "waived", "{1}: waived; {2}")                       \
	X(GD_EV_OPENED, "opened", "step {1} opened early: {2}")             \
	X(GD_EV_DRAFTED, "drafted", "{1} drafted, revision {3}")            \
	X(GD_EV_SUBMITTED, "submitted", "{1} ready for signing")            \
	X(GD_EV_SIGNED, "signed", "{1} signed as {2}")                      \
	X(GD_EV_SENTBACK, "sentback", "{1} sent back: {2}")                 \
	X(GD_EV_WITHDRAWN, "withdrawn", "{1}: signature withdrawn: {2}")    \
	X(GD_EV_ISSUED, "issued", "{1} issued, revision {3}")               \
	X(GD_EV_EXPECTED, "expected", "{1} expected")                       \
	X(GD_EV_RECEIVED, "received", "{1} received {2}")                   \
	X(GD_EV_VOIDED, "voided", "{1} void: {2}")                          \
	X(GD_EV_SENT, "sent", "{1} sent to {2}")                            \
	X(GD_EV_HELD_BY, "receipted", "{1} receipted by {2}")               \
	X(GD_EV_RECALLED, "recalled", "{1} recalled from {2}")              \
	X(GD_EV_RETURNED, "returned", "{1} came back from {2}")             \
	X(GD_EV_DESTROYED, "destroyed", "{1} destroyed at {2}")             \
	X(GD_EV_LOST, "lost", "{1} lost at {2}")                            \
	X(GD_EV_DISTRIBUTION, "distribution",                               \
	    "distribution of {1} changed: {2}")                             \
	X(GD_EV_NOTICE, "notice", "notice {3}: {2}")                        \
	X(GD_EV_HELD, "held", "order on hold: {2}")                         \
	X(GD_EV_RESUMED, "resumed", "order resumed {2}")                    \
	X(GD_EV_COMPLETED, "completed", "order completed {2}")              \
	X(GD_EV_CANCELLED, "cancelled", "order cancelled: {2}")             \
	X(GD_EV_REOPENED, "reopened", "order reopened: {2}")                \
	X(GD_EV_INFORMED, "informed", "{1} told {2}")                       \
	X(GD_EV_PAYMENT, "payment", "payment row {3}: {2}")                 \
	X(GD_EV_CREDITED, "credited", "payment row {3} credited {2}")       \
	X(GD_EV_ASSIGNED, "assigned", "{1} is now {2}")                     \
	X(GD_EV_OFFERED, "offered", "{1}: offered to {2}")                  \
	X(GD_EV_ACCEPTED, "accepted", "{1}: accepted by {2}")               \
	X(GD_EV_REFUSED, "refused", "{1}: refused by {2}")                  \
	X(GD_EV_EXPIRED, "expired", "{1}: offer to {2} expired")            \
	X(GD_EV_RELEASED, "released", "{1}: given back by {2}")             \
	X(GD_EV_MOVED, "moved", "date of {1} moved: {2}")                   \
	X(GD_EV_CORRECTED, "corrected", "{1} corrected: {2}")               \
	X(GD_EV_UNDONE, "undone", "last act undone: {1}")                   \
	X(GD_EV_NOTE, "note", "{2}")                                        \
	X(GD_EV_LINKED, "linked", "{1}: {2}")                               \
	X(GD_EV_LINES, "lines", "lines changed {2}")                        \
	X(GD_EV_OVERRIDE, "override", "hard stop overridden: {1}, {2}")     \
	X(GD_EV_OFFICE, "office", "{1} {2}")                                \
	X(GD_EV_TABLES, "tables", "dates and marks")                        \
	X(GD_EV_SPLIT, "split", "lot {3} split off: {2}")                   \
	X(GD_EV_SHORT, "short", "line {3}: {2} will not be shipped")        \
	X(GD_EV_SHIPPED, "shipped", "lot {3} shipped: {2}")                 \
	X(GD_EV_COVERED, "covered", "{1} is covered by {2}")                \
	X(GD_EV_TAKEN, "taken", "{1}: on paper before gendan {2}")          \
	X(GD_EV_HANDED, "handed", "{1} handed over to {2}")                 \
	X(GD_EV_ATTACHED, "attached", "file {3} attached: {1} {2}")         \
	X(GD_EV_BECAUSE, "because", "because: {2}")                         \
	X(GD_EV_REPLACED, "replaced", "{1} to be given to {2} again")       \
	X(GD_EV_REWORDED, "reworded", "{1} to be revised: {2}")             \
	X(GD_EV_SIGNED_PAPER, "signed_paper",                               \
	    "{1} signed on paper by {2}, file {3}")                         \
	X(GD_EV_MIGRATED, "migrated", "workflow {1}: now version {3} {2}")  \
	X(GD_EV_CLOSED_DAY, "closed_day", "day closed, number {3} {2}")     \
	X(GD_EV_CLOCK, "clock", "the clock of the machine is {1}: {2} UTC") \
	X(GD_EV_PRINTED, "printed", "{1}: piece {3} printed: {2}")          \
	X(GD_EV_PRINTED_DRAFT, "printed_draft",                             \
	    "{1}: draft of revision {3} printed: {2}")                      \
	X(GD_EV_PRINTED_SLIP, "printed_slip",                               \
	    "{1}: slip of revision {3} printed: {2}")                       \
	X(GD_EV_ATTACHED_PAPER, "attached_paper",                           \
	    "file {3} attached to {1}: {2}")                                \
	X(GD_EV_REMINDED, "reminded", "{2} reminded of {1} ({3})")          \
	X(GD_EV_DATED, "dated", "date of {1} set, there was none: {2}")     \
	X(GD_EV_GRANTED, "granted",                                         \
	    "hard date of {1} moved, it was granted: {2}")                  \
	X(GD_EV_DAY_PAST, "day_past",                                       \
	    "the new date of {1} is {3} {3|day|days} past: {2}")            \
	X(GD_EV_GRANTED_BY, "granted_by", "{1}: granted by {2}")            \
	X(GD_EV_GIVEN, "given", "{1}: assigned to {2}")                     \
	X(GD_EV_DECLINED, "declined",                                       \
	    "{1}: all it lay open to have refused")                         \
	X(GD_EV_LAID_OPEN, "laid_open", "{1}: open to all again")

enum gd_event_kind {
#define X(id, word, text) id,
	GD_EVENTS(X)
#undef X
	    GD_EVENT_KINDS
};
const char *gd_event_word(enum gd_event_kind kind);
const char *gd_event_sentence(
    enum gd_event_kind kind); /* English, for gd_say */
/** Has it left the desk, so that others may have seen it? Such an act is put
 * right or recalled, never taken back (core/undo.c). */
bool gd_event_left(enum gd_event_kind kind);

/* table: an enum gd_order_table, or GD_ORDER_NTABLES + enum gd_office_table */
struct gd_put {
	int16_t table;
	bool drop;
	uint64_t mask;
	void *row; /* owned by the arena of the events */
};

struct gd_event {
	enum gd_event_kind kind;
	const char *what; /* duty, paper or step id; "" */
	const char *note; /* words: reason, desk, outcome; "" */
	int64_t number;   /* revision, round, piece ... */
	struct gd_put *puts;
	size_t nputs, room;
};

struct gd_events {
	struct gd_event *at;
	size_t n, room;
	struct gd_arena arena;
};
#define GD_EVENTS_INIT \
	{              \
		0      \
	}
void gd_events_release(struct gd_events *ev);
void gd_events_clear(struct gd_events *ev);
/** Is there one among them that left the desk, stopped the order, or calls
 * paper back? Then a key struck twice by mistake must not be enough. */
bool gd_events_weigh(const struct gd_events *ev);
struct gd_event *gd_event_add(struct gd_events *ev, enum gd_event_kind kind,
    const char *what, const char *note, int64_t number);
/** Add a put; the key and masked cells of row are copied. */
void gd_event_put(struct gd_events *ev, struct gd_event *e, int table,
    const void *row, uint64_t mask);
void gd_event_drop(struct gd_events *ev, struct gd_event *e, int table,
    const void *row);
const struct gd_table *gd_put_table(int table);

/** The one function that changes an order or the office, and it is dumb: sets
 * the cells the event names. Either sheet may be NULL (its puts are skipped). */
void gd_apply(struct gd_sheet *order, struct gd_sheet *office,
    const struct gd_event *event);

/** Exact bytes of a journal body (compact JSON array), cells by place: see
 * put_to_json. Appends to out. */
void gd_events_encode(const struct gd_events *ev, struct gd_str *out);
/** Back again, through the upcasters of older versions. GD_DAMAGED when the
 * bytes are not a body this program knows. */
enum gd_code gd_events_decode(struct gd_events *ev, const char *body,
    size_t len, struct gd_err *err) GD_MUST_CHECK;

#endif
