/* tui/term_priv.h - between term.c and probe.c. */
#ifndef GENDAN_TUI_TERM_PRIV_H
#define GENDAN_TUI_TERM_PRIV_H

#include "tui/device.h"

/** Must lines and signs of uncertain width be drawn in ASCII here?  Asks the
 * terminal when the setting is auto.  What was typed meanwhile goes to ahead
 * (room bytes, NUL-terminated). */
bool term_wants_ascii(int in_fd, int out_fd, enum gd_glyphs glyphs, char *ahead,
    size_t room);

#endif
