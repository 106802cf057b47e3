/* cli/cmd_migrate.c - orders in work go on by another version of a workflow. */
#include <string.h>

#include "app/migrate.h"

#include "cli_priv.h"

#include "base/banned.h"

#define MAX_MAP 100000

/* One line an order; of one that cannot go a line for each reason. */
static void
line(struct cli *c, struct grid *g, const struct gd_migrate_line *l,
    const struct gd_err *why)
{
	struct gd_str said = GD_STR_INIT;

	if (why)
		gd_say_err(&said, c->lang, why);
	else if (l->said.completes)
		gd_str_add(&said,
		    cli_tr(c, GD_TR("nothing is left to do: completed")));
	cli_grid_text(g, l->number);
	cli_grid_text(g, l->customer_name);
	cli_grid_int(g, l->said.step_before);
	cli_grid_int(g, l->said.step_after);
	cli_grid_bool(g, !why, cli_tr(c, why ? GD_TR("no") : GD_TR("yes")));
	cli_grid_int(g, l->said.renamed);
	cli_grid_int(g, l->said.dropped);
	cli_grid_int(g, l->said.left_out);
	cli_grid_int(g, l->said.days_kept);
	cli_grid_text(g, said.text ? said.text : "");
	gd_str_release(&said);
}

static void
table(struct cli *c, const struct gd_migrate *q)
{
	static const struct column cols[] = {
		{ "number", GD_TR("order"), false, 0 },
		{ "customer", GD_TR("customer"), false, 16 },
		{ "step_before", GD_TR("step"), true, 0 },
		{ "step_after", GD_TR("then"), true, 0 },
		{ "goes", GD_TR("goes"), false, 0 },
		{ "renamed", GD_TR("renamed"), true, 0 },
		{ "dropped", GD_TR("ended"), true, 0 },
		{ "left_out", GD_TR("left out"), true, 0 },
		{ "days_kept", GD_TR("dates kept"), true, 0 },
		{ "why", GD_TR("remark"), false, 0 },
	};
	struct grid g;

	cli_grid_init(&g, cols, 10);
	for (size_t i = 0; i < q->n; i++) {
		const struct gd_migrate_line *l = &q->lines[i];

		if (l->said.n == 0)
			line(c, &g, l, NULL);
		for (size_t k = 0; k < l->said.n; k++)
			line(c, &g, l, &l->said.faults[k]);
	}
	cli_grid_end(c, &g);
}

static void
sum(struct cli *c, const struct gd_migrate *q, enum gd_code rc)
{
	struct gd_arg args[4] = { gd_arg_int((int64_t)q->n),
		gd_arg_int(q->from), gd_arg_int(q->to),
		gd_arg_int((int64_t)q->closed) };

	if (rc != GD_OK || cli_has(c, OPT_JSON) || cli_has(c, OPT_CSV))
		return;
	if (q->again)
		cli_out_say(c, GD_TR("this request was done before"), 0, args);
	else
		cli_out_say(c,
		    q->dry_run
			? GD_TR("{1} {1|order|orders} can go from version {2} "
				"to {3}; dry run, nothing was written")
			: GD_TR("{1} {1|order|orders} went from version {2} to "
				"{3}"),
		    3, args);
	if (q->closed)
		cli_out_say(c,
		    GD_TR("{4} were closed since and stay as they are"), 4,
		    args);
}

/* --map and --map-file together. */
static enum gd_code
read_map(struct cli *c, struct gd_str *map, struct gd_err *err)
{
	enum gd_code rc = GD_OK;

	if (cli_has(c, OPT_MAP_FILE))
		rc = cli_read_file(c->opt[OPT_MAP_FILE], MAX_MAP, map, err);
	if (rc == GD_OK && cli_has(c, OPT_MAP)) {
		if (map->len)
			gd_str_addc(map, '\n');
		gd_str_add(map, c->opt[OPT_MAP]);
	}
	return rc;
}

void
cli_help_migrate(struct cli *c)
{
	static const struct {
		const char *form, *help;
	} words[] = {
		{ "old=new", GD_TR("another name") },
		{ "old=one+two",
		    GD_TR("one duty in two: what was done is done in both") },
		{ "old=-",
		    GD_TR("it ends; what was done stays in the history") },
		{ "step:old=-", GD_TR("all duties of a step end that are not "
				      "named otherwise") },
		{ "-=new",
		    GD_TR("new, and left out of orders that are past it") },
	};

	gd_str_add(&c->out,
	    "\n  gendan workflow migrate ID --from N --to M [--dry-run]\n    ");
	cli_out_text(c, cli_tr(c, GD_TR("all orders in work go to version M, "
					"or none; a lower M takes it back")));
	gd_str_add(&c->out, "\n    ");
	cli_out_text(c, cli_tr(c, GD_TR("which duty of N becomes which of M "
					"(--map or --map-file):")));
	gd_str_addc(&c->out, '\n');
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		cli_out_printf(c, "      %-12s ", words[i].form);
		cli_out_text(c, cli_tr(c, words[i].help));
		gd_str_addc(&c->out, '\n');
	}
}

/* migrate ID --from N --to M [--map LIST] [--map-file FILE] [--dry-run] */
enum gd_code
cli_migrate(struct cli *c, struct gd_err *err)
{
	struct gd_str map = GD_STR_INIT;
	struct gd_migrate q = { .workflow = c->nargs > 1 ? c->args[1] : "",
		.reason = c->opt[OPT_REASON],
		.dry_run = cli_has(c, OPT_DRY_RUN) };
	int64_t from = 0, to = 0;
	enum gd_code rc = GD_OK;

	if (c->nargs != 2 || !cli_has(c, OPT_FROM) || !cli_has(c, OPT_TO))
		return gd_fail(err, GD_USAGE, GD_M_CLI_MISSING_ARG,
		    GD_T("workflow"), GD_T("ID --from N --to M"),
		    GD_T("migrate export --from 1 --to 2 --dry-run"));
	rc = cli_opt_int(c, OPT_FROM, &from, err);
	if (rc == GD_OK)
		rc = cli_opt_int(c, OPT_TO, &to, err);
	if (rc == GD_OK)
		rc = read_map(c, &map, err);
	if (rc == GD_OK)
		rc = cli_app(c, err);
	if (rc == GD_OK) {
		q.from = from < INT32_MAX ? (int)from : 0;
		q.to = to < INT32_MAX ? (int)to : 0;
		q.map = map.len ? map.text : NULL;
		rc = gd_app_migrate(c->app, &q, err);
		if (q.n || (rc == GD_OK && cli_has(c, OPT_JSON)))
			table(c, &q);
		sum(c, &q, rc);
	}
	gd_migrate_release(&q);
	gd_str_release(&map);
	return rc;
}
