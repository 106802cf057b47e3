/* cli/date_words.c - dates in words: whose, by which rule, how late. */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "dates_priv.h"

#include "base/banned.h"

static const char *
namer(void *payload, enum gd_thing thing, const char *id)
{
	const struct date_names *n = payload;

	return cli_named(n->c, n->wf, thing, id);
}

const char *
cli_condition(struct cli *c, const struct gd_workflow *wf, const char *text)
{
	struct date_names names = { c, wf };
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	gd_say_condition(&out, c->lang, text, namer, &names);
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

const char *
cli_date_base(struct cli *c, const struct gd_workflow *wf,
    const struct gd_date_view *v)
{
	struct date_names names = { c, wf };
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	gd_say_date_base(&out, c->lang, wf, v, namer, &names);
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

const char *
cli_move_warning(struct cli *c, const struct gd_moved *m,
    const struct gd_move_warning *w)
{
	struct date_names names = { c, m->wf };
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	gd_say_move_warning(&out, c->lang, m->wf, m->of, w, namer, &names);
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

void
cli_grid_way(struct cli *c, struct grid *g, const struct gd_workflow *wf,
    const struct gd_date_view *v)
{
	bool ruled = v->def && v->row->base_day;

	cli_grid_text(g, cli_date_base(c, wf, v));
	if (ruled && *v->row->cap && v->cap_day != GD_NO_DAY) {
		cli_grid_text(g, v->row->cap);
		cli_grid_day(g, v->cap_day);
	} else {
		cli_grid_text(g, "");
		cli_grid_day(g, 0);
	}
	cli_grid_day(g, ruled ? v->ruled : 0);
}

const char *
cli_date_words(struct cli *c, const struct gd_workflow *wf,
    const struct gd_date_view *v)
{
	struct date_names names = { c, wf };
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	gd_say_date(&out, c->lang, wf, v, namer, &names);
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

static const char *
kept(struct cli *c, struct gd_str *words)
{
	const char *text = gd_arena_str(&c->arena, words->text);

	gd_str_release(words);
	return text;
}

void
cli_grid_left(struct cli *c, struct grid *g, int left)
{
	struct gd_str words = GD_STR_INIT;

	gd_say_left(&words, c->lang, left);
	cli_grid_days(g, left, kept(c, &words));
}

void
cli_grid_late(struct cli *c, struct grid *g, int late)
{
	struct gd_str words = GD_STR_INIT;

	if (late > 0)
		gd_say_left(&words, c->lang, -late);
	cli_grid_days(g, late, kept(c, &words));
}

void
cli_grid_slip(struct cli *c, struct grid *g, int slip)
{
	struct gd_str words = GD_STR_INIT;

	gd_say_slip(&words, c->lang, slip);
	cli_grid_days(g, slip, kept(c, &words));
}

void
cli_grid_waited(struct cli *c, struct grid *g, int days)
{
	struct gd_str words = GD_STR_INIT;

	gd_say_waited(&words, c->lang, days);
	cli_grid_days(g, days, kept(c, &words));
}

const char *
cli_date_name(struct cli *c, const struct gd_workflow *wf,
    const struct gd_due *row)
{
	const char *name = row->duty;
	int at = wf ? gd_wf_duty(wf, row->duty) : -1;

	if (at >= 0)
		name = cli_name_of(c, &wf->duties[at].name);
	else if (wf && (at = gd_wf_limit(wf, row->duty)) >= 0)
		name = cli_name_of(c, &wf->limits[at].name);
	return cli_doc_words(c, name, row->lot > 1 ? row->lot : 0,
	    row->inst > 1 ? row->inst : 0);
}

json_t *
cli_day_json(int64_t day)
{
	char text[GD_DAY_TEXT];

	if (day == 0 || day == GD_NO_DAY)
		return json_null();
	return json_string(gd_day_text((int32_t)day, text));
}

json_t *
cli_date_json(struct cli *c, const struct gd_workflow *wf,
    const struct gd_date_view *v)
{
	const struct gd_due *r = v->row;

	return json_pack(
	    "{s:o, s:o, s:I, s:I, s:I, s:i, s:b, s:b, s:b, s:o, s:o, s:o, "
	    "s:o, s:o, s:o, s:i, s:i, s:i, s:b, s:b, s:b, s:o, s:o, s:o, s:o, "
	    "s:o, s:o, s:o, s:o, s:o, s:b}",
	    "duty", cli_json_text(r->duty), "title",
	    cli_json_text(cli_date_name(c, wf, r)), "lot", (json_int_t)r->lot,
	    "round", (json_int_t)r->round, "instance", (json_int_t)r->inst,
	    "step_no", v->step_no, "limit", (int)v->limiting, "hard",
	    (int)v->hard, "open", (int)v->open, "owner",
	    cli_json_text(r->owner), "plan", cli_day_json(r->plan), "first",
	    cli_day_json(r->first), "day", cli_day_json(r->day), "actual",
	    cli_day_json(r->actual), "projected", cli_day_json(v->projected),
	    "late", v->late, "left", v->left, "slip", v->slip, "breaks",
	    (int)v->breaks, "urgent", (int)v->urgent, "unsure", (int)v->unsure,
	    "base", cli_json_text(r->base), "base_day",
	    cli_day_json(r->base_day), "base_name",
	    cli_json_text(cli_date_base(c, wf, v)), "cap",
	    cli_json_text(v->cap_day == GD_NO_DAY ? "" : r->cap), "cap_day",
	    cli_day_json(v->cap_day), "result",
	    cli_day_json(r->base_day ? v->ruled : 0), "rule",
	    cli_json_text(r->rule), "words",
	    cli_json_text(cli_date_words(c, wf, v)), "told",
	    cli_json_text(r->told), "moved", r->moved != 0);
}

/* ---- sentences -------------------------------------------------------------- */

static const char *
said(struct cli *c, const char *english, int n, const struct gd_arg *args)
{
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	gd_say(&out, c->lang, english, n, args);
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

const char *
cli_step_name(struct cli *c, const struct gd_workflow *wf, int no)
{
	for (int i = 0; i < wf->nsteps; i++)
		if (wf->steps[i].no == no)
			return gd_arena_printf(&c->arena, "%d %s", no,
			    cli_name_of(c, &wf->steps[i].name));
	return "";
}

const char *
cli_forecast_words(struct cli *c, const struct gd_workflow *wf,
    const struct gd_forecast *f)
{
	const struct gd_arg args[4] = { gd_arg_day(f->likely),
		gd_arg_day(f->safe),
		gd_arg_text(
		    cli_step_name(c, wf, f->known ? f->step_no : f->few_step)),
		gd_arg_int(f->step_days) };
	const struct gd_arg few[3] = { args[2], gd_arg_int(f->n),
		gd_arg_int(GD_HISTORY_FEW) };

	if (f->shipped)
		return said(c, GD_TR("Shipped {1}."), 1, args);
	if (f->known)
		return said(c,
		    GD_TR("Ships likely {1}, safely {2}; most days still to "
			  "come in step {3}: {4}."),
		    4, args);
	if (f->few_step)
		return said(c,
		    GD_TR("No forecast: {3} orders through step {1} are "
			  "needed, so far there are {2}."),
		    3, few);
	return said(c,
	    GD_TR("No forecast: the workflow does not say what shipping is."),
	    0, NULL);
}

json_t *
cli_forecast_json(const struct gd_forecast *f)
{
	return json_pack("{s:b, s:b, s:o, s:o, s:i, s:i, s:I, s:i, s:i}",
	    "known", (int)f->known, "shipped", (int)f->shipped, "likely",
	    cli_day_json(f->known || f->shipped ? f->likely : 0), "safe",
	    cli_day_json(f->known || f->shipped ? f->safe : 0), "step_no",
	    f->step_no, "step_days", f->step_days, "orders", (json_int_t)f->n,
	    "few_step", f->few_step, "needed", GD_HISTORY_FEW);
}

static const char *
unsure_of(const struct cli *c, const struct gd_check_def *def)
{
	const char *text = c->lang == GD_ZH ? def->unsure_zh : def->unsure_en;

	return text ? text : "";
}

const char *
cli_warning_words(struct cli *c, const struct gd_order_page *p,
    const struct gd_warning *w)
{
	const struct gd_check_def *def = w->def;
	const char *unsure = unsure_of(c, def);
	const char *source = gd_source_said(c->lang, p->wf, def->source);
	const char *what = cli_doc_words(c, cli_name_of(c, &def->name),
	    cli_lot_shown(&p->order, w->lot), 0);
	const struct gd_arg one = gd_arg_text(what);

	return gd_arena_printf(&c->arena, "%s%s%s%s%s",
	    said(c, GD_TR("Warning: {1}"), 1, &one), *source ? ", " : "",
	    source, *unsure ? "; " : "", unsure);
}

json_t *
cli_warnings_json(struct cli *c, const struct gd_order_page *p)
{
	struct gd_warning *all = NULL;
	json_t *out = json_array();
	size_t n = 0;

	gd_warnings_make(p->wf, &p->order, &c->arena, &all, &n);
	for (size_t i = 0; i < n; i++)
		json_array_append_new(out,
		    json_pack("{s:o, s:o, s:I, s:o, s:o}", "check",
			cli_json_text(all[i].def->name.id), "text",
			cli_json_text(cli_name_of(c, &all[i].def->name)), "lot",
			(json_int_t)all[i].lot, "rule",
			cli_json_text(all[i].def->rule), "source",
			cli_json_text(gd_source_said(c->lang, p->wf,
			    all[i].def->source))));
	return out;
}

const char *
cli_breaks_words(struct cli *c, const struct gd_workflow *wf,
    const struct gd_date_view *v)
{
	const struct gd_arg args[4] = { gd_arg_text(
					    cli_date_name(c, wf, v->row)),
		gd_arg_day((int32_t)v->row->day), gd_arg_day(v->projected),
		gd_arg_int(v->slip) };

	if (v->projected < v->row->day)
		return said(c,
		    GD_TR("First hard date that breaks: {1}, not before {2}, "
			  "lands {3}"),
		    4, args);
	return said(c,
	    GD_TR("First hard date that breaks: {1}, due {2}, lands {3}, slips "
		  "{4} {4|day|days}"),
	    4, args);
}
