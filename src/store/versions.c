/* store/versions.c - which orders stand on which version of a workflow.
 *
 * Asked when a workflow changes, a few times a year: no index of its own.
 */
#include "store/versions.h"

#include <stdlib.h>
#include <string.h>

#include "store_priv.h"

#include "base/banned.h"

enum gd_code
gd_store_version_orders(struct gd_store *s, const char *workflow,
    int64_t version, struct gd_arena *arena, const char ***ids, size_t *n,
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT uuid FROM orders WHERE workflow = ?1 AND version = ?2 "
	    "ORDER BY id",
	    err);
	char uuid[GD_ID_TEXT];
	const char **list = NULL;
	size_t room = 0;
	int rc;

	*ids = NULL;
	*n = 0;
	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, workflow);
	gd_bind_int(st, 2, version);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		if (sqlite3_column_bytes(st, 0) != 16)
			continue;
		gd_uuid_text(sqlite3_column_blob(st, 0), uuid);
		*GD_PUSH(list, *n, room) = gd_arena_str(arena, uuid);
	}
	sqlite3_reset(st);
	if (*n) {
		*ids = gd_arena_alloc(arena, *n, sizeof *list);
		memcpy(*ids, list, *n * sizeof *list);
	}
	free(list);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(s, rc, err);
}
