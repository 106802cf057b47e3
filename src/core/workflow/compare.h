/* core/workflow/compare.h - conditions about two values; private to src/core. */
#ifndef GENDAN_CORE_WORKFLOW_COMPARE_H
#define GENDAN_CORE_WORKFLOW_COMPARE_H

#include "../work.h"

/* GD_PRED_FIELDS, DAYS, NEAR, FORM; said: what a paper says, before the
 * order's fields, or NULL. */
enum gd_truth pred_pair(const struct gd_workflow *wf, const struct gd_order *o,
    const json_t *said, const struct gd_pred *p, struct gd_at at);
/* Does what orders a and b (a negative, 0 or positive) fulfil cmp? */
enum gd_truth pred_ordered(enum gd_cmp cmp, int64_t sign);
/* "1250.5" in millionths; false: no number, or more than can be held. */
bool read_decimal(const char *s, int64_t *out);
/* The day something happened or is written down for: base and ref of def are
 * a field, duty, paper or trigger; GD_NO_DAY: not yet. */
int32_t pred_day(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_due_def *def, struct gd_at at);

#endif
