/* paper/plain_table.c - tables as plain text, with sums carried over. */
#include <string.h>

#include "base/text.h"
#include "paper/columns.h"

#include "plain_priv.h"

#include "base/banned.h"

/* ---- tables --------------------------------------------------------------- */

static void
table_cell(struct plain *s, const struct gd_doc_col *col, const char *text,
    struct plain_cell *c)
{
	const char *safe = plain_safe(&s->arena, text);

	c->align = col->box ? GD_LEFT : col->align;
	if (col->write && !*safe) {
		plain_push(&s->arena, &c->lines,
		    plain_write_line(s, col->box ? "[ ]" : "", c->width));
		return;
	}
	if (col->box)
		safe = gd_arena_printf(&s->arena, "[ ] %s", safe);
	plain_wrap(&s->arena, &c->lines, safe, c->width);
}

static void
table_row(struct plain *s, const struct gd_doc_block *b, const int *widths,
    const char *const *texts, struct plain_cell *cells, bool sums)
{
	for (size_t i = 0; i < b->ncol; i++) {
		struct gd_doc_col col = b->cols[i];

		if (sums)
			col.box = col.write = false;
		cells[i] = (struct plain_cell){ .width = widths[i] };
		table_cell(s, &col, texts[i], &cells[i]);
	}
}

/* Rows, then the total, then the largest sums that are carried; NULL. */
static const char *const *
table_texts(const struct gd_doc_block *b, size_t r)
{
	if (r < b->nrows)
		return b->cells + r * b->ncol;
	if (r == b->nrows)
		return b->total;
	return b->carry && b->nrows ? b->carry + (b->nrows - 1) * b->ncol
				    : NULL;
}

/* Columns that hold numbers are as wide as the longest of them. */
static const int *
table_widths(struct plain *s, const struct gd_doc_block *b)
{
	double least[PLAIN_CELLS_MAX], shared[PLAIN_CELLS_MAX];
	int *widths = gd_arena_alloc(&s->arena, b->ncol, sizeof *widths);
	int total = s->cols - (int)b->ncol + 1, sum = 0;

	for (size_t i = 0; i < b->ncol; i++) {
		int most = b->cols[i].box ? 8 : 4;

		for (size_t r = 0; r < b->nrows + 2; r++) {
			const char *const *row = table_texts(b, r);
			int w =
			    row && b->cols[i].align == GD_RIGHT
				? gd_text_width(plain_safe(&s->arena, row[i]))
				: 0;

			if (w > most && w < s->cols / 3)
				most = w;
		}
		least[i] = most;
	}
	gd_columns_share(b->cols, b->ncol, least, total, shared);
	for (size_t i = 0; i < b->ncol; i++)
		sum += widths[i] = shared[i] < 2 ? 2 : (int)shared[i];
	for (size_t i = 0; sum < total; i = (i + 1) % b->ncol, sum++)
		widths[i]++;
	return widths;
}

static const char *
table_rule(struct plain *s, const struct gd_doc_block *b, const int *widths,
    char c)
{
	struct gd_str line = GD_STR_INIT;

	for (size_t i = 0; i < b->ncol; i++)
		gd_str_addf(&line, "%s%s", i ? " " : "",
		    plain_run(&s->arena, c, widths[i]));
	return plain_line_made(s, &line);
}

static void
table_head(struct plain *s, const struct gd_doc_block *b, const int *widths)
{
	struct gd_flow_table *t = GD_PUSH(s->tables, s->ntables, s->table_room);
	size_t at = s->ntables - 1;
	struct plain_cell cells[PLAIN_CELLS_MAX] = { 0 };

	s->heads = gd_grow(s->heads, &s->head_room, at + 1, sizeof *s->heads);
	s->blocks =
	    gd_grow(s->blocks, &s->block_room, at + 1, sizeof *s->blocks);
	s->widths =
	    gd_grow(s->widths, &s->width_room, at + 1, sizeof *s->widths);
	memset(&s->heads[at], 0, sizeof s->heads[at]);
	s->blocks[at] = b;
	s->widths[at] = widths;
	for (size_t i = 0; i < b->ncol; i++) {
		cells[i].width = widths[i];
		cells[i].align = b->cols[i].align;
		plain_wrap(&s->arena, &cells[i].lines,
		    plain_label(s, &b->cols[i].label), widths[i]);
	}
	plain_rows_add(s, &s->heads[at].lines, cells, b->ncol);
	plain_push(&s->arena, &s->heads[at].lines,
	    table_rule(s, b, widths, '-'));
	t->head = (double)s->heads[at].lines.n;
	t->carry = b->carry ? 2 : 0;
}

void
plain_table(struct plain *s, const struct gd_doc_block *b, bool headed)
{
	const int *widths;
	struct plain_cell cells[PLAIN_CELLS_MAX];

	if (b->ncol == 0 || b->ncol > PLAIN_CELLS_MAX)
		return;
	widths = table_widths(s, b);
	table_head(s, b, widths);
	for (size_t r = 0; r < b->nrows + (b->total ? 1 : 0); r++) {
		bool sums = r == b->nrows;
		size_t most, k = 0;

		table_row(s, b, widths,
		    sums ? b->total : b->cells + r * b->ncol, cells, sums);
		most = plain_tallest(cells, b->ncol);
		do {
			struct plain_lines *to =
			    plain_slab(s, r || k || headed ? 0 : 1,
				(r == 0 && k == 0 && headed) || (sums && r > 0)
				    ? GD_GLUE_LIKED
				    : GD_GLUE_NONE);

			if (sums && k == 0)
				plain_push(&s->arena, to,
				    table_rule(s, b, widths, '-'));
			for (size_t end = k + PLAIN_LONG_ROW;
			     k < most && (k < end || most < 2 * PLAIN_LONG_ROW);
			     k++)
				plain_push(&s->arena, to,
				    plain_row_line(s, cells, b->ncol, k,
					false));
			s->slabs[s->n - 1].table = (int)s->ntables;
			s->slabs[s->n - 1].rows = k < most ? r : r + !sums;
		} while (k < most);
	}
}

/* "Carried forward" in the first column that has no sum, with the sums. */
void
plain_carry(struct plain *s, struct plain_lines *to, const struct gd_place *p)
{
	size_t at = (size_t)s->slabs[p->slab].table - 1;
	const struct gd_doc_block *b = s->blocks[at];
	bool in = p->kind == GD_PLACE_IN;
	struct gd_label word =
	    gd_paper_word(in ? GD_PAPER_BROUGHT : GD_PAPER_CARRIED);
	const char *const *sums = b->carry + (p->rows - 1) * b->ncol;
	const char *rule = table_rule(s, b, s->widths[at], '-');
	const char *text = plain_label(s, &word);
	struct gd_str line = GD_STR_INIT;
	struct plain_cell cells[PLAIN_CELLS_MAX];
	size_t free_cols = 0;
	int width = 0;

	table_row(s, b, s->widths[at], sums, cells, true);
	while (free_cols < b->ncol && cells[free_cols].lines.n == 0)
		width += cells[free_cols++].width + 1;
	gd_text_fit(&line, text, free_cols ? width - 1 : 0, true, false);
	for (size_t i = free_cols; i < b->ncol; i++) {
		if (i)
			gd_str_addc(&line, ' ');
		plain_fit(&line, &cells[i],
		    cells[i].lines.n ? cells[i].lines.all[0] : "");
	}
	if (!in)
		plain_push(&s->arena, to, rule);
	plain_push(&s->arena, to, plain_line_made(s, &line));
	if (in)
		plain_push(&s->arena, to, rule);
}
