/* tui/order/flow_was.h - the picture of a workflow as orders really went
 * through it. */
#ifndef GENDAN_TUI_ORDER_FLOW_WAS_H
#define GENDAN_TUI_ORDER_FLOW_WAS_H

#include "app/reports.h"
#include "report/process_map.h"

#include "flow_priv.h"

struct flow_was {
	bool on; /* shown instead of the steps as they should be */
	struct gd_report report;
	const struct gd_map_step *steps; /* by index; in the report's arena */
};
/** Look at the newest orders; says a fault on the screen. */
void flow_was_load(struct ui *ui, struct flow_was *w,
    const struct gd_workflow *wf);
void flow_was_release(struct flow_was *w);
/** What is said of a step: its numbers, what stands out there and of all. */
void flow_was_text(struct ui *ui, const struct flow_was *w,
    const struct gd_workflow *wf, int step, struct flow_text *out);

#endif
