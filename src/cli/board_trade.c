/* cli/board_trade.c - the boards of dates and money as tables. */
#include "app/money.h"
#include "base/day.h"

#include "board_priv.h"
#include "dates_priv.h"

#include "base/banned.h"

static const char *
named(struct cli *c, const struct gd_name *name, const char *id)
{
	return name ? cli_name_of(c, name) : id;
}

/* ---- dates: counts, then the first of them --------------------------------------- */

static const struct column count_columns[] = {
	{ "title", GD_TR("what"), false, 40 },
	{ "passed", GD_TR("passed"), true, 0 },
	{ "week", GD_TR("in 7 days"), true, 0 },
	{ "month", GD_TR("in 30"), true, 0 },
	{ "later", GD_TR("later"), true, 0 },
};
static const struct column dated_columns[] = {
	{ "day", GD_TR("due on"), false, 0 },
	{ "left_days", GD_TR("days"), true, 0 },
	{ "order", GD_TR("order"), false, 0 },
	{ "customer", GD_TR("customer"), false, 24 },
	{ "title", GD_TR("what"), false, 36 },
	{ "lot", GD_TR("lot"), true, 0 },
	{ "duty", "", false, 0 },
	{ "clerk", "", false, 0 },
	{ "workflow", "", false, 0 },
};

static void
counts(struct cli *c, const struct gd_dates_row *rows, int n)
{
	struct grid g;

	cli_grid_init(&g, count_columns, 5);
	for (int i = 0; i < n; i++) {
		const struct gd_dates_row *r = &rows[i];
		const struct gd_number *all[] = { &r->passed, &r->week,
			&r->month, &r->later };

		cli_grid_json(&g,
		    cli_board_named(c, r->workflow, r->name, r->duty),
		    cli_json_text(named(c, r->name, r->duty)));
		for (int k = 0; k < 4; k++)
			cli_grid_int(&g, all[k]->n);
	}
	cli_grid_end(c, &g);
	gd_str_addc(&c->out, '\n');
}

static void
list(struct cli *c, const struct gd_dated_row *rows, int n)
{
	struct grid g;
	bool all = !cli_for_people(c);

	cli_grid_init(&g, dated_columns, all ? 9 : 6);
	for (int i = 0; i < n; i++) {
		const struct gd_dated_row *r = &rows[i];

		cli_grid_day(&g, r->day);
		cli_grid_int(&g, r->left);
		cli_grid_text(&g, r->number);
		cli_grid_text(&g, r->customer_name);
		cli_grid_text(&g, named(c, r->name, r->duty));
		cli_grid_int(&g, r->lot);
		if (!all)
			continue;
		cli_grid_text(&g, r->duty);
		cli_grid_text(&g, r->clerk);
		cli_grid_text(&g, r->workflow);
	}
	cli_grid_end(c, &g);
}

static json_t *
number_json(const struct gd_number *n)
{
	return json_pack("{s:I, s:s, s:o}", "n", (json_int_t)n->n, "of",
	    n->door == GD_DOOR_DATES ? "due" : "list", "words",
	    cli_json_text(n->words));
}

static json_t *
counts_json(struct cli *c, const struct gd_dates_row *rows, int n)
{
	json_t *out = json_array();

	for (int i = 0; i < n; i++) {
		const struct gd_dates_row *r = &rows[i];

		json_array_append_new(out,
		    json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "workflow",
			cli_json_text(r->workflow), "duty",
			cli_json_text(r->duty), "title",
			cli_json_text(named(c, r->name, r->duty)), "passed",
			number_json(&r->passed), "week", number_json(&r->week),
			"month", number_json(&r->month), "later",
			number_json(&r->later)));
	}
	return out;
}

static json_t *
list_json(struct cli *c, const struct gd_dated_row *rows, int n)
{
	json_t *out = json_array();
	char day[GD_DAY_TEXT];

	for (int i = 0; i < n; i++) {
		const struct gd_dated_row *r = &rows[i];

		json_array_append_new(out,
		    json_pack("{s:s, s:I, s:o, s:o, s:o, s:o, s:I, s:o, s:o}",
			"day", gd_day_text(r->day, day), "left_days",
			(json_int_t)r->left, "order", cli_json_text(r->number),
			"customer", cli_json_text(r->customer_name), "duty",
			cli_json_text(r->duty), "title",
			cli_json_text(named(c, r->name, r->duty)), "lot",
			(json_int_t)r->lot, "clerk", cli_json_text(r->clerk),
			"workflow", cli_json_text(r->workflow)));
	}
	return out;
}

static void
dates(struct cli *c, const struct gd_dates_row *rows, int n,
    const struct gd_dated_row *first, int nfirst, bool more)
{
	if (cli_has(c, OPT_JSON)) {
		cli_out_json(c,
		    json_pack("{s:o, s:o, s:b}", "counts",
			counts_json(c, rows, n), "first",
			list_json(c, first, nfirst), "more", (int)more));
		return;
	}
	if (cli_for_people(c))
		counts(c, rows, n);
	list(c, first, nfirst);
	if (more)
		cli_aside(c, GD_TR("There are more; --limit shows more"), 0,
		    NULL);
}

/* ---- refunds ----------------------------------------------------------------------- */

static const struct column refund_columns[] = {
	{ "title", GD_TR("tax refund not filed"), false, 48 },
	{ "shipments", GD_TR("shipments"), true, 0 },
	{ "band", "", false, 0 },
	{ "workflow", "", false, 0 },
	{ "words", "", false, 0 },
};

static void
refunds(struct cli *c, const struct gd_board *b)
{
	static const struct {
		const char *id, *words;
	} bands[GD_REFUND_BANDS] = {
		[GD_REFUND_LATER] = { "later", GD_TR("filing opens later") },
		[GD_REFUND_OPEN] = { "open", GD_TR("filing has opened") },
		[GD_REFUND_SOON] = { "soon",
		    GD_TR("of these: filing period ends within 60 days") },
		[GD_REFUND_APRIL] = { "april",
		    GD_TR("of these: 30 April has passed") },
		[GD_REFUND_ENDED] = { "ended",
		    GD_TR("of these: 36 months have passed") },
	};
	bool all = !cli_for_people(c);
	struct grid g;

	cli_grid_init(&g, refund_columns, all ? 5 : 2);
	for (int i = 0; i < b->nrefunds; i++) {
		const struct gd_refund_row *r = &b->refunds[i];

		cli_grid_text(&g, cli_tr(c, bands[r->band].words));
		cli_grid_int(&g, r->dates.n);
		if (!all)
			continue;
		cli_grid_text(&g, bands[r->band].id);
		cli_grid_text(&g, r->workflow);
		cli_grid_text(&g, r->dates.words);
	}
	cli_grid_end(c, &g);
}

/* ---- money ------------------------------------------------------------------------- */

static const struct column money_columns[] = {
	{ "currency", GD_TR("currency"), false, 0 },
	{ "open", GD_TR("not credited"), true, 0 },
	{ "overdue", GD_TR("overdue"), true, 0 },
	{ "undated", GD_TR("without a date"), true, 0 },
	{ "orders", GD_TR("orders"), true, 0 },
	{ "late", GD_TR("late"), true, 0 },
	{ "home_open", GD_TR("at home"), true, 0 },
	{ "home_overdue", GD_TR("overdue"), true, 0 },
	{ "home", "", false, 0 },
	{ "rate", "", false, 0 },
	{ "company", "", false, 0 },
	{ "orders_words", "", false, 0 },
	{ "late_words", "", false, 0 },
};

static void
put_money(struct cli *c, struct grid *g, int64_t minor, const char *currency,
    bool known)
{
	if (known)
		cli_grid_json(g, cli_money_words(c, minor, currency),
		    json_integer((json_int_t)minor));
	else
		cli_grid_json(g, "", json_null());
}

static void
money(struct cli *c, const struct gd_board *b)
{
	bool all = !cli_for_people(c);
	char rate[GD_RATE_TEXT];
	struct grid g;

	cli_grid_init(&g, money_columns, all ? 13 : 8);
	for (int i = 0; i < b->nmoney; i++) {
		const struct gd_owed_row *r = &b->money[i];

		cli_grid_text(&g, r->currency);
		put_money(c, &g, r->open, r->currency, true);
		put_money(c, &g, r->overdue, r->currency, true);
		put_money(c, &g, r->undated, r->currency, true);
		cli_grid_int(&g, r->orders.n);
		cli_grid_int(&g, r->late.n);
		put_money(c, &g, r->home_open, r->home, r->known);
		put_money(c, &g, r->home_overdue, r->home, r->known);
		if (!all)
			continue;
		cli_grid_text(&g, r->home);
		cli_grid_text(&g,
		    r->rate ? gd_rate_text(r->rate->rate_e6, rate) : "");
		cli_grid_text(&g, r->company);
		cli_grid_text(&g, r->orders.words);
		cli_grid_text(&g, r->late.words);
	}
	cli_grid_end(c, &g);
}

/* ---- what will be late --------------------------------------------------------------- */

static const struct column slip_columns[] = {
	{ "order", GD_TR("order"), false, 0 },
	{ "customer", GD_TR("customer"), false, 24 },
	{ "title", GD_TR("what"), false, 30 },
	{ "due_on", GD_TR("due on"), false, 0 },
	{ "lands", GD_TR("lands"), false, 0 },
	{ "slips_days", GD_TR("slips"), true, 0 },
	{ "likely", GD_TR("likely"), false, 0 },
	{ "lot", "", true, 0 },
	{ "duty", "", false, 0 },
	{ "clerk", "", false, 0 },
	{ "workflow", "", false, 0 },
};

static void
slips(struct cli *c, const struct gd_board *b)
{
	bool all = !cli_for_people(c);
	struct grid g;

	cli_grid_init(&g, slip_columns, all ? 11 : 7);
	for (int i = 0; i < b->nslips; i++) {
		const struct gd_slip_row *r = &b->slips[i];
		const struct gd_forecast *f = &r->forecast;

		cli_grid_text(&g, r->number);
		cli_grid_text(&g, r->customer_name);
		cli_grid_text(&g, named(c, r->name, r->duty));
		cli_grid_day(&g, r->day);
		cli_grid_day(&g, r->lands);
		cli_grid_int(&g, r->lands - r->day);
		cli_grid_day(&g, f->known && !f->shipped ? f->likely : 0);
		if (!all)
			continue;
		cli_grid_int(&g, r->lot);
		cli_grid_text(&g, r->duty);
		cli_grid_text(&g, r->clerk);
		cli_grid_text(&g, r->workflow);
	}
	cli_grid_end(c, &g);
	if (b->more_slips)
		cli_aside(c, GD_TR("There are more; --limit shows more"), 0,
		    NULL);
}

/* ---- forecast ----------------------------------------------------------------------- */

static const struct column forecast_columns[] = {
	{ "order", GD_TR("order"), false, 0 },
	{ "customer", GD_TR("customer"), false, 24 },
	{ "likely", GD_TR("likely"), false, 0 },
	{ "safe", GD_TR("safely"), false, 0 },
	{ "step", GD_TR("slowest step"), false, 24 },
	{ "known", "", false, 0 },
	{ "shipped", "", false, 0 },
	{ "orders", "", true, 0 },
	{ "workflow", "", false, 0 },
};

static void
forecasts(struct cli *c, const struct gd_board *b)
{
	bool all = !cli_for_people(c);
	struct grid g;

	cli_grid_init(&g, forecast_columns, all ? 9 : 5);
	for (int i = 0; i < b->nforecasts; i++) {
		const struct gd_forecast_row *r = &b->forecasts[i];
		const struct gd_forecast *f = &r->forecast;
		bool said = f->known || f->shipped;

		cli_grid_text(&g, r->number);
		cli_grid_text(&g, r->customer_name);
		cli_grid_day(&g, said ? f->likely : 0);
		cli_grid_day(&g, said ? f->safe : 0);
		cli_grid_text(&g, f->shipped ? "" : named(c, r->step, ""));
		if (!all)
			continue;
		cli_grid_bool(&g, f->known, "");
		cli_grid_bool(&g, f->shipped, "");
		cli_grid_int(&g, f->n);
		cli_grid_text(&g, r->workflow);
	}
	cli_grid_end(c, &g);
	if (b->more_forecasts)
		cli_aside(c, GD_TR("There are more; --limit shows more"), 0,
		    NULL);
}

void
cli_board_trade(struct cli *c, const struct gd_board *b, unsigned part)
{
	switch (part) {
	case GD_BOARD_SHIPMENTS:
		dates(c, b->shipping, b->nshipping, b->shipments, b->nshipments,
		    b->more_shipments);
		break;
	case GD_BOARD_CREDITS:
		dates(c, b->crediting, b->ncrediting, b->credits, b->ncredits,
		    b->more_credits);
		break;
	case GD_BOARD_REFUNDS:
		refunds(c, b);
		break;
	case GD_BOARD_MONEY:
		money(c, b);
		break;
	case GD_BOARD_SLIPS:
		slips(c, b);
		break;
	case GD_BOARD_FORECAST:
		forecasts(c, b);
		break;
	default:
		break;
	}
}
