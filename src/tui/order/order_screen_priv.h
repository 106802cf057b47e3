/* tui/order/order_screen_priv.h - between scr_order.c (keys) and
 * order_paint.c. */
#ifndef GENDAN_TUI_ORDER_ORDER_SCREEN_PRIV_H
#define GENDAN_TUI_ORDER_ORDER_SCREEN_PRIV_H

#include "core/view/lots.h"

#include "dates_priv.h"
#include "../ui_priv.h"

#define ORDER_DUTIES 200 /* lines of one step's checklist */
#define ORDER_EVENTS 24  /* last ones shown */
#define ORDER_NOTES 12   /* last ones shown */
#define ORDER_STEPS 64   /* of one lot */

struct order_screen {
	struct screen screen;
	char *number; /* owned */
	bool loaded, in_steps;
	struct gd_order_page page;
	struct scroll steps, duties;
	struct gd_arena arena; /* of the next two */
	struct gd_dates dates;
	struct gd_warning *warnings;
	size_t nwarnings;
	int64_t lot;                /* whose checklist is shown; 0 = one only */
	int step_of[ORDER_STEPS];   /* indexes into page.todo.steps */
	int shown[ORDER_DUTIES];    /* indexes into page.todo.duties */
	char *events[ORDER_EVENTS]; /* owned, newest first */
	bool is_note[ORDER_EVENTS];
	char *notes[ORDER_NOTES];
	int nevents, nnotes;
};

/** The step under the cursor; NULL when there is none. */
const struct gd_step_view *order_screen_step(const struct order_screen *o);
const struct gd_duty_view *order_screen_duty(const struct order_screen *o);
/** "[x]", "done 11-20" or "sent 3/5", the ink, and "Why not: ..." of a line of
 * a checklist; a field of the order as "Terms T/T   ", nothing when empty. */
const char *order_duty_box(const struct gd_duty_view *v);
const char *order_duty_state(struct ui *ui, const struct gd_duty_view *v);
enum gd_ink order_duty_ink(const struct gd_duty_view *v);
void order_duty_why(struct ui *ui, const struct gd_workflow *wf,
    const struct gd_duty_view *v, struct gd_str *out);
void order_field(struct ui *ui, const struct gd_order_page *page,
    const char *name, struct gd_str *out);
void order_screen_paint(struct ui *ui, struct screen *s);
/** Say in the message row why a line of the checklist cannot be done. */
void order_screen_why(struct ui *ui, struct order_screen *o,
    const struct gd_duty_view *v);
/** What happened last and the last notes, from the journal; forget them. */
void order_events_load(struct ui *ui, struct order_screen *o);
void order_events_drop(struct order_screen *o);
/** The last events, each on as many rows as it needs (two at most), from row
 * to bottom; nothing where no event has room. */
void order_events_paint(struct ui *ui, const struct order_screen *o, int row,
    int col, int cols, int bottom);
/** Papers that were drafted anew and are not in force, and whom each waits for;
 * nothing where there is none. */
void order_revised(struct ui *ui, const struct order_screen *o,
    struct gd_str *out);
/** What stands below a checklist: the notes with the key that adds one, and,
 * with events, what happened last. */
void order_rest_paint(struct ui *ui, const struct order_screen *o, int row,
    int col, int cols, int bottom, bool events);
/** A click on a step or on a line of the checklist. */
void order_screen_to_step(struct ui *ui, struct screen *s, int at);
void order_screen_to_duty(struct ui *ui, struct screen *s, int at);
/** First row of the steps and the checklist. */
int order_screen_top(struct ui *ui, const struct order_screen *o);
/** Rows the strip of lots takes: 0 where there is one lot. */
int order_lots_rows(struct ui *ui, const struct order_screen *o);
void order_lots_paint(struct ui *ui, const struct order_screen *o, int row);
/** F8: change notice, delay notice, note. */
void order_screen_notices(struct ui *ui, struct order_screen *o);

#endif
