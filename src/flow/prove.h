/* flow/prove.h - what is done only with a file that is checked: its scenarios
 * are read, sense and ways are asked; private to src/flow. */
#ifndef GENDAN_FLOW_PROVE_H
#define GENDAN_FLOW_PROVE_H

#include "loader.h"

/* ---- flow.c ---- */
/* Faults, without the warnings. */
int64_t flow_count(const struct gd_flow_faults *f);
struct proving { /* asked besides */
	const struct gd_flow_held *held;
};
/* prove NULL: only load. */
enum gd_code flow_load(const struct gd_flow_text *file,
    const struct gd_flow_text *beside, const struct proving *prove,
    struct gd_workflow *wf, struct gd_scenarios *scenarios,
    struct gd_flow_faults *faults, struct gd_err *err);

/* ---- scenarios.c ---- */
/* Adds to *out, which owns what is read. */
void read_scenarios(struct loader *l, const struct node *map,
    struct gd_scenarios *out, bool beside);

/* ---- sense.c ---- */
void check_sense(struct loader *l);

/* ---- prove.c ---- */
/* Worth a look, no fault. */
struct gd_err *warn(struct loader *l, const struct node *n);
/* Walk the ways of a file without fault; then whom the book lacks. */
void check_ways(struct loader *l);
void check_held(struct loader *l, const struct gd_flow_held *held);

#endif
