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

enum gd_code
gd_tally_order(struct gd_store *s, int64_t id, const struct gd_head *head,
    int sign, struct gd_err *err)
{
	struct gd_str who = GD_STR_INIT;
	const char *p = head->waits;
	enum gd_code rc;
	char step[24];

	if (head->state != GD_ORDER_ACTIVE)
		return GD_OK;
	snprintf(step, sizeof step, "%lld", (long long)head->step_no);
	rc = gd_tally_add(s, "step", step, sign, err);
	while (rc == GD_OK && *p) {
		size_t n = strcspn(p, " ");

		gd_str_reset(&who);
		gd_str_addn(&who, p, n);
		if (n)
			rc = count_wait(s, id, who.text, sign, err);
		p += n;
		p += strspn(p, " ");
	}
	gd_str_release(&who);
	return rc;
}
