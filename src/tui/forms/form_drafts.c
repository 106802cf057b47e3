/* tui/forms/form_drafts.c - what was entered in a form and not saved: kept
 * when it is left, back when it is opened again. The file they lie in:
 * drafts.c. */
#include <string.h>

#include "form_screen_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define WAS "#was" /* in a draft: what stood in its fields at first */

static bool
any_change(struct form *f)
{
	for (int i = 0; i < f->n; i++)
		if (f->at[i]->kind != IN_SECRET && !f->at[i]->looks &&
		    form_changed(f, f->at[i]))
			return true;
	return false;
}

/* Is another form with this draft open in this window? */
static bool
is_open_here(struct ui *ui, const struct form *f)
{
	for (struct screen *s = ui->top; s; s = s->below) {
		const struct form *other = (const struct form *)s;

		if (form_is(s) && other != f && other->spec.draft &&
		    strcmp(other->spec.draft, f->spec.draft) == 0)
			return true;
	}
	return false;
}

/* A draft belongs to the window it is typed in: where another one has this
 * form open, what is typed here is kept beside it. @return true: so it is */
static bool
keep_apart(struct ui *ui, struct form *f)
{
	bool here = is_open_here(ui, f);

	drafts_sync(ui);
	if (!here &&
	    !drafts_elsewhere(ui, json_object_get(ui->drafts, f->spec.draft)))
		return false;
	f->spec.draft = gd_arena_str(&f->arena,
	    drafts_own_key(ui, f->spec.draft, ++ui->forms_apart));
	return true;
}

/* What is typed is taken back to what stood there: then the draft of this form
 * goes too. */
static bool
keep(struct ui *ui, struct form *f, bool open)
{
	json_t *draft, *was;

	if (!f->spec.draft)
		return false;
	if (!any_change(f)) {
		if (f->kept)
			form_forget(ui, f);
		return false;
	}
	if (!f->kept) /* the first time */
		(void)keep_apart(ui, f);
	draft = json_object();
	was = json_object();
	for (int i = 0; i < f->n; i++) {
		struct input *in = f->at[i];

		if (in->kind == IN_SECRET || in->of || !form_changed(f, in))
			continue; /* stands there as it is by then */
		json_object_set_new(draft, in->id,
		    json_string(form_value(f, in)));
		json_object_set_new(was, in->id,
		    json_string(in->was ? in->was : in->first));
	}
	json_object_set_new(draft, WAS, was);
	drafts_mark_open(ui, draft, open);
	if (!ui->drafts)
		ui->drafts = json_object();
	json_object_set_new(ui->drafts, f->spec.draft, draft);
	f->kept = true;
	return true;
}

bool
form_keep(struct ui *ui, struct form *f)
{
	ui->keep = true;
	return keep(ui, f, false);
}

/* With the lines that were open in it. */
void
form_forget(struct ui *ui, struct form *f)
{
	const char *id;
	json_t *draft;
	void *next;

	f->kept = false;
	if (!ui->drafts || !f->spec.draft)
		return;
	json_object_del(ui->drafts, f->spec.draft);
	json_object_foreach_safe(ui->drafts, next, id, draft)
	{
		size_t len = strlen(f->spec.draft);

		if (strncmp(id, f->spec.draft, len) == 0 &&
		    strncmp(id + len, " line ", 6) == 0)
			json_object_del(ui->drafts, id);
	}
}

/* Somebody wrote something else into this field while the draft lay there:
 * what stood in it before; NULL: nobody did. */
static const char *
overtaken(const json_t *draft, const struct input *in, const char *value)
{
	const char *was = json_string_value(
	    json_object_get(json_object_get(draft, WAS), in->id));

	return was && strcmp(was, in->first) != 0 &&
		       strcmp(value, in->first) != 0
		   ? was
		   : NULL;
}

/* What was left behind the last time stands there again. */
void
form_restore(struct ui *ui, struct form *f)
{
	struct gd_str others = GD_STR_INIT;
	json_t *value, *draft = NULL;
	const char *key = f->spec.draft, *id;
	bool apart = key && keep_apart(ui, f);

	if (apart)
		ui_say(ui,
		    GD_TR("This form is open in another window of yours; what "
			  "is typed there stays there"),
		    0, NULL);
	if (key && ui->drafts && !json_object_get(ui->drafts, f->spec.draft))
		(void)drafts_adopt(ui, key, f->spec.draft);
	if (key && ui->drafts)
		draft = json_object_get(ui->drafts, f->spec.draft);

	json_object_foreach(draft, id, value)
	{
		struct input *in = form_find(f, id);
		const char *text = json_string_value(value);

		if (!in || !text)
			continue;
		in->was = gd_arena_str(&f->arena, overtaken(draft, in, text));
		if (in->was)
			gd_str_addf(&others, "%s%s %s", others.len ? ", " : "",
			    ui_name(ui, &in->name), in->first);
		form_set(f, in, text);
	}
	f->kept = draft != NULL;
	if (others.len > 0)
		ui_say(ui,
		    GD_TR("What you had entered is back; meanwhile others "
			  "changed: {1}"),
		    1, (const struct gd_arg[]){ gd_arg_text(others.text) });
	else if (draft)
		ui_say(ui, "What you had entered here before is back", 0, NULL);
	if (others.len > 0)
		ui->bad = true;
	gd_str_release(&others);
}

void
scr_form_keep_all(struct ui *ui)
{
	for (struct screen *s = ui->top; s; s = s->below)
		if (form_is(s))
			keep(ui, (struct form *)s, true);
}
