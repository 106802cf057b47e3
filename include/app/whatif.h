/* app/whatif.h - an order as it would be after a command that nobody gave. */
#ifndef GENDAN_APP_WHATIF_H
#define GENDAN_APP_WHATIF_H

#include "app/app.h"

/** Decide a command of the person at the keyboard on a copy of the order of a
 * page; nothing is kept. A reason that is still to be typed does not matter.
 * trial: gd_order_init'ed or zero; the caller releases it, also when refused. */
enum gd_code gd_app_what_if(struct gd_app *app, const struct gd_order_page *p,
    const struct gd_command *cmd, struct gd_order *trial,
    struct gd_err *err) GD_MUST_CHECK;

#endif
