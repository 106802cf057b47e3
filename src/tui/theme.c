/* tui/theme.c - the tables of roles, and how well they can be read.
 *
 * Colours of 256 are taken from the fixed part of the palette (16-255), which
 * looks alike everywhere; of the first eight nobody knows how a terminal shows
 * them, so there bold makes red and magenta bright on dark ones.
 */
#include "tui/theme.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"

enum { BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE };
#define OWN (-1) /* as the terminal has it */
#define B .bold = true
#define U .under = true
#define R .reverse = true

/* Without colours: vt100, NO_COLOR. */
static const struct gd_look plain[GD_NINKS] = {
	[GD_INK_PLAIN] = { OWN, OWN },
	[GD_INK_TITLE] = { OWN, OWN, R },
	[GD_INK_DEMO] = { OWN, OWN, B, R },
	[GD_INK_FOOTER] = { OWN, OWN, R },
	[GD_INK_KEY] = { OWN, OWN, B },
	[GD_INK_HEAD] = { OWN, OWN, B },
	[GD_INK_LINE] = { OWN, OWN },
	[GD_INK_CURSOR] = { OWN, OWN, R },
	[GD_INK_MARKED] = { OWN, OWN, B },
	[GD_INK_LATE] = { OWN, OWN, B, U },
	[GD_INK_SIGN] = { OWN, OWN, B },
	[GD_INK_RECEIPT] = { OWN, OWN, B },
	[GD_INK_DONE] = { OWN, OWN },
	[GD_INK_DIM] = { OWN, OWN },
	[GD_INK_CHANGED] = { OWN, OWN, U },
	[GD_INK_FIELD] = { OWN, OWN, U },
	[GD_INK_FOCUS] = { OWN, OWN, B, U },
};

/* On a dark background, which is left as it is. */
static const struct gd_look dark8[GD_NINKS] = {
	[GD_INK_PLAIN] = { OWN, OWN },
	[GD_INK_TITLE] = { OWN, OWN, R },
	[GD_INK_DEMO] = { YELLOW, OWN, B, R },
	[GD_INK_FOOTER] = { OWN, OWN, R },
	[GD_INK_KEY] = { OWN, OWN, B },
	[GD_INK_HEAD] = { OWN, OWN, B },
	[GD_INK_LINE] = { OWN, OWN },
	[GD_INK_CURSOR] = { OWN, OWN, R },
	[GD_INK_MARKED] = { YELLOW, OWN, B },
	[GD_INK_LATE] = { RED, OWN, B },
	[GD_INK_SIGN] = { MAGENTA, OWN, B },
	[GD_INK_RECEIPT] = { CYAN, OWN },
	[GD_INK_DONE] = { GREEN, OWN },
	[GD_INK_DIM] = { OWN, OWN },
	[GD_INK_CHANGED] = { YELLOW, OWN, B, U },
	[GD_INK_FIELD] = { OWN, OWN, U },
	[GD_INK_FOCUS] = { OWN, OWN, B, U },
};
static const struct gd_look dark256[GD_NINKS] = {
	[GD_INK_PLAIN] = { OWN, OWN },
	[GD_INK_TITLE] = { 253, 237 },
	[GD_INK_DEMO] = { 16, 220 },
	[GD_INK_FOOTER] = { 253, 237 },
	[GD_INK_KEY] = { OWN, OWN, B },
	[GD_INK_HEAD] = { OWN, OWN, B },
	[GD_INK_LINE] = { 247, OWN },
	[GD_INK_CURSOR] = { 231, 25 },
	[GD_INK_MARKED] = { 220, OWN, B },
	[GD_INK_LATE] = { 210, OWN, B },
	[GD_INK_SIGN] = { 177, OWN },
	[GD_INK_RECEIPT] = { 80, OWN },
	[GD_INK_DONE] = { 114, OWN },
	[GD_INK_DIM] = { 248, OWN },
	[GD_INK_CHANGED] = { 222, OWN, U },
	[GD_INK_FIELD] = { OWN, OWN, U },
	[GD_INK_FOCUS] = { OWN, OWN, B, U },
};

/* On a light background, which is left as it is. */
static const struct gd_look light8[GD_NINKS] = {
	[GD_INK_PLAIN] = { OWN, OWN },
	[GD_INK_TITLE] = { OWN, OWN, R },
	[GD_INK_DEMO] = { BLACK, CYAN },
	[GD_INK_FOOTER] = { OWN, OWN, R },
	[GD_INK_KEY] = { OWN, OWN, B },
	[GD_INK_HEAD] = { OWN, OWN, B },
	[GD_INK_LINE] = { OWN, OWN },
	[GD_INK_CURSOR] = { OWN, OWN, R },
	[GD_INK_MARKED] = { OWN, OWN, B },
	[GD_INK_LATE] = { RED, OWN, U },
	[GD_INK_SIGN] = { MAGENTA, OWN },
	[GD_INK_RECEIPT] = { BLUE, OWN },
	[GD_INK_DONE] = { OWN, OWN },
	[GD_INK_DIM] = { OWN, OWN },
	[GD_INK_CHANGED] = { OWN, OWN, U },
	[GD_INK_FIELD] = { OWN, OWN, U },
	[GD_INK_FOCUS] = { OWN, OWN, B, U },
};
static const struct gd_look light256[GD_NINKS] = {
	[GD_INK_PLAIN] = { OWN, OWN },
	[GD_INK_TITLE] = { 235, 252 },
	[GD_INK_DEMO] = { 16, 220 },
	[GD_INK_FOOTER] = { 235, 252 },
	[GD_INK_KEY] = { OWN, OWN, B },
	[GD_INK_HEAD] = { OWN, OWN, B },
	[GD_INK_LINE] = { 241, OWN },
	[GD_INK_CURSOR] = { 231, 25 },
	[GD_INK_MARKED] = { 94, OWN, B },
	[GD_INK_LATE] = { 124, OWN, B },
	[GD_INK_SIGN] = { 90, OWN },
	[GD_INK_RECEIPT] = { 24, OWN },
	[GD_INK_DONE] = { 22, OWN },
	[GD_INK_DIM] = { 240, OWN },
	[GD_INK_CHANGED] = { 94, OWN, U },
	[GD_INK_FIELD] = { OWN, OWN, U },
	[GD_INK_FOCUS] = { OWN, OWN, B, U },
};

/* Its own black, so that nothing depends on the terminal's background. */
static const struct gd_look contrast8[GD_NINKS] = {
	[GD_INK_PLAIN] = { WHITE, BLACK },
	[GD_INK_TITLE] = { BLACK, WHITE },
	[GD_INK_DEMO] = { YELLOW, BLACK, B, U },
	[GD_INK_FOOTER] = { BLACK, WHITE },
	[GD_INK_KEY] = { WHITE, BLACK, B },
	[GD_INK_HEAD] = { WHITE, BLACK, B },
	[GD_INK_LINE] = { WHITE, BLACK },
	[GD_INK_CURSOR] = { BLACK, WHITE },
	[GD_INK_MARKED] = { YELLOW, BLACK, B },
	[GD_INK_LATE] = { WHITE, BLACK, B, U },
	[GD_INK_SIGN] = { CYAN, BLACK, B, U },
	[GD_INK_RECEIPT] = { CYAN, BLACK, B },
	[GD_INK_DONE] = { GREEN, BLACK, B },
	[GD_INK_DIM] = { WHITE, BLACK },
	[GD_INK_CHANGED] = { YELLOW, BLACK, B, U },
	[GD_INK_FIELD] = { WHITE, BLACK, U },
	[GD_INK_FOCUS] = { WHITE, BLACK, B, U },
};
static const struct gd_look contrast256[GD_NINKS] = {
	[GD_INK_PLAIN] = { 231, 16 },
	[GD_INK_TITLE] = { 16, 231 },
	[GD_INK_DEMO] = { 16, 208 },
	[GD_INK_FOOTER] = { 16, 231 },
	[GD_INK_KEY] = { 231, 16, B },
	[GD_INK_HEAD] = { 231, 16, B },
	[GD_INK_LINE] = { 252, 16 },
	[GD_INK_CURSOR] = { 16, 226 },
	[GD_INK_MARKED] = { 226, 16, B },
	[GD_INK_LATE] = { 210, 16, B },
	[GD_INK_SIGN] = { 219, 16 },
	[GD_INK_RECEIPT] = { 123, 16 },
	[GD_INK_DONE] = { 120, 16 },
	[GD_INK_DIM] = { 252, 16 },
	[GD_INK_CHANGED] = { 226, 16, U },
	[GD_INK_FIELD] = { 231, 16, U },
	[GD_INK_FOCUS] = { 231, 16, B, U },
};

static const struct {
	const struct gd_look *of8, *of256;
} themes[GD_NTHEMES] = {
	[GD_THEME_DEFAULT] = { .of8 = dark8, .of256 = dark256 },
	[GD_THEME_LIGHT] = { .of8 = light8, .of256 = light256 },
	[GD_THEME_CONTRAST] = { .of8 = contrast8, .of256 = contrast256 },
	[GD_THEME_NONE] = { .of8 = plain, .of256 = plain },
};

static const struct {
	const char *word, *name, *what;
} words[GD_NTHEMES] = {
#define X(id, word, name, what) { word, name, what },
	GD_THEMES(X)
#undef X
};

static enum gd_theme
known(enum gd_theme theme)
{
	return theme < GD_NTHEMES ? theme : GD_THEME_DEFAULT;
}

struct gd_look
gd_theme_look(enum gd_theme theme, int colours, enum gd_ink ink)
{
	if (ink >= GD_NINKS)
		ink = GD_INK_PLAIN;
	if (colours < 8)
		return plain[ink];
	return colours < 256 ? themes[known(theme)].of8[ink]
			     : themes[known(theme)].of256[ink];
}

const char *
gd_theme_word(enum gd_theme theme)
{
	return words[known(theme)].word;
}

const char *
gd_theme_name(enum gd_theme theme)
{
	return words[known(theme)].name;
}

const char *
gd_theme_what(enum gd_theme theme)
{
	return words[known(theme)].what;
}

enum gd_theme
gd_theme_find(const char *word)
{
	if (strcasecmp(word, "high contrast") == 0 ||
	    strcasecmp(word, "contrast") == 0)
		return GD_THEME_CONTRAST;
	for (int i = 0; i < GD_NTHEMES; i++)
		if (strcasecmp(word, words[i].word) == 0)
			return (enum gd_theme)i;
	return GD_NTHEMES;
}

/* ---- how well they can be read ------------------------------------------- */

uint32_t
gd_palette_rgb(int colour)
{
	static const uint32_t first[16] = { 0x000000, 0xCD0000, 0x00CD00,
		0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F,
		0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF,
		0xFFFFFF };
	static const uint8_t level[6] = { 0, 95, 135, 175, 215, 255 };
	uint32_t n, grey;

	if (colour < 0 || colour > 255)
		return 0;
	if (colour < 16)
		return first[colour];
	n = (uint32_t)colour - 16;
	grey = 8 + (n - 216) * 10;
	if (n >= 216)
		return grey << 16 | grey << 8 | grey;
	return (uint32_t)level[n / 36] << 16 | (uint32_t)level[n / 6 % 6] << 8 |
	       level[n % 6];
}

/* Relative luminance of sRGB. */
static double
luminance(uint32_t rgb)
{
	static const double share[3] = { 0.0722, 0.7152, 0.2126 };
	double sum = 0;

	for (int i = 0; i < 3; i++, rgb >>= 8) {
		double c = (rgb & 0xFF) / 255.0;

		sum +=
		    share[i] *
		    (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
	}
	return sum;
}

double
gd_contrast(uint32_t rgb, uint32_t other)
{
	double a = luminance(rgb) + 0.05, b = luminance(other) + 0.05;

	return a > b ? a / b : b / a;
}
