/* app/takeover.h - work in progress from the paper days, from three CSV files.
 *
 * DIR/orders.csv, pieces.csv, signoffs.csv (docs/TAKEOVER.md).  Each order is
 * taken over whole or not at all; the same files again change nothing.
 */
#ifndef GENDAN_APP_TAKEOVER_H
#define GENDAN_APP_TAKEOVER_H

#include "app/app.h"
#include "core/view/taken.h"

/* What is wrong with a cell: file:line:column, its heading and what it says. */
struct gd_takeover_fault {
	const char *file; /* "pieces.csv" */
	int64_t line;
	int column; /* from 1; 0 = the whole line */
	const char *heading, *value;
	struct gd_err why;
};

enum gd_takeover_outcome {
	GD_TAKEOVER_TAKEN,
	GD_TAKEOVER_CORRECTED,
	GD_TAKEOVER_SAME, /* nothing to change */
	GD_TAKEOVER_REFUSED
};
/** "taken over" ...; English, for gd_tr. */
const char *gd_takeover_word(enum gd_takeover_outcome outcome);

/* How one order fared, and where it stands then. Texts lent for the call. */
struct gd_takeover_result {
	const char *number;
	enum gd_takeover_outcome outcome;
	const char *rail, *waits;
	int64_t state, step_no, pieces_out, unsigned_n;
	const struct gd_workflow *wf;
	const struct gd_taken_note *notes;
	size_t nnotes;
	const struct gd_takeover_fault *faults; /* of a refused one */
	size_t nfaults;
	/* cells that were cleaned, a customer like another */
	const struct gd_takeover_fault *remarks;
	size_t nremarks;
};

struct gd_takeover {
	const char *dir;
	const char *workflow; /* NULL = export */
	int32_t day;          /* on which the papers were counted */
	bool dry_run;
	void (*result)(void *payload, const struct gd_takeover_result *r);
	bool (*go_on)(void *payload); /* between batches; false = stop */
	void *payload;
	int64_t orders, taken, corrected, same, refused; /* out */
};
/** GD_REFUSED when some orders were refused; the others are taken over. */
enum gd_code gd_app_takeover(struct gd_app *app, struct gd_takeover *t,
    struct gd_err *err) GD_MUST_CHECK;

/** The three files into dir, with headings and two example lines that begin
 * with #, which no import reads. Never overwrites one. */
enum gd_code gd_app_takeover_template(struct gd_app *app, const char *workflow,
    const char *dir, enum gd_lang lang, struct gd_err *err) GD_MUST_CHECK;

#endif
