/* core/office/closing.c - closing a day: a head of the journal, written into
 * it.
 *
 * Who rewrites what came before must rewrite every later closing too, and
 * those are printed, signed and filed.
 */
#include <string.h>

#include "base/text.h"
#include "core/office.h"

#include "base/banned.h"

#define MAX_NOTE 2000

enum gd_code
gd_closing_decide(const struct gd_facts *facts, const struct gd_closing *last,
    const struct gd_closing *row, struct gd_events *events, struct gd_err *err)
{
	struct gd_closing now = *row;
	struct gd_event *e;
	enum gd_code rc;

	gd_events_clear(events);
	if (!facts->actor.nroles)
		return gd_fail(err, GD_REFUSED, GD_M_CLOSING_WHO);
	if (row->commands < 1 || (last && row->seq <= last->seq))
		return gd_fail(err, GD_REFUSED, GD_M_CLOSING_NOTHING,
		    GD_N(last ? last->no : 0));
	rc = gd_text_check(row->note, MAX_NOTE, true, err);
	if (rc != GD_OK)
		return rc;
	now.no = last ? last->no + 1 : 1;
	now.by = facts->actor.login;
	now.at_ms = facts->now_ms;
	now.day = facts->today;
	e = gd_event_add(events, GD_EV_CLOSED_DAY, "", row->note, now.no);
	gd_event_put(events, e, GD_ORDER_NTABLES + GD_OFF_CLOSING, &now,
	    UINT64_MAX);
	return GD_OK;
}
