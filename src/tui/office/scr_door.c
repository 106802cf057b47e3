/* tui/office/scr_door.c - the door: who is at the keyboard proves it by his
 * password.
 *
 * Three doors look alike: coming in, the lock after a while without a key, and
 * a new password. Nothing of the work below is seen or reached through them.
 */
#include <stdlib.h>
#include <string.h>

#include "app/login.h"
#include "base/day.h"
#include "base/secret.h"
#include "base/text.h"

#include "../forms/form_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

enum { ROW_WHO, ROW_PASSWORD, ROW_NEW, ROW_AGAIN, NROWS };

enum kind { KIND_IN, KIND_LOCKED, KIND_PASSWD };

struct door {
	struct screen screen;
	enum kind kind;
	bool only;       /* there is no work to go back to */
	bool typed;      /* the login too */
	bool ask[NROWS]; /* which rows are there */
	int at;
	struct gd_edit who;
	char *secret[NROWS]; /* owned; NULL for ROW_WHO */
	int64_t since_ms;    /* KIND_LOCKED */
	bool failed;         /* a wrong password was given here */
};

static const struct screen_ops door_ops;

static bool
is_door(const struct screen *s)
{
	return s && s->ops == &door_ops;
}

static const char *
who_of(struct ui *ui, const struct door *d)
{
	return d->kind == KIND_IN ? d->who.text.text : gd_app_login(*ui->app);
}

/* ---- rows ---------------------------------------------------------------- */

static bool
has_rows(const struct door *d)
{
	for (int i = 0; i < NROWS; i++)
		if (d->ask[i])
			return true;
	return false;
}

static void
wipe(struct door *d)
{
	for (int i = 0; i < NROWS; i++)
		if (d->secret[i])
			gd_secret_wipe(d->secret[i], GD_PASSWORD_BYTES);
}

/* To the next row there is. @return false: there is none that way */
static bool
step(struct door *d, int by)
{
	for (int i = d->at + by; i >= 0 && i < NROWS; i += by)
		if (d->ask[i]) {
			d->at = i;
			return true;
		}
	return false;
}

static void
ask_for(struct door *d, bool who, bool password, bool fresh)
{
	d->ask[ROW_WHO] = who;
	d->ask[ROW_PASSWORD] = password;
	d->ask[ROW_NEW] = d->ask[ROW_AGAIN] = fresh;
	d->at = -1;
	(void)step(d, 1);
	if (d->at < 0)
		d->at = 0;
}

static struct door *
door_new(struct ui *ui, enum kind kind, bool only)
{
	struct door *d = gd_alloc(1, sizeof *d);

	d->screen.ops = &door_ops;
	d->kind = kind;
	d->only = only;
	gd_edit_init(&d->who, 60);
	for (int i = ROW_PASSWORD; i < NROWS; i++)
		d->secret[i] = gd_secret_alloc(GD_PASSWORD_BYTES);
	ui_quiet(ui);
	return d;
}

/* ---- painting ------------------------------------------------------------ */

/* Until it is known who reads, both languages stand there. */
static const char *
label(struct ui *ui, const struct door *d, int row)
{
	static const char *const words[NROWS] = { GD_TR("Login"),
		GD_TR("Password"), GD_TR("New password"), GD_TR("Once more") };
	const char *word = words[row];

	if (d->kind == KIND_PASSWD && row == ROW_PASSWORD)
		word = GD_TR("Password now");
	if (d->kind != KIND_IN)
		return tr(ui, word);
	return ui_fmt(ui, "%s %s", tr(ui, word),
	    gd_tr(*ui->lang == GD_ZH ? GD_EN : GD_ZH, word));
}

static void
head(struct ui *ui, const struct door *d, struct gd_str *out)
{
	char when[GD_MS_TEXT];
	struct gd_arg args[2] = { gd_arg_text(ui_person(ui, who_of(ui, d))) };

	if (d->kind == KIND_LOCKED) {
		gd_ms_text(d->since_ms, gd_utc_offset_min(), when);
		args[1] = gd_arg_text(when);
		ui_sentence(ui, out, GD_TR("Locked for {1}, since {2}."), 2,
		    args);
		gd_str_addf(out, "\n%s",
		    !has_rows(d)
			? tr(ui, GD_TR("You have no password yet: Enter opens "
				       "the screen again, at the same place."))
			: tr(ui, GD_TR("Your password opens it again, at the "
				       "same place.")));
	} else if (d->ask[ROW_NEW]) {
		gd_str_addf(out, "%s\n%s", args[0].text,
		    d->kind == KIND_IN
			? tr(ui, GD_TR("This was your first password. Choose "
				       "your own now, twice."))
			: tr(ui, GD_TR("With the new password you sign. "
				       "Nobody can read it anywhere.")));
		gd_str_addf(out, "\n%s",
		    tr(ui, GD_TR("8 characters or more; a short sentence is "
				 "good. Your name or company is none.")));
	} else if (d->ask[ROW_WHO] || !*d->who.text.text) {
		gd_str_addf(out, "%s  %s", tr(ui, "Who are you?"),
		    gd_tr(*ui->lang == GD_ZH ? GD_EN : GD_ZH, "Who are you?"));
		if (!has_rows(d))
			gd_str_addf(out, "\n%s",
			    tr(ui, GD_TR("Enter shows the people.")));
	} else {
		gd_str_add(out, args[0].text);
	}
}

static void
paint_row(struct ui *ui, struct door *d, int i, int row, int labels)
{
	struct gd_grid *g = &ui->grid;
	int col = 4 + labels + 1, cols = g->cols - col - 2;
	bool here = d->at == i;
	struct gd_edit empty;

	cols = cols < 26 ? cols : 26;
	gd_grid_put(g, row, 2, GD_INK_HEAD, here ? '>' : ' ');
	gd_grid_fit(g, row, 4, labels, here ? GD_INK_HEAD : GD_INK_PLAIN,
	    label(ui, d, i));
	zone_at(ui, row, &d->at, i);
	gd_edit_init(&empty, 1);
	gd_edit_paint(i == ROW_WHO ? &d->who : &empty, g, row, col, cols, here);
	gd_edit_release(&empty);
}

/* Below the rows: why nothing is seen, how long to wait. */
static void
paint_notes(struct ui *ui, const struct door *d, int row)
{
	struct gd_grid *g = &ui->grid;
	int64_t left =
	    d->failed ? gd_app_login_wait(*ui->app, who_of(ui, d)) : 0;
	struct gd_str text = GD_STR_INIT;

	gd_grid_fit(g, row, 4, g->cols - 5, GD_INK_DIM,
	    gd_app_is_demo(*ui->app) ? tr(ui, "in the demo: demo-gendan")
				     : tr(ui, "nothing shows while you type"));
	if (left > 0) {
		ui_sentence(ui, &text,
		    GD_TR("After wrong passwords the next one has to wait: "
			  "{1} s"),
		    1,
		    (const struct gd_arg[]){ gd_arg_int((left + 999) / 1000) });
		ui_wrap(g, row + 1, 4, g->cols - 5, 2, GD_INK_LATE, text.text);
	}
	gd_str_release(&text);
}

static void
paint(struct ui *ui, struct screen *s)
{
	struct door *d = (struct door *)s;
	struct gd_str text = GD_STR_INIT;
	int row = 4, labels = 0;

	ui_frame_nobody(ui);
	head(ui, d, &text);
	row += ui_wrap(&ui->grid, row, 4, ui->grid.cols - 6, 5, GD_INK_HEAD,
	    text.text);
	gd_str_release(&text);
	row++;
	for (int i = 0; i < NROWS; i++)
		if (d->ask[i] && gd_text_width(label(ui, d, i)) > labels)
			labels = gd_text_width(label(ui, d, i));
	for (int i = 0; i < NROWS; i++)
		if (d->ask[i])
			paint_row(ui, d, i, row++, labels);
	if (d->at != ROW_WHO || d->ask[ROW_WHO])
		paint_notes(ui, d, row + 1);
}

/* ---- coming in ----------------------------------------------------------- */

static void
say_failed(struct ui *ui, int64_t failed)
{
	if (failed)
		ui_say(ui,
		    "{1} {1|wrong password was|wrong passwords were} given for "
		    "you since you last logged in",
		    1, (const struct gd_arg[]){ gd_arg_int(failed) });
}

static const struct screen *
lowest_door(const struct ui *ui)
{
	const struct screen *door = NULL;

	for (const struct screen *s = ui->top; s; s = s->below)
		if (is_door(s))
			door = s;
	return door;
}

void
door_arrived(struct ui *ui)
{
	const char *login = gd_app_login(*ui->app);

	if (strcmp(ui->whose, login) == 0) { /* back at the same place */
		while (lowest_door(ui))
			ui_close(ui, ui->top);
		ui_stale(ui);
		return;
	}
	ui_enter(ui);
	ui_say(ui, "You are {1} now", 1,
	    (const struct gd_arg[]){ gd_arg_text(ui_person(ui, login)) });
}

/* A wrong password before: the next waits, and the screen lives on. */
static bool
must_wait(struct ui *ui, struct door *d)
{
	int64_t left = gd_app_login_wait(*ui->app, who_of(ui, d));

	if (left <= 0)
		return false;
	d->failed = true;
	ui_say(ui, GD_TR("Not yet; what you typed stays"), 0, NULL);
	ui->bad = true;
	return true;
}

static void
refused(struct ui *ui, struct door *d, const struct gd_err *err)
{
	bool fresh = d->ask[ROW_NEW] && err->msg != GD_M_LOGIN_WRONG;

	if (!fresh && d->kind == KIND_IN) /* also when it was half changed */
		ask_for(d, d->typed, true, false);
	for (int i = fresh ? ROW_NEW : ROW_PASSWORD; i < NROWS; i++)
		gd_secret_wipe(d->secret[i], GD_PASSWORD_BYTES);
	d->failed |= err->msg == GD_M_LOGIN_WRONG;
	d->at = fresh ? ROW_NEW : ROW_PASSWORD;
	ui_say_err(ui, err);
}

static void
try_in(struct ui *ui, struct door *d)
{
	struct gd_err err = GD_ERR_INIT;
	int64_t failed = 0;
	enum gd_code rc = gd_app_login_try(*ui->app, who_of(ui, d),
	    d->secret[ROW_PASSWORD], &failed, &err);

	if (rc == GD_OK) {
		wipe(d);
		door_arrived(ui);
		say_failed(ui, failed);
	} else if (err.msg == GD_M_LOGIN_FIRST) {
		ask_for(d, false, false, true);
	} else {
		refused(ui, d, &err);
	}
}

static void
say_set(struct ui *ui)
{
	ui_say(ui,
	    "Your password is set; with it you sign. Nobody can read it "
	    "anywhere: keep it well.",
	    0, NULL);
}

static void
try_fresh(struct ui *ui, struct door *d)
{
	struct gd_err err = GD_ERR_INIT;
	const char *old = d->secret[ROW_PASSWORD], *fresh = d->secret[ROW_NEW];
	enum gd_code rc = GD_OK;

	if (strcmp(fresh, d->secret[ROW_AGAIN]) != 0)
		rc = gd_fail(&err, GD_REFUSED, GD_M_CLI_PASSWORD_TWICE);
	else if (d->kind == KIND_IN)
		rc = gd_app_login_first(*ui->app, who_of(ui, d), old, fresh,
		    &err);
	else
		rc = gd_app_passwd(*ui->app, d->ask[ROW_PASSWORD] ? old : NULL,
		    fresh, &err);
	if (rc != GD_OK) {
		refused(ui, d, &err);
		return;
	}
	wipe(d);
	if (d->kind == KIND_IN || d->only)
		door_arrived(ui);
	else
		ui_close(ui, &d->screen);
	say_set(ui);
}

static void
submit(struct ui *ui, struct door *d)
{
	for (int i = 0; i < NROWS; i++) {
		const char *text =
		    i == ROW_WHO ? d->who.text.text : d->secret[i];

		if (!d->ask[i] || *text)
			continue;
		d->at = i;
		ui_say(ui, GD_TR("{1} is still missing"), 1,
		    (const struct gd_arg[]){ gd_arg_text(label(ui, d, i)) });
		ui->bad = true;
		return;
	}
	if (d->ask[ROW_PASSWORD] && must_wait(ui, d))
		return;
	if (d->ask[ROW_NEW])
		try_fresh(ui, d);
	else
		try_in(ui, d);
}

/* ---- keys ---------------------------------------------------------------- */

static bool
door_key(struct ui *ui, struct screen *s, const struct gd_key *key)
{
	struct door *d = (struct door *)s;

	(void)ui;
	if (!d->ask[d->at])
		return key->pasted;
	return d->at == ROW_WHO ? gd_edit_key(&d->who, key)
				: form_secret_key(d->secret[d->at], key);
}

static void
accept(struct ui *ui, struct door *d)
{
	if (has_rows(d)) {
		if (!step(d, 1))
			submit(ui, d);
	} else if (d->kind == KIND_LOCKED) {
		door_arrived(ui);
	} else {
		scr_people(ui);
	}
}

static void
leave_yes(struct ui *ui, void *payload)
{
	(void)payload;
	ui->leave = true;
}

static void
back(struct ui *ui, struct door *d)
{
	if (d->only) {
		ui->leave = true;
	} else if (d->kind != KIND_LOCKED) {
		wipe(d);
		ui_close(ui, &d->screen);
	} else {
		scr_ask(ui,
		    &(struct scr_ask){
			.title = GD_TR("Leave gendan?"),
			.text = GD_TR("What was being entered is kept for its "
				      "owner."),
			.yes = GD_TR("Leave"),
			.no = GD_TR("Stay"),
			.danger = true,
			.then = leave_yes,
		    });
	}
}

static bool
door_act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct door *d = (struct door *)s;

	switch (action) {
	case GD_A_ACCEPT:
		accept(ui, d);
		return true;
	case GD_A_UP:
	case GD_A_PREV_FIELD:
		(void)step(d, -1);
		return true;
	case GD_A_DOWN:
	case GD_A_NEXT_FIELD:
		(void)step(d, 1);
		return true;
	case GD_A_BACK:
	case GD_A_CANCEL:
		back(ui, d);
		return true;
	case GD_A_PEOPLE:
		if (d->kind != KIND_PASSWD)
			scr_people(ui);
		return true;
	case GD_A_LANG:
	case GD_A_REDRAW:
	case GD_A_HELP:
		return false;
	default:
		return true; /* nothing else goes through a door */
	}
}

static int
door_hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	const struct door *d = (const struct door *)s;
	int n = 0;

	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACCEPT,
		d->ask[ROW_NEW]          ? GD_TR("Set it")
		: d->kind == KIND_LOCKED ? GD_TR("Open")
		: has_rows(d)            ? GD_TR("Come in")
					 : GD_TR("People"),
		0 };
	if (d->kind == KIND_LOCKED && !ui->opt->fixed)
		out[n++] =
		    (struct gd_hint){ GD_A_PEOPLE, GD_TR("Other person"), 0 };
	out[n++] = (struct gd_hint){ GD_A_LANG, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK,
		d->only || d->kind == KIND_LOCKED ? GD_TR("Leave") : NULL, 0 };
	return n;
}

static void
door_free(struct screen *s)
{
	struct door *d = (struct door *)s;

	for (int i = 0; i < NROWS; i++)
		gd_secret_free(d->secret[i]);
	gd_edit_release(&d->who);
	free(d);
}

static const struct screen_ops door_ops = {
	.name = "door",
	.place = GD_AT_DOOR,
	.paint = paint,
	.key = door_key,
	.act = door_act,
	.hints = door_hints,
	.free = door_free,
};

/* ---- the three doors ------------------------------------------------------ */

void
scr_door(struct ui *ui, const char *login, bool typed, bool only)
{
	struct door *d = door_new(ui, KIND_IN, only);

	gd_edit_set(&d->who, login);
	d->typed = typed;
	ask_for(d, typed, typed || *login, false);
	if (typed && *login)
		d->at = ROW_PASSWORD;
	ui_push(ui, &d->screen);
}

void
scr_passwd(struct ui *ui, bool only)
{
	bool old = gd_app_password_state(*ui->app, gd_app_login(*ui->app)) !=
		   GD_PASSWORD_NONE;
	struct gd_err err = GD_ERR_INIT;
	struct door *d;

	if (!old && gd_app_may_enrol(*ui->app, &err) != GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	d = door_new(ui, KIND_PASSWD, only);
	ask_for(d, false, old, true);
	ui_push(ui, &d->screen);
}

/* Is nobody in yet, or the screen locked already? */
static bool
is_shut(const struct ui *ui)
{
	for (const struct screen *s = ui->top; s; s = s->below)
		if (is_door(s) &&
		    (((const struct door *)s)->only ||
			((const struct door *)s)->kind == KIND_LOCKED))
			return true;
	return false;
}

static bool
is_calm(const struct ui *ui)
{
	const struct door *d = (const struct door *)ui->top;

	return is_door(ui->top) && (d->only || d->kind == KIND_LOCKED);
}

/* What was typed at a door and left there. */
static void
calm_down(struct ui *ui)
{
	struct door *d = (struct door *)ui->top;

	if (!is_door(ui->top))
		return;
	wipe(d);
	if (d->kind == KIND_IN && d->ask[ROW_NEW])
		ask_for(d, d->typed, true, false);
}

void
scr_lock(struct ui *ui)
{
	bool shut = is_shut(ui);
	struct door *d;

	if (!*ui->app)
		return;
	gd_app_lock(*ui->app);
	/* what lies over a locked screen belongs to nobody */
	while (is_door(ui->top) ? !is_calm(ui) : shut && ui->top->below)
		ui_close(ui, ui->top);
	if (shut) {
		calm_down(ui);
		return;
	}
	scr_form_wipe_all(ui);
	scr_form_keep_all(ui);
	drafts_save(ui);
	d = door_new(ui, KIND_LOCKED, false);
	d->since_ms = gd_app_now(*ui->app);
	ask_for(d, false,
	    gd_app_password_state(*ui->app, gd_app_login(*ui->app)) !=
		GD_PASSWORD_NONE,
	    false);
	ui_push(ui, &d->screen);
}
