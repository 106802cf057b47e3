/* app/scan.h - a code from a slip: find the order, book what there is. */
#ifndef GENDAN_APP_SCAN_H
#define GENDAN_APP_SCAN_H

#include "app/app.h"
#include "core/scan.h"

/* For whom it is scanned; all NULL and false: for oneself. */
struct gd_scan_for {
	const char *login; /* somebody took it, who is told about here */
	const char *desk;  /* taken for this desk */
	bool proxy;        /* taken for whatever desk the piece is for */
};

/* What a scan answered. */
struct gd_scanned {
	struct gd_order order;        /* as it is afterwards */
	const struct gd_workflow *wf; /* borrowed from app */
	struct gd_scan scan;          /* pieces of `order` */
	/* of each line: was it written now, or why not although it was to be */
	struct {
		bool booked;
		struct gd_err why;
	} lines[GD_SCAN_LINES];
	int booked;
};
void gd_scanned_release(struct gd_scanned *s);

/** Read a code and book what follows: the receipt of a piece, of all pieces of
 * a slip that are on their way to the desks asked for, the return of a piece
 * called back. The same code again books nothing. GD_USAGE: it is no code;
 * GD_MISSING: of no order or piece here; else GD_OK, and each line says what
 * it is (gd_app_scan_code: is all of it as it should be). A NUL stands behind
 * len. */
enum gd_code gd_app_scan(struct gd_app *app, const char *text, size_t len,
    const struct gd_scan_for *whom, struct gd_scanned *out,
    struct gd_err *err) GD_MUST_CHECK;
/** GD_OK, or GD_REFUSED when a line needs somebody to do something. */
enum gd_code gd_app_scan_code(const struct gd_scanned *s);
/** Line i as a sentence, or why it was not booked. */
void gd_app_scan_sentence(const struct gd_scanned *s, int i,
    struct gd_err *out);

#endif
