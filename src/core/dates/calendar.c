/* core/dates/calendar.c - which days are worked, and counting in them. */
#include "core/calendar.h"

#include <string.h>

#include "base/day.h"
#include "core/tables.h"

#include "base/banned.h"

static bool
has_day(const int32_t *days, size_t n, int32_t day)
{
	size_t lo = 0, hi = n, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (days[mid] == day)
			return true;
		if (days[mid] < day)
			lo = mid + 1;
		else
			hi = mid;
	}
	return false;
}

bool
gd_calendar_is_work(const struct gd_calendar *c, int32_t day)
{
	if (has_day(c->work, c->nwork, day))
		return true;
	if (has_day(c->off, c->noff, day))
		return false;
	return (c->weekend >> gd_day_weekday(day) & 1) == 0;
}

/* A table may call every day off; no search goes on longer than this. */
#define LONGEST_REST 400

int32_t
gd_calendar_roll(const struct gd_calendar *c, int32_t day, bool later)
{
	int32_t d = day;
	int i;

	for (i = 0; i < LONGEST_REST; i++, d += later ? 1 : -1)
		if (gd_calendar_is_work(c, d))
			return d;
	return day;
}

int
gd_calendar_count(const struct gd_calendar *c, int32_t from, int32_t to)
{
	int n = 0;

	for (int32_t d = from + 1; d <= to; d++)
		n += gd_calendar_is_work(c, d);
	for (int32_t d = to + 1; d <= from; d++)
		n -= gd_calendar_is_work(c, d);
	return n;
}

static uint8_t
year_unsure(const struct gd_calendar *c, int year)
{
	for (size_t i = 0; i < c->nyears; i++)
		if (c->years[i].year == year)
			return c->years[i].unsure;
	return GD_UNSURE_YEAR;
}

uint8_t
gd_calendar_unsure(const struct gd_calendar *c, int32_t from, int32_t to)
{
	uint8_t bits = 0;
	int a, b, month, mday;

	gd_day_civil(from < to ? from : to, &a, &month, &mday);
	gd_day_civil(from < to ? to : from, &b, &month, &mday);

	for (int year = a; year <= b; year++)
		bits |= year_unsure(c, year);
	return bits;
}

bool
gd_calendars_has(const struct gd_calendars *all, const char *code)
{
	for (int i = 0; *code && i < all->n; i++)
		if (strcmp(all->at[i].code, code) == 0)
			return true;
	return false;
}

const struct gd_calendar *
gd_calendars_find(const struct gd_calendars *all, const char *code)
{
	static const struct gd_calendar plain = GD_CALENDAR_PLAIN;

	for (int i = 0; *code && i < all->n; i++)
		if (strcmp(all->at[i].code, code) == 0)
			return &all->at[i].days;
	return all->n ? &all->at[0].days : &plain;
}

const struct gd_calendar *
gd_calendars_desk(const struct gd_calendars *all, const char *desk)
{
	for (int i = 0; i < all->ndesks; i++)
		if (strcmp(all->desks[i].desk, desk) == 0)
			return gd_calendars_find(all, all->desks[i].code);
	return gd_calendars_find(all, "");
}

int32_t
gd_calendar_add(const struct gd_calendar *c, int32_t day, int n)
{
	int step = n < 0 ? -1 : 1;

	for (; n != 0; n -= step)
		day = gd_calendar_roll(c, day + step, n > 0);
	return day;
}
