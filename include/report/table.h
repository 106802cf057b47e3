/* report/table.h - a report as data: parts with columns, rows and charts, each
 * number with the sentence that says what it is.
 *
 * Whoever builds it has looked everything up; whoever writes it (text, CSV,
 * JSON here, report/xlsx.h, a printed paper in app/reports/reports.c) only shows it.
 * Words are pairs in both languages; `id` is what programs read instead.
 */
#ifndef GENDAN_REPORT_TABLE_H
#define GENDAN_REPORT_TABLE_H

#include <jansson.h>

#include "base/memory.h"
#include "base/say.h"
#include "core/workflow.h"

/* X(enum word, word in JSON): what a cell holds.
 * COUNT a whole number; DAY since 1970-01-01; DAYS a length in days; MONEY
 * minor units of `unit`; PERCENT and SCORE hundredths. */
#define GD_SAYS(X)            \
	X(TEXT, "text")       \
	X(COUNT, "count")     \
	X(DAY, "day")         \
	X(DAYS, "days")       \
	X(MONEY, "money")     \
	X(PERCENT, "percent") \
	X(SCORE, "score")
enum gd_says_kind {
#define X(word, text) GD_SAYS_##word,
	GD_SAYS(X)
#undef X
};

/* What is behind a cell: an order by its number, a list by its words. */
enum gd_leads { GD_LEADS_NOWHERE, GD_LEADS_ORDER, GD_LEADS_LIST };

struct gd_report_cell {
	enum gd_says_kind kind;
	enum gd_leads leads;
	bool known; /* false: nobody knows; shown empty, never as 0 */
	int64_t n;
	const char *unit;    /* MONEY: the currency */
	const char *to;      /* where it leads; NULL: nowhere */
	struct gd_name text; /* TEXT; id NULL: the text itself */
};

struct gd_report_col {
	const char *key;      /* JSON key and CSV head */
	struct gd_name title; /* one of the two may be NULL */
	enum gd_says_kind kind;
	struct gd_name means; /* what the number is; NULLs: its title says it */
	bool side; /* a longer text: printed papers may leave it off */
};

enum gd_chart_kind { GD_CHART_BARS, GD_CHART_LINE, GD_CHART_SPARKS };
#define GD_CHART_VALUES 12
struct gd_report_chart {
	enum gd_chart_kind kind;
	struct gd_name title;
	int category;                /* column of the names */
	int values[GD_CHART_VALUES]; /* columns of numbers */
	int nvalues;
	size_t first, n; /* rows; n 0 = from first to the end */
};

/* A table of the report. */
struct gd_report_part {
	struct gd_name name;  /* id: word for programs */
	struct gd_name means; /* what its rows are, in a sentence */
	struct gd_report_col *cols;
	int ncols;
	struct gd_report_cell *cells; /* row by row */
	bool *heads;                  /* a row that begins a group */
	struct gd_report_chart *charts;
	size_t ncells, nrows, ncharts;
	size_t col_room, cell_room, head_room, chart_room;
};

struct gd_report {
	struct gd_arena arena; /* of all texts */
	const char *id;
	struct gd_name title, scope; /* scope: which orders, in words */
	int32_t from, to;            /* days, both included; GD_NO_DAY = open */
	int32_t today;
	int64_t made_ms;
	int utc_offset_min;
	struct gd_name company;
	struct gd_report_part **parts;
	size_t nparts, part_room;
};

/* ---- making one ----------------------------------------------------------- */

void gd_report_init(struct gd_report *r, const char *id, struct gd_name title);
void gd_report_release(struct gd_report *r);
/** A phrase marked with GD_TR in both languages; NULL: without words. */
struct gd_name gd_words(const char *english);
/** The same with {1}..{4} filled in. */
struct gd_name gd_report_say(struct gd_report *r, const char *english, int n,
    const struct gd_arg *args);
/** A text that is the same in both. Copied. */
struct gd_name gd_report_plain(struct gd_report *r, const char *text);
/** A new part; means may be without words. Stays where it is. */
struct gd_report_part *gd_report_part(struct gd_report *r, const char *id,
    struct gd_name name, struct gd_name means);
void gd_part_col(struct gd_report_part *p, const char *key,
    struct gd_name title, enum gd_says_kind kind, struct gd_name means);
/** Cells, left to right, row after row. */
void gd_part_text(struct gd_report_part *p, struct gd_name text);
void gd_part_none(struct gd_report_part *p);
/** Nothing belongs there: empty, not even a dash. */
void gd_part_blank(struct gd_report_part *p);
void gd_part_number(struct gd_report_part *p, enum gd_says_kind kind,
    int64_t n);
/** 0 and GD_NO_DAY: none. */
void gd_part_day(struct gd_report_part *p, int32_t day);
void gd_part_money(struct gd_report_part *p, int64_t minor, const char *code);
/** n of all, as PERCENT; of nothing there is no answer. */
void gd_part_share(struct gd_report_part *p, int64_t n, int64_t all);
/** What is behind the cell added last; to is borrowed. */
void gd_part_leads(struct gd_report_part *p, enum gd_leads leads,
    const char *to);
/** The row under way begins a group. */
void gd_part_head(struct gd_report_part *p);
/** Rows by a column, texts in natural order, what is not known last; rows that
 * are equal keep their order. Not of parts with groups. */
void gd_part_sort(struct gd_report_part *p, int col, bool down);
struct gd_report_chart *gd_part_chart(struct gd_report_part *p,
    enum gd_chart_kind kind, struct gd_name title, int category, int value);

/* ---- reading it ----------------------------------------------------------- */

/** The word in a language, else in the other, never NULL. */
const char *gd_word_of(const struct gd_name *name, enum gd_lang lang);
const struct gd_report_cell *gd_part_cell(const struct gd_report_part *p,
    size_t row, int col);
/** Append a cell as people read it: "2026-12-05", "1234.50 USD", "87.5%", "12
 * d"; nothing when there is no answer. */
void gd_report_cell_say(struct gd_str *out, const struct gd_report_cell *cell,
    enum gd_lang lang);
/** The number of a cell as it is counted: percent as 0.875, money as 1234.5. */
double gd_report_cell_value(const struct gd_report_cell *cell);
/** Append "2026-11-01 to 2026-11-30" in a language; nothing without period. */
void gd_report_period_say(struct gd_str *out, const struct gd_report *r,
    enum gd_lang lang);

/* ---- writing it ----------------------------------------------------------- */

/** Aligned text; each number's sentence below its table. */
void gd_report_text(struct gd_str *out, const struct gd_report *r,
    enum gd_lang lang);
/** Each part with its own head; the first column is its word. */
void gd_report_csv(struct gd_str *out, const struct gd_report *r);
/** One object; ids instead of words. The caller owns it. */
json_t *gd_report_json(const struct gd_report *r, enum gd_lang lang);

#endif
