/* tui/popup.c - the two boxes: yes or no, and a list to choose from.
 *
 * Typing narrows the list; the answer goes to a function, after the box is
 * closed, so that it may open the next one.
 */
#include <stdlib.h>
#include <string.h>

#include "base/secret.h"
#include "base/text.h"

#include "scr_priv.h"

#include "base/banned.h"

/* ---- yes or no ---------------------------------------------------------- */

struct ask {
	struct screen screen;
	struct scr_ask q;
	char *said; /* owned */
	bool on_yes;
};

static int
ask_lines(struct ui *ui, const struct ask *a, int row, int col, int cols,
    bool draw)
{
	const char *text = a->said     ? a->said
			   : a->q.text ? tr(ui, a->q.text)
				       : "";

	return ui_wrap(draw ? &ui->grid : NULL, row, col, cols, 6, GD_INK_PLAIN,
	    text);
}

static void
ask_go(struct ui *ui, struct screen *s, int to)
{
	(void)ui;
	((struct ask *)s)->on_yes = to != 0;
}

static void
ask_paint(struct ui *ui, struct screen *s)
{
	struct ask *a = (struct ask *)s;
	struct gd_grid *g = &ui->grid;
	int cols = g->cols < 64 ? g->cols - 4 : 60;
	int lines = ask_lines(ui, a, 0, 0, cols - 4, false);
	int rows = lines + 4;
	int row = (g->rows - rows) / 2, col = (g->cols - cols) / 2;
	const char *yes = ui_fmt(ui, "[ %s ]", tr(ui, a->q.yes));
	const char *no = a->q.no ? ui_fmt(ui, "[ %s ]", tr(ui, a->q.no)) : "";
	int at = row + rows - 2;

	gd_grid_box(g, row, col, rows, cols, tr(ui, a->q.title), NULL);
	ask_lines(ui, a, row + 1, col + 2, cols - 4, true);
	int left = col + 4, right = col + cols - 4 - gd_text_width(no);

	gd_grid_put(g, at, (a->on_yes ? left : right) - 2, GD_INK_HEAD, '>');
	gd_grid_text(g, at, left, a->on_yes ? GD_INK_CURSOR : GD_INK_PLAIN,
	    yes);
	if (*no)
		gd_grid_text(g, at, right,
		    a->on_yes ? GD_INK_PLAIN : GD_INK_CURSOR, no);
	zone_go(ui, at, left, 1, gd_text_width(yes), ask_go, 1, GD_KEY_ENTER);
	if (*no)
		zone_go(ui, at, right, 1, gd_text_width(no), ask_go, 0,
		    GD_KEY_ENTER);
}

static bool
ask_key(struct ui *ui, struct screen *s, const struct gd_key *key)
{
	struct ask *a = (struct ask *)s;

	(void)ui;
	if (key->pasted)
		return true;
	if (key->code == GD_KEY_LEFT || key->code == GD_KEY_RIGHT ||
	    key->code == GD_KEY_TAB || key->code == GD_KEY_BACKTAB) {
		a->on_yes = !a->on_yes || !a->q.no;
		return true;
	}
	return false;
}

static bool
ask_act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct ask *a = (struct ask *)s;

	if (action != GD_A_ACCEPT && action != GD_A_TOGGLE)
		return false;
	/* an Enter held too long must not take away what is shown once */
	if (a->q.secret && action == GD_A_ACCEPT)
		return true;
	ui_close(ui, s);
	if (a->on_yes && a->q.then)
		a->q.then(ui, a->q.payload);
	return true;
}

static int
ask_hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	int n = 0;

	(void)ui;
	(void)s;
	out[n++] = (struct gd_hint){ GD_A_NEXT_FIELD, GD_TR("Other"), 0 };
	out[n++] = (struct gd_hint){ GD_A_ACCEPT, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, GD_TR("Cancel"), 0 };
	return n;
}

static void
ask_free(struct screen *s)
{
	struct ask *a = (struct ask *)s;

	if (a->q.drop)
		a->q.drop(a->q.payload);
	if (a->q.secret)
		gd_secret_wipe(a->said, strlen(a->said));
	free(a->said);
	free(a);
}

static const struct screen_ops ask_ops = {
	.name = "ask",
	.place = GD_AT_BOX,
	.popup = true,
	.paint = ask_paint,
	.key = ask_key,
	.act = ask_act,
	.hints = ask_hints,
	.free = ask_free,
};

void
scr_ask(struct ui *ui, const struct scr_ask *q)
{
	struct ask *a = gd_alloc(1, sizeof *a);

	a->screen.ops = &ask_ops;
	a->q = *q;
	a->said = gd_strdup(q->said);
	a->on_yes = !q->danger;
	ui_push(ui, &a->screen);
}

/* ---- a list ------------------------------------------------------------- */

/* What an item is found by, folded: as it stands on the screen, and of texts
 * that are English also as they are (else NULL). */
struct hay {
	const char *shown, *english;
};

struct pick {
	struct screen screen;
	struct scr_pick q;
	struct gd_arena arena;  /* texts of the items */
	struct scr_item *items; /* behind q.n those that were found */
	int found;
	struct gd_arena found_texts;
	struct hay *hays; /* of the items, in hay_lang; NULL: not folded yet */
	struct gd_arena hay_texts;
	enum gd_lang hay_lang;
	int *shown; /* indexes of those that match */
	bool *ticked;
	struct scroll list;
	struct gd_edit edit;
};

/* What begins with what was typed comes before what has it further on, and
 * that before what has its words here and there: a name typed whole is that
 * one's. */
enum fit { FIT_BEGINS, FIT_INSIDE, FIT_WORDS, FIT_NOT };

/* Does each word stand somewhere, in whatever order? */
static bool
has_words(const char *hay, const char *words)
{
	char word[100];

	while (*(words += strspn(words, " "))) {
		size_t n = strcspn(words, " ");

		if (n >= sizeof word)
			return false;
		memcpy(word, words, n);
		word[n] = '\0';
		if (!strstr(hay, word))
			return false;
		words += n;
	}
	return true;
}

static enum fit
fits(const char *hay, const char *folded)
{
	const char *at = strstr(hay, folded);

	return at == hay                ? FIT_BEGINS
	       : at                     ? FIT_INSIDE
	       : has_words(hay, folded) ? FIT_WORDS
					: FIT_NOT;
}

static const char *
said(const struct ui *ui, const struct pick *p, const char *text)
{
	return p->q.english && text ? tr(ui, text) : text;
}

static const char *
folded_hay(struct pick *p, const char *label, const char *note,
    const char *also)
{
	const char *const parts[] = { label, note, also };
	struct gd_str hay = GD_STR_INIT;
	const char *kept;

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		if (i)
			gd_str_addc(&hay, ' ');
		if (parts[i])
			gd_text_fold(&hay, parts[i]);
	}
	kept = gd_arena_str(&p->hay_texts, hay.text);
	gd_str_release(&hay);
	return kept;
}

/* Once, not at each key: a list may be long. */
static void
fold_items(const struct ui *ui, struct pick *p)
{
	if (p->hays && p->hay_lang == *ui->lang)
		return;
	gd_arena_release(&p->hay_texts);
	p->hay_lang = *ui->lang;
	p->hays =
	    gd_arena_alloc(&p->hay_texts, (size_t)p->q.n + 1, sizeof *p->hays);
	for (int i = 0; i < p->q.n; i++) {
		const struct scr_item *item = &p->items[i];

		p->hays[i].shown = folded_hay(p, said(ui, p, item->label),
		    said(ui, p, item->note), item->also);
		if (p->q.english)
			p->hays[i].english =
			    folded_hay(p, item->label, item->note, item->also);
	}
}

/* Texts that are English are found by what stands on the screen, and by what
 * they are in English. */
static enum fit
listed(const struct pick *p, int i, const char *folded)
{
	enum fit fit;

	if (!*folded)
		return FIT_BEGINS;
	fit = fits(p->hays[i].shown, folded);
	if (fit == FIT_NOT && p->hays[i].english)
		fit = fits(p->hays[i].english, folded);
	return fit < FIT_NOT && p->q.in_order ? FIT_BEGINS : fit;
}

static void
narrow(struct ui *ui, struct pick *p)
{
	struct gd_str folded = GD_STR_INIT;

	p->found = 0;
	gd_arena_release(&p->found_texts);
	if (p->q.find && p->edit.text.len > 0)
		p->found = p->q.find(ui, p->q.payload, p->edit.text.text,
		    &p->found_texts, p->items + p->q.n);
	gd_text_fold(&folded, p->edit.text.text);
	p->list.n = 0;
	if (*folded.text)
		fold_items(ui, p);
	for (enum fit f = FIT_BEGINS; f < FIT_NOT; f++)
		for (int i = 0; i < p->q.n; i++)
			if (listed(p, i, folded.text) == f)
				p->shown[p->list.n++] = i;
	for (int i = 0; i < p->found; i++)
		p->shown[p->list.n++] = p->q.n + i;
	gd_str_release(&folded);
	p->list.at = p->list.top = 0;
}

/* Does what is said of an item not fit beside it? */
static bool
is_cut(const struct ui *ui, const struct pick *p, const struct scr_item *item,
    int cols)
{
	int used = 2 + (p->q.multi ? 4 : 0) + (item->key ? 10 : 0) +
		   gd_text_width(said(ui, p, item->label)) + 2;

	return item->note && *item->note &&
	       used + gd_text_width(said(ui, p, item->note)) > cols;
}

#define WHOLE_ROWS 2 /* below a list with cut notes: one of them whole */

/* @return rows of the list itself */
static int
pick_size(const struct ui *ui, const struct pick *p, int *rows, int *cols)
{
	int below = 0;

	*cols = ui->grid.cols - 4 < 96 ? ui->grid.cols - 4 : 96;
	for (int i = 0; i < p->q.n && !below; i++)
		if (is_cut(ui, p, &p->items[i], *cols - 4))
			below = WHOLE_ROWS;
	*rows = p->q.n + 3 + below;
	if (*rows > ui->grid.rows - 4)
		*rows = ui->grid.rows - 4;
	if (*rows < 6 + below)
		*rows = 6 + below;
	return *rows - 3 - below;
}

/* The note under the cursor, where there was no room for it beside it. */
static void
paint_whole(struct ui *ui, const struct pick *p, int row, int col, int cols)
{
	const struct scr_item *item =
	    p->list.n > 0 ? &p->items[p->shown[p->list.at]] : NULL;

	if (item && is_cut(ui, p, item, cols + 2))
		ui_wrap(&ui->grid, row, col, cols, WHOLE_ROWS, GD_INK_DIM,
		    said(ui, p, item->note));
}

static void
pick_row(struct ui *ui, struct pick *p, int i, int row, int col, int cols)
{
	const struct scr_item *item = &p->items[p->shown[i]];
	bool here = i == p->list.at;
	enum gd_ink ink = here        ? GD_INK_CURSOR
			  : item->off ? GD_INK_DIM
				      : GD_INK_PLAIN;
	const char *text = said(ui, p, item->label);
	int label = gd_text_width(text);
	int x = col;

	gd_grid_fill(&ui->grid, row, col, 1, cols, ink, ' ');
	gd_grid_put(&ui->grid, row, x, ink, here ? '>' : ' ');
	x += 2;
	if (p->q.multi) {
		gd_grid_text(&ui->grid, row, x, ink,
		    p->ticked[p->shown[i]] ? "[x]" : "[ ]");
		x += 4;
	}
	if (item->key) {
		gd_grid_fit(&ui->grid, row, x, 9, here ? ink : GD_INK_KEY,
		    item->key);
		x += 10;
	}
	if (label > col + cols - x)
		label = col + cols - x;
	gd_grid_fit(&ui->grid, row, x, label, ink, text);
	x += label + 2;
	if (item->note && col + cols - x > 3)
		gd_grid_fit(&ui->grid, row, x, col + cols - x,
		    here ? ink : GD_INK_DIM, said(ui, p, item->note));
}

static void
pick_paint(struct ui *ui, struct screen *s)
{
	struct pick *p = (struct pick *)s;
	struct gd_grid *g = &ui->grid;
	int rows, cols, row, col;
	int list = pick_size(ui, p, &rows, &cols);

	row = (g->rows - rows) / 2;
	col = (g->cols - cols) / 2;
	gd_grid_box(g, row, col, rows, cols, said(ui, p, p->q.title),
	    ui_fmt(ui, "%d/%d", p->list.n ? p->list.at + 1 : 0, p->list.n));
	scroll_fix(&p->list, list);
	for (int i = 0; i < list && p->list.top + i < p->list.n; i++)
		pick_row(ui, p, p->list.top + i, row + 2 + i, col + 2,
		    cols - 4);
	zone_rows(ui, row + 2, col + 1, list, cols - 2, &p->list);
	paint_whole(ui, p, row + 2 + list, col + 4, cols - 6);
	if (p->list.n == 0)
		ui_wrap(g, row + 2, col + 4, cols - 6, 3, GD_INK_DIM,
		    tr(ui,
			p->q.none ? p->q.none
			: p->q.n == 0
			    ? GD_TR("There is nothing to choose from yet; Esc "
				    "closes")
			    : GD_TR("Nothing fits what was typed; Backspace "
				    "takes it back, Esc closes")));
	gd_edit_paint(&p->edit, g, row + 1, col + 2,
	    cols - 4 < 30 ? cols - 4 : 30, true);
}

/* A digit takes its line, before anything else is typed. */
static bool
pick_digit(struct ui *ui, struct pick *p, const struct gd_key *key)
{
	uint32_t code =
	    key->code < GD_KEY_BASE ? gd_fold_width(key->code) : key->code;
	int at = (int)code - '1';

	if (key->pasted || p->edit.text.len > 0 || code < '1' || code > '9' ||
	    at >= p->q.digits)
		return false;
	ui_close(ui, &p->screen);
	p->q.then(ui, p->q.payload, at, NULL);
	return true;
}

static bool
pick_key(struct ui *ui, struct screen *s, const struct gd_key *key)
{
	struct pick *p = (struct pick *)s;

	if (p->q.multi && key->code == GD_KEY_SPACE && !key->pasted)
		return false;
	if (pick_digit(ui, p, key))
		return true;
	if (key->code == GD_KEY_HOME || key->code == GD_KEY_END ||
	    !gd_edit_key(&p->edit, key))
		return false;
	narrow(ui, p);
	return true;
}

static void
pick_done(struct ui *ui, struct pick *p)
{
	int chosen = p->list.n > 0 ? p->shown[p->list.at] : -1;

	if (!p->q.multi && chosen < 0)
		return;
	ui_close(ui, &p->screen);
	p->q.then(ui, p->q.payload, p->q.multi ? -1 : chosen, p->ticked);
}

static bool
pick_act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct pick *p = (struct pick *)s;
	int rows, cols;
	int list = pick_size(ui, p, &rows, &cols);

	if (action == GD_A_HELP) /* there is nothing deeper */
		return true;
	if (action == GD_A_ACCEPT) {
		pick_done(ui, p);
		return true;
	}
	if (action == GD_A_PRINT && p->q.print && p->list.n > 0) {
		p->q.print(ui, p->q.payload, p->shown[p->list.at]);
		return true;
	}
	if (action == GD_A_TOGGLE && p->q.multi && p->list.n > 0) {
		int i = p->shown[p->list.at];

		p->ticked[i] = !p->ticked[i];
		return true;
	}
	return scroll_act(&p->list, action, list);
}

static int
pick_hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	struct pick *p = (struct pick *)s;
	int n = 0;

	(void)ui;
	out[n++] = (struct gd_hint){ GD_A_ACCEPT, GD_TR("Take"), 0 };
	if (p->q.multi)
		out[n++] = (struct gd_hint){ GD_A_TOGGLE, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_DOWN, GD_TR("Choose"), 0 };
	if (p->q.print)
		out[n++] = (struct gd_hint){ GD_A_PRINT, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, GD_TR("Close"), 0 };
	return n;
}

static void
pick_free(struct screen *s)
{
	struct pick *p = (struct pick *)s;

	if (p->q.drop)
		p->q.drop(p->q.payload);
	gd_edit_release(&p->edit);
	gd_arena_release(&p->arena);
	gd_arena_release(&p->found_texts);
	gd_arena_release(&p->hay_texts);
	free(p->items);
	free(p->shown);
	free(p->ticked);
	free(p);
}

static const struct screen_ops pick_ops = {
	.name = "pick",
	.place = GD_AT_PICK,
	.popup = true,
	.paint = pick_paint,
	.key = pick_key,
	.act = pick_act,
	.hints = pick_hints,
	.free = pick_free,
};

void
scr_pick_again(struct ui *ui)
{
	struct pick *old = (struct pick *)ui->top, *now;
	int item = -1;

	if (!ui->top || ui->top->ops != &pick_ops || !old->q.again)
		return;
	if (old->list.at < old->list.n)
		item = old->shown[old->list.at];
	ui_close(ui, &old->screen); /* freed when the key is done */
	old->q.again(ui, old->q.payload);
	now = (struct pick *)ui->top;
	if (now->screen.ops != &pick_ops || now->q.n != old->q.n)
		return;
	gd_edit_set(&now->edit, old->edit.text.text);
	narrow(ui, now);
	for (int i = 0; i < now->list.n; i++)
		if (now->shown[i] == item)
			now->list.at = i;
	if (old->q.multi)
		memcpy(now->ticked, old->ticked,
		    (size_t)now->q.n * sizeof *now->ticked);
}

void
scr_pick(struct ui *ui, const struct scr_pick *q)
{
	struct pick *p = gd_alloc(1, sizeof *p);
	size_t n = q->n > 0 ? (size_t)q->n : 1;

	p->screen.ops = &pick_ops;
	p->q = *q;
	p->q.title = gd_arena_str(&p->arena, q->title);
	p->items = gd_alloc(n + PICK_MORE, sizeof *p->items);
	p->shown = gd_alloc(n + PICK_MORE, sizeof *p->shown);
	p->ticked = gd_alloc(n + PICK_MORE, sizeof *p->ticked);
	for (int i = 0; i < q->n; i++) {
		p->items[i] = q->items[i];
		p->items[i].label = gd_arena_str(&p->arena, q->items[i].label);
		p->items[i].note = gd_arena_str(&p->arena, q->items[i].note);
		p->items[i].key = gd_arena_str(&p->arena, q->items[i].key);
		p->items[i].also = gd_arena_str(&p->arena, q->items[i].also);
		p->ticked[i] = q->items[i].ticked;
	}
	gd_edit_init(&p->edit, 200);
	narrow(ui, p);
	p->list.at = q->at;
	ui_push(ui, &p->screen);
}
