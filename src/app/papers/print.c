/* app/papers/print.c - asked before the sheets are made, written when they are
 * out. */
#include "app/print.h"

#include <stdlib.h>

#include "../app_priv.h"

#include "base/banned.h"

void
gd_print_plan_release(struct gd_print_plan *p)
{
	free(p->rows);
	gd_arena_release(&p->arena);
	*p = (struct gd_print_plan){ 0 };
}

static void
keep_rows(const struct gd_events *ev, struct gd_print_plan *out)
{
	for (size_t i = 0; i < ev->n; i++)
		for (size_t k = 0; k < ev->at[i].nputs; k++) {
			const struct gd_put *put = &ev->at[i].puts[k];

			if (put->table == GD_TAB_PRINT)
				gd_row_copy(&gd_order_tables[GD_TAB_PRINT],
				    GD_PUSH(out->rows, out->n, out->room),
				    put->row, put->mask, &out->arena);
		}
}

static enum gd_code
decide(struct gd_app *app, const struct gd_order *o,
    const struct gd_command *cmd, struct gd_print_plan *out, struct gd_err *err)
{
	struct gd_events events = GD_EVENTS_INIT;
	const struct gd_workflow *wf;
	struct app_facts facts;
	enum gd_code rc = gd_app_workflow(app, gd_head(o)->workflow,
	    (int)gd_head(o)->version, &wf, err);

	if (rc != GD_OK)
		return rc;
	app_facts(app, app->login, wf, o, NULL, &facts);
	rc = gd_decide(wf, o, &facts.f, cmd, &events, err);
	if (rc == GD_OK)
		keep_rows(&events, out);
	app_facts_release(&facts);
	gd_events_release(&events);
	return rc;
}

enum gd_code
gd_app_print_check(struct gd_app *app, const char *order,
    const struct gd_command *cmd, struct gd_print_plan *out, struct gd_err *err)
{
	char id[GD_ID_TEXT];
	struct gd_order o;
	enum gd_code rc = app_check_command(cmd, err);

	*out = (struct gd_print_plan){ 0 };
	gd_order_init(&o);
	if (rc == GD_OK && !*app->login)
		rc = gd_fail(err, GD_REFUSED, GD_M_APP_NOBODY);
	if (rc == GD_OK)
		rc = gd_store_order_find(app->store, order, id, err);
	if (rc == GD_OK)
		rc = gd_store_order_load(app->store, id, &o, err);
	if (rc == GD_OK)
		rc = decide(app, &o, cmd, out, err);
	gd_order_release(&o);
	return rc;
}

enum gd_code
gd_app_print_done(struct gd_app *app, const char *order,
    const struct gd_command *cmd, struct gd_done *done, struct gd_err *err)
{
	return gd_app_act(app, order, cmd, NULL, done, err);
}

int64_t
gd_prints_of(const struct gd_order *o, int64_t piece,
    const struct gd_print **last)
{
	const struct gd_print *p;
	int64_t n = 0;

	*last = NULL;
	for (size_t i = 0; (p = gd_walk(o, GD_TAB_PRINT, &i));)
		if (p->piece && p->piece == piece) {
			*last = p;
			n++;
		}
	return n;
}
