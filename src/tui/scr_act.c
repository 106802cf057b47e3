/* tui/scr_act.c - doing one thing on an order: the form with the fields the
 * act asks for, then the app; a refusal keeps what was entered.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/login.h"
#include "base/day.h"

#include "act_inputs_priv.h"
#include "deeds_priv.h"
#include "form_priv.h"
#include "scr_priv.h"

#include "base/banned.h"

/* What one form is about. */
struct doing {
	char *number, *id; /* owned */
	struct gd_order_page page;
	struct deeds deeds;
	struct deed *deed; /* in deeds */
	bool override;
	bool anew; /* a correction drafts the papers that say it anew */
	char *day; /* owned: the new date as ahead is about it; NULL: none */
	struct gd_str ahead; /* what follows of it */
	char seen[9];
};

static struct doing *
doing_new(const char *number, const char *act)
{
	struct doing *d = gd_alloc(1, sizeof *d);

	d->number = gd_strdup(number);
	d->id = gd_strdup(act);
	d->ahead = (struct gd_str)GD_STR_INIT;
	return d;
}

static void
doing_free(void *payload)
{
	struct doing *d = payload;

	deeds_release(&d->deeds);
	gd_order_page_release(&d->page);
	free(d->number);
	free(d->id);
	free(d->day);
	gd_str_release(&d->ahead);
	free(d);
}

static struct deed *
find_deed(struct deeds *deeds, const char *id)
{
	for (size_t i = 0; i < deeds->n; i++)
		if (strcmp(deeds->at[i].id, id) == 0)
			return &deeds->at[i];
	return NULL;
}

/* Read the order anew, and what the person sees of it now. */
static bool
doing_load(struct ui *ui, struct doing *d)
{
	struct gd_err err = GD_ERR_INIT;

	deeds_release(&d->deeds);
	gd_order_page_release(&d->page);
	d->page = (struct gd_order_page){ 0 };
	d->deed = NULL;
	free(d->day);
	d->day = NULL; /* reckon anew what follows of it */
	if (gd_app_order(*ui->app, d->number, &d->page, &err) != GD_OK) {
		d->page = (struct gd_order_page){ 0 };
		ui_say_err(ui, &err);
		return false;
	}
	deeds_make(ui, &d->page, d->id, &d->deeds);
	d->deed = find_deed(&d->deeds, d->id);
	if (!d->deed) {
		ui_say(ui, "This is no longer to be done on order {1}", 1,
		    (const struct gd_arg[]){ gd_arg_text(d->number) });
		return false;
	}
	gd_app_seen(&d->page.order, &d->deed->cmd, d->seen);
	return true;
}

/* ---- doing it ----------------------------------------------------------- */

/* The order that is linked is named by its number, kept by its id. */
static void
other_order(struct ui *ui, struct form *f, struct gd_command *cmd)
{
	char *id = gd_arena_alloc(form_arena(f), GD_ID_TEXT, 1);
	const char *number = form_text(f, ACT_OTHER);

	if (gd_store_order_find(gd_app_store(*ui->app), number, id, NULL) ==
	    GD_OK)
		cmd->person = id;
	else
		cmd->person = number; /* the refusal names it */
}

/* "line:2:qty", a cell of a line: only what was changed is said. */
static bool
is_line_cell(const char *id)
{
	return strncmp(id, "line:", 5) == 0 && strchr(id + 5, ':');
}

/* What the inputs say, as a command.  Pairs live in the form's arena. */
static struct gd_command
command_of(struct ui *ui, struct form *f, const struct doing *d)
{
	struct gd_command cmd = d->deed->cmd;
	size_t n = (size_t)form_count(f) + 2;
	struct gd_pair *pairs = gd_arena_alloc(form_arena(f), n, sizeof *pairs);
	bool correct = cmd.verb == GD_DO_CORRECT;
	const char *quantity = NULL;

	cmd.nfields = 0; /* what the act proposed stands in the inputs */

	for (int i = 0; i < form_count(f); i++) {
		struct input *in = form_at(f, i);
		const char *value = form_value(f, in);

		/* an outcome that is left as it was is not corrected */
		if (correct && strcmp(in->id, ACT_OUTCOME) == 0 &&
		    !form_changed(f, in))
			continue;
		if (in->kind == IN_BUTTON || act_input_put(&cmd, in, value))
			continue;
		if (correct ? !form_changed(f, in)
			    : !*value && !form_changed(f, in))
			continue;
		if (!form_changed(f, in) && is_line_cell(in->id))
			continue;
		if (strcmp(in->id, "quantity") == 0 && form_changed(f, in) &&
		    (correct || cmd.verb == GD_DO_REVISE))
			quantity = value;
		pairs[cmd.nfields++] = (struct gd_pair){ in->id, value };
	}
	/* the quantity of an order with one line is that line's */
	if (quantity && d->page.order.sheet.rows[GD_TAB_LINE].n == 1 &&
	    !form_find(f, "line:1:qty"))
		pairs[cmd.nfields++] =
		    (struct gd_pair){ "line:1:qty", quantity };
	cmd.fields = pairs;
	if (cmd.verb == GD_DO_LINK)
		other_order(ui, f, &cmd);
	else if (cmd.verb == GD_DO_COVER)
		cmd.person = form_text(f, ACT_OTHER);
	if (correct && !cmd.duty && !cmd.piece)
		cmd.number = 0; /* the line stands in the names of the fields */
	cmd.override = d->override;
	if (d->anew)
		cmd.outcome = "revise";
	return cmd;
}

/* The input an error is about, or NULL: it names a field, or it is known
 * what was missing. */
static struct input *
culprit(struct form *f, const struct gd_err *err)
{
	struct input *in = err->arg[0].type == GD_ARG_TEXT
			       ? form_find(f, err->arg[0].text)
			       : NULL;

	if (!in && err->msg == GD_M_NEEDS_REASON) {
		in = form_find(f, ACT_REASON);
		if (!in)
			in = form_find(f, ACT_NOTE);
	}
	if (!in && err->msg == GD_M_NEEDS_OUTCOME)
		in = form_find(f, ACT_OUTCOME);
	return in;
}

/* An error that is about a field stands under it. */
static void
show_error(struct ui *ui, struct form *f, const struct doing *d,
    const struct gd_err *err)
{
	static const struct gd_err needed = { .code = GD_USAGE,
		.msg = GD_M_TUI_REQUIRED };
	struct input *in = culprit(f, err);
	struct gd_err named = *err;

	if (!in) {
		ui_say_fault(ui, d->page.wf, err);
		return;
	}
	ui_say(ui, "{1} to put right before this can be done", 1,
	    (const struct gd_arg[]){ gd_arg_int(1) });
	ui->bad = true;
	if (err->msg == GD_M_FIELD_MISSING || err->msg == GD_M_NEEDS_REASON ||
	    err->msg == GD_M_NEEDS_OUTCOME) {
		form_error(f, in, &needed);
		return;
	}
	named.arg[0] = gd_arg_text(ui_name(ui, &in->name));
	form_error(f, in, &named);
}

static void
say_done(struct ui *ui, const struct gd_done *done,
    const struct gd_workflow *wf)
{
	struct gd_str text = GD_STR_INIT;
	int said = 0;

	gd_str_addf(&text, "%s: ", gd_head(&done->order)->number);
	for (size_t i = 0; i < done->events.n && said < 4; i++) {
		const struct gd_event *ev = &done->events.at[i];
		struct gd_str one = GD_STR_INIT;

		if (ev->kind == GD_EV_TABLES || ev->kind == GD_EV_OFFICE)
			continue;
		ui_event(ui, wf, &one, ev);
		gd_str_addf(&text, "%s%s", said++ ? "; " : "", one.text);
		gd_str_release(&one);
	}
	ui_say_plain(ui, text.text);
	gd_str_release(&text);
}

/* Somebody was faster: show what is now, keep what was typed. */
static void
refresh(struct ui *ui, struct doing *d)
{
	struct gd_str message = GD_STR_INIT;

	gd_str_add(&message, ui->message.text);
	if (doing_load(ui, d)) {
		ui_say_plain(ui, message.text);
		ui->bad = true;
	}
	gd_str_release(&message);
}

/* What was typed in a field; NULL: there is none. */
static const char *
typed(const struct gd_command *cmd, const char *name)
{
	for (int i = 0; i < cmd->nfields; i++)
		if (strcmp(cmd->fields[i].name, name) == 0)
			return cmd->fields[i].value;
	return NULL;
}

/* A signature given on paper takes its scan along. */
static enum gd_code
do_it(struct ui *ui, const struct doing *d, const struct gd_command *cmd,
    struct gd_done *done, struct gd_err *err)
{
	const char *scan = typed(cmd, ACT_SCAN), *file = typed(cmd, ACT_FILE);

	if (cmd->verb == GD_DO_SIGN && cmd->person && scan)
		return gd_app_sign_on_paper(*ui->app, d->number, cmd, scan,
		    d->seen, done, err);
	if (cmd->verb == GD_DO_ATTACH && file)
		return gd_app_attach(*ui->app, d->number, file, cmd->reason,
		    NULL, done, err);
	return gd_app_act(*ui->app, d->number, cmd, d->seen, done, err);
}

/* What opens the key is asked for at each sign-off, and gone after it. */
static bool
unlock(struct ui *ui, struct form *f, const struct gd_command *cmd)
{
	struct input *in = form_find(f, ACT_PASSWORD);
	struct gd_err err = GD_ERR_INIT;
	enum gd_code rc;

	if (cmd->verb != GD_DO_SIGN || !in)
		return true;
	rc = gd_app_unlock(*ui->app, form_value(f, in), &err);
	form_set(f, in, "");
	if (rc == GD_OK)
		return true;
	form_error(f, in, &err);
	ui_say_err(ui, &err);
	return false;
}

static bool
submit(struct ui *ui, struct form *f, void *payload)
{
	struct doing *d = payload;
	struct gd_err err = GD_ERR_INIT;
	struct gd_done done = { 0 };
	struct gd_command cmd;
	enum gd_code rc;

	if (!d->deed && !doing_load(ui, d))
		return false;
	cmd = command_of(ui, f, d);
	/* what the whole command names, as it was when the form opened */
	gd_app_seen(&d->page.order, &cmd, d->seen);
	if (!unlock(ui, f, &cmd))
		return false;
	rc = do_it(ui, d, &cmd, &done, &err);
	d->anew = false; /* only what the offer was about */
	gd_app_lock(*ui->app);
	if (rc != GD_OK) {
		if (offer_revision(ui, f, &d->page, &cmd, &err, &d->anew))
			return false;
		show_error(ui, f, d, &err);
		if (rc == GD_STALE)
			refresh(ui, d);
		return false;
	}
	say_done(ui, &done, d->page.wf);
	gd_done_release(&done);
	ui_stale(ui);
	return true;
}

/* F3 on a field of text. */
static bool
choose(struct ui *ui, struct form *f, struct input *in, void *payload)
{
	struct doing *d = payload;

	if (strcmp(in->id, ACT_OTHER) == 0)
		return orders_choose(ui, f, in, &d->page);
	return changes_choose(ui, f, in, &d->page);
}

/* What moving to the day that is typed brings; reckoned once for each. */
static void
look_ahead(struct ui *ui, struct doing *d, const char *typed)
{
	struct gd_str key = GD_STR_INIT;

	gd_str_addf(&key, "%d %s", (int)*ui->lang, typed);
	if (!d->day || strcmp(d->day, key.text) != 0) {
		free(d->day);
		d->day = gd_strdup(key.text);
		gd_str_reset(&d->ahead);
		act_move_ahead(ui, &d->page, &d->deed->cmd, typed, &d->ahead);
	}
	gd_str_release(&key);
}

static void
live(struct ui *ui, struct form *f, void *payload)
{
	struct doing *d = payload;

	if (!d->deed)
		return;
	act_asides(ui, f, &d->page, d->deed);
	if (d->deed->cmd.verb == GD_DO_MOVE)
		look_ahead(ui, d, form_text(f, ACT_DAY));
}

/* ---- the form ----------------------------------------------------------- */

/* What is written above the fields: what this is, and what stands against
 * it. */
static void
head_text(struct ui *ui, const struct doing *d, struct gd_str *out)
{
	const struct gd_head *head = gd_head(&d->page.order);
	struct gd_str why = GD_STR_INIT;

	gd_str_addf(out, "%s  %s", head->number, d->page.row.customer_name);
	if (d->deed->cmd.lot && ui_has_lots(&d->page.order))
		gd_str_addf(out, "   %s", ui_lot(ui, d->deed->cmd.lot));
	if (d->deed->act && d->deed->act->due) {
		char day[GD_DAY_TEXT];

		gd_str_addf(out, "   %s %s", tr(ui, "Due"),
		    ui_day(ui, d->deed->act->due, day));
	}
	if (d->override) {
		ui_fault(ui, d->page.wf, &why, &d->deed->why);
		gd_str_addf(out, "\n%s: %s", tr(ui, "Against the rule"),
		    why.text);
	}
	if (d->deed->cmd.verb != GD_DO_MOVE)
		act_about(ui, &d->page, &d->deed->cmd, out);
	gd_str_add(out, d->ahead.text);
	gd_str_release(&why);
}

/* Title and head, in the language of the moment. */
static void
words(struct ui *ui, void *payload, struct gd_str *title, struct gd_str *head)
{
	struct doing *d = payload;

	if (!d->deed)
		return;
	deed_label(ui, &d->page, d->deed, title);
	head_text(ui, d, head);
}

static void
prefill(struct form *f, const char *const *values)
{
	for (; values && values[0]; values += 2) {
		struct input *in = form_find(f, values[0]);

		if (in)
			form_set(f, in, values[1]);
	}
}

static void
open_form_with(struct ui *ui, struct doing *d, const char *const *values)
{
	struct gd_str draft = GD_STR_INIT;
	struct form *f;

	gd_str_addf(&draft, "%s %s", d->number, d->id);
	f = form_new(&(struct form_spec){
	    .words = words,
	    .draft = draft.text,
	    .submit = submit,
	    .choose = choose,
	    .live = live,
	    .payload = d,
	    .drop = doing_free,
	});
	act_inputs(ui, f, &d->page, d->deed, d->override);
	form_open(ui, f);
	prefill(f, values);
	gd_str_release(&draft);
}

static void
open_form(struct ui *ui, struct doing *d)
{
	open_form_with(ui, d, NULL);
}

/* Would the app let this person do it against the rule? */
static bool
may_override(struct ui *ui, const struct doing *d)
{
	struct gd_command cmd = d->deed->cmd;

	if (!d->deed->act || d->deed->act->possible)
		return false;
	cmd.override = true;
	return gd_app_may(*ui->app, &d->page, &cmd, NULL) == GD_OK;
}

static void
say_others(struct ui *ui, const struct doing *d)
{
	struct gd_arena arena = GD_ARENA_INIT;
	const char **people = NULL;
	struct gd_str who = GD_STR_INIT, text = GD_STR_INIT;
	int n =
	    gd_app_people(*ui->app, &d->page, d->deed->act, &arena, &people);

	for (int i = 0; i < n && i < 4; i++)
		gd_str_addf(&who, "%s%s", i ? ", " : "",
		    ui_person(ui, people[i]));
	ui_fault(ui, d->page.wf, &text, &d->deed->why);
	if (n > 0)
		gd_str_addf(&text, " (%s: %s)", tr(ui, "can do it"), who.text);
	ui_say_plain(ui, text.text);
	ui->bad = true;
	gd_str_release(&who);
	gd_str_release(&text);
	gd_arena_release(&arena);
}

static void
override_yes(struct ui *ui, void *payload)
{
	struct doing *d = *(struct doing **)payload;

	*(struct doing **)payload = NULL; /* the form owns it now */
	d->override = true;
	open_form(ui, d);
}

static void
override_drop(void *payload)
{
	struct doing **d = payload;

	if (*d)
		doing_free(*d);
	free(d);
}

static void
ask_override(struct ui *ui, struct doing *d)
{
	struct gd_str text = GD_STR_INIT;
	struct doing **payload = gd_alloc(1, sizeof *payload);

	*payload = d;
	ui_fault(ui, d->page.wf, &text, &d->deed->why);
	gd_str_addf(&text, "\n%s",
	    tr(ui, "You may do it all the same, with a reason that stays "
		   "visible."));
	scr_ask(ui, &(struct scr_ask){
			.title = GD_TR("Not ready"),
			.said = text.text,
			.yes = GD_TR("Do it, with a reason"),
			.no = GD_TR("Leave it"),
			.danger = true,
			.then = override_yes,
			.payload = payload,
			.drop = override_drop,
		    });
	gd_str_release(&text);
}

/* What stays, and what to use instead. */
static void
say_no_undo(struct ui *ui, const struct doing *d)
{
	struct gd_str last = GD_STR_INIT;
	const char *why =
	    d->deed->why.msg == GD_M_UNDO_OTHER
		? GD_TR("Only one's own last act is taken back. F4 corrects "
			"it. The last one is: {1}")
	    : d->deed->why.msg == GD_M_UNDO_LEFT
		? GD_TR("This has left the desk or was received, so it stays: "
			"{1}. F4 corrects it, F5 has the copies")
		: NULL;

	if (!why) {
		ui_say_fault(ui, d->page.wf, &d->deed->why);
		return;
	}
	ui_last_event(ui, d->page.wf, d->page.order.id, &last);
	ui_say(ui, why, 1, (const struct gd_arg[]){ gd_arg_text(last.text) });
	ui->bad = true;
	gd_str_release(&last);
}

void
scr_act(struct ui *ui, const char *number, const char *act)
{
	struct doing *d = doing_new(number, act);

	if (!doing_load(ui, d)) {
		doing_free(d);
		return;
	}
	if (d->deed->possible) {
		open_form(ui, d);
		return;
	}
	if (may_override(ui, d)) {
		ask_override(ui, d);
		return;
	}
	if (d->deed->cmd.verb == GD_DO_UNDO)
		say_no_undo(ui, d);
	else if (d->deed->others)
		say_others(ui, d);
	else
		ui_say_fault(ui, d->page.wf, &d->deed->why);
	doing_free(d);
}

bool
scr_act_with(struct ui *ui, const char *number, const char *act,
    const char *const *values)
{
	struct doing *d = doing_new(number, act);

	if (!doing_load(ui, d) || !d->deed->possible) {
		doing_free(d);
		return false;
	}
	open_form_with(ui, d, values);
	return true;
}

/* ---- undo --------------------------------------------------------------- */

void
scr_undo(struct ui *ui, const char *number)
{
	scr_act(ui, number, "undo:");
}
