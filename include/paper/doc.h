/* paper/doc.h - what a printed paper says, before anybody draws it.
 *
 * A job is one or more documents; a document is a list of blocks that runs
 * over as many pages as it needs, each page with the head repeated small and
 * "page n of m".  A block holds finished text: whoever builds it has already
 * looked everything up, formatted it and added it up.  The same job becomes
 * plain text in exact columns (paper/plain.h) or, as JSON on the standard
 * input of gendan-paper, PDF (paper/press.h, docs/PAPER.md).
 *
 * Everything lives in the arena of whoever built it.  A NULL text is "".
 */
#ifndef GENDAN_PAPER_DOC_H
#define GENDAN_PAPER_DOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"

/* Both languages of a printed word; which of them stand on the sheet is the
 * job's choice. Either may be missing, then the other one stands for it. */
struct gd_label {
	const char *zh, *en;
};

enum gd_doc_lang { GD_DOC_BOTH = 0, GD_DOC_ZH, GD_DOC_EN };

/* X(enum word, word in JSON and options, width and height in mm, columns and
 * lines of plain text) A5X2: two A5 pages side by side on A4 across; STRIP:
 * the endless form of needle printers. */
#define GD_MEDIA(X)                       \
	X(A4, "a4", 210, 297, 94, 66)     \
	X(A5, "a5", 148, 210, 66, 46)     \
	X(A5X2, "a5x2", 297, 210, 66, 46) \
	X(STRIP, "241x140", 241, 140, 104, 31)
enum gd_media {
#define X(word, text, w, h, cols, lines) GD_MEDIA_##word,
	GD_MEDIA(X)
#undef X
	    GD_MEDIA_COUNT
};

/* One fact: a small label and its value below. line: nothing is known, leave
 * a line to write on. span: how many of the block's columns it is wide. */
struct gd_doc_item {
	struct gd_label label;
	const char *value;
	int span; /* 0 counts as 1 */
	bool strong, shade, line;
};

enum gd_align { GD_LEFT = 0, GD_RIGHT, GD_CENTRE };

struct gd_doc_col {
	struct gd_label label;
	int weight; /* relative width, 1.. */
	enum gd_align align;
	bool box; /* every row has a box to tick before its text */
	bool
	    write; /* every row has a line to write on when its cell is empty */
};

/* A place for one signature. name "" : not signed yet, room for ink. note: how
 * it was given ("key 9f3a..", "on paper, entered by Lin"). */
struct gd_doc_sign {
	struct gd_label role;
	const char *name, *when, *meaning, *note;
};

/* X(enum word, word in JSON) */
#define GD_BLOCKS(X)                                                           \
	/* items in ncols columns, read along the row */                       \
	X(FIELDS, "fields")                                                    \
	/* label, then text that wraps; newlines begin paragraphs */           \
	X(PROSE, "prose")                                                      \
	/* cols and rows; carry: what is carried over when the page ends */    \
	X(TABLE, "table")                                                      \
	/* signs, never parted from the block before */                        \
	X(SIGNS, "signs")                                                      \
	/* items as boxes to tick: value "x" is ticked */                      \
	X(TICKS, "ticks")                                                      \
	/* torn off below a dashed line, always at the foot of a page: code  \
	 * as bars and as QR, title, items */ \
	X(STUB, "stub")                                                        \
	/* charts: cols and rows as of a table, the first column names, the  \
	 * others numbers: bars, a line a column, a small line a row */ \
	X(BARS, "bars")                                                        \
	X(LINE, "line")                                                        \
	X(SPARKS, "sparks")
enum gd_block_kind {
#define X(word, text) GD_BLOCK_##word,
	GD_BLOCKS(X)
#undef X
	    GD_BLOCK_COUNT
};

struct gd_doc_block {
	enum gd_block_kind kind;
	struct gd_label title; /* a heading above; both "" = none */
	bool keep; /* on one page with the end of the block before */
	int ncols; /* FIELDS, TICKS, STUB: items in a row */
	struct gd_doc_item *items;
	size_t nitems;
	const char *text; /* PROSE */
	const char *code; /* STUB: 43 digits */
	struct gd_doc_col *cols;
	size_t ncol; /* TABLE */
	/* nrows x ncol; what stands behind the only newline is set small
	 * below, as the other language */
	const char **cells;
	const char **carry; /* nrows x ncol, the sums so far; NULL = none */
	const char **total; /* ncol; NULL = no last row */
	size_t nrows;
	struct gd_doc_sign *signs;
	size_t nsigns;
};

struct gd_doc {
	struct gd_label title;
	const char *number;      /* of the order or the paper, big */
	struct gd_label company; /* letterhead */
	/* below it, with phone; then both stand above the title, as letterhead */
	struct gd_label address;
	const char *logo;      /* path of a PNG; NULL or unreadable: text */
	struct gd_label badge; /* step, in a dark box; "" = none */
	struct gd_label under; /* beside the badge */
	const struct gd_label *stamps; /* ORIGINAL, COPY 2 OF 5, REPRINT */
	size_t nstamps;
	const char *code; /* QR in the head: 43 digits; NULL = none */
	struct gd_doc_block *blocks;
	size_t nblocks;
	struct gd_label foot; /* left in the foot of every page */
	const char *mark;     /* right: the head of the journal */
};

struct gd_job {
	enum gd_media media;
	enum gd_doc_lang lang;
	bool turned;       /* A4 across, for wide tables; in PDF alone */
	const char *title; /* plain ASCII, for queues and PDF readers */
	int64_t made_ms;   /* the only time in the PDF */
	struct gd_doc *docs;
	size_t ndocs;
};

/** The word of a medium and back. @return GD_MEDIA_COUNT for an unknown one */
const char *gd_media_word(enum gd_media media);
enum gd_media gd_media_of(const char *word);

/* Words every paper has, whatever it says. */
#define GD_PAPER_WORDS(X)                       \
	X(CARRIED, "过次页", "Carried forward") \
	X(BROUGHT, "承前页", "Brought forward") \
	X(DATE, "日期", "Date")
enum gd_paper_word {
#define X(word, zh, en) GD_PAPER_##word,
	GD_PAPER_WORDS(X)
#undef X
};
struct gd_label gd_paper_word(enum gd_paper_word word);

/** A label in the languages of the job: main is what stands first (never
 * NULL), *second what stands small beside it ("" when there is only one). */
const char *gd_label_main(const struct gd_label *label, enum gd_doc_lang lang,
    const char **second);
/** Append both with a blank between. */
void gd_label_add(struct gd_str *out, const struct gd_label *label,
    enum gd_doc_lang lang);
bool gd_label_empty(const struct gd_label *label);
/** Append "page n of m" in the languages of the job. */
void gd_paper_page_add(struct gd_str *out, enum gd_doc_lang lang, int page,
    int pages);
/** Append digits in groups of four, as people read them out. */
void gd_paper_groups_add(struct gd_str *out, const char *digits);

#endif
