/* report/ics.c - iCalendar as RFC 5545 wants it, with the two extensions that
 * every client knows (RFC 7986 REFRESH-INTERVAL, X-WR-CALNAME).
 *
 * A writer of our own: libical would more than double the time gendan takes to
 * start, because it brings ICU (docs/BUILDING.md has the numbers). What is
 * written is a dozen properties; an independent parser reads it in the tests.
 */
#include "report/ics.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"

#include "base/banned.h"

#define LINE_OCTETS 75
#define ALARM_HOUR 9

/* ---- lines --------------------------------------------------------------- */

/* A folded line may begin anew only between characters. */
static void
line_out(struct gd_str *out, const char *line)
{
	size_t room = LINE_OCTETS;
	uint32_t cp;

	while (*line) {
		size_t n = gd_utf8_next(line, &cp);

		if (n > room) {
			gd_str_add(out, "\r\n ");
			room = LINE_OCTETS - 1;
		}
		gd_str_addn(out, line, n);
		room -= n;
		line += n;
	}
	gd_str_add(out, "\r\n");
}

/* NAME:value, of our own words. */
static void
property(struct gd_ics *c, const char *name, const char *value)
{
	struct gd_str line = GD_STR_INIT;

	gd_str_addf(&line, "%s:%s", name, value);
	line_out(c->out, line.text);
	gd_str_release(&line);
}

static void
add_escaped(struct gd_str *line, const char *text, size_t len)
{
	struct gd_str part = GD_STR_INIT, shown = GD_STR_INIT;

	gd_str_addn(&part, text, len);
	gd_text_show(&shown, part.text);
	for (const char *s = shown.text; *s; s++) {
		if (*s == '\\' || *s == ';' || *s == ',')
			gd_str_addc(line, '\\');
		gd_str_addc(line, *s);
	}
	gd_str_release(&part);
	gd_str_release(&shown);
}

/* NAME:text, of people's words. */
static void
text(struct gd_ics *c, const char *name, const char *value)
{
	struct gd_str line = GD_STR_INIT;

	gd_str_addf(&line, "%s:", name);
	while (*value) {
		size_t n = strcspn(value, "\n");

		add_escaped(&line, value, n);
		value += n;
		if (*value++ == '\0')
			break;
		gd_str_add(&line, "\\n");
	}
	line_out(c->out, line.text);
	gd_str_release(&line);
}

static void
day_property(struct gd_ics *c, const char *name, int32_t day)
{
	char line[64];
	int year, month, mday;

	gd_day_civil(day, &year, &month, &mday);
	snprintf(line, sizeof line, "%04d%02d%02d", year, month, mday);
	property(c, name, line);
}

static const char *
utc(int64_t ms, char buf[32])
{
	int year, month, mday;
	int64_t s = ms / 1000;

	gd_day_civil(gd_ms_day(ms, 0), &year, &month, &mday);
	snprintf(buf, 32, "%04d%02d%02dT%02d%02d%02dZ", year, month, mday,
	    (int)(s / 3600 % 24), (int)(s / 60 % 60), (int)(s % 60));
	return buf;
}

/* ---- the calendar -------------------------------------------------------- */

void
gd_ics_begin(struct gd_ics *c)
{
	property(c, "BEGIN", "VCALENDAR");
	property(c, "VERSION", "2.0");
	property(c, "PRODID",
	    c->lang == GD_ZH ? "-//gendan//gendan//ZH"
			     : "-//gendan//gendan//EN");
	property(c, "CALSCALE", "GREGORIAN");
	text(c, "NAME", c->name);
	text(c, "X-WR-CALNAME", c->name);
	property(c, "REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
	property(c, "X-PUBLISHED-TTL", "PT1H");
}

/* Days before the event, and from midnight on to nine o'clock. */
static void
alarm_out(struct gd_ics *c, const struct gd_ics_event *e, int32_t on)
{
	char trigger[40];
	int before = e->day - on;

	if (before > 1)
		snprintf(trigger, sizeof trigger, "-P%dDT%dH", before - 1,
		    24 - ALARM_HOUR);
	else if (before == 1)
		snprintf(trigger, sizeof trigger, "-PT%dH", 24 - ALARM_HOUR);
	else
		snprintf(trigger, sizeof trigger, "PT%dH", ALARM_HOUR);
	property(c, "BEGIN", "VALARM");
	property(c, "ACTION", "DISPLAY");
	text(c, "DESCRIPTION", e->summary);
	property(c, "TRIGGER", trigger);
	property(c, "END", "VALARM");
}

void
gd_ics_event(struct gd_ics *c, const struct gd_ics_event *e)
{
	char buf[32];

	c->any = true;
	property(c, "BEGIN", "VEVENT");
	text(c, "UID", e->uid);
	property(c, "DTSTAMP", utc(e->modified_ms, buf));
	property(c, "LAST-MODIFIED", utc(e->modified_ms, buf));
	snprintf(buf, sizeof buf, "%lld", (long long)e->sequence);
	property(c, "SEQUENCE", buf);
	if (e->from_ms) {
		property(c, "DTSTART", utc(e->from_ms, buf));
		property(c, "DTEND", utc(e->to_ms, buf));
	} else {
		day_property(c, "DTSTART;VALUE=DATE", e->day);
		day_property(c, "DTEND;VALUE=DATE", e->day + 1);
	}
	text(c, "SUMMARY", e->summary);
	if (*e->description)
		text(c, "DESCRIPTION", e->description);
	if (*e->category)
		text(c, "CATEGORIES", e->category);
	if (e->important)
		property(c, "PRIORITY", "1");
	property(c, "TRANSP", "TRANSPARENT"); /* a date keeps nobody busy */
	for (int i = 0; i < e->nalarms; i++)
		if (e->alarms[i] <= e->day)
			alarm_out(c, e, e->alarms[i]);
	property(c, "END", "VEVENT");
}

void
gd_ics_end(struct gd_ics *c)
{
	if (!c->any) { /* a calendar has one component at least */
		property(c, "BEGIN", "VTIMEZONE");
		property(c, "TZID", "UTC");
		property(c, "BEGIN", "STANDARD");
		property(c, "DTSTART", "19700101T000000");
		property(c, "TZOFFSETFROM", "+0000");
		property(c, "TZOFFSETTO", "+0000");
		property(c, "END", "STANDARD");
		property(c, "END", "VTIMEZONE");
	}
	property(c, "END", "VCALENDAR");
}
