/* core/papers/pieces.c - the piece: one physical thing with a number and a
 * holder.
 *
 *   due --send--> sent --receipt--> held --send on--> sent ...
 *   sent|held --recall--> recall --> returned | destroyed
 *   recall --reopen--> as it was;   due --> void (superseded, cancelled)
 *   any --> lost | void
 *
 * Facts: every piece has one holder at a time (desk); only copies are
 * recalled; a number is never given twice; a lost piece is replaced under a
 * new number, a damaged one under its own.
 */
#include "../work.h"

#include <string.h>

#include "base/say.h"

#include "base/banned.h"

bool
piece_of(const struct gd_piece *pc, const char *kind, struct gd_at at)
{
	return pc->lot == at.lot && pc->inst == at.inst &&
	       strcmp(pc->kind, kind) == 0;
}

/* A thing goes to the first desk of its distribution. */
const char *
thing_goes_to(const struct gd_workflow *wf, int paper)
{
	const struct gd_paper_def *def = &wf->papers[paper];

	for (int i = 0; i < def->ndist; i++)
		if (!def->dist[i].suggested &&
		    !wf->desks[def->dist[i].desk].clerk)
			return wf->desks[def->dist[i].desk].name.id;
	return NULL;
}

/* guard:gate - originals to an outside party only after the payment gate. */
static enum gd_code
gate_open(struct gd_work *w, int paper, const struct gd_piece *pc,
    const char *desk)
{
	const struct gd_paper_def *def = &w->wf->papers[paper];
	int d = gd_wf_desk(w->wf, desk);
	struct gd_at at = { .lot = pc->lot, .round = 1 };

	if (!def->gate || pc->class != GD_PIECE_ORIGINAL || d < 0 ||
	    !w->wf->desks[d].outside)
		return GD_OK;
	if (pred_eval(w->wf, &w->order, def->gate, at) == GD_TRUE)
		return GD_OK;
	return hard_stop(w, &def->gate_roles, "gate", def->name.id,
	    GD_M_GATE_CLOSED, def->gate->text ? def->gate->text : "");
}

static enum gd_code
piece_send(struct gd_work *w, int paper, struct gd_piece row, const char *desk)
{
	const char *carrier = work_pair(w, "carrier");
	const char *tracking = work_pair(w, "tracking");
	enum gd_code rc = gate_open(w, paper, &row, desk);

	if (rc)
		return rc;
	work_event(w, GD_EV_SENT, row.kind, desk, row.no);
	row.desk = desk;
	row.to_desk = "";
	row.state = GD_PIECE_SENT;
	row.sent_ms = w->f->now_ms;
	row.held_ms = 0;
	row.holder = row.proxy = "";
	row.carrier = work_text(w, carrier ? carrier : w->cmd->holder);
	row.tracking = work_text(w, tracking);
	work_put(w, GD_TAB_PIECE, &row);
	return GD_OK;
}

/* A thing nobody receives first (a copy of the B/L) is made when it leaves. */
static void
thing_made_here(struct gd_work *w, int paper, struct gd_at at)
{
	const struct gd_piece *pc;

	if (!w->wf->papers[paper].is_thing || duty_making(w->wf, paper) >= 0)
		return;
	for (size_t i = 0; (pc = gd_walk(&w->order, GD_TAB_PIECE, &i));)
		if (piece_of(pc, w->wf->papers[paper].name.id, at))
			return;
	for (int d = 0; d < w->wf->ndesks; d++)
		if (w->wf->desks[d].clerk) {
			piece_new(w, paper, at, 0, GD_PIECE_SAMPLE,
			    w->wf->desks[d].name.id, GD_PIECE_HELD);
			return;
		}
}

static bool
is_original(const struct gd_piece *pc)
{
	return (pc->class == GD_PIECE_ORIGINAL ||
		   pc->class == GD_PIECE_SAMPLE) &&
	       (pc->state == GD_PIECE_HELD || pc->state == GD_PIECE_DUE ||
		   pc->state == GD_PIECE_SENT);
}

const char *
original_at(const struct gd_order *o, const char *kind, struct gd_at at)
{
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));)
		if (piece_of(pc, kind, at) && is_original(pc))
			return pc->desk;
	return NULL;
}

/* Send the due pieces of a paper, all or those for one desk.  With a desk
 * that holds nothing due, the original (or the thing) moves on to it: only
 * from the desk `from`, if given.  A missing receipt does not stop it. */
enum gd_code
pieces_send(struct gd_work *w, int paper, struct gd_at at, const char *from,
    const char *desk, int *sent)
{
	const char *kind = w->wf->papers[paper].name.id;
	bool thing = w->wf->papers[paper].is_thing;
	const struct gd_piece *pc;
	enum gd_code rc = GD_OK;
	int before = *sent;

	thing_made_here(w, paper, at);
	for (size_t i = 0;
	     !rc && (pc = gd_walk(&w->order, GD_TAB_PIECE, &i));) {
		if (!piece_of(pc, kind, at) || pc->state != GD_PIECE_DUE ||
		    (desk && strcmp(pc->desk, desk) != 0))
			continue;
		rc = piece_send(w, paper, *pc, pc->desk);
		(*sent)++;
	}
	if (rc || *sent > before)
		return rc;
	if (!desk && thing)
		desk = thing_goes_to(w->wf, paper);
	for (size_t i = 0;
	     desk && (pc = gd_walk(&w->order, GD_TAB_PIECE, &i));) {
		if (!piece_of(pc, kind, at) || !is_original(pc) ||
		    (from && strcmp(pc->desk, from) != 0) ||
		    strcmp(pc->desk, desk) == 0)
			continue;
		(*sent)++;
		return piece_send(w, paper, *pc, desk);
	}
	return GD_OK;
}

/* Every piece of the first issued revision (and every thing) has left. */
bool
pieces_all_left(const struct gd_workflow *wf, const struct gd_order *o,
    int duty, struct gd_at at)
{
	const struct gd_duty_def *def = &wf->duties[duty];

	for (int i = 0; i < def->papers.n; i++) {
		int paper = def->papers.at[i];
		struct gd_at here = paper_at(wf, o, paper, at.lot, at.inst);
		const char *kind = wf->papers[paper].name.id;
		const char *to = thing_goes_to(wf, paper);
		const struct gd_piece *pc;
		int left = 0;

		for (size_t k = 0; (pc = gd_walk(o, GD_TAB_PIECE, &k));) {
			if (!piece_of(pc, kind, here))
				continue;
			if (pc->state == GD_PIECE_DUE && pc->rev <= 1)
				return false;
			if (wf->papers[paper].is_thing && to &&
			    pc->state == GD_PIECE_HELD &&
			    strcmp(pc->desk, to) != 0)
				return false;
			left++;
		}
		if (!left)
			return false;
	}
	return true;
}

#define BIT(state) (1u << GD_PIECE_##state)

enum gd_code
piece_refused(struct gd_work *w, const struct gd_piece *pc, const char *must)
{
	return gd_fail(w->err, GD_REFUSED, GD_M_PIECE_STATE, GD_N(pc->no),
	    GD_T(pc->kind), GD_W(gd_piece_state_word(pc->state)), GD_W(must));
}

/* The states a verb takes, in words. */
static const char *
states_words(unsigned states)
{
	switch (states) {
	case BIT(SENT):
		return GD_TR("sent");
	case BIT(RECALL):
		return GD_TR("called back");
	case BIT(SENT) | BIT(HELD):
		return GD_TR("sent or held");
	case BIT(SENT) | BIT(HELD) | BIT(LOST):
		return GD_TR("sent, held or lost");
	default:
		return GD_TR("due, sent, held or called back");
	}
}

/* The piece a command names: by number, or paper and desk and a state. */
static enum gd_code
find_piece(struct gd_work *w, unsigned states, struct gd_piece *out)
{
	const struct gd_piece *pc;
	struct gd_at at = { 0 };
	int paper = -1, desk = -1;
	enum gd_code rc;

	if (!w->cmd->piece) {
		rc = find_paper(w, &paper, &at);
		if (rc)
			return rc;
	}
	if (w->cmd->desk) {
		desk = gd_wf_desk(w->wf, w->cmd->desk);
		if (desk < 0)
			return gd_fail(w->err, GD_MISSING, GD_M_NO_DESK,
			    GD_T(w->cmd->desk));
	}
	for (size_t i = 0; (pc = gd_walk(&w->order, GD_TAB_PIECE, &i));) {
		if (w->cmd->piece
			? pc->no != w->cmd->piece
			: !piece_of(pc, w->wf->papers[paper].name.id, at))
			continue;
		if (desk >= 0 &&
		    strcmp(pc->desk, w->wf->desks[desk].name.id) != 0)
			continue;
		*out = *pc;
		if (states & 1u << pc->state ||
		    (w->cmd->piece && !GUARD(w, GD_M_PIECE_STATE)))
			return GD_OK;
		if (w->cmd->piece)
			return piece_refused(w, pc, states_words(states));
	}
	if (w->cmd->piece)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_PIECE,
		    GD_N(w->cmd->piece), GD_T(gd_head(&w->order)->number));
	return gd_fail(w->err, GD_REFUSED, GD_M_NO_SUCH_PIECE,
	    GD_T(w->wf->papers[paper].name.id),
	    GD_T(w->cmd->desk ? w->cmd->desk : ""));
}

/* Does this duty send or move the paper, to this desk (NULL: any)? */
static bool
sends(const struct gd_workflow *wf, const struct gd_duty_def *def, int paper,
    const char *desk)
{
	if (def->effect == GD_EFFECT_HAND_OUT)
		return gd_list_has(&def->papers, paper);
	return def->effect == GD_EFFECT_MOVE && def->thing == paper &&
	       (!desk || strcmp(wf->desks[def->to_desk].name.id, desk) == 0);
}

/* The hand-out or move duty that sends this paper, which must be ready when
 * it first leaves. guard:send-needs */
static enum gd_code
first_sending(struct gd_work *w, int paper, struct gd_at at, const char *desk,
    int *duty)
{
	*duty = -1;
	for (int d = 0; d < w->wf->nduties; d++) {
		const struct gd_duty_def *def = &w->wf->duties[d];
		struct gd_at dat =
		    duty_at(w->wf, &w->order, d, at.lot, at.inst);

		if (!sends(w->wf, def, paper, desk) ||
		    duty_applies(w->wf, &w->order, d, dat) == GD_FALSE ||
		    (def->effect == GD_EFFECT_MOVE &&
			duty_applies(w->wf, &w->order, d, dat) != GD_TRUE))
			continue;
		if (duty_settled(w->wf, &w->order, d, dat)) {
			if (def->effect == GD_EFFECT_MOVE)
				continue; /* a later move may be meant */
			*duty = d;
			return GD_OK;
		}
		*duty = d;
		return duty_ready(w, d, dat);
	}
	return GD_OK;
}

/* Send one held copy on, by its number. */
static enum gd_code
send_on(struct gd_work *w, const char *desk)
{
	const struct gd_piece *pc = gd_row_find(&w->order.sheet, GD_TAB_PIECE,
	    &(struct gd_piece){ .no = w->cmd->piece });
	struct gd_piece row;
	enum gd_code rc;
	int paper;

	if (!pc)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_PIECE,
		    GD_N(w->cmd->piece), GD_T(gd_head(&w->order)->number));
	row = *pc;
	if (GUARD(w, GD_M_PIECE_STATE) && row.state != GD_PIECE_DUE &&
	    row.state != GD_PIECE_HELD)
		return piece_refused(w, &row, GD_TR("due or held"));
	paper = gd_wf_paper(w->wf, row.kind);
	rc = piece_send(w, paper, row, desk ? desk : row.desk);
	return rc || w->over ? rc : need_carrier(w);
}

static enum gd_code
paper_of_piece(struct gd_work *w, int *paper, struct gd_at *at)
{
	const struct gd_piece *pc = gd_row_find(&w->order.sheet, GD_TAB_PIECE,
	    &(struct gd_piece){ .no = w->cmd->piece });

	if (!pc)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_PIECE,
		    GD_N(w->cmd->piece), GD_T(gd_head(&w->order)->number));
	*paper = gd_wf_paper(w->wf, pc->kind);
	*at = (struct gd_at){ pc->lot, pc->inst, pc->inst };
	return GD_OK;
}

/* send ORDER: everything that is due and may go. */
static enum gd_code
send_all(struct gd_work *w)
{
	const struct gd_command *asked = w->cmd;
	const struct gd_piece *pc;
	enum gd_code rc = GD_OK;
	int sent = 0;

	for (size_t i = 0;
	     !rc && (pc = gd_walk(&w->order, GD_TAB_PIECE, &i));) {
		struct gd_command one = *asked;
		struct gd_at at = { pc->lot, pc->inst, pc->inst };
		int duty, paper = gd_wf_paper(w->wf, pc->kind);

		if (pc->state != GD_PIECE_DUE || paper < 0 ||
		    first_sending(w, paper, at, NULL, &duty) != GD_OK)
			continue;
		one.paper = w->wf->papers[paper].name.id;
		one.lot = pc->lot;
		one.inst = pc->inst;
		w->cmd = &one;
		rc = do_send(w);
		w->cmd = asked;
		sent++;
	}
	if (!rc && sent == 0 && GUARD(w, GD_M_NOTHING_TO_SEND))
		return gd_fail(w->err, GD_REFUSED, GD_M_NOTHING_TO_SEND,
		    GD_T(gd_head(&w->order)->number));
	return rc;
}

enum gd_code
do_send(struct gd_work *w)
{
	const char *desk = NULL;
	struct gd_at at, dat;
	int paper, duty, d, sent = 0;
	enum gd_code rc;

	if (!w->cmd->paper && !w->cmd->duty && !w->cmd->piece && !w->cmd->desk)
		return send_all(w);
	if (w->cmd->piece && !w->cmd->paper)
		rc = paper_of_piece(w, &paper, &at);
	else
		rc = find_paper(w, &paper, &at);
	if (!rc && !w->cmd->override)
		rc = need_carrier(w);
	if (rc)
		return rc;
	if (w->cmd->desk) {
		d = gd_wf_desk(w->wf, w->cmd->desk);
		if (d < 0)
			return gd_fail(w->err, GD_MISSING, GD_M_NO_DESK,
			    GD_T(w->cmd->desk));
		desk = w->wf->desks[d].name.id;
	}
	rc = first_sending(w, paper, at, desk, &duty);
	if (rc)
		return rc;
	if (w->cmd->piece)
		return send_on(w, desk);
	if (duty >= 0 && !desk && w->wf->duties[duty].effect == GD_EFFECT_MOVE)
		desk = w->wf->desks[w->wf->duties[duty].to_desk].name.id;
	rc = pieces_send(w, paper, at, NULL, desk, &sent);
	if (!rc && !w->over)
		rc = need_carrier(w);
	if (rc)
		return rc;
	if (GUARD(w, GD_M_NOTHING_TO_SEND) && sent == 0)
		return gd_fail(w->err, GD_REFUSED, GD_M_NOTHING_TO_SEND,
		    GD_T(w->wf->papers[paper].name.id));
	if (duty < 0)
		return GD_OK;
	dat = duty_at(w->wf, &w->order, duty, at.lot, at.inst);
	if (!duty_settled(w->wf, &w->order, duty, dat) &&
	    (w->wf->duties[duty].effect == GD_EFFECT_MOVE ||
		pieces_all_left(w->wf, &w->order, duty, dat)))
		act_record(w, duty, dat, GD_ACT_DONE, "", "", w->cmd->reason);
	return GD_OK;
}

static bool
sits_at(const struct gd_work *w, const char *desk)
{
	for (int i = 0; i < w->f->actor.ndesks; i++)
		if (strcmp(w->f->actor.desks[i], desk) == 0)
			return true;
	return false;
}

/* A desk acknowledges one piece; anybody may record it for another, shown. */
static enum gd_code
receipt(struct gd_work *w)
{
	struct gd_piece row;
	enum gd_code rc = find_piece(w, 1u << GD_PIECE_SENT, &row);

	if (rc)
		return rc;
	work_event(w, GD_EV_HELD_BY, row.kind, row.desk, row.no);
	row.state = GD_PIECE_HELD;
	row.held_ms = w->f->now_ms;
	row.holder = w->cmd->holder && *w->cmd->holder
			 ? work_text(w, w->cmd->holder)
			 : w->f->actor.login;
	/* somebody who does not sit at the desk records it for the desk */
	row.proxy = w->cmd->proxy || !sits_at(w, row.desk) ||
			    (w->cmd->holder && *w->cmd->holder &&
				strcmp(w->cmd->holder, w->f->actor.login) != 0)
			? w->f->actor.login
			: "";
	work_put(w, GD_TAB_PIECE, &row);
	return GD_OK;
}

/* receive ORDER DOC: a receipt when a piece of it is on its way, else the
 * paper or thing itself comes in. guard:receive-ready */
enum gd_code
do_receive(struct gd_work *w)
{
	const struct gd_duty_def *def;
	const struct gd_piece *pc;
	const char *json;
	struct gd_at at, dat;
	int paper, duty;
	enum gd_code rc;

	if (w->cmd->piece || w->cmd->desk)
		return receipt(w);
	rc = find_paper(w, &paper, &at);
	if (rc)
		return rc;
	duty = duty_making(w->wf, paper);
	dat = duty < 0 ? at : duty_at(w->wf, &w->order, duty, at.lot, 0);
	if (!w->cmd->duty)
		for (size_t i = 0; (pc = gd_walk(&w->order, GD_TAB_PIECE, &i));)
			if (piece_of(pc, w->wf->papers[paper].name.id, at) &&
			    pc->state == GD_PIECE_SENT)
				return receipt(w);
	if (duty < 0 || w->wf->duties[duty].effect != GD_EFFECT_RECEIVE)
		return gd_fail(w->err, GD_REFUSED, GD_M_NO_SUCH_PIECE,
		    GD_T(w->wf->papers[paper].name.id), GD_T(""));
	/* receipts come in every state; a paper or thing only to a living order */
	if (GUARD(w, GD_M_ORDER_STATE) &&
	    gd_head(&w->order)->state >= GD_ORDER_COMPLETED)
		return gd_fail(w->err, GD_REFUSED, GD_M_ORDER_STATE,
		    GD_T(gd_head(&w->order)->number),
		    GD_W(gd_order_state_word(gd_head(&w->order)->state)),
		    GD_T("receive"));
	def = &w->wf->duties[duty];
	if (!w->cmd->override)
		rc = need_roles(w, &def->by);
	if (!rc && !duty_settled(w->wf, &w->order, duty, dat))
		rc = duty_ready(w, duty, dat);
	if (!rc)
		rc = need_roles_or_over(w, &def->by);
	if (!rc)
		rc = fields_read(w, def->fields, def->nfields, true, "", &json);
	if (!rc)
		rc = paper_receive(w, paper, at, json);
	if (rc)
		return rc;
	act_record(w, duty, dat, GD_ACT_DONE, "", json, w->cmd->reason);
	fields_put(w, json, at.lot);
	return GD_OK;
}

/* What each verb does to a piece. guard:piece-state */
static const struct piece_verb {
	enum gd_verb verb;
	enum gd_event_kind event;
	unsigned from; /* states it may be in */
	int to;
	bool reason;
} piece_verbs[] = {
	{ GD_DO_RECALL, GD_EV_RECALLED, BIT(SENT) | BIT(HELD), GD_PIECE_RECALL,
	    true },
	{ GD_DO_RETURNED, GD_EV_RETURNED, BIT(RECALL), GD_PIECE_RETURNED,
	    false },
	{ GD_DO_DESTROYED, GD_EV_DESTROYED, BIT(RECALL), GD_PIECE_DESTROYED,
	    false },
	{ GD_DO_LOST, GD_EV_LOST,
	    BIT(DUE) | BIT(SENT) | BIT(HELD) | BIT(RECALL), GD_PIECE_LOST,
	    true },
	{ GD_DO_REPLACE, GD_EV_REPLACED, BIT(SENT) | BIT(HELD) | BIT(LOST),
	    GD_PIECE_DUE, true },
};

enum gd_code
do_piece(struct gd_work *w)
{
	const struct piece_verb *v = piece_verbs;
	struct gd_piece row;
	bool lost;
	int paper;
	enum gd_code rc;

	while (v->verb != w->cmd->verb)
		v++;
	rc = v->reason ? need_reason(w) : GD_OK;
	if (!rc)
		rc = need_carrier(w);
	if (!rc)
		rc = find_piece(w, v->from, &row);
	if (rc)
		return rc;
	/* guard:only-copies */
	if (GUARD(w, GD_M_ONLY_COPIES) && v->verb == GD_DO_RECALL &&
	    row.class != GD_PIECE_COPY)
		return gd_fail(w->err, GD_REFUSED, GD_M_ONLY_COPIES,
		    GD_T(row.kind), GD_N(row.no));
	lost = row.state == GD_PIECE_LOST;
	if (GUARD(w, GD_M_PIECE_STATE) && lost && v->verb == GD_DO_REPLACE &&
	    strcmp(row.note, "replaced") == 0)
		return gd_fail(w->err, GD_REFUSED, GD_M_PIECE_STATE,
		    GD_N(row.no), GD_T(row.kind), GD_W("replaced"),
		    GD_W(GD_TR("one that was not replaced")));
	if (GUARD(w, GD_M_THING_HERE) && v->verb == GD_DO_REPLACE && lost &&
	    row.class == GD_PIECE_SAMPLE) {
		const char *here = original_at(&w->order, row.kind,
		    (struct gd_at){ row.lot, row.inst, row.inst });

		if (here)
			return gd_fail(w->err, GD_REFUSED, GD_M_THING_HERE,
			    GD_T(row.kind), GD_T(here));
	}
	work_event(w, v->event, row.kind, row.desk, row.no);
	if (v->verb == GD_DO_REPLACE && lost) {
		/* after loss a new number; the lost one stays lost */
		row.note = "replaced";
		work_put(w, GD_TAB_PIECE, &row);
		paper = gd_wf_paper(w->wf, row.kind);
		piece_new(w, paper,
		    (struct gd_at){ row.lot, row.inst, row.inst }, row.rev,
		    row.class, row.desk, GD_PIECE_DUE);
		work_event(w, GD_EV_BECAUSE, "", w->cmd->reason, 0);
		return GD_OK;
	}
	if (v->to == GD_PIECE_RECALL)
		row.was = row.state;
	row.state = v->to;
	/* a copy that came back keeps why it was called back */
	if (v->reason)
		row.cause = work_text(w, w->cmd->reason);
	else if (w->cmd->reason)
		row.note = work_text(w, w->cmd->reason);
	if (v->verb == GD_DO_REPLACE)
		row.sent_ms = row.held_ms = 0;
	work_put(w, GD_TAB_PIECE, &row);
	if (w->cmd->reason)
		work_event(w, GD_EV_BECAUSE, "", w->cmd->reason, 0);
	return GD_OK;
}
