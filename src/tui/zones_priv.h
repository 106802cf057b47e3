/* tui/zones_priv.h - what a click means: painters say what they painted where,
 * so nothing is guessed from rows and columns later.  Also burst.c, a scanner,
 * small.c, a window too small, and looks.c, colours and mouse of a person. */
#ifndef GENDAN_TUI_ZONES_PRIV_H
#define GENDAN_TUI_ZONES_PRIV_H

#include "tui/device.h"
#include "tui/grid.h"
#include "tui/keys.h"

struct ui;
struct screen;
struct scroll;

/* A click brings the cursor there. */
typedef void zone_go_fn(struct ui *ui, struct screen *s, int to);

struct zone {
	int row, col, rows, cols;
	struct scroll *list; /* lines of it, from top; or */
	int top;
	int *at;        /* set to `to`; or */
	zone_go_fn *go; /* to + how many rows below row; or */
	int to;
	uint32_t key;   /* a label: the click is this key */
	uint32_t twice; /* key of a double click behind its go, 0 = none */
};
#define ZONES_MAX 256
struct zones {
	struct zone at[ZONES_MAX];
	int n;
	bool void_; /* painted before the screen was loaded anew */
};

/** Painters, of what belongs to the top screen: rows of a list ... */
void zone_rows(struct ui *ui, int row, int col, int rows, int cols,
    struct scroll *list);
/** ... rows that a function knows; a double click is the key twice ... */
void zone_go(struct ui *ui, int row, int col, int rows, int cols,
    zone_go_fn *go, int to, uint32_t twice);
/** ... a row whose number goes into *at, of the screen; a double click is
 * Enter there ... */
void zone_at(struct ui *ui, int row, int *at, int to);
/** ... a label with a key. */
void zone_key(struct ui *ui, int row, int col, int cols, uint32_t key);
/** Nothing is painted (any more). */
void zones_clear(struct ui *ui);
/** A key of the mouse. @return false: it is none. *then: a key that it stands
 * for, to be handled as if typed; code 0 = none */
bool zones_mouse(struct ui *ui, const struct gd_key *key, struct gd_key *then);

/* ---- burst.c ---- */

/* Keys held back because a scanner may be typing. */
#define BURST_KEYS 64
struct burst {
	struct gd_key keys[BURST_KEYS];
	int n, at;                 /* those not handed on yet: at .. n - 1 */
	char code[BURST_KEYS + 1]; /* the digits among them */
	char hand[BURST_KEYS];     /* digits a person types, so many: */
	int hands;
	bool ones; /* what comes begins with 11, as an order's code does */
};
/** A key, or GD_KEY_SCAN with the digits in ui->burst.code */
enum gd_input burst_read(struct ui *ui, int timeout_ms, struct gd_key *key);
/** A key while, or as, the digits of a slip are typed by hand. @return taken */
bool burst_hand(struct ui *ui, const struct gd_key *key);
/** scr_scan.c: is it the screen for slips? There every digit is one of them. */
bool scr_scan_is(const struct screen *s);

/* ---- small.c ---- */

#define MIN_ROWS 16
#define MIN_COLS 60
bool small_is(const struct ui *ui);
void small_paint(struct ui *ui);
/** A key while it is so small: only the ways out count. */
void small_key(struct ui *ui, const struct gd_key *key);

/* ---- looks.c: kept per person, beside the drafts ---- */

/** As who is at the keyboard has it; --theme, $GENDAN_THEME, $GENDAN_MOUSE and
 * --lang first. */
void looks_apply(struct ui *ui);
/** The other language, kept for the person. */
void looks_language(struct ui *ui);
/** Colours from a list; mouse on or off; is all saved?  @return taken */
bool looks_act(struct ui *ui, enum gd_action action);
/** What is to be said of this terminal at the beginning, if anything. */
void looks_tell(struct ui *ui);

#endif
