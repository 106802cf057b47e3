/* core/move.c - the date a person promises instead of the computed one. */
#include "work.h"

#include <string.h>

#include "base/day.h"

#include "base/banned.h"

/* move ORDER DUTY day: the date a person promises instead. */
enum gd_code
do_move_date(struct gd_work *w)
{
	struct gd_due row = { .base = "", .rule = "", .reason = "",
		.cap = "", .owner = "", .told = "" };
	const struct gd_due *old;
	char was[GD_DAY_TEXT], now[GD_DAY_TEXT];
	struct gd_at at;
	int duty;
	enum gd_code rc = find_duty(w, &duty, &at);

	if (!rc)
		rc = need_reason(w);
	if (!rc)
		rc = need_carrier(w);
	if (rc)
		return rc;
	if (!w->cmd->day && strcmp(w->f->actor.login, GD_ANYBODY) != 0)
		return gd_fail(w->err, GD_USAGE, GD_M_BAD_DATE, GD_T("day"),
		    GD_T(""));
	row.duty = w->wf->duties[duty].name.id;
	row.lot = at.lot;
	row.round = at.round;
	row.inst = at.inst;
	old = gd_row_find(&w->order.sheet, GD_TAB_DUE, &row);
	if (old)
		row = *old;
	gd_day_text(row.day ? (int32_t)row.day : GD_NO_DAY, was);
	gd_day_text(w->cmd->day, now);
	row.day = w->cmd->day;
	row.moved = 1;
	row.reason = work_text(w, w->cmd->reason);
	work_event(w, GD_EV_MOVED, row.duty,
	    work_printf(w, "%s -> %s", was, now), 0);
	work_put(w, GD_TAB_DUE, &row);
	if (w->cmd->reason)
		work_event(w, GD_EV_BECAUSE, "", w->cmd->reason, 0);
	return GD_OK;
}
