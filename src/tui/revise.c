/* tui/revise.c - a correction of what an issued paper says: the choice to
 * revise the paper or to write a notice; what was typed goes along. */
#include <stdlib.h>
#include <string.h>

#include "act_inputs_priv.h"
#include "scr_priv.h"

#include "base/banned.h"

#define VALUES_MAX 40 /* names and values in turn */

struct offer {
	char *number; /* owned */
	struct gd_arena arena;
	const struct gd_workflow *wf; /* of the app */
	const char *revise;           /* id of the act */
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

/* Desks whose copies would be called back. */
static void
desks_of(struct ui *ui, const struct gd_order_page *page, const char *kind,
    int64_t rev, struct gd_str *out)
{
	const struct gd_piece *p;

	for (size_t i = 0; (p = gd_walk(&page->order, GD_TAB_PIECE, &i));) {
		if (strcmp(p->kind, kind) != 0 || p->rev != rev ||
		    p->class != GD_PIECE_COPY ||
		    (p->state != GD_PIECE_SENT && p->state != GD_PIECE_HELD))
			continue;
		gd_str_addf(out, "%s%s", out->len ? ", " : "",
		    ui_place(ui, page->wf, p->desk));
	}
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
ask(struct ui *ui, const struct gd_order_page *page, const char *kind,
    int64_t rev, struct offer *o)
{
	const char *paper = ui_thing(ui, page->wf, kind);
	struct gd_str desks = GD_STR_INIT, text = GD_STR_INIT;
	struct scr_item items[3] = { { 0 }, { 0 }, { 0 } };

	desks_of(ui, page, kind, rev, &desks);
	items[0].label = ui_fmt(ui, "1 %s %s", tr(ui, "Revise"), paper);
	if (desks.len) {
		ui_sentence(ui, &text, "recalls the copies at: {1}", 1,
		    (const struct gd_arg[]){ gd_arg_text(desks.text) });
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
			 .title = ui_fmt(ui, "%s: %s", paper,
			     tr(ui, "issued, it says this too")),
			 .items = items,
			 .n = 3,
			 .then = chosen,
			 .payload = o,
			 .drop = offer_free,
		     });
	gd_str_release(&desks);
	gd_str_release(&text);
}

bool
offer_revision(struct ui *ui, struct form *f, const struct gd_order_page *page,
    const struct gd_command *cmd, const struct gd_err *err)
{
	const char *kind =
	    err->arg[1].type == GD_ARG_TEXT ? err->arg[1].text : "";
	const struct gd_paper *p, *found = NULL;
	struct offer *o;

	if (err->msg != GD_M_FIELD_ON_PAPER)
		return false;
	for (size_t i = 0; (p = gd_walk(&page->order, GD_TAB_PAPER, &i));)
		if (p->in_force && strcmp(p->kind, kind) == 0 &&
		    (!found || p->lot == cmd->lot))
			found = p;
	if (!found)
		return false;
	o = gd_alloc(1, sizeof *o);
	o->number = gd_strdup(gd_head(&page->order)->number);
	o->wf = page->wf;
	o->revise = gd_arena_printf(&o->arena, "revise:%s@%lld#%lld", kind,
	    (long long)found->lot, (long long)found->inst);
	find_notice(page, o);
	keep_values(f, page, cmd, o);
	name_change(ui, cmd, kind, o);
	ask(ui, page, kind, found->in_force, o);
	return true;
}
