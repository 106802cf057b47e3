/* flow/prove.c - what only the machine can say of a file: the ways that lead
 * through it are walked, its scenarios are played. */
#include "prove.h"
#include "core/ways.h"

#include <string.h>

#include "base/banned.h"

/* Acts tried on a file: fewer of a large one, for the time it may take. */
#define WALK_WORK 60000

struct gd_err *
warn(struct loader *l, const struct node *n)
{
	struct gd_err *err = fault(l, n);

	if (err != &l->spare)
		l->faults->at[l->faults->n - 1].warning = true;
	return err;
}

/* ---- ways ------------------------------------------------------------------ */

/* A step none of whose duties was ever reached is named instead of them. */
static bool
step_reached(const struct loader *l, const struct gd_ways *w, int step)
{
	const struct gd_step_def *s = &l->steps[step];

	for (int i = 0; i < s->duties.n; i++)
		if (w->reached[s->duties.at[i]])
			return true;
	return false;
}

static void
say_unreached(struct loader *l, const struct gd_ways *w)
{
	for (int s = 0; s < l->wf->nsteps; s++)
		if (!step_reached(l, w, s))
			gd_fail(fault(l, l->step_at[s]), GD_USAGE,
			    GD_M_FLOW_NO_WAY_TO, GD_T(l->steps[s].name.id),
			    GD_N(w->acts));
	for (int d = 0; d < l->wf->nduties; d++)
		if (!w->reached[d] && step_reached(l, w, l->duties[d].step))
			gd_fail(fault(l, l->duty_at[d]), GD_USAGE,
			    GD_M_FLOW_NO_WAY_TO, GD_T(l->duties[d].name.id),
			    GD_N(w->acts));
}

void
check_ways(struct loader *l)
{
	struct gd_ways w;

	gd_ways_walk(l->wf, 200 + WALK_WORK / (l->wf->nduties + 1), &w);
	if (w.stuck >= 0)
		gd_fail(fault(l, l->duty_at[w.stuck]), GD_USAGE,
		    GD_M_FLOW_DEAD_END, GD_T(l->duties[w.stuck].name.id),
		    GD_T(*w.stuck_why ? w.stuck_why : "-"));
	else
		say_unreached(l, &w);
	gd_ways_release(&w);
}

/* ---- people ---------------------------------------------------------------- */

static bool
is_held(const struct gd_flow_held *held, const char *role)
{
	for (int i = 0; i < held->n; i++)
		if (strcmp(held->roles[i], role) == 0)
			return true;
	return false;
}

/* Nobody who may do a duty, take an offer or sign; each role is told once. */
static void
lacks(struct loader *l, const struct gd_flow_held *held,
    const struct gd_list *roles, const char *what, const struct node *at)
{
	for (int i = 0; i < roles->n; i++)
		if (is_held(held, l->roles[roles->at[i]].name.id))
			return;
	for (size_t i = 0; roles->n > 0 && i < l->faults->n; i++)
		if (l->faults->at[i].err.msg == GD_M_FLOW_NO_HOLDER &&
		    strcmp(l->faults->at[i].err.arg[0].text,
			l->roles[roles->at[0]].name.id) == 0)
			return;
	if (roles->n > 0)
		gd_fail(warn(l, at), GD_USAGE, GD_M_FLOW_NO_HOLDER,
		    GD_T(l->roles[roles->at[0]].name.id), GD_T(what));
}

void
check_held(struct loader *l, const struct gd_flow_held *held)
{
	if (!held)
		return;
	for (int d = 0; d < l->wf->nduties; d++) {
		const struct gd_duty_def *def = &l->duties[d];

		lacks(l, held, &def->by, def->name.id, l->duty_at[d]);
		lacks(l, held, &def->offer_to, def->name.id, l->duty_at[d]);
	}
	for (int p = 0; p < l->wf->npapers; p++)
		for (int i = 0; i < l->papers[p].nsigns; i++)
			lacks(l, held, &l->papers[p].signs[i].any,
			    l->papers[p].name.id, l->paper_at[p]);
}

/* ---- scenarios ------------------------------------------------------------- */

static void
run_scenarios(struct gd_flow_faults *faults, const struct gd_workflow *wf,
    const struct gd_scenarios *all, struct gd_flow_proof *proof)
{
	struct gd_scene_fault fault;

	proof->scenarios = all->n;
	for (int i = 0; i < all->n; i++) {
		struct gd_flow_fault *f;

		proof->shows |= all->at[i].shows;
		if (gd_scenario_run(wf, &all->at[i], &fault)) {
			proof->passed++;
			continue;
		}
		f = GD_PUSH(faults->at, faults->n, faults->room);
		f->line = fault.line;
		f->col = fault.col;
		f->err = fault.err;
		f->why = fault.why;
		f->beside = all->at[i].beside;
	}
}

enum gd_code
gd_flow_prove(const struct gd_flow_text *file,
    const struct gd_flow_text *beside, const struct gd_flow_held *held,
    struct gd_flow_proof *proof, struct gd_flow_faults *faults,
    struct gd_err *err)
{
	struct gd_scenarios scenarios = { 0 };
	struct gd_workflow wf = { 0 };
	struct proving prove = { held };
	enum gd_code rc =
	    flow_load(file, beside, &prove, &wf, &scenarios, faults, err);

	*proof = (struct gd_flow_proof){ 0 };
	if (rc != GD_OK)
		return rc;
	run_scenarios(faults, &wf, &scenarios, proof);
	flow_sort(faults);
	gd_workflow_release(&wf);
	gd_scenarios_release(&scenarios);
	return flow_count(faults) ? gd_fail(err, GD_USAGE, GD_M_FLOW_FAULTS,
					GD_N(flow_count(faults)))
				  : GD_OK;
}
