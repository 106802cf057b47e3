/* core/migrate/migrate.c - one order goes on by another version of its
 * workflow.
 *
 *   check what it has -> rename acts, dates, offers -> steps follow -> new
 *   duties left out where work is past them -> settle -> dates stay -> check
 *
 * Facts: papers, pieces, signatures, fields and money are never touched; a
 * date that was counting keeps its day; what ends is kept in the history and
 * comes back when the order goes back (migrate_back.c).
 */
#include "migrate_priv.h"

#include <stdlib.h>
#include <string.h>

#include "../offer.h"

#include "base/banned.h"

static const struct gd_command no_command = { .verb = GD_DO_NONE };

void
gd_migrated_release(struct gd_migrated *r)
{
	free(r->faults);
	*r = (struct gd_migrated){ 0 };
}

/* ---- rows that begin with the name of a duty ----------------------------- */

static const char *
duty_of(const void *row)
{
	const char *id;

	memcpy(&id, row, sizeof id);
	return id;
}

static bool
keeps_name(const struct gd_flowmap *m, int d)
{
	return m->duty[d].n == 1 &&
	       strcmp(m->to->duties[m->duty[d].at[0]].name.id,
		   m->from->duties[d].name.id) == 0;
}

/* A limit has no name of its own to be mapped: it stays when both versions have
 * it for the same (order, lot, payment). Its day follows the new rule, for the
 * law may be what changed. */
static bool
keeps_limit(const struct gd_flowmap *m, const char *id)
{
	int a = gd_wf_limit(m->from, id), b = gd_wf_limit(m->to, id);

	return a >= 0 && b >= 0 &&
	       m->from->limits[a].per_lot == m->to->limits[b].per_lot &&
	       m->from->limits[a].per_payment == m->to->limits[b].per_payment;
}

/* All old names go before any new one comes: two may change places. */
static void
rename_rows(struct mig *g, int t)
{
	const struct gd_table *def = &gd_order_tables[t];
	const struct gd_flowmap *m = g->map;
	const void *row;

	for (size_t i = 0; (row = gd_row_at(&g->was.sheet, t, i)); i++) {
		int d = gd_wf_duty(m->from, duty_of(row));

		if (d >= 0 ? keeps_name(m, d)
			   : t == GD_TAB_DUE && keeps_limit(m, duty_of(row)))
			continue;
		work_drop(&g->w, t, row);
		g->out->dropped += t == GD_TAB_ACT && d >= 0 && !m->duty[d].n;
	}
	for (size_t i = 0; (row = gd_row_at(&g->was.sheet, t, i)); i++) {
		int d = gd_wf_duty(m->from, duty_of(row));

		if (d < 0 || keeps_name(m, d))
			continue;
		for (int k = 0; k < m->duty[d].n; k++) {
			const char *now =
			    m->to->duties[m->duty[d].at[k]].name.id;
			char *copy =
			    gd_arena_alloc(&g->w.ev->arena, 1, def->size);

			memcpy(copy, row, def->size);
			memcpy(copy, &now, sizeof now);
			work_put(&g->w, t, copy);
			g->out->renamed++;
		}
	}
}

static void
head_version(struct mig *g, int version)
{
	struct gd_head head = *gd_head(&g->w.order);

	head.version = version;
	work_put(&g->w, GD_TAB_HEAD, &head);
}

static void
steps_follow(struct mig *g)
{
	const struct gd_workflow *to = g->map->to;
	const struct gd_step *row;

	for (size_t i = 0; (row = gd_walk(&g->was, GD_TAB_STEP, &i));) {
		int s = 0;

		while (s < to->nsteps &&
		       strcmp(to->steps[s].name.id, row->step) != 0)
			s++;
		if (s == to->nsteps || to->steps[s].per_lot != (row->lot > 0))
			work_drop(&g->w, GD_TAB_STEP, row);
	}
	for (int s = 0; s < to->nsteps; s++)
		step_follow(g, s);
}

/* New duties that the map leaves out of orders which are past them. */
static void
leave_out(struct mig *g)
{
	const struct gd_workflow *to = g->map->to;
	struct gd_at at;

	for (int e = 0; e < to->nduties; e++) {
		const struct gd_duty_def *def = &to->duties[e];

		if (!g->map->past[e] || def->many)
			continue;
		for (int i = 0; duty_place(to, &g->w.order, e, i, &at); i++) {
			if (duty_settled(to, &g->w.order, e, at) ||
			    duty_applies(to, &g->w.order, e, at) == GD_FALSE ||
			    !step_passed(g, def->step, at.lot))
				continue;
			work_put(&g->w, GD_TAB_ACT,
			    &(struct gd_act){ .duty = def->name.id,
				.lot = at.lot,
				.round = at.round,
				.inst = at.inst,
				.state = GD_ACT_WAIVED,
				.outcome = "",
				.fields = "",
				.by = g->w.f->actor.login,
				.for_whom = "",
				.role = "",
				.at_ms = g->w.f->now_ms,
				.day = g->w.f->today,
				.reason = g->m->reason });
			g->out->left_out++;
		}
	}
}

/* The day, and how far its ladder had come. */
static void
keep_day(struct mig *g, const struct gd_due *old, const char *id)
{
	const struct gd_due *now;
	struct gd_due row = *old;

	row.duty = id;
	now = gd_row_find(&g->w.order.sheet, GD_TAB_DUE, &row);
	if (!now || now->day == old->day || !old->day || now->shut || now->hard)
		return;
	row = *now;
	row.day = old->day;
	row.moved = 1;
	row.reason = old->moved ? old->reason : g->m->reason;
	row.rung = old->rung;
	row.told = old->told;
	work_put(&g->w, GD_TAB_DUE, &row);
	g->out->days_kept++;
}

/* A date that was counting keeps its day: the time that is left is not made
 * shorter or longer by new rules.  Limits, and what law, bank or carrier set,
 * are as the new version knows them. */
static void
keep_days(struct mig *g)
{
	const struct gd_due *old;

	for (size_t i = 0; (old = gd_walk(&g->was, GD_TAB_DUE, &i));) {
		int d = gd_wf_duty(g->map->from, old->duty);

		for (int k = 0; d >= 0 && k < g->map->duty[d].n; k++)
			keep_day(g, old,
			    g->map->to->duties[g->map->duty[d].at[k]].name.id);
	}
	if (g->out->days_kept)
		settle(&g->w);
}

/* ---- there and back ------------------------------------------------------ */

static void
snapshot(struct mig *g)
{
	g->was.rev = g->w.order.rev;
	memcpy(g->was.id, g->w.order.id, sizeof g->was.id);
	gd_sheet_borrow(&g->was.sheet, &g->w.order.sheet);
}

static void
go(struct mig *g)
{
	const struct gd_flowmap *m = g->map;
	struct gd_str text = GD_STR_INIT;

	g->w.wf = m->from;
	time_passes(&g->w);
	settle(&g->w); /* a holiday set since is not the new version's doing */
	snapshot(g);
	check_duties(g);
	check_rows(g);
	if (g->out->n)
		return;
	gd_flowmap_text(m, &text);
	work_event(&g->w, GD_EV_MIGRATED, m->to->name.id, text.text,
	    m->to->version);
	gd_str_release(&text);
	g->w.wf = m->to;
	rename_rows(g, GD_TAB_ACT);
	rename_rows(g, GD_TAB_DUE);
	rename_rows(g, GD_TAB_OFFER);
	head_version(g, m->to->version);
	steps_follow(g);
	leave_out(g);
	settle(&g->w);
	keep_days(g);
	check_stands(g);
}

static void
go_back(struct mig *g)
{
	const struct gd_flowmap *m = g->m->map;
	struct gd_flowmap back;
	bool exact;

	g->w.wf = m->to;
	time_passes(&g->w);
	snapshot(g);
	flowmap_back(m, &back);
	g->map = &back;
	work_event(&g->w, GD_EV_MIGRATED, m->from->name.id, "",
	    m->from->version);
	back_put(g, &exact);
	g->out->since = !exact;
	/* nothing was done in between: it is as it was, to the letter; only a
	 * date that went and came back counts both (work.c) */
	if (!exact) {
		g->w.wf = m->from;
		head_version(g, m->from->version);
		steps_follow(g);
		settle(&g->w);
		check_rows(g);
		check_stands(g);
	}
	gd_flowmap_release(&back);
}

static bool
is_admin(const struct gd_actor *a)
{
	for (int i = 0; i < a->nroles; i++)
		if (strcmp(a->roles[i], "admin") == 0)
			return true;
	return false;
}

enum gd_code
gd_migrate_decide(const struct gd_migration *m, const struct gd_order *order,
    const struct gd_facts *facts, struct gd_migrated *out,
    struct gd_events *events, struct gd_err *err)
{
	struct mig g = { .m = m, .map = m->map, .out = out };
	bool closed = gd_head(order)->state >= GD_ORDER_COMPLETED;

	*out = (struct gd_migrated){ .step_before = gd_head(order)->step_no };
	gd_events_clear(events);
	if (!is_admin(&facts->actor))
		return gd_fail(err, GD_REFUSED, GD_M_OFFICE_NOT_ADMIN,
		    GD_T("workflow migrate"));
	g.w = (struct gd_work){ .f = facts,
		.cmd = &no_command,
		.was = order,
		.ev = events,
		.err = err,
		.role = "",
		.for_whom = "" };
	g.w.order.rev = order->rev;
	memcpy(g.w.order.id, order->id, sizeof g.w.order.id);
	gd_sheet_borrow(&g.w.order.sheet, &order->sheet);
	if (m->before)
		go_back(&g);
	else
		go(&g);
	if (*m->reason)
		work_event(&g.w, GD_EV_BECAUSE, "", m->reason, 0);
	out->step_after = gd_head(&g.w.order)->step_no;
	out->completes =
	    !closed && gd_head(&g.w.order)->state == GD_ORDER_COMPLETED;
	gd_order_release(&g.was);
	gd_order_release(&g.w.order);
	if (!out->n)
		return GD_OK;
	gd_events_clear(events);
	if (err)
		*err = out->faults[0];
	return GD_REFUSED;
}
