/* tui/order/dates_text.c - dates in words. */
#include <stdlib.h>
#include <string.h>

#include "dates_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

/* What was appended, in a buffer of ui_fmt. */
static const char *
taken(struct ui *ui, struct gd_str *text)
{
	const char *out = ui_fmt(ui, "%s", text->text);

	gd_str_release(text);
	return out;
}

const char *
dates_left(struct ui *ui, int left)
{
	struct gd_str text = GD_STR_INIT;

	gd_say_left(&text, *ui->lang, left);
	return taken(ui, &text);
}

void
dates_tighter(struct ui *ui, const struct gd_date_view *v, struct gd_str *out)
{
	struct gd_str text = GD_STR_INIT;

	gd_say_tighter(&text, *ui->lang, v);
	if (text.len)
		gd_str_addf(out, "\n%s", text.text);
	gd_str_release(&text);
}

const char *
dates_waited(struct ui *ui, int days)
{
	struct gd_str text = GD_STR_INIT;

	gd_say_waited(&text, *ui->lang, days);
	return taken(ui, &text);
}

const char *
dates_owner(struct ui *ui, const struct gd_workflow *wf,
    const char *token)
{
	struct gd_str text = GD_STR_INIT;
	const char *out;

	ui_waits(ui, wf, &text, token);
	out = ui_fmt(ui, "%s", text.text);
	gd_str_release(&text);
	return out;
}

const char *
dates_name(struct ui *ui, const struct gd_order *o,
    const struct gd_date_view *v)
{
	const char *name = ui_name(ui, v->name);

	if (v->row->inst > 1 || v->row->round > 1)
		name = ui_fmt(ui, "%s #%d", name,
		    (int)(v->row->inst > 1 ? v->row->inst : v->row->round));
	if (v->row->lot && ui_has_lots(o))
		name = ui_fmt(ui, "%s, %s", name, ui_lot(ui, v->row->lot));
	return name;
}

void
dates_next(struct ui *ui, const struct gd_order *o, const struct gd_dates *d,
    struct gd_str *out)
{
	const struct gd_date_view *v = d->next_hard;
	struct gd_str passed = GD_STR_INIT;
	char day[GD_DAY_TEXT];

	gd_str_reset(out);
	if (v)
		ui_sentence(ui, out, "Next hard date {1} ({2}): {3}", 3,
		    (const struct gd_arg[]){
			gd_arg_text(ui_day(ui, v->row->day, day)),
			gd_arg_text(dates_left(ui, v->left)),
			gd_arg_text(dates_name(ui, o, v)) });
	v = d->passed_hard;
	if (v)
		ui_sentence(ui, &passed, "Hard date {1} passed: {2}", 2,
		    (const struct gd_arg[]){
			gd_arg_text(ui_day(ui, v->row->day, day)),
			gd_arg_text(dates_name(ui, o, v)) });
	if (passed.len)
		gd_str_addf(out, "%s%s", out->len ? "   " : "", passed.text);
	gd_str_release(&passed);
}

void
dates_breaks(struct ui *ui, const struct gd_order *o, const struct gd_dates *d,
    struct gd_str *out)
{
	const struct gd_date_view *v = d->first_broken;
	char day[GD_DAY_TEXT], lands[GD_DAY_TEXT];

	gd_str_reset(out);
	if (v)
		ui_sentence(ui, out,
		    "First hard date that breaks: {1}, slips {2} d (lands "
		    "{3}): {4}",
		    4,
		    (const struct gd_arg[]){
			gd_arg_text(ui_day(ui, v->row->day, day)),
			gd_arg_int(v->slip),
			gd_arg_text(ui_day(ui, v->projected, lands)),
			gd_arg_text(dates_name(ui, o, v)) });
}

void
dates_forecast(struct ui *ui, const struct gd_workflow *wf,
    const struct gd_forecast *f, struct gd_str *out)
{
	char likely[GD_DAY_TEXT], safe[GD_DAY_TEXT];
	const char *step = NULL;

	gd_str_reset(out);
	for (int i = 0; i < wf->nsteps; i++)
		if (f->known && wf->steps[i].no == f->step_no && f->step_days)
			step = ui_fmt(ui, "%d %s", f->step_no,
			    ui_name(ui, &wf->steps[i].name));
	if (f->shipped)
		ui_sentence(ui, out, "Shipped {1}", 1,
		    (const struct gd_arg[]){
			gd_arg_text(ui_day(ui, f->likely, likely)) });
	else if (f->known)
		ui_sentence(ui, out,
		    step ? GD_TR("Ships likely {1}, safely {2}; most of it: "
				 "step {3}, {4} d")
			 : GD_TR("Ships likely {1}, safely {2}"),
		    4,
		    (const struct gd_arg[]){
			gd_arg_text(ui_day(ui, f->likely, likely)),
			gd_arg_text(ui_day(ui, f->safe, safe)),
			gd_arg_text(step ? step : ""),
			gd_arg_int(f->step_days) });
	else if (f->few_step > 0)
		ui_sentence(ui, out,
		    "No forecast yet: {3} orders through step {1} are needed, "
		    "there are {2}",
		    3,
		    (const struct gd_arg[]){ gd_arg_int(f->few_step),
			gd_arg_int(f->n), gd_arg_int(GD_HISTORY_FEW) });
}

void
dates_warning(struct ui *ui, const struct gd_order_page *p,
    const struct gd_warning *w, struct gd_str *out)
{
	const char *unsure =
	    *ui->lang == GD_ZH ? w->def->unsure_zh : w->def->unsure_en;

	gd_str_add(out, ui_name(ui, &w->def->name));
	if (w->lot && ui_has_lots(&p->order))
		gd_str_addf(out, ", %s", ui_lot(ui, w->lot));
	if (w->def->source && *w->def->source)
		gd_str_addf(out, " (%s)",
		    gd_source_said(*ui->lang, p->wf, w->def->source));
	if (unsure && *unsure)
		gd_str_addf(out, "  %s", unsure);
}

const char *
dates_recorded_by(struct ui *ui, const struct dates *d, const char *field,
    int64_t lot)
{
	int f = gd_wf_field(d->page.wf, field);

	for (size_t i = 0; i < d->page.todo.nduties; i++) {
		const struct gd_duty_view *v = &d->page.todo.duties[i];

		if (!v->act || v->state < GD_DUTY_DONE ||
		    (lot && v->lot && v->lot != lot))
			continue;
		for (int k = 0; k < v->def->nfields; k++)
			if (v->def->fields[k].field == f)
				return ui_fmt(ui, "%s@%d#%d", v->def->name.id,
				    (int)v->lot, (int)v->inst);
	}
	return "";
}

bool
dates_say_new(struct ui *ui, const char *number)
{
	struct gd_order_page page = { 0 };
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_dates dates = { 0 };
	const struct gd_date_view *v;
	int days = 0;

	if (gd_app_order(*ui->app, number, &page, NULL) != GD_OK)
		return false;
	gd_app_order_dates(*ui->app, &page, &arena, &dates);
	v = gd_dates_late_at_start(&dates, &days);
	if (v)
		ui_say(ui,
		    "Order {1} is entered, but already late by {2} "
		    "{2|day|days}: {3}. Ctrl-E shows its dates",
		    3,
		    (const struct gd_arg[]){ gd_arg_text(number),
			gd_arg_int(days),
			gd_arg_text(dates_name(ui, &page.order, v)) });
	gd_arena_release(&arena);
	gd_order_page_release(&page);
	return v != NULL;
}
