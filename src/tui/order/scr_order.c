/* tui/order/scr_order.c - one order: the rail at the left, the checklist of a
 * step at the right, below it why something is blocked and what happened last.
 *
 * This file has the keys; order_paint.c has the looks.
 */
#include <stdlib.h>
#include <string.h>

#include "order_screen_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

/* ---- loading ------------------------------------------------------------ */

/* The steps of the lot that is shown, and those of the whole order. */
static void
collect_steps(struct order_screen *o)
{
	const struct gd_todo *t = &o->page.todo;

	o->steps.n = 0;
	for (size_t i = 0; i < t->nsteps && o->steps.n < ORDER_STEPS; i++)
		if (!o->lot || !t->steps[i].lot || t->steps[i].lot == o->lot)
			o->step_of[o->steps.n++] = (int)i;
	scroll_fix(&o->steps, 1);
}

const struct gd_step_view *
order_screen_step(const struct order_screen *o)
{
	if (o->steps.at < 0 || o->steps.at >= o->steps.n)
		return NULL;
	return &o->page.todo.steps[o->step_of[o->steps.at]];
}

/* The duties of the step under the cursor. */
static void
collect(struct order_screen *o)
{
	const struct gd_todo *t = &o->page.todo;
	const struct gd_step_view *step;

	collect_steps(o);
	o->duties.n = 0;
	step = order_screen_step(o);
	if (!step)
		return;
	for (size_t i = 0; i < t->nduties && o->duties.n < ORDER_DUTIES; i++) {
		const struct gd_duty_view *v = &t->duties[i];

		if (&o->page.wf->steps[v->def->step] != step->def ||
		    v->state == GD_DUTY_NA ||
		    (step->lot && v->lot && v->lot != step->lot) ||
		    (o->lot && v->lot && v->lot != o->lot))
			continue;
		o->shown[o->duties.n++] = (int)i;
	}
}

const struct gd_duty_view *
order_screen_duty(const struct order_screen *o)
{
	if (o->duties.at < 0 || o->duties.at >= o->duties.n)
		return NULL;
	return &o->page.todo.duties[o->shown[o->duties.at]];
}

/* The first line of this step that can be done; false: none. */
static bool
to_ready(struct order_screen *o)
{
	const struct gd_todo *t = &o->page.todo;

	for (int i = 0; i < o->duties.n; i++) {
		if (t->duties[o->shown[i]].state != GD_DUTY_READY)
			continue;
		o->duties.at = i;
		return true;
	}
	return false;
}

/* The lot to show: the one chosen while it lives, else the first that is not
 * done; 0 where there is one only. */
static void
choose_lot(struct order_screen *o)
{
	const struct gd_workflow *wf = o->page.wf;
	int64_t first = 0, open = 0, chosen = 0;
	struct gd_lot_view v;
	int n = 0;

	for (size_t i = 0; gd_lot_view(wf, &o->page.order, i, &v); i++) {
		n++;
		if (v.lot->no == o->lot)
			chosen = o->lot;
		if (!first)
			first = v.lot->no;
		if (!open && !v.done && !v.off)
			open = v.lot->no;
	}
	o->lot = n < 2 ? 0 : chosen ? chosen : open ? open : first;
}

/* The first step that is not finished, and in it what is to be done. */
static void
start_at(struct order_screen *o)
{
	const struct gd_todo *t = &o->page.todo;

	collect_steps(o);
	for (int i = 0; i < o->steps.n; i++) {
		const struct gd_step_view *v = &t->steps[o->step_of[i]];

		if (v->state != GD_STEP_OPEN || v->def->standing)
			continue;
		o->steps.at = i;
		break;
	}
	collect(o);
	(void)to_ready(o);
}

/* After an act: the next line of the step, or the next step when it is done. */
static void
go_on(struct order_screen *o)
{
	const struct gd_step_view *step = order_screen_step(o);

	if (!to_ready(o) && step && step->state == GD_STEP_DONE)
		start_at(o);
}

static void
load(struct ui *ui, struct screen *s)
{
	struct order_screen *o = (struct order_screen *)s;
	const struct gd_duty_view *v = order_screen_duty(o);
	int ready = v && v->state == GD_DUTY_READY ? v->duty : -1;
	struct gd_order_page page = { 0 };
	struct gd_err err = GD_ERR_INIT;

	if (gd_app_order(*ui->app, o->number, &page, &err) != GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	gd_order_page_release(&o->page);
	gd_arena_release(&o->arena);
	o->page = page;
	gd_app_order_dates(*ui->app, &o->page, &o->arena, &o->dates);
	gd_warnings_make(o->page.wf, &o->page.order, &o->arena, &o->warnings,
	    &o->nwarnings);
	choose_lot(o);
	if (!o->loaded)
		start_at(o);
	o->loaded = true;
	collect(o);
	/* what was to be done is done: on to the next, so that Enter goes on */
	v = order_screen_duty(o);
	if (v && v->duty == ready &&
	    (v->state == GD_DUTY_DONE || v->state == GD_DUTY_WAIVED))
		go_on(o);
	order_events_load(ui, o);
}

/* ---- keys --------------------------------------------------------------- */

/* Ids of the acts of one checklist line; verb GD_DO_NONE = all that are to
 * be done. */
static int
acts_of(const struct order_screen *o, const struct gd_duty_view *v,
    const char **out, int max, enum gd_verb verb)
{
	const struct gd_todo *t = &o->page.todo;
	int n = 0;

	for (size_t i = 0; i < t->nacts && n < max; i++) {
		const struct gd_act_view *a = &t->acts[i];

		if (a->duty != v->duty || a->lot != v->lot ||
		    (v->inst && a->inst && a->inst != v->inst) ||
		    (verb ? a->verb != verb : a->optional))
			continue;
		out[n++] = a->id;
	}
	return n;
}

/* Ids of the receipts that are due of what this line hands out. */
static int
receipts_of(const struct order_screen *o, const struct gd_duty_view *v,
    const char **out, int max)
{
	const struct gd_todo *t = &o->page.todo;
	int n = 0;

	for (size_t i = 0; i < t->nacts && n < max; i++) {
		const struct gd_act_view *a = &t->acts[i];
		bool here = false;

		for (int k = 0; k < v->def->papers.n; k++)
			here |= v->def->papers.at[k] == a->paper;
		if (here && a->verb == GD_DO_RECEIVE && a->piece &&
		    a->lot == v->lot)
			out[n++] = a->id;
	}
	return n;
}

/* Enter on a line: do it, or say why not. */
static void
do_duty(struct ui *ui, struct order_screen *o)
{
	const struct gd_duty_view *v = order_screen_duty(o);
	const char *ids[32];
	int n;

	if (!v)
		return;
	n = acts_of(o, v, ids, 32, GD_DO_NONE);
	if (n == 0 && v->def->effect == GD_EFFECT_HAND_OUT)
		n = receipts_of(o, v, ids, 32);
	if (n > 0)
		scr_acts_of(ui, o->number, ids, n, true);
	else if (v->state == GD_DUTY_WAITING || v->state == GD_DUTY_BLOCKED)
		order_screen_why(ui, o, v);
	else
		scr_acts(ui, o->number, v->def->name.id);
}

static void
sign(struct ui *ui, struct order_screen *o)
{
	const struct gd_duty_view *v = order_screen_duty(o);
	const char *ids[32];
	int n = v ? acts_of(o, v, ids, 32, GD_DO_SIGN) : 0;

	if (n > 0)
		scr_acts_of(ui, o->number, ids, n, true);
	else
		scr_acts(ui, o->number, "sign:");
}

/* The paper the line under the cursor is about; NULL: none. */
static const char *
kind_here(const struct order_screen *o)
{
	const struct gd_duty_view *v =
	    o->in_steps ? NULL : order_screen_duty(o);
	const struct gd_workflow *wf = o->page.wf;

	if (v && v->def->thing >= 0)
		return wf->papers[v->def->thing].name.id;
	if (v && v->def->papers.n == 1)
		return wf->papers[v->def->papers.at[0]].name.id;
	return NULL;
}

static void
copies(struct ui *ui, struct order_screen *o)
{
	const struct gd_duty_view *v =
	    o->in_steps ? NULL : order_screen_duty(o);

	scr_copies(ui, o->number, kind_here(o), v ? v->lot : 0,
	    v ? v->inst : 0);
}

static void
edit(struct ui *ui, struct order_screen *o)
{
	const struct gd_duty_view *v = order_screen_duty(o);
	const struct gd_workflow *wf = o->page.wf;

	if (o->in_steps || !v)
		scr_act(ui, o->number, "correct:");
	else if (v->def->effect == GD_EFFECT_MAKE && v->def->thing >= 0 &&
		 v->state == GD_DUTY_DONE)
		scr_acts(ui, o->number,
		    ui_fmt(ui, "revise:%s@",
			wf->papers[v->def->thing].name.id));
	else if (v->def->effect == GD_EFFECT_HAND_OUT &&
		 v->state < GD_DUTY_DONE)
		ui_say(ui,
		    GD_TR("{1} is not done yet, so there is nothing to "
			  "correct; Enter does it"),
		    1,
		    (const struct gd_arg[]){
			gd_arg_text(ui_name(ui, &v->def->name)) });
	else
		scr_acts(ui, o->number, ui_fmt(ui, ":%s@", v->def->name.id));
}

static void
step(struct order_screen *o, int by)
{
	o->steps.at += by;
	collect(o);
	o->duties.at = o->duties.top = 0;
}

void
order_screen_to_step(struct ui *ui, struct screen *s, int at)
{
	struct order_screen *o = (struct order_screen *)s;

	(void)ui;
	if (at >= o->steps.n)
		return;
	o->in_steps = true;
	step(o, at - o->steps.at);
}

void
order_screen_to_duty(struct ui *ui, struct screen *s, int at)
{
	struct order_screen *o = (struct order_screen *)s;

	(void)ui;
	if (at >= o->duties.n)
		return;
	o->in_steps = false;
	o->duties.at = at;
}

/* To the next lot, or the one before; the cursor stays on its step. */
static void
go_lot(struct ui *ui, struct order_screen *o, int by)
{
	const struct gd_sheet *sheet = &o->page.order.sheet;
	size_t n = sheet->rows[GD_TAB_LOT].n, at = 0;
	const struct gd_lot *row;

	if (n < 2) {
		ui_say(ui, "This order has one lot; F2 \"split\" makes another",
		    0, NULL);
		return;
	}
	for (size_t i = 0; (row = gd_row_at(sheet, GD_TAB_LOT, i)); i++)
		if (row->no == o->lot)
			at = i;
	at = (at + n + (by > 0 ? 1 : n - 1)) % n;
	row = gd_row_at(sheet, GD_TAB_LOT, at);
	o->lot = row->no;
	step(o, 0);
	(void)to_ready(o);
}

static bool
act_pane(struct ui *ui, struct order_screen *o, enum gd_action action)
{
	int rows = ui_bottom(ui) - order_screen_top(ui, o) - 2;
	bool taken;

	if (!o->in_steps)
		return scroll_act(&o->duties, action, rows);
	taken = scroll_act(&o->steps, action, rows);
	if (taken)
		step(o, 0);
	return taken;
}

static bool
order_act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct order_screen *o = (struct order_screen *)s;

	if (!o->loaded)
		return false;
	switch (action) {
	case GD_A_OPEN:
	case GD_A_MARK:
		if (o->in_steps)
			o->in_steps = false;
		else
			do_duty(ui, o);
		return true;
	case GD_A_NEXT_PANE:
	case GD_A_PREV_PANE:
		o->in_steps = !o->in_steps;
		return true;
	case GD_A_PREV_STEP:
		step(o, -1);
		return true;
	case GD_A_NEXT_STEP:
		step(o, 1);
		return true;
	case GD_A_ACTIONS:
		scr_acts(ui, o->number, NULL);
		return true;
	case GD_A_SIGN:
		sign(ui, o);
		return true;
	case GD_A_COPIES:
		copies(ui, o);
		return true;
	case GD_A_PRINT:
		scr_print(ui, o->number, kind_here(o), 0);
		return true;
	case GD_A_EDIT:
		edit(ui, o);
		return true;
	case GD_A_NOTICE:
		order_screen_notices(ui, o);
		return true;
	case GD_A_UNDO:
		scr_undo(ui, o->number);
		return true;
	case GD_A_NEXT_LOT:
	case GD_A_PREV_LOT:
		go_lot(ui, o, action == GD_A_NEXT_LOT ? 1 : -1);
		return true;
	case GD_A_LINES:
		scr_goods(ui, o->number);
		return true;
	case GD_A_HISTORY:
		scr_history(ui, o->number);
		return true;
	case GD_A_FLOW:
		scr_flow(ui, o->number);
		return true;
	case GD_A_GANTT:
		scr_gantt(ui, o->number);
		return true;
	case GD_A_DATES:
		scr_dates(ui, o->number, NULL);
		return true;
	default:
		return act_pane(ui, o, action);
	}
}

static int
order_hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	const struct order_screen *o = (const struct order_screen *)s;
	int n = 0;

	(void)ui;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	out[n++] =
	    (struct gd_hint){ GD_A_OPEN, o->in_steps ? NULL : GD_TR("Do"), 0 };
	if (o->lot)
		out[n++] = (struct gd_hint){ GD_A_NEXT_LOT, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_NEXT_PANE, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_COPIES, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_SIGN, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_PRINT, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_NOTICE,
		o->page.wf && gd_wf_has_notice(o->page.wf) ? NULL
							   : GD_TR("Note"),
		0 };
	out[n++] = (struct gd_hint){ GD_A_EDIT, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_LINES, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_DATES, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_HISTORY, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_UNDO, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_LANG, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
order_free(struct screen *s)
{
	struct order_screen *o = (struct order_screen *)s;

	gd_order_page_release(&o->page);
	gd_arena_release(&o->arena);
	order_events_drop(o);
	free(o->number);
	free(o);
}

static const struct screen_ops order_ops = {
	.name = "order",
	.place = GD_AT_ORDER,
	.load = load,
	.paint = order_screen_paint,
	.act = order_act,
	.hints = order_hints,
	.free = order_free,
};

void
scr_order(struct ui *ui, const char *number)
{
	struct order_screen *o = gd_alloc(1, sizeof *o);

	o->screen.ops = &order_ops;
	o->number = gd_strdup(number);
	ui_push(ui, &o->screen);
}

bool
scr_order_shows(const struct screen *s, const char *number)
{
	return s->ops == &order_ops &&
	       (!number || strcmp(((const struct order_screen *)s)->number,
			       number) == 0);
}

bool
scr_order_to_step(struct ui *ui, int64_t step_no)
{
	struct order_screen *o = (struct order_screen *)ui->top;

	if (o->screen.ops != &order_ops || !o->loaded)
		return false;
	for (int i = 0; i < o->steps.n; i++) {
		if (o->page.todo.steps[o->step_of[i]].def->no != step_no)
			continue;
		step(o, i - o->steps.at);
		(void)to_ready(o);
		return true;
	}
	return false;
}
