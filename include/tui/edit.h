/* tui/edit.h - one line of text being entered; columns, not bytes. */
#ifndef GENDAN_TUI_EDIT_H
#define GENDAN_TUI_EDIT_H

#include "tui/grid.h"
#include "tui/keys.h"

struct gd_edit {
	struct gd_str text; /* always valid UTF-8 without control characters */
	size_t caret;       /* byte where the caret stands */
	size_t max;         /* most bytes */
	size_t shown;       /* byte of the first character shown */
	bool all; /* all of it is chosen, as in a cell of a spreadsheet: typing
		   * takes its place, a key of the caret begins to edit it */
};

void gd_edit_init(struct gd_edit *e, size_t max);
void gd_edit_release(struct gd_edit *e);
/** The caret is at the end, nothing is chosen. */
void gd_edit_set(struct gd_edit *e, const char *text);
/** Choose all of it, when there is something. */
void gd_edit_choose(struct gd_edit *e);
/** One key: text is inserted, the caret moves, Ctrl-A/E/K/U/W as in a shell.
 * @return false: this key is not for a text field, or there is no room */
bool gd_edit_key(struct gd_edit *e, const struct gd_key *key);
/** Paint "[text   ]" over cols columns, brackets included; with focus the
 * caret of the grid is put there and the text scrolls to show it. */
void gd_edit_paint(struct gd_edit *e, struct gd_grid *g, int row, int col,
    int cols, bool focus);

#endif
