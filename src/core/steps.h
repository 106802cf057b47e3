/* core/steps.h - where the steps of an order stand (step.c); private to
 * src/core.
 */
#ifndef GENDAN_CORE_STEPS_H
#define GENDAN_CORE_STEPS_H

#include "core/order.h"
#include "core/workflow.h"

bool step_satisfied(const struct gd_workflow *wf, const struct gd_order *o,
    int step, int64_t lot);
bool step_na(const struct gd_workflow *wf, const struct gd_order *o, int step,
    int64_t lot);
bool step_is_open(const struct gd_workflow *wf, const struct gd_order *o,
    int step, int64_t lot);
bool step_settled(const struct gd_workflow *wf, const struct gd_order *o,
    int step, int64_t lot);
enum gd_step_state step_state(const struct gd_workflow *wf,
    const struct gd_order *o, int step, int64_t lot);
char step_mark(const struct gd_workflow *wf, const struct gd_order *o,
    int step); /* without '!' */
char step_mark_lot(const struct gd_workflow *wf, const struct gd_order *o,
    int step, int64_t lot);

#endif
