/* base/alike.c - names that a reader takes for each other.
 *
 * Our own short table and not the whole of Unicode's confusables: the letters
 * of the alphabets our customers write in, and digits; what is missed is only
 * not warned about.
 */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

#include "base/banned.h"

/* Small letters as the Latin ones they look like, whole rows of them. */
static const struct {
	uint32_t cp;
	char like[4];
} alike[] = {
	/* Greek */
	{ 0x3B1, "a" },
	{ 0x3B2, "b" },
	{ 0x3B5, "e" },
	{ 0x3B6, "z" },
	{ 0x3B7, "h" },
	{ 0x3B9, "l" },
	{ 0x3BA, "k" },
	{ 0x3BC, "m" },
	{ 0x3BD, "n" },
	{ 0x3BF, "o" },
	{ 0x3C1, "p" },
	{ 0x3C3, "o" },
	{ 0x3C4, "t" },
	{ 0x3C5, "y" },
	{ 0x3C7, "x" },
	{ 0x3C9, "w" },
	/* Cyrillic */
	{ 0x430, "a" },
	{ 0x432, "b" },
	{ 0x433, "r" },
	{ 0x435, "e" },
	{ 0x437, "3" },
	{ 0x43A, "k" },
	{ 0x43C, "m" },
	{ 0x43D, "h" },
	{ 0x43E, "o" },
	{ 0x43F, "n" },
	{ 0x440, "p" },
	{ 0x441, "c" },
	{ 0x442, "t" },
	{ 0x443, "y" },
	{ 0x445, "x" },
	{ 0x44C, "b" },
	{ 0x450, "e" },
	{ 0x451, "e" },
	{ 0x455, "s" },
	{ 0x456, "l" },
	{ 0x457, "l" },
	{ 0x458, "j" },
	{ 0x45B, "h" },
	{ 0x4BB, "h" },
	{ 0x4C0, "l" },
	{ 0x4CF, "l" },
	{ 0x501, "d" },
	{ 0x51B, "q" },
	{ 0x51D, "w" },
	/* Latin and digits among themselves */
	{ '0', "o" },
	{ '1', "l" },
	{ 'i', "l" },
	{ '|', "l" },
	{ 0x131, "l" },
	{ 0x138, "k" },
	{ 0x142, "l" },
	{ 0x251, "a" },
	{ 0x261, "g" },
	{ 0x269, "l" },
	{ 0x26A, "l" },
	/* Han */
	{ 0x56D7, "口" },
	{ 0x5DF2, "己" },
	{ 0x5DF3, "己" },
	{ 0x58EB, "土" },
	{ 0x66F0, "日" },
	{ 0x672B, "未" },
};

static const char *
like_of(uint32_t cp)
{
	if (cp >= 'a' && cp <= 'z' && cp != 'i') /* most of all letters */
		return NULL;
	for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
		if (alike[i].cp == cp)
			return alike[i].like;
	return NULL;
}

/* Blanks and points of every width say nothing about who it is. */
static bool
silent(uint32_t cp)
{
	return cp == ' ' || cp == 0xA0 || cp == 0xB7 || cp == 0x30FB ||
	       (cp >= 0x2000 && cp <= 0x206F) || cp == 0x3000 ||
	       (cp < 0x80 && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{}~",
				 (int)cp) != NULL);
}

/* The text folded, without ligatures, circled and mathematical letters; names
 * of plain letters and Han have none of them. */
static void
flatten(struct gd_str *out, const char *s)
{
	struct gd_str joined = GD_STR_INIT;
	const char *at = s;
	uint8_t *flat;
	uint32_t cp;
	size_t n;

	while ((n = gd_utf8_next(at, &cp)) > 0 &&
	       ((cp >= 0x20 && cp < 0x7F) || (cp >= 0xC0 && cp < 0x2B0) ||
		   (cp >= 0x3400 && cp < 0xA000)))
		at += n;
	if (n == 0) {
		gd_text_fold(out, s);
		return;
	}
	(void)gd_text_clean(&joined, s, false);
	flat = u8_normalize(UNINORM_NFKC, (const uint8_t *)joined.text,
	    joined.len + 1, NULL, &n);
	if (!flat)
		gd_die(__FILE__, __LINE__, "no memory");
	gd_text_fold(out, (const char *)flat);
	free(flat);
	gd_str_release(&joined);
}

void
gd_text_skeleton(struct gd_str *out, const char *s)
{
	struct gd_str plain = GD_STR_INIT;
	const char *at;
	size_t used, from = out->len;
	uint32_t cp;

	flatten(&plain, s);
	for (at = plain.text; (used = gd_utf8_next(at, &cp)) > 0; at += used) {
		const char *like = like_of(cp);

		if (!silent(cp) && like)
			gd_str_add(out, like);
		else if (!silent(cp))
			gd_str_addn(out, at, used);
		/* rn is read as m, vv as w */
		if (out->len >= from + 2) {
			char *end = out->text + out->len - 2;

			if (!memcmp(end, "rn", 2) || !memcmp(end, "vv", 2)) {
				*end = *end == 'r' ? 'm' : 'w';
				end[1] = '\0';
				out->len--;
			}
		}
	}
	gd_str_release(&plain);
}

/* Which alphabet a letter is of; 0 = none of these, which may stand beside
 * any: digits, Han, kana, Hangul. */
static int
alphabet(uint32_t cp)
{
	static const struct {
		uint32_t first, last;
		int which;
	} ranges[] = {
		{ 'A', 'Z', 1 }, { 'a', 'z', 1 }, { 0xC0, 0xD6, 1 },
		{ 0xD8, 0xF6, 1 }, { 0xF8, 0x2AF, 1 }, { 0x370, 0x3FF, 2 },
		{ 0x400, 0x52F, 3 }, { 0x531, 0x58F, 4 }, { 0x5D0, 0x5EA, 5 },
		{ 0x620, 0x64A, 6 }, { 0x10A0, 0x10FF, 7 },
		{ 0x13A0, 0x13FF, 8 }, { 0x1C80, 0x1C8F, 3 },
		{ 0x1E00, 0x1EFF, 1 }, { 0x1F00, 0x1FFF, 2 },
		{ 0x2C60, 0x2C7F, 1 }, { 0x2C80, 0x2CFF, 9 },
		{ 0xA640, 0xA69F, 3 }, { 0xAB70, 0xABBF, 8 },
		{ 0xFF21, 0xFF3A, 1 }, { 0xFF41, 0xFF5A, 1 },
		{ 0x1D400, 0x1D6A5, 1 }, /* mathematical letters */
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (cp >= ranges[i].first && cp <= ranges[i].last)
			return ranges[i].which;
	return 0;
}

/* What ends a word: blanks and signs, not marks. */
static bool
ends_word(uint32_t cp)
{
	cp = gd_fold_width(cp);
	return silent(cp) && cp != '\'' && cp != '.';
}

bool
gd_text_mixed(struct gd_str *out, const char *s)
{
	const char *word = s;
	int first = 0;
	bool mixed = false;
	size_t used;
	uint32_t cp;

	for (; (used = gd_utf8_next(s, &cp)) > 0; s += used) {
		int which = alphabet(cp);

		if (ends_word(cp)) {
			if (mixed)
				break;
			word = s + used;
			first = 0;
		}
		mixed |= which && first && which != first;
		if (which)
			first = which;
	}
	if (mixed)
		gd_str_addn(out, word, (size_t)(s - word));
	return mixed;
}
