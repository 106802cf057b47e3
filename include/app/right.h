/* app/right.h - what was put right on an order, and what can be taken back. */
#ifndef GENDAN_APP_RIGHT_H
#define GENDAN_APP_RIGHT_H

#include "app/app.h"

/* One value put right, a date moved, a paper voided, a piece lost, an act
 * taken back. All in the arena of the call. */
struct gd_correction {
	int64_t seq, at_ms; /* of the command */
	const char *who, *for_whom, *verb;
	enum gd_event_kind kind;
	const char *what; /* field, duty, paper, "line:2:qty", verb undone */
	const char *cell; /* of a duty or piece: which part of it; "" */
	const char *old, *now; /* "" where the kind has none */
	const char *why;
	int64_t number; /* piece, payment row, lot or revision; 0 */
};
/** What one event of corrected, reworded or moved put right; no why, when and
 * who. */
struct gd_correction gd_correction_of(const struct gd_workflow *wf,
    const struct gd_event *ev, struct gd_arena *arena);
/** All of an order (number, UUID or tail), oldest first; reads its journal.
 * *out lives in arena. */
enum gd_code gd_app_corrections(struct gd_app *app, const char *order,
    struct gd_arena *arena, const struct gd_correction **out, size_t *n,
    struct gd_err *err) GD_MUST_CHECK;

/** Would `undo` be allowed to the person at the keyboard now? GD_OK, and verb
 * is the word of the act it takes back; else the refusal in words. Changes
 * nothing. */
enum gd_code gd_app_can_undo(struct gd_app *app, const char *order,
    char verb[64], struct gd_err *err) GD_MUST_CHECK;

/** The newest entry of an order (its id) that is an act, not a reminder that
 * time brought. The row is borrowed until *cursor, which is the caller's, is
 * closed; it is NULL when this fails. GD_MISSING: there is none. */
enum gd_code gd_app_last_act(struct gd_app *app, const char *order,
    struct gd_cursor **cursor, struct gd_journal_row *row, struct gd_err *err)
    GD_MUST_CHECK;

/** Would this act put paper out, stop an order, or do something else that is
 * not simply taken back (gd_events_weigh)? Decided on a copy as it stands; an
 * act that is refused weighs nothing. */
bool gd_app_weighs(struct gd_app *app, const struct gd_order_page *p,
    const struct gd_command *cmd);

#endif
