/* tui/papers/scr_scan.c - what a scanned code does: anywhere, the answer
 * stands in the message row and the order opens; on the screen for a stack of
 * slips each answer becomes a line, and they are counted. */
#include <stdlib.h>
#include <string.h>

#include "app/scan.h"

#include "../scr_priv.h"

#include "base/banned.h"

struct scan_line {
	char *number, *text; /* owned; of no order: "" */
	bool good;
};

struct scan_screen {
	struct screen screen;
	struct scan_line *lines; /* owned, oldest first */
	size_t nlines, room;
	int codes, booked, left;
	struct scroll list;
};

static const struct screen_ops ops;

/* ---- the answer ---------------------------------------------------------- */

static void
add_line(struct scan_screen *s, const char *number, const char *text, bool good)
{
	*GD_PUSH(s->lines, s->nlines, s->room) = (struct scan_line){
		.number = gd_strdup(number),
		.text = gd_strdup(text),
		.good = good,
	};
	s->left += !good;
	s->list.n = (int)s->nlines;
	s->list.at = s->list.top = 0;
}

/* The line that matters most: the first that needs somebody, else the first
 * that was booked, else the first. */
static int
telling_line(const struct gd_scanned *sc)
{
	struct gd_err said;
	int best = 0;

	for (int i = sc->scan.n - 1; i >= 0; i--)
		if (sc->lines[i].booked)
			best = i;
	for (int i = sc->scan.n - 1; i >= 0; i--) {
		gd_app_scan_sentence(sc, i, &said);
		if (said.code != GD_OK)
			best = i;
	}
	return best;
}

static void
say(struct ui *ui, const struct gd_scanned *sc)
{
	struct gd_str text = GD_STR_INIT;
	struct gd_err said;

	gd_app_scan_sentence(sc, telling_line(sc), &said);
	ui_fault(ui, sc->wf, &text, &said);
	if (sc->booked > 1)
		gd_str_addf(&text, " (+%d)", sc->booked - 1);
	ui_say_plain(ui,
	    ui_fmt(ui, "%s  %s", gd_head(&sc->order)->number, text.text));
	ui->bad = said.code != GD_OK;
	gd_str_release(&text);
}

static void
to_stack(struct ui *ui, struct scan_screen *s, const struct gd_scanned *sc)
{
	for (int i = 0; i < sc->scan.n; i++) {
		struct gd_str text = GD_STR_INIT;
		struct gd_err said;

		gd_app_scan_sentence(sc, i, &said);
		ui_fault(ui, sc->wf, &text, &said);
		add_line(s, gd_head(&sc->order)->number, text.text,
		    said.code == GD_OK);
		gd_str_release(&text);
	}
	s->booked += sc->booked;
}

static void
open_order(struct ui *ui, const struct gd_scanned *sc)
{
	const char *number = gd_head(&sc->order)->number;
	const struct gd_piece *piece = sc->scan.lines[telling_line(sc)].piece;

	if (piece && scr_copies_scanned(ui, number, piece))
		return;
	if (!(ui->top->ops->place & GD_AT_READ) ||
	    scr_order_shows(ui->top, number))
		return;
	/* one slip after the other: the order before gives way */
	if (scr_order_shows(ui->top, NULL))
		ui_close(ui, ui->top);
	scr_order(ui, number);
}

/* Over the copies of a document whoever scans them signs for the desks: what is
 * for another desk is booked for it, and it stays visible who did. */
static enum gd_code
read_code(struct ui *ui, const char *code, struct gd_scanned *sc,
    struct gd_err *err)
{
	static const struct gd_scan_for oneself, desks = { .proxy = true };
	enum gd_code rc =
	    gd_app_scan(*ui->app, code, strlen(code), &oneself, sc, err);

	if (rc != GD_OK || sc->scan.n != 1 ||
	    sc->scan.lines[0].answer != GD_SCAN_OTHER_DESK ||
	    !scr_copies_is(ui->top))
		return rc;
	gd_scanned_release(sc);
	return gd_app_scan(*ui->app, code, strlen(code), &desks, sc, err);
}

void
scr_scanned(struct ui *ui, const char *code)
{
	struct scan_screen *s = NULL;
	struct gd_err err = GD_ERR_INIT;
	struct gd_scanned sc;

	if (ui->top->ops->place & GD_AT_BOX) {
		ui_say(ui,
		    GD_TR("Answer the question first, then scan again; "
			  "nothing was booked"),
		    0, NULL);
		ui->bad = true;
		return;
	}
	if (ui->top->ops == &ops)
		s = (struct scan_screen *)ui->top;
	if (s)
		s->codes++;
	if (read_code(ui, code, &sc, &err) != GD_OK) {
		ui_say_fault(ui, NULL, &err);
		if (s)
			add_line(s, "", ui->message.text, false);
		return;
	}
	ui_stale(ui);
	if (s)
		to_stack(ui, s, &sc);
	else
		open_order(ui, &sc);
	say(ui, &sc);
	gd_scanned_release(&sc);
}

/* ---- the screen for a stack ---------------------------------------------- */

/* Newest first on the screen. */
static const struct scan_line *
line_at(const struct scan_screen *s, int at)
{
	return at >= 0 && at < s->list.n ? &s->lines[s->list.n - 1 - at] : NULL;
}

static void
paint_line(struct ui *ui, const struct scan_screen *s, int at, int row)
{
	const struct scan_line *l = line_at(s, at);
	struct gd_grid *g = &ui->grid;
	bool here = at == s->list.at;
	enum gd_ink ink = here      ? GD_INK_CURSOR
			  : l->good ? GD_INK_PLAIN
				    : GD_INK_LATE;

	gd_grid_fill(g, row, 0, 1, g->cols, ink, ' ');
	gd_grid_put(g, row, 0, ink, here ? '>' : ' ');
	gd_grid_put(g, row, 2, ink, l->good ? ' ' : '!');
	gd_grid_fit(g, row, 4, 13, ink, l->number);
	gd_grid_fit(g, row, 18, g->cols - 19, ink, l->text);
}

static void
paint(struct ui *ui, struct screen *screen)
{
	struct scan_screen *s = (struct scan_screen *)screen;
	const struct scan_line *here = line_at(s, s->list.at);
	int bottom = ui_bottom(ui), row = 3, whole, rows;
	struct gd_str text = GD_STR_INIT;

	whole = here ? ui_wrap(NULL, 0, 2, ui->grid.cols - 4, 4, GD_INK_PLAIN,
			   here->text)
		     : 0;
	rows = bottom - row - whole - 1;
	ui_frame(ui, tr(ui, "Scan"),
	    ui_fmt(ui, "%d/%d", s->list.n ? s->list.at + 1 : 0, s->list.n));
	ui_sentence(ui, &text,
	    GD_TR("{1} {1|code|codes} read, {2} {2|piece|pieces} booked, {3} "
		  "not booked"),
	    3,
	    (const struct gd_arg[]){ gd_arg_int(s->codes),
		gd_arg_int(s->booked), gd_arg_int(s->left) });
	gd_grid_fit(&ui->grid, 1, 2, ui->grid.cols - 3, GD_INK_HEAD, text.text);
	gd_str_release(&text);
	scroll_fix(&s->list, rows);
	for (int i = 0; i < rows && s->list.top + i < s->list.n; i++)
		paint_line(ui, s, s->list.top + i, row + i);
	zone_rows(ui, row, 0, rows, ui->grid.cols, &s->list);
	if (s->list.n == 0)
		ui_empty(ui, row,
		    GD_TR("Each scan is answered here with a line; none came "
			  "yet. The digits can be typed too. Scan one slip "
			  "after the other; Esc ends."));
	gd_grid_rule(&ui->grid, bottom - whole - 1, 0, ui->grid.cols);
	if (here)
		(void)ui_wrap(&ui->grid, bottom - whole, 2, ui->grid.cols - 4,
		    4, GD_INK_PLAIN, here->text);
}

static bool
act(struct ui *ui, struct screen *screen, enum gd_action action)
{
	struct scan_screen *s = (struct scan_screen *)screen;
	const struct scan_line *l = line_at(s, s->list.at);

	switch (action) {
	case GD_A_OPEN:
		if (l && *l->number)
			scr_order(ui, l->number);
		return true;
	case GD_A_ACTIONS:
		if (l && *l->number)
			scr_acts(ui, l->number, NULL);
		else
			scr_palette(ui, NULL);
		return true;
	case GD_A_PRINT:
		if (l && *l->number)
			scr_print(ui, l->number, NULL, 0);
		return true;
	default:
		return scroll_act(&s->list, action, ui_bottom(ui) - 6);
	}
}

static int
hints(struct ui *ui, struct screen *screen, struct gd_hint *out)
{
	int n = 0;

	(void)ui;
	(void)screen;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_OPEN, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
scan_free(struct screen *screen)
{
	struct scan_screen *s = (struct scan_screen *)screen;

	for (size_t i = 0; i < s->nlines; i++) {
		free(s->lines[i].number);
		free(s->lines[i].text);
	}
	free(s->lines);
	free(s);
}

static const struct screen_ops ops = {
	.name = "scan",
	.place = GD_AT_TABLE,
	.paint = paint,
	.act = act,
	.hints = hints,
	.free = scan_free,
};

bool
scr_scan_is(const struct screen *s)
{
	return s->ops == &ops;
}

void
scr_scan(struct ui *ui)
{
	struct scan_screen *s;

	if (ui->top->ops == &ops)
		return;
	s = gd_alloc(1, sizeof *s);
	s->screen.ops = &ops;
	ui_push(ui, &s->screen);
}
