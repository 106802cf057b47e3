/* flow/check.c - faults that no single line shows: things nobody makes,
 * pieces nobody sends, loops nobody raises, one word for two things.
 * Runs only on a file without other faults, so every index is good. */
#include "loader.h"

#include <string.h>

#include "base/banned.h"

static int
blocking(const struct loader *l, const struct gd_step_def *s,
    enum gd_blocks blocks)
{
	int n = 0;

	for (int i = 0; i < s->duties.n; i++)
		n += l->duties[s->duties.at[i]].blocks == blocks;
	return n;
}

static void
check_steps(struct loader *l)
{
	for (int i = 0; i < l->wf->nsteps; i++) {
		const struct gd_step_def *s = &l->steps[i];

		if (!s->standing && blocking(l, s, GD_BLOCKS_STEP) == 0)
			gd_fail(fault(l, l->step_at[i]), GD_USAGE,
			    GD_M_FLOW_STEP_NEVER, GD_T(s->name.id));
	}
}

/* Papers a duty's effect touches, one after the other; -1 at the end. */
static int
touched(const struct gd_duty_def *d, int i)
{
	if (d->thing >= 0 && i-- == 0)
		return d->thing;
	return i < d->papers.n ? d->papers.at[i] : -1;
}

static void
check_makers(struct loader *l)
{
	for (int p = 0; p < l->wf->npapers; p++) {
		int maker = -1;

		for (int d = 0; d < l->wf->nduties; d++) {
			const struct gd_duty_def *def = &l->duties[d];

			if (def->thing != p ||
			    (def->effect != GD_EFFECT_MAKE &&
				def->effect != GD_EFFECT_RECEIVE))
				continue;
			if (maker >= 0)
				gd_fail(fault(l, l->duty_at[d]), GD_USAGE,
				    GD_M_FLOW_TWO_MAKE,
				    GD_T(l->duties[maker].name.id),
				    GD_T(def->name.id),
				    GD_T(l->papers[p].name.id));
			maker = d;
		}
		if (maker < 0)
			gd_fail(fault(l, l->paper_at[p]), GD_USAGE,
			    GD_M_FLOW_NEVER_MADE, GD_T(l->papers[p].name.id));
	}
}

static bool
is_sent(const struct loader *l, int paper)
{
	for (int d = 0; d < l->wf->nduties; d++)
		if (l->duties[d].effect == GD_EFFECT_HAND_OUT &&
		    gd_list_has(&l->duties[d].papers, paper))
			return true;
	return false;
}

/* Pieces that must leave the clerk need a duty that sends them; what a desk
 * makes itself may stay with it. */
static void
check_senders(struct loader *l)
{
	for (int p = 0; p < l->wf->npapers; p++) {
		const struct gd_paper_def *def = &l->papers[p];

		if (is_sent(l, p))
			continue;
		for (int i = 0; i < def->ndist; i++) {
			const struct gd_dist_def *row = &def->dist[i];

			if (l->desks[row->desk].clerk || row->suggested ||
			    (row->original && def->received &&
				row->desk == def->from))
				continue;
			gd_fail(fault(l, l->paper_at[p]), GD_USAGE,
			    GD_M_FLOW_NEVER_SENT, GD_T(def->name.id),
			    GD_T(l->desks[row->desk].name.id));
			break;
		}
	}
}

/* A paper of a lot is handled by duties of that lot. */
static void
check_lots(struct loader *l)
{
	for (int d = 0; d < l->wf->nduties; d++) {
		const struct gd_duty_def *def = &l->duties[d];

		for (int i = 0, p; (p = touched(def, i)) >= 0; i++)
			if (l->papers[p].per_lot != def->per_lot)
				gd_fail(fault(l, l->duty_at[d]), GD_USAGE,
				    GD_M_FLOW_PER_LOT, GD_T(def->name.id),
				    GD_T(l->papers[p].name.id));
	}
}

static void
check_threads(struct loader *l)
{
	for (int d = 0; d < l->wf->nduties; d++) {
		const char *thread = l->duties[d].thread;
		int heads = 0, first = -1;

		for (int i = 0; *thread && i < l->wf->nduties; i++) {
			if (strcmp(l->duties[i].thread, thread) != 0)
				continue;
			first = first < 0 ? i : first;
			heads += l->duties[i].thread_head;
		}
		if (first == d && heads != 1)
			gd_fail(fault(l, l->duty_at[d]), GD_USAGE,
			    GD_M_FLOW_THREAD_HEAD, GD_T(thread), GD_N(heads));
	}
}

static void
check_loops(struct loader *l)
{
	for (int p = 0; p < l->wf->nloops; p++) {
		const char *id = l->loops[p].id;
		int members = 0, raised = 0;

		for (int d = 0; d < l->wf->nduties; d++) {
			const struct gd_duty_def *def = &l->duties[d];

			members += def->loop == p;
			for (int o = 0; o < def->noutcomes; o++) {
				if (def->outcomes[o].goes != GD_GOES_AGAIN ||
				    def->outcomes[o].loop != p)
					continue;
				raised++;
				if (def->loop != p)
					gd_fail(fault(l, l->duty_at[d]),
					    GD_USAGE, GD_M_FLOW_LOOP_OUTSIDE,
					    GD_T(def->name.id), GD_T(id));
			}
		}
		if (members == 0)
			gd_fail(fault(l, l->loop_at[p]), GD_USAGE,
			    GD_M_FLOW_LOOP_EMPTY, GD_T(id));
		else if (raised == 0)
			gd_fail(fault(l, l->loop_at[p]), GD_USAGE,
			    GD_M_FLOW_LOOP_NEVER, GD_T(id));
	}
}

/* ---- one word, one thing -------------------------------------------------- */

/* What one desk or paper is called, by number; NULL at the end. */
static const char *
word_of(const struct gd_name *name, const char *const *aliases, int naliases,
    int i)
{
	if (i < 3)
		return i == 0 ? name->id : i == 1 ? name->zh : name->en;
	return i - 3 < naliases ? aliases[i - 3] : NULL;
}

struct named {
	const struct gd_name *name;
	const char *const *aliases;
	int naliases;
	const struct node *at;
};

static struct named
named_of(const struct loader *l, enum ref what, int i)
{
	if (what == REF_DESK)
		return (struct named){ &l->desks[i].name, l->desks[i].aliases,
			l->desks[i].naliases, l->desk_at[i] };
	return (struct named){ &l->papers[i].name, l->papers[i].aliases,
		l->papers[i].naliases, l->paper_at[i] };
}

static bool
is_called(const struct named *t, const char *word)
{
	const char *w;

	for (int i = 0; (w = word_of(t->name, t->aliases, t->naliases, i)); i++)
		if (strcmp(w, word) == 0)
			return true;
	return false;
}

static void
check_words(struct loader *l, enum ref what)
{
	for (int i = 0; i < ref_count(l, what); i++) {
		struct named me = named_of(l, what, i);
		const char *w;

		for (int k = 0;
		     (w = word_of(me.name, me.aliases, me.naliases, k)); k++)
			for (int j = 0; j < i; j++) {
				struct named it = named_of(l, what, j);

				if (is_called(&it, w))
					gd_fail(fault(l, me.at), GD_USAGE,
					    GD_M_FLOW_SAME_NAME, GD_T(w),
					    GD_T(it.name->id),
					    GD_T(me.name->id));
			}
	}
}

static void
check_clerk(struct loader *l)
{
	int n = 0;

	for (int i = 0; i < l->wf->ndesks; i++)
		n += l->desks[i].clerk;
	if (n != 1)
		gd_fail(fault(l, l->desks_at), GD_USAGE, GD_M_FLOW_NO_CLERK);
}

/* ---- signatures ------------------------------------------------------------ */

/* Does a condition ask, by whatever way, what signatures a paper lacks?  seen:
 * duties, then papers, looked at already. */
static bool
asks_signed(struct loader *l, const struct gd_pred *p, int paper, bool *seen)
{
	int node = -1;

	if (!p)
		return false;
	for (int i = 0; i < p->nkids; i++)
		if (asks_signed(l, &p->kids[i], paper, seen))
			return true;
	if (p->op == GD_PRED_SIGNED && p->b < 0 && p->a >= 0)
		node = l->wf->nduties + p->a;
	if (p->op == GD_PRED_DONE && p->a >= 0)
		node = p->a;
	if (node == l->wf->nduties + paper)
		return true;
	if (node < 0 || seen[node])
		return false;
	seen[node] = true;
	if (node < l->wf->nduties)
		return asks_signed(l, l->duties[node].derived, paper, seen);
	for (int i = 0; i < l->papers[p->a].nsigns; i++)
		if (asks_signed(l, l->papers[p->a].signs[i].when, paper, seen))
			return true;
	return false;
}

/* Whether a signature is asked for cannot hang on whether all are given. */
static void
check_signs(struct loader *l)
{
	size_t n = (size_t)(l->wf->nduties + l->wf->npapers);

	for (int p = 0; p < l->wf->npapers; p++)
		for (int i = 0; i < l->papers[p].nsigns; i++) {
			const struct gd_sign_def *s = &l->papers[p].signs[i];
			const char *id = l->papers[p].name.id;
			bool *seen = gd_arena_alloc(&l->scratch, n + 1, 1);

			if (asks_signed(l, s->when, p, seen))
				gd_fail(fault(l, l->paper_at[p]), GD_USAGE,
				    GD_M_FLOW_DEADLOCK, GD_T(id),
				    GD_T(s->when->text ? s->when->text : id));
		}
}

/* ---- fields ---------------------------------------------------------------- */

/* What is computed of dates is asked of nobody. */
static void
check_moved(struct loader *l, int field)
{
	const struct gd_field_def *f = &l->fields[field];

	for (int i = 0; i < f->moved.n; i++)
		if (l->fields[f->moved.at[i]].type != GD_FIELD_DATE)
			gd_fail(fault(l, l->field_at[field]), GD_USAGE,
			    GD_M_FLOW_NOT_TYPE,
			    GD_T(l->fields[f->moved.at[i]].name.id),
			    GD_T("date"));
	for (int d = 0; f->moved.n > 0 && d < l->wf->nduties; d++)
		for (int i = 0; i < l->duties[d].nfields; i++)
			if (l->duties[d].fields[i].field == field)
				gd_fail(fault(l, l->duty_at[d]), GD_USAGE,
				    GD_M_FLOW_COMPUTED, GD_T(f->name.id),
				    GD_T(l->duties[d].name.id));
	if (f->moved.n > 0 && (f->at_intake || f->per_lot))
		gd_fail(fault(l, l->field_at[field]), GD_USAGE,
		    GD_M_FLOW_KIND_KEY,
		    GD_T(f->at_intake ? "intake" : "per: lot"), GD_T("moved"));
}

static void
check_tells(struct loader *l, int duty)
{
	const struct gd_duty_def *d = &l->duties[duty];
	bool asked = false;

	for (int i = 0; i < d->nfields; i++)
		asked |= d->fields[i].field == d->tells;
	if (d->tells >= 0 && l->fields[d->tells].type != GD_FIELD_DATE)
		gd_fail(fault(l, l->duty_at[duty]), GD_USAGE,
		    GD_M_FLOW_NOT_TYPE, GD_T(l->fields[d->tells].name.id),
		    GD_T("date"));
	else if (d->tells >= 0 && !asked)
		gd_fail(fault(l, l->duty_at[duty]), GD_USAGE, GD_M_FLOW_TELLS,
		    GD_T(d->name.id), GD_T(l->fields[d->tells].name.id));
}

static void
check_fields(struct loader *l)
{
	for (int f = 0; f < l->wf->nfields; f++)
		check_moved(l, f);
	for (int d = 0; d < l->wf->nduties; d++)
		check_tells(l, d);
}

void
check_workflow(struct loader *l)
{
	check_clerk(l);
	check_steps(l);
	check_makers(l);
	check_senders(l);
	check_lots(l);
	check_threads(l);
	check_loops(l);
	check_signs(l);
	check_fields(l);
	check_words(l, REF_DESK);
	check_words(l, REF_PAPER);
	check_dates(l);
	check_extras(l);
	check_deadlock(l);
}
