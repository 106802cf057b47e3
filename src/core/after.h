/* core/after.h - what comes after the end of an order, and since when a thing
 * could be done; private to src/core. */
#ifndef GENDAN_CORE_AFTER_H
#define GENDAN_CORE_AFTER_H

#include "core/decide.h"

struct gd_at;
/* When the last of what a condition asks for came; 0 = not known. */
int64_t pred_met_ms(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_pred *p, struct gd_at at);
/* Is it somebody's work at that state of the order? After its end that is what
 * the file asks for; of what we suggest, what has a date. */
bool duty_is_work(const struct gd_duty_def *def, int64_t state);
/* A paper made after the end: of an after-sales case, say. */
bool paper_after_close(const struct gd_workflow *wf, int paper);

#endif
