/* core/goods/lots.c - lots: a shipment takes quantities of lines.
 *
 *   plan --split, short--> plan        plan --loaded--> shipped
 *
 * Facts: the lots plan what was ordered less what was cancelled, whatever is
 * shipped; what shipped is never taken back; a lot that plans nothing and
 * shipped nothing is called off and owes nothing.
 */
#include "../dates/dates.h"

#include <string.h>
#include <strings.h>

#include "base/banned.h"

/* ---- questions ----------------------------------------------------------- */

static const struct gd_lot *
lot_row(const struct gd_order *o, int64_t lot)
{
	return gd_row_find(&o->sheet, GD_TAB_LOT,
	    &(struct gd_lot){ .no = lot });
}

/* Called off: nothing of it will be shipped. */
bool
lot_off(const struct gd_order *o, int64_t lot)
{
	const struct gd_lot *row = lot ? lot_row(o, lot) : NULL;

	return row && row->state == GD_LOT_OFF;
}

int
lots_living(const struct gd_order *o)
{
	int n = 0;

	for (int64_t l = lot_count(o); l >= 1; l--)
		n += !lot_off(o, l);
	return n;
}

/* Was it recorded what of this lot went on board? */
bool
lot_known(const struct gd_order *o, int64_t lot)
{
	const struct gd_lotline *ll;

	for (size_t i = 0; (ll = gd_walk(o, GD_TAB_LOTLINE, &i));)
		if (ll->lot == lot && ll->known)
			return true;
	return false;
}

/* Every duty of its own that blocks is settled, and there is one. */
bool
lot_done(const struct gd_workflow *wf, const struct gd_order *o, int64_t lot)
{
	int n = 0;

	for (int d = 0; d < wf->nduties; d++) {
		const struct gd_duty_def *def = &wf->duties[d];
		struct gd_at at;

		if (!def->per_lot || def->many || def->blocks == GD_BLOCKS_NO)
			continue;
		at = duty_at(wf, o, d, lot, 0);
		if (duty_applies(wf, o, d, at) == GD_FALSE)
			continue;
		if (!duty_settled(wf, o, d, at))
			return false;
		n++;
	}
	return n > 0;
}

/* Recorded as loaded, or done without: then it shipped as planned. */
bool
lot_shipped(const struct gd_workflow *wf, const struct gd_order *o, int64_t lot)
{
	return lot_known(o, lot) || lot_done(wf, o, lot);
}

/* What of a line can still be taken out of a lot. */
int64_t
lot_free(const struct gd_workflow *wf, const struct gd_order *o, int64_t lot,
    int64_t line)
{
	struct gd_lotline row = lotline(o, lot, line);

	if (row.known)
		return row.qty > row.shipped ? row.qty - row.shipped : 0;
	return lot_shipped(wf, o, lot) ? 0 : row.qty;
}

/* More or less, in hundredths of a percent: of the line, else of the order. */
int64_t
line_tolerance(const struct gd_order *o, const struct gd_line *row)
{
	const char *p = gd_field(o, "tolerance", 0);
	int64_t bp = 0;
	int digits = -1;

	if (row->tolerance_bp)
		return row->tolerance_bp;
	for (; *p && digits < 2; p++) {
		if (*p == '.')
			digits = 0;
		else
			bp = bp * 10 + (*p - '0');
		if (*p != '.' && digits >= 0)
			digits++;
	}
	for (digits = digits < 0 ? 0 : digits; digits < 2; digits++)
		bp *= 10;
	return bp < 0 ? 0 : bp > 10000 ? 10000 : bp;
}

/* What shipped lots have left behind of a line; less than 0: shipped over. */
int64_t
line_missing(const struct gd_order *o, int64_t line)
{
	const struct gd_lotline *ll;
	int64_t sum = 0;

	for (size_t i = 0; (ll = gd_walk(o, GD_TAB_LOTLINE, &i));)
		if (ll->line == line && ll->known)
			sum += ll->qty - ll->shipped;
	return sum;
}

/* Is so much missing more than the tolerance lets pass? */
bool
line_short(const struct gd_order *o, const struct gd_line *row)
{
	gd_wide missing = line_missing(o, row->no);
	gd_wide due = row->qty - row->cancelled;

	return missing * 10000 > due * line_tolerance(o, row);
}

/* The first line that is neither shipped nor cancelled, or NULL. */
const struct gd_line *
lines_short(const struct gd_order *o)
{
	const struct gd_line *l;

	for (size_t i = 0; (l = gd_walk(o, GD_TAB_LINE, &i));)
		if (line_short(o, l))
			return l;
	return NULL;
}

/* ---- an order without lines ---------------------------------------------- */

/* Its product and quantity become line 1, so that it can be divided. */
enum gd_code
make_line(struct gd_work *w)
{
	struct gd_line row = { .no = 1,
		.item = gd_field(&w->order, "product", 0),
		.spec = "",
		.unit = "",
		.currency = "",
		.note = "" };
	const char *typed = gd_field(&w->order, "quantity", 0);
	enum gd_code rc;

	if (w->order.sheet.rows[GD_TAB_LINE].n)
		return GD_OK;
	if (!*typed)
		return gd_fail(w->err, GD_REFUSED, GD_M_NO_QUANTITY,
		    GD_T(gd_head(&w->order)->number));
	if (!*row.item)
		row.item = gd_head(&w->order)->number;
	rc = line_read(w, &row, "qty", typed);
	if (rc)
		return rc;
	work_event(w, GD_EV_LINES, "", "", 0);
	return line_store(w, &row);
}

static bool
lot_empty(const struct gd_order *o, int64_t lot)
{
	const struct gd_lotline *ll;

	for (size_t i = 0; (ll = gd_walk(o, GD_TAB_LOTLINE, &i));)
		if (ll->lot == lot && (ll->qty || ll->shipped))
			return false;
	return true;
}

static void
call_off(struct gd_work *w, int64_t lot)
{
	struct gd_lot row = *lot_row(&w->order, lot);

	row.state = GD_LOT_OFF;
	row.reason = work_text(w, w->cmd->reason);
	work_put(w, GD_TAB_LOT, &row);
	payments_off(w, lot);
}

/* ---- split --------------------------------------------------------------- */

/* The lot a command means; several and none said: ask. guard:which-lot */
enum gd_code
find_lot(struct gd_work *w, const char *what, int64_t *lot)
{
	int64_t all = lot_count(&w->order);

	*lot = w->cmd->lot;
	if (*lot < 0 || *lot > all)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_LOT, GD_N(*lot),
		    GD_T(gd_head(&w->order)->number));
	if (*lot)
		return GD_OK;
	for (int64_t l = 1; l <= all; l++) {
		if (lot_off(&w->order, l))
			continue;
		if (*lot && GUARD(w, GD_M_WHICH_LOT))
			return gd_fail(w->err, GD_USAGE, GD_M_WHICH_LOT,
			    GD_T(what), GD_N(all));
		*lot = *lot ? *lot : l;
	}
	*lot = *lot ? *lot : 1;
	return GD_OK;
}

/* Packing units and pieces: UCP 600 art. 30 b knows them as what is stated by
 * number, and nobody ships half of one. */
static bool
counted_whole(const char *unit)
{
	static const char *const whole[] = { "pc", "pcs", "piece", "pieces",
		"set", "sets", "pair", "pairs", "ctn", "ctns", "carton",
		"cartons", "box", "boxes", "unit", "units", "件", "只", "个",
		"套", "双", "箱", "台", "把", "张" };

	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		if (strcasecmp(unit, whole[i]) == 0)
			return true;
	return false;
}

struct split {
	int64_t from, to;
	bool makes; /* to is a new lot */
	struct gd_str words;
};

/* So much of a line goes from one lot to the other. guard:lot-too-much */
static enum gd_code
move_part(struct gd_work *w, struct split *s, int64_t no, const char *typed)
{
	const struct gd_line *found = line_find(&w->order, no);
	struct gd_lotline a, b;
	struct gd_line row;
	int64_t qty, may;
	const char *name = work_printf(w, "line:%lld", (long long)no);
	enum gd_code rc = GD_OK;

	if (!found)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_LINE, GD_N(no),
		    GD_T(gd_head(&w->order)->number));
	row = *found;
	if (strcmp(typed, "all") == 0 || strcmp(typed, "全部") == 0)
		qty = lot_free(w->wf, &w->order, s->from, no);
	else
		rc = line_qty_read(w, &row, name, typed, &qty);
	/* guard:whole-units */
	if (!rc && row.digits && !found->digits && counted_whole(row.unit) &&
	    GUARD(w, GD_M_WHOLE_UNITS))
		rc = gd_fail(w->err, GD_USAGE, GD_M_WHOLE_UNITS, GD_T(row.unit),
		    GD_T(typed));
	if (!rc && row.digits != found->digits)
		rc = line_store(w, &row);
	if (rc)
		return rc;
	may = lot_free(w->wf, &w->order, s->from, no);
	if (qty <= 0 && may > 0)
		return gd_fail(w->err, GD_USAGE, GD_M_ABOVE_ZERO, GD_N(no),
		    GD_T(typed));
	if (qty <= 0 || (qty > may && GUARD(w, GD_M_LOT_TOO_MUCH)))
		return gd_fail(w->err, GD_REFUSED, GD_M_LOT_TOO_MUCH,
		    GD_N(s->from), GD_T(line_qty_words(w, &row, may)), GD_N(no),
		    GD_T(typed));
	a = lotline(&w->order, s->from, no);
	b = lotline(&w->order, s->to, no);
	/* to a lot that has shipped: what it took over its plan */
	if (lot_shipped(w->wf, &w->order, s->to) && !s->makes &&
	    qty > b.shipped - b.qty && GUARD(w, GD_M_LOT_SHIPPED))
		return gd_fail(w->err, GD_REFUSED, GD_M_LOT_SHIPPED,
		    GD_N(s->to));
	a.qty -= qty;
	b.qty += qty;
	work_put(w, GD_TAB_LOTLINE, &a);
	work_put(w, GD_TAB_LOTLINE, &b);
	gd_str_addf(&s->words, "%s%lld: %s", s->words.len ? ", " : "",
	    (long long)no, line_qty_words(w, &row, qty));
	return GD_OK;
}

/* "line:2" -> 2; the quantity of an order with one line needs no number. */
static bool
pair_line(struct gd_work *w, const char *name, int64_t *no)
{
	const struct gd_line *only = gd_row_at(&w->order.sheet, GD_TAB_LINE, 0);
	const char *cell;

	if (line_name(name, no, &cell))
		return !*cell || strcmp(cell, "qty") == 0;
	if (!only || w->order.sheet.rows[GD_TAB_LINE].n > 1 ||
	    (strcmp(name, "quantity") != 0 && strcmp(name, "qty") != 0))
		return false;
	*no = only->no;
	return true;
}

static enum gd_code
move_parts(struct gd_work *w, struct split *s)
{
	enum gd_code rc = GD_OK;
	int64_t no;

	for (int i = 0; i < w->cmd->nfields && !rc; i++) {
		const struct gd_pair *p = &w->cmd->fields[i];

		if (strcmp(p->name, "to") == 0)
			continue;
		if (!pair_line(w, p->name, &no))
			return gd_fail(w->err, GD_USAGE, GD_M_NO_FIELD_BUT,
			    GD_T(p->name),
			    GD_T("line:1=500, line:1=all, to=2"));
		rc = move_part(w, s, no, p->value);
	}
	if (!rc && !s->words.len)
		rc = gd_fail(w->err, GD_USAGE, GD_M_SPLIT_WHAT);
	return rc;
}

/* Where it goes: a new lot, or `to=N`, one there is. */
static enum gd_code
split_target(struct gd_work *w, struct split *s)
{
	const char *to = work_pair(w, "to");

	s->to = to ? value_number(to) : lot_count(&w->order) + 1;
	s->makes = !to;
	if (to && (s->to < 1 || s->to > lot_count(&w->order) ||
		      s->to == s->from || lot_off(&w->order, s->to)))
		return gd_fail(w->err, GD_MISSING, GD_M_NO_LOT, GD_N(s->to),
		    GD_T(gd_head(&w->order)->number));
	if (!to && s->to > GD_LOTS_MAX)
		return gd_fail(w->err, GD_REFUSED, GD_M_LOTS_MANY,
		    GD_N(GD_LOTS_MAX));
	return GD_OK;
}

/* guard:lot-empty */
static enum gd_code
split_off(struct gd_work *w, struct split *s)
{
	bool first = lot_count(&w->order) == 1;
	gd_wide whole = lot_weight(&w->order, s->from), part;
	enum gd_code rc;

	work_event(w, s->makes ? GD_EV_SPLIT : GD_EV_LINES, "", "", s->to);
	if (s->makes)
		work_put(w, GD_TAB_LOT,
		    &(struct gd_lot){ .no = s->to,
			.from_lot = s->from,
			.reason = work_text(w, w->cmd->reason) });
	if (s->makes)
		dates_split(w, s->from, s->to);
	rc = move_parts(w, s);
	if (rc)
		return rc;
	w->e->note = work_text(w,
	    s->makes ? s->words.text
		     : work_printf(w, "@%lld -> @%lld %s", (long long)s->from,
			   (long long)s->to, s->words.text));
	part = whole - lot_weight(&w->order, s->from);
	payments_divide(w, s->from, s->to, part, whole, first);
	if (!lot_empty(&w->order, s->from))
		return GD_OK;
	if (s->makes && GUARD(w, GD_M_LOT_EMPTY))
		return gd_fail(w->err, GD_REFUSED, GD_M_LOT_EMPTY,
		    GD_N(s->from));
	call_off(w, s->from);
	return GD_OK;
}

/* split ORDER@LOT line:1=500 line:2=all [to=LOT] */
enum gd_code
do_split(struct gd_work *w)
{
	struct split s = { .words = GD_STR_INIT };
	enum gd_code rc = need_reason(w);

	if (!rc)
		rc = need_carrier(w);
	if (!rc)
		rc = find_lot(w, gd_verb_word(GD_DO_SPLIT), &s.from);
	if (!rc && lot_off(&w->order, s.from))
		rc = gd_fail(w->err, GD_REFUSED, GD_M_LOT_EMPTY, GD_N(s.from));
	if (!rc)
		rc = make_line(w);
	if (!rc)
		rc = split_target(w, &s);
	if (!rc)
		rc = split_off(w, &s);
	gd_str_release(&s.words);
	return rc;
}

/* ---- short --------------------------------------------------------------- */

/* Take so much out of one lot's plan; what is left to take. */
static int64_t
short_lot(struct gd_work *w, int64_t lot, int64_t line, int64_t qty)
{
	struct gd_lotline row = lotline(&w->order, lot, line);
	int64_t may = lot_free(w->wf, &w->order, lot, line);

	if (may > qty)
		may = qty;
	if (may <= 0)
		return qty;
	row.qty -= may;
	work_put(w, GD_TAB_LOTLINE, &row);
	if (lot_empty(&w->order, lot))
		call_off(w, lot);
	return qty - may;
}

/* What shipped lots left behind first, then the last lots. */
static int64_t
short_all(struct gd_work *w, int64_t line, int64_t qty)
{
	int64_t lots = lot_count(&w->order);

	for (int64_t l = 1; l <= lots && qty; l++)
		if (lot_known(&w->order, l))
			qty = short_lot(w, l, line, qty);
	for (int64_t l = lots; l >= 1 && qty; l--)
		qty = short_lot(w, l, line, qty);
	return qty;
}

/* short ORDER LINE QTY: the customer agrees to less. guard:short-too-much */
enum gd_code
do_short(struct gd_work *w)
{
	const char *typed = work_pair(w, "qty");
	const struct gd_line *found;
	struct gd_line row;
	int64_t qty, left, no = w->cmd->number ? w->cmd->number : 1;
	enum gd_code rc = need_reason(w);

	if (!rc)
		rc = need_carrier(w);
	if (!rc && w->cmd->lot)
		rc = find_lot(w, "", &left);
	if (!rc)
		rc = make_line(w);
	if (rc)
		return rc;
	found = line_find(&w->order, no);
	if (!found)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_LINE, GD_N(no),
		    GD_T(gd_head(&w->order)->number));
	if (!typed)
		return gd_fail(w->err, GD_USAGE, GD_M_FIELD_MISSING,
		    GD_T("qty"));
	row = *found;
	rc = line_qty_read(w, &row, "qty", typed, &qty);
	if (!rc && row.digits != found->digits)
		rc = line_store(w, &row);
	if (rc)
		return rc;
	work_event(w, GD_EV_SHORT, "", line_qty_words(w, &row, qty), no);
	left = w->cmd->lot ? short_lot(w, w->cmd->lot, no, qty)
			   : short_all(w, no, qty);
	if (qty <= 0 || (left && GUARD(w, GD_M_SHORT_MUCH)))
		return gd_fail(w->err, GD_REFUSED, GD_M_SHORT_MUCH, GD_N(no),
		    GD_T(line_qty_words(w, &row, qty - left)), GD_T(typed));
	if (!lots_living(&w->order))
		return gd_fail(w->err, GD_REFUSED, GD_M_SHORT_ALL,
		    GD_T(gd_head(&w->order)->number));
	row = *line_find(&w->order, no);
	row.cancelled += qty;
	work_put(w, GD_TAB_LINE, &row);
	return GD_OK;
}
