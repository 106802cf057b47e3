/* store/settled.h - which order settles which. */
#ifndef GENDAN_STORE_SETTLED_H
#define GENDAN_STORE_SETTLED_H

#include "store/store.h"

#define GD_SETTLER_TEXT 80
/** The number of the order, but the one with key `but`, that settles another one
 * (its UUID); "" when none does. */
enum gd_code gd_store_settled(struct gd_store *s, const char *other,
    int64_t but, char by[GD_SETTLER_TEXT], struct gd_err *err) GD_MUST_CHECK;

struct gd_unsettled {
	const char *workflow, *role, *person;
	int64_t from_ms, to_ms; /* closed from, before */
};
/** UUIDs of the completed orders of a workflow that a person carries in a role
 * and that no order settles, in the order they were made; into arena. */
enum gd_code gd_store_unsettled(struct gd_store *s,
    const struct gd_unsettled *what, struct gd_arena *arena, const char ***ids,
    size_t *n, struct gd_err *err) GD_MUST_CHECK;

#endif
