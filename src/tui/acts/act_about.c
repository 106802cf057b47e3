/* tui/acts/act_about.c - what the form of an act says above its fields: the
 * revision to be signed, the pieces to be handed out, what undo takes back.
 */
#include <string.h>

#include "base/day.h"
#include "core/proof.h"
#include "core/view/taken.h"

#include "act_inputs_priv.h"
#include "../order/dates_priv.h"
#include "../order/order_screen_priv.h"

#include "base/banned.h"

/* Who has signed it so far. */
static void
about_signoffs(struct ui *ui, const struct gd_order_page *page,
    const struct gd_revision *r, struct gd_str *out)
{
	const struct gd_workflow *wf = page->wf;
	const struct gd_signoff *s;
	int n = 0;

	for (size_t i = 0; (s = gd_walk(&page->order, GD_TAB_SIGNOFF, &i));) {
		int role = gd_wf_role(wf, s->role);
		const struct gd_arg who =
		    gd_arg_text(ui_person(ui, s->entered_by));

		if (!s->live || strcmp(s->kind, r->kind) != 0 ||
		    s->lot != r->lot || s->inst != r->inst || s->rev != r->rev)
			continue;
		gd_str_addf(out, "%s%s (%s)",
		    n++ ? ", " : ui_fmt(ui, "\n%s: ", tr(ui, "Signed by")),
		    ui_deputy(ui, s->by, s->for_whom),
		    role >= 0 ? ui_name(ui, &wf->roles[role].name) : s->role);
		if (strcmp(gd_proof_word(s), "login") == 0)
			gd_str_addf(out, " %s", tr(ui, "login only"));
		if (*s->entered_by && !*s->reason) {
			gd_str_addc(out, ' ');
			gd_say(out, *ui->lang, gd_taken_words(), 1, &who);
		}
	}
}

/* Who sent it back, when and why. */
static void
about_back(struct ui *ui, const struct gd_revision *r, struct gd_str *out)
{
	if (!gd_revision_back(r))
		return;
	gd_str_add(out, "\n! ");
	ui_back(ui, r, out);
}

static void
about_paper(struct ui *ui, const struct gd_order_page *page,
    const struct gd_command *cmd, struct gd_str *out)
{
	const struct gd_workflow *wf = page->wf;
	const struct gd_paper *p =
	    gd_paper(&page->order, cmd->paper, cmd->lot, cmd->inst);
	const struct gd_revision *r =
	    p ? gd_revision(&page->order, p->kind, p->lot, p->inst, p->last)
	      : NULL;
	json_t *fields =
	    r && *r->fields ? json_loads(r->fields, 0, NULL) : NULL;
	const char *name;
	json_t *value;

	if (r)
		gd_str_addf(out, "\n%s %d, %s %s: ", tr(ui, "Revision"),
		    (int)r->rev, tr(ui, "by"),
		    ui_deputy(ui, r->by, r->for_whom));
	json_object_foreach(fields, name, value)
	{
		gd_str_addf(out, "%s ", ui_thing(ui, wf, name));
		ui_field_said(ui, wf, out, name,
		    json_string_value(value) ? json_string_value(value) : "");
		gd_str_add(out, "; ");
	}
	json_decref(fields);
	if (r)
		about_signoffs(ui, page, r, out);
	about_back(ui, r, out);
}

/* Before what is to be signed: what is different since he knew it. */
static void
about_since(struct ui *ui, const struct gd_order_page *page,
    const struct gd_command *cmd, struct gd_str *out)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_read_since since;
	char when[GD_MS_TEXT];

	gd_app_read_since(*ui->app, &page->order, cmd->paper, cmd->lot,
	    cmd->inst, &arena, &since);
	if (since.basis != GD_READ_NOTHING) {
		gd_ms_text(since.at_ms, gd_utc_offset_min(), when);
		gd_str_add(out, "\n~ ");
		gd_say(out, *ui->lang, gd_read_since_text(&since), 2,
		    (const struct gd_arg[]){ gd_arg_int(since.rev),
			gd_arg_text(when) });
	}
	for (int i = 0; i < since.n; i++) {
		gd_str_add(out, *ui->lang == GD_ZH ? i ? "；" : "："
				: i                ? "; "
						   : ": ");
		ui_differ(ui, page->wf, out, &since.rows[i]);
	}
	gd_arena_release(&arena);
}

/* What stands against the issue of a paper, known before its draft is filled
 * in: who has to sign it, and what else must be there first. */
static void
about_draft(struct ui *ui, const struct gd_order_page *page,
    const struct gd_command *cmd, int duty, struct gd_str *out)
{
	const struct gd_workflow *wf = page->wf;
	const struct gd_paper_def *def = &wf->papers[wf->duties[duty].thing];
	struct gd_str who = GD_STR_INIT;

	for (int i = 0; i < def->nsigns; i++) {
		if (def->signs[i].when)
			continue; /* once it is known whether it is asked for */
		gd_str_add(&who, who.len ? ", " : "");
		ui_roles(ui, wf, &who, &def->signs[i].any);
	}
	if (who.len)
		gd_str_addf(out, "\n%s: %s",
		    tr(ui, GD_TR("Before it is issued it is signed by")),
		    who.text);
	gd_str_release(&who);
	for (size_t i = 0; i < page->todo.nduties; i++) {
		const struct gd_duty_view *v = &page->todo.duties[i];

		if (v->duty != duty || v->lot != cmd->lot ||
		    v->inst != cmd->inst)
			continue;
		about_back(ui, v->revision, out);
		if (v->state != GD_DUTY_BLOCKED || !v->why_ref || !*v->why_ref)
			continue;
		gd_str_addf(out, "\n! %s: ",
		    tr(ui, GD_TR("It can be drafted, but issued only after")));
		ui_condition(ui, wf, out, v->why_ref);
	}
}

/* What somebody is to be told, a line each. */
static void
about_telling(struct ui *ui, const struct gd_order_page *page,
    const struct gd_duty_def *duty, struct gd_str *out)
{
	for (int i = 0; i < duty->tells_what.n; i++) {
		const struct gd_field_def *f =
		    &page->wf->fields[duty->tells_what.at[i]];
		const char *value =
		    gd_field(&page->order, f->name.id, f->per_lot ? 1 : 0);

		gd_str_addf(out, "\n%s: ", ui_name(ui, &f->name));
		gd_str_add(out, *value ? value : "-");
	}
}

/* Who is to take it or not judges by what the order is, and by what is odd
 * about it. */
static void
about_offer(struct ui *ui, const struct gd_order_page *page, struct gd_str *out)
{
	const struct gd_workflow *wf = page->wf;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_warning *odd;
	size_t n;

	gd_str_addc(out, '\n');
	for (int f = 0; f < wf->nfields; f++)
		if (wf->fields[f].at_intake)
			order_field(ui, page, wf->fields[f].name.id, out);
	gd_warnings_make(wf, &page->order, &arena, &odd, &n);
	for (size_t i = 0; i < n; i++) {
		gd_str_add(out, "\n! ");
		dates_warning(ui, page, &odd[i], out);
	}
	gd_arena_release(&arena);
}

void
act_about(struct ui *ui, const struct gd_order_page *page,
    const struct gd_command *cmd, struct gd_str *out)
{
	const struct gd_workflow *wf = page->wf;
	int d = gd_wf_duty(wf, cmd->duty ? cmd->duty : "");

	if (cmd->paper && cmd->verb == GD_DO_SIGN)
		about_since(ui, page, cmd, out);
	if (cmd->paper &&
	    (cmd->verb == GD_DO_SIGN || cmd->verb == GD_DO_ISSUE ||
		cmd->verb == GD_DO_SENDBACK))
		about_paper(ui, page, cmd, out);
	if (cmd->verb == GD_DO_ACCEPT || cmd->verb == GD_DO_REFUSE)
		about_offer(ui, page, out);
	if (cmd->verb == GD_DO_UNDO) {
		gd_str_addc(out, '\n');
		ui_last_event(ui, wf, page->order.id, out);
	}
	if (d >= 0 && wf->duties[d].effect == GD_EFFECT_MAKE &&
	    (cmd->verb == GD_DO_FILL || cmd->verb == GD_DO_MAKE))
		about_draft(ui, page, cmd, d, out);
	if (d >= 0)
		about_telling(ui, page, &wf->duties[d], out);
	if (d < 0 || wf->duties[d].effect != GD_EFFECT_HAND_OUT)
		return;
	for (int i = 0; i < wf->duties[d].papers.n; i++) {
		int paper = wf->duties[d].papers.at[i];
		const char *kind = wf->papers[paper].name.id;
		const struct gd_piece *pc;

		gd_str_addf(out,
		    "\n%s: ", ui_name(ui, &wf->papers[paper].name));
		for (size_t k = 0;
		     (pc = gd_walk(&page->order, GD_TAB_PIECE, &k));)
			if (pc->state == GD_PIECE_DUE &&
			    strcmp(pc->kind, kind) == 0)
				gd_str_addf(out, "%s ",
				    ui_place(ui, wf, pc->desk));
	}
}
