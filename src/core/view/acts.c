/* core/view/acts.c - which acts are possible, and which wait for what.
 *
 * Candidates come from the checklist, the unissued papers and the pieces;
 * each is tried on gd_decide as a person who holds the roles, so an act that
 * is offered is an act that is allowed.
 */
#include <string.h>

#include "../papers/signs.h"
#include "todo_priv.h"

#include "base/banned.h"

static const char **
role_names(struct todo *t, const struct gd_list *roles, int *n)
{
	const char **names =
	    gd_arena_alloc(&t->out->arena, (size_t)roles->n + 1, sizeof *names);

	for (int i = 0; i < roles->n; i++)
		names[i] = t->wf->roles[roles->at[i]].name.id;
	*n = roles->n;
	return names;
}

/* A new act; its command is what the caller fills in before try_act(). */
struct gd_act_view *
act_new(struct todo *t, enum gd_verb verb, const char *word,
    const struct gd_list *roles)
{
	struct gd_act_view *a =
	    GD_PUSH(t->out->acts, t->out->nacts, t->acts_room);
	static const struct gd_list nobody = { 0 };

	a->verb = verb;
	a->word = word;
	a->step = a->duty = a->paper = -1;
	a->desk = a->role = a->person = a->outcome = "";
	a->roles = role_names(t, roles ? roles : &nobody, &a->nroles);
	a->cmd.verb = verb;
	return a;
}

void
act_duty(struct todo *t, struct gd_act_view *a, const struct gd_duty_view *v)
{
	a->duty = v->duty;
	a->step = v->def->step;
	a->paper = v->def->effect == GD_EFFECT_NONE ? -1 : v->def->thing;
	a->lot = v->lot;
	a->round = v->round;
	a->inst = v->inst;
	a->due = v->due;
	a->blocks = v->def->blocks != GD_BLOCKS_NO;
	a->optional = !duty_is_work(v->def, gd_head(t->o)->state);
	a->suggested = v->def->suggested;
	a->cmd.duty = v->def->name.id;
	a->cmd.lot = v->lot;
	a->cmd.inst = v->inst;
	if (v->state == GD_DUTY_BLOCKED)
		a->blocked_by = pred_unmet(t->wf, t->o, v->def->needs,
		    (struct gd_at){ v->lot, v->round, v->inst });
}

/* A paper is due when making it is, until it is made: signing and issuing are
 * part of that. */
static int32_t
due_to_make(struct todo *t, int duty, int64_t lot, int64_t inst)
{
	struct gd_at at = duty_at(t->wf, t->o, duty, lot, inst);
	const struct gd_due *due = gd_row_find(&t->o->sheet, GD_TAB_DUE,
	    &(struct gd_due){ .duty = t->wf->duties[duty].name.id,
		.lot = at.lot,
		.round = at.round,
		.inst = at.inst,
		.base = "",
		.rule = "",
		.reason = "" });

	return due && !due->shut && !due->actual ? (int32_t)due->day : 0;
}

static void
act_paper(struct todo *t, struct gd_act_view *a, int paper,
    const struct gd_revision *r)
{
	int duty = duty_making(t->wf, paper);

	a->paper = paper;
	a->step = t->wf->papers[paper].step;
	if (duty >= 0) {
		a->duty = duty;
		a->step = t->wf->duties[duty].step;
		a->blocks = t->wf->duties[duty].blocks != GD_BLOCKS_NO;
	}
	if (r) {
		a->lot = r->lot;
		a->inst = a->round = r->inst;
		a->rev = r->rev;
	}
	if (r && duty >= 0)
		a->due = due_to_make(t, duty, r->lot, r->inst);
	a->cmd.paper = t->wf->papers[paper].name.id;
	a->cmd.lot = a->lot;
	a->cmd.inst = a->inst;
}

/* Is it allowed now? Names it for ever. */
void
try_act(struct todo *t, struct gd_act_view *a)
{
	const char *what = a->cmd.duty    ? a->cmd.duty
			   : a->cmd.paper ? a->cmd.paper
			   : a->cmd.step  ? a->cmd.step
					  : "";

	a->possible =
	    gd_decide_may(t->wf, t->o, t->f, &a->cmd, &a->why) == GD_OK;
	if (a->possible)
		a->why = (struct gd_err)GD_ERR_INIT;
	a->id = gd_arena_printf(&t->out->arena, "%s:%s@%lld#%lld%s%s", a->word,
	    what, (long long)a->lot, (long long)a->inst,
	    *a->role || *a->desk || *a->person ? ":" : "",
	    *a->role   ? a->role
	    : *a->desk ? a->desk
		       : a->person);
	if (a->piece)
		a->id = gd_arena_printf(&t->out->arena, "%s%%%lld", a->id,
		    (long long)a->piece);
}

void
act_waive(struct todo *t, const struct gd_duty_view *v)
{
	struct gd_act_view *a;

	if (!v->def->waivable || v->def->many)
		return;
	a = act_new(t, GD_DO_SKIP, "waive",
	    v->def->waive_by.n ? &v->def->waive_by : &v->def->by);
	act_duty(t, a, v);
	a->optional = true;
	a->blocks = false;
	a->blocked_by = NULL;
	a->needs_reason = true;
	try_act(t, a);
}

static const char *
word_of(const struct gd_duty_def *def)
{
	if (def->noutcomes)
		return "choose";
	switch (def->effect) {
	case GD_EFFECT_RECEIVE:
		return "receive";
	case GD_EFFECT_HAND_OUT:
		return "send";
	case GD_EFFECT_MOVE:
		return "move";
	case GD_EFFECT_OFFER: /* acts_offer.c */
	case GD_EFFECT_MAKE:
		return "make";
	case GD_EFFECT_NONE:
		break;
	}
	return def->credits ? "credit" : "fill";
}

/* An edit is nobody's work unless the draft was sent back. */
static void
act_back(struct gd_act_view *a, const struct gd_revision *r)
{
	a->back = gd_revision_back(r) ? r : NULL;
	a->optional = !a->back;
}

/* The acts of one line of the checklist. */
static void
acts_of_duty(struct todo *t, const struct gd_duty_view *v)
{
	const struct gd_duty_def *def = v->def;
	struct gd_act_view *a;

	if (v->state == GD_DUTY_NA || v->state == GD_DUTY_WAITING)
		return;
	if (def->effect == GD_EFFECT_OFFER) {
		acts_of_offer(t, v);
		return;
	}
	if (v->state == GD_DUTY_DONE && !def->revisable)
		return;
	if (def->effect == GD_EFFECT_MAKE && v->revision &&
	    v->revision->state != GD_REV_DRAFT &&
	    v->revision->state != GD_REV_VOID)
		return; /* its signing and issuing are acts of their own */
	if (!def->derived || def->credits) {
		a = act_new(t,
		    def->effect == GD_EFFECT_MAKE ? GD_DO_MAKE
		    : def->noutcomes              ? GD_DO_CHOOSE
						  : GD_DO_FILL,
		    word_of(def), &def->by);
		act_duty(t, a, v);
		if (v->state != GD_DUTY_READY && v->state != GD_DUTY_BLOCKED)
			a->optional = true;
		a->again = v->state == GD_DUTY_DONE;
		if (def->effect == GD_EFFECT_MAKE && v->revision &&
		    v->revision->state == GD_REV_DRAFT) {
			a->word = "edit";
			act_back(a, v->revision);
		}
		try_act(t, a);
	}
	if (v->state == GD_DUTY_READY || v->state == GD_DUTY_BLOCKED)
		act_waive(t, v);
}

/* Ad-hoc duties that may begin now. */
static void
acts_adhoc(struct todo *t, int duty, int64_t lot)
{
	const struct gd_duty_def *def = &t->wf->duties[duty];
	struct gd_act_view *a;

	if (!def->many || def->effect == GD_EFFECT_MAKE ||
	    !(def->thread_head || !def->thread || !*def->thread) ||
	    lot_off(t->o, lot) || !window_open(t->wf, t->o, duty, lot))
		return;
	a = act_new(t, def->noutcomes ? GD_DO_CHOOSE : GD_DO_FILL, word_of(def),
	    &def->by);
	a->duty = duty;
	a->step = def->step;
	a->adhoc = true;
	a->optional = true;
	a->lot = lot;
	a->cmd.duty = def->name.id;
	a->cmd.lot = a->lot;
	try_act(t, a);
	if (!a->possible)
		t->out->nacts--; /* not now: nothing to show */
}

/* Who prepared or signed a revision already: they may not sign it again. */
static void
not_people(struct todo *t, struct gd_act_view *a, const struct gd_sign_def *def,
    const struct gd_revision *r)
{
	const char **who = gd_arena_alloc(&t->out->arena, 18, sizeof *who);
	struct gd_at at = { .lot = r->lot, .inst = r->inst };
	const struct gd_signoff *s;

	if (!def->own && !r->taken && *r->by)
		who[a->nnot++] = r->by;
	if (!def->own && !r->taken && *r->for_whom)
		who[a->nnot++] = r->for_whom;
	for (size_t i = 0;
	     !def->same_person && (s = gd_walk(t->o, GD_TAB_SIGNOFF, &i));) {
		if (!signoff_of(s, r->kind, at, r->rev) || a->nnot > 15)
			continue;
		who[a->nnot++] = s->by;
		if (*s->for_whom)
			who[a->nnot++] = s->for_whom;
	}
	a->not_people = who;
}

/* The roles of a row, and those whose signature would count by moving one. */
static struct gd_list
helpful_roles(struct todo *t, const struct gd_revision *r, int paper,
    const struct gd_sign_def *def)
{
	const struct gd_paper_def *p = &t->wf->papers[paper];
	struct gd_at at = { r->lot, r->inst, r->inst };
	struct gd_signoff s = { .kind = r->kind,
		.by = GD_ANYBODY,
		.for_whom = "",
		.reason = "" };
	struct gd_list list = { .n = 0 };

	list.at = gd_arena_alloc(&t->out->arena, (size_t)t->wf->nroles + 1,
	    sizeof *list.at);
	for (int i = 0; i < def->any.n; i++)
		list.at[list.n++] = def->any.at[i];
	for (int row = 0; row < p->nsigns; row++)
		for (int i = 0; i < p->signs[row].any.n; i++) {
			int16_t role = p->signs[row].any.at[i];

			s.role = t->wf->roles[role].name.id;
			if (gd_list_has(&p->signs[row].any, def->any.at[0]) &&
			    !gd_list_has(&list, role) &&
			    signs_helped(t->wf, t->o, paper, at, r->rev, &s))
				list.at[list.n++] = role;
		}
	return list;
}

/* One signature that is missing. Two rows may begin with the same role. */
static void
act_sign(struct todo *t, const struct gd_revision *r, int paper,
    const struct gd_sign_def *def, bool again)
{
	struct gd_list roles = helpful_roles(t, r, paper, def);
	struct gd_act_view *a = act_new(t, GD_DO_SIGN, "sign", &roles);

	act_paper(t, a, paper, r);
	a->role = t->wf->roles[def->any.at[0]].name.id;
	a->cmd.role = a->role;
	a->needs_password = true;
	a->optional = gd_revision_back(r); /* not asked for at the moment */
	not_people(t, a, def, r);
	try_act(t, a);
	if (again)
		a->id = gd_arena_printf(&t->out->arena, "%s+%d", a->id,
		    (int)(def - t->wf->papers[paper].signs));
}

static void
acts_of_revision(struct todo *t, const struct gd_revision *r, int paper)
{
	struct gd_at at = { r->lot, r->inst, r->inst };
	const struct gd_paper_def *def = &t->wf->papers[paper];
	struct gd_list roles = { .n = 0 };
	struct sign_gaps gaps;
	struct gd_act_view *a;
	int duty = duty_making(t->wf, paper);

	signs_missing(t->wf, t->o, paper, at, r->rev, &gaps);
	roles.at = gd_arena_alloc(&t->out->arena, (size_t)t->wf->nroles + 1,
	    sizeof *roles.at);
	for (int i = 0; i < gaps.n; i++) {
		const struct gd_sign_def *s = &def->signs[gaps.at[i].row];
		bool again = false;

		for (int k = 0; k < i; k++)
			again = again || def->signs[gaps.at[k].row].any.at[0] ==
					     s->any.at[0];
		act_sign(t, r, paper, s, again);
		for (int k = 0; k < s->any.n; k++)
			if (!gd_list_has(&roles, s->any.at[k]))
				roles.at[roles.n++] = s->any.at[k];
	}
	if (r->state == GD_REV_SIGNING || roles.n) {
		a = act_new(t, GD_DO_SENDBACK, "sendback", &roles);
		act_paper(t, a, paper, r);
		a->optional = true;
		a->needs_reason = true;
		try_act(t, a);
	}
	if (duty < 0)
		return;
	a = act_new(t, GD_DO_ISSUE, "issue", &t->wf->duties[duty].by);
	act_paper(t, a, paper, r);
	try_act(t, a);
	a->blocked_by = a->possible ? NULL : t->wf->duties[duty].needs;
	if (r->rev > 1) {
		a = act_new(t, GD_DO_MAKE, "edit", &t->wf->duties[duty].by);
		act_paper(t, a, paper, r);
		act_back(a, r);
		try_act(t, a);
	}
}

static void
act_piece(struct todo *t, const struct gd_piece *pc, enum gd_verb verb,
    const char *word)
{
	int paper = gd_wf_paper(t->wf, pc->kind);
	struct gd_act_view *a = act_new(t, verb, word, NULL);

	a->paper = paper;
	a->step = paper >= 0 ? t->wf->papers[paper].step : -1;
	a->lot = pc->lot;
	a->inst = a->round = pc->inst;
	a->rev = pc->rev;
	a->piece = pc->no;
	a->desk = pc->desk;
	a->optional = true;
	a->cmd.paper = pc->kind;
	a->cmd.desk = pc->desk;
	a->cmd.lot = pc->lot;
	a->cmd.inst = pc->inst;
	a->cmd.piece = verb == GD_DO_SEND ? 0 : pc->no;
	try_act(t, a);
}

/* A later revision's pieces are no duty any more, but they must go out. */
static bool
sent_by_duty(struct todo *t, const struct gd_piece *pc)
{
	int paper = gd_wf_paper(t->wf, pc->kind);

	for (int d = 0; d < t->wf->nduties; d++) {
		struct gd_at at = duty_at(t->wf, t->o, d, pc->lot, pc->inst);

		if (gd_list_has(&t->wf->duties[d].papers, paper) &&
		    duty_applies(t->wf, t->o, d, at) != GD_FALSE &&
		    !duty_settled(t->wf, t->o, d, at))
			return true;
		if (t->wf->duties[d].effect == GD_EFFECT_MOVE &&
		    t->wf->duties[d].thing == paper &&
		    duty_applies(t->wf, t->o, d, at) != GD_FALSE &&
		    !duty_settled(t->wf, t->o, d, at))
			return true;
	}
	return false;
}

static void
acts_of_pieces(struct todo *t)
{
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(t->o, GD_TAB_PIECE, &i));) {
		if (pc->state == GD_PIECE_SENT)
			act_piece(t, pc, GD_DO_RECEIVE, "receipt");
		else if (pc->state == GD_PIECE_RECALL)
			act_piece(t, pc, GD_DO_RETURNED, "returned");
		else if (pc->state == GD_PIECE_DUE && !sent_by_duty(t, pc))
			act_piece(t, pc, GD_DO_SEND, "send");
	}
}

static void
acts_of_order(struct todo *t)
{
	const struct gd_inform *in;
	struct gd_act_view *a;

	for (size_t i = 0; (in = gd_walk(t->o, GD_TAB_INFORM, &i));) {
		if (in->done_ms)
			continue;
		a = act_new(t, GD_DO_INFORM, "inform", NULL);
		a->desk = in->desk;
		a->cmd.desk = in->desk;
		try_act(t, a);
	}
	if (gd_head(t->o)->state == GD_ORDER_HELD) {
		a = act_new(t, GD_DO_RESUME, "resume", NULL);
		try_act(t, a);
	}
}

static const char *
decimal(struct todo *t, int64_t n, int64_t digits)
{
	int64_t unit = 1;

	for (int64_t i = 0; i < digits; i++)
		unit *= 10;
	if (digits <= 0)
		return gd_arena_printf(&t->out->arena, "%lld", (long long)n);
	return gd_arena_printf(&t->out->arena, "%lld.%0*lld",
	    (long long)(n / unit), (int)digits, (long long)(n % unit));
}

/* What a shipped lot left behind of a line: ship it in a further lot, or the
 * customer agrees to less. */
static void
acts_of_line(struct todo *t, const struct gd_line *l)
{
	int64_t missing = line_missing(t->o, l->no), may = 0, lot;
	struct gd_pair *pair = gd_arena_alloc(&t->out->arena, 2, sizeof *pair);
	struct gd_act_view *a;

	for (lot = lot_count(t->o); lot > 1; lot--)
		if (lot_known(t->o, lot) &&
		    lot_free(t->wf, t->o, lot, l->no) > 0)
			break;
	may = lot_free(t->wf, t->o, lot, l->no);
	pair[0] = (struct gd_pair){ gd_arena_printf(&t->out->arena, "line:%lld",
					(long long)l->no),
		decimal(t, may < missing ? may : missing, l->digits) };
	pair[1] = (struct gd_pair){ "qty", decimal(t, missing, l->digits) };
	for (int i = 0; i < 2; i++) {
		a = act_new(t, i ? GD_DO_SHORT : GD_DO_SPLIT,
		    i ? "short" : "split", NULL);
		a->lot = a->cmd.lot = i ? 0 : lot;
		a->inst = l->no; /* the line */
		a->needs_reason = true;
		a->blocks = true;
		a->cmd.number = i ? l->no : 0;
		a->cmd.fields = &pair[i];
		a->cmd.nfields = 1;
		try_act(t, a);
	}
}

/* An issued paper that says other lines than the order: a new revision. */
static void
act_stale(struct todo *t, const struct gd_revision *r, int paper)
{
	int duty = duty_making(t->wf, paper);
	struct gd_act_view *a;

	if (duty < 0 || !t->wf->papers[paper].lines || !lines_stale(t->o, r))
		return;
	a = act_new(t, GD_DO_REVISE, "revise", &t->wf->duties[duty].by);
	act_paper(t, a, paper, r);
	a->blocks = false;
	a->optional = true;
	a->needs_reason = true;
	try_act(t, a);
	if (!a->possible) /* it is being revised already */
		t->out->nacts--;
}

void
todo_acts(struct todo *t)
{
	bool active = gd_head(t->o)->state == GD_ORDER_ACTIVE;
	bool done = gd_head(t->o)->state == GD_ORDER_COMPLETED;
	const struct gd_revision *r;
	const struct gd_line *l;

	for (size_t i = 0; i < t->out->nduties; i++)
		if (active ||
		    (done && t->out->duties[i].def->after_close))
			acts_of_duty(t, &t->out->duties[i]);
	for (size_t i = 0; (active || done) &&
			   (r = gd_walk(t->o, GD_TAB_REVISION, &i));) {
		int p = gd_wf_paper(t->wf, r->kind);

		if (!active && !paper_after_close(t->wf, p))
			continue;
		if (p >= 0 &&
		    (r->state == GD_REV_DRAFT || r->state == GD_REV_SIGNING))
			acts_of_revision(t, r, p);
		else if (p >= 0 && r->state == GD_REV_ISSUED)
			act_stale(t, r, p);
	}
	acts_of_pieces(t);
	acts_of_order(t);
	for (int d = 0; d < t->wf->nduties; d++) {
		bool per_lot = t->wf->duties[d].per_lot;

		if (!active && !(done && t->wf->duties[d].after_close))
			continue;
		for (int64_t lot = per_lot;
		     lot <= (per_lot ? lot_count(t->o) : 0); lot++)
			acts_adhoc(t, d, lot);
	}
	for (size_t i = 0; active && (l = gd_walk(t->o, GD_TAB_LINE, &i));)
		if (line_short(t->o, l))
			acts_of_line(t, l);
}
