/* core/signing.c - sign-offs on one revision.
 *
 * A sign-off belongs to a revision and falls with it.  Each required role
 * signs once; two required sign-offs need two different people unless the row
 * says same_person; one's own preparation is not signed unless it says own.
 */
#include "work.h"

#include <string.h>

#include "base/banned.h"

static bool
is_of(const struct gd_signoff *s, const char *kind, struct gd_at at,
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
		if (is_of(s, kind, at, rev) && strcmp(s->role, role) == 0)
			return true;
	return false;
}

/* The role of one sign-off row: its own, or the first of those it lets. */
static int
sign_role(const struct gd_sign_def *def)
{
	return def->role >= 0 ? def->role : def->any.n ? def->any.at[0] : -1;
}

/* A sign-off is asked for when its condition holds for what this revision
 * says (its own values before the order's). */
static bool
sign_needed(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_sign_def *def, struct gd_at at)
{
	return sign_role(def) >= 0 &&
	       (!def->when || pred_eval(wf, o, def->when, at) == GD_TRUE);
}

static bool
sign_given(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_sign_def *def, const char *kind, struct gd_at at,
    int64_t rev)
{
	if (def->role >= 0)
		return revision_signed_by(o, kind, at, rev,
		    wf->roles[def->role].name.id);
	for (int i = 0; i < def->any.n; i++)
		if (revision_signed_by(o, kind, at, rev,
			wf->roles[def->any.at[i]].name.id))
			return true;
	return def->any.n == 0;
}

/* How many required roles have not signed; *roles (may be NULL, room for 16)
 * gets which. */
int
signs_missing(const struct gd_workflow *wf, const struct gd_order *o, int paper,
    struct gd_at at, int64_t rev, struct gd_list *roles)
{
	const struct gd_paper_def *def = &wf->papers[paper];
	int n = 0;

	for (int i = 0; i < def->nsigns; i++) {
		const struct gd_sign_def *s = &def->signs[i];

		if (!sign_needed(wf, o, s, at) ||
		    sign_given(wf, o, s, def->name.id, at, rev))
			continue;
		if (roles && n < 16)
			roles->at[n] = (int16_t)sign_role(s);
		n++;
	}
	if (roles)
		roles->n = n < 16 ? n : 16;
	return n;
}

/* guard:own-work, guard:two-people */
static enum gd_code
different_people(struct gd_work *w, const struct gd_sign_def *def,
    const struct gd_revision *r)
{
	const char *me = w->f->actor.login;
	const struct gd_signoff *s;

	/* who entered a paper of the paper days did not prepare it */
	if (GUARD(w, GD_M_OWN_WORK) && !def->own && !r->taken &&
	    same_people(me, w->for_whom, r->by, r->for_whom))
		return gd_fail(w->err, GD_REFUSED, GD_M_OWN_WORK, GD_T(r->kind),
		    GD_T(r->by));
	for (size_t i = 0; (s = gd_walk(&w->order, GD_TAB_SIGNOFF, &i));) {
		struct gd_at at = { .lot = r->lot, .inst = r->inst };

		if (!is_of(s, r->kind, at, r->rev) || def->same_person)
			continue;
		if (GUARD(w, GD_M_SIGNED_OTHER) &&
		    same_people(me, w->for_whom, s->by, s->for_whom))
			return gd_fail(w->err, GD_REFUSED, GD_M_SIGNED_OTHER,
			    GD_T(r->kind), GD_T(s->by), GD_T(s->role));
	}
	return GD_OK;
}

/* The sign-off this person can give now; NULL with a refusal in err. */
static const struct gd_sign_def *
my_signature(struct gd_work *w, int paper, struct gd_at at,
    const struct gd_revision *r)
{
	const struct gd_paper_def *def = &w->wf->papers[paper];
	const struct gd_sign_def *last = NULL;
	bool refused = false, mine;

	for (int i = 0; i < def->nsigns; i++) {
		const struct gd_sign_def *s = &def->signs[i];
		struct gd_list one = { .at = (int16_t[]){ s->role }, .n = 1 };

		if (!sign_needed(w->wf, &w->order, s, at))
			continue;
		mine = person_may(w, s->role >= 0 ? &one : &s->any);
		if (w->cmd->role &&
		    strcmp(w->cmd->role, w->wf->roles[sign_role(s)].name.id) !=
			0)
			continue;
		last = s;
		if (!mine ||
		    sign_given(w->wf, &w->order, s, def->name.id, at, r->rev))
			continue;
		if (!different_people(w, s, r))
			return s;
		refused = true;
	}
	if (refused)
		return NULL; /* different_people said why */
	if (!last)
		(void)gd_fail(w->err, GD_REFUSED, GD_M_NO_SIGNATURE_NEEDED,
		    GD_T(def->name.id));
	else if (signs_missing(w->wf, &w->order, paper, at, r->rev, NULL) == 0)
		(void)gd_fail(w->err, GD_REFUSED, GD_M_ALL_SIGNED,
		    GD_T(def->name.id));
	else if (w->cmd->role && person_holds(w, sign_role(last)))
		(void)gd_fail(w->err, GD_REFUSED, GD_M_SIGNED_ALREADY,
		    GD_T(def->name.id), GD_T(w->cmd->role));
	else
		(void)gd_fail(w->err, GD_REFUSED, GD_M_NEEDS_ROLE,
		    GD_T(w->wf->roles[sign_role(last)].name.id));
	return NULL;
}

/* guard:complete - what is signed must say what it has to say. */
static enum gd_code
is_complete(struct gd_work *w, int paper, const struct gd_revision *r)
{
	int duty = duty_making(w->wf, paper);
	json_t *obj = *r->fields ? json_loads(r->fields, 0, NULL) : NULL;
	enum gd_code rc = GD_OK;

	if (r->taken) /* it is on paper; what it says there is not known here */
		duty = -1;
	for (int i = 0; duty >= 0 && i < w->wf->duties[duty].nfields && !rc;
	     i++) {
		const struct gd_field_use *u = &w->wf->duties[duty].fields[i];
		const char *id = w->wf->fields[u->field].name.id;
		const char *v = json_string_value(json_object_get(obj, id));

		if (GUARD(w, GD_M_PAPER_INCOMPLETE) && u->required &&
		    (!v || !*v))
			rc = gd_fail(w->err, GD_REFUSED, GD_M_PAPER_INCOMPLETE,
			    GD_T(r->kind), GD_T(id));
	}
	json_decref(obj);
	return rc;
}

/* The unissued revision the command names. guard:draft */
static enum gd_code
draft_of(struct gd_work *w, int *paper, struct gd_at *at, struct gd_revision *r)
{
	const struct gd_revision *row;
	const struct gd_paper *p;
	const char *kind;
	enum gd_code rc = find_paper(w, paper, at);

	if (rc)
		return rc;
	kind = w->wf->papers[*paper].name.id;
	p = gd_paper(&w->order, kind, at->lot, at->inst);
	row =
	    p ? gd_revision(&w->order, kind, at->lot, at->inst, p->last) : NULL;
	if (!row)
		return not_made(w, kind, *at);
	if (GUARD(w, GD_M_NOT_DRAFT) && row->state != GD_REV_DRAFT &&
	    row->state != GD_REV_SIGNING)
		return gd_fail(w->err, GD_REFUSED, GD_M_NOT_DRAFT, GD_T(kind),
		    GD_N(row->rev), GD_W(gd_rev_state_word(row->state)));
	*r = *row;
	return GD_OK;
}

enum gd_code
do_sign(struct gd_work *w)
{
	const struct gd_sign_def *sign;
	const struct gd_signoff *s;
	struct gd_signoff row = { .live = 1, .reason = "", .entered_by = "" };
	struct gd_revision r;
	struct gd_at at;
	int paper;
	enum gd_code rc = draft_of(w, &paper, &at, &r);

	if (!rc)
		rc = is_complete(w, paper, &r);
	if (rc)
		return rc;
	sign = my_signature(w, paper, at, &r);
	if (!sign)
		return w->err ? w->err->code : GD_REFUSED;
	for (size_t i = 0; (s = gd_walk(&w->order, GD_TAB_SIGNOFF, &i));)
		if (strcmp(s->kind, r.kind) == 0 && s->lot == r.lot &&
		    s->inst == r.inst && s->rev == r.rev && s->no > row.no)
			row.no = s->no;
	row.no++;
	row.kind = r.kind;
	row.lot = r.lot;
	row.inst = r.inst;
	row.rev = r.rev;
	row.role = sign->role >= 0 ? w->wf->roles[sign->role].name.id : w->role;
	row.by = w->f->actor.login;
	row.for_whom = w->for_whom;
	row.at_ms = w->f->now_ms;
	row.meaning =
	    w->cmd->outcome ? work_text(w, w->cmd->outcome) : "approved";
	work_event(w, GD_EV_SIGNED, r.kind, row.role, r.rev);
	work_put(w, GD_TAB_SIGNOFF, &row);
	r.state = GD_REV_SIGNING;
	work_put(w, GD_TAB_REVISION, &r);
	return GD_OK;
}

/* Signatures of this revision that are mine, or all of them. */
static int
signoffs_end(struct gd_work *w, const struct gd_revision *r, bool mine)
{
	const struct gd_signoff *s;
	struct gd_at at = { .lot = r->lot, .inst = r->inst };
	int n = 0, left = 0;

	for (size_t i = 0; (s = gd_walk(&w->order, GD_TAB_SIGNOFF, &i));) {
		struct gd_signoff row = *s;

		if (!is_of(s, r->kind, at, r->rev))
			continue;
		left++;
		if (mine && strcmp(s->by, w->f->actor.login) != 0)
			continue;
		row.live = 0;
		row.reason = work_text(w, w->cmd->reason);
		work_put(w, GD_TAB_SIGNOFF, &row);
		n++;
		left--;
	}
	if (n && left == 0) {
		struct gd_revision back = *r;

		back.state = GD_REV_DRAFT;
		work_put(w, GD_TAB_REVISION, &back);
	}
	return n;
}

/* guard:sendback - one whose signature is asked for sends it back. */
enum gd_code
do_sendback(struct gd_work *w)
{
	struct gd_revision r;
	struct gd_at at;
	int paper;
	bool mine = false;
	enum gd_code rc = draft_of(w, &paper, &at, &r);

	if (!rc)
		rc = need_reason(w);
	if (rc)
		return rc;
	for (int i = 0; i < w->wf->papers[paper].nsigns && !mine; i++)
		mine =
		    person_holds(w, sign_role(&w->wf->papers[paper].signs[i]));
	if (GUARD(w, GD_M_NOT_A_SIGNER) && !mine)
		return gd_fail(w->err, GD_REFUSED, GD_M_NOT_A_SIGNER,
		    GD_T(r.kind));
	work_event(w, GD_EV_SENTBACK, r.kind, w->cmd->reason, r.rev);
	signoffs_end(w, &r, false);
	r.state = GD_REV_DRAFT;
	r.reason = work_text(w, w->cmd->reason);
	work_put(w, GD_TAB_REVISION, &r);
	return GD_OK;
}

/* guard:withdraw - one's own signature, before the paper is issued. */
enum gd_code
do_withdraw(struct gd_work *w)
{
	struct gd_revision r;
	struct gd_at at;
	int paper;
	enum gd_code rc = draft_of(w, &paper, &at, &r);

	if (!rc)
		rc = need_reason(w);
	if (rc)
		return rc;
	work_event(w, GD_EV_WITHDRAWN, r.kind, w->cmd->reason, r.rev);
	if (signoffs_end(w, &r, strcmp(w->f->actor.login, GD_ANYBODY) != 0) ==
	    0)
		return gd_fail(w->err, GD_REFUSED, GD_M_NOT_SIGNED_BY_YOU,
		    GD_T(r.kind));
	return GD_OK;
}

/* ---- issue: signatures complete, duty ready ------------------------------ */

enum gd_code
do_issue(struct gd_work *w)
{
	struct gd_revision r;
	struct gd_at at, dat;
	int paper, duty, first;
	int16_t missing[16];
	struct gd_list roles = { .at = missing };
	enum gd_code rc = draft_of(w, &paper, &at, &r);

	if (rc)
		return rc;
	duty = duty_making(w->wf, paper);
	dat = duty_at(w->wf, &w->order, duty, at.lot,
	    w->wf->papers[paper].many ? at.inst : 0);
	dat.round = at.round;
	if (!w->cmd->override)
		rc = need_roles(w, &w->wf->duties[duty].by);
	if (!rc)
		rc = is_complete(w, paper, &r);
	if (rc)
		return rc;
	/* guard:signatures */
	if (signs_missing(w->wf, &w->order, paper, at, r.rev, &roles)) {
		rc = hard_stop(w, NULL, "unsigned", r.kind, GD_M_UNSIGNED,
		    w->wf->roles[roles.at[0]].name.id);
		if (rc)
			return rc;
	}
	first = !gd_paper(&w->order, r.kind, at.lot, at.inst)->in_force;
	if (first) { /* `needs` is tested at the first issue only */
		rc = duty_ready(w, duty, dat);
		if (rc)
			return rc;
	}
	rc = need_roles_or_over(w, &w->wf->duties[duty].by);
	if (rc)
		return rc;
	revision_issue(w, paper, at, r.rev);
	if (!duty_act(w->wf, &w->order, duty, dat) ||
	    duty_act(w->wf, &w->order, duty, dat)->state != GD_ACT_DONE)
		act_record(w, duty, dat, GD_ACT_DONE, "", "", w->cmd->reason);
	if (w->wf->duties[duty].is_notice && first) {
		rc = notice_changes(w, at.inst, r.fields);
		if (!rc)
			notice_revise(w, at.inst);
	}
	return rc;
}
