/* tui/order/scr_history.c - all that happened to an order, newest first; or
 * only what was put right, with the old value, the new one, who, when and why. */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "../scr_priv.h"

#include "base/banned.h"

/* One row of the journal. */
struct happened {
	int64_t at_ms;
	const char *who, *for_whom, *words; /* in the arena */
	bool correction;
};

struct history {
	struct screen screen;
	char *number; /* owned */
	struct gd_order_page page;
	struct gd_arena arena;
	struct happened *at; /* owned; oldest first */
	size_t n, room;
	int *shown; /* owned; indexes, newest first */
	struct scroll list;
	bool only; /* corrections */
};

/* ---- loading ------------------------------------------------------------ */

static bool
is_correction(enum gd_event_kind kind)
{
	return kind == GD_EV_CORRECTED || kind == GD_EV_REWORDED ||
	       kind == GD_EV_UNDONE || kind == GD_EV_MOVED ||
	       kind == GD_EV_GRANTED || kind == GD_EV_VOIDED ||
	       kind == GD_EV_LOST || kind == GD_EV_OVERRIDE;
}

static void
remember(struct ui *ui, struct history *h, const struct gd_journal_row *row)
{
	struct happened *one = GD_PUSH(h->at, h->n, h->room);
	struct gd_events events = GD_EVENTS_INIT;
	struct gd_str words = GD_STR_INIT;

	one->at_ms = row->at_ms;
	one->who = gd_arena_str(&h->arena, row->actor);
	one->for_whom = gd_arena_str(&h->arena, row->for_whom);
	if (gd_events_decode(&events, row->body, row->body_len, NULL) == GD_OK)
		for (size_t i = 0; i < events.n; i++) {
			const struct gd_event *ev = &events.at[i];

			one->correction |= is_correction(ev->kind);
			if (ev->kind == GD_EV_TABLES ||
			    ev->kind == GD_EV_OFFICE)
				continue;
			gd_str_add(&words, words.len ? "; " : "");
			ui_event(ui, h->page.wf, &words, ev);
		}
	gd_events_release(&events);
	one->words = gd_arena_str(&h->arena, words.text);
	gd_str_release(&words);
}

static void
choose_shown(struct history *h)
{
	free(h->shown);
	h->shown = gd_alloc(h->n + 1, sizeof *h->shown);
	h->list.n = 0;
	for (size_t i = h->n; i-- > 0;)
		if (!h->only || h->at[i].correction)
			h->shown[h->list.n++] = (int)i;
	scroll_fix(&h->list, 1);
}

static void
load(struct ui *ui, struct screen *s)
{
	struct history *h = (struct history *)s;
	struct gd_order_page page = { 0 };
	struct gd_journal_row row;
	struct gd_cursor *cursor = NULL;
	struct gd_err err = GD_ERR_INIT;

	if (gd_app_order(*ui->app, h->number, &page, &err) != GD_OK ||
	    gd_store_journal(gd_app_store(*ui->app), page.order.id, 0, &cursor,
		&err) != GD_OK) {
		gd_order_page_release(&page);
		ui_say_err(ui, &err);
		return;
	}
	gd_order_page_release(&h->page);
	gd_arena_release(&h->arena);
	h->page = page;
	h->n = 0;
	while (gd_cursor_next(cursor, &row, &err) == GD_OK)
		remember(ui, h, &row);
	gd_cursor_close(cursor);
	choose_shown(h);
}

/* ---- painting ----------------------------------------------------------- */

static void
paint_row(struct ui *ui, const struct happened *one, int row, bool here)
{
	struct gd_grid *g = &ui->grid;
	enum gd_ink ink = here ? GD_INK_CURSOR : GD_INK_PLAIN;
	char when[GD_MS_TEXT];
	int who = g->cols < 72 ? 8 : 12;

	gd_ms_text(one->at_ms, gd_utc_offset_min(), when);
	gd_grid_fill(g, row, 0, 1, g->cols, ink, ' ');
	gd_grid_put(g, row, 0, ink, here ? '>' : ' ');
	gd_grid_put(g, row, 1,
	    here              ? ink
	    : one->correction ? GD_INK_CHANGED
			      : ink,
	    one->correction ? '~' : ' ');
	gd_grid_fit(g, row, 3, 14, ink, when + 2);
	gd_grid_fit(g, row, 18, who, ink,
	    ui_deputy(ui, one->who, one->for_whom));
	gd_grid_fit(g, row, 19 + who, g->cols - 20 - who, ink, one->words);
}

/* The row under the cursor whole. */
static int
paint_whole(struct ui *ui, const struct happened *one, int row, bool draw)
{
	char when[GD_MS_TEXT];

	gd_ms_text(one->at_ms, gd_utc_offset_min(), when);
	return ui_wrap(draw ? &ui->grid : NULL, row, 2, ui->grid.cols - 4, 5,
	    GD_INK_PLAIN,
	    ui_fmt(ui, "%s  %s: %s", when,
		ui_deputy(ui, one->who, one->for_whom), one->words));
}

static void
paint(struct ui *ui, struct screen *s)
{
	struct history *h = (struct history *)s;
	const struct happened *here = NULL;
	int bottom = ui_bottom(ui), row = 2, rows, whole = 0;

	if (h->list.n > 0)
		here = &h->at[h->shown[h->list.at]];
	if (here)
		whole = paint_whole(ui, here, 0, false);
	rows = bottom - row - whole - 1;
	ui_frame(ui,
	    ui_fmt(ui, "%s > %s", h->number,
		tr(ui, h->only ? GD_TR("Put right") : GD_TR("History"))),
	    ui_fmt(ui, "%d/%d", h->list.n ? h->list.at + 1 : 0, h->list.n));
	gd_grid_fit(&ui->grid, 1, 3, ui->grid.cols - 4, GD_INK_HEAD,
	    tr(ui, h->only ? GD_TR("Only what was put right or overridden; "
				   "Space shows all.")
			   : GD_TR("Newest first; ~ put right or overridden; "
				   "Space: only ~.")));
	scroll_fix(&h->list, rows);
	for (int i = 0; i < rows && h->list.top + i < h->list.n; i++)
		paint_row(ui, &h->at[h->shown[h->list.top + i]], row + i,
		    h->list.top + i == h->list.at);
	zone_rows(ui, row, 0, rows, ui->grid.cols, &h->list);
	if (h->list.n == 0)
		ui_empty(ui, row,
		    GD_TR("What was put right, taken back or overridden "
			  "stands here; nothing was on this order. Space "
			  "shows all that happened."));
	gd_grid_rule(&ui->grid, bottom - whole - 1, 0, ui->grid.cols);
	if (here)
		paint_whole(ui, here, bottom - whole, true);
}

/* ---- keys --------------------------------------------------------------- */

static bool
act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct history *h = (struct history *)s;

	switch (action) {
	case GD_A_MARK:
	case GD_A_OPEN:
		h->only = !h->only;
		h->list.at = h->list.top = 0;
		choose_shown(h);
		return true;
	case GD_A_HISTORY:
		ui_close(ui, s);
		return true;
	case GD_A_EDIT:
		scr_acts(ui, h->number, "correct:");
		return true;
	case GD_A_ACTIONS:
		scr_acts(ui, h->number, NULL);
		return true;
	case GD_A_PRINT:
		scr_print(ui, h->number, NULL, 0);
		return true;
	case GD_A_UNDO:
		scr_undo(ui, h->number);
		return true;
	default:
		return scroll_act(&h->list, action, ui_bottom(ui) - 5);
	}
}

static int
hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	const struct history *h = (const struct history *)s;
	int n = 0;

	(void)ui;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_MARK,
		h->only ? GD_TR("All") : GD_TR("Put right"), 0 };
	out[n++] = (struct gd_hint){ GD_A_EDIT, GD_TR("Correct"), 0 };
	out[n++] = (struct gd_hint){ GD_A_UNDO, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
history_free(struct screen *s)
{
	struct history *h = (struct history *)s;

	gd_order_page_release(&h->page);
	gd_arena_release(&h->arena);
	free(h->at);
	free(h->shown);
	free(h->number);
	free(h);
}

static const struct screen_ops ops = {
	.name = "history",
	.place = GD_AT_TABLE,
	.load = load,
	.paint = paint,
	.act = act,
	.hints = hints,
	.free = history_free,
};

void
scr_history(struct ui *ui, const char *number)
{
	struct history *h = gd_alloc(1, sizeof *h);

	h->screen.ops = &ops;
	h->number = gd_strdup(number);
	ui_push(ui, &h->screen);
}
