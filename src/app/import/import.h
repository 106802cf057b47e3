/* src/app/import/import.h - reading orders from a table: map, cells, index. */
#ifndef GENDAN_APP_IMPORT_IMPORT_H
#define GENDAN_APP_IMPORT_IMPORT_H

#include "../app_priv.h"
#include "base/csv.h"
#include "base/day.h"
#include "core/alike.h"

/* Where a column goes. FIELD: a field of the workflow. */
enum target {
	TO_NOTE,
	TO_NOWHERE,
	TO_NUMBER,
	TO_CUSTOMER,
	TO_CUSTOMER_NAME,
	TO_COUNTRY,
	TO_CITY,
	TO_CLERK,
	TO_SALESPERSON,
	TO_CARRIER,
	TO_DAY,
	TO_ITEM,
	TO_SPEC,
	TO_QTY,
	TO_UNIT,
	TO_PRICE,
	TO_CURRENCY,
	TO_DISCOUNT,
	TO_LINE_NOTE,
	TO_FIELD,
};

struct column {
	const char *name;
	enum target to;
	int field; /* of TO_FIELD */
};

#define MOST_COLUMNS 200
#define MOST_CONSTANTS 32

struct import_map {
	struct column columns[MOST_COLUMNS];
	int ncolumns;
	struct gd_pair constants[MOST_CONSTANTS]; /* field := value */
	int nconstants;
};

/* What a row says; texts borrowed from the row's cells or the arena. */
struct import_row {
	const char *number, *customer, *customer_name, *country, *city;
	const char *clerk, *salesperson, *carrier;
	int32_t day;
	const char *fields[MOST_COLUMNS]; /* by column; NULL = not a field */
	struct gd_line line;
	bool has_line;
};

/* One order of the file, by its number. */
struct import_key {
	const char *number;
	uint64_t head;      /* hash of what all its rows must agree on */
	int64_t rows, seen; /* in the file; in the second pass */
	int sweep;          /* in which it was put off, or made */
	bool made;
	struct import_order *order; /* being gathered; NULL */
};

struct import_index {
	struct import_key *at;
	size_t n, room; /* room is a power of two */
	struct gd_arena arena;
};

struct import {
	struct gd_app *app;
	struct gd_import *im;
	const struct gd_workflow *wf;
	struct import_map map;
	struct import_index index;
	struct gd_alike alike; /* customers there are and that come */
	char digest[65];       /* of the file's cells */
	struct gd_arena arena;
	struct gd_err *err;
	int64_t batch_began, made_now, skipped_now; /* of the batch */
	int sweep, pending; /* orders begun and not yet complete */
	bool put_off;       /* some wait for the next sweep */
};

/* import_map.c */
enum gd_code import_map_make(struct import *in, const char **header,
    int n) GD_MUST_CHECK;

/* import_cell.c: false when a cell was bad; it has been reported. */
bool import_row_read(struct import *in, const char **cells, int n,
    int64_t row_no, struct gd_arena *arena, struct import_row *out,
    bool report);
int32_t import_day(const char *s); /* GD_NO_DAY: no date */
/* As the field keeps it, with the hour where it may bear one; false: no date */
bool import_date(const struct gd_field_def *def, const char *s,
    char day[GD_DAY_HOUR_TEXT]);
void import_fault(struct import *in, int64_t row, const char *column,
    const char *value, const struct gd_err *why);
void import_note(struct import *in, int64_t row, const char *column,
    const char *value, const struct gd_err *what);
/* A cell of a file as it may be stored, in the arena: what copying leaves
 * behind is taken out, accents are joined; *cleaned says so. Anything else is
 * left as it is, for gd_text_check to refuse. */
const char *import_clean(struct gd_arena *arena, const char *cell,
    bool *cleaned);
/* A heading, which may come to stand in a note: only what may be stored. */
const char *import_heading(struct gd_arena *arena, const char *cell);
uint64_t import_head_hash(const struct import *in, const struct import_row *r);
const char *import_column_of(const struct import *in, enum target to);
/* Fields of an order as the core wants them; @return how many. */
int import_pairs(const struct import *in, const struct import_row *r,
    struct gd_pair *pairs, struct gd_arena *arena);

/* import_index.c */
struct import_key *import_key(struct import_index *ix, const char *number,
    bool make);
void import_index_release(struct import_index *ix);

/* import_make.c: an order gathered from its rows, and its making. */
struct import_order *import_order_begin(struct import *in,
    const struct import_row *r, const char **cells, int n);
void import_order_add(struct import_order *o, const struct import_row *r);
enum gd_code import_order_make(struct import *in, struct import_order *o,
    bool *made) GD_MUST_CHECK;
void import_order_free(struct import_order *o);
const char *import_login(struct import *in, const char *name,
    struct gd_arena *arena);

#endif
