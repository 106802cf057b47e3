/* app/dates/tick.c - what time alone brings: reminders ring, offers expire.
 *
 * Each order is a command of its own, so many in one transaction.  Whose
 * ladders ring comes from an index; what expires is asked of every order in
 * work.  Stopped anywhere, the next run goes on: what rang has its next day.
 */
#include <stdlib.h>
#include <string.h>

#include "agenda_priv.h"

#include "base/banned.h"

#define TOGETHER 50 /* orders in one transaction */
#define PAGE 200

struct ticking {
	struct gd_app *app;
	struct gd_ticked *out;
	struct gd_err *err;
};

/* One transaction; counted when it is kept. */
static enum gd_code
tick_orders(struct ticking *t, const char *const *ids, int n)
{
	const struct gd_command tick = { .verb = GD_DO_TICK };
	struct gd_ticked got = { 0 };
	struct gd_done done;
	enum gd_code rc = app_batch_begin(t->app, t->err);

	if (rc != GD_OK)
		return rc;
	for (int i = 0; rc == GD_OK && i < n; i++) {
		rc = gd_app_act(t->app, ids[i], &tick, NULL, &done, t->err);
		if (rc != GD_OK)
			break;
		got.orders += done.seq != 0;
		for (size_t e = 0; e < done.events.n; e++) {
			got.reminders +=
			    done.events.at[e].kind == GD_EV_REMINDED;
			got.expired += done.events.at[e].kind == GD_EV_EXPIRED;
		}
		gd_done_release(&done);
	}
	rc = app_batch_end(t->app, rc, t->err);
	if (rc != GD_OK)
		return rc;
	t->out->orders += got.orders;
	t->out->reminders += got.reminders;
	t->out->expired += got.expired;
	return GD_OK;
}

static enum gd_code
tick_all(struct ticking *t, const char *const *ids, int n)
{
	enum gd_code rc = GD_OK;

	for (int i = 0; rc == GD_OK && i < n; i += TOGETHER)
		rc = tick_orders(t, ids + i,
		    n - i < TOGETHER ? n - i : TOGETHER);
	return rc;
}

/* What rang is not given again; were nothing to ring, it would never end. */
static enum gd_code
ring(struct ticking *t)
{
	int32_t today = gd_app_today(t->app);
	char(*ids)[GD_ID_TEXT] = gd_alloc(PAGE, sizeof *ids);
	const char *at[PAGE];
	enum gd_code rc;
	int64_t before;
	int n;

	do {
		before = t->out->orders;
		rc = gd_store_ringing(t->app->store, today, PAGE, ids, &n,
		    t->err);
		for (int i = 0; rc == GD_OK && i < n; i++)
			at[i] = ids[i];
		if (rc == GD_OK)
			rc = tick_all(t, at, n);
	} while (rc == GD_OK && n == PAGE && t->out->orders > before);
	free(ids);
	return rc;
}

static enum gd_code
expire(struct ticking *t)
{
	struct gd_filter f = { .states = 1 << GD_ORDER_ACTIVE,
		.sort = GD_SORT_NEWEST,
		.limit = PAGE };
	struct gd_list_rows rows = { 0 };
	const char *at[PAGE];
	enum gd_code rc;
	bool more;

	do {
		rc = gd_app_list(t->app, &f, &rows, t->err);
		more = rc == GD_OK && rows.more && rows.n;
		for (size_t i = 0; rc == GD_OK && i < rows.n; i++)
			at[i] = rows.at[i].id;
		if (rc == GD_OK)
			rc = tick_all(t, at, (int)rows.n);
		if (more) {
			f.has_from = true;
			f.from_value = rows.at[rows.n - 1].created_ms;
			f.from_key = rows.at[rows.n - 1].key;
		}
		free(rows.at);
		gd_arena_release(&rows.arena);
		rows = (struct gd_list_rows){ 0 };
	} while (rc == GD_OK && more);
	return rc;
}

enum gd_code
gd_app_tick(struct gd_app *app, struct gd_ticked *out, struct gd_err *err)
{
	struct gd_err mine = GD_ERR_INIT;
	struct ticking t = { app, out, err ? err : &mine };
	enum gd_code rc;

	*out = (struct gd_ticked){ 0 };
	rc = ring(&t);
	return rc == GD_OK ? expire(&t) : rc;
}
