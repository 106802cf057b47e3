/* base/day.h - civil days and moments.  A day is an int32_t counted from
 * 1970-01-01 (0); a moment is int64_t milliseconds UTC since then. */
#ifndef GENDAN_BASE_DAY_H
#define GENDAN_BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

#define GD_NO_DAY INT32_MIN /* "no date" */

int32_t gd_day_of(int year, int month,
    int mday); /* proleptic Gregorian; GD_NO_DAY if no such day */
void gd_day_civil(int32_t day, int *year, int *month, int *mday);
int gd_day_weekday(int32_t day);                    /* 0 Monday .. 6 Sunday */
int32_t gd_day_add_months(int32_t day, int months); /* clamps to month end */

#define GD_DAY_TEXT 11
/** "2026-07-15"; "" for GD_NO_DAY. buf >= GD_DAY_TEXT. Returns buf. */
char *gd_day_text(int32_t day, char *buf);
/** Strict YYYY-MM-DD (also full-width digits). @return GD_NO_DAY if not */
int32_t gd_day_parse(const char *s);
/** What a person types: 2026-12-05, 12-05, 12/5, 12月5日, +20d, -3, today,
 * 今天, 明天, next fri, 下周五; relative to today. GD_NO_DAY if none fits. */
int32_t gd_day_read(const char *s, int32_t today);
/** A day that may bear an hour: "2026-11-30", "2026-11-30 14:00". *minute (may
 * be NULL): of that day, -1 = none said. GD_NO_DAY: neither of them. */
int32_t gd_day_parse_hour(const char *s, int *minute);
/** As a person types it: any day gd_day_read knows, then an hour or none: 12-05
 * 14:00, 明天 9:30, 11月30日16点, 2026-11-30T14:00. */
int32_t gd_day_read_hour(const char *s, int32_t today, int *minute);
#define GD_DAY_HOUR_TEXT 17
/** "2026-11-30 14:00", without an hour (minute < 0) the day alone; "" for
 * GD_NO_DAY. buf >= GD_DAY_HOUR_TEXT. Returns buf. */
char *gd_day_hour_text(int32_t day, int minute, char *buf);

/* Moments. The office's clock: UTC offset in minutes (480 for China). */
int32_t gd_ms_day(int64_t ms, int utc_offset_min);
#define GD_MS_TEXT 32
/** "2026-07-15 14:05" in the office's clock. */
char *gd_ms_text(int64_t ms, int utc_offset_min, char *buf);
/** The same, but of midnight sharp only the day: nobody knows the hour of
 * what is written down on paper. */
char *gd_moment_text(int64_t ms, int utc_offset_min, char *buf);
/** ISO 8601 in: 2026-07-15, 2026-07-15T14:05[:09[.123]][Z|+08:00]; without a
 * zone the offset given is meant. @return false if not understood */
bool gd_ms_parse(const char *s, int utc_offset_min, int64_t *ms);
/** Now: $GENDAN_NOW if set and readable (a frozen clock that moves 1 ms a
 * call), else the real clock. */
int64_t gd_now_ms(void);
/** Tests: the frozen clock moves on; the real one does not. */
void gd_clock_skip(int64_t ms);
/** The real monotonic clock, for durations only. */
int64_t gd_monotonic_ms(void);
/** The same, going on while the machine sleeps. */
int64_t gd_boot_ms(void);
/** UTC offset of the office: $GENDAN_TZ minutes, else the system's zone. */
int gd_utc_offset_min(void);

#endif
