/* report_kpi_priv.h - measures: their sentences, and groups of them. */
#ifndef GENDAN_APP_REPORTS_REPORT_KPI_PRIV_H
#define GENDAN_APP_REPORTS_REPORT_KPI_PRIV_H

#include "reports_priv.h"

/* What each number is; the same sentence wherever it stands. */
#define M_ORDERS                                                           \
	GD_TR(                                                             \
	    "orders accepted in the period: those offered to somebody by " \
	    "the day they were taken, the others by the day they were begun")
#define M_COMPLETED                                                           \
	GD_TR("of the orders accepted in the period, those complete by now; " \
	      "cancelled ones count among all and stand apart")
#define M_CANCELLED GD_TR("of the same orders, those cancelled by now")
#define M_FIRST                                                               \
	GD_TR("shipments made on or before the day promised first, of those " \
	      "whose first promise lies in the period and is over or kept")
#define M_LATEST                                                              \
	GD_TR("shipments made on or before the day in force, of those whose " \
	      "day lies in the period and is over or kept")
#define M_SCORE \
	GD_TR("mean of the answered surveys; n: answers. No answer is not 0")
#define M_ANSWERED                                                           \
	GD_TR("surveys answered, of those asked and of orders completed in " \
	      "the period without one")
#define M_TAKEN                                                                \
	GD_TR("offers somebody took, of those that ended in the period; made " \
	      "to several it is one, one that ran out counts, an assignment "  \
	      "is none")
#define M_RAN_OUT                                                             \
	GD_TR("of the same offers, those nobody took and whose time ran out " \
	      "last")
#define M_REFUSED                                                            \
	GD_TR("of the same offers, those nobody took and that were refused " \
	      "last")
#define M_GIVEN_BACK                                                           \
	GD_TR("of the same offers, those that were taken and given back, and " \
	      "nobody took them since")
#define M_PASSED                                                               \
	GD_TR("checks and approvals without a fault the first time, of those " \
	      "with a first verdict in the period; a fault sends the work "    \
	      "round again, calls for a remedy or ends the order")
#define M_REFUSALS                                                            \
	GD_TR(                                                                \
	    "answers in the period by which an offer was not taken or given " \
	    "back; one offer to several people has several")
#define M_CALLED_OFF                                                          \
	GD_TR(                                                                \
	    "orders cancelled in the period, by the day of it, whenever and " \
	    "whether they were accepted")
#define M_PER_ORDER                                                            \
	GD_TR("notices of change issued in the period, divided by the orders " \
	      "accepted in it")
#define M_MEDIAN                                                           \
	GD_TR("half of the steps done in the period were open so long or " \
	      "shorter; orders taken over from paper are left out")
#define M_P90 GD_TR("nine of ten of the same steps")
#define M_COPIES                                                              \
	GD_TR(                                                                \
	    "pieces sent and not receipted today, of orders in work; age in " \
	    "days since they left")
#define M_NOTICES GD_TR("notices of change issued in the period")
#define M_CHANGED GD_TR("orders with such a notice")
#define M_LATE_MONEY                                                           \
	GD_TR("payment rows past their day today and not wholly credited, of " \
	      "orders in work")

/* ---- report_groups.c ---- */
struct group;
struct groups {
	struct group **slots; /* owned; a table, open addressing */
	size_t size, n;
};
struct gathering {
	struct making_report *m;
	struct gd_kpi_ask ask;
	struct gd_kpi all;
	struct groups
	    groups; /* of BY_NONE: by workflow, where there are several */
	bool flows; /* are there? */
};
/* The order to the sums of its groups, as m->by says. */
void groups_add(struct gathering *g, const struct report_order *o);
/* A part with a row a group, and one of all. */
void groups_part(struct making_report *m, struct gathering *g);
void groups_release(struct groups *g);

/* ---- report_kpi_why.c: of which check, on what ground, through whom ---- */
void kpi_checks(struct making_report *m, struct gd_kpi *k, bool flows);
void kpi_refusals(struct making_report *m, struct gd_kpi *k, bool flows);
void kpi_cancelled(struct making_report *m, struct gd_kpi *k, bool flows);

/* ---- report_kpi.c ---- */
/* The mean of the answers, and how many there are. */
void kpi_score_cells(struct gd_report_part *p, const struct gd_kpi *k);
/* The workflow of a row, in a column of its own where there are several. */
void kpi_flow_col(struct gd_report_part *p, bool flows);
void kpi_flow_cell(struct making_report *m, struct gd_report_part *p,
    const struct gd_kpi_row *row, bool flows);
/* The length below which a part of them lie. */
void kpi_days_cell(struct gd_report_part *p, struct gd_kpi_days *days,
    double part);

#endif
