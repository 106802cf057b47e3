/* base/day.c - civil days: counting, writing and strict reading. */
#include "base/day.h"

#include <stdio.h>

#include "base/text.h"

#include "base/banned.h"

#define YEAR_MOST 9999

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	return days[month - 1] + (month == 2 && is_leap(year) ? 1 : 0);
}

/* Days before 1 March of year 0 and the like: years that begin in March put
 * the leap day at their end (Howard Hinnant's days_from_civil). */
int32_t
gd_day_of(int year, int month, int mday)
{
	int era, yoe, doy, doe;

	if (year < 1 || year > YEAR_MOST || month < 1 || month > 12 ||
	    mday < 1 || mday > month_days(year, month))
		return GD_NO_DAY;
	if (month <= 2)
		year--;
	era = year / 400;
	yoe = year - era * 400;
	doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + mday - 1;
	doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

void
gd_day_civil(int32_t day, int *year, int *month, int *mday)
{
	int64_t z = (int64_t)day + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = (int)(z - era * 146097);
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	*mday = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = (int)(yoe + era * 400) + (*month <= 2 ? 1 : 0);
}

int
gd_day_weekday(int32_t day)
{
	/* Day 0 was a Thursday. */
	int64_t w = ((int64_t)day + 3) % 7;

	return (int)(w < 0 ? w + 7 : w);
}

int32_t
gd_day_add_months(int32_t day, int months)
{
	int year, month, mday, most;
	int64_t all;

	if (day == GD_NO_DAY)
		return GD_NO_DAY;
	gd_day_civil(day, &year, &month, &mday);
	all = (int64_t)year * 12 + month - 1 + months;
	if (all < 12 || all >= (int64_t)(YEAR_MOST + 1) * 12)
		return GD_NO_DAY;
	year = (int)(all / 12);
	month = (int)(all % 12) + 1;
	most = month_days(year, month);
	return gd_day_of(year, month, mday < most ? mday : most);
}

char *
gd_day_text(int32_t day, char *buf)
{
	int year, month, mday;

	buf[0] = '\0';
	if (day == GD_NO_DAY)
		return buf;
	gd_day_civil(day, &year, &month, &mday);
	if (year < 0 || year > YEAR_MOST)
		return buf;
	snprintf(buf, GD_DAY_TEXT, "%04u-%02u-%02u", (unsigned)year % 10000u,
	    (unsigned)month % 100u, (unsigned)mday % 100u);
	return buf;
}

int32_t
gd_day_parse(const char *s)
{
	static const char form[] = "dddd-dd-dd";
	int part[3] = { 0 }, at = 0;

	if (!s)
		return GD_NO_DAY;
	for (const char *f = form; *f; f++) {
		uint32_t cp;

		s += gd_utf8_next(s, &cp);
		cp = gd_fold_width(cp);
		if (*f == '-') {
			if (cp != '-')
				return GD_NO_DAY;
			at++;
		} else {
			if (cp < '0' || cp > '9')
				return GD_NO_DAY;
			part[at] = part[at] * 10 + (int)(cp - '0');
		}
	}
	return *s ? GD_NO_DAY : gd_day_of(part[0], part[1], part[2]);
}
