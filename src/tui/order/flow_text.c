/* tui/order/flow_text.c - a step of a workflow in words: what is to be done,
 * on which papers, who signs, who gets copies, and the rules of its dates. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "flow_priv.h"
#include "order_screen_priv.h"

#include "base/banned.h"

struct teller {
	struct ui *ui;
	const struct gd_workflow *wf;
	const struct gd_order_page *page;
	int step;
	struct flow_text *out;
	size_t room;
	struct gd_str text; /* of the item at work */
};

void
flow_text_release(struct flow_text *t)
{
	free(t->at);
	gd_arena_release(&t->arena);
	*t = (struct flow_text){ 0 };
}

/* What stands in t->text, or english, becomes an item. */
static struct flow_item *
item(struct teller *t, int indent, enum gd_ink ink)
{
	size_t n = (size_t)t->out->n;
	struct flow_item *i = GD_PUSH(t->out->at, n, t->room);

	t->out->n = (int)n;
	*i = (struct flow_item){
		.text = gd_arena_str(&t->out->arena, t->text.text),
		.ink = ink,
		.indent = indent,
	};
	gd_str_reset(&t->text);
	return i;
}

/* Between the things of a list. */
static const char * and (const struct teller *t)
{
	return *t->ui->lang == GD_ZH ? "、" : ", ";
}

static void
head(struct teller *t, const char *english)
{
	gd_str_add(&t->text, tr(t->ui, english));
	(void)item(t, 0, GD_INK_HEAD);
}

/* "needs: Contract issued", nothing where there is no condition. */
static void
condition(struct teller *t, const char *english, const struct gd_pred *pred)
{
	if (!pred || !pred->text || !*pred->text)
		return;
	gd_str_addf(&t->text, "%s: ", tr(t->ui, english));
	ui_condition(t->ui, t->wf, &t->text, pred->text);
	(void)item(t, 4, GD_INK_DIM);
}

/* ---- before and after ------------------------------------------------------ */

static void
add_step_name(struct teller *t, int step, bool first)
{
	const struct gd_step_def *def = &t->wf->steps[step];

	gd_str_addf(&t->text, "%s%d %s", first ? "" : and(t), def->no,
	    ui_name(t->ui, &def->name));
}

static void
tell_place(struct teller *t)
{
	const struct gd_step_def *def = &t->wf->steps[t->step];
	bool first = true;

	gd_str_addf(&t->text, "%s: ", tr(t->ui, GD_TR("Follows")));
	for (int i = 0; i < def->after.n; i++)
		add_step_name(t, def->after.at[i], i == 0);
	if (def->after.n == 0)
		gd_str_add(&t->text, tr(t->ui, GD_TR("the beginning")));
	gd_str_addf(&t->text, "   %s: ", tr(t->ui, GD_TR("Then")));
	for (int i = 0; i < t->wf->nsteps; i++) {
		if (!gd_list_has(&t->wf->steps[i].after, t->step))
			continue;
		add_step_name(t, i, first);
		first = false;
	}
	if (first)
		gd_str_add(&t->text, "-");
	if (def->standing)
		gd_str_addf(&t->text, "   %s",
		    tr(t->ui, GD_TR("stays open beside the others")));
	if (def->per_lot)
		gd_str_addf(&t->text, "   %s", tr(t->ui, GD_TR("of each lot")));
	(void)item(t, 0, GD_INK_PLAIN);
}

/* ---- duties ------------------------------------------------------------------ */

static void
tell_outcomes(struct teller *t, const struct gd_duty_def *def)
{
	if (def->noutcomes == 0)
		return;
	gd_str_addf(&t->text, "%s: ", tr(t->ui, GD_TR("outcomes")));
	for (int i = 0; i < def->noutcomes; i++) {
		const struct gd_outcome_def *o = &def->outcomes[i];

		gd_str_addf(&t->text, "%s%s", i ? and(t) : "",
		    ui_name(t->ui, &o->name));
		if (o->goes == GD_GOES_AGAIN && o->loop >= 0)
			gd_str_addf(&t->text, " (%s: %s)",
			    tr(t->ui, GD_TR("again")),
			    ui_name(t->ui, &t->wf->loops[o->loop]));
		else if (o->goes == GD_GOES_CANCELLED)
			gd_str_addf(&t->text, " (%s)",
			    tr(t->ui, GD_TR("the order ends")));
	}
	(void)item(t, 4, GD_INK_DIM);
}

/* The line of the order's checklist for this duty; several lots: the first
 * that is not done. */
static const struct gd_duty_view *
view_of(const struct teller *t, const struct gd_duty_def *def)
{
	const struct gd_duty_view *found = NULL;

	for (size_t i = 0; t->page && i < t->page->todo.nduties; i++) {
		const struct gd_duty_view *v = &t->page->todo.duties[i];

		if (v->def != def || (found && v->state >= GD_DUTY_DONE))
			continue;
		if (!found || found->state >= GD_DUTY_DONE)
			found = v;
	}
	return found;
}

static void
tell_duty(struct teller *t, int duty)
{
	const struct gd_duty_def *def = &t->wf->duties[duty];
	const struct gd_duty_view *v = view_of(t, def);
	struct flow_item *i;

	if (v)
		gd_str_addf(&t->text, "%s ", order_duty_box(v));
	gd_str_addf(&t->text, "%s%s", ui_name(t->ui, &def->name),
	    def->by.n ? "  - " : "");
	ui_roles(t->ui, t->wf, &t->text, &def->by);
	if (v && v->state != GD_DUTY_NA)
		gd_str_addf(&t->text, "  - %s", order_duty_state(t->ui, v));
	if (def->suggested)
		gd_str_addf(&t->text, " (%s)", tr(t->ui, "suggested"));
	i = item(t, 2, v ? order_duty_ink(v) : GD_INK_PLAIN);
	i->mark = v ? v->mark : 0;
	condition(t, GD_TR("only when"), def->when);
	condition(t, GD_TR("needs"), def->needs);
	condition(t, GD_TR("settles itself when"), def->derived);
	tell_outcomes(t, def);
}

/* ---- papers ------------------------------------------------------------------ */

static bool
uses(const struct teller *t, int paper)
{
	const struct gd_step_def *step = &t->wf->steps[t->step];

	if (t->wf->papers[paper].step == t->step)
		return true;
	for (int i = 0; i < step->duties.n; i++) {
		const struct gd_duty_def *d =
		    &t->wf->duties[step->duties.at[i]];

		if (d->thing == paper || gd_list_has(&d->papers, paper))
			return true;
	}
	return false;
}

static void
tell_signs(struct teller *t, const struct gd_paper_def *p)
{
	for (int i = 0; i < p->nsigns; i++) {
		const struct gd_sign_def *s = &p->signs[i];

		gd_str_addf(&t->text, "%s",
		    i ? and(t)
		      : ui_fmt(t->ui, "%s: ", tr(t->ui, GD_TR("signs"))));
		ui_roles(t->ui, t->wf, &t->text, &s->any);
		if (s->count > 1)
			gd_str_addf(&t->text, " x%d", s->count);
		if (!s->when || !s->when->text || !*s->when->text)
			continue;
		gd_str_addf(&t->text, " (%s ", tr(t->ui, GD_TR("only if")));
		ui_condition(t->ui, t->wf, &t->text, s->when->text);
		gd_str_add(&t->text, ")");
	}
	if (t->text.len > 0)
		(void)item(t, 4, GD_INK_PLAIN);
}

static void
tell_copies(struct teller *t, const struct gd_paper_def *p)
{
	for (int i = 0; i < p->ndist; i++) {
		const struct gd_dist_def *d = &p->dist[i];

		gd_str_addf(&t->text, "%s%s",
		    i ? and(t)
		      : ui_fmt(t->ui, "%s: ", tr(t->ui, GD_TR("goes to"))),
		    ui_name(t->ui, &t->wf->desks[d->desk].name));
		if (d->original)
			gd_str_addf(&t->text, " (%s)",
			    tr(t->ui, GD_TR("original")));
		if (d->copies > 1)
			gd_str_addf(&t->text, " x%d", d->copies);
		if (d->keep)
			gd_str_addf(&t->text, " (%s)",
			    tr(t->ui, GD_TR("file copy")));
	}
	if (t->text.len > 0)
		(void)item(t, 4, GD_INK_PLAIN);
}

static void
tell_papers(struct teller *t)
{
	bool any = false;

	for (int i = 0; i < t->wf->npapers; i++) {
		const struct gd_paper_def *p = &t->wf->papers[i];

		if (!uses(t, i))
			continue;
		if (!any)
			head(t, GD_TR("Papers"));
		any = true;
		gd_str_add(&t->text, ui_name(t->ui, &p->name));
		if (p->is_thing)
			gd_str_addf(&t->text, " (%s)",
			    tr(t->ui, GD_TR("a thing")));
		if (p->from >= 0)
			gd_str_addf(&t->text, "  - %s %s",
			    tr(t->ui, GD_TR("from")),
			    ui_name(t->ui, &t->wf->desks[p->from].name));
		(void)item(t, 2, GD_INK_PLAIN);
		tell_signs(t, p);
		tell_copies(t, p);
	}
}

/* ---- dates ------------------------------------------------------------------- */

static void
tell_date(struct teller *t, const struct gd_name *name, const char *how,
    const struct gd_due_def *def, const char *rule)
{
	struct gd_str said = GD_STR_INIT;

	gd_say_due(&said, *t->ui->lang, t->wf, def, t->step);
	if (said.len > 0) {
		gd_str_addf(&t->text, "%s%s", def->hard ? "#" : "",
		    ui_name(t->ui, name));
		if (*how)
			gd_str_addf(&t->text, " (%s)", tr(t->ui, how));
		gd_str_addf(&t->text, ": %s", said.text);
		if (*rule)
			gd_str_addf(&t->text, " (%s)", rule);
		(void)item(t, 2, GD_INK_PLAIN);
	}
	gd_str_release(&said);
}

static void
tell_dates(struct teller *t)
{
	const struct gd_step_def *step = &t->wf->steps[t->step];
	int before;

	head(t, GD_TR("Dates and their rules"));
	before = t->out->n;
	for (int i = 0; i < step->duties.n; i++) {
		const struct gd_duty_def *d =
		    &t->wf->duties[step->duties.at[i]];

		tell_date(t, &d->name, "", &d->due, "");
		tell_date(t, &d->name, GD_TR("planned"), &d->plan, "");
	}
	for (int i = 0; i < t->wf->nlimits; i++)
		if (t->wf->limits[i].step == t->step)
			tell_date(t, &t->wf->limits[i].name,
			    t->wf->limits[i].earliest ? GD_TR("not before it")
						      : "",
			    &t->wf->limits[i].due, t->wf->limits[i].rule);
	if (t->out->n == before)
		t->out->n--; /* no date: no heading */
}

void
flow_text_make(struct ui *ui, const struct gd_workflow *wf, int step,
    const struct gd_order_page *page, struct flow_text *out)
{
	struct teller t = { .ui = ui,
		.wf = wf,
		.page = page,
		.step = step,
		.out = out,
		.text = GD_STR_INIT };

	flow_text_release(out);
	tell_place(&t);
	head(&t, GD_TR("What is to be done"));
	for (int i = 0; i < wf->steps[step].duties.n; i++)
		tell_duty(&t, wf->steps[step].duties.at[i]);
	tell_papers(&t);
	tell_dates(&t);
	gd_str_release(&t.text);
}

int
flow_text_paint(struct ui *ui, const struct flow_text *t, int top, int row,
    int col, int cols, int bottom)
{
	int shown = 0;

	for (int i = top; i < t->n; i++) {
		const struct flow_item *it = &t->at[i];
		int in = col + it->indent, wide = cols - it->indent;
		int rows = ui_wrap(NULL, 0, 0, wide, 6, it->ink, it->text);

		row += i > top && it->ink == GD_INK_HEAD && bottom - row > 4;
		if (row + rows > bottom)
			break;
		ui_wrap(&ui->grid, row, in, wide, 6, it->ink, it->text);
		if (it->mark)
			gd_grid_tint(&ui->grid, row, in, 3,
			    ui_mark_ink(it->mark));
		row += rows;
		shown++;
	}
	return shown;
}

char
flow_mark(const struct gd_order_page *page, const struct gd_step_def *def,
    int *done, int *total)
{
	char mark = 0;

	*done = *total = 0;
	for (size_t i = 0; page && i < page->todo.nsteps; i++) {
		const struct gd_step_view *v = &page->todo.steps[i];

		if (v->def != def)
			continue;
		*done += v->done;
		*total += v->total;
		if (!mark || mark == GD_MARK_DONE || mark == GD_MARK_WAIVED)
			mark = v->mark;
	}
	return mark ? mark : ' ';
}
