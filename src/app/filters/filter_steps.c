/* app/filters/filter_steps.c - the words step:, came: and gone:.
 *
 * A number is the step of every workflow that has it; a name is of the
 * workflow that is named beside it, or of the only one that calls a step so,
 * which then narrows the list: step 3 of another one is something else.  So
 * the words are kept until all are read.
 */
#include <stdio.h>
#include <string.h>

#include "base/day.h"

#include "../dates/agenda_priv.h"
#include "filter_priv.h"

#include "base/banned.h"

static bool
is_number(const char *text)
{
	return text[strspn(text, "0123456789")] == '\0';
}

/* By its number, or what the workflow calls it. */
static const struct gd_step_def *
step_in(const struct gd_workflow *wf, const char *value)
{
	char no[12];

	for (int i = 0; i < wf->nsteps; i++) {
		snprintf(no, sizeof no, "%d", wf->steps[i].no);
		if (strcmp(no, value) == 0 ||
		    app_is_called(&wf->steps[i].name, value))
			return &wf->steps[i];
	}
	return NULL;
}

static bool
is_asked(const struct reader *r, const struct gd_workflow *wf)
{
	return !r->f->workflow || strcmp(r->f->workflow, wf->name.id) == 0;
}

/* What is near among the names; else the numbers there are. */
static enum gd_code
no_step(struct reader *r, const char *key, const char *value)
{
	struct app_near near = { .typed = value };
	const struct gd_workflow *wf;
	int last = 1;

	for (size_t k = 0; app_next_flow(r->app, &k, &wf);)
		for (int i = 0; is_asked(r, wf) && i < wf->nsteps; i++) {
			app_near_name(&near, &wf->steps[i].name);
			last = wf->steps[i].no > last ? wf->steps[i].no : last;
		}
	if (near.best && !is_number(value))
		return app_none_called(&near, GD_TR("step"), GD_M_NONE, r->err);
	return filter_bad_value(r, key, value,
	    gd_arena_printf(r->arena, "1 .. %d", last));
}

static enum gd_code
which_flow(struct reader *r, const char *value, const char *ids,
    const char *first)
{
	return gd_fail(r->err, GD_USAGE, GD_M_APP_FILTER_STEP, GD_T(value),
	    GD_T(gd_arena_str(r->arena, ids)), GD_T(first));
}

/* The step that is meant; alone: its id must be of one workflow, also when a
 * number was typed.  A step of one among several workflows narrows to it. */
static enum gd_code
find_step(struct reader *r, const char *key, const char *value, bool alone,
    const struct gd_step_def **out)
{
	const struct gd_workflow *wf, *first = NULL;
	const struct gd_step_def *def;
	struct gd_str ids = GD_STR_INIT;
	enum gd_code rc = GD_OK;
	int n = 0;

	*out = NULL;
	for (size_t k = 0; app_next_flow(r->app, &k, &wf);) {
		def = is_asked(r, wf) ? step_in(wf, value) : NULL;
		if (!def)
			continue;
		gd_str_addf(&ids, "%s%s", n++ ? ", " : "", wf->name.id);
		*out = *out ? *out : def;
		first = first ? first : wf;
	}
	if (n == 0)
		rc = no_step(r, key, value);
	else if (n > 1 && (alone || !is_number(value)))
		rc = which_flow(r, value, ids.text, first->name.id);
	else if (!is_number(value) && gd_app_flow_count(r->app) > 1)
		r->f->workflow = gd_arena_str(r->arena, first->name.id);
	gd_str_release(&ids);
	return rc;
}

/* ---- the words ----------------------------------------------------------- */

enum gd_code
filter_read_step(struct reader *r, char op, const char *value)
{
	(void)op;
	return filter_set_text(r, &r->step, "step", value);
}

/* "contract@2026-11-16": a step by its id, number or name, and a day of the
 * week that is meant (Monday to Sunday, UTC). */
static enum gd_code
read_week(struct reader *r, const char *key, const char *value)
{
	const char *at = strrchr(value, '@');
	int32_t day = at ? gd_day_parse(at + 1) : GD_NO_DAY;

	if (r->week)
		return gd_fail(r->err, GD_USAGE, GD_M_APP_FILTER_TWICE,
		    GD_T(key));
	if (day == GD_NO_DAY || at == value)
		return filter_bad_value(r, key, value, "5@2026-11-16");
	r->week = gd_arena_strn(r->arena, value, (size_t)(at - value));
	r->week_key = key;
	r->f->week_from = (int64_t)(day - gd_day_weekday(day)) * 86400000;
	return GD_OK;
}

enum gd_code
filter_came(struct reader *r, char op, const char *value)
{
	(void)op;
	return read_week(r, "came", value);
}

enum gd_code
filter_gone(struct reader *r, char op, const char *value)
{
	(void)op;
	r->f->week_gone = true;
	return read_week(r, "gone", value);
}

enum gd_code
filter_find_steps(struct reader *r)
{
	const struct gd_step_def *def;
	enum gd_code rc = GD_OK;

	if (r->step) {
		rc = find_step(r, "step", r->step, false, &def);
		if (rc == GD_OK)
			r->f->step_no = def->no;
	}
	if (rc == GD_OK && r->week) {
		rc = find_step(r, r->week_key, r->week, true, &def);
		if (rc == GD_OK)
			r->f->week_step =
			    gd_arena_str(r->arena, def->name.id);
	}
	return rc;
}
