/* store/dates_ring.c - the orders whose ladders ring; hard dates of one. */
#include <string.h>

#include "list_priv.h"
#include "store/dates.h"

#include "base/banned.h"

static enum gd_code
add_ids(struct gd_store *s, sqlite3_stmt *st, int max, char ids[][GD_ID_TEXT],
    int *n, struct gd_err *err)
{
	char uuid[GD_ID_TEXT];
	int rc = SQLITE_DONE;

	while (*n < max && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		int i = *n;

		if (sqlite3_column_bytes(st, 0) != 16)
			continue;
		gd_uuid_text(sqlite3_column_blob(st, 0), uuid);
		/* rows of an order stand close together */
		while (i > 0 && strcmp(ids[i - 1], uuid) != 0)
			i--;
		if (i == 0)
			memcpy(ids[(*n)++], uuid, GD_ID_TEXT);
	}
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? GD_OK
						     : gd_db_fail(s, rc, err);
}

enum gd_code
gd_store_ringing(struct gd_store *s, int32_t day, int max,
    char ids[][GD_ID_TEXT], int *n, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT o.uuid FROM due d INDEXED BY due_ring "
	    "CROSS JOIN orders o ON o.id = d.order_id "
	    "WHERE d.shut = 0 AND d.gone = 0 AND d.ring_day > 0 AND "
	    "d.ring_day <= ?1 AND o.state = 0 "
	    "ORDER BY d.ring_day, d.order_id",
	    err);
	enum gd_code rc;

	*n = 0;
	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, day);
	rc = add_ids(s, st, max, ids, n, err);
	if (rc != GD_OK)
		return rc;
	st = gd_db_get(s,
	    "SELECT o.uuid FROM due d INDEXED BY due_owner "
	    "CROSS JOIN orders o ON o.id = d.order_id "
	    "WHERE d.shut = 0 AND d.gone = 0 AND d.owner = '' AND "
	    "o.state = 0 ORDER BY d.day, d.order_id",
	    err);
	return st ? add_ids(s, st, max, ids, n, err) : gd_db_why(s, err);
}

enum gd_code
gd_store_hard_dates(struct gd_store *s, int64_t order, int32_t day,
    void (*each)(void *payload, const char *duty, int32_t day), void *payload,
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT d.duty, d.day FROM due d NOT INDEXED WHERE d.order_id = ?1 "
	    "AND d.shut = 0 AND d.gone = 0 AND d.hard = 1 AND d.day >= ?2",
	    err);
	int rc;

	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, order);
	gd_bind_int(st, 2, day);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW)
		each(payload, gd_column(st, 0),
		    (int32_t)sqlite3_column_int64(st, 1));
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(s, rc, err);
}
