/* core/view/dates.h - every date of an order in one model: planned, promised,
 * revised, actual, and where it lands if nothing is made up.
 *
 * Nothing here is stored: lateness and projection are reckoned when asked.
 */
#ifndef GENDAN_CORE_VIEW_DATES_H
#define GENDAN_CORE_VIEW_DATES_H

#include "base/say.h"
#include "core/decide.h"
#include "core/view/naming.h"

struct gd_date_view {
	const struct gd_due *row; /* the stored cells; borrowed of the order */
	const struct gd_name *name; /* of the duty or limit */
	int duty, limit;            /* index, the other is -1 */
	int step_no;
	const struct gd_due_def *def; /* the rule `day` came from; never NULL */
	int days;                     /* of def, as this order has it */
	int32_t cap_day;  /* the day of row->cap, GD_NO_DAY = none */
	int32_t unrolled; /* by the rule, before a day off moved it; GD_NO_DAY:
			    * nothing to count from */
	int32_t ruled;    /* by the rule; not `day` when a person moved it */
	int32_t stands_since; /* by def->unrolled it is not rolled; GD_NO_DAY =
				* no such time */
	bool base_met;   /* its base is a plan that was done on that very day */
	int base_minute; /* the hour its base bears, as minutes; -1 = none */
	int minute;      /* the hour that gives `day`; -1 = the whole day */
	int unsure_year; /* its calendar lacks days of it, 0 = none known */
	const char
	    *country; /* of the customer, that has no calendar: row->unsure
			      * says so; "" = not known either */
	bool open;    /* still owed */
	bool hard, limiting; /* of law, bank or carrier; a limit, not an act */
	bool earliest;       /* not before this day: nothing is due then */
	int32_t projected; /* when it will be if nothing is made up; the actual
			    * day when done; GD_NO_DAY = cannot be said */
	int late;          /* days past `day` as of today, 0 = none; of what is
			    * done: how late it was */
	int left;          /* days until `day`; negative = past */
	int slip;          /* projected - day of what is open, never below 0 */
	bool breaks; /* open, hard, and projected after it (before it, of an
			    * earliest date) */
	bool
	    urgent; /* R7: the hour has come; of a day with an hour: it is past */
	bool unsure; /* the calendar misses days, or the law is uncertain */
};
struct gd_dates {
	struct gd_date_view *at; /* hard first, then by day, step, id */
	size_t n;
	const struct gd_date_view *next_hard; /* open, the earliest of today or
					       * to come; NULL */
	const struct gd_date_view *passed_hard;  /* open, the earliest that has
						 * passed; NULL */
	const struct gd_date_view *first_broken; /* NULL = none breaks */
	const struct gd_date_view *met_late; /* hard, done after its day: the
					      * one that was latest; NULL */
	int moved; /* open dates a person moved: what `due moved` lists */
	int later; /* open dates, of acts, that land later than promised first */
};
/** All dates of an order as of a moment. Of facts only now_ms, today,
 * utc_offset_min and calendars count. Into arena; rows borrowed. */
void gd_dates_make(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_facts *facts, struct gd_arena *arena, struct gd_dates *out);
/* What the store knows of a date besides its row. */
struct gd_date_around {
	const struct gd_calendars *calendars; /* with the customer's country */
	const char *cap_value; /* what the field row->cap holds, "" = nothing */
	const char *base_value; /* the same of row->base */
	bool base_done;   /* an act of the duty row->base was done on its day */
	bool held;        /* the order is on hold ... */
	int32_t held_day; /* ... since then */
	int32_t today;
};
/** A date still owed, of its row alone: all of a view that needs no order, the
 * way to its day included; projected is GD_NO_DAY. @return false: the workflow
 * has no such date, and only row and days are set (def is NULL) */
bool gd_date_of_row(const struct gd_workflow *wf, const struct gd_due *row,
    const struct gd_date_around *around, struct gd_date_view *out);
/** What the order is already late with the day it is made: the largest number
 * of days a planned date lies before `today`, and its row; NULL = nothing. */
const struct gd_date_view *gd_dates_late_at_start(const struct gd_dates *d,
    int *days);

/** Append "On board 07-15 + 21 d = 08-05, UCP 600 art. 14(c)": base, rule, cap,
 * days on hold, roll, result, source, in the reader's words; then who moved it
 * why, and what is uncertain, if anything. Days are said without their year
 * when all are of one. name: for what the workflow has no name of; may be
 * NULL. */
void gd_say_date(struct gd_str *out, enum gd_lang lang,
    const struct gd_workflow *wf, const struct gd_date_view *v, gd_namer *name,
    void *payload);

/** What is not certain in law of a date by its own rule (a plan of ours is no
 * law); "" or NULL = nothing. Borrowed of the workflow. */
const char *gd_date_unsure(const struct gd_workflow *wf,
    const struct gd_date_view *v, enum gd_lang lang);
/** Append what a date is counted from, as gd_say_date begins; nothing when it
 * is counted from nothing. */
void gd_say_date_base(struct gd_str *out, enum gd_lang lang,
    const struct gd_workflow *wf, const struct gd_date_view *v, gd_namer *name,
    void *payload);

/** Append the rule of a date as the workflow has it, of no order: "On board +
 * 21 d, not after L/C expiry, UCP 600 art. 14(c)"; nothing where there is
 * none. step: whose duty or limit it is (index). */
void gd_say_due(struct gd_str *out, enum gd_lang lang,
    const struct gd_workflow *wf, const struct gd_due_def *def, int step);

/** The duty or limit of an event about a date; NULL: it is about none, or the
 * workflow has none such. A limit and a field may share an id. */
const struct gd_name *gd_event_date(const struct gd_workflow *wf,
    const struct gd_event *ev);
/** The money a credit says, in minor units; false: it says none. */
bool gd_event_money(const struct gd_event *ev, int64_t *minor,
    char currency[8]);
/* One word each for what is told apart: a date that has passed today is LATE
 * (`late`), one that will be missed if nothing is made up SLIPS (`slip`), what
 * others owe is WAITED for. */
/** Append "12 d left", "today", "3 d late": days until a date. */
void gd_say_left(struct gd_str *out, enum gd_lang lang, int left);
/** Append what is to be known of work late against a date that became tighter
 * than the one promised first: both days; nothing of others. */
void gd_say_tighter(struct gd_str *out, enum gd_lang lang,
    const struct gd_date_view *v);
/** Append "waits 4 d"; "" for less than a day. */
void gd_say_waited(struct gd_str *out, enum gd_lang lang, int days);
/** Append "slips 21 d": days from a date to where it lands; "" for none. */
void gd_say_slip(struct gd_str *out, enum gd_lang lang, int days);
/** Is it a day before which nothing may be done, so that nothing is due? By the
 * id of a duty or limit. */
bool gd_date_is_earliest(const struct gd_workflow *wf, const char *id);
/** The days on which the ladder of an open date tells its owner, up to the date
 * itself, ascending; at most max. @return how many */
int gd_date_leads(const struct gd_workflow *wf, const struct gd_calendars *all,
    const struct gd_date_view *v, int32_t *days, int max);
/** The last working day before an open date that becomes urgent at an hour
 * (R7: def->min_urgent of that day); GD_NO_DAY of others. */
int32_t gd_date_urgent_day(const struct gd_workflow *wf,
    const struct gd_calendars *all, const struct gd_date_view *v);

/* A check that fails now. */
struct gd_warning {
	const struct gd_check_def *def;
	int64_t lot;
};
/** Checks that fail, in the order of the file; into arena. */
void gd_warnings_make(const struct gd_workflow *wf, const struct gd_order *o,
    struct gd_arena *arena, struct gd_warning **out, size_t *n);

/* Whom an order waits for, and since when. */
struct gd_waiting {
	const char *who;  /* "role:finance", "desk:qc", "person:LOGIN" */
	const char *what; /* duty, paper id */
	int64_t lot, since_ms;
	int64_t until_ms; /* when an offer runs out; 0 = never */
};
/* Tables of an order that this does not ask for: when things are due, who gets
 * copies, who was told, what lies with it. */
#define GD_WAITING_WITHOUT                                              \
	(UINT64_C(1) << GD_TAB_DUE | UINT64_C(1) << GD_TAB_DIST |       \
	    UINT64_C(1) << GD_TAB_INFORM | UINT64_C(1) << GD_TAB_LINK | \
	    UINT64_C(1) << GD_TAB_FILE | UINT64_C(1) << GD_TAB_PRINT)
/** Everybody an active order waits for now, longest first; into arena. */
void gd_waiting_make(const struct gd_workflow *wf, const struct gd_order *o,
    struct gd_arena *arena, struct gd_waiting **out, size_t *n);

#endif
