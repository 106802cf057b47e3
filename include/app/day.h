/* app/day.h - closing a day, and the days closed so far. */
#ifndef GENDAN_APP_DAY_H
#define GENDAN_APP_DAY_H

#include "app/app.h"

/* One closing as it is printed; texts owned by the arena. */
struct gd_day_page {
	struct gd_closing row;
	const char *company_zh, *company_en; /* "" when there is none */
	char ledger[GD_ID_TEXT];
	int64_t before; /* the command up to which the one before went */
	struct gd_arena arena;
};
void gd_day_page_release(struct gd_day_page *p);

/** What a closing would hold now: the head, and what came since the closing
 * before. Nothing is written. */
enum gd_code gd_app_day_look(struct gd_app *app, struct gd_day_page *out,
    struct gd_err *err) GD_MUST_CHECK;
/** Sign that, with the open key of the person at the keyboard, and write it
 * into the journal; note: words of the person, "". */
enum gd_code gd_app_day_close(struct gd_app *app,
    const struct gd_day_page *look, const char *note, struct gd_day_page *out,
    struct gd_err *err) GD_MUST_CHECK;
/** The public half of the key a closing was signed with; "" when it was not. */
const char *gd_app_day_public(struct gd_app *app, const struct gd_day_page *p);
/** One closing; no 0 = the last. */
enum gd_code gd_app_day(struct gd_app *app, int64_t no, struct gd_day_page *out,
    struct gd_err *err) GD_MUST_CHECK;
/** All closings into *sheet (table GD_OFF_CLOSING), which is made here and
 * released by the caller. */
enum gd_code gd_app_days(struct gd_app *app, struct gd_sheet *sheet,
    struct gd_err *err) GD_MUST_CHECK;

#endif
