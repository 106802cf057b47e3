/* app/dates/dates.c - dates by filter words; all dates of one order; its
 * forecast. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/day.h"
#include "base/text.h"

#include "agenda_priv.h"
#include "calendar_priv.h"

#include "base/banned.h"

void
app_dates_after(struct gd_date_filter *f, const struct gd_date_row *last)
{
	f->has_from = true;
	f->from_day = last->due.day;
	f->from_order = last->key;
	f->from_duty = last->due.duty;
	f->from_lot = last->due.lot;
	f->from_round = last->due.round;
	f->from_inst = last->due.inst;
}

#define MAX_WORDS 40

/* ---- the words ------------------------------------------------------------ */

struct asked {
	struct gd_app *app;
	struct gd_arena *arena;
	struct gd_date_ask *out;
	const char *rest[MAX_WORDS]; /* words about orders */
	int nrest;
	struct gd_err *err;
};

static void
not_after(struct asked *q, int32_t day)
{
	if (!q->out->f.to || day < q->out->f.to)
		q->out->f.to = day;
}

static void
not_before(struct asked *q, int32_t day)
{
	if (!q->out->f.from || day > q->out->f.from)
		q->out->f.from = day;
}

/* moved and late say all by themselves. */
static enum gd_code
no_value(struct asked *q, const char *word, const char *value)
{
	return *value ? gd_fail(q->err, GD_USAGE, GD_M_APP_FILTER_VALUE,
			    GD_T(word), GD_T(value), GD_T(word))
		      : GD_OK;
}

static enum gd_code
read_hard(struct asked *q, const char *word, const char *value)
{
	(void)word;
	(void)value;
	q->out->f.hard = true;
	return GD_OK;
}

static enum gd_code
read_moved(struct asked *q, const char *word, const char *value)
{
	enum gd_code rc = no_value(q, word, value);

	q->out->f.moved = true;
	return rc;
}

static enum gd_code
read_late(struct asked *q, const char *word, const char *value)
{
	enum gd_code rc = no_value(q, word, value);

	not_after(q, gd_app_today(q->app) - 1);
	return rc;
}

/* Days are read as in lists. */
static enum gd_code
read_due(struct asked *q, const char *word, const char *value)
{
	struct gd_filter f;
	enum gd_code rc = gd_app_filter(q->app, &word, 1, q->arena, &f, q->err);

	(void)value;
	if (rc == GD_OK && f.due_after)
		not_before(q, f.due_after + 1);
	if (rc == GD_OK && f.due_before)
		not_after(q, f.due_before - 1);
	return rc;
}

static enum gd_code
read_owner(struct asked *q, const char *word, const char *value)
{
	if (q->out->f.nowners)
		return gd_fail(q->err, GD_USAGE, GD_M_APP_FILTER_TWICE,
		    GD_T(word));
	return app_owner_tokens(q->app, value, q->arena, &q->out->f.owners,
	    &q->out->f.nowners, q->err);
}

static enum gd_code
read_desk(struct asked *q, const char *word, const char *value)
{
	if (q->out->f.nowners)
		return gd_fail(q->err, GD_USAGE, GD_M_APP_FILTER_TWICE,
		    GD_T(word));
	return gd_app_owners(q->app, &(struct gd_agenda_of){ .desk = value },
	    q->arena, &q->out->f.owners, &q->out->f.nowners, q->err);
}

static const char *
find_date(const struct gd_workflow *wf, const char *value)
{
	for (int i = 0; i < wf->nduties; i++)
		if (app_is_called(&wf->duties[i].name, value))
			return wf->duties[i].name.id;
	for (int i = 0; i < wf->nlimits; i++)
		if (app_is_called(&wf->limits[i].name, value))
			return wf->limits[i].name.id;
	return NULL;
}

static enum gd_code
read_duty(struct asked *q, const char *word, const char *value)
{
	struct app_near near = { .typed = value };
	const struct gd_workflow *wf;
	const char *id = NULL;

	for (size_t i = 0; !id && app_next_flow(q->app, &i, &wf);) {
		id = find_date(wf, value);
		for (int d = 0; !id && d < wf->nduties; d++)
			app_near_name(&near, &wf->duties[d].name);
		for (int d = 0; !id && d < wf->nlimits; d++)
			app_near_name(&near, &wf->limits[d].name);
	}
	if (!id)
		return app_none_called(&near, GD_TR("date"), GD_M_APP_NO_DATE,
		    q->err);
	if (q->out->f.duty && strcmp(q->out->f.duty, id) != 0)
		return gd_fail(q->err, GD_USAGE, GD_M_APP_FILTER_TWICE,
		    GD_T(word));
	q->out->f.duty = gd_arena_str(q->arena, id);
	return GD_OK;
}

static const struct {
	const char *key, *zh;
	bool bare; /* a word without a value */
	enum gd_code (
	    *read)(struct asked *q, const char *word, const char *value);
} keys[] = {
	{ "hard", "硬", true, read_hard },
	{ "moved", "改期", true, read_moved },
	{ "late", "逾期", true, read_late },
	{ "overdue", "超期", true, read_late },
	{ "due", "交期", false, read_due },
	{ "owner", "负责", false, read_owner },
	{ "duty", "事项", false, read_duty },
	{ "desk", "部门", false, read_desk },
};
#define NKEYS (int)(sizeof keys / sizeof *keys)

static enum gd_code
read_word(struct asked *q, const char *word)
{
	struct gd_str s = GD_STR_INIT;
	const char *key, *value, *at = word;
	char buf[5];
	uint32_t cp;
	size_t len;

	for (size_t n; (n = gd_utf8_next(at, &cp)) > 0; at += n)
		gd_str_addn(&s, buf, gd_utf8_put(gd_fold_width(cp), buf));
	at = gd_arena_str(q->arena, s.text);
	gd_str_release(&s);
	len = strcspn(at, ":<>~=");
	key = gd_arena_strn(q->arena, at, len);
	value = at[len] ? at + len + 1 : "";
	for (int k = 0; k < NKEYS; k++)
		if ((strcasecmp(key, keys[k].key) == 0 ||
			strcmp(key, keys[k].zh) == 0) &&
		    (at[len] || keys[k].bare) &&
		    !(*value && keys[k].read == read_hard))
			return keys[k].read(q,
			    keys[k].read == read_due ? at : keys[k].key, value);
	if (q->nrest == MAX_WORDS)
		return gd_fail(q->err, GD_USAGE, GD_M_APP_FILTER_WORDS);
	q->rest[q->nrest++] = word;
	return GD_OK;
}

/* The nearest of the words that stand alone; NULL: none is near. */
static const char *
near_word(const char *word)
{
	const char *best = NULL;
	/* one character is near to any other one */
	int least = strlen(word) < 4 ? 1 : strlen(word) < 5 ? 2 : 3;

	for (int k = 0; k < 2 * NKEYS; k++) {
		const char *known = k & 1 ? keys[k / 2].zh : keys[k / 2].key;
		int far = gd_text_distance(word, known, least);

		if (keys[k / 2].bare && far < least) {
			least = far;
			best = known;
		}
	}
	return best;
}

/* A word that no order has is a word of this list misspelt. */
static enum gd_code
check_words(struct asked *q)
{
	const struct gd_filter *f = &q->out->orders;
	enum gd_code rc = GD_OK;

	for (int i = 0; rc == GD_OK && i < f->nwords; i++) {
		struct gd_filter one = { .words = { f->words[i] },
			.nwords = 1,
			.limit = 1,
			.today = f->today };
		struct gd_list_rows rows = { 0 };
		const char *near = near_word(f->words[i]);
		bool none;

		rc = gd_store_list(q->app->store, &one, &rows, q->err);
		none = rc == GD_OK && rows.n == 0;
		free(rows.at);
		gd_arena_release(&rows.arena);
		if (none)
			return gd_fail(q->err, GD_USAGE,
			    near ? GD_M_APP_DUE_NEAR : GD_M_APP_DUE_WORD,
			    GD_T(f->words[i]), GD_T(near ? near : ""));
	}
	return rc;
}

enum gd_code
gd_app_dates_read(struct gd_app *app, const char *const *words, int nwords,
    int32_t from, int32_t to, struct gd_arena *arena, struct gd_date_ask *out,
    struct gd_err *err)
{
	struct gd_err mine = GD_ERR_INIT;
	struct asked q = { .app = app,
		.arena = arena,
		.out = out,
		.err = err ? err : &mine };
	enum gd_code rc = GD_OK;

	*out = (struct gd_date_ask){ .f = { .from = from, .to = to } };
	for (int i = 0; rc == GD_OK && i < nwords; i++) {
		rc = gd_text_check(words[i], 400, false, q.err);
		if (rc == GD_OK)
			rc = read_word(&q, words[i]);
	}
	if (rc == GD_OK && q.nrest) {
		rc = gd_app_filter(app, q.rest, q.nrest, arena, &out->orders,
		    q.err);
		out->f.orders = &out->orders;
		out->f.limit = out->orders.limit;
		if (rc == GD_OK)
			rc = check_words(&q);
	}
	return rc;
}

/* ---- pages ---------------------------------------------------------------- */

void
gd_date_page_release(struct gd_date_page *p)
{
	free(p->rows);
	gd_arena_release(&p->arena);
	p->rows = NULL;
	p->n = 0;
	p->more = false;
}

enum gd_code
gd_app_dates_page(struct gd_app *app, struct gd_date_ask *ask, int limit,
    struct gd_date_page *out, struct gd_err *err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_date_row *rows = gd_alloc((size_t)limit + 1, sizeof *rows);
	bool more = false;
	enum gd_code rc;
	int n = 0;

	ask->f.limit = limit;
	/* where it goes on may stand in the page before */
	rc = gd_store_dates(app->store, &ask->f, &arena, rows, &n, &more, err);
	gd_date_page_release(out);
	out->rows = rows;
	out->arena = arena;
	if (rc != GD_OK)
		return rc;
	out->n = n;
	out->more = more;
	if (n)
		app_dates_after(&ask->f, &rows[n - 1]);
	return GD_OK;
}

enum gd_code
gd_app_dates(struct gd_app *app, const char *const *words, int nwords,
    int32_t from, int32_t to, int limit, struct gd_date_page *out,
    struct gd_err *err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_date_ask ask;
	enum gd_code rc;

	*out = (struct gd_date_page){ 0 };
	rc = gd_app_dates_read(app, words, nwords, from, to, &arena, &ask, err);
	if (rc == GD_OK)
		rc = gd_app_dates_page(app, &ask, limit, out, err);
	if (rc != GD_OK)
		gd_date_page_release(out);
	gd_arena_release(&arena);
	return rc;
}

enum gd_code
gd_app_date_view(struct gd_app *app, const struct gd_date_row *row,
    const struct gd_workflow **wf, struct gd_date_view *out, struct gd_err *err)
{
	struct gd_calendars calendars;
	struct gd_date_around around = { .calendars = &calendars,
		.cap_value = row->cap_value,
		.base_value = row->base_value,
		.base_done = row->base_done,
		.held = row->state == GD_ORDER_HELD && row->held_ms,
		.held_day = gd_ms_day(row->held_ms, app->utc_offset),
		.today = gd_app_today(app) };
	enum gd_code rc =
	    gd_app_workflow(app, row->workflow, (int)row->version, wf, err);

	if (rc != GD_OK)
		return rc;
	app_calendars(app, row->customer, &calendars);
	(void)gd_date_of_row(*wf, &row->due, &around, out);
	return GD_OK;
}

/* ---- one order ------------------------------------------------------------ */

void
gd_app_order_dates(struct gd_app *app, const struct gd_order_page *p,
    struct gd_arena *arena, struct gd_dates *out)
{
	app_order_dates(app, p->wf, &p->order, arena, out);
}

void
app_order_dates(struct gd_app *app, const struct gd_workflow *wf,
    const struct gd_order *o, struct gd_arena *arena, struct gd_dates *out)
{
	struct app_facts facts;

	app_facts(app, app->login, wf, o, NULL, &facts);
	gd_dates_make(wf, o, &facts.f, arena, out);
	app_facts_release(&facts);
}

enum gd_code
gd_app_forecast(struct gd_app *app, const struct gd_order_page *p,
    struct gd_forecast *out, struct gd_err *err)
{
	struct gd_step_history *history =
	    gd_alloc((size_t)p->wf->nsteps + 1, sizeof *history);
	enum gd_code rc;

	*out = (struct gd_forecast){ 0 };
	rc = gd_store_step_history(app->store, p->wf, history, err);
	if (rc == GD_OK)
		gd_forecast_make(p->wf, &p->order, history, gd_app_today(app),
		    app->utc_offset, out);
	free(history);
	return rc;
}

const char *
app_until(struct gd_app *app, int64_t ms, struct gd_arena *arena)
{
	char text[GD_MS_TEXT];
	bool today = gd_ms_day(ms, app->utc_offset) == gd_app_today(app);

	if (!ms)
		return "";
	gd_ms_text(ms, app->utc_offset, text);
	return gd_arena_str(arena, text + (today ? strlen("2026-07-15 ") : 0));
}
