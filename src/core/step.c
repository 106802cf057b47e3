/* core/step.c - the step: a numbered stage, wholly computed.
 *
 *   waiting --all of `after` settled, or opened early--> open
 *   open    --every applicable blocking duty settled---> done (settled)
 *   waiting --the same, while not open-----------------> satisfied (~)
 *
 * Only settled steps open others.  A standing step counts its duties that
 * block closing; a step none of whose duties applies is n/a and lets its
 * followers through when it is open itself.
 */
#include "work.h"

#include <string.h>

#include "base/banned.h"

/* Steps are asked about over and over while the order stays as it is; what
 * was found is kept with its rows. Two bits a question: asked, and yes. */
enum question { IS_OPEN = 0, IS_SATISFIED = 2, IS_NA = 4 };

static uint8_t *
remembered(const struct gd_workflow *wf, const struct gd_order *o, int step,
    int64_t lot)
{
	struct gd_memo *m = o->sheet.memo;

	if (!m || step >= 32 || lot < 0 || lot >= 8)
		return NULL;
	if (m->by != wf)
		*m = (struct gd_memo){ .by = wf };
	return &m->said[lot * 32 + step];
}

static bool
asked(const uint8_t *said, enum question q, bool *yes)
{
	if (!said || !(*said >> q & 1))
		return false;
	*yes = *said >> (q + 1) & 1;
	return true;
}

static bool
answer(uint8_t *said, enum question q, bool yes)
{
	if (said)
		*said = (uint8_t)(*said | (yes ? 3 : 1) << q);
	return yes;
}

static bool
counts(const struct gd_step_def *step, const struct gd_duty_def *duty)
{
	return duty->blocks == GD_BLOCKS_STEP ||
	       (step->standing && duty->blocks == GD_BLOCKS_CLOSE);
}

/* Over the lots a question touches: lot 0 asks all of a per-lot duty. */
static bool
duty_lots(const struct gd_workflow *wf, const struct gd_order *o, int duty,
    int64_t lot,
    bool (*ask)(const struct gd_workflow *wf, const struct gd_order *o,
	int duty, struct gd_at at))
{
	int64_t first = lot, last = lot;

	if (wf->duties[duty].per_lot && lot == 0) {
		first = 1;
		last = lot_count(o);
	}
	for (int64_t l = first; l <= last; l++)
		if (!ask(wf, o, duty, duty_at(wf, o, duty, l, 0)))
			return false;
	return true;
}

static bool
owed_not(const struct gd_workflow *wf, const struct gd_order *o, int duty,
    struct gd_at at)
{
	return duty_applies(wf, o, duty, at) == GD_FALSE ||
	       duty_settled(wf, o, duty, at);
}

static bool
applies_not(const struct gd_workflow *wf, const struct gd_order *o, int duty,
    struct gd_at at)
{
	return duty_applies(wf, o, duty, at) == GD_FALSE;
}

static bool
work_out_satisfied(const struct gd_workflow *wf, const struct gd_order *o,
    int step, int64_t lot)
{
	const struct gd_step_def *def = &wf->steps[step];

	for (int i = 0; i < def->duties.n; i++) {
		int d = def->duties.at[i];

		if (wf->duties[d].many || !counts(def, &wf->duties[d]))
			continue;
		if (!duty_lots(wf, o, d, lot, owed_not))
			return false;
	}
	return true;
}

bool
step_satisfied(const struct gd_workflow *wf, const struct gd_order *o, int step,
    int64_t lot)
{
	uint8_t *said = remembered(wf, o, step, lot);
	bool yes;

	if (asked(said, IS_SATISFIED, &yes))
		return yes;
	return answer(said, IS_SATISFIED, work_out_satisfied(wf, o, step, lot));
}

static bool
work_out_na(const struct gd_workflow *wf, const struct gd_order *o, int step,
    int64_t lot)
{
	const struct gd_step_def *def = &wf->steps[step];

	for (int i = 0; i < def->duties.n; i++) {
		int d = def->duties.at[i];

		if (!wf->duties[d].many &&
		    !duty_lots(wf, o, d, lot, applies_not))
			return false;
	}
	return def->duties.n > 0;
}

bool
step_na(const struct gd_workflow *wf, const struct gd_order *o, int step,
    int64_t lot)
{
	uint8_t *said = remembered(wf, o, step, lot);
	bool yes;

	if (asked(said, IS_NA, &yes))
		return yes;
	return answer(said, IS_NA, work_out_na(wf, o, step, lot));
}

static bool
opened_early(const struct gd_order *o, const struct gd_step_def *def,
    int64_t lot)
{
	const struct gd_step *row = gd_row_find(&o->sheet, GD_TAB_STEP,
	    &(struct gd_step){ .step = def->name.id,
		.lot = lot,
		.reason = "",
		.by = "" });

	return row && row->early;
}

/* Asked for a lot, a step looks at what that lot owes in the steps before it,
 * so that one lot need not wait for another; lot 0 asks them all.
 * `after` has no cycles (the loader refuses them), so this ends; a chain is
 * at most as long as the workflow has steps. */
static bool
work_out_open(const struct gd_workflow *wf, const struct gd_order *o, int step,
    int64_t lot)
{
	const struct gd_step_def *def = &wf->steps[step];

	if (opened_early(o, def, def->per_lot ? lot : 0))
		return true;
	for (int i = 0; i < def->after.n; i++) {
		int64_t first = lot, last = lot;

		if (lot == 0 && wf->steps[def->after.at[i]].per_lot) {
			first = 1;
			last = lot_count(o);
		}
		for (int64_t l = first; l <= last; l++)
			if (!step_settled(wf, o, def->after.at[i], l))
				return false;
	}
	return true;
}

bool
step_is_open(const struct gd_workflow *wf, const struct gd_order *o, int step,
    int64_t lot)
{
	uint8_t *said = remembered(wf, o, step, lot);
	bool yes;

	if (asked(said, IS_OPEN, &yes))
		return yes;
	return answer(said, IS_OPEN, work_out_open(wf, o, step, lot));
}

bool
step_settled(const struct gd_workflow *wf, const struct gd_order *o, int step,
    int64_t lot)
{
	return step_satisfied(wf, o, step, lot) &&
	       step_is_open(wf, o, step, lot);
}

static bool
has_lot_duties(const struct gd_workflow *wf, int step)
{
	const struct gd_step_def *def = &wf->steps[step];

	for (int i = 0; i < def->duties.n; i++)
		if (wf->duties[def->duties.at[i]].per_lot)
			return true;
	return false;
}

enum gd_step_state
step_state(const struct gd_workflow *wf, const struct gd_order *o, int step,
    int64_t lot)
{
	bool open = step_is_open(wf, o, step, lot);

	/* what one lot may do in it already is begun */
	for (int64_t l = lot_count(o);
	     !open && !lot && !wf->steps[step].per_lot && l >= 1 &&
	     lot_count(o) > 1 && has_lot_duties(wf, step);
	     l--)
		open = !lot_off(o, l) && step_is_open(wf, o, step, l) &&
		       !step_satisfied(wf, o, step, lot);
	if (step_na(wf, o, step, lot))
		return GD_STEP_NA;
	if (step_satisfied(wf, o, step, lot))
		return open ? GD_STEP_DONE : GD_STEP_SATISFIED;
	return open ? GD_STEP_OPEN : GD_STEP_WAITING;
}

/* ---- marks: precedence s c ~ >, '!' is added on reading ------------------ */

struct step_signs {
	bool sign, receipt, changed;
};

static void
look_papers(const struct gd_workflow *wf, const struct gd_order *o, int step,
    int64_t lot, struct step_signs *s)
{
	const struct gd_revision *r;
	const struct gd_change *ch;

	for (size_t i = 0; (r = gd_walk(o, GD_TAB_REVISION, &i));) {
		int p = gd_wf_paper(wf, r->kind);

		if (p < 0 || wf->papers[p].step != step ||
		    (lot && r->lot && r->lot != lot))
			continue;
		if (r->state == GD_REV_SIGNING)
			s->sign = true;
		if (r->state == GD_REV_ISSUED && wf->papers[p].lines &&
		    lines_stale(o, r))
			s->changed = true;
		if (r->rev > 1 &&
		    (r->state == GD_REV_DRAFT || r->state == GD_REV_SIGNING ||
			r->state == GD_REV_EXPECTED))
			s->changed = true;
	}
	for (size_t i = 0; (ch = gd_walk(o, GD_TAB_CHANGE, &i));) {
		int p = gd_wf_paper(wf, ch->paper);

		if (p >= 0 && wf->papers[p].step == step &&
		    notice_open(wf, o, ch->notice))
			s->changed = true;
	}
}

static void
look_pieces(const struct gd_workflow *wf, const struct gd_order *o, int step,
    int64_t lot, struct step_signs *s)
{
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));) {
		int p = gd_wf_paper(wf, pc->kind);
		int desk = gd_wf_desk(wf, pc->desk);

		if (p < 0 || wf->papers[p].step != step ||
		    (lot && pc->lot && pc->lot != lot))
			continue;
		if (pc->state == GD_PIECE_SENT &&
		    (desk < 0 || !wf->desks[desk].outside))
			s->receipt = true;
		if (pc->state == GD_PIECE_RECALL ||
		    (pc->rev > 1 && pc->state == GD_PIECE_DUE))
			s->changed = true;
	}
}

/* Every applicable duty of a done step was waived, at least one. */
static bool
all_waived(const struct gd_workflow *wf, const struct gd_order *o, int step,
    int64_t lot)
{
	const struct gd_step_def *def = &wf->steps[step];
	bool any = false;

	for (int i = 0; i < def->duties.n; i++) {
		struct gd_at at;

		for (int k = 0; duty_place(wf, o, def->duties.at[i], k, &at);
		     k++) {
			const struct gd_act *act =
			    duty_act(wf, o, def->duties.at[i], at);

			if (!act || (lot && at.lot && at.lot != lot) ||
			    wf->duties[def->duties.at[i]].many)
				continue;
			if (act->state == GD_ACT_WAIVED)
				any = true;
			else if (act->state == GD_ACT_DONE)
				return false;
		}
	}
	return any;
}

/* Was anything recorded in the step? */
static bool
any_act(const struct gd_workflow *wf, const struct gd_order *o, int step,
    int64_t lot)
{
	const struct gd_step_def *def = &wf->steps[step];

	for (int i = 0; i < def->duties.n; i++) {
		struct gd_at at;

		for (int k = 0; duty_place(wf, o, def->duties.at[i], k, &at);
		     k++)
			if ((!lot || !at.lot || at.lot == lot) &&
			    duty_act(wf, o, def->duties.at[i], at))
				return true;
	}
	return false;
}

/* The mark of a step, of one lot of it or (0) of all. */
char
step_mark_lot(const struct gd_workflow *wf, const struct gd_order *o, int step,
    int64_t lot)
{
	const struct gd_step_def *def = &wf->steps[step];
	int64_t first = lot, last = lot;
	bool open = false, done = true, satisfied = false, na = true;
	struct step_signs s = { 0 };

	if (!lot && def->per_lot) {
		first = 1;
		last = lot_count(o);
	}
	for (int64_t l = first; l <= last; l++) {
		enum gd_step_state st = step_state(wf, o, step, l);

		na = na && st == GD_STEP_NA;
		done = done && (st == GD_STEP_DONE || st == GD_STEP_NA);
		open = open || st == GD_STEP_OPEN || st == GD_STEP_DONE;
		satisfied = satisfied || st == GD_STEP_SATISFIED;
	}
	look_papers(wf, o, step, lot, &s);
	look_pieces(wf, o, step, lot, &s);
	if (s.sign)
		return GD_MARK_SIGN;
	if (s.receipt)
		return GD_MARK_RECEIPT;
	if (s.changed && (done || satisfied))
		return GD_MARK_CHANGED;
	if (na || (done && all_waived(wf, o, step, lot)))
		return GD_MARK_WAIVED;
	if (done)
		return GD_MARK_DONE;
	if (satisfied && o->sheet.rows[GD_TAB_ACT].n > 0 && !def->standing &&
	    any_act(wf, o, step, lot))
		return GD_MARK_CHANGED;
	return open ? GD_MARK_RUNNING : GD_MARK_NOT;
}

char
step_mark(const struct gd_workflow *wf, const struct gd_order *o, int step)
{
	return step_mark_lot(wf, o, step, 0);
}
