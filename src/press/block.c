/* press/block.c - blocks as slabs: facts, prose, ticks, signatures, stub. */
#include <string.h>

#include "press_priv.h"

#include "base/banned.h"

#define PAD 4.0   /* beside text in a box */
#define PALE 0.72 /* of lines inside */
#define SHADE 0.91
#define INK_ROOM MM(15) /* to sign in */
#define GAP 11.0        /* above a block with a heading */
#define GAP_PLAIN 7.0
#define FACT_PART 6 /* lines; a fact too high for a page is parted so */
#define QR_STUB MM(20)
#define BARS_HIGH MM(10)

struct op *
op_add(struct press *p, enum op_kind kind, double x, double y, double w,
    double h, double grey)
{
	struct op *op = GD_PUSH(p->ops.all, p->ops.n, p->ops.room);

	*op = (struct op){
		.kind = kind,
		.x = x,
		.y = y,
		.w = w,
		.h = h,
		.grey = grey,
	};
	return op;
}

struct gd_slab *
slab_add(struct press *p, double gap, enum gd_glue glue)
{
	struct gd_slab *s = GD_PUSH(p->slabs, p->nslabs, p->slab_room);

	s->gap = gap * p->fmt->scale;
	s->glue = glue;
	p->drawn =
	    gd_grow(p->drawn, &p->drawn_room, p->nslabs, sizeof *p->drawn);
	p->drawn[p->nslabs - 1] = (struct drawn){ .first = p->ops.n };
	return s;
}

void
slab_end(struct press *p, double h)
{
	struct drawn *d = &p->drawn[p->nslabs - 1];

	d->n = p->ops.n - d->first;
	d->scale = h > slab_most(p) ? slab_most(p) / h : 1;
	p->slabs[p->nslabs - 1].h = h * d->scale;
}

void
op_tick(struct press *p, double x, double y, double side, bool ticked)
{
	op_add(p, OP_BOX, x, y, side, side, 0.2);
	if (ticked)
		op_add(p, OP_TICK, x, y, side, side, 0);
}

static bool
heading(struct press *p, const struct gd_doc_block *b)
{
	struct cell c = { .w = p->w };

	if (gd_label_empty(&b->title))
		return false;
	slab_add(p, GAP, GD_GLUE_NONE);
	cell_label(p, &c, &b->title, LOOK_HEADING, LOOK_HEADING);
	cell_draw(p, &c, 0, c.n, 0);
	slab_end(p, c.h + 3 * p->fmt->scale);
	return true;
}

/* ---- facts ----------------------------------------------------------------- */

static void
item_cell(struct press *p, const struct gd_doc_item *item, struct cell *c)
{
	cell_label(p, c, &item->label, LOOK_LABEL, LOOK_LABEL);
	cell_text(p, c, item->value, item->strong ? LOOK_STRONG : LOOK_VALUE);
	/* An empty place is as high as a full one, one to write on higher. */
	if (!item->value || !*item->value)
		c->h += look_height(p, LOOK_VALUE) +
			(item->line ? 5 * p->fmt->scale : 0);
}

/* Lines k.. of all cells as one slab, n of them at most. @return are there
 * more? */
static bool
facts_slab(struct press *p, const struct gd_doc_item *const *items,
    const struct cell *cells, size_t n, size_t k, size_t most)
{
	double pad = 2.5 * p->fmt->scale, h = 0;
	bool more = false;

	for (size_t i = 0; i < n; i++) {
		double sum = 0;

		for (size_t j = k; j < cells[i].n && j < k + most; j++)
			sum += cells[i].lines[j].h;
		if (k == 0 && cells[i].n <= most)
			sum = cells[i].h;
		more |= cells[i].n > k + most;
		h = sum > h ? sum : h;
	}
	h += 2 * pad;
	for (size_t i = 0; i < n; i++) {
		const struct cell *c = &cells[i];
		size_t to = c->n < k + most ? c->n : k + most;

		if (items[i]->shade)
			op_add(p, OP_FILL, c->x - PAD, 0, c->w + 2 * PAD, h,
			    SHADE);
		if (i)
			op_add(p, OP_LINE, c->x - PAD, 0, 0, h, PALE);
		if (k < c->n)
			cell_draw(p, c, k, to, pad);
		if (items[i]->line && (!items[i]->value || !*items[i]->value))
			op_add(p, OP_LINE, c->x, h - pad - 3, c->w, 0, 0.4);
	}
	if (!more)
		op_add(p, OP_LINE, 0, h, p->w, 0, PALE);
	slab_end(p, h);
	return more;
}

/* How many items from i on stand in one row, and where. */
static size_t
items_row(const struct gd_doc_block *b, size_t from, double width,
    struct cell *cells)
{
	int ncols = b->ncols > 0 ? b->ncols : 1, used = 0;
	double unit = width / ncols;
	size_t n = 0;

	for (size_t i = from; i < b->nitems && n < CELLS_MAX; i++, n++) {
		int span = b->items[i].span > 0 ? b->items[i].span : 1;

		if (span > ncols)
			span = ncols;
		if (used + span > ncols)
			break;
		cells[n] = (struct cell){
			.x = unit * used + PAD,
			.w = unit * span - 2 * PAD,
		};
		used += span;
	}
	return n;
}

static void
facts(struct press *p, const struct gd_doc_block *b, bool headed)
{
	bool first = true;
	size_t n;

	for (size_t i = 0; i < b->nitems; i += n) {
		const struct gd_doc_item *items[CELLS_MAX];
		struct cell cells[CELLS_MAX];
		size_t k = 0, most = 0;
		bool more;

		n = items_row(b, i, p->w, cells);
		for (size_t j = 0; j < n; j++) {
			items[j] = &b->items[i + j];
			item_cell(p, items[j], &cells[j]);
			most = cells[j].n > most ? cells[j].n : most;
		}
		if (most > slab_lines(p, LOOK_STRONG))
			most = FACT_PART;
		do {
			slab_add(p, first && !headed ? GAP_PLAIN : 0,
			    first && headed ? GD_GLUE_LIKED : GD_GLUE_NONE);
			/* The head ends in a line of its own. */
			if (first && p->nslabs > 1)
				op_add(p, OP_LINE, 0, 0, p->w, 0, 0.2);
			first = false;
			more = facts_slab(p, items, cells, n, k, most);
			k += most;
		} while (more);
	}
}

/* ---- prose ----------------------------------------------------------------- */

static void
prose(struct press *p, const struct gd_doc_block *b, bool headed)
{
	struct cell c = { .w = p->w };

	cell_text(p, &c, b->text, LOOK_BODY);
	/* Neither the first nor the last line stands alone on a page. */
	for (size_t i = 0; i < c.n; i++) {
		bool glued =
		    i == 1 || (i > 0 && i + 1 == c.n) || (i == 0 && headed);

		slab_add(p, i || headed ? 0 : GAP_PLAIN,
		    glued ? GD_GLUE_LIKED : GD_GLUE_NONE);
		cell_draw(p, &c, i, i + 1, 0);
		slab_end(p, c.lines[i].h);
	}
}

/* ---- boxes to tick --------------------------------------------------------- */

static void
tick_item(struct press *p, const struct gd_doc_item *item, struct cell *c,
    double pad)
{
	double side = 8.5 * p->fmt->scale, mid, used;

	if (item->line) {
		cell_label(p, c, &item->label, LOOK_LABEL, LOOK_LABEL);
		used = c->n ? c->lines[0].width + 6 : 0;
		cell_draw(p, c, 0, c->n,
		    pad + look_height(p, LOOK_VALUE) -
			look_height(p, LOOK_LABEL) - 1);
		op_add(p, OP_LINE, c->x + used,
		    pad + look_height(p, LOOK_VALUE) - 2, c->w - used, 0, 0.4);
		return;
	}
	mid = pad + look_height(p, LOOK_VALUE) / 2;
	op_tick(p, c->x, mid - side / 2, side,
	    item->value && strcmp(item->value, "x") == 0);
	c->x += side + 5;
	c->w -= side + 5;
	cell_label(p, c, &item->label, LOOK_VALUE, LOOK_VALUE);
	cell_draw(p, c, 0, c->n, pad);
}

static void
ticks(struct press *p, const struct gd_doc_block *b, bool headed)
{
	bool first = true;
	size_t n;

	for (size_t i = 0; i < b->nitems; i += n) {
		struct cell cells[CELLS_MAX];
		double pad = 2.5 * p->fmt->scale, h = 0, top = 0;
		bool last;

		slab_add(p, first && !headed ? GAP_PLAIN : 0,
		    first && !headed ? GD_GLUE_NONE : GD_GLUE_LIKED);
		n = items_row(b, i, p->w, cells);
		last = i + n == b->nitems;
		if (first)
			top = 2 * p->fmt->scale;
		for (size_t j = 0; j < n; j++) {
			tick_item(p, &b->items[i + j], &cells[j], pad + top);
			h = cells[j].h > h ? cells[j].h : h;
		}
		if (h < look_height(p, LOOK_VALUE))
			h = look_height(p, LOOK_VALUE);
		h += top + pad + (last ? 2 * pad : 0);
		if (first)
			op_add(p, OP_LINE, 0, 0, p->w, 0, 0.2);
		if (last)
			op_add(p, OP_LINE, 0, h, p->w, 0, 0.2);
		op_add(p, OP_LINE, 0, 0, 0, h, 0.2);
		op_add(p, OP_LINE, p->w, 0, 0, h, 0.2);
		slab_end(p, h);
		first = false;
	}
}

/* ---- signatures ------------------------------------------------------------ */

/* The body of one box from y to y + h. */
static void
sign_body(struct press *p, const struct cell *c, double y, double h)
{
	struct gd_label word = gd_paper_word(GD_PAPER_DATE);
	struct cell date = { .x = c->x, .w = c->w };
	double used;

	if (c->n) {
		cell_draw(p, c, 0, c->n, y + 3);
		return;
	}
	cell_label(p, &date, &word, LOOK_LABEL, LOOK_LABEL);
	used = date.lines[0].width + 6;
	cell_draw(p, &date, 0, 1, y + h - date.h - 4);
	op_add(p, OP_LINE, c->x + used, y + h - 6, c->w - used, 0, 0.4);
}

static void
sign_row(struct press *p, const struct gd_doc_sign *s, size_t n, double unit)
{
	struct cell roles[CELLS_MAX] = { 0 }, bodies[CELLS_MAX] = { 0 };
	double head = 0, body = INK_ROOM * p->fmt->scale;
	double right = unit * (double)n;

	for (size_t i = 0; i < n; i++) {
		struct cell *c = &bodies[i];

		roles[i].x = c->x = unit * (double)i + PAD;
		roles[i].w = c->w = unit - 2 * PAD;
		cell_label(p, &roles[i], &s[i].role, LOOK_COLUMN, LOOK_SMALL);
		if (s[i].name && *s[i].name) {
			cell_text(p, c, s[i].name, LOOK_STRONG);
			cell_text(p, c, s[i].when, LOOK_CELL);
			cell_text(p, c, s[i].meaning, LOOK_SMALL);
			cell_text(p, c, s[i].note, LOOK_SMALL);
		}
		head = roles[i].h > head ? roles[i].h : head;
		body = c->h + 8 > body ? c->h + 8 : body;
	}
	head += 5;
	op_add(p, OP_FILL, 0, 0, right, head, SHADE);
	for (size_t i = 0; i < n; i++) {
		if (i)
			op_add(p, OP_LINE, unit * (double)i, 0, 0, head + body,
			    PALE);
		cell_draw(p, &roles[i], 0, roles[i].n, 2.5);
		sign_body(p, &bodies[i], head, body);
	}
	op_add(p, OP_BOX, 0, 0, right, head + body, 0.2);
	slab_end(p, head + body);
}

static void
signs(struct press *p, const struct gd_doc_block *b, bool headed)
{
	/* Boxes at least 34 mm wide (smaller on small paper). */
	size_t most = (size_t)(p->w / (MM(34) * p->fmt->scale)), rows, n;

	if (b->nsigns == 0)
		return;
	if (most > CELLS_MAX)
		most = CELLS_MAX;
	rows = (b->nsigns + most - 1) / most;
	most = (b->nsigns + rows - 1) / rows;
	for (size_t i = 0; i < b->nsigns; i += n) {
		n = b->nsigns - i < most ? b->nsigns - i : most;
		slab_add(p, i ? 4 : headed ? 0 : GAP_PLAIN, GD_GLUE_MUST);
		sign_row(p, b->signs + i, n,
		    p->w / (double)(most > 1 ? most : 2));
	}
}

/* ---- stub ------------------------------------------------------------------ */

static double
stub_items(struct press *p, const struct gd_doc_block *b, double width,
    double y)
{
	size_t n;

	for (size_t i = 0; i < b->nitems; i += n) {
		struct cell cells[CELLS_MAX];
		double h = 0;

		n = items_row(b, i, width, cells);
		for (size_t j = 0; j < n; j++) {
			const struct gd_doc_item *item = &b->items[i + j];
			struct cell *c = &cells[j];

			c->x -= PAD;
			item_cell(p, item, c);
			cell_draw(p, c, 0, c->n, y);
			if (item->line && (!item->value || !*item->value))
				op_add(p, OP_LINE, c->x, y + c->h - 2, c->w, 0,
				    0.4);
			h = c->h > h ? c->h : h;
		}
		y += h + 2;
	}
	return y;
}

static void
stub(struct press *p, const struct gd_doc_block *b)
{
	double bars = bars_width(b->code), quiet = 10 * 72.0 / 75.0;
	struct cell title = { .w = p->w - QR_STUB - MM(6) };
	struct cell digits = { .x = quiet, .w = bars, .align = GD_CENTRE };
	struct gd_str groups = GD_STR_INIT;
	double y = 6;

	slab_add(p, GAP_PLAIN, GD_GLUE_NONE)->foot = true;
	op_add(p, OP_DASH, 0, 0, p->w, 0, 0.2);
	cell_label(p, &title, &b->title, LOOK_HEADING, LOOK_LABEL);
	cell_draw(p, &title, 0, title.n, y);
	y = stub_items(p, b, title.w, y + title.h + 1) + 3;
	op_add(p, OP_BARS, quiet, y, bars, BARS_HIGH, 0)->code = b->code;
	y += BARS_HIGH + 1;
	gd_paper_groups_add(&groups, b->code);
	cell_text(p, &digits, groups.text, LOOK_DIGITS);
	gd_str_release(&groups);
	cell_draw(p, &digits, 0, digits.n, y);
	y += digits.h;
	op_add(p, OP_QR, p->w - QR_STUB, y - QR_STUB - 2, QR_STUB, QR_STUB, 0)
	    ->code = b->code;
	slab_end(p, y);
}

/* ---- all ------------------------------------------------------------------- */

void
block_slabs(struct press *p, const struct gd_doc_block *b)
{
	size_t first = p->nslabs;
	bool headed = b->kind != GD_BLOCK_STUB && heading(p, b);

	switch (b->kind) {
	case GD_BLOCK_FIELDS:
		facts(p, b, headed);
		break;
	case GD_BLOCK_PROSE:
		prose(p, b, headed);
		break;
	case GD_BLOCK_TABLE:
		table_slabs(p, b, headed);
		break;
	case GD_BLOCK_SIGNS:
		signs(p, b, headed);
		break;
	case GD_BLOCK_TICKS:
		ticks(p, b, headed);
		break;
	case GD_BLOCK_STUB:
		stub(p, b);
		break;
	case GD_BLOCK_BARS:
	case GD_BLOCK_LINE:
	case GD_BLOCK_SPARKS:
		chart_slabs(p, b, headed);
		break;
	default:
		gd_die(__FILE__, __LINE__, "a block of no kind");
	}
	for (size_t i = first; b->keep && i < p->nslabs; i++)
		if (p->slabs[i].glue == GD_GLUE_NONE)
			p->slabs[i].glue = GD_GLUE_LIKED;
	if (b->kind == GD_BLOCK_SIGNS && first < p->nslabs)
		p->slabs[first].glue = GD_GLUE_MUST;
}
