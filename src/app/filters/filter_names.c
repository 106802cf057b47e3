/* app/filters/filter_names.c - values of filters that are names: whom, which
 * desk, which customer.  What nothing is called is refused with what is near. */
#include <string.h>
#include <strings.h>

#include "base/text.h"

#include "../dates/agenda_priv.h"
#include "filter_priv.h"

#include "base/banned.h"

/* ---- customers ------------------------------------------------------------ */

/* As the store looks for it: in names, country, city and initials. */
static bool
has_word(const struct gd_customer *c, const char *folded, struct gd_str *text)
{
	const char *const parts[] = { c->code, c->name, c->name_en, c->country,
		c->city, c->pinyin };

	gd_str_reset(text);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		gd_text_fold(text, parts[i]);
		gd_str_addc(text, '\n');
	}
	gd_text_initials(text, c->name);
	return strstr(text->text, folded) != NULL;
}

/* A part of what no customer has would be an empty list without a word. */
static enum gd_code
customer_word(struct reader *r, const char *value)
{
	const struct gd_sheet *office = gd_app_office(r->app);
	struct app_near near = { .typed = value };
	struct gd_str folded = GD_STR_INIT, text = GD_STR_INIT;
	const struct gd_customer *c;
	bool found = false;

	gd_text_fold(&folded, value);
	for (size_t i = 0;
	     !found && (c = gd_row_at(office, GD_OFF_CUSTOMER, i)); i++) {
		found = has_word(c, folded.len ? folded.text : "", &text);
		app_near_try(&near, c->code);
		app_near_try(&near, c->name);
		app_near_try(&near, c->name_en);
	}
	gd_str_release(&folded);
	gd_str_release(&text);
	return found
		   ? filter_set_text(r, &r->f->customer_word, "customer", value)
		   : app_none_called(&near, GD_TR("customer"),
			 GD_M_OFFICE_NO_CUSTOMER, r->err);
}

enum gd_code
filter_read_customer(struct reader *r, char op, const char *value)
{
	const struct gd_sheet *office = gd_app_office(r->app);
	const struct gd_customer *c;

	for (size_t i = 0;
	     op != '~' && (c = gd_row_at(office, GD_OFF_CUSTOMER, i)); i++)
		if (strcmp(c->code, value) == 0 ||
		    strcmp(c->name, value) == 0 ||
		    strcmp(c->name_en, value) == 0)
			return filter_set_text(r, &r->f->customer, "customer",
			    gd_arena_str(r->arena, c->code));
	return customer_word(r, value);
}

/* ---- people --------------------------------------------------------------- */

static enum gd_code
set_person(struct reader *r, const char **to, const char *key,
    const char *value)
{
	const struct gd_person *p = app_person_called(r->app, value);

	return p ? filter_set_text(r, to, key, gd_arena_str(r->arena, p->login))
		 : app_no_person(r->app, value, r->err);
}

enum gd_code
filter_read_clerk(struct reader *r, char op, const char *value)
{
	(void)op;
	if (strcmp(value, "none") == 0 || strcmp(value, "无") == 0)
		return filter_set_text(r, &r->f->clerk, "clerk", "");
	return set_person(r, &r->f->clerk, "clerk", value);
}

enum gd_code
filter_read_person(struct reader *r, char op, const char *value)
{
	(void)op;
	return set_person(r, &r->f->person, "person", value);
}

/* ---- roles and desks ------------------------------------------------------ */

/* The workflow the filter names: its words come first; NULL: the usual one's. */
static const struct gd_workflow *
flow_of(struct reader *r)
{
	return r->f->workflow ? gd_app_flow_of(r->app, r->f->workflow, 0)
			      : NULL;
}

static const char *
find_role(struct reader *r, const char *value)
{
	const struct gd_name *name =
	    gd_app_called(r->app, flow_of(r), GD_THING_ROLE, value);

	return name ? name->id : NULL;
}

/* By the workflows' names, then by the office's own. */
static const char *
find_desk(struct reader *r, const char *value)
{
	const struct gd_sheet *office = gd_app_office(r->app);
	const struct gd_alias *alias = gd_row_find(office, GD_OFF_ALIAS,
	    &(struct gd_alias){ .alias = value });
	const struct gd_name *name =
	    gd_app_called(r->app, flow_of(r), GD_THING_DESK, value);
	const struct gd_desk *d;

	if (name)
		return name->id;
	for (size_t i = 0; (d = gd_row_at(office, GD_OFF_DESK, i)); i++)
		if (strcmp(d->code, value) == 0 || strcmp(d->zh, value) == 0 ||
		    strcasecmp(d->en, value) == 0)
			return gd_arena_str(r->arena, d->code);
	return alias ? gd_arena_str(r->arena, alias->desk) : NULL;
}

/* What is near among the names of a kind. */
static void
near_names(struct app_near *near, struct reader *r, enum gd_thing thing)
{
	const struct gd_name *all;
	int n = gd_app_names(r->app, thing, r->arena, &all);

	for (int i = 0; i < n; i++)
		app_near_name(near, &all[i]);
}

static enum gd_code
no_role(struct reader *r, const char *value)
{
	struct app_near near = { .typed = value };

	near_names(&near, r, GD_THING_ROLE);
	return app_none_called(&near, GD_TR("role"), GD_M_APP_NO_ROLE, r->err);
}

static void
near_desks(struct app_near *near, struct reader *r)
{
	const struct gd_sheet *office = gd_app_office(r->app);
	const struct gd_desk *d;

	near_names(near, r, GD_THING_DESK);
	for (size_t i = 0; (d = gd_row_at(office, GD_OFF_DESK, i)); i++) {
		app_near_try(near, d->code);
		app_near_try(near, d->zh);
		app_near_try(near, d->en);
	}
}

static enum gd_code
no_desk(struct reader *r, const char *value)
{
	struct app_near near = { .typed = value };

	near_desks(&near, r);
	return app_none_called(&near, GD_TR("desk"), GD_M_APP_NO_DESK, r->err);
}

static enum gd_code
wait_for(struct reader *r, const char *kind, const char *id)
{
	return filter_set_text(r, &r->f->waits, "who",
	    gd_arena_printf(r->arena, "%s:%s", kind, id));
}

/* The clerk's desk never receipts anything: what waits there waits for the
 * role that sits at it. */
static enum gd_code
wait_for_desk(struct reader *r, const char *id)
{
	const struct gd_workflow *wf = flow_of(r);
	int desk = -1;

	if (!wf)
		wf = gd_app_usual(r->app);
	if (wf)
		desk = gd_wf_desk(wf, id);
	for (size_t i = 0; desk < 0 && gd_app_flow_next(r->app, &i, &wf);)
		desk = gd_wf_desk(wf, id);
	for (int i = 0; desk >= 0 && i < wf->nroles; i++)
		if (wf->roles[i].desk == desk && wf->desks[desk].clerk)
			return wait_for(r, "role", wf->roles[i].name.id);
	return wait_for(r, "desk", id);
}

enum gd_code
filter_read_role(struct reader *r, char op, const char *value)
{
	const char *role = find_role(r, value);

	(void)op;
	return role ? wait_for(r, "role", role) : no_role(r, value);
}

enum gd_code
filter_desk(struct reader *r, const char *value, const char **desk)
{
	*desk = find_desk(r, value);
	return *desk ? GD_OK : no_desk(r, value);
}

enum gd_code
filter_read_desk(struct reader *r, char op, const char *value)
{
	const char *desk;
	enum gd_code rc = filter_desk(r, value, &desk);

	(void)op;
	return rc == GD_OK ? wait_for_desk(r, desk) : rc;
}

enum gd_code
filter_read_out(struct reader *r, char op, const char *value)
{
	const char *desk;
	enum gd_code rc = filter_desk(r, value, &desk);

	(void)op;
	return rc == GD_OK ? filter_set_text(r, &r->f->out_desk, "out", desk)
			   : rc;
}

static enum gd_code
nobody(struct reader *r, const char *value)
{
	struct app_near near = { .typed = value };

	near_names(&near, r, GD_THING_ROLE);
	near_desks(&near, r);
	app_near_people(&near, r->app);
	return app_none_called(&near, GD_TR("role, desk or person"),
	    GD_M_APP_NO_WHO, r->err);
}

/* who: a role, a desk, or a person: then what his own role is waited for;
 * a clerk's are the orders he carries. */
enum gd_code
filter_read_who(struct reader *r, char op, const char *value)
{
	const struct gd_sheet *office = gd_app_office(r->app);
	const struct gd_workflow *wf;
	const struct gd_role_def *role;
	const struct gd_person *p;
	const struct gd_holds *h;
	const char *id;

	if ((id = find_role(r, value)))
		return wait_for(r, "role", id);
	if ((id = find_desk(r, value)))
		return wait_for_desk(r, id);
	p = app_person_called(r->app, value);
	if (!p)
		return nobody(r, value);
	for (size_t i = 0; (h = gd_row_at(office, GD_OFF_HOLDS, i)); i++) {
		role = strcmp(h->login, p->login) == 0 && h->active
			   ? gd_app_role(r->app, h->role, &wf)
			   : NULL;
		if (role && !role->assigned)
			return wait_for(r, "role",
			    gd_arena_str(r->arena, h->role));
	}
	return filter_read_clerk(r, op, value);
}

/* ---- workflows, their steps, companies ------------------------------------ */

enum gd_code
filter_read_workflow(struct reader *r, char op, const char *value)
{
	const struct gd_sheet *office = gd_app_office(r->app);
	struct app_near near = { .typed = value };
	const struct gd_workflow *wf;
	const struct gd_flowdef *def;

	(void)op;
	for (size_t i = 0; (def = gd_row_at(office, GD_OFF_FLOWDEF, i)); i++) {
		const struct gd_name name = { def->id, def->zh, def->en };

		if (!app_is_called(&name, value)) {
			app_near_name(&near, &name);
			continue;
		}
		r->f->workflow = gd_arena_str(r->arena, def->id);
		return gd_app_workflow(r->app, r->f->workflow, 0, &wf, r->err);
	}
	return app_none_called(&near, GD_TR("workflow"), GD_M_APP_NO_FLOW,
	    r->err);
}

/* By id or name, of whichever workflow sets it. */
enum gd_code
filter_read_mark(struct reader *r, char op, const char *value)
{
	struct app_near near = { .typed = value };
	const struct gd_workflow *wf;

	(void)op;
	for (size_t k = 0; app_next_flow(r->app, &k, &wf);)
		for (int i = 0; i < wf->nduties; i++) {
			const struct gd_name *mark = wf->duties[i].mark;

			if (mark && app_is_called(mark, value))
				return filter_set_text(r, &r->f->mark, "mark",
				    mark->id);
			if (mark)
				app_near_name(&near, mark);
		}
	return app_none_called(&near, GD_TR("mark"), GD_M_APP_NO_MARK, r->err);
}

enum gd_code
filter_read_company(struct reader *r, char op, const char *value)
{
	const struct gd_sheet *office = gd_app_office(r->app);
	struct app_near near = { .typed = value };
	const struct gd_company *c;

	(void)op;
	for (size_t i = 0; (c = gd_row_at(office, GD_OFF_COMPANY, i)); i++) {
		if (strcasecmp(c->code, value) == 0 ||
		    strcmp(c->name_zh, value) == 0 ||
		    strcasecmp(c->name_en, value) == 0)
			return filter_set_text(r, &r->f->company, "company",
			    gd_arena_str(r->arena, c->code));
		app_near_try(&near, c->code);
		app_near_try(&near, c->name_zh);
		app_near_try(&near, c->name_en);
	}
	return app_none_called(&near, GD_TR("company"), GD_M_OFFICE_NO_COMPANY,
	    r->err);
}
