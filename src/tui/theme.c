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
	[GD_INK_PLAIN] = { .fg = OWN, .bg = OWN },
	[GD_INK_TITLE] = { .fg = OWN, .bg = OWN, R },
	[GD_INK_DEMO] = { .fg = OWN, .bg = OWN, B, R },
	[GD_INK_FOOTER] = { .fg = OWN, .bg = OWN, R },
	[GD_INK_KEY] = { .fg = OWN, .bg = OWN, B },
	[GD_INK_HEAD] = { .fg = OWN, .bg = OWN, B },
	[GD_INK_LINE] = { .fg = OWN, .bg = OWN },
	[GD_INK_CURSOR] = { .fg = OWN, .bg = OWN, R },
	[GD_INK_MARKED] = { .fg = OWN, .bg = OWN, B },
	[GD_INK_LATE] = { .fg = OWN, .bg = OWN, B, U },
	[GD_INK_SIGN] = { .fg = OWN, .bg = OWN, B },
	[GD_INK_RECEIPT] = { .fg = OWN, .bg = OWN, B },
	[GD_INK_DONE] = { .fg = OWN, .bg = OWN },
	[GD_INK_DIM] = { .fg = OWN, .bg = OWN },
	[GD_INK_CHANGED] = { .fg = OWN, .bg = OWN, U },
	[GD_INK_FIELD] = { .fg = OWN, .bg = OWN, U },
	[GD_INK_FOCUS] = { .fg = OWN, .bg = OWN, B, U },
};

/* On a dark background, which is left as it is. */
static const struct gd_look dark8[GD_NINKS] = {
	[GD_INK_PLAIN] = { .fg = OWN, .bg = OWN },
	[GD_INK_TITLE] = { .fg = OWN, .bg = OWN, R },
	[GD_INK_DEMO] = { .fg = YELLOW, .bg = OWN, B, R },
	[GD_INK_FOOTER] = { .fg = OWN, .bg = OWN, R },
	[GD_INK_KEY] = { .fg = OWN, .bg = OWN, B },
	[GD_INK_HEAD] = { .fg = OWN, .bg = OWN, B },
	[GD_INK_LINE] = { .fg = OWN, .bg = OWN },
	[GD_INK_CURSOR] = { .fg = OWN, .bg = OWN, R },
	[GD_INK_MARKED] = { .fg = YELLOW, .bg = OWN, B },
	[GD_INK_LATE] = { .fg = RED, .bg = OWN, B },
	[GD_INK_SIGN] = { .fg = MAGENTA, .bg = OWN, B },
	[GD_INK_RECEIPT] = { .fg = CYAN, .bg = OWN },
	[GD_INK_DONE] = { .fg = GREEN, .bg = OWN },
	[GD_INK_DIM] = { .fg = OWN, .bg = OWN },
	[GD_INK_CHANGED] = { .fg = YELLOW, .bg = OWN, B, U },
	[GD_INK_FIELD] = { .fg = OWN, .bg = OWN, U },
	[GD_INK_FOCUS] = { .fg = OWN, .bg = OWN, B, U },
};
static const struct gd_look dark256[GD_NINKS] = {
	[GD_INK_PLAIN] = { .fg = OWN, .bg = OWN },
	[GD_INK_TITLE] = { .fg = 253, .bg = 237 },
	[GD_INK_DEMO] = { .fg = 16, .bg = 220 },
	[GD_INK_FOOTER] = { .fg = 253, .bg = 237 },
	[GD_INK_KEY] = { .fg = OWN, .bg = OWN, B },
	[GD_INK_HEAD] = { .fg = OWN, .bg = OWN, B },
	[GD_INK_LINE] = { .fg = 247, .bg = OWN },
	[GD_INK_CURSOR] = { .fg = 231, .bg = 25 },
	[GD_INK_MARKED] = { .fg = 220, .bg = OWN, B },
	[GD_INK_LATE] = { .fg = 210, .bg = OWN, B },
	[GD_INK_SIGN] = { .fg = 177, .bg = OWN },
	[GD_INK_RECEIPT] = { .fg = 80, .bg = OWN },
	[GD_INK_DONE] = { .fg = 114, .bg = OWN },
	[GD_INK_DIM] = { .fg = 248, .bg = OWN },
	[GD_INK_CHANGED] = { .fg = 222, .bg = OWN, U },
	[GD_INK_FIELD] = { .fg = OWN, .bg = OWN, U },
	[GD_INK_FOCUS] = { .fg = OWN, .bg = OWN, B, U },
};

/* On a light background, which is left as it is. */
static const struct gd_look light8[GD_NINKS] = {
	[GD_INK_PLAIN] = { .fg = OWN, .bg = OWN },
	[GD_INK_TITLE] = { .fg = OWN, .bg = OWN, R },
	[GD_INK_DEMO] = { .fg = BLACK, .bg = CYAN },
	[GD_INK_FOOTER] = { .fg = OWN, .bg = OWN, R },
	[GD_INK_KEY] = { .fg = OWN, .bg = OWN, B },
	[GD_INK_HEAD] = { .fg = OWN, .bg = OWN, B },
	[GD_INK_LINE] = { .fg = OWN, .bg = OWN },
	[GD_INK_CURSOR] = { .fg = OWN, .bg = OWN, R },
	[GD_INK_MARKED] = { .fg = OWN, .bg = OWN, B },
	[GD_INK_LATE] = { .fg = RED, .bg = OWN, U },
	[GD_INK_SIGN] = { .fg = MAGENTA, .bg = OWN },
	[GD_INK_RECEIPT] = { .fg = BLUE, .bg = OWN },
	[GD_INK_DONE] = { .fg = OWN, .bg = OWN },
	[GD_INK_DIM] = { .fg = OWN, .bg = OWN },
	[GD_INK_CHANGED] = { .fg = OWN, .bg = OWN, U },
	[GD_INK_FIELD] = { .fg = OWN, .bg = OWN, U },
	[GD_INK_FOCUS] = { .fg = OWN, .bg = OWN, B, U },
};
static const struct gd_look light256[GD_NINKS] = {
	[GD_INK_PLAIN] = { .fg = OWN, .bg = OWN },
	[GD_INK_TITLE] = { .fg = 235, .bg = 252 },
	[GD_INK_DEMO] = { .fg = 16, .bg = 220 },
	[GD_INK_FOOTER] = { .fg = 235, .bg = 252 },
	[GD_INK_KEY] = { .fg = OWN, .bg = OWN, B },
	[GD_INK_HEAD] = { .fg = OWN, .bg = OWN, B },
	[GD_INK_LINE] = { .fg = 241, .bg = OWN },
	[GD_INK_CURSOR] = { .fg = 231, .bg = 25 },
	[GD_INK_MARKED] = { .fg = 94, .bg = OWN, B },
	[GD_INK_LATE] = { .fg = 124, .bg = OWN, B },
	[GD_INK_SIGN] = { .fg = 90, .bg = OWN },
	[GD_INK_RECEIPT] = { .fg = 24, .bg = OWN },
	[GD_INK_DONE] = { .fg = 22, .bg = OWN },
	[GD_INK_DIM] = { .fg = 240, .bg = OWN },
	[GD_INK_CHANGED] = { .fg = 94, .bg = OWN, U },
	[GD_INK_FIELD] = { .fg = OWN, .bg = OWN, U },
	[GD_INK_FOCUS] = { .fg = OWN, .bg = OWN, B, U },
};

/* Its own black, so that nothing depends on the terminal's background. */
static const struct gd_look contrast8[GD_NINKS] = {
	[GD_INK_PLAIN] = { .fg = WHITE, .bg = BLACK },
	[GD_INK_TITLE] = { .fg = BLACK, .bg = WHITE },
	[GD_INK_DEMO] = { .fg = YELLOW, .bg = BLACK, B, U },
	[GD_INK_FOOTER] = { .fg = BLACK, .bg = WHITE },
	[GD_INK_KEY] = { .fg = WHITE, .bg = BLACK, B },
	[GD_INK_HEAD] = { .fg = WHITE, .bg = BLACK, B },
	[GD_INK_LINE] = { .fg = WHITE, .bg = BLACK },
	[GD_INK_CURSOR] = { .fg = BLACK, .bg = WHITE },
	[GD_INK_MARKED] = { .fg = YELLOW, .bg = BLACK, B },
	[GD_INK_LATE] = { .fg = WHITE, .bg = BLACK, B, U },
	[GD_INK_SIGN] = { .fg = CYAN, .bg = BLACK, B, U },
	[GD_INK_RECEIPT] = { .fg = CYAN, .bg = BLACK, B },
	[GD_INK_DONE] = { .fg = GREEN, .bg = BLACK, B },
	[GD_INK_DIM] = { .fg = WHITE, .bg = BLACK },
	[GD_INK_CHANGED] = { .fg = YELLOW, .bg = BLACK, B, U },
	[GD_INK_FIELD] = { .fg = WHITE, .bg = BLACK, U },
	[GD_INK_FOCUS] = { .fg = WHITE, .bg = BLACK, B, U },
};
static const struct gd_look contrast256[GD_NINKS] = {
	[GD_INK_PLAIN] = { .fg = 231, .bg = 16 },
	[GD_INK_TITLE] = { .fg = 16, .bg = 231 },
	[GD_INK_DEMO] = { .fg = 16, .bg = 208 },
	[GD_INK_FOOTER] = { .fg = 16, .bg = 231 },
	[GD_INK_KEY] = { .fg = 231, .bg = 16, B },
	[GD_INK_HEAD] = { .fg = 231, .bg = 16, B },
	[GD_INK_LINE] = { .fg = 252, .bg = 16 },
	[GD_INK_CURSOR] = { .fg = 16, .bg = 226 },
	[GD_INK_MARKED] = { .fg = 226, .bg = 16, B },
	[GD_INK_LATE] = { .fg = 210, .bg = 16, B },
	[GD_INK_SIGN] = { .fg = 219, .bg = 16 },
	[GD_INK_RECEIPT] = { .fg = 123, .bg = 16 },
	[GD_INK_DONE] = { .fg = 120, .bg = 16 },
	[GD_INK_DIM] = { .fg = 252, .bg = 16 },
	[GD_INK_CHANGED] = { .fg = 226, .bg = 16, U },
	[GD_INK_FIELD] = { .fg = 231, .bg = 16, U },
	[GD_INK_FOCUS] = { .fg = 231, .bg = 16, B, U },
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
