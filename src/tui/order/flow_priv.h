/* tui/order/flow_priv.h - between scr_flow.c (the picture of a workflow),
 * scr_step.c (one step of it) and flow_text.c (what a step is, in words). */
#ifndef GENDAN_TUI_ORDER_FLOW_PRIV_H
#define GENDAN_TUI_ORDER_FLOW_PRIV_H

#include "../scr_priv.h"

/* One thing said of a step; wrapped where it is shown. */
struct flow_item {
	const char *text;
	enum gd_ink ink;
	int indent; /* columns */
	char mark;  /* of a duty of the order; 0 = none */
};
struct flow_text {
	struct flow_item *at; /* in arena */
	int n;
	struct gd_arena arena;
};
void flow_text_release(struct flow_text *t);
/** Its duties, papers, who signs, who gets copies, dates with their rules; page
 * NULL: of no order. */
void flow_text_make(struct ui *ui, const struct gd_workflow *wf, int step,
    const struct gd_order_page *page, struct flow_text *out);
/** Paint from item `top` on. @return items that were shown whole */
int flow_text_paint(struct ui *ui, const struct flow_text *t, int top, int row,
    int col, int cols, int bottom);

/** Marks of a step over all lots, what is done of it. @return its mark */
char flow_mark(const struct gd_order_page *page, const struct gd_step_def *def,
    int *done, int *total);

/** One step of a workflow, on a screen of its own; the page is read anew. */
void scr_step(struct ui *ui, const char *number, const char *id, int version,
    int step);

/* ---- flow_install.c ---- */
/** Ask, then install one that comes with gendan. */
void flow_install_shipped(struct ui *ui, const struct gd_name *name);
/** Ask for a file; it is installed, or its faults are shown. */
void flow_install_file(struct ui *ui);

#endif
