/* core/view/moves.h - what is said of another day before it is promised.
 *
 * Nothing of it refuses: a clerk must be able to record what was really agreed.
 * What nobody may move is refused by gd_decide (core/dates/move.c).
 */
#ifndef GENDAN_CORE_VIEW_MOVES_H
#define GENDAN_CORE_VIEW_MOVES_H

#include "core/view/dates.h"

/* X(id, word that stays, sentence): {1} the new day, {2} what it is counted
 * from, {3} that day, {4} days past, or the next working day */
#define GD_MOVE_SAYINGS(X)                                                    \
	X(GD_MOVE_PAST, "past", GD_TR("{1} is {4} {4|day|days} past"))        \
	X(GD_MOVE_DAY_OFF, "day_off",                                         \
	    GD_TR("{1} is a day off; the next working day is {4}"))           \
	X(GD_MOVE_YEAR, "year_unknown",                                       \
	    GD_TR("the days off of the year of {1} are not known"))           \
	X(GD_MOVE_BEFORE_BASE, "before_base",                                 \
	    GD_TR("{1} is before what it is counted from: {2}, {3}"))         \
	X(GD_MOVE_AFTER_BASE, "after_base",                                   \
	    GD_TR("{1} is after what it should come before: {2}, {3}"))       \
	X(GD_MOVE_FIELD_STAYS, "field_stays",                                 \
	    GD_TR("{2} stays {3}, with all that is counted from it; correct " \
		  "that field to move them too"))                             \
	X(GD_MOVE_SAME, "same", GD_TR("it is on {1} already"))

enum gd_move_saying {
#define X(id, word, text) id,
	GD_MOVE_SAYINGS(X)
#undef X
	    GD_MOVE_SAYINGS_N
};
struct gd_move_warning {
	enum gd_move_saying what;
	int32_t day;  /* asked for */
	int32_t next; /* GD_MOVE_DAY_OFF: the next working day */
	int past;     /* GD_MOVE_PAST: days */
};
/** What to say of `day` for a date. v: the date as it stands; NULL: it has none
 * yet. Days off are those of who answers for it, or of its rule. @return how
 * many */
int gd_move_warnings(const struct gd_workflow *wf,
    const struct gd_calendars *all, int32_t today, const struct gd_date_view *v,
    int32_t day, struct gd_move_warning out[GD_MOVE_SAYINGS_N]);
/** Append one in the reader's words; v and name as there, and of
 * gd_say_date. */
void gd_say_move_warning(struct gd_str *out, enum gd_lang lang,
    const struct gd_workflow *wf, const struct gd_date_view *v,
    const struct gd_move_warning *w, gd_namer *name, void *payload);
/** "past", "day_off": for programs. */
const char *gd_move_word(enum gd_move_saying what);

#endif
