/* core/view/links.c - what must be before what, and in which order to look.
 *
 * Made of the workflow alone, never of days: what is left out to break a ring
 * is the same for every order and at every moment, so looking twice finds the
 * same.  Rings are possible because dates may be reckoned backward from what
 * comes later.
 */
#include <stdlib.h>
#include <string.h>

#include "project_priv.h"

#include "base/banned.h"

struct maker {
	const struct gd_workflow *wf;
	struct gd_arena *arena;
	struct links *out;
	size_t room;
	uint64_t *reach; /* row of a node: which nodes come after it */
	size_t words;
};

int
node_open(const struct gd_workflow *wf, int step)
{
	return wf->nduties + 2 * step;
}

int
node_settled(const struct gd_workflow *wf, int step)
{
	return wf->nduties + 2 * step + 1;
}

bool
duty_counts(const struct gd_workflow *wf, int duty)
{
	const struct gd_duty_def *def = &wf->duties[duty];

	return !def->many && (def->blocks == GD_BLOCKS_STEP ||
				 (wf->steps[def->step].standing &&
				     def->blocks == GD_BLOCKS_CLOSE));
}

/* ---- how long before ------------------------------------------------------ */

static bool
counts_days_of(const struct gd_due_def *def, int16_t field)
{
	return def->ref == field || def->alt[0] == field ||
	       def->alt[1] == field;
}

static bool
is_plain(const struct gd_due_def *def)
{
	return def->base == GD_BASE_FIELD && !def->months && !def->snap &&
	       !def->days_from.n;
}

/* Two rules count from one day of the order: what the earlier one keeps free
 * for what follows, 0 = nothing.  A clock that stands keeps nothing. */
static int
lead_of(const struct gd_due_def *from, const struct gd_due_def *to)
{
	if (!is_plain(from) || !is_plain(to) || from->hold_stops ||
	    (to->days && from->work != to->work) ||
	    !counts_days_of(from, to->ref) || to->days <= from->days)
		return 0;
	return to->days - from->days;
}

static void
add_lead(const struct gd_workflow *wf, struct link *link,
    const struct gd_due_def *to)
{
	const struct gd_duty_def *from = &wf->duties[link->from];

	link->def = from->due.base != GD_BASE_NONE ? &from->due : &from->plan;
	link->lead = lead_of(link->def, to);
}

/* ---- no rings ------------------------------------------------------------- */

static uint64_t *
after(const struct maker *m, int node)
{
	return &m->reach[(size_t)node * m->words];
}

static bool
comes_after(const struct maker *m, int later, int node)
{
	return after(m, node)[later / 64] >> (later % 64) & 1;
}

static void
add(struct maker *m, struct link link)
{
	if (link.from < 0 || link.to < 0 || link.from == link.to ||
	    comes_after(m, link.from, link.to))
		return;
	if ((link.kind == LINK_NEED || link.kind == LINK_AFTER) &&
	    link.from < m->wf->nduties)
		add_lead(m->wf, &link, &m->wf->duties[link.to].due);
	*GD_PUSH(m->out->at, m->out->n, m->room) = link;
	if (comes_after(m, link.to, link.from))
		return;
	for (int i = 0; i < m->out->nodes; i++) {
		if (i != link.from && !comes_after(m, link.from, i))
			continue;
		for (size_t k = 0; k < m->words; k++)
			after(m, i)[k] |= after(m, link.to)[k];
		after(m, i)[link.to / 64] |= UINT64_C(1) << (link.to % 64);
	}
}

/* ---- what the file says --------------------------------------------------- */

/* The parts of a condition that must all hold.  What may hold instead of
 * something else binds nobody to a day. */
static void
add_needs(struct maker *m, int duty, const struct gd_pred *p, bool all_lots)
{
	struct link link = { .to = duty,
		.kind = LINK_NEED,
		.all_lots = all_lots };

	if (!p)
		return;
	switch (p->op) {
	case GD_PRED_AND:
		for (int i = 0; i < p->nkids; i++)
			add_needs(m, duty, &p->kids[i], all_lots);
		return;
	case GD_PRED_ALL:
		add_needs(m, duty, p->kids, true);
		return;
	case GD_PRED_DONE:
		link.from = p->a;
		break;
	case GD_PRED_ISSUED:
		link.from = duty_making(m->wf, p->a);
		break;
	default:
		return;
	}
	add(m, link);
}

static void
add_steps(struct maker *m)
{
	const struct gd_workflow *wf = m->wf;

	for (int s = 0; s < wf->nsteps; s++) {
		const struct gd_step_def *def = &wf->steps[s];

		for (int i = 0; i < def->after.n; i++)
			add(m, (struct link){
				   .from = node_settled(wf, def->after.at[i]),
				   .to = node_open(wf, s),
				   .kind = LINK_STEP });
		add(m, (struct link){ .from = node_open(wf, s),
			   .to = node_settled(wf, s),
			   .kind = LINK_STEP });
	}
	for (int d = 0; d < wf->nduties; d++) {
		int s = wf->duties[d].step;

		/* money may come before its step */
		if (!wf->duties[d].credits)
			add(m, (struct link){ .from = node_open(wf, s),
				   .to = d,
				   .kind = LINK_STEP });
		if (duty_counts(wf, d))
			add(m, (struct link){ .from = d,
				   .to = node_settled(wf, s),
				   .kind = LINK_STEP });
	}
}

/* Before the base, so that the base is after it? */
static bool
is_backward(const struct gd_due_def *def)
{
	return def->months < 0 || (def->months == 0 && def->days < 0);
}

static void
add_rule(struct maker *m, int duty, const struct gd_due_def *def,
    enum link_kind kind)
{
	int base = -1;

	if (def->base == GD_BASE_DUTY || def->base == GD_BASE_PLAN)
		base = def->ref;
	else if (def->base == GD_BASE_ISSUED)
		base = duty_making(m->wf, def->ref);
	if (base < 0 || is_backward(def) != (kind == LINK_BACK) ||
	    (kind == LINK_BACK && def->snap != GD_SNAP_NONE))
		return;
	add(m, (struct link){ .from = kind == LINK_BACK ? duty : base,
		   .to = kind == LINK_BACK ? base : duty,
		   .kind = kind,
		   .def = def });
}

static void
add_kind(struct maker *m, enum link_kind kind)
{
	const struct gd_workflow *wf = m->wf;

	if (kind == LINK_STEP) {
		add_steps(m);
		return;
	}
	for (int d = 0; d < wf->nduties; d++) {
		const struct gd_duty_def *def = &wf->duties[d];

		for (int i = 0; i < def->lands_after.n; i++)
			if (kind == LINK_AFTER)
				add(m, (struct link){
					   .from = def->lands_after.at[i],
					   .to = d,
					   .kind = kind });
		if (kind == LINK_FORWARD || kind == LINK_BACK) {
			add_rule(m, d, &def->due, kind);
			add_rule(m, d, &def->plan, kind);
		}
		if (kind != LINK_NEED)
			continue;
		add_needs(m, d, def->needs, false);
		add_needs(m, d, def->derived, false);
		for (int i = 0; i < def->papers.n; i++)
			if (def->effect == GD_EFFECT_HAND_OUT)
				add(m, (struct link){ .from = duty_making(wf,
							  def->papers.at[i]),
					   .to = d,
					   .kind = kind });
	}
}

/* ---- limits --------------------------------------------------------------- */

static void
add_limit_link(struct maker *m, size_t *n, int limit, int duty)
{
	struct link *link = &m->out->limit_at[*n];

	if (duty < 0)
		return;
	*link = (struct link){ .from = duty, .to = limit, .kind = LINK_NEED };
	add_lead(m->wf, link, &m->wf->limits[limit].due);
	++*n;
}

/* Does a rule say the day of a hard limit of its duty: a cut-off? */
static bool
is_day_of(const struct gd_due_def *rule, const struct gd_limit_def *l)
{
	return l->due.hard && !l->earliest && l->due.base == GD_BASE_FIELD &&
	       rule->base == GD_BASE_FIELD && l->due.ref == rule->ref;
}

static void
add_limits(struct maker *m)
{
	const struct gd_workflow *wf = m->wf;
	struct links *out = m->out;
	size_t n = 0, room = 1;

	for (int i = 0; i < wf->nlimits; i++)
		room += 1 + (size_t)wf->limits[i].lands_after.n;
	out->limit_at = gd_arena_alloc(m->arena, room, sizeof *out->limit_at);
	out->limit_first = gd_arena_alloc(m->arena, (size_t)wf->nlimits + 1,
	    sizeof *out->limit_first);
	out->cutoffs = gd_arena_alloc(m->arena, (size_t)wf->nduties + 1,
	    sizeof *out->cutoffs);
	for (int i = 0; i < wf->nlimits; i++) {
		const struct gd_limit_def *l = &wf->limits[i];

		add_limit_link(m, &n, i, l->duty);
		for (int k = 0; k < l->lands_after.n; k++)
			add_limit_link(m, &n, i, l->lands_after.at[k]);
		out->limit_first[i + 1] = n;
		if (l->duty < 0)
			continue;
		out->cutoffs[l->duty].due |=
		    is_day_of(&wf->duties[l->duty].due, l);
		out->cutoffs[l->duty].plan |=
		    is_day_of(&wf->duties[l->duty].plan, l);
	}
}

/* ---- in order ------------------------------------------------------------- */

/* By `to`, as they were found; `first` says where those of a node begin. */
static void
group(struct maker *m)
{
	struct links *out = m->out;
	struct link *at = gd_arena_alloc(m->arena, out->n + 1, sizeof *at);
	size_t *next =
	    gd_arena_alloc(m->arena, (size_t)out->nodes + 1, sizeof *next);

	out->first = gd_arena_alloc(m->arena, (size_t)out->nodes + 2,
	    sizeof *out->first);
	for (size_t i = 0; i < out->n; i++)
		out->first[out->at[i].to + 1]++;
	for (int i = 0; i < out->nodes; i++) {
		out->first[i + 1] += out->first[i];
		next[i] = out->first[i];
	}
	for (size_t i = 0; i < out->n; i++)
		at[next[out->at[i].to]++] = out->at[i];
	free(out->at);
	out->at = at;
}

/* Each before the first that comes after it: whatever comes before it stands
 * before that one too, as there is no ring. */
static void
sort_nodes(struct maker *m)
{
	struct links *out = m->out;
	int n = 0;

	out->order = gd_arena_alloc(m->arena, (size_t)out->nodes + 1,
	    sizeof *out->order);
	for (int i = 0; i < out->nodes; i++) {
		int k = n++;

		for (int j = 0; j < n - 1; j++)
			if (comes_after(m, out->order[j], i)) {
				k = j;
				break;
			}
		memmove(&out->order[k + 1], &out->order[k],
		    (size_t)(n - 1 - k) * sizeof *out->order);
		out->order[k] = i;
	}
}

const struct links *
links_of(const struct gd_workflow *wf)
{
	struct gd_wf_made *made = wf->made;
	struct maker m = { .wf = wf, .arena = &made->arena };
	struct links *out;

	if (made->links)
		return made->links;
	out = m.out = gd_arena_alloc(m.arena, 1, sizeof *out);
	out->nodes = wf->nduties + 2 * wf->nsteps;
	m.words = (size_t)out->nodes / 64 + 1;
	m.reach = gd_arena_alloc(m.arena, (size_t)out->nodes * m.words + 1,
	    sizeof *m.reach);
	for (enum link_kind kind = 0; kind < LINK_KINDS; kind++)
		add_kind(&m, kind);
	add_limits(&m);
	group(&m);
	sort_nodes(&m);
	made->links = out;
	return out;
}
