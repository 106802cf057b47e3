/* core/workflow/scene.h - a scenario being played; private to src/core. */
#ifndef GENDAN_CORE_WORKFLOW_SCENE_H
#define GENDAN_CORE_WORKFLOW_SCENE_H

#include "core/scenario.h"
#include "../work.h"

/* An order of the story while another one is looked at. */
struct seat {
	const struct gd_workflow *wf;
	struct gd_order order, before;
	const char *last_actor;
	bool begun;
};

struct stage {
	const struct gd_workflow *wf;
	const struct gd_scenario *s;
	struct gd_scene_fault *fault;
	struct gd_order order, before; /* the one the story is about now */
	struct gd_facts facts;
	const char *last_actor;
	struct seat *seats; /* of every order, the file's own first; NULL */
	int nseats, at;     /* at: which of them stands above */
};

/* Where the fault is; false, to be returned. */
bool stage_fails(struct stage *g, int line, int col);
/* A fresh stage, no order yet; what it holds is given back. */
void stage_begin(struct stage *g);
void stage_end(struct stage *g);
/* The clock goes on, and what falls due does. */
void stage_wait(struct stage *g, int64_t minutes);
/* Somebody, called so, tries; role: one he has besides, or NULL. */
enum gd_code stage_try(struct stage *g, const char *login, const char *role,
    const struct gd_command *cmd, bool really, struct gd_err *err);
/* The order's own of this role, then one of it. */
enum gd_code stage_try_role(struct stage *g, const char *role,
    const struct gd_command *cmd, struct gd_err *err);
/* ---- scenario_orders.c ---- */
/* Seats for the orders of the story besides its own, in arena. */
void stage_seats(struct stage *g, struct gd_arena *arena);
void stage_unseat(struct stage *g);
/* From here on the story is about this order; not begun yet, it is new. */
void stage_turn(struct stage *g, int to);
/* The orders that the act would settle, by the rule of gd_store_unsettled and
 * of `collects`; facts only where there are other orders. Into arena. */
void stage_collect(const struct stage *g, const struct gd_command *cmd,
    struct gd_facts *f, struct gd_arena *arena);

/* scenario_see.c: is all as expected? */
bool stage_sees(struct stage *g, const struct gd_scene *s);

#endif
