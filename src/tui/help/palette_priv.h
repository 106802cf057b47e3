/* tui/help/palette_priv.h - between palette.c (the list of F2), jumps.c
 * (places it goes to) and habits.c (what a person took from it before). */
#ifndef GENDAN_TUI_HELP_PALETTE_PRIV_H
#define GENDAN_TUI_HELP_PALETTE_PRIV_H

#include "../acts/deeds_priv.h"
#include "../scr_priv.h"

/* ---- habits.c: kept per person and book, beside the drafts ---- */

#define HABIT_TEACH 3 /* the use after which a key is taught, once */

struct habits {
	json_t *mine; /* {id: [how often, when last]}; owned */
};
void habits_load(struct ui *ui, struct habits *h);
void habits_release(struct habits *h);
/** When an entry was used last, as a rising number; 0 = never. */
int64_t habit_last(const struct habits *h, const char *id);
/** One more use, kept at once. @return how often it was used by now */
int64_t habit_used(struct ui *ui, const char *id);

/* ---- jumps.c: what was typed names a place ---- */

#define JUMPS_MAX 8
enum jump_kind { JUMP_ORDER, JUMP_CUSTOMER, JUMP_STEP };
struct jump {
	enum jump_kind kind;
	char to[80]; /* number, code or step */
};
/** Places that typed names, at most JUMPS_MAX: orders, customers, a step of
 * the order (number) or of all. Texts into arena. @return how many */
int jumps_find(struct ui *ui, const char *number, const char *typed,
    struct gd_arena *arena, struct jump *jumps, struct scr_item *items);
void jump_go(struct ui *ui, const char *number, const struct jump *j);

/* ---- scr_acts.c ---- */

/** Roles that may do it, or why nobody may. */
void deed_note(struct ui *ui, const struct gd_order_page *page,
    const struct deed *d, struct gd_str *out);
/** The key that does it on the screen below the list: the list teaches it; ""
 * for none. */
const char *deed_key(struct ui *ui, const struct deed *d);
/** The key an action has on the screen on top; "" where it works elsewhere. */
const char *key_here(struct ui *ui, enum gd_action action);
/** Words of both languages an action is looked for by, beside its name. */
const char *action_words(enum gd_action action);

/** Words something is found by: both languages and the pinyin initials. */
const char *found_by(struct gd_arena *arena, const char *zh, const char *en);

#endif
