/* tui/boards/day_screen_priv.h - between scr_day.c (keys, painting) and
 * day_layout.c (where everything stands, what is clicked). */
#ifndef GENDAN_TUI_BOARDS_DAY_SCREEN_PRIV_H
#define GENDAN_TUI_BOARDS_DAY_SCREEN_PRIV_H

#include "day_priv.h"
#include "../lists/orders_priv.h"

enum day_pane { WORK, DATES, ORDERS };

struct day {
	struct screen screen;
	struct gd_my_day day;
	struct day_dates dates;
	struct orders orders;
	struct scroll work;
	struct news news;   /* of the orders of the work */
	int most;           /* lines of work looked for */
	enum day_pane pane; /* asked for; see day_pane */
	bool wide; /* the pane under the cursor takes the whole window */
};

/* Where everything stands; a part with 0 rows is not shown. */
struct day_layout {
	bool side; /* dates beside the work */
	int work, work_rows, work_cols;
	int dates, dates_rows, dates_col, dates_cols;
	int unsure; /* row of the line about calendars, 0 = none */
	int orders, orders_rows;
};

/** The pane with the cursor; an empty one has none. */
enum day_pane day_pane(const struct day *d);
/** Is there room for the dates beside the work? */
bool day_is_side(const struct ui *ui);
struct day_layout day_layout(struct ui *ui, const struct day *d);
/* A click; the part it is in gets the cursor. */
void day_to_work(struct ui *ui, struct screen *s, int at);
void day_to_order(struct ui *ui, struct screen *s, int at);

#endif
