/* tui/acts/again_priv.h - what was done in these screens: taking it back,
 * doing it again. */
#ifndef GENDAN_TUI_ACTS_AGAIN_PRIV_H
#define GENDAN_TUI_ACTS_AGAIN_PRIV_H

#include "../ui_priv.h"

/* A command that was done here, since this person came in. */
struct again_row {
	char order[GD_ID_TEXT];
	int64_t rev;           /* the order's, after it */
	int64_t undone;        /* the order's, after it was taken back; 0 */
	struct gd_command cmd; /* texts in the arena */
	struct gd_arena arena;
	int batch; /* those done with one key have the same; 0: by itself */
};

/** Remember a command that was done, or that it was taken back. */
void again_did(struct ui *ui, const struct gd_done *done,
    const struct gd_command *cmd, int batch);
int again_batch(struct ui *ui);   /* a number for what is done with one key */
void again_forget(struct ui *ui); /* another person came in */
/** Was this asked with the key pressed just before? If not, it is now. */
bool again_asked(struct ui *ui, const char *what);
/** What brought an order to this revision, if it was done here; NULL. */
struct again_row *again_last(struct ui *ui, const char *order, int64_t rev);
/** The newest that was not taken back; undone: that was. NULL: none. */
struct again_row *again_newest(struct ui *ui, bool undone);
/** What was taken back by the order's last command; NULL: nothing was. */
struct again_row *again_undone(struct ui *ui, const char *order, int64_t rev);
/** Rows of a batch, in the order they were done: walk with at = 0. */
struct again_row *again_next(struct ui *ui, int batch, size_t *at);

/** Why the last act of an order stays, and what to use instead. */
void undo_say_why(struct ui *ui, const struct gd_order_page *page,
    const struct gd_err *why);

#endif
