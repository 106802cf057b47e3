/* app/reports/report_year.c - the sheet of a year: what was ordered, what was
 * shipped, what is open on 31 December, which numbers are missing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/numbers.h"
#include "base/day.h"
#include "core/rates.h"

#include "reports_priv.h"

#include "base/banned.h"

/* Orders or shipments of a month in a currency. */
struct sum {
	char key[24]; /* "2026-11 USD" */
	int64_t n, orders, amount;
};
struct year {
	struct making_report *m;
	int32_t first, last;
	struct sum *ordered, *shipped; /* owned */
	size_t nordered, nshipped, ordered_room, shipped_room;
	struct gd_report_part *open;
};

/* ---- amounts --------------------------------------------------------------------- */

static int64_t
divide(__int128 n, __int128 by)
{
	return (int64_t)((n < 0 ? n - by / 2 : n + by / 2) / by);
}

/* qty at the line's price, minor units, rounded half away from zero. */
static int64_t
worth(const struct gd_line *l, int64_t qty)
{
	__int128 unit = 10000;

	for (int64_t i = 0; i < l->digits && i < 9; i++)
		unit *= 10;
	return divide((__int128)qty * l->price * (10000 - l->discount_bp),
	    unit);
}

static struct sum *
sum_of(struct sum **all, size_t *n, size_t *room, int64_t day,
    const char *currency)
{
	char text[GD_DAY_TEXT], key[24];
	struct sum *s;

	gd_day_text((int32_t)day, text);
	snprintf(key, sizeof key, "%.7s %.8s", text, currency);
	for (size_t i = 0; i < *n; i++)
		if (strcmp((*all)[i].key, key) == 0)
			return &(*all)[i];
	s = GD_PUSH(*all, *n, *room);
	memcpy(s->key, key, sizeof key);
	return s;
}

/* What lines come to by currency: a sum for each, the order counted once in
 * it. lot 0: the whole order; else what was shipped in that lot, or planned
 * where nobody wrote down what was. */
static void
add_lines(struct sum **all, size_t *n, size_t *room, int64_t day,
    const struct gd_order *o, int64_t lot)
{
	const struct gd_line *l;
	const char *seen[8];
	int nseen = 0;

	for (size_t i = 0; (l = gd_walk(o, GD_TAB_LINE, &i));) {
		const struct gd_lotline *in =
		    lot ? gd_row_find(&o->sheet, GD_TAB_LOTLINE,
			      &(struct gd_lotline){ .lot = lot, .line = l->no })
			: NULL;
		int64_t qty = !lot        ? l->qty - l->cancelled
			      : !in       ? 0
			      : in->known ? in->shipped
					  : in->qty;
		struct sum *s;
		bool again = false;

		if (!*l->currency || (lot && !in))
			continue;
		s = sum_of(all, n, room, day, l->currency);
		s->amount += worth(l, qty);
		for (int k = 0; k < nseen; k++)
			again = again || strcmp(seen[k], l->currency) == 0;
		if (!again && nseen < 8) {
			seen[nseen++] = l->currency;
			s->orders++;
		}
	}
	if (nseen == 0)
		sum_of(all, n, room, day, "")->orders++;
}

/* ---- one order ------------------------------------------------------------------- */

static void
add_shipments(struct year *y, const struct report_order *o)
{
	const char *id =
	    o->wf->forecast >= 0 ? o->wf->duties[o->wf->forecast].name.id : "";
	const struct gd_due *d;

	for (size_t i = 0; (d = gd_walk(&o->order, GD_TAB_DUE, &i));)
		if (strcmp(d->duty, id) == 0 && d->actual >= y->first &&
		    d->actual <= y->last)
			add_lines(&y->shipped, &y->nshipped, &y->shipped_room,
			    d->actual, &o->order, d->lot);
}

/* What was to be paid and what had come by the last day, of one currency after
 * the other. */
static void
open_rows(struct year *y, const struct report_order *o)
{
	struct making_report *m = y->m;
	const struct gd_head *h = gd_head(&o->order);
	const struct gd_payment *p;
	int64_t due = 0, got = 0;
	const char *currency = NULL;

	for (size_t i = 0; (p = gd_walk(&o->order, GD_TAB_PAYMENT, &i));) {
		if (!*p->currency)
			continue;
		if (!currency)
			currency = gd_arena_str(&m->r->arena, p->currency);
		if (strcmp(currency, p->currency) != 0)
			continue;
		due += p->amount;
		if (p->credited_day && p->credited_day <= y->last)
			got += p->credited;
	}
	report_order_cell(m, y->open, h->number);
	gd_part_text(y->open, report_customer(m, h->customer));
	gd_part_text(y->open, report_company(m, h->company));
	gd_part_day(y->open, gd_ms_day(h->created_ms, m->r->utc_offset_min));
	gd_part_number(y->open, GD_SAYS_COUNT, h->step_no);
	if (currency) {
		gd_part_money(y->open, due, currency);
		gd_part_money(y->open, got, currency);
		gd_part_money(y->open, due > got ? due - got : 0, currency);
	} else {
		for (int i = 0; i < 3; i++)
			gd_part_none(y->open);
	}
}

static void
add(void *payload, const struct report_order *o)
{
	struct year *y = payload;
	const struct gd_head *h = gd_head(&o->order);
	int utc = y->m->r->utc_offset_min;
	int32_t made = gd_ms_day(h->created_ms, utc);

	if (made >= y->first && made <= y->last)
		add_lines(&y->ordered, &y->nordered, &y->ordered_room, made,
		    &o->order, 0);
	add_shipments(y, o);
	if (made <= y->last &&
	    (h->closed_ms == 0 || gd_ms_day(h->closed_ms, utc) > y->last))
		open_rows(y, o);
}

/* ---- parts ----------------------------------------------------------------------- */

/* The orders begun in the month "2026-11", of a currency. */
static void
month_cell(struct year *y, struct gd_report_part *p, const char *key,
    const char *currency)
{
	char words[32] = "";

	if (*currency)
		snprintf(words, sizeof words, "currency:%s", currency);
	report_month_cell(y->m, p, key, words);
}

static void
sums_part(struct year *y, const char *id, const char *title, const char *means,
    const char *counted, const struct sum *all, size_t n, bool begun)
{
	struct making_report *m = y->m;
	struct gd_report_part *p =
	    gd_report_part(m->r, id, gd_words(title), gd_words(means));

	report_col(p, "month", GD_TR("month"), GD_SAYS_TEXT, NULL);
	report_col(p, "currency", GD_TR("currency"), GD_SAYS_TEXT, NULL);
	report_col(p, "n", counted, GD_SAYS_COUNT, NULL);
	report_col(p, "amount", GD_TR("amount"), GD_SAYS_MONEY, NULL);
	for (size_t i = 0; i < n; i++) {
		const char *code = gd_arena_str(&m->r->arena, all[i].key + 8);

		gd_part_text(p,
		    gd_report_plain(m->r,
			gd_arena_strn(&m->r->arena, all[i].key, 7)));
		gd_part_text(p, gd_report_plain(m->r, code));
		gd_part_number(p, GD_SAYS_COUNT, all[i].orders);
		if (begun)
			month_cell(y, p, all[i].key, code);
		if (*code)
			gd_part_money(p, all[i].amount, code);
		else
			gd_part_none(p);
	}
	gd_part_sort(p, 1, false);
	gd_part_sort(p, 0, false);
	if (p->nrows > 1)
		gd_part_chart(p, GD_CHART_BARS, gd_words(title), 0, 2);
}

/* The same over the year, by currency. */
static void
total_part(struct year *y)
{
	struct making_report *m = y->m;
	struct gd_report_part *p = gd_report_part(m->r, "totals",
	    gd_words(GD_TR("The year")),
	    gd_words(GD_TR("amounts are those of the lines as they stand "
			   "today, cancelled quantities left out; a shipment "
			   "counts with what was loaded")));

	report_col(p, "currency", GD_TR("currency"), GD_SAYS_TEXT, NULL);
	report_col(p, "orders", GD_TR("orders"), GD_SAYS_COUNT, NULL);
	report_col(p, "ordered", GD_TR("ordered"), GD_SAYS_MONEY, NULL);
	report_col(p, "shipments", GD_TR("shipments"), GD_SAYS_COUNT, NULL);
	report_col(p, "shipped", GD_TR("shipped"), GD_SAYS_MONEY, NULL);
	for (size_t i = 0; i < y->nordered + y->nshipped; i++) {
		const struct sum *s = i < y->nordered
					  ? &y->ordered[i]
					  : &y->shipped[i - y->nordered];
		int64_t n[2] = { 0, 0 }, sum[2] = { 0, 0 };
		const char *code = gd_arena_str(&m->r->arena, s->key + 8);
		bool done = false;

		for (size_t k = 0; k < p->nrows; k++)
			done = done || strcmp(gd_part_cell(p, k, 0)->text.zh,
					   code) == 0;
		if (done)
			continue;
		for (size_t k = 0; k < y->nordered + y->nshipped; k++) {
			bool ship = k >= y->nordered;
			const struct sum *t = ship
						  ? &y->shipped[k - y->nordered]
						  : &y->ordered[k];

			if (strcmp(t->key + 8, code) != 0)
				continue;
			n[ship] += t->orders;
			sum[ship] += t->amount;
		}
		gd_part_text(p, gd_report_plain(m->r, code));
		for (int ship = 0; ship < 2; ship++) {
			gd_part_number(p, GD_SAYS_COUNT, n[ship]);
			if (*code)
				gd_part_money(p, sum[ship], code);
			else
				gd_part_none(p);
		}
	}
	gd_part_sort(p, 1, true);
}

static void
open_part(struct year *y)
{
	struct gd_report_part *p = gd_report_part(y->m->r, "open",
	    gd_words(GD_TR("Open on the last day")),
	    gd_words(GD_TR("orders begun by then and not closed by then; "
			   "credited: what had come by then. The step is "
			   "today's")));

	report_col(p, "order", GD_TR("order"), GD_SAYS_TEXT, NULL);
	report_col(p, "customer", GD_TR("customer"), GD_SAYS_TEXT, NULL);
	report_col(p, "company", GD_TR("company"), GD_SAYS_TEXT, NULL);
	report_col(p, "begun", GD_TR("begun"), GD_SAYS_DAY, NULL);
	report_col(p, "step_no", GD_TR("step"), GD_SAYS_COUNT, NULL);
	report_col(p, "due", GD_TR("amount"), GD_SAYS_MONEY, NULL);
	report_col(p, "credited", GD_TR("credited"), GD_SAYS_MONEY, NULL);
	report_col(p, "not_credited", GD_TR("not credited"), GD_SAYS_MONEY,
	    NULL);
	y->open = p;
}

/* ---- numbers that are missing ------------------------------------------------------ */

struct voids {
	struct making_report *m;
	struct gd_report_part *p;
};

static void
add_gap(void *payload, const struct gd_series_gap *gap)
{
	static const char *const why[] = { GD_TR("cancelled"),
		GD_TR("the series was raised"), GD_TR("typed ahead"),
		GD_TR("nobody knows") };
	static const char *const ids[] = { "cancelled", "raised", "typed",
		"unknown" };
	struct voids *v = payload;
	struct gd_name name = gd_words(why[gap->why]);

	name.id = ids[gap->why];
	gd_part_text(v->p, gd_report_plain(v->m->r, gap->kind));
	if (gap->why == GD_GAP_CANCELLED)
		report_order_cell(v->m, v->p, gap->first);
	else
		gd_part_text(v->p, gd_report_plain(v->m->r, gap->first));
	gd_part_text(v->p, gd_report_plain(v->m->r, gap->last));
	gd_part_number(v->p, GD_SAYS_COUNT, gap->count);
	gd_part_text(v->p, name);
	gd_part_text(v->p, gd_report_plain(v->m->r, gap->reason));
	gd_part_text(v->p, *gap->who ? report_person(v->m, gap->who)
				     : gd_report_plain(v->m->r, ""));
}

static enum gd_code
gaps_part(struct making_report *m, int year)
{
	struct voids v = { m,
		gd_report_part(m->r, "gaps",
		    gd_words(GD_TR("Numbers without a living order")),
		    gd_words(NULL)) };

	report_col(v.p, "series", GD_TR("series"), GD_SAYS_TEXT, NULL);
	report_col(v.p, "first", GD_TR("from"), GD_SAYS_TEXT, NULL);
	report_col(v.p, "last", GD_TR("to"), GD_SAYS_TEXT, NULL);
	report_col(v.p, "n", "n", GD_SAYS_COUNT, NULL);
	report_col(v.p, "why", GD_TR("why"), GD_SAYS_TEXT, NULL);
	report_col(v.p, "reason", GD_TR("reason"), GD_SAYS_TEXT, NULL);
	report_col(v.p, "who", GD_TR("who"), GD_SAYS_TEXT, NULL);
	return gd_app_series_gaps(m->app, NULL, year, add_gap, &v, m->err);
}

enum gd_code
report_year(struct making_report *m)
{
	struct year y = { .m = m };
	int year, month, mday;
	enum gd_code rc;

	/* without a period: the year that runs */
	gd_day_civil(m->r->from == GD_NO_DAY ? m->r->today : m->r->from, &year,
	    &month, &mday);
	m->r->from = y.first = gd_day_of(year, 1, 1);
	m->r->to = y.last = gd_day_of(year, 12, 31);
	open_part(&y);
	rc = report_walk(m,
	    UINT64_C(1) << GD_TAB_LINE | UINT64_C(1) << GD_TAB_LOTLINE |
		UINT64_C(1) << GD_TAB_DUE | UINT64_C(1) << GD_TAB_PAYMENT,
	    add, &y);
	if (rc == GD_OK) {
		gd_part_sort(y.open, 0, false);
		total_part(&y);
		sums_part(&y, "by_order_date", GD_TR("By order date"),
		    GD_TR("orders by the day they were begun"), GD_TR("orders"),
		    y.ordered, y.nordered, true);
		sums_part(&y, "by_shipment_date", GD_TR("By shipment date"),
		    GD_TR("shipments by the day they were made"),
		    GD_TR("shipments"), y.shipped, y.nshipped, false);
		/* it was there first, to be filled; it is read last */
		memmove(m->r->parts, m->r->parts + 1,
		    (m->r->nparts - 1) * sizeof(struct gd_report_part *));
		m->r->parts[m->r->nparts - 1] = y.open;
		rc = gaps_part(m, year);
	}
	free(y.ordered);
	free(y.shipped);
	return rc;
}
