/* core/workflow/scenario_orders.c - the orders of a story besides the file's
 * own: each has a seat, one of them is on the stage; what one gathers of the
 * others. */
#include "scene.h"

#include <stdio.h>
#include <string.h>

#include "../gather.h"

#include "base/banned.h"

static const char *const numbers[GD_SCENE_ORDERS + 1] = { "S-1", "S-2", "S-3",
	"S-4", "S-5", "S-6", "S-7", "S-8", "S-9", "S-10", "S-11", "S-12",
	"S-13" };

void
stage_seats(struct stage *g, struct gd_arena *arena)
{
	g->nseats = g->s->norders + 1;
	g->seats = gd_arena_alloc(arena, (size_t)g->nseats, sizeof *g->seats);
	for (int i = 1; i < g->nseats; i++) {
		const struct gd_workflow *other = g->s->orders[i - 1].wf;

		g->seats[i].wf = other ? other : g->wf;
		g->seats[i].last_actor = "";
		gd_order_init(&g->seats[i].order);
		gd_order_init(&g->seats[i].before);
	}
	g->seats[0].begun = true;
	snprintf(g->order.id, sizeof g->order.id, "%s", numbers[0]);
}

void
stage_unseat(struct stage *g)
{
	for (int i = 0; i < g->nseats; i++) {
		if (i == g->at)
			continue; /* it stands on the stage */
		gd_order_release(&g->seats[i].order);
		gd_order_release(&g->seats[i].before);
	}
}

void
stage_turn(struct stage *g, int to)
{
	struct seat *now = &g->seats[g->at], *next = &g->seats[to];

	if (to == g->at)
		return;
	now->wf = g->wf;
	now->order = g->order;
	now->before = g->before;
	now->last_actor = g->last_actor;
	g->wf = next->wf;
	g->order = next->order;
	g->before = next->before;
	g->last_actor = next->last_actor;
	g->facts.number = numbers[to];
	g->at = to;
	if (!next->begun)
		snprintf(g->order.id, sizeof g->order.id, "%s", numbers[to]);
	next->begun = true;
}

/* ---- gathering ----------------------------------------------------------------- */

/* Does he carry it in one of these roles? */
static bool
carries(const struct gd_collects_def *c, const struct gd_order *o,
    const char *person)
{
	for (int i = 0; i < c->ncarried_as; i++) {
		const struct gd_assign *a =
		    gd_row_find(&o->sheet, GD_TAB_ASSIGN,
			&(struct gd_assign){ .role = c->carried_as[i],
			    .person = "" });

		if (a && strcmp(a->person, person) == 0)
			return true;
	}
	return false;
}

static bool
of_these(const struct gd_collects_def *c, const char *workflow)
{
	for (int i = 0; i < c->nworkflows; i++)
		if (strcmp(c->workflows[i], workflow) == 0)
			return true;
	return false;
}

/* By another order of the story. */
static bool
settled(const struct stage *g, const char *id)
{
	const struct gd_link *link;

	for (int k = 0; k < g->nseats; k++)
		for (size_t i = 0;
		     k != g->at &&
		     (link = gd_walk(&g->seats[k].order, GD_TAB_LINK, &i));)
			if (strcmp(link->kind, "settles") == 0 &&
			    strcmp(link->other, id) == 0)
				return true;
	return false;
}

static bool
to_settle(const struct stage *g, const struct seat *seat,
    const struct gd_command *cmd, const char *person)
{
	const struct gd_collects_def *c = &g->wf->collects;
	const struct gd_head *h = gd_head(&seat->order);
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_pred *when = NULL;
	struct gd_collect_time time;
	bool ok;

	gd_collect_between(g->wf, &g->order, cmd, &g->facts, &time);
	ok = seat->begun && h->state == GD_ORDER_COMPLETED &&
	     of_these(c, h->workflow) && carries(c, &seat->order, person) &&
	     h->closed_ms >= time.from_ms && h->closed_ms < time.to_ms &&
	     !settled(g, seat->order.id);
	if (ok && *c->when)
		when = g->s->condition(c->when, seat->wf, &arena);
	ok = ok && (!*c->when ||
		       (when && gd_order_holds(seat->wf, &seat->order, when)));
	gd_arena_release(&arena);
	return ok;
}

void
stage_collect(const struct stage *g, const struct gd_command *cmd,
    struct gd_facts *f, struct gd_arena *arena)
{
	const struct gd_collects_def *c = &g->wf->collects;
	int duty = cmd->duty && g->nseats ? gd_wf_duty(g->wf, cmd->duty) : -1;
	const struct gd_assign *who;
	struct gd_collected *list;
	int n = 0;

	if (duty < 0 || !g->wf->duties[duty].collects)
		return;
	who = gd_row_find(&g->order.sheet, GD_TAB_ASSIGN,
	    &(struct gd_assign){ .role = g->wf->roles[c->role].name.id,
		.person = "" });
	list = gd_arena_alloc(arena, (size_t)g->nseats, sizeof *list);
	for (int i = 0; who && i < g->nseats; i++) {
		const struct gd_order *o = &g->seats[i].order;
		const char **values;

		if (i == g->at || !to_settle(g, &g->seats[i], cmd, who->person))
			continue;
		values =
		    gd_arena_alloc(arena, (size_t)c->nsums + 1, sizeof *values);
		for (int k = 0; k < c->nsums; k++)
			values[k] = gd_field(o, c->sums[k].theirs, 0);
		list[n++] =
		    (struct gd_collected){ o->id, gd_head(o)->number, values };
	}
	f->collected = list;
	f->ncollected = n;
	f->collector = who ? who->person : "";
}
