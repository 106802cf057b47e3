/* core/view/differ.h - what one revision says else than another.
 *
 * Contents are compared as they are kept: fields by their name, lines of
 * goods cell by cell ("line:2:qty"), so that a line that is new or gone is
 * its cells one after the other.
 */
#ifndef GENDAN_CORE_VIEW_DIFFER_H
#define GENDAN_CORE_VIEW_DIFFER_H

#include "core/order.h"

/* One thing that differs; "" = it was not said, or is not said any more. */
struct gd_differ {
	const char *name, *old, *now;
};
/** What the content `now` (JSON of a revision's fields) says else than `was`:
 * in the order of `now`, then what is gone. Rows and texts go to arena.
 * @return how many */
int gd_content_differ(const char *was, const char *now, struct gd_arena *arena,
    struct gd_differ **rows);
/** Do they say the same? Nothing said and "" are the same. */
bool gd_content_same(const char *a, const char *b);

/** Since when a signature for this role is asked for: since the revision was
 * made; of a row that waits for others, since the last of those was given. */
int64_t gd_sign_asked_ms(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_revision *r, const char *role);

#endif
