/* tui/forms/form.c - the form widget: values, checks, drafts.
 *
 * A field is checked when it is left, never while it is typed in; whether the
 * whole may be done is for the app to say.  Esc keeps what was entered.
 */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/secret.h"
#include "base/text.h"

#include "form_screen_priv.h"
#include "lines_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

struct form *
form_new(const struct form_spec *spec)
{
	struct form *f = gd_alloc(1, sizeof *f);

	f->spec = *spec;
	f->spec.title = gd_arena_str(&f->arena, spec->title);
	f->spec.head = gd_arena_str(&f->arena, spec->head);
	f->spec.draft = gd_arena_str(&f->arena, spec->draft);
	f->entered = -1;
	form_screen_init(f);
	return f;
}

void
form_free(struct form *f)
{
	if (f->spec.drop)
		f->spec.drop(f->spec.payload);
	for (int i = 0; i < f->n; i++) {
		gd_edit_release(&f->at[i]->edit);
		gd_str_release(&f->at[i]->aside);
		gd_str_release(&f->at[i]->pasted);
		gd_secret_free(f->at[i]->secret);
	}
	free(f->at);
	form_typed_free(f);
	gd_arena_release(&f->arena);
	free(f);
}

struct gd_arena *
form_arena(struct form *f)
{
	return &f->arena;
}

const char *
form_draft(const struct form *f)
{
	return f->spec.draft ? f->spec.draft : "";
}

int
form_count(const struct form *f)
{
	return f->n;
}

struct input *
form_at(struct form *f, int i)
{
	return i >= 0 && i < f->n ? f->at[i] : NULL;
}

struct input *
form_find(struct form *f, const char *id)
{
	for (int i = 0; i < f->n; i++)
		if (strcmp(f->at[i]->id, id) == 0)
			return f->at[i];
	return NULL;
}

static struct gd_name
copy_name(struct gd_arena *arena, const struct gd_name *name)
{
	return (struct gd_name){ gd_arena_str(arena, name->id),
		gd_arena_str(arena, name->zh), gd_arena_str(arena, name->en) };
}

struct input *
form_add(struct form *f, const struct input *like, const char *value)
{
	struct input *in = gd_arena_alloc(&f->arena, 1, sizeof *in);
	struct gd_name *choices;
	size_t n = like->nchoices > 0 ? (size_t)like->nchoices : 1;

	f->at = gd_grow(f->at, &f->room, (size_t)f->n + 1, sizeof *f->at);
	f->at[f->n++] = in;
	*in = *like;
	in->id = gd_arena_str(&f->arena, like->id);
	in->name = copy_name(&f->arena, &like->name);
	in->unit = gd_arena_str(&f->arena, like->unit);
	in->unit_zh = gd_arena_str(&f->arena, like->unit_zh);
	choices = gd_arena_alloc(&f->arena, n, sizeof *choices);
	for (int i = 0; i < like->nchoices; i++)
		choices[i] = copy_name(&f->arena, &like->choices[i]);
	in->choices = choices;
	in->ticked = gd_arena_alloc(&f->arena, n, sizeof *in->ticked);
	in->chosen = -1;
	in->aside = in->pasted = (struct gd_str)GD_STR_INIT;
	in->was = in->key = NULL;
	in->of = NULL;
	in->secret = NULL;
	if (in->kind == IN_SECRET)
		in->secret = gd_secret_alloc(GD_PASSWORD_BYTES);
	gd_edit_init(&in->edit, 2000);
	form_set(f, in, value ? value : "");
	in->first = gd_arena_str(&f->arena, form_value(f, in));
	return in;
}

/* ---- values ------------------------------------------------------------- */

static int
choice_of(const struct input *in, const char *id, size_t len)
{
	for (int i = 0; i < in->nchoices; i++)
		if (strlen(in->choices[i].id) == len &&
		    memcmp(in->choices[i].id, id, len) == 0)
			return i;
	return -1;
}

void
form_set(struct form *f, struct input *in, const char *value)
{
	f->sets++;
	in->error = (struct gd_err)GD_ERR_INIT; /* it was of what stood there */
	if (in->kind == IN_SECRET) {            /* only ever emptied */
		gd_secret_wipe(in->secret, GD_PASSWORD_BYTES);
		return;
	}
	if (in->kind == IN_CHOICE) {
		in->chosen = choice_of(in, value, strlen(value));
		return;
	}
	if (in->kind == IN_CHANGES) {
		form_parts_set(f, in, value);
		return;
	}
	if (in->kind == IN_LINES) { /* tabs and rows are kept */
		gd_str_reset(&in->edit.text);
		gd_str_add(&in->edit.text, value);
		return;
	}
	if (in->kind != IN_MANY) {
		gd_edit_set(&in->edit, value);
		return;
	}
	for (int i = 0; i < in->nchoices; i++)
		in->ticked[i] = false;
	while (*value) {
		size_t len = strcspn(value, ",");
		int i = choice_of(in, value, len);

		if (i >= 0)
			in->ticked[i] = true;
		value += len + (value[len] == ',');
	}
}

const char *
form_value(struct form *f, struct input *in)
{
	struct gd_str ids = GD_STR_INIT;
	const char *value;

	if (in->kind == IN_BUTTON)
		return "";
	if (in->kind == IN_SECRET)
		return in->secret;
	if (in->kind == IN_CHANGES)
		return form_parts_value(f, in);
	if (in->kind == IN_LINES && in->pasted.len > 0) {
		lines_paste(in->pasted.text, &in->edit.text);
		gd_str_reset(&in->pasted);
	}
	if (in->kind == IN_CHOICE)
		return in->chosen >= 0 ? in->choices[in->chosen].id : "";
	if (in->kind != IN_MANY)
		return in->edit.text.text;
	for (int i = 0; i < in->nchoices; i++)
		if (in->ticked[i])
			gd_str_addf(&ids, "%s%s", ids.len ? "," : "",
			    in->choices[i].id);
	value = gd_arena_str(&f->arena, ids.text);
	gd_str_release(&ids);
	return value;
}

const char *
form_text(struct form *f, const char *id)
{
	struct input *in = form_find(f, id);

	return in ? form_value(f, in) : "";
}

bool
form_changed(struct form *f, struct input *in)
{
	return strcmp(form_value(f, in), in->first) != 0;
}

bool
form_torn_at(struct form *f, struct input *in)
{
	return in->was && form_changed(f, in);
}

bool
form_torn(struct form *f)
{
	for (int i = 0; i < f->n; i++)
		if (form_torn_at(f, f->at[i]))
			return true;
	return false;
}

void
form_error(struct form *f, struct input *in, const struct gd_err *err)
{
	in->error = *err;
	for (int i = 0; i < f->n; i++)
		if (f->at[i] == in)
			f->focus = i;
}

/* ---- checks of form only ------------------------------------------------ */

static bool
is_number(const char *s)
{
	int digits = 0;

	if (*s == '-')
		s++;
	for (; *s; s++) {
		if (*s >= '0' && *s <= '9')
			digits++;
		else if (*s != '.' && *s != ',')
			return false;
	}
	return digits > 0;
}

/* Full-width digits and signs count as their narrow forms. */
static void
narrow(struct input *in)
{
	struct gd_str s = GD_STR_INIT;
	const char *p = in->edit.text.text;
	uint32_t cp;
	size_t n;

	while ((n = gd_utf8_next(p, &cp)) > 0) {
		char buf[8];

		cp = gd_fold_width(cp);
		p += n;
		/* the comma of thousands */
		if (cp == ',' && in->kind == IN_NUMBER &&
		    strspn(p, "0123456789") == 3)
			continue;
		gd_str_addn(&s, buf, gd_utf8_put(cp, buf));
	}
	gd_edit_set(&in->edit, s.text);
	gd_str_release(&s);
}

static enum gd_code
check_date(struct ui *ui, struct input *in)
{
	char text[GD_DAY_HOUR_TEXT];
	int32_t today = *ui->app ? gd_app_today(*ui->app) : 0;
	int minute = -1;
	int32_t day = in->clock
			  ? gd_day_read_hour(in->edit.text.text, today, &minute)
			  : gd_day_read(in->edit.text.text, today);

	if (day == GD_NO_DAY)
		return gd_fail(&in->error, GD_USAGE,
		    in->clock ? GD_M_TUI_DATE_HOUR : GD_M_TUI_DATE,
		    GD_T(in->edit.text.text));
	gd_edit_set(&in->edit, gd_day_hour_text(day, minute, text));
	return GD_OK;
}

bool
form_check(struct ui *ui, struct form *f, struct input *in)
{
	in->error = (struct gd_err)GD_ERR_INIT;
	if (in->kind == IN_BUTTON || !*form_value(f, in))
		return true;
	if (in->kind == IN_DATE)
		return check_date(ui, in) == GD_OK;
	if (in->kind == IN_NUMBER || in->kind == IN_MONEY)
		narrow(in);
	if (in->kind == IN_NUMBER && !is_number(in->edit.text.text))
		return gd_fail(&in->error, GD_USAGE, GD_M_TUI_NUMBER,
			   GD_T(in->edit.text.text), GD_T("48200.5")) == GD_OK;
	if (in->kind == IN_MONEY &&
	    !(in->edit.text.text[0] >= '0' && in->edit.text.text[0] <= '9'))
		return gd_fail(&in->error, GD_USAGE, GD_M_TUI_MONEY,
			   GD_T(in->edit.text.text)) == GD_OK;
	return true;
}

/* Check all; the first fault gets the cursor. @return how many */
static int
check_all(struct ui *ui, struct form *f)
{
	int faults = 0;

	for (int i = 0; i < f->n; i++) {
		struct input *in = f->at[i];
		bool good = form_check(ui, f, in);

		if (good && in->required && !*form_value(f, in)) {
			(void)gd_fail(&in->error, GD_USAGE, GD_M_TUI_REQUIRED);
			good = false;
		}
		if (good)
			continue;
		if (faults++ == 0)
			f->focus = i;
	}
	return faults;
}

void
form_submit(struct ui *ui, struct form *f)
{
	int faults = check_all(ui, f);

	if (faults > 0) {
		ui_say(ui, "{1} to put right before this can be done", 1,
		    (const struct gd_arg[]){ gd_arg_int(faults) });
		ui->bad = true;
		return;
	}
	if (f->spec.submit(ui, f, f->spec.payload)) {
		form_forget(ui, f);
		drafts_save(ui); /* what is done is not offered again */
		ui_close(ui, &f->screen);
	}
}

void
form_focus(struct form *f, const char *id)
{
	for (int i = 0; i < f->n; i++)
		if (strcmp(f->at[i]->id, id) == 0)
			f->focus = i;
}

void
form_open(struct ui *ui, struct form *f)
{
	bool own = false;

	for (int i = 0; i < f->n; i++)
		own |= f->at[i]->kind != IN_BUTTON && !f->at[i]->extra;
	for (int i = 0; i < f->n && !own; i++)
		if (f->at[i]->kind == IN_BUTTON)
			f->focus = i;
	form_restore(ui, f);
	ui_push(ui, &f->screen);
}

void
scr_form_wipe_all(struct ui *ui)
{
	for (struct screen *s = ui->top; s; s = s->below) {
		struct form *f = (struct form *)s;

		for (int i = 0; form_is(s) && i < f->n; i++)
			if (f->at[i]->kind == IN_SECRET)
				form_set(f, f->at[i], "");
	}
}
