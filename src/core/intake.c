/* core/intake.c - a new order: its fields, lines, one lot, payment rows,
 * assignments; a repeat order waives sampling and adopts the old sample. */
#include "work.h"

#include <string.h>

#include "base/text.h"

#include "base/banned.h"

static bool
prefixed(const char *s, const char *prefix, const char **rest)
{
	size_t n = strlen(prefix);

	*rest = s + n;
	return strncmp(s, prefix, n) == 0;
}

/* No row was credited, and none has an amount yet. */
static bool
payments_blank(const struct gd_work *w)
{
	const struct gd_payment *p;

	for (size_t i = 0; (p = gd_walk(&w->order, GD_TAB_PAYMENT, &i));)
		if (p->amount || p->credited || *p->note)
			return false;
	return true;
}

/* Payment rows as the terms bring them; amounts from the order's amount.
 * Terms and amount may become known only with the contract. */
void
payments_put(struct gd_work *w)
{
	const char *terms = gd_field(&w->order, "terms", 0);
	const char *amount = gd_field(&w->order, "amount", 0);
	const char *code = strrchr(amount, ' ');
	int64_t total = *amount ? value_number(amount) : 0, given = 0;
	struct gd_payment row = { .note = "" };
	int last = -1;

	if (w->order.sheet.rows[GD_TAB_PAYMENT].n &&
	    (!total || !payments_blank(w)))
		return;
	for (int i = 0; i < w->wf->npayments; i++)
		if (strcmp(w->wf->payments[i].terms, terms) == 0)
			last = i;
	for (int i = 0; i <= last; i++) {
		const struct gd_payment_def *p = &w->wf->payments[i];

		if (strcmp(p->terms, terms) != 0)
			continue;
		row.no++;
		row.trigger = p->trigger;
		row.method = p->method;
		row.bp = p->bp;
		/* the last row takes what rounding leaves */
		row.amount = i == last ? total - given : total * p->bp / 10000;
		given += row.amount;
		row.currency = code ? work_text(w, code + 1) : "";
		payments_per_lot(w, &row);
	}
}

static enum gd_code
field_in(struct gd_work *w, const struct gd_pair *p)
{
	int f = gd_wf_field(w->wf, p->name);
	struct gd_field row;
	const char *cell;
	enum gd_code rc;

	if (line_name(p->name, &row.lot, &cell) && *cell)
		return GD_OK; /* read with the lines */
	if (f < 0)
		return gd_fail(w->err, GD_USAGE, GD_M_NO_FIELD_NEW,
		    GD_T(p->name));
	row = (struct gd_field){ .name = w->wf->fields[f].name.id,
		.lot = w->wf->fields[f].per_lot };
	rc = value_read(w, &w->wf->fields[f], p->value, &row.value);
	if (!rc && *row.value)
		work_put(w, GD_TAB_FIELD, &row);
	return rc;
}

/* guard:assign-role - only who holds a role can do what it asks of him. */
enum gd_code
need_holder(struct gd_work *w, const char *login, const char *role)
{
	bool holds = !w->f->holders;

	for (int i = 0; i < w->f->nholders && !holds; i++)
		holds = strcmp(w->f->holders[i].login, login) == 0 &&
			strcmp(w->f->holders[i].role, role) == 0;
	if (!holds && GUARD(w, GD_M_ASSIGN_ROLE))
		return gd_fail(w->err, GD_REFUSED, GD_M_ASSIGN_ROLE,
		    GD_T(login), GD_T(role));
	return GD_OK;
}

/* "assign:clerk" = login, "adopt:returned_sample" = desk, else a field. */
static enum gd_code
pair_in(struct gd_work *w, const struct gd_pair *p)
{
	const char *rest;
	enum gd_code rc;
	int i;

	if (prefixed(p->name, "assign:", &rest)) {
		i = gd_wf_role(w->wf, rest);
		if (i < 0)
			return gd_fail(w->err, GD_USAGE, GD_M_NO_ROLE,
			    GD_T(rest));
		rc = need_holder(w, p->value, w->wf->roles[i].name.id);
		if (rc)
			return rc;
		work_put(w, GD_TAB_ASSIGN,
		    &(struct gd_assign){ .role = w->wf->roles[i].name.id,
			.person = work_text(w, p->value) });
		return GD_OK;
	}
	if (prefixed(p->name, "adopt:", &rest)) {
		i = gd_wf_paper(w->wf, rest);
		if (i < 0 || !w->wf->papers[i].is_thing)
			return gd_fail(w->err, GD_USAGE, GD_M_NO_PAPER,
			    GD_T(rest), GD_T(w->wf->name.id));
		piece_new(w, i, paper_at(w->wf, &w->order, i, 0, 0), 0,
		    GD_PIECE_SAMPLE, work_text(w, p->value), GD_PIECE_HELD);
		return GD_OK;
	}
	return field_in(w, p);
}

/* guard:intake-required */
static enum gd_code
intake_complete(struct gd_work *w)
{
	for (int f = 0; f < w->wf->nfields; f++) {
		const struct gd_field_def *d = &w->wf->fields[f];

		if (d->at_intake && d->required &&
		    !*gd_field(&w->order, d->name.id, d->per_lot))
			return gd_fail(w->err, GD_REFUSED, GD_M_FIELD_MISSING,
			    GD_T(d->name.id));
	}
	return GD_OK;
}

/* Sampling duties, not the customer's order, are waived. */
static void
repeat_waive(struct gd_work *w)
{
	for (int d = 0; d < w->wf->nduties; d++) {
		const struct gd_duty_def *def = &w->wf->duties[d];
		struct gd_at at = duty_at(w->wf, &w->order, d, 1, 0);

		if (def->loop < 0 || def->per_lot || def->many ||
		    !def->waivable)
			continue;
		work_event(w, GD_EV_WAIVED, def->name.id, "repeat order", 0);
		act_record(w, d, at, GD_ACT_WAIVED, "", "", "repeat order");
	}
}

/* "line:2:qty" = quantity ...; the currency first, as prices are read by it.
 * What was a blank line until now begins with item "". */
static enum gd_code
line_pairs(struct gd_work *w, bool currency)
{
	enum gd_code rc = GD_OK;

	for (int i = 0; i < w->cmd->nfields && !rc; i++) {
		const struct gd_pair *p = &w->cmd->fields[i];
		struct gd_line row = { .item = "",
			.spec = "",
			.unit = "",
			.currency = "",
			.note = "" };
		const char *cell;

		if (!line_name(p->name, &row.no, &cell) ||
		    (strcmp(cell, "currency") == 0) != currency)
			continue;
		if (line_find(&w->order, row.no))
			row = *line_find(&w->order, row.no);
		rc = line_read(w, &row, cell, p->value);
		if (!rc)
			rc = line_store(w, &row);
	}
	return rc;
}

/* Lines given as rows, then by name; each has an article. */
static enum gd_code
lines_put(struct gd_work *w)
{
	const struct gd_line *l;
	enum gd_code rc = GD_OK;

	for (int i = 0; i < w->cmd->nlines && !rc; i++) {
		struct gd_line row = w->cmd->lines[i];

		row.no = row.no ? row.no : i + 1;
		row.cancelled = 0; /* of the order it repeats */
		rc = line_store(w, &row);
	}
	if (!rc)
		rc = line_pairs(w, true);
	if (!rc)
		rc = line_pairs(w, false);
	for (size_t i = 0; !rc && (l = gd_walk(&w->order, GD_TAB_LINE, &i));)
		if (!*l->item)
			rc = gd_fail(w->err, GD_USAGE, GD_M_FIELD_MISSING,
			    GD_T(work_printf(w, "line:%lld:item",
				(long long)l->no)));
	return rc;
}

enum gd_code
do_new(struct gd_work *w)
{
	struct gd_head head = *gd_head(&w->order);
	bool repeat =
	    w->cmd->outcome && strcmp(w->cmd->outcome, "repeat-of") == 0;
	enum gd_code rc = GD_OK;

	if (*head.number)
		return gd_fail(w->err, GD_USAGE, GD_M_CORE_BUG, GD_T("new"));
	head.number = work_text(w, w->f->number);
	head.workflow = w->wf->name.id;
	head.version = w->wf->version;
	head.company = work_text(w, w->f->company);
	head.customer = work_text(w, w->f->customer);
	head.created_ms = w->f->now_ms;
	work_event(w, GD_EV_CREATED, head.number, head.customer, 0);
	work_put(w, GD_TAB_HEAD, &head);
	work_put(w, GD_TAB_LOT, &(struct gd_lot){ .no = 1 });
	rc = lines_put(w);
	for (int i = 0; i < w->cmd->nfields && !rc; i++)
		rc = pair_in(w, &w->cmd->fields[i]);
	if (!rc)
		lines_follow(w, &(struct line_sums){ "", "" });
	if (!rc)
		rc = quantity_at_intake(w);
	if (!rc)
		rc = lines_one_money(w);
	if (!rc)
		rc = intake_complete(w);
	if (rc)
		return rc;
	payments_put(w);
	if (repeat) {
		work_put(w, GD_TAB_LINK,
		    &(struct gd_link){ .kind = "repeat-of",
			.other = work_text(w, w->cmd->person) });
		repeat_waive(w);
	}
	return GD_OK;
}

enum gd_code
do_note(struct gd_work *w)
{
	enum gd_code rc = need_reason(w);

	if (!rc && w->cmd->reason)
		rc = gd_text_check(w->cmd->reason, 4000, true, w->err);
	if (!rc)
		work_event(w, GD_EV_NOTE, "", w->cmd->reason, 0);
	return rc;
}

enum gd_code
do_link(struct gd_work *w)
{
	static const char *const kinds[] = { "repeat-of", "settles",
		"after-sales-of" };
	enum gd_code rc = need_carrier(w);

	if (rc)
		return rc;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (w->cmd->outcome && strcmp(w->cmd->outcome, kinds[i]) == 0) {
			work_event(w, GD_EV_LINKED, kinds[i], w->cmd->person,
			    0);
			work_put(w, GD_TAB_LINK,
			    &(struct gd_link){ .kind = kinds[i],
				.other = work_text(w, w->cmd->person) });
			return GD_OK;
		}
	return gd_fail(w->err, GD_USAGE, GD_M_BAD_CHOICE, GD_T("link"),
	    GD_T(w->cmd->outcome ? w->cmd->outcome : ""),
	    GD_T("repeat-of, settles, after-sales-of"));
}
