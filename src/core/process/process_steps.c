/* core/process/process_steps.c - steps: how long they were open, which were
 * entered again, in which order they were done.
 */
#include "process_priv.h"

#include <stdio.h>
#include <string.h>

#include "base/banned.h"

#define MOST_WAY 400
#define MOST_VARIANTS 5000 /* more are counted together */

/* The step rows an event sets, as they were. */
void
process_steps_before(struct gd_process *p, const struct gd_event *e,
    struct gd_step *was, size_t *n, size_t most)
{
	for (size_t i = 0; i < e->nputs && *n < most; i++) {
		const struct gd_step *row = e->puts[i].row, *old;

		if (e->puts[i].table != GD_TAB_STEP)
			continue;
		old = gd_row_find(&p->order.sheet, GD_TAB_STEP, row);
		was[(*n)++] = (struct gd_step){ .step = row->step,
			.lot = row->lot,
			.open_ms = old ? old->open_ms : 0,
			.done_ms = old ? old->done_ms : 0 };
	}
}

static struct gd_step_time *
step_time(struct gd_process *p, const char *step)
{
	char key[200];
	struct gd_step_time *t;
	bool made;

	snprintf(key, sizeof key, "%s|%s", p->wf->name.id, step);
	t = process_keyed(p, &p->steps, key, sizeof *t, &made);
	if (made) {
		t->flow = gd_arena_str(&p->arena, p->wf->name.id);
		t->step = gd_arena_str(&p->arena, step);
	}
	if (!t->wf || t->wf->version < p->wf->version)
		t->wf = p->wf;
	return t;
}

static struct opened *
opened_at(struct gd_process *p, const char *step, int64_t lot)
{
	for (size_t i = 0; i < p->nopened; i++)
		if (p->opened[i].lot == lot &&
		    strcmp(p->opened[i].step, step) == 0)
			return &p->opened[i];
	return NULL;
}

/* The step done before, and how long it took from there. */
static void
pass(struct gd_process *p, int no, int64_t ms)
{
	struct gd_passage *g;
	char key[200];
	bool made;

	if (p->way.len < MOST_WAY)
		gd_str_addf(&p->way, "%s%d", p->way.len ? " " : "", no);
	if (p->last_step && process_in_period(p, ms)) {
		snprintf(key, sizeof key, "%s|%4d|%4d", p->wf->name.id,
		    p->last_step, no);
		g = process_keyed(p, &p->passages, key, sizeof *g, &made);
		if (made)
			g->flow = gd_arena_str(&p->arena, p->wf->name.id);
		g->from = p->last_step;
		g->to = no;
		g->n++;
		gd_spread_add(&g->spread, ms - p->last_step_ms);
	}
	p->last_step = no;
	p->last_step_ms = ms;
}

static void
step_changed(struct gd_process *p, const struct gd_step *was,
    const struct gd_step *now)
{
	int step = gd_wf_step(p->wf, now->step);
	struct gd_step_time *t;
	struct opened *again = opened_at(p, now->step, now->lot);
	int64_t ms = p->entry->at_ms;

	if (step < 0)
		return;
	t = step_time(p, now->step);
	if (now->open_ms && !was->open_ms && process_in_period(p, ms))
		t->entered++;
	if (!now->done_ms && was->done_ms) {
		if (process_in_period(p, ms))
			t->again++;
		if (!again)
			again = GD_PUSH(p->opened, p->nopened, p->opened_room);
		snprintf(again->step, sizeof again->step, "%s", now->step);
		again->lot = now->lot;
		again->ms = ms;
	}
	if (!now->done_ms || was->done_ms)
		return;
	if (now->lot <= 1)
		pass(p, p->wf->steps[step].no, ms);
	if (process_in_period(p, ms) && now->open_ms && !p->taken)
		gd_spread_add(&t->spread,
		    ms - (again ? again->ms : now->open_ms));
}

void
process_steps_after(struct gd_process *p, const struct gd_step *was, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct gd_step *now =
		    gd_row_find(&p->order.sheet, GD_TAB_STEP, &was[i]);

		if (now)
			step_changed(p, &was[i], now);
	}
}

/* The order's whole way, when it was completed in the period; else which of its
 * steps are open. */
void
process_closed(struct gd_process *p)
{
	const struct gd_head *h = gd_head(&p->order);
	const struct gd_step *row;
	struct gd_variant *v;
	char key[MOST_WAY + 100];
	bool made;

	for (size_t i = 0; h->state == GD_ORDER_ACTIVE &&
			   (row = gd_walk(&p->order, GD_TAB_STEP, &i));)
		if (row->open_ms && !row->done_ms &&
		    gd_wf_step(p->wf, row->step) >= 0)
			step_time(p, row->step)->open++;
	if (h->state != GD_ORDER_COMPLETED || p->taken ||
	    !process_in_period(p, h->closed_ms))
		return;
	p->closed++;
	snprintf(key, sizeof key, "%s|%s", p->wf->name.id,
	    p->variants.n < MOST_VARIANTS ? p->way.text : "...");
	v = process_keyed(p, &p->variants, key, sizeof *v, &made);
	if (made) {
		v->flow = gd_arena_str(&p->arena, p->wf->name.id);
		v->way = gd_arena_str(&p->arena,
		    p->variants.n <= MOST_VARIANTS ? p->way.text : "...");
	}
	v->n++;
	gd_spread_add(&v->spread, h->closed_ms - h->created_ms);
}
