/* base/clean.c - texts on their way in: what may be stored, and making it so.
 *
 * Composition (NFC) is libunistring's; asked only when a text has a character
 * that could change, which most names and all common Chinese have not.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

#include "base/text.h"

#include "base/banned.h"

#define BROKEN 0xFFFDu

/* Composed whatever stands beside it: Latin-1 and common Latin, kana, Han,
 * full-width forms. */
static bool
stays(uint32_t cp)
{
	return cp < 0x300 || (cp >= 0x2010 && cp <= 0x2027) ||
	       (cp >= 0x3000 && cp <= 0x3029) ||
	       (cp >= 0x3041 && cp <= 0x3096) ||
	       (cp >= 0x30A1 && cp <= 0x30FA) ||
	       (cp >= 0x3400 && cp <= 0x9FFF) ||
	       (cp >= 0xFF01 && cp <= 0xFFEF) || cp == BROKEN;
}

/* s composed, or NULL when it is so already; owned by the caller. */
static uint8_t *
composed(const char *s, size_t len, size_t *n)
{
	const char *at = s;
	uint32_t cp;
	size_t used;
	uint8_t *out;

	while ((used = gd_utf8_next(at, &cp)) > 0 && stays(cp))
		at += used;
	if (used == 0)
		return NULL;
	*n = 0;
	out = u8_normalize(UNINORM_NFC, (const uint8_t *)s, len, NULL, n);
	if (!out)
		gd_die(__FILE__, __LINE__, "no memory");
	if (*n == len && memcmp(out, s, len) == 0) {
		free(out);
		return NULL;
	}
	return out;
}

static enum gd_code
refuse(struct gd_err *err, enum gd_msg msg, uint32_t cp, int place)
{
	char name[16];

	snprintf(name, sizeof name, "U+%04X", cp);
	return gd_fail(err, GD_USAGE, msg, GD_T(name), GD_N(place));
}

enum gd_code
gd_text_check(const char *s, size_t max_bytes, bool multiline,
    struct gd_err *err)
{
	const char *whole = s;
	size_t len = strlen(s), used;
	int place = 0, marks = 0;
	bool begun = false;
	uint32_t cp;
	uint8_t *joined;

	if (len > max_bytes)
		return gd_fail(err, GD_USAGE, GD_M_TEXT_LONG,
		    GD_N((int64_t)len), GD_N((int64_t)max_bytes));
	for (; (used = gd_utf8_next(s, &cp)) > 0; s += used) {
		place++;
		if (cp >= 0x20 && cp < 0x7F) {
			begun = true;
			marks = 0;
			continue;
		}
		if (cp == BROKEN && used == 1)
			return gd_fail(err, GD_USAGE, GD_M_TEXT_BYTES,
			    GD_N(place));
		if (multiline && (cp == '\n' || cp == '\t')) {
			begun = false;
			continue;
		}
		if (cp == '\n')
			return gd_fail(err, GD_USAGE, GD_M_TEXT_NEWLINE,
			    GD_N(place));
		if (gd_cp_control(cp))
			return refuse(err, GD_M_TEXT_CONTROL, cp, place);
		if (gd_cp_hidden(cp))
			return refuse(err, GD_M_TEXT_HIDDEN, cp, place);
		marks = gd_cp_width(cp) == 0 ? marks + 1 : 0;
		if (marks > 0 && !begun)
			return refuse(err, GD_M_TEXT_HIDDEN, cp, place);
		if (marks > GD_MARKS_MOST)
			return gd_fail(err, GD_USAGE, GD_M_TEXT_MARKS,
			    GD_N(place));
		begun = true;
	}
	joined = composed(whole, len, &used);
	if (!joined)
		return GD_OK;
	free(joined);
	return gd_fail(err, GD_USAGE, GD_M_TEXT_APART);
}

enum gd_code
gd_text_check_name(const char *s, struct gd_err *err)
{
	enum gd_code rc = gd_text_check(s, GD_NAME_BYTES, false, err);
	int cols = rc == GD_OK ? gd_text_width(s) : 0;

	if (cols > GD_NAME_COLS)
		return gd_fail(err, GD_USAGE, GD_M_TEXT_WIDE, GD_N(cols),
		    GD_N(GD_NAME_COLS));
	return rc;
}

/* ---- cleaning ------------------------------------------------------------ */

static void
add_cp(struct gd_str *out, uint32_t cp)
{
	char buf[5];

	gd_str_addn(out, buf, gd_utf8_put(cp, buf));
}

/* What web pages and word processors leave in a copied text; harmless. */
static bool
leftover(uint32_t cp)
{
	return cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) || cp == 0x2060 ||
	       (cp >= 0xFE00 && cp <= 0xFE0F) || cp == 0xFEFF;
}

/* Without what has no place in a text. */
static unsigned
take_out(struct gd_str *out, const char *s, bool multiline)
{
	unsigned done = GD_CLEAN_SAME;
	size_t used;
	uint32_t cp;

	for (; (used = gd_utf8_next(s, &cp)) > 0; s += used) {
		if (cp == BROKEN && used == 1) {
			done |= GD_CLEAN_BROKEN;
		} else if (cp == '\n' || cp == '\t' || cp == '\r') {
			if (multiline && cp != '\r') {
				add_cp(out, cp);
				continue;
			}
			done |= GD_CLEAN_BROKEN;
			cp = ' ';
		} else if (gd_cp_control(cp) || gd_cp_hidden(cp)) {
			done |= leftover(cp) ? GD_CLEAN_TAKEN : GD_CLEAN_BROKEN;
			continue;
		}
		add_cp(out, cp);
	}
	return done;
}

/* Marks with no letter, and more than a letter carries, go. */
static unsigned
few_marks(struct gd_str *out, const char *s)
{
	unsigned done = GD_CLEAN_SAME;
	bool begun = false;
	int marks = 0;
	size_t used;
	uint32_t cp;

	for (; (used = gd_utf8_next(s, &cp)) > 0; s += used) {
		bool mark = gd_cp_width(cp) == 0;

		marks = mark ? marks + 1 : 0;
		if (mark && (!begun || marks > GD_MARKS_MOST)) {
			done |= GD_CLEAN_BROKEN;
			continue;
		}
		begun = cp != '\n' && cp != '\t';
		gd_str_addn(out, s, used);
	}
	return done;
}

static unsigned
join(struct gd_str *text)
{
	size_t n;
	uint8_t *joined = composed(text->text, text->len, &n);

	if (!joined)
		return GD_CLEAN_SAME;
	gd_str_reset(text);
	gd_str_addn(text, (const char *)joined, n);
	free(joined);
	return GD_CLEAN_COMPOSED;
}

unsigned
gd_text_clean(struct gd_str *out, const char *s, bool multiline)
{
	struct gd_str part = GD_STR_INIT, less = GD_STR_INIT;
	unsigned done = take_out(&part, s, multiline), gone;

	/* Where a mark went, what stood behind it may be ordered otherwise;
	 * each turn leaves less, so this ends. */
	do {
		done |= join(&part);
		gd_str_reset(&less);
		gone = few_marks(&less, part.text);
		gd_str_reset(&part);
		gd_str_addn(&part, less.text, less.len);
		done |= gone;
	} while (gone);
	gd_str_addn(out, part.text, part.len);
	gd_str_release(&less);
	gd_str_release(&part);
	return done;
}
