/* app/flows.c - which workflow, and names where several are installed. */
#include "app/flows.h"

#include <stdlib.h>
#include <string.h>

#include "core/customer.h"

#include "dates/agenda_priv.h"

#include "base/banned.h"

const struct gd_workflow *
gd_app_usual(struct gd_app *app)
{
	const struct gd_sheet *office = gd_app_office(app);
	const struct gd_flowdef *first;
	const char *id;

	if (app->usual && app->usual_of == app->office_generation)
		return app->usual;
	id = gd_office_workflow(office);
	first = gd_row_at(office, GD_OFF_FLOWDEF, 0);
	app->usual = NULL;
	app->usual_of = app->office_generation;
	if ((!id && !first) || gd_app_workflow(app, id ? id : first->id, 0,
				   &app->usual, NULL) != GD_OK)
		return NULL;
	return app->usual;
}

/* The newest row in use of each id: rows stand by id and version. */
static const struct gd_flowdef *
next_row(const struct gd_sheet *office, size_t *i)
{
	const struct gd_flowdef *def, *best = NULL;

	for (; (def = gd_row_at(office, GD_OFF_FLOWDEF, *i)); ++*i) {
		if (best && strcmp(best->id, def->id) != 0)
			return best;
		if (def->active)
			best = def;
	}
	return best;
}

int
gd_app_flow_count(struct gd_app *app)
{
	const struct gd_sheet *office = gd_app_office(app);
	int n = 0;

	for (size_t i = 0; next_row(office, &i);)
		n++;
	return n;
}

int
gd_app_flow_names(struct gd_app *app, struct gd_name *names, int most)
{
	const struct gd_sheet *office = gd_app_office(app);
	const struct gd_flowdef *def;
	int n = 0;

	for (size_t i = 0; n < most && (def = next_row(office, &i));)
		names[n++] = (struct gd_name){ def->id, def->zh, def->en };
	return n;
}

bool
gd_app_flow_name(struct gd_app *app, const char *id, struct gd_name *out)
{
	const struct gd_sheet *office = gd_app_office(app);
	const struct gd_flowdef *def;

	for (size_t i = 0; (def = next_row(office, &i));)
		if (strcmp(def->id, id) == 0) {
			*out = (struct gd_name){ def->id, def->zh, def->en };
			return true;
		}
	return false;
}

enum gd_code
gd_app_which(struct gd_app *app, const char *named,
    const struct gd_workflow **out, struct gd_err *err)
{
	const struct gd_sheet *office = gd_app_office(app);
	const char *id = named && *named ? named : gd_office_workflow(office);
	const struct gd_flowdef *def;
	struct gd_str ids = GD_STR_INIT;

	if (id)
		return gd_app_workflow(app, id, 0, out, err);
	for (size_t i = 0; (def = next_row(office, &i));)
		gd_str_addf(&ids, "%s%s", ids.len ? ", " : "", def->id);
	if (ids.len)
		(void)gd_fail(err, GD_USAGE, GD_M_APP_WHICH_FLOW,
		    GD_T(ids.text));
	else
		(void)gd_fail(err, GD_MISSING, GD_M_APP_NO_FLOWS);
	gd_str_release(&ids);
	return err->code;
}

/* ---- names ---------------------------------------------------------------- */

const struct gd_name *
gd_app_name(struct gd_app *app, const struct gd_workflow *first,
    enum gd_thing thing, const char *id)
{
	const struct gd_workflow *usual = gd_app_usual(app), *wf;
	const struct gd_name *name;

	if (!id || !*id)
		return NULL;
	if (first && (name = gd_wf_name(first, thing, id)))
		return name;
	if (usual && usual != first && (name = gd_wf_name(usual, thing, id)))
		return name;
	/* no workflow has that role */
	if (thing == GD_THING_ROLE && strcmp(id, "admin") == 0)
		return NULL;
	for (size_t i = 0; app_next_flow(app, &i, &wf);)
		if (wf != first && wf != usual &&
		    (name = gd_wf_name(wf, thing, id)))
			return name;
	return NULL;
}

static const struct gd_name *
name_at(const struct gd_workflow *wf, enum gd_thing thing, int i)
{
	switch (thing) {
	case GD_THING_ROLE:
		return i < wf->nroles ? &wf->roles[i].name : NULL;
	case GD_THING_DESK:
		return i < wf->ndesks ? &wf->desks[i].name : NULL;
	case GD_THING_PAPER:
		return i < wf->npapers ? &wf->papers[i].name : NULL;
	default:
		return NULL;
	}
}

static const struct gd_name *
called_in(const struct gd_workflow *wf, enum gd_thing thing, const char *typed)
{
	const struct gd_name *name = gd_wf_name(wf, thing, typed);

	for (int k = 0; !name && name_at(wf, thing, k); k++)
		if (app_is_called(name_at(wf, thing, k), typed))
			name = name_at(wf, thing, k);
	return name;
}

const struct gd_name *
gd_app_called(struct gd_app *app, const struct gd_workflow *first,
    enum gd_thing thing, const char *typed)
{
	const struct gd_workflow *usual = gd_app_usual(app), *wf;
	const struct gd_name *name =
	    first ? called_in(first, thing, typed) : NULL;

	if (!name && usual && usual != first)
		name = called_in(usual, thing, typed);

	for (size_t i = 0; !name && app_next_flow(app, &i, &wf);)
		if (wf != first && wf != usual)
			name = called_in(wf, thing, typed);
	return name;
}

struct names {
	struct gd_arena *arena;
	struct gd_name *at;
	size_t n, room;
};

/* "A / B"; a name that stands there already is not said again. */
static const char *
both(struct gd_arena *arena, const char *one, const char *other)
{
	const char *at = one && other && *other ? strstr(one, other) : one;
	size_t len = other ? strlen(other) : 0;

	if (!other || !*other || (at && (at == one || at[-1] == ' ') &&
				     (!at[len] || at[len] == ' ')))
		return one;
	return gd_arena_printf(arena, "%s / %s", one, other);
}

static void
add_name(struct names *names, const struct gd_name *name)
{
	for (size_t i = 0; i < names->n; i++) {
		struct gd_name *old = &names->at[i];

		if (strcmp(old->id, name->id) != 0)
			continue;
		old->zh = both(names->arena, old->zh, name->zh);
		old->en = both(names->arena, old->en, name->en);
		return;
	}
	*GD_PUSH(names->at, names->n, names->room) = *name;
}

static void
add_names(struct names *names, const struct gd_workflow *wf,
    enum gd_thing thing, bool assigned)
{
	const struct gd_name *name;

	for (int k = 0; (name = name_at(wf, thing, k)); k++)
		if (!assigned || wf->roles[k].assigned)
			add_name(names, name);
}

static int
all_names(struct gd_app *app, enum gd_thing thing, bool assigned,
    struct gd_arena *arena, const struct gd_name **out)
{
	const struct gd_workflow *usual = gd_app_usual(app), *wf;
	struct names names = { .arena = arena };
	struct gd_name *kept;

	if (usual)
		add_names(&names, usual, thing, assigned);
	for (size_t i = 0; app_next_flow(app, &i, &wf);)
		if (wf != usual)
			add_names(&names, wf, thing, assigned);
	kept = gd_arena_alloc(arena, names.n + 1, sizeof *kept);
	if (names.n)
		memcpy(kept, names.at, names.n * sizeof *kept);
	free(names.at);
	*out = kept;
	return (int)names.n;
}

int
gd_app_names(struct gd_app *app, enum gd_thing thing, struct gd_arena *arena,
    const struct gd_name **out)
{
	return all_names(app, thing, false, arena, out);
}

int
gd_app_assigned_roles(struct gd_app *app, struct gd_arena *arena,
    const struct gd_name **out)
{
	return all_names(app, GD_THING_ROLE, true, arena, out);
}

const struct gd_workflow *
gd_app_flow_of(struct gd_app *app, const char *id, int64_t version)
{
	const struct gd_workflow *wf = NULL;

	if (!id || !*id ||
	    gd_app_workflow(app, id, (int)version, &wf, NULL) != GD_OK)
		return NULL;
	return wf;
}

const struct gd_workflow *
gd_app_order_flow(struct gd_app *app, const char *order)
{
	const struct gd_workflow *wf = NULL;
	struct gd_order o;

	gd_order_init(&o);
	if (order && *order &&
	    gd_store_order_load(app->store, order, &o, NULL) == GD_OK)
		wf = gd_app_flow_of(app, gd_head(&o)->workflow,
		    gd_head(&o)->version);
	gd_order_release(&o);
	return wf;
}

const struct gd_role_def *
gd_app_role(struct gd_app *app, const char *id, const struct gd_workflow **wf)
{
	const struct gd_workflow *usual = gd_app_usual(app), *at = usual;
	int role = usual ? gd_wf_role(usual, id) : -1;

	if (role < 0 && strcmp(id, "admin") == 0)
		return NULL;
	for (size_t i = 0; role < 0 && app_next_flow(app, &i, &at);)
		role = gd_wf_role(at, id);
	if (role < 0)
		return NULL;
	*wf = at;
	return &at->roles[role];
}

static const struct gd_field_def *
customer_field(const struct gd_workflow *wf, int cell)
{
	int terms = gd_wf_field(wf, "terms");

	for (int i = 0; i < wf->nfields; i++)
		if (wf->fields[i].customer == cell)
			return &wf->fields[i];
	return terms >= 0 && cell == gd_customer_cell("terms")
		   ? &wf->fields[terms]
		   : NULL;
}

const struct gd_field_def *
gd_app_customer_field(struct gd_app *app, int cell)
{
	const struct gd_workflow *usual = gd_app_usual(app), *wf;
	const struct gd_field_def *f =
	    usual ? customer_field(usual, cell) : NULL;

	for (size_t i = 0; !f && app_next_flow(app, &i, &wf);)
		f = customer_field(wf, cell);
	return f;
}

bool
gd_app_flow_next(struct gd_app *app, size_t *i, const struct gd_workflow **wf)
{
	return app_next_flow(app, i, wf);
}
