/* tui/form_screen.c - how a form looks and which keys it knows. */
#include <stdlib.h>
#include <string.h>

#include "base/secret.h"
#include "base/text.h"

#include "form_screen_priv.h"
#include "lines_priv.h"
#include "palette_priv.h"
#include "scr_priv.h"

#include "base/banned.h"

/* ---- painting ----------------------------------------------------------- */

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

/* What is wrong with a field, below it in at most two rows. @return rows */
static int
paint_error(struct ui *ui, struct form *f, const struct input *in, int row,
    bool draw)
{
	struct gd_str text = GD_STR_INIT;
	int col = 3 + label_cols(ui, f) + 1, rows;

	if (in->error.code == GD_OK)
		return 0;
	gd_str_add(&text, "! ");
	gd_say_err(&text, *ui->lang, &in->error);
	rows = ui_wrap(draw ? &ui->grid : NULL, row, col,
	    ui->grid.cols - col - 1, 2, GD_INK_LATE, text.text);
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
	    ui_fmt(ui, "%s%s", ui_name(ui, &in->name),
		in->required ? " *" : ""));
	if (in->aside.len > 0 && cols > 40) {
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
			    tr(ui, in->unit));
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

static void
paint(struct ui *ui, struct screen *s)
{
	struct form *f = (struct form *)s;
	struct gd_grid *g = &ui->grid;
	struct gd_str title = GD_STR_INIT, head = GD_STR_INIT;
	int labels = label_cols(ui, f);
	int bottom = ui_bottom(ui);
	int row = UI_TOP;

	if (f->spec.live)
		f->spec.live(ui, f, f->spec.payload);
	if (f->spec.words)
		f->spec.words(ui, f->spec.payload, &title, &head);
	else
		gd_str_add(&head, f->spec.head ? tr(ui, f->spec.head) : "");
	if (!f->spec.words)
		gd_str_add(&title, tr(ui, f->spec.title));
	ui_frame(ui, title.text, ui_fmt(ui, "%d/%d", f->focus + 1, f->n));
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

/* ---- keys --------------------------------------------------------------- */

static void
move(struct ui *ui, struct form *f, int by)
{
	int to = f->focus + by;

	form_check(ui, f, f->at[f->focus]);
	ui->keep = true;
	f->focus = to < 0 ? 0 : to >= f->n ? f->n - 1 : to;
}

static void
cycle(struct input *in, int by)
{
	int n = in->nchoices;

	if (n > 0)
		in->chosen = in->chosen < 0 ? (by > 0 ? 0 : n - 1)
					    : (in->chosen + by + n) % n;
}

static bool type_choice(struct ui *ui, struct form *f,
    const struct gd_key *key);

/* A password grows and shrinks at its end alone, and never moves in memory. */
bool
form_secret_key(char *secret, const struct gd_key *key)
{
	size_t n = strlen(secret);
	char buf[8];

	if (key->code == GD_KEY_CTRL('U') || key->code == GD_KEY_DELETE) {
		gd_secret_wipe(secret, GD_PASSWORD_BYTES);
	} else if (key->code == GD_KEY_BACKSPACE) {
		while (n > 0 && ((unsigned char)secret[n - 1] & 0xC0) == 0x80)
			secret[--n] = '\0';
		if (n > 0)
			secret[n - 1] = '\0';
	} else if (key->code >= ' ' && key->code < GD_KEY_BASE &&
		   n + 5 < GD_PASSWORD_BYTES) {
		size_t len = gd_utf8_put(key->code, buf);

		memcpy(secret + n, buf, len);
		gd_secret_wipe(buf, sizeof buf);
	} else {
		return key->pasted;
	}
	return true;
}

static bool
field_key(struct ui *ui, struct form *f, struct input *in,
    const struct gd_key *key)
{
	if (type_choice(ui, f, key))
		return true;
	if (in->kind == IN_CHOICE && !key->pasted &&
	    (key->code == GD_KEY_LEFT || key->code == GD_KEY_RIGHT)) {
		cycle(in, key->code == GD_KEY_RIGHT ? 1 : -1);
		return true;
	}
	if (in->kind == IN_CHOICE && key->code == GD_KEY_DELETE) {
		in->chosen = -1;
		return true;
	}
	if (in->kind == IN_LINES && key->pasted) {
		char buf[8];

		if (key->code < GD_KEY_BASE)
			gd_str_addn(&in->pasted, buf,
			    gd_utf8_put(key->code, buf));
		return true;
	}
	if (in->kind == IN_CHOICE || in->kind == IN_MANY ||
	    in->kind == IN_BUTTON || in->kind == IN_LINES)
		return key->pasted;
	if (in->kind == IN_SECRET) {
		in->error = (struct gd_err)GD_ERR_INIT;
		return form_secret_key(in->secret, key);
	}
	if (!gd_edit_key(&in->edit, key))
		return false;
	in->error = (struct gd_err)GD_ERR_INIT;
	return true;
}

static bool
form_key(struct ui *ui, struct screen *s, const struct gd_key *key)
{
	struct form *f = (struct form *)s;
	struct input *in = form_at(f, f->focus);
	bool taken;

	if (!in)
		return false;
	f->armed |= key->code != GD_KEY_ENTER;
	form_typed_begin(f);
	taken = field_key(ui, f, in, key);
	form_typed_end(f, key);
	return taken;
}

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

static void choose(struct ui *ui, struct form *f);

static void
choose_again(struct ui *ui, void *payload)
{
	choose(ui, ((const struct choosing *)payload)->form);
}

/* F3: the choices as a list. */
static void
choose(struct ui *ui, struct form *f)
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
			 .again = choose_again,
			 .payload = c,
			 .drop = free,
		     });
	free(items);
	gd_arena_release(&arena);
}

/* A letter typed where a choice stands opens its list, narrowed by it. */
static bool
type_choice(struct ui *ui, struct form *f, const struct gd_key *key)
{
	const struct input *in = form_at(f, f->focus);

	if ((in->kind != IN_CHOICE && in->kind != IN_MANY) || key->pasted ||
	    key->code <= GD_KEY_SPACE || key->code == GD_KEY_BACKSPACE ||
	    key->code >= GD_KEY_BASE)
		return false;
	choose(ui, f);
	if (ui->top != &f->screen && ui->top->ops->key)
		ui->top->ops->key(ui, ui->top, key);
	return true;
}

static void
accept(struct ui *ui, struct form *f)
{
	struct input *in = form_at(f, f->focus);

	if (!in || in->kind == IN_BUTTON || in->kind == IN_SECRET ||
	    f->focus == f->n - 1)
		form_submit(ui, f);
	else
		move(ui, f, 1);
}

static bool
form_act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct form *f = (struct form *)s;
	struct input *in = form_at(f, f->focus);

	switch (action) {
	case GD_A_ACCEPT:
		f->bare = !f->armed;
		f->armed = false;
		accept(ui, f);
		f->bare = false;
		return true;
	case GD_A_SAVE:
		form_submit(ui, f);
		return true;
	case GD_A_UP:
	case GD_A_PREV_FIELD:
		move(ui, f, -1);
		return true;
	case GD_A_DOWN:
	case GD_A_NEXT_FIELD:
		move(ui, f, 1);
		return true;
	case GD_A_PAGE_UP:
		if (!form_head_turn(f, -1))
			move(ui, f, -8);
		return true;
	case GD_A_PAGE_DOWN:
		if (!form_head_turn(f, 1))
			move(ui, f, 8);
		return true;
	case GD_A_CHOOSE:
		choose(ui, f);
		return true;
	case GD_A_UNTYPE:
		form_untype(ui, f);
		return true;
	case GD_A_TOGGLE:
		form_typed_begin(f);
		if (in && in->kind == IN_CHOICE)
			cycle(in, 1);
		form_typed_end(f, &(struct gd_key){ .code = ' ' });
		if (in && in->kind == IN_CHOICE)
			return true;
		if (in && (in->kind == IN_MANY || in->kind == IN_LINES))
			choose(ui, f);
		else /* a key that ticks elsewhere sends no paper out */
			ui_say(ui, GD_TR("Enter does it, no blank"), 0, NULL);
		return true;
	case GD_A_DAY: /* from the list of actions: the screen goes */
	case GD_A_ORDERS:
		(void)form_keep(ui, f);
		return false;
	case GD_A_BACK:
	case GD_A_CANCEL:
		if (form_keep(ui, f))
			ui_say(ui, "What you entered is kept as a draft", 0,
			    NULL);
		ui_close(ui, s);
		return true;
	default:
		return false;
	}
}

static void
form_screen_free(struct screen *s)
{
	form_free((struct form *)s);
}

static const struct screen_ops form_ops = {
	.name = "form",
	.place = GD_AT_FORM,
	.paint = paint,
	.key = form_key,
	.act = form_act,
	.hints = form_hints,
	.free = form_screen_free,
};

void
form_screen_init(struct form *f)
{
	f->screen.ops = &form_ops;
}

bool
form_is(const struct screen *s)
{
	return s->ops == &form_ops;
}
