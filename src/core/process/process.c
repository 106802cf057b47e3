/* core/process/process.c - waits out of an order's journal.
 *
 * After each entry every duty is asked whether it can be done (duty_state, the
 * same answer the checklist gives); what has become possible begins to wait,
 * what was done has waited.
 */
#include "process_priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../work.h"

#include "base/banned.h"

const char *
gd_phase_word(enum gd_phase phase)
{
	static const char *const words[] = { "do", "draft", "sign", "issue",
		"receipt" };

	return (unsigned)phase < 5 ? words[phase] : "";
}

/* ---- things by their keys ------------------------------------------------- */

void *
process_keyed(struct gd_process *p, struct keyed *t, const char *key,
    size_t size, bool *made)
{
	size_t lo = 0, hi = t->n;

	*made = false;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		int way = strcmp(t->at[mid].key, key);

		if (way == 0)
			return t->at[mid].item;
		if (way < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	*made = true;
	(void)GD_PUSH(t->at, t->n, t->room);
	memmove(t->at + lo + 1, t->at + lo, (t->n - 1 - lo) * sizeof *t->at);
	t->at[lo].key = gd_arena_str(&p->arena, key);
	t->at[lo].item = gd_alloc(1, size);
	return t->at[lo].item;
}

static void
keyed_release(struct keyed *t)
{
	for (size_t i = 0; i < t->n; i++)
		free(t->at[i].item);
	free(t->at);
}

struct gd_work_kind *
process_work(struct gd_process *p, int step, const char *what,
    enum gd_phase phase, const char *role, bool must)
{
	char key[300];
	struct gd_work_kind *k;
	bool made;

	snprintf(key, sizeof key, "%s|%s|%s|%d|%s", p->wf->name.id,
	    p->wf->steps[step].name.id, what, (int)phase, role);
	k = process_keyed(p, &p->work, key, sizeof *k, &made);
	if (made) {
		k->flow = gd_arena_str(&p->arena, p->wf->name.id);
		k->step = gd_arena_str(&p->arena, p->wf->steps[step].name.id);
		k->what = gd_arena_str(&p->arena, what);
		k->role = gd_arena_str(&p->arena, role);
		k->phase = phase;
		k->must = must;
	}
	if (!k->wf || k->wf->version < p->wf->version)
		k->wf = p->wf;
	return k;
}

struct gd_rework *
process_rework(struct gd_process *p, const char *loop, const char *paper)
{
	char key[200];
	struct gd_rework *r;
	bool made;

	snprintf(key, sizeof key, "%s|%s|%s", p->wf->name.id, loop, paper);
	r = process_keyed(p, &p->rework, key, sizeof *r, &made);
	if (made) {
		r->flow = gd_arena_str(&p->arena, p->wf->name.id);
		r->loop = gd_arena_str(&p->arena, loop);
		r->paper = gd_arena_str(&p->arena, paper);
	}
	if (!r->wf || r->wf->version < p->wf->version)
		r->wf = p->wf;
	return r;
}

/* ---- when ------------------------------------------------------------------ */

bool
process_in_period(const struct gd_process *p, int64_t ms)
{
	return ms >= p->from_ms && ms < p->to_ms;
}

int
process_half(const struct gd_process *p, int64_t ms)
{
	return ms - p->from_ms >= (p->to_ms - p->from_ms) / 2;
}

static int
quarter(const struct gd_process *p, int64_t ms)
{
	int q = (int)((ms - p->from_ms) * 4 / (p->to_ms - p->from_ms));

	return q < 0 ? 0 : q > 3 ? 3 : q;
}

void
process_began(struct gd_process *p, struct gd_work_kind *k, int64_t ms)
{
	if (process_in_period(p, ms))
		k->began[quarter(p, ms)]++;
}

void
process_ended(struct gd_process *p, struct gd_work_kind *k, int64_t ms)
{
	if (process_in_period(p, ms))
		k->ended[quarter(p, ms)]++;
}

static struct gd_work_share *
share_of(struct gd_process *p, struct gd_work_kind *k, const char *who,
    const char *role, const char *desk)
{
	struct gd_work_share *s;

	for (size_t i = 0; i < k->nshares; i++)
		if (strcmp(k->shares[i]->who, who) == 0 &&
		    strcmp(k->shares[i]->role, role) == 0)
			return k->shares[i];
	s = gd_alloc(1, sizeof *s);
	s->who = gd_arena_str(&p->arena, who);
	s->role = gd_arena_str(&p->arena, role);
	s->desk = gd_arena_str(&p->arena, desk);
	k->shares = gd_grow(k->shares, &k->room, k->nshares + 1,
	    sizeof(struct gd_work_share *));
	k->shares[k->nshares++] = s;
	return s;
}

void
process_wait(struct gd_process *p, struct gd_work_kind *k, const char *who,
    const char *role, const char *desk, int64_t from_ms, int64_t to_ms)
{
	struct gd_work_share *s;

	if (!process_in_period(p, to_ms))
		return;
	s = share_of(p, k, who, role, desk);
	gd_spread_add(&s->half[process_half(p, to_ms)], to_ms - from_ms);
}

/* ---- duties ------------------------------------------------------------------ */

static const char *
desk_of_role(const struct gd_workflow *wf, const char *role)
{
	int r = gd_wf_role(wf, role);

	return r >= 0 && wf->roles[r].desk >= 0
		   ? wf->desks[wf->roles[r].desk].name.id
		   : "";
}

/* Money comes when the customer pays it; what settles itself is nobody's work;
 * notices begin when somebody begins them. */
static bool
is_work(const struct gd_duty_def *def)
{
	return !def->credits && !def->derived && !def->many;
}

static enum gd_phase
phase_of(const struct gd_duty_def *def, bool drafted)
{
	if (def->effect != GD_EFFECT_MAKE)
		return GD_PHASE_DO;
	return drafted ? GD_PHASE_ISSUE : GD_PHASE_DRAFT;
}

static struct gd_work_kind *
kind_of(struct gd_process *p, int duty, bool drafted)
{
	const struct gd_duty_def *def = &p->wf->duties[duty];

	return process_work(p, def->step, def->name.id, phase_of(def, drafted),
	    "",
	    !def->optional && !def->suggested && def->blocks != GD_BLOCKS_NO);
}

static struct ready *
ready_at(struct gd_process *p, int duty, struct gd_at at)
{
	for (size_t i = 0; i < p->nready; i++)
		if (p->ready[i].duty == duty && p->ready[i].lot == at.lot &&
		    p->ready[i].round == at.round &&
		    p->ready[i].inst == at.inst)
			return &p->ready[i];
	return NULL;
}

/* A paper's own part of the wait ends with its draft. */
static void
check_drafted(struct gd_process *p, struct ready *r, struct gd_at at)
{
	const struct gd_duty_def *def = &p->wf->duties[r->duty];
	struct gd_at where;
	const struct gd_paper *paper;
	struct gd_work_kind *k;

	if (r->drafted || def->effect != GD_EFFECT_MAKE || def->thing < 0)
		return;
	where = paper_at(p->wf, &p->order, def->thing, at.lot, at.inst);
	paper = gd_paper(&p->order, p->wf->papers[def->thing].name.id,
	    where.lot, where.inst);
	if (!paper || paper->last < 1)
		return;
	k = kind_of(p, r->duty, false);
	process_wait(p, k, p->entry->actor, "", "", r->ms, p->entry->at_ms);
	process_ended(p, k, p->entry->at_ms);
	r->drafted = true;
	r->ms = p->entry->at_ms;
	process_began(p, kind_of(p, r->duty, true), r->ms);
}

/* It was done, or cannot be done any more. */
static void
end_ready(struct gd_process *p, const struct ready *r, bool done)
{
	const struct gd_duty_def *def = &p->wf->duties[r->duty];
	const struct gd_act *act =
	    gd_act(&p->order, def->name.id, r->lot, r->round, r->inst);
	struct gd_work_kind *k = kind_of(p, r->duty, r->drafted);
	int64_t from = r->ms, signed_ms = 0;

	process_ended(p, k, p->entry->at_ms);
	if (!done || !act || act->state != GD_ACT_DONE || act->taken)
		return;
	if (r->drafted && def->thing >= 0) {
		struct gd_at at = { r->lot, r->round, r->inst };
		struct gd_at where =
		    paper_at(p->wf, &p->order, def->thing, at.lot, at.inst);

		signed_ms = process_last_signed(p,
		    p->wf->papers[def->thing].name.id, where.lot, where.inst);
	}
	process_wait(p, k, p->entry->actor, act->role,
	    desk_of_role(p->wf, act->role), signed_ms > from ? signed_ms : from,
	    p->entry->at_ms);
}

static void
look_at(struct gd_process *p, int duty, struct gd_at at)
{
	enum gd_duty_state state = duty_state(p->wf, &p->order, duty, at);
	struct ready *r = ready_at(p, duty, at);

	if (state == GD_DUTY_READY) {
		if (!r) {
			r = GD_PUSH(p->ready, p->nready, p->ready_room);
			*r = (struct ready){ duty, at.lot, at.round, at.inst,
				p->entry->at_ms, true, false };
			process_began(p, kind_of(p, duty, false), r->ms);
		}
		check_drafted(p, r, at);
		r->seen = true;
	} else if (r && state == GD_DUTY_DONE) {
		check_drafted(p, r, at);
		end_ready(p, r, true);
		r->ms = -1; /* told */
	}
}

/* While it stands still nothing becomes possible; once it is closed nothing
 * waits any more. */
static void
look_at_duties(struct gd_process *p)
{
	int64_t state = gd_head(&p->order)->state;
	bool closed =
	    state == GD_ORDER_COMPLETED || state == GD_ORDER_CANCELLED;
	size_t kept = 0;
	struct gd_at at;

	if (state == GD_ORDER_HELD)
		return;
	for (size_t i = 0; i < p->nready; i++)
		p->ready[i].seen = false;
	for (int d = 0; d < p->wf->nduties; d++)
		for (int i = 0; is_work(&p->wf->duties[d]) &&
				duty_place(p->wf, &p->order, d, i, &at);
		     i++)
			look_at(p, d, at);
	for (size_t i = 0; i < p->nready; i++) {
		struct ready *r = &p->ready[i];

		if (r->ms >= 0 && (!r->seen || closed))
			end_ready(p, r, false);
		else if (r->ms >= 0)
			p->ready[kept++] = *r;
	}
	p->nready = kept;
}

/* What stood still is left out of every wait. */
static void
holds(struct gd_process *p)
{
	bool held = gd_head(&p->order)->state == GD_ORDER_HELD;
	int64_t now = p->entry->at_ms;

	if (held && !p->held_ms) {
		p->held_ms = now;
	} else if (!held && p->held_ms) {
		for (size_t i = 0; i < p->nready; i++)
			p->ready[i].ms += now - p->held_ms;
		for (size_t i = 0; i < p->nwritten; i++) {
			p->written[i].ms += now - p->held_ms;
			p->written[i].signed_ms +=
			    p->written[i].signed_ms ? now - p->held_ms : 0;
		}
		p->held_ms = 0;
	}
}

/* ---- entries ------------------------------------------------------------------ */

/* Another version: places are looked for anew, by the ids of the new one. */
static void
other_version(struct gd_process *p, const struct gd_workflow *wf)
{
	size_t kept = 0;

	for (size_t i = 0; p->wf && i < p->nready; i++) {
		int d =
		    wf ? gd_wf_duty(wf, p->wf->duties[p->ready[i].duty].name.id)
		       : -1;

		if (d < 0)
			continue;
		p->ready[kept] = p->ready[i];
		p->ready[kept++].duty = d;
	}
	p->nready = kept;
	p->wf = wf;
}

static bool
ends_round(const struct gd_process *p, const struct gd_event *e, int *loop)
{
	int d = gd_wf_duty(p->wf, e->what);

	if (e->kind != GD_EV_OUTCOME || d < 0)
		return false;
	for (int i = 0; i < p->wf->duties[d].noutcomes; i++)
		if (p->wf->duties[d].outcomes[i].goes == GD_GOES_AGAIN) {
			*loop = p->wf->duties[d].outcomes[i].loop;
			return *loop >= 0;
		}
	return false;
}

/* A decision that might have begun another round: did it? The first one of an
 * order or a lot tells whether it was right the first time. */
static void
count_rounds(struct gd_process *p, const struct gd_event *e)
{
	struct gd_rework *r;
	int64_t ms = p->entry->at_ms;
	int loop = -1;

	if (!process_in_period(p, ms))
		return;
	if (ends_round(p, e, &loop)) {
		r = process_rework(p, p->wf->loops[loop].id, "");
		r->passed[process_half(p, ms)]++;
	} else if (e->kind == GD_EV_AGAIN && gd_wf_loop(p->wf, e->what) >= 0) {
		r = process_rework(p, e->what, "");
		r->again[process_half(p, ms)]++;
		if (e->number > r->rounds)
			r->rounds = e->number;
	}
}

void
gd_process_entry(struct gd_process *p, const struct gd_workflow *wf,
    const struct gd_log_entry *entry)
{
	struct gd_step was[32];

	if (!entry->events)
		return;
	p->entry = entry;
	if (wf != p->wf)
		other_version(p, wf);
	for (size_t i = 0; i < entry->events->n; i++) {
		const struct gd_event *e = &entry->events->at[i];
		size_t n = 0;

		process_steps_before(p, e, was, &n, 32);
		gd_apply(&p->order.sheet, NULL, e);
		if (e->kind == GD_EV_TAKEN)
			p->taken = true;
		if (!p->wf)
			continue;
		process_steps_after(p, was, n);
		process_papers(p, e);
		count_rounds(p, e);
	}
	if (p->wf) {
		holds(p);
		look_at_duties(p);
	}
	p->entry = NULL;
}

/* ---- beginning and end --------------------------------------------------------- */

void
gd_process_order(struct gd_process *p)
{
	gd_order_release(&p->order);
	gd_order_init(&p->order);
	p->wf = NULL;
	p->nready = p->nwritten = p->nopened = 0;
	p->held_ms = p->last_step_ms = 0;
	p->last_step = 0;
	p->taken = false;
	gd_str_reset(&p->way);
	p->orders++;
}

void
gd_process_order_end(struct gd_process *p)
{
	const struct gd_head *h = gd_head(&p->order);

	if (!p->wf)
		return;
	for (size_t i = 0; h->state == GD_ORDER_ACTIVE && i < p->nready; i++) {
		struct gd_work_kind *k =
		    kind_of(p, p->ready[i].duty, p->ready[i].drafted);
		int64_t ms = p->now_ms - p->ready[i].ms;

		k->waiting++;
		if (ms > k->longest_ms)
			k->longest_ms = ms;
	}
	process_closed(p);
}

struct gd_process *
gd_process_open(int64_t from_ms, int64_t to_ms, int64_t now_ms,
    int utc_offset_min)
{
	struct gd_process *p = gd_alloc(1, sizeof *p);

	p->from_ms = from_ms;
	p->to_ms = to_ms > from_ms ? to_ms : from_ms + 1;
	p->now_ms = now_ms;
	p->utc_offset_min = utc_offset_min;
	p->way = (struct gd_str)GD_STR_INIT;
	gd_order_init(&p->order);
	return p;
}

void
gd_process_close(struct gd_process *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < p->work.n; i++) {
		struct gd_work_kind *k = p->work.at[i].item;

		for (size_t s = 0; s < k->nshares; s++)
			free(k->shares[s]);
		free(k->shares);
	}
	keyed_release(&p->work);
	keyed_release(&p->steps);
	keyed_release(&p->rework);
	keyed_release(&p->variants);
	keyed_release(&p->passages);
	gd_order_release(&p->order);
	gd_str_release(&p->way);
	gd_arena_release(&p->arena);
	free(p->ready);
	free(p->written);
	free(p->opened);
	free(p);
}

/* ---- what came of it ------------------------------------------------------------ */

static void *
items(const struct keyed *t)
{
	void **all = gd_alloc(t->n + 1, sizeof *all);

	for (size_t i = 0; i < t->n; i++)
		all[i] = t->at[i].item;
	return all;
}

static int
by_count(const void *a, const void *b)
{
	const struct gd_variant *x = *(struct gd_variant *const *)a;
	const struct gd_variant *y = *(struct gd_variant *const *)b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return strcmp(x->way, y->way);
}

void
gd_process_view(struct gd_process *p, struct gd_process_view *v)
{
	*v = (struct gd_process_view){
		.work = items(&p->work),
		.steps = items(&p->steps),
		.rework = items(&p->rework),
		.variants = items(&p->variants),
		.passages = items(&p->passages),
		.nwork = p->work.n,
		.nsteps = p->steps.n,
		.nrework = p->rework.n,
		.nvariants = p->variants.n,
		.npassages = p->passages.n,
		.orders = p->orders,
		.closed = p->closed,
	};
	qsort(v->variants, v->nvariants, sizeof(struct gd_variant *), by_count);
	process_find(p, v);
}

void
gd_process_view_release(struct gd_process_view *v)
{
	free(v->work);
	free(v->steps);
	free(v->rework);
	free(v->variants);
	free(v->passages);
	free(v->findings);
}
