/* tui/acts/scr_act.c - doing one thing on an order: the form with the fields
 * the act asks for; doing.c hands it to the app.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/right.h"
#include "base/day.h"

#include "again_priv.h"
#include "doing_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

static struct doing *
doing_new(struct ui *ui, const char *number, const char *act)
{
	struct doing *d = gd_alloc(1, sizeof *d);

	d->ui = ui;
	d->number = gd_strdup(number);
	d->id = gd_strdup(act);
	d->ahead = (struct gd_str)GD_STR_INIT;
	d->below = (struct gd_str)GD_STR_INIT;
	d->met = (struct gd_str)GD_STR_INIT;
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
	gd_str_release(&d->below);
	gd_str_release(&d->met);
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
bool
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

/* F3 on a field of text. */
static bool
choose(struct ui *ui, struct form *f, struct input *in, void *payload)
{
	struct doing *d = payload;

	if (strcmp(in->id, ACT_OTHER) == 0)
		return orders_choose(ui, f, in, &d->page);
	return changes_choose(ui, f, in, &d->page);
}

static bool
part(struct form *f, struct input *in, const char *key, const char *now,
    void *payload)
{
	struct doing *d = payload;

	return changes_part(d->ui, f, in, key, now, &d->page);
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
	changes_asides(ui, f, &d->page);
	if (d->deed->cmd.verb == GD_DO_MOVE)
		look_ahead(ui, d, form_text(f, ACT_DAY));
	else
		act_foresee(ui, f, d);
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

static struct form *
open_form_with(struct ui *ui, struct doing *d, const char *const *values)
{
	struct gd_str draft = GD_STR_INIT;
	struct form *f;

	gd_str_addf(&draft, "%s %s", d->number, d->id);
	f = form_new(&(struct form_spec){
	    .words = words,
	    .draft = draft.text,
	    .pages = d->deed->cmd.verb == GD_DO_MOVE,
	    .submit = doing_submit,
	    .choose = choose,
	    .part = part,
	    .live = live,
	    .foot = act_foreseen,
	    .payload = d,
	    .drop = doing_free,
	});
	act_inputs(ui, f, &d->page, d->deed, d->override);
	if (gd_app_weighs(*ui->app, &d->page, &d->deed->cmd))
		form_weigh(f);
	form_open(ui, f);
	prefill(f, values);
	gd_str_release(&draft);
	return f;
}

static void
open_form(struct ui *ui, struct doing *d)
{
	(void)open_form_with(ui, d, NULL);
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
	else
		gd_str_addf(&text, " (%s)",
		    tr(ui, GD_TR("nobody can do it now: let somebody else be "
				 "assigned, or get the role")));
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

void
scr_act(struct ui *ui, const char *number, const char *act)
{
	struct doing *d = doing_new(ui, number, act);

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
		undo_say_why(ui, &d->page, &d->deed->why);
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
	struct doing *d = doing_new(ui, number, act);

	if (!doing_load(ui, d) || !d->deed->possible) {
		doing_free(d);
		return false;
	}
	(void)open_form_with(ui, d, values);
	return true;
}

bool
scr_act_at(struct ui *ui, const char *number, const char *act,
    const char *field)
{
	struct doing *d = doing_new(ui, number, act);

	if (!doing_load(ui, d) || !d->deed->possible) {
		if (d->deed)
			ui_say_fault(ui, d->page.wf, &d->deed->why);
		doing_free(d);
		return false;
	}
	form_focus(open_form_with(ui, d, NULL), field);
	return true;
}
