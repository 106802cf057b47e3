/* cli/workflow_show.c - a workflow shown: as a text for the wall, as rows, as a
 * picture in the terminal, in DOT, SVG and BPMN. */
#include <string.h>

#include "app/flow.h"
#include "core/view/picture.h"

#include "workflow_priv.h"

#include "base/banned.h"

/* ---- which ---------------------------------------------------------------------- */

/* One of the book, or out of a file that is not installed yet. */
struct shown {
	const struct gd_workflow *wf;
	struct gd_workflow own; /* of a file */
	bool owned;
};

static void
say_fault(void *payload, int line, int col, const struct gd_err *fault)
{
	struct cli *c = payload;

	cli_say_fault(c,
	    gd_arena_printf(&c->arena, "%s:%d:%d", c->args[1], line, col),
	    fault);
}

/* A name with a dot or a slash is no id of a workflow. */
static enum gd_code
shown_read(struct cli *c, struct shown *s, struct gd_err *err)
{
	struct gd_str text = GD_STR_INIT;
	enum gd_code rc;

	*s = (struct shown){ 0 };
	if (c->nargs < 2 || !strpbrk(c->args[1], "./"))
		return cli_workflow_version(c, &s->wf, err);
	rc = cli_read_file(c->args[1], MAX_WORKFLOW, &text, err);
	if (rc == GD_OK)
		rc = gd_app_workflow_read(text.text, text.len, say_fault, c,
		    &s->own, err);
	s->owned = rc == GD_OK;
	s->wf = &s->own;
	gd_str_release(&text);
	return rc;
}

static void
shown_release(struct shown *s)
{
	if (s->owned)
		gd_workflow_release(&s->own);
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

/* One duty a line: what programs read, and tables. */
static void
show_rows(struct cli *c, const struct gd_workflow *wf)
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
	struct grid g;

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
}

/* The reader's language alone when --languages says so; else both. */
static enum gd_code
read_languages(struct cli *c, bool *both, struct gd_err *err)
{
	int languages;
	enum gd_code rc = cli_opt_languages(c, &languages, err);

	if (rc == GD_OK && languages > 0)
		c->lang = languages == 1 ? GD_ZH : GD_EN;
	*both = languages == 0 || !cli_has(c, OPT_LANGUAGES);
	return rc;
}

enum gd_code
cli_workflow_show(struct cli *c, struct gd_err *err)
{
	struct shown s;
	bool both;
	enum gd_code rc = read_languages(c, &both, err);

	if (rc == GD_OK)
		rc = shown_read(c, &s, err);
	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_JSON) || cli_has(c, OPT_CSV))
		show_rows(c, s.wf);
	else
		cli_workflow_wall(c, s.wf, both);
	shown_release(&s);
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
static void
graph_text(struct cli *c, const struct gd_workflow *wf)
{
	struct graph g = { c, wf };
	struct gd_str text = GD_STR_INIT;
	struct gd_picture picture;

	gd_picture_make(wf, 79, false, &c->arena, &picture);
	if (cli_has(c, OPT_JSON) || cli_has(c, OPT_CSV)) {
		graph_rows(c, wf, &picture);
		return;
	}
	gd_picture_text(&picture, true, step_label, &g, &text);
	cli_out_lines(c, text.text);
	gd_str_release(&text);
}

static enum gd_code
graph_form(struct cli *c, const struct gd_workflow *wf, struct gd_err *err)
{
	int form = gd_flow_form(c->opt[OPT_FORM]);
	struct gd_str text = GD_STR_INIT;
	bool both;
	enum gd_code rc = read_languages(c, &both, err);

	if (rc == GD_OK && form < 0)
		rc = gd_fail(err, GD_USAGE, GD_M_DRAW_FORM,
		    GD_T(c->opt[OPT_FORM]));
	if (rc == GD_OK)
		rc = gd_app_flow_draw(wf, (enum gd_flow_form)form, c->lang,
		    both && cli_has(c, OPT_LANGUAGES), &text, err);
	if (rc == GD_OK)
		cli_out_lines(c, text.text);
	gd_str_release(&text);
	return rc;
}

enum gd_code
cli_workflow_graph(struct cli *c, struct gd_err *err)
{
	struct shown s;
	enum gd_code rc = shown_read(c, &s, err);

	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_FORM))
		rc = graph_form(c, s.wf, err);
	else
		graph_text(c, s.wf);
	shown_release(&s);
	return rc;
}
