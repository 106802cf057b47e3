/* tui/boards/day_priv.h - between scr_day.c (keys) and day_dates.c (what is
 * due). */
#ifndef GENDAN_TUI_BOARDS_DAY_PRIV_H
#define GENDAN_TUI_BOARDS_DAY_PRIV_H

#include "app/agenda.h"

#include "../ui_priv.h"

/* Sections of the dates of my day, in the order they are shown. */
enum day_part {
	DAY_OVERDUE = GD_AGENDA_OVERDUE,
	DAY_TODAY = GD_AGENDA_TODAY,
	DAY_SOON = GD_AGENDA_SOON,
	DAY_TOLD = GD_AGENDA_TOLD,
	DAY_WAITS = GD_AGENDA_PARTS,
	DAY_HARDS,
	DAY_PARTS
};

struct day_entry {
	enum day_part part;
	size_t at; /* in lines, waits or hards of the agenda */
};

struct day_dates {
	struct gd_agenda agenda;
	struct day_entry *entries; /* owned; all sections, one after another */
	int first[DAY_PARTS], n[DAY_PARTS]; /* entries of a section */
	struct scroll list;                 /* over entries */
	int most;                           /* asked for of each section */
};

void day_dates_release(struct day_dates *d);
/** rows: at least so many of each section; day: orders that are open already,
 * by the look that is under way, or NULL. */
void day_dates_load(struct ui *ui, struct day_dates *d,
    const struct gd_my_day *day, int rows);
/** Cursor and paging keys. @return false: it stays, at the first or last */
bool day_dates_act(struct ui *ui, struct day_dates *d, enum gd_action action,
    int rows);
/** To the next section that has something, or the one before. @return false:
 * there is none */
bool day_dates_jump(struct day_dates *d, bool forward);
/** To the first or last entry of the section that is open. */
void day_dates_enter(struct day_dates *d, bool last);
/** To the first or last section. */
void day_dates_begin(struct day_dates *d, bool last);
/** The order under the cursor; "" when there is none. */
const char *day_dates_number(const struct day_dates *d);
void day_dates_open(struct ui *ui, struct day_dates *d);
/** Rows the section under the cursor would fill. */
int day_dates_rows(const struct day_dates *d);
/** One line: all sections with their counts, the open one in brackets. */
void day_dates_tabs(struct ui *ui, const struct day_dates *d, int row);
/** Entries of the section under the cursor. */
void day_dates_paint(struct ui *ui, struct day_dates *d, int row, int rows,
    bool focus);
/** All sections under headings, in columns col .. col + cols - 1. */
void day_dates_paint_all(struct ui *ui, struct day_dates *d, int row, int rows,
    int col, int cols, bool focus);

/** day_layout.c: a click on an entry. */
void day_to_date(struct ui *ui, struct screen *s, int at);

#endif
