/* tests/report/test_ics.c - iCalendar: lines, texts, days, alarms (RFC 5545).
 * tests/cli/test_ics.sh has it read by a parser that is not ours.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "base/text.h"
#include "report/ics.h"

#include "base/banned.h"

static struct gd_ics_event
plain_event(void)
{
	return (struct gd_ics_event){ .uid = "u@gendan",
		.modified_ms = INT64_C(1785000000000),
		.day = gd_day_of(2026, 11, 30),
		.summary = "EX-1: Loaded",
		.description = "",
		.category = "" };
}

static void
write_one(struct gd_str *out, const struct gd_ics_event *e)
{
	struct gd_ics c = { .name = "gendan", .out = out };

	gd_ics_begin(&c);
	if (e)
		gd_ics_event(&c, e);
	gd_ics_end(&c);
}

/* The lines as they were before folding, with '\n' between; every physical
 * line is judged on the way. */
static void
unfold(const char *text, struct gd_str *out)
{
	while (*text) {
		const char *end = strstr(text, "\r\n");
		size_t len;

		assert_non_null(end);
		len = (size_t)(end - text);
		assert_true(len <= 75);
		assert_true(len > 0);
		assert_true(gd_utf8_valid(text, len));
		assert_null(memchr(text, '\n', len));
		if (*text == ' ')
			gd_str_addn(out, text + 1, len - 1);
		else
			gd_str_addf(out, "\n%.*s", (int)len, text);
		text = end + 2;
	}
	gd_str_addc(out, '\n');
}

static bool
has_line(const struct gd_str *text, const char *line)
{
	struct gd_str flat = GD_STR_INIT, want = GD_STR_INIT;
	bool yes;

	unfold(text->text, &flat);
	gd_str_addf(&want, "\n%s\n", line);
	yes = strstr(flat.text, want.text) != NULL;
	gd_str_release(&flat);
	gd_str_release(&want);
	return yes;
}

static void
a_date_is_a_whole_day_without_a_zone(void **state)
{
	struct gd_ics_event e = plain_event();
	struct gd_str out = GD_STR_INIT;

	(void)state;
	e.sequence = 3;
	write_one(&out, &e);
	assert_true(has_line(&out, "DTSTART;VALUE=DATE:20261130"));
	assert_true(has_line(&out, "DTEND;VALUE=DATE:20261201"));
	assert_true(has_line(&out, "DTSTAMP:20260725T172000Z"));
	assert_true(has_line(&out, "LAST-MODIFIED:20260725T172000Z"));
	assert_true(has_line(&out, "SEQUENCE:3"));
	assert_true(has_line(&out, "REFRESH-INTERVAL;VALUE=DURATION:PT1H"));
	assert_null(strstr(out.text, "PRIORITY"));
	assert_null(strstr(out.text, "CATEGORIES"));
	gd_str_release(&out);
}

static void
marks_of_the_format_are_escaped_and_line_breaks_stay(void **state)
{
	struct gd_ics_event e = plain_event();
	struct gd_str out = GD_STR_INIT;

	(void)state;
	e.summary = "a,b;c\\d:e\"f";
	e.description = "one\ntwo\n\nBEGIN:VEVENT\n";
	e.category = "x,y";
	write_one(&out, &e);
	assert_true(has_line(&out, "SUMMARY:a\\,b\\;c\\\\d:e\"f"));
	assert_true(
	    has_line(&out, "DESCRIPTION:one\\ntwo\\n\\nBEGIN:VEVENT\\n"));
	assert_true(has_line(&out, "CATEGORIES:x\\,y"));
	assert_false(has_line(&out, "BEGIN:VEVENT\\n"));
	gd_str_release(&out);
}

static void
what_may_not_stand_in_a_text_does_not_come_out(void **state)
{
	struct gd_ics_event e = plain_event();
	struct gd_str out = GD_STR_INIT;

	(void)state;
	e.summary = "a\r\nATTENDEE:b\x1b[31m\xe2\x80\xae\xff z";
	write_one(&out, &e);
	assert_true(
	    has_line(&out, "SUMMARY:a?\\nATTENDEE:b?[31m?\xef\xbf\xbd z"));
	assert_false(has_line(&out, "ATTENDEE:b"));
	gd_str_release(&out);
}

/* Texts of every length of one to four octets a character, so that the fold
 * falls everywhere in a character. */
static void
lines_are_folded_at_75_octets_between_characters(void **state)
{
	static const char *const of[] = { "x", "\xc3\xa9", "\xe5\x8d\x95",
		"\xf0\xa0\xae\xb7" };

	(void)state;
	for (size_t k = 0; k < 4; k++)
		for (int lead = 0; lead < 80; lead++) {
			struct gd_ics_event e = plain_event();
			struct gd_str summary = GD_STR_INIT;
			struct gd_str out = GD_STR_INIT;
			struct gd_str line = GD_STR_INIT;

			for (int i = 0; i < lead; i++)
				gd_str_addc(&summary, 'a');
			for (int i = 0; i < 70; i++)
				gd_str_add(&summary, of[k]);
			e.summary = summary.text;
			write_one(&out, &e);
			gd_str_addf(&line, "SUMMARY:%s", summary.text);
			assert_true(has_line(&out, line.text));
			gd_str_release(&summary);
			gd_str_release(&out);
			gd_str_release(&line);
		}
}

static void
alarms_ring_at_nine_of_their_days(void **state)
{
	struct gd_ics_event e = plain_event();
	int32_t alarms[4] = { e.day - 14, e.day - 1, e.day, e.day + 2 };
	struct gd_str out = GD_STR_INIT;

	(void)state;
	e.alarms = alarms;
	e.nalarms = 4;
	write_one(&out, &e);
	/* 14 days before the midnight it begins at, and nine hours on */
	assert_true(has_line(&out, "TRIGGER:-P13DT15H"));
	assert_true(has_line(&out, "TRIGGER:-PT15H"));
	assert_true(has_line(&out, "TRIGGER:PT9H"));
	assert_true(has_line(&out, "ACTION:DISPLAY"));
	assert_null(strstr(out.text, "P2D")); /* after it: no lead */
	gd_str_release(&out);
}

static void
a_calendar_without_dates_still_is_one(void **state)
{
	struct gd_str out = GD_STR_INIT;

	(void)state;
	write_one(&out, NULL);
	assert_true(has_line(&out, "BEGIN:VTIMEZONE"));
	assert_true(has_line(&out, "END:VCALENDAR"));
	gd_str_release(&out);
}

/* ---- dates ----------------------------------------------------------------- */

struct scene {
	struct gd_workflow wf;
	struct gd_due row;
	struct gd_due_def rule;
	struct gd_name name;
	struct gd_date_view view;
	struct gd_ics_date date;
};

static void
scene_make(struct scene *s)
{
	memset(s, 0, sizeof *s);
	s->rule = (struct gd_due_def)GD_DUE_NONE;
	s->name = (struct gd_name){ "delay", "延期通知", "Delay notice" };
	s->row = (struct gd_due){ .duty = "delay",
		.lot = 1,
		.round = 1,
		.day = gd_day_of(2026, 11, 30),
		.first = gd_day_of(2026, 11, 30),
		.base = "",
		.rule = "",
		.reason = "",
		.cap = "",
		.owner = "person:lin",
		.told = "" };
	s->view = (struct gd_date_view){ .row = &s->row,
		.name = &s->name,
		.duty = -1, /* its workflow is empty */
		.limit = -1,
		.def = &s->rule,
		.open = true,
		.projected = GD_NO_DAY };
	s->date = (struct gd_ics_date){ .wf = &s->wf,
		.view = &s->view,
		.order = "019e0000-0000-7000-8000-000000000001",
		.number = "EX-1",
		.customer = "Nordwind, GmbH",
		.owner = "林国",
		.modified_ms = INT64_C(1785000000000),
		.urgent_day = GD_NO_DAY,
		.utc_offset_min = 480 };
}

static void
scene_write(struct scene *s, enum gd_lang lang, struct gd_str *out)
{
	struct gd_ics c = { .name = "gendan", .lang = lang, .out = out };

	gd_str_reset(out);
	gd_ics_begin(&c);
	gd_ics_date(&c, &s->date);
	gd_ics_end(&c);
}

static void
a_date_says_order_customer_and_what_in_the_readers_language(void **state)
{
	struct gd_str out = GD_STR_INIT;
	struct scene s;

	(void)state;
	scene_make(&s);
	scene_write(&s, GD_EN, &out);
	assert_true(
	    has_line(&out, "SUMMARY:EX-1 Nordwind\\, GmbH: Delay notice"));
	assert_true(has_line(&out,
	    "UID:019e0000-0000-7000-8000-000000000001-delay-1-1-0@gendan"));
	assert_null(strstr(out.text, "CATEGORIES"));
	scene_write(&s, GD_ZH, &out);
	assert_true(has_line(&out, "SUMMARY:EX-1 Nordwind\\, GmbH: 延期通知"));
	s.view.hard = true;
	s.date.lots = true;
	scene_write(&s, GD_EN, &out);
	assert_true(has_line(&out,
	    "SUMMARY:EX-1 Nordwind\\, GmbH: Delay notice (lot 1)"));
	assert_true(has_line(&out, "CATEGORIES:hard date"));
	assert_true(has_line(&out, "PRIORITY:1"));
	gd_str_release(&out);
}

static void
a_date_that_moved_keeps_its_uid_and_raises_its_sequence(void **state)
{
	struct gd_str out = GD_STR_INIT;
	struct scene s;

	(void)state;
	scene_make(&s);
	s.row.day = gd_day_of(2026, 12, 2);
	s.row.moved = 1;
	s.row.reason = "buyer asked, twice\n…and again";
	s.row.shifts = 2;
	scene_write(&s, GD_EN, &out);
	assert_true(has_line(&out,
	    "UID:019e0000-0000-7000-8000-000000000001-delay-1-1-0@gendan"));
	assert_true(has_line(&out, "SEQUENCE:2"));
	assert_true(has_line(&out, "DTSTART;VALUE=DATE:20261202"));
	assert_true(has_line(&out,
	    "DESCRIPTION:moved to 12-02\\; promised first 11-30\\n"
	    "reason: buyer asked\\, twice\\n…and again\\n"
	    "answers for it: 林国"));
	s.row.moved = 0; /* a rule brought it there */
	scene_write(&s, GD_EN, &out);
	assert_true(
	    has_line(&out, "DESCRIPTION:12-02\\nfirst promised: 2026-11-30\\n"
			   "answers for it: 林国"));
	gd_str_release(&out);
}

/* domain.md section 8, R7: from Friday eleven o'clock of the office. */
static void
an_urgent_hour_is_a_moment_in_utc(void **state)
{
	struct gd_str out = GD_STR_INIT;
	struct scene s;

	(void)state;
	scene_make(&s);
	s.rule.min_urgent = 11 * 60;
	s.date.urgent_day = gd_day_of(2026, 11, 27);
	scene_write(&s, GD_EN, &out);
	assert_true(has_line(&out, "DTSTART;VALUE=DATE:20261130"));
	assert_true(has_line(&out, "DTSTART:20261127T030000Z"));
	assert_true(has_line(&out, "DTEND:20261127T040000Z"));
	assert_true(has_line(&out,
	    "UID:urgent-019e0000-0000-7000-8000-000000000001-delay-1-1-0@"
	    "gendan"));
	/* west of Greenwich the same clock is the next day in UTC */
	s.date.utc_offset_min = -840;
	scene_write(&s, GD_EN, &out);
	assert_true(has_line(&out, "DTSTART:20261128T010000Z"));
	gd_str_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_date_is_a_whole_day_without_a_zone),
		cmocka_unit_test(
		    marks_of_the_format_are_escaped_and_line_breaks_stay),
		cmocka_unit_test(
		    what_may_not_stand_in_a_text_does_not_come_out),
		cmocka_unit_test(
		    lines_are_folded_at_75_octets_between_characters),
		cmocka_unit_test(alarms_ring_at_nine_of_their_days),
		cmocka_unit_test(a_calendar_without_dates_still_is_one),
		cmocka_unit_test(
		    a_date_says_order_customer_and_what_in_the_readers_language),
		cmocka_unit_test(
		    a_date_that_moved_keeps_its_uid_and_raises_its_sequence),
		cmocka_unit_test(an_urgent_hour_is_a_moment_in_utc),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
