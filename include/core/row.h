/* core/row.h - rows: what an order (or the office) is made of.
 *
 * Everything that can change is a cell of a row of a small table, described
 * once in core/tables.h.  An event names the cells it sets; gd_apply sets
 * them; the store keeps the same rows in SQL; verify compares the two.  One
 * description serves JSON, SQL, undo, replay and comparison.
 */
#ifndef GENDAN_CORE_ROW_H
#define GENDAN_CORE_ROW_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"

enum gd_cell {
	GD_CELL_INT,  /* int64_t; 0 when never set */
	GD_CELL_TEXT, /* const char *, UTF-8, "" when never set, never NULL */
};

struct gd_col {
	const char *name; /* also the SQL column and the JSON key */
	enum gd_cell type;
	uint16_t offset; /* into the row struct */
};

/* A table: its first nkeys columns are the key (0 = exactly one row). */
struct gd_table {
	const char *name;
	uint16_t size; /* sizeof the row struct */
	uint8_t ncols, nkeys;
	const struct gd_col *cols;
};

/* The rows of one table, kept in key order. */
struct gd_rows {
	char *at; /* array of row structs, owned when it is not lent */
	size_t n, room;
	bool lent; /* lies in the block of its sheet */
};

/* A family of tables that change together: one order, or the office. */
struct gd_sheet {
	const struct gd_table *tables; /* static */
	int ntables;
	struct gd_rows *rows;  /* owned, one a table */
	struct gd_arena arena; /* owns every text cell */
	struct gd_memo *memo;  /* owned */
	char *block;           /* owned; rows of a sheet that was borrowed */
	struct gd_lazy *lazy;  /* borrowed; NULL: every row is here */
	uint64_t absent;       /* tables (bits) that were not read: to ask for
				* their rows is a bug */
};
/* What was worked out from the rows as they are now (core/step.c): emptied by
 * every put and drop, so it is never older than the rows. */
struct gd_memo {
	const void *by; /* the workflow it was worked out with */
	uint8_t said[256];
};

/* A long table of a sheet that is only read: its rows come when they are asked
 * for, one by its key, all of them once somebody walks through them. What was
 * lent stays where it is until gd_lazy_release. */
struct gd_lazy {
	int table;
	bool whole;            /* all is there */
	struct gd_sheet all;   /* owned; then */
	struct gd_arena arena; /* owns the rows read singly */
	void **one;            /* owned; these, in key order */
	size_t n, room;
	/* The row with like's key and its texts into arena; NULL: none. */
	void *(*find)(void *payload, const void *like, struct gd_arena *arena);
	/* Every row into a sheet. @return false: not now */
	bool (*read)(void *payload, struct gd_sheet *into);
	void *payload;
};
void gd_lazy_release(struct gd_lazy *l);

void gd_sheet_init(struct gd_sheet *s, const struct gd_table *tables, int n);
void gd_sheet_release(struct gd_sheet *s);
/** Deep copy; *to is initialised by the call. */
void gd_sheet_copy(struct gd_sheet *to, const struct gd_sheet *from);
/** The same rows to work on while *from stays as it is: texts are borrowed
 * from it. */
void gd_sheet_borrow(struct gd_sheet *to, const struct gd_sheet *from);
/** Same rows, same cells? On a difference *table and *row (borrowed, may be
 * NULL) name the first one found. */
bool gd_sheet_equal(const struct gd_sheet *a, const struct gd_sheet *b,
    const struct gd_table **table, const void **row);

/** Row number i of table t; NULL past the end. Borrowed until the next put. */
void *gd_row_at(const struct gd_sheet *s, int table, size_t i);
size_t gd_row_count(const struct gd_sheet *s, int table);
/** The row whose key cells equal those of *like; NULL if none. */
void *gd_row_find(const struct gd_sheet *s, int table, const void *like);
/** Set the cells of mask (bit c = column c) in the row with like's key,
 * making the row when there is none. @return the row */
void *gd_row_put(struct gd_sheet *s, int table, const void *like,
    uint64_t mask);
/** The same with all cells of a row that stands behind all others of its table
 * most likely: how a table is read. */
void *gd_row_append(struct gd_sheet *s, int table, const void *row);
/** Make *to (t->size bytes) a row of its own: like's key and the cells of
 * mask, the rest blank; texts go to arena. */
void gd_row_copy(const struct gd_table *t, void *to, const void *like,
    uint64_t mask, struct gd_arena *arena);
void gd_row_drop(struct gd_sheet *s, int table, const void *like);
/** Bits of the columns in which a and b differ. */
uint64_t gd_row_diff(const struct gd_table *t, const void *a, const void *b);
int64_t gd_cell_int(const void *row, const struct gd_col *c);
const char *gd_cell_text(const void *row, const struct gd_col *c);

/** {"key":..,"col":..} of the key and the cells of mask, to look at (broken
 * UTF-8 becomes U+FFFD); caller decrefs. */
json_t *gd_row_to_json(const struct gd_table *t, const void *row,
    uint64_t mask);
/** Reads such an object; texts go to arena. @return false: not of this shape */
bool gd_row_from_json(const struct gd_table *t, const json_t *obj, void *row,
    uint64_t *mask, struct gd_arena *arena);
/** The same by place: appends the key cells, then the others of mask. */
void gd_row_to_cells(const struct gd_table *t, const void *row, uint64_t mask,
    json_t *array);
/** Reads such cells of array from place `from` on; *misfit (may be NULL) is
 * the column that does not fit. @return false: not of this shape */
bool gd_row_from_cells(const struct gd_table *t, const json_t *array,
    size_t from, uint64_t mask, void *row, struct gd_arena *arena,
    const char **misfit);

#endif
