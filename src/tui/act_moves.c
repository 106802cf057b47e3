/* tui/act_moves.c - what the form that moves a date says before it is sent:
 * the promise that stays, which dates move on, what breaks. */
#include <stdlib.h>
#include <string.h>

#include "app/whatif.h"

#include "act_inputs_priv.h"
#include "dates_priv.h"

#include "base/banned.h"

/* The row of the date the form is about; NULL: none. */
static const struct gd_date_view *
row_of(const struct gd_dates *d, const struct gd_command *cmd)
{
	for (size_t i = 0; i < d->n; i++) {
		const struct gd_date_view *v = &d->at[i];

		if (strcmp(v->row->duty, cmd->duty) == 0 &&
		    v->row->lot == cmd->lot && v->row->inst == cmd->inst &&
		    v->open)
			return v;
	}
	return NULL;
}

static const struct gd_date_view *
same_row(const struct gd_dates *d, const struct gd_date_view *like)
{
	for (size_t i = 0; i < d->n; i++) {
		const struct gd_due *r = d->at[i].row;

		if (strcmp(r->duty, like->row->duty) == 0 &&
		    r->lot == like->row->lot && r->round == like->row->round &&
		    r->inst == like->row->inst)
			return &d->at[i];
	}
	return NULL;
}

/* "Loaded 12-05 -> 12-09", as many as have room. */
static void
moved_on(struct ui *ui, const struct gd_order_page *page,
    const struct gd_dates *now, const struct gd_dates *then,
    const struct gd_command *cmd, struct gd_str *out)
{
	struct gd_str some = GD_STR_INIT, said = GD_STR_INIT;
	char a[GD_DAY_TEXT], b[GD_DAY_TEXT];
	int n = 0;

	for (size_t i = 0; i < then->n; i++) {
		const struct gd_date_view *v = &then->at[i];
		const struct gd_date_view *was = same_row(now, v);

		if (!v->open || !was || strcmp(v->row->duty, cmd->duty) == 0 ||
		    (was->projected == v->projected &&
			was->row->day == v->row->day))
			continue;
		if (n++ < 3)
			gd_str_addf(&some, "%s%s %s -> %s", n > 1 ? "; " : "",
			    dates_name(ui, &page->order, v),
			    ui_day(ui, was->projected, a),
			    ui_day(ui, v->projected, b));
	}
	if (n > 0) {
		ui_sentence(ui, &said, "{1} dates move on: {2}", 2,
		    (const struct gd_arg[]){ gd_arg_int(n),
			gd_arg_text(some.text) });
		gd_str_addf(out, "\n%s%s", said.text, n > 3 ? " ..." : "");
	} else {
		gd_str_addf(out, "\n%s", tr(ui, "No other date moves."));
	}
	gd_str_release(&some);
	gd_str_release(&said);
}

/* What would break, and whether it would anyway. */
static void
broken(struct ui *ui, const struct gd_order_page *page,
    const struct gd_dates *then, struct gd_str *out)
{
	struct gd_str said = GD_STR_INIT;

	dates_breaks(ui, &page->order, then, &said);
	gd_str_addf(out, "\n%s",
	    said.len ? said.text : tr(ui, "No hard date breaks."));
	gd_str_release(&said);
}

static void
foresee(struct ui *ui, const struct gd_order_page *page,
    const struct gd_command *cmd, const struct gd_dates *now,
    struct gd_str *out)
{
	struct gd_order_page then = *page;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_dates dates = { 0 };

	if (gd_app_what_if(*ui->app, page, cmd, &then.order, &err) != GD_OK) {
		gd_str_addc(out, '\n');
		ui_fault(ui, page->wf, out, &err);
	} else {
		gd_app_order_dates(*ui->app, &then, &arena, &dates);
		moved_on(ui, page, now, &dates, cmd, out);
		broken(ui, page, &dates, out);
	}
	gd_arena_release(&arena);
	gd_order_release(&then.order);
}

void
act_move_ahead(struct ui *ui, const struct gd_order_page *page,
    const struct gd_command *cmd, const char *typed, struct gd_str *out)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_command trial = *cmd;
	struct gd_dates now = { 0 };
	const struct gd_date_view *v;
	char promised[GD_DAY_TEXT], day[GD_DAY_TEXT];
	struct gd_str said = GD_STR_INIT;

	gd_app_order_dates(*ui->app, page, &arena, &now);
	v = row_of(&now, cmd);
	if (v) {
		ui_sentence(ui, &said,
		    v->row->first && v->row->first != v->row->day
			? GD_TR("Promised {1}, now {2}. The promise stays "
				"visible.")
			: GD_TR("Now {2}. It stays visible as the promise."),
		    2,
		    (const struct gd_arg[]){
			gd_arg_text(ui_day(ui, v->row->first, promised)),
			gd_arg_text(ui_day(ui, v->row->day, day)) });
		gd_str_addf(out, "\n%s", said.text);
	}
	trial.day = gd_day_read(typed, gd_app_today(*ui->app));
	if (*typed && trial.day != GD_NO_DAY)
		foresee(ui, page, &trial, &now, out);
	gd_str_release(&said);
	gd_arena_release(&arena);
}
