/* tui/office/staff_reset.c - somebody forgot the password: an administrator
 * gives a first one, in the screen as `gendan user reset` does.
 *
 * Where there is another administrator, two are needed: one asks, the other
 * gives.  Who gives types a password of his own, so that nobody plays both by
 * changing the person at the keyboard.  The first password is made here, shown
 * once in a box that is wiped, and goes into no message and no draft.
 */
#include <stdlib.h>
#include <string.h>

#include "app/login.h"
#include "base/secret.h"
#include "core/keys.h"

#include "../forms/form_priv.h"
#include "staff_priv.h"

#include "base/banned.h"

#define OWN "#own"

static enum gd_reset
state_of(struct ui *ui, const char *login)
{
	return gd_reset_now(gd_app_office(*ui->app), login,
	    gd_app_login(*ui->app), gd_app_now(*ui->app));
}

/* What this act is, and what is lost by it. */
static void
words(struct ui *ui, void *payload, struct gd_str *title, struct gd_str *head)
{
	const char *login = payload;

	gd_str_addf(title, "%s  %s  %s", tr(ui, "First password"), login,
	    ui_person(ui, login));
	gd_str_add(head,
	    tr(ui,
		state_of(ui, login) == GD_RESET_CONFIRM
		    ? GD_TR("A first password is made and shown once. It lets "
			    "in for 7 days, signs nothing, and must be changed "
			    "at the first login. The old one opens nothing any "
			    "more; signatures made with it stay good.")
		    : GD_TR("You ask for a first password; nothing changes "
			    "until another administrator gives it, here or by "
			    "`gendan user reset`, within 7 days.")));
}

/* The box with the password; its text is wiped when it closes. */
static void
show_first(struct ui *ui, const char *login, const char *first)
{
	struct gd_str said = GD_STR_INIT;

	ui_sentence(ui, &said,
	    GD_TR("The first password of {1}, shown only now: {2}\nWrite it "
		  "down and hand it over. It lets in for 7 days and must be "
		  "changed then."),
	    2,
	    (const struct gd_arg[]){ gd_arg_text(ui_person(ui, login)),
		gd_arg_text(first) });
	scr_ask(ui, &(struct scr_ask){ .title = GD_TR("First password"),
			.said = said.text,
			.yes = GD_TR("Space: I have it"),
			.secret = true });
	gd_secret_wipe(said.text, said.len);
	gd_str_release(&said);
}

/* Is it really the administrator who sits here? */
static enum gd_code
prove(struct ui *ui, struct form *f, struct gd_err *err)
{
	struct input *own = form_find(f, OWN);
	bool open = gd_app_unlocked(*ui->app);
	enum gd_code rc;

	if (!own)
		return GD_OK; /* he has none; the account of the system is his */
	rc = gd_app_unlock(*ui->app, own->secret, err);
	gd_secret_wipe(own->secret, GD_PASSWORD_BYTES);
	if (rc == GD_OK && !open)
		gd_app_lock(*ui->app);
	return rc;
}

static bool
submit(struct ui *ui, struct form *f, void *payload)
{
	const char *login = payload;
	char first[GD_FIRST_PASSWORD] = "";
	struct gd_err err = GD_ERR_INIT;
	enum gd_code rc = prove(ui, f, &err);

	if (rc != GD_OK) {
		form_error(f, form_find(f, OWN), &err);
		ui_say_err(ui, &err);
		return false;
	}
	rc = gd_app_reset(*ui->app, login, first, &err);
	if (rc != GD_OK) {
		ui_say_err(ui, &err);
		return false;
	}
	ui_stale(ui);
	if (*first)
		show_first(ui, login, first);
	else
		ui_say(ui,
		    GD_TR("Asked for. Another administrator gives the first "
			  "password of {1} now"),
		    1, (const struct gd_arg[]){ gd_arg_text(login) });
	gd_secret_wipe(first, sizeof first);
	return true;
}

void
staff_reset(struct ui *ui, const char *login)
{
	bool gives = state_of(ui, login) == GD_RESET_CONFIRM;
	struct form *f = form_new(&(struct form_spec){
	    .title = GD_TR("Begin the password anew"),
	    .words = words,
	    .submit = submit,
	    .payload = gd_strdup(login),
	    .drop = free,
	});

	if (gd_app_password_state(*ui->app, gd_app_login(*ui->app)) !=
	    GD_PASSWORD_NONE)
		form_add(f,
		    &(struct input){ .id = OWN,
			.name = { .en = GD_TR("Your own password") },
			.kind = IN_SECRET,
			.required = true },
		    "");
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = gives ? GD_TR("Give a first password")
				      : GD_TR("Ask for a first password") } },
	    "");
	form_open(ui, f);
}
