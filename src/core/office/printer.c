/* core/office/printer.c - which printer is whose. */
#include "core/office.h"

#include <string.h>

#include "office_priv.h"

#include "base/banned.h"

#define QUEUE_NAME_MAX 127

bool
gd_queue_name_good(const char *name)
{
	size_t n = strlen(name);

	return n > 0 && n <= QUEUE_NAME_MAX && *name != '-' &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") == n;
}

enum gd_code
printer_check(const struct gd_printer *row, struct gd_err *err)
{
	if (!gd_queue_name_good(row->queue))
		return gd_fail(err, GD_USAGE, GD_M_QUEUE_NAME,
		    GD_T(row->queue));
	return GD_OK;
}

static bool
sits_at(const struct gd_sheet *office, const char *login, const char *desk)
{
	const struct gd_member *m = gd_row_find(office, GD_OFF_MEMBER,
	    &(struct gd_member){ .login = login, .desk = desk });

	return m && m->active;
}

const struct gd_printer *
gd_printer_of(const struct gd_sheet *office, const char *login,
    const char *kind)
{
	const struct gd_printer *r, *best = NULL;
	int most = -1;

	for (size_t i = 0; (r = gd_row_at(office, GD_OFF_PRINTER, i)); i++) {
		int rank = 2 * (*r->desk != '\0') + (*r->kind != '\0');

		if (!r->active || rank <= most ||
		    (*r->desk && !sits_at(office, login, r->desk)) ||
		    (*r->kind && strcmp(r->kind, kind) != 0))
			continue;
		best = r;
		most = rank;
	}
	return best;
}
