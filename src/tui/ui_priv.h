/* tui/ui_priv.h - what the screens share: the stack, messages, painting. */
#ifndef GENDAN_TUI_UI_PRIV_H
#define GENDAN_TUI_UI_PRIV_H

#include "app/app.h"
#include "app/flows.h"
#include "base/day.h"
#include "core/view/dates.h"
#include "tui/device.h"
#include "tui/edit.h"
#include "tui/grid.h"
#include "tui/keys.h"
#include "tui/tui.h"

#include "zones_priv.h"

struct ui;
struct screen;

/* What a kind of screen can do; absent ones are NULL. */
struct screen_ops {
	const char *name; /* of its goldens: tests/tui/test_screens.sh */
	enum gd_place place;
	bool popup; /* the screen below stays visible */
	void (
	    *load)(struct ui *ui, struct screen *s); /* (again) from the book */
	void (*paint)(struct ui *ui, struct screen *s);
	/* Keys before they become actions: text. true = taken. */
	bool (*key)(struct ui *ui, struct screen *s, const struct gd_key *key);
	bool (*act)(struct ui *ui, struct screen *s, enum gd_action action);
	int (*hints)(struct ui *ui, struct screen *s, struct gd_hint *out);
	void (*free)(struct screen *s);
};

/* First member of every screen. */
struct screen {
	const struct screen_ops *ops;
	struct screen *below;
	bool stale; /* load before the next paint */
};

#define UI_MESSAGES 50

struct ui {
	struct gd_app **app; /* *app NULL = no book */
	enum gd_lang *lang;
	const struct gd_tui_options *opt;
	struct gd_device *dev;
	struct gd_grid grid;
	int32_t today; /* while a picture is painted; else 0 */
	struct screen *top, *dead; /* stack; closed during this key */
	struct gd_str message;     /* shown until the next action */
	bool bad;                  /* the message is a refusal */
	char *log[UI_MESSAGES];    /* owned, newest at nlog - 1 */
	int nlog;
	int64_t version, news_ms; /* of the book as it is shown; when asked */
	json_t *drafts;           /* forms left without saving */
	char whose[64];           /* login of who left them */
	json_t *drafts_saved;     /* as they stand in the file */
	char live[40];            /* name of this window; "": none yet */
	int live_fd;              /* its lock */
	int forms_apart;          /* forms kept beside another window's */
	bool keep;                /* a field was left: keep what is entered */
	char *drafts_key;         /* owned; in the file; NULL: not kept */
	int64_t touched_ms;       /* of the device's clock: the last key */
	struct burst burst;       /* a scanner told from fingers */
	struct zones zones;       /* what a click means */
	enum gd_theme theme;
	bool no_mouse;
	struct gd_str ring[16]; /* of ui_fmt */
	int ringed;
	struct gd_practice *practice; /* NULL: not practising */
	struct gd_app *real;          /* the app, while practising; or NULL */
	struct gd_str hint;           /* what to do next in it */
	struct gd_str said;           /* of ui_said */
	struct gd_str warned; /* the look-alike customer he was told of */
	bool hurry; /* a key was just struck: what takes long comes later */
	bool later; /* something was left out for that: paint again */
	bool no_preview;     /* the list takes the whole screen */
	struct again *again; /* again_priv.h; NULL: nothing was done yet */
	uint64_t keys;       /* pressed so far */
	bool redo, leave, small_asked; /* redo: Ctrl-Y, on its way as Ctrl-Z */
	enum gd_code code;
};

/* ---- ui.c: stack, messages ---- */

void ui_push(struct ui *ui, struct screen *s);
void ui_close(struct ui *ui, struct screen *s);
void ui_home(struct ui *ui);  /* close all but the first */
void ui_stale(struct ui *ui); /* every screen loads again */
void ui_paint(struct ui *ui); /* now; the loop does it anyway */
/** A key came, or none for a second. @return true: it was so long that the
 * screen is locked now, and the key means nothing */
bool ui_lock_if_left(struct ui *ui, bool key);
static inline const char *
tr(const struct ui *ui, const char *english)
{
	return gd_tr(*ui->lang, english);
}
/** Name of a workflow thing in the reader's language. */
const char *ui_name(const struct ui *ui, const struct gd_name *name);
void ui_say(struct ui *ui, const char *english, int n,
    const struct gd_arg *args);
void ui_say_err(struct ui *ui, const struct gd_err *err);
void ui_say_plain(struct ui *ui, const char *text); /* already said */
void ui_quiet(struct ui *ui);
/** The message, and below it what to practise next. */
const char *ui_said(struct ui *ui);

/* ---- paint.c: what all screens look like ---- */

#define UI_TOP 1              /* first row of a screen's own */
int ui_bottom(struct ui *ui); /* row after its last */
void ui_frame(struct ui *ui, const char *trail, const char *where);
void ui_frame_nobody(struct ui *ui); /* before it is known who reads */
/** Wrap text into at most max rows of cols columns. @return rows used */
int ui_wrap(struct gd_grid *g, int row, int col, int cols, int max,
    enum gd_ink ink, const char *text);
/** What would stand from this row on, why nothing does, which key goes on;
 * English, for gd_tr. */
void ui_empty(struct ui *ui, int row, const char *english);
/** Row 1 of a list: its filter. @return the column behind it */
int ui_filter(struct ui *ui, struct gd_edit *filter, bool typing);
/** Nothing is under the cursor that this key could mean. @return true */
bool ui_no_order(struct ui *ui);
/** Format into a buffer that lives until the 16th call after. */
const char *ui_fmt(struct ui *ui, const char *fmt, ...) GD_PRINTF(2, 3);
/** Sentence with {1}.. in the reader's language, into *out (reset first). */
void ui_sentence(struct ui *ui, struct gd_str *out, const char *english, int n,
    const struct gd_arg *args);
/** Ink of a mark . > s c ! x - ~ */
enum gd_ink ui_mark_ink(char mark);
void ui_rail(struct ui *ui, int row, int col, const char *rail, bool plain);
/** "12-05" or "2027-01-10" when of another year; "" for none. */
int32_t ui_today(struct ui *ui); /* with a book only */
char *ui_day(struct ui *ui, int64_t day, char *buf); /* GD_DAY_TEXT */
/** Names of the ids of a waits text: "role:x desk:y" in words; wf: of the order
 * that waits, NULL where it is of no one order. */
void ui_waits(struct ui *ui, const struct gd_workflow *wf, struct gd_str *out,
    const char *waits);
/** For whom one waits, in so many columns: who alone holds a role by name, with
 * the role where it has room; then how many more, "QC(c) +2". */
void ui_waits_fit(struct ui *ui, const struct gd_workflow *wf,
    struct gd_str *out, const char *waits, int cols);
/** "on hold", "completed"; a piece is "held" in another sense. */
const char *ui_order_state(struct ui *ui, int64_t state);
/** Name of a person; the login when unknown. */
const char *ui_person(struct ui *ui, const char *login);
/** Who did it: "" is the system, as the journal has it. */
const char *ui_actor(struct ui *ui, const char *login);
/* "Lin for Chen" when he stood in for somebody. */
const char *ui_deputy(struct ui *ui, const char *login, const char *for_whom);
/** Where no order says of which workflow. */
const char *ui_role(struct ui *ui, const char *role);
const char *ui_desk(struct ui *ui, const char *desk);
const char *ui_lot(struct ui *ui, int64_t lot); /* "lot 2" */
/** ", revision 2, copy 1": which piece of its paper; "" for a thing, and where
 * its desk has no other piece of this paper. o NULL: never left out. */
const char *ui_piece(struct ui *ui, const struct gd_order *o,
    const struct gd_piece *p);
/** Has the order several lots, so that they are told apart? */
bool ui_has_lots(const struct gd_order *o);
/** "12,000" and "12.5"; "48,200.00 USD" */
const char *ui_number(struct ui *ui, int64_t n, int64_t digits);
const char *ui_amount(struct ui *ui, const char *amount); /* of a field */
const char *ui_money(struct ui *ui, int64_t minor, const char *currency);

/* A list that shows part of n rows. */
struct scroll {
	int n, at, top;
};
void scroll_fix(struct scroll *s, int rows);
bool scroll_act(struct scroll *s, enum gd_action action, int rows);

#include "words_priv.h"

#endif
