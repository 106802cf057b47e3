/* app/dates/calendar_import.c - calendars from a table, of the office or
 * shipped.
 *
 * All rows are read first; then the core is asked about each on a copy of the
 * office, the calendars before their years and those before their days. Only
 * when no row has a fault are they written, as one entry.
 */
#include <stdlib.h>
#include <string.h>

#include "app/calendars.h"
#include "base/csv.h"
#include "base/day.h"

#include "calendar_priv.h"
#include "../import/import.h"

#include "base/banned.h"

#define MOST_ROWS 5000

extern const char gd_calendar_cn[];
extern const char gd_calendar_cn_end[];

enum column_no { AT_CALENDAR, AT_DAY, AT_WHAT, AT_ZH, AT_EN, AT_NAME, NCOLS };

/* In the order in which they are written. */
enum row_kind { ROW_WEEKEND, ROW_YEAR, ROW_DAY };

struct row {
	enum row_kind kind;
	int64_t no; /* of the file */
	const char *calendar, *zh, *en;
	int64_t when;  /* day or year */
	int64_t value; /* off, state or weekend */
};

struct reading {
	struct gd_app *app;
	struct gd_calendar_import *im;
	int at[NCOLS]; /* column of the file, -1 = it has none */
	const char *head[NCOLS];
	struct row *rows; /* owned */
	size_t nrows, room;
	struct gd_office_command *cmds; /* owned; all that is to be written */
	size_t ncmds, cmds_room;
	struct gd_sheet office; /* as the rows so far leave it */
	struct gd_sheet stood;  /* years and days of the file */
	struct app_facts facts;
	struct gd_arena arena;
	struct gd_err *err;
};

const char *
gd_calendar_shipped(int i)
{
	return i == 0 ? "CN" : NULL;
}

/* ---- the head ------------------------------------------------------------ */

static const struct {
	const char *name, *zh;
} titles[NCOLS] = {
	[AT_CALENDAR] = { "calendar", "日历" },
	[AT_DAY] = { "day", "日期" },
	[AT_WHAT] = { "what", "安排" },
	[AT_ZH] = { "zh", "中文" },
	[AT_EN] = { "en", "英文" },
	[AT_NAME] = { "name", "名称" },
};

static enum gd_code
read_head(struct reading *in, const char **cells, int n)
{
	bool named = in->im->calendar && *in->im->calendar;

	for (int k = 0; k < NCOLS; k++)
		in->at[k] = -1;
	for (int i = 0; i < n; i++) {
		const char *cell = import_heading(&in->arena, cells[i]);
		int k = 0;

		if (!*cell)
			continue;
		while (k < NCOLS && strcmp(cell, titles[k].name) != 0 &&
		       strcmp(cell, titles[k].zh) != 0)
			k++;
		if (k == NCOLS)
			return gd_fail(in->err, GD_USAGE,
			    GD_M_APP_REGISTER_COLUMN, GD_T(cell),
			    GD_T("calendar, day, what, zh, en, name"));
		if (in->at[k] >= 0)
			return gd_fail(in->err, GD_USAGE,
			    GD_M_APP_REGISTER_TWICE, GD_T(cell));
		in->at[k] = i;
		in->head[k] = cell;
	}
	for (int k = named ? AT_DAY : AT_CALENDAR; k <= AT_WHAT; k++)
		if (in->at[k] < 0)
			return gd_fail(in->err, GD_USAGE,
			    GD_M_APP_CALENDAR_HEAD, GD_T(titles[k].name));
	return GD_OK;
}

/* ---- rows ---------------------------------------------------------------- */

static void
fault(struct reading *in, int64_t row, const char *column, const char *value,
    const struct gd_err *why)
{
	in->im->faults++;
	if (in->im->fault)
		in->im->fault(in->im->payload, row, column, value, why);
}

static const char *
cell_of(struct reading *in, const char **cells, int n, enum column_no k)
{
	bool cleaned;

	if (in->at[k] < 0 || in->at[k] >= n)
		return "";
	return gd_arena_str(&in->arena,
	    import_clean(&in->arena, gd_csv_plain(cells[in->at[k]]), &cleaned));
}

static bool
read_state(const char *word, int64_t *state)
{
	static const char *const words[] = { "announced", "已公布", "statutory",
		"法定" };

	for (int i = 0; i < 4; i++)
		if (strcmp(word, words[i]) == 0) {
			*state =
			    i < 2 ? GD_CALYEAR_ANNOUNCED : GD_CALYEAR_STATUTORY;
			return true;
		}
	return false;
}

/* What the cells of day and what say together. @return the message of the
 * cell that is not understood, GD_M_NONE: all is. */
static enum gd_msg
read_when(const char *day, const char *what, struct row *row)
{
	if (strcmp(day, "weekend") == 0 || strcmp(day, "周末") == 0) {
		row->kind = ROW_WEEKEND;
		row->value = gd_calendar_weekend_read(what);
		return row->value ? GD_M_NONE : GD_M_APP_CALENDAR_REST;
	}
	if (strlen(day) == 4 && strspn(day, "0123456789") == 4) {
		row->kind = ROW_YEAR;
		row->when = strtol(day, NULL, 10);
		return read_state(what, &row->value) ? GD_M_NONE
						     : GD_M_APP_CALENDAR_STATE;
	}
	row->kind = ROW_DAY;
	row->when = import_day(day);
	if (row->when == GD_NO_DAY)
		return GD_M_APP_CELL_DAY;
	return gd_calendar_off_read(what, &row->value) ? GD_M_NONE
						       : GD_M_APP_CALENDAR_OFF;
}

static void
read_row(struct reading *in, int64_t no, const char **cells, int n)
{
	const char *day = cell_of(in, cells, n, AT_DAY);
	const char *what = cell_of(in, cells, n, AT_WHAT);
	const char *name = cell_of(in, cells, n, AT_NAME);
	struct gd_err why = GD_ERR_INIT;
	struct row row = { .no = no,
		.calendar = cell_of(in, cells, n, AT_CALENDAR),
		.zh = cell_of(in, cells, n, AT_ZH),
		.en = cell_of(in, cells, n, AT_EN) };
	enum gd_msg bad = read_when(day, what, &row);
	bool of_day = bad == GD_M_APP_CELL_DAY;

	in->im->rows++;
	if (!*row.calendar)
		row.calendar = in->im->calendar ? in->im->calendar : "";
	if (!*row.zh)
		row.zh = name;
	if (!*row.en)
		row.en = name;
	if (bad == GD_M_NONE) {
		*GD_PUSH(in->rows, in->nrows, in->room) = row;
		return;
	}
	(void)gd_fail(&why, GD_USAGE, bad);
	fault(in, no, in->head[of_day ? AT_DAY : AT_WHAT], of_day ? day : what,
	    &why);
}

static enum gd_code
open_file(struct reading *in, struct gd_csv **csv)
{
	const char *code = in->im->shipped;

	if (in->im->path)
		return gd_csv_open(in->im->path, csv, in->err);
	if (!code || strcmp(code, gd_calendar_shipped(0)) != 0)
		return gd_fail(in->err, GD_MISSING, GD_M_APP_CALENDAR_SHIPPED,
		    GD_T(code ? code : ""), GD_T(gd_calendar_shipped(0)));
	return gd_csv_open_text(gd_calendar_cn,
	    (size_t)(gd_calendar_cn_end - gd_calendar_cn), code, csv, in->err);
}

static enum gd_code
read_file(struct reading *in)
{
	struct gd_csv *csv;
	const char **cells;
	enum gd_code rc = open_file(in, &csv);
	int n;

	if (rc != GD_OK)
		return rc;
	rc = gd_csv_next(csv, &cells, &n, in->err);
	if (rc == GD_MISSING)
		rc = gd_fail(in->err, GD_USAGE, GD_M_APP_FILE_EMPTY,
		    GD_T(in->im->path));
	if (rc == GD_OK)
		rc = read_head(in, cells, n);
	while (rc == GD_OK) {
		rc = gd_csv_next(csv, &cells, &n, in->err);
		if (rc == GD_OK && in->im->rows >= MOST_ROWS)
			rc = gd_fail(in->err, GD_USAGE, GD_M_APP_REGISTER_BIG,
			    GD_N(MOST_ROWS));
		else if (rc == GD_OK)
			read_row(in, gd_csv_row(csv), cells, n);
	}
	gd_csv_close(csv);
	return rc == GD_MISSING ? GD_OK : rc;
}

/* ---- commands ------------------------------------------------------------ */

/* Ask the core on the office as it would be by now; row in the arena. */
static void
try_command(struct reading *in, const struct row *from,
    enum gd_office_verb verb, const void *row, uint64_t mask)
{
	const struct gd_office_command cmd = { verb, row, mask };
	struct gd_events events = GD_EVENTS_INIT;
	struct gd_err why = GD_ERR_INIT;

	if (app_office_decide(in->app, &in->office, &in->facts.f, &cmd, &events,
		&why) != GD_OK) {
		fault(in, from->no, "", from->calendar, &why);
	} else if (events.n) {
		*GD_PUSH(in->cmds, in->ncmds, in->cmds_room) = cmd;
		in->im->changed++;
	}
	gd_events_release(&events);
}

/* May this row of the file stand, or did one of the same come before? */
static bool
stands_once(struct reading *in, const struct row *r, int table,
    const void *like)
{
	struct gd_err why = GD_ERR_INIT;
	char day[GD_DAY_TEXT];
	const char *text =
	    r->kind == ROW_DAY
		? gd_day_text((int32_t)r->when, day)
		: gd_arena_printf(&in->arena, "%lld", (long long)r->when);

	if (!gd_row_find(&in->stood, table, like)) {
		(void)gd_row_put(&in->stood, table, like, UINT64_MAX);
		return true;
	}
	(void)gd_fail(&why, GD_USAGE, GD_M_APP_REGISTER_AGAIN, GD_T(text));
	fault(in, r->no, in->head[AT_DAY], text, &why);
	return false;
}

static void
weekend_row(struct reading *in, const struct row *r)
{
	struct gd_caldef *def = gd_arena_alloc(&in->arena, 1, sizeof *def);
	/* code, weekend and active; names where the file has them */
	uint64_t mask = 1 | 1 << 3 | 1 << 4;

	*def = (struct gd_caldef){ r->calendar, r->zh, r->en, r->value, 1 };
	mask |= (*r->zh ? 1u << 1 : 0u) | (*r->en ? 1u << 2 : 0u);
	try_command(in, r, GD_OFFICE_CALDEF, def, mask);
}

static const struct gd_calyear *
year_of(const struct gd_sheet *sheet, const char *calendar, int64_t year)
{
	return gd_row_find(sheet, GD_OFF_CALYEAR,
	    &(struct gd_calyear){ .calendar = calendar, .year = year });
}

static int64_t
year_of_day(int64_t day)
{
	int year, month, mday;

	gd_day_civil((int32_t)day, &year, &month, &mday);
	return year;
}

/* Does the book know the year better than the file? Then it stays. */
static bool
is_kept(struct reading *in, const char *calendar, int64_t year)
{
	const struct gd_calyear *ours =
	    year_of(gd_app_office(in->app), calendar, year);
	const struct gd_calyear *files = year_of(&in->stood, calendar, year);

	return ours && files && ours->state == GD_CALYEAR_ANNOUNCED &&
	       files->state == GD_CALYEAR_STATUTORY;
}

static void
year_row(struct reading *in, const struct row *r)
{
	struct gd_calyear *y = gd_arena_alloc(&in->arena, 1, sizeof *y);

	*y = (struct gd_calyear){ r->calendar, r->when, r->value, r->zh };
	if (*r->en && strcmp(r->en, r->zh) != 0)
		y->source =
		    *r->zh ? gd_arena_printf(&in->arena, "%s; %s", r->zh, r->en)
			   : r->en;
	if (!stands_once(in, r, GD_OFF_CALYEAR, y))
		return;
	if (is_kept(in, r->calendar, r->when))
		in->im->kept++;
	else
		try_command(in, r, GD_OFFICE_CALYEAR, y, UINT64_MAX);
}

static void
day_row(struct reading *in, const struct row *r)
{
	struct gd_calday *d = gd_arena_alloc(&in->arena, 1, sizeof *d);

	*d = (struct gd_calday){ r->calendar, r->when, r->value, r->zh, r->en };
	if (stands_once(in, r, GD_OFF_CALDAY, d) &&
	    !is_kept(in, r->calendar, year_of_day(r->when)))
		try_command(in, r, GD_OFFICE_CALDAY, d, UINT64_MAX);
}

/* Days of the year of row r that the file does not have any more. */
static void
drop_days(struct reading *in, const struct row *r)
{
	const struct gd_sheet *office = gd_app_office(in->app);
	const struct gd_calday *d;

	for (size_t i = 0; (d = gd_row_at(office, GD_OFF_CALDAY, i)); i++) {
		struct gd_calday *gone;

		if (strcmp(d->calendar, r->calendar) != 0 ||
		    year_of_day(d->day) != r->when ||
		    gd_row_find(&in->stood, GD_OFF_CALDAY, d))
			continue;
		gone = gd_arena_alloc(&in->arena, 1, sizeof *gone);
		*gone =
		    (struct gd_calday){ gd_arena_str(&in->arena, d->calendar),
			    d->day, -1, "", "" };
		try_command(in, r, GD_OFFICE_CALDAY, gone, UINT64_MAX);
	}
}

/* A year of which the file has days and says nothing more is announced. */
static void
year_of_days(struct reading *in, const struct row *r)
{
	int64_t year = year_of_day(r->when);
	const struct gd_calyear *known =
	    year_of(&in->office, r->calendar, year);
	const char *name = in->im->path ? strrchr(in->im->path, '/') : NULL;
	struct gd_calyear *y;

	if (year_of(&in->stood, r->calendar, year) ||
	    (known && known->state == GD_CALYEAR_ANNOUNCED))
		return;
	y = gd_arena_alloc(&in->arena, 1, sizeof *y);
	name = name ? name + 1 : in->im->path;
	*y = (struct gd_calyear){ r->calendar, year, GD_CALYEAR_ANNOUNCED,
		name };
	try_command(in, r, GD_OFFICE_CALYEAR, y, UINT64_MAX);
}

/* A calendar nobody has heard of is one fault, not one a row. */
static bool
is_there(struct reading *in, const struct row *r)
{
	const struct gd_caldef key = { .code = r->calendar };
	const struct gd_caldef *d =
	    gd_row_find(&in->office, GD_OFF_CALDEF, &key);
	struct gd_err why = GD_ERR_INIT;

	if (d && d->active)
		return true;
	if (!gd_row_find(&in->stood, GD_OFF_CALDEF, &key)) {
		(void)gd_row_put(&in->stood, GD_OFF_CALDEF, &key, 1);
		(void)gd_fail(&why, GD_MISSING, GD_M_APP_CALENDAR_NONE,
		    GD_T(r->calendar));
		fault(in, r->no, "", r->calendar, &why);
	}
	return false;
}

static void
make_commands(struct reading *in)
{
	static const struct gd_setting own = { GD_SETTING_CALENDAR, NULL };
	struct gd_setting *use;

	for (size_t i = 0; i < in->nrows; i++)
		if (in->rows[i].kind == ROW_WEEKEND)
			weekend_row(in, &in->rows[i]);
	for (size_t i = 0; i < in->nrows; i++)
		if (in->rows[i].kind == ROW_YEAR && is_there(in, &in->rows[i]))
			year_row(in, &in->rows[i]);
	for (size_t i = 0; i < in->nrows; i++)
		if (in->rows[i].kind == ROW_DAY && is_there(in, &in->rows[i]))
			day_row(in, &in->rows[i]);
	for (size_t i = 0; i < in->nrows; i++)
		if (in->rows[i].kind == ROW_YEAR &&
		    !is_kept(in, in->rows[i].calendar, in->rows[i].when))
			drop_days(in, &in->rows[i]);
	for (size_t i = 0; i < in->nrows; i++)
		if (in->rows[i].kind == ROW_DAY && !in->im->faults)
			year_of_days(in, &in->rows[i]);
	if (!in->im->use || !in->nrows ||
	    *app_setting(in->app, GD_SETTING_CALENDAR))
		return;
	use = gd_arena_alloc(&in->arena, 1, sizeof *use);
	*use = own;
	use->value = in->rows[0].calendar;
	try_command(in, &in->rows[0], GD_OFFICE_SETTING, use, UINT64_MAX);
}

enum gd_code
gd_app_calendar_import(struct gd_app *app, struct gd_calendar_import *im,
    struct gd_err *err)
{
	struct gd_err mine = GD_ERR_INIT;
	struct reading in = { .app = app, .im = im, .err = err ? err : &mine };
	enum gd_code rc = app_office(app, in.err);

	im->rows = im->changed = im->faults = im->kept = 0;
	if (rc == GD_OK && !*app->login)
		rc = gd_fail(in.err, GD_REFUSED, GD_M_APP_NOBODY);
	if (rc != GD_OK)
		return rc;
	gd_sheet_copy(&in.office, gd_app_office(app));
	gd_sheet_init(&in.stood, gd_office_tables, GD_OFFICE_NTABLES);
	app_facts(app, app->login, NULL, NULL, NULL, &in.facts);
	rc = read_file(&in);
	if (rc == GD_OK)
		make_commands(&in);
	if (rc == GD_OK && im->faults)
		rc = gd_fail(in.err, GD_USAGE, GD_M_APP_REGISTER_BAD,
		    GD_N(im->faults));
	if (rc == GD_OK && !im->dry_run && in.ncmds)
		rc = app_office_many(app, in.cmds, (int)in.ncmds, in.err);
	app_facts_release(&in.facts);
	gd_sheet_release(&in.office);
	gd_sheet_release(&in.stood);
	gd_arena_release(&in.arena);
	free(in.rows);
	free(in.cmds);
	return rc;
}
