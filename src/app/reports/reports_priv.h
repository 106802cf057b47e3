/* reports_priv.h - what the files of reports share. */
#ifndef GENDAN_APP_REPORTS_REPORTS_PRIV_H
#define GENDAN_APP_REPORTS_REPORTS_PRIV_H

#include "app/reports.h"
#include "core/view/kpi.h"
#include "paper/doc.h"

#include "../dates/agenda_priv.h"

enum report_by {
	BY_NONE,
	BY_CUSTOMER,
	BY_CLERK,
	BY_DESK,
	BY_PRODUCT,
	BY_COMPANY,
	BY_WORKFLOW,
	BY_COUNT
};

/* A report under way. */
struct making_report {
	struct gd_app *app;
	struct gd_report *r;
	enum report_by by;
	bool open; /* orders in work alone, unless the words name a state */
	const char *words[40]; /* those that are filters, or the order */
	int nwords;
	struct gd_err *err;
};
typedef enum gd_code report_maker(struct making_report *m);
report_maker report_kpi, report_ta, report_late, report_changes, report_year,
    report_money, report_process;

/* One order of those the words choose (all states unless they say), its rows
 * of these tables; in no order of importance. */
struct report_order {
	const struct gd_list_row *row;
	const struct gd_workflow *wf;
	struct gd_order order;
};
typedef void report_each(void *payload, const struct report_order *o);
/* What a count needs of orders of a workflow; at most GD_KPI_NEEDS + 1. */
typedef int report_needs(void *payload, const struct gd_workflow *wf,
    struct gd_arena *arena, struct gd_need *out);
enum gd_code report_count(struct making_report *m, report_needs *needs,
    report_each *each, void *payload) GD_MUST_CHECK;
enum gd_code report_walk(struct making_report *m, uint64_t tables,
    report_each *each, void *payload) GD_MUST_CHECK;

void report_ask(const struct making_report *m, struct gd_kpi_ask *ask);
/* Names in both languages, kept by the report; id: the code. */
struct gd_name report_customer(struct making_report *m, const char *code);
struct gd_name report_person(struct making_report *m, const char *login);
/* "person:LOGIN", "role:ID"; wf may be NULL. */
struct gd_name report_owner(struct making_report *m,
    const struct gd_workflow *wf, const char *owner);
struct gd_name report_company(struct making_report *m, const char *code);
struct gd_name report_flow(struct making_report *m, const char *id);
/* A cell with the number of an order, which it leads to. */
void report_order_cell(struct making_report *m, struct gd_report_part *p,
    const char *number);
/* The cell added last leads to the orders of this report that these words
 * choose too; of all states, unless the report is of those in work. */
void report_list_cell(struct making_report *m, struct gd_report_part *p,
    const char *words);
/* The same, of orders begun in a period. */
void report_begun_cell(struct making_report *m, struct gd_report_part *p,
    int32_t from, int32_t to, const char *more);
void report_month_cell(struct making_report *m, struct gd_report_part *p,
    const char *month, const char *more); /* "2026-11" */
struct gd_name report_keep(struct making_report *m, const struct gd_name *name);
/* gd_part_col with phrases; means NULL: none. */
void report_col(struct gd_report_part *p, const char *key, const char *title,
    enum gd_says_kind kind, const char *means);

/* ---- report_job.c ---- */
/* A report as a paper; lives in arena. */
void report_job(struct gd_app *app, const struct gd_report *r,
    enum gd_doc_lang lang, struct gd_arena *arena, struct gd_job *job);

#endif
