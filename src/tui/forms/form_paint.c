/* tui/forms/form_paint.c - how a form looks: labels, fields, the error below
 * each of them, the button, what stands above and below. */
#include <string.h>

#include "base/text.h"

#include "form_screen_priv.h"
#include "lines_priv.h"

#include "base/banned.h"

#define ERROR_ROWS 4

static int
label_cols(struct ui *ui, struct form *f)
{
	int widest = 8, most = ui->grid.cols / 3;

	for (int i = 0; i < f->n; i++) {
		int w = gd_text_width(ui_name(ui, &f->at[i]->name)) + 2;

		if (f->at[i]->kind != IN_BUTTON && w > widest)
			widest = w;
	}
	return widest < most ? widest : most;
}

/* What is wrong with a field, whole below it; where there is little room, from
 * the left edge on. @return rows */
static int
paint_error(struct ui *ui, struct form *f, const struct input *in, int row,
    bool draw)
{
	struct gd_str text = GD_STR_INIT;
	int col = ui->grid.cols < 80 ? 5 : 3 + label_cols(ui, f) + 1, rows;

	if (in->error.code == GD_OK)
		return 0;
	gd_str_add(&text, "! ");
	gd_say_err(&text, *ui->lang, &in->error);
	rows = ui_wrap(draw ? &ui->grid : NULL, row, col,
	    ui->grid.cols - col - 1, ERROR_ROWS, GD_INK_LATE, text.text);
	gd_str_release(&text);
	return rows;
}

int
form_rows(struct ui *ui, struct form *f, const struct input *in)
{
	int blank = in->kind == IN_BUTTON;

	return 1 + blank + paint_error(ui, f, in, 0, false);
}

/* "(o) T/T  ( ) L/C" when that fits, else "[T/T       v]". */
static void
paint_choice(struct ui *ui, const struct input *in, int row, int col, int cols,
    bool here)
{
	struct gd_grid *g = &ui->grid;
	enum gd_ink ink = here ? GD_INK_FOCUS : GD_INK_FIELD;
	int need = 0;

	for (int i = 0; i < in->nchoices; i++)
		need += gd_text_width(ui_name(ui, &in->choices[i])) + 6;
	if (need <= cols && in->nchoices < 6) {
		for (int i = 0; i < in->nchoices; i++) {
			bool on = i == in->chosen;

			col +=
			    gd_grid_text(g, row, col, on ? ink : GD_INK_PLAIN,
				ui_fmt(ui, "(%s) %s", on ? "o" : " ",
				    ui_name(ui, &in->choices[i])));
			col += 2;
		}
		return;
	}
	cols = cols < 40 ? cols : 40;
	gd_grid_put(g, row, col, GD_INK_PLAIN, '[');
	gd_grid_fit(g, row, col + 1, cols - 3, ink,
	    in->chosen >= 0 ? ui_name(ui, &in->choices[in->chosen]) : "");
	gd_grid_text(g, row, col + cols - 2, GD_INK_PLAIN, "v]");
}

static void
paint_many(struct ui *ui, const struct input *in, int row, int col, int cols,
    bool here)
{
	struct gd_str s = GD_STR_INIT;

	for (int i = 0; i < in->nchoices; i++) {
		if (!in->ticked[i])
			continue;
		if (s.len)
			gd_str_add(&s, ", ");
		gd_str_add(&s, ui_name(ui, &in->choices[i]));
	}
	gd_grid_put(&ui->grid, row, col, GD_INK_PLAIN, '[');
	gd_grid_fit(&ui->grid, row, col + 1, cols - 3,
	    here ? GD_INK_FOCUS : GD_INK_FIELD, s.text);
	gd_grid_text(&ui->grid, row, col + cols - 2, GD_INK_PLAIN, "v]");
	gd_str_release(&s);
}

/* "3: Steel mug, Bamboo tray, ..." */
static void
paint_lines(struct ui *ui, struct form *f, struct input *in, int row, int col,
    int cols, bool here)
{
	enum { MOST = 12 };
	struct line_row rows[MOST];
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_str text = GD_STR_INIT;
	const char *value = form_value(f, in);
	int n = lines_read(value, &arena, rows, MOST), all = 0;

	for (const char *p = value; *p; p++)
		all += *p == '\n';
	if (n > 0)
		gd_str_addf(&text, "%d: ", all);
	for (int i = 0; i < n; i++)
		gd_str_addf(&text, "%s%s %s%s", i ? ", " : "",
		    rows[i].cell[CELL_ITEM], rows[i].cell[CELL_QTY],
		    rows[i].cell[CELL_UNIT]);
	gd_grid_put(&ui->grid, row, col, GD_INK_PLAIN, '[');
	gd_grid_fit(&ui->grid, row, col + 1, cols - 3,
	    here ? GD_INK_FOCUS : GD_INK_FIELD,
	    n > 0 ? text.text : tr(ui, "F3 enters lines; or paste rows here"));
	gd_grid_text(&ui->grid, row, col + cols - 2, GD_INK_PLAIN, "v]");
	gd_str_release(&text);
	gd_arena_release(&arena);
}

/* "2: Delivery date, Packing" */
static void
paint_changes(struct ui *ui, struct form *f, const struct input *in, int row,
    int col, int cols, bool here)
{
	struct gd_str s = GD_STR_INIT;
	int n = 0;

	for (int i = 0; i < f->n; i++)
		if (f->at[i]->of == in && form_changed(f, f->at[i]))
			gd_str_addf(&s, "%s%s", n++ ? ", " : "",
			    ui_name(ui, &f->at[i]->name));
	if (!n)
		gd_str_add(&s,
		    tr(ui, GD_TR("F3: choose what changes; a letter looks for "
				 "it")));
	gd_grid_put(&ui->grid, row, col, GD_INK_PLAIN, '[');
	gd_grid_fit(&ui->grid, row, col + 1, cols - 3,
	    here ? GD_INK_FOCUS : GD_INK_FIELD,
	    n ? ui_fmt(ui, "%d: %s", n, s.text) : s.text);
	gd_grid_text(&ui->grid, row, col + cols - 2, GD_INK_PLAIN, "v]");
	gd_str_release(&s);
}

static int
field_cols(const struct input *in, int cols)
{
	int want = in->kind == IN_DATE ? in->clock ? 20 : 14
		   : in->kind == IN_NUMBER || in->kind == IN_MONEY ? 22
								   : cols;

	return want < cols ? want : cols;
}

static void
paint_input(struct ui *ui, struct form *f, int i, int row, int labels)
{
	struct gd_grid *g = &ui->grid;
	struct input *in = f->at[i];
	bool here = i == f->focus;
	int col = 3 + labels + 1;
	int cols = g->cols - col - 2;

	gd_grid_put(g, row, 1, here ? GD_INK_HEAD : GD_INK_PLAIN,
	    here ? '>' : ' ');
	gd_grid_fit(g, row, 3, labels, here ? GD_INK_HEAD : GD_INK_PLAIN,
	    ui_fmt(ui, "%s%s%s", in->of ? "  " : "", ui_name(ui, &in->name),
		in->required ? " *" : ""));
	if (in->aside.len > 0 &&
	    (cols > 40 || field_cols(in, cols) + 12 < cols)) {
		int aside = gd_text_width(in->aside.text);

		aside = aside < cols / 2 ? aside : cols / 2;
		if (field_cols(in, cols) == cols || in->kind == IN_CHOICE ||
		    in->kind == IN_MANY)
			cols -= aside + 1;
		gd_grid_fit(g, row,
		    in->kind == IN_CHOICE || in->kind == IN_MANY
			? col + cols + 1
			: col + field_cols(in, cols) + 1,
		    g->cols - col - field_cols(in, cols) - 2, GD_INK_DIM,
		    in->aside.text);
	}
	if (in->kind == IN_CHOICE) {
		paint_choice(ui, in, row, col, cols, here);
	} else if (in->kind == IN_MANY) {
		paint_many(ui, in, row, col, cols, here);
	} else if (in->kind == IN_CHANGES) {
		paint_changes(ui, f, in, row, col, cols, here);
	} else if (in->kind == IN_LINES) {
		paint_lines(ui, f, in, row, col, cols, here);
	} else if (in->kind == IN_SECRET) {
		struct gd_edit empty;

		gd_edit_init(&empty, 1);
		gd_edit_paint(&empty, g, row, col, 22 < cols ? 22 : cols, here);
		gd_edit_release(&empty);
		gd_grid_fit(g, row, col + 23, g->cols - col - 24, GD_INK_DIM,
		    *ui->app && gd_app_is_demo(*ui->app)
			? tr(ui, "in the demo: demo-gendan")
			: tr(ui, "nothing shows while you type"));
	} else {
		int used = field_cols(in, cols);

		gd_edit_paint(&in->edit, g, row, col, used, here);
		if (in->unit && *in->unit && !in->aside.len)
			gd_grid_text(g, row, col + used + 1, GD_INK_DIM,
			    *ui->lang == GD_ZH && in->unit_zh
				? in->unit_zh
				: tr(ui, in->unit));
	}
}

static void
paint_button(struct ui *ui, struct form *f, int i, int row)
{
	bool here = i == f->focus;
	const char *word = ui_fmt(ui, "[ %s ]", ui_name(ui, &f->at[i]->name));

	gd_grid_put(&ui->grid, row + 1, 1, GD_INK_HEAD, here ? '>' : ' ');
	gd_grid_text(&ui->grid, row + 1, 3, here ? GD_INK_CURSOR : GD_INK_HEAD,
	    word);
	if (f->weighs)
		gd_grid_text(&ui->grid, row + 1, 4 + gd_text_width(word),
		    GD_INK_KEY, "Ctrl-S");
}

/* What the keys do in the field with the cursor, where messages stand when
 * there is none. */
static void
paint_hint(struct ui *ui, struct form *f)
{
	const struct input *in = form_at(f, f->focus);

	if (in && in->kind <= IN_MONEY && in->edit.all && !*ui_said(ui))
		gd_grid_fit(&ui->grid, ui->grid.rows - 2, 1, ui->grid.cols - 9,
		    GD_INK_DIM,
		    tr(ui,
			GD_TR(
			    "Typing replaces this; Home, End or arrows edit")));
}

/* Scroll so that the field with the cursor is seen whole. */
static void
scroll(struct ui *ui, struct form *f, int rows)
{
	int need;

	if (f->focus < f->top)
		f->top = f->focus;
	do {
		need = 0;
		for (int i = f->top; i <= f->focus; i++)
			need += form_rows(ui, f, f->at[i]);
	} while (need > rows && f->top++ < f->focus);
}

void
form_paint(struct ui *ui, struct screen *s)
{
	struct form *f = (struct form *)s;
	struct gd_grid *g = &ui->grid;
	struct gd_str title = GD_STR_INIT, head = GD_STR_INIT;
	int labels = label_cols(ui, f);
	int bottom = ui_bottom(ui);
	int row = UI_TOP;

	form_enter(f);
	if (f->spec.live)
		f->spec.live(ui, f, f->spec.payload);
	if (f->spec.words)
		f->spec.words(ui, f->spec.payload, &title, &head);
	else
		gd_str_add(&head, f->spec.head ? tr(ui, f->spec.head) : "");
	if (!f->spec.words)
		gd_str_add(&title, tr(ui, f->spec.title));
	ui_frame(ui, title.text, ui_fmt(ui, "%d/%d", f->focus + 1, f->n));
	paint_hint(ui, f);
	row += form_head_paint(ui, f, head.text);
	gd_str_release(&title);
	gd_str_release(&head);
	gd_grid_rule(g, row++, 0, g->cols);
	bottom -= form_foot(ui, f, row, bottom);
	scroll(ui, f, bottom - row);
	for (int i = f->top; i < f->n; i++) {
		struct input *in = f->at[i];

		if (row + form_rows(ui, f, in) > bottom) {
			gd_grid_text(g, bottom - 1, g->cols - 5, GD_INK_DIM,
			    "...");
			break;
		}
		if (in->kind == IN_BUTTON)
			paint_button(ui, f, i, row);
		else
			paint_input(ui, f, i, row, labels);
		form_zone(ui, f, i, row);
		paint_error(ui, f, in, row + 1, true);
		row += form_rows(ui, f, in);
	}
}
