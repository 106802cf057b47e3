/* app/reports/report_kpi.c - the measures of a period, of all and by group. */
#include <stdlib.h>
#include <string.h>

#include "app/flows.h"

#include "report_kpi_priv.h"

#include "base/banned.h"

/* ---- one table of measures -------------------------------------------------- */

static void
measure(struct gd_report_part *p, const char *id, const char *title)
{
	struct gd_name name = gd_words(title);

	name.id = id;
	gd_part_text(p, name);
}

static void
share(struct gd_report_part *p, const char *id, const char *title, int64_t n,
    int64_t all, const char *means)
{
	measure(p, id, title);
	gd_part_share(p, n, all);
	gd_part_number(p, GD_SAYS_COUNT, all);
	gd_part_text(p, gd_words(means));
}

static void
count(struct gd_report_part *p, const char *id, const char *title, int64_t n,
    const char *means)
{
	measure(p, id, title);
	gd_part_number(p, GD_SAYS_COUNT, n);
	gd_part_none(p);
	gd_part_text(p, gd_words(means));
}

static void
length(struct gd_report_part *p, const char *id, const char *title,
    struct gd_kpi_days *days, double part, const char *means)
{
	int32_t n = gd_kpi_quantile(days, part);

	measure(p, id, title);
	if (n < 0)
		gd_part_none(p);
	else
		gd_part_number(p, GD_SAYS_DAYS, n);
	gd_part_number(p, GD_SAYS_COUNT, (int64_t)days->n);
	gd_part_text(p, gd_words(means));
}

void
kpi_score_cells(struct gd_report_part *p, const struct gd_kpi *k)
{
	if (k->answered)
		gd_part_number(p, GD_SAYS_SCORE,
		    (k->score * 200 + k->answered) / (2 * k->answered));
	else
		gd_part_none(p);
	gd_part_number(p, GD_SAYS_COUNT, k->answered);
}

static void
surveys(struct gd_report_part *p, const struct gd_kpi *k)
{
	measure(p, "satisfaction", GD_TR("Customer satisfaction"));
	kpi_score_cells(p, k);
	gd_part_text(p, gd_words(M_SCORE));
	share(p, "surveys_answered", GD_TR("Surveys answered"), k->answered,
	    k->asked, M_ANSWERED);
}

static void
offers(struct gd_report_part *p, const struct gd_kpi *k)
{
	share(p, "offers_taken", GD_TR("Offers taken"), k->taken, k->offered,
	    M_TAKEN);
	if (!k->offered) /* an office that offers nothing needs not read on */
		return;
	share(p, "offers_ran_out", GD_TR("Offers that ran out"), k->ran_out,
	    k->offered, M_RAN_OUT);
	share(p, "offers_refused", GD_TR("Offers refused"), k->refused,
	    k->offered, M_REFUSED);
	share(p, "offers_given_back", GD_TR("Offers given back"), k->given_back,
	    k->offered, M_GIVEN_BACK);
}

/* n for each of the orders, with two places. */
static void
per_order(struct gd_report_part *p, int64_t n, int64_t orders)
{
	if (orders)
		gd_part_number(p, GD_SAYS_SCORE,
		    (n * 200 + orders) / (2 * orders));
	else
		gd_part_none(p);
}

/* The orders behind the row: as long as all were accepted on the day they were
 * begun. */
static void
begun(struct making_report *m, struct gd_report_part *p, const struct gd_kpi *k,
    const char *more)
{
	if (!k->later)
		report_begun_cell(m, p, m->r->from, m->r->to, more);
}

static void
measures(struct making_report *m, struct gd_kpi *k)
{
	struct gd_report_part *p = gd_report_part(m->r, "measures",
	    gd_words(GD_TR("Measures")), gd_words(NULL));

	report_col(p, "measure", GD_TR("measure"), GD_SAYS_TEXT, NULL);
	report_col(p, "value", GD_TR("value"), GD_SAYS_COUNT, NULL);
	report_col(p, "n", "n", GD_SAYS_COUNT, NULL);
	report_col(p, "means", GD_TR("what it is"), GD_SAYS_TEXT, NULL);
	p->cols[3].side = true;
	count(p, "orders", GD_TR("Orders accepted"), k->orders, M_ORDERS);
	begun(m, p, k, "");
	share(p, "completed", GD_TR("Completed"), k->completed, k->orders,
	    M_COMPLETED);
	begun(m, p, k, "state:completed");
	count(p, "cancelled", GD_TR("Cancelled"), k->cancelled, M_CANCELLED);
	begun(m, p, k, "state:cancelled");
	share(p, "on_time_first", GD_TR("On time, first promise"), k->first_met,
	    k->first_due, M_FIRST);
	share(p, "on_time_latest", GD_TR("On time, day in force"),
	    k->latest_met, k->latest_due, M_LATEST);
	surveys(p, k);
	offers(p, k);
	share(p, "first_round", GD_TR("Right at the first round"), k->passed,
	    k->tried, M_PASSED);
	length(p, "step_median", GD_TR("Days a step, median"), &k->steps, 0.5,
	    M_MEDIAN);
	length(p, "step_p90", GD_TR("Days a step, nine of ten"), &k->steps, 0.9,
	    M_P90);
	count(p, "copies_out", GD_TR("Copies not receipted"), k->copies,
	    M_COPIES);
	length(p, "copies_oldest", GD_TR("The oldest of them"), &k->out, 1,
	    GD_TR("days since the oldest of them left"));
	count(p, "notices", GD_TR("Notices of change"), k->notices, M_NOTICES);
	measure(p, "changes_per_order", GD_TR("Changes an order"));
	per_order(p, k->notices, k->orders);
	gd_part_number(p, GD_SAYS_COUNT, k->orders);
	gd_part_text(p, gd_words(M_PER_ORDER));
	count(p, "orders_changed", GD_TR("Orders changed"), k->changed,
	    M_CHANGED);
	count(p, "called_off", GD_TR("Cancellations"), k->called_off,
	    M_CALLED_OFF);
	count(p, "payments_late", GD_TR("Payments overdue"),
	    (int64_t)k->late_money.n, M_LATE_MONEY);
	length(p, "payments_oldest", GD_TR("The longest overdue"),
	    &k->late_money, 1,
	    GD_TR("days the oldest of them is past its day"));
}

/* ---- what is counted thing by thing ------------------------------------------ */

static int
by_row(const void *a, const void *b)
{
	const struct gd_kpi_row *x = a, *y = b;

	if (x->of != y->of)
		return x->of < y->of ? -1 : 1;
	if (strcmp(x->flow, y->flow) != 0)
		return strcmp(x->flow, y->flow);
	if (x->of == GD_KPI_CANCEL && strcmp(x->who, y->who) != 0)
		return strcmp(x->who, y->who);
	if (x->of == GD_KPI_STEP && x->no != y->no)
		return x->no < y->no ? -1 : 1;
	if (x->n != y->n &&
	    (x->of == GD_KPI_CAUSE || x->of == GD_KPI_FIELD ||
		x->of == GD_KPI_REFUSAL || x->of == GD_KPI_CANCEL))
		return x->n > y->n ? -1 : 1;
	return strcmp(x->name.id, y->name.id);
}

static bool
has(const struct gd_kpi *k, enum gd_kpi_of of)
{
	for (size_t i = 0; i < k->nrows; i++)
		if (k->rows[i].of == of)
			return true;
	return false;
}

void
kpi_days_cell(struct gd_report_part *p, struct gd_kpi_days *days, double part)
{
	int32_t n = gd_kpi_quantile(days, part);

	if (n < 0)
		gd_part_none(p);
	else
		gd_part_number(p, GD_SAYS_DAYS, n);
}

static void
months(struct making_report *m, struct gd_kpi *k)
{
	struct gd_report_part *p = gd_report_part(m->r, "months",
	    gd_words(GD_TR("By month")), gd_words(NULL));

	report_col(p, "month", GD_TR("month"), GD_SAYS_TEXT, NULL);
	report_col(p, "orders", GD_TR("orders"), GD_SAYS_COUNT, NULL);
	report_col(p, "shipments", GD_TR("shipments due"), GD_SAYS_COUNT, NULL);
	report_col(p, "on_time", GD_TR("on time"), GD_SAYS_PERCENT, M_LATEST);
	for (size_t i = 0; i < k->nrows; i++) {
		struct gd_kpi_row *row = &k->rows[i];

		if (row->of != GD_KPI_MONTH)
			continue;
		gd_part_text(p, report_keep(m, &row->name));
		gd_part_number(p, GD_SAYS_COUNT, row->n);
		if (!k->later)
			report_month_cell(m, p, row->name.id, "");
		gd_part_number(p, GD_SAYS_COUNT, row->m);
		gd_part_share(p, row->more, row->m);
	}
	if (p->nrows > 1) {
		gd_part_chart(p, GD_CHART_LINE,
		    gd_words(GD_TR("Orders by month")), 0, 1);
		gd_part_chart(p, GD_CHART_LINE,
		    gd_words(GD_TR("On time by month")), 0, 3);
	}
}

void
kpi_flow_col(struct gd_report_part *p, bool flows)
{
	if (flows)
		report_col(p, "workflow", GD_TR("workflow"), GD_SAYS_TEXT,
		    NULL);
}

void
kpi_flow_cell(struct making_report *m, struct gd_report_part *p,
    const struct gd_kpi_row *row, bool flows)
{
	if (flows)
		gd_part_text(p, report_flow(m, row->flow));
}

static void
steps(struct making_report *m, struct gd_kpi *k, bool flows)
{
	struct gd_report_part *p = gd_report_part(m->r, "steps",
	    gd_words(GD_TR("Days in each step")), gd_words(NULL));
	struct gd_report_chart *c;

	kpi_flow_col(p, flows);
	report_col(p, "step_no", GD_TR("no."), GD_SAYS_COUNT, NULL);
	report_col(p, "step", GD_TR("step"), GD_SAYS_TEXT, NULL);
	report_col(p, "n", "n", GD_SAYS_COUNT,
	    GD_TR("times the step was done in the period"));
	report_col(p, "median", GD_TR("median"), GD_SAYS_DAYS, M_MEDIAN);
	report_col(p, "p90", GD_TR("nine of ten"), GD_SAYS_DAYS, M_P90);
	report_col(p, "longest", GD_TR("longest"), GD_SAYS_DAYS, NULL);
	for (size_t i = 0; i < k->nrows; i++) {
		struct gd_kpi_row *row = &k->rows[i];

		if (row->of != GD_KPI_STEP)
			continue;
		kpi_flow_cell(m, p, row, flows);
		gd_part_number(p, GD_SAYS_COUNT, row->no);
		gd_part_text(p, report_keep(m, &row->name));
		gd_part_number(p, GD_SAYS_COUNT, row->n);
		kpi_days_cell(p, &row->days, 0.5);
		kpi_days_cell(p, &row->days, 0.9);
		kpi_days_cell(p, &row->days, 1);
	}
	if (flows) /* the same names stand for other steps */
		return;
	c = gd_part_chart(p, GD_CHART_BARS,
	    gd_words(GD_TR("Days in each step")), 1, 3);
	c->values[c->nvalues++] = 4;
}

/* Orders in work behind the cell added last. */
static void
list_of(struct making_report *m, struct gd_report_part *p, const char *key,
    const char *id)
{
	report_list_cell(m, p,
	    gd_arena_printf(&m->r->arena, "%s:%s state:open", key, id));
}

static void
desks(struct making_report *m, struct gd_kpi *k)
{
	struct gd_report_part *p = gd_report_part(m->r, "desks",
	    gd_words(GD_TR("By desk")), gd_words(NULL));

	report_col(p, "desk", GD_TR("desk"), GD_SAYS_TEXT, NULL);
	report_col(p, "copies_out", GD_TR("copies out"), GD_SAYS_COUNT,
	    M_COPIES);
	report_col(p, "median_age", GD_TR("median age"), GD_SAYS_DAYS, NULL);
	report_col(p, "oldest", GD_TR("oldest"), GD_SAYS_DAYS, NULL);
	report_col(p, "dates_met", GD_TR("dates met"), GD_SAYS_COUNT,
	    GD_TR("dates this desk answers for, met in the period"));
	report_col(p, "on_time", GD_TR("on time"), GD_SAYS_PERCENT,
	    GD_TR("of these, met on or before their day"));
	report_col(p, "late_now", GD_TR("late now"), GD_SAYS_COUNT,
	    GD_TR("dates it answers for that are past today and open"));
	for (size_t i = 0; i < k->nrows; i++) {
		struct gd_kpi_row *row = &k->rows[i];

		if (row->of != GD_KPI_DESK)
			continue;
		gd_part_text(p, report_keep(m, &row->name));
		gd_part_number(p, GD_SAYS_COUNT, (int64_t)row->days.n);
		if (row->days.n)
			list_of(m, p, "out", row->name.id);
		kpi_days_cell(p, &row->days, 0.5);
		kpi_days_cell(p, &row->days, 1);
		gd_part_number(p, GD_SAYS_COUNT, row->n);
		gd_part_share(p, row->m, row->n);
		gd_part_number(p, GD_SAYS_COUNT, row->late);
	}
	gd_part_chart(p, GD_CHART_BARS,
	    gd_words(GD_TR("Open dates past, by desk")), 0, 6);
	gd_part_chart(p, GD_CHART_BARS, gd_words(GD_TR("Copies out, by desk")),
	    0, 1);
}

static void
changes(struct making_report *m, struct gd_kpi *k, enum gd_kpi_of of,
    const char *id, const char *title, const char *means)
{
	struct gd_report_part *p =
	    gd_report_part(m->r, id, gd_words(title), gd_words(means));

	report_col(p, "what", GD_TR("what"), GD_SAYS_TEXT, NULL);
	report_col(p, "n", "n", GD_SAYS_COUNT, NULL);
	report_col(p, "per_order", GD_TR("an order"), GD_SAYS_SCORE,
	    GD_TR("the same, divided by the orders accepted in the period"));
	for (size_t i = 0; i < k->nrows; i++) {
		const struct gd_kpi_row *row = &k->rows[i];
		struct gd_name name;

		if (row->of != of)
			continue;
		name = report_keep(m, &row->name);
		if (!name.zh && !name.en && strcmp(name.id, "none") == 0) {
			name = gd_words(GD_TR("(not said)"));
			name.id = "none";
		}
		gd_part_text(p, name);
		gd_part_number(p, GD_SAYS_COUNT, row->n);
		per_order(p, row->n, k->orders);
	}
	gd_part_chart(p, GD_CHART_BARS, gd_words(title), 0, 1);
}

static void
money(struct making_report *m, struct gd_kpi *k)
{
	struct gd_report_part *p = gd_report_part(m->r, "money_overdue",
	    gd_words(GD_TR("Money overdue")), gd_words(M_LATE_MONEY));

	report_col(p, "currency", GD_TR("currency"), GD_SAYS_TEXT, NULL);
	report_col(p, "rows", GD_TR("payments"), GD_SAYS_COUNT, NULL);
	report_col(p, "open", GD_TR("not credited"), GD_SAYS_MONEY, NULL);
	report_col(p, "median", GD_TR("median overdue"), GD_SAYS_DAYS, NULL);
	report_col(p, "oldest", GD_TR("longest overdue"), GD_SAYS_DAYS, NULL);
	for (size_t i = 0; i < k->nrows; i++) {
		struct gd_kpi_row *row = &k->rows[i];

		if (row->of != GD_KPI_MONEY)
			continue;
		gd_part_text(p, report_keep(m, &row->name));
		gd_part_number(p, GD_SAYS_COUNT, row->n);
		list_of(m, p, "overdue", row->name.id);
		gd_part_money(p, row->sum,
		    gd_arena_str(&m->r->arena, row->name.id));
		kpi_days_cell(p, &row->days, 0.5);
		kpi_days_cell(p, &row->days, 1);
	}
}

static void
limits(struct making_report *m, struct gd_kpi *k)
{
	static const char *const titles[GD_KPI_BANDS] = { GD_TR("passed"),
		GD_TR("7 d or less"), GD_TR("8 to 30 d"), GD_TR("31 to 90 d"),
		GD_TR("more") };
	static const char *const keys[GD_KPI_BANDS] = { "passed", "to_7",
		"to_30", "to_90", "more" };
	struct gd_report_part *p = gd_report_part(m->r, "limits",
	    gd_words(GD_TR("Limits still open, by days left")),
	    gd_words(GD_TR("dates of law, bank, carrier and contract of orders "
			   "in work, today; rules: docs/DATES.md")));

	report_col(p, "limit", GD_TR("limit"), GD_SAYS_TEXT, NULL);
	report_col(p, "rule", GD_TR("rule"), GD_SAYS_TEXT, NULL);
	report_col(p, "n", GD_TR("open"), GD_SAYS_COUNT, NULL);
	for (int b = 0; b < GD_KPI_BANDS; b++)
		report_col(p, keys[b], titles[b], GD_SAYS_COUNT, NULL);
	report_col(p, "next", GD_TR("next"), GD_SAYS_DAY, NULL);
	for (size_t i = 0; i < k->nrows; i++) {
		const struct gd_kpi_row *row = &k->rows[i];

		if (row->of != GD_KPI_LIMIT)
			continue;
		gd_part_text(p, report_keep(m, &row->name));
		gd_part_text(p, gd_report_plain(m->r, row->rule));
		gd_part_number(p, GD_SAYS_COUNT, row->n);
		for (int b = 0; b < GD_KPI_BANDS; b++)
			gd_part_number(p, GD_SAYS_COUNT, row->bands[b]);
		gd_part_day(p, row->next);
	}
}

/* ---- all ---------------------------------------------------------------------- */

static void
lay_out(struct making_report *m, struct gathering *g)
{
	struct gd_kpi *k = &g->all;
	bool flows = g->groups.n > 1;

	if (k->nrows)
		qsort(k->rows, k->nrows, sizeof *k->rows, by_row);
	if (m->by == BY_DESK) {
		desks(m, k);
		return;
	}
	if (m->by) {
		groups_part(m, g);
		return;
	}
	measures(m, k);
	if (flows)
		groups_part(m, g);
	if (has(k, GD_KPI_MONTH))
		months(m, k);
	if (has(k, GD_KPI_STEP))
		steps(m, k, flows);
	if (has(k, GD_KPI_DESK))
		desks(m, k);
	if (has(k, GD_KPI_CHECK))
		kpi_checks(m, k, flows);
	if (has(k, GD_KPI_REFUSAL))
		kpi_refusals(m, k, flows);
	if (has(k, GD_KPI_CANCEL))
		kpi_cancelled(m, k, flows);
	if (has(k, GD_KPI_CAUSE))
		changes(m, k, GD_KPI_CAUSE, "causes", GD_TR("Changes by cause"),
		    M_NOTICES);
	if (has(k, GD_KPI_FIELD))
		changes(m, k, GD_KPI_FIELD, "changed",
		    GD_TR("What was changed"),
		    GD_TR("lines of the notices issued in the period"));
	if (has(k, GD_KPI_MONEY))
		money(m, k);
	if (has(k, GD_KPI_LIMIT))
		limits(m, k);
}

static void
gather(void *payload, const struct report_order *o)
{
	struct gathering *g = payload;

	gd_kpi_add(&g->all, o->wf, &o->order, &g->ask);
	groups_add(g, o);
}

static int
needs(void *payload, const struct gd_workflow *wf, struct gd_arena *arena,
    struct gd_need *out)
{
	const struct gathering *g = payload;
	int n = gd_kpi_needs(wf, arena, out);

	if (g->m->by == BY_PRODUCT)
		out[n++] = (struct gd_need){ .table = GD_TAB_LINE,
			.cells = { "item" } };
	return n;
}

enum gd_code
report_kpi(struct making_report *m)
{
	struct gathering g = { .m = m };
	enum gd_code rc;

	report_ask(m, &g.ask);
	g.flows = m->by == BY_WORKFLOW || gd_app_flow_count(m->app) > 1;
	g.all.detailed = m->by == BY_NONE || m->by == BY_DESK;
	rc = report_count(m, needs, gather, &g);
	if (rc == GD_OK)
		lay_out(m, &g);
	gd_kpi_release(&g.all);
	groups_release(&g.groups);
	return rc;
}
