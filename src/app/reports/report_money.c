/* app/reports/report_money.c - what orders come to, what is overdue, what is
 * to come. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/money.h"
#include "base/day.h"

#include "reports_priv.h"

#include "base/banned.h"

struct cash {
	struct making_report *m;
	struct gd_report_part *late;
	struct month {
		char key[24]; /* "2026-11 USD" */
		int64_t n, open;
	} * months; /* owned */
	size_t n, room;
};

static void
home_part(struct making_report *m, const struct gd_money *all)
{
	struct gd_report_part *p =
	    gd_report_part(m->r, "money", gd_words(GD_TR("Money")),
		gd_words(GD_TR("payment rows of these orders; at home by the "
			       "newest rate, whose day and source stand beside "
			       "it")));

	report_col(p, "company", GD_TR("company"), GD_SAYS_TEXT, NULL);
	report_col(p, "currency", GD_TR("currency"), GD_SAYS_TEXT, NULL);
	report_col(p, "orders", GD_TR("orders"), GD_SAYS_COUNT, NULL);
	report_col(p, "due", GD_TR("amount"), GD_SAYS_MONEY, NULL);
	report_col(p, "credited", GD_TR("credited"), GD_SAYS_MONEY, NULL);
	report_col(p, "open", GD_TR("not credited"), GD_SAYS_MONEY, NULL);
	report_col(p, "home_open", GD_TR("in home currency"), GD_SAYS_MONEY,
	    NULL);
	report_col(p, "rate", GD_TR("rate"), GD_SAYS_TEXT, NULL);
	for (int i = 0; i < all->nrows; i++) {
		const struct gd_money_row *r = &all->rows[i];
		const char *code = gd_arena_str(&m->r->arena, r->currency);
		char rate[GD_RATE_TEXT], day[GD_DAY_TEXT];

		gd_part_text(p, report_company(m, r->company));
		gd_part_text(p, gd_report_plain(m->r, code));
		gd_part_number(p, GD_SAYS_COUNT, r->orders);
		gd_part_money(p, r->due, code);
		gd_part_money(p, r->credited, code);
		gd_part_money(p, r->open, code);
		if (r->known)
			gd_part_money(p, r->home_open,
			    gd_arena_str(&m->r->arena, r->home));
		else
			gd_part_none(p);
		gd_part_text(p,
		    gd_report_plain(m->r,
			r->rate ? gd_arena_printf(&m->r->arena, "%s, %s, %s",
				      gd_rate_text(r->rate->rate_e6, rate),
				      gd_day_text((int32_t)r->rate->day, day),
				      r->rate->source)
				: ""));
	}
}

static struct gd_name
trigger_name(struct making_report *m, const struct gd_workflow *wf,
    const char *id)
{
	for (int i = 0; i < wf->ntriggers; i++)
		if (strcmp(wf->triggers[i].id, id) == 0)
			return report_keep(m, &wf->triggers[i]);
	return gd_report_plain(m->r, id);
}

static void
late_row(struct cash *c, const struct report_order *o,
    const struct gd_payment *p)
{
	struct making_report *m = c->m;
	const struct gd_head *h = gd_head(&o->order);
	const char *code = gd_arena_str(&m->r->arena, p->currency);

	gd_part_number(c->late, GD_SAYS_DAYS, m->r->today - p->due_day);
	gd_part_day(c->late, (int32_t)p->due_day);
	report_order_cell(m, c->late, h->number);
	gd_part_text(c->late, report_customer(m, h->customer));
	gd_part_text(c->late, trigger_name(m, o->wf, p->trigger));
	gd_part_money(c->late, p->amount, code);
	gd_part_money(c->late, p->credited, code);
	gd_part_money(c->late, p->amount - p->credited, code);
	gd_part_text(c->late, report_person(m, o->row->clerk));
}

static void
to_come(struct cash *c, const struct gd_payment *p)
{
	char text[GD_DAY_TEXT], key[24];
	struct month *found = NULL;

	gd_day_text((int32_t)p->due_day, text);
	snprintf(key, sizeof key, "%.7s %.8s", text, p->currency);
	for (size_t i = 0; i < c->n; i++)
		if (strcmp(c->months[i].key, key) == 0)
			found = &c->months[i];
	if (!found) {
		found = GD_PUSH(c->months, c->n, c->room);
		memcpy(found->key, key, sizeof key);
	}
	found->n++;
	found->open += p->amount - p->credited;
}

static void
add(void *payload, const struct report_order *o)
{
	struct cash *c = payload;
	const struct gd_payment *p;
	int64_t state = gd_head(&o->order)->state;

	if (state != GD_ORDER_ACTIVE && state != GD_ORDER_HELD)
		return;
	for (size_t i = 0; (p = gd_walk(&o->order, GD_TAB_PAYMENT, &i));) {
		if (!*p->currency || !p->due_day || p->credited >= p->amount)
			continue;
		if (p->due_day < c->m->r->today)
			late_row(c, o, p);
		else
			to_come(c, p);
	}
}

static void
months_part(struct cash *c)
{
	struct making_report *m = c->m;
	struct gd_report_part *p = gd_report_part(m->r, "to_come",
	    gd_words(GD_TR("To come, by month")),
	    gd_words(GD_TR("payment rows with a day from today on, as far as "
			   "they are not credited")));

	report_col(p, "month", GD_TR("month"), GD_SAYS_TEXT, NULL);
	report_col(p, "currency", GD_TR("currency"), GD_SAYS_TEXT, NULL);
	report_col(p, "n", GD_TR("payments"), GD_SAYS_COUNT, NULL);
	report_col(p, "open", GD_TR("not credited"), GD_SAYS_MONEY, NULL);
	for (size_t i = 0; i < c->n; i++) {
		const char *code =
		    gd_arena_str(&m->r->arena, c->months[i].key + 8);

		gd_part_text(p,
		    gd_report_plain(m->r,
			gd_arena_strn(&m->r->arena, c->months[i].key, 7)));
		gd_part_text(p, gd_report_plain(m->r, code));
		gd_part_number(p, GD_SAYS_COUNT, c->months[i].n);
		gd_part_money(p, c->months[i].open, code);
	}
	gd_part_sort(p, 1, false);
	gd_part_sort(p, 0, false);
	if (p->nrows > 1)
		gd_part_chart(p, GD_CHART_BARS,
		    gd_words(GD_TR("To come, by month")), 0, 3);
}

static void
late_part(struct cash *c)
{
	struct gd_report_part *p = gd_report_part(c->m->r, "overdue",
	    gd_words(GD_TR("Money overdue")), gd_words(NULL));

	report_col(p, "late", GD_TR("late"), GD_SAYS_DAYS, NULL);
	report_col(p, "day", GD_TR("due on"), GD_SAYS_DAY, NULL);
	report_col(p, "order", GD_TR("order"), GD_SAYS_TEXT, NULL);
	report_col(p, "customer", GD_TR("customer"), GD_SAYS_TEXT, NULL);
	report_col(p, "trigger", GD_TR("what"), GD_SAYS_TEXT, NULL);
	report_col(p, "due", GD_TR("amount"), GD_SAYS_MONEY, NULL);
	report_col(p, "credited", GD_TR("credited"), GD_SAYS_MONEY, NULL);
	report_col(p, "open", GD_TR("not credited"), GD_SAYS_MONEY, NULL);
	report_col(p, "clerk", GD_TR("clerk"), GD_SAYS_TEXT, NULL);
	c->late = p;
}

enum gd_code
report_money(struct making_report *m)
{
	struct gd_money *all = gd_alloc(1, sizeof *all);
	struct gd_filter f;
	struct cash c = { .m = m };
	enum gd_code rc = gd_app_filter(m->app, m->words, m->nwords,
	    &m->r->arena, &f, m->err);

	m->open = true;
	if (rc == GD_OK)
		rc = gd_app_money(m->app, &f, all, m->err);
	if (rc == GD_OK) {
		home_part(m, all);
		late_part(&c);
		rc = report_walk(m, UINT64_C(1) << GD_TAB_PAYMENT, add, &c);
	}
	if (rc == GD_OK) {
		gd_part_sort(c.late, 0, true);
		months_part(&c);
	}
	free(c.months);
	free(all);
	return rc;
}
