/* store/people.h - what somebody has, and what was done by whom since. */
#ifndef GENDAN_STORE_PEOPLE_H
#define GENDAN_STORE_PEOPLE_H

#include "store/store.h"

/** Orders in work somebody is assigned to, is offered a duty of, or keeps
 * pieces of: their ids, oldest first, in arena. */
enum gd_code gd_store_person_orders(struct gd_store *s, const char *login,
    struct gd_arena *arena, const char ***ids, size_t *n,
    struct gd_err *err) GD_MUST_CHECK;
/** Pieces on their way to a person by name, at most max. */
enum gd_code gd_store_handed(struct gd_store *s, const char *login, int max,
    struct gd_arena *arena, struct gd_piece_row *rows, int *n,
    struct gd_err *err) GD_MUST_CHECK;
/** The first command at or after a moment, looking back from the newest;
 * 0 = none. Clocks may differ a little: it looks on for a while. */
enum gd_code gd_store_since(struct gd_store *s, int64_t from_ms, int64_t *seq,
    struct gd_err *err) GD_MUST_CHECK;
/** When somebody last did something before a moment; 0 = not lately. */
enum gd_code gd_store_last_act(struct gd_store *s, const char *login,
    int64_t before_ms, int64_t *at_ms, struct gd_err *err) GD_MUST_CHECK;

#endif
