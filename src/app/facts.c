/* app/facts.c - what the core is told: who acts, what day it is, the lists.
 *
 * The core fetches nothing; everything here is read from the office's rows.
 */
#include <string.h>

#include "app/money.h"
#include "base/day.h"

#include "dates/calendar_priv.h"

#include "base/banned.h"

static bool
active_person(struct gd_app *app, const char *login)
{
	const struct gd_person *p = gd_row_find(gd_app_office(app),
	    GD_OFF_PERSON, &(struct gd_person){ .login = login });

	return p && p->active;
}

/* Roles a person holds, into arena. */
static int
roles_of(struct gd_app *app, const char *login, struct gd_arena *arena,
    const char *const **out)
{
	const struct gd_sheet *office = gd_app_office(app);
	const struct gd_holds *h;
	const char **list;
	size_t i;
	int n = 0;

	list = gd_arena_alloc(arena, office->rows[GD_OFF_HOLDS].n + 1,
	    sizeof *list);
	for (i = 0; (h = gd_row_at(office, GD_OFF_HOLDS, i)); i++)
		if (h->active && strcmp(h->login, login) == 0)
			list[n++] = gd_arena_str(arena, h->role);
	*out = list;
	return n;
}

/* Desks a person sits at: his seats, and the own desks of his roles. */
static int
desks_of(struct gd_app *app, const char *login, const struct gd_workflow *wf,
    const struct gd_actor *actor, struct gd_arena *arena,
    const char *const **out)
{
	const struct gd_sheet *office = gd_app_office(app);
	const struct gd_member *m;
	const char **list;
	size_t i;
	int n = 0, r, role;

	list = gd_arena_alloc(arena,
	    office->rows[GD_OFF_MEMBER].n + (size_t)actor->nroles + 1,
	    sizeof *list);
	for (i = 0; (m = gd_row_at(office, GD_OFF_MEMBER, i)); i++)
		if (m->active && strcmp(m->login, login) == 0)
			list[n++] = gd_arena_str(arena, m->desk);
	for (r = 0; wf && r < actor->nroles; r++) {
		role = gd_wf_role(wf, actor->roles[r]);
		if (role >= 0 && wf->roles[role].desk >= 0)
			list[n++] = wf->desks[wf->roles[role].desk].name.id;
	}
	*out = list;
	return n;
}

static bool
stands_in(const struct gd_deputy *d, const char *deputy, int32_t today)
{
	return d->active && strcmp(d->deputy, deputy) == 0 &&
	       d->from_day <= today && today <= d->to_day;
}

/* Whom a person stands in for on a day, with their roles. */
static int
deputies(struct gd_app *app, const char *login, int32_t today,
    struct gd_arena *arena, const struct gd_stand_in **out)
{
	const struct gd_sheet *office = gd_app_office(app);
	size_t room =
	    office->rows[GD_OFF_DEPUTY].n * (office->rows[GD_OFF_HOLDS].n + 1);
	struct gd_stand_in *list = NULL;
	const struct gd_deputy *d;
	const char *const *roles;
	size_t i;
	int n, r, count = 0;

	for (i = 0; (d = gd_row_at(office, GD_OFF_DEPUTY, i)); i++) {
		if (!stands_in(d, login, today) || !active_person(app, d->who))
			continue;
		if (!list)
			list = gd_arena_alloc(arena, room, sizeof *list);
		n = roles_of(app, d->who, arena, &roles);
		for (r = 0; r < n; r++)
			list[count++] =
			    (struct gd_stand_in){ gd_arena_str(arena, d->who),
				    roles[r] };
	}
	*out = list;
	return count;
}

bool
app_person_has(struct gd_app *app, const char *login, const char *role,
    int32_t today)
{
	const struct gd_sheet *office = gd_app_office(app);
	const struct gd_deputy *d;
	const struct gd_holds *h;
	size_t i;

	h = gd_row_find(office, GD_OFF_HOLDS,
	    &(struct gd_holds){ .login = login, .role = role });
	if (h && h->active)
		return true;
	for (i = 0; (d = gd_row_at(office, GD_OFF_DEPUTY, i)); i++) {
		if (!stands_in(d, login, today) || !active_person(app, d->who))
			continue;
		h = gd_row_find(office, GD_OFF_HOLDS,
		    &(struct gd_holds){ .login = d->who, .role = role });
		if (h && h->active)
			return true;
	}
	return false;
}

/* The office's lists, then the customer's, which win. */
static void
distribution(struct gd_app *app, const char *customer, struct app_facts *out)
{
	const struct gd_sheet *office = gd_app_office(app);
	size_t n = office->rows[GD_OFF_DISTRULE].n, i;
	const struct gd_distrule **list =
	    gd_arena_alloc(&out->arena, n + 1, sizeof *list);
	const struct gd_distrule *r;
	int pass, k = 0;

	for (pass = 0; pass < 2; pass++)
		for (i = 0; (r = gd_row_at(office, GD_OFF_DISTRULE, i)); i++)
			if (r->active &&
			    strcmp(r->customer, pass ? customer : "") == 0 &&
			    (pass == 0 || *customer))
				list[k++] = r;
	out->f.distrules = list;
	out->f.ndistrules = k;
}

const char *
gd_app_currency(struct gd_app *app, const char *company, const char *customer)
{
	const struct gd_customer *c =
	    customer && *customer ? app_customer(app, customer) : NULL;
	const struct gd_company *seller = app_company(app, company);
	const char *currency =
	    c && *c->currency ? c->currency : app_setting(app, "currency");

	if (!*currency && seller)
		currency = seller->currency;
	return *currency ? currency : "USD";
}

void
app_facts(struct gd_app *app, const char *login, const struct gd_workflow *wf,
    const struct gd_order *order, const char *customer, struct app_facts *out)
{
	const struct gd_head *head = order ? gd_head(order) : NULL;
	struct gd_actor *a;

	*out = (struct app_facts){ 0 };
	out->f.now_ms = gd_app_now(app);
	if (order)
		out->f.now_ms = app_order_time(order, out->f.now_ms);
	out->f.today = gd_ms_day(out->f.now_ms, app->utc_offset);
	out->f.utc_offset_min = app->utc_offset;
	a = &out->f.actor;
	a->login = gd_arena_str(&out->arena, login ? login : "");
	if (active_person(app, a->login)) {
		a->nroles = roles_of(app, a->login, &out->arena, &a->roles);
		a->ndesks =
		    desks_of(app, a->login, wf, a, &out->arena, &a->desks);
		a->ndeputy = deputies(app, a->login, out->f.today, &out->arena,
		    &a->deputy_for);
	}
	if (head)
		customer = head->customer;
	app_calendars(app, customer, &out->f.calendars);
	distribution(app, customer ? customer : "", out);
	out->f.on_paper_by = app_setting(app, "on_paper_by");
	out->f.rates = (struct gd_rates){ .office = gd_app_office(app),
		.home = gd_app_home(app, head ? head->company : NULL),
		.day = out->f.today };
	out->f.currency =
	    gd_app_currency(app, head ? head->company : NULL, customer);
}

static const char *
person_of(const struct gd_command *cmd)
{
	for (int i = 0; !cmd->person && cmd->duty && i < cmd->nfields; i++)
		if (strcmp(cmd->fields[i].name, "person") == 0)
			return cmd->fields[i].value;
	return cmd->person;
}

void
app_facts_person(struct gd_app *app, const struct gd_command *cmd,
    struct app_facts *out)
{
	const char *login = person_of(cmd);

	if (!login || !*login)
		return;
	out->f.person_ok = active_person(app, login);
	out->f.nperson_roles =
	    roles_of(app, login, &out->arena, &out->f.person_roles);
	out->f.nperson_deputy = deputies(app, login, out->f.today, &out->arena,
	    &out->f.person_deputy_for);
}

void
app_facts_holders(struct gd_app *app, struct app_facts *out)
{
	const struct gd_sheet *office = gd_app_office(app);
	struct gd_stand_in *all = gd_arena_alloc(&out->arena,
	    office->rows[GD_OFF_HOLDS].n + 1, sizeof *all);
	const struct gd_holds *h;

	for (size_t i = 0; (h = gd_row_at(office, GD_OFF_HOLDS, i)); i++)
		if (h->active && active_person(app, h->login))
			all[out->f.nholders++] =
			    (struct gd_stand_in){ h->login, h->role };
	out->f.holders = all;
}

void
app_facts_deputies(struct gd_app *app, struct app_facts *out)
{
	const struct gd_sheet *office = gd_app_office(app);
	const struct gd_deputy **all = gd_arena_alloc(&out->arena,
	    office->rows[GD_OFF_DEPUTY].n + 1, sizeof *all);
	const struct gd_deputy *d;

	for (size_t i = 0; (d = gd_row_at(office, GD_OFF_DEPUTY, i)); i++)
		if (stands_in(d, d->deputy, out->f.today) &&
		    active_person(app, d->deputy))
			all[out->f.ndeputies++] = d;
	out->f.deputies = all;
}

void
app_facts_release(struct app_facts *out)
{
	gd_arena_release(&out->arena);
	*out = (struct app_facts){ 0 };
}

void
app_facts_anywhere(struct gd_app *app, const char *login, struct app_facts *out)
{
	struct gd_actor *a = &out->f.actor;
	const struct gd_role_def *role;
	const struct gd_workflow *wf;
	const char **list;
	int n;

	app_facts(app, login, NULL, NULL, NULL, out);
	n = a->ndesks;
	list = gd_arena_alloc(&out->arena, (size_t)(n + a->nroles) + 1,
	    sizeof *list);
	for (int i = 0; i < n; i++)
		list[i] = a->desks[i];
	for (int i = 0; i < a->nroles; i++)
		if ((role = gd_app_role(app, a->roles[i], &wf)) &&
		    role->desk >= 0)
			list[n++] = wf->desks[role->desk].name.id;
	a->desks = list;
	a->ndesks = n;
}

bool
app_sits_at(struct gd_app *app, const struct gd_workflow *wf, const char *login,
    const char *desk)
{
	struct app_facts facts;
	bool yes = false;

	if (wf)
		app_facts(app, login, wf, NULL, NULL, &facts);
	else
		app_facts_anywhere(app, login, &facts);
	for (int i = 0; i < facts.f.actor.ndesks; i++)
		yes |= strcmp(facts.f.actor.desks[i], desk) == 0;
	app_facts_release(&facts);
	return yes;
}
