/* core/goods/money.c - payment rows: what is owed when, and what was credited.
 *
 * Crediting is possible in every state of an order and is never "not ready":
 * deposits come early.  Amounts are minor units of the row's currency.
 */
#include "../work.h"

#include <string.h>

#include "base/day.h"

#include "base/banned.h"

/* ---- payment rows -------------------------------------------------------- */

static bool
all_priced(const struct gd_order *o)
{
	const struct gd_line *l, *first = gd_row_at(&o->sheet, GD_TAB_LINE, 0);

	for (size_t i = 0; (l = gd_walk(o, GD_TAB_LINE, &i));)
		if (!l->price || strcmp(l->currency, first->currency) != 0)
			return false;
	return true;
}

/* What a lot weighs when money is divided: by value, else by quantity. */
gd_wide
lot_weight(const struct gd_order *o, int64_t lot)
{
	const struct gd_line *l;
	bool priced = all_priced(o);
	gd_wide sum = 0;

	for (size_t i = 0; (l = gd_walk(o, GD_TAB_LINE, &i));) {
		gd_wide qty = lotline(o, lot, l->no).qty;

		for (int64_t d = l->digits; d < 6; d++)
			qty *= 10;
		sum += priced ? qty * l->price * (10000 - l->discount_bp) : qty;
	}
	return sum;
}

static bool
per_lot_row(const struct gd_workflow *wf, const char *trigger)
{
	for (int i = 0; i < wf->lot_triggers.n; i++)
		if (strcmp(wf->triggers[wf->lot_triggers.at[i]].id, trigger) ==
		    0)
			return true;
	return false;
}

/* The row of another lot for the same thing; a new one when there is none. */
static struct gd_payment
sister(struct gd_work *w, const struct gd_payment *of, int64_t lot)
{
	const struct gd_payment *p;
	struct gd_payment row = *of;

	row.no = 0;
	for (size_t i = 0; (p = gd_walk(&w->order, GD_TAB_PAYMENT, &i));) {
		if (p->lot == lot && strcmp(p->trigger, of->trigger) == 0 &&
		    strcmp(p->method, of->method) == 0)
			return *p;
		row.no = p->no > row.no ? p->no : row.no;
	}
	row.no++;
	row.lot = lot;
	row.amount = row.credited = row.credited_day = 0;
	return row;
}

static void
divide_row(struct gd_work *w, struct gd_payment row, int64_t to, gd_wide part,
    gd_wide whole)
{
	struct gd_payment new = sister(w, &row, to);
	int64_t share = whole ? (int64_t)(row.amount * part / whole) : 0;
	int64_t excess;

	row.amount -= share;
	new.amount += share;
	excess = new.amount &&row.credited > row.amount
		     ? row.credited - row.amount
		     : 0;
	if (excess) {
		row.credited -= excess;
		new.credited += excess;
		if (!new.credited_day)
			new.credited_day = row.credited_day;
	}
	work_put(w, GD_TAB_PAYMENT, &row);
	work_put(w, GD_TAB_PAYMENT, &new);
}

/* Rows that are per lot divide as what moves does; a deposit stays with the
 * order. What was credited beyond the rest goes along. */
void
payments_divide(struct gd_work *w, int64_t from, int64_t to, gd_wide part,
    gd_wide whole, bool first)
{
	size_t n = w->order.sheet.rows[GD_TAB_PAYMENT].n;

	for (size_t i = 0; i < n; i++) {
		const struct gd_payment *p =
		    gd_row_at(&w->order.sheet, GD_TAB_PAYMENT, i);
		struct gd_payment row = *p;

		if (!per_lot_row(w->wf, row.trigger) ||
		    (row.lot != from && (row.lot || !first)))
			continue;
		row.lot = from;
		divide_row(w, row, to, part, whole);
	}
}

/* Rows of terms that came after the lots: each lot owes its share. */
void
payments_per_lot(struct gd_work *w, const struct gd_payment *of)
{
	int64_t lots = lot_count(&w->order), given = 0, last = 0;
	gd_wide whole = 0;

	if (lots == 1 || !per_lot_row(w->wf, of->trigger)) {
		struct gd_payment row = lots == 1 ? *of : sister(w, of, 0);

		row.amount += lots == 1 ? 0 : of->amount;
		row.currency = of->currency;
		work_put(w, GD_TAB_PAYMENT, &row);
		return;
	}
	for (int64_t l = 1; l <= lots; l++) {
		whole += lot_weight(&w->order, l);
		last = lot_off(&w->order, l) ? last : l;
	}
	for (int64_t l = 1; l <= last; l++) {
		struct gd_payment row = sister(w, of, l);
		int64_t share;

		if (lot_off(&w->order, l))
			continue;
		share = l == last ? of->amount - given
			: whole   ? (int64_t)(of->amount *
                                            lot_weight(&w->order, l) / whole)
				  : 0;
		row.bp = of->bp;
		row.currency = of->currency;
		given += share;
		row.amount += share;
		work_put(w, GD_TAB_PAYMENT, &row);
	}
}

/* A lot called off owes nothing: its rows go, what was credited stays. */
void
payments_off(struct gd_work *w, int64_t lot)
{
	for (size_t i = w->order.sheet.rows[GD_TAB_PAYMENT].n; i-- > 0;) {
		const struct gd_payment *p =
		    gd_row_at(&w->order.sheet, GD_TAB_PAYMENT, i);
		struct gd_payment row = *p;

		if (row.lot != lot)
			continue;
		row.amount = row.credited;
		if (row.credited)
			work_put(w, GD_TAB_PAYMENT, &row);
		else
			work_drop(w, GD_TAB_PAYMENT, &row);
	}
}

/* ---- another amount ------------------------------------------------------- */

static bool
same_share(const struct gd_payment *a, const struct gd_payment *b)
{
	return a->bp == b->bp && strcmp(a->trigger, b->trigger) == 0 &&
	       strcmp(a->method, b->method) == 0;
}

/* What all lots together owe of the share a row is of. */
static int64_t
share_sum(const struct gd_order *o, const struct gd_payment *of)
{
	const struct gd_payment *p;
	int64_t sum = 0;

	for (size_t i = 0; (p = gd_walk(o, GD_TAB_PAYMENT, &i));)
		sum += same_share(p, of) ? p->amount : 0;
	return sum;
}

/* Are the rows still the parts of this amount, as the terms made them? */
static bool
rows_of(const struct gd_order *o, int64_t total, const char *code)
{
	const struct gd_payment *p;
	int64_t sum = 0;

	for (size_t i = 0; (p = gd_walk(o, GD_TAB_PAYMENT, &i));) {
		int64_t off = share_sum(o, p) - total * p->bp / 10000;

		if (off < -9 || off > 9 || strcmp(p->currency, code) != 0)
			return false;
		sum += p->amount;
	}
	return sum == total;
}

/* The order's amount was set right or revised: rows that nobody changed go
 * with it, each lot's in proportion; what was credited stays. */
void
payments_follow(struct gd_work *w)
{
	const char *was = gd_field(w->was, "amount", 0);
	const char *now = gd_field(&w->order, "amount", 0);
	const char *code = strrchr(was, ' ');
	size_t n = w->order.sheet.rows[GD_TAB_PAYMENT].n;
	int64_t total, old, left;

	if (!code || !*now || strcmp(was, now) == 0 ||
	    strcmp(code, strrchr(now, ' ')) != 0)
		return;
	old = value_number(was);
	total = left = value_number(now);
	if (!old || !rows_of(&w->order, old, code + 1))
		return;
	for (size_t i = 0; i < n; i++) {
		struct gd_payment row = *(const struct gd_payment *)gd_row_at(
		    &w->order.sheet, GD_TAB_PAYMENT, i);

		row.amount = i + 1 == n
				 ? left
				 : (int64_t)((gd_wide)total * row.amount / old);
		left -= row.amount;
		work_put(w, GD_TAB_PAYMENT, &row);
	}
}

/* ---- crediting, changing ------------------------------------------------- */

static enum gd_code
read_as(struct gd_work *w, const char *name, enum gd_field_type type,
    const char *typed, const char **out)
{
	struct gd_field_def def = { .name = { .id = name },
		.type = type,
		.min = 1 };

	return value_read(w, &def, typed, out);
}

/* The row meant: by number, else the first of this lot not yet credited. */
static const struct gd_payment *
row_meant(struct gd_work *w, int64_t no)
{
	int duty = w->cmd->duty ? gd_wf_duty(w->wf, w->cmd->duty) : -1;
	const struct gd_pred *of =
	    duty < 0 ? NULL : w->wf->duties[duty].derived;
	const struct gd_payment *p, *last = NULL;

	for (size_t i = 0; (p = gd_walk(&w->order, GD_TAB_PAYMENT, &i));) {
		/* a duty that credits one kind of row means those rows */
		if (!no && of && of->op == GD_PRED_CREDITED && *of->value &&
		    strcmp(of->value, p->method) != 0 &&
		    strcmp(of->value, p->trigger) != 0)
			continue;
		if (!no && w->cmd->lot && p->lot && p->lot != w->cmd->lot)
			continue;
		if (no ? p->no == no : !payment_credited(p))
			return p;
		last = p;
	}
	return no ? NULL : last;
}

static enum gd_code
amount_and_day(struct gd_work *w, struct gd_payment *row, int64_t *amount)
{
	const char *typed = work_pair(w, "amount");
	const char *date = work_pair(w, "date");
	const char *v, *code;
	enum gd_code rc;

	*amount = row->amount - row->credited;
	row->credited_day = work_day(w);
	if (typed) {
		rc = read_as(w, "amount", GD_FIELD_MONEY, typed, &v);
		if (rc)
			return rc;
		code = strrchr(v, ' ') + 1;
		/* guard:currency */
		if (GUARD(w, GD_M_OTHER_CURRENCY) && *row->currency &&
		    strcmp(code, row->currency) != 0)
			return gd_fail(w->err, GD_REFUSED, GD_M_OTHER_CURRENCY,
			    GD_T(code), GD_T(row->currency));
		*amount = value_number(v);
		row->currency = work_text(w, code);
	}
	if (date) {
		rc = read_as(w, "date", GD_FIELD_DATE, date, &v);
		if (rc)
			return rc;
		row->credited_day = gd_day_parse(v);
	}
	return GD_OK;
}

/* Where the workflow says who books money, nobody else does. guard:role */
enum gd_code
need_money(struct gd_work *w)
{
	bool may = false;
	int credits = -1;

	for (int d = 0; d < w->wf->nduties && !may; d++)
		if (w->wf->duties[d].credits) {
			credits = d;
			may = person_may(w, &w->wf->duties[d].by);
		}
	if (may || !GUARD(w, GD_M_NEEDS_ROLE))
		return GD_OK;
	return credits < 0 ? need_carrier(w)
			   : need_roles(w, &w->wf->duties[credits].by);
}

enum gd_code
do_credit(struct gd_work *w)
{
	const char *no = work_pair(w, "row");
	const struct gd_payment *p;
	struct gd_payment row;
	int64_t amount;
	enum gd_code rc = need_money(w);

	if (rc)
		return rc;
	p = row_meant(w, no ? value_number(no) : w->cmd->number);
	if (!p)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_PAYMENT,
		    GD_N(no ? value_number(no) : w->cmd->number),
		    GD_T(gd_head(&w->order)->number));
	row = *p;
	rc = amount_and_day(w, &row, &amount);
	if (rc)
		return rc;
	row.credited += amount;
	work_event(w, GD_EV_CREDITED, row.trigger,
	    work_printf(w, "%lld %s", (long long)amount, row.currency), row.no);
	work_put(w, GD_TAB_PAYMENT, &row);
	return GD_OK;
}

/* Add or change a row: trigger, method, percent, amount, due. */
enum gd_code
do_payment(struct gd_work *w)
{
	struct gd_payment row = { .no = w->cmd->number,
		.trigger = "",
		.method = "tt",
		.currency = "",
		.note = "" };
	const struct gd_payment *old;
	const char *v;
	enum gd_code rc = need_carrier(w);

	if (rc)
		return rc;
	if (w->cmd->nfields == 0)
		return gd_fail(w->err, GD_USAGE, GD_M_FIELD_MISSING,
		    GD_T("amount"));
	if (!row.no)
		row.no = (int64_t)w->order.sheet.rows[GD_TAB_PAYMENT].n + 1;
	old = gd_row_find(&w->order.sheet, GD_TAB_PAYMENT, &row);
	if (old)
		row = *old;
	for (int i = 0; i < w->cmd->nfields && !rc; i++) {
		const struct gd_pair *p = &w->cmd->fields[i];

		if (strcmp(p->name, "trigger") == 0)
			row.trigger = work_text(w, p->value);
		else if (strcmp(p->name, "method") == 0)
			row.method = work_text(w, p->value);
		else if (strcmp(p->name, "note") == 0)
			row.note = work_text(w, p->value);
		else if (strcmp(p->name, "lot") == 0)
			row.lot = value_number(p->value);
		else if (strcmp(p->name, "percent") == 0)
			row.bp = value_number(p->value) * 100;
		else if (strcmp(p->name, "amount") == 0) {
			rc = read_as(w, "amount", GD_FIELD_MONEY, p->value, &v);
			if (!rc) {
				row.amount = value_number(v);
				row.currency = strrchr(v, ' ') + 1;
			}
		} else if (strcmp(p->name, "due") == 0) {
			rc = read_as(w, "due", GD_FIELD_DATE, p->value, &v);
			if (!rc) {
				row.due_day = *v ? gd_day_parse(v) : 0;
				row.reckoned = 0;
			}
		} else {
			rc = gd_fail(w->err, GD_USAGE, GD_M_NO_FIELD,
			    GD_T(p->name));
		}
	}
	if (!rc && (row.lot < 0 || row.lot > lot_count(&w->order)))
		rc = gd_fail(w->err, GD_MISSING, GD_M_NO_LOT, GD_N(row.lot),
		    GD_T(gd_head(&w->order)->number));
	if (rc)
		return rc;
	work_event(w, GD_EV_PAYMENT, row.trigger, row.note, row.no);
	work_put(w, GD_TAB_PAYMENT, &row);
	return GD_OK;
}
