/* app/papers/papers.c - papers out: who holds what, and for how long.
 *
 * By desk or person the store walks an index of pieces.  When words choose
 * the orders, these are listed as `list` does, page by page, and each says
 * its pieces.
 */
#include "app/papers.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/binder.h"
#include "base/day.h"
#include "base/text.h"

#include "../dates/agenda_priv.h"
#include "../app_priv.h"

#include "base/banned.h"

#define ORDERS 50 /* listed at a time */
#define MAX_WORDS 40
#define DAY_MS INT64_C(86400000)

/* ---- what is asked for --------------------------------------------------- */

struct asked {
	struct gd_app *app;
	struct gd_arena *arena;
	struct gd_papers *out;
	struct gd_err *err;
};

/* A desk and a person are named as in the filters of lists. */
static enum gd_code
read_filter(struct asked *q, const char *key, const char *value,
    struct gd_filter *f)
{
	const char *word = gd_arena_printf(q->arena, "%s:%s", key, value);

	return gd_app_filter(q->app, &word, 1, q->arena, f, q->err);
}

static enum gd_code
read_desk(struct asked *q, const char *value)
{
	struct gd_filter f;
	enum gd_code rc = read_filter(q, "out", value, &f);

	if (rc == GD_OK)
		q->out->ask.desk = f.out_desk;
	return rc;
}

static enum gd_code
read_person(struct asked *q, const char *value)
{
	struct gd_filter f;
	enum gd_code rc = read_filter(q, "person", value, &f);

	if (rc == GD_OK)
		q->out->ask.person = f.person;
	return rc;
}

enum gd_code
app_paper_kind(struct gd_app *app, const char *value, struct gd_arena *arena,
    const char **kind, struct gd_err *err)
{
	const struct gd_name *found = gd_app_called(app, NULL, GD_THING_PAPER, value);
	struct app_near near = { .typed = value };
	struct gd_arena names = GD_ARENA_INIT;
	const struct gd_name *all;
	enum gd_code rc = GD_OK;
	int n;

	if (found) {
		*kind = gd_arena_str(arena, found->id);
		return GD_OK;
	}
	n = gd_app_names(app, GD_THING_PAPER, &names, &all);
	for (int i = 0; i < n; i++)
		app_near_name(&near, &all[i]);
	rc = near.best ? app_none_called(&near, GD_TR("paper"), GD_M_NONE, err)
		       : gd_fail(err, GD_MISSING, GD_M_NO_PAPER, GD_T(value),
			     GD_T(gd_app_usual(app)
				     ? gd_app_usual(app)->name.id
				     : ""));
	gd_arena_release(&names);
	return rc;
}

static enum gd_code
read_kind(struct asked *q, const char *value)
{
	return app_paper_kind(q->app, value, q->arena, &q->out->ask.kind,
	    q->err);
}

static enum gd_code
read_late(struct asked *q, const char *value)
{
	size_t len = strspn(value, "0123456789");

	if (value[len] || len > 4)
		return gd_fail(q->err, GD_USAGE, GD_M_APP_FILTER_VALUE,
		    GD_T("late"), GD_T(value), GD_T("late: late:3"));
	q->out->late_days = (int32_t)strtol(value, NULL, 10);
	return GD_OK;
}

/* "qc", "qc@3..7", "qc@15..": out at a desk, for so many days (of UTC, as the
 * boards count them). */
static enum gd_code
read_out(struct asked *q, const char *value)
{
	const char *at = strchr(value, '@');
	const char *desk =
	    gd_arena_strn(q->arena, value, strcspn(value, "@"));
	int64_t today = gd_app_now(q->app) / DAY_MS, from = 0, to = -1;
	struct gd_filter f;
	char *end;
	enum gd_code rc;

	if (at) {
		from = strtol(at + 1, &end, 10);
		if (strncmp(end, "..", 2) == 0)
			end += 2;
		to = *end ? strtol(end, &end, 10) : -1;
		if (*end || end == at + 1 || from < 0 || (to >= 0 && to < from))
			return gd_fail(q->err, GD_USAGE, GD_M_APP_FILTER_VALUE,
			    GD_T("out"), GD_T(value), GD_T("qc qc@3..7"));
	}
	rc = read_filter(q, "out", desk, &f);
	if (rc != GD_OK)
		return rc;
	q->out->ask.out = f.out_desk;
	/* what the clock has not reached is new */
	q->out->ask.out_to = from ? (today - from + 1) * DAY_MS : 0;
	q->out->ask.out_from = to >= 0 ? (today - to) * DAY_MS : 0;
	q->out->narrow = true;
	return GD_OK;
}

static const struct {
	const char *key, *zh;
	enum gd_code (*read)(struct asked *q, const char *value);
} keys[] = {
	{ "desk", "部门", read_desk },
	{ "person", "人员", read_person },
	{ "kind", "单证", read_kind },
	{ "late", "逾期", read_late },
	{ "out", "在外", read_out },
};
#define NKEYS (int)(sizeof keys / sizeof *keys)

char *
app_word_value(struct gd_arena *arena, const char *word, char **key)
{
	struct gd_str s = GD_STR_INIT;
	char buf[5], *sign;
	uint32_t cp;

	for (size_t n; (n = gd_utf8_next(word, &cp)) > 0; word += n)
		gd_str_addn(&s, buf, gd_utf8_put(gd_fold_width(cp), buf));
	*key = gd_arena_str(arena, s.text);
	gd_str_release(&s);
	sign = strpbrk(*key, ":=");
	if (!sign)
		return NULL;
	*sign = '\0';
	return sign + 1;
}

enum gd_code
gd_app_papers_read(struct gd_app *app, const char *const *words, int nwords,
    struct gd_arena *arena, struct gd_papers *out, struct gd_err *err)
{
	struct asked q = { app, arena, out, err };
	const char *rest[MAX_WORDS];
	enum gd_code rc = GD_OK;
	int nrest = 0;

	*out = (struct gd_papers){ .late_days = -1 };
	for (int i = 0; rc == GD_OK && i < nwords; i++) {
		char *key, *value;
		int k = 0;

		rc = gd_text_check(words[i], 400, false, err);
		if (rc != GD_OK)
			break;
		value = app_word_value(arena, words[i], &key);
		while (k < NKEYS &&
		       !(value && (strcasecmp(key, keys[k].key) == 0 ||
				      strcmp(key, keys[k].zh) == 0)))
			k++;
		if (k < NKEYS) {
			rc = keys[k].read(&q, value);
			continue;
		}
		if (nrest == MAX_WORDS)
			return gd_fail(err, GD_USAGE, GD_M_APP_FILTER_WORDS);
		rest[nrest++] = words[i];
		out->narrow |= !value || (strcasecmp(key, "state") != 0 &&
					     strcmp(key, "状态") != 0);
	}
	if (rc == GD_OK)
		rc = gd_app_filter(app, rest, nrest, arena, &out->orders, err);
	if (out->ask.out)
		out->orders.out_desk = out->ask.out;
	out->orders.sort = GD_SORT_NEWEST;
	out->ask.states = out->orders.states;
	return rc;
}

/* ---- pages --------------------------------------------------------------- */

/* Outside parties acknowledge nothing to us: they are never late. */
static bool
is_outside(struct gd_app *app, const char *desk)
{
	const struct gd_desk *row = gd_row_find(gd_app_office(app), GD_OFF_DESK,
	    &(struct gd_desk){ .code = desk });
	const struct gd_workflow *wf;
	int d;

	for (size_t i = 0; gd_app_flow_next(app, &i, &wf);)
		if ((d = gd_wf_desk(wf, desk)) >= 0)
			return wf->desks[d].outside;
	return row && row->outside;
}

int64_t
gd_piece_since(const struct gd_piece *pc)
{
	if (pc->state == GD_PIECE_SENT || !pc->held_ms)
		return pc->sent_ms;
	return pc->held_ms;
}

struct filling {
	struct gd_app *app;
	struct gd_papers *p;
	struct gd_arena *arena;
	struct gd_papers_row *rows;
	int n, max;
	struct gd_err *err;
};

/* Rows of one walk until the page is full or the walk ends. */
static enum gd_code
take(struct filling *f, const struct gd_papers_ask *ask)
{
	struct gd_papers_ask at = *ask;
	struct gd_paper_out part[ORDERS];
	int32_t today = gd_app_today(f->app);
	enum gd_code rc;
	int got;

	do {
		int want = f->max - f->n < ORDERS ? f->max - f->n : ORDERS;

		rc = gd_store_papers(f->app->store, &at, want, f->arena, part,
		    &got, f->err);
		for (int i = 0; rc == GD_OK && i < got; i++) {
			struct gd_papers_row *r = &f->rows[f->n];
			const struct gd_piece *pc = &part[i].piece;

			at.from_order = part[i].order;
			at.from_no = pc->no;
			if (f->p->late_days >= 0 &&
			    is_outside(f->app, pc->desk))
				continue;
			r->out = part[i];
			r->since_ms = gd_piece_since(pc);
			r->days = r->since_ms ? today - gd_ms_day(r->since_ms,
							    f->app->utc_offset)
					      : 0;
			f->n++;
		}
		if (got < want)
			break;
	} while (rc == GD_OK && f->n < f->max);
	f->p->ask.from_order = at.from_order;
	f->p->ask.from_no = at.from_no;
	return rc;
}

static enum gd_code
take_order(struct filling *f, int64_t key)
{
	struct gd_papers_ask one = f->p->ask;
	enum gd_code rc;

	one.order = key;
	if (one.from_order != key)
		one.from_no = 0;
	one.from_order = key;
	rc = take(f, &one);
	return rc;
}

static enum gd_code
by_orders(struct filling *f)
{
	struct gd_filter orders = f->p->orders;
	struct gd_list_rows rows = { 0 };
	enum gd_code rc = GD_OK;
	bool more = true;

	orders.limit = ORDERS;
	if (f->p->ask.from_order) {
		rc = take_order(f, f->p->ask.from_order);
		orders.has_from = true;
		orders.from_key = f->p->ask.from_order;
	}
	while (rc == GD_OK && more && f->n < f->max) {
		rc = gd_store_list(f->app->store, &orders, &rows, f->err);
		for (size_t i = 0; rc == GD_OK && i < rows.n && f->n < f->max;
		     i++) {
			orders.from_key = rows.at[i].key;
			/* nothing that is late is not counted out */
			if (f->p->late_days < 0 || rows.at[i].pieces_out)
				rc = take_order(f, rows.at[i].key);
			f->p->ask.from_order = rows.at[i].key;
		}
		orders.has_from = true;
		more = rows.more;
	}
	free(rows.at);
	gd_arena_release(&rows.arena);
	return rc;
}

enum gd_code
gd_app_papers(struct gd_app *app, struct gd_papers *p, int max,
    struct gd_arena *arena, struct gd_papers_row *rows, int *n,
    struct gd_err *err)
{
	struct filling f = { app, p, arena, rows, 0, max, err };
	enum gd_code rc;

	if (p->late_days >= 0) /* the day begins at midnight of the office */
		p->ask.sent_before =
		    ((int64_t)gd_app_today(app) - p->late_days) * DAY_MS -
		    (int64_t)app->utc_offset * 60000;
	rc = !p->narrow && (p->ask.desk || p->ask.person) ? take(&f, &p->ask)
							  : by_orders(&f);
	*n = f.n;
	return rc;
}
