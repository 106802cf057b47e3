/* tui/who.c - the screens of one person after the other, and the lock when he
 * has gone away. */
#include <stdlib.h>

#include "app/login.h"
#include "base/day.h"

#include "acts/again_priv.h"
#include "scr_priv.h"

#include "base/banned.h"

/* Passwords are checked a few at a time; whoever waits sees why. */
static void
say_wait(void *payload, int64_t ms)
{
	struct ui *ui = payload;

	if (ms)
		ui_say(ui,
		    GD_TR("After wrong passwords the next one has to wait: "
			  "{1} s"),
		    1,
		    (const struct gd_arg[]){ gd_arg_int((ms + 999) / 1000) });
	else
		ui_say(ui,
		    GD_TR("Others are having their passwords checked; one "
			  "moment"),
		    0, NULL);
	ui_paint(ui);
	ui_quiet(ui);
}

int64_t
ui_clock(struct ui *ui)
{
	return ui->dev->ops->clock ? ui->dev->ops->clock(ui->dev)
				   : gd_boot_ms();
}

/* ---- who ---------------------------------------------------------------- */

static void
forget_messages(struct ui *ui)
{
	while (ui->nlog > 0)
		free(ui->log[--ui->nlog]);
	ui_quiet(ui);
}

void
ui_enter(struct ui *ui)
{
	scr_form_keep_all(ui);
	drafts_save(ui);
	while (ui->top)
		ui_close(ui, ui->top);
	forget_messages(ui);
	again_forget(ui);
	drafts_load(ui);
	looks_apply(ui);
	ui->version = gd_store_data_version(gd_app_store(*ui->app));
	scr_day(ui);
	drafts_tell(ui);
}

void
ui_start(struct ui *ui)
{
	struct gd_app *app = *ui->app;
	const char *login = app ? gd_app_login(app) : "";

	ui->touched_ms = ui_clock(ui);
	while (ui->top)
		ui_close(ui, ui->top);
	if (!app) {
		scr_nobook(ui);
		return;
	}
	gd_app_on_wait(app, say_wait, ui);
	if (*login && !gd_app_asks_login(app))
		ui_enter(ui);
	else if (*login &&
		 gd_app_password_state(app, login) == GD_PASSWORD_NONE &&
		 gd_app_may_enrol(app, NULL) == GD_OK)
		scr_passwd(ui, true);
	else
		scr_door(ui, login, gd_app_asks_login(app) && !ui->opt->fixed,
		    true);
	if (!*login && !gd_app_asks_login(app))
		scr_people(ui);
}

/* ---- idle ---------------------------------------------------------------- */

/* Was there no key for as long as the office allows? */
static bool
left_alone(struct ui *ui)
{
	int64_t minutes = (ui_clock(ui) - ui->touched_ms) / 60000;
	int64_t most = 0;

	if (minutes < 1 || !*ui->app)
		return false;
	most = gd_app_lock_minutes(*ui->app);
	return most > 0 && minutes >= most;
}

/* A key that comes after such a time belongs to nobody. */
bool
ui_lock_if_left(struct ui *ui, bool key)
{
	bool left = left_alone(ui);

	if (left)
		scr_lock(ui);
	if (left || key)
		ui->touched_ms = ui_clock(ui);
	return left;
}
