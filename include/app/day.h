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

/** Write the present head into the journal, with what came since the closing
 * before; note: words of the person, "". */
enum gd_code gd_app_day_close(struct gd_app *app, const char *note,
    struct gd_day_page *out, struct gd_err *err) GD_MUST_CHECK;
/** One closing; no 0 = the last. */
enum gd_code gd_app_day(struct gd_app *app, int64_t no, struct gd_day_page *out,
    struct gd_err *err) GD_MUST_CHECK;
/** All closings into *sheet (table GD_OFF_CLOSING), which is made here and
 * released by the caller. */
enum gd_code gd_app_days(struct gd_app *app, struct gd_sheet *sheet,
    struct gd_err *err) GD_MUST_CHECK;

#endif
