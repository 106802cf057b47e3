/* tui/lists/preview.c - the order under the cursor beside the list: head, what
 * its step asks, why it stands, whom it waits for; with more rows the last
 * events and notes.
 *
 * It is read when the keys rest: who walks down the list sees the row under the
 * cursor move at once, and opens the order he stays on and no other.  Until
 * then the order before it stands there, its number at the head.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "../order/order_screen_priv.h"
#include "preview_priv.h"

#include "base/banned.h"

#define LOOK_BACK 60 /* entries of the journal looked at for notes */
#define LEAST 44     /* columns */
#define EVENTS_ROWS 30

int
preview_cols(const struct ui *ui)
{
	int cols = ui->grid.cols * 2 / 5;

	if (ui->no_preview || ui->grid.cols < PREVIEW_FROM)
		return 0;
	return cols < LEAST ? LEAST : cols;
}

void
preview_drop(struct preview *p)
{
	if (!p->number)
		return;
	gd_order_page_release(&p->page);
	gd_arena_release(&p->arena);
	for (int i = 0; i < p->nevents; i++)
		free(p->events[i]);
	for (int i = 0; i < p->nnotes; i++)
		free(p->notes[i]);
	free(p->number);
	*p = (struct preview){ 0 };
}

/* ---- loading ------------------------------------------------------------ */

/* The first step that is open and not standing, else the first open one. */
static int
step_of(const struct gd_todo *t)
{
	int standing = -1;

	for (size_t i = 0; i < t->nsteps; i++) {
		if (t->steps[i].state != GD_STEP_OPEN)
			continue;
		if (!t->steps[i].def->standing)
			return (int)i;
		if (standing < 0)
			standing = (int)i;
	}
	return standing;
}

static void
keep(char **list, int *n, const char *text)
{
	if (*n < PREVIEW_EVENTS && *text)
		list[(*n)++] = gd_strdup(text);
}

static void
read_events(struct ui *ui, struct preview *p)
{
	struct gd_str text = GD_STR_INIT;
	struct gd_journal_row row;
	struct gd_cursor *cursor;
	struct gd_err err = GD_ERR_INIT;

	if (gd_store_journal_newest(gd_app_store(*ui->app), p->page.order.id, 0,
		&cursor, &err) != GD_OK)
		return;
	for (int i = 0;
	     i < LOOK_BACK && gd_cursor_next(cursor, &row, &err) == GD_OK;
	     i++) {
		bool note = strcmp(row.verb, gd_verb_word(GD_DO_NOTE)) == 0;

		if (!note && p->nevents == PREVIEW_EVENTS)
			continue;
		gd_str_reset(&text);
		ui_journal_row(ui, p->page.wf, &row, &text);
		if (note)
			keep(p->notes, &p->nnotes, text.text);
		keep(p->events, &p->nevents, text.text);
	}
	gd_cursor_close(cursor);
	gd_str_release(&text);
}

static void
read_order(struct ui *ui, struct preview *p, const char *number)
{
	struct gd_order_page page = { 0 };
	struct gd_err err = GD_ERR_INIT;

	preview_drop(p);
	if (gd_app_order(*ui->app, number, &page, &err) != GD_OK)
		return; /* the next look shows another list */
	p->page = page;
	p->number = gd_strdup(number);
	p->lang = *ui->lang;
	gd_app_order_dates(*ui->app, &p->page, &p->arena, &p->dates);
	p->step = step_of(&p->page.todo);
	read_events(ui, p);
}

/* ---- painting ----------------------------------------------------------- */

/* Where the next line goes. */
struct pen {
	struct ui *ui;
	int row, col, cols, bottom;
};

static void
line(struct pen *at, enum gd_ink ink, const char *text)
{
	if (at->row < at->bottom && *text)
		gd_grid_fit(&at->ui->grid, at->row++, at->col, at->cols, ink,
		    text);
}

static void
wrapped(struct pen *at, int max, enum gd_ink ink, const char *text)
{
	int room = at->bottom - at->row;

	at->row += ui_wrap(&at->ui->grid, at->row, at->col, at->cols,
	    max < room ? max : room, ink, text);
}

static void
paint_head(struct pen *at, const struct preview *p)
{
	struct ui *ui = at->ui;
	const struct gd_head *head = gd_head(&p->page.order);
	struct gd_str text = GD_STR_INIT;
	char day[GD_DAY_TEXT];

	line(at, GD_INK_HEAD,
	    ui_fmt(ui, "%s  %s", p->page.row.number,
		p->page.row.customer_name));
	if (gd_app_flow_count(*ui->app) > 1)
		line(at, GD_INK_PLAIN, ui_name(ui, &p->page.wf->name));
	if (head->state != GD_ORDER_ACTIVE)
		line(at, GD_INK_LATE,
		    ui_fmt(ui, "%s%s%s", ui_order_state(ui, head->state),
			*head->reason ? ": " : "", head->reason));
	else if (*head->status && gd_wf_mark(p->page.wf, head->status))
		line(at, GD_INK_PLAIN,
		    ui_fmt(ui, "[%s]",
			ui_name(ui, gd_wf_mark(p->page.wf, head->status))));
	order_field(ui, &p->page, "contract_no", &text);
	if (head->due_day > 0)
		gd_str_addf(&text, "%s %s", tr(ui, "Due"),
		    ui_day(ui, head->due_day, day));
	line(at, GD_INK_PLAIN, text.text);
	gd_str_reset(&text);
	order_field(ui, &p->page, "amount", &text);
	if (*p->page.row.clerk)
		gd_str_addf(&text, "%s %s", tr(ui, "Owner"),
		    ui_person(ui, p->page.row.clerk));
	line(at, GD_INK_PLAIN, text.text);
	gd_str_reset(&text);
	if (p->dates.first_broken)
		dates_breaks(ui, &p->page.order, &p->dates, &text);
	else
		dates_next(ui, &p->page.order, &p->dates, &text);
	wrapped(at, 2, p->dates.first_broken ? GD_INK_LATE : GD_INK_PLAIN,
	    text.text);
	gd_str_release(&text);
}

static bool
of_step(const struct preview *p, const struct gd_duty_view *v)
{
	const struct gd_step_view *step = &p->page.todo.steps[p->step];

	return &p->page.wf->steps[v->def->step] == step->def &&
	       v->state != GD_DUTY_NA &&
	       (!step->lot || !v->lot || v->lot == step->lot);
}

static void
paint_duty(struct pen *at, const struct gd_duty_view *v)
{
	struct ui *ui = at->ui;
	int state = 16, row = at->row++;
	enum gd_ink ink = order_duty_ink(v);

	gd_grid_text(&ui->grid, row, at->col, ui_mark_ink(v->mark),
	    order_duty_box(v));
	gd_grid_fit(&ui->grid, row, at->col + 4, at->cols - 5 - state, ink,
	    ui_name(ui, &v->def->name));
	gd_grid_fit(&ui->grid, row, at->col + at->cols - state, state, ink,
	    order_duty_state(ui, v));
}

/* The checklist of its step, at most so many lines, and why the first that
 * stands does. */
static void
paint_step(struct pen *at, const struct preview *p, int most)
{
	const struct gd_todo *t = &p->page.todo;
	const struct gd_step_view *step = &t->steps[p->step];
	struct gd_str why = GD_STR_INIT;
	struct ui *ui = at->ui;
	int left = 0;

	line(at, GD_INK_HEAD,
	    ui_fmt(ui, "%d %s   %d/%d", step->def->no,
		ui_name(ui, &step->def->name), step->done, step->total));
	for (size_t i = 0; i < t->nduties; i++) {
		const struct gd_duty_view *v = &t->duties[i];

		if (!of_step(p, v))
			continue;
		if (!why.len && v->state != GD_DUTY_DONE && *v->why) {
			gd_str_addf(&why, "%s. ", ui_name(ui, &v->def->name));
			order_duty_why(ui, p->page.wf, v, &why);
		}
		if (most-- > 0 && at->row < at->bottom)
			paint_duty(at, v);
		else
			left++;
	}
	if (left > 0)
		line(at, GD_INK_DIM, ui_fmt(ui, "... %d", left));
	wrapped(at, 3, GD_INK_PLAIN, why.text);
	gd_str_release(&why);
}

static void
paint_list(struct pen *at, const char *title, char *const *list, int n,
    int most)
{
	if (n == 0 || at->bottom - at->row < 3)
		return;
	at->row++;
	line(at, GD_INK_HEAD, tr(at->ui, title));
	for (int i = 0; i < n && i < most; i++)
		line(at, GD_INK_PLAIN, list[i]);
}

void
preview_paint(struct ui *ui, struct preview *p, const char *number, int row,
    int bottom)
{
	int cols = preview_cols(ui), col = ui->grid.cols - cols;
	struct pen at = { ui, row, col + 1, cols - 1, bottom };
	struct gd_str waits = GD_STR_INIT;
	bool tall = ui->grid.rows >= EVENTS_ROWS;

	gd_grid_bar(&ui->grid, row, col - 1, bottom - row);
	if (number && (!p->number || strcmp(p->number, number) != 0 ||
			  p->lang != *ui->lang)) {
		if (ui->hurry)
			ui->later = true;
		else
			read_order(ui, p, number);
	}
	if (!number || !p->number)
		return;
	paint_head(&at, p);
	at.row++;
	if (p->step >= 0)
		paint_step(&at, p, tall ? (bottom - row) / 2 : bottom - row);
	ui_waits_fit(ui, p->page.wf, &waits, p->page.row.waits, INT_MAX);
	if (waits.len > 0 && p->page.row.state == GD_ORDER_ACTIVE) {
		at.row++;
		line(&at, GD_INK_PLAIN,
		    ui_fmt(ui, "%s: %s", tr(ui, "Waits for"), waits.text));
	}
	if (tall) {
		paint_list(&at, "Last events", p->events, p->nevents,
		    p->nnotes ? (bottom - at.row) / 2 : PREVIEW_EVENTS);
		paint_list(&at, GD_TR("Notes"), p->notes, p->nnotes,
		    PREVIEW_EVENTS);
	}
	gd_str_release(&waits);
}
