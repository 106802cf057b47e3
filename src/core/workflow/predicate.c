/* core/workflow/predicate.c - the closed list of conditions, three-valued.
 *
 * Unknown means "not yet".  Always read live: the same lot, the latest round.
 * An order-level question about something kept per lot asks every lot.
 */
#include "compare.h"
#include "../papers/signs.h"

#include <string.h>

#include "base/banned.h"

static enum gd_truth
truth(bool b)
{
	return b ? GD_TRUE : GD_FALSE;
}

/* What an ad-hoc act of this instance recorded under a name; "" if nothing.
 * The text lives in *hold, which the caller releases. */
static const char *
adhoc_value(const struct gd_order *o, const char *name, int64_t inst,
    json_t **hold)
{
	const struct gd_act *act;
	const char *v;

	for (size_t i = 0; inst && (act = gd_walk(o, GD_TAB_ACT, &i));) {
		if (act->inst != inst || !*act->fields)
			continue;
		json_decref(*hold);
		*hold = json_loads(act->fields, 0, NULL);
		v = json_string_value(json_object_get(*hold, name));
		if (v && *v)
			return v;
	}
	return "";
}

/* Two currencies are compared by the office's rates; without one nobody knows.
 * A limit without a currency is meant in that of the amount. */
static enum gd_truth
compare_money(const struct gd_order *o, const struct gd_pred *p, const char *v,
    int64_t *d)
{
	int64_t amount, limit;
	char code[4], limit_code[4];
	int sign;

	if (!value_money(v, &amount, code, "") ||
	    !value_money(p->value, &limit, limit_code, code) ||
	    !gd_rates_compare(o->rates, amount, code, limit, limit_code, &sign))
		return GD_UNKNOWN;
	*d = sign;
	return GD_TRUE;
}

static enum gd_truth
compare(const struct gd_order *o, const struct gd_field_def *def,
    const struct gd_pred *p, const char *v)
{
	bool text =
	    def->type == GD_FIELD_TEXT || def->type == GD_FIELD_CHOICE ||
	    def->type == GD_FIELD_YESNO || def->type == GD_FIELD_PAPERS ||
	    def->type == GD_FIELD_CHANGES;
	int64_t d;

	if (p->cmp == GD_SET)
		return truth(*v != '\0');
	if (!*v)
		return GD_UNKNOWN;
	if (def->type == GD_FIELD_MONEY) {
		if (compare_money(o, p, v, &d) == GD_UNKNOWN)
			return GD_UNKNOWN;
	} else {
		d = text ? strcmp(v, p->value)
			 : value_number(v) - value_number(p->value);
	}
	return pred_ordered(p->cmp, d);
}

static enum gd_truth
eval_field(const struct gd_workflow *wf, const struct gd_order *o,
    const json_t *said, const struct gd_pred *p, struct gd_at at)
{
	const struct gd_field_def *def = &wf->fields[p->a];
	int64_t first = def->per_lot ? at.lot : 0, last = first;
	const char *own =
	    json_string_value(json_object_get(said, def->name.id));
	json_t *hold = NULL;
	enum gd_truth t = GD_TRUE;

	if (own && *own)
		return compare(o, def, p, own);
	if (def->per_lot && !at.lot) { /* asked of the order: every lot */
		first = 1;
		last = lot_count(o);
	}
	for (int64_t lot = first; lot <= last && t == GD_TRUE; lot++) {
		const char *v = gd_field(o, def->name.id, lot);

		if (first != last && lot_off(o, lot))
			continue;
		if (!*v)
			v = adhoc_value(o, def->name.id, at.inst, &hold);
		t = compare(o, def, p, v);
	}
	json_decref(hold);
	return t;
}

/* No outcome yet: there will be none where the duty does not apply.  The
 * loader takes no conditions that ask each other in a ring. */
static enum gd_truth
no_outcome(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_duty_def *def, struct gd_at here)
{
	return pred_eval(wf, o, def->when, here) == GD_FALSE ? GD_FALSE
							      : GD_UNKNOWN;
}

/* A question about a duty, asked of its own lot or of all lots. */
static enum gd_truth
eval_duty(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_pred *p, struct gd_at at)
{
	const struct gd_duty_def *def = &wf->duties[p->a];
	int64_t first = 0, last = 0;

	if (def->per_lot && at.lot)
		first = last = at.lot;
	else if (def->per_lot) {
		first = 1;
		last = lot_count(o);
	}
	for (int64_t lot = first; lot <= last; lot++) {
		struct gd_at here = duty_at(wf, o, p->a, lot,
		    def->many || def->per_line || def->per_payment ? at.inst
								   : 0);
		const struct gd_act *act = duty_act(wf, o, p->a, here);

		if (first != last && lot_off(o, lot))
			continue;
		if (p->op == GD_PRED_DONE) {
			if (!duty_settled(wf, o, p->a, here))
				return GD_FALSE;
		} else if (p->op == GD_PRED_WAIVED) {
			if (!act || act->state != GD_ACT_WAIVED)
				return GD_FALSE;
		} else {
			if (!act || act->state == GD_ACT_OPEN)
				return no_outcome(wf, o, def, here);
			if (act->state != GD_ACT_DONE)
				return GD_UNKNOWN;
			if (act->taken && !*act->outcome)
				return GD_UNKNOWN; /* nobody wrote it down */
			if (strcmp(act->outcome, def->outcomes[p->b].name.id) !=
			    0)
				return GD_FALSE;
		}
	}
	return GD_TRUE;
}

/* At a desk or on its way there: a missing receipt warns, never blocks. */
static bool
piece_at(const struct gd_order *o, const char *kind, struct gd_at at,
    const char *desk)
{
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));)
		if (strcmp(pc->kind, kind) == 0 && pc->lot == at.lot &&
		    pc->inst == at.inst &&
		    (!desk || strcmp(pc->desk, desk) == 0) &&
		    (pc->state == GD_PIECE_HELD || pc->state == GD_PIECE_SENT))
			return true;
	return false;
}

/* In force since the paper days: who signed it then need not be known. */
static bool
issued_on_paper(const struct gd_order *o, const struct gd_paper *p)
{
	const struct gd_revision *r =
	    p ? gd_revision(o, p->kind, p->lot, p->inst, p->in_force) : NULL;

	return r && r->taken && p->last == p->in_force;
}

static enum gd_truth
eval_paper(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_pred *p, struct gd_at at)
{
	const struct gd_paper_def *def = &wf->papers[p->a];
	int64_t first = 0, last = 0;

	if (def->per_lot && at.lot)
		first = last = at.lot;
	else if (def->per_lot) {
		first = 1;
		last = lot_count(o);
	}
	for (int64_t lot = first; lot <= last; lot++) {
		struct gd_at here = paper_at(wf, o, p->a, lot, at.inst);
		const struct gd_paper *paper =
		    gd_paper(o, def->name.id, here.lot, here.inst);
		bool yes;

		if (first != last && lot_off(o, lot))
			continue;
		if (p->op == GD_PRED_AT)
			yes = piece_at(o, def->name.id, here,
				  wf->desks[p->b].name.id) ||
			      taken_moved(wf, o, p->a, here, p->b);
		else if (def->is_thing)
			yes = piece_at(o, def->name.id, here, NULL) ||
			      taken_moved(wf, o, p->a, here, -1);
		else if (p->op == GD_PRED_SIGNED && issued_on_paper(o, paper))
			yes = true;
		else if (p->op == GD_PRED_ISSUED)
			yes = paper && paper->in_force > 0;
		else if (p->b >= 0)
			yes =
			    paper && revision_signed_by(o, def->name.id, here,
					 paper->last, wf->roles[p->b].name.id);
		else
			yes = paper && signs_missing(wf, o, p->a, here,
					   paper->last, NULL) == 0;
		if (!yes)
			return GD_FALSE;
	}
	return GD_TRUE;
}

bool
payment_credited(const struct gd_payment *p)
{
	return p->amount > 0 ? p->credited >= p->amount : p->credited_day != 0;
}

/* No row of a kind asked for by name: nothing is owed. No row at all: nobody
 * has said yet how the order is paid. */
static enum gd_truth
eval_credited(const struct gd_order *o, const struct gd_pred *p,
    struct gd_at at)
{
	const struct gd_payment *row;
	const char *which = p->value ? p->value : "";
	int n = 0;

	for (size_t i = 0; (row = gd_walk(o, GD_TAB_PAYMENT, &i));) {
		if (*which && strcmp(row->trigger, which) != 0 &&
		    strcmp(row->method, which) != 0)
			continue;
		if (at.lot && row->lot && row->lot != at.lot)
			continue;
		n++;
		if (!payment_credited(row))
			return GD_FALSE;
	}
	return n || *which ? GD_TRUE : GD_UNKNOWN;
}

static enum gd_truth eval(const struct gd_workflow *wf,
    const struct gd_order *o, const json_t *said, const struct gd_pred *p,
    struct gd_at at);

/* all(lots, p), any(lines, p) ...: p asked of each in turn. */
static enum gd_truth
eval_every(const struct gd_workflow *wf, const struct gd_order *o,
    const json_t *said, const struct gd_pred *p, struct gd_at at)
{
	bool all = p->op == GD_PRED_ALL;
	bool lots = strcmp(p->value, "lots") == 0;
	int table =
	    strcmp(p->value, "lines") == 0 ? GD_TAB_LINE : GD_TAB_PAYMENT;
	enum gd_truth sum = truth(all);

	for (int64_t i = 0;; i++) {
		enum gd_truth t;

		if (lots && i < lot_count(o)) {
			at.lot = i + 1;
			if (lot_off(o, at.lot))
				continue;
		} else if (lots ||
			   !(at.inst = row_number(o, table, (size_t)i))) {
			return sum;
		}
		t = eval(wf, o, lots ? NULL : said, p->kids, at);
		if (t == truth(!all))
			return t;
		if (t == GD_UNKNOWN)
			sum = GD_UNKNOWN;
	}
}

static enum gd_truth
eval_kids(const struct gd_workflow *wf, const struct gd_order *o,
    const json_t *said, const struct gd_pred *p, struct gd_at at)
{
	enum gd_truth decides = truth(p->op == GD_PRED_OR);
	enum gd_truth sum = truth(p->op == GD_PRED_AND);

	for (int i = 0; i < p->nkids; i++) {
		enum gd_truth t = eval(wf, o, said, &p->kids[i], at);

		if (t == decides)
			return t;
		if (t == GD_UNKNOWN)
			sum = GD_UNKNOWN;
	}
	return sum;
}

/* The loader limits how deep conditions nest (16), so recursion is bounded. */
static enum gd_truth
eval(const struct gd_workflow *wf, const struct gd_order *o, const json_t *said,
    const struct gd_pred *p, struct gd_at at)
{
	enum gd_truth t;

	if (!p)
		return GD_TRUE;
	switch (p->op) {
	case GD_PRED_TRUE:
		return GD_TRUE;
	case GD_PRED_AND:
	case GD_PRED_OR:
		return eval_kids(wf, o, said, p, at);
	case GD_PRED_NOT:
		t = eval(wf, o, said, p->kids, at);
		return t == GD_UNKNOWN ? t : truth(t == GD_FALSE);
	case GD_PRED_FIELD:
		return eval_field(wf, o, said, p, at);
	case GD_PRED_OUTCOME:
	case GD_PRED_DONE:
	case GD_PRED_WAIVED:
		return eval_duty(wf, o, p, at);
	case GD_PRED_ISSUED:
	case GD_PRED_SIGNED:
	case GD_PRED_AT:
		return eval_paper(wf, o, p, at);
	case GD_PRED_CREDITED:
		return eval_credited(o, p, at);
	case GD_PRED_ALL:
	case GD_PRED_ANY:
		return eval_every(wf, o, said, p, at);
	case GD_PRED_FIELDS:
	case GD_PRED_DAYS:
	case GD_PRED_NEAR:
	case GD_PRED_FORM:
		return pred_pair(wf, o, said, p, at);
	}
	return GD_UNKNOWN;
}

enum gd_truth
pred_eval(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_pred *p, struct gd_at at)
{
	return eval(wf, o, NULL, p, at);
}

enum gd_truth
pred_eval_said(const struct gd_workflow *wf, const struct gd_order *o,
    const char *said, const struct gd_pred *p, struct gd_at at)
{
	json_t *obj = said && *said ? json_loads(said, 0, NULL) : NULL;
	enum gd_truth t = eval(wf, o, obj, p, at);

	json_decref(obj);
	return t;
}

const struct gd_pred *
pred_unmet(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_pred *p, struct gd_at at)
{
	if (!p || pred_eval(wf, o, p, at) == GD_TRUE)
		return NULL;
	while (p->op == GD_PRED_AND) {
		const struct gd_pred *next = p;

		for (int i = 0; i < p->nkids && next == p; i++)
			if (pred_eval(wf, o, &p->kids[i], at) != GD_TRUE)
				next = &p->kids[i];
		if (next == p)
			break;
		p = next;
	}
	return p;
}

bool
gd_order_holds(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_pred *pred)
{
	return pred_eval(wf, o, pred, (struct gd_at){ 0, 1, 0 }) == GD_TRUE;
}

static int64_t
later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

int64_t
pred_met_ms(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_pred *p, struct gd_at at)
{
	const struct gd_revision *r;
	const struct gd_act *act;
	struct gd_at here;
	int64_t ms = 0;

	if (!p)
		return 0;
	switch (p->op) {
	case GD_PRED_AND:
	case GD_PRED_OR:
		for (int i = 0; i < p->nkids; i++)
			ms = later(ms, pred_met_ms(wf, o, &p->kids[i], at));
		return ms;
	case GD_PRED_DONE:
	case GD_PRED_OUTCOME:
	case GD_PRED_WAIVED:
		act = duty_act(wf, o, p->a,
		    duty_at(wf, o, p->a, at.lot,
			wf->duties[p->a].many ? at.inst : 0));
		return act && act->state != GD_ACT_OPEN ? act->at_ms : 0;
	case GD_PRED_ISSUED:
	case GD_PRED_SIGNED:
		here = paper_at(wf, o, p->a, at.lot, at.inst);
		r = gd_revision(o, wf->papers[p->a].name.id, here.lot,
		    here.inst, 1);
		return r ? r->issued_ms : 0;
	default:
		return 0;
	}
}
