/* app/reports/report_groups.c - the measures customer by customer, clerk by
 * clerk. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "report_kpi_priv.h"

#include "base/banned.h"

struct group {
	struct gd_name name;
	struct gd_kpi kpi;
};
static size_t
hash_of(const char *s)
{
	uint64_t h = UINT64_C(14695981039346656037);

	while (*s)
		h = (h ^ (unsigned char)*s++) * UINT64_C(1099511628211);
	return (size_t)(h ^ h >> 32);
}

static void
grow(struct groups *g)
{
	struct group **old = g->slots;
	size_t had = g->size;

	g->size = had ? had * 2 : 64;
	g->slots = gd_alloc(g->size, sizeof *g->slots);
	for (size_t i = 0; i < had; i++) {
		size_t at;

		if (!old[i])
			continue;
		at = hash_of(old[i]->name.id) & (g->size - 1);
		while (g->slots[at])
			at = (at + 1) & (g->size - 1);
		g->slots[at] = old[i];
	}
	free(old);
}

/* *made: it is new, and its name is only its id. */
static struct group *
group_of(struct groups *g, struct gd_arena *arena, const char *id, bool *made)
{
	size_t at;

	if (g->n * 2 >= g->size)
		grow(g);
	at = hash_of(id) & (g->size - 1);
	while (g->slots[at] && strcmp(g->slots[at]->name.id, id) != 0)
		at = (at + 1) & (g->size - 1);
	*made = !g->slots[at];
	if (*made) {
		g->slots[at] = gd_alloc(1, sizeof **g->slots);
		g->slots[at]->name.id = gd_arena_str(arena, id);
		g->n++;
	}
	return g->slots[at];
}

/* Most orders first, then by what they are called. */
static int
by_orders(const void *a, const void *b)
{
	const struct group *x = *(struct group *const *)a;
	const struct group *y = *(struct group *const *)b;

	if (!x || !y)
		return x ? -1 : y ? 1 : 0;
	if (x->kpi.orders != y->kpi.orders)
		return x->kpi.orders > y->kpi.orders ? -1 : 1;
	return gd_text_natcmp(x->name.id, y->name.id);
}

static void
add_to(struct gathering *g, const struct report_order *o, const char *id)
{
	bool made;
	struct group *one = group_of(&g->groups, &g->m->r->arena, id, &made);

	if (made && g->m->by == BY_CUSTOMER)
		one->name = report_customer(g->m, one->name.id);
	else if (made && g->m->by == BY_CLERK && *id)
		one->name = report_person(g->m, one->name.id);
	else if (made && g->m->by == BY_COMPANY)
		one->name = report_company(g->m, one->name.id);
	else if (made && (g->m->by == BY_WORKFLOW || g->m->by == BY_NONE))
		one->name = report_flow(g->m, one->name.id);
	gd_kpi_add(&one->kpi, o->wf, &o->order, &g->ask);
}

/* An order counts once for each of the articles it has. */
static void
add_products(struct gathering *g, const struct report_order *o)
{
	const struct gd_line *line, *before;

	for (size_t i = 0; (line = gd_walk(&o->order, GD_TAB_LINE, &i));) {
		bool again = false;

		for (size_t k = 0; !again && (before = gd_walk(&o->order,
						  GD_TAB_LINE, &k)) != line;)
			again = strcmp(before->item, line->item) == 0;
		if (!again)
			add_to(g, o, line->item);
	}
}

void
groups_add(struct gathering *g, const struct report_order *o)
{
	switch (g->m->by) {
	case BY_CUSTOMER:
		add_to(g, o, gd_head(&o->order)->customer);
		break;
	case BY_CLERK:
		add_to(g, o, o->row->clerk);
		break;
	case BY_COMPANY:
		add_to(g, o, gd_head(&o->order)->company);
		break;
	case BY_PRODUCT:
		add_products(g, o);
		break;
	case BY_WORKFLOW:
	case BY_NONE:
		if (g->flows)
			add_to(g, o, o->wf->name.id);
		break;
	default:
		break;
	}
}

static void
group_cols(struct gd_report_part *p, const char *title)
{
	report_col(p, "group", title, GD_SAYS_TEXT, NULL);
	report_col(p, "orders", GD_TR("orders"), GD_SAYS_COUNT, M_ORDERS);
	report_col(p, "completed", GD_TR("complete"), GD_SAYS_PERCENT,
	    M_COMPLETED);
	report_col(p, "cancelled", GD_TR("cancelled"), GD_SAYS_COUNT,
	    M_CANCELLED);
	report_col(p, "shipments", GD_TR("shipments due"), GD_SAYS_COUNT,
	    GD_TR("n of the two columns beside it: by the day in force"));
	report_col(p, "on_time_first", GD_TR("on time, first"), GD_SAYS_PERCENT,
	    M_FIRST);
	report_col(p, "on_time_latest", GD_TR("on time"), GD_SAYS_PERCENT,
	    M_LATEST);
	report_col(p, "satisfaction", GD_TR("satisfaction"), GD_SAYS_SCORE,
	    M_SCORE);
	report_col(p, "answers", GD_TR("answers"), GD_SAYS_COUNT,
	    GD_TR("n of the column before it"));
	report_col(p, "surveys_answered", GD_TR("answered"), GD_SAYS_PERCENT,
	    M_ANSWERED);
	report_col(p, "offers", GD_TR("offers ended"), GD_SAYS_COUNT,
	    GD_TR("n of the column beside it"));
	report_col(p, "offers_taken", GD_TR("taken"), GD_SAYS_PERCENT, M_TAKEN);
	report_col(p, "offers_ran_out", GD_TR("ran out"), GD_SAYS_COUNT,
	    M_RAN_OUT);
	report_col(p, "verdicts", GD_TR("verdicts"), GD_SAYS_COUNT,
	    GD_TR("n of the column beside it"));
	report_col(p, "first_round", GD_TR("first round"), GD_SAYS_PERCENT,
	    M_PASSED);
	report_col(p, "step_median", GD_TR("days a step"), GD_SAYS_DAYS,
	    M_MEDIAN);
	report_col(p, "step_p90", GD_TR("nine of ten"), GD_SAYS_DAYS, M_P90);
	report_col(p, "notices", GD_TR("changes"), GD_SAYS_COUNT, M_NOTICES);
	report_col(p, "called_off", GD_TR("cancellations"), GD_SAYS_COUNT,
	    M_CALLED_OFF);
	report_col(p, "copies_out", GD_TR("copies out"), GD_SAYS_COUNT,
	    M_COPIES);
	report_col(p, "payments_late", GD_TR("payments overdue"), GD_SAYS_COUNT,
	    M_LATE_MONEY);
}

/* The orders of a group, begun in the period. */
static void
group_cell(struct making_report *m, struct gd_report_part *p, const char *id)
{
	static const char *const keys[BY_COUNT] = { "workflow", "customer",
		"clerk", "", "", "company", "workflow" };
	struct gd_str s = GD_STR_INIT;

	if (*id)
		gd_str_addf(&s, "%s:%s", keys[m->by], id);
	if (*keys[m->by])
		report_begun_cell(m, p, m->r->from, m->r->to, s.text);
	gd_str_release(&s);
}

static void
group_row(struct making_report *m, struct gd_report_part *p,
    struct gd_name name, const char *id, struct gd_kpi *k)
{
	gd_part_text(p, name);
	gd_part_number(p, GD_SAYS_COUNT, k->orders);
	if (id && !k->later)
		group_cell(m, p, id);
	gd_part_share(p, k->completed, k->orders);
	gd_part_number(p, GD_SAYS_COUNT, k->cancelled);
	gd_part_number(p, GD_SAYS_COUNT, k->latest_due);
	gd_part_share(p, k->first_met, k->first_due);
	gd_part_share(p, k->latest_met, k->latest_due);
	kpi_score_cells(p, k);
	gd_part_share(p, k->answered, k->asked);
	gd_part_number(p, GD_SAYS_COUNT, k->offered);
	gd_part_share(p, k->taken, k->offered);
	gd_part_number(p, GD_SAYS_COUNT, k->ran_out);
	gd_part_number(p, GD_SAYS_COUNT, k->tried);
	gd_part_share(p, k->passed, k->tried);
	kpi_days_cell(p, &k->steps, 0.5);
	kpi_days_cell(p, &k->steps, 0.9);
	gd_part_number(p, GD_SAYS_COUNT, k->notices);
	gd_part_number(p, GD_SAYS_COUNT, k->called_off);
	gd_part_number(p, GD_SAYS_COUNT, k->copies);
	gd_part_number(p, GD_SAYS_COUNT, (int64_t)k->late_money.n);
}

void
groups_part(struct making_report *m, struct gathering *g)
{
	static const char *const titles[BY_COUNT] = { GD_TR("workflow"),
		GD_TR("customer"), GD_TR("clerk"), "", GD_TR("product"),
		GD_TR("company"), GD_TR("workflow") };
	static const char *const names[BY_COUNT] = { GD_TR("By workflow"),
		GD_TR("By customer"), GD_TR("By clerk"), "",
		GD_TR("By product"), GD_TR("By company"),
		GD_TR("By workflow") };
	struct gd_report_part *p =
	    gd_report_part(m->r, m->by ? "groups" : "workflows",
		gd_words(names[m->by]), gd_words(NULL));
	struct gd_name all = gd_words(GD_TR("all"));
	struct gd_report_chart *c;
	size_t charted;

	group_cols(p, titles[m->by]);
	if (g->groups.n)
		qsort(g->groups.slots, g->groups.size, sizeof *g->groups.slots,
		    by_orders);
	for (size_t i = 0; i < g->groups.n; i++) {
		struct group *one = g->groups.slots[i];
		const char *id = *one->name.id ? one->name.id : NULL;

		if (!id)
			one->name = gd_words(GD_TR("(nobody)"));
		group_row(m, p, one->name, id, &one->kpi);
	}
	charted = p->nrows < 12 ? p->nrows : 12;
	all.id = "all";
	group_row(m, p, all, "", &g->all);
	gd_part_head(p);
	c = gd_part_chart(p, GD_CHART_BARS, gd_words(GD_TR("Orders")), 0, 1);
	c->n = charted;
	c = gd_part_chart(p, GD_CHART_BARS, gd_words(GD_TR("On time")), 0, 6);
	c->n = charted;
}

void
groups_release(struct groups *g)
{
	for (size_t i = 0; i < g->size; i++)
		if (g->slots[i]) {
			gd_kpi_release(&g->slots[i]->kpi);
			free(g->slots[i]);
		}
	free(g->slots);
}
