/* core/migrate/migrate_check.c - the proof that nothing of an order is
 * stranded.
 *
 * Before its rows move: every duty that is open or on record has a place in
 * the new version, and everything the order has is known there as it is
 * here.  After: who must sign can, nothing behind the work is owed, and
 * something can be done.
 */
#include "migrate_priv.h"

#include <jansson.h>
#include <string.h>

#include "base/say.h"

#include "../papers/signs.h"

#include "base/banned.h"

/* Is a role held by anybody? */
static bool
is_held(const struct mig *g, const char *role)
{
	for (int i = 0; i < g->m->nheld; i++)
		if (strcmp(g->m->held[i], role) == 0)
			return true;
	return false;
}

/* ---- duties -------------------------------------------------------------- */

static bool
same_id(const struct gd_name *a, const struct gd_name *b)
{
	return strcmp(a->id, b->id) == 0;
}

static bool
same_loop(const struct gd_workflow *a, int16_t x, const struct gd_workflow *b,
    int16_t y)
{
	if (x < 0 || y < 0)
		return x < 0 && y < 0;
	return same_id(&a->loops[x], &b->loops[y]);
}

static bool
same_thread(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

/* Is it owed once for the same things, so that a row keeps its key? */
static bool
same_place(const struct gd_flowmap *m, int d, int e)
{
	const struct gd_duty_def *a = &m->from->duties[d];
	const struct gd_duty_def *b = &m->to->duties[e];

	return a->per_lot == b->per_lot && a->per_line == b->per_line &&
	       a->per_payment == b->per_payment && a->many == b->many &&
	       same_thread(a->thread, b->thread) &&
	       same_loop(m->from, a->loop, m->to, b->loop);
}

/* Does doing the one do all that doing the other does? */
static bool
same_effect(const struct gd_flowmap *m, int d, int e)
{
	const struct gd_duty_def *a = &m->from->duties[d];
	const struct gd_duty_def *b = &m->to->duties[e];

	if (b->effect == GD_EFFECT_NONE)
		return true;
	if (a->effect != b->effect)
		return false;
	if (b->thing >= 0 &&
	    (a->thing < 0 || !same_id(&m->from->papers[a->thing].name,
				 &m->to->papers[b->thing].name)))
		return false;
	if (b->effect == GD_EFFECT_MOVE && b->to_desk >= 0 &&
	    (a->to_desk < 0 || !same_id(&m->from->desks[a->to_desk].name,
				   &m->to->desks[b->to_desk].name)))
		return false;
	for (int i = 0; b->effect == GD_EFFECT_HAND_OUT && i < b->papers.n;
	     i++) {
		bool had = false;

		for (int k = 0; k < a->papers.n; k++)
			had = had ||
			      same_id(&m->from->papers[a->papers.at[k]].name,
				  &m->to->papers[b->papers.at[i]].name);
		if (!had)
			return false;
	}
	return true;
}

static void
check_act(struct mig *g, const struct gd_act *a, int d, int e)
{
	const struct gd_duty_def *now = &g->map->to->duties[e];

	if (a->state == GD_ACT_DONE && !same_effect(g->map, d, e))
		FAULT(g, GD_M_MIGRATE_EFFECT, GD_T(a->duty),
		    GD_T(now->name.id));
	if (*a->outcome
		? gd_duty_outcome(now, a->outcome) < 0
		: a->state == GD_ACT_DONE && now->noutcomes && !a->taken)
		FAULT(g, GD_M_MIGRATE_OUTCOME, GD_T(a->duty),
		    *a->outcome ? GD_T(a->outcome) : GD_W("no outcome"),
		    GD_T(now->name.id));
}

/* Has the order acts or offers of it, or dates that will be kept? */
static bool
on_record(const struct gd_order *o, const char *duty, bool dates)
{
	const struct gd_act *a;
	const struct gd_offer *f;
	const struct gd_due *u;

	for (size_t i = 0; (a = gd_walk(o, GD_TAB_ACT, &i));)
		if (strcmp(a->duty, duty) == 0)
			return true;
	for (size_t i = 0; (f = gd_walk(o, GD_TAB_OFFER, &i));)
		if (strcmp(f->duty, duty) == 0)
			return true;
	for (size_t i = 0; dates && (u = gd_walk(o, GD_TAB_DUE, &i));)
		if (strcmp(u->duty, duty) == 0)
			return true;
	return false;
}

/* Somebody could do it now, or as soon as what it needs is there. */
static bool
is_open_duty(const struct mig *g, int d)
{
	enum gd_duty_state st;
	struct gd_at at;

	if (gd_head(&g->was)->state > GD_ORDER_HELD)
		return false;
	for (int i = 0; duty_place(g->map->from, &g->was, d, i, &at); i++) {
		st = duty_state(g->map->from, &g->was, d, at);
		if (st == GD_DUTY_READY || st == GD_DUTY_BLOCKED)
			return true;
	}
	return false;
}

static void
check_offers(struct mig *g, int d)
{
	const struct gd_flowmap *m = g->map;
	const struct gd_offer *f;

	for (size_t i = 0; (f = gd_walk(&g->was, GD_TAB_OFFER, &i));) {
		if (strcmp(f->duty, m->from->duties[d].name.id) != 0)
			continue;
		if (f->state == GD_OFFER_OFFERED && !m->duty[d].n)
			FAULT(g, GD_M_MIGRATE_OFFER, GD_T(f->duty),
			    GD_T(f->person));
		for (int k = 0; k < m->duty[d].n; k++)
			if ((f->state == GD_OFFER_OFFERED ||
				f->state == GD_OFFER_ACCEPTED) &&
			    m->to->duties[m->duty[d].at[k]].effect !=
				GD_EFFECT_OFFER)
				FAULT(g, GD_M_MIGRATE_OFFER, GD_T(f->duty),
				    GD_T(f->person));
	}
}

static void
check_duty(struct mig *g, int d)
{
	const struct gd_flowmap *m = g->map;
	const char *id = m->from->duties[d].name.id;
	const struct gd_act *a;

	if (!m->duty[d].n && !m->dropped[d] &&
	    (on_record(&g->was, id, false) || is_open_duty(g, d)))
		FAULT(g, GD_M_MIGRATE_DUTY, GD_T(id), GD_N(m->to->version));
	check_offers(g, d);
	for (int k = 0; k < m->duty[d].n; k++) {
		int e = m->duty[d].at[k];

		if (!on_record(&g->was, id, true))
			continue;
		if (!same_place(m, d, e)) {
			FAULT(g, GD_M_MIGRATE_PLACE, GD_T(id),
			    GD_T(m->to->duties[e].name.id));
			continue;
		}
		for (size_t i = 0; (a = gd_walk(&g->was, GD_TAB_ACT, &i));)
			if (strcmp(a->duty, id) == 0)
				check_act(g, a, d, e);
	}
}

void
check_duties(struct mig *g)
{
	for (int d = 0; d < g->map->from->nduties; d++)
		check_duty(g, d);
}

/* ---- everything else the order has --------------------------------------- */

/* The new version does not have it as it was: said once. */
static void
gone(struct mig *g, const char *what, const char *id)
{
	struct gd_err fault = GD_ERR_INIT;

	(void)gd_fail(&fault, GD_REFUSED, GD_M_MIGRATE_GONE, GD_W(what),
	    GD_T(id), GD_N(g->map->to->version));
	for (size_t i = 0; i < g->out->n; i++)
		if (g->out->faults[i].msg == fault.msg &&
		    strcmp(g->out->faults[i].arg[0].text, fault.arg[0].text) ==
			0 &&
		    strcmp(g->out->faults[i].arg[1].text, fault.arg[1].text) ==
			0)
			return;
	*GD_PUSH(g->out->faults, g->out->n, g->out->room) = fault;
}

static void
check_fields(struct mig *g)
{
	const struct gd_field *f;

	for (size_t i = 0; (f = gd_walk(&g->was, GD_TAB_FIELD, &i));) {
		int a = gd_wf_field(g->map->from, f->name);
		int b = gd_wf_field(g->map->to, f->name);
		const struct gd_field_def *now;
		bool known = true;

		if (!*f->value || a < 0)
			continue;
		now = b < 0 ? NULL : &g->map->to->fields[b];
		if (now && now->type == GD_FIELD_CHOICE) {
			known = false;
			for (int k = 0; k < now->nchoices; k++)
				known = known || strcmp(now->choices[k].id,
						     f->value) == 0;
		}
		if (!now || !known ||
		    now->type != g->map->from->fields[a].type ||
		    now->per_lot != g->map->from->fields[a].per_lot)
			gone(g, GD_TR("field"), f->name);
	}
}

static int16_t
made_in(const struct gd_workflow *wf, int paper)
{
	int d = duty_making(wf, paper);

	return d < 0 ? -1 : wf->duties[d].loop;
}

static void
check_kind(struct mig *g, const char *kind)
{
	const struct gd_flowmap *m = g->map;
	int p = id_paper(m->from, kind), q = id_paper(m->to, kind);
	const struct gd_paper_def *a = p < 0 ? NULL : &m->from->papers[p];
	const struct gd_paper_def *b = q < 0 ? NULL : &m->to->papers[q];

	if (!a)
		return;
	if (!b || a->is_thing != b->is_thing || a->per_lot != b->per_lot ||
	    a->many != b->many || a->received != b->received ||
	    !same_loop(m->from, made_in(m->from, p), m->to, made_in(m->to, q)))
		gone(g, a->is_thing ? GD_TR("thing") : GD_TR("paper"), kind);
}

static void
check_desk(struct mig *g, const char *desk)
{
	if (*desk && id_desk(g->map->from, desk) >= 0 &&
	    id_desk(g->map->to, desk) < 0)
		gone(g, GD_TR("desk"), desk);
}

static void
check_papers(struct mig *g)
{
	const struct gd_paper *p;
	const struct gd_dist *d;
	const struct gd_print *pr;
	const struct gd_piece *pc;
	const struct gd_file *file;
	const struct gd_inform *f;

	for (size_t i = 0; (p = gd_walk(&g->was, GD_TAB_PAPER, &i));)
		check_kind(g, p->kind);
	for (size_t i = 0; (d = gd_walk(&g->was, GD_TAB_DIST, &i));) {
		check_kind(g, d->kind);
		check_desk(g, d->desk);
	}
	for (size_t i = 0; (pc = gd_walk(&g->was, GD_TAB_PIECE, &i));) {
		check_kind(g, pc->kind);
		check_desk(g, pc->desk);
		check_desk(g, pc->to_desk);
	}
	for (size_t i = 0; (pr = gd_walk(&g->was, GD_TAB_PRINT, &i));)
		check_kind(g, pr->kind);
	for (size_t i = 0; (file = gd_walk(&g->was, GD_TAB_FILE, &i));)
		if (*file->kind)
			check_kind(g, file->kind);
	for (size_t i = 0; (f = gd_walk(&g->was, GD_TAB_INFORM, &i));)
		check_desk(g, f->desk);
}

static bool
named(const struct gd_name *names, int n, const char *id)
{
	for (int i = 0; i < n; i++)
		if (strcmp(names[i].id, id) == 0)
			return true;
	return false;
}

/* A word the old version knew and the new one does not. */
static bool
word_gone(const struct gd_name *was, int nwas, const struct gd_name *now,
    int nnow, const char *id)
{
	return named(was, nwas, id) && !named(now, nnow, id);
}

static void
check_words(struct mig *g)
{
	const struct gd_workflow *a = g->map->from, *b = g->map->to;
	const struct gd_payment *p;
	const struct gd_assign *s;
	const struct gd_loop *l;

	for (size_t i = 0; (l = gd_walk(&g->was, GD_TAB_LOOP, &i));)
		if (word_gone(a->loops, a->nloops, b->loops, b->nloops,
			l->loop))
			gone(g, GD_TR("loop"), l->loop);
	for (size_t i = 0; (p = gd_walk(&g->was, GD_TAB_PAYMENT, &i));) {
		if (word_gone(a->triggers, a->ntriggers, b->triggers,
			b->ntriggers, p->trigger))
			gone(g, GD_TR("payment trigger"), p->trigger);
		if (word_gone(a->methods, a->nmethods, b->methods, b->nmethods,
			p->method))
			gone(g, GD_TR("payment method"), p->method);
	}
	for (size_t i = 0; (s = gd_walk(&g->was, GD_TAB_ASSIGN, &i));)
		if (gd_wf_role(a, s->role) >= 0 && gd_wf_role(b, s->role) < 0)
			gone(g, GD_TR("role"), s->role);
}

/* A draft says only what the new version can say too. */
static void
check_drafts(struct mig *g)
{
	const struct gd_revision *r;
	const char *name;
	json_t *all, *value;

	for (size_t i = 0; (r = gd_walk(&g->was, GD_TAB_REVISION, &i));) {
		if (r->state != GD_REV_DRAFT && r->state != GD_REV_SIGNING)
			continue;
		all = json_loads(r->fields, 0, NULL);
		json_object_foreach(all, name, value)
		{
			if (gd_wf_field(g->map->from, name) >= 0 &&
			    gd_wf_field(g->map->to, name) < 0)
				gone(g, GD_TR("field"), name);
		}
		json_decref(all);
	}
}

void
check_rows(struct mig *g)
{
	check_fields(g);
	check_papers(g);
	check_words(g);
	check_drafts(g);
}

/* ---- afterwards ---------------------------------------------------------- */

static bool
asks_for(const struct gd_workflow *wf, const struct gd_paper_def *p,
    const char *role)
{
	for (int i = 0; i < p->nsigns; i++) {
		const struct gd_sign_def *s = &p->signs[i];

		for (int k = 0; k < s->any.n; k++)
			if (strcmp(wf->roles[s->any.at[k]].name.id, role) == 0)
				return true;
	}
	return false;
}

/* Somebody holds one of the roles of a row that lacks a signature. */
static bool
can_be_signed(const struct mig *g, const struct gd_workflow *wf,
    const struct gd_list *any)
{
	for (int i = 0; i < any->n; i++)
		if (is_held(g, wf->roles[any->at[i]].name.id))
			return true;
	return false;
}

/* A paper on its way to be issued: its signatures count, and whoever has not
 * signed yet exists. */
static void
check_signs(struct mig *g)
{
	const struct gd_workflow *wf = g->map->to;
	const struct gd_revision *r;
	const struct gd_signoff *s;
	struct sign_gaps gaps;

	for (size_t i = 0; (r = gd_walk(&g->w.order, GD_TAB_REVISION, &i));) {
		struct gd_at here = { r->lot, r->inst, r->inst };
		int p = id_paper(wf, r->kind);

		if (p < 0 ||
		    (r->state != GD_REV_DRAFT && r->state != GD_REV_SIGNING))
			continue;
		signs_missing(wf, &g->w.order, p, here, r->rev, &gaps);
		for (int k = 0; k < gaps.n; k++) {
			const struct gd_list *any =
			    &wf->papers[p].signs[gaps.at[k].row].any;

			if (!can_be_signed(g, wf, any))
				FAULT(g, GD_M_MIGRATE_NOBODY, GD_T(r->kind),
				    GD_T(wf->roles[any->at[0]].name.id));
		}
		for (size_t k = 0;
		     (s = gd_walk(&g->w.order, GD_TAB_SIGNOFF, &k));)
			if (s->live && strcmp(s->kind, r->kind) == 0 &&
			    s->lot == r->lot && s->inst == r->inst &&
			    s->rev == r->rev &&
			    !asks_for(wf, &wf->papers[p], s->role))
				FAULT(g, GD_M_MIGRATE_SIGNED, GD_T(r->kind),
				    GD_T(s->role));
	}
}

/* What is new must not be owed where work has gone past it: it would close
 * the steps that wait for it again. */
static void
check_new(struct mig *g, int e)
{
	const struct gd_workflow *wf = g->map->to;
	const struct gd_duty_def *def = &wf->duties[e];
	struct gd_at at;

	if (def->many || def->blocks != GD_BLOCKS_STEP ||
	    wf->steps[def->step].standing)
		return;
	for (int d = 0; d < g->map->from->nduties; d++)
		if (gd_list_has(&g->map->duty[d], e))
			return;
	for (int i = 0; duty_place(wf, &g->w.order, e, i, &at); i++)
		if (!duty_settled(wf, &g->w.order, e, at) &&
		    duty_applies(wf, &g->w.order, e, at) != GD_FALSE &&
		    step_passed(g, def->step, at.lot)) {
			FAULT(g,
			    g->m->before ? GD_M_MIGRATE_OWED : GD_M_MIGRATE_NEW,
			    GD_T(def->name.id));
			return;
		}
}

static bool
by_somebody(const struct mig *g, const struct gd_workflow *wf, int d)
{
	const struct gd_list *by = &wf->duties[d].by;

	for (int i = 0; i < by->n; i++)
		if (is_held(g, wf->roles[by->at[i]].name.id))
			return true;
	return by->n == 0;
}

/* Is there anything anybody can do on it, or nothing left to do?  Money that
 * may come in early does not carry an order on. */
static bool
goes_on(const struct mig *g, const struct gd_workflow *wf,
    const struct gd_order *o)
{
	const struct gd_revision *r;
	const struct gd_piece *pc;
	struct gd_at at;
	bool owed = false;

	if (gd_head(o)->state != GD_ORDER_ACTIVE)
		return true;
	for (size_t i = 0; (r = gd_walk(o, GD_TAB_REVISION, &i));)
		if (r->state > GD_REV_NONE && r->state < GD_REV_ISSUED)
			return true;
	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));)
		if (pc->state == GD_PIECE_DUE || pc->state == GD_PIECE_SENT ||
		    pc->state == GD_PIECE_RECALL)
			return true;
	for (int d = 0; d < wf->nduties; d++)
		for (int i = 0; duty_place(wf, o, d, i, &at); i++) {
			enum gd_duty_state st = duty_state(wf, o, d, at);

			if (st == GD_DUTY_READY && by_somebody(g, wf, d) &&
			    !wf->duties[d].optional &&
			    step_is_open(wf, o, wf->duties[d].step, at.lot))
				return true;
			owed = owed || st == GD_DUTY_READY ||
			       st == GD_DUTY_WAITING || st == GD_DUTY_BLOCKED;
		}
	return !owed;
}

void
check_stands(struct mig *g)
{
	check_signs(g);
	for (int e = 0; e < g->map->to->nduties; e++)
		check_new(g, e);
	if (!goes_on(g, g->map->to, &g->w.order) &&
	    goes_on(g, g->map->from, &g->was))
		FAULT(g, GD_M_MIGRATE_STUCK, GD_N(g->map->to->version));
}
