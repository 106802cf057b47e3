/* app/ics.h - calendars to subscribe to: the open dates of a person, a desk or
 * an order as iCalendar (report/ics.h). */
#ifndef GENDAN_APP_ICS_H
#define GENDAN_APP_ICS_H

#include "app/app.h"

/* What goes in: open dates of orders in work. */
struct gd_ics_ask {
	const char *person, *desk, *order; /* one of them; none = who asks */
	bool hard;                         /* of law, bank and carrier alone */
	int64_t days; /* no later than so many days from today; 0 = all */
	enum gd_lang lang;
};
/** Takes what is written so far, and empties it. An error ends the writing. */
typedef enum gd_code gd_ics_pour(void *payload, struct gd_str *text,
    struct gd_err *err);
/** The whole calendar, poured out as it grows: however many dates there are, no
 * more of it is in memory than one order and some text. Costs the orders that
 * are in it. */
enum gd_code gd_app_ics(struct gd_app *app, const struct gd_ics_ask *ask,
    gd_ics_pour *pour, void *payload, struct gd_err *err) GD_MUST_CHECK;
/** The same to a file: written aside, and put in its place only when it says
 * something else. *changed: it did. */
enum gd_code gd_app_ics_file(struct gd_app *app, const struct gd_ics_ask *ask,
    const char *path, bool *changed, struct gd_err *err) GD_MUST_CHECK;

/* Of a folder with a file for each person and each desk of the house. */
struct gd_ics_folder {
	int files, changed, gone;
};
/** Files are called person-LOGIN-TOKEN.ics and desk-CODE-TOKEN.ics. The token,
 * 128 random bits, is made with the file: who does not know it does not find
 * the file, and whoever deletes a file gives it another. Files of people who
 * left go. The folder is made when there is none, so that it can be entered but
 * not listed by others. Looks into each order in work once, and holds no more
 * of it in memory than one order and some text.
 * GD_REFUSED: somebody else writes there now. */
enum gd_code gd_app_ics_folder(struct gd_app *app, const char *path,
    const struct gd_ics_ask *ask, struct gd_ics_folder *out,
    struct gd_err *err) GD_MUST_CHECK;

#endif
