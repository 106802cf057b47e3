/* core/correct.c - putting right: fields, lines, outcomes, waivers, what a
 * duty recorded, the customer, dates.
 *
 * A correction keeps old and new value and its reason in its events.  What an
 * issued paper carries is not corrected behind its back: revise it (here in
 * one act, outcome "revise") or write a notice.
 */
#include "gather.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "core/view/carried.h"

#include "base/banned.h"

void
correct_event(struct gd_work *w, const char *what, int64_t number,
    const char *cell, const char *old, const char *now)
{
	work_event(w, GD_EV_CORRECTED, what,
	    work_printf(w, "%s%s%s -> %s", cell, *cell ? ": " : "", old, now),
	    number);
}

static bool
to_revise(const struct gd_work *w)
{
	return !w->cmd->duty && w->cmd->outcome &&
	       strcmp(w->cmd->outcome, "revise") == 0;
}

/* What is printed on issued papers is right when they are issued anew. */
static void
reworded_event(struct gd_work *w, const char *what, int64_t lot,
    const char *old, const char *now)
{
	work_event(w, GD_EV_REWORDED, what,
	    work_printf(w, "%s -> %s", old, now), lot);
}

/* ---- what issued papers carry -------------------------------------------- */

/* Names with commas, each once; "-" for none. */
static void
add_name(struct gd_str *s, const char *name)
{
	if (!strstr(s->text ? s->text : "", name))
		gd_str_addf(s, "%s%s", s->len ? ", " : "", name);
}

/* guard:carried - refuses, naming every paper, who holds copies, and the
 * command that revises the first. */
static enum gd_code
carried(struct gd_work *w, const struct gd_pair *pair,
    const struct gd_carrier *c, int n)
{
	struct gd_str papers = GD_STR_INIT, desks = GD_STR_INIT;
	char line[GD_ARG_MAX];

	for (int i = 0; i < n; i++) {
		add_name(&papers, c[i].kind);
		for (int k = 0; k < c[i].ndesks; k++)
			add_name(&desks, c[i].desks[k]);
	}
	snprintf(line, sizeof line, "gendan revise %s %s %s=%s --reason ...",
	    gd_head(&w->order)->number, c[0].kind, pair->name, pair->value);
	(void)gd_fail(w->err, GD_REFUSED, GD_M_FIELD_ON_PAPER, GD_T(pair->name),
	    GD_T(papers.text), GD_T(desks.len ? desks.text : "-"), GD_T(line));
	gd_str_release(&papers);
	gd_str_release(&desks);
	return GD_REFUSED;
}

/* Does this paper say the value a pair names? */
static bool
carrier_says(struct gd_work *w, const struct gd_carrier *c, const char *name)
{
	struct gd_carrier all[GD_CARRIERS];
	int n = gd_carriers(w->wf, &w->order, name, c->lot, all);

	for (int i = 0; i < n; i++)
		if (strcmp(all[i].kind, c->kind) == 0 && all[i].lot == c->lot &&
		    all[i].inst == c->inst)
			return true;
	return false;
}

/* The next revision of one carrying paper, with what it says wrong. A draft
 * that waits already is edited. */
static enum gd_code
revise_one(struct gd_work *w, const struct gd_carrier *c)
{
	const struct gd_command *asked = w->cmd;
	struct gd_command one = *asked;
	struct gd_pair *pairs = gd_arena_alloc(&w->ev->arena,
	    (size_t)asked->nfields + 1, sizeof *pairs);
	enum gd_code rc;

	one.verb = c->drafted ? GD_DO_MAKE : GD_DO_REVISE;
	one.paper = c->kind;
	one.lot = c->lot;
	one.inst = c->inst;
	one.outcome = NULL;
	one.fields = pairs;
	one.nfields = 0;
	for (int i = 0; i < asked->nfields; i++)
		if (strcmp(asked->fields[i].name, "customer") != 0 &&
		    carrier_says(w, c, asked->fields[i].name))
			pairs[one.nfields++] = asked->fields[i];
	w->cmd = &one;
	rc = c->drafted ? do_make(w) : do_revise(w);
	w->cmd = asked;
	return rc;
}

/* Every paper that carries something of the command, once. */
static enum gd_code
revise_all(struct gd_work *w)
{
	struct gd_carrier all[GD_CARRIERS], some[GD_CARRIERS];
	enum gd_code rc = GD_OK;
	int n = 0;

	for (int i = 0; i < w->cmd->nfields; i++) {
		int m = gd_carriers(w->wf, &w->order, w->cmd->fields[i].name,
		    w->cmd->lot, some);

		for (int k = 0; k < m; k++) {
			int at = 0;

			while (at < n && (strcmp(all[at].kind, some[k].kind) ||
					     all[at].lot != some[k].lot ||
					     all[at].inst != some[k].inst))
				at++;
			if (at == n && n < GD_CARRIERS)
				all[n++] = some[k];
		}
	}
	/* guard:state - papers are drafted in a living order alone */
	if (n && GUARD(w, GD_M_ORDER_STATE) &&
	    gd_head(&w->order)->state != GD_ORDER_ACTIVE)
		return gd_fail(w->err, GD_REFUSED, GD_M_ORDER_STATE,
		    GD_T(gd_head(&w->order)->number),
		    GD_W(gd_order_state_word(gd_head(&w->order)->state)),
		    GD_T("revise"));
	for (int i = 0; i < n && !rc; i++)
		rc = revise_one(w, &all[i]);
	return rc;
}

/* Drafts that say the old value say the new one; what was signed falls. */
static void
drafts_follow(struct gd_work *w, const struct gd_field *row, const char *old)
{
	const struct gd_revision *r;

	for (size_t i = 0; (r = gd_walk(&w->order, GD_TAB_REVISION, &i));) {
		struct gd_revision rev = *r;
		json_t *obj;
		const char *said;
		char *dump;

		if ((rev.state != GD_REV_DRAFT &&
			rev.state != GD_REV_SIGNING) ||
		    !*rev.fields ||
		    (row->lot && rev.lot && rev.lot != row->lot))
			continue;
		obj = json_loads(rev.fields, 0, NULL);
		said = json_string_value(json_object_get(obj, row->name));
		if (said && strcmp(said, old) == 0) {
			json_object_set_new(obj, row->name,
			    json_string(row->value));
			dump = json_dumps(obj, JSON_COMPACT);
			rev.state = GD_REV_DRAFT;
			revision_written(w, &rev);
			work_event(w, GD_EV_DRAFTED, rev.kind, w->cmd->reason,
			    rev.rev);
			signoffs_drop(w, &rev);
			revision_put(w, &rev, work_text(w, dump));
			free(dump);
		}
		json_decref(obj);
	}
}

/* ---- fields -------------------------------------------------------------- */

/* guard:carried - the customer stands on every paper of ours; the papers that
 * are drafted anew are his. */
static enum gd_code
correct_customer(struct gd_work *w, const char *value)
{
	struct gd_head head = *gd_head(&w->order);
	struct gd_carrier c[GD_CARRIERS];

	if (!*value || strcmp(value, head.customer) == 0)
		return gd_fail(w->err, GD_USAGE, GD_M_NOTHING_TO_CORRECT);
	if (!to_revise(w) && GUARD(w, GD_M_CUSTOMER_ON_PAPER) &&
	    gd_carriers(w->wf, &w->order, "customer", 0, c) > 0)
		return gd_fail(w->err, GD_REFUSED, GD_M_CUSTOMER_ON_PAPER,
		    GD_T(c[0].kind));
	correct_event(w, "customer", 0, "", head.customer, value);
	head.customer = work_text(w, value);
	work_put(w, GD_TAB_HEAD, &head);
	return GD_OK;
}

/* guard:carried - letterhead, bank and address stand on every paper of ours. */
static enum gd_code
correct_company(struct gd_work *w, const char *value)
{
	struct gd_head head = *gd_head(&w->order);
	const struct gd_paper *p;

	if (!*value || strcmp(value, head.company) == 0)
		return gd_fail(w->err, GD_USAGE, GD_M_NOTHING_TO_CORRECT);
	for (size_t i = 0; (p = gd_walk(&w->order, GD_TAB_PAPER, &i));)
		if (p->in_force && GUARD(w, GD_M_COMPANY_ON_PAPER))
			return gd_fail(w->err, GD_REFUSED,
			    GD_M_COMPANY_ON_PAPER, GD_T(p->kind));
	correct_event(w, "company", 0, "", head.company, value);
	head.company = work_text(w, value);
	work_put(w, GD_TAB_HEAD, &head);
	return GD_OK;
}

/* What a line says now and would say, without changing it. */
static enum gd_code
line_would(struct gd_work *w, int64_t no, const char *cell, const char *typed,
    const char **was, const char **now)
{
	const struct gd_line *old = line_find(&w->order, no);
	struct gd_line row;
	enum gd_code rc;

	if (!old)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_LINE, GD_N(no),
		    GD_T(gd_head(&w->order)->number));
	row = *old;
	*was = line_words(w, &row, cell);
	rc = line_read(w, &row, cell, typed);
	*now = rc ? "" : line_words(w, &row, cell);
	return rc;
}

static enum gd_code
correct_line(struct gd_work *w, const struct gd_pair *pair)
{
	struct gd_carrier c[GD_CARRIERS];
	int n = gd_carriers(w->wf, &w->order, pair->name, 0, c);
	const char *cell, *was = "", *now = "";
	enum gd_code rc;
	int64_t no;

	(void)line_name(pair->name, &no, &cell);
	if (!*cell)
		return gd_fail(w->err, GD_USAGE, GD_M_NO_FIELD,
		    GD_T(pair->name));
	if (line_find(&w->order, no)) {
		rc = line_would(w, no, cell, pair->value, &was, &now);
		if (rc || strcmp(was, now) == 0)
			return rc;
	}
	if (n && GUARD(w, GD_M_FIELD_ON_PAPER) && !to_revise(w))
		return carried(w, pair, c, n);
	if (n && to_revise(w) && line_find(&w->order, no)) {
		reworded_event(w, pair->name, 0, was, now);
		return GD_OK;
	}
	/* the event comes before the rows it brings */
	work_event(w, GD_EV_CORRECTED, pair->name, "", 0);
	rc = line_change(w, no, cell, pair->value, &was, &now);
	if (!rc)
		w->e->note = work_printf(w, "%s -> %s", was, now);
	return rc;
}

static enum gd_code
correct_field(struct gd_work *w, const struct gd_pair *pair)
{
	int n, f = gd_wf_field(w->wf, pair->name);
	struct gd_carrier c[GD_CARRIERS];
	struct gd_field row = { .value = "" };
	const char *old, *cell;
	enum gd_code rc;
	int64_t no;

	if (strcmp(pair->name, "customer") == 0)
		return correct_customer(w, pair->value);
	if (strcmp(pair->name, "company") == 0)
		return correct_company(w, pair->value);
	if (line_name(pair->name, &no, &cell))
		return correct_line(w, pair);
	if (payment_name(pair->name, &no, &cell))
		return correct_payment(w, no, cell, pair->value);
	if (f < 0)
		return gd_fail(w->err, GD_USAGE, GD_M_NO_FIELD,
		    GD_T(pair->name));
	row.name = w->wf->fields[f].name.id;
	row.lot =
	    w->wf->fields[f].per_lot ? (w->cmd->lot ? w->cmd->lot : 1) : 0;
	n = gd_carriers(w->wf, &w->order, row.name, row.lot, c);
	rc = value_read(w, &w->wf->fields[f], pair->value, &row.value);
	if (!rc)
		rc = quantity_agrees(w, row.name, row.value);
	if (rc)
		return rc;
	old = work_text(w, gd_field(&w->order, row.name, row.lot));
	if (strcmp(old, row.value) == 0)
		return GD_OK;
	if (n && GUARD(w, GD_M_FIELD_ON_PAPER) && !to_revise(w))
		return carried(w, pair, c, n);
	if (n && to_revise(w)) { /* so it is when the paper is issued */
		reworded_event(w, row.name, row.lot, old, row.value);
		return GD_OK;
	}
	correct_event(w, row.name, row.lot, "", old, row.value);
	work_put(w, GD_TAB_FIELD, &row);
	drafts_follow(w, &row, old);
	return GD_OK;
}

/* Did anything happen in a round that an outcome began? */
static bool
round_used(struct gd_work *w, int loop, int64_t lot, int64_t round)
{
	const struct gd_act *a;
	const struct gd_paper *p;

	for (size_t i = 0; (a = gd_walk(&w->order, GD_TAB_ACT, &i));) {
		int d = gd_wf_duty(w->wf, a->duty);

		if (d >= 0 && w->wf->duties[d].loop == loop &&
		    a->round == round && a->lot == lot)
			return true;
	}
	for (size_t i = 0; (p = gd_walk(&w->order, GD_TAB_PAPER, &i));) {
		int paper = gd_wf_paper(w->wf, p->kind);
		int d = paper < 0 ? -1 : duty_making(w->wf, paper);

		if (d >= 0 && w->wf->duties[d].loop == loop &&
		    p->inst == round && (!lot || p->lot == lot))
			return true;
	}
	return false;
}

/* An outcome corrected: what the wrong one led to is led back, if unused. */
static enum gd_code
correct_outcome(struct gd_work *w, int duty, struct gd_at at,
    struct gd_act *act)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	int was = gd_duty_outcome(def, act->outcome);
	int now = gd_duty_outcome(def, w->cmd->outcome);

	if (now < 0)
		return gd_fail(w->err, GD_USAGE, GD_M_NO_OUTCOME,
		    GD_T(w->cmd->outcome), GD_T(def->name.id));
	if (was == now)
		return gd_fail(w->err, GD_USAGE, GD_M_NOTHING_TO_CORRECT);
	if (gd_head(&w->order)->state != GD_ORDER_ACTIVE)
		return gd_fail(w->err, GD_REFUSED, GD_M_ORDER_STATE,
		    GD_T(gd_head(&w->order)->number),
		    GD_W(gd_order_state_word(gd_head(&w->order)->state)),
		    GD_T("correct"));
	correct_event(w, def->name.id, at.lot, "", work_text(w, act->outcome),
	    def->outcomes[now].name.id);
	if (was >= 0 && def->outcomes[was].goes == GD_GOES_AGAIN) {
		int loop = def->outcomes[was].loop;
		struct gd_loop row = { .loop = w->wf->loops[loop].id,
			.lot = at.lot,
			.round = at.round };

		if (GUARD(w, GD_M_ROUND_USED) &&
		    round_used(w, loop, at.lot, at.round + 1))
			return gd_fail(w->err, GD_REFUSED, GD_M_ROUND_USED,
			    GD_T(row.loop), GD_N(at.round + 1));
		work_put(w, GD_TAB_LOOP, &row);
	}
	act->outcome = def->outcomes[now].name.id;
	act->state =
	    def->outcomes[now].goes == GD_GOES_STAY ? GD_ACT_OPEN : GD_ACT_DONE;
	act->reason = work_text(w, w->cmd->reason);
	work_put(w, GD_TAB_ACT, act);
	return outcome_follow(w, duty, at, &def->outcomes[now]);
}

/* Each field a duty recorded that says something else now. */
static int
field_events(struct gd_work *w, const struct gd_duty_def *def, int64_t lot,
    const char *old, const char *new)
{
	json_t *was = *old ? json_loads(old, 0, NULL) : json_object();
	json_t *now = *new ? json_loads(new, 0, NULL) : json_object();
	int n = 0;

	for (int i = 0; i < def->nfields; i++) {
		const char *id = w->wf->fields[def->fields[i].field].name.id;
		const char *a = json_string_value(json_object_get(was, id));
		const char *b = json_string_value(json_object_get(now, id));

		a = a ? a : "";
		b = b ? b : "";
		if (strcmp(a, b) == 0)
			continue;
		correct_event(w, def->name.id, lot, id, a, b);
		n++;
	}
	json_decref(was);
	json_decref(now);
	return n;
}

/* What it recorded, and the day it happened. */
static enum gd_code
correct_recorded(struct gd_work *w, const struct gd_duty_def *def,
    struct gd_at at, struct gd_act *act)
{
	char was[GD_DAY_TEXT], now[GD_DAY_TEXT];
	struct gd_carrier c[GD_CARRIERS];
	const char *json, *before;
	enum gd_code rc;
	int n;

	for (int i = 0; i < w->cmd->nfields && !def->many; i++) {
		const char *cell;
		int64_t no;

		/* what a lot took on board is no line of the order */
		if (def->ships && line_name(w->cmd->fields[i].name, &no, &cell))
			continue;
		n = gd_carriers(w->wf, &w->order, w->cmd->fields[i].name,
		    at.lot, c);
		if (n && GUARD(w, GD_M_FIELD_ON_PAPER))
			return carried(w, &w->cmd->fields[i], c, n);
	}
	w->line_pairs = def->ships;
	rc =
	    fields_read(w, def->fields, def->nfields, true, act->fields, &json);
	if (rc)
		return rc;
	n = field_events(w, def, at.lot, act->fields, json);
	if (def->ships)
		rc = lot_ships_again(w, gd_wf_duty(w->wf, def->name.id), at,
		    json, &n);
	if (rc)
		return rc;
	if (w->cmd->day && w->cmd->day != act->day) {
		gd_day_text(act->day ? (int32_t)act->day : GD_NO_DAY, was);
		gd_day_text(w->cmd->day, now);
		correct_event(w, def->name.id, at.lot, "day", was, now);
		act->day = w->cmd->day;
		n++;
	}
	if (!n)
		return gd_fail(w->err, GD_USAGE, GD_M_NOTHING_TO_CORRECT);
	before = act->fields;
	act->fields = json;
	work_put(w, GD_TAB_ACT, act);
	if (!def->many && !at.inst)
		fields_put_plain(w, json, at.lot);
	return fields_add(w, before, json, at.lot);
}

/* A duty: its outcome, its waiver, or what it recorded. */
static enum gd_code
correct_duty(struct gd_work *w)
{
	const struct gd_duty_def *def;
	const struct gd_act *old;
	struct gd_act act;
	struct gd_at at;
	int duty;
	enum gd_code rc = find_duty(w, &duty, &at);

	if (rc)
		return rc;
	def = &w->wf->duties[duty];
	old = duty_act(w->wf, &w->order, duty, at);
	/* an outcome that began a new round stands in the round before */
	if (!old && at.round > 1) {
		at.round--;
		old = duty_act(w->wf, &w->order, duty, at);
	}
	if (!old)
		return gd_fail(w->err, GD_REFUSED, GD_M_NOT_DONE,
		    GD_T(def->name.id));
	act = *old;
	if (w->cmd->outcome && def->noutcomes)
		return correct_outcome(w, duty, at, &act);
	if (act.state != GD_ACT_WAIVED)
		return correct_recorded(w, def, at, &act);
	correct_event(w, def->name.id, at.lot, "", "waived", "open");
	act.state = GD_ACT_OPEN;
	act.reason = work_text(w, w->cmd->reason);
	work_put(w, GD_TAB_ACT, &act);
	return GD_OK;
}

/* Who may: carriers of the order; money is set right by who books it. */
static enum gd_code
may_correct(struct gd_work *w)
{
	int payments = 0;

	for (int i = 0; i < w->cmd->nfields; i++) {
		const char *cell;
		int64_t no;

		payments += payment_name(w->cmd->fields[i].name, &no, &cell) &&
			    payment_credit_cell(cell);
	}
	if (payments && !w->cmd->piece && !w->cmd->duty) {
		enum gd_code rc = need_money(w);

		if (rc || payments == w->cmd->nfields)
			return rc;
	}
	return need_carrier(w);
}

/* Saying again what stands there already puts nothing right. */
static bool
has_corrected(const struct gd_work *w)
{
	for (size_t i = 0; i < w->ev->n; i++)
		if (w->ev->at[i].kind == GD_EV_CORRECTED ||
		    w->ev->at[i].kind == GD_EV_REWORDED)
			return true;
	return false;
}

enum gd_code
do_correct(struct gd_work *w)
{
	const struct gd_command *asked = w->cmd;
	enum gd_code rc = need_reason(w);

	if (!rc)
		rc = may_correct(w);
	if (rc)
		return rc;
	if (!w->cmd->piece && !w->cmd->duty)
		w->cmd = quantity_with_line(w);
	if (w->cmd->piece)
		rc = correct_piece(w);
	else if (w->cmd->duty)
		rc = correct_duty(w);
	else if (w->cmd->nfields == 0)
		rc = gd_fail(w->err, GD_USAGE, GD_M_NOTHING_TO_CORRECT);
	else
		for (int i = 0; i < w->cmd->nfields && !rc; i++)
			rc = correct_field(w, &w->cmd->fields[i]);
	if (!rc && !has_corrected(w))
		rc = gd_fail(w->err, GD_USAGE, GD_M_NOTHING_TO_CORRECT);
	if (!rc && !w->cmd->piece && to_revise(w))
		rc = revise_all(w);
	/* why stands beside what, for the order and for the log */
	if (!rc && w->cmd->reason)
		work_event(w, GD_EV_BECAUSE, "", w->cmd->reason, 0);
	w->cmd = asked;
	return rc;
}
