/* tui/forms/form_head.c - what stands above the fields of a form, page by page
 * when there is more than room.
 */
#include "form_screen_priv.h"

#include "base/banned.h"

/* Some lines, and all that the fields leave free where pages are turned. */
static int
room(struct ui *ui, struct form *f)
{
	int least = ui->grid.rows < 24 ? 5 : 7;
	int left = ui_bottom(ui) - UI_TOP - 1;

	for (int i = 0; f->spec.pages && i < f->n; i++)
		left -= form_rows(ui, f, f->at[i]);
	return f->spec.pages && left > least ? left : least;
}

int
form_head_paint(struct ui *ui, struct form *f, const char *text)
{
	struct gd_grid *g = &ui->grid;
	int cols = g->cols - 2, max = room(ui, f);
	int all = ui_wrap(NULL, 0, 1, cols, 1000, GD_INK_PLAIN, text);
	struct gd_str more = GD_STR_INIT;

	f->head_page = max - 1;
	if (all <= max || !f->spec.pages) {
		f->head_top = 0;
		return ui_wrap(g, UI_TOP, 1, cols, max, GD_INK_PLAIN, text);
	}
	if (f->head_top > all - f->head_page)
		f->head_top = all - f->head_page;
	if (f->head_top < 0)
		f->head_top = 0;
	text = ui_wrap_from(text, cols, f->head_top);
	ui_wrap(g, UI_TOP, 1, cols, f->head_page, GD_INK_PLAIN, text);
	ui_sentence(ui, &more,
	    f->head_top + f->head_page < all
		? GD_TR("-- {1} more lines: PgDn --")
		: GD_TR("-- that is all; PgUp goes back --"),
	    1,
	    (const struct gd_arg[]){
		gd_arg_int(all - f->head_top - f->head_page) });
	gd_grid_fit(g, UI_TOP + max - 1, 1, cols, GD_INK_DIM, more.text);
	gd_str_release(&more);
	return max;
}

bool
form_head_turn(struct form *f, int by)
{
	f->head_top += by * (f->head_page ? f->head_page : 1);
	return f->spec.pages;
}
