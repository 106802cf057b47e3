/* core/takeover/takeover_piece.c - who holds what since the paper days.
 *
 * Pieces are those the file names.  Only what a duty still owed must send or
 * move is added: nothing of it has left yet, so it lies where the workflow
 * has it wait.
 */
#include "takeover.h"

#include <string.h>

#include "base/day.h"

#include "base/banned.h"

static const char *
clerk_desk(const struct gd_workflow *wf)
{
	for (int d = 0; d < wf->ndesks; d++)
		if (wf->desks[d].clerk)
			return wf->desks[d].name.id;
	return wf->ndesks ? wf->desks[0].name.id : "";
}

/* A blank piece with the numbers that come next. */
static struct gd_piece
piece_blank(const struct gd_work *w, int paper, struct gd_at at, int64_t rev,
    int64_t class_, const char *desk)
{
	const char *kind = w->wf->papers[paper].name.id;
	const struct gd_piece *pc;
	struct gd_piece row = { .kind = kind,
		.lot = at.lot,
		.inst = at.inst,
		.rev = rev,
		.class = class_,
		.desk = desk,
		.holder = "",
		.proxy = "",
		.carrier = "",
		.tracking = "",
		.to_desk = "",
		.cause = "",
		.note = "",
		.taken = 1 };

	for (size_t i = 0; (pc = gd_walk(&w->order, GD_TAB_PIECE, &i));) {
		if (pc->no > row.no)
			row.no = pc->no;
		if (piece_of(pc, kind, at) && pc->copy_no > row.copy_no)
			row.copy_no = pc->copy_no;
	}
	row.no++;
	row.copy_no = class_ == GD_PIECE_COPY || class_ == GD_PIECE_FILE
			  ? row.copy_no + 1
			  : 0;
	return row;
}

/* Copies of an older revision that are still out are to come back. */
static void
old_copy(const struct gd_work *w, int paper, struct gd_piece *row)
{
	const struct gd_paper *p =
	    gd_paper(&w->order, row->kind, row->lot, row->inst);

	if (!p || row->rev >= p->in_force || row->class != GD_PIECE_COPY ||
	    !w->wf->papers[paper].recallable)
		return;
	if (row->state == GD_PIECE_DUE) {
		row->state = GD_PIECE_VOID;
	} else {
		row->was = row->state;
		row->state = GD_PIECE_RECALL;
	}
	row->cause = "revision";
}

/* guard:taken-piece - one line of the file, so many pieces. */
static enum gd_code
line_put(struct gd_work *w, const struct gd_taken *t)
{
	int paper = gd_wf_paper(w->wf, t->what);
	int desk = gd_wf_desk(w->wf, t->desk ? t->desk : "");
	const char *kind;
	struct gd_at at;
	bool thing;

	if (paper < 0)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_PAPER, GD_T(t->what),
		    GD_T(w->wf->name.id));
	kind = w->wf->papers[paper].name.id;
	thing = w->wf->papers[paper].is_thing;
	if (desk < 0)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_DESK, GD_T(t->desk));
	if (w->wf->papers[paper].many)
		return gd_fail(w->err, GD_REFUSED, GD_M_TAKEN_ADHOC,
		    GD_T(kind));
	if ((t->number < 1 || t->number > 99) && GUARD(w, GD_M_TAKEN_COUNT))
		return gd_fail(w->err, GD_USAGE, GD_M_TAKEN_COUNT,
		    GD_N(t->number));
	at = paper_at(w->wf, &w->order, paper, t->lot, 0);
	taken_event(w, kind, "", 0);
	for (int64_t k = 0; k < t->number; k++) {
		struct gd_piece row = piece_blank(w, paper, at,
		    thing ? 0 : taken_rev(w, kind, at.lot, t->rev),
		    thing ? GD_PIECE_SAMPLE : t->class_,
		    w->wf->desks[desk].name.id);

		row.state = t->state;
		row.sent_ms = taken_ms(w, t->day);
		row.held_ms = taken_ms(w, t->held_day);
		row.holder =
		    t->state == GD_PIECE_HELD ? work_text(w, t->who) : "";
		if (!thing)
			old_copy(w, paper, &row);
		work_put(w, GD_TAB_PIECE, &row);
	}
	return GD_OK;
}

/* Pieces stand in one event a paper, in the order of the file. */
enum gd_code
taken_pieces(struct gd_work *w)
{
	enum gd_code rc = GD_OK;

	for (int i = 0; i < w->cmd->ntaken; i++)
		if (w->cmd->taken[i].kind == GD_TAKEN_PIECE &&
		    gd_wf_paper(w->wf, w->cmd->taken[i].what) < 0)
			return line_put(w, &w->cmd->taken[i]);
	for (int p = 0; p < w->wf->npapers; p++) {
		for (int i = 0; i < w->cmd->ntaken && !rc; i++) {
			const struct gd_taken *t = &w->cmd->taken[i];

			if (t->kind != GD_TAKEN_PIECE ||
			    gd_wf_paper(w->wf, t->what) != p)
				continue;
			rc = line_put(w, t);
		}
	}
	return rc;
}

/* ---- what duties still owed will send ------------------------------------ */

static int64_t
count(const struct gd_order *o, const char *kind, struct gd_at at, int64_t rev,
    int64_t class_, const char *desk)
{
	const struct gd_piece *pc;
	int64_t n = 0;

	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));)
		n += piece_of(pc, kind, at) && pc->rev == rev &&
		     pc->class == class_ &&
		     (!desk || strcmp(pc->desk, desk) == 0);
	return n;
}

static void
owed_piece(struct gd_work *w, int paper, struct gd_at at, int64_t rev,
    int64_t class_, const char *desk, bool here)
{
	struct gd_piece row = piece_blank(w, paper, at, rev, class_, desk);

	row.state = here ? GD_PIECE_HELD : GD_PIECE_DUE;
	taken_event(w, row.kind, "", 0);
	work_put(w, GD_TAB_PIECE, &row);
}

/* Every row of the distribution the file says nothing of. */
static void
owed_rows(struct gd_work *w, int paper, struct gd_at at, int64_t rev)
{
	const struct gd_paper_def *def = &w->wf->papers[paper];
	const char *kind = def->name.id;
	const char *clerk = clerk_desk(w->wf);
	const struct gd_dist *d;

	for (size_t i = 0; (d = gd_walk(&w->order, GD_TAB_DIST, &i));) {
		struct gd_dist row = *d;
		bool mine =
		    strcmp(row.desk, clerk) == 0 ||
		    (def->from >= 0 &&
			strcmp(row.desk, w->wf->desks[def->from].name.id) == 0);

		if (strcmp(row.kind, kind) != 0 || row.lot != at.lot ||
		    row.inst != at.inst || row.suggested)
			continue;
		if (row.original &&
		    !count(&w->order, kind, at, rev, GD_PIECE_ORIGINAL, NULL))
			owed_piece(w, paper, at, rev, GD_PIECE_ORIGINAL,
			    row.desk, mine);
		for (int64_t k = count(&w->order, kind, at, rev, GD_PIECE_COPY,
			 row.desk);
		     k < row.copies; k++)
			owed_piece(w, paper, at, rev, GD_PIECE_COPY, row.desk,
			    false);
		if (row.keep &&
		    !count(&w->order, kind, at, rev, GD_PIECE_FILE, row.desk))
			owed_piece(w, paper, at, rev, GD_PIECE_FILE, row.desk,
			    true);
	}
}

/* Where the last move that was done brought it; else who keeps it. */
static const char *
lies_at(const struct gd_work *w, int paper, struct gd_at at)
{
	const char *desk = NULL;
	const struct gd_dist *row;

	for (int d = 0; d < w->wf->nduties; d++) {
		const struct gd_duty_def *def = &w->wf->duties[d];
		const struct gd_act *act;

		if (def->effect != GD_EFFECT_MOVE ||
		    (def->thing != paper && !gd_list_has(&def->papers, paper)))
			continue;
		act = duty_act(w->wf, &w->order, d,
		    duty_at(w->wf, &w->order, d, at.lot, 0));
		if (act && act->state == GD_ACT_DONE)
			desk = w->wf->desks[def->to_desk].name.id;
	}
	for (size_t i = 0;
	     !desk && (row = gd_walk(&w->order, GD_TAB_DIST, &i));)
		if (strcmp(row->kind, w->wf->papers[paper].name.id) == 0 &&
		    row->lot == at.lot && row->inst == at.inst && row->original)
			desk = row->desk;
	return desk ? desk : clerk_desk(w->wf);
}

static bool
came_in(const struct gd_work *w, int paper, struct gd_at at)
{
	int duty = duty_making(w->wf, paper);
	const struct gd_act *act =
	    duty < 0 ? NULL
		     : duty_act(w->wf, &w->order, duty,
			   duty_at(w->wf, &w->order, duty, at.lot, 0));

	return act && act->state == GD_ACT_DONE;
}

static void
owed_move(struct gd_work *w, int paper, struct gd_at at)
{
	const struct gd_paper_def *def = &w->wf->papers[paper];
	const char *kind = def->name.id;
	const struct gd_paper *p = gd_paper(&w->order, kind, at.lot, at.inst);

	if (def->is_thing ? !came_in(w, paper, at) : !p || !p->in_force)
		return;
	if (original_at(&w->order, kind, at))
		return;
	owed_piece(w, paper, at, def->is_thing ? 0 : p->in_force,
	    def->is_thing ? GD_PIECE_SAMPLE : GD_PIECE_ORIGINAL,
	    lies_at(w, paper, at), true);
}

static void
owed_by(struct gd_work *w, int duty, struct gd_at at)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];

	if (def->effect == GD_EFFECT_MOVE && def->thing >= 0)
		owed_move(w, def->thing,
		    paper_at(w->wf, &w->order, def->thing, at.lot, 0));
	for (int i = 0; i < def->papers.n; i++) {
		int paper = def->papers.at[i];
		struct gd_at here =
		    paper_at(w->wf, &w->order, paper, at.lot, 0);
		const struct gd_paper *p = gd_paper(&w->order,
		    w->wf->papers[paper].name.id, here.lot, here.inst);

		if (def->effect == GD_EFFECT_MOVE)
			owed_move(w, paper, here);
		else if (p && p->in_force)
			owed_rows(w, paper, here, p->in_force);
	}
}

/* One duty at one place: its pieces, and that it is done when, as everywhere,
 * every piece of it has left. */
static void
owed_at(struct gd_work *w, int duty, struct gd_at at)
{
	if (duty_settled(w->wf, &w->order, duty, at) ||
	    duty_applies(w->wf, &w->order, duty, at) == GD_FALSE)
		return;
	owed_by(w, duty, at);
	if (w->wf->duties[duty].effect != GD_EFFECT_HAND_OUT ||
	    !pieces_all_left(w->wf, &w->order, duty, at))
		return;
	taken_event(w, w->wf->duties[duty].name.id, "", 0);
	taken_act(w, duty, at, GD_ACT_DONE, "", GD_NO_DAY);
}

void
taken_owed(struct gd_work *w)
{
	for (int d = 0; d < w->wf->nduties; d++) {
		const struct gd_duty_def *def = &w->wf->duties[d];
		struct gd_at at;

		if (def->many || (def->effect != GD_EFFECT_HAND_OUT &&
				     def->effect != GD_EFFECT_MOVE))
			continue;
		for (int i = 0; duty_place(w->wf, &w->order, d, i, &at); i++)
			owed_at(w, d, at);
	}
}
