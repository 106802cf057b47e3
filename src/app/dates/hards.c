/* app/dates/hards.c - the hard date to come of an order whose next one has
 * passed.
 *
 * An order's row keeps the earliest hard date that is open.  When that day has
 * passed, what comes next is read from the order's dates: a few rows along
 * their key, and only for orders that are shown.
 */
#include "agenda_priv.h"

#include "base/banned.h"

struct finding {
	const struct gd_workflow *wf;
	struct gd_arena *arena;
	int32_t day;
	const char *id;
};

static void
nearest(void *payload, const char *duty, int32_t day)
{
	struct finding *f = payload;

	if ((f->day && day >= f->day) || gd_date_is_earliest(f->wf, duty))
		return;
	f->day = day;
	f->id = gd_arena_str(f->arena, duty);
}

enum gd_code
app_next_hard(struct gd_app *app, int64_t order, const struct gd_workflow *wf,
    struct gd_arena *arena, int32_t *day, const char **id, struct gd_err *err)
{
	struct finding f = { wf, arena, 0, "" };
	enum gd_code rc = gd_store_hard_dates(app->store, order,
	    gd_app_today(app), nearest, &f, err);

	*day = f.day;
	*id = f.id;
	return rc;
}

enum gd_code
app_next_hards(struct gd_app *app, struct gd_list_rows *rows,
    struct gd_err *err)
{
	int32_t today = gd_app_today(app);
	enum gd_code rc = GD_OK;

	for (size_t i = 0; rc == GD_OK && i < rows->n; i++) {
		struct gd_list_row *r = &rows->at[i];
		const struct gd_workflow *wf;
		int32_t day = (int32_t)r->hard_day;

		r->next_hard_day = r->hard_day;
		r->next_hard = r->hard;
		if (!r->hard_day || r->hard_day >= today)
			continue;
		rc = gd_app_workflow(app, r->workflow, (int)r->version, &wf,
		    err);
		if (rc == GD_OK)
			rc = app_next_hard(app, r->key, wf, &rows->arena, &day,
			    &r->next_hard, err);
		r->next_hard_day = day;
	}
	return rc;
}
