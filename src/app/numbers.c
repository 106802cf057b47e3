/* app/numbers.c - the voids of a number series, each with its reason.
 *
 * A number is taken in the transaction that makes its order, so a gap is
 * either a cancelled order or somebody's doing: the next number was raised,
 * or one was typed ahead.  Orders are walked once; the journal only when a
 * gap asks who raised the series.
 */
#include "app/numbers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "app_priv.h"

#include "base/banned.h"

#define PAGE 500

struct taken {
	char period[16]; /* as the series begins anew */
	int32_t day;     /* what its number says of the date */
	int64_t seq;
	bool cancelled;
};
struct raise { /* somebody set the next number or the start */
	int64_t value, at_ms;
	char who[LOGIN_MAX];
};
struct gaps {
	struct gd_app *app;
	const struct gd_series *series;
	int year;
	struct taken *at; /* owned */
	size_t n, room;
	struct raise *raised; /* owned */
	size_t nraised, raised_room;
	bool raised_read;
	void (*found)(void *payload, const struct gd_series_gap *gap);
	void *payload;
};

/* ---- who raised the series ----------------------------------------------- */

static void
take_raise(struct gaps *g, const struct gd_journal_row *row,
    const struct gd_events *ev)
{
	for (size_t i = 0; i < ev->n; i++)
		for (size_t p = 0; p < ev->at[i].nputs; p++) {
			const struct gd_put *put = &ev->at[i].puts[p];
			const struct gd_series *s = put->row;
			struct raise *r;

			if (put->table != GD_ORDER_NTABLES + GD_OFF_SERIES ||
			    strcmp(s->company, g->series->company) != 0 ||
			    strcmp(s->kind, g->series->kind) != 0)
				continue;
			if (g->nraised == g->raised_room) {
				g->raised_room =
				    g->raised_room ? g->raised_room * 2 : 8;
				g->raised = gd_realloc(g->raised,
				    g->raised_room, sizeof *g->raised);
			}
			r = &g->raised[g->nraised++];
			r->value = s->next > s->start ? s->next : s->start;
			r->at_ms = row->at_ms;
			snprintf(r->who, sizeof r->who, "%s", row->actor);
		}
}

static enum gd_code
read_raises(struct gaps *g, struct gd_err *err)
{
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_journal_row row;
	struct gd_cursor *c;
	enum gd_code rc = gd_store_journal(g->app->store, NULL, 0, &c, err);

	if (rc != GD_OK)
		return rc;
	g->raised_read = true;
	while ((rc = gd_cursor_next(c, &row, err)) == GD_OK) {
		if (strcmp(row.verb, gd_office_verb_word(GD_OFFICE_SERIES)))
			continue;
		rc = gd_events_decode(&ev, row.body, row.body_len, err);
		if (rc != GD_OK)
			break;
		take_raise(g, &row, &ev);
	}
	gd_cursor_close(c);
	gd_events_release(&ev);
	return rc == GD_MISSING ? GD_OK : rc;
}

/* ---- gaps ---------------------------------------------------------------- */

static void
tell(struct gaps *g, const struct taken *t, int64_t last,
    struct gd_series_gap *gap)
{
	const char *pattern = g->series->pattern;
	int year, month, mday;

	gd_day_civil(t->day, &year, &month, &mday);
	if (g->year && t->day && year != g->year)
		return;
	gap->company = g->series->company;
	gap->kind = g->series->kind;
	gap->count = last - t->seq + 1;
	(void)gd_series_number(pattern, t->day, t->seq, gap->first, 64);
	(void)gd_series_number(pattern, t->day, last, gap->last, 64);
	g->found(g->payload, gap);
}

/* Numbers first.seq..last were not given; next is the one that was. */
static enum gd_code
skipped(struct gaps *g, struct taken first, int64_t last,
    const struct taken *next, struct gd_err *err)
{
	struct gd_series_gap gap = { .why = GD_GAP_UNKNOWN,
		.reason = "",
		.who = "" };
	char typed[64] = "";
	const struct raise *best = NULL;
	enum gd_code rc = g->raised_read ? GD_OK : read_raises(g, err);

	if (rc != GD_OK)
		return rc;
	for (size_t i = 0; i < g->nraised; i++)
		if (g->raised[i].value > first.seq &&
		    g->raised[i].value <= last + 1 &&
		    (!best || g->raised[i].value > best->value))
			best = &g->raised[i];
	if (best) {
		gap.why = GD_GAP_RAISED;
		gap.who = best->who;
		gap.at_ms = best->at_ms;
	} else if (next) {
		gap.why = GD_GAP_TYPED;
		(void)gd_series_number(g->series->pattern, next->day, next->seq,
		    typed, sizeof typed);
		gap.reason = typed;
	}
	tell(g, &first, last, &gap);
	return GD_OK;
}

static enum gd_code
cancelled(struct gaps *g, const struct taken *t, struct gd_err *err)
{
	struct gd_series_gap gap = { .why = GD_GAP_CANCELLED, .who = "" };
	char number[64], id[GD_ID_TEXT];
	struct gd_order o;
	enum gd_code rc;

	(void)gd_series_number(g->series->pattern, t->day, t->seq, number, 64);
	gd_order_init(&o);
	rc = gd_store_order_find(g->app->store, number, id, err);
	if (rc == GD_OK)
		rc = gd_store_order_load(g->app->store, id, &o, err);
	if (rc == GD_OK &&
	    strcmp(gd_head(&o)->company, g->series->company) == 0) {
		gap.reason = *gd_head(&o)->reason ? gd_head(&o)->reason
						  : gd_head(&o)->cause;
		gap.at_ms = gd_head(&o)->closed_ms;
		tell(g, t, t->seq, &gap);
	}
	gd_order_release(&o);
	return rc;
}

static int
by_number(const void *a, const void *b)
{
	const struct taken *x = a, *y = b;

	int c = strcmp(x->period, y->period);

	if (c)
		return c;
	return (x->seq > y->seq) - (x->seq < y->seq);
}

/* One period: numbers at[i..end). */
static enum gd_code
period(struct gaps *g, size_t i, size_t end, struct gd_err *err)
{
	bool now = strcmp(g->at[i].period, g->series->period) == 0;
	struct taken gap = g->at[i];
	/* what stands before the start was never to be given */
	int64_t want = gap.seq >= g->series->start && g->series->start > 1
			   ? g->series->start
			   : 1;
	enum gd_code rc = GD_OK;

	for (; rc == GD_OK && i < end; i++) {
		const struct taken *t = &g->at[i];

		/* what was typed ahead of the series is not passed yet */
		if (now && t->seq >= g->series->next)
			break;
		gap.seq = want;
		gap.day = t->day;
		if (t->seq > want)
			rc = skipped(g, gap, t->seq - 1, t, err);
		if (rc == GD_OK && t->cancelled)
			rc = cancelled(g, t, err);
		want = t->seq + 1;
	}
	gap.seq = want;
	if (rc == GD_OK && now && want < g->series->next)
		rc = skipped(g, gap, g->series->next - 1, NULL, err);
	return rc;
}

static void
take_number(struct gaps *g, const struct gd_list_row *row)
{
	struct taken t;

	if (!gd_series_parse(g->series->pattern, row->number, &t.day, &t.seq))
		return;
	gd_series_period(g->series->reset, t.day, t.period);
	t.cancelled = row->state == GD_ORDER_CANCELLED;
	if (g->n == g->room) {
		g->room = g->room ? g->room * 2 : 1024;
		g->at = gd_realloc(g->at, g->room, sizeof *g->at);
	}
	g->at[g->n++] = t;
}

static enum gd_code
collect(struct gaps *g, struct gd_err *err)
{
	/* of every company: an order may have gone to another one, and two
	 * with the same pattern share its numbers */
	struct gd_filter f = { .limit = PAGE, .today = gd_app_today(g->app) };
	enum gd_code rc = GD_OK;
	bool more = true;

	while (rc == GD_OK && more) {
		struct gd_list_rows page = { 0 };

		rc = gd_store_list(g->app->store, &f, &page, err);
		for (size_t i = 0; rc == GD_OK && i < page.n; i++)
			take_number(g, &page.at[i]);
		more = rc == GD_OK && page.more && page.n > 0;
		if (more) {
			f.has_from = true;
			f.from_key = page.at[page.n - 1].key;
			f.from_value = page.at[page.n - 1].created_ms;
		}
		free(page.at);
		gd_arena_release(&page.arena);
	}
	return rc;
}

static enum gd_code
one_series(struct gaps *g, struct gd_err *err)
{
	enum gd_code rc = collect(g, err);
	size_t end;

	qsort(g->at, g->n, sizeof *g->at, by_number);
	for (size_t i = 0; rc == GD_OK && i < g->n; i = end) {
		for (end = i + 1; end < g->n && strcmp(g->at[end].period,
						    g->at[i].period) == 0;)
			end++;
		rc = period(g, i, end, err);
	}
	free(g->at);
	free(g->raised);
	return rc;
}

enum gd_code
gd_app_series_gaps(struct gd_app *app, const char *company, int year,
    void (*found)(void *payload, const struct gd_series_gap *gap),
    void *payload, struct gd_err *err)
{
	const struct gd_series *s;
	struct gd_sheet fresh;
	enum gd_code rc;

	if (company && !app_company(app, company))
		return gd_fail(err, GD_MISSING, GD_M_OFFICE_NO_COMPANY,
		    GD_T(company));
	gd_sheet_init(&fresh, gd_office_tables, GD_OFFICE_NTABLES);
	rc = gd_store_office_table(app->store, GD_OFF_SERIES, &fresh, err);
	for (size_t i = 0;
	     rc == GD_OK && (s = gd_row_at(&fresh, GD_OFF_SERIES, i)); i++) {
		struct gaps g = { .app = app,
			.series = s,
			.year = year,
			.found = found,
			.payload = payload };

		if (!company || strcmp(s->company, company) == 0)
			rc = one_series(&g, err);
	}
	gd_sheet_release(&fresh);
	return rc;
}
