/* core/work.c - the working copy a command is decided on: events and puts. */
#include "work.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/day.h"

#include "base/banned.h"

void
work_event(struct gd_work *w, enum gd_event_kind kind, const char *what,
    const char *note, int64_t number)
{
	w->e = gd_event_add(w->ev, kind, work_text(w, what), work_text(w, note),
	    number);
}

/* A date counts how often it became another, whoever moves it and why; undo
 * counts too, or a calendar that took the date in would not take it back. */
static struct gd_due
due_counted(const struct gd_due *old, const struct gd_due *row)
{
	struct gd_due now = *row;

	now.shifts = old ? old->shifts : 0;
	if (old && old->day && old->day != row->day)
		now.shifts++;
	return now;
}

void
work_put(struct gd_work *w, int table, const void *row)
{
	const struct gd_table *t = &gd_order_tables[table];
	const void *old = gd_row_find(&w->order.sheet, table, row);
	struct gd_due due;
	/* zero row: what a cell is when it was never set */
	char *zero = gd_arena_alloc(&w->ev->arena, 1, t->size);
	uint64_t mask;

	if (table == GD_TAB_DUE) {
		due = due_counted(old, row);
		row = &due;
	}
	for (int c = 0; c < t->ncols; c++)
		if (t->cols[c].type == GD_CELL_TEXT) {
			const char *empty = "";

			memcpy(zero + t->cols[c].offset, &empty, sizeof empty);
		}
	mask = gd_row_diff(t, old ? old : zero, row);
	mask &= ~((UINT64_C(1) << t->nkeys) - 1);
	if (!mask && old)
		return;
	if (!w->e)
		work_event(w, GD_EV_TABLES, "", "", 0);
	gd_event_put(w->ev, w->e, table, row, mask);
	gd_row_put(&w->order.sheet, table, row, mask);
}

void
work_drop(struct gd_work *w, int table, const void *row)
{
	if (!gd_row_find(&w->order.sheet, table, row))
		return;
	gd_event_drop(w->ev, w->e, table, row);
	gd_row_drop(&w->order.sheet, table, row);
}

const char *
work_text(struct gd_work *w, const char *s)
{
	return s && *s ? gd_arena_str(&w->ev->arena, s) : "";
}

const char *
work_printf(struct gd_work *w, const char *fmt, ...)
{
	char buf[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(buf, sizeof buf, fmt, ap);
	va_end(ap);
	return gd_arena_str(&w->ev->arena, buf);
}

int64_t
work_now(const struct gd_work *w)
{
	return w->then_ms ? w->then_ms : w->f->now_ms;
}

int32_t
work_day(const struct gd_work *w)
{
	if (w->then_ms)
		return gd_ms_day(w->then_ms, w->f->utc_offset_min);
	return w->cmd->day ? w->cmd->day : w->f->today;
}

const char *
work_pair(const struct gd_work *w, const char *name)
{
	for (int i = 0; i < w->cmd->nfields; i++)
		if (strcmp(w->cmd->fields[i].name, name) == 0)
			return w->cmd->fields[i].value;
	return NULL;
}
