/* tui/order/dates_priv.h - dates in words: for my day, an order's page and the
 * screen of its dates. */
#ifndef GENDAN_TUI_ORDER_DATES_PRIV_H
#define GENDAN_TUI_ORDER_DATES_PRIV_H

#include "app/agenda.h"

#include "../scr_priv.h"
#include "../ui_priv.h"

/* The screen of an order's dates. */
struct dates {
	struct screen screen;
	char *number; /* owned */
	bool loaded, by_day;
	struct gd_order_page page;
	struct gd_arena arena; /* of what follows */
	struct gd_dates dates;
	struct gd_warning *warnings;
	size_t nwarnings;
	struct gd_forecast forecast;
	int64_t lot;        /* only of this lot and of the whole order; 0 all */
	int *shown;         /* owned: indexes into dates */
	struct scroll list; /* over shown */
	struct gd_due at;   /* key of the row under the cursor */
	char *at_duty;      /* owned: its duty */
};

/** Append a line about work late against a date that became tighter. */
void dates_tighter(struct ui *ui, const struct gd_date_view *v,
    struct gd_str *out);
/** "12 d left", "today", "5 d late": days until a date. */
const char *dates_left(struct ui *ui, int left);
/** "waits 4 d"; "" for less than a day. */
const char *dates_waited(struct ui *ui, int days);
/** Who answers for a date, of its token; "" for nobody. */
const char *dates_owner(struct ui *ui, const struct gd_workflow *wf,
    const char *token);
/** Name of a date's duty or limit, its lot behind it where there are several.
 */
const char *dates_name(struct ui *ui, const struct gd_order *o,
    const struct gd_date_view *v);
/** "Next hard date 12-05 (12 d left): Latest shipment", behind it one that has
 * passed; "" when there is none. */
void dates_next(struct ui *ui, const struct gd_order *o,
    const struct gd_dates *d, struct gd_str *out);
/** "First hard date that breaks: 12-05, slips 3 d (lands 12-08): Latest
 * shipment"; "" when none does. */
void dates_breaks(struct ui *ui, const struct gd_order *o,
    const struct gd_dates *d, struct gd_str *out);
/** "Ships likely 12-01, safely 12-09; most of it: step 7, 9 days". */
void dates_forecast(struct ui *ui, const struct gd_workflow *wf,
    const struct gd_forecast *f, struct gd_str *out);
/** What is wrong, as a sentence, with its lot and the rule it is from. */
void dates_warning(struct ui *ui, const struct gd_order_page *p,
    const struct gd_warning *w, struct gd_str *out);
/** The duty done that recorded a field, as "id@lot#inst"; "": it is the order's
 * own. */
const char *dates_recorded_by(struct ui *ui, const struct dates *d,
    const char *field, int64_t lot);
/** What is to be said of the day a date is moved to. */
void dates_say_move(struct ui *ui, const struct gd_workflow *wf,
    struct gd_str *out, const struct gd_date_view *v,
    const struct gd_move_warning *w);
/** Say in the message row that an order just entered is late already, and
 * which key shows its dates. @return false: it is not */
bool dates_say_new(struct ui *ui, const char *number);

#endif
