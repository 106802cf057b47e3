/* tui/keys.h - keys, the bytes they are made of, and the actions they start.
 *
 * One table of actions feeds the key handling, the footers, the help and the
 * tests.  Every action has a key that is no letter, because an input method
 * swallows letters.
 */
#ifndef GENDAN_TUI_KEYS_H
#define GENDAN_TUI_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/say.h"
#include "paper/doc.h"

/* ---- keys --------------------------------------------------------------- */

/* A key is a character, a control character (Ctrl-S = 0x13) or one of these,
 * which lie beyond Unicode. */
enum gd_keycode {
	GD_KEY_NONE = 0,
	GD_KEY_TAB = 9,
	GD_KEY_ENTER = 13,
	GD_KEY_ESC = 27,
	GD_KEY_SPACE = 32,
	GD_KEY_BACKSPACE = 127,
	GD_KEY_BASE = 0x110000,
	GD_KEY_UP,
	GD_KEY_DOWN,
	GD_KEY_LEFT,
	GD_KEY_RIGHT,
	GD_KEY_PGUP,
	GD_KEY_PGDN,
	GD_KEY_HOME,
	GD_KEY_END,
	GD_KEY_INSERT,
	GD_KEY_DELETE,
	GD_KEY_BACKTAB,
	GD_KEY_CTRL_LEFT,
	GD_KEY_CTRL_RIGHT,
	GD_KEY_SHIFT_UP,
	GD_KEY_SHIFT_DOWN,
	GD_KEY_F0, /* F1 = GD_KEY_F0 + 1 ... */
	GD_KEY_F12 = GD_KEY_F0 + 12,
	GD_KEY_PASTE_ON,
	GD_KEY_PASTE_OFF,
	GD_KEY_RESIZE,
	GD_KEY_BAD,    /* a byte that is no UTF-8 */
	GD_KEY_MARK,   /* only scripts: dump here */
	GD_KEY_SCAN,   /* a scanner typed: burst.c has its digits */
	GD_KEY_CLICK,  /* of a mouse, at row and col */
	GD_KEY_DOUBLE, /* the second of two */
	GD_KEY_WHEEL_UP,
	GD_KEY_WHEEL_DOWN,
};
#define GD_KEY_F(n) ((uint32_t)GD_KEY_F0 + (uint32_t)(n))
#define GD_KEY_CTRL(letter) ((uint32_t)(letter)&0x1F)

struct gd_key {
	uint32_t code;
	bool pasted;    /* text, never a command */
	short row, col; /* of a mouse: where, from 0; RESIZE: the new size */
};

/** "F1", "Esc", "Ctrl-S", "Space", "a"; buf of 24 bytes.  Returns buf. */
char *gd_key_name(enum gd_lang lang, uint32_t code, char *buf);
/** The key of an English name (case does not matter); 0 if there is none. */
uint32_t gd_key_find(const char *name);

/* ---- bytes to keys ------------------------------------------------------ */

/* Strict UTF-8; also swallows the rest of an escape sequence that arrives
 * torn, up to 150 ms after its ESC. */
struct gd_decoder {
	uint32_t cp, least; /* so far; smallest not overlong */
	int need;           /* continuation bytes still to come */
	int64_t esc_ms;     /* when the last ESC came, -1 = none pending */
	char torn;          /* '[' or 'O' while swallowing */
	bool pasting;
};
#define GD_DECODER_INIT      \
	{                    \
		.esc_ms = -1 \
	}
/** Feed one byte.  @return keys written to out (0..2) */
int gd_decode_byte(struct gd_decoder *d, uint8_t byte, int64_t now_ms,
    struct gd_key out[2]);
/** ESC and '[' or 'O' came at once and mean nothing here: swallow the rest. */
void gd_decode_unknown(struct gd_decoder *d, char intro, int64_t now_ms);
/** A key the terminal library already knows (GD_KEY_UP ...). */
int gd_decode_key(struct gd_decoder *d, uint32_t code, struct gd_key out[2]);

/* ---- actions ------------------------------------------------------------ */

/* Where an action works. */
enum gd_place {
	GD_AT_DAY = 1 << 0,
	GD_AT_LIST = 1 << 1,
	GD_AT_ORDER = 1 << 2,
	GD_AT_FORM = 1 << 3, /* text is being entered: letters are text */
	GD_AT_PICK = 1 << 4, /* a popup to choose from; letters narrow it */
	GD_AT_BOX = 1 << 5,  /* yes or no */
	GD_AT_HELP = 1 << 6,
	GD_AT_LOG = 1 << 7,
	GD_AT_START = 1 << 8,  /* no book yet */
	GD_AT_FILTER = 1 << 9, /* the filter line of the list */
	GD_AT_TABLE = 1 << 10, /* rows to look at: lines, history, handover */
	GD_AT_DOOR = 1 << 11,  /* a password is asked for: nothing else goes */
	GD_AT_SIGNS = 1 << 12, /* papers to be signed, many at once */
	GD_AT_SHEET = 1 << 13, /* a sheet as it would be printed */
	GD_AT_MERGE = 1 << 14, /* mine and theirs side by side */
	GD_AT_NAMES = 1 << 15, /* customers, people, a workflow */
	GD_AT_BOARD = 1 << 16, /* numbers of a board */
	GD_AT_REPORTS = 1 << 17, /* which reports there are */
	GD_AT_REPORT = 1 << 18,  /* one of them */
};
#define GD_AT_VIEWS (GD_AT_DAY | GD_AT_LIST | GD_AT_ORDER)
#define GD_AT_TEXT (GD_AT_FORM | GD_AT_PICK | GD_AT_FILTER | GD_AT_DOOR)
#define GD_AT_LOOK (GD_AT_VIEWS | GD_AT_TABLE | GD_AT_NAMES)
#define GD_AT_COUNTS (GD_AT_BOARD | GD_AT_REPORT)
#define GD_AT_READ (GD_AT_LOOK | GD_AT_COUNTS | GD_AT_REPORTS)
#define GD_AT_OF_ORDERS (GD_AT_VIEWS | GD_AT_TABLE)
#define GD_AT_ALL 0x7FFFF
#define GD_AT_ROWS (GD_AT_ALL & ~(GD_AT_BOX | GD_AT_DOOR))
#define GD_AT_WORK (GD_AT_ALL & ~(GD_AT_START | GD_AT_DOOR))

/* X(id, English name, neutral key, letter, other key, where, what it does) */
#define GD_ACTIONS(X)                                                          \
	X(HELP, "Help", GD_KEY_F(1), '?', 0, GD_AT_ALL & ~GD_AT_BOX,           \
	    "What can be done on this screen, and with which key")             \
	X(ACTIONS, "Actions", GD_KEY_F(2), ':', 0,                             \
	    GD_AT_READ | GD_AT_FORM | GD_AT_FILTER | GD_AT_START |             \
		GD_AT_SIGNS | GD_AT_SHEET | GD_AT_MERGE,                       \
	    "Everything that can be done here, also what is blocked and why")  \
	X(FILTER, "Filter", GD_KEY_F(3), '/', 0,                               \
	    GD_AT_DAY | GD_AT_LIST | GD_AT_NAMES,                              \
	    "Narrow the list while typing; Esc clears it")                     \
	X(CHOOSE, "Choose", GD_KEY_F(3), 0, 0, GD_AT_FORM,                     \
	    "Choose the value of this field from a list")                      \
	X(EDIT, "Edit", GD_KEY_F(4), 'e', 'i',                                 \
	    GD_AT_ORDER | GD_AT_TABLE | GD_AT_MERGE | GD_AT_NAMES,             \
	    "Correct or change what is under the cursor")                      \
	X(COPIES, "Copies", GD_KEY_F(5), 'c', 0, GD_AT_ORDER | GD_AT_TABLE,    \
	    "Copies of this paper: who has them, who signed for them")         \
	X(SIGN, "Sign", GD_KEY_F(6), 's', 0, GD_AT_VIEWS | GD_AT_SIGNS,        \
	    "Sign the paper under the cursor, or many from a list")            \
	X(SENDBACK, "Send back", GD_KEY_F(8), 'b', 0, GD_AT_SIGNS,             \
	    "Send the ticked papers, or the one here, back with a reason")     \
	X(NEW, "New", GD_KEY_F(7), 'n', 'o', GD_AT_VIEWS, "Enter a new order") \
	X(ADD, "Add", GD_KEY_F(7), 'n', 'o', GD_AT_TABLE | GD_AT_NAMES,        \
	    "Add a row")                                                       \
	X(YOURS, "Yours", GD_KEY_F(5), 'm', GD_KEY_LEFT, GD_AT_MERGE,          \
	    "Save what you typed in this field")                               \
	X(THEIRS, "Theirs", GD_KEY_F(6), 't', GD_KEY_RIGHT, GD_AT_MERGE,       \
	    "Save what the other one wrote in this field")                     \
	X(REMOVE, "Remove", GD_KEY_DELETE, 'd', 0,                             \
	    GD_AT_TABLE | GD_AT_REPORTS,                                       \
	    "Take the row under the cursor away")                              \
	X(MINE, "My lists", GD_KEY_F(4), 'v', 0, GD_AT_LIST,                   \
	    "Filters kept under a name: take one, keep this one, forget one")  \
	X(PREVIEW, "Preview", GD_KEY_CTRL('V'), 'z', 0, GD_AT_LIST,            \
	    "Show the order under the cursor beside the list, or hide it")     \
	X(RECEIVE, "Receipts", GD_KEY_F(5), 'r', 0, GD_AT_LIST,                \
	    "Book the receipts that you may book, of all marked orders")       \
	X(NOTICE, "Notice", GD_KEY_F(8), 'w', 0, GD_AT_ORDER,                  \
	    "Write a change notice, a delay notice or a note")                 \
	X(PRINT, "Print", GD_KEY_F(9), 'p', GD_KEY_CTRL('P'),                  \
	    GD_AT_OF_ORDERS | GD_AT_PICK | GD_AT_SHEET | GD_AT_REPORT,         \
	    "Print a paper or a routing slip; the sheet is shown first")       \
	X(CHOICES, "Choices", GD_KEY_F(4), 'e', 'i', GD_AT_SHEET,              \
	    "Printer, language, medium, which pieces and pages")               \
	X(PERIOD, "Period", GD_KEY_F(4), 'e', 'i', GD_AT_REPORT,               \
	    "Of which period, in which rows, of which orders")                 \
	X(ANEW, "Anew", GD_KEY_F(5), 'r', 0, GD_AT_REPORT,                     \
	    "Make the report anew, of the book as it is now")                  \
	X(KEEP, "Keep", GD_KEY_F(7), 'n', 'o', GD_AT_REPORT,                   \
	    "Keep this report under a name; it is made anew when opened")      \
	X(TO_FILE, "To file", GD_KEY_CTRL('S'), 0, 0,                          \
	    GD_AT_SHEET | GD_AT_REPORT,                                        \
	    "Write it to a file: sheets as PDF, a report as XLSX, PDF, CSV")   \
	X(BACK, "Back", GD_KEY_ESC, 'q', GD_KEY_F(10), GD_AT_ALL,              \
	    "One level back; at the top it asks whether to leave")             \
	X(CANCEL, "Cancel", GD_KEY_CTRL('C'), 0, 0, GD_AT_ALL,                 \
	    "One level back, like Esc")                                        \
	X(BEHIND, "Behind it", GD_KEY_ENTER, 0, 0, GD_AT_COUNTS,                \
	    "List what is behind the number under the cursor")                 \
	X(NUMBER_LEFT, "Number before", GD_KEY_LEFT, 'h', 0, GD_AT_COUNTS,      \
	    "The number before, in the same line")                             \
	X(NUMBER_RIGHT, "Next number", GD_KEY_RIGHT, 'l', 0, GD_AT_COUNTS,      \
	    "The next number of the same line")                                \
	X(WHOSE, "Whose", GD_KEY_F(3), '/', 0, GD_AT_BOARD,                    \
	    "Numbers of the book, a company, a desk, a team or a person")      \
	X(OF_FLOW, "By workflow", GD_KEY_F(7), 'n', 'o', GD_AT_BOARD,             \
	    "Numbers of one workflow, or of all of them")                      \
	X(WHICH, "Which", GD_KEY_F(4), 'v', 0, GD_AT_BOARD,                    \
	    "Choose a board from the list of them")                            \
	X(PIN, "Pin", GD_KEY_SPACE, 'x', 0, GD_AT_BOARD,                       \
	    "Keep the first lines of this board on the overview, or not")      \
	X(OPEN, "Open", GD_KEY_ENTER, 'l', GD_KEY_RIGHT,                       \
	    GD_AT_LOOK | GD_AT_REPORTS,                                        \
	    "Open what is under the cursor, or do it")                         \
	X(ACCEPT, "Accept", GD_KEY_ENTER, 0, 0, GD_AT_ALL & ~GD_AT_READ,       \
	    "Take this and go on; in the last field: do it")                   \
	X(MARK, "Tick", GD_KEY_SPACE, 'x', 0, GD_AT_OF_ORDERS,                 \
	    "Tick or mark the line under the cursor")                          \
	X(TOGGLE, "Tick", GD_KEY_SPACE, 0, 0,                                  \
	    GD_AT_FORM | GD_AT_PICK | GD_AT_BOX | GD_AT_SIGNS | GD_AT_MERGE,   \
	    "Tick a choice (in a field of text: a blank)")                     \
	X(MARK_ALL, "Mark all", '*', 0, 0,                                     \
	    GD_AT_LIST | GD_AT_SIGNS | GD_AT_TABLE,                            \
	    "Mark every line shown, again: none; of copies: all receipts")     \
	X(INVERT, "Turn marks", '!', 0, 0, GD_AT_LIST,                         \
	    "Mark every line shown that is not marked, and no other")          \
	X(RANGE, "Range", GD_KEY_INSERT, 'V', 0, GD_AT_LIST,                   \
	    "Begin a range of marks at the cursor; again at its other end")    \
	X(RANGE_UP, "Range up", GD_KEY_SHIFT_UP, 0, 0, GD_AT_LIST,             \
	    "Mark this line and the one above, and go there")                  \
	X(RANGE_DOWN, "Range down", GD_KEY_SHIFT_DOWN, 0, 0, GD_AT_LIST,       \
	    "Mark this line and the one below, and go there")                  \
	X(BULK, "Marked", GD_KEY_F(8), 'a', 0, GD_AT_LIST,                     \
	    "One thing with all marked orders, after one question")            \
	X(UP, "Up", GD_KEY_UP, 'k', 0, GD_AT_ROWS | GD_AT_DOOR, "One line up") \
	X(DOWN, "Down", GD_KEY_DOWN, 'j', 0, GD_AT_ROWS | GD_AT_DOOR,          \
	    "One line down")                                                   \
	X(PAGE_UP, "Page up", GD_KEY_PGUP, 0, GD_KEY_CTRL('U'), GD_AT_ROWS,    \
	    "One page up")                                                     \
	X(PAGE_DOWN, "Page down", GD_KEY_PGDN, 0, GD_KEY_CTRL('D'),            \
	    GD_AT_ROWS, "One page down")                                       \
	X(FIRST, "First", GD_KEY_HOME, 'g', 0,                                 \
	    GD_AT_READ | GD_AT_PICK | GD_AT_HELP | GD_AT_LOG | GD_AT_START |   \
		GD_AT_SIGNS | GD_AT_SHEET,                                     \
	    "To the first line")                                               \
	X(LAST, "Last", GD_KEY_END, 'G', 0,                                    \
	    GD_AT_READ | GD_AT_PICK | GD_AT_HELP | GD_AT_LOG | GD_AT_START |   \
		GD_AT_SIGNS | GD_AT_SHEET,                                     \
	    "To the last line")                                                \
	X(NEXT_PANE, "Pane", GD_KEY_TAB, 0, 0,                                 \
	    GD_AT_DAY | GD_AT_ORDER | GD_AT_TABLE | GD_AT_BOARD,               \
	    "To the other part of the screen")                                 \
	X(NEXT_FIELD, "Field", GD_KEY_TAB, 0, 0,                               \
	    GD_AT_FORM | GD_AT_FILTER | GD_AT_BOX | GD_AT_DOOR,                \
	    "To the next field")                                               \
	X(PREV_PANE, "Pane back", GD_KEY_BACKTAB, 0, 0,                        \
	    GD_AT_DAY | GD_AT_ORDER | GD_AT_BOARD,                             \
	    "To the part of the screen before")                                \
	X(PREV_FIELD, "Field back", GD_KEY_BACKTAB, 0, 0,                      \
	    GD_AT_FORM | GD_AT_BOX | GD_AT_DOOR, "To the field before")        \
	X(PREV_STEP, "Step before", GD_KEY_CTRL_LEFT, ',', GD_KEY_LEFT,        \
	    GD_AT_ORDER, "Checklist of the step before")                       \
	X(NEXT_STEP, "Next step", GD_KEY_CTRL_RIGHT, '.', 0, GD_AT_ORDER,      \
	    "Checklist of the next step")                                      \
	X(NEXT_LOT, "Next lot", '+', 0, '=', GD_AT_ORDER | GD_AT_TABLE,        \
	    "The next lot, where an order has several")                        \
	X(PREV_LOT, "Lot before", '-', 0, 0, GD_AT_ORDER | GD_AT_TABLE,        \
	    "The lot before")                                                  \
	X(DATES, "Dates", GD_KEY_CTRL('E'), 'D', 0, GD_AT_OF_ORDERS,           \
	    "Dates of this order: planned, promised, now, where they land")    \
	X(GANTT, "Gantt", '|', 'B', 0, GD_AT_ORDER | GD_AT_TABLE,              \
	    "The steps of this order as bars over weeks")                      \
	X(WIDEN, "Widen", GD_KEY_F(4), 'z', 0, GD_AT_DAY,                      \
	    "The part under the cursor takes the whole screen, and back")      \
	X(LINES, "Lines", GD_KEY_CTRL('T'), 't', 0, GD_AT_ORDER | GD_AT_TABLE, \
	    "Lines and lots: ordered, planned, shipped, left")                 \
	X(SPLIT, "Split", '/', 'v', 0, GD_AT_ORDER | GD_AT_TABLE,              \
	    "Part of a lot becomes a shipment of its own")                     \
	X(HISTORY, "History", GD_KEY_CTRL('O'), 'H', 0,                        \
	    GD_AT_ORDER | GD_AT_TABLE | GD_AT_NAMES,                           \
	    "All that happened to this order, corrections with old and new")   \
	X(FLOW, "Workflow", '%', 'W', 0, GD_AT_VIEWS,                          \
	    "The steps as a picture, with the marks of this order")            \
	X(CUSTOMERS, "Customers", GD_KEY_CTRL('A'), 'C', 0, GD_AT_VIEWS,       \
	    "Customers with their orders; enter one, correct the initials")    \
	X(STAFF, "Colleagues", GD_KEY_CTRL('Q'), 'S', 0, GD_AT_VIEWS,          \
	    "Who works here: roles, deputy, what each has on the desk")        \
	X(DAY, "My day", '0', 0, 0, GD_AT_READ,                                \
	    "What is to be done today, by you")                                \
	X(ORDERS, "Orders", '1', 0, 0, GD_AT_READ, "All orders, as a list")    \
	X(BOARD, "Boards", '9', 0, 0, GD_AT_READ,                              \
	    "What is late, who is waited for, what is to come, in numbers")    \
	X(REPORTS, "Reports", '&', 'R', 0, GD_AT_READ,                         \
	    "Measures, dates, money, the year: to read, keep, print, write")   \
	X(SINCE, "Since", '7', 0, 0, GD_AT_VIEWS,                              \
	    "What others did since you were here")                             \
	X(HANDOVER, "Handover", '8', 0, 0, GD_AT_VIEWS,                        \
	    "Hand work over, or accept what was handed to you")                \
	X(PAPERS, "Papers out", '5', 0, 0, GD_AT_VIEWS,                        \
	    "Who holds which paper, and for how many days")                    \
	X(FILE, "The file", '6', 0, 0, GD_AT_VIEWS,                            \
	    "Papers the clerk keeps, by contract; where originals are")        \
	X(SCAN, "Scan", GD_KEY_CTRL('B'), 'b', 0, GD_AT_VIEWS,                 \
	    "A stack of slips: each scan is answered, booked and counted")     \
	X(PEOPLE, "Person", GD_KEY_F(11), '@', 0, GD_AT_VIEWS | GD_AT_DOOR,    \
	    "Go on as another person of the office")                           \
	X(LOCK, "Lock", GD_KEY_CTRL('X'), 'X', 0, GD_AT_WORK,                  \
	    "Hide the screen; your password opens it again at this place")     \
	X(PASSWORD, "Password", GD_KEY_CTRL('K'), 'P', 0, GD_AT_VIEWS,         \
	    "Change your own password")                                        \
	X(PRACTICE, "Practice", GD_KEY_CTRL('N'), 0, 0,                        \
	    GD_AT_VIEWS | GD_AT_NAMES | GD_AT_START,                           \
	    "A throw-away book to practise in; there: does the next act")      \
	X(UNDO, "Undo", GD_KEY_CTRL('Z'), 'u', 0,                              \
	    GD_AT_OF_ORDERS | GD_AT_SIGNS,                                     \
	    "Take back the last act on this order, if it was yours")           \
	X(REDO, "Redo", GD_KEY_CTRL('Y'), 'U', GD_KEY_CTRL('R'), GD_AT_READ,   \
	    "Do again what was taken back here; the rules are asked anew")     \
	X(SAVE, "Save", GD_KEY_CTRL('S'), 0, 0, GD_AT_FORM | GD_AT_MERGE,      \
	    "Do it with what is entered")                                      \
	X(SAVED, "Saved?", GD_KEY_CTRL('S'), 0, 0,                             \
	    GD_AT_WORK &                                                       \
		~(GD_AT_FORM | GD_AT_SHEET | GD_AT_MERGE | GD_AT_REPORT),      \
	    "Says that all is saved: what was done is written at once")        \
	X(UNTYPE, "Take back", GD_KEY_CTRL('Z'), 0, 0, GD_AT_FORM,             \
	    "Take back what was typed last in this form")                      \
	X(THEME, "Colours", GD_KEY_CTRL('F'), 0, 0, GD_AT_READ | GD_AT_SIGNS,  \
	    "Colours: default, light, high contrast, none")                    \
	X(MOUSE, "Mouse", GD_KEY_CTRL('W'), 0, 0, GD_AT_READ | GD_AT_SIGNS,    \
	    "Mouse on or off; off, the terminal selects text with it")         \
	X(LANG, "English", GD_KEY_F(12), 'L', 0, GD_AT_ALL,                    \
	    "English or Chinese, at once")                                     \
	X(MESSAGES, "Messages", GD_KEY_CTRL('G'), 0, 0, GD_AT_ROWS,            \
	    "The last fifty messages")                                         \
	X(REDRAW, "Redraw", GD_KEY_CTRL('L'), 0, 0, GD_AT_ALL,                 \
	    "Paint the whole screen again")

enum gd_action {
	GD_A_NONE,
#define X(id, name, neutral, letter, other, where, what) GD_A_##id,
	GD_ACTIONS(X)
#undef X
	    GD_NACTIONS
};

struct gd_action_row {
	enum gd_action action;
	const char *name;                /* English, for gd_tr */
	uint32_t neutral, letter, other; /* 0 = none */
	int where;                       /* bits of enum gd_place */
	const char *what;                /* English sentence, for gd_tr */
};
/** Row of an action; static, never NULL for one that exists. */
const struct gd_action_row *gd_action_row(enum gd_action action);

/** What a key means at a place: full-width characters count as their narrow
 * forms; where text is entered letters mean nothing.  GD_A_NONE if nothing. */
enum gd_action gd_action_of(enum gd_place place, uint32_t code);

/* ---- key card ----------------------------------------------------------- */

/** Every action with its keys and a sentence, place by place: one document of
 * a table a place, its columns key, other keys, action, what it does.
 * Everything lives in the arena. */
void gd_key_card(struct gd_arena *arena, enum gd_doc_lang lang,
    struct gd_job *job);

/* ---- footer ------------------------------------------------------------- */

struct gd_hint {
	enum gd_action action;
	const char *name; /* instead of the action's own; NULL */
	int count;        /* shown in brackets when > 0 */
};
#define GD_HINTS_MAX 20
/** Append the footer: " F1 Help F2 Actions ...", whole words only, at most
 * cols columns.  Hints stand in order of priority; those that do not fit are
 * left out from the last, but F1, F2 and Esc stay.  Keys as F-keys. */
void gd_footer(struct gd_str *out, enum gd_lang lang,
    const struct gd_hint *hints, int n, int cols);
/* Where a hint stands in the footer, in columns from 0. */
struct gd_span {
	int col, cols;
	uint32_t key;
};
/** The same, and where each hint stands. @return how many are shown */
int gd_footer_spans(struct gd_str *out, enum gd_lang lang,
    const struct gd_hint *hints, int n, int cols,
    struct gd_span spans[GD_HINTS_MAX]);

#endif
