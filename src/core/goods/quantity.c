/* core/goods/quantity.c - the order's quantity is what its lines come to.
 *
 * Where all lines have one unit the two are one number: said of an order with
 * one line it is the line's; of an order with several it is their sum and is
 * set line by line.  Lines of different units have no sum, and the quantity is
 * what somebody typed.
 */
#include "../work.h"

#include <string.h>

#include "base/banned.h"

#define QUANTITY "quantity"

/* What the lines come to; "" when that is no number. */
static const char *
sum_of_lines(struct gd_work *w)
{
	struct line_sums sums;

	lines_sum(w, &sums);
	return sums.quantity;
}

/* The line whose quantity the order's is, or NULL. */
static const struct gd_line *
only_line(const struct gd_order *o)
{
	return o->sheet.rows[GD_TAB_LINE].n == 1
		   ? gd_row_at(&o->sheet, GD_TAB_LINE, 0)
		   : NULL;
}

/* guard:quantity - a quantity typed for the whole order. */
enum gd_code
quantity_agrees(struct gd_work *w, const char *name, const char *value)
{
	const char *sum;

	if (strcmp(name, QUANTITY) != 0 || !*value || only_line(&w->order))
		return GD_OK;
	sum = sum_of_lines(w);
	if (*sum && strcmp(sum, value) != 0 && GUARD(w, GD_M_QUANTITY_LINES))
		return gd_fail(w->err, GD_REFUSED, GD_M_QUANTITY_LINES,
		    GD_T(value), GD_T(sum));
	return GD_OK;
}

/* A new order: what was typed for the whole is what the lines say. */
enum gd_code
quantity_at_intake(struct gd_work *w)
{
	const char *said = gd_field(&w->order, QUANTITY, 0);
	const char *sum = sum_of_lines(w);

	if (*said && *sum && strcmp(said, sum) != 0 &&
	    GUARD(w, GD_M_QUANTITY_LINES))
		return gd_fail(w->err, GD_REFUSED, GD_M_QUANTITY_LINES,
		    GD_T(said), GD_T(sum));
	return GD_OK;
}

/* Prices of an order are of one currency, unless its amount is said. */
enum gd_code
lines_one_money(struct gd_work *w)
{
	const struct gd_line *l, *first = NULL;

	for (size_t i = 0; (l = gd_walk(&w->order, GD_TAB_LINE, &i));) {
		if (!l->price)
			continue;
		first = first ? first : l;
		if (!*l->currency && GUARD(w, GD_M_PRICE_CURRENCY))
			return gd_fail(w->err, GD_USAGE, GD_M_PRICE_CURRENCY,
			    GD_N(l->no));
		if (strcmp(l->currency, first->currency) != 0 &&
		    !*gd_field(&w->order, "amount", 0) &&
		    GUARD(w, GD_M_LINES_MONEY))
			return gd_fail(w->err, GD_REFUSED, GD_M_LINES_MONEY,
			    GD_T(first->currency), GD_T(l->currency));
	}
	return GD_OK;
}

/* correct quantity=: the only line is set right with it. @return the command
 * to do, w->cmd itself when nothing is to be added */
const struct gd_command *
quantity_with_line(struct gd_work *w)
{
	const struct gd_line *l = only_line(&w->order);
	const char *said = work_pair(w, QUANTITY);
	struct gd_command *both;
	struct gd_pair *pairs;
	const char *name;

	if (!l || !said || !*sum_of_lines(w))
		return w->cmd;
	name = work_printf(w, "line:%lld:qty", (long long)l->no);
	if (work_pair(w, name))
		return w->cmd;
	both = gd_arena_alloc(&w->ev->arena, 1, sizeof *both);
	pairs = gd_arena_alloc(&w->ev->arena, (size_t)w->cmd->nfields + 1,
	    sizeof *pairs);
	memcpy(pairs, w->cmd->fields, (size_t)w->cmd->nfields * sizeof *pairs);
	pairs[w->cmd->nfields] = (struct gd_pair){ name, said };
	*both = *w->cmd;
	both->fields = pairs;
	both->nfields = w->cmd->nfields + 1;
	return both;
}

/* A draft that says lines and the quantity: typed for the whole it is the only
 * line's, otherwise it is what the draft's lines come to. */
void
quantity_in_draft(struct gd_work *w, json_t *obj, bool typed)
{
	const struct gd_line *l = only_line(&w->order);
	const char *name, *cell, *unit = NULL;
	json_t *v, *said = json_object_get(obj, QUANTITY);
	struct gd_line sum = { .currency = "", .unit = "" };
	int64_t no;

	if (!said)
		return;
	if (typed && l && *sum_of_lines(w)) {
		json_object_set(obj,
		    work_printf(w, "line:%lld:qty", (long long)l->no), said);
		return;
	}
	json_object_foreach(obj, name, v)
	{
		const char *its;
		int64_t qty;

		if (!line_name(name, &no, &cell) || strcmp(cell, "qty") != 0)
			continue;
		its = json_string_value(json_object_get(obj,
		    work_printf(w, "line:%lld:unit", (long long)no)));
		its = its ? its : "";
		if ((unit && strcmp(unit, its) != 0) ||
		    line_qty_read(w, &sum, name, json_string_value(v), &qty))
			return;
		unit = its;
		sum.qty += qty;
	}
	if (unit && sum.qty)
		json_object_set_new(obj, QUANTITY,
		    json_string(line_qty_words(w, &sum, sum.qty)));
}

/* A paper without lines, or an act, said another quantity: the only line goes
 * with it. */
void
quantity_follow(struct gd_work *w)
{
	const struct gd_line *l = only_line(&w->order);
	const char *now = gd_field(&w->order, QUANTITY, 0);
	struct gd_err ignored = GD_ERR_INIT, *err = w->err;
	const char *sum, *a, *b;

	if (!l || !*now || strcmp(now, gd_field(w->was, QUANTITY, 0)) == 0)
		return;
	sum = sum_of_lines(w);
	if (!*sum || strcmp(sum, now) == 0)
		return;
	w->err =
	    &ignored; /* what has shipped stays, and shows that it differs */
	(void)!line_change(w, l->no, "qty", work_text(w, now), &a, &b);
	w->err = err;
}
