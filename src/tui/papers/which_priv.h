/* tui/papers/which_priv.h - which papers a list shows, chosen by F4. */
#ifndef GENDAN_TUI_PAPERS_WHICH_PRIV_H
#define GENDAN_TUI_PAPERS_WHICH_PRIV_H

#include "../scr_priv.h"

#define WHICH_OWN 3

/** Words of a list's own, then KEY:ID for each thing of the office by name. */
struct scr_which {
	struct {
		const char *label, *word; /* English, marked; of a filter */
	} own[WHICH_OWN];
	enum gd_thing thing;
	const char *key;
	void (*then)(void *screen, const char *word);
};
/** Ask; then() gets the word. `which` is borrowed until then. */
void scr_which(struct ui *ui, const struct scr_which *which, void *screen);

#endif
