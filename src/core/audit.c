/* core/audit.c - see core/audit.h.
 *
 * Judged are the rows that an event writes, not the words it uses: a command
 * that some other program put into the journal is seen the same way.
 */
#include "core/audit.h"

#include <stdlib.h>
#include <string.h>

#include "papers/signs.h"

#include "base/banned.h"

static const struct {
	const char *word, *text;
} kinds[GD_AUDIT_KINDS] = {
#define X(id, word, text) { word, text },
	GD_AUDITS(X)
#undef X
};

const char *
gd_audit_word(enum gd_audit_kind kind)
{
	return (unsigned)kind < GD_AUDIT_KINDS ? kinds[kind].word : "";
}

const char *
gd_audit_text(enum gd_audit_kind kind)
{
	return (unsigned)kind < GD_AUDIT_KINDS ? kinds[kind].text : "";
}

bool
gd_audit_breach(enum gd_audit_kind kind)
{
	return kind >= GD_AUDIT_NO_ROLE && kind < GD_AUDIT_KINDS;
}

/* ---- people as they were ------------------------------------------------- */

void
gd_audit_people_init(struct gd_audit_people *p)
{
	*p = (struct gd_audit_people){ 0 };
	gd_sheet_init(&p->office, gd_office_tables, GD_OFFICE_NTABLES);
}

void
gd_audit_people_release(struct gd_audit_people *p)
{
	gd_sheet_release(&p->office);
	free(p->at);
	p->at = NULL;
}

static void
note_put(struct gd_audit_people *p, int64_t seq, const struct gd_put *put)
{
	int table = put->table - GD_ORDER_NTABLES;
	struct gd_audit_change *c;
	const void *row;

	if (put->drop || (table != GD_OFF_HOLDS && table != GD_OFF_DEPUTY))
		return;
	row = gd_row_put(&p->office, table, put->row, put->mask);
	if (p->n == p->room) {
		p->room = p->room ? 2 * p->room : 64;
		p->at = gd_realloc(p->at, p->room, sizeof *p->at);
	}
	c = &p->at[p->n++];
	*c = (struct gd_audit_change){ .seq = seq, .table = table };
	/* texts stay in the sheet's arena, which never gives any back */
	if (table == GD_OFF_HOLDS)
		c->holds = *(const struct gd_holds *)row;
	else
		c->deputy = *(const struct gd_deputy *)row;
}

void
gd_audit_people_note(struct gd_audit_people *p, int64_t seq,
    const struct gd_events *events)
{
	for (size_t i = 0; i < events->n; i++)
		for (size_t k = 0; k < events->at[i].nputs; k++)
			note_put(p, seq, &events->at[i].puts[k]);
}

static bool
held(const struct gd_audit_people *p, const char *login, const char *role,
    int64_t seq)
{
	for (size_t i = p->n; i-- > 0;) {
		const struct gd_audit_change *c = &p->at[i];

		if (c->seq < seq && c->table == GD_OFF_HOLDS &&
		    strcmp(c->holds.login, login) == 0 &&
		    strcmp(c->holds.role, role) == 0)
			return c->holds.active;
	}
	return false;
}

static bool
stood_in(const struct gd_audit_people *p, const char *deputy, const char *who,
    const struct gd_audit_at *at)
{
	for (size_t i = p->n; i-- > 0;) {
		const struct gd_audit_change *c = &p->at[i];

		if (c->seq < at->seq && c->table == GD_OFF_DEPUTY &&
		    strcmp(c->deputy.who, who) == 0 &&
		    strcmp(c->deputy.deputy, deputy) == 0)
			return c->deputy.active &&
			       c->deputy.from_day <= at->day &&
			       at->day <= c->deputy.to_day;
	}
	return false;
}

/* ---- one command --------------------------------------------------------- */

struct looking {
	const struct gd_workflow *wf;
	struct gd_order *order;
	const struct gd_audit_people *people;
	const struct gd_audit_at *at;
	const struct gd_events *events;
	const struct gd_event *event;
	void (*say)(void *payload, const struct gd_audit_line *line);
	void *payload;
};

static void
say(struct looking *l, struct gd_audit_line line)
{
	line.seq = l->at->seq;
	line.at_ms = l->at->at_ms;
	line.actor = l->at->actor;
	if (!line.for_whom)
		line.for_whom = "";
	if (!line.entered_by)
		line.entered_by = "";
	if (!line.reason)
		line.reason = "";
	l->say(l->payload, &line);
}

static struct gd_audit_line
line_of(enum gd_audit_kind kind, const struct gd_signoff *s)
{
	return (struct gd_audit_line){ .kind = kind,
		.what = s->kind,
		.lot = s->lot,
		.inst = s->inst,
		.rev = s->rev,
		.role = s->role,
		.by = s->by,
		.for_whom = s->for_whom,
		.entered_by = s->entered_by,
		.reason = s->reason,
		.on_paper = s->taken || *s->entered_by };
}

/* The row of the workflow a signature answers; NULL = none does. */
static const struct gd_sign_def *
sign_of(const struct gd_workflow *wf, const struct gd_signoff *s)
{
	int paper = gd_wf_paper(wf, s->kind), role = gd_wf_role(wf, s->role);

	for (int i = 0; paper >= 0 && i < wf->papers[paper].nsigns; i++) {
		const struct gd_sign_def *def = &wf->papers[paper].signs[i];

		if (def->role == role)
			return def;
		for (int k = 0; k < def->any.n; k++)
			if (def->any.at[k] == role)
				return def;
	}
	return NULL;
}

static void
judge_people(struct looking *l, const struct gd_sign_def *def,
    const struct gd_signoff *s)
{
	const struct gd_revision *r =
	    gd_revision(l->order, s->kind, s->lot, s->inst, s->rev);
	const struct gd_signoff *other;

	if (r && !r->taken && !def->own &&
	    same_people(s->by, s->for_whom, r->by, r->for_whom))
		say(l, line_of(GD_AUDIT_OWN_WORK, s));
	for (size_t i = 0; (other = gd_walk(l->order, GD_TAB_SIGNOFF, &i));)
		if (other->live && other->no != s->no && !def->same_person &&
		    other->rev == s->rev && other->lot == s->lot &&
		    other->inst == s->inst &&
		    strcmp(other->kind, s->kind) == 0 &&
		    same_people(s->by, s->for_whom, other->by,
			other->for_whom)) {
			say(l, line_of(GD_AUDIT_TWICE, s));
			return;
		}
}

/* Held he the role at that time, and was the order his, where the role asks
 * for that?  A deputy acts for the person who was assigned. */
static bool
his_to_do(const struct looking *l, int role, const char *by,
    const char *for_whom)
{
	const struct gd_role_def *def = &l->wf->roles[role];
	const char *whose = *for_whom ? for_whom : by;
	const struct gd_assign *a = gd_row_find(&l->order->sheet, GD_TAB_ASSIGN,
	    &(struct gd_assign){ .role = def->name.id });

	return held(l->people, whose, def->name.id, l->at->seq) &&
	       (!def->assigned || !a || !*a->person ||
		   strcmp(a->person, whose) == 0) &&
	       (!*for_whom || stood_in(l->people, by, for_whom, l->at));
}

/* The role the row names, when it is one that may; else any that may. */
static bool
may_act(const struct looking *l, const struct gd_duty_def *def,
    const struct gd_act *row)
{
	const struct gd_list *roles = &def->by;
	int named = gd_wf_role(l->wf, row->role);

	if (row->state == GD_ACT_WAIVED && def->waive_by.n)
		roles = &def->waive_by;
	if (roles->n == 0)
		return named < 0 || his_to_do(l, named, row->by, row->for_whom);
	for (int i = 0; i < roles->n; i++)
		if ((named < 0 || !gd_list_has(roles, named) ||
			roles->at[i] == named) &&
		    his_to_do(l, roles->at[i], row->by, row->for_whom))
			return true;
	return false;
}

/* A duty recorded: row as it stands now. What time alone brought (by nobody),
 * what was on paper, and what a stop was overridden for are not judged. */
static void
judge_act(struct looking *l, const struct gd_act *row)
{
	int duty = l->wf ? gd_wf_duty(l->wf, row->duty) : -1;

	if (duty < 0 || !*row->by || row->taken || row->over ||
	    (row->state != GD_ACT_DONE && row->state != GD_ACT_WAIVED) ||
	    may_act(l, &l->wf->duties[duty], row))
		return;
	say(l, (struct gd_audit_line){ .kind = GD_AUDIT_NOT_HIS,
		   .what = row->duty,
		   .lot = row->lot,
		   .role = row->role,
		   .by = row->by,
		   .for_whom = row->for_whom,
		   .reason = row->reason });
}

/* A signature that came into being; s is the row as it stands now. */
static void
judge_signature(struct looking *l, const struct gd_signoff *s)
{
	struct gd_audit_line line = line_of(GD_AUDIT_SIGNED, s);
	const char *whose = *s->for_whom ? s->for_whom : s->by;
	const struct gd_sign_def *def;

	say(l, line);
	if (line.on_paper || !l->wf)
		return;
	def = sign_of(l->wf, s);
	if (!def || !held(l->people, whose, s->role, l->at->seq) ||
	    (*s->for_whom && !stood_in(l->people, s->by, s->for_whom, l->at)))
		say(l, line_of(GD_AUDIT_NO_ROLE, s));
	else if (!his_to_do(l, gd_wf_role(l->wf, s->role), s->by, s->for_whom))
		say(l, line_of(GD_AUDIT_NOT_HIS, s));
	if (def)
		judge_people(l, def, s);
}

/* Does this command override the stop for this paper? */
static bool
overridden(const struct looking *l, const char *what)
{
	for (size_t i = 0; i < l->events->n; i++)
		for (size_t k = 0; k < l->events->at[i].nputs; k++) {
			const struct gd_put *put = &l->events->at[i].puts[k];
			const struct gd_override *o = put->row;

			if (put->table == GD_TAB_OVERRIDE && !put->drop &&
			    strcmp(o->what, what) == 0)
				return true;
		}
	return false;
}

/* A revision about to be issued: the order is still as it was before. */
static void
judge_issue(struct looking *l, const struct gd_put *put)
{
	const struct gd_revision *now = put->row, *was;
	const struct gd_paper *p;
	struct gd_at at = { 0 };
	int paper;

	was = gd_row_find(&l->order->sheet, GD_TAB_REVISION, now);
	if (!l->wf || now->state != GD_REV_ISSUED || !was || was->taken ||
	    (was->state != GD_REV_DRAFT && was->state != GD_REV_SIGNING))
		return;
	paper = gd_wf_paper(l->wf, now->kind);
	p = gd_paper(l->order, now->kind, now->lot, now->inst);
	if (paper < 0 || !p || overridden(l, now->kind))
		return;
	at = (struct gd_at){ .lot = now->lot,
		.round = p->round,
		.inst = now->inst };
	if (signs_missing(l->wf, l->order, paper, at, now->rev, NULL))
		say(l, (struct gd_audit_line){ .kind = GD_AUDIT_UNSIGNED,
			   .what = now->kind,
			   .lot = now->lot,
			   .inst = now->inst,
			   .rev = now->rev,
			   .role = "",
			   .by = l->at->actor });
}

static void
one_signoff(struct looking *l, const struct gd_put *put)
{
	struct gd_signoff *row =
	    gd_row_find(&l->order->sheet, GD_TAB_SIGNOFF, put->row);
	struct gd_audit_line line;
	bool was = row != NULL, live = row && row->live;

	if (put->drop) {
		if (live) {
			line = line_of(GD_AUDIT_WITHDRAWN, row);
			line.reason = l->event->note;
			say(l, line);
		}
		gd_row_drop(&l->order->sheet, GD_TAB_SIGNOFF, put->row);
		return;
	}
	row = gd_row_put(&l->order->sheet, GD_TAB_SIGNOFF, put->row, put->mask);
	if (!was && row->live)
		judge_signature(l, row);
	else if (live && !row->live)
		say(l, line_of(GD_AUDIT_WITHDRAWN, row));
}

/* The same person recording it again, or other cells, is judged once. */
static void
one_act(struct looking *l, const struct gd_put *put)
{
	const struct gd_act *row =
	    gd_row_find(&l->order->sheet, GD_TAB_ACT, put->row);
	int64_t at_ms = row ? row->at_ms : 0, state = row ? row->state : 0;

	if (put->drop) {
		gd_row_drop(&l->order->sheet, GD_TAB_ACT, put->row);
		return;
	}
	row = gd_row_put(&l->order->sheet, GD_TAB_ACT, put->row, put->mask);
	if (row->at_ms != at_ms || row->state != state)
		judge_act(l, row);
}

static void
one_override(struct looking *l, const struct gd_put *put)
{
	const struct gd_override *row = put->row;

	if (!put->drop && !gd_row_find(&l->order->sheet, GD_TAB_OVERRIDE, row))
		say(l, (struct gd_audit_line){ .kind = GD_AUDIT_OVERRIDE,
			   .what = row->what,
			   .role = row->role,
			   .by = row->by,
			   .reason = row->reason });
}

static void
one_step(struct looking *l, const struct gd_put *put)
{
	const struct gd_step *was =
	    gd_row_find(&l->order->sheet, GD_TAB_STEP, put->row);
	bool early = was && was->early;
	const struct gd_step *row;

	if (put->drop)
		return;
	row = gd_row_put(&l->order->sheet, GD_TAB_STEP, put->row, put->mask);
	if (row->early && !early)
		say(l, (struct gd_audit_line){ .kind = GD_AUDIT_EARLY,
			   .what = row->step,
			   .lot = row->lot,
			   .role = "",
			   .by = row->by,
			   .reason = row->reason });
}

static void
one_put(struct looking *l, const struct gd_put *put)
{
	switch (put->table) {
	case GD_TAB_SIGNOFF:
		one_signoff(l, put);
		return;
	case GD_TAB_ACT:
		one_act(l, put);
		return;
	case GD_TAB_STEP:
		one_step(l, put);
		break;
	case GD_TAB_OVERRIDE:
		one_override(l, put);
		break;
	case GD_TAB_REVISION:
		if (!put->drop)
			judge_issue(l, put);
		break;
	default:
		break;
	}
	if (put->table >= GD_ORDER_NTABLES)
		return;
	if (put->drop)
		gd_row_drop(&l->order->sheet, put->table, put->row);
	else
		gd_row_put(&l->order->sheet, put->table, put->row, put->mask);
}

void
gd_audit_command(const struct gd_workflow *wf, struct gd_order *order,
    const struct gd_audit_people *people, const struct gd_audit_at *at,
    const struct gd_events *events,
    void (*to)(void *payload, const struct gd_audit_line *line), void *payload)
{
	struct looking l = { .wf = wf,
		.order = order,
		.people = people,
		.at = at,
		.events = events,
		.say = to,
		.payload = payload };

	for (size_t i = 0; i < events->n; i++) {
		l.event = &events->at[i];
		for (size_t k = 0; k < l.event->nputs; k++)
			one_put(&l, &l.event->puts[k]);
	}
	order->rev++;
}
