/* tui/office/scr_customer.c - one customer: who he is, his orders, and behind
 * Ctrl-O what was corrected. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/customer.h"

#include "names_priv.h"
#include "../lists/orders_priv.h"

#include "base/banned.h"

#define TOP 5 /* first row of the orders */

struct customer {
	struct screen screen;
	char *code; /* owned */
	struct orders orders;
	struct gd_arena arena;         /* of what follows */
	const struct gd_customer *who; /* NULL: he is gone */
	struct gd_customer_sums sums;
	bool corrections; /* instead of the orders */
	struct gd_name_change changes[GD_CHANGES_MOST];
	struct scroll list; /* of the corrections */
};

/* ---- loading ------------------------------------------------------------ */

/* The office's row may go with the next read. */
static const struct gd_customer *
copy(const struct gd_customer *c, struct gd_arena *arena)
{
	const struct gd_table *t = &gd_office_tables[GD_OFF_CUSTOMER];
	struct gd_customer *own = gd_arena_alloc(arena, 1, sizeof *own);

	for (int i = 0; i < t->ncols; i++) {
		const char *text;

		if (t->cols[i].type != GD_CELL_TEXT)
			continue;
		text = gd_arena_str(arena, gd_cell_text(c, &t->cols[i]));
		memcpy((char *)own + t->cols[i].offset, &text, sizeof text);
	}
	own->active = c->active;
	return own;
}

static void
load(struct ui *ui, struct screen *screen)
{
	struct customer *s = (struct customer *)screen;
	const struct gd_customer *row = gd_row_find(gd_app_office(*ui->app),
	    GD_OFF_CUSTOMER, &(struct gd_customer){ .code = s->code });
	struct gd_err err = GD_ERR_INIT;

	gd_arena_release(&s->arena);
	s->who = row ? copy(row, &s->arena) : NULL;
	s->orders.filter =
	    (struct gd_filter){ .customer = s->code, .sort = GD_SORT_NEWEST };
	(void)orders_load(ui, &s->orders, false);
	if (gd_app_customer_sums(*ui->app, s->code, &s->arena, &s->sums,
		&err) != GD_OK)
		ui_say_err(ui, &err);
	s->list.n = 0;
	if (s->corrections &&
	    gd_app_customer_changes(*ui->app, s->code, &s->arena, s->changes,
		&s->list.n, &err) != GD_OK)
		ui_say_err(ui, &err);
}

/* ---- painting ----------------------------------------------------------- */

/* What the pinyin of his name begins with, corrected or not. */
static void
add_initials(struct ui *ui, const struct gd_customer *c, struct gd_str *out)
{
	struct gd_str letters = GD_STR_INIT;

	gd_text_initials(&letters, c->name);
	if (*c->pinyin || letters.len > 0)
		gd_str_addf(out, "%s %s   ", tr(ui, "Pinyin initials"),
		    *c->pinyin ? c->pinyin : letters.text);
	gd_str_release(&letters);
}

static void
add_part(struct ui *ui, struct gd_str *out, const char *name, const char *value)
{
	if (*value)
		gd_str_addf(out, "%s %s   ", tr(ui, name), value);
}

/* What is agreed with him; where nothing is, the terms of late. */
static void
add_terms(struct ui *ui, const struct customer *s, struct gd_str *out)
{
	const struct gd_customer *c = s->who;

	if (*c->terms)
		add_part(ui, out, GD_TR("Terms"), customer_terms(ui, c->terms));
	else if (s->sums.terms)
		add_part(ui, out, GD_TR("Terms lately"),
		    customer_terms(ui, s->sums.terms));
	add_part(ui, out, "Trade term", c->trade_term);
	add_part(ui, out, "Currency", c->currency);
	if (*c->lang)
		add_part(ui, out, "Papers in", customer_lang(ui, c->lang));
	add_part(ui, out, "Remarks", c->note);
}

static void
paint_sums(struct ui *ui, const struct customer *s)
{
	struct gd_str text = GD_STR_INIT;
	const struct gd_arg args[] = {
		gd_arg_int(s->sums.open),
		gd_arg_int(s->sums.late),
		gd_arg_int(s->sums.orders),
	};
	int width;

	ui_sentence(ui, &text,
	    s->sums.more ? GD_TR("{1} in work, {2} late, {3}+ in all")
			 : GD_TR("{1} in work, {2} late, {3} in all"),
	    3, args);
	width = gd_text_width(text.text) + 2;
	gd_grid_text(&ui->grid, 4, ui->grid.cols - width - 2,
	    s->sums.late ? GD_INK_LATE : GD_INK_PLAIN,
	    ui_fmt(ui, " %s ", text.text));
	gd_str_release(&text);
}

static void
paint_who(struct ui *ui, const struct customer *s)
{
	const struct gd_customer *c = s->who;
	struct gd_grid *g = &ui->grid;
	struct gd_str text = GD_STR_INIT;
	const char *other = *ui->lang == GD_EN ? c->name : c->name_en;

	if (strcmp(c->name, c->name_en) != 0 && *other)
		gd_str_addf(&text, "%s   ", other);
	gd_str_addf(&text, "%s %s   ", c->country, c->city);
	add_initials(ui, c, &text);
	if (!c->active)
		gd_str_add(&text, tr(ui, "not in use"));
	gd_grid_fit(g, 1, 1, g->cols - 2, GD_INK_PLAIN, text.text);
	gd_str_reset(&text);
	add_part(ui, &text, "Contact",
	    *c->contact || *c->phone || *c->mail ? c->contact : "-");
	gd_str_addf(&text, "%s%s%s", c->phone, *c->phone ? "   " : "", c->mail);
	gd_grid_fit(g, 2, 1, g->cols - 2, GD_INK_PLAIN, text.text);
	gd_str_reset(&text);
	add_terms(ui, s, &text);
	gd_grid_fit(g, 3, 1, g->cols - 2, GD_INK_PLAIN, text.text);
	gd_str_release(&text);
}

static void
paint_change(struct ui *ui, const struct gd_name_change *c, int row, bool here)
{
	enum gd_ink ink = here ? GD_INK_CURSOR : GD_INK_PLAIN;
	const char *cell = tr(ui, customer_cell_name(c->cell));
	bool words = strcmp(c->cell, "active") == 0;
	char when[GD_MS_TEXT];

	gd_ms_text(c->at_ms, gd_utc_offset_min(), when);
	gd_grid_fill(&ui->grid, row, 0, 1, ui->grid.cols, ink, ' ');
	gd_grid_put(&ui->grid, row, 0, ink, here ? '>' : ' ');
	gd_grid_fit(&ui->grid, row, 2, ui->grid.cols - 3, ink,
	    ui_fmt(ui, "%s %s  %s: %s%s%s", when + 2, ui_person(ui, c->actor),
		cell, words && *c->old ? tr(ui, c->old) : c->old,
		*c->old ? " -> " : "", words ? tr(ui, c->now) : c->now));
}

static void
paint_corrections(struct ui *ui, struct customer *s, int bottom)
{
	int rows = bottom - TOP - 1;

	gd_grid_fit(&ui->grid, TOP, 2, ui->grid.cols - 3, GD_INK_HEAD,
	    tr(ui, GD_TR("Entered and corrected, newest first")));
	scroll_fix(&s->list, rows);
	zone_rows(ui, TOP + 1, 0, rows, ui->grid.cols, &s->list);
	for (int i = 0; i < rows && s->list.top + i < s->list.n; i++)
		paint_change(ui, &s->changes[s->list.top + i], TOP + 1 + i,
		    s->list.top + i == s->list.at);
	if (s->list.n == 0)
		ui_empty(ui, TOP + 2,
		    GD_TR("What was corrected of this customer stands here; "
			  "nothing was lately. F4 corrects, Ctrl-O shows the "
			  "orders."));
}

static void
paint_orders(struct ui *ui, struct customer *s, int bottom)
{
	struct orders *o = &s->orders;
	int rows = bottom - TOP - 1, cols = ui->grid.cols;

	scroll_fix(&o->list, rows);
	zone_rows(ui, TOP + 1, 0, rows, cols, &o->list);
	orders_worth(ui, o, cols);
	orders_head(ui, o, TOP, cols, true);
	for (int i = 0; i < rows && o->list.top + i < o->list.n; i++)
		orders_row(ui, o, TOP + 1 + i, cols, true,
		    &o->rows.at[o->list.top + i], o->list.top + i == o->list.at,
		    false, false);
	if (o->list.n == 0)
		ui_empty(ui, TOP + 2,
		    GD_TR("The customer's orders stand here; there is none "
			  "yet. F7 enters one."));
}

static void
paint(struct ui *ui, struct screen *screen)
{
	struct customer *s = (struct customer *)screen;
	const struct scroll *list = s->corrections ? &s->list : &s->orders.list;
	int bottom = ui_bottom(ui);
	const char *name =
	    s->who ? gd_customer_name(s->who, *ui->lang == GD_ZH) : "";

	ui_frame(ui,
	    ui_fmt(ui, "%s > %s  %s", tr(ui, "Customers"), s->code, name),
	    ui_fmt(ui, "%d/%d", list->n ? list->at + 1 : 0, list->n));
	if (!s->who)
		return;
	paint_who(ui, s);
	gd_grid_rule(&ui->grid, 4, 0, ui->grid.cols);
	paint_sums(ui, s);
	if (s->corrections)
		paint_corrections(ui, s, bottom);
	else
		paint_orders(ui, s, bottom);
}

/* ---- keys --------------------------------------------------------------- */

static bool
act(struct ui *ui, struct screen *screen, enum gd_action action)
{
	struct customer *s = (struct customer *)screen;
	const struct gd_list_row *r =
	    s->corrections ? NULL : orders_at(&s->orders);
	int rows = ui_bottom(ui) - TOP - 1;

	switch (action) {
	case GD_A_OPEN:
		if (r)
			scr_order(ui, r->number);
		return true;
	case GD_A_EDIT:
		customer_form(ui, s->code);
		return true;
	case GD_A_ADD:
		scr_new(ui, s->code);
		return true;
	case GD_A_HISTORY:
		s->corrections = !s->corrections;
		screen->stale = true;
		return true;
	case GD_A_ACTIONS:
		scr_palette(ui, r ? r->number : NULL);
		return true;
	case GD_A_BACK:
	case GD_A_CANCEL:
		if (!s->corrections)
			return false;
		s->corrections = false;
		return true;
	default:
		return s->corrections
			   ? scroll_act(&s->list, action, rows)
			   : orders_act(ui, &s->orders, action, rows);
	}
}

static int
hints(struct ui *ui, struct screen *screen, struct gd_hint *out)
{
	const struct customer *s = (const struct customer *)screen;
	int n = 0;

	(void)ui;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	if (!s->corrections)
		out[n++] = (struct gd_hint){ GD_A_OPEN, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_EDIT, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ADD, GD_TR("New order"), 0 };
	out[n++] = (struct gd_hint){ GD_A_HISTORY,
		s->corrections ? GD_TR("Orders") : GD_TR("Corrections"), 0 };
	out[n++] = (struct gd_hint){ GD_A_LANG, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
customer_free(struct screen *screen)
{
	struct customer *s = (struct customer *)screen;

	orders_release(&s->orders);
	gd_arena_release(&s->arena);
	free(s->code);
	free(s);
}

static const struct screen_ops ops = {
	.name = "customer",
	.place = GD_AT_NAMES,
	.load = load,
	.paint = paint,
	.act = act,
	.hints = hints,
	.free = customer_free,
};

void
scr_customer(struct ui *ui, const char *code)
{
	struct customer *s = gd_alloc(1, sizeof *s);

	s->screen.ops = &ops;
	s->code = gd_strdup(code);
	ui_push(ui, &s->screen);
}
