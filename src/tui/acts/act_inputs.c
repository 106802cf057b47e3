/* tui/acts/act_inputs.c - which fields the form of an act has: those of the
 * duty or the paper, and what the verb itself asks for.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "act_inputs_priv.h"

#include "base/banned.h"

/* What a verb asks for beside fields. */
enum {
	W_FIELDS = 1 << 0, /* of the duty */
	W_PAPER = 1 << 1,  /* fields of the paper */
	W_OUTCOME = 1 << 2,
	W_REASON = 1 << 3, /* required */
	W_NOTE = 1 << 4,   /* optional */
	W_DAY = 1 << 5,    /* when it happened */
	W_NEW_DAY = 1 << 6,
	W_PERSON = 1 << 7,
	W_ROLE = 1 << 8,
	W_DESK = 1 << 9,
	W_HOLDER = 1 << 10,
	W_NUMBER = 1 << 11,
	W_PAYMENT = 1 << 12, /* which row */
	W_OTHER = 1 << 13,
	W_COURIER = 1 << 14,
};

static const int wants[GD_VERB_COUNT] = {
	[GD_DO_FILL] = W_FIELDS | W_DAY | W_NOTE,
	[GD_DO_CHOOSE] = W_OUTCOME | W_FIELDS | W_DAY | W_NOTE,
	[GD_DO_SKIP] = W_REASON,
	[GD_DO_OPEN] = W_REASON,
	[GD_DO_MAKE] = W_FIELDS | W_PAPER | W_NOTE,
	[GD_DO_SIGN] = W_NOTE,
	[GD_DO_SENDBACK] = W_REASON,
	[GD_DO_WITHDRAW] = W_REASON,
	[GD_DO_ISSUE] = W_NOTE,
	[GD_DO_REVISE] = W_PAPER | W_REASON,
	[GD_DO_VOID] = W_REASON,
	[GD_DO_DIST] = W_DESK | W_NUMBER | W_REASON,
	[GD_DO_SEND] = W_DESK | W_COURIER | W_NOTE,
	[GD_DO_RECEIVE] = W_HOLDER | W_DAY,
	[GD_DO_RECALL] = W_REASON,
	[GD_DO_RETURNED] = W_NOTE,
	[GD_DO_DESTROYED] = W_NOTE,
	[GD_DO_LOST] = W_REASON,
	[GD_DO_REPLACE] = W_REASON,
	[GD_DO_HOLD] = W_REASON,
	[GD_DO_RESUME] = W_NOTE,
	[GD_DO_CANCEL] = W_OUTCOME | W_REASON,
	[GD_DO_CLOSE] = W_REASON,
	[GD_DO_REOPEN] = W_REASON,
	[GD_DO_INFORM] = W_DAY | W_NOTE,
	[GD_DO_CORRECT] = W_OUTCOME | W_FIELDS | W_REASON,
	[GD_DO_MOVE] = W_NEW_DAY | W_REASON,
	[GD_DO_REASSIGN] = W_ROLE | W_PERSON,
	[GD_DO_OFFER] = W_PERSON,
	[GD_DO_ACCEPT] = W_FIELDS | W_NOTE,
	[GD_DO_REFUSE] = W_OUTCOME,
	[GD_DO_RELEASE] = W_REASON,
	[GD_DO_PAYMENT] = W_PAYMENT,
	[GD_DO_CREDIT] = W_PAYMENT,
	[GD_DO_NOTE] = W_REASON,
	[GD_DO_LINK] = W_OUTCOME | W_OTHER,
	[GD_DO_SPLIT] = W_REASON,
	[GD_DO_SHORT] = W_REASON,
	[GD_DO_COVER] = W_OTHER | W_NOTE,
	[GD_DO_ATTACH] = W_NOTE,
};

struct maker {
	struct ui *ui;
	struct form *f;
	const struct gd_order_page *page;
	const struct deed *deed;
	json_t *old; /* what was recorded before */
};

/* ---- fields of the workflow --------------------------------------------- */

static enum input_kind
kind_of(const struct gd_field_def *def)
{
	switch (def->type) {
	case GD_FIELD_DATE:
		return IN_DATE;
	case GD_FIELD_INT:
	case GD_FIELD_DECIMAL:
		return IN_NUMBER;
	case GD_FIELD_MONEY:
		return IN_MONEY;
	case GD_FIELD_CHOICE:
	case GD_FIELD_YESNO:
		return IN_CHOICE;
	case GD_FIELD_PAPERS:
		return IN_MANY;
	case GD_FIELD_CHANGES:
		return IN_CHANGES;
	case GD_FIELD_TEXT:
		break;
	}
	return IN_TEXT;
}

struct input
act_field_input(const struct gd_field_def *def, bool required)
{
	static const struct gd_name yesno[] = {
		{ "yes", NULL, GD_TR("yes") },
		{ "no", NULL, GD_TR("no") },
	};
	struct input in = { .id = def->name.id,
		.name = def->name,
		.kind = kind_of(def),
		.required = required,
		.choices = def->choices,
		.nchoices = def->nchoices,
		.unit = def->unit,
		.unit_zh = def->unit_zh,
		.clock = def->clock };

	if (def->type == GD_FIELD_YESNO) {
		in.choices = yesno;
		in.nchoices = 2;
	}
	return in;
}

void
act_field_add(struct form *f, const struct gd_workflow *wf,
    const struct gd_field_def *def, bool required, const char *value)
{
	struct input in = act_field_input(def, required);
	struct gd_name *papers = NULL;

	if (form_find(f, in.id) || def->moved.n > 0)
		return; /* what is reckoned is not asked for */
	if (def->type == GD_FIELD_PAPERS) {
		papers = gd_alloc((size_t)wf->npapers + 1, sizeof *papers);
		for (int i = 0; i < wf->npapers; i++)
			if (!wf->papers[i].is_thing)
				papers[in.nchoices++] = wf->papers[i].name;
		in.choices = papers;
	}
	form_add(f, &in, value);
	free(papers);
}

/* What stands in a field now: what this act recorded, else the order's. */
static const char *
value_now(const struct maker *m, const struct gd_field_def *def)
{
	const char *old =
	    json_string_value(json_object_get(m->old, def->name.id));
	int64_t lot =
	    def->per_lot ? (m->deed->cmd.lot ? m->deed->cmd.lot : 1) : 0;

	return old ? old : gd_field(&m->page->order, def->name.id, lot);
}

static void
add_duty_fields(struct maker *m, bool correct)
{
	const struct gd_workflow *wf = m->page->wf;
	int d = gd_wf_duty(wf, m->deed->cmd.duty ? m->deed->cmd.duty : "");
	const struct gd_duty_def *def = d >= 0 ? &wf->duties[d] : NULL;

	for (int i = 0; def && i < def->nfields; i++) {
		const struct gd_field_def *fd =
		    &wf->fields[def->fields[i].field];
		bool fresh = def->many && !correct && !m->deed->cmd.inst;

		if (def->effect == GD_EFFECT_OFFER && !correct &&
		    !def->assigns && m->deed->cmd.verb != GD_DO_ACCEPT)
			break; /* asked of who accepts */

		act_field_add(m->f, wf, fd, def->fields[i].required && !correct,
		    fresh || fd->adds ? "" : value_now(m, fd));
	}
}

static void
add_paper_fields(struct maker *m)
{
	const struct gd_workflow *wf = m->page->wf;
	int p = gd_wf_paper(wf, m->deed->cmd.paper ? m->deed->cmd.paper : "");
	int d = gd_wf_duty(wf, m->deed->cmd.duty ? m->deed->cmd.duty : "");

	if (p < 0 && d >= 0)
		p = wf->duties[d].thing;
	for (int i = 0; p >= 0 && i < wf->papers[p].fields.n; i++) {
		const struct gd_field_def *fd =
		    &wf->fields[wf->papers[p].fields.at[i]];

		act_field_add(m->f, wf, fd, false, value_now(m, fd));
	}
}

/* Whose order it is. */
static void
add_customer(struct maker *m)
{
	const struct gd_sheet *office = gd_app_office(*m->ui->app);
	size_t most = gd_row_count(office, GD_OFF_CUSTOMER) + 1;
	struct gd_name *names = gd_alloc(most, sizeof *names);
	const struct gd_customer *c;
	int n = 0;

	for (size_t i = 0; (c = gd_row_at(office, GD_OFF_CUSTOMER, i)); i++)
		if (c->active)
			names[n++] = (struct gd_name){ c->code,
				*c->name ? c->name : c->code,
				*c->name_en ? c->name_en : c->name };
	form_add(m->f,
	    &(struct input){ .id = "customer",
		.name = { .en = GD_TR("Customer") },
		.kind = IN_CHOICE,
		.choices = names,
		.nchoices = n },
	    gd_head(&m->page->order)->customer);
	free(names);
}

/* A receipt booked to the wrong desk: to which it belongs; the desk as it is
 * = the receipt was a mistake. */
static void
add_piece_correction(struct maker *m)
{
	const struct gd_workflow *wf = m->page->wf;
	struct gd_name *names = gd_alloc((size_t)wf->ndesks + 1, sizeof *names);

	names[0] = (struct gd_name){ "", NULL, GD_TR("take the receipt back") };
	for (int i = 0; i < wf->ndesks; i++)
		names[i + 1] = wf->desks[i].name;
	form_add(m->f,
	    &(struct input){ .id = ACT_DESK,
		.name = { .en = GD_TR("It belongs to") },
		.kind = IN_CHOICE,
		.choices = names,
		.nchoices = wf->ndesks + 1 },
	    "");
	free(names);
}

/* Correct the order itself: every field it has or was asked for. */
static void
add_order_fields(struct maker *m)
{
	const struct gd_workflow *wf = m->page->wf;

	add_customer(m);
	for (int i = 0; i < wf->nfields; i++) {
		const struct gd_field_def *fd = &wf->fields[i];
		const char *value = value_now(m, fd);

		if (*value || fd->at_intake)
			act_field_add(m->f, wf, fd, false, value);
	}
}

/* ---- inputs of the verb ------------------------------------------------- */

static void
add(struct maker *m, const char *id, const char *label, enum input_kind kind,
    bool required)
{
	form_add(m->f,
	    &(struct input){ .id = id,
		.name = { .en = label },
		.kind = kind,
		.required = required,
		.extra =
		    strcmp(id, ACT_NOTE) == 0 || strcmp(id, ACT_DAY) == 0 },
	    "");
}

static void
add_choice(struct maker *m, const char *id, const char *label,
    const struct gd_name *choices, int n, const char *value)
{
	form_add(m->f,
	    &(struct input){ .id = id,
		.name = { .en = label },
		.kind = IN_CHOICE,
		.required = true,
		.choices = choices,
		.nchoices = n },
	    value);
}

/* What was decided before. */
static const char *
outcome_now(const struct maker *m, int duty)
{
	for (size_t i = 0; i < m->page->todo.nduties; i++) {
		const struct gd_duty_view *v = &m->page->todo.duties[i];

		if (v->duty == duty && v->lot == m->deed->cmd.lot &&
		    v->inst == m->deed->cmd.inst && v->act)
			return v->act->outcome;
	}
	return "";
}

static void
add_outcome(struct maker *m)
{
	static const struct gd_name by[] = {
		{ "customer", NULL, GD_TR("the customer") },
		{ "us", NULL, GD_TR("us") },
	};
	static const struct gd_name links[] = {
		{ "repeat-of", NULL, GD_TR("repeat of") },
		{ "settles", NULL, GD_TR("settles") },
		{ "after-sales-of", NULL, GD_TR("after-sales of") },
	};
	const struct gd_workflow *wf = m->page->wf;
	int d = gd_wf_duty(wf, m->deed->cmd.duty ? m->deed->cmd.duty : "");
	struct gd_name names[32];
	int n = 0;

	if (m->deed->cmd.verb == GD_DO_CANCEL && wf->ncauses) {
		for (int i = 0; i < wf->ncauses && n < 32; i++)
			names[n++] = wf->causes[i].name;
		add_choice(m, ACT_OUTCOME, GD_TR("Why"), names, n, "");
		return;
	}
	if (m->deed->cmd.verb == GD_DO_CANCEL) {
		add_choice(m, ACT_OUTCOME, GD_TR("Cancelled by"), by, 2,
		    "customer");
		return;
	}
	if (m->deed->cmd.verb == GD_DO_LINK) {
		add_choice(m, ACT_OUTCOME, GD_TR("This order is"), links, 3,
		    "repeat-of");
		return;
	}
	if (m->deed->cmd.verb == GD_DO_REFUSE) {
		if (d >= 0 && wf->duties[d].nrefusals)
			add_choice(m, ACT_OUTCOME, GD_TR("Why"),
			    wf->duties[d].refusals, wf->duties[d].nrefusals, "");
		return;
	}
	for (int i = 0; d >= 0 && i < wf->duties[d].noutcomes && n < 32; i++)
		names[n++] = wf->duties[d].outcomes[i].name;
	if (n > 0 && m->deed->cmd.verb == GD_DO_CORRECT)
		form_add(m->f,
		    &(struct input){ .id = ACT_OUTCOME,
			.name = { .en = GD_TR("Outcome") },
			.kind = IN_CHOICE,
			.choices = names,
			.nchoices = n },
		    outcome_now(m, d));
	else if (n > 0)
		add_choice(m, ACT_OUTCOME, GD_TR("Outcome"), names, n, "");
}

static void
add_desk(struct maker *m)
{
	const struct gd_workflow *wf = m->page->wf;
	struct gd_name *names = gd_alloc((size_t)wf->ndesks + 1, sizeof *names);

	for (int i = 0; i < wf->ndesks; i++)
		names[i] = wf->desks[i].name;
	add_choice(m, ACT_DESK, GD_TR("Desk"), names, wf->ndesks,
	    m->deed->cmd.desk ? m->deed->cmd.desk : "");
	free(names);
}

/* Which payment row, and what about it. */
static void
add_payment(struct maker *m, bool credit)
{
	const struct gd_payment *p;
	struct gd_name names[24];
	char ids[24][8];
	int n = 0;
	const char *first = "";

	for (size_t i = 0;
	     n < 20 && (p = gd_walk(&m->page->order, GD_TAB_PAYMENT, &i));) {
		const char *text = ui_fmt(m->ui, "%d %s %s %lld%%", (int)p->no,
		    p->trigger, p->method, (long long)(p->bp / 100));

		snprintf(ids[n], sizeof ids[n], "%d", (int)p->no);
		if (!*first && !p->credited)
			first = ids[n];
		names[n] = (struct gd_name){ ids[n], text, text };
		n++;
	}
	if (!credit)
		names[n++] =
		    (struct gd_name){ "new", NULL, GD_TR("a new row") };
	if (n > 0)
		add_choice(m, credit ? "row" : ACT_PAYMENT,
		    GD_TR("Payment row"), names, n, credit ? first : "new");
	if (!credit) {
		add(m, "trigger", GD_TR("When it is due"), IN_TEXT, false);
		add(m, "method", GD_TR("Method (tt, lc)"), IN_TEXT, false);
		add(m, "percent", GD_TR("Percent"), IN_NUMBER, false);
	}
	add(m, "amount", GD_TR("Amount"), IN_MONEY, false);
	add(m, credit ? "date" : "due",
	    credit ? GD_TR("Credited on") : GD_TR("Due"), IN_DATE, false);
	if (!credit)
		add(m, "note", GD_TR("Remark"), IN_TEXT, false);
}

static bool
to_outside(const struct maker *m)
{
	const struct gd_workflow *wf = m->page->wf;
	int d = gd_wf_desk(wf, m->deed->cmd.desk ? m->deed->cmd.desk : "");

	return d >= 0 && wf->desks[d].outside;
}

/* Inputs that belong to a certain thing done with the verb. */
static void
add_special(struct maker *m, int want)
{
	const struct gd_workflow *wf = m->page->wf;
	const struct gd_command *cmd = &m->deed->cmd;
	int d = gd_wf_duty(wf, cmd->duty ? cmd->duty : "");

	if (d >= 0 && wf->duties[d].effect == GD_EFFECT_OFFER &&
	    cmd->verb == GD_DO_FILL)
		want |= W_PERSON;
	if (d >= 0 && wf->duties[d].credits && cmd->verb == GD_DO_FILL)
		add_payment(m, true);
	if (cmd->verb == GD_DO_SIGN && cmd->person)
		want |= W_PERSON;
	if (want & (W_ROLE | W_PERSON))
		act_people_inputs(m->ui, m->f, m->page, m->deed,
		    want & W_ROLE, want & W_PERSON);
	if (cmd->verb == GD_DO_SIGN && cmd->person)
		add(m, ACT_SCAN, GD_TR("Scan of the paper (file)"), IN_TEXT,
		    true);
	if (cmd->verb == GD_DO_ATTACH)
		add(m, ACT_FILE,
		    m->ui->opt->fixed ? GD_TR("File in your folder")
				      : GD_TR("File (path)"),
		    IN_TEXT, true);
	if ((want & W_DESK) && (!cmd->desk || cmd->verb == GD_DO_DIST))
		add_desk(m);
	if (want & W_PAYMENT)
		add_payment(m, cmd->verb == GD_DO_CREDIT);
	if ((want & W_COURIER) && to_outside(m)) {
		add(m, "carrier", GD_TR("Courier"), IN_TEXT, false);
		add(m, "tracking", GD_TR("Tracking number"), IN_TEXT, false);
	}
	if (want & W_NUMBER)
		add(m, ACT_NUMBER, GD_TR("Copies"), IN_NUMBER, true);
	if ((want & W_HOLDER) && cmd->piece)
		add(m, ACT_HOLDER, GD_TR("Received by (name)"), IN_TEXT, false);
	if (want & W_NEW_DAY)
		add(m, ACT_DAY, GD_TR("New date"), IN_DATE, true);
	if (want & W_NEW_DAY) /* most only ask what would move on */
		form_find(m->f, ACT_DAY)->looks = true;
	if (want & W_OTHER)
		add(m, ACT_OTHER, GD_TR("Other order"), IN_TEXT, true);
}

/* ---- all of them -------------------------------------------------------- */

/* What the act, or the revision of its paper, recorded before. */
static json_t *
recorded(const struct gd_order_page *page, const struct deed *deed)
{
	const struct gd_command *c = &deed->cmd;
	int d = gd_wf_duty(page->wf, c->duty ? c->duty : "");
	const char *kind = c->paper;
	const struct gd_paper *p;
	const struct gd_revision *r;

	for (size_t i = 0; d >= 0 && i < page->todo.nduties; i++) {
		const struct gd_duty_view *v = &page->todo.duties[i];

		if (v->duty != d || v->lot != c->lot || v->inst != c->inst)
			continue;
		if (v->act && *v->act->fields)
			return json_loads(v->act->fields, 0, NULL);
		if (v->revision && v->revision->state == GD_REV_DRAFT)
			return json_loads(v->revision->fields, 0, NULL);
	}
	if (!kind && d >= 0 && page->wf->duties[d].thing >= 0)
		kind = page->wf->papers[page->wf->duties[d].thing].name.id;
	p = kind ? gd_paper(&page->order, kind, c->lot, c->inst) : NULL;
	r = p ? gd_revision(&page->order, p->kind, p->lot, p->inst, p->last)
	      : NULL;
	return !r ? act_thread_fields(page, c)
		  : json_loads(r->fields, 0, NULL);
}

void
act_inputs(struct ui *ui, struct form *f, const struct gd_order_page *page,
    const struct deed *deed, bool override)
{
	struct maker m = { ui, f, page, deed, recorded(page, deed) };
	enum gd_verb verb = deed->cmd.verb;
	int want = wants[verb];
	bool reason = override || (want & W_REASON) ||
		      (deed->act && deed->act->needs_reason);

	if (want & W_OUTCOME)
		add_outcome(&m);
	act_goods_inputs(ui, f, page, deed);
	if (verb == GD_DO_CORRECT && deed->cmd.piece)
		add_piece_correction(&m);
	else if (verb == GD_DO_CORRECT && !deed->cmd.duty && !deed->cmd.number)
		add_order_fields(&m);
	else if ((want & W_FIELDS) && !deed->cmd.number)
		add_duty_fields(&m, verb == GD_DO_CORRECT);
	if (want & W_PAPER)
		add_paper_fields(&m);
	notice_inputs(ui, f, page, &deed->cmd);
	add_special(&m, want);
	if (reason)
		add(&m, ACT_REASON,
		    verb == GD_DO_NOTE ? GD_TR("Note") : GD_TR("Reason"),
		    IN_TEXT, true);
	if (verb == GD_DO_MOVE && act_move_is_granted(page, &deed->cmd))
		add(&m, ACT_GRANTED, GD_TR("Granted by"), IN_TEXT, true);
	if (verb == GD_DO_SIGN && !deed->cmd.person)
		add(&m, ACT_PASSWORD, GD_TR("Your password"), IN_SECRET, true);
	if (want & W_DAY)
		add(&m, ACT_DAY, GD_TR("On (empty: today)"), IN_DATE, false);
	if ((want & W_NOTE) && !reason)
		add(&m, ACT_NOTE, GD_TR("Remark"), IN_TEXT, false);
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = deed->word } },
	    "");
	json_decref(m.old);
}

bool
act_input_put(struct gd_command *cmd, const struct input *in, const char *value)
{
	const char *id = in->id;
	int32_t day;

	if (*id != '#')
		return false;
	if (!*value)
		return true;
	if (strcmp(id, ACT_OUTCOME) == 0)
		cmd->outcome = value;
	else if (strcmp(id, ACT_REASON) == 0 || strcmp(id, ACT_NOTE) == 0)
		cmd->reason = value;
	else if (strcmp(id, ACT_GRANTED) == 0)
		cmd->granted_by = value;
	else if (strcmp(id, ACT_PERSON) == 0)
		cmd->person = value;
	else if (strcmp(id, ACT_ROLE) == 0)
		cmd->role = value;
	else if (strcmp(id, ACT_DESK) == 0)
		cmd->desk = value;
	else if (strcmp(id, ACT_HOLDER) == 0)
		cmd->holder = value;
	else if (strcmp(id, ACT_NUMBER) == 0)
		cmd->number = strtoll(value, NULL, 10);
	else if (strcmp(id, ACT_PAYMENT) == 0)
		cmd->number = strtoll(value, NULL, 10);
	else if (strcmp(id, ACT_DAY) == 0) {
		day = gd_day_parse(value);
		if (day != GD_NO_DAY)
			cmd->day = day;
	}
	return true;
}
