/* flow/scenes.h - what the two files that read scenarios share. */
#ifndef GENDAN_FLOW_SCENES_H
#define GENDAN_FLOW_SCENES_H

#include "core/scenario.h"
#include "core/view/todo.h"
#include "prove.h"

/* ---- sights.c: the map behind `expect` ---- */
void read_sights(struct loader *l, const struct node *n, struct gd_scene *out);

/* ---- scenarios.c ---- */
/* Text of a node, "" after a fault. */
const char *scene_text(struct loader *l, const struct node *n);
/* A word of a list that the caller has, said to be a `what`; "" after a
 * fault. */
const char *scene_word(struct loader *l, const struct node *n,
    const char *const *words, int count, const char *what);
/* An id of the workflow, "" after a fault. */
const char *scene_ref(struct loader *l, const struct node *n, enum ref what);
/* A role, a role and a number, or a person of one letter. */
const char *scene_person(struct loader *l, const struct node *n);

#endif
