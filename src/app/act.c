/* app/act.c - one command on one order: the door every act goes through.
 *
 * Load, stale check, facts, decide, apply and append happen in one write
 * transaction, so of two people who press the same key one wins and the
 * other hears what was done.  No question is asked and nothing is printed
 * while the gate is held.
 */
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"

#include "offers_priv.h"

#include "base/banned.h"

#define MAX_WORDS 4000

void
gd_done_release(struct gd_done *d)
{
	gd_order_release(&d->order);
	gd_events_release(&d->events);
	*d = (struct gd_done){ 0 };
}

/* Nothing that may not be stored comes past this door. */
enum gd_code
app_check_command(const struct gd_command *cmd, struct gd_err *err)
{
	const char *const texts[] = { cmd->duty, cmd->step, cmd->paper,
		cmd->desk, cmd->role, cmd->person, cmd->outcome, cmd->reason,
		cmd->holder, cmd->granted_by };
	enum gd_code rc = GD_OK;
	size_t i;
	int k;

	for (i = 0; rc == GD_OK && i < sizeof texts / sizeof texts[0]; i++)
		if (texts[i])
			rc = gd_text_check(texts[i], MAX_WORDS, true, err);
	for (k = 0; rc == GD_OK && k < cmd->nfields; k++) {
		rc = gd_text_check(cmd->fields[k].name, 200, false, err);
		if (rc == GD_OK && cmd->fields[k].value)
			rc = gd_text_check(cmd->fields[k].value, MAX_WORDS,
			    true, err);
	}
	for (k = 0; rc == GD_OK && k < cmd->nlines; k++) {
		const struct gd_line *l = &cmd->lines[k];
		const char *const words[] = { l->item, l->spec, l->unit,
			l->currency, l->note };

		for (i = 0; rc == GD_OK && i < 5; i++)
			if (words[i])
				rc = gd_text_check(words[i], MAX_WORDS, true,
				    err);
	}
	return rc;
}

/* Time never goes back within an order, whatever the clock of the machine
 * says: not before any moment its rows carry (deadlines aside). */
int64_t
app_order_time(const struct gd_order *o, int64_t now)
{
	const char *row;
	size_t r;
	int t, c;

	for (t = 0; t < GD_ORDER_NTABLES; t++) {
		const struct gd_table *table = &gd_order_tables[t];

		for (c = 0; c < table->ncols; c++) {
			const char *name = table->cols[c].name;
			size_t len = strlen(name);

			if (len < 3 || strcmp(name + len - 3, "_ms") != 0 ||
			    strcmp(name, "expires_ms") == 0)
				continue;
			for (r = 0; (row = gd_row_at(&o->sheet, t, r)); r++)
				if (gd_cell_int(row, &table->cols[c]) > now)
					now = gd_cell_int(row, &table->cols[c]);
		}
	}
	return now;
}

/* A signature entered from paper: whom its signer stood in for says nothing
 * about who entered it. */
static bool
entered_for_another(const struct gd_put *put)
{
	const struct gd_signoff *s = put->row;

	return put->table == GD_TAB_SIGNOFF && s->entered_by && *s->entered_by;
}

/* For whom was it done?  The first row that says so. */
const char *
app_for_whom(const struct gd_events *ev)
{
	size_t e, p;
	int c;

	for (e = 0; e < ev->n; e++)
		for (p = 0; p < ev->at[e].nputs; p++) {
			const struct gd_put *put = &ev->at[e].puts[p];
			const struct gd_table *t = gd_put_table(put->table);

			if (entered_for_another(put))
				continue;
			for (c = 0; c < t->ncols; c++)
				if (strcmp(t->cols[c].name, "for_whom") == 0 &&
				    put->mask >> c & 1 &&
				    *gd_cell_text(put->row, &t->cols[c]))
					return gd_cell_text(put->row,
					    &t->cols[c]);
		}
	return "";
}

void
app_apply(struct gd_order *o, const struct gd_events *ev, size_t from)
{
	for (; from < ev->n; from++)
		gd_apply(&o->sheet, NULL, &ev->at[from]);
}

void
app_add_events(struct gd_events *to, const struct gd_events *from)
{
	size_t i, p;

	for (i = 0; i < from->n; i++) {
		const struct gd_event *src = &from->at[i];
		struct gd_event *e = gd_event_add(to, src->kind, src->what,
		    src->note, src->number);

		for (p = 0; p < src->nputs; p++)
			if (src->puts[p].drop)
				gd_event_drop(to, e, src->puts[p].table,
				    src->puts[p].row);
			else
				gd_event_put(to, e, src->puts[p].table,
				    src->puts[p].row, src->puts[p].mask);
	}
}

enum gd_code
app_append(struct gd_app *app, const struct gd_order *o,
    const struct gd_events *ev, const char *verb, int64_t now,
    const char *request, int64_t *seq, struct gd_err *err)
{
	const struct gd_entry entry = { .order = o->id,
		.order_rev = o->rev,
		.at_ms = now,
		.actor = strcmp(verb, gd_verb_word(GD_DO_TICK)) == 0
			     ? ""
			     : app->login,
		.for_whom = app_for_whom(ev),
		.request = request,
		.verb = verb,
		.events = ev };

	return gd_store_append(app->store, &entry, seq, err);
}

/* ---- what happened since the person looked ------------------------------- */

static enum gd_code
stale(struct gd_app *app, const struct gd_order *o, struct gd_err *err)
{
	struct app_undo last;
	char when[GD_MS_TEXT];
	enum gd_code rc;

	rc = app_undo_load(app, o->id, o->rev, false, &last, err);
	if (rc == GD_OK)
		rc = gd_fail(err, GD_STALE, GD_M_APP_STALE,
		    GD_T(gd_head(o)->number), GD_T(last.words),
		    GD_T(last.actor),
		    GD_T(gd_ms_text(last.at_ms, app->utc_offset, when)));
	gd_order_release(&last.before);
	return rc;
}

/* ---- the act ------------------------------------------------------------- */

struct act {
	const char *id; /* of the order */
	const char *seen, *request;
	const struct gd_command *cmd;
	struct gd_done *done;
};

/* This request landed before: give the same answer again. */
static enum gd_code
answer_again(struct gd_app *app, const struct act *a, int64_t seq,
    const char *order, struct gd_err *err)
{
	struct gd_journal_row row;
	struct gd_cursor *c;
	enum gd_code rc;

	if (strcmp(order, a->id) != 0)
		return gd_fail(err, GD_REFUSED, GD_M_APP_REQUEST_OTHER,
		    GD_T(a->request));
	a->done->seq = seq;
	rc = gd_store_order_load(app->store, a->id, &a->done->order, err);
	if (rc != GD_OK)
		return rc;
	rc = gd_store_journal(app->store, a->id, seq, &c, err);
	if (rc != GD_OK)
		return rc;
	rc = gd_cursor_next(c, &row, err);
	if (rc == GD_OK)
		rc = gd_events_decode(&a->done->events, row.body, row.body_len,
		    err);
	gd_cursor_close(c);
	return rc;
}

/* The order whose paper is to cover this one too, as it is now. */
static enum gd_code
load_covering(struct gd_app *app, const char *name, struct gd_order *other,
    struct app_facts *facts, struct gd_err *err)
{
	char id[GD_ID_TEXT];
	enum gd_code rc = gd_store_order_find(app->store, name, id, err);

	if (rc == GD_OK)
		rc = gd_store_order_load(app->store, id, other, err);
	if (rc == GD_OK)
		facts->f.covering = other;
	return rc;
}

/* What time brings is nobody's doing, whoever opened the program. */
static const char *
actor_of(const struct gd_app *app, enum gd_verb verb)
{
	return verb == GD_DO_TICK ? "" : app->login;
}

static enum gd_code
decide(struct gd_app *app, const struct act *a, const struct gd_workflow *wf,
    int64_t *now, struct gd_err *err)
{
	struct gd_order *o = &a->done->order;
	struct app_undo last = { 0 };
	struct app_facts facts;
	struct gd_order other;
	enum gd_code rc = GD_OK;

	app_facts(app, actor_of(app, a->cmd->verb), wf, o, NULL, &facts);
	app_facts_person(app, a->cmd, &facts);
	if (a->cmd->verb == GD_DO_TICK)
		app_facts_deputies(app, &facts);
	if (a->cmd->verb == GD_DO_REFUSE) /* is there anybody left? */
		app_facts_holders(app, &facts);
	gd_order_init(&other);
	if (a->cmd->verb == GD_DO_COVER && a->cmd->person)
		rc = load_covering(app, a->cmd->person, &other, &facts, err);
	*now = facts.f.now_ms;
	if (a->cmd->verb == GD_DO_UNDO) {
		rc = app_undo_load(app, a->id, o->rev, true, &last, err);
		app_undo_facts(&last, &facts);
	}
	if (rc == GD_OK)
		rc = app_collect(app, wf, o, a->cmd, &facts, err);
	if (a->cmd->verb == GD_DO_CORRECT)
		rc = app_correct_known(app, a->cmd, err);
	if (rc == GD_OK)
		rc = gd_decide(wf, o, &facts.f, a->cmd, &a->done->events, err);
	if (last.before.sheet.rows)
		gd_order_release(&last.before);
	app_facts_release(&facts);
	gd_order_release(&other);
	return rc;
}

static enum gd_code
act_inside(struct gd_app *app, const struct act *a, struct gd_err *err)
{
	struct gd_order *o = &a->done->order;
	const struct gd_workflow *wf;
	char order[GD_ID_TEXT], token[9];
	int64_t seq = 0, now = 0;
	enum gd_code rc;

	rc = gd_store_request(app->store, a->request, &seq, order, err);
	if (rc != GD_OK)
		return rc;
	if (seq)
		return answer_again(app, a, seq, order, err);
	rc = app_office(app, err);
	if (rc == GD_OK)
		rc = gd_store_order_load(app->store, a->id, o, err);
	if (rc == GD_OK)
		rc = gd_app_workflow(app, gd_head(o)->workflow,
		    (int)gd_head(o)->version, &wf, err);
	if (rc != GD_OK)
		return rc;
	if (a->seen) {
		gd_app_seen(o, a->cmd, token);
		if (strcmp(token, a->seen) != 0)
			return stale(app, o, err);
	}
	rc = decide(app, a, wf, &now, err);
	if (rc != GD_OK || a->done->events.n == 0)
		return rc;
	app_apply(o, &a->done->events, 0);
	o->rev++;
	/* what was signed on paper is only entered here */
	if (a->cmd->verb == GD_DO_SIGN && !a->cmd->person)
		rc = app_sign(app, o, &a->done->events, err);
	if (rc != GD_OK)
		return rc;
	return app_append(app, o, &a->done->events, gd_verb_word(a->cmd->verb),
	    now, a->request, &a->done->seq, err);
}

/* Parsing a workflow takes longer than all the rest; not inside the gate. */
static void
warm(struct gd_app *app, const char *id)
{
	const struct gd_workflow *wf;
	struct gd_order o;

	if (app->nflows)
		return;
	gd_order_init(&o);
	if (gd_store_order_load(app->store, id, &o, NULL) == GD_OK)
		(void)!gd_app_workflow(app, gd_head(&o)->workflow,
		    (int)gd_head(&o)->version, &wf, NULL);
	gd_order_release(&o);
}

enum gd_code
gd_app_act(struct gd_app *app, const char *order, const struct gd_command *cmd,
    const char *seen, struct gd_done *done, struct gd_err *err)
{
	char id[GD_ID_TEXT], request[GD_ID_TEXT];
	struct gd_done mine = { 0 };
	struct act a = { id, seen, request, cmd, done ? done : &mine };
	enum gd_code rc;

	*a.done = (struct gd_done){ 0 };
	rc = app_check_command(cmd, err);
	if (rc == GD_OK && !*app->login)
		rc = gd_fail(err, GD_REFUSED, GD_M_APP_NOBODY);
	if (rc == GD_OK && cmd->verb == GD_DO_SIGN && !cmd->person && !seen)
		rc = gd_fail(err, GD_USAGE, GD_M_SIGN_UNSEEN, GD_T(order));
	if (rc == GD_OK)
		rc = gd_store_order_find(app->store, order, id, err);
	if (rc != GD_OK)
		return rc;
	warm(app, id);
	gd_order_init(&a.done->order);
	app_request(app, gd_app_now(app), request);
	rc = app_begin(app, err);
	if (rc == GD_OK)
		rc = app_end(app, act_inside(app, &a, err), err);
	if (rc != GD_OK || !done)
		gd_done_release(a.done);
	return rc;
}
