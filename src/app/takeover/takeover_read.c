/* app/takeover/takeover_read.c - the three files, row by row, into their
 * orders. */
#include <stdlib.h>
#include <string.h>

#include "takeover_priv.h"

#include "base/banned.h"

const char *const tk_file_names[TK_FILES] = { "orders.csv", "pieces.csv",
	"signoffs.csv" };

/* FNV-1a */
static uint64_t
hash_of(const char *s)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);
	return h;
}

static size_t
slot(const struct takeover *k, const char *number)
{
	size_t i = hash_of(number) & (k->hash_room - 1);

	while (k->by_number[i] &&
	       strcmp(k->orders[k->by_number[i] - 1].number, number) != 0)
		i = (i + 1) & (k->hash_room - 1);
	return i;
}

static void
grow(struct takeover *k)
{
	k->hash_room = k->hash_room ? k->hash_room * 2 : 256;
	free(k->by_number);
	k->by_number = gd_alloc(k->hash_room, sizeof *k->by_number);
	for (size_t i = 0; i < k->norders; i++)
		k->by_number[slot(k, k->orders[i].number)] = i + 1;
}

struct tk_order *
tk_order(struct takeover *k, const char *number)
{
	struct tk_order *o;
	size_t i;

	if ((k->norders + 1) * 2 > k->hash_room)
		grow(k);
	i = slot(k, number);
	if (k->by_number[i])
		return &k->orders[k->by_number[i] - 1];
	o = GD_PUSH(k->orders, k->norders, k->orders_room);
	o->number = gd_arena_str(&k->arena, number);
	o->customer = o->customer_name = o->company = "";
	app_hash_id(o->hash, "takeover", number);
	k->by_number[i] = k->norders;
	return o;
}

static void
fill_fault(struct takeover *k, struct gd_takeover_fault *f, int64_t line,
    int column, const char *value, const struct gd_err *why)
{
	f->file = tk_file_names[k->file];
	f->line = line;
	f->column = column;
	f->heading = column > 0 && column <= k->ncolumns
			 ? k->columns[column - 1].heading
			 : "";
	f->value = gd_arena_str(&k->arena, value);
	f->why = *why;
}

void
tk_fault(struct takeover *k, struct tk_order *o, int64_t line, int column,
    const char *value, const struct gd_err *why)
{
	fill_fault(k, GD_PUSH(o->faults, o->nfaults, o->faults_room), line,
	    column, value, why);
}

void
tk_remark(struct takeover *k, struct tk_order *o, int64_t line, int column,
    const char *value, const struct gd_err *what)
{
	fill_fault(k, GD_PUSH(o->remarks, o->nremarks, o->remarks_room), line,
	    column, value, what);
}

static enum gd_code
read_file(struct takeover *k)
{
	const char *path = gd_arena_printf(&k->arena, "%s/%s", k->t->dir,
	    tk_file_names[k->file]);
	struct gd_csv *csv;
	const char **cells;
	enum gd_code rc;
	int n;

	rc = gd_csv_open(path, &csv, k->err);
	/* nothing was out, nothing was signed: only orders must be there */
	if (rc == GD_MISSING && k->file != TK_ORDERS)
		return GD_OK;
	if (rc != GD_OK)
		return rc;
	rc = gd_csv_next(csv, &cells, &n, k->err);
	if (rc == GD_MISSING)
		rc = gd_fail(k->err, GD_USAGE, GD_M_APP_FILE_EMPTY, GD_T(path));
	if (rc == GD_OK)
		rc = tk_map(k, cells, n);
	while (rc == GD_OK) {
		rc = gd_csv_next(csv, &cells, &n, k->err);
		if (rc == GD_OK)
			tk_row(k, cells, n, gd_csv_line(csv));
	}
	gd_csv_close(csv);
	return rc == GD_MISSING ? GD_OK : rc;
}

enum gd_code
tk_read(struct takeover *k)
{
	enum gd_code rc = GD_OK;

	for (int f = 0; rc == GD_OK && f < TK_FILES; f++) {
		k->file = (enum tk_file)f;
		rc = read_file(k);
	}
	return rc;
}
