/* base/say.h - words in the reader's language.  zh comes from the .mo file
 * built out of data/po and carried inside the program; English is the key. */
#ifndef GENDAN_BASE_SAY_H
#define GENDAN_BASE_SAY_H

#include "base/error.h"
#include "base/memory.h"

enum gd_lang { GD_EN = 0, GD_ZH = 1 };

/** Translation of an English phrase; the phrase itself when there is none.
 * Static. */
const char *gd_tr(enum gd_lang lang, const char *english);
/** The same out of any .mo file in memory; NULL when there is none or the file
 * is broken. */
const char *gd_mo_find(const void *mo, size_t len, const char *english);
/** Mark for xgettext without translating. */
#define GD_TR(s) s

/** Append a phrase with {1}..{4} filled from args; {2|order is|orders are} gives
 * the first word when argument 2 is one, else the second.  Chinese needs none. */
void gd_say(struct gd_str *out, enum gd_lang lang, const char *english, int n,
    const struct gd_arg *args);
/** The same; inside `...`, which people type as it stands, from typed. */
void gd_say_typed(struct gd_str *out, enum gd_lang lang, const char *english,
    int n, const struct gd_arg *args, const struct gd_arg *typed);
/** Append the whole sentence of an error, without "gendan:" and newline. */
void gd_say_err(struct gd_str *out, enum gd_lang lang,
    const struct gd_err *err);

#endif
