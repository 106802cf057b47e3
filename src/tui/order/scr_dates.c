/* tui/order/scr_dates.c - every date of an order: planned, promised, now,
 * actual, where it lands; of the one under the cursor the rule it comes from. */
#include <stdlib.h>
#include <string.h>

#include "dates_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define ABOVE 5 /* lines above the table, at most */

/* ---- loading ------------------------------------------------------------ */

static const struct gd_date_view *
view_at(const struct dates *d, int at)
{
	return at >= 0 && at < d->list.n ? &d->dates.at[d->shown[at]] : NULL;
}

static void
remember(struct dates *d)
{
	const struct gd_date_view *v = view_at(d, d->list.at);
	char *old = d->at_duty;

	if (!v)
		return;
	d->at = *v->row;
	d->at_duty = gd_strdup(v->row->duty);
	free(old);
}

static bool
is_remembered(const struct dates *d, const struct gd_date_view *v)
{
	return d->at_duty && strcmp(d->at_duty, v->row->duty) == 0 &&
	       v->row->lot == d->at.lot && v->row->round == d->at.round &&
	       v->row->inst == d->at.inst;
}

static bool
is_over(const struct gd_date_view *v)
{
	return !v->open && !v->row->actual;
}

static int32_t
day_of(const struct gd_date_view *v)
{
	return (
	    int32_t)(v->open || !v->row->actual ? v->row->day : v->row->actual);
}

/* Open ones before what is done, hard ones first; or all by day. */
static bool
before(const struct dates *d, int a, int b)
{
	const struct gd_date_view *x = &d->dates.at[a], *y = &d->dates.at[b];

	if (!d->by_day && x->open != y->open)
		return x->open;
	if (!d->by_day && x->hard != y->hard)
		return x->hard;
	if (day_of(x) != day_of(y))
		return day_of(x) < day_of(y);
	return a < b;
}

static void
choose_shown(struct dates *d)
{
	d->list.n = 0;
	for (size_t i = 0; i < d->dates.n; i++) {
		const struct gd_date_view *v = &d->dates.at[i];
		int at = d->list.n;

		if (is_over(v) ||
		    (d->lot && v->row->lot && v->row->lot != d->lot))
			continue;
		for (; at > 0 && before(d, (int)i, d->shown[at - 1]); at--)
			d->shown[at] = d->shown[at - 1];
		d->shown[at] = (int)i;
		d->list.n++;
	}
	for (int i = 0; i < d->list.n; i++)
		if (is_remembered(d, view_at(d, i)))
			d->list.at = i;
	scroll_fix(&d->list, 1);
}

static void
load(struct ui *ui, struct screen *s)
{
	struct dates *d = (struct dates *)s;
	struct gd_order_page page = { 0 };
	struct gd_err err = GD_ERR_INIT;

	if (gd_app_order(*ui->app, d->number, &page, &err) != GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	gd_order_page_release(&d->page);
	gd_arena_release(&d->arena);
	d->page = page;
	gd_app_order_dates(*ui->app, &d->page, &d->arena, &d->dates);
	gd_warnings_make(d->page.wf, &d->page.order, &d->arena, &d->warnings,
	    &d->nwarnings);
	if (gd_app_forecast(*ui->app, &d->page, &d->forecast, NULL) != GD_OK)
		d->forecast = (struct gd_forecast){ 0 };
	free(d->shown);
	d->shown = gd_alloc(d->dates.n + 1, sizeof *d->shown);
	choose_shown(d);
	d->loaded = true;
}

/* ---- above the table ---------------------------------------------------- */

/* @return the next free row */
static int
put_line(struct ui *ui, int row, enum gd_ink ink, const struct gd_str *text)
{
	if (text->len == 0)
		return row;
	gd_grid_fit(&ui->grid, row, 1, ui->grid.cols - 2, ink, text->text);
	return row + 1;
}

static void
count(struct ui *ui, const char *english, int n, struct gd_str *out)
{
	struct gd_str said = GD_STR_INIT;

	if (n > 0) {
		ui_sentence(ui, &said, english, 1,
		    (const struct gd_arg[]){ gd_arg_int(n) });
		gd_str_addf(out, "   %s", said.text);
	}
	gd_str_release(&said);
}

/* Beside the next hard date: how many a person moved (~), and how many land
 * later than was promised first. */
static void
next_line(struct ui *ui, const struct dates *d, struct gd_str *out)
{
	dates_next(ui, &d->page.order, &d->dates, out);
	if (out->len == 0)
		gd_str_add(out, tr(ui, "No hard date is open."));
	count(ui, GD_TR("{1} moved"), d->dates.moved, out);
	count(ui, GD_TR("{1} later than promised"), d->dates.later, out);
}

/* What is said above the table. @return the row after it */
static int
paint_above(struct ui *ui, const struct dates *d, int row)
{
	struct gd_str text = GD_STR_INIT;
	int end = row + ABOVE;

	next_line(ui, d, &text);
	row = put_line(ui, row, GD_INK_PLAIN, &text);
	dates_forecast(ui, d->page.wf, &d->forecast, &text);
	row = put_line(ui, row, d->forecast.known ? GD_INK_PLAIN : GD_INK_DIM,
	    &text);
	dates_breaks(ui, &d->page.order, &d->dates, &text);
	row = put_line(ui, row, GD_INK_LATE, &text);
	for (size_t i = 0; i < d->nwarnings && row < end; i++) {
		gd_str_reset(&text);
		gd_str_add(&text, "! ");
		if (row == end - 1 && d->nwarnings - i > 1)
			gd_str_addf(&text, "(%d) ", (int)(d->nwarnings - i));
		dates_warning(ui, &d->page, &d->warnings[i], &text);
		row = put_line(ui, row, GD_INK_LATE, &text);
	}
	gd_str_release(&text);
	return row;
}

/* ---- the table ---------------------------------------------------------- */

enum { WHAT, OWNER, PLAN, PROMISED, NOW, ACTUAL, LANDS, LEFT, NCOLS };

/* Where each column begins; -1: no room for it. */
static void
places(const struct ui *ui, int at[NCOLS + 1])
{
	static const int wide[NCOLS] = { 0, 16, 8, 8, 8, 8, 8, 10 };
	static const int usual[NCOLS] = { 0, 7, 8, 8, 8, 0, 9, 10 };
	static const int narrow[NCOLS] = { 0, 0, 0, 8, 8, 0, 9, 10 };
	const int *w = ui->grid.cols < 72    ? narrow
		       : ui->grid.cols < 100 ? usual
					     : wide;
	int right = ui->grid.cols;

	at[NCOLS] = right;
	for (int i = NCOLS - 1; i > WHAT; i--) {
		right -= w[i] ? w[i] + 1 : 0;
		at[i] = w[i] ? right : -1;
	}
	at[WHAT] = 4;
}

static void
cell(struct ui *ui, int row, const int at[NCOLS + 1], int i, enum gd_ink ink,
    const char *text)
{
	int end = i + 1;

	if (at[i] < 0)
		return;
	while (at[end] < 0)
		end++;
	if (i == WHAT || i == OWNER)
		gd_grid_fit(&ui->grid, row, at[i], at[end] - at[i] - 1, ink,
		    text);
	else
		gd_grid_fit_right(&ui->grid, row, at[i], at[end] - at[i] - 1,
		    ink, text);
}

/* "12-05", "27-01-10"; mark: what stands before it, or "". */
static void
day_cell(struct ui *ui, int row, const int at[NCOLS + 1], int i,
    enum gd_ink ink, int64_t day, const char *mark)
{
	char buf[GD_DAY_TEXT];
	const char *text = ui_day(ui, day, buf);

	if (*text)
		cell(ui, row, at, i, ink,
		    ui_fmt(ui, "%s%s", mark,
			strlen(text) > 8 ? text + 2 : text));
}

static void
table_head(struct ui *ui, int row)
{
	static const char *const heads[NCOLS] = { GD_TR("Date of"),
		GD_TR("Owner"), GD_TR("Plan"), GD_TR("Promised"), GD_TR("Now"),
		GD_TR("Actual"), GD_TR("Lands"), GD_TR("Days") };
	int at[NCOLS + 1];

	places(ui, at);
	for (int i = 0; i < NCOLS; i++)
		cell(ui, row, at, i, GD_INK_HEAD,
		    tr(ui, i == LANDS && at[ACTUAL] < 0 ? GD_TR("Lands/met")
							: heads[i]));
}

static char
mark_of(const struct gd_date_view *v)
{
	if (!v->open)
		return 'x';
	if (v->late > 0 || v->breaks || v->urgent)
		return '!';
	return v->row->moved ? '~' : ' ';
}

/* Days left or late of what is open, days late of what is done. */
static const char *
left_of(struct ui *ui, const struct gd_date_view *v)
{
	if (v->open)
		return v->row->day ? dates_left(ui, v->left) : "";
	return v->late > 0 ? dates_left(ui, -v->late) : "";
}

static void
table_row(struct ui *ui, const struct dates *d, const struct gd_date_view *v,
    int row, bool here)
{
	struct gd_grid *g = &ui->grid;
	char mark = mark_of(v);
	enum gd_ink ink = here       ? GD_INK_CURSOR
			  : !v->open ? GD_INK_DIM
				     : GD_INK_PLAIN;
	enum gd_ink bad = !here && mark == '!' ? GD_INK_LATE : ink;
	int at[NCOLS + 1];
	bool known = v->projected != GD_NO_DAY;

	places(ui, at);
	gd_grid_fill(g, row, 0, 1, g->cols, ink, ' ');
	gd_grid_put(g, row, 0, ink, here ? '>' : ' ');
	gd_grid_put(g, row, 1, here ? ink : ui_mark_ink(mark),
	    (unsigned char)mark);
	gd_grid_put(g, row, 2, here ? ink : GD_INK_HEAD, v->hard ? '#' : ' ');
	cell(ui, row, at, WHAT, ink, dates_name(ui, &d->page.order, v));
	cell(ui, row, at, OWNER, ink, dates_owner(ui, d->page.wf, v->row->owner));
	day_cell(ui, row, at, PLAN, ink, v->row->plan, "");
	day_cell(ui, row, at, PROMISED, ink, v->row->first, "");
	day_cell(ui, row, at, NOW, bad, v->row->day, "");
	day_cell(ui, row, at, ACTUAL, ink, v->row->actual, "");
	if (v->open)
		day_cell(ui, row, at, LANDS,
		    !here && v->slip > 0 ? GD_INK_LATE : ink,
		    known ? v->projected : 0, "");
	else if (at[ACTUAL] < 0)
		/* both share a column: what was done is marked */
		day_cell(ui, row, at, LANDS, ink, v->row->actual, "x");
	cell(ui, row, at, LEFT, bad, left_of(ui, v));
}

/* ---- the date under the cursor ------------------------------------------ */

static void
told_words(struct ui *ui, const struct dates *d, const struct gd_date_view *v,
    struct gd_str *out)
{
	struct gd_str one = GD_STR_INIT;
	char day[GD_DAY_TEXT];

	if (*v->row->told) {
		ui_sentence(ui, &one, "Told: {1}.", 1,
		    (const struct gd_arg[]){
			gd_arg_text(dates_owner(ui, d->page.wf, v->row->told)) });
		gd_str_addf(out, "\n%s", one.text);
	}
	if (v->open && v->row->ring_day >= gd_app_today(*ui->app)) {
		ui_sentence(ui, &one, "Next reminder {1}.", 1,
		    (const struct gd_arg[]){
			gd_arg_text(ui_day(ui, v->row->ring_day, day)) });
		gd_str_addf(out, "%s%s", *v->row->told ? " " : "\n", one.text);
	}
	gd_str_release(&one);
}

static void
detail(struct ui *ui, const struct dates *d, struct gd_str *out)
{
	const struct gd_date_view *v = view_at(d, d->list.at);

	if (!v)
		return;
	gd_str_addf(out, "%s  ", dates_name(ui, &d->page.order, v));
	if (*v->row->owner)
		gd_str_addf(out, "(%s)  ", dates_owner(ui, d->page.wf, v->row->owner));
	if (v->urgent)
		gd_str_addf(out, "%s  ", tr(ui, "It is urgent now."));
	gd_str_addc(out, '\n');
	ui_say_date(ui, d->page.wf, out, v);
	dates_tighter(ui, v, out);
	told_words(ui, d, v, out);
}

static void
paint(struct ui *ui, struct screen *s)
{
	struct dates *d = (struct dates *)s;
	struct gd_grid *g = &ui->grid;
	struct gd_str more = GD_STR_INIT;
	int bottom = ui_bottom(ui), row, rows, n, most;

	ui_frame(ui,
	    ui_fmt(ui, "%s > %s%s", d->number, tr(ui, GD_TR("Dates")),
		d->lot ? ui_fmt(ui, ", %s", ui_lot(ui, d->lot)) : ""),
	    ui_fmt(ui, "%d/%d", d->list.n ? d->list.at + 1 : 0, d->list.n));
	if (!d->loaded)
		return;
	row = paint_above(ui, d, 1);
	gd_grid_rule(g, row++, 0, g->cols);
	table_head(ui, row++);
	detail(ui, d, &more);
	most = (bottom - row) / 2;
	n = ui_wrap(NULL, 0, 2, g->cols - 4, most < 7 ? most : 7, GD_INK_PLAIN,
	    more.text);
	rows = bottom - row - n - 1;
	scroll_fix(&d->list, rows);
	for (int i = 0; i < rows && d->list.top + i < d->list.n; i++)
		table_row(ui, d, view_at(d, d->list.top + i), row + i,
		    d->list.top + i == d->list.at);
	zone_rows(ui, row, 0, rows, ui->grid.cols, &d->list);
	if (d->list.n == 0)
		ui_empty(ui, row,
		    GD_TR("The dates of the order stand here; it has none, "
			  "they come with its delivery date. Esc goes back, "
			  "F4 there enters it."));
	gd_grid_rule(g, bottom - n - 1, 0, g->cols);
	ui_wrap(g, bottom - n, 2, g->cols - 4, n, GD_INK_PLAIN, more.text);
	gd_str_release(&more);
}

/* ---- keys --------------------------------------------------------------- */

/* What would be done by this date: its act, or what its limit is about. */
static int
duty_of(const struct dates *d, const struct gd_date_view *v)
{
	return v->duty >= 0    ? v->duty
	       : v->limit >= 0 ? d->page.wf->limits[v->limit].duty
			       : -1;
}

static void
open_date(struct ui *ui, struct dates *d)
{
	const struct gd_date_view *v = view_at(d, d->list.at);
	const struct gd_todo *t = &d->page.todo;
	const char *ids[32];
	int n = 0, duty = v ? duty_of(d, v) : -1;

	if (!v)
		return;
	for (size_t i = 0; i < t->nacts && n < 32; i++) {
		const struct gd_act_view *a = &t->acts[i];

		if (a->duty == duty && duty >= 0 && !a->optional &&
		    (!v->row->lot || !a->lot || a->lot == v->row->lot))
			ids[n++] = a->id;
	}
	if (n > 0)
		scr_acts_of(ui, d->number, ids, n, true);
	else if (duty >= 0)
		scr_acts(ui, d->number, d->page.wf->duties[duty].name.id);
	else
		ui_say(ui, "Nothing is done by itself here; F4 moves the date",
		    0, NULL);
}

/* A cut-off or a day of the credit stands in a field: put it right where it
 * was recorded. */
static void
correct_field(struct ui *ui, struct dates *d, const struct gd_date_view *v,
    const char *field)
{
	const char *by = dates_recorded_by(ui, d, field, v->row->lot);

	if (!scr_act_at(ui, d->number, ui_fmt(ui, "correct:%s", by), field))
		return;
	ui_say(ui, "{1} stands in the field {2}: put it right here", 2,
	    (const struct gd_arg[]){ gd_arg_text(ui_name(ui, v->name)),
		gd_arg_text(ui_thing(ui, d->page.wf, field)) });
}

static void
move_date(struct ui *ui, struct dates *d)
{
	const struct gd_date_view *v = view_at(d, d->list.at);
	struct gd_command cmd = { .verb = GD_DO_MOVE,
		.reason = "?",
		.granted_by = "?" };
	struct gd_err err = GD_ERR_INIT;

	if (!v)
		return;
	if (!v->open) {
		ui_say(ui, "What is done keeps its date", 0, NULL);
		return;
	}
	cmd.duty = v->row->duty;
	cmd.lot = v->row->lot;
	cmd.inst = v->row->inst;
	cmd.day = (int32_t)v->row->day;
	if (gd_app_may(*ui->app, &d->page, &cmd, &err) == GD_OK)
		scr_act(ui, d->number,
		    ui_fmt(ui, "movedate:%s@%d#%d", cmd.duty, (int)cmd.lot,
			(int)cmd.inst));
	else if (err.msg == GD_M_MOVE_FIELD)
		correct_field(ui, d, v, err.arg[1].text);
	else
		ui_say_fault(ui, d->page.wf, &err);
}

/* All lots, the first, the second ... */
static void
go_lot(struct dates *d, int by)
{
	const struct gd_sheet *sheet = &d->page.order.sheet;
	int n = (int)sheet->rows[GD_TAB_LOT].n, at = 0;
	const struct gd_lot *row;

	if (n < 2)
		return;
	for (int i = 0; (row = gd_row_at(sheet, GD_TAB_LOT, (size_t)i)); i++)
		if (row->no == d->lot)
			at = i + 1;
	at = (at + n + 1 + by) % (n + 1);
	row = at > 0 ? gd_row_at(sheet, GD_TAB_LOT, (size_t)at - 1) : NULL;
	d->lot = row ? row->no : 0;
	choose_shown(d);
}

static bool
scroll(struct ui *ui, struct dates *d, enum gd_action action)
{
	bool taken = scroll_act(&d->list, action, ui_bottom(ui) / 2);

	if (taken)
		remember(d);
	return taken;
}

static bool
act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct dates *d = (struct dates *)s;

	if (!d->loaded)
		return false;
	remember(d);
	switch (action) {
	case GD_A_OPEN:
	case GD_A_MARK:
		open_date(ui, d);
		return true;
	case GD_A_EDIT:
		move_date(ui, d);
		return true;
	case GD_A_NEXT_PANE:
		d->by_day = !d->by_day;
		choose_shown(d);
		return true;
	case GD_A_NEXT_LOT:
	case GD_A_PREV_LOT:
		go_lot(d, action == GD_A_NEXT_LOT ? 1 : -1);
		return true;
	case GD_A_ACTIONS:
		scr_acts(ui, d->number, NULL);
		return true;
	case GD_A_HISTORY:
		scr_history(ui, d->number);
		return true;
	case GD_A_LINES:
		scr_goods(ui, d->number);
		return true;
	case GD_A_DATES:
		ui_close(ui, s);
		return true;
	case GD_A_GANTT:
		scr_gantt(ui, d->number);
		return true;
	case GD_A_PRINT:
		scr_print(ui, d->number, NULL, 0);
		return true;
	case GD_A_UNDO:
		scr_undo(ui, d->number);
		return true;
	default:
		return scroll(ui, d, action);
	}
}

static int
hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	const struct dates *d = (const struct dates *)s;
	int n = 0;

	(void)ui;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_OPEN, GD_TR("Do"), 0 };
	out[n++] = (struct gd_hint){ GD_A_EDIT, GD_TR("Move date"), 0 };
	out[n++] = (struct gd_hint){ GD_A_NEXT_PANE,
		d->by_day ? GD_TR("Hard first") : GD_TR("By day"), 0 };
	if (d->loaded && ui_has_lots(&d->page.order))
		out[n++] = (struct gd_hint){ GD_A_NEXT_LOT, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_GANTT, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_HISTORY, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
dates_free(struct screen *s)
{
	struct dates *d = (struct dates *)s;

	gd_order_page_release(&d->page);
	gd_arena_release(&d->arena);
	free(d->shown);
	free(d->at_duty);
	free(d->number);
	free(d);
}

static const struct screen_ops ops = {
	.name = "dates",
	.place = GD_AT_TABLE,
	.load = load,
	.paint = paint,
	.act = act,
	.hints = hints,
	.free = dates_free,
};

void
scr_dates(struct ui *ui, const char *number, const struct gd_due *at)
{
	struct dates *d = gd_alloc(1, sizeof *d);

	d->screen.ops = &ops;
	d->number = gd_strdup(number);
	if (at) {
		d->at = *at;
		d->at_duty = gd_strdup(at->duty);
	}
	ui_push(ui, &d->screen);
}
