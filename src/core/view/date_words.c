/* core/view/date_words.c - where a date comes from, in the reader's words. */
#include "core/view/dates.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"

#include "base/banned.h"

struct saying {
	struct gd_str *out;
	enum gd_lang lang;
	const struct gd_workflow *wf;
	const struct gd_date_view *v;
	gd_namer *name;
	void *payload;
	bool years; /* days of several years: all are said with it */
};

static const char *
own(const struct saying *s, const struct gd_name *name)
{
	return s->lang == GD_ZH ? name->zh : name->en;
}

/* "07-15" */
static struct gd_arg
day_arg(const struct saying *s, int32_t day)
{
	char buf[GD_DAY_TEXT];

	gd_day_text(day, buf);
	return gd_arg_text(!s->years && strlen(buf) > 5 ? buf + 5 : buf);
}

/* "07-15 14:00"; minute -1: the day alone */
static struct gd_arg
hour_arg(const struct saying *s, int32_t day, int minute)
{
	char buf[GD_DAY_HOUR_TEXT];

	gd_day_hour_text(day, minute, buf);
	return gd_arg_text(!s->years && strlen(buf) > 5 ? buf + 5 : buf);
}

static void
say(const struct saying *s, const char *english, struct gd_arg a,
    struct gd_arg b)
{
	gd_say(s->out, s->lang, english, 2, (const struct gd_arg[]){ a, b });
}

#define NONE ((struct gd_arg){ 0 })

static void
say_own(const struct saying *s, const char *english, const struct gd_name *name)
{
	say(s, english, gd_arg_text(own(s, name)), NONE);
}

/* "21 d", "5 working days" */
static struct gd_arg
days_arg(const struct saying *s, int64_t days)
{
	struct gd_str out = GD_STR_INIT;
	struct gd_arg n = gd_arg_int(days < 0 ? -days : days), arg;

	gd_say(&out, s->lang,
	    s->v->def->work ? GD_TR("{1} working days") : GD_TR("{1} d"), 1,
	    &n);
	arg = gd_arg_text(out.text);
	gd_str_release(&out);
	return arg;
}

/* What it is counted from, in words; "" = it has no name. */
static void
say_base(const struct saying *s)
{
	const struct gd_workflow *wf = s->wf;
	const struct gd_due_def *def = s->v->def;
	const char *id = s->v->row->base, *said;
	int i;

	switch (def->base) {
	case GD_BASE_FIELD:
		i = gd_wf_field(wf, id);
		if (i < 0)
			break;
		gd_str_add(s->out, own(s, &wf->fields[i].name));
		return;
	case GD_BASE_DUTY:
		gd_str_add(s->out, own(s, &wf->duties[def->ref].name));
		return;
	case GD_BASE_PLAN:
		say_own(s, s->v->base_met ? "{1}" : GD_TR("{1} planned"),
		    &wf->duties[def->ref].name);
		return;
	case GD_BASE_ISSUED:
		say_own(s, GD_TR("{1} issued"), &wf->papers[def->ref].name);
		return;
	case GD_BASE_OPEN:
		i = gd_wf_step(wf, id);
		if (i < 0)
			break;
		say_own(s, GD_TR("{1} begun"), &wf->steps[i].name);
		return;
	case GD_BASE_ORDER:
		gd_str_add(s->out, gd_tr(s->lang, GD_TR("order begun")));
		return;
	case GD_BASE_CREDITED:
		say_own(s, GD_TR("{1} credited"), &wf->triggers[def->ref]);
		return;
	case GD_BASE_PAYMENT:
		gd_str_add(s->out, gd_tr(s->lang, GD_TR("payment due")));
		return;
	case GD_BASE_NONE:
		break;
	}
	said = s->name && *id ? s->name(s->payload, GD_THING_ANY, id) : NULL;
	gd_str_add(s->out, said ? said : id);
}

/* Where the counting ends, before anything cuts it. */
static int32_t
raw_day(const struct saying *s)
{
	return s->v->row->raw_day ? (int32_t)s->v->row->raw_day
				  : s->v->unrolled;
}

/* How many of the days come from an amount and its pace. */
static void
say_pace(const struct saying *s)
{
	const struct gd_due_def *def = s->v->def;
	const struct gd_field_def *fields = s->wf->fields;

	gd_say(s->out, s->lang, GD_TR(" ({1} / {2}, and {3} more)"), 3,
	    (const struct gd_arg[]){
		gd_arg_text(own(s, &fields[def->pace.at[0]].name)),
		gd_arg_text(own(s, &fields[def->pace.at[1]].name)),
		gd_arg_int(def->days < 0 ? -def->days : def->days) });
}

/* ---- from base to result -------------------------------------------------- */

/* @return is it anything but the base day itself? */
static bool
say_counting(const struct saying *s)
{
	static const char *const snaps[] = { [GD_SNAP_NONE] = "",
		[GD_SNAP_NEXT_MONTH] = GD_TR(", first day of the next month"),
		[GD_SNAP_NEXT_APRIL] = GD_TR(", 30 April of the next year"),
		[GD_SNAP_NEXT_MARCH] = GD_TR(", 1 March of the next year") };
	const struct gd_due_def *def = s->v->def;
	int months = def->months < 0 ? -def->months : def->months;

	gd_str_add(s->out, gd_tr(s->lang, snaps[def->snap]));
	if (months) {
		gd_str_add(s->out, def->months < 0 ? " - " : " + ");
		say(s, GD_TR("{1} {1|month|months}"), gd_arg_int(months), NONE);
	}
	if (s->v->days) {
		gd_str_add(s->out, s->v->days < 0 ? " - " : " + ");
		say(s, "{1}", days_arg(s, s->v->days), NONE);
	}
	if (def->pace.n)
		say_pace(s);
	return def->snap != GD_SNAP_NONE || months || s->v->days;
}

/* A day off moved it. */
static void
say_roll(const struct saying *s)
{
	static const char *const names[] = { GD_TR("Monday"), GD_TR("Tuesday"),
		GD_TR("Wednesday"), GD_TR("Thursday"), GD_TR("Friday"),
		GD_TR("Saturday"), GD_TR("Sunday") };
	static const char *const brief[] = { GD_TR("Mon"), GD_TR("Tue"),
		GD_TR("Wed"), GD_TR("Thu"), GD_TR("Fri"), GD_TR("Sat"),
		GD_TR("Sun") };
	const struct gd_due_def *def = s->v->def;
	int off = gd_day_weekday(s->v->unrolled);
	int on = gd_day_weekday(s->v->ruled);

	if (s->v->stands_since != GD_NO_DAY)
		say(s, GD_TR(", not moved: {1} {2}"),
		    gd_arg_text(
			own(s, &s->wf->fields[def->unrolled.at[0]].name)),
		    day_arg(s, s->v->stands_since));
	if (s->v->ruled == s->v->unrolled || def->roll == GD_ROLL_NONE)
		return;
	if (off >= 5)
		say(s, GD_TR(", a {1}"), gd_arg_term(names[off]), NONE);
	if (def->cal == GD_CAL_BANK)
		gd_str_add(s->out, gd_tr(s->lang, GD_TR(", bank closed")));
	else if (off < 5)
		gd_str_add(s->out, gd_tr(s->lang, GD_TR(", a day off")));
	say(s, GD_TR(": {1} {2}"), gd_arg_term(brief[on]),
	    day_arg(s, s->v->ruled));
}

/* Each step names the day it leads to, the last one the day by the rule. */
static void
say_rule(const struct saying *s)
{
	const struct gd_due *row = s->v->row;
	size_t before = s->out->len;
	int cap = gd_wf_field(s->wf, row->cap);

	say_base(s);
	if (s->out->len > before)
		gd_str_addc(s->out, ' ');
	say(s, "{1}", hour_arg(s, (int32_t)row->base_day, s->v->base_minute),
	    NONE);
	if (say_counting(s))
		say(s, " = {1}",
		    hour_arg(s, raw_day(s),
			s->v->def->snap == GD_SNAP_NONE ? s->v->base_minute
							: -1),
		    NONE);
	if (cap >= 0 && s->v->cap_day != GD_NO_DAY)
		say(s,
		    s->v->cap_day > raw_day(s) ? GD_TR(", not before {1} {2}")
					       : GD_TR(", not after {1} {2}"),
		    gd_arg_text(own(s, &s->wf->fields[cap].name)),
		    hour_arg(s, s->v->cap_day, s->v->minute));
	if (row->held)
		say(s, GD_TR(", {1} on hold = {2}"), days_arg(s, row->held),
		    day_arg(s, s->v->unrolled));
	say_roll(s);
	if (s->v->ruled != s->v->unrolled && s->v->def->roll == GD_ROLL_NONE)
		say(s, " = {1}", day_arg(s, s->v->ruled), NONE);
}

/* ---- what else is to be known ---------------------------------------------- */

static void
say_moved(const struct saying *s)
{
	const struct gd_due *row = s->v->row;

	if (row->base_day)
		gd_str_add(s->out, gd_tr(s->lang, GD_TR("; ")));
	say(s,
	    *row->reason ? GD_TR("moved to {1}: {2}") : GD_TR("moved to {1}"),
	    day_arg(s, (int32_t)row->day), gd_arg_text(row->reason));
	if (row->first && row->first != row->day)
		say(s, GD_TR("; promised first {1}"),
		    day_arg(s, (int32_t)row->first), NONE);
}

const char *
gd_date_unsure(const struct gd_workflow *wf, const struct gd_date_view *v,
    enum gd_lang lang)
{
	if (v->limit >= 0)
		return lang == GD_ZH ? wf->limits[v->limit].unsure_zh
				     : wf->limits[v->limit].unsure_en;
	if (v->duty < 0 || (v->def == &wf->duties[v->duty].plan &&
			       wf->duties[v->duty].due.base != GD_BASE_NONE))
		return NULL;
	return lang == GD_ZH ? wf->duties[v->duty].unsure_zh
			     : wf->duties[v->duty].unsure_en;
}

static void
say_country(const struct saying *s)
{
	const char *country = s->v->country ? s->v->country : "";

	if (*country)
		say(s,
		    GD_TR("; {1} has no calendar, so counted by the office's: "
			  "gendan calendar new {1}"),
		    gd_arg_text(country), NONE);
	else
		gd_str_add(s->out,
		    gd_tr(s->lang,
			GD_TR("; the customer's country is not known, so "
			      "counted by the office's calendar")));
}

static void
say_unsure(const struct saying *s)
{
	const char *law = gd_date_unsure(s->wf, s->v, s->lang);
	struct gd_arg year = gd_arg_int(s->v->unsure_year);

	if (law && *law) {
		gd_str_add(s->out, gd_tr(s->lang, GD_TR("; uncertain: ")));
		gd_text_show(s->out, law);
	}
	if (s->v->row->unsure & GD_UNSURE_COUNTRY)
		say_country(s);
	if (!(s->v->row->unsure & ~GD_UNSURE_COUNTRY))
		return;
	if (!s->v->unsure_year)
		gd_str_add(s->out,
		    gd_tr(s->lang,
			GD_TR("; not all days off were known when this was "
			      "reckoned")));
	else if (s->v->row->unsure & GD_UNSURE_YEAR)
		say(s,
		    GD_TR("; the days off of {1} are not known: gendan "
			  "calendar set"),
		    year, NONE);
	else
		say(s,
		    GD_TR("; the working weekends of {1} are not announced "
			  "yet"),
		    year, NONE);
}

static bool
several_years(const struct gd_date_view *v)
{
	const int64_t days[] = { v->row->base_day, v->row->raw_day,
		v->row->moved ? v->row->first : 0, v->cap_day, v->ruled };
	int year, other, month, mday;

	gd_day_civil((int32_t)v->row->day, &year, &month, &mday);
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		if (!days[i] || days[i] == GD_NO_DAY)
			continue;
		gd_day_civil((int32_t)days[i], &other, &month, &mday);
		if (other != year)
			return true;
	}
	return false;
}

void
gd_say_date_base(struct gd_str *out, enum gd_lang lang,
    const struct gd_workflow *wf, const struct gd_date_view *v, gd_namer *name,
    void *payload)
{
	const struct saying s = { out, lang, wf, v, name, payload, false };

	if (v->def && v->row->base_day)
		say_base(&s);
}

void
gd_say_date(struct gd_str *out, enum gd_lang lang, const struct gd_workflow *wf,
    const struct gd_date_view *v, gd_namer *name, void *payload)
{
	struct saying s = { out, lang, wf, v, name, payload, false };

	if (!v->row->day)
		return;
	s.years = several_years(v);
	if (v->row->base_day)
		say_rule(&s);
	else if (!v->row->moved)
		say(&s, "{1}", day_arg(&s, (int32_t)v->row->day), NONE);
	if (v->row->base_day && v->def->source && *v->def->source)
		say(&s, GD_TR(", {1}"),
		    gd_arg_text(gd_source_said(lang, wf, v->def->source)),
		    NONE);
	if (v->row->moved)
		say_moved(&s);
	say_unsure(&s);
}

/* ---- how far off ------------------------------------------------------------ */

static void
say_days(struct gd_str *out, enum gd_lang lang, const char *english, int days)
{
	const struct gd_arg n = gd_arg_int(days);

	gd_say(out, lang, english, 1, &n);
}

void
gd_say_left(struct gd_str *out, enum gd_lang lang, int left)
{
	if (left == 0)
		gd_str_add(out, gd_tr(lang, GD_TR("today")));
	else if (left > 0)
		say_days(out, lang, GD_TR("{1} d left"), left);
	else
		say_days(out, lang, GD_TR("{1} d late"), -left);
}

void
gd_say_waited(struct gd_str *out, enum gd_lang lang, int days)
{
	if (days > 0)
		say_days(out, lang, GD_TR("waits {1} d"), days);
}

void
gd_say_slip(struct gd_str *out, enum gd_lang lang, int days)
{
	if (days > 0)
		say_days(out, lang, GD_TR("slips {1} d"), days);
}

void
gd_say_tighter(struct gd_str *out, enum gd_lang lang,
    const struct gd_date_view *v)
{
	int32_t first = (int32_t)v->row->first, now = (int32_t)v->row->day;
	struct saying s = { out, lang, NULL, v, NULL, NULL, false };
	struct gd_arg args[4] = { day_arg(&s, first), day_arg(&s, now),
		gd_arg_int(v->late), gd_arg_int(now + v->late - first) };

	if (v->late <= 0 || !first || first <= now)
		return;
	gd_say(out, lang,
	    now + v->late <= first
		? GD_TR("promised first for {1}, tightened to {2}: {3} d late "
			"against {2}, in time for {1}")
		: GD_TR("promised first for {1}, tightened to {2}: {3} d late "
			"against {2}, {4} d against {1}"),
	    4, args);
}

/* ---- the rule alone --------------------------------------------------------- */

/* "Days after B/L or Days of the L/C", counted by a field of the order. */
static void
say_days_from(const struct saying *s)
{
	const struct gd_list *from = &s->v->def->days_from;

	for (int i = 0; i < from->n; i++) {
		gd_str_add(s->out, i ? " / " : " + ");
		gd_str_add(s->out, own(s, &s->wf->fields[from->at[i]].name));
	}
}

static void
say_bounds(const struct saying *s, const struct gd_list *fields,
    const char *english)
{
	for (int i = 0; i < fields->n; i++)
		say(s, english,
		    gd_arg_text(own(s, &s->wf->fields[fields->at[i]].name)),
		    NONE);
}

void
gd_say_due(struct gd_str *out, enum gd_lang lang, const struct gd_workflow *wf,
    const struct gd_due_def *def, int step)
{
	struct gd_due row = { .base = "", .rule = "", .cap = "" };
	const struct gd_date_view v = { .row = &row,
		.def = def,
		.days = def->days };
	const struct saying s = { out, lang, wf, &v, NULL, NULL, false };

	if (def->base == GD_BASE_NONE)
		return;
	if (def->base == GD_BASE_FIELD)
		row.base = wf->fields[def->ref].name.id;
	else if (def->base == GD_BASE_OPEN)
		row.base = wf->steps[step].name.id;
	say_base(&s);
	for (int i = 0; i < 2 && def->base == GD_BASE_FIELD; i++)
		if (def->alt[i] >= 0)
			gd_str_addf(out, " / %s",
			    own(&s, &wf->fields[def->alt[i]].name));
	(void)say_counting(&s);
	say_days_from(&s);
	say_bounds(&s, &def->floor, GD_TR(", not before {1}"));
	say_bounds(&s, &def->cap, GD_TR(", not after {1}"));
	if (def->roll != GD_ROLL_NONE)
		gd_str_add(out,
		    gd_tr(lang,
			def->roll == GD_ROLL_EARLIER
			    ? GD_TR(", on a day off the working day before")
			    : GD_TR(", on a day off the working day after")));
	if (def->source && *def->source)
		say(&s, GD_TR(", {1}"),
		    gd_arg_text(gd_source_said(lang, wf, def->source)), NONE);
}
