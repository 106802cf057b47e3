/* core/view/date_words.c - where a date comes from, in the reader's words. */
#include "core/view/dates.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"

#include "base/banned.h"

struct saying {
	struct gd_str *out;
	enum gd_lang lang;
	const struct gd_workflow *wf;
	const struct gd_date_view *v;
	gd_namer *name;
	void *payload;
	int year; /* of the result: days of it are said without */
};

static const char *
own(const struct saying *s, const struct gd_name *name)
{
	return s->lang == GD_ZH ? name->zh : name->en;
}

/* "07-15", with the year only where it is another one. */
static void
say_day(const struct saying *s, int32_t day)
{
	char buf[GD_DAY_TEXT];
	int year, month, mday;

	gd_day_text(day, buf);
	gd_day_civil(day, &year, &month, &mday);
	gd_str_add(s->out, year == s->year && strlen(buf) > 5 ? buf + 5 : buf);
}

static const char *
base_name(const struct saying *s)
{
	const struct gd_workflow *wf = s->wf;
	const char *id = s->v->row->base, *said;
	int i;

	if (s->v->def->base == GD_BASE_FIELD && (i = gd_wf_field(wf, id)) >= 0)
		return own(s, &wf->fields[i].name);
	if (s->v->def->base == GD_BASE_ORDER)
		return gd_tr(s->lang, GD_TR("order begun"));
	if ((i = gd_wf_duty(wf, id)) >= 0)
		return own(s, &wf->duties[i].name);
	if ((i = gd_wf_paper(wf, id)) >= 0)
		return own(s, &wf->papers[i].name);
	if ((i = gd_wf_step(wf, id)) >= 0)
		return own(s, &wf->steps[i].name);
	if ((i = gd_wf_field(wf, id)) >= 0)
		return own(s, &wf->fields[i].name);
	said = s->name && *id ? s->name(s->payload, GD_THING_ANY, id) : NULL;
	return said ? said : id;
}

void
gd_say_date(struct gd_str *out, enum gd_lang lang, const struct gd_workflow *wf,
    const struct gd_date_view *v, gd_namer *name, void *payload)
{
	struct saying s = { out, lang, wf, v, name, payload, 0 };
	int month, mday;

	if (!v->row->day)
		return;
	gd_day_civil((int32_t)v->row->day, &s.year, &month, &mday);
	if (v->row->base_day) {
		gd_str_addf(out, "%s ", base_name(&s));
		say_day(&s, (int32_t)v->row->base_day);
		if (v->days)
			gd_str_addf(out, " %c %d %s", v->days < 0 ? '-' : '+',
			    v->days < 0 ? -v->days : v->days,
			    gd_tr(lang, v->def->work ? GD_TR("working d")
						     : GD_TR("d")));
		gd_str_add(out, " = ");
	}
	say_day(&s, (int32_t)v->row->day);
	if (v->def->source && *v->def->source)
		gd_str_addf(out, ", %s", v->def->source);
}
