/* core/undo.c - taking back one's own last command.
 *
 * Undo is a new event that carries the values that were, so that replay stays
 * dumb.  What has left the desk is not unmade: it is corrected or recalled.
 */
#include "work.h"

#include <string.h>

#include "base/banned.h"

/* Reminders that rang since were given: a date that falls on the same day is
 * not told of again. */
static void
keep_rung(const struct gd_work *w, struct gd_due *row)
{
	const struct gd_due *now =
	    gd_row_find(&w->order.sheet, GD_TAB_DUE, row);

	if (!now || now->day != row->day || now->rung <= row->rung)
		return;
	row->rung = now->rung;
	row->told = now->told;
	row->ring_day = now->ring_day;
}

/* Make table t of the working copy equal to how it was before. */
static void
table_back(struct gd_work *w, int t)
{
	const struct gd_order *before = w->f->before;
	const struct gd_table *def = &gd_order_tables[t];
	const void *row;

	for (size_t i = w->order.sheet.rows[t].n; i-- > 0;) {
		row = gd_row_at(&w->order.sheet, t, i);
		if (!gd_row_find(&before->sheet, t, row)) {
			void *key = gd_arena_alloc(&w->ev->arena, 1, def->size);

			memcpy(key, row, def->size);
			work_drop(w, t, key);
		}
	}
	for (size_t i = 0; (row = gd_row_at(&before->sheet, t, i)); i++) {
		struct gd_due due;

		if (t == GD_TAB_DUE) {
			due = *(const struct gd_due *)row;
			keep_rung(w, &due);
			row = &due;
		}
		work_put(w, t, row);
	}
}

/* guard:undo-own, guard:undo-left; a change of version goes back for all */
enum gd_code
do_undo(struct gd_work *w)
{
	const struct gd_facts *f = w->f;

	if (!f->before || !f->last_words || w->order.rev < 2 ||
	    strcmp(f->last_words, gd_verb_word(GD_DO_UNDO)) == 0)
		return gd_fail(w->err, GD_REFUSED, GD_M_NOTHING_TO_UNDO,
		    GD_T(gd_head(&w->order)->number));
	if (strcmp(f->last_words, "migrate") == 0)
		return gd_fail(w->err, GD_REFUSED, GD_M_MIGRATE_UNDO,
		    GD_T(gd_head(&w->order)->workflow),
		    GD_N(gd_head(&w->order)->version));
	if (GUARD(w, GD_M_UNDO_OTHER) &&
	    (!f->last_actor || strcmp(f->last_actor, f->actor.login) != 0))
		return gd_fail(w->err, GD_REFUSED, GD_M_UNDO_OTHER,
		    GD_T(f->last_actor ? f->last_actor : ""),
		    GD_T(f->last_words));
	if (GUARD(w, GD_M_UNDO_LEFT) && f->last_left_desk)
		return gd_fail(w->err, GD_REFUSED, GD_M_UNDO_LEFT,
		    GD_T(f->last_words));
	work_event(w, GD_EV_UNDONE, f->last_words, "", 0);
	for (int t = 0; t < GD_ORDER_NTABLES; t++)
		table_back(w, t);
	return GD_OK;
}
