/* core/view/list.h - row of an order list and what a list shows. */
#ifndef GENDAN_CORE_VIEW_LIST_H
#define GENDAN_CORE_VIEW_LIST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/memory.h"
#include "core/view/pick.h"

struct gd_list_row {
	int64_t key;    /* the store's; only for paging */
	const char *id; /* UUID */
	const char *number, *customer, *customer_name, *workflow, *rail;
	const char
	    *waits; /* "role:finance_head desk:qc", ids, space-separated */
	const char *status; /* mark set by an outcome, "" */
	int64_t state, step_no, due_day /* 0 none */, due_step;
	int64_t pieces_out, unsigned_n, created_ms, rev;
	const char *clerk; /* login assigned as clerk, "" */
	int64_t hard_day;  /* earliest hard date that is open, 0 none; it may
			     * have passed */
	const char *hard;  /* id of its duty or limit, "" */
	int64_t next_hard_day; /* earliest that has not passed, 0 none */
	const char *next_hard;
	int64_t warns;      /* checks that fail */
	int64_t version;    /* of the workflow it runs by */
	const char *amount; /* "48200.00 USD"; NULL: not asked for
			     * (store/beside.h) */
	int64_t pick[GD_NPICK]; /* core/view/pick.h */
};

/* HARD: orders in work by hard_day, those without one last. */
/* PICK + i: orders in work by what pick i (enum gd_pick, from URGENCY) keeps, the
 * amount from the highest down; those without it last. */
enum gd_sort {
	GD_SORT_NEWEST,
	GD_SORT_DUE,
	GD_SORT_NUMBER,
	GD_SORT_HARD,
	GD_SORT_PICK
};

/** What gd_filter.from_value is of the row behind which a page begins. */
static inline int64_t
gd_list_value(const struct gd_list_row *r, enum gd_sort sort)
{
	return sort == GD_SORT_DUE    ? r->due_day
	       : sort == GD_SORT_HARD ? r->hard_day
	       : sort >= GD_SORT_PICK ? r->pick[sort - GD_SORT_PICK]
				      : r->created_ms;
}

/* Conditions are and-ed; absent ones are 0, -1 or NULL. All borrowed. */
struct gd_filter {
	const char *words[8];
	int nwords;      /* in any part of what an order is found by */
	int64_t states;  /* bit per enum gd_order_state; 0 = all */
	int64_t step_no; /* 0 = any */
	const char *customer, *clerk, *waits /* token such as desk:qc */,
	    *workflow, *company;
	int32_t due_before, due_after; /* days; 0 = no limit */
	bool late;                     /* due_day < today */
	bool undated;                  /* has no next date */
	int32_t today;
	/* of orders in work only: hard_day, days, 0 = no limit; a check fails */
	int32_t hard_before, hard_after;
	bool warns;
	bool slips; /* will be late, as of today (core/view/slip.h) */
	const char *person;        /* login, assigned in any role */
	const char *customer_word; /* in any part of the customer */
	const char *contract;      /* its whole number */
	const char *currency;      /* of a line */
	const char *out_desk;      /* has pieces out there */
	const char *team;          /* desk at which the clerk sits */
	const char *owing; /* currency of money still to come; not of what
				* is cancelled */
	bool overdue;      /* and its day has passed */
	const char *mark;  /* its status */
	bool signing;      /* a paper is on its way through signatures */
	const char *signing_paper; /* of this kind */
	const char *changed;       /* cause of a change, on days of ... */
	int32_t changed_from, changed_to;    /* both included */
	const char *week_step; /* came to this step, or (gone) was through with
				* it, in a week; begun in gendan */
	bool week_gone;
	int64_t week_from;                   /* ms its Monday begins */
	int64_t stay_from, stay_to;          /* ms it came to its step; 0 = no
					    * limit, to excluded */
	const char *number_from, *number_to; /* to excluded */
	int64_t created_from, created_to;    /* ms; 0 = no limit, to excluded */
	int64_t taken;              /* 1 from paper, -1 begun in gendan */
	int64_t lots_from, lots_to; /* how many; 0 = no limit */
	/* of orders in work: what it is picked by, as core/view/pick.h keeps
	 * it, both included; 0 = no limit */
	int64_t pick_from[GD_NPICK], pick_to[GD_NPICK];
	/* offered to one of these: logins, "role:ID" of pools */
	const char *offered[16];
	int noffered;
	const char *taken_by; /* he accepted it */
	enum gd_sort sort;
	bool sorted; /* sort was asked for in so many words */
	/* keyset: rows after this one (or before, when back) */
	bool has_from, back;
	int64_t from_value;
	const char *from_text;
	int64_t from_key;
	int limit;
};

struct gd_list_rows {
	struct gd_list_row *at;
	size_t n, room;
	struct gd_arena arena;
	bool more; /* another page follows in this direction */
};

#define GD_RULER 64
/** What stands above rails, a column a step: "1...5....11" where all have as
 * many, "1...5...10." without an end where the longest has 11. @return out */
char *gd_ruler(int least, int most, char out[GD_RULER]);
/** The same above rows; none: how many steps when there are no rows. */
char *gd_list_ruler(const struct gd_list_row *at, size_t n, int none,
    char out[GD_RULER]);

#endif
