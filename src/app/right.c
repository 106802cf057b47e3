/* app/right.c - corrections of an order out of its journal; may it be undone. */
#include "app/right.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"

#include "base/banned.h"

/* ---- before a correction is decided -------------------------------------- */

/* The core does not know the office: what is named must exist there. */
enum gd_code
app_correct_known(struct gd_app *app, const struct gd_command *cmd,
    struct gd_err *err)
{
	for (int i = 0; !cmd->duty && !cmd->piece && i < cmd->nfields; i++) {
		const struct gd_pair *p = &cmd->fields[i];
		const struct gd_customer *c;

		if (strcmp(p->name, "customer") == 0) {
			c = app_customer(app, p->value);
			if (!c || !c->active)
				return gd_fail(err, GD_MISSING,
				    GD_M_OFFICE_NO_CUSTOMER, GD_T(p->value));
		}
		if (strcmp(p->name, "company") == 0 &&
		    (!*p->value || !app_company(app, p->value)))
			return gd_fail(err, GD_MISSING, GD_M_OFFICE_NO_COMPANY,
			    GD_T(p->value));
	}
	return GD_OK;
}

/* ---- what was put right -------------------------------------------------- */

struct list {
	struct gd_arena *arena;
	const struct gd_workflow *wf;
	struct gd_correction *at; /* owned until handed over */
	size_t n, room;
};

/* "[cell: ]old -> new" apart; only duties and pieces have cells. */
static void
split_note(const struct gd_workflow *wf, struct gd_correction *c,
    const char *note, struct gd_arena *arena)
{
	const char *arrow = strstr(note, " -> "), *colon = NULL;
	bool whole = gd_wf_field(wf, c->what) >= 0 || strchr(c->what, ':') ||
		     strcmp(c->what, "customer") == 0 ||
		     strcmp(c->what, "company") == 0;

	if (!arrow) {
		c->now = gd_arena_str(arena, note);
		return;
	}
	if (!whole)
		colon = strstr(note, ": ");
	if (colon && colon < arrow) {
		c->cell = gd_arena_strn(arena, note, (size_t)(colon - note));
		note = colon + 2;
	}
	c->old = gd_arena_strn(arena, note, (size_t)(arrow - note));
	c->now = gd_arena_str(arena, arrow + 4);
}

struct gd_correction
gd_correction_of(const struct gd_workflow *wf, const struct gd_event *ev,
    struct gd_arena *arena)
{
	struct gd_correction c = { .who = "",
		.for_whom = "",
		.verb = "",
		.kind = ev->kind,
		.what = gd_arena_str(arena, ev->what ? ev->what : ""),
		.cell = "",
		.old = "",
		.now = "",
		.why = "",
		.number = ev->number };

	if (ev->kind == GD_EV_CORRECTED || ev->kind == GD_EV_REWORDED ||
	    ev->kind == GD_EV_MOVED || ev->kind == GD_EV_GRANTED)
		split_note(wf, &c, ev->note ? ev->note : "", arena);
	return c;
}

static struct gd_correction *
add(struct list *l, const struct gd_journal_row *row, const struct gd_event *e)
{
	struct gd_correction *c;

	if (l->n == l->room) {
		l->room = l->room ? l->room * 2 : 16;
		l->at = gd_realloc(l->at, l->room, sizeof *l->at);
	}
	c = &l->at[l->n++];
	*c = gd_correction_of(l->wf, e, l->arena);
	c->seq = row->seq;
	c->at_ms = row->at_ms;
	c->who = gd_arena_str(l->arena, row->actor);
	c->for_whom = gd_arena_str(l->arena, row->for_whom);
	c->verb = gd_arena_str(l->arena, row->verb);
	return c;
}

/* The corrections of one command; why it was done stands beside them. */
static void
take(struct list *l, const struct gd_journal_row *row,
    const struct gd_events *ev)
{
	size_t from = l->n;
	const char *why = "";

	for (size_t i = 0; i < ev->n; i++) {
		const struct gd_event *e = &ev->at[i];
		struct gd_correction *c;

		switch (e->kind) {
		case GD_EV_BECAUSE:
			why = gd_arena_str(l->arena, e->note);
			break;
		case GD_EV_CORRECTED:
		case GD_EV_REWORDED:
		case GD_EV_MOVED:
		case GD_EV_GRANTED:
		case GD_EV_UNDONE:
			(void)add(l, row, e);
			break;
		case GD_EV_VOIDED:
			c = add(l, row, e);
			c->why = gd_arena_str(l->arena, e->note);
			break;
		case GD_EV_LOST:
			c = add(l, row, e);
			c->old = gd_arena_str(l->arena, e->note);
			break;
		default:
			break;
		}
	}
	for (; from < l->n; from++)
		if (!*l->at[from].why)
			l->at[from].why = why;
}

static enum gd_code
walk(struct gd_app *app, const char *id, struct list *l, struct gd_err *err)
{
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_journal_row row;
	struct gd_cursor *c;
	enum gd_code rc = gd_store_journal(app->store, id, 0, &c, err);

	if (rc != GD_OK)
		return rc;
	while ((rc = gd_cursor_next(c, &row, err)) == GD_OK) {
		rc = gd_events_decode(&ev, row.body, row.body_len, err);
		if (rc != GD_OK)
			break;
		take(l, &row, &ev);
	}
	gd_cursor_close(c);
	gd_events_release(&ev);
	return rc == GD_MISSING ? GD_OK : rc;
}

/* An order and its workflow. */
static enum gd_code
open_order(struct gd_app *app, const char *name, struct gd_order *o,
    const struct gd_workflow **wf, struct gd_err *err)
{
	char id[GD_ID_TEXT];
	enum gd_code rc = gd_store_order_find(app->store, name, id, err);

	if (rc == GD_OK)
		rc = gd_store_order_load(app->store, id, o, err);
	if (rc == GD_OK)
		rc = gd_app_workflow(app, gd_head(o)->workflow,
		    (int)gd_head(o)->version, wf, err);
	return rc;
}

enum gd_code
gd_app_corrections(struct gd_app *app, const char *order,
    struct gd_arena *arena, const struct gd_correction **out, size_t *n,
    struct gd_err *err)
{
	struct list l = { .arena = arena };
	struct gd_correction *kept;
	struct gd_order o;
	enum gd_code rc;

	*out = NULL;
	*n = 0;
	gd_order_init(&o);
	rc = open_order(app, order, &o, &l.wf, err);
	if (rc == GD_OK)
		rc = walk(app, o.id, &l, err);
	if (rc == GD_OK && l.n) {
		kept = gd_arena_alloc(arena, l.n, sizeof *kept);
		memcpy(kept, l.at, l.n * sizeof *kept);
		*out = kept;
		*n = l.n;
	}
	free(l.at);
	gd_order_release(&o);
	return rc;
}

/* ---- may it be taken back ------------------------------------------------ */

enum gd_code
gd_app_can_undo(struct gd_app *app, const char *order, char verb[64],
    struct gd_err *err)
{
	const struct gd_command undo = { .verb = GD_DO_UNDO };
	struct gd_events ev = GD_EVENTS_INIT;
	const struct gd_workflow *wf;
	struct app_facts facts;
	struct app_undo last;
	struct gd_order o;
	enum gd_code rc;

	*verb = '\0';
	gd_order_init(&o);
	rc = open_order(app, order, &o, &wf, err);
	if (rc != GD_OK) {
		gd_order_release(&o);
		return rc;
	}
	rc = app_undo_load(app, o.id, o.rev, true, &last, err);
	if (rc == GD_OK) {
		app_facts(app, app->login, wf, &o, NULL, &facts);
		app_undo_facts(&last, &facts);
		rc = gd_decide(wf, &o, &facts.f, &undo, &ev, err);
		app_facts_release(&facts);
	}
	if (rc == GD_OK)
		snprintf(verb, 64, "%s", last.words);
	gd_order_release(&last.before);
	gd_order_release(&o);
	gd_events_release(&ev);
	return rc;
}
