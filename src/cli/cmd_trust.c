/* cli/cmd_trust.c - is the book what its journal says; what time brought. */
#include <stdlib.h>

#include "cli_priv.h"

#include "base/banned.h"

struct faults {
	struct cli *c;
	json_t *texts; /* NULL: said on stderr at once */
};

static void
say_fault(void *payload, const struct gd_err *fault)
{
	struct faults *f = payload;
	struct gd_str said = GD_STR_INIT;

	if (f->texts == NULL) {
		cli_say_fault(f->c, "verify", fault);
		return;
	}
	gd_say_err(&said, f->c->lang, fault);
	json_array_append_new(f->texts, cli_json_text(said.text));
	gd_str_release(&said);
}

static void
say_report(struct cli *c, const struct gd_verify_report *r, json_t *faults)
{
	struct gd_arg args[4] = { gd_arg_int(r->commands),
		gd_arg_int(r->orders), gd_arg_int(r->faults),
		gd_arg_text(r->head) };

	if (cli_has(c, OPT_JSON)) {
		cli_out_json(c,
		    json_pack("{s:o, s:I, s:I, s:I, s:o, s:I, s:o, s:o}",
			"book", cli_json_text(cli_book(c)), "commands",
			(json_int_t)r->commands, "orders",
			(json_int_t)r->orders, "faults", (json_int_t)r->faults,
			"ledger", cli_json_text(r->ledger), "seq",
			(json_int_t)r->seq, "head", cli_json_text(r->head),
			"texts", faults ? faults : json_array()));
		return;
	}
	cli_out_say(c,
	    r->faults ? GD_TR("{1} commands, {2} orders, {3} "
			      "faults")
		      : GD_TR("{1} commands, {2} orders, no fault"),
	    3, args);
	cli_out_pair(c, GD_TR("head"),
	    gd_arena_printf(&c->arena, "%s:%lld:%s", r->ledger,
		(long long)r->seq, r->head));
}

enum gd_code
cmd_verify(struct cli *c, struct gd_err *err)
{
	struct gd_verify_report report = { 0 };
	struct faults faults = { c, NULL };
	struct gd_store *store = NULL;
	enum gd_code rc =
	    gd_store_open(cli_book(c), GD_PROFILE_VERIFY, &store, err);

	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_JSON))
		faults.texts = json_array();
	rc = gd_store_verify(store, say_fault, &faults, &report, err);
	gd_store_close(store);
	if (rc == GD_OK || rc == GD_DAMAGED)
		say_report(c, &report, faults.texts);
	else
		json_decref(faults.texts);
	if (rc == GD_DAMAGED)
		return gd_fail(err, rc, GD_M_CLI_VERIFY_BAD, GD_T(cli_book(c)),
		    GD_N(report.faults));
	return rc;
}

enum gd_code
cmd_rebuild(struct cli *c, struct gd_err *err)
{
	struct gd_arg book = gd_arg_text(cli_book(c));
	enum gd_code rc = gd_store_rebuild(cli_book(c), err);

	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_JSON))
		cli_out_json(c,
		    json_pack("{s:o}", "book", cli_json_text(cli_book(c))));
	else
		cli_out_say(c,
		    GD_TR("All tables of {1} made anew from its "
			  "journal."),
		    1, &book);
	return GD_OK;
}

enum gd_code
cmd_tick(struct cli *c, struct gd_err *err)
{
	int64_t changed = 0;
	struct gd_arg n;
	enum gd_code rc = cli_app(c, err);

	if (rc == GD_OK)
		rc = gd_app_tick(c->app, &changed, err);
	if (rc != GD_OK)
		return rc;
	n = gd_arg_int(changed);
	if (cli_has(c, OPT_JSON))
		cli_out_json(c,
		    json_pack("{s:I}", "changed", (json_int_t)changed));
	else
		cli_out_say(c, GD_TR("{1} orders changed by time alone"), 1,
		    &n);
	return GD_OK;
}
