/* core/migrate/migrate_priv.h - one order on its way to another version. */
#ifndef GENDAN_CORE_MIGRATE_MIGRATE_PRIV_H
#define GENDAN_CORE_MIGRATE_MIGRATE_PRIV_H

#include "core/migrate.h"

#include "../work.h"

struct mig {
	const struct gd_migration *m;
	const struct gd_flowmap *map; /* the way this order goes */
	struct gd_work w;             /* its workflow: the one it goes to */
	struct gd_order was;          /* as it stood, time passed; owned */
	struct gd_migrated *out;
};

/* A fault of this order: it cannot go. */
#define FAULT(g, ...)                                                         \
	(void)gd_fail(GD_PUSH((g)->out->faults, (g)->out->n, (g)->out->room), \
	    GD_REFUSED, __VA_ARGS__)

/* The index of exactly this id; names and aliases are no ids. */
int id_paper(const struct gd_workflow *wf, const char *id);
int id_desk(const struct gd_workflow *wf, const char *id);

/* ---- migrate_map.c ---- */
/* The same map read from its other end. */
void flowmap_back(const struct gd_flowmap *m, struct gd_flowmap *back);
/* Where a new duty comes from; -1: nowhere, or from more than one. */
int flowmap_source(const struct gd_flowmap *m, int duty);
/* Does step `s` of the new version come from step `f` of the old? */
bool flowmap_step(const struct gd_flowmap *m, int f, int s);

/* ---- migrate_step.c ---- */
/* The row of a step, from those of the steps its duties come from. */
void step_follow(struct mig *g, int step);
/* Has work begun in a step that waits for this one? */
bool step_passed(const struct mig *g, int step, int64_t lot);

/* ---- migrate_check.c: the proof ---- */
void check_duties(struct mig *g); /* before the rows are moved */
void check_rows(struct mig *g);   /* what the order has, the version knows */
void check_stands(struct mig *g); /* after: nothing waits for nobody */

/* ---- migrate_back.c ---- */
/* Puts the order back; *exact: nothing was done in between. */
void back_put(struct mig *g, bool *exact);

#endif
