/* core/view/slip.c - what was promised, and will it be kept? */
#include "core/view/slip.h"

#include "base/day.h"

#include "base/banned.h"

/* A day that is written into the order is told to somebody; one that counts
 * from it is a plan of ours. */
static bool
is_told(const struct gd_date_view *v)
{
	const struct gd_due_def *def = v->def;

	return v->duty >= 0 && def->base == GD_BASE_FIELD && v->days == 0 &&
	       def->months == 0 && def->snap == GD_SNAP_NONE;
}

bool
gd_date_promised(const struct gd_date_view *v)
{
	return v->open && v->row->day && !v->earliest &&
	       (v->hard || is_told(v));
}

bool
gd_date_will_be_late(const struct gd_date_view *v, int32_t today)
{
	return gd_date_promised(v) && v->row->day >= today &&
	       v->projected != GD_NO_DAY && v->projected > v->row->day;
}

const struct gd_date_view *
gd_dates_first_late(const struct gd_dates *d, int32_t today)
{
	const struct gd_date_view *first = NULL;

	for (size_t i = 0; i < d->n; i++)
		if (gd_date_will_be_late(&d->at[i], today) &&
		    (!first || d->at[i].row->day < first->row->day))
			first = &d->at[i];
	return first;
}
