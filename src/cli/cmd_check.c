/* cli/cmd_check.c - a workflow file: every fault of it at its place, how many
 * of its scenarios pass; then it is installed, if that was asked. */
#include <stdlib.h>
#include <string.h>

#include "app/flow.h"

#include "cli_priv.h"

#include "base/banned.h"

struct check {
	struct cli *c;
	const char *path, *beside;
	json_t *list; /* NULL: said on stderr at once */
	int64_t faults, warnings;
};

/* The sentence, behind a colon why a scenario was refused. */
static const char *
fault_words(struct cli *c, const struct gd_flow_fault *f)
{
	const char *what = cli_fault_words(c, &f->err);

	if (f->why.msg == GD_M_NONE)
		return what;
	return gd_arena_printf(&c->arena, "%s%s%s", what,
	    c->lang == GD_ZH ? "：" : ": ", cli_fault_words(c, &f->why));
}

static void
say_fault(void *payload, const struct gd_flow_fault *f)
{
	struct check *k = payload;
	const char *words = fault_words(k->c, f);
	const char *path = f->beside ? k->beside : k->path;

	k->faults += !f->warning;
	k->warnings += f->warning;
	if (k->list) {
		json_array_append_new(k->list,
		    json_pack("{s:o, s:i, s:i, s:o, s:b}", "file",
			cli_json_text(path), "line", f->line, "column", f->col,
			"text", cli_json_text(words), "warning",
			(int)f->warning));
		return;
	}
	if (f->warning)
		words = gd_arena_printf(&k->c->arena, "%s%s",
		    cli_tr(k->c, GD_TR("warning: ")), words);
	cli_say_line(k->c,
	    gd_arena_printf(&k->c->arena, "%s:%d:%d", path, f->line, f->col),
	    words);
}

static void
say_good(struct cli *c, const char *path, const struct gd_flow_proof *proof,
    bool installed)
{
	const struct gd_arg args[] = { gd_arg_text(path),
		gd_arg_int(proof->passed), gd_arg_int(proof->scenarios) };

	cli_out_say(c,
	    proof->scenarios ? GD_TR("{1}: no fault, {2} of {3} scenarios pass")
			     : GD_TR("{1}: no fault; it has no scenarios"),
	    3, args);
	if (installed)
		cli_out_say(c, GD_TR("{1} installed"), 1, args);
}

/* With a book that was named, its people are asked too. */
static enum gd_code
open_book(struct cli *c, bool install, struct gd_err *err)
{
	return install || cli_has(c, OPT_BOOK) ? cli_app(c, err) : GD_OK;
}

/* "-": what comes in at standard input, with no scenarios beside it. */
static enum gd_code
read_source(const char *path, struct gd_flow_source *s, struct gd_err *err)
{
	if (strcmp(path, "-") != 0)
		return gd_app_flow_source(path, s, err);
	return cli_read_file(path, GD_FLOW_BYTES, &s->text, err);
}

static enum gd_code
prove(struct check *k, bool install, struct gd_flow_check *check,
    struct gd_err *err)
{
	enum gd_code rc = open_book(k->c, install, err);

	if (rc != GD_OK)
		return rc;
	check->say = say_fault;
	check->payload = k;
	rc = install ? gd_app_workflow_install(k->c->app, check, err)
		     : gd_app_workflow_check(k->c->app, check, err);
	if (k->faults > 0)
		return gd_fail(err, GD_USAGE, GD_M_CLI_WORKFLOW_FAULTS,
		    GD_T(k->path), GD_N(k->faults));
	return rc;
}

enum gd_code
cli_workflow_file(struct cli *c, bool install, struct gd_err *err)
{
	struct check k = { .c = c, .path = c->args[1] };
	struct gd_flow_source source = { .beside = GD_STR_INIT };
	struct gd_flow_check check = { .say = NULL };
	enum gd_code rc = read_source(k.path, &source, err);
	bool read = rc == GD_OK;

	k.beside = source.beside.text;
	if (cli_has(c, OPT_JSON))
		k.list = json_array();
	if (rc == GD_OK) {
		check = gd_flow_source_check(&source);
		rc = prove(&k, install, &check, err);
	}
	if (read && k.list)
		cli_out_json(c, json_pack("{s:o, s:b, s:i, s:i, s:o}", "file",
				    cli_json_text(k.path), "installed",
				    (int)(install && rc == GD_OK), "scenarios",
				    check.proof.scenarios, "passed",
				    check.proof.passed, "faults", k.list));
	else if (rc == GD_OK)
		say_good(c, k.path, &check.proof, install);
	if (!read && k.list)
		json_decref(k.list);
	gd_flow_source_release(&source);
	return rc;
}
