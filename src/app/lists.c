/* app/lists.c - orders as lists and as pages: what screens and `show` read. */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "dates/agenda_priv.h"

#include "base/banned.h"

void
app_list_row(struct gd_app *app, const struct gd_order *o,
    struct gd_list_row *row)
{
	const struct gd_head *h = gd_head(o);
	const struct gd_customer *c = app_customer(app, h->customer);
	const struct gd_assign *clerk = gd_row_find(&o->sheet, GD_TAB_ASSIGN,
	    &(struct gd_assign){ .role = "clerk" });

	*row = (struct gd_list_row){
		.id = o->id,
		.number = h->number,
		.customer = h->customer,
		.customer_name = c ? app_called(app, c) : h->customer,
		.workflow = h->workflow,
		.rail = h->rail,
		.waits = h->waits,
		.status = h->status,
		.state = h->state,
		.step_no = h->step_no,
		.due_day = h->due_day,
		.due_step = h->due_step,
		.pieces_out = h->pieces_out,
		.unsigned_n = h->unsigned_n,
		.created_ms = h->created_ms,
		.rev = o->rev,
		.clerk = clerk ? clerk->person : "",
		.hard_day = h->hard_day,
		.hard = h->hard,
		.next_hard = "",
		.warns = h->warns,
	};
}

void
gd_order_page_release(struct gd_order_page *p)
{
	gd_todo_release(&p->todo);
	gd_order_release(&p->order);
	gd_arena_release(&p->arena);
	*p = (struct gd_order_page){ 0 };
}

enum gd_code
gd_app_order(struct gd_app *app, const char *name, struct gd_order_page *out,
    struct gd_err *err)
{
	char id[GD_ID_TEXT];
	struct app_facts facts;
	enum gd_code rc;

	*out = (struct gd_order_page){ 0 };
	rc = app_office(app, err);
	if (rc == GD_OK)
		rc = gd_store_order_find(app->store, name, id, err);
	if (rc != GD_OK)
		return rc;
	gd_order_init(&out->order);
	rc = gd_store_order_load(app->store, id, &out->order, err);
	if (rc == GD_OK)
		rc = gd_app_workflow(app, gd_head(&out->order)->workflow,
		    (int)gd_head(&out->order)->version, &out->wf, err);
	if (rc != GD_OK) {
		gd_order_page_release(out);
		return rc;
	}
	app_facts(app, app->login, out->wf, &out->order, NULL, &facts);
	gd_todo_make(out->wf, &out->order, &facts.f, &out->todo);
	app_facts_release(&facts);
	app_list_row(app, &out->order, &out->row);
	out->row.customer_name =
	    gd_arena_str(&out->arena, out->row.customer_name);
	return GD_OK;
}

enum gd_code
gd_app_list(struct gd_app *app, const struct gd_filter *f,
    struct gd_list_rows *out, struct gd_err *err)
{
	struct gd_filter mine = *f;
	enum gd_code rc;

	if (!mine.today)
		mine.today = gd_app_today(app);
	rc = gd_store_list(app->store, &mine, out, err);
	return rc == GD_OK ? app_next_hards(app, out, err) : rc;
}
