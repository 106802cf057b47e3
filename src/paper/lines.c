/* paper/lines.c - the lines of an order as a table, with its sums.
 *
 * Sums are never made over two currencies or two units: then the place of the
 * sum says why it is empty.
 */
#include <string.h>

#include "fill_priv.h"

#include "base/banned.h"

#define EMPTY_ROWS 3 /* of an order without lines, to write in */

struct table {
	struct fill *f;
	const struct gd_form_block *b;
	const struct gd_line *lines;
	size_t n;
	bool one_money; /* all prices are of one currency */
};

static const char *
percent(const struct fill *f, int64_t bp)
{
	return bp % 100 ? fill_number(f, bp, 2) : fill_number(f, bp / 100, 0);
}

static const char *
cell(const struct table *t, const struct gd_line *l, enum gd_form_col col)
{
	const char *code = t->one_money ? "" : l->currency;
	struct fill *f = t->f;

	switch (col) {
	case GD_FORM_COL_NO:
		return fill_number(f, l->no, 0);
	case GD_FORM_COL_ITEM:
		return l->item;
	case GD_FORM_COL_SPEC:
		return l->spec;
	case GD_FORM_COL_QTY:
		return fill_number(f, l->qty, l->digits);
	case GD_FORM_COL_UNIT:
		return l->unit;
	case GD_FORM_COL_NOTE:
		return l->note;
	case GD_FORM_COL_DISCOUNT:
		return l->discount_bp ? percent(f, l->discount_bp) : "";
	case GD_FORM_COL_PRICE:
		if (!l->price)
			return "";
		return fill_money(f, l->price,
		    *code ? code : (t->one_money ? "" : l->currency));
	case GD_FORM_COL_AMOUNT:
		return l->price ? fill_money(f, gd_line_amount(l), code) : "";
	case GD_FORM_NCOLS:
		break;
	}
	return "";
}

/* The sum of the first n lines in a column; "" where there is none. */
static const char *
sum_cell(const struct table *t, size_t n, const struct gd_form_item *it,
    bool last)
{
	int64_t sum, digits;
	struct fill *f = t->f;

	if (it->ref != GD_FORM_COL)
		return "";
	if (it->col == GD_FORM_COL_QTY &&
	    gd_lines_quantity(t->lines, t->n, &sum, &digits)) {
		gd_lines_quantity(t->lines, n, &sum, &digits);
		return fill_number(f, sum, digits);
	}
	if (it->col == GD_FORM_COL_UNIT &&
	    gd_lines_quantity(t->lines, t->n, &sum, &digits))
		return t->lines->unit;
	if (it->col != GD_FORM_COL_AMOUNT)
		return "";
	if (gd_lines_amount(t->lines, t->n, &sum)) {
		gd_lines_amount(t->lines, n, &sum);
		return fill_money(f, sum, last ? t->lines->currency : "");
	}
	return last && !t->one_money
		   ? fill_say(f, "多种货币", "several currencies")
		   : "";
}

static struct gd_doc_col
column(const struct table *t, const struct gd_form_item *it)
{
	bool right =
	    it->ref == GD_FORM_COL &&
	    (it->col == GD_FORM_COL_QTY || it->col == GD_FORM_COL_PRICE ||
		it->col == GD_FORM_COL_AMOUNT ||
		it->col == GD_FORM_COL_DISCOUNT);
	struct gd_doc_col c = { .label = fill_label(t->f, it),
		.weight = it->span,
		.align = right ? GD_RIGHT : GD_LEFT,
		.box = it->box,
		.write = it->ref == GD_FORM_WRITE || !t->n };

	/* one currency stands in the head, not in every row */
	if (it->ref == GD_FORM_COL && t->one_money && t->n &&
	    (it->col == GD_FORM_COL_PRICE || it->col == GD_FORM_COL_AMOUNT))
		c.label =
		    (struct gd_label){ gd_arena_printf(t->f->arena, "%s %s",
					   c.label.zh, t->lines->currency),
			    c.label.en };
	if (it->ref == GD_FORM_COL && it->col == GD_FORM_COL_NO)
		c.align = GD_CENTRE;
	return c;
}

static bool
one_currency(const struct gd_line *lines, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (strcmp(lines[i].currency, lines[0].currency) != 0)
			return false;
	return true;
}

static bool
sums_anything(const struct gd_form_block *b)
{
	for (int i = 0; i < b->nitems; i++)
		if (b->items[i].ref == GD_FORM_COL &&
		    (b->items[i].col == GD_FORM_COL_QTY ||
			b->items[i].col == GD_FORM_COL_AMOUNT))
			return true;
	return false;
}

/* Every row, the sums so far behind it, and the last row. */
static void
rows(const struct table *t, struct gd_doc_block *out)
{
	struct fill *f = t->f;
	size_t ncol = out->ncol;
	bool sums = sums_anything(t->b) && t->n;

	out->nrows = t->n ? t->n : EMPTY_ROWS;
	out->cells =
	    gd_arena_alloc(f->arena, out->nrows * ncol + 1, sizeof *out->cells);
	for (size_t i = 0; !t->n && i < out->nrows * ncol; i++)
		out->cells[i] = "";
	if (sums) {
		out->carry = gd_arena_alloc(f->arena, t->n * ncol + 1,
		    sizeof *out->carry);
		out->total = gd_arena_alloc(f->arena, ncol, sizeof *out->total);
	}
	for (size_t i = 0; i < t->n; i++)
		for (size_t c = 0; c < ncol; c++) {
			const struct gd_form_item *it = &t->b->items[c];

			out->cells[i * ncol + c] =
			    it->ref == GD_FORM_COL
				? cell(t, &t->lines[i], it->col)
				: "";
			if (sums)
				out->carry[i * ncol + c] =
				    sum_cell(t, i + 1, it, false);
		}
	for (size_t c = 0; sums && c < ncol; c++)
		out->total[c] = sum_cell(t, t->n, &t->b->items[c], true);
	if (sums && ncol > 1)
		for (size_t c = 0; c < 2; c++)
			if (!*out->total[c] &&
			    (c || t->b->items[0].col != GD_FORM_COL_NO)) {
				out->total[c] = fill_say(f, "合计", "Total");
				break;
			}
}

void
fill_lines_block(struct fill *f, const struct gd_form_block *b)
{
	struct gd_doc_block *out = fill_block(f, GD_BLOCK_TABLE, b->zh, b->en);
	struct table t = { .f = f, .b = b };

	t.lines = fill_lines(f, &t.n);
	t.one_money = one_currency(t.lines, t.n);
	out->ncol = (size_t)b->nitems;
	out->keep = b->keep;
	out->cols = gd_arena_alloc(f->arena, out->ncol + 1, sizeof *out->cols);
	for (int i = 0; i < b->nitems; i++)
		out->cols[i] = column(&t, &b->items[i]);
	rows(&t, out);
}
