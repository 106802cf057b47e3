/* core/view/kpi.c - what one order adds to the measures of a period. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "kpi_priv.h"

#include "base/banned.h"

void
gd_kpi_release(struct gd_kpi *k)
{
	for (size_t i = 0; i < k->nrows; i++)
		free(k->rows[i].days.at);
	free(k->rows);
	free(k->steps.at);
	free(k->out.at);
	free(k->late_money.at);
	gd_arena_release(&k->arena);
	*k = (struct gd_kpi){ 0 };
}

/* ---- lengths --------------------------------------------------------------- */

static void
add_days(struct gd_kpi_days *d, int64_t days)
{
	*GD_PUSH(d->at, d->n, d->room) = days < 0 ? 0 : (int32_t)days;
}

static int
by_size(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return (x > y) - (x < y);
}

int32_t
gd_kpi_quantile(struct gd_kpi_days *d, double part)
{
	size_t rank;

	if (d->n == 0)
		return -1;
	qsort(d->at, d->n, sizeof *d->at, by_size);
	rank = (size_t)(part * (double)d->n);
	if ((double)rank < part * (double)d->n)
		rank++;
	return d->at[rank ? rank - 1 : 0];
}

/* ---- rows ------------------------------------------------------------------ */

struct gd_kpi_row *
kpi_row(struct gd_kpi *k, enum gd_kpi_of of, const char *flow,
    const struct gd_name *name, const char *who)
{
	struct gd_kpi_row *row;

	for (size_t i = 0; i < k->nrows; i++)
		if (k->rows[i].of == of &&
		    strcmp(k->rows[i].name.id, name->id) == 0 &&
		    strcmp(k->rows[i].flow, flow) == 0 &&
		    strcmp(k->rows[i].who, who) == 0)
			return &k->rows[i];
	row = GD_PUSH(k->rows, k->nrows, k->room);
	*row = (struct gd_kpi_row){ .of = of,
		.flow = gd_arena_str(&k->arena, flow),
		.who = gd_arena_str(&k->arena, who),
		.name = { gd_arena_str(&k->arena, name->id),
		    gd_arena_str(&k->arena, name->zh),
		    gd_arena_str(&k->arena, name->en) },
		.rule = "" };
	return row;
}

bool
kpi_within(const struct gd_kpi_ask *ask, int64_t day)
{
	return day != 0 && (ask->from == GD_NO_DAY || day >= ask->from) &&
	       (ask->to == GD_NO_DAY || day <= ask->to);
}

bool
kpi_within_ms(const struct gd_kpi_ask *ask, int64_t ms)
{
	return ms > 0 && kpi_within(ask, gd_ms_day(ms, ask->utc_offset_min));
}

static struct gd_kpi_row *
month_of(struct gd_kpi *k, int64_t day)
{
	char text[GD_DAY_TEXT];
	struct gd_name name = { text, text, text };

	gd_day_text((int32_t)day, text);
	text[7] = '\0';
	return kpi_row(k, GD_KPI_MONTH, "", &name, "");
}

/* ---- orders ---------------------------------------------------------------- */

static void
add_order(struct gd_kpi *k, const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_kpi_ask *ask)
{
	int64_t ms = kpi_accepted_ms(wf, o);

	int64_t begun = gd_head(o)->created_ms;

	if ((kpi_within_ms(ask, ms) || kpi_within_ms(ask, begun)) &&
	    gd_ms_day(ms, ask->utc_offset_min) !=
		gd_ms_day(begun, ask->utc_offset_min))
		k->later = true;
	if (!kpi_within_ms(ask, ms))
		return;
	k->orders++;
	k->completed += gd_head(o)->state == GD_ORDER_COMPLETED;
	k->cancelled += gd_head(o)->state == GD_ORDER_CANCELLED;
	if (k->detailed)
		month_of(k, gd_ms_day(ms, ask->utc_offset_min))->n++;
}

/* ---- shipments, dates ------------------------------------------------------ */

static bool
in_work(const struct gd_order *o)
{
	return gd_head(o)->state == GD_ORDER_ACTIVE ||
	       gd_head(o)->state == GD_ORDER_HELD;
}

/* A shipment counts when it was made, or when it was not and its day is over. */
static void
add_shipment(struct gd_kpi *k, const struct gd_order *o, const struct gd_due *d,
    const struct gd_kpi_ask *ask)
{
	const int64_t days[2] = { d->first ? d->first : d->day, d->day };
	int64_t *due[2] = { &k->first_due, &k->latest_due };
	int64_t *met[2] = { &k->first_met, &k->latest_met };
	bool owed = !d->shut && in_work(o);

	for (int i = 0; i < 2; i++) {
		if (!kpi_within(ask, days[i]))
			continue;
		if (!d->actual && (!owed || days[i] >= ask->today))
			continue;
		++*due[i];
		*met[i] += d->actual && d->actual <= days[i];
		if (i == 1 && k->detailed) {
			struct gd_kpi_row *month = month_of(k, days[i]);

			month->m++;
			month->more += d->actual && d->actual <= days[i];
		}
	}
}

static void
add_limit(struct gd_kpi *k, const struct gd_workflow *wf,
    const struct gd_limit_def *def, const struct gd_due *d,
    const struct gd_kpi_ask *ask)
{
	struct gd_kpi_row *row;
	int64_t left = d->day - ask->today;
	int band = left < 0     ? 0
		   : left <= 7  ? 1
		   : left <= 30 ? 2
		   : left <= 90 ? 3
				: 4;

	if (def->earliest || d->day == 0)
		return;
	row = kpi_row(k, GD_KPI_LIMIT, wf->name.id, &def->name, "");
	row->rule = gd_arena_str(&k->arena, def->rule);
	row->n++;
	row->bands[band]++;
	if (left >= 0 && (row->next == 0 || d->day < row->next))
		row->next = (int32_t)d->day;
}

/* Whose desk answers: "role:finance" is finance's. */
static int
owner_desk(const struct gd_workflow *wf, const char *owner)
{
	int role =
	    strncmp(owner, "role:", 5) == 0 ? gd_wf_role(wf, owner + 5) : -1;

	return role >= 0 ? wf->roles[role].desk : -1;
}

static void
add_desk_date(struct gd_kpi *k, const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_due *d,
    const struct gd_kpi_ask *ask)
{
	int desk = owner_desk(wf, d->owner);
	struct gd_kpi_row *row;

	if (desk < 0 || d->day == 0)
		return;
	row = kpi_row(k, GD_KPI_DESK, "", &wf->desks[desk].name, "");
	if (d->actual && kpi_within(ask, d->actual)) {
		row->n++;
		row->m += d->actual <= d->day;
	}
	if (!d->actual && !d->shut && in_work(o) && d->day < ask->today)
		row->late++;
}

static void
add_dues(struct gd_kpi *k, const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_kpi_ask *ask)
{
	const char *shipped =
	    wf->forecast >= 0 ? wf->duties[wf->forecast].name.id : "";
	const struct gd_due *d;
	int limit;

	for (size_t i = 0; (d = gd_walk(o, GD_TAB_DUE, &i));) {
		if (strcmp(d->duty, shipped) == 0)
			add_shipment(k, o, d, ask);
		if (!k->detailed)
			continue;
		limit = gd_wf_limit(wf, d->duty);
		if (limit >= 0 && !d->shut && !d->actual && in_work(o))
			add_limit(k, wf, &wf->limits[limit], d, ask);
		if (limit < 0)
			add_desk_date(k, wf, o, d, ask);
	}
}

/* ---- steps ----------------------------------------------------------------- */

static void
add_steps(struct gd_kpi *k, const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_kpi_ask *ask)
{
	const struct gd_step *s;
	int64_t days;
	int no;

	/* what was taken over from paper opened on no day anybody knows */
	if (gd_head(o)->taken_day)
		return;
	for (size_t i = 0; (s = gd_walk(o, GD_TAB_STEP, &i));) {
		if (s->open_ms <= 0 || !kpi_within_ms(ask, s->done_ms))
			continue;
		days = gd_ms_day(s->done_ms, ask->utc_offset_min) -
		       gd_ms_day(s->open_ms, ask->utc_offset_min);
		add_days(&k->steps, days);
		no = gd_wf_step(wf, s->step);
		if (k->detailed && no >= 0) {
			struct gd_kpi_row *row = kpi_row(k, GD_KPI_STEP,
			    wf->name.id, &wf->steps[no].name, "");

			row->no = wf->steps[no].no;
			row->n++;
			add_days(&row->days, days);
		}
	}
}

int64_t
kpi_act_day(const struct gd_act *a, const struct gd_kpi_ask *ask)
{
	return a->day         ? a->day
	       : a->at_ms > 0 ? gd_ms_day(a->at_ms, ask->utc_offset_min)
			      : 0;
}

/* ---- surveys --------------------------------------------------------------- */

/* The first whole number a survey asks for is the answer. */
static int
score_field(const struct gd_workflow *wf, const struct gd_duty_def *d)
{
	for (int i = 0; i < d->nfields; i++)
		if (wf->fields[d->fields[i].field].type == GD_FIELD_INT)
			return d->fields[i].field;
	return -1;
}

static bool
read_answer(const struct gd_act *a, const char *field, int64_t *n)
{
	json_t *all = json_loads(a->fields, 0, NULL);
	const char *text = json_string_value(json_object_get(all, field));
	char *end;
	bool good = text && *text;

	if (good) {
		*n = strtoll(text, &end, 10);
		good = *end == '\0';
	}
	json_decref(all);
	return good;
}

static void
add_survey(struct gd_kpi *k, const struct gd_workflow *wf,
    const struct gd_duty_def *d, const struct gd_act *a,
    const struct gd_kpi_ask *ask)
{
	int field = score_field(wf, d);
	int64_t n;

	/* one that was waived was not asked, one taken back not yet */
	if (field < 0 || a->state != GD_ACT_DONE ||
	    !kpi_within(ask, kpi_act_day(a, ask)))
		return;
	k->asked++;
	if (!read_answer(a, wf->fields[field].name.id, &n))
		return;
	k->answered++;
	k->score += n;
}

/* An order that was closed without one was asked and did not answer. */
static void
add_silence(struct gd_kpi *k, const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_kpi_ask *ask)
{
	const struct gd_act *a;

	if (gd_head(o)->state != GD_ORDER_COMPLETED ||
	    !kpi_within_ms(ask, gd_head(o)->closed_ms))
		return;
	for (int d = 0; d < wf->nduties; d++) {
		bool any = false;

		if (!wf->duties[d].surveys ||
		    score_field(wf, &wf->duties[d]) < 0)
			continue;
		for (size_t i = 0; (a = gd_walk(o, GD_TAB_ACT, &i));)
			any = any ||
			      (a->state != GD_ACT_OPEN &&
				  strcmp(a->duty, wf->duties[d].name.id) == 0);
		k->asked += !any;
	}
}

/* ---- changes --------------------------------------------------------------- */

/* The first choice an act of the notice's thread made: what it was for. */
static void
add_cause(struct gd_kpi *k, const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_duty_def *notice, int64_t inst)
{
	static const struct gd_name none = { "none", NULL, NULL };
	const struct gd_act *a;

	for (size_t i = 0; (a = gd_walk(o, GD_TAB_ACT, &i));) {
		int n = gd_wf_duty(wf, a->duty);
		const struct gd_duty_def *d = n < 0 ? NULL : &wf->duties[n];
		json_t *all;

		if (!d || a->inst != inst || a->state != GD_ACT_DONE ||
		    strcmp(d->thread, notice->thread) != 0)
			continue;
		all = json_loads(a->fields, 0, NULL);
		for (int f = 0; f < d->nfields; f++) {
			const struct gd_field_def *def =
			    &wf->fields[d->fields[f].field];
			const char *v = json_string_value(
			    json_object_get(all, def->name.id));

			for (int c = 0; v && c < def->nchoices; c++)
				if (strcmp(def->choices[c].id, v) == 0) {
					kpi_row(k, GD_KPI_CAUSE, wf->name.id,
					    &def->choices[c], "")
					    ->n++;
					json_decref(all);
					return;
				}
		}
		json_decref(all);
	}
	kpi_row(k, GD_KPI_CAUSE, wf->name.id, &none, "")->n++;
}

static void
add_changed(struct gd_kpi *k, const struct gd_workflow *wf,
    const struct gd_order *o, int64_t inst)
{
	const struct gd_change *c;
	int field;

	for (size_t i = 0; (c = gd_walk(o, GD_TAB_CHANGE, &i));) {
		struct gd_name name = { c->field, NULL, NULL };

		if (c->notice != inst)
			continue;
		field = gd_wf_field(wf, c->field);
		kpi_row(k, GD_KPI_FIELD, wf->name.id,
		    field >= 0 ? &wf->fields[field].name : &name, "")
		    ->n++;
	}
}

static const struct gd_duty_def *
notice_duty(const struct gd_workflow *wf, const char *kind)
{
	for (int d = 0; d < wf->nduties; d++)
		if (wf->duties[d].is_notice && wf->duties[d].thing >= 0 &&
		    strcmp(wf->papers[wf->duties[d].thing].name.id, kind) == 0)
			return &wf->duties[d];
	return NULL;
}

static void
add_notices(struct gd_kpi *k, const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_kpi_ask *ask)
{
	const struct gd_revision *r;
	bool any = false;

	for (size_t i = 0; (r = gd_walk(o, GD_TAB_REVISION, &i));) {
		const struct gd_duty_def *d;

		/* one sheet is one notice, however often it is written anew */
		if (r->rev != 1 || !kpi_within_ms(ask, r->issued_ms))
			continue;
		d = notice_duty(wf, r->kind);
		if (!d)
			continue;
		any = true;
		k->notices++;
		if (!k->detailed)
			continue;
		add_cause(k, wf, o, d, r->inst);
		add_changed(k, wf, o, r->inst);
	}
	k->changed += any;
}

/* ---- copies, money --------------------------------------------------------- */

static void
add_copies(struct gd_kpi *k, const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_kpi_ask *ask)
{
	const struct gd_piece *p;

	if (!in_work(o))
		return;
	for (size_t i = 0; (p = gd_walk(o, GD_TAB_PIECE, &i));) {
		int64_t days;
		int desk;

		if (p->state != GD_PIECE_SENT || p->sent_ms <= 0)
			continue;
		days = ask->today - gd_ms_day(p->sent_ms, ask->utc_offset_min);
		k->copies++;
		add_days(&k->out, days);
		desk = gd_wf_desk(wf, *p->to_desk ? p->to_desk : p->desk);
		if (k->detailed && desk >= 0)
			add_days(&kpi_row(k, GD_KPI_DESK, "",
				     &wf->desks[desk].name, "")
				      ->days,
			    days);
	}
}

static void
add_money(struct gd_kpi *k, const struct gd_order *o,
    const struct gd_kpi_ask *ask)
{
	const struct gd_payment *p;

	if (!in_work(o))
		return;
	for (size_t i = 0; (p = gd_walk(o, GD_TAB_PAYMENT, &i));) {
		struct gd_name name = { p->currency, p->currency, p->currency };
		struct gd_kpi_row *row;

		if (p->due_day == 0 || p->due_day >= ask->today ||
		    p->credited >= p->amount || !*p->currency)
			continue;
		add_days(&k->late_money, ask->today - p->due_day);
		if (!k->detailed)
			continue;
		row = kpi_row(k, GD_KPI_MONEY, "", &name, "");
		row->n++;
		row->sum += p->amount - p->credited;
		add_days(&row->days, ask->today - p->due_day);
	}
}

void
gd_kpi_add(struct gd_kpi *k, const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_kpi_ask *ask)
{
	const struct gd_act *a;

	add_order(k, wf, o, ask);
	add_dues(k, wf, o, ask);
	add_steps(k, wf, o, ask);
	for (size_t i = 0; (a = gd_walk(o, GD_TAB_ACT, &i));) {
		int d = gd_wf_duty(wf, a->duty);

		if (d >= 0 && wf->duties[d].surveys)
			add_survey(k, wf, &wf->duties[d], a, ask);
	}
	add_silence(k, wf, o, ask);
	add_notices(k, wf, o, ask);
	kpi_checks_add(k, wf, o, ask);
	kpi_offers_add(k, wf, o, ask);
	kpi_cancel_add(k, wf, o, ask);
	add_copies(k, wf, o, ask);
	add_money(k, o, ask);
}
