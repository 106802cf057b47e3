/* cli/workflow_wall.c - a workflow as a numbered text in both languages, to
 * hang on the wall beside the desk. */
#include <string.h>

#include "base/text.h"

#include "dates_priv.h"
#include "workflow_priv.h"

#include "base/banned.h"

#define INDENT 8
#define PAGE 79

/* What is being said: a workflow, in c->lang. */
struct wall {
	struct cli *c;
	const struct gd_workflow *wf;
	bool both; /* each paragraph in the reader's language, then in the
		    * other */
	struct gd_str out, said; /* all lines; the paragraph at work */
};

static const char *
namer(void *payload, enum gd_thing thing, const char *id)
{
	struct wall *w = payload;

	return cli_named(w->c, w->wf, thing, id);
}

/* ---- parts of a paragraph --------------------------------------------------- */

/* One sentence more; english has {1} where the words go. */
static void
add(struct wall *w, const char *english, const char *words)
{
	const struct gd_arg arg = gd_arg_text(words);

	if (w->said.len)
		gd_str_add(&w->said, w->c->lang == GD_ZH ? "；" : "; ");
	gd_say(&w->said, w->c->lang, english, 1, &arg);
}

static const char *
comma(const struct wall *w, bool first)
{
	return first ? "" : w->c->lang == GD_ZH ? "、" : ", ";
}

static void
add_roles(struct wall *w, const char *english, const struct gd_list *roles)
{
	struct gd_str all = GD_STR_INIT;

	for (int i = 0; i < roles->n; i++)
		gd_str_addf(&all, "%s%s", comma(w, i == 0),
		    cli_name_of(w->c, &w->wf->roles[roles->at[i]].name));
	if (roles->n)
		add(w, english, all.text);
	gd_str_release(&all);
}

static void
add_fields(struct wall *w, const struct gd_duty_def *d, bool required)
{
	struct gd_str all = GD_STR_INIT;
	bool first = true;

	for (int i = 0; i < d->nfields; i++) {
		if (d->fields[i].required != required)
			continue;
		gd_str_addf(&all, "%s%s", comma(w, first),
		    cli_name_of(w->c, &w->wf->fields[d->fields[i].field].name));
		first = false;
	}
	if (!first)
		add(w, required ? GD_TR("fill in: {1}") : GD_TR("may say: {1}"),
		    all.text);
	gd_str_release(&all);
}

static void
add_condition(struct wall *w, const char *english, const struct gd_pred *p)
{
	struct gd_str said = GD_STR_INIT;

	if (!p)
		return;
	gd_say_condition(&said, w->c->lang, p->text, namer, w);
	add(w, english, said.text);
	gd_str_release(&said);
}

/* Who signs it, where its pieces go. */
static void
add_paper(struct wall *w, const struct gd_paper_def *p)
{
	struct gd_str all = GD_STR_INIT;
	bool first = true;

	for (int i = 0; i < p->nsigns; i++) {
		const struct gd_sign_def *s = &p->signs[i];

		gd_str_add(&all, comma(w, i == 0));
		for (int k = 0; k < s->any.n; k++)
			gd_str_addf(&all, "%s%s", k ? "/" : "",
			    cli_name_of(w->c,
				&w->wf->roles[s->any.at[k]].name));
		if (s->count > 1)
			gd_str_addf(&all, " x %d", s->count);
	}
	if (p->nsigns)
		add(w, GD_TR("signs: {1}"), all.text);
	gd_str_reset(&all);
	for (int i = 0; i < p->ndist; i++) {
		const struct gd_dist_def *dist = &p->dist[i];

		gd_str_addf(&all, "%s%s", comma(w, first),
		    cli_name_of(w->c, &w->wf->desks[dist->desk].name));
		if (dist->original)
			gd_str_addf(&all, " (%s)",
			    gd_tr(w->c->lang, GD_TR("original")));
		else if (dist->copies > 1)
			gd_str_addf(&all, " x %d", dist->copies);
		first = false;
	}
	if (!first)
		add(w, GD_TR("pieces: {1}"), all.text);
	gd_str_release(&all);
}

static const char *
base_name(const struct wall *w, const struct gd_due_def *due)
{
	const struct gd_name *name = NULL;

	if (due->base == GD_BASE_FIELD)
		name = &w->wf->fields[due->ref].name;
	else if (due->base == GD_BASE_DUTY || due->base == GD_BASE_PLAN)
		name = &w->wf->duties[due->ref].name;
	else if (due->base == GD_BASE_ISSUED)
		name = &w->wf->papers[due->ref].name;
	if (name)
		return cli_name_of(w->c, name);
	return gd_tr(w->c->lang,
	    due->base == GD_BASE_OPEN    ? GD_TR("the step opened")
	    : due->base == GD_BASE_ORDER ? GD_TR("the order was made")
					 : GD_TR("the payment"));
}

static void
add_due(struct wall *w, const struct gd_due_def *due)
{
	int days = due->months ? due->months : due->days;
	const struct gd_arg args[] = { gd_arg_text(base_name(w, due)),
		gd_arg_int(days < 0 ? -days : days) };
	const char *english = GD_TR("until {1}");
	struct gd_str said = GD_STR_INIT;

	if (due->months)
		english = GD_TR("until {2} {2|month|months} after {1}");
	else if (days > 0)
		english = due->work ? GD_TR("until {2} working {2|day|days} "
					    "after {1}")
				    : GD_TR("until {2} {2|day|days} after {1}");
	else if (days < 0)
		english = due->work
			      ? GD_TR("until {2} working {2|day|days} "
				      "before {1}")
			      : GD_TR("until {2} {2|day|days} before {1}");
	gd_say(&said, w->c->lang, english, 2, args);
	add(w, "{1}", said.text);
	gd_str_release(&said);
}

/* 90 min, 24 hours, 3 days: the largest unit it is a whole number of. */
static void
add_time(struct wall *w, const struct gd_duty_def *d)
{
	int64_t min = d->expires_min;
	int unit = min % 1440 == 0 ? 1440 : min % 60 == 0 ? 60 : 1;
	const char *then = "";
	struct gd_str said = GD_STR_INIT;
	struct gd_arg args[2];

	if (!min)
		return;
	if (d->expires_accepts)
		then = gd_tr(w->c->lang, GD_TR("accepted by itself"));
	else if (d->expires_to >= 0)
		then = cli_name_of(w->c, &d->outcomes[d->expires_to].name);
	else
		then = gd_tr(w->c->lang, GD_TR("the offer expires"));
	args[0] = gd_arg_int(min / unit);
	args[1] = gd_arg_text(then);
	gd_say(&said, w->c->lang,
	    unit == 1440 ? GD_TR("after {1} {1|day|days} without an answer: "
				 "{2}")
	    : unit == 60 ? GD_TR("after {1} {1|hour|hours} without an answer: "
				 "{2}")
			 : GD_TR("after {1} {1|minute|minutes} without an "
				 "answer: {2}"),
	    2, args);
	add(w, "{1}", said.text);
	gd_str_release(&said);
}

static void
add_names(struct wall *w, const char *english, const struct gd_name *names,
    int n)
{
	struct gd_str all = GD_STR_INIT;

	for (int i = 0; i < n; i++)
		gd_str_addf(&all, "%s%s", comma(w, i == 0),
		    cli_name_of(w->c, &names[i]));
	if (n)
		add(w, english, all.text);
	gd_str_release(&all);
}

/* Who may take it, and how an offer ends. */
static void
add_offer(struct wall *w, const struct gd_duty_def *d)
{
	if (d->effect != GD_EFFECT_OFFER)
		return;
	add_roles(w,
	    d->assigns     ? GD_TR("given to one of: {1}")
	    : d->open_pool ? GD_TR("taken by any of: {1}")
			   : GD_TR("offered to: {1}"),
	    &d->offer_to);
	add_condition(w, GD_TR("accepted at once when {1}"), d->auto_if);
	add_names(w, GD_TR("may be refused: {1}"), d->refusals, d->nrefusals);
}

static const char *
leads_to(const struct wall *w, const struct gd_outcome_def *o)
{
	switch (o->goes) {
	case GD_GOES_NEXT:
		return "";
	case GD_GOES_STAY:
		return gd_tr(w->c->lang, GD_TR("asked again"));
	case GD_GOES_AGAIN:
		return gd_arena_printf(&w->c->arena, "%s: %s",
		    gd_tr(w->c->lang, GD_TR("again")),
		    cli_name_of(w->c, &w->wf->loops[o->loop]));
	case GD_GOES_COMPLETED:
		return gd_tr(w->c->lang, GD_TR("the order is completed"));
	case GD_GOES_CANCELLED:
		return gd_tr(w->c->lang, GD_TR("the order is cancelled"));
	}
	return "";
}

static void
add_answers(struct wall *w, const struct gd_duty_def *d)
{
	struct gd_str all = GD_STR_INIT;

	for (int i = 0; i < d->noutcomes; i++) {
		const char *to = leads_to(w, &d->outcomes[i]);

		gd_str_addf(&all, "%s%s", comma(w, i == 0),
		    cli_name_of(w->c, &d->outcomes[i].name));
		if (*to)
			gd_str_addf(&all, " (%s)", to);
	}
	if (d->noutcomes)
		add(w, GD_TR("outcomes: {1}"), all.text);
	gd_str_release(&all);
}

/* ---- lines -------------------------------------------------------------------- */

/* The paragraph, folded between words or Chinese characters. */
static void
fold(struct wall *w)
{
	const char *at = w->said.text;

	while (*at) {
		size_t fit = gd_text_line(at, PAGE - INDENT), cut = fit;

		gd_str_addf(&w->out, "%*s", INDENT, "");
		while (cut > 0 && at[cut - 1] == ' ')
			cut--;
		gd_str_addn(&w->out, at, cut);
		gd_str_addc(&w->out, '\n');
		at += fit;
		while (*at == ' ')
			at++;
	}
	gd_str_reset(&w->said);
}

static void
duty_words(struct wall *w, const struct gd_duty_def *d)
{
	const struct gd_paper_def *p =
	    d->thing >= 0 ? &w->wf->papers[d->thing] : NULL;

	add_roles(w, "{1}", &d->by);
	if (d->suggested)
		add(w, "{1}", gd_tr(w->c->lang, GD_TR("suggested")));
	else if (d->optional)
		add(w, "{1}", gd_tr(w->c->lang, GD_TR("may be left out")));
	add_condition(w, GD_TR("only when {1}"), d->when);
	add_condition(w, GD_TR("needs: {1}"), d->needs);
	add_condition(w, GD_TR("settles itself when {1}"), d->derived);
	add_fields(w, d, true);
	add_fields(w, d, false);
	if (p && d->effect == GD_EFFECT_MAKE)
		add_paper(w, p);
	if (d->due.base != GD_BASE_NONE)
		add_due(w, &d->due);
	add_offer(w, d);
	add_time(w, d);
	add_answers(w, d);
	if (d->after_close)
		add(w, "{1}",
		    gd_tr(w->c->lang, GD_TR("also after the order is "
					    "completed")));
	if (d->mark)
		add(w, GD_TR("status then: {1}"), cli_name_of(w->c, d->mark));
}

/* Both names side by side, the reader's first. */
static void
names(struct wall *w, const struct gd_name *name)
{
	bool zh = w->c->lang == GD_ZH;

	gd_str_add(&w->out, zh ? name->zh : name->en);
	if (w->both)
		gd_str_addf(&w->out, "  %s", zh ? name->en : name->zh);
	gd_str_addc(&w->out, '\n');
}

static void
duty_lines(struct wall *w, const struct gd_duty_def *d, int step_no, int no)
{
	const enum gd_lang reader = w->c->lang;

	gd_str_addf(&w->out, "   %d.%-2d ", step_no, no);
	names(w, &d->name);
	duty_words(w, d);
	fold(w);
	if (!w->both)
		return;
	w->c->lang = reader == GD_ZH ? GD_EN : GD_ZH;
	duty_words(w, d);
	fold(w);
	w->c->lang = reader;
}

/* Why an order may be cancelled. */
static void
cause_lines(struct wall *w)
{
	const enum gd_lang reader = w->c->lang;

	for (int turn = 0; turn < (w->both ? 2 : 1); turn++) {
		for (int i = 0; i < w->wf->ncauses; i++)
			gd_str_addf(&w->said, "%s%s",
			    i ? comma(w, false)
			      : gd_tr(w->c->lang, GD_TR("May be cancelled "
							"because of: ")),
			    cli_name_of(w->c, &w->wf->causes[i].name));
		fold(w);
		w->c->lang = reader == GD_ZH ? GD_EN : GD_ZH;
	}
	w->c->lang = reader;
}

void
cli_workflow_wall(struct cli *c, const struct gd_workflow *wf, bool both)
{
	struct wall w = { c, wf, both, GD_STR_INIT, GD_STR_INIT };

	names(&w, &wf->name);
	for (int i = 0; i < wf->nsteps; i++) {
		const struct gd_step_def *step = &wf->steps[i];

		gd_str_addf(&w.out, "\n%2d  ", step->no);
		names(&w, &step->name);
		for (int k = 0; k < step->duties.n; k++)
			duty_lines(&w, &wf->duties[step->duties.at[k]],
			    step->no, k + 1);
	}
	if (wf->ncauses) {
		gd_str_addc(&w.out, '\n');
		cause_lines(&w);
	}
	cli_out_lines(c, w.out.text);
	gd_str_release(&w.out);
	gd_str_release(&w.said);
}
