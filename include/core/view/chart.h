/* core/view/chart.h - a workflow as a flow chart: steps, decisions, ends, and
 * the ways between them.
 *
 * Only what stands where in the order of work is made here; report/flow.h
 * writes it as DOT and BPMN.  What it shows: the steps and what each waits for;
 * every duty with several answers of which one leads elsewhere than on (a loop
 * again, an end), as a choice behind its step.
 */
#ifndef GENDAN_CORE_VIEW_CHART_H
#define GENDAN_CORE_VIEW_CHART_H

#include "core/workflow.h"

enum gd_chart_what {
	GD_CHART_START,
	GD_CHART_STEP,
	GD_CHART_CHOICE, /* of a duty of its step: one way only */
	GD_CHART_FORK,   /* all ways at once */
	GD_CHART_JOIN,   /* goes on when all have come */
	GD_CHART_DONE,
	GD_CHART_CANCELLED
};
struct gd_chart_node {
	enum gd_chart_what what;
	int step; /* of STEP, CHOICE; of FORK, JOIN: behind, before it; -1 */
	int duty; /* of CHOICE, else -1 */
};
struct gd_chart_edge {
	int from, to;
	/* the answers that lead this way: outcomes of the choice's duty */
	struct gd_list outcomes;
	bool back; /* to an earlier step, or to the same once more */
};
struct gd_chart {
	struct gd_chart_node *nodes;
	struct gd_chart_edge *edges;
	int n, nedges;
};

/** Into arena; lives as long as it. */
void gd_chart_make(const struct gd_workflow *wf, struct gd_arena *arena,
    struct gd_chart *out);

#endif
