/* cli/cmd_import.c - orders from a CSV file, every bad cell named. */
#include <stdlib.h>
#include <unistd.h>

#include "cli_priv.h"

#include "base/banned.h"

struct report {
	struct cli *c;
	json_t *faults, *notes; /* NULL: said on stderr at once */
	bool terminal;          /* a progress line has a reader */
};

static void
say_at(struct cli *c, json_t *list, int64_t row, const char *column,
    const char *value, const struct gd_err *why)
{
	struct gd_str said = GD_STR_INIT;

	gd_say_err(&said, c->lang, why);
	if (list) {
		json_array_append_new(list,
		    json_pack("{s:I, s:o, s:o, s:o}", "row", (json_int_t)row,
			"column", cli_json_text(column), "value",
			cli_json_text(value), "text",
			cli_json_text(said.text)));
	} else {
		cli_say_row(c, row, column, value, why);
	}
	gd_str_release(&said);
}

static void
say_cell(void *payload, int64_t row, const char *column, const char *value,
    const struct gd_err *why)
{
	struct report *r = payload;

	say_at(r->c, r->faults, row, column, value, why);
}

static void
say_note(void *payload, int64_t row, const char *column, const char *value,
    const struct gd_err *what)
{
	struct report *r = payload;

	say_at(r->c, r->notes, row, column, value, what);
}

static bool
say_progress(void *payload, int64_t rows, int64_t orders)
{
	struct report *r = payload;
	struct gd_arg args[2] = { gd_arg_int(rows), gd_arg_int(orders) };
	struct gd_str line = GD_STR_INIT;

	if (!r->terminal)
		return true;
	gd_str_addc(&line, '\r');
	gd_say(&line, r->c->lang,
	    GD_TR("{1} {1|row|rows} read, {2} {2|order|orders}"), 2, args);
	(void)!write(STDERR_FILENO, line.text, line.len);
	gd_str_release(&line);
	return true;
}

static void
say_counts(struct cli *c, const struct gd_import *im, json_t *faults,
    json_t *notes)
{
	struct gd_arg args[4] = { gd_arg_int(im->rows), gd_arg_int(im->orders),
		gd_arg_int(im->made), gd_arg_int(im->skipped) };

	if (cli_has(c, OPT_JSON)) {
		cli_out_json(c,
		    json_pack("{s:I, s:I, s:I, s:I, s:I, s:b, s:o, s:o}",
			"rows", (json_int_t)im->rows, "orders",
			(json_int_t)im->orders, "made", (json_int_t)im->made,
			"skipped", (json_int_t)im->skipped, "faults",
			(json_int_t)im->faults, "dry_run", (int)im->dry_run,
			"cells", faults ? faults : json_array(), "notes",
			notes ? notes : json_array()));
		return;
	}
	cli_out_say(c,
	    im->dry_run ? GD_TR("{1} {1|row|rows}, {2} {2|order|orders}; dry "
				"run, nothing was written")
			: GD_TR("{1} {1|row|rows}, {2} {2|order|orders}: {3} "
				"made, {4} were there already"),
	    4, args);
}

enum gd_code
cmd_import(struct cli *c, struct gd_err *err)
{
	struct report report = { c, NULL, NULL, isatty(STDERR_FILENO) == 1 };
	struct gd_import im = {
		.company = c->opt[OPT_COMPANY],
		.workflow = c->opt[OPT_WORKFLOW],
		.path = c->nargs ? c->args[0] : "",
		.map = c->opt[OPT_MAP],
		.map_file = c->opt[OPT_MAP_FILE],
		.dry_run = cli_has(c, OPT_DRY_RUN),
		.fault = say_cell,
		.note = say_note,
		.progress = say_progress,
		.payload = &report,
	};
	enum gd_code rc = cli_app(c, err);

	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_TEMPLATE))
		return cli_takeover_template(c, err);
	if (c->nargs == 0)
		return gd_fail(err, GD_USAGE, GD_M_APP_TK_WHICH);
	if (cli_has(c, OPT_TAKEOVER))
		return cli_takeover(c, err);
	if (cli_has(c, OPT_JSON)) {
		report.faults = json_array();
		report.notes = json_array();
	}
	rc = gd_app_import(c->app, &im, err);
	if (report.terminal && im.rows > 0)
		(void)!write(STDERR_FILENO, "\n", 1);
	if (rc == GD_OK || report.faults)
		say_counts(c, &im, report.faults, report.notes);
	else {
		json_decref(report.faults);
		json_decref(report.notes);
	}
	if (im.faults > 0 && (rc == GD_OK || err->msg == GD_M_NONE))
		return gd_fail(err, GD_USAGE, GD_M_CLI_IMPORT_BAD,
		    GD_N(im.faults), GD_N(im.rows));
	return rc;
}
