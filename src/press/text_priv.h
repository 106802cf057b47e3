/* text_priv.h - gendan-paper: lines of text and cells of them (text.c). */
#ifndef GENDAN_PRESS_TEXT_PRIV_H
#define GENDAN_PRESS_TEXT_PRIV_H

#include <pango/pangocairo.h>

#include "base/memory.h"
#include "paper/doc.h"

struct press;

/* X(look, size, bold, grey, leading) */
#define LOOKS(X)                       \
	X(TITLE, 20, true, 0, 1.25)    \
	X(TITLE2, 10.5, false, 1, 1.4) \
	X(NUMBER, 15, true, 0, 1.3)    \
	X(COMPANY, 10, false, 0, 1.45) \
	X(LETTER, 12, true, 0, 1.4)    \
	X(HEADING, 10.5, true, 0, 1.4) \
	X(LABEL, 7, false, 1, 1.45)    \
	X(VALUE, 9.5, false, 0, 1.35)  \
	X(STRONG, 10.5, true, 0, 1.25) \
	X(BODY, 9.5, false, 0, 1.5)    \
	X(CELL, 9, false, 0, 1.35)     \
	X(SUM, 9, true, 0, 1.35)       \
	X(COLUMN, 8, true, 0, 1.35)    \
	X(SMALL, 7, false, 1, 1.4)     \
	X(TINY, 6.5, false, 1, 1.35)   \
	X(BADGE, 10, true, 2, 1.4)     \
	X(UNDER, 11, true, 0, 1.4)     \
	X(STAMP, 9.5, true, 0, 1.3)    \
	X(DIGITS, 8, false, 0, 1.4)
enum look {
#define X(look, size, bold, grey, lead) LOOK_##look,
	LOOKS(X)
#undef X
	    LOOK_COUNT
};

/* A text laid out in lines; in the cache, until the job ends. */
struct wrapped {
	struct wrapped *next;
	uint64_t hash;
	PangoLayout *layout; /* owned */
	char *key;           /* owned */
	size_t key_len, n;
	PangoLayoutLine **lines; /* owned */
	double *widths;          /* owned */
};

/* Lines of text of several looks, one below the other. */
struct cell_line {
	PangoLayoutLine *line;
	double width, h, base, grey;
};
struct cell {
	struct cell_line *lines; /* arena */
	size_t n, room;
	double h;
	double x, w; /* where it stands */
	enum gd_align align;
};

void text_begin(struct press *p);
void text_end(struct press *p);
/** Forget what was laid out when that is much; between documents only. */
void text_trim(struct press *p);
/** Lay out in lines of at most width (< 0: one line a paragraph); second is
 * set in look2 behind it on the same line. */
const struct wrapped *text_wrap(struct press *p, const char *text,
    enum look look, const char *second, enum look look2, double width);
double text_width(struct press *p, const char *text, enum look look);
double look_height(const struct press *p, enum look look);
/** Append to the cell: text, or both languages of a label beside each other. */
void cell_text(struct press *p, struct cell *c, const char *text,
    enum look look);
void cell_label(struct press *p, struct cell *c, const struct gd_label *l,
    enum look look, enum look look2);
/** Draw lines from..to of the cell, the first at y. */
void cell_draw(struct press *p, const struct cell *c, size_t from, size_t to,
    double y);
/** Both languages one below the other. */
void cell_stack(struct press *p, struct cell *c, const struct gd_label *l,
    enum look look, enum look look2);
/** All characters no font has: "𠮷 U+20BB7, ...". */
void text_missing(const struct press *p, struct gd_str *out);

#endif
