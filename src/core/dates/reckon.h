/* core/dates/reckon.h - from a known day to a date; private to src/core.
 *
 *   base -> snap -> + months -> + days = raw -> floor, cap -> + held days -> roll
 *
 * Pure questions about an order's rows; nothing here knows of commands.
 */
#ifndef GENDAN_CORE_DATES_RECKON_H
#define GENDAN_CORE_DATES_RECKON_H

#include "core/calendar.h"
#include "core/order.h"

struct gd_at;

/* What a date is reckoned by. All borrowed. */
struct reckon {
	const struct gd_workflow *wf;
	const struct gd_order *o; /* NULL: its fields are not known */
	const struct gd_calendars *calendars;
	int utc_offset_min; /* of the office: the day of a moment */
};
/* Whose date it is: it decides where a base is looked for. */
struct reckon_for {
	int step;      /* -1: of no step */
	int role;      /* who answers for it, -1 = nobody in particular */
	bool baseline; /* the plan: from the plans of others, not their days */
};
/* How a date came about. */
struct reckoned {
	int32_t raw, capped, day;
	int days;       /* counted */
	int cap;        /* the field that bounded it, -1 = none */
	uint8_t unsure; /* bits of enum gd_unsure */
};

/* Whose days off count for a date by this rule. Never NULL. */
const struct gd_calendar *reckon_calendar(const struct reckon *r,
    const struct gd_due_def *rule, int role);
/* The day a date is counted from, and its name (static or of the workflow);
 * GD_NO_DAY: not known yet. */
int32_t reckon_base(const struct reckon *r, const struct gd_due_def *rule,
    const struct reckon_for *who, struct gd_at at, const char **name);
/* What a field (by id) holds; "" = nothing, or there is no such field. */
const char *reckon_value(const struct reckon *r, const char *field,
    struct gd_at at);
/* Whole days of the rule's pace, -1 = not known. */
int reckon_pace(const struct reckon *r, const struct gd_due_def *rule,
    struct gd_at at);
/* Is such a day moved from a day off? Not without a roll, nor while it stands
 * still by the rule's `unrolled`. */
bool reckon_rolls(const struct reckon *r, const struct gd_due_def *rule,
    struct gd_at at, int32_t day);
/* On from that day; held: days its clock stood still, in its own count. */
void reckon_from(const struct reckon *r, const struct gd_due_def *rule,
    int role, struct gd_at at, int32_t base, int64_t held,
    struct reckoned *out);
/* So many days on, in the rule's own count. */
int32_t reckon_shift(const struct reckon *r, const struct gd_due_def *rule,
    int role, int32_t day, int64_t days);

/* Not earlier than the latest of the floors, then not later than the earliest of
 * the caps of the rule; *field (may be NULL) is the one that counts,
 * -1 = none. */
int32_t reckon_cap(const struct reckon *r, const struct gd_due_def *rule,
    struct gd_at at, int32_t day, int *field);

/* The day of a date field of the order or of the lot; GD_NO_DAY: not set. */
int32_t reckon_field(const struct reckon *r, int field, struct gd_at at);
/* The planned day of a duty and, unless baseline, what came of it: the day it
 * was done, else the day in force. GD_NO_DAY: it has none. */
int32_t reckon_plan(const struct reckon *r, int duty, struct gd_at at,
    bool baseline);
/* The first or the last day money came on a row of this trigger or method (""
 * = any) that is of the lot or of the order; GD_NO_DAY: none yet. */
int32_t reckon_credited(const struct reckon *r, const char *which, int64_t lot,
    bool last);

#endif
