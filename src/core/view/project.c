/* core/view/project.c - where open dates land if nothing is made up. */
#include "dates_priv.h"

#include "base/day.h"

#include "base/banned.h"

void
dates_project(struct dates *d)
{
	for (size_t i = 0; i < d->out->n; i++) {
		struct gd_date_view *v = &d->out->at[i];

		if (!v->open || !v->row->day)
			continue;
		v->projected = (int32_t)v->row->day;
		if (v->projected < d->f->today)
			v->projected = d->f->today;
	}
}
