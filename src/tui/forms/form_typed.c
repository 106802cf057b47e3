/* tui/forms/form_typed.c - what was typed in a form is taken back (Ctrl-Z),
 * step by step, in whatever field it was; and a field is clicked.
 *
 * A step is a run of letters up to a blank, a paste, a choice.  Passwords are
 * not kept, so they are not taken back.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "form_screen_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define MOST 200 /* steps; the oldest go */

struct typed {
	struct input *in;
	char *before; /* owned */
	size_t caret;
	bool run; /* more letters may join it */
};

struct form_typed {
	struct typed at[MOST];
	int n;
	struct input *in; /* of the key that is being handled */
	char *before;     /* owned */
	size_t caret;
};

static void
drop(struct form_typed *t, int i)
{
	free(t->at[i].before);
	memmove(&t->at[i], &t->at[i + 1],
	    (size_t)(--t->n - i) * sizeof t->at[0]);
}

void
form_typed_free(struct form *f)
{
	while (f->typed && f->typed->n > 0)
		drop(f->typed, f->typed->n - 1);
	if (f->typed)
		free(f->typed->before);
	free(f->typed);
	f->typed = NULL;
}

void
form_typed_begin(struct form *f)
{
	struct input *in = form_at(f, f->focus);

	if (!f->typed)
		f->typed = gd_alloc(1, sizeof *f->typed);
	free(f->typed->before);
	f->typed->before = NULL;
	f->typed->in = in;
	if (!in || in->kind == IN_SECRET || in->kind == IN_BUTTON)
		return;
	f->typed->before =
	    gd_strdup(in->pasted.len ? in->edit.text.text : form_value(f, in));
	f->typed->caret = in->edit.caret;
}

/* Does this key go on with the run that the last step is? */
static bool
joins(const struct form_typed *t, const struct gd_key *key)
{
	const struct typed *last = t->n > 0 ? &t->at[t->n - 1] : NULL;

	return last && last->in == t->in && last->run &&
	       (key->pasted || (key->code > ' ' && key->code < GD_KEY_BASE &&
				   key->code != GD_KEY_BACKSPACE));
}

void
form_typed_end(struct form *f, const struct gd_key *key)
{
	struct form_typed *t = f->typed;
	bool letter = key->code >= ' ' && key->code < GD_KEY_BASE &&
		      key->code != GD_KEY_BACKSPACE;
	bool changed;

	if (!t || !t->before)
		return;
	changed = t->in->pasted.len > 0 ||
		  strcmp(t->before, form_value(f, t->in)) != 0;
	if (changed && !joins(t, key)) {
		if (t->n == MOST)
			drop(t, 0);
		t->at[t->n++] = (struct typed){ .in = t->in,
			.before = t->before,
			.caret = t->caret,
			.run = letter || key->pasted };
		t->before = NULL;
	} else if (!changed && t->n > 0) { /* the caret went elsewhere */
		t->at[t->n - 1].run = false;
	}
	free(t->before);
	t->before = NULL;
}

void
form_untype(struct ui *ui, struct form *f)
{
	struct form_typed *t = f->typed;
	struct typed *last;

	if (!t || t->n == 0) {
		ui_say(ui,
		    GD_TR("Nothing was typed here that could be taken back"), 0,
		    NULL);
		return;
	}
	last = &t->at[t->n - 1];
	for (int i = 0; i < f->n; i++)
		if (f->at[i] == last->in)
			f->focus = i;
	gd_str_reset(&last->in->pasted);
	last->in->error = (struct gd_err)GD_ERR_INIT;
	form_set(f, last->in, last->before);
	if (last->caret <= last->in->edit.text.len)
		last->in->edit.caret = last->caret;
	drop(t, t->n - 1);
	ui->keep = true;
}

/* ---- the mouse ------------------------------------------------------------- */

static void
to_field(struct ui *ui, struct screen *s, int i)
{
	struct form *f = (struct form *)s;

	f->armed = true;
	if (i == f->focus || i >= f->n)
		return;
	form_check(ui, f, f->at[f->focus]); /* as when it is left by a key */
	ui->keep = true;
	f->focus = i;
}

void
form_zone(struct ui *ui, struct form *f, int i, int row)
{
	enum input_kind kind = f->at[i]->kind;

	zone_go(ui, row + (kind == IN_BUTTON), 0, 1, ui->grid.cols, to_field, i,
	    kind == IN_BUTTON ? GD_KEY_ENTER
	    : kind == IN_CHOICE || kind == IN_MANY || kind == IN_LINES ||
		    kind == IN_CHANGES
		? GD_KEY_F(3)
		: 0);
}
