/* tui/tui.h - the screens. */
#ifndef GENDAN_TUI_TUI_H
#define GENDAN_TUI_TUI_H

#include <stdbool.h>
#include <stdio.h>

#include "app/app.h"
#include "base/say.h"
#include "tui/device.h"

struct gd_tui_options {
	const char *book;      /* path of the book, for when there is none yet;
	                        NULL = gd_store_default_path */
	const char *login;     /* --as, for a book opened from the screens */
	const char *theme;     /* word of --theme; NULL = as the person has it */
	bool speak;            /* *lang was asked for; else the person's own */
	bool practice;         /* open the practice book; *app is NULL */
	const char *flow;      /* of which workflow; NULL: the usual one */
	bool fixed;            /* the person is who came in, nobody else */
	const char *script;    /* text of a key script; NULL = the terminal */
	int rows, cols;        /* of the script's screen; 0 = 24 x 80 */
	bool dump;             /* script: dump the last screen */
	bool inks;             /* dump: with the role plane */
	bool lines;            /* dump: line glyphs as they are */
	enum gd_glyphs glyphs; /* terminal; AUTO also asks $GENDAN_GLYPHS */
	FILE *out;             /* of dumps; NULL = stdout */
	/* tests: what others do at each `wait:` of the script; NULL */
	void (*meanwhile)(void *payload);
	/* tests: more of the script, by what is shown (tui/device.h); NULL */
	const char *(*more)(void *payload, const struct gd_grid *shown);
	void *payload;
};

/** Run the screens until the person leaves.  *app is NULL when there is no
 * book yet: the first screen then offers to make or open one.  *app and *lang
 * are left as the person set them; the caller closes *app.
 * @return exit code (enum gd_code); what failed is said on stderr */
int gd_tui_run(struct gd_app **app, enum gd_lang *lang,
    const struct gd_tui_options *opt);

/** The hidden command `gendan screens`: --script FILE|- --size 80x24 --dump
 * --inks --lines (argv[0] is "screens"); runs as gd_tui_run. */
int gd_tui_command(struct gd_app **app, enum gd_lang *lang,
    const struct gd_tui_options *start, int argc, char **argv);

#endif
