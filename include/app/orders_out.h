/* app/orders_out.h - chosen orders as a table in a file. */
#ifndef GENDAN_APP_ORDERS_OUT_H
#define GENDAN_APP_ORDERS_OUT_H

#include "app/app.h"

/** Write these orders (ids) to a new file: a JSON array, or CSV, with the
 * columns `gendan list --csv` has. Nothing is written over; on the office
 * server nothing is written at all. */
enum gd_code gd_app_orders_out(struct gd_app *app, char *const *ids, int n,
    bool json, const char *path, struct gd_err *err) GD_MUST_CHECK;

#endif
