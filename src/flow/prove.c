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

/* Does a story choose it? */
static bool
told(const struct gd_scenarios *all, const char *duty, const char *outcome)
{
	for (int i = 0; i < all->n; i++)
		for (int k = 0; k < all->at[i].nscenes; k++) {
			const struct gd_scene *s = &all->at[i].scenes[k];

			if (s->kind == GD_SCENE_ACT && s->cmd.duty &&
			    s->cmd.outcome && strcmp(s->cmd.duty, duty) == 0 &&
			    strcmp(s->cmd.outcome, outcome) == 0)
				return true;
		}
	return false;
}

/* Of duties that were reached: those that were not are told already. */
static void
say_unchosen(struct loader *l, const struct gd_ways *w,
    const struct gd_scenarios *all)
{
	for (int d = 0; d < l->wf->nduties; d++) {
		const struct gd_duty_def *def = &l->duties[d];
		const struct node *at = map_get(l->duty_at[d], "outcomes");

		for (int o = 0; o < def->noutcomes && w->reached[d]; o++) {
			const char *id = def->outcomes[o].name.id;
			const struct node *n = at ? map_get(at, id) : NULL;

			if (gd_ways_chosen(w, d, o) || o == def->expires_to ||
			    told(all, def->name.id, id))
				continue;
			gd_fail(warn(l, n ? n : l->duty_at[d]), GD_USAGE,
			    GD_M_FLOW_UNCHOSEN, GD_T(id), GD_T(def->name.id));
		}
	}
}

void
check_ways(struct loader *l, const struct gd_scenarios *scenarios)
{
	struct gd_ways w;

	gd_ways_walk(l->wf, 200 + WALK_WORK / (l->wf->nduties + 1), &w);
	if (w.stuck >= 0)
		gd_fail(fault(l, l->duty_at[w.stuck]), GD_USAGE,
		    GD_M_FLOW_DEAD_END, GD_T(l->duties[w.stuck].name.id),
		    GD_T(*w.stuck_why ? w.stuck_why : "-"));
	else
		say_unreached(l, &w);
	if (w.stuck < 0)
		say_unchosen(l, &w, scenarios);
	gd_ways_release(&w);
}

/* ---- both languages -------------------------------------------------------- */

/* Abbreviations, numbers and letters stand in both languages: T/T, FOB, A4.
 * Words do not. */
static bool
is_words(const char *s)
{
	int row = 0;

	for (; *s; s++) {
		row = *s >= 'a' && *s <= 'z' ? row + 1 : 0;
		if (row == 3 || (unsigned char)*s >= 0x80)
			return true;
	}
	return false;
}

static void
tongues(struct loader *l, const struct node *n, const char *called)
{
	const struct node *zh, *en;

	if (n->kind == NODE_TEXT)
		return;
	if (n->kind == NODE_LIST) {
		for (const struct node *k = n->first; k; k = k->next)
			tongues(l, k, called);
		return;
	}
	zh = map_get(n, "zh");
	en = map_get(n, "en");
	if (zh && en && zh->kind == NODE_TEXT && en->kind == NODE_TEXT &&
	    strcmp(zh->text, en->text) == 0 && is_words(en->text))
		gd_fail(warn(l, en), GD_USAGE, GD_M_FLOW_SAME_TONGUE,
		    GD_T(called), GD_T(en->text));
	for (const struct node *k = n->first; k; k = k->next->next)
		tongues(l, k->next, k->kind == NODE_TEXT ? k->text : called);
}

void
check_tongues(struct loader *l, const struct node *root)
{
	const struct node *id = map_get(root, "workflow");

	tongues(l, root, id && id->kind == NODE_TEXT ? id->text : "");
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
	/* who has one that the order itself gives, it says when it runs */
	for (int i = 0; i < roles->n; i++)
		if (is_held(held, l->roles[roles->at[i]].name.id) ||
		    gd_wf_role_given(l->wf, roles->at[i]))
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
