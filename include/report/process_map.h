/* report/process_map.h - the numbers of `report process` by step, for whoever
 * draws them over the picture of a workflow. */
#ifndef GENDAN_REPORT_PROCESS_MAP_H
#define GENDAN_REPORT_PROCESS_MAP_H

#include "core/workflow.h"
#include "report/table.h"

/* Days are hundredths; -1 = nobody knows. */
struct gd_map_step {
	int64_t entered, again, open, done, median, p90;
	int64_t in, in_days; /* the most frequent step before: times, days */
	bool named;          /* it stands among what stands out */
};
/** The workflow most steps of the report are of; "" when it has none. Borrowed
 * from the report. */
const char *gd_process_map_flow(const struct gd_report *r);
/** One for each step of the workflow, by index; into arena. */
struct gd_map_step *gd_process_map(const struct gd_report *r,
    const struct gd_workflow *wf, struct gd_arena *arena);
/** A part by its id; NULL if there is none. */
const struct gd_report_part *gd_report_find(const struct gd_report *r,
    const char *id);
/** What stands in a box, in so many columns: mark, number, name, times, days. */
const char *gd_process_map_label(const struct gd_map_step *s,
    const struct gd_step_def *def, const char *name, int cols,
    struct gd_arena *arena);
/** What stands at the line into it: "21x 1.4d"; "" = nothing. */
const char *gd_process_map_note(const struct gd_map_step *s,
    struct gd_arena *arena);

#endif
