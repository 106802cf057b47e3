/* paper/pages.h - what comes onto which page.
 *
 * Whoever draws cuts a document into slabs: pieces that are never broken, one
 * below the other, measured in points or in lines.  Here they are laid onto
 * pages: tables get their header again, sums are carried over, what belongs
 * together stays together, the stub goes to the foot.
 */
#ifndef GENDAN_PAPER_PAGES_H
#define GENDAN_PAPER_PAGES_H

#include <stddef.h>

#include "base/memory.h"

/* With the slab before on one page: LIKED as long as all fits on a page, MUST
 * also when that is not so (signatures). */
enum gd_glue { GD_GLUE_NONE = 0, GD_GLUE_LIKED, GD_GLUE_MUST };

struct gd_slab {
	double h;   /* height */
	double gap; /* above, left out at the top of a page */
	enum gd_glue glue;
	int table;   /* index into tables + 1; 0 = of none */
	size_t rows; /* of the table, complete with this slab */
	bool foot;   /* at the foot of its page, which is full then */
};

/* Heights of the header (0: none) and of a line of sums (0: not carried). */
struct gd_flow_table {
	double head, carry;
};

struct gd_flow {
	double first, next; /* room for slabs on the first and later pages */
	const struct gd_slab *slabs;
	size_t nslabs;
	const struct gd_flow_table *tables;
};

/* OUT and IN: carried forward, brought forward. */
enum gd_place_kind { GD_PLACE_SLAB, GD_PLACE_HEAD, GD_PLACE_OUT, GD_PLACE_IN };

struct gd_place {
	enum gd_place_kind kind;
	int page;    /* from 0 */
	double y;    /* from the top of the room */
	size_t slab; /* that is placed, or that made this necessary */
	size_t rows; /* OUT, IN: rows whose sums are said */
};

struct gd_places {
	struct gd_place *all; /* owned */
	size_t n, room;
	int pages; /* at least 1 */
};

/** Lay out; fills places, which begins zeroed. */
void gd_places_fill(struct gd_places *places, const struct gd_flow *flow);
void gd_places_release(struct gd_places *places);

#endif
