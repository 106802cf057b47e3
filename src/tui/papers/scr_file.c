/* tui/papers/scr_file.c - the file: papers the clerk keeps, by contract
 * number, then customer; Tab turns it round.  F4 chooses: mine, of a kind,
 * what is older than ten years.  More rows are read as the cursor comes near
 * the end. */
#include <stdlib.h>
#include <string.h>

#include "app/binder.h"

#include "which_priv.h"

#include "base/banned.h"

#define PAGE 100

struct file {
	struct screen screen;
	struct gd_binder ask; /* owned */
	char *word;           /* owned: as in `files WORD`; "" all */
	bool by_customer;
	struct gd_binder_row *rows; /* owned */
	size_t nrows, room;
	bool more;
	struct gd_arena arena; /* of the rows */
	struct scroll list;
};

/* ---- loading ------------------------------------------------------------ */

static void
read_page(struct ui *ui, struct file *s)
{
	struct gd_binder_row part[PAGE];
	struct gd_err err = GD_ERR_INIT;
	int n = 0;

	if (gd_app_binder(*ui->app, &s->ask, PAGE, &s->arena, part, &n, &err) !=
	    GD_OK) {
		ui_say_err(ui, &err);
		n = 0;
	}
	for (int i = 0; i < n; i++)
		*GD_PUSH(s->rows, s->nrows, s->room) = part[i];
	s->more = n == PAGE;
	s->list.n = (int)s->nrows;
}

/* From the start, as far as was read before. */
static void
load(struct ui *ui, struct screen *screen)
{
	struct file *s = (struct file *)screen;
	const char *words[2] = { s->by_customer ? "by:customer" : "by:contract",
		s->word };
	struct gd_err err = GD_ERR_INIT;
	size_t had = s->nrows;

	gd_arena_release(&s->arena);
	gd_binder_release(&s->ask);
	s->nrows = 0;
	s->more = false;
	s->list.n = 0;
	if (gd_app_binder_read(*ui->app, words, *s->word ? 2 : 1, &s->ask,
		&err) != GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	do
		read_page(ui, s);
	while (s->more && s->nrows < had);
	scroll_fix(&s->list, 1);
}

/* ---- painting ----------------------------------------------------------- */

static const struct gd_binder_row *
row_at(const struct file *s, int at)
{
	return at >= 0 && at < s->list.n ? &s->rows[at] : NULL;
}

/* Where the original is, when it is not in the file. */
static const char *
where(struct ui *ui, const struct gd_workflow *wf, const struct gd_piece *pc)
{
	const char *who;

	if (!pc)
		return "";
	who = pc->state == GD_PIECE_HELD && *pc->holder
		  ? ui_person(ui, pc->holder)
		  : tr(ui, gd_piece_state_word(pc->state));
	return ui_fmt(ui, "-> %s, %s", ui_place(ui, wf, pc->desk), who);
}

static void
paint_row(struct ui *ui, const struct file *s, int at, int row)
{
	const struct gd_binder_row *r = row_at(s, at);
	const struct gd_piece *pc = &r->piece;
	const struct gd_workflow *wf = NULL;
	struct gd_grid *g = &ui->grid;
	bool here = at == s->list.at;
	enum gd_ink ink = here      ? GD_INK_CURSOR
			  : r->here ? GD_INK_PLAIN
				    : GD_INK_RECEIPT;
	int wide = g->cols >= 76 ? 10 : 0, paper = g->cols - 52 - wide;

	(void)!gd_app_workflow(*ui->app, r->workflow, (int)r->version, &wf,
	    NULL);
	gd_grid_fill(g, row, 0, 1, g->cols, ink, ' ');
	gd_grid_put(g, row, 0, ink, here ? '>' : ' ');
	gd_grid_fit(g, row, 2, 12, ink,
	    s->by_customer ? r->customer : r->contract);
	gd_grid_fit(g, row, 15, 12, ink,
	    s->by_customer ? r->contract : r->customer);
	if (wide)
		gd_grid_fit(g, row, 28, wide - 1, ink,
		    tr(ui, gd_piece_class_word(pc->class)));
	gd_grid_fit(g, row, 28 + wide, paper, ink,
	    ui_fmt(ui, "%s%s", ui_paper(ui, wf, pc->kind),
		pc->rev > 1 ? ui_fmt(ui, " v%d", (int)pc->rev) : ""));
	gd_grid_fit(g, row, 29 + wide + paper, g->cols - 30 - wide - paper, ink,
	    where(ui, wf, gd_binder_away(r)));
}

static void
paint(struct ui *ui, struct screen *screen)
{
	struct file *s = (struct file *)screen;
	int bottom = ui_bottom(ui), row = 3, rows = bottom - row;

	ui_frame(ui, tr(ui, "The file"),
	    ui_fmt(ui, "%d/%d%s", s->list.n ? s->list.at + 1 : 0, s->list.n,
		s->more ? "+" : ""));
	gd_grid_fit(&ui->grid, 1, 2, ui->grid.cols - 3, GD_INK_HEAD,
	    ui_fmt(ui, "%s  %s",
		s->by_customer ? tr(ui, "Customer first; Tab turns it round.")
			       : tr(ui, "Contract first; Tab turns it round."),
		s->word));
	gd_grid_fit(&ui->grid, 2, 2, 12, GD_INK_HEAD,
	    s->by_customer ? tr(ui, "customer") : tr(ui, "contract"));
	gd_grid_fit(&ui->grid, 2, 15, 12, GD_INK_HEAD,
	    s->by_customer ? tr(ui, "contract") : tr(ui, "customer"));
	scroll_fix(&s->list, rows);
	for (int i = 0; i < rows && s->list.top + i < s->list.n; i++)
		paint_row(ui, s, s->list.top + i, row + i);
	zone_rows(ui, row, 0, rows, ui->grid.cols, &s->list);
	if (s->list.n == 0)
		ui_empty(ui, row,
		    GD_TR("The papers the clerk keeps stand here. Nothing is "
			  "in the file: no paper was received or filed yet. "
			  "F4 chooses otherwise, 1 shows the orders."));
}

/* ---- choosing ----------------------------------------------------------- */

static void
begin_anew(struct file *s)
{
	s->nrows = 0;
	s->list.at = s->list.top = 0;
	s->screen.stale = true;
}

static void
chosen(void *screen, const char *word)
{
	struct file *s = screen;

	free(s->word);
	s->word = gd_strdup(word);
	begin_anew(s);
}

static const struct scr_which which = {
	.own = {
		{ GD_TR("all"), "" },
		{ GD_TR("of my orders"), "clerk:me" },
		{ GD_TR("older than ten years"), "old:10" },
	},
	.thing = GD_THING_PAPER,
	.key = "paper",
	.then = chosen,
};

static bool
act(struct ui *ui, struct screen *screen, enum gd_action action)
{
	struct file *s = (struct file *)screen;
	const struct gd_binder_row *r = row_at(s, s->list.at);
	bool moved;

	switch (action) {
	case GD_A_OPEN:
		if (r)
			scr_order(ui, r->number);
		return true;
	case GD_A_NEXT_PANE:
		s->by_customer = !s->by_customer;
		begin_anew(s);
		return true;
	case GD_A_EDIT:
		scr_which(ui, &which, s);
		return true;
	case GD_A_COPIES:
		if (r)
			scr_copies_of(ui, r->number, r->piece.kind,
			    r->piece.lot, r->piece.inst, r->piece.no);
		return true;
	case GD_A_ACTIONS:
		if (r)
			scr_acts(ui, r->number, NULL);
		else
			scr_palette(ui, NULL);
		return true;
	case GD_A_HISTORY:
		if (r)
			scr_history(ui, r->number);
		return true;
	default:
		moved = scroll_act(&s->list, action, ui_bottom(ui) - 3);
		if (moved && s->more && s->list.at + PAGE / 2 >= s->list.n)
			read_page(ui, s);
		return moved;
	}
}

static int
hints(struct ui *ui, struct screen *screen, struct gd_hint *out)
{
	struct file *s = (struct file *)screen;
	int n = 0;

	(void)ui;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_OPEN, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_NEXT_PANE,
		s->by_customer ? GD_TR("By contract") : GD_TR("By customer"),
		0 };
	out[n++] = (struct gd_hint){ GD_A_EDIT, GD_TR("Which"), 0 };
	out[n++] = (struct gd_hint){ GD_A_COPIES, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
file_free(struct screen *screen)
{
	struct file *s = (struct file *)screen;

	gd_binder_release(&s->ask);
	gd_arena_release(&s->arena);
	free(s->rows);
	free(s->word);
	free(s);
}

static const struct screen_ops ops = {
	.name = "file",
	.place = GD_AT_TABLE,
	.load = load,
	.paint = paint,
	.act = act,
	.hints = hints,
	.free = file_free,
};

void
scr_file(struct ui *ui)
{
	struct file *s = gd_alloc(1, sizeof *s);

	s->screen.ops = &ops;
	s->word = gd_strdup("");
	ui_push(ui, &s->screen);
}
