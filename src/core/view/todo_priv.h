/* core/view/todo_priv.h - the two halves of todo: checklist and acts. */
#ifndef GENDAN_CORE_VIEW_TODO_PRIV_H
#define GENDAN_CORE_VIEW_TODO_PRIV_H

#include <stdlib.h>

#include "base/say.h"
#include "core/view/todo.h"

struct todo {
	const struct gd_workflow *wf;
	const struct gd_order *o;
	const struct gd_facts *f; /* the trial actor's */
	struct gd_todo *out;
	int16_t *piece_paper; /* of each piece row; -1: of none we know */
	size_t steps_room, duties_room, acts_room;
};

void todo_acts(struct todo *t);

#endif
