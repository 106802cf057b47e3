/* src/app/dates/calendar_priv.h - the office's calendars as the core wants
 * them. */
#ifndef GENDAN_APP_DATES_CALENDAR_PRIV_H
#define GENDAN_APP_DATES_CALENDAR_PRIV_H

#include "../app_priv.h"

/* ---- calendars.c ---- */
/* All calendars of the office; customer: whose country it is, NULL or "" =
 * nobody's. Borrows from app, until its office is read anew. */
void app_calendars(struct gd_app *app, const char *customer,
    struct gd_calendars *out);
/* The office was read anew, or goes. */
void app_calendars_forget(struct gd_app *app);

#endif
