/* core/process/process_papers.c - who a paper waited for: each signature, each
 * desk that receipts a copy; and how often it was sent back.
 */
#include "process_priv.h"

#include <stdio.h>
#include <string.h>

#include "../work.h"

#include "base/banned.h"

static struct written *
written_at(struct gd_process *p, const char *kind, int64_t lot, int64_t inst,
    int64_t rev, bool make)
{
	struct written *w;

	for (size_t i = 0; i < p->nwritten; i++)
		if (p->written[i].lot == lot && p->written[i].inst == inst &&
		    p->written[i].rev == rev &&
		    strcmp(p->written[i].kind, kind) == 0)
			return &p->written[i];
	if (!make)
		return NULL;
	w = GD_PUSH(p->written, p->nwritten, p->written_room);
	snprintf(w->kind, sizeof w->kind, "%s", kind);
	w->lot = lot;
	w->inst = inst;
	w->rev = rev;
	return w;
}

/* When the paper's newest revision got its last signature; 0 = none. */
int64_t
process_last_signed(const struct gd_process *p, const char *kind, int64_t lot,
    int64_t inst)
{
	int64_t last = 0;

	for (size_t i = 0; i < p->nwritten; i++)
		if (p->written[i].lot == lot && p->written[i].inst == inst &&
		    strcmp(p->written[i].kind, kind) == 0 &&
		    p->written[i].signed_ms > last)
			last = p->written[i].signed_ms;
	return last;
}

static const char *
sign_role(const struct gd_workflow *wf, const struct gd_sign_def *s)
{
	int role = s->role >= 0 ? s->role : s->any.n ? s->any.at[0] : -1;

	return role >= 0 ? wf->roles[role].name.id : "";
}

/* The row of the paper's signatures a role signs in; NULL: none any more. */
static const struct gd_sign_def *
sign_of(const struct gd_workflow *wf, const struct gd_paper_def *def,
    const char *role)
{
	int r = gd_wf_role(wf, role);

	for (int i = 0; i < def->nsigns; i++)
		if (def->signs[i].role == r ||
		    gd_list_has(&def->signs[i].any, r))
			return &def->signs[i];
	return NULL;
}

static bool
is_needed(const struct gd_process *p, const struct gd_sign_def *s,
    const struct written *w)
{
	struct gd_at at = { .lot = w->lot, .round = 1, .inst = w->inst };

	return !s->when || pred_eval(p->wf, &p->order, s->when, at) == GD_TRUE;
}

/* A draft, new or written on again: its signatures begin to be waited for. */
static void
drafted(struct gd_process *p, const struct gd_revision *r, int paper)
{
	const struct gd_paper_def *def = &p->wf->papers[paper];
	struct written *w =
	    written_at(p, r->kind, r->lot, r->inst, r->rev, true);
	bool first = !w->ms;

	w->ms = p->entry->at_ms;
	if (!first)
		return;
	if (process_in_period(p, w->ms))
		process_rework(p, "", r->kind)
		    ->passed[process_half(p, w->ms)]++;
	for (int i = 0; i < def->nsigns; i++)
		if (is_needed(p, &def->signs[i], w))
			process_began(p,
			    process_work(p, def->step, r->kind, GD_PHASE_SIGN,
				sign_role(p->wf, &def->signs[i]), true),
			    w->ms);
}

static void
signed_by(struct gd_process *p, const struct gd_signoff *s, int paper)
{
	const struct gd_paper_def *def = &p->wf->papers[paper];
	const struct gd_sign_def *sign = sign_of(p->wf, def, s->role);
	struct written *w =
	    written_at(p, s->kind, s->lot, s->inst, s->rev, false);
	int64_t ms = p->entry->at_ms, from;
	struct gd_work_kind *k;
	int role = gd_wf_role(p->wf, s->role);

	if (!sign || !w || s->taken)
		return;
	from = sign->in_order && w->signed_ms > w->ms ? w->signed_ms : w->ms;
	k = process_work(p, def->step, s->kind, GD_PHASE_SIGN,
	    sign_role(p->wf, sign), true);
	process_ended(p, k, ms);
	process_wait(p, k, s->by, s->role,
	    role >= 0 && p->wf->roles[role].desk >= 0
		? p->wf->desks[p->wf->roles[role].desk].name.id
		: "",
	    from, ms);
	w->signed_ms = ms;
}

/* Issued or void: nobody waits for a signature any more. */
static void
sent_back(struct gd_process *p, const struct gd_event *e)
{
	struct gd_rework *r;

	if (gd_wf_paper(p->wf, e->what) < 0 ||
	    !process_in_period(p, p->entry->at_ms))
		return;
	r = process_rework(p, "", e->what);
	r->again[process_half(p, p->entry->at_ms)]++;
}

static struct gd_work_kind *
receipt(struct gd_process *p, const struct gd_piece *pc, int paper)
{
	return process_work(p, p->wf->papers[paper].step, pc->kind,
	    GD_PHASE_RECEIPT, "", true);
}

/* From its sending to its receipt; what went outside is not ours to hurry. */
static void
piece_moved(struct gd_process *p, const struct gd_event *e,
    const struct gd_piece *pc)
{
	int paper = gd_wf_paper(p->wf, pc->kind);
	int desk = gd_wf_desk(p->wf, pc->desk);

	if (paper < 0 || desk < 0 || p->wf->desks[desk].outside || pc->taken)
		return;
	if (e->kind == GD_EV_SENT && pc->state == GD_PIECE_SENT) {
		process_began(p, receipt(p, pc, paper), p->entry->at_ms);
	} else if (e->kind == GD_EV_HELD_BY && pc->state == GD_PIECE_HELD &&
		   pc->sent_ms && pc->held_ms >= pc->sent_ms) {
		process_ended(p, receipt(p, pc, paper), p->entry->at_ms);
		process_wait(p, receipt(p, pc, paper), pc->desk, "", pc->desk,
		    pc->sent_ms, p->entry->at_ms);
	}
}

void
process_papers(struct gd_process *p, const struct gd_event *e)
{
	if (e->kind == GD_EV_SENTBACK)
		sent_back(p, e);
	for (size_t i = 0; i < e->nputs; i++) {
		const struct gd_put *put = &e->puts[i];
		const void *row;
		int paper;

		if (put->drop || (put->table != GD_TAB_REVISION &&
				     put->table != GD_TAB_SIGNOFF &&
				     put->table != GD_TAB_PIECE))
			continue;
		row = gd_row_find(&p->order.sheet, put->table, put->row);
		if (!row)
			continue;
		if (put->table == GD_TAB_PIECE) {
			piece_moved(p, e, row);
			continue;
		}
		/* both begin with the kind of paper */
		paper =
		    gd_wf_paper(p->wf, ((const struct gd_revision *)row)->kind);
		if (paper < 0)
			continue;
		if (put->table == GD_TAB_REVISION &&
		    (e->kind == GD_EV_DRAFTED || e->kind == GD_EV_SUBMITTED))
			drafted(p, row, paper);
		else if (put->table == GD_TAB_SIGNOFF &&
			 e->kind == GD_EV_SIGNED)
			signed_by(p, row, paper);
	}
}
