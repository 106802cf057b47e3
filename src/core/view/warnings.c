/* core/view/warnings.c - what should be so and is not. */
#include "core/view/dates.h"

#include "../work.h"

#include "base/banned.h"

/* Only what is known to be wrong; what nobody has entered yet is not. */
static bool
fails(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_check_def *def, int64_t lot)
{
	struct gd_at at = { .lot = lot, .round = 1 };

	return pred_eval(wf, o, def->when, at) == GD_TRUE &&
	       pred_eval(wf, o, def->ok, at) == GD_FALSE;
}

void
gd_warnings_make(const struct gd_workflow *wf, const struct gd_order *o,
    struct gd_arena *arena, struct gd_warning **out, size_t *n)
{
	int64_t lots = lot_count(o);
	size_t room = (size_t)wf->nchecks * (size_t)lots + 1;

	*out = gd_arena_alloc(arena, room, sizeof **out);
	*n = 0;
	for (int i = 0; i < wf->nchecks; i++) {
		const struct gd_check_def *def = &wf->checks[i];

		for (int64_t lot = def->per_lot;
		     lot <= (def->per_lot ? lots : 0); lot++)
			if (!lot_off(o, lot) && fails(wf, o, def, lot))
				(*out)[(*n)++] =
				    (struct gd_warning){ def, lot };
	}
}
