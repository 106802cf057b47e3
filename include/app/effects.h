/* app/effects.h - what acts would bring, asked before they are done. */
#ifndef GENDAN_APP_EFFECTS_H
#define GENDAN_APP_EFFECTS_H

#include "app/app.h"
#include "core/view/effects.h"

/** As gd_effects_make, for the person at the keyboard; nothing is written. A
 * missing reason refuses nothing. *out is released by the caller in any case.
 */
enum gd_code gd_app_effects(struct gd_app *app, const struct gd_workflow *wf,
    const struct gd_order *order, const struct gd_command *cmds, int ncmds,
    struct gd_effects *out, struct gd_err *err) GD_MUST_CHECK;

#endif
