/* xlsx_lib_priv.h - the functions of libxlsxwriter in use, opened late. */
#ifndef GENDAN_REPORT_XLSX_LIB_PRIV_H
#define GENDAN_REPORT_XLSX_LIB_PRIV_H

#include <stdbool.h>
#include <xlsxwriter.h>

#define LXW_USED(X)                    \
	X(workbook_new)                \
	X(workbook_close)              \
	X(workbook_add_worksheet)      \
	X(workbook_add_format)         \
	X(workbook_add_chart)          \
	X(workbook_set_properties)     \
	X(worksheet_write_string)      \
	X(worksheet_write_number)      \
	X(worksheet_set_column)        \
	X(worksheet_freeze_panes)      \
	X(worksheet_autofilter)        \
	X(worksheet_repeat_rows)       \
	X(worksheet_set_landscape)     \
	X(worksheet_set_paper)         \
	X(worksheet_fit_to_pages)      \
	X(worksheet_insert_chart_opt)  \
	X(format_set_num_format)       \
	X(format_set_bold)             \
	X(format_set_text_wrap)        \
	X(format_set_align)            \
	X(format_set_bg_color)         \
	X(chart_add_series)            \
	X(chart_series_set_categories) \
	X(chart_series_set_values)     \
	X(chart_series_set_name_range) \
	X(chart_title_set_name)        \
	X(chart_axis_set_reverse)      \
	X(chart_legend_set_position)   \
	X(lxw_strerror)

struct lxw {
#define X(f) __typeof__(f) *f;
	LXW_USED(X)
#undef X
};

/** All of them, or NULL: the library is not there. */
const struct lxw *lxw_open(void);

#endif
