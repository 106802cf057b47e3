/* core/decide.c - one command on one order: allowed or refused, and what
 * follows.
 *
 *   time passes (expired offers) -> the verb's own rules -> settle: dates,
 *   step marks, completion.  All on a working copy; a refusal leaves nothing.
 */
#include "offer.h"

#include <string.h>

#include "base/banned.h"

/* In which order states a verb may be used. */
enum {
	IN_ACTIVE = 1 << GD_ORDER_ACTIVE,
	IN_HELD = 1 << GD_ORDER_HELD,
	IN_COMPLETED = 1 << GD_ORDER_COMPLETED,
	IN_CANCELLED = 1 << GD_ORDER_CANCELLED,
	IN_LIVING = IN_ACTIVE | IN_HELD,
	IN_CLOSED = IN_COMPLETED | IN_CANCELLED,
	IN_ANY = IN_LIVING | IN_CLOSED,
};

/* Pieces, money, notes and inform duties can be acted on in every state. */
static const struct {
	enum gd_code (*decide)(struct gd_work *w);
	int states;
} verbs[GD_VERB_COUNT] = {
	[GD_DO_NEW] = { do_new, IN_ANY },
	[GD_DO_FILL] = { do_fill, IN_ACTIVE },
	[GD_DO_CHOOSE] = { do_fill, IN_ACTIVE },
	[GD_DO_SKIP] = { do_skip, IN_ACTIVE },
	[GD_DO_OPEN] = { do_open, IN_ACTIVE },
	[GD_DO_MAKE] = { do_make, IN_ACTIVE },
	[GD_DO_SIGN] = { do_sign, IN_ACTIVE },
	[GD_DO_SENDBACK] = { do_sendback, IN_ACTIVE },
	[GD_DO_WITHDRAW] = { do_withdraw, IN_ACTIVE },
	[GD_DO_ISSUE] = { do_issue, IN_ACTIVE },
	[GD_DO_REVISE] = { do_revise, IN_ACTIVE },
	[GD_DO_VOID] = { do_void, IN_ACTIVE },
	[GD_DO_DIST] = { do_dist, IN_ACTIVE },
	[GD_DO_SEND] = { do_send, IN_ANY },
	[GD_DO_RECEIVE] = { do_receive, IN_ANY },
	[GD_DO_RECALL] = { do_piece, IN_ANY },
	[GD_DO_RETURNED] = { do_piece, IN_ANY },
	[GD_DO_DESTROYED] = { do_piece, IN_ANY },
	[GD_DO_LOST] = { do_piece, IN_ANY },
	[GD_DO_REPLACE] = { do_piece, IN_LIVING },
	[GD_DO_HOLD] = { do_hold, IN_ACTIVE },
	[GD_DO_RESUME] = { do_resume, IN_HELD },
	[GD_DO_CANCEL] = { do_cancel, IN_LIVING },
	[GD_DO_CLOSE] = { do_close, IN_ACTIVE },
	[GD_DO_REOPEN] = { do_reopen, IN_CLOSED },
	[GD_DO_INFORM] = { do_inform, IN_ANY },
	[GD_DO_CORRECT] = { do_correct, IN_ANY },
	[GD_DO_MOVE] = { do_move_date, IN_LIVING },
	[GD_DO_REASSIGN] = { do_reassign, IN_ANY },
	[GD_DO_OFFER] = { do_offer, IN_ACTIVE },
	[GD_DO_ACCEPT] = { do_answer, IN_ACTIVE },
	[GD_DO_REFUSE] = { do_answer, IN_ACTIVE },
	[GD_DO_RELEASE] = { do_answer, IN_ACTIVE },
	[GD_DO_PAYMENT] = { do_payment, IN_ANY },
	[GD_DO_CREDIT] = { do_credit, IN_ANY },
	[GD_DO_NOTE] = { do_note, IN_ANY },
	[GD_DO_LINK] = { do_link, IN_ANY },
	[GD_DO_UNDO] = { do_undo, IN_ANY },
	[GD_DO_TICK] = { do_tick, IN_ANY },
	[GD_DO_SPLIT] = { do_split, IN_ACTIVE },
	[GD_DO_SHORT] = { do_short, IN_ACTIVE },
	[GD_DO_COVER] = { do_cover, IN_ACTIVE },
	[GD_DO_TAKEOVER] = { do_takeover, IN_ANY },
	[GD_DO_HANDOVER] = { do_handover, IN_ANY },
	[GD_DO_ATTACH] = { do_attach, IN_ANY },
	[GD_DO_PRINT] = { do_print, IN_ANY },
};

const char *
gd_verb_word(enum gd_verb verb)
{
	static const char *const words[] = {
#define X(id, word) [id] = word,
		GD_VERBS(X)
#undef X
	};

	return verb < GD_VERB_COUNT ? words[verb] : "";
}

enum gd_verb
gd_verb_find(const char *word)
{
	for (int v = 1; v < GD_VERB_COUNT; v++)
		if (strcmp(gd_verb_word((enum gd_verb)v), word) == 0)
			return (enum gd_verb)v;
	return GD_DO_NONE;
}

/* What may be done when all else is: a refund, a case, a rating. */
static bool
after_close(const struct gd_work *w)
{
	const char *paper = w->cmd->paper ? w->cmd->paper : "";
	int d = gd_wf_duty(w->wf, w->cmd->duty);

	if (gd_head(&w->order)->state != GD_ORDER_COMPLETED)
		return false;
	switch (w->cmd->verb) {
	case GD_DO_MAKE:
	case GD_DO_SIGN:
	case GD_DO_SENDBACK:
	case GD_DO_WITHDRAW:
	case GD_DO_ISSUE:
	case GD_DO_REVISE:
	case GD_DO_VOID:
	case GD_DO_DIST:
		return paper_after_close(w->wf, gd_wf_paper(w->wf, paper)) ||
		       (d >= 0 && w->wf->duties[d].after_close);
	case GD_DO_FILL:
	case GD_DO_CHOOSE:
	case GD_DO_SKIP:
	case GD_DO_OFFER:
	case GD_DO_ACCEPT:
	case GD_DO_REFUSE:
	case GD_DO_RELEASE:
		return d >= 0 && w->wf->duties[d].after_close;
	default:
		return false;
	}
}

/* guard:state */
static enum gd_code
need_state(struct gd_work *w)
{
	int64_t state = gd_head(&w->order)->state;

	if (verbs[w->cmd->verb].states & 1 << state || after_close(w) ||
	    !GUARD(w, GD_M_ORDER_STATE))
		return GD_OK;
	return gd_fail(w->err, GD_REFUSED, GD_M_ORDER_STATE,
	    GD_T(gd_head(&w->order)->number),
	    GD_W(state == GD_ORDER_HELD ? "on hold"
					: gd_order_state_word(state)),
	    GD_T(gd_verb_word(w->cmd->verb)));
}

/* May it be done?  Leaves the working copy as the verb left it. */
static enum gd_code
try_verb(struct gd_work *w)
{
	enum gd_code rc;

	gd_events_clear(w->ev);
	if (w->cmd->verb <= GD_DO_NONE || w->cmd->verb >= GD_VERB_COUNT)
		return gd_fail(w->err, GD_USAGE, GD_M_CORE_BUG, GD_T("verb"));
	/* what happened cannot have happened tomorrow; a date is moved there */
	if (w->cmd->day > w->f->today && w->cmd->verb != GD_DO_MOVE)
		return gd_fail(w->err, GD_USAGE, GD_M_FUTURE_DAY,
		    GD_D(w->cmd->day));
	time_passes(w);
	rc = need_state(w);
	return rc ? rc : verbs[w->cmd->verb].decide(w);
}

struct gd_work
work_on(const struct gd_workflow *wf, const struct gd_order *order,
    const struct gd_facts *facts, const struct gd_command *cmd,
    struct gd_events *events, struct gd_err *err)
{
	struct gd_work w = { .wf = wf,
		.f = facts,
		.cmd = cmd,
		.was = order,
		.ev = events,
		.err = err,
		.role = "",
		.for_whom = "" };

	w.order.rev = order->rev;
	memcpy(w.order.id, order->id, sizeof w.order.id);
	gd_sheet_borrow(&w.order.sheet, &order->sheet);
	w.order.rates = &facts->rates;
	return w;
}

enum gd_code
gd_decide(const struct gd_workflow *wf, const struct gd_order *order,
    const struct gd_facts *facts, const struct gd_command *cmd,
    struct gd_events *events, struct gd_err *err)
{
	struct gd_work w = work_on(wf, order, facts, cmd, events, err);
	enum gd_code rc = try_verb(&w);

	if (!rc && cmd->verb != GD_DO_UNDO)
		settle(&w);
	gd_order_release(&w.order);
	if (rc)
		gd_events_clear(events);
	return rc;
}

/* What follows is never a reason to refuse. */
enum gd_code
gd_decide_may(const struct gd_workflow *wf, const struct gd_order *order,
    const struct gd_facts *facts, const struct gd_command *cmd,
    struct gd_err *err)
{
	struct gd_events events = GD_EVENTS_INIT;
	struct gd_work w = work_on(wf, order, facts, cmd, &events, err);
	enum gd_code rc = try_verb(&w);

	gd_order_release(&w.order);
	gd_events_release(&events);
	return rc;
}
