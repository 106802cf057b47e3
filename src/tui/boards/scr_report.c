/* tui/boards/scr_report.c - a report to be read: its tables one below the
 * other; Enter goes on to the order or the list behind a row. */
#include <stdlib.h>
#include <string.h>

#include "app/filter.h"
#include "base/text.h"

#include "report_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define MOST_WORDS 40
#define SOON_MS 300 /* a report that took longer is made anew by a key only */

/* ---- making ----------------------------------------------------------------- */

const char *
report_first_words(struct ui *ui, const struct gd_report_kind *k)
{
	return ui_fmt(ui, "%s%s", k->id, k->period ? " year:this" : "");
}

static bool
make(struct ui *ui, const char *words, struct gd_report *r, struct gd_err *err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	const char *at[MOST_WORDS];
	int n = gd_filter_split(words, &arena, at, MOST_WORDS), kept = 0;
	bool good;

	/* the forms of its files say nothing of what is in it */
	for (int i = 0; i < n; i++)
		if (strncmp(at[i], "form:", 5) != 0)
			at[kept++] = at[i];
	good = gd_app_report(*ui->app, at, kept, r, err) == GD_OK;
	gd_arena_release(&arena);
	return good;
}

/* Longer than an eye blinks: say so first. */
static void
say_waits(struct ui *ui, const struct report_screen *s)
{
	if (s->made && s->took_ms <= SOON_MS)
		return;
	ui_say(ui, GD_TR("Making the report ..."), 0, NULL);
	if (s->made)
		ui_paint(ui);
}

bool
report_remake(struct ui *ui, struct report_screen *s, const char *words,
    struct gd_err *err)
{
	int64_t began = ui_clock(ui);
	struct gd_report r;

	say_waits(ui, s);
	if (!make(ui, words, &r, err)) {
		gd_report_release(&r);
		return false;
	}
	ui_quiet(ui);
	if (s->made)
		gd_report_release(&s->r);
	s->r = r;
	s->made = true;
	s->old = false;
	s->took_ms = ui_clock(ui) - began;
	if (words != s->words) {
		free(s->words);
		s->words = gd_strdup(words);
		s->list.at = s->list.top = 0;
		s->col = -1;
	}
	s->lines.cols = 0; /* to be laid out */
	return true;
}

static void
load(struct ui *ui, struct screen *screen)
{
	struct report_screen *s = (struct report_screen *)screen;
	struct gd_err err = GD_ERR_INIT;

	if (s->made && s->took_ms > SOON_MS) {
		s->old = true;
		return;
	}
	if (!report_remake(ui, s, s->words, &err))
		ui_say_err(ui, &err);
}

static void
paint(struct ui *ui, struct screen *screen)
{
	report_paint(ui, (struct report_screen *)screen);
}

/* ---- doing ---------------------------------------------------------------------- */

/* What the cell leads to, else the first of its row that leads on. */
static void
open_cell(struct ui *ui, const struct report_screen *s)
{
	const struct report_line *l = report_line_at(s);
	const struct gd_report_cell *c = NULL;

	if (l && report_stands_on(l)) {
		const struct gd_report_part *p = report_part_of(s, l);

		c = gd_part_cell(p, l->row, report_col_of(s, l));
		for (int i = 0; !c->to && i < p->ncols; i++)
			if (gd_part_cell(p, l->row, i)->to)
				c = gd_part_cell(p, l->row, i);
	}
	if (c && c->leads == GD_LEADS_ORDER)
		scr_order(ui, c->to);
	else if (c && c->leads == GD_LEADS_LIST)
		scr_list_of(ui, c->to);
	else
		ui_say(ui,
		    GD_TR("This report lists no orders behind this number; "
			  "the boards (9) lead from theirs to a list"),
		    0, NULL);
}

static void
move_col(struct report_screen *s, int by)
{
	const struct report_line *l = report_line_at(s);
	int to;

	if (!l || l->kind != RL_ROW)
		return;
	to = report_next_col(s, l, report_col_of(s, l) + by, by);
	if (to >= s->lines.looks[l->part].frozen)
		s->col = to;
}

static void
again(struct ui *ui, struct report_screen *s)
{
	struct gd_err err = GD_ERR_INIT;

	if (report_remake(ui, s, s->words, &err))
		ui_say(ui, GD_TR("Made anew"), 0, NULL);
	else
		ui_say_err(ui, &err);
}

/* The cursor passes over what only names rows. */
static void
pass_titles(struct report_screen *s, int dir)
{
	int at = s->list.at;

	for (int turn = 0; turn < 2; turn++, dir = -dir) {
		at = s->list.at;
		while (at >= 0 && at < s->list.n &&
		       !report_stands_on(&s->lines.at[at]) &&
		       s->lines.at[at].kind != RL_TEXT)
			at += dir;
		if (at >= 0 && at < s->list.n)
			break;
	}
	if (at >= 0 && at < s->list.n)
		s->list.at = at;
}

static bool
act(struct ui *ui, struct screen *screen, enum gd_action action)
{
	struct report_screen *s = (struct report_screen *)screen;
	int was = s->list.at;

	report_lay_out(ui, s); /* keys may come before the first picture */
	switch (action) {
	case GD_A_BEHIND:
		open_cell(ui, s);
		return true;
	case GD_A_NUMBER_LEFT:
	case GD_A_NUMBER_RIGHT:
		move_col(s, action == GD_A_NUMBER_LEFT ? -1 : 1);
		return true;
	case GD_A_PERIOD:
		report_form_choices(ui, s);
		return true;
	case GD_A_ANEW:
		again(ui, s);
		return true;
	case GD_A_KEEP:
		report_form_keep(ui, s);
		return true;
	case GD_A_TO_FILE:
		report_form_file(ui, s);
		return true;
	case GD_A_PRINT:
		report_form_print(ui, s);
		return true;
	default:
		if (!scroll_act(&s->list, action,
			ui_bottom(ui) - REPORT_TOP - REPORT_FOOT))
			return false;
		pass_titles(s, s->list.at >= was ? 1 : -1);
		return true;
	}
}

static int
hints(struct ui *ui, struct screen *screen, struct gd_hint *out)
{
	static const struct gd_hint all[] = { { GD_A_HELP, NULL, 0 },
		{ GD_A_ACTIONS, NULL, 0 }, { GD_A_BEHIND, GD_TR("List"), 0 },
		{ GD_A_PERIOD, NULL, 0 }, { GD_A_TO_FILE, NULL, 0 },
		{ GD_A_KEEP, NULL, 0 }, { GD_A_PRINT, NULL, 0 },
		{ GD_A_LANG, NULL, 0 }, { GD_A_BACK, NULL, 0 } };

	(void)ui;
	(void)screen;
	memcpy(out, all, sizeof all);
	return (int)(sizeof all / sizeof *all);
}

static void
report_free(struct screen *screen)
{
	struct report_screen *s = (struct report_screen *)screen;

	if (s->made)
		gd_report_release(&s->r);
	report_lines_release(&s->lines);
	free(s->words);
	free(s->kept);
	free(s);
}

static const struct screen_ops ops = {
	.name = "report",
	.place = GD_AT_REPORT,
	.load = load,
	.paint = paint,
	.act = act,
	.hints = hints,
	.free = report_free,
};

void
scr_report(struct ui *ui, const char *words, const char *kept)
{
	struct report_screen *s = gd_alloc(1, sizeof *s);

	s->screen.ops = &ops;
	s->words = gd_strdup(words);
	s->kept = gd_strdup(kept);
	s->col = -1;
	ui_push(ui, &s->screen);
}
