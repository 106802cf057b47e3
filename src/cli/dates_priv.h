/* cli/dates_priv.h - what the commands about dates share. */
#ifndef GENDAN_CLI_DATES_PRIV_H
#define GENDAN_CLI_DATES_PRIV_H

#include "app/agenda.h"

#include "cli_priv.h"

struct date_names { /* for gd_say_date */
	struct cli *c;
	const struct gd_workflow *wf;
};

/** A condition of the workflow, in words. */
const char *cli_condition(struct cli *c, const struct gd_workflow *wf,
    const char *text);
/** Where a date comes from, in words. */
const char *cli_date_words(struct cli *c, const struct gd_workflow *wf,
    const struct gd_date_view *v);
/** What a date is counted from, in words. */
const char *cli_date_base(struct cli *c, const struct gd_workflow *wf,
    const struct gd_date_view *v);
/** What is to be said of the day it is moved to. */
const char *cli_move_warning(struct cli *c, const struct gd_moved *m,
    const struct gd_move_warning *w);
/** Cells base_name, cap, cap_day, result: how a rule came to its day. */
void cli_grid_way(struct cli *c, struct grid *g, const struct gd_workflow *wf,
    const struct gd_date_view *v);
/** Cells of days: "12 d left", "3 d late"; late alone; "slips 21 d"; "waits 4 d";
 * for machines the number. */
void cli_grid_left(struct cli *c, struct grid *g, int left);
void cli_grid_late(struct cli *c, struct grid *g, int late);
void cli_grid_slip(struct cli *c, struct grid *g, int slip);
void cli_grid_waited(struct cli *c, struct grid *g, int days);
/** "Latest shipment@2": the duty or limit, with its lot where it says more. */
const char *cli_date_name(struct cli *c, const struct gd_workflow *wf,
    const struct gd_due *row);
json_t *cli_day_json(int64_t day); /* null: none */
/** One date with all its days. */
json_t *cli_date_json(struct cli *c, const struct gd_workflow *wf,
    const struct gd_date_view *v);
/** `dates ORDER --gantt`: the steps as bars over weeks. */
enum gd_code cli_gantt(struct cli *c, const struct gd_order_page *page,
    const struct gd_dates *dates, struct gd_err *err);
/** "9 Warehouse, ship"; "" when there is none such. */
const char *cli_step_name(struct cli *c, const struct gd_workflow *wf, int no);
/** When it will ship, in a sentence. */
const char *cli_forecast_words(struct cli *c, const struct gd_workflow *wf,
    const struct gd_forecast *f);
json_t *cli_forecast_json(const struct gd_forecast *f);
/** "The net weight is above the gross weight (lot 2), R..., source". */
const char *cli_warning_words(struct cli *c, const struct gd_order_page *p,
    const struct gd_warning *w);
json_t *cli_warnings_json(struct cli *c, const struct gd_order_page *p);
/** "First hard date that breaks: Latest shipment, due ..., lands ..., slips 3
 * days". */
const char *cli_breaks_words(struct cli *c, const struct gd_workflow *wf,
    const struct gd_date_view *v);

#endif
