/* core/view/gantt.h - the steps of an order as bars over weeks: what was
 * planned, promised first, is in force now and was done.
 *
 * Only reckoned, from the dates and the checklist of a moment; painted by the
 * screen and the command line from the same cells.
 */
#ifndef GENDAN_CORE_VIEW_GANTT_H
#define GENDAN_CORE_VIEW_GANTT_H

#include "core/view/dates.h"
#include "core/view/todo.h"

/* From the first to the last day; both GD_NO_DAY = there is none. */
struct gd_days {
	int32_t from, to;
};
struct gd_gantt_row {
	const struct gd_step_view *step;
	struct gd_days plan;     /* of the dates of its acts, as first reckoned */
	struct gd_days promised; /* as promised first */
	struct gd_days now;      /* in force */
	struct gd_days done;     /* when its acts were done; of a step that is
				  * under way until today */
	int32_t hard;  /* its first open date of law, bank or carrier */
	int32_t lands; /* open: when its last act will be if nothing is made up */
	int late;      /* days: past the earliest open day, or done after its last
			* day */
	bool over;     /* nothing of it is owed any more */
};
struct gd_gantt {
	struct gd_gantt_row *rows; /* by step, then lot */
	int n;
	int32_t from, to; /* whole weeks, Monday to Sunday, over all of it */
	int32_t today;
};
/** Rows of all steps (lot 0), or of those of a lot and of the whole order.
 * Steps that do not apply to this order are left out. Into arena; views are
 * borrowed of todo. */
void gd_gantt_make(const struct gd_workflow *wf, const struct gd_todo *todo,
    const struct gd_dates *dates, int32_t today, int64_t lot,
    struct gd_arena *arena, struct gd_gantt *out);

/* What a cell of a bar says. The sign says it where there are no colours. */
#define GD_BARS(X)                                                  \
	X(NONE, ' ')                                                \
	X(PLAN, '.')    /* planned, nothing else */                 \
	X(NOW, '-')     /* to be done by the days in force */       \
	X(DONE, '=')    /* done, or being done until today */       \
	X(LATE, '!')    /* past the last day in force */            \
	X(PLANNED, 'p') /* here it was planned to end ... */        \
	X(FIRST, 'v')   /* ... was promised to end ... */           \
	X(HARD, '#')    /* a hard date that is open */              \
	X(TODAY, '|')
enum gd_bar {
#define X(word, sign) GD_BAR_##word,
	GD_BARS(X)
#undef X
};
/** Days of one cell when the strip has so many cells: 1 or more. */
int gd_gantt_days(const struct gd_gantt *g, int cells);
/** The bar of a row in cells that gd_gantt_days is for. */
void gd_gantt_bar(const struct gd_gantt *g, const struct gd_gantt_row *r,
    int cells, enum gd_bar *out);
/** What the signs mean, English for gd_tr: {1} is the days of a cell. */
const char *gd_gantt_legend(void);
/** The sign of a cell; static. */
char gd_bar_sign(enum gd_bar bar);
/** The weeks above the bars: the cell of the Monday that is named next, at
 * least `apart` cells after the one before. *i is 0 at first; a Monday's day.
 * @return its cell, -1 past the last */
int gd_gantt_week(const struct gd_gantt *g, int cells, int apart, int *i,
    int32_t *monday);

#endif
