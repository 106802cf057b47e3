/* tui/acts/act_notice.c - what an act will bring, said on its form before it is
 * done: a notice with the papers it makes old and the copies it calls back, a
 * booking or a delay with the dates that follow; and the way of a notice, from
 * the problem to its hand-out. */
#include <stdlib.h>
#include <string.h>

#include "app/effects.h"
#include "base/text.h"
#include "core/view/naming.h"

#include "doing_priv.h"
#include "../forms/form_screen_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

/* ---- which acts foresee --------------------------------------------------- */

static int
duty_of(const struct doing *d)
{
	return d->deed->cmd.duty ? gd_wf_duty(d->page.wf, d->deed->cmd.duty)
				 : -1;
}

static int
paper_of(const struct doing *d)
{
	const struct gd_workflow *wf = d->page.wf;
	int p = d->deed->cmd.paper ? gd_wf_paper(wf, d->deed->cmd.paper) : -1;
	int duty = duty_of(d);

	return p < 0 && duty >= 0 ? wf->duties[duty].thing : p;
}

/* Is the paper of the act a notice? */
static bool
is_notice(const struct doing *d)
{
	const struct gd_workflow *wf = d->page.wf;
	int paper = paper_of(d);

	for (int i = 0; paper >= 0 && i < wf->nduties; i++)
		if (wf->duties[i].is_notice && wf->duties[i].thing == paper)
			return true;
	return false;
}

/* Does the duty record a date from which others are reckoned? */
static bool
records_dates(const struct doing *d)
{
	const struct gd_workflow *wf = d->page.wf;
	int duty = duty_of(d);

	if (duty < 0 || wf->duties[duty].credits)
		return false;
	for (int i = 0; i < wf->duties[duty].nfields; i++)
		if (wf->fields[wf->duties[duty].fields[i].field].type ==
		    GD_FIELD_DATE)
			return !wf->duties[duty].many ||
			       gd_delay_field(wf, duty) >= 0;
	return false;
}

/* A revision of what is in force already takes its place. */
static bool
takes_place(const struct doing *d)
{
	const struct gd_command *c = &d->deed->cmd;
	const struct gd_paper *p =
	    c->paper ? gd_paper(&d->page.order, c->paper, c->lot, c->inst)
		     : NULL;

	return p && p->in_force && p->last > p->in_force;
}

static bool
foresees(const struct doing *d)
{
	switch (d->deed->cmd.verb) {
	case GD_DO_MAKE:
		return is_notice(d);
	case GD_DO_SIGN:
	case GD_DO_ISSUE:
		return is_notice(d) || takes_place(d);
	case GD_DO_REVISE:
		return true;
	case GD_DO_FILL:
		return is_notice(d) || records_dates(d);
	default:
		return false;
	}
}

/* ---- what changes --------------------------------------------------------- */

struct asking {
	struct ui *ui;
	const struct gd_workflow *wf;
};

static const char *
name_of(void *payload, enum gd_thing thing, const char *id)
{
	const struct asking *q = payload;

	(void)thing;
	return ui_thing(q->ui, q->wf, id);
}

/* When it was agreed: the first date the notice says of itself. */
static const char *
agreed_on(struct ui *ui, const struct doing *d, const struct gd_effects *e)
{
	const struct gd_workflow *wf = d->page.wf;
	int paper = gd_wf_paper(wf, e->notice);
	const struct gd_paper *p = gd_paper(&e->then, e->notice, 0, e->inst);
	const struct gd_revision *r =
	    p ? gd_revision(&e->then, e->notice, 0, e->inst, p->last) : NULL;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_says says = { 0 };
	const char *out = "-", *day;

	if (r)
		gd_says_read(r->fields, &arena, &says);
	for (int i = 0; r && i < wf->papers[paper].fields.n; i++) {
		const struct gd_field_def *fd =
		    &wf->fields[wf->papers[paper].fields.at[i]];

		if (fd->type != GD_FIELD_DATE)
			continue;
		day = gd_says_field(&says, fd->name.id);
		if (day && *day)
			out = ui_fmt(ui, "%s", day);
		break;
	}
	gd_arena_release(&arena);
	return out;
}

static void
table_row(struct ui *ui, const char *const cells[4], struct gd_str *out)
{
	int cols = ui->grid.cols - 4,
	    value = cols < 70   ? 12
		    : cols < 96 ? 15
				: 24,
	    day = 11;
	int widths[4] = { cols - 2 * value - day - 3, value, value, day };

	gd_str_addc(out, '\n');
	for (int i = 0; i < 4; i++) {
		gd_str_add(out, i ? " " : "");
		gd_text_fit(out, cells[i], widths[i], true, true);
	}
}

/* Field, before, after, agreed: a line each. */
static void
change_table(struct ui *ui, const struct doing *d, const struct gd_effects *e,
    struct gd_str *out)
{
	const char *heads[4] = { tr(ui, GD_TR("What changes")),
		tr(ui, GD_TR("Before")), tr(ui, GD_TR("After")),
		tr(ui, GD_TR("Agreed on")) };
	struct asking q = { ui, d->page.wf };

	if (e->nchanges == 0)
		return;
	table_row(ui, heads, out);
	for (size_t i = 0; i < e->nchanges; i++) {
		const struct gd_change *ch = e->changes[i];
		struct gd_str what = GD_STR_INIT;
		const char *cells[4] = { "", *ch->old ? ch->old : "-",
			*ch->now ? ch->now : "-", agreed_on(ui, d, e) };

		gd_effects_say_field(&what, *ui->lang, d->page.wf, ch, name_of,
		    &q);
		cells[0] = what.text;
		table_row(ui, cells, out);
		gd_str_release(&what);
	}
}

/* ---- foreseeing ----------------------------------------------------------- */

/* As long as this is the same, so is what was foreseen: a field was not left,
 * nothing was put into one, the order is the one that was read. */
static bool
is_fresh(struct ui *ui, const struct form *f, struct doing *d)
{
	struct gd_str key = GD_STR_INIT;
	bool fresh;

	gd_str_addf(&key, "%d %d %d %lld %d", (int)*ui->lang, f->focus, f->sets,
	    (long long)d->page.order.rev, ui->grid.cols);
	fresh = d->day && strcmp(d->day, key.text) == 0;
	if (!fresh) {
		free(d->day);
		d->day = gd_strdup(key.text);
	}
	gd_str_release(&key);
	return fresh;
}

/* Has everything been entered that must be? */
static bool
is_whole(struct form *f)
{
	for (int i = 0; i < form_count(f); i++) {
		struct input *in = form_at(f, i);

		if (in->required && in->kind != IN_SECRET && *in->id != '#' &&
		    !*form_value(f, in))
			return false;
	}
	return true;
}

static bool
edits_changes(struct form *f)
{
	for (int i = 0; i < form_count(f); i++)
		if (form_at(f, i)->kind == IN_CHANGES)
			return true;
	return false;
}

void
act_foresee(struct ui *ui, struct form *f, struct doing *d)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_effects e;
	struct gd_command cmds[65];
	int n;

	if (!foresees(d) || is_fresh(ui, f, d))
		return;
	gd_str_reset(&d->ahead);
	gd_str_reset(&d->below);
	if (!is_whole(f)) {
		gd_str_add(&d->below,
		    tr(ui, GD_TR("What it will bring stands here once it is "
				 "filled in.")));
		return;
	}
	cmds[0] = doing_command(ui, f, d);
	n = 1 + notice_commands(ui, f, d, cmds + 1, 64);
	if (gd_app_effects(*ui->app, d->page.wf, &d->page.order, cmds, n, &e,
		&err) == GD_OK) {
		if (!edits_changes(f)) /* there they stand as fields */
			change_table(ui, d, &e, &d->ahead);
		gd_effects_say(&d->below, *ui->lang, d->page.wf, &e,
		    gd_app_today(*ui->app));
	} else {
		gd_str_add(&d->below, "! ");
		ui_fault(ui, d->page.wf, &d->below, &err);
	}
	gd_effects_release(&e);
}

const char *
act_foreseen(struct ui *ui, void *payload)
{
	const struct doing *d = payload;

	(void)ui;
	return d->below.text;
}

/* ---- the way of a notice -------------------------------------------------- */

/* The thread that ends in a notice; NULL: the workflow has none. */
static const char *
notice_thread(const struct gd_workflow *wf)
{
	for (int i = 0; i < wf->nduties; i++)
		if (wf->duties[i].is_notice && wf->duties[i].thread &&
		    *wf->duties[i].thread)
			return wf->duties[i].thread;
	return NULL;
}

bool
act_of_notice(const struct gd_workflow *wf, const struct gd_act_view *a)
{
	const char *thread = notice_thread(wf);
	int duty = a->duty;

	for (int i = 0; duty < 0 && a->paper >= 0 && i < wf->nduties; i++)
		if (wf->duties[i].is_notice && wf->duties[i].thing == a->paper)
			duty = i;
	return thread && duty >= 0 && wf->duties[duty].thread &&
	       strcmp(wf->duties[duty].thread, thread) == 0;
}

const struct gd_duty_def *
act_notice_head(const struct gd_workflow *wf)
{
	const char *thread = notice_thread(wf);

	for (int i = 0; thread && i < wf->nduties; i++)
		if (wf->duties[i].thread_head && wf->duties[i].thread &&
		    strcmp(wf->duties[i].thread, thread) == 0)
			return &wf->duties[i];
	return NULL;
}

json_t *
act_thread_fields(const struct gd_order_page *page,
    const struct gd_command *cmd)
{
	const struct gd_workflow *wf = page->wf;
	int duty = cmd->duty ? gd_wf_duty(wf, cmd->duty) : -1;
	const struct gd_act *act;
	json_t *all;

	if (duty < 0 || !wf->duties[duty].is_notice)
		return NULL;
	all = json_object();
	for (size_t i = 0; (act = gd_walk(&page->order, GD_TAB_ACT, &i));) {
		const struct gd_act_view like = { .duty =
						      gd_wf_duty(wf, act->duty),
			.paper = -1 };
		json_t *one = act->inst == cmd->inst && *act->fields &&
				      act_of_notice(wf, &like)
				  ? json_loads(act->fields, 0, NULL)
				  : NULL;

		json_object_update_missing(all, one);
		json_decref(one);
	}
	return all;
}

/* What comes before what: a draft is signed or issued, not edited again. */
static int
rank(const struct gd_act_view *a)
{
	switch (a->verb) {
	case GD_DO_SIGN:
		return 1;
	case GD_DO_ISSUE:
		return 2;
	case GD_DO_SEND:
		return 3;
	case GD_DO_FILL:
	case GD_DO_CHOOSE:
	case GD_DO_MAKE:
		return strcmp(a->word, "edit") == 0 ? 0 : 4;
	default:
		return 0;
	}
}

/* The next act of the same matter that this person may do; NULL: none. */
static const struct gd_act_view *
next_of(struct ui *ui, const struct gd_order_page *page, int64_t inst)
{
	const struct gd_act_view *best = NULL;

	for (size_t i = 0; i < page->todo.nacts; i++) {
		const struct gd_act_view *a = &page->todo.acts[i];

		if (!act_of_notice(page->wf, a) || a->adhoc || !a->possible ||
		    a->inst != inst || rank(a) == 0 ||
		    gd_app_may(*ui->app, page, &a->cmd, NULL) != GD_OK)
			continue;
		if (!best || rank(a) < rank(best))
			best = a;
	}
	return best;
}

/* The instance of the matter the form was about; a new one is the newest. */
static int64_t
inst_of(const struct doing *d, const struct gd_order *o)
{
	const char *thread = notice_thread(d->page.wf);
	const struct gd_act *act;
	int64_t inst = d->deed->cmd.inst;

	for (size_t i = 0;
	     !d->deed->cmd.inst && (act = gd_walk(o, GD_TAB_ACT, &i));) {
		int duty = gd_wf_duty(d->page.wf, act->duty);

		if (duty >= 0 && d->page.wf->duties[duty].thread &&
		    strcmp(d->page.wf->duties[duty].thread, thread) == 0 &&
		    act->inst > inst)
			inst = act->inst;
	}
	return inst;
}

/* Nothing is left for this person: whose signature the draft waits for. */
static void
say_signs(struct ui *ui, const struct doing *d,
    const struct gd_order_page *page, int64_t inst)
{
	const char *kind = d->page.wf->papers[paper_of(d)].name.id;
	const struct gd_paper *p = gd_paper(&page->order, kind, 0, inst);
	const struct gd_revision *r =
	    p ? gd_revision(&page->order, kind, 0, inst, p->last) : NULL;
	struct gd_sign_box boxes[GD_SIGN_BOXES];
	struct gd_str who = GD_STR_INIT;
	int n = r && r->state < GD_REV_ISSUED
		    ? gd_sign_boxes(page->wf, &page->order, r, boxes)
		    : 0;

	for (int i = 0; i < n; i++)
		if (!boxes[i].given && boxes[i].def) {
			gd_str_add(&who, who.len ? ", " : "");
			ui_roles(ui, page->wf, &who, &boxes[i].def->any);
		}
	if (who.len)
		ui_say(ui,
		    GD_TR("The notice is drafted. It has to be signed now by: "
			  "{1}; then it can be issued (F8)"),
		    1, (const struct gd_arg[]){ gd_arg_text(who.text) });
	gd_str_release(&who);
}

void
act_notice_goes_on(struct ui *ui, const struct doing *d,
    const struct gd_order *now)
{
	const struct gd_act_view like = { .duty = duty_of(d),
		.paper = paper_of(d) };
	struct gd_order_page page = { 0 };
	const struct gd_act_view *next;

	if (!act_of_notice(d->page.wf, &like) ||
	    gd_app_order(*ui->app, d->number, &page, NULL) != GD_OK)
		return;
	next = next_of(ui, &page, inst_of(d, now));
	if (next)
		scr_act(ui, d->number, next->id);
	else if (is_notice(d))
		say_signs(ui, d, &page, inst_of(d, now));
	gd_order_page_release(&page);
}
