/* paper/press.h - a job becomes a PDF, by the program gendan-paper.
 *
 * It is a program of its own because starting with Pango takes longer than
 * all else gendan does (docs/PAPER.md).  It is found beside the running
 * program, then in PREFIX/libexec/gendan.
 */
#ifndef GENDAN_PAPER_PRESS_H
#define GENDAN_PAPER_PRESS_H

#include <stdbool.h>

#include "base/memory.h"
#include "paper/doc.h"

#define GD_PRESS_LIMIT_MS 30000

struct gd_press_options {
	bool replace;        /* what stands at the path may be overwritten */
	bool draw_missing;   /* boxes for characters no font has, no refusal */
	int limit_ms;        /* 0: GD_PRESS_LIMIT_MS */
	const char *program; /* NULL: look for it */
};

struct gd_press_result {
	int pages;         /* of the PDF; a5x2: sheets */
	char missing[200]; /* "𠮷 U+20BB7": drawn as boxes; "" = none */
};

/** Write the job as PDF to path. The file appears whole or not at all.
 * options and result may be NULL. @return GD_OK, GD_REFUSED when a character
 * is in no font, GD_OUTSIDE */
enum gd_code gd_press(const struct gd_job *job, const char *path,
    const struct gd_press_options *options, struct gd_press_result *result,
    struct gd_err *err) GD_MUST_CHECK;

#endif
