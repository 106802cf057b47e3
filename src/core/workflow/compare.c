/* core/workflow/compare.c - conditions about two values: one field against
 * another, days between two dates, about as much as, the form of a courier's
 * number.
 */
#include "compare.h"

#include <string.h>

#include "base/day.h"
#include "core/tracking.h"

#include "base/banned.h"

enum gd_truth
pred_ordered(enum gd_cmp cmp, int64_t sign)
{
	bool yes = false;

	switch (cmp) {
	case GD_EQ:
		yes = sign == 0;
		break;
	case GD_NE:
		yes = sign != 0;
		break;
	case GD_LT:
		yes = sign < 0;
		break;
	case GD_LE:
		yes = sign <= 0;
		break;
	case GD_GT:
		yes = sign > 0;
		break;
	case GD_GE:
		yes = sign >= 0;
		break;
	case GD_SET:
		return GD_UNKNOWN;
	}
	return yes ? GD_TRUE : GD_FALSE;
}

/* ---- numbers with a point ------------------------------------------------- */

#define PLACES 6

bool
read_decimal(const char *s, int64_t *out)
{
	int64_t n = 0;
	bool minus = *s == '-';
	int places = -1, digits = 0;

	for (s += minus; (*s >= '0' && *s <= '9') || (*s == '.' && places < 0);
	     s++) {
		if (*s == '.') {
			places = 0;
			continue;
		}
		if (places == PLACES)
			continue; /* finer than anybody weighs */
		if (++digits > 18)
			return false;
		n = n * 10 + (*s - '0');
		places += places >= 0;
	}
	for (int i = places < 0 ? 0 : places; i < PLACES; i++)
		if (digits && ++digits > 18)
			return false;
		else
			n *= 10;
	*out = minus ? -n : n;
	return digits > 0 && !*s;
}

/* ---- one value of one lot ------------------------------------------------- */

struct asked {
	const struct gd_workflow *wf;
	const struct gd_order *o;
	const json_t *said;
};

static const char *
value_of(const struct asked *q, int field, int64_t lot)
{
	const struct gd_field_def *def = &q->wf->fields[field];
	const char *own =
	    json_string_value(json_object_get(q->said, def->name.id));

	if (own && *own)
		return own;
	return gd_field(q->o, def->name.id, def->per_lot ? lot : 0);
}

static int32_t
duty_day(const struct gd_workflow *wf, const struct gd_order *o, int duty,
    struct gd_at at)
{
	const struct gd_act *act = duty_act(wf, o, duty,
	    duty_at(wf, o, duty, at.lot, wf->duties[duty].many ? at.inst : 0));

	return act && act->state == GD_ACT_DONE && act->day ? (int32_t)act->day
							    : GD_NO_DAY;
}

static int32_t
credited_day(const struct gd_order *o, const char *trigger, int64_t lot)
{
	const struct gd_payment *row;
	int64_t first = 0;

	for (size_t i = 0; (row = gd_walk(o, GD_TAB_PAYMENT, &i));)
		if (strcmp(row->trigger, trigger) == 0 && row->credited_day &&
		    (!lot || !row->lot || row->lot == lot) &&
		    (!first || row->credited_day < first))
			first = row->credited_day;
	return first ? (int32_t)first : GD_NO_DAY;
}

int32_t
pred_day(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_due_def *def, struct gd_at at)
{
	const struct gd_field_def *f;
	int maker;

	switch (def->base) {
	case GD_BASE_FIELD:
		f = &wf->fields[def->ref];
		return gd_day_parse_hour(
		    gd_field(o, f->name.id, f->per_lot ? at.lot : 0), NULL);
	case GD_BASE_DUTY:
		return duty_day(wf, o, def->ref, at);
	case GD_BASE_ISSUED:
		/* issuing does the duty that makes it; its day is civil, that
		 * of the revision would need to know where we are */
		maker = duty_making(wf, def->ref);
		return maker < 0 ? GD_NO_DAY : duty_day(wf, o, maker, at);
	case GD_BASE_CREDITED:
		return credited_day(o, wf->triggers[def->ref].id, at.lot);
	case GD_BASE_NONE:
	case GD_BASE_OPEN:
	case GD_BASE_ORDER:
	case GD_BASE_PAYMENT:
	case GD_BASE_PLAN:
		break;
	}
	return GD_NO_DAY;
}

/* ---- two values ----------------------------------------------------------- */

/* A number, or money. */
struct amount {
	int64_t n; /* millionths; of money its minor units */
	char code[4];
};

static bool
is_amount(enum gd_field_type type)
{
	return type == GD_FIELD_INT || type == GD_FIELD_DECIMAL ||
	       type == GD_FIELD_MONEY;
}

/* home: the currency meant where none is said. */
static bool
read_amount(enum gd_field_type type, const char *v, const char *home,
    struct amount *out)
{
	*out = (struct amount){ 0 };
	if (!*v)
		return false;
	return type == GD_FIELD_MONEY ? value_money(v, &out->n, out->code, home)
				      : read_decimal(v, &out->n);
}

/* What a field says of a lot; kept per lot and asked of the order (lot 0): all
 * living lots together. false while one of them says nothing. */
static bool
amount_of(const struct asked *q, int field, int64_t lot, const char *home,
    struct amount *out)
{
	const struct gd_field_def *def = &q->wf->fields[field];
	struct amount one;
	bool any = false;

	if (lot || !def->per_lot)
		return read_amount(def->type, value_of(q, field, lot), home,
		    out);
	*out = (struct amount){ 0 };
	for (int64_t l = 1; l <= lot_count(q->o); l++) {
		if (lot_off(q->o, l))
			continue;
		if (!read_amount(def->type, value_of(q, field, l), home,
			&one) ||
		    (any && strcmp(one.code, out->code) != 0) ||
		    __builtin_add_overflow(out->n, one.n, &one.n))
			return false;
		*out = one;
		any = true;
	}
	return any;
}

/* |a - b| is at most so many per cent of b; of money, in one currency. */
static enum gd_truth
near_amounts(const struct gd_pred *p, const struct amount *a,
    const struct amount *b)
{
	__int128 gap = (__int128)a->n - b->n;
	__int128 most = (__int128)b->n * value_number(p->value);

	if (strcmp(a->code, b->code) != 0)
		return GD_UNKNOWN;
	if (gap < 0)
		gap = -gap;
	if (most < 0)
		most = -most;
	return gap * 100 <= most ? GD_TRUE : GD_FALSE;
}

static enum gd_truth
compare_amounts(const struct asked *q, const struct gd_pred *p, int64_t lot)
{
	struct amount a, b;
	int sign;

	if (!amount_of(q, p->a, lot, "", &a) ||
	    !amount_of(q, p->b, lot, a.code, &b))
		return GD_UNKNOWN;
	if (p->op == GD_PRED_NEAR)
		return near_amounts(p, &a, &b);
	sign = a.n < b.n ? -1 : a.n > b.n;
	if (q->wf->fields[p->a].type == GD_FIELD_MONEY &&
	    !gd_rates_compare(q->o->rates, a.n, a.code, b.n, b.code, &sign))
		return GD_UNKNOWN;
	return pred_ordered(p->cmp, sign);
}

/* By the hour where both bear one, else by the day. */
static int
compare_dates(const char *a, const char *b)
{
	int ma, mb;
	int32_t da = gd_day_parse_hour(a, &ma), db = gd_day_parse_hour(b, &mb);

	if (da != db)
		return da < db ? -1 : 1;
	return ma < 0 || mb < 0 ? 0 : (ma > mb) - (ma < mb);
}

/* Words compare as they are. */
static enum gd_truth
compare_texts(const struct asked *q, const struct gd_pred *p, int64_t lot)
{
	const char *a = value_of(q, p->a, lot), *b = value_of(q, p->b, lot);

	if (!*a || !*b)
		return GD_UNKNOWN;
	return pred_ordered(p->cmp, q->wf->fields[p->a].type == GD_FIELD_DATE
					? compare_dates(a, b)
					: strcmp(a, b));
}

/* So many days against a number, or against what a field says. */
static enum gd_truth
ordered_days(const struct asked *q, const struct gd_pred *p, int64_t days,
    int64_t lot)
{
	int f = *p->value >= 'a' ? gd_wf_field(q->wf, p->value) : -1;
	const char *v = f < 0 ? p->value : value_of(q, f, lot);

	return *v ? pred_ordered(p->cmp, days - value_number(v)) : GD_UNKNOWN;
}

static enum gd_truth
one_lot(const struct asked *q, const struct gd_pred *p, struct gd_at at)
{
	const struct gd_due_def *dates = q->wf->dates;
	const char *v;
	int32_t from, to;

	switch (p->op) {
	case GD_PRED_FIELDS:
		return is_amount(q->wf->fields[p->a].type)
			   ? compare_amounts(q, p, at.lot)
			   : compare_texts(q, p, at.lot);
	case GD_PRED_NEAR:
		return compare_amounts(q, p, at.lot);
	case GD_PRED_FORM:
		v = value_of(q, p->a, at.lot);
		if (!*v)
			return GD_UNKNOWN;
		return gd_tracking_fits(v, p->value) ? GD_TRUE : GD_FALSE;
	case GD_PRED_DAYS:
		from = pred_day(q->wf, q->o, &dates[p->a], at);
		to = pred_day(q->wf, q->o, &dates[p->b], at);
		if (from == GD_NO_DAY || to == GD_NO_DAY)
			return GD_UNKNOWN;
		return ordered_days(q, p, (int64_t)to - from, at.lot);
	default:
		return GD_UNKNOWN;
	}
}

static bool
date_per_lot(const struct gd_workflow *wf, const struct gd_due_def *def)
{
	switch (def->base) {
	case GD_BASE_FIELD:
		return wf->fields[def->ref].per_lot;
	case GD_BASE_DUTY:
		return wf->duties[def->ref].per_lot;
	case GD_BASE_ISSUED:
		return wf->papers[def->ref].per_lot;
	default:
		return false;
	}
}

static bool
any_per_lot(const struct gd_workflow *wf, const struct gd_pred *p)
{
	if (p->op == GD_PRED_DAYS)
		return date_per_lot(wf, &wf->dates[p->a]) ||
		       date_per_lot(wf, &wf->dates[p->b]);
	return wf->fields[p->a].per_lot ||
	       (p->op != GD_PRED_FORM && wf->fields[p->b].per_lot);
}

/* An amount kept per lot against one of the order: all lots together. */
static bool
asks_sum(const struct gd_workflow *wf, const struct gd_pred *p)
{
	return (p->op == GD_PRED_FIELDS || p->op == GD_PRED_NEAR) &&
	       is_amount(wf->fields[p->a].type) &&
	       wf->fields[p->a].per_lot != wf->fields[p->b].per_lot;
}

enum gd_truth
pred_pair(const struct gd_workflow *wf, const struct gd_order *o,
    const json_t *said, const struct gd_pred *p, struct gd_at at)
{
	struct asked q = { wf, o, said };
	enum gd_truth sum = GD_TRUE;

	if (at.lot || !any_per_lot(wf, p) || asks_sum(wf, p))
		return one_lot(&q, p, at);
	for (at.lot = 1; at.lot <= lot_count(o); at.lot++) {
		enum gd_truth t;

		if (lot_off(o, at.lot))
			continue;
		t = one_lot(&q, p, at);
		if (t == GD_FALSE)
			return t;
		if (t == GD_UNKNOWN)
			sum = t;
	}
	return sum;
}
