/* app/papers.h - papers out: who holds what, and for how long. */
#ifndef GENDAN_APP_PAPERS_H
#define GENDAN_APP_PAPERS_H

#include "app/app.h"
#include "store/papers.h"

/* What is asked for, and where the last page ended. */
struct gd_papers {
	struct gd_filter orders;  /* whose papers */
	bool narrow;              /* by more than the orders' state */
	struct gd_papers_ask ask; /* desk, person, kind; texts of an arena */
	int32_t late_days;        /* not receipted longer than this; -1 = all */
};
/** Words as people type them: desk:qc person:chenli kind:contract late:3, all
 * others choose the orders as in `list`. Without state: orders in work. */
enum gd_code gd_app_papers_read(struct gd_app *app, const char *const *words,
    int nwords, struct gd_arena *arena, struct gd_papers *out,
    struct gd_err *err) GD_MUST_CHECK;

struct gd_papers_row {
	struct gd_paper_out out;
	int64_t since_ms; /* there, or on its way, since then; 0 = unknown */
	int32_t days;     /* until today */
};
/** The next page, newest orders first, at most max rows; fewer: it was the
 * last. p->ask goes on behind it. */
enum gd_code gd_app_papers(struct gd_app *app, struct gd_papers *p, int max,
    struct gd_arena *arena, struct gd_papers_row *rows, int *n,
    struct gd_err *err) GD_MUST_CHECK;

#endif
