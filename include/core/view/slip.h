/* core/view/slip.h - will an order be late?  By the plan of its workflow, from
 * its first day on, without a history of other orders.
 *
 * Promised is a date of law, bank or carrier, and a day somebody was told: one
 * that is written into the order as it is (the delivery date, the ETD), not a
 * plan of ours that counts from it.  An order will be late while one of these
 * is still to come and lands after its day, if what is left takes the days the
 * workflow plans, from today on for what is overdue (core/view/dates.h:
 * projected).  Once the day has passed it is late, and that is another list.
 */
#ifndef GENDAN_CORE_VIEW_SLIP_H
#define GENDAN_CORE_VIEW_SLIP_H

#include "core/view/dates.h"

/** Is this a date that was promised, and still owed? */
bool gd_date_promised(const struct gd_date_view *v);
/** Is it to come, and lands after its day? Of what was promised alone. */
bool gd_date_will_be_late(const struct gd_date_view *v, int32_t today);
/** The one that will be late first, by its day; NULL = none will. */
const struct gd_date_view *gd_dates_first_late(const struct gd_dates *d,
    int32_t today);

/* The first days in a row, some of them today or later, on which the order will
 * be late if nothing is done until then. A later day makes no date land
 * earlier, so each date slips from some day on until its own. */
struct gd_slip {
	int32_t from, till; /* GD_NO_DAY: none in sight */
};
/** Of an order in work; of others, on hold too, none. from is not before
 * today. Of facts as gd_dates_make. */
void gd_slip_make(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_facts *facts, struct gd_slip *out);

#endif
