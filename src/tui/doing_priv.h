/* tui/doing_priv.h - one act on an order, between its form (scr_act.c) and
 * what happens when it is submitted (doing.c). */
#ifndef GENDAN_TUI_DOING_PRIV_H
#define GENDAN_TUI_DOING_PRIV_H

#include "others_priv.h"

/* What one form is about. */
struct doing {
	char *number, *id; /* owned */
	struct gd_order_page page;
	struct deeds deeds;
	struct deed *deed; /* in deeds */
	bool override;
	bool anew; /* a correction drafts the papers that say it anew */
	char *day; /* owned: the new date as ahead is about it; NULL: none */
	struct gd_str ahead; /* what follows of it */
	struct gd_str met;   /* what others wrote meanwhile, to be said */
	bool same;           /* they wrote what was typed here: nothing left */
	char seen[9];
};

/** Read the order anew, and what the person sees of it now. @return false: it
 * is no longer to be done; the message says so */
bool doing_load(struct ui *ui, struct doing *d);
/** Of struct form_spec. */
bool doing_submit(struct ui *ui, struct form *f, void *payload);

#endif
