/* report_process_priv.h - the report of the process: names of what it counts. */
#ifndef GENDAN_APP_REPORTS_REPORT_PROCESS_PRIV_H
#define GENDAN_APP_REPORTS_REPORT_PROCESS_PRIV_H

#include "core/view/process.h"

#include "reports_priv.h"

#define PROCESS_DAY_MS INT64_C(86400000)

/* name NULL: the id itself */
struct gd_name process_named(struct making_report *m,
    const struct gd_name *name, const char *id);
struct gd_name process_step(struct making_report *m,
    const struct gd_workflow *wf, const char *id);
struct gd_name process_desk(struct making_report *m,
    const struct gd_workflow *wf, const char *id);
/* A duty, or the paper that is signed or receipted; which part of the work. */
struct gd_name process_worked(struct making_report *m,
    const struct gd_work_kind *k);
struct gd_name process_phase(enum gd_phase phase);
/* Whose names a finding uses; may be NULL. */
const struct gd_workflow *process_flow(const struct gd_finding *f,
    const struct gd_process_view *v);

/* ---- report_findings.c ---- */
/* The findings as sentences, and what they cannot see. */
void process_in_words(struct making_report *m, const struct gd_process_view *v);

#endif
