/* tui/order/lots.c - lots and quantities in words, and the strip of lots on the
 * page of an order. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "order_screen_priv.h"

#include "base/banned.h"

/* ---- words -------------------------------------------------------------- */

/* Is there another piece of this paper at its desk? */
static bool
has_twin(const struct gd_order *o, const struct gd_piece *p)
{
	const struct gd_piece *q;

	for (size_t i = 0; (q = gd_walk(o, GD_TAB_PIECE, &i));)
		if (q->no != p->no && strcmp(q->kind, p->kind) == 0 &&
		    strcmp(q->desk, p->desk) == 0 && q->lot == p->lot &&
		    q->inst == p->inst)
			return true;
	return false;
}

const char *
ui_piece(struct ui *ui, const struct gd_order *o, const struct gd_piece *p)
{
	struct gd_str text = GD_STR_INIT;
	const char *out;

	if (p->rev == 0 || (o && !has_twin(o, p)))
		return "";
	ui_sentence(ui, &text,
	    p->copy_no ? GD_TR(", revision {1}, copy {2}")
		       : GD_TR(", revision {1}"),
	    2,
	    (const struct gd_arg[]){ gd_arg_int(p->rev),
		gd_arg_int(p->copy_no) });
	out = ui_fmt(ui, "%s", text.text);
	gd_str_release(&text);
	return out;
}

const char *
ui_lot(struct ui *ui, int64_t lot)
{
	struct gd_str text = GD_STR_INIT;
	const char *out;

	ui_sentence(ui, &text, "lot {1}", 1,
	    (const struct gd_arg[]){ gd_arg_int(lot) });
	out = ui_fmt(ui, "%s", text.text);
	gd_str_release(&text);
	return out;
}

bool
ui_has_lots(const struct gd_order *o)
{
	return o->sheet.rows[GD_TAB_LOT].n > 1;
}

const char *
ui_number(struct ui *ui, int64_t n, int64_t digits)
{
	char plain[32], out[48];
	size_t len, at = 0;
	long long unit = 1;

	for (int64_t i = 0; i < digits && i < 9; i++)
		unit *= 10;
	snprintf(plain, sizeof plain, "%lld", llabs((long long)n) / unit);
	len = strlen(plain);
	if (n < 0)
		out[at++] = '-';
	for (size_t i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = plain[i];
	}
	out[at] = '\0';
	if (digits <= 0)
		return ui_fmt(ui, "%s", out);
	return ui_fmt(ui, "%s.%0*lld", out, (int)digits,
	    llabs((long long)n) % unit);
}

const char *
ui_money(struct ui *ui, int64_t minor, const char *currency)
{
	static const char none[] = "JPY KRW VND CLP ISK UGX XAF XOF XPF PYG";
	static const char three[] = "KWD BHD OMR JOD TND IQD LYD";
	bool known = currency && strlen(currency) == 3;
	int digits = !known                    ? 2
		     : strstr(none, currency)  ? 0
		     : strstr(three, currency) ? 3
					       : 2;

	return ui_fmt(ui, "%s%s%s", ui_number(ui, minor, digits),
	    known ? " " : "", known ? currency : "");
}

const char *
ui_amount(struct ui *ui, const char *amount)
{
	size_t whole = strspn(amount, "0123456789");

	if (whole == 0 || whole > 15)
		return amount;
	return ui_fmt(ui, "%s%s", ui_number(ui, strtoll(amount, NULL, 10), 0),
	    amount + whole);
}

/* ---- the strip ---------------------------------------------------------- */

#define STRIP_MOST 4 /* lots shown at once */

static int
strip_lots(struct ui *ui, const struct order_screen *o)
{
	int n = (int)o->page.order.sheet.rows[GD_TAB_LOT].n;
	int most = ui->grid.rows < 20 ? 2 : STRIP_MOST;

	return n < most ? n : most;
}

int
order_lots_rows(struct ui *ui, const struct order_screen *o)
{
	return o->lot ? strip_lots(ui, o) + 2 : 0;
}

/* Quantities of a lot added up, where its lines have one unit. */
struct sums {
	int64_t planned, shipped, left, digits;
	const char *unit; /* NULL: several */
};

static int64_t
scaled(int64_t n, int64_t from, int64_t to)
{
	for (; from < to; from++)
		n *= 10;
	return n;
}

static struct sums
sums_of(const struct gd_order *o, const struct gd_lot_view *v)
{
	struct sums s = { .unit = NULL };
	const struct gd_line *l;
	bool one = true;

	for (size_t i = 0; (l = gd_walk(o, GD_TAB_LINE, &i));) {
		one = one && (!s.unit || strcmp(s.unit, l->unit) == 0);
		s.unit = l->unit;
		s.digits = l->digits > s.digits ? l->digits : s.digits;
	}
	if (!one)
		s.unit = NULL;
	for (size_t i = 0; s.unit && (l = gd_walk(o, GD_TAB_LINE, &i));) {
		struct gd_lotline row = gd_lot_line(o, v->lot->no, l->no);
		int64_t shipped = row.known    ? row.shipped
				  : v->shipped ? row.qty
					       : 0;
		int64_t left = v->shipped ? 0 : row.qty;

		s.planned += scaled(row.qty, l->digits, s.digits);
		s.shipped += scaled(shipped, l->digits, s.digits);
		s.left += scaled(left, l->digits, s.digits);
	}
	return s;
}

/* What comes next in a lot: the first thing that is ready, else the first
 * that is not done, with why. */
static void
next_words(struct ui *ui, const struct order_screen *o,
    const struct gd_lot_view *v, struct gd_str *out, int64_t *due)
{
	const struct gd_duty_view *found = NULL;
	const struct gd_todo *t = &o->page.todo;

	*due = 0;
	if (v->off || v->done) {
		gd_str_add(out,
		    tr(ui, v->off ? GD_TR("called off") : GD_TR("done")));
		return;
	}
	for (size_t i = 0; i < t->nduties; i++) {
		const struct gd_duty_view *d = &t->duties[i];

		if (d->lot != v->lot->no || d->def->many ||
		    d->def->blocks == GD_BLOCKS_NO ||
		    (d->state != GD_DUTY_READY && d->state != GD_DUTY_BLOCKED &&
			d->state != GD_DUTY_WAITING))
			continue;
		if (d->due && (!*due || d->due < *due))
			*due = d->due;
		if (!found || (found->state != GD_DUTY_READY &&
				  d->state == GD_DUTY_READY))
			found = d;
	}
	if (!found)
		return;
	gd_str_add(out, ui_name(ui, &found->def->name));
	if (found->state == GD_DUTY_READY || !found->why || !*found->why)
		return;
	gd_str_addf(out, ": %s ", tr(ui, found->why));
	ui_condition(ui, o->page.wf, out, found->why_ref ? found->why_ref : "");
}

struct strip {
	int planned, shipped, left, rail, due, next; /* columns; 0 = none */
	int width;                                   /* of a quantity */
};

static struct strip
strip_of(const struct ui *ui, const struct order_screen *o)
{
	bool narrow = ui->grid.cols < 72;
	int steps = o->page.wf->nsteps;
	struct strip s = { .width = narrow ? 8 : 10 };

	s.planned = 7;
	s.shipped = s.planned + s.width + 1;
	s.left = narrow ? 0 : s.shipped + s.width + 1;
	s.rail = (narrow ? s.shipped : s.left) + s.width + 2;
	s.due = s.rail + (steps > 11 ? steps : 11) + 1;
	s.next = s.due + 6;
	return s;
}

static void
strip_row(struct ui *ui, const struct order_screen *o,
    const struct gd_lot_view *v, int row)
{
	struct gd_grid *g = &ui->grid;
	struct strip c = strip_of(ui, o);
	struct sums s = sums_of(&o->page.order, v);
	bool here = v->lot->no == o->lot;
	enum gd_ink ink = here     ? GD_INK_HEAD
			  : v->off ? GD_INK_DIM
				   : GD_INK_PLAIN;
	struct gd_str next = GD_STR_INIT;
	char day[GD_DAY_TEXT];
	int64_t due;

	gd_grid_put(g, row, 0, ink, here ? '>' : ' ');
	gd_grid_fit(g, row, 1, 6, ink, ui_lot(ui, v->lot->no));
	if (s.unit) {
		gd_grid_fit_right(g, row, c.planned, c.width, ink,
		    ui_number(ui, s.planned, s.digits));
		gd_grid_fit_right(g, row, c.shipped, c.width, ink,
		    v->shipped ? ui_number(ui, s.shipped, s.digits) : "-");
		if (c.left)
			gd_grid_fit_right(g, row, c.left, c.width, ink,
			    ui_number(ui, s.left, s.digits));
	} else {
		gd_grid_fit(g, row, c.planned, c.rail - c.planned - 1,
		    GD_INK_DIM, tr(ui, "several units: Ctrl-T shows them"));
	}
	ui_rail(ui, row, c.rail, v->rail, false);
	next_words(ui, o, v, &next, &due);
	ui_day(ui, due, day);
	gd_grid_fit(g, row, c.due, 5,
	    due && due < gd_app_today(*ui->app) ? GD_INK_LATE : ink,
	    strlen(day) > 5 ? day + 5 : day); /* the year where it is short */
	gd_grid_fit(g, row, c.next, g->cols - c.next - 1, ink, next.text);
	gd_str_release(&next);
}

static void
strip_head(struct ui *ui, const struct order_screen *o, int row)
{
	struct gd_grid *g = &ui->grid;
	char ruler[GD_RULER];
	struct strip c = strip_of(ui, o);
	int n = (int)o->page.order.sheet.rows[GD_TAB_LOT].n;

	gd_grid_fit(g, row, 1, 6, GD_INK_HEAD,
	    n > strip_lots(ui, o) ? ui_fmt(ui, "%s %d", tr(ui, "Lots"), n)
				  : tr(ui, "Lots"));
	gd_grid_fit_right(g, row, c.planned, c.width, GD_INK_HEAD,
	    tr(ui, "Planned"));
	gd_grid_fit_right(g, row, c.shipped, c.width, GD_INK_HEAD,
	    tr(ui, "Shipped"));
	if (c.left)
		gd_grid_fit_right(g, row, c.left, c.width, GD_INK_HEAD,
		    tr(ui, "To ship"));
	gd_grid_fit(g, row, c.rail, c.due - c.rail - 1, GD_INK_HEAD,
	    gd_ruler(o->page.wf->nsteps, o->page.wf->nsteps, ruler));
	gd_grid_fit(g, row, c.due, 5, GD_INK_HEAD, tr(ui, "Due"));
	gd_grid_fit(g, row, c.next, g->cols - c.next, GD_INK_HEAD,
	    tr(ui, "Next to do"));
}

void
order_lots_paint(struct ui *ui, const struct order_screen *o, int row)
{
	struct scroll list = { 0 };
	struct gd_lot_view v;
	int rows = strip_lots(ui, o);

	if (!o->lot)
		return;
	list.n = (int)o->page.order.sheet.rows[GD_TAB_LOT].n;
	for (size_t i = 0; gd_lot_view(o->page.wf, &o->page.order, i, &v); i++)
		if (v.lot->no == o->lot)
			list.at = (int)i;
	scroll_fix(&list, rows);
	strip_head(ui, o, row);
	for (int i = 0; i < rows; i++)
		if (gd_lot_view(o->page.wf, &o->page.order,
			(size_t)(list.top + i), &v))
			strip_row(ui, o, &v, row + 1 + i);
	gd_grid_rule(&ui->grid, row + 1 + rows, 0, ui->grid.cols);
}
