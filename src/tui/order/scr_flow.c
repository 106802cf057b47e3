/* tui/order/scr_flow.c - the workflow of an order as a picture: a box a step,
 * what runs together side by side; beside it, or below, what the step under
 * the cursor asks. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/view/picture.h"

#include "flow_was.h"
#include "../lists/preview_priv.h"

#include "base/banned.h"

#define SHIPPED_MOST 64 /* that come with gendan */
#define OF_A_FILE (-1)  /* for a version: a file that is still to be named */
#define TOP 3           /* first row of the picture */

struct flow {
	struct screen screen;
	char *number, *id; /* owned; the order, or NULL; the workflow */
	int version;
	const struct gd_workflow *wf;
	struct gd_order_page page;
	bool has_page;
	struct gd_arena arena; /* of the picture */
	struct gd_picture picture;
	int rows, cols; /* the picture was made for */
	int at, top, left;
	struct flow_text text; /* of the step under the cursor */
	int told;              /* which step that is, -1 = none */
	struct flow_was was;
	enum gd_lang lang;
};

/* ---- loading ------------------------------------------------------------ */

/* The first step that is open, where one comes from an order. */
static int
first_open(const struct flow *f)
{
	for (int i = 0; f->has_page && i < f->picture.n; i++)
		for (size_t k = 0; k < f->page.todo.nsteps; k++) {
			const struct gd_step_view *v = &f->page.todo.steps[k];

			if (v->def == &f->wf->steps[f->picture.boxes[i].step] &&
			    v->state == GD_STEP_OPEN && !v->def->standing)
				return i;
		}
	return 0;
}

/* ---- painting ----------------------------------------------------------- */

static int
pane_cols(const struct ui *ui)
{
	return ui->grid.cols >= PREVIEW_FROM ? ui->grid.cols * 2 / 5 : 0;
}

/* Airy where the whole fits so, else without empty rows. */
static void
make_picture(struct flow *f, int rows, int cols)
{
	bool first = !f->picture.n;

	if (rows == f->rows && cols == f->cols)
		return;
	f->rows = rows;
	f->cols = cols;
	gd_arena_release(&f->arena);
	gd_picture_make(f->wf, cols, false, &f->arena, &f->picture);
	if (f->picture.rows > rows)
		gd_picture_make(f->wf, cols, true, &f->arena, &f->picture);
	if (first || f->at >= f->picture.n)
		f->at = first_open(f);
}

/* The rows and columns there are, and the picture for them. */
static void
measure(struct ui *ui, struct flow *f, int *rows, int *cols)
{
	int pane = pane_cols(ui);

	*cols = ui->grid.cols - pane - (pane > 0);
	*rows = ui_bottom(ui) - TOP - (pane ? 0 : 4);
	make_picture(f, *rows, *cols);
}

static void
load(struct ui *ui, struct screen *screen)
{
	struct flow *f = (struct flow *)screen;
	struct gd_err err = GD_ERR_INIT;
	int rows, cols;

	if (f->has_page)
		gd_order_page_release(&f->page);
	f->has_page = false;
	f->wf = NULL;
	f->rows = f->cols = 0;
	f->told = -1;
	if (f->number &&
	    gd_app_order(*ui->app, f->number, &f->page, &err) == GD_OK) {
		f->has_page = true;
		f->wf = f->page.wf;
	} else if (gd_app_workflow(*ui->app, f->id, f->version, &f->wf, &err) !=
		   GD_OK) {
		ui_say_err(ui, &err);
	}
	if (f->was.on && f->wf)
		flow_was_load(ui, &f->was, f->wf);
	if (f->wf) /* keys come before the next paint */
		measure(ui, f, &rows, &cols);
}

/* The box of the cursor is seen whole, with a row beside it. */
static void
scroll(struct flow *f, int rows, int cols)
{
	const struct gd_box *b = &f->picture.boxes[f->at];
	int end = b->row + GD_BOX_ROWS + 1,
	    right = b->col + f->picture.box_cols;

	if (f->top > b->row - 1)
		f->top = b->row - 1;
	if (f->top < end - rows)
		f->top = end - rows;
	if (f->top > f->picture.rows - rows)
		f->top = f->picture.rows - rows;
	if (f->top < 0)
		f->top = 0;
	if (f->left > b->col)
		f->left = b->col;
	if (f->left < right - cols)
		f->left = right - cols;
	if (f->left > 0 && f->left > f->picture.cols - cols)
		f->left = f->picture.cols > cols ? f->picture.cols - cols : 0;
}

static void
to_box(struct ui *ui, struct screen *s, int i)
{
	(void)ui;
	((struct flow *)s)->at = i;
}

/* As it was: how often and how long, in the box and at the line into it. */
static void
paint_was(struct ui *ui, const struct flow *f, int i, int row, int col)
{
	const struct gd_box *b = &f->picture.boxes[i];
	const struct gd_step_def *def = &f->wf->steps[b->step];
	const struct gd_map_step *s = &f->was.steps[b->step];
	int inside = f->picture.box_cols - 2, at = f->picture.box_cols / 2 + 2;
	struct gd_arena arena = GD_ARENA_INIT;
	const char *note = gd_process_map_note(s, &arena);
	int cols = gd_text_width(note);

	gd_grid_fit(&ui->grid, row, col, inside,
	    i == f->at ? GD_INK_CURSOR : GD_INK_PLAIN,
	    gd_process_map_label(s, def, ui_name(ui, &def->name), inside,
		&arena));
	if (row - 2 >= TOP &&
	    cols <= gd_picture_room(&f->picture, b->row - 1, b->col + at))
		gd_grid_fit(&ui->grid, row - 2, col - 1 + at, cols, GD_INK_DIM,
		    note);
	zone_go(ui, row, col, 1, inside, to_box, i, GD_KEY_ENTER);
	gd_arena_release(&arena);
}

static void
paint_label(struct ui *ui, const struct flow *f, int i, int row, int col)
{
	const struct gd_step_def *def = &f->wf->steps[f->picture.boxes[i].step];
	bool here = i == f->at;
	enum gd_ink ink = here ? GD_INK_CURSOR : GD_INK_PLAIN;
	int inside = f->picture.box_cols - 2, done, total, tail = 0;
	char mark =
	    flow_mark(f->has_page ? &f->page : NULL, def, &done, &total);
	const char *sum = total ? ui_fmt(ui, "%d/%d", done, total) : "";

	if (mark == ' ' || mark == GD_MARK_NOT)
		sum = "";
	if (gd_text_width(ui_name(ui, &def->name)) + gd_text_width(sum) + 8 >
	    inside)
		sum = "";
	tail = gd_text_width(sum);
	gd_grid_fill(&ui->grid, row, col, 1, inside, ink, ' ');
	gd_grid_put(&ui->grid, row, col, ink, here ? '>' : ' ');
	gd_grid_put(&ui->grid, row, col + 1, here ? ink : ui_mark_ink(mark),
	    (unsigned char)mark);
	gd_grid_fit(&ui->grid, row, col + 2, inside - 4 - tail, ink,
	    ui_fmt(ui, " %2d %s", def->no, ui_name(ui, &def->name)));
	gd_grid_fit_right(&ui->grid, row, col + inside - tail - 1, tail, ink,
	    sum);
	zone_go(ui, row, col, 1, inside, to_box, i, GD_KEY_ENTER);
}

static void
paint_picture(struct ui *ui, struct flow *f, int rows, int cols)
{
	const struct gd_picture *p = &f->picture;
	int margin = p->cols < cols ? (cols - p->cols) / 2 : 0;

	for (int r = 0; r < rows && f->top + r < p->rows; r++)
		for (int c = 0; c < cols && f->left + c < p->cols; c++) {
			uint8_t bits =
			    p->lines[(f->top + r) * p->cols + f->left + c];

			if (bits)
				gd_grid_put(&ui->grid, TOP + r, margin + c,
				    GD_INK_LINE, gd_picture_glyph(bits, false));
		}
	for (int i = 0; i < p->n; i++) {
		int row = p->boxes[i].row + 1 - f->top;
		int col = p->boxes[i].col + 1 - f->left;

		if (row >= 0 && row < rows && col >= 0 &&
		    col + p->box_cols - 2 <= cols)
			(f->was.on ? paint_was : paint_label)(ui, f, i,
			    TOP + row, margin + col);
	}
}

static void
paint_head(struct ui *ui, const struct flow *f)
{
	const char *marks = "";

	if (f->was.on)
		marks = tr(ui,
		    GD_TR("As it was: times done, median days; ! stands out"));
	else if (f->has_page)
		marks = tr(ui,
		    GD_TR(". not begun  > running  s signature  c receipt  "
			  "! late  x done"));
	gd_grid_fit(&ui->grid, 1, 1, ui->grid.cols - 2, GD_INK_PLAIN,
	    ui_fmt(ui, "%s   %s", ui_name(ui, &f->wf->name), marks));
	gd_grid_rule(&ui->grid, 2, 0, ui->grid.cols);
}

static void
paint(struct ui *ui, struct screen *screen)
{
	struct flow *f = (struct flow *)screen;
	int pane = pane_cols(ui), bottom = ui_bottom(ui);
	int rows, cols, step;

	if (!f->wf) {
		ui_frame(ui, tr(ui, "Workflow"), NULL);
		return;
	}
	measure(ui, f, &rows, &cols);
	step = f->picture.boxes[f->at].step;
	if ((f->told != step || f->lang != *ui->lang) && f->was.on)
		flow_was_text(ui, &f->was, f->wf, step, &f->text);
	else if (f->told != step || f->lang != *ui->lang)
		flow_text_make(ui, f->wf, step, f->has_page ? &f->page : NULL,
		    &f->text);
	f->told = step;
	f->lang = *ui->lang;
	ui_frame(ui,
	    ui_fmt(ui, "%s%s%s v%d",
		f->has_page ? f->number : tr(ui, "Workflow"),
		f->has_page ? " > " : " ", ui_name(ui, &f->wf->name),
		f->wf->version),
	    ui_fmt(ui, "%d/%d", f->at + 1, f->picture.n));
	paint_head(ui, f);
	scroll(f, rows, cols);
	paint_picture(ui, f, rows, cols);
	if (pane) {
		gd_grid_bar(&ui->grid, TOP, cols, bottom - TOP);
		flow_text_paint(ui, &f->text, 0, TOP, cols + 2, pane - 2,
		    bottom);
	} else {
		gd_grid_rule(&ui->grid, bottom - 4, 0, ui->grid.cols);
		flow_text_paint(ui, &f->text, 0, bottom - 3, 1,
		    ui->grid.cols - 2, bottom);
	}
}

/* ---- another workflow ---------------------------------------------------- */

struct choice {
	struct flow *flow;
	struct gd_arena arena;
	const struct gd_name **at; /* id and version in turn */
	int *versions; /* 0: it comes with gendan and is not installed */
	int n;
};

static void
choice_free(void *payload)
{
	struct choice *c = payload;

	gd_arena_release(&c->arena);
	free(c);
}

static void
chosen(struct ui *ui, void *payload, int i, const bool *ticked)
{
	struct choice *c = payload;
	struct flow *f = c->flow;

	(void)ticked;
	if (i < 0 || i >= c->n)
		return;
	if (c->versions[i] == OF_A_FILE) {
		flow_install_file(ui);
		return;
	}
	if (!c->versions[i]) {
		flow_install_shipped(ui, c->at[i]);
		return;
	}
	free(f->number);
	free(f->id);
	f->number = NULL;
	f->id = gd_strdup(c->at[i]->id);
	f->version = c->versions[i];
	f->picture.n = 0;
	f->at = 0;
	flow_was_release(&f->was);
	f->screen.stale = true;
}

static void choose(struct ui *ui, struct flow *f);

static void
choose_again(struct ui *ui, void *payload)
{
	choose(ui, ((const struct choice *)payload)->flow);
}

static void
choose(struct ui *ui, struct flow *f)
{
	const struct gd_sheet *office = gd_app_office(*ui->app);
	size_t most = office->rows[GD_OFF_FLOWDEF].n + 1 + SHIPPED_MOST;
	struct scr_item *items = gd_alloc(most, sizeof *items);
	struct choice *c = gd_alloc(1, sizeof *c);
	const struct gd_flowdef *def;
	struct gd_shipped with;
	int n = 0;

	c->flow = f;
	c->at = gd_arena_alloc(&c->arena, most, sizeof *c->at);
	c->versions = gd_arena_alloc(&c->arena, most, sizeof *c->versions);
	for (size_t i = 0; (def = gd_row_at(office, GD_OFF_FLOWDEF, i)); i++) {
		struct gd_name *name =
		    gd_arena_alloc(&c->arena, 1, sizeof *name);

		*name = (struct gd_name){ gd_arena_str(&c->arena, def->id),
			gd_arena_str(&c->arena, def->zh),
			gd_arena_str(&c->arena, def->en) };
		c->at[n] = name;
		c->versions[n] = (int)def->version;
		items[n].label = gd_arena_printf(&c->arena, "%s v%d",
		    ui_name(ui, name), (int)def->version);
		items[n].also = name->id;
		items[n++].note =
		    def->active ? "" : tr(ui, GD_TR("not in use"));
	}
	c->versions[n] = OF_A_FILE;
	items[n].label = tr(ui, GD_TR("A file..."));
	items[n].also = "yaml";
	items[n++].note = tr(ui, GD_TR("your own workflow; Enter installs it"));
	for (int i = 0;
	     (size_t)n < most && gd_app_shipped(*ui->app, i, &c->arena, &with);
	     i++) {
		struct gd_name *name;

		if (with.installed || !with.version)
			continue;
		name = gd_arena_alloc(&c->arena, 1, sizeof *name);
		*name = with.name;
		c->at[n] = name;
		c->versions[n] = 0;
		items[n].label = gd_arena_printf(&c->arena, "%s v%d",
		    ui_name(ui, name), with.version);
		items[n].also = name->id;
		items[n++].note =
		    tr(ui, GD_TR("comes with gendan; Enter installs it"));
	}
	c->n = n;
	scr_pick(ui, &(struct scr_pick){
			 .title = tr(ui, "Workflow"),
			 .items = items,
			 .n = n,
			 .then = chosen,
			 .again = choose_again,
			 .payload = c,
			 .drop = choice_free,
		     });
	free(items);
}

/* ---- keys --------------------------------------------------------------- */

/* Left and right: the neighbour in its layer. */
static bool
key(struct ui *ui, struct screen *screen, const struct gd_key *k)
{
	struct flow *f = (struct flow *)screen;
	int to = f->at + (k->code == GD_KEY_RIGHT ? 1 : -1);

	(void)ui;
	if ((k->code != GD_KEY_LEFT && k->code != GD_KEY_RIGHT) || k->pasted)
		return false;
	if (to >= 0 && to < f->picture.n &&
	    f->picture.boxes[to].layer == f->picture.boxes[f->at].layer)
		f->at = to;
	return true;
}

static bool
act(struct ui *ui, struct screen *screen, enum gd_action action)
{
	struct flow *f = (struct flow *)screen;
	struct scroll boxes = { f->picture.n, f->at, 0 };

	switch (action) {
	case GD_A_OPEN:
		if (f->wf && f->picture.n)
			scr_step(ui, f->has_page ? f->number : NULL,
			    f->wf->name.id, f->wf->version,
			    f->picture.boxes[f->at].step);
		return true;
	case GD_A_EDIT:
		choose(ui, f);
		return true;
	case GD_A_HISTORY: /* as it should be, as it was */
		if (f->was.on)
			flow_was_release(&f->was);
		else if (f->wf)
			flow_was_load(ui, &f->was, f->wf);
		f->told = -1;
		return true;
	case GD_A_PRACTICE:
		if (ui->practice)
			return false;
		practice_choose(ui, f->wf ? f->wf->name.id : "");
		return true;
	case GD_A_ACTIONS:
		scr_palette(ui, f->has_page ? f->number : NULL);
		return true;
	default:
		if (!scroll_act(&boxes, action, 4))
			return false;
		f->at = boxes.at;
		return true;
	}
}

static int
hints(struct ui *ui, struct screen *screen, struct gd_hint *out)
{
	int n = 0;

	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_OPEN, GD_TR("The step"), 0 };
	out[n++] = (struct gd_hint){ GD_A_HISTORY,
		((const struct flow *)screen)->was.on ? GD_TR("As it should be")
						      : GD_TR("As it was"),
		0 };
	out[n++] = (struct gd_hint){ GD_A_EDIT, GD_TR("Which workflow"), 0 };
	if (!ui->practice)
		out[n++] = (struct gd_hint){ GD_A_PRACTICE, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_LANG, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
flow_free(struct screen *screen)
{
	struct flow *f = (struct flow *)screen;

	if (f->has_page)
		gd_order_page_release(&f->page);
	flow_was_release(&f->was);
	flow_text_release(&f->text);
	gd_arena_release(&f->arena);
	free(f->number);
	free(f->id);
	free(f);
}

static const struct screen_ops ops = {
	.name = "flow",
	.place = GD_AT_NAMES,
	.load = load,
	.paint = paint,
	.key = key,
	.act = act,
	.hints = hints,
	.free = flow_free,
};

void
scr_flow(struct ui *ui, const char *number)
{
	struct flow *f = gd_alloc(1, sizeof *f);

	f->screen.ops = &ops;
	f->number = gd_strdup(number);
	f->id = gd_strdup(
	    gd_app_usual(*ui->app) ? gd_app_usual(*ui->app)->name.id : "");
	f->told = -1;
	ui_push(ui, &f->screen);
}
