/* store/store.h - the book: journal, rows, search; the only door to SQL.
 *
 * One connection a process.  The journal is the truth; every other table is
 * a projection written in the same transaction from the same events.
 */
#ifndef GENDAN_STORE_STORE_H
#define GENDAN_STORE_STORE_H

#include "base/error.h"
#include "core/event.h"
#include "core/order.h"
#include "core/view/list.h"
#include "store/trust.h"

struct gd_store; /* opaque */

enum gd_profile {
	GD_PROFILE_WORK,
	GD_PROFILE_VERIFY /* read only */,
	GD_PROFILE_MAINT
};

/** A new empty book at path (must not exist) with a fresh ledger id; makes
 * the folders it lies in where they are missing. */
enum gd_code gd_store_create(const char *path, int64_t now_ms,
    struct gd_err *err) GD_MUST_CHECK;
/** Open an existing book. Damaged, foreign, newer, missing, busy, on a
 * network file system, hard-linked: each its own message. A read-only file or
 * folder opens for reading; writes then say so. *out is owned by the caller. */
enum gd_code gd_store_open(const char *path, enum gd_profile profile,
    struct gd_store **out, struct gd_err *err) GD_MUST_CHECK;
/** Idle checkpoint when this process ran for over 1 s; NULL allowed. */
void gd_store_close(struct gd_store *s);
/** Screens call this after 2 s without a key. */
void gd_store_idle(struct gd_store *s);
const char *gd_store_path(const struct gd_store *s);
bool gd_store_read_only(const struct gd_store *s);
/** Path of the default book: $GENDAN_BOOK, XDG. buf of n bytes. */
char *gd_store_default_path(char *buf, size_t n);

/* ---- writing ------------------------------------------------------------ */

/** Gate, then BEGIN IMMEDIATE, then schema version and generation. */
enum gd_code gd_store_begin(struct gd_store *s,
    struct gd_err *err) GD_MUST_CHECK;
/** Commit when rc is GD_OK, else roll back; leave the gate; checkpoint as
 * due. @return rc, or what the commit said */
enum gd_code gd_store_end(struct gd_store *s, enum gd_code rc,
    struct gd_err *err) GD_MUST_CHECK;

/** Many orders are about to be written: until off again, up to 48 MiB of
 * pages stay in memory. Outside begin and end. */
void gd_store_many(struct gd_store *s, bool on);

struct gd_entry {          /* one command for the journal */
	const char *order; /* UUID, NULL for the office */
	int64_t order_rev; /* the order's revision after this command */
	int64_t at_ms;
	const char *actor, *for_whom; /* logins, "" */
	const char *request;          /* UUID */
	const char *verb;             /* word of the command */
	const struct gd_events *events;
};
/** Append to the journal and write the rows the events name; reads back and
 * re-hashes. Inside begin/end. *seq (may be NULL) gets its number. */
enum gd_code gd_store_append(struct gd_store *s, const struct gd_entry *entry,
    int64_t *seq, struct gd_err *err) GD_MUST_CHECK;
/** The time of the last command, 0 before the first, and what is written down
 * of the clock (setting `clock`, "" = nothing). */
enum gd_code gd_store_clock(struct gd_store *s, int64_t *last_ms, char *told,
    size_t n, struct gd_err *err) GD_MUST_CHECK;
/** Did this request land? *seq 0 if not, *order gets its order's id or "". */
enum gd_code gd_store_request(struct gd_store *s, const char *request,
    int64_t *seq, char order[GD_ID_TEXT], struct gd_err *err) GD_MUST_CHECK;

/* ---- reading ------------------------------------------------------------ */

/** Many questions about the book as it is at one moment: between these two
 * nothing changes and nothing is locked anew. Short, and never while somebody
 * is waited for; beginning to write ends it. */
void gd_store_look(struct gd_store *s);
void gd_store_looked(struct gd_store *s);

/** By number, UUID, or unambiguous tail of either. */
enum gd_code gd_store_order_find(struct gd_store *s, const char *name,
    char id[GD_ID_TEXT], struct gd_err *err) GD_MUST_CHECK;
/** Orders whose UUID begins with these 14 bytes, as a code on a slip says:
 * *n of them, at most max. None is GD_OK. */
enum gd_code gd_store_order_prefix(struct gd_store *s, const uint8_t prefix[14],
    int max, char ids[][GD_ID_TEXT], int *n, struct gd_err *err) GD_MUST_CHECK;
/** Load all rows of an order; *o must be initialised (gd_order_init). */
enum gd_code gd_store_order_load(struct gd_store *s, const char *id,
    struct gd_order *o, struct gd_err *err) GD_MUST_CHECK;
bool gd_store_number_used(struct gd_store *s, const char *number);
/** The office's rows but saved lists and closed days; *sheet initialised with
 * gd_office_tables. */
enum gd_code gd_store_office_load(struct gd_store *s, struct gd_sheet *sheet,
    struct gd_err *err) GD_MUST_CHECK;
/** One of its tables (enum gd_office_table) alone, into such a sheet. */
enum gd_code gd_store_office_table(struct gd_store *s, int table,
    struct gd_sheet *sheet, struct gd_err *err) GD_MUST_CHECK;
/** A person's saved lists, by name; texts go to arena. */
enum gd_code gd_store_saved(struct gd_store *s, const char *login,
    struct gd_arena *arena, struct gd_saved *rows, int max, int *n,
    struct gd_err *err) GD_MUST_CHECK;
/** Raised by every office command but those on series, saved lists and closed
 * days, which are read when needed: load the office again when it differs. */
int64_t gd_store_office_generation(struct gd_store *s);
/** Cheap "has anybody written" (PRAGMA data_version + own writes). */
/** Which name of a customer the rows of lists carry, where he has two: the
 * English one, or else the other. Not so at first. */
void gd_store_reader(struct gd_store *s, bool english);
int64_t gd_store_data_version(struct gd_store *s);

/** One page. out->n is set anew, texts are added to out->arena, so that
 * f->from_text may still point into it; the caller releases both. */
enum gd_code gd_store_list(struct gd_store *s, const struct gd_filter *f,
    struct gd_list_rows *out, struct gd_err *err) GD_MUST_CHECK;
/** Pieces that are out, of the active orders of a clerk; kept as they go. */
enum gd_code gd_store_out(struct gd_store *s, const char *clerk, int64_t *n,
    struct gd_err *err) GD_MUST_CHECK;
/** How many orders a filter shows, counted up to limit. */
enum gd_code gd_store_count(struct gd_store *s, const struct gd_filter *f,
    int64_t limit, int64_t *n, struct gd_err *err) GD_MUST_CHECK;

struct gd_journal_row {
	int64_t seq, order_rev, at_ms;
	const char *order, *actor, *for_whom, *verb, *body, *request;
	size_t body_len;
};
/** Walk the journal forward from seq (0 = all): of one order, or of all when
 * id is NULL. next returns GD_MISSING at the end. Row borrowed until next. */
struct gd_cursor;
enum gd_code gd_store_journal(struct gd_store *s, const char *id, int64_t from,
    struct gd_cursor **out, struct gd_err *err) GD_MUST_CHECK;
/** One order's, newest first, below a revision of the order (0 = from the
 * last): the next page of a long history begins below its last row's. */
enum gd_code gd_store_journal_newest(struct gd_store *s, const char *id,
    int64_t before, struct gd_cursor **out, struct gd_err *err) GD_MUST_CHECK;
/** Commands of the office alone. */
enum gd_code gd_store_journal_office(struct gd_store *s, struct gd_cursor **out,
    struct gd_err *err) GD_MUST_CHECK;
/** The same, newest first, among the last 50,000 commands of the book. */
enum gd_code gd_store_journal_office_newest(struct gd_store *s,
    struct gd_cursor **out, struct gd_err *err) GD_MUST_CHECK;
/** The order begun after *key (0 = the first) and its key; GD_MISSING at the
 * end. */
enum gd_code gd_store_order_next(struct gd_store *s, int64_t *key,
    char id[GD_ID_TEXT], struct gd_err *err) GD_MUST_CHECK;
enum gd_code gd_cursor_next(struct gd_cursor *c, struct gd_journal_row *row,
    struct gd_err *err) GD_MUST_CHECK;
void gd_cursor_close(struct gd_cursor *c);
/** Walk pieces out (state sent or recall), oldest first. Dates: dates.h. */
struct gd_piece_row {
	const char *number, *customer_name;
	const char *workflow; /* of the order, which names the paper */
	int64_t version;
	struct gd_piece piece;
};
enum gd_code gd_store_pieces_out(struct gd_store *s, const char *desk, int max,
    struct gd_arena *arena, struct gd_piece_row *rows, int *n,
    struct gd_err *err) GD_MUST_CHECK;

/* ---- attached files: BOOK.files/ab/DIGEST (files.c) ---------------------- */

#define GD_FILE_MOST (64 << 20) /* bytes */
struct gd_file_kept {
	char digest[65]; /* SHA-256 in hex */
	int64_t size;
};
/** Keep the bytes of a file: written, synced, renamed. Only then may an event
 * name the digest. Refuses links, devices, the book itself, what is too big. */
enum gd_code gd_store_file_put(struct gd_store *s, const char *path,
    struct gd_file_kept *kept, struct gd_err *err) GD_MUST_CHECK;
/** The kept bytes into a new file at out; never over another. */
enum gd_code gd_store_file_get(struct gd_store *s, const char *digest,
    const char *out, struct gd_err *err) GD_MUST_CHECK;
/** Are the bytes there, and the right ones? */
enum gd_code gd_store_file_check(struct gd_store *s, const char *digest,
    struct gd_err *err) GD_MUST_CHECK;
/** The same kept file beside another book. */
enum gd_code gd_store_file_copy(struct gd_store *s, const char *digest,
    struct gd_store *to, struct gd_err *err) GD_MUST_CHECK;

/* ---- trust: verify is in store/trust.h ----------------------------------- */

/** Make all projection tables anew from the journal: new file beside the
 * book, verified, swapped under the gate. */
enum gd_code gd_store_rebuild(const char *path,
    struct gd_err *err) GD_MUST_CHECK;
/** A verified copy under a new name, one file, with its attached files. */
enum gd_code gd_store_backup(const char *path, const char *to,
    struct gd_verify_report *report, struct gd_err *err) GD_MUST_CHECK;
/** The backup becomes the book at path; the book that was there is kept beside
 * it, *kept its name ("" when there was none). */
enum gd_code gd_store_restore(const char *from, const char *path,
    struct gd_str *kept, struct gd_verify_report *report,
    struct gd_err *err) GD_MUST_CHECK;
/** The copy kept because opening made an older book anew; NULL if it did not. */
const char *gd_store_upgraded(const struct gd_store *s);

#endif
