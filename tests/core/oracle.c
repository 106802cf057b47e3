/* tests/core/oracle.c - see oracle.h. */
#include "oracle.h"

#include <string.h>

static const struct gd_event *
event(const struct oracle_case *c, enum gd_event_kind kind)
{
	for (size_t i = 0; i < c->events->n; i++)
		if (c->events->at[i].kind == kind)
			return &c->events->at[i];
	return NULL;
}

static bool
overridden(const struct oracle_case *c)
{
	return event(c, GD_EV_OVERRIDE) != NULL;
}

/* Who an order gave a role to, by an offer or by name, has it on this order. */
static bool
was_given(const struct oracle_case *c, int role)
{
	const struct gd_assign *a;
	bool gives = false;

	for (int d = 0; d < c->wf->nduties; d++)
		gives |= c->wf->duties[d].assign_as == role;
	for (size_t i = 0;
	     gives && (a = gd_walk(c->before, GD_TAB_ASSIGN, &i));)
		if (strcmp(a->role, c->wf->roles[role].name.id) == 0 &&
		    strcmp(a->person, c->who) == 0)
			return true;
	return false;
}

static bool
role_in(const struct oracle_case *c, const struct gd_list *roles)
{
	for (int i = 0; i < roles->n; i++)
		if (strcmp(c->wf->roles[roles->at[i]].name.id, c->who) == 0 ||
		    was_given(c, roles->at[i]))
			return true;
	return false;
}

/* ---- who, when, why ------------------------------------------------------ */

static enum gd_msg
state_rule(const struct oracle_case *c)
{
	int64_t s = gd_head(c->before)->state;

	int d = c->cmd->duty ? gd_wf_duty(c->wf, c->cmd->duty) : -1;

	switch (c->cmd->verb) {
	case GD_DO_FILL:
	case GD_DO_CHOOSE:
		if (d >= 0 && c->wf->duties[d].after_close &&
		    s == GD_ORDER_COMPLETED)
			return GD_M_NONE;
		return s == GD_ORDER_ACTIVE ? GD_M_NONE : GD_M_ORDER_STATE;
	case GD_DO_SKIP:
	case GD_DO_OPEN:
	case GD_DO_MAKE:
	case GD_DO_SIGN:
	case GD_DO_ISSUE:
	case GD_DO_REVISE:
	case GD_DO_HOLD:
	case GD_DO_CLOSE:
		return s == GD_ORDER_ACTIVE ? GD_M_NONE : GD_M_ORDER_STATE;
	case GD_DO_RESUME:
		return s == GD_ORDER_HELD ? GD_M_NONE : GD_M_ORDER_STATE;
	case GD_DO_REOPEN:
		return s >= GD_ORDER_COMPLETED ? GD_M_NONE : GD_M_ORDER_STATE;
	default:
		return GD_M_NONE;
	}
}

static bool
carries(const struct oracle_case *c)
{
	int r = gd_wf_role(c->wf, c->who);

	for (int i = 0; i < c->wf->nroles; i++)
		if (c->wf->roles[i].assigned && was_given(c, i))
			return true;
	return (r >= 0 && c->wf->roles[r].assigned) ||
	       role_in(c, &c->wf->stop_roles) ||
	       role_in(c, &c->wf->close_roles);
}

static enum gd_msg
who_rule(const struct oracle_case *c)
{
	int d = c->cmd->duty ? gd_wf_duty(c->wf, c->cmd->duty) : -1;

	switch (c->cmd->verb) {
	case GD_DO_FILL:
	case GD_DO_CHOOSE:
		if (d < 0 || overridden(c) || c->wf->duties[d].credits)
			return GD_M_NONE;
		return !c->wf->duties[d].by.n ||
			       role_in(c, &c->wf->duties[d].by)
			   ? GD_M_NONE
			   : GD_M_NEEDS_ROLE;
	case GD_DO_HOLD:
	case GD_DO_RESUME:
	case GD_DO_CANCEL:
	case GD_DO_OPEN:
	case GD_DO_VOID:
	case GD_DO_RECALL:
	case GD_DO_LOST:
		return carries(c) ? GD_M_NONE : GD_M_NOT_YOUR_ORDER;
	default:
		return GD_M_NONE;
	}
}

static enum gd_msg
reason_rule(const struct oracle_case *c)
{
	const struct gd_override *o;

	for (size_t i = 0; (o = gd_walk(c->after, GD_TAB_OVERRIDE, &i));)
		if (!*o->reason)
			return GD_M_NEEDS_REASON;
	switch (c->cmd->verb) {
	case GD_DO_SKIP:
	case GD_DO_OPEN:
	case GD_DO_HOLD:
	case GD_DO_CANCEL:
	case GD_DO_REOPEN:
	case GD_DO_VOID:
	case GD_DO_REVISE:
	case GD_DO_SENDBACK:
	case GD_DO_CORRECT:
	case GD_DO_LOST:
	case GD_DO_RECALL:
		return c->cmd->reason ? GD_M_NONE : GD_M_NEEDS_REASON;
	default:
		return GD_M_NONE;
	}
}

/* The file names him for some duty or gate. */
static bool
heads_something(const struct oracle_case *c)
{
	for (int d = 0; d < c->wf->nduties; d++)
		if (role_in(c, &c->wf->duties[d].override_by))
			return true;
	for (int p = 0; p < c->wf->npapers; p++)
		if (role_in(c, &c->wf->papers[p].gate_roles))
			return true;
	return false;
}

/* Nobody below the managers and the heads of the gates overrides. */
static enum gd_msg
override_rule(const struct oracle_case *c)
{
	if (overridden(c) && !role_in(c, &c->wf->stop_roles) &&
	    !role_in(c, &c->wf->close_roles) && !heads_something(c))
		return GD_M_NO_OVERRIDE;
	return GD_M_NONE;
}

/* ---- duties -------------------------------------------------------------- */

static const struct gd_duty_view *
view_of(const struct oracle_case *c, const struct gd_act *a)
{
	for (size_t i = 0; i < c->todo->nduties; i++) {
		const struct gd_duty_view *v = &c->todo->duties[i];

		if (strcmp(v->def->name.id, a->duty) == 0 && v->lot == a->lot &&
		    v->round == a->round && v->inst == a->inst)
			return v;
	}
	return NULL;
}

/* A lot where it is not done yet is meant when none is named. */
static bool
owed_elsewhere(const struct oracle_case *c, int duty)
{
	for (size_t i = 0; !c->cmd->lot && i < c->todo->nduties; i++)
		if (c->todo->duties[i].duty == duty &&
		    c->todo->duties[i].state != GD_DUTY_DONE &&
		    c->todo->duties[i].state != GD_DUTY_WAIVED)
			return true;
	return false;
}

static bool
adhoc_offered(const struct oracle_case *c, int duty)
{
	for (size_t i = 0; i < c->todo->nacts; i++)
		if (c->todo->acts[i].adhoc && c->todo->acts[i].duty == duty)
			return true;
	return false;
}

static bool
has_required(const struct oracle_case *c, const struct gd_duty_def *def,
    const char *json)
{
	json_t *obj = *json ? json_loads(json, 0, NULL) : NULL;
	bool all = true;

	for (int i = 0; i < def->nfields; i++) {
		const char *id = c->wf->fields[def->fields[i].field].name.id;
		const char *v = json_string_value(json_object_get(obj, id));

		if (def->fields[i].required && (!v || !*v))
			all = false;
	}
	json_decref(obj);
	return all;
}

static enum gd_msg
done_rule(const struct oracle_case *c, const struct gd_duty_view *v)
{
	if (v->def->derived && !v->def->credits)
		return GD_M_DERIVED;
	if (overridden(c))
		return GD_M_NONE;
	switch (v->state) {
	case GD_DUTY_NA:
		return GD_M_DUTY_NA;
	case GD_DUTY_WAITING:
		return v->def->when ? GD_M_DUTY_NOT_YET : GD_M_STEP_CLOSED;
	case GD_DUTY_BLOCKED:
		return *v->why_ref ? GD_M_DUTY_BLOCKED : GD_M_THING_LOST;
	default:
		return GD_M_NONE;
	}
}

/* An act that was not there before. */
static enum gd_msg
new_act(const struct oracle_case *c, const struct gd_act *a)
{
	int d = gd_wf_duty(c->wf, a->duty);
	const struct gd_duty_def *def = &c->wf->duties[d];
	const struct gd_duty_view *v = view_of(c, a);

	if (a->state == GD_ACT_WAIVED && !def->waivable)
		return GD_M_NOT_WAIVABLE;
	if (a->state == GD_ACT_WAIVED && v &&
	    (v->state == GD_DUTY_DONE || v->state == GD_DUTY_WAIVED))
		return GD_M_SETTLED_ALREADY;
	if (a->state != GD_ACT_DONE)
		return GD_M_NONE;
	if (def->many && !v)
		return overridden(c) || adhoc_offered(c, d)
			   ? GD_M_NONE
			   : GD_M_WINDOW_CLOSED;
	if (def->effect == GD_EFFECT_NONE && !def->credits &&
	    !has_required(c, def, a->fields))
		return GD_M_FIELD_MISSING;
	/* an edited draft or a send from another duty is judged elsewhere */
	return v ? done_rule(c, v) : GD_M_NONE;
}

/* Is this the part of the step that was opened, all of it? A step of the
 * order may be open for one lot and still be opened for the others. */
static bool
opens_all(const struct oracle_case *c, const struct gd_step_view *v)
{
	int64_t lot = c->cmd->lot ? c->cmd->lot : 1;

	return v->def->per_lot ? v->lot == lot
			       : c->before->sheet.rows[GD_TAB_LOT].n == 1;
}

static enum gd_msg
act_rules(const struct oracle_case *c)
{
	const struct gd_event *e;
	const struct gd_act *a, *old;
	enum gd_msg m;

	if (c->cmd->verb == GD_DO_CORRECT || c->cmd->verb == GD_DO_UNDO ||
	    c->cmd->verb == GD_DO_NEW)
		return GD_M_NONE;
	for (size_t i = 0; (a = gd_walk(c->after, GD_TAB_ACT, &i));) {
		old = gd_row_find(&c->before->sheet, GD_TAB_ACT, a);
		if (old && old->state == a->state)
			continue;
		m = new_act(c, a);
		if (m)
			return m;
	}
	for (size_t i = 0; i < c->events->n; i++) {
		int d;

		e = &c->events->at[i];
		d = gd_wf_duty(c->wf, e->what);
		if (d < 0 || c->wf->duties[d].many ||
		    c->wf->duties[d].revisable ||
		    (e->kind != GD_EV_DONE && e->kind != GD_EV_OUTCOME &&
			e->kind != GD_EV_WAIVED))
			continue;
		for (size_t k = 0; k < c->todo->nduties; k++)
			if (c->todo->duties[k].duty == d &&
			    c->todo->duties[k].state == GD_DUTY_DONE &&
			    c->cmd->lot <= 1 &&
			    (!c->cmd->lot || c->todo->duties[k].lot <= 1) &&
			    !owed_elsewhere(c, d))
				return e->kind == GD_EV_WAIVED
					   ? GD_M_SETTLED_ALREADY
					   : GD_M_DONE_ALREADY;
	}
	e = event(c, GD_EV_OPENED);
	for (size_t i = 0; e && i < c->todo->nsteps; i++)
		if (strcmp(c->todo->steps[i].def->name.id, e->what) == 0 &&
		    opens_all(c, &c->todo->steps[i]) &&
		    (c->todo->steps[i].state == GD_STEP_OPEN ||
			c->todo->steps[i].state == GD_STEP_DONE))
			return GD_M_OPEN_ALREADY;
	return GD_M_NONE;
}

/* ---- papers -------------------------------------------------------------- */

static bool
live_under(const struct gd_signoff *s, const struct gd_revision *r)
{
	return s->live && s->rev == r->rev && s->lot == r->lot &&
	       s->inst == r->inst && strcmp(s->kind, r->kind) == 0;
}

static bool
signed_as(const struct gd_order *o, const struct gd_revision *r,
    const char *role)
{
	const struct gd_signoff *s;

	for (size_t i = 0; (s = gd_walk(o, GD_TAB_SIGNOFF, &i));)
		if (live_under(s, r) && strcmp(s->role, role) == 0)
			return true;
	return false;
}

static enum gd_msg
people_rule(const struct oracle_case *c, const struct gd_paper_def *def,
    const struct gd_revision *r)
{
	const struct gd_signoff *a, *b;

	for (size_t i = 0; (a = gd_walk(c->after, GD_TAB_SIGNOFF, &i));) {
		if (!live_under(a, r))
			continue;
		for (int k = 0; k < def->nsigns; k++)
			if (def->signs[k].role >= 0 && !def->signs[k].own &&
			    strcmp(c->wf->roles[def->signs[k].role].name.id,
				a->role) == 0 &&
			    strcmp(a->by, r->by) == 0)
				return GD_M_OWN_WORK;
		for (size_t k = i; (b = gd_walk(c->after, GD_TAB_SIGNOFF, &k));)
			if (live_under(b, r) && strcmp(a->by, b->by) == 0)
				return GD_M_SIGNED_OTHER;
	}
	return GD_M_NONE;
}

static enum gd_msg
issued_rule(const struct oracle_case *c, const struct gd_paper_def *def,
    const struct gd_revision *r, int duty)
{
	for (int k = 0; k < def->nsigns; k++)
		if (def->signs[k].role >= 0 && !def->signs[k].when &&
		    !overridden(c) &&
		    !signed_as(c->after, r,
			c->wf->roles[def->signs[k].role].name.id))
			return GD_M_UNSIGNED;
	if (duty >= 0 && c->wf->duties[duty].effect == GD_EFFECT_MAKE &&
	    !has_required(c, &c->wf->duties[duty], r->fields))
		return GD_M_PAPER_INCOMPLETE;
	return GD_M_NONE;
}

static int
maker(const struct oracle_case *c, int paper)
{
	for (int d = 0; d < c->wf->nduties; d++)
		if (c->wf->duties[d].thing == paper &&
		    (c->wf->duties[d].effect == GD_EFFECT_MAKE ||
			c->wf->duties[d].effect == GD_EFFECT_RECEIVE))
			return d;
	return -1;
}

static enum gd_msg
revision_rule(const struct oracle_case *c, const struct gd_revision *r)
{
	const struct gd_revision *old =
	    gd_row_find(&c->before->sheet, GD_TAB_REVISION, r);
	const struct gd_paper *p =
	    gd_paper(c->before, r->kind, r->lot, r->inst);
	int paper = gd_wf_paper(c->wf, r->kind);
	const struct gd_paper_def *def = &c->wf->papers[paper];
	enum gd_msg m = people_rule(c, def, r);

	if (m)
		return m;
	if (r->state == GD_REV_ISSUED && (!old || old->state != r->state)) {
		if (old && old->state == GD_REV_SUPERSEDED)
			return GD_M_NOT_DRAFT;
		m = issued_rule(c, def, r, maker(c, paper));
	}
	if (!m && r->state == GD_REV_SIGNING &&
	    (!old || old->state != GD_REV_SIGNING)) {
		int duty = maker(c, paper);

		if (duty >= 0 &&
		    !has_required(c, &c->wf->duties[duty], r->fields))
			m = GD_M_PAPER_INCOMPLETE;
	}
	if (!m && !old && c->cmd->verb == GD_DO_MAKE && p && p->in_force)
		m = GD_M_PAPER_IN_FORCE;
	if (!m && old && r->state == GD_REV_SIGNING &&
	    old->state != GD_REV_DRAFT && old->state != GD_REV_SIGNING)
		m = GD_M_NOT_DRAFT;
	return m;
}

static enum gd_msg
paper_rules(const struct oracle_case *c)
{
	const struct gd_revision *r, *s;
	int paper = c->cmd->paper ? gd_wf_paper(c->wf, c->cmd->paper) : -1;
	enum gd_msg m;

	if (c->cmd->verb == GD_DO_UNDO)
		return GD_M_NONE;
	for (size_t i = 0; (r = gd_walk(c->after, GD_TAB_REVISION, &i));) {
		m = revision_rule(c, r);
		if (m)
			return m;
		for (size_t k = i;
		     (s = gd_walk(c->after, GD_TAB_REVISION, &k));)
			if (strcmp(r->kind, s->kind) == 0 && r->lot == s->lot &&
			    r->inst == s->inst && r->state <= GD_REV_EXPECTED &&
			    s->state <= GD_REV_EXPECTED)
				return GD_M_UNISSUED_EXISTS;
	}
	if (c->cmd->verb == GD_DO_ISSUE && paper >= 0) {
		bool draft = false;

		for (size_t i = 0;
		     (r = gd_walk(c->before, GD_TAB_REVISION, &i));)
			draft =
			    draft || (strcmp(r->kind,
					  c->wf->papers[paper].name.id) == 0 &&
					 (r->state == GD_REV_DRAFT ||
					     r->state == GD_REV_SIGNING));
		if (!draft)
			return GD_M_NOT_DRAFT;
	}
	if (event(c, GD_EV_SENTBACK) && paper >= 0) {
		for (int k = 0; k < c->wf->papers[paper].nsigns; k++)
			if (c->wf->papers[paper].signs[k].role >= 0 &&
			    strcmp(
				c->wf->roles[c->wf->papers[paper].signs[k].role]
				    .name.id,
				c->who) == 0)
				return GD_M_NONE;
		return GD_M_NOT_A_SIGNER;
	}
	return GD_M_NONE;
}

/* ---- pieces and money ---------------------------------------------------- */

static bool
legal(int64_t from, int64_t to)
{
	static const unsigned next[] = {
		[GD_PIECE_DUE] = 1u << GD_PIECE_SENT | 1u << GD_PIECE_HELD |
				 1u << GD_PIECE_VOID | 1u << GD_PIECE_LOST,
		[GD_PIECE_SENT] = 1u << GD_PIECE_HELD | 1u << GD_PIECE_RECALL |
				  1u << GD_PIECE_LOST | 1u << GD_PIECE_DUE |
				  1u << GD_PIECE_VOID,
		[GD_PIECE_HELD] = 1u << GD_PIECE_SENT | 1u << GD_PIECE_RECALL |
				  1u << GD_PIECE_LOST | 1u << GD_PIECE_DUE |
				  1u << GD_PIECE_VOID,
		[GD_PIECE_RECALL] = 1u << GD_PIECE_RETURNED |
				    1u << GD_PIECE_DESTROYED |
				    1u << GD_PIECE_LOST | 1u << GD_PIECE_SENT |
				    1u << GD_PIECE_HELD,
		[GD_PIECE_VOID] = 1u << GD_PIECE_DUE,
	};

	return from == to || ((size_t)from < sizeof next / sizeof *next &&
				 next[from] & 1u << to);
}

static bool
gate_shut(const struct oracle_case *c, int64_t lot)
{
	const struct gd_payment *p;

	if (strcmp(gd_field(c->before, "terms", 0), "tt") != 0)
		return false;
	for (size_t i = 0; (p = gd_walk(c->before, GD_TAB_PAYMENT, &i));)
		if ((!p->lot || p->lot == lot) &&
		    (p->credited < p->amount || !p->credited_day))
			return true;
	return false;
}

static enum gd_msg
piece_rule(const struct oracle_case *c, const struct gd_piece *pc)
{
	const struct gd_piece *old =
	    gd_row_find(&c->before->sheet, GD_TAB_PIECE, pc);
	int paper = gd_wf_paper(c->wf, pc->kind);
	int desk = gd_wf_desk(c->wf, pc->desk);

	if (pc->state == GD_PIECE_RECALL && pc->class != GD_PIECE_COPY)
		return GD_M_ONLY_COPIES;
	if (old && !legal(old->state, pc->state))
		return GD_M_PIECE_STATE;
	if (old && old->state == pc->state &&
	    (event(c, GD_EV_RECALLED) || event(c, GD_EV_RETURNED) ||
		event(c, GD_EV_DESTROYED) || event(c, GD_EV_HELD_BY)) &&
	    c->cmd->piece == pc->no &&
	    (c->cmd->verb != GD_DO_REPLACE ||
		strcmp(old->note, "replaced") == 0))
		return GD_M_PIECE_STATE;
	if (old && old->state == GD_PIECE_DUE && pc->state == GD_PIECE_HELD)
		return GD_M_PIECE_STATE;
	if (paper >= 0 && c->wf->papers[paper].gate &&
	    pc->class == GD_PIECE_ORIGINAL && pc->state == GD_PIECE_SENT &&
	    (!old || old->state != GD_PIECE_SENT) && desk >= 0 &&
	    c->wf->desks[desk].outside && !overridden(c) &&
	    gate_shut(c, pc->lot))
		return GD_M_GATE_CLOSED;
	return GD_M_NONE;
}

static enum gd_msg
piece_rules(const struct oracle_case *c)
{
	const struct gd_piece *a, *b;
	enum gd_msg m;

	if (c->cmd->verb == GD_DO_UNDO || c->cmd->verb == GD_DO_CORRECT)
		return GD_M_NONE;
	if (c->cmd->verb == GD_DO_SEND && !event(c, GD_EV_SENT))
		return GD_M_NOTHING_TO_SEND;
	for (size_t i = 0; (a = gd_walk(c->after, GD_TAB_PIECE, &i));) {
		m = piece_rule(c, a);
		if (m)
			return m;
		for (size_t k = i; (b = gd_walk(c->after, GD_TAB_PIECE, &k));)
			if (a->class == GD_PIECE_SAMPLE &&
			    strcmp(a->kind, b->kind) == 0 &&
			    a->inst == b->inst && a->lot == b->lot &&
			    a->state != GD_PIECE_LOST &&
			    b->state != GD_PIECE_LOST &&
			    a->state != GD_PIECE_VOID &&
			    b->state != GD_PIECE_VOID)
				return GD_M_THING_HERE;
	}
	return GD_M_NONE;
}

static enum gd_msg
money_rule(const struct oracle_case *c)
{
	const struct gd_payment *p, *old;

	for (size_t i = 0; (p = gd_walk(c->after, GD_TAB_PAYMENT, &i));) {
		old = gd_row_find(&c->before->sheet, GD_TAB_PAYMENT, p);
		if (old && *old->currency && c->cmd->verb != GD_DO_PAYMENT &&
		    strcmp(old->currency, p->currency) != 0)
			return GD_M_OTHER_CURRENCY;
	}
	return GD_M_NONE;
}

/* ---- the order, correcting, undo ----------------------------------------- */

static enum gd_msg
close_rule(const struct oracle_case *c)
{
	if (c->cmd->verb != GD_DO_CLOSE || overridden(c))
		return GD_M_NONE;
	for (size_t i = 0; i < c->todo->nduties; i++) {
		const struct gd_duty_view *v = &c->todo->duties[i];

		if (v->def->blocks != GD_BLOCKS_NO &&
		    (v->state == GD_DUTY_READY || v->state == GD_DUTY_BLOCKED))
			return GD_M_STILL_OPEN;
	}
	return GD_M_NONE;
}

/* A paper of another lot says another value of a field kept per lot. */
static bool
says_it(const struct oracle_case *c, const struct gd_paper *p, int field)
{
	int64_t lot = c->cmd->lot ? c->cmd->lot : 1;

	return !c->wf->fields[field].per_lot || !p->lot || p->lot == lot;
}

static enum gd_msg
correct_rule(const struct oracle_case *c)
{
	const struct gd_paper *p;
	const struct gd_loop *l;
	const struct gd_act *a;

	if (c->cmd->verb != GD_DO_CORRECT)
		return GD_M_NONE;
	for (int i = 0;
	     !c->cmd->piece && !c->cmd->outcome && i < c->cmd->nfields; i++) {
		int f = gd_wf_field(c->wf, c->cmd->fields[i].name);

		for (size_t k = 0;
		     f >= 0 && (p = gd_walk(c->before, GD_TAB_PAPER, &k));)
			if (p->in_force && says_it(c, p, f) &&
			    gd_list_has(
				&c->wf->papers[gd_wf_paper(c->wf, p->kind)]
				     .fields,
				f))
				return GD_M_FIELD_ON_PAPER;
	}
	for (size_t i = 0; (l = gd_walk(c->after, GD_TAB_LOOP, &i));)
		for (size_t k = 0; (a = gd_walk(c->after, GD_TAB_ACT, &k));) {
			int d = gd_wf_duty(c->wf, a->duty);

			if (c->wf->duties[d].loop >= 0 && a->lot == l->lot &&
			    strcmp(c->wf->loops[c->wf->duties[d].loop].id,
				l->loop) == 0 &&
			    a->round > l->round)
				return GD_M_ROUND_USED;
		}
	return GD_M_NONE;
}

static enum gd_msg
undo_rule(const struct oracle_case *c)
{
	if (c->cmd->verb != GD_DO_UNDO)
		return GD_M_NONE;
	if (strcmp(c->last_actor, c->who) != 0)
		return GD_M_UNDO_OTHER;
	return c->left_desk ? GD_M_UNDO_LEFT : GD_M_NONE;
}

enum gd_msg
oracle(const struct oracle_case *c)
{
	static enum gd_msg (*const rules[])(const struct oracle_case *) = {
		state_rule,
		who_rule,
		reason_rule,
		override_rule,
		act_rules,
		paper_rules,
		piece_rules,
		money_rule,
		close_rule,
		correct_rule,
		undo_rule,
	};

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		enum gd_msg m = rules[i](c);

		if (m != GD_M_NONE)
			return m;
	}
	return GD_M_NONE;
}
