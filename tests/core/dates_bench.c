/* tests/core/dates_bench.c - see dates_bench.h. */
#include "dates_bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD                                                                  \
	"workflow: t\nversion: 1\nzh: t\nen: t\nclose_by: [boss]\n"           \
	"roles:\n  clerk: {zh: a, en: a, assigned: yes, desk: clerk}\n"       \
	"  finance: {zh: b, en: b, desk: finance}\n"                          \
	"  boss: {zh: c, en: c}\n"                                            \
	"desks:\n  clerk: {zh: d, en: d, clerk: yes}\n"                       \
	"  finance: {zh: e, en: e}\n  abroad: {zh: f, en: f, outside: yes}\n" \
	"fields:\n"                                                           \
	"  terms: {zh: g, en: g, type: choice, intake: yes, choices: {tt: "   \
	"{zh: a, en: a}, lc: {zh: b, en: b}}}\n"                              \
	"  amount: {zh: h, en: h, type: money, intake: yes}\n"                \
	"  promised: {zh: i, en: i, type: date, intake: yes}\n"               \
	"  entry: {zh: j, en: j, type: date}\n"                               \
	"  on_board: {zh: k, en: k, type: date, per: lot}\n"                  \
	"  expiry: {zh: l, en: l, type: date}\n"                              \
	"  latest: {zh: m, en: m, type: date}\n"                              \
	"  period: {zh: n, en: n, type: int, min: 1, max: 365}\n"             \
	"  export: {zh: o, en: o, type: date}\n"                              \
	"  receipt: {zh: p, en: p, type: date}\n"                             \
	"  flag: {zh: q, en: q, type: yesno}\n"

#define STEPS "steps:\n  one:\n    zh: r\n    en: r\n    duties:\n"
#define SECOND "  two:\n    zh: s\n    en: s\n    per: lot\n    duties:\n"

static int32_t october[7];
static int32_t worked[1];
static struct gd_calendar_year years[9];
static struct gd_calendar_row rows[4];
static const struct gd_calendar_use desks[] = { { "finance", "late" } };

void
dates_calendars(struct bench *b)
{
	struct gd_calendar office = GD_CALENDAR_PLAIN;

	for (int i = 0; i < 7; i++)
		october[i] = gd_day_of(2026, 10, 1 + i);
	worked[0] = gd_day_of(2026, 10, 10);
	for (int i = 0; i < 9; i++)
		years[i] = (struct gd_calendar_year){ (int16_t)(2024 + i), 0 };
	office.off = october;
	office.noff = 7;
	office.work = worked;
	office.nwork = 1;
	office.years = years;
	office.nyears = 9;
	rows[0] = (struct gd_calendar_row){ "", office };
	rows[1] = (struct gd_calendar_row){ "bank", office };
	rows[1].days.nwork = 0;
	rows[2] = (struct gd_calendar_row){ "XX", GD_CALENDAR_PLAIN };
	rows[2].days.weekend = 0x30; /* Friday, Saturday */
	rows[3] = (struct gd_calendar_row){ "late", office };
	rows[3].days.weekend = 0x43; /* Sunday, Monday, Tuesday */
	b->facts.calendars = (struct gd_calendars){ .at = rows,
		.n = 4,
		.desks = desks,
		.ndesks = 1,
		.country = "XX" };
}

void
dates_today(struct bench *b, const char *day)
{
	b->facts.today = gd_day_parse(day);
	b->facts.now_ms = b->facts.today * INT64_C(86400000) + 14400000;
}

void
dates_on(struct bench *b, const char *first, const char *second,
    const char *top)
{
	struct gd_str s = GD_STR_INIT;

	gd_str_addf(&s, "%s%s%s%s%s%s", HEAD, top, STEPS, first,
	    *second ? SECOND : "", second);
	bench_init_on(b, s.text, s.len);
	gd_str_release(&s);
	dates_calendars(b);
	dates_today(b, "2026-07-01");
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_NEW,
		FIELDS({ "assign:clerk", "clerk" },
		    { "amount", "1000 USD" }) });
}

int
dates_tick(struct bench *b)
{
	int rang = 0;

	bench_must(b, "", (struct gd_command){ .verb = GD_DO_TICK });
	for (size_t i = 0; i < b->events.n; i++)
		rang += b->events.at[i].kind == GD_EV_REMINDED;
	return rang;
}

void
dates_set(struct bench *b, const char *field, int64_t lot, const char *value)
{
	const struct gd_field row = { field, lot, value };

	(void)gd_row_put(&b->order.sheet, GD_TAB_FIELD, &row, UINT64_MAX);
	(void)gd_row_put(&b->replay.sheet, GD_TAB_FIELD, &row, UINT64_MAX);
	(void)dates_tick(b);
}

static const struct gd_due *
find(const struct bench *b, const char *id, int64_t lot, int64_t inst)
{
	const struct gd_due *row;

	for (size_t i = 0; (row = gd_walk(&b->order, GD_TAB_DUE, &i));)
		if (strcmp(row->duty, id) == 0 && row->lot == lot &&
		    row->inst == inst)
			return row;
	return NULL;
}

const struct gd_due *
dates_row(const struct bench *b, const char *id, int64_t lot, int64_t inst)
{
	const struct gd_due *row = find(b, id, lot, inst);

	if (!row) {
		fprintf(stderr, "no date of %s\n", id);
		abort();
	}
	return row;
}

bool
dates_has(const struct bench *b, const char *id)
{
	const struct gd_due *row;

	for (size_t i = 0; (row = gd_walk(&b->order, GD_TAB_DUE, &i));)
		if (strcmp(row->duty, id) == 0)
			return true;
	return false;
}

const char *
dates_text(int64_t day)
{
	static char text[4][GD_DAY_TEXT];
	static int next;

	next = (next + 1) % 4;
	return gd_day_text(day ? (int32_t)day : GD_NO_DAY, text[next]);
}

void
dates_do(struct bench *b, const char *duty, int64_t lot)
{
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = duty,
		.lot = lot });
}
