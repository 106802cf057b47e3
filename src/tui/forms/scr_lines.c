/* tui/forms/scr_lines.c - the lines of an order that is being entered: a table
 * to add to, change, take away from; rows of a spreadsheet are pasted in. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "lines_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define LINES_MAX 500

struct lines {
	struct screen screen;
	struct form *form; /* below this screen */
	struct input *in;
	struct gd_arena arena;
	struct line_row *rows; /* owned */
	struct scroll list;
	struct gd_str pasted;
};

static void
read_rows(struct lines *l)
{
	gd_arena_release(&l->arena);
	l->list.n = lines_read(form_value(l->form, l->in), &l->arena, l->rows,
	    LINES_MAX);
	scroll_fix(&l->list, 1);
}

static void
write_rows(struct ui *ui, struct lines *l)
{
	struct gd_str text = GD_STR_INIT;

	lines_write(l->rows, l->list.n, &text);
	form_set(l->form, l->in, text.text);
	gd_str_release(&text);
	read_rows(l);
	ui->keep = true;
}

/* What was pasted since the last look becomes rows. */
static void
settle(struct ui *ui, struct lines *l)
{
	struct gd_str text = GD_STR_INIT;
	int n, bad;

	if (l->pasted.len == 0)
		return;
	gd_str_add(&text, form_value(l->form, l->in));
	n = lines_paste(l->pasted.text, &text);
	gd_str_reset(&l->pasted);
	form_set(l->form, l->in, text.text);
	bad = lines_without_quantity(text.text);
	gd_str_release(&text);
	read_rows(l);
	l->list.at = bad ? bad - 1 : l->list.n - 1;
	scroll_fix(&l->list, 1);
	ui_say(ui,
	    bad ? GD_TR("{1} {1|line was|lines were} pasted; line {2} has no "
			"number as its quantity, Enter fills it in")
		: GD_TR("{1} {1|line was|lines were} pasted"),
	    2, (const struct gd_arg[]){ gd_arg_int(n), gd_arg_int(bad) });
	ui->bad = bad > 0;
}

/* ---- one line ----------------------------------------------------------- */

struct one {
	struct lines *lines;
	int at; /* list.n: a new one */
};

static bool
submit(struct ui *ui, struct form *f, void *payload)
{
	struct one *o = payload;
	struct lines *l = o->lines;
	struct gd_err err = GD_ERR_INIT;

	if (o->at >= LINES_MAX)
		return false;
	if (!strpbrk(form_text(f, line_cell_id(CELL_QTY)), "123456789")) {
		(void)gd_fail(&err, GD_USAGE, GD_M_TUI_REQUIRED);
		form_error(f, form_find(f, line_cell_id(CELL_QTY)), &err);
		ui_say_err(ui, &err);
		return false;
	}
	for (int i = 0; i < LINE_NCELLS; i++)
		l->rows[o->at].cell[i] =
		    gd_arena_str(&l->arena, form_text(f, line_cell_id(i)));
	if (o->at == l->list.n)
		l->list.n++;
	l->list.at = o->at;
	write_rows(ui, l);
	return true;
}

static void
edit(struct ui *ui, struct lines *l, int at)
{
	struct one *o = gd_alloc(1, sizeof *o);
	struct form *f;

	*o = (struct one){ l, at };
	f = form_new(&(struct form_spec){
	    .title =
		at < l->list.n ? GD_TR("Change the line") : GD_TR("Add a line"),
	    .head = GD_TR("The price as 4.20 USD, or only the number."),
	    .draft = ui_fmt(ui, "%s line %d", form_draft(l->form), at + 1),
	    .submit = submit,
	    .payload = o,
	    .drop = free,
	});
	for (int i = 0; i < LINE_NCELLS; i++)
		form_add(f,
		    &(struct input){ .id = line_cell_id(i),
			.name = { .en = line_cell_name(i) },
			.required = i == CELL_ITEM || i == CELL_QTY,
			.kind = i == CELL_QTY || i == CELL_DISCOUNT ||
					i == CELL_TOLERANCE
				    ? IN_NUMBER
				    : IN_TEXT },
		    at < l->list.n ? l->rows[at].cell[i] : "");
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = GD_TR("Take") } },
	    "");
	form_open(ui, f);
}

/* ---- painting ----------------------------------------------------------- */

static void
paint_row(struct ui *ui, const struct line_row *r, int row, int no, bool here)
{
	struct gd_grid *g = &ui->grid;
	enum gd_ink ink = no == 0                ? GD_INK_HEAD
			  : here                 ? GD_INK_CURSOR
			  : line_has_quantity(r) ? GD_INK_PLAIN
						 : GD_INK_LATE;
	int price = g->cols - 14, unit = price - 7, qty = unit - 11;
	int spec = 5 + (qty - 5) / 2;

	gd_grid_fill(g, row, 0, 1, g->cols, ink, ' ');
	gd_grid_put(g, row, 0, ink, here ? '>' : ' ');
	gd_grid_fit(g, row, 1, 3, ink, no ? ui_fmt(ui, "%d", no) : "#");
	gd_grid_fit(g, row, 5, spec - 6, ink, r->cell[CELL_ITEM]);
	gd_grid_fit(g, row, spec, qty - spec - 1, ink, r->cell[CELL_SPEC]);
	gd_grid_fit_right(g, row, qty, 10, ink, r->cell[CELL_QTY]);
	gd_grid_fit(g, row, unit, 6, ink, r->cell[CELL_UNIT]);
	gd_grid_fit_right(g, row, price, 13, ink, r->cell[CELL_PRICE]);
}

static void
paint(struct ui *ui, struct screen *s)
{
	struct lines *l = (struct lines *)s;
	struct line_row head;
	int rows = ui_bottom(ui) - 3;

	settle(ui, l);
	scroll_fix(&l->list, rows);
	for (int i = 0; i < LINE_NCELLS; i++)
		head.cell[i] = tr(ui, line_cell_name(i));
	ui_frame(ui, tr(ui, "New order > lines"),
	    ui_fmt(ui, "%d/%d", l->list.n ? l->list.at + 1 : 0, l->list.n));
	ui_wrap(&ui->grid, 1, 1, ui->grid.cols - 2, 1, GD_INK_DIM,
	    tr(ui, "F7 adds a line; rows copied from a spreadsheet can be "
		   "pasted here."));
	paint_row(ui, &head, 2, 0, false);
	for (int i = 0; i < rows && l->list.top + i < l->list.n; i++)
		paint_row(ui, &l->rows[l->list.top + i], 3 + i,
		    l->list.top + i + 1, l->list.top + i == l->list.at);
	zone_rows(ui, 3, 0, rows, ui->grid.cols, &l->list);
	if (l->list.n == 0)
		ui_empty(ui, 4,
		    GD_TR("What is ordered stands here; no line yet. F7 adds "
			  "one, or paste rows of a spreadsheet."));
}

/* ---- keys --------------------------------------------------------------- */

static bool
key(struct ui *ui, struct screen *s, const struct gd_key *k)
{
	struct lines *l = (struct lines *)s;
	char buf[8];

	if (!k->pasted) {
		settle(ui, l);
		return false;
	}
	if (k->code < GD_KEY_BASE)
		gd_str_addn(&l->pasted, buf, gd_utf8_put(k->code, buf));
	return true;
}

static bool
act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct lines *l = (struct lines *)s;

	switch (action) {
	case GD_A_OPEN:
	case GD_A_EDIT:
	case GD_A_MARK:
		edit(ui, l, l->list.at < l->list.n ? l->list.at : l->list.n);
		return true;
	case GD_A_ADD:
		edit(ui, l, l->list.n);
		return true;
	case GD_A_REMOVE:
		if (l->list.n == 0)
			return true;
		memmove(l->rows + l->list.at, l->rows + l->list.at + 1,
		    (size_t)(l->list.n - l->list.at - 1) * sizeof *l->rows);
		l->list.n--;
		write_rows(ui, l);
		return true;
	case GD_A_DAY: /* the order is not entered yet: first back */
	case GD_A_ORDERS:
	case GD_A_UNDO:
		return true;
	default:
		return scroll_act(&l->list, action, ui_bottom(ui) - 3);
	}
}

static int
hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	struct lines *l = (struct lines *)s;
	int n = 0;

	(void)ui;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ADD, GD_TR("Add line"), 0 };
	if (l->list.n > 0) {
		out[n++] = (struct gd_hint){ GD_A_OPEN, GD_TR("Change"), 0 };
		out[n++] = (struct gd_hint){ GD_A_REMOVE, NULL, 0 };
	}
	out[n++] = (struct gd_hint){ GD_A_BACK, GD_TR("To the order"), 0 };
	return n;
}

static void
lines_free(struct screen *s)
{
	struct lines *l = (struct lines *)s;

	gd_arena_release(&l->arena);
	gd_str_release(&l->pasted);
	free(l->rows);
	free(l);
}

static const struct screen_ops ops = {
	.name = "lines",
	.place = GD_AT_TABLE,
	.paint = paint,
	.key = key,
	.act = act,
	.hints = hints,
	.free = lines_free,
};

void
scr_lines(struct ui *ui, struct form *f, struct input *in)
{
	struct lines *l = gd_alloc(1, sizeof *l);

	l->screen.ops = &ops;
	l->form = f;
	l->in = in;
	l->pasted = (struct gd_str)GD_STR_INIT;
	l->rows = gd_alloc(LINES_MAX + 1, sizeof *l->rows);
	read_rows(l);
	ui_push(ui, &l->screen);
}
