/* tui/theme.h - how the inks of the grid look: one table of roles a theme.
 *
 * A theme is a table and nothing else.  Every role works without colour too:
 * a character, and an attribute where the terminal has any.
 */
#ifndef GENDAN_TUI_THEME_H
#define GENDAN_TUI_THEME_H

#include "base/say.h"
#include "tui/grid.h"

/* X(id, name as it is set, name for people; English, for gd_tr, what it is) */
#define GD_THEMES(X)                                                     \
	X(DEFAULT, "default", "Default", "for a dark background")        \
	X(LIGHT, "light", "Light", "for a light background")             \
	X(CONTRAST, "high-contrast", "High contrast",                    \
	    "black and white, colours only where they can be read best") \
	X(NONE, "none", "No colours", "bold, underlined and reverse only")

enum gd_theme {
#define X(id, word, name, what) GD_THEME_##id,
	GD_THEMES(X)
#undef X
	    GD_NTHEMES
};

struct gd_look {
	int fg, bg; /* number of the palette, -1 = as the terminal has it */
	bool bold, under, reverse;
};

/** Look of an ink on a terminal of 256, 8 or 0 colours. */
struct gd_look gd_theme_look(enum gd_theme theme, int colours, enum gd_ink ink);
/** Theme of a word as people may write it ("high contrast", "none").
 * @return GD_NTHEMES when there is none */
enum gd_theme gd_theme_find(const char *word);
/** As it is written into settings; static. */
const char *gd_theme_word(enum gd_theme theme);
/** For people, and what it is for; English, for gd_tr. */
const char *gd_theme_name(enum gd_theme theme);
const char *gd_theme_what(enum gd_theme theme);

/** Red, green and blue of a number of the palette, as 0xRRGGBB: 0-15 as xterm
 * shows them, 16-255 the fixed cube and greys. */
uint32_t gd_palette_rgb(int colour);
/** Contrast of two colours by WCAG 2.1, 1.0 to 21.0. */
double gd_contrast(uint32_t rgb, uint32_t other);

#endif
