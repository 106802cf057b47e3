/* tui/forms/form_foot.c - what a form says below its fields: what comes of it,
 * and its keys. */
#include <string.h>

#include "form_screen_priv.h"

#include "base/banned.h"

/* A line of the text, its warning told by the ink too. @return rows */
static int
line(struct ui *ui, int row, int most, const char *text, size_t len)
{
	struct gd_str s = GD_STR_INIT;
	bool warns;
	int rows;

	gd_str_addn(&s, text, len);
	warns = strncmp(s.text, "! ", 2) == 0;
	most = most < 2 || warns ? most : 2; /* a refusal is read whole */
	rows = ui_wrap(row < 0 ? NULL : &ui->grid, row, 1, ui->grid.cols - 2,
	    most, warns ? GD_INK_LATE : GD_INK_PLAIN, s.text);
	gd_str_release(&s);
	return rows;
}

/* All lines from a row on; row -1: only count. @return rows */
static int
lines(struct ui *ui, int row, int most, const char *text)
{
	int used = 0;

	while (*text && used < most) {
		size_t len = strcspn(text, "\n");
		int rows =
		    line(ui, row < 0 ? -1 : row + used, most - used, text, len);

		used += rows > 0 ? rows : 1;
		text += len + (text[len] == '\n');
	}
	return used;
}

int
form_foot(struct ui *ui, struct form *f, int top, int bottom)
{
	const char *text =
	    f->spec.foot ? f->spec.foot(ui, f->spec.payload) : NULL;
	int room = bottom - top - 1, keep = 0, most, rows;

	/* the fields keep what they need, at most half of the room, at least
	 * four rows */
	for (int i = 0; i < f->n && keep < room / 2; i++)
		keep += form_rows(ui, f, f->at[i]);
	keep = keep > room / 2 ? room / 2 : keep;
	most = room - (keep > 4 ? keep : 4);
	if (!text || !*text || most < 1)
		return 0;
	rows = lines(ui, -1, most, text);
	gd_grid_rule(&ui->grid, bottom - rows - 1, 0, ui->grid.cols);
	(void)lines(ui, bottom - rows, rows, text);
	return rows + 1;
}

bool
form_bare(const struct form *f)
{
	return f->bare;
}

void
form_weigh(struct form *f)
{
	f->weighs = true;
}

int
form_hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	struct form *f = (struct form *)s;
	struct input *in = form_at(f, f->focus);
	bool list = in && (in->kind == IN_CHOICE || in->kind == IN_MANY ||
			      in->kind == IN_LINES || in->kind == IN_CHANGES);
	bool last = !in || in->kind == IN_BUTTON || in->kind == IN_SECRET ||
		    f->focus == f->n - 1;
	int n = 0;

	(void)ui;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	if (!last || !f->weighs)
		out[n++] = (struct gd_hint){ GD_A_ACCEPT,
			last ? GD_TR("Do it") : GD_TR("Next"), 0 };
	/* it does it wherever the cursor is */
	out[n++] = (struct gd_hint){ GD_A_SAVE, GD_TR("Do it"), 0 };
	if (list ||
	    (f->spec.choose && in && in->unit && strcmp(in->unit, "F3") == 0))
		out[n++] = (struct gd_hint){ GD_A_CHOOSE, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_NEXT_FIELD, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}
