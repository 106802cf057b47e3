/* tui/term/grid.c - the cell grid: put, text, fill, box, dump.
 *
 * The only way to draw.  Knows columns and wide characters, nothing of
 * terminals, and clips silently: a painter may be careless at the edges.
 */
#include "tui/grid.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "base/banned.h"

#define LINE_H 0x2500u
#define LINE_V 0x2502u
#define CORNER_TL 0x250Cu
#define CORNER_TR 0x2510u
#define CORNER_BL 0x2514u
#define CORNER_BR 0x2518u
#define ELLIPSIS 0x2026u

static const char letters[GD_NINKS] = {
#define X(name, letter) letter,
	GD_INKS(X)
#undef X
};

static struct gd_glyph *
cell(const struct gd_grid *g, int row, int col)
{
	if (row < 0 || row >= g->rows || col < 0 || col >= g->cols)
		return NULL;
	return &g->at[(size_t)row * (size_t)g->cols + (size_t)col];
}

void
gd_grid_init(struct gd_grid *g, int rows, int cols)
{
	*g = (struct gd_grid){ .cur_row = -1 };
	gd_grid_resize(g, rows, cols);
}

void
gd_grid_release(struct gd_grid *g)
{
	free(g->at);
	*g = (struct gd_grid){ .cur_row = -1 };
}

void
gd_grid_resize(struct gd_grid *g, int rows, int cols)
{
	if (rows < 1)
		rows = 1;
	if (cols < 1)
		cols = 1;
	free(g->at);
	g->at = gd_alloc((size_t)rows * (size_t)cols, sizeof *g->at);
	g->rows = rows;
	g->cols = cols;
	gd_grid_clear(g);
}

void
gd_grid_clear(struct gd_grid *g)
{
	size_t n = (size_t)g->rows * (size_t)g->cols;

	for (size_t i = 0; i < n; i++)
		g->at[i] = (struct gd_glyph){ .cp = ' ', .width = 1 };
	g->cur_row = -1;
	g->cur_col = 0;
}

const struct gd_glyph *
gd_grid_at(const struct gd_grid *g, int row, int col)
{
	return cell(g, row, col);
}

/* Blank a cell; the other half of a wide character goes with it. */
static void
evict(struct gd_grid *g, int row, int col)
{
	struct gd_glyph *c = cell(g, row, col);
	struct gd_glyph *other;

	if (!c)
		return;
	other = NULL;
	if (c->width == 0)
		other = cell(g, row, col - 1);
	else if (c->width == 2)
		other = cell(g, row, col + 1);
	if (other)
		*other = (struct gd_glyph){ .cp = ' ',
			.width = 1,
			.ink = other->ink };
	*c = (struct gd_glyph){ .cp = ' ', .width = 1, .ink = c->ink };
}

/* Width of what will stand there; what acts or hides turns into '?'. */
static int
printable(uint32_t *cp)
{
	if (*cp >= 0x20 && *cp < 0x7F)
		return 1;
	if (gd_cp_control(*cp) || gd_cp_hidden(*cp))
		*cp = '?';
	return gd_cp_width(*cp);
}

void
gd_grid_put(struct gd_grid *g, int row, int col, enum gd_ink ink, uint32_t cp)
{
	struct gd_glyph *c = cell(g, row, col);
	int w = printable(&cp);

	assert(ink < GD_NINKS);
	if (!c)
		return;
	if (w == 1 && c->width == 1) {
		*c = (struct gd_glyph){ .cp = cp,
			.width = 1,
			.ink = (uint8_t)ink };
		return;
	}
	if (w == 0) {
		cp = '?';
		w = 1;
	}
	if (c->width != 1)
		evict(g, row, col);
	if (w == 2 && !cell(g, row, col + 1)) {
		*c = (struct gd_glyph){ .cp = ' ',
			.width = 1,
			.ink = (uint8_t)ink };
		return;
	}
	if (w == 2) {
		evict(g, row, col + 1);
		c[1] = (struct gd_glyph){ .ink = (uint8_t)ink };
	}
	*c = (struct gd_glyph){ .cp = cp,
		.width = (uint8_t)w,
		.ink = (uint8_t)ink };
}

/* Hang a combining character on the glyph that ends before col. */
static void
combine(struct gd_grid *g, int row, int col, uint32_t cp)
{
	struct gd_glyph *c = cell(g, row, col - 1);

	if (c && c->width == 0)
		c = cell(g, row, col - 2);
	if (!c)
		return;
	if (!c->mark[0])
		c->mark[0] = cp;
	else if (!c->mark[1])
		c->mark[1] = cp;
}

/* Draw text into [col, end); a wide character that does not fit ends it. */
static int
draw(struct gd_grid *g, int row, int col, int end, enum gd_ink ink,
    const char *text)
{
	struct gd_walk w = { .at = text };
	int at = col;

	while (gd_text_next(&w)) {
		if (w.cols == 0) {
			combine(g, row, at, w.cp);
			continue;
		}
		if (at + w.cols > end)
			break;
		gd_grid_put(g, row, at, ink, w.cp);
		at += w.cols;
	}
	return at - col;
}

int
gd_grid_text(struct gd_grid *g, int row, int col, enum gd_ink ink,
    const char *text)
{
	return draw(g, row, col, g->cols, ink, text);
}

void
gd_grid_fit(struct gd_grid *g, int row, int col, int cols, enum gd_ink ink,
    const char *text)
{
	int used;
	bool cut = gd_text_width(text) > cols;

	if (cols <= 0)
		return;
	used = draw(g, row, col, col + cols - (cut ? 1 : 0), ink, text);
	if (cut)
		gd_grid_put(g, row, col + used++, ink, ELLIPSIS);
	for (; used < cols; used++)
		gd_grid_put(g, row, col + used, ink, ' ');
}

void
gd_grid_fit_right(struct gd_grid *g, int row, int col, int cols,
    enum gd_ink ink, const char *text)
{
	int width = gd_text_width(text);
	int pad = width < cols ? cols - width : 0;

	for (int i = 0; i < pad; i++)
		gd_grid_put(g, row, col + i, ink, ' ');
	gd_grid_fit(g, row, col + pad, cols - pad, ink, text);
}

void
gd_grid_fill(struct gd_grid *g, int row, int col, int rows, int cols,
    enum gd_ink ink, uint32_t cp)
{
	for (int r = row; r < row + rows; r++)
		for (int c = col; c < col + cols; c++)
			gd_grid_put(g, r, c, ink, cp);
}

void
gd_grid_tint(struct gd_grid *g, int row, int col, int cols, enum gd_ink ink)
{
	for (int i = col; i < col + cols; i++) {
		struct gd_glyph *c = cell(g, row, i);

		if (c)
			c->ink = (uint8_t)ink;
	}
}

void
gd_grid_rule(struct gd_grid *g, int row, int col, int cols)
{
	gd_grid_fill(g, row, col, 1, cols, GD_INK_LINE, LINE_H);
}

void
gd_grid_bar(struct gd_grid *g, int row, int col, int rows)
{
	gd_grid_fill(g, row, col, rows, 1, GD_INK_LINE, LINE_V);
}

/* A title or foot inside a border row, with a blank on both sides. */
static void
inscribe(struct gd_grid *g, int row, int col, int cols, const char *text)
{
	int width;

	if (!text || !*text || cols < 10)
		return;
	width = gd_text_width(text);
	if (width > cols - 8)
		width = cols - 8;
	gd_grid_put(g, row, col + 3, GD_INK_LINE, ' ');
	gd_grid_fit(g, row, col + 4, width, GD_INK_HEAD, text);
	gd_grid_put(g, row, col + 4 + width, GD_INK_LINE, ' ');
}

void
gd_grid_box(struct gd_grid *g, int row, int col, int rows, int cols,
    const char *title, const char *foot)
{
	int bottom = row + rows - 1;
	int right = col + cols - 1;

	gd_grid_fill(g, row, col, rows, cols, GD_INK_PLAIN, ' ');
	gd_grid_rule(g, row, col, cols);
	gd_grid_rule(g, bottom, col, cols);
	gd_grid_bar(g, row, col, rows);
	gd_grid_bar(g, row, right, rows);
	gd_grid_put(g, row, col, GD_INK_LINE, CORNER_TL);
	gd_grid_put(g, row, right, GD_INK_LINE, CORNER_TR);
	gd_grid_put(g, bottom, col, GD_INK_LINE, CORNER_BL);
	gd_grid_put(g, bottom, right, GD_INK_LINE, CORNER_BR);
	inscribe(g, row, col, cols, title);
	inscribe(g, bottom, col, cols, foot);
}

uint32_t
gd_glyph_ascii(uint32_t cp)
{
	static const struct {
		uint32_t cp;
		char ascii;
	} table[] = {
		{ 0xA7, 'S' },
		{ 0xB0, 'o' },
		{ 0xB1, '+' },
		{ 0xB7, '.' },
		{ 0xD7, 'x' },
		{ 0xF7, '/' },
		{ 0x2010, '-' },
		{ 0x2013, '-' },
		{ 0x2014, '-' },
		{ 0x2015, '-' },
		{ 0x2018, '\'' },
		{ 0x2019, '\'' },
		{ 0x201C, '"' },
		{ 0x201D, '"' },
		{ 0x2022, '*' },
		{ 0x2025, '.' },
		{ ELLIPSIS, '~' },
		{ 0x2190, '<' },
		{ 0x2191, '^' },
		{ 0x2192, '>' },
		{ 0x2193, 'v' },
		{ 0x2248, '~' },
		{ 0x2260, '#' },
		{ 0x2264, '<' },
		{ 0x2265, '>' },
		{ LINE_H, '-' },
		{ LINE_V, '|' },
		{ CORNER_TL, '.' },
		{ CORNER_TR, '.' },
		{ CORNER_BL, '\'' },
		{ CORNER_BR, '\'' },
		{ 0x251C, '+' },
		{ 0x2524, '+' },
		{ 0x252C, '+' },
		{ 0x2534, '+' },
		{ 0x253C, '+' },
		{ 0x25A0, '#' },
		{ 0x25CB, 'o' },
		{ 0x25CF, '*' },
		{ 0x2605, '*' },
		{ 0x2606, '*' },
	};

	if (cp < 0x80)
		return cp;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (table[i].cp == cp)
			return (uint32_t)(unsigned char)table[i].ascii;
	if (cp >= 0x2500 && cp < 0x25A0) /* other lines and blocks */
		return '+';
	return cp;
}

static void
dump_cp(struct gd_str *out, uint32_t cp)
{
	char buf[8];

	gd_str_addn(out, buf, gd_utf8_put(cp, buf));
}

static void
dump_text(const struct gd_grid *g, int row, struct gd_str *out, bool ascii)
{
	int end = g->cols;

	while (end > 0 && cell(g, row, end - 1)->cp == ' ')
		end--;
	for (int c = 0; c < end; c++) {
		const struct gd_glyph *at = cell(g, row, c);

		if (at->width == 0)
			continue;
		dump_cp(out, ascii ? gd_glyph_ascii(at->cp) : at->cp);
		for (int i = 0; i < 2 && at->mark[i]; i++)
			dump_cp(out, at->mark[i]);
	}
	gd_str_addc(out, '\n');
}

void
gd_grid_dump(const struct gd_grid *g, struct gd_str *out, bool ascii, bool inks)
{
	for (int r = 0; r < g->rows; r++)
		dump_text(g, r, out, ascii);
	for (int r = 0; inks && r < g->rows; r++) {
		int end = g->cols;

		while (end > 0 && cell(g, r, end - 1)->ink == GD_INK_PLAIN)
			end--;
		for (int c = 0; c < end; c++)
			gd_str_addc(out, letters[cell(g, r, c)->ink]);
		gd_str_addc(out, '\n');
	}
}
