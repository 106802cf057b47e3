/* tui/acts/doing.c - what is entered in the form of an act becomes a command; a
 * refusal keeps what was entered, and so does somebody who was faster.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/login.h"
#include "app/right.h"

#include "again_priv.h"
#include "doing_priv.h"
#include "../forms/form_screen_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

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

/* Pairs live in the form's arena. */
struct gd_command
doing_command(struct ui *ui, struct form *f, const struct doing *d)
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
		if (in->kind == IN_BUTTON || in->of ||
		    act_input_put(&cmd, in, value))
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
	const char *id =
	    err->arg[0].type == GD_ARG_TEXT ? err->arg[0].text : NULL;
	struct input *in = id ? form_find(f, id) : NULL;

	for (int i = 0; id && !in && i < form_count(f); i++) {
		struct input *part = form_at(f, i);
		const char *dot = part->of ? strchr(part->key, '.') : NULL;

		if (dot && strcmp(dot + 1, id) == 0 && form_changed(f, part))
			in = part;
	}

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

/* What was done; before it, what others had done meanwhile. */
static void
say_done(struct ui *ui, const struct doing *d, const struct gd_done *done)
{
	struct gd_str text = GD_STR_INIT;
	int said = 0;

	if (d->met.len)
		gd_str_addf(&text, "%s  ", d->met.text);
	gd_str_addf(&text, "%s: ", gd_head(&done->order)->number);
	for (size_t i = 0; i < done->events.n && said < 4; i++) {
		const struct gd_event *ev = &done->events.at[i];
		struct gd_str one = GD_STR_INIT;

		if (ev->kind == GD_EV_TABLES || ev->kind == GD_EV_OFFICE)
			continue;
		ui_event(ui, d->page.wf, &one, ev);
		gd_str_addf(&text, "%s%s", said++ ? "; " : "", one.text);
		gd_str_release(&one);
	}
	ui_say_plain(ui, text.text);
	gd_str_release(&text);
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
	enum gd_code rc;

	if (cmd->verb == GD_DO_SIGN && cmd->person && scan)
		return gd_app_sign_on_paper(*ui->app, d->number, cmd, scan,
		    d->seen, done, err);
	if (cmd->verb == GD_DO_ATTACH && file)
		return gd_app_attach(*ui->app, d->number, file, cmd->reason,
		    NULL, done, err);
	rc = gd_app_act(*ui->app, d->number, cmd, d->seen, done, err);
	/* nobody signs or sends back what he has not read */
	if (rc == GD_OK && cmd->paper &&
	    (cmd->verb == GD_DO_SENDBACK ||
		(cmd->verb == GD_DO_SIGN && !cmd->person)))
		gd_app_read_note(*ui->app, &done->order, cmd->paper, cmd->lot,
		    cmd->inst);
	return rc;
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

/* ---- somebody was faster -------------------------------------------------- */

/* Only data is written, no act of anybody's: what two people typed into
 * different fields may go together without asking. */
static bool
is_edit(enum gd_verb verb)
{
	return verb == GD_DO_CORRECT || verb == GD_DO_MAKE ||
	       verb == GD_DO_REVISE || verb == GD_DO_PAYMENT;
}

static void
submit_again(struct ui *ui, void *payload)
{
	form_submit(ui, payload);
}

/* An act on what is no more as it was seen: what changed, and the question
 * whether it is meant all the same.  Who signs reads it again above his
 * password. */
static void
ask_again(struct ui *ui, struct form *f, const struct doing *d,
    const struct gd_str *what)
{
	if (d->deed->cmd.verb == GD_DO_SIGN) {
		ui_say(ui,
		    GD_TR("Changed since you looked, nothing is signed: {1}"),
		    1, (const struct gd_arg[]){ gd_arg_text(what->text) });
		ui->bad = true;
		return;
	}
	scr_ask(ui, &(struct scr_ask){
			.title = GD_TR("Changed since you looked"),
			.said = what->text,
			.yes = GD_TR("Do it all the same"),
			.no = GD_TR("Look again"),
			.danger = true,
			.then = submit_again,
			.payload = f,
		    });
}

/* Nobody else changed what is typed here. @return true: try again */
static bool
merged(struct ui *ui, struct form *f, struct doing *d, const char *who)
{
	struct gd_str theirs = GD_STR_INIT;
	int torn = merge_form(ui, f, &d->page, d->deed, &theirs);

	d->same = torn == 0 && merge_nothing_left(f);
	if (torn > 0)
		scr_merge(ui, f, d->number, who);
	else if (d->same)
		ui_say(ui,
		    GD_TR("{1} wrote the same meanwhile; nothing is left to "
			  "save"),
		    1, (const struct gd_arg[]){ gd_arg_text(who) });
	else if (theirs.len)
		ui_sentence(ui, &d->met,
		    GD_TR("{1} changed {2} meanwhile; yours was kept too."), 2,
		    (const struct gd_arg[]){ gd_arg_text(who),
			gd_arg_text(theirs.text) });
	gd_str_release(&theirs);
	return torn == 0 && !d->same;
}

/* Read the order anew; what was typed stays. @return true: what is typed can
 * be saved over it at once */
static bool
meet_others(struct ui *ui, struct form *f, struct doing *d,
    const struct gd_err *err)
{
	struct gd_str who = GD_STR_INIT, what = GD_STR_INIT;
	struct others_asked asked = { .order = d->page.order.id,
		.after = d->page.order.rev,
		.most = OTHERS_MOST };
	char id[GD_ID_TEXT];
	bool again = false;

	snprintf(id, sizeof id, "%s", asked.order);
	asked.order = id; /* the page goes */
	if (doing_load(ui, d)) {
		(void)others_since(ui, d->page.wf, &asked, &who, &what);
		/* of papers drafted anew the order keeps the old values: what
		 * is in the drafts by now only a person can weigh */
		if (is_edit(d->deed->cmd.verb) && !d->anew)
			again = merged(ui, f, d, who.text);
		else
			ask_again(ui, f, d, &what);
	} else {
		ui_say_fault(ui, d->page.wf, err);
		ui->bad = true;
	}
	gd_str_release(&who);
	gd_str_release(&what);
	return again;
}

/* It went through though others wrote on the order too: say so. */
static void
note_others(struct ui *ui, struct doing *d, const struct gd_done *done)
{
	struct gd_str what = GD_STR_INIT;

	if (!d->met.len && is_edit(d->deed->cmd.verb) &&
	    done->order.rev > d->page.order.rev + 1 &&
	    others_since(ui, d->page.wf,
		&(struct others_asked){ .order = done->order.id,
		    .after = d->page.order.rev,
		    .before = done->order.rev,
		    .most = 3 },
		NULL, &what) > 0)
		ui_sentence(ui, &d->met, GD_TR("Meanwhile, kept too: {1}."), 1,
		    (const struct gd_arg[]){ gd_arg_text(what.text) });
	gd_str_release(&what);
}

/* ---- submit --------------------------------------------------------------- */

#define TRIES 3 /* others may be faster again */

/* The command, tried again when what others changed does not touch it. */
static enum gd_code
try(struct ui *ui, struct form *f, struct doing *d, struct gd_command *cmd,
    struct gd_done *done, struct gd_err *err)
{
	enum gd_code rc;
	int tries = 0;

	do {
		*cmd = doing_command(ui, f, d);
		/* what the whole command names, as it was when the form
		 * opened */
		gd_app_seen(&d->page.order, cmd, d->seen);
		*err = (struct gd_err)GD_ERR_INIT;
		rc = do_it(ui, d, cmd, done, err);
	} while (
	    rc == GD_STALE && meet_others(ui, f, d, err) && tries++ < TRIES);
	return rc;
}

/* What is not simply taken back needs another key than the Enter that brought
 * one here.  @return true: it was said */
static bool
too_easy(struct ui *ui, struct form *f, const struct doing *d)
{
	const struct gd_command cmd = doing_command(ui, f, d);
	struct gd_str what = GD_STR_INIT;

	if (!form_bare(f) ||
	    !(notice_issues(f) || gd_app_weighs(*ui->app, &d->page, &cmd)))
		return false;
	form_weigh(f);
	deed_label(ui, &d->page, d->deed, &what);
	ui_say(ui,
	    GD_TR("Not done yet: {1}. This is not simply taken back: Ctrl-S "
		  "does it, Esc leaves it"),
	    1, (const struct gd_arg[]){ gd_arg_text(what.text) });
	gd_str_release(&what);
	return true;
}

bool
doing_submit(struct ui *ui, struct form *f, void *payload)
{
	struct doing *d = payload;
	struct gd_err err = GD_ERR_INIT;
	struct gd_done done = { 0 };
	struct gd_command cmd;
	enum gd_code rc;

	if (!d->deed && !doing_load(ui, d))
		return false;
	if (form_torn(f)) {
		scr_merge(ui, f, d->number, "");
		return false;
	}
	if (too_easy(ui, f, d))
		return false;
	gd_str_reset(&d->met);
	d->same = false;
	if (!unlock(ui, f, &d->deed->cmd))
		return false;
	rc = try(ui, f, d, &cmd, &done, &err);
	gd_app_lock(*ui->app);
	d->anew = false;      /* only what the offer was about */
	if (rc == GD_STALE) { /* what others did is said, or shown */
		if (d->same)
			ui_stale(ui);
		return d->same;
	}
	if (rc != GD_OK) {
		if (!offer_revision(ui, f, &d->page, &cmd, &err, &d->anew))
			show_error(ui, f, d, &err);
		return false;
	}
	again_did(ui, &done, &cmd, 0);
	note_others(ui, d, &done);
	say_done(ui, d, &done);
	if (notice_ends(ui, f, d, &done)) {
		say_done(ui, d, &done);
		ui_stale(ui);
		act_notice_goes_on(ui, d, &done.order);
	} else {
		ui_stale(ui);
	}
	gd_done_release(&done);
	return true;
}
