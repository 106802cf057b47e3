/* core/answer.c - what a person says to an offer: yes, no, or back again.
 *
 * He answers for himself, or as deputy for whom it was offered to; then it is
 * that person's, as with everything a deputy does.  Who says no to what lies
 * open says it for himself alone: it lies there for the others.  When nobody
 * of a role is left who might take it, it is refused for the role and goes
 * back to who gives it out.
 */
#include "offer.h"

#include <string.h>

#include "base/banned.h"

static const struct gd_offer *
offer_of(const struct gd_work *w, const struct gd_offer *place,
    const char *person)
{
	struct gd_offer key = *place;

	key.person = person;
	return gd_row_find(&w->order.sheet, GD_TAB_OFFER, &key);
}

static bool
pool_has(const struct gd_work *w, const struct gd_duty_def *def,
    const char *role)
{
	for (int k = 0; k < def->offer_to.n; k++)
		if (strcmp(w->wf->roles[def->offer_to.at[k]].name.id, role) ==
		    0)
			return true;
	return def->offer_to.n == 0;
}

/* ---- who answers ------------------------------------------------------------- */

/* The role by which he stands in for somebody of the pool; NULL = he does
 * not. */
static const char *
deputy_role(const struct gd_work *w, const struct gd_duty_def *def,
    const char *whom)
{
	const struct gd_actor *a = &w->f->actor;

	for (int i = 0; i < a->ndeputy; i++)
		if (strcmp(a->deputy_for[i].login, whom) == 0 &&
		    pool_has(w, def, a->deputy_for[i].role))
			return a->deputy_for[i].role;
	return NULL;
}

/* A pool is all who hold one of its roles, whoever has the role on this order. */
static const char *
pool_role(const struct gd_work *w, const struct gd_duty_def *def)
{
	const struct gd_actor *a = &w->f->actor;

	for (int i = 0; i < a->nroles; i++)
		if (def->offer_to.n && pool_has(w, def, a->roles[i]))
			return a->roles[i];
	return NULL;
}

/* The first he stands in for whose offer stands like that; NULL = none. */
static const char *
principal(const struct gd_work *w, const struct gd_duty_def *def,
    const struct gd_offer *place, int64_t state)
{
	const struct gd_actor *a = &w->f->actor;

	for (int i = 0; i < a->ndeputy; i++) {
		const struct gd_offer *o =
		    offer_of(w, place, a->deputy_for[i].login);

		if (o && o->state == state &&
		    pool_has(w, def, a->deputy_for[i].role))
			return a->deputy_for[i].login;
	}
	return NULL;
}

/* The first he stands in for who holds a role of what lies open. */
static const char *
pool_principal(const struct gd_work *w, const struct gd_duty_def *def)
{
	const struct gd_actor *a = &w->f->actor;

	for (int i = 0; i < a->ndeputy; i++)
		if (pool_has(w, def, a->deputy_for[i].role))
			return a->deputy_for[i].login;
	return NULL;
}

/* Whose offer is meant: the one named, his own, or that of whom he stands in
 * for. guard:offer */
static enum gd_code
whose(struct gd_work *w, int duty, const struct gd_offer *place, int64_t state,
    const char **out)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	const char *me = w->f->actor.login, *named = w->cmd->person;
	const struct gd_offer *mine = offer_of(w, place, me);
	const char *role, *whom = NULL;

	*out = me;
	if (is_trial(w)) {
		*out = named && *named ? named : me;
		return GD_OK;
	}
	if (named && *named)
		whom = strcmp(named, me) == 0 ? NULL : named;
	else if (!mine || mine->state != state) {
		whom = principal(w, def, place, state);
		if (!whom && state == GD_OFFER_OFFERED && def->open_pool &&
		    !pool_role(w, def))
			whom = pool_principal(w, def);
	}
	if (!whom)
		return GD_OK;
	role = deputy_role(w, def, whom);
	if (!role)
		return gd_fail(w->err, GD_REFUSED, GD_M_OFFER_OTHERS,
		    GD_T(def->name.id), GD_T(whom));
	w->role = role;
	w->for_whom = whom;
	*out = whom;
	return GD_OK;
}

static enum gd_code
not_offered(struct gd_work *w, int duty, const char *me,
    const struct gd_offer *o)
{
	return gd_fail(w->err, GD_REFUSED, GD_M_NOT_OFFERED,
	    GD_T(w->wf->duties[duty].name.id), GD_T(me),
	    GD_W(o ? gd_offer_state_word(o->state) : "not offered"));
}

/* guard:role - may he answer what lies open? Not who said no to it. */
static enum gd_code
need_pool(struct gd_work *w, int duty, const struct gd_offer *place,
    const char *whose_is)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];

	if (is_trial(w))
		return GD_OK;
	if (offer_declined(&w->order, place, whose_is))
		return gd_fail(w->err, GD_REFUSED, GD_M_OFFER_DECLINED,
		    GD_T(def->name.id), GD_T(whose_is));
	if (*w->for_whom)
		return GD_OK; /* he stands in for one of them */
	w->role = pool_role(w, def);
	if (w->role)
		return GD_OK;
	w->role = "";
	return gd_fail(w->err, GD_REFUSED, GD_M_OFFER_POOL,
	    GD_T(w->f->actor.login), GD_T(def->name.id),
	    GD_T(w->wf->roles[def->offer_to.at[0]].name.id));
}

/* ---- yes --------------------------------------------------------------------- */

/* guard:offer - the first has it. */
static enum gd_code
answer_accept(struct gd_work *w, int duty, struct gd_at at, const char *me)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	struct gd_offer place = offer_key(w, duty, at, "");
	const struct gd_offer *has = offer_accepted(&w->order, &place);
	const struct gd_offer *o = offer_of(w, &place, me);
	bool asked = o && o->state == GD_OFFER_OFFERED;
	const char *json;
	enum gd_code rc = GD_OK;

	if (has)
		return gd_fail(w->err, GD_REFUSED, GD_M_OFFER_TAKEN,
		    GD_T(def->name.id), GD_T(has->person));
	if (!asked && !def->open_pool)
		return not_offered(w, duty, me, o);
	if (!asked)
		rc = need_pool(w, duty, &place, me);
	if (!rc && duty_settled(w->wf, &w->order, duty, at))
		rc = gd_fail(w->err, GD_REFUSED, GD_M_SETTLED_ALREADY,
		    GD_T(def->name.id));
	if (!rc)
		rc = duty_ready(w, duty, at);
	if (!rc)
		rc = offer_fields(w, duty, at, &json);
	if (!rc)
		offer_taken(w, duty, at, me, json, w->cmd->reason);
	return rc;
}

/* ---- no ---------------------------------------------------------------------- */

/* Why it is refused: a cause of the workflow, or words. */
static enum gd_code
refusal(struct gd_work *w, int duty, const char **why)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	const char *cause = w->cmd->outcome ? w->cmd->outcome : "";
	const char *words = work_text(w, w->cmd->reason);
	int i;

	*why = words;
	if (def->nrefusals == 0 || is_trial(w))
		return need_reason(w);
	if (!*cause)
		return gd_fail(w->err, GD_USAGE, GD_M_NEEDS_OUTCOME,
		    GD_T(def->name.id));
	i = gd_duty_refusal(def, cause);
	if (i < 0)
		return gd_fail(w->err, GD_USAGE, GD_M_NO_OUTCOME, GD_T(cause),
		    GD_T(def->name.id));
	*why = *words ? work_printf(w, "%s: %s", def->refusals[i].id, words)
		      : def->refusals[i].id;
	return GD_OK;
}

/* Has everybody who holds the role said no? Not known without the holders. */
static bool
all_declined(const struct gd_work *w, const struct gd_offer *place,
    const char *role)
{
	bool any = false;

	for (int i = 0; i < w->f->nholders; i++) {
		const struct gd_stand_in *h = &w->f->holders[i];

		if (strcmp(h->role, role) != 0)
			continue;
		if (!offer_declined(&w->order, place, h->login))
			return false;
		any = true;
	}
	return any;
}

/* What nobody of its role wants lies open no more. */
static void
pool_declines(struct gd_work *w, int duty, const struct gd_offer *place)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	bool said = false;

	for (int k = 0; k < def->offer_to.n; k++) {
		const char *role = w->wf->roles[def->offer_to.at[k]].name.id;
		const struct gd_offer *o = offer_of(w, place,
		    work_printf(w, GD_OFFER_POOL "%s", role));
		struct gd_offer row;

		if (!o || o->state != GD_OFFER_OFFERED ||
		    !all_declined(w, place, role))
			continue;
		row = *o;
		row.state = GD_OFFER_REFUSED;
		if (!said)
			work_event(w, GD_EV_DECLINED, row.duty, "", 0);
		said = true;
		work_put(w, GD_TAB_OFFER, &row);
	}
}

static enum gd_code
answer_refuse(struct gd_work *w, int duty, struct gd_at at, const char *me)
{
	struct gd_offer row = offer_key(w, duty, at, work_text(w, me));
	const struct gd_offer *o = offer_of(w, &row, me);
	bool asked = o && o->state == GD_OFFER_OFFERED;
	enum gd_code rc = GD_OK;
	const char *why;

	if (!asked && !offer_lies_open(&w->order, &row))
		return not_offered(w, duty, me, o);
	if (!asked)
		rc = need_pool(w, duty, &row, me);
	if (!rc)
		rc = refusal(w, duty, &why);
	if (rc)
		return rc;
	work_event(w, GD_EV_REFUSED, row.duty, row.person, 0);
	row.expires_ms = asked ? o->expires_ms : 0;
	row.state = GD_OFFER_REFUSED;
	row.reason = why;
	row.at_ms = work_now(w);
	work_put(w, GD_TAB_OFFER, &row);
	pool_declines(w, duty, &row);
	return GD_OK;
}

/* ---- back again --------------------------------------------------------------- */

/* Given back: those who were asked beside him are asked anew. */
static void
offer_anew(struct gd_work *w, int duty, struct gd_at at, const char *but)
{
	struct gd_offer place = offer_key(w, duty, at, "");
	size_t n = w->order.sheet.rows[GD_TAB_OFFER].n;

	for (size_t i = 0; i < n; i++) {
		const struct gd_offer *o =
		    gd_row_at(&w->order.sheet, GD_TAB_OFFER, i);

		if (o->state == GD_OFFER_RELEASED && same_offer(o, &place) &&
		    !*o->reason && !offer_to_pool(o) &&
		    strcmp(o->person, but) != 0)
			offer_made(w, duty, at, o->person);
	}
}

/* The status the acts still say: of the last that set one. */
static void
status_falls_back(struct gd_work *w, const struct gd_duty_def *def)
{
	struct gd_head head = *gd_head(&w->order);
	const struct gd_act *act;
	int64_t last = 0;

	if (!def->mark || strcmp(head.status, def->mark->id) != 0)
		return;
	head.status = "";
	for (size_t i = 0; (act = gd_walk(&w->order, GD_TAB_ACT, &i));) {
		int d = gd_wf_duty(w->wf, act->duty);

		if (d < 0 || !w->wf->duties[d].mark ||
		    act->state != GD_ACT_DONE || act->at_ms < last)
			continue;
		last = act->at_ms;
		head.status = w->wf->duties[d].mark->id;
	}
	work_put(w, GD_TAB_HEAD, &head);
}

static enum gd_code
answer_release(struct gd_work *w, int duty, struct gd_at at, const char *me)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	struct gd_offer row = offer_key(w, duty, at, work_text(w, me));
	const struct gd_offer *o = offer_of(w, &row, me);
	enum gd_code rc;

	if (!o || o->state != GD_OFFER_ACCEPTED)
		return not_offered(w, duty, me, o);
	rc = need_reason(w);
	if (rc)
		return rc;
	row = *o;
	work_event(w, GD_EV_RELEASED, row.duty, row.person, 0);
	row.state = GD_OFFER_RELEASED;
	row.reason = work_text(w, w->cmd->reason);
	row.at_ms = work_now(w);
	work_put(w, GD_TAB_OFFER, &row);
	if (def->assign_as >= 0)
		work_put(w, GD_TAB_ASSIGN,
		    &(struct gd_assign){
			.role = w->wf->roles[def->assign_as].name.id,
			.person = "" });
	act_record(w, duty, at, GD_ACT_OPEN, "", "", w->cmd->reason);
	status_falls_back(w, def);
	offer_anew(w, duty, at, row.person);
	return GD_OK;
}

/* accept, refuse, release: by the person it was offered to, or a deputy. */
enum gd_code
do_answer(struct gd_work *w)
{
	struct gd_offer place;
	const char *me;
	struct gd_at at;
	int duty;
	enum gd_code rc = find_duty(w, &duty, &at);

	if (rc)
		return rc;
	place = offer_key(w, duty, at, "");
	rc = whose(w, duty, &place,
	    w->cmd->verb == GD_DO_RELEASE ? GD_OFFER_ACCEPTED
					  : GD_OFFER_OFFERED,
	    &me);
	if (rc)
		return rc;
	switch (w->cmd->verb) {
	case GD_DO_ACCEPT:
		return answer_accept(w, duty, at, me);
	case GD_DO_REFUSE:
		return answer_refuse(w, duty, at, me);
	default:
		return answer_release(w, duty, at, me);
	}
}
