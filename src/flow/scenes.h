/* flow/scenes.h - what the files that read scenarios share. */
#ifndef GENDAN_FLOW_SCENES_H
#define GENDAN_FLOW_SCENES_H

#include "core/scenario.h"
#include "core/view/todo.h"
#include "prove.h"

/* ---- sights.c: the map behind `expect` ---- */
void read_sights(struct loader *l, const struct node *n, struct gd_scene *out);

/* ---- scenes.c ---- */
struct pairs {
	struct gd_pair *at;
	int n, room;
};
/* Fields of the workflow, and what some acts are told besides. */
void read_pairs(struct loader *l, const struct node *n, struct pairs *out);
/* lines: [{item, qty ...}] are the pairs line:1:item ... of a new order. */
void read_lines(struct loader *l, const struct node *n, struct pairs *out);
/* One entry; nested: the act inside `cannot`. */
void read_scene(struct loader *l, const struct node *n, struct gd_scene *s,
    bool nested);
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
