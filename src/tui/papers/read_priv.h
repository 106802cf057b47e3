/* tui/papers/read_priv.h - a text to be read whole. */
#ifndef GENDAN_TUI_PAPERS_READ_PRIV_H
#define GENDAN_TUI_PAPERS_READ_PRIV_H

#include "core/decide.h"

#include "../ui_priv.h"

/* A text of any length to be read; said again when the language or the book
 * changed. */
struct scr_read {
	void (*say)(struct ui *ui, void *payload, struct gd_str *title,
	    struct gd_str *text);
	void *payload;
	void (*drop)(void *payload); /* NULL: nothing to free */
};
void scr_read(struct ui *ui, const struct scr_read *spec);
/** The paper of a sign command whole; seen: the token of what was listed. All
 * is copied. */
void paper_read(struct ui *ui, const char *order, const char *number,
    const struct gd_command *cmd, const char *seen);

#endif
