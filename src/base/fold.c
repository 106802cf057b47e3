/* base/fold.c - texts as a searcher types them: plain, narrow, lower case. */
#include "base/text.h"

#include "base/banned.h"

#define LATIN_FIRST 0xC0
#define LATIN_LAST 0x24F
#define LATIN2_FIRST 0x1E00
#define LATIN2_LAST 0x1EFF

/* What each Latin letter is without its accents; "" stays as it is. */
/* clang-format off */
static const char latin[][4] = {
	"a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i",
	"i", "i", "d", "n", "o", "o", "o", "o", "o", "", "o", "u", "u", "u",
	"u", "y", "th", "ss", "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e",
	"e", "e", "i", "i", "i", "i", "d", "n", "o", "o", "o", "o", "o", "",
	"o", "u", "u", "u", "u", "y", "th", "y", "a", "a", "a", "a", "a", "a",
	"c", "c", "c", "c", "c", "c", "c", "c", "d", "d", "d", "d", "e", "e",
	"e", "e", "e", "e", "e", "e", "e", "e", "g", "g", "g", "g", "g", "g",
	"g", "g", "h", "h", "h", "h", "i", "i", "i", "i", "i", "i", "i", "i",
	"i", "i", "ij", "ij", "j", "j", "k", "k", "k", "l", "l", "l", "l", "l",
	"l", "l", "l", "l", "l", "n", "n", "n", "n", "n", "n", "n", "ng", "ng",
	"o", "o", "o", "o", "o", "o", "oe", "oe", "r", "r", "r", "r", "r", "r",
	"s", "s", "s", "s", "s", "s", "s", "s", "t", "t", "t", "t", "t", "t",
	"u", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u", "w", "w",
	"y", "y", "y", "z", "z", "z", "z", "z", "z", "s", "", "", "", "", "",
	"", "", "", "", "", "", "", "", "", "", "e", "", "", "", "", "", "", "",
	"", "", "", "", "", "", "", "", "", "o", "o", "", "", "", "", "", "",
	"", "", "", "", "", "", "", "u", "u", "", "", "", "", "", "", "", "",
	"", "", "", "", "", "", "", "", "", "", "", "dz", "dz", "dz", "lj",
	"lj", "lj", "nj", "nj", "nj", "a", "a", "i", "i", "o", "o", "u", "u",
	"u", "u", "u", "u", "u", "u", "u", "u", "", "a", "a", "a", "a", "", "",
	"", "", "g", "g", "k", "k", "o", "o", "o", "o", "", "", "j", "dz", "dz",
	"dz", "g", "g", "", "", "n", "n", "a", "a", "", "", "", "", "a", "a",
	"a", "a", "e", "e", "e", "e", "i", "i", "i", "i", "o", "o", "o", "o",
	"r", "r", "r", "r", "u", "u", "u", "u", "s", "s", "t", "t", "", "", "h",
	"h", "", "", "", "", "", "", "a", "a", "e", "e", "o", "o", "o", "o",
	"o", "o", "o", "o", "y", "y", "", "", "", "", "", "", "", "", "", "",
	"", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "",
};

static const char latin2[][4] = {
	"a", "a", "b", "b", "b", "b", "b", "b", "c", "c", "d", "d", "d", "d",
	"d", "d", "d", "d", "d", "d", "e", "e", "e", "e", "e", "e", "e", "e",
	"e", "e", "f", "f", "g", "g", "h", "h", "h", "h", "h", "h", "h", "h",
	"h", "h", "i", "i", "i", "i", "k", "k", "k", "k", "k", "k", "l", "l",
	"l", "l", "l", "l", "l", "l", "m", "m", "m", "m", "m", "m", "n", "n",
	"n", "n", "n", "n", "n", "n", "o", "o", "o", "o", "o", "o", "o", "o",
	"p", "p", "p", "p", "r", "r", "r", "r", "r", "r", "r", "r", "s", "s",
	"s", "s", "s", "s", "s", "s", "s", "s", "t", "t", "t", "t", "t", "t",
	"t", "t", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u", "v", "v",
	"v", "v", "w", "w", "w", "w", "w", "w", "w", "w", "w", "w", "x", "x",
	"x", "x", "y", "y", "z", "z", "z", "z", "z", "z", "h", "t", "w", "y",
	"", "s", "", "", "ss", "", "a", "a", "a", "a", "a", "a", "a", "a", "a",
	"a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a",
	"a", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e",
	"e", "e", "e", "i", "i", "i", "i", "o", "o", "o", "o", "o", "o", "o",
	"o", "o", "o", "o", "o", "o", "o", "o", "o", "o", "o", "o", "o", "o",
	"o", "o", "o", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u",
	"u", "u", "u", "y", "y", "y", "y", "y", "y", "y", "y", "", "", "", "",
	"", "",
};
/* clang-format on */

uint32_t
gd_fold_width(uint32_t cp)
{
	if (cp >= 0xFF01 && cp <= 0xFF5E)
		return cp - 0xFEE0;
	switch (cp) {
	case 0x3000:
		return ' ';
	case 0x3001:
		return ',';
	case 0x3002:
		return '.';
	default:
		return cp;
	}
}

/* Lower case where it is a plain shift: ASCII, Greek, Cyrillic; apostrophes
 * are all the same. */
static uint32_t
lower(uint32_t cp)
{
	if ((cp >= 'A' && cp <= 'Z') || (cp >= 0x391 && cp <= 0x3A9) ||
	    (cp >= 0x410 && cp <= 0x42F))
		return cp + 32;
	if (cp >= 0x400 && cp <= 0x40F)
		return cp + 80;
	/* O’Brien: typeset, turned, a letter, a prime */
	if (cp == 0x2018 || cp == 0x2019 || cp == 0x2BC || cp == 0x2032)
		return '\'';
	return cp;
}

static const char *
plain_latin(uint32_t cp)
{
	if (cp >= LATIN_FIRST && cp <= LATIN_LAST)
		return latin[cp - LATIN_FIRST];
	if (cp >= LATIN2_FIRST && cp <= LATIN2_LAST)
		return latin2[cp - LATIN2_FIRST];
	return "";
}

void
gd_text_fold(struct gd_str *out, const char *s)
{
	uint32_t cp;
	size_t used;

	for (; (used = gd_utf8_next(s, &cp)) > 0; s += used) {
		const char *plain = plain_latin(cp);
		char buf[5];

		/* Accents that stand apart from their letter. */
		if (cp >= 0x300 && cp <= 0x36F)
			continue;
		if (*plain)
			gd_str_add(out, plain);
		else
			gd_str_addn(out, buf,
			    gd_utf8_put(lower(gd_fold_width(cp)), buf));
	}
}
