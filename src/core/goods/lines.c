/* core/goods/lines.c - the lines of an order, by name: "line:2:qty", as typed.
 *
 * One place reads every cell of a line and keeps what hangs on it true: what
 * the lots plan is what was ordered less what was cancelled, and the order's
 * quantity and amount follow its lines while nobody typed others.
 */
#include "../work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

#define MAX_LINE 10000
#define MAX_DIGITS 6

/* "line:2:qty" is cell qty of line 2, "line:2" its quantity in a lot. */
bool
line_name(const char *name, int64_t *no, const char **cell)
{
	int64_t n = 0;

	if (strncmp(name, "line:", 5) != 0)
		return false;
	for (name += 5; *name >= '0' && *name <= '9' && n <= MAX_LINE; name++)
		n = n * 10 + (*name - '0');
	if (n < 1 || n > MAX_LINE || (*name && *name != ':'))
		return false;
	*no = n;
	*cell = *name ? name + 1 : name;
	return true;
}

const struct gd_line *
line_find(const struct gd_order *o, int64_t no)
{
	return gd_row_find(&o->sheet, GD_TAB_LINE,
	    &(struct gd_line){ .no = no });
}

static int64_t
power(int64_t digits)
{
	int64_t unit = 1;

	while (digits-- > 0)
		unit *= 10;
	return unit;
}

/* ---- numbers ------------------------------------------------------------- */

static const char *
decimal_text(int64_t n, int64_t digits, char buf[LINE_TEXT])
{
	int64_t unit = power(digits);

	if (digits <= 0)
		snprintf(buf, LINE_TEXT, "%lld", (long long)n);
	else
		snprintf(buf, LINE_TEXT, "%s%lld.%0*lld", n < 0 ? "-" : "",
		    (long long)llabs(n / unit), (int)digits,
		    (long long)llabs(n % unit));
	return buf;
}

static const char *
decimal_words(struct gd_work *w, int64_t n, int64_t digits)
{
	char buf[LINE_TEXT];

	return work_text(w, decimal_text(n, digits, buf));
}

const char *
line_qty_words(struct gd_work *w, const struct gd_line *row, int64_t qty)
{
	return work_printf(w, "%s%s%s", decimal_words(w, qty, row->digits),
	    *row->unit ? " " : "", row->unit);
}

/* A number that is not negative, and how many digits it has. */
static enum gd_code
read_decimal(struct gd_work *w, const char *name, const char *typed, int max,
    int64_t *n, int64_t *digits)
{
	struct gd_field_def def = { .name = { .id = name },
		.type = GD_FIELD_DECIMAL,
		.min = 1 }; /* over max: no limit */
	const char *v, *p;
	int seen = 0;
	enum gd_code rc = value_read(w, &def, typed, &v);

	*n = *digits = 0;
	if (rc)
		return rc;
	for (p = v; *p; p++) {
		if (*p == '.' || *p == '-')
			continue;
		*n = *n * 10 + (*p - '0');
		seen++;
	}
	p = strchr(v, '.');
	*digits = p ? (int64_t)strlen(p + 1) : 0;
	for (; *digits > 0 && *n % 10 == 0; *n /= 10)
		--*digits; /* 12.50 is 12.5 */
	if (!seen || seen > 15 || *digits > max || *v == '-')
		return gd_fail(w->err, GD_USAGE, GD_M_BAD_NUMBER, GD_T(name),
		    GD_T(typed));
	return GD_OK;
}

/* A quantity of a line as typed, in its smallest part. Finer parts than the
 * line has make the line finer; *row is the caller's copy. */
enum gd_code
line_qty_read(struct gd_work *w, struct gd_line *row, const char *name,
    const char *typed, int64_t *qty)
{
	int64_t digits, finer;
	enum gd_code rc =
	    read_decimal(w, name, typed, MAX_DIGITS, qty, &digits);

	if (rc)
		return rc;
	if (digits > row->digits) {
		finer = power(digits - row->digits);
		row->qty *= finer;
		row->cancelled *= finer;
		row->digits = digits;
	} else {
		*qty *= power(row->digits - digits);
	}
	return GD_OK;
}

static enum gd_code
read_price(struct gd_work *w, struct gd_line *row, const char *name,
    const char *typed)
{
	struct gd_field_def def = { .name = { .id = name },
		.type = GD_FIELD_MONEY };
	size_t len = strlen(typed);
	bool bare = len && typed[len - 1] >= '0' && typed[len - 1] <= '9';
	const char *v;
	enum gd_code rc;

	if (bare && *row->currency)
		typed = work_printf(w, "%s %s", typed, row->currency);
	rc = value_read(w, &def, typed, &v);
	if (rc)
		return rc;
	row->price = *v ? value_number(v) : 0;
	if (*v)
		row->currency = strrchr(v, ' ') + 1;
	return GD_OK;
}

/* Percent in hundredths: 2.5 is 250. */
static enum gd_code
read_percent(struct gd_work *w, const char *name, const char *typed,
    int64_t *bp)
{
	int64_t n, digits;
	enum gd_code rc = read_decimal(w, name, typed, 2, &n, &digits);

	if (rc)
		return rc;
	*bp = n * power(2 - digits);
	if (*bp > 10000)
		return gd_fail(w->err, GD_USAGE, GD_M_OUT_OF_RANGE, GD_T(name),
		    GD_T(typed), GD_N(0), GD_N(100));
	return GD_OK;
}

static enum gd_code
read_text(struct gd_work *w, const char *name, const char *typed,
    const char **out)
{
	struct gd_field_def def = { .name = { .id = name },
		.type = GD_FIELD_TEXT };

	return value_read(w, &def, typed, out);
}

static enum gd_code
read_currency(struct gd_work *w, struct gd_line *row, const char *name,
    const char *typed)
{
	struct gd_line priced = { .currency = "" };
	enum gd_code rc;

	if (!*typed) {
		row->currency = "";
		return GD_OK;
	}
	/* what is no currency of money is none of a line; the price stays the
	 * number it was */
	rc = read_price(w, &priced, name, work_printf(w, "0 %s", typed));
	if (rc)
		return rc;
	row->price = row->price * power(money_digits(priced.currency)) /
		     power(money_digits(row->currency));
	row->currency = priced.currency;
	return GD_OK;
}

/* Sets one cell of *row from what was typed. */
enum gd_code
line_read(struct gd_work *w, struct gd_line *row, const char *cell,
    const char *typed)
{
	const char *name =
	    work_printf(w, "line:%lld:%s", (long long)row->no, cell);

	if (strcmp(cell, "item") == 0)
		return read_text(w, name, typed, &row->item);
	if (strcmp(cell, "spec") == 0)
		return read_text(w, name, typed, &row->spec);
	if (strcmp(cell, "unit") == 0)
		return read_text(w, name, typed, &row->unit);
	if (strcmp(cell, "note") == 0)
		return read_text(w, name, typed, &row->note);
	if (strcmp(cell, "qty") == 0) {
		int64_t qty;
		enum gd_code rc = line_qty_read(w, row, name, typed, &qty);

		if (!rc)
			row->qty = qty;
		return rc;
	}
	if (strcmp(cell, "price") == 0)
		return read_price(w, row, name, typed);
	if (strcmp(cell, "currency") == 0)
		return read_currency(w, row, name, typed);
	if (strcmp(cell, "discount") == 0)
		return read_percent(w, name, typed, &row->discount_bp);
	if (strcmp(cell, "tolerance") == 0)
		return read_percent(w, name, typed, &row->tolerance_bp);
	return gd_fail(w->err, GD_USAGE, GD_M_NO_FIELD, GD_T(name));
}

/* A cell as people write it; "" when it was never set. */
const char *
line_text(const struct gd_line *row, const char *cell, char buf[LINE_TEXT])
{
	*buf = '\0';
	if (strcmp(cell, "item") == 0)
		return row->item;
	if (strcmp(cell, "spec") == 0)
		return row->spec;
	if (strcmp(cell, "unit") == 0)
		return row->unit;
	if (strcmp(cell, "note") == 0)
		return row->note;
	if (strcmp(cell, "currency") == 0)
		return row->currency;
	if (strcmp(cell, "qty") == 0)
		return decimal_text(row->qty, row->digits, buf);
	if (strcmp(cell, "price") == 0 && row->price)
		return money_text(row->price, row->currency, buf);
	if (strcmp(cell, "discount") == 0 && row->discount_bp)
		return decimal_text(row->discount_bp, 2, buf);
	if (strcmp(cell, "tolerance") == 0 && row->tolerance_bp)
		return decimal_text(row->tolerance_bp, 2, buf);
	return buf;
}

const char *
line_words(struct gd_work *w, const struct gd_line *row, const char *cell)
{
	char buf[LINE_TEXT];

	return work_text(w, line_text(row, cell, buf));
}

/* ---- what hangs on a line ------------------------------------------------ */

/* Worth of so much of a line, in minor units of its currency. */
int64_t
line_worth(const struct gd_line *row, int64_t qty)
{
	gd_wide unit = (gd_wide)power(row->digits) * 10000;
	gd_wide sum = (gd_wide)qty * row->price * (10000 - row->discount_bp);

	return (int64_t)((sum + unit / 2) / unit);
}

/* The order's quantity and amount out of its lines; "" where units or
 * currencies differ, or nothing is priced. */
void
lines_sum(struct gd_work *w, struct line_sums *sums)
{
	const struct gd_line *l,
	    *first = gd_row_at(&w->order.sheet, GD_TAB_LINE, 0);
	int64_t digits = 0, qty = 0, amount = 0;
	bool one_unit = first != NULL, one_money = first && first->price;

	sums->quantity = sums->amount = "";
	for (size_t i = 0; (l = gd_walk(&w->order, GD_TAB_LINE, &i));) {
		one_unit = one_unit && strcmp(l->unit, first->unit) == 0;
		one_money = one_money && l->price &&
			    strcmp(l->currency, first->currency) == 0;
		if (l->digits > digits)
			digits = l->digits;
	}
	for (size_t i = 0; (l = gd_walk(&w->order, GD_TAB_LINE, &i));) {
		qty += l->qty * power(digits - l->digits);
		amount += line_worth(l, l->qty);
	}
	if (one_unit && qty)
		sums->quantity = decimal_words(w, qty, digits);
	if (one_money && *first->currency)
		sums->amount = money_words(w, amount, first->currency);
}

static void
follow(struct gd_work *w, const char *name, const char *was, const char *now)
{
	int f = gd_wf_field(w->wf, name);

	if (f >= 0 && *now && strcmp(gd_field(&w->order, name, 0), was) == 0)
		work_put(w, GD_TAB_FIELD,
		    &(struct gd_field){ .name = w->wf->fields[f].name.id,
			.value = now });
}

/* Quantity and amount go with the lines, unless somebody typed others. */
void
lines_follow(struct gd_work *w, const struct line_sums *was)
{
	struct line_sums now;

	lines_sum(w, &now);
	follow(w, "quantity", was->quantity, now.quantity);
	follow(w, "amount", was->amount, now.amount);
}

/* What a lot takes of a line; a zero row when nothing. */
struct gd_lotline
lotline(const struct gd_order *o, int64_t lot, int64_t line)
{
	struct gd_lotline row = { .lot = lot, .line = line };
	const struct gd_lotline *old =
	    gd_row_find(&o->sheet, GD_TAB_LOTLINE, &row);

	return old ? *old : row;
}

static void
make_finer(struct gd_work *w, int64_t line, int64_t finer)
{
	const struct gd_lotline *ll;

	for (size_t i = 0; (ll = gd_walk(&w->order, GD_TAB_LOTLINE, &i));) {
		struct gd_lotline row = *ll;

		if (row.line != line)
			continue;
		row.qty *= finer;
		row.shipped *= finer;
		work_put(w, GD_TAB_LOTLINE, &row);
	}
}

/* Lots plan more: the last that has not shipped, else the last. */
static void
plan_more(struct gd_work *w, int64_t line, int64_t more)
{
	int64_t lot = 0, last = lot_count(&w->order);
	struct gd_lotline row;

	for (int64_t l = last; l >= 1 && !lot; l--)
		if (!lot_off(&w->order, l) && !lot_shipped(w->wf, &w->order, l))
			lot = l;
	row = lotline(&w->order, lot ? lot : last, line);
	row.qty += more;
	work_put(w, GD_TAB_LOTLINE, &row);
}

/* What the lots may still give of a line, in parts so much finer. */
static int64_t
all_free(struct gd_work *w, int64_t line, int64_t finer)
{
	int64_t sum = 0;

	for (int64_t l = lot_count(&w->order); l >= 1; l--)
		sum += lot_free(w->wf, &w->order, l, line) * finer;
	return sum;
}

/* Lots plan less, the last first; what has shipped is not taken back. */
static void
plan_less(struct gd_work *w, int64_t line, int64_t less)
{
	for (int64_t l = lot_count(&w->order); l >= 1 && less; l--) {
		struct gd_lotline row = lotline(&w->order, l, line);
		int64_t may = lot_free(w->wf, &w->order, l, line);

		may = may < less ? may : less;
		row.qty -= may;
		less -= may;
		if (may)
			work_put(w, GD_TAB_LOTLINE, &row);
	}
}

/* The row becomes the order's line; the lots plan what it says.
 * guard:line-shipped */
enum gd_code
line_store(struct gd_work *w, const struct gd_line *row)
{
	const struct gd_line *old = line_find(&w->order, row->no);
	int64_t finer = old ? power(row->digits - old->digits) : 1;
	int64_t more = row->qty - row->cancelled;
	const struct gd_lotline *ll;

	for (size_t i = 0; (ll = gd_walk(&w->order, GD_TAB_LOTLINE, &i));)
		more -= ll->line == row->no ? ll->qty * finer : 0;
	if (more < 0 && GUARD(w, GD_M_LINE_SHIPPED) &&
	    -more > all_free(w, row->no, finer))
		return gd_fail(w->err, GD_REFUSED, GD_M_LINE_SHIPPED,
		    GD_N(row->no), GD_T(line_qty_words(w, row, -more)));
	work_put(w, GD_TAB_LINE, row);
	if (finer > 1)
		make_finer(w, row->no, finer);
	if (more > 0 || !old)
		plan_more(w, row->no, more);
	else if (more < 0)
		plan_less(w, row->no, -more);
	return GD_OK;
}

/* One cell of one line set right; *was and *now as people write them. */
enum gd_code
line_change(struct gd_work *w, int64_t no, const char *cell, const char *typed,
    const char **was, const char **now)
{
	const struct gd_line *old = line_find(&w->order, no);
	struct gd_line row = { .no = no,
		.item = "",
		.spec = "",
		.unit = "",
		.currency = "",
		.note = "" };
	struct line_sums sums;
	enum gd_code rc;

	/* a line that is added begins with its article */
	if (!old && strcmp(cell, "item") != 0)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_LINE, GD_N(no),
		    GD_T(gd_head(&w->order)->number));
	lines_sum(w, &sums);
	if (old)
		row = *old;
	*was = line_words(w, &row, cell);
	rc = line_read(w, &row, cell, typed);
	if (!rc && row.item[0] == '\0')
		rc = gd_fail(w->err, GD_REFUSED, GD_M_FIELD_MISSING,
		    GD_T(work_printf(w, "line:%lld:item", (long long)no)));
	if (rc)
		return rc;
	*now = line_words(w, &row, cell);
	rc = line_store(w, &row);
	if (!rc)
		lines_follow(w, &sums);
	return rc;
}
