/* core/papers/issue.c - a revision comes into force: pieces are made, old ones
 * recalled, the values it carries become the order's. */
#include "../gather.h"

#include <string.h>

#include "base/banned.h"

static bool
is_clerk_desk(const struct gd_workflow *wf, const char *desk)
{
	int d = gd_wf_desk(wf, desk);

	return d >= 0 && wf->desks[d].clerk;
}

/* Pieces get one number within the order, copies their 分发号 within the
 * paper; a number is never used again. */
void
piece_new(struct gd_work *w, int paper, struct gd_at at, int64_t rev,
    int64_t class_, const char *desk, int64_t state)
{
	const char *kind = w->wf->papers[paper].name.id;
	const struct gd_piece *pc;
	struct gd_piece row = { .kind = kind,
		.lot = at.lot,
		.inst = at.inst,
		.rev = rev,
		.class = class_,
		.desk = desk,
		.state = state,
		.holder = "",
		.proxy = "",
		.carrier = "",
		.tracking = "",
		.to_desk = "",
		.cause = "",
		.note = "" };

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
	if (state == GD_PIECE_HELD) {
		row.held_ms = w->f->now_ms;
		row.holder = w->f->actor.login;
	}
	work_put(w, GD_TAB_PIECE, &row);
}

/* What of the old revision is out is called back; what never left is void. */
static void
old_pieces(struct gd_work *w, const struct gd_paper_def *def, struct gd_at at,
    int64_t rev)
{
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(&w->order, GD_TAB_PIECE, &i));) {
		struct gd_piece row = *pc;

		if (!piece_of(pc, def->name.id, at) || pc->rev >= rev)
			continue;
		if (pc->state == GD_PIECE_DUE) {
			row.state = GD_PIECE_VOID;
			row.cause = "revision";
		} else if (pc->class == GD_PIECE_COPY && def->recallable &&
			   (pc->state == GD_PIECE_SENT ||
			       pc->state == GD_PIECE_HELD)) {
			row.was = pc->state;
			row.state = GD_PIECE_RECALL;
			row.cause = "revision";
		} else {
			continue;
		}
		work_put(w, GD_TAB_PIECE, &row);
	}
}

/* Does desk already get a copy of this revision? */
static bool
gets_copy(const struct gd_order *o, const char *kind, struct gd_at at,
    int64_t rev, const char *desk)
{
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));)
		if (piece_of(pc, kind, at) && pc->rev == rev &&
		    strcmp(pc->desk, desk) == 0)
			return true;
	return false;
}

/* The template's desks, then everyone else who holds an old piece. */
static void
new_pieces(struct gd_work *w, int paper, struct gd_at at, int64_t rev,
    const char *source)
{
	const char *kind = w->wf->papers[paper].name.id;
	const struct gd_piece *pc;
	const struct gd_dist *d;

	for (size_t i = 0; (d = gd_walk(&w->order, GD_TAB_DIST, &i));) {
		struct gd_dist row = *d;
		bool mine;

		if (strcmp(row.kind, kind) != 0 || row.lot != at.lot ||
		    row.inst != at.inst || row.suggested)
			continue;
		mine = is_clerk_desk(w->wf, row.desk) ||
		       (source && strcmp(row.desk, source) == 0);
		if (row.original)
			piece_new(w, paper, at, rev, GD_PIECE_ORIGINAL,
			    row.desk, mine ? GD_PIECE_HELD : GD_PIECE_DUE);
		for (int64_t k = 0; k < row.copies; k++)
			piece_new(w, paper, at, rev, GD_PIECE_COPY, row.desk,
			    GD_PIECE_DUE);
		if (row.keep)
			piece_new(w, paper, at, rev, GD_PIECE_FILE, row.desk,
			    GD_PIECE_HELD);
	}
	for (size_t i = 0; (pc = gd_walk(&w->order, GD_TAB_PIECE, &i));) {
		const char *desk = pc->desk;

		if (piece_of(pc, kind, at) && pc->rev < rev &&
		    pc->class == GD_PIECE_COPY &&
		    (pc->state == GD_PIECE_RECALL ||
			pc->state == GD_PIECE_HELD ||
			pc->state == GD_PIECE_SENT) &&
		    !gets_copy(&w->order, kind, at, rev, desk))
			piece_new(w, paper, at, rev, GD_PIECE_COPY, desk,
			    GD_PIECE_DUE);
	}
}

void
revision_issue(struct gd_work *w, int paper, struct gd_at at, int64_t rev)
{
	const struct gd_paper_def *def = &w->wf->papers[paper];
	struct gd_paper p = *gd_paper(&w->order, def->name.id, at.lot, at.inst);
	struct gd_revision row =
	    *gd_revision(&w->order, def->name.id, at.lot, at.inst, rev);

	work_event(w, GD_EV_ISSUED, def->name.id, row.source, rev);
	if (p.in_force) {
		struct gd_revision old = *gd_revision(&w->order, def->name.id,
		    at.lot, at.inst, p.in_force);

		old.state = GD_REV_SUPERSEDED;
		work_put(w, GD_TAB_REVISION, &old);
	}
	p.in_force = rev;
	work_put(w, GD_TAB_PAPER, &p);
	row.state = GD_REV_ISSUED;
	row.issued_ms = w->f->now_ms;
	work_put(w, GD_TAB_REVISION, &row);
	/* a notice speaks for itself, not for the order; a paper says the total of
	 * what adds up, nothing more of it */
	if (!def->many)
		fields_put_plain(w, row.fields, at.lot);
	if (def->lines && !def->per_lot)
		lines_issued(w, row.fields);
	old_pieces(w, def, at, rev);
	new_pieces(w, paper, at, rev, *row.source ? row.source : NULL);
}

/* A thing (sample) is one piece and has no revisions. */
static enum gd_code
thing_receive(struct gd_work *w, int paper, struct gd_at at, const char *source)
{
	const struct gd_paper_def *def = &w->wf->papers[paper];
	const struct gd_piece *pc;
	const char *desk = "clerk";

	for (int d = 0; d < w->wf->ndesks; d++)
		if (w->wf->desks[d].clerk)
			desk = w->wf->desks[d].name.id;
	for (size_t i = 0; (pc = gd_walk(&w->order, GD_TAB_PIECE, &i));)
		if (GUARD(w, GD_M_THING_HERE) &&
		    piece_of(pc, def->name.id, at) &&
		    pc->state != GD_PIECE_LOST && pc->state != GD_PIECE_VOID)
			return gd_fail(w->err, GD_REFUSED, GD_M_THING_HERE,
			    GD_T(def->name.id), GD_T(pc->desk));
	work_event(w, GD_EV_RECEIVED, def->name.id, source, 0);
	piece_new(w, paper, at, 0, GD_PIECE_SAMPLE, desk, GD_PIECE_HELD);
	return GD_OK;
}

/* A paper or thing from outside or from a desk. */
enum gd_code
paper_receive(struct gd_work *w, int paper, struct gd_at at, const char *fields)
{
	const struct gd_paper_def *def = &w->wf->papers[paper];
	const char *kind = def->name.id;
	const char *source =
	    def->from >= 0 ? w->wf->desks[def->from].name.id : "";
	const struct gd_paper *old = gd_paper(&w->order, kind, at.lot, at.inst);
	const struct gd_revision *last;
	struct gd_paper p = { .kind = kind,
		.lot = at.lot,
		.inst = at.inst,
		.round = at.round };
	struct gd_revision row = { .kind = kind,
		.lot = at.lot,
		.inst = at.inst,
		.state = GD_REV_EXPECTED,
		.by = w->f->actor.login,
		.for_whom = w->for_whom,
		.made_ms = w->f->now_ms,
		.reason = work_text(w, w->cmd->reason),
		.fields = fields,
		.digest = "",
		.source = source };

	if (def->is_thing)
		return thing_receive(w, paper, at, source);
	if (old)
		p = *old;
	last = gd_revision(&w->order, kind, at.lot, at.inst, p.last);
	if (last && last->state == GD_REV_EXPECTED)
		row.notice = last->notice;
	else
		p.last++;
	row.rev = p.last;
	work_event(w, GD_EV_RECEIVED, kind, source, row.rev);
	work_put(w, GD_TAB_PAPER, &p);
	revision_put(w, &row, fields); /* with the digest of what came in */
	if (!old)
		dist_copy(w, paper, at);
	revision_issue(w, paper, at, row.rev);
	return GD_OK;
}
