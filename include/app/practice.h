/* app/practice.h - a throw-away book with one order to learn on.
 *
 * It lies in a folder of its own among the temporary files and is gone with
 * gd_practice_close; one whose program was killed goes with the next.
 */
#ifndef GENDAN_APP_PRACTICE_H
#define GENDAN_APP_PRACTICE_H

#include "app/app.h"

struct gd_practice; /* opaque */

/** Make the book and open it as the learner, with one order of this shipped
 * workflow (NULL or "": that of export orders), whose clerk he is. GD_MISSING:
 * none is called so; GD_REFUSED: it gathers orders of others, so there is
 * nothing to learn it on. */
enum gd_code gd_practice_open(const char *flow, struct gd_practice **out,
    struct gd_err *err) GD_MUST_CHECK;
/** Close its app and remove all its files; NULL is nothing. */
void gd_practice_close(struct gd_practice *p);
struct gd_app *gd_practice_app(const struct gd_practice *p);
/** Who the learner is in it; static. */
const char *gd_practice_login(const struct gd_practice *p);
/** Of its one order; borrowed. */
const char *gd_practice_number(const struct gd_practice *p);

/** The act the learner should do next, borrowed from page; NULL: none of the
 * order is his now. */
const struct gd_act_view *gd_practice_next(struct gd_practice *p,
    const struct gd_order_page *page);
/** The rest of the office works until the learner is needed, or the order is
 * done. *played: acts of theirs. */
enum gd_code gd_practice_play(struct gd_practice *p, int *played,
    struct gd_err *err) GD_MUST_CHECK;
/** Do the learner's next act with made-up values. */
enum gd_code gd_practice_show(struct gd_practice *p,
    struct gd_err *err) GD_MUST_CHECK;

#endif
