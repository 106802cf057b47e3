/* tui/order/scr_step.c - one step of a workflow: what flow_text.c says of it. */
#include <stdlib.h>
#include <string.h>

#include "flow_priv.h"

#include "base/banned.h"

struct step_screen {
	struct screen screen;
	char *number, *id; /* owned; the order, or NULL; the workflow */
	int version, step;
	const struct gd_workflow *wf; /* borrowed from the app or the page */
	struct gd_order_page page;
	bool has_page;
	struct flow_text text;
	int top, shown;
};

static void
load(struct ui *ui, struct screen *screen)
{
	struct step_screen *s = (struct step_screen *)screen;
	struct gd_err err = GD_ERR_INIT;

	if (s->has_page)
		gd_order_page_release(&s->page);
	s->has_page = false;
	s->wf = NULL;
	if (s->number &&
	    gd_app_order(*ui->app, s->number, &s->page, &err) == GD_OK) {
		s->has_page = true;
		s->wf = s->page.wf;
	} else if (gd_app_workflow(*ui->app, s->id, s->version, &s->wf, &err) !=
		   GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	if (s->step >= s->wf->nsteps)
		s->step = s->wf->nsteps - 1;
	flow_text_make(ui, s->wf, s->step, s->has_page ? &s->page : NULL,
	    &s->text);
}

static void
paint(struct ui *ui, struct screen *screen)
{
	struct step_screen *s = (struct step_screen *)screen;
	int bottom = ui_bottom(ui);
	const struct gd_step_def *def;

	if (!s->wf) {
		ui_frame(ui, tr(ui, "Workflow"), NULL);
		return;
	}
	def = &s->wf->steps[s->step];
	if (s->top >= s->text.n)
		s->top = s->text.n - 1;
	ui_frame(ui,
	    ui_fmt(ui, "%s > %d %s",
		s->has_page ? s->number : tr(ui, "Workflow"), def->no,
		ui_name(ui, &def->name)),
	    ui_fmt(ui, "%d/%d", s->top + 1, s->text.n));
	gd_grid_rule(&ui->grid, 1, 0, ui->grid.cols);
	s->shown = flow_text_paint(ui, &s->text, s->top, 2, 1,
	    ui->grid.cols - 2, bottom);
}

/* Its text moves; the last page stays full. */
static bool
act(struct ui *ui, struct screen *screen, enum gd_action action)
{
	struct step_screen *s = (struct step_screen *)screen;
	int by = 0, page = s->shown > 1 ? s->shown - 1 : 1;

	switch (action) {
	case GD_A_UP:
	case GD_A_DOWN:
		by = action == GD_A_DOWN ? 1 : -1;
		break;
	case GD_A_PAGE_UP:
	case GD_A_PAGE_DOWN:
	case GD_A_OPEN: /* reads on */
		by = action == GD_A_PAGE_UP ? -page : page;
		break;
	case GD_A_FIRST:
		by = -s->text.n;
		break;
	case GD_A_LAST:
		by = s->text.n - s->shown - s->top;
		break;
	case GD_A_ACTIONS:
		scr_palette(ui, s->has_page ? s->number : NULL);
		return true;
	default:
		return false;
	}
	if (by > 0 && s->top + s->shown >= s->text.n)
		by = 0;
	s->top += by;
	if (s->top < 0)
		s->top = 0;
	return true;
}

static int
hints(struct ui *ui, struct screen *screen, struct gd_hint *out)
{
	struct step_screen *s = (struct step_screen *)screen;
	int n = 0;

	(void)ui;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	if (s->shown < s->text.n)
		out[n++] = (struct gd_hint){ GD_A_PAGE_DOWN, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_LANG, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
step_free(struct screen *screen)
{
	struct step_screen *s = (struct step_screen *)screen;

	if (s->has_page)
		gd_order_page_release(&s->page);
	flow_text_release(&s->text);
	free(s->number);
	free(s->id);
	free(s);
}

static const struct screen_ops ops = {
	.name = "step",
	.place = GD_AT_NAMES,
	.load = load,
	.paint = paint,
	.act = act,
	.hints = hints,
	.free = step_free,
};

void
scr_step(struct ui *ui, const char *number, const char *id, int version,
    int step)
{
	struct step_screen *s = gd_alloc(1, sizeof *s);

	s->screen.ops = &ops;
	s->number = gd_strdup(number);
	s->id = gd_strdup(id);
	s->version = version;
	s->step = step;
	ui_push(ui, &s->screen);
}
