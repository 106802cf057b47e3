/* store/rows.c - rows of core/tables.h in SQL, by their descriptors alone.
 *
 * Four statements a table, each built once from the const column names.  An
 * order's table has order_id before its key columns.
 */
#include "store_priv.h"

#include <assert.h>
#include <string.h>

#include "base/banned.h"

static bool
of_order(int table)
{
	return table < GD_ORDER_NTABLES;
}

void
gd_row_blank(const struct gd_table *t, void *row)
{
	static const char *const none = "";

	memset(row, 0, t->size);
	for (int i = 0; i < t->ncols; i++)
		if (t->cols[i].type == GD_CELL_TEXT)
			memcpy((char *)row + t->cols[i].offset, &none,
			    sizeof none);
}

void
gd_row_merge(const struct gd_table *t, void *row, const void *from,
    uint64_t mask)
{
	for (int i = 0; i < t->ncols; i++)
		if (mask >> i & 1)
			memcpy((char *)row + t->cols[i].offset,
			    (const char *)from + t->cols[i].offset, 8);
}

uint64_t
gd_row_all(const struct gd_table *t)
{
	return t->ncols == 64 ? UINT64_MAX : ((uint64_t)1 << t->ncols) - 1;
}

static void
add_quoted(struct gd_str *sql, const char *name)
{
	gd_str_addc(sql, '"');
	gd_str_add(sql, name);
	gd_str_addc(sql, '"');
}

static void
add_columns(struct gd_str *sql, const struct gd_table *t, const char *form,
    int from, int to)
{
	for (int i = from; i < to; i++) {
		if (i > from)
			gd_str_add(sql, ", ");
		for (const char *p = form; *p; p++)
			if (*p == '@')
				add_quoted(sql, t->cols[i].name);
			else
				gd_str_addc(sql, *p);
	}
}

/* " WHERE order_id = ? AND key = ? ..." */
static void
add_where(struct gd_str *sql, const struct gd_table *t, int table)
{
	const char *word = " WHERE ";

	if (of_order(table)) {
		gd_str_add(sql, " WHERE order_id = ?");
		word = " AND ";
	}
	for (int i = 0; i < t->nkeys; i++) {
		gd_str_addf(sql, "%s\"%s\" = ?", word, t->cols[i].name);
		word = " AND ";
	}
}

static void
build_put(struct gd_str *sql, const struct gd_table *t, int table)
{
	const char *first = of_order(table) ? "order_id, " : "";

	gd_str_addf(sql, "INSERT INTO \"%s\"(%s", t->name, first);
	add_columns(sql, t, "@", 0, t->ncols);
	gd_str_add(sql, of_order(table) ? ") VALUES (?" : ") VALUES (");
	for (int i = 0; i < t->ncols; i++)
		gd_str_add(sql, i || of_order(table) ? ", ?" : "?");
	gd_str_addf(sql, ") ON CONFLICT (%s", first);
	add_columns(sql, t, "@", 0, t->nkeys);
	if (t->ncols == t->nkeys) {
		gd_str_add(sql, ") DO NOTHING");
		return;
	}
	gd_str_add(sql, ") DO UPDATE SET ");
	add_columns(sql, t, "@ = excluded.@", t->nkeys, t->ncols);
}

static void
build(struct gd_str *sql, const struct gd_table *t, int table,
    enum gd_row_op op)
{
	switch (op) {
	case GD_ROW_PUT:
		build_put(sql, t, table);
		return;
	case GD_ROW_DROP:
		gd_str_addf(sql, "DELETE FROM \"%s\"", t->name);
		add_where(sql, t, table);
		return;
	case GD_ROW_ONE:
	case GD_ROW_ALL:
	case GD_ROW_OPS:
		break;
	}
	gd_str_add(sql, "SELECT ");
	add_columns(sql, t, "@", 0, t->ncols);
	gd_str_add(sql, " FROM ");
	add_quoted(sql, t->name);
	if (op == GD_ROW_ONE) {
		add_where(sql, t, table);
		return;
	}
	if (of_order(table))
		gd_str_add(sql, " WHERE order_id = ?");
	gd_str_add(sql, " ORDER BY ");
	add_columns(sql, t, "@", 0, t->nkeys);
}

static sqlite3_stmt *
get(struct gd_store *s, int table, enum gd_row_op op, struct gd_err *err)
{
	const struct gd_table *t = gd_put_table(table);
	struct gd_str sql = GD_STR_INIT;

	assert(t && t->nkeys > 0 && t->size <= GD_ROW_BYTES);
	if (!s->rows[table][op]) {
		build(&sql, t, table, op);
		s->rows[table][op] = gd_db_prepare(s, sql.text, err);
		gd_str_release(&sql);
	}
	if (s->rows[table][op])
		sqlite3_reset(s->rows[table][op]);
	return s->rows[table][op];
}

static int
bind_cells(sqlite3_stmt *st, const struct gd_table *t, int table,
    int64_t order_id, const void *row, int n)
{
	int at = 1;

	if (of_order(table))
		gd_bind_int(st, at++, order_id);
	for (int i = 0; i < n; i++, at++)
		if (t->cols[i].type == GD_CELL_TEXT)
			gd_bind_text(st, at, gd_cell_text(row, &t->cols[i]));
		else
			gd_bind_int(st, at, gd_cell_int(row, &t->cols[i]));
	return at;
}

/* @return false: a text goes on behind a zero byte, unseen by whoever reads */
static bool
read_cells(sqlite3_stmt *st, const struct gd_table *t, void *row)
{
	bool whole = true;

	for (int i = 0; i < t->ncols; i++) {
		char *cell = (char *)row + t->cols[i].offset;

		if (t->cols[i].type == GD_CELL_TEXT) {
			const char *text = gd_column(st, i);

			memcpy(cell, &text, sizeof text);
			whole &=
			    strlen(text) == (size_t)sqlite3_column_bytes(st, i);
		} else {
			int64_t n = sqlite3_column_int64(st, i);

			memcpy(cell, &n, sizeof n);
		}
	}
	return whole;
}

enum gd_code
gd_rows_put(struct gd_store *s, int table, int64_t order_id, const void *row,
    uint64_t mask, struct gd_err *err)
{
	const struct gd_table *t = gd_put_table(table);
	uint64_t keys = ((uint64_t)1 << t->nkeys) - 1, merged[GD_ROW_BYTES / 8];
	sqlite3_stmt *one, *put;
	enum gd_code rc;
	int step;

	one = get(s, table, GD_ROW_ONE, err);
	put = get(s, table, GD_ROW_PUT, err);
	if (!one || !put)
		return GD_DAMAGED;
	gd_row_blank(t, merged);
	if ((mask | keys) != gd_row_all(t)) {
		bind_cells(one, t, table, order_id, row, t->nkeys);
		step = sqlite3_step(one);
		if (step == SQLITE_ROW)
			read_cells(one, t, merged);
		else if (step != SQLITE_DONE)
			return gd_db_fail(s, step, err);
	}
	gd_row_merge(t, merged, row, mask | keys);
	bind_cells(put, t, table, order_id, merged, t->ncols);
	rc = gd_db_run(s, put, err);
	sqlite3_reset(one); /* its texts were bound until here */
	return rc;
}

enum gd_code
gd_rows_one(struct gd_store *s, int table, int64_t order_id, const void *like,
    void *row, struct gd_arena *arena, bool *found, struct gd_err *err)
{
	const struct gd_table *t = gd_put_table(table);
	sqlite3_stmt *st = get(s, table, GD_ROW_ONE, err);
	uint64_t cells[GD_ROW_BYTES / 8];
	int step;

	*found = false;
	if (!st)
		return gd_db_why(s, err);
	bind_cells(st, t, table, order_id, like, t->nkeys);
	step = sqlite3_step(st);
	if (step == SQLITE_ROW) {
		memset(cells, 0, t->size);
		if (!read_cells(st, t, cells))
			s->hidden_text = t->name;
		gd_row_copy(t, row, cells, UINT64_MAX, arena);
		*found = true;
	}
	sqlite3_reset(st);
	return step == SQLITE_ROW || step == SQLITE_DONE
		   ? GD_OK
		   : gd_db_fail(s, step, err);
}

enum gd_code
gd_rows_drop(struct gd_store *s, int table, int64_t order_id, const void *row,
    struct gd_err *err)
{
	sqlite3_stmt *st = get(s, table, GD_ROW_DROP, err);
	const struct gd_table *t = gd_put_table(table);

	if (!st)
		return gd_db_why(s, err);
	bind_cells(st, t, table, order_id, row, t->nkeys);
	return gd_db_run(s, st, err);
}

enum gd_code
gd_rows_load(struct gd_store *s, int table, int64_t order_id,
    struct gd_sheet *sheet, int64_t *n, struct gd_err *err)
{
	int slot = of_order(table) ? table : table - GD_ORDER_NTABLES;
	const struct gd_table *t = gd_put_table(table);
	sqlite3_stmt *st = get(s, table, GD_ROW_ALL, err);
	uint64_t row[GD_ROW_BYTES / 8];
	int rc;

	if (!st)
		return gd_db_why(s, err);
	if (of_order(table))
		gd_bind_int(st, 1, order_id);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		if (!read_cells(st, t, row))
			s->hidden_text = t->name;
		gd_row_append(sheet, slot, row);
		if (n)
			++*n;
	}
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(s, rc, err);
}
