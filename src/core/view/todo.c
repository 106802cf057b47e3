/* core/view/todo.c - the checklist: steps and duties as rows to look at. */
#include "core/view/todo.h"

#include <string.h>

#include "../work.h"
#include "todo_priv.h"

#include "base/banned.h"

const char *
gd_duty_state_word(enum gd_duty_state s)
{
	static const char *const words[] = {
		[GD_DUTY_NA] = "n/a",
		[GD_DUTY_WAITING] = "waiting",
		[GD_DUTY_BLOCKED] = "blocked",
		[GD_DUTY_READY] = "ready",
		[GD_DUTY_DONE] = "done",
		[GD_DUTY_WAIVED] = "waived",
	};

	return words[s];
}

void
gd_todo_release(struct gd_todo *t)
{
	free(t->steps);
	free(t->duties);
	free(t->acts);
	gd_arena_release(&t->arena);
	memset(t, 0, sizeof *t);
}

/* The papers a duty is about: what it makes, receives, sends. */
static bool
duty_paper(const struct gd_duty_def *def, int paper)
{
	return def->thing == paper || gd_list_has(&def->papers, paper);
}

/* Which paper each piece is of, asked for once and not by every duty. */
static void
find_papers(struct todo *t)
{
	const struct gd_piece *pc;

	t->piece_paper = gd_arena_alloc(&t->out->arena,
	    gd_row_count(&t->o->sheet, GD_TAB_PIECE) + 1,
	    sizeof *t->piece_paper);
	for (size_t i = 0; (pc = gd_walk(t->o, GD_TAB_PIECE, &i));)
		t->piece_paper[i - 1] = (int16_t)gd_wf_paper(t->wf, pc->kind);
}

static void
count_pieces(const struct todo *t, struct gd_duty_view *v)
{
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(t->o, GD_TAB_PIECE, &i));) {
		int p = t->piece_paper[i - 1];
		struct gd_at at;

		if (p < 0 || !duty_paper(v->def, p))
			continue;
		at = paper_at(t->wf, t->o, p, v->lot, v->inst);
		if (pc->lot != at.lot || pc->inst != at.inst ||
		    pc->state == GD_PIECE_VOID ||
		    (pc->state == GD_PIECE_HELD && !pc->sent_ms &&
			!(pc->taken && pc->class == GD_PIECE_COPY)))
			continue; /* void, or it never had to leave */
		v->pieces++;
		v->sent += pc->state == GD_PIECE_SENT;
		v->held += pc->state == GD_PIECE_HELD;
		v->back_due += pc->state == GD_PIECE_RECALL;
	}
}

/* Why a duty is blocked, as an English phrase and the condition's text. */
static void
say_why(const struct todo *t, struct gd_duty_view *v, struct gd_at at)
{
	const struct gd_pred *unmet;

	v->why = v->why_ref = "";
	if (v->state == GD_DUTY_WAITING && v->def->derived) {
		v->why = GD_TR("settles itself when");
		v->why_ref = v->def->derived->text ? v->def->derived->text : "";
	} else if (v->state == GD_DUTY_WAITING) {
		v->why = GD_TR("the step has not opened");
	} else if (v->state == GD_DUTY_BLOCKED) {
		unmet = pred_unmet(t->wf, t->o, v->def->needs, at);
		v->why = unmet ? GD_TR("needs") : GD_TR("the thing is lost");
		v->why_ref = unmet && unmet->text ? unmet->text : "";
	}
}

static char
duty_mark(const struct gd_duty_view *v)
{
	switch (v->state) {
	case GD_DUTY_DONE:
		if (v->back_due)
			return GD_MARK_CHANGED;
		return v->sent && v->def->effect == GD_EFFECT_HAND_OUT
			   ? GD_MARK_RECEIPT
			   : GD_MARK_DONE;
	case GD_DUTY_WAIVED:
		return GD_MARK_WAIVED;
	case GD_DUTY_READY:
	case GD_DUTY_BLOCKED:
		if (v->late)
			return GD_MARK_LATE;
		if (v->revision && v->revision->state == GD_REV_SIGNING)
			return GD_MARK_SIGN;
		return v->state == GD_DUTY_READY ? GD_MARK_RUNNING
						 : GD_MARK_NOT;
	case GD_DUTY_WAITING:
		return v->late ? GD_MARK_LATE : GD_MARK_NOT;
	case GD_DUTY_NA:
		break;
	}
	return GD_MARK_NA;
}

static void
duty_view(struct todo *t, int duty, struct gd_at at)
{
	struct gd_duty_view *v =
	    GD_PUSH(t->out->duties, t->out->nduties, t->duties_room);
	const struct gd_paper *p;
	const struct gd_due *due;
	struct gd_at here;

	v->def = &t->wf->duties[duty];
	v->duty = duty;
	v->lot = at.lot;
	v->round = at.round;
	v->inst = at.inst;
	v->state = duty_state(t->wf, t->o, duty, at);
	v->act = duty_act(t->wf, t->o, duty, at);
	due = gd_row_find(&t->o->sheet, GD_TAB_DUE,
	    &(struct gd_due){ .duty = v->def->name.id,
		.lot = at.lot,
		.round = at.round,
		.inst = at.inst,
		.base = "",
		.rule = "",
		.reason = "" });
	v->due = due ? (int32_t)due->day : 0;
	v->late = v->due && v->due < t->f->today &&
		  (v->state == GD_DUTY_READY || v->state == GD_DUTY_BLOCKED ||
		      v->state == GD_DUTY_WAITING);
	if (v->def->effect == GD_EFFECT_MAKE && v->def->thing >= 0) {
		here = paper_at(t->wf, t->o, v->def->thing, at.lot, at.inst);
		p = gd_paper(t->o, t->wf->papers[v->def->thing].name.id,
		    here.lot, here.inst);
		v->revision =
		    p ? gd_revision(t->o, p->kind, p->lot, p->inst, p->last)
		      : NULL;
	}
	count_pieces(t, v);
	say_why(t, v, at);
	v->mark = duty_mark(v);
}

static void
step_view(struct todo *t, int step, int64_t lot)
{
	struct gd_step_view *v =
	    GD_PUSH(t->out->steps, t->out->nsteps, t->steps_room);
	const struct gd_step_def *def = &t->wf->steps[step];
	const struct gd_step *row = gd_row_find(&t->o->sheet, GD_TAB_STEP,
	    &(struct gd_step){ .step = def->name.id,
		.lot = lot,
		.reason = "",
		.by = "" });

	v->def = def;
	v->lot = lot;
	v->state = step_state(t->wf, t->o, step, lot);
	v->mark = step_mark_lot(t->wf, t->o, step, lot);
	v->early = row && row->early;
	for (size_t i = 0; i < t->out->nduties; i++) {
		const struct gd_duty_view *d = &t->out->duties[i];

		if (d->def->step != step || d->state == GD_DUTY_NA ||
		    (lot && d->lot && d->lot != lot))
			continue;
		if (d->late && d->def->blocks != GD_BLOCKS_NO)
			v->mark = GD_MARK_LATE;
		if (d->def->many && d->state != GD_DUTY_DONE)
			continue;
		v->total++;
		v->done +=
		    d->state == GD_DUTY_DONE || d->state == GD_DUTY_WAIVED;
	}
}

void
gd_todo_make(const struct gd_workflow *wf, const struct gd_order *order,
    const struct gd_facts *facts, struct gd_todo *out)
{
	struct gd_facts anybody = *facts;
	struct gd_order now = *order; /* the same rows, with today's rates */
	struct todo t = { .wf = wf, .o = &now, .f = &anybody, .out = out };

	memset(out, 0, sizeof *out);
	anybody.actor = (struct gd_actor){ .login = GD_ANYBODY };
	anybody.person_ok = true;
	now.rates = &facts->rates;
	order = &now;
	find_papers(&t);
	for (int d = 0; d < wf->nduties; d++) {
		struct gd_at at;

		for (int i = 0; duty_place(wf, order, d, i, &at); i++)
			duty_view(&t, d, at);
	}
	for (int s = 0; s < wf->nsteps; s++) {
		int64_t lots = wf->steps[s].per_lot ? lot_count(order) : 0;

		if (!lots)
			step_view(&t, s, 0);
		for (int64_t l = 1; l <= lots; l++)
			step_view(&t, s, l);
	}
	todo_acts(&t);
}
