/* core/view/effects.c - what an act will bring, before it is done. */
#include "core/view/effects.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "../work.h"

#include "base/banned.h"

void
gd_effects_release(struct gd_effects *e)
{
	gd_order_release(&e->made);
	gd_order_release(&e->then);
	gd_arena_release(&e->arena);
	*e = (struct gd_effects){ 0 };
}

static void
apply_all(struct gd_order *o, const struct gd_events *events)
{
	for (size_t i = 0; i < events->n; i++)
		gd_apply(&o->sheet, NULL, &events->at[i]);
}

/* ---- the acts themselves ------------------------------------------------- */

static enum gd_code
do_acts(const struct gd_workflow *wf, const struct gd_facts *facts,
    const struct gd_command *cmds, int n, struct gd_order *o,
    struct gd_err *err)
{
	struct gd_events events = GD_EVENTS_INIT;
	enum gd_code rc = GD_OK;

	for (int i = 0; i < n && rc == GD_OK; i++) {
		rc = gd_decide(wf, o, facts, &cmds[i], &events, err);
		if (rc == GD_OK)
			apply_all(o, &events);
	}
	gd_events_release(&events);
	return rc;
}

/* ---- which notice -------------------------------------------------------- */

/* The paper a command is about, also by the duty that makes it. */
static int
paper_of(const struct gd_workflow *wf, const struct gd_command *cmd)
{
	int p = cmd->paper ? gd_wf_paper(wf, cmd->paper) : -1;
	int d = cmd->duty ? gd_wf_duty(wf, cmd->duty) : -1;

	if (p < 0 && d >= 0 && wf->duties[d].effect == GD_EFFECT_MAKE)
		p = wf->duties[d].thing;
	return p;
}

/* A notice that is drafted now: its paper and instance. */
static void
find_notice(const struct gd_workflow *wf, const struct gd_command *cmds, int n,
    struct gd_effects *e)
{
	int p = paper_of(wf, &cmds[n - 1]);
	int d = p >= 0 ? duty_making(wf, p) : -1;
	int64_t inst;

	if (d < 0 || !wf->duties[d].is_notice)
		return;
	inst = cmds[n - 1].inst;
	if (!inst)
		inst = paper_at(wf, &e->made, p, 0, 0).inst;
	if (!gd_paper(&e->made, wf->papers[p].name.id, 0, inst))
		return;
	e->notice = wf->papers[p].name.id;
	e->inst = inst;
}

/* ---- what follows -------------------------------------------------------- */

/* Each paper the notice changes, as if its new revision were signed. */
static void
issue_changed(struct gd_work *w, int64_t notice)
{
	const struct gd_revision *r;

	for (int p = 0; p < w->wf->npapers; p++)
		for (size_t i = 0;
		     (r = gd_walk(&w->order, GD_TAB_REVISION, &i));) {
			struct gd_at at = { .lot = r->lot, .inst = r->inst };

			if (r->notice != notice ||
			    strcmp(r->kind, w->wf->papers[p].name.id) != 0 ||
			    paper_unissued(&w->order, r->kind, at) != r)
				continue;
			revision_issue(w, p, at, r->rev);
			i = 0; /* the rows may have moved */
		}
}

static void
issue_notice(struct gd_work *w, const struct gd_effects *e)
{
	int p = gd_wf_paper(w->wf, e->notice), duty = duty_making(w->wf, p);
	struct gd_at at = { .inst = e->inst };
	const struct gd_revision *r = paper_unissued(&w->order, e->notice, at);
	struct gd_at dat = duty_at(w->wf, &w->order, duty, 0, e->inst);

	if (r) {
		const char *fields = r->fields;

		revision_issue(w, p, at, r->rev);
		act_record(w, duty, dat, GD_ACT_DONE, "", "", "");
		if (notice_changes(w, e->inst, fields) != GD_OK)
			return;
		notice_revise(w, e->inst);
	}
	issue_changed(w, e->inst);
}

int
gd_delay_duty(const struct gd_workflow *wf)
{
	for (int i = 0; i < wf->nlimits; i++)
		if (wf->limits[i].due.min_urgent >= 0 &&
		    wf->limits[i].duty >= 0)
			return wf->limits[i].duty;
	return -1;
}

/* Files of before the word `tells`: the duty that is alone in its thread and
 * asks for a date. */
static int
tells_alone(const struct gd_workflow *wf, const struct gd_duty_def *def)
{
	for (int i = 0; i < wf->nduties; i++)
		if (wf->duties[i].tells >= 0 ||
		    (&wf->duties[i] != def && wf->duties[i].thread &&
			strcmp(wf->duties[i].thread, def->thread) == 0))
			return -1;
	for (int i = 0; i < def->nfields; i++)
		if (def->fields[i].required &&
		    wf->fields[def->fields[i].field].type == GD_FIELD_DATE)
			return def->fields[i].field;
	return -1;
}

static int
tells_field(const struct gd_workflow *wf, const struct gd_duty_def *def)
{
	if (def->tells >= 0)
		return def->tells;
	return def->thread && *def->thread && def->thread_head
		   ? tells_alone(wf, def)
		   : -1;
}

int
gd_delay_field(const struct gd_workflow *wf, int duty)
{
	if (duty < 0 || gd_delay_duty(wf) < 0)
		return -1;
	return tells_field(wf, &wf->duties[duty]);
}

int
gd_delay_notice(const struct gd_workflow *wf)
{
	for (int i = 0; i < wf->nduties; i++)
		if (tells_field(wf, &wf->duties[i]) >= 0)
			return i;
	return -1;
}

/* The day the newest notice of this duty told; GD_NO_DAY: none. */
static int32_t
told_day(const struct gd_work *w, const char *duty, const char *field)
{
	const struct gd_act *act, *newest = NULL;
	const char *text;
	json_t *obj;
	int32_t day;

	for (size_t i = 0; (act = gd_walk(&w->order, GD_TAB_ACT, &i));)
		if (strcmp(act->duty, duty) == 0 && *act->fields &&
		    (!newest || act->inst >= newest->inst))
			newest = act;
	obj = newest ? json_loads(newest->fields, 0, NULL) : NULL;
	text = json_string_value(json_object_get(obj, field));
	day = text ? gd_day_parse(text) : GD_NO_DAY;
	json_decref(obj);
	return day;
}

/* What is late is done on the day that was told to the forwarder. */
static void
land_late(struct gd_work *w, const struct gd_command *cmd)
{
	int duty = cmd->duty ? gd_wf_duty(w->wf, cmd->duty) : -1;
	int f = gd_delay_field(w->wf, duty);
	const struct gd_due *d;
	const char *late;
	int32_t day;

	if (f < 0)
		return;
	late = w->wf->duties[gd_delay_duty(w->wf)].name.id;
	day =
	    told_day(w, w->wf->duties[duty].name.id, w->wf->fields[f].name.id);
	for (size_t i = 0;
	     day != GD_NO_DAY && (d = gd_walk(&w->order, GD_TAB_DUE, &i));) {
		struct gd_due row = *d;

		if (strcmp(row.duty, late) != 0 || row.actual || row.shut ||
		    (cmd->lot && row.lot && row.lot != cmd->lot))
			continue;
		row.day = day;
		row.moved = 1;
		work_put(w, GD_TAB_DUE, &row);
	}
}

/* A paper that is revised or signed, as if nothing were missing to it. */
static void
issue_own(struct gd_work *w, const struct gd_command *cmd)
{
	int p = cmd->verb == GD_DO_REVISE || cmd->verb == GD_DO_SIGN
		    ? paper_of(w->wf, cmd)
		    : -1;
	const struct gd_revision *r;
	struct gd_at at;

	if (p < 0)
		return;
	at = paper_at(w->wf, &w->order, p, cmd->lot, cmd->inst);
	r = paper_unissued(&w->order, w->wf->papers[p].name.id, at);
	if (r)
		revision_issue(w, p, at, r->rev);
}

static void
follow(const struct gd_workflow *wf, const struct gd_facts *facts,
    const struct gd_command *cmd, struct gd_effects *e, struct gd_err *err)
{
	const struct gd_command issue = { .verb = GD_DO_ISSUE };
	struct gd_events events = GD_EVENTS_INIT;
	struct gd_work w = work_on(wf, &e->made, facts, &issue, &events, err);

	work_event(&w, GD_EV_TABLES, "", "", 0);
	if (e->notice)
		issue_notice(&w, e);
	else
		issue_own(&w, cmd);
	land_late(&w, cmd);
	settle(&w);
	gd_order_release(&w.order);
	apply_all(&e->then, &events);
	gd_events_release(&events);
}

/* ---- papers -------------------------------------------------------------- */

static void
count_desk(struct gd_effect_desk *desks, int *n, const char *desk)
{
	for (int i = 0; i < *n; i++)
		if (strcmp(desks[i].desk, desk) == 0) {
			desks[i].n++;
			return;
		}
	if (*n < GD_EFFECT_DESKS)
		desks[(*n)++] = (struct gd_effect_desk){ desk, 1 };
}

/* Copies called back now that were not before. */
static void
called_back(const struct gd_order *was, const struct gd_order *is,
    struct gd_effect_paper *p)
{
	const struct gd_piece *pc, *old;

	for (size_t i = 0; (pc = gd_walk(is, GD_TAB_PIECE, &i));) {
		if (!piece_of(pc, p->kind,
			(struct gd_at){ .lot = p->lot, .inst = p->inst }) ||
		    pc->state != GD_PIECE_RECALL)
			continue;
		old = gd_row_find(&was->sheet, GD_TAB_PIECE, pc);
		if (old && old->state == GD_PIECE_RECALL)
			continue;
		p->copies++;
		count_desk(p->desks, &p->ndesks, pc->desk);
	}
}

static void
compare_papers(const struct gd_order *was, struct gd_effects *e)
{
	const struct gd_paper *p, *old;
	size_t most = e->then.sheet.rows[GD_TAB_PAPER].n + 1;

	e->papers = gd_arena_alloc(&e->arena, most, sizeof *e->papers);
	for (size_t i = 0; (p = gd_walk(&e->then, GD_TAB_PAPER, &i));) {
		struct gd_effect_paper row = { .kind = p->kind,
			.lot = p->lot,
			.inst = p->inst,
			.rev = p->in_force };

		old = gd_paper(was, p->kind, p->lot, p->inst);
		row.old_rev = old ? old->in_force : 0;
		if (!row.old_rev || row.old_rev == row.rev)
			continue;
		called_back(was, &e->then, &row);
		e->copies += row.copies;
		e->papers[e->npapers++] = row;
	}
}

/* Desks that get the notice: its pieces that have to go out. */
static void
find_told(struct gd_effects *e)
{
	const struct gd_piece *pc;

	for (size_t i = 0;
	     e->notice && (pc = gd_walk(&e->then, GD_TAB_PIECE, &i));)
		if (strcmp(pc->kind, e->notice) == 0 && pc->inst == e->inst &&
		    pc->state == GD_PIECE_DUE)
			count_desk(e->told, &e->ntold, pc->desk);
}

static void
find_changes(const struct gd_workflow *wf, struct gd_effects *e)
{
	size_t most = e->then.sheet.rows[GD_TAB_CHANGE].n + 1;
	const struct gd_change *ch;

	e->changes = gd_arena_alloc(&e->arena, most, sizeof *e->changes);
	for (size_t i = 0;
	     e->notice && (ch = gd_walk(&e->then, GD_TAB_CHANGE, &i));) {
		int f = gd_wf_field(wf, ch->field);
		int32_t old, now;

		if (ch->notice != e->inst)
			continue;
		e->changes[e->nchanges++] = ch;
		if (f < 0 || wf->fields[f].type != GD_FIELD_DATE)
			continue;
		old = gd_day_parse(ch->old);
		now = gd_day_parse(ch->now);
		if (old != GD_NO_DAY && now != GD_NO_DAY &&
		    abs(now - old) > abs(e->days_moved))
			e->days_moved = now - old;
	}
}

/* Where the notice itself says how many days, that counts. */
static void
find_moved(const struct gd_workflow *wf, struct gd_effects *e)
{
	int paper = e->notice ? gd_wf_paper(wf, e->notice) : -1;
	const struct gd_paper *p =
	    paper >= 0 ? gd_paper(&e->made, e->notice, 0, e->inst) : NULL;
	const struct gd_revision *r =
	    p ? gd_revision(&e->made, e->notice, 0, e->inst, p->last) : NULL;
	json_t *obj = r && *r->fields ? json_loads(r->fields, 0, NULL) : NULL;

	e->moved_field = -1;
	for (int i = 0; r && i < wf->papers[paper].fields.n; i++) {
		int f = wf->papers[paper].fields.at[i];
		const char *days = json_string_value(
		    json_object_get(obj, wf->fields[f].name.id));

		if (wf->fields[f].moved.n == 0 || !days)
			continue;
		e->moved_field = f;
		e->days_moved = (int)strtol(days, NULL, 10);
		break;
	}
	json_decref(obj);
}

static void
find_signs(const struct gd_workflow *wf, struct gd_effects *e)
{
	struct gd_sign_box boxes[GD_SIGN_BOXES];
	const struct gd_revision *r =
	    e->notice ? paper_unissued(&e->made, e->notice,
			    (struct gd_at){ .inst = e->inst })
		      : NULL;
	int n = r ? gd_sign_boxes(wf, &e->made, r, boxes) : 0;

	for (int i = 0; i < n; i++)
		if (!boxes[i].given)
			e->signs[e->nsigns++] = boxes[i];
}

/* ---- steps, dates -------------------------------------------------------- */

static void
compare_steps(const struct gd_workflow *wf, const struct gd_order *was,
    struct gd_effects *e)
{
	int64_t lots = lot_count(&e->then);

	e->steps = gd_arena_alloc(&e->arena,
	    (size_t)wf->nsteps * (size_t)(lots + 1) + 1, sizeof *e->steps);
	for (int s = 0; s < wf->nsteps; s++)
		for (int64_t l = wf->steps[s].per_lot ? 1 : 0;
		     l <= (wf->steps[s].per_lot ? lots : 0); l++) {
			struct gd_effect_step row = { .step = s,
				.lot = l,
				.was = step_mark_lot(wf, was, s, l),
				.is = step_mark_lot(wf, &e->then, s, l) };

			if (row.was != row.is)
				e->steps[e->nsteps++] = row;
		}
}

static const struct gd_date_view *
same_in(const struct gd_dates *d, const struct gd_due *key)
{
	for (size_t i = 0; i < d->n; i++) {
		const struct gd_due *row = d->at[i].row;

		if (row->lot == key->lot && row->round == key->round &&
		    row->inst == key->inst && strcmp(row->duty, key->duty) == 0)
			return &d->at[i];
	}
	return NULL;
}

/* A hard date breaks because of this: it held before, or it was kept to
 * another day and misses that by more. */
static bool
newly_broken(const struct gd_date_view *was, const struct gd_date_view *is)
{
	return is->breaks && !(was && was->breaks);
}

/* One that moves: due on another day, or (lands) only landing on one. */
static void
add_date(struct gd_effects *e, const struct gd_date_view *was,
    const struct gd_date_view *is, bool lands)
{
	bool due = !was || was->row->day != is->row->day;
	struct gd_effect_date row = { .was = was,
		.is = is,
		.breaks = newly_broken(was, is),
		.mends = was && was->breaks && !is->breaks };

	if (due == lands || (!is->open && !row.mends))
		return;
	if (!due && was->projected == is->projected && !row.breaks &&
	    !row.mends)
		return;
	e->urgent += is->urgent && !(was && was->urgent);
	e->dates[e->ndates++] = row;
}

static void
compare_dates(const struct gd_workflow *wf, const struct gd_order *was,
    const struct gd_facts *facts, struct gd_effects *e)
{
	struct gd_dates *old = gd_arena_alloc(&e->arena, 1, sizeof *old);
	struct gd_dates *now = gd_arena_alloc(&e->arena, 1, sizeof *now);

	gd_dates_make(wf, was, facts, &e->arena, old);
	gd_dates_make(wf, &e->then, facts, &e->arena, now);
	e->dates = gd_arena_alloc(&e->arena, now->n + 1, sizeof *e->dates);
	/* those that are due on another day before those that land there */
	for (int lands = 0; lands < 2; lands++)
		for (size_t i = 0; i < now->n; i++)
			add_date(e, same_in(old, now->at[i].row), &now->at[i],
			    lands);
	for (size_t i = 0; i < e->ndates; i++) {
		const struct gd_effect_date *d = &e->dates[i];

		e->breaks += d->breaks;
		if (d->breaks &&
		    (!e->first || d->is->row->day < e->first->is->row->day))
			e->first = d;
	}
}

enum gd_code
gd_effects_make(const struct gd_workflow *wf, const struct gd_order *order,
    const struct gd_facts *facts, const struct gd_command *cmds, int ncmds,
    struct gd_effects *out, struct gd_err *err)
{
	enum gd_code rc;

	*out = (struct gd_effects){ 0 };
	gd_order_copy(&out->made, order);
	gd_order_init(&out->then);
	rc = do_acts(wf, facts, cmds, ncmds, &out->made, err);
	if (rc != GD_OK)
		return rc;
	gd_order_release(&out->then);
	gd_order_copy(&out->then, &out->made);
	find_notice(wf, cmds, ncmds, out);
	follow(wf, facts, &cmds[ncmds - 1], out, err);
	compare_papers(order, out);
	find_told(out);
	find_changes(wf, out);
	find_moved(wf, out);
	find_signs(wf, out);
	compare_steps(wf, order, out);
	compare_dates(wf, order, facts, out);
	return GD_OK;
}
