/* cli/cmd_register.c - customers, people, carriers from a CSV file. */
#include "app/register.h"

#include <string.h>

#include "cli_priv.h"

#include "base/banned.h"

static int
table_of(const char *object)
{
	return strcmp(object, "customer") == 0 ? GD_OFF_CUSTOMER
	       : strcmp(object, "party") == 0  ? GD_OFF_PARTY
	       : strcmp(object, "user") == 0   ? GD_OFF_PERSON
					       : -1;
}

bool
cli_registers(const char *object)
{
	return table_of(object) >= 0;
}

enum gd_code
cli_register(struct cli *c, struct gd_err *err)
{
	struct gd_register r = { .table = table_of(c->cmd->word),
		.dry_run = cli_has(c, OPT_DRY_RUN),
		.fault = cli_say_row,
		.note = cli_say_row,
		.payload = c };
	enum gd_code rc;

	if (c->nargs != 2)
		return gd_fail(err, GD_USAGE, GD_M_CLI_MISSING_ARG,
		    GD_T(c->cmd->word), GD_T("FILE"), GD_T("import FILE"));
	r.path = c->args[1];
	rc = gd_app_register(c->app, &r, err);
	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_JSON)) {
		cli_out_json(c,
		    json_pack("{s:b, s:I, s:I, s:I, s:I, s:I, s:I}", "dry_run",
			r.dry_run, "rows", (json_int_t)r.rows, "added",
			(json_int_t)r.added, "changed", (json_int_t)r.changed,
			"same", (json_int_t)r.same, "hold_more",
			(json_int_t)r.hold_more, "notes", (json_int_t)r.notes));
		return GD_OK;
	}
	cli_out_say(c,
	    r.dry_run ? GD_TR("{1} {1|row is|rows are} good: {2} new, {3} "
			      "changed, {4} as they were; nothing was written")
		      : GD_TR("{1} {1|row|rows}: {2} new, {3} changed, {4} as "
			      "they were"),
	    4,
	    (struct gd_arg[]){ gd_arg_int(r.rows), gd_arg_int(r.added),
		gd_arg_int(r.changed), gd_arg_int(r.same) });
	if (r.hold_more)
		cli_out_say(c,
		    GD_TR("{1} {1|person holds|people hold} roles the file "
			  "does not say; a list only gives roles, `gendan role "
			  "revoke` takes them"),
		    1, (struct gd_arg[]){ gd_arg_int(r.hold_more) });
	return GD_OK;
}
