/* tui/changes.c - F3 on the changes of a notice: which paper, which field of
 * it, what it shall say.  Writes the line the notice keeps. */
#include <stdlib.h>
#include <string.h>

#include "act_inputs_priv.h"
#include "scr_priv.h"

#include "base/banned.h"

/* What was chosen so far. */
struct change {
	struct form *form; /* the notice's, below */
	struct input *in;
	const struct gd_order_page *page;
	int paper, field; /* field -1: the paper as a whole */
	int papers[64], n;
};

static struct change *
copy(const struct change *c)
{
	struct change *out = gd_alloc(1, sizeof *out);

	*out = *c;
	return out;
}

static void
append(const struct change *c, const char *value)
{
	const struct gd_workflow *wf = c->page->wf;
	const char *now = form_value(c->form, c->in);
	const char *paper = wf->papers[c->paper].name.id;
	const char *sep = *now ? "; " : "";
	const char *line;

	if (c->field < 0) {
		line = gd_arena_printf(form_arena(c->form), "%s%s%s", now, sep,
		    paper);
	} else {
		const struct gd_field_def *fd = &wf->fields[c->field];
		const char *old =
		    gd_field(&c->page->order, fd->name.id, fd->per_lot ? 1 : 0);

		line =
		    gd_arena_printf(form_arena(c->form), "%s%s%s.%s: %s -> %s",
			now, sep, paper, fd->name.id, old, value);
	}
	form_set(c->form, c->in, line);
}

static bool
submit(struct ui *ui, struct form *f, void *payload)
{
	struct change *c = payload;

	(void)ui;
	append(c, form_value(f, form_at(f, 0)));
	return true;
}

static void
ask_value(struct ui *ui, const struct change *c)
{
	const struct gd_workflow *wf = c->page->wf;
	const struct gd_field_def *fd = &wf->fields[c->field];
	struct form *f = form_new(&(struct form_spec){
	    .title =
		ui_fmt(ui, "%s: %s", ui_name(ui, &wf->papers[c->paper].name),
		    ui_name(ui, &fd->name)),
	    .head = tr(ui, "What shall it say from now on?"),
	    .submit = submit,
	    .payload = copy(c),
	    .drop = free,
	});

	act_field_add(f, wf, fd, true,
	    gd_field(&c->page->order, fd->name.id, fd->per_lot ? 1 : 0));
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = GD_TR("Take") } },
	    "");
	form_open(ui, f);
}

static void
field_chosen(struct ui *ui, void *payload, int chosen, const bool *ticked)
{
	struct change *c = payload;
	const struct gd_list *fields = &c->page->wf->papers[c->paper].fields;

	(void)ticked;
	c->field = chosen < fields->n ? fields->at[chosen] : -1;
	if (c->field < 0)
		append(c, "");
	else
		ask_value(ui, c);
}

static void ask_field(struct ui *ui, const struct change *c);

static void
field_again(struct ui *ui, void *payload)
{
	ask_field(ui, payload);
}

static void
paper_again(struct ui *ui, void *payload)
{
	const struct change *c = payload;

	(void)changes_choose(ui, c->form, c->in, c->page);
}

static void
ask_field(struct ui *ui, const struct change *c)
{
	const struct gd_workflow *wf = c->page->wf;
	const struct gd_paper_def *paper = &wf->papers[c->paper];
	size_t n = (size_t)paper->fields.n + 1;
	struct scr_item *items = gd_alloc(n, sizeof *items);

	for (int i = 0; i < paper->fields.n; i++) {
		const struct gd_field_def *fd =
		    &wf->fields[paper->fields.at[i]];

		items[i].label = ui_name(ui, &fd->name);
		items[i].note =
		    gd_field(&c->page->order, fd->name.id, fd->per_lot ? 1 : 0);
		items[i].also = fd->name.id;
	}
	items[n - 1].label = tr(ui, "the paper as a whole");
	scr_pick(ui, &(struct scr_pick){
			 .title = ui_name(ui, &paper->name),
			 .items = items,
			 .n = (int)n,
			 .then = field_chosen,
			 .again = field_again,
			 .payload = copy(c),
			 .drop = free,
		     });
	free(items);
}

static void
paper_chosen(struct ui *ui, void *payload, int chosen, const bool *ticked)
{
	struct change *c = payload;

	(void)ticked;
	if (chosen < 0 || chosen >= c->n)
		return;
	c->paper = c->papers[chosen];
	ask_field(ui, c);
}

bool
changes_choose(struct ui *ui, struct form *f, struct input *in,
    const struct gd_order_page *page)
{
	const struct gd_workflow *wf = page->wf;
	int field = gd_wf_field(wf, in->id);
	struct change c = { .form = f, .in = in, .page = page };
	struct scr_item items[64] = { 0 };
	const struct gd_paper *p;

	if (field < 0 || wf->fields[field].type != GD_FIELD_CHANGES)
		return false;
	for (size_t i = 0; (p = gd_walk(&page->order, GD_TAB_PAPER, &i));) {
		int paper = gd_wf_paper(wf, p->kind);

		if (paper < 0 || !p->in_force || wf->papers[paper].is_thing ||
		    c.n == 64)
			continue;
		items[c.n].label = ui_name(ui, &wf->papers[paper].name);
		items[c.n].also = p->kind;
		c.papers[c.n++] = paper;
	}
	scr_pick(ui, &(struct scr_pick){
			 .title = tr(ui, "Which paper changes?"),
			 .items = items,
			 .n = c.n,
			 .then = paper_chosen,
			 .again = paper_again,
			 .payload = copy(&c),
			 .drop = free,
		     });
	return true;
}
