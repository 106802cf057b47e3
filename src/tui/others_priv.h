/* tui/others_priv.h - other people at work: what they wrote on an order, and
 * what becomes of what is typed here over it. */
#ifndef GENDAN_TUI_OTHERS_PRIV_H
#define GENDAN_TUI_OTHERS_PRIV_H

#include "acts/act_inputs_priv.h"

#define OTHERS_MOST 50 /* rows of a journal that are looked at */

struct others_asked {
	const char *order; /* id */
	int64_t after;     /* revisions of the order above this one */
	int64_t before;    /* and below this one; 0 = to the last */
	int most;          /* rows of others, at most OTHERS_MOST */
	bool not_me;       /* what the person at the keyboard did is left out */
};
/** Names of who wrote, comma between, added to who; a line for each command,
 * oldest first, to what; either may be NULL. @return how many commands */
int others_since(struct ui *ui, const struct gd_workflow *wf,
    const struct others_asked *asked, struct gd_str *who, struct gd_str *what);

/** What is typed in a form, over the order as it is now: a field only one of
 * both changed takes his value, one both changed is torn (form_torn). Names of
 * the fields others changed, comma between, are added to theirs.
 * @return how many are torn */
int merge_form(struct ui *ui, struct form *f, const struct gd_order_page *now,
    const struct deed *deed, struct gd_str *theirs);
/** Does the form say nothing that differs from the order as it is? */
bool merge_nothing_left(struct form *f);
/** The torn fields side by side: before, mine, theirs. What is decided goes
 * into the form, and that is submitted; Esc leaves it open. who: names of the
 * others, "" when not known. */
void scr_merge(struct ui *ui, struct form *f, const char *number,
    const char *who);

#endif
