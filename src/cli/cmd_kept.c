/* cli/cmd_kept.c - reports that are kept: saved, made again, mailed. */
#include "app/kept.h"

#include <string.h>

#include "report_priv.h"

#include "base/banned.h"

static const struct column kept_columns[] = {
	{ "name", GD_TR("report"), false, 0 },
	{ "words", GD_TR("takes"), false, 0 },
};

enum gd_code
cli_list_kept(struct cli *c, struct gd_err *err)
{
	const struct gd_kept_report *all;
	struct grid g;
	int n;
	enum gd_code rc = gd_app_kept(c->app, &c->arena, &all, &n, err);

	if (rc != GD_OK)
		return rc;
	if (n == 0 && !cli_has(c, OPT_JSON) && !cli_has(c, OPT_CSV)) {
		cli_out_say(c,
		    GD_TR("You keep no report yet. Keep one: gendan report "
			  "save monthly kpi by:customer month:last"),
		    0, NULL);
		return GD_OK;
	}
	cli_grid_init(&g, kept_columns, 2);
	for (int i = 0; i < n; i++) {
		cli_grid_text(&g, all[i].name);
		cli_grid_text(&g, all[i].words);
	}
	cli_grid_end(c, &g);
	return GD_OK;
}

enum gd_code
cli_report_save(struct cli *c, struct gd_err *err)
{
	const char *words[CLI_REPORT_WORDS];
	enum gd_code rc;
	int n;

	if (c->nargs < 3)
		return gd_fail(err, GD_USAGE, GD_M_REPORT_SAVE);
	n = cli_report_words(c, 2, words);
	rc = gd_app_keep_report(c->app, c->args[1], words, n, err);
	return rc == GD_OK ? cli_list_kept(c, err) : rc;
}

enum gd_code
cli_report_forget(struct cli *c, struct gd_err *err)
{
	enum gd_code rc;

	if (c->nargs != 2)
		return gd_fail(err, GD_USAGE, GD_M_REPORT_FORGET);
	rc = gd_app_forget_report(c->app, c->args[1], err);
	return rc == GD_OK ? cli_list_kept(c, err) : rc;
}

static void
say_fault(void *payload, const char *name, const struct gd_err *why)
{
	cli_say_fault(payload, name, why);
}

/* For the nightly run: nothing is said when all is well. */
enum gd_code
cli_report_run(struct cli *c, struct gd_err *err)
{
	struct gd_kept_run run = { .name = c->nargs > 1 ? c->args[1] : NULL,
		.dir = cli_has(c, OPT_ALL) ? c->opt[OPT_ALL] : c->opt[OPT_DIR],
		.mail = c->opt[OPT_MAIL],
		.forms = c->opt[OPT_FORM],
		.lang = c->lang,
		.fault = say_fault,
		.payload = c };
	enum gd_code rc;

	if (c->nargs > 2 || (c->nargs == 2) == cli_has(c, OPT_ALL) ||
	    (!run.dir && !run.mail))
		return gd_fail(err, GD_USAGE, GD_M_REPORT_RUN);
	rc = gd_app_kept_run(c->app, &run, err);
	if (rc == GD_OK && run.failed)
		return gd_fail(err, GD_OUTSIDE, GD_M_REPORT_SOME_FAILED,
		    GD_N(run.failed), GD_N(run.made + run.failed));
	return rc;
}
