/* core/view/lots.h - lines and lots as rows to look at. */
#ifndef GENDAN_CORE_VIEW_LOTS_H
#define GENDAN_CORE_VIEW_LOTS_H

#include "core/order.h"

/* A line over all lots; quantities in its smallest part (line->digits). */
struct gd_line_view {
	const struct gd_line *line;
	int64_t planned;      /* in lots that are still to be shipped */
	int64_t shipped;      /* recorded, or done without a record */
	int64_t left;         /* ordered - cancelled - shipped, not under 0 */
	int64_t missing;      /* left behind by shipped lots, in no other lot */
	int64_t tolerance_bp; /* of the line, else of the order */
	bool open;            /* more is missing than the tolerance lets pass */
};

struct gd_lot_view {
	const struct gd_lot *lot;
	bool off;        /* called off */
	bool known;      /* what it took on board is recorded */
	bool shipped;    /* known, or all it owes is done: then as planned */
	bool done;       /* all duties of its own that block are settled */
	char rail[64];   /* one mark a step, of this lot */
	int64_t step_no; /* its lowest open step that is not standing; 0 */
};

/** More than one lot or line: only then do lots show. */
bool gd_lots_show(const struct gd_order *o);
/** Line or lot number i (from 0) in order; false past the last. */
bool gd_line_view(const struct gd_workflow *wf, const struct gd_order *o,
    size_t i, struct gd_line_view *out);
bool gd_lot_view(const struct gd_workflow *wf, const struct gd_order *o,
    size_t i, struct gd_lot_view *out);
/** What a lot takes of a line; a zero row when nothing. */
struct gd_lotline gd_lot_line(const struct gd_order *o, int64_t lot,
    int64_t line);

#endif
