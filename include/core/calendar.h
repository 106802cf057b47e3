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
};
#define GD_CALENDAR_PLAIN       \
	{                       \
		.weekend = 0x60 \
	}
bool gd_calendar_is_work(const struct gd_calendar *c, int32_t day);
/** n working days after (n < 0: before) day; 0 = day itself. */
int32_t gd_calendar_add(const struct gd_calendar *c, int32_t day, int n);
/** day itself if a working day, else the next earlier/later one. */
int32_t gd_calendar_roll(const struct gd_calendar *c, int32_t day, bool later);

#endif
