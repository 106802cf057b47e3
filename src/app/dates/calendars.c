/* app/dates/calendars.c - the office's calendars, made once of its rows and
 * kept.
 *
 * The first is the office's own: the calendar its setting names, under the
 * days it set itself.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/calendars.h"
#include "base/day.h"

#include "agenda_priv.h"
#include "calendar_priv.h"

#include "base/banned.h"

struct app_calendars {
	struct gd_calendars all; /* of these, without a country */
	struct gd_arena arena;
};

/* Room for so many days, in rising order. */
static int32_t *
days_room(struct gd_arena *arena, size_t n)
{
	return gd_arena_alloc(arena, n + 1, sizeof(int32_t));
}

_Static_assert(offsetof(struct gd_calday, calendar) == 0 &&
		   offsetof(struct gd_calyear, calendar) == 0,
    "the rows of a calendar begin with its code");

/* Moves *at on to the first row of a calendar; how many are its own. The rows
 * of all stand in the order of their codes. */
static size_t
rows_of(const struct gd_sheet *office, int table, const char *code, size_t *at)
{
	const char *const *row;
	size_t n = 0;

	while ((row = gd_row_at(office, table, *at)) && strcmp(*row, code) < 0)
		++*at;
	while ((row = gd_row_at(office, table, *at + n)) &&
	       strcmp(*row, code) == 0)
		n++;
	return n;
}

/* One calendar; *day and *year: where its rows may begin, then where they
 * end. */
static struct gd_calendar
read_calendar(struct gd_arena *arena, const struct gd_sheet *office,
    const struct gd_caldef *def, size_t *day, size_t *year)
{
	struct gd_calendar c = { .weekend = (uint8_t)def->weekend };
	size_t n = rows_of(office, GD_OFF_CALDAY, def->code, day);
	int32_t *off = days_room(arena, n), *work = days_room(arena, n);
	struct gd_calendar_year *years;

	for (; n; n--) {
		const struct gd_calday *d =
		    gd_row_at(office, GD_OFF_CALDAY, (*day)++);

		if (d->off)
			off[c.noff++] = (int32_t)d->day;
		else
			work[c.nwork++] = (int32_t)d->day;
	}
	n = rows_of(office, GD_OFF_CALYEAR, def->code, year);
	years = gd_arena_alloc(arena, n + 1, sizeof *years);
	for (; n; n--) {
		const struct gd_calyear *y =
		    gd_row_at(office, GD_OFF_CALYEAR, (*year)++);
		bool sure = y->state == GD_CALYEAR_ANNOUNCED;

		years[c.nyears++] = (struct gd_calendar_year){
			.year = (int16_t)y->year,
			.unsure = sure ? 0 : GD_UNSURE_SWAPS,
		};
	}
	c.off = off;
	c.work = work;
	c.years = years;
	return c;
}

/* Days of two lists in rising order, without those of a third. */
static int32_t *
merge(struct gd_arena *arena, const int32_t *a, size_t na, const int32_t *b,
    size_t nb, const int32_t *less, size_t nless, size_t *n)
{
	int32_t *out = days_room(arena, na + nb), day;
	size_t i = 0, k = 0, l = 0;

	*n = 0;
	while (i < na || k < nb) {
		day = k == nb || (i < na && a[i] < b[k]) ? a[i] : b[k];
		i += i < na && a[i] == day;
		k += k < nb && b[k] == day;
		while (l < nless && less[l] < day)
			l++;
		if (l == nless || less[l] != day)
			out[(*n)++] = day;
	}
	return out;
}

/* The office's own days over those of a calendar. */
static struct gd_calendar
read_own(struct gd_arena *arena, const struct gd_sheet *office,
    const struct gd_calendar *under)
{
	static const struct gd_calendar plain = GD_CALENDAR_PLAIN;
	size_t n = office->rows[GD_OFF_HOLIDAY].n, noff = 0, nwork = 0;
	int32_t *off = days_room(arena, n), *work = days_room(arena, n);
	struct gd_calendar_year *years =
	    gd_arena_alloc(arena, n + 1, sizeof *years);
	struct gd_calendar c = under ? *under : plain;
	const struct gd_holiday *h;
	size_t nyears = 0;

	for (size_t i = 0; (h = gd_row_at(office, GD_OFF_HOLIDAY, i)); i++) {
		int year, month, mday;

		if (h->off)
			off[noff++] = (int32_t)h->day;
		else
			work[nwork++] = (int32_t)h->day;
		gd_day_civil((int32_t)h->day, &year, &month, &mday);
		if (nyears == 0 || years[nyears - 1].year != year)
			years[nyears++].year = (int16_t)year;
	}
	if (!under) {
		c.years = years;
		c.nyears = nyears;
	}
	under = under ? under : &plain;
	c.off = merge(arena, under->off, under->noff, off, noff, work, nwork,
	    &c.noff);
	c.work = merge(arena, under->work, under->nwork, work, nwork, off, noff,
	    &c.nwork);
	return c;
}

static const struct gd_calendar *
named(const struct gd_calendar_row *rows, int n, const char *code)
{
	for (int i = 0; i < n; i++)
		if (*code && strcmp(rows[i].code, code) == 0)
			return &rows[i].days;
	return NULL;
}

/* at[0] the office's own, at[1] the bank's if a setting names it, then every
 * calendar under its code. */
static void
read_all(struct gd_app *app, struct app_calendars *to)
{
	const struct gd_sheet *office = gd_app_office(app);
	const char *bank = app_setting(app, GD_SETTING_CALENDAR_BANK);
	size_t n = office->rows[GD_OFF_CALDEF].n, day = 0, year = 0;
	struct gd_calendar_row *at =
	    gd_arena_alloc(&to->arena, n + 2, sizeof *at);
	struct gd_calendar_use *desks = gd_arena_alloc(&to->arena,
	    office->rows[GD_OFF_DESK].n + 1, sizeof *desks);
	const struct gd_calendar *found;
	const struct gd_caldef *def;
	const struct gd_desk *desk;
	int k = 2;

	for (size_t i = 0; (def = gd_row_at(office, GD_OFF_CALDEF, i)); i++)
		if (def->active) {
			at[k].code = gd_arena_str(&to->arena, def->code);
			at[k++].days =
			    read_calendar(&to->arena, office, def, &day, &year);
		}
	found = named(at + 2, k - 2, bank);
	at[1].code = "bank";
	if (found)
		at[1].days = *found;
	else
		at++, k--;
	at[0].code = "";
	at[0].days = read_own(&to->arena, office,
	    named(at + 1, k - 1, app_setting(app, GD_SETTING_CALENDAR)));
	to->all = (struct gd_calendars){ .at = at,
		.n = k,
		.desks = desks,
		.country = "" };
	for (size_t i = 0; (desk = gd_row_at(office, GD_OFF_DESK, i)); i++)
		if (desk->active && *desk->calendar)
			desks[to->all.ndesks++] = (struct gd_calendar_use){
				gd_arena_str(&to->arena, desk->code),
				gd_arena_str(&to->arena, desk->calendar),
			};
}

/* A customer's country is written as its code or as either of its names. */
static const char *
country_of(struct gd_app *app, const char *customer)
{
	const struct gd_customer *c =
	    customer && *customer ? app_customer(app, customer) : NULL;
	const struct gd_caldef *def;

	if (!c || !*c->country)
		return "";
	for (size_t i = 0;
	     (def = gd_row_at(gd_app_office(app), GD_OFF_CALDEF, i)); i++)
		if (strcmp(def->code, c->country) == 0 ||
		    strcmp(def->zh, c->country) == 0 ||
		    strcmp(def->en, c->country) == 0)
			return def->code;
	return c->country;
}

void
app_calendars(struct gd_app *app, const char *customer,
    struct gd_calendars *out)
{
	(void)gd_app_office(app); /* forgets them when it is read anew */
	if (!app->calendars) {
		app->calendars = gd_alloc(1, sizeof *app->calendars);
		read_all(app, app->calendars);
	}
	*out = app->calendars->all;
	out->country = country_of(app, customer);
}

void
app_calendars_forget(struct gd_app *app)
{
	if (!app->calendars)
		return;
	gd_arena_release(&app->calendars->arena);
	free(app->calendars);
	app->calendars = NULL;
}

/* ---- words --------------------------------------------------------------- */

int64_t
gd_calendar_weekend_read(const char *words)
{
	static const char *const days[7][3] = { { "mon", "一", "周一" },
		{ "tue", "二", "周二" }, { "wed", "三", "周三" },
		{ "thu", "四", "周四" }, { "fri", "五", "周五" },
		{ "sat", "六", "周六" }, { "sun", "日", "周日" } };
	static const char *const between[] = { " ", ",", "，", "、", "+" };
	int64_t mask = 0;

	while (*words) {
		size_t len = 0, gap = 0;
		int day = 0;

		for (size_t i = 0; i < sizeof between / sizeof *between; i++)
			if (strncmp(words, between[i], strlen(between[i])) == 0)
				gap = strlen(between[i]);
		if (gap) {
			words += gap;
			continue;
		}
		for (; day < 7 && !len; day++)
			for (int k = 0; k < 3 && !len; k++)
				if (strncmp(words, days[day][k],
					strlen(days[day][k])) == 0)
					len = strlen(days[day][k]);
		if (!len)
			return 0;
		mask |= 1 << (day - 1);
		words += len;
	}
	return mask;
}

bool
gd_calendar_off_read(const char *word, int64_t *off)
{
	static const char *const words[2][7] = {
		{ "work", "no", "班", "上班", "补班", "否", "0" },
		{ "off", "yes", "休", "放假", "休息", "是", "1" },
	};

	for (int v = 0; v < 2; v++)
		for (int i = 0; i < 7; i++)
			if (strcmp(word, words[v][i]) == 0) {
				*off = v;
				return true;
			}
	return false;
}

/* ---- years that are not known -------------------------------------------- */

static bool
by_customer(const struct gd_due_def *rule)
{
	return rule->base != GD_BASE_NONE && rule->cal == GD_CAL_CUSTOMER &&
	       (rule->work || rule->roll != GD_ROLL_NONE);
}

/* Does a workflow count days by the customer's country? */
static bool
counts_by_customer(struct gd_app *app)
{
	const struct gd_workflow *wf;
	bool yes = false;

	for (size_t i = 0; !yes && app_next_flow(app, &i, &wf);) {
		for (int d = 0; d < wf->nduties; d++)
			yes = yes || by_customer(&wf->duties[d].due) ||
			      by_customer(&wf->duties[d].plan);
		for (int l = 0; l < wf->nlimits; l++)
			yes = yes || by_customer(&wf->limits[l].due);
		for (int p = 0; p < wf->npayments; p++)
			yes = yes || by_customer(&wf->payments[p].due);
	}
	return yes;
}

#define COUNTRIES 64 /* more are not told apart: each has its own date */
struct countries {
	const char *at[COUNTRIES]; /* of active customers, each once */
	int n;
};

static void
countries_of(struct gd_app *app, struct countries *out)
{
	const struct gd_customer *c;

	out->n = 0;
	if (!counts_by_customer(app))
		return;
	for (size_t i = 0;
	     (c = gd_row_at(gd_app_office(app), GD_OFF_CUSTOMER, i)); i++) {
		const char *code =
		    c->active && *c->country ? country_of(app, c->code) : "";
		int k = 0;

		while (k < out->n && strcmp(out->at[k], code) != 0)
			k++;
		if (*code && k == out->n && k < COUNTRIES)
			out->at[out->n++] = code;
	}
}

/* Does anything count its days by this calendar? */
static bool
is_used(struct gd_app *app, const struct gd_calendars *all,
    const struct countries *countries, const char *code)
{
	for (int i = 0; i < all->ndesks; i++)
		if (strcmp(all->desks[i].code, code) == 0)
			return true;
	for (int i = 0; i < countries->n; i++)
		if (strcmp(countries->at[i], code) == 0)
			return true;
	return strcmp(code, "bank") == 0 ||
	       strcmp(code, app_setting(app, GD_SETTING_CALENDAR_BANK)) == 0;
}

struct gaps {
	struct gd_calendar_gap *at;
	int n, max;
	struct gd_arena *arena;
};

static void
add_gap(struct gaps *g, const char *code, int year, uint8_t unsure)
{
	if (g->n < g->max)
		g->at[g->n++] =
		    (struct gd_calendar_gap){ gd_arena_str(g->arena, code),
			    year, unsure };
}

int
gd_app_calendar_gaps(struct gd_app *app, int ahead, struct gd_calendar_gap *out,
    int max, struct gd_arena *arena)
{
	int32_t today = gd_app_today(app);
	struct gaps g = { out, 0, max, arena };
	struct countries countries;
	const char *own;
	struct gd_calendars all;
	int first, last, month, mday;

	app_calendars(app, NULL, &all);
	countries_of(app, &countries);
	own = app_setting(app, GD_SETTING_CALENDAR);
	gd_day_civil(today, &first, &month, &mday);
	gd_day_civil(today + ahead, &last, &month, &mday);
	for (int i = 0; i < all.n; i++) {
		const struct gd_calendar_row *row = &all.at[i];
		const char *code = i == 0 ? own : row->code;

		if (i && (strcmp(code, own) == 0 ||
			     !is_used(app, &all, &countries, code)))
			continue;
		if (i && strcmp(code, "bank") == 0 &&
		    *app_setting(app, GD_SETTING_CALENDAR_BANK))
			continue; /* said under its code */
		for (int year = first; year <= last; year++) {
			uint8_t unsure = gd_calendar_unsure(&row->days,
			    gd_day_of(year, 1, 1), gd_day_of(year, 1, 1));

			if (unsure)
				add_gap(&g, code, year, unsure);
		}
	}
	for (int i = 0; i < countries.n; i++)
		if (!gd_calendars_has(&all, countries.at[i]))
			add_gap(&g, countries.at[i], 0, GD_UNSURE_COUNTRY);
	return g.n;
}

void
gd_calendar_gap_say(const struct gd_calendar_gap *gap, struct gd_err *out)
{
	char year[16];

	snprintf(year, sizeof year, "%d", gap->year);
	if (!gap->year)
		(void)gd_fail(out, GD_OK, GD_M_APP_CALENDAR_COUNTRY,
		    GD_T(gap->calendar));
	else if (!*gap->calendar)
		(void)gd_fail(out, GD_OK, GD_M_APP_CALENDAR_UNSET, GD_T(year));
	else
		(void)gd_fail(out, GD_OK,
		    gap->unsure & GD_UNSURE_YEAR ? GD_M_APP_CALENDAR_YEAR
						 : GD_M_APP_CALENDAR_SWAPS,
		    GD_T(year), GD_T(gap->calendar));
}
