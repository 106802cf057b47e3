/* app/boards/board_people.c - boards: load per clerk, changes by their cause. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/agenda.h"
#include "base/day.h"

#include "../dates/agenda_priv.h"
#include "board_priv.h"

#include "base/banned.h"

/* ---- load ------------------------------------------------------------------------ */

struct load {
	struct board_make *m;
	struct clerk {
		const char *login;
		int64_t open, late, week;
	} * at; /* owned */
	size_t n, room;
};

static struct clerk *
clerk_of(struct load *l, const char *login)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->at[i].login, login) == 0)
			return &l->at[i];
	*GD_PUSH(l->at, l->n, l->room) = (struct clerk){
		.login = gd_arena_str(l->m->arena, login),
	};
	return &l->at[l->n - 1];
}

/* Counted are all clerks of the book or a company; those of the scope? */
static bool
is_asked(const struct load *l, const char *login)
{
	const struct board_make *m = l->m;

	for (int i = 0; i < m->nscopes; i++)
		if (!(m->person || m->team) ||
		    strcmp(m->scopes[i] + 2, login) == 0)
			return true;
	return false;
}

/* By week: this one and those before it. */
static void
add_weeks(void *payload, const struct gd_counted_sum *sum)
{
	struct clerk *c;

	if (!is_asked(payload, sum->what))
		return;
	c = clerk_of(payload, sum->what);
	c->open += sum->n;
	c->late += sum->before;
	c->week += sum->within;
}

/* The days of this week before today: "0020780/LOGIN". */
static void
add_days(void *payload, const struct gd_counted_sum *sum)
{
	const char *slash = strchr(sum->what, '/');

	if (slash && is_asked(payload, slash + 1))
		clerk_of(payload, slash + 1)->late += sum->n;
}

static enum gd_code
read_load(struct load *l, const struct gd_workflow *wf)
{
	struct board_make *m = l->m;
	int64_t week = ((int64_t)m->monday + 3) / 7;
	const char **scopes = m->company ? m->scopes : m->all;
	enum gd_code rc = GD_OK;

	for (int i = 0; rc == GD_OK && i < (m->company ? 1 : m->nall); i++) {
		struct gd_counted ask = {
			.scope = scopes[i],
			.kind = "carry",
			.workflow = wf->name.id,
			.from = week,
			.to = week,
		};

		rc = gd_store_counted_sums(m->app->store, &ask, add_weeks, l,
		    m->err);
		ask.kind = "carries";
		ask.what = gd_arena_printf(m->arena, "%07d/", m->monday);
		ask.below = gd_arena_printf(m->arena, "%07d/", m->today);
		if (rc == GD_OK)
			rc = gd_store_counted_sums(m->app->store, &ask,
			    add_days, l, m->err);
	}
	return rc;
}

static int
by_load(const void *a, const void *b)
{
	const struct clerk *x = a, *y = b;

	if (x->open != y->open)
		return x->open > y->open ? -1 : 1;
	return strcmp(x->login, y->login);
}

enum gd_code
board_load(struct board_make *m)
{
	struct load l = { .m = m };
	struct gd_load_row *rows = NULL;
	size_t n = 0, room = 0;
	enum gd_code rc = GD_OK;
	const char *suffix = m->suffix;

	for (int i = 0; rc == GD_OK && i < m->nflows; i++)
		rc = read_load(&l, m->flows[i]);
	if (l.n)
		qsort(l.at, l.n, sizeof *l.at, by_load);
	if (m->person || m->team) /* the row names the clerk */
		m->suffix = m->workflow ? gd_arena_printf(m->arena,
					      "workflow:%s", m->workflow)
					: "";
	for (size_t i = 0; i < l.n; i++) {
		const char *who = l.at[i].login;

		*GD_PUSH(rows, n, room) = (struct gd_load_row){ .clerk = who,
			.open = board_number(m, l.at[i].open, GD_DOOR_LIST,
			    "clerk:%s state:open", who),
			.late = board_number(m, l.at[i].late, GD_DOOR_LIST,
			    "clerk:%s state:active late:", who),
			.week = board_number(m, l.at[i].week, GD_DOOR_LIST,
			    "clerk:%s state:active due:%s..%s", who,
			    board_day(m, m->monday),
			    board_day(m, m->monday + 6)) };
	}
	m->suffix = suffix;
	free(l.at);
	m->b->nload = (int)n;
	m->b->load = board_keep(m, rows, n, sizeof *rows);
	return rc;
}

/* ---- changes --------------------------------------------------------------------- */

#define MONTHS 3 /* this one and those before */

struct causes {
	struct board_make *m;
	const struct gd_workflow *wf;
	int month;
	bool orders;
	struct gd_cause_row *rows; /* owned */
	size_t n, room;
};

static const struct gd_name *
cause_name(const struct gd_workflow *wf, const char *cause)
{
	int f = gd_wf_field(wf, "change_cause");

	for (int i = 0; f >= 0 && i < wf->fields[f].nchoices; i++)
		if (strcmp(wf->fields[f].choices[i].id, cause) == 0)
			return &wf->fields[f].choices[i];
	return NULL;
}

static void
add_cause(void *payload, const char *what, int64_t day, int64_t n)
{
	struct causes *c = payload;
	struct gd_cause_row *row = NULL;

	(void)day;
	for (size_t i = 0; !row && i < c->n; i++)
		if (c->rows[i].month == c->month &&
		    strcmp(c->rows[i].workflow, c->wf->name.id) == 0 &&
		    strcmp(c->rows[i].cause, what) == 0)
			row = &c->rows[i];
	if (!row) {
		row = GD_PUSH(c->rows, c->n, c->room);
		*row = (struct gd_cause_row){ .workflow = c->wf->name.id,
			.cause = gd_arena_str(c->m->arena, what),
			.name = cause_name(c->wf, what),
			.month = c->month };
	}
	if (c->orders)
		row->orders.n += n;
	else
		row->changes += n;
}

static enum gd_code
read_month(struct causes *c)
{
	enum gd_code rc = GD_OK;

	for (int i = 0; rc == GD_OK && i < c->m->nflows; i++) {
		c->wf = c->m->flows[i];
		c->orders = false;
		rc = board_rows(c->m, c->wf, "cause", NULL, c->month, c->month,
		    add_cause, c);
		c->orders = true;
		if (rc == GD_OK)
			rc = board_rows(c->m, c->wf, "causes", NULL, c->month,
			    c->month, add_cause, c);
	}
	return rc;
}

enum gd_code
board_changes(struct board_make *m)
{
	struct causes c = { .m = m };
	enum gd_code rc = GD_OK;
	int y, mo, d;

	gd_day_civil(m->today, &y, &mo, &d);
	for (int back = 0; rc == GD_OK && back < MONTHS; back++) {
		c.month = y * 12 + mo - 1 - back;
		rc = read_month(&c);
	}
	for (size_t i = 0; i < c.n; i++) {
		struct gd_cause_row *r = &c.rows[i];
		const char *of = "";

		for (int f = 0; m->nflows > 1 && f < m->nflows; f++)
			if (strcmp(m->flows[f]->name.id, r->workflow) == 0)
				of = board_flow_word(m, m->flows[f]);
		r->orders = board_number(m, r->orders.n, GD_DOOR_LIST,
		    "changed:%s@%04d-%02d state:all%s", r->cause, r->month / 12,
		    r->month % 12 + 1, of);
	}
	m->b->nchanges = (int)c.n;
	m->b->changes = board_keep(m, c.rows, c.n, sizeof *c.rows);
	return rc;
}
