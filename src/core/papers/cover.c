/* core/papers/cover.c - one contract for several orders: signed once, in force
 * for all of them.
 *
 * The order gets a revision of its own with what it orders, issued by virtue
 * of the other order's paper (source "order:NUMBER"); the signatures shown
 * are that paper's. No pieces are made: they are the other order's.
 */
#include "../gather.h"
#include "signs.h"

#include <string.h>

#include "base/banned.h"

/* The other order's paper of this kind that is in force, or NULL. */
static const struct gd_revision *
in_force(const struct gd_order *o, const char *kind)
{
	const struct gd_paper *p;

	for (size_t i = 0; (p = gd_walk(o, GD_TAB_PAPER, &i));)
		if (strcmp(p->kind, kind) == 0 && p->in_force)
			return gd_revision(o, kind, p->lot, p->inst,
			    p->in_force);
	return NULL;
}

/* Same customer, company, contract; not covered itself. guard:cover-other */
static enum gd_code
may_cover(struct gd_work *w, const char *kind, const struct gd_revision **rev)
{
	const struct gd_order *other = w->f->covering;
	const struct gd_head *mine = gd_head(&w->order), *theirs;
	const char *no, *their_no;

	if (!other)
		return gd_fail(w->err, GD_MISSING, GD_M_COVER_NONE,
		    GD_T(w->cmd->person ? w->cmd->person : ""));
	theirs = gd_head(other);
	if (strcmp(other->id, w->order.id) == 0 ||
	    strcmp(theirs->number, mine->number) == 0)
		return gd_fail(w->err, GD_USAGE, GD_M_COVER_SELF,
		    GD_T(mine->number));
	if (GUARD(w, GD_M_COVER_OTHER) &&
	    (strcmp(theirs->customer, mine->customer) != 0 ||
		strcmp(theirs->company, mine->company) != 0))
		return gd_fail(w->err, GD_REFUSED, GD_M_COVER_OTHER,
		    GD_T(theirs->number), GD_T(mine->number));
	no = gd_field(&w->order, "contract_no", 0);
	their_no = gd_field(other, "contract_no", 0);
	if (GUARD(w, GD_M_COVER_NO) && *no && strcmp(no, their_no) != 0)
		return gd_fail(w->err, GD_REFUSED, GD_M_COVER_NO, GD_T(no),
		    GD_T(their_no), GD_T(theirs->number));
	*rev = in_force(other, kind);
	if (!*rev)
		return gd_fail(w->err, GD_REFUSED, GD_M_COVER_NOT_YET,
		    GD_T(kind), GD_T(theirs->number));
	if (strncmp((*rev)->source, COVER_SOURCE, strlen(COVER_SOURCE)) == 0)
		return gd_fail(w->err, GD_REFUSED, GD_M_COVER_CHAIN, GD_T(kind),
		    GD_T(theirs->number),
		    GD_T((*rev)->source + strlen(COVER_SOURCE)));
	return GD_OK;
}

/* Contract number and terms are the contract's; the rest is the order's. */
static void
adopt_fields(struct gd_work *w)
{
	static const char *const names[] = { "contract_no", "terms" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		int f = gd_wf_field(w->wf, names[i]);
		const char *v = gd_field(w->f->covering, names[i], 0);

		if (f >= 0 && *v && !*gd_field(&w->order, names[i], 0))
			work_put(w, GD_TAB_FIELD,
			    &(struct gd_field){ .name =
						    w->wf->fields[f].name.id,
				.value = work_text(w, v) });
	}
}

static enum gd_code
required_there(struct gd_work *w, int duty, const char *json)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	json_t *obj = *json ? json_loads(json, 0, NULL) : json_object();
	enum gd_code rc = GD_OK;

	for (int i = 0; i < def->nfields && !rc; i++) {
		const char *id = w->wf->fields[def->fields[i].field].name.id;
		const char *v = json_string_value(json_object_get(obj, id));

		if (GUARD(w, GD_M_FIELD_MISSING) && def->fields[i].required &&
		    (!v || !*v))
			rc = gd_fail(w->err, GD_REFUSED, GD_M_FIELD_MISSING,
			    GD_T(id));
	}
	json_decref(obj);
	return rc;
}

/* The signatures of the other order's paper, shown as such. */
static void
signoffs_show(struct gd_work *w, const struct gd_revision *theirs,
    const struct gd_revision *mine)
{
	const struct gd_signoff *s;

	for (size_t i = 0; (s = gd_walk(w->f->covering, GD_TAB_SIGNOFF, &i));) {
		struct gd_signoff row = *s;

		if (!s->live || strcmp(s->kind, theirs->kind) != 0 ||
		    s->lot != theirs->lot || s->inst != theirs->inst ||
		    s->rev != theirs->rev)
			continue;
		row.kind = mine->kind;
		row.lot = mine->lot;
		row.inst = mine->inst;
		row.rev = mine->rev;
		row.reason = mine->source;
		row.entered_by = w->f->actor.login;
		/* the signature stays with the order it was given on */
		row.key = row.head = row.sig = row.shown = "";
		work_put(w, GD_TAB_SIGNOFF, &row);
	}
}

/* What makes the paper is done; what would hand it out is waived. */
static void
duties_settle(struct gd_work *w, int paper, int duty, struct gd_at dat)
{
	const char *why = work_text(w, gd_head(w->f->covering)->number);

	act_record(w, duty, dat, GD_ACT_DONE, "", "", why);
	for (int d = 0; d < w->wf->nduties; d++) {
		const struct gd_duty_def *def = &w->wf->duties[d];
		struct gd_at at = duty_at(w->wf, &w->order, d, 0, 0);

		if (def->effect != GD_EFFECT_HAND_OUT || def->papers.n != 1 ||
		    def->papers.at[0] != paper ||
		    duty_settled(w->wf, &w->order, d, at))
			continue;
		work_event(w, GD_EV_WAIVED, def->name.id, why, 0);
		act_record(w, d, at, GD_ACT_WAIVED, "", "", why);
	}
}

static void
revision_covered(struct gd_work *w, int paper, struct gd_at at,
    const char *fields, const struct gd_revision *theirs)
{
	const char *kind = w->wf->papers[paper].name.id;
	const struct gd_paper *old = gd_paper(&w->order, kind, at.lot, at.inst);
	struct gd_paper p = { .kind = kind,
		.lot = at.lot,
		.inst = at.inst,
		.round = at.round };
	struct gd_revision r = { .kind = kind,
		.lot = at.lot,
		.inst = at.inst,
		.state = GD_REV_ISSUED,
		.by = w->f->actor.login,
		.for_whom = w->for_whom,
		.made_ms = w->f->now_ms,
		.issued_ms = w->f->now_ms,
		.reason = work_text(w, w->cmd->reason),
		.source = work_printf(w, COVER_SOURCE "%s",
		    gd_head(w->f->covering)->number) };

	if (old)
		p = *old;
	p.in_force = r.rev = ++p.last;
	work_event(w, GD_EV_COVERED, kind, gd_head(w->f->covering)->number,
	    r.rev);
	work_put(w, GD_TAB_PAPER, &p);
	revision_put(w, &r, fields);
	fields_put_plain(w, fields, at.lot);
	signoffs_show(w, theirs, &r);
	work_put(w, GD_TAB_LINK,
	    &(struct gd_link){ .kind = "covered-by",
		.other = work_text(w, w->f->covering->id) });
}

/* cover ORDER PAPER --by OTHER. guard:cover-force */
enum gd_code
do_cover(struct gd_work *w)
{
	const struct gd_revision *theirs = NULL;
	const struct gd_paper_def *def;
	const struct gd_paper *old;
	const char *fields;
	struct gd_at at, dat;
	int paper, duty;
	enum gd_code rc = find_paper(w, &paper, &at);

	if (rc)
		return rc;
	def = &w->wf->papers[paper];
	duty = duty_making(w->wf, paper);
	if (duty < 0 || def->per_lot || def->many || def->is_thing ||
	    w->wf->duties[duty].effect != GD_EFFECT_MAKE)
		return gd_fail(w->err, GD_REFUSED, GD_M_COVER_KIND,
		    GD_T(def->name.id));
	rc = need_roles(w, &w->wf->duties[duty].by);
	if (rc)
		return rc;
	old = gd_paper(&w->order, def->name.id, at.lot, at.inst);
	if (old && old->in_force && GUARD(w, GD_M_PAPER_IN_FORCE))
		return gd_fail(w->err, GD_REFUSED, GD_M_PAPER_IN_FORCE,
		    GD_T(def->name.id));
	if (paper_unissued(&w->order, def->name.id, at) &&
	    GUARD(w, GD_M_UNISSUED_EXISTS))
		return gd_fail(w->err, GD_REFUSED, GD_M_UNISSUED_EXISTS,
		    GD_T(def->name.id), GD_N(old->last));
	dat = duty_at(w->wf, &w->order, duty, at.lot, 0);
	rc = duty_ready(w, duty, dat);
	if (!rc) /* last: which order it is is typed, the rest is known */
		rc = may_cover(w, def->name.id, &theirs);
	if (rc)
		return rc;
	adopt_fields(w);
	rc = paper_content(w, paper, at, duty, "", &fields);
	if (!rc)
		rc = required_there(w, duty, fields);
	if (rc)
		return rc;
	revision_covered(w, paper, at, fields, theirs);
	duties_settle(w, paper, duty, dat);
	return GD_OK;
}
