/* plain_priv.h - plain text in exact columns: what its parts share. */
#ifndef GENDAN_PAPER_PLAIN_PRIV_H
#define GENDAN_PAPER_PLAIN_PRIV_H

#include "base/memory.h"
#include "paper/doc.h"
#include "paper/pages.h"

/* Lines of one text, each at most so wide; in the arena, growing by doubling.
 */
struct plain_lines {
	const char **all;
	size_t n, room;
};

/** The text with every symbol replaced that some terminals draw wider than
 * others; letters stay. */
const char *plain_safe(struct gd_arena *arena, const char *text);
void plain_push(struct gd_arena *arena, struct plain_lines *lines,
    const char *line);
/** Append the text in lines of at most width columns (2 or more): broken
 * between words, else between characters; newlines break. An empty text is no
 * line. */
void plain_wrap(struct gd_arena *arena, struct plain_lines *lines,
    const char *text, int width);
/** count times c. */
const char *plain_run(struct gd_arena *arena, char c, int count);

#define PLAIN_LONG_ROW 8 /* lines; a longer row may be broken */
#define PLAIN_CELLS_MAX 24

struct plain_cell {
	struct plain_lines lines;
	int width;
	enum gd_align align;
};

/* Lines of one slab. */
struct plain_piece {
	struct plain_lines lines;
};

struct plain {
	struct gd_arena arena;
	const struct gd_job *job;
	const struct gd_doc *doc;
	struct gd_str *out;
	size_t began; /* of out, before the first page */
	int cols, lines;
	/* The slabs under way, and beside each its lines. */
	struct gd_slab *slabs;
	struct plain_piece *pieces;
	size_t n, slab_room, piece_room;
	/* Of each table its header, and lines of sums by row. */
	struct gd_flow_table *tables;
	struct plain_piece *heads;
	const struct gd_doc_block **blocks;
	const int **widths;
	size_t ntables, table_room, head_room, block_room, width_room;
};

/** A label in the languages of the job, safe. */
const char *plain_label(struct plain *s, const struct gd_label *l);
/** A text into the width of a cell, blanks where they belong. */
void plain_fit(struct gd_str *out, const struct plain_cell *c,
    const char *text);
/** The line without blanks at its end; releases it. */
const char *plain_line_made(struct plain *s, struct gd_str *line);
/** Line k of cells beside each other, a blank or a bar between them. */
const char *plain_row_line(struct plain *s, const struct plain_cell *cells,
    size_t n, size_t k, bool bars);
size_t plain_tallest(const struct plain_cell *cells, size_t n);
void plain_rows_add(struct plain *s, struct plain_lines *to,
    const struct plain_cell *cells, size_t n);
/** A line to write on, behind a text. */
const char *plain_write_line(struct plain *s, const char *before, int width);
/** A new slab. @return where its lines go, until the next slab */
struct plain_lines *plain_slab(struct plain *s, double gap, enum gd_glue glue);
/** The slabs of a block. */
void plain_block(struct plain *s, const struct gd_doc_block *b);
/** Bars as signs; other charts are tables in plain text (plain_chart.c). */
void plain_bars(struct plain *s, const struct gd_doc_block *b, bool headed);
void plain_table(struct plain *s, const struct gd_doc_block *b, bool headed);
/** The lines of sums carried over at a place. */
void plain_carry(struct plain *s, struct plain_lines *to,
    const struct gd_place *place);

#endif
