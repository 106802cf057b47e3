/* cli/cmd_check.c - a workflow file: every fault of it at its place, how many
 * of its scenarios pass; then it is installed, if that was asked. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/flowfile.h"

#include "cli_priv.h"

#include "base/banned.h"

#define MAX_WORKFLOW (4 << 20)

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

/* Scenarios of a file whose text must not change stand in a file of its name
 * that ends in .scenarios; where there is none: NULL. */
static const char *
beside_of(struct cli *c, const char *path)
{
	const char *dot = strrchr(path, '.');
	const char *other;

	if (!dot || strcmp(dot, ".yaml") != 0)
		return NULL;
	other = gd_arena_printf(&c->arena, "%.*s.scenarios", (int)(dot - path),
	    path);
	return access(other, F_OK) == 0 ? other : NULL;
}

static enum gd_code
prove(struct check *k, const struct gd_str *text, const struct gd_str *more,
    struct gd_flow_proof *proof, struct gd_err *err)
{
	const struct gd_flow_text file = { text->text, text->len };
	const struct gd_flow_text beside = { more->text, more->len };
	enum gd_code rc = gd_app_workflow_check(k->c->app, &file,
	    k->beside ? &beside : NULL, say_fault, k, proof, err);

	if (k->faults > 0)
		return gd_fail(err, GD_USAGE, GD_M_CLI_WORKFLOW_FAULTS,
		    GD_T(k->path), GD_N(k->faults));
	return rc;
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

enum gd_code
cli_workflow_file(struct cli *c, bool install, struct gd_err *err)
{
	struct check k = { .c = c, .path = c->args[1] };
	struct gd_str text = GD_STR_INIT, more = GD_STR_INIT;
	struct gd_flow_proof proof = { 0 };
	enum gd_code rc = cli_read_file(k.path, MAX_WORKFLOW, &text, err);
	bool read;

	k.beside = beside_of(c, k.path);
	if (rc == GD_OK && k.beside)
		rc = cli_read_file(k.beside, MAX_WORKFLOW, &more, err);
	read = rc == GD_OK;
	if (cli_has(c, OPT_JSON))
		k.list = json_array();
	if (rc == GD_OK)
		rc = open_book(c, install, err);
	if (rc == GD_OK)
		rc = prove(&k, &text, &more, &proof, err);
	if (rc == GD_OK && install)
		rc = gd_app_workflow_install(c->app, text.text, text.len, err);
	if (read && k.list)
		cli_out_json(c, json_pack("{s:o, s:b, s:i, s:i, s:o}", "file",
				    cli_json_text(k.path), "installed",
				    (int)(install && rc == GD_OK), "scenarios",
				    proof.scenarios, "passed", proof.passed,
				    "faults", k.list));
	else if (rc == GD_OK)
		say_good(c, k.path, &proof, install);
	if (!read && k.list)
		json_decref(k.list);
	gd_str_release(&text);
	gd_str_release(&more);
	return rc;
}
