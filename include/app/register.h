/* app/register.h - customers, people, carriers: many at once from a table, and
 * a person who is to be what another is. */
#ifndef GENDAN_APP_REGISTER_H
#define GENDAN_APP_REGISTER_H

#include "app/app.h"

struct gd_register {
	int table; /* GD_OFF_CUSTOMER, GD_OFF_PERSON or GD_OFF_PARTY */
	const char *path;
	bool dry_run;
	/* one bad row; column "" = the row as a whole */
	void (*fault)(void *payload, int64_t row, const char *column,
	    const char *value, const struct gd_err *why);
	/* the same of what is taken though: a cell that was cleaned, a
	 * customer whose name is like another's; may be NULL */
	void (*note)(void *payload, int64_t row, const char *column,
	    const char *value, const struct gd_err *what);
	void *payload;
	int64_t notes;                              /* out */
	int64_t rows, added, changed, same, faults; /* out */
	int64_t hold_more; /* out: people with roles the file does not say */
};
/** Read a CSV file whose head names columns as the list of the same things
 * prints them, in either language; people also have roles and desks, given,
 * never taken away, and nobody is closed. A row that is there already is changed where the file says
 * otherwise. Every row is tried first; with one fault nothing is written. The
 * same file again changes nothing. */
enum gd_code gd_app_register(struct gd_app *app, struct gd_register *r,
    struct gd_err *err) GD_MUST_CHECK;

/** A new person with the roles and desks that another has now. */
enum gd_code gd_app_user_like(struct gd_app *app, const struct gd_person *p,
    const char *like, struct gd_err *err) GD_MUST_CHECK;

#endif
