/* app/history.h - what really happened to many orders: an event log for other
 * programs, the process as it was. */
#ifndef GENDAN_APP_HISTORY_H
#define GENDAN_APP_HISTORY_H

#include "app/app.h"

/* Which orders (filter words, all states unless they say one) and when. */
struct gd_history_ask {
	const char *const *words;
	int nwords;
	int32_t from, to; /* days, both counted in; 0 = no limit */
};

enum gd_log_form { GD_LOG_OCEL, GD_LOG_OCEL_JSON, GD_LOG_CSV };
struct gd_log_done {
	int64_t orders, events, objects;
};
/** Write the event log of these orders to a file; a plain file that is there
 * is replaced once the new one is whole. strict: JSON with every value as a
 * string. On the office server nothing is written. */
enum gd_code gd_app_log_export(struct gd_app *app,
    const struct gd_history_ask *ask, enum gd_log_form form, bool strict,
    const char *path, struct gd_log_done *out,
    struct gd_err *err) GD_MUST_CHECK;

#endif
