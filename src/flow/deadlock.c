/* flow/deadlock.c - can every duty be done at least once?
 *
 * Start with nothing and add what can be done, again and again: steps open
 * when the steps before them can be settled, duties when their step can open
 * and their needs can hold (fields, money and "not" are taken as possible).
 * What is left over waits for itself; the ring is named.
 */
#include "loader.h"

#include <string.h>

#include "base/banned.h"

/* Nodes: duties first, then steps. */
struct graph {
	struct loader *l;
	bool *can;
	int nduties, n;
};

static bool holds(const struct graph *g, const struct gd_pred *p);

/* The duty that brings a paper or thing about, to a desk if asked; -1. */
static int
bringer(const struct graph *g, int paper, int desk)
{
	int maker = -1;

	for (int d = 0; d < g->nduties; d++) {
		const struct gd_duty_def *def = &g->l->duties[d];
		bool moves =
		    def->effect == GD_EFFECT_MOVE &&
		    (def->thing == paper || gd_list_has(&def->papers, paper));

		if (desk >= 0 && moves && def->to_desk == desk)
			return d;
		if (def->thing == paper &&
		    (def->effect == GD_EFFECT_MAKE ||
			def->effect == GD_EFFECT_RECEIVE))
			maker = d;
	}
	return maker;
}

/* A duty that one of two dates comes from and that cannot be done; -1. */
static int
asks_dates(const struct graph *g, const struct gd_pred *p)
{
	for (int i = 0; i < 2; i++) {
		const struct gd_due_def *of = &g->l->dates[i ? p->b : p->a];
		int d = of->base == GD_BASE_DUTY     ? of->ref
			: of->base == GD_BASE_ISSUED ? bringer(g, of->ref, -1)
						     : -1;

		if (d >= 0 && !g->can[d])
			return d;
	}
	return -1;
}

/* The duty a single condition asks for, -1 if it is none of a duty's. */
static int
asks(const struct graph *g, const struct gd_pred *p)
{
	switch (p->op) {
	case GD_PRED_OUTCOME:
	case GD_PRED_DONE:
	case GD_PRED_WAIVED:
		return p->a;
	case GD_PRED_ISSUED:
	case GD_PRED_SIGNED:
		return bringer(g, p->a, -1);
	case GD_PRED_AT:
		return bringer(g, p->a, p->b);
	case GD_PRED_DAYS:
		return asks_dates(g, p);
	default:
		return -1;
	}
}

static bool
holds(const struct graph *g, const struct gd_pred *p)
{
	int d;

	if (!p || p->op == GD_PRED_NOT)
		return true;
	if (p->op == GD_PRED_ALL || p->op == GD_PRED_ANY)
		return holds(g, p->kids);
	if (p->op == GD_PRED_AND || p->op == GD_PRED_OR) {
		for (int i = 0; i < p->nkids; i++)
			if (holds(g, &p->kids[i]) == (p->op == GD_PRED_OR))
				return p->op == GD_PRED_OR;
		return p->op == GD_PRED_AND;
	}
	d = asks(g, p);
	return d < 0 || g->can[d];
}

/* A node this condition waits for in vain. */
static int
culprit(const struct graph *g, const struct gd_pred *p)
{
	while (p && p->nkids) {
		const struct gd_pred *bad = p->kids;

		for (int i = p->nkids - 1; i >= 0; i--)
			if (!holds(g, &p->kids[i]))
				bad = &p->kids[i];
		p = bad;
	}
	return p ? asks(g, p) : -1;
}

/* A duty of a step before this one that keeps it shut; -1 if none does. */
static int
shut_by(const struct graph *g, const struct gd_step_def *s)
{
	for (int i = 0; i < s->after.n; i++) {
		const struct gd_step_def *t = &g->l->steps[s->after.at[i]];

		for (int k = 0; k < t->duties.n; k++) {
			int d = t->duties.at[k];
			const struct gd_duty_def *def = &g->l->duties[d];
			bool counts =
			    def->blocks == GD_BLOCKS_STEP ||
			    (t->standing && def->blocks == GD_BLOCKS_CLOSE);

			if (counts && !def->many && !g->can[d])
				return d;
		}
	}
	return -1;
}

/* What node i waits for in vain; -1 when it waits for nothing. */
static int
waits_for(const struct graph *g, int i)
{
	const struct gd_duty_def *d;

	if (i >= g->nduties)
		return shut_by(g, &g->l->steps[i - g->nduties]);
	d = &g->l->duties[i];
	if (!g->can[g->nduties + d->step])
		return g->nduties + d->step;
	if (!holds(g, d->needs))
		return culprit(g, d->needs);
	if (!holds(g, d->window))
		return culprit(g, d->window);
	return -1;
}

static void
grow(struct graph *g)
{
	bool more = true;

	while (more) {
		more = false;
		for (int i = 0; i < g->n; i++)
			if (!g->can[i] && waits_for(g, i) < 0)
				more = g->can[i] = true;
	}
}

static const char *
node_id(const struct graph *g, int i)
{
	return i < g->nduties ? g->l->duties[i].name.id
			      : g->l->steps[i - g->nduties].name.id;
}

/* Follow what waits until a node comes again; name the ring, count it as
 * possible from now on, so that each ring is told once. */
static void
tell_ring(struct graph *g, int from)
{
	int seen = 0, at = from, least;
	struct gd_str ring = GD_STR_INIT;
	bool *been = gd_arena_alloc(&g->l->scratch, (size_t)g->n, 1);

	while (!been[at] && seen++ <= g->n) {
		been[at] = true;
		at = waits_for(g, at);
		if (at < 0)
			return; /* cannot be: grow() would have taken it */
	}
	least = from = at;
	do {
		gd_str_addf(&ring, "%s > ", node_id(g, at));
		least = at < least ? at : least;
		at = waits_for(g, at);
	} while (at != from && at >= 0);
	gd_str_add(&ring, node_id(g, from));
	gd_fail(fault(g->l, least < g->nduties
				? g->l->duty_at[least]
				: g->l->step_at[least - g->nduties]),
	    GD_USAGE, GD_M_FLOW_DEADLOCK, GD_T(node_id(g, least)),
	    GD_T(ring.text));
	gd_str_release(&ring);
	g->can[least] = true;
}

/* ---- conditions that ask each other --------------------------------------- */

/* Nodes: by what `when` asks whether a duty applies, then by what `derived`
 * settles it.  The core answers outcome() by the first, done() by the second,
 * so none of them may lead back to itself. */
struct asking {
	struct loader *l;
	int nduties, depth;
	char *state; /* 0 new, 1 being asked, 2 answered */
	int *stack;
};

static void ask(struct asking *a, int node);

static void
ask_all(struct asking *a, const struct gd_pred *p)
{
	for (int i = 0; p && i < p->nkids; i++)
		ask_all(a, &p->kids[i]);
	if (p && p->op == GD_PRED_OUTCOME)
		ask(a, p->a);
	if (p && p->op == GD_PRED_DONE)
		ask(a, a->nduties + p->a);
}

static void
tell_asking(struct asking *a, int node)
{
	struct gd_str ring = GD_STR_INIT;
	int i = a->depth - 1, d = node % a->nduties;

	while (a->stack[i] != node)
		i--;
	for (; i < a->depth; i++)
		gd_str_addf(&ring, "%s > ",
		    a->l->duties[a->stack[i] % a->nduties].name.id);
	gd_str_add(&ring, a->l->duties[d].name.id);
	gd_fail(fault(a->l, a->l->duty_at[d]), GD_USAGE, GD_M_FLOW_DEADLOCK,
	    GD_T(a->l->duties[d].name.id), GD_T(ring.text));
	gd_str_release(&ring);
}

static void
ask(struct asking *a, int node)
{
	const struct gd_duty_def *d = &a->l->duties[node % a->nduties];

	if (a->state[node] == 1)
		tell_asking(a, node);
	if (a->state[node])
		return;
	a->state[node] = 1;
	a->stack[a->depth++] = node;
	ask_all(a, node < a->nduties ? d->when : d->derived);
	a->depth--;
	a->state[node] = 2;
}

static void
check_asking(struct loader *l)
{
	struct asking a = { .l = l, .nduties = l->wf->nduties };
	size_t n = (size_t)a.nduties * 2;

	a.state = gd_arena_alloc(&l->scratch, n + 1, 1);
	a.stack = gd_arena_alloc(&l->scratch, n + 1, sizeof *a.stack);
	for (int i = 0; i < (int)n; i++)
		ask(&a, i);
}

void
check_deadlock(struct loader *l)
{
	struct graph g = { .l = l,
		.nduties = l->wf->nduties,
		.n = l->wf->nduties + l->wf->nsteps };

	g.can = gd_arena_alloc(&l->scratch, (size_t)g.n + 1, sizeof *g.can);
	grow(&g);
	for (int i = 0; i < g.n; i++)
		if (!g.can[i]) {
			tell_ring(&g, i);
			g.can[i] = true;
			grow(&g);
		}
	check_asking(l);
}
