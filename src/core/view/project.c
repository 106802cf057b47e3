/* core/view/project.c - where open dates land if nothing is made up.
 *
 *   lands = latest of: its own day, today, and what every link asks for
 *
 * A need or the order of steps asks for the day the other lands; where both
 * count from one day and the other is late, for the days kept between them
 * after that.  A rule asks
 * for its reckoning from where the other lands, and only when that is later
 * than what the date was reckoned from: a date is a latest day, so one that
 * was promised sooner than its rule says has not slipped.  Dates of law, bank
 * and carrier are never pushed by rules, they would move with their base; what
 * breaks them is work that cannot be done before.
 *
 * Facts: looking again at dates that were set to where they land moves
 * nothing; a later day anywhere makes no date land earlier; links have no
 * rings (links.c), so each node is looked at once.
 */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "core/view/slip.h"
#include "project_priv.h"

#include "base/banned.h"

/* A duty where it is owed. */
struct place {
	struct gd_at at;
	struct gd_date_view *view; /* NULL: it has no date */
	int32_t lands, ref; /* ref: as those reckoned from it took it to be */
	int32_t raw;        /* by its rule, days off not looked at */
	int32_t done;       /* settled: on this day */
	bool open, owed;
};
struct project {
	struct dates *d;
	struct gd_arena arena; /* scratch */
	const struct links *links;
	struct place **places; /* of a duty */
	int *nplaces;
	int32_t **steps; /* of a node of a step: lands, by lot */
	bool **opened;   /* of a step, by lot: it is open */
	int64_t lots;
	bool going; /* on hold: as if it went on today */
};

static int32_t
latest(int32_t a, int32_t b)
{
	return a > b ? a : b; /* GD_NO_DAY is before all days */
}

/* ---- places --------------------------------------------------------------- */

static int32_t
ref_of(const struct gd_due *row)
{
	if (!row->day)
		return GD_NO_DAY;
	if (row->moved && (row->plan || row->first))
		return (int32_t)(row->plan ? row->plan : row->first);
	return (int32_t)row->day;
}

/* Does the clock of a date stand? */
static bool
stands(const struct dates *d, const struct gd_date_view *v)
{
	return d->held && v && v->def->hold_stops && !v->hard;
}

/* Days it has stood in this hold, in its own count. */
static int64_t
stood(const struct dates *d, const struct gd_date_view *v)
{
	int32_t from = d->held_day;

	/* counted from what happened during the hold, it stood from then */
	if (v->def->base != GD_BASE_FIELD && v->def->base != GD_BASE_PAYMENT &&
	    v->def->base != GD_BASE_PLAN && v->row->base_day > from)
		from = (int32_t)v->row->base_day;
	if (!stands(d, v) || from >= d->f->today)
		return 0;
	return v->def->work ? gd_calendar_count(reckon_calendar(&d->by, v->def,
						    dates_role(d->wf, v)),
				  from, d->f->today)
			    : d->f->today - from;
}

/* Nothing open lands before this day. */
static int32_t
earliest(const struct project *p, const struct place *pl)
{
	if (!p->going && (!pl->view || stands(p->d, pl->view)))
		return p->d->held_day;
	return p->d->f->today;
}

/* Is its day a cut-off, that of a hard limit it keeps? */
static bool
is_cutoff(const struct project *p, const struct gd_date_view *v)
{
	const struct cutoff *c = &p->links->cutoffs[v->duty];

	return v->def == &p->d->wf->duties[v->duty].due ? c->due : c->plan;
}

/* When it will be done if nothing is made up.  Nobody waits with his papers
 * for the cut-off: they go as planned, else what comes after them would seem
 * late in an order that has all its time. */
static int32_t
own_day(const struct project *p, const struct gd_date_view *v)
{
	const struct gd_due *row = v->row;

	if (!row->plan || row->plan >= row->day || row->moved ||
	    !is_cutoff(p, v))
		return (int32_t)row->day;
	return (int32_t)row->plan;
}

/* What no day changes; its date is known already. */
static void
place_fill(const struct project *p, int duty, struct place *pl)
{
	const struct dates *d = p->d;
	const struct gd_due *row = pl->view ? pl->view->row : NULL;
	const struct gd_act *act;

	pl->done = pl->ref = pl->raw = GD_NO_DAY;
	if (duty_settled(d->wf, d->o, duty, pl->at)) {
		act = duty_act(d->wf, d->o, duty, pl->at);
		pl->owed = true;
		if (act && act->state == GD_ACT_DONE && act->day)
			pl->done = (int32_t)act->day;
		else if (row && row->actual)
			pl->done = (int32_t)row->actual;
	} else {
		pl->open = pl->owed =
		    duty_applies(d->wf, d->o, duty, pl->at) != GD_FALSE &&
		    !(row && row->shut);
	}
	if (!row)
		return;
	pl->ref = ref_of(row);
	if (row->base_day)
		pl->raw = pl->view->unrolled;
}

/* Where it lands before its links were asked. */
static void
place_begin(struct project *p, struct place *pl)
{
	struct dates *d = p->d;

	pl->lands = pl->done;
	if (pl->open && pl->view && pl->view->row->day)
		pl->lands = latest(earliest(p, pl),
		    reckon_shift(&d->by, pl->view->def,
			dates_role(d->wf, pl->view), own_day(p, pl->view),
			p->going ? stood(d, pl->view) : 0));
}

static void
find_places(struct project *p)
{
	const struct gd_workflow *wf = p->d->wf;

	for (int duty = 0; duty < wf->nduties; duty++) {
		size_t n = 0, room = 0;
		struct place *all = NULL;
		struct gd_at at;

		for (int i = 0; duty_place(wf, p->d->o, duty, i, &at); i++)
			GD_PUSH(all, n, room)->at = at;
		p->nplaces[duty] = (int)n;
		p->places[duty] = gd_arena_alloc(&p->arena, n + 1, sizeof *all);
		if (n)
			memcpy(p->places[duty], all, n * sizeof *all);
		free(all);
	}
}

static struct place *
place_of(const struct project *p, int duty, const struct gd_due *row)
{
	for (int i = 0; i < p->nplaces[duty]; i++) {
		struct place *pl = &p->places[duty][i];

		if (pl->at.lot == row->lot && pl->at.round == row->round &&
		    pl->at.inst == row->inst)
			return pl;
	}
	return NULL;
}

static void
fill_places(struct project *p)
{
	for (size_t i = 0; i < p->d->out->n; i++) {
		struct gd_date_view *v = &p->d->out->at[i];
		struct place *pl =
		    v->duty >= 0 ? place_of(p, v->duty, v->row) : NULL;

		if (pl)
			pl->view = v;
	}
	for (int duty = 0; duty < p->d->wf->nduties; duty++)
		for (int i = 0; i < p->nplaces[duty]; i++)
			place_fill(p, duty, &p->places[duty][i]);
}

/* ---- what a link asks for ------------------------------------------------- */

/* Is this the place a condition or rule of `to` means? */
static bool
is_meant(const struct project *p, int duty, const struct place *pl,
    struct gd_at to, bool all_lots)
{
	const struct gd_duty_def *def = &p->d->wf->duties[duty];

	if (!pl->owed)
		return false;
	if (def->per_lot && to.lot && !all_lots && pl->at.lot != to.lot)
		return false;
	if (def->many)
		return pl->at.inst ==
		       (to.inst ? to.inst
				: thread_last(p->d->wf, p->d->o, duty));
	return !to.inst || !pl->at.inst || pl->at.inst == to.inst;
}

/* A rule of `to`, reckoned anew from where its base lands. */
static int32_t
forward(const struct project *p, const struct link *l, const struct place *base,
    const struct place *to)
{
	struct dates *d = p->d;
	const struct gd_date_view *v = to->view;
	int32_t ref = base->ref;
	struct reckoned r;

	if (!v || !v->row->day || v->hard || base->lands == GD_NO_DAY)
		return GD_NO_DAY;
	if (v->def == l->def && v->row->base_day)
		ref = (int32_t)v->row->base_day;
	if (ref == GD_NO_DAY || base->lands <= ref)
		return GD_NO_DAY;
	reckon_from(&d->by, l->def, dates_role(d->wf, v), to->at, base->lands,
	    v->row->held, &r);
	return r.day;
}

/* A rule that counts back to `from`: what it counts from keeps its distance. */
static int32_t
backward(const struct project *p, const struct link *l,
    const struct place *from, const struct place *to)
{
	struct dates *d = p->d;
	const struct gd_date_view *v = from->view;
	struct reckoned r;
	int32_t day = from->lands;
	int role;

	if (!v || !to->view || !to->view->row->day || from->ref == GD_NO_DAY ||
	    day == GD_NO_DAY || day <= from->ref)
		return GD_NO_DAY;
	role = dates_role(d->wf, v);
	reckon_from(&d->by, l->def, role, from->at, day, 0, &r);
	if (r.days < 0)
		day = reckon_shift(&d->by, l->def, role, day, -r.days);
	if (l->def->months < 0)
		day = gd_day_add_months(day, -l->def->months);
	return day;
}

/* What is done later than its rule says leaves what follows the days that are
 * kept for it: the goods are not in the warehouse on the day their slip is
 * handed out.  Once it is done nobody counts them any more. */
static int32_t
follows(const struct project *p, const struct link *l, const struct place *pl)
{
	if (!l->lead || !pl->open || !pl->view || pl->raw == GD_NO_DAY ||
	    pl->lands <= pl->raw)
		return pl->lands;
	return reckon_shift(&p->d->by, l->def, dates_role(p->d->wf, pl->view),
	    pl->lands, l->lead);
}

static int32_t
asks(const struct project *p, const struct link *l, const struct place *to)
{
	int32_t day = GD_NO_DAY;

	if (l->from >= p->d->wf->nduties)
		return p->steps[l->from - p->d->wf->nduties][to->at.lot];
	for (int i = 0; i < p->nplaces[l->from]; i++) {
		const struct place *pl = &p->places[l->from][i];

		if (!is_meant(p, l->from, pl, to->at, l->all_lots))
			continue;
		day =
		    latest(day, l->kind == LINK_FORWARD ? forward(p, l, pl, to)
				: l->kind == LINK_BACK  ? backward(p, l, pl, to)
							: follows(p, l, pl));
	}
	return day;
}

/* Money a condition asks for comes on the day it is due, or today. */
static int32_t
money_comes(const struct project *p, const struct gd_pred *pred, int64_t lot)
{
	const struct gd_payment *row;
	int32_t day = GD_NO_DAY;

	if (!pred)
		return day;
	if (pred->op == GD_PRED_AND)
		for (int i = 0; i < pred->nkids; i++)
			day = latest(day, money_comes(p, &pred->kids[i], lot));
	if (pred->op != GD_PRED_CREDITED)
		return day;
	for (size_t i = 0; (row = gd_walk(p->d->o, GD_TAB_PAYMENT, &i));) {
		if (payment_credited(row) || !row->due_day ||
		    (lot && row->lot && row->lot != lot) ||
		    (*pred->value && strcmp(row->trigger, pred->value) != 0 &&
			strcmp(row->method, pred->value) != 0))
			continue;
		day = latest(day, (int32_t)row->due_day);
	}
	return day;
}

/* ---- nodes ---------------------------------------------------------------- */

static void
look_duty(struct project *p, int duty)
{
	const struct links *links = p->links;

	for (int i = 0; i < p->nplaces[duty]; i++) {
		struct place *pl = &p->places[duty][i];

		if (!pl->open)
			continue;
		for (size_t k = links->first[duty]; k < links->first[duty + 1];
		     k++)
			pl->lands =
			    latest(pl->lands, asks(p, &links->at[k], pl));
		pl->lands = latest(pl->lands,
		    money_comes(p, p->d->wf->duties[duty].needs, pl->at.lot));
		if (pl->lands != GD_NO_DAY)
			pl->lands = latest(pl->lands, earliest(p, pl));
	}
}

/* A step of a lot waits for what that lot owes, lot 0 for all of them. */
static int32_t
step_asks(const struct project *p, const struct link *l, int64_t lot)
{
	const struct gd_workflow *wf = p->d->wf;
	struct place to = { .at = { .lot = lot } };
	int32_t day = GD_NO_DAY, *steps;

	if (l->from < wf->nduties)
		return asks(p, l, &to);
	steps = p->steps[l->from - wf->nduties];
	if (lot || !wf->steps[(l->from - wf->nduties) / 2].per_lot)
		return steps[lot];
	for (int64_t i = 1; i <= p->lots; i++)
		if (!lot_off(p->d->o, i))
			day = latest(day, steps[i]);
	return day;
}

static void
look_step(struct project *p, int node)
{
	const struct links *links = p->links;
	int k = node - p->d->wf->nduties;

	for (int64_t lot = 0; lot <= p->lots; lot++) {
		int32_t day = GD_NO_DAY;

		if (k % 2 == 0 && p->opened[k / 2][lot]) {
			p->steps[k][lot] = day;
			continue;
		}
		for (size_t i = links->first[node]; i < links->first[node + 1];
		     i++)
			day = latest(day, step_asks(p, &links->at[i], lot));
		p->steps[k][lot] = day;
	}
}

/* ---- back to the dates ---------------------------------------------------- */

/* Where a date lands whose clock stands is said as if no day had passed. */
static void
tell_duty(const struct project *p, const struct place *pl)
{
	if (pl->view && pl->view->open && pl->lands != GD_NO_DAY &&
	    p->going != stands(p->d, pl->view))
		pl->view->projected = pl->lands;
}

/* A limit is kept or broken by the act that must be done by then. */
static void
tell_limit(const struct project *p, struct gd_date_view *v)
{
	const struct gd_limit_def *def = &p->d->wf->limits[v->limit];
	struct place to = { .at = { v->row->lot, v->row->round,
				v->row->inst } };
	const struct links *links = p->links;
	const struct gd_payment *pay;
	int32_t day = GD_NO_DAY;

	if (!v->open || !v->row->day || p->going == stands(p->d, v))
		return;
	if (def->per_payment) {
		pay = gd_row_find(&p->d->o->sheet, GD_TAB_PAYMENT,
		    &(struct gd_payment){ .no = v->row->inst });
		to.at.lot = pay ? pay->lot : 0;
	}
	if (def->actual >= 0)
		day = reckon_field(&p->d->by, def->actual, to.at);
	if (day != GD_NO_DAY) {
		v->projected = day;
		return;
	}
	for (size_t k = links->limit_first[v->limit];
	     k < links->limit_first[v->limit + 1]; k++)
		day = latest(day, asks(p, &links->limit_at[k], &to));
	v->projected = latest(day != GD_NO_DAY ? day : (int32_t)v->row->day,
	    stands(p->d, v) ? p->d->held_day : p->d->f->today);
}

static void
look(struct project *p)
{
	const struct gd_workflow *wf = p->d->wf;

	for (int duty = 0; duty < wf->nduties; duty++)
		for (int i = 0; i < p->nplaces[duty]; i++)
			place_begin(p, &p->places[duty][i]);
	for (int i = 0; i < p->links->nodes; i++)
		if (p->links->order[i] < wf->nduties)
			look_duty(p, p->links->order[i]);
		else
			look_step(p, p->links->order[i]);
	for (int duty = 0; duty < wf->nduties; duty++)
		for (int i = 0; i < p->nplaces[duty]; i++)
			tell_duty(p, &p->places[duty][i]);
	for (size_t i = 0; i < p->d->out->n; i++)
		if (p->d->out->at[i].limit >= 0)
			tell_limit(p, &p->d->out->at[i]);
}

static void
find_steps(struct project *p)
{
	const struct gd_workflow *wf = p->d->wf;
	size_t lots = (size_t)p->lots + 1, n = (size_t)wf->nsteps;

	p->steps = gd_arena_alloc(&p->arena, n * 2 + 1, sizeof *p->steps);
	p->opened = gd_arena_alloc(&p->arena, n + 1, sizeof *p->opened);
	for (size_t i = 0; i < n * 2; i++)
		p->steps[i] =
		    gd_arena_alloc(&p->arena, lots, sizeof *p->steps[i]);
	for (int i = 0; i < wf->nsteps; i++) {
		p->opened[i] = gd_arena_alloc(&p->arena, lots, 1);
		for (int64_t lot = 0; lot <= p->lots; lot++)
			p->opened[i][lot] = step_is_open(wf, p->d->o, i, lot);
	}
}

static void
project_begin(struct project *p)
{
	const struct gd_workflow *wf = p->d->wf;

	p->links = links_of(wf);
	p->places = gd_arena_alloc(&p->arena, (size_t)wf->nduties + 1,
	    sizeof *p->places);
	p->nplaces = gd_arena_alloc(&p->arena, (size_t)wf->nduties + 1,
	    sizeof *p->nplaces);
	find_steps(p);
	find_places(p);
	fill_places(p);
}

void
dates_project(struct dates *d)
{
	struct project p = { .d = d, .lots = lot_count(d->o) };
	int64_t state = gd_head(d->o)->state;

	if (state != GD_ORDER_ACTIVE && state != GD_ORDER_HELD)
		return;
	project_begin(&p);
	if (d->held)
		look(&p);
	p.going = true;
	look(&p);
	gd_arena_release(&p.arena);
}

/* ---- on which days it will be late ----------------------------------------- */

/* Looked at as if today were this day and nothing was done until then. */
static void
look_on(struct project *p, struct gd_facts *f, int32_t day)
{
	f->today = day;
	look(p);
}

/* From which day on a date slips, of those before `best`; else `best`. */
static int32_t
slips_from(struct project *p, struct gd_facts *f, const struct gd_date_view *v,
    int32_t today, int32_t best)
{
	int32_t good = today - 1, bad = (int32_t)v->row->day;

	if (best != GD_NO_DAY && best <= bad)
		bad = best - 1;
	if (bad < today)
		return best;
	look_on(p, f, bad);
	if (!gd_date_will_be_late(v, bad))
		return best;
	while (bad - good > 1) {
		int32_t mid = good + (bad - good) / 2;

		look_on(p, f, mid);
		if (gd_date_will_be_late(v, mid))
			bad = mid;
		else
			good = mid;
	}
	return bad;
}

/* Where one date's days end another's may go on. */
static int32_t
slips_till(struct project *p, struct gd_facts *f, int32_t from)
{
	const struct gd_dates *out = p->d->out;
	int32_t till = from, was;

	do {
		was = till;
		look_on(p, f, was);
		for (size_t i = 0; i < out->n; i++)
			if (gd_date_will_be_late(&out->at[i], was) &&
			    out->at[i].row->day > till)
				till = (int32_t)out->at[i].row->day;
	} while (till > was);
	return till;
}

void
gd_slip_make(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_facts *facts, struct gd_slip *out)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_facts moving = *facts; /* its today moves */
	struct gd_dates dates;
	struct dates d = { .wf = wf,
		.o = o,
		.f = &moving,
		.arena = &arena,
		.out = &dates };
	struct project p = { .d = &d, .lots = lot_count(o), .going = true };

	*out = (struct gd_slip){ GD_NO_DAY, GD_NO_DAY };
	if (gd_head(o)->state != GD_ORDER_ACTIVE)
		return;
	dates_views(&d);
	project_begin(&p);
	for (size_t i = 0; i < dates.n; i++)
		if (gd_date_promised(&dates.at[i]))
			out->from = slips_from(&p, &moving, &dates.at[i],
			    facts->today, out->from);
	if (out->from != GD_NO_DAY)
		out->till = slips_till(&p, &moving, out->from);
	gd_arena_release(&p.arena);
	gd_arena_release(&arena);
}
