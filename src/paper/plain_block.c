/* paper/plain_block.c - blocks as lines of plain text. */
#include <string.h>

#include "base/text.h"

#include "plain_priv.h"

#include "base/banned.h"

#define SIGN_LEAST 16 /* columns of a signature box */

const char *
plain_label(struct plain *s, const struct gd_label *l)
{
	struct gd_str both = GD_STR_INIT;
	const char *safe;

	gd_label_add(&both, l, s->job->lang);
	safe = plain_safe(&s->arena, both.text);
	gd_str_release(&both);
	return safe;
}

/* ---- cells beside each other ---------------------------------------------- */

void
plain_fit(struct gd_str *out, const struct plain_cell *c, const char *text)
{
	int blank = c->width - gd_text_width(text);

	for (int i = 0; c->align != GD_LEFT &&
			i < (c->align == GD_RIGHT ? blank : blank / 2);
	     i++)
		gd_str_addc(out, ' ');
	if (c->align == GD_RIGHT)
		gd_text_fit(out, text, c->width, false, false);
	else if (c->align == GD_CENTRE)
		gd_text_fit(out, text, c->width - blank / 2, true, false);
	else
		gd_text_fit(out, text, c->width, true, false);
}

const char *
plain_line_made(struct plain *s, struct gd_str *line)
{
	const char *made;

	while (line->len > 0 && line->text[line->len - 1] == ' ')
		line->text[--line->len] = '\0';
	made = gd_arena_str(&s->arena, line->text);
	gd_str_release(line);
	return made;
}

/* Line k of all cells, a blank (or a bar) between them. */
const char *
plain_row_line(struct plain *s, const struct plain_cell *cells, size_t n,
    size_t k, bool bars)
{
	struct gd_str line = GD_STR_INIT;

	for (size_t i = 0; i < n; i++) {
		if (bars)
			gd_str_add(&line, i ? " | " : "| ");
		else if (i)
			gd_str_addc(&line, ' ');
		plain_fit(&line, &cells[i],
		    k < cells[i].lines.n ? cells[i].lines.all[k] : "");
	}
	if (bars)
		gd_str_add(&line, " |");
	return plain_line_made(s, &line);
}

size_t
plain_tallest(const struct plain_cell *cells, size_t n)
{
	size_t most = 0;

	for (size_t i = 0; i < n; i++)
		if (cells[i].lines.n > most)
			most = cells[i].lines.n;
	return most;
}

void
plain_rows_add(struct plain *s, struct plain_lines *to,
    const struct plain_cell *cells, size_t n)
{
	size_t most = plain_tallest(cells, n);

	for (size_t k = 0; k < most; k++)
		plain_push(&s->arena, to,
		    plain_row_line(s, cells, n, k, false));
}

/* ---- slabs ---------------------------------------------------------------- */

struct plain_lines *
plain_slab(struct plain *s, double gap, enum gd_glue glue)
{
	struct gd_slab *one = GD_PUSH(s->slabs, s->n, s->slab_room);

	one->gap = gap;
	one->glue = glue;
	s->pieces = gd_grow(s->pieces, &s->piece_room, s->n, sizeof *s->pieces);
	memset(&s->pieces[s->n - 1], 0, sizeof *s->pieces);
	return &s->pieces[s->n - 1].lines;
}

/* The heading of a block as the beginning of its first slab. */
static bool
heading(struct plain *s, const struct gd_doc_block *b)
{
	const char *text = plain_label(s, &b->title);

	if (!*text)
		return false;
	plain_wrap(&s->arena, plain_slab(s, 1, GD_GLUE_NONE), text, s->cols);
	return true;
}

const char *
plain_write_line(struct plain *s, const char *before, int width)
{
	int used = gd_text_width(before);

	if (used + 5 > width)
		return plain_run(&s->arena, '_', width);
	return gd_arena_printf(&s->arena, "%s%s%s", before, used ? " " : "",
	    plain_run(&s->arena, '_', width - used - (used ? 1 : 0)));
}

/* One fact: its label, its value below. */
static void
item_cell(struct plain *s, const struct gd_doc_item *item, struct plain_cell *c)
{
	const char *value = plain_safe(&s->arena, item->value);

	plain_wrap(&s->arena, &c->lines, plain_label(s, &item->label),
	    c->width);
	if (*value || !item->line)
		plain_wrap(&s->arena, &c->lines, *value ? value : "-",
		    c->width);
	else
		plain_push(&s->arena, &c->lines,
		    plain_write_line(s, "", c->width));
}

static void
tick_cell(struct plain *s, const struct gd_doc_item *item, struct plain_cell *c)
{
	const char *name = plain_label(s, &item->label);
	bool ticked = item->value && strcmp(item->value, "x") == 0;

	if (item->line)
		plain_push(&s->arena, &c->lines,
		    plain_write_line(s, name, c->width));
	else
		plain_wrap(&s->arena, &c->lines,
		    gd_arena_printf(&s->arena, "[%c] %s", ticked ? 'x' : ' ',
			name),
		    c->width);
}

/* One row of items, line by line; a short one stays together. */
static void
items_slabs(struct plain *s, const struct plain_cell *cells, size_t n,
    double gap, bool glued)
{
	size_t most = plain_tallest(cells, n);

	for (size_t k = 0; k < most; k++) {
		bool held = k ? k < PLAIN_LONG_ROW : glued;

		plain_push(&s->arena,
		    plain_slab(s, k ? 0 : gap,
			held ? GD_GLUE_LIKED : GD_GLUE_NONE),
		    plain_row_line(s, cells, n, k, false));
	}
}

/* Items in rows of ncols; each row a slab, or a part of to. */
static void
items(struct plain *s, const struct gd_doc_block *b, struct plain_lines *to,
    bool glued)
{
	int ncols = b->ncols > 0 ? b->ncols : 1, unit = (s->cols + 1) / ncols;
	bool tick = b->kind == GD_BLOCK_TICKS;
	size_t i = 0;

	while (i < b->nitems) {
		struct plain_cell cells[PLAIN_CELLS_MAX] = { 0 };
		size_t n = 0, from = i;
		int used = 0;

		for (; i < b->nitems && used < ncols; i++, n++) {
			int span = b->items[i].span > 0 ? b->items[i].span : 1;

			if (span > ncols)
				span = ncols;
			if (used + span > ncols)
				break;
			used += span;
			cells[n].width = unit * span - 1;
			if (tick)
				tick_cell(s, &b->items[i], &cells[n]);
			else
				item_cell(s, &b->items[i], &cells[n]);
		}
		if (to) {
			plain_rows_add(s, to, cells, n);
			continue;
		}
		items_slabs(s, cells, n, glued || (tick && from) ? 0 : 1,
		    glued);
		glued = false;
	}
}

static void
prose(struct plain *s, const struct gd_doc_block *b, bool headed)
{
	struct plain_lines lines = { 0 };

	plain_wrap(&s->arena, &lines, plain_safe(&s->arena, b->text), s->cols);
	/* The first two and the last two lines stay together. */
	for (size_t i = 0; i < lines.n; i++)
		plain_push(&s->arena,
		    plain_slab(s, i || headed ? 0 : 1,
			(i == 0 && headed) || i == 1 ||
				(i > 0 && i + 1 == lines.n)
			    ? GD_GLUE_LIKED
			    : GD_GLUE_NONE),
		    lines.all[i]);
}

/* ---- signatures, stub ------------------------------------------------------ */

#define SIGN_LINES 5

/* Role; name, when, meaning and note; or room for ink and a date. */
static void
sign_cell(struct plain *s, const struct gd_doc_sign *sign, struct plain_cell *c)
{
	struct gd_label date = gd_paper_word(GD_PAPER_DATE);
	const char *const said[] = { sign->name, sign->when, sign->meaning,
		sign->note };

	plain_wrap(&s->arena, &c->lines, plain_label(s, &sign->role), c->width);
	if (sign->name && *sign->name) {
		for (int i = 0; i < 4; i++)
			plain_wrap(&s->arena, &c->lines,
			    plain_safe(&s->arena, said[i]), c->width);
		return;
	}
	while (c->lines.n + 1 < SIGN_LINES)
		plain_push(&s->arena, &c->lines, "");
	plain_push(&s->arena, &c->lines,
	    plain_write_line(s, plain_label(s, &date), c->width));
}

static void
signs(struct plain *s, const struct gd_doc_block *b, bool headed)
{
	size_t most = (size_t)((s->cols - 1) / (SIGN_LEAST + 3)), i = 0, rows;

	rows = (b->nsigns + most - 1) / most;
	most = rows ? (b->nsigns + rows - 1) / rows : 1;
	while (i < b->nsigns) {
		struct plain_cell cells[PLAIN_CELLS_MAX] = { 0 };
		int wide = (s->cols - 1) / (int)most - 3;
		struct plain_lines *to;
		const char *rule;
		size_t n = 0;

		for (; n < most && i < b->nsigns; n++, i++) {
			cells[n].width = wide;
			sign_cell(s, &b->signs[i], &cells[n]);
		}
		rule = plain_run(&s->arena, '-', (wide + 3) * (int)n + 1);
		to = plain_slab(s, headed ? 0 : 1, GD_GLUE_MUST);
		plain_push(&s->arena, to, rule);
		for (size_t k = 0; k < plain_tallest(cells, n); k++)
			plain_push(&s->arena, to,
			    plain_row_line(s, cells, n, k, true));
		plain_push(&s->arena, to, rule);
		headed = true;
	}
}

static void
stub(struct plain *s, const struct gd_doc_block *b)
{
	struct plain_lines *to = plain_slab(s, 1, GD_GLUE_NONE);
	struct gd_str cut = GD_STR_INIT, digits = GD_STR_INIT;

	s->slabs[s->n - 1].foot = true;
	while (cut.len + 2 <= (size_t)s->cols)
		gd_str_add(&cut, "- ");
	plain_push(&s->arena, to, plain_line_made(s, &cut));
	plain_wrap(&s->arena, to, plain_label(s, &b->title), s->cols);
	items(s, b, to, false);
	gd_paper_groups_add(&digits, b->code ? b->code : "");
	plain_wrap(&s->arena, to, digits.text, s->cols);
	gd_str_release(&digits);
}

void
plain_block(struct plain *s, const struct gd_doc_block *b)
{
	size_t first = s->n;
	bool headed = b->kind != GD_BLOCK_STUB && heading(s, b);

	switch (b->kind) {
	case GD_BLOCK_FIELDS:
	case GD_BLOCK_TICKS:
		items(s, b, NULL, headed);
		break;
	case GD_BLOCK_PROSE:
		prose(s, b, headed);
		break;
	case GD_BLOCK_TABLE:
		plain_table(s, b, headed);
		break;
	case GD_BLOCK_BARS:
		plain_bars(s, b, headed);
		break;
	case GD_BLOCK_LINE:
	case GD_BLOCK_SPARKS:
		plain_table(s, b, headed);
		break;
	case GD_BLOCK_SIGNS:
		signs(s, b, headed);
		break;
	case GD_BLOCK_STUB:
		stub(s, b);
		break;
	default:
		gd_die(__FILE__, __LINE__, "a block of no kind");
	}
	if (b->keep)
		for (size_t i = first; i < s->n; i++)
			if (s->slabs[i].glue == GD_GLUE_NONE)
				s->slabs[i].glue = GD_GLUE_LIKED;
	if (b->kind == GD_BLOCK_SIGNS && first < s->n)
		s->slabs[first].glue = GD_GLUE_MUST;
}
