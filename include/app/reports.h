/* app/reports.h - the reports of an office: one door for commands, screens and
 * the nightly run.
 *
 * What a report is of is said in words, as a list is: `kpi by:customer
 * month:2026-11 clerk:me`. `by:`, `from:`, `to:`, `month:` and `year:` are the
 * report's own, the rest are filters (app/filter.h).
 */
#ifndef GENDAN_APP_REPORTS_H
#define GENDAN_APP_REPORTS_H

#include "app/app.h"
#include "report/table.h"

struct gd_printed;

struct gd_report_kind {
	const char *id, *title, *help; /* title, help: English, for gd_tr */
	const char *takes;             /* "[ORDER]", "[FILTER ...]" */
	bool by, period;
};
/** All of them, in the order of the help. */
const struct gd_report_kind *gd_report_kinds(int *n);

/** Make a report: its name, then its words. *out is initialised by the call
 * and, also after a failure, released by the caller. */
enum gd_code gd_app_report(struct gd_app *app, const char *const *words,
    int nwords, struct gd_report *out, struct gd_err *err) GD_MUST_CHECK;

enum gd_report_form {
	GD_REPORT_TEXT,
	GD_REPORT_CSV,
	GD_REPORT_JSON,
	GD_REPORT_XLSX,
	GD_REPORT_PDF
};
/** "txt", "csv", "json", "xlsx", "pdf". */
const char *gd_report_ending(enum gd_report_form form);
/** Write it to a file: whole or not at all. replace: over what is there. */
enum gd_code gd_app_report_write(struct gd_app *app, const struct gd_report *r,
    enum gd_report_form form, enum gd_lang lang, const char *path, bool replace,
    struct gd_err *err) GD_MUST_CHECK;
/** Print it, on the printer of the person's desk. *out is released by the
 * caller (gd_printed_release), whatever it answers. */
enum gd_code gd_app_report_print(struct gd_app *app, const struct gd_report *r,
    enum gd_lang lang, struct gd_printed *out,
    struct gd_err *err) GD_MUST_CHECK;

#endif
