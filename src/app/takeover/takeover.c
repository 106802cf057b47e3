/* app/takeover/takeover.c - work in progress from the paper days, many orders
 * at once.
 *
 * All three files are read first.  Then each order is decided, in short
 * transactions; one with a fault is left out and the others go in.  Nothing
 * marks how far it came: the same files again find done what is done.
 */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "takeover_priv.h"

#include "base/banned.h"

#define BATCH_MS 150

const char *
gd_takeover_word(enum gd_takeover_outcome outcome)
{
	static const char *const words[] = {
		[GD_TAKEOVER_TAKEN] = GD_TR("taken over"),
		[GD_TAKEOVER_CORRECTED] = GD_TR("corrected"),
		[GD_TAKEOVER_SAME] = GD_TR("no change"),
		[GD_TAKEOVER_REFUSED] = GD_TR("refused"),
	};

	return words[outcome];
}

/* What is written is said, not before. */
static void
say_batch(struct takeover *k)
{
	for (size_t i = 0; i < k->nresults; i++) {
		const struct gd_takeover_result *r = &k->results[i];

		k->t->taken += r->outcome == GD_TAKEOVER_TAKEN;
		k->t->corrected += r->outcome == GD_TAKEOVER_CORRECTED;
		k->t->same += r->outcome == GD_TAKEOVER_SAME;
		k->t->refused += r->outcome == GD_TAKEOVER_REFUSED;
		if (k->t->result)
			k->t->result(k->t->payload, r);
	}
	k->nresults = 0;
	gd_arena_release(&k->batch);
}

static enum gd_code
end_batch(struct takeover *k, enum gd_code rc)
{
	if (k->app->batch)
		rc = app_batch_end(k->app, rc, k->err);
	if (rc == GD_OK)
		say_batch(k);
	return rc;
}

static enum gd_code
stopped(struct takeover *k, size_t done)
{
	return gd_fail(k->err, GD_REFUSED, GD_M_APP_IMPORT_STOPPED,
	    GD_N((int64_t)done), GD_N((int64_t)k->norders));
}

static enum gd_code
take_all(struct takeover *k)
{
	enum gd_code rc = GD_OK;

	k->batch_began = gd_monotonic_ms();
	for (size_t i = 0; rc == GD_OK && i < k->norders; i++) {
		if (!k->t->dry_run && !k->app->batch) {
			rc = app_batch_begin(k->app, k->err);
			k->batch_began = gd_monotonic_ms();
		}
		if (rc == GD_OK)
			rc = app_office(k->app, k->err);
		if (rc == GD_OK)
			rc = tk_take(k, &k->orders[i],
			    GD_PUSH(k->results, k->nresults, k->results_room));
		if (rc != GD_OK ||
		    gd_monotonic_ms() - k->batch_began < BATCH_MS)
			continue;
		rc = end_batch(k, rc);
		k->batch_began = gd_monotonic_ms();
		if (rc == GD_OK && i + 1 < k->norders && k->t->go_on &&
		    !k->t->go_on(k->t->payload))
			return stopped(k, i + 1);
	}
	return end_batch(k, rc);
}

static enum gd_code
check_day(struct takeover *k)
{
	int32_t today = gd_app_today(k->app);

	if (k->t->day == GD_NO_DAY || k->t->day <= 0)
		return gd_fail(k->err, GD_USAGE, GD_M_BAD_DATE,
		    GD_T("takeover"), GD_T(""));
	if (k->t->day > today)
		return gd_fail(k->err, GD_USAGE, GD_M_FUTURE_DAY,
		    GD_D(k->t->day));
	return GD_OK;
}

/* Said once, not for every order. */
static enum gd_code
check_who(struct takeover *k)
{
	const struct gd_list *close = &k->wf->close_roles;
	int32_t today = gd_app_today(k->app);

	if (app_person_has(k->app, k->app->login, "admin", today))
		return GD_OK;
	for (int i = 0; i < close->n; i++)
		if (app_person_has(k->app, k->app->login,
			k->wf->roles[close->at[i]].name.id, today))
			return GD_OK;
	return gd_fail(k->err, GD_REFUSED, GD_M_NEEDS_ROLE, GD_T("admin"));
}

static void
release(struct takeover *k)
{
	for (size_t i = 0; i < k->norders; i++) {
		free(k->orders[i].pairs);
		free(k->orders[i].places);
		free(k->orders[i].taken);
		free(k->orders[i].faults);
		free(k->orders[i].remarks);
	}
	free(k->orders);
	free(k->by_number);
	free(k->results);
	gd_alike_release(&k->alike);
	gd_arena_release(&k->arena);
	gd_arena_release(&k->batch);
	free(k);
}

enum gd_code
gd_app_takeover(struct gd_app *app, struct gd_takeover *t, struct gd_err *err)
{
	struct gd_err mine = GD_ERR_INIT;
	struct takeover *k = gd_alloc(1, sizeof *k);
	enum gd_code rc;

	k->app = app;
	k->t = t;
	k->err = err ? err : &mine;
	t->orders = t->taken = t->corrected = t->same = t->refused = 0;
	rc = *app->login
		 ? gd_app_which(app, t->workflow, &k->wf, k->err)
		 : gd_fail(k->err, GD_REFUSED, GD_M_APP_NOBODY);
	if (rc == GD_OK)
		rc = check_who(k);
	if (rc == GD_OK)
		rc = check_day(k);
	if (rc == GD_OK)
		rc = tk_read(k);
	t->orders = (int64_t)k->norders;
	if (rc == GD_OK)
		rc = take_all(k);
	if (rc == GD_OK && t->refused)
		rc = gd_fail(k->err, GD_REFUSED, GD_M_APP_TK_REFUSED,
		    GD_N(t->refused), GD_N(t->orders));
	release(k);
	return rc;
}
