/* cli/cmd_workflow.c - workflow files: check them, install them, read them. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "workflow_priv.h"

#include "base/banned.h"

struct faults {
	struct cli *c;
	const char *path;
	json_t *list; /* NULL: said on stderr at once */
	int64_t n;
};

static void
say_line(void *payload, int line, int col, const struct gd_err *fault)
{
	struct faults *f = payload;
	struct gd_str said = GD_STR_INIT;

	f->n++;
	if (f->list == NULL) {
		cli_say_fault(f->c,
		    gd_arena_printf(&f->c->arena, "%s:%d:%d", f->path, line,
			col),
		    fault);
		return;
	}
	gd_say_err(&said, f->c->lang, fault);
	json_array_append_new(f->list,
	    json_pack("{s:i, s:i, s:o}", "line", line, "column", col, "text",
		cli_json_text(said.text)));
	gd_str_release(&said);
}

static enum gd_code
check(struct cli *c, cli_check *check_text, const char *path,
    const struct gd_str *text, json_t **faults, struct gd_err *err)
{
	struct faults f = { c, path, cli_has(c, OPT_JSON) ? json_array() : NULL,
		0 };
	enum gd_code rc = check_text(c, text, say_line, &f, err);

	*faults = f.list;
	if (f.n > 0)
		return gd_fail(err, GD_USAGE, GD_M_CLI_WORKFLOW_BAD, GD_T(path),
		    GD_N(f.n));
	return rc;
}

enum gd_code
cli_take_file(struct cli *c, cli_check *check_text, cli_install *install,
    struct gd_err *err)
{
	const char *path = c->args[1];
	struct gd_arg arg = gd_arg_text(path);
	struct gd_str text = GD_STR_INIT;
	json_t *faults = NULL;
	enum gd_code rc = cli_read_file(path, MAX_WORKFLOW, &text, err);
	bool read = rc == GD_OK;

	if (cli_has(c, OPT_DRY_RUN))
		install = NULL;
	if (read)
		rc = check(c, check_text, path, &text, &faults, err);
	if (rc == GD_OK && install)
		rc = cli_app(c, err);
	if (rc == GD_OK && install)
		rc = install(c, &text, err);
	if (read && faults)
		cli_out_json(c,
		    json_pack("{s:o, s:b, s:o}", "file", cli_json_text(path),
			"installed", (int)(install && rc == GD_OK), "faults",
			faults));
	else if (rc == GD_OK)
		cli_out_say(c,
		    install ? GD_TR("{1} installed") : GD_TR("{1}: no fault"),
		    1, &arg);
	gd_str_release(&text);
	return rc;
}

static void
list_row(struct cli *c, struct grid *g, const struct gd_name *name,
    int64_t version, const struct gd_flowdef *row, bool shipped)
{
	const struct gd_workflow *usual =
	    c->app ? gd_app_usual(c->app) : NULL;
	const char *yes = cli_tr(c, GD_TR("yes"));

	cli_grid_text(g, name->id);
	cli_grid_int(g, version);
	cli_grid_text(g, name->zh);
	cli_grid_text(g, name->en);
	cli_grid_bool(g, row && row->active, yes);
	cli_grid_bool(g,
	    row && usual && usual->version == version &&
		strcmp(usual->name.id, name->id) == 0,
	    yes);
	cli_grid_bool(g, shipped, yes);
	cli_grid_text(g, row ? row->digest : "");
}

/* What is installed, each version; then what the program carries besides. */
static enum gd_code
list(struct cli *c, struct gd_err *err)
{
	static const struct column cols[] = {
		{ "id", GD_TR("name"), false, 0 },
		{ "version", GD_TR("version"), true, 0 },
		{ "zh", "中文", false, 0 },
		{ "en", "English", false, 0 },
		{ "active", GD_TR("in use"), false, 0 },
		{ "usual", GD_TR("for new orders"), false, 0 },
		{ "shipped", GD_TR("comes with gendan"), false, 0 },
		{ "digest", GD_TR("digest"), false, 12 },
	};
	const struct gd_flowdef *w;
	struct gd_shipped s;
	struct grid g;
	enum gd_code rc = cli_app(c, err);

	/* before there is a book one chooses what it is to begin with */
	if (rc != GD_OK && rc != GD_MISSING)
		return rc;
	cli_grid_init(&g, cols, 8);
	for (size_t i = 0; c->app && (w = gd_row_at(gd_app_office(c->app),
					  GD_OFF_FLOWDEF, i));
	     i++) {
		const struct gd_name name = { w->id, w->zh, w->en };

		list_row(c, &g, &name, w->version, w, gd_app_is_shipped(w->id));
	}
	for (int i = 0; gd_app_shipped(c->app, i, &c->arena, &s); i++)
		if (!s.installed)
			list_row(c, &g, &s.name, s.version, NULL, true);
	cli_grid_end(c, &g);
	return GD_OK;
}

/* `install ID`: one that the program carries. */
static enum gd_code
install_shipped(struct cli *c, const char *id, struct gd_err *err)
{
	const struct gd_arg arg = gd_arg_text(id);
	bool dry = cli_has(c, OPT_DRY_RUN); /* those we carry are proved */
	enum gd_code rc = cli_app(c, err);

	if (rc == GD_OK && !dry)
		rc = gd_app_workflow_ship(c->app, id, err);
	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_JSON))
		cli_out_json(c,
		    json_pack("{s:o, s:b, s:o}", "file", cli_json_text(id),
			"installed", !dry, "faults", json_array()));
	else
		cli_out_say(c,
		    dry ? GD_TR("{1}: no fault") : GD_TR("{1} installed"), 1,
		    &arg);
	return GD_OK;
}

/* "ID VERSION" behind the subcommand; that of the office and the newest when
 * not said. */
enum gd_code
cli_workflow_version(struct cli *c, const struct gd_workflow **wf,
    struct gd_err *err)
{
	int64_t version = 0;
	enum gd_code rc = cli_app(c, err);

	if (rc == GD_OK && c->nargs > 2 && !cli_read_int(c->args[2], &version))
		rc = gd_fail(err, GD_USAGE, GD_M_CLI_BAD_NUMBER,
		    GD_T(c->args[2]), GD_W("version"));
	if (rc == GD_OK && version)
		rc = gd_app_workflow(c->app, c->args[1], (int)version, wf, err);
	else if (rc == GD_OK)
		rc = gd_app_which(c->app, c->nargs > 1 ? c->args[1] : NULL, wf,
		    err);
	return rc;
}

enum gd_code
cmd_workflow(struct cli *c, struct gd_err *err)
{
	const char *word = c->nargs ? c->args[0] : "list";

	if (strcmp(word, "list") == 0)
		return list(c, err);
	if (strcmp(word, "show") == 0)
		return cli_workflow_show(c, err);
	if (strcmp(word, "graph") == 0)
		return cli_workflow_graph(c, err);
	if (strcmp(word, "new") == 0)
		return cli_workflow_new(c, err);
	if (strcmp(word, "migrate") == 0)
		return cli_migrate(c, err);
	if (strcmp(word, "check") != 0 && strcmp(word, "install") != 0)
		return gd_fail(err, GD_USAGE, GD_M_CLI_NO_SUBCOMMAND,
		    GD_T("workflow"), GD_T(word),
		    GD_T("list, show, graph, new, check, install, migrate"));
	if (c->nargs != 2)
		return gd_fail(err, GD_USAGE, GD_M_CLI_MISSING_ARG,
		    GD_T("workflow"), GD_W("FILE"), GD_T("check FILE"));
	if (strcmp(word, "install") == 0 && gd_app_is_shipped(c->args[1]) &&
	    access(c->args[1], F_OK) != 0)
		return install_shipped(c, c->args[1], err);
	return cli_workflow_file(c,
	    strcmp(word, "install") == 0 && !cli_has(c, OPT_DRY_RUN), err);
}
