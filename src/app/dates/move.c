/* app/dates/move.c - what moving a date does to the others of its order.
 *
 * The dates are reckoned before and after; of a what-if the command is decided
 * on a copy and nothing is written.
 */
#include <string.h>

#include "agenda_priv.h"
#include "calendar_priv.h"
#include "../whatif_priv.h"

#include "base/banned.h"

void
gd_moved_release(struct gd_moved *m)
{
	if (m->before.sheet.rows)
		gd_order_release(&m->before);
	if (m->after.sheet.rows)
		gd_order_release(&m->after);
	if (m->done.order.sheet.rows)
		gd_done_release(&m->done);
	gd_arena_release(&m->arena);
	*m = (struct gd_moved){ 0 };
}

static const struct gd_date_view *
same_in(const struct gd_dates *d, const struct gd_due *key)
{
	for (size_t i = 0; i < d->n; i++) {
		const struct gd_due *row = d->at[i].row;

		if (row->lot == key->lot && row->round == key->round &&
		    row->inst == key->inst && strcmp(row->duty, key->duty) == 0)
			return &d->at[i];
	}
	return NULL;
}

/* What is still owed and lands, or is due, on another day than before. */
static bool
moved_on(const struct gd_date_view *was, const struct gd_date_view *is)
{
	if (!was)
		return true;
	return was->row->day != is->row->day || was->projected != is->projected;
}

static void
note(struct gd_moved *m, struct gd_moved_list *list,
    const struct gd_date_view *was, const struct gd_date_view *is)
{
	if (!list->at)
		list->at =
		    gd_arena_alloc(&m->arena, m->is.n + 1, sizeof *list->at);
	list->at[list->n++] = (struct gd_moved_date){ was, is };
}

/* A hard date stays where it is; a soft one moves, or lands later. */
static void
compare(struct gd_moved *m, const struct gd_due *moved)
{
	for (size_t i = 0; i < m->is.n; i++) {
		const struct gd_date_view *is = &m->is.at[i];
		const struct gd_date_view *was = same_in(&m->was, is->row);
		bool broke = was && was->breaks;

		m->any_hard |= is->open && is->hard && is->row->day;
		if (is->breaks)
			note(m, broke ? &m->still : &m->newly, was, is);
		else if (broke)
			note(m, &m->healed, was, is);
		if (is->row == moved || !is->open || !moved_on(was, is))
			continue;
		note(m,
		    is->hard && was && was->row->day == is->row->day
			? &m->kept
			: &m->follows,
		    was, is);
	}
}

/* The row of the command in an order: the newest round of what it names. */
static const struct gd_due *
named_in(const struct gd_order *o, const struct gd_command *cmd)
{
	const struct gd_due *d, *best = NULL;

	for (size_t i = 0; (d = gd_walk(o, GD_TAB_DUE, &i));) {
		if (strcmp(d->duty, cmd->duty) != 0 ||
		    (cmd->lot && d->lot && d->lot != cmd->lot) ||
		    (cmd->inst && d->inst != cmd->inst))
			continue;
		if (!best || d->round > best->round ||
		    (d->round == best->round && d->moved && !best->moved))
			best = d;
	}
	return best;
}

static const struct gd_due *
in_order(const struct gd_order *o, const struct gd_due *key)
{
	return key ? gd_row_find(&o->sheet, GD_TAB_DUE, key) : NULL;
}

/* The date that has another day now, or was moved by this command. */
static const struct gd_due *
find_moved(struct gd_moved *m, const struct gd_command *cmd)
{
	const struct gd_due *d, *old;

	for (size_t i = 0; (d = gd_walk(&m->after, GD_TAB_DUE, &i));) {
		old = in_order(&m->before, d);
		if (strcmp(d->duty, cmd->duty) == 0 && d->moved &&
		    d->day == cmd->day &&
		    (!old || old->day != d->day || !old->moved))
			return d;
	}
	return named_in(&m->after, cmd);
}

/* The two orders and the workflow are there. */
static void
look_at_both(struct gd_app *app, const struct gd_command *cmd,
    struct gd_moved *out)
{
	struct gd_calendars all;

	app_order_dates(app, out->wf, &out->before, &out->arena, &out->was);
	app_order_dates(app, out->wf, &out->after, &out->arena, &out->is);
	out->now = find_moved(out, cmd);
	out->old = in_order(&out->before, out->now);
	out->of = out->old ? same_in(&out->was, out->old) : NULL;
	compare(out, out->now);
	app_calendars(app, gd_head(&out->before)->customer, &all);
	out->nwarnings = gd_move_warnings(out->wf, &all, gd_app_today(app),
	    out->of, cmd->day, out->warnings);
}

enum gd_code
gd_app_move(struct gd_app *app, const char *order, const struct gd_command *cmd,
    const char *seen, bool what_if, struct gd_moved *out, struct gd_err *err)
{
	char id[GD_ID_TEXT];
	enum gd_code rc;

	*out = (struct gd_moved){ 0 };
	gd_order_init(&out->before);
	rc = app_check_command(cmd, err);
	if (rc == GD_OK)
		rc = app_office(app, err);
	if (rc == GD_OK)
		rc = gd_store_order_find(app->store, order, id, err);
	if (rc == GD_OK)
		rc = gd_store_order_load(app->store, id, &out->before, err);
	if (rc == GD_OK)
		rc = gd_app_workflow(app, gd_head(&out->before)->workflow,
		    (int)gd_head(&out->before)->version, &out->wf, err);
	if (rc == GD_OK && what_if)
		rc = app_what_if(app, out->wf, &out->before, cmd, &out->after,
		    err);
	else if (rc == GD_OK)
		rc = gd_app_act(app, id, cmd, seen, &out->done, err);
	if (rc == GD_OK && !what_if)
		gd_order_copy(&out->after, &out->done.order);
	if (rc == GD_OK)
		look_at_both(app, cmd, out);
	else
		gd_moved_release(out);
	return rc;
}

enum gd_code
gd_app_move_ahead(struct gd_app *app, const struct gd_order_page *p,
    const struct gd_command *cmd, struct gd_moved *out, struct gd_err *err)
{
	enum gd_code rc;

	*out = (struct gd_moved){ .wf = p->wf };
	gd_order_copy(&out->before, &p->order);
	rc = app_what_if(app, p->wf, &p->order, cmd, &out->after, err);
	if (rc == GD_OK)
		look_at_both(app, cmd, out);
	else
		gd_moved_release(out);
	return rc;
}
