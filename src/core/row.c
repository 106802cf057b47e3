/* core/row.c - rows in sorted arrays, their cells found through descriptors.
 *
 * Every text cell of a sheet lives in the sheet's arena, or is the one empty
 * text below; replaced texts stay there until the sheet goes.  Sheets are
 * small and short-lived, so nothing is ever handed back singly.
 */
#include "core/row.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "base/banned.h"

static const char empty[] = "";

static bool
in_mask(uint64_t mask, int c)
{
	return (mask >> c & 1) != 0;
}

int64_t
gd_cell_int(const void *row, const struct gd_col *c)
{
	int64_t v;

	memcpy(&v, (const char *)row + c->offset, sizeof v);
	return v;
}

const char *
gd_cell_text(const void *row, const struct gd_col *c)
{
	const char *v;

	memcpy(&v, (const char *)row + c->offset, sizeof v);
	return v ? v : empty;
}

static void
set_int(void *row, const struct gd_col *c, int64_t v)
{
	memcpy((char *)row + c->offset, &v, sizeof v);
}

static void
set_text(void *row, const struct gd_col *c, const char *v)
{
	memcpy((char *)row + c->offset, &v, sizeof v);
}

static int
compare_cell(const void *a, const void *b, const struct gd_col *c)
{
	int64_t x, y;

	if (c->type == GD_CELL_TEXT) {
		const char *s = gd_cell_text(a, c), *t = gd_cell_text(b, c);

		/* the same text, or told apart by its first letter, mostly */
		if (s == t)
			return 0;
		return *s != *t ? (unsigned char)*s - (unsigned char)*t
				: strcmp(s, t);
	}
	x = gd_cell_int(a, c);
	y = gd_cell_int(b, c);
	return (x > y) - (x < y);
}

static int
compare_keys(const struct gd_table *t, const void *a, const void *b)
{
	int i, d;

	for (i = 0; i < t->nkeys; i++) {
		d = compare_cell(a, b, &t->cols[i]);
		if (d)
			return d;
	}
	return 0;
}

/* Copy the cells of mask (keys always); texts into arena. */
static void
copy_cells(const struct gd_table *t, void *to, const void *from, uint64_t mask,
    struct gd_arena *arena)
{
	const char *text;
	int i;

	for (i = 0; i < t->ncols; i++) {
		const struct gd_col *c = &t->cols[i];

		if (i >= t->nkeys && !in_mask(mask, i))
			continue;
		if (c->type == GD_CELL_INT) {
			set_int(to, c, gd_cell_int(from, c));
			continue;
		}
		text = gd_cell_text(from, c);
		if (strcmp(text, gd_cell_text(to, c)) != 0)
			set_text(to, c,
			    *text ? gd_arena_str(arena, text) : empty);
	}
}

/* A row as it is before anything was set: zeros and empty texts. */
static void
blank_row(const struct gd_table *t, void *row)
{
	int i;

	memset(row, 0, t->size);
	for (i = 0; i < t->ncols; i++)
		if (t->cols[i].type == GD_CELL_TEXT)
			set_text(row, &t->cols[i], empty);
}

void
gd_row_copy(const struct gd_table *t, void *to, const void *from, uint64_t mask,
    struct gd_arena *arena)
{
	blank_row(t, to);
	copy_cells(t, to, from, mask, arena);
}

void
gd_sheet_init(struct gd_sheet *s, const struct gd_table *tables, int n)
{
	*s = (struct gd_sheet){ .tables = tables, .ntables = n };
	s->rows = gd_alloc((size_t)n, sizeof *s->rows);
	s->memo = gd_alloc(1, sizeof *s->memo);
}

/* Place for one more row. */
static void
widen(struct gd_rows *rows, const struct gd_table *t)
{
	char *mine;

	if (rows->n < rows->room)
		return;
	if (!rows->lent) {
		rows->at = gd_grow(rows->at, &rows->room, rows->n + 1, t->size);
		return;
	}
	mine = gd_realloc(NULL, rows->n + 4, t->size);
	memcpy(mine, rows->at, rows->n * t->size);
	*rows =
	    (struct gd_rows){ .at = mine, .n = rows->n, .room = rows->n + 4 };
}

static void
forget(struct gd_sheet *s)
{
	if (s->memo)
		*s->memo = (struct gd_memo){ 0 };
}

void
gd_sheet_release(struct gd_sheet *s)
{
	int i;

	for (i = 0; s->rows && i < s->ntables; i++)
		if (!s->rows[i].lent)
			free(s->rows[i].at);
	free(s->rows);
	free(s->block);
	free(s->memo);
	gd_arena_release(&s->arena);
	*s = (struct gd_sheet){ 0 };
}

void
gd_lazy_release(struct gd_lazy *l)
{
	if (l->all.rows)
		gd_sheet_release(&l->all);
	gd_arena_release(&l->arena);
	free(l->one);
	l->one = NULL;
	l->n = l->room = 0;
	l->whole = false;
}

static bool
is_lazy(const struct gd_sheet *s, int table)
{
	return s->lazy && s->lazy->table == table;
}

/* The rows of a table, all of them. */
static const struct gd_rows *
rows_of(const struct gd_sheet *s, int table)
{
	struct gd_lazy *l = s->lazy;

	assert(!(s->absent >> table & 1));
	if (!is_lazy(s, table))
		return &s->rows[table];
	if (!l->whole) {
		if (l->all.rows)
			gd_sheet_release(&l->all);
		gd_sheet_init(&l->all, s->tables, s->ntables);
		l->whole = l->read(l->payload, &l->all);
	}
	return &l->all.rows[table];
}

void
gd_sheet_copy(struct gd_sheet *to, const struct gd_sheet *from)
{
	size_t r;
	int i;

	gd_sheet_init(to, from->tables, from->ntables);
	for (i = 0; i < from->ntables; i++) {
		const struct gd_table *t = &from->tables[i];
		const struct gd_rows *src = rows_of(from, i);
		struct gd_rows *dst = &to->rows[i];

		if (!src->n)
			continue;
		dst->at = gd_alloc(src->n, t->size);
		dst->n = dst->room = src->n;
		for (r = 0; r < src->n; r++) {
			gd_row_copy(t, dst->at + r * t->size,
			    src->at + r * t->size, UINT64_MAX, &to->arena);
		}
	}
}

void
gd_sheet_borrow(struct gd_sheet *to, const struct gd_sheet *from)
{
	size_t bytes = 0;
	int i;

	gd_sheet_init(to, from->tables, from->ntables);
	for (i = 0; i < from->ntables; i++)
		bytes += rows_of(from, i)->n * from->tables[i].size;
	to->block = gd_realloc(NULL, bytes, 1);
	for (i = 0, bytes = 0; i < from->ntables; i++) {
		const struct gd_rows *src = rows_of(from, i);

		to->rows[i] = (struct gd_rows){ .at = to->block + bytes,
			.n = src->n,
			.room = src->n,
			.lent = true };
		if (src->n)
			memcpy(to->rows[i].at, src->at,
			    src->n * from->tables[i].size);
		bytes += src->n * from->tables[i].size;
	}
	if (from->memo)
		*to->memo = *from->memo;
}

uint64_t
gd_row_diff(const struct gd_table *t, const void *a, const void *b)
{
	uint64_t mask = 0;
	int i;

	for (i = 0; i < t->ncols; i++)
		if (compare_cell(a, b, &t->cols[i]) != 0)
			mask |= UINT64_C(1) << i;
	return mask;
}

bool
gd_sheet_equal(const struct gd_sheet *a, const struct gd_sheet *b,
    const struct gd_table **table, const void **row)
{
	const void *x, *y;
	size_t r;
	int i;

	for (i = 0; i < a->ntables; i++) {
		for (r = 0;; r++) {
			x = gd_row_at(a, i, r);
			y = gd_row_at(b, i, r);
			if (!x && !y)
				break;
			if (x && y && !gd_row_diff(&a->tables[i], x, y))
				continue;
			if (table)
				*table = &a->tables[i];
			if (row)
				*row = x ? x : y;
			return false;
		}
	}
	return true;
}

void *
gd_row_at(const struct gd_sheet *s, int table, size_t i)
{
	const struct gd_rows *rows = rows_of(s, table);

	return i < rows->n ? rows->at + i * s->tables[table].size : NULL;
}

size_t
gd_row_count(const struct gd_sheet *s, int table)
{
	return rows_of(s, table)->n;
}

/* Where a row with like's key stands (*found) or would stand. */
static size_t
place_of(const struct gd_sheet *s, int table, const void *like, bool *found)
{
	const struct gd_table *t = &s->tables[table];
	const struct gd_rows *rows = rows_of(s, table);
	size_t lo = 0, hi = rows->n, mid;
	int d;

	*found = false;
	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		d = compare_keys(t, rows->at + mid * t->size, like);
		if (d == 0) {
			*found = true;
			return mid;
		}
		if (d < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* One row of a long table: read before, or now. */
static void *
find_lazy(const struct gd_table *t, struct gd_lazy *l, const void *like)
{
	size_t lo = 0, hi = l->n, mid;
	void *row;
	int d;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		d = compare_keys(t, l->one[mid], like);
		if (d == 0)
			return l->one[mid];
		if (d < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	row = l->find(l->payload, like, &l->arena);
	if (!row)
		return NULL;
	l->one = gd_grow(l->one, &l->room, l->n + 1, sizeof *l->one);
	memmove(l->one + lo + 1, l->one + lo, (l->n - lo) * sizeof *l->one);
	l->n++;
	return l->one[lo] = row;
}

void *
gd_row_find(const struct gd_sheet *s, int table, const void *like)
{
	bool found;
	size_t i;

	if (is_lazy(s, table) && !s->lazy->whole)
		return find_lazy(&s->tables[table], s->lazy, like);
	i = place_of(s, table, like, &found);

	return found ? gd_row_at(s, table, i) : NULL;
}

void *
gd_row_append(struct gd_sheet *s, int table, const void *row)
{
	const struct gd_table *t = &s->tables[table];
	struct gd_rows *rows = &s->rows[table];
	char *to;

	assert(!is_lazy(s, table));
	if (rows->n &&
	    compare_keys(t, rows->at + (rows->n - 1) * t->size, row) >= 0)
		return gd_row_put(s, table, row, UINT64_MAX);
	forget(s);
	widen(rows, t);
	to = rows->at + rows->n * t->size;
	memcpy(to, row, t->size);
	for (int i = 0; i < t->ncols; i++) {
		const struct gd_col *c = &t->cols[i];
		const char *text;

		if (c->type != GD_CELL_TEXT)
			continue;
		text = gd_cell_text(row, c);
		set_text(to, c, *text ? gd_arena_str(&s->arena, text) : empty);
	}
	rows->n++;
	return to;
}

void *
gd_row_put(struct gd_sheet *s, int table, const void *like, uint64_t mask)
{
	const struct gd_table *t = &s->tables[table];
	struct gd_rows *rows = &s->rows[table];
	bool found = false;
	size_t i = rows->n;
	char *row;

	assert(!is_lazy(s, table));
	/* a book's rows come in key order */
	if (i && compare_keys(t, rows->at + (i - 1) * t->size, like) >= 0)
		i = place_of(s, table, like, &found);
	forget(s);
	if (!found) {
		widen(rows, t);
		row = rows->at + i * t->size;
		memmove(row + t->size, row, (rows->n - i) * t->size);
		rows->n++;
		blank_row(t, row);
	} else {
		row = rows->at + i * t->size;
	}
	copy_cells(t, row, like, mask, &s->arena);
	return row;
}

void
gd_row_drop(struct gd_sheet *s, int table, const void *like)
{
	const struct gd_table *t = &s->tables[table];
	struct gd_rows *rows = &s->rows[table];
	bool found;
	size_t i = place_of(s, table, like, &found);
	char *row;

	if (!found)
		return;
	forget(s);
	row = rows->at + i * t->size;
	rows->n--;
	memmove(row, row + t->size, (rows->n - i) * t->size);
}

/* Texts were checked at the door (gd_text_check). Written, broken UTF-8 is a
 * mistake of ours: losing the cell silently would be worse than stopping. Read
 * from a book, somebody damaged it: it is looked at all the same. */
static json_t *
text_to_json(const char *text, bool written)
{
	json_t *v = json_string(text);
	struct gd_str whole = GD_STR_INIT;

	if (!v && written)
		gd_die(__FILE__, __LINE__, "text cell is not UTF-8");
	if (!v) {
		(void)gd_text_clean(&whole, text, true);
		v = json_string(whole.text);
		gd_str_release(&whole);
	}
	return v;
}

static json_t *
cell_to_json(const void *row, const struct gd_col *c, bool written)
{
	return c->type == GD_CELL_INT
		   ? json_integer(gd_cell_int(row, c))
		   : text_to_json(gd_cell_text(row, c), written);
}

static bool
cell_from_json(void *row, const struct gd_col *c, const json_t *v,
    struct gd_arena *arena)
{
	if (c->type == GD_CELL_INT && json_is_integer(v))
		set_int(row, c, json_integer_value(v));
	else if (c->type == GD_CELL_TEXT && json_is_string(v))
		set_text(row, c, gd_arena_str(arena, json_string_value(v)));
	else
		return false;
	return true;
}

json_t *
gd_row_to_json(const struct gd_table *t, const void *row, uint64_t mask)
{
	json_t *obj = json_object();
	int i;

	for (i = 0; i < t->ncols; i++) {
		const struct gd_col *c = &t->cols[i];

		if (i >= t->nkeys && !in_mask(mask, i))
			continue;
		json_object_set_new_nocheck(obj, c->name,
		    cell_to_json(row, c, false));
	}
	return obj;
}

bool
gd_row_from_json(const struct gd_table *t, const json_t *obj, void *row,
    uint64_t *mask, struct gd_arena *arena)
{
	size_t seen = 0;
	int i;

	*mask = 0;
	if (!json_is_object(obj))
		return false;
	blank_row(t, row);
	for (i = 0; i < t->ncols; i++) {
		const struct gd_col *c = &t->cols[i];
		const json_t *v = json_object_get(obj, c->name);

		if (!v) {
			if (i < t->nkeys)
				return false;
			continue;
		}
		if (!cell_from_json(row, c, v, arena))
			return false;
		*mask |= UINT64_C(1) << i;
		seen++;
	}
	return seen == json_object_size(obj);
}

void
gd_row_to_cells(const struct gd_table *t, const void *row, uint64_t mask,
    json_t *array)
{
	for (int i = 0; i < t->ncols; i++)
		if (i < t->nkeys || in_mask(mask, i))
			json_array_append_new(array,
			    cell_to_json(row, &t->cols[i], true));
}

bool
gd_row_from_cells(const struct gd_table *t, const json_t *array, size_t from,
    uint64_t mask, void *row, struct gd_arena *arena, const char **misfit)
{
	blank_row(t, row);
	for (int i = 0; i < t->ncols; i++) {
		if (i >= t->nkeys && !in_mask(mask, i))
			continue;
		if (misfit)
			*misfit = t->cols[i].name;
		if (!cell_from_json(row, &t->cols[i],
			json_array_get(array, from++), arena))
			return false;
	}
	if (misfit)
		*misfit = "?";
	return from == json_array_size(array) && mask >> t->ncols == 0;
}
