/* core/view/taken.c - what of the paper days is not known. */
#include "core/view/taken.h"

#include <string.h>

#include "base/say.h"

#include "../papers/signs.h"

#include "base/banned.h"

const char *
gd_taken_words(void)
{
	return GD_TR("on paper, entered by {1}");
}

const char *
gd_deputy_words(void)
{
	return GD_TR("{1} for {2}");
}

const char *
gd_taken_short(void)
{
	return GD_TR("on paper");
}

struct notes {
	struct gd_taken_note *at; /* in the arena */
	size_t n, room;
	struct gd_arena *arena;
};

static void
add(struct notes *s, enum gd_taken_note_kind kind, const char *what, int64_t n,
    int64_t of)
{
	if (s->n == s->room) {
		struct gd_taken_note *more =
		    gd_arena_alloc(s->arena, s->room * 2 + 8, sizeof *more);

		if (s->n)
			memcpy(more, s->at, s->n * sizeof *more);
		s->at = more;
		s->room = s->room * 2 + 8;
	}
	s->at[s->n++] = (struct gd_taken_note){ kind, what, n, of };
}

static bool
has_acts(const struct gd_workflow *wf, const struct gd_order *o, int step)
{
	const struct gd_step_def *def = &wf->steps[step];

	for (int i = 0; i < def->duties.n; i++)
		if (duty_act(wf, o, def->duties.at[i],
			duty_at(wf, o, def->duties.at[i], 1, 0)))
			return true;
	return false;
}

/* A step that is open while something was done in one that follows it. */
static void
gaps(struct notes *s, const struct gd_workflow *wf, const struct gd_order *o)
{
	for (int k = 0; k < wf->nsteps; k++) {
		const struct gd_step_def *def = &wf->steps[k];
		bool ahead = false;

		for (int i = 0; i < wf->nsteps; i++)
			ahead = ahead || (gd_list_has(&wf->steps[i].after, k) &&
					     has_acts(wf, o, i));
		if (ahead && !step_satisfied(wf, o, k, def->per_lot))
			add(s, GD_NOTE_GAP, def->name.id, def->no, 0);
	}
}

/* Copies of one revision: how many are known, how many there should be. */
static void
count_copies(const struct gd_order *o, const struct gd_revision *r, int64_t *n,
    int64_t *of)
{
	struct gd_at at = { r->lot, r->inst, r->inst };
	const struct gd_piece *pc;
	const struct gd_dist *d;

	*n = *of = 0;
	for (size_t i = 0; (d = gd_walk(o, GD_TAB_DIST, &i));)
		if (strcmp(d->kind, r->kind) == 0 && d->lot == r->lot &&
		    d->inst == r->inst && !d->suggested)
			*of += d->copies;
	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));)
		*n += piece_of(pc, r->kind, at) && pc->rev == r->rev &&
		      pc->class == GD_PIECE_COPY && pc->state != GD_PIECE_VOID;
}

/* A paper of which something is known says what is not; those of which
 * nothing is known are only counted. */
static void
papers(struct notes *s, const struct gd_workflow *wf, const struct gd_order *o)
{
	const struct gd_revision *r;
	int64_t bare = 0;

	for (size_t i = 0; (r = gd_walk(o, GD_TAB_REVISION, &i));) {
		struct gd_at at = { r->lot, r->inst, r->inst };
		int p = gd_wf_paper(wf, r->kind);
		int64_t signs, nsigns = 0, n, of;
		const char *id;

		if (p < 0 || !r->taken || r->state != GD_REV_ISSUED)
			continue;
		id = wf->papers[p].name.id;
		for (int k = 0; k < wf->papers[p].nsigns; k++)
			nsigns += wf->papers[p].signs[k].when
				      ? 0
				      : wf->papers[p].signs[k].count;
		signs = nsigns - signs_missing(wf, o, p, at, r->rev, NULL);
		count_copies(o, r, &n, &of);
		if (signs <= 0 && n == 0 && nsigns + of > 0) {
			bare++;
			continue;
		}
		if (signs < nsigns)
			add(s, GD_NOTE_SIGNS, id, signs, nsigns);
		if (n < of)
			add(s, GD_NOTE_COPIES, id, n, of);
	}
	if (bare)
		add(s, GD_NOTE_BARE, "", bare, 0);
}

size_t
gd_taken_notes(const struct gd_workflow *wf, const struct gd_order *o,
    struct gd_arena *arena, struct gd_taken_note **out)
{
	struct notes s = { .arena = arena };
	const struct gd_act *a;
	int64_t days = 0;

	gaps(&s, wf, o);
	papers(&s, wf, o);
	for (size_t i = 0; (a = gd_walk(o, GD_TAB_ACT, &i));) {
		int d = gd_wf_duty(wf, a->duty);

		if (!a->taken || a->state != GD_ACT_DONE || d < 0)
			continue;
		days += !a->day;
		if (wf->duties[d].noutcomes && !*a->outcome)
			add(&s, GD_NOTE_OUTCOME, wf->duties[d].name.id, 0, 0);
	}
	if (days)
		add(&s, GD_NOTE_DAYS, "", days, 0);
	for (int r = 0; r < wf->nroles; r++) {
		const struct gd_assign *as =
		    gd_row_find(&o->sheet, GD_TAB_ASSIGN,
			&(struct gd_assign){ .role = wf->roles[r].name.id,
			    .person = "" });

		if (wf->roles[r].assigned && (!as || !*as->person))
			add(&s, GD_NOTE_NOBODY, wf->roles[r].name.id, 0, 0);
	}
	*out = s.at;
	return s.n;
}
