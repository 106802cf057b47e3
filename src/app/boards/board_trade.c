/* app/boards/board_trade.c - boards of what a trade owes by a day: shipments,
 * letters of credit, money, tax refunds.
 *
 * Which dates these are the workflow says: its `forecast` duty is the shipment,
 * the word `board` of a duty or limit names the others.
 */
#include <stdlib.h>
#include <string.h>

#include "app/agenda.h"
#include "app/money.h"
#include "base/day.h"

#include "../dates/agenda_priv.h"
#include "board_priv.h"

#include "base/banned.h"

/* ---- dates of a kind -------------------------------------------------------------- */

struct dates {
	struct board_make *m;
	struct gd_dates_row *rows; /* owned */
	size_t n, room;
	struct gd_dated_row *list; /* owned */
	size_t nlist, list_room;
	bool more;
};

struct four {
	int64_t n[4]; /* passed, week, month, later */
	int64_t today;
};

static void
add_left(void *payload, const char *what, int64_t day, int64_t n)
{
	struct four *f = payload;
	int64_t left = day - f->today;

	(void)what;
	f->n[left < 0 ? 0 : left < 7 ? 1 : left < 30 ? 2 : 3] += n;
}

static enum gd_code
count_date(struct dates *d, const struct gd_workflow *wf,
    const struct gd_name *name)
{
	struct board_make *m = d->m;
	struct four f = { .today = m->today };
	const char *of = board_flow_word(m, wf);
	enum gd_code rc =
	    board_rows(m, wf, "owed", name->id, 1, BOARD_EVER, add_left, &f);

	*GD_PUSH(d->rows, d->n, d->room) = (struct gd_dates_row){
		.workflow = wf->name.id,
		.duty = name->id,
		.name = name,
		.passed = board_number(m, f.n[0], GD_DOOR_DATES,
		    "duty:%s due<%s%s", name->id, board_day(m, m->today), of),
		.week = board_number(m, f.n[1], GD_DOOR_DATES,
		    "duty:%s due:%s..%s%s", name->id, board_day(m, m->today),
		    board_day(m, m->today + 6), of),
		.month = board_number(m, f.n[2], GD_DOOR_DATES,
		    "duty:%s due:%s..%s%s", name->id,
		    board_day(m, m->today + 7), board_day(m, m->today + 29),
		    of),
		.later =
		    board_number(m, f.n[3], GD_DOOR_DATES, "duty:%s due:%s..%s",
			name->id, board_day(m, m->today + 30), of),
	};
	return rc;
}

static enum gd_code
list_date(struct dates *d, const struct gd_workflow *wf,
    const struct gd_name *name, int32_t from, int32_t to)
{
	struct board_make *m = d->m;
	struct gd_date_ask ask = {
		.f = { .from = from, .to = to, .duty = name->id }
	};
	struct gd_date_page page = { 0 };
	enum gd_code rc;

	board_filter(m, &ask.orders);
	ask.orders.states = 1 << GD_ORDER_ACTIVE | 1 << GD_ORDER_HELD;
	ask.orders.workflow = wf->name.id;
	if (m->company || m->person || m->team || m->nflows > 1 || m->workflow)
		ask.f.orders = &ask.orders;
	rc = gd_app_dates_page(m->app, &ask, m->max, &page, m->err);
	for (int i = 0; rc == GD_OK && i < page.n; i++) {
		const struct gd_date_row *r = &page.rows[i];

		*GD_PUSH(d->list, d->nlist,
		    d->list_room) = (struct gd_dated_row){
			.number = gd_arena_str(m->arena, r->number),
			.customer_name = gd_arena_str(m->arena,
			    *r->customer_name ? r->customer_name : r->customer),
			.workflow = wf->name.id,
			.clerk = gd_arena_str(m->arena, r->clerk),
			.duty = name->id,
			.name = name,
			.lot = r->due.lot,
			.day = (int32_t)r->due.day,
			.left = r->due.day - m->today,
		};
	}
	d->more = d->more || page.more;
	gd_date_page_release(&page);
	return rc;
}

static int
by_day(const void *a, const void *b)
{
	const struct gd_dated_row *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (strcmp(x->number, y->number) != 0)
		return strcmp(x->number, y->number);
	return strcmp(x->duty, y->duty);
}

static void
keep_dates(struct dates *d, struct gd_dates_row **rows, int *n,
    struct gd_dated_row **list, int *nlist, bool *more)
{
	if (d->nlist)
		qsort(d->list, d->nlist, sizeof *d->list, by_day);
	*more = d->more || d->nlist > (size_t)d->m->max;
	if (d->nlist > (size_t)d->m->max)
		d->nlist = (size_t)d->m->max;
	*n = (int)d->n;
	*nlist = (int)d->nlist;
	*rows = board_keep(d->m, d->rows, d->n, sizeof *d->rows);
	*list = board_keep(d->m, d->list, d->nlist, sizeof *d->list);
}

enum gd_code
board_shipments(struct board_make *m)
{
	struct dates d = { .m = m };
	struct gd_board *b = m->b;
	enum gd_code rc = GD_OK;

	for (int i = 0; rc == GD_OK && i < m->nflows; i++) {
		const struct gd_workflow *wf = m->flows[i];

		if (wf->forecast < 0)
			continue;
		rc = count_date(&d, wf, &wf->duties[wf->forecast].name);
		if (rc == GD_OK)
			rc = list_date(&d, wf, &wf->duties[wf->forecast].name,
			    0, m->monday + 6);
	}
	keep_dates(&d, &b->shipping, &b->nshipping, &b->shipments,
	    &b->nshipments, &b->more_shipments);
	return rc;
}

/* ---- what the word `board` names --------------------------------------------------- */

/* The i-th duty or limit of a workflow with this word; NULL behind the last. */
static const struct gd_name *
named(const struct gd_workflow *wf, enum gd_date_role role, int *i)
{
	for (; *i < wf->nduties; ++*i)
		if (wf->duties[*i].board == (int)role)
			return &wf->duties[(*i)++].name;
	for (; *i < wf->nduties + wf->nlimits; ++*i)
		if (wf->limits[*i - wf->nduties].board == (int)role)
			return &wf->limits[(*i)++ - wf->nduties].name;
	return NULL;
}

enum gd_code
board_credits(struct board_make *m)
{
	struct dates d = { .m = m };
	struct gd_board *b = m->b;
	enum gd_code rc = GD_OK;
	const struct gd_name *name;

	for (int i = 0; i < m->nflows; i++)
		for (int k = 0; rc == GD_OK && (name = named(m->flows[i],
						    GD_DATE_CREDIT, &k));) {
			rc = count_date(&d, m->flows[i], name);
			if (rc == GD_OK)
				rc = list_date(&d, m->flows[i], name, 0, 0);
		}
	keep_dates(&d, &b->crediting, &b->ncrediting, &b->credits, &b->ncredits,
	    &b->more_credits);
	return rc;
}

static void
add_within(void *payload, const struct gd_counted_sum *sum)
{
	*(int64_t *)payload += sum->within;
}

enum gd_code
board_refunds(struct board_make *m)
{
	/* by which date, from and to how many days from today */
	static const struct {
		enum gd_date_role role;
		int from, to;
		bool no_from, no_to;
	} bands[GD_REFUND_BANDS] = {
		[GD_REFUND_LATER] = { GD_DATE_REFUND_OPENS, 1, 0, false, true },
		[GD_REFUND_OPEN] = { GD_DATE_REFUND_OPENS, 0, 0, true, false },
		[GD_REFUND_SOON] = { GD_DATE_REFUND_FILING, 0, 60, false,
		    false },
		[GD_REFUND_APRIL] = { GD_DATE_REFUND_FILING, 0, -1, true,
		    false },
		[GD_REFUND_ENDED] = { GD_DATE_REFUND_END, 0, -1, true, false },
	};
	struct gd_refund_row *rows = NULL;
	size_t n = 0, room = 0;
	enum gd_code rc = GD_OK;

	for (int i = 0; i < m->nflows; i++)
		for (int k = 0; rc == GD_OK && k < GD_REFUND_BANDS; k++) {
			const struct gd_workflow *wf = m->flows[i];
			int at = 0;
			const struct gd_name *name =
			    named(wf, bands[k].role, &at);
			int64_t sum = 0, from = m->today + bands[k].from,
				to = m->today + bands[k].to;

			if (!name)
				continue;
			rc = board_sums(m, wf, "owed", name->id,
			    bands[k].no_from ? 1 : from,
			    bands[k].no_to ? BOARD_EVER : to, add_within, &sum);
			*GD_PUSH(rows, n, room) = (struct gd_refund_row){
				.workflow = wf->name.id,
				.band = (enum gd_refund_band)k,
				.dates = board_number(m, sum, GD_DOOR_DATES,
				    "duty:%s due:%s..%s%s", name->id,
				    bands[k].no_from ? "" : board_day(m, from),
				    bands[k].no_to ? "" : board_day(m, to),
				    board_flow_word(m, wf)),
			};
		}
	m->b->nrefunds = (int)n;
	m->b->refunds = board_keep(m, rows, n, sizeof *rows);
	return rc;
}

/* ---- money -------------------------------------------------------------------------- */

struct money {
	struct board_make *m;
	const char *company;      /* of the rows that are read */
	struct gd_owed_row *rows; /* owned */
	size_t n, room;
};

static struct gd_owed_row *
owed_of(struct money *x, const char *currency)
{
	for (size_t i = 0; i < x->n; i++)
		if (strcmp(x->rows[i].company, x->company) == 0 &&
		    strcmp(x->rows[i].currency, currency) == 0)
			return &x->rows[i];
	*GD_PUSH(x->rows, x->n, x->room) = (struct gd_owed_row){
		.company = x->company,
		.currency = gd_arena_str(x->m->arena, currency),
	};
	return &x->rows[x->n - 1];
}

static void
add_amount(void *payload, const char *what, int64_t day, int64_t n)
{
	struct money *x = payload;
	struct gd_owed_row *row = owed_of(x, what);

	row->open += n;
	if (day == BOARD_NO_DUE)
		row->undated += n;
	else if (day < x->m->today)
		row->overdue += n;
}

static void
add_orders(void *payload, const char *what, int64_t day, int64_t n)
{
	struct money *x = payload;
	struct gd_owed_row *row = owed_of(x, what);

	row->orders.n += n;
	if (day < x->m->today)
		row->late.n += n;
}

static enum gd_code
read_money(struct money *x)
{
	enum gd_code rc = GD_OK;

	for (int i = 0; rc == GD_OK && i < x->m->nflows; i++) {
		rc = board_rows(x->m, x->m->flows[i], "owe", NULL, 0,
		    BOARD_EVER, add_amount, x);
		if (rc == GD_OK)
			rc = board_rows(x->m, x->m->flows[i], "owes", NULL, 0,
			    BOARD_EVER, add_orders, x);
	}
	return rc;
}

/* Do all companies reckon in one currency at home? */
static bool
one_home(struct board_make *m)
{
	const struct gd_sheet *office = gd_app_office(m->app);
	const struct gd_company *c;
	const char *home = NULL;

	for (size_t i = 0; (c = gd_row_at(office, GD_OFF_COMPANY, i)); i++) {
		const char *one = gd_app_home(m->app, c->code);

		if (home && strcmp(home, one) != 0)
			return false;
		home = one;
	}
	return true;
}

static void
fill_money(struct board_make *m, struct gd_owed_row *row, bool apart)
{
	const char *of =
	    apart ? gd_arena_printf(m->arena, " company:%s", row->company) : "";
	const char *company = *row->company ? row->company
			      : m->company  ? m->company
					    : "";

	row->home = gd_arena_str(m->arena, gd_app_home(m->app, company));
	row->orders = board_number(m, row->orders.n, GD_DOOR_LIST,
	    "owing:%s state:open state:completed%s", row->currency, of);
	row->late = board_number(m, row->late.n, GD_DOOR_LIST,
	    "overdue:%s state:open state:completed%s", row->currency, of);
	row->known = strcmp(row->currency, row->home) == 0;
	row->home_open = row->open;
	row->home_overdue = row->overdue;
	if (row->known)
		return;
	if (!apart && !m->company && !one_home(m))
		return; /* whose home? */
	row->rate = gd_rate_find(gd_app_office(m->app), row->currency,
	    row->home, m->today);
	if (!row->rate)
		return;
	row->known = true;
	row->home_open = gd_rate_apply(row->rate, row->open);
	row->home_overdue = gd_rate_apply(row->rate, row->overdue);
}

static int
by_currency(const void *a, const void *b)
{
	const struct gd_owed_row *x = a, *y = b;
	int d = strcmp(x->company, y->company);

	return d ? d : strcmp(x->currency, y->currency);
}

enum gd_code
board_money(struct board_make *m)
{
	const struct gd_sheet *office = gd_app_office(m->app);
	struct money x = { .m = m, .company = "" };
	bool whole = !m->company && !m->team && !m->person;
	bool apart = whole && !one_home(m);
	const char **scopes = m->scopes, *one;
	int nscopes = m->nscopes;
	const struct gd_company *c;
	enum gd_code rc = GD_OK;

	if (!apart)
		rc = read_money(&x);
	for (size_t i = 0;
	     rc == GD_OK && apart && (c = gd_row_at(office, GD_OFF_COMPANY, i));
	     i++) {
		one = gd_arena_printf(m->arena, "c:%s", c->code);
		x.company = gd_arena_str(m->arena, c->code);
		m->scopes = &one;
		m->nscopes = 1;
		rc = read_money(&x);
	}
	m->scopes = scopes;
	m->nscopes = nscopes;
	for (size_t i = 0; i < x.n; i++)
		fill_money(m, &x.rows[i], apart);
	if (x.n)
		qsort(x.rows, x.n, sizeof *x.rows, by_currency);
	m->b->nmoney = (int)x.n;
	m->b->money = board_keep(m, x.rows, x.n, sizeof *x.rows);
	return rc;
}
