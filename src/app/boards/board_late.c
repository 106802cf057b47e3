/* app/boards/board_late.c - boards of what is to come, order by order: what
 * will be late by the plan, when orders will ship by their forecast.
 *
 * As many orders are opened as are shown.
 */
#include <stdlib.h>
#include <string.h>

#include "app/agenda.h"
#include "core/view/slip.h"

#include "board_priv.h"

#include "base/banned.h"

/* The first orders in work by their next date; each is opened and asked. */
typedef enum gd_code order_asker(struct board_make *m,
    const struct gd_order_page *page, int at);

static enum gd_code
each_order(struct board_make *m, const struct gd_list_rows *list,
    order_asker *ask)
{
	enum gd_code rc = GD_OK;

	for (size_t i = 0; rc == GD_OK && i < list->n; i++) {
		struct gd_order_page page;

		rc = gd_app_order(m->app, list->at[i].id, &page, m->err);
		if (rc != GD_OK)
			break;
		rc = ask(m, &page, (int)i);
		gd_order_page_release(&page);
	}
	return rc;
}

static enum gd_code
list_orders(struct board_make *m, bool slips, struct gd_list_rows *list)
{
	struct gd_filter f = { .states = 1 << GD_ORDER_ACTIVE,
		.sort = GD_SORT_DUE,
		.limit = m->max };

	board_filter(m, &f);
	f.slips = slips;
	return gd_app_list(m->app, &f, list, m->err);
}

static void
drop_list(struct gd_list_rows *list)
{
	free(list->at);
	gd_arena_release(&list->arena);
}

/* ---- what will be late ----------------------------------------------------- */

static enum gd_code
one_slip(struct board_make *m, const struct gd_order_page *page, int at)
{
	struct gd_slip_row *row = &m->b->slips[at];
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_date_view *v;
	struct gd_dates dates;

	*row = (struct gd_slip_row){
		.number = gd_arena_str(m->arena, page->row.number),
		.customer_name =
		    gd_arena_str(m->arena, page->row.customer_name),
		.workflow = page->wf->name.id,
		.clerk = gd_arena_str(m->arena, page->row.clerk),
		.duty = "",
	};
	gd_app_order_dates(m->app, page, &arena, &dates);
	v = gd_dates_first_late(&dates, m->today);
	if (v) { /* else a calendar changed since its last command */
		row->duty = gd_arena_str(m->arena, v->row->duty);
		row->name = v->name;
		row->lot = v->row->lot;
		row->day = (int32_t)v->row->day;
		row->lands = v->projected;
	}
	gd_arena_release(&arena);
	m->b->nslips = at + 1;
	return gd_app_forecast(m->app, page, &row->forecast, m->err);
}

static int
by_day(const void *a, const void *b)
{
	const struct gd_slip_row *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return strcmp(x->number, y->number);
}

enum gd_code
board_slips(struct board_make *m)
{
	struct gd_list_rows list = { 0 };
	enum gd_code rc = list_orders(m, true, &list);

	m->b->slips =
	    gd_arena_alloc(m->arena, list.n + 1, sizeof *m->b->slips);
	if (rc == GD_OK)
		rc = each_order(m, &list, one_slip);
	if (m->b->nslips)
		qsort(m->b->slips, (size_t)m->b->nslips, sizeof *m->b->slips,
		    by_day);
	m->b->more_slips = list.more;
	drop_list(&list);
	return rc;
}

/* ---- forecast -------------------------------------------------------------- */

static enum gd_code
one_forecast(struct board_make *m, const struct gd_order_page *page, int at)
{
	struct gd_forecast_row *row = &m->b->forecasts[at];
	enum gd_code rc;
	int no;

	*row = (struct gd_forecast_row){
		.number = gd_arena_str(m->arena, page->row.number),
		.customer_name =
		    gd_arena_str(m->arena, page->row.customer_name),
		.workflow = page->wf->name.id,
	};
	rc = gd_app_forecast(m->app, page, &row->forecast, m->err);
	no = row->forecast.known ? row->forecast.step_no
				 : row->forecast.few_step;
	for (int i = 0; i < page->wf->nsteps; i++)
		if (page->wf->steps[i].no == no)
			row->step = &page->wf->steps[i].name;
	m->b->nforecasts = at + 1;
	return rc;
}

enum gd_code
board_forecasts(struct board_make *m)
{
	struct gd_list_rows list = { 0 };
	enum gd_code rc = list_orders(m, false, &list);

	m->b->forecasts =
	    gd_arena_alloc(m->arena, list.n + 1, sizeof *m->b->forecasts);
	if (rc == GD_OK)
		rc = each_order(m, &list, one_forecast);
	m->b->more_forecasts = list.more;
	drop_list(&list);
	return rc;
}
