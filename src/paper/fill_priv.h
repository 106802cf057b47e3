/* paper/fill_priv.h - what the files that fill a form share.
 *
 * form.c: which revision, head, stamps; the blocks in their order
 * words.c: labels, numbers, names; value.c: one fact; lines.c: the lines of the order;
 * tables.c: the other tables, signatures; slip.c: the slip that goes round
 */
#ifndef GENDAN_FILL_PRIV_H
#define GENDAN_FILL_PRIV_H

#include "core/view/says.h"
#include "paper/form.h"

struct fill {
	const struct gd_form_ask *ask;
	struct gd_arena *arena;
	const struct gd_workflow *wf;
	const struct gd_order *o;
	int paper; /* index of def */
	const struct gd_paper_def *def;
	int64_t lot, inst, round;
	const struct gd_revision *rev; /* NULL: a thing */
	struct gd_says says;           /* its content */
	bool live; /* the newest: what it does not say, the order says now */
	bool files_done; /* its files stand on the sheet */
	struct gd_doc_block *blocks;
	size_t nblocks;
};

/* ---- form.c ---- */
enum gd_code fill_begin(struct fill *f, const struct gd_form_ask *ask,
    struct gd_arena *arena, struct gd_err *err);
void fill_head(struct fill *f, struct gd_doc *doc);
/* The next block of the document; there is room for BLOCKS_MAX. */
#define BLOCKS_MAX 64
struct gd_doc_block *fill_block(struct fill *f, enum gd_block_kind kind,
    const char *zh, const char *en);

/* ---- words.c, value.c ---- */
/* In the languages of the sheet: "zh en", or one of them. */
const char *fill_say(const struct fill *f, const char *zh, const char *en);
struct gd_label fill_label(const struct fill *f, const struct gd_form_item *it);
/* NULL or "": not known. */
const char *fill_value(const struct fill *f, const struct gd_form_item *it);
const char *fill_field(const struct fill *f, const char *field);
/* As people of the trade write it: 48,250.00 USD. */
const char *fill_field_words(const struct fill *f,
    const struct gd_field_def *def, const char *value);
const char *fill_number(const struct fill *f, int64_t n, int64_t digits);
const char *fill_money(const struct fill *f, int64_t minor,
    const char *currency);
const char *fill_person(const struct fill *f, const char *login);
struct gd_label fill_desk_label(const struct fill *f, const char *id);
const char *fill_desk(const struct fill *f, const char *id);
/* For a cell: the second language below the first. */
const char *fill_two(const struct fill *f, const char *zh, const char *en);
const char *fill_desk_two(const struct fill *f, const char *id);
const char *fill_grouped(const struct fill *f, const char *number);
const struct gd_name *fill_paper_name(const struct fill *f, const char *id);
const char *fill_ms_day(const struct fill *f, int64_t ms); /* "" for 0 */
const char *fill_day(const struct fill *f, int32_t day);
const char *fill_moment(const struct fill *f, int64_t ms);
const char *fill_number_of(const struct fill *f); /* of the paper */
/* The lines it says, or the order's. */
const struct gd_line *fill_lines(const struct fill *f, size_t *n);
/* "copy 2 of 5" of a piece, in both languages. */
struct gd_label fill_piece(const struct fill *f, const struct gd_piece *pc);

/* ---- lines.c, tables.c ---- */
void fill_lines_block(struct fill *f, const struct gd_form_block *b);
void fill_table(struct fill *f, const struct gd_form_block *b);
void fill_changes(struct fill *f, const struct gd_form_block *b);
void fill_payments(struct fill *f, const struct gd_form_block *b);
void fill_signs(struct fill *f, const struct gd_form_block *b);
void fill_receipts(struct fill *f, const struct gd_form_block *b);
/* Files put to this revision, by name and the first digits of their digest;
 * nothing when there are none. */
void fill_files(struct fill *f);

#endif
