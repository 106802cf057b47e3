/* tui/acts/act_moves.c - what the form that moves a date says before it is
 * sent: the promise that stays, what is odd about the day, what breaks by it,
 * which dates move on.  The app reckons it (app/dates/move.c).
 */
#include <stdlib.h>
#include <string.h>

#include "act_inputs_priv.h"
#include "../order/dates_priv.h"

#include "base/banned.h"

struct telling {
	struct ui *ui;
	const struct gd_order_page *page;
	const struct gd_moved *m;
	struct gd_str *out; /* a line for each thing said */
};

static void
line(const struct telling *t, const char *english, int n,
    const struct gd_arg *args)
{
	struct gd_str said = GD_STR_INIT;

	ui_sentence(t->ui, &said, english, n, args);
	gd_str_addf(t->out, "\n%s", said.text);
	gd_str_release(&said);
}

/* ---- one date of a list -------------------------------------------------- */

typedef void say_one(const struct telling *t, const struct gd_moved_date *f,
    struct gd_str *out);

/* "Loaded 12-05 -> 12-09": its day, or where it lands. */
static void
say_follow(const struct telling *t, const struct gd_moved_date *f,
    struct gd_str *out)
{
	bool due = !f->was || f->was->row->day != f->is->row->day;
	int64_t was = !f->was ? 0 : due ? f->was->row->day : f->was->projected;
	char a[GD_DAY_TEXT], b[GD_DAY_TEXT];

	gd_str_addf(out, "%s %s -> %s",
	    dates_name(t->ui, &t->page->order, f->is), ui_day(t->ui, was, a),
	    ui_day(t->ui, due ? f->is->row->day : f->is->projected, b));
}

/* "L/C expiry 12-28: 12-15 -> 12-17" */
static void
say_kept(const struct telling *t, const struct gd_moved_date *f,
    struct gd_str *out)
{
	char day[GD_DAY_TEXT], a[GD_DAY_TEXT], b[GD_DAY_TEXT];

	gd_str_addf(out, "%s %s: %s -> %s",
	    dates_name(t->ui, &t->page->order, f->is),
	    ui_day(t->ui, f->is->row->day, day),
	    ui_day(t->ui, f->was->projected, a),
	    ui_day(t->ui, f->is->projected, b));
}

static void
say_broken(const struct telling *t, const struct gd_moved_date *f,
    struct gd_str *out)
{
	char day[GD_DAY_TEXT], lands[GD_DAY_TEXT];

	ui_sentence(t->ui, out, GD_TR("{1} {2} (lands {3})"), 3,
	    (const struct gd_arg[]){
		gd_arg_text(dates_name(t->ui, &t->page->order, f->is)),
		gd_arg_text(ui_day(t->ui, f->is->row->day, day)),
		gd_arg_text(ui_day(t->ui, f->is->projected, lands)) });
}

static void
say_day(const struct telling *t, const struct gd_moved_date *f,
    struct gd_str *out)
{
	char day[GD_DAY_TEXT];

	gd_str_addf(out, "%s %s", dates_name(t->ui, &t->page->order, f->is),
	    ui_day(t->ui, f->is->row->day, day));
}

/* A title, and all of a list behind it, however long. */
static void
list(const struct telling *t, const char *english,
    const struct gd_moved_list *of, say_one *say)
{
	struct gd_str one = GD_STR_INIT;

	if (of->n)
		line(t, english, 1,
		    (const struct gd_arg[]){ gd_arg_int((int64_t)of->n) });
	for (size_t i = 0; i < of->n; i++) {
		gd_str_reset(&one);
		say(t, &of->at[i], &one);
		gd_str_addf(t->out, "%s%s", i ? "; " : " ", one.text);
	}
	gd_str_release(&one);
}

/* ---- all of it ------------------------------------------------------------ */

static void
warnings(const struct telling *t)
{
	for (int i = 0; i < t->m->nwarnings; i++) {
		struct gd_str one = GD_STR_INIT;

		dates_say_move(t->ui, t->page->wf, &one, t->m->of,
		    &t->m->warnings[i]);
		gd_str_addf(t->out, "\n! %s", one.text);
		gd_str_release(&one);
	}
}

static void
foreseen(const struct telling *t)
{
	const struct gd_moved *m = t->m;

	warnings(t);
	list(t, GD_TR("! This breaks:"), &m->newly, say_broken);
	if (!m->any_hard)
		line(t, GD_TR("No hard date is known yet that could break."), 0,
		    NULL);
	else if (!m->newly.n)
		line(t,
		    m->still.n ? GD_TR("No other hard date breaks.")
			       : GD_TR("No hard date breaks."),
		    0, NULL);
	list(t, GD_TR("Mended by it:"), &m->healed, say_broken);
	list(t, GD_TR("Already broken before:"), &m->still, say_day);
	list(t, GD_TR("Dates that move on ({1}):"), &m->follows, say_follow);
	list(t,
	    GD_TR("Hard dates stay; what is to be done by them lands on "
		  "another day:"),
	    &m->kept, say_kept);
	if (!m->follows.n && !m->kept.n)
		line(t, GD_TR("No other date moves."), 0, NULL);
}

/* The row of the date the form is about; NULL: none. */
static const struct gd_due *
row_of(const struct gd_order *o, const struct gd_command *cmd)
{
	const struct gd_due *row, *best = NULL;

	for (size_t i = 0; (row = gd_walk(o, GD_TAB_DUE, &i));)
		if (strcmp(row->duty, cmd->duty) == 0 && row->lot == cmd->lot &&
		    row->inst == cmd->inst && !row->shut)
			best = row;
	return best;
}

bool
act_move_is_granted(const struct gd_order_page *page,
    const struct gd_command *cmd)
{
	const struct gd_due *row = row_of(&page->order, cmd);

	return row && row->day && row->hard;
}

void
act_move_ahead(struct ui *ui, const struct gd_order_page *page,
    const struct gd_command *cmd, const char *typed, struct gd_str *out)
{
	const struct gd_due *row = row_of(&page->order, cmd);
	struct gd_moved m = { 0 };
	struct telling t = { ui, page, &m, out };
	struct gd_command trial = *cmd;
	struct gd_err err = GD_ERR_INIT;
	char promised[GD_DAY_TEXT], day[GD_DAY_TEXT];

	if (row)
		line(&t,
		    row->first && row->first != row->day
			? GD_TR("Promised {1}, now {2}. The promise stays "
				"visible.")
			: GD_TR("Now {2}. It stays visible as the promise."),
		    2,
		    (const struct gd_arg[]){
			gd_arg_text(ui_day(ui, row->first, promised)),
			gd_arg_text(ui_day(ui, row->day, day)) });
	trial.day = gd_day_read(typed, gd_app_today(*ui->app));
	if (!*typed || trial.day == GD_NO_DAY)
		return;
	if (gd_app_move_ahead(*ui->app, page, &trial, &m, &err) == GD_OK) {
		foreseen(&t);
	} else {
		gd_str_addc(out, '\n');
		ui_fault(ui, page->wf, out, &err);
	}
	gd_moved_release(&m);
}
