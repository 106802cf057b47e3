/* tui/forms/form_choose.c - F3 in a form, or a letter where a choice stands:
 * the list of a field, narrowed by what is typed. */
#include <stdlib.h>
#include <string.h>

#include "form_screen_priv.h"
#include "lines_priv.h"
#include "../help/palette_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

struct choosing {
	struct form *form;
	struct input *in;
};

static void
chosen(struct ui *ui, void *payload, int i, const bool *ticked)
{
	struct choosing *c = payload;

	(void)ui;
	form_typed_begin(c->form);
	for (int k = 0; c->in->kind == IN_MANY && k < c->in->nchoices; k++)
		c->in->ticked[k] = ticked[k];
	if (c->in->kind == IN_CHOICE)
		c->in->chosen = i;
	c->in->error = (struct gd_err)GD_ERR_INIT;
	form_typed_end(c->form, &(struct gd_key){ .code = GD_KEY_ENTER });
}

/* All a choice is found by: id, both names, pinyin initials, also those a
 * customer was given where a character has several readings. */
static const char *
also_of(struct ui *ui, const struct gd_name *name, struct gd_arena *arena)
{
	const struct gd_customer *c =
	    *ui->app ? gd_row_find(gd_app_office(*ui->app), GD_OFF_CUSTOMER,
			   &(struct gd_customer){ .code = name->id })
		     : NULL;

	return gd_arena_printf(arena, "%s %s %s", name->id,
	    found_by(arena, name->zh ? name->zh : "", name->en ? name->en : ""),
	    c ? c->pinyin : "");
}

/* Where a customer is missing, he is entered in the same form. */
static const char *
none_of(const struct input *in)
{
	return strcmp(in->id, "#customer") == 0
		   ? GD_TR("No customer has this in its name, code or pinyin "
			   "initials. Esc closes; a new one is entered below, "
			   "under New customer.")
		   : NULL;
}

static void
again(struct ui *ui, void *payload)
{
	form_choose(ui, ((const struct choosing *)payload)->form);
}

/* F3: the choices as a list. */
void
form_choose(struct ui *ui, struct form *f)
{
	struct input *in = form_at(f, f->focus);
	struct gd_arena arena = GD_ARENA_INIT;
	struct scr_item *items;
	struct choosing *c;

	if (f->spec.choose && f->spec.choose(ui, f, in, f->spec.payload))
		return;
	if (in->kind == IN_LINES) {
		scr_lines(ui, f, in);
		return;
	}
	if (in->kind != IN_CHOICE && in->kind != IN_MANY) {
		ui_say(ui, "There is no list for this field; type it", 0, NULL);
		return;
	}
	items = gd_alloc((size_t)in->nchoices + 1, sizeof *items);
	for (int i = 0; i < in->nchoices; i++) {
		items[i].label = ui_name(ui, &in->choices[i]);
		items[i].also = also_of(ui, &in->choices[i], &arena);
		items[i].ticked = in->ticked[i];
	}
	c = gd_alloc(1, sizeof *c);
	*c = (struct choosing){ f, in };
	scr_pick(ui, &(struct scr_pick){
			 .title = ui_name(ui, &in->name),
			 .items = items,
			 .n = in->nchoices,
			 .at = in->chosen > 0 ? in->chosen : 0,
			 .multi = in->kind == IN_MANY,
			 .none = none_of(in),
			 .then = chosen,
			 .again = again,
			 .payload = c,
			 .drop = free,
		     });
	free(items);
	gd_arena_release(&arena);
}

bool
form_choose_typed(struct ui *ui, struct form *f, const struct gd_key *key)
{
	const struct input *in = form_at(f, f->focus);

	if ((in->kind != IN_CHOICE && in->kind != IN_MANY &&
		in->kind != IN_CHANGES) ||
	    key->pasted || key->code <= GD_KEY_SPACE ||
	    key->code == GD_KEY_BACKSPACE || key->code >= GD_KEY_BASE)
		return false;
	form_choose(ui, f);
	if (ui->top != &f->screen && ui->top->ops->key)
		ui->top->ops->key(ui, ui->top, key);
	return true;
}
