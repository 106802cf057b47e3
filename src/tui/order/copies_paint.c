/* tui/order/copies_paint.c - how the copies of a document look. */
#include <string.h>

#include "app/print.h"
#include "base/day.h"

#include "copies_priv.h"

#include "base/banned.h"

#define TOP_ROWS 4   /* frame, head, rule, headings */
#define BELOW_ROWS 5 /* a blank, totals, rule, scan, rule */
#define BAR_COLS 18

enum { NO, TO, SENT, RECEIPT, BY, OLD, PRINTED, WITH, NCOLS };

static const int *
widths(const struct ui *ui)
{
	static const int narrow[NCOLS] = { 5, 10, 5, 13, 9, 10 };
	static const int usual[NCOLS] = { 6, 10, 11, 16, 12, 16 };
	static const int wide[NCOLS] = { 6, 16, 11, 16, 14, 14, 14 };
	static const int widest[NCOLS] = { 6, 16, 11, 16, 16, 16, 12, 15 };

	return ui->grid.cols < 80    ? narrow
	       : ui->grid.cols < 100 ? usual
	       : ui->grid.cols < 120 ? wide
				     : widest;
}

static void
cell(struct ui *ui, int row, int i, enum gd_ink ink, const char *text)
{
	const int *w = widths(ui);
	int col = 3;

	for (int k = 0; k < i; k++)
		col += w[k] ? w[k] + 1 : 0;
	if (w[i] && col + w[i] <= ui->grid.cols)
		gd_grid_fit(&ui->grid, row, col, w[i], ink, text);
}

/* ---- words --------------------------------------------------------------- */

const char *
copies_no(struct ui *ui, const struct gd_piece *p)
{
	long long rev = (long long)p->rev;

	if (p->copy_no)
		return ui_fmt(ui, "%lld-%lld", rev, (long long)p->copy_no);
	if (!p->rev)
		return ui_fmt(ui, "%lld", (long long)p->no);
	return ui_fmt(ui, "%lld-%s", rev,
	    p->class == GD_PIECE_ORIGINAL ? tr(ui, GD_TR("or.")) : "?");
}

/* "11-04 08:13", or the day alone where there is little room. */
static const char *
moment(struct ui *ui, int64_t ms)
{
	char when[GD_MS_TEXT];

	if (!ms)
		return "-";
	gd_ms_text(ms, gd_utc_offset_min(), when);
	return ui_fmt(ui, "%.*s", ui->grid.cols < 80 ? 5 : 11, when + 5);
}

static int
days_since(const struct ui *ui, int64_t ms)
{
	return (
	    int)(gd_app_today(*ui->app) - gd_ms_day(ms, gd_utc_offset_min()));
}

static const char *
receipt_words(struct ui *ui, const struct gd_piece *p)
{
	struct gd_str s = GD_STR_INIT;
	const char *out;

	if (p->state == GD_PIECE_HELD && p->sent_ms)
		return ui_fmt(ui, "[x] %s", moment(ui, p->held_ms));
	if (p->state == GD_PIECE_HELD)
		return tr(ui, GD_TR("filed"));
	if (p->state == GD_PIECE_DUE)
		return tr(ui, GD_TR("not sent yet"));
	if (p->state != GD_PIECE_SENT)
		return tr(ui, gd_piece_state_word(p->state));
	ui_sentence(ui, &s, GD_TR("none {1} d"), 1,
	    (const struct gd_arg[]){ gd_arg_int(days_since(ui, p->sent_ms)) });
	out = ui_fmt(ui, "[ ] %s", s.text);
	gd_str_release(&s);
	return out;
}

static const char *
old_words(struct ui *ui, const struct copies *c, const struct gd_copy_row *row)
{
	const char *which;

	if (row->old_copy == GD_OLD_NONE)
		return "-";
	which = row->old->rev == c->made.old_rev
		    ? ""
		    : ui_fmt(ui, " v%lld", (long long)row->old->rev);
	return ui_fmt(ui, "%s%s",
	    row->old_copy == GD_OLD_OUT
		? ui_fmt(ui, "[ ] %s", tr(ui, GD_TR("not back")))
		: ui_fmt(ui, "[x] %s", tr(ui, GD_TR("is back"))),
	    which);
}

/* ---- rows ---------------------------------------------------------------- */

static void
paint_headings(struct ui *ui, const struct copies *c, int row)
{
	static const char *const heads[NCOLS] = { GD_TR("Copy"), GD_TR("To"),
		GD_TR("Sent"), GD_TR("Receipt"), GD_TR("Receiver"),
		GD_TR("Old copy"), GD_TR("Printed"), GD_TR("Sent with") };

	for (int i = 0; i < NCOLS; i++) {
		bool on = i == (c->old ? OLD : RECEIPT) && c->made.old_rev;
		const char *text = tr(ui, heads[i]);

		if (i == OLD && c->made.old_rev)
			text = ui_fmt(ui, "%s v%lld", text,
			    (long long)c->made.old_rev);
		cell(ui, row, i, on ? GD_INK_MARKED : GD_INK_HEAD, text);
	}
}

static enum gd_ink
row_ink(const struct gd_copy_row *row)
{
	if (row->piece->state == GD_PIECE_SENT)
		return GD_INK_RECEIPT;
	if (row->old_copy == GD_OLD_OUT)
		return GD_INK_CHANGED;
	if (row->piece->state == GD_PIECE_HELD && row->piece->sent_ms)
		return GD_INK_PLAIN;
	return GD_INK_DIM;
}

static void
paint_row(struct ui *ui, const struct copies *c, int at, int row)
{
	const struct gd_copy_row *r = &c->made.rows[at];
	const struct gd_piece *p = r->piece;
	struct gd_grid *g = &ui->grid;
	bool here = at == c->list.at;
	enum gd_ink ink = here ? GD_INK_CURSOR : row_ink(r);
	const struct gd_print *last;
	int64_t times = gd_prints_of(&c->page.order, p->no, &last);

	gd_grid_fill(g, row, 0, 1, g->cols, ink, ' ');
	gd_grid_put(g, row, 0, ink, here ? '>' : ' ');
	cell(ui, row, NO, ink, copies_no(ui, p));
	cell(ui, row, TO, ink, ui_place(ui, c->page.wf, p->desk));
	cell(ui, row, SENT, ink, moment(ui, p->sent_ms));
	cell(ui, row, RECEIPT, ink, receipt_words(ui, p));
	cell(ui, row, BY, ink,
	    p->state == GD_PIECE_HELD && *p->holder ? ui_person(ui, p->holder)
						    : "-");
	cell(ui, row, OLD, ink, old_words(ui, c, r));
	cell(ui, row, PRINTED, ink,
	    times ? ui_fmt(ui, "%lld  %s", (long long)times,
			moment(ui, last->at_ms))
		  : "-");
	cell(ui, row, WITH, ink,
	    *p->carrier || *p->tracking
		? ui_fmt(ui, "%s %s", p->carrier, p->tracking)
		: "-");
}

/* ---- head, totals, the row in full --------------------------------------- */

static void
paint_head(struct ui *ui, const struct copies *c)
{
	const struct gd_piece *o = c->made.original;
	struct gd_str text = GD_STR_INIT, part = GD_STR_INIT;
	const char *gap = *ui->lang == GD_ZH ? "" : " ";

	if (o && o->class == GD_PIECE_SAMPLE)
		gd_str_addf(&text, "%s: %s (%s)", tr(ui, GD_TR("It is at")),
		    ui_place(ui, c->page.wf, o->desk),
		    tr(ui, gd_piece_state_word(o->state)));
	else if (o)
		gd_str_addf(&text, "%s: %s%s(%s)   ", tr(ui, GD_TR("Original")),
		    ui_place(ui, c->page.wf, o->desk), gap,
		    o->state == GD_PIECE_HELD
			? tr(ui, GD_TR("filed"))
			: tr(ui, gd_piece_state_word(o->state)));
	if (c->made.copies) {
		ui_sentence(ui, &part, GD_TR("Copies: {1}"), 1,
		    (const struct gd_arg[]){ gd_arg_int(c->made.copies) });
		gd_str_addf(&text, "%s   ", part.text);
	}
	if (c->made.old_rev) {
		ui_sentence(ui, &part, GD_TR("Old version v{1} not back: {2}"),
		    2,
		    (const struct gd_arg[]){ gd_arg_int(c->made.old_rev),
			gd_arg_int(c->made.old_out) });
		gd_str_add(&text, part.text);
	}
	gd_grid_fit(&ui->grid, 1, 1, ui->grid.cols - 2, GD_INK_PLAIN,
	    text.text);
	gd_str_release(&text);
	gd_str_release(&part);
}

static void
paint_totals(struct ui *ui, const struct copies *c, int row)
{
	struct gd_grid *g = &ui->grid;
	struct gd_str text = GD_STR_INIT;
	int sent = c->made.sent, held = c->made.held, col, done;

	ui_sentence(ui, &text,
	    GD_TR("Total   sent {1}   receipts {2}   missing {3}"), 3,
	    (const struct gd_arg[]){ gd_arg_int(sent), gd_arg_int(held),
		gd_arg_int(c->made.missing) });
	col = 3 + gd_grid_text(g, row, 3, GD_INK_HEAD, text.text) + 3;
	gd_str_release(&text);
	if (!sent || col + BAR_COLS + 8 > g->cols)
		return;
	done = BAR_COLS * held / sent;
	gd_grid_fill(g, row, col, 1, done, GD_INK_DONE, '#');
	gd_grid_fill(g, row, col + done, 1, BAR_COLS - done, GD_INK_RECEIPT,
	    '-');
	gd_grid_text(g, row, col + BAR_COLS + 2, GD_INK_HEAD,
	    ui_fmt(ui, "%d/%d", held, sent));
}

/* What of the row has no column, or not the room for it. */
static void
row_more(struct ui *ui, const struct copies *c, struct gd_str *out)
{
	const struct gd_copy_row *r = copies_row(c);
	const struct gd_piece *p = r ? r->piece : NULL;
	struct gd_str part = GD_STR_INIT;
	const struct gd_print *last;
	int64_t times;

	if (!p)
		return;
	times = gd_prints_of(&c->page.order, p->no, &last);
	gd_str_addf(out, "%s %s: %s %s, %s", copies_no(ui, p),
	    tr(ui, gd_piece_class_word(p->class)), tr(ui, GD_TR("piece no.")),
	    ui_fmt(ui, "%lld", (long long)p->no),
	    ui_place(ui, c->page.wf, p->desk));
	if (*p->proxy && strcmp(p->proxy, p->holder) != 0)
		gd_str_addf(out, "; %s %s", tr(ui, GD_TR("booked by")),
		    ui_person(ui, p->proxy));
	if (*p->carrier || *p->tracking)
		gd_str_addf(out, "; %s %s", p->carrier, p->tracking);
	ui_sentence(ui, &part, GD_TR("printed {1} {1|time|times}"), 1,
	    (const struct gd_arg[]){ gd_arg_int(times) });
	gd_str_addf(out, "; %s",
	    times ? part.text : tr(ui, GD_TR("not printed yet")));
	if (r->outdated)
		gd_str_addf(out, "; %s",
		    tr(ui, GD_TR("an old version, and its desk gets no new "
				 "one")));
	if (*p->note)
		gd_str_addf(out, "; %s", p->note);
	gd_str_release(&part);
}

static bool
is_low(const struct ui *ui)
{
	return ui->grid.rows < 20;
}

int
copies_rows_shown(struct ui *ui, const struct copies *c)
{
	int rows = ui_bottom(ui) - TOP_ROWS - (is_low(ui) ? 2 : BELOW_ROWS + 2);

	(void)c;
	return rows > 1 ? rows : 1;
}

static void
paint_below(struct ui *ui, const struct copies *c, int row)
{
	struct gd_grid *g = &ui->grid;
	struct gd_str more = GD_STR_INIT;
	int bottom = ui_bottom(ui);

	if (!is_low(ui))
		row++;
	paint_totals(ui, c, row++);
	if (!is_low(ui))
		gd_grid_rule(g, row++, 0, g->cols);
	gd_grid_fit(g, row++, 3, g->cols - 4, GD_INK_DIM,
	    tr(ui, GD_TR("A barcode scanned here = receipt; the cursor goes to "
			 "its row.")));
	if (is_low(ui) || row + 1 >= bottom)
		return;
	gd_grid_rule(g, row++, 0, g->cols);
	row_more(ui, c, &more);
	ui_wrap(g, row, 3, g->cols - 4, bottom - row < 3 ? bottom - row : 3,
	    GD_INK_DIM, more.text);
	gd_str_release(&more);
}

/* "Formal order form v2", where in a lot or which of several. */
static const char *
title(struct ui *ui, const struct copies *c)
{
	const char *lot = c->lot && ui_has_lots(&c->page.order)
			      ? ui_fmt(ui, " %s", ui_lot(ui, c->lot))
			      : "";
	const char *inst =
	    c->inst > 1 ? ui_fmt(ui, " #%lld", (long long)c->inst) : "";
	struct gd_str rev = GD_STR_INIT;
	const char *out;

	if (c->made.rev)
		ui_sentence(ui, &rev, GD_TR(" v{1}"), 1,
		    (const struct gd_arg[]){ gd_arg_int(c->made.rev) });
	out = ui_fmt(ui, "%s > %s%s%s%s", c->number,
	    ui_paper(ui, c->page.wf, c->kind), inst, lot, rev.text);
	gd_str_release(&rev);
	return out;
}

void
copies_paint(struct ui *ui, struct screen *s)
{
	struct copies *c = (struct copies *)s;
	int row = 2, rows = copies_rows_shown(ui, c);

	if (!c->loaded)
		return;
	ui_frame(ui, title(ui, c),
	    ui_fmt(ui, "%d/%d", c->list.n ? c->list.at + 1 : 0, c->list.n));
	paint_head(ui, c);
	gd_grid_rule(&ui->grid, row++, 0, ui->grid.cols);
	paint_headings(ui, c, row++);
	scroll_fix(&c->list, rows);
	zone_rows(ui, row, 0, rows, ui->grid.cols, &c->list);
	for (int i = 0; i < rows && c->list.top + i < c->list.n; i++)
		paint_row(ui, c, c->list.top + i, row++);
	if (c->list.n == 0)
		ui_empty(ui, row++,
		    GD_TR("Each copy of this document stands here, who has it "
			  "and who signed for it. None exists yet: it is not "
			  "issued. Esc goes back."));
	paint_below(ui, c, row);
}
