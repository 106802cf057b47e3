/* core/office/series.c - numbers from a pattern: EX-{yy}{mm}-{seq:3}.
 *
 * A series knows its next number and the period (year or month) it belongs
 * to; the first number taken in another period begins anew.
 */
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/say.h"
#include "core/office.h"

#include "base/banned.h"

/* Fill a pattern. marks: 1 year, 2 month, 4 counter. @return what is wrong
 * with it, or NULL */
static const char *
fill_pattern(const char *p, int32_t today, int64_t seq, struct gd_str *out,
    int *marks)
{
	int year, month, mday, width;

	gd_day_civil(today, &year, &month, &mday);
	*marks = 0;
	while (*p) {
		if (*p != '{') {
			if (*p == '}')
				return GD_TR("} without {");
			gd_str_addc(out, *p++);
		} else if (strncmp(p, "{yyyy}", 6) == 0) {
			gd_str_addf(out, "%04d", year);
			*marks |= 1;
			p += 6;
		} else if (strncmp(p, "{yy}", 4) == 0) {
			gd_str_addf(out, "%02d", year % 100);
			*marks |= 1;
			p += 4;
		} else if (strncmp(p, "{mm}", 4) == 0) {
			gd_str_addf(out, "%02d", month);
			*marks |= 2;
			p += 4;
		} else if (strncmp(p, "{seq:", 5) == 0 && p[5] >= '1' &&
			   p[5] <= '9' && p[6] == '}') {
			width = p[5] - '0';
			gd_str_addf(out, "%0*lld", width, (long long)seq);
			*marks |= 4;
			p += 7;
		} else {
			return GD_TR(
			    "only year, month and counter are known in braces");
		}
	}
	return *marks & 4 ? NULL : GD_TR("the counter is missing");
}

const char *
gd_series_fault(const char *pattern, const char *reset)
{
	struct gd_str text = GD_STR_INIT;
	int marks, need = 0;
	const char *fault = fill_pattern(pattern, 0, 1, &text, &marks);

	gd_str_release(&text);
	if (strcmp(reset, "monthly") == 0)
		need = 3;
	else if (strcmp(reset, "yearly") == 0)
		need = 1;
	if (!fault && (marks & need) != need)
		fault = "numbers would come twice: it needs the year (and the "
			"month, when it begins anew every month)";
	return fault;
}

void
gd_series_period(const char *reset, int32_t day, char out[16])
{
	int year, month, mday;

	*out = '\0';
	gd_day_civil(day, &year, &month, &mday);
	if (strcmp(reset, "monthly") == 0)
		snprintf(out, 16, "%04d%02d", year, month);
	else if (strcmp(reset, "yearly") == 0)
		snprintf(out, 16, "%04d", year);
}

bool
gd_series_number(const char *pattern, int32_t day, int64_t seq, char *out,
    size_t outlen)
{
	struct gd_str text = GD_STR_INIT;
	int marks;
	bool fits;

	(void)fill_pattern(pattern, day, seq, &text, &marks);
	fits = text.len < outlen;
	if (fits)
		memcpy(out, text.len ? text.text : "", text.len + 1);
	gd_str_release(&text);
	return fits;
}

/* So many digits at least; the counter takes all there are. */
static bool
digits(const char **s, int least, int most, int64_t *n)
{
	int seen = 0;

	for (*n = 0; **s >= '0' && **s <= '9' && seen < most; (*s)++, seen++)
		*n = *n * 10 + (**s - '0');
	return seen >= least;
}

bool
gd_series_parse(const char *pattern, const char *number, int32_t *day,
    int64_t *seq)
{
	int64_t year = 0, month = 1;
	bool ok = true;

	*seq = 0;
	while (ok && *pattern) {
		if (*pattern != '{') {
			ok = *pattern++ == *number++;
		} else if (strncmp(pattern, "{yyyy}", 6) == 0) {
			ok = digits(&number, 4, 4, &year);
			pattern += 6;
		} else if (strncmp(pattern, "{yy}", 4) == 0) {
			ok = digits(&number, 2, 2, &year);
			year += 2000;
			pattern += 4;
		} else if (strncmp(pattern, "{mm}", 4) == 0) {
			ok = digits(&number, 2, 2, &month);
			pattern += 4;
		} else if (strncmp(pattern, "{seq:", 5) == 0) {
			ok = digits(&number, pattern[5] - '0', 15, seq);
			pattern += 7;
		} else {
			ok = false;
		}
	}
	if (!ok || *number || month < 1 || month > 12 || *seq < 1)
		return false;
	*day = year ? gd_day_of((int)year, (int)month, 1) : 0;
	return true;
}

/* "202612" or "2026" begun already: the day to count from is in it. */
static int32_t
not_before(const char *period, int32_t today)
{
	int64_t year, month = 1;
	const char *s = period;
	int32_t first;

	if (!digits(&s, 4, 4, &year) || (*s && !digits(&s, 2, 2, &month)))
		return today;
	first = gd_day_of((int)year, (int)month, 1);
	return today < first ? first : today;
}

const char *
gd_series_reset(const char *pattern)
{
	struct gd_str text = GD_STR_INIT;
	int marks;

	(void)fill_pattern(pattern, 0, 1, &text, &marks);
	gd_str_release(&text);
	return (marks & 3) == 3 ? "monthly" : marks & 1 ? "yearly" : "never";
}

/* EX-2611-001 of the first company, its code in front for the others, so that
 * numbers never meet. */
void
gd_series_begin(const struct gd_sheet *office, const char *company,
    const char *kind, const char *pattern, struct gd_events *events,
    struct gd_event *e)
{
	static const char *const usual = "EX-{yy}{mm}-{seq:3}";
	const struct gd_series *s;
	struct gd_series row = { .company = company,
		.kind = kind,
		.pattern = pattern ? pattern : usual,
		.next = 1,
		.start = 1,
		.period = "" };
	struct gd_str own = GD_STR_INIT;
	bool taken = false;

	for (size_t i = 0; (s = gd_row_at(office, GD_OFF_SERIES, i)); i++) {
		if (strcmp(s->company, company) == 0 &&
		    (!pattern || strcmp(s->kind, kind) == 0))
			return;
		taken |= strcmp(s->company, company) != 0 &&
			 strcmp(s->pattern, row.pattern) == 0;
	}
	for (const char *c = company; taken && *c; c++)
		gd_str_addc(&own,
		    *c >= 'a' && *c <= 'z' ? (char)(*c - 32) : *c);
	gd_str_addf(&own, "-%s", pattern ? pattern : "{yy}{mm}-{seq:3}");
	if (taken)
		row.pattern = own.text;
	row.reset = gd_series_reset(row.pattern);
	gd_event_put(events, e, GD_ORDER_NTABLES + GD_OFF_SERIES, &row,
	    UINT64_MAX);
	gd_str_release(&own);
}

enum gd_code
gd_series_take(const struct gd_sheet *office, const char *company,
    const char *kind, int32_t today, char *out, size_t outlen,
    struct gd_events *events, struct gd_event *e, struct gd_err *err)
{
	const struct gd_series *s = gd_row_find(office, GD_OFF_SERIES,
	    &(struct gd_series){ .company = company, .kind = kind });
	struct gd_str text = GD_STR_INIT;
	char period[16] = "";
	struct gd_series row;
	int marks;

	if (!s)
		return gd_fail(err, GD_MISSING, GD_M_OFFICE_NO_SERIES,
		    GD_T(kind), GD_T(company));
	today = not_before(s->period, today);
	gd_series_period(s->reset, today, period);
	row = *s;
	if (strcmp(s->period, period) != 0 || row.next < 1)
		row.next = s->start > 1 ? s->start : 1;
	(void)fill_pattern(s->pattern, today, row.next, &text, &marks);
	if (text.len >= outlen) {
		gd_str_release(&text);
		return gd_fail(err, GD_REFUSED, GD_M_OFFICE_PATTERN,
		    GD_T(s->pattern), GD_W("the numbers are too long"));
	}
	memcpy(out, text.text, text.len + 1);
	gd_str_release(&text);
	row.next++;
	row.period = period;
	gd_event_put(events, e, GD_ORDER_NTABLES + GD_OFF_SERIES, &row,
	    gd_row_diff(&gd_office_tables[GD_OFF_SERIES], s, &row));
	return GD_OK;
}
