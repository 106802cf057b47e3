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

/** May this text be stored?  Refuses bad UTF-8, control characters (newline
 * and tab allowed when multiline), bidi overrides, zero-width characters,
 * private use, surrogates, U+2028/9, more than 4 combining marks in a row,
 * longer than max_bytes.  Fills err with what and where. */
enum gd_code gd_text_check(const char *s, size_t max_bytes, bool multiline,
    struct gd_err *err);
/** Append s made safe for a terminal: what gd_text_check refuses becomes '?'
 * (or U+FFFD for broken bytes). */
void gd_text_show(struct gd_str *out, const char *s);

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
