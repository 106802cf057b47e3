/* flow/limits.c - dates and warnings that are no duty: limits, checks, and the
 * ladders by which people are told. */
#include "loader.h"

#include <string.h>

#include "base/banned.h"

#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))

struct unsure_raw {
	const char *zh, *en;
};
static const struct key unsure_keys[] = {
	{ "zh", read_text, offsetof(struct unsure_raw, zh), 0, true },
	{ "en", read_text, offsetof(struct unsure_raw, en), 0, true },
};

void
read_unsure(struct loader *l, const struct node *n, const char **zh,
    const char **en)
{
	struct unsure_raw r = { "", "" };

	if (n)
		read_map(l, n, unsure_keys, COUNT(unsure_keys), &r);
	*zh = r.zh;
	*en = r.en;
}

void
read_source(struct loader *l, const struct node *n, void *out, int arg)
{
	struct unsure_raw r = { NULL, NULL };
	struct gd_name *more;
	int *used = &l->wf->nsources;

	if (n->kind != NODE_MAP) {
		read_text(l, n, out, arg);
		return;
	}
	read_map(l, n, unsure_keys, COUNT(unsure_keys), &r);
	if (!r.zh || !r.en)
		return;
	*(const char **)out = r.en;
	if (gd_wf_source(l->wf, r.en) >= 0)
		return;
	if (*used == l->sources_room) {
		l->sources_room = *used * 2 + 16;
		more = gd_arena_alloc(l->keep, (size_t)l->sources_room,
		    sizeof *more);
		if (*used)
			memcpy(more, l->sources, (size_t)*used * sizeof *more);
		l->wf->sources = l->sources = more;
	}
	l->sources[(*used)++] =
	    (struct gd_name){ .id = r.en, .zh = r.zh, .en = r.en };
}

/* ---- limits ---------------------------------------------------------------- */

struct limit_raw {
	struct gd_limit_def d;
	const struct node *due, *unsure;
	int per;
};

#define AT(m) offsetof(struct limit_raw, m)
static const struct key limit_keys[] = {
	{ "zh", read_text, AT(d.name.zh), 0, true },
	{ "en", read_text, AT(d.name.en), 0, true },
	{ "due", read_skip, AT(due), 0, true },
	{ "step", read_ref, AT(d.step), REF_STEP, false },
	{ "duty", read_ref, AT(d.duty), REF_DUTY, false },
	{ "actual", read_ref, AT(d.actual), REF_FIELD, false },
	{ "owner", read_ref, AT(d.owner), REF_ROLE, false },
	{ "ladder", read_ref, AT(d.ladder), REF_LADDER, false },
	{ "per", read_word, AT(per), WORDS_PER_LIMIT, false },
	{ "earliest", read_yesno, AT(d.earliest), 0, false },
	{ "fixed", read_yesno, AT(d.fixed), 0, false },
	{ "lands_after", read_refs, AT(d.lands_after), REF_DUTY, false },
	{ "when", read_pred, AT(d.when), 0, false },
	{ "met", read_pred, AT(d.met), 0, false },
	{ "board", read_word, AT(d.board), WORDS_BOARD, false },
	{ "rule", read_text, AT(d.rule), 0, false },
	{ "unsure", read_skip, AT(unsure), 0, false },
};
#undef AT

static void
missing(struct loader *l, const struct node *n, const char *key)
{
	gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_MISSING, GD_T(key));
}

/* A date of each lot is no date of the order: which lot's would it be? */
static void
check_lot_field(struct loader *l, const struct node *n,
    const struct gd_limit_def *d, int field)
{
	if (field >= 0 && l->fields[field].per_lot && !d->per_lot &&
	    !d->per_payment)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_PER_LOT,
		    GD_T(d->name.id), GD_T(l->fields[field].name.id));
}

static void
read_limit(struct loader *l, const struct node *n, struct gd_limit_def *d)
{
	struct limit_raw r = { .d = { .name = d->name,
				   .due = GD_DUE_NONE,
				   .step = -1,
				   .duty = -1,
				   .actual = -1,
				   .owner = -1,
				   .ladder = -1,
				   .rule = "",
				   .line = n->line } };

	read_map(l, n, limit_keys, COUNT(limit_keys), &r);
	*d = r.d;
	d->per_lot = r.per == 1;
	d->per_payment = r.per == 2;
	read_unsure(l, r.unsure, &d->unsure_zh, &d->unsure_en);
	if (r.due) {
		read_due(l, r.due, DUE_LIMIT, &d->due);
		if (d->due.base == GD_BASE_PAYMENT && !d->per_payment)
			gd_fail(fault(l, r.due), GD_USAGE,
			    GD_M_FLOW_PER_PAYMENT);
		if (d->due.base == GD_BASE_FIELD)
			check_lot_field(l, r.due, d, d->due.ref);
	}
	if (n->kind != NODE_MAP)
		return;
	if (d->step < 0 && d->duty >= 0)
		d->step = l->duties[d->duty].step;
	else if (d->step < 0 && !map_get(n, "step") && !map_get(n, "duty"))
		missing(l, n, "step");
	if (d->owner < 0 && !map_get(n, "owner") && !map_get(n, "duty"))
		missing(l, n, "owner");
	if (d->actual < 0)
		return;
	if (l->fields[d->actual].type != GD_FIELD_DATE)
		gd_fail(fault(l, map_get(n, "actual")), GD_USAGE,
		    GD_M_FLOW_NOT_TYPE, GD_T(l->fields[d->actual].name.id),
		    GD_T("date"));
	check_lot_field(l, map_get(n, "actual"), d, d->actual);
}

/* ---- checks ---------------------------------------------------------------- */

struct check_raw {
	struct gd_check_def d;
	const struct node *unsure;
	int per;
};

#define AT(m) offsetof(struct check_raw, m)
static const struct key check_keys[] = {
	{ "zh", read_text, AT(d.name.zh), 0, true },
	{ "en", read_text, AT(d.name.en), 0, true },
	{ "step", read_ref, AT(d.step), REF_STEP, true },
	{ "ok", read_pred, AT(d.ok), 0, true },
	{ "when", read_pred, AT(d.when), 0, false },
	{ "per", read_word, AT(per), WORDS_PER_LOT, false },
	{ "rule", read_text, AT(d.rule), 0, false },
	{ "source", read_source, AT(d.source), 0, false },
	{ "unsure", read_skip, AT(unsure), 0, false },
};
#undef AT

static void
read_check(struct loader *l, const struct node *n, struct gd_check_def *d)
{
	struct check_raw r = { .d = { .name = d->name,
				   .step = -1,
				   .rule = "",
				   .source = "",
				   .line = n->line } };

	read_map(l, n, check_keys, COUNT(check_keys), &r);
	*d = r.d;
	d->per_lot = r.per == 1;
	read_unsure(l, r.unsure, &d->unsure_zh, &d->unsure_en);
}

/* ---- ladders --------------------------------------------------------------- */

struct rung_raw {
	struct gd_rung d;
	int count;
};

/* owner, deputy or a role */
static void
read_rung_to(struct loader *l, const struct node *n, void *out, int arg)
{
	struct gd_rung *rung = out;

	(void)arg;
	rung->who = GD_RUNG_ROLE;
	if (n->kind == NODE_TEXT && strcmp(n->text, "owner") == 0)
		rung->who = GD_RUNG_OWNER;
	else if (n->kind == NODE_TEXT && strcmp(n->text, "deputy") == 0)
		rung->who = GD_RUNG_DEPUTY;
	else
		read_ref(l, n, &rung->role, REF_ROLE);
}

#define AT(m) offsetof(struct rung_raw, m)
static const struct key rung_keys[] = {
	{ "at", read_count, AT(d.days), -3650, true },
	{ "count", read_word, AT(count), WORDS_COUNT, false },
	{ "to", read_rung_to, AT(d), 0, true },
};
#undef AT

static void
read_ladder(struct loader *l, const struct node *n, struct gd_ladder *ladder)
{
	struct gd_rung *at;

	ladder->name.zh = ladder->name.en = ladder->name.id;
	if (n->kind != NODE_LIST) {
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_WANT_LIST);
		return;
	}
	at = gd_arena_alloc(l->keep, (size_t)n->n + 1, sizeof *at);
	ladder->at = at;
	for (const struct node *k = n->first; k; k = k->next) {
		struct rung_raw r = { .d.role = -1 };

		read_map(l, k, rung_keys, COUNT(rung_keys), &r);
		r.d.work = r.count == 1;
		at[ladder->n] = r.d;
		if (ladder->n++ > 0 && at[ladder->n - 2].days >= r.d.days)
			gd_fail(fault(l, k), GD_USAGE, GD_M_FLOW_LADDER,
			    GD_N(r.d.days), GD_N(at[ladder->n - 2].days));
	}
}

struct defaults_raw {
	int16_t soft, hard;
};
static const struct key defaults_keys[] = {
	{ "soft", read_ref, offsetof(struct defaults_raw, soft), REF_LADDER,
	    false },
	{ "hard", read_ref, offsetof(struct defaults_raw, hard), REF_LADDER,
	    false },
};

void
read_ladders(struct loader *l, const struct date_nodes *at)
{
	struct defaults_raw r = { -1, -1 };
	int i = 0;

	for (const struct node *k = map_size(at->ladders) ? at->ladders->first
							  : NULL;
	     k; k = k->next->next)
		read_ladder(l, k->next, &l->ladders[i++]);
	if (at->defaults)
		read_map(l, at->defaults, defaults_keys, COUNT(defaults_keys),
		    &r);
	l->wf->ladder_soft = r.soft;
	l->wf->ladder_hard = r.hard;
}

/* ---- the sections ----------------------------------------------------------- */

/* An array of n and one more, ids from the keys of the map. */
static void *
declared(struct loader *l, const struct node *map, size_t size, int *n,
    const struct node **at)
{
	void *array;

	*n = map_size(map);
	array = gd_arena_alloc(l->keep, (size_t)*n + 1, size);
	declare(l, map, array, size, 0, at);
	return array;
}

void
declare_dates(struct loader *l, const struct date_nodes *at)
{
	struct gd_workflow *wf = l->wf;

	l->limit_at = gd_arena_alloc(&l->scratch,
	    (size_t)map_size(at->limits) + 1, sizeof *l->limit_at);
	l->limits = declared(l, at->limits, sizeof *l->limits, &wf->nlimits,
	    l->limit_at);
	l->checks =
	    declared(l, at->checks, sizeof *l->checks, &wf->nchecks, NULL);
	l->ladders =
	    declared(l, at->ladders, sizeof *l->ladders, &wf->nladders, NULL);
	wf->limits = l->limits;
	wf->checks = l->checks;
	wf->ladders = l->ladders;
	wf->ladder_soft = wf->ladder_hard = wf->forecast = -1;
}

void
read_dates(struct loader *l, const struct date_nodes *at)
{
	int i = 0;

	for (const struct node *k = map_size(at->limits) ? at->limits->first
							 : NULL;
	     k; k = k->next->next) {
		/* their dates stand side by side */
		if (gd_wf_duty(l->wf, l->limits[i].name.id) >= 0)
			gd_fail(fault(l, k), GD_USAGE, GD_M_FLOW_LIMIT_DUTY,
			    GD_T(l->limits[i].name.id));
		read_limit(l, k->next, &l->limits[i++]);
	}
	i = 0;
	for (const struct node *k = map_size(at->checks) ? at->checks->first
							 : NULL;
	     k; k = k->next->next)
		read_check(l, k->next, &l->checks[i++]);
	if (at->forecast)
		read_ref(l, at->forecast, &l->wf->forecast, REF_DUTY);
}

/* ---- plans that hang on each other ------------------------------------------ */

/* The duty whose planned day a rule counts from, -1 = none. */
static int
plan_of(const struct gd_due_def *def)
{
	return def->base == GD_BASE_PLAN ? def->ref : -1;
}

static bool
has_date(const struct gd_duty_def *d)
{
	return d->due.base != GD_BASE_NONE || d->plan.base != GD_BASE_NONE;
}

/* What it takes to follow plans; both arrays by duty. */
struct ring {
	bool *seen, *told; /* on this walk; of a ring already told */
	struct gd_str way; /* "a > b > a" */
	bool after;        /* along lands_after */
};

/* From duty d along plan(...), or along lands_after, back to `to`? */
static bool
leads_to(const struct loader *l, int d, int to, struct ring *ring)
{
	const struct gd_duty_def *def = &l->duties[d];
	int plans[2] = { plan_of(&def->plan), plan_of(&def->due) };
	size_t mark = ring->way.len;

	for (int i = 0; i < (ring->after ? def->lands_after.n : 2); i++) {
		int n = ring->after ? def->lands_after.at[i] : plans[i];

		if (n < 0 || (n != to && ring->seen[n]))
			continue;
		ring->seen[n] = true;
		gd_str_addf(&ring->way, " > %s", l->duties[n].name.id);
		if (n == to || leads_to(l, n, to, ring)) {
			ring->told[n] = true;
			return true;
		}
		ring->way.len = mark;
		ring->way.text[mark] = '\0';
	}
	return false;
}

static void
check_plan(struct loader *l, const struct node *n, const struct gd_due_def *def)
{
	int d = plan_of(def);

	if (d >= 0 && !has_date(&l->duties[d]))
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_PLAN_NONE,
		    GD_T(l->duties[d].name.id));
}

/* Every ring of one kind is told once. */
static void
check_rings(struct loader *l, bool after, enum gd_msg why)
{
	size_t n = (size_t)l->wf->nduties + 1;
	struct ring ring = { .told = gd_arena_alloc(&l->scratch, n, 1),
		.way = GD_STR_INIT,
		.after = after };

	for (int d = 0; d < l->wf->nduties; d++) {
		const char *id = l->duties[d].name.id;

		ring.seen = gd_arena_alloc(&l->scratch, n, 1);
		gd_str_reset(&ring.way);
		gd_str_add(&ring.way, id);
		if (!ring.told[d] && leads_to(l, d, d, &ring))
			gd_fail(fault(l, l->duty_at[d]), GD_USAGE, why,
			    GD_T(id), GD_T(ring.way.text));
	}
	gd_str_release(&ring.way);
}

void
check_dates(struct loader *l)
{
	for (int d = 0; d < l->wf->nduties; d++) {
		check_plan(l, l->duty_at[d], &l->duties[d].plan);
		check_plan(l, l->duty_at[d], &l->duties[d].due);
	}
	check_rings(l, false, GD_M_FLOW_PLAN_RING);
	check_rings(l, true, GD_M_FLOW_AFTER_RING);
	for (int i = 0; i < l->wf->nlimits; i++)
		check_plan(l, l->limit_at[i], &l->limits[i].due);
}
