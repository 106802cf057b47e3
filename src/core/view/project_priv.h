/* core/view/project_priv.h - what must be before what, of a workflow. */
#ifndef GENDAN_CORE_VIEW_PROJECT_PRIV_H
#define GENDAN_CORE_VIEW_PROJECT_PRIV_H

#include "dates_priv.h"

enum link_kind {    /* an earlier kind stays where a later one closes a ring */
	LINK_NEED,  /* the other must be done, or paid, first */
	LINK_STEP,  /* the step opens when others are settled */
	LINK_AFTER, /* it cannot be before the other, though nothing stops it */
	LINK_FORWARD, /* reckoned forward from the other by a rule of `to` */
	LINK_BACK,    /* `from` is reckoned backward from `to` by its rule */
	LINK_KINDS
};
struct link {
	int from, to;
	enum link_kind kind;
	bool all_lots;
	const struct gd_due_def
	    *def; /* of a rule; of what leads: whose count */
	int lead; /* days `from` is to be done before `to`, by the rules of both:
		   * overdue, it leaves `to` no fewer */
};
/* Nodes: every duty, then of each step its opening and its being settled. */
struct links {
	struct link *at; /* by `to` */
	size_t n;
	size_t *first; /* of a node, in at; one more at the end */
	int *order;    /* of nodes: what comes before stands before */
	int nodes;
	struct link *limit_at; /* what must be done by a limit, by limit */
	size_t *limit_first;   /* as first */
	struct cutoff {
		bool due, plan; /* does this rule say a day of a hard limit? */
	} * cutoffs;            /* of a duty */
};
int node_open(const struct gd_workflow *wf, int step);
int node_settled(const struct gd_workflow *wf, int step);
/* Does a step wait for this duty before it is settled? */
bool duty_counts(const struct gd_workflow *wf, int duty);
/* What a workflow says, without rings: a link that would close one is left
 * out, later kinds before earlier. Made once, kept with the workflow. */
const struct links *links_of(const struct gd_workflow *wf);

#endif
