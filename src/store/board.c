/* store/board.c - pieces out. */
#include "store_priv.h"

#include "base/banned.h"

enum gd_code
gd_store_pieces_out(struct gd_store *s, const char *desk, int max,
    struct gd_arena *arena, struct gd_piece_row *rows, int *n,
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT o.number, "
	    "called(c.name, c.name_en), p.no, p.kind, p.lot, p.inst, p.rev, "
	    "p.class, p.copy_no, p.desk, p.state, p.was, p.sent_ms, "
	    "p.held_ms, p.holder, p.proxy, p.carrier, p.tracking, p.to_desk, "
	    "p.cause, p.note, o.workflow, o.version FROM piece p INDEXED BY piece_out "
	    "JOIN orders o ON o.id = p.order_id "
	    "LEFT JOIN customer c ON c.code = o.customer "
	    "WHERE p.state IN (2, 4) AND p.sent_ms >= 0 AND "
	    "(?1 IS NULL OR p.desk = ?1 OR p.to_desk = ?1) "
	    "ORDER BY p.sent_ms, p.order_id, p.no LIMIT ?2",
	    err);
	int rc = SQLITE_DONE;

	*n = 0;
	if (!st)
		return gd_db_why(s, err);
	sqlite3_bind_null(st, 1);
	if (desk && *desk)
		gd_bind_text(st, 1, desk);
	gd_bind_int(st, 2, max);
	while (*n < max && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		struct gd_piece_row *r = &rows[(*n)++];
		int64_t *ints[] = { &r->piece.lot, &r->piece.inst,
			&r->piece.rev, &r->piece.class, &r->piece.copy_no };
		const char **texts[] = { &r->piece.holder, &r->piece.proxy,
			&r->piece.carrier, &r->piece.tracking,
			&r->piece.to_desk, &r->piece.cause, &r->piece.note };

		r->number = gd_arena_str(arena, gd_column(st, 0));
		r->customer_name = gd_arena_str(arena, gd_column(st, 1));
		r->piece.no = sqlite3_column_int64(st, 2);
		r->piece.kind = gd_arena_str(arena, gd_column(st, 3));
		for (int i = 0; i < 5; i++)
			*ints[i] = sqlite3_column_int64(st, 4 + i);
		r->piece.desk = gd_arena_str(arena, gd_column(st, 9));
		r->piece.state = sqlite3_column_int64(st, 10);
		r->piece.was = sqlite3_column_int64(st, 11);
		r->piece.sent_ms = sqlite3_column_int64(st, 12);
		r->piece.held_ms = sqlite3_column_int64(st, 13);
		for (int i = 0; i < 7; i++)
			*texts[i] = gd_arena_str(arena, gd_column(st, 14 + i));
		r->workflow = gd_arena_str(arena, gd_column(st, 21));
		r->version = sqlite3_column_int64(st, 22);
	}
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? GD_OK
						     : gd_db_fail(s, rc, err);
}
