/* app/papers/forms.c - forms of a workflow: the office's file, else the one
 * built in.
 *
 * The file of an office was checked when it was installed. What the workflow
 * of today no longer knows is left out on the sheet, the rest is printed.
 */
#include <stdlib.h>
#include <string.h>

#include "app/form.h"
#include "base/id.h"
#include "flow/flow.h"

#include "../app_priv.h"

#include "base/banned.h"

static const struct gd_formdef *
newest(struct gd_app *app, const char *workflow)
{
	const struct gd_sheet *office = gd_app_office(app);
	const struct gd_formdef *r, *best = NULL;

	for (size_t i = 0; (r = gd_row_at(office, GD_OFF_FORMDEF, i)); i++)
		if (strcmp(r->workflow, workflow) == 0 &&
		    (!best || r->no > best->no))
			best = r;
	return best;
}

enum gd_code
gd_app_form_source(struct gd_app *app, const char *workflow, const char **text,
    size_t *len, int64_t *no, struct gd_err *err)
{
	const struct gd_formdef *row = newest(app, workflow);

	*no = row ? row->no : 0;
	*text = row ? row->source : gd_flow_forms_builtin(workflow, len);
	if (row)
		*len = strlen(row->source);
	return *text ? GD_OK
		     : gd_fail(err, GD_MISSING, GD_M_APP_NO_FORMS,
			   GD_T(workflow));
}

/* The forms built in are written for the workflow built in. */
static void
parse_builtin(const char *text, size_t len, const char *workflow,
    struct gd_forms *out)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_err ignored = GD_ERR_INIT;
	struct gd_workflow wf = { 0 };
	size_t size = 0;
	const char *source = gd_flow_builtin(workflow, &size);

	if (source &&
	    gd_flow_parse(source, size, &wf, &faults, &ignored) == GD_OK) {
		(void)!gd_flow_forms(text, len, &wf, out, &faults, &ignored);
		gd_workflow_release(&wf);
	}
	gd_flow_faults_release(&faults);
}

void
app_forms(struct gd_app *app, const char *workflow, struct gd_forms *out)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_err ignored = GD_ERR_INIT;
	const struct gd_workflow *wf;
	const char *text;
	int64_t no;
	size_t len;

	*out = (struct gd_forms){ .media = "a4", .lang = "both" };
	if (gd_app_form_source(app, workflow, &text, &len, &no, &ignored))
		return;
	if (!no)
		parse_builtin(text, len, workflow, out);
	else if (gd_app_workflow(app, workflow, 0, &wf, &ignored) == GD_OK)
		(void)!gd_flow_forms(text, len, wf, out, &faults, &ignored);
	gd_flow_faults_release(&faults);
}

/* Parse against the newest version of the workflow the file names. */
static enum gd_code
check(struct gd_app *app, const char *text, size_t len, struct gd_forms *forms,
    struct gd_flow_faults *faults, struct gd_err *err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_workflow *wf = NULL;
	const char *workflow = "";
	enum gd_code rc =
	    gd_flow_forms_of(text, len, &arena, &workflow, faults, err);

	*forms = (struct gd_forms){ 0 };
	if (rc == GD_OK)
		rc = gd_app_workflow(app, workflow, 0, &wf, err);
	if (rc == GD_OK)
		rc = gd_flow_forms(text, len, wf, forms, faults, err);
	gd_arena_release(&arena);
	return rc;
}

enum gd_code
gd_app_form_check(struct gd_app *app, const char *text, size_t len,
    void (*say)(void *payload, int line, int col, const struct gd_err *fault),
    void *payload, struct gd_err *err)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_forms forms;
	enum gd_code rc = check(app, text, len, &forms, &faults, err);

	for (size_t i = 0; say && i < faults.n; i++)
		say(payload, faults.at[i].line, faults.at[i].col,
		    &faults.at[i].err);
	gd_forms_release(&forms);
	gd_flow_faults_release(&faults);
	return rc;
}

enum gd_code
gd_app_form_install(struct gd_app *app, const char *text, size_t len,
    struct gd_err *err)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	const struct gd_formdef *last;
	struct gd_forms forms;
	char digest[65], *source;
	enum gd_code rc = check(app, text, len, &forms, &faults, err);

	if (rc != GD_OK && faults.n && err)
		*err = faults.at[0].err;
	gd_flow_faults_release(&faults);
	if (rc == GD_OK) {
		gd_sha256_hex(text, len, digest);
		last = newest(app, forms.workflow);
		source = gd_alloc(len + 1, 1);
		memcpy(source, text, len);
		rc = gd_app_office_do(app,
		    &(struct gd_office_command){ GD_OFFICE_FORMS,
			&(struct gd_formdef){ .workflow = forms.workflow,
			    .no = last ? last->no + 1 : 1,
			    .digest = digest,
			    .source = source },
			UINT64_MAX },
		    err);
		free(source);
	}
	gd_forms_release(&forms);
	return rc;
}
