/* tui/forms/form_screen.c - which keys a form knows. How it looks:
 * form_paint.c; its values and checks: form.c; lists: form_choose.c; drafts:
 * form_drafts.c. */
#include <stdlib.h>
#include <string.h>

#include "base/secret.h"
#include "base/text.h"

#include "form_screen_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

/* ---- keys --------------------------------------------------------------- */

static void
move(struct ui *ui, struct form *f, int by)
{
	int to = f->focus + by;

	form_check(ui, f, f->at[f->focus]);
	ui->keep = true;
	f->focus = to < 0 ? 0 : to >= f->n ? f->n - 1 : to;
}

static void
cycle(struct input *in, int by)
{
	int n = in->nchoices;

	if (n > 0)
		in->chosen = in->chosen < 0 ? (by > 0 ? 0 : n - 1)
					    : (in->chosen + by + n) % n;
	in->error = (struct gd_err)GD_ERR_INIT;
}

/* A password grows and shrinks at its end alone, and never moves in memory. */
bool
form_secret_key(char *secret, const struct gd_key *key)
{
	size_t n = strlen(secret);
	char buf[8];

	if (key->code == GD_KEY_CTRL('U') || key->code == GD_KEY_DELETE) {
		gd_secret_wipe(secret, GD_PASSWORD_BYTES);
	} else if (key->code == GD_KEY_BACKSPACE) {
		while (n > 0 && ((unsigned char)secret[n - 1] & 0xC0) == 0x80)
			secret[--n] = '\0';
		if (n > 0)
			secret[n - 1] = '\0';
	} else if (key->code >= ' ' && key->code < GD_KEY_BASE &&
		   n + 5 < GD_PASSWORD_BYTES) {
		size_t len = gd_utf8_put(key->code, buf);

		memcpy(secret + n, buf, len);
		gd_secret_wipe(buf, sizeof buf);
	} else {
		return key->pasted;
	}
	return true;
}

static bool
field_key(struct ui *ui, struct form *f, struct input *in,
    const struct gd_key *key)
{
	if (form_choose_typed(ui, f, key))
		return true;
	if (in->kind == IN_CHOICE && !key->pasted &&
	    (key->code == GD_KEY_LEFT || key->code == GD_KEY_RIGHT)) {
		cycle(in, key->code == GD_KEY_RIGHT ? 1 : -1);
		return true;
	}
	if (in->kind == IN_CHOICE && key->code == GD_KEY_DELETE) {
		in->chosen = -1;
		return true;
	}
	if (in->kind == IN_LINES && key->pasted) {
		char buf[8];

		if (key->code < GD_KEY_BASE)
			gd_str_addn(&in->pasted, buf,
			    gd_utf8_put(key->code, buf));
		return true;
	}
	if (in->kind == IN_CHOICE || in->kind == IN_MANY ||
	    in->kind == IN_BUTTON || in->kind == IN_LINES ||
	    in->kind == IN_CHANGES)
		return key->pasted;
	if (in->kind == IN_SECRET) {
		in->error = (struct gd_err)GD_ERR_INIT;
		return form_secret_key(in->secret, key);
	}
	if (!gd_edit_key(&in->edit, key))
		return false;
	in->error = (struct gd_err)GD_ERR_INIT;
	return true;
}

static bool
form_key(struct ui *ui, struct screen *s, const struct gd_key *key)
{
	struct form *f = (struct form *)s;
	struct input *in = form_at(f, f->focus);
	bool taken;

	if (!in)
		return false;
	f->armed |= key->code != GD_KEY_ENTER;
	form_enter(f);
	form_typed_begin(f);
	taken = field_key(ui, f, in, key);
	form_typed_end(f, key);
	return taken;
}

void
form_enter(struct form *f)
{
	struct input *in = form_at(f, f->focus);

	if (f->entered == f->focus)
		return;
	f->entered = f->focus;
	if (in && in->kind <= IN_MONEY && !form_changed(f, in))
		gd_edit_choose(&in->edit);
}

/* Enter goes to the next field; over those that are seldom used to the button,
 * which stands below them. */
static int
next_of(struct form *f)
{
	int to = f->focus + 1;

	while (!f->at[f->focus]->extra && to < f->n - 1 && f->at[to]->extra)
		to++;
	return to - f->focus;
}

static void
accept(struct ui *ui, struct form *f)
{
	struct input *in = form_at(f, f->focus);

	if (!in || in->kind == IN_BUTTON || in->kind == IN_SECRET ||
	    f->focus == f->n - 1)
		form_submit(ui, f);
	else if (in->kind == IN_CHANGES && !*form_value(f, in) &&
		 form_parts(f, in) == 0)
		form_choose(ui, f); /* it cannot stay empty */
	else
		move(ui, f, next_of(f));
}

static bool
form_act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct form *f = (struct form *)s;
	struct input *in = form_at(f, f->focus);

	switch (action) {
	case GD_A_ACCEPT:
		f->bare = !f->armed;
		f->armed = false;
		accept(ui, f);
		f->bare = false;
		return true;
	case GD_A_SAVE:
		form_submit(ui, f);
		return true;
	case GD_A_UP:
	case GD_A_PREV_FIELD:
		move(ui, f, -1);
		return true;
	case GD_A_DOWN:
	case GD_A_NEXT_FIELD:
		move(ui, f, 1);
		return true;
	case GD_A_PAGE_UP:
		if (!form_head_turn(f, -1))
			move(ui, f, -8);
		return true;
	case GD_A_PAGE_DOWN:
		if (!form_head_turn(f, 1))
			move(ui, f, 8);
		return true;
	case GD_A_CHOOSE:
		form_choose(ui, f);
		return true;
	case GD_A_UNTYPE:
		form_untype(ui, f);
		return true;
	case GD_A_TOGGLE:
		form_typed_begin(f);
		if (in && in->kind == IN_CHOICE)
			cycle(in, 1);
		form_typed_end(f, &(struct gd_key){ .code = ' ' });
		if (in && in->kind == IN_CHOICE)
			return true;
		if (in && (in->kind == IN_MANY || in->kind == IN_LINES ||
			      in->kind == IN_CHANGES))
			form_choose(ui, f);
		else /* a key that ticks elsewhere sends no paper out */
			ui_say(ui, GD_TR("Enter does it, no blank"), 0, NULL);
		return true;
	case GD_A_DAY: /* from the list of actions: the screen goes */
	case GD_A_ORDERS:
		(void)form_keep(ui, f);
		return false;
	case GD_A_BACK:
	case GD_A_CANCEL:
		if (form_keep(ui, f))
			ui_say(ui, "What you entered is kept as a draft", 0,
			    NULL);
		ui_close(ui, s);
		return true;
	default:
		return false;
	}
}

static void
form_screen_free(struct screen *s)
{
	form_free((struct form *)s);
}

static const struct screen_ops form_ops = {
	.name = "form",
	.place = GD_AT_FORM,
	.paint = form_paint,
	.key = form_key,
	.act = form_act,
	.hints = form_hints,
	.free = form_screen_free,
};

void
form_screen_init(struct form *f)
{
	f->screen.ops = &form_ops;
}

bool
form_is(const struct screen *s)
{
	return s->ops == &form_ops;
}
