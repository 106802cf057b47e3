/* store/board.c - counts of the board, who is waited for, pieces out. */
#include "store_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

static enum gd_code
count_late(struct gd_store *s, int64_t step, int32_t today, int64_t *n,
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT count(*) FROM orders "
	    "INDEXED BY orders_open_step_due WHERE state < 2 AND "
	    "step_no = ?2 AND due_key < ?1 AND state = 0",
	    err);
	int rc;

	*n = 0;
	if (!st)
		return GD_DAMAGED;
	gd_bind_int(st, 1, today);
	gd_bind_int(st, 2, step);
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		*n = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return rc == SQLITE_ROW ? GD_OK : gd_db_fail(s, rc, err);
}

static int
by_step(const void *a, const void *b)
{
	const struct gd_board_row *x = a, *y = b;

	return (x->step_no > y->step_no) - (x->step_no < y->step_no);
}

enum gd_code
gd_store_board(struct gd_store *s, int32_t today, struct gd_board_row *rows,
    int max, int *n, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT CAST(key AS INTEGER), n "
	    "FROM tally WHERE kind = 'step' AND n > 0",
	    err);
	enum gd_code code = GD_OK;
	struct gd_board_row one;
	int rc = SQLITE_DONE;

	*n = 0;
	if (!st)
		return GD_DAMAGED;
	if (max < 1)
		return GD_OK;
	*n = 1; /* row 0: all */
	rows[0] = (struct gd_board_row){ 0 };
	while (code == GD_OK && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		one.step_no = sqlite3_column_int64(st, 0);
		one.orders = sqlite3_column_int64(st, 1);
		code = count_late(s, one.step_no, today, &one.late, err);
		rows[0].orders += one.orders;
		rows[0].late += one.late;
		if (*n < max && one.step_no > 0)
			rows[(*n)++] = one;
	}
	sqlite3_reset(st);
	if (code == GD_OK && rc != SQLITE_DONE)
		return gd_db_fail(s, rc, err);
	qsort(rows + 1, (size_t)*n - 1, sizeof *rows, by_step);
	return code;
}

static int
by_orders(const void *a, const void *b)
{
	const struct gd_wait_row *x = a, *y = b;

	if (x->orders != y->orders)
		return x->orders > y->orders ? -1 : 1;
	return strcmp(x->who, y->who);
}

enum gd_code
gd_store_waits(struct gd_store *s, struct gd_arena *arena,
    struct gd_wait_row *rows, int max, int *n, struct gd_err *err)
{
	/* as many rows as there are desks and roles */
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT key, n FROM tally WHERE kind = 'wait' AND n > 0", err);
	struct gd_wait_row *all = NULL;
	size_t got = 0, room = 0;
	int rc;

	*n = 0;
	if (!st)
		return GD_DAMAGED;
	while ((rc = sqlite3_step(st)) == SQLITE_ROW)
		*GD_PUSH(all, got, room) = (struct gd_wait_row){
			.who = gd_arena_str(arena, gd_column(st, 0)),
			.orders = sqlite3_column_int64(st, 1),
		};
	sqlite3_reset(st);
	if (got)
		qsort(all, got, sizeof *all, by_orders);
	while (*n < max && (size_t)*n < got) {
		rows[*n] = all[*n];
		++*n;
	}
	free(all);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(s, rc, err);
}

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
	    "p.cause, p.note FROM piece p INDEXED BY piece_out "
	    "JOIN orders o ON o.id = p.order_id "
	    "LEFT JOIN customer c ON c.code = o.customer "
	    "WHERE p.state IN (2, 4) AND p.sent_ms >= 0 AND "
	    "(?1 IS NULL OR p.desk = ?1 OR p.to_desk = ?1) "
	    "ORDER BY p.sent_ms, p.order_id, p.no LIMIT ?2",
	    err);
	int rc = SQLITE_DONE;

	*n = 0;
	if (!st)
		return GD_DAMAGED;
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
	}
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? GD_OK
						     : gd_db_fail(s, rc, err);
}
