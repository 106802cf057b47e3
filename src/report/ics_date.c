/* report/ics_date.c - a date of an order as an event of a calendar, in the
 * reader's words.  Only what the order itself changes stands in it: nothing
 * here depends on the day it is written, so an unchanged date is the same text.
 */
#include "report/ics.h"

#include <string.h>

#include "base/day.h"

#include "base/banned.h"

static const char *
own(enum gd_lang lang, const struct gd_name *name)
{
	const char *said = lang == GD_ZH ? name->zh : name->en;

	return said && *said ? said : name->id;
}

static const char *
no_name(void *payload, enum gd_thing thing, const char *id)
{
	(void)payload;
	(void)thing;
	(void)id;
	return NULL;
}

/* "EX-1 Nordwind: Latest shipment (lot 2)" */
static void
say_summary(struct gd_str *out, enum gd_lang lang, const struct gd_ics_date *d)
{
	const struct gd_date_view *v = d->view;
	struct gd_arg lot = gd_arg_int(v->row->lot);

	gd_str_addf(out, "%s%s%s: %s", d->number, *d->customer ? " " : "",
	    d->customer, own(lang, v->name));
	if (d->lots && v->row->lot) {
		gd_str_addc(out, ' ');
		gd_say(out, lang, GD_TR("(lot {1})"), 1, &lot);
	}
	if (v->limit >= 0 && d->wf->limits[v->limit].earliest)
		gd_str_addf(out, " %s", gd_tr(lang, GD_TR("(not before)")));
}

static void
say_line(struct gd_str *out, enum gd_lang lang, const char *english, int n,
    const struct gd_arg *args)
{
	if (out->len)
		gd_str_addc(out, '\n');
	gd_say(out, lang, english, n, args);
}

/* The rule, where a person moved it why, the promise, who answers for it. */
static void
say_description(struct gd_str *out, enum gd_lang lang,
    const struct gd_ics_date *d)
{
	const struct gd_due *row = d->view->row;
	struct gd_date_view v = *d->view;
	struct gd_due unsaid = *row;
	char day[GD_DAY_TEXT];
	struct gd_arg arg;

	unsaid.reason = ""; /* said below, with its line breaks */
	v.row = &unsaid;
	gd_say_date(out, lang, d->wf, &v, no_name, NULL);
	if (row->moved && *row->reason)
		gd_str_addf(out, "\n%s %s", gd_tr(lang, GD_TR("reason:")),
		    row->reason);
	if (!row->moved && row->first && row->first != row->day) {
		arg = gd_arg_text(gd_day_text((int32_t)row->first, day));
		say_line(out, lang, GD_TR("first promised: {1}"), 1, &arg);
	}
	if (*d->owner) {
		arg = gd_arg_text(d->owner);
		say_line(out, lang, GD_TR("answers for it: {1}"), 1, &arg);
	}
}

/* The hour from which there is no time to lose, for everybody the same moment
 * wherever he reads it. */
static void
urgent_event(struct gd_ics *c, const struct gd_ics_date *d,
    const struct gd_ics_event *of)
{
	struct gd_ics_event e = *of;
	struct gd_str uid = GD_STR_INIT, summary = GD_STR_INIT;
	int64_t minute = d->urgent_day * INT64_C(1440) +
			 d->view->def->min_urgent - d->utc_offset_min;

	gd_str_addf(&uid, "urgent-%s", of->uid);
	gd_str_addf(&summary, "%s %s", gd_tr(c->lang, GD_TR("URGENT")),
	    of->summary);
	e.uid = uid.text;
	e.summary = summary.text;
	e.from_ms = minute * 60000;
	e.to_ms = e.from_ms + 60 * INT64_C(60000);
	e.nalarms = 0;
	gd_ics_event(c, &e);
	gd_str_release(&uid);
	gd_str_release(&summary);
}

void
gd_ics_date(struct gd_ics *c, const struct gd_ics_date *d)
{
	const struct gd_due *row = d->view->row;
	struct gd_str uid = GD_STR_INIT, summary = GD_STR_INIT;
	struct gd_str description = GD_STR_INIT;
	struct gd_ics_event e = { .sequence = row->shifts,
		.modified_ms = d->modified_ms,
		.day = (int32_t)row->day,
		.category =
		    d->view->hard ? gd_tr(c->lang, GD_TR("hard date")) : "",
		.important = d->view->hard,
		.alarms = d->leads,
		.nalarms = d->nleads };

	gd_str_addf(&uid, "%s-%s-%lld-%lld-%lld@gendan", d->order, row->duty,
	    (long long)row->lot, (long long)row->round, (long long)row->inst);
	say_summary(&summary, c->lang, d);
	say_description(&description, c->lang, d);
	e.uid = uid.text;
	e.summary = summary.text;
	e.description = description.text;
	gd_ics_event(c, &e);
	if (d->urgent_day != GD_NO_DAY)
		urgent_event(c, d, &e);
	gd_str_release(&uid);
	gd_str_release(&summary);
	gd_str_release(&description);
}
