/* report/flow.h - a workflow's flow chart as text for other programs: DOT of
 * graphviz, BPMN 2.0 XML with its diagram.
 *
 * Names come out of the workflow in the language asked for, or in both; no
 * other words stand in them.
 */
#ifndef GENDAN_REPORT_FLOW_H
#define GENDAN_REPORT_FLOW_H

#include <stdbool.h>

#include "base/say.h"
#include "core/view/chart.h"

struct gd_flow_words {
	enum gd_lang lang;
	bool both; /* that language, then the other */
};

/** For a page or a screen: each step with its duties, choices with the names
 * of their answers. Appends to out. */
void gd_flow_dot(const struct gd_workflow *wf, const struct gd_chart *chart,
    struct gd_flow_words words, struct gd_str *out);

/** For graphviz to place alone: nodes n0, n1 ... in the sizes BPMN draws them,
 * ways labelled e0, e1 ...; read back by gd_flow_layout. */
void gd_flow_dot_sizes(const struct gd_chart *chart, struct gd_str *out);

#define GD_BENDS_MAX 32 /* corners of one way */
struct gd_flow_point {
	int x, y; /* pixels of BPMN, from the upper left */
};
struct gd_flow_place { /* of a node: its middle */
	struct gd_flow_point at;
};
struct gd_flow_way {
	struct gd_flow_point at[GD_BENDS_MAX];
	int n;
};
struct gd_flow_layout {
	struct gd_flow_place *nodes; /* as in the chart */
	struct gd_flow_way *edges;
};
/** What `dot -Tplain` answered to gd_flow_dot_sizes; into arena. @return false
 * when it is not all there. */
bool gd_flow_layout_read(const char *plain, const struct gd_chart *chart,
    struct gd_arena *arena, struct gd_flow_layout *out);

/** BPMN 2.0: steps as ad-hoc sub-processes (their duties in any order that
 * `needs` allows), choices as exclusive, forks and joins as parallel gateways,
 * with a diagram for the whole and one for each step. Appends to out. */
void gd_flow_bpmn(const struct gd_workflow *wf, const struct gd_chart *chart,
    const struct gd_flow_layout *layout, struct gd_flow_words words,
    struct gd_str *out);

#endif
