/* core/office.h - the office's own data: people, desks, customers, lists.
 *
 * Decided like orders: a command, facts, events with puts on office tables.
 */
#ifndef GENDAN_CORE_OFFICE_H
#define GENDAN_CORE_OFFICE_H

#include "core/decide.h"

/* X(id, object and word) */
#define GD_OFFICE_VERBS(X)                                                    \
	X(GD_OFFICE_NONE, "")                                                 \
	X(GD_OFFICE_COMPANY, "company set") /* row: struct gd_company */      \
	X(GD_OFFICE_USER_ADD, "user add")   /* gd_person */                   \
	X(GD_OFFICE_USER_CLOSE, "user close")                                 \
	X(GD_OFFICE_ROLE_GRANT, "role grant") /* gd_holds */                  \
	X(GD_OFFICE_ROLE_REVOKE, "role revoke")                               \
	X(GD_OFFICE_SEAT, "desk seat")    /* gd_member, active 0/1 */         \
	X(GD_OFFICE_DESK, "desk set")     /* gd_desk */                       \
	X(GD_OFFICE_ALIAS, "desk alias")  /* gd_alias */                      \
	X(GD_OFFICE_DEPUTY, "deputy set") /* gd_deputy */                     \
	X(GD_OFFICE_DEPUTY_END, "deputy end")                                 \
	X(GD_OFFICE_CUSTOMER, "customer set")           /* gd_customer */     \
	X(GD_OFFICE_CUSTOMER_ANYWAY, "customer anyway") /* read as another */ \
	X(GD_OFFICE_PARTY, "party set")                 /* gd_party */        \
	X(GD_OFFICE_SERIES, "series set")               /* gd_series */       \
	X(GD_OFFICE_DIST, "list set")                   /* gd_distrule */     \
	X(GD_OFFICE_HOLIDAY, "calendar set")            /* gd_holiday */      \
	X(GD_OFFICE_SETTING, "setting set")             /* gd_setting */      \
	X(GD_OFFICE_CALDEF, "calendar new")             /* gd_caldef */       \
	X(GD_OFFICE_CALYEAR, "calendar year")           /* gd_calyear */      \
	X(GD_OFFICE_CALDAY, "calendar day")             /* gd_calday */       \
	X(GD_OFFICE_WORKFLOW, "workflow install")       /* gd_flowdef */      \
	X(GD_OFFICE_SAVE, "list save")                  /* gd_saved */        \
	X(GD_OFFICE_FORGET, "list forget")                                    \
	X(GD_OFFICE_RATE, "rate set")       /* gd_rate */                     \
	X(GD_OFFICE_FORMS, "form install")  /* gd_formdef */                  \
	X(GD_OFFICE_PRINTER, "printer set") /* gd_printer */                  \
	X(GD_OFFICE_KEY, "key set")         /* gd_signkey, one's own */       \
	X(GD_OFFICE_RESET, "user reset")    /* gd_signkey; core/keys.h */

enum gd_office_verb {
#define X(id, word) id,
	GD_OFFICE_VERBS(X)
#undef X
	    GD_OFFICE_VERB_COUNT
};
const char *gd_office_verb_word(enum gd_office_verb v);

struct gd_office_command {
	enum gd_office_verb verb;
	const void *row; /* struct of the table named above */
	uint64_t mask;   /* the cells the person gave; keys always */
};
#define GD_SETTING_LOCK "lock_minutes"
#define GD_LOCK_MOST 480
/* Whose days off the office has, and the bank of its credits. */
#define GD_SETTING_CALENDAR "calendar"
#define GD_SETTING_CALENDAR_BANK "calendar_bank"
/* What orders run by when nobody says: the id of a workflow. */
#define GD_SETTING_WORKFLOW "workflow"
/** The id of the workflow a new order takes when nobody names one: the only
 * one in use, else that of the setting; NULL: it must be asked. Borrowed. */
const char *gd_office_workflow(const struct gd_sheet *office);
/** Decide an office command on the office's rows. A row of a day with off
 * below 0, a year with state 0, takes the entry away. Checks names, codes, that
 * what is referred to exists; the first person of a book becomes admin. Who
 * may: role "admin", or anybody while no person holds it; customers,
 * parties and rates: whoever holds a role; saved lists: the person himself alone. */
enum gd_code gd_office_decide(const struct gd_sheet *office,
    const struct gd_facts *facts, const struct gd_office_command *cmd,
    struct gd_events *events, struct gd_err *err) GD_MUST_CHECK;

/** The printer of somebody for papers of a kind: of one of his desks before
 * any desk, of this kind before any kind; NULL: the office has none set. */
const struct gd_printer *gd_printer_of(const struct gd_sheet *office,
    const char *login, const char *kind);
/** Letters, digits and . _ - only, no - in front: safe wherever it goes. */
bool gd_queue_name_good(const char *name);

/** Close the day: *row says what the book holds up to command row->seq; last
 * is the closing before, NULL = none. Whoever holds a role may; refused when
 * nothing happened since. row->no, by, at_ms and day are set here. */
enum gd_code gd_closing_decide(const struct gd_facts *facts,
    const struct gd_closing *last, const struct gd_closing *row,
    struct gd_events *events, struct gd_err *err) GD_MUST_CHECK;

/** Next number of a series for a day, e.g. "EX-2611-001"; the put that takes
 * it is added to event e. Pattern pieces: {yy} {yyyy} {mm} {seq:3}. A period
 * that has begun is never left for an earlier one, whatever the clock says. */
enum gd_code gd_series_take(const struct gd_sheet *office, const char *company,
    const char *kind, int32_t today, char *out, size_t outlen,
    struct gd_events *events, struct gd_event *e,
    struct gd_err *err) GD_MUST_CHECK;

/** The number a pattern makes of a day and a counter; false: too long. */
bool gd_series_number(const char *pattern, int32_t day, int64_t seq, char *out,
    size_t outlen);
/** Back again: *day is the first of its year or month (0 when the pattern
 * has none). False: the number is not of this pattern. */
bool gd_series_parse(const char *pattern, const char *number, int32_t *day,
    int64_t *seq);

/** The period a day belongs to: "202611", "2026" or "". */
void gd_series_period(const char *reset, int32_t day, char out[16]);

/** The series of a kind of order of a company, as a put of event e, if it has
 * none: kind "order" of a company that is added (if it has none at all), or a
 * workflow's id when its first number is taken. pattern NULL: the usual one. It
 * begins anew as often as its pattern says, and has the company's code in front
 * where another series has the pattern. */
void gd_series_begin(const struct gd_sheet *office, const char *company,
    const char *kind, const char *pattern, struct gd_events *events,
    struct gd_event *e);
/** How often a pattern begins anew by what it says: "monthly", "yearly" or
 * "never". */
const char *gd_series_reset(const char *pattern);

/** What is wrong with a pattern for this way of beginning anew (an English
 * phrase for gd_tr); NULL when it will do. */
const char *gd_series_fault(const char *pattern, const char *reset);

#endif
