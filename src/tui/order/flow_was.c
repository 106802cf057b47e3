/* tui/order/flow_was.c - the process as it was, on the picture of a workflow:
 * how often and how long, and what stands out. The numbers are those of
 * `report process`, of the newest orders only, so that a key never waits long.
 */
#include "flow_was.h"

#include <string.h>

#include "base/banned.h"

#define ORDERS "500"

void
flow_was_release(struct flow_was *w)
{
	if (w->on)
		gd_report_release(&w->report);
	*w = (struct flow_was){ 0 };
}

void
flow_was_load(struct ui *ui, struct flow_was *w, const struct gd_workflow *wf)
{
	const char *words[] = { "process", "limit:" ORDERS };
	struct gd_err err = GD_ERR_INIT;

	flow_was_release(w);
	w->on = true;
	if (gd_app_report(*ui->app, words, 2, &w->report, &err) != GD_OK) {
		ui_say_err(ui, &err);
		flow_was_release(w);
		return;
	}
	w->steps = gd_process_map(&w->report, wf, &w->report.arena);
}

struct saying {
	struct ui *ui;
	struct flow_text *out;
	size_t room;
};

static void
say(struct saying *s, int indent, enum gd_ink ink, const char *text)
{
	size_t n = (size_t)s->out->n;
	struct flow_item *i = GD_PUSH(s->out->at, n, s->room);

	s->out->n = (int)n;
	*i = (struct flow_item){ .text = gd_arena_str(&s->out->arena, text),
		.ink = ink,
		.indent = indent };
}

/* Title and number of one column of a row, behind the one before. */
static void
add_cell(const struct saying *s, const struct gd_report_part *p, size_t row,
    int col, struct gd_str *text)
{
	const struct gd_report_cell *c = gd_part_cell(p, row, col);

	if (!c || !c->known)
		return;
	gd_str_addf(text, "%s%s ", text->len ? ", " : "",
	    gd_word_of(&p->cols[col].title, *s->ui->lang));
	gd_report_cell_say(text, c, *s->ui->lang);
}

static bool
is_of(const struct gd_report_part *p, size_t row, const char *id)
{
	const struct gd_report_cell *c = gd_part_cell(p, row, 1);

	return c && c->known && c->text.id && strcmp(c->text.id, id) == 0;
}

static void
say_findings(struct saying *s, const struct gd_report_part *p)
{
	say(s, 0, GD_INK_HEAD, tr(s->ui, GD_TR("What stands out")));
	for (size_t i = 0; p && i < p->nrows; i++)
		say(s, 2, GD_INK_PLAIN,
		    gd_word_of(&gd_part_cell(p, i, 0)->text, *s->ui->lang));
}

void
flow_was_text(struct ui *ui, const struct flow_was *w,
    const struct gd_workflow *wf, int step, struct flow_text *out)
{
	const struct gd_step_def *def = &wf->steps[step];
	const struct gd_report_part *steps =
	    gd_report_find(&w->report, "steps");
	struct saying s = { ui, out, 0 };
	struct gd_str text = GD_STR_INIT;

	flow_text_release(out);
	say(&s, 0, GD_INK_HEAD,
	    ui_fmt(ui, "%d %s", def->no, ui_name(ui, &def->name)));
	for (size_t i = 0; steps && i < steps->nrows; i++)
		for (int c = 3;
		     is_of(steps, i, def->name.id) && c < steps->ncols; c++)
			add_cell(&s, steps, i, c, &text);
	say(&s, 2, GD_INK_PLAIN, text.text);
	gd_str_release(&text);
	say_findings(&s, gd_report_find(&w->report, "in_words"));
	say(&s, 0, GD_INK_DIM,
	    tr(ui, GD_TR("The newest 500 orders; all of them, and waits by "
			 "work, department, person: gendan process, gendan "
			 "report process")));
}
