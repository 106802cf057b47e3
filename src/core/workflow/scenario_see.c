/* core/workflow/scenario_see.c - is the order as a scenario expects it? */
#include "scene.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/say.h"
#include "core/view/kpi.h"

#include "base/banned.h"

/* should be, is */
static bool
differs(struct stage *g, const struct gd_sight *s, struct gd_arg what,
    struct gd_arg should, struct gd_arg is)
{
	gd_fail(&g->fault->err, GD_REFUSED, GD_M_SCENE_DIFFERS,
	    GD_T(g->s->name.id), what, should, is);
	return stage_fails(g, s->line, s->col);
}

/* A word of the program; of what has none: nothing. */
static struct gd_arg
word_or_none(const char *word)
{
	return *word ? gd_arg_text(word) : gd_arg_term(GD_TR("none"));
}

static bool
same_text(struct stage *g, const struct gd_sight *s, struct gd_arg what,
    const char *should, const char *is)
{
	if (strcmp(should, is) == 0)
		return true;
	return differs(g, s, what, word_or_none(should), word_or_none(is));
}

static bool
same_count(struct stage *g, const struct gd_sight *s, struct gd_arg what,
    int64_t is)
{
	if (s->number == is)
		return true;
	return differs(g, s, what, gd_arg_int(s->number), gd_arg_int(is));
}

/* ---- duties -------------------------------------------------------------- */

/* Done, waived and not owed must hold everywhere; the others somewhere. */
static bool
everywhere(int64_t state)
{
	return state == GD_DUTY_DONE || state == GD_DUTY_WAIVED ||
	       state == GD_DUTY_NA;
}

/* An ad-hoc duty that nobody has begun is ready while it may be begun. */
static enum gd_duty_state
unbegun(const struct gd_todo *todo, int duty)
{
	for (size_t i = 0; i < todo->nacts; i++)
		if (todo->acts[i].duty == duty && todo->acts[i].possible)
			return GD_DUTY_READY;
	return GD_DUTY_NA;
}

static enum gd_duty_state
duty_seen(const struct gd_todo *todo, const struct gd_sight *s, int duty)
{
	enum gd_duty_state other = GD_DUTY_NA;
	bool found = false;

	for (size_t i = 0; i < todo->nduties; i++) {
		const struct gd_duty_view *v = &todo->duties[i];

		if (v->duty != duty || (s->lot && v->lot != s->lot) ||
		    (s->inst && v->inst != s->inst))
			continue;
		if ((int64_t)v->state == s->number && !everywhere(s->number))
			return v->state;
		if (!found || (int64_t)v->state != s->number)
			other = v->state;
		found = true;
	}
	if (!found || (s->number == GD_DUTY_READY && other == GD_DUTY_NA))
		return unbegun(todo, duty);
	return other;
}

static bool
see_duty(struct stage *g, const struct gd_sight *s, const struct gd_todo *todo)
{
	enum gd_duty_state is = duty_seen(todo, s, gd_wf_duty(g->wf, s->what));

	if ((int64_t)is == s->number)
		return true;
	return differs(g, s, gd_arg_text(s->what),
	    gd_arg_term(gd_duty_state_word((enum gd_duty_state)s->number)),
	    gd_arg_term(gd_duty_state_word(is)));
}

static bool
see_late(struct stage *g, const struct gd_sight *s, const struct gd_todo *todo)
{
	int duty = *s->what ? gd_wf_duty(g->wf, s->what) : -1;

	for (size_t i = 0; i < todo->nduties; i++) {
		const struct gd_duty_view *v = &todo->duties[i];

		if (!v->late || (duty >= 0 && v->duty != duty))
			continue;
		if (duty >= 0)
			return true;
		return differs(g, s, gd_arg_text(v->def->name.id),
		    gd_arg_term(GD_TR("in time")), gd_arg_term(GD_TR("late")));
	}
	return duty < 0 ||
	       differs(g, s, gd_arg_text(s->what), gd_arg_term(GD_TR("late")),
		   gd_arg_term(GD_TR("in time")));
}

/* ---- the order ----------------------------------------------------------- */

static bool
see_head(struct stage *g, const struct gd_sight *s)
{
	const struct gd_head *h = gd_head(&g->order);
	const char *step = h->step_no > 0 && h->step_no <= g->wf->nsteps
			       ? g->wf->steps[h->step_no - 1].name.id
			       : "";

	switch (s->kind) {
	case GD_SIGHT_STATE:
		if (strcmp(gd_order_state_word(h->state), s->value) == 0)
			return true;
		return differs(g, s, gd_arg_term(GD_TR("the order")),
		    gd_arg_term(s->value),
		    gd_arg_term(gd_order_state_word(h->state)));
	case GD_SIGHT_STEP:
		return same_text(g, s, gd_arg_term("step"), s->what, step);
	case GD_SIGHT_MARK:
		return same_text(g, s, gd_arg_term(GD_TR("mark")), s->what,
		    h->status);
	default:
		return same_text(g, s, gd_arg_term(GD_TR("cause")), s->value,
		    h->cause);
	}
}

/* The value expected, as the machine would keep it. */
static bool
see_field(struct stage *g, const struct gd_sight *s)
{
	int f = gd_wf_field(g->wf, s->what);
	const struct gd_field_def *def = &g->wf->fields[f];
	const char *is = gd_field(&g->order, def->name.id,
	    def->per_lot ? (s->lot ? s->lot : 1) : 0);
	struct gd_field_def plain = *def;
	struct gd_command none = { .verb = GD_DO_TICK };
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_work w =
	    work_on(g->wf, &g->order, &g->facts, &none, &ev, &g->fault->why);
	const char *should = s->value;
	bool ok;

	plain.moved.n = 0; /* it may be expected though nobody types it */
	ok = !*should || value_read(&w, &plain, s->value, &should) == GD_OK;
	if (!ok)
		should = s->value;
	ok = same_text(g, s, gd_arg_text(s->what), should, is);
	gd_order_release(&w.order);
	gd_events_release(&ev);
	return ok;
}

static bool
see_pieces(struct stage *g, const struct gd_sight *s)
{
	const struct gd_piece *pc;
	int64_t n = 0;
	char what[120];

	for (size_t i = 0; (pc = gd_walk(&g->order, GD_TAB_PIECE, &i));) {
		const char *word = gd_piece_state_word(pc->state);
		bool here = pc->state == GD_PIECE_DUE ||
			    pc->state == GD_PIECE_SENT ||
			    pc->state == GD_PIECE_HELD;

		if (strcmp(pc->kind, s->what) == 0 &&
		    strcmp(pc->desk, s->where) == 0 &&
		    (!s->lot || pc->lot == s->lot) &&
		    (!s->inst || pc->inst == s->inst))
			n += *s->value ? strcmp(word, s->value) == 0 : here;
	}
	snprintf(what, sizeof what, "%s > %s", s->what, s->where);
	return same_count(g, s, gd_arg_text(what), n);
}

static bool
see_assignee(struct stage *g, const struct gd_sight *s)
{
	const struct gd_assign *a = gd_row_find(&g->order.sheet, GD_TAB_ASSIGN,
	    &(struct gd_assign){ .role = s->what, .person = "" });

	return same_text(g, s, gd_arg_text(s->what), s->value,
	    a ? a->person : "");
}

static bool
see_due(struct stage *g, const struct gd_sight *s)
{
	const struct gd_due *r;
	char should[GD_DAY_TEXT] = "", is[GD_DAY_TEXT] = "";

	for (size_t i = 0; !*is && (r = gd_walk(&g->order, GD_TAB_DUE, &i));)
		if (strcmp(r->duty, s->what) == 0 && r->day &&
		    (!s->lot || r->lot == s->lot) &&
		    (!s->inst || r->inst == s->inst))
			gd_day_text((int32_t)r->day, is);
	if (*s->value)
		gd_day_text(gd_day_read(s->value, g->facts.today), should);
	return same_text(g, s, gd_arg_text(s->what), should, is);
}

static bool
see_round(struct stage *g, const struct gd_sight *s)
{
	const struct gd_loop *r;
	int64_t round = 1;

	for (size_t i = 0; (r = gd_walk(&g->order, GD_TAB_LOOP, &i));)
		if (strcmp(r->loop, s->what) == 0 && r->round > round &&
		    (!s->lot || r->lot == s->lot))
			round = r->round;
	return same_count(g, s, gd_arg_text(s->what), round);
}

/* What the reports count of it, from the beginning of time to today. */
static bool
see_counts(struct stage *g, const struct gd_sight *s)
{
	const struct gd_kpi_ask ask = { GD_NO_DAY, GD_NO_DAY, g->facts.today,
		g->facts.utc_offset_min };
	struct gd_kpi k = { .detailed = false };
	int64_t is = 0;

	gd_kpi_add(&k, g->wf, &g->order, &ask);
#define X(word, member)                \
	if (strcmp(s->what, word) == 0) \
		is = k.member;
	GD_COUNTED(X)
#undef X
	gd_kpi_release(&k);
	return same_count(g, s, gd_arg_text(s->what), is);
}

static bool
see(struct stage *g, const struct gd_sight *s, const struct gd_todo *todo)
{
	switch (s->kind) {
	case GD_SIGHT_STATE:
	case GD_SIGHT_STEP:
	case GD_SIGHT_MARK:
	case GD_SIGHT_CAUSE:
		return see_head(g, s);
	case GD_SIGHT_DUTY:
		return see_duty(g, s, todo);
	case GD_SIGHT_LATE:
		return see_late(g, s, todo);
	case GD_SIGHT_FIELD:
		return see_field(g, s);
	case GD_SIGHT_PIECES:
		return see_pieces(g, s);
	case GD_SIGHT_ASSIGNEE:
		return see_assignee(g, s);
	case GD_SIGHT_ROUND:
		return see_round(g, s);
	case GD_SIGHT_DUE:
		return see_due(g, s);
	case GD_SIGHT_COUNTS:
		return see_counts(g, s);
	}
	return true;
}

bool
stage_sees(struct stage *g, const struct gd_scene *s)
{
	struct gd_todo todo = GD_TODO_INIT;
	bool ok = true;

	gd_todo_make(g->wf, &g->order, &g->facts, &todo);
	for (int i = 0; ok && i < s->nsights; i++)
		ok = see(g, &s->sights[i], &todo);
	gd_todo_release(&todo);
	return ok;
}
