/* app/agenda.h - what is due, overdue, waited for, and hard, for a person or a
 * desk; dates of one order; the forecast; calendars to subscribe to. */
#ifndef GENDAN_APP_AGENDA_H
#define GENDAN_APP_AGENDA_H

#include "app/app.h"
#include "app/calendars.h"
#include "core/forecast.h"
#include "core/view/dates.h"
#include "core/view/moves.h"
#include "store/dates.h"

/* ---- whose -------------------------------------------------------------- */

/* Whose dates: a person (his own, those of the roles he holds that nobody is
 * assigned to, those he stands in for) or a desk (the roles whose desk it is).
 * Both NULL = the person at the keyboard. */
struct gd_agenda_of {
	const char *person, *desk;
	/* borrowed; orders that are open already, by the same look; NULL */
	const struct gd_my_day *day;
};

/* ---- agenda ------------------------------------------------------------- */

enum gd_agenda_part {
	GD_AGENDA_OVERDUE,
	GD_AGENDA_TODAY,
	GD_AGENDA_SOON, /* the next seven days */
	GD_AGENDA_TOLD, /* of others, come up the ladder to him */
	GD_AGENDA_PARTS
};
struct gd_agenda_line {
	const struct gd_date_row *row; /* borrowed of the agenda */
	enum gd_agenda_part part;
	const struct gd_workflow *wf;
	const struct gd_name *name; /* of the duty or limit */
	bool hard;
	int late, left; /* days */
};
struct gd_agenda_wait { /* an order of his that waits for somebody else */
	const char *number, *customer_name, *what; /* duty, paper id */
	const char *who; /* tokens, blanks between: "role:finance desk:qc" */
	int64_t lot;
	const struct gd_workflow *wf;
	int days;          /* waited so far */
	const char *until; /* of an offer that runs out: "12:05", "" */
};
/* The next hard date of an order of his; before it, as a line of its own, the
 * earliest that has passed and is still open. */
struct gd_agenda_hard {
	const char *number, *customer_name;
	const struct gd_workflow *wf;
	const struct gd_name *name;
	int32_t day;
	int left;
	bool passed;
};
/* More than this nobody counts by eye: what a look costs does not follow how
 * much there is. */
#define GD_AGENDA_COUNTED 1000

#define GD_AGENDA_GAPS 6

struct gd_agenda {
	struct gd_agenda_line *lines; /* hard first, then overdue by days, then
				       * by day, then contract number */
	size_t nlines;
	struct gd_agenda_wait *waits; /* longest first */
	size_t nwaits;
	struct gd_agenda_hard *hards; /* soonest first */
	size_t nhards;
	int64_t count
	    [GD_AGENDA_PARTS]; /* of all, up to GD_AGENDA_COUNTED; lines hold `max` */
	/* of the orders looked at; more: there are others, or not all of them
	 * were looked at */
	int64_t waits_count, hards_count;
	bool waits_more, hards_more;
	/* what of the days off within reach is not known */
	struct gd_calendar_gap gaps[GD_AGENDA_GAPS];
	int ngaps;
	struct gd_arena arena;
};
void gd_agenda_release(struct gd_agenda *a);
/** max: lines a part, and waits, and hards. */
enum gd_code gd_app_agenda(struct gd_app *app, const struct gd_agenda_of *of,
    int max, struct gd_agenda *out, struct gd_err *err) GD_MUST_CHECK;
/** Tokens of whose dates these are ("person:LOGIN", "role:ID"), into arena;
 * for gd_date_filter.owners. GD_MISSING names the unknown person or desk. */
enum gd_code gd_app_owners(struct gd_app *app, const struct gd_agenda_of *of,
    struct gd_arena *arena, const char *const **out, int *n,
    struct gd_err *err) GD_MUST_CHECK;

/* ---- dates -------------------------------------------------------------- */

/* What is asked for, and where the last page ended. */
struct gd_date_ask {
	struct gd_date_filter f; /* texts of an arena */
	struct gd_filter orders; /* f.orders points here when it narrows */
};
/** Filter words as `list` takes them, and of its own: hard, moved, late or
 * overdue, due<DAY due>DAY due:DAY..DAY, owner:LOGIN-OR-ROLE, duty:ID, desk:ID. from and
 * to: days, 0 = no limit. *out must stay where it is while it is asked by. */
enum gd_code gd_app_dates_read(struct gd_app *app, const char *const *words,
    int nwords, int32_t from, int32_t to, struct gd_arena *arena,
    struct gd_date_ask *out, struct gd_err *err) GD_MUST_CHECK;

struct gd_date_page {
	struct gd_date_row *rows;
	int n;
	bool more;
	struct gd_arena arena;
};
void gd_date_page_release(struct gd_date_page *p);
/** The next page, by day; ask goes on behind it. *out is released first, so
 * that one page serves for all. */
enum gd_code gd_app_dates_page(struct gd_app *app, struct gd_date_ask *ask,
    int limit, struct gd_date_page *out, struct gd_err *err) GD_MUST_CHECK;
/** Both: the first page by words. *out need not be set before. */
enum gd_code gd_app_dates(struct gd_app *app, const char *const *words,
    int nwords, int32_t from, int32_t to, int limit, struct gd_date_page *out,
    struct gd_err *err) GD_MUST_CHECK;
/** A row of a page as a date of its order shows it, without opening the order;
 * *wf: its workflow. A date this workflow does not know has def NULL. */
enum gd_code gd_app_date_view(struct gd_app *app, const struct gd_date_row *row,
    const struct gd_workflow **wf, struct gd_date_view *out,
    struct gd_err *err) GD_MUST_CHECK;
/** All dates of one order page as of now. */
void gd_app_order_dates(struct gd_app *app, const struct gd_order_page *p,
    struct gd_arena *arena, struct gd_dates *out);
/* A date moved, or asked what would be: the order before and after. */
struct gd_moved {
	struct gd_order before, after;
	const struct gd_workflow *wf;
	struct gd_dates was, is;  /* of the two */
	const struct gd_due *old; /* of the date before; NULL = it had none */
	const struct gd_due *now;
	const struct gd_date_view *of; /* as was; NULL = it had none */
	struct gd_moved_list {
		struct gd_moved_date {
			const struct gd_date_view
			    *was; /* NULL = it comes anew */
			const struct gd_date_view *is;
		} * at;
		size_t n;
	} follows, /* what moves on with it, day or landing */
	    kept,  /* hard dates: they stay, what is to be done by them lands
		    * on another day */
	    newly, healed, /* hard dates that break now and did not, and those
			    * that did and do not */
	    still;         /* those that break now as they did */
	bool any_hard;     /* is a hard date known that could break? */
	struct gd_move_warning warnings[GD_MOVE_SAYINGS_N];
	int nwarnings;
	struct gd_done done; /* empty of a what-if */
	struct gd_arena arena;
};
void gd_moved_release(struct gd_moved *m);
/** GD_DO_MOVE, or with what_if only what it would do; refused alike. */
enum gd_code gd_app_move(struct gd_app *app, const char *order,
    const struct gd_command *cmd, const char *seen, bool what_if,
    struct gd_moved *out, struct gd_err *err) GD_MUST_CHECK;
/** What it would do to an order page at hand: a reason and who granted it are
 * still to be typed. */
enum gd_code gd_app_move_ahead(struct gd_app *app,
    const struct gd_order_page *p, const struct gd_command *cmd,
    struct gd_moved *out, struct gd_err *err) GD_MUST_CHECK;
/** When it will ship, from the book's own history. */
enum gd_code gd_app_forecast(struct gd_app *app, const struct gd_order_page *p,
    struct gd_forecast *out, struct gd_err *err) GD_MUST_CHECK;

#endif
