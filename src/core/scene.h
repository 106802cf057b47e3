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
/* scenario_see.c: is all as expected? */
bool stage_sees(struct stage *g, const struct gd_scene *s);

#endif
