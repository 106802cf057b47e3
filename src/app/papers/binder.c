/* app/papers/binder.c - the file: what is asked for, in natural order, in
 * pages. */
#include "app/binder.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/day.h"
#include "base/text.h"

#include "../app_priv.h"

#include "base/banned.h"

#define DAY_MS INT64_C(86400000)

/* ---- what is asked for ---------------------------------------------------- */

struct asked {
	struct gd_app *app;
	struct gd_binder *b;
	struct gd_err *err;
};

static enum gd_code
bad_value(struct asked *q, const char *key, const char *value, const char *form)
{
	return gd_fail(q->err, GD_USAGE, GD_M_APP_FILTER_VALUE, GD_T(key),
	    GD_T(value), GD_T(form));
}

/* Midnight of the office at which a day begins. */
static int64_t
day_ms(const struct gd_app *app, int32_t day)
{
	return (int64_t)day * DAY_MS - (int64_t)app->utc_offset * 60000;
}

static bool
read_number(const char *value, size_t most, int *out)
{
	size_t len = strspn(value, "0123456789");

	if (!len || value[len] || len > most)
		return false;
	*out = (int)strtol(value, NULL, 10);
	return true;
}

static enum gd_code
read_kind(struct asked *q, const char *value)
{
	return app_paper_kind(q->app, value, &q->b->arena, &q->b->kind, q->err);
}

static enum gd_code
read_year(struct asked *q, const char *value)
{
	int year;

	if (!read_number(value, 4, &year) || year < 1971)
		return bad_value(q, "year", value, "year:2026");
	q->b->from_ms = day_ms(q->app, gd_day_of(year, 1, 1));
	q->b->to_ms = day_ms(q->app, gd_day_of(year + 1, 1, 1));
	return GD_OK;
}

static enum gd_code
read_old(struct asked *q, const char *value)
{
	int years;

	if (!read_number(value, 2, &years))
		return bad_value(q, "old", value, "old:10");
	q->b->to_ms = day_ms(q->app,
	    gd_day_add_months(gd_app_today(q->app), -12 * years));
	return GD_OK;
}

static enum gd_code
read_by(struct asked *q, const char *value)
{
	bool contract =
	    strcasecmp(value, "contract") == 0 || strcmp(value, "合同") == 0;

	q->b->by_customer =
	    strcasecmp(value, "customer") == 0 || strcmp(value, "客户") == 0;
	return contract || q->b->by_customer
		   ? GD_OK
		   : bad_value(q, "by", value, "by:customer by:contract");
}

static const struct {
	const char *key, *zh;
	enum gd_code (*read)(struct asked *q, const char *value);
} keys[] = {
	{ "paper", "单证", read_kind },
	{ "kind", "种类", read_kind },
	{ "year", "年份", read_year },
	{ "old", "满", read_old },
	{ "by", "按", read_by },
};
#define NKEYS (int)(sizeof keys / sizeof *keys)

/* Contract, customer, clerk and company as in the filters of lists. */
static enum gd_code
read_shared(struct asked *q, const char *key, const char *word)
{
	static const char *const known[] = { "contract", "合同", "customer",
		"客户", "clerk", "跟单", "company", "公司" };
	struct gd_binder_ask *ask = &q->b->ask;
	struct gd_filter f;
	size_t i = 0, n = sizeof known / sizeof *known;
	enum gd_code rc;

	while (i < n && strcasecmp(known[i], key) != 0)
		i++;
	if (i == n)
		return gd_fail(q->err, GD_USAGE, GD_M_APP_BINDER_WORD,
		    GD_T(word));
	rc = gd_app_filter(q->app, &word, 1, &q->b->arena, &f, q->err);
	if (rc != GD_OK)
		return rc;
	if (f.customer_word)
		return gd_fail(q->err, GD_USAGE, GD_M_APP_BINDER_WORD,
		    GD_T(word));
	ask->contract = f.contract ? f.contract : ask->contract;
	ask->customer = f.customer ? f.customer : ask->customer;
	ask->clerk = f.clerk ? f.clerk : ask->clerk;
	ask->company = f.company ? f.company : ask->company;
	return GD_OK;
}

enum gd_code
gd_app_binder_read(struct gd_app *app, const char *const *words, int nwords,
    struct gd_binder *out, struct gd_err *err)
{
	struct asked q = { app, out, err };
	enum gd_code rc = GD_OK;

	*out = (struct gd_binder){ 0 };
	for (int i = 0; rc == GD_OK && i < nwords; i++) {
		char *key, *value;
		int k = 0;

		rc = gd_text_check(words[i], 400, false, err);
		if (rc != GD_OK)
			break;
		value = app_word_value(&out->arena, words[i], &key);
		while (k < NKEYS &&
		       !(value && (strcasecmp(key, keys[k].key) == 0 ||
				      strcmp(key, keys[k].zh) == 0)))
			k++;
		rc = k < NKEYS ? keys[k].read(&q, value)
			       : read_shared(&q, value ? key : "", words[i]);
	}
	return rc;
}

/* ---- order of the file ---------------------------------------------------- */

/* What has no number yet stands behind all that have one. */
static int
by_word(const char *a, const char *b)
{
	if (!*a != !*b)
		return *a ? -1 : 1;
	return gd_text_natcmp(a, b);
}

static int
by_order(const struct gd_binder_order *a, const struct gd_binder_order *b)
{
	int d = by_word(a->number, b->number);

	return d ? d : (a->order > b->order) - (a->order < b->order);
}

static int
by_contract(const void *x, const void *y)
{
	const struct gd_binder_order *a = x, *b = y;
	int d = by_word(a->contract, b->contract);

	d = d ? d : by_word(a->customer, b->customer);
	return d ? d : by_order(a, b);
}

static int
by_customer(const void *x, const void *y)
{
	const struct gd_binder_order *a = x, *b = y;
	int d = by_word(a->customer, b->customer);

	d = d ? d : by_word(a->contract, b->contract);
	return d ? d : by_order(a, b);
}

static enum gd_code
read_orders(struct gd_app *app, struct gd_binder *b, struct gd_err *err)
{
	enum gd_code rc;

	if (b->orders)
		return GD_OK;
	rc = gd_store_binder_orders(app->store, &b->ask, &b->arena, &b->orders,
	    &b->norders, &b->room, err);
	if (rc == GD_OK && b->norders)
		qsort(b->orders, b->norders, sizeof *b->orders,
		    b->by_customer ? by_customer : by_contract);
	return rc;
}

/* ---- pages ---------------------------------------------------------------- */

/* Whose file it is: the desk of the clerks. */
static const char *
clerk_desk(struct gd_app *app)
{
	const struct gd_workflow *wf;

	for (size_t i = 0; gd_app_flow_next(app, &i, &wf);)
		for (int d = 0; d < wf->ndesks; d++)
			if (wf->desks[d].clerk)
				return wf->desks[d].name.id;
	return "clerk";
}

enum gd_code
gd_app_binder(struct gd_app *app, struct gd_binder *b, int max,
    struct gd_arena *arena, struct gd_binder_row *rows, int *n,
    struct gd_err *err)
{
	struct gd_binder_papers ask = { .desk = clerk_desk(app),
		.kind = b->kind,
		.from_ms = b->from_ms,
		.to_ms = b->to_ms };
	enum gd_code rc = read_orders(app, b, err);

	*n = 0;
	while (rc == GD_OK && *n < max && b->at < b->norders) {
		int got, want = max - *n;

		ask.order = b->orders[b->at].order;
		ask.from_no = b->from_no;
		rc = gd_store_binder(app->store, &ask, want, arena, &rows[*n],
		    &got, err);
		*n += got;
		if (got == want) {
			b->from_no = rows[*n - 1].piece.no;
		} else {
			b->at++;
			b->from_no = 0;
		}
	}
	return rc;
}

const struct gd_piece *
gd_binder_away(const struct gd_binder_row *r)
{
	if (r->piece.class == GD_PIECE_ORIGINAL)
		return r->here ? NULL : &r->piece;
	return r->has_original ? &r->original : NULL;
}

void
gd_binder_release(struct gd_binder *b)
{
	free(b->orders);
	gd_arena_release(&b->arena);
	*b = (struct gd_binder){ 0 };
}
