/* src/app/dates/ics_priv.h - what the two files about calendars share;
 * private. */
#ifndef GENDAN_APP_DATES_ICS_PRIV_H
#define GENDAN_APP_DATES_ICS_PRIV_H

#include "app/ics.h"
#include "report/ics.h"

#include "agenda_priv.h"

#define ICS_POUR 65536 /* bytes of a calendar that wait to be written */

/* Whose calendar. */
struct ics_reader {
	bool all; /* every date goes in, whoever answers for it */
	const char *const *owners;
	int nowners;
	struct gd_ics ics;
};
/* Put the dates of one order into the calendars of all who are asked. An order
 * that is not in work any more adds nothing. */
enum gd_code app_ics_order(struct gd_app *app, const char *id,
    const struct gd_ics_ask *ask, struct ics_reader *readers, int n,
    struct gd_err *err) GD_MUST_CHECK;
/* What the calendar of a person or a desk is called. */
const char *app_ics_name(struct gd_app *app, enum gd_lang lang,
    struct gd_arena *arena, const char *person, const char *desk);

#endif
