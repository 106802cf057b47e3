/* report/ics.h - iCalendar (RFC 5545): rows in, the text of a calendar out.
 *
 * Every text that goes in is cleaned as for a terminal and escaped; lines end
 * in CR LF and are folded at 75 octets between characters.
 */
#ifndef GENDAN_REPORT_ICS_H
#define GENDAN_REPORT_ICS_H

#include "base/say.h"
#include "core/view/dates.h"

/* ---- the format ---------------------------------------------------------- */

struct gd_ics {
	const char *name;   /* as the calendar is called */
	enum gd_lang lang;  /* of its words */
	bool any;           /* set by the functions: it has an event */
	struct gd_str *out; /* where it goes; the caller's */
};
struct gd_ics_event {
	const char *uid;
	int64_t sequence;       /* grows when its day becomes another */
	int64_t modified_ms;    /* when anything of it last changed */
	int32_t day;            /* all of this day, in every time zone; or */
	int64_t from_ms, to_ms; /* from..to, when from is not 0 */
	const char *summary, *description, *category; /* "" = none */
	bool important;
	const int32_t *alarms; /* on these days at nine; ascending */
	int nalarms;
};
void gd_ics_begin(struct gd_ics *c);
void gd_ics_event(struct gd_ics *c, const struct gd_ics_event *e);
void gd_ics_end(struct gd_ics *c);

/* ---- dates --------------------------------------------------------------- */

/* An open date of an order; texts are borrowed. */
struct gd_ics_date {
	const struct gd_workflow *wf;
	const struct gd_date_view *view;
	const char *order; /* its id, a UUID */
	const char *number, *customer;
	const char *owner;    /* who answers for it, a name; "" */
	bool lots;            /* the order has several */
	int64_t modified_ms;  /* of the order's last command */
	const int32_t *leads; /* gd_date_leads */
	int nleads;
	int32_t urgent_day; /* gd_date_urgent_day */
	int utc_offset_min;
};
/** Its event; where it becomes urgent at an hour, a second one in UTC. */
void gd_ics_date(struct gd_ics *c, const struct gd_ics_date *d);

#endif
