/* app/reports/report_ta.c - time and action: the dates of one order, step by
 * step, and of many orders side by side. */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "reports_priv.h"

#include "base/banned.h"

#define M_OFF                                                               \
	GD_TR("days from what was planned (without a plan, from the first " \
	      "promise) to the day it was done, or lands if it is open")

/* ---- one order --------------------------------------------------------------- */

static int
by_step(const void *a, const void *b)
{
	const struct gd_date_view *x = *(const struct gd_date_view *const *)a;
	const struct gd_date_view *y = *(const struct gd_date_view *const *)b;

	if (x->step_no != y->step_no)
		return x->step_no < y->step_no ? -1 : 1;
	if (x->row->lot != y->row->lot)
		return x->row->lot < y->row->lot ? -1 : 1;
	if (x->row->day != y->row->day)
		return x->row->day < y->row->day ? -1 : 1;
	return strcmp(x->row->duty, y->row->duty);
}

static void
order_cols(struct gd_report_part *p)
{
	report_col(p, "step_no", GD_TR("step"), GD_SAYS_COUNT, NULL);
	report_col(p, "what", GD_TR("what"), GD_SAYS_TEXT, NULL);
	report_col(p, "lot", GD_TR("lot"), GD_SAYS_COUNT, NULL);
	report_col(p, "owner", GD_TR("owner"), GD_SAYS_TEXT, NULL);
	report_col(p, "planned", GD_TR("planned"), GD_SAYS_DAY,
	    GD_TR("as first reckoned, never moved"));
	report_col(p, "promised", GD_TR("promised first"), GD_SAYS_DAY, NULL);
	report_col(p, "in_force", GD_TR("in force"), GD_SAYS_DAY,
	    GD_TR("the day that counts today"));
	report_col(p, "done", GD_TR("done"), GD_SAYS_DAY, NULL);
	report_col(p, "lands", GD_TR("lands"), GD_SAYS_DAY,
	    GD_TR("when it will be if nothing is made up"));
	report_col(p, "off", GD_TR("days off"), GD_SAYS_DAYS, M_OFF);
}

/* "person:chenli", "role:finance" as a name. */
struct gd_name
report_owner(struct making_report *m, const struct gd_workflow *wf,
    const char *owner)
{
	struct gd_name name = gd_report_plain(m->r, owner);
	int role;

	if (strncmp(owner, "person:", 7) == 0) {
		name = report_person(m, owner + 7);
	} else if (wf && strncmp(owner, "role:", 5) == 0 &&
		   (role = gd_wf_role(wf, owner + 5)) >= 0) {
		name = report_keep(m, &wf->roles[role].name);
	}
	name.id = gd_arena_str(&m->r->arena, owner);
	return name;
}

static void
step_row(struct gd_report_part *p, struct making_report *m,
    const struct gd_order_page *page, const struct gd_step_def *step)
{
	const struct gd_step *s;
	int64_t done = 0;
	int left = 10;

	for (size_t i = 0; (s = gd_walk(&page->order, GD_TAB_STEP, &i));)
		if (strcmp(s->step, step->name.id) == 0)
			done = s->done_ms > done ? s->done_ms : done;
	gd_part_number(p, GD_SAYS_COUNT, step->no);
	gd_part_head(p);
	gd_part_text(p, report_keep(m, &step->name));
	for (left -= 2; left > 0; left--)
		if (left == 3 && done)
			gd_part_day(p, gd_ms_day(done, m->r->utc_offset_min));
		else
			gd_part_blank(p);
}

static void
date_row(struct gd_report_part *p, struct making_report *m,
    const struct gd_order_page *page, const struct gd_date_view *v)
{
	const struct gd_due *d = v->row;
	int64_t was = d->plan ? d->plan : d->first;
	int64_t is = d->actual ? d->actual : d->day;

	if (v->open && v->projected != GD_NO_DAY && v->projected > is)
		is = v->projected;
	gd_part_blank(p);
	gd_part_text(p, report_keep(m, v->name));
	if (d->lot > 1 || gd_row_count(&page->order.sheet, GD_TAB_LOT) > 1)
		gd_part_number(p, GD_SAYS_COUNT, d->lot);
	else
		gd_part_blank(p);
	gd_part_text(p, report_owner(m, page->wf, d->owner));
	gd_part_day(p, (int32_t)d->plan);
	gd_part_day(p, (int32_t)d->first);
	gd_part_day(p, (int32_t)d->day);
	gd_part_day(p, (int32_t)d->actual);
	gd_part_day(p, v->open ? v->projected : GD_NO_DAY);
	if (was && is)
		gd_part_number(p, GD_SAYS_DAYS, is - was);
	else
		gd_part_none(p);
}

static void
order_rows(struct making_report *m, const struct gd_order_page *page,
    const struct gd_dates *dates)
{
	struct gd_report_part *p =
	    gd_report_part(m->r, "dates", gd_words(NULL), gd_words(NULL));
	const struct gd_date_view **at = gd_alloc(dates->n + 1, sizeof *at);
	size_t n = 0;

	order_cols(p);
	for (size_t i = 0; i < dates->n; i++)
		if (dates->at[i].name)
			at[n++] = &dates->at[i];
	if (n)
		qsort(at, n, sizeof *at, by_step);
	for (int s = 0; s < page->wf->nsteps; s++) {
		const struct gd_step_def *step = &page->wf->steps[s];

		step_row(p, m, page, step);
		for (size_t i = 0; i < n; i++)
			if (at[i]->step_no == step->no)
				date_row(p, m, page, at[i]);
	}
	free(at);
}

static enum gd_code
one_order(struct making_report *m)
{
	struct gd_order_page page;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_dates dates;
	enum gd_code rc = gd_app_order(m->app, m->words[0], &page, m->err);

	if (rc != GD_OK)
		return rc;
	gd_app_order_dates(m->app, &page, &arena, &dates);
	order_rows(m, &page, &dates);
	m->r->scope = report_customer(m, gd_head(&page.order)->customer);
	m->r->scope.zh = gd_arena_printf(&m->r->arena, "%s  %s",
	    page.row.number, gd_word_of(&m->r->scope, GD_ZH));
	m->r->scope.en = gd_arena_printf(&m->r->arena, "%s  %s",
	    page.row.number, gd_word_of(&m->r->scope, GD_EN));
	gd_arena_release(&arena);
	gd_order_page_release(&page);
	return GD_OK;
}

/* ---- many orders --------------------------------------------------------------- */

struct sheet {
	struct making_report *m;
	struct gd_report_part *part; /* of the newest workflow of one id */
	const struct gd_workflow *wf;
};
struct sheets {
	struct making_report *m;
	struct sheet at[16];
	int n;
};

static void
sheet_cols(struct sheet *s)
{
	struct gd_report_part *p = s->part;
	const struct gd_workflow *wf = s->wf;

	report_col(p, "order", GD_TR("order"), GD_SAYS_TEXT, NULL);
	report_col(p, "customer", GD_TR("customer"), GD_SAYS_TEXT, NULL);
	report_col(p, "clerk", GD_TR("clerk"), GD_SAYS_TEXT, NULL);
	report_col(p, "step_no", GD_TR("step"), GD_SAYS_COUNT, NULL);
	if (wf->forecast >= 0) {
		report_col(p, "promised", GD_TR("promised first"), GD_SAYS_DAY,
		    GD_TR("the shipping, of the first lot that is not "
			  "shipped, else of the last"));
		report_col(p, "in_force", GD_TR("in force"), GD_SAYS_DAY, NULL);
		report_col(p, "done", GD_TR("done"), GD_SAYS_DAY, NULL);
		report_col(p, "off", GD_TR("days off"), GD_SAYS_DAYS, M_OFF);
	}
	for (int i = 0; i < wf->nsteps; i++)
		gd_part_col(p,
		    gd_arena_str(&s->m->r->arena, wf->steps[i].name.id),
		    report_keep(s->m, &wf->steps[i].name), GD_SAYS_DAY,
		    i ? gd_words(NULL)
		      : gd_words(GD_TR("a step: the day it was done; else the "
				       "last day in force of what is open in "
				       "it")));
}

static struct sheet *
sheet_of(struct sheets *all, const struct gd_workflow *wf)
{
	struct gd_err none = GD_ERR_INIT;
	struct sheet *s;

	for (int i = 0; i < all->n; i++)
		if (strcmp(all->at[i].wf->name.id, wf->name.id) == 0)
			return &all->at[i];
	if (all->n == 16)
		return NULL;
	s = &all->at[all->n++];
	s->m = all->m;
	s->wf = wf;
	(void)!gd_app_workflow(all->m->app, wf->name.id, 0, &s->wf, &none);
	s->part = gd_report_part(all->m->r, report_keep(all->m, &wf->name).id,
	    report_keep(all->m, &s->wf->name), gd_words(NULL));
	sheet_cols(s);
	return s;
}

static void
ship_cells(struct sheet *s, const struct report_order *o)
{
	const char *id = s->wf->duties[s->wf->forecast].name.id;
	const struct gd_due *d, *best = NULL;
	int64_t was, is;

	for (size_t i = 0; (d = gd_walk(&o->order, GD_TAB_DUE, &i));)
		if (strcmp(d->duty, id) == 0 &&
		    (!best || best->actual || best->shut))
			best = d;
	gd_part_day(s->part, best ? (int32_t)best->first : 0);
	gd_part_day(s->part, best ? (int32_t)best->day : 0);
	gd_part_day(s->part, best ? (int32_t)best->actual : 0);
	was = !best ? 0 : best->plan ? best->plan : best->first;
	is = !best ? 0 : best->actual ? best->actual : best->day;
	if (is && !best->actual && is < s->m->r->today)
		is = s->m->r->today; /* it will not be earlier */
	if (was && is)
		gd_part_number(s->part, GD_SAYS_DAYS, is - was);
	else
		gd_part_none(s->part);
}

static int32_t
step_day(const struct report_order *o, const struct gd_step_def *step,
    int utc_offset)
{
	const struct gd_step *s;
	const struct gd_due *d;
	int no = gd_wf_step(o->wf, step->name.id);
	int64_t done = 0, day = 0;

	for (size_t i = 0; (s = gd_walk(&o->order, GD_TAB_STEP, &i));)
		if (strcmp(s->step, step->name.id) == 0)
			done = s->done_ms > done ? s->done_ms : done;
	if (done)
		return gd_ms_day(done, utc_offset);
	for (size_t i = 0; (d = gd_walk(&o->order, GD_TAB_DUE, &i));) {
		int duty = gd_wf_duty(o->wf, d->duty);

		if (duty >= 0 && o->wf->duties[duty].step == no && !d->shut &&
		    !d->actual && d->day > day)
			day = d->day;
	}
	return (int32_t)day;
}

static void
sheet_row(void *payload, const struct report_order *o)
{
	struct sheets *all = payload;
	struct sheet *s = sheet_of(all, o->wf);
	const struct gd_head *h = gd_head(&o->order);

	if (!s)
		return;
	report_order_cell(all->m, s->part, h->number);
	gd_part_text(s->part, report_customer(all->m, h->customer));
	gd_part_text(s->part, report_person(all->m, o->row->clerk));
	gd_part_number(s->part, GD_SAYS_COUNT, h->step_no);
	if (s->wf->forecast >= 0)
		ship_cells(s, o);
	for (int i = 0; i < s->wf->nsteps; i++)
		gd_part_day(s->part,
		    step_day(o, &s->wf->steps[i], all->m->r->utc_offset_min));
}

/* A word that is no filter names an order. */
static bool
is_order(const struct making_report *m)
{
	return m->nwords == 1 && *m->words[0] != '@' &&
	       !strpbrk(m->words[0], ":<>~=") && !strstr(m->words[0], "：");
}

enum gd_code
report_ta(struct making_report *m)
{
	struct sheets all = { .m = m };
	enum gd_code rc;

	if (is_order(m))
		return one_order(m);
	m->open = true;
	rc = report_walk(m,
	    UINT64_C(1) << GD_TAB_DUE | UINT64_C(1) << GD_TAB_STEP, sheet_row,
	    &all);
	for (int i = 0; rc == GD_OK && i < all.n; i++)
		gd_part_sort(all.at[i].part, 5, false);
	return rc;
}
