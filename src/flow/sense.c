/* flow/sense.c - conditions that can never hold.
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
bool
sense_apart(enum gd_cmp a, const char *va, enum gd_cmp b, const char *vb)
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
		return sense_apart(ca, a->p->value, cb, b->p->value);
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

const char *
sense_text(const struct gd_pred *p)
{
	return p && p->text ? p->text : "";
}

/* Where a condition stands: behind its key, else at the thing itself. */
struct gd_err *
fault_in(struct loader *l, const struct node *at, const char *key)
{
	const struct node *n = key ? map_get(at, key) : NULL;

	return fault(l, n ? n : at);
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
	    GD_T(id), GD_T(sense_text(s.a)), GD_T(sense_text(s.b)));
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
		    GD_T(sense_text(x->when)));
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

void
check_sense(struct loader *l)
{
	check_conditions(l);
	check_used(l);
}
