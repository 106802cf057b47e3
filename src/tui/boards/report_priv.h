/* tui/boards/report_priv.h - reports on the screen: report_lines.c makes lines
 * of one, report_paint.c and scr_report.c show it, report_forms.c asks what it
 * is of and where it goes, scr_reports.c lists which there are. */
#ifndef GENDAN_TUI_BOARDS_REPORT_PRIV_H
#define GENDAN_TUI_BOARDS_REPORT_PRIV_H

#include "app/kept.h"

#include "../ui_priv.h"

enum report_line_kind {
	RL_BLANK,
	RL_TITLE, /* of a part */
	RL_TEXT,  /* what it is, wrapped; a row of the map */
	RL_HEAD,  /* titles of the columns */
	RL_ROW,
	RL_CHART, /* title of a chart */
	RL_BAR    /* a row as a bar of it */
};
struct report_line {
	enum report_line_kind kind;
	int part, head; /* index; line of its RL_HEAD, -1 none */
	size_t row;
	int chart, value; /* RL_BAR: column */
	const char *text; /* RL_TITLE, RL_TEXT, RL_CHART */
};
/* How a part stands on a screen of so many columns. */
struct report_look {
	int *widths; /* by column; 0: a sentence, said below */
	int frozen;  /* columns that stay when one moves to the right */
	int bar;     /* room for bars beside the rows; 0: none */
};
struct report_lines {
	struct report_line *at; /* owned */
	size_t n, room;
	struct report_look *looks; /* by part; in arena */
	int cols;                  /* they were made for */
	enum gd_lang lang;
	struct gd_arena arena;
};
void report_lines_make(struct ui *ui, const struct gd_report *r,
    struct report_lines *out);
void report_lines_release(struct report_lines *l);

struct report_screen {
	struct screen screen;
	char *words; /* owned: what it is of, "kpi year:this" */
	char *kept;  /* owned: name it is kept under; NULL */
	struct gd_report r;
	bool made;       /* r is to be released */
	bool old;        /* the book changed since */
	int64_t took_ms; /* to make it */
	struct report_lines lines;
	struct scroll list;
	int col; /* under the cursor, of the part's */
};
void scr_report(struct ui *ui, const char *words, const char *kept);
/** Make it anew of these words. @return false: why is in err, all is as it
 * was */
bool report_remake(struct ui *ui, struct report_screen *s, const char *words,
    struct gd_err *err);
/** What a report begins with on a screen: a period that is soon counted. */
const char *report_first_words(struct ui *ui, const struct gd_report_kind *k);

/* ---- report_paint.c ---- */

#define REPORT_TOP 3  /* first row of the lines */
#define REPORT_FOOT 3 /* rows below them, at the most */
void report_paint(struct ui *ui, struct report_screen *s);
/** Lines for the size and language of now, if they are not. */
void report_lay_out(struct ui *ui, struct report_screen *s);
/** The line under the cursor; NULL: none. */
const struct report_line *report_line_at(const struct report_screen *s);
const struct gd_report_part *report_part_of(const struct report_screen *s,
    const struct report_line *l);
/** Is it one of numbers? */
bool report_stands_on(const struct report_line *l);
/** The column under the cursor, in the part the line is of. */
int report_col_of(const struct report_screen *s, const struct report_line *l);
/** A column that has a place, from `col` on, that way; -1 = none. */
int report_next_col(const struct report_screen *s, const struct report_line *l,
    int col, int by);

/* ---- report_forms.c ---- */

void report_form_choices(struct ui *ui, struct report_screen *s);
void report_form_keep(struct ui *ui, struct report_screen *s);
void report_form_file(struct ui *ui, struct report_screen *s);
void report_form_print(struct ui *ui, struct report_screen *s);

#endif
