/* app/workflow.c - the book's workflows: parsed once, lent to everybody. */
#include <stdlib.h>
#include <string.h>

#include "app/flow.h"
#include "base/id.h"
#include "flow/flow.h"

#include "app_priv.h"

#include "base/banned.h"

struct cmds {
	struct gd_office_command *at;
	size_t n, room;
};

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

/* Every fault and warning is said; without say() the first fault is *err. */
enum gd_code
gd_app_workflow_check(struct gd_app *app, struct gd_flow_check *k,
    struct gd_err *err)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_flow_held held = { NULL, 0 };
	enum gd_code rc;

	if (app)
		held = roles_held(app, &arena);
	rc = gd_flow_prove(&k->file, k->beside.text ? &k->beside : NULL,
	    app ? &held : NULL, &k->proof, &faults, err);
	gd_arena_release(&arena);
	for (size_t i = 0; k->say && i < faults.n; i++)
		k->say(k->payload, &faults.at[i]);
	for (size_t i = faults.n; !k->say && rc != GD_OK && err && i-- > 0;)
		if (!faults.at[i].warning)
			*err = faults.at[i].err;
	gd_flow_faults_release(&faults);
	return rc;
}

/* The desks of the workflow become the office's, with their other names, as far
 * as the office has none such. */
static void
add_desks(const struct gd_sheet *office, const struct gd_workflow *wf,
    struct gd_arena *arena, struct cmds *cmds)
{
	for (int i = 0; i < wf->ndesks; i++) {
		const struct gd_desk_def *d = &wf->desks[i];
		struct gd_desk *desk = gd_arena_alloc(arena, 1, sizeof *desk);
		struct gd_alias *alias = gd_arena_alloc(arena,
		    (size_t)d->naliases + 1, sizeof *alias);

		*desk = (struct gd_desk){ .code = d->name.id,
			.zh = d->name.zh,
			.en = d->name.en,
			.outside = d->outside,
			.active = 1 };
		if (!gd_row_find(office, GD_OFF_DESK, desk))
			*GD_PUSH(cmds->at, cmds->n, cmds->room) =
			    (struct gd_office_command){ GD_OFFICE_DESK, desk,
				    UINT64_MAX };
		for (int a = 0; a < d->naliases; a++) {
			alias[a] =
			    (struct gd_alias){ d->aliases[a], d->name.id };
			if (!gd_row_find(office, GD_OFF_ALIAS, &alias[a]))
				*GD_PUSH(cmds->at, cmds->n, cmds->room) =
				    (struct gd_office_command){ GD_OFFICE_ALIAS,
					    &alias[a], UINT64_MAX };
		}
	}
}

/* The workflow and its desks, two entries of one transaction: both or neither.
 * Which desks, the office says as it is inside it. */
static enum gd_code
put(struct gd_app *app, const struct gd_flowdef *row,
    const struct gd_workflow *wf, struct gd_err *err)
{
	const struct gd_office_command cmd = { GD_OFFICE_WORKFLOW, row,
		UINT64_MAX };
	struct gd_arena arena = GD_ARENA_INIT;
	struct cmds desks = { NULL, 0, 0 };
	bool own = !app->batch; /* a new book is one transaction already */
	enum gd_code rc = own ? app_batch_begin(app, err) : GD_OK;

	if (rc != GD_OK)
		return rc;
	rc = app_office_many(app, &cmd, 1, err);
	if (rc == GD_OK)
		rc = app_office(app, err);
	if (rc == GD_OK)
		add_desks(&app->office, wf, &arena, &desks);
	if (rc == GD_OK && desks.n)
		rc = app_office_many(app, desks.at, (int)desks.n, err);
	free(desks.at);
	gd_arena_release(&arena);
	return own ? app_batch_end(app, rc, err) : rc;
}

enum gd_code
app_workflow_put(struct gd_app *app, const char *text, size_t len,
    struct gd_err *err)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_workflow wf = { 0 };
	char *source, digest[65];
	struct gd_flowdef row;
	enum gd_code rc = gd_flow_parse(text, len, &wf, &faults, err);

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
	rc = put(app, &row, &wf, err);
	free(source);
	gd_workflow_release(&wf);
	return rc;
}

/* Asked of the core before a file is looked at, which others may not even do. */
static enum gd_code
may_install(struct gd_app *app, struct gd_err *err)
{
	const struct gd_flowdef none = { .id = "", .zh = "", .en = "" };
	struct gd_events unused = GD_EVENTS_INIT;
	struct gd_err why = GD_ERR_INIT;
	struct app_facts facts;
	bool no;

	if (!*app->login && gd_row_at(gd_app_office(app), GD_OFF_PERSON, 0))
		return gd_fail(err, GD_REFUSED, GD_M_APP_NOBODY);
	app_facts(app, app->login, NULL, NULL, NULL, &facts);
	no = gd_office_decide(gd_app_office(app), &facts.f,
		 &(struct gd_office_command){ GD_OFFICE_WORKFLOW, &none,
		     UINT64_MAX },
		 &unused, &why) != GD_OK &&
	     why.msg == GD_M_OFFICE_NOT_ADMIN;
	app_facts_release(&facts);
	gd_events_release(&unused);
	if (no && err)
		*err = why;
	return no ? GD_REFUSED : GD_OK;
}

enum gd_code
gd_app_workflow_install(struct gd_app *app, struct gd_flow_check *k,
    struct gd_err *err)
{
	enum gd_code rc = may_install(app, err);

	if (rc == GD_OK)
		rc = gd_app_workflow_check(app, k, err);
	return rc == GD_OK
		   ? app_workflow_put(app, k->file.text, k->file.len, err)
		   : rc;
}

enum gd_code
gd_app_workflow_ship(struct gd_app *app, const char *id, struct gd_err *err)
{
	struct gd_flow_check k = { .say = NULL };

	k.file.text = gd_flow_builtin(id, &k.file.len);
	return k.file.text
		   ? gd_app_workflow_install(app, &k, err)
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
