/* base/moment.c - moments: the clock, its zone, writing and reading.
 *
 * The state here is the frozen clock of $GENDAN_NOW, which moves one
 * millisecond a call so that what happens later also looks later.
 */
#include "base/day.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/banned.h"

#define DAY_MS 86400000
#define OFFSET_MOST (18 * 60)

int32_t
gd_ms_day(int64_t ms, int utc_offset_min)
{
	int64_t local = ms + (int64_t)utc_offset_min * 60000;
	int64_t day = local / DAY_MS;

	if (local % DAY_MS < 0)
		day--;
	return (int32_t)day;
}

char *
gd_ms_text(int64_t ms, int utc_offset_min, char *buf)
{
	char date[GD_DAY_TEXT];
	int32_t day = gd_ms_day(ms, utc_offset_min);
	int64_t rest =
	    ms + (int64_t)utc_offset_min * 60000 - (int64_t)day * DAY_MS;
	unsigned minute = (unsigned)(rest / 60000);

	snprintf(buf, GD_MS_TEXT, "%s %02u:%02u", gd_day_text(day, date),
	    minute / 60 % 24, minute % 60);
	return buf;
}

char *
gd_moment_text(int64_t ms, int utc_offset_min, char *buf)
{
	if ((ms + (int64_t)utc_offset_min * 60000) % DAY_MS == 0)
		return gd_day_text(gd_ms_day(ms, utc_offset_min), buf);
	return gd_ms_text(ms, utc_offset_min, buf);
}

/* Two digits at *p, below limit; -1 if not. */
static int
two(const char **p, int limit)
{
	const char *s = *p;
	int n;

	if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9')
		return -1;
	n = (s[0] - '0') * 10 + s[1] - '0';
	*p += 2;
	return n < limit ? n : -1;
}

/* "Z", "+08:00", "-0330", "+08" or nothing at all. */
static bool
read_zone(const char *p, int *offset_min)
{
	int sign = *p == '-' ? -1 : 1, hour, minute = 0;

	if (*p == '\0')
		return true;
	if (strcmp(p, "Z") == 0 || strcmp(p, "z") == 0) {
		*offset_min = 0;
		return true;
	}
	if (*p != '+' && *p != '-')
		return false;
	p++;
	hour = two(&p, 19);
	if (*p == ':')
		p++;
	if (hour >= 0 && *p)
		minute = two(&p, 60);
	if (hour < 0 || minute < 0 || *p)
		return false;
	*offset_min = sign * (hour * 60 + minute);
	return true;
}

/* "14:05", "14:05:09", "14:05:09.123" at *p, in milliseconds; -1 if not. */
static int64_t
read_clock(const char **p)
{
	int hour, minute, second = 0, ms = 0;

	hour = two(p, 24);
	if (hour < 0 || *(*p)++ != ':')
		return -1;
	minute = two(p, 60);
	if (minute < 0)
		return -1;
	if (**p == ':') {
		(*p)++;
		second = two(p, 60);
		if (second < 0)
			return -1;
	}
	if (**p == '.') {
		int unit = 100;

		if ((*p)[1] < '0' || (*p)[1] > '9')
			return -1;
		for ((*p)++; **p >= '0' && **p <= '9'; (*p)++) {
			ms += (**p - '0') * unit;
			unit /= 10;
		}
	}
	return ((int64_t)hour * 60 + minute) * 60000 + second * 1000 + ms;
}

bool
gd_ms_parse(const char *s, int utc_offset_min, int64_t *ms)
{
	char date[GD_DAY_TEXT];
	int32_t day;
	int64_t clock = 0;

	if (strlen(s) < GD_DAY_TEXT - 1)
		return false;
	memcpy(date, s, GD_DAY_TEXT - 1);
	date[GD_DAY_TEXT - 1] = '\0';
	day = gd_day_parse(date);
	if (day == GD_NO_DAY)
		return false;
	s += GD_DAY_TEXT - 1;
	if (*s == 'T' || *s == 't' || *s == ' ') {
		s++;
		clock = read_clock(&s);
		if (clock < 0 || !read_zone(s, &utc_offset_min))
			return false;
	} else if (*s) {
		return false;
	}
	*ms = (int64_t)day * DAY_MS + clock - (int64_t)utc_offset_min * 60000;
	return true;
}

static int64_t
clock_ms(clockid_t which)
{
	struct timespec ts;

	clock_gettime(which, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static int64_t frozen_at, calls;

void
gd_clock_skip(int64_t ms)
{
	calls += ms;
}

int64_t
gd_now_ms(void)
{
	const char *text = getenv("GENDAN_NOW");
	int64_t at;

	if (!text || !gd_ms_parse(text, gd_utc_offset_min(), &at))
		return clock_ms(CLOCK_REALTIME);
	if (at != frozen_at) {
		frozen_at = at;
		calls = 0;
	}
	return at + calls++;
}

int64_t
gd_monotonic_ms(void)
{
	return clock_ms(CLOCK_MONOTONIC);
}

int64_t
gd_boot_ms(void)
{
	return clock_ms(CLOCK_BOOTTIME);
}

int
gd_utc_offset_min(void)
{
	const char *text = getenv("GENDAN_TZ");
	time_t now;
	struct tm local;

	if (text && *text) {
		char *end;
		long minutes = strtol(text, &end, 10);

		if (*end == '\0' && minutes >= -OFFSET_MOST &&
		    minutes <= OFFSET_MOST)
			return (int)minutes;
	}
	now = time(NULL);
	if (!localtime_r(&now, &local))
		return 0;
	return (int)(local.tm_gmtoff / 60);
}
