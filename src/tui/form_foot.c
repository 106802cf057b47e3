/* tui/form_foot.c - what a form says below its fields: what comes of it. */
#include <string.h>

#include "form_screen_priv.h"

#include "base/banned.h"

/* A line of the text, its warning told by the ink too. @return rows */
static int
line(struct ui *ui, int row, int most, const char *text, size_t len)
{
	struct gd_str s = GD_STR_INIT;
	int rows;

	bool warns;

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
		int rows = line(ui, row < 0 ? -1 : row + used, most - used,
		    text, len);

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
	/* at least four rows stay for the fields */
	int most = bottom - top - 1 - 4, rows;

	if (!text || !*text || most < 1)
		return 0;
	rows = lines(ui, -1, most, text);
	gd_grid_rule(&ui->grid, bottom - rows - 1, 0, ui->grid.cols);
	(void)lines(ui, bottom - rows, rows, text);
	return rows + 1;
}
