/* tui/device.h - what keys come from and grids go to: a terminal or a script. */
#ifndef GENDAN_TUI_DEVICE_H
#define GENDAN_TUI_DEVICE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"
#include "tui/grid.h"
#include "tui/keys.h"
#include "tui/theme.h"

enum gd_input {
	GD_INPUT_KEY,   /* a key was read */
	GD_INPUT_QUIET, /* nothing came in time */
	GD_INPUT_GONE,  /* terminal lost, or told to stop: leave at once */
};

struct gd_device;
struct gd_device_ops {
	void (*size)(struct gd_device *dev, int *rows, int *cols);
	/* Wait at most timeout_ms for a key; 0 = only what is there. */
	enum gd_input (
	    *read)(struct gd_device *dev, int timeout_ms, struct gd_key *key);
	void (*show)(struct gd_device *dev, const struct gd_grid *grid);
	/* How long no key came is measured by this; NULL: gd_boot_ms. */
	int64_t (*clock)(struct gd_device *dev);
	void (*redraw)(struct gd_device *dev); /* whole screen at next show */
	/* How the inks look from now on; NULL: they have no looks. */
	void (*look)(struct gd_device *dev, enum gd_theme theme);
	/* Are clicks and the wheel keys of ours?  NULL: there is no mouse. */
	void (*mouse)(struct gd_device *dev, bool on);
	void (*close)(struct gd_device *dev);
};
struct gd_device {
	const struct gd_device_ops *ops; /* static */
	int colours;                     /* it can show: 256, 8 or 0 */
	bool no_hanzi; /* it cannot show them: initials of pinyin */
	/* The last cell of all is written by inserting before it, which tears
	 * a wide character apart that ends there: then it is two blanks. */
	bool no_corner;
	const char *as; /* its type is not known here, so it is treated as
			      one of this type; static, NULL = it is known */
};

enum gd_glyphs { GD_GLYPHS_AUTO, GD_GLYPHS_LINES, GD_GLYPHS_ASCII };

/* The terminal; in_fd and out_fd are usually 0 and 1 and stay open. */
struct gd_term_options {
	int in_fd, out_fd;
	enum gd_glyphs glyphs;
	bool no_signals; /* tests: leave the signals of the process alone */
	/* A smaller window shows nothing: what was typed before it became so
	 * small is handed over at the size it was typed at. */
	int min_rows, min_cols;
};
enum gd_code gd_term_open(const struct gd_term_options *options,
    struct gd_device **out, struct gd_err *err) GD_MUST_CHECK;

/* A key script: words apart by blanks, "#" begins a comment.  Names of keys
 * (down, F12, ctrl-s), single characters, text:abc or "text with blanks",
 * paste:abc, click:4,10 (row and column from 0; double:, wheel-up:,
 * wheel-down:), size:120x40, wait:90 (so many seconds without a key), sleep:90 (the same, and
 * the machine slept), dump.  Grids are dumped at each `dump`, and when
 * `at_end` also after the last key. */
struct gd_script_options {
	const char *text; /* borrowed for the life of the device */
	int rows, cols;
	bool at_end, inks, lines; /* lines: line glyphs as they are */
	FILE *out;
	void (*meanwhile)(void *payload); /* called at each wait; NULL */
	/* When the words are used up: more of them, chosen by who looks at what
	 * is shown now, borrowed until the next call.  "" or NULL ends it. */
	const char *(*more)(void *payload, const struct gd_grid *shown);
	void *payload;
};
enum gd_code gd_script_open(const struct gd_script_options *options,
    struct gd_device **out, struct gd_err *err) GD_MUST_CHECK;

#endif
