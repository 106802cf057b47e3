/* core/view/kpi_priv.h - what the files of the measures share. */
#ifndef GENDAN_CORE_VIEW_KPI_PRIV_H
#define GENDAN_CORE_VIEW_KPI_PRIV_H

#include "core/view/kpi.h"

/* The row of a thing; a new one is empty. who: "" but of a cancellation. */
struct gd_kpi_row *kpi_row(struct gd_kpi *k, enum gd_kpi_of of,
    const char *flow, const struct gd_name *name, const char *who);
bool kpi_within(const struct gd_kpi_ask *ask, int64_t day);
bool kpi_within_ms(const struct gd_kpi_ask *ask, int64_t ms);
/* The day of an act: as it was said, else when it was recorded; 0 none. */
int64_t kpi_act_day(const struct gd_act *a, const struct gd_kpi_ask *ask);

/* ---- kpi_checks.c ---- */
void kpi_checks_add(struct gd_kpi *k, const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_kpi_ask *ask);

/* ---- kpi_offers.c ---- */
/* When it was accepted: the first time somebody took it, where it is offered,
 * else its beginning; 0: it was offered, and nobody has it. */
int64_t kpi_accepted_ms(const struct gd_workflow *wf, const struct gd_order *o);
void kpi_offers_add(struct gd_kpi *k, const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_kpi_ask *ask);
void kpi_cancel_add(struct gd_kpi *k, const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_kpi_ask *ask);

#endif
