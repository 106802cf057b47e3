/* app/dates/agenda.c - what is due, overdue and waited for, of a person or a
 * desk.
 *
 * Dates come along the store's indexes, so many of each part as are shown,
 * and are counted up to a bound.  The next hard date of an order stands in
 * its row; for whom it waits it must be opened, which is done for the orders
 * nearest due.  Nothing here grows with the book, and what is counted does not
 * follow how much is shown.
 */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "store/some.h"

#include "agenda_priv.h"

#include "base/banned.h"

#define PAGES 4 /* of a part, where lines of it are not shown */
#define SOON_DAYS 7
#define LOOKED_AT 200  /* orders, for their hard dates */
#define LOOKED_INTO 60 /* of these, for whom they wait: those nearest due */

void
gd_agenda_release(struct gd_agenda *a)
{
	free(a->lines);
	free(a->waits);
	free(a->hards);
	gd_arena_release(&a->arena);
	*a = (struct gd_agenda){ 0 };
}

const struct gd_name *
app_date_name(const struct gd_workflow *wf, const char *id)
{
	int at = gd_wf_duty(wf, id);

	if (at >= 0)
		return &wf->duties[at].name;
	at = gd_wf_limit(wf, id);
	return at >= 0 ? &wf->limits[at].name : NULL;
}

struct making {
	struct gd_app *app;
	struct gd_agenda *out;
	const char *const *owners;
	int nowners;
	const char *login; /* whose, "" for a desk */
	const char *const *desks;
	int ndesks;
	int32_t today;
	int64_t now_ms;
	const struct gd_my_day *day; /* NULL */
	int max;                     /* lines shown of a part */
	int read; /* lines read of it: what else is said follows from these,
		   * however few are shown */
	size_t lines_room, waits_room, hards_room;
	struct gd_err *err;
};

/* ---- dates ---------------------------------------------------------------- */

static struct gd_date_filter
filter_of(const struct making *m, enum gd_agenda_part part)
{
	struct gd_date_filter f = { .owners = m->owners,
		.nowners = m->nowners,
		.limit = m->read };

	switch (part) {
	case GD_AGENDA_OVERDUE:
		f.to = m->today - 1;
		break;
	case GD_AGENDA_TODAY:
		f.from = f.to = m->today;
		break;
	case GD_AGENDA_SOON:
		f.from = m->today + 1;
		f.to = m->today + SOON_DAYS;
		break;
	default:
		f.told = true;
		break;
	}
	return f;
}

static bool
same_date(const struct gd_date_row *a, const struct gd_date_row *b)
{
	return a->key == b->key && a->due.lot == b->due.lot &&
	       a->due.round == b->due.round && a->due.inst == b->due.inst &&
	       strcmp(a->due.duty, b->due.duty) == 0;
}

/* While an order is on hold, what waits with it is not pressing. */
static bool
stands_still(const struct gd_workflow *wf, const char *duty, bool hard)
{
	int at = gd_wf_duty(wf, duty);

	if (hard)
		return false;
	if (at >= 0)
		return wf->duties[at].due.hold_stops ||
		       wf->duties[at].plan.hold_stops;
	at = gd_wf_limit(wf, duty);
	return at >= 0 && wf->limits[at].due.hold_stops;
}

/* Does a date have a line in a part?  One that stands still has none, and his
 * own as a deputy stand in the other parts. */
static bool
has_line(const struct making *m, enum gd_agenda_part part,
    const struct gd_workflow *wf, int64_t state, const char *owner,
    const char *duty, bool hard)
{
	if (state == GD_ORDER_HELD && stands_still(wf, duty, hard))
		return false;
	return part != GD_AGENDA_TOLD ||
	       !app_is_owner(m->owners, m->nowners, owner);
}

struct tallying {
	const struct making *m;
	enum gd_agenda_part part;
};

static bool
tallied(void *payload, const struct gd_date_tally *row)
{
	const struct tallying *t = payload;
	const struct gd_workflow *wf;

	if (row->state != GD_ORDER_HELD && t->part != GD_AGENDA_TOLD)
		return true;
	if (gd_app_workflow(t->m->app, row->workflow, (int)row->version, &wf,
		NULL) != GD_OK)
		return true;
	return has_line(t->m, t->part, wf, row->state, row->owner, row->duty,
	    row->hard);
}

static enum gd_code
add_line(struct making *m, enum gd_agenda_part part, size_t first,
    const struct gd_date_row *row)
{
	static const struct gd_name unnamed = { "", "", "" };
	const struct gd_workflow *wf;
	const struct gd_name *name;
	struct gd_agenda_line *l;
	enum gd_code rc;

	for (size_t i = first; i < m->out->nlines; i++)
		if (same_date(m->out->lines[i].row, row))
			return GD_OK;
	rc = gd_app_workflow(m->app, row->workflow, (int)row->version, &wf,
	    m->err);
	if (rc != GD_OK)
		return rc;
	if (!has_line(m, part, wf, row->state, row->due.owner, row->due.duty,
		row->due.hard != 0))
		return GD_OK;
	name = app_date_name(wf, row->due.duty);
	l = GD_PUSH(m->out->lines, m->out->nlines, m->lines_room);
	*l = (struct gd_agenda_line){ .row = row,
		.part = part,
		.wf = wf,
		.name = name ? name : &unnamed,
		.hard = row->due.hard != 0,
		.left = (int)(row->due.day - m->today) };
	l->late = l->left < 0 ? -l->left : 0;
	return GD_OK;
}

/* So many lines, or what a few pages have of them. */
static enum gd_code
add_pages(struct making *m, enum gd_agenda_part part, size_t first, bool hard)
{
	struct gd_date_filter f = filter_of(m, part);
	size_t before = m->out->nlines;
	enum gd_code rc = GD_OK;
	bool more = true;

	f.hard = hard;
	for (int p = 0; rc == GD_OK && more && p < PAGES &&
			m->out->nlines < before + (size_t)m->read;
	     p++) {
		struct gd_date_row *rows = gd_arena_alloc(&m->out->arena,
		    (size_t)m->read, sizeof *rows);
		int n = 0;

		rc = gd_store_dates(m->app->store, &f, &m->out->arena, rows, &n,
		    &more, m->err);
		for (int i = 0; rc == GD_OK && i < n; i++)
			rc = add_line(m, part, first, &rows[i]);
		if (n)
			app_dates_after(&f, &rows[n - 1]);
	}
	return rc;
}

static int
by_rule(const void *a, const void *b)
{
	const struct gd_agenda_line *x = a, *y = b;
	int c;

	if (x->hard != y->hard)
		return x->hard ? -1 : 1;
	if (x->left != y->left) /* the more days overdue, the sooner due */
		return x->left < y->left ? -1 : 1;
	c = strcmp(x->row->number, y->row->number);
	if (c == 0)
		c = strcmp(x->row->due.duty, y->row->due.duty);
	return c ? c
		 : (x->row->due.lot > y->row->due.lot) -
		       (x->row->due.lot < y->row->due.lot);
}

/* Hard dates are read apart: they may lie behind many that are not. */
static enum gd_code
add_part(struct making *m, enum gd_agenda_part part)
{
	struct gd_date_filter f = filter_of(m, part);
	struct tallying t = { m, part };
	size_t first = m->out->nlines;
	enum gd_code rc = gd_store_dates_tally(m->app->store, &f,
	    GD_AGENDA_COUNTED, tallied, &t, &m->out->count[part], m->err);

	if (rc == GD_OK)
		rc = add_pages(m, part, first, true);
	if (rc == GD_OK)
		rc = add_pages(m, part, first, false);
	if (rc != GD_OK)
		return rc;
	if (m->out->nlines > first)
		qsort(m->out->lines + first, m->out->nlines - first,
		    sizeof *m->out->lines, by_rule);
	if (m->out->nlines > first + (size_t)m->read)
		m->out->nlines = first + (size_t)m->read;
	return GD_OK;
}

/* ---- orders --------------------------------------------------------------- */

static bool
is_own(const struct making *m, const char *who)
{
	if (strncmp(who, "desk:", 5) != 0)
		return app_is_owner(m->owners, m->nowners, who);
	for (int i = 0; i < m->ndesks; i++)
		if (strcmp(m->desks[i], who + 5) == 0)
			return true;
	return false;
}

/* Several who are waited for with the same thing are one line. */
static bool
joins(struct making *m, size_t first, const struct gd_waiting *w)
{
	for (size_t i = first; i < m->out->nwaits; i++) {
		struct gd_agenda_wait *at = &m->out->waits[i];

		if (strcmp(at->what, w->what) != 0 || at->lot != w->lot)
			continue;
		at->who =
		    gd_arena_printf(&m->out->arena, "%s %s", at->who, w->who);
		return true;
	}
	return false;
}

static void
add_waits(struct making *m, const struct gd_order *o,
    const struct gd_workflow *wf, const char *number, const char *customer)
{
	struct gd_waiting *all = NULL;
	size_t n = 0, first = m->out->nwaits;

	gd_waiting_make(wf, o, &m->out->arena, &all, &n);
	for (size_t i = 0; i < n; i++) {
		struct gd_agenda_wait *w;

		/* the longest waited for come first */
		if (is_own(m, all[i].who) || joins(m, first, &all[i]))
			continue;
		w = GD_PUSH(m->out->waits, m->out->nwaits, m->waits_room);
		*w = (struct gd_agenda_wait){ .number = number,
			.customer_name = customer,
			.who = gd_arena_str(&m->out->arena, all[i].who),
			.what = gd_arena_str(&m->out->arena, all[i].what),
			.lot = all[i].lot,
			.until = app_until(m->app, all[i].until_ms, &m->out->arena),
			.wf = wf };
		if (all[i].since_ms && all[i].since_ms < m->now_ms)
			w->days = m->today - gd_ms_day(all[i].since_ms,
						 m->app->utc_offset);
	}
}

/* An order to look at: what its row says. */
struct look {
	const char *id, *number, *customer, *hard;
	const struct gd_workflow *wf;
	int64_t hard_day, key;
};
/* Those he carries, nearest due first, then those his dates are of. */
struct looked {
	struct look at[LOOKED_AT];
	int n;
	bool more; /* there are others */
};

static void
push_hard(struct making *m, const struct look *l, int32_t day, const char *id)
{
	const struct gd_name *name = app_date_name(l->wf, id);
	struct gd_agenda_hard *at;

	if (!day || !name)
		return;
	at = GD_PUSH(m->out->hards, m->out->nhards, m->hards_room);
	*at = (struct gd_agenda_hard){ l->number, l->customer, l->wf, name, day,
		day - m->today, day < m->today };
}

/* One that has passed does not hide the one to come. */
static enum gd_code
add_hard(struct making *m, const struct look *l)
{
	const char *id = "";
	int32_t day = 0;
	enum gd_code rc = GD_OK;

	push_hard(m, l, (int32_t)l->hard_day, l->hard);
	if (l->hard_day && l->hard_day < m->today) {
		rc = app_next_hard(m->app, l->key, l->wf, &m->out->arena, &day,
		    &id, m->err);
		push_hard(m, l, day, id);
	}
	return rc;
}

/* For whom it waits is in no row: it is opened, unless my day did. */
static enum gd_code
look_into(struct making *m, const struct look *l)
{
	struct gd_order o;
	enum gd_code rc;

	for (size_t i = 0; m->day && i < m->day->npages; i++) {
		const struct gd_order_page *page = &m->day->pages[i];

		if (strcmp(page->order.id, l->id) != 0)
			continue;
		add_waits(m, &page->order, l->wf, l->number, l->customer);
		return GD_OK;
	}
	gd_order_init(&o);
	rc = gd_store_order_some(m->app->store, l->key, ~GD_WAITING_WITHOUT, &o,
	    m->err);
	if (rc == GD_OK)
		add_waits(m, &o, l->wf, l->number, l->customer);
	gd_order_release(&o);
	return rc;
}

/* Texts of l are borrowed, its customer is a code; each order once. */
static enum gd_code
look_at(struct making *m, struct looked *all, const struct look *l,
    const char *workflow, int64_t version)
{
	struct gd_arena *arena = &m->out->arena;
	const struct gd_customer *c;
	struct look *at;

	for (int i = 0; i < all->n; i++)
		if (strcmp(all->at[i].id, l->id) == 0)
			return GD_OK;
	if (all->n == LOOKED_AT) {
		all->more = true;
		return GD_OK;
	}
	c = app_customer(m->app, l->customer);
	at = &all->at[all->n++];
	*at = (struct look){ .id = gd_arena_str(arena, l->id),
		.number = gd_arena_str(arena, l->number),
		.customer = gd_arena_str(arena,
		    c ? app_called(m->app, c) : l->customer),
		.hard = gd_arena_str(arena, l->hard),
		.hard_day = l->hard_day,
		.key = l->key };
	return gd_app_workflow(m->app, workflow, (int)version, &at->wf, m->err);
}

static enum gd_code
carried(struct making *m, struct looked *all)
{
	struct gd_filter f = { .states = 1 << GD_ORDER_ACTIVE,
		.person = m->login,
		.sort = GD_SORT_DUE,
		.limit = LOOKED_AT };
	struct gd_list_rows rows = { 0 };
	enum gd_code rc = gd_app_list(m->app, &f, &rows, m->err);

	all->more = rows.more;
	for (size_t i = 0; rc == GD_OK && i < rows.n; i++) {
		const struct gd_list_row *r = &rows.at[i];

		rc = look_at(m, all,
		    &(struct look){ .id = r->id,
			.number = r->number,
			.customer = r->customer,
			.hard = r->hard,
			.hard_day = r->hard_day,
			.key = r->key },
		    r->workflow, r->version);
	}
	free(rows.at);
	gd_arena_release(&rows.arena);
	return rc;
}

/* Orders of the dates that are shown, of others' too but for those told. */
static enum gd_code
dated(struct making *m, struct looked *all)
{
	enum gd_code rc = GD_OK;

	for (int p = 0; p < GD_AGENDA_TOLD; p++)
		all->more |= m->out->count[p] > m->read;
	for (size_t i = 0; rc == GD_OK && i < m->out->nlines; i++) {
		const struct gd_date_row *r = m->out->lines[i].row;

		if (m->out->lines[i].part == GD_AGENDA_TOLD)
			continue;
		rc = look_at(m, all,
		    &(struct look){ .id = r->id,
			.number = r->number,
			.customer = r->customer,
			.hard = r->order_hard,
			.hard_day = r->order_hard_day,
			.key = r->key },
		    r->workflow, r->version);
	}
	return rc;
}

static int
by_days(const void *a, const void *b)
{
	const struct gd_agenda_wait *x = a, *y = b;

	if (x->days != y->days)
		return x->days > y->days ? -1 : 1;
	return strcmp(x->number, y->number);
}

static int
by_day(const void *a, const void *b)
{
	const struct gd_agenda_hard *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return strcmp(x->number, y->number);
}

static enum gd_code
add_orders(struct making *m)
{
	struct looked l = { .n = 0 };
	enum gd_code rc = *m->login ? carried(m, &l) : GD_OK;

	if (rc == GD_OK)
		rc = dated(m, &l);
	for (int i = 0; i < l.n && rc == GD_OK; i++)
		rc = add_hard(m, &l.at[i]);
	for (int i = 0; i < l.n && i < LOOKED_INTO && rc == GD_OK; i++)
		rc = look_into(m, &l.at[i]);
	m->out->waits_count = (int64_t)m->out->nwaits;
	m->out->hards_count = (int64_t)m->out->nhards;
	m->out->waits_more = l.more || l.n > LOOKED_INTO;
	m->out->hards_more = l.more;
	if (m->out->nwaits)
		qsort(m->out->waits, m->out->nwaits, sizeof *m->out->waits,
		    by_days);
	if (m->out->nhards)
		qsort(m->out->hards, m->out->nhards, sizeof *m->out->hards,
		    by_day);
	if (m->out->nwaits > (size_t)m->max)
		m->out->nwaits = (size_t)m->max;
	if (m->out->nhards > (size_t)m->max)
		m->out->nhards = (size_t)m->max;
	return rc;
}

/* ---- all of it ------------------------------------------------------------ */

/* The desk of a workflow that has this name; NULL: none. */
static const char *
desk_called(struct gd_app *app, const char *word)
{
	const struct gd_workflow *wf;
	int desk;

	for (size_t i = 0; app_next_flow(app, &i, &wf);)
		if ((desk = gd_wf_desk(wf, word)) >= 0)
			return wf->desks[desk].name.id;
	return NULL;
}

/* What is asked in the facts of the person: his desks. */
static void
make_facts(struct making *m, const struct gd_agenda_of *of,
    struct app_facts *facts)
{
	const struct gd_workflow *wf = NULL;
	const char **desk, *id;
	size_t first = 0;

	if (!app_next_flow(m->app, &first, &wf))
		wf = NULL;
	app_facts(m->app, m->login, wf, NULL, NULL, facts);
	m->desks = facts->f.actor.desks;
	m->ndesks = facts->f.actor.ndesks;
	if (of && of->desk) {
		desk = gd_arena_alloc(&m->out->arena, 1, sizeof *desk);
		id = desk_called(m->app, of->desk);
		desk[0] = gd_arena_str(&m->out->arena, id ? id : of->desk);
		m->desks = desk;
		m->ndesks = 1;
	}
	m->out->ngaps = gd_app_calendar_gaps(m->app, GD_CALENDAR_SOON,
	    m->out->gaps, GD_AGENDA_GAPS, &m->out->arena);
}

/* So many of each part, the first of them. */
static void
cut_lines(struct gd_agenda *a, int max)
{
	int n[GD_AGENDA_PARTS] = { 0 };
	size_t kept = 0;

	for (size_t i = 0; i < a->nlines; i++)
		if (n[a->lines[i].part]++ < max)
			a->lines[kept++] = a->lines[i];
	a->nlines = kept;
}

enum gd_code
gd_app_agenda(struct gd_app *app, const struct gd_agenda_of *of, int max,
    struct gd_agenda *out, struct gd_err *err)
{
	struct gd_err mine = GD_ERR_INIT;
	struct making m = { .app = app,
		.out = out,
		.login = "",
		.day = of ? of->day : NULL,
		.max = max,
		.read = max > LOOKED_INTO ? max : LOOKED_INTO,
		.err = err ? err : &mine };
	struct app_facts facts;
	enum gd_code rc;

	*out = (struct gd_agenda){ 0 };
	gd_app_look(app);
	m.now_ms = gd_app_now(app);
	m.today = gd_ms_day(m.now_ms, app->utc_offset);
	rc = gd_app_owners(app, of, &out->arena, &m.owners, &m.nowners, m.err);
	if (rc == GD_OK) {
		/* his own token is the first */
		if (!of || !of->desk)
			m.login = m.owners[0] + strlen("person:");
		make_facts(&m, of, &facts);
		for (int p = 0; rc == GD_OK && p < GD_AGENDA_PARTS; p++)
			rc = add_part(&m, (enum gd_agenda_part)p);
		if (rc == GD_OK)
			rc = add_orders(&m);
		app_facts_release(&facts);
	}
	gd_app_looked(app);
	if (rc != GD_OK) {
		gd_agenda_release(out);
		return rc;
	}
	if (out->nlines)
		qsort(out->lines, out->nlines, sizeof *out->lines, by_rule);
	cut_lines(out, max);
	return GD_OK;
}
