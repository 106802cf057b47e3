/* app/filters/filter_boards.c - the filter words that list what boards count. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "../dates/agenda_priv.h"
#include "filter_priv.h"

#include "base/banned.h"

enum gd_code
filter_team(struct reader *r, char op, const char *value)
{
	const char *desk;
	enum gd_code rc = filter_desk(r, value, &desk);

	(void)op;
	return rc == GD_OK ? filter_set_text(r, &r->f->team, "team", desk) : rc;
}

/* "8..14", "31..", "5": so many days ago, of UTC; as moments. */
static enum gd_code
read_ago(struct reader *r, const char *key, char op, const char *value,
    int64_t *from_ms, int64_t *to_ms)
{
	struct ends e = filter_ends(r, op, value);
	int64_t today = gd_app_now(r->app) / 86400000, days[2] = { 0, 0 };
	const char *text[2] = { e.from, e.to };

	for (int i = 0; i < 2; i++) {
		char *end = NULL;

		if (!text[i])
			continue;
		days[i] = strtol(text[i], &end, 10);
		if (!*text[i] || *end || days[i] < 0 || days[i] > 99999)
			return filter_bad_value(r, key, value,
			    "8..14, 31.., 5, >30");
	}
	if (e.from)
		*to_ms = (today - days[0] - !e.with_from + 1) * 86400000;
	if (e.to)
		*from_ms = (today - days[1] + !e.with_to) * 86400000;
	return GD_OK;
}

enum gd_code
filter_age(struct reader *r, char op, const char *value)
{
	return read_ago(r, "age", op, value, &r->f->created_from,
	    &r->f->created_to);
}

enum gd_code
filter_stay(struct reader *r, char op, const char *value)
{
	return read_ago(r, "stay", op, value, &r->f->stay_from, &r->f->stay_to);
}

static bool
read_code(struct reader *r, const char *value, const char **out)
{
	char code[4] = "";
	int i;

	for (i = 0; i < 3 && value[i]; i++) {
		code[i] = (char)(value[i] & ~32);
		if (code[i] < 'A' || code[i] > 'Z')
			return false;
	}
	*out = gd_arena_str(r->arena, code);
	return i == 3 && !value[3];
}

enum gd_code
filter_currency(struct reader *r, char op, const char *value)
{
	const char *code;

	(void)op;
	if (!read_code(r, value, &code))
		return filter_bad_value(r, "currency", value, "USD, EUR, CNY");
	return filter_set_text(r, &r->f->currency, "currency", code);
}

enum gd_code
filter_taken(struct reader *r, char op, const char *value)
{
	(void)op;
	if (!*value || strcmp(value, "yes") == 0 || strcmp(value, "是") == 0)
		r->f->taken = 1;
	else if (strcmp(value, "no") == 0 || strcmp(value, "否") == 0)
		r->f->taken = -1;
	else
		return filter_taken_by(r, value);
	return GD_OK;
}

enum gd_code
filter_owing(struct reader *r, char op, const char *value)
{
	const char *code;

	(void)op;
	if (!read_code(r, value, &code))
		return filter_bad_value(r, "owing", value, "USD, EUR, CNY");
	return filter_set_text(r, &r->f->owing, "owing", code);
}

enum gd_code
filter_overdue(struct reader *r, char op, const char *value)
{
	r->f->overdue = true;
	return filter_owing(r, op, value);
}

enum gd_code
filter_signing(struct reader *r, char op, const char *value)
{
	const struct gd_workflow *wf;

	struct app_near near = { .typed = value };

	(void)op;
	r->f->signing = true;
	if (!*value)
		return GD_OK;
	for (size_t i = 0; app_next_flow(r->app, &i, &wf);)
		for (int p = 0; p < wf->npapers; p++)
			if (app_is_called(&wf->papers[p].name, value))
				return filter_set_text(r, &r->f->signing_paper,
				    "signing",
				    gd_arena_str(r->arena,
					wf->papers[p].name.id));
			else
				app_near_name(&near, &wf->papers[p].name);
	return near.best
		   ? app_none_called(&near, GD_TR("paper"), GD_M_NONE, r->err)
		   : filter_bad_value(r, "signing", value, "contract");
}

/* "customer@2026-11": a cause and a month. */
enum gd_code
filter_changed(struct reader *r, char op, const char *value)
{
	const char *at = strrchr(value, '@');
	struct gd_str day = GD_STR_INIT;
	int32_t from = GD_NO_DAY;

	if (op == ':' && at && at > value && strlen(at) == 8) {
		gd_str_addf(&day, "%s-01", at + 1);
		from = gd_day_parse(day.text);
	}
	gd_str_release(&day);
	if (from == GD_NO_DAY)
		return filter_bad_value(r, "changed", value,
		    "customer@2026-11");
	r->f->changed_from = from;
	r->f->changed_to = gd_day_add_months(from, 1) - 1;
	return filter_set_text(r, &r->f->changed, "changed",
	    gd_arena_strn(r->arena, value, (size_t)(at - value)));
}
