/* store/verify_chain.c - does each command fit the one before it, and the chain
 * the heads that were seen before?
 */
#include "store_priv.h"

#include <stdio.h>
#include <string.h>

#include "base/banned.h"

/* ---- the chain, and the office ------------------------------------------- */

/* Does it change the office, in a way that raises its generation? */
static bool
raises_office(const struct gd_events *ev)
{
	for (size_t i = 0; i < ev->n; i++)
		for (size_t p = 0; p < ev->at[i].nputs; p++)
			if (ev->at[i].puts[p].table >= GD_ORDER_NTABLES &&
			    !gd_read_fresh(ev->at[i].puts[p].table))
				return true;
	return false;
}

/* Somebody's login or a command word that a command really has. */
static void
note_names(struct gd_check *c, struct gd_cursor *cur)
{
	int64_t ids[3];

	gd_cursor_names(cur, ids);
	for (int i = 0; i < 3; i++)
		if (ids[i] > 0 && ids[i] < c->nnames)
			c->names[ids[i]] = 1;
}

/* One row against the row before it. */
static void
check_link(struct gd_check *c, struct gd_cursor *cur,
    const struct gd_journal_row *row, int64_t *last, uint8_t previous[GD_HASH])
{
	struct gd_link_in in = { c->s->ledger, row->order, row->seq,
		row->order_rev, row->at_ms, row->actor, row->for_whom,
		row->request, row->verb, row->body, row->body_len };
	uint8_t leaf[GD_HASH], chain[GD_HASH], want[GD_HASH];
	bool has_leaf;

	if (row->seq != *last + 1)
		gd_fault(c, GD_M_BAD_SEQ, GD_N(*last), GD_N(row->seq));
	*last = row->seq;
	gd_cursor_hashes(cur, leaf, &has_leaf, chain);
	/* a true hash alone would hide what the command did */
	if (has_leaf)
		gd_fault(c, GD_M_BAD_ERASED, GD_N(row->seq), GD_T(row->verb),
		    GD_T(row->actor));
	else
		gd_chain_leaf(&in, leaf);
	gd_chain_next(previous, leaf, want);
	if (memcmp(want, chain, GD_HASH) != 0)
		gd_fault(c, GD_M_BAD_CHAIN, GD_N(row->seq), GD_T(row->verb),
		    GD_T(row->actor));
	/* go on from what is stored: one changed row is one fault */
	memcpy(previous, chain, GD_HASH);
}

static void
replay_office(struct gd_check *c, const struct gd_journal_row *row,
    struct gd_events *ev, struct gd_sheet *office)
{
	if (gd_events_decode(ev, row->body, row->body_len, NULL) != GD_OK) {
		gd_fault(c, GD_M_BAD_BODY, GD_N(row->seq));
		return;
	}
	c->office_changes += raises_office(ev);
	for (size_t i = 0; i < ev->n; i++)
		gd_apply(NULL, office, &ev->at[i]);
	if (!c->since) /* there the rows stand as they are now */
		gd_check_keys(c, row, ev, office);
	gd_check_closing(c, row, ev, office);
}

enum gd_code
gd_check_chain(struct gd_check *c, int64_t after, int64_t last,
    struct gd_sheet *office, struct gd_err *err)
{
	struct gd_events ev = GD_EVENTS_INIT;
	uint8_t previous[GD_HASH] = { 0 };
	struct gd_journal_row row;
	struct gd_cursor *cur;
	uint8_t leaf[GD_HASH];
	int64_t at = after;
	bool has_leaf;
	enum gd_code rc;

	rc = gd_store_journal(c->s, NULL, after, &cur, err);
	if (rc != GD_OK)
		return rc;
	while ((rc = gd_cursor_next(cur, &row, err)) == GD_OK) {
		if (after && row.seq == after) {
			gd_cursor_hashes(cur, leaf, &has_leaf, previous);
			continue;
		}
		if (last && row.seq > last)
			break;
		c->report->commands++;
		check_link(c, cur, &row, &at, previous);
		note_names(c, cur);
		if (office)
			replay_office(c, &row, &ev, office);
	}
	gd_cursor_close(cur);
	gd_events_release(&ev);
	c->report->seq = at;
	for (int i = 0; i < GD_HASH; i++)
		snprintf(c->report->head + 2 * i, 3, "%02x", previous[i]);
	return rc == GD_MISSING ? GD_OK : rc;
}

/* Names no command has: written by nobody. */
enum gd_code
gd_check_names(struct gd_check *c, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(c->s, "SELECT id, name FROM name", err);
	int rc;

	if (!st)
		return gd_db_why(c->s, err);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(st, 0);

		if (id <= 0 || id >= c->nnames || !c->names[id])
			gd_fault(c, GD_M_BAD_NAME, GD_T(gd_column(st, 1)));
	}
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(c->s, rc, err);
}

/* A cut tail or an old copy put back fits its own chain perfectly. */
enum gd_code
gd_check_seen(struct gd_check *c, struct gd_err *err)
{
	char seen[65], have[65];
	enum gd_code rc;
	int64_t seq;

	if (!gd_seen_get(c->s->ledger, &seq, seen))
		return GD_OK;
	if (seq > c->report->seq) {
		gd_fault(c, GD_M_HEAD_SHORT, GD_N(c->report->seq), GD_N(seq));
		return GD_OK;
	}
	rc = gd_chain_at(c->s, seq, have, err);
	if (rc == GD_OK && strcmp(have, seen) != 0)
		gd_fault(c, GD_M_HEAD_OTHER, GD_N(seq));
	return rc;
}

/* A closed day names a command and its hash: a chain made anew must have
 * found and changed every one of them. */
enum gd_code
gd_check_closings(struct gd_check *c, const struct gd_sheet *office,
    struct gd_err *err)
{
	const struct gd_closing *row;
	enum gd_code rc = GD_OK;
	char hash[65];

	for (size_t i = 0;
	     rc == GD_OK && (row = gd_row_at(office, GD_OFF_CLOSING, i)); i++) {
		rc = gd_chain_at(c->s, row->seq, hash, err);
		if (rc == GD_OK && strcmp(hash, row->head) != 0)
			gd_fault(c, GD_M_BAD_CLOSING, GD_N(row->no),
			    GD_N(row->seq));
	}
	return rc;
}
