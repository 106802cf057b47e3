/* tui/boards/scr_board.c - the boards: what is late, who is waited for, what
 * is to come.  Tab goes from page to page, Left and Right from number to
 * number, and Enter lists what is behind one.  Pages that are pinned come next
 * to the first and show their first lines on it; pins and whose numbers they
 * are are kept for each person, board_whose.c. */
#include <stdlib.h>
#include <string.h>

#include "app/flows.h"

#include "board_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define LISTED 100 /* orders and dates of boards that list them */
#define TOP 2
#define NAME_LEAST 20
#define BAR_MOST 24

/* ---- loading ---------------------------------------------------------------- */

static unsigned
parts_of(const struct boards *s)
{
	unsigned parts = board_page_parts(s->page);

	for (int i = 1; s->page == 0 && i < BOARD_PAGES; i++)
		if (s->pinned & (1u << i))
			parts |= board_page_parts(i);
	return parts;
}

/* The cursor stands on no heading; dir: where it came from. */
static void
pass_headings(struct boards *s, int dir)
{
	struct scroll *l = &s->list;
	int at = l->at;

	while (at >= 0 && at < l->n && s->lines.at[at].heading)
		at += dir;
	if (at < 0 || at >= l->n)
		for (at = l->at;
		     at >= 0 && at < l->n && s->lines.at[at].heading;)
			at -= dir;
	if (at >= 0 && at < l->n)
		l->at = at;
}

static void
load(struct ui *ui, struct screen *screen)
{
	struct boards *s = (struct boards *)screen;
	const struct gd_board_scope scope = {
		.company = s->whose == WHOSE_COMPANY ? s->of : NULL,
		.desk = s->whose == WHOSE_DESK ? s->of : NULL,
		.team = s->whose == WHOSE_TEAM ? s->of : NULL,
		.person = s->whose == WHOSE_PERSON ? s->of : NULL,
		.workflow = s->flow,
	};
	struct gd_err err = GD_ERR_INIT;

	board_lines_release(&s->lines);
	if (gd_app_board(*ui->app, &scope, parts_of(s), LISTED, &s->lines.b,
		&err) != GD_OK) {
		ui_say_err(ui, &err);
		s->list.n = 0;
		return;
	}
	s->lines.counted = true;
	s->lines.flows = !s->flow && gd_app_flow_count(*ui->app) > 1;
	board_lines_make(ui, &s->lines, s->page, s->pinned);
	s->list.n = (int)s->lines.n;
	scroll_fix(&s->list, 1);
	pass_headings(s, 1);
}

static void
to_page(struct boards *s, int page)
{
	s->page = page;
	s->cell = 0;
	s->list.at = s->list.top = 0;
	s->screen.stale = true;
}

/* The first, the pinned ones, the others. */
static void
turn(struct boards *s, int by)
{
	int order[BOARD_PAGES], n = 0, at = 0;

	order[n++] = 0;
	for (int pinned = 1; pinned >= 0; pinned--)
		for (int i = 1; i < BOARD_PAGES; i++)
			if ((s->pinned >> i & 1) == (unsigned)pinned)
				order[n++] = i;
	for (int i = 0; i < n; i++)
		if (order[i] == s->page)
			at = i;
	to_page(s, order[(at + by + n) % n]);
}

/* ---- painting ----------------------------------------------------------------- */

static const struct board_line *
line_at(const struct boards *s)
{
	return s->list.at < s->list.n ? &s->lines.at[s->list.at] : NULL;
}

static bool
leads_on(const struct board_cell *c)
{
	return c->behind || c->signs || c->page;
}

/* A number that Enter leads on from: the one chosen, else the next that has
 * something behind it; -1 = none. */
static int
cell_of(const struct boards *s, const struct board_line *l)
{
	for (int i = 0; l && i < l->cols->n; i++) {
		int k = (s->cell + i) % l->cols->n;

		if (leads_on(&l->cells[k]))
			return k;
	}
	return -1;
}

static int
least_name(const struct board_cols *cols)
{
	return cols->name ? cols->name : NAME_LEAST;
}

static int
right_of(const struct board_cols *cols)
{
	int n = cols->tail ? cols->tail_cols + 2 : 1;

	for (int i = 0; i < cols->n; i++)
		n += cols->widths[i] + 1;
	return n;
}

/* A narrow screen leaves out the last columns rather than the name. */
static int
shown_cells(const struct ui *ui, const struct board_cols *cols, bool *tail)
{
	int room = ui->grid.cols - 3 - least_name(cols), n = 0;

	*tail = cols->tail && right_of(cols) <= room;
	for (; n < cols->n; n++) {
		room -= cols->widths[n] + 1;
		if (room < 0 && n > 0)
			break;
	}
	return n;
}

static void
paint_bar(struct ui *ui, const struct board_line *l, int row, int col, int room,
    enum gd_ink ink)
{
	int n = (int)(l->bar * room / (l->most ? l->most : 1));

	if (l->bar > 0 && n == 0)
		n = 1;
	gd_grid_fill(&ui->grid, row, col, 1, n, ink, 0x25A0);
}

static void
paint_cells(struct ui *ui, const struct boards *s, const struct board_line *l,
    int row, int col, int n, bool here)
{
	int chosen = here ? cell_of(s, l) : -1;

	for (int i = 0; i < n; i++) {
		const struct board_cell *c = &l->cells[i];
		enum gd_ink ink = l->heading    ? GD_INK_HEAD
				  : i == chosen ? GD_INK_FOCUS
				  : here        ? GD_INK_CURSOR
				  : c->late     ? GD_INK_LATE
						: GD_INK_PLAIN;
		const char *text = c->text ? c->text : "";

		if (l->heading && !c->text)
			text =
			    *l->cols->heads[i] ? tr(ui, l->cols->heads[i]) : "";
		gd_grid_fit_right(&ui->grid, row, col, l->cols->widths[i], ink,
		    text);
		col += l->cols->widths[i] + 1;
	}
}

static void
paint_line(struct ui *ui, const struct boards *s, const struct board_line *l,
    int row, bool here)
{
	struct gd_grid *g = &ui->grid;
	enum gd_ink ink = l->heading ? GD_INK_HEAD
			  : here     ? GD_INK_CURSOR
				     : GD_INK_PLAIN;
	bool tail;
	int n = shown_cells(ui, l->cols, &tail), right = 1, name, bar = 0;

	for (int i = 0; i < n; i++)
		right += l->cols->widths[i] + 1;
	if (tail)
		right += l->cols->tail_cols + 1;
	name = g->cols - 2 - right;
	if (name > NAME_LEAST + 8 && l->most)
		bar = name - NAME_LEAST - 6 < BAR_MOST ? name - NAME_LEAST - 6
						       : BAR_MOST;
	gd_grid_fill(g, row, 0, 1, g->cols, ink, ' ');
	gd_grid_put(g, row, 0, ink, here ? '>' : ' ');
	gd_grid_fit(g, row, 2, name - bar - 1, ink, l->name);
	if (bar)
		paint_bar(ui, l, row, 2 + name - bar, bar - 1, ink);
	paint_cells(ui, s, l, row, 2 + name, n, here);
	if (tail)
		gd_grid_fit(g, row, g->cols - 1 - l->cols->tail_cols,
		    l->cols->tail_cols, ink,
		    l->heading ? tr(ui, l->cols->tail)
		    : l->tail  ? l->tail
			       : "");
}

static bool
stands(const struct boards *s)
{
	for (size_t i = 0; i < s->lines.n; i++)
		if (!s->lines.at[i].heading)
			return true;
	return false;
}

static void
paint(struct ui *ui, struct screen *screen)
{
	struct boards *s = (struct boards *)screen;
	int bottom = ui_bottom(ui), rows, what;
	bool pinned = s->pinned >> s->page & 1;

	ui_frame(ui,
	    ui_fmt(ui, "%s > %s > %s%s%s%s", tr(ui, GD_TR("Boards")),
		tr(ui, board_page_title(s->page)), boards_flow(ui, s),
		s->flow && s->of ? " > " : "",
		s->flow && !s->of ? "" : boards_whose(ui, s),
		pinned ? " *" : ""),
	    NULL);
	what = ui_wrap(&ui->grid, 1, 1, ui->grid.cols - 2, 3, GD_INK_DIM,
	    tr(ui, board_page_what(s->page)));
	gd_grid_rule(&ui->grid, 1 + what, 0, ui->grid.cols);
	rows = bottom - TOP - what;
	scroll_fix(&s->list, rows);
	/* the heading above the first line is worth a row */
	if (s->list.at == 1)
		s->list.top = 0;
	zone_rows(ui, TOP + what, 0, rows, ui->grid.cols, &s->list);
	for (int i = 0; i < rows && s->list.top + i < s->list.n; i++) {
		int at = s->list.top + i;

		paint_line(ui, s, &s->lines.at[at], TOP + what + i,
		    at == s->list.at && !s->lines.at[at].heading);
	}
	if (s->lines.counted && !(s->lines.b.parts & board_page_parts(s->page)))
		ui_empty(ui, TOP + what,
		    GD_TR("Of orders that wait for a desk this is not "
			  "counted. F3 chooses whose numbers these are, Tab "
			  "goes on."));
	else if (!stands(s))
		ui_empty(ui, TOP + what + s->list.n + 1,
		    GD_TR("Nothing stands here. Tab goes to the next board, F3 "
			  "chooses whose numbers these are."));
}

/* ---- choosing a page ------------------------------------------------------- */

static void
page_chosen(struct ui *ui, void *payload, int i, const bool *ticked)
{
	(void)ui;
	(void)ticked;
	if (i >= 0)
		to_page(payload, i);
}

static void
choose_page(struct ui *ui, struct boards *s)
{
	struct scr_item items[BOARD_PAGES] = { 0 };

	for (int i = 0; i < BOARD_PAGES; i++) {
		items[i].label = board_page_title(i);
		items[i].note = board_page_what(i);
		items[i].also = board_page_word(i);
	}
	scr_pick(ui, &(struct scr_pick){ .title = tr(ui, GD_TR("Which board?")),
			 .items = items,
			 .n = BOARD_PAGES,
			 .at = s->page,
			 .english = true,
			 .then = page_chosen,
			 .payload = s });
}

/* ---- doing ------------------------------------------------------------------ */

static void
pin(struct ui *ui, struct boards *s)
{
	if (s->page == 0) {
		ui_say(ui,
		    GD_TR("This board comes first anyway; Tab goes to one "
			  "that can be pinned"),
		    0, NULL);
		return;
	}
	s->pinned ^= 1u << s->page;
	boards_keep(ui, s);
	ui_say(ui,
	    s->pinned >> s->page & 1
		? GD_TR("Pinned: its first lines stand on the overview")
		: GD_TR("No longer pinned"),
	    0, NULL);
}

static void
open_line(struct ui *ui, struct boards *s)
{
	const struct board_line *l = line_at(s);
	int cell = cell_of(s, l);
	const struct gd_number *n = cell < 0 ? NULL : l->cells[cell].behind;

	if (n && n->door == GD_DOOR_DATES) {
		scr_behind(ui, l->name, n->words);
	} else if (n && n->door == GD_DOOR_PAPERS) {
		scr_papers_of(ui, n->words);
	} else if (n) {
		scr_list_of(ui, n->words);
	} else if (cell >= 0 && l->cells[cell].page) {
		to_page(s, l->cells[cell].page);
	} else if (cell >= 0) {
		scr_signs_mine(ui);
	} else if (l && l->number) {
		scr_order(ui, l->number);
	} else {
		ui_say(ui, GD_TR("Nothing is behind this number"), 0, NULL);
	}
}

/* To the next number of the line with something behind it, that way. */
static void
move_cell(struct boards *s, int by)
{
	const struct board_line *l = line_at(s);
	int at = cell_of(s, l);

	if (at < 0)
		return;
	for (int k = at + by; k >= 0 && k < l->cols->n; k += by) {
		if (!leads_on(&l->cells[k]))
			continue;
		s->cell = k;
		return;
	}
}

static bool
act(struct ui *ui, struct screen *screen, enum gd_action action)
{
	struct boards *s = (struct boards *)screen;
	int was = s->list.at;

	switch (action) {
	case GD_A_BEHIND:
		open_line(ui, s);
		return true;
	case GD_A_NUMBER_LEFT:
	case GD_A_NUMBER_RIGHT:
		move_cell(s, action == GD_A_NUMBER_LEFT ? -1 : 1);
		return true;
	case GD_A_NEXT_PANE:
	case GD_A_PREV_PANE:
		turn(s, action == GD_A_NEXT_PANE ? 1 : -1);
		return true;
	case GD_A_WHOSE:
		boards_choose_whose(ui, s);
		return true;
	case GD_A_OF_FLOW:
		boards_choose_flow(ui, s);
		return true;
	case GD_A_WHICH:
		choose_page(ui, s);
		return true;
	case GD_A_PIN:
		pin(ui, s);
		return true;
	case GD_A_BOARD: /* already here */
		to_page(s, 0);
		return true;
	default:
		break;
	}
	if (!scroll_act(&s->list, action, ui_bottom(ui) - TOP - 2))
		return false;
	pass_headings(s, s->list.at >= was && s->list.at > 0 ? 1 : -1);
	return true;
}

static int
hints(struct ui *ui, struct screen *screen, struct gd_hint *out)
{
	static const struct gd_hint all[] = { { GD_A_HELP, NULL, 0 },
		{ GD_A_ACTIONS, NULL, 0 }, { GD_A_BEHIND, GD_TR("List"), 0 },
		{ GD_A_NEXT_PANE, GD_TR("Next board"), 0 },
		{ GD_A_WHOSE, NULL, 0 }, { GD_A_OF_FLOW, NULL, 0 },
		{ GD_A_WHICH, NULL, 0 },
		{ GD_A_REPORTS, NULL, 0 }, { GD_A_PIN, NULL, 0 },
		{ GD_A_LANG, NULL, 0 },
		{ GD_A_BACK, NULL, 0 } };

	bool several = gd_app_flow_count(*ui->app) > 1;
	int n = 0;

	(void)screen;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i].action != GD_A_OF_FLOW || several)
			out[n++] = all[i];
	return n;
}

static void
board_free(struct screen *screen)
{
	struct boards *s = (struct boards *)screen;

	board_lines_release(&s->lines);
	free(s->of);
	free(s->flow);
	free(s);
}

static const struct screen_ops ops = {
	.name = "boards",
	.place = GD_AT_BOARD,
	.load = load,
	.paint = paint,
	.act = act,
	.hints = hints,
	.free = board_free,
};

void
scr_board(struct ui *ui)
{
	struct boards *s = gd_alloc(1, sizeof *s);

	s->screen.ops = &ops;
	boards_recall(ui, s);
	ui_push(ui, &s->screen);
}
