/* core/papers/onpaper.c - a signature given on paper, entered with its scan.
 *
 * Whoever the workflow (on_paper_by) or else the office's setting names may
 * enter it.  It satisfies the rule that a signature is there and is judged by
 * the same rules; it is shown as what it is, with who entered it, for ever.
 */
#include <string.h>

#include "signs.h"

#include "base/banned.h"

bool
sign_on_paper(const struct gd_work *w)
{
	return w->cmd->person && *w->cmd->person;
}

struct gd_actor
signer_of(const struct gd_work *w)
{
	if (!sign_on_paper(w))
		return w->f->actor;
	return (struct gd_actor){ .login = w->cmd->person,
		.roles = w->f->person_roles,
		.nroles = w->f->nperson_roles,
		.deputy_for = w->f->person_deputy_for,
		.ndeputy = w->f->nperson_deputy };
}

/* The first role that may; -1 when nobody may. */
static int
who_enters(struct gd_work *w, bool *may)
{
	const struct gd_workflow *wf = w->wf;
	const char *office = w->f->on_paper_by ? w->f->on_paper_by : "";
	int first = -1;

	*may = false;
	for (int i = 0; i < wf->nroles && !*may; i++) {
		if (wf->paper_roles.n ? !gd_list_has(&wf->paper_roles, i)
				      : !word_in(office, wf->roles[i].name.id))
			continue;
		first = first < 0 ? i : first;
		*may = person_holds(w, i);
	}
	return first;
}

enum gd_code
need_on_paper(struct gd_work *w, const char *kind)
{
	bool may;
	int first = who_enters(w, &may);

	if (first < 0 && GUARD(w, GD_M_ON_PAPER_NOBODY))
		return gd_fail(w->err, GD_REFUSED, GD_M_ON_PAPER_NOBODY,
		    GD_T(kind));
	if (!may && GUARD(w, GD_M_ON_PAPER_WHO))
		return gd_fail(w->err, GD_REFUSED, GD_M_ON_PAPER_WHO,
		    GD_T(kind), GD_T(w->wf->roles[first].name.id));
	if (strcmp(w->cmd->person, w->f->actor.login) == 0 &&
	    GUARD(w, GD_M_ON_PAPER_SELF))
		return gd_fail(w->err, GD_REFUSED, GD_M_ON_PAPER_SELF,
		    GD_T(kind));
	if (!w->f->person_ok)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_PERSON,
		    GD_T(w->cmd->person));
	if (!work_pair(w, "digest"))
		return gd_fail(w->err, GD_USAGE, GD_M_ON_PAPER_SCAN,
		    GD_T(kind));
	return GD_OK;
}
