/* tui/papers/scr_papers.c - papers out: who holds what and for how many days,
 * newest orders first.  F4 chooses: mine, late ones, those of a desk.  More
 * rows are read as the cursor comes near the end. */
#include <stdlib.h>
#include <string.h>

#include "app/filter.h"
#include "app/papers.h"

#include "which_priv.h"

#include "base/banned.h"

#define PAGE 100

struct papers {
	struct screen screen;
	struct gd_papers ask;
	char *word; /* owned: what is asked for, as in `papers WORDS`; "" all */
	struct gd_papers_row *rows; /* owned */
	size_t nrows, room;
	bool more;
	struct gd_arena arena; /* of the rows and of ask */
	struct scroll list;
};

/* ---- loading ------------------------------------------------------------ */

static void
read_page(struct ui *ui, struct papers *s)
{
	struct gd_papers_row part[PAGE];
	struct gd_err err = GD_ERR_INIT;
	int n = 0;

	if (gd_app_papers(*ui->app, &s->ask, PAGE, &s->arena, part, &n, &err) !=
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
	struct papers *s = (struct papers *)screen;
	struct gd_err err = GD_ERR_INIT;
	size_t had = s->nrows;
	const char *words[20];
	int n;

	gd_arena_release(&s->arena);
	s->nrows = 0;
	s->more = false;
	s->list.n = 0;
	n = gd_filter_split(s->word, &s->arena, words, 20);
	if (gd_app_papers_read(*ui->app, words, n, &s->arena, &s->ask, &err) !=
	    GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	do
		read_page(ui, s);
	while (s->more && s->nrows < had);
	scroll_fix(&s->list, 1);
}

/* ---- painting ----------------------------------------------------------- */

static const struct gd_papers_row *
row_at(const struct papers *s, int at)
{
	return at >= 0 && at < s->list.n ? &s->rows[at] : NULL;
}

/* Who has it: the person who receipted; else what is the matter. */
static const char *
holder_words(struct ui *ui, const struct gd_piece *pc)
{
	if (pc->state == GD_PIECE_HELD && *pc->holder)
		return ui_person(ui, pc->holder);
	return tr(ui, gd_piece_state_word(pc->state));
}

static void
paint_row(struct ui *ui, const struct papers *s, int at, int row)
{
	const struct gd_papers_row *r = row_at(s, at);
	const struct gd_piece *pc = &r->out.piece;
	const struct gd_workflow *wf =
	    gd_app_flow_of(*ui->app, r->out.workflow, r->out.version);
	struct gd_grid *g = &ui->grid;
	bool here = at == s->list.at;
	enum gd_ink ink = here                         ? GD_INK_CURSOR
			  : pc->state == GD_PIECE_HELD ? GD_INK_PLAIN
						       : GD_INK_RECEIPT;
	int desk = g->cols - 30, paper = desk - 21;

	gd_grid_fill(g, row, 0, 1, g->cols, ink, ' ');
	gd_grid_put(g, row, 0, ink, here ? '>' : ' ');
	gd_grid_fit(g, row, 2, 5, ink, ui_fmt(ui, "%4d", (int)r->days));
	gd_grid_fit(g, row, 8, 13, ink, r->out.number);
	gd_grid_fit(g, row, 22, paper, ink,
	    ui_fmt(ui, "%s%s", ui_paper(ui, wf, pc->kind),
		ui_piece(ui, NULL, pc)));
	gd_grid_fit(g, row, 23 + paper, 14, ink, ui_place(ui, wf, pc->desk));
	gd_grid_fit(g, row, 38 + paper, g->cols - 39 - paper, ink,
	    holder_words(ui, pc));
}

static void
paint(struct ui *ui, struct screen *screen)
{
	struct papers *s = (struct papers *)screen;
	int bottom = ui_bottom(ui), row = 3, rows = bottom - row;

	ui_frame(ui, tr(ui, "Papers out"),
	    ui_fmt(ui, "%d/%d%s", s->list.n ? s->list.at + 1 : 0, s->list.n,
		s->more ? "+" : ""));
	gd_grid_fit(&ui->grid, 1, 2, ui->grid.cols - 3, GD_INK_HEAD,
	    ui_fmt(ui, "%s  %s", tr(ui, "Who holds what; F4 chooses."),
		s->word));
	gd_grid_fit(&ui->grid, 2, 2, ui->grid.cols - 3, GD_INK_HEAD,
	    tr(ui, "days out"));
	scroll_fix(&s->list, rows);
	for (int i = 0; i < rows && s->list.top + i < s->list.n; i++)
		paint_row(ui, s, s->list.top + i, row + i);
	zone_rows(ui, row, 0, rows, ui->grid.cols, &s->list);
	if (s->list.n == 0)
		ui_empty(ui, row,
		    GD_TR("Who holds which paper, and for how many days, "
			  "stands here. Nothing is out: no paper was handed "
			  "out, or all came back. F4 chooses otherwise, 1 "
			  "shows the orders."));
}

/* ---- choosing ----------------------------------------------------------- */

static void
chosen(void *screen, const char *word)
{
	struct papers *s = screen;

	free(s->word);
	s->word = gd_strdup(word);
	s->nrows = 0;
	s->list.at = s->list.top = 0;
	s->screen.stale = true;
}

static const struct scr_which which = {
	.own = {
		{ GD_TR("all of orders in work"), "" },
		{ GD_TR("in my hands"), "person:me" },
		{ GD_TR("not receipted for more than 3 days"), "late:3" },
	},
	.thing = GD_THING_DESK,
	.key = "desk",
	.then = chosen,
};

static bool
act(struct ui *ui, struct screen *screen, enum gd_action action)
{
	struct papers *s = (struct papers *)screen;
	const struct gd_papers_row *r = row_at(s, s->list.at);
	bool moved;

	switch (action) {
	case GD_A_OPEN:
		if (r)
			scr_order(ui, r->out.number);
		return true;
	case GD_A_EDIT:
		scr_which(ui, &which, s);
		return true;
	case GD_A_PRINT:
		if (r)
			scr_print(ui, r->out.number, NULL, r->out.piece.no);
		return true;
	case GD_A_COPIES:
		if (r)
			scr_copies_of(ui, r->out.number, r->out.piece.kind,
			    r->out.piece.lot, r->out.piece.inst,
			    r->out.piece.no);
		return true;
	case GD_A_ACTIONS:
		if (r)
			scr_acts(ui, r->out.number, NULL);
		else
			scr_palette(ui, NULL);
		return true;
	case GD_A_HISTORY:
		if (r)
			scr_history(ui, r->out.number);
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
	int n = 0;

	(void)ui;
	(void)screen;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_OPEN, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_EDIT, GD_TR("Which"), 0 };
	out[n++] = (struct gd_hint){ GD_A_COPIES, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_PRINT, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
papers_free(struct screen *screen)
{
	struct papers *s = (struct papers *)screen;

	gd_arena_release(&s->arena);
	free(s->rows);
	free(s->word);
	free(s);
}

static const struct screen_ops ops = {
	.name = "papers",
	.place = GD_AT_TABLE,
	.load = load,
	.paint = paint,
	.act = act,
	.hints = hints,
	.free = papers_free,
};

void
scr_papers_of(struct ui *ui, const char *words)
{
	struct papers *s = gd_alloc(1, sizeof *s);

	s->screen.ops = &ops;
	s->word = gd_strdup(words);
	ui_push(ui, &s->screen);
}

void
scr_papers(struct ui *ui)
{
	scr_papers_of(ui, "");
}
