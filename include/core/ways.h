/* core/ways.h - which ways lead through a workflow: walked on the machine.
 *
 * Not a proof of what cannot be: so many acts are tried, those first that were
 * never done; every value of a choice, every outcome in turn.  What was reached
 * can be reached; an order that stands still stands still.
 */
#ifndef GENDAN_CORE_WAYS_H
#define GENDAN_CORE_WAYS_H

#include "core/order.h"

struct gd_ways {
	long acts, walks;
	bool *reached;    /* duties that were ready, done or offered once */
	uint32_t *chosen; /* bit of each outcome that was chosen once */
	int stuck;        /* duty that is owed where nothing can be done, -1 */
	const char *stuck_why; /* the condition it waits for, "" */
	struct gd_arena arena;
};
/** Walk at most so many acts; same workflow, same answer. */
void gd_ways_walk(const struct gd_workflow *wf, long acts, struct gd_ways *out);
void gd_ways_release(struct gd_ways *w);
/** Was this outcome of a duty chosen once? */
bool gd_ways_chosen(const struct gd_ways *w, int duty, int outcome);
/** Is there something left that was never reached? */
bool gd_ways_all(const struct gd_workflow *wf, const struct gd_ways *w);

#endif
