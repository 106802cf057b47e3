/* tui/acts/revise.c - a correction of what an issued paper says: the choice to
 * revise the paper or to write a notice; what was typed goes along.
 *
 * A correction of the order drafts all its papers anew in the same act; one
 * of what a duty recorded opens the revision of the first paper. */
#include <stdlib.h>
#include <string.h>

#include "core/view/carried.h"

#include "act_inputs_priv.h"
#include "../forms/form_screen_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define VALUES_MAX 40 /* names and values in turn */

struct offer {
	char *number; /* owned */
	struct gd_arena arena;
	const struct gd_workflow *wf; /* of the app */
	struct form *form;            /* below the offer */
	bool *anew;                   /* set: all papers are drafted anew */
	const char *revise;           /* id of the act, without anew */
	const char *notice, *problem; /* ids; NULL: not now */
	const char *values[VALUES_MAX + 1];
	const char *change; /* "paper.field: old -> new" */
	const char *words;  /* the same for people */
};

static void
offer_free(void *payload)
{
	struct offer *o = payload;

	gd_arena_release(&o->arena);
	free(o->number);
	free(o);
}

static void
chosen(struct ui *ui, void *payload, int i, const bool *ticked)
{
	struct offer *o = payload;
	const char *change[] = { "changes", o->change, NULL };
	const char *words[] = { "problem", o->words, "problem_text", o->words,
		"reason", o->words, NULL };
	bool done = false;

	(void)ticked;
	if (i == 0 && o->anew) {
		*o->anew = true;
		form_submit(ui, o->form);
		return;
	}
	if (i == 0)
		done = scr_act_with(ui, o->number, o->revise, o->values);
	else if (i == 1 && o->notice)
		done = scr_act_with(ui, o->number, o->notice, change);
	else if (i == 1 && o->problem)
		done = scr_act_with(ui, o->number, o->problem, words);
	else
		return; /* leave it: the form with what was typed is there */
	if (!done)
		ui_say(ui, "Nothing of this kind can be done here now", 0,
		    NULL);
}

static void
name_once(struct gd_str *all, const char *name)
{
	if (!strstr(all->text, name))
		gd_str_addf(all, "%s%s", all->len ? ", " : "", name);
}

/* The issued papers that say what is to be corrected, and the desks whose
 * copies would be called back; each once. @return the first paper's row, in
 * first */
static bool
find_papers(struct ui *ui, const struct gd_order_page *page,
    const struct gd_command *cmd, struct gd_carrier *first,
    struct gd_str *papers, struct gd_str *desks)
{
	struct gd_carrier all[GD_CARRIERS];
	bool found = false;

	for (int i = 0; i < cmd->nfields; i++) {
		int n = gd_carriers(page->wf, &page->order, cmd->fields[i].name,
		    cmd->lot, all);

		for (int k = 0; k < n; k++) {
			if (!found)
				*first = all[k];
			found = true;
			name_once(papers, ui_paper(ui, page->wf, all[k].kind));
			for (int d = 0; d < all[k].ndesks; d++)
				name_once(desks,
				    ui_place(ui, page->wf, all[k].desks[d]));
		}
	}
	return found;
}

/* The act of the checklist that writes a notice now, or reports the problem
 * that leads to one. */
static void
find_notice(const struct gd_order_page *page, struct offer *o)
{
	const struct gd_workflow *wf = page->wf;

	for (size_t i = 0; i < page->todo.nacts; i++) {
		const struct gd_act_view *a = &page->todo.acts[i];
		const struct gd_duty_def *d =
		    a->duty >= 0 ? &wf->duties[a->duty] : NULL;

		if (!d || !a->possible)
			continue;
		if (d->is_notice && a->verb == GD_DO_MAKE && !o->notice)
			o->notice = gd_arena_str(&o->arena, a->id);
		else if (a->adhoc && d->thread_head && !o->problem)
			for (int k = 0; k < wf->nduties; k++)
				if (wf->duties[k].is_notice && d->thread &&
				    wf->duties[k].thread &&
				    strcmp(wf->duties[k].thread, d->thread) ==
					0)
					o->problem =
					    gd_arena_str(&o->arena, a->id);
	}
}

/* What was typed: what the form of the revision shows at first. */
static void
keep_values(struct form *f, const struct gd_order_page *page,
    const struct gd_command *cmd, struct offer *o)
{
	const char *field = cmd->nfields ? cmd->fields[0].name : "";
	int n = 0;

	(void)page;
	for (int i = 0; i < cmd->nfields && n + 4 < VALUES_MAX; i++) {
		struct input *in = form_find(f, cmd->fields[i].name);

		o->values[n++] = gd_arena_str(&o->arena, cmd->fields[i].name);
		o->values[n++] = gd_arena_str(&o->arena, cmd->fields[i].value);
		/* a line's quantity stands in one field on some papers */
		if (strcmp(cmd->fields[i].name, "line:1:qty") == 0) {
			o->values[n] = "quantity";
			o->values[n + 1] = o->values[n - 1];
			n += 2;
		}
		if (in && i == 0)
			o->words = gd_arena_printf(&o->arena, "%s -> %s",
			    *in->first ? in->first : "-", cmd->fields[i].value);
	}
	o->values[n++] = ACT_REASON;
	o->values[n++] = gd_arena_str(&o->arena, cmd->reason);
	o->values[n] = NULL;
	if (!o->values[n - 1])
		o->values[n - 2] = NULL;
	(void)field;
}

static void
name_change(struct ui *ui, const struct gd_command *cmd, const char *kind,
    struct offer *o)
{
	struct gd_str all = GD_STR_INIT;

	for (int i = 0; i < cmd->nfields; i++) {
		bool cell = strncmp(cmd->fields[i].name, "line:", 5) == 0;
		const char *old = o->words ? o->words : "";
		int len = (int)strcspn(old, ">");

		len = len > 2 ? len - 2 : 0; /* without " -" */
		gd_str_addf(&all, "%s%s.%s: %.*s -> %s", all.len ? "; " : "",
		    kind, cmd->fields[i].name, i == 0 && !cell ? len : 0, old,
		    cmd->fields[i].value);
	}
	o->change = gd_arena_str(&o->arena, all.text);
	if (o->words && cmd->nfields)
		o->words = gd_arena_printf(&o->arena, "%s: %s",
		    ui_thing(ui, o->wf, cmd->fields[0].name), o->words);
	gd_str_release(&all);
}

static void
ask(struct ui *ui, const char *papers, const char *desks, struct offer *o)
{
	struct gd_str text = GD_STR_INIT;
	struct scr_item items[3] = { { 0 }, { 0 }, { 0 } };

	items[0].label = o->anew ? tr(ui, "1 Correct, and draft them anew")
				 : tr(ui, "1 Revise");
	if (*desks) {
		ui_sentence(ui, &text, "recalls the copies at: {1}", 1,
		    (const struct gd_arg[]){ gd_arg_text(desks) });
		items[0].note = text.text;
	} else {
		items[0].note = tr(ui, "no copy is out");
	}
	items[1].label = tr(ui, "2 Write a notice");
	items[1].note =
	    o->notice    ? tr(ui, "the customer agreed: tells every desk")
	    : o->problem ? tr(ui, "first the problem, then who agreed")
			 : tr(ui, "not open now");
	items[1].off = !o->notice && !o->problem;
	items[2].label = tr(ui, "3 Leave it as it is");
	scr_pick(ui, &(struct scr_pick){
			 .title = ui_fmt(ui, "%s: %s",
			     tr(ui, "Issued, it says this too"), papers),
			 .items = items,
			 .n = 3,
			 .then = chosen,
			 .payload = o,
			 .drop = offer_free,
		     });
	gd_str_release(&text);
}

bool
offer_revision(struct ui *ui, struct form *f, const struct gd_order_page *page,
    const struct gd_command *cmd, const struct gd_err *err, bool *anew)
{
	struct gd_str papers = GD_STR_INIT, desks = GD_STR_INIT;
	struct gd_carrier first = { 0 };
	struct offer *o;

	if ((err->msg != GD_M_FIELD_ON_PAPER &&
		err->msg != GD_M_CUSTOMER_ON_PAPER) ||
	    !find_papers(ui, page, cmd, &first, &papers, &desks)) {
		gd_str_release(&papers);
		gd_str_release(&desks);
		return false;
	}
	o = gd_alloc(1, sizeof *o);
	o->number = gd_strdup(gd_head(&page->order)->number);
	o->wf = page->wf;
	o->form = f;
	o->anew = cmd->verb == GD_DO_CORRECT && !cmd->duty && !cmd->piece
		      ? anew
		      : NULL;
	o->revise = gd_arena_printf(&o->arena, "revise:%s@%lld#%lld",
	    first.kind, (long long)first.lot, (long long)first.inst);
	find_notice(page, o);
	keep_values(f, page, cmd, o);
	name_change(ui, cmd, first.kind, o);
	ask(ui, papers.text, desks.text, o);
	gd_str_release(&papers);
	gd_str_release(&desks);
	return true;
}
