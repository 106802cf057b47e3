/* cli/cmd_list.c - orders by filter, page after page. */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "app/saved.h"
#include "dates_priv.h"

#include "base/banned.h"

#define PAGE 500 /* rows asked for at a time */

static const struct column columns[] = {
	{ "number", GD_TR("order"), false, 0 },
	{ "customer", GD_TR("customer"), false, 28 },
	{ "customer_name", GD_TR("customer"), false, 28 },
	{ "workflow", GD_TR("workflow"), false, 0 },
	{ "state", GD_TR("state"), false, 0 },
	{ "status", GD_TR("status"), false, 0 },
	{ "step_no", GD_TR("step"), true, 0 },
	{ "rail", "1...5....11", false, 0 },
	{ "due", GD_TR("due on"), false, 0 },
	{ "days", GD_TR("days"), true, 0 },
	{ "pieces_out", GD_TR("out"), true, 0 },
	{ "unsigned", GD_TR("unsigned"), true, 0 },
	{ "waits", GD_TR("waits for"), false, 40 },
	{ "clerk", GD_TR("clerk"), false, 0 },
	{ "created", GD_TR("created"), false, 0 },
	{ "rev", GD_TR("rev"), true, 0 },
	{ "id", "id", false, 0 },
	{ "hard_day", GD_TR("hard date"), false, 0 },
	{ "hard", "", false, 0 },
	{ "warns", GD_TR("warnings"), true, 0 },
	{ "next_hard_day", "", false, 0 },
	{ "next_hard", "", false, 0 },
};
/* those a person reads; all of them go into JSON and CSV */
static const struct column text_columns[] = {
	{ "number", GD_TR("order"), false, 0 },
	{ "customer", GD_TR("customer"), false, 28 },
	{ "state", GD_TR("state"), false, 0 },
	{ "rail", "1...5....11", false, 0 },
	{ "due", GD_TR("due on"), false, 0 },
	{ "days", GD_TR("days"), true, 0 },
	{ "waits", GD_TR("waits for"), false, 40 },
	/* only where there are several */
	{ "workflow", GD_TR("workflow"), false, 24 },
};
#define TEXT_COLUMNS 7
#define RAIL 3

static const char *
status_words(struct cli *c, const struct gd_workflow *wf, const char *status)
{
	const struct gd_name *mark = wf ? gd_wf_mark(wf, status) : NULL;

	return mark ? cli_name_of(c, mark) : status;
}

static void
add_days(struct cli *c, struct grid *g, const struct gd_list_row *r)
{
	if (r->due_day == 0)
		cli_grid_json(g, "", json_null());
	else
		cli_grid_left(c, g, (int)(r->due_day - gd_app_today(c->app)));
}

static const char *
state_words(struct cli *c, const struct gd_workflow *wf,
    const struct gd_list_row *r)
{
	const char *state = cli_state_word(c, r->state);

	if (r->status && *r->status)
		return gd_arena_printf(&c->arena, "%s, %s", state,
		    status_words(c, wf, r->status));
	return state;
}

static void
add_row(struct cli *c, struct grid *g, const struct gd_list_row *r)
{
	const struct gd_workflow *wf =
	    gd_app_flow_of(c->app, r->workflow, r->version);
	const char *name = r->customer_name && *r->customer_name
			       ? r->customer_name
			       : r->customer;
	bool all = g->ncols > TEXT_COLUMNS + 1;

	cli_grid_text(g, r->number);
	if (all)
		cli_grid_text(g, r->customer);
	cli_grid_text(g, name);
	if (all)
		cli_grid_text(g, r->workflow);
	cli_grid_name(g, gd_order_state_word(r->state), state_words(c, wf, r));
	if (all) {
		cli_grid_text(g, r->status);
		cli_grid_int(g, r->step_no);
	}
	cli_grid_text(g, r->rail);
	cli_grid_day(g, (int32_t)r->due_day);
	add_days(c, g, r);
	if (all) {
		cli_grid_int(g, r->pieces_out);
		cli_grid_int(g, r->unsigned_n);
	}
	cli_grid_name(g, r->waits, cli_waits_fit(c, wf, r->waits, 40));
	if (g->ncols == TEXT_COLUMNS + 1)
		cli_grid_text(g, wf ? cli_name_of(c, &wf->name) : r->workflow);
	if (all) {
		cli_grid_text(g, r->clerk);
		cli_grid_ms(g, r->created_ms);
		cli_grid_int(g, r->rev);
		cli_grid_text(g, r->id);
		cli_grid_day(g, (int32_t)r->hard_day);
		cli_grid_text(g, r->hard);
		cli_grid_int(g, r->warns);
		cli_grid_day(g, (int32_t)r->next_hard_day);
		cli_grid_text(g, r->next_hard);
	}
}

/* The next page begins behind this row. */
static void
follow(struct cli *c, struct gd_filter *f, const struct gd_list_row *last)
{
	f->has_from = true;
	f->from_key = last->key;
	f->from_value = gd_list_value(last, f->sort);
	f->from_text = gd_arena_str(&c->arena, last->number);
}

/* The first page says which ruler stands above the rails. */
static enum gd_code
list_pages(struct cli *c, struct gd_filter *f, int64_t limit, struct grid *g,
    const char **ruler, struct gd_err *err)
{
	bool more = true, first = true;
	char text[GD_RULER];

	while (more && limit > 0) {
		struct gd_list_rows rows = { 0 };
		enum gd_code rc;

		f->limit = limit < PAGE ? (int)limit : PAGE;
		rc = gd_app_list(c->app, f, &rows, err);
		if (rc == GD_OK && first && rows.n)
			*ruler = gd_arena_str(&c->arena,
			    gd_list_ruler(rows.at, rows.n, 0, text));
		first = false;
		for (size_t i = 0; rc == GD_OK && i < rows.n; i++)
			add_row(c, g, &rows.at[i]);
		if (rc == GD_OK && rows.n > 0)
			follow(c, f, &rows.at[rows.n - 1]);
		limit -= (int64_t)rows.n;
		more = rows.more && rows.n > 0;
		cli_grid_flush(c, g);
		free(rows.at);
		gd_arena_release(&rows.arena);
		if (rc != GD_OK)
			return rc;
	}
	return GD_OK;
}

static enum gd_code
pick_sort(struct cli *c, struct gd_filter *f, struct gd_err *err)
{
	static const char *const words[] = { "newest", "due", "hard",
		"number" };
	static const enum gd_sort sorts[] = { GD_SORT_NEWEST, GD_SORT_DUE,
		GD_SORT_HARD, GD_SORT_NUMBER };

	if (!cli_has(c, OPT_SORT))
		return GD_OK;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcmp(words[i], c->opt[OPT_SORT]) != 0)
			continue;
		f->sort = sorts[i];
		return GD_OK;
	}
	return gd_fail(err, GD_USAGE, GD_M_CLI_OPTION_BAD, GD_T("--sort"),
	    GD_T(c->opt[OPT_SORT]), GD_T("newest, due, hard, number"));
}

/* ---- the filters themselves, and lists that are kept ----------------------- */

static const struct column key_columns[] = {
	{ "key", GD_TR("filter"), false, 0 },
	{ "zh", "", false, 0 },
	{ "example", GD_TR("for example"), false, 0 },
	{ "help", "", false, 0 },
};

static void
list_help(struct cli *c)
{
	struct grid g;
	int n;
	const struct gd_filter_key *keys = gd_filter_keys(&n);

	cli_grid_init(&g, key_columns, 4);
	for (int i = 0; i < n; i++) {
		cli_grid_text(&g, keys[i].key);
		cli_grid_text(&g, keys[i].zh);
		cli_grid_text(&g, keys[i].form);
		cli_grid_text(&g, cli_tr(c, keys[i].help));
	}
	cli_grid_end(c, &g);
	if (!cli_has(c, OPT_JSON) && !cli_has(c, OPT_CSV)) {
		gd_str_addc(&c->out, '\n');
		cli_out_say(c,
		    GD_TR("Other words search numbers, customers and goods; "
			  "@NAME is a list you keep."),
		    0, NULL);
	}
}

static const struct column saved_columns[] = {
	{ "name", GD_TR("list"), false, 0 },
	{ "words", GD_TR("filter"), false, 0 },
};

static enum gd_code
list_saved(struct cli *c, struct gd_err *err)
{
	const struct gd_saved_list *lists;
	struct grid g;
	int n;
	enum gd_code rc = gd_app_saved(c->app, &c->arena, &lists, &n, err);

	if (rc != GD_OK)
		return rc;
	cli_grid_init(&g, saved_columns, 2);
	for (int i = 0; i < n; i++) {
		cli_grid_text(&g, lists[i].name);
		cli_grid_text(&g, lists[i].words);
	}
	cli_grid_end(c, &g);
	return GD_OK;
}

/* *done: it was not the orders that were asked for. */
static enum gd_code
keep(struct cli *c, bool *done, struct gd_err *err)
{
	enum gd_code rc = GD_OK;

	*done = true;
	if (cli_has(c, OPT_FORGET))
		rc = gd_app_forget_list(c->app, c->opt[OPT_FORGET], err);
	else if (cli_has(c, OPT_SAVE))
		rc = gd_app_save_list(c->app, c->opt[OPT_SAVE],
		    (const char *const *)c->args, c->nargs, err);
	else if (!cli_has(c, OPT_SAVED))
		*done = false;
	if (rc != GD_OK || *done)
		return rc == GD_OK ? list_saved(c, err) : rc;
	*done = c->nargs == 1 && strcmp(c->args[0], "help") == 0 &&
		strcmp(c->cmd->word, "list") == 0;
	if (*done)
		list_help(c);
	return GD_OK;
}

enum gd_code
cmd_list(struct cli *c, struct gd_err *err)
{
	bool text = !cli_has(c, OPT_JSON) && !cli_has(c, OPT_CSV);
	struct column words[TEXT_COLUMNS + 1];
	size_t ncols = text ? TEXT_COLUMNS
			    : sizeof columns / sizeof *columns;
	struct gd_filter f = { 0 };
	int64_t limit = INT64_MAX;
	struct grid g;
	bool done = false;
	enum gd_code rc = cli_opt_int(c, OPT_LIMIT, &limit, err);

	if (rc == GD_OK)
		rc = cli_app(c, err);
	if (rc == GD_OK)
		rc = keep(c, &done, err);
	if (rc != GD_OK || done)
		return rc;
	rc = gd_app_filter(c->app, c->args, c->nargs, &c->arena, &f, err);
	if (!cli_has(c, OPT_LIMIT) && f.limit > 0)
		limit = f.limit;
	if (rc == GD_OK)
		rc = pick_sort(c, &f, err);
	if (rc != GD_OK)
		return rc;
	f.today = gd_app_today(c->app);
	ncols += text && !f.workflow && gd_app_flow_count(c->app) > 1;
	memcpy(words, text_columns, sizeof words);
	cli_grid_init(&g, text ? words : columns, (int)ncols);
	rc = list_pages(c, &f, limit, &g, &words[RAIL].title, err);
	cli_grid_end(c, &g);
	return rc;
}
