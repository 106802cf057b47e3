/* app/dates/owners.c - whose dates are whose: the tokens of a person or a desk.
 *
 * A date's owner is "person:LOGIN", or "role:ID" where nobody is assigned.
 * A person answers for his own, for those of his roles, and today for those
 * of whom he stands in for; a desk for its roles and for who holds them.
 */
#include <string.h>
#include <strings.h>

#include "agenda_priv.h"

#include "base/banned.h"

struct tokens {
	struct gd_app *app;
	struct gd_arena *arena;
	const char **at;
	int n, room;
};

static void
add(struct tokens *t, const char *kind, const char *id)
{
	const char *token = gd_arena_printf(t->arena, "%s:%s", kind, id);

	for (int i = 0; i < t->n; i++)
		if (strcmp(t->at[i], token) == 0)
			return;
	if (t->n == t->room) {
		const char **more = gd_arena_alloc(t->arena,
		    (size_t)(t->room = t->room ? t->room * 2 : 16),
		    sizeof *more);

		if (t->n)
			memcpy(more, t->at, (size_t)t->n * sizeof *more);
		t->at = more;
	}
	t->at[t->n++] = token;
}

static void
add_person(struct tokens *t, const char *login)
{
	const struct gd_sheet *office = gd_app_office(t->app);
	const struct gd_holds *h;

	add(t, "person", login);
	for (size_t i = 0; (h = gd_row_at(office, GD_OFF_HOLDS, i)); i++)
		if (h->active && strcmp(h->login, login) == 0)
			add(t, "role", h->role);
}

static void
person_and_stand_ins(struct tokens *t, const char *login)
{
	int32_t today = gd_app_today(t->app);
	const struct gd_sheet *office = gd_app_office(t->app);
	const struct gd_deputy *d;

	add_person(t, login);
	for (size_t i = 0; (d = gd_row_at(office, GD_OFF_DEPUTY, i)); i++)
		if (d->active && strcmp(d->deputy, login) == 0 &&
		    d->from_day <= today && today <= d->to_day)
			add_person(t, d->who);
}

/* Rows stand by id and version. */
bool
app_next_flow(struct gd_app *app, size_t *i, const struct gd_workflow **wf)
{
	const struct gd_flowdef *def, *before;

	for (; (def = gd_row_at(gd_app_office(app), GD_OFF_FLOWDEF, *i));) {
		before =
		    *i ? gd_row_at(gd_app_office(app), GD_OFF_FLOWDEF, *i - 1)
		       : NULL;
		++*i;
		if ((!before || strcmp(before->id, def->id) != 0) &&
		    gd_app_workflow(app, def->id, 0, wf, NULL) == GD_OK)
			return true;
	}
	return false;
}

/* ---- a desk --------------------------------------------------------------- */

/* A role of the desk; who is assigned in it answers by name. */
static void
add_role(struct tokens *t, const struct gd_role_def *role)
{
	const struct gd_sheet *office = gd_app_office(t->app);
	const struct gd_holds *h;

	add(t, "role", role->name.id);
	for (size_t i = 0;
	     role->assigned && (h = gd_row_at(office, GD_OFF_HOLDS, i)); i++)
		if (h->active && strcmp(h->role, role->name.id) == 0)
			add(t, "person", h->login);
}

static bool
add_desk(struct tokens *t, const struct gd_workflow *wf, const char *name)
{
	const struct gd_alias *alias = gd_row_find(gd_app_office(t->app),
	    GD_OFF_ALIAS, &(struct gd_alias){ .alias = name });
	int desk = gd_wf_desk(wf, alias ? alias->desk : name);

	for (int i = 0; desk < 0 && i < wf->ndesks; i++)
		if (app_is_called(&wf->desks[i].name, name))
			desk = i;
	for (int i = 0; desk >= 0 && i < wf->nroles; i++)
		if (wf->roles[i].desk == desk)
			add_role(t, &wf->roles[i]);
	return desk >= 0;
}

/* The office's own word for a desk the workflows do not name. */
static bool
office_has_desk(struct gd_app *app, const char *name)
{
	const struct gd_desk *d;

	for (size_t i = 0; (d = gd_row_at(gd_app_office(app), GD_OFF_DESK, i));
	     i++)
		if (strcmp(d->code, name) == 0 || strcmp(d->zh, name) == 0 ||
		    strcasecmp(d->en, name) == 0)
			return true;
	return false;
}

static enum gd_code
desk_tokens(struct tokens *t, const char *name, struct gd_err *err)
{
	const struct gd_sheet *office = gd_app_office(t->app);
	const struct gd_workflow *wf;
	const struct gd_member *m;
	struct app_near near = { .typed = name };
	bool known = office_has_desk(t->app, name);

	for (size_t i = 0; app_next_flow(t->app, &i, &wf);)
		known |= add_desk(t, wf, name);
	for (size_t i = 0; !known && app_next_flow(t->app, &i, &wf);)
		for (int d = 0; d < wf->ndesks; d++)
			app_near_name(&near, &wf->desks[d].name);
	if (!known)
		return app_none_called(&near, GD_TR("desk"), GD_M_APP_NO_DESK,
		    err);
	for (size_t i = 0;
	     t->n == 0 && (m = gd_row_at(office, GD_OFF_MEMBER, i)); i++)
		if (m->active && strcmp(m->desk, name) == 0)
			add(t, "person", m->login);
	return GD_OK;
}

enum gd_code
gd_app_owners(struct gd_app *app, const struct gd_agenda_of *of,
    struct gd_arena *arena, const char *const **out, int *n, struct gd_err *err)
{
	struct gd_err mine = GD_ERR_INIT;
	struct tokens t = { app, arena, NULL, 0, 0 };
	const struct gd_person *p;
	enum gd_code rc = GD_OK;

	err = err ? err : &mine;
	gd_app_look(app);
	if (of && of->desk) {
		rc = desk_tokens(&t, of->desk, err);
	} else if (of && of->person) {
		p = app_person_called(app, of->person);
		if (p)
			person_and_stand_ins(&t, p->login);
		else
			rc = app_no_person(app, of->person, err);
	} else if (*app->login) {
		person_and_stand_ins(&t, app->login);
	} else {
		rc = gd_fail(err, GD_REFUSED, GD_M_APP_NOBODY);
	}
	gd_app_looked(app);
	*out = t.at;
	*n = t.n;
	return rc;
}

bool
app_is_owner(const char *const *owners, int n, const char *token)
{
	for (int i = 0; i < n; i++)
		if (strcmp(owners[i], token) == 0)
			return true;
	return false;
}

/* "role:x", "person:y" or a word people use for one of them. */
enum gd_code
app_owner_tokens(struct gd_app *app, const char *word, struct gd_arena *arena,
    const char *const **out, int *n, struct gd_err *err)
{
	const struct gd_workflow *wf;
	const char **one;

	for (size_t k = 0; app_next_flow(app, &k, &wf);) {
		for (int i = 0; i < wf->nroles; i++) {
			if (!app_is_called(&wf->roles[i].name, word))
				continue;
			one = gd_arena_alloc(arena, 1, sizeof *one);
			one[0] = gd_arena_printf(arena, "role:%s",
			    wf->roles[i].name.id);
			*out = one;
			*n = 1;
			return GD_OK;
		}
	}
	return gd_app_owners(app, &(struct gd_agenda_of){ .person = word },
	    arena, out, n, err);
}
