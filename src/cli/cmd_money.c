/* cli/cmd_money.c - rates of currencies, and what listed orders come to. */
#include "app/money.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "cli_priv.h"

#include "base/banned.h"

/* ---- rates --------------------------------------------------------------- */

static void
list_rates(struct cli *c)
{
	static const struct column cols[] = {
		{ "currency", GD_TR("currency"), false, 0 },
		{ "home", GD_TR("home currency"), false, 0 },
		{ "day", GD_TR("day"), false, 0 },
		{ "rate", GD_TR("rate"), true, 0 },
		{ "source", GD_TR("source"), false, 40 },
	};
	const struct gd_sheet *office = gd_app_office(c->app);
	const struct gd_rate *r;
	char rate[GD_RATE_TEXT];
	struct grid g;

	cli_grid_init(&g, cols, 5);
	for (size_t i = 0; (r = gd_row_at(office, GD_OFF_RATE, i)); i++) {
		cli_grid_text(&g, r->currency);
		cli_grid_text(&g, r->home);
		cli_grid_day(&g, (int32_t)r->day);
		cli_grid_text(&g, gd_rate_text(r->rate_e6, rate));
		cli_grid_text(&g, r->source);
	}
	cli_grid_end(c, &g);
}

static enum gd_code
set_rate(struct cli *c, struct gd_err *err)
{
	struct gd_rate row = { .currency = c->args[1],
		.home = c->args[2],
		.day = gd_app_today(c->app),
		.source = cli_has(c, OPT_SOURCE) ? c->opt[OPT_SOURCE] : "" };
	const struct gd_office_command cmd = { GD_OFFICE_RATE, &row,
		UINT64_MAX };
	int32_t day;

	if (cli_has(c, OPT_DAY)) {
		day = gd_day_read(c->opt[OPT_DAY], gd_app_today(c->app));
		if (day == GD_NO_DAY)
			return gd_fail(err, GD_USAGE, GD_M_CLI_BAD_DAY,
			    GD_T(c->opt[OPT_DAY]));
		row.day = day;
	}
	if (!gd_rate_read(c->args[3], &row.rate_e6))
		return gd_fail(err, GD_USAGE, GD_M_OFFICE_RATE);
	return gd_app_office_do(c->app, &cmd, err);
}

enum gd_code
cmd_rate(struct cli *c, struct gd_err *err)
{
	const char *word = c->nargs ? c->args[0] : "list";
	enum gd_code rc = cli_app(c, err);

	if (rc != GD_OK)
		return rc;
	if (strcmp(word, "list") == 0) {
		list_rates(c);
		return GD_OK;
	}
	if (strcmp(word, "set") != 0)
		return gd_fail(err, GD_USAGE, GD_M_CLI_NO_SUBCOMMAND,
		    GD_T("rate"), GD_T(word), GD_T("list, set"));
	if (c->nargs != 4)
		return gd_fail(err, GD_USAGE, GD_M_OFFICE_RATE);
	return set_rate(c, err);
}

/* ---- money --------------------------------------------------------------- */

/* "at 7.1234, 2026-11-20, BOC"; "" for money that is home's. */
static const char *
rate_words(struct cli *c, const struct gd_money_row *r)
{
	char text[GD_RATE_TEXT];
	struct gd_str s = GD_STR_INIT;
	const char *kept;

	if (!r->rate)
		return r->known ? "" : cli_tr(c, GD_TR("no rate"));
	gd_str_addf(&s, "%s, %s, %s", gd_rate_text(r->rate->rate_e6, text),
	    cli_day_words(c, r->rate->day), r->rate->source);
	kept = gd_arena_str(&c->arena, s.text);
	gd_str_release(&s);
	return kept;
}

/* Sums of what is known in one home currency; false when there is none. */
static bool
total(const struct gd_money *m, const char *home, int64_t sum[3])
{
	bool any = false;

	sum[0] = sum[1] = sum[2] = 0;
	for (int i = 0; i < m->nrows; i++) {
		const struct gd_money_row *r = &m->rows[i];

		if (!r->known || strcmp(r->home, home) != 0)
			continue;
		sum[0] += r->home_due;
		sum[1] += r->home_credited;
		sum[2] += r->home_open;
		any = true;
	}
	return any;
}

/* Is this the first row with its home currency? */
static bool
first_home(const struct gd_money *m, int at)
{
	for (int i = 0; i < at; i++)
		if (strcmp(m->rows[i].home, m->rows[at].home) == 0)
			return false;
	return true;
}

static void
say_totals(struct cli *c, const struct gd_money *m)
{
	int64_t sum[3];

	for (int i = 0; i < m->nrows; i++) {
		const struct gd_money_row *r = &m->rows[i];
		struct gd_arg args[4];

		if (first_home(m, i) && total(m, r->home, sum)) {
			args[0] = gd_arg_text(r->home);
			for (int k = 0; k < 3; k++)
				args[k + 1] = gd_arg_text(
				    cli_money_words(c, sum[k], r->home));
			cli_out_say(c,
			    GD_TR("in {1}: due {2}, credited {3}, open {4}"), 4,
			    args);
		}
	}
	for (int i = 0; i < m->nrows; i++) {
		const struct gd_money_row *r = &m->rows[i];
		const struct gd_arg args[2] = { gd_arg_text(r->currency),
			gd_arg_text(r->home) };

		if (!r->known)
			cli_out_say(c,
			    GD_TR("there is no rate of {1} in {2}, so it is in "
				  "no sum; `gendan rate set {1} {2} RATE "
				  "--source WORDS`"),
			    2, args);
	}
}

/* What an order comes to at home, under its payment rows. */
void
cli_show_home(struct cli *c, const struct gd_order_page *p)
{
	struct gd_err none = GD_ERR_INIT;
	struct gd_money m;

	if (gd_app_order_money(c->app, &p->order, &m, &none) != GD_OK)
		return;
	for (int i = 0; i < m.nrows; i++) {
		const struct gd_money_row *r = &m.rows[i];
		const struct gd_arg args[3] = {
			gd_arg_text(cli_money_words(c, r->due, r->currency)),
			gd_arg_text(cli_money_words(c, r->home_due, r->home)),
			gd_arg_text(rate_words(c, r)),
		};

		if (r->rate && r->due)
			cli_out_say(c, GD_TR("{1} are {2} at {3}"), 3, args);
	}
	if (m.nrows > 1)
		say_totals(c, &m);
}

static json_t *
money_json(struct cli *c, const struct gd_money *m)
{
	json_t *rows = json_array(), *totals = json_array();
	int64_t sum[3];

	for (int i = 0; i < m->nrows; i++) {
		const struct gd_money_row *r = &m->rows[i];
		char rate[GD_RATE_TEXT] = "";
		json_t *o = json_pack("{s:o, s:s, s:I, s:I, s:I, s:I, s:s}",
		    "company", cli_json_text(r->company), "currency",
		    r->currency, "orders", (json_int_t)r->orders, "due",
		    (json_int_t)r->due, "credited", (json_int_t)r->credited,
		    "open", (json_int_t)r->open, "home", r->home);

		json_object_set_new(o, "home_due",
		    r->known ? json_integer(r->home_due) : json_null());
		json_object_set_new(o, "home_credited",
		    r->known ? json_integer(r->home_credited) : json_null());
		json_object_set_new(o, "home_open",
		    r->known ? json_integer(r->home_open) : json_null());
		if (r->rate)
			gd_rate_text(r->rate->rate_e6, rate);
		json_object_set_new(o, "rate",
		    r->rate ? json_string(rate) : json_null());
		json_object_set_new(o, "rate_day",
		    r->rate ? cli_json_text(cli_day_words(c, r->rate->day))
			    : json_null());
		json_object_set_new(o, "source",
		    r->rate ? cli_json_text(r->rate->source) : json_null());
		json_array_append_new(rows, o);
		if (first_home(m, i) && total(m, r->home, sum))
			json_array_append_new(totals,
			    json_pack("{s:s, s:I, s:I, s:I}", "home", r->home,
				"due", (json_int_t)sum[0], "credited",
				(json_int_t)sum[1], "open",
				(json_int_t)sum[2]));
	}
	return json_pack("{s:o, s:o, s:I, s:I}", "rows", rows, "totals", totals,
	    "orders", (json_int_t)m->orders, "without_rows",
	    (json_int_t)m->without);
}

/* Without the currency, which stands in a column of its own. */
static const char *
amount(struct cli *c, int64_t minor, const struct gd_money_row *r)
{
	return cli_decimal_words(c, minor, gd_money_digits(r->currency));
}

static void
money_table(struct cli *c, const struct gd_money *m)
{
	static const struct column cols[] = {
		{ "company", GD_TR("company"), false, 0 },
		{ "currency", GD_TR("currency"), false, 0 },
		{ "orders", GD_TR("orders"), true, 0 },
		{ "due", GD_TR("amount"), true, 0 },
		{ "credited", GD_TR("credited"), true, 0 },
		{ "open", GD_TR("not credited"), true, 0 },
		{ "home_open", GD_TR("in home currency"), true, 0 },
		{ "rate", GD_TR("rate"), false, 40 },
	};
	struct grid g;

	cli_grid_init(&g, cols, 8);
	for (int i = 0; i < m->nrows; i++) {
		const struct gd_money_row *r = &m->rows[i];

		cli_grid_text(&g, r->company);
		cli_grid_text(&g, r->currency);
		cli_grid_int(&g, r->orders);
		cli_grid_text(&g, amount(c, r->due, r));
		cli_grid_text(&g, amount(c, r->credited, r));
		cli_grid_text(&g, amount(c, r->open, r));
		cli_grid_text(&g,
		    r->known ? cli_money_words(c, r->home_open, r->home) : "");
		cli_grid_text(&g, rate_words(c, r));
	}
	cli_grid_end(c, &g);
}

enum gd_code
cmd_money(struct cli *c, struct gd_err *err)
{
	struct gd_filter f = { 0 };
	struct gd_money *m = gd_arena_alloc(&c->arena, 1, sizeof *m);
	enum gd_code rc = cli_app(c, err);

	if (rc == GD_OK)
		rc = gd_app_filter(c->app, c->args, c->nargs, &c->arena, &f,
		    err);
	if (rc == GD_OK)
		rc = gd_app_money(c->app, &f, m, err);
	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_JSON)) {
		cli_out_json(c, money_json(c, m));
		return GD_OK;
	}
	money_table(c, m);
	if (!cli_has(c, OPT_CSV)) {
		const struct gd_arg args[2] = { gd_arg_int(m->orders),
			gd_arg_int(m->without) };

		say_totals(c, m);
		cli_out_say(c,
		    GD_TR("{1} {1|order|orders}, {2} of them without payment "
			  "rows"),
		    2, args);
	}
	return GD_OK;
}
