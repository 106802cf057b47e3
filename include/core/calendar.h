/* core/calendar.h - working days: a weekend and a table of exceptions. */
#ifndef GENDAN_CORE_CALENDAR_H
#define GENDAN_CORE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gd_calendar {
	uint8_t weekend;    /* bit 0 Monday .. bit 6 Sunday */
	const int32_t *off; /* days off, ascending; borrowed */
	size_t noff;
	const int32_t *work; /* working weekend days, ascending; borrowed */
	size_t nwork;
	const struct gd_calendar_year *years; /* known, ascending; borrowed */
	size_t nyears;
};
struct gd_calendar_year {
	int16_t year;
	uint8_t unsure; /* bits of enum gd_unsure, 0 = announced */
};
/* The calendars of an office: by code, and which desk and country has which.
 * The first is the office's own. All borrowed. */
struct gd_calendars {
	const struct gd_calendar_row {
		const char *code;
		struct gd_calendar days;
	} * at;
	int n;
	const struct gd_calendar_use {
		const char *desk, *code;
	} * desks; /* desks with a calendar of their own */
	int ndesks;
	const char *country; /* of the customer, "" */
};
#define GD_WEEKEND_PLAIN 0x60 /* Saturday and Sunday */
#define GD_CALENDAR_PLAIN                   \
	{                                   \
		.weekend = GD_WEEKEND_PLAIN \
	}
bool gd_calendar_is_work(const struct gd_calendar *c, int32_t day);
/** n working days after (n < 0: before) day; 0 = day itself. */
int32_t gd_calendar_add(const struct gd_calendar *c, int32_t day, int n);
/** day itself if a working day, else the next earlier/later one. */
int32_t gd_calendar_roll(const struct gd_calendar *c, int32_t day, bool later);
/** Working days in (from, to]; negative when to is before from. */
int gd_calendar_count(const struct gd_calendar *c, int32_t from, int32_t to);
/** Bits of enum gd_unsure for the years from..to (either way round). */
uint8_t gd_calendar_unsure(const struct gd_calendar *c, int32_t from,
    int32_t to);
/** A calendar by its code (a country, "bank"), the office's when there is none
 * or code is "". Never NULL; a plain Monday to Friday when all is empty. */
const struct gd_calendar *gd_calendars_find(const struct gd_calendars *all,
    const char *code);
/** Is there a calendar of this code? */
bool gd_calendars_has(const struct gd_calendars *all, const char *code);
/** Whose days off a desk has. */
const struct gd_calendar *gd_calendars_desk(const struct gd_calendars *all,
    const char *desk);

#endif
