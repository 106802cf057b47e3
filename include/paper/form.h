/* paper/form.h - an order's paper as a form: its words filled in.
 *
 * What stands on the sheet is what that revision of the paper says, not what
 * the order says by now.  Forms come from core/form.h; a paper without one
 * gets a plain one made of its own definition.
 */
#ifndef GENDAN_PAPER_FORM_H
#define GENDAN_PAPER_FORM_H

#include "core/form.h"
#include "core/order.h"
#include "paper/doc.h"

/* What is asked for; all borrowed and not changed. */
struct gd_form_ask {
	const struct gd_workflow *wf; /* of the order */
	const struct gd_forms *forms; /* NULL: none */
	const struct gd_order *order;
	const struct gd_sheet *office; /* companies, people, customers */
	enum gd_doc_lang lang;
	int utc_offset_min;
	const char *paper;            /* id of a paper or thing */
	int64_t lot, inst, rev;       /* rev 0: the newest */
	const struct gd_piece *piece; /* this sheet; NULL: none in particular */
	bool again;                   /* printed before: REPRINT */
	bool demo;                    /* of a book for trying: SAMPLE */
	const char *logo;             /* path of a PNG that exists; NULL */
	const char *code;             /* 43 digits; NULL: none */
	const char *mark;             /* head of the journal; "" */
};

/** Fill the form of a paper. Everything goes to arena. @return GD_MISSING when
 * the order has no such paper or revision */
enum gd_code gd_form_fill(const struct gd_form_ask *ask, struct gd_arena *arena,
    struct gd_doc *out, struct gd_err *err) GD_MUST_CHECK;

/** The medium of a paper's form. */
enum gd_media gd_form_media(const struct gd_forms *forms, const char *paper);

/* A slip that goes round with papers. */
struct gd_slip_ask {
	struct gd_form_ask
	    of; /* paper, lot, inst, rev; piece is not looked at */
	const char
	    *step;       /* all papers of this step (and lot); NULL: of.paper */
	int32_t back_by; /* the day it must be back; GD_NO_DAY: none */
};
/** Fill the routing slip. @return GD_MISSING when there is nothing to send
 * round */
enum gd_code gd_slip_fill(const struct gd_slip_ask *ask, struct gd_arena *arena,
    struct gd_doc *out, struct gd_err *err) GD_MUST_CHECK;

#endif
