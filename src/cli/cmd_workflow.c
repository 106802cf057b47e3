/* cli/cmd_workflow.c - workflow files: check them, install them, read them. */
#include <stdlib.h>
#include <string.h>

#include "core/view/picture.h"

#include "cli_priv.h"

#include "base/banned.h"

#define MAX_WORKFLOW (4 << 20)

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

static enum gd_code
check_workflow(const struct cli *c, const struct gd_str *text, cli_fault *say,
    void *payload, struct gd_err *err)
{
	(void)c;
	return gd_app_workflow_check(text->text, text->len, "", say, payload,
	    err);
}

static enum gd_code
install_workflow(const struct cli *c, const struct gd_str *text,
    struct gd_err *err)
{
	return gd_app_workflow_install(c->app, text->text, text->len, err);
}

static enum gd_code
list(struct cli *c, struct gd_err *err)
{
	static const struct column cols[] = {
		{ "id", GD_TR("name"), false, 0 },
		{ "version", GD_TR("version"), true, 0 },
		{ "zh", "中文", false, 0 },
		{ "en", "English", false, 0 },
		{ "active", GD_TR("in use"), false, 0 },
		{ "digest", GD_TR("digest"), false, 12 },
	};
	const struct gd_flowdef *w;
	struct grid g;
	enum gd_code rc = cli_app(c, err);

	if (rc != GD_OK)
		return rc;
	cli_grid_init(&g, cols, 6);
	for (size_t i = 0;
	     (w = gd_row_at(gd_app_office(c->app), GD_OFF_FLOWDEF, i)); i++) {
		cli_grid_text(&g, w->id);
		cli_grid_int(&g, w->version);
		cli_grid_text(&g, w->zh);
		cli_grid_text(&g, w->en);
		cli_grid_bool(&g, w->active != 0, cli_tr(c, GD_TR("yes")));
		cli_grid_text(&g, w->digest);
	}
	cli_grid_end(c, &g);
	return GD_OK;
}

/* ---- show ---------------------------------------------------------------------- */

static const char *
paper_of(struct cli *c, const struct gd_workflow *wf,
    const struct gd_duty_def *d)
{
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	if (d->thing >= 0)
		gd_str_add(&out, wf->papers[d->thing].name.id);
	for (int i = 0; i < d->papers.n; i++)
		gd_str_addf(&out, "%s%s", out.len ? " " : "",
		    wf->papers[d->papers.at[i]].name.id);
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

static const char *
roles_of(struct cli *c, const struct gd_workflow *wf,
    const struct gd_list *roles)
{
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	for (int i = 0; i < roles->n; i++)
		gd_str_addf(&out, "%s%s", i ? " / " : "",
		    cli_name_of(c, &wf->roles[roles->at[i]].name));
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

static const char *
fields_of(struct cli *c, const struct gd_workflow *wf,
    const struct gd_duty_def *d)
{
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	for (int i = 0; i < d->nfields; i++)
		gd_str_addf(&out, "%s%s%s", i ? " " : "",
		    wf->fields[d->fields[i].field].name.id,
		    d->fields[i].required ? "*" : "");
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

/* "ID VERSION" behind the subcommand; that of the office and the newest when
 * not said. */
static enum gd_code
read_version(struct cli *c, const struct gd_workflow **wf, struct gd_err *err)
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

static enum gd_code
show(struct cli *c, struct gd_err *err)
{
	static const struct column cols[] = {
		{ "step_no", GD_TR("step"), true, 0 },
		{ "duty", GD_TR("name"), false, 0 },
		{ "title", GD_TR("what"), false, 40 },
		{ "kind", GD_TR("kind"), false, 0 },
		{ "by", GD_TR("who"), false, 30 },
		{ "paper", GD_TR("paper"), false, 0 },
		{ "fields", GD_TR("fields (* required)"), false, 60 },
		{ "needs", GD_TR("needs"), false, 60 },
		{ "suggested", GD_TR("suggested"), false, 0 },
	};
	const struct gd_workflow *wf = NULL;
	struct grid g;
	enum gd_code rc = read_version(c, &wf, err);

	if (rc != GD_OK)
		return rc;
	cli_grid_init(&g, cols, 9);
	for (int i = 0; i < wf->nduties; i++) {
		const struct gd_duty_def *d = &wf->duties[i];

		cli_grid_int(&g, wf->steps[d->step].no);
		cli_grid_text(&g, d->name.id);
		cli_grid_text(&g, cli_name_of(c, &d->name));
		cli_grid_text(&g, d->kind);
		cli_grid_text(&g, roles_of(c, wf, &d->by));
		cli_grid_text(&g, paper_of(c, wf, d));
		cli_grid_text(&g, fields_of(c, wf, d));
		cli_grid_text(&g, d->needs ? d->needs->text : "");
		cli_grid_bool(&g, d->suggested, cli_tr(c, GD_TR("yes")));
	}
	cli_grid_end(c, &g);
	return GD_OK;
}

/* ---- graph --------------------------------------------------------------------- */

/* The same as rows: which step stands in which layer, behind which. */
static void
graph_rows(struct cli *c, const struct gd_workflow *wf,
    const struct gd_picture *p)
{
	static const struct column cols[] = {
		{ "step_no", GD_TR("step"), true, 0 },
		{ "step", GD_TR("name"), false, 0 },
		{ "title", GD_TR("what"), false, 40 },
		{ "layer", GD_TR("layer"), true, 0 },
		{ "after", GD_TR("after"), false, 0 },
	};
	struct grid g;

	cli_grid_init(&g, cols, 5);
	for (int i = 0; i < p->n; i++) {
		const struct gd_step_def *def = &wf->steps[p->boxes[i].step];
		struct gd_str after = GD_STR_INIT;
		json_t *ids = json_array();

		for (int k = 0; k < def->after.n; k++) {
			const char *id = wf->steps[def->after.at[k]].name.id;

			gd_str_addf(&after, "%s%s", k ? " " : "", id);
			json_array_append_new(ids, json_string(id));
		}
		cli_grid_int(&g, def->no);
		cli_grid_text(&g, def->name.id);
		cli_grid_text(&g, cli_name_of(c, &def->name));
		cli_grid_int(&g, p->boxes[i].layer + 1);
		cli_grid_json(&g, gd_arena_str(&c->arena, after.text), ids);
		gd_str_release(&after);
	}
	cli_grid_end(c, &g);
}

struct graph {
	struct cli *c;
	const struct gd_workflow *wf;
};

static const char *
step_label(void *payload, int step)
{
	const struct graph *g = payload;
	const struct gd_step_def *def = &g->wf->steps[step];

	return gd_arena_printf(&g->c->arena, " %2d %s", def->no,
	    cli_name_of(g->c, &def->name));
}

/* The steps as boxes, in plain characters, as wide as a terminal or a page. */
static enum gd_code
graph(struct cli *c, struct gd_err *err)
{
	struct graph g = { .c = c };
	struct gd_str text = GD_STR_INIT;
	struct gd_picture picture;
	enum gd_code rc = read_version(c, &g.wf, err);

	if (rc != GD_OK)
		return rc;
	gd_picture_make(g.wf, 79, false, &c->arena, &picture);
	if (cli_has(c, OPT_JSON) || cli_has(c, OPT_CSV)) {
		graph_rows(c, g.wf, &picture);
		return GD_OK;
	}
	gd_picture_text(&picture, true, step_label, &g, &text);
	cli_out_lines(c, text.text);
	gd_str_release(&text);
	return GD_OK;
}

enum gd_code
cmd_workflow(struct cli *c, struct gd_err *err)
{
	const char *word = c->nargs ? c->args[0] : "list";

	if (strcmp(word, "list") == 0)
		return list(c, err);
	if (strcmp(word, "show") == 0)
		return show(c, err);
	if (strcmp(word, "graph") == 0)
		return graph(c, err);
	if (strcmp(word, "migrate") == 0)
		return cli_migrate(c, err);
	if (strcmp(word, "check") != 0 && strcmp(word, "install") != 0)
		return gd_fail(err, GD_USAGE, GD_M_CLI_NO_SUBCOMMAND,
		    GD_T("workflow"), GD_T(word),
		    GD_T("list, show, graph, check, install, migrate"));
	if (c->nargs != 2)
		return gd_fail(err, GD_USAGE, GD_M_CLI_MISSING_ARG,
		    GD_T("workflow"), GD_W("FILE"), GD_T("check FILE"));
	return cli_take_file(c, check_workflow,
	    strcmp(word, "install") == 0 ? install_workflow : NULL, err);
}
