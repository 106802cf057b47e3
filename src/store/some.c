/* store/some.c - some cells of some rows of an order, for counts over very many
 * of them: a statement a table, made once, with no more columns than are asked
 * for. */
#include "store/some.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "store_priv.h"

#include "base/banned.h"

struct part {
	const struct gd_need *need;
	const struct gd_table *table;
	sqlite3_stmt *st;
	int cols[GD_NEED_CELLS + 8],
	    ncols; /* of the statement, in the table's */
};
struct gd_some {
	struct gd_store *s;
	struct part *parts; /* owned */
	int n;
	uint64_t absent; /* tables that are not read */
};

static int
col_of(const struct gd_table *t, const char *name)
{
	int i = 0;

	while (i < t->ncols && strcmp(t->cols[i].name, name) != 0)
		i++;
	assert(i < t->ncols);
	return i;
}

static bool
is_head(const struct part *p)
{
	return p->need->table == GD_TAB_HEAD;
}

/* "SELECT "duty", ... FROM "act" WHERE order_id = ?1 AND "duty" IN (?2, ?3)" */
static void
build(struct part *p, struct gd_str *sql)
{
	const struct gd_need *need = p->need;

	for (int i = 0; i < p->table->nkeys; i++)
		p->cols[p->ncols++] = i;
	for (int i = 0; i < GD_NEED_CELLS && need->cells[i]; i++)
		p->cols[p->ncols++] = col_of(p->table, need->cells[i]);
	gd_str_add(sql, "SELECT ");
	for (int i = 0; i < p->ncols; i++)
		gd_str_addf(sql, "%s\"%s\"", i ? ", " : "",
		    p->table->cols[p->cols[i]].name);
	gd_str_addf(sql, " FROM \"%s\" WHERE %s = ?1",
	    is_head(p) ? "orders" : p->table->name,
	    is_head(p) ? "id" : "order_id");
	if (need->nfirst)
		gd_str_addf(sql, " AND \"%s\" IN (", p->table->cols[0].name);
	for (int i = 0; i < need->nfirst; i++)
		gd_str_addf(sql, "%s?%d", i ? ", " : "", i + 2);
	if (need->nfirst)
		gd_str_addc(sql, ')');
	/* the plus: by the order's key, never along a partial index of all */
	if (need->where)
		gd_str_addf(sql, " AND +\"%s\" = %lld", need->where,
		    (long long)need->is);
	if (!is_head(p) && need->nfirst != 1)
		gd_str_add(sql, " ORDER BY ");
	for (int i = 0; !is_head(p) && need->nfirst != 1 && i < p->table->nkeys;
	     i++)
		gd_str_addf(sql, "%s\"%s\"", i ? ", " : "",
		    p->table->cols[i].name);
}

enum gd_code
gd_store_some_open(struct gd_store *s, const struct gd_need *needs, int n,
    struct gd_some **out, struct gd_err *err)
{
	struct gd_some *some = gd_alloc(1, sizeof *some);
	enum gd_code rc = GD_OK;

	some->s = s;
	some->parts = gd_alloc((size_t)n + 1, sizeof *some->parts);
	some->absent = (UINT64_C(2) << (GD_ORDER_NTABLES - 1)) - 1;
	for (int i = 0; i < n && rc == GD_OK; i++) {
		struct part *p = &some->parts[some->n];
		struct gd_str sql = GD_STR_INIT;

		some->absent &= ~(UINT64_C(1) << needs[i].table);
		if (needs[i].first && !needs[i].nfirst)
			continue;

		p->need = &needs[i];
		p->table = &gd_order_tables[needs[i].table];
		build(p, &sql);
		p->st = gd_db_prepare(s, sql.text, err);
		gd_str_release(&sql);
		rc = p->st ? GD_OK : GD_DAMAGED;
		some->n++;
		/* texts of the workflow, which stays */
		for (int k = 0; p->st && k < needs[i].nfirst; k++)
			gd_bind_text(p->st, k + 2, needs[i].first[k]);
	}
	*out = some;
	if (rc != GD_OK) {
		gd_store_some_close(some);
		*out = NULL;
	}
	return rc;
}

void
gd_store_some_close(struct gd_some *some)
{
	if (!some)
		return;
	for (int i = 0; i < some->n; i++)
		sqlite3_finalize(some->parts[i].st);
	free(some->parts);
	free(some);
}

static void
read_cells(const struct part *p, void *row)
{
	for (int i = 0; i < p->ncols; i++) {
		const struct gd_col *c = &p->table->cols[p->cols[i]];
		char *cell = (char *)row + c->offset;

		if (c->type == GD_CELL_TEXT) {
			const char *text = gd_column(p->st, i);

			memcpy(cell, &text, sizeof text);
		} else {
			int64_t n = sqlite3_column_int64(p->st, i);

			memcpy(cell, &n, sizeof n);
		}
	}
}

static enum gd_code
read_part(struct gd_some *some, struct part *p, int64_t key, struct gd_order *o,
    struct gd_err *err)
{
	uint64_t row[GD_ROW_BYTES / 8];
	int rc;

	gd_row_blank(p->table, row);
	gd_bind_int(p->st, 1, key);
	while ((rc = sqlite3_step(p->st)) == SQLITE_ROW) {
		read_cells(p, row);
		if (is_head(p))
			gd_row_put(&o->sheet, GD_TAB_HEAD, row, UINT64_MAX);
		else
			gd_row_append(&o->sheet, p->need->table, row);
	}
	sqlite3_reset(p->st);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(some->s, rc, err);
}

enum gd_code
gd_store_some_read(struct gd_some *some, int64_t key, bool open,
    struct gd_order *o, struct gd_err *err)
{
	enum gd_code rc = GD_OK;

	for (int i = 0; i < some->n && rc == GD_OK; i++)
		if (open || !some->parts[i].need->open)
			rc = read_part(some, &some->parts[i], key, o, err);
	/* to ask for what was not read is a bug */
	o->sheet.absent = some->absent;
	return rc;
}
