/* core/takeover/takeover_paper.c - papers and signatures of the paper days.
 *
 * A paper exists when its duty is done or a line names it.  Its newest
 * revision named is in force when it was made or pieces of it went out; named
 * by signatures only, it still waits to be issued.
 */
#include "takeover.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "base/banned.h"

static bool
is_line_of(const struct gd_work *w, const struct gd_taken *t, const char *kind,
    int64_t lot)
{
	int p;

	if (t->kind != GD_TAKEN_PAPER && t->kind != GD_TAKEN_SIGN &&
	    t->kind != GD_TAKEN_PIECE)
		return false;
	p = gd_wf_paper(w->wf, t->what);
	return p >= 0 && strcmp(w->wf->papers[p].name.id, kind) == 0 &&
	       (!t->lot || !lot || t->lot == lot);
}

int64_t
taken_rev(const struct gd_work *w, const char *kind, int64_t lot, int64_t rev)
{
	int64_t top = 1;

	if (rev)
		return rev;
	for (int i = 0; i < w->cmd->ntaken; i++)
		if (is_line_of(w, &w->cmd->taken[i], kind, lot) &&
		    w->cmd->taken[i].rev > top)
			top = w->cmd->taken[i].rev;
	return top;
}

/* Is revision rev of the paper named; does something of it say it is issued;
 * the day it was, if a line says that. */
static bool
rev_named(const struct gd_work *w, const char *kind, int64_t lot, int64_t rev,
    bool *issued, int32_t *day)
{
	bool named = false;

	*issued = false;
	*day = GD_NO_DAY;
	for (int i = 0; i < w->cmd->ntaken; i++) {
		const struct gd_taken *t = &w->cmd->taken[i];

		if (!is_line_of(w, t, kind, lot) ||
		    taken_rev(w, kind, lot, t->rev) != rev)
			continue;
		named = true;
		if (t->kind != GD_TAKEN_SIGN)
			*issued = true;
		if (t->kind == GD_TAKEN_PAPER)
			*day = t->day;
	}
	return named;
}

static void
revision_row(struct gd_work *w, int paper, struct gd_at at, int64_t rev,
    int64_t state, int32_t day)
{
	const struct gd_paper_def *def = &w->wf->papers[paper];
	struct gd_revision row = { .kind = def->name.id,
		.lot = at.lot,
		.inst = at.inst,
		.rev = rev,
		.state = state,
		.by = w->f->actor.login,
		.for_whom = w->for_whom,
		.made_ms = w->f->now_ms,
		.issued_ms = state == GD_REV_SIGNING ? 0 : taken_ms(w, day),
		.reason = "",
		.source = def->from >= 0 ? w->wf->desks[def->from].name.id : "",
		.taken = 1 };
	int duty = duty_making(w->wf, paper);
	json_t *obj = json_object();
	char *dump;

	/* what it says, as far as the order's fields know it */
	for (int f = 0; f < w->wf->nfields; f++) {
		const struct gd_field_def *fd = &w->wf->fields[f];
		const char *v = gd_field(&w->order, fd->name.id,
		    fd->per_lot ? (at.lot ? at.lot : 1) : 0);
		bool on = gd_list_has(&def->fields, f);

		for (int i = 0; duty >= 0 && i < w->wf->duties[duty].nfields;
		     i++)
			on = on || w->wf->duties[duty].fields[i].field == f;
		if (on && *v)
			json_object_set_new(obj, fd->name.id, json_string(v));
	}
	dump = json_dumps(obj, JSON_COMPACT);
	revision_put(w, &row, json_object_size(obj) ? work_text(w, dump) : "");
	free(dump);
	json_decref(obj);
}

static void
paper_put(struct gd_work *w, int paper, struct gd_at at)
{
	const char *kind = w->wf->papers[paper].name.id;
	int64_t top = taken_rev(w, kind, at.lot, 0);
	struct gd_paper p = { .kind = kind,
		.lot = at.lot,
		.inst = at.inst,
		.round = at.round,
		.last = top };
	int duty = duty_making(w->wf, paper);
	struct gd_at dat =
	    duty < 0 ? at : duty_at(w->wf, &w->order, duty, at.lot, 0);
	const struct gd_act *act =
	    duty < 0 ? NULL : duty_act(w->wf, &w->order, duty, dat);
	bool made = act && act->state == GD_ACT_DONE, issued, named;
	int32_t day;

	for (int64_t rev = 1; rev <= top; rev++) {
		named = rev_named(w, kind, at.lot, rev, &issued, &day);
		if (issued || (made && rev == top))
			p.in_force = rev;
	}
	if (!p.in_force && !rev_named(w, kind, at.lot, top, &issued, &day))
		return;
	taken_event(w, kind, "", 0);
	work_put(w, GD_TAB_PAPER, &p);
	dist_copy(w, paper, at);
	for (int64_t rev = 1; rev <= top; rev++) {
		named = rev_named(w, kind, at.lot, rev, &issued, &day);
		if (!named && rev != p.in_force)
			continue;
		if (made && day == GD_NO_DAY && act->day)
			day = (int32_t)act->day;
		revision_row(w, paper, at, rev,
		    rev == p.in_force ? GD_REV_ISSUED
		    : rev < top       ? GD_REV_SUPERSEDED
				      : GD_REV_SIGNING,
		    day);
	}
	/* what is out was made, also where nobody wrote that down */
	if (p.in_force && duty >= 0 && !made)
		taken_act(w, duty, dat, GD_ACT_DONE, "", GD_NO_DAY);
}

/* A thing somebody has has come in, also where nobody wrote that down. */
static void
thing_put(struct gd_work *w, int paper, struct gd_at at)
{
	const char *kind = w->wf->papers[paper].name.id;
	int duty = duty_making(w->wf, paper);
	struct gd_at dat;
	bool issued;
	int32_t day;

	if (duty < 0 || !rev_named(w, kind, at.lot, 1, &issued, &day))
		return;
	dat = duty_at(w->wf, &w->order, duty, at.lot, 0);
	if (duty_act(w->wf, &w->order, duty, dat))
		return;
	taken_event(w, kind, "", 0);
	taken_act(w, duty, dat, GD_ACT_DONE, "", GD_NO_DAY);
}

/* Does the paper exist: its duty is done, or a line names it? */
void
taken_papers(struct gd_work *w)
{
	for (int p = 0; p < w->wf->npapers; p++) {
		int64_t lots =
		    w->wf->papers[p].per_lot ? lot_count(&w->order) : 1;

		if (w->wf->papers[p].many)
			continue;
		for (int64_t l = 1; l <= lots; l++) {
			struct gd_at at = paper_at(w->wf, &w->order, p, l, 0);

			if (w->wf->papers[p].is_thing)
				thing_put(w, p, at);
			else
				paper_put(w, p, at);
		}
	}
}

/* guard:taken-sign - only roles whose signature the paper has, each once. */
enum gd_code
taken_sign(struct gd_work *w, const struct gd_taken *t)
{
	int paper = gd_wf_paper(w->wf, t->what), role = -1;
	const struct gd_paper_def *def;
	const struct gd_signoff *s;
	struct gd_signoff row = { .live = 1,
		.for_whom = "",
		.reason = "",
		.key = "",
		.head = "",
		.sig = "",
		.shown = "",
		.meaning = "approved",
		.entered_by = w->f->actor.login,
		.at_ms = taken_ms(w, t->day),
		.taken = 1 };
	struct gd_at at;
	bool needed = false;

	if (paper < 0)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_PAPER, GD_T(t->what),
		    GD_T(w->wf->name.id));
	def = &w->wf->papers[paper];
	role = gd_wf_role(w->wf, t->role);
	if (role < 0)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_ROLE, GD_T(t->role));
	for (int i = 0; i < def->nsigns; i++)
		needed = needed || def->signs[i].role == role ||
			 gd_list_has(&def->signs[i].any, role);
	if (!needed && GUARD(w, GD_M_TAKEN_NO_SIGN))
		return gd_fail(w->err, GD_REFUSED, GD_M_TAKEN_NO_SIGN,
		    GD_T(def->name.id), GD_T(t->role));
	at = paper_at(w->wf, &w->order, paper, t->lot, 0);
	row.kind = def->name.id;
	row.lot = at.lot;
	row.inst = at.inst;
	row.rev = taken_rev(w, row.kind, at.lot, t->rev);
	row.role = w->wf->roles[role].name.id;
	row.by = work_text(w, t->who);
	for (size_t i = 0; (s = gd_walk(&w->order, GD_TAB_SIGNOFF, &i));) {
		if (strcmp(s->kind, row.kind) != 0 || s->lot != row.lot ||
		    s->inst != row.inst || s->rev != row.rev)
			continue;
		if (strcmp(s->role, row.role) == 0 &&
		    GUARD(w, GD_M_SIGNED_ALREADY))
			return gd_fail(w->err, GD_REFUSED, GD_M_SIGNED_ALREADY,
			    GD_T(row.kind), GD_T(row.role));
		if (s->no > row.no)
			row.no = s->no;
	}
	row.no++;
	taken_event(w, row.kind, "", 0);
	work_put(w, GD_TAB_SIGNOFF, &row);
	return GD_OK;
}
