/* app/collect.c - the orders that a settling order gathers.
 *
 * Read inside the write transaction of the act, so of two who settle at once
 * the second finds nothing left.
 */
#include <stdlib.h>
#include <string.h>

#include "flow/flow.h"
#include "store/settled.h"

#include "offers_priv.h"

#include "base/banned.h"

struct gathering {
	struct gd_app *app;
	const struct gd_workflow *wf; /* of the settling order */
	struct app_facts *facts;
	struct gd_collected *list;
	size_t n, room;
	struct gd_err *err;
};

/* One order, when the condition holds for it. */
static enum gd_code
add_order(struct gathering *g, const char *id)
{
	const struct gd_collects_def *c = &g->wf->collects;
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_workflow *wf;
	const struct gd_pred *when = NULL;
	struct gd_order o;
	enum gd_code rc;

	gd_order_init(&o);
	rc = gd_store_order_load(g->app->store, id, &o, g->err);
	if (rc == GD_OK)
		rc = gd_app_workflow(g->app, gd_head(&o)->workflow,
		    (int)gd_head(&o)->version, &wf, g->err);
	if (rc == GD_OK && *c->when)
		when = gd_flow_condition(c->when, wf, &arena);
	if (rc == GD_OK &&
	    (!*c->when || (when && gd_order_holds(wf, &o, when)))) {
		struct gd_arena *keep = &g->facts->arena;
		const char **values =
		    gd_arena_alloc(keep, (size_t)c->nsums + 1, sizeof *values);

		for (int i = 0; i < c->nsums; i++)
			values[i] = gd_arena_str(keep,
			    gd_field(&o, c->sums[i].theirs, 0));
		*GD_PUSH(g->list, g->n, g->room) =
		    (struct gd_collected){ gd_arena_str(keep, id),
			    gd_arena_str(keep, gd_head(&o)->number), values };
	}
	gd_order_release(&o);
	gd_arena_release(&arena);
	return rc;
}

/* The orders of one workflow that he carried in one role. */
static enum gd_code
add_carried(struct gathering *g, const struct gd_order *o,
    const struct gd_command *cmd, const char *workflow, const char *role,
    const char *person)
{
	struct gd_unsettled what = { workflow, role, person, 0, 0 };
	struct gd_collect_time time;
	const char **ids;
	size_t n;
	enum gd_code rc;

	gd_collect_between(g->wf, o, cmd, &g->facts->f, &time);
	what.from_ms = time.from_ms;
	what.to_ms = time.to_ms;
	rc = gd_store_unsettled(g->app->store, &what, &g->facts->arena, &ids,
	    &n, g->err);

	for (size_t i = 0; i < n && !rc; i++) {
		bool there = false; /* in another role */

		for (size_t k = 0; k < g->n; k++)
			there |= strcmp(g->list[k].id, ids[i]) == 0;
		if (!there)
			rc = add_order(g, ids[i]);
	}
	return rc;
}

/* Does it settle, so that the others must be known? */
static bool
collects(const struct gd_workflow *wf, const struct gd_command *cmd)
{
	int d = gd_wf_duty(wf, cmd->duty);

	return d >= 0 && wf->duties[d].collects &&
	       (cmd->verb == GD_DO_FILL || cmd->verb == GD_DO_CHOOSE);
}

enum gd_code
app_collect(struct gd_app *app, const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_command *cmd,
    struct app_facts *facts, struct gd_err *err)
{
	const struct gd_collects_def *c = &wf->collects;
	struct gathering g = { .app = app,
		.wf = wf,
		.facts = facts,
		.err = err };
	struct gd_collected *kept;
	const struct gd_assign *who;
	enum gd_code rc = GD_OK;

	if (!collects(wf, cmd))
		return GD_OK;
	who = gd_row_find(&o->sheet, GD_TAB_ASSIGN,
	    &(struct gd_assign){ .role = wf->roles[c->role].name.id,
		.person = "" });
	for (int w = 0; who && *who->person && w < c->nworkflows; w++)
		for (int r = 0; r < c->ncarried_as && !rc; r++)
			rc = add_carried(&g, o, cmd, c->workflows[w],
			    c->carried_as[r], who->person);
	kept = gd_arena_alloc(&facts->arena, g.n + 1, sizeof *kept);
	if (g.n)
		memcpy(kept, g.list, g.n * sizeof *kept);
	free(g.list);
	facts->f.collected = kept;
	facts->f.ncollected = (int)g.n;
	facts->f.collector =
	    who ? gd_arena_str(&facts->arena, who->person) : "";
	return rc;
}
