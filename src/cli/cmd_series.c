/* cli/cmd_series.c - number series: the voids of each, with their reason. */
#include "app/numbers.h"

#include <string.h>

#include "cli_priv.h"

#include "base/banned.h"

struct listing {
	struct cli *c;
	struct grid g;
};

static const char *
why_words(struct cli *c, const struct gd_series_gap *gap)
{
	switch (gap->why) {
	case GD_GAP_CANCELLED:
		return gd_arena_printf(&c->arena, "%s: %s",
		    cli_tr(c, "cancelled"), gap->reason);
	case GD_GAP_RAISED:
		return gd_arena_printf(&c->arena, "%s: %s",
		    cli_tr(c, GD_TR("the next number was raised")),
		    cli_person_name(c, gap->who));
	case GD_GAP_TYPED:
		return gd_arena_printf(&c->arena, "%s: %s",
		    cli_tr(c, GD_TR("typed ahead")), gap->reason);
	case GD_GAP_UNKNOWN:
		break;
	}
	return cli_tr(c, GD_TR("nothing in the journal says why"));
}

static void
add(void *payload, const struct gd_series_gap *gap)
{
	static const char *const words[] = { "cancelled", "raised", "typed",
		"unknown" };
	struct listing *l = payload;

	cli_grid_text(&l->g, gap->company);
	cli_grid_text(&l->g, gap->kind);
	cli_grid_text(&l->g, gap->first);
	cli_grid_text(&l->g, gap->last);
	cli_grid_int(&l->g, gap->count);
	cli_grid_name(&l->g, words[gap->why], why_words(l->c, gap));
	cli_grid_text(&l->g,
	    gap->why == GD_GAP_RAISED ? gap->who : gap->reason);
	cli_grid_ms(&l->g, gap->at_ms);
}

static enum gd_code
gaps(struct cli *c, struct gd_err *err)
{
	static const struct column cols[] = {
		{ "company", GD_TR("company"), false, 0 },
		{ "kind", GD_TR("kind"), false, 0 },
		{ "first", GD_TR("from number"), false, 0 },
		{ "last", GD_TR("to number"), false, 0 },
		{ "count", GD_TR("numbers"), true, 0 },
		{ "why", GD_TR("why"), false, 60 },
		{ "reason", GD_TR("reason"), false, 40 },
		{ "at", GD_TR("when"), false, 0 },
	};
	struct listing l = { .c = c };
	int64_t year = 0;
	enum gd_code rc = cli_opt_int(c, OPT_YEAR, &year, err);

	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_YEAR) && (year < 1990 || year > 2200))
		return gd_fail(err, GD_USAGE, GD_M_CLI_BAD_NUMBER,
		    GD_T(c->opt[OPT_YEAR]), GD_T("--year"));
	cli_grid_init(&l.g, cols, 8);
	rc = gd_app_series_gaps(c->app, c->opt[OPT_COMPANY], (int)year, add, &l,
	    err);
	cli_grid_end(c, &l.g);
	return rc;
}

/* series list, set: rows of the office; gaps: what has no order. */
enum gd_code
cmd_series(struct cli *c, struct gd_err *err)
{
	enum gd_code rc;

	if (!c->nargs || strcmp(c->args[0], "gaps") != 0)
		return cmd_office(c, err);
	rc = cli_app(c, err);
	return rc == GD_OK ? gaps(c, err) : rc;
}
