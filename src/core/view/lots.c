/* core/view/lots.c - lines and lots as rows to look at. */
#include "core/view/lots.h"

#include <string.h>

#include "../work.h"

#include "base/banned.h"

bool
gd_lots_show(const struct gd_order *o)
{
	return o->sheet.rows[GD_TAB_LOT].n > 1 ||
	       o->sheet.rows[GD_TAB_LINE].n > 1;
}

struct gd_lotline
gd_lot_line(const struct gd_order *o, int64_t lot, int64_t line)
{
	return lotline(o, lot, line);
}

bool
gd_line_view(const struct gd_workflow *wf, const struct gd_order *o, size_t i,
    struct gd_line_view *out)
{
	const struct gd_line *l = gd_row_at(&o->sheet, GD_TAB_LINE, i);

	memset(out, 0, sizeof *out);
	if (!l)
		return false;
	out->line = l;
	for (int64_t lot = lot_count(o); lot >= 1; lot--) {
		struct gd_lotline row = lotline(o, lot, l->no);

		if (row.known)
			out->shipped += row.shipped;
		else if (lot_shipped(wf, o, lot))
			out->shipped += row.qty;
		else
			out->planned += row.qty;
	}
	out->left = l->qty - l->cancelled - out->shipped;
	out->left = out->left < 0 ? 0 : out->left;
	out->missing = line_missing(o, l->no);
	out->missing = out->missing < 0 ? 0 : out->missing;
	out->tolerance_bp = line_tolerance(o, l);
	out->open = line_short(o, l);
	return true;
}

bool
gd_lot_view(const struct gd_workflow *wf, const struct gd_order *o, size_t i,
    struct gd_lot_view *out)
{
	const struct gd_lot *lot = gd_row_at(&o->sheet, GD_TAB_LOT, i);

	memset(out, 0, sizeof *out);
	if (!lot)
		return false;
	out->lot = lot;
	out->off = lot_off(o, lot->no);
	out->known = lot_known(o, lot->no);
	out->done = !out->off && lot_done(wf, o, lot->no);
	out->shipped = out->known || out->done;
	for (int s = 0; s < wf->nsteps && s < 63; s++) {
		const struct gd_step_def *def = &wf->steps[s];

		out->rail[s] = out->off ? GD_MARK_WAIVED
					: step_mark_lot(wf, o, s, lot->no);
		if (!out->off && !out->step_no && !def->standing &&
		    step_state(wf, o, s, lot->no) == GD_STEP_OPEN)
			out->step_no = def->no;
	}
	return true;
}
