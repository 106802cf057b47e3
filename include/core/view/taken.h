/* core/view/taken.h - what of the paper days is not known. */
#ifndef GENDAN_CORE_VIEW_TAKEN_H
#define GENDAN_CORE_VIEW_TAKEN_H

#include "core/order.h"

enum gd_taken_note_kind {
	GD_NOTE_SIGNS,   /* what = paper: n of `of` signatures are known */
	GD_NOTE_COPIES,  /* what = paper: n of `of` copies are known */
	GD_NOTE_BARE,    /* n papers: no signature and no copy is known */
	GD_NOTE_DAYS,    /* n acts without a day */
	GD_NOTE_OUTCOME, /* what = duty: nobody knows how it ended */
	GD_NOTE_GAP,     /* what = step: open although later ones are done */
	GD_NOTE_NOBODY   /* what = role: nobody carries it */
};
struct gd_taken_note {
	enum gd_taken_note_kind kind;
	const char *what; /* id, borrowed from the workflow */
	int64_t n, of;
};

/** "on paper, entered by {1}"; for gd_say, wherever a row says taken. */
const char *gd_taken_words(void);
/** "{1} for {2}": who acted, for whom he stood in. */
const char *gd_deputy_words(void);
/** "on paper", where there is little room. */
const char *gd_taken_short(void);
/** What the takeover of an order leaves unknown; *out goes to arena.
 * @return how many */
size_t gd_taken_notes(const struct gd_workflow *wf, const struct gd_order *o,
    struct gd_arena *arena, struct gd_taken_note **out);

#endif
