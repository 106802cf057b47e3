/* core/office/office_calendar.c - may this calendar, year or day be written so?
 *
 * What a calendar is used for stands elsewhere: a desk names one, the settings
 * name the office's and the bank's.
 */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/say.h"

#include "office_priv.h"

#include "base/banned.h"

#define FIRST_YEAR 1990
#define LAST_YEAR 2199

static enum gd_code
in_range(int64_t day, struct gd_err *err)
{
	if (day < gd_day_of(FIRST_YEAR, 1, 1) ||
	    day > gd_day_of(LAST_YEAR, 12, 31))
		return gd_fail(err, GD_USAGE, GD_M_OFFICE_NO_DAY);
	return GD_OK;
}

static const struct gd_caldef *
calendar(const struct gd_sheet *office, const char *code)
{
	const struct gd_caldef *d = gd_row_find(office, GD_OFF_CALDEF,
	    &(struct gd_caldef){ .code = code });

	return d && d->active ? d : NULL;
}

static enum gd_code
there_is(const struct gd_sheet *office, const char *code, struct gd_err *err)
{
	if (!calendar(office, code))
		return gd_fail(err, GD_MISSING, GD_M_OFFICE_NO_CALENDAR,
		    GD_T(code));
	return GD_OK;
}

static const char *
setting(const struct gd_sheet *office, const char *name)
{
	const struct gd_setting *s = gd_row_find(office, GD_OFF_SETTING,
	    &(struct gd_setting){ .name = name });

	return s ? s->value : "";
}

static bool
is_weekend(const struct gd_caldef *d, int64_t day)
{
	int64_t weekend = d ? d->weekend : GD_WEEKEND_PLAIN;

	return weekend >> gd_day_weekday((int32_t)day) & 1;
}

bool
calendar_is_removal(enum gd_office_verb verb, const void *row)
{
	return (verb == GD_OFFICE_HOLIDAY &&
		   ((const struct gd_holiday *)row)->off < 0) ||
	       (verb == GD_OFFICE_CALDAY &&
		   ((const struct gd_calday *)row)->off < 0) ||
	       (verb == GD_OFFICE_CALYEAR &&
		   ((const struct gd_calyear *)row)->state == 0);
}

/* The office may work a day that its calendar has off, or a weekend day. */
enum gd_code
calendar_holiday_check(const struct change *c, struct gd_err *err)
{
	const struct gd_holiday *r = c->row;
	const char *code = setting(c->office, GD_SETTING_CALENDAR);
	const struct gd_calday *theirs;

	if (in_range(r->day, err) != GD_OK)
		return err->code;
	if (r->off != 0 || is_weekend(calendar(c->office, code), r->day))
		return GD_OK;
	theirs = gd_row_find(c->office, GD_OFF_CALDAY,
	    &(struct gd_calday){ .calendar = code, .day = r->day });
	if (!theirs || !theirs->off)
		return gd_fail(err, GD_REFUSED, GD_M_OFFICE_WORKED_ANYWAY,
		    GD_D((int32_t)r->day));
	return GD_OK;
}

static bool
in_use(const struct gd_sheet *office, const char *code, const char **by)
{
	static const char *const settings[] = { GD_SETTING_CALENDAR,
		GD_SETTING_CALENDAR_BANK };
	const struct gd_desk *d;

	for (size_t i = 0; i < 2; i++)
		if (strcmp(setting(office, settings[i]), code) == 0) {
			*by = settings[i];
			return true;
		}
	for (size_t i = 0; (d = gd_row_at(office, GD_OFF_DESK, i)); i++)
		if (d->active && strcmp(d->calendar, code) == 0) {
			*by = d->code;
			return true;
		}
	return false;
}

enum gd_code
calendar_def_check(const struct change *c, struct gd_err *err)
{
	const struct gd_caldef *r = c->row;
	const char *by;

	if (office_code(r->code, GD_TR("code"), err) != GD_OK)
		return err->code;
	if (!*r->zh && !*r->en)
		return office_filled("", GD_TR("name"), err);
	if (r->weekend < 1 || r->weekend > 126)
		return gd_fail(err, GD_USAGE, GD_M_OFFICE_WEEKEND);
	if (!r->active && in_use(c->office, r->code, &by))
		return gd_fail(err, GD_REFUSED, GD_M_OFFICE_CALENDAR_USED,
		    GD_T(r->code), GD_T(by));
	return GD_OK;
}

enum gd_code
calendar_year_check(const struct change *c, struct gd_err *err)
{
	const struct gd_calyear *r = c->row;

	if (there_is(c->office, r->calendar, err) != GD_OK)
		return err->code;
	if (r->year < FIRST_YEAR || r->year > LAST_YEAR)
		return gd_fail(err, GD_USAGE, GD_M_OFFICE_NO_DAY);
	if (r->state < 0 || r->state > GD_CALYEAR_STATUTORY)
		return gd_fail(err, GD_USAGE, GD_M_OFFICE_YEAR_STATE,
		    GD_N(r->state));
	return r->state ? office_filled(r->source, GD_TR("source"), err)
			: GD_OK;
}

enum gd_code
calendar_day_check(const struct change *c, struct gd_err *err)
{
	const struct gd_calday *r = c->row;

	if (there_is(c->office, r->calendar, err) != GD_OK ||
	    in_range(r->day, err) != GD_OK)
		return err->code;
	if (r->off == 0 &&
	    !is_weekend(calendar(c->office, r->calendar), r->day))
		return gd_fail(err, GD_REFUSED, GD_M_OFFICE_WORKED_ANYWAY,
		    GD_D((int32_t)r->day));
	return GD_OK;
}

enum gd_code
calendar_desk_check(const struct change *c, struct gd_err *err)
{
	const struct gd_desk *r = c->row, *old = c->old;

	if (office_code(r->code, GD_TR("desk"), err) != GD_OK)
		return err->code;
	if (*r->calendar && (!old || strcmp(old->calendar, r->calendar) != 0) &&
	    there_is(c->office, r->calendar, err) != GD_OK)
		return err->code;
	return *r->zh || *r->en ? GD_OK : office_filled("", GD_TR("name"), err);
}

enum gd_code
calendar_setting_check(const struct change *c, struct gd_err *err)
{
	const struct gd_setting *r = c->row;

	if (strcmp(r->name, GD_SETTING_LOCK) == 0 && *r->value) {
		char *end;
		long n = strtol(r->value, &end, 10);

		if (*end || end == r->value || n < 0 || n > GD_LOCK_MOST ||
		    *r->value == '-' || *r->value == '+' || *r->value == ' ')
			return gd_fail(err, GD_USAGE, GD_M_OFFICE_LOCK,
			    GD_T(r->value), GD_N(GD_LOCK_MOST));
	}
	if (*r->value &&
	    (strcmp(r->name, GD_SETTING_CALENDAR) == 0 ||
		strcmp(r->name, GD_SETTING_CALENDAR_BANK) == 0) &&
	    there_is(c->office, r->value, err) != GD_OK)
		return err->code;
	return office_code(r->name, GD_TR("setting"), err);
}
