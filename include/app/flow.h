/* app/flow.h - for whoever writes workflow files: a file begun, a file read
 * without a book, its picture for other programs. */
#ifndef GENDAN_APP_FLOW_H
#define GENDAN_APP_FLOW_H

#include "base/say.h"
#include "core/begin.h"
#include "core/workflow.h"

/** A workflow out of the text of a file, installed or not; faults to say() as
 * gd_app_workflow_check. On GD_OK *wf is the caller's (gd_workflow_release). */
enum gd_code gd_app_workflow_read(const char *text, size_t len,
    void (*say)(void *payload, int line, int col, const struct gd_err *fault),
    void *payload, struct gd_workflow *wf, struct gd_err *err) GD_MUST_CHECK;

enum gd_flow_form { GD_FLOW_DOT, GD_FLOW_SVG, GD_FLOW_BPMN };
/** Which form a word means; -1 none. */
int gd_flow_form(const char *word);
/** The flow chart in a form; names in a language, or in both, that one first.
 * Set in out. @return GD_OK, GD_OUTSIDE when graphviz is missing (svg,
 * bpmn) */
enum gd_code gd_app_flow_draw(const struct gd_workflow *wf,
    enum gd_flow_form form, enum gd_lang lang, bool both, struct gd_str *out,
    struct gd_err *err) GD_MUST_CHECK;

/** A new workflow file, checked; never over a file that is there. @return
 * GD_OK, GD_REFUSED, GD_OUTSIDE */
enum gd_code gd_app_flow_begin(const struct gd_begin *b, const char *path,
    struct gd_err *err) GD_MUST_CHECK;

#endif
