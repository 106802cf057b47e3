/* app/boards/board.c - the boards: whose they are, and one part after another.
 *
 * Every number is read from what the store keeps counted; only lists of single
 * orders and dates are read as lists, a page of them.
 */
#include "app/board.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "app/filter.h"
#include "base/day.h"

#include "../dates/agenda_priv.h"
#include "board_priv.h"

#include "base/banned.h"

#define DAY_MS INT64_C(86400000)

static const struct {
	unsigned part;
	const char *word;
	enum gd_code (*make)(struct board_make *m);
} parts_table[] = {
	{ GD_BOARD_HEAD, "head", board_head },
	{ GD_BOARD_STEPS, "steps", board_steps },
	{ GD_BOARD_SLIPS, "slips", board_slips },
	{ GD_BOARD_AGES, "ages", board_ages },
	{ GD_BOARD_WAITS, "waits", board_waits },
	{ GD_BOARD_PAPERS, "papers", board_papers },
	{ GD_BOARD_SIGNS, "signs", board_signs },
	{ GD_BOARD_SHIPMENTS, "shipments", board_shipments },
	{ GD_BOARD_CREDITS, "credits", board_credits },
	{ GD_BOARD_MONEY, "money", board_money },
	{ GD_BOARD_REFUNDS, "refunds", board_refunds },
	{ GD_BOARD_LOAD, "load", board_load },
	{ GD_BOARD_CHANGES, "changes", board_changes },
	{ GD_BOARD_FORECAST, "forecast", board_forecasts },
};
#define NPARTS (sizeof parts_table / sizeof *parts_table)

const char *
gd_board_word(unsigned part)
{
	for (size_t i = 0; i < NPARTS; i++)
		if (parts_table[i].part == part)
			return parts_table[i].word;
	return "";
}

unsigned
gd_board_part_of(const char *word)
{
	for (size_t i = 0; i < NPARTS; i++)
		if (strcmp(parts_table[i].word, word) == 0)
			return parts_table[i].part;
	return 0;
}

/* ---- what the parts share -------------------------------------------------- */

struct gd_number
board_number(struct board_make *m, int64_t n, enum gd_board_door door,
    const char *fmt, ...)
{
	struct gd_str s = GD_STR_INIT;
	struct gd_number number = { n, door, "" };
	char text[400];
	va_list ap;

	if (door == GD_DOOR_NONE)
		return number;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	gd_str_add(&s, text);
	if (*m->suffix)
		gd_str_addf(&s, "%s%s", *text ? " " : "", m->suffix);
	number.words = gd_arena_str(m->arena, s.text);
	gd_str_release(&s);
	return number;
}

const char *
board_flow_word(struct board_make *m, const struct gd_workflow *wf)
{
	return m->nflows > 1
		   ? gd_arena_printf(m->arena, " workflow:%s", wf->name.id)
		   : "";
}

const char *
board_day(struct board_make *m, int64_t day)
{
	char text[GD_DAY_TEXT];

	return gd_arena_str(m->arena, gd_day_text((int32_t)day, text));
}

enum gd_code
board_rows(struct board_make *m, const struct gd_workflow *wf, const char *kind,
    const char *what, int64_t from, int64_t to, gd_counted_fn *each,
    void *payload)
{
	struct gd_counted ask = { NULL, kind, wf->name.id, what, from, to,
		NULL };
	enum gd_code rc = GD_OK;

	for (int i = 0; rc == GD_OK && i < m->nscopes; i++) {
		ask.scope = m->scopes[i];
		rc = gd_store_counted(m->app->store, &ask, each, payload,
		    m->err);
	}
	return rc;
}

enum gd_code
board_sums(struct board_make *m, const struct gd_workflow *wf, const char *kind,
    const char *what, int64_t from, int64_t to, gd_counted_sum_fn *each,
    void *payload)
{
	struct gd_counted ask = { NULL, kind, wf->name.id, what, from, to,
		NULL };
	enum gd_code rc = GD_OK;

	for (int i = 0; rc == GD_OK && i < m->nscopes; i++) {
		ask.scope = m->scopes[i];
		rc = gd_store_counted_sums(m->app->store, &ask, each, payload,
		    m->err);
	}
	return rc;
}

void *
board_keep(struct board_make *m, void *heap, size_t n, size_t size)
{
	void *kept = gd_arena_alloc(m->arena, n + 1, size);

	if (n)
		memcpy(kept, heap, n * size);
	free(heap);
	return kept;
}

void
board_filter(const struct board_make *m, struct gd_filter *f)
{
	f->company = m->company;
	f->clerk = m->person;
	f->team = m->team;
	if (m->desk)
		f->waits = gd_arena_printf(m->arena, "desk:%s", m->desk);
	f->workflow = m->workflow;
	f->today = m->today;
}

/* ---- whose ----------------------------------------------------------------- */

/* What people call it, as the filter words know it. */
static enum gd_code
look_up(struct board_make *m, const char *key, const char *value,
    struct gd_filter *f)
{
	const char *word = gd_arena_printf(m->arena, "%s:%s", key, value);

	return gd_app_filter(m->app, &word, 1, m->arena, f, m->err);
}

static enum gd_code
find_scope(struct board_make *m, const struct gd_board_scope *s)
{
	const struct {
		const char *key, *value;
	} asked[] = { { "company", s->company }, { "desk", s->desk },
		{ "team", s->team }, { "clerk", s->person },
		{ "workflow", s->workflow } };
	enum gd_code rc = GD_OK;

	for (int i = 0; rc == GD_OK && i < 5; i++) {
		struct gd_filter f = { 0 };

		if (!asked[i].value)
			continue;
		rc = look_up(m, asked[i].key, asked[i].value, &f);
		if (rc != GD_OK)
			break;
		m->company = f.company ? f.company : m->company;
		m->desk = f.waits ? f.waits + strlen("desk:") : m->desk;
		m->team = f.team ? f.team : m->team;
		m->person = f.clerk ? f.clerk : m->person;
		m->workflow = f.workflow ? f.workflow : m->workflow;
	}
	if (rc == GD_OK &&
	    !!m->company + !!m->desk + !!m->team + !!m->person > 1)
		return gd_fail(m->err, GD_USAGE, GD_M_APP_BOARD_SCOPE);
	return rc;
}

static void
name_scope(struct board_make *m)
{
	const struct {
		const char *key, *value;
	} found[] = { { "company", m->company }, { "desk", m->desk },
		{ "team", m->team }, { "clerk", m->person },
		{ "workflow", m->workflow } };
	const char *words[5];
	struct gd_str s = GD_STR_INIT;
	int n = 0;

	for (int i = 0; i < 5; i++)
		if (found[i].value)
			words[n++] = gd_arena_printf(m->arena, "%s:%s",
			    found[i].key, found[i].value);
	gd_filter_join(words, n, &s);
	m->suffix = gd_arena_str(m->arena, s.text);
	gd_str_release(&s);
}

/* The clerks of a team, one scope each: an order has one clerk. */
static void
team_scopes(struct board_make *m)
{
	const struct gd_sheet *office = gd_app_office(m->app);
	const struct gd_member *one;
	const char **all = NULL;
	size_t n = 0, room = 0;

	for (size_t i = 0; (one = gd_row_at(office, GD_OFF_MEMBER, i)); i++)
		if (one->active && strcmp(one->desk, m->team) == 0)
			*GD_PUSH(all, n, room) =
			    gd_arena_printf(m->arena, "p:%s", one->login);
	m->nscopes = (int)n;
	m->scopes = board_keep(m, all, n, sizeof *all);
}

/* Every order has one company, be it none. */
static void
all_scopes(struct board_make *m)
{
	const struct gd_sheet *office = gd_app_office(m->app);
	const struct gd_company *c;
	const char **all = NULL;
	size_t n = 0, room = 0;

	*GD_PUSH(all, n, room) = "c:";
	for (size_t i = 0; (c = gd_row_at(office, GD_OFF_COMPANY, i)); i++)
		*GD_PUSH(all, n, room) =
		    gd_arena_printf(m->arena, "c:%s", c->code);
	m->nall = (int)n;
	m->all = board_keep(m, all, n, sizeof *all);
}

static void
set_scopes(struct board_make *m)
{
	all_scopes(m);
	m->scopes = m->all;
	m->nscopes = m->nall;
	if (!m->company && !m->person && !m->desk && !m->team)
		return;
	if (m->team) {
		team_scopes(m);
		return;
	}
	m->scopes = gd_arena_alloc(m->arena, 1, sizeof *m->scopes);
	m->nscopes = 1;
	m->scopes[0] =
	    m->company  ? gd_arena_printf(m->arena, "c:%s", m->company)
	    : m->person ? gd_arena_printf(m->arena, "p:%s", m->person)
			: gd_arena_printf(m->arena, "d:%s", m->desk);
}

static void
set_flows(struct board_make *m)
{
	const struct gd_workflow **all = NULL, *wf;
	size_t n = 0, room = 0;

	for (size_t i = 0; app_next_flow(m->app, &i, &wf);)
		if (!m->workflow || strcmp(m->workflow, wf->name.id) == 0)
			*GD_PUSH(all, n, room) = wf;
	m->nflows = (int)n;
	m->flows = board_keep(m, all, n, sizeof *all);
}

static enum gd_code
make(struct board_make *m, const struct gd_board_scope *scope, unsigned parts)
{
	static const struct gd_board_scope whole = { 0 };
	enum gd_code rc = find_scope(m, scope ? scope : &whole);

	if (rc != GD_OK)
		return rc;
	name_scope(m);
	set_scopes(m);
	set_flows(m);
	m->b->wf = m->workflow && m->nflows ? m->flows[0] : NULL;
	m->b->parts = parts & (m->desk ? GD_BOARD_OF_DESK : GD_BOARD_ALL);
	for (size_t i = 0; rc == GD_OK && i < NPARTS; i++)
		if (m->b->parts & parts_table[i].part)
			rc = parts_table[i].make(m);
	return rc;
}

enum gd_code
gd_app_board(struct gd_app *app, const struct gd_board_scope *scope,
    unsigned parts, int max, struct gd_board *out, struct gd_err *err)
{
	struct gd_err mine = GD_ERR_INIT;
	struct board_make m = { .app = app,
		.b = out,
		.arena = &out->arena,
		.err = err ? err : &mine,
		.suffix = "",
		.max = max };
	enum gd_code rc;

	*out = (struct gd_board){ .arena = GD_ARENA_INIT };
	gd_app_look(app);
	m.today = out->today = gd_app_today(app);
	m.monday = m.today - gd_day_weekday(m.today);
	m.utoday = gd_app_now(app) / DAY_MS;
	rc = make(&m, scope, parts);
	gd_app_looked(app);
	if (rc != GD_OK)
		gd_board_release(out);
	return rc;
}

void
gd_board_release(struct gd_board *b)
{
	gd_arena_release(&b->arena);
	*b = (struct gd_board){ .arena = GD_ARENA_INIT };
}
