/* app/form.h - papers on paper: forms, routing slips, and the office's own
 * forms.
 *
 * Printing goes check, make, hand over, record: gd_app_form_make builds the
 * job, the front end gives it to a file, a program or a printer, and only what
 * was handed over is written into the book.
 */
#ifndef GENDAN_APP_FORM_H
#define GENDAN_APP_FORM_H

#include "app/app.h"
#include "paper/form.h"

struct gd_form_order {
	const char *order;      /* number, UUID or tail */
	const char *paper;      /* id of a paper or thing */
	const char *step;       /* slips: all papers of this step instead */
	int64_t lot, inst, rev; /* 0: find it; rev 0: the newest */
	int64_t piece;          /* this piece alone, by its number; 0: none */
	bool pieces;            /* a sheet for each piece */
	bool slip;              /* the slip that goes round, not the form */
	bool again;             /* printed before */
	int32_t back_by;        /* slips: GD_NO_DAY = none */
	enum gd_media media;    /* GD_MEDIA_COUNT: as the form says */
	int lang;               /* enum gd_doc_lang; -1: as the forms say */
	/* what the print ledger allowed: these sheets and no others, those
	 * printed before as reprints; piece, pieces and again are not read */
	const struct gd_print *sheets;
	size_t nsheets;
};
struct gd_form_made {
	struct gd_job job; /* points into the rest */
	struct gd_order order;
	struct gd_forms forms;
	struct gd_arena arena;
};
/** Build what is to be printed. *out is the caller's (gd_form_made_release)
 * whatever it answers. Changes nothing. */
enum gd_code gd_app_form_make(struct gd_app *app,
    const struct gd_form_order *ask, struct gd_form_made *out,
    struct gd_err *err) GD_MUST_CHECK;
void gd_form_made_release(struct gd_form_made *p);

/** Check a file of forms against the workflow it names; faults to say(). */
enum gd_code gd_app_form_check(struct gd_app *app, const char *text, size_t len,
    void (*say)(void *payload, int line, int col, const struct gd_err *fault),
    void *payload, struct gd_err *err) GD_MUST_CHECK;
/** From now on papers of its workflow are printed so. */
enum gd_code gd_app_form_install(struct gd_app *app, const char *text,
    size_t len, struct gd_err *err) GD_MUST_CHECK;
/** The file of forms in force for a workflow: the office's (*no its number),
 * else the one built in (*no 0). Borrowed. GD_MISSING: there is none. */
enum gd_code gd_app_form_source(struct gd_app *app, const char *workflow,
    const char **text, size_t *len, int64_t *no,
    struct gd_err *err) GD_MUST_CHECK;

#endif
