/* core/calendar.c - which days are worked, and counting in them. */
#include "core/calendar.h"

#include "base/day.h"

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

int32_t
gd_calendar_add(const struct gd_calendar *c, int32_t day, int n)
{
	int step = n < 0 ? -1 : 1;

	for (; n != 0; n -= step)
		day = gd_calendar_roll(c, day + step, n > 0);
	return day;
}
