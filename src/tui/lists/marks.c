/* tui/lists/marks.c - which orders of a list are marked: ids in their own
 * order, so that thousands of them are found fast. */
#include <stdlib.h>
#include <string.h>

#include "orders_priv.h"

#include "base/banned.h"

/* Where an id stands, or would stand. */
static size_t
place(const struct marks *m, const char *id, bool *there)
{
	size_t low = 0, high = (size_t)m->n;

	*there = false;
	while (low < high && !*there) {
		size_t mid = low + (high - low) / 2;
		int by = strcmp(m->ids[mid], id);

		*there = by == 0;
		if (by >= 0)
			high = mid;
		else
			low = mid + 1;
	}
	return high;
}

void
marks_clear(struct marks *m)
{
	while (m->n > 0)
		free(m->ids[--m->n]);
	free(m->ids);
	free(m->range);
	*m = (struct marks){ 0 };
}

bool
marks_has(const struct marks *m, const char *id)
{
	bool there;

	(void)place(m, id, &there);
	return there;
}

void
marks_set(struct marks *m, const char *id, bool on)
{
	bool there;
	size_t at = place(m, id, &there);
	size_t behind = (size_t)m->n - at;

	if (on && !there && m->n < MARKS_MAX) {
		m->ids =
		    gd_grow(m->ids, &m->room, (size_t)m->n + 1, sizeof *m->ids);
		memmove(m->ids + at + 1, m->ids + at, behind * sizeof *m->ids);
		m->ids[at] = gd_strdup(id);
		m->n++;
	} else if (!on && there) {
		free(m->ids[at]);
		memmove(m->ids + at, m->ids + at + 1,
		    (behind - 1) * sizeof *m->ids);
		m->n--;
	}
}

/* ---- all that the filter shows, also beyond what is loaded ---------------- */

struct marking {
	struct marks *marks;
	enum marking_how {
		ANY_OPEN, /* is one of them not marked? */
		SET,
		CLEAR,
		TURN,
		COUNT, /* those that are marked */
		RANGE, /* between two, both among them */
	} how;
	const char *from, *to; /* of a range */
	bool inside;
	int found;
};

static bool
mark(void *payload, const char *id)
{
	struct marking *w = payload;
	bool on = marks_has(w->marks, id), ends;

	switch (w->how) {
	case ANY_OPEN:
		w->found += !on;
		return !w->found;
	case COUNT:
		w->found += on;
		return true;
	case RANGE:
		ends = strcmp(id, w->from) == 0 || strcmp(id, w->to) == 0;
		if (w->inside || ends)
			marks_set(w->marks, id, true);
		if (ends && (w->inside || strcmp(w->from, w->to) == 0))
			return false;
		w->inside |= ends;
		return true;
	default:
		marks_set(w->marks, id, w->how == TURN ? !on : w->how == SET);
		return true;
	}
}

static int
walk(struct ui *ui, struct marks *m, const struct orders *o,
    struct marking *what)
{
	what->marks = m;
	orders_walk(ui, o, mark, what);
	return what->found;
}

void
marks_count(struct ui *ui, struct marks *m, const struct orders *o)
{
	int shown = 0;

	if (m->n > 0)
		shown = walk(ui, m, o, &(struct marking){ .how = COUNT });
	m->hidden = m->n - shown;
}

/* All that the filter shows; none of them when all were marked. */
static void
all(struct ui *ui, struct marks *m, const struct orders *o)
{
	bool open = walk(ui, m, o, &(struct marking){ .how = ANY_OPEN }) > 0;

	(void)walk(ui, m, o, &(struct marking){ .how = open ? SET : CLEAR });
}

static void
say_full(struct ui *ui, const struct marks *m)
{
	if (m->n < MARKS_MAX)
		return;
	ui_say(ui, GD_TR("No more than {1} orders are marked at once"), 1,
	    (const struct gd_arg[]){ gd_arg_int(MARKS_MAX) });
	ui->bad = true;
}

/* Begin a range here, or end the one that was begun. */
static void
range(struct ui *ui, struct marks *m, const struct orders *o,
    const struct gd_list_row *r)
{
	if (!m->range) {
		m->range = gd_strdup(r->id);
		marks_set(m, r->id, true);
		ui_say(ui,
		    GD_TR("A range begins at {1}; V or Ins at its other end "
			  "marks all between"),
		    1, (const struct gd_arg[]){ gd_arg_text(r->number) });
		return;
	}
	(void)walk(ui, m, o,
	    &(struct marking){ .how = RANGE, .from = m->range, .to = r->id });
	free(m->range);
	m->range = NULL;
}

static void
mark_and_go(struct ui *ui, struct marks *m, struct orders *o, bool up,
    int visible)
{
	marks_set(m, orders_at(o)->id, true);
	orders_act(ui, o, up ? GD_A_UP : GD_A_DOWN, visible);
	marks_set(m, orders_at(o)->id, true);
}

bool
marks_act(struct ui *ui, struct marks *m, struct orders *o,
    enum gd_action action, int visible)
{
	const struct gd_list_row *r = orders_at(o);

	switch (action) {
	case GD_A_MARK:
		if (r)
			marks_set(m, r->id, !marks_has(m, r->id));
		orders_act(ui, o, GD_A_DOWN, visible);
		break;
	case GD_A_MARK_ALL:
		all(ui, m, o);
		break;
	case GD_A_INVERT:
		(void)walk(ui, m, o, &(struct marking){ .how = TURN });
		break;
	case GD_A_RANGE:
		if (r)
			range(ui, m, o, r);
		break;
	case GD_A_RANGE_UP:
	case GD_A_RANGE_DOWN:
		if (r)
			mark_and_go(ui, m, o, action == GD_A_RANGE_UP, visible);
		break;
	default:
		return false;
	}
	say_full(ui, m);
	return true;
}
