/* flow/extras.c - what orders need beyond a line of steps: causes of a
 * cancellation, offers and their refusals, what lists are picked by, an order
 * that settles others. */
#include "loader.h"

#include <string.h>

#include "base/banned.h"

#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))

/* ---- causes -------------------------------------------------------------- */

static const struct key cause_keys[] = {
	{ "zh", read_text, offsetof(struct gd_cause_def, name.zh), 0, true },
	{ "en", read_text, offsetof(struct gd_cause_def, name.en), 0, true },
	{ "whose", read_word, offsetof(struct gd_cause_def, whose), WORDS_WHOSE,
	    true },
};

void
read_causes(struct loader *l, const struct node *n)
{
	struct gd_cause_def *all;
	int i = 0;

	if (!n || !want_map(l, n))
		return;
	all = gd_arena_alloc(l->keep, (size_t)n->n + 1, sizeof *all);
	declare(l, n, all, sizeof *all, 0, NULL);
	for (const struct node *k = n->first; k; k = k->next->next, i++)
		read_map(l, k->next, cause_keys, COUNT(cause_keys), &all[i]);
	l->wf->causes = all;
	l->wf->ncauses = n->n;
}

/* ---- offers -------------------------------------------------------------- */

static const struct key name_keys[] = {
	{ "zh", read_text, offsetof(struct gd_name, zh), 0, true },
	{ "en", read_text, offsetof(struct gd_name, en), 0, true },
};

void
read_refusals(struct loader *l, const struct node *n, struct gd_duty_def *d)
{
	struct gd_name *names;
	int i = 0;

	if (!n || !want_map(l, n))
		return;
	names = gd_arena_alloc(l->keep, (size_t)n->n + 1, sizeof *names);
	declare(l, n, names, sizeof *names, 0, NULL);
	for (const struct node *k = n->first; k; k = k->next->next, i++)
		read_map(l, k->next, name_keys, COUNT(name_keys), &names[i]);
	d->refusals = names;
	d->nrefusals = n->n;
}

/* A word that goes with one kind alone. */
static void
only_kind(struct loader *l, const struct node *n, const struct gd_duty_def *d,
    bool has, const char *word, const char *kind)
{
	if (has && strcmp(d->kind, kind) != 0)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_KIND_KEY, GD_T(word),
		    GD_T(d->kind));
}

static void
check_claim(struct loader *l, const struct node *n, const struct gd_duty_def *d)
{
	if (d->expires_accepts && d->open_pool)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_KIND_KEY,
		    GD_T("goes: accept"), GD_T("open: yes"));
	if (d->auto_if && d->open_pool)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_KIND_KEY, GD_T("auto"),
		    GD_T("open: yes"));
	if (d->expires_accepts && d->effect != GD_EFFECT_OFFER)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_KIND_KEY,
		    GD_T("goes: accept"), GD_T(d->kind));
}

/* The field is asked for and must be there; true when it was not asked. */
static bool
ask_for(struct gd_field_use *uses, int n, int field, bool required)
{
	for (int i = 0; i < n; i++)
		if (uses[i].field == field) {
			uses[i].required |= required;
			return false;
		}
	uses[n] = (struct gd_field_use){ (int16_t)field, required };
	return true;
}

/* Carrier and tracking number, and what proves a receipt, are asked for. */
static void
ask_more(struct loader *l, const struct node *n, struct gd_duty_def *d)
{
	static const char *const move[] = { "carrier", "tracking" };
	struct gd_field_use *uses = gd_arena_alloc(l->keep,
	    (size_t)(d->nfields + d->proof.n) + 3, sizeof *uses);

	if (d->nfields)
		memcpy(uses, d->fields, (size_t)d->nfields * sizeof *uses);
	for (int i = 0; d->tracking && i < COUNT(move); i++) {
		int f = find_id(l->fields, sizeof *l->fields, l->wf->nfields,
		    move[i]);

		if (f < 0 || l->fields[f].type != GD_FIELD_TEXT)
			gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_TRACKING,
			    GD_T(d->name.id), GD_T(move[i]));
		else
			d->nfields += ask_for(uses, d->nfields, f, true);
	}
	for (int i = 0; i < d->proof.n; i++)
		d->nfields += ask_for(uses, d->nfields, d->proof.at[i], true);
	d->fields = uses;
}

void
duty_extras(struct loader *l, const struct node *n, struct gd_duty_def *d)
{
	struct gd_outcome_def *o =
	    (struct gd_outcome_def *)(uintptr_t)d->outcomes;

	only_kind(l, n, d, d->auto_if, "auto", "claim");
	only_kind(l, n, d, d->open_pool, "open", "claim");
	only_kind(l, n, d, d->nrefusals > 0, "refusals", "claim");
	only_kind(l, n, d, d->collects, "collects", "settle");
	only_kind(l, n, d, d->tracking, "tracking", "ship");
	only_kind(l, n, d, d->tells_what.n > 0, "tells_what", "tell");
	only_kind(l, n, d, d->proof.n > 0, "proof", "confirm");
	if (strcmp(d->kind, "tell") == 0 && d->tells_what.n == 0)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_KIND_MUST,
		    GD_T(d->kind), GD_T("tells_what"));
	check_claim(l, n, d);
	if (d->open_pool && d->by.n == 0)
		d->by = d->offer_to;
	if (d->tracking || d->proof.n > 0)
		ask_more(l, n, d);
	for (int i = 0; i < d->noutcomes; i++)
		o[i].blank =
		    (d->surveys && strcmp(o[i].name.id, "no_answer") == 0) ||
		    (d->proof.n > 0 && o[i].goes != GD_GOES_NEXT) ||
		    d->effect == GD_EFFECT_OFFER;
	/* what is owed after the end holds no end back */
	if (d->after_close && d->blocks == GD_BLOCKS_CLOSE)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_KIND_KEY,
		    GD_T("blocks: close"), GD_T("after_close: yes"));
	if (d->after_close)
		d->blocks = GD_BLOCKS_NO;
}

/* ---- an order that settles others ------------------------------------------ */

struct collects_raw {
	const struct node *workflows, *sum, *carried_as;
	int16_t role, count;
	const char *when;
	struct gd_list between;
};
#define AT(m) offsetof(struct collects_raw, m)
static const struct key collects_keys[] = {
	{ "workflows", read_skip, AT(workflows), 0, true },
	{ "role", read_ref, AT(role), REF_ROLE, true },
	{ "carried_as", read_skip, AT(carried_as), 0, false },
	{ "when", read_text, AT(when), 0, false },
	{ "sum", read_skip, AT(sum), 0, false },
	{ "count", read_ref, AT(count), REF_FIELD, false },
	{ "between", read_refs, AT(between), REF_FIELD, false },
};
#undef AT

static void
want_field(struct loader *l, const struct node *n, int field,
    enum gd_field_type type, const char *word)
{
	if (field >= 0 && l->fields[field].type != type)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_NOT_TYPE,
		    GD_T(l->fields[field].name.id), GD_T(word));
}

/* sum: {their_money_field: my_money_field} */
static void
read_sums(struct loader *l, const struct node *n, struct gd_collects_def *c)
{
	struct gd_sum_def *sums;

	if (!n || !want_map(l, n))
		return;
	sums = gd_arena_alloc(l->keep, (size_t)n->n + 1, sizeof *sums);
	for (const struct node *k = n->first; k; k = k->next->next) {
		struct gd_sum_def *s = &sums[c->nsums++];

		s->mine = -1;
		s->theirs = "";
		read_text(l, k, &s->theirs, 0);
		read_ref(l, k->next, &s->mine, REF_FIELD);
		if (s->mine >= 0 &&
		    l->fields[s->mine].type != GD_FIELD_INT &&
		    l->fields[s->mine].type != GD_FIELD_DECIMAL)
			want_field(l, k->next, s->mine, GD_FIELD_MONEY,
			    "money");
	}
	c->sums = sums;
}

/* One word, or a list of them. */
static const char *const *
words_of(struct loader *l, const struct node *n, int *count)
{
	const char **one;

	if (!n || n->kind != NODE_TEXT)
		return n ? read_words(l, n, count) : NULL;
	one = gd_arena_alloc(l->keep, 2, sizeof *one);
	read_text(l, n, &one[0], 0);
	*count = one[0] != NULL;
	return one;
}

/* Their roles; nothing said: the one called as ours. */
static void
read_carried(struct loader *l, const struct node *n, struct gd_collects_def *c)
{
	const char **own = gd_arena_alloc(l->keep, 2, sizeof *own);

	c->carried_as = words_of(l, n, &c->ncarried_as);
	if (c->ncarried_as || c->role < 0)
		return;
	own[0] = l->roles[c->role].name.id;
	c->carried_as = own;
	c->ncarried_as = 1;
}

void
read_collects(struct loader *l, const struct node *n)
{
	struct gd_collects_def *c = &l->wf->collects;
	struct collects_raw r = { .role = -1, .count = -1, .when = "" };

	c->role = c->count = c->from = c->to = -1;
	c->when = "";
	if (!n)
		return;
	read_map(l, n, collects_keys, COUNT(collects_keys), &r);
	c->workflows = words_of(l, r.workflows, &c->nworkflows);
	c->role = r.role;
	read_carried(l, r.carried_as, c);
	c->when = r.when;
	c->count = r.count;
	read_sums(l, r.sum, c);
	want_field(l, n, c->count, GD_FIELD_INT, "int");
	if (r.between.n && r.between.n != 2)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_TWO, GD_T("between"));
	for (int i = 0; i < r.between.n; i++)
		want_field(l, n, r.between.at[i], GD_FIELD_DATE, "date");
	if (r.between.n == 2) {
		c->from = r.between.at[0];
		c->to = r.between.at[1];
	}
}

/* ---- what no single line shows ---------------------------------------------- */

static void
check_picks(struct loader *l)
{
	static const enum gd_field_type may[] = { GD_FIELD_INT,
		GD_FIELD_DECIMAL, GD_FIELD_DATE, GD_FIELD_MONEY,
		GD_FIELD_CHOICE };

	for (int f = 0; f < l->wf->nfields; f++) {
		const struct gd_field_def *def = &l->fields[f];
		bool ok = !def->per_lot && def->moved.n == 0, number;

		number = def->type == GD_FIELD_INT ||
			 def->type == GD_FIELD_DECIMAL ||
			 def->type == GD_FIELD_MONEY;
		if (def->adds && (!number || def->moved.n > 0))
			gd_fail(fault(l, l->field_at[f]), GD_USAGE,
			    GD_M_FLOW_KIND_KEY, GD_T("adds"), GD_T("type"));
		if (!def->pick)
			continue;
		for (int i = 0; i < COUNT(may); i++)
			number |= may[i] == def->type;
		if (!ok || !number)
			gd_fail(fault(l, l->field_at[f]), GD_USAGE,
			    GD_M_FLOW_KIND_KEY, GD_T("pick"),
			    GD_T(def->per_lot ? "per: lot" : "type"));
		if (gd_wf_pick(l->wf, (enum gd_pick)def->pick) != f)
			gd_fail(fault(l, l->field_at[f]), GD_USAGE,
			    GD_M_FLOW_TWICE, GD_T(gd_pick_word(def->pick)));
	}
}

/* A cause named by an outcome is one of the file's, where it has some. */
static void
check_causes(struct loader *l)
{
	for (int d = 0; l->wf->ncauses && d < l->wf->nduties; d++)
		for (int i = 0; i < l->duties[d].noutcomes; i++) {
			const struct gd_outcome_def *o =
			    &l->duties[d].outcomes[i];

			if (o->goes == GD_GOES_CANCELLED &&
			    gd_wf_cause(l->wf, o->cause) < 0)
				gd_fail(fault(l, l->duty_at[d]), GD_USAGE,
				    GD_M_FLOW_NONE, GD_W("cause"),
				    GD_T(o->cause));
		}
}

void
check_extras(struct loader *l)
{
	check_picks(l);
	check_causes(l);
	for (int d = 0; d < l->wf->nduties; d++)
		if (l->duties[d].collects && l->wf->collects.nworkflows == 0)
			gd_fail(fault(l, l->duty_at[d]), GD_USAGE,
			    GD_M_FLOW_MISSING, GD_T("collects: {workflows}"));
}

/* ---- a condition on another workflow ------------------------------------------ */

#define WRITABLE(list) ((void *)(uintptr_t)(list))

const struct gd_pred *
gd_flow_condition(const char *text, const struct gd_workflow *wf,
    struct gd_arena *arena)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_workflow copy = *wf; /* reading changes only the counts */
	struct loader l = { .wf = &copy,
		.faults = &faults,
		.keep = arena,
		.roles = WRITABLE(wf->roles),
		.desks = WRITABLE(wf->desks),
		.fields = WRITABLE(wf->fields),
		.papers = WRITABLE(wf->papers),
		.steps = WRITABLE(wf->steps),
		.duties = WRITABLE(wf->duties),
		.loops = WRITABLE(wf->loops),
		.triggers = WRITABLE(wf->triggers),
		.methods = WRITABLE(wf->methods) };
	const struct node n = { .kind = NODE_TEXT,
		.line = 1,
		.col = 1,
		.straight = true,
		.text = text };
	const struct gd_pred *pred = expr_parse(&l, &n);

	/* dates of days(...) would belong to the copy */
	if (faults.n || copy.ndates != wf->ndates)
		pred = NULL;
	gd_flow_faults_release(&faults);
	gd_arena_release(&l.scratch);
	return pred;
}
