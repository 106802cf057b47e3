/* base/text.h - UTF-8 and terminal columns: validate, step, measure, clean. */
#ifndef GENDAN_BASE_TEXT_H
#define GENDAN_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"

/** Decode one character of valid or broken UTF-8.  *cp = U+FFFD for a bad
 * byte.  @return bytes used, 0 at the end of the text */
size_t gd_utf8_next(const char *s, uint32_t *cp);
/** Encode; buf needs 5 bytes.  @return bytes written without the NUL */
size_t gd_utf8_put(uint32_t cp, char *buf);
/** Strict: no overlong forms, no surrogates, <= U+10FFFF. */
bool gd_utf8_valid(const char *s, size_t len);

/** A control character: C0, DEL, C1. */
bool gd_cp_control(uint32_t cp);
/** A character nobody sees or that changes what is seen around it: direction,
 * zero width, tags, private use, line separators, no characters at all. */
bool gd_cp_hidden(uint32_t cp);

/** Columns of one character: 0 (combining), 1 or 2; own table, no locale.
 * Ambiguous characters count 1. */
int gd_cp_width(uint32_t cp);
/** Columns of a whole text as gd_text_show would print it. */
int gd_text_width(const char *s);
/** Append at most cols columns of s to out, then spaces up to cols when pad;
 * cut text ends in "…" when mark. Never splits a wide character. */
void gd_text_fit(struct gd_str *out, const char *s, int cols, bool pad,
    bool mark);
/** The last part of fit: right-aligned. */
void gd_text_fit_right(struct gd_str *out, const char *s, int cols);

/** Bytes of the first line of s when it may be cols wide: to a line break, else
 * to the last place where Unicode lets a line end, else as much as fits (one
 * character at least). Blanks at its end count for nothing. */
size_t gd_text_line(const char *s, int cols);

/* ---- the way in (base/clean.c) ------------------------------------------- */

#define GD_MARKS_MOST 4   /* combining marks on one letter */
#define GD_NAME_BYTES 800 /* of a name */
#define GD_NAME_COLS 200

/** May this text be stored?  Refuses bad UTF-8, control characters (newline
 * and tab allowed when multiline), hidden characters, more than 4 combining
 * marks in a row, accents apart from a letter that has them (not NFC), longer
 * than max_bytes.  Fills err with what and where. */
enum gd_code gd_text_check(const char *s, size_t max_bytes, bool multiline,
    struct gd_err *err);
/** gd_text_check of a name: one line, at most 800 bytes and 200 columns. */
enum gd_code gd_text_check_name(const char *s, struct gd_err *err);

/* What cleaning did. */
enum gd_cleaned {
	GD_CLEAN_SAME = 0,
	GD_CLEAN_COMPOSED = 1, /* the same text, accents joined to letters */
	GD_CLEAN_TAKEN = 2,    /* hidden leftovers of copying were taken out */
	GD_CLEAN_BROKEN = 4,   /* also what gd_text_check refuses */
};
/** Append s as it may be stored: NFC, without hidden and control characters
 * (line breaks become blanks unless multiline), bad bytes as U+FFFD, at most 4
 * marks a letter.  gd_text_check takes the result whatever s was, but for its
 * length; cleaning it again changes nothing.
 * @return bits of enum gd_cleaned */
unsigned gd_text_clean(struct gd_str *out, const char *s, bool multiline);

/* ---- the way out (base/text.c) ------------------------------------------- */

/* A walk over a text as a terminal may get it; begin with only at set. */
struct gd_walk {
	const char *at;
	int marks;   /* combining marks since the last letter */
	bool begun;  /* a mark has something to sit on */
	uint32_t cp; /* what to print */
	int cols;
};
/** The next character to print.  @return false at the end */
bool gd_text_next(struct gd_walk *w);
/** Append s made safe for a terminal: what gd_text_check refuses becomes '?'
 * (or U+FFFD for broken bytes). */
void gd_text_show(struct gd_str *out, const char *s);

/* ---- comparing ------------------------------------------------------------ */

/** What a reader sees in a name, roughly: folded, letters of other alphabets
 * as the Latin ones they look like, O as 0 and l as 1, no blanks and points.
 * Two names with the same skeleton are taken for each other.  Appends. */
void gd_text_skeleton(struct gd_str *out, const char *s);
/** The first word of s with letters of two alphabets (Latin, Greek, Cyrillic,
 * ...), appended to out.  @return false when there is none */
bool gd_text_mixed(struct gd_str *out, const char *s);

/** Full-width ASCII forms (U+FF01..FF5E), U+3000, 、 and 。 to ASCII. */
uint32_t gd_fold_width(uint32_t cp);
/** Case- and accent-folded copy for searching: full-width to ASCII, Latin
 * letters without accents, lower case.  Appends to out. */
void gd_text_fold(struct gd_str *out, const char *s);
/** First letters of how a Chinese name is read (宁波远洋: nbyy), with its
 * Latin letters and digits between; nothing when none of it is Chinese.
 * Appends to out. */
void gd_text_initials(struct gd_str *out, const char *name);
/** "did you mean": edit distance in characters, at most limit+1. */
int gd_text_distance(const char *a, const char *b, int limit);
/** Natural order: digits compare as numbers. */
int gd_text_natcmp(const char *a, const char *b);

#endif
