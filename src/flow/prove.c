/* flow/prove.c - all that can be proved of a file, in one run. */
#include "loader.h"

#include "base/banned.h"

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
    const struct gd_flow_text *beside, struct gd_flow_proof *proof,
    struct gd_flow_faults *faults, struct gd_err *err)
{
	struct gd_scenarios scenarios = { 0 };
	struct gd_workflow wf = { 0 };
	int64_t bad = 0;
	enum gd_code rc =
	    gd_flow_load(file, beside, &wf, &scenarios, faults, err);

	*proof = (struct gd_flow_proof){ 0 };
	if (rc != GD_OK)
		return rc;
	run_scenarios(faults, &wf, &scenarios, proof);
	flow_sort(faults);
	gd_workflow_release(&wf);
	gd_scenarios_release(&scenarios);
	for (size_t i = 0; i < faults->n; i++)
		bad += !faults->at[i].warning;
	return bad ? gd_fail(err, GD_USAGE, GD_M_FLOW_FAULTS, GD_N(bad))
		   : GD_OK;
}
