/* app/printing.h - an order's papers to a printer: check, make, hand over,
 * record.
 *
 * Nothing stands in the print ledger that was not handed over.  What was
 * handed over and could not be recorded is said with its job.
 */
#ifndef GENDAN_APP_PRINTING_H
#define GENDAN_APP_PRINTING_H

#include "app/form.h"
#include "app/print.h"

struct gd_printing {
	struct gd_form_order form; /* piece, pieces and again are not read */
	const char *list;          /* pieces: "3,5", "4-6"; NULL: all */
	const char *queue;         /* NULL: the one of the person's desk */
	const char *pages;         /* "2-3" of one sheet alone; NULL: all */
	const char *reason;        /* why again; "jam" after a jam; NULL */
};
struct gd_printed {
	const char *queue, *job; /* job NULL: not handed over */
	int pages;               /* of the PDF, or of those chosen */
	int sheets, again;       /* rows of the ledger, reprints among them */
	bool before;             /* this request had been done already */
	struct gd_arena arena;
};
/** Print to a queue. *out is the caller's (gd_printed_release) whatever it
 * answers: not GD_OK with a job means that the sheets are at the printer and
 * not in the book. */
enum gd_code gd_app_print(struct gd_app *app, const struct gd_printing *ask,
    struct gd_printed *out, struct gd_err *err) GD_MUST_CHECK;
/** Print what is no paper of an order: nothing is recorded. kind chooses the
 * printer of the person's desk when queue is NULL. */
enum gd_code gd_app_print_job(struct gd_app *app, const struct gd_job *job,
    const char *kind, const char *queue, struct gd_printed *out,
    struct gd_err *err) GD_MUST_CHECK;
void gd_printed_release(struct gd_printed *p);

/** Do the sheets bear the marks of pieces, so that a PDF of them counts as
 * printed? Slips and papers without pieces are for looking. */
bool gd_app_print_counts(const struct gd_printing *ask);
/** Pieces that were written as PDF to a file: the ledger calls it "pdf". */
enum gd_code gd_app_print_filed(struct gd_app *app,
    const struct gd_printing *ask, int pages, struct gd_err *err) GD_MUST_CHECK;

/** Which printer (*queue, borrowed; NULL: none is set for it) and which medium
 * (GD_MEDIA_COUNT: as the form says) it would be. */
void gd_app_print_place(struct gd_app *app, const struct gd_printing *ask,
    const char **queue, enum gd_media *media);

/** What of an order would be printed, made ready: for a file, not recorded.
 * Both *plan and *made are the caller's whatever it answers. */
enum gd_code gd_app_print_make(struct gd_app *app,
    const struct gd_printing *ask, struct gd_print_plan *plan,
    struct gd_form_made *made, struct gd_err *err) GD_MUST_CHECK;

#endif
