/* cli/cmd_forecast.c - when orders will ship, from the book's own history: of
 * one order in sentences, of those in work as a table. */
#include <stdlib.h>

#include "dates_priv.h"

#include "base/banned.h"

#define MOST 200 /* orders, unless --limit says more: each is opened */

static const struct column columns[] = {
	{ "order", GD_TR("order"), false, 0 },
	{ "customer", GD_TR("customer"), false, 24 },
	{ "likely", GD_TR("likely"), false, 0 },
	{ "safe", GD_TR("safely"), false, 0 },
	{ "step", GD_TR("slowest step"), false, 36 },
	{ "step_days", GD_TR("its days"), true, 0 },
	{ "orders", GD_TR("finished orders"), true, 0 },
	{ "needed", GD_TR("needed"), true, 0 },
	/* for machines alone, from here on */
	{ "known", "", false, 0 },
	{ "shipped", "", false, 0 },
	{ "step_no", "", true, 0 },
	{ "few_step", "", true, 0 },
};
#define NALL (int)(sizeof columns / sizeof *columns)
#define NTEXT 8

static void
row(struct cli *c, struct grid *g, const struct gd_order_page *p,
    const struct gd_forecast *f)
{
	bool said = f->known || f->shipped;
	int no = f->known ? f->step_no : f->few_step;

	cli_grid_text(g, p->row.number);
	cli_grid_text(g, p->row.customer_name);
	cli_grid_day(g, said ? f->likely : 0);
	cli_grid_day(g, said ? f->safe : 0);
	cli_grid_text(g, f->shipped ? "" : cli_step_name(c, p->wf, no));
	if (f->known && !f->shipped)
		cli_grid_int(g, f->step_days);
	else
		cli_grid_json(g, "", json_null());
	cli_grid_int(g, f->n);
	cli_grid_int(g, GD_HISTORY_FEW);
	if (g->ncols == NTEXT)
		return;
	cli_grid_bool(g, f->known, "");
	cli_grid_bool(g, f->shipped, "");
	cli_grid_int(g, f->known ? f->step_no : 0);
	cli_grid_int(g, f->few_step);
}

static enum gd_code
add_order(struct cli *c, struct grid *g, const char *order, bool text,
    struct gd_err *err)
{
	struct gd_order_page page;
	struct gd_forecast f;
	enum gd_code rc = gd_app_order(c->app, order, &page, err);

	if (rc != GD_OK)
		return rc;
	rc = gd_app_forecast(c->app, &page, &f, err);
	if (rc == GD_OK && text) {
		cli_out_text(c, cli_forecast_words(c, page.wf, &f));
		gd_str_addc(&c->out, '\n');
		if (f.known && !f.shipped)
			cli_out_say(c,
			    GD_TR("It rests on {1} finished orders; {2} are "
				  "needed at least."),
			    2,
			    (const struct gd_arg[]){ gd_arg_int(f.n),
				gd_arg_int(GD_HISTORY_FEW) });
	} else if (rc == GD_OK) {
		row(c, g, &page, &f);
	}
	gd_order_page_release(&page);
	return rc;
}

/* Orders in work, those due next first. */
static enum gd_code
add_all(struct cli *c, struct grid *g, int64_t limit, bool *more,
    struct gd_err *err)
{
	struct gd_filter f = { .states = 1 << GD_ORDER_ACTIVE,
		.sort = GD_SORT_DUE,
		.limit = (int)limit };
	struct gd_list_rows rows = { 0 };
	enum gd_code rc = gd_app_list(c->app, &f, &rows, err);

	for (size_t i = 0; rc == GD_OK && i < rows.n; i++)
		rc = add_order(c, g, rows.at[i].id, false, err);
	*more = rows.more;
	free(rows.at);
	gd_arena_release(&rows.arena);
	return rc;
}

enum gd_code
cmd_forecast(struct cli *c, struct gd_err *err)
{
	bool text = !cli_has(c, OPT_JSON) && !cli_has(c, OPT_CSV);
	const char *order = c->nargs ? c->args[0] : NULL;
	bool more = false;
	int64_t limit = MOST;
	struct grid g;
	enum gd_code rc = cli_opt_int(c, OPT_LIMIT, &limit, err);

	if (rc == GD_OK)
		rc = cli_app(c, err);
	if (rc != GD_OK)
		return rc;
	if (order && text)
		return add_order(c, NULL, order, true, err);
	if (limit > 100000)
		limit = 100000;
	cli_grid_init(&g, columns, text ? NTEXT : NALL);
	rc = order ? add_order(c, &g, order, false, err)
		   : add_all(c, &g, limit, &more, err);
	cli_grid_end(c, &g);
	if (rc == GD_OK && more)
		cli_aside(c,
		    GD_TR("There are more orders in work; --limit shows more"),
		    0, NULL);
	return rc;
}
