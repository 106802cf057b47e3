/* tui/forms/lines_priv.h - the lines of an order that is being entered, as
 * text.
 *
 * One row a line, the cells apart by tabs in the order of enum line_cell: so
 * they lie in a draft like any other field, and rows out of a spreadsheet
 * become lines when they are pasted.
 */
#ifndef GENDAN_TUI_FORMS_LINES_PRIV_H
#define GENDAN_TUI_FORMS_LINES_PRIV_H

#include "form_priv.h"

/* X(word, cell of "line:N:cell", English name) */
#define LINE_CELLS(X)                                      \
	X(ITEM, "item", GD_TR("Item"))                     \
	X(SPEC, "spec", GD_TR("Spec"))                     \
	X(QTY, "qty", GD_TR("Quantity"))                   \
	X(UNIT, "unit", GD_TR("Unit"))                     \
	X(PRICE, "price", GD_TR("Price"))                  \
	X(DISCOUNT, "discount", GD_TR("Discount %"))       \
	X(TOLERANCE, "tolerance", GD_TR("More or less %")) \
	X(NOTE, "note", GD_TR("Remark"))
enum line_cell {
#define X(word, id, name) CELL_##word,
	LINE_CELLS(X)
#undef X
	    LINE_NCELLS
};

/* One line; texts in the arena they were read into. */
struct line_row {
	const char *cell[LINE_NCELLS];
};

/** Cell's id and English name; static. */
const char *line_cell_id(int cell);
const char *line_cell_name(int cell);
/** Rows of the text of a field. @return how many, at most max */
int lines_read(const char *text, struct gd_arena *arena, struct line_row *rows,
    int max);
void lines_write(const struct line_row *rows, int n, struct gd_str *out);
/** What was pasted out of a spreadsheet, with or without a row of headings,
 * added to the text of a field. @return rows added */
int lines_paste(const char *pasted, struct gd_str *text);
bool line_has_quantity(const struct line_row *row);
/** Number of the first line of a field that has no quantity above 0; 0: all
 * have one. */
int lines_without_quantity(const char *text);

/** The table of lines of a form's field. */
void scr_lines(struct ui *ui, struct form *f, struct input *in);

#endif
