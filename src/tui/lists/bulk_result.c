/* tui/lists/bulk_result.c - doing one thing with many orders: each by a
 * command of its own, so that one that is refused stops no other; then what
 * failed, a line each, and why.  What failed stays marked.
 */
#include <stdlib.h>
#include <string.h>

#include "../acts/again_priv.h"
#include "bulk_priv.h"
#include "../papers/print_priv.h"

#include "base/banned.h"

struct result {
	struct screen screen;
	struct bulk *b;            /* owned */
	struct bulk_item **failed; /* owned; of b */
	int done;
	struct scroll list;
};

/* ---- doing -------------------------------------------------------------------- */

static void
fail(struct ui *ui, struct bulk *b, struct bulk_item *it,
    const struct gd_err *err)
{
	struct gd_str why = GD_STR_INIT;

	if (it->cmd.verb == GD_DO_NONE) /* which keys choose a printer */
		sheet_fault(ui, &(struct sheet){ .wf = it->wf }, err, &why);
	else
		ui_fault(ui, it->wf, &why, err);
	it->why = gd_arena_str(&b->arena, why.text);
	gd_str_release(&why);
}

static enum gd_code
act(struct ui *ui, struct bulk_item *it, int batch, struct gd_err *err)
{
	struct gd_done done = { 0 };
	enum gd_code rc =
	    gd_app_act(*ui->app, it->order, &it->cmd, NULL, &done, err);

	if (rc != GD_OK)
		return rc;
	again_did(ui, &done, &it->cmd, batch);
	gd_done_release(&done);
	return GD_OK;
}

static enum gd_code
print(struct ui *ui, struct bulk_item *it, struct gd_err *err)
{
	struct gd_printed out = { 0 };
	enum gd_code rc = gd_app_print(*ui->app, &it->ask, &out, err);

	gd_printed_release(&out);
	return rc;
}

/* @return how many are done */
static int
do_all(struct ui *ui, struct bulk *b)
{
	int done = 0, batch = again_batch(ui);
	bool go = true;

	for (size_t i = 0; i < b->n; i++) {
		struct bulk_item *it = &b->at[i];
		struct gd_err err = GD_ERR_INIT;

		go = go && bulk_step(ui, b, (int)i, (int)b->n);
		if (!go) {
			it->why = tr(ui, GD_TR("stopped before it was tried"));
			continue;
		}
		it->done = (it->cmd.verb == GD_DO_NONE
				   ? print(ui, it, &err)
				   : act(ui, it, batch, &err)) == GD_OK;
		done += it->done;
		if (!it->done)
			fail(ui, b, it, &err);
	}
	return done;
}

/* An order of which all is done is marked no more. */
static void
unmark(struct bulk *b)
{
	for (size_t i = 0; i < b->n && b->marks;) {
		const char *order = b->at[i].order;
		bool all = true;

		for (; i < b->n && strcmp(b->at[i].order, order) == 0; i++)
			all &= b->at[i].done;
		if (all)
			marks_set(b->marks, order, false);
	}
}

/* ---- what failed ---------------------------------------------------------------- */

#define WHOLE_ROWS 4 /* the line under the cursor, whole */

static int
rows_of(struct ui *ui)
{
	return ui_bottom(ui) - 4 - WHOLE_ROWS;
}

static void
paint_row(struct ui *ui, const struct result *r, int i, int row)
{
	const struct bulk_item *it = r->failed[i];
	struct gd_grid *g = &ui->grid;
	bool here = i == r->list.at;
	enum gd_ink ink = here ? GD_INK_CURSOR : GD_INK_PLAIN;
	int what = g->cols < 72 ? 14 : g->cols < 100 ? 24 : 34;

	gd_grid_fill(g, row, 0, 1, g->cols, ink, ' ');
	gd_grid_put(g, row, 0, ink, here ? '>' : ' ');
	gd_grid_put(g, row, 1, here ? ink : GD_INK_LATE, '!');
	gd_grid_fit(g, row, 3, 13, ink, it->number);
	gd_grid_fit(g, row, 17, what, ink, it->what);
	gd_grid_fit(g, row, 18 + what, g->cols - 19 - what, ink, it->why);
}

static void
paint(struct ui *ui, struct screen *s)
{
	struct result *r = (struct result *)s;
	struct gd_grid *g = &ui->grid;
	const struct bulk_item *it = r->failed[r->list.at];
	struct gd_str text = GD_STR_INIT;
	int rows = rows_of(ui), bottom = ui_bottom(ui);

	ui_frame(ui,
	    ui_fmt(ui, "%s: %s", tr(ui, GD_TR("What failed")),
		tr(ui, bulk_words[r->b->kind].name)),
	    ui_fmt(ui, "%d/%d", r->list.at + 1, r->list.n));
	ui_sentence(ui, &text,
	    GD_TR("{1} done, {2} not. The orders of those below stay marked."),
	    2,
	    (const struct gd_arg[]){ gd_arg_int(r->done),
		gd_arg_int(r->list.n) });
	gd_grid_fit(g, 1, 1, g->cols - 2, GD_INK_HEAD, text.text);
	gd_grid_rule(g, 2, 0, g->cols);
	scroll_fix(&r->list, rows);
	zone_rows(ui, 3, 0, rows, g->cols, &r->list);
	for (int i = 0; i < rows && r->list.top + i < r->list.n; i++)
		paint_row(ui, r, r->list.top + i, 3 + i);
	gd_grid_rule(g, bottom - WHOLE_ROWS, 0, g->cols);
	ui_wrap(g, bottom - WHOLE_ROWS + 1, 1, g->cols - 2, WHOLE_ROWS - 1,
	    GD_INK_PLAIN,
	    ui_fmt(ui, "%s  %s: %s", it->number, it->what, it->why));
	gd_str_release(&text);
}

static bool
result_act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct result *r = (struct result *)s;

	switch (action) {
	case GD_A_OPEN:
		scr_order(ui, r->failed[r->list.at]->number);
		return true;
	case GD_A_ACTIONS:
		scr_palette(ui, r->failed[r->list.at]->number);
		return true;
	default:
		return scroll_act(&r->list, action, rows_of(ui));
	}
}

static int
hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	int n = 0;

	(void)ui;
	(void)s;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_OPEN, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_LANG, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
release(struct screen *s)
{
	struct result *r = (struct result *)s;

	bulk_free(r->b);
	free(r->failed);
	free(r);
}

static const struct screen_ops result_ops = {
	.name = "failed",
	.place = GD_AT_TABLE,
	.paint = paint,
	.act = result_act,
	.hints = hints,
	.free = release,
};

/* ---- after it ------------------------------------------------------------------- */

static void
say_done(struct ui *ui, const struct bulk *b, int done)
{
	struct gd_str text = GD_STR_INIT, rest = GD_STR_INIT;
	int none = b->nids - b->orders;

	ui_sentence(ui, &text, bulk_words[b->kind].done, 1,
	    (const struct gd_arg[]){ gd_arg_int(done) });
	if (none > 0) {
		ui_sentence(ui, &rest,
		    GD_TR("{1} of the marked orders have nothing of this and "
			  "stay marked"),
		    1, (const struct gd_arg[]){ gd_arg_int(none) });
		gd_str_addf(&text, "; %s", rest.text);
	}
	ui_say_plain(ui, text.text);
	gd_str_release(&text);
	gd_str_release(&rest);
}

void
bulk_run(struct ui *ui, struct bulk *b)
{
	struct result *r;
	int done = do_all(ui, b);

	unmark(b);
	ui_stale(ui);
	if (done == (int)b->n) {
		say_done(ui, b, done);
		bulk_free(b);
		return;
	}
	r = gd_alloc(1, sizeof *r);
	r->screen.ops = &result_ops;
	r->b = b;
	r->done = done;
	r->failed = gd_alloc(b->n, sizeof *r->failed);
	for (size_t i = 0; i < b->n; i++)
		if (!b->at[i].done)
			r->failed[r->list.n++] = &b->at[i];
	ui_quiet(ui);
	ui_push(ui, &r->screen);
}
