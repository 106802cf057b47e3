/* tui/order/copies_priv.h - between scr_copies.c (keys), copies_paint.c
 * (looks) and copies_forms.c (who received it, where it belongs). */
#ifndef GENDAN_TUI_ORDER_COPIES_PRIV_H
#define GENDAN_TUI_ORDER_COPIES_PRIV_H

#include "core/view/copies.h"

#include "../ui_priv.h"

/* The copies of one document. */
struct copies {
	struct screen screen;
	char *number; /* owned */
	bool loaded;
	struct gd_order_page page;
	struct gd_arena arena; /* of what follows */
	struct gd_document *docs;
	size_t ndocs, doc; /* doc: which of them is shown */
	struct gd_copies made;
	struct scroll list; /* over made.rows */
	int64_t at_piece;   /* under the cursor, kept over a load */
	char *kind;         /* owned: of the document that is shown */
	int64_t lot, inst;
	bool old; /* Space means the old copy beside the row */
};

/** The row under the cursor; NULL: there is none. */
const struct gd_copy_row *copies_row(const struct copies *c);
/** "2-3", "2 orig.": number of a piece within its paper. */
const char *copies_no(struct ui *ui, const struct gd_piece *p);
/** Rows of copies that have room. */
int copies_rows_shown(struct ui *ui, const struct copies *c);
void copies_paint(struct ui *ui, struct screen *s);

/** F4: who received the piece, when, or the desk it belongs to. */
void copies_receiver(struct ui *ui, const struct copies *c,
    const struct gd_piece *p);

#endif
