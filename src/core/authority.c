/* core/authority.c - who may do what, and the few hard stops.
 *
 * Acts of an assigned role (clerk, salesperson) need the role and the
 * assignment; other roles any holder; a dated deputy acts for his principal.
 * A hard stop yields only to a role the workflow names, with a reason, and
 * leaves an override row that shows wherever the order shows.
 */
#include <string.h>

#include "papers/signs.h"

#include "base/banned.h"

bool
is_trial(const struct gd_work *w)
{
	return strcmp(w->f->actor.login, GD_ANYBODY) == 0;
}

/* Who is assigned as role; "" when nobody is. */
static const char *
assigned(const struct gd_work *w, const char *role)
{
	const struct gd_assign *a = gd_row_find(&w->order.sheet, GD_TAB_ASSIGN,
	    &(struct gd_assign){ .role = role, .person = "" });

	return a ? a->person : "";
}

bool
actor_way(const struct gd_work *w, const struct gd_actor *a, int role, int i,
    const char **for_whom)
{
	const struct gd_role_def *def = &w->wf->roles[role];
	const char *whose = def->assigned ? assigned(w, def->name.id) : "";
	/* what the order gave him he has, whatever he is in the office */
	bool own = strcmp(a->login, GD_ANYBODY) == 0 ||
		   (*whose && strcmp(whose, a->login) == 0 &&
		       gd_wf_role_given(w->wf, role));

	for (int k = 0; k < a->nroles && !own; k++)
		own = strcmp(a->roles[k], def->name.id) == 0 &&
		      (!*whose || strcmp(whose, a->login) == 0);
	if (own && i-- == 0) {
		*for_whom = "";
		return true;
	}
	for (int k = 0; k < a->ndeputy; k++)
		if (strcmp(a->deputy_for[k].role, def->name.id) == 0 &&
		    (!*whose || strcmp(whose, a->deputy_for[k].login) == 0) &&
		    i-- == 0) {
			*for_whom = a->deputy_for[k].login;
			return true;
		}
	return false;
}

bool
word_in(const char *list, const char *word)
{
	size_t len = strlen(word), n;

	for (; *list; list += n + (list[n] != '\0')) {
		n = strcspn(list, " ,");
		if (len && n == len && strncmp(list, word, n) == 0)
			return true;
	}
	return false;
}

bool
person_holds(struct gd_work *w, int role)
{
	if (!actor_way(w, &w->f->actor, role, 0, &w->for_whom))
		return false;
	w->role = w->wf->roles[role].name.id;
	return true;
}

bool
person_may(struct gd_work *w, const struct gd_list *roles)
{
	if (roles->n == 0)
		return true;
	for (int i = 0; i < roles->n; i++)
		if (person_holds(w, roles->at[i]))
			return true;
	return false;
}

/* guard:role */
enum gd_code
need_roles(struct gd_work *w, const struct gd_list *roles)
{
	const struct gd_role_def *first;

	if (person_may(w, roles) || !GUARD(w, GD_M_NEEDS_ROLE))
		return GD_OK;
	first = &w->wf->roles[roles->at[0]];
	if (first->assigned && *assigned(w, first->name.id))
		return gd_fail(w->err, GD_REFUSED, GD_M_NOT_ASSIGNED,
		    GD_T(first->name.id), GD_T(assigned(w, first->name.id)));
	return gd_fail(w->err, GD_REFUSED, GD_M_NEEDS_ROLE,
	    GD_T(first->name.id));
}

enum gd_code
need_roles_or_over(struct gd_work *w, const struct gd_list *roles)
{
	return w->over ? GD_OK : need_roles(w, roles);
}

/* guard:carrier - the clerk or salesperson of the order, or a manager. */
enum gd_code
need_carrier(struct gd_work *w)
{
	for (int r = 0; r < w->wf->nroles; r++)
		if (w->wf->roles[r].assigned && person_holds(w, r))
			return GD_OK;
	if (w->wf->stop_roles.n && person_may(w, &w->wf->stop_roles))
		return GD_OK;
	if (w->wf->close_roles.n && person_may(w, &w->wf->close_roles))
		return GD_OK;
	if (!GUARD(w, GD_M_NOT_YOUR_ORDER))
		return GD_OK;
	return gd_fail(w->err, GD_REFUSED, GD_M_NOT_YOUR_ORDER,
	    GD_T(gd_head(&w->order)->number));
}

/* Blanks say nothing, be they narrow or wide (U+3000). */
bool
says_something(const char *text)
{
	while (*text == ' ' || *text == '\t' || *text == '\n' ||
	       strncmp(text, "\u3000", 3) == 0)
		text += *text == '\xe3' ? 3 : 1;
	return *text != '\0';
}

/* guard:reason */
enum gd_code
need_reason(struct gd_work *w)
{
	if (w->cmd->reason && says_something(w->cmd->reason))
		return GD_OK;
	/* todo asks what can be done; the reason is typed later */
	if (is_trial(w) || !GUARD(w, GD_M_NEEDS_REASON))
		return GD_OK;
	return gd_fail(w->err, GD_REFUSED, GD_M_NEEDS_REASON,
	    GD_T(gd_verb_word(w->cmd->verb)));
}

enum gd_code
hard_stop(struct gd_work *w, const struct gd_list *roles, const char *stop,
    const char *what, enum gd_msg msg, const char *why)
{
	const struct gd_list *who =
	    roles && roles->n ? roles : &w->wf->stop_roles;
	struct gd_override row = { .stop = stop, .what = what };
	enum gd_code rc;

	if (!GUARD(w, msg))
		return GD_OK;
	if (!w->cmd->override)
		return gd_fail(w->err, GD_REFUSED, msg, GD_T(what), GD_T(why));
	if (GUARD(w, GD_M_NO_OVERRIDE) && (who->n == 0 || !person_may(w, who)))
		return gd_fail(w->err, GD_REFUSED, GD_M_NO_OVERRIDE, GD_T(what),
		    GD_T(why));
	rc = need_reason(w);
	if (rc)
		return rc;
	row.no = (int64_t)w->order.sheet.rows[GD_TAB_OVERRIDE].n + 1;
	row.by = w->f->actor.login;
	row.role = w->role;
	row.reason = work_text(w, w->cmd->reason);
	row.at_ms = w->f->now_ms;
	work_event(w, GD_EV_OVERRIDE, what, w->cmd->reason, row.no);
	work_put(w, GD_TAB_OVERRIDE, &row);
	w->over = true;
	return GD_OK;
}

static bool
same(const char *a, const char *b)
{
	return *a && *b && strcmp(a, b) == 0;
}

/* A person who acts as deputy counts as both people. */
bool
same_people(const char *a, const char *a_for, const char *b, const char *b_for)
{
	return same(a, b) || same(a, b_for) || same(a_for, b) ||
	       same(a_for, b_for);
}

/* Does the person the command names hold this role? */
bool
person_of_role(const struct gd_work *w, const char *role)
{
	for (int i = 0; i < w->f->nperson_roles; i++)
		if (strcmp(w->f->person_roles[i], role) == 0)
			return true;
	return false;
}
