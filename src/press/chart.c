/* press/chart.c - charts as slabs: bars, lines, sparklines.
 *
 * Columns and cells are those of a table: the first column names, the others
 * are numbers as they are read ("12", "87.5%", "12 d"); a cell that begins
 * with none is unknown: no bar, a gap in the line.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "press_priv.h"

#include "base/banned.h"

#define NAME_PART 0.34 /* of the width, for names */
#define BAR 8.0
#define BAR_GAP 2.0
#define LINE_HIGH 104.0
#define AXIS 0.5
#define PALE 0.82
#define TOGETHER 20 /* rows of bars that stay on one page */
#define GAP_PLAIN 7.0

/* What tells the columns apart: no colours on these papers. */
static const double greys[] = { 0.28, 0.62, 0.8, 0.45 };
#define NGREYS (sizeof greys / sizeof *greys)

static const char *
cell_of(const struct gd_doc_block *b, size_t row, size_t col)
{
	const char *text = b->cells[row * b->ncol + col];

	return text ? text : "";
}

/* @return false: it says no number */
static bool
number_of(const struct gd_doc_block *b, size_t row, size_t col, double *n)
{
	const char *text = cell_of(b, row, col);
	char *end;

	*n = strtod(text, &end);
	if (fabs(*n) < 1e-6)
		*n = 0;
	return end != text && isfinite(*n) && fabs(*n) < 1e15;
}

static double
largest(const struct gd_doc_block *b)
{
	double most = 0, n;

	for (size_t r = 0; r < b->nrows; r++)
		for (size_t c = 1; c < b->ncol; c++)
			if (number_of(b, r, c, &n) && n > most)
				most = n;
	return most;
}

/* Names of the columns, each beside its grey, when there are several. */
static void
legend(struct press *p, const struct gd_doc_block *b, bool headed)
{
	double x = 0, side = 6 * p->fmt->scale;
	double h = look_height(p, LOOK_LABEL);

	if (b->ncol < 3)
		return;
	slab_add(p, headed ? 0 : GAP_PLAIN,
	    headed ? GD_GLUE_LIKED : GD_GLUE_NONE);
	for (size_t c = 1; c < b->ncol; c++) {
		struct cell name = { .x = x + side + 3, .w = p->w / 2 };

		cell_label(p, &name, &b->cols[c].label, LOOK_LABEL, LOOK_LABEL);
		if (name.n == 0 || name.x + name.lines[0].width > p->w)
			break;
		op_add(p, OP_FILL, x, (h - side) / 2, side, side,
		    greys[(c - 1) % NGREYS]);
		cell_draw(p, &name, 0, 1, 0);
		x = name.x + name.lines[0].width + 12;
	}
	slab_end(p, h + 2);
}

/* A name of two lines at most: charts are to be seen, tables to be read. */
static void
name_of(struct press *p, struct cell *c, const char *text, enum look look)
{
	cell_text(p, c, text, look);
	while (c->n > 2)
		c->h -= c->lines[--c->n].h;
}

/* ---- bars ------------------------------------------------------------------ */

static void
bars_row(struct press *p, const struct gd_doc_block *b, size_t r, double most)
{
	double scale = p->fmt->scale, left = p->w * NAME_PART;
	double room = p->w - left - 58 * scale, n;
	double bar = BAR * scale, gap = BAR_GAP * scale;
	double h = (double)(b->ncol - 1) * (bar + gap) + gap;
	struct cell name = { .w = left - 6, .align = GD_RIGHT };
	double text_h = look_height(p, LOOK_LABEL);

	name_of(p, &name, cell_of(b, r, 0), LOOK_SMALL);
	if (name.h > h)
		h = name.h;
	cell_draw(p, &name, 0, name.n, (h - name.h) / 2);
	for (size_t c = 1; c < b->ncol; c++) {
		double y = (h - (double)(b->ncol - 1) * (bar + gap)) / 2 +
			   (double)(c - 1) * (bar + gap);
		struct cell said = { .w = 56 * scale };
		double wide = 0;

		if (number_of(b, r, c, &n) && most > 0 && n > 0)
			wide = room * n / most;
		if (wide > 0)
			op_add(p, OP_FILL, left, y, wide < 0.6 ? 0.6 : wide,
			    bar, greys[(c - 1) % NGREYS]);
		said.x = left + wide + 3;
		cell_text(p, &said, cell_of(b, r, c), LOOK_LABEL);
		if (said.n)
			cell_draw(p, &said, 0, 1, y + (bar - text_h) / 2);
	}
	op_add(p, OP_LINE, left, 0, 0, h, AXIS);
	slab_end(p, h);
}

static void
bars(struct press *p, const struct gd_doc_block *b, bool headed)
{
	double most = largest(b);

	for (size_t r = 0; r < b->nrows; r++) {
		bool first = r == 0 && !headed && b->ncol < 3;

		bool glued = !first && (r < 3 || b->nrows <= TOGETHER);

		slab_add(p, first ? GAP_PLAIN : 0,
		    glued ? GD_GLUE_LIKED : GD_GLUE_NONE);
		bars_row(p, b, r, most);
	}
}

/* ---- lines ----------------------------------------------------------------- */

/* 1, 2 or 5 times a power of ten, at least n. */
static double
round_up(double n)
{
	double unit = pow(10, floor(log10(n)));
	double times = n / unit;

	return unit * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
}

/* Where row r stands between left and right. */
static double
place(const struct gd_doc_block *b, size_t r, double left, double width)
{
	if (b->nrows < 2)
		return left + width / 2;
	return left + width * (double)r / (double)(b->nrows - 1);
}

/* One column from point to point; what is unknown is a gap. */
static void
curve(struct press *p, const struct gd_doc_block *b, size_t col, double left,
    double width, double top, double high, double most, bool dots)
{
	double x0 = 0, y0 = 0, n;
	bool had = false;

	for (size_t r = 0; r < b->nrows; r++) {
		double x = place(b, r, left, width), y;

		if (!number_of(b, r, col, &n)) {
			had = false;
			continue;
		}
		y = top + high - high * (n > 0 ? n : 0) / most;
		if (had)
			op_add(p, col == 1 ? OP_LINE : OP_DASH, x0, y0, x - x0,
			    y - y0, col == 1 ? -1 : 0);
		if (dots)
			op_add(p, OP_FILL, x - 1.5, y - 1.5, 3, 3,
			    greys[(col - 1) % NGREYS]);
		x0 = x;
		y0 = y;
		had = true;
	}
}

/* The unit of the numbers, as the first of them has it: "%". */
static const char *
unit_of(const struct gd_doc_block *b)
{
	for (size_t r = 0; r < b->nrows; r++) {
		const char *text = cell_of(b, r, 1);
		char *end;

		(void)strtod(text, &end);
		if (end != text)
			return strcmp(end, "%") == 0 ? "%" : "";
	}
	return "";
}

static void
lines(struct press *p, const struct gd_doc_block *b, bool headed)
{
	double scale = p->fmt->scale, left = 44 * scale;
	double width = p->w - left - 16 * scale, high = LINE_HIGH * scale;
	double top = look_height(p, LOOK_LABEL), most = largest(b);
	double said_to = -1, h;
	bool glue = headed || b->ncol > 2;

	/* a share is a part of all */
	if (strcmp(unit_of(b), "%") == 0 && most <= 100)
		most = 100;
	most = most > 0 ? round_up(most) : 1;
	slab_add(p, glue ? 0 : GAP_PLAIN, glue ? GD_GLUE_LIKED : GD_GLUE_NONE);
	for (int i = 0; i <= 4; i++) {
		double y = top + high - high * i / 4;
		struct cell said = { .w = left - 5, .align = GD_RIGHT };
		char text[48];

		snprintf(text, sizeof text, "%.6g%s", most * i / 4, unit_of(b));
		cell_text(p, &said, text, LOOK_LABEL);
		cell_draw(p, &said, 0, 1, y - said.h / 2);
		op_add(p, OP_LINE, left, y, width, 0, i ? PALE : AXIS);
	}
	for (size_t c = 1; c < b->ncol; c++)
		curve(p, b, c, left, width, top, high, most, true);
	h = top + high + 3;
	/* names below, as many as have room */
	for (size_t r = 0; r < b->nrows; r++) {
		struct cell said = { .w = p->w / 3, .align = GD_CENTRE };
		double at = place(b, r, left, width);

		cell_text(p, &said, cell_of(b, r, 0), LOOK_LABEL);
		if (said.n == 0)
			continue;
		said.x = at - said.w / 2;
		if (at - said.lines[0].width / 2 < said_to + 6 ||
		    at + said.lines[0].width / 2 > p->w + 12)
			continue;
		said_to = at + said.lines[0].width / 2;
		op_add(p, OP_LINE, at, top + high, 0, 2, AXIS);
		cell_draw(p, &said, 0, 1, h);
	}
	slab_end(p, h + look_height(p, LOOK_LABEL));
}

/* ---- sparklines -------------------------------------------------------------- */

/* A row is a line of its own: its numbers from left to right. */
static void
spark(struct press *p, const struct gd_doc_block *b, size_t r)
{
	double left = p->w * NAME_PART, h = look_height(p, LOOK_VALUE) * 1.3;
	double width = p->w - left - 70 * p->fmt->scale, most = 0, n;
	struct cell name = { .w = left - 6 }, last = { .align = GD_RIGHT };
	double x0 = 0, y0 = 0, step;
	bool had = false;

	for (size_t c = 1; c < b->ncol; c++)
		if (number_of(b, r, c, &n) && n > most)
			most = n;
	step = b->ncol > 2 ? width / (double)(b->ncol - 2) : 0;
	name_of(p, &name, cell_of(b, r, 0), LOOK_CELL);
	if (name.h > h)
		h = name.h;
	cell_draw(p, &name, 0, name.n, (h - name.h) / 2);
	for (size_t c = 1; c < b->ncol; c++) {
		double x = left + step * (double)(c - 1);
		double y = h - 3;

		if (!number_of(b, r, c, &n)) {
			had = false;
			continue;
		}
		if (most > 0 && n > 0)
			y -= (h - 6) * n / most;
		if (had)
			op_add(p, OP_LINE, x0, y0, x - x0, y - y0, -1);
		else
			op_add(p, OP_FILL, x - 1, y - 1, 2, 2, 0);
		x0 = x;
		y0 = y;
		had = true;
	}
	if (had)
		op_add(p, OP_FILL, x0 - 1.8, y0 - 1.8, 3.6, 3.6, 0);
	last.x = left + width + 6;
	last.w = p->w - last.x;
	cell_text(p, &last, cell_of(b, r, b->ncol - 1), LOOK_STRONG);
	if (last.n)
		cell_draw(p, &last, 0, 1, (h - last.h) / 2);
	op_add(p, OP_LINE, 0, h, p->w, 0, PALE);
	slab_end(p, h);
}

void
chart_slabs(struct press *p, const struct gd_doc_block *b, bool headed)
{
	if (b->kind == GD_BLOCK_SPARKS) {
		for (size_t r = 0; r < b->nrows; r++) {
			slab_add(p, r || headed ? 0 : GAP_PLAIN,
			    headed && r == 0 ? GD_GLUE_LIKED : GD_GLUE_NONE);
			spark(p, b, r);
		}
		return;
	}
	legend(p, b, headed);
	if (b->kind == GD_BLOCK_BARS)
		bars(p, b, headed || b->ncol > 2);
	else if (b->nrows)
		lines(p, b, headed);
}
