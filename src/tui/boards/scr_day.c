/* tui/boards/scr_day.c - the first screen: who you are, today's work in a few
 * lines that scroll, the dates of yours, below them the orders, and what the
 * marks mean.  Any of the three can take the whole window. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "day_screen_priv.h"
#include "../acts/deeds_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define WORK_FIRST 12 /* looked for: each costs the opening of an order */
#define WORK_MOST 240 /* when the cursor went down to them */

static int
least(int a, int b)
{
	return a < b ? a : b;
}

/* The cursor stays on the line it was on.  When that is done it goes to another
 * of the order that is seen, else it stays where it was: the pane does not
 * jump down to the order's next act, away from what is more urgent. */
static void
take_work(struct ui *ui, struct day *d, const struct gd_my_day *now)
{
	const struct gd_day_line *was =
	    d->work.at < d->work.n ? &d->day.lines[d->work.at] : NULL;
	int at = was ? orders_work(now, was->number, was->act->id) : -1;
	bool same =
	    at >= 0 && strcmp(now->lines[at].act->id, was->act->id) == 0;
	int rows;

	gd_my_day_release(&d->day);
	d->day = *now;
	d->work.n = (int)now->nlines;
	rows = day_layout(ui, d).work_rows;
	if (same || (at >= d->work.top && at < d->work.top + rows))
		d->work.at = at;
	if (was && !same && d->work.at < rows)
		d->work.top = 0;
	for (size_t i = 0; i < now->npages; i++)
		news_see(ui, &d->news, now->pages[i].order.id,
		    now->pages[i].order.rev);
}

static void
load(struct ui *ui, struct screen *s)
{
	struct day *d = (struct day *)s;
	struct gd_err err = GD_ERR_INIT;
	struct gd_my_day day = { 0 };

	/* all three by one look: an order is opened once */
	gd_app_look(*ui->app);
	if (gd_app_my_day(*ui->app, d->most, &day, &err) != GD_OK) {
		ui_say_err(ui, &err);
		day_dates_load(ui, &d->dates, NULL, ui->grid.rows);
	} else {
		take_work(ui, d, &day);
		day_dates_load(ui, &d->dates, &d->day, ui->grid.rows);
	}
	d->orders.filter = (struct gd_filter){
		.states = 1 << GD_ORDER_ACTIVE | 1 << GD_ORDER_HELD,
		.sort = GD_SORT_DUE,
	};
	/* where the cursor is not, the most urgent stands on top */
	if (day_pane(d) != ORDERS) {
		free(d->orders.at_id);
		d->orders.at_id = NULL;
	}
	orders_load(ui, &d->orders, day_pane(d) != ORDERS);
	gd_app_looked(*ui->app);
	scroll_fix(&d->work, day_layout(ui, d).work_rows);
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
paint_line(struct ui *ui, struct day *d, int i, int row, int cols)
{
	struct gd_grid *g = &ui->grid;
	const struct gd_day_line *line = &d->day.lines[i];
	bool here = day_pane(d) == WORK && d->work.at == i;
	bool news = news_has(&d->news, d->day.pages[line->page].order.id);
	enum gd_ink ink = here ? GD_INK_CURSOR : GD_INK_PLAIN;
	struct gd_str text = GD_STR_INIT;
	char day[GD_DAY_TEXT];
	int who = cols >= 72 ? 18 : day_is_side(ui) ? 8 : 10;

	gd_grid_fill(g, row, 0, 1, cols, ink, ' ');
	gd_grid_put(g, row, 0, ink, here ? '>' : ' ');
	gd_grid_put(g, row, 1, here ? ink : GD_INK_LATE,
	    line->late ? '!' : ' ');
	gd_grid_put(g, row, 2, here || !news ? ink : ui_mark_ink('~'),
	    news ? '~' : ' ');
	gd_grid_fit(g, row, 3, 5, here ? ink : GD_INK_KEY, tr(ui, "Enter"));
	gd_grid_fit(g, row, 10, 13, ink, line->number);
	gd_grid_fit(g, row, 24, who, ink, line->customer_name);
	label_of(ui, d, line, &text);
	gd_grid_fit(g, row, 25 + who, cols - 25 - who - 12, ink, text.text);
	gd_grid_fit_right(g, row, cols - 11, 10,
	    line->late && !here ? GD_INK_LATE : ink,
	    ui_day(ui, line->due, day));
	gd_str_release(&text);
}

static void
paint_legend(struct ui *ui, int row)
{
	gd_grid_fit(&ui->grid, row, 1, ui->grid.cols - 2, GD_INK_DIM,
	    tr(ui, ". not begun > running s sign c receipt ! late "
		   "x done - waived ~ changed # hard"));
}

static void
paint_work(struct ui *ui, struct day *d, const struct day_layout *l)
{
	struct gd_grid *g = &ui->grid;
	int seen = least(l->work_rows, d->work.n), row = l->work + 1;

	scroll_fix(&d->work, l->work_rows);
	gd_grid_fit(g, l->work, 3, l->work_cols - 3, GD_INK_HEAD,
	    d->work.n > seen || more_work(d)
		? ui_fmt(ui, "%s  %d-%d/%d%s", tr(ui, "To do today"),
		      d->work.top + 1, d->work.top + seen, d->work.n,
		      more_work(d) ? "+" : "")
		: tr(ui, "To do today"));
	if (d->work.n == 0)
		ui_wrap(g, row, 3, l->work_cols - 4, l->side ? 2 : 1,
		    GD_INK_DIM,
		    tr(ui, "Nothing waits for you. Below are all open orders; "
			   "F7 enters a new one."));
	for (int i = 0; i < seen; i++)
		paint_line(ui, d, d->work.top + i, row + i, l->work_cols);
	zone_go(ui, row, 0, seen, l->work_cols, day_to_work, d->work.top,
	    GD_KEY_ENTER);
}

static void
paint_dates(struct ui *ui, struct day *d, const struct day_layout *l)
{
	bool focus = day_pane(d) == DATES;

	if (l->side)
		gd_grid_bar(&ui->grid, l->dates, l->dates_col - 1,
		    l->dates_rows);
	if (l->side || d->wide) {
		if (l->dates_rows > 0)
			day_dates_paint_all(ui, &d->dates, l->dates,
			    l->dates_rows, l->dates_col, l->dates_cols, focus);
		return;
	}
	day_dates_tabs(ui, &d->dates, l->dates);
	day_dates_paint(ui, &d->dates, l->dates + 1, l->dates_rows, focus);
}

static void
paint_orders(struct ui *ui, struct day *d, const struct day_layout *l)
{
	struct orders *o = &d->orders;
	int row = l->orders;

	scroll_fix(&o->list, l->orders_rows);
	orders_head(ui, o, row, ui->grid.cols, false);
	gd_grid_fit(&ui->grid, row++, 3, 13, GD_INK_HEAD,
	    tr(ui, GD_TR("Open orders")));
	for (int i = 0; i < l->orders_rows && o->list.top + i < o->list.n; i++)
		orders_row(ui, o, row + i, ui->grid.cols, false,
		    &o->rows.at[o->list.top + i],
		    day_pane(d) == ORDERS && o->list.top + i == o->list.at,
		    false, news_has(&o->news, o->rows.at[o->list.top + i].id));
	zone_go(ui, row, 0, least(l->orders_rows, o->list.n - o->list.top),
	    ui->grid.cols, day_to_order, o->list.top, GD_KEY_ENTER);
	if (o->list.n == 0)
		gd_grid_text(&ui->grid, row, 3, GD_INK_DIM,
		    tr(ui, "Orders in work stand here; there is none. F7 "
			   "enters one, Ctrl-N practises."));
}

/* Days off that are not known: the first of them, and how many more. */
static void
paint_gaps(struct ui *ui, const struct gd_agenda *a, int row)
{
	struct gd_str out = GD_STR_INIT;
	struct gd_err said = GD_ERR_INIT;

	if (a->ngaps > 1)
		gd_str_addf(&out, "1/%d ", a->ngaps);
	gd_calendar_gap_say(&a->gaps[0], &said);
	gd_say_err(&out, *ui->lang, &said);
	gd_grid_fit(&ui->grid, row, 3, ui->grid.cols - 4, GD_INK_DIM, out.text);
	gd_str_release(&out);
}

static void
paint(struct ui *ui, struct screen *s)
{
	struct day *d = (struct day *)s;
	struct day_layout l = day_layout(ui, d);

	ui_frame(ui, tr(ui, "My day"), NULL);
	paint_who(ui, d);
	gd_grid_rule(&ui->grid, 2, 0, ui->grid.cols);
	if (l.work_rows > 0)
		paint_work(ui, d, &l);
	if (!d->wide || l.dates_rows > 0)
		paint_dates(ui, d, &l);
	if (l.unsure)
		paint_gaps(ui, &d->dates.agenda, l.unsure);
	if (l.orders_rows > 0)
		paint_orders(ui, d, &l);
	paint_legend(ui, ui_bottom(ui) - 1);
}

/* ---- keys --------------------------------------------------------------- */

static const char *
number_at(const struct day *d)
{
	const struct gd_list_row *r = orders_at(&d->orders);

	if (day_pane(d) == WORK)
		return d->day.lines[d->work.at].number;
	if (day_pane(d) == DATES)
		return day_dates_number(&d->dates);
	return r ? r->number : NULL;
}

static void
seen(struct day *d, const char *id)
{
	news_opened(&d->news, id);
	news_opened(&d->orders.news, id);
}

static void
open_line(struct ui *ui, struct day *d)
{
	const char *number = number_at(d);
	const struct gd_list_row *r = orders_at(&d->orders);

	if (day_pane(d) == WORK)
		seen(d, d->day.pages[d->day.lines[d->work.at].page].order.id);
	else if (day_pane(d) == ORDERS && r)
		seen(d, r->id);
	if (day_pane(d) == WORK)
		scr_act(ui, number, d->day.lines[d->work.at].act->id);
	else if (day_pane(d) == DATES)
		day_dates_open(ui, &d->dates);
	else if (number)
		scr_order(ui, number);
}

/* Down through the work; behind its last line come the dates, or the orders
 * where these stand below. */
static bool
move_work(struct ui *ui, struct day *d, enum gd_action action)
{
	bool down = action == GD_A_DOWN || action == GD_A_PAGE_DOWN;

	if (down && d->work.at == d->work.n - 1 && more_work(d)) {
		/* more lines are no news: go on where it stands */
		struct scroll was = d->work;

		d->most = WORK_MOST;
		load(ui, &d->screen);
		d->work.at = was.at < d->work.n ? was.at : d->work.n - 1;
		d->work.top = was.top;
	}
	if (down && d->work.at == d->work.n - 1 && !d->wide) {
		d->pane = day_is_side(ui) ? ORDERS : DATES;
		day_dates_enter(&d->dates, false);
		return true;
	}
	return scroll_act(&d->work, action, day_layout(ui, d).work_rows);
}

static bool
move_dates(struct ui *ui, struct day *d, enum gd_action action)
{
	struct scroll nothing = { 0 };

	if (!scroll_act(&nothing, action, 1))
		return false; /* no way to move: keys of everywhere go on */
	if (day_dates_act(ui, &d->dates, action, day_layout(ui, d).dates_rows))
		return true;
	if (!d->wide && action == GD_A_DOWN)
		d->pane = ORDERS;
	if (!d->wide && action == GD_A_UP && d->work.n > 0)
		d->pane = WORK;
	return true;
}

/* The cursor walks from the work into the dates, the orders and back. */
static bool
move(struct ui *ui, struct day *d, enum gd_action action)
{
	if (day_pane(d) == WORK)
		return move_work(ui, d, action);
	if (day_pane(d) == DATES)
		return move_dates(ui, d, action);
	if (action == GD_A_UP && d->orders.list.at == 0 &&
	    d->orders.nfrom == 0 && !d->wide) {
		d->pane = day_is_side(ui) ? WORK : DATES;
		d->work.at = d->work.n > 0 ? d->work.n - 1 : 0;
		day_dates_enter(&d->dates, true);
		return true;
	}
	return orders_act(ui, &d->orders, action,
	    day_layout(ui, d).orders_rows);
}

/* Work, each section of the dates that has something, orders. */
static void
next_pane(struct day *d, bool forward)
{
	enum day_pane was = day_pane(d);

	if (was == DATES && day_dates_jump(&d->dates, forward))
		return;
	d->pane = (enum day_pane)((was + (forward ? 1 : 2)) % 3);
	if (d->pane == DATES && d->dates.list.n == 0)
		d->pane = forward ? ORDERS : WORK;
	if (d->pane == WORK && d->work.n == 0)
		d->pane = forward ? DATES : ORDERS;
	if (d->pane == DATES)
		day_dates_begin(&d->dates, !forward);
}

/* Every paper that waits for my signature; none is ticked yet. */
static void
sign(struct ui *ui, struct day *d)
{
	if (more_work(d)) {
		d->most = WORK_MOST;
		load(ui, &d->screen);
	}
	scr_signs_mine(ui);
}

static bool
wants_order(enum gd_action a)
{
	return a == GD_A_OPEN || a == GD_A_MARK || a == GD_A_DATES ||
	       a == GD_A_PRINT;
}

static bool
day_act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct day *d = (struct day *)s;
	const char *number = number_at(d);

	if (!number && wants_order(action))
		return ui_no_order(ui);
	switch (action) {
	case GD_A_OPEN:
	case GD_A_MARK:
		open_line(ui, d);
		return true;
	case GD_A_NEXT_PANE:
	case GD_A_PREV_PANE:
		next_pane(d, action == GD_A_NEXT_PANE);
		return true;
	case GD_A_WIDEN:
		d->wide = !d->wide;
		return true;
	case GD_A_BACK:
	case GD_A_CANCEL:
		if (!d->wide)
			return false;
		d->wide = false;
		return true;
	case GD_A_DATES:
		if (number)
			scr_dates(ui, number, NULL);
		return true;
	case GD_A_FLOW:
		scr_flow(ui, number);
		return true;
	case GD_A_FILTER:
		scr_list(ui);
		return ui_act(ui, GD_A_FILTER);
	case GD_A_ACTIONS:
		if (number)
			scr_acts(ui, number, NULL);
		else
			scr_palette(ui, NULL);
		return true;
	case GD_A_SIGN:
		sign(ui, d);
		return true;
	case GD_A_PRINT:
		if (number)
			scr_print(ui, number, NULL, 0);
		return true;
	case GD_A_UNDO:
		scr_undo_mine(ui, number);
		return true;
	case GD_A_DAY: /* here already: as if it were opened anew */
		news_clear(&d->news);
		news_clear(&d->orders.news);
		s->stale = true;
		return true;
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
	out[n++] = (struct gd_hint){ GD_A_OPEN,
		day_pane(d) == WORK ? GD_TR("Do") : NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_NEXT_PANE, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_WIDEN,
		d->wide ? GD_TR("All parts") : NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ORDERS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BOARD, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_FILTER, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_NEW, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_PEOPLE, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_CUSTOMERS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_STAFF, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_SINCE, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_HANDOVER, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_FLOW, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_LANG, NULL, 0 };
	out[n++] =
	    (struct gd_hint){ GD_A_BACK, d->wide ? NULL : GD_TR("Leave"), 0 };
	return n;
}

static void
day_free(struct screen *s)
{
	struct day *d = (struct day *)s;

	gd_my_day_release(&d->day);
	day_dates_release(&d->dates);
	orders_release(&d->orders);
	news_clear(&d->news);
	free(d);
}

static const struct screen_ops day_ops = {
	.name = "day",
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
