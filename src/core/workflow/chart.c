/* core/workflow/chart.c - the flow chart of a workflow.
 *
 * A step comes in by its join (when it waits for several) and goes out through
 * its choices, one behind the other, and then its fork (when several wait for
 * it).  What nothing waits for leads to the end.
 */
#include "core/view/chart.h"

#include "base/banned.h"

/* While one chart is made. */
struct maker {
	const struct gd_workflow *wf;
	struct gd_arena *arena;
	struct gd_chart *out;
	int *in;    /* by step: the node ways to it lead to */
	int *begin; /* by step: its own node, where a loop comes back */
	int *end;   /* by step: the node ways from it come from */
	int done, cancelled;
};

static int
add_node(struct maker *m, enum gd_chart_what what, int step, int duty)
{
	m->out->nodes[m->out->n] = (struct gd_chart_node){ what, step, duty };
	return m->out->n++;
}

static struct gd_chart_edge *
add_edge(struct maker *m, int from, int to, bool back)
{
	struct gd_chart_edge *e = &m->out->edges[m->out->nedges++];

	*e = (struct gd_chart_edge){ .from = from, .to = to, .back = back };
	return e;
}

/* Does an answer of the duty lead elsewhere than on? */
static bool
is_choice(const struct gd_duty_def *d)
{
	for (int i = 0; i < d->noutcomes; i++)
		if (d->outcomes[i].goes != GD_GOES_NEXT &&
		    d->outcomes[i].goes != GD_GOES_STAY)
			return true;
	return false;
}

static int
followers(const struct gd_workflow *wf, int step)
{
	int n = 0;

	for (int i = 0; i < wf->nsteps; i++)
		n += gd_list_has(&wf->steps[i].after, step);
	return n;
}

/* The step a loop begins again with. */
static int
loop_step(const struct gd_workflow *wf, int loop)
{
	for (int i = 0; i < wf->nduties; i++)
		if (wf->duties[i].loop == loop)
			return wf->duties[i].step;
	return 0;
}

static int
target(struct maker *m, const struct gd_outcome_def *o, int step)
{
	switch (o->goes) {
	case GD_GOES_NEXT:
		return -1;
	case GD_GOES_STAY:
		return m->begin[step];
	case GD_GOES_AGAIN:
		return m->begin[loop_step(m->wf, o->loop)];
	case GD_GOES_COMPLETED:
		return m->done;
	case GD_GOES_CANCELLED:
		return m->cancelled;
	}
	return -1;
}

/* One way for each place the answers lead to; -1 stands for `on`. What is asked
 * only sometimes, or may be left out, is passed by too. */
static void
add_answers(struct maker *m, int choice, const struct gd_duty_def *d, int on)
{
	bool leads_on = false;

	for (int i = 0; i < d->noutcomes; i++) {
		int to = target(m, &d->outcomes[i], d->step), first = 0;
		struct gd_chart_edge *e;

		leads_on = leads_on || to < 0;
		while (target(m, &d->outcomes[first], d->step) != to)
			first++;
		if (first < i)
			continue;
		e = add_edge(m, choice, to < 0 ? on : to,
		    d->outcomes[i].goes == GD_GOES_STAY ||
			d->outcomes[i].goes == GD_GOES_AGAIN);
		e->outcomes.at = gd_arena_alloc(m->arena, (size_t)d->noutcomes,
		    sizeof *e->outcomes.at);
		for (int k = i; k < d->noutcomes; k++)
			if (target(m, &d->outcomes[k], d->step) == to)
				e->outcomes.at[e->outcomes.n++] = (int16_t)k;
	}
	if (!leads_on && (d->when || d->optional || d->waivable))
		add_edge(m, choice, on, false);
}

/* ---- nodes, then ways ---------------------------------------------------- */

static void
step_nodes(struct maker *m, int step)
{
	const struct gd_step_def *def = &m->wf->steps[step];
	int join = def->after.n > 1 ? add_node(m, GD_CHART_JOIN, step, -1) : -1;

	m->begin[step] = add_node(m, GD_CHART_STEP, step, -1);
	m->in[step] = join >= 0 ? join : m->begin[step];
	if (join >= 0)
		add_edge(m, join, m->begin[step], false);
}

static void
step_exits(struct maker *m, int step)
{
	const struct gd_list *duties = &m->wf->steps[step].duties;
	const struct gd_duty_def *open = NULL; /* whose answer leads on */
	int at = m->begin[step];

	for (int i = 0; i < duties->n; i++) {
		const struct gd_duty_def *d = &m->wf->duties[duties->at[i]];
		int choice;

		if (!is_choice(d))
			continue;
		choice = add_node(m, GD_CHART_CHOICE, step, duties->at[i]);
		if (open)
			add_answers(m, at, open, choice);
		else
			add_edge(m, at, choice, false);
		open = d;
		at = choice;
	}
	if (followers(m->wf, step) > 1 || open) {
		int fork = followers(m->wf, step) > 1
			       ? add_node(m, GD_CHART_FORK, step, -1)
			       : -1;
		int next = fork;

		for (int i = 0; next < 0 && i < m->wf->nsteps; i++)
			if (gd_list_has(&m->wf->steps[i].after, step))
				next = m->in[i];
		if (open)
			add_answers(m, at, open, next < 0 ? m->done : next);
		else
			add_edge(m, at, fork, false);
		at = fork; /* a choice alone has its ways already */
	}
	m->end[step] = at;
}

static void
step_ways(struct maker *m, int step, int start)
{
	const struct gd_list *after = &m->wf->steps[step].after;

	if (after->n == 0)
		add_edge(m, start, m->in[step], false);
	for (int k = 0; k < after->n; k++)
		if (m->end[after->at[k]] >= 0)
			add_edge(m, m->end[after->at[k]], m->in[step], false);
	if (followers(m->wf, step) == 0 && m->end[step] >= 0)
		add_edge(m, m->end[step], m->done, false);
}

/* At most: a node for each step, join, fork and choice; a way for each `after`
 * and answer, and one into each node besides. */
static void
make_room(struct maker *m)
{
	const struct gd_workflow *wf = m->wf;
	size_t ways = 0;

	for (int i = 0; i < wf->nsteps; i++)
		ways += (size_t)wf->steps[i].after.n + 4;
	for (int i = 0; i < wf->nduties; i++)
		ways += (size_t)wf->duties[i].noutcomes + 2;
	m->out->nodes = gd_arena_alloc(m->arena,
	    (size_t)(3 * wf->nsteps + wf->nduties + 4), sizeof *m->out->nodes);
	m->out->edges =
	    gd_arena_alloc(m->arena, ways + 4, sizeof *m->out->edges);
	m->in = gd_arena_alloc(m->arena, (size_t)wf->nsteps, sizeof *m->in);
	m->begin = gd_arena_alloc(m->arena, (size_t)wf->nsteps, sizeof *m->in);
	m->end = gd_arena_alloc(m->arena, (size_t)wf->nsteps, sizeof *m->in);
}

static int
starts(const struct gd_workflow *wf)
{
	int n = 0;

	for (int i = 0; i < wf->nsteps; i++)
		n += wf->steps[i].after.n == 0;
	return n;
}

void
gd_chart_make(const struct gd_workflow *wf, struct gd_arena *arena,
    struct gd_chart *out)
{
	struct maker m = { .wf = wf, .arena = arena, .out = out };
	int start;

	*out = (struct gd_chart){ 0 };
	make_room(&m);
	start = add_node(&m, GD_CHART_START, -1, -1);
	m.done = add_node(&m, GD_CHART_DONE, -1, -1);
	m.cancelled = add_node(&m, GD_CHART_CANCELLED, -1, -1);
	if (starts(wf) > 1) {
		int fork = add_node(&m, GD_CHART_FORK, -1, -1);

		add_edge(&m, start, fork, false);
		start = fork;
	}
	for (int i = 0; i < wf->nsteps; i++)
		step_nodes(&m, i);
	for (int i = 0; i < wf->nsteps; i++)
		step_exits(&m, i);
	for (int i = 0; i < wf->nsteps; i++)
		step_ways(&m, i, start);
}
