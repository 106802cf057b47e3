/* base/day_read.c - dates as people type them, in both languages.
 *
 * The text is made narrow and lower case first; then each form is tried on
 * the whole of it.  A date without a year is the nearest such day to today.
 */
#include "base/day.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "base/banned.h"

#define FAR 100000 /* more days or months than anybody means */

/* A number of at most most digits at *p, which moves on; -1 if there is none.*/
static int
number(const char **p, int most)
{
	int n = 0, digits = 0;

	while (**p >= '0' && **p <= '9' && digits < most) {
		n = n * 10 + (**p - '0');
		(*p)++;
		digits++;
	}
	return digits > 0 ? n : -1;
}

/* Move *p over word if it stands there. */
static bool
skip(const char **p, const char *word)
{
	size_t len = strlen(word);

	if (strncmp(*p, word, len) != 0)
		return false;
	*p += len;
	return true;
}

static bool
separator(const char **p)
{
	return skip(p, "-") || skip(p, "/") || skip(p, ".");
}

static int32_t
with_today(int32_t today, int days)
{
	int64_t day = (int64_t)today + days;
	char text[GD_DAY_TEXT];

	if (day <= INT32_MIN || day > INT32_MAX)
		return GD_NO_DAY;
	return *gd_day_text((int32_t)day, text) ? (int32_t)day : GD_NO_DAY;
}

/* 2026-12-05, 2026/12/5, 2026.12.5, 2026年12月5日, 20261205 */
static int32_t
read_full(const char *p)
{
	int year, month, mday;
	bool bare = false;

	if (strspn(p, "0123456789") == 8)
		bare = true;
	year = number(&p, 4);
	if (year < 1000)
		return GD_NO_DAY;
	if (!bare && !separator(&p) && !skip(&p, "年"))
		return GD_NO_DAY;
	month = number(&p, 2);
	if (month < 0)
		return GD_NO_DAY;
	if (!bare && !separator(&p) && !skip(&p, "月"))
		return GD_NO_DAY;
	mday = number(&p, 2);
	if (mday < 0)
		return GD_NO_DAY;
	if (!bare && !skip(&p, "日"))
		skip(&p, "号");
	return *p ? GD_NO_DAY : gd_day_of(year, month, mday);
}

/* 12-05, 12/5, 12.5, 12月5日, 12月5号 */
static int32_t
read_short(const char *p, int32_t today)
{
	int year, month, mday, ignored;
	int32_t best = GD_NO_DAY;

	month = number(&p, 2);
	if (month < 0 || (!separator(&p) && !skip(&p, "月")))
		return GD_NO_DAY;
	mday = number(&p, 2);
	if (mday < 0)
		return GD_NO_DAY;
	if (!skip(&p, "日"))
		skip(&p, "号");
	if (*p)
		return GD_NO_DAY;
	gd_day_civil(today, &year, &ignored, &ignored);
	for (int y = year - 1; y <= year + 1; y++) {
		int32_t day = gd_day_of(y, month, mday);

		if (day != GD_NO_DAY &&
		    (best == GD_NO_DAY || abs(day - today) < abs(best - today)))
			best = day;
	}
	return best;
}

/* +20d, +20, -3, +2w, +1m, +1y, 20天后, 3天前, 2周后, 1个月后 */
static int32_t
read_offset(const char *p, int32_t today)
{
	int sign = 0, n;
	bool months = false;

	if (skip(&p, "+"))
		sign = 1;
	else if (skip(&p, "-"))
		sign = -1;
	n = number(&p, 5);
	if (n < 0 || n > FAR)
		return GD_NO_DAY;
	skip(&p, "个");
	if (skip(&p, "w") || skip(&p, "周") || skip(&p, "星期")) {
		n *= 7;
	} else if (skip(&p, "m") || skip(&p, "月")) {
		months = true;
	} else if (skip(&p, "y") || skip(&p, "年")) {
		months = true;
		n *= 12;
	} else if (!skip(&p, "d") && !skip(&p, "天") && sign == 0) {
		return GD_NO_DAY;
	}
	if (sign == 0 &&
	    (skip(&p, "以后") || skip(&p, "之后") || skip(&p, "后")))
		sign = 1;
	else if (sign == 0 &&
		 (skip(&p, "以前") || skip(&p, "之前") || skip(&p, "前")))
		sign = -1;
	if (sign == 0 || *p)
		return GD_NO_DAY;
	return months ? gd_day_add_months(today, sign * n)
		      : with_today(today, sign * n);
}

static int32_t
read_word(const char *p, int32_t today)
{
	static const struct {
		const char *word;
		int days;
	} words[] = {
		{ "today", 0 },
		{ "今天", 0 },
		{ "今日", 0 },
		{ "tomorrow", 1 },
		{ "明天", 1 },
		{ "明日", 1 },
		{ "yesterday", -1 },
		{ "昨天", -1 },
		{ "后天", 2 },
		{ "大后天", 3 },
		{ "前天", -2 },
		{ "大前天", -3 },
	};
	int year, month, mday;

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(p, words[i].word) == 0)
			return with_today(today, words[i].days);
	if (strcmp(p, "月底") == 0 || strcmp(p, "eom") == 0 ||
	    strcmp(p, "end of month") == 0) {
		gd_day_civil(today, &year, &month, &mday);
		return gd_day_add_months(gd_day_of(year, month, 1), 1) - 1;
	}
	return GD_NO_DAY;
}

/* The weekday p names, Monday 0; -1 if none. */
static int
weekday(const char *p)
{
	static const char *const names[7][4] = {
		{ "mon", "monday", "一", NULL },
		{ "tue", "tuesday", "二", "tues" },
		{ "wed", "wednesday", "三", NULL },
		{ "thu", "thursday", "四", "thur" },
		{ "fri", "friday", "五", NULL },
		{ "sat", "saturday", "六", NULL },
		{ "sun", "sunday", "日", "天" },
	};

	for (int d = 0; d < 7; d++)
		for (int i = 0; i < 4; i++)
			if (names[d][i] && strcmp(p, names[d][i]) == 0)
				return d;
	return -1;
}

/* fri (the next one, today excluded), this fri, next fri, 周五 and 本周五
 * (of this week), 下周五, 上周五, 下星期五, 下礼拜五 */
static int32_t
read_weekday(const char *p, int32_t today)
{
	int now = gd_day_weekday(today), week = 0, day;
	bool chinese = false;

	while (skip(&p, "下")) {
		week++;
		chinese = true;
	}
	if (!chinese && (skip(&p, "上")))
		week = -1;
	else if (!chinese && !skip(&p, "本"))
		skip(&p, "这");
	if (skip(&p, "周") || skip(&p, "星期") || skip(&p, "礼拜")) {
		day = weekday(p);
		/* Only the Chinese names go with the Chinese words. */
		if (day < 0 || (unsigned char)*p < 0x80 || week > 4)
			return GD_NO_DAY;
		return with_today(today, day - now + 7 * week);
	}
	if (skip(&p, "next "))
		week = 1;
	else if (skip(&p, "last "))
		week = -1;
	else if (!skip(&p, "this "))
		week = 2;
	day = weekday(p);
	if (day < 0 || (unsigned char)*p >= 0x80)
		return GD_NO_DAY;
	if (week == 2)
		return with_today(today, (day - now + 6) % 7 + 1);
	return with_today(today, day - now + 7 * week);
}

int32_t
gd_day_read(const char *s, int32_t today)
{
	int32_t (*const forms[])(const char *, int32_t) = { read_short,
		read_offset, read_word, read_weekday };
	struct gd_str text = GD_STR_INIT;
	int32_t day;
	char *p;

	gd_text_fold(&text, s);
	p = text.text + strspn(text.text, " \t");
	while (text.len > 0 && strchr(" \t", text.text[text.len - 1]) &&
	       text.text + text.len > p)
		text.text[--text.len] = '\0';
	day = read_full(p);
	for (size_t i = 0;
	     day == GD_NO_DAY && i < sizeof forms / sizeof forms[0]; i++)
		day = forms[i](p, today);
	gd_str_release(&text);
	return day;
}

/* ---- with an hour --------------------------------------------------------- */

/* The end of a text that is an hour, 14:00, 9:30, 16点, 16时: where it begins;
 * NULL = it does not end so. */
static const char *
hour_at(const char *text, int *minute)
{
	static const char *const words[] = { "点", "时" };
	size_t len = strlen(text), end = len;
	int m = 0;

	if (len > 3 && text[len - 3] == ':' &&
	    strspn(text + len - 2, "0123456789") == 2) {
		m = (text[len - 2] - '0') * 10 + text[len - 1] - '0';
		end = len - 3;
	} else {
		for (size_t i = 0; i < 2 && end == len; i++)
			if (len > 3 && strcmp(text + len - 3, words[i]) == 0)
				end = len - 3;
		if (end == len)
			return NULL;
	}
	len = end;
	while (len > 0 && end - len < 2 && text[len - 1] >= '0' &&
	       text[len - 1] <= '9')
		len--;
	*minute = 0;
	for (size_t i = len; i < end; i++)
		*minute = *minute * 10 + text[i] - '0';
	*minute = *minute * 60 + m;
	return end > len && m < 60 && *minute < 24 * 60 &&
		       (len == 0 || text[len - 1] < '0' || text[len - 1] > '9')
		   ? text + len
		   : NULL;
}

int32_t
gd_day_read_hour(const char *s, int32_t today, int *minute)
{
	struct gd_str text = GD_STR_INIT;
	int32_t day;
	const char *at;

	*minute = -1;
	gd_text_fold(&text, s);
	while (text.len && strchr(" \t", text.text[text.len - 1]))
		text.text[--text.len] = '\0';
	at = text.len ? hour_at(text.text, minute) : NULL;
	if (at) {
		size_t n = (size_t)(at - text.text);

		/* 2026-11-30T14:00 */
		if (n > 1 && text.text[n - 1] == 't' && text.text[n - 2] <= '9')
			n--;
		text.text[n] = '\0';
	} else {
		*minute = -1;
	}
	day = gd_day_read(text.text ? text.text : "", today);
	gd_str_release(&text);
	return day;
}

int32_t
gd_day_parse_hour(const char *s, int *minute)
{
	char day[GD_DAY_TEXT];
	int at = -1;

	if (minute)
		*minute = -1;
	if (!s || strlen(s) != GD_DAY_HOUR_TEXT - 1 || s[10] != ' ')
		return gd_day_parse(s);
	if (s[13] != ':' || hour_at(s, &at) != s + 11)
		return GD_NO_DAY;
	if (minute)
		*minute = at;
	memcpy(day, s, 10);
	day[10] = '\0';
	return gd_day_parse(day);
}

char *
gd_day_hour_text(int32_t day, int minute, char *buf)
{
	gd_day_text(day, buf);
	if (*buf && minute >= 0 && minute < 24 * 60)
		snprintf(buf + 10, GD_DAY_HOUR_TEXT - 10, " %02u:%02u",
		    (unsigned)minute / 60 % 24, (unsigned)minute % 60);
	return buf;
}
