/* app/whatif_priv.h - a command decided on a copy; private to src/app. */
#ifndef GENDAN_APP_WHATIF_PRIV_H
#define GENDAN_APP_WHATIF_PRIV_H

#include "app/app.h"

/* As gd_app_what_if; trial is the caller's to release. */
enum gd_code app_what_if(struct gd_app *app, const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_command *cmd,
    struct gd_order *trial, struct gd_err *err) GD_MUST_CHECK;

#endif
