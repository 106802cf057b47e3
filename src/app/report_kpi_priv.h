/* report_kpi_priv.h - measures: their sentences, and groups of them. */
#ifndef GENDAN_APP_REPORT_KPI_PRIV_H
#define GENDAN_APP_REPORT_KPI_PRIV_H

#include "reports_priv.h"

/* What each number is; the same sentence wherever it stands. */
#define M_ORDERS                                                            \
	GD_TR("orders accepted in the period, by the day they were taken; " \
	      "where none is offered, by the day they were begun")
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
	GD_TR("offers taken, of those that were taken, refused or ran out in " \
	      "the period")
#define M_PASSED                                                               \
	GD_TR("approved at the first round, of those with a first verdict in " \
	      "the period")
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
	struct groups groups;
};
/* The order to the sums of its groups, as m->by says. */
void groups_add(struct gathering *g, const struct report_order *o);
/* A part with a row a group, and one of all. */
void groups_part(struct making_report *m, struct gathering *g);
void groups_release(struct groups *g);

/* ---- report_kpi.c ---- */
/* The length below which a part of them lie. */
void kpi_days_cell(struct gd_report_part *p, struct gd_kpi_days *days,
    double part);

#endif
