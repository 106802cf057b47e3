/* core/papers/signrule.c - which signatures a revision needs, has, and lacks.
 *
 * A paper has rows of sign-offs; a row asks for `count` different people who
 * hold one of its roles, while its condition holds.  A signature counts for
 * one row only.  Which one is found by fitting: rows in the order of the file,
 * each taking a signature that may stand for it, moving one it took before to
 * another of its places if that helps (a matching; sixteen places at most).
 */
#include <string.h>

#include "signs.h"

#include "base/banned.h"

enum { MOST = 64 }; /* live signatures of one revision */

bool
signoff_of(const struct gd_signoff *s, const char *kind, struct gd_at at,
    int64_t rev)
{
	return s->live && s->rev == rev && s->lot == at.lot &&
	       s->inst == at.inst && strcmp(s->kind, kind) == 0;
}

bool
revision_signed_by(const struct gd_order *o, const char *kind, struct gd_at at,
    int64_t rev, const char *role)
{
	const struct gd_signoff *s;

	for (size_t i = 0; (s = gd_walk(o, GD_TAB_SIGNOFF, &i));)
		if (signoff_of(s, kind, at, rev) && strcmp(s->role, role) == 0)
			return true;
	return false;
}

bool
signs_own(const struct gd_revision *r, const char *by, const char *for_whom)
{
	/* who entered a paper of the paper days did not prepare it */
	if (r->taken)
		return false;
	return same_people(by, for_whom, r->by, r->for_whom) ||
	       word_in(r->hands, by) || word_in(r->hands, for_whom);
}

/* ---- is a row asked for? ------------------------------------------------- */

static bool
about_money(const struct gd_workflow *wf, const struct gd_pred *p)
{
	if (p->op == GD_PRED_FIELD)
		return wf->fields[p->a].type == GD_FIELD_MONEY;
	for (int i = 0; i < p->nkids; i++)
		if (about_money(wf, &p->kids[i]))
			return true;
	return false;
}

/* Its condition holds for what this revision says, its own values before the
 * order's.  An amount nobody can compare (none given, or no rate between two
 * currencies) asks for the signature rather than doing without it. */
bool
sign_asked(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_sign_def *def, struct gd_at at, const char *said,
    bool *unsure)
{
	enum gd_truth t =
	    def->when ? pred_eval_said(wf, o, said, def->when, at) : GD_TRUE;

	*unsure = t == GD_UNKNOWN && about_money(wf, def->when);
	return t == GD_TRUE || *unsure;
}

/* ---- the fit ------------------------------------------------------------- */

struct fit {
	const struct gd_workflow *wf;
	const struct gd_order *o;
	const struct gd_paper_def *def;
	const struct gd_revision *r; /* NULL: nothing made */
	const struct gd_signoff *given[MOST];
	int over[MOST]; /* the role it was overridden by, -1 */
	int ngiven;
	int row_of[GD_SIGNS_MAX]; /* of a place */
	int nplaces;
	int place_of[MOST]; /* of a signature; -1 = none */
	bool asked[GD_SIGNS_MAX], unsure[GD_SIGNS_MAX];
};

/* The role by which it was given against own or same_person (an override row
 * says so); -1: by the rules. */
static int
overridden_as(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_signoff *s)
{
	const struct gd_override *v;

	for (size_t i = 0; (v = gd_walk(o, GD_TAB_OVERRIDE, &i));)
		if (v->at_ms == s->at_ms && strcmp(v->what, s->kind) == 0 &&
		    strcmp(v->by, s->by) == 0 &&
		    (strcmp(v->stop, "own_work") == 0 ||
			strcmp(v->stop, "two_people") == 0))
			return gd_wf_role(wf, v->role);
	return -1;
}

/* May signature k stand for this row?  The same rules by which it was given,
 * so that what one row allowed never fills a stricter one. */
static bool
stands_for(const struct fit *f, int row, int k)
{
	const struct gd_sign_def *def = &f->def->signs[row];
	const struct gd_signoff *s = f->given[k], *t;
	int role = gd_wf_role(f->wf, s->role);

	if (!gd_list_has(&def->any, role))
		return false;
	/* signed before gendan, or on the paper of another order */
	if (s->taken || !f->r ||
	    strncmp(s->reason, COVER_SOURCE, strlen(COVER_SOURCE)) == 0 ||
	    gd_list_has(&def->override_by, f->over[k]))
		return true;
	if (!def->own && signs_own(f->r, s->by, s->for_whom))
		return false;
	for (int i = 0; i < k && !def->same_person; i++) {
		t = f->given[i];
		if (same_people(s->by, s->for_whom, t->by, t->for_whom))
			return false;
	}
	return true;
}

static int
given_to(const struct fit *f, int place)
{
	for (int k = 0; k < f->ngiven; k++)
		if (f->place_of[k] == place)
			return k;
	return -1;
}

/* Find a signature for a place; tried: those looked at already. */
static bool
fill(struct fit *f, int place, bool *tried)
{
	for (int k = 0; k < f->ngiven; k++) {
		if (tried[k] || !stands_for(f, f->row_of[place], k))
			continue;
		tried[k] = true;
		if (f->place_of[k] < 0 || fill(f, f->place_of[k], tried)) {
			f->place_of[k] = place;
			return true;
		}
	}
	return false;
}

static void
fit_make(struct fit *f, const struct gd_workflow *wf, const struct gd_order *o,
    int paper, struct gd_at at, int64_t rev, const struct gd_signoff *more)
{
	const struct gd_paper_def *def = &wf->papers[paper];
	const struct gd_signoff *s;

	*f = (struct fit){ .wf = wf, .o = o, .def = def };
	f->r = gd_revision(o, def->name.id, at.lot, at.inst, rev);
	for (size_t i = 0; (s = gd_walk(o, GD_TAB_SIGNOFF, &i));)
		if (signoff_of(s, def->name.id, at, rev) && f->ngiven < MOST) {
			f->over[f->ngiven] = overridden_as(wf, o, s);
			f->given[f->ngiven++] = s;
		}
	if (more && f->ngiven < MOST) {
		f->over[f->ngiven] = -1;
		f->given[f->ngiven++] = more;
	}
	for (int k = 0; k < f->ngiven; k++)
		f->place_of[k] = -1;
	for (int i = 0; i < def->nsigns; i++) {
		f->asked[i] = sign_asked(wf, o, &def->signs[i], at,
		    f->r ? f->r->fields : "", &f->unsure[i]);
		for (int n = 0; f->asked[i] && n < def->signs[i].count; n++)
			f->row_of[f->nplaces++] = i;
	}
	for (int p = 0; p < f->nplaces; p++)
		(void)fill(f, p, (bool[MOST]){ false });
}

int
signs_missing(const struct gd_workflow *wf, const struct gd_order *o, int paper,
    struct gd_at at, int64_t rev, struct sign_gaps *gaps)
{
	struct sign_gaps mine, *g = gaps ? gaps : &mine;
	struct fit f;
	int missing = 0, last = -1;

	g->n = 0;
	if (wf->papers[paper].nsigns == 0)
		return 0;
	fit_make(&f, wf, o, paper, at, rev, NULL);
	for (int p = 0; p < f.nplaces; p++) {
		int row = f.row_of[p];

		if (given_to(&f, p) >= 0)
			continue;
		missing++;
		if (row != last)
			g->at[g->n++] = (struct sign_gap){ .row = row,
				.waits =
				    f.def->signs[row].in_order && last >= 0,
				.unsure = f.unsure[row] };
		g->at[g->n - 1].lacks++;
		last = row;
	}
	return missing;
}

/* A signature in a row that waits for one before it which is missing. */
static int
too_early(const struct fit *f)
{
	int gap = -1, k;

	for (int p = 0; p < f->nplaces; p++) {
		int row = f->row_of[p];

		k = given_to(f, p);
		if (k >= 0 && gap >= 0 && gap != row &&
		    f->def->signs[row].in_order)
			return k;
		if (k < 0 && gap < 0)
			gap = row;
	}
	return -1;
}

const struct gd_signoff *
signs_too_early(const struct gd_workflow *wf, const struct gd_order *o,
    int paper, struct gd_at at, int64_t rev)
{
	struct fit f;
	int k;

	fit_make(&f, wf, o, paper, at, rev, NULL);
	k = too_early(&f);
	return k < 0 ? NULL : f.given[k];
}

bool
signs_helped(const struct gd_workflow *wf, const struct gd_order *o, int paper,
    struct gd_at at, int64_t rev, const struct gd_signoff *more)
{
	int missing = signs_missing(wf, o, paper, at, rev, NULL);
	struct fit f;

	fit_make(&f, wf, o, paper, at, rev, more);
	for (int p = 0; p < f.nplaces; p++)
		missing -= given_to(&f, p) < 0;
	return missing > 0 && too_early(&f) < 0;
}
