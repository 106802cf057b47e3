/* core/view/picture.h - the steps of a workflow as boxes, and lines between
 * them, in cells of a screen.
 *
 * Steps stand in layers, each below all it waits for; those of one layer side
 * by side.  Only the places are made here: what stands in a box is painted by
 * who knows the reader, so the same picture serves a screen and a text.
 */
#ifndef GENDAN_CORE_VIEW_PICTURE_H
#define GENDAN_CORE_VIEW_PICTURE_H

#include "base/say.h"
#include "core/workflow.h"

#define GD_BOX_ROWS 3
#define GD_BOX_LEAST 16 /* columns of the narrowest box */
#define GD_BOX_MOST 34

/* Where a line goes on from a cell. */
enum gd_dash {
	GD_DASH_UP = 1,
	GD_DASH_DOWN = 2,
	GD_DASH_LEFT = 4,
	GD_DASH_RIGHT = 8
};

struct gd_box {
	int step;  /* index */
	int layer; /* from 0 */
	int row, col;
};
struct gd_picture {
	struct gd_box *boxes; /* by layer, then from left to right */
	int n;
	int rows, cols, box_cols; /* of the whole; of one box, with its frame */
	uint8_t *lines;           /* rows * cols: bits of enum gd_dash */
};
/** The picture in about `cols` columns; wider where more steps stand side by
 * side than fit. tight: no empty row between boxes. Into arena. */
void gd_picture_make(const struct gd_workflow *wf, int cols, bool tight,
    struct gd_arena *arena, struct gd_picture *out);
/** What is drawn in a cell: a line glyph, a blank, or the ASCII stand-in. */
uint32_t gd_picture_glyph(uint8_t lines, bool ascii);
/** The picture as text, one line a row, blanks at the ends cut; label(step)
 * stands in its box, cut to its columns. */
void gd_picture_text(const struct gd_picture *p, bool ascii,
    const char *(*label)(void *payload, int step), void *payload,
    struct gd_str *out);
/** The same; note(step), short and plain, stands beside the line into its box,
 * as far as there is room. */
void gd_picture_text_noted(const struct gd_picture *p, bool ascii,
    const char *(*label)(void *payload, int step),
    const char *(*note)(void *payload, int step), void *payload,
    struct gd_str *out);
/** How many columns are free for it at row and column, from there on. */
int gd_picture_room(const struct gd_picture *p, int row, int col);

#endif
