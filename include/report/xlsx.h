/* report/xlsx.h - a report as an Excel workbook.
 *
 * A sheet a part, charts beside its rows, and a last sheet with what each
 * number means. Texts are always texts, days real days. The same report gives
 * the same bytes. libxlsxwriter is opened when it is first needed: linking it
 * would double the time gendan takes to start.
 */
#ifndef GENDAN_REPORT_XLSX_H
#define GENDAN_REPORT_XLSX_H

#include "report/table.h"

/** Write it to path, over what is there. @return GD_OK or GD_OUTSIDE: without
 * the library, or the file cannot be written */
enum gd_code gd_report_xlsx(const struct gd_report *r, enum gd_lang lang,
    const char *path, struct gd_err *err) GD_MUST_CHECK;

#endif
