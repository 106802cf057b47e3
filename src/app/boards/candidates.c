/* app/boards/candidates.c - orders that may have work for the person at the
 * keyboard, found by who is waited for: my day and the queue of signatures
 * open them and ask the core. */
#include <stdlib.h>
#include <string.h>

#include "store/papers.h"

#include "candidates_priv.h"
#include "../offers_priv.h"

#include "base/banned.h"

static void
add_candidates(struct candidates *c, const struct gd_list_rows *rows)
{
	size_t i;
	int k;

	c->more |= rows->n >= MOST_OF_A_KIND || c->n >= MOST_CANDIDATES;
	for (i = 0; i < rows->n && c->n < MOST_CANDIDATES; i++) {
		for (k = 0; k < c->n; k++)
			if (strcmp(c->at[k].id, rows->at[i].id) == 0)
				break;
		if (k < c->n)
			continue;
		memcpy(c->at[c->n].id, rows->at[i].id, GD_ID_TEXT);
		c->at[c->n].unsigned_n = rows->at[i].unsigned_n;
		c->at[c->n++].due = rows->at[i].due_day;
	}
}

static enum gd_code
look(struct gd_app *app, const char *clerk, const char *person,
    const char *token, struct candidates *c, struct gd_err *err)
{
	struct gd_filter f = { .states = 1 << GD_ORDER_ACTIVE,
		.clerk = clerk,
		.person = person,
		.waits = token,
		.sort = GD_SORT_DUE,
		.limit = MOST_OF_A_KIND };
	struct gd_list_rows rows = { 0 };
	enum gd_code rc = gd_app_list(app, &f, &rows, err);

	if (rc == GD_OK)
		add_candidates(c, &rows);
	free(rows.at);
	gd_arena_release(&rows.arena);
	return rc;
}

static bool
is_assigned_role(struct gd_app *app, const char *role)
{
	const struct gd_workflow *wf;
	const struct gd_role_def *def = gd_app_role(app, role, &wf);

	return def && def->assigned;
}

/* What is offered to him, or lies open to a role of his. */
static enum gd_code
look_offered(struct gd_app *app, struct candidates *c, struct gd_arena *arena,
    struct gd_err *err)
{
	struct gd_filter f = { .states = 1 << GD_ORDER_ACTIVE,
		.sort = GD_SORT_DUE,
		.limit = MOST_OF_A_KIND };
	struct gd_list_rows rows = { 0 };
	enum gd_code rc;

	f.noffered = app_offered_to(app, app->login, arena, f.offered,
	    (int)(sizeof f.offered / sizeof *f.offered));
	rc = gd_app_list(app, &f, &rows, err);
	if (rc == GD_OK)
		add_candidates(c, &rows);
	free(rows.at);
	gd_arena_release(&rows.arena);
	return rc;
}

#define MOST_BACK 20

/* What was sent back to him stands first, whenever it is due. */
static enum gd_code
look_back(struct gd_app *app, struct candidates *c, struct gd_err *err)
{
	char ids[MOST_BACK][GD_ID_TEXT];
	int n = 0;
	enum gd_code rc = gd_store_sent_back(app->store, app->login, MOST_BACK,
	    ids, &n, err);

	for (int i = 0; i < n; i++)
		if (!i || strcmp(ids[i], ids[i - 1]) != 0) {
			memcpy(c->at[c->n].id, ids[i], GD_ID_TEXT);
			c->at[c->n].unsigned_n = 1;
			c->at[c->n++].due = 1;
		}
	return rc;
}

/* Completed orders on which something is still to be done: a case, a refund, a
 * survey. Of a role, or of one person where the order gave it to one. */
static enum gd_code
look_after(struct gd_app *app, const char *kind, const char *id,
    struct candidates *c, struct gd_arena *arena, struct gd_err *err)
{
	struct gd_filter f = { .states = 1 << GD_ORDER_COMPLETED,
		.waits = gd_arena_printf(arena, GD_AFTER "%s:%s", kind, id),
		.limit = MOST_OF_A_KIND };
	struct gd_list_rows rows = { 0 };
	enum gd_code rc = gd_app_list(app, &f, &rows, err);

	if (rc == GD_OK)
		add_candidates(c, &rows);
	free(rows.at);
	gd_arena_release(&rows.arena);
	return rc;
}

static enum gd_code
look_after_all(struct gd_app *app, const struct gd_actor *a,
    struct candidates *c, struct gd_arena *arena, struct gd_err *err)
{
	enum gd_code rc = look_after(app, "person", a->login, c, arena, err);

	for (int i = 0; rc == GD_OK && i < a->nroles; i++)
		rc = look_after(app, "role", a->roles[i], c, arena, err);
	for (int i = 0; rc == GD_OK && i < a->ndeputy; i++) {
		const struct gd_stand_in *in = &a->deputy_for[i];

		if (i == 0 || strcmp(in->login, in[-1].login) != 0)
			rc = look_after(app, "person", in->login, c, arena,
			    err);
		if (rc == GD_OK)
			rc = look_after(app, "role", in->role, c, arena, err);
	}
	return rc;
}

enum gd_code
app_candidates(struct gd_app *app, const struct gd_facts *f,
    struct candidates *c, struct gd_arena *arena, struct gd_err *err)
{
	const struct gd_stand_in *in;
	const char *token, *role;
	enum gd_code rc = look_back(app, c, err);
	int i;

	if (rc == GD_OK)
		rc = look_offered(app, c, arena, err);
	if (rc == GD_OK)
		rc = look(app, app->login, NULL, NULL, c, err);

	for (i = 0; rc == GD_OK && i < f->actor.nroles; i++) {
		role = f->actor.roles[i];
		token = gd_arena_printf(arena, "role:%s", role);
		/* a clerk's orders were found above; of the other roles that
		 * are assigned only the orders he carries are his */
		if (strcmp(role, "clerk") != 0 && strcmp(role, "admin") != 0)
			rc = look(app, NULL,
			    is_assigned_role(app, role) ? app->login : NULL,
			    token, c, err);
	}
	for (i = 0; rc == GD_OK && i < f->actor.ndeputy; i++) {
		in = &f->actor.deputy_for[i];
		token = gd_arena_printf(arena, "role:%s", in->role);
		rc = look(app, NULL,
		    is_assigned_role(app, in->role) ? in->login : NULL, token, c,
		    err);
	}
	for (i = 0; rc == GD_OK && i < f->actor.ndesks; i++) {
		token =
		    gd_arena_printf(arena, "desk:%s", f->actor.desks[i]);
		rc = look(app, NULL, NULL, token, c, err);
	}
	if (rc == GD_OK)
		rc = look_after_all(app, &f->actor, c, arena, err);
	return rc;
}
