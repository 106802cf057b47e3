/* report/eventlog.h - an event log as text: OCEL 2.0 as JSON, or CSV with one
 * event a row. */
#ifndef GENDAN_REPORT_EVENTLOG_H
#define GENDAN_REPORT_EVENTLOG_H

#include "core/view/eventlog.h"

struct gd_log_text {
	/* What is finished; second: it belongs behind everything that is not.
	 * Empties text. */
	enum gd_code (*flush)(void *payload, bool second, struct gd_str *text,
	    struct gd_err *err);
	void *payload;
	bool
	    strict; /* JSON: every value a string, as the published schema asks */
	/* from here on its own */
	struct gd_log_sink sink;
	struct gd_str first, second;
	const struct gd_log_kind *events, *objects;
	bool begun[2];
};
/** Get ready; flush, payload and strict are set by the caller before. */
void gd_log_json(struct gd_log_text *t);
void gd_log_csv(struct gd_log_text *t);
/** What is left, and what ends the file. Releases t. rc: how it went so far. */
enum gd_code gd_log_text_end(struct gd_log_text *t, enum gd_code rc,
    struct gd_err *err) GD_MUST_CHECK;

#endif
