/* app/migrate.c - orders in work go on by another version of a workflow.
 *
 * Looked through once without the gate, so that a list of faults holds
 * nobody up; then once more inside it, deciding anew and writing.  One order
 * that cannot go leaves all as they were.
 */
#include "app/migrate.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/versions.h"

#include "app_priv.h"

#include "base/banned.h"

#define MAX_MAP 100000

struct run {
	struct gd_app *app;
	struct gd_migrate *q;
	bool back;
	bool write;
	const struct gd_workflow *from, *to; /* as the orders stand, as asked */
	struct gd_flowmap map; /* of the way there, also when taken back */
	char *map_text;        /* taken back: the one `map` was read from */
	const char **held;
	int nheld;
	struct gd_err *err;
};

static void
lines_release(struct gd_migrate *q)
{
	for (size_t i = 0; i < q->n; i++)
		gd_migrated_release(&q->lines[i].said);
	q->n = q->cannot = q->closed = 0;
}

void
gd_migrate_release(struct gd_migrate *q)
{
	lines_release(q);
	free(q->lines);
	gd_arena_release(&q->arena);
	q->lines = NULL;
	q->room = 0;
}

/* Roles held by people who are there. */
static void
find_held(struct run *r)
{
	const struct gd_sheet *office = gd_app_office(r->app);
	const struct gd_person *p;
	const struct gd_holds *h;

	r->nheld = 0;
	r->held = gd_arena_alloc(&r->q->arena, office->rows[GD_OFF_HOLDS].n + 1,
	    sizeof *r->held);
	for (size_t i = 0; (h = gd_row_at(office, GD_OFF_HOLDS, i)); i++) {
		p = gd_row_find(office, GD_OFF_PERSON,
		    &(struct gd_person){ .login = h->login });
		if (h->active && p && p->active)
			r->held[r->nheld++] =
			    gd_arena_str(&r->q->arena, h->role);
	}
}

/* ---- what an order was before it went ------------------------------------ */

struct past {
	struct gd_order before, after;
	char *map; /* as the journal has it; NULL: it never went */
};

static void
past_release(struct past *p)
{
	gd_order_release(&p->before);
	gd_order_release(&p->after);
	free(p->map);
	*p = (struct past){ 0 };
}

static const struct gd_event *
migrated(const struct gd_events *ev)
{
	for (size_t i = 0; i < ev->n; i++)
		if (ev->at[i].kind == GD_EV_MIGRATED)
			return &ev->at[i];
	return NULL;
}

/* One entry of the journal: *o goes on; a change of version is kept. */
static void
past_entry(struct past *p, struct gd_order *o, const struct gd_events *ev,
    int64_t rev)
{
	const struct gd_event *e = migrated(ev);

	if (e) {
		past_release(p);
		gd_order_copy(&p->before, o);
		p->map = gd_strdup(e->note);
	}
	app_apply(o, ev, 0);
	o->rev = rev;
	if (e)
		gd_order_copy(&p->after, o);
}

static enum gd_code
past_load(struct run *r, const char *id, struct past *p)
{
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_journal_row row;
	struct gd_cursor *c;
	struct gd_order o;
	enum gd_code rc;

	*p = (struct past){ 0 };
	rc = gd_store_journal(r->app->store, id, 0, &c, r->err);
	if (rc != GD_OK)
		return rc;
	gd_order_init(&o);
	while ((rc = gd_cursor_next(c, &row, r->err)) == GD_OK) {
		rc = gd_events_decode(&ev, row.body, row.body_len, r->err);
		if (rc != GD_OK)
			break;
		past_entry(p, &o, &ev, row.order_rev);
	}
	gd_cursor_close(c);
	gd_events_release(&ev);
	gd_order_release(&o);
	if (rc == GD_MISSING)
		return GD_OK;
	past_release(p);
	return rc;
}

/* The map these orders came by; most came by the same. */
static enum gd_code
map_back(struct run *r, const char *text)
{
	enum gd_code rc;

	if (r->map_text && strcmp(r->map_text, text) == 0)
		return GD_OK;
	free(r->map_text);
	r->map_text = NULL;
	gd_flowmap_release(&r->map);
	rc = gd_flowmap_read(&r->map, r->to, r->from, text, r->err);
	if (rc == GD_OK)
		r->map_text = gd_strdup(text);
	return rc;
}

/* ---- one order ----------------------------------------------------------- */

static struct gd_migrate_line *
new_line(struct run *r, const struct gd_order *o)
{
	const struct gd_customer *c =
	    app_customer(r->app, gd_head(o)->customer);
	struct gd_migrate_line *l = GD_PUSH(r->q->lines, r->q->n, r->q->room);

	l->id = gd_arena_str(&r->q->arena, o->id);
	l->number = gd_arena_str(&r->q->arena, gd_head(o)->number);
	l->customer_name = gd_arena_str(&r->q->arena,
	    c ? app_called(r->app, c) : gd_head(o)->customer);
	return l;
}

static enum gd_code
write_order(struct run *r, struct gd_order *o, const struct gd_events *ev,
    int64_t now)
{
	char request[GD_ID_TEXT];

	app_apply(o, ev, 0);
	o->rev++;
	app_request(r->app, now, request);
	return app_append(r->app, o, ev, "migrate", now, request, NULL, r->err);
}

static enum gd_code
move_order(struct run *r, struct gd_order *o, const struct past *p)
{
	struct gd_migration m = { .map = &r->map,
		.reason = r->q->reason ? r->q->reason : "",
		.held = r->held,
		.nheld = r->nheld };
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_migrate_line *line = new_line(r, o);
	struct app_facts facts;
	enum gd_code rc;

	if (r->back) {
		m.before = &p->before;
		m.after = &p->after;
	}
	app_facts(r->app, r->app->login, r->from, o, NULL, &facts);
	rc = gd_migrate_decide(&m, o, &facts.f, &line->said, &ev, r->err);
	if (rc == GD_OK && r->write)
		rc = write_order(r, o, &ev, facts.f.now_ms);
	if (line->said.n) {
		r->q->cannot++;
		rc = GD_OK; /* the others are asked too */
	}
	gd_events_release(&ev);
	app_facts_release(&facts);
	return rc;
}

/* Those that came from the version asked for; closed since, they stay. */
static enum gd_code
order_back(struct run *r, struct gd_order *o)
{
	struct past p;
	enum gd_code rc = past_load(r, o->id, &p);

	if (rc != GD_OK || !p.map)
		return rc;
	if (gd_head(&p.before)->version == r->q->to &&
	    gd_head(&p.after)->version == r->q->from) {
		if (gd_head(o)->state >= GD_ORDER_COMPLETED &&
		    p.after.rev != o->rev) {
			r->q->closed++;
		} else {
			rc = map_back(r, p.map);
			if (rc == GD_OK)
				rc = move_order(r, o, &p);
		}
	}
	past_release(&p);
	return rc;
}

static enum gd_code
each_order(struct run *r)
{
	const char **ids;
	size_t n;
	enum gd_code rc;

	lines_release(r->q);
	find_held(r);
	rc = gd_store_version_orders(r->app->store, r->q->workflow, r->q->from,
	    &r->q->arena, &ids, &n, r->err);
	for (size_t i = 0; rc == GD_OK && i < n; i++) {
		struct gd_order o;

		gd_order_init(&o);
		rc = gd_store_order_load(r->app->store, ids[i], &o, r->err);
		if (rc == GD_OK && r->back)
			rc = order_back(r, &o);
		else if (rc == GD_OK && gd_head(&o)->state <= GD_ORDER_HELD)
			rc = move_order(r, &o, NULL);
		gd_order_release(&o);
	}
	if (rc == GD_OK && r->q->n == 0)
		rc = gd_fail(r->err, GD_MISSING,
		    r->back ? GD_M_APP_MIGRATE_NONE_BACK
			    : GD_M_APP_MIGRATE_NONE,
		    GD_T(r->q->workflow), GD_N(r->q->from), GD_N(r->q->to));
	if (rc == GD_OK && r->q->cannot)
		rc = gd_fail(r->err, GD_REFUSED, GD_M_APP_MIGRATE_CANNOT,
		    GD_N((int64_t)r->q->cannot), GD_N((int64_t)r->q->n),
		    GD_N(r->q->to));
	return rc;
}

/* ---- all of them --------------------------------------------------------- */

static enum gd_code
prepare(struct run *r)
{
	struct gd_migrate *q = r->q;
	enum gd_code rc = GD_OK;

	if (q->from == q->to)
		return gd_fail(r->err, GD_USAGE, GD_M_APP_MIGRATE_SAME,
		    GD_N(q->from));
	if (r->back && q->map)
		return gd_fail(r->err, GD_USAGE, GD_M_APP_MIGRATE_MAP,
		    GD_N(q->from), GD_N(q->to));
	if (q->map)
		rc = gd_text_check(q->map, MAX_MAP, true, r->err);
	if (rc == GD_OK && q->reason)
		rc = gd_text_check(q->reason, 4000, true, r->err);
	if (rc == GD_OK)
		rc = gd_app_workflow(r->app, q->workflow, q->from, &r->from,
		    r->err);
	if (rc == GD_OK)
		rc =
		    gd_app_workflow(r->app, q->workflow, q->to, &r->to, r->err);
	if (rc == GD_OK && !r->back)
		rc = gd_flowmap_read(&r->map, r->from, r->to,
		    q->map ? q->map : "", r->err);
	return rc;
}

/* The same request is done once. */
static enum gd_code
done_before(struct run *r)
{
	char order[GD_ID_TEXT];
	int64_t seq = 0;
	enum gd_code rc = GD_OK;

	if (*r->app->request)
		rc = gd_store_request(r->app->store, r->app->request, &seq,
		    order, r->err);
	r->q->again = rc == GD_OK && seq;
	return rc;
}

enum gd_code
gd_app_migrate(struct gd_app *app, struct gd_migrate *q, struct gd_err *err)
{
	struct run r = { .app = app,
		.q = q,
		.back = q->to < q->from,
		.err = err };
	enum gd_code rc = app_office(app, err);

	if (rc == GD_OK && !*app->login)
		rc = gd_fail(err, GD_REFUSED, GD_M_APP_NOBODY);
	if (rc == GD_OK)
		rc = prepare(&r);
	if (rc == GD_OK)
		rc = done_before(&r);
	if (rc == GD_OK && !q->again)
		rc = each_order(&r);
	if (rc == GD_OK && !q->again && !q->dry_run) {
		r.write = true;
		rc = app_batch_begin(app, err);
		if (rc == GD_OK)
			rc = app_office(app, err);
		if (rc == GD_OK)
			rc = each_order(&r);
		rc = app_batch_end(app, rc, err);
	}
	free(r.map_text);
	gd_flowmap_release(&r.map);
	return rc;
}
