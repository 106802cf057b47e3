/* core/workflow/ways.c - see core/ways.h. */
#include "core/ways.h"

#include <stdlib.h>
#include <string.h>

#include "scene.h"

#include "base/banned.h"

#define WALK_ACTS 120 /* of one order */
#define IDLE_WALKS 6  /* that found nothing new: enough */
#define MAX_PAIRS 64  /* eight of them for lines */

struct walker {
	struct stage g;
	struct gd_ways *out;
	uint64_t seed;
	long walk;
	bool found;  /* something new, in this walk */
	int *rounds; /* outcomes `again` taken in this walk, by duty */
	int *adhoc;  /* begun in this walk, by duty */
	int *begun;  /* ... in all walks */
	bool after;  /* something may be done on a completed order */
	bool lines;  /* something is owed for each line */
	struct gd_arena arena; /* of one act */
};

static uint64_t
roll(struct walker *w, uint64_t n)
{
	w->seed = w->seed * UINT64_C(6364136223846793005) +
		  UINT64_C(1442695040888963407);
	return (w->seed >> 33) % n;
}

void
gd_ways_release(struct gd_ways *w)
{
	gd_arena_release(&w->arena);
	memset(w, 0, sizeof *w);
}

/* Outcomes beyond the thirty-first share a bit. */
static uint32_t
bit_of(int outcome)
{
	return UINT32_C(1) << (outcome < 31 ? outcome : 31);
}

static uint32_t
all_of(const struct gd_duty_def *d)
{
	uint32_t all = 0;

	for (int o = 0; o < d->noutcomes; o++)
		all |= bit_of(o);
	return all;
}

bool
gd_ways_chosen(const struct gd_ways *w, int duty, int outcome)
{
	return w->chosen[duty] & bit_of(outcome);
}

bool
gd_ways_all(const struct gd_workflow *wf, const struct gd_ways *w)
{
	for (int d = 0; d < wf->nduties; d++) {
		uint32_t all = all_of(&wf->duties[d]);

		if (!w->reached[d] || (w->chosen[d] & all) != all)
			return false;
	}
	return true;
}

/* ---- values --------------------------------------------------------------- */

/* A value that a condition asks a field for; the n-th of all, else NULL. */
static const char *
asked(const struct gd_pred *p, int field, int *n)
{
	const char *v = NULL;

	if (!p)
		return NULL;
	for (int i = 0; i < p->nkids && !v; i++)
		v = asked(&p->kids[i], field, n);
	if (!v && p->nkids == 0 && p->op == GD_PRED_FIELD && p->a == field &&
	    p->cmp != GD_SET && (*n)-- == 0)
		return p->value;
	return v;
}

static const char *
asked_anywhere(const struct gd_workflow *wf, int field, int n)
{
	const char *v = NULL;

	for (int d = 0; d < wf->nduties && !v; d++) {
		v = asked(wf->duties[d].when, field, &n);
		if (!v)
			v = asked(wf->duties[d].needs, field, &n);
		if (!v)
			v = asked(wf->duties[d].derived, field, &n);
		if (!v)
			v = asked(wf->duties[d].auto_if, field, &n);
	}
	for (int p = 0; p < wf->npapers && !v; p++)
		for (int i = 0; i < wf->papers[p].nsigns && !v; i++)
			v = asked(wf->papers[p].signs[i].when, field, &n);
	return v;
}

/* A number at, below or above one that a condition asks for. */
static const char *
number_near(struct walker *w, const struct gd_field_def *f, const char *at)
{
	char *unit;
	long long v = strtoll(at, &unit, 10) + (long long)roll(w, 3) - 1;

	while (*unit && *unit != ' ')
		unit++;
	if (f->min <= f->max && v < f->min)
		v = f->min;
	if (f->min <= f->max && v > f->max)
		v = f->max;
	return gd_arena_printf(&w->arena, "%lld%s", v < 0 ? 0 : v, unit);
}

static const char *
plain_number(struct walker *w, const struct gd_field_def *f)
{
	int64_t v = 15;

	if (f->min <= f->max && (v < f->min || v > f->max))
		v = f->max;
	if (f->min <= f->max && f->max - f->min < 10)
		v = f->min + (int64_t)roll(w, (uint64_t)(f->max - f->min) + 1);
	return gd_arena_printf(&w->arena, "%lld", (long long)v);
}

/* A change that a notice can name. */
static const char *
a_change(struct walker *w)
{
	const struct gd_workflow *wf = w->g.wf;

	for (int p = 0; p < wf->npapers; p++)
		for (int i = 0; i < wf->papers[p].fields.n; i++) {
			const struct gd_field_def *f =
			    &wf->fields[wf->papers[p].fields.at[i]];

			if (f->type == GD_FIELD_TEXT)
				return gd_arena_printf(&w->arena,
				    "%s.%s: a -> b", wf->papers[p].name.id,
				    f->name.id);
		}
	return "x";
}

static const char *
a_value(struct walker *w, int field)
{
	static const char *const days[] = { "+10d", "+40d", "+3d", "today" };
	const struct gd_field_def *f = &w->g.wf->fields[field];
	const char *like =
	    roll(w, 3) ? asked_anywhere(w->g.wf, field, (int)roll(w, 4)) : NULL;

	switch (f->type) {
	case GD_FIELD_DATE:
		return days[roll(w, 4)];
	case GD_FIELD_INT:
	case GD_FIELD_DECIMAL:
		return like ? number_near(w, f, like) : plain_number(w, f);
	case GD_FIELD_MONEY:
		return like ? number_near(w, f, like) : "1000 USD";
	case GD_FIELD_CHOICE:
		return f->choices[roll(w, (uint64_t)f->nchoices)].id;
	case GD_FIELD_YESNO:
		return roll(w, 2) ? "yes" : "no";
	case GD_FIELD_PAPERS:
		return w->g.wf->npapers ? w->g.wf->papers[0].name.id : "x";
	case GD_FIELD_CHANGES:
		return a_change(w);
	case GD_FIELD_TEXT:
		break;
	}
	return like ? like : "x";
}

static void
pair(struct walker *w, struct gd_pair *pairs, int *n, int field)
{
	const struct gd_field_def *f = &w->g.wf->fields[field];

	if (*n < MAX_PAIRS - 8 && f->moved.n == 0)
		pairs[(*n)++] =
		    (struct gd_pair){ f->name.id, a_value(w, field) };
}

/* All that a duty asks for; what the order says already stays. */
static int
fill(struct walker *w, int duty, struct gd_pair *pairs)
{
	const struct gd_duty_def *d = &w->g.wf->duties[duty];
	int n = 0;

	for (int i = 0; i < d->nfields; i++) {
		int f = d->fields[i].field;
		const char *now = gd_field(&w->g.order,
		    w->g.wf->fields[f].name.id, w->g.wf->fields[f].per_lot);

		if (*now && !w->g.wf->fields[f].adds && d->fields[i].required)
			pairs[n++] =
			    (struct gd_pair){ w->g.wf->fields[f].name.id, now };
		else if (!*now || w->g.wf->fields[f].adds)
			pair(w, pairs, &n, f);
	}
	return n;
}

/* ---- acts ----------------------------------------------------------------- */

/* The outcome that was chosen least; no third round, no early end again. */
static int
pick_outcome(struct walker *w, int duty)
{
	const struct gd_duty_def *d = &w->g.wf->duties[duty];
	int from = (int)roll(w, (uint64_t)d->noutcomes), best = -1;

	for (int i = 0; i < d->noutcomes; i++) {
		int o = (from + i) % d->noutcomes;
		bool seen = w->out->chosen[duty] & bit_of(o);
		enum gd_goes goes = d->outcomes[o].goes;

		if (!seen)
			return o;
		if (goes == GD_GOES_NEXT ||
		    (goes == GD_GOES_AGAIN && w->rounds[duty] < 1))
			best = best < 0 ? o : best;
	}
	return best < 0 ? from : best;
}

static bool
by_somebody(struct walker *w, const struct gd_act_view *a,
    const struct gd_command *cmd)
{
	const struct gd_workflow *wf = w->g.wf;
	struct gd_err err = GD_ERR_INIT;

	if (a->verb == GD_DO_ACCEPT || a->verb == GD_DO_REFUSE)
		return stage_try(&w->g, *a->person ? a->person : "a", NULL, cmd,
			   true, &err) == GD_OK;
	if (*a->role &&
	    stage_try(&w->g, a->role, NULL, cmd, true, &err) == GD_OK)
		return true;
	for (int i = 0; i < a->nroles; i++)
		if (stage_try_role(&w->g, a->roles[i], cmd, &err) == GD_OK)
			return true;
	for (int r = 0; a->nroles == 0 && r < wf->nroles; r++)
		if (stage_try_role(&w->g, wf->roles[r].name.id, cmd, &err) ==
		    GD_OK)
			return true;
	return false;
}

static bool
perform(struct walker *w, const struct gd_act_view *a)
{
	struct gd_pair pairs[MAX_PAIRS];
	struct gd_command cmd = a->cmd;
	const struct gd_duty_def *d =
	    a->duty >= 0 ? &w->g.wf->duties[a->duty] : NULL;
	int outcome = -1;
	bool ok;

	if (d && (cmd.verb == GD_DO_FILL || cmd.verb == GD_DO_CHOOSE ||
		     cmd.verb == GD_DO_MAKE)) {
		cmd.nfields = fill(w, a->duty, pairs);
		cmd.fields = pairs;
		if (d->noutcomes) {
			outcome = pick_outcome(w, a->duty);
			cmd.outcome = d->outcomes[outcome].name.id;
		}
		if (d->effect == GD_EFFECT_OFFER)
			cmd.person = roll(w, 2) ? "a" : "b";
	}
	cmd.reason = d && d->nrefusals && cmd.verb == GD_DO_REFUSE
			 ? d->refusals[0].id
			 : "x";
	ok = by_somebody(w, a, &cmd);
	w->out->acts++;
	if (ok && outcome >= 0) {
		uint32_t bit = bit_of(outcome);

		w->found |= !(w->out->chosen[a->duty] & bit);
		w->out->chosen[a->duty] |= bit;
		w->rounds[a->duty] +=
		    d->outcomes[outcome].goes == GD_GOES_AGAIN;
	}
	if (ok && a->adhoc) {
		w->adhoc[a->duty]++;
		w->begun[a->duty]++;
	}
	return ok;
}

/* How much we want it: what was never done first. 0 = not at all. */
static int
wanted(struct walker *w, const struct gd_act_view *a)
{
	const struct gd_duty_def *d =
	    a->duty >= 0 ? &w->g.wf->duties[a->duty] : NULL;
	uint32_t all = d ? all_of(d) : 0;

	if (!a->possible || a->verb == GD_DO_SKIP || a->verb == GD_DO_VOID ||
	    a->verb == GD_DO_SENDBACK || a->verb == GD_DO_WITHDRAW ||
	    a->verb == GD_DO_REVISE)
		return 0;
	if (a->adhoc)
		return w->adhoc[a->duty] ? 0 : w->begun[a->duty] < 2 ? 6 : 2;
	if (a->verb == GD_DO_REFUSE)
		return 1;
	if (d && (w->out->chosen[a->duty] & all) != all)
		return 6;
	return a->optional ? 3 : 5;
}

static void
note_reached(struct walker *w, const struct gd_todo *todo)
{
	for (size_t i = 0; i < todo->nduties; i++) {
		const struct gd_duty_view *v = &todo->duties[i];

		if (v->state == GD_DUTY_READY || v->state == GD_DUTY_DONE) {
			w->found |= !w->out->reached[v->duty];
			w->out->reached[v->duty] = true;
		}
	}
	for (size_t i = 0; i < todo->nacts; i++) {
		int d = todo->acts[i].duty;

		if (d >= 0 && todo->acts[i].possible &&
		    todo->acts[i].verb != GD_DO_SKIP) {
			w->found |= !w->out->reached[d];
			w->out->reached[d] = true;
		}
	}
}

/* One act of those that can be done; false: none of them could. */
static bool
do_one(struct walker *w, const struct gd_todo *todo)
{
	bool *tried = gd_arena_alloc(&w->arena, todo->nacts + 1, 1);

	for (size_t n = 0; n < todo->nacts; n++) {
		size_t best = todo->nacts;
		uint64_t most = 0;

		for (size_t i = 0; i < todo->nacts; i++) {
			int want = tried[i] ? 0 : wanted(w, &todo->acts[i]);
			uint64_t score =
			    want ? (uint64_t)want * 4 + roll(w, 13) : 0;

			if (score > most) {
				most = score;
				best = i;
			}
		}
		if (best == todo->nacts)
			return false;
		tried[best] = true;
		if (perform(w, &todo->acts[best]))
			return true;
	}
	return false;
}

/* Nothing at all can be done that leads on, and time brings nothing: named is
 * the first duty that is owed. */
static bool
stands_still(struct walker *w, const struct gd_todo *todo)
{
	for (size_t i = 0; i < todo->nacts; i++)
		if (todo->acts[i].possible && !todo->acts[i].adhoc)
			return false;
	for (size_t i = 0; i < todo->nduties; i++) {
		const struct gd_duty_view *v = &todo->duties[i];

		if (v->def->blocks == GD_BLOCKS_NO ||
		    (v->state != GD_DUTY_BLOCKED && v->state != GD_DUTY_READY &&
			v->state != GD_DUTY_WAITING))
			continue;
		w->out->stuck = v->duty;
		w->out->stuck_why =
		    gd_arena_str(&w->out->arena, v->why_ref ? v->why_ref : "");
		return true;
	}
	return false;
}

/* What the lines say is not said of the order as well. */
static bool
of_lines(const char *field)
{
	return strcmp(field, "quantity") == 0 || strcmp(field, "amount") == 0;
}

static int
some_lines(struct walker *w, struct gd_pair *pairs)
{
	static const struct gd_pair lines[] = { { "line:1:item", "A" },
		{ "line:1:qty", "2" }, { "line:1:unit", "pcs" },
		{ "line:1:price", "1 USD" }, { "line:2:item", "B" },
		{ "line:2:qty", "3" }, { "line:2:unit", "pcs" },
		{ "line:2:price", "1 USD" } };
	int n = roll(w, 2) ? 8 : 4;

	memcpy(pairs, lines, (size_t)n * sizeof *lines);
	return n;
}

/* Does anything but a correction give it a value? */
static bool
given(const struct gd_workflow *wf, int field)
{
	bool yes = wf->fields[field].at_intake || wf->fields[field].moved.n ||
		   of_lines(wf->fields[field].name.id);

	for (int d = 0; d < wf->nduties && !yes; d++)
		for (int i = 0; i < wf->duties[d].nfields; i++)
			yes |= wf->duties[d].fields[i].field == field;
	return yes;
}

/* In half of the walks somebody corrects what nothing asks for. */
static void
correct_in(struct walker *w)
{
	const struct gd_workflow *wf = w->g.wf;
	struct gd_err err = GD_ERR_INIT;

	for (int f = 0, on = (int)roll(w, 2); on && f < wf->nfields; f++) {
		struct gd_pair pairs[1];
		struct gd_command cmd = { .verb = GD_DO_CORRECT,
			.reason = "x",
			.fields = pairs };

		if (given(wf, f))
			continue;
		pair(w, pairs, &cmd.nfields, f);
		for (int r = 0; r < wf->nroles; r++)
			if (stage_try_role(&w->g, wf->roles[r].name.id, &cmd,
				&err) == GD_OK)
				break;
	}
}

/* With lines, or (they may not fit what is asked) with every field. */
static bool
new_order(struct walker *w, bool lines)
{
	struct gd_pair pairs[MAX_PAIRS];
	struct gd_command cmd = { .verb = GD_DO_NEW, .fields = pairs };
	struct gd_err err = GD_ERR_INIT;
	const struct gd_workflow *wf = w->g.wf;

	for (int f = 0; f < wf->nfields; f++)
		if (wf->fields[f].at_intake &&
		    !(lines && of_lines(wf->fields[f].name.id)))
			pair(w, pairs, &cmd.nfields, f);
	if (lines)
		cmd.nfields += some_lines(w, pairs + cmd.nfields);
	for (int r = 0; r < wf->nroles; r++)
		if (stage_try_role(&w->g, wf->roles[r].name.id, &cmd, &err) ==
		    GD_OK)
			return true;
	return false;
}

static void
begin(struct walker *w)
{
	const struct gd_workflow *wf = w->g.wf;

	stage_begin(&w->g);
	memset(w->rounds, 0, (size_t)wf->nduties * sizeof *w->rounds);
	memset(w->adhoc, 0, (size_t)wf->nduties * sizeof *w->adhoc);
	if (!(w->lines && new_order(w, true)))
		(void)new_order(w, false);
	correct_in(w);
}

static void
walk_order(struct walker *w, long most)
{
	int waits = 0;

	begin(w);
	for (int n = 0; n < WALK_ACTS && w->out->acts < most; n++) {
		struct gd_todo todo = GD_TODO_INIT;
		int64_t state = gd_head(&w->g.order)->state;
		bool going = false, still = false;

		if (!*gd_head(&w->g.order)->number ||
		    (state != GD_ORDER_ACTIVE &&
			(state != GD_ORDER_COMPLETED || !w->after)))
			break;
		gd_todo_make(w->g.wf, &w->g.order, &w->g.facts, &todo);
		note_reached(w, &todo);
		going = do_one(w, &todo);
		if (!going && state == GD_ORDER_ACTIVE)
			still = stands_still(w, &todo);
		gd_todo_release(&todo);
		gd_arena_release(&w->arena);
		if (going) {
			waits = 0;
			continue;
		}
		if (waits++ < 3) { /* perhaps time brings something */
			stage_wait(&w->g, waits == 1 ? 5 : 60 * 24 * 40);
			w->out->stuck = -1;
			continue;
		}
		if (!still)
			w->out->stuck = -1;
		break;
	}
	stage_end(&w->g);
}

void
gd_ways_walk(const struct gd_workflow *wf, long acts, struct gd_ways *out)
{
	struct walker w = { .g = { .wf = wf }, .out = out, .seed = 20261124 };
	struct gd_scene_fault unused;
	int idle = 0;

	*out = (struct gd_ways){ .stuck = -1, .stuck_why = "" };
	w.g.fault = &unused;
	out->reached = gd_arena_alloc(&out->arena, (size_t)wf->nduties + 1, 1);
	out->chosen = gd_arena_alloc(&out->arena, (size_t)wf->nduties + 1,
	    sizeof *out->chosen);
	w.rounds = gd_arena_alloc(&out->arena, (size_t)wf->nduties + 1,
	    sizeof *w.rounds);
	w.adhoc = gd_arena_alloc(&out->arena, (size_t)wf->nduties + 1,
	    sizeof *w.adhoc);
	w.begun = gd_arena_alloc(&out->arena, (size_t)wf->nduties + 1,
	    sizeof *w.begun);
	for (int d = 0; d < wf->nduties; d++) {
		w.after |= wf->duties[d].after_close;
		w.lines |= wf->duties[d].per_line;
	}
	while (out->acts < acts && out->stuck < 0 && idle < IDLE_WALKS) {
		w.found = false;
		walk_order(&w, acts);
		out->walks++;
		idle = w.found ? 0 : idle + 1;
		if (idle >= 3 && gd_ways_all(wf, out))
			break;
	}
	gd_arena_release(&w.arena);
}
