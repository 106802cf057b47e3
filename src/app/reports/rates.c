/* app/reports/rates.c - money of many orders: by currency, and at home by the
 * table.
 *
 * Orders are walked page by page and only their payment rows are read, so
 * memory holds one page however many are listed.
 */
#include "app/money.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/sums.h"

#include "../app_priv.h"

#include "base/banned.h"

#define PAGE 500

const char *
gd_app_home(struct gd_app *app, const char *company)
{
	const struct gd_company *c = app_company(app, company);

	return c && *c->currency ? c->currency : "CNY";
}

static struct gd_money_row *
row_of(struct gd_app *app, struct gd_money *m, const char *company,
    const char *currency)
{
	struct gd_money_row *row;

	for (int i = 0; i < m->nrows; i++)
		if (strcmp(m->rows[i].company, company) == 0 &&
		    strcmp(m->rows[i].currency, currency) == 0)
			return &m->rows[i];
	if (m->nrows == GD_MONEY_ROWS)
		return NULL;
	row = &m->rows[m->nrows++];
	*row = (struct gd_money_row){ 0 };
	snprintf(row->company, sizeof row->company, "%s", company);
	snprintf(row->currency, sizeof row->currency, "%s", currency);
	snprintf(row->home, sizeof row->home, "%s", gd_app_home(app, company));
	return row;
}

static enum gd_code
add(struct gd_app *app, struct gd_money *m, const char *company,
    const char *currency, int64_t due, int64_t credited, int64_t open,
    struct gd_err *err)
{
	struct gd_money_row *row = row_of(app, m, company, currency);

	if (!row)
		return gd_fail(err, GD_REFUSED, GD_M_APP_MONEY_MANY);
	row->due += due;
	row->credited += credited;
	row->open += open;
	row->orders++;
	return GD_OK;
}

static void
at_home(struct gd_app *app, struct gd_money *m)
{
	int32_t today = gd_app_today(app);

	for (int i = 0; i < m->nrows; i++) {
		struct gd_money_row *r = &m->rows[i];

		r->known = strcmp(r->currency, r->home) == 0;
		r->home_due = r->due;
		r->home_credited = r->credited;
		r->home_open = r->open;
		r->rate = r->known ? NULL
				   : gd_rate_find(gd_app_office(app),
					 r->currency, r->home, today);
		if (!r->rate)
			continue;
		r->known = true;
		r->home_due = gd_rate_apply(r->rate, r->due);
		r->home_credited = gd_rate_apply(r->rate, r->credited);
		r->home_open = gd_rate_apply(r->rate, r->open);
	}
}

static enum gd_code
add_listed(struct gd_app *app, const struct gd_list_row *row,
    struct gd_money *m, struct gd_err *err)
{
	struct gd_money_sum sums[GD_MONEY_SUMS];
	int n;
	enum gd_code rc = gd_store_money(app->store, row->key, sums, &n, err);

	m->orders++;
	m->without += n == 0;
	for (int i = 0; rc == GD_OK && i < n; i++)
		if (*sums[i].currency)
			rc = add(app, m, sums[i].company, sums[i].currency,
			    sums[i].due, sums[i].credited, sums[i].open, err);
	return rc;
}

/* Where the next page begins; the text outlives the page. */
static void
follow(struct gd_filter *f, const struct gd_list_row *last, char number[64])
{
	f->has_from = true;
	f->from_key = last->key;
	f->from_value = gd_list_value(last, f->sort);
	snprintf(number, 64, "%s", last->number);
	f->from_text = number;
}

enum gd_code
gd_app_money(struct gd_app *app, struct gd_filter *f, struct gd_money *out,
    struct gd_err *err)
{
	enum gd_code rc = GD_OK;
	char number[64];
	bool more = true;

	*out = (struct gd_money){ 0 };
	f->limit = PAGE;
	f->today = gd_app_today(app);
	while (rc == GD_OK && more) {
		struct gd_list_rows page = { 0 };

		rc = gd_app_list(app, f, &page, err);
		for (size_t i = 0; rc == GD_OK && i < page.n; i++)
			rc = add_listed(app, &page.at[i], out, err);
		more = rc == GD_OK && page.more && page.n > 0;
		if (more)
			follow(f, &page.at[page.n - 1], number);
		free(page.at);
		gd_arena_release(&page.arena);
	}
	if (rc == GD_OK)
		at_home(app, out);
	return rc;
}

enum gd_code
gd_app_order_money(struct gd_app *app, const struct gd_order *o,
    struct gd_money *out, struct gd_err *err)
{
	const struct gd_payment *p;
	enum gd_code rc = GD_OK;

	*out = (struct gd_money){ .orders = 1 };
	for (size_t i = 0; rc == GD_OK && (p = gd_walk(o, GD_TAB_PAYMENT, &i));)
		if (*p->currency)
			rc = add(app, out, gd_head(o)->company, p->currency,
			    p->amount, p->credited,
			    p->amount > p->credited ? p->amount - p->credited
						    : 0,
			    err);
	out->without = out->nrows == 0;
	if (rc == GD_OK)
		at_home(app, out);
	return rc;
}
