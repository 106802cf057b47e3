/* app/reports/history_priv.h - a walk through the journals of many orders. */
#ifndef GENDAN_APP_REPORTS_HISTORY_PRIV_H
#define GENDAN_APP_REPORTS_HISTORY_PRIV_H

#include "app/history.h"

#include "../app_priv.h"

/* Each may fail, which ends the walk. */
struct app_walk {
	enum gd_code (*begin)(void *payload, const struct gd_list_row *row,
	    struct gd_err *err);
	/* ev NULL: the body was taken away by law; wf NULL: not known */
	enum gd_code (*entry)(void *payload, const struct gd_journal_row *row,
	    const struct gd_events *ev, const struct gd_workflow *wf,
	    struct gd_err *err);
	enum gd_code (*end)(void *payload, struct gd_err *err);
	void *payload;
};
/* Every order the words show, each with its journal, oldest entry first. The
 * book may go on meanwhile: an order is read as it stands when its turn comes.
 * *norders how many. */
enum gd_code app_history_walk(struct gd_app *app,
    const struct gd_history_ask *ask, const struct app_walk *walk,
    int64_t *norders, struct gd_err *err) GD_MUST_CHECK;
/* From when to when, UTC ms, to excluded; 0 = no limit. */
void app_history_span(const struct gd_app *app,
    const struct gd_history_ask *ask, int64_t *from_ms, int64_t *to_ms);

/* ---- report_process.c ---- */
struct gd_process;
/* What the journals of these orders come to; the period of ask is filled in.
 * *out is the caller's, also after a failure. */
enum gd_code app_process(struct gd_app *app, struct gd_history_ask *ask,
    struct gd_process **out, struct gd_err *err) GD_MUST_CHECK;

#endif
