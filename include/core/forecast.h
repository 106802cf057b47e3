/* core/forecast.h - when an order will ship, from how long steps took before.
 *
 * Days a step was open, of orders that are through it, are a distribution;
 * what lies before the shipping of this order is added up along the steps
 * (those beside each other: the later one), given how long it has been where
 * it is.  Pure; the store brings the history.
 */
#ifndef GENDAN_CORE_FORECAST_H
#define GENDAN_CORE_FORECAST_H

#include "core/order.h"
#include "core/workflow.h"

#define GD_HISTORY_DAYS 400 /* longer counts as this */
#define GD_HISTORY_FEW 20   /* fewer orders through a step: nothing is said */

/* How many orders were how many days in a step. */
struct gd_step_history {
	int64_t count[GD_HISTORY_DAYS + 1];
	int64_t n;
};

struct gd_forecast {
	bool known;     /* else too little history, see few_step and n */
	bool shipped;   /* it has: likely = safe = the day it did */
	int32_t likely; /* half of such orders ship by then */
	int32_t safe;   /* nine of ten */
	int step_no;    /* the step that dominates what is left */
	int step_days;  /* its likely days still to come */
	int64_t n;      /* orders of the thinnest history it rests on */
	int few_step;   /* !known: the step with too little history, 0 = the
			    * workflow names no shipping */
};
/** history: one a step of the workflow, in its order. */
void gd_forecast_make(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_step_history *history, int32_t today, int utc_offset_min,
    struct gd_forecast *out);

#endif
