/* core/view/dates.c - the dates of an order as of a moment.
 *
 * The rows hold what was planned, promised, revised and met; how late that is
 * and where it lands is worked out here and nowhere kept.
 */
#include "core/view/dates.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "dates_priv.h"

#include "base/banned.h"

/* ---- who answers ------------------------------------------------------- */

int
dates_role(const struct gd_workflow *wf, const struct gd_date_view *v)
{
	return v->duty >= 0 ? dated_duty(wf, v->duty).role
			    : dated_limit(wf, v->limit).role;
}

/* ---- which rule, and its days --------------------------------------------- */

static bool
named(const struct gd_name *name, const char *id)
{
	return strcmp(name->id, id) == 0;
}

/* Could a rule have been counted from a base of this name? */
bool
dates_counts_from(const struct gd_workflow *wf, const struct gd_due_def *def,
    const char *base)
{
	switch (def->base) {
	case GD_BASE_NONE:
		return false;
	case GD_BASE_FIELD:
		if (named(&wf->fields[def->ref].name, base))
			return true;
		for (int i = 0; i < 2; i++)
			if (def->alt[i] >= 0 &&
			    named(&wf->fields[def->alt[i]].name, base))
				return true;
		for (int i = 0; i < def->latest.n; i++)
			if (named(&wf->fields[def->latest.at[i]].name, base))
				return true;
		return false;
	case GD_BASE_DUTY:
	case GD_BASE_PLAN:
		return named(&wf->duties[def->ref].name, base);
	case GD_BASE_ISSUED:
		return named(&wf->papers[def->ref].name, base);
	case GD_BASE_CREDITED:
		return named(&wf->triggers[def->ref], base);
	case GD_BASE_OPEN:
	case GD_BASE_ORDER:
	case GD_BASE_PAYMENT:
		return true;
	}
	return false;
}

/* A date stands by its `due` rule once the base of that is known, till then
 * by its `plan`. */
static const struct gd_due_def *
rule_of(const struct dates *d, const struct gd_due *row, int duty)
{
	const struct gd_duty_def *def = &d->wf->duties[duty];
	const struct gd_due_def *due = &def->due, *plan = &def->plan;
	const char *name;
	int32_t base;

	if (plan->base == GD_BASE_NONE ||
	    !dates_counts_from(d->wf, plan, row->base))
		return due->base != GD_BASE_NONE ? due : plan;
	if (due->base == GD_BASE_NONE ||
	    !dates_counts_from(d->wf, due, row->base))
		return plan;
	/* both of the same: planned from a duty, due from its being done */
	base = reckon_base(&d->by, due,
	    &(struct reckon_for){ .step = d->wf->duties[duty].step,
		.role = -1 },
	    (struct gd_at){ row->lot, row->round, row->inst }, &name);
	return base != GD_NO_DAY && base == row->base_day ? due : plan;
}

/* ---- one date ------------------------------------------------------------- */

/* Owed still?  The row says so; a duty is asked too, as rows of old books do
 * not know it. */
static bool
is_open(const struct dates *d, const struct gd_date_view *v)
{
	const struct gd_due *row = v->row;
	int64_t state = gd_head(d->o)->state;
	struct gd_at at = { row->lot, row->round, row->inst };

	if (row->shut || row->actual ||
	    (state != GD_ORDER_ACTIVE && state != GD_ORDER_HELD))
		return false;
	if (v->duty < 0)
		return true;
	return !duty_settled(d->wf, d->o, v->duty, at) &&
	       duty_applies(d->wf, d->o, v->duty, at) != GD_FALSE &&
	       row->round ==
		   duty_at(d->wf, d->o, v->duty, row->lot, row->inst).round;
}

static int32_t
actual_of(const struct dates *d, const struct gd_date_view *v)
{
	const struct gd_due *row = v->row;
	const struct gd_act *act;

	if (row->actual)
		return (int32_t)row->actual;
	if (v->duty < 0)
		return GD_NO_DAY;
	act = duty_act(d->wf, d->o, v->duty,
	    (struct gd_at){ row->lot, row->round, row->inst });
	return act && act->state == GD_ACT_DONE && act->day ? (int32_t)act->day
							    : GD_NO_DAY;
}

static bool
is_earliest(const struct dates *d, const struct gd_date_view *v)
{
	return v->limit >= 0 && d->wf->limits[v->limit].earliest;
}

/* Up to when a date's clock has run. */
static int32_t
clock_of(const struct dates *d, const struct gd_date_view *v)
{
	return d->held && v->open && v->def->hold_stops && !v->hard &&
		       d->held_day < d->f->today
		   ? d->held_day
		   : d->f->today;
}

/* R7: from an hour on, on the last working day before. */
static bool
is_urgent(const struct dates *d, const struct gd_date_view *v)
{
	int32_t from = gd_date_urgent_day(d->wf, &d->f->calendars, v);
	int64_t minute = (d->f->now_ms / 60000 + d->f->utc_offset_min) % 1440;

	/* on its day, the hour it bears is past */
	if (v->open && v->minute >= 0 && d->f->today == v->row->day &&
	    minute >= v->minute && !is_earliest(d, v))
		return true;
	if (from == GD_NO_DAY)
		return false;
	return d->f->today > from ||
	       (d->f->today == from && minute >= v->def->min_urgent);
}

/* A year the date passed through that nobody has entered yet. */
static int
missing_year(const struct gd_calendar *c, int32_t a, int32_t b)
{
	int from, to, month, mday;

	gd_day_civil(a < b ? a : b, &from, &month, &mday);
	gd_day_civil(a < b ? b : a, &to, &month, &mday);
	for (int year = from; year <= to; year++) {
		int32_t day = gd_day_of(year, 1, 1);

		if (gd_calendar_unsure(c, day, day))
			return year;
	}
	return 0;
}

/* Counting in days keeps the hour of the base, and a bound brings its own; a
 * day that law, a person or a day off set has none. */
static void
fill_hour(struct gd_date_view *v, const char *base_value, int cap_minute)
{
	const struct gd_due *row = v->row;

	v->base_minute = v->minute = -1;
	if (!row->base_day || v->def->base != GD_BASE_FIELD)
		return;
	(void)gd_day_parse_hour(base_value, &v->base_minute);
	if (row->moved || row->held || v->ruled != v->unrolled)
		return;
	if (v->cap_day != GD_NO_DAY)
		v->minute = cap_minute;
	else if (v->def->snap == GD_SNAP_NONE)
		v->minute = v->base_minute;
}

void
dates_fill_way(const struct reckon *by, struct gd_date_view *v,
    const struct reckoned *r, const char *base_value, const char *cap_value)
{
	const struct gd_due *row = v->row;
	struct gd_at at = { row->lot, row->round, row->inst };
	int role = dates_role(by->wf, v), cap_minute;
	const struct gd_calendar *cal = reckon_calendar(by, v->def, role);
	int32_t cap_day = gd_day_parse_hour(cap_value, &cap_minute);

	v->days = r->days;
	v->cap_day = *row->cap ? cap_day : GD_NO_DAY;
	v->unrolled = v->ruled = v->stands_since = GD_NO_DAY;
	if (row->base_day) {
		v->unrolled = v->cap_day != GD_NO_DAY ? v->cap_day
			      : row->raw_day          ? (int32_t)row->raw_day
						      : r->raw;
		v->unrolled =
		    reckon_shift(by, v->def, role, v->unrolled, row->held);
		v->ruled = (int32_t)row->day;
		if (row->moved)
			v->ruled = reckon_rolls(by, v->def, at, v->unrolled)
				       ? gd_calendar_roll(cal, v->unrolled,
					     v->def->roll == GD_ROLL_LATER)
				       : v->unrolled;
		if (v->def->unrolled.n &&
		    !reckon_rolls(by, v->def, at, v->unrolled))
			v->stands_since =
			    reckon_field(by, v->def->unrolled.at[0], at);
	}
	fill_hour(v, base_value, cap_minute);
	v->country = by->calendars->country ? by->calendars->country : "";
	if (row->unsure & ~GD_UNSURE_COUNTRY)
		v->unsure_year = missing_year(cal,
		    (int32_t)(row->base_day ? row->base_day : row->day),
		    (int32_t)row->day);
}

/* How it came from its base: the row knows the result, this the way. */
static void
fill_rule(struct dates *d, struct gd_date_view *v)
{
	const struct gd_due *row = v->row;
	struct gd_at at = { row->lot, row->round, row->inst };
	struct reckoned r;

	reckon_from(&d->by, v->def, dates_role(d->wf, v), at,
	    (int32_t)row->base_day, row->held, &r);
	dates_fill_way(&d->by, v, &r, reckon_value(&d->by, row->base, at),
	    reckon_value(&d->by, row->cap, at));
}

bool
dates_lawyers_unsure(const struct gd_workflow *wf, const struct gd_date_view *v)
{
	const char *law = gd_date_unsure(wf, v, GD_EN);

	return law && *law;
}

/* Counted from a plan, and done on the day that is counted from? */
static bool
base_met(struct dates *d, const struct gd_date_view *v)
{
	const struct gd_due *row = v->row;
	const struct gd_act *act;
	struct gd_at at;

	if (v->def->base != GD_BASE_PLAN || !row->base_day)
		return false;
	at = duty_at(d->wf, d->o, v->def->ref, row->lot, row->inst);
	act = duty_act(d->wf, d->o, v->def->ref, at);
	return act && act->state == GD_ACT_DONE && act->day == row->base_day;
}

static void
view_fill(struct dates *d, struct gd_date_view *v)
{
	const struct gd_due *row = v->row;
	int32_t actual, now;

	v->hard = row->hard || v->def->hard;
	v->earliest = is_earliest(d, v);
	v->open = is_open(d, v);
	fill_rule(d, v);
	v->base_met = base_met(d, v);
	v->unsure = row->unsure || dates_lawyers_unsure(d->wf, v);
	v->urgent = is_urgent(d, v);
	actual = actual_of(d, v);
	v->projected = v->open ? GD_NO_DAY : actual;
	if (!row->day)
		return;
	now = clock_of(d, v);
	v->left = (int)(row->day - now);
	if (!v->open)
		now = actual;
	/* what may not be before its day is never late */
	if (now != GD_NO_DAY && now > row->day &&
	    !(v->limit >= 0 && d->wf->limits[v->limit].earliest))
		v->late = (int)(now - row->day);
}

bool
dates_name_view(const struct gd_workflow *wf, const struct gd_due *row,
    struct gd_date_view *v)
{
	int step;

	*v = (struct gd_date_view){ .row = row,
		.limit = -1,
		.cap_day = GD_NO_DAY,
		.unrolled = GD_NO_DAY,
		.ruled = GD_NO_DAY,
		.stands_since = GD_NO_DAY,
		.base_minute = -1,
		.minute = -1,
		.projected = GD_NO_DAY };
	v->duty = gd_wf_duty(wf, row->duty);
	if (v->duty >= 0) {
		v->name = &wf->duties[v->duty].name;
		v->step_no = wf->steps[wf->duties[v->duty].step].no;
		return true;
	}
	v->limit = gd_wf_limit(wf, row->duty);
	if (v->limit < 0)
		return false; /* of another version of the workflow */
	step = wf->limits[v->limit].step;
	v->name = &wf->limits[v->limit].name;
	v->step_no = step >= 0 ? wf->steps[step].no : 0;
	v->def = &wf->limits[v->limit].due;
	v->limiting = true;
	return true;
}

static bool
view_of(struct dates *d, const struct gd_due *row, struct gd_date_view *v)
{
	if (!dates_name_view(d->wf, row, v))
		return false;
	if (v->duty >= 0)
		v->def = rule_of(d, row, v->duty);
	return true;
}

/* ---- all of them ---------------------------------------------------------- */

static int
by_day(const void *pa, const void *pb)
{
	const struct gd_date_view *a = pa, *b = pb;

	if (a->hard != b->hard)
		return a->hard ? -1 : 1;
	if (!a->row->day != !b->row->day)
		return a->row->day ? -1 : 1;
	if (a->row->day != b->row->day)
		return a->row->day < b->row->day ? -1 : 1;
	if (a->step_no != b->step_no)
		return a->step_no < b->step_no ? -1 : 1;
	if (strcmp(a->row->duty, b->row->duty) != 0)
		return strcmp(a->row->duty, b->row->duty);
	if (a->row->lot != b->row->lot)
		return a->row->lot < b->row->lot ? -1 : 1;
	if (a->row->round != b->row->round)
		return a->row->round < b->row->round ? -1 : 1;
	return a->row->inst < b->row->inst ? -1 : a->row->inst > b->row->inst;
}

static void
summarize(struct dates *d)
{
	struct gd_dates *out = d->out;

	for (size_t i = 0; i < out->n; i++) {
		struct gd_date_view *v = &out->at[i];
		int64_t promised = v->row->first ? v->row->first : v->row->day;

		if (v->hard && !v->open && v->row->day &&
		    v->late > (out->met_late ? out->met_late->late : 0))
			out->met_late = v;
		if (!v->open || !v->row->day)
			continue;
		out->moved += v->row->moved != 0;
		if (v->hard && !is_earliest(d, v)) {
			if (v->row->day < d->f->today) {
				if (!out->passed_hard)
					out->passed_hard = v;
			} else if (!out->next_hard) {
				out->next_hard = v;
			}
		}
		if (v->projected == GD_NO_DAY)
			continue;
		if (v->projected > v->row->day && !is_earliest(d, v))
			v->slip = (int)(v->projected - v->row->day);
		if (!v->limiting && v->projected > promised)
			out->later++;
		v->breaks =
		    v->hard && (is_earliest(d, v) ? v->projected < v->row->day
						  : v->projected > v->row->day);
		if (v->breaks && !out->first_broken)
			out->first_broken = v;
	}
}

void
dates_views(struct dates *d)
{
	const struct gd_head *head = gd_head(d->o);
	struct gd_dates *out = d->out;
	const struct gd_due *row;

	*out = (struct gd_dates){ 0 };
	out->at = gd_arena_alloc(d->arena, d->o->sheet.rows[GD_TAB_DUE].n + 1,
	    sizeof *out->at);
	d->by = (struct reckon){ d->wf, d->o, &d->f->calendars,
		d->f->utc_offset_min };
	d->held = head->state == GD_ORDER_HELD && head->held_ms;
	d->held_day = gd_ms_day(head->held_ms, d->f->utc_offset_min);
	for (size_t i = 0; (row = gd_walk(d->o, GD_TAB_DUE, &i));)
		if (view_of(d, row, &out->at[out->n]))
			view_fill(d, &out->at[out->n++]);
	qsort(out->at, out->n, sizeof *out->at, by_day);
}

void
gd_dates_make(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_facts *facts, struct gd_arena *arena, struct gd_dates *out)
{
	struct dates d = {
		.wf = wf, .o = o, .f = facts, .arena = arena, .out = out
	};

	dates_views(&d);
	dates_project(&d);
	summarize(&d);
}

const struct gd_date_view *
gd_dates_late_at_start(const struct gd_dates *d, int *days)
{
	const struct gd_date_view *worst = NULL;

	*days = 0;
	for (size_t i = 0; i < d->n; i++)
		if (d->at[i].open && d->at[i].late > *days) {
			worst = &d->at[i];
			*days = worst->late;
		}
	return worst;
}
