/* core/settle.c - what follows from every command: steps, marks, dates.
 *
 * Step rows remember when a step opened and was done; dates are dates.c.  The
 * head carries what lists show, so that no list ever loads an order.
 */
#include "dates/dates.h"
#include "offer.h"
#include "papers/signs.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "core/view/dates.h"
#include "core/view/pick.h"
#include "core/view/slip.h"

#include "base/banned.h"

/* ---- steps --------------------------------------------------------------- */

static bool
is_open(int64_t state)
{
	return state == GD_STEP_OPEN || state == GD_STEP_DONE;
}

static void
settle_step(struct gd_work *w, int step, int64_t lot)
{
	struct gd_step row = { .step = w->wf->steps[step].name.id,
		.lot = lot,
		.reason = "",
		.by = "" };
	const struct gd_step *old =
	    gd_row_find(&w->order.sheet, GD_TAB_STEP, &row);
	int64_t was = old ? old->state : GD_STEP_WAITING;

	if (old)
		row = *old;
	row.state = step_state(w->wf, &w->order, step, lot);
	/* stamped when it turns: of the paper days the day may stay unknown */
	if (!row.open_ms && !is_open(was) && is_open(row.state))
		row.open_ms = work_now(w);
	if (row.state == GD_STEP_DONE && was != GD_STEP_DONE)
		row.done_ms = work_now(w);
	if (row.state != GD_STEP_DONE)
		row.done_ms = 0;
	if (w->cmd->verb == GD_DO_TAKEOVER)
		taken_step_days(w, step, &row);
	if (old || row.state != GD_STEP_WAITING)
		work_put(w, GD_TAB_STEP, &row);
}

static void
settle_steps(struct gd_work *w)
{
	for (int s = 0; s < w->wf->nsteps; s++) {
		int64_t lots =
		    w->wf->steps[s].per_lot ? lot_count(&w->order) : 0;

		if (!lots)
			settle_step(w, s, 0);
		for (int64_t l = 1; l <= lots; l++)
			settle_step(w, s, l);
	}
}

/* ---- what lists show ----------------------------------------------------- */

#define WAITS_MAX 6

struct waits {
	char text[400];
	int n;
	bool after; /* of a completed order: told apart, nothing is late by it */
};

static void
waits_add(struct waits *s, const char *kind, const char *id)
{
	char token[100];
	const char *found;
	size_t len;

	snprintf(token, sizeof token, "%s%s:%s", s->after ? GD_AFTER : "", kind,
	    id);
	len = strlen(token);
	found = strstr(s->text, token);
	while (found && found[len] && found[len] != ' ')
		found = strstr(found + 1, token);
	if (found || s->n >= WAITS_MAX ||
	    strlen(s->text) + len + 2 > sizeof s->text)
		return;
	snprintf(s->text + strlen(s->text), sizeof s->text - strlen(s->text),
	    "%s%s", s->n ? " " : "", token);
	s->n++;
}

/* Whoever may give a signature that is due now. */
static void
waits_sign(const struct gd_work *w, struct waits *s,
    const struct gd_paper_def *def, const struct sign_gap *gap)
{
	const struct gd_list *any = &def->signs[gap->row].any;

	for (int i = 0; i < any->n && !gap->waits; i++)
		waits_add(s, "role", w->wf->roles[any->at[i]].name.id);
}

/* What was sent back waits for who makes it. */
static bool
waits_back(const struct gd_work *w, struct waits *s, int paper,
    const struct gd_revision *r)
{
	int duty = gd_revision_back(r) ? duty_making(w->wf, paper) : -1;

	if (duty < 0 || !w->wf->duties[duty].by.n)
		return false;
	waits_add(s, "role",
	    w->wf->roles[w->wf->duties[duty].by.at[0]].name.id);
	return true;
}

/* Signatures asked for, then duties that are ready, then receipts. */
static void
collect_signs(struct gd_work *w, struct waits *s, int64_t *unsigned_n)
{
	const struct gd_revision *r;

	*unsigned_n = 0;
	for (size_t i = 0; (r = gd_walk(&w->order, GD_TAB_REVISION, &i));) {
		struct sign_gaps gaps;
		int p = gd_wf_paper(w->wf, r->kind);

		if (p < 0 ||
		    (r->state != GD_REV_SIGNING && r->state != GD_REV_DRAFT))
			continue;
		*unsigned_n += signs_missing(w->wf, &w->order, p,
		    (struct gd_at){ r->lot, r->inst, r->inst }, r->rev, &gaps);
		if (waits_back(w, s, p, r))
			continue;
		for (int k = 0; k < gaps.n; k++)
			waits_sign(w, s, &w->wf->papers[p], &gaps.at[k]);
	}
}

/* Who was asked, or the pool that may take it. @return was anybody? */
static bool
waits_offers(struct gd_work *w, struct waits *s, int duty, struct gd_at at)
{
	struct gd_offer place = offer_key(w, duty, at, "");
	const struct gd_offer *o;
	bool any = false;

	for (size_t i = 0; (o = gd_walk(&w->order, GD_TAB_OFFER, &i));) {
		if (o->state != GD_OFFER_OFFERED || !same_offer(o, &place))
			continue;
		any = true;
		if (offer_to_pool(o))
			waits_add(s, "role", o->person + strlen(GD_OFFER_POOL));
		else
			waits_add(s, "person", o->person);
	}
	return any;
}

/* After the end all who may do it: in the order's own hands, or of the role. */
static void
waits_after(struct gd_work *w, struct waits *s, const struct gd_list *roles)
{
	for (int i = 0; i < roles->n; i++) {
		const struct gd_role_def *role = &w->wf->roles[roles->at[i]];
		const struct gd_assign *a = gd_row_find(&w->order.sheet,
		    GD_TAB_ASSIGN,
		    &(struct gd_assign){ .role = role->name.id,
			.person = "" });

		if (role->assigned && a && *a->person)
			waits_add(s, "person", a->person);
		else
			waits_add(s, "role", role->name.id);
	}
}

static void
collect_after(struct gd_work *w, struct waits *s)
{
	for (int d = 0; d < w->wf->nduties; d++) {
		const struct gd_duty_def *def = &w->wf->duties[d];
		struct gd_at at;

		if (!duty_is_work(def, GD_ORDER_COMPLETED))
			continue;
		for (int i = 0; duty_place(w->wf, &w->order, d, i, &at); i++)
			if (duty_state(w->wf, &w->order, d, at) ==
			    GD_DUTY_READY)
				waits_after(w, s, &def->by);
	}
}

static void
collect_duties(struct gd_work *w, struct waits *s)
{
	for (int d = 0; d < w->wf->nduties; d++) {
		const struct gd_duty_def *def = &w->wf->duties[d];
		struct gd_at at;

		if (def->optional || def->suggested)
			continue;
		for (int i = 0; duty_place(w->wf, &w->order, d, i, &at); i++)
			/* money may come early; nobody waits for it yet */
			if (step_is_open(w->wf, &w->order, def->step, at.lot) &&
			    duty_state(w->wf, &w->order, d, at) ==
				GD_DUTY_READY &&
			    def->by.n &&
			    (def->effect != GD_EFFECT_OFFER ||
				!waits_offers(w, s, d, at)))
				waits_add(s, "role",
				    w->wf->roles[def->by.at[0]].name.id);
	}
}

/* What no lot takes any more waits for those who carry the order. */
static void
collect_lines(struct gd_work *w, struct waits *s)
{
	int r = 0;

	while (r < w->wf->nroles && !w->wf->roles[r].assigned)
		r++;
	if (r < w->wf->nroles && lines_short(&w->order))
		waits_add(s, "role", w->wf->roles[r].name.id);
}

static int64_t
collect_pieces(struct gd_work *w, struct waits *s)
{
	const struct gd_piece *pc;
	int64_t out = 0;

	for (size_t i = 0; (pc = gd_walk(&w->order, GD_TAB_PIECE, &i));)
		if (pc->state == GD_PIECE_SENT ||
		    pc->state == GD_PIECE_RECALL) {
			int d = gd_wf_desk(w->wf, pc->desk);

			/* outside parties acknowledge nothing to us */
			if (d >= 0 && w->wf->desks[d].outside)
				continue;
			out++;
			waits_add(s, "desk", pc->desk);
		}
	return out;
}

/* From the day it was known, as long as it is so. Days that are over stay: that
 * time goes on is nothing to write down. */
static void
settle_slip(const struct gd_work *w, struct gd_head *head)
{
	int64_t was = gd_head(&w->order)->slip_day;
	struct gd_slip slip;

	gd_slip_make(w->wf, &w->order, w->f, &slip);
	if (slip.from == GD_NO_DAY && was > 0 &&
	    head->slip_till_day < w->f->today)
		return;
	head->slip_day = head->slip_till_day = 0;
	if (slip.from == GD_NO_DAY)
		return;
	head->slip_day = slip.from;
	head->slip_till_day = slip.till;
	if (slip.from == w->f->today && was > 0 && was < slip.from)
		head->slip_day = was;
}

static void
settle_head(struct gd_work *w)
{
	struct gd_head head = *gd_head(&w->order);
	struct waits s = { .text = "" };
	char rail[64] = "";
	struct gd_warning *warn;
	int64_t last = 0;
	size_t n;

	head.step_no = 0;
	for (int i = 0; i < w->wf->nsteps && i < 63; i++) {
		const struct gd_step_def *st = &w->wf->steps[i];
		char m = step_mark(w->wf, &w->order, i);

		rail[i] = m;
		rail[i + 1] = '\0';
		last = st->no;
		for (int64_t l = st->per_lot;
		     !head.step_no && !st->standing && m != GD_MARK_NOT &&
		     l <= (st->per_lot ? lot_count(&w->order) : 0);
		     l++)
			if (step_state(w->wf, &w->order, i, l) == GD_STEP_OPEN)
				head.step_no = st->no;
	}
	if (!head.step_no)
		head.step_no = last;
	s.after = head.state == GD_ORDER_COMPLETED;
	collect_signs(w, &s, &head.unsigned_n);
	if (s.after)
		collect_after(w, &s);
	s.after = false;
	if (head.state == GD_ORDER_ACTIVE)
		collect_duties(w, &s);
	if (head.state == GD_ORDER_ACTIVE)
		collect_lines(w, &s);
	head.pieces_out = collect_pieces(w, &s);
	dates_head(w, &head);
	settle_slip(w, &head);
	head.warns = 0;
	if (head.state <= GD_ORDER_HELD) {
		gd_warnings_make(w->wf, &w->order, &w->ev->arena, &warn, &n);
		head.warns = (int64_t)n;
	}
	for (int p = 1; p < GD_NPICKS; p++) {
		int f = gd_wf_pick(w->wf, (enum gd_pick)p);

		if (f >= 0)
			*gd_pick_cell(&head,
			    p) = gd_pick_number(&w->wf->fields[f],
			    gd_field(&w->order, w->wf->fields[f].name.id, 0));
	}
	head.rail = work_text(w, rail);
	head.waits = work_text(w, s.text);
	work_put(w, GD_TAB_HEAD, &head);
}

/* A duty that settles itself sets its mark when it does. */
static void
settle_marks(struct gd_work *w)
{
	for (int d = 0; d < w->wf->nduties; d++) {
		const struct gd_duty_def *def = &w->wf->duties[d];
		struct gd_head head = *gd_head(&w->order);

		if (!def->derived || !def->mark ||
		    strcmp(head.status, def->mark->id) == 0 ||
		    !duty_settled(w->wf, &w->order, d,
			duty_at(w->wf, &w->order, d, 0, 0)))
			continue;
		head.status = def->mark->id;
		work_put(w, GD_TAB_HEAD, &head);
	}
}

void
settle_passing(struct gd_work *w)
{
	settle_steps(w);
	settle_offers(w);
	complete_if_all_done(w);
}

void
settle(struct gd_work *w)
{
	if (!*gd_head(&w->order)->number)
		return;
	/* dates and marks are no event of their own: they go with the last */
	payments_put(w);
	quantity_follow(w);
	payments_follow(w);
	settle_steps(w);
	settle_marks(w);
	complete_if_all_done(w);
	settle_offers(w);
	settle_dates(w); /* of a closed order nothing is owed */
	settle_head(w);
}
