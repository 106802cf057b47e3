/* cli/date_words.c - dates in words: whose, by which rule, how late. */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "dates_priv.h"

#include "base/banned.h"

static const char *
namer(void *payload, enum gd_thing thing, const char *id)
{
	const struct date_names *n = payload;

	return cli_named(n->c, n->wf, thing, id);
}

const char *
cli_date_words(struct cli *c, const struct gd_workflow *wf,
    const struct gd_date_view *v)
{
	struct date_names names = { c, wf };
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	gd_say_date(&out, c->lang, wf, v, namer, &names);
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

/* Which of its two rules a duty's row came from: the one it was counted by. */
static const struct gd_due_def *
rule_of(const struct gd_duty_def *duty, const struct gd_due *row, int days)
{
	bool work = strstr(row->rule, " wd") != NULL;

	if (duty->due.base == GD_BASE_NONE)
		return &duty->plan;
	if (duty->plan.base == GD_BASE_NONE ||
	    (duty->due.work == work &&
		(duty->due.days == days || duty->due.days_from.n)))
		return &duty->due;
	return &duty->plan;
}

/* "+21 d, UCP 600": what was counted stands in the row. */
static int
days_of(const char *rule)
{
	const char *at = rule;
	char *end;

	for (; (at = strpbrk(at, "+-")); at++) {
		long n = strtol(at, &end, 10);

		if (strncmp(end, " d", 2) == 0 || strncmp(end, " wd", 3) == 0)
			return (int)n;
	}
	return 0;
}

bool
cli_date_view(const struct gd_workflow *wf, const struct gd_due *row,
    int32_t today, struct gd_date_view *v)
{
	*v = (struct gd_date_view){ .row = row,
		.duty = gd_wf_duty(wf, row->duty),
		.limit = -1,
		.days = days_of(row->rule),
		.open = true,
		.hard = row->hard != 0,
		.unsure = row->unsure != 0,
		.projected = GD_NO_DAY,
		.left = (int)(row->day - today) };
	v->late = v->left < 0 ? -v->left : 0;
	if (v->duty >= 0) {
		v->name = &wf->duties[v->duty].name;
		v->def = rule_of(&wf->duties[v->duty], row, v->days);
		return true;
	}
	v->limit = gd_wf_limit(wf, row->duty);
	if (v->limit < 0)
		return false;
	v->name = &wf->limits[v->limit].name;
	v->def = &wf->limits[v->limit].due;
	v->limiting = true;
	return true;
}

const char *
cli_date_name(struct cli *c, const struct gd_workflow *wf,
    const struct gd_due *row)
{
	const char *name = row->duty;
	int at = wf ? gd_wf_duty(wf, row->duty) : -1;

	if (at >= 0)
		name = cli_name_of(c, &wf->duties[at].name);
	else if (wf && (at = gd_wf_limit(wf, row->duty)) >= 0)
		name = cli_name_of(c, &wf->limits[at].name);
	return cli_doc_words(c, name, row->lot > 1 ? row->lot : 0,
	    row->inst > 1 ? row->inst : 0);
}

json_t *
cli_day_json(int64_t day)
{
	char text[GD_DAY_TEXT];

	if (day == 0 || day == GD_NO_DAY)
		return json_null();
	return json_string(gd_day_text((int32_t)day, text));
}

json_t *
cli_date_json(struct cli *c, const struct gd_workflow *wf,
    const struct gd_date_view *v)
{
	const struct gd_due *r = v->row;

	return json_pack(
	    "{s:o, s:o, s:I, s:I, s:I, s:i, s:b, s:b, s:b, s:o, s:o, s:o, "
	    "s:o, s:o, s:o, s:i, s:i, s:i, s:b, s:b, s:b, s:o, s:o, s:o, s:o, "
	    "s:o, s:b}",
	    "duty", cli_json_text(r->duty), "title",
	    cli_json_text(cli_date_name(c, wf, r)), "lot", (json_int_t)r->lot,
	    "round", (json_int_t)r->round, "instance", (json_int_t)r->inst,
	    "step_no", v->step_no, "limit", (int)v->limiting, "hard",
	    (int)v->hard, "open", (int)v->open, "owner",
	    cli_json_text(r->owner), "plan", cli_day_json(r->plan), "first",
	    cli_day_json(r->first), "day", cli_day_json(r->day), "actual",
	    cli_day_json(r->actual), "projected", cli_day_json(v->projected),
	    "late", v->late, "left", v->left, "slip", v->slip, "breaks",
	    (int)v->breaks, "urgent", (int)v->urgent, "unsure", (int)v->unsure,
	    "base", cli_json_text(r->base), "base_day",
	    cli_day_json(r->base_day), "rule", cli_json_text(r->rule), "words",
	    cli_json_text(cli_date_words(c, wf, v)), "told",
	    cli_json_text(r->told), "moved", r->moved != 0);
}
