/* src/app/offers_priv.h - what is offered to whom, and what a settling order
 * gathers. */
#ifndef GENDAN_APP_OFFERS_PRIV_H
#define GENDAN_APP_OFFERS_PRIV_H

#include "app_priv.h"

/* filter_picks.c: a person, the pools of his roles, then those he stands in for
 * today and their pools, as rows of offers name them; at most so many, into
 * arena. */
int app_offered_to(struct gd_app *app, const char *login,
    struct gd_arena *arena, const char **out, int most);

/* collect.c: what a settling act gathers; inside the write transaction. */
enum gd_code app_collect(struct gd_app *app, const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_command *cmd,
    struct app_facts *facts, struct gd_err *err) GD_MUST_CHECK;

#endif
