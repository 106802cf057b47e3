/* flow/flow.h - a YAML file becomes a checked workflow, or a list of every
 * fault in it with line and column. */
#ifndef GENDAN_FLOW_FLOW_H
#define GENDAN_FLOW_FLOW_H

#include "base/error.h"
#include "core/begin.h"
#include "core/form.h"
#include "core/flowfile.h"
#include "core/scenario.h"

struct gd_flow_faults {
	struct gd_flow_fault *at;
	size_t n, room; /* owned */
};
#define GD_FLOW_FAULTS_INIT \
	{                   \
		0           \
	}
void gd_flow_faults_release(struct gd_flow_faults *f);

/** Parse and check, all but the scenarios at the end of the text, which no order
 * needs: they are not even read. On GD_OK *wf is owned by the caller (gd_workflow_release);
 * GD_USAGE when there are faults, all of them in *faults. */
enum gd_code gd_flow_parse(const char *text, size_t len, struct gd_workflow *wf,
    struct gd_flow_faults *faults, struct gd_err *err) GD_MUST_CHECK;

/** The same with the scenarios, also those of the file beside (NULL: there is
 * none). On GD_OK *wf and *scenarios are the caller's. */
enum gd_code gd_flow_load(const struct gd_flow_text *file,
    const struct gd_flow_text *beside, struct gd_workflow *wf,
    struct gd_scenarios *scenarios, struct gd_flow_faults *faults,
    struct gd_err *err) GD_MUST_CHECK;
/** All that can be proved of a file: load it, walk its ways (core/ways.h), run
 * its scenarios; held: who there is to do it, NULL = not asked. GD_USAGE when
 * there are faults; *faults may hold warnings also of a good file. */
enum gd_code gd_flow_prove(const struct gd_flow_text *file,
    const struct gd_flow_text *beside, const struct gd_flow_held *held,
    struct gd_flow_proof *proof, struct gd_flow_faults *faults,
    struct gd_err *err) GD_MUST_CHECK;

/** A condition written in one file about the orders of another workflow; NULL
 * when it cannot be read there. Lives in arena. */
const struct gd_pred *gd_flow_condition(const char *text,
    const struct gd_workflow *wf, struct gd_arena *arena);

/** Workflow files carried inside the program, data/workflows/ID.yaml: the text
 * of one; NULL if there is none such. Nothing of it is read until asked. */
const char *gd_flow_builtin(const char *id, size_t *len);
/** Their ids, 0 .. ; NULL behind the last. */
const char *gd_flow_shipped(int i);

/** Parse a file of forms and check it against a workflow. Faults as above;
 * what is right in it is in *forms all the same, the caller's
 * (gd_forms_release) whatever it answers. */
enum gd_code gd_flow_forms(const char *text, size_t len,
    const struct gd_workflow *wf, struct gd_forms *forms,
    struct gd_flow_faults *faults, struct gd_err *err) GD_MUST_CHECK;
/** Which workflow a file of forms is for: goes to arena; "" with a fault. */
enum gd_code gd_flow_forms_of(const char *text, size_t len,
    struct gd_arena *arena, const char **workflow,
    struct gd_flow_faults *faults, struct gd_err *err) GD_MUST_CHECK;
/** Forms carried inside the program for a workflow; NULL if none. */
const char *gd_flow_forms_builtin(const char *id, size_t *len);

/** Append the file an author begins with; it passes gd_flow_parse when there is
 * at least one step. */
void gd_flow_begin(const struct gd_begin *b, struct gd_str *out);

#endif
