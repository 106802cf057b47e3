/* store/orders.c - the row of `orders`: head, revision, what lists sort by,
 * and finding an order by what people type. */
#include "store_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/view/pick.h"

#include "base/banned.h"

#define HEAD_COLUMNS                                                        \
	"number, workflow, version, company, customer, state, created_ms, " \
	"closed_ms, held_ms, cause, cause_by, reason, status, rail, "       \
	"step_no, waits, due_day, due_step, pieces_out, unsigned_n, "       \
	"taken_day, hard_day, hard, warns, slip_day, slip_till_day, "        \
	"pick_urgency, pick_distance, pick_volume, pick_amount, "            \
	"pick_finish, pick_load"

enum gd_code
gd_orders_id(struct gd_store *s, const char *uuid, int64_t *id,
    struct gd_err *err)
{
	sqlite3_stmt *st =
	    gd_db_get(s, "SELECT id FROM orders WHERE uuid = ?1", err);
	enum gd_code code = GD_OK;
	uint8_t bytes[16];
	int rc;

	*id = 0;
	if (!st)
		return gd_db_why(s, err);
	if (!gd_uuid_bytes(uuid, bytes))
		return gd_fail(err, GD_MISSING, GD_M_STORE_NO_ORDER,
		    GD_T(uuid ? uuid : ""));
	gd_bind_blob(st, 1, bytes, 16);
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		*id = sqlite3_column_int64(st, 0);
	else if (rc == SQLITE_DONE)
		code =
		    gd_fail(err, GD_MISSING, GD_M_STORE_NO_ORDER, GD_T(uuid));
	else
		code = gd_db_fail(s, rc, err);
	sqlite3_reset(st);
	return code;
}

/* ---- what lists sort by -------------------------------------------------- */

/* The last 8 hex digits of a UUID, last digit first, as one number: what ends
 * alike stands together, so a typed tail is a range. */
static int64_t
tail_of_uuid(const char *uuid)
{
	size_t n = strlen(uuid);
	int64_t tail = 0;

	for (size_t i = 0; i < 8 && i < n; i++) {
		char c = uuid[n - 1 - i];

		tail = tail << 4 | (c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
	}
	return tail;
}

/* Folded and backwards by characters, so that a typed tail is a prefix. */
static char *
backwards(const char *text)
{
	struct gd_str folded = GD_STR_INIT;
	char *out;
	size_t at;

	gd_text_fold(&folded, text);
	out = gd_alloc(folded.len + 1, 1);
	at = folded.len;
	for (size_t i = 0; i < folded.len;) {
		uint32_t cp;
		size_t n = gd_utf8_next(folded.text + i, &cp);

		at -= n;
		memcpy(out + at, folded.text + i, n);
		i += n;
	}
	gd_str_release(&folded);
	return out;
}

void
gd_orders_derive(struct gd_listed *row, struct gd_arena *arena)
{
	char *number = backwards(row->head.number);

	/* what is closed has no next date, whatever its row says */
	row->due_key = row->head.due_day && row->head.state < 2
			   ? row->head.due_day
			   : GD_NO_DUE;
	row->utail = tail_of_uuid(row->uuid);
	row->rnumber = gd_arena_str(arena, number);
	free(number);
}

/* ---- reading and writing the row ----------------------------------------- */

enum gd_code
gd_orders_insert(struct gd_store *s, int64_t id, const char *uuid,
    int64_t *made, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "INSERT INTO orders(id, uuid, rev, "
	    "utail, rnumber, due_key, clerk, step_ms, " HEAD_COLUMNS
	    ") VALUES (?1, ?2, 0, ?3, '', 9999999, '', 0, '', '', 0, '', '', "
	    "0, 0, 0, 0, "
	    "'', '', '', '', '', 0, '', 0, 0, 0, 0, 0, 0, '', 0, 0, 0, 0, 0, 0, 0, 0, 0)",
	    err);
	enum gd_code rc;
	uint8_t bytes[16];

	if (!st)
		return gd_db_why(s, err);
	if (!gd_uuid_bytes(uuid, bytes))
		return gd_fail(err, GD_USAGE, GD_M_STORE_BUG, GD_T(uuid));
	if (id)
		gd_bind_int(st, 1, id);
	else
		sqlite3_bind_null(st, 1);
	gd_bind_blob(st, 2, bytes, 16);
	gd_bind_int(st, 3, tail_of_uuid(uuid));
	rc = gd_db_run(s, st, err);
	*made = sqlite3_last_insert_rowid(s->db);
	return rc;
}

static const char *
keep(struct gd_arena *arena, sqlite3_stmt *st, int at)
{
	return gd_arena_str(arena, gd_column(st, at));
}

static void
read_head(sqlite3_stmt *st, int at, struct gd_head *h, struct gd_arena *arena)
{
	h->number = keep(arena, st, at++);
	h->workflow = keep(arena, st, at++);
	h->version = sqlite3_column_int64(st, at++);
	h->company = keep(arena, st, at++);
	h->customer = keep(arena, st, at++);
	h->state = sqlite3_column_int64(st, at++);
	h->created_ms = sqlite3_column_int64(st, at++);
	h->closed_ms = sqlite3_column_int64(st, at++);
	h->held_ms = sqlite3_column_int64(st, at++);
	h->cause = keep(arena, st, at++);
	h->cause_by = keep(arena, st, at++);
	h->reason = keep(arena, st, at++);
	h->status = keep(arena, st, at++);
	h->rail = keep(arena, st, at++);
	h->step_no = sqlite3_column_int64(st, at++);
	h->waits = keep(arena, st, at++);
	h->due_day = sqlite3_column_int64(st, at++);
	h->due_step = sqlite3_column_int64(st, at++);
	h->pieces_out = sqlite3_column_int64(st, at++);
	h->unsigned_n = sqlite3_column_int64(st, at++);
	h->taken_day = sqlite3_column_int64(st, at++);
	h->hard_day = sqlite3_column_int64(st, at++);
	h->hard = keep(arena, st, at++);
	h->warns = sqlite3_column_int64(st, at++);
	h->slip_day = sqlite3_column_int64(st, at++);
	h->slip_till_day = sqlite3_column_int64(st, at++);
	for (int p = 1; p <= GD_NPICK; p++)
		*gd_pick_cell(h, p) = sqlite3_column_int64(st, at++);
}

enum gd_code
gd_orders_get(struct gd_store *s, int64_t id, struct gd_listed *out,
    struct gd_arena *arena, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT id, uuid, rev, utail, "
	    "rnumber, due_key, clerk, step_ms, " HEAD_COLUMNS
	    " FROM orders WHERE id = ?1",
	    err);
	enum gd_code code = GD_OK;
	int rc;

	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, id);
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW) {
		out->id = id;
		gd_uuid_text(sqlite3_column_bytes(st, 1) == 16
				 ? sqlite3_column_blob(st, 1)
				 : NULL,
		    out->uuid);
		out->rev = sqlite3_column_int64(st, 2);
		out->utail = sqlite3_column_int64(st, 3);
		out->rnumber = keep(arena, st, 4);
		out->due_key = sqlite3_column_int64(st, 5);
		out->clerk = keep(arena, st, 6);
		out->step_ms = sqlite3_column_int64(st, 7);
		read_head(st, 8, &out->head, arena);
	} else if (rc == SQLITE_DONE) {
		code = gd_fail(err, GD_MISSING, GD_M_STORE_NO_ORDER, GD_N(id));
	} else {
		code = gd_db_fail(s, rc, err);
	}
	sqlite3_reset(st);
	return code;
}

/* Do cells differ that an index holds, beside the date and the step? */
static bool
indexed_differ(const struct gd_listed *a, const struct gd_listed *b)
{
	return a->head.state != b->head.state ||
	       a->head.created_ms != b->head.created_ms ||
	       a->head.taken_day != b->head.taken_day ||
	       strcmp(a->head.company, b->head.company) != 0 ||
	       strcmp(a->clerk, b->clerk) != 0 ||
	       strcmp(a->head.number, b->head.number) != 0 ||
	       strcmp(a->head.customer, b->head.customer) != 0;
}

/* The columns of no index; most commands change only these, and an index
 * that is not named is not written. */
static enum gd_code
set_plain(struct gd_store *s, const struct gd_listed *row, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "UPDATE orders SET rev = ?2, workflow = ?3, version = ?4, "
	    "closed_ms = ?5, held_ms = ?6, cause = ?7, cause_by = ?8, "
	    "reason = ?9, status = ?10, rail = ?11, waits = ?12, "
	    "due_day = ?13, due_step = ?14, pieces_out = ?15, "
	    "unsigned_n = ?16, hard_day = ?17, hard = ?18, "
	    "warns = ?19, step_ms = ?20 WHERE id = ?1",
	    err);
	const struct gd_head *h = &row->head;

	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, row->id);
	gd_bind_int(st, 2, row->rev);
	gd_bind_text(st, 3, h->workflow);
	gd_bind_int(st, 4, h->version);
	gd_bind_int(st, 5, h->closed_ms);
	gd_bind_int(st, 6, h->held_ms);
	gd_bind_text(st, 7, h->cause);
	gd_bind_text(st, 8, h->cause_by);
	gd_bind_text(st, 9, h->reason);
	gd_bind_text(st, 10, h->status);
	gd_bind_text(st, 11, h->rail);
	gd_bind_text(st, 12, h->waits);
	gd_bind_int(st, 13, h->due_day);
	gd_bind_int(st, 14, h->due_step);
	gd_bind_int(st, 15, h->pieces_out);
	gd_bind_int(st, 16, h->unsigned_n);
	gd_bind_int(st, 17, h->hard_day);
	gd_bind_text(st, 18, h->hard);
	gd_bind_int(st, 19, h->warns);
	gd_bind_int(st, 20, row->step_ms);
	return gd_db_run(s, st, err);
}

static enum gd_code
set_indexed(struct gd_store *s, const struct gd_listed *row, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "UPDATE orders SET due_key = ?2, "
	    "clerk = ?3, number = ?4, rnumber = ?5, customer = ?6, "
	    "state = ?7, step_no = ?8, company = ?9, created_ms = ?10, "
	    "taken_day = ?11 WHERE id = ?1",
	    err);
	enum gd_code rc;

	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, row->id);
	gd_bind_int(st, 2, row->due_key);
	gd_bind_text(st, 3, row->clerk);
	gd_bind_text(st, 4, row->head.number);
	gd_bind_text(st, 5, row->rnumber);
	gd_bind_text(st, 6, row->head.customer);
	gd_bind_int(st, 7, row->head.state);
	gd_bind_int(st, 8, row->head.step_no);
	gd_bind_text(st, 9, row->head.company);
	gd_bind_int(st, 10, row->head.created_ms);
	gd_bind_int(st, 11, row->head.taken_day);
	rc = gd_db_run(s, st, err);
	if (rc != GD_OK &&
	    sqlite3_extended_errcode(s->db) == SQLITE_CONSTRAINT_UNIQUE)
		return gd_fail(err, GD_REFUSED, GD_M_NUMBER_USED,
		    GD_T(row->head.number));
	return rc;
}

/* An index is written when a column of it is named, changed or not: those that
 * move most have statements of their own. */
static enum gd_code
set_moving(struct gd_store *s, const struct gd_listed *old,
    const struct gd_listed *now, struct gd_err *err)
{
	enum gd_code rc = GD_OK;
	sqlite3_stmt *st;

	if (old->due_key != now->due_key) {
		st = gd_db_get(s,
		    "UPDATE orders SET due_key = ?2 WHERE id = ?1", err);
		if (!st)
			return gd_db_why(s, err);
		gd_bind_int(st, 1, now->id);
		gd_bind_int(st, 2, now->due_key);
		rc = gd_db_run(s, st, err);
	}
	if (rc == GD_OK && old->head.step_no != now->head.step_no) {
		st = gd_db_get(s,
		    "UPDATE orders SET step_no = ?2 WHERE id = ?1", err);
		if (!st)
			return gd_db_why(s, err);
		gd_bind_int(st, 1, now->id);
		gd_bind_int(st, 2, now->head.step_no);
		rc = gd_db_run(s, st, err);
	}
	return rc;
}

/* What lists are picked by. */
static enum gd_code
set_picks(struct gd_store *s, struct gd_listed *old, struct gd_listed *now,
    struct gd_err *err)
{
	sqlite3_stmt *st;
	bool same = true;

	for (int p = 1; p <= GD_NPICK; p++)
		same = same && *gd_pick_cell(&old->head, p) ==
				   *gd_pick_cell(&now->head, p);
	if (same)
		return GD_OK;
	st = gd_db_get(s,
	    "UPDATE orders SET pick_urgency = ?2, pick_distance = ?3, "
	    "pick_volume = ?4, pick_amount = ?5, pick_finish = ?6, "
	    "pick_load = ?7 WHERE id = ?1",
	    err);
	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, now->id);
	for (int p = 1; p <= GD_NPICK; p++)
		gd_bind_int(st, p + 1, *gd_pick_cell(&now->head, p));
	return gd_db_run(s, st, err);
}

static enum gd_code
set_slip(struct gd_store *s, const struct gd_listed *old,
    const struct gd_listed *now, struct gd_err *err)
{
	sqlite3_stmt *st;

	if (old->head.slip_day == now->head.slip_day &&
	    old->head.slip_till_day == now->head.slip_till_day)
		return GD_OK;
	st = gd_db_get(s,
	    "UPDATE orders SET slip_day = ?2, slip_till_day = ?3 WHERE id = ?1",
	    err);
	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, now->id);
	gd_bind_int(st, 2, now->head.slip_day);
	gd_bind_int(st, 3, now->head.slip_till_day);
	return gd_db_run(s, st, err);
}

enum gd_code
gd_orders_set(struct gd_store *s, const struct gd_listed *old,
    struct gd_listed *now, struct gd_arena *arena, struct gd_err *err)
{
	enum gd_code rc;

	gd_orders_derive(now, arena);
	rc = indexed_differ(old, now) ? set_indexed(s, now, err)
				      : set_moving(s, old, now, err);
	if (rc == GD_OK)
		rc = set_slip(s, old, now, err);
	if (rc == GD_OK) {
		struct gd_listed was = *old;

		rc = set_picks(s, &was, now, err);
	}
	if (rc == GD_OK)
		rc = set_plain(s, now, err);
	return rc;
}

/* ---- finding ------------------------------------------------------------- */

bool
gd_store_number_used(struct gd_store *s, const char *number)
{
	int64_t one;

	return gd_db_int(s,
		   "SELECT 1 FROM orders "
		   "WHERE number = ?1 AND number <> ''",
		   number, &one, NULL) == GD_OK;
}

/* First row of a query with two range bounds, and whether it is the only one.
 * GD_MISSING: none. */
static enum gd_code
only_one(struct gd_store *s, sqlite3_stmt *st, const char *name,
    char id[GD_ID_TEXT], struct gd_err *err)
{
	char first[GD_ARG_MAX] = "";
	enum gd_code code = GD_MISSING;
	int rc;

	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		const char *number = gd_column(st, 1);

		if (code == GD_OK) {
			code = gd_fail(err, GD_USAGE, GD_M_ORDER_AMBIGUOUS,
			    GD_T(name), GD_T(first), GD_T(number));
			break;
		}
		code = GD_OK;
		gd_uuid_text(sqlite3_column_blob(st, 0), id);
		strncat(first, number, sizeof first - 1);
		if (sqlite3_column_int(st, 2))
			break; /* it is the whole number */
	}
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		code = gd_db_fail(s, rc, err);
	sqlite3_reset(st);
	return code;
}

static enum gd_code
find_by_tail(struct gd_store *s, const char *name, char id[GD_ID_TEXT],
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT uuid, number, rnumber = ?1 "
	    "FROM orders INDEXED BY orders_rnumber "
	    "WHERE rnumber >= ?1 AND rnumber < ?2 ORDER BY rnumber LIMIT 2",
	    err);
	struct gd_str after = GD_STR_INIT;
	char *tail = backwards(name);
	enum gd_code rc;

	if (!st || !*tail) {
		free(tail);
		return st ? GD_MISSING : gd_db_why(s, err);
	}
	gd_str_add(&after, tail);
	gd_str_add(&after, "\xf4\x8f\xbf\xbf"); /* the last character */
	gd_bind_text(st, 1, tail);
	gd_bind_text(st, 2, after.text);
	rc = only_one(s, st, name, id, err);
	gd_str_release(&after);
	free(tail);
	return rc;
}

static enum gd_code
find_by_uuid_tail(struct gd_store *s, const char *name, char id[GD_ID_TEXT],
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT uuid, number, 0 FROM orders "
	    "WHERE utail BETWEEN ?1 AND ?2 LIMIT 2",
	    err);
	size_t n = strlen(name);
	int64_t from;
	int free_bits;

	if (n < 4 || n > 8 || strspn(name, "0123456789abcdefABCDEF") != n)
		return GD_MISSING;
	if (!st)
		return gd_db_why(s, err);
	free_bits = (int)(8 - n) * 4;
	from = tail_of_uuid(name) << free_bits;
	gd_bind_int(st, 1, from);
	gd_bind_int(st, 2, from | (((int64_t)1 << free_bits) - 1));
	return only_one(s, st, name, id, err);
}

enum gd_code
gd_store_order_find(struct gd_store *s, const char *name, char id[GD_ID_TEXT],
    struct gd_err *err)
{
	uint8_t bytes[16];
	enum gd_code rc;
	int64_t row;

	if (gd_uuid_bytes(name, bytes)) {
		gd_uuid_text(bytes, id);
		return gd_orders_id(s, id, &row, err);
	}
	rc = find_by_tail(s, name, id, err);
	if (rc == GD_MISSING)
		rc = find_by_uuid_tail(s, name, id, err);
	if (rc == GD_MISSING)
		return gd_fail(err, GD_MISSING, GD_M_STORE_NO_ORDER,
		    GD_T(name));
	return rc;
}

enum gd_code
gd_store_order_prefix(struct gd_store *s, const uint8_t prefix[14], int max,
    char ids[][GD_ID_TEXT], int *n, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT uuid FROM orders WHERE uuid BETWEEN ?1 AND ?2 "
	    "ORDER BY uuid LIMIT ?3",
	    err);
	uint8_t from[16] = { 0 }, to[16];
	int rc = SQLITE_DONE;

	*n = 0;
	if (!st)
		return gd_db_why(s, err);
	memcpy(from, prefix, 14);
	memset(to, 0xff, sizeof to);
	memcpy(to, prefix, 14);
	gd_bind_blob(st, 1, from, 16);
	gd_bind_blob(st, 2, to, 16);
	gd_bind_int(st, 3, max);
	while (*n < max && (rc = sqlite3_step(st)) == SQLITE_ROW)
		gd_uuid_text(sqlite3_column_blob(st, 0), ids[(*n)++]);
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? GD_OK
						     : gd_db_fail(s, rc, err);
}
