/* tui/boards/scr_reports.c - which reports there are, and which of them this
 * person keeps; Enter reads one, Delete forgets a kept one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define TOP 2
#define FOOT_MOST 3

struct reports {
	struct screen screen;
	struct gd_arena arena;
	const struct gd_report_kind *kinds;
	const struct gd_kept_report *kept; /* in the arena */
	int nkinds, nkept;
	struct scroll list; /* kinds, a heading, the kept ones */
};

static void
load(struct ui *ui, struct screen *screen)
{
	struct reports *s = (struct reports *)screen;
	struct gd_err err = GD_ERR_INIT;

	gd_arena_release(&s->arena);
	s->kinds = gd_report_kinds(&s->nkinds);
	s->nkept = 0;
	if (gd_app_kept(*ui->app, &s->arena, &s->kept, &s->nkept, &err) !=
	    GD_OK)
		ui_say_err(ui, &err);
	s->list.n = s->nkinds + (s->nkept ? 1 + s->nkept : 0);
	scroll_fix(&s->list, 1);
}

static const struct gd_kept_report *
kept_at(const struct reports *s, int at)
{
	int i = at - s->nkinds - 1;

	return i >= 0 && i < s->nkept ? &s->kept[i] : NULL;
}

/* ---- painting ------------------------------------------------------------------ */

static int
name_cols(const struct ui *ui)
{
	return ui->grid.cols < 72 ? 18 : 24;
}

static void
paint_row(struct ui *ui, const struct reports *s, int at, int row)
{
	const struct gd_kept_report *k = kept_at(s, at);
	struct gd_grid *g = &ui->grid;
	bool here = at == s->list.at, kind = at < s->nkinds;
	enum gd_ink ink = here ? GD_INK_CURSOR : GD_INK_PLAIN;
	int name = name_cols(ui);

	gd_grid_fill(g, row, 0, 1, g->cols, ink, ' ');
	gd_grid_put(g, row, 0, ink, here ? '>' : ' ');
	if (!kind && !k) {
		gd_grid_fit(g, row, 2, g->cols - 3, GD_INK_HEAD,
		    tr(ui, GD_TR("Kept by you")));
		return;
	}
	gd_grid_fit(g, row, 2, name, ink,
	    kind ? tr(ui, s->kinds[at].title) : k->name);
	gd_grid_fit(g, row, 4 + name, g->cols - 5 - name, ink,
	    kind ? tr(ui, s->kinds[at].help) : k->words);
}

/* What is under the cursor, in full. */
static const char *
about(struct ui *ui, const struct reports *s)
{
	const struct gd_kept_report *k = kept_at(s, s->list.at);

	if (s->list.at < s->nkinds)
		return ui_fmt(ui, "%s: %s", tr(ui, s->kinds[s->list.at].title),
		    tr(ui, s->kinds[s->list.at].help));
	return k ? ui_fmt(ui, "%s: %s   gendan report run %s", k->name,
		       k->words, k->name)
		 : "";
}

static void
paint(struct ui *ui, struct screen *screen)
{
	struct reports *s = (struct reports *)screen;
	const char *said = about(ui, s);
	int bottom = ui_bottom(ui), foot, rows;

	foot = ui_wrap(NULL, 0, 1, ui->grid.cols - 2, FOOT_MOST, GD_INK_PLAIN,
	    said);
	rows = bottom - TOP - foot - 1;
	ui_frame(ui, tr(ui, "Reports"),
	    ui_fmt(ui, "%d/%d", s->list.at + 1, s->list.n));
	gd_grid_fit(&ui->grid, 1, 1, ui->grid.cols - 2, GD_INK_DIM,
	    tr(ui, GD_TR("Enter reads one; there F4 changes its period, F7 "
			 "keeps it, Ctrl-S writes a file")));
	scroll_fix(&s->list, rows);
	zone_rows(ui, TOP, 0, rows, ui->grid.cols, &s->list);
	for (int i = 0; i < rows && s->list.top + i < s->list.n; i++)
		paint_row(ui, s, s->list.top + i, TOP + i);
	gd_grid_rule(&ui->grid, bottom - foot - 1, 0, ui->grid.cols);
	(void)ui_wrap(&ui->grid, bottom - foot, 1, ui->grid.cols - 2, FOOT_MOST,
	    GD_INK_PLAIN, said);
}

/* ---- doing ---------------------------------------------------------------------- */

static void
open_row(struct ui *ui, const struct reports *s)
{
	const struct gd_kept_report *k = kept_at(s, s->list.at);

	if (s->list.at < s->nkinds)
		scr_report(ui, report_first_words(ui, &s->kinds[s->list.at]),
		    NULL);
	else if (k)
		scr_report(ui, k->words, k->name);
}

struct forgetting {
	struct reports *of;
	char name[200];
};

static void
forget(struct ui *ui, void *payload)
{
	struct forgetting *f = payload;
	struct gd_err err = GD_ERR_INIT;

	if (gd_app_forget_report(*ui->app, f->name, &err) == GD_OK)
		ui_say(ui, "\"{1}\" is forgotten", 1,
		    (const struct gd_arg[]){ gd_arg_text(f->name) });
	else
		ui_say_err(ui, &err);
	f->of->screen.stale = true;
}

static void
ask_forget(struct ui *ui, struct reports *s)
{
	const struct gd_kept_report *k = kept_at(s, s->list.at);
	struct forgetting *f;

	if (!k) {
		ui_say(ui,
		    GD_TR("Only a report that is kept under a name can be "
			  "forgotten"),
		    0, NULL);
		return;
	}
	f = gd_alloc(1, sizeof *f);
	f->of = s;
	snprintf(f->name, sizeof f->name, "%s", k->name);
	scr_ask(ui, &(struct scr_ask){
			.title = GD_TR("Forget this report?"),
			.said = k->name,
			.yes = GD_TR("Forget"),
			.no = GD_TR("Keep it"),
			.danger = true,
			.then = forget,
			.payload = f,
			.drop = free,
		    });
}

/* The cursor passes over the heading. */
static void
pass_heading(struct reports *s, int was)
{
	if (s->list.at == s->nkinds)
		s->list.at += s->list.at > was ? 1 : -1;
}

static bool
act(struct ui *ui, struct screen *screen, enum gd_action action)
{
	struct reports *s = (struct reports *)screen;
	int was = s->list.at;

	switch (action) {
	case GD_A_OPEN:
		open_row(ui, s);
		return true;
	case GD_A_REMOVE:
		ask_forget(ui, s);
		return true;
	case GD_A_REPORTS: /* already here */
		return true;
	default:
		if (!scroll_act(&s->list, action,
			ui_bottom(ui) - TOP - FOOT_MOST))
			return false;
		pass_heading(s, was);
		return true;
	}
}

static int
hints(struct ui *ui, struct screen *screen, struct gd_hint *out)
{
	const struct reports *s = (const struct reports *)screen;
	int n = 0;

	(void)ui;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_OPEN, GD_TR("Read"), 0 };
	if (kept_at(s, s->list.at))
		out[n++] = (struct gd_hint){ GD_A_REMOVE, GD_TR("Forget"), 0 };
	out[n++] = (struct gd_hint){ GD_A_BOARD, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_LANG, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
reports_free(struct screen *screen)
{
	struct reports *s = (struct reports *)screen;

	gd_arena_release(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "reports",
	.place = GD_AT_REPORTS,
	.load = load,
	.paint = paint,
	.act = act,
	.hints = hints,
	.free = reports_free,
};

void
scr_reports(struct ui *ui)
{
	struct reports *s = gd_alloc(1, sizeof *s);

	s->screen.ops = &ops;
	ui_push(ui, &s->screen);
}
