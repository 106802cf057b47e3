/* tui/boards/scr_behind.c - the dates behind a number of a board, by day;
 * Enter opens the order of one.  More are read as the cursor comes near the
 * end. */
#include <stdlib.h>
#include <string.h>

#include "app/agenda.h"

#include "board_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define PAGE 100
#define TOP 3

struct behind {
	struct screen screen;
	char *title, *words; /* owned */
	struct gd_date_ask ask;
	struct {
		char *number, *customer, *what; /* of the arena */
		int32_t day;
		int left;
		bool hard;
	} * rows; /* owned */
	size_t nrows, room;
	bool more;
	struct gd_arena arena;
	struct scroll list;
};

static void
add_row(struct ui *ui, struct behind *s, const struct gd_date_row *r)
{
	const struct gd_workflow *wf;
	struct gd_err err = GD_ERR_INIT;
	struct gd_date_view v;

	if (gd_app_date_view(*ui->app, r, &wf, &v, &err) != GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	GD_PUSH(s->rows, s->nrows, s->room);
	s->rows[s->nrows - 1].number = gd_arena_str(&s->arena, r->number);
	s->rows[s->nrows - 1].customer = gd_arena_str(&s->arena,
	    *r->customer_name ? r->customer_name : r->customer);
	s->rows[s->nrows - 1].what =
	    gd_arena_str(&s->arena, ui_thing(ui, wf, r->due.duty));
	s->rows[s->nrows - 1].day = (int32_t)r->due.day;
	s->rows[s->nrows - 1].left = v.left;
	s->rows[s->nrows - 1].hard = r->due.hard != 0;
}

static void
read_page(struct ui *ui, struct behind *s)
{
	struct gd_date_page page = { 0 };
	struct gd_err err = GD_ERR_INIT;

	s->more = false;
	if (gd_app_dates_page(*ui->app, &s->ask, PAGE, &page, &err) != GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	for (int i = 0; i < page.n; i++)
		add_row(ui, s, &page.rows[i]);
	s->more = page.more;
	s->list.n = (int)s->nrows;
	gd_date_page_release(&page);
}

static void
load(struct ui *ui, struct screen *screen)
{
	struct behind *s = (struct behind *)screen;
	struct gd_err err = GD_ERR_INIT;
	const char *words[16];
	char *copy, *save = NULL;
	size_t had = s->nrows;
	int n = 0;

	gd_arena_release(&s->arena);
	s->nrows = 0;
	s->list.n = 0;
	copy = gd_arena_str(&s->arena, s->words);
	for (char *w = strtok_r(copy, " ", &save); w && n < 16;
	     w = strtok_r(NULL, " ", &save))
		words[n++] = w;
	if (gd_app_dates_read(*ui->app, words, n, 0, 0, &s->arena, &s->ask,
		&err) != GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	do
		read_page(ui, s);
	while (s->more && s->nrows < had);
	scroll_fix(&s->list, 1);
}

static void
paint_row(struct ui *ui, const struct behind *s, int at, int row)
{
	struct gd_grid *g = &ui->grid;
	bool here = at == s->list.at, late = s->rows[at].left < 0;
	enum gd_ink ink = here ? GD_INK_CURSOR : GD_INK_PLAIN;
	int what = 46 > g->cols / 2 ? g->cols / 2 : 46;
	char day[GD_DAY_TEXT];

	gd_grid_fill(g, row, 0, 1, g->cols, ink, ' ');
	gd_grid_put(g, row, 0, ink, here ? '>' : ' ');
	gd_grid_fit_right(g, row, 1, 10, ink, ui_day(ui, s->rows[at].day, day));
	gd_grid_put(g, row, 12, ink, s->rows[at].hard ? '!' : ' ');
	gd_grid_fit_right(g, row, 14, 5, late && !here ? GD_INK_LATE : ink,
	    ui_fmt(ui, "%d", s->rows[at].left));
	gd_grid_fit(g, row, 20, 13, ink, s->rows[at].number);
	gd_grid_fit(g, row, 34, what - 15, ink, s->rows[at].customer);
	gd_grid_fit(g, row, what + 20, g->cols - what - 21, ink,
	    s->rows[at].what);
}

static void
paint(struct ui *ui, struct screen *screen)
{
	struct behind *s = (struct behind *)screen;
	struct gd_grid *g = &ui->grid;
	int rows = ui_bottom(ui) - TOP;

	ui_frame(ui, ui_fmt(ui, "%s > %s", tr(ui, "Boards"), s->title),
	    ui_fmt(ui, "%d/%d%s", s->list.n ? s->list.at + 1 : 0, s->list.n,
		s->more ? "+" : ""));
	gd_grid_fit_right(g, 1, 1, 10, GD_INK_HEAD, tr(ui, "due on"));
	gd_grid_fit_right(g, 1, 14, 5, GD_INK_HEAD, tr(ui, "days"));
	gd_grid_fit(g, 1, 20, g->cols - 21, GD_INK_HEAD, tr(ui, "Order"));
	gd_grid_rule(g, 2, 0, g->cols);
	scroll_fix(&s->list, rows);
	zone_rows(ui, TOP, 0, rows, g->cols, &s->list);
	for (int i = 0; i < rows && s->list.top + i < s->list.n; i++)
		paint_row(ui, s, s->list.top + i, TOP + i);
	if (s->list.n == 0)
		ui_empty(ui, TOP,
		    GD_TR("None of these dates is owed any more. Esc goes "
			  "back to the boards."));
}

static bool
act(struct ui *ui, struct screen *screen, enum gd_action action)
{
	struct behind *s = (struct behind *)screen;
	const char *number = s->list.n ? s->rows[s->list.at].number : NULL;

	switch (action) {
	case GD_A_OPEN:
		if (number)
			scr_order(ui, number);
		return true;
	case GD_A_DATES:
		if (number)
			scr_dates(ui, number, NULL);
		return true;
	case GD_A_ACTIONS:
		scr_palette(ui, number);
		return true;
	default:
		break;
	}
	if (!scroll_act(&s->list, action, ui_bottom(ui) - TOP))
		return false;
	if (s->more && s->list.at > s->list.n - PAGE / 2)
		read_page(ui, s);
	return true;
}

static int
hints(struct ui *ui, struct screen *screen, struct gd_hint *out)
{
	static const struct gd_hint all[] = { { GD_A_HELP, NULL, 0 },
		{ GD_A_ACTIONS, NULL, 0 }, { GD_A_OPEN, NULL, 0 },
		{ GD_A_DATES, NULL, 0 }, { GD_A_LANG, NULL, 0 },
		{ GD_A_BACK, NULL, 0 } };

	(void)ui;
	(void)screen;
	memcpy(out, all, sizeof all);
	return (int)(sizeof all / sizeof *all);
}

static void
behind_free(struct screen *screen)
{
	struct behind *s = (struct behind *)screen;

	free(s->title);
	free(s->words);
	free(s->rows);
	gd_arena_release(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "behind",
	.place = GD_AT_TABLE,
	.load = load,
	.paint = paint,
	.act = act,
	.hints = hints,
	.free = behind_free,
};

void
scr_behind(struct ui *ui, const char *title, const char *words)
{
	struct behind *s = gd_alloc(1, sizeof *s);

	s->screen.ops = &ops;
	s->title = gd_strdup(title);
	s->words = gd_strdup(words);
	ui_push(ui, &s->screen);
}
