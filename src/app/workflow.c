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

/* Each role that an active person holds, as often as it is held. */
static struct gd_flow_held
roles_held(struct gd_app *app, struct gd_arena *arena)
{
	const struct gd_sheet *office = gd_app_office(app);
	const struct gd_holds *h;
	const char **roles = gd_arena_alloc(arena,
	    gd_row_count(office, GD_OFF_HOLDS) + 1, sizeof *roles);
	struct gd_flow_held held = { roles, 0 };

	for (size_t i = 0; (h = gd_row_at(office, GD_OFF_HOLDS, i)); i++) {
		const struct gd_person *p = gd_row_find(office, GD_OFF_PERSON,
		    &(struct gd_person){ .login = h->login,
			.name = "",
			.name_en = "" });

		if (h->active && p && p->active)
			roles[held.n++] = h->role;
	}
	return held;
}

enum gd_code
gd_app_workflow_check(struct gd_app *app, const struct gd_flow_text *file,
    const struct gd_flow_text *beside,
    void (*say)(void *payload, const struct gd_flow_fault *fault),
    void *payload, struct gd_flow_proof *proof, struct gd_err *err)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_flow_held held = { NULL, 0 };
	enum gd_code rc;

	if (app)
		held = roles_held(app, &arena);
	rc = gd_flow_prove(file, beside, app ? &held : NULL, proof, &faults,
	    err);
	gd_arena_release(&arena);
	for (size_t i = 0; say && i < faults.n; i++)
		say(payload, &faults.at[i]);
	gd_flow_faults_release(&faults);
	return rc;
}

/* The desks of the workflow become the office's, with their other names, as far
 * as the office has none such. */
static enum gd_code
install_desks(struct gd_app *app, const struct gd_workflow *wf,
    struct gd_err *err)
{
	const struct gd_sheet *office = gd_app_office(app);
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_office_command *cmds = NULL;
	size_t n = 0, room = 0;
	enum gd_code rc = GD_OK;

	for (int i = 0; i < wf->ndesks; i++) {
		const struct gd_desk_def *d = &wf->desks[i];
		struct gd_desk *desk = gd_arena_alloc(&arena, 1, sizeof *desk);
		struct gd_alias *alias = gd_arena_alloc(&arena,
		    (size_t)d->naliases + 1, sizeof *alias);

		*desk = (struct gd_desk){ .code = d->name.id,
			.zh = d->name.zh,
			.en = d->name.en,
			.outside = d->outside,
			.active = 1 };
		if (!gd_row_find(office, GD_OFF_DESK, desk))
			*GD_PUSH(cmds, n, room) =
			    (struct gd_office_command){ GD_OFFICE_DESK, desk,
				    UINT64_MAX };
		for (int a = 0; a < d->naliases; a++) {
			alias[a] =
			    (struct gd_alias){ d->aliases[a], d->name.id };
			if (!gd_row_find(office, GD_OFF_ALIAS, &alias[a]))
				*GD_PUSH(cmds, n, room) =
				    (struct gd_office_command){ GD_OFFICE_ALIAS,
					    &alias[a], UINT64_MAX };
		}
	}
	if (n)
		rc = app_office_many(app, cmds, (int)n, err);
	free(cmds);
	gd_arena_release(&arena);
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
	if (rc == GD_OK)
		rc = install_desks(app, &wf, err);
	free(source);
	gd_workflow_release(&wf);
	return rc;
}

enum gd_code
gd_app_workflow_ship(struct gd_app *app, const char *id, struct gd_err *err)
{
	size_t len;
	const char *text = gd_flow_builtin(id, &len);

	return text ? gd_app_workflow_install(app, text, len, err)
		    : gd_fail(err, GD_MISSING, GD_M_APP_NO_SHIPPED, GD_T(id));
}

bool
gd_app_is_shipped(const char *id)
{
	size_t len;

	return gd_flow_builtin(id, &len) != NULL;
}

bool
gd_app_shipped(struct gd_app *app, int i, struct gd_arena *arena,
    struct gd_shipped *out)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	const char *id = gd_flow_shipped(i), *text;
	const struct gd_flowdef *row;
	struct gd_workflow wf;
	size_t len;

	if (!id)
		return false;
	text = gd_flow_builtin(id, &len);
	*out = (struct gd_shipped){ .name = { id, id, id } };
	if (gd_flow_parse(text, len, &wf, &faults, NULL) == GD_OK) {
		out->name.zh = gd_arena_str(arena, wf.name.zh);
		out->name.en = gd_arena_str(arena, wf.name.en);
		out->version = wf.version;
		row = app ? find_row(app, id, wf.version) : NULL;
		out->installed = row && strcmp(row->source, text) == 0;
		out->known = app && find_row(app, id, 0) != NULL;
		gd_workflow_release(&wf);
	}
	gd_flow_faults_release(&faults);
	return true;
}
