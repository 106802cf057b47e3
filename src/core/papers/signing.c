/* core/papers/signing.c - sign-offs on one revision.
 *
 * A sign-off belongs to a revision and falls with it.  Each required role
 * signs once; two required sign-offs need two different people unless the row
 * says same_person; one's own preparation is not signed unless it says own.
 */
#include <string.h>

#include "signs.h"

#include "base/banned.h"

/* What the signature to be given is: its row, the role, for whom. */
struct chosen {
	const struct gd_sign_def *def;
	int role;
	const char *for_whom;
};

/* guard:own-work, guard:two-people.  With the override the stop yields to a
 * role the row names, with a reason; without such a row to nobody. */
static enum gd_code
different_people(struct gd_work *w, const struct gd_sign_def *def,
    const struct gd_revision *r, const char *me, const char *for_whom,
    bool override)
{
	const struct gd_signoff *s, *other = NULL;
	struct gd_at at = { .lot = r->lot, .inst = r->inst };
	enum gd_code rc = GD_OK;

	if (GUARD(w, GD_M_OWN_WORK) && !def->own && signs_own(r, me, for_whom))
		rc = override ? hard_stop(w, &def->override_by, "own_work",
				    r->kind, GD_M_OWN_WORK, r->by)
			      : gd_fail(w->err, GD_REFUSED, GD_M_OWN_WORK,
				    GD_T(r->kind), GD_T(r->by));
	if (rc)
		return rc;
	for (size_t i = 0; !other && !def->same_person &&
			   (s = gd_walk(&w->order, GD_TAB_SIGNOFF, &i));)
		if (signoff_of(s, r->kind, at, r->rev) &&
		    same_people(me, for_whom, s->by, s->for_whom))
			other = s;
	if (!other || !GUARD(w, GD_M_SIGNED_OTHER))
		return GD_OK;
	return override
		   ? hard_stop(w, &def->override_by, "two_people", r->kind,
			 GD_M_SIGNED_OTHER, other->by)
		   : gd_fail(w->err, GD_REFUSED, GD_M_SIGNED_OTHER,
			 GD_T(r->kind), GD_T(other->by), GD_T(other->role));
}

/* The i-th role of a row: the one asked for first. */
static int
nth_role(const struct gd_work *w, const struct gd_sign_def *def, int i)
{
	int asked = w->cmd->role ? gd_wf_role(w->wf, w->cmd->role) : -1;

	if (!gd_list_has(&def->any, asked))
		return i < def->any.n ? def->any.at[i] : -1;
	if (i == 0)
		return asked;
	for (int k = 0; k < def->any.n; k++)
		if (def->any.at[k] != asked && --i == 0)
			return def->any.at[k];
	return -1;
}

/* Can this person give the signature of a row?  GD_OK and *c when so; GD_MISSING
 * when he holds none of its roles; else a refusal that says why. */
static enum gd_code
try_row(struct gd_work *w, const struct gd_sign_def *def,
    const struct gd_revision *r, const struct gd_actor *me, bool override,
    struct chosen *c)
{
	enum gd_code rc = GD_MISSING;
	const char *whom;
	int role;

	for (int i = 0; (role = nth_role(w, def, i)) >= 0; i++)
		for (int k = 0; actor_way(w, me, role, k, &whom); k++) {
			rc = different_people(w, def, r, me->login, whom,
			    override);
			if (rc)
				continue;
			*c = (struct chosen){ def, role, whom };
			return GD_OK;
		}
	return rc;
}

static bool
row_meant(const struct gd_work *w, const struct gd_sign_def *def)
{
	return !w->cmd->role ||
	       gd_list_has(&def->any, gd_wf_role(w->wf, w->cmd->role));
}

static bool
is_his(const struct gd_work *w, const struct gd_sign_def *def,
    const struct gd_actor *me)
{
	const char *whom;

	for (int i = 0; i < def->any.n; i++)
		if (actor_way(w, me, def->any.at[i], 0, &whom))
			return true;
	return false;
}

/* guard:sign-order - the row whose signature is missing before this one. */
static enum gd_code
not_yet(struct gd_work *w, const struct gd_paper_def *def,
    const struct sign_gap *gap, const struct sign_gap *before)
{
	return gd_fail(w->err, GD_REFUSED, GD_M_SIGN_WAITS, GD_T(def->name.id),
	    GD_T(w->wf->roles[def->signs[gap->row].any.at[0]].name.id),
	    GD_T(w->wf->roles[def->signs[before->row].any.at[0]].name.id));
}

/* Nothing of what is missing is his to give: say what is the matter. */
static enum gd_code
nothing_to_sign(struct gd_work *w, int paper, const struct gd_actor *me,
    const struct sign_gaps *gaps)
{
	const struct gd_paper_def *def = &w->wf->papers[paper];
	const struct gd_sign_def *last = NULL;
	const char *whom;
	bool open = false;

	for (int i = 0; i < gaps->n; i++)
		if (row_meant(w, &def->signs[gaps->at[i].row])) {
			last = &def->signs[gaps->at[i].row];
			open = true;
		}
	for (int i = 0; i < def->nsigns && !last; i++)
		if (row_meant(w, &def->signs[i]))
			last = &def->signs[i];
	if (!last)
		return gd_fail(w->err, GD_REFUSED, GD_M_NO_SIGNATURE_NEEDED,
		    GD_T(def->name.id));
	if (gaps->n == 0)
		return gd_fail(w->err, GD_REFUSED, GD_M_ALL_SIGNED,
		    GD_T(def->name.id));
	if (!open && actor_way(w, me, nth_role(w, last, 0), 0, &whom))
		return gd_fail(w->err, GD_REFUSED, GD_M_SIGNED_ALREADY,
		    GD_T(def->name.id), GD_T(w->cmd->role));
	return gd_fail(w->err, GD_REFUSED, GD_M_NEEDS_ROLE,
	    GD_T(w->wf->roles[nth_role(w, last, 0)].name.id));
}

/* A signature nobody asks for by its role alone can count when one given
 * before moves to another row: of "a or b" and "a", b after a. */
static bool
by_moving(struct gd_work *w, int paper, struct gd_at at,
    const struct gd_revision *r, const struct gd_actor *me, struct chosen *c)
{
	const struct gd_paper_def *def = &w->wf->papers[paper];
	struct gd_signoff s = { .kind = r->kind,
		.by = me->login,
		.reason = "" };
	int role;

	for (int row = 0; row < def->nsigns; row++)
		for (int i = 0; row_meant(w, &def->signs[row]) &&
				(role = nth_role(w, &def->signs[row], i)) >= 0;
		     i++)
			for (int k = 0; actor_way(w, me, role, k, &s.for_whom);
			     k++) {
				s.role = w->wf->roles[role].name.id;
				if (!signs_helped(w->wf, &w->order, paper, at,
					r->rev, &s))
					continue;
				*c = (struct chosen){ &def->signs[row], role,
					s.for_whom };
				return true;
			}
	return false;
}

/* The signature this person can give now: of the first row that takes it. */
static enum gd_code
my_signature(struct gd_work *w, int paper, struct gd_at at,
    const struct gd_revision *r, const struct gd_actor *me, struct chosen *c)
{
	const struct gd_paper_def *def = &w->wf->papers[paper];
	bool override = w->cmd->override && !sign_on_paper(w);
	enum gd_code rc = GD_MISSING, why = GD_MISSING;
	struct sign_gaps gaps;

	signs_missing(w->wf, &w->order, paper, at, r->rev, &gaps);
	for (int pass = 0; pass <= override; pass++) {
		if (pass && by_moving(w, paper, at, r, me, c))
			return GD_OK;
		for (int i = 0; i < gaps.n; i++) {
			const struct gd_sign_def *s =
			    &def->signs[gaps.at[i].row];

			if (!row_meant(w, s) || (pass && s->override_by.n == 0))
				continue;
			if (gaps.at[i].waits && GUARD(w, GD_M_SIGN_WAITS)) {
				if (why == GD_MISSING && is_his(w, s, me))
					why = not_yet(w, def, &gaps.at[i],
					    &gaps.at[0]);
				continue;
			}
			rc = try_row(w, s, r, me, pass == 1, c);
			if (rc == GD_OK)
				return rc;
			if (rc != GD_MISSING)
				why = rc;
		}
	}
	if (!override && by_moving(w, paper, at, r, me, c))
		return GD_OK;
	return why != GD_MISSING ? why : nothing_to_sign(w, paper, me, &gaps);
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

/* The number of the next signature under a revision. */
static int64_t
next_no(const struct gd_order *o, const struct gd_revision *r)
{
	const struct gd_signoff *s;
	int64_t no = 0;

	for (size_t i = 0; (s = gd_walk(o, GD_TAB_SIGNOFF, &i));)
		if (strcmp(s->kind, r->kind) == 0 && s->lot == r->lot &&
		    s->inst == r->inst && s->rev == r->rev && s->no > no)
			no = s->no;
	return no + 1;
}

enum gd_code
do_sign(struct gd_work *w)
{
	const struct gd_actor me = signer_of(w);
	struct gd_revision r;
	struct chosen c = { 0 };
	struct gd_at at;
	int64_t file = 0;
	int paper;
	enum gd_code rc = draft_of(w, &paper, &at, &r);

	if (!rc && sign_on_paper(w))
		rc = need_on_paper(w, r.kind);
	if (!rc)
		rc = is_complete(w, paper, &r);
	if (!rc)
		rc = my_signature(w, paper, at, &r, &me, &c);
	if (!rc && sign_on_paper(w))
		rc = attach_file(w,
		    &(struct gd_file){ .kind = r.kind,
			.lot = r.lot,
			.inst = r.inst,
			.rev = r.rev },
		    w->cmd->reason, &file);
	if (rc)
		return rc;
	if (sign_on_paper(w))
		work_event(w, GD_EV_SIGNED_PAPER, r.kind, me.login, file);
	else
		work_event(w, GD_EV_SIGNED, r.kind,
		    w->wf->roles[c.role].name.id, r.rev);
	work_put(w, GD_TAB_SIGNOFF,
	    &(struct gd_signoff){ .kind = r.kind,
		.lot = r.lot,
		.inst = r.inst,
		.rev = r.rev,
		.no = next_no(&w->order, &r),
		.role = w->wf->roles[c.role].name.id,
		.by = work_text(w, me.login),
		.for_whom = work_text(w, c.for_whom),
		.at_ms = w->f->now_ms,
		.meaning = w->cmd->outcome ? work_text(w, w->cmd->outcome)
					   : "approved",
		.reason = "",
		.live = 1,
		.entered_by = sign_on_paper(w) ? w->f->actor.login : "",
		.key = "",
		.head = "",
		.sig = "",
		.shown = "" });
	r.state = GD_REV_SIGNING;
	if (r.back_ms && strcmp(r.back_by, me.login) == 0) {
		r.back_ms = 0; /* he has thought better of it */
		r.back_by = r.back_why = "";
	}
	work_put(w, GD_TAB_REVISION, &r);
	return GD_OK;
}

static void
signoff_end(struct gd_work *w, const struct gd_signoff *s)
{
	struct gd_signoff row = *s;

	row.live = 0;
	row.reason = work_text(w, w->cmd->reason);
	work_put(w, GD_TAB_SIGNOFF, &row);
}

/* Given by this person, in his name, or entered by him from paper. */
static bool
is_mine(const struct gd_work *w, const struct gd_signoff *s)
{
	const char *me = w->f->actor.login;

	return strcmp(s->by, me) == 0 || strcmp(s->for_whom, me) == 0 ||
	       (!s->taken && strcmp(s->entered_by, me) == 0);
}

/* Signatures of this revision that are mine, or all of them; those that had
 * waited for one of them fall too. */
static int
signoffs_end(struct gd_work *w, int paper, const struct gd_revision *r,
    bool mine)
{
	const struct gd_signoff *s;
	struct gd_at at = { .lot = r->lot, .inst = r->inst };
	int n = 0, left = 0;

	for (size_t i = 0; (s = gd_walk(&w->order, GD_TAB_SIGNOFF, &i));)
		if (signoff_of(s, r->kind, at, r->rev) &&
		    (!mine || is_mine(w, s))) {
			signoff_end(w, s);
			n++;
		}
	while (n && (s = signs_too_early(w->wf, &w->order, paper, at, r->rev)))
		signoff_end(w, s);
	for (size_t i = 0; (s = gd_walk(&w->order, GD_TAB_SIGNOFF, &i));)
		left += signoff_of(s, r->kind, at, r->rev);
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
		mine = person_may(w, &w->wf->papers[paper].signs[i].any);
	if (GUARD(w, GD_M_NOT_A_SIGNER) && !mine)
		return gd_fail(w->err, GD_REFUSED, GD_M_NOT_A_SIGNER,
		    GD_T(r.kind));
	work_event(w, GD_EV_SENTBACK, r.kind, w->cmd->reason, r.rev);
	signoffs_end(w, paper, &r, false);
	r.state = GD_REV_DRAFT;
	r.back_ms = w->f->now_ms;
	r.back_by = w->f->actor.login;
	r.back_why = work_text(w, w->cmd->reason);
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
	if (signoffs_end(w, paper, &r,
		strcmp(w->f->actor.login, GD_ANYBODY) != 0) == 0)
		return gd_fail(w->err, GD_REFUSED, GD_M_NOT_SIGNED_BY_YOU,
		    GD_T(r.kind));
	return GD_OK;
}

/* ---- issue: signatures complete, duty ready ------------------------------ */

/* guard:signatures */
static enum gd_code
need_signatures(struct gd_work *w, int paper, struct gd_at at,
    const struct gd_revision *r)
{
	const struct gd_sign_def *def;
	struct sign_gaps gaps;
	const char *role;

	if (!signs_missing(w->wf, &w->order, paper, at, r->rev, &gaps))
		return GD_OK;
	def = &w->wf->papers[paper].signs[gaps.at[0].row];
	role = w->wf->roles[def->any.at[0]].name.id;
	if (gaps.at[0].unsure && !w->cmd->override && GUARD(w, GD_M_UNSIGNED))
		return gd_fail(w->err, GD_REFUSED, GD_M_UNSIGNED_UNSURE,
		    GD_T(r->kind), GD_T(role),
		    GD_T(def->when->text ? def->when->text : ""));
	return hard_stop(w, NULL, "unsigned", r->kind, GD_M_UNSIGNED, role);
}

enum gd_code
do_issue(struct gd_work *w)
{
	struct gd_revision r;
	struct gd_at at, dat;
	int paper, duty, first;
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
	rc = need_signatures(w, paper, at, &r);
	if (rc)
		return rc;
	if (w->wf->duties[duty].is_notice)
		rc = notice_moved_still(w, paper, r.fields);
	if (rc)
		return rc;
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
