/* tui/lists/scr_list.c - the list of orders, with a filter that narrows as it
 * is typed, and marks that survive it. */
#include <stdlib.h>
#include <string.h>

#include "app/filter.h"

#include "orders_priv.h"
#include "preview_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define COUNT_MAX 1000 /* more orders than this are shown as "1000+" */

struct list {
	struct screen screen;
	struct orders orders;
	struct gd_edit filter;
	struct gd_arena texts; /* of orders.filter */
	int64_t shown, all;
	struct gd_err why; /* the filter cannot be read; GD_OK: it can */
	struct marks marks;
	struct preview preview;
	char *given; /* owned: words it was opened with; NULL */
};

static const struct screen_ops list_ops, filter_ops;

/* ---- filter ------------------------------------------------------------- */

static void
read_filter(struct ui *ui, struct list *l)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_filter f = { 0 };
	const char *words[16];
	int n = gd_filter_split(l->filter.text.text, &arena, words, 16);

	l->why = (struct gd_err)GD_ERR_INIT;
	if (n > 0 &&
	    gd_app_filter(*ui->app, words, n, &arena, &f, &l->why) != GD_OK) {
		/* said below while one types; nothing is left out meanwhile */
		f = (struct gd_filter){ .today = gd_app_today(*ui->app) };
		n = 0;
	}
	if (f.nwords == 0 && !f.sorted)
		f.sort = GD_SORT_DUE;
	if (n == 0) {
		f.states = 1 << GD_ORDER_ACTIVE | 1 << GD_ORDER_HELD;
	}
	gd_arena_release(&l->texts);
	l->texts = arena;
	l->orders.filter = f;
}

static void
count(struct ui *ui, struct list *l)
{
	const struct gd_filter all = {
		.states = 1 << GD_ORDER_ACTIVE | 1 << GD_ORDER_HELD,
		.today = gd_app_today(*ui->app),
	};
	struct gd_filter f = l->orders.filter;
	struct gd_store *store = gd_app_store(*ui->app);

	f.today = all.today;
	if (gd_store_count(store, &f, COUNT_MAX, &l->shown, NULL) != GD_OK)
		l->shown = (int64_t)l->orders.rows.n;
	if (gd_store_count(store, &all, COUNT_MAX, &l->all, NULL) != GD_OK)
		l->all = 0;
}

static void
load(struct ui *ui, struct screen *s)
{
	struct list *l = (struct list *)s;

	read_filter(ui, l);
	orders_load(ui, &l->orders, false);
	count(ui, l);
	marks_count(ui, &l->marks, &l->orders);
	preview_drop(&l->preview);
}

static void
refilter(struct ui *ui, struct list *l)
{
	read_filter(ui, l);
	orders_load(ui, &l->orders, true);
	count(ui, l);
	marks_count(ui, &l->marks, &l->orders);
}

/* ---- painting ----------------------------------------------------------- */

static int
visible(struct ui *ui)
{
	return ui_bottom(ui) - 4;
}

static void
paint_filter(struct ui *ui, struct list *l, bool typing)
{
	struct gd_grid *g = &ui->grid;
	struct gd_str text = GD_STR_INIT;
	int col = ui_filter(ui, &l->filter, typing);

	if (l->why.code != GD_OK)
		gd_str_add(&text, tr(ui, "not narrowed, Esc clears"));
	else if (l->filter.text.len > 0)
		ui_sentence(ui, &text, "{1} shown, Esc clears", 1,
		    (const struct gd_arg[]){ gd_arg_int(l->shown) });
	else
		ui_sentence(ui, &text, "{1} open orders", 1,
		    (const struct gd_arg[]){ gd_arg_int(l->all) });
	gd_grid_text(g, 1, col, GD_INK_PLAIN, text.text);
	if (l->why.code != GD_OK) {
		gd_str_reset(&text);
		ui_fault(ui, NULL, &text, &l->why);
		gd_grid_fill(g, 2, 0, 1, g->cols, GD_INK_PLAIN, ' ');
		gd_grid_fit(g, 2, 1, g->cols - 2, GD_INK_PLAIN, text.text);
		gd_str_reset(&text);
	}
	if (l->marks.n > 0) {
		ui_sentence(ui, &text,
		    l->marks.hidden > 0 ? GD_TR("{1} marked ({2} hidden)")
					: GD_TR("{1} marked"),
		    2,
		    (const struct gd_arg[]){ gd_arg_int(l->marks.n),
			gd_arg_int(l->marks.hidden) });
		gd_grid_fit_right(g, 1, g->cols - 24, 23, GD_INK_MARKED,
		    text.text);
	}
	gd_str_release(&text);
}

/* "late" is looked for as a text; "late:" is what was meant. */
static bool
forgot_colon(struct ui *ui, const struct list *l)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_str text = GD_STR_INIT;
	const char *words[16];
	int nkeys, n = gd_filter_split(l->filter.text.text, &arena, words, 16);
	const struct gd_filter_key *keys = gd_filter_keys(&nkeys);

	for (int i = 0; i < n && !text.len; i++)
		for (int k = 0; k < nkeys && !text.len; k++)
			if (strcmp(words[i], keys[k].key) == 0 ||
			    strcmp(words[i], keys[k].zh) == 0)
				ui_sentence(ui, &text,
				    GD_TR(
					"No order has the text \"{1}\"; write "
					"{1}: with a colon ({2})"),
				    2,
				    (const struct gd_arg[]){
					gd_arg_text(words[i]),
					gd_arg_text(tr(ui, keys[k].help)) });
	ui_wrap(&ui->grid, 5, 3, ui->grid.cols - 6, 3, GD_INK_PLAIN, text.text);
	gd_arena_release(&arena);
	n = (int)text.len;
	gd_str_release(&text);
	return n > 0;
}

static void
paint_empty(struct ui *ui, const struct list *l)
{
	if (forgot_colon(ui, l))
		return;
	if (l->filter.text.len > 0)
		gd_grid_text(&ui->grid, 5, 3, GD_INK_DIM,
		    tr(ui, "No order matches this filter. Esc clears it, "
			   "F7 enters a new order."));
	else
		gd_grid_text(&ui->grid, 5, 3, GD_INK_DIM,
		    tr(ui, "No open order. F7 enters a new one, "
			   "F3 finds finished ones."));
}

static void
paint(struct ui *ui, struct screen *s)
{
	struct list *l = (struct list *)s;
	struct orders *o = &l->orders;
	bool typing = s->ops == &filter_ops;
	int rows = visible(ui), pane = preview_cols(ui);
	int cols = ui->grid.cols - pane - (pane > 0);

	scroll_fix(&o->list, rows);
	ui_frame(ui, tr(ui, "Orders"),
	    ui_fmt(ui, "%d/%d%s", o->list.n ? o->list.at + 1 : 0, o->list.n,
		o->rows.more ? "+" : ""));
	gd_grid_rule(&ui->grid, 2, 0, ui->grid.cols);
	orders_worth(ui, o, cols);
	orders_head(ui, o, 3, cols, true);
	for (int i = 0; i < rows && o->list.top + i < o->list.n; i++) {
		const struct gd_list_row *r = &o->rows.at[o->list.top + i];

		orders_row(ui, o, 4 + i, cols, true, r,
		    o->list.top + i == o->list.at, marks_has(&l->marks, r->id),
		    news_has(&o->news, r->id));
	}
	zone_rows(ui, 4, 0, rows, cols, &o->list);
	if (pane > 0)
		preview_paint(ui, &l->preview,
		    o->list.n ? orders_at(o)->number : NULL, 3, ui_bottom(ui));
	if (o->list.n == 0)
		paint_empty(ui, l);
	paint_filter(ui, l, typing);
}

/* ---- keys --------------------------------------------------------------- */

static void
open_order(struct ui *ui, struct list *l)
{
	const struct gd_list_row *r = orders_at(&l->orders);

	if (!r)
		return;
	news_opened(&l->orders.news, r->id);
	scr_order(ui, r->number);
}

static bool
clear_filter(struct ui *ui, struct list *l)
{
	if (l->filter.text.len == 0)
		return false;
	gd_edit_set(&l->filter, "");
	refilter(ui, l);
	return true;
}

/* With the marked orders, else with the one under the cursor. */
static void
with_marked(struct ui *ui, struct list *l, enum gd_action action)
{
	const struct gd_list_row *r = orders_at(&l->orders);
	char *one = r ? gd_strdup(r->id) : NULL;
	bool many = l->marks.n > 0;
	char *const *ids = many ? l->marks.ids : &one;
	int n = many ? l->marks.n : one != NULL;

	if (n > 0 && action == GD_A_SIGN)
		scr_signs(ui, ids, n, true);
	else if (n > 0)
		scr_bulk(ui, ids, n, many ? &l->marks : NULL, action);
	free(one);
}

static void
preview(struct ui *ui)
{
	ui->no_preview = !ui->no_preview;
	if (ui->grid.cols < PREVIEW_FROM)
		ui_say(ui, "The preview needs {1} columns; this screen has {2}",
		    2,
		    (const struct gd_arg[]){ gd_arg_int(PREVIEW_FROM),
			gd_arg_int(ui->grid.cols) });
}

static bool
wants_order(enum gd_action a)
{
	return a == GD_A_OPEN || a == GD_A_MARK || a == GD_A_MARK_ALL ||
	       a == GD_A_INVERT || a == GD_A_RANGE || a == GD_A_BULK ||
	       a == GD_A_RECEIVE || a == GD_A_SIGN || a == GD_A_PRINT ||
	       a == GD_A_DATES || a == GD_A_UNDO;
}

static bool
list_act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct list *l = (struct list *)s;
	const struct gd_list_row *r = orders_at(&l->orders);

	if (!r && wants_order(action) && l->marks.n == 0)
		return ui_no_order(ui);
	switch (action) {
	case GD_A_OPEN:
		open_order(ui, l);
		return true;
	case GD_A_FILTER:
		s->ops = &filter_ops;
		return true;
	case GD_A_MINE:
		scr_mine(ui, l->filter.text.text);
		return true;
	case GD_A_PREVIEW:
		preview(ui);
		return true;
	case GD_A_RECEIVE:
	case GD_A_SIGN:
	case GD_A_BULK:
		with_marked(ui, l, action);
		return true;
	case GD_A_PRINT:
		if (l->marks.n > 0)
			with_marked(ui, l, action);
		else if (r)
			scr_print(ui, r->number, NULL, 0);
		return true;
	case GD_A_ACTIONS:
		scr_palette(ui, r ? r->number : NULL);
		return true;
	case GD_A_DATES:
		if (r)
			scr_dates(ui, r->number, NULL);
		return true;
	case GD_A_FLOW:
		scr_flow(ui, r ? r->number : NULL);
		return true;
	case GD_A_UNDO:
		if (r)
			scr_undo(ui, r->number);
		return true;
	case GD_A_ORDERS: /* here already: as if it were opened anew */
		news_clear(&l->orders.news);
		ui_say(ui,
		    GD_TR("All orders stand here already. To type the digits "
			  "of a slip, press Ctrl-B first"),
		    0, NULL);
		s->stale = true;
		return true;
	case GD_A_BACK:
	case GD_A_CANCEL:
		if (l->marks.range) { /* the range is let be */
			free(l->marks.range);
			l->marks.range = NULL;
			return true;
		}
		if (l->given && strcmp(l->given, l->filter.text.text) == 0 &&
		    l->marks.n == 0)
			return false; /* to where its words came from */
		if (clear_filter(ui, l))
			return true;
		if (l->marks.n == 0)
			return false;
		marks_clear(&l->marks);
		return true;
	default:
		return marks_act(ui, &l->marks, &l->orders, action,
			   visible(ui)) ||
		       orders_act(ui, &l->orders, action, visible(ui));
	}
}

static int
list_hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	struct list *l = (struct list *)s;
	int n = 0;

	(void)ui;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_OPEN, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_FILTER, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_MARK, NULL, l->marks.n };
	if (l->marks.n > 0)
		out[n++] = (struct gd_hint){ GD_A_BULK, NULL, l->marks.n };
	out[n++] = (struct gd_hint){ GD_A_MINE, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_RECEIVE, NULL, l->marks.n };
	if (l->marks.n > 0)
		out[n++] = (struct gd_hint){ GD_A_SIGN, NULL, l->marks.n };
	out[n++] = (struct gd_hint){ GD_A_NEW, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_PRINT, NULL, 0 };
	if (ui->grid.cols >= PREVIEW_FROM)
		out[n++] = (struct gd_hint){ GD_A_PREVIEW, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_FLOW, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_CUSTOMERS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_STAFF, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_UNDO, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_LANG, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

/* ---- while the filter is typed ------------------------------------------ */

static bool
filter_key(struct ui *ui, struct screen *s, const struct gd_key *key)
{
	struct list *l = (struct list *)s;

	if (!gd_edit_key(&l->filter, key))
		return false;
	refilter(ui, l);
	return true;
}

static bool
filter_act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct list *l = (struct list *)s;

	switch (action) {
	case GD_A_ACCEPT:
	case GD_A_NEXT_FIELD:
		s->ops = &list_ops; /* what is found opens with the next */
		return true;
	case GD_A_ACTIONS: /* what is typed stays */
		s->ops = &list_ops;
		return list_act(ui, s, action);
	case GD_A_BACK:
	case GD_A_CANCEL:
		s->ops = &list_ops;
		clear_filter(ui, l);
		return true;
	default:
		return orders_act(ui, &l->orders, action, visible(ui));
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
	out[n++] = (struct gd_hint){ GD_A_DOWN, GD_TR("To the list"), 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, GD_TR("Clear"), 0 };
	return n;
}

static void
list_free(struct screen *s)
{
	struct list *l = (struct list *)s;

	marks_clear(&l->marks);
	preview_drop(&l->preview);
	orders_release(&l->orders);
	gd_edit_release(&l->filter);
	gd_arena_release(&l->texts);
	free(l->given);
	free(l);
}

static const struct screen_ops list_ops = {
	.name = "list",
	.place = GD_AT_LIST,
	.load = load,
	.paint = paint,
	.act = list_act,
	.hints = list_hints,
	.free = list_free,
};

static const struct screen_ops filter_ops = {
	.name = "filter",
	.place = GD_AT_FILTER,
	.load = load,
	.paint = paint,
	.key = filter_key,
	.act = filter_act,
	.hints = filter_hints,
	.free = list_free,
};

void
scr_list_filter(struct ui *ui, const char *words, bool whole)
{
	struct list *l = (struct list *)ui->top;
	struct gd_str text = GD_STR_INIT;

	if (l->screen.ops != &list_ops && l->screen.ops != &filter_ops)
		return;
	if (!whole && l->filter.text.len > 0)
		gd_str_addf(&text, "%s ", l->filter.text.text);
	gd_str_add(&text, words);
	gd_edit_set(&l->filter, text.text);
	gd_str_release(&text);
	if (!whole) /* the rest of the word may be typed */
		l->screen.ops = &filter_ops;
	refilter(ui, l);
}

void
scr_list_of(struct ui *ui, const char *words)
{
	scr_list(ui);
	((struct list *)ui->top)->given = gd_strdup(words);
	scr_list_filter(ui, words, true);
}

void
scr_list(struct ui *ui)
{
	struct list *l = gd_alloc(1, sizeof *l);

	l->screen.ops = &list_ops;
	gd_edit_init(&l->filter, 200);
	ui_push(ui, &l->screen);
}
