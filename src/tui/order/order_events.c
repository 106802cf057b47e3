/* tui/order/order_events.c - what happened last to an order, and its notes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "order_screen_priv.h"

#include "base/banned.h"

#define LOOK_BACK 200 /* entries of the journal looked at for notes */
#define EVENT_ROWS 2  /* of one event; its beginning says what matters */
#define NOTE_ROWS 4
#define TALL 30 /* rows of a screen that has more than the last note */

/* ---- papers drafted anew ------------------------------------------------ */

/* Whom a revision waits for: its signatures, else who issues it. */
static void
wait_for(struct ui *ui, const struct order_screen *o,
    const struct gd_revision *r, struct gd_str *out)
{
	const struct gd_todo *t = &o->page.todo;
	int paper = gd_wf_paper(o->page.wf, r->kind), n = 0;

	for (int issue = 0; issue < 2 && n == 0; issue++)
		for (size_t i = 0; i < t->nacts; i++) {
			const struct gd_act_view *a = &t->acts[i];

			if (a->verb != (issue ? GD_DO_ISSUE : GD_DO_SIGN) ||
			    a->paper != paper || a->lot != r->lot ||
			    a->inst != r->inst || a->nroles == 0)
				continue;
			gd_str_addf(out, "%s%s",
			    n++ ? ", "
			    : issue
				? tr(ui, GD_TR("to be issued by "))
				: tr(ui, GD_TR("to be signed by ")),
			    ui_role(ui, issue ? a->roles[0] : a->role));
		}
}

void
order_revised(struct ui *ui, const struct order_screen *o, struct gd_str *out)
{
	const struct gd_revision *r;
	char no[24];

	for (size_t i = 0;
	     (r = gd_walk(&o->page.order, GD_TAB_REVISION, &i));) {
		if (r->rev < 2 || (r->state != GD_REV_DRAFT &&
				      r->state != GD_REV_SIGNING))
			continue;
		snprintf(no, sizeof no, " v%d ", (int)r->rev);
		gd_str_addf(out, "%s%s%s",
		    out->len ? "; " : tr(ui, GD_TR("Revised, not in force: ")),
		    ui_paper(ui, o->page.wf, r->kind), no);
		if (gd_revision_back(r))
			ui_back(ui, r, out);
		else
			wait_for(ui, o, r, out);
	}
}

/* ---- reading ------------------------------------------------------------ */

void
order_events_drop(struct order_screen *o)
{
	for (int i = 0; i < o->nevents; i++)
		free(o->events[i]);
	for (int i = 0; i < o->nnotes; i++)
		free(o->notes[i]);
	o->nevents = o->nnotes = 0;
}

static void
take_row(struct ui *ui, struct order_screen *o,
    const struct gd_journal_row *row)
{
	bool note = strcmp(row->verb, gd_verb_word(GD_DO_NOTE)) == 0 &&
		    o->nnotes < ORDER_NOTES;
	struct gd_str text = GD_STR_INIT;

	if (!note && o->nevents == ORDER_EVENTS)
		return;
	ui_journal_row(ui, o->page.wf, row, &text);
	if (note && text.len)
		o->notes[o->nnotes++] = gd_strdup(text.text);
	if (o->nevents < ORDER_EVENTS && text.len) {
		o->is_note[o->nevents] = note;
		o->events[o->nevents++] = gd_strdup(text.text);
	}
	gd_str_release(&text);
}

void
order_events_load(struct ui *ui, struct order_screen *o)
{
	struct gd_store *store = gd_app_store(*ui->app);
	struct gd_journal_row row;
	struct gd_cursor *cursor = NULL;
	struct gd_err err = GD_ERR_INIT;

	order_events_drop(o);
	if (gd_store_journal_newest(store, o->page.order.id, 0, &cursor,
		&err) != GD_OK)
		return;
	for (int i = 0;
	     i < LOOK_BACK && gd_cursor_next(cursor, &row, &err) == GD_OK; i++)
		take_row(ui, o, &row);
	gd_cursor_close(cursor);
}

/* ---- painting ----------------------------------------------------------- */

/* A list under a title; one that would lose its end to the bottom is cut
 * there. @return the row after it */
static int
paint_list(struct ui *ui, const char *title, char *const *list, int n,
    int most_rows, int row, int col, int cols, int bottom)
{
	if (bottom - row < 2)
		return row;
	gd_grid_fit(&ui->grid, row++, col, cols, GD_INK_HEAD, title);
	for (int i = 0; i < n && row < bottom; i++) {
		int room = bottom - row;

		row += ui_wrap(&ui->grid, row, col, cols,
		    room < most_rows ? room : most_rows, GD_INK_PLAIN, list[i]);
	}
	return row;
}

static int
notes_shown(const struct ui *ui, const struct order_screen *o, bool events)
{
	return !events || ui->grid.rows >= TALL ? o->nnotes : o->nnotes > 0;
}

/* A note that stands among the notes is not said again. */
static void
paint_events(struct ui *ui, const struct order_screen *o, int notes, int row,
    int col, int cols, int bottom)
{
	char *list[ORDER_EVENTS];
	int n = 0;

	for (int i = 0; i < o->nevents; i++)
		if (!o->is_note[i] || notes-- <= 0)
			list[n++] = o->events[i];
	if (n)
		paint_list(ui, tr(ui, "Last events"), list, n, EVENT_ROWS, row,
		    col, cols, bottom);
}

void
order_events_paint(struct ui *ui, const struct order_screen *o, int row,
    int col, int cols, int bottom)
{
	paint_events(ui, o, notes_shown(ui, o, false), row, col, cols, bottom);
}

/* "Notes   F8 adds one" */
static const char *
notes_title(struct ui *ui)
{
	char key[24];
	struct gd_str text = GD_STR_INIT;
	const char *out;

	ui_sentence(ui, &text, "Notes   {1} adds one", 1,
	    (const struct gd_arg[]){ gd_arg_text(gd_key_name(*ui->lang,
		gd_action_row(GD_A_NOTICE)->neutral, key)) });
	out = ui_fmt(ui, "%s", text.text);
	gd_str_release(&text);
	return out;
}

void
order_rest_paint(struct ui *ui, const struct order_screen *o, int row, int col,
    int cols, int bottom, bool events)
{
	bool tall = ui->grid.rows >= TALL || !events;
	int notes = notes_shown(ui, o, events);
	int end = events ? row + (bottom - row) / 2 : bottom;

	if (o->nnotes)
		row = 1 + paint_list(ui, notes_title(ui), o->notes, notes,
			      tall ? NOTE_ROWS : 2, row, col, cols, end);
	else if (tall && bottom - row > 3) {
		gd_grid_fit(&ui->grid, row++, col, cols, GD_INK_HEAD,
		    notes_title(ui));
		row += 1 + ui_wrap(&ui->grid, row, col, cols, 2, GD_INK_DIM,
			       tr(ui, "None yet. A note keeps what no paper "
				      "says: a telephone call, a promise."));
	}
	if (events)
		paint_events(ui, o, notes, row, col, cols, bottom);
}
