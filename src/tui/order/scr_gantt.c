/* tui/order/scr_gantt.c - the steps of an order as bars over weeks: planned,
 * promised first, in force and done; below it the days of the step under the
 * cursor. */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "core/view/gantt.h"

#include "dates_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define WEEK_COLS 6 /* "11-02" and a blank */
#define DAYS_ROWS 3 /* of the step under the cursor */

struct gantt {
	struct screen screen;
	char *number; /* owned */
	bool loaded;
	struct gd_order_page page;
	struct gd_arena arena; /* of what follows */
	struct gd_gantt g;
	int64_t lot; /* only of this lot and of the whole order; 0 all */
	struct scroll list;
};

/* ---- loading ---------------------------------------------------------------- */

static void
reckon(struct ui *ui, struct gantt *x)
{
	struct gd_dates dates;

	gd_arena_release(&x->arena);
	gd_app_order_dates(*ui->app, &x->page, &x->arena, &dates);
	gd_gantt_make(x->page.wf, &x->page.todo, &dates,
	    gd_app_today(*ui->app), x->lot, &x->arena, &x->g);
	x->list.n = x->g.n;
	scroll_fix(&x->list, 1);
}

/* The cursor begins at the step where the order is. */
static void
to_open_step(struct gantt *x)
{
	for (int i = 0; i < x->g.n; i++)
		if (x->g.rows[i].step->def->no ==
		    gd_head(&x->page.order)->step_no) {
			x->list.at = i;
			return;
		}
}

static void
load(struct ui *ui, struct screen *s)
{
	struct gantt *x = (struct gantt *)s;
	struct gd_order_page page = { 0 };
	struct gd_err err = GD_ERR_INIT;
	bool first = !x->loaded;

	if (gd_app_order(*ui->app, x->number, &page, &err) != GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	gd_order_page_release(&x->page);
	x->page = page;
	reckon(ui, x);
	if (first)
		to_open_step(x);
	x->loaded = true;
}

/* ---- painting --------------------------------------------------------------- */

/* Columns of the names; the bars go from there to the end's column. */
static int
name_cols(const struct ui *ui)
{
	return ui->grid.cols < 72 ? 16 : ui->grid.cols < 100 ? 24 : 32;
}

static int
end_cols(const struct ui *ui)
{
	return ui->grid.cols < 72 ? 7 : 17;
}

static int
cells_of(const struct ui *ui)
{
	return ui->grid.cols - name_cols(ui) - end_cols(ui) - 3;
}

static enum gd_ink
ink_of(enum gd_bar bar)
{
	switch (bar) {
	case GD_BAR_DONE:
		return GD_INK_DONE;
	case GD_BAR_LATE:
		return GD_INK_LATE;
	case GD_BAR_PLAN:
		return GD_INK_DIM;
	case GD_BAR_PLANNED:
	case GD_BAR_FIRST:
		return GD_INK_CHANGED;
	case GD_BAR_HARD:
	case GD_BAR_TODAY:
		return GD_INK_HEAD;
	case GD_BAR_NONE:
	case GD_BAR_NOW:
		break;
	}
	return GD_INK_PLAIN;
}

static const char *
row_name(struct ui *ui, const struct gantt *x, const struct gd_gantt_row *r)
{
	const char *name = ui_name(ui, &r->step->def->name);

	return ui_has_lots(&x->page.order) && r->step->lot
		   ? ui_fmt(ui, "%2d %s %s", r->step->def->no,
			 ui_lot(ui, r->step->lot), name)
		   : ui_fmt(ui, "%2d %s", r->step->def->no, name);
}

static void
paint_end(struct ui *ui, const struct gd_gantt_row *r, int row,
    enum gd_ink ink, bool here)
{
	struct gd_grid *g = &ui->grid;
	int32_t day = r->over ? r->done.to : r->now.to;
	int cols = end_cols(ui);
	char buf[GD_DAY_TEXT];

	if (day != GD_NO_DAY)
		gd_grid_fit(g, row, g->cols - cols, 6, ink,
		    ui_fmt(ui, "%s%s", r->over ? "x" : " ",
			gd_day_text(day, buf) + 5));
	if (r->late > 0 && cols > 10)
		gd_grid_fit(g, row, g->cols - cols + 7, cols - 7,
		    here ? ink : GD_INK_LATE, dates_left(ui, -r->late));
}

static void
paint_row(struct ui *ui, const struct gantt *x, int i, int row)
{
	const struct gd_gantt_row *r = &x->g.rows[i];
	bool here = i == x->list.at;
	enum gd_ink ink = here ? GD_INK_CURSOR : GD_INK_PLAIN;
	int cells = cells_of(ui), left = name_cols(ui) + 2;
	enum gd_bar *bars = gd_alloc((size_t)cells, sizeof *bars);

	gd_grid_fill(&ui->grid, row, 0, 1, ui->grid.cols, ink, ' ');
	gd_grid_put(&ui->grid, row, 0, ink, here ? '>' : ' ');
	gd_grid_put(&ui->grid, row, 1, here ? ink : ui_mark_ink(r->step->mark),
	    (unsigned char)r->step->mark);
	gd_grid_fit(&ui->grid, row, 2, left - 3,
	    here     ? ink
	    : r->over ? GD_INK_DIM
		      : ink,
	    row_name(ui, x, r));
	gd_gantt_bar(&x->g, r, cells, bars);
	for (int c = 0; c < cells; c++)
		gd_grid_put(&ui->grid, row, left + c,
		    here ? ink : ink_of(bars[c]),
		    (unsigned char)gd_bar_sign(bars[c]));
	paint_end(ui, r, row, ink, here);
	free(bars);
}

/* The Mondays above the bars. */
static void
paint_weeks(struct ui *ui, const struct gantt *x, int row)
{
	int cells = cells_of(ui), i = 0, at;
	char buf[GD_DAY_TEXT];
	int32_t monday;

	while ((at = gd_gantt_week(&x->g, cells, WEEK_COLS, &i, &monday)) >=
	       0)
		if (at + WEEK_COLS <= cells + 1)
			gd_grid_fit(&ui->grid, row, name_cols(ui) + 2 + at,
			    WEEK_COLS - 1, GD_INK_HEAD,
			    gd_day_text(monday, buf) + 5);
}

static void
say_span(struct ui *ui, struct gd_str *out, const char *english,
    const struct gd_days *s)
{
	char from[GD_DAY_TEXT], to[GD_DAY_TEXT];

	if (s->from == GD_NO_DAY)
		return;
	gd_str_addf(out, "%s%s %s", out->len ? "; " : "", tr(ui, english),
	    ui_day(ui, s->from, from));
	if (s->to != s->from)
		gd_str_addf(out, " - %s", ui_day(ui, s->to, to));
}

static void
say_day(struct ui *ui, struct gd_str *out, const char *english, int32_t day)
{
	say_span(ui, out, english, &(struct gd_days){ day, day });
}

static void
paint_days(struct ui *ui, const struct gantt *x, int row)
{
	const struct gd_gantt_row *r = &x->g.rows[x->list.at];
	struct gd_str text = GD_STR_INIT;

	say_span(ui, &text, GD_TR("Planned"), &r->plan);
	say_span(ui, &text, GD_TR("promised first"), &r->promised);
	say_span(ui, &text, GD_TR("in force"), &r->now);
	say_span(ui, &text, r->over ? GD_TR("done") : GD_TR("under way"),
	    &r->done);
	if (!r->over)
		say_day(ui, &text, GD_TR("lands"), r->lands);
	say_day(ui, &text, GD_TR("hard date"), r->hard);
	if (r->late > 0)
		gd_str_addf(&text, "; %s", dates_left(ui, -r->late));
	if (text.len == 0)
		gd_str_add(&text, tr(ui, GD_TR("It has no dates yet.")));
	ui_wrap(&ui->grid, row, 1, ui->grid.cols - 2, DAYS_ROWS,
	    r->late > 0 ? GD_INK_LATE : GD_INK_PLAIN, text.text);
	gd_str_release(&text);
}

/* What the signs mean, above the weeks. @return rows */
static int
paint_legend(struct ui *ui, const struct gantt *x, int row)
{
	struct gd_str text = GD_STR_INIT;
	int rows;

	ui_sentence(ui, &text, gd_gantt_legend(), 1,
	    (const struct gd_arg[]){
		gd_arg_int(gd_gantt_days(&x->g, cells_of(ui))) });
	rows = ui_wrap(&ui->grid, row, 1, ui->grid.cols - 2, 2, GD_INK_DIM,
	    text.text);
	gd_str_release(&text);
	return rows;
}

static void
paint(struct ui *ui, struct screen *s)
{
	struct gantt *x = (struct gantt *)s;
	int row = UI_TOP, rows, bottom = ui_bottom(ui) - DAYS_ROWS - 1;

	ui_frame(ui,
	    ui_fmt(ui, "%s > %s%s", x->number,
		tr(ui, gd_action_row(GD_A_GANTT)->name),
		x->lot ? ui_fmt(ui, ", %s", ui_lot(ui, x->lot)) : ""),
	    ui_fmt(ui, "%d/%d", x->list.n ? x->list.at + 1 : 0, x->list.n));
	if (!x->loaded || x->list.n == 0)
		return;
	row += paint_legend(ui, x, row);
	paint_weeks(ui, x, row++);
	rows = bottom - row;
	scroll_fix(&x->list, rows);
	for (int i = 0; i < rows && x->list.top + i < x->list.n; i++)
		paint_row(ui, x, x->list.top + i, row + i);
	zone_rows(ui, row, 0, rows, ui->grid.cols, &x->list);
	gd_grid_rule(&ui->grid, bottom, 0, ui->grid.cols);
	paint_days(ui, x, bottom + 1);
}

/* ---- keys ------------------------------------------------------------------- */

/* All lots, the first, the second ... */
static void
go_lot(struct ui *ui, struct gantt *x, int by)
{
	int n = (int)gd_row_count(&x->page.order.sheet, GD_TAB_LOT);

	if (n < 2)
		return;
	x->lot = (x->lot + n + 1 + by) % (n + 1);
	reckon(ui, x);
}

static bool
act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct gantt *x = (struct gantt *)s;

	switch (action) {
	case GD_A_OPEN:
	case GD_A_DATES:
		scr_dates(ui, x->number, NULL);
		return true;
	case GD_A_GANTT:
		ui_close(ui, s);
		return true;
	case GD_A_NEXT_LOT:
	case GD_A_PREV_LOT:
		go_lot(ui, x, action == GD_A_NEXT_LOT ? 1 : -1);
		return true;
	case GD_A_ACTIONS:
		scr_acts(ui, x->number, NULL);
		return true;
	case GD_A_HISTORY:
		scr_history(ui, x->number);
		return true;
	default:
		return scroll_act(&x->list, action, ui_bottom(ui) / 2);
	}
}

static int
hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	const struct gantt *x = (const struct gantt *)s;
	int n = 0;

	(void)ui;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_OPEN, GD_TR("Dates"), 0 };
	if (x->loaded && ui_has_lots(&x->page.order))
		out[n++] = (struct gd_hint){ GD_A_NEXT_LOT, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_LANG, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
gantt_free(struct screen *s)
{
	struct gantt *x = (struct gantt *)s;

	gd_order_page_release(&x->page);
	gd_arena_release(&x->arena);
	free(x->number);
	free(x);
}

static const struct screen_ops ops = {
	.name = "gantt",
	.place = GD_AT_TABLE,
	.load = load,
	.paint = paint,
	.act = act,
	.hints = hints,
	.free = gantt_free,
};

void
scr_gantt(struct ui *ui, const char *number)
{
	struct gantt *x = gd_alloc(1, sizeof *x);

	x->screen.ops = &ops;
	x->number = gd_strdup(number);
	ui_push(ui, &x->screen);
}
