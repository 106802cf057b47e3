/* app/boards/board_work.c - boards of the work itself: how old, who is waited
 * for, papers out, signatures, load, changes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "../dates/agenda_priv.h"
#include "board_priv.h"

#include "base/banned.h"

/* ---- bands of days ----------------------------------------------------------- */

struct bands {
	struct gd_band_row *at;
	int n;
	int64_t today;
};

/* Counted by the day something began or was due. */
static void
add_band(void *payload, const char *what, int64_t day, int64_t n)
{
	struct bands *b = payload;
	int64_t days = b->today - day;

	(void)what;
	for (int i = 0; i < b->n; i++)
		if (day == BOARD_NO_DUE
			? b->at[i].to < 0
			: days <= b->at[i].to &&
			      (days >= b->at[i].from || i == 0)) {
			b->at[i].orders.n += n;
			return;
		}
}

static void
set_bands(struct board_make *m, struct bands *b, const int *from, int n)
{
	b->at = gd_arena_alloc(m->arena, (size_t)n + 1, sizeof *b->at);
	b->n = n;
	for (int i = 0; i < n; i++)
		b->at[i] = (struct gd_band_row){ .from = from[i],
			.to = i + 1 < n ? from[i + 1] - 1 : INT64_MAX };
}

static void
name_begun(struct board_make *m, struct gd_band_row *r)
{
	const char *state = m->desk ? "active" : "open";

	if (r->to == INT64_MAX)
		r->orders = board_number(m, r->orders.n, GD_DOOR_LIST,
		    "age:%d.. state:%s", (int)r->from, state);
	else if (r->from == 0) /* what the clock has not reached is new, too */
		r->orders = board_number(m, r->orders.n, GD_DOOR_LIST,
		    "age:..%d state:%s", (int)r->to, state);
	else
		r->orders = board_number(m, r->orders.n, GD_DOOR_LIST,
		    "age:%d..%d state:%s", (int)r->from, (int)r->to, state);
}

static void
name_late(struct board_make *m, struct gd_band_row *r)
{
	if (r->to < 0)
		r->orders = board_number(m, r->orders.n, GD_DOOR_LIST,
		    "due:none state:active");
	else if (r->to == 0)
		r->orders = board_number(m, r->orders.n, GD_DOOR_LIST,
		    "due:%s.. state:active", board_day(m, m->today));
	else if (r->to == INT64_MAX)
		r->orders = board_number(m, r->orders.n, GD_DOOR_LIST,
		    "due:..%s state:active", board_day(m, m->today - r->from));
	else
		r->orders = board_number(m, r->orders.n, GD_DOOR_LIST,
		    "due:%s..%s state:active", board_day(m, m->today - r->to),
		    board_day(m, m->today - r->from));
}

enum gd_code
board_ages(struct board_make *m)
{
	static const int begun[] = { 0, 8, 15, 31, 61, 91, 181 };
	static const int late[] = { 0, 1, 4, 8, 15, 31 };
	struct gd_ages *a = &m->b->ages;
	struct bands b = { .today = m->utoday }, l = { .today = m->today };
	enum gd_code rc = GD_OK;

	set_bands(m, &b, begun, (int)(sizeof begun / sizeof *begun));
	set_bands(m, &l, late, (int)(sizeof late / sizeof *late));
	l.at[l.n++] = (struct gd_band_row){ .from = -1, .to = -1 };
	for (int i = 0; rc == GD_OK && i < m->nflows; i++) {
		rc = board_rows(m, m->flows[i], "begun", "", 0, BOARD_EVER,
		    add_band, &b);
		if (rc == GD_OK)
			rc = board_rows(m, m->flows[i], "next", NULL, 0,
			    BOARD_EVER, add_band, &l);
	}
	for (int i = 0; i < b.n; i++)
		name_begun(m, &b.at[i]);
	for (int i = 0; i < l.n; i++)
		name_late(m, &l.at[i]);
	*a = (struct gd_ages){ b.at, l.at, b.n, l.n };
	return rc;
}

/* ---- sums by what -------------------------------------------------------------- */

struct bag {
	struct board_make *m;
	struct thing {
		const char *what; /* of the arena */
		int64_t n, before, within, first, day_sum, bands[4];
	} * at; /* owned */
	size_t n, room;
};

static struct thing *
thing_of(struct bag *bag, const char *what)
{
	for (size_t i = 0; i < bag->n; i++)
		if (strcmp(bag->at[i].what, what) == 0)
			return &bag->at[i];
	*GD_PUSH(bag->at, bag->n, bag->room) = (struct thing){
		.what = gd_arena_str(bag->m->arena, what),
		.first = INT64_MAX,
	};
	return &bag->at[bag->n - 1];
}

static void
add_thing(void *payload, const struct gd_counted_sum *sum)
{
	struct thing *t = thing_of(payload, sum->what);

	t->n += sum->n;
	t->before += sum->before;
	t->within += sum->within;
	t->day_sum += sum->day_sum;
	if (sum->first_day < t->first)
		t->first = sum->first_day;
}

/* Days from then to now; tenths of the mean. */
static int64_t
since(const struct board_make *m, int64_t day)
{
	return m->utoday > day ? m->utoday - day : 0;
}

static int64_t
mean_tenths(const struct board_make *m, const struct thing *t)
{
	int64_t days = m->utoday * t->n - t->day_sum;

	return t->n && days > 0 ? (days * 10 + t->n / 2) / t->n : 0;
}

#define CLERK "role:clerk"

/* ---- who is waited for ----------------------------------------------------------- */

/* The only person who holds a role. */
static const char *
holder(struct board_make *m, const char *who)
{
	const struct gd_sheet *office = gd_app_office(m->app);
	const struct gd_holds *h;
	const char *one = "";

	if (strncmp(who, "role:", 5) != 0)
		return "";
	for (size_t i = 0; (h = gd_row_at(office, GD_OFF_HOLDS, i)); i++) {
		const struct gd_person *p = gd_row_find(office, GD_OFF_PERSON,
		    &(struct gd_person){ .login = h->login });

		if (!h->active || strcmp(h->role, who + 5) != 0 || !p ||
		    !p->active)
			continue;
		if (*one)
			return "";
		one = gd_arena_str(m->arena, h->login);
	}
	return one;
}

static void
waited_row(struct board_make *m, const struct thing *t, const char *who,
    const char *words, struct gd_waited_row *row)
{
	*row = (struct gd_waited_row){ .who = who,
		.person = holder(m, who),
		.oldest = since(m, t->first),
		.tenths = mean_tenths(m, t) };
	row->orders =
	    board_number(m, t->n, GD_DOOR_LIST, "%s state:active", words);
}

/* Orders whose clerk is this person ("" = that have none) and that wait for
 * their clerk. */
static enum gd_code
add_clerk(struct board_make *m, const char *login, struct gd_waited_row **rows,
    size_t *n, size_t *room)
{
	struct bag bag = { .m = m };
	const char *scope = gd_arena_printf(m->arena, "p:%s", login);
	enum gd_code rc = GD_OK;

	for (int f = 0; rc == GD_OK && f < m->nflows; f++) {
		const struct gd_counted ask = { scope, "wait",
			m->flows[f]->name.id, CLERK, 0, BOARD_EVER, NULL };

		rc = gd_store_counted_sums(m->app->store, &ask, add_thing, &bag,
		    m->err);
	}
	if (bag.n && bag.at[0].n)
		waited_row(m, &bag.at[0],
		    *login ? gd_arena_printf(m->arena, "person:%s", login)
			   : CLERK,
		    gd_arena_printf(m->arena, CLERK " clerk:%s",
			*login ? login : "none"),
		    GD_PUSH(*rows, *n, *room));
	free(bag.at);
	return rc;
}

/* Instead of the clerks together: clerk by clerk. */
static enum gd_code
add_clerks(struct board_make *m, struct gd_waited_row **rows, size_t *n,
    size_t *room)
{
	const struct gd_sheet *office = gd_app_office(m->app);
	const struct gd_person *p;
	enum gd_code rc = add_clerk(m, "", rows, n, room);

	for (size_t i = 0;
	     rc == GD_OK && (p = gd_row_at(office, GD_OFF_PERSON, i)); i++)
		rc = add_clerk(m, p->login, rows, n, room);
	return rc;
}

static int
by_wait(const void *a, const void *b)
{
	const struct gd_waited_row *x = a, *y = b;

	if (x->oldest != y->oldest)
		return x->oldest > y->oldest ? -1 : 1;
	if (x->orders.n != y->orders.n)
		return x->orders.n > y->orders.n ? -1 : 1;
	return strcmp(x->who, y->who);
}

static void
add_who(struct board_make *m, const struct thing *t,
    struct gd_waited_row **rows, size_t *n, size_t *room)
{
	bool of_desk = m->desk != NULL;

	if (of_desk && (strncmp(t->what, "desk:", 5) != 0 ||
			   strcmp(t->what + 5, m->desk) != 0))
		return;
	/* the scope of a desk says it already */
	waited_row(m, t, t->what, of_desk ? "" : t->what,
	    GD_PUSH(*rows, *n, *room));
}

enum gd_code
board_waits(struct board_make *m)
{
	const char **scopes = m->scopes;
	int nscopes = m->nscopes;
	struct bag bag = { .m = m };
	struct gd_waited_row *rows = NULL;
	size_t n = 0, room = 0;
	bool each = !m->company && !m->desk && !m->team && !m->person;
	enum gd_code rc = GD_OK;

	if (m->desk) { /* among all that is waited for */
		m->scopes = m->all;
		m->nscopes = m->nall;
	}
	for (int i = 0; rc == GD_OK && i < m->nflows; i++)
		rc = board_sums(m, m->flows[i], "wait", NULL, 0, BOARD_EVER,
		    add_thing, &bag);
	m->scopes = scopes;
	m->nscopes = nscopes;
	for (size_t i = 0; rc == GD_OK && i < bag.n; i++)
		if (!each || strcmp(bag.at[i].what, CLERK) != 0)
			add_who(m, &bag.at[i], &rows, &n, &room);
	if (rc == GD_OK && each)
		rc = add_clerks(m, &rows, &n, &room);
	if (n)
		qsort(rows, n, sizeof *rows, by_wait);
	free(bag.at);
	m->b->nwaits = (int)n;
	m->b->waits = board_keep(m, rows, n, sizeof *rows);
	return rc;
}

/* ---- papers out ------------------------------------------------------------------- */

static void
add_piece(void *payload, const char *what, int64_t day, int64_t n)
{
	static const int64_t from[] = { 15, 8, 3, 0 };
	struct bag *bag = payload;
	struct thing *t = thing_of(bag, what);
	int64_t days = since(bag->m, day);

	t->n += n;
	t->day_sum += n * day;
	if (day < t->first)
		t->first = day;
	for (int i = 0; i < 4; i++)
		if (days >= from[i]) {
			t->bands[3 - i] += n;
			return;
		}
}

static int
by_age(const void *a, const void *b)
{
	const struct gd_out_row *x = a, *y = b;

	if (x->oldest != y->oldest)
		return x->oldest > y->oldest ? -1 : 1;
	return strcmp(x->desk, y->desk);
}

/* The pieces behind a number, by the days they are out. */
static void
name_pieces(struct board_make *m, const struct thing *t, struct gd_out_row *row)
{
	static const char *const days[] = { "@0..2", "@3..7", "@8..14",
		"@15.." };

	row->pieces = board_number(m, t->n, GD_DOOR_PAPERS, "out:%s", t->what);
	for (int i = 0; i < 4; i++)
		row->bands[i] = board_number(m, t->bands[i], GD_DOOR_PAPERS,
		    "out:%s%s", t->what, days[i]);
}

enum gd_code
board_papers(struct board_make *m)
{
	const char **scopes = m->scopes, *suffix = m->suffix;
	int nscopes = m->nscopes;
	struct bag pieces = { .m = m }, orders = { .m = m };
	struct gd_out_row *rows = NULL;
	size_t n = 0, room = 0;
	enum gd_code rc = GD_OK;

	if (m->desk) { /* what lies at it, whomever the order waits for */
		m->scopes = m->all;
		m->nscopes = m->nall;
		m->suffix = "";
	}
	for (int i = 0; rc == GD_OK && i < m->nflows; i++) {
		rc = board_rows(m, m->flows[i], "out", m->desk, 0, BOARD_EVER,
		    add_piece, &pieces);
		if (rc == GD_OK)
			rc = board_sums(m, m->flows[i], "outs", m->desk, 0, 0,
			    add_thing, &orders);
	}
	for (size_t i = 0; rc == GD_OK && i < pieces.n; i++) {
		const struct thing *t = &pieces.at[i];
		struct gd_out_row *row = GD_PUSH(rows, n, room);

		*row = (struct gd_out_row){ .desk = t->what,
			.oldest = since(m, t->first),
			.tenths = mean_tenths(m, t) };
		name_pieces(m, t, row);
		row->orders = board_number(m, thing_of(&orders, t->what)->n,
		    GD_DOOR_LIST, "out:%s state:open%s", t->what,
		    m->desk && m->workflow ? board_flow_word(m, m->flows[0])
					   : "");
	}
	m->scopes = scopes;
	m->nscopes = nscopes;
	m->suffix = suffix;
	if (n)
		qsort(rows, n, sizeof *rows, by_age);
	free(pieces.at);
	free(orders.at);
	m->b->npapers = (int)n;
	m->b->papers = board_keep(m, rows, n, sizeof *rows);
	return rc;
}

/* ---- signatures ------------------------------------------------------------------- */

static void
add_signs(struct board_make *m, const struct gd_workflow *wf,
    const struct thing *papers, int64_t orders, struct gd_signing_row *row)
{
	int p = wf ? gd_wf_paper(wf, papers->what) : -1;

	*row = (struct gd_signing_row){ .workflow = wf ? wf->name.id : "",
		.paper = wf ? papers->what : "",
		.name = p >= 0 ? &wf->papers[p].name : NULL,
		.papers = papers->n,
		.oldest = papers->n ? since(m, papers->first) : -1 };
	if (wf)
		row->orders = board_number(m, orders, GD_DOOR_LIST,
		    "signing:%s state:open%s", papers->what,
		    board_flow_word(m, wf));
	else
		row->orders = board_number(m, orders, GD_DOOR_LIST,
		    "signing: state:open");
}

enum gd_code
board_signs(struct board_make *m)
{
	struct gd_signing_row *rows = NULL;
	struct thing all = { .what = "", .first = INT64_MAX };
	size_t n = 0, room = 0;
	int64_t orders = 0;
	enum gd_code rc = GD_OK;

	(void)GD_PUSH(rows, n, room); /* of all */
	for (int i = 0; rc == GD_OK && i < m->nflows; i++) {
		struct bag papers = { .m = m }, of = { .m = m };

		rc = board_sums(m, m->flows[i], "sign", NULL, 0, 0, add_thing,
		    &papers);
		if (rc == GD_OK)
			rc = board_sums(m, m->flows[i], "signs", NULL, 0, 0,
			    add_thing, &of);
		for (size_t k = 0; rc == GD_OK && k < papers.n; k++) {
			const struct thing *t = &papers.at[k];

			add_signs(m, m->flows[i], t, thing_of(&of, t->what)->n,
			    GD_PUSH(rows, n, room));
			all.n += t->n;
			if (t->first < all.first)
				all.first = t->first;
		}
		orders += thing_of(&of, "")->n;
		free(papers.at);
		free(of.at);
	}
	add_signs(m, NULL, &all, orders, &rows[0]);
	m->b->nsigns = (int)n;
	m->b->signs = board_keep(m, rows, n, sizeof *rows);
	return rc;
}
