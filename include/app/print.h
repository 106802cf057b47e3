/* app/print.h - the print ledger as whoever prints uses it.
 *
 * First gd_app_print_check: may it be printed, and which sheets are it?  Then
 * the sheets are made and handed to the printer.  Only then, with device, job
 * and pages in the fields, gd_app_print_done: nothing stands in the ledger
 * that was not handed over.  When it refuses (the piece was lost meanwhile),
 * the sheets must be destroyed.
 *
 * The command: verb GD_DO_PRINT; paper, lot, inst, or step [lot], or piece;
 * reason; fields what=form|slip, rev, pieces=3,5 or 4-6, device, job, pages.
 */
#ifndef GENDAN_APP_PRINT_H
#define GENDAN_APP_PRINT_H

#include "app/app.h"

/* What is going to be printed. */
struct gd_print_plan {
	struct gd_print *rows; /* as the ledger would have them, piece 0 = a
	                        * draft or a slip; again > 0: say REPRINT */
	size_t n, room;
	struct gd_arena arena;
};
void gd_print_plan_release(struct gd_print_plan *p);
/** Changes nothing. A second time needs a reason ("jam" after a jam), an old
 * revision too. */
enum gd_code gd_app_print_check(struct gd_app *app, const char *order,
    const struct gd_command *cmd, struct gd_print_plan *out,
    struct gd_err *err) GD_MUST_CHECK;
/** done may be NULL. */
enum gd_code gd_app_print_done(struct gd_app *app, const char *order,
    const struct gd_command *cmd, struct gd_done *done,
    struct gd_err *err) GD_MUST_CHECK;

/** How often a piece was printed, and the last time (NULL = never); borrowed
 * from the order. */
int64_t gd_prints_of(const struct gd_order *o, int64_t piece,
    const struct gd_print **last);

#endif
