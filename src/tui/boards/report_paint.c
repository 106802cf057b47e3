/* tui/boards/report_paint.c - how a report stands on the screen: columns that
 * stay and columns that move, bars beside the rows, the sentence of the number
 * under the cursor at the foot. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "report_priv.h"

#include "base/banned.h"

#define TOP REPORT_TOP
#define FOOT_MOST REPORT_FOOT
#define NAME_COLS 24
#define GAP 2

/* ---- the cursor --------------------------------------------------------------- */

const struct report_line *
report_line_at(const struct report_screen *s)
{
	return s->list.at >= 0 && s->list.at < (int)s->lines.n
		   ? &s->lines.at[s->list.at]
		   : NULL;
}

const struct gd_report_part *
report_part_of(const struct report_screen *s, const struct report_line *l)
{
	return s->r.parts[l->part];
}

/* A column that has a place, from `col` on, that way; -1 = none. */
int
report_next_col(const struct report_screen *s, const struct report_line *l,
    int col, int by)
{
	const struct gd_report_part *p = report_part_of(s, l);

	for (; col >= 0 && col < p->ncols; col += by)
		if (s->lines.looks[l->part].widths[col])
			return col;
	return -1;
}

/* The column under the cursor, in the part the line is of. */
int
report_col_of(const struct report_screen *s, const struct report_line *l)
{
	const struct report_look *look = &s->lines.looks[l->part];
	const struct gd_report_part *p = report_part_of(s, l);
	int last = p->ncols - 1, col = s->col;

	if (l->kind == RL_BAR)
		return l->value;
	if (col < 0 && p->ncharts) /* none was chosen yet */
		col = p->charts[0].values[0];
	if (col < look->frozen)
		col = look->frozen <= last ? look->frozen : last;
	col = report_next_col(s, l, col < last ? col : last, -1);
	return col < 0 ? 0 : col;
}

bool
report_stands_on(const struct report_line *l)
{
	return l->kind == RL_ROW || l->kind == RL_BAR;
}

/* The first column shown beside those that stay: so that the cursor's fits. */
static int
first_col(const struct ui *ui, const struct report_screen *s,
    const struct report_line *l, int col)
{
	const struct report_look *look = &s->lines.looks[l->part];
	int room = ui->grid.cols - 3, first = look->frozen, used = 0;

	for (int i = 0; i < look->frozen; i++)
		room -= look->widths[i] + GAP;
	for (int i = first; i <= col; i++) {
		used += look->widths[i] ? look->widths[i] + GAP : 0;
		while (used > room && first < i) {
			used -=
			    look->widths[first] ? look->widths[first] + GAP : 0;
			first++;
		}
	}
	return first;
}

/* ---- painting ------------------------------------------------------------------ */

static bool
at_right(enum gd_says_kind kind)
{
	return kind != GD_SAYS_TEXT && kind != GD_SAYS_DAY;
}

static const char *
cell_text(struct ui *ui, const struct gd_report_cell *c)
{
	struct gd_str s = GD_STR_INIT;
	const char *text;

	if (c->known)
		gd_report_cell_say(&s, c, *ui->lang);
	else if (at_right(c->kind))
		gd_str_add(&s, "-");
	text = ui_fmt(ui, "%s", s.text);
	gd_str_release(&s);
	return text;
}

static void
put(struct ui *ui, int row, int col, int cols, bool right, enum gd_ink ink,
    const char *text)
{
	if (right)
		gd_grid_fit_right(&ui->grid, row, col, cols, ink, text);
	else
		gd_grid_fit(&ui->grid, row, col, cols, ink, text);
}

/* The greatest number of a column among the rows a chart shows. */
static int64_t
most_of(const struct gd_report_part *p, const struct gd_report_chart *c,
    int col)
{
	size_t last =
	    c->n && c->first + c->n < p->nrows ? c->first + c->n : p->nrows;
	int64_t most = 0;

	for (size_t r = c->first; r < last; r++) {
		const struct gd_report_cell *cell = gd_part_cell(p, r, col);

		if (cell->known && cell->n > most)
			most = cell->n;
	}
	return most;
}

static void
paint_bar(struct ui *ui, const struct gd_report_part *p,
    const struct gd_report_chart *c, size_t r, int value, int row, int col,
    int room, enum gd_ink ink)
{
	const struct gd_report_cell *cell = gd_part_cell(p, r, value);
	int64_t most = most_of(p, c, value);
	int n;

	if (!cell->known || cell->n <= 0 || most <= 0 ||
	    (c->n && r >= c->first + c->n))
		return;
	n = (int)((double)cell->n / (double)most * room + 0.5);
	gd_grid_fill(&ui->grid, row, col, 1, n < 1 ? 1 : n, ink, 0x25A0);
}

/* The column whose bars stand beside the rows: the cursor's, if it counts
 * something, else the first chart's. */
static int
bar_col(const struct report_screen *s, const struct report_line *l)
{
	const struct gd_report_part *p = report_part_of(s, l);
	const struct report_line *here = report_line_at(s);
	int col = here && here->part == l->part ? report_col_of(s, here) : -1;

	return col >= 0 && at_right(p->cols[col].kind) &&
		       col >= s->lines.looks[l->part].frozen
		   ? col
		   : p->charts[0].values[0];
}

struct placing {
	int row, x, first, col; /* col: under the cursor, -1 = none */
	enum gd_ink ink;
};

/* A column of a line. @return false: it has no room any more */
static bool
paint_cell(struct ui *ui, const struct report_screen *s,
    const struct report_line *l, struct placing *at, int i)
{
	const struct gd_report_part *p = report_part_of(s, l);
	int cols = s->lines.looks[l->part].widths[i];
	enum gd_says_kind kind = p->cols[i].kind;
	enum gd_ink ink = i == at->col ? GD_INK_FOCUS : at->ink;
	const char *text = l->kind == RL_HEAD
			       ? gd_word_of(&p->cols[i].title, *ui->lang)
			       : cell_text(ui, gd_part_cell(p, l->row, i));

	if (at->x + cols > ui->grid.cols - 1)
		return false;
	if (l->kind != RL_HEAD)
		kind = gd_part_cell(p, l->row, i)->kind;
	put(ui, at->row, at->x, cols,
	    at_right(p->cols[i].kind) && at_right(kind), ink, text);
	at->x += cols + GAP;
	return true;
}

/* What there is room for besides: bars, or the sentence of the row. */
static void
paint_rest(struct ui *ui, const struct report_screen *s,
    const struct report_line *l, const struct placing *at)
{
	const struct gd_report_part *p = report_part_of(s, l);
	int room = ui->grid.cols - 1 - at->x, bar = s->lines.looks[l->part].bar;

	for (int i = 0; i < p->ncols; i++)
		if (p->cols[i].side && room >= 24 && bar == 0)
			gd_grid_fit(&ui->grid, at->row, at->x, room,
			    at->ink == GD_INK_PLAIN ? GD_INK_DIM : at->ink,
			    l->kind == RL_HEAD
				? gd_word_of(&p->cols[i].title, *ui->lang)
				: cell_text(ui, gd_part_cell(p, l->row, i)));
	if (!bar || room < bar)
		return;
	if (l->kind == RL_HEAD)
		gd_grid_fit(&ui->grid, at->row, at->x, bar, at->ink,
		    gd_word_of(&p->cols[bar_col(s, l)].title, *ui->lang));
	else
		paint_bar(ui, p, &p->charts[0], l->row, bar_col(s, l), at->row,
		    at->x, bar, at->ink);
}

static void
paint_columns(struct ui *ui, const struct report_screen *s,
    const struct report_line *l, int row, bool here)
{
	const struct report_line *cursor = report_line_at(s);
	const struct report_look *look = &s->lines.looks[l->part];
	const struct gd_report_part *p = report_part_of(s, l);
	bool ours =
	    cursor && report_stands_on(cursor) && cursor->part == l->part;
	int col = ours ? report_col_of(s, cursor) : -1;
	struct placing at = { .row = row,
		.x = 2,
		.col = here ? col : -1,
		.ink = l->kind == RL_HEAD ? GD_INK_HEAD
		       : here             ? GD_INK_CURSOR
		       : p->heads[l->row] ? GD_INK_TITLE
					  : GD_INK_PLAIN };
	int i;

	at.first = ours && cursor->kind == RL_ROW ? first_col(ui, s, l, col)
						  : look->frozen;
	for (i = 0; i < look->frozen; i++)
		if (look->widths[i] && !paint_cell(ui, s, l, &at, i))
			return;
	if (at.first > look->frozen && l->kind == RL_HEAD)
		gd_grid_put(&ui->grid, row, at.x - GAP, GD_INK_LINE, '<');
	for (i = at.first; i < p->ncols; i++)
		if (look->widths[i] && !paint_cell(ui, s, l, &at, i))
			break;
	if (i < p->ncols && l->kind == RL_HEAD)
		gd_grid_put(&ui->grid, row, ui->grid.cols - 1, GD_INK_LINE,
		    '>');
	if (i == p->ncols)
		paint_rest(ui, s, l, &at);
}

/* "Finance      ######## 12" */
static void
paint_chart_row(struct ui *ui, const struct report_screen *s,
    const struct report_line *l, int row, bool here)
{
	const struct gd_report_part *p = report_part_of(s, l);
	const struct gd_report_chart *c = &p->charts[l->chart];
	enum gd_ink ink = here ? GD_INK_CURSOR : GD_INK_PLAIN;
	int said = 16, room = ui->grid.cols - NAME_COLS - said - 6;

	gd_grid_fit(&ui->grid, row, 2, NAME_COLS, ink,
	    cell_text(ui, gd_part_cell(p, l->row, c->category)));
	paint_bar(ui, p, c, l->row, l->value, row, NAME_COLS + 3, room, ink);
	gd_grid_fit_right(&ui->grid, row, ui->grid.cols - 1 - said, said, ink,
	    cell_text(ui, gd_part_cell(p, l->row, l->value)));
}

static void
paint_line(struct ui *ui, const struct report_screen *s, int at, int row)
{
	const struct report_line *l = &s->lines.at[at];
	struct gd_grid *g = &ui->grid;
	bool here = at == s->list.at && report_stands_on(l);
	enum gd_ink ink = here ? GD_INK_CURSOR : GD_INK_PLAIN;

	gd_grid_fill(g, row, 0, 1, g->cols, ink, ' ');
	gd_grid_put(g, row, 0, ink, at == s->list.at ? '>' : ' ');
	switch (l->kind) {
	case RL_TITLE:
	case RL_CHART:
		gd_grid_fit(g, row, 2, g->cols - 3, GD_INK_HEAD, l->text);
		break;
	case RL_TEXT:
		gd_grid_text(g, row, 2, GD_INK_PLAIN, l->text);
		break;
	case RL_HEAD:
	case RL_ROW:
		paint_columns(ui, s, l, row, here);
		break;
	case RL_BAR:
		paint_chart_row(ui, s, l, row, here);
		break;
	default:
		break;
	}
}

/* The cell under the cursor whole, and the sentence of what it is. */
static void
say_cell(struct ui *ui, const struct report_screen *s, struct gd_str *out)
{
	const struct report_line *l = report_line_at(s);
	const struct gd_report_part *p;
	int col;

	if (!l || !report_stands_on(l))
		return;
	p = report_part_of(s, l);
	col = report_col_of(s, l);
	for (int i = 0; i < p->ncols; i++)
		if (p->cols[i].side && strcmp(p->cols[i].key, "means") == 0) {
			gd_str_addf(out,
			    "%s: ", cell_text(ui, gd_part_cell(p, l->row, 0)));
			gd_str_add(out,
			    cell_text(ui, gd_part_cell(p, l->row, i)));
			return;
		}
	for (int i = 0; i < p->ncols; i++)
		if (i != col &&
		    gd_part_cell(p, l->row, i)->leads == GD_LEADS_ORDER)
			gd_str_addf(out, "%s  ",
			    gd_part_cell(p, l->row, i)->to);
	gd_str_addf(out, "%s: %s", gd_word_of(&p->cols[col].title, *ui->lang),
	    cell_text(ui, gd_part_cell(p, l->row, col)));
	if (*gd_word_of(&p->cols[col].means, *ui->lang))
		gd_str_addf(out, " - %s",
		    gd_word_of(&p->cols[col].means, *ui->lang));
}

static void
paint_head(struct ui *ui, const struct report_screen *s)
{
	struct gd_str text = GD_STR_INIT;
	const char *scope = gd_word_of(&s->r.scope, *ui->lang);
	struct gd_str period = GD_STR_INIT;

	gd_report_period_say(&period, &s->r, *ui->lang);
	gd_str_addf(&text, "%s%s%s", period.text, period.len ? "   " : "",
	    scope);
	if (s->old)
		gd_str_addf(&text, "   %s",
		    tr(ui, GD_TR("The book has changed since: F5 makes it "
				 "anew")));
	gd_grid_fit(&ui->grid, 1, 1, ui->grid.cols - 2,
	    s->old ? GD_INK_LATE : GD_INK_PLAIN, text.text);
	gd_grid_rule(&ui->grid, 2, 0, ui->grid.cols);
	gd_str_release(&period);
	gd_str_release(&text);
}

/* The same for all rows, so that nothing jumps. */
static int
foot_rows(const struct ui *ui)
{
	return ui->grid.cols < 72 ? FOOT_MOST : FOOT_MOST - 1;
}

void
report_lay_out(struct ui *ui, struct report_screen *s)
{
	if (!s->made ||
	    (s->lines.cols == ui->grid.cols && s->lines.lang == *ui->lang))
		return;
	report_lines_make(ui, &s->r, &s->lines);
	s->list.n = (int)s->lines.n;
	/* it begins at a number, and what that is stands at the foot; where
	 * sentences come first, there */
	for (int i = 0; s->list.at == 0 && i < s->list.n && i < 8; i++)
		if (report_stands_on(&s->lines.at[i]))
			s->list.at = i;
}

/* What names the row under the cursor is worth the rows above it. */
static void
show_title(struct report_screen *s, int rows)
{
	int top = s->list.at;

	while (top > 0 &&
	       s->lines.at[top - 1].part == s->lines.at[s->list.at].part &&
	       (s->lines.at[top - 1].kind == RL_HEAD ||
		   s->lines.at[top - 1].kind == RL_TITLE ||
		   s->lines.at[top - 1].kind == RL_CHART ||
		   s->lines.at[top - 1].kind == RL_TEXT))
		top--;
	if (s->list.top > top && s->list.at - top < rows)
		s->list.top = top;
}

/* Rows go below the titles of their columns, which stay. */
static void
paint_lines(struct ui *ui, struct report_screen *s, int rows)
{
	int head, first = 0;

	scroll_fix(&s->list, rows);
	if (s->list.n == 0)
		return;
	show_title(s, rows);
	head = s->lines.at[s->list.top].head;
	if (head >= 0 && head < s->list.top && s->list.at == s->list.top) {
		s->list.top--;
		head = s->lines.at[s->list.top].head;
	}
	zone_rows(ui, TOP, 0, rows, ui->grid.cols, &s->list);
	if (head >= 0 && head < s->list.top) {
		paint_line(ui, s, head, TOP);
		first = 1;
	}
	for (int i = first; i < rows && s->list.top + i < s->list.n; i++)
		paint_line(ui, s, s->list.top + i, TOP + i);
}

void
report_paint(struct ui *ui, struct report_screen *s)
{
	struct gd_str foot = GD_STR_INIT;
	int bottom = ui_bottom(ui), said = foot_rows(ui);

	report_lay_out(ui, s);
	say_cell(ui, s, &foot);
	ui_frame(ui,
	    ui_fmt(ui, "%s > %s%s%s", tr(ui, GD_TR("Reports")),
		s->made ? gd_word_of(&s->r.title, *ui->lang) : "",
		s->kept ? ": " : "", s->kept ? s->kept : ""),
	    ui_fmt(ui, "%d/%d", s->list.n ? s->list.at + 1 : 0, s->list.n));
	if (s->made) {
		paint_head(ui, s);
		paint_lines(ui, s, bottom - TOP - said - 1);
		gd_grid_rule(&ui->grid, bottom - said - 1, 0, ui->grid.cols);
		(void)ui_wrap(&ui->grid, bottom - said, 1, ui->grid.cols - 2,
		    said, GD_INK_PLAIN, foot.text);
	} else {
		ui_empty(ui, TOP,
		    GD_TR("This report could not be made. F4 changes what it "
			  "is of, Esc leads back to the list of reports."));
	}
	gd_str_release(&foot);
}
