/* tui/papers/scr_sheet.c - a sheet as it would be printed, as plain text; F9
 * prints it, F4 chooses printer, language and medium, Ctrl-S writes a file.
 *
 * What may be printed, and what is a reprint, the ledger says (app/printing.h);
 * what it refuses stands above the sheet until something else is chosen.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "paper/plain.h"
#include "paper/press.h"

#include "print_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define HEAD_ROWS 4 /* above the sheet, the frame among them */
#define ASIDE 16    /* columns one key moves the sheet */

/* ---- making -------------------------------------------------------------- */

/* A reason is all that is missing. */
static bool
wants_reason(const struct gd_err *err)
{
	return err->msg == GD_M_PRINT_AGAIN ||
	       err->msg == GD_M_PRINT_AGAIN_PAPER || err->msg == GD_M_PRINT_OLD;
}

static void
measure(struct sheet *s)
{
	const char *at = s->text.text;

	s->lines = s->widest = 0;
	while (*at) {
		size_t len = strcspn(at, "\n\f");
		struct gd_str line = GD_STR_INIT;
		int cols;

		gd_str_addn(&line, at, len);
		cols = gd_text_width(line.text);
		gd_str_release(&line);
		if (cols > s->widest)
			s->widest = cols;
		s->lines++;
		at += len;
		at += *at != '\0';
	}
}

/* "Slip: Contract" */
static void
name_it(struct ui *ui, struct sheet *s, const struct gd_order *o)
{
	const struct gd_form_order *f = &s->ask.form;
	int step;

	gd_str_reset(&s->title);
	if (gd_app_workflow(*ui->app, gd_head(o)->workflow,
		(int)gd_head(o)->version, &s->wf, NULL) != GD_OK)
		return;
	step = f->step ? gd_wf_step(s->wf, f->step) : -1;
	gd_str_addf(&s->title, "%s%s", f->slip ? tr(ui, "Slip: ") : "",
	    step >= 0 ? ui_name(ui, &s->wf->steps[step].name)
		      : ui_paper(ui, s->wf, f->paper));
}

static void
keep(struct ui *ui, struct sheet *s, const struct gd_print_plan *plan,
    const struct gd_form_made *made)
{
	gd_str_reset(&s->text);
	sheet_about(ui, s, &made->job, gd_job_plain(&s->text, &made->job));
	s->media = made->job.media;
	s->lang = made->job.lang;
	s->sheets = plan->n ? (int)plan->n : (int)made->job.ndocs;
	s->again = 0;
	for (size_t i = 0; i < plan->n; i++)
		s->again += plan->rows[i].again > 0;
	name_it(ui, s, &made->order);
	measure(s);
}

/* As the ledger would have it; "jam" stands for any reason, nothing is
 * written. What may not be printed may be looked at. */
static enum gd_code
make(struct ui *ui, struct sheet *s, struct gd_print_plan *plan,
    struct gd_form_made *made, struct gd_err *err)
{
	struct gd_printing ask = s->ask;
	const char *queue;
	enum gd_code rc;

	s->before = s->why = (struct gd_err)GD_ERR_INIT;
	gd_app_print_place(*ui->app, &s->ask, &queue, &ask.form.media);
	if (!queue || !s->queue || strcmp(queue, s->queue) != 0)
		s->queue = gd_arena_str(&s->arena, queue);
	rc = gd_app_print_make(*ui->app, &ask, plan, made, err);
	if (rc != GD_OK && !ask.reason && wants_reason(err)) {
		s->before = *err;
		ask.reason = "jam";
		gd_form_made_release(made);
		gd_print_plan_release(plan);
		rc = gd_app_print_make(*ui->app, &ask, plan, made, err);
	}
	if (rc == GD_OK)
		return rc;
	s->why = *err;
	gd_form_made_release(made);
	gd_print_plan_release(plan);
	return gd_app_form_make(*ui->app, &ask.form, made, err);
}

static void
load(struct ui *ui, struct screen *screen)
{
	struct sheet *s = (struct sheet *)screen;
	struct gd_err err = GD_ERR_INIT;
	struct gd_print_plan plan = { 0 };
	struct gd_form_made made;

	if (make(ui, s, &plan, &made, &err) == GD_OK)
		keep(ui, s, &plan, &made);
	gd_form_made_release(&made);
	gd_print_plan_release(&plan);
}

enum gd_code
sheet_press(struct ui *ui, struct sheet *s, const char *path, int *pages,
    struct gd_err *err)
{
	struct gd_press_result result = { 0 };
	struct gd_print_plan plan = { 0 };
	struct gd_form_made made;
	enum gd_code rc;

	ui_say(ui, GD_TR("Making the pages ..."), 0, NULL);
	ui_paint(ui);
	rc = make(ui, s, &plan, &made, err);
	if (s->why.code != GD_OK) {
		*err = s->why;
		rc = err->code;
	}
	if (rc == GD_OK && s->before.code != GD_OK &&
	    gd_app_print_counts(&s->ask)) {
		*err = s->before;
		rc = err->code;
	}
	if (rc == GD_OK)
		rc = gd_press(&made.job, path, NULL, &result, err);
	*pages = result.pages;
	if (rc == GD_OK && gd_app_print_counts(&s->ask)) {
		rc = gd_app_print_filed(*ui->app, &s->ask, *pages, err);
		if (rc != GD_OK)
			(void)unlink(path);
		ui_stale(ui);
	}
	gd_form_made_release(&made);
	gd_print_plan_release(&plan);
	return rc;
}

/* ---- painting ------------------------------------------------------------ */

/* What is said below the sheet, where there is room for it. */
static int
foot_rows(struct ui *ui, const struct sheet *s)
{
	if (ui->grid.rows < 20)
		return 0;
	return 1 + ui_wrap(NULL, 0, 1, ui->grid.cols - 2, 2, GD_INK_DIM,
		       s->about.text);
}

static int
rows_shown(struct ui *ui, const struct sheet *s)
{
	return ui_bottom(ui) - HEAD_ROWS - foot_rows(ui, s);
}

/* Part of a line, from a column on. */
static void
paint_line(struct ui *ui, int row, const char *line, int left)
{
	struct gd_walk w = { .at = line };
	int col = 0, right = ui->grid.cols - 1;

	while (gd_text_next(&w)) {
		if (col >= left && 1 + col - left + w.cols <= right)
			gd_grid_put(&ui->grid, row, 1 + col - left,
			    GD_INK_PLAIN, w.cp);
		col += w.cols;
	}
}

static void
paint_text(struct ui *ui, const struct sheet *s)
{
	const char *at = s->text.text;
	int rows = rows_shown(ui, s);

	for (int i = 0; *at && i < s->top + rows; i++) {
		size_t len = strcspn(at, "\n\f");

		if (i >= s->top) {
			struct gd_str line = GD_STR_INIT;

			gd_str_addn(&line, at, len);
			paint_line(ui, HEAD_ROWS + i - s->top, line.text,
			    s->left);
			gd_str_release(&line);
		}
		at += len;
		if (*at == '\f' && i >= s->top)
			gd_grid_rule(&ui->grid, HEAD_ROWS + i - s->top, 0,
			    ui->grid.cols);
		at += *at != '\0';
	}
}

/* The edges of the paper, where both have room. */
static void
paint_edges(struct ui *ui, const struct sheet *s)
{
	int right = 1 + s->widest, rows = s->lines - s->top;

	if (rows > rows_shown(ui, s))
		rows = rows_shown(ui, s);
	if (right + 1 > ui->grid.cols || rows < 1)
		return;
	gd_grid_bar(&ui->grid, HEAD_ROWS, 0, rows);
	gd_grid_bar(&ui->grid, HEAD_ROWS, right, rows);
}

static void
paint_about(struct ui *ui, const struct sheet *s)
{
	int row = ui_bottom(ui) - foot_rows(ui, s);

	if (!foot_rows(ui, s))
		return;
	gd_grid_rule(&ui->grid, row, 0, ui->grid.cols);
	(void)ui_wrap(&ui->grid, row + 1, 1, ui->grid.cols - 2, 2, GD_INK_DIM,
	    s->about.text);
}

static void
paint_where(struct ui *ui, const struct sheet *s)
{
	struct gd_str text = GD_STR_INIT;
	struct gd_grid *g = &ui->grid;
	const char *queue = s->queue ? s->queue : tr(ui, "none is set");
	const char *rest = tr(ui, "Left, Right: rest");

	/* a queue is known by its name: 60 columns have no room for more */
	if (!s->queue || g->cols >= 80)
		gd_str_addf(&text, "%s: ", tr(ui, "Printer"));
	gd_str_addf(&text, "%s%s   %s   %s", queue,
	    !s->queue                  ? ""
	    : s->unready.code == GD_OK ? tr(ui, GD_TR(" (ready)"))
				       : tr(ui, GD_TR(" (cannot print now)")),
	    sheet_media_words(ui, s->media), sheet_lang_words(ui, s->lang));
	gd_str_addf(&text, "   %s: %s", tr(ui, GD_TR("Barcode")),
	    s->code ? tr(ui, "yes") : tr(ui, "no"));
	if (s->widest > g->cols - 2 &&
	    gd_text_width(text.text) + 3 + gd_text_width(rest) <= g->cols - 2)
		gd_str_addf(&text, "   %s", rest);
	gd_grid_fit(g, 1, 1, g->cols - 2, GD_INK_HEAD, text.text);
	gd_str_release(&text);
}

/* What speaks against it, else what will come out. */
static void
paint_state(struct ui *ui, const struct sheet *s)
{
	struct gd_str text = GD_STR_INIT;
	struct gd_grid *g = &ui->grid;
	const struct gd_err *bad = s->why.code != GD_OK       ? &s->why
				   : s->unready.code != GD_OK ? &s->unready
							      : NULL;
	const struct gd_arg args[] = { gd_arg_int(s->sheets),
		gd_arg_int(s->again) };

	if (bad == &s->unready)
		sheet_asked_fault(ui, s, bad, &text);
	else if (bad)
		sheet_fault(ui, s, bad, &text);
	else
		ui_sentence(ui, &text,
		    s->again ? GD_TR("Pieces to print: {1}; printed before, "
				     "these say REPRINT: {2}")
			     : GD_TR("Pieces to print: {1}"),
		    2, args);
	if (!bad && s->ask.list)
		gd_str_addf(&text, "  #%s", s->ask.list);
	gd_grid_rule(g, HEAD_ROWS - 1, 0, g->cols);
	if (ui_wrap(NULL, 2, 1, g->cols - 2, 2, GD_INK_PLAIN, text.text) > 1)
		gd_grid_fill(g, HEAD_ROWS - 1, 0, 1, g->cols, GD_INK_PLAIN,
		    ' ');
	(void)ui_wrap(g, 2, 1, g->cols - 2, 2, bad ? GD_INK_LATE : GD_INK_PLAIN,
	    text.text);
	gd_str_release(&text);
}

static void
paint(struct ui *ui, struct screen *screen)
{
	struct sheet *s = (struct sheet *)screen;
	int rows = rows_shown(ui, s), last = s->lines - rows;

	if (s->top > last)
		s->top = last;
	if (s->top < 0)
		s->top = 0;
	ui_frame(ui,
	    ui_fmt(ui, "%s > %s %s", tr(ui, "Print"), s->title.text, s->number),
	    last > 0 ? ui_fmt(ui, "%d%%", 100 * s->top / last) : "");
	paint_where(ui, s);
	paint_state(ui, s);
	paint_text(ui, s);
	paint_edges(ui, s);
	paint_about(ui, s);
}

/* ---- printing ------------------------------------------------------------ */

void
sheet_ask_printer(struct ui *ui, struct sheet *s)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_queue queue;
	enum gd_media media;
	const char *name;

	s->unready = (struct gd_err)GD_ERR_INIT;
	gd_app_print_place(*ui->app, &s->ask, &name, &media);
	if (!name)
		return;
	ui_say(ui, GD_TR("Asking printer {1} ..."), 1,
	    (const struct gd_arg[]){ gd_arg_text(name) });
	ui_paint(ui);
	if (gd_queue_state(name, &arena, &queue, &s->unready) == GD_OK)
		(void)!gd_queue_ready(&queue, &s->unready);
	gd_arena_release(&arena);
	ui_quiet(ui);
}

static void
say_printed(struct ui *ui, const struct gd_printed *p)
{
	ui_say(ui,
	    p->before  ? GD_TR("done already by the same request; nothing was "
				"printed again")
	    : p->again ? GD_TR("handed to {1} as {2}: {3} {3|page|pages}; {4} "
			       "{4|reprint|reprints}")
		       : GD_TR("handed to {1} as {2}: {3} {3|page|pages}"),
	    4,
	    (const struct gd_arg[]){ gd_arg_text(p->queue),
		gd_arg_text(p->job ? p->job : ""), gd_arg_int(p->pages),
		gd_arg_int(p->again) });
}

/* The sheets come out of the printer and the book does not know of them. */
static void
say_unrecorded(struct ui *ui, const struct sheet *s, const struct gd_printed *p,
    const struct gd_err *why)
{
	struct gd_str text = GD_STR_INIT;
	struct gd_err err;

	sheet_fault(ui, s, why, &text);
	(void)gd_fail(&err, why->code, GD_M_CLI_PRINT_UNRECORDED,
	    GD_T(p->queue), GD_T(p->job), GD_T(text.text));
	ui_say_err(ui, &err);
	gd_str_release(&text);
}

bool
sheet_print(struct ui *ui, struct sheet *s)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_printed printed;
	enum gd_code rc;

	if (!s->queue) {
		ui_say(ui, GD_TR("No printer is set for this; F4 chooses one"),
		    0, NULL);
		ui->bad = true;
		return false;
	}
	ui_say(ui, GD_TR("Making the pages and handing them to {1} ..."), 1,
	    (const struct gd_arg[]){ gd_arg_text(s->queue) });
	ui_paint(ui);
	rc = gd_app_print(*ui->app, &s->ask, &printed, &err);
	if (rc == GD_OK) {
		say_printed(ui, &printed);
		ui_stale(ui);
		ui_close(ui, &s->screen);
	} else if (printed.job) {
		say_unrecorded(ui, s, &printed, &err);
	} else {
		sheet_say_fault(ui, s, &err);
	}
	gd_printed_release(&printed);
	return rc == GD_OK;
}

/* ---- keys ---------------------------------------------------------------- */

/* A sheet wider than the screen is moved by the arrows. */
static bool
key(struct ui *ui, struct screen *screen, const struct gd_key *k)
{
	struct sheet *s = (struct sheet *)screen;
	int last = s->widest - (ui->grid.cols - 2);

	if (k->pasted || (k->code != GD_KEY_LEFT && k->code != GD_KEY_RIGHT))
		return false;
	s->left += k->code == GD_KEY_RIGHT ? ASIDE : -ASIDE;
	if (s->left > last)
		s->left = last;
	if (s->left < 0)
		s->left = 0;
	return true;
}

static bool
act(struct ui *ui, struct screen *screen, enum gd_action action)
{
	struct sheet *s = (struct sheet *)screen;
	struct scroll lines = { s->lines, s->top, 0 };

	switch (action) {
	case GD_A_PRINT:
		if (s->before.code != GD_OK && !s->ask.reason)
			sheet_reason(ui, s);
		else
			(void)sheet_print(ui, s);
		return true;
	case GD_A_CHOICES:
		sheet_choices(ui, s);
		return true;
	case GD_A_TO_FILE:
		sheet_to_file(ui, s);
		return true;
	case GD_A_ACTIONS:
		scr_help(ui);
		return true;
	case GD_A_ACCEPT: /* reads on; nothing is printed by accident */
		action = GD_A_PAGE_DOWN;
		break;
	default:
		break;
	}
	if (!scroll_act(&lines, action, rows_shown(ui, s)))
		return false;
	s->top = lines.at;
	return true;
}

static int
hints(struct ui *ui, struct screen *screen, struct gd_hint *out)
{
	const struct sheet *s = (const struct sheet *)screen;
	int n = 0;

	(void)ui;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_PRINT, NULL, s->sheets };
	out[n++] = (struct gd_hint){ GD_A_CHOICES, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_TO_FILE, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_PAGE_DOWN, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
sheet_free(struct screen *screen)
{
	struct sheet *s = (struct sheet *)screen;

	gd_str_release(&s->title);
	gd_str_release(&s->text);
	gd_str_release(&s->about);
	gd_arena_release(&s->arena);
	free(s->number);
	free(s);
}

static const struct screen_ops ops = {
	.name = "sheet",
	.place = GD_AT_SHEET,
	.load = load,
	.paint = paint,
	.key = key,
	.act = act,
	.hints = hints,
	.free = sheet_free,
};

void
sheet_open(struct ui *ui, const char *number, const struct gd_printing *ask)
{
	struct sheet *s = gd_alloc(1, sizeof *s);

	s->screen.ops = &ops;
	s->number = gd_strdup(number);
	s->title = s->text = s->about = (struct gd_str)GD_STR_INIT;
	s->ask = *ask;
	s->ask.form.order = s->number;
	s->ask.form.paper = gd_arena_str(&s->arena, ask->form.paper);
	s->ask.form.step = gd_arena_str(&s->arena, ask->form.step);
	s->ask.list = gd_arena_str(&s->arena, ask->list);
	sheet_printer_last(ui, s);
	ui_push(ui, &s->screen);
	sheet_ask_printer(ui, s);
	if (s->unready.code != GD_OK && s->ask.queue && !ask->queue) {
		s->ask.queue = NULL; /* the one chosen last is not there now */
		s->screen.stale = true;
		sheet_ask_printer(ui, s);
	}
}
