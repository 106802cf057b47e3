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

/* acts.c: a new act (its command is filled in by the caller), what it has of its
 * duty, whether it is allowed; and the waiver of a duty. */
struct gd_act_view *act_new(struct todo *t, enum gd_verb verb, const char *word,
    const struct gd_list *roles);
void act_duty(struct todo *t, struct gd_act_view *a,
    const struct gd_duty_view *v);
void try_act(struct todo *t, struct gd_act_view *a);
void act_waive(struct todo *t, const struct gd_duty_view *v);
void acts_of_offer(struct todo *t, const struct gd_duty_view *v);

#endif
