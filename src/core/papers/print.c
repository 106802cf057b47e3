/* core/papers/print.c - the print ledger: which piece was put on paper, how
 * often.
 *
 * The same command is decided twice: before the sheets are made, to learn what
 * they are (the rows of its events say which pieces, and how often before),
 * and again when they were handed over, to be written.  A second sheet of the
 * same piece says REPRINT and why; an old revision is printed for a reason
 * alone; what is void, lost or destroyed is not printed.
 *
 * Fields: what (form, slip), rev, pieces ("3,5", "4-6"), device, job, pages.
 */
#include "../work.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "base/banned.h"

struct sheets {
	const char *what;
	const char *list; /* pieces, NULL = all of the paper */
	const char *device, *job;
	int64_t pages;
	int n;
};

static int64_t
typed_number(struct gd_work *w, const char *name)
{
	const char *v = work_pair(w, name);

	return v && *v && strlen(v) < 10 && !v[strspn(v, "0123456789")]
		   ? strtoll(v, NULL, 10)
		   : 0;
}

static bool
same_sheet(const struct gd_print *a, const struct gd_print *b)
{
	return a->piece == b->piece && strcmp(a->what, b->what) == 0 &&
	       strcmp(a->kind, b->kind) == 0 && a->lot == b->lot &&
	       a->inst == b->inst && a->rev == b->rev;
}

/* How often before, and when last. guard:print-again */
static enum gd_code
printed_before(struct gd_work *w, struct gd_print *row)
{
	const struct gd_print *p, *last = NULL;
	char when[GD_MS_TEXT];

	for (size_t i = 0; (p = gd_walk(&w->order, GD_TAB_PRINT, &i));) {
		if (p->no >= row->no)
			row->no = p->no + 1;
		if (same_sheet(p, row)) {
			row->again++;
			last = p;
		}
	}
	if (!last || *row->reason || !GUARD(w, GD_M_PRINT_AGAIN))
		return GD_OK;
	gd_ms_text(last->at_ms, w->f->utc_offset_min, when);
	if (row->piece)
		return gd_fail(w->err, GD_REFUSED, GD_M_PRINT_AGAIN,
		    GD_T(row->kind), GD_N(row->piece), GD_T(when),
		    GD_T(last->device));
	return gd_fail(w->err, GD_REFUSED, GD_M_PRINT_AGAIN_PAPER,
	    GD_T(row->kind), GD_T(when), GD_T(last->device));
}

static const char *
device_words(struct gd_work *w, const struct gd_print *row)
{
	if (*row->job)
		return work_printf(w, "%s, %s", row->device, row->job);
	return row->device;
}

/* One sheet. guard:print-old */
static enum gd_code
sheet_put(struct gd_work *w, const struct sheets *s, const char *kind,
    struct gd_at at, int64_t rev, int64_t piece)
{
	const struct gd_paper *p = gd_paper(&w->order, kind, at.lot, at.inst);
	const struct gd_revision *r =
	    gd_revision(&w->order, kind, at.lot, at.inst, rev);
	bool draft = r && r->state < GD_REV_ISSUED;
	struct gd_print row = { .no = 1,
		.piece = piece,
		.kind = kind,
		.lot = at.lot,
		.inst = at.inst,
		.rev = rev,
		.what = s->what,
		.by = w->f->actor.login,
		.at_ms = w->f->now_ms,
		.device = s->device,
		.job = s->job,
		.pages = s->pages,
		.reason = work_text(w, w->cmd->reason) };
	enum gd_code rc;

	if (r && !draft && p && p->in_force != rev && !*row.reason &&
	    GUARD(w, GD_M_PRINT_OLD))
		return gd_fail(w->err, GD_REFUSED, GD_M_PRINT_OLD, GD_T(kind),
		    GD_N(rev), GD_N(p->in_force));
	rc = printed_before(w, &row);
	if (rc)
		return rc;
	if (strcmp(s->what, "slip") == 0)
		work_event(w, GD_EV_PRINTED_SLIP, kind, device_words(w, &row),
		    rev);
	else if (!piece)
		work_event(w, GD_EV_PRINTED_DRAFT, kind, device_words(w, &row),
		    rev);
	else
		work_event(w, GD_EV_PRINTED, kind, device_words(w, &row),
		    piece);
	work_put(w, GD_TAB_PRINT, &row);
	return GD_OK;
}

bool
gd_piece_printable(const struct gd_piece *pc)
{
	return pc->state != GD_PIECE_VOID && pc->state != GD_PIECE_LOST &&
	       pc->state != GD_PIECE_DESTROYED;
}

/* A piece that was asked for by its number. guard:print-state */
static enum gd_code
piece_put(struct gd_work *w, struct sheets *s, int64_t no)
{
	const struct gd_piece *pc = gd_row_find(&w->order.sheet, GD_TAB_PIECE,
	    &(struct gd_piece){ .no = no });

	if (!pc)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_PIECE, GD_N(no),
		    GD_T(gd_head(&w->order)->number));
	if (!gd_piece_printable(pc) && GUARD(w, GD_M_PRINT_STATE))
		return gd_fail(w->err, GD_REFUSED, GD_M_PRINT_STATE,
		    GD_N(pc->no), GD_T(pc->kind),
		    GD_W(gd_piece_state_word(pc->state)));
	s->n++;
	return sheet_put(w, s, work_text(w, pc->kind),
	    (struct gd_at){ pc->lot, pc->inst, pc->inst }, pc->rev, pc->no);
}

/* "3,5" or "4-6", one number or span after the other. */
static enum gd_code
list_put(struct gd_work *w, struct sheets *s)
{
	const char *rest = s->list;
	enum gd_code rc = GD_OK;

	while (*rest && !rc) {
		char *end;
		int64_t from = strtoll(rest, &end, 10), to = from;

		if (end > rest && *end == '-') {
			rest = end + 1;
			to = strtoll(rest, &end, 10);
		}
		if (end == rest || from < 1 || to < from || to - from > 999 ||
		    (*end && *end != ','))
			return gd_fail(w->err, GD_USAGE, GD_M_PRINT_LIST,
			    GD_T(s->list));
		rest = end + (*end == ',');
		for (; from <= to && !rc; from++)
			rc = piece_put(w, s, from);
	}
	return rc;
}

/* All of a revision: its pieces; of one that is not issued, the draft. */
static enum gd_code
revision_sheets(struct gd_work *w, struct sheets *s, const char *kind,
    struct gd_at at, int64_t rev)
{
	const struct gd_revision *r =
	    gd_revision(&w->order, kind, at.lot, at.inst, rev);
	const struct gd_piece *pc;
	enum gd_code rc = GD_OK;

	if (r && r->state < GD_REV_ISSUED) {
		s->n++;
		return sheet_put(w, s, kind, at, rev, 0);
	}
	for (size_t i = 0; !rc && (pc = gd_walk(&w->order, GD_TAB_PIECE, &i));)
		if (piece_of(pc, kind, at) && pc->rev == rev &&
		    gd_piece_printable(pc))
			rc = piece_put(w, s, pc->no);
	return rc;
}

static enum gd_code
paper_put(struct gd_work *w, struct sheets *s)
{
	int64_t rev = typed_number(w, "rev");
	const struct gd_paper *p;
	const char *kind;
	struct gd_at at;
	int paper;
	enum gd_code rc = find_paper(w, &paper, &at);

	if (rc)
		return rc;
	kind = w->wf->papers[paper].name.id;
	p = gd_paper(&w->order, kind, at.lot, at.inst);
	if (w->wf->papers[paper].is_thing)
		return revision_sheets(w, s, kind, at, 0);
	if (!p || (rev && !gd_revision(&w->order, kind, at.lot, at.inst, rev)))
		return not_made(w, kind, at);
	if (!rev)
		rev = p->in_force ? p->in_force : p->last;
	if (strcmp(s->what, "slip") != 0)
		return revision_sheets(w, s, kind, at, rev);
	if (gd_revision(&w->order, kind, at.lot, at.inst, rev)->state <
	    GD_REV_ISSUED)
		return gd_fail(w->err, GD_REFUSED, GD_M_PRINT_SLIP, GD_T(kind));
	s->n++;
	return sheet_put(w, s, kind, at, rev, 0);
}

/* The slip of a step stands for each of its papers that is in force. */
static enum gd_code
step_put(struct gd_work *w, struct sheets *s)
{
	int step = gd_wf_step(w->wf, w->cmd->step);
	const struct gd_paper *p;
	enum gd_code rc = GD_OK;

	if (step < 0)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_STEP,
		    GD_T(w->cmd->step));
	for (size_t i = 0; !rc && (p = gd_walk(&w->order, GD_TAB_PAPER, &i));) {
		int paper = gd_wf_paper(w->wf, p->kind);

		if (paper < 0 || w->wf->papers[paper].step != step ||
		    !p->in_force || (w->cmd->lot && p->lot != w->cmd->lot))
			continue;
		s->n++;
		rc = sheet_put(w, s, w->wf->papers[paper].name.id,
		    (struct gd_at){ p->lot, p->inst, p->inst }, p->in_force, 0);
	}
	return rc;
}

/* Who carries the order prints; who makes a paper prints that. */
static enum gd_code
may_print(struct gd_work *w)
{
	int paper = w->cmd->paper ? gd_wf_paper(w->wf, w->cmd->paper) : -1;
	int duty = paper < 0 ? -1 : duty_making(w->wf, paper);

	if (duty >= 0 && w->wf->duties[duty].by.n &&
	    person_may(w, &w->wf->duties[duty].by))
		return GD_OK;
	return need_carrier(w);
}

enum gd_code
do_print(struct gd_work *w)
{
	const char *what = work_pair(w, "what");
	const char *device = work_pair(w, "device"), *job = work_pair(w, "job");
	struct sheets s = { .what = what && strcmp(what, "slip") == 0 ? "slip"
								      : "form",
		.list = work_pair(w, "pieces"),
		.device = work_text(w, device),
		.job = work_text(w, job),
		.pages = typed_number(w, "pages") };
	enum gd_code rc = may_print(w);

	if (rc)
		return rc;
	if (what && strcmp(what, s.what) != 0)
		return gd_fail(w->err, GD_USAGE, GD_M_BAD_CHOICE, GD_T("what"),
		    GD_T(what), GD_T("form, slip"));
	if (s.list)
		rc = list_put(w, &s);
	else if (w->cmd->piece)
		rc = piece_put(w, &s, w->cmd->piece);
	else if (w->cmd->step)
		rc = step_put(w, &s);
	else
		rc = paper_put(w, &s);
	if (!rc && !s.n)
		rc = gd_fail(w->err, GD_REFUSED, GD_M_PRINT_NOTHING,
		    GD_T(w->cmd->paper  ? w->cmd->paper
			 : w->cmd->step ? w->cmd->step
					: ""));
	if (!rc && w->cmd->reason && *w->cmd->reason)
		work_event(w, GD_EV_BECAUSE, "", w->cmd->reason, 0);
	return rc;
}
