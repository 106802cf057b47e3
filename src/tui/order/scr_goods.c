/* tui/order/scr_goods.c - lines and lots of an order as tables: what was
 * ordered, what each lot plans and has shipped, what is left. */
#include <stdlib.h>
#include <string.h>

#include "core/view/lots.h"

#include "../scr_priv.h"

#include "base/banned.h"

struct goods {
	struct screen screen;
	char *number; /* owned */
	bool loaded;
	struct gd_order_page page;
	struct scroll list; /* lines */
};

static void
load(struct ui *ui, struct screen *s)
{
	struct goods *o = (struct goods *)s;
	struct gd_order_page page = { 0 };
	struct gd_err err = GD_ERR_INIT;

	if (gd_app_order(*ui->app, o->number, &page, &err) != GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	gd_order_page_release(&o->page);
	o->page = page;
	o->loaded = true;
	o->list.n = (int)page.order.sheet.rows[GD_TAB_LINE].n;
}

/* ---- lines -------------------------------------------------------------- */

enum { ITEM, ORDERED, UNIT, PRICE, AMOUNT, SHIPPED, LEFT, NCOLS };

/* Where each column begins; -1: no room for it. */
static void
places(const struct ui *ui, int at[NCOLS + 1])
{
	static const int wide[NCOLS] = { 0, 10, 5, 14, 16, 10, 10 };
	static const int usual[NCOLS] = { 0, 9, 4, 11, 0, 9, 9 };
	static const int narrow[NCOLS] = { 0, 8, 4, 0, 0, 8, 8 };
	const int *w = ui->grid.cols < 72    ? narrow
		       : ui->grid.cols < 100 ? usual
					     : wide;
	int right = ui->grid.cols - 1;

	at[NCOLS] = right;
	for (int i = NCOLS - 1; i > ITEM; i--) {
		right -= w[i] ? w[i] + 1 : 0;
		at[i] = w[i] ? right : -1;
	}
	at[ITEM] = 5;
}

static int
end_of(const int at[NCOLS + 1], int i)
{
	for (int k = i + 1; k <= NCOLS; k++)
		if (at[k] >= 0)
			return at[k];
	return at[NCOLS];
}

static void
cell(struct ui *ui, int row, const int at[NCOLS + 1], int i, enum gd_ink ink,
    const char *text)
{
	int cols = end_of(at, i) - at[i] - 1;

	if (at[i] < 0)
		return;
	if (i == ITEM || i == UNIT)
		gd_grid_fit(&ui->grid, row, at[i], cols, ink, text);
	else
		gd_grid_fit_right(&ui->grid, row, at[i], cols, ink, text);
}

static void
lines_head(struct ui *ui, int row)
{
	static const char *const heads[NCOLS] = { GD_TR("Item, spec"),
		GD_TR("Ordered"), GD_TR("Unit"), GD_TR("Price"),
		GD_TR("Amount"), GD_TR("Shipped"), GD_TR("To ship") };
	int at[NCOLS + 1];

	places(ui, at);
	gd_grid_fit(&ui->grid, row, 2, 2, GD_INK_HEAD, "#");
	for (int i = 0; i < NCOLS; i++)
		cell(ui, row, at, i, GD_INK_HEAD, tr(ui, heads[i]));
}

__extension__ typedef __int128 wide;

static int64_t
worth(const struct gd_line *l)
{
	int64_t unit = 1;
	wide all;

	for (int64_t i = 0; i < l->digits; i++)
		unit *= 10;
	all = (wide)l->price * (l->qty - l->cancelled);
	all = all * (10000 - l->discount_bp) / 10000;
	return (int64_t)((all + unit / 2) / unit);
}

static void
line_row(struct ui *ui, const struct gd_line_view *v, int row, bool here)
{
	const struct gd_line *l = v->line;
	enum gd_ink ink = here      ? GD_INK_CURSOR
			  : v->open ? GD_INK_LATE
				    : GD_INK_PLAIN;
	int at[NCOLS + 1];

	places(ui, at);
	gd_grid_fill(&ui->grid, row, 0, 1, ui->grid.cols, ink, ' ');
	gd_grid_put(&ui->grid, row, 0, ink, here ? '>' : ' ');
	gd_grid_fit(&ui->grid, row, 2, 3, ink, ui_fmt(ui, "%d", (int)l->no));
	cell(ui, row, at, ITEM, ink,
	    ui_fmt(ui, "%s%s%s", l->item, *l->spec ? ", " : "", l->spec));
	cell(ui, row, at, ORDERED, ink, ui_number(ui, l->qty, l->digits));
	cell(ui, row, at, UNIT, ink, l->unit);
	if (l->price) {
		cell(ui, row, at, PRICE, ink,
		    ui_money(ui, l->price, l->currency));
		cell(ui, row, at, AMOUNT, ink,
		    ui_money(ui, worth(l), l->currency));
	}
	cell(ui, row, at, SHIPPED, ink,
	    v->shipped ? ui_number(ui, v->shipped, l->digits) : "-");
	cell(ui, row, at, LEFT, ink, ui_number(ui, v->left, l->digits));
}

/* What is told of the line under the cursor beside its row. */
static void
line_more(struct ui *ui, const struct gd_line_view *v, struct gd_str *out)
{
	const struct gd_line *l = v->line;
	struct gd_str one = GD_STR_INIT;

	gd_str_addf(out, "%d %s%s%s. ", (int)l->no, l->item,
	    *l->spec ? ", " : "", l->spec);
	if (l->cancelled) {
		ui_sentence(ui, &one, "{1} cancelled.", 1,
		    (const struct gd_arg[]){
			gd_arg_text(ui_number(ui, l->cancelled, l->digits)) });
		gd_str_addf(out, "%s ", one.text);
	}
	if (v->tolerance_bp) {
		ui_sentence(ui, &one, "More or less {1} %.", 1,
		    (const struct gd_arg[]){
			gd_arg_text(ui_number(ui, v->tolerance_bp, 2)) });
		gd_str_addf(out, "%s ", one.text);
	}
	if (v->open) {
		ui_sentence(ui, &one,
		    "{1} was left behind: split it into a further lot, or "
		    "agree on less (short).",
		    1,
		    (const struct gd_arg[]){
			gd_arg_text(ui_number(ui, v->missing, l->digits)) });
		gd_str_add(out, one.text);
	}
	gd_str_add(out, l->note);
	gd_str_release(&one);
}

/* ---- lots --------------------------------------------------------------- */

/* "1: 5,000 pcs, 2: 300" */
static void
lot_goods(struct ui *ui, const struct goods *o, const struct gd_lot_view *v,
    struct gd_str *out)
{
	const struct gd_line *l;
	bool several = o->list.n > 1;

	for (size_t i = 0; (l = gd_walk(&o->page.order, GD_TAB_LINE, &i));) {
		struct gd_lotline row =
		    gd_lot_line(&o->page.order, v->lot->no, l->no);

		if (!row.qty && !row.shipped)
			continue;
		gd_str_addf(out, "%s", out->len ? "; " : "");
		if (several)
			gd_str_addf(out, "%d: ", (int)l->no);
		gd_str_addf(out, "%s", ui_number(ui, row.qty, l->digits));
		if (row.known && row.shipped != row.qty)
			gd_str_addf(out, " -> %s",
			    ui_number(ui, row.shipped, l->digits));
		gd_str_addf(out, " %s", l->unit);
	}
}

static void
lot_row(struct ui *ui, const struct goods *o, const struct gd_lot_view *v,
    int row)
{
	struct gd_grid *g = &ui->grid;
	enum gd_ink ink = v->off ? GD_INK_DIM : GD_INK_PLAIN;
	struct gd_str text = GD_STR_INIT;

	gd_grid_fit(g, row, 2, 7, ink, ui_lot(ui, v->lot->no));
	gd_grid_fit(g, row, 10, 10, ink,
	    tr(ui, v->off       ? GD_TR("called off")
		   : v->done    ? GD_TR("done")
		   : v->shipped ? GD_TR("shipped")
				: GD_TR("to ship")));
	ui_rail(ui, row, 21, v->rail, false);
	lot_goods(ui, o, v, &text);
	if (*v->lot->reason)
		gd_str_addf(&text, "  (%s)", v->lot->reason);
	gd_grid_fit(g, row, 34, g->cols - 35, ink, text.text);
	gd_str_release(&text);
}

static int
lot_rows(struct ui *ui, const struct goods *o)
{
	int n = (int)o->page.order.sheet.rows[GD_TAB_LOT].n;
	int most = (ui_bottom(ui) - 6) / 2;

	return n < most ? n : most;
}

static void
paint(struct ui *ui, struct screen *s)
{
	struct goods *o = (struct goods *)s;
	struct gd_grid *g = &ui->grid;
	int bottom = ui_bottom(ui), row = 2, rows;
	struct gd_line_view v;
	struct gd_lot_view lot;
	struct gd_str more = GD_STR_INIT;

	ui_frame(ui, ui_fmt(ui, "%s > %s", o->number, tr(ui, "Lines and lots")),
	    ui_fmt(ui, "%d/%d", o->list.n ? o->list.at + 1 : 0, o->list.n));
	if (!o->loaded)
		return;
	rows = bottom - 2 - lot_rows(ui, o) - 5;
	lines_head(ui, 1);
	scroll_fix(&o->list, rows);
	zone_rows(ui, row, 0, rows, ui->grid.cols, &o->list);
	for (int i = 0; i < rows && o->list.top + i < o->list.n; i++)
		if (gd_line_view(o->page.wf, &o->page.order,
			(size_t)(o->list.top + i), &v))
			line_row(ui, &v, row++, o->list.top + i == o->list.at);
	if (o->list.n == 0)
		ui_wrap(g, row++, 3, g->cols - 4, 1, GD_INK_DIM,
		    tr(ui, "No line yet: the order says only its product. "
			   "F7 adds a line."));
	row++;
	if (gd_line_view(o->page.wf, &o->page.order, (size_t)o->list.at, &v)) {
		line_more(ui, &v, &more);
		row +=
		    ui_wrap(g, row, 2, g->cols - 4, 2, GD_INK_PLAIN, more.text);
	}
	gd_str_release(&more);
	gd_grid_rule(g, row++, 0, g->cols);
	for (size_t i = 0;
	     row < bottom && gd_lot_view(o->page.wf, &o->page.order, i, &lot);
	     i++)
		lot_row(ui, o, &lot, row++);
}

/* ---- keys --------------------------------------------------------------- */

static bool
act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct goods *o = (struct goods *)s;
	struct gd_line_view v;

	if (!o->loaded)
		return false;
	switch (action) {
	case GD_A_OPEN:
	case GD_A_EDIT:
	case GD_A_MARK:
		if (gd_line_view(o->page.wf, &o->page.order, (size_t)o->list.at,
			&v))
			scr_act(ui, o->number,
			    ui_fmt(ui, "line:%d", (int)v.line->no));
		return true;
	case GD_A_ADD:
		scr_act(ui, o->number, "addline:");
		return true;
	case GD_A_ACTIONS:
		scr_acts(ui, o->number, NULL);
		return true;
	case GD_A_HISTORY:
		scr_history(ui, o->number);
		return true;
	case GD_A_SPLIT:
		scr_acts(ui, o->number, "split:");
		return true;
	case GD_A_LINES:
		ui_close(ui, s);
		return true;
	case GD_A_PRINT:
		scr_print(ui, o->number, NULL, 0);
		return true;
	case GD_A_UNDO:
		scr_undo(ui, o->number);
		return true;
	default:
		return scroll_act(&o->list, action, ui_bottom(ui) - 8);
	}
}

static int
hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	int n = 0;

	(void)ui;
	(void)s;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_OPEN, GD_TR("Correct"), 0 };
	out[n++] = (struct gd_hint){ GD_A_ADD, GD_TR("Add line"), 0 };
	out[n++] = (struct gd_hint){ GD_A_SPLIT, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_HISTORY, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
goods_free(struct screen *s)
{
	struct goods *o = (struct goods *)s;

	gd_order_page_release(&o->page);
	free(o->number);
	free(o);
}

static const struct screen_ops ops = {
	.name = "goods",
	.place = GD_AT_TABLE,
	.load = load,
	.paint = paint,
	.act = act,
	.hints = hints,
	.free = goods_free,
};

void
scr_goods(struct ui *ui, const char *number)
{
	struct goods *o = gd_alloc(1, sizeof *o);

	o->screen.ops = &ops;
	o->number = gd_strdup(number);
	ui_push(ui, &o->screen);
}
