/* app/audit.c - the audit report: the office's history first, then every
 * order's journal from its beginning.  Memory holds one order. */
#include "app/audit.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "app_priv.h"

#include "base/banned.h"

struct asking {
	struct gd_app *app;
	const struct gd_audit_query *q;
	struct gd_audit_people people;
	struct gd_order order; /* as it stood before the command */
	const struct gd_workflow *wf;
	struct gd_events ev;
	void (*say)(void *payload, const struct gd_order *order,
	    const struct gd_workflow *wf, const struct gd_audit_line *line);
	void *payload;
};

static bool
wanted(const struct gd_audit_query *q, const struct gd_audit_line *line)
{
	if (q->kinds && !(q->kinds >> line->kind & 1))
		return false;
	if ((q->from_ms && line->at_ms < q->from_ms) ||
	    (q->to_ms && line->at_ms >= q->to_ms))
		return false;
	if ((q->deputies && !*line->for_whom) || (q->paper && !line->on_paper))
		return false;
	return !q->by || strcmp(q->by, line->by) == 0 ||
	       strcmp(q->by, line->for_whom) == 0;
}

static void
pass_on(void *payload, const struct gd_audit_line *line)
{
	struct asking *a = payload;

	if (wanted(a->q, line))
		a->say(a->payload, &a->order, a->wf, line);
}

/* A clock that jumped is the office's, not an order's. */
static void
say_clock(struct asking *a, const struct gd_journal_row *row)
{
	for (size_t i = 0; i < a->ev.n; i++)
		if (a->ev.at[i].kind == GD_EV_CLOCK)
			pass_on(a,
			    &(struct gd_audit_line){ .kind = GD_AUDIT_CLOCK,
				.seq = row->seq,
				.at_ms = row->at_ms,
				.what = a->ev.at[i].what,
				.reason = a->ev.at[i].note,
				.role = "",
				.by = row->actor,
				.for_whom = "",
				.entered_by = "",
				.actor = row->actor });
}

/* Who held which role when: the commands of the office alone. */
static enum gd_code
read_people(struct asking *a, struct gd_err *err)
{
	struct gd_journal_row row;
	struct gd_cursor *cur;
	enum gd_code rc = gd_store_journal_office(a->app->store, &cur, err);

	if (rc != GD_OK)
		return rc;
	gd_order_init(&a->order); /* of none */
	while ((rc = gd_cursor_next(cur, &row, err)) == GD_OK) {
		rc = gd_events_decode(&a->ev, row.body, row.body_len, err);
		if (rc != GD_OK)
			break;
		gd_audit_people_note(&a->people, row.seq, &a->ev);
		if (!a->q->order)
			say_clock(a, &row);
	}
	gd_cursor_close(cur);
	gd_order_release(&a->order);
	return rc == GD_MISSING ? GD_OK : rc;
}

/* The workflow the order runs by now; NULL when it cannot be read. */
static void
find_flow(struct asking *a)
{
	const struct gd_head *h = gd_head(&a->order);

	a->wf = NULL;
	if (*h->workflow && gd_app_workflow(a->app, h->workflow,
				(int)h->version, &a->wf, NULL) != GD_OK)
		a->wf = NULL;
}

static enum gd_code
one_order(struct asking *a, const char *id, struct gd_err *err)
{
	struct gd_journal_row row;
	struct gd_cursor *cur;
	enum gd_code rc = gd_store_journal(a->app->store, id, 0, &cur, err);

	if (rc != GD_OK)
		return rc;
	gd_order_init(&a->order);
	memcpy(a->order.id, id, GD_ID_TEXT);
	while ((rc = gd_cursor_next(cur, &row, err)) == GD_OK) {
		struct gd_audit_at at = { .seq = row.seq,
			.at_ms = row.at_ms,
			.day = gd_ms_day(row.at_ms, a->app->utc_offset),
			.actor = row.actor };

		rc = gd_events_decode(&a->ev, row.body, row.body_len, err);
		if (rc != GD_OK)
			break;
		find_flow(a);
		gd_audit_command(a->wf, &a->order, &a->people, &at, &a->ev,
		    pass_on, a);
	}
	gd_cursor_close(cur);
	gd_order_release(&a->order);
	return rc == GD_MISSING ? GD_OK : rc;
}

static enum gd_code
all_orders(struct asking *a, struct gd_err *err)
{
	char id[GD_ID_TEXT];
	int64_t key = 0;
	enum gd_code rc;

	while (
	    (rc = gd_store_order_next(a->app->store, &key, id, err)) == GD_OK) {
		rc = one_order(a, id, err);
		if (rc != GD_OK)
			return rc;
	}
	return rc == GD_MISSING ? GD_OK : rc;
}

enum gd_code
gd_app_audit(struct gd_app *app, const struct gd_audit_query *q,
    void (*say)(void *payload, const struct gd_order *order,
	const struct gd_workflow *wf, const struct gd_audit_line *line),
    void *payload, struct gd_err *err)
{
	struct asking a = { .app = app,
		.q = q,
		.ev = GD_EVENTS_INIT,
		.say = say,
		.payload = payload };
	char id[GD_ID_TEXT];
	enum gd_code rc;

	gd_audit_people_init(&a.people);
	gd_app_look(app); /* the office and the orders at one moment */
	rc = read_people(&a, err);
	if (rc == GD_OK && q->order) {
		rc = gd_store_order_find(app->store, q->order, id, err);
		if (rc == GD_OK)
			rc = one_order(&a, id, err);
	} else if (rc == GD_OK) {
		rc = all_orders(&a, err);
	}
	gd_app_looked(app);
	gd_audit_people_release(&a.people);
	gd_events_release(&a.ev);
	return rc;
}
