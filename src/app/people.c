/* app/people.c - who may do an act: asked of the core itself, as each person.
 *
 * A command that is only incomplete (a field or a reason still to be typed)
 * counts as allowed.
 */
#include <stdlib.h>
#include <string.h>

#include "app/names.h"
#include "app/right.h"

#include "app_priv.h"

#include "base/banned.h"

static bool
only_incomplete(enum gd_code rc, const struct gd_err *err)
{
	return rc == GD_USAGE || err->msg == GD_M_NEEDS_REASON ||
	       err->msg == GD_M_FIELD_MISSING;
}

static enum gd_code
ask(struct gd_app *app, const struct gd_order_page *p, const char *login,
    const struct gd_command *cmd, struct gd_err *err)
{
	struct gd_err mine = GD_ERR_INIT;
	struct app_facts facts;
	enum gd_code rc;

	app_facts(app, login, p->wf, &p->order, NULL, &facts);
	app_facts_person(app, cmd, &facts);
	rc = gd_decide_may(p->wf, &p->order, &facts.f, cmd, &mine);
	app_facts_release(&facts);
	if (rc == GD_OK || only_incomplete(rc, &mine))
		return GD_OK;
	if (err)
		*err = mine;
	return rc;
}

enum gd_code
gd_app_may(struct gd_app *app, const struct gd_order_page *p,
    const struct gd_command *cmd, struct gd_err *err)
{
	if (!*app->login)
		return gd_fail(err, GD_REFUSED, GD_M_APP_NOBODY);
	return ask(app, p, app->login, cmd, err);
}

const char *
gd_app_only_holder(struct gd_app *app, const char *role)
{
	const struct gd_sheet *office = gd_app_office(app);
	const struct gd_holds *h;
	const char *only = NULL;

	for (size_t i = 0; (h = gd_row_at(office, GD_OFF_HOLDS, i)); i++) {
		const struct gd_person *p;

		if (!h->active || strcmp(h->role, role) != 0)
			continue;
		p = gd_row_find(office, GD_OFF_PERSON,
		    &(struct gd_person){ .login = h->login });
		if (!p || !p->active)
			continue;
		if (only)
			return NULL;
		only = h->login;
	}
	return only;
}

bool
gd_app_weighs(struct gd_app *app, const struct gd_order_page *p,
    const struct gd_command *cmd)
{
	struct gd_events events = GD_EVENTS_INIT;
	struct gd_command asked = *cmd;
	struct gd_err err = GD_ERR_INIT;
	struct app_facts facts;
	bool yes;

	if (!asked.reason || !*asked.reason)
		asked.reason = "?"; /* still to be typed */
	app_facts(app, app->login, p->wf, &p->order, NULL, &facts);
	app_facts_person(app, &asked, &facts);
	yes = gd_decide(p->wf, &p->order, &facts.f, &asked, &events, &err) ==
		  GD_OK &&
	      gd_events_weigh(&events);
	gd_events_release(&events);
	app_facts_release(&facts);
	return yes;
}

/* Cheap test first: a role of the act, held, as deputy or on this order. */
static bool
could(struct gd_app *app, const struct gd_order *o,
    const struct gd_act_view *act, const char *login, int32_t today)
{
	const struct gd_assign *has;
	int i;

	if (*act->person && (act->verb == GD_DO_ACCEPT ||
				act->verb == GD_DO_REFUSE ||
				act->verb == GD_DO_RELEASE) &&
	    strcmp(act->person, login) == 0)
		return true;
	for (i = 0; i < act->nnot; i++)
		if (strcmp(act->not_people[i], login) == 0)
			return false;
	for (i = 0; i < act->nroles; i++) {
		if (app_person_has(app, login, act->roles[i], today))
			return true;
		has = gd_row_find(&o->sheet, GD_TAB_ASSIGN,
		    &(struct gd_assign){ .role = act->roles[i] });
		if (has && strcmp(has->person, login) == 0)
			return true;
	}
	return act->nroles == 0;
}

int
gd_app_people(struct gd_app *app, const struct gd_order_page *p,
    const struct gd_act_view *act, struct gd_arena *arena, const char ***out)
{
	const struct gd_sheet *office;
	const struct gd_person *person;
	int32_t today = gd_app_today(app);
	const char **list;
	size_t i;
	int n = 0;

	gd_app_look(app); /* each person is asked of the same office */
	office = gd_app_office(app);
	list = gd_arena_alloc(arena, office->rows[GD_OFF_PERSON].n + 1,
	    sizeof *list);
	for (i = 0; (person = gd_row_at(office, GD_OFF_PERSON, i)); i++) {
		/* what asks below may read the office anew */
		const char *login = gd_arena_str(arena, person->login);

		if (!person->active || !could(app, &p->order, act, login, today))
			continue;
		if (act->possible &&
		    ask(app, p, login, &act->cmd, NULL) != GD_OK)
			continue;
		list[n++] = login;
	}
	gd_app_looked(app);
	*out = list;
	return n;
}

static int
by_load(const void *a, const void *b)
{
	const struct gd_candidate *x = a, *y = b;

	if (x->load != y->load)
		return x->load < y->load ? -1 : 1;
	return strcmp(x->login, y->login);
}

int
gd_app_candidates(struct gd_app *app, const struct gd_duty_def *duty,
    const struct gd_workflow *wf, struct gd_arena *arena,
    struct gd_candidate **out)
{
	const struct gd_sheet *office = gd_app_office(app);
	size_t people = office->rows[GD_OFF_PERSON].n;
	struct gd_candidate *list =
	    gd_arena_alloc(arena, people + 1, sizeof *list);
	const struct gd_person *p;
	int n = 0;

	for (size_t i = 0; (p = gd_row_at(office, GD_OFF_PERSON, i)); i++) {
		bool in = false;

		for (int k = 0; p->active && !in && k < duty->offer_to.n; k++) {
			const struct gd_holds *h =
			    gd_row_find(office, GD_OFF_HOLDS,
				&(struct gd_holds){ .login = p->login,
				    .role = wf->roles[duty->offer_to.at[k]]
						.name.id });

			in = h && h->active;
		}
		if (in)
			list[n++] = (struct gd_candidate){
				gd_arena_str(arena, p->login),
				gd_arena_str(arena, p->name),
				gd_arena_str(arena,
				    *p->name_en ? p->name_en : p->name),
				0,
			};
	}
	for (int i = 0; i < n; i++) {
		struct gd_person_sums sums;

		/* who cannot be counted has nothing: the act is not refused */
		if (gd_app_person_sums(app, list[i].login, &sums, NULL) ==
		    GD_OK)
			list[i].load = sums.open;
	}
	if (n)
		qsort(list, (size_t)n, sizeof *list, by_load);
	*out = list;
	return n;
}
