/* app/workflow.c - the book's workflows: parsed once, lent to everybody. */
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "flow/flow.h"

#include "app_priv.h"

#include "base/banned.h"

/* The row of id; version 0 = the newest active. */
static const struct gd_flowdef *
find_row(struct gd_app *app, const char *id, int version)
{
	const struct gd_sheet *office = gd_app_office(app);
	const struct gd_flowdef *r, *best = NULL;
	size_t i;

	for (i = 0; (r = gd_row_at(office, GD_OFF_FLOWDEF, i)); i++) {
		if (strcmp(r->id, id) != 0)
			continue;
		if (version
			? r->version == version
			: r->active && (!best || r->version > best->version))
			best = r;
	}
	return best;
}

static enum gd_code
parse(struct gd_app *app, const struct gd_flowdef *row,
    const struct gd_workflow **out, struct gd_err *err)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct flow *flow = gd_alloc(1, sizeof *flow);
	struct gd_err fault = GD_ERR_INIT;
	enum gd_code rc;

	rc = gd_flow_parse(row->source, strlen(row->source), &flow->wf, &faults,
	    &fault);
	gd_flow_faults_release(&faults);
	if (rc != GD_OK) {
		free(flow);
		return gd_fail(err, GD_DAMAGED, GD_M_APP_FLOW_BROKEN,
		    GD_T(row->id), GD_N(row->version));
	}
	flow->id = gd_strdup(row->id);
	flow->version = (int)row->version;
	*GD_PUSH(app->flows, app->nflows, app->flows_room) = flow;
	*out = &flow->wf;
	return GD_OK;
}

enum gd_code
gd_app_workflow(struct gd_app *app, const char *id, int version,
    const struct gd_workflow **out, struct gd_err *err)
{
	const struct gd_flowdef *row;
	size_t i;

	for (i = 0; version && i < app->nflows; i++)
		if (app->flows[i]->version == version &&
		    strcmp(app->flows[i]->id, id) == 0) {
			*out = &app->flows[i]->wf;
			return GD_OK;
		}
	row = find_row(app, id, version);
	if (!row)
		return gd_fail(err, GD_MISSING, GD_M_APP_NO_FLOW, GD_T(id));
	for (i = 0; !version && i < app->nflows; i++)
		if (app->flows[i]->version == row->version &&
		    strcmp(app->flows[i]->id, id) == 0) {
			*out = &app->flows[i]->wf;
			return GD_OK;
		}
	return parse(app, row, out, err);
}

enum gd_code
gd_app_workflow_check(struct gd_app *app, const struct gd_flow_text *file,
    const struct gd_flow_text *beside,
    void (*say)(void *payload, const struct gd_flow_fault *fault),
    void *payload, struct gd_flow_proof *proof, struct gd_err *err)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	enum gd_code rc;

	(void)app;
	rc = gd_flow_prove(file, beside, proof, &faults, err);
	for (size_t i = 0; say && i < faults.n; i++)
		say(payload, &faults.at[i]);
	gd_flow_faults_release(&faults);
	return rc;
}

enum gd_code
gd_app_workflow_install(struct gd_app *app, const char *text, size_t len,
    struct gd_err *err)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_flow_text file = { text, len };
	struct gd_scenarios scenarios = { 0 };
	struct gd_workflow wf = { 0 };
	char *source, digest[65];
	struct gd_flowdef row;
	enum gd_code rc;

	rc = gd_flow_load(&file, NULL, &wf, &scenarios, &faults, err);
	gd_scenarios_release(&scenarios);
	if (rc != GD_OK && faults.n && err)
		*err = faults.at[0].err;
	gd_flow_faults_release(&faults);
	if (rc != GD_OK)
		return rc;
	source = gd_alloc(len + 1, 1);
	memcpy(source, text, len);
	gd_sha256_hex(text, len, digest);
	row = (struct gd_flowdef){ .id = wf.name.id,
		.version = wf.version,
		.digest = digest,
		.zh = wf.name.zh,
		.en = wf.name.en,
		.source = source,
		.active = 1 };
	rc = gd_app_office_do(app,
	    &(struct gd_office_command){ GD_OFFICE_WORKFLOW, &row, UINT64_MAX },
	    err);
	free(source);
	gd_workflow_release(&wf);
	return rc;
}
