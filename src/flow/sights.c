/* flow/sights.c - what a scenario expects: the map behind `expect`. */
#include "scenes.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))
#define MAX_SIGHTS 200

struct sights { /* being gathered */
	struct loader *l;
	struct gd_sight *at;
	int n;
};

static struct gd_sight *
sight(struct sights *s, enum gd_sight_kind kind, const struct node *n)
{
	struct gd_sight *out = &s->at[s->n < MAX_SIGHTS ? s->n++ : s->n - 1];

	*out = (struct gd_sight){ .kind = kind,
		.what = "",
		.where = "",
		.value = "",
		.line = n->line,
		.col = n->col };
	return out;
}

/* pack@2 is lot 2, pack#3 is line, payment row or instance 3. */
static const char *
placed(struct sights *s, const struct node *n, enum ref what,
    struct gd_sight *out)
{
	const char *text = n->kind == NODE_TEXT ? n->text : "";
	size_t len = strcspn(text, "@#");
	struct node plain = *n;

	if (text[len] == '@')
		out->lot = strtoll(text + len + 1, NULL, 10);
	if (text[len] == '#')
		out->inst = strtoll(text + len + 1, NULL, 10);
	plain.text = gd_arena_strn(&s->l->scratch, text, len);
	return scene_ref(s->l, &plain, what);
}

/* Words people write for "it has none". */
static const char *
value_or_none(struct loader *l, const struct node *n)
{
	const char *v = scene_text(l, n);

	return strcmp(v, "none") == 0 ? "" : v;
}

static void
duty_list(struct sights *s, const struct node *n, enum gd_sight_kind kind,
    enum gd_duty_state state)
{
	if (n->kind == NODE_MAP) {
		gd_fail(fault(s->l, n), GD_USAGE, GD_M_FLOW_WANT_LIST);
		return;
	}
	for (const struct node *k = n->kind == NODE_LIST ? n->first : n; k;
	     k = n->kind == NODE_LIST ? k->next : NULL) {
		struct gd_sight *out = sight(s, kind, k);

		out->number = (int64_t)state;
		out->what = placed(s, k, REF_DUTY, out);
	}
	if (kind == GD_SIGHT_LATE && n->kind == NODE_LIST && n->n == 0)
		sight(s, kind, n);
}

static void
see_mark(struct sights *s, const struct node *n)
{
	const struct gd_workflow *wf = s->l->wf;
	struct gd_sight *out = sight(s, GD_SIGHT_MARK, n);
	const char **words = gd_arena_alloc(&s->l->scratch,
	    (size_t)wf->nduties + 1, sizeof *words);
	int count = 0;

	out->what = value_or_none(s->l, n);
	for (int d = 0; d < wf->nduties; d++)
		if (wf->duties[d].mark)
			words[count++] = wf->duties[d].mark->id;
	if (*out->what)
		out->what = scene_word(s->l, n, words, count, "mark");
}

static void
see_state(struct sights *s, const struct node *n)
{
	const char *words[4];

	for (int i = 0; i < COUNT(words); i++)
		words[i] = gd_order_state_word(i);
	sight(s, GD_SIGHT_STATE, n)->value =
	    scene_word(s->l, n, words, COUNT(words), "state");
}

/* field, assignee, due: name: value, one sight each */
static void
values(struct sights *s, const struct node *n, enum gd_sight_kind kind,
    enum ref what)
{
	if (!want_map(s->l, n))
		return;
	for (const struct node *k = n->first; k; k = k->next->next) {
		struct gd_sight *out = sight(s, kind, k);

		out->what = placed(s, k, what, out);
		out->value = kind == GD_SIGHT_ASSIGNEE &&
				     strcmp(value_or_none(s->l, k->next), "")
				 ? scene_person(s->l, k->next)
				 : value_or_none(s->l, k->next);
	}
}

static void
count_of(struct sights *s, const struct node *n, struct gd_sight *out)
{
	if (n->kind != NODE_TEXT || !parse_number(n->text, &out->number) ||
	    out->number < 0)
		gd_fail(fault(s->l, n), GD_USAGE, GD_M_FLOW_WHOLE);
}

/* finance: 1, or finance: {held: 1, sent: 0} */
static void
pieces_at(struct sights *s, const char *paper, const struct gd_sight *place,
    const struct node *desk)
{
	static const char *const states[] = { "due", "sent", "held", "recall",
		"returned", "destroyed", "void", "lost" };
	const char *id = scene_ref(s->l, desk, REF_DESK);
	const struct node *n = desk->next;
	struct gd_sight *out;

	for (const struct node *k = n->kind == NODE_MAP ? n->first : n; k;
	     k = n->kind == NODE_MAP ? k->next->next : NULL) {
		out = sight(s, GD_SIGHT_PIECES, k);
		out->what = paper;
		out->where = id;
		out->lot = place->lot;
		out->inst = place->inst;
		if (n->kind == NODE_MAP)
			out->value =
			    scene_word(s->l, k, states, COUNT(states), "state");
		count_of(s, n->kind == NODE_MAP ? k->next : k, out);
	}
}

static void
see_pieces(struct sights *s, const struct node *n)
{
	if (!want_map(s->l, n))
		return;
	for (const struct node *k = n->first; k; k = k->next->next) {
		struct gd_sight place = { .lot = 0 };
		const char *paper = placed(s, k, REF_PAPER, &place);

		if (!want_map(s->l, k->next))
			continue;
		for (const struct node *d = k->next->first; d;
		     d = d->next->next)
			pieces_at(s, paper, &place, d);
	}
}

static void
see_rounds(struct sights *s, const struct node *n)
{
	if (!want_map(s->l, n))
		return;
	for (const struct node *k = n->first; k; k = k->next->next) {
		struct gd_sight *out = sight(s, GD_SIGHT_ROUND, k);

		out->what = placed(s, k, REF_LOOP, out);
		count_of(s, k->next, out);
	}
}

static void
see_counts(struct sights *s, const struct node *n)
{
	static const char *const words[] = {
#define X(word, member) word,
		GD_COUNTED(X)
#undef X
	};

	if (!want_map(s->l, n))
		return;
	for (const struct node *k = n->first; k; k = k->next->next) {
		struct gd_sight *out = sight(s, GD_SIGHT_COUNTS, k);

		out->what = scene_word(s->l, k, words, COUNT(words), "count");
		count_of(s, k->next, out);
	}
}

struct raw_expect {
	const struct node *state, *step, *mark, *field, *pieces, *assignee;
	const struct node *late, *round, *cause, *due, *counts;
	const struct node *duties[GD_DUTY_WAIVED + 1]; /* by their state */
};
#define AT(m) offsetof(struct raw_expect, m)
static const struct key expect_keys[] = {
	{ "state", read_skip, AT(state), 0, false },
	{ "step", read_skip, AT(step), 0, false },
	{ "mark", read_skip, AT(mark), 0, false },
	{ "na", read_skip, AT(duties[GD_DUTY_NA]), 0, false },
	{ "waiting", read_skip, AT(duties[GD_DUTY_WAITING]), 0, false },
	{ "blocked", read_skip, AT(duties[GD_DUTY_BLOCKED]), 0, false },
	{ "ready", read_skip, AT(duties[GD_DUTY_READY]), 0, false },
	{ "done", read_skip, AT(duties[GD_DUTY_DONE]), 0, false },
	{ "waived", read_skip, AT(duties[GD_DUTY_WAIVED]), 0, false },
	{ "field", read_skip, AT(field), 0, false },
	{ "pieces", read_skip, AT(pieces), 0, false },
	{ "assignee", read_skip, AT(assignee), 0, false },
	{ "late", read_skip, AT(late), 0, false },
	{ "round", read_skip, AT(round), 0, false },
	{ "cause", read_skip, AT(cause), 0, false },
	{ "due", read_skip, AT(due), 0, false },
	{ "counts", read_skip, AT(counts), 0, false },
};

void
read_sights(struct loader *l, const struct node *n, struct gd_scene *out)
{
	struct raw_expect r = { .state = NULL };
	struct sights s = { .l = l };
	struct gd_sight *kept;

	s.at = gd_arena_alloc(&l->scratch, MAX_SIGHTS, sizeof *s.at);
	read_map(l, n, expect_keys, COUNT(expect_keys), &r);
	if (r.state)
		see_state(&s, r.state);
	if (r.step)
		sight(&s, GD_SIGHT_STEP, r.step)->what =
		    strcmp(value_or_none(l, r.step), "")
			? scene_ref(l, r.step, REF_STEP)
			: "";
	if (r.mark)
		see_mark(&s, r.mark);
	for (int i = 0; i < COUNT(r.duties); i++)
		if (r.duties[i])
			duty_list(&s, r.duties[i], GD_SIGHT_DUTY,
			    (enum gd_duty_state)i);
	if (r.late)
		duty_list(&s, r.late, GD_SIGHT_LATE, GD_DUTY_NA);
	if (r.counts)
		see_counts(&s, r.counts);
	if (r.field)
		values(&s, r.field, GD_SIGHT_FIELD, REF_FIELD);
	if (r.assignee)
		values(&s, r.assignee, GD_SIGHT_ASSIGNEE, REF_ROLE);
	if (r.due)
		values(&s, r.due, GD_SIGHT_DUE, REF_DUTY);
	if (r.pieces)
		see_pieces(&s, r.pieces);
	if (r.round)
		see_rounds(&s, r.round);
	if (r.cause)
		sight(&s, GD_SIGHT_CAUSE, r.cause)->value =
		    value_or_none(l, r.cause);
	kept = gd_arena_alloc(l->keep, (size_t)s.n + 1, sizeof *kept);
	memcpy(kept, s.at, (size_t)s.n * sizeof *kept);
	out->sights = kept;
	out->nsights = s.n;
}
