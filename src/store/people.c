/* store/people.c - what somebody has, and what was done by whom since.
 *
 * Asked rarely (somebody leaves, a shift changes), so these need hardly an
 * index of their own: orders in work are looked through, and the journal from
 * its end.
 */
#include "store/people.h"

#include <stdlib.h>
#include <string.h>

#include "store_priv.h"

#include "base/banned.h"

#define LOOK_ON 5000    /* older commands passed before it stops looking */
#define LOOK_BACK 50000 /* commands back for somebody's last act */

enum gd_code
gd_store_person_orders(struct gd_store *s, const char *login,
    struct gd_arena *arena, const char ***ids, size_t *n, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT o.uuid FROM orders o INDEXED BY orders_open "
	    "WHERE o.state < 2 AND ("
	    "EXISTS (SELECT 1 FROM assign a "
	    "WHERE a.order_id = o.id AND a.person = ?1) OR "
	    "EXISTS (SELECT 1 FROM offer f "
	    "WHERE f.order_id = o.id AND f.person = ?1 AND f.state < 2) OR "
	    "EXISTS (SELECT 1 FROM piece p "
	    "WHERE p.order_id = o.id AND p.holder = ?1 AND p.state IN (2, 3))"
	    ") ORDER BY o.id",
	    err);
	char uuid[GD_ID_TEXT];
	const char **list = NULL;
	size_t room = 0;
	int rc;

	*ids = NULL;
	*n = 0;
	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, login);
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

enum gd_code
gd_store_handed(struct gd_store *s, const char *login, int max,
    struct gd_arena *arena, struct gd_piece_row *rows, int *n,
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT o.number, called(c.name, c.name_en), p.no, p.kind, p.lot, "
	    "p.inst, p.rev, p.class, p.copy_no, p.desk, p.state, p.sent_ms, "
	    "p.holder, p.cause, o.workflow, o.version "
	    "FROM piece p INDEXED BY piece_handed "
	    "JOIN orders o ON o.id = p.order_id "
	    "LEFT JOIN customer c ON c.code = o.customer "
	    "WHERE p.state = 2 AND p.holder <> '' AND p.holder = ?1 "
	    "ORDER BY p.holder, p.order_id, p.no LIMIT ?2",
	    err);
	int rc = SQLITE_DONE;

	*n = 0;
	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, login);
	gd_bind_int(st, 2, max);
	while (*n < max && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		struct gd_piece_row *r = &rows[(*n)++];

		*r = (struct gd_piece_row){
			.number = gd_arena_str(arena, gd_column(st, 0)),
			.customer_name = gd_arena_str(arena, gd_column(st, 1)),
			.workflow = gd_arena_str(arena, gd_column(st, 14)),
			.version = sqlite3_column_int64(st, 15),
			.piece = { .no = sqlite3_column_int64(st, 2),
			    .kind = gd_arena_str(arena, gd_column(st, 3)),
			    .lot = sqlite3_column_int64(st, 4),
			    .inst = sqlite3_column_int64(st, 5),
			    .rev = sqlite3_column_int64(st, 6),
			    .class = sqlite3_column_int64(st, 7),
			    .copy_no = sqlite3_column_int64(st, 8),
			    .desk = gd_arena_str(arena, gd_column(st, 9)),
			    .state = sqlite3_column_int64(st, 10),
			    .sent_ms = sqlite3_column_int64(st, 11),
			    .holder = gd_arena_str(arena, gd_column(st, 12)),
			    .cause = gd_arena_str(arena, gd_column(st, 13)),
			    .proxy = "",
			    .carrier = "",
			    .tracking = "",
			    .to_desk = "",
			    .note = "" },
		};
	}
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? GD_OK
						     : gd_db_fail(s, rc, err);
}

enum gd_code
gd_store_since(struct gd_store *s, int64_t from_ms, int64_t *seq,
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT seq, at_ms FROM journal ORDER BY seq DESC", err);
	int older = 0, rc;

	*seq = 0;
	if (!st)
		return gd_db_why(s, err);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW && older < LOOK_ON) {
		if (sqlite3_column_int64(st, 1) >= from_ms) {
			*seq = sqlite3_column_int64(st, 0);
			older = 0;
		} else {
			older++;
		}
	}
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? GD_OK
						     : gd_db_fail(s, rc, err);
}

enum gd_code
gd_store_last_act(struct gd_store *s, const char *login, int64_t before_ms,
    int64_t *at_ms, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT coalesce((SELECT at_ms FROM journal "
	    "WHERE seq > (SELECT max(seq) FROM journal) - ?3 "
	    "AND at_ms < ?2 AND actor_id = "
	    "(SELECT id FROM name WHERE name = ?1) "
	    "ORDER BY seq DESC LIMIT 1), 0)",
	    err);
	int rc;

	*at_ms = 0;
	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, login);
	gd_bind_int(st, 2, before_ms);
	gd_bind_int(st, 3, LOOK_BACK);
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		*at_ms = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return rc == SQLITE_ROW ? GD_OK : gd_db_fail(s, rc, err);
}
