/* report/flow_priv.h - what the writers of a flow chart share. */
#ifndef GENDAN_REPORT_FLOW_PRIV_H
#define GENDAN_REPORT_FLOW_PRIV_H

#include "report/flow.h"

/* Pixels, as BPMN editors draw them. */
#define STEP_W 160
#define STEP_H 80
#define GATE_SIZE 50
#define EVENT_SIZE 36

struct flow_size {
	int w, h;
};
struct flow_size flow_size_of(enum gd_chart_what what);
/** A name in the words asked for; both are parted by `between`. */
void flow_name(struct gd_str *out, const struct gd_name *name,
    struct gd_flow_words words, const char *between);
/** The answers of a way, parted by " / "; nothing when it has none. */
void flow_answers(struct gd_str *out, const struct gd_workflow *wf,
    const struct gd_chart *chart, const struct gd_chart_edge *e,
    struct gd_flow_words words);
/** Does any way touch the node? */
bool flow_is_used(const struct gd_chart *chart, int node);

#endif
