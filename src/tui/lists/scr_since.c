/* tui/lists/scr_since.c - what others did while one was away, newest first; F4
 * takes an earlier moment, Space shows one's own acts too. */
#include <stdlib.h>
#include <string.h>

#include "app/handover.h"
#include "base/day.h"

#include "../scr_priv.h"

#include "base/banned.h"

#define DAY_MS INT64_C(86400000)

struct since {
	struct screen screen;
	struct gd_since q;
	const char **words; /* owned; each in the arena of q */
	int64_t from_ms;    /* chosen; 0: since he was here last */
	bool own;
	struct scroll list;
};

/* ---- loading ------------------------------------------------------------ */

static void
tell_all(struct ui *ui, struct since *s)
{
	free(s->words);
	s->words = gd_alloc(s->q.n + 1, sizeof *s->words);
	for (size_t i = 0; i < s->q.n; i++) {
		const struct gd_since_row *r = &s->q.rows[i];
		struct gd_str text = GD_STR_INIT;

		ui_events(ui, r->wf, r->body, r->body_len, !*r->id, 12, &text);
		s->words[i] = gd_arena_str(&s->q.arena, text.text);
		gd_str_release(&text);
	}
	s->list.n = (int)s->q.n;
}

static void
load(struct ui *ui, struct screen *screen)
{
	struct since *s = (struct since *)screen;
	struct gd_since q = { .from_ms = s->from_ms, .own = s->own };
	struct gd_err err = GD_ERR_INIT;

	if (gd_app_since(*ui->app, &q, &err) != GD_OK) {
		gd_since_release(&q);
		ui_say_err(ui, &err);
		return;
	}
	gd_since_release(&s->q);
	s->q = q;
	tell_all(ui, s);
	scroll_fix(&s->list, 1);
}

/* ---- painting ----------------------------------------------------------- */

/* Rows are oldest first in memory, newest first on the screen. */
static const struct gd_since_row *
row_at(const struct since *s, int at)
{
	return at >= 0 && at < s->list.n ? &s->q.rows[s->list.n - 1 - at]
					 : NULL;
}

static const char *
words_at(const struct since *s, int at)
{
	return s->words[s->list.n - 1 - at];
}

static void
paint_row(struct ui *ui, const struct since *s, int at, int row)
{
	const struct gd_since_row *r = row_at(s, at);
	struct gd_grid *g = &ui->grid;
	bool here = at == s->list.at;
	enum gd_ink ink = here ? GD_INK_CURSOR : GD_INK_PLAIN;
	int who = g->cols < 72 ? 8 : 10;
	char when[GD_MS_TEXT];

	gd_ms_text(r->at_ms, gd_utc_offset_min(), when);
	gd_grid_fill(g, row, 0, 1, g->cols, ink, ' ');
	gd_grid_put(g, row, 0, ink, here ? '>' : ' ');
	gd_grid_fit(g, row, 2, 11, ink, when + 5);
	gd_grid_fit(g, row, 14, who, ink, ui_actor(ui, r->actor));
	gd_grid_fit(g, row, 15 + who, 13, ink,
	    *r->number ? r->number : tr(ui, "the office"));
	gd_grid_fit(g, row, 29 + who, g->cols - 30 - who, ink, words_at(s, at));
}

/* The row under the cursor whole. */
static int
paint_whole(struct ui *ui, const struct since *s, int row, bool draw)
{
	const struct gd_since_row *r = row_at(s, s->list.at);

	if (!r)
		return 0;
	return ui_wrap(draw ? &ui->grid : NULL, row, 2, ui->grid.cols - 4, 4,
	    GD_INK_PLAIN,
	    ui_fmt(ui, "%s%s%s  %s: %s", r->number, *r->number ? " " : "",
		r->customer_name, ui_actor(ui, r->actor),
		words_at(s, s->list.at)));
}

static void
paint_head(struct ui *ui, const struct since *s)
{
	struct gd_str text = GD_STR_INIT;
	char when[GD_MS_TEXT];

	gd_ms_text(s->q.from_ms, gd_utc_offset_min(), when);
	ui_sentence(ui, &text,
	    s->own ? GD_TR("Since {1}, your own too; F4 changes it.")
		   : GD_TR("Since {1}, what others did; F4 changes it."),
	    1, (const struct gd_arg[]){ gd_arg_text(when) });
	if (s->q.more)
		gd_str_addf(&text, " %s", tr(ui, "Older ones are left out."));
	gd_grid_fit(&ui->grid, 1, 2, ui->grid.cols - 3, GD_INK_HEAD, text.text);
	gd_str_release(&text);
}

static void
paint(struct ui *ui, struct screen *screen)
{
	struct since *s = (struct since *)screen;
	int bottom = ui_bottom(ui), row = 2;
	int whole = paint_whole(ui, s, 0, false);
	int rows = bottom - row - whole - 1;

	ui_frame(ui, tr(ui, "Since you were here"),
	    ui_fmt(ui, "%d/%d", s->list.n ? s->list.at + 1 : 0, s->list.n));
	paint_head(ui, s);
	scroll_fix(&s->list, rows);
	for (int i = 0; i < rows && s->list.top + i < s->list.n; i++)
		paint_row(ui, s, s->list.top + i, row + i);
	zone_rows(ui, row, 0, rows, ui->grid.cols, &s->list);
	if (s->list.n == 0)
		gd_grid_text(&ui->grid, row + 1, 3, GD_INK_DIM,
		    tr(ui, "Nobody did anything; F4 takes an earlier moment."));
	gd_grid_rule(&ui->grid, bottom - whole - 1, 0, ui->grid.cols);
	paint_whole(ui, s, bottom - whole, true);
}

/* ---- another moment ----------------------------------------------------- */

/* How many days before today each choice begins; the first: as it opens. */
static const struct {
	const char *name;
	int days;
} moments[] = {
	{ GD_TR("since you were here last"), 0 },
	{ GD_TR("since today 0:00"), 0 },
	{ GD_TR("since yesterday"), 1 },
	{ GD_TR("the last 3 days"), 3 },
	{ GD_TR("the last 7 days"), 7 },
	{ GD_TR("the last 31 days"), 31 },
};
enum { NMOMENTS = sizeof moments / sizeof moments[0] };

static void
chosen(struct ui *ui, void *payload, int i, const bool *ticked)
{
	struct since *s = payload;
	int64_t today = gd_app_today(*ui->app);

	(void)ticked;
	s->from_ms = i <= 0 ? 0
			    : (today - moments[i].days) * DAY_MS -
				  gd_utc_offset_min() * INT64_C(60000);
	s->list.at = s->list.top = 0;
	s->screen.stale = true;
}

static void
choose_moment(struct ui *ui, struct since *s)
{
	struct scr_item items[NMOMENTS] = { 0 };

	for (int i = 0; i < NMOMENTS; i++)
		items[i].label = moments[i].name;
	scr_pick(ui, &(struct scr_pick){
			 .title = GD_TR("Since when?"),
			 .items = items,
			 .n = NMOMENTS,
			 .english = true,
			 .then = chosen,
			 .payload = s,
		     });
}

/* ---- keys --------------------------------------------------------------- */

static bool
act(struct ui *ui, struct screen *screen, enum gd_action action)
{
	struct since *s = (struct since *)screen;
	const struct gd_since_row *r = row_at(s, s->list.at);

	switch (action) {
	case GD_A_OPEN:
		if (r && *r->number)
			scr_order(ui, r->number);
		return true;
	case GD_A_MARK:
		s->own = !s->own;
		s->list.at = s->list.top = 0;
		screen->stale = true;
		return true;
	case GD_A_EDIT:
		choose_moment(ui, s);
		return true;
	case GD_A_ACTIONS:
		if (r && *r->number)
			scr_acts(ui, r->number, NULL);
		else
			scr_palette(ui, NULL);
		return true;
	case GD_A_HISTORY:
		if (r && *r->number)
			scr_history(ui, r->number);
		return true;
	case GD_A_UNDO:
		if (r && *r->number)
			scr_undo(ui, r->number);
		return true;
	default:
		return scroll_act(&s->list, action, ui_bottom(ui) - 5);
	}
}

static int
hints(struct ui *ui, struct screen *screen, struct gd_hint *out)
{
	const struct since *s = (const struct since *)screen;
	int n = 0;

	(void)ui;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_OPEN, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_MARK,
		s->own ? GD_TR("Others only") : GD_TR("Mine too"), 0 };
	out[n++] = (struct gd_hint){ GD_A_EDIT, GD_TR("Since when"), 0 };
	out[n++] = (struct gd_hint){ GD_A_HISTORY, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
since_free(struct screen *screen)
{
	struct since *s = (struct since *)screen;

	gd_since_release(&s->q);
	free(s->words);
	free(s);
}

static const struct screen_ops ops = {
	.name = "since",
	.place = GD_AT_TABLE,
	.load = load,
	.paint = paint,
	.act = act,
	.hints = hints,
	.free = since_free,
};

void
scr_since(struct ui *ui)
{
	struct since *s = gd_alloc(1, sizeof *s);

	s->screen.ops = &ops;
	ui_push(ui, &s->screen);
}
