/* store/tally.c - the few numbers a board shows, kept as they change. */
#include "store_priv.h"

#include <stdio.h>
#include <string.h>

#include "base/banned.h"

enum gd_code
gd_tally_add(struct gd_store *s, const char *kind, const char *key, int64_t by,
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "INSERT INTO tally(kind, key, n) "
	    "VALUES (?1, ?2, ?3) ON CONFLICT (kind, key) "
	    "DO UPDATE SET n = n + ?3",
	    err);

	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, kind);
	gd_bind_text(st, 2, key);
	gd_bind_int(st, 3, by);
	return gd_db_run(s, st, err);
}

enum gd_code
gd_tally_get(struct gd_store *s, const char *kind, const char *key, int64_t *n,
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT n FROM tally WHERE kind = ?1 AND key = ?2", err);

	*n = 0;
	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, kind);
	gd_bind_text(st, 2, key);
	if (sqlite3_step(st) == SQLITE_ROW)
		*n = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return GD_OK;
}

enum gd_code
gd_store_out(struct gd_store *s, const char *clerk, int64_t *n,
    struct gd_err *err)
{
	return gd_tally_get(s, "out", clerk, n, err);
}

static enum gd_code
count_wait(struct gd_store *s, const struct gd_listed *row, const char *who,
    int sign, struct gd_err *err)
{
	sqlite3_stmt *st = sign > 0
			       ? gd_db_get(s,
				     "INSERT INTO wait(who, order_id, due_key, "
				     "since_ms) VALUES (?1, ?2, ?3, ?4) ON "
				     "CONFLICT DO NOTHING",
				     err)
			       : gd_db_get(s,
				     "DELETE FROM wait WHERE who = ?1 AND "
				     "order_id = ?2",
				     err);
	enum gd_code rc;

	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, who);
	gd_bind_int(st, 2, row->id);
	if (sign > 0) {
		gd_bind_int(st, 3, row->due_key);
		gd_bind_int(st, 4, row->at_ms);
	}
	rc = gd_db_run(s, st, err);
	/* a word said twice counts once */
	if (rc == GD_OK && sqlite3_changes(s->db) == 1)
		rc = gd_tally_add(s, "wait", who, sign, err);
	return rc;
}

/* It waits on, with another date, or anew: whom it waits for did something. */
static enum gd_code
go_on_waiting(struct gd_store *s, const struct gd_listed *row, const char *who,
    struct gd_err *err)
{
	bool anew = row->events && gd_counts_acted(row->events, who);
	sqlite3_stmt *st = gd_db_get(s,
	    "UPDATE wait SET due_key = ?3, since_ms = iif(?4, ?5, since_ms) "
	    "WHERE who = ?1 AND order_id = ?2 AND (due_key <> ?3 OR ?4)",
	    err);

	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, who);
	gd_bind_int(st, 2, row->id);
	gd_bind_int(st, 3, row->due_key);
	gd_bind_int(st, 4, anew);
	gd_bind_int(st, 5, row->at_ms);
	return gd_db_run(s, st, err);
}

static bool
has_word(const char *words, const char *word, size_t n)
{
	const char *p = words;

	while (*p) {
		size_t len = strcspn(p, " ");

		if (len == n && memcmp(p, word, n) == 0)
			return true;
		p += len;
		p += strspn(p, " ");
	}
	return false;
}

/* The words of one that the other has not, counted in or out; sign 0: those
 * of both, with the date of now and since when. */
static enum gd_code
count_waits(struct gd_store *s, const struct gd_listed *row, const char *words,
    const char *others, int sign, struct gd_err *err)
{
	struct gd_str who = GD_STR_INIT;
	enum gd_code rc = GD_OK;
	const char *p = words;

	while (rc == GD_OK && *p) {
		size_t n = strcspn(p, " ");

		gd_str_reset(&who);
		gd_str_addn(&who, p, n);
		if (n && has_word(others, p, n) == (sign == 0))
			rc = sign ? count_wait(s, row, who.text, sign, err)
				  : go_on_waiting(s, row, who.text, err);
		p += n;
		p += strspn(p, " ");
	}
	gd_str_release(&who);
	return rc;
}

static enum gd_code
count_key(struct gd_store *s, const char *kind, int64_t key, int sign,
    struct gd_err *err)
{
	char text[24];

	snprintf(text, sizeof text, "%lld", (long long)key);
	return gd_tally_add(s, kind, text, sign, err);
}

void
gd_waits_kept(const struct gd_head *h, struct gd_str *out)
{
	bool active = h->state == GD_ORDER_ACTIVE;
	const char *p = h->waits ? h->waits : "";

	gd_str_add(out, "");
	while (*(p += strspn(p, " "))) {
		size_t n = strcspn(p, " ");
		bool after = strncmp(p, GD_AFTER, strlen(GD_AFTER)) == 0;

		if (after ? h->state == GD_ORDER_COMPLETED : active) {
			gd_str_add(out, out->len ? " " : "");
			gd_str_addn(out, p, n);
		}
		p += n;
	}
}

/* One order in (+1) or out (-1) of the counters it stands in. */
static enum gd_code
count_order(struct gd_store *s, const struct gd_head *head,
    const struct gd_head *other, int sign, struct gd_err *err)
{
	bool active = head->state == GD_ORDER_ACTIVE, open = head->state < 2;
	enum gd_code rc = GD_OK;

	if (!other || other->state != head->state)
		rc = count_key(s, "state", head->state, sign, err);
	if (rc == GD_OK && active &&
	    (!other || other->state != GD_ORDER_ACTIVE ||
		other->step_no != head->step_no))
		rc = count_key(s, "step", head->step_no, sign, err);
	if (rc == GD_OK && open &&
	    (!other || other->state >= 2 ||
		strcmp(other->company, head->company) != 0))
		rc = gd_tally_add(s, "company", head->company, sign, err);
	return rc;
}

/* What is out of the active orders of a clerk. */
static enum gd_code
count_out(struct gd_store *s, const struct gd_listed *row, int sign,
    struct gd_err *err)
{
	const struct gd_head *h = &row->head;

	return h->state == GD_ORDER_ACTIVE && *row->clerk && h->pieces_out
		   ? gd_tally_add(s, "out", row->clerk, sign * h->pieces_out,
			 err)
		   : GD_OK;
}

static enum gd_code
follow_out(struct gd_store *s, const struct gd_listed *old,
    const struct gd_listed *now, struct gd_err *err)
{
	enum gd_code rc = GD_OK;

	if (old && old->head.state == now->head.state &&
	    old->head.pieces_out == now->head.pieces_out &&
	    strcmp(old->clerk, now->clerk) == 0)
		return GD_OK;
	if (old)
		rc = count_out(s, old, -1, err);
	return rc == GD_OK ? count_out(s, now, 1, err) : rc;
}

enum gd_code
gd_tally_order(struct gd_store *s, const struct gd_listed *old,
    const struct gd_listed *now, struct gd_err *err)
{
	const struct gd_head *a = old ? &old->head : NULL, *b = &now->head;
	struct gd_str was = GD_STR_INIT, is = GD_STR_INIT;
	enum gd_code rc = GD_OK;

	if (a)
		gd_waits_kept(a, &was);
	gd_waits_kept(b, &is);
	if (a)
		rc = count_order(s, a, b, -1, err);
	if (rc == GD_OK)
		rc = count_order(s, b, a, +1, err);
	if (rc == GD_OK)
		rc = follow_out(s, old, now, err);
	if (rc == GD_OK)
		rc = count_waits(s, now, was.text, is.text, -1, err);
	if (rc == GD_OK)
		rc = count_waits(s, now, is.text, was.text, +1, err);
	if (rc == GD_OK && old && is.len)
		rc = count_waits(s, now, is.text, was.text, 0, err);
	gd_str_release(&was);
	gd_str_release(&is);
	return rc;
}
