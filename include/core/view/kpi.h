/* core/view/kpi.h - what one order adds to the measures of a period.
 *
 * Pure: rows of an order and its workflow in, sums out. What counts as
 * shipped, checked, surveyed, offered or changed is what the workflow says of
 * its duties: `forecast`, `loop`, kind survey, claim, notice. Definitions: docs/
 * REPORTS.md (after the office's rule book, part 4.3).
 */
#ifndef GENDAN_CORE_VIEW_KPI_H
#define GENDAN_CORE_VIEW_KPI_H

#include "core/view/need.h"

struct gd_kpi_ask {
	int32_t from, to; /* days, both included; GD_NO_DAY = open */
	int32_t today;
	int utc_offset_min;
};

/* Lengths in days, in no order. */
struct gd_kpi_days {
	int32_t *at; /* owned */
	size_t n, room;
};

/* What is counted thing by thing. */
enum gd_kpi_of {
	GD_KPI_CHECK,   /* n: with a verdict; m: passed at the first */
	GD_KPI_STEP,    /* days: open, of those done in the period */
	GD_KPI_LIMIT,   /* open dates by days left, see bands */
	GD_KPI_CAUSE,   /* n: notices whose thread names this choice */
	GD_KPI_FIELD,   /* n: changes of this field by notices */
	GD_KPI_DESK,    /* days: of copies out there; n, m: dates met, of them
			* in time; late: open dates past */
	GD_KPI_MONEY,   /* by currency: n rows past, sum, days past */
	GD_KPI_REFUSAL, /* n: answers that left an offer, by ground */
	GD_KPI_CANCEL,  /* n: orders cancelled, by cause; who: through whom */
	GD_KPI_MONTH, /* by month, "2026-11": n orders accepted; m of shipments
			* due in it (more: of them in time) */
};
/* What stands for a ground or cause where the workflow has no name for it. */
#define GD_KPI_WORDS "words"           /* said in words */
#define GD_KPI_RAN_OUT "ran_out"       /* nobody answered in time */
#define GD_KPI_GIVEN_BACK "given_back" /* taken, and given back */
#define GD_KPI_BANDS 5 /* passed, up to 7, 30, 90 days left, more */
struct gd_kpi_row {
	enum gd_kpi_of of;
	const char *flow;    /* workflow id, "" = of all */
	struct gd_name name; /* texts owned by the sums */
	const char *who;     /* CANCEL: "customer" ..., "" */
	const char *rule;    /* LIMIT: "R18", "" */
	int no;              /* STEP: its number */
	int64_t n, m, more, late, sum;
	int64_t bands[GD_KPI_BANDS];
	int32_t next; /* LIMIT: the earliest day to come, 0 none */
	struct gd_kpi_days days;
};

struct gd_kpi {
	int64_t orders;               /* accepted in the period */
	int64_t completed, cancelled; /* of these, by now */
	bool later;                   /* one was accepted on a later day than
				       * it was begun, or not yet */
	int64_t first_due, first_met; /* shipments by the first promise */
	int64_t latest_due, latest_met;
	int64_t asked, answered, score; /* surveys; score: sum of answers */
	int64_t offered, taken;         /* offers that came to an end */
	int64_t ran_out, refused, given_back; /* of these, how the rest did */
	int64_t called_off;       /* orders cancelled in the period */
	int64_t tried, passed;    /* checks with a verdict; at the first */
	int64_t notices, changed; /* issued; orders that had one */
	int64_t copies;           /* out and not receipted, now */
	struct gd_kpi_days steps, out, late_money;
	struct gd_kpi_row *rows; /* owned; only when detailed */
	size_t nrows, room;
	bool detailed;
	struct gd_arena arena;
};
void gd_kpi_release(struct gd_kpi *k);
/** Add one order, of which gd_kpi_needs was read. */
void gd_kpi_add(struct gd_kpi *k, const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_kpi_ask *ask);
#define GD_KPI_NEEDS 10
/** What gd_kpi_add asks of orders of a workflow: at most GD_KPI_NEEDS, texts of
 * the workflow. @return how many */
int gd_kpi_needs(const struct gd_workflow *wf, struct gd_arena *arena,
    struct gd_need *out);
/** Is the duty a check of its loop: can what it finds send the loop round again,
 * by itself or through a remedy that waits for it? */
bool gd_kpi_is_check(const struct gd_workflow *wf, int duty);
/** Is it offered to people who may refuse it? An assignment is not. */
bool gd_kpi_is_offered(const struct gd_workflow *wf, int duty);
/** The length below which a part (0.5, 0.9) of them lie, by nearest rank;
 * -1: there is none. Sorts them. */
int32_t gd_kpi_quantile(struct gd_kpi_days *days, double part);

#endif
