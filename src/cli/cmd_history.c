/* cli/cmd_history.c - what really happened to many orders: the event log into
 * a file. */
#include <string.h>

#include "app/history.h"
#include "base/day.h"

#include "cli_priv.h"

#include "base/banned.h"

#define DAY_LIKE "2026-12-01, 12-01, -30d"

/* Which orders and when: words from args[first] on, --from and --to. */
static enum gd_code
read_ask(struct cli *c, int first, struct gd_history_ask *ask,
    struct gd_err *err)
{
	enum gd_code rc = cli_opt_day(c, OPT_FROM, DAY_LIKE, &ask->from, err);

	if (rc == GD_OK)
		rc = cli_opt_day(c, OPT_TO, DAY_LIKE, &ask->to, err);
	if (rc == GD_OK && ask->from && ask->to && ask->from > ask->to)
		rc = gd_fail(err, GD_USAGE, GD_M_CLI_FROM_TO, GD_D(ask->from),
		    GD_D(ask->to));
	ask->words = (const char *const *)c->args + first;
	ask->nwords = c->nargs - first;
	return rc;
}

enum gd_code
cli_export_log(struct cli *c, struct gd_err *err)
{
	const char *path = cli_has(c, OPT_OCEL)        ? c->opt[OPT_OCEL]
			   : cli_has(c, OPT_OCEL_JSON) ? c->opt[OPT_OCEL_JSON]
			   : c->nargs > 1              ? c->args[1]
						       : NULL;
	bool csv = cli_has(c, OPT_CSV);
	struct gd_history_ask ask = { 0 };
	struct gd_log_done done;
	enum gd_code rc;

	if (cli_has(c, OPT_OCEL) + cli_has(c, OPT_OCEL_JSON) + csv != 1 ||
	    !path || (cli_has(c, OPT_STRICT) && !cli_has(c, OPT_OCEL_JSON)))
		return gd_fail(err, GD_USAGE, GD_M_CLI_EXPORT_USAGE);
	rc = cli_app(c, err);
	if (rc == GD_OK)
		rc = read_ask(c, csv ? 2 : 1, &ask, err);
	if (rc == GD_OK)
		rc = gd_app_log_export(c->app, &ask,
		    csv                    ? GD_LOG_CSV
		    : cli_has(c, OPT_OCEL) ? GD_LOG_OCEL
					   : GD_LOG_OCEL_JSON,
		    cli_has(c, OPT_STRICT), path, &done, err);
	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_JSON)) {
		cli_out_json(c,
		    json_pack("{s:o, s:I, s:I, s:I}", "file",
			cli_json_text(path), "orders", (json_int_t)done.orders,
			"events", (json_int_t)done.events, "objects",
			(json_int_t)done.objects));
		return GD_OK;
	}
	cli_out_say(c,
	    GD_TR("{1}: {2} {2|order|orders}, {3} {3|event|events} about {4} "
		  "{4|object|objects}"),
	    4,
	    (const struct gd_arg[]){ gd_arg_text(path), gd_arg_int(done.orders),
		gd_arg_int(done.events), gd_arg_int(done.objects) });
	return GD_OK;
}
