/* core/invariant.c - the facts that hold in every state of each machine. */
#include "work.h"

#include <stdio.h>
#include <string.h>

#include "base/banned.h"

#define FACT(cond, what)                                    \
	do {                                                \
		if (!(cond))                                \
			gd_die(__FILE__, __LINE__, (what)); \
	} while (0)

/* paper.c: one unissued revision, in_force names an issued one. */
static void
assert_papers(const struct gd_order *o)
{
	const struct gd_revision *r;
	const struct gd_paper *p;

	for (size_t i = 0; (p = gd_walk(o, GD_TAB_PAPER, &i));) {
		int unissued = 0, issued = 0;

		for (size_t k = 0; (r = gd_walk(o, GD_TAB_REVISION, &k));) {
			if (strcmp(r->kind, p->kind) != 0 || r->lot != p->lot ||
			    r->inst != p->inst)
				continue;
			FACT(r->rev >= 1 && r->rev <= p->last,
			    "a revision number within its paper's");
			unissued += r->state == GD_REV_DRAFT ||
				    r->state == GD_REV_SIGNING ||
				    r->state == GD_REV_EXPECTED;
			issued += r->state == GD_REV_ISSUED;
			FACT((r->state == GD_REV_ISSUED) ==
				 (r->rev == p->in_force),
			    "the issued revision is the one in force");
		}
		FACT(unissued <= 1, "at most one unissued revision a paper");
		FACT(issued <= 1, "at most one revision in force");
	}
}

/* signing.c: live sign-offs stand only under signing or issued revisions. */
static void
assert_signoffs(const struct gd_order *o)
{
	const struct gd_signoff *s;

	for (size_t i = 0; (s = gd_walk(o, GD_TAB_SIGNOFF, &i));) {
		const struct gd_revision *r =
		    gd_revision(o, s->kind, s->lot, s->inst, s->rev);

		FACT(r != NULL, "a sign-off belongs to a revision");
		FACT(!s->live ||
			 (r->state != GD_REV_DRAFT && r->state != GD_REV_VOID),
		    "no live sign-off under a draft or void revision");
	}
}

/* pieces.c: a holder at a time, numbers once, only copies recalled. */
static void
assert_pieces(const struct gd_order *o)
{
	const struct gd_piece *a, *b;

	for (size_t i = 0; (a = gd_walk(o, GD_TAB_PIECE, &i));) {
		FACT(*a->desk != '\0', "every piece has a desk");
		FACT(a->state != GD_PIECE_RECALL || a->class == GD_PIECE_COPY,
		    "only copies are recalled");
		FACT(a->state != GD_PIECE_SENT || a->sent_ms || a->taken,
		    "what is on its way was sent");
		for (size_t k = i; (b = gd_walk(o, GD_TAB_PIECE, &k));)
			FACT(a->copy_no == 0 || a->copy_no != b->copy_no ||
				 strcmp(a->kind, b->kind) != 0 ||
				 a->lot != b->lot || a->inst != b->inst,
			    "a copy number is given once");
	}
}

/* print.c: what was printed was a piece there is, or a revision there is. */
static void
assert_prints(const struct gd_order *o)
{
	const struct gd_print *p;
	const struct gd_piece *pc;

	for (size_t i = 0; (p = gd_walk(o, GD_TAB_PRINT, &i));) {
		pc = gd_row_find(&o->sheet, GD_TAB_PIECE,
		    &(struct gd_piece){ .no = p->piece });
		FACT(p->piece ? pc && strcmp(pc->kind, p->kind) == 0
			      : gd_revision(o, p->kind, p->lot, p->inst,
				    p->rev) != NULL,
		    "what was printed is there");
		FACT(p->again == 0 || *p->reason, "a second time says why");
	}
}

/* ordering.c: a cancelled order has nothing due. */
static void
assert_order(const struct gd_workflow *wf, const struct gd_order *o)
{
	const struct gd_head *h = gd_head(o);
	const struct gd_piece *pc;
	const struct gd_act *a;
	const struct gd_loop *l;

	FACT(h->state >= GD_ORDER_ACTIVE && h->state <= GD_ORDER_CANCELLED,
	    "a known order state");
	FACT(h->state < GD_ORDER_COMPLETED || h->closed_ms,
	    "a closed order says when");
	FACT(h->state != GD_ORDER_CANCELLED || *h->cause,
	    "a cancelled order says why");
	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));)
		FACT(h->state != GD_ORDER_CANCELLED ||
			 pc->state != GD_PIECE_DUE,
		    "nothing is due of a cancelled order");
	for (size_t i = 0; (a = gd_walk(o, GD_TAB_ACT, &i));)
		FACT(gd_wf_duty(wf, a->duty) >= 0, "an act on a known duty");
	for (size_t i = 0; (l = gd_walk(o, GD_TAB_LOOP, &i));)
		FACT(l->round >= 1, "rounds count from one");
}

/* offer.c: at most one accepted offer a duty. */
static void
assert_offers(const struct gd_order *o)
{
	const struct gd_offer *a, *b;

	for (size_t i = 0; (a = gd_walk(o, GD_TAB_OFFER, &i));)
		for (size_t k = i; (b = gd_walk(o, GD_TAB_OFFER, &k));)
			FACT(a->state != GD_OFFER_ACCEPTED ||
				 b->state != GD_OFFER_ACCEPTED ||
				 a->round != b->round || a->lot != b->lot ||
				 a->inst != b->inst ||
				 strcmp(a->duty, b->duty) != 0,
			    "one acceptance wins");
}

/* lots.c: the lots plan what was ordered less what was cancelled. */
static void
assert_lines(const struct gd_order *o)
{
	const struct gd_lotline *ll;
	const struct gd_line *l;

	for (size_t i = 0; (l = gd_walk(o, GD_TAB_LINE, &i));) {
		int64_t planned = 0;

		for (size_t k = 0; (ll = gd_walk(o, GD_TAB_LOTLINE, &k));)
			planned += ll->line == l->no ? ll->qty : 0;
		FACT(l->cancelled >= 0, "nothing less than nothing cancelled");
		FACT(planned + l->cancelled == l->qty,
		    "lots plan what was ordered less what was cancelled");
	}
	for (size_t i = 0; (ll = gd_walk(o, GD_TAB_LOTLINE, &i));) {
		FACT(line_find(o, ll->line), "a lot takes lines there are");
		FACT(ll->lot >= 1 && ll->lot <= lot_count(o),
		    "what is taken goes in a lot");
		FACT(ll->qty >= 0 && ll->shipped >= 0,
		    "quantities of a lot are not negative");
		FACT(ll->known || !ll->shipped, "what shipped was recorded");
	}
}

/* lots.c: lots are numbered without gaps; one called off is empty. */
static void
assert_lots(const struct gd_order *o)
{
	const struct gd_payment *p;
	const struct gd_lotline *ll;
	const struct gd_lot *lot;
	int64_t no = 0;

	for (size_t i = 0; (lot = gd_walk(o, GD_TAB_LOT, &i));) {
		FACT(lot->no == ++no, "lots are numbered without gaps");
		FACT(lot->from_lot < lot->no, "a lot comes from an earlier");
		for (size_t k = 0; (ll = gd_walk(o, GD_TAB_LOTLINE, &k));)
			FACT(lot->state != GD_LOT_OFF || ll->lot != lot->no ||
				 (!ll->qty && !ll->shipped),
			    "a lot called off takes nothing");
	}
	for (size_t i = 0; (p = gd_walk(o, GD_TAB_PAYMENT, &i));)
		FACT(p->lot >= 0 && p->lot <= lot_count(o),
		    "a payment row is of a lot there is, or of the order");
}

static bool
later(const struct gd_workflow *wf, const struct gd_head *h,
    const struct gd_due *d)
{
	int duty = gd_wf_duty(wf, d->duty);

	return h->state == GD_ORDER_COMPLETED && duty >= 0 &&
	       wf->duties[duty].after_close;
}

/* dates.c: what is owed has a day and an owner; what is met or of a closed
 * order is owed no more and rings for nobody. */
static void
assert_dates(const struct gd_workflow *wf, const struct gd_order *o)
{
	const struct gd_head *h = gd_head(o);
	const struct gd_due *d;
	bool hard = !h->hard_day;

	for (size_t i = 0; (d = gd_walk(o, GD_TAB_DUE, &i));) {
		FACT(gd_wf_duty(wf, d->duty) >= 0 ||
			 gd_wf_limit(wf, d->duty) >= 0,
		    "a date of a known duty or limit");
		FACT(d->day || d->shut, "what is owed has a day");
		FACT(!d->day || d->first, "what has a day was promised first");
		FACT(*d->owner || !wf->nroles, "somebody answers for a date");
		FACT(!d->actual || d->shut, "what was met is owed no more");
		FACT(!d->ring_day || !d->shut, "what is shut does not ring");
		FACT(!*d->told || d->rung, "who was told was told by a rung");
		FACT(h->state <= GD_ORDER_HELD || d->shut || later(wf, h, d),
		    "a closed order owes no date, but of what comes after");
		hard = hard || (!d->shut && d->hard && d->day == h->hard_day &&
				   strcmp(d->duty, h->hard) == 0);
	}
	FACT(hard, "the next hard date is one of the order");
}

void
gd_order_assert(const struct gd_workflow *wf, const struct gd_order *o)
{
	assert_papers(o);
	assert_signoffs(o);
	assert_pieces(o);
	assert_prints(o);
	assert_order(wf, o);
	assert_offers(o);
	assert_lines(o);
	assert_lots(o);
	assert_dates(wf, o);
}
