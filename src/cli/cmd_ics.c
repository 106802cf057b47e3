/* cli/cmd_ics.c - calendars to subscribe to: to the output, a file, a folder. */
#include "app/ics.h"

#include <string.h>

#include "cli_priv.h"

#include "base/banned.h"

static enum gd_code
read_ask(struct cli *c, struct gd_ics_ask *ask, struct gd_err *err)
{
	int whose = cli_has(c, OPT_PERSON) + cli_has(c, OPT_DESK) +
		    cli_has(c, OPT_ORDER) + cli_has(c, OPT_ALL);
	enum gd_code rc = GD_OK;

	*ask = (struct gd_ics_ask){ .person = c->opt[OPT_PERSON],
		.desk = c->opt[OPT_DESK],
		.order = c->opt[OPT_ORDER],
		.hard = cli_has(c, OPT_HARD),
		.lang = c->lang };
	if (whose > 1 || (cli_has(c, OPT_ALL) && cli_has(c, OPT_OUT)))
		return gd_fail(err, GD_USAGE, GD_M_CLI_ICS_WHOSE);
	if (cli_has(c, OPT_DAYS))
		rc = cli_opt_int(c, OPT_DAYS, &ask->days, err);
	return rc == GD_OK ? cli_app(c, err) : rc;
}

static enum gd_code
to_folder(struct cli *c, const struct gd_ics_ask *ask, struct gd_err *err)
{
	struct gd_ics_folder made;
	enum gd_code rc =
	    gd_app_ics_folder(c->app, c->opt[OPT_ALL], ask, &made, err);
	const struct gd_arg args[4] = { gd_arg_text(c->opt[OPT_ALL]),
		gd_arg_int(made.files), gd_arg_int(made.changed),
		gd_arg_int(made.gone) };

	if (rc == GD_OK)
		cli_out_say(c,
		    GD_TR("{1}: {2} {2|calendar|calendars}, {3} of them new or "
			  "changed; {4} taken away"),
		    4, args);
	return rc;
}

static enum gd_code
to_file(struct cli *c, const struct gd_ics_ask *ask, struct gd_err *err)
{
	const struct gd_arg arg = gd_arg_text(c->opt[OPT_OUT]);
	bool changed;
	enum gd_code rc =
	    gd_app_ics_file(c->app, ask, c->opt[OPT_OUT], &changed, err);

	if (rc == GD_OK)
		cli_out_say(c,
		    changed ? GD_TR("written to {1}")
			    : GD_TR("{1} says the same already"),
		    1, &arg);
	return rc;
}

static enum gd_code
pour_out(void *payload, struct gd_str *text, struct gd_err *err)
{
	struct cli *c = payload;

	cli_out_calendar(c, text);
	gd_str_reset(text);
	return cli_flush(c, err);
}

enum gd_code
cli_ics_out(struct cli *c, const struct gd_ics_ask *ask, struct gd_err *err)
{
	return gd_app_ics(c->app, ask, pour_out, c, err);
}

enum gd_code
cmd_ics(struct cli *c, struct gd_err *err)
{
	struct gd_ics_ask ask;
	enum gd_code rc = read_ask(c, &ask, err);

	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_ALL))
		return to_folder(c, &ask, err);
	if (cli_has(c, OPT_OUT) && strcmp(c->opt[OPT_OUT], "-") != 0)
		return to_file(c, &ask, err);
	return cli_ics_out(c, &ask, err);
}
