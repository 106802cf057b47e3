/* tui/acts/deeds_priv.h - everything a person may try on an order. */
#ifndef GENDAN_TUI_ACTS_DEEDS_PRIV_H
#define GENDAN_TUI_ACTS_DEEDS_PRIV_H

#include "../ui_priv.h"

/* Something to do.  Texts are borrowed from the page or from deeds.arena. */
struct deed {
	const char *id;   /* stable; of the todo act, or made here */
	const char *word; /* English, for gd_tr: "Sign" */
	struct gd_command cmd;
	const struct gd_act_view *act; /* NULL: none of the checklist's */
	bool possible;                 /* the app said yes to this person */
	bool others;                   /* possible, but for other people */
	struct gd_err why;             /* when not possible */
	bool rare;                     /* listed below the work of the day */
};

struct deeds {
	struct deed *at;
	size_t n, room;
	struct gd_arena arena;
};
void deeds_release(struct deeds *d);
/** All deeds on the order of a page: possible ones first.  only narrows to
 * ids that contain it (NULL = all). */
void deeds_make(struct ui *ui, const struct gd_order_page *page,
    const char *only, struct deeds *out);
/** "Sign: Contract (Head of finance)". */
void deed_label(struct ui *ui, const struct gd_order_page *page,
    const struct deed *d, struct gd_str *out);

/** The same for an act of the checklist. */
void act_label(struct ui *ui, const struct gd_order_page *page,
    const struct gd_act_view *act, struct gd_str *out);

#endif
