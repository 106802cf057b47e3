/* cli/cmd_files.c - attached files of an order; without one, the file. */
#include <string.h>

#include "cli_priv.h"

#include "base/banned.h"

static const struct column columns[] = {
	{ "no", GD_TR("no."), true, 0 },
	{ "name", GD_TR("name"), false, 0 },
	{ "size", GD_TR("bytes"), true, 0 },
	{ "at", GD_TR("attached"), false, 0 },
	{ "by", GD_TR("by"), false, 0 },
	{ "note", GD_TR("note"), false, 0 },
	{ "digest", GD_TR("digest"), false, 16 },
	{ "paper", GD_TR("paper"), false, 0 },
	{ "doc", GD_TR("name of the paper"), false, 0 },
	{ "rev", GD_TR("rev"), true, 0 },
};

/* --paper DOC into t->cmd: paper, lot, inst. */
static enum gd_code
read_paper(struct cli *c, struct target *t, struct gd_err *err)
{
	struct slot slot = { .name = "DOC" };

	return cli_has(c, OPT_PAPER)
		   ? cli_target_slot(c, t, &slot, c->opt[OPT_PAPER], err)
		   : GD_OK;
}

static enum gd_code
read_rev(struct cli *c, struct target *t, struct gd_err *err)
{
	enum gd_code rc = cli_opt_int(c, OPT_REV, &t->cmd.number, err);

	if (rc != GD_OK || !cli_has(c, OPT_REV))
		return rc;
	if (!cli_has(c, OPT_PAPER))
		return gd_fail(err, GD_USAGE, GD_M_CLI_REV_ALONE);
	if (t->cmd.number < 1)
		return gd_fail(err, GD_USAGE, GD_M_CLI_OPTION_BAD,
		    GD_T("--rev"), GD_T(c->opt[OPT_REV]), GD_T("1, 2, 3 ..."));
	return GD_OK;
}

enum gd_code
cmd_attach(struct cli *c, struct gd_err *err)
{
	struct gd_done done = { 0 };
	struct target t;
	enum gd_code rc = cli_target_open(c, c->args[0], &t, err);

	if (rc == GD_OK)
		rc = read_paper(c, &t, err);
	if (rc == GD_OK)
		rc = read_rev(c, &t, err);
	if (rc == GD_OK)
		rc = gd_app_attach(c->app, t.order.id, c->args[1],
		    c->opt[OPT_WHAT], &t.cmd, &done, err);
	if (rc == GD_OK)
		cli_say_done(c, t.wf, &done);
	gd_done_release(&done);
	cli_target_close(&t);
	return rc;
}

static enum gd_code
give_out(struct cli *c, const struct gd_order *o, int64_t no,
    struct gd_err *err)
{
	const char *out = c->opt[OPT_OUT];
	const struct gd_file *f;
	struct gd_arg path;
	size_t i;

	for (i = 0; (f = gd_walk(o, GD_TAB_FILE, &i));) {
		enum gd_code rc;

		if (f->no != no)
			continue;
		if (!out)
			out = f->name;
		rc = gd_store_file_get(gd_app_store(c->app), f->digest, out,
		    err);
		path = gd_arg_text(out);
		if (rc == GD_OK)
			cli_out_say(c, GD_TR("written to {1}"), 1, &path);
		return rc;
	}
	return gd_fail(err, GD_MISSING, GD_M_CLI_NO_FILE, GD_N(no),
	    GD_T(gd_head(o)->number));
}

static bool
is_asked(const struct gd_file *f, const struct gd_command *cmd)
{
	return !cmd->paper || (strcmp(f->kind, cmd->paper) == 0 &&
				  (!cmd->lot || f->lot == cmd->lot) &&
				  (!cmd->inst || f->inst == cmd->inst));
}

static void
list_files(struct cli *c, const struct target *t)
{
	const struct gd_order *o = &t->order;
	const struct gd_file *f;
	struct grid g;
	size_t i;

	cli_grid_init(&g, columns, (int)(sizeof columns / sizeof *columns));
	for (i = 0; (f = gd_walk(o, GD_TAB_FILE, &i));) {
		if (!is_asked(f, &t->cmd))
			continue;
		cli_grid_int(&g, f->no);
		cli_grid_text(&g, f->name);
		cli_grid_int(&g, f->size);
		cli_grid_ms(&g, f->at_ms);
		cli_grid_name(&g, f->by, cli_person_name(c, f->by));
		cli_grid_text(&g, f->note);
		cli_grid_text(&g, f->digest);
		cli_grid_name(&g, f->kind,
		    *f->kind ? cli_paper_name(c, t->wf, f->kind) : "");
		cli_grid_text(&g,
		    *f->kind ? cli_doc_words(c, f->kind, f->lot, f->inst) : "");
		cli_grid_int(&g, f->rev);
	}
	cli_grid_end(c, &g);
}

static enum gd_code
attached(struct cli *c, struct gd_err *err)
{
	struct target t;
	int64_t no = 0;
	enum gd_code rc = cli_target_open(c, c->args[0], &t, err);

	if (rc == GD_OK)
		rc = read_paper(c, &t, err);
	if (rc == GD_OK && c->nargs > 1 && !cli_read_int(c->args[1], &no))
		rc = gd_fail(err, GD_USAGE, GD_M_CLI_NO_FILE, GD_T(c->args[1]),
		    GD_T(gd_head(&t.order)->number));
	if (rc == GD_OK && c->nargs > 1)
		rc = give_out(c, &t.order, no, err);
	else if (rc == GD_OK)
		list_files(c, &t);
	cli_target_close(&t);
	return rc;
}

/* Filters have a sign that no number of an order has. */
enum gd_code
cmd_files(struct cli *c, struct gd_err *err)
{
	if (c->nargs == 0 || strpbrk(c->args[0], ":=") ||
	    strstr(c->args[0], "：") || strstr(c->args[0], "＝"))
		return cli_binder(c, err);
	if (strcmp(c->args[0], "label") == 0 ||
	    strcmp(c->args[0], "index") == 0)
		return cli_binder_print(c, err);
	return attached(c, err);
}
