/* cli/cmd_calendar.c - working days: calendars, their years, days off. */
#include <stdlib.h>
#include <string.h>

#include "app/calendars.h"
#include "base/day.h"

#include "cli_priv.h"

#include "base/banned.h"

static const char *
named(const struct cli *c, const char *zh, const char *en)
{
	const char *first = c->lang == GD_ZH ? zh : en;

	return *first ? first : *zh ? zh : en;
}

static const char *const weekday_ids[7] = { "mon", "tue", "wed", "thu", "fri",
	"sat", "sun" };
static const char *const weekdays[7] = { "Mon", "Tue", "Wed", "Thu", "Fri",
	"Sat", "Sun" };

/* What is not known soon, under a list. */
static void
say_gaps(struct cli *c)
{
	struct gd_calendar_gap gaps[12];
	int n = gd_app_calendar_gaps(c->app, GD_CALENDAR_AHEAD, gaps, 12,
	    &c->arena);

	if (cli_has(c, OPT_JSON) || cli_has(c, OPT_CSV))
		return;
	for (int i = 0; i < n; i++) {
		struct gd_err said = GD_ERR_INIT;

		gd_calendar_gap_say(&gaps[i], &said);
		cli_out_text(c, cli_fault_words(c, &said));
		gd_str_addc(&c->out, '\n');
	}
}

/* ---- list ---------------------------------------------------------------- */

static enum gd_code
too_many(struct cli *c, int most, const char *usage, struct gd_err *err)
{
	if (c->nargs > most)
		return gd_fail(err, GD_USAGE, GD_M_CLI_EXTRA_ARG,
		    GD_T("calendar"), GD_T(c->args[most]), GD_T(usage));
	return GD_OK;
}

static enum gd_code
too_few(const char *needs, const char *usage, struct gd_err *err)
{
	return gd_fail(err, GD_USAGE, GD_M_CLI_MISSING_ARG, GD_T("calendar"),
	    GD_T(needs), GD_T(usage));
}

static const struct gd_caldef *
calendar_of(struct cli *c, const char *code)
{
	return gd_row_find(gd_app_office(c->app), GD_OFF_CALDEF,
	    &(struct gd_caldef){ .code = code });
}

struct listing {
	struct cli *c;
	struct grid g;
	int year; /* 0 = all */
};

static void
add_day(struct listing *l, int64_t day, bool off, const char *id,
    const char *name, const char *code)
{
	int wd = gd_day_weekday((int32_t)day), year, month, mday;

	gd_day_civil((int32_t)day, &year, &month, &mday);
	if (l->year && l->year != year)
		return;
	cli_grid_day(&l->g, (int32_t)day);
	cli_grid_name(&l->g, weekday_ids[wd], cli_tr(l->c, weekdays[wd]));
	cli_grid_yes_no(&l->g, off, cli_tr(l->c, GD_TR("off")),
	    cli_tr(l->c, GD_TR("worked")));
	cli_grid_name(&l->g, id, name);
	cli_grid_text(&l->g, code);
}

static void
add_theirs(struct listing *l, const struct gd_calday *d)
{
	add_day(l, d->day, d->off != 0, *d->zh ? d->zh : d->en,
	    named(l->c, d->zh, d->en), d->calendar);
}

/* The office's own days and those of its calendar, day by day; a day of its
 * own stands before the other's. */
static void
list_own(struct listing *l)
{
	const struct gd_sheet *office = gd_app_office(l->c->app);
	const struct gd_setting *set = gd_row_find(office, GD_OFF_SETTING,
	    &(struct gd_setting){ .name = GD_SETTING_CALENDAR });
	const struct gd_calday *d;
	const struct gd_holiday *h = gd_row_at(office, GD_OFF_HOLIDAY, 0);
	size_t k = 0;

	for (size_t i = 0; (d = gd_row_at(office, GD_OFF_CALDAY, i)); i++) {
		if (!set || strcmp(d->calendar, set->value) != 0)
			continue;
		for (; h && h->day <= d->day;
		     h = gd_row_at(office, GD_OFF_HOLIDAY, ++k))
			add_day(l, h->day, h->off != 0, h->name, h->name, "");
		if (!gd_row_find(office, GD_OFF_HOLIDAY,
			&(struct gd_holiday){ .day = d->day }))
			add_theirs(l, d);
	}
	for (; h; h = gd_row_at(office, GD_OFF_HOLIDAY, ++k))
		add_day(l, h->day, h->off != 0, h->name, h->name, "");
}

static enum gd_code
list(struct cli *c, struct gd_err *err)
{
	static const struct column cols[] = {
		{ "day", GD_TR("day"), false, 0 },
		{ "weekday", GD_TR("weekday"), false, 0 },
		{ "off", GD_TR("day off"), false, 0 },
		{ "name", GD_TR("name"), false, 40 },
		{ "calendar", GD_TR("calendar"), false, 0 },
	};
	static const char usage[] = "list [CODE] [YEAR]";
	struct listing l = { .c = c };
	const char *code = "";
	const struct gd_calday *d;
	enum gd_code rc = too_many(c, 3, usage, err);

	for (int i = 1; rc == GD_OK && i < c->nargs; i++) {
		int64_t year;

		if (strlen(c->args[i]) == 4 && cli_read_int(c->args[i], &year))
			l.year = (int)year;
		else
			code = c->args[i];
	}
	if (rc == GD_OK && *code && !calendar_of(c, code))
		rc = gd_fail(err, GD_MISSING, GD_M_OFFICE_NO_CALENDAR,
		    GD_T(code));
	if (rc != GD_OK)
		return rc;
	cli_grid_init(&l.g, cols, 5);
	if (!*code)
		list_own(&l);
	for (size_t i = 0;
	     *code && (d = gd_row_at(gd_app_office(c->app), GD_OFF_CALDAY, i));
	     i++)
		if (strcmp(d->calendar, code) == 0)
			add_theirs(&l, d);
	cli_grid_end(c, &l.g);
	say_gaps(c);
	return GD_OK;
}

/* ---- calendars ----------------------------------------------------------- */

/* "office, bank, finance": what works by it. */
static json_t *
users_of(struct cli *c, const char *code)
{
	static const struct {
		const char *setting, *word;
	} settings[] = { { GD_SETTING_CALENDAR, "office" },
		{ GD_SETTING_CALENDAR_BANK, "bank" } };
	const struct gd_sheet *office = gd_app_office(c->app);
	json_t *all = json_array();
	const struct gd_desk *d;

	for (size_t i = 0; i < 2; i++) {
		const struct gd_setting *s = gd_row_find(office, GD_OFF_SETTING,
		    &(struct gd_setting){ .name = settings[i].setting });

		if (s && strcmp(s->value, code) == 0)
			json_array_append_new(all,
			    cli_json_text(settings[i].word));
	}
	for (size_t i = 0; (d = gd_row_at(office, GD_OFF_DESK, i)); i++)
		if (d->active && strcmp(d->calendar, code) == 0)
			json_array_append_new(all, cli_json_text(d->code));
	return all;
}

static const char *
users_words(struct cli *c, const json_t *ids)
{
	struct gd_str out = GD_STR_INIT;
	const char *words;
	json_t *id;
	size_t i;

	json_array_foreach(ids, i, id)
	{
		const char *s = json_string_value(id);
		bool setting =
		    strcmp(s, "office") == 0 || strcmp(s, "bank") == 0;

		gd_str_addf(&out, "%s%s", i ? ", " : "",
		    setting ? cli_tr(c, s) : cli_desk_name(c, NULL, s));
	}
	words = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return words;
}

static json_t *
weekend_ids(int64_t mask)
{
	json_t *all = json_array();

	for (int i = 0; i < 7; i++)
		if (mask >> i & 1)
			json_array_append_new(all,
			    cli_json_text(weekday_ids[i]));
	return all;
}

static const char *
weekend_words(struct cli *c, int64_t mask)
{
	struct gd_str out = GD_STR_INIT;
	const char *words;

	for (int i = 0; i < 7; i++)
		if (mask >> i & 1)
			gd_str_addf(&out, "%s%s", out.len ? ", " : "",
			    cli_tr(c, weekdays[i]));
	words = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return words;
}

static void
add_calendar(struct cli *c, struct grid *g, const struct gd_caldef *d,
    const struct gd_calyear *y)
{
	json_t *users = users_of(c, d->code);

	cli_grid_text(g, d->code);
	cli_grid_name(g, *d->zh ? d->zh : d->en, named(c, d->zh, d->en));
	cli_grid_ids(g, weekend_words(c, d->weekend), weekend_ids(d->weekend));
	cli_grid_ids(g, users_words(c, users), users);
	if (!y) {
		for (int i = 0; i < 3; i++)
			cli_grid_text(g, "");
		return;
	}
	cli_grid_int(g, y->year);
	if (y->state == GD_CALYEAR_ANNOUNCED)
		cli_grid_name(g, "announced", cli_tr(c, GD_TR("announced")));
	else
		cli_grid_name(g, "statutory",
		    cli_tr(c, GD_TR("only what the law fixes")));
	cli_grid_text(g, y->source);
}

/* One row a year that is known. */
static enum gd_code
calendars(struct cli *c, struct gd_err *err)
{
	static const struct column cols[] = {
		{ "code", GD_TR("code"), false, 0 },
		{ "name", GD_TR("name"), false, 20 },
		{ "weekend", GD_TR("days of rest"), false, 0 },
		{ "used_by", GD_TR("used by"), false, 40 },
		{ "year", GD_TR("year"), true, 0 },
		{ "state", GD_TR("state"), false, 0 },
		{ "source", GD_TR("source"), false, 80 },
	};
	const struct gd_sheet *office = gd_app_office(c->app);
	const struct gd_caldef *d;
	struct grid g;
	enum gd_code rc = too_many(c, 1, "calendars", err);

	if (rc != GD_OK)
		return rc;
	cli_grid_init(&g, cols, 7);
	for (size_t i = 0; (d = gd_row_at(office, GD_OFF_CALDEF, i)); i++) {
		const struct gd_calyear *y;
		bool any = false;

		for (size_t k = 0;
		     d->active && (y = gd_row_at(office, GD_OFF_CALYEAR, k));
		     k++)
			if (strcmp(y->calendar, d->code) == 0) {
				add_calendar(c, &g, d, y);
				any = true;
			}
		if (d->active && !any)
			add_calendar(c, &g, d, NULL);
	}
	cli_grid_end(c, &g);
	say_gaps(c);
	return GD_OK;
}

/* ---- changing ------------------------------------------------------------ */

static enum gd_code
office_do(struct cli *c, enum gd_office_verb verb, int table, const void *row,
    uint64_t mask, struct gd_err *err)
{
	const struct gd_office_command cmd = { verb, row, mask };
	enum gd_code rc = gd_app_office_do(c->app, &cmd, err);

	if (rc == GD_OK && cli_has(c, OPT_JSON))
		cli_out_json(c,
		    gd_row_to_json(&gd_office_tables[table], row, mask));
	return rc;
}

static const char *
pair(const struct cli *c, const char *name)
{
	for (int i = 0; i < c->npairs; i++)
		if (strcmp(c->pairs[i].name, name) == 0)
			return c->pairs[i].value;
	return NULL;
}

static enum gd_code
known_pairs(struct cli *c, const char *known, struct gd_err *err)
{
	for (int i = 0; i < c->npairs; i++) {
		const char *at = strstr(known, c->pairs[i].name);
		size_t len = strlen(c->pairs[i].name);

		if (!at || !len || (at[len] && at[len] != ','))
			return gd_fail(err, GD_USAGE, GD_M_CLI_NO_COLUMN,
			    GD_T("calendar"), GD_T(c->pairs[i].name),
			    GD_T(known));
	}
	return GD_OK;
}

/* set, clear: the office's own days as rows of the office, with --in those of
 * a calendar. */
static enum gd_code
set_day(struct cli *c, bool clear, struct gd_err *err)
{
	const char *usage = clear ? "clear DAY [--in CODE]"
				  : "set DAY off|work NAME [--in CODE]";
	const char *name = c->nargs > 3 ? c->args[3] : "";
	struct gd_calday d = { .calendar = c->opt[OPT_IN],
		.off = -1,
		.zh = name,
		.en = name };
	int64_t off = -1;
	enum gd_code rc;

	if (!clear && c->nargs > 2) {
		if (!gd_calendar_off_read(c->args[2], &off))
			return gd_fail(err, GD_USAGE, GD_M_BAD_CHOICE,
			    GD_T("calendar set"), GD_T(c->args[2]),
			    GD_T("off, work"));
		c->args[2] = off ? "yes" : "no";
	}
	if (!cli_has(c, OPT_IN))
		return cmd_office(c, err);
	rc = too_many(c, clear ? 2 : 4, usage, err);
	if (rc == GD_OK)
		rc = known_pairs(c, clear ? "" : "zh, en", err);
	if (rc == GD_OK && c->nargs < (clear ? 2 : 4) &&
	    (clear || !pair(c, "zh") || !pair(c, "en")))
		rc = too_few(clear ? "DAY" : "DAY off|work NAME", usage, err);
	if (rc != GD_OK)
		return rc;
	d.day = gd_day_read(c->args[1], gd_app_today(c->app));
	if (d.day == GD_NO_DAY)
		return gd_fail(err, GD_USAGE, GD_M_CLI_BAD_DAY,
		    GD_T(c->args[1]));
	d.off = off;
	if (pair(c, "zh"))
		d.zh = pair(c, "zh");
	if (pair(c, "en"))
		d.en = pair(c, "en");
	return office_do(c, GD_OFFICE_CALDAY, GD_OFF_CALDAY, &d, UINT64_MAX,
	    err);
}

/* A new calendar, or other names and days of rest for one there is. */
static enum gd_code
new_calendar(struct cli *c, struct gd_err *err)
{
	static const char usage[] = "new CODE zh=NAME en=NAME weekend=sat,sun";
	struct gd_caldef d = { .zh = "", .en = "", .weekend = 0x60 };
	uint64_t mask = 1;
	const struct gd_caldef *old;
	const char *value;
	enum gd_code rc = too_many(c, 2, usage, err);

	if (rc == GD_OK)
		rc = known_pairs(c, "zh, en, weekend, active", err);
	if (rc == GD_OK && c->nargs < 2)
		rc = too_few("CODE", usage, err);
	if (rc != GD_OK)
		return rc;
	d.code = c->args[1];
	old = calendar_of(c, d.code);
	if ((value = pair(c, "zh"))) {
		d.zh = value;
		mask |= 1 << 1;
	}
	if ((value = pair(c, "en"))) {
		d.en = value;
		mask |= 1 << 2;
	}
	value = pair(c, "weekend");
	if (value)
		d.weekend = gd_calendar_weekend_read(value);
	if (value || !old)
		mask |= 1 << 3;
	if ((value = pair(c, "active"))) {
		if (!gd_calendar_off_read(value, &d.active))
			return gd_fail(err, GD_USAGE, GD_M_BAD_CHOICE,
			    GD_T("active"), GD_T(value), GD_T("yes, no"));
		mask |= 1 << 4;
	}
	return office_do(c, GD_OFFICE_CALDEF, GD_OFF_CALDEF, &d, mask, err);
}

static enum gd_code
set_year(struct cli *c, struct gd_err *err)
{
	static const char usage[] =
	    "year CODE YEAR announced|statutory|unknown SOURCE";
	static const char *const states[] = { "unknown", "announced",
		"statutory" };
	struct gd_calyear y = { .state = -1, .source = "" };
	enum gd_code rc = too_many(c, 5, usage, err);

	if (rc == GD_OK)
		rc = known_pairs(c, "", err);
	if (rc == GD_OK && c->nargs < 4)
		rc = too_few("CODE YEAR announced|statutory", usage, err);
	if (rc != GD_OK)
		return rc;
	for (int i = 0; i < 3; i++)
		if (strcmp(c->args[3], states[i]) == 0)
			y.state = i;
	if (y.state < 0)
		return gd_fail(err, GD_USAGE, GD_M_BAD_CHOICE,
		    GD_T("calendar year"), GD_T(c->args[3]),
		    GD_T("announced, statutory, unknown"));
	if (!cli_read_int(c->args[2], &y.year))
		return gd_fail(err, GD_USAGE, GD_M_CLI_BAD_NUMBER,
		    GD_T(c->args[2]), GD_T("YEAR"));
	y.calendar = c->args[1];
	if (c->nargs > 4)
		y.source = c->args[4];
	return office_do(c, GD_OFFICE_CALYEAR, GD_OFF_CALYEAR, &y, UINT64_MAX,
	    err);
}

/* ---- install, import ----------------------------------------------------- */

static enum gd_code
bring(struct cli *c, bool install, struct gd_err *err)
{
	const char *usage = install ? "install CODE" : "import FILE";
	struct gd_calendar_import im = { .use = install,
		.calendar = c->opt[OPT_IN],
		.dry_run = cli_has(c, OPT_DRY_RUN),
		.fault = cli_say_row,
		.payload = c };
	enum gd_code rc = too_many(c, 2, usage, err);

	if (rc == GD_OK && c->nargs < 2)
		rc = too_few(install ? "CODE" : "FILE", usage, err);
	if (rc != GD_OK)
		return rc;
	if (install)
		im.shipped = c->args[1];
	else
		im.path = c->args[1];
	rc = gd_app_calendar_import(c->app, &im, err);
	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_JSON)) {
		cli_out_json(c,
		    json_pack("{s:b, s:I, s:I, s:I}", "dry_run", im.dry_run,
			"rows", (json_int_t)im.rows, "changed",
			(json_int_t)im.changed, "kept", (json_int_t)im.kept));
		return GD_OK;
	}
	cli_out_say(c,
	    im.dry_run
		? GD_TR("{1} {1|row is|rows are} good, {2} {2|entry|entries} "
			"would change; nothing was written")
		: GD_TR("{1} {1|row|rows}, {2} {2|entry|entries} changed"),
	    2,
	    (struct gd_arg[]){ gd_arg_int(im.rows), gd_arg_int(im.changed) });
	if (im.kept)
		cli_out_say(c,
		    GD_TR("{1} {1|year was|years were} announced already and "
			  "stay as they are"),
		    1, (struct gd_arg[]){ gd_arg_int(im.kept) });
	return GD_OK;
}

/* ---- the command --------------------------------------------------------- */

void
cli_help_calendar(struct cli *c)
{
	static const char *const lines[][2] = {
		{ "list [CODE] [YEAR]",
		    GD_TR("the office's days off and worked weekends, or a "
			  "calendar's") },
		{ "calendars",
		    GD_TR("the calendars, the years they know and who uses "
			  "them") },
		{ "set DAY off|work NAME [--in CODE]",
		    GD_TR("a day off, or a weekend day that is worked") },
		{ "clear DAY [--in CODE]", GD_TR("forget an entry") },
		{ "new CODE zh=NAME en=NAME weekend=sat,sun",
		    GD_TR("a calendar of a country, a bank, a desk") },
		{ "year CODE YEAR announced|statutory|unknown SOURCE",
		    GD_TR("how well a year is known, and from where") },
		{ "install CODE", GD_TR("one that comes with gendan: CN") },
		{ "import FILE.csv [--in CODE] [--dry-run]",
		    GD_TR("many days from a table: calendar, day, what (off or "
			  "work), name") },
	};

	gd_str_addc(&c->out, '\n');
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		cli_out_text(c, gd_arena_printf(&c->arena,
				    "  gendan calendar %s  ", lines[i][0])),
		    cli_out_text(c, cli_tr(c, lines[i][1])),
		    gd_str_addc(&c->out, '\n');
	cli_out_say(c,
	    GD_TR("Who works by which: gendan setting set calendar CODE (the "
		  "office), gendan setting set calendar_bank CODE, gendan desk "
		  "set DESK calendar=CODE; for a customer it is that of the "
		  "country."),
	    0, NULL);
}

enum gd_code
cmd_calendar(struct cli *c, struct gd_err *err)
{
	static const char words[] =
	    "list, calendars, set, clear, new, year, install, import";
	const char *word = c->nargs ? c->args[0] : "list";
	enum gd_code rc = cli_app(c, err);

	if (rc != GD_OK)
		return rc;
	if (strcmp(word, "list") == 0)
		return list(c, err);
	if (strcmp(word, "calendars") == 0)
		return calendars(c, err);
	if (strcmp(word, "set") == 0 || strcmp(word, "clear") == 0)
		return set_day(c, *word == 'c', err);
	if (strcmp(word, "new") == 0)
		return new_calendar(c, err);
	if (strcmp(word, "year") == 0)
		return set_year(c, err);
	if (strcmp(word, "install") == 0 || strcmp(word, "import") == 0)
		return bring(c, strcmp(word, "install") == 0, err);
	return gd_fail(err, GD_USAGE, GD_M_CLI_NO_SUBCOMMAND, GD_T("calendar"),
	    GD_T(word), GD_T(words));
}
