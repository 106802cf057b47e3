/* core/view/carried.h - which issued papers say a value, and who has them.
 *
 * What such a paper carries is not corrected behind its back: the paper is
 * revised, or a notice is written.  Screens ask here what to offer.
 */
#ifndef GENDAN_CORE_VIEW_CARRIED_H
#define GENDAN_CORE_VIEW_CARRIED_H

#include "core/order.h"

#define GD_CARRIERS 16 /* papers that carry one value, at most */
#define GD_CARRIER_DESKS 16

/* A paper in force that says the value; all borrowed from the order. */
struct gd_carrier {
	const char *kind;
	int64_t lot, inst, rev;
	bool drafted; /* it has an unissued revision already */
	/* desks whose copies are called back when the next revision is
	 * issued, each once */
	const char *desks[GD_CARRIER_DESKS];
	int ndesks, copies;
};

/** Papers in force that say the customer, a field ("quantity") or a cell of a line
 * ("line:2:qty") of this lot (0: the order's). @return how many */
int gd_carriers(const struct gd_workflow *wf, const struct gd_order *o,
    const char *name, int64_t lot, struct gd_carrier out[GD_CARRIERS]);

#endif
