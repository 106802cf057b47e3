/* tui/practice.c - the practice book on the screens: entering and leaving it,
 * and one sentence that says what to do next and with which key.
 *
 * The sentence is made anew for each picture from what the order really owes
 * and from where the person stands; there is no script of screens.
 */
#include <stdlib.h>
#include <string.h>

#include "app/login.h"
#include "app/practice.h"

#include "deeds_priv.h"
#include "order_screen_priv.h"
#include "scr_priv.h"

#include "base/banned.h"

/* ---- coming and going --------------------------------------------------- */

static void
close_all(struct ui *ui)
{
	scr_form_keep_all(ui);
	drafts_save(ui);
	while (ui->top)
		ui_close(ui, ui->top);
}

void
practice_end(struct ui *ui)
{
	if (!ui->practice)
		return;
	if (*ui->app)
		gd_app_on_wait(*ui->app, NULL, NULL);
	gd_practice_close(ui->practice);
	ui->practice = NULL;
	*ui->app = ui->real;
	ui->real = NULL;
	gd_str_reset(&ui->hint);
}

static void
leave(struct ui *ui, void *payload)
{
	(void)payload;
	close_all(ui);
	practice_end(ui);
	if (ui->opt->practice) {
		ui->leave = true;
		return;
	}
	if (*ui->app && *gd_app_login(*ui->app))
		ui_enter(ui);
	else
		ui_start(ui);
	ui_say(ui,
	    "The practice book is thrown away; this is the real one "
	    "again.",
	    0, NULL);
}

void
practice_ask_leave(struct ui *ui)
{
	scr_ask(ui, &(struct scr_ask){
			.title = GD_TR("Leave the practice?"),
			.text = GD_TR("The practice book and all that was "
				      "done in it are thrown away."),
			.yes = GD_TR("Leave"),
			.no = GD_TR("Stay"),
			.then = leave,
		    });
}

static void
enter(struct ui *ui)
{
	struct gd_practice *p;
	struct gd_err err = GD_ERR_INIT;

	if (gd_practice_open(&p, &err) != GD_OK) {
		ui_say_err(ui, &err);
		if (!ui->top)
			ui_start(ui);
		return;
	}
	close_all(ui);
	if (*ui->app)
		gd_app_lock(*ui->app);
	ui->real = *ui->app;
	ui->practice = p;
	*ui->app = gd_practice_app(p);
	ui_start(ui);
	scr_order(ui, gd_practice_number(p));
}

static bool
is_learner(struct ui *ui)
{
	return strcmp(gd_app_login(*ui->app),
		   gd_practice_login(ui->practice)) == 0;
}

/* What the others of the office have to do they do at once. */
void
practice_play(struct ui *ui)
{
	struct gd_err err = GD_ERR_INIT;
	int played = 0;

	if (!is_learner(ui))
		return;
	if (gd_practice_play(ui->practice, &played, &err) != GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	if (played == 0)
		return;
	ui_stale(ui);
	if (ui->message.len == 0)
		ui_say(ui,
		    "The others of the office did their part: {1} "
		    "{1|act|acts}.",
		    1, (const struct gd_arg[]){ gd_arg_int(played) });
}

void
practice_go(struct ui *ui)
{
	struct gd_err err = GD_ERR_INIT;

	if (!ui->practice) {
		enter(ui);
		return;
	}
	practice_play(
	    ui); /* keys of one burst come without a picture between */
	if (gd_practice_show(ui->practice, &err) != GD_OK)
		ui_say_err(ui, &err);
	else
		ui_say(ui, "Done for you.", 0, NULL);
	ui_stale(ui);
}

/* ---- the sentence ------------------------------------------------------- */

/* Which key, in the order itself. */
static const char *
how_in_order(const struct order_screen *o, const struct gd_order_page *page,
    const struct gd_act_view *act)
{
	const struct gd_step_view *step = order_screen_step(o);
	const struct gd_duty_view *duty = order_screen_duty(o);

	if (o->in_steps)
		return GD_TR("Tab goes to the checklist.");
	if (!step || step->def != &page->wf->steps[act->step])
		return GD_TR("Ctrl-Right and Ctrl-Left (or . and ,) go to its "
			     "step.");
	if (!duty || act->duty < 0 || duty->def != &page->wf->duties[act->duty])
		return GD_TR("Put the cursor on it with Down, then Enter.");
	if (act->verb == GD_DO_SIGN)
		return GD_TR("Press F6; the password here is demo-gendan.");
	if (act->verb == GD_DO_RECEIVE || act->verb == GD_DO_SEND ||
	    act->verb == GD_DO_MOVE)
		return GD_TR("Press Enter; F5 shows all copies.");
	return GD_TR("Press Enter.");
}

static const char *
how(struct ui *ui, const struct gd_order_page *page,
    const struct gd_act_view *act)
{
	const struct screen *s = ui->top;

	if (scr_order_shows(s, gd_practice_number(ui->practice)))
		return how_in_order((const struct order_screen *)s, page, act);
	switch (s->ops->place) {
	case GD_AT_FORM:
		return act->verb == GD_DO_SIGN
			   ? GD_TR("The password here is demo-gendan; Ctrl-S "
				   "does it.")
			   : GD_TR("Fill in what has a star, Tab goes on, "
				   "Ctrl-S does it.");
	case GD_AT_PICK:
		return GD_TR("Choose with Down or by typing, Enter takes it.");
	case GD_AT_BOX:
		return GD_TR("Tab goes to the other answer, Enter takes it.");
	case GD_AT_DAY:
		return GD_TR("It waits above: Enter on its line does it.");
	case GD_AT_LIST:
		return GD_TR("Enter opens the order.");
	case GD_AT_SIGNS:
		return GD_TR("Space ticks a paper, Enter signs; the password "
			     "here is demo-gendan.");
	default:
		return GD_TR("Esc goes back to the order.");
	}
}

static int
steps_of(const struct gd_workflow *wf)
{
	int most = 0;

	for (int i = 0; i < wf->nsteps; i++)
		if (wf->steps[i].no > most)
			most = wf->steps[i].no;
	return most;
}

static void
say_next(struct ui *ui, const struct gd_order_page *page,
    const struct gd_act_view *act)
{
	struct gd_str label = GD_STR_INIT;
	const struct gd_step_def *step = &page->wf->steps[act->step];

	act_label(ui, page, act, &label);
	ui_sentence(ui, &ui->hint, "Step {1} of {2}, {3}: {4}.", 4,
	    (const struct gd_arg[]){ gd_arg_int(step->no),
		gd_arg_int(steps_of(page->wf)),
		gd_arg_text(ui_name(ui, &step->name)),
		gd_arg_text(label.text) });
	gd_str_addf(&ui->hint, " %s", tr(ui, how(ui, page, act)));
	if (ui->top->ops->place & GD_AT_VIEWS)
		gd_str_addf(&ui->hint, " %s",
		    tr(ui, GD_TR("Ctrl-N does it for you.")));
	gd_str_release(&label);
}

static void
say_end(struct ui *ui)
{
	gd_str_reset(&ui->hint);
	gd_str_add(&ui->hint,
	    tr(ui, GD_TR("From the sample to the tax refund: done. You know "
			 "now: Enter does a line, Ctrl-S saves, F6 signs, F5 "
			 "copies, F2 finds everything, F1 helps. Esc leaves; "
			 "nothing is kept.")));
}

void
practice_say(struct ui *ui)
{
	const struct gd_act_view *act;
	struct gd_order_page page = { 0 };
	struct gd_err err = GD_ERR_INIT;

	gd_str_reset(&ui->hint);
	if (!is_learner(ui)) {
		gd_str_add(&ui->hint,
		    tr(ui, GD_TR("You are somebody else now: F11 goes back "
				 "to the clerk of the order.")));
		return;
	}
	if (gd_app_order(*ui->app, gd_practice_number(ui->practice), &page,
		&err) != GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	act = gd_practice_next(ui->practice, &page);
	if (act)
		say_next(ui, &page, act);
	else
		say_end(ui);
	gd_order_page_release(&page);
}
