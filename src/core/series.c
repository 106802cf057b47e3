/* core/series.c - numbers from a pattern: EX-{yy}{mm}-{seq:3}.
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
	int year, month, mday, marks;

	if (!s)
		return gd_fail(err, GD_MISSING, GD_M_OFFICE_NO_SERIES,
		    GD_T(kind), GD_T(company));
	gd_day_civil(today, &year, &month, &mday);
	if (strcmp(s->reset, "monthly") == 0)
		snprintf(period, sizeof period, "%04d%02d", year, month);
	else if (strcmp(s->reset, "yearly") == 0)
		snprintf(period, sizeof period, "%04d", year);
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
