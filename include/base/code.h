/* base/code.h - the 43 digits that stand on slips as bars and as a square.
 *
 *   kind (2) | the order and a number, 39 decimal digits | check (2)
 *
 * The 39 digits are the order's UUID with its last two bytes replaced by the
 * number.  Digits alone, so that no input method swallows any; the check is
 * ISO 7064 MOD 97-10: one wrong digit or two that changed places is seen.
 */
#ifndef GENDAN_BASE_CODE_H
#define GENDAN_BASE_CODE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

#define GD_CODE_DIGITS 43
#define GD_CODE_TEXT 44    /* with its NUL */
#define GD_CODE_PREFIX 14  /* bytes of the order's UUID in it */
#define GD_CODE_MOST 65535 /* the largest number */

enum gd_code_kind {
	GD_CODE_ORDER = 11, /* number 0 */
	GD_CODE_PIECE = 21, /* number of the piece */
	GD_CODE_SLIP = 31,  /* first piece of the revision the slip is of */
	GD_CODE_STEP = 41   /* gd_code_step */
};

/* What a code says. */
struct gd_code_said {
	enum gd_code_kind kind;
	uint8_t prefix[GD_CODE_PREFIX]; /* how the order's UUID begins */
	int64_t number;
};

/** The code of a thing of an order (its UUID as text). GD_REFUSED when the
 * number does not fit; then it cannot be printed. */
enum gd_code gd_code_make(char out[GD_CODE_TEXT], enum gd_code_kind kind,
    const char *order, int64_t number, struct gd_err *err) GD_MUST_CHECK;
/** The number of a slip of a step: index of the step and lot; -1 when one of
 * them does not fit. And back. */
int64_t gd_code_step(int64_t step, int64_t lot);
void gd_code_step_of(int64_t number, int64_t *step, int64_t *lot);
/** Read what was scanned or typed: full-width digits are digits, blanks and
 * hyphens between them are nothing. Behind len stands a NUL. GD_USAGE says
 * what is wrong with it. */
enum gd_code gd_code_read(const char *text, size_t len,
    struct gd_code_said *out, struct gd_err *err) GD_MUST_CHECK;

#endif
