/* store_priv.h - what the files of the store share; the only header beside
 * their .c files that may name SQLite. */
#ifndef GENDAN_STORE_STORE_PRIV_H
#define GENDAN_STORE_STORE_PRIV_H

#include <signal.h>
#include <sqlite3.h>
#include <sys/types.h>
#include <time.h>

#include "store/store.h"

#define GD_BOOK_APPLICATION 0x67646e31 /* "gdn1" */
#define GD_BOOK_SCHEMA 1               /* user_version */
#define GD_BOOK_PROJECTION 9 /* raised when the rows mean something new */
#define GD_NO_DUE 9999999    /* due_key of an order without a date */

#define GD_NTABLES (GD_ORDER_NTABLES + GD_OFFICE_NTABLES)
enum gd_row_op { GD_ROW_ONE, GD_ROW_ALL, GD_ROW_PUT, GD_ROW_DROP, GD_ROW_OPS };
#define GD_HASH 32
#define GD_ROW_BYTES 512 /* room for any row struct */

/* ---- the gate (gate.c) -------------------------------------------------- */

struct gd_gate {
	int dirfd;        /* owned; folder of the book */
	int fd;           /* owned; BOOK.gate, -1 until first entered */
	char *path;       /* owned; real path of the book */
	const char *base; /* last part of path */
	dev_t dev;        /* the book as it was when opened */
	ino_t ino;
	int wait_ms;    /* 5000; tests shorten it */
	bool held, off; /* off: tests only, see gd_store_test_ungate */
	sigset_t mask;  /* signals as before entering */
};
/** Resolves the folder, refuses links and network drives, keeps the inode.
 * must_exist false: for a book about to be made. */
enum gd_code gd_gate_init(struct gd_gate *g, const char *path, bool must_exist,
    struct gd_err *err) GD_MUST_CHECK;
void gd_gate_release(struct gd_gate *g);
/** Enter; wait false: GD_OUTSIDE at once when somebody is inside. Signals
 * that stop or kill are held back until gd_gate_leave. */
enum gd_code gd_gate_enter(struct gd_gate *g, bool wait,
    struct gd_err *err) GD_MUST_CHECK;
void gd_gate_leave(struct gd_gate *g);
/** One of the GD_HASH_PLACES places for hashing a password, held by the side
 * file's descriptor until it is closed; -1: there is no telling, go on. @return
 * false: all are taken now */
bool gd_gate_place(const struct gd_gate *g, int *fd);
/** Name of a file system shared between machines, by f_type; else NULL. */
const char *gd_gate_network(unsigned long type);
/** Is the file at the path still the one that was opened? */
bool gd_gate_same_book(const struct gd_gate *g);
/** Bytes in BOOK-wal, by stat alone. */
int64_t gd_gate_wal_size(const struct gd_gate *g);

/* ---- the connection (db.c, profile.c) ----------------------------------- */

struct gd_stmt {
	const char *sql; /* static; its address is the key */
	sqlite3_stmt *stmt;
};
#define GD_STMT_SLOTS 256 /* a power of two, far above the texts we have */

struct gd_store {
	sqlite3 *db;
	enum gd_profile profile;
	struct gd_gate gate;
	bool read_only, immutable;
	bool writing; /* between begin and end: the only time a commit may be */
	bool looking; /* between look and looked */
	bool wrote;   /* something was committed by this connection */
	bool broken;  /* a disk fault: no more writing on this connection */
	bool maint;   /* opened by gd_store_create/rebuild: commits freely */
	const char *hidden_text; /* verify: table read with a zero byte in it */
	bool english;            /* lists say the English names of customers */
	bool restoring;          /* verify: heads seen outside do not count */
	bool fileless;           /* verify: attached files are not beside it */
	int64_t projection;      /* of the ledger when it was opened */
	char *upgraded;          /* owned; copy kept by an upgrade, else NULL */
	int64_t opened_ms;
	int64_t own_writes;
	int64_t opened; /* orders read so far; tests and the bench count them */
	int wal_frames,
	    wal_next;  /* frames in the WAL; when to checkpoint next */
	uint64_t luck; /* of the busy handler */
	int64_t busy_since;
	char ledger[GD_ID_TEXT];
	struct gd_stmt stmts[GD_STMT_SLOTS];
	sqlite3_stmt *rows[GD_NTABLES][GD_ROW_OPS];
	sqlite3_stmt *lists[96]; /* of lists and of dates */
	uint64_t list_keys[96];  /* what each of them is */
	bool small_bounds;       /* tests only: of lists, so that all are met */
	struct gd_store *model;  /* tests only: the structure, made once */
	sqlite3_stmt *walks[2];  /* spare ones of closed cursors */
};

enum gd_code gd_store_db_open(struct gd_store *s, int flags, const char *uri,
    struct gd_err *err) GD_MUST_CHECK;
enum gd_code gd_profile_apply(struct gd_store *s,
    struct gd_err *err) GD_MUST_CHECK;
void gd_profile_authorize(struct gd_store *s, bool on);
void gd_profile_busy(struct gd_store *s, bool on);
/** Is the book not in WAL mode yet? */
bool gd_profile_without_wal(struct gd_store *s);
/** Reads every setting of the profile back; the name of the first that
 * differs, NULL if none. */
const char *gd_profile_differs(struct gd_store *s);

/** Before the first connection of a process: no memory ends it in words. */
void gd_db_memory(void);
/** Prepared once a text, reset, bindings kept by nobody. NULL: *err is set. */
sqlite3_stmt *gd_db_get(struct gd_store *s, const char *sql,
    struct gd_err *err);
sqlite3_stmt *gd_db_prepare(struct gd_store *s, const char *sql,
    struct gd_err *err);
/** Step a statement that gives no row; resets it. */
enum gd_code gd_db_run(struct gd_store *s, sqlite3_stmt *st,
    struct gd_err *err) GD_MUST_CHECK;
/** Get and run a text without parameters. */
enum gd_code gd_db_do(struct gd_store *s, const char *sql,
    struct gd_err *err) GD_MUST_CHECK;
/** One integer: GD_MISSING without a row. One optional text parameter. */
enum gd_code gd_db_int(struct gd_store *s, const char *sql, const char *text,
    int64_t *out, struct gd_err *err) GD_MUST_CHECK;
/** What SQLite said, in the words of the office. rc is its result code. */
enum gd_code gd_db_fail(struct gd_store *s, int rc, struct gd_err *err);
/** The same right after a statement could not be prepared: the book may be
 * busy or the disk failing, and need not be damaged. */
enum gd_code gd_db_why(struct gd_store *s, struct gd_err *err);
void gd_db_finalize(struct gd_store *s);
void gd_bind_text(sqlite3_stmt *st, int at, const char *text);
void gd_bind_int(sqlite3_stmt *st, int at, int64_t n);
void gd_bind_blob(sqlite3_stmt *st, int at, const void *bytes, int n);
const char *gd_column(sqlite3_stmt *st, int at); /* text, never NULL */
void gd_bind_optional(sqlite3_stmt *st, int at, const char *text); /* or null */
/* All cells of a piece, and the row made of them (papers.c). */
#define GD_PIECE_COLUMNS(p)                                                    \
	p ".no, " p ".kind, " p ".lot, " p ".inst, " p ".rev, " p ".class, " p \
	  ".copy_no, " p ".desk, " p ".state, " p ".was, " p ".sent_ms, " p    \
	  ".held_ms, " p ".holder, " p ".proxy, " p ".carrier, " p             \
	  ".tracking, " p ".to_desk, " p ".cause, " p ".note, " p ".taken"
#define GD_PIECE_NCOLUMNS 20
void gd_piece_read(sqlite3_stmt *st, int at, struct gd_arena *arena,
    struct gd_piece *p);
bool gd_uuid_bytes(const char *text, uint8_t out[16]);
void gd_uuid_text(const void *bytes, char out[GD_ID_TEXT]);
/** A read transaction unless one is open; *mine says whether to end it. */
enum gd_code gd_db_snapshot(struct gd_store *s, bool *mine,
    struct gd_err *err) GD_MUST_CHECK;
void gd_db_snapshot_end(struct gd_store *s, bool mine);

/* ---- schema (schema.c) -------------------------------------------------- */

extern const char *const gd_schema_sql[]; /* ends with NULL */
/** Make all tables in an empty database. */
enum gd_code gd_schema_make(struct gd_store *s,
    struct gd_err *err) GD_MUST_CHECK;
/** Bring an older book up to GD_BOOK_SCHEMA, in one transaction. */
enum gd_code gd_schema_migrate(struct gd_store *s,
    struct gd_err *err) GD_MUST_CHECK;
/** The one row of ledger; when the book was begun is said by its id. */
enum gd_code gd_schema_begin_ledger(struct gd_store *s, const char *ledger,
    struct gd_err *err) GD_MUST_CHECK;
/** Milliseconds of an id: when it was made. */
int64_t gd_schema_id_ms(const char *id);
/** Digest of the structure of any connection, types included. */
enum gd_code gd_schema_digest(struct gd_store *s, char out[65],
    struct gd_err *err) GD_MUST_CHECK;

/* ---- rows (rows.c): events into tables and back ------------------------- */

void gd_row_blank(const struct gd_table *t, void *row);
void gd_row_merge(const struct gd_table *t, void *row, const void *from,
    uint64_t mask);
uint64_t gd_row_all(const struct gd_table *t);
/** table as in gd_put; order_id is 0 for office tables. */
enum gd_code gd_rows_put(struct gd_store *s, int table, int64_t order_id,
    const void *row, uint64_t mask, struct gd_err *err) GD_MUST_CHECK;
/* One row by its key, texts in arena; *found. */
enum gd_code gd_rows_one(struct gd_store *s, int table, int64_t order_id,
    const void *like, void *row, struct gd_arena *arena, bool *found,
    struct gd_err *err) GD_MUST_CHECK;
enum gd_code gd_rows_drop(struct gd_store *s, int table, int64_t order_id,
    const void *row, struct gd_err *err) GD_MUST_CHECK;
/** Every row of one table of one order (or the office) into a sheet; *n (may
 * be NULL) is raised by how many. Not for the head. */
enum gd_code gd_rows_load(struct gd_store *s, int table, int64_t order_id,
    struct gd_sheet *sheet, int64_t *n, struct gd_err *err) GD_MUST_CHECK;

/* ---- orders (orders.c): the row every list is made of ------------------- */

struct gd_listed { /* one row of `orders`; texts owned by the arena */
	int64_t id, rev, due_key, utail;
	int64_t step_ms; /* when it came to the step it stands at */
	/* of the command being written; no columns */
	int64_t at_ms;
	const struct gd_events *events;
	char uuid[GD_ID_TEXT];
	const char *rnumber, *clerk;
	struct gd_head head;
};
enum gd_code gd_orders_id(struct gd_store *s, const char *uuid, int64_t *id,
    struct gd_err *err) GD_MUST_CHECK;
enum gd_code gd_orders_insert(struct gd_store *s, int64_t id, const char *uuid,
    int64_t *made, struct gd_err *err) GD_MUST_CHECK;
enum gd_code gd_orders_get(struct gd_store *s, int64_t id,
    struct gd_listed *out, struct gd_arena *arena,
    struct gd_err *err) GD_MUST_CHECK;
/** Write rev, head and what follows from them; old: as read before. */
enum gd_code gd_orders_set(struct gd_store *s, const struct gd_listed *old,
    struct gd_listed *now, struct gd_arena *arena,
    struct gd_err *err) GD_MUST_CHECK;
/** Fill due_key, utail, rnumber from uuid and head. */
void gd_orders_derive(struct gd_listed *row, struct gd_arena *arena);

/* ---- sealed keys (vault.c) ---------------------------------------------- */

struct gd_check;
enum gd_code gd_vault_drop(struct gd_store *s, const char *login, int64_t no,
    struct gd_err *err) GD_MUST_CHECK;
enum gd_code gd_vault_copy(struct gd_store *from, struct gd_store *to,
    struct gd_err *err) GD_MUST_CHECK;
enum gd_code gd_check_vault(struct gd_check *c, const struct gd_sheet *office,
    struct gd_err *err) GD_MUST_CHECK;

/* ---- projection (project.c): one journal entry into all tables ---------- */

/* What `gone` of a row of due is while shut is 0; closed: is its order? */
#define GD_DUE_GONE(closed)                                                  \
	"(" closed " OR (due.owner = '' AND EXISTS (SELECT 1 FROM act x "    \
	"WHERE x.order_id = due.order_id AND x.duty = due.duty AND "         \
	"x.lot = due.lot AND x.round = due.round AND x.inst = due.inst AND " \
	"x.state IN (1, 2))))"
/** Rows read anew whenever they are needed: their change raises no generation
 * of the office, so an order's number makes nobody load the office again. */
bool gd_read_fresh(int table);
/** at_ms: when the command was given. */
enum gd_code gd_project(struct gd_store *s, int64_t order_id, int64_t order_rev,
    int64_t at_ms, const struct gd_events *events,
    struct gd_err *err) GD_MUST_CHECK;

/* ---- search (search.c) -------------------------------------------------- */

/** The folded words an order is found by, from its rows. Appends to out. */
enum gd_code gd_search_text(struct gd_store *s, int64_t order_id,
    struct gd_str *out, struct gd_err *err) GD_MUST_CHECK;
/** The words of the index (pairs of characters) of a folded text. */
void gd_search_tokens(const char *folded, struct gd_str *out);
/** Words of the index that together hold every pair of neighbours of a folded
 * word, each before a blank; nothing when all of it is blank. */
void gd_search_match(const char *folded, struct gd_str *out);
enum gd_code gd_search_refresh(struct gd_store *s, int64_t order_id,
    struct gd_err *err) GD_MUST_CHECK;
/** The same of a customer; nothing when there is none of this code. */
enum gd_code gd_search_customer_text(struct gd_store *s, const char *customer,
    struct gd_str *out, struct gd_err *err) GD_MUST_CHECK;
enum gd_code gd_search_customer(struct gd_store *s, const char *customer,
    struct gd_err *err) GD_MUST_CHECK;
/** May a put that is about to be written change what its order is found by? */
bool gd_search_touched(struct gd_store *s, int64_t order_id,
    const struct gd_put *put);

/* ---- tallies (tally.c) -------------------------------------------------- */

enum gd_code gd_tally_add(struct gd_store *s, const char *kind, const char *key,
    int64_t by, struct gd_err *err) GD_MUST_CHECK;
enum gd_code gd_tally_get(struct gd_store *s, const char *kind, const char *key,
    int64_t *n, struct gd_err *err) GD_MUST_CHECK;
/** Move an order from the counters and waits of its old row (NULL: it is new)
 * to those of its new one. Only what differs is written. */
/* Whom an order has rows of wait for: an active one all its words, a completed
 * one those of what comes after. */
void gd_waits_kept(const struct gd_head *h, struct gd_str *out);
enum gd_code gd_tally_order(struct gd_store *s, const struct gd_listed *old,
    const struct gd_listed *now, struct gd_err *err) GD_MUST_CHECK;

/* ---- days in steps (stays.c) -------------------------------------------- */

struct gd_stays { /* changes of counters */
	struct gd_stay {
		const char *key; /* of the arena */
		int64_t by;
	} * at; /* owned */
	size_t n, room;
};
void gd_stays_release(struct gd_stays *stays);
/** What the step rows of an order count, as they stand now and with this head:
 * added (by 1) or taken away (-1). */
enum gd_code gd_stays_add(struct gd_store *s, int64_t order_id,
    const struct gd_head *head, int by, struct gd_stays *stays,
    struct gd_arena *arena, struct gd_err *err) GD_MUST_CHECK;
enum gd_code gd_stays_write(struct gd_store *s, const struct gd_stays *stays,
    struct gd_err *err) GD_MUST_CHECK;

/* ---- what boards show (counts.c) ----------------------------------------- */

enum gd_count_part { /* bits: what of an order is counted anew */
	GD_COUNT_HEAD = 1,
	GD_COUNT_STEPS = 2,
	GD_COUNT_PIECES = 4,
	GD_COUNT_DATES = 8,
	GD_COUNT_MONEY = 16,
	GD_COUNT_SIGNS = 32,
	GD_COUNT_CAUSES = 64,
	GD_COUNT_ALL = 127
};
#define GD_HELD_KEY 10000000 /* in place of a due_key: it is on hold */
/* Why something changed: the field of that name of an act; NULL: not said. */
#define GD_CHANGE_CAUSE(t)                                              \
	"(CASE WHEN json_valid(" t ".fields) THEN CAST(json_extract(" t \
	".fields, '$.change_cause') AS TEXT) END)"
struct gd_counts { /* rows of `counted` and by how much they change */
	struct gd_count {
		const char *scope, *kind, *workflow, *what; /* of the arena */
		int64_t day, by;
	} * at; /* owned */
	size_t n, room;
};
void gd_counts_release(struct gd_counts *counts);
/** Did the role of a word of waits ("role:ID") do something in these events: an
 * act or a signature of that role? */
bool gd_counts_acted(const struct gd_events *events, const char *word);
/** The parts that the events of a command may change. */
unsigned gd_counts_parts(const struct gd_events *events);
/** What these parts of an order count as its rows stand now: added (by 1) or
 * taken away (-1). */
enum gd_code gd_counts_add(struct gd_store *s, const struct gd_listed *row,
    unsigned parts, int by, struct gd_counts *counts, struct gd_arena *arena,
    struct gd_err *err) GD_MUST_CHECK;
/** Write the difference. */
enum gd_code gd_counts_write(struct gd_store *s, struct gd_counts *counts,
    struct gd_err *err) GD_MUST_CHECK;
/** An order is replayed: it begins; a command of then left the head so; do the
 * stored moments agree? */
void gd_check_since_begin(struct gd_check *c);
void gd_check_since(struct gd_check *c, int64_t at_ms,
    const struct gd_events *events, const struct gd_head *head);
enum gd_code gd_check_since_end(struct gd_check *c,
    const struct gd_listed *have, struct gd_err *err) GD_MUST_CHECK;
/** A fault for each row of kind, key, count kept, count there; st may be NULL:
 * it could not be made (verify_side.c). */
enum gd_code gd_check_tally(struct gd_check *c, sqlite3_stmt *st,
    struct gd_err *err) GD_MUST_CHECK;
/** Compare them with the rows they follow from (verify_counts.c). */
enum gd_code gd_check_counted(struct gd_check *c,
    struct gd_err *err) GD_MUST_CHECK;

/* ---- journal (journal.c) ------------------------------------------------ */

struct gd_link_in {                 /* what is hashed of one command */
	const char *ledger, *order; /* "" for the office */
	int64_t seq, rev, at_ms;
	const char *actor, *for_whom, *request, *verb, *body;
	size_t body_len;
};
void gd_chain_leaf(const struct gd_link_in *in, uint8_t leaf[GD_HASH]);
void gd_chain_next(const uint8_t previous[GD_HASH], const uint8_t leaf[GD_HASH],
    uint8_t out[GD_HASH]);
enum gd_code gd_journal_head(struct gd_store *s, int64_t *seq,
    uint8_t chain[GD_HASH], struct gd_err *err) GD_MUST_CHECK;

/** leaf (where a body was taken away) and chain of the row under a cursor. */
void gd_cursor_hashes(struct gd_cursor *c, uint8_t leaf[GD_HASH],
    bool *has_leaf, uint8_t chain[GD_HASH]);
/** Row numbers of actor, for whom and verb in `name`. */
void gd_cursor_names(struct gd_cursor *c, int64_t ids[3]);

/** An attached file of the book behind the gate, open for reading. Not there
 * is GD_DAMAGED, a bad disk GD_OUTSIDE. */
enum gd_code gd_file_open(const struct gd_gate *g, const char *digest, int *fd,
    struct gd_err *err) GD_MUST_CHECK;

/* ---- verify (verify.c, verify_chain.c, verify_quick.c, verify_side.c) ---- */

struct gd_check {
	struct gd_store *s;
	void (*say)(void *payload, const struct gd_err *fault);
	void *payload;
	struct gd_verify_report *report;
	const struct gd_verify_options *options;
	int64_t rows[GD_NTABLES]; /* seen while replaying */
	int64_t office_changes;
	uint8_t *names; /* owned; one byte a row of `name`: a command has it */
	int64_t nnames;
	int64_t since; /* quick: the last good command; 0 = check all */
	int turn;      /* quick: which thirtieth of the rest is looked at */
	const struct gd_sheet *office; /* as the journal leaves it */
	struct gd_key_span {           /* when a key was in force */
		const char *login;     /* of the office's rows */
		int64_t no, from, to;  /* commands; from 0: only asked for */
		const char *asked;     /* by whom; "" */
	} * spans;                     /* owned */
	size_t nspans, spans_room;
	struct gd_signed { /* sign-offs of the order that is replayed */
		struct gd_signoff row;
		int64_t seq;
		const char *digest, *fields; /* of the revision */
	} * signs;                           /* owned */
	size_t nsigns, signs_room;
	struct
	    gd_replayed { /* of the order that is replayed (verify_counts.c) */
		int64_t rev, step_no, step_ms;
		struct gd_replayed_wait {
			char *who; /* owned */
			int64_t ms;
		} * at; /* owned */
		size_t n, room;
	} since_when;
	int64_t closed; /* number of the last closing met, 0 = none yet */
	bool
	    closing_signed; /* one that was met could be signed: all later are */
};
/** What a command of the journal says of keys; office as it leaves it. */
void gd_check_keys(struct gd_check *c, const struct gd_journal_row *row,
    const struct gd_events *ev, const struct gd_sheet *office);
/** The closing a command wrote: by whom, the next one, signed. */
void gd_check_closing(struct gd_check *c, const struct gd_journal_row *row,
    const struct gd_events *ev, const struct gd_sheet *office);
/** The sign-offs a command gave; o as it left the order. */
void gd_check_signs(struct gd_check *c, const struct gd_journal_row *row,
    const struct gd_events *ev, const struct gd_order *o);
/** All commands of the order were replayed: does what was signed still stand
 * there? */
void gd_check_signs_end(struct gd_check *c, const struct gd_order *o);
/** Hand one fault on: gd_fault(c, &e, (gd_fail(&e, GD_DAMAGED, ...))). */
void gd_check_fault(struct gd_check *c, const struct gd_err *fault);
#define gd_fault(c, ...)                                   \
	do {                                               \
		struct gd_err fault_ = GD_ERR_INIT;        \
		gd_fail(&fault_, GD_DAMAGED, __VA_ARGS__); \
		gd_check_fault(c, &fault_);                \
	} while (0)
/** An empty book in memory, as the structure has to be. *out is to be ended,
 * whatever the answer. */
enum gd_code gd_check_model(struct gd_store **out,
    struct gd_err *err) GD_MUST_CHECK;
void gd_check_model_end(struct gd_store *model); /* NULL allowed */
/* each GD_OK when it could look, whatever it found */
enum gd_code gd_check_schema(struct gd_check *c,
    struct gd_err *err) GD_MUST_CHECK;
enum gd_code gd_check_pages(struct gd_check *c,
    struct gd_err *err) GD_MUST_CHECK;
enum gd_code gd_check_tallies(struct gd_check *c,
    struct gd_err *err) GD_MUST_CHECK;
enum gd_code gd_check_search(struct gd_check *c,
    struct gd_err *err) GD_MUST_CHECK;
enum gd_code gd_check_files(struct gd_check *c,
    struct gd_err *err) GD_MUST_CHECK;
/** Has a table that was just loaded a text with a zero byte in it? order is
 * its number, "" for the office. */
void gd_check_hidden(struct gd_check *c, const char *order);
/** The same of the tables that verify never loads whole. */
enum gd_code gd_check_texts(struct gd_check *c,
    struct gd_err *err) GD_MUST_CHECK;
/** Rows of `name` that no command has, after the whole chain was walked. */
enum gd_code gd_check_names(struct gd_check *c,
    struct gd_err *err) GD_MUST_CHECK;
/** The heads that closed days name. */
enum gd_code gd_check_closings(struct gd_check *c,
    const struct gd_sheet *office, struct gd_err *err) GD_MUST_CHECK;
/** The head seen before, kept outside the book. */
enum gd_code gd_check_seen(struct gd_check *c,
    struct gd_err *err) GD_MUST_CHECK;
/** Each anchor against the chain. */
enum gd_code gd_check_anchors(struct gd_check *c,
    struct gd_err *err) GD_MUST_CHECK;
/** What quick looks at, after the chain since the last good head. */
enum gd_code gd_check_quick(struct gd_check *c,
    struct gd_err *err) GD_MUST_CHECK;
/** Walk the chain behind command `after`, up to `last` (0 = to the end),
 * which is where the report's head then is; puts of the office go to office,
 * NULL = not wanted. */
enum gd_code gd_check_chain(struct gd_check *c, int64_t after, int64_t last,
    struct gd_sheet *office, struct gd_err *err) GD_MUST_CHECK;
/** Replay one order (orders.id) and compare all its rows. */
enum gd_code gd_check_order(struct gd_check *c, int64_t id,
    struct gd_err *err) GD_MUST_CHECK;
/** The office's rows, workflow files too, against *want; all = also how often
 * they were changed. */
enum gd_code gd_check_office(struct gd_check *c, const struct gd_sheet *want,
    bool all, struct gd_err *err) GD_MUST_CHECK;
/** Hash of a command as 64 hex digits, "" when there is none. */
enum gd_code gd_chain_at(struct gd_store *s, int64_t seq, char hash[65],
    struct gd_err *err) GD_MUST_CHECK;
/** fts5vocab beside the index, made before and dropped after the snapshot. */
enum gd_code gd_check_prepare(struct gd_store *s,
    struct gd_err *err) GD_MUST_CHECK;
void gd_check_done(struct gd_store *s);

/* ---- heads seen, kept outside the book (seen.c) ------------------------- */

/** The folder they lie in; false: there is no home. */
bool gd_seen_folder(bool make, struct gd_str *out);
/** false: none known. hash is 64 hex digits. */
bool gd_seen_get(const char *ledger, int64_t *seq, char hash[65]);
/** Remember, unless a later one is known. Never fails aloud. */
void gd_seen_put(const char *ledger, int64_t seq, const char *hash);
/** Remember even an earlier one: an old copy was put back knowingly. */
void gd_seen_again(const char *ledger, int64_t seq, const char *hash);
/** The last head that passed verify, and which thirtieth is next. */
bool gd_good_get(const char *ledger, int64_t *seq, char hash[65], int *turn);
void gd_good_put(const char *ledger, int64_t seq, const char *hash, int turn);

/** The disk failed while this book was written: from now on known to every
 * process of this account, until the book has passed its check. */
void gd_fault_remember(const char *ledger);
bool gd_fault_known(const char *ledger);
void gd_fault_forget(const char *ledger);

/* ---- whole copies (backup.c, rebuild.c) ---------------------------------- */

/** A verified copy of an open book under a new name. */
enum gd_code gd_store_copy(struct gd_store *s, const char *to, bool with_files,
    struct gd_verify_report *report, struct gd_err *err) GD_MUST_CHECK;
/** A free name beside path: path.WHAT, path.WHAT-2 ... */
void gd_store_free_name(const char *path, const char *what, struct gd_str *out);
/** Make an older book anew, the old one kept beside it; *kept its name, NULL
 * when somebody else did it meanwhile. */
enum gd_code gd_store_upgrade(const char *path, char **kept,
    struct gd_err *err) GD_MUST_CHECK;

/* ---- writing (write.c) -------------------------------------------------- */

void gd_store_guard(struct gd_store *s); /* hooks of a fresh connection */
enum gd_code gd_store_truncate(struct gd_store *s,
    struct gd_err *err) GD_MUST_CHECK;
/** Tests only: take the gate out, to show that the race needs it. */
void gd_store_test_ungate(struct gd_store *s);
/** A new book under this very name, open for making; closed by the caller. */
enum gd_code gd_store_make(const char *path, const char *ledger,
    struct gd_store **out, struct gd_err *err) GD_MUST_CHECK;
void gd_store_unlink(const char *path);       /* with -wal and -shm */
void gd_store_disconnect(struct gd_store *s); /* the gate stays */
/** Open without the checks of versions; the gate must be initialised. */
enum gd_code gd_store_connect(struct gd_store *s, int flags,
    struct gd_err *err) GD_MUST_CHECK;

#endif
