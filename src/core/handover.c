/* core/handover.c - from one person to another: duties and custody.
 *
 *   handover A -> B:  what A is on the order B is now; what was offered to A
 *                     is offered to B; what A keeps is on its way to B
 *   accept:           B has what is on its way to him
 *
 * Facts: nobody gets a role he does not hold; a thing on its way blocks
 * nothing, so an order never waits for its new clerk.
 */
#include "work.h"

#include <string.h>

#include "base/banned.h"

/* guard:handover-who - the person himself, an administrator, who closes
 * orders. */
static enum gd_code
need_giver(struct gd_work *w, const char *from)
{
	int admin = gd_wf_role(w->wf, "admin");

	if (strcmp(w->f->actor.login, from) == 0 ||
	    (admin >= 0 && person_holds(w, admin)) ||
	    person_may(w, &w->wf->close_roles))
		return GD_OK;
	return need_roles(w, &w->wf->close_roles);
}

/* What he is on the order. guard:handover-role */
static enum gd_code
give_roles(struct gd_work *w, const char *from, const char *to, int *given)
{
	const struct gd_assign *a;

	for (size_t i = 0; (a = gd_walk(&w->order, GD_TAB_ASSIGN, &i));) {
		struct gd_assign row = *a;

		if (strcmp(row.person, from) != 0 ||
		    (w->cmd->role && strcmp(w->cmd->role, row.role) != 0))
			continue;
		if (!person_of_role(w, row.role) &&
		    GUARD(w, GD_M_HANDOVER_ROLE))
			return gd_fail(w->err, GD_REFUSED, GD_M_HANDOVER_ROLE,
			    GD_T(to), GD_T(row.role),
			    GD_T(gd_head(&w->order)->number));
		work_event(w, GD_EV_HANDED, row.role, to, 0);
		row.person = to;
		work_put(w, GD_TAB_ASSIGN, &row);
		++*given;
	}
	return GD_OK;
}

/* Offers to him, still open or accepted, are the other's; the deadline
 * stays. */
static void
give_offers(struct gd_work *w, const char *from, const char *to, int *given)
{
	size_t n = w->order.sheet.rows[GD_TAB_OFFER].n;

	/* the rows put on the way stand among those walked: count first */
	for (size_t i = 0; i < n; i++) {
		const struct gd_offer *o =
		    gd_row_at(&w->order.sheet, GD_TAB_OFFER, i);
		struct gd_offer mine, his;

		if (strcmp(o->person, from) != 0 ||
		    (o->state != GD_OFFER_OFFERED &&
			o->state != GD_OFFER_ACCEPTED))
			continue;
		mine = his = *o;
		mine.state = GD_OFFER_RELEASED;
		mine.reason = work_text(w, w->cmd->reason);
		his.person = to;
		work_event(w, GD_EV_HANDED, his.duty, to, 0);
		work_put(w, GD_TAB_OFFER, &mine);
		work_put(w, GD_TAB_OFFER, &his);
		n = w->order.sheet.rows[GD_TAB_OFFER].n;
		++*given;
	}
}

static bool
at_own_desk(const struct gd_work *w, const struct gd_piece *pc)
{
	int d = gd_wf_desk(w->wf, pc->desk);

	return d >= 0 && w->wf->desks[d].clerk;
}

/* Originals, samples and file copies he keeps go to the other's hands. */
static void
give_pieces(struct gd_work *w, const char *from, const char *to, int *given)
{
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(&w->order, GD_TAB_PIECE, &i));) {
		struct gd_piece row = *pc;
		bool his =
		    strcmp(row.holder, from) == 0 &&
		    (row.state == GD_PIECE_HELD || row.state == GD_PIECE_SENT);

		if (!his || !at_own_desk(w, &row))
			continue;
		work_event(w, GD_EV_HANDED, row.kind, to, row.no);
		row.state = GD_PIECE_SENT;
		row.sent_ms = w->f->now_ms;
		row.held_ms = 0;
		row.holder = to;
		row.proxy = "";
		row.cause = "handover";
		work_put(w, GD_TAB_PIECE, &row);
		++*given;
	}
}

/* guard:handover-none */
static enum gd_code
accept(struct gd_work *w)
{
	const char *me = w->f->actor.login;
	const struct gd_piece *pc;
	int n = 0;

	for (size_t i = 0; (pc = gd_walk(&w->order, GD_TAB_PIECE, &i));) {
		struct gd_piece row = *pc;

		if (row.state != GD_PIECE_SENT || strcmp(row.holder, me) != 0)
			continue;
		work_event(w, GD_EV_HELD_BY, row.kind, row.desk, row.no);
		row.state = GD_PIECE_HELD;
		row.held_ms = w->f->now_ms;
		work_put(w, GD_TAB_PIECE, &row);
		n++;
	}
	if (!n && GUARD(w, GD_M_HANDOVER_NONE))
		return gd_fail(w->err, GD_REFUSED, GD_M_HANDOVER_NONE, GD_T(me),
		    GD_T(gd_head(&w->order)->number));
	return GD_OK;
}

/* holder = from, person = to, [role], reason; outcome "accept": the other's
 * part of it */
enum gd_code
do_handover(struct gd_work *w)
{
	const char *from = w->cmd->holder ? w->cmd->holder : "";
	const char *to;
	enum gd_code rc;
	int given = 0;

	if (w->cmd->outcome && strcmp(w->cmd->outcome, "accept") == 0)
		return accept(w);
	rc = need_giver(w, from);
	if (rc)
		return rc;
	if (!w->f->person_ok && GUARD(w, GD_M_NO_PERSON))
		return gd_fail(w->err, GD_MISSING, GD_M_NO_PERSON,
		    GD_T(w->cmd->person ? w->cmd->person : ""));
	to = work_text(w, w->cmd->person);
	if (strcmp(from, to) == 0)
		return gd_fail(w->err, GD_USAGE, GD_M_HANDOVER_SELF, GD_T(to));
	rc = give_roles(w, from, to, &given);
	if (rc)
		return rc;
	if (!w->cmd->role)
		give_offers(w, from, to, &given);
	give_pieces(w, from, to, &given);
	if (!given && GUARD(w, GD_M_HANDOVER_NONE))
		return gd_fail(w->err, GD_REFUSED, GD_M_HANDOVER_NONE,
		    GD_T(from), GD_T(gd_head(&w->order)->number));
	return GD_OK;
}
