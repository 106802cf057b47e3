/* store/verify_quick.c - verify in a moment; and anchors.
 *
 * Quick takes the last check without a fault for granted: it walks the chain
 * behind that head, replays the orders touched since, and beside them a
 * thirtieth of the old chain and of the other orders, another one each time.
 */
#include "store_priv.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

#define PARTS 30

/* ---- anchors ------------------------------------------------------------- */

static void
lower(char *text)
{
	for (; *text; text++)
		*text = (char)tolower((unsigned char)*text);
}

bool
gd_anchor_read(const char *text, struct gd_anchor *out)
{
	long long seq = 0;
	int end = 0;

	*out = (struct gd_anchor){ 0 };
	if (sscanf(text, " %36[0-9a-fA-F-]:%15lld:%64[0-9a-fA-F] %n",
		out->ledger, &seq, out->hash, &end) != 3 ||
	    !end || text[end])
		return false;
	lower(out->ledger);
	lower(out->hash);
	out->seq = seq;
	return seq > 0 && gd_id_valid(out->ledger) &&
	       strlen(out->hash) >= GD_ANCHOR_LEAST;
}

enum gd_code
gd_store_head(struct gd_store *s, struct gd_anchor *out, struct gd_err *err)
{
	uint8_t chain[GD_HASH];
	enum gd_code rc = gd_journal_head(s, &out->seq, chain, err);

	memcpy(out->ledger, s->ledger, GD_ID_TEXT);
	for (int i = 0; i < GD_HASH; i++)
		snprintf(out->hash + 2 * i, 3, "%02x", chain[i]);
	return rc;
}

enum gd_code
gd_check_anchors(struct gd_check *c, struct gd_err *err)
{
	enum gd_code rc = GD_OK;
	char hash[65];

	for (int i = 0; i < c->options->nanchors && rc == GD_OK; i++) {
		const struct gd_anchor *a = &c->options->anchors[i];

		if (strcmp(a->ledger, c->s->ledger) != 0) {
			gd_fault(c, GD_M_ANCHOR_LEDGER, GD_N(a->seq),
			    GD_T(a->ledger), GD_T(c->s->ledger));
			continue;
		}
		rc = gd_chain_at(c->s, a->seq, hash, err);
		if (rc == GD_OK && a->seq > c->report->seq)
			gd_fault(c, GD_M_ANCHOR_SHORT, GD_N(c->report->seq),
			    GD_N(a->seq));
		else if (rc == GD_OK &&
			 strncmp(a->hash, hash, strlen(a->hash)) != 0)
			gd_fault(c, GD_M_ANCHOR_OTHER, GD_N(a->seq));
		else
			c->report->anchors_ok++;
	}
	return rc;
}

/* ---- quick --------------------------------------------------------------- */

/* Is the last good command still the one it was? */
static enum gd_code
check_good(struct gd_check *c, struct gd_err *err)
{
	char good[65], have[65];
	uint8_t chain[GD_HASH];
	int64_t seq, last;
	enum gd_code rc;

	if (!gd_good_get(c->s->ledger, &seq, good, &c->turn))
		return GD_OK;
	c->turn %= PARTS;
	rc = gd_journal_head(c->s, &last, chain, err);
	if (rc == GD_OK)
		rc = gd_chain_at(c->s, seq, have, err);
	if (rc == GD_OK && last < seq)
		gd_fault(c, GD_M_HEAD_SHORT, GD_N(last), GD_N(seq));
	else if (rc == GD_OK && strcmp(good, have) != 0)
		gd_fault(c, GD_M_HEAD_OTHER, GD_N(seq));
	return rc;
}

/* The old chain in thirty parts, a part from its own first command's hash. */
static enum gd_code
check_part(struct gd_check *c, struct gd_err *err)
{
	int64_t last = c->since * (c->turn + 1) / PARTS;

	/* of a short chain some parts are empty; 0 would mean all of it */
	return last == 0 ? GD_OK
			 : gd_check_chain(c, c->since * c->turn / PARTS, last,
			       NULL, err);
}

static enum gd_code
check_some_orders(struct gd_check *c, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_prepare(c->s,
	    "SELECT order_id FROM journal WHERE seq > ?1 AND "
	    "order_id IS NOT NULL UNION "
	    "SELECT id FROM orders WHERE id % ?2 = ?3",
	    err);
	enum gd_code rc = GD_OK;
	int step = SQLITE_DONE;

	if (!st)
		return gd_db_why(c->s, err);
	gd_bind_int(st, 1, c->since);
	gd_bind_int(st, 2, PARTS);
	gd_bind_int(st, 3, c->turn);
	while (rc == GD_OK && (step = sqlite3_step(st)) == SQLITE_ROW)
		rc = gd_check_order(c, sqlite3_column_int64(st, 0), err);
	if (rc == GD_OK && step != SQLITE_DONE)
		rc = gd_db_fail(c->s, step, err);
	sqlite3_finalize(st);
	return rc;
}

/* What was done since, done once more to the rows as they stand, must change
 * none of them: a put sets cells, whatever they were before. */
static enum gd_code
check_since(struct gd_check *c, struct gd_sheet *office, struct gd_err *err)
{
	enum gd_code rc = GD_OK;

	for (int t = 0; t < GD_OFFICE_NTABLES && rc == GD_OK; t++)
		rc = gd_rows_load(c->s, GD_ORDER_NTABLES + t, 0, office, NULL,
		    err);
	if (rc == GD_OK)
		rc = gd_check_chain(c, c->since, 0, office, err);
	if (rc == GD_OK)
		rc = gd_check_office(c, office, false, err);
	return rc;
}

enum gd_code
gd_check_quick(struct gd_check *c, struct gd_err *err)
{
	struct gd_sheet office;
	enum gd_code rc = check_good(c, err);

	gd_sheet_init(&office, gd_office_tables, GD_OFFICE_NTABLES);
	c->office = &office;
	if (rc == GD_OK)
		rc = gd_check_schema(c, err);
	if (rc == GD_OK)
		rc = check_part(c, err);
	if (rc == GD_OK)
		rc = check_since(c, &office, err); /* it finds the head */
	if (rc == GD_OK)
		rc = gd_check_vault(c, &office, err);
	if (rc == GD_OK)
		rc = check_some_orders(c, err);
	c->office = NULL;
	gd_sheet_release(&office);
	return rc;
}
