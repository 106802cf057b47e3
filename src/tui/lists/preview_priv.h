/* tui/lists/preview_priv.h - the order under the cursor beside a list. */
#ifndef GENDAN_TUI_LISTS_PREVIEW_PRIV_H
#define GENDAN_TUI_LISTS_PREVIEW_PRIV_H

#include "../order/dates_priv.h"

#define PREVIEW_FROM 100  /* columns of the screen from which it shows */
#define PREVIEW_EVENTS 12 /* last events, and last notes, that are kept */

struct preview {
	char *number; /* owned: what is loaded; NULL: nothing */
	enum gd_lang lang;
	struct gd_order_page page;
	struct gd_arena arena; /* of the dates */
	struct gd_dates dates;
	int step; /* shown: index into page.todo.steps, -1 */
	char *events[PREVIEW_EVENTS], *notes[PREVIEW_EVENTS]; /* owned */
	int nevents, nnotes;
};

/** Columns it takes at the right of the screen; 0: it is not shown. */
int preview_cols(const struct ui *ui);
/** Paint the order with this number (NULL: none) there, between two rows. The
 * order is read when it is another one, or after preview_drop. */
void preview_paint(struct ui *ui, struct preview *p, const char *number,
    int row, int bottom);
/** Forget what was read: the book changed, or the list goes. */
void preview_drop(struct preview *p);

#endif
