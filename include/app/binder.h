/* app/binder.h - the file: the papers the clerk keeps, by contract number,
 * then customer, in natural order; or by customer, then contract. */
#ifndef GENDAN_APP_BINDER_H
#define GENDAN_APP_BINDER_H

#include "app/app.h"
#include "paper/doc.h"
#include "store/binder.h"

struct gd_binder {
	struct gd_binder_ask ask; /* texts of the arena given */
	const char *kind;         /* of paper; NULL = any */
	int64_t from_ms, to_ms;   /* filed in this time; 0 = no limit */
	bool by_customer;
	struct gd_binder_order *orders; /* owned, sorted; NULL = not read yet */
	size_t norders, room;
	size_t at;       /* the next page begins in this order ... */
	int64_t from_no; /* ... behind this piece */
	struct gd_arena arena;
};
/** Words as people type them: contract:XS-26-001 customer:ALFKI clerk:me
 * company:main paper:contract year:2026 old:10 by:customer. *out is the
 * caller's (gd_binder_release) whatever it answers. */
enum gd_code gd_app_binder_read(struct gd_app *app, const char *const *words,
    int nwords, struct gd_binder *out, struct gd_err *err) GD_MUST_CHECK;
/** The next page, at most max rows; fewer: it was the last. Texts go to
 * arena. */
enum gd_code gd_app_binder(struct gd_app *app, struct gd_binder *b, int max,
    struct gd_arena *arena, struct gd_binder_row *rows, int *n,
    struct gd_err *err) GD_MUST_CHECK;
void gd_binder_release(struct gd_binder *b);

/** Since when a piece is where it is, or on its way; 0 = unknown. */
int64_t gd_piece_since(const struct gd_piece *pc);

/** Where the original is when the row is not it, or it is away; else NULL.
 * Points into the row. */
const struct gd_piece *gd_binder_away(const struct gd_binder_row *r);

/* Labels for the spines of binders, or the list of what lies in one. */
struct gd_binder_print {
	const char *const *words; /* as above; without a sign: a contract */
	int nwords;               /* none, or `all`: labels of everything */
	bool index;
	int lang; /* enum gd_doc_lang; -1 = as the forms say */
};
/** *arena holds what the job points to; the caller releases it. GD_MISSING
 * when there is nothing in the file under this contract. */
enum gd_code gd_app_binder_make(struct gd_app *app,
    const struct gd_binder_print *ask, struct gd_arena *arena,
    struct gd_job *job, struct gd_err *err) GD_MUST_CHECK;

#endif
