/* core/migrate.h - an order goes on by another version of its workflow.
 *
 * Which old duty becomes which new one is said by the map; everything that
 * keeps its name needs none.  One order at a time is decided: either it is
 * proved that nothing of it is stranded, or every fault is named.  Pure, like
 * gd_decide; every effect stands in the events.
 */
#ifndef GENDAN_CORE_MIGRATE_H
#define GENDAN_CORE_MIGRATE_H

#include "core/decide.h"

/* Where the duties of one version go in another. */
struct gd_flowmap {
	const struct gd_workflow *from, *to;
	/* of each duty of `from`: the duties of `to` it becomes; none and
	 * `dropped`: it ends; none and not: the map is silent about it */
	struct gd_list *duty;
	bool *dropped;
	/* of each duty of `to`: new, and left out where work has gone past */
	bool *past;
	struct gd_arena arena; /* owns the lists */
};
/** Read a map: "old=new", "old=one+two" (a duty split), "old=-" (it ends),
 * "step:old=-" (all duties of a step not named otherwise), "-=new" (new, and
 * left out of orders that are past it), between them commas or line breaks;
 * a line that begins with # says nothing. GD_USAGE: not of this form, a name
 * neither version has, two old duties for one new. */
enum gd_code gd_flowmap_read(struct gd_flowmap *m,
    const struct gd_workflow *from, const struct gd_workflow *to,
    const char *text, struct gd_err *err) GD_MUST_CHECK;
/** The map as one line, to be kept; appends to out. */
void gd_flowmap_text(const struct gd_flowmap *m, struct gd_str *out);
void gd_flowmap_release(struct gd_flowmap *m);

struct gd_migration {
	const struct gd_flowmap *map; /* as it was, when taken back */
	const char *reason;           /* "" = none given */
	const char *const *held;      /* roles somebody holds */
	int nheld;
	/* taken back: the order before it went, and as it had gone; NULL: it
	 * goes on. */
	const struct gd_order *before, *after;
};

/* What is said of one order. */
struct gd_migrated {
	struct gd_err *faults; /* why it cannot; none: it can */
	size_t n, room;
	int64_t step_before, step_after; /* as lists show it */
	int renamed;                     /* rows under another name */
	int dropped;                     /* acts kept in the history only */
	int left_out;                    /* new duties it does not owe */
	int days_kept;                   /* dates the new rules would move */
	bool completes;                  /* nothing is owed any more */
	bool since; /* taken back: something was done in between */
};
void gd_migrated_release(struct gd_migrated *r);

/** Decide for one order of version map->from (taken back: map->to). *out says
 * what it means, also when refused; the caller releases it. On GD_OK *events
 * holds what happens. GD_REFUSED with the first fault in err. */
enum gd_code gd_migrate_decide(const struct gd_migration *m,
    const struct gd_order *order, const struct gd_facts *facts,
    struct gd_migrated *out, struct gd_events *events,
    struct gd_err *err) GD_MUST_CHECK;

#endif
