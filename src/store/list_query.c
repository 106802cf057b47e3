/* store/list_query.c - from a filter to a query: its ranges and words, which
 * conditions it has, the narrowest way in.
 */
#include "list_priv.h"

#include <string.h>

#include "base/text.h"
#include "core/order.h"

#include "base/banned.h"

static void
set_cond(struct query *q, enum cond cond, bool on)
{
	if (on)
		q->conds |= UINT64_C(1) << cond;
	else
		q->conds &= ~(UINT64_C(1) << cond);
}

void
gd_query_states(struct query *q, int64_t states)
{
	int64_t all = OPEN_STATES | CLOSED_STATES;

	q->f.states = states & all;
	q->nothing = q->nothing || q->f.states == 0;
	set_cond(q, C_STATES, q->f.states != all);
}

static void
query_dates(struct query *q)
{
	const struct gd_filter *f = &q->f;

	q->due_to = INT64_MAX;
	if (f->due_after) {
		q->due_from = (int64_t)f->due_after + 1;
		q->due_to = GD_NO_DUE - 1; /* what has no date is not after */
	}
	if (f->due_before)
		q->due_to = (int64_t)f->due_before - 1;
	if (f->late && (int64_t)f->today - 1 < q->due_to)
		q->due_to = (int64_t)f->today - 1;
	if (f->undated)
		q->due_from = q->due_to = GD_NO_DUE;
	set_cond(q, C_DUE, q->due_from || q->due_to != INT64_MAX);
	/* 0 is no date: neither before nor after one */
	q->hard_from = f->hard_after ? (int64_t)f->hard_after + 1 : 1;
	q->hard_to = f->hard_before ? (int64_t)f->hard_before - 1 : INT64_MAX;
	set_cond(q, C_HARD, f->hard_after || f->hard_before);
}

static void
query_words(struct query *q)
{
	const struct gd_filter *f = &q->f;

	q->customer_word = (struct gd_str)GD_STR_INIT;
	for (int i = 0; i < NWORDS; i++)
		q->words[i] = (struct gd_str)GD_STR_INIT;
	for (int i = 0; i < f->nwords && i < NWORDS; i++) {
		struct gd_str *word = &q->words[q->nwords];

		gd_text_fold(word, f->words[i]);
		if (!word->len)
			continue;
		set_cond(q, (enum cond)(C_WORD + q->nwords), true);
		q->nwords++;
	}
	if (f->customer_word)
		gd_text_fold(&q->customer_word, f->customer_word);
	set_cond(q, C_CUSTOMER_WORD, q->customer_word.len > 0);
}

static bool
picked(const struct gd_filter *f, int p)
{
	return f->pick_from[p] || f->pick_to[p];
}

void
gd_query_init(struct query *q, const struct gd_filter *f)
{
	int64_t states = f->states ? f->states : OPEN_STATES | CLOSED_STATES;
	bool after;

	*q = (struct query){ .f = *f };
	query_dates(q);
	query_words(q);
	after = f->waits && strncmp(f->waits, GD_AFTER, strlen(GD_AFTER)) == 0;
	if (q->conds >> C_DUE & 1 || (f->waits && !after))
		states &= OPEN_STATES; /* the others have no next date */
	if (f->sort >= GD_SORT_PICK)
		states &= OPEN_STATES;
	for (int p = 0; p < GD_NPICK; p++)
		if (picked(f, p))
			states &= OPEN_STATES;
	if (q->conds >> C_HARD & 1 || f->warns || f->sort == GD_SORT_HARD)
		states &= OPEN_STATES; /* no index of all orders has these */
	if (f->late || f->slips) /* the clock of a held one stands */
		states &= 1 << GD_ORDER_ACTIVE;
	gd_query_states(q, states);
	set_cond(q, C_STEP, f->step_no != 0);
	set_cond(q, C_CUSTOMER, f->customer != NULL);
	set_cond(q, C_CLERK, f->clerk != NULL);
	set_cond(q, C_WAITS, f->waits != NULL);
	set_cond(q, C_WORKFLOW, f->workflow != NULL);
	set_cond(q, C_COMPANY, f->company != NULL);
	set_cond(q, C_PERSON, f->person != NULL);
	set_cond(q, C_CONTRACT, f->contract != NULL);
	set_cond(q, C_CURRENCY, f->currency != NULL);
	set_cond(q, C_OUT, f->out_desk != NULL);
	set_cond(q, C_NUMBER, f->number_from || f->number_to);
	set_cond(q, C_CREATED, f->created_from || f->created_to);
	set_cond(q, C_TAKEN, f->taken > 0);
	set_cond(q, C_BEGUN, f->taken < 0);
	set_cond(q, C_LOTS, f->lots_from || f->lots_to);
	set_cond(q, C_WARNS, f->warns);
	set_cond(q, C_SLIPS, f->slips);
	set_cond(q, C_TEAM, f->team != NULL);
	set_cond(q, C_OWING, f->owing != NULL);
	set_cond(q, C_SIGNING, f->signing);
	set_cond(q, C_CHANGED, f->changed != NULL);
	set_cond(q, C_MARK, f->mark != NULL);
	set_cond(q, C_CAME, f->week_step && !f->week_gone);
	set_cond(q, C_GONE, f->week_step && f->week_gone);
	set_cond(q, C_STAY, f->stay_from || f->stay_to);
	set_cond(q, C_OFFERED, f->noffered > 0);
	set_cond(q, C_TAKEN_BY, f->taken_by != NULL);
	for (int p = 0; p < GD_NPICK; p++)
		set_cond(q, (enum cond)(C_PICK + p), picked(f, p));
}

void
gd_query_release(struct query *q)
{
	gd_str_release(&q->customer_word);
	for (int i = 0; i < NWORDS; i++)
		gd_str_release(&q->words[i]);
}

bool
gd_query_has_words(const struct query *q)
{
	return q->nwords || q->customer_word.len;
}

enum way
gd_query_base(const struct query *q, enum gd_sort sort)
{
	if (!(q->f.states & ~OPEN_STATES))
		return WAY_OPEN;
	if (!(q->f.states & ~CLOSED_STATES) && sort == GD_SORT_NEWEST)
		return WAY_CLOSED;
	return WAY_ALL;
}

enum way
gd_query_way(const struct query *q)
{
	const struct gd_filter *f = &q->f;
	bool only_open = !(f->states & ~OPEN_STATES);

	if (f->contract)
		return WAY_CONTRACT;
	if (q->conds >> C_NUMBER & 1)
		return WAY_NUMBER;
	if (f->customer)
		return WAY_CUSTOMER;
	if (f->person) /* who has years behind him */
		return only_open ? WAY_MINE : WAY_PERSON;
	if (f->clerk && (*f->clerk || only_open)) /* "": has none */
		return only_open ? WAY_CLERK : WAY_CARRIED;
	if (f->waits)
		return WAY_WAITS;
	if (f->noffered)
		return WAY_OFFERED;
	for (int p = 0; p < GD_NPICK; p++)
		if (picked(f, p))
			return (enum way)(WAY_PICK + p);
	if (f->lots_from > 1)
		return WAY_LOTS;
	if (f->out_desk)
		return WAY_OUT;
	if (f->taken > 0)
		return WAY_TAKEN;
	if (f->slips)
		return WAY_SLIPS;
	if (f->step_no && only_open)
		return WAY_STEP;
	if (q->conds >> C_CREATED & 1)
		return WAY_CREATED;
	if (f->states == 1 << GD_ORDER_HELD ||
	    f->states == 1 << GD_ORDER_COMPLETED ||
	    f->states == 1 << GD_ORDER_CANCELLED)
		return WAY_STATE;
	if (f->company && !only_open)
		return WAY_COMPANY;
	return gd_query_base(q, GD_SORT_NEWEST);
}
