/* app/flow.h - for whoever writes workflow files: a file begun, a file read
 * without a book, its picture for other programs. */
#ifndef GENDAN_APP_FLOW_H
#define GENDAN_APP_FLOW_H

#include "app/app.h"
#include "base/say.h"
#include "core/begin.h"
#include "core/flowfile.h"
#include "core/workflow.h"

/** A workflow out of the text of a file, installed or not; faults to say() as
 * gd_app_workflow_check says them. On GD_OK *wf is the caller's (gd_workflow_release). */
enum gd_code gd_app_workflow_read(const char *text, size_t len,
    void (*say)(void *payload, int line, int col, const struct gd_err *fault),
    void *payload, struct gd_workflow *wf, struct gd_err *err) GD_MUST_CHECK;

/* A workflow file to be proved. */
struct gd_flow_check {
	struct gd_flow_text file;
	struct gd_flow_text beside; /* its scenarios; text NULL: none */
	/* each fault and warning; may be NULL */
	void (*say)(void *payload, const struct gd_flow_fault *fault);
	void *payload;
	struct gd_flow_proof proof; /* out */
};
/** Prove it. With a book (app may be NULL) also against its people: a role
 * nobody holds is a warning. GD_USAGE when there are faults. */
enum gd_code gd_app_workflow_check(struct gd_app *app,
    struct gd_flow_check *check, struct gd_err *err) GD_MUST_CHECK;
/** Prove it and install it, whole or not at all; faults as above. Who may not
 * install is refused before the file is looked at. */
enum gd_code gd_app_workflow_install(struct gd_app *app,
    struct gd_flow_check *check, struct gd_err *err) GD_MUST_CHECK;

#define GD_FLOW_BYTES (4 << 20) /* no workflow file is larger */

/* A workflow file as it lies on disk, with the scenarios beside it. */
struct gd_flow_source {
	struct gd_str text, more;
	struct gd_str beside; /* path of more; "": there is none */
};
/** Read both. A file whose text must not change has its scenarios in one of its
 * name that ends in .scenarios. *out is the caller's whatever it answers. */
enum gd_code gd_app_flow_source(const char *path, struct gd_flow_source *out,
    struct gd_err *err) GD_MUST_CHECK;
void gd_flow_source_release(struct gd_flow_source *s);
/** The same texts to be checked; borrowed. */
struct gd_flow_check gd_flow_source_check(const struct gd_flow_source *s);

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
