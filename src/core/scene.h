/* core/scene.h - a scenario being played; private to src/core. */
#ifndef GENDAN_CORE_SCENE_H
#define GENDAN_CORE_SCENE_H

#include "core/scenario.h"
#include "work.h"

struct stage {
	const struct gd_workflow *wf;
	const struct gd_scenario *s;
	struct gd_scene_fault *fault;
	struct gd_order order, before;
	struct gd_facts facts;
	const char *last_actor;
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
/* scenario_see.c: is all as expected? */
bool stage_sees(struct stage *g, const struct gd_scene *s);

#endif
