/* press/table.c - tables as slabs: header, rows, sums carried over. */
#include <string.h>

#include "paper/columns.h"

#include "press_priv.h"

#include "base/banned.h"

#define PAD 3.5
#define PALE 0.72
#define SHADE 0.91
#define GAP_PLAIN 8.0
#define ROW_PART 6 /* lines; a row too high for a page is parted so */

static double
pad_of(const struct press *p)
{
	return 3 * p->fmt->scale;
}

/* Rows, then the total, then the largest sums that are carried; NULL. */
static const char *const *
row_texts(const struct gd_doc_block *b, size_t r)
{
	if (r < b->nrows)
		return b->cells + r * b->ncol;
	if (r == b->nrows)
		return b->total;
	return b->carry && b->nrows ? b->carry + (b->nrows - 1) * b->ncol
				    : NULL;
}

/* What a column cannot do without: its numbers on one line, its label. */
static double
column_least(struct press *p, const struct gd_doc_block *b, size_t i)
{
	const char *second,
	    *first = gd_label_main(&b->cols[i].label, p->job->lang, &second);
	double least = text_width(p, first, LOOK_COLUMN);
	double w = text_width(p, second, LOOK_TINY);

	least = w > least ? w : least;
	if (least > p->w / 6)
		least = p->w / 6;
	if (b->cols[i].align == GD_RIGHT)
		for (size_t r = 0; r < b->nrows + 2; r++) {
			const char *const *row = row_texts(b, r);

			w = row ? text_width(p, row[i],
				      r < b->nrows ? LOOK_CELL : LOOK_SUM)
				: 0;
			if (w > least && w < p->w / 3)
				least = w;
		}
	if (b->cols[i].box)
		least += 14 * p->fmt->scale;
	return least + 2 * PAD + 0.5;
}

static void
columns_lay(struct press *p, const struct gd_doc_block *b, struct table *t)
{
	double least[CELLS_MAX], x = 0;

	for (size_t i = 0; i < b->ncol; i++)
		least[i] = column_least(p, b, i);
	gd_columns_share(b->cols, b->ncol, least, p->w, t->w);
	for (size_t i = 0; i < b->ncol; i++) {
		t->x[i] = x;
		x += t->w[i];
	}
}

/* Lines between the columns and at both sides. */
static void
frame(struct press *p, const struct table *t, double h)
{
	for (size_t i = 1; i < t->block->ncol; i++)
		op_add(p, OP_LINE, t->x[i], 0, 0, h, PALE);
	op_add(p, OP_LINE, 0, 0, 0, h, 0.2);
	op_add(p, OP_LINE, p->w, 0, 0, h, 0.2);
}

static void
head_make(struct press *p, struct table *t)
{
	const struct gd_doc_block *b = t->block;
	struct cell cells[CELLS_MAX] = { 0 };
	double h = 0, pad = pad_of(p);

	t->head.first = p->ops.n;
	for (size_t i = 0; i < b->ncol; i++) {
		cells[i].x = t->x[i] + PAD;
		cells[i].w = t->w[i] - 2 * PAD;
		cells[i].align = b->cols[i].align;
		cell_stack(p, &cells[i], &b->cols[i].label, LOOK_COLUMN,
		    LOOK_TINY);
		h = cells[i].h > h ? cells[i].h : h;
	}
	h += 2 * pad;
	op_add(p, OP_FILL, 0, 0, p->w, h, SHADE);
	for (size_t i = 0; i < b->ncol; i++)
		cell_draw(p, &cells[i], 0, cells[i].n, (h - cells[i].h) / 2);
	frame(p, t, h);
	op_add(p, OP_LINE, 0, 0, p->w, 0, 0.2);
	op_add(p, OP_LINE, 0, h, p->w, 0, 0.2);
	t->head.n = p->ops.n - t->head.first;
	t->head.scale = 1;
	t->head_h = h;
	if (h > p->fmt->h / 4) {
		t->head.scale = p->fmt->h / 4 / h;
		t->head_h = p->fmt->h / 4;
	}
}

static double
carry_height(const struct press *p)
{
	return look_height(p, LOOK_SUM) + 2 * pad_of(p);
}

/* ---- rows ------------------------------------------------------------------ */

/* The text of a cell; what stands behind its only newline is set small below.
 */
static void
cell_fill(struct press *p, const struct gd_doc_col *col, const char *text,
    struct cell *c, bool sum)
{
	const char *behind = strchr(text, '\n');
	double side = col->box ? 13.5 * p->fmt->scale : 0;

	c->align = col->box ? GD_LEFT : col->align;
	c->x += side;
	c->w -= side;
	if (!behind || strchr(behind + 1, '\n')) {
		cell_text(p, c, text, sum ? LOOK_SUM : LOOK_CELL);
		return;
	}
	cell_text(p, c, gd_arena_strn(&p->arena, text, (size_t)(behind - text)),
	    sum ? LOOK_SUM : LOOK_CELL);
	cell_text(p, c, behind + 1, LOOK_TINY);
}

static double
lines_height(const struct cell *c, size_t from, size_t to)
{
	double h = 0;

	for (size_t i = from; i < to && i < c->n; i++)
		h += c->lines[i].h;
	return h;
}

/* Lines from..to of all cells of a row, as the rest of a slab. */
static void
row_draw(struct press *p, const struct table *t, const struct cell *cells,
    size_t from, size_t to, bool sum)
{
	const struct gd_doc_block *b = t->block;
	double h = look_height(p, LOOK_CELL), pad = from ? 0 : pad_of(p);
	double side = 8.5 * p->fmt->scale;
	bool low = true, last = true;

	for (size_t i = 0; i < b->ncol; i++) {
		double own = lines_height(&cells[i], from, to);

		h = own > h ? own : h;
		low &= cells[i].n <= 3;
		last &= cells[i].n <= to;
	}
	h += pad + (last ? pad_of(p) : 0);
	if (sum)
		op_add(p, OP_FILL, 0, 0, p->w, h, 0.955);
	for (size_t i = 0; i < b->ncol; i++) {
		const struct cell *c = &cells[i];
		size_t end = c->n < to ? c->n : to;
		double own = lines_height(c, from, to);
		double mid = low ? h / 2 : pad + look_height(p, LOOK_CELL) / 2;

		if (from < end)
			cell_draw(p, c, from, end, low ? (h - own) / 2 : pad);
		if (b->cols[i].box && !sum && from == 0)
			op_tick(p, c->x - 13.5 * p->fmt->scale, mid - side / 2,
			    side, false);
		if (b->cols[i].write && !sum && c->n == 0 && from == 0)
			op_add(p, OP_LINE, c->x, h - pad, c->w, 0, 0.4);
	}
	frame(p, t, h);
	if (last)
		op_add(p, OP_LINE, 0, h, p->w, 0, PALE);
	slab_end(p, h);
}

static size_t
cells_make(struct press *p, const struct table *t, const char *const *texts,
    struct cell *cells, bool sum)
{
	size_t most = 1;

	for (size_t i = 0; i < t->block->ncol; i++) {
		struct gd_doc_col col = t->block->cols[i];

		if (sum)
			col.box = col.write = false;
		cells[i] = (struct cell){
			.x = t->x[i] + PAD,
			.w = t->w[i] - 2 * PAD,
		};
		cell_fill(p, &col, texts[i] ? texts[i] : "", &cells[i], sum);
		most = cells[i].n > most ? cells[i].n : most;
	}
	return most;
}

void
table_slabs(struct press *p, const struct gd_doc_block *b, bool headed)
{
	struct table t = { .block = b };
	bool first = true;

	if (b->ncol == 0 || b->ncol > CELLS_MAX)
		return;
	columns_lay(p, b, &t);
	head_make(p, &t);
	*GD_PUSH(p->tables, p->ntables, p->table_room) =
	    (struct gd_flow_table){ t.head_h, b->carry ? carry_height(p) : 0 };
	p->table_info = gd_grow(p->table_info, &p->info_room, p->ntables,
	    sizeof *p->table_info);
	p->table_info[p->ntables - 1] = t;
	for (size_t r = 0; r < b->nrows + (b->total ? 1 : 0); r++) {
		bool sum = r == b->nrows;
		struct cell cells[CELLS_MAX];
		size_t most = cells_make(p, &t, row_texts(b, r), cells, sum);
		size_t part = most > slab_lines(p, LOOK_CELL) ? ROW_PART : most;

		for (size_t k = 0; k < most; k += part) {
			/* The total is not parted from the last row. */
			bool glued = (first && headed) || (sum && r > 0);
			struct gd_slab *s =
			    slab_add(p, first && !headed ? GAP_PLAIN : 0,
				glued ? GD_GLUE_LIKED : GD_GLUE_NONE);

			s->table = (int)p->ntables;
			s->rows = k + part < most ? r : r + !sum;
			row_draw(p, &t, cells, k, k + part, sum);
			first = false;
		}
	}
}

/* ---- again on later pages --------------------------------------------------- */

struct drawn
table_head(const struct press *p, const struct gd_place *place)
{
	return p->table_info[p->slabs[place->slab].table - 1].head;
}

struct drawn
table_carry(struct press *p, const struct gd_place *place)
{
	const struct table *t = &p->table_info[p->slabs[place->slab].table - 1];
	const struct gd_doc_block *b = t->block;
	struct gd_label word = gd_paper_word(
	    place->kind == GD_PLACE_IN ? GD_PAPER_BROUGHT : GD_PAPER_CARRIED);
	struct cell cells[CELLS_MAX], name = { .x = PAD };
	double h = carry_height(p), pad = pad_of(p);
	struct drawn d = { .first = p->ops.n, .scale = 1 };

	cells_make(p, t, b->carry + (place->rows - 1) * b->ncol, cells, true);
	/* The words have the room up to the first sum. */
	for (size_t i = 0; i < b->ncol && cells[i].n == 0; i++)
		name.w = t->x[i] + t->w[i] - 2 * PAD;
	op_add(p, OP_FILL, 0, 0, p->w, h, 0.955);
	if (name.w > 0)
		cell_label(p, &name, &word, LOOK_SUM, LOOK_TINY);
	cell_draw(p, &name, 0, name.n ? 1 : 0, pad);
	for (size_t i = 0; i < b->ncol; i++)
		cell_draw(p, &cells[i], 0, cells[i].n ? 1 : 0, pad);
	op_add(p, OP_LINE, 0, 0, 0, h, 0.2);
	op_add(p, OP_LINE, p->w, 0, 0, h, 0.2);
	op_add(p, OP_LINE, 0, h, p->w, 0, 0.2);
	d.n = p->ops.n - d.first;
	return d;
}
