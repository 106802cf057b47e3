/* app/names.h - what stands beside the names of orders, customers and people
 * in a list, and on the page of one of them. */
#ifndef GENDAN_APP_NAMES_H
#define GENDAN_APP_NAMES_H

#include "app/app.h"
#include "store/beside.h"

/** The amount of each order of a list: row->amount, "" where it has none. */
enum gd_code gd_app_amounts(struct gd_app *app, struct gd_list_rows *rows,
    struct gd_err *err) GD_MUST_CHECK;

#endif
