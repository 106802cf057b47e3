/* app/import/import_cell.c - the cells of one row, each checked and named when
 * bad.
 */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"

#include "import.h"

#include "base/banned.h"

#define MAX_CELL 2000

void
import_fault(struct import *in, int64_t row, const char *column,
    const char *value, const struct gd_err *why)
{
	in->im->faults++;
	if (in->im->fault)
		in->im->fault(in->im->payload, row, column, value, why);
}

void
import_note(struct import *in, int64_t row, const char *column,
    const char *value, const struct gd_err *what)
{
	in->im->notes++;
	if (in->im->note)
		in->im->note(in->im->payload, row, column, value, what);
}

const char *
import_clean(struct gd_arena *arena, const char *cell, bool *cleaned)
{
	struct gd_str clean = GD_STR_INIT;
	unsigned done = gd_text_clean(&clean, cell, true);

	*cleaned = done != GD_CLEAN_SAME && !(done & GD_CLEAN_BROKEN);
	if (*cleaned)
		cell = gd_arena_str(arena, clean.text);
	gd_str_release(&clean);
	return cell;
}

const char *
import_heading(struct gd_arena *arena, const char *cell)
{
	struct gd_str clean = GD_STR_INIT;

	(void)gd_text_clean(&clean, cell, false);
	cell = gd_arena_str(arena, clean.text);
	gd_str_release(&clean);
	return cell;
}

const char *
import_column_of(const struct import *in, enum target to)
{
	int i;

	for (i = 0; i < in->map.ncolumns; i++)
		if (in->map.columns[i].to == to)
			return in->map.columns[i].name;
	return NULL;
}

/* 1996-07-04, 1996/7/4, 1996年7月4日, with or without a time behind it. */
int32_t
import_day(const char *s)
{
	static const char *const units[] = { "年", "月", "日" };
	char plain[64], *cut, *end;
	long y, m, d;
	int32_t day = gd_day_parse(s);

	if (day != GD_NO_DAY || strlen(s) >= sizeof plain)
		return day;
	memcpy(plain, s, strlen(s) + 1);
	for (int i = 0; i < 3; i++)
		if ((cut = strstr(plain, units[i]))) {
			*cut = i < 2 ? '-' : ' ';
			memmove(cut + 1, cut + 3, strlen(cut + 3) + 1);
		}
	s = plain;
	y = strtol(s, &end, 10);
	if (end - s != 4 || (*end != '/' && *end != '-' && *end != '.'))
		return GD_NO_DAY;
	m = strtol(end + 1, &end, 10);
	if (*end != '/' && *end != '-' && *end != '.')
		return GD_NO_DAY;
	d = strtol(end + 1, &end, 10);
	if ((*end && *end != ' ' && *end != 'T') || m < 1 || m > 12 || d < 1 ||
	    d > 31)
		return GD_NO_DAY;
	return gd_day_of((int)y, (int)m, (int)d);
}

bool
import_date(const struct gd_field_def *def, const char *s,
    char day[GD_DAY_HOUR_TEXT])
{
	const char *at_hour = strchr(s, ':');
	const char *seconds = at_hour ? strchr(at_hour + 1, ':') : NULL;
	int32_t at = import_day(s);
	int minute = -1;
	char plain[64];

	/* spreadsheets write a time behind every date, midnight where none is
	 * meant: that is no hour */
	if (def->clock && strlen(s) < sizeof plain) {
		snprintf(plain, sizeof plain, "%.*s",
		    (int)(seconds ? seconds - s : (ptrdiff_t)strlen(s)), s);
		(void)gd_day_read_hour(plain, 0, &minute);
	}
	gd_day_hour_text(at, minute > 0 ? minute : -1, day);
	return at != GD_NO_DAY;
}

/* "1,234.50" into a whole number and how many digits were behind the point;
 * trailing zeros there do not count. */
static bool
read_decimal(const char *s, int64_t *value, int *digits)
{
	const char *end = s + strlen(s);
	bool point = strchr(s, '.') != NULL, any = false;

	while (point && end > s && end[-1] == '0')
		end--;
	*value = 0;
	*digits = 0;
	for (point = false; s < end; s++) {
		if (*s == ',' && any && !point)
			continue;
		if (*s == '.' && !point) {
			point = true;
			continue;
		}
		if (*s < '0' || *s > '9' || *value > INT64_MAX / 100)
			return false;
		*value = *value * 10 + (*s - '0');
		*digits += point;
		any = true;
	}
	return any && *digits <= 6;
}

static bool
read_price(const char *s, int want, int64_t *minor)
{
	int digits;

	if (!read_decimal(s, minor, &digits) || digits > want)
		return false;
	for (; digits < want; digits++)
		*minor *= 10;
	return true;
}

/* 0.15 and 15% are both fifteen hundredths. */
static bool
read_discount(const char *s, int64_t *bp)
{
	char buf[40];
	size_t len = strlen(s);
	bool percent = len && s[len - 1] == '%';

	if (len >= sizeof buf)
		return false;
	memcpy(buf, s, len + 1);
	if (percent)
		buf[len - 1] = '\0';
	return read_price(buf, percent ? 2 : 4, bp) && *bp <= 10000;
}

static enum gd_code
bad(struct gd_err *err, enum gd_msg msg)
{
	return gd_fail(err, GD_USAGE, msg);
}

/* One cell of a line. */
static enum gd_code
line_cell(enum target to, const char *v, struct import_row *r,
    struct gd_err *err)
{
	int digits;

	switch (to) {
	case TO_ITEM:
		r->line.item = v;
		r->has_line |= *v != '\0';
		break;
	case TO_SPEC:
		r->line.spec = v;
		break;
	case TO_UNIT:
		r->line.unit = v;
		break;
	case TO_CURRENCY:
		r->line.currency = v;
		break;
	case TO_LINE_NOTE:
		r->line.note = v;
		break;
	case TO_QTY:
		if (!read_decimal(v, &r->line.qty, &digits))
			return bad(err, GD_M_APP_CELL_NUMBER);
		r->line.digits = digits;
		break;
	case TO_PRICE:
		if (*v && !read_price(v, 2, &r->line.price))
			return bad(err, GD_M_APP_CELL_PRICE);
		break;
	case TO_DISCOUNT:
		if (*v && !read_discount(v, &r->line.discount_bp))
			return bad(err, GD_M_APP_CELL_DISCOUNT);
		break;
	default:
		break;
	}
	return GD_OK;
}

static enum gd_code
head_cell(enum target to, const char *v, struct import_row *r,
    struct gd_err *err)
{
	switch (to) {
	case TO_NUMBER:
		r->number = v;
		if (!*v || strlen(v) > 63 || strpbrk(v, " \t\n/\\"))
			return gd_fail(err, GD_USAGE, GD_M_APP_NUMBER, GD_T(v));
		break;
	case TO_CUSTOMER:
		r->customer = v;
		if (!*v)
			return bad(err, GD_M_APP_CELL_EMPTY);
		break;
	case TO_CUSTOMER_NAME:
		r->customer_name = v;
		break;
	case TO_COUNTRY:
		r->country = v;
		break;
	case TO_CITY:
		r->city = v;
		break;
	case TO_CLERK:
		r->clerk = v;
		break;
	case TO_SALESPERSON:
		r->salesperson = v;
		break;
	case TO_CARRIER:
		r->carrier = v;
		break;
	case TO_DAY:
		r->day = *v ? import_day(v) : 0;
		if (r->day == GD_NO_DAY)
			return bad(err, GD_M_APP_CELL_DAY);
		break;
	default:
		return line_cell(to, v, r, err);
	}
	return GD_OK;
}

static enum gd_code
read_cell(struct import *in, int c, const char *v, struct gd_arena *arena,
    struct import_row *r, struct gd_err *err)
{
	const struct column *col = &in->map.columns[c];
	char day[GD_DAY_HOUR_TEXT];
	enum gd_code rc = gd_text_check(v, MAX_CELL, true, err);

	if (rc != GD_OK)
		return rc;
	if (col->to != TO_FIELD)
		return head_cell(col->to, v, r, err);
	r->fields[c] = v;
	if (*v && in->wf->fields[col->field].type == GD_FIELD_DATE) {
		if (!import_date(&in->wf->fields[col->field], v, day))
			return bad(err, GD_M_APP_CELL_DAY);
		r->fields[c] = gd_arena_str(arena, day);
	}
	return GD_OK;
}

bool
import_row_read(struct import *in, const char **cells, int n, int64_t row_no,
    struct gd_arena *arena, struct import_row *out, bool report)
{
	struct gd_err why = GD_ERR_INIT;
	bool good = true;
	int c;

	*out = (struct import_row){ .number = "",
		.customer = "",
		.customer_name = "",
		.country = "",
		.city = "",
		.clerk = "",
		.salesperson = "",
		.carrier = "" };
	out->line = (struct gd_line){ .item = "",
		.spec = "",
		.unit = "",
		.currency = "",
		.note = "" };
	if (n != in->map.ncolumns) {
		if (report) {
			(void)gd_fail(&why, GD_USAGE, GD_M_APP_ROW_WIDTH,
			    GD_N(n), GD_N(in->map.ncolumns));
			import_fault(in, row_no, "", "", &why);
		}
		return false;
	}
	for (c = 0; c < n; c++) {
		const char *name = in->map.columns[c].name;
		bool cleaned;
		const char *v = import_clean(arena, cells[c], &cleaned);

		if (cleaned && report) {
			(void)gd_fail(&why, GD_OK, GD_M_TEXT_CLEANED);
			import_note(in, row_no, name, v, &why);
		}
		cells[c] = v; /* what goes into the note is clean too */
		if (read_cell(in, c, v, arena, out, &why) == GD_OK)
			continue;
		good = false;
		if (report)
			import_fault(in, row_no, name, v, &why);
	}
	return good;
}

static uint64_t
mix(uint64_t h, const char *s)
{
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);
	return (h ^ 0x1f) * UINT64_C(1099511628211);
}

uint64_t
import_head_hash(const struct import *in, const struct import_row *r)
{
	uint64_t h = UINT64_C(14695981039346656037);
	int c;

	h = mix(h, r->customer);
	h = mix(h, r->clerk);
	h = mix(h, r->salesperson);
	h ^= (uint64_t)(uint32_t)r->day;
	for (c = 0; c < in->map.ncolumns; c++)
		if (r->fields[c])
			h = mix(h, r->fields[c]);
	return h;
}

/* Two columns of one field are joined: "Reims, France". */
int
import_pairs(const struct import *in, const struct import_row *r,
    struct gd_pair *pairs, struct gd_arena *arena)
{
	int c, k, n = 0;

	for (c = 0; c < in->map.nconstants; c++)
		pairs[n++] = in->map.constants[c];
	for (c = 0; c < in->map.ncolumns; c++) {
		const char *v = r->fields[c];
		const char *name;

		if (!v || !*v)
			continue;
		name = in->wf->fields[in->map.columns[c].field].name.id;
		for (k = in->map.nconstants; k < n; k++)
			if (strcmp(pairs[k].name, name) == 0)
				break;
		if (k < n)
			pairs[k].value =
			    gd_arena_printf(arena, "%s, %s", pairs[k].value, v);
		else
			pairs[n++] = (struct gd_pair){ name, v };
	}
	return n;
}
