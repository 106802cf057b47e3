/* core/view/step_day.h - the one date of a step, for the rail. */
#ifndef GENDAN_CORE_VIEW_STEP_DAY_H
#define GENDAN_CORE_VIEW_STEP_DAY_H

#include "core/view/dates.h"
#include "core/view/todo.h"

/* The day beside a step. */
struct gd_step_day {
	int32_t day; /* GD_NO_DAY = there is none to show */
	bool done;   /* it is the day the step's last act was done, else the day
		      * in force that comes first among what it still owes */
	int late;    /* days past that day as of today; 0 when done */
};
/** The day of a step as of the moment `dates` was made. Days before which
 * nothing may be done are no due days. */
struct gd_step_day gd_step_day(const struct gd_workflow *wf,
    const struct gd_todo *todo, const struct gd_dates *dates,
    const struct gd_step_view *step);

#endif
