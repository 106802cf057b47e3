/* tui/acts/changes.c - what a notice changes, chosen by name: the fields of the
 * papers in force, the cells of their lines, a paper as a whole.  What is
 * chosen becomes a part of the form (form_parts.c), of the kind the field has
 * in its own form. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/view/says.h"

#include "act_inputs_priv.h"
#include "../help/palette_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

/* Something that may change. field -1 and cell NULL: the paper as a whole. */
struct may {
	int paper, field;
	int64_t line;
	const char *cell;
};

static const struct {
	const char *cell;
	const char *name;
	enum input_kind kind;
} cells[] = {
	{ "item", GD_TR("Item"), IN_TEXT },
	{ "spec", GD_TR("Spec"), IN_TEXT },
	{ "qty", GD_TR("Quantity"), IN_NUMBER },
	{ "unit", GD_TR("Unit"), IN_TEXT },
	{ "price", GD_TR("Price"), IN_MONEY },
};
#define NCELLS (sizeof cells / sizeof cells[0])

static int
cell_of(const char *cell)
{
	for (size_t i = 0; i < NCELLS; i++)
		if (strcmp(cells[i].cell, cell) == 0)
			return (int)i;
	return -1;
}

/* What is reckoned or names papers itself is changed by nobody. */
static bool
may_change(const struct gd_field_def *fd)
{
	return fd->moved.n == 0 && fd->type != GD_FIELD_CHANGES &&
	       fd->type != GD_FIELD_PAPERS;
}

static const char *
old_of(const struct gd_order_page *page, const struct gd_field_def *fd)
{
	return gd_field(&page->order, fd->name.id, fd->per_lot ? 1 : 0);
}

static const struct gd_line *
line_of(const struct gd_order_page *page, int64_t no)
{
	return gd_row_find(&page->order.sheet, GD_TAB_LINE,
	    &(struct gd_line){ .no = no });
}

/* Is a paper in force that a notice may change? */
static bool
is_out(const struct gd_order_page *page, int paper)
{
	const struct gd_paper_def *def = &page->wf->papers[paper];
	const struct gd_paper *p;

	for (size_t i = 0;
	     !def->is_thing && (p = gd_walk(&page->order, GD_TAB_PAPER, &i));)
		if (p->in_force && strcmp(p->kind, def->name.id) == 0)
			return true;
	return false;
}

static size_t
all_of(const struct gd_order_page *page, struct may **out)
{
	const struct gd_workflow *wf = page->wf;
	const struct gd_line *l;
	size_t n = 0, room = 0;

	*out = NULL;
	for (int p = 0; p < wf->npapers; p++) {
		const struct gd_paper_def *def = &wf->papers[p];

		if (!is_out(page, p) || def->many)
			continue;
		for (int i = 0; i < def->fields.n; i++)
			if (may_change(&wf->fields[def->fields.at[i]]))
				*GD_PUSH(*out, n, room) = (struct may){ p,
					def->fields.at[i], 0, NULL };
		for (size_t i = 0;
		     def->lines && !def->per_lot &&
		     (l = gd_walk(&page->order, GD_TAB_LINE, &i));)
			for (size_t c = 0; c < NCELLS; c++)
				*GD_PUSH(*out, n, room) =
				    (struct may){ p, -1, l->no, cells[c].cell };
		*GD_PUSH(*out, n, room) = (struct may){ p, -1, 0, NULL };
	}
	return n;
}

static const char *
key_of(struct ui *ui, const struct gd_workflow *wf, const struct may *m)
{
	const char *paper = wf->papers[m->paper].name.id;

	if (m->field >= 0)
		return ui_fmt(ui, "%s.%s", paper, wf->fields[m->field].name.id);
	if (m->cell)
		return ui_fmt(ui, "%s.line:%d:%s", paper, (int)m->line,
		    m->cell);
	return paper;
}

/* A key apart again. @return false: there is no such thing */
static bool
of_key(const struct gd_order_page *page, const char *key, struct may *m)
{
	const char *dot = strchr(key, '.'), *cell;
	char paper[64];

	snprintf(paper, sizeof paper, "%.*s",
	    (int)(dot ? (size_t)(dot - key) : strlen(key)), key);
	*m = (struct may){ gd_wf_paper(page->wf, paper), -1, 0, NULL };
	if (m->paper < 0)
		return false;
	if (!dot)
		return true;
	if (gd_line_name(dot + 1, &m->line, &cell)) {
		int c = cell_of(cell);

		m->cell = c >= 0 ? cells[c].cell : NULL;
		return m->cell && line_of(page, m->line);
	}
	m->field = gd_wf_field(page->wf, dot + 1);
	return m->field >= 0 && may_change(&page->wf->fields[m->field]);
}

/* "Delivery date", "1 Steel mug: Quantity", "the paper as a whole" */
static const char *
what(struct ui *ui, const struct gd_order_page *page, const struct may *m)
{
	const struct gd_line *l;

	if (m->field >= 0)
		return ui_name(ui, &page->wf->fields[m->field].name);
	if (!m->cell)
		return tr(ui, "the paper as a whole");
	l = line_of(page, m->line);
	return ui_fmt(ui, "%d %s: %s", (int)m->line, l ? l->item : "",
	    tr(ui, cells[cell_of(m->cell)].name));
}

static const char *
value_now(struct ui *ui, const struct gd_order_page *page, const struct may *m)
{
	if (m->field >= 0)
		return old_of(page, &page->wf->fields[m->field]);
	if (m->cell && line_of(page, m->line))
		return act_line_cell(ui, line_of(page, m->line), m->cell);
	return "";
}

/* A value in words: the name of a choice, else as it stands. */
static const char *
said_of(struct ui *ui, const struct input *in, const char *value)
{
	for (int i = 0; i < in->nchoices; i++)
		if (strcmp(in->choices[i].id, value) == 0)
			return ui_name(ui, &in->choices[i]);
	return *value ? value : tr(ui, "empty");
}

/* ---- a part of the form --------------------------------------------------- */

static struct input *
part_of(struct ui *ui, struct form *f, struct input *of,
    const struct gd_order_page *page, const struct may *m)
{
	static const struct gd_name yes_no[] = {
		{ "no", NULL, GD_TR("no") },
		{ "yes", NULL, GD_TR("yes") },
	};
	const char *key = key_of(ui, page->wf, m), *said;
	struct input like = { .kind = IN_CHOICE,
		.name = page->wf->papers[m->paper].name,
		.choices = yes_no,
		.nchoices = 2 };

	if (m->field >= 0) {
		like = act_field_input(&page->wf->fields[m->field], false);
	} else if (m->cell) {
		said = gd_arena_str(form_arena(f), what(ui, page, m));
		like = (struct input){ .kind = cells[cell_of(m->cell)].kind,
			.name = { "", said, said } };
	}
	return form_part(f, of, key, &like,
	    m->field < 0 && !m->cell ? "no" : value_now(ui, page, m));
}

bool
changes_part(struct ui *ui, struct form *f, struct input *of, const char *key,
    const char *now, const struct gd_order_page *page)
{
	struct may m;
	struct input *in;

	if (!of_key(page, key, &m))
		return false;
	in = part_of(ui, f, of, page, &m);
	form_set(f, in, m.field < 0 && !m.cell ? "yes" : now ? now : "");
	return true;
}

void
changes_asides(struct ui *ui, struct form *f, const struct gd_order_page *page)
{
	for (int i = 0; i < form_count(f); i++) {
		struct input *in = form_at(f, i);
		struct may m;

		if (!in->of || !of_key(page, in->key, &m))
			continue;
		gd_str_reset(&in->aside);
		if (m.field < 0 && !m.cell) {
			gd_str_add(&in->aside,
			    tr(ui, GD_TR("yes: it is issued anew as a whole")));
			continue;
		}
		ui_sentence(ui, &in->aside, GD_TR("was {1} ({2})"), 2,
		    (const struct gd_arg[]){
			gd_arg_text(said_of(ui, in, in->first)),
			gd_arg_text(
			    ui_name(ui, &page->wf->papers[m.paper].name)) });
	}
}

/* ---- the list ------------------------------------------------------------- */

struct choosing {
	struct form *form;
	struct input *in;
	const struct gd_order_page *page;
	struct may *at; /* owned */
	size_t n;
};

static void
choosing_free(void *payload)
{
	struct choosing *c = payload;

	free(c->at);
	free(c);
}

static void
chosen(struct ui *ui, void *payload, int i, const bool *ticked)
{
	struct choosing *c = payload;
	struct input *in;

	(void)ticked;
	if (i < 0 || (size_t)i >= c->n)
		return;
	in = part_of(ui, c->form, c->in, c->page, &c->at[i]);
	if (c->at[i].field < 0 && !c->at[i].cell)
		form_set(c->form, in, "yes");
	form_part_go(c->form, in);
}

/* Found by the ids and both names of field and paper, and by their initials. */
static const char *
also_of(const struct gd_workflow *wf, const struct may *m,
    struct gd_arena *arena)
{
	const struct gd_name *p = &wf->papers[m->paper].name;
	const struct gd_name *f =
	    m->field >= 0 ? &wf->fields[m->field].name : NULL;

	return gd_arena_printf(arena, "%s %s %s %s", p->id,
	    found_by(arena, p->zh, p->en), f ? f->id : "",
	    f ? found_by(arena, f->zh, f->en) : "");
}

static void
again(struct ui *ui, void *payload)
{
	const struct choosing *c = payload;

	(void)changes_choose(ui, c->form, c->in, c->page);
}

bool
changes_choose(struct ui *ui, struct form *f, struct input *in,
    const struct gd_order_page *page)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct choosing *c;
	struct scr_item *items;

	if (in->kind != IN_CHANGES)
		return false;
	c = gd_alloc(1, sizeof *c);
	*c = (struct choosing){ .form = f, .in = in, .page = page };
	c->n = all_of(page, &c->at);
	items = gd_alloc(c->n + 1, sizeof *items);
	for (size_t i = 0; i < c->n; i++) {
		const struct may *m = &c->at[i];

		items[i].label = gd_arena_printf(&arena,
		    *ui->lang == GD_ZH ? "%s（%s）" : "%s (%s)",
		    what(ui, page, m),
		    ui_name(ui, &page->wf->papers[m->paper].name));
		items[i].note = gd_arena_str(&arena, value_now(ui, page, m));
		items[i].also = also_of(page->wf, m, &arena);
	}
	scr_pick(ui, &(struct scr_pick){
			 .title = tr(ui, GD_TR("What changes?")),
			 .items = items,
			 .n = (int)c->n,
			 .none = GD_TR("No paper that is out says this. Esc "
				       "closes; what no paper says is "
				       "corrected on the order (F4)."),
			 .then = chosen,
			 .again = again,
			 .payload = c,
			 .drop = choosing_free,
		     });
	free(items);
	gd_arena_release(&arena);
	return true;
}
