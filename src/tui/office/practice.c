/* tui/office/practice.c - the practice book on the screens: entering and
 * leaving it, and one sentence that says what to do next and with which key.
 *
 * The sentence is made anew for each picture from what the order really owes
 * and from where the person stands; there is no script of screens.
 */
#include <stdlib.h>
#include <string.h>

#include "app/flows.h"
#include "app/login.h"
#include "app/practice.h"

#include "../acts/deeds_priv.h"
#include "../order/order_screen_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define MOST_FLOWS 64

/* Of which workflow an order is to be practised. */
struct flow_choice {
	struct gd_arena arena;
	struct gd_shipped at[MOST_FLOWS];
	const char *here; /* which of them was looked at */
};

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
enter(struct ui *ui, const char *flow)
{
	struct gd_practice *p;
	struct gd_err err = GD_ERR_INIT;

	if (gd_practice_open(flow, &p, &err) != GD_OK) {
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

/* The workflow that was asked for; else that of the office, when it comes with
 * gendan. */
static const char *
wanted(struct ui *ui)
{
	const struct gd_workflow *usual =
	    *ui->app ? gd_app_usual(*ui->app) : NULL;

	if (ui->opt->flow)
		return ui->opt->flow;
	return usual && gd_app_is_shipped(usual->name.id) ? usual->name.id
							  : NULL;
}

static void
chosen(struct ui *ui, void *payload, int i, const bool *ticked)
{
	const struct gd_shipped *all = ((struct flow_choice *)payload)->at;

	(void)ticked;
	enter(ui, all[i].name.id);
}

static void
choice_drop(void *payload)
{
	struct flow_choice *c = payload;

	gd_arena_release(&c->arena);
	free(c);
}

static void
choose_again(struct ui *ui, void *payload)
{
	practice_choose(ui, ((struct flow_choice *)payload)->here);
}

void
practice_choose(struct ui *ui, const char *here)
{
	struct flow_choice *c = gd_alloc(1, sizeof *c);
	struct scr_item items[MOST_FLOWS] = { 0 };
	int n = 0, at = 0;

	c->here = gd_arena_str(&c->arena, here);
	while (n < MOST_FLOWS &&
	       gd_app_shipped(*ui->app, n, &c->arena, &c->at[n])) {
		if (strcmp(c->at[n].name.id, here) == 0)
			at = n;
		items[n].label = ui_name(ui, &c->at[n].name);
		items[n].also = c->at[n].name.id;
		n++;
	}
	scr_pick(ui, &(struct scr_pick){
			 .title = tr(ui, GD_TR("Practise which workflow?")),
			 .items = items,
			 .n = n,
			 .at = at,
			 .then = chosen,
			 .again = choose_again,
			 .payload = c,
			 .drop = choice_drop,
		     });
}

void
practice_go(struct ui *ui)
{
	struct gd_err err = GD_ERR_INIT;

	if (!ui->practice) {
		enter(ui, wanted(ui));
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

	if (act->adhoc)
		return GD_TR("F2 finds it, by its name.");
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
	if (strcmp(act->word, "offer") == 0 || strcmp(act->word, "assign") == 0)
		return GD_TR("Press Enter and choose who is to have it.");
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
	    tr(ui, GD_TR("From the first step to the last: done. You know "
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
