/* store/settled.c - which order settles which: along the index of the links. */
#include "store/settled.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store_priv.h"

#include "base/banned.h"

enum gd_code
gd_store_settled(struct gd_store *s, const char *other, int64_t but,
    char by[GD_SETTLER_TEXT], struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT o.number FROM link l INDEXED BY link_settles "
	    "CROSS JOIN orders o ON o.id = l.order_id "
	    "WHERE l.kind = 'settles' AND l.other = ?1 AND l.order_id <> ?2 "
	    "LIMIT 1",
	    err);
	int rc;

	*by = '\0';
	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, other);
	gd_bind_int(st, 2, but);
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		snprintf(by, GD_SETTLER_TEXT, "%s", gd_column(st, 0));
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? GD_OK
						     : gd_db_fail(s, rc, err);
}

enum gd_code
gd_store_unsettled(struct gd_store *s, const struct gd_unsettled *what,
    struct gd_arena *arena, const char ***ids, size_t *n, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT o.uuid FROM assign a INDEXED BY assign_person "
	    "CROSS JOIN orders o ON o.id = a.order_id "
	    "WHERE a.person = ?1 AND a.role = ?2 AND o.state = 2 AND "
	    "o.workflow = ?3 AND o.closed_ms >= ?4 AND o.closed_ms < ?5 "
	    "ORDER BY a.order_id",
	    err);
	char uuid[GD_ID_TEXT], by[GD_SETTLER_TEXT];
	enum gd_code code = GD_OK;
	const char **list = NULL;
	size_t room = 0;
	int rc = SQLITE_DONE;

	*ids = NULL;
	*n = 0;
	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, what->person);
	gd_bind_text(st, 2, what->role);
	gd_bind_text(st, 3, what->workflow);
	gd_bind_int(st, 4, what->from_ms);
	gd_bind_int(st, 5, what->to_ms);
	while (code == GD_OK && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		if (sqlite3_column_bytes(st, 0) != 16)
			continue;
		gd_uuid_text(sqlite3_column_blob(st, 0), uuid);
		code = gd_store_settled(s, uuid, 0, by, err);
		if (code == GD_OK && !*by)
			*GD_PUSH(list, *n, room) = gd_arena_str(arena, uuid);
	}
	sqlite3_reset(st);
	if (*n) {
		*ids = gd_arena_alloc(arena, *n, sizeof *list);
		memcpy(*ids, list, *n * sizeof *list);
	}
	free(list);
	return code != GD_OK	  ? code
	       : rc == SQLITE_DONE ? GD_OK
				   : gd_db_fail(s, rc, err);
}
