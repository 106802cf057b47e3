/* tui/grid.h - the cell grid every screen is painted into.
 *
 * One glyph a cell; a wide character owns two cells and is never left half
 * overwritten.  Each cell has an ink, a role such as "late" or "title"; the
 * terminal turns inks into colours, a test into letters.
 */
#ifndef GENDAN_TUI_GRID_H
#define GENDAN_TUI_GRID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/memory.h"

/* X(name, letter in the role plane of a dump) */
#define GD_INKS(X)                                      \
	X(PLAIN, '.')                                   \
	X(TITLE, 't')  /* first row */                  \
	X(DEMO, 'D')   /* DEMO in the first row */      \
	X(FOOTER, 'f') /* last row */                   \
	X(KEY, 'k')    /* name of a key in a footer */  \
	X(HEAD, 'h')   /* heading of a column */        \
	X(LINE, 'l')   /* rules and frames */           \
	X(CURSOR, '>') /* row under the cursor */       \
	X(MARKED, '*')                                  \
	X(LATE, '!')    /* late, error */               \
	X(SIGN, 's')    /* waits for a signature */     \
	X(RECEIPT, 'c') /* waits for a receipt */       \
	X(DONE, 'x')                                    \
	X(DIM, '-')     /* waived, disabled */          \
	X(CHANGED, '~') /* changed after it was done */ \
	X(FIELD, '_')   /* where text can be entered */ \
	X(FOCUS, '=')   /* the field with the cursor */

enum gd_ink {
#define X(name, letter) GD_INK_##name,
	GD_INKS(X)
#undef X
	    GD_NINKS
};

struct gd_glyph {
	uint32_t cp;
	uint32_t mark[2]; /* combining characters, 0 = none */
	uint8_t width;    /* 1 or 2; 0 = right half of the one before */
	uint8_t ink;
};

struct gd_grid {
	int rows, cols;
	struct gd_glyph *at;  /* owned */
	int cur_row, cur_col; /* where the caret stands; row -1 = hidden */
	const char *name;     /* what is painted, static; NULL: nothing */
};

void gd_grid_init(struct gd_grid *g, int rows, int cols);
void gd_grid_release(struct gd_grid *g);
/** New size; everything blank. */
void gd_grid_resize(struct gd_grid *g, int rows, int cols);
void gd_grid_clear(struct gd_grid *g);

/** One character; what lies outside the grid is not drawn.  Unprintable ones
 * become '?'.  A wide one without room for both halves becomes a blank. */
void gd_grid_put(struct gd_grid *g, int row, int col, enum gd_ink ink,
    uint32_t cp);
/** Text up to the right edge.  @return columns used */
int gd_grid_text(struct gd_grid *g, int row, int col, enum gd_ink ink,
    const char *text);
/** Text in exactly cols columns: cut with an ellipsis, or padded. */
void gd_grid_fit(struct gd_grid *g, int row, int col, int cols, enum gd_ink ink,
    const char *text);
/** The same, against the right border. */
void gd_grid_fit_right(struct gd_grid *g, int row, int col, int cols,
    enum gd_ink ink, const char *text);
void gd_grid_fill(struct gd_grid *g, int row, int col, int rows, int cols,
    enum gd_ink ink, uint32_t cp);
/** Change only the ink. */
void gd_grid_tint(struct gd_grid *g, int row, int col, int cols,
    enum gd_ink ink);
/** Horizontal rule over cols columns. */
void gd_grid_rule(struct gd_grid *g, int row, int col, int cols);
void gd_grid_bar(struct gd_grid *g, int row, int col, int rows);
/** Frame with a blank inside; title and foot may be NULL. */
void gd_grid_box(struct gd_grid *g, int row, int col, int rows, int cols,
    const char *title, const char *foot);
const struct gd_glyph *gd_grid_at(const struct gd_grid *g, int row, int col);

/** The ASCII stand-in of a glyph whose width is uncertain; cp itself when it
 * is safe. */
uint32_t gd_glyph_ascii(uint32_t cp);
/** Append the rows as text (trailing blanks cut); with inks, the role plane
 * follows, one letter a cell. */
void gd_grid_dump(const struct gd_grid *g, struct gd_str *out, bool ascii,
    bool inks);

#endif
