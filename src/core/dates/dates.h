/* core/dates/dates.h - the rows of dates an order keeps; private to src/core.
 *
 * A row belongs to a duty or to a limit; docs/STATE-MACHINES.md, "Due dates".
 */
#ifndef GENDAN_CORE_DATES_DATES_H
#define GENDAN_CORE_DATES_DATES_H

#include "reckon.h"
#include "../work.h"

/* What a row of dates is of. */
struct dated {
	const struct gd_name *name;
	const struct gd_due_def *due;
	const struct gd_due_def *plan; /* NULL of a limit */
	int duty, limit;               /* index; the other is -1 */
	int step, role;                /* of who answers for it; -1 = none */
	int ladder;    /* index, -1 = none, before the defaults */
	bool earliest; /* not before this day: nothing is due then */
};
/* ---- dated.c ---- */
struct dated dated_duty(const struct gd_workflow *wf, int duty);
struct dated dated_limit(const struct gd_workflow *wf, int limit);
/* By the id of a row; false: the workflow has neither. */
bool dated_find(const struct gd_workflow *wf, const char *id,
    struct dated *out);
/* The i-th place it has a date at: key of the row, and where its conditions
 * and bases are asked (a payment row's lot); false past the last. */
bool dated_place(const struct gd_workflow *wf, const struct gd_order *o,
    const struct dated *of, int i, struct gd_at *key, struct gd_at *ask);

/* A settling of dates under way. */
struct dating {
	struct gd_work *w;
	struct reckon r;
	bool closed;         /* of a closed order nothing is owed */
	const char **owners; /* tokens by role, as far as they were asked */
	char *seen;          /* of each duty: 1 begun, 2 done */
	bool resumes;        /* clocks that stood go on today ... */
	int32_t held_from;   /* ... and stood from then */
};
/* Owed? Of a limit: does it hold. */
enum gd_truth dated_owed(const struct gd_work *w, const struct dated *of,
    struct gd_at ask);
/* Settled, met. */
bool dated_met(const struct dating *d, const struct dated *of,
    struct gd_at ask);
/* The day it was met, 0 = nobody knows; old: its row, or a blank one. */
int64_t dated_met_day(const struct dating *d, const struct dated *of,
    struct gd_at ask, const struct gd_due *old);

/* ---- dates.c ---- */
void dating_begin(struct dating *d, struct gd_work *w);
/* Puts a row: with another day its ladder begins anew; owner and the day the
 * next rung rings follow. old: as it stands, NULL = a new one. */
void date_put(struct dating *d, const struct dated *of,
    const struct gd_due *old, struct gd_due *row);

/* At the end of every command: rows follow from bases, acts and conditions;
 * GD_DO_TICK rings. */
void settle_dates(struct gd_work *w);
/* What lists show of them. */
void dates_head(const struct gd_work *w, struct gd_head *head);
/* The order goes on: dates whose clock stopped have what was left. Before its
 * head says so. */
void dates_resume(struct gd_work *w);
/* A lot split off has the promises of the one it comes from. */
void dates_split(struct gd_work *w, int64_t from, int64_t to);

/* ---- ladder.c ---- */
/* The day the next rung rings; 0 = none. */
int64_t ladder_next(const struct dating *d, const struct dated *of,
    const struct gd_due *row);
/* Rings what has come: one event a date. */
void ladder_ring(struct dating *d);

#endif
