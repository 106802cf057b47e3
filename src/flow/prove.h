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
/* Is there no number that both comparisons hold for? */
bool sense_apart(enum gd_cmp a, const char *va, enum gd_cmp b, const char *vb);
/* A condition as it was written, "". */
const char *sense_text(const struct gd_pred *p);
/* Where a condition stands: behind its key, else at the thing itself. */
struct gd_err *fault_in(struct loader *l, const struct node *at,
    const char *key);

/* ---- unused.c ---- */
void check_used(struct loader *l);

/* ---- prove.c ---- */
/* Worth a look, no fault. */
struct gd_err *warn(struct loader *l, const struct node *n);
/* Walk the ways of a file without fault, which with its scenarios come to each
 * outcome; then whom the book lacks. */
void check_ways(struct loader *l, const struct gd_scenarios *scenarios);
/* Names that stand in one language twice. */
void check_tongues(struct loader *l, const struct node *root);
void check_held(struct loader *l, const struct gd_flow_held *held);

#endif
