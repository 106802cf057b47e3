/* tui/small.c - a window too small to work in: keys rest until it is larger,
 * and the ways out are said and go on working. */
#include "scr_priv.h"

#include "base/banned.h"

bool
small_is(const struct ui *ui)
{
	return ui->grid.rows < MIN_ROWS || ui->grid.cols < MIN_COLS;
}

/* Is it known which language is read here? */
static bool
one_language(const struct ui *ui)
{
	return *ui->app && *gd_app_login(*ui->app) && ui->top &&
	       !(ui->top->ops->place & GD_AT_DOOR);
}

static int
say(struct ui *ui, enum gd_lang lang, int row)
{
	struct gd_str line = GD_STR_INIT;
	struct gd_grid *g = &ui->grid;
	const struct gd_arg args[] = {
		gd_arg_int(g->cols),
		gd_arg_int(g->rows),
		gd_arg_int(MIN_COLS),
		gd_arg_int(MIN_ROWS),
	};

	row += ui_wrap(g, row, 0, g->cols, g->rows - row, GD_INK_HEAD,
	    gd_tr(lang, GD_TR("Window too small")));
	gd_say(&line, lang, GD_TR("{1}x{2} now, needed {3}x{4}"), 4, args);
	row +=
	    ui_wrap(g, row, 0, g->cols, g->rows - row, GD_INK_PLAIN, line.text);
	row += ui_wrap(g, row, 0, g->cols, g->rows - row,
	    ui->small_asked ? GD_INK_HEAD : GD_INK_PLAIN,
	    gd_tr(lang,
		ui->small_asked
		    ? GD_TR("Leave gendan? The same key again leaves; "
			    "what was done is saved")
		    : GD_TR("Keys are paused: enlarge the window, or leave "
			    "with Esc, q or Ctrl-C")));
	gd_str_release(&line);
	return row;
}

void
small_paint(struct ui *ui)
{
	int row;

	zones_clear(ui);
	gd_grid_clear(&ui->grid);
	ui->grid.cur_row = -1;
	if (one_language(ui)) {
		say(ui, *ui->lang, 0);
		return;
	}
	row = say(ui, GD_ZH, 0);
	say(ui, GD_EN, row);
}

void
small_key(struct ui *ui, const struct gd_key *key)
{
	enum gd_action a = gd_action_of(GD_AT_DAY, key->code);
	bool back = !key->pasted && (a == GD_A_BACK || a == GD_A_CANCEL);

	if (back && ui->small_asked)
		ui->leave = true;
	ui->small_asked = back; /* another key, or more room: not meant */
}
