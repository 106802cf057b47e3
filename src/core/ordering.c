/* core/ordering.c - the order's own states.
 *
 *   active <--resume-- held        active --hold--> held
 *   active --settle or close--> completed
 *   active|held --cancel--> cancelled
 *   completed|cancelled --reopen--> active
 *
 * Facts: completed has no open blocking duty unless an override row says
 * "close"; cancelled has no piece due and nothing out that is not recalled or
 * listed for informing; reopening gives back what the cancel took.
 */
#include "dates/dates.h"
#include "offer.h"

#include <string.h>

#include "base/banned.h"

static void
head_state(struct gd_work *w, int64_t state)
{
	struct gd_head head = *gd_head(&w->order);

	head.state = state;
	head.reason = w->then_ms ? "" : work_text(w, w->cmd->reason);
	if (state == GD_ORDER_HELD)
		head.held_ms = work_now(w);
	if (state == GD_ORDER_COMPLETED || state == GD_ORDER_CANCELLED)
		head.closed_ms = work_now(w);
	work_put(w, GD_TAB_HEAD, &head);
}

enum gd_code
do_hold(struct gd_work *w)
{
	enum gd_code rc = need_reason(w);

	if (!rc)
		rc = need_carrier(w);
	if (rc)
		return rc;
	work_event(w, GD_EV_HELD, "", w->cmd->reason, 0);
	head_state(w, GD_ORDER_HELD);
	return GD_OK;
}

enum gd_code
do_resume(struct gd_work *w)
{
	enum gd_code rc = need_carrier(w);

	if (rc)
		return rc;
	work_event(w, GD_EV_RESUMED, "", w->cmd->reason, 0);
	dates_resume(w);
	offers_resume(w);
	head_state(w, GD_ORDER_ACTIVE);
	return GD_OK;
}

/* An outside party that holds something must be told; each once. */
static void
inform_add(struct gd_work *w, const char *desk)
{
	const struct gd_inform *r;
	struct gd_inform row = { .desk = desk, .why = "cancelled", .by = "" };

	for (size_t i = 0; (r = gd_walk(&w->order, GD_TAB_INFORM, &i));) {
		if (strcmp(r->desk, desk) == 0 && !r->done_ms)
			return;
		if (r->no > row.no)
			row.no = r->no;
	}
	row.no++;
	work_put(w, GD_TAB_INFORM, &row);
}

/* Desks' copies are recalled, what never left is void. */
void
cancel_pieces(struct gd_work *w)
{
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(&w->order, GD_TAB_PIECE, &i));) {
		struct gd_piece row = *pc;
		int d = gd_wf_desk(w->wf, row.desk);
		bool out =
		    row.state == GD_PIECE_SENT || row.state == GD_PIECE_HELD;

		if (out && d >= 0 && w->wf->desks[d].outside)
			inform_add(w, row.desk);
		if (row.state == GD_PIECE_DUE) {
			row.state = GD_PIECE_VOID;
			row.cause = "cancel";
		} else if (out && row.class == GD_PIECE_COPY &&
			   (d < 0 || !w->wf->desks[d].outside)) {
			row.was = row.state;
			row.state = GD_PIECE_RECALL;
			row.cause = "cancel";
		} else {
			continue;
		}
		work_put(w, GD_TAB_PIECE, &row);
	}
}

/* One of the workflow's causes, where it lists them; else words, and by whom.
 * *cause and *whose say why and whose doing it was. */
static enum gd_code
cancel_cause(struct gd_work *w, const char **cause, const char **whose)
{
	const char *by = w->cmd->outcome ? w->cmd->outcome : "";
	struct gd_str all = GD_STR_INIT;
	enum gd_code rc;
	int i;

	*cause = work_text(w, w->cmd->reason);
	*whose = *by ? work_text(w, by) : "us";
	if (w->wf->ncauses == 0 || is_trial(w))
		return need_reason(w);
	i = gd_wf_cause(w->wf, by);
	if (i < 0) /* cancel ORDER customer --reason CAUSE */
		i = gd_wf_cause(w->wf, *cause);
	if (i >= 0) {
		*cause = w->wf->causes[i].name.id;
		*whose = gd_whose_word(w->wf->causes[i].whose);
		return GD_OK;
	}
	for (i = 0; i < w->wf->ncauses; i++)
		gd_str_addf(&all, "%s%s", i ? ", " : "",
		    w->wf->causes[i].name.id);
	rc = gd_fail(w->err, GD_USAGE, GD_M_CANCEL_CAUSE, GD_T(by),
	    GD_T(all.text));
	gd_str_release(&all);
	return rc;
}

enum gd_code
do_cancel(struct gd_work *w)
{
	const char *cause, *whose;
	struct gd_head head;
	enum gd_code rc = cancel_cause(w, &cause, &whose);

	if (!rc)
		rc = need_carrier(w);
	if (rc)
		return rc;
	work_event(w, GD_EV_CANCELLED, whose,
	    w->cmd->reason ? w->cmd->reason : cause, 0);
	if (gd_head(&w->order)->state == GD_ORDER_HELD)
		dates_resume(w); /* it may be reopened: the hold ends here */
	head_state(w, GD_ORDER_CANCELLED);
	head = *gd_head(&w->order);
	head.cause = cause;
	head.cause_by = whose;
	work_put(w, GD_TAB_HEAD, &head);
	cancel_pieces(w);
	return GD_OK;
}

/* Anything that still blocks completing; static word for the refusal. */
static const char *
still_open(const struct gd_workflow *wf, const struct gd_order *o)
{
	const struct gd_revision *r;

	for (int s = 0; s < wf->nsteps; s++) {
		int64_t lots = wf->steps[s].per_lot ? lot_count(o) : 1;

		for (int64_t l = 1; l <= lots; l++)
			if (!step_settled(wf, o, s,
				wf->steps[s].per_lot ? l : 0))
				return wf->steps[s].name.id;
	}
	for (int d = 0; d < wf->nduties; d++) {
		struct gd_at at;

		if (wf->duties[d].blocks == GD_BLOCKS_NO)
			continue;
		for (int i = 0; duty_place(wf, o, d, i, &at); i++)
			if (duty_applies(wf, o, d, at) != GD_FALSE &&
			    !duty_settled(wf, o, d, at))
				return wf->duties[d].name.id;
	}
	for (size_t i = 0; (r = gd_walk(o, GD_TAB_REVISION, &i));)
		if ((r->state == GD_REV_DRAFT || r->state == GD_REV_SIGNING ||
			r->state == GD_REV_EXPECTED) &&
		    !paper_after_close(wf, gd_wf_paper(wf, r->kind)))
			return r->kind;
	for (int d = 0; d < wf->nduties; d++)
		if (wf->duties[d].is_notice)
			for (int64_t i = 1; i <= thread_last(wf, o, d); i++)
				if (notice_open(wf, o, i))
					return wf->duties[d].name.id;
	return NULL;
}

/* Of our desks; outside parties acknowledge nothing. */
static int
unreceipted(const struct gd_workflow *wf, const struct gd_order *o)
{
	const struct gd_piece *pc;
	int n = 0;

	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));) {
		int d = gd_wf_desk(wf, pc->desk);

		n += pc->state == GD_PIECE_SENT &&
		     (d < 0 || !wf->desks[d].outside);
	}
	return n;
}

static void
complete(struct gd_work *w)
{
	int n = unreceipted(w->wf, &w->order);

	work_event(w, GD_EV_COMPLETED, "", n ? "with copies unreceipted" : "",
	    n);
	head_state(w, GD_ORDER_COMPLETED);
}

/* Automatic at the end of any command; after a reopen only by `close`. */
void
complete_if_all_done(struct gd_work *w)
{
	const struct gd_head *h = gd_head(&w->order);

	if (h->state == GD_ORDER_ACTIVE && !h->closed_ms &&
	    !still_open(w->wf, &w->order) && !lines_short(&w->order))
		complete(w);
}

/* guard:close-open */
enum gd_code
do_close(struct gd_work *w)
{
	const char *open = still_open(w->wf, &w->order);
	const struct gd_line *l = lines_short(&w->order);
	enum gd_code rc = GD_OK;

	if (open)
		rc = hard_stop(w, &w->wf->close_roles, "close", open,
		    GD_M_STILL_OPEN, open);
	else if (l)
		rc = hard_stop(w, &w->wf->close_roles, "close",
		    work_printf(w, "%lld", (long long)l->no), GD_M_LINE_LEFT,
		    line_qty_words(w, l, line_missing(&w->order, l->no)));
	else
		rc = need_carrier(w);
	if (!rc)
		complete(w);
	return rc;
}

enum gd_code
do_reopen(struct gd_work *w)
{
	const struct gd_piece *pc;
	struct gd_head head;
	enum gd_code rc = need_reason(w);

	if (!rc)
		rc = need_carrier(w);
	if (rc)
		return rc;
	work_event(w, GD_EV_REOPENED, "", w->cmd->reason, 0);
	head = *gd_head(&w->order);
	head.state = GD_ORDER_ACTIVE;
	head.cause = head.cause_by = "";
	head.reason = work_text(w, w->cmd->reason);
	work_put(w, GD_TAB_HEAD, &head);
	for (size_t i = 0; (pc = gd_walk(&w->order, GD_TAB_PIECE, &i));) {
		struct gd_piece row = *pc;

		if (strcmp(row.cause, "cancel") != 0)
			continue;
		if (row.state == GD_PIECE_RECALL)
			row.state = row.was;
		else if (row.state == GD_PIECE_VOID)
			row.state = GD_PIECE_DUE;
		else
			row.note = "hand out again";
		row.cause = "";
		row.was = 0;
		work_put(w, GD_TAB_PIECE, &row);
	}
	return GD_OK;
}

enum gd_code
do_inform(struct gd_work *w)
{
	const struct gd_inform *r;
	struct gd_inform row;
	enum gd_code rc = need_carrier(w);

	if (rc)
		return rc;
	for (size_t i = 0; (r = gd_walk(&w->order, GD_TAB_INFORM, &i));) {
		if (r->done_ms ||
		    (w->cmd->desk && strcmp(r->desk, w->cmd->desk) != 0))
			continue;
		row = *r;
		row.done_ms = w->f->now_ms;
		row.by = w->f->actor.login;
		work_event(w, GD_EV_INFORMED, row.desk, w->cmd->reason, row.no);
		work_put(w, GD_TAB_INFORM, &row);
		return GD_OK;
	}
	return gd_fail(w->err, GD_REFUSED, GD_M_NOBODY_TO_INFORM,
	    GD_T(gd_head(&w->order)->number));
}

enum gd_code
do_reassign(struct gd_work *w)
{
	int role = gd_wf_role(w->wf, w->cmd->role ? w->cmd->role : "");
	enum gd_code rc = need_carrier(w);

	if (rc)
		return rc;
	if (role < 0)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_ROLE,
		    GD_T(w->cmd->role ? w->cmd->role : ""));
	if (!w->f->person_ok)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_PERSON,
		    GD_T(w->cmd->person ? w->cmd->person : ""));
	if (!person_of_role(w, w->wf->roles[role].name.id) &&
	    GUARD(w, GD_M_ASSIGN_ROLE))
		return gd_fail(w->err, GD_REFUSED, GD_M_ASSIGN_ROLE,
		    GD_T(w->cmd->person), GD_T(w->wf->roles[role].name.id));
	work_event(w, GD_EV_ASSIGNED, w->wf->roles[role].name.id,
	    w->cmd->person, 0);
	work_put(w, GD_TAB_ASSIGN,
	    &(struct gd_assign){ .role = w->wf->roles[role].name.id,
		.person = work_text(w, w->cmd->person) });
	return GD_OK;
}
