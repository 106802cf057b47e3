/* cli/cmd_process.c - the process as it was, as a map of its steps, and what
 * stands out in it. */
#include <string.h>

#include "app/reports.h"
#include "core/view/picture.h"
#include "report/process_map.h"

#include "cli_priv.h"

#include "base/banned.h"

#define MOST_WORDS 40

struct map {
	struct cli *c;
	const struct gd_workflow *wf;
	const struct gd_map_step *steps;
	int inside; /* columns of a box */
};

static const char *
label(void *payload, int step)
{
	const struct map *m = payload;

	return gd_process_map_label(&m->steps[step], &m->wf->steps[step],
	    cli_name_of(m->c, &m->wf->steps[step].name), m->inside,
	    &m->c->arena);
}

static const char *
note(void *payload, int step)
{
	const struct map *m = payload;

	return gd_process_map_note(&m->steps[step], &m->c->arena);
}

static enum gd_code
show_map(struct cli *c, const struct gd_report *r, struct gd_err *err)
{
	const char *flow = cli_has(c, OPT_WORKFLOW) ? c->opt[OPT_WORKFLOW]
						    : gd_process_map_flow(r);
	struct gd_str text = GD_STR_INIT;
	struct map m = { .c = c };
	struct gd_picture picture;
	enum gd_code rc;

	if (!*flow)
		return GD_OK; /* nothing has happened yet */
	rc = gd_app_workflow(c->app, flow, 0, &m.wf, err);
	if (rc != GD_OK)
		return rc;
	m.steps = gd_process_map(r, m.wf, &c->arena);
	gd_picture_make(m.wf, 79, false, &c->arena, &picture);
	m.inside = picture.box_cols - 2;
	gd_picture_text_noted(&picture, true, label, note, &m, &text);
	cli_out_lines(c, text.text);
	gd_str_release(&text);
	cli_out_say(c,
	    GD_TR("In a box: how often the step was done and its median days; "
		  "! stands out. At a line: how often the step was done right "
		  "after another, and the days between, of the one it came "
		  "after most."),
	    0, NULL);
	return GD_OK;
}

/* Of all the tables those that answer at a glance. */
static void
show_parts(struct cli *c, const struct gd_report *r)
{
	static const char *const ids[] = { "in_words", "rework", "variants" };
	struct gd_report_part *parts[3];
	struct gd_report some = *r;
	struct gd_str text = GD_STR_INIT;

	some.parts = parts;
	some.nparts = 0;
	for (size_t k = 0; k < 3; k++)
		for (size_t i = 0; i < r->nparts; i++)
			if (strcmp(r->parts[i]->name.id, ids[k]) == 0)
				parts[some.nparts++] = r->parts[i];
	gd_report_text(&text, &some, c->lang);
	cli_out_lines(c, text.text);
	gd_str_release(&text);
}

/* The same report as `report process`, its options as words. */
static enum gd_code
make(struct cli *c, struct gd_report *r, struct gd_err *err)
{
	const char *words[MOST_WORDS + 3] = { "process" };
	int n = 1;

	for (int i = 0; i < c->nargs && n < MOST_WORDS; i++)
		words[n++] = c->args[i];
	if (cli_has(c, OPT_FROM))
		words[n++] =
		    gd_arena_printf(&c->arena, "from:%s", c->opt[OPT_FROM]);
	if (cli_has(c, OPT_TO))
		words[n++] =
		    gd_arena_printf(&c->arena, "to:%s", c->opt[OPT_TO]);
	return gd_app_report(c->app, words, n, r, err);
}

enum gd_code
cmd_process(struct cli *c, struct gd_err *err)
{
	struct gd_str text = GD_STR_INIT;
	struct gd_report r;
	enum gd_code rc = cli_app(c, err);

	if (rc != GD_OK)
		return rc;
	rc = make(c, &r, err);
	if (rc == GD_OK && cli_has(c, OPT_JSON)) {
		cli_out_json(c, gd_report_json(&r, c->lang));
	} else if (rc == GD_OK && cli_has(c, OPT_CSV)) {
		gd_report_csv(&text, &r);
		cli_out_calendar(c, &text);
	} else if (rc == GD_OK) {
		rc = show_map(c, &r, err);
		if (rc == GD_OK)
			show_parts(c, &r);
	}
	gd_str_release(&text);
	gd_report_release(&r);
	return rc;
}
