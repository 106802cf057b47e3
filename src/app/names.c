/* app/names.c - what stands beside names in a list. */
#include "app/names.h"

#include <stdlib.h>
#include <string.h>

#include "app_priv.h"

#include "base/banned.h"

enum gd_code
gd_app_amounts(struct gd_app *app, struct gd_list_rows *rows,
    struct gd_err *err)
{
	return gd_store_amounts(app->store, "amount", rows, err);
}
