/* core/dates/reckon.c - from a known day to a date: base, snap, months, days,
 * cap, held days, roll.
 *
 * Facts: with offsets that are not negative, no cap and no roll backwards a
 * date is never before its base; days held are added in the rule's own count,
 * so that what was left before a hold is left after it.
 */
#include "reckon.h"

#include <string.h>

#include "base/day.h"

#include "../workflow/compare.h"
#include "../work.h"

#include "base/banned.h"

#define LONGEST_PACE 3650 /* days; a slip of the pen, not a plan */

/* ---- where a date begins ------------------------------------------------- */

static int32_t
ms_day(const struct reckon *r, int64_t ms)
{
	return ms ? gd_ms_day(ms, r->utc_offset_min) : GD_NO_DAY;
}

static const char *
field_text(const struct reckon *r, const struct gd_field_def *f,
    struct gd_at at)
{
	return r->o ? gd_field(r->o, f->name.id,
			  f->per_lot ? (at.lot ? at.lot : 1) : 0)
		    : "";
}

int32_t
reckon_field(const struct reckon *r, int field, struct gd_at at)
{
	return field < 0 ? GD_NO_DAY
			 : gd_day_parse_hour(
			       field_text(r, &r->wf->fields[field], at), NULL);
}

const char *
reckon_value(const struct reckon *r, const char *field, struct gd_at at)
{
	int f = gd_wf_field(r->wf, field);

	return f < 0 ? "" : field_text(r, &r->wf->fields[f], at);
}

static int32_t
issued_day(const struct reckon *r, int paper, struct gd_at at)
{
	const char *kind = r->wf->papers[paper].name.id;
	struct gd_at here = paper_at(r->wf, r->o, paper, at.lot, 0);
	const struct gd_revision *rev =
	    gd_revision(r->o, kind, here.lot, here.inst, 1);

	return rev ? ms_day(r, rev->issued_ms) : GD_NO_DAY;
}

static int32_t
done_day(const struct reckon *r, int duty, struct gd_at at)
{
	const struct gd_act *act =
	    duty_act(r->wf, r->o, duty, duty_at(r->wf, r->o, duty, at.lot, 0));

	return act && act->state == GD_ACT_DONE && act->day ? (int32_t)act->day
							    : GD_NO_DAY;
}

static int32_t
opened_day(const struct reckon *r, int step, struct gd_at at)
{
	const struct gd_step_def *def = step < 0 ? NULL : &r->wf->steps[step];
	const struct gd_step *row =
	    def ? gd_row_find(&r->o->sheet, GD_TAB_STEP,
		      &(struct gd_step){ .step = def->name.id,
			  .lot = def->per_lot ? at.lot : 0,
			  .reason = "",
			  .by = "" })
		: NULL;

	return row ? ms_day(r, row->open_ms) : GD_NO_DAY;
}

int32_t
reckon_credited(const struct reckon *r, const char *which, int64_t lot,
    bool last)
{
	const struct gd_payment *p;
	int32_t day = GD_NO_DAY;

	for (size_t i = 0; (p = gd_walk(r->o, GD_TAB_PAYMENT, &i));) {
		if (!p->credited_day || (lot && p->lot && p->lot != lot) ||
		    (*which && strcmp(p->trigger, which) != 0 &&
			strcmp(p->method, which) != 0))
			continue;
		if (day == GD_NO_DAY || (p->credited_day > day) == last)
			day = (int32_t)p->credited_day;
	}
	return day;
}

static int32_t
payment_day(const struct reckon *r, int64_t no)
{
	const struct gd_payment *p = gd_row_find(&r->o->sheet, GD_TAB_PAYMENT,
	    &(struct gd_payment){ .no = no });

	return p && p->due_day ? (int32_t)p->due_day : GD_NO_DAY;
}

int32_t
reckon_plan(const struct reckon *r, int duty, struct gd_at at, bool baseline)
{
	struct gd_at there = duty_at(r->wf, r->o, duty, at.lot, 0);
	int32_t done = done_day(r, duty, at);
	const struct gd_due *row = gd_row_find(&r->o->sheet, GD_TAB_DUE,
	    &(struct gd_due){ .duty = r->wf->duties[duty].name.id,
		.lot = there.lot,
		.round = there.round,
		.inst = there.inst });

	if (!baseline && done != GD_NO_DAY)
		return done;
	if (baseline && row && row->plan)
		return (int32_t)row->plan;
	return row && row->day ? (int32_t)row->day : GD_NO_DAY;
}

static int32_t
named_base(const struct reckon *r, const struct gd_due_def *rule,
    const struct reckon_for *who, struct gd_at at, const char **name)
{
	switch (rule->base) {
	case GD_BASE_NONE:
		return GD_NO_DAY;
	case GD_BASE_FIELD:
		*name = r->wf->fields[rule->ref].name.id;
		return reckon_field(r, rule->ref, at);
	case GD_BASE_DUTY:
		*name = r->wf->duties[rule->ref].name.id;
		return done_day(r, rule->ref, at);
	case GD_BASE_ISSUED:
		*name = r->wf->papers[rule->ref].name.id;
		return issued_day(r, rule->ref, at);
	case GD_BASE_OPEN:
		*name = who->step < 0 ? "" : r->wf->steps[who->step].name.id;
		return opened_day(r, who->step, at);
	case GD_BASE_ORDER:
		*name = "created";
		/* when an order of the paper days began is not known */
		return gd_head(r->o)->taken_day
			   ? GD_NO_DAY
			   : ms_day(r, gd_head(r->o)->created_ms);
	case GD_BASE_CREDITED:
		*name = r->wf->triggers[rule->ref].id;
		return reckon_credited(r, *name, at.lot, false);
	case GD_BASE_PAYMENT:
		*name = "payment";
		return payment_day(r, at.inst);
	case GD_BASE_PLAN:
		*name = r->wf->duties[rule->ref].name.id;
		return reckon_plan(r, rule->ref, at, who->baseline);
	}
	return GD_NO_DAY;
}

/* Whole days an amount takes at a day's pace; -1: one of them is not known.
 * What is left over fits into the day that `days` keeps in hand. */
int
reckon_pace(const struct reckon *r, const struct gd_due_def *rule,
    struct gd_at at)
{
	int64_t n[2];

	for (int i = 0; i < 2; i++) {
		const char *v =
		    field_text(r, &r->wf->fields[rule->pace.at[i]], at);

		if (!read_decimal(v, &n[i]) || n[i] <= 0)
			return -1;
	}
	return n[0] / n[1] > LONGEST_PACE ? LONGEST_PACE : (int)(n[0] / n[1]);
}

int32_t
reckon_base(const struct reckon *r, const struct gd_due_def *rule,
    const struct reckon_for *who, struct gd_at at, const char **name)
{
	int32_t day;

	*name = "";
	day = named_base(r, rule, who, at, name);
	for (int i = 0; i < 2 && day == GD_NO_DAY; i++)
		if (rule->alt[i] >= 0) {
			*name = r->wf->fields[rule->alt[i]].name.id;
			day = reckon_field(r, rule->alt[i], at);
		}
	for (int i = 0; i < rule->latest.n && day != GD_NO_DAY; i++) {
		int32_t other = reckon_field(r, rule->latest.at[i], at);

		if (other != GD_NO_DAY && other > day) {
			*name = r->wf->fields[rule->latest.at[i]].name.id;
			day = other;
		}
	}
	return rule->pace.n && reckon_pace(r, rule, at) < 0 ? GD_NO_DAY : day;
}

/* ---- and where it ends --------------------------------------------------- */

const struct gd_calendar *
reckon_calendar(const struct reckon *r, const struct gd_due_def *rule, int role)
{
	int desk = -1;

	switch (rule->cal) {
	case GD_CAL_OWNER:
		desk = role < 0 ? -1 : r->wf->roles[role].desk;
		break;
	case GD_CAL_DESK:
		desk = rule->cal_desk;
		break;
	case GD_CAL_BANK:
		return gd_calendars_find(r->calendars, "bank");
	case GD_CAL_CUSTOMER:
		return gd_calendars_find(r->calendars,
		    r->calendars->country ? r->calendars->country : "");
	case GD_CAL_OFFICE:
		break;
	}
	return desk < 0 ? gd_calendars_find(r->calendars, "")
			: gd_calendars_desk(r->calendars,
			      r->wf->desks[desk].name.id);
}

static int
own_days(const struct reckon *r, const struct gd_due_def *rule, struct gd_at at)
{
	for (int i = 0; i < rule->days_from.n; i++) {
		const char *v =
		    field_text(r, &r->wf->fields[rule->days_from.at[i]], at);

		if (*v)
			return (int)value_number(v);
	}
	return rule->days;
}

static int
rule_days(const struct reckon *r, const struct gd_due_def *rule,
    struct gd_at at)
{
	int days = own_days(r, rule, at), pace;

	if (!rule->pace.n)
		return days;
	pace = reckon_pace(r, rule, at);
	return pace < 0 ? days : days < 0 ? days - pace : days + pace;
}

static int32_t
snapped(enum gd_snap snap, int32_t day)
{
	int year, month, mday;

	gd_day_civil(day, &year, &month, &mday);
	switch (snap) {
	case GD_SNAP_NONE:
		break;
	case GD_SNAP_NEXT_MONTH:
		return gd_day_of(year + month / 12, month % 12 + 1, 1);
	case GD_SNAP_NEXT_APRIL:
		return gd_day_of(year + 1, 4, 30);
	case GD_SNAP_NEXT_MARCH:
		return gd_day_of(year + 1, 3, 1);
	}
	return day;
}

/* Counting on, and what the years passed through do not say. */
static int32_t
counted(const struct gd_calendar *c, bool work, int32_t from, int days,
    uint8_t *unsure)
{
	int32_t to;

	if (!work || !days)
		return from + days;
	to = gd_calendar_add(c, from, days);
	*unsure |= gd_calendar_unsure(c, from, to);
	return to;
}

/* So many days on that counting back finds again: from a day of rest the first
 * working day before it is no step back yet. */
static int32_t
shifted(const struct gd_calendar *c, bool work, int32_t from, int64_t days,
    uint8_t *unsure)
{
	if (work && days < 0)
		from = gd_calendar_roll(c, from, false);
	return counted(c, work, from, (int)days, unsure);
}

int32_t
reckon_shift(const struct reckon *r, const struct gd_due_def *rule, int role,
    int32_t day, int64_t days)
{
	uint8_t unsure = 0;

	return shifted(reckon_calendar(r, rule, role), rule->work, day, days,
	    &unsure);
}

/* Not earlier than the latest, or not later than the earliest of the fields;
 * *by: the one that says so. */
static int32_t
bounded(const struct reckon *r, const struct gd_list *fields, bool from_below,
    struct gd_at at, int32_t day, int *by)
{
	for (int i = 0; i < fields->n; i++) {
		int32_t bound = reckon_field(r, fields->at[i], at);

		if (bound != GD_NO_DAY &&
		    (from_below ? bound > day : bound < day)) {
			day = bound;
			*by = fields->at[i];
		}
	}
	return day;
}

int32_t
reckon_cap(const struct reckon *r, const struct gd_due_def *rule,
    struct gd_at at, int32_t day, int *field)
{
	int by = -1;

	day = bounded(r, &rule->floor, true, at, day, &by);
	day = bounded(r, &rule->cap, false, at, day, &by);
	if (field)
		*field = by;
	return day;
}

bool
reckon_rolls(const struct reckon *r, const struct gd_due_def *rule,
    struct gd_at at, int32_t day)
{
	int32_t from, to;

	if (rule->roll == GD_ROLL_NONE || !rule->unrolled.n)
		return rule->roll != GD_ROLL_NONE;
	from = reckon_field(r, rule->unrolled.at[0], at);
	to = reckon_field(r, rule->unrolled.at[1], at);
	return from == GD_NO_DAY || day < from || (to != GD_NO_DAY && day > to);
}

/* The office's days off stand in for those nobody entered. */
static bool
lacks_country(const struct reckon *r, const struct gd_due_def *rule)
{
	return rule->cal == GD_CAL_CUSTOMER &&
	       (rule->work || rule->roll != GD_ROLL_NONE) &&
	       !gd_calendars_has(r->calendars,
		   r->calendars->country ? r->calendars->country : "");
}

void
reckon_from(const struct reckon *r, const struct gd_due_def *rule, int role,
    struct gd_at at, int32_t base, int64_t held, struct reckoned *out)
{
	const struct gd_calendar *c = reckon_calendar(r, rule, role);
	int32_t day = snapped(rule->snap, base), rolled;

	*out = (struct reckoned){ .days = rule_days(r, rule, at) };
	if (rule->months)
		day = gd_day_add_months(day, rule->months);
	day = counted(c, rule->work, day, out->days, &out->unsure);
	out->raw = day;
	out->capped = day = reckon_cap(r, rule, at, day, &out->cap);
	day = shifted(c, rule->work, day, held, &out->unsure);
	if (reckon_rolls(r, rule, at, day)) {
		rolled = gd_calendar_roll(c, day, rule->roll == GD_ROLL_LATER);
		out->unsure |= gd_calendar_unsure(c, day, rolled);
		day = rolled;
	}
	if (lacks_country(r, rule))
		out->unsure |= GD_UNSURE_COUNTRY;
	out->day = day;
}
