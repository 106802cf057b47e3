/* core/dates/move.c - the date a person promises instead of the computed one.
 *
 * What was planned and promised first stays beside it.  A date of law, bank or
 * carrier is moved because they granted it, and who did is kept; what the
 * workflow calls fixed nobody can grant.  One that stands in a field of the
 * order is revised there, so that every date counted from it follows.
 */
#include "dates.h"

#include <string.h>

#include "base/day.h"

#include "base/banned.h"

/* What the command names: a duty, or a limit with its lot or payment row. */
static enum gd_code
find_dated(struct gd_work *w, struct dated *of, struct gd_at *at)
{
	const char *id = w->cmd->duty ? w->cmd->duty : "";
	int limit = gd_wf_limit(w->wf, id), duty;
	const struct gd_limit_def *def;
	const struct gd_due *row;
	int64_t lot = w->cmd->lot;
	enum gd_code rc;

	if (limit < 0) {
		rc = find_duty(w, &duty, at);
		if (!rc)
			*of = dated_duty(w->wf, duty);
		return rc;
	}
	def = &w->wf->limits[limit];
	*of = dated_limit(w->wf, limit);
	if (def->per_lot || lot) {
		rc = find_lot(w, id, &lot);
		if (rc)
			return rc;
	}
	*at = (struct gd_at){ def->per_lot ? lot : 0, 1, w->cmd->inst };
	/* of each payment row: the first still open is meant */
	for (size_t i = 0; def->per_payment && !at->inst &&
			   (row = gd_walk(&w->order, GD_TAB_DUE, &i));)
		if (strcmp(row->duty, id) == 0 && !row->shut)
			at->inst = row->inst;
	return GD_OK;
}

/* guard:move-field - a limit that stands in a field is revised there. */
static enum gd_code
need_free(struct gd_work *w, const struct dated *of, const struct gd_due *old)
{
	const struct gd_due_def *due = of->due;

	if (of->limit < 0 || due->base != GD_BASE_FIELD || due->days ||
	    due->days_from.n || due->pace.n || due->months || due->snap ||
	    !GUARD(w, GD_M_MOVE_FIELD))
		return GD_OK;
	return gd_fail(w->err, GD_REFUSED, GD_M_MOVE_FIELD, GD_T(of->name->id),
	    GD_T(old && *old->base ? old->base
				   : w->wf->fields[due->ref].name.id));
}

/* guard:move-owed - there is a date of a limit only while it holds. */
static enum gd_code
need_owed(struct gd_work *w, const struct dated *of, const struct gd_due *old)
{
	/* a duty may be given its first date; what is done keeps its own */
	bool owed = of->limit < 0 ? !old || !old->actual : old && !old->shut;

	if (owed || !GUARD(w, GD_M_MOVE_NOT_OWED))
		return GD_OK;
	return gd_fail(w->err, GD_REFUSED, GD_M_MOVE_NOT_OWED,
	    GD_T(of->name->id));
}

/* guard:move-fixed, guard:move-granted - a hard date is not ours to move: law
 * stands, and who else set it has said yes (domain.md, R2, R18-R22). */
static enum gd_code
need_grant(struct gd_work *w, const struct dated *of, const struct gd_due *old)
{
	const struct gd_due_def *due = of->due;
	const char *by = w->cmd->granted_by;
	bool hard = old && old->day && (due->hard || old->hard);
	bool fixed = of->limit >= 0 && w->wf->limits[of->limit].fixed;

	if (fixed && GUARD(w, GD_M_MOVE_FIXED))
		return gd_fail(w->err, GD_REFUSED, GD_M_MOVE_FIXED,
		    GD_T(of->name->id), GD_T(due->source));
	if (!hard || (by && says_something(by)) || is_trial(w) ||
	    !GUARD(w, GD_M_MOVE_GRANTED_BY))
		return GD_OK;
	return gd_fail(w->err, GD_REFUSED, GD_M_MOVE_GRANTED_BY,
	    GD_T(of->name->id), GD_T(due->source));
}

static void
say_moved(struct gd_work *w, const struct gd_due *old, int32_t day)
{
	char was[GD_DAY_TEXT], now[GD_DAY_TEXT];

	gd_day_text(day, now);
	if (!old || !old->day) {
		work_event(w, GD_EV_DATED, w->cmd->duty, now, 0);
		return;
	}
	gd_day_text((int32_t)old->day, was);
	work_event(w, old->hard ? GD_EV_GRANTED : GD_EV_MOVED, w->cmd->duty,
	    work_printf(w, "%s -> %s", was, now), 0);
	if (old->hard && w->cmd->granted_by)
		work_event(w, GD_EV_GRANTED_BY, w->cmd->duty,
		    w->cmd->granted_by, 0);
}

/* move ORDER DUTY day: the date a person promises instead. */
enum gd_code
do_move_date(struct gd_work *w)
{
	struct gd_due row = { .base = "",
		.rule = "",
		.reason = "",
		.cap = "",
		.owner = "",
		.told = "" };
	const struct gd_due *old;
	char now[GD_DAY_TEXT];
	struct dating d;
	struct dated of;
	struct gd_at at;
	enum gd_code rc = find_dated(w, &of, &at);

	if (!rc)
		rc = need_reason(w);
	if (!rc)
		rc = need_carrier(w);
	if (rc)
		return rc;
	if (!w->cmd->day && strcmp(w->f->actor.login, GD_ANYBODY) != 0)
		return gd_fail(w->err, GD_USAGE, GD_M_BAD_DATE, GD_T("day"),
		    GD_T(""));
	row.duty = of.name->id;
	row.lot = at.lot;
	row.round = at.round;
	row.inst = at.inst;
	old = gd_row_find(&w->order.sheet, GD_TAB_DUE, &row);
	rc = need_free(w, &of, old);
	if (!rc)
		rc = need_owed(w, &of, old);
	if (!rc)
		rc = need_grant(w, &of, old);
	if (rc)
		return rc;
	if (old)
		row = *old;
	row.day = w->cmd->day;
	row.moved = 1;
	row.reason = work_text(w, w->cmd->reason);
	say_moved(w, old, w->cmd->day);
	dating_begin(&d, w);
	date_put(&d, &of, old, &row);
	if (w->cmd->day && w->cmd->day < w->f->today)
		work_event(w, GD_EV_DAY_PAST, of.name->id,
		    gd_day_text(w->cmd->day, now), w->f->today - w->cmd->day);
	if (w->cmd->reason)
		work_event(w, GD_EV_BECAUSE, "", w->cmd->reason, 0);
	return GD_OK;
}
