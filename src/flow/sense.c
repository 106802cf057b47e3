/* flow/sense.c - conditions that can never hold, names that nothing uses.
 *
 * Asked when a file is checked, not when an installed one is read: what was
 * accepted once goes on working.  A condition is opened into its alternatives;
 * it cannot hold when in each of them two parts contradict each other.
 */
#include "prove.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

#define MAX_TRIES 20000 /* then it is taken as possible */

struct want { /* still to hold: these, one after the other */
	const struct gd_pred *p;
	bool not ;
	const struct want *next;
};
struct lit { /* holds already */
	const struct gd_pred *p;
	bool not ;
	const struct lit *next;
};
struct sense {
	struct loader *l;
	int tries;
	const struct gd_pred *a, *b; /* the first two that contradict */
};

/* ---- two parts ------------------------------------------------------------ */

static enum gd_cmp
turned(enum gd_cmp c, bool not )
{
	static const enum gd_cmp other[] = {
		[GD_EQ] = GD_NE,
		[GD_NE] = GD_EQ,
		[GD_LT] = GD_GE,
		[GD_LE] = GD_GT,
		[GD_GT] = GD_LE,
		[GD_GE] = GD_LT,
		[GD_SET] = GD_SET,
	};

	return not ? other[c] : c;
}

static bool
is_number(const struct gd_field_def *f)
{
	return f->type == GD_FIELD_INT || f->type == GD_FIELD_DECIMAL ||
	       f->type == GD_FIELD_MONEY;
}

/* Is there a number on the right side of both?  12 USD and 12 EUR say nothing
 * of each other. */
static bool
apart(enum gd_cmp a, const char *va, enum gd_cmp b, const char *vb)
{
	char *ea, *eb;
	double x = strtod(va, &ea), y = strtod(vb, &eb);
	bool up_a = a == GD_GT || a == GD_GE || a == GD_EQ;
	bool down_a = a == GD_LT || a == GD_LE || a == GD_EQ;
	bool up_b = b == GD_GT || b == GD_GE || b == GD_EQ;
	bool down_b = b == GD_LT || b == GD_LE || b == GD_EQ;
	bool open = a == GD_GT || a == GD_LT || b == GD_GT || b == GD_LT;

	if (strcmp(ea, eb) != 0)
		return false;
	if ((a == GD_NE && b == GD_EQ) || (a == GD_EQ && b == GD_NE))
		return x == y;
	return (up_a && down_b && (open ? x >= y : x > y)) ||
	       (down_a && up_b && (open ? x <= y : x < y));
}

static bool
fields_fight(const struct sense *s, const struct lit *a, const struct lit *b)
{
	enum gd_cmp ca = turned(a->p->cmp, a->not );
	enum gd_cmp cb = turned(b->p->cmp, b->not );
	bool same = strcmp(a->p->value, b->p->value) == 0;

	if (a->p->a != b->p->a)
		return false;
	if (ca == GD_SET || cb == GD_SET) /* not set: equals nothing either */
		return (ca == GD_SET && a->not &&!(cb == GD_SET && b->not )) ||
		       (cb == GD_SET && b->not &&!(ca == GD_SET && a->not ));
	if (is_number(&s->l->fields[a->p->a]))
		return apart(ca, a->p->value, cb, b->p->value);
	if (ca == GD_EQ && cb == GD_EQ)
		return !same;
	return same &&
	       ((ca == GD_EQ && cb == GD_NE) || (ca == GD_NE && cb == GD_EQ));
}

static bool
fight(const struct sense *s, const struct lit *a, const struct lit *b)
{
	const struct gd_pred *p = a->p, *q = b->p;

	if (p->op == GD_PRED_WAIVED && q->op == GD_PRED_DONE && p->a == q->a)
		return !a->not &&b->not ;
	if (p->op == GD_PRED_DONE && q->op == GD_PRED_WAIVED && p->a == q->a)
		return a->not &&!b->not ;
	if (p->op != q->op || p->a != q->a)
		return false;
	switch (p->op) {
	case GD_PRED_FIELD:
		return fields_fight(s, a, b);
	case GD_PRED_OUTCOME:
		if (!a->not &&!b->not )
			return p->b != q->b;
		return p->b == q->b && a->not != b->not ;
	case GD_PRED_DONE:
	case GD_PRED_WAIVED:
	case GD_PRED_ISSUED:
		return a->not != b->not ;
	case GD_PRED_SIGNED:
	case GD_PRED_AT:
		return p->b == q->b && a->not != b->not ;
	default:
		return false;
	}
}

/* Can all of it hold, with what holds already? */
static bool
can_hold(struct sense *s, const struct want *w, const struct lit *lits)
{
	const struct gd_pred *p;
	struct lit me;

	if (!w || s->tries++ > MAX_TRIES)
		return true;
	p = w->p;
	if (!p || p->op == GD_PRED_TRUE || p->op == GD_PRED_ALL ||
	    p->op == GD_PRED_ANY)
		return can_hold(s, w->next, lits);
	if (p->op == GD_PRED_NOT)
		return can_hold(s, &(struct want){ p->kids, !w->not, w->next },
		    lits);
	if (p->op == GD_PRED_AND || p->op == GD_PRED_OR) {
		bool all = (p->op == GD_PRED_AND) != w->not ;
		struct want each[32];
		const struct want *chain = w->next;

		for (int i = 0; i < p->nkids && i < 32; i++) {
			each[i] = (struct want){ &p->kids[i], w->not,
				all ? chain : w->next };
			chain = &each[i];
			if (!all && can_hold(s, &each[i], lits))
				return true;
		}
		return all ? can_hold(s, chain, lits) : false;
	}
	me = (struct lit){ p, w->not, lits };
	for (const struct lit *l = lits; l; l = l->next)
		if (fight(s, l, &me)) {
			s->a = s->a ? s->a : l->p;
			s->b = s->b ? s->b : p;
			return false;
		}
	return can_hold(s, w->next, &me);
}

/* ---- conditions of a file ------------------------------------------------- */

static const char *
text_of(const struct gd_pred *p)
{
	return p && p->text ? p->text : "";
}

/* Where a condition stands: behind its key, else at the thing itself. */
static struct gd_err *
fault_in(struct loader *l, const struct node *at, const char *key)
{
	const struct node *n = key ? map_get(at, key) : NULL;

	return fault(l, n ? n : at);
}

static struct gd_err *
warn_in(struct loader *l, const struct node *at, const char *key)
{
	const struct node *n = key ? map_get(at, key) : NULL;

	return warn(l, n ? n : at);
}

/* Both must hold at once; either may be NULL. */
static bool
both(struct loader *l, const struct node *at, const char *id,
    const struct gd_pred *a, const char *key_a, const struct gd_pred *b,
    const char *key_b)
{
	struct want second = { b, false, NULL };
	struct sense s = { .l = l };

	if (can_hold(&s, &(struct want){ a, false, NULL }, NULL)) {
		s = (struct sense){ .l = l };
		if (can_hold(&s, &(struct want){ a, false, &second }, NULL))
			return true;
		key_a = key_b;
	}
	gd_fail(fault_in(l, at, key_a), GD_USAGE, GD_M_FLOW_CONTRADICTS,
	    GD_T(id), GD_T(text_of(s.a)), GD_T(text_of(s.b)));
	return false;
}

/* Is a field, outcome or act that this asks for able to change again? */
static bool
may_change(const struct loader *l, const struct gd_pred *p)
{
	if (!p)
		return false;
	for (int i = 0; i < p->nkids; i++)
		if (may_change(l, &p->kids[i]))
			return true;
	if (p->op == GD_PRED_OUTCOME || p->op == GD_PRED_DONE)
		return l->duties[p->a].loop >= 0 || l->duties[p->a].revisable;
	if (p->op == GD_PRED_FIELD) {
		int n = l->fields[p->a].at_intake;

		for (int d = 0; d < l->wf->nduties; d++)
			for (int i = 0; i < l->duties[d].nfields; i++)
				n += l->duties[d].fields[i].field == p->a;
		return n > 1;
	}
	return p->op != GD_PRED_TRUE && p->nkids == 0;
}

/* needs: done(x), and x is not owed whenever this is. */
static void
check_owed(struct loader *l, int duty)
{
	const struct gd_duty_def *d = &l->duties[duty];
	const struct gd_pred *p = d->needs;

	for (int i = 0; p && d->when; i++) {
		const struct gd_pred *k =
		    p->op == GD_PRED_AND ? i < p->nkids ? &p->kids[i] : NULL
		    : i == 0             ? p
					 : NULL;
		const struct gd_duty_def *x;
		struct sense s = { .l = l };
		struct want second;

		if (!k)
			break;
		if (k->op != GD_PRED_DONE)
			continue;
		x = &l->duties[k->a];
		second = (struct want){ x->when, false, NULL };
		if (!x->when || x->loop >= 0 || x->many || x->waivable ||
		    may_change(l, x->when) || may_change(l, d->when) ||
		    can_hold(&s, &(struct want){ d->when, false, &second },
			NULL))
			continue;
		gd_fail(fault_in(l, l->duty_at[duty], "needs"), GD_USAGE,
		    GD_M_FLOW_NA_ASKED, GD_T(d->name.id), GD_T(x->name.id),
		    GD_T(text_of(x->when)));
	}
}

static void
check_conditions(struct loader *l)
{
	const struct gd_workflow *wf = l->wf;

	for (int i = 0; i < wf->nduties; i++) {
		const struct gd_duty_def *d = &l->duties[i];
		const struct node *at = l->duty_at[i];
		bool ok =
		    both(l, at, d->name.id, d->when, "when", d->needs, "needs");

		ok = both(l, at, d->name.id, d->window, "window", NULL, NULL) &&
		     ok;
		ok = both(l, at, d->name.id, d->derived, "derived",
			 d->derived ? d->when : NULL, "when") &&
		     ok;
		if (ok)
			check_owed(l, i);
	}
	for (int p = 0; p < wf->npapers; p++) {
		const struct gd_paper_def *def = &l->papers[p];

		both(l, l->paper_at[p], def->name.id, def->gate, "gate", NULL,
		    NULL);
		for (int i = 0; i < def->nsigns; i++)
			both(l, l->paper_at[p], def->name.id,
			    def->signs[i].when, "signs", NULL, NULL);
	}
	for (int i = 0; i < wf->nlimits; i++) {
		both(l, l->limit_at[i], l->limits[i].name.id, l->limits[i].when,
		    "when", NULL, NULL);
		both(l, l->limit_at[i], l->limits[i].name.id, l->limits[i].met,
		    "met", NULL, NULL);
	}
}

/* ---- parts that never hold by themselves ----------------------------------- */

/* Who fills a field, or prints it: both make it worth having. */
static bool
is_filled(const struct loader *l, int f)
{
	static const char *const of_lines[] = { "quantity", "amount", "product",
		"tracking", "carrier", "tolerance" };
	const struct gd_field_def *def = &l->fields[f];
	const struct gd_collects_def *c = &l->wf->collects;

	if (def->at_intake || def->customer || def->moved.n || f == c->count ||
	    f == c->from || f == c->to)
		return true;
	for (size_t i = 0; i < sizeof of_lines / sizeof *of_lines; i++)
		if (strcmp(def->name.id, of_lines[i]) == 0)
			return true;
	for (int i = 0; i < c->nsums; i++)
		if (c->sums[i].mine == f)
			return true;
	for (int d = 0; d < l->wf->nduties; d++)
		for (int i = 0; i < l->duties[d].nfields; i++)
			if (l->duties[d].fields[i].field == f)
				return true;
	for (int p = 0; p < l->wf->npapers; p++)
		if (gd_list_has(&l->papers[p].fields, f))
			return true;
	return false;
}

struct asking { /* a thing whose conditions are gone through */
	struct loader *l;
	const struct node *at;
	const char *key, *id;
	bool *asked; /* fields */
};

static void
ask_field(struct asking *a, int f)
{
	if (f < 0)
		return;
	if (!a->asked[f] && !is_filled(a->l, f))
		gd_fail(warn_in(a->l, a->at, a->key), GD_USAGE,
		    GD_M_FLOW_NEVER_FILLED, GD_T(a->l->fields[f].name.id),
		    GD_T(a->id));
	a->asked[f] = true;
}

static bool
out_of_range(const struct gd_field_def *f, const struct gd_pred *p)
{
	char min[24], max[24];
	struct gd_str s = GD_STR_INIT;
	bool out;

	if (f->type != GD_FIELD_INT || f->min > f->max || p->cmp == GD_SET ||
	    p->cmp == GD_NE)
		return false;
	gd_str_addf(&s, "%lld", (long long)f->min);
	memcpy(min, s.text, s.len + 1 < sizeof min ? s.len + 1 : sizeof min);
	gd_str_reset(&s);
	gd_str_addf(&s, "%lld", (long long)f->max);
	memcpy(max, s.text, s.len + 1 < sizeof max ? s.len + 1 : sizeof max);
	gd_str_release(&s);
	min[sizeof min - 1] = max[sizeof max - 1] = '\0';
	out = (f->min != INT64_MIN && apart(p->cmp, p->value, GD_GE, min)) ||
	      (f->max != INT64_MAX && apart(p->cmp, p->value, GD_LE, max));
	return out;
}

/* Does one of the signatures of a paper come from this role? */
static bool
signs(const struct gd_paper_def *p, int role)
{
	for (int i = 0; i < p->nsigns; i++)
		if (p->signs[i].role == role ||
		    gd_list_has(&p->signs[i].any, role))
			return true;
	return false;
}

static void
ask_atom(struct asking *a, const struct gd_pred *p, bool not )
{
	struct loader *l = a->l;

	switch (p->op) {
	case GD_PRED_FIELD:
	case GD_PRED_FORM:
		ask_field(a, p->a);
		if (!not &&p->op == GD_PRED_FIELD &&
		    out_of_range(&l->fields[p->a], p))
			gd_fail(fault_in(l, a->at, a->key), GD_USAGE,
			    GD_M_FLOW_NEVER_RANGE, GD_T(a->id),
			    GD_T(text_of(p)), GD_T(l->fields[p->a].name.id));
		break;
	case GD_PRED_FIELDS:
	case GD_PRED_NEAR:
		ask_field(a, p->a);
		ask_field(a, p->b);
		break;
	case GD_PRED_DAYS:
		for (int i = 0; i < 2; i++)
			if (l->dates[i ? p->b : p->a].base == GD_BASE_FIELD)
				ask_field(a, l->dates[i ? p->b : p->a].ref);
		break;
	case GD_PRED_WAIVED:
		if (!not &&!l->duties[p->a].waivable)
			gd_fail(fault_in(l, a->at, a->key), GD_USAGE,
			    GD_M_FLOW_NEVER_WAIVED, GD_T(a->id),
			    GD_T(text_of(p)), GD_T(l->duties[p->a].name.id));
		break;
	case GD_PRED_SIGNED:
		if (!not &&p->b >= 0 && !signs(&l->papers[p->a], p->b))
			gd_fail(fault_in(l, a->at, a->key), GD_USAGE,
			    GD_M_FLOW_NEVER_SIGNS, GD_T(a->id),
			    GD_T(text_of(p)), GD_T(l->papers[p->a].name.id));
		break;
	default:
		break;
	}
}

static void
ask_part(struct asking *a, const struct gd_pred *p, bool not )
{
	for (int i = 0; i < p->nkids; i++)
		ask_part(a, &p->kids[i], not != (p->op == GD_PRED_NOT));
	if (p->nkids == 0)
		ask_atom(a, p, not );
}

static void
ask_all(struct asking *a, const char *key, const struct gd_pred *p)
{
	a->key = key;
	if (p)
		ask_part(a, p, false);
}

static void
ask_list(struct asking *a, const struct gd_list *fields)
{
	for (int i = 0; i < fields->n; i++)
		ask_field(a, fields->at[i]);
}

static void
ask_due(struct asking *a, const char *key, const struct gd_due_def *d)
{
	a->key = key;
	if (d->base == GD_BASE_FIELD)
		ask_field(a, d->ref);
	for (int i = 0; d->base != GD_BASE_NONE && i < 2; i++)
		ask_field(a, d->alt[i]);
	ask_list(a, &d->days_from);
	ask_list(a, &d->cap);
	ask_list(a, &d->floor);
	ask_list(a, &d->latest);
	ask_list(a, &d->pace);
	ask_list(a, &d->unrolled);
}

static void
ask_duties(struct asking *a)
{
	struct loader *l = a->l;

	for (int i = 0; i < l->wf->nduties; i++) {
		const struct gd_duty_def *d = &l->duties[i];

		a->at = l->duty_at[i];
		a->id = d->name.id;
		ask_all(a, "when", d->when);
		ask_all(a, "needs", d->needs);
		ask_all(a, "window", d->window);
		ask_all(a, "derived", d->derived);
		ask_all(a, "auto", d->auto_if);
		ask_due(a, "due", &d->due);
		ask_due(a, "plan", &d->plan);
		ask_list(a, &d->tells_what);
		ask_list(a, &d->proof);
	}
}

static void
check_asked(struct loader *l)
{
	struct asking a = { .l = l };

	a.asked = gd_arena_alloc(&l->scratch, (size_t)l->wf->nfields + 1, 1);
	ask_duties(&a);
	for (int i = 0; i < l->wf->npapers; i++) {
		a.at = l->paper_at[i];
		a.id = l->papers[i].name.id;
		ask_all(&a, "gate", l->papers[i].gate);
		for (int k = 0; k < l->papers[i].nsigns; k++)
			ask_all(&a, "signs", l->papers[i].signs[k].when);
	}
	for (int i = 0; i < l->wf->nlimits; i++) {
		a.at = l->limit_at[i];
		a.id = l->limits[i].name.id;
		ask_all(&a, "when", l->limits[i].when);
		ask_all(&a, "met", l->limits[i].met);
		ask_due(&a, "due", &l->limits[i].due);
		ask_field(&a, l->limits[i].actual);
	}
	for (int i = 0; i < l->wf->nchecks; i++) {
		a.at = l->checks_at;
		a.id = l->checks[i].name.id;
		a.key = NULL;
		ask_all(&a, NULL, l->checks[i].when);
		ask_all(&a, NULL, l->checks[i].ok);
	}
	for (int f = 0; f < l->wf->nfields; f++)
		if (!a.asked[f] && !is_filled(l, f))
			gd_fail(warn(l, l->field_at[f]), GD_USAGE,
			    GD_M_FLOW_FIELD_UNUSED, GD_T(l->fields[f].name.id));
}

/* ---- who does it ----------------------------------------------------------- */

static bool
duty_uses(const struct gd_duty_def *d, int role)
{
	return gd_list_has(&d->by, role) || gd_list_has(&d->waive_by, role) ||
	       gd_list_has(&d->override_by, role) ||
	       gd_list_has(&d->offer_to, role) || d->assign_as == role ||
	       d->owner == role;
}

static bool
role_used(const struct loader *l, int role)
{
	const struct gd_workflow *wf = l->wf;

	if (gd_list_has(&wf->stop_roles, role) ||
	    gd_list_has(&wf->close_roles, role) ||
	    gd_list_has(&wf->paper_roles, role) || wf->collects.role == role)
		return true;
	for (int d = 0; d < wf->nduties; d++)
		if (duty_uses(&l->duties[d], role))
			return true;
	for (int p = 0; p < wf->npapers; p++)
		if (signs(&l->papers[p], role) ||
		    gd_list_has(&l->papers[p].gate_roles, role))
			return true;
	for (int i = 0; i < wf->nlimits; i++)
		if (l->limits[i].owner == role)
			return true;
	for (int i = 0; i < wf->nladders; i++)
		for (int k = 0; k < l->ladders[i].n; k++)
			if (l->ladders[i].at[k].who == GD_RUNG_ROLE &&
			    l->ladders[i].at[k].role == role)
				return true;
	return false;
}

static void
check_people(struct loader *l)
{
	for (int r = 0; r < l->wf->nroles; r++)
		if (!role_used(l, r))
			gd_fail(warn(l, l->role_at[r]), GD_USAGE,
			    GD_M_FLOW_ROLE_UNUSED, GD_T(l->roles[r].name.id));
	for (int i = 0; i < l->wf->nduties; i++) {
		const struct gd_duty_def *d = &l->duties[i];
		bool score = false;

		if (d->effect == GD_EFFECT_OFFER && d->offer_to.n == 0)
			gd_fail(fault_in(l, l->duty_at[i], "pool"), GD_USAGE,
			    GD_M_FLOW_POOL_EMPTY, GD_T(d->name.id));
		for (int k = 0; k < d->nfields; k++)
			score |= l->fields[d->fields[k].field].type ==
				     GD_FIELD_INT ||
				 l->fields[d->fields[k].field].type ==
				     GD_FIELD_CHOICE;
		if (d->surveys && !score)
			gd_fail(fault(l, l->duty_at[i]), GD_USAGE,
			    GD_M_FLOW_NO_SCORE, GD_T(d->name.id));
	}
}

void
check_sense(struct loader *l)
{
	check_conditions(l);
	check_asked(l);
	check_people(l);
}
