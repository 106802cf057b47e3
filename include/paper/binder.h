/* paper/binder.h - labels for the spines of binders, and the sheet that lists
 * what lies in one. */
#ifndef GENDAN_PAPER_BINDER_H
#define GENDAN_PAPER_BINDER_H

#include "core/order.h"
#include "paper/form.h"

#define GD_BINDER_CLERKS 3
/* What stands on one spine. */
struct gd_binder_label {
	const char *contract;
	const char *customers, *years, *orders; /* as they are to stand there */
	const char *clerks[GD_BINDER_CLERKS];   /* logins */
	int nclerks;
};

/* A paper in the binder; all borrowed. */
struct gd_binder_item {
	const struct gd_piece *piece;
	int64_t filed_ms; /* 0 = unknown */
	bool here;
	const struct gd_piece *away; /* the original elsewhere; NULL = none */
	int64_t away_ms;             /* since then; 0 = unknown */
};
/* The papers of one order. */
struct gd_binder_sheet {
	const char *contract, *number, *customer, *clerk; /* clerk: login */
	const struct gd_binder_item *items;
	size_t n;
};

/** Labels one below the other, to be cut apart. Of the form's ask lang, office,
 * utc_offset_min, demo and mark are read. */
void gd_binder_labels_fill(const struct gd_form_ask *ask,
    const struct gd_binder_label *labels, size_t n, struct gd_arena *arena,
    struct gd_doc *out);
/** The list of the papers of one order; also wf and code are read. */
void gd_binder_index_fill(const struct gd_form_ask *ask,
    const struct gd_binder_sheet *sheet, struct gd_arena *arena,
    struct gd_doc *out);

#endif
