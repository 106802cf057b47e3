/* core/view/waiting.c - whom an order in work waits for, and since when. */
#include "core/view/dates.h"
#include "core/view/differ.h"

#include <stdlib.h>
#include <string.h>

#include "../offer.h"
#include "../papers/signs.h"

#include "base/banned.h"

struct list {
	const struct gd_workflow *wf;
	const struct gd_order *o;
	struct gd_arena *arena;
	struct gd_waiting *at; /* grown by malloc until all are there */
	size_t n, room;
};

/* Each of them once, since the first time. */
static struct gd_waiting *
add(struct list *l, const char *who, const char *what, int64_t lot,
    int64_t since_ms)
{
	struct gd_waiting *w;

	for (size_t i = 0; i < l->n; i++) {
		w = &l->at[i];
		if (w->lot != lot || strcmp(w->what, what) != 0 ||
		    strcmp(w->who, who) != 0)
			continue;
		if (since_ms && (!w->since_ms || since_ms < w->since_ms))
			w->since_ms = since_ms;
		return w;
	}
	w = GD_PUSH(l->at, l->n, l->room);
	w->who = gd_arena_str(l->arena, who);
	w->what = what;
	w->lot = lot;
	w->since_ms = since_ms;
	w->until_ms = 0;
	return w;
}

/* Of a role that is given to one person an order, that person. */
static void
add_role(struct list *l, int role, const char *what, int64_t lot,
    int64_t since_ms)
{
	const struct gd_role_def *def = &l->wf->roles[role];
	const struct gd_assign *a = NULL;
	struct gd_str who = GD_STR_INIT;

	if (def->assigned)
		a = gd_row_find(&l->o->sheet, GD_TAB_ASSIGN,
		    &(struct gd_assign){ .role = def->name.id, .person = "" });
	if (a && *a->person)
		gd_str_addf(&who, "person:%s", a->person);
	else
		gd_str_addf(&who, "role:%s", def->name.id);
	add(l, who.text, what, lot, since_ms);
	gd_str_release(&who);
}

/* ---- signatures ----------------------------------------------------------- */

/* Rows that wait for others were asked for when the last of those was given. */
static int64_t
asked_ms(const struct gd_order *o, const struct gd_revision *r, bool in_order)
{
	struct gd_at at = { r->lot, r->inst, r->inst };
	const struct gd_signoff *s;
	int64_t ms = r->made_ms;

	for (size_t i = 0; in_order && (s = gd_walk(o, GD_TAB_SIGNOFF, &i));)
		if (signoff_of(s, r->kind, at, r->rev) && s->at_ms > ms)
			ms = s->at_ms;
	return ms;
}

int64_t
gd_sign_asked_ms(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_revision *r, const char *role)
{
	int p = gd_wf_paper(wf, r->kind), n = gd_wf_role(wf, role);
	bool in_order = false;

	for (int i = 0; p >= 0 && i < wf->papers[p].nsigns; i++)
		if (gd_list_has(&wf->papers[p].signs[i].any, n))
			in_order |= wf->papers[p].signs[i].in_order;
	return asked_ms(o, r, in_order);
}

static bool
asks_for_anything(const struct gd_duty_def *def)
{
	for (int i = 0; def && i < def->nfields; i++)
		if (def->fields[i].required)
			return true;
	return false;
}

/* A draft that does not say yet what it has to waits for who makes it. */
static bool
is_complete(const struct list *l, int paper, const struct gd_revision *r)
{
	int duty = r->taken ? -1 : duty_making(l->wf, paper);
	const struct gd_duty_def *def = duty < 0 ? NULL : &l->wf->duties[duty];
	json_t *obj = NULL;
	bool yes = true;

	if (asks_for_anything(def) && *r->fields)
		obj = json_loads(r->fields, 0, NULL);
	for (int i = 0; def && i < def->nfields && yes; i++) {
		const char *v = json_string_value(json_object_get(obj,
		    l->wf->fields[def->fields[i].field].name.id));

		yes = !def->fields[i].required || (v && *v);
	}
	json_decref(obj);
	return yes;
}

static bool
is_asked(const struct list *l, int paper, const struct gd_revision *r)
{
	return (r->state == GD_REV_SIGNING || r->state == GD_REV_DRAFT) &&
	       is_complete(l, paper, r);
}

/* What was sent back waits for who makes it, since then. */
static bool
add_back(struct list *l, int paper, const struct gd_revision *r)
{
	int duty = gd_revision_back(r) ? duty_making(l->wf, paper) : -1;

	if (duty < 0 || !l->wf->duties[duty].by.n)
		return false;
	add_role(l, l->wf->duties[duty].by.at[0], l->wf->papers[paper].name.id,
	    r->lot, r->back_ms);
	return true;
}

static void
add_signs(struct list *l)
{
	const struct gd_revision *r;

	for (size_t i = 0; (r = gd_walk(l->o, GD_TAB_REVISION, &i));) {
		int p = gd_wf_paper(l->wf, r->kind);
		struct sign_gaps gaps = { 0 };

		if (p < 0 || !is_asked(l, p, r) || lot_off(l->o, r->lot) ||
		    add_back(l, p, r))
			continue;
		signs_missing(l->wf, l->o, p,
		    (struct gd_at){ r->lot, r->inst, r->inst }, r->rev, &gaps);
		for (int k = 0; k < gaps.n; k++) {
			const struct gd_sign_def *def =
			    &l->wf->papers[p].signs[gaps.at[k].row];
			int64_t since = asked_ms(l->o, r, def->in_order);

			for (int j = 0; j < def->any.n && !gaps.at[k].waits;
			     j++)
				add_role(l, def->any.at[j],
				    l->wf->papers[p].name.id, r->lot, since);
		}
	}
}

/* ---- receipts and answers ------------------------------------------------- */

static void
add_pieces(struct list *l)
{
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(l->o, GD_TAB_PIECE, &i));) {
		int desk = gd_wf_desk(l->wf, pc->desk);
		struct gd_str who = GD_STR_INIT;

		if (pc->state != GD_PIECE_SENT && pc->state != GD_PIECE_RECALL)
			continue;
		/* outside parties acknowledge nothing to us */
		if (desk >= 0 && l->wf->desks[desk].outside)
			continue;
		gd_str_addf(&who, "desk:%s", pc->desk);
		add(l, who.text, pc->kind, pc->lot, pc->sent_ms);
		gd_str_release(&who);
	}
}

static void
add_offers(struct list *l)
{
	const struct gd_offer *f;

	for (size_t i = 0; (f = gd_walk(l->o, GD_TAB_OFFER, &i));) {
		struct gd_str who = GD_STR_INIT;

		if (f->state != GD_OFFER_OFFERED)
			continue;
		gd_str_addf(&who, "%s%s", offer_to_pool(f) ? "" : "person:",
		    f->person);
		add(l, who.text, f->duty, f->lot, f->at_ms)->until_ms =
		    f->expires_ms;
		gd_str_release(&who);
	}
}

/* ---- duties --------------------------------------------------------------- */

static int64_t
later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t
opened_ms(const struct list *l, int step, int64_t lot)
{
	const struct gd_step_def *def = &l->wf->steps[step];
	const struct gd_step *row = gd_row_find(&l->o->sheet, GD_TAB_STEP,
	    &(struct gd_step){ .step = def->name.id,
		.lot = def->per_lot ? lot : 0,
		.reason = "",
		.by = "" });

	return row ? row->open_ms : 0;
}

/* The revision a duty makes that is not in force yet; NULL = none. */
static const struct gd_revision *
being_made(const struct list *l, const struct gd_duty_def *def, struct gd_at at)
{
	const struct gd_revision *r;
	const struct gd_paper *p;
	struct gd_at here;

	if (def->effect != GD_EFFECT_MAKE || def->thing < 0)
		return NULL;
	here = paper_at(l->wf, l->o, def->thing, at.lot, at.inst);
	p = gd_paper(l->o, l->wf->papers[def->thing].name.id, here.lot,
	    here.inst);
	r = p ? gd_revision(l->o, p->kind, p->lot, p->inst, p->last) : NULL;
	return r && is_asked(l, def->thing, r) ? r : NULL;
}

/* Its paper is made and lies with those who sign. */
static bool
with_signers(const struct list *l, const struct gd_duty_def *def,
    struct gd_at at)
{
	const struct gd_revision *r = being_made(l, def, at);

	return r && signs_missing(l->wf, l->o, def->thing,
			(struct gd_at){ r->lot, r->inst, r->inst }, r->rev,
			NULL) > 0;
}

/* Since when it could be done: its step open, what it needs done, its paper
 * signed. */
static int64_t
ready_ms(const struct list *l, const struct gd_duty_def *def, struct gd_at at)
{
	const struct gd_revision *r = being_made(l, def, at);
	int64_t ms =
	    later(opened_ms(l, def->step, at.lot), pred_met_ms(l->wf, l->o, def->needs, at));

	return r ? later(ms, asked_ms(l->o, r, true)) : ms;
}

/* An offer of it lies open: the answer is waited for, not the duty. */
static bool
is_offered(const struct list *l, const struct gd_duty_def *def, struct gd_at at)
{
	const struct gd_offer *f;

	for (size_t i = 0; (f = gd_walk(l->o, GD_TAB_OFFER, &i));)
		if (f->state == GD_OFFER_OFFERED && f->lot == at.lot &&
		    f->round == at.round && f->inst == at.inst &&
		    strcmp(f->duty, def->name.id) == 0)
			return true;
	return false;
}

static void
add_duties(struct list *l)
{
	for (int d = 0; d < l->wf->nduties; d++) {
		const struct gd_duty_def *def = &l->wf->duties[d];
		int role = def->owner >= 0 ? def->owner
			   : def->by.n     ? def->by.at[0]
					   : -1;
		struct gd_at at;

		if (def->optional || def->suggested || role < 0)
			continue;
		for (int i = 0; duty_place(l->wf, l->o, d, i, &at); i++) {
			/* money may come early; nobody waits for it yet */
			if (!step_is_open(l->wf, l->o, def->step, at.lot) ||
			    duty_state(l->wf, l->o, d, at) != GD_DUTY_READY ||
			    with_signers(l, def, at) || is_offered(l, def, at))
				continue;
			add_role(l, role, def->name.id, at.lot,
			    ready_ms(l, def, at));
		}
	}
}

/* Longest first; what is not known when (the paper days) last. */
static int
by_since(const void *pa, const void *pb)
{
	const struct gd_waiting *a = pa, *b = pb;

	if (!a->since_ms != !b->since_ms)
		return a->since_ms ? -1 : 1;
	if (a->since_ms != b->since_ms)
		return a->since_ms < b->since_ms ? -1 : 1;
	if (strcmp(a->who, b->who) != 0)
		return strcmp(a->who, b->who);
	if (strcmp(a->what, b->what) != 0)
		return strcmp(a->what, b->what);
	return a->lot < b->lot ? -1 : a->lot > b->lot;
}

void
gd_waiting_make(const struct gd_workflow *wf, const struct gd_order *o,
    struct gd_arena *arena, struct gd_waiting **out, size_t *n)
{
	struct list l = { .wf = wf, .o = o, .arena = arena };

	if (gd_head(o)->state == GD_ORDER_ACTIVE) {
		add_signs(&l);
		add_duties(&l);
		add_pieces(&l);
		add_offers(&l);
	}
	*n = l.n;
	*out = gd_arena_alloc(arena, l.n + 1, sizeof **out);
	if (l.n) {
		memcpy(*out, l.at, l.n * sizeof **out);
		qsort(*out, l.n, sizeof **out, by_since);
	}
	free(l.at);
}
