/* tui/scr_day.c - the first screen: who you are, today's work in a few lines
 * that scroll, below them the orders, and what the marks mean. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "deeds_priv.h"
#include "orders_priv.h"
#include "scr_priv.h"

#include "base/banned.h"

#define WORK_LINES 3  /* seen in a low window */
#define WORK_FIRST 12 /* looked for: each costs the opening of an order */
#define WORK_MOST 240 /* when the cursor went down to them */

struct day {
	struct screen screen;
	struct gd_my_day day;
	struct orders orders;
	struct scroll work;
	int most;   /* lines of work looked for */
	bool below; /* the cursor is in the orders */
};

/* Lines of work that are seen: half of what a high window has. */
static int
lines(struct ui *ui, const struct day *d)
{
	int most = ui->grid.rows < 30 ? WORK_LINES : (ui->grid.rows - 14) / 2;

	return d->work.n < most ? d->work.n : most;
}

static bool
in_orders(const struct day *d)
{
	return d->below || d->work.n == 0;
}

static void
load(struct ui *ui, struct screen *s)
{
	struct day *d = (struct day *)s;
	struct gd_err err = GD_ERR_INIT;
	struct gd_my_day day = { 0 };

	if (gd_app_my_day(*ui->app, d->most, &day, &err) != GD_OK) {
		ui_say_err(ui, &err);
	} else {
		gd_my_day_release(&d->day);
		d->day = day;
		d->work.n = (int)day.nlines;
	}
	d->orders.filter = (struct gd_filter){
		.states = 1 << GD_ORDER_ACTIVE | 1 << GD_ORDER_HELD,
		.sort = GD_SORT_DUE,
	};
	orders_load(ui, &d->orders, false);
	scroll_fix(&d->work, lines(ui, d));
}

/* There may be more to do than was looked for. */
static bool
more_work(const struct day *d)
{
	return d->work.n >= d->most && d->most < WORK_MOST;
}

/* ---- painting ----------------------------------------------------------- */

static void
paint_who(struct ui *ui, struct day *d)
{
	const char *login = gd_app_login(*ui->app);
	const struct gd_sheet *office = gd_app_office(*ui->app);
	struct gd_str text = GD_STR_INIT, roles = GD_STR_INIT;
	struct gd_str counts = GD_STR_INIT;
	const struct gd_holds *h;
	int cols;

	for (size_t i = 0; (h = gd_row_at(office, GD_OFF_HOLDS, i)); i++)
		if (h->active && strcmp(h->login, login) == 0 &&
		    strcmp(h->role, "admin") != 0)
			gd_str_addf(&roles, "%s%s", roles.len ? ", " : "",
			    ui_role(ui, h->role));
	if (*login)
		ui_sentence(ui, &text, "You are {1} ({2}).", 2,
		    (const struct gd_arg[]){ gd_arg_text(ui_person(ui, login)),
			gd_arg_text(roles.text) });
	else
		gd_str_add(&text, tr(ui, "Nobody is at the keyboard yet: "
					 "F11 says who you are."));
	ui_sentence(ui, &counts,
	    d->day.waiting ? GD_TR("waiting for you: orders {1}, late {2}")
			   : GD_TR("yours: orders {1}, late {2}, copies out "
				   "{3}"),
	    3,
	    (const struct gd_arg[]){ gd_arg_int(d->day.mine),
		gd_arg_int(d->day.late), gd_arg_int(d->day.out) });
	cols = gd_text_width(counts.text);
	gd_grid_fit(&ui->grid, 1, 1, ui->grid.cols - cols - 3, GD_INK_PLAIN,
	    text.text);
	gd_grid_fit_right(&ui->grid, 1, ui->grid.cols - cols - 1, cols,
	    GD_INK_HEAD, counts.text);
	gd_str_release(&text);
	gd_str_release(&counts);
	gd_str_release(&roles);
}

static void
label_of(struct ui *ui, const struct day *d, const struct gd_day_line *line,
    struct gd_str *out)
{
	const struct gd_order_page *page = &d->day.pages[line->page];

	act_label(ui, page, line->act, out);
}

static void
paint_line(struct ui *ui, struct day *d, int i, int row)
{
	struct gd_grid *g = &ui->grid;
	const struct gd_day_line *line = &d->day.lines[i];
	bool here = !in_orders(d) && d->work.at == i;
	enum gd_ink ink = here ? GD_INK_CURSOR : GD_INK_PLAIN;
	struct gd_str text = GD_STR_INIT;
	char day[GD_DAY_TEXT];
	int who = g->cols < 72 ? 10 : 18;

	gd_grid_fill(g, row, 0, 1, g->cols, ink, ' ');
	gd_grid_put(g, row, 0, ink, here ? '>' : ' ');
	gd_grid_put(g, row, 1, here ? ink : GD_INK_LATE,
	    line->late ? '!' : ' ');
	gd_grid_fit(g, row, 3, 5, here ? ink : GD_INK_KEY, tr(ui, "Enter"));
	gd_grid_fit(g, row, 10, 13, ink, line->number);
	gd_grid_fit(g, row, 24, who, ink, line->customer_name);
	label_of(ui, d, line, &text);
	gd_grid_fit(g, row, 25 + who, g->cols - 25 - who - 12, ink, text.text);
	gd_grid_fit_right(g, row, g->cols - 11, 10,
	    line->late && !here ? GD_INK_LATE : ink,
	    ui_day(ui, line->due, day));
	gd_str_release(&text);
}

static void
paint_legend(struct ui *ui, int row)
{
	gd_grid_fit(&ui->grid, row, 1, ui->grid.cols - 2, GD_INK_DIM,
	    tr(ui, ". not begun > running s signature c receipt ! late "
		   "x done - waived ~ changed"));
}

static int
order_rows(struct ui *ui, const struct day *d)
{
	int first = 4 + (lines(ui, d) > 0 ? lines(ui, d) : 1) + 1;

	return ui_bottom(ui) - 1 - first;
}

static void
paint_work(struct ui *ui, struct day *d)
{
	struct gd_grid *g = &ui->grid;
	int seen = lines(ui, d);

	gd_grid_rule(g, 2, 0, g->cols);
	scroll_fix(&d->work, seen);
	gd_grid_fit(g, 3, 3, g->cols - 3, GD_INK_HEAD,
	    d->work.n > seen || more_work(d)
		? ui_fmt(ui, "%s  %d-%d/%d%s", tr(ui, "To do today"),
		      d->work.top + 1, d->work.top + seen, d->work.n,
		      more_work(d) ? "+" : "")
		: tr(ui, "To do today"));
	if (d->work.n == 0)
		gd_grid_text(g, 4, 3, GD_INK_DIM,
		    tr(ui, "Nothing waits for you. Below are all open orders; "
			   "F7 enters a new one."));
	for (int i = 0; i < seen; i++)
		paint_line(ui, d, d->work.top + i, 4 + i);
}

static void
paint(struct ui *ui, struct screen *s)
{
	struct day *d = (struct day *)s;
	struct orders *o = &d->orders;
	int row = 4 + (lines(ui, d) > 0 ? lines(ui, d) : 1);
	int rows = order_rows(ui, d);

	scroll_fix(&o->list, rows);
	ui_frame(ui, tr(ui, "My day"), NULL);
	paint_who(ui, d);
	paint_work(ui, d);
	orders_head(ui, row);
	gd_grid_fit(&ui->grid, row++, 3, 13, GD_INK_HEAD,
	    tr(ui, GD_TR("Open orders")));
	for (int i = 0; i < rows && o->list.top + i < o->list.n; i++)
		orders_row(ui, row + i, &o->rows.at[o->list.top + i],
		    in_orders(d) && o->list.top + i == o->list.at, false);
	if (o->list.n == 0)
		gd_grid_text(&ui->grid, row, 3, GD_INK_DIM,
		    tr(ui, "No open order. F7 enters a new one."));
	paint_legend(ui, ui_bottom(ui) - 1);
}

/* ---- keys --------------------------------------------------------------- */

static const char *
number_at(const struct day *d)
{
	const struct gd_list_row *r = orders_at(&d->orders);

	if (!in_orders(d))
		return d->day.lines[d->work.at].number;
	return r ? r->number : NULL;
}

static void
open_line(struct ui *ui, struct day *d)
{
	const char *number = number_at(d);

	if (!in_orders(d))
		scr_act(ui, number, d->day.lines[d->work.at].act->id);
	else if (number)
		scr_order(ui, number);
}

/* Down through the work; behind its last line come the orders. */
static bool
move_work(struct ui *ui, struct day *d, enum gd_action action)
{
	bool last = d->work.at == d->work.n - 1;

	if (last && more_work(d) &&
	    (action == GD_A_DOWN || action == GD_A_PAGE_DOWN)) {
		d->most = WORK_MOST;
		load(ui, &d->screen);
		last = d->work.at == d->work.n - 1;
	}
	if (last && (action == GD_A_DOWN || action == GD_A_PAGE_DOWN)) {
		d->below = true;
		return true;
	}
	return scroll_act(&d->work, action, lines(ui, d));
}

/* The cursor walks from the work into the orders and back. */
static bool
move(struct ui *ui, struct day *d, enum gd_action action)
{
	if (!in_orders(d))
		return move_work(ui, d, action);
	if (action == GD_A_UP && d->orders.list.at == 0 &&
	    d->orders.nfrom == 0) {
		d->below = false;
		d->work.at = d->work.n - 1;
		scroll_fix(&d->work, lines(ui, d));
		return true;
	}
	return orders_act(ui, &d->orders, action, order_rows(ui, d));
}

/* Every paper that waits for my signature; none is ticked yet. */
static void
sign(struct ui *ui, struct day *d)
{
	char **orders;
	int n = 0;

	if (more_work(d)) {
		d->most = WORK_MOST;
		load(ui, &d->screen);
	}
	orders = gd_alloc(d->day.nlines + 1, sizeof *orders);
	for (size_t i = 0; i < d->day.nlines; i++) {
		const struct gd_day_line *line = &d->day.lines[i];
		char *id = d->day.pages[line->page].order.id;
		bool there = line->act->verb != GD_DO_SIGN;

		for (int k = 0; k < n; k++)
			there |= strcmp(orders[k], id) == 0;
		if (!there)
			orders[n++] = id;
	}
	scr_signs(ui, orders, n, false);
	free(orders);
}

static bool
day_act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct day *d = (struct day *)s;
	const char *number = number_at(d);

	switch (action) {
	case GD_A_OPEN:
	case GD_A_MARK:
		open_line(ui, d);
		return true;
	case GD_A_NEXT_PANE:
	case GD_A_PREV_PANE:
		d->below = !in_orders(d);
		return true;
	case GD_A_FILTER:
		scr_list(ui);
		return ui_act(ui, GD_A_FILTER);
	case GD_A_ACTIONS:
		if (number)
			scr_acts(ui, number, NULL);
		else
			scr_help(ui);
		return true;
	case GD_A_SIGN:
		sign(ui, d);
		return true;
	case GD_A_PRINT:
		if (number)
			scr_print(ui, number, NULL, 0);
		return true;
	case GD_A_UNDO:
		if (number)
			scr_undo(ui, number);
		return true;
	case GD_A_DAY:
		return true; /* here already */
	default:
		return move(ui, d, action);
	}
}

static int
day_hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	const struct day *d = (const struct day *)s;
	int n = 0;

	(void)ui;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	out[n++] =
	    (struct gd_hint){ GD_A_OPEN, in_orders(d) ? NULL : GD_TR("Do"), 0 };
	out[n++] = (struct gd_hint){ GD_A_NEXT_PANE, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ORDERS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_FILTER, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_NEW, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_PEOPLE, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_SINCE, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_HANDOVER, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_LANG, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, GD_TR("Leave"), 0 };
	return n;
}

static void
day_free(struct screen *s)
{
	struct day *d = (struct day *)s;

	gd_my_day_release(&d->day);
	orders_release(&d->orders);
	free(d);
}

static const struct screen_ops day_ops = {
	.place = GD_AT_DAY,
	.load = load,
	.paint = paint,
	.act = day_act,
	.hints = day_hints,
	.free = day_free,
};

void
scr_day(struct ui *ui)
{
	struct day *d = gd_alloc(1, sizeof *d);

	d->screen.ops = &day_ops;
	d->most = WORK_FIRST;
	ui_push(ui, &d->screen);
}
