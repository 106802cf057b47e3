/* app/since.c - what others did while one was away: for the change of shift. */
#include <stdlib.h>
#include <string.h>

#include "app/handover.h"
#include "base/day.h"
#include "store/people.h"

#include "app_priv.h"

#include "base/banned.h"

#define A_DAY INT64_C(86400000)
#define HALF_A_DAY (A_DAY / 2)
#define ROWS_AT_MOST 1000

void
gd_since_release(struct gd_since *q)
{
	free(q->rows);
	q->rows = NULL;
	q->n = 0;
	gd_arena_release(&q->arena);
}

/* Since he was last here: his own last act before today began. */
static enum gd_code
begin_of(struct gd_app *app, struct gd_since *q, struct gd_err *err)
{
	int64_t now = gd_app_now(app), at = 0;
	int64_t midnight = gd_ms_day(now, app->utc_offset) * A_DAY -
			   app->utc_offset * INT64_C(60000);
	enum gd_code rc = GD_OK;

	if (q->from_ms)
		return GD_OK;
	if (*app->login)
		rc = gd_store_last_act(app->store, app->login, midnight, &at,
		    err);
	q->from_ms = at ? at : now - HALF_A_DAY;
	return rc;
}

/* Who sits at the desk asked for, by a seat or by a role, asked once each. */
struct seats {
	struct {
		const char *login;
		bool here;
	} * at;
	size_t n, room;
};

static bool
sits(struct gd_app *app, struct gd_since *q, struct seats *s, const char *login)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->at[i].login, login) == 0)
			return s->at[i].here;
	(void)GD_PUSH(s->at, s->n, s->room);
	s->at[s->n - 1].login = gd_arena_str(&q->arena, login);
	s->at[s->n - 1].here = app_sits_at(app, NULL, login, q->desk);
	return s->at[s->n - 1].here;
}

static bool
wanted(struct gd_app *app, struct gd_since *q, struct seats *seats,
    const struct gd_journal_row *row)
{
	if (row->at_ms < q->from_ms || strcmp(row->verb, "tick") == 0)
		return false;
	if (q->by)
		return strcmp(row->actor, q->by) == 0;
	if (q->desk)
		return sits(app, q, seats, row->actor);
	return q->own || strcmp(row->actor, app->login) != 0;
}

/* Number and customer of an order, remembered from the row before. */
static void
name_order(struct gd_app *app, struct gd_since *q, struct gd_since_row *row,
    const struct gd_since_row *last)
{
	const struct gd_customer *c;
	const struct gd_head *h;
	struct gd_order o;

	row->number = row->customer_name = "";
	if (!*row->id)
		return;
	if (last && strcmp(last->id, row->id) == 0) {
		row->number = last->number;
		row->customer_name = last->customer_name;
		row->wf = last->wf;
		return;
	}
	gd_order_init(&o);
	if (gd_store_order_load(app->store, row->id, &o, NULL) == GD_OK) {
		h = gd_head(&o);
		c = app_customer(app, h->customer);
		row->wf = gd_app_flow_of(app, h->workflow, h->version);
		row->number = gd_arena_str(&q->arena, h->number);
		row->customer_name = gd_arena_str(&q->arena,
		    c ? app_called(app, c) : h->customer);
	}
	gd_order_release(&o);
}

static void
keep_row(struct gd_app *app, struct gd_since *q,
    const struct gd_journal_row *row)
{
	struct gd_since_row *r = &q->rows[q->n++];

	*r = (struct gd_since_row){ .seq = row->seq,
		.at_ms = row->at_ms,
		.id = gd_arena_str(&q->arena, row->order ? row->order : ""),
		.actor = gd_arena_str(&q->arena, row->actor),
		.for_whom = gd_arena_str(&q->arena, row->for_whom),
		.verb = gd_arena_str(&q->arena, row->verb),
		.body = gd_arena_strn(&q->arena, row->body, row->body_len),
		.body_len = row->body_len };
	name_order(app, q, r, q->n > 1 ? r - 1 : NULL);
}

/* Walk from a command on; the first time only to find where the newest max
 * begin, the second time to keep them. */
static enum gd_code
walk(struct gd_app *app, struct gd_since *q, struct seats *seats, int64_t from,
    int64_t *ring, size_t *seen, struct gd_err *err)
{
	struct gd_journal_row row;
	struct gd_cursor *cursor;
	enum gd_code rc;

	rc = gd_store_journal(app->store, NULL, from, &cursor, err);
	if (rc != GD_OK)
		return rc;
	while ((rc = gd_cursor_next(cursor, &row, err)) == GD_OK) {
		if (!wanted(app, q, seats, &row))
			continue;
		if (ring)
			ring[(*seen)++ % (size_t)q->max] = row.seq;
		else if (q->n < (size_t)q->max)
			keep_row(app, q, &row);
	}
	gd_cursor_close(cursor);
	return rc == GD_MISSING ? GD_OK : rc;
}

/* Where the newest begin, then those. */
static enum gd_code
two_walks(struct gd_app *app, struct gd_since *q, int64_t from,
    struct gd_err *err)
{
	int64_t *ring = gd_alloc((size_t)q->max, sizeof *ring);
	struct seats seats = { .n = 0 };
	size_t seen = 0;
	enum gd_code rc;

	rc = walk(app, q, &seats, from, ring, &seen, err);
	q->more = seen > (size_t)q->max;
	if (q->more)
		from = ring[seen % (size_t)q->max];
	free(ring);
	q->rows = gd_alloc(seen < (size_t)q->max ? seen + 1 : (size_t)q->max,
	    sizeof *q->rows);
	if (rc == GD_OK && seen)
		rc = walk(app, q, &seats, from, NULL, NULL, err);
	free(seats.at);
	return rc;
}

enum gd_code
gd_app_since(struct gd_app *app, struct gd_since *q, struct gd_err *err)
{
	int64_t from = 0;
	enum gd_code rc = app_office(app, err);

	q->rows = NULL;
	q->n = 0;
	q->more = false;
	q->arena = (struct gd_arena)GD_ARENA_INIT;
	if (q->max <= 0)
		q->max = ROWS_AT_MOST;
	if (rc == GD_OK && q->by &&
	    !gd_row_find(gd_app_office(app), GD_OFF_PERSON,
		&(struct gd_person){ .login = q->by }))
		rc = gd_fail(err, GD_MISSING, GD_M_OFFICE_NO_PERSON,
		    GD_T(q->by));
	if (rc == GD_OK)
		rc = begin_of(app, q, err);
	if (rc == GD_OK)
		rc = gd_store_since(app->store, q->from_ms, &from, err);
	return rc == GD_OK && from ? two_walks(app, q, from, err) : rc;
}
