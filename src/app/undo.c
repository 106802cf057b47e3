/* app/undo.c - the order as it stood before its last command.
 *
 * Undo is one of the few that read events: the journal of the order is
 * replayed up to the last entry of a person, which says who did what and
 * whether it has left the desk.  Reminders are of the system and stand in
 * nobody's way: what they told of is told, and is kept (core/undo.c).
 */
#include <stdio.h>
#include <string.h>

#include "app/right.h"

#include "app_priv.h"

#include "base/banned.h"

/* The last command: keep its story, do not apply it. */
static void
keep_last(struct app_undo *out, const struct gd_journal_row *row,
    const struct gd_events *ev)
{
	size_t i;

	snprintf(out->actor, sizeof out->actor, "%s", row->actor);
	snprintf(out->words, sizeof out->words, "%s", row->verb);
	out->at_ms = row->at_ms;
	/* what the papers say is set right by correcting the file */
	out->left_desk = strcmp(row->verb, gd_verb_word(GD_DO_TAKEOVER)) == 0;
	for (i = 0; i < ev->n; i++)
		if (gd_event_left(ev->at[i].kind))
			out->left_desk = true;
}

/* Did time alone bring this, and nothing but reminders? */
static enum gd_code
only_reminds(const struct gd_journal_row *row, bool *yes, struct gd_err *err)
{
	struct gd_events ev = GD_EVENTS_INIT;
	enum gd_code rc = GD_OK;

	*yes = strcmp(row->verb, gd_verb_word(GD_DO_TICK)) == 0;
	if (*yes)
		rc = gd_events_decode(&ev, row->body, row->body_len, err);
	for (size_t i = 0; i < ev.n; i++)
		if (ev.at[i].kind == GD_EV_EXPIRED)
			*yes = false;
	gd_events_release(&ev);
	return rc;
}

enum gd_code
gd_app_last_act(struct gd_app *app, const char *order,
    struct gd_cursor **cursor, struct gd_journal_row *row, struct gd_err *err)
{
	struct gd_cursor *c = NULL;
	bool reminds = true;
	enum gd_code rc =
	    gd_store_journal_newest(app->store, order, 0, &c, err);

	*cursor = NULL;
	if (rc != GD_OK)
		return rc;
	while (rc == GD_OK && reminds) {
		rc = gd_cursor_next(c, row, err);
		if (rc == GD_OK)
			rc = only_reminds(row, &reminds, err);
	}
	if (rc == GD_OK)
		*cursor = c;
	else
		gd_cursor_close(c);
	return rc;
}

/* The revision the last command of somebody made; as it was when all of it are
 * reminders. */
static enum gd_code
last_command(struct gd_app *app, const char *id, int64_t *rev,
    struct gd_err *err)
{
	int64_t found = 0;
	struct gd_journal_row row;
	struct gd_cursor *c;
	enum gd_code rc = gd_store_journal(app->store, id, 0, &c, err);

	if (rc != GD_OK)
		return rc;
	while ((rc = gd_cursor_next(c, &row, err)) == GD_OK) {
		bool reminds = false;

		if (row.order_rev > *rev)
			break;
		rc = only_reminds(&row, &reminds, err);
		if (rc != GD_OK)
			break;
		if (!reminds)
			found = row.order_rev;
	}
	gd_cursor_close(c);
	if (found)
		*rev = found;
	return rc == GD_MISSING ? GD_OK : rc;
}

enum gd_code
app_undo_load(struct gd_app *app, const char *id, int64_t rev, bool commands,
    struct app_undo *out, struct gd_err *err)
{
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_journal_row row;
	struct gd_cursor *c;
	enum gd_code rc;
	size_t i;

	*out = (struct app_undo){ 0 };
	gd_order_init(&out->before);
	snprintf(out->before.id, sizeof out->before.id, "%s", id);
	rc = commands ? last_command(app, id, &rev, err) : GD_OK;
	if (rc == GD_OK)
		rc = gd_store_journal(app->store, id, 0, &c, err);
	if (rc != GD_OK)
		return rc;
	while ((rc = gd_cursor_next(c, &row, err)) == GD_OK) {
		rc = gd_events_decode(&ev, row.body, row.body_len, err);
		if (rc != GD_OK)
			break;
		if (row.order_rev >= rev) {
			keep_last(out, &row, &ev);
			break;
		}
		for (i = 0; i < ev.n; i++)
			gd_apply(&out->before.sheet, NULL, &ev.at[i]);
		out->before.rev = row.order_rev;
	}
	gd_cursor_close(c);
	gd_events_release(&ev);
	return rc == GD_MISSING ? GD_OK : rc;
}

void
app_undo_facts(const struct app_undo *last, struct app_facts *facts)
{
	facts->f.before = &last->before;
	facts->f.last_actor = last->actor;
	facts->f.last_words = last->words;
	facts->f.last_left_desk = last->left_desk;
}
