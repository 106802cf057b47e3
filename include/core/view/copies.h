/* core/view/copies.h - the copies of one document as rows: to whom each went,
 * who signed for it, and what became of the old copy of the same desk.
 */
#ifndef GENDAN_CORE_VIEW_COPIES_H
#define GENDAN_CORE_VIEW_COPIES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"
#include "core/order.h"

/* A paper or thing in one place of an order; kind is borrowed from it. */
struct gd_document {
	const char *kind;
	int64_t lot, inst;
};

enum gd_old_copy {
	GD_OLD_NONE, /* the desk never had one */
	GD_OLD_OUT,  /* called back, not come back yet */
	GD_OLD_BACK  /* came back, or was destroyed there */
};

/* One line. Pieces are borrowed from the order. */
struct gd_copy_row {
	const struct gd_piece *piece;
	enum gd_old_copy old_copy;
	const struct gd_piece *old; /* what it says this of, newest; NULL */
	bool outdated; /* of an older revision, and its desk has no new one */
};

/* All of one document; rows in the arena. Counts are of `rev`, of what leaves
 * its keeper: no file copies, no originals that stay where they were made. */
struct gd_copies {
	int64_t rev;     /* whose pieces these are; 0: a thing */
	int64_t old_rev; /* the newest one called back, 0 none */
	const struct gd_piece *original; /* or the thing itself; NULL */
	struct gd_copy_row *rows;        /* copies by number, then the others */
	size_t n;
	int copies;  /* numbered copies */
	int sent;    /* have left: on their way or signed for */
	int held;    /* signed for */
	int missing; /* on their way, no receipt */
	int old_out; /* old copies called back and not come back */
};

/** Documents of an order of which pieces exist, in the order of their first
 * piece; into arena. @return how many */
size_t gd_documents(const struct gd_order *o, struct gd_arena *arena,
    struct gd_document **out);
/** The copies of one document: of the revision in force, else of the newest
 * that has pieces. Nothing of it exists: n is 0. */
void gd_copies_make(const struct gd_order *o, const struct gd_document *doc,
    struct gd_arena *arena, struct gd_copies *out);

#endif
