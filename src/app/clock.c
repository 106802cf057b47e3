/* app/clock.c - the clock of the machine beside the journal's time.
 *
 * Time in the journal never goes back: a clock behind the last command's time
 * waits there.  One that is more than a year ahead of it is more likely wrong
 * than right, and whatever was dated by it could never be undated: the time
 * waits too, until the clock has kept going for a day or somebody says that it
 * is right.  Nothing is refused.  That the clock jumped is an event with what
 * it said; the setting `clock` holds that until it is right again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/id.h"

#include "app_priv.h"

#include "base/banned.h"

#define VERB "clock"
#define RIGHT "right" /* the setting: somebody looked, it is */
#define BEHIND_MS (5 * INT64_C(60000))
#define DAY_MS INT64_C(86400000)
#define AHEAD_MS (400 * DAY_MS)

static int64_t
machine_ms(struct gd_app *app)
{
	return app->clock_ms ? app->clock_ms++ : gd_now_ms();
}

/* What was told of the clock before: -1 nothing, else what it said then. */
static int64_t
told_ms(const char *setting)
{
	return *setting && strcmp(setting, RIGHT) != 0
		   ? strtoll(setting, NULL, 10)
		   : -1;
}

/* Since it was told, it went on for a day as clocks do. */
static bool
believed(const char *setting, int64_t said)
{
	int64_t told = told_ms(setting);

	return strcmp(setting, RIGHT) == 0 ||
	       (told >= 0 && said >= told + DAY_MS);
}

/* The time of the last command, what was told, and what they make of `said`. */
static enum gd_code
look(struct gd_app *app, int64_t said, int64_t *last, char told[24],
    struct gd_err *err)
{
	enum gd_code rc = gd_store_clock(app->store, last, told, 24, err);

	if (rc != GD_OK)
		return rc;
	app->ahead = *last && said > *last + AHEAD_MS && !believed(told, said);
	if (app->last_ms < *last || app->ahead)
		app->last_ms = *last;
	return GD_OK;
}

int64_t
gd_app_now(struct gd_app *app)
{
	int64_t now = machine_ms(app), last;
	char told[24];

	/* where the journal's time is; a book that cannot be read says so
	 * itself, to who reads it */
	if (!app->looked_at_clock)
		(void)!look(app, now, &last, told, NULL);
	app->looked_at_clock = true;
	if (app->ahead || now < app->last_ms)
		now = app->last_ms;
	app->last_ms = now;
	return now;
}

static enum gd_code
tell(struct gd_app *app, const char *what, int64_t said, const char *setting,
    struct gd_err *err)
{
	struct gd_events events = GD_EVENTS_INIT;
	struct gd_setting row = { VERB, setting };
	char request[GD_ID_TEXT], text[GD_MS_TEXT];
	struct gd_entry entry = { .for_whom = "",
		.verb = VERB,
		.actor = app->login,
		.at_ms = gd_app_now(app),
		.request = gd_id_new(app->last_ms, request),
		.events = &events };
	enum gd_code rc;

	gd_event_put(&events,
	    gd_event_add(&events, GD_EV_CLOCK, what, gd_ms_text(said, 0, text),
		said),
	    GD_ORDER_NTABLES + GD_OFF_SETTING, &row, UINT64_MAX);
	rc = gd_store_append(app->store, &entry, NULL, err);
	gd_events_release(&events);
	return rc;
}

enum gd_code
app_clock_check(struct gd_app *app, struct gd_err *err)
{
	int64_t said = gd_now_ms(), last, before;
	char told[24], text[24];
	enum gd_code rc;

	if (app->clock_ms) /* the demo's */
		return GD_OK;
	rc = look(app, said, &last, told, err);
	if (rc != GD_OK || !last)
		return rc;
	before = told_ms(told);
	snprintf(text, sizeof text, "%lld", (long long)said);
	if (said < last - BEHIND_MS || app->ahead) {
		/* once a jump: the next ones only go on from there */
		if (before >= 0 && said >= before)
			return GD_OK;
		return tell(app, app->ahead ? "ahead" : "behind", said, text,
		    err);
	}
	return *told && said >= last ? tell(app, RIGHT, said, "", err) : GD_OK;
}
