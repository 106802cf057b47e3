/* core/papers/paper.c - the paper: a draft, its revisions, who gets how many.
 *
 *   (none) --make--> draft --first sign-off--> signing --issue--> issued
 *   signing --sent back--> draft        expected --receive--> issued
 *   issued --next revision issued--> superseded        any --void--> void
 *
 * State belongs to the revision, key (kind, lot, instance, rev).  Facts:
 * at most one unissued revision a paper; in_force names the issued one or 0;
 * revision 1 stays in force until revision 2 is issued; last never falls.
 */
#include "signs.h"

#include <stdlib.h>
#include <string.h>

#include "base/id.h"

#include "base/banned.h"

enum gd_code
find_paper(struct gd_work *w, int *paper, struct gd_at *at)
{
	const char *id = w->cmd->paper ? w->cmd->paper : "";
	int64_t lot;
	int duty;

	*paper = *id ? gd_wf_paper(w->wf, id) : -1;
	if (*paper < 0 && !*id && w->cmd->duty) {
		duty = gd_wf_duty(w->wf, w->cmd->duty);
		*paper = duty < 0 ? -1 : w->wf->duties[duty].thing;
	}
	if (*paper < 0 && !*id)
		return gd_fail(w->err, GD_USAGE, GD_M_WHICH_PAPER);
	if (*paper < 0)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_PAPER, GD_T(id),
		    GD_T(w->wf->name.id));
	lot = w->cmd->lot;
	if (w->wf->papers[*paper].per_lot || lot) {
		enum gd_code rc =
		    find_lot(w, w->wf->papers[*paper].name.id, &lot);

		if (rc)
			return rc;
	}
	*at = paper_at(w->wf, &w->order, *paper, lot, w->cmd->inst);
	if (w->cmd->inst && !w->wf->papers[*paper].many)
		at->inst = w->cmd->inst; /* an older round, by its number */
	return GD_OK;
}

/* Later levels win: workflow, office, customer. */
static void
dist_put(struct gd_work *w, const char *kind, struct gd_at at, const char *desk,
    int64_t original, int64_t copies, int64_t keep, int64_t suggested)
{
	struct gd_dist row = { .kind = kind,
		.lot = at.lot,
		.inst = at.inst,
		.desk = desk,
		.original = original,
		.copies = copies,
		.keep = keep,
		.suggested = suggested,
		.reason = "" };

	work_put(w, GD_TAB_DIST, &row);
}

/* All a desk gets by the workflow, in one row: the original and copies stand
 * in rows of their own there. What is only suggested never takes from it. */
static void
dist_put_desk(struct gd_work *w, int paper, struct gd_at at, int from)
{
	const struct gd_paper_def *def = &w->wf->papers[paper];
	struct gd_dist_def row = def->dist[from];

	for (int i = 0; i < def->ndist; i++) {
		const struct gd_dist_def *d = &def->dist[i];

		if (i == from || d->desk != row.desk || d->suggested)
			continue;
		if (i < from || row.suggested)
			return; /* it goes with the other row */
		row.original |= d->original;
		row.copies += d->copies;
		row.keep |= d->keep;
	}
	dist_put(w, def->name.id, at, w->wf->desks[row.desk].name.id,
	    row.original, row.copies, row.keep, row.suggested);
}

/* The distribution is copied onto the paper when it is created. */
void
dist_copy(struct gd_work *w, int paper, struct gd_at at)
{
	const struct gd_paper_def *def = &w->wf->papers[paper];
	const char *kind = def->name.id;

	for (int i = 0; i < def->ndist; i++)
		dist_put_desk(w, paper, at, i);
	for (int i = 0; i < w->f->ndistrules; i++) {
		const struct gd_distrule *r = w->f->distrules[i];

		if (strcmp(r->kind, kind) != 0)
			continue;
		dist_put(w, kind, at, r->desk, r->active ? r->original : 0,
		    r->active ? r->copies : 0, r->active ? r->keep : 0, 0);
	}
}

/* A paper of a thread (a notice) says what its own acts recorded. */
static void
thread_fields(struct gd_work *w, struct gd_at at, json_t *base)
{
	const struct gd_act *act;

	for (size_t i = 0; (act = gd_walk(&w->order, GD_TAB_ACT, &i));) {
		json_t *obj = act->inst == at.inst && *act->fields
				  ? json_loads(act->fields, 0, NULL)
				  : NULL;

		json_object_update_missing(base, obj);
		json_decref(obj);
	}
}

/* The lines as they are; what a draft or the command says otherwise of them
 * stands over that. Those of a lot are the lot's. */
static enum gd_code
with_lines(struct gd_work *w, int paper, struct gd_at at, const char **json)
{
	bool per_lot = w->wf->papers[paper].per_lot;
	json_t *old = **json ? json_loads(*json, 0, NULL) : json_object();
	json_t *obj = json_object(), *v;
	const char *name, *cell;
	enum gd_code rc = GD_OK;
	int64_t no;
	char *dump;

	json_object_foreach(old, name, v)
	{
		if (!line_name(name, &no, &cell))
			json_object_set(obj, name, v);
	}
	lines_content(&w->order, obj, per_lot ? at.lot : 0);
	if (!per_lot) {
		json_object_foreach(old, name, v)
		{
			if (line_name(name, &no, &cell))
				json_object_set(obj, name, v);
		}
		rc = lines_typed(w, obj);
		if (!rc)
			quantity_in_draft(w, obj,
			    work_pair(w, "quantity") != NULL);
	}
	dump = json_dumps(obj, JSON_COMPACT);
	*json = work_text(w, dump);
	free(dump);
	json_decref(obj);
	json_decref(old);
	return rc;
}

/* What the paper says: the order's fields it carries, over them what is
 * entered now.  An object in the order of the paper's own field list. */
enum gd_code
paper_content(struct gd_work *w, int paper, struct gd_at at, int duty,
    const char *old, const char **json)
{
	const struct gd_paper_def *def = &w->wf->papers[paper];
	const struct gd_duty_def *dd = duty >= 0 ? &w->wf->duties[duty] : NULL;
	json_t *base = old && *old ? json_loads(old, 0, NULL) : json_object();
	struct gd_field_use uses[64];
	enum gd_code rc;
	char *dump;
	int n = 0;

	if (def->many)
		thread_fields(w, at, base);
	for (int i = 0; dd && i < dd->nfields && n < 64; i++)
		uses[n++] = dd->fields[i];
	for (int i = 0; i < def->fields.n && n < 64; i++) {
		const struct gd_field_def *fd =
		    &w->wf->fields[def->fields.at[i]];
		const char *v = gd_field(&w->order, fd->name.id,
		    fd->per_lot ? (at.lot ? at.lot : 1) : 0);

		uses[n++] = (struct gd_field_use){ def->fields.at[i], false };
		if (*v && !json_object_get(base, fd->name.id))
			json_object_set_new(base, fd->name.id, json_string(v));
	}
	dump = json_dumps(base, JSON_COMPACT);
	w->line_pairs = def->lines && !def->per_lot;
	rc = fields_read(w, uses, n, false, dump, json);
	free(dump);
	json_decref(base);
	return rc || !def->lines ? rc : with_lines(w, paper, at, json);
}

static const char *
hands_with(struct gd_work *w, const char *hands, const char *login)
{
	if (!*login || word_in(hands, login))
		return hands;
	return *hands ? work_printf(w, "%s %s", hands, login) : login;
}

/* Nobody signs what he wrote, whoever touched it last. */
void
revision_written(struct gd_work *w, struct gd_revision *row)
{
	row->hands = hands_with(w, row->hands, row->by);
	row->hands = hands_with(w, row->hands, row->for_whom);
	row->by = w->f->actor.login;
	row->for_whom = w->for_whom;
}

void
revision_put(struct gd_work *w, struct gd_revision *row, const char *fields)
{
	char digest[65];
	struct gd_str s = GD_STR_INIT;

	gd_str_addf(&s, "%s/%lld/%lld/%lld\n%s", row->kind, (long long)row->lot,
	    (long long)row->inst, (long long)row->rev, fields);
	gd_sha256_hex(s.text, s.len, digest);
	gd_str_release(&s);
	row->fields = fields;
	row->digest = work_text(w, digest);
	row->back_ms = 0; /* whatever was wrong, it is another text now */
	row->back_by = row->back_why = "";
	work_put(w, GD_TAB_REVISION, row);
}

const struct gd_revision *
paper_unissued(const struct gd_order *o, const char *kind, struct gd_at at)
{
	const struct gd_paper *p = gd_paper(o, kind, at.lot, at.inst);
	const struct gd_revision *r =
	    p ? gd_revision(o, kind, at.lot, at.inst, p->last) : NULL;

	if (r && (r->state == GD_REV_DRAFT || r->state == GD_REV_SIGNING ||
		     r->state == GD_REV_EXPECTED))
		return r;
	return NULL;
}

/* A new revision number, as draft. */
static void
revision_begin(struct gd_work *w, int paper, struct gd_at at,
    const char *fields, int64_t notice)
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
		.state = GD_REV_DRAFT,
		.by = w->f->actor.login,
		.for_whom = w->for_whom,
		.made_ms = w->f->now_ms,
		.reason = work_text(w, w->cmd->reason),
		.source = "",
		.notice = notice };

	if (old)
		p = *old;
	p.last++;
	r.rev = p.last;
	work_event(w, GD_EV_DRAFTED, kind, w->cmd->reason, r.rev);
	work_put(w, GD_TAB_PAPER, &p);
	if (!old)
		dist_copy(w, paper, at);
	revision_put(w, &r, fields);
}

/* Signatures fall with what they stood under. */
void
signoffs_drop(struct gd_work *w, const struct gd_revision *r)
{
	const struct gd_signoff *s;
	struct gd_signoff row;

	for (size_t i = 0; (s = gd_walk(&w->order, GD_TAB_SIGNOFF, &i));) {
		if (strcmp(s->kind, r->kind) != 0 || s->lot != r->lot ||
		    s->inst != r->inst || s->rev != r->rev || !s->live)
			continue;
		row = *s;
		row.live = 0;
		work_put(w, GD_TAB_SIGNOFF, &row);
	}
}

/* Where a MAKE duty stands: a thread member serves its newest instance. */
static enum gd_code
make_place(struct gd_work *w, int *paper, int *duty, struct gd_at *at,
    struct gd_at *dat)
{
	enum gd_code rc = find_paper(w, paper, at);

	if (rc)
		return rc;
	*duty = duty_making(w->wf, *paper);
	if (*duty < 0 || w->wf->duties[*duty].effect != GD_EFFECT_MAKE)
		return gd_fail(w->err, GD_REFUSED, GD_M_PAPER_RECEIVED,
		    GD_T(w->wf->papers[*paper].name.id));
	*dat = duty_at(w->wf, &w->order, *duty, at->lot,
	    w->wf->papers[*paper].many ? at->inst : 0);
	return GD_OK;
}

enum gd_code
do_make(struct gd_work *w)
{
	const struct gd_revision *r;
	const struct gd_duty_def *def;
	struct gd_revision row;
	struct gd_at at, dat;
	const char *fields, *kind;
	int paper, duty;
	enum gd_code rc = make_place(w, &paper, &duty, &at, &dat);

	if (rc)
		return rc;
	def = &w->wf->duties[duty];
	kind = w->wf->papers[paper].name.id;
	rc = w->cmd->override ? GD_OK : need_roles(w, &def->by);
	if (rc)
		return rc;
	if (GUARD(w, GD_M_DUTY_NA) &&
	    duty_applies(w->wf, &w->order, duty, dat) != GD_TRUE)
		return gd_fail(w->err, GD_REFUSED, GD_M_DUTY_NA,
		    GD_T(def->name.id));
	if (!step_is_open(w->wf, &w->order, def->step, dat.lot)) {
		rc = hard_stop(w, &def->override_by, "not_ready", def->name.id,
		    GD_M_STEP_CLOSED, w->wf->steps[def->step].name.id);
		if (rc)
			return rc;
	}
	rc = need_roles_or_over(w, &def->by);
	if (rc)
		return rc;
	r = paper_unissued(&w->order, kind, at);
	if (GUARD(w, GD_M_PAPER_IN_FORCE) && !r &&
	    gd_paper(&w->order, kind, at.lot, at.inst) &&
	    gd_paper(&w->order, kind, at.lot, at.inst)->in_force)
		return gd_fail(w->err, GD_REFUSED, GD_M_PAPER_IN_FORCE,
		    GD_T(kind));
	rc = paper_content(w, paper, at, duty, r ? r->fields : "", &fields);
	if (!rc && def->is_notice)
		rc = notice_moved(w, paper, &fields);
	if (rc)
		return rc;
	if (!r) {
		revision_begin(w, paper, at, fields, 0);
		return def->is_notice ? notice_changes(w, at.inst, fields)
				      : GD_OK;
	}
	row = *r; /* an edited draft: its signatures no longer stand for it */
	row.state = GD_REV_DRAFT;
	revision_written(w, &row);
	work_event(w, GD_EV_DRAFTED, kind, w->cmd->reason, row.rev);
	signoffs_drop(w, &row);
	revision_put(w, &row, fields);
	return def->is_notice ? notice_changes(w, at.inst, fields) : GD_OK;
}

/* The newest notice that names this paper and still waits for it. */
static int64_t
open_notice_for(struct gd_work *w, const char *kind)
{
	const struct gd_change *ch;
	int64_t inst = 0;

	for (size_t i = 0; (ch = gd_walk(&w->order, GD_TAB_CHANGE, &i));)
		if (strcmp(ch->paper, kind) == 0 && ch->notice > inst &&
		    notice_open(w->wf, &w->order, ch->notice))
			inst = ch->notice;
	return inst;
}

/* guard:one-unissued, guard:revise-issued */
enum gd_code
do_revise(struct gd_work *w)
{
	const struct gd_paper *p;
	const char *fields, *kind;
	struct gd_at at;
	int paper, duty;
	enum gd_code rc = find_paper(w, &paper, &at);

	if (rc)
		return rc;
	kind = w->wf->papers[paper].name.id;
	p = gd_paper(&w->order, kind, at.lot, at.inst);
	if (!p || !p->in_force)
		return gd_fail(w->err, GD_REFUSED, GD_M_NOT_ISSUED, GD_T(kind));
	if (GUARD(w, GD_M_UNISSUED_EXISTS) &&
	    paper_unissued(&w->order, kind, at))
		return gd_fail(w->err, GD_REFUSED, GD_M_UNISSUED_EXISTS,
		    GD_T(kind), GD_N(p->last));
	duty = duty_making(w->wf, paper);
	rc = need_reason(w);
	if (!rc)
		rc = duty >= 0 ? need_roles(w, &w->wf->duties[duty].by)
			       : need_carrier(w);
	if (!rc)
		rc = paper_content(w, paper, at, duty, "", &fields);
	if (rc)
		return rc;
	if (duty >= 0 && w->wf->duties[duty].effect == GD_EFFECT_RECEIVE)
		return paper_receive(w, paper, at, fields);
	revision_begin(w, paper, at, fields, open_notice_for(w, kind));
	return GD_OK;
}

enum gd_code
not_made(struct gd_work *w, const char *kind, struct gd_at at)
{
	struct gd_str made = GD_STR_INIT;
	const struct gd_paper *p;

	for (size_t i = 0; (p = gd_walk(&w->order, GD_TAB_PAPER, &i));)
		if (strcmp(p->kind, kind) == 0 && p->lot == at.lot && p->last)
			gd_str_addf(&made, "%s%s#%lld", made.len ? ", " : "",
			    kind, (long long)p->inst);
	if (made.len)
		(void)gd_fail(w->err, GD_REFUSED, GD_M_NOT_MADE_THIS,
		    GD_T(kind), GD_N(at.inst), GD_T(made.text));
	else
		(void)gd_fail(w->err, GD_REFUSED, GD_M_NOT_MADE, GD_T(kind));
	gd_str_release(&made);
	return GD_REFUSED;
}

/* Void the unissued revision, or the one in force (its pieces come back). */
enum gd_code
do_void(struct gd_work *w)
{
	const struct gd_revision *r;
	const struct gd_piece *pc;
	struct gd_revision row;
	struct gd_paper p;
	const char *kind;
	struct gd_at at;
	int paper;
	enum gd_code rc = find_paper(w, &paper, &at);

	if (!rc)
		rc = need_reason(w);
	if (!rc)
		rc = need_carrier(w);
	if (rc)
		return rc;
	kind = w->wf->papers[paper].name.id;
	if (!gd_paper(&w->order, kind, at.lot, at.inst))
		return not_made(w, kind, at);
	p = *gd_paper(&w->order, kind, at.lot, at.inst);
	r = paper_unissued(&w->order, kind, at);
	if (!r)
		r = gd_revision(&w->order, kind, at.lot, at.inst, p.in_force);
	if (!r)
		return gd_fail(w->err, GD_REFUSED, GD_M_NOT_MADE, GD_T(kind));
	row = *r;
	work_event(w, GD_EV_VOIDED, kind, w->cmd->reason, row.rev);
	if (row.rev == p.in_force) {
		p.in_force = 0;
		work_put(w, GD_TAB_PAPER, &p);
	}
	row.state = GD_REV_VOID;
	row.reason = work_text(w, w->cmd->reason);
	signoffs_drop(w, &row);
	work_put(w, GD_TAB_REVISION, &row);
	for (size_t i = 0; (pc = gd_walk(&w->order, GD_TAB_PIECE, &i));) {
		struct gd_piece piece = *pc;

		if (strcmp(piece.kind, kind) != 0 || piece.lot != at.lot ||
		    piece.inst != at.inst || piece.rev != row.rev)
			continue;
		if (piece.class == GD_PIECE_COPY &&
		    (piece.state == GD_PIECE_SENT ||
			piece.state == GD_PIECE_HELD)) {
			piece.was = piece.state;
			piece.state = GD_PIECE_RECALL;
		} else if (piece.state == GD_PIECE_DUE ||
			   piece.state == GD_PIECE_SENT ||
			   piece.state == GD_PIECE_HELD) {
			piece.state = GD_PIECE_VOID;
		} else {
			continue;
		}
		piece.cause = "void";
		work_put(w, GD_TAB_PIECE, &piece);
	}
	return GD_OK;
}

/* Fewer copies: what of them has not left is void. */
static void
dist_less(struct gd_work *w, const struct gd_dist *d, struct gd_at at,
    int64_t rev)
{
	int64_t over = d->copies - w->cmd->number;

	for (size_t i = w->order.sheet.rows[GD_TAB_PIECE].n;
	     over > 0 && i > 0;) {
		const struct gd_piece *pc =
		    gd_row_at(&w->order.sheet, GD_TAB_PIECE, --i);
		struct gd_piece row = *pc;

		if (strcmp(row.kind, d->kind) != 0 || row.lot != at.lot ||
		    row.inst != at.inst || row.rev != rev ||
		    row.class != GD_PIECE_COPY ||
		    strcmp(row.desk, d->desk) != 0 || row.state != GD_PIECE_DUE)
			continue;
		row.state = GD_PIECE_VOID;
		row.cause = "distribution";
		work_put(w, GD_TAB_PIECE, &row);
		over--;
	}
}

/* Edit who gets how many, on this paper only, with a reason. */
enum gd_code
do_dist(struct gd_work *w)
{
	struct gd_dist row = { .reason = work_text(w, w->cmd->reason) };
	const struct gd_dist *old;
	const struct gd_paper *p;
	struct gd_at at;
	int paper, desk;
	enum gd_code rc = find_paper(w, &paper, &at);

	if (!rc)
		rc = need_reason(w);
	if (!rc)
		rc = need_carrier(w);
	if (rc)
		return rc;
	row.kind = w->wf->papers[paper].name.id;
	row.lot = at.lot;
	row.inst = at.inst;
	p = gd_paper(&w->order, row.kind, at.lot, at.inst);
	desk = gd_wf_desk(w->wf, w->cmd->desk ? w->cmd->desk : "");
	if (!p)
		return not_made(w, row.kind, at);
	if (desk < 0)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_DESK,
		    GD_T(w->cmd->desk ? w->cmd->desk : ""));
	if (w->cmd->number < 0 || w->cmd->number > 99)
		return gd_fail(w->err, GD_USAGE, GD_M_COPY_COUNT,
		    GD_N(w->cmd->number));
	row.desk = w->wf->desks[desk].name.id;
	old = gd_row_find(&w->order.sheet, GD_TAB_DIST, &row);
	if (old) {
		row = *old;
		row.reason = work_text(w, w->cmd->reason);
	}
	work_event(w, GD_EV_DISTRIBUTION, row.kind, row.desk, w->cmd->number);
	/* a paper already issued: an extra recipient takes the next number */
	if (p->in_force)
		for (int64_t i = row.suggested ? 0 : row.copies;
		     i < w->cmd->number; i++)
			piece_new(w, paper, at, p->in_force, GD_PIECE_COPY,
			    row.desk, GD_PIECE_DUE);
	if (p->in_force)
		dist_less(w, &row, at, p->in_force);
	row.copies = w->cmd->number;
	row.suggested = 0;
	work_put(w, GD_TAB_DIST, &row);
	return GD_OK;
}
