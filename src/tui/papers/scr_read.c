/* tui/papers/scr_read.c - a text to be read whole: it is said anew in the
 * language of the moment, wrapped to the window, and turned by the page.
 */
#include <stdlib.h>
#include <string.h>

#include "../forms/form_screen_priv.h"
#include "read_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

struct reader {
	struct screen screen;
	struct scr_read spec;
	struct gd_str title, text;
	int top, lines;
};

static void
load(struct ui *ui, struct screen *s)
{
	struct reader *r = (struct reader *)s;

	gd_str_reset(&r->title);
	gd_str_reset(&r->text);
	r->spec.say(ui, r->spec.payload, &r->title, &r->text);
}

static int
rows_of(struct ui *ui)
{
	return ui_bottom(ui) - UI_TOP - 1;
}

/* What the window holds of it. */
static void
measure(struct ui *ui, struct reader *r)
{
	int rows = rows_of(ui);

	r->lines = ui_wrap(NULL, 0, 1, ui->grid.cols - 2, 10000, GD_INK_PLAIN,
	    r->text.text);
	if (r->top > r->lines - rows)
		r->top = r->lines - rows;
	if (r->top < 0)
		r->top = 0;
}

static void
paint(struct ui *ui, struct screen *s)
{
	struct reader *r = (struct reader *)s;
	int rows = rows_of(ui), cols = ui->grid.cols - 2, last;
	const char *at;

	measure(ui, r);
	last = r->top + rows < r->lines ? r->top + rows : r->lines;
	ui_frame(ui, r->title.text,
	    ui_fmt(ui, "%d-%d/%d", r->top + 1, last, r->lines));
	gd_grid_rule(&ui->grid, UI_TOP, 0, ui->grid.cols);
	at = ui_wrap_from(r->text.text, cols, r->top);
	/* a line at a time: what goes on below is not cut */
	for (int i = 0; i < rows && *at; i++) {
		const char *next = ui_wrap_from(at, cols, 1);
		struct gd_str line = GD_STR_INIT;

		gd_str_addn(&line, at, (size_t)(next - at));
		ui_wrap(&ui->grid, UI_TOP + 1 + i, 1, cols, 1,
		    at[0] == '!'   ? GD_INK_LATE
		    : at[0] == '~' ? ui_mark_ink('~')
				   : GD_INK_PLAIN,
		    line.text);
		gd_str_release(&line);
		at = next;
	}
}

static bool
act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct reader *r = (struct reader *)s;
	int rows = rows_of(ui);

	measure(ui, r); /* keys may come before the first picture */
	switch (action) {
	case GD_A_ACCEPT:
		ui_close(ui, s);
		return true;
	case GD_A_UP:
		r->top--;
		return true;
	case GD_A_DOWN:
		r->top++;
		return true;
	case GD_A_PAGE_UP:
		r->top -= rows - 1;
		return true;
	case GD_A_PAGE_DOWN:
		r->top += rows - 1;
		return true;
	case GD_A_FIRST:
		r->top = 0;
		return true;
	case GD_A_LAST:
		r->top = r->lines - rows;
		return true;
	default:
		return false;
	}
}

static int
hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	const struct reader *r = (const struct reader *)s;
	int n = 0;

	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	if (r->lines > rows_of(ui)) {
		out[n++] = (struct gd_hint){ GD_A_PAGE_DOWN, NULL, 0 };
		out[n++] = (struct gd_hint){ GD_A_PAGE_UP, NULL, 0 };
		out[n++] =
		    (struct gd_hint){ GD_A_LAST, GD_TR("To the end"), 0 };
	}
	out[n++] = (struct gd_hint){ GD_A_LANG, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
release(struct screen *s)
{
	struct reader *r = (struct reader *)s;

	if (r->spec.drop)
		r->spec.drop(r->spec.payload);
	gd_str_release(&r->title);
	gd_str_release(&r->text);
	free(r);
}

static const struct screen_ops reader_ops = {
	.name = "read",
	.place = GD_AT_LOG,
	.load = load,
	.paint = paint,
	.act = act,
	.hints = hints,
	.free = release,
};

void
scr_read(struct ui *ui, const struct scr_read *spec)
{
	struct reader *r = gd_alloc(1, sizeof *r);

	r->screen.ops = &reader_ops;
	r->spec = *spec;
	r->title = r->text = (struct gd_str)GD_STR_INIT;
	ui_push(ui, &r->screen);
}
