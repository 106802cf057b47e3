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
		return GD_DAMAGED;
	gd_bind_text(st, 1, kind);
	gd_bind_text(st, 2, key);
	gd_bind_int(st, 3, by);
	return gd_db_run(s, st, err);
}

static enum gd_code
count_wait(struct gd_store *s, int64_t id, const char *who, int sign,
    struct gd_err *err)
{
	sqlite3_stmt *st =
	    sign > 0 ? gd_db_get(s,
			   "INSERT INTO wait(who, order_id) VALUES (?1, ?2) "
			   "ON CONFLICT DO NOTHING",
			   err)
		     : gd_db_get(s,
			   "DELETE FROM wait WHERE who = ?1 AND "
			   "order_id = ?2",
			   err);
	enum gd_code rc;

	if (!st)
		return GD_DAMAGED;
	gd_bind_text(st, 1, who);
	gd_bind_int(st, 2, id);
	rc = gd_db_run(s, st, err);
	/* a word said twice counts once */
	if (rc == GD_OK && sqlite3_changes(s->db) == 1)
		rc = gd_tally_add(s, "wait", who, sign, err);
	return rc;
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

/* The words of one that the other has not, counted in or out. */
static enum gd_code
count_waits(struct gd_store *s, int64_t id, const char *words,
    const char *others, int sign, struct gd_err *err)
{
	struct gd_str who = GD_STR_INIT;
	enum gd_code rc = GD_OK;
	const char *p = words;

	while (rc == GD_OK && *p) {
		size_t n = strcspn(p, " ");

		gd_str_reset(&who);
		gd_str_addn(&who, p, n);
		if (n && !has_word(others, p, n))
			rc = count_wait(s, id, who.text, sign, err);
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

enum gd_code
gd_tally_order(struct gd_store *s, int64_t id, const struct gd_head *old,
    const struct gd_head *now, struct gd_err *err)
{
	const char *was =
	    old && old->state == GD_ORDER_ACTIVE ? old->waits : "";
	const char *is = now->state == GD_ORDER_ACTIVE ? now->waits : "";
	enum gd_code rc = GD_OK;

	if (old)
		rc = count_order(s, old, now, -1, err);
	if (rc == GD_OK)
		rc = count_order(s, now, old, +1, err);
	if (rc == GD_OK)
		rc = count_waits(s, id, was, is, -1, err);
	if (rc == GD_OK)
		rc = count_waits(s, id, is, was, +1, err);
	return rc;
}
