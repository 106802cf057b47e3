/* flow/duties.c - steps and duties: the words of the file become attributes.
 *
 * A duty's `kind` is a word for people.  The table of kinds says what effect
 * it has, which keys go with it and what it means when nothing else is said;
 * the core never sees the word again except to show it.
 */
#include "loader.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))

/* Keys that belong to some kinds only. */
enum {
	K_PAPER = 1 << 0,
	K_THING = 1 << 1,
	K_PAPERS = 1 << 2,
	K_WITH = 1 << 3,
	K_TO = 1 << 4,
	K_POOL = 1 << 5,
	K_AS = 1 << 6,
	K_OUTCOMES = 1 << 7,
	K_DERIVED = 1 << 8,
	K_EXPIRES = 1 << 9,
	K_FIELDS = 1 << 10, /* fields or required */
	K_BY = 1 << 12,
};

struct kind {
	enum gd_effect effect;
	int must, may;
	enum gd_blocks blocks;
	/* outcomes when the file names none */
	const struct gd_outcome_def *outcomes;
};

static const struct gd_outcome_def check_outcomes[] = {
	{ .name = { "pass", "合格", "Pass" },
	    .goes = GD_GOES_NEXT,
	    .loop = -1 },
	{ .name = { "fail", "不合格", "Fail" },
	    .goes = GD_GOES_STAY,
	    .loop = -1,
	    .needs_reason = true },
};
static const struct gd_outcome_def approve_outcomes[] = {
	{ .name = { "approved", "批准", "Approved" },
	    .goes = GD_GOES_NEXT,
	    .loop = -1 },
	{ .name = { "rejected", "不批准", "Rejected" },
	    .goes = GD_GOES_STAY,
	    .loop = -1,
	    .needs_reason = true },
};
static const struct gd_outcome_def negotiate_outcomes[] = {
	{ .name = { "agreed", "达成协议", "Agreed" },
	    .goes = GD_GOES_NEXT,
	    .loop = -1 },
	{ .name = { "not_agreed", "未达成协议", "Not agreed" },
	    .goes = GD_GOES_STAY,
	    .loop = -1 },
};

/* In the order of WORDS_KIND. */
enum {
	TASK,
	RECORD,
	CONFIRM,
	CHECK,
	APPROVE,
	CHOOSE,
	NEGOTIATE,
	SURVEY,
	SETTLE,
	CREDIT,
	DERIVED,
	MAKE,
	NOTICE,
	RECEIVE,
	SEND,
	SHIP,
	CLAIM,
	ASSIGN,
	TELL
};

#define CHOICE (K_OUTCOMES | K_EXPIRES | K_FIELDS)
static const struct kind kinds[] = {
	[TASK] = { .may = K_FIELDS | K_DERIVED | K_EXPIRES | K_OUTCOMES },
	[RECORD] = { .must = K_FIELDS, .may = K_DERIVED },
	[CONFIRM] = { .may = CHOICE },
	[CHECK] = { .may = CHOICE, .outcomes = check_outcomes },
	[APPROVE] = { .may = CHOICE, .outcomes = approve_outcomes },
	[CHOOSE] = { .must = K_OUTCOMES, .may = CHOICE },
	[NEGOTIATE] = { .may = CHOICE, .outcomes = negotiate_outcomes },
	[SURVEY] = { .must = K_FIELDS, .may = CHOICE, .blocks = GD_BLOCKS_NO },
	[SETTLE] = { .may = K_FIELDS | K_DERIVED, .blocks = GD_BLOCKS_CLOSE },
	[CREDIT] = { .may = K_DERIVED },
	[DERIVED] = { .must = K_DERIVED },
	[MAKE] = { .effect = GD_EFFECT_MAKE, .must = K_PAPER, .may = K_FIELDS },
	[NOTICE] = { .effect = GD_EFFECT_MAKE,
	    .must = K_PAPER,
	    .may = K_FIELDS },
	[RECEIVE] = { .effect = GD_EFFECT_RECEIVE,
	    .must = K_PAPER | K_THING,
	    .may = K_FIELDS },
	[SEND] = { .effect = GD_EFFECT_HAND_OUT,
	    .must = K_PAPERS,
	    .may = K_FIELDS },
	[SHIP] = { .effect = GD_EFFECT_MOVE,
	    .must = K_PAPER | K_THING | K_TO,
	    .may = K_WITH | K_FIELDS },
	[CLAIM] = { .effect = GD_EFFECT_OFFER,
	    .must = K_POOL | K_AS,
	    .may = K_EXPIRES | K_FIELDS | K_OUTCOMES },
	[ASSIGN] = { .effect = GD_EFFECT_OFFER,
	    .must = K_POOL | K_AS,
	    .may = K_FIELDS },
	[TELL] = { .must = K_TO, .may = CHOICE },
};

struct duty_raw {
	struct gd_duty_def d;
	int kind, per;
	int16_t paper, thing;
	struct gd_list papers, with;
	const struct node *due, *plan, *expires, *outcomes, *goes, *mark,
	    *blocks, *unsure, *refusals;
	struct gd_list fields, required;
	const char *thread;
};

/* ---- outcomes ------------------------------------------------------------ */

/* next, stay, again LOOP, end completed, end cancelled */
static void
read_goes(struct loader *l, const struct node *n, void *out, int arg)
{
	struct gd_outcome_def *o = out;
	const char *s = n->kind == NODE_TEXT ? n->text : "";

	(void)arg;
	if (strcmp(s, "next") == 0) {
		o->goes = GD_GOES_NEXT;
	} else if (strcmp(s, "stay") == 0) {
		o->goes = GD_GOES_STAY;
	} else if (strcmp(s, "end completed") == 0) {
		o->goes = GD_GOES_COMPLETED;
	} else if (strcmp(s, "end cancelled") == 0) {
		o->goes = GD_GOES_CANCELLED;
	} else if (strncmp(s, "again ", 6) == 0) {
		o->goes = GD_GOES_AGAIN;
		o->loop = (int16_t)find_ref(l, REF_LOOP, s + 6, n->line,
		    n->col + n->inset + 6);
	} else {
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_GOES, GD_T(s));
	}
}

static const struct key outcome_keys[] = {
	{ "zh", read_text, offsetof(struct gd_outcome_def, name.zh), 0, true },
	{ "en", read_text, offsetof(struct gd_outcome_def, name.en), 0, true },
	{ "goes", read_goes, 0, 0, true },
	{ "cause", read_text, offsetof(struct gd_outcome_def, cause), 0,
	    false },
	{ "reason", read_yesno, offsetof(struct gd_outcome_def, needs_reason),
	    0, false },
};

/* Ids only, or those a kind brings: conditions elsewhere may name them. */
static void
declare_outcomes(struct loader *l, const struct node *n, struct gd_duty_def *d)
{
	const struct node *map = map_get(n, "outcomes");
	const struct node *word = map_get(n, "kind");
	struct gd_outcome_def *o;
	int nwords;
	const char *const *words = word_list(WORDS_KIND, &nwords);

	if (map_size(map)) {
		o = gd_arena_alloc(l->keep, (size_t)map->n, sizeof *o);
		declare(l, map, o, sizeof *o, 0, NULL);
		for (int i = 0; i < map->n; i++) {
			o[i].loop = -1;
			o[i].cause = "";
		}
		d->outcomes = o;
		d->noutcomes = map->n;
		return;
	}
	for (int i = 0; word && word->kind == NODE_TEXT && i < nwords; i++)
		if (strcmp(words[i], word->text) == 0 &&
		    (kinds[i].outcomes || map_get(n, "proof"))) {
			o = gd_arena_alloc(l->keep, 2, sizeof *o);
			memcpy(o,
			    kinds[i].outcomes ? kinds[i].outcomes
					      : check_outcomes,
			    2 * sizeof *o);
			o[0].cause = o[1].cause = "";
			d->outcomes = o;
			d->noutcomes = 2;
		}
}

static void
read_outcomes(struct loader *l, const struct node *n, struct gd_duty_def *d)
{
	struct gd_outcome_def *o =
	    (struct gd_outcome_def *)(uintptr_t)d->outcomes;
	int i = 0, ways = 0;

	if (!want_map(l, n))
		return;
	for (const struct node *k = n->first; k; k = k->next->next, i++) {
		read_map(l, k->next, outcome_keys, COUNT(outcome_keys), &o[i]);
		ways += o[i].goes != GD_GOES_STAY && o[i].goes != GD_GOES_AGAIN;
		if (o[i].goes == GD_GOES_CANCELLED && !*o[i].cause)
			gd_fail(fault(l, k->next), GD_USAGE, GD_M_FLOW_MISSING,
			    GD_T("cause"));
	}
	if (ways == 0)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_NO_WAY,
		    GD_T(d->name.id));
}

/* ---- one duty ------------------------------------------------------------ */

#define AT(m) offsetof(struct duty_raw, m)
static const struct key duty_keys[] = {
	{ "paper", read_ref, AT(paper), REF_PAPER, false },
	{ "thing", read_ref, AT(thing), REF_PAPER, false },
	{ "papers", read_refs, AT(papers), REF_PAPER, false },
	{ "with", read_refs, AT(with), REF_PAPER, false },
	{ "to", read_ref, AT(d.to_desk), REF_DESK, false },
	{ "pool", read_refs, AT(d.offer_to), REF_ROLE, false },
	{ "as", read_ref, AT(d.assign_as), REF_ROLE, false },
	{ "outcomes", read_skip, AT(outcomes), 0, false },
	{ "derived", read_pred, AT(d.derived), 0, false },
	{ "expires", read_skip, AT(expires), 0, false },
	{ "fields", read_refs, AT(fields), REF_FIELD, false },
	{ "required", read_refs, AT(required), REF_FIELD, false },
	{ "by", read_refs, AT(d.by), REF_ROLE, false },
	/* the order above is that of the K_ bits */
	{ "zh", read_text, AT(d.name.zh), 0, true },
	{ "en", read_text, AT(d.name.en), 0, true },
	{ "kind", read_word, AT(kind), WORDS_KIND, true },
	{ "when", read_pred, AT(d.when), 0, false },
	{ "needs", read_pred, AT(d.needs), 0, false },
	{ "due", read_skip, AT(due), 0, false },
	{ "plan", read_skip, AT(plan), 0, false },
	{ "owner", read_ref, AT(d.owner), REF_ROLE, false },
	{ "ladder", read_ref, AT(d.ladder), REF_LADDER, false },
	{ "blocks", read_skip, AT(blocks), 0, false },
	{ "waivable", read_yesno, AT(d.waivable), 0, false },
	{ "waive_by", read_refs, AT(d.waive_by), REF_ROLE, false },
	{ "override_by", read_refs, AT(d.override_by), REF_ROLE, false },
	{ "lands_after", read_refs, AT(d.lands_after), REF_DUTY, false },
	{ "per", read_word, AT(per), WORDS_PER, false },
	{ "many", read_yesno, AT(d.many), 0, false },
	{ "thread", read_text, AT(thread), 0, false },
	{ "begins", read_yesno, AT(d.thread_head), 0, false },
	{ "window", read_pred, AT(d.window), 0, false },
	{ "loop", read_ref, AT(d.loop), REF_LOOP, false },
	{ "mark", read_skip, AT(mark), 0, false },
	{ "revisable", read_yesno, AT(d.revisable), 0, false },
	{ "suggested", read_yesno, AT(d.suggested), 0, false },
	{ "optional", read_yesno, AT(d.optional), 0, false },
	{ "ships", read_yesno, AT(d.ships), 0, false },
	{ "tells", read_ref, AT(d.tells), REF_FIELD, false },
	{ "board", read_word, AT(d.board), WORDS_BOARD, false },
	{ "rule", read_text, AT(d.rule), 0, false },
	{ "unsure", read_skip, AT(unsure), 0, false },
	/* each of them with one kind: duty_extras() */
	{ "auto", read_pred, AT(d.auto_if), 0, false },
	{ "open", read_yesno, AT(d.open_pool), 0, false },
	{ "refusals", read_skip, AT(refusals), 0, false },
	{ "after_close", read_yesno, AT(d.after_close), 0, false },
	{ "collects", read_yesno, AT(d.collects), 0, false },
	{ "tracking", read_yesno, AT(d.tracking), 0, false },
	{ "tells_what", read_refs, AT(d.tells_what), REF_FIELD, false },
	{ "proof", read_refs, AT(d.proof), REF_FIELD, false },
};
#undef AT

struct mark_raw {
	const struct node *id;
	struct gd_name name;
};
static const struct key mark_keys[] = {
	{ "id", read_text, offsetof(struct mark_raw, name.id), 0, true },
	{ "zh", read_text, offsetof(struct mark_raw, name.zh), 0, true },
	{ "en", read_text, offsetof(struct mark_raw, name.en), 0, true },
};

static void
read_mark(struct loader *l, const struct node *n, struct gd_duty_def *d)
{
	struct mark_raw r = { NULL, { "", "", "" } };
	struct gd_name *mark = gd_arena_alloc(l->keep, 1, sizeof *mark);

	read_map(l, n, mark_keys, COUNT(mark_keys), &r);
	*mark = r.name;
	d->mark = mark;
}

/* Goods that are neither paper nor thing leave: who carries them under which
 * number is written down, nothing moves from desk to desk. */
static bool
bare_ship(const struct duty_raw *r)
{
	return r->kind == SHIP && r->d.tracking && r->paper < 0 &&
	       r->thing < 0 && r->with.n == 0;
}

/* Do the keys go with the kind? */
static void
check_kind(struct loader *l, const struct node *n, const struct duty_raw *r,
    uint64_t seen)
{
	const struct kind *kind = &kinds[r->kind];
	int has = (int)(seen & (K_FIELDS - 1)), one = K_PAPER | K_THING;
	int nwords;
	const char *word = word_list(WORDS_KIND, &nwords)[r->kind];
	int missing;

	if (seen >> 10 & 3)
		has |= K_FIELDS;
	missing = kind->must & ~has;
	if ((kind->must & one) == one && ((has & one) || bare_ship(r)))
		missing &= ~one;
	if ((kind->must & one) == one && (has & one) == one)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_ONE_OF, GD_T("paper"),
		    GD_T("thing"));
	for (int i = 0; i <= 10; i++) {
		if (missing & 1 << i)
			gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_KIND_MUST,
			    GD_T(word), GD_T(duty_keys[i].name));
		if (has & ~(kind->must | kind->may) & 1 << i)
			gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_KIND_KEY,
			    GD_T(duty_keys[i].name), GD_T(word));
	}
	if (!(seen & K_BY) && !r->d.derived && !r->d.open_pool)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_MISSING, GD_T("by"));
}

static void
set_fields(struct loader *l, const struct node *n, const struct duty_raw *r,
    struct gd_duty_def *d)
{
	struct gd_field_use *use = gd_arena_alloc(l->keep,
	    (size_t)(r->required.n + r->fields.n) + 1, sizeof *use);

	for (int i = 0; i < r->required.n; i++)
		use[d->nfields++] =
		    (struct gd_field_use){ r->required.at[i], true };
	for (int i = 0; i < r->fields.n; i++) {
		if (gd_list_has(&r->required, r->fields.at[i]))
			gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_TWICE,
			    GD_T(l->fields[r->fields.at[i]].name.id));
		use[d->nfields++] =
		    (struct gd_field_use){ r->fields.at[i], false };
	}
	d->fields = use;
}

/* What the words of the file mean for the core. */
static void
expand(struct loader *l, const struct duty_raw *r, struct gd_duty_def *d)
{
	const struct kind *kind = &kinds[r->kind];
	int nwords, blocks = (int)kind->blocks;

	d->kind = word_list(WORDS_KIND, &nwords)[r->kind];
	d->effect = kind->effect;
	d->is_notice = r->kind == NOTICE;
	d->surveys = r->kind == SURVEY;
	d->assigns = r->kind == ASSIGN;
	d->credits = r->kind == CREDIT;
	d->thing = r->paper >= 0 ? r->paper : r->thing;
	if (bare_ship(r))
		d->effect = GD_EFFECT_NONE;
	d->papers = r->kind == SEND ? r->papers : r->with;
	d->per_lot = r->per == 1 || l->steps[d->step].per_lot;
	d->per_line = r->per == 2;
	d->per_payment = r->per == 3;
	d->thread = r->thread ? r->thread : "";
	if (*d->thread || d->thread_head)
		d->many = true;
	if (d->suggested || d->optional) {
		d->optional = true;
		blocks = GD_BLOCKS_NO;
	}
	if (r->blocks)
		read_word(l, r->blocks, &blocks, WORDS_BLOCKS);
	d->blocks = (enum gd_blocks)blocks;
}

static void
read_duty(struct loader *l, const struct node *n, int index)
{
	struct gd_duty_def *d = &l->duties[index];
	struct duty_raw r = { .d = *d, .paper = -1, .thing = -1 };
	uint64_t seen;

	r.d.loop = r.d.to_desk = r.d.assign_as = r.d.expires_to = -1;
	r.d.owner = r.d.ladder = r.d.tells = -1;
	r.d.rule = "";
	r.d.due = r.d.plan = (struct gd_due_def)GD_DUE_NONE;
	r.d.line = n->line;
	seen = read_map(l, n, duty_keys, COUNT(duty_keys), &r);
	*d = r.d;
	expand(l, &r, d);
	set_fields(l, n, &r, d);
	if (r.outcomes)
		read_outcomes(l, r.outcomes, d);
	if (r.due)
		read_due(l, r.due, DUE_DUTY, &d->due);
	if (r.plan)
		read_due(l, r.plan, DUE_DUTY, &d->plan);
	if (r.expires)
		read_expires(l, r.expires, d);
	if (r.mark)
		read_mark(l, r.mark, d);
	read_unsure(l, r.unsure, &d->unsure_zh, &d->unsure_en);
	read_refusals(l, r.refusals, d);
	duty_extras(l, n, d);
	if (n->kind == NODE_MAP)
		check_kind(l, n, &r, seen);
	/* what is shipped is shipped by a lot, and written down */
	if (d->ships && !d->per_lot)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_MISSING,
		    GD_T("per: lot"));
	if (d->ships && (d->effect != GD_EFFECT_NONE || d->many || d->derived))
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_KIND_KEY,
		    GD_T("ships"), GD_T(d->kind));
}

/* ---- steps --------------------------------------------------------------- */

struct step_raw {
	struct gd_name name;
	const struct node *after, *duties;
	bool standing;
	int per;
};

#define AT(m) offsetof(struct step_raw, m)
static const struct key step_keys[] = {
	{ "zh", read_text, AT(name.zh), 0, true },
	{ "en", read_text, AT(name.en), 0, true },
	{ "after", read_skip, AT(after), 0, false },
	{ "standing", read_yesno, AT(standing), 0, false },
	{ "per", read_word, AT(per), WORDS_PER_LOT, false },
	{ "duties", read_skip, AT(duties), 0, true },
};
#undef AT

/* Ids of steps, duties and outcomes, before any of them is read. */
void
declare_steps(struct loader *l, const struct node *steps)
{
	struct gd_workflow *wf = l->wf;
	int s = 0, total = 0, from = 0;

	wf->nsteps = map_size(steps);
	l->steps =
	    gd_arena_alloc(l->keep, (size_t)wf->nsteps + 1, sizeof *l->steps);
	l->step_at =
	    gd_arena_alloc(&l->scratch, (size_t)wf->nsteps + 1, sizeof(void *));
	declare(l, steps, l->steps, sizeof *l->steps, 0, l->step_at);
	for (s = 0; s < wf->nsteps; s++)
		total += map_size(map_get(l->step_at[s], "duties"));
	wf->steps = l->steps;
	wf->nduties = total;
	if (total > FLOW_MAX_ENTRIES)
		gd_fail(fault(l, steps), GD_USAGE, GD_M_FLOW_TOO_MANY,
		    GD_N(total), GD_N(FLOW_MAX_ENTRIES));
	l->duties =
	    gd_arena_alloc(l->keep, (size_t)total + 1, sizeof *l->duties);
	l->duty_at =
	    gd_arena_alloc(&l->scratch, (size_t)total + 1, sizeof(void *));
	for (s = 0; s < wf->nsteps; s++) {
		const struct node *map = map_get(l->step_at[s], "duties");

		l->steps[s].no = s + 1;
		if (!map_size(map))
			continue;
		declare(l, map, l->duties, sizeof *l->duties, from, l->duty_at);
		for (int i = from; i < from + map->n; i++) {
			l->duties[i].step = (int16_t)s;
			list_push(l, &l->steps[s].duties, i);
			declare_outcomes(l, l->duty_at[i], &l->duties[i]);
		}
		from += map->n;
	}
	wf->duties = l->duties;
}

void
read_steps(struct loader *l, const struct node *steps)
{
	for (int s = 0; s < map_size(steps); s++) {
		struct gd_step_def *step = &l->steps[s];
		struct step_raw r = { .name = step->name };
		const struct node *n = l->step_at[s];

		read_map(l, n, step_keys, COUNT(step_keys), &r);
		step->name = r.name;
		step->standing = r.standing;
		step->per_lot = r.per == 1;
		if (r.after)
			read_refs(l, r.after, &step->after, REF_STEP);
		else if (s > 0)
			list_push(l, &step->after, s - 1);
		if (r.duties && want_map(l, r.duties) && r.duties->n == 0)
			gd_fail(fault(l, r.duties), GD_USAGE,
			    GD_M_FLOW_NO_DUTIES, GD_T(step->name.id));
	}
	/* every step is known now: a duty may look at any of them */
	for (int i = 0; i < l->wf->nduties; i++)
		read_duty(l, l->duty_at[i], i);
}
