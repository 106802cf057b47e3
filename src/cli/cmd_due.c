/* cli/cmd_due.c - dates of many orders by filters, and all dates of one. */
#include <string.h>

#include "base/day.h"

#include "dates_priv.h"

#include "base/banned.h"

#define DAY_LIKE "2026-12-01, 12-01, +7d"

#define PAGE 500
#define DAYS_AHEAD 30 /* of what is asked without words */

/* The first eight are a promise of long ago; all go into JSON and CSV. */
static const struct column columns[] = {
	{ "day", GD_TR("due on"), false, 0 },
	{ "days", GD_TR("days"), true, 0 },
	{ "order", GD_TR("order"), false, 0 },
	{ "customer", GD_TR("customer"), false, 24 },
	{ "duty", GD_TR("what"), false, 36 },
	{ "lot", GD_TR("lot"), true, 0 },
	{ "rule", GD_TR("rule"), false, 60 },
	{ "moved", GD_TR("moved"), false, 0 },
	{ "hard", GD_TR("hard"), false, 0 },
	{ "owner", GD_TR("owner"), false, 0 },
	{ "plan", GD_TR("planned"), false, 0 },
	{ "first", GD_TR("promised"), false, 0 },
	{ "actual", GD_TR("met on"), false, 0 },
	{ "late", GD_TR("late"), true, 0 },
	{ "title", GD_TR("what"), false, 0 },
	{ "words", GD_TR("rule"), false, 0 },
	{ "base", "", false, 0 },
	{ "base_day", "", false, 0 },
	{ "told", GD_TR("told"), false, 0 },
	{ "clerk", GD_TR("clerk"), false, 0 },
	{ "round", "", false, 0 },
	{ "instance", "", false, 0 },
	{ "base_name", "", false, 0 },
	{ "cap", "", false, 0 },
	{ "cap_day", "", false, 0 },
	{ "result", "", false, 0 },
};
static const struct column text_columns[] = {
	{ "hard", "!", false, 0 },
	{ "day", GD_TR("due on"), false, 0 },
	{ "days", GD_TR("days"), true, 0 },
	{ "order", GD_TR("order"), false, 0 },
	{ "customer", GD_TR("customer"), false, 24 },
	{ "duty", GD_TR("what"), false, 36 },
	{ "owner", GD_TR("owner"), false, 24 },
	{ "plan", GD_TR("planned"), false, 0 },
	{ "first", GD_TR("promised"), false, 0 },
	{ "rule", GD_TR("rule"), false, 0 },
};
#define NALL (int)(sizeof columns / sizeof *columns)
#define NTEXT (int)(sizeof text_columns / sizeof *text_columns)

static void
text_row(struct cli *c, struct grid *g, const struct gd_workflow *wf,
    const struct gd_date_row *r, const struct gd_date_view *v)
{
	cli_grid_bool(g, r->due.hard != 0, "!");
	cli_grid_day(g, (int32_t)r->due.day);
	cli_grid_left(c, g, v->left);
	cli_grid_text(g, r->number);
	cli_grid_text(g, *r->customer_name ? r->customer_name : r->customer);
	cli_grid_text(g, cli_date_name(c, wf, &r->due));
	cli_grid_text(g, cli_waits_words(c, wf, r->due.owner));
	cli_grid_day(g, (int32_t)r->due.plan);
	cli_grid_day(g, (int32_t)r->due.first);
	cli_grid_text(g, v->def ? cli_date_words(c, wf, v) : r->due.rule);
}

static void
full_row(struct cli *c, struct grid *g, const struct gd_workflow *wf,
    const struct gd_date_row *r, const struct gd_date_view *v)
{
	const struct gd_due *d = &r->due;

	cli_grid_day(g, (int32_t)d->day);
	cli_grid_left(c, g, v->left);
	cli_grid_text(g, r->number);
	cli_grid_text(g, *r->customer_name ? r->customer_name : r->customer);
	cli_grid_text(g, d->duty);
	cli_grid_int(g, d->lot);
	cli_grid_text(g, d->rule);
	cli_grid_bool(g, d->moved != 0, "");
	cli_grid_bool(g, d->hard != 0, "");
	cli_grid_text(g, d->owner);
	cli_grid_day(g, (int32_t)d->plan);
	cli_grid_day(g, (int32_t)d->first);
	cli_grid_day(g, (int32_t)d->actual);
	cli_grid_int(g, v->late);
	cli_grid_text(g, cli_date_name(c, wf, d));
	cli_grid_text(g, v->def ? cli_date_words(c, wf, v) : d->rule);
	cli_grid_text(g, d->base);
	cli_grid_day(g, (int32_t)d->base_day);
	cli_grid_text(g, d->told);
	cli_grid_text(g, r->clerk);
	cli_grid_int(g, d->round);
	cli_grid_int(g, d->inst);
	cli_grid_way(c, g, wf, v);
}

static enum gd_code
add_row(struct cli *c, struct grid *g, const struct gd_date_row *r, bool text,
    struct gd_err *err)
{
	const struct gd_workflow *wf;
	struct gd_date_view v;
	enum gd_code rc = gd_app_date_view(c->app, r, &wf, &v, err);

	if (rc != GD_OK)
		return rc;
	if (text)
		text_row(c, g, wf, r, &v);
	else
		full_row(c, g, wf, r, &v);
	return GD_OK;
}

/* From when to when: options, the words, or the next weeks. */
static enum gd_code
read_ask(struct cli *c, struct gd_date_ask *ask, struct gd_err *err)
{
	int64_t days = DAYS_AHEAD;
	int32_t from = 0, to = 0;
	enum gd_code rc = cli_opt_day(c, OPT_FROM, DAY_LIKE, &from, err);

	if (rc == GD_OK)
		rc = cli_opt_day(c, OPT_TO, DAY_LIKE, &to, err);
	if (rc == GD_OK)
		rc = cli_opt_int(c, OPT_DAYS, &days, err);
	if (rc != GD_OK)
		return rc;
	if (days > 36500)
		days = 36500;
	if (!to && (cli_has(c, OPT_DAYS) || (!from && c->nargs == 0)))
		to = gd_app_today(c->app) + (int32_t)days;
	if (from && to && from > to)
		return gd_fail(err, GD_USAGE, GD_M_CLI_FROM_TO, GD_D(from),
		    GD_D(to));
	return gd_app_dates_read(c->app, (const char *const *)c->args, c->nargs,
	    from, to, &c->arena, ask, err);
}

enum gd_code
cmd_due(struct cli *c, struct gd_err *err)
{
	bool text = !cli_has(c, OPT_JSON) && !cli_has(c, OPT_CSV);
	int64_t limit = INT64_MAX;
	struct gd_date_page page = { 0 };
	struct gd_date_ask ask;
	struct grid g;
	enum gd_code rc = cli_opt_int(c, OPT_LIMIT, &limit, err);

	if (rc == GD_OK)
		rc = cli_app(c, err);
	if (rc == GD_OK)
		rc = read_ask(c, &ask, err);
	if (rc != GD_OK)
		return rc;
	if (!cli_has(c, OPT_LIMIT) && ask.f.limit > 0)
		limit = ask.f.limit;
	cli_grid_init(&g, text ? text_columns : columns, text ? NTEXT : NALL);
	do {
		rc = gd_app_dates_page(c->app, &ask,
		    limit < PAGE ? (int)limit : PAGE, &page, err);
		for (int i = 0; rc == GD_OK && i < page.n; i++)
			rc = add_row(c, &g, &page.rows[i], text, err);
		limit -= page.n;
		if (rc == GD_OK && page.more)
			cli_grid_flush(c, &g);
	} while (rc == GD_OK && page.more && limit > 0);
	cli_grid_end(c, &g);
	gd_date_page_release(&page);
	return rc;
}

/* ---- one order ------------------------------------------------------------- */

static const struct column order_columns[] = {
	{ "hard", "!", false, 0 },
	{ "duty", GD_TR("what"), false, 36 },
	{ "owner", GD_TR("owner"), false, 24 },
	{ "plan", GD_TR("planned"), false, 0 },
	{ "first", GD_TR("promised"), false, 0 },
	{ "day", GD_TR("now due"), false, 0 },
	{ "actual", GD_TR("met on"), false, 0 },
	{ "projected", GD_TR("lands"), false, 0 },
	{ "late", GD_TR("late"), true, 0 },
	{ "slip", GD_TR("slips"), true, 0 },
	{ "rule", GD_TR("rule"), false, 0 },
	/* for machines alone, from here on */
	{ "base", "", false, 0 },
	{ "base_day", "", false, 0 },
	{ "words", "", false, 0 },
	{ "base_name", "", false, 0 },
	{ "cap", "", false, 0 },
	{ "cap_day", "", false, 0 },
	{ "result", "", false, 0 },
};
#define NORDER (int)(sizeof order_columns / sizeof *order_columns)
#define NORDER_TEXT 11

struct dates {
	struct cli *c;
	const struct gd_order_page *page;
	struct gd_dates d;
	struct gd_warning *warnings;
	size_t nwarnings;
	struct gd_forecast forecast;
	struct gd_arena arena;
};

static void
dates_table(struct dates *x)
{
	const struct gd_workflow *wf = x->page->wf;
	bool all = cli_has(x->c, OPT_CSV);
	struct grid g;

	cli_grid_init(&g, order_columns, all ? NORDER : NORDER_TEXT);
	for (size_t i = 0; i < x->d.n; i++) {
		const struct gd_date_view *v = &x->d.at[i];
		const struct gd_due *r = v->row;

		cli_grid_bool(&g, v->hard, "!");
		cli_grid_name(&g, r->duty, cli_date_name(x->c, wf, r));
		cli_grid_name(&g, r->owner,
		    cli_waits_words(x->c, wf, r->owner));
		cli_grid_day(&g, (int32_t)r->plan);
		cli_grid_day(&g, (int32_t)r->first);
		cli_grid_day(&g, (int32_t)r->day);
		cli_grid_day(&g, (int32_t)r->actual);
		cli_grid_day(&g, v->open ? v->projected : 0);
		cli_grid_late(x->c, &g, v->late);
		cli_grid_slip(x->c, &g, v->slip);
		cli_grid_name(&g, r->rule, cli_date_words(x->c, wf, v));
		if (!all)
			continue;
		cli_grid_text(&g, r->base);
		cli_grid_day(&g, (int32_t)r->base_day);
		cli_grid_text(&g, cli_date_words(x->c, wf, v));
		cli_grid_way(x->c, &g, wf, v);
	}
	cli_grid_end(x->c, &g);
}

static void
say_moved(struct dates *x)
{
	for (size_t i = 0; i < x->d.n; i++) {
		const struct gd_date_view *v = &x->d.at[i];
		const struct gd_arg args[3] = {
			gd_arg_text(cli_date_name(x->c, x->page->wf, v->row)),
			gd_arg_day((int32_t)v->row->first),
			gd_arg_day((int32_t)v->row->day),
		};

		if (v->open && v->row->first && v->row->day != v->row->first)
			cli_out_say(x->c, GD_TR("{1}: promised {2}, now {3}"),
			    3, args);
	}
}

static void
say_tighter(struct dates *x)
{
	for (size_t i = 0; i < x->d.n; i++) {
		struct gd_str text = GD_STR_INIT;

		gd_say_tighter(&text, x->c->lang, &x->d.at[i]);
		if (text.len)
			cli_out_printf(x->c, "%s: %s\n",
			    cli_date_name(x->c, x->page->wf, x->d.at[i].row),
			    text.text);
		gd_str_release(&text);
	}
}

/* None breaks any more, but one was met too late. */
static void
say_met_late(struct dates *x)
{
	const struct gd_date_view *v = x->d.met_late;
	const struct gd_arg args[4] = {
		gd_arg_text(cli_date_name(x->c, x->page->wf, v->row)),
		gd_arg_day((int32_t)v->row->day),
		gd_arg_day((int32_t)v->row->day + v->late),
		gd_arg_int(v->late),
	};
	struct gd_str text = GD_STR_INIT;

	gd_say(&text, x->c->lang,
	    GD_TR("No open hard date breaks. Met late: {1}, due {2}, met {3}, "
		  "{4} d late."),
	    4, args);
	cli_out_text(x->c, text.text);
	gd_str_release(&text);
}

/* The hard date that has passed, and the next. */
static void
say_hard(struct dates *x)
{
	const struct gd_date_view *v[2] = { x->d.passed_hard, x->d.next_hard };

	for (int i = 0; i < 2; i++)
		if (v[i]) {
			const struct gd_arg args[2] = {
				gd_arg_day((int32_t)v[i]->row->day),
				gd_arg_text(cli_date_name(x->c, x->page->wf,
				    v[i]->row)),
			};

			cli_out_say(x->c,
			    i ? GD_TR("Next hard date {1}: {2}")
			      : GD_TR("Hard date {1} passed: {2}"),
			    2, args);
		}
}

static void
dates_text(struct dates *x)
{
	struct cli *c = x->c;

	dates_table(x);
	gd_str_addc(&c->out, '\n');
	say_hard(x);
	if (x->d.first_broken)
		cli_out_text(c,
		    cli_breaks_words(c, x->page->wf, x->d.first_broken));
	else if (x->d.met_late)
		say_met_late(x);
	else
		cli_out_text(c, cli_tr(c, GD_TR("No hard date breaks.")));
	gd_str_addc(&c->out, '\n');
	say_moved(x);
	say_tighter(x);
	for (size_t i = 0; i < x->nwarnings; i++) {
		cli_out_text(c, cli_warning_words(c, x->page, &x->warnings[i]));
		gd_str_addc(&c->out, '\n');
	}
	cli_out_text(c, cli_forecast_words(c, x->page->wf, &x->forecast));
	gd_str_addc(&c->out, '\n');
}

static json_t *
view_or_null(struct cli *c, const struct gd_workflow *wf,
    const struct gd_date_view *v)
{
	return v ? cli_date_json(c, wf, v) : json_null();
}

static void
dates_json(struct dates *x)
{
	const struct gd_workflow *wf = x->page->wf;
	json_t *all = json_array();

	for (size_t i = 0; i < x->d.n; i++)
		json_array_append_new(all,
		    cli_date_json(x->c, wf, &x->d.at[i]));
	cli_out_json(x->c,
	    json_pack("{s:o, s:o, s:o, s:o, s:o, s:i, s:i, s:o, s:o}", "order",
		cli_json_text(x->page->row.number), "dates", all, "passed_hard",
		view_or_null(x->c, wf, x->d.passed_hard), "next_hard",
		view_or_null(x->c, wf, x->d.next_hard), "first_broken",
		view_or_null(x->c, wf, x->d.first_broken), "moved", x->d.moved,
		"land_later", x->d.later, "warnings",
		cli_warnings_json(x->c, x->page), "forecast",
		cli_forecast_json(&x->forecast)));
}

/* A book that cannot tell its history has no forecast. */
static void
make_dates(struct dates *x)
{
	struct gd_err none = GD_ERR_INIT;

	if (gd_app_forecast(x->c->app, x->page, &x->forecast, &none) != GD_OK)
		x->forecast = (struct gd_forecast){ 0 };
	gd_app_order_dates(x->c->app, x->page, &x->arena, &x->d);
	gd_warnings_make(x->page->wf, &x->page->order, &x->arena, &x->warnings,
	    &x->nwarnings);
}

enum gd_code
cmd_dates(struct cli *c, struct gd_err *err)
{
	struct gd_order_page page;
	struct dates x = { .c = c, .page = &page };
	enum gd_code rc = cli_app(c, err);

	if (rc == GD_OK)
		rc = gd_app_order(c->app, c->args[0], &page, err);
	if (rc != GD_OK)
		return rc;
	make_dates(&x);
	if (cli_has(c, OPT_GANTT))
		rc = cli_gantt(c, &page, &x.d, err);
	else if (cli_has(c, OPT_JSON))
		dates_json(&x);
	else if (cli_has(c, OPT_CSV))
		dates_table(&x);
	else
		dates_text(&x);
	gd_arena_release(&x.arena);
	gd_order_page_release(&page);
	return rc;
}

void
cli_show_dates(struct cli *c, const struct gd_order_page *p)
{
	struct dates x = { .c = c, .page = p };
	const struct gd_date_view *v;

	make_dates(&x);
	v = x.d.passed_hard;
	if (v)
		cli_out_pair(c, GD_TR("hard date passed"),
		    gd_arena_printf(&c->arena, "%s  %s  (%s)",
			cli_day_words(c, v->row->day),
			cli_date_name(c, p->wf, v->row),
			cli_date_words(c, p->wf, v)));
	v = x.d.next_hard;
	if (v)
		cli_out_pair(c, GD_TR("next hard date"),
		    gd_arena_printf(&c->arena, "%s  %s  (%s)",
			cli_day_words(c, v->row->day),
			cli_date_name(c, p->wf, v->row),
			cli_date_words(c, p->wf, v)));
	if (x.d.first_broken)
		cli_out_pair(c, GD_TR("breaks"),
		    cli_breaks_words(c, p->wf, x.d.first_broken));
	for (size_t i = 0; i < x.nwarnings; i++)
		cli_out_pair(c, i ? "" : GD_TR("warnings"),
		    cli_warning_words(c, p, &x.warnings[i]));
	cli_out_pair(c, GD_TR("forecast"),
	    cli_forecast_words(c, p->wf, &x.forecast));
	gd_arena_release(&x.arena);
}

void
cli_add_dates_json(struct cli *c, const struct gd_order_page *p, json_t *o)
{
	struct dates x = { .c = c, .page = p };

	make_dates(&x);
	json_object_set_new(o, "passed_hard",
	    view_or_null(c, p->wf, x.d.passed_hard));
	json_object_set_new(o, "next_hard",
	    view_or_null(c, p->wf, x.d.next_hard));
	json_object_set_new(o, "first_broken",
	    view_or_null(c, p->wf, x.d.first_broken));
	json_object_set_new(o, "warnings", cli_warnings_json(c, p));
	json_object_set_new(o, "forecast", cli_forecast_json(&x.forecast));
	gd_arena_release(&x.arena);
}
