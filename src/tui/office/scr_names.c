/* tui/office/scr_names.c - a list of names: what customers and people have in
 * common. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "names_priv.h"

#include "base/banned.h"

#define TOP 4 /* first row of the list */
#define WORDS 8

static const struct screen_ops list_ops, filter_ops;

/* ---- loading ------------------------------------------------------------ */

struct name_row *
names_add(struct names *n, const char *id, const char *name,
    const char *name_en, const char *more)
{
	struct name_row *r = GD_PUSH(n->rows, n->n, n->room);
	struct gd_str hay = GD_STR_INIT;
	const char *const parts[] = { id, name, name_en, more };

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		gd_text_fold(&hay, parts[i]);
		gd_str_addc(&hay, '\n');
	}
	gd_text_initials(&hay, name);
	*r = (struct name_row){ .id = gd_arena_str(&n->arena, id),
		.name = gd_arena_str(&n->arena, name),
		.name_en = gd_arena_str(&n->arena, name_en),
		.hay = gd_arena_str(&n->arena, hay.text),
		.own = gd_arena_alloc(&n->arena, n->spec->own + 1, 1) };
	memset(r->own, 0, n->spec->own + 1);
	gd_str_release(&hay);
	return r;
}

/* Each word of the filter stands somewhere. */
static bool
fits(const struct name_row *r, char *const *words, int n)
{
	for (int i = 0; i < n; i++)
		if (!strstr(r->hay, words[i]))
			return false;
	return true;
}

static struct name_row *
at_cursor(const struct names *n)
{
	return n->list.at >= 0 && n->list.at < n->list.n
		   ? &n->rows[n->shown[n->list.at]]
		   : NULL;
}

static void
remember(struct names *n)
{
	const struct name_row *r = at_cursor(n);

	free(n->at_id);
	n->at_id = gd_strdup(r ? r->id : NULL);
}

static void
narrow(struct names *n)
{
	struct gd_str folded = GD_STR_INIT;
	char *words[WORDS], *save = NULL;
	int nwords = 0;

	gd_text_fold(&folded, n->filter.text.text);
	for (char *w = strtok_r(folded.text, " ", &save); w && nwords < WORDS;
	     w = strtok_r(NULL, " ", &save))
		words[nwords++] = w;
	n->list.n = 0;
	for (size_t i = 0; i < n->n; i++) {
		if (!fits(&n->rows[i], words, nwords))
			continue;
		if (n->at_id && strcmp(n->rows[i].id, n->at_id) == 0)
			n->list.at = n->list.n;
		n->shown[n->list.n++] = (int)i;
	}
	scroll_fix(&n->list, 1);
	gd_str_release(&folded);
}

static void
load(struct ui *ui, struct screen *s)
{
	struct names *n = (struct names *)s;

	gd_arena_release(&n->arena);
	n->n = 0;
	n->spec->fill(ui, n);
	free(n->shown);
	n->shown = gd_alloc(n->n + 1, sizeof *n->shown);
	narrow(n);
	remember(n);
}

/* ---- painting ----------------------------------------------------------- */

static void
paint_filter(struct ui *ui, struct names *n, bool typing)
{
	struct gd_str text = GD_STR_INIT;
	int col = ui_filter(ui, &n->filter, typing);
	bool some = n->filter.text.len > 0;
	const struct gd_arg args[] = {
		gd_arg_int(n->list.n),
		gd_arg_int((int64_t)n->n),
	};

	ui_sentence(ui, &text, some ? n->spec->some : n->spec->every, 2, args);
	gd_grid_text(&ui->grid, 1, col, GD_INK_PLAIN, text.text);
	gd_str_release(&text);
}

static void
paint(struct ui *ui, struct screen *s)
{
	struct names *n = (struct names *)s;
	int rows = ui_bottom(ui) - TOP;

	scroll_fix(&n->list, rows);
	ui_frame(ui, tr(ui, n->spec->title),
	    ui_fmt(ui, "%d/%d", n->list.n ? n->list.at + 1 : 0, n->list.n));
	gd_grid_rule(&ui->grid, 2, 0, ui->grid.cols);
	n->spec->head(ui, 3);
	zone_rows(ui, TOP, 0, rows, ui->grid.cols, &n->list);
	for (int i = 0; i < rows && n->list.top + i < n->list.n; i++) {
		bool here = n->list.top + i == n->list.at;
		enum gd_ink ink = here ? GD_INK_CURSOR : GD_INK_PLAIN;

		gd_grid_fill(&ui->grid, TOP + i, 0, 1, ui->grid.cols, ink, ' ');
		gd_grid_put(&ui->grid, TOP + i, 0, ink, here ? '>' : ' ');
		n->spec->row(ui, n, &n->rows[n->shown[n->list.top + i]],
		    TOP + i, ink);
	}
	if (n->list.n == 0)
		ui_empty(ui, TOP + 1, n->n ? n->spec->none : n->spec->empty);
	paint_filter(ui, n, s->ops == &filter_ops);
}

/* ---- keys --------------------------------------------------------------- */

static bool
clear_filter(struct names *n)
{
	if (n->filter.text.len == 0)
		return false;
	gd_edit_set(&n->filter, "");
	narrow(n);
	return true;
}

static void
open_row(struct ui *ui, struct names *n)
{
	const struct name_row *r = at_cursor(n);

	if (r)
		n->spec->open(ui, r->id);
}

static bool
move(struct ui *ui, struct names *n, enum gd_action action)
{
	if (!scroll_act(&n->list, action, ui_bottom(ui) - TOP))
		return false;
	remember(n);
	return true;
}

static bool
list_act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct names *n = (struct names *)s;
	const struct name_row *r = at_cursor(n);

	switch (action) {
	case GD_A_OPEN:
		open_row(ui, n);
		return true;
	case GD_A_FILTER:
		s->ops = &filter_ops;
		return true;
	case GD_A_EDIT:
	case GD_A_ADD:
		if (!n->spec->edit || (action == GD_A_EDIT && !r))
			return false;
		n->spec->edit(ui, action == GD_A_EDIT ? r->id : NULL);
		return true;
	case GD_A_BACK:
	case GD_A_CANCEL:
		return clear_filter(n);
	default:
		return move(ui, n, action);
	}
}

static int
list_hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	const struct names *n = (const struct names *)s;
	int k = 0;

	(void)ui;
	out[k++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[k++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	out[k++] = (struct gd_hint){ GD_A_OPEN, NULL, 0 };
	out[k++] = (struct gd_hint){ GD_A_FILTER, NULL, 0 };
	if (n->spec->add)
		out[k++] = (struct gd_hint){ GD_A_ADD, n->spec->add, 0 };
	if (n->spec->edit)
		out[k++] = (struct gd_hint){ GD_A_EDIT, NULL, 0 };
	out[k++] = (struct gd_hint){ GD_A_LANG, NULL, 0 };
	out[k++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return k;
}

static bool
filter_key(struct ui *ui, struct screen *s, const struct gd_key *key)
{
	struct names *n = (struct names *)s;

	(void)ui;
	if (!gd_edit_key(&n->filter, key))
		return false;
	narrow(n);
	return true;
}

static bool
filter_act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct names *n = (struct names *)s;

	switch (action) {
	case GD_A_ACCEPT:
	case GD_A_NEXT_FIELD:
		s->ops = &list_ops;
		remember(n);
		return true;
	case GD_A_ACTIONS:
		s->ops = &list_ops;
		return false;
	case GD_A_BACK:
	case GD_A_CANCEL:
		s->ops = &list_ops;
		(void)clear_filter(n);
		return true;
	default:
		return move(ui, n, action);
	}
}

static int
filter_hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	int n = 0;

	(void)ui;
	(void)s;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACCEPT, GD_TR("To the list"), 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, GD_TR("Clear"), 0 };
	return n;
}

static void
names_free(struct screen *s)
{
	struct names *n = (struct names *)s;

	gd_edit_release(&n->filter);
	gd_arena_release(&n->arena);
	free(n->rows);
	free(n->shown);
	free(n->at_id);
	free(n);
}

static const struct screen_ops list_ops = {
	.name = "names",
	.place = GD_AT_NAMES,
	.load = load,
	.paint = paint,
	.act = list_act,
	.hints = list_hints,
	.free = names_free,
};

static const struct screen_ops filter_ops = {
	.name = "names-filter",
	.place = GD_AT_FILTER,
	.load = load,
	.paint = paint,
	.key = filter_key,
	.act = filter_act,
	.hints = filter_hints,
	.free = names_free,
};

void
names_open(struct ui *ui, const struct names_spec *spec)
{
	struct names *n = gd_alloc(1, sizeof *n);

	n->screen.ops = &list_ops;
	n->spec = spec;
	gd_edit_init(&n->filter, 100);
	ui_push(ui, &n->screen);
}
