/* core/view/board.h - rows of the boards a manager looks at: plain numbers,
 * each with the filter words that list what is behind it.
 *
 * Filled by app/board.h. Days "in a step", "waited" and "old" turn over at
 * midnight UTC; dates that something is due on are days of the office.
 */
#ifndef GENDAN_CORE_VIEW_BOARD_H
#define GENDAN_CORE_VIEW_BOARD_H

#include <stdbool.h>
#include <stdint.h>

#include "core/forecast.h"
#include "core/tables.h"
#include "core/workflow.h"

/* What takes the words: `list` (gd_app_filter; orders), `due`
 * (gd_app_dates_read; dates), `papers` (gd_app_papers_read; pieces). */
enum gd_board_door {
	GD_DOOR_NONE,
	GD_DOOR_LIST,
	GD_DOOR_DATES,
	GD_DOOR_PAPERS
};

struct gd_number {
	int64_t n; /* as many as the words list; with no words: only a number */
	enum gd_board_door door;
	const char *words; /* "" with GD_DOOR_NONE */
};

#define GD_BOARD_WEEKS 8

/* Whose. All NULL: the book. At most one of them; workflow goes with any. */
struct gd_board_scope {
	const char *company; /* its orders */
	const char *desk;    /* orders that wait for it, papers out at it */
	const char *team;    /* orders whose clerk sits at this desk */
	const char *person;  /* orders whose clerk he is */
	const char *workflow;
};

struct gd_board_head {
	struct gd_number open;     /* active and held */
	struct gd_number late;     /* active, the next date has passed */
	struct gd_number slips;    /* active, will be late by the plan
				    * (core/view/slip.h); it may be late too */
	struct gd_number shipping; /* dates of shipment this week, owed */
	int64_t mine;        /* papers that wait for one's own signature */
	bool mine_more;      /* that many were looked at; there are more */
	int64_t steps_today; /* steps done today, of any order */
};

/* Active orders by the lowest open step they stand at. */
struct gd_step_row {
	const char *workflow;
	const struct gd_name *name; /* NULL: no step of the newest version */
	int64_t no;
	struct gd_number orders, late, slips;
	struct gd_number longest_of; /* those in it for `longest` days */
	int64_t median, longest; /* days in it, -1 = none; median: the lower of
				  * the two in the middle */
	/* orders that came to it and were through with it, by week (Monday
	 * to Sunday, UTC), the last is this one; of orders begun in gendan */
	struct gd_number came[GD_BOARD_WEEKS], done[GD_BOARD_WEEKS];
	/* median days of those done in the last four weeks, and in the four
	 * before; -1 = fewer than GD_BOARD_FEW */
	int64_t now_days, then_days;
	int slow; /* 2 = at least twice as slow as then, 3 = three times */
};
#define GD_BOARD_FEW 5

/* A range of days. */
struct gd_band_row {
	int64_t from, to; /* INT64_MAX = and more; both -1: without a date */
	struct gd_number orders;
};
struct gd_ages {
	/* since they were begun, open ones; days late, active ones, the first
	 * band is not late */
	struct gd_band_row *begun, *late;
	int nbegun, nlate;
};

/* Who is waited for, the longest first. */
struct gd_waited_row {
	const char *who;    /* "role:finance", "desk:qc", "person:chenli": the
			     * clerk of orders that wait for their clerk */
	const char *person; /* the only one who holds the role, "" */
	struct gd_number orders;
	int64_t oldest; /* days */
	int64_t tenths; /* mean days, in tenths */
};

/* Pieces out at a desk, not receipted or called back. */
struct gd_out_row {
	const char *desk;
	struct gd_number pieces;
	struct gd_number orders;   /* that have such pieces */
	int64_t oldest, tenths;    /* days, as above */
	struct gd_number bands[4]; /* pieces out 0-2, 3-7, 8-14, 15+ days */
};

/* Revisions on their way through signatures. */
struct gd_signing_row {
	const char *workflow, *paper; /* id; "" = of all kinds */
	const struct gd_name *name;   /* NULL of all, or unknown */
	int64_t papers;
	struct gd_number orders;
	int64_t oldest; /* days since it was drafted, -1 none */
};

/* A date of one order, and how many days are left (below 0: passed). */
struct gd_dated_row {
	const char *number, *customer_name, *workflow, *clerk, *duty;
	const struct gd_name *name; /* of the date, NULL = unknown */
	int64_t lot;
	int32_t day;
	int64_t left;
};
/* How many dates of one duty or limit lie where. */
struct gd_dates_row {
	const char *workflow, *duty;
	const struct gd_name *name;
	struct gd_number passed, week, month, later; /* 0-6, 7-29, 30+ days */
};

/* What is still to come in, by currency. */
struct gd_owed_row {
	const char *company; /* "" = of all in the scope */
	const char *currency, *home;
	int64_t open, overdue, undated; /* minor units; overdue and undated are
					 * parts of open */
	struct gd_number orders, late;  /* that owe; with something overdue */
	bool known;                     /* a rate is */
	int64_t home_open, home_overdue;
	const struct gd_rate *rate; /* of the office's rows; NULL at home */
};

/* Tax refund, R18-R20: shipments not filed yet. */
enum gd_refund_band {
	GD_REFUND_LATER, /* filing opens next month or later */
	GD_REFUND_OPEN,  /* it has opened; the next three are parts of it */
	GD_REFUND_SOON,  /* filing period ends within 60 days */
	GD_REFUND_APRIL, /* 30 April of the next year has passed */
	GD_REFUND_ENDED, /* 36 months have passed */
	GD_REFUND_BANDS
};
struct gd_refund_row {
	const char *workflow;
	enum gd_refund_band band;
	struct gd_number dates;
};

struct gd_load_row {
	const char *clerk;
	struct gd_number open, late,
	    week; /* week: next date Monday to Sunday */
};

/* Changes in a month by what caused them (the field change_cause). */
struct gd_cause_row {
	const char *workflow, *cause;
	const struct gd_name *name; /* of the choice, NULL = unknown */
	int month;                  /* year * 12 + month - 1 */
	int64_t changes; /* the orders list them */
	struct gd_number orders;
};

/* An order that will be late, and the promised date that will be missed first
 * (core/view/slip.h). */
struct gd_slip_row {
	const char *number, *customer_name, *workflow, *clerk;
	const char *duty; /* of the date, or limit */
	const struct gd_name *name;
	int64_t lot;
	int32_t day, lands;          /* promised; by the plan */
	struct gd_forecast forecast; /* by history, where it suffices */
};

struct gd_forecast_row {
	const char *number, *customer_name, *workflow;
	struct gd_forecast forecast;
	const struct gd_name *step; /* the slowest, or the one not known */
};

#endif
