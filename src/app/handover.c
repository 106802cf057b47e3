/* app/handover.c - somebody leaves, somebody takes over.
 *
 * All orders of a handover change in one transaction, each by its own entry;
 * a refusal on one of them leaves all as they were and says which one.
 */
#include "app/handover.h"

#include <stdlib.h>
#include <string.h>

#include "store/people.h"

#include "app_priv.h"

#include "base/banned.h"

void
gd_work_left_release(struct gd_work_left *w)
{
	free(w->lines);
	gd_arena_release(&w->arena);
	*w = (struct gd_work_left){ 0 };
}

static enum gd_code
check_person(struct gd_app *app, const char *login, struct gd_err *err)
{
	const struct gd_sheet *office = gd_app_office(app);

	if (gd_row_find(office, GD_OFF_PERSON,
		&(struct gd_person){ .login = login ? login : "" }))
		return GD_OK;
	return gd_fail(err, GD_MISSING, GD_M_NO_PERSON,
	    GD_T(login ? login : ""));
}

/* The pieces he keeps himself: those at the clerk's desk under his name. */
static int64_t
kept(const struct gd_workflow *wf, const struct gd_order *o, const char *login)
{
	const struct gd_piece *pc;
	int64_t n = 0;

	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));) {
		int d = gd_wf_desk(wf, pc->desk);

		n += d >= 0 && wf->desks[d].clerk &&
		     strcmp(pc->holder, login) == 0 &&
		     (pc->state == GD_PIECE_HELD || pc->state == GD_PIECE_SENT);
	}
	return n;
}

/* One order: what of it is his; no line when nothing is. */
static void
work_line(struct gd_app *app, struct gd_work_left *w, const char *login,
    const struct gd_workflow *wf, const struct gd_order *o)
{
	const struct gd_head *h = gd_head(o);
	const struct gd_customer *c = app_customer(app, h->customer);
	struct gd_work_line line = { .state = h->state };
	struct gd_str roles = GD_STR_INIT;
	const struct gd_assign *a;
	const struct gd_offer *f;

	for (size_t i = 0; (a = gd_walk(o, GD_TAB_ASSIGN, &i));)
		if (strcmp(a->person, login) == 0)
			gd_str_addf(&roles, "%s%s", roles.len ? " " : "",
			    a->role);
	for (size_t i = 0; (f = gd_walk(o, GD_TAB_OFFER, &i));)
		line.offers += strcmp(f->person, login) == 0 &&
			       (f->state == GD_OFFER_OFFERED ||
				   f->state == GD_OFFER_ACCEPTED);
	line.pieces = kept(wf, o, login);
	if (roles.len || line.offers || line.pieces) {
		line.id = gd_arena_str(&w->arena, o->id);
		line.number = gd_arena_str(&w->arena, h->number);
		line.customer_name = gd_arena_str(&w->arena,
		    c ? app_called(app, c) : h->customer);
		line.roles = gd_arena_str(&w->arena, roles.text);
		w->offers += line.offers;
		w->pieces += line.pieces;
		*GD_PUSH(w->lines, w->n, w->room) = line;
	}
	gd_str_release(&roles);
}

static enum gd_code
look_at(struct gd_app *app, struct gd_work_left *w, const char *login,
    const char *id, struct gd_err *err)
{
	const struct gd_workflow *wf;
	struct gd_order o;
	enum gd_code rc;

	gd_order_init(&o);
	rc = gd_store_order_load(app->store, id, &o, err);
	if (rc == GD_OK)
		rc = gd_app_workflow(app, gd_head(&o)->workflow,
		    (int)gd_head(&o)->version, &wf, err);
	if (rc == GD_OK)
		work_line(app, w, login, wf, &o);
	gd_order_release(&o);
	return rc;
}

/* The orders a filter shows, page by page. */
static enum gd_code
by_filter(struct gd_app *app, const char *login, const struct gd_filter *filter,
    struct gd_work_left *w, struct gd_err *err)
{
	struct gd_filter f = *filter;
	struct gd_list_rows rows = { 0 };
	enum gd_code rc;

	f.sort = GD_SORT_NEWEST;
	f.limit = 200;
	do {
		rc = gd_app_list(app, &f, &rows, err);
		for (size_t i = 0; rc == GD_OK && i < rows.n; i++)
			rc = look_at(app, w, login, rows.at[i].id, err);
		if (rc == GD_OK && rows.n) {
			f.has_from = true;
			f.from_key = rows.at[rows.n - 1].key;
		}
	} while (rc == GD_OK && rows.more);
	free(rows.at);
	gd_arena_release(&rows.arena);
	return rc;
}

enum gd_code
gd_app_work_left(struct gd_app *app, const char *login,
    const struct gd_filter *filter, struct gd_work_left *out,
    struct gd_err *err)
{
	struct gd_arena ids = { 0 };
	const char **id;
	size_t n = 0;
	enum gd_code rc;

	*out = (struct gd_work_left){ 0 };
	rc = app_office(app, err);
	if (rc == GD_OK)
		rc = check_person(app, login, err);
	if (rc == GD_OK && filter) {
		rc = by_filter(app, login, filter, out, err);
	} else if (rc == GD_OK) {
		rc = gd_store_person_orders(app->store, login, &ids, &id, &n,
		    err);
		for (size_t i = 0; rc == GD_OK && i < n; i++)
			rc = look_at(app, out, login, id[i], err);
	}
	gd_arena_release(&ids);
	if (rc != GD_OK)
		gd_work_left_release(out);
	return rc;
}

/* ---- giving and taking --------------------------------------------------- */

static enum gd_code
give(struct gd_app *app, struct gd_handover *h, struct gd_err *err)
{
	const struct gd_command cmd = { .verb = GD_DO_HANDOVER,
		.holder = h->from,
		.person = h->to,
		.reason = h->reason };
	enum gd_code rc;

	rc = gd_app_work_left(app, h->from, h->filter, &h->left, err);
	if (rc == GD_OK && h->left.n == 0)
		rc = gd_fail(err, GD_REFUSED, GD_M_APP_NOTHING_LEFT,
		    GD_T(h->from));
	for (size_t i = 0; rc == GD_OK && i < h->left.n; i++) {
		rc =
		    gd_app_act(app, h->left.lines[i].id, &cmd, NULL, NULL, err);
		if (rc != GD_OK)
			gd_str_add(&h->words, h->left.lines[i].number);
	}
	return rc;
}

enum gd_code
gd_app_handover(struct gd_app *app, struct gd_handover *h, struct gd_err *err)
{
	const struct gd_person *to;
	enum gd_code rc = app_office(app, err);

	h->left = (struct gd_work_left){ 0 };
	h->words = (struct gd_str)GD_STR_INIT;
	if (rc == GD_OK)
		rc = check_person(app, h->to, err);
	if (rc != GD_OK)
		return rc;
	to = gd_row_find(gd_app_office(app), GD_OFF_PERSON,
	    &(struct gd_person){ .login = h->to });
	if (!to->active)
		return gd_fail(err, GD_MISSING, GD_M_NO_PERSON, GD_T(h->to));
	if (h->dry_run)
		return gd_app_work_left(app, h->from, h->filter, &h->left, err);
	rc = app_batch_begin(app, err);
	if (rc != GD_OK)
		return rc;
	rc = give(app, h, err);
	return app_batch_end(app, rc, err);
}

enum gd_code
gd_app_to_accept(struct gd_app *app, const char *login, int max,
    struct gd_arena *arena, struct gd_piece_row *rows, int *n,
    struct gd_err *err)
{
	return gd_store_handed(app->store, login, max, arena, rows, n, err);
}

#define ACCEPT_AT_ONCE 200

/* All pieces of one order at a time; those of the next follow. */
static enum gd_code
accept_all(struct gd_app *app, int64_t *n, struct gd_err *err)
{
	const struct gd_command cmd = { .verb = GD_DO_HANDOVER,
		.outcome = "accept" };
	struct gd_piece_row rows[ACCEPT_AT_ONCE];
	struct gd_arena arena = { 0 };
	enum gd_code rc;
	int got;

	do {
		rc = gd_store_handed(app->store, app->login, ACCEPT_AT_ONCE,
		    &arena, rows, &got, err);
		for (int i = 0; rc == GD_OK && i < got; i++) {
			if (i &&
			    strcmp(rows[i].number, rows[i - 1].number) == 0)
				continue;
			rc = gd_app_act(app, rows[i].number, &cmd, NULL, NULL,
			    err);
		}
		*n += rc == GD_OK ? got : 0;
	} while (rc == GD_OK && got == ACCEPT_AT_ONCE);
	gd_arena_release(&arena);
	return rc;
}

enum gd_code
gd_app_accept(struct gd_app *app, int64_t *n, struct gd_err *err)
{
	enum gd_code rc = app_batch_begin(app, err);

	*n = 0;
	if (rc != GD_OK)
		return rc;
	rc = accept_all(app, n, err);
	if (rc == GD_OK && *n == 0)
		rc = gd_fail(err, GD_REFUSED, GD_M_APP_NOTHING_COMING,
		    GD_T(app->login));
	return app_batch_end(app, rc, err);
}
