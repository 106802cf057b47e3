/* press_priv.h - gendan-paper: what its parts share.
 *
 * text.c lines of text (text_priv.h), block.c and table.c blocks as slabs with what is drawn
 * in them, page.c heads, feet and pages, code.c bars and QR, out.c the file.
 * All measures are points (1/72 inch); y grows downwards.
 */
#ifndef GENDAN_PRESS_PRESS_PRIV_H
#define GENDAN_PRESS_PRESS_PRIV_H

#include <pango/pangocairo.h>

#include "base/memory.h"
#include "paper/doc.h"
#include "paper/pages.h"

#include "text_priv.h"

#define MM(n) ((n)*72.0 / 25.4)
#define CELLS_MAX 24

/* What a medium is like. grey: of second things; needle printers only know
 * black. */
struct format {
	double w, h; /* of one page */
	double left, right, top, bottom;
	double scale; /* of all text */
	double grey;
	int across; /* pages beside each other on a sheet */
};

/* Something to draw, relative to its slab. */
#define OPS(X) \
	X(TEXT) X(LINE) X(DASH) X(BOX) X(FILL) X(TICK) X(QR) X(BARS) X(IMAGE)
enum op_kind {
#define X(word) OP_##word,
	OPS(X)
#undef X
};
struct op {
	enum op_kind kind;
	double x, y, w, h, grey;
	PangoLayoutLine *line;
	const char *code;
	cairo_surface_t *image;
};

struct ops {
	struct op *all; /* owned */
	size_t n, room;
};

/* Operations first..first+n of the ops; shrunk when nothing else helps. */
struct drawn {
	size_t first, n;
	double scale;
};

struct press {
	const struct gd_job *job;
	const struct gd_doc *doc;
	const struct format *fmt;
	double w; /* between the margins */
	cairo_surface_t *surface;
	cairo_t *cr;
	PangoContext *context;
	PangoFontDescription *fonts[LOOK_COUNT];
	struct wrapped **cache; /* owned */
	size_t cached;
	uint32_t missing[64];
	size_t nmissing;
	int pages, sheets;
	/* Of the document under way: */
	struct gd_arena arena;
	struct ops ops;
	struct gd_slab *slabs;
	struct drawn *drawn; /* beside slabs */
	struct gd_flow_table *tables;
	struct table *table_info; /* beside tables */
	size_t nslabs, slab_room, drawn_room;
	size_t ntables, table_room, info_room;
};

/* A table whose header and sums may be drawn again. */
struct table {
	const struct gd_doc_block *block;
	double x[CELLS_MAX], w[CELLS_MAX];
	struct drawn head;
	double head_h;
};

/* ---- slabs (block.c), table.c ---------------------------------------------- */

struct op *op_add(struct press *p, enum op_kind kind, double x, double y,
    double w, double h, double grey);
/** Begin a slab: operations added from now on are its own. */
struct gd_slab *slab_add(struct press *p, double gap, enum gd_glue glue);
/** Its height is known. */
void slab_end(struct press *p, double h);
/** A box to tick with its left upper corner there. */
void op_tick(struct press *p, double x, double y, double side, bool ticked);
void block_slabs(struct press *p, const struct gd_doc_block *b);
/** A chart: bars, lines, sparklines (chart.c). */
void chart_slabs(struct press *p, const struct gd_doc_block *b, bool headed);
void table_slabs(struct press *p, const struct gd_doc_block *b, bool headed);
/** "Carried forward" or "brought forward" with its sums, at the end of ops. */
struct drawn table_carry(struct press *p, const struct gd_place *place);
/** The header of the table, again. */
struct drawn table_head(const struct press *p, const struct gd_place *place);
/** How high a slab may be at most, so that it fits on every page; and how many
 * lines of a look that is. */
double slab_most(const struct press *p);
size_t slab_lines(const struct press *p, enum look look);

/* ---- code.c --------------------------------------------------------------- */

/** Width of the bars of a code without the white beside them. */
double bars_width(const char *digits);
void bars_draw(cairo_t *cr, const char *digits, double x, double y,
    double height);
void qr_draw(cairo_t *cr, const char *digits, double x, double y, double side);

/* ---- page.c --------------------------------------------------------------- */

const struct format *format_of(const struct gd_job *job);
void ops_draw(struct press *p, const struct drawn *drawn, double x, double y);
/** Draw one document on as many pages as it needs. */
void pages_draw(struct press *p);
/** The last sheet is done. */
void sheet_end(struct press *p);

/* ---- out.c ---------------------------------------------------------------- */

/** Write bytes to path, whole or not at all. @return 0 or errno */
int out_write(const char *path, const char *bytes, size_t len, bool replace);

#endif
