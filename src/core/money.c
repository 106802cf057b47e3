/* core/money.c - payment rows: what is owed when, and what was credited.
 *
 * Crediting is possible in every state of an order and is never "not ready":
 * deposits come early.  Amounts are minor units of the row's currency.
 */
#include "work.h"

#include <string.h>

#include "base/day.h"

#include "base/banned.h"

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

enum gd_code
do_credit(struct gd_work *w)
{
	const char *no = work_pair(w, "row");
	const struct gd_payment *p;
	struct gd_payment row;
	int64_t amount;
	enum gd_code rc = GD_OK;
	bool may = false;
	int credits = -1;

	for (int d = 0; d < w->wf->nduties && !may; d++)
		if (w->wf->duties[d].credits) {
			credits = d;
			may = person_may(w, &w->wf->duties[d].by);
		}
	/* where the workflow says who books money, nobody else does */
	if (!may && GUARD(w, GD_M_NEEDS_ROLE))
		rc = credits < 0 ? need_carrier(w)
				 : need_roles(w, &w->wf->duties[credits].by);
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
			if (!rc)
				row.due_day = gd_day_parse(v);
		} else {
			rc = gd_fail(w->err, GD_USAGE, GD_M_NO_FIELD,
			    GD_T(p->name));
		}
	}
	if (rc)
		return rc;
	work_event(w, GD_EV_PAYMENT, row.trigger, row.note, row.no);
	work_put(w, GD_TAB_PAYMENT, &row);
	return GD_OK;
}
