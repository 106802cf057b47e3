/* app/signs.h - papers that wait for a signature, and what is different in
 * each since the person at the keyboard knew it. */
#ifndef GENDAN_APP_SIGNS_H
#define GENDAN_APP_SIGNS_H

#include "app/app.h"
#include "core/view/differ.h"

/* With what a revision is compared. */
enum gd_read_basis {
	GD_READ_NOTHING,  /* it is the first and he has not seen it */
	GD_READ_SEEN,     /* what he read before, of any revision */
	GD_READ_SIGNED,   /* the revision he signed last */
	GD_READ_IN_FORCE, /* never seen: the revision in force */
};
struct gd_read_since {
	enum gd_read_basis basis;
	int64_t rev, at_ms;  /* of the basis; issued_ms of one in force */
	const char *content; /* what that says; "" for nothing */
	int64_t read_ms;     /* when he read it as it is now; 0 = not yet */
	struct gd_differ *rows;
	int n;
};
/** What the newest revision of a paper says else than the person at the
 * keyboard knew: than what he read or signed last, whichever is later and says
 * something else; texts go to arena or are borrowed from the order. */
void gd_app_read_since(struct gd_app *app, const struct gd_order *o,
    const char *kind, int64_t lot, int64_t inst, struct gd_arena *arena,
    struct gd_read_since *out);
/** "seen", "signed", "in force", "nothing": for programs. */
const char *gd_read_basis_word(enum gd_read_basis basis);
/** The sentence before what differs, English for gd_tr: {1} is the revision it
 * is compared with, {2} the moment at_ms. */
const char *gd_read_since_text(const struct gd_read_since *s);
/** He has the whole of it before him now. Kept outside the book. */
void gd_app_read_note(struct gd_app *app, const struct gd_order *o,
    const char *kind, int64_t lot, int64_t inst);

/* One signature that waits for the person at the keyboard. */
struct gd_sign_item {
	const struct gd_order_page *page; /* of the queue */
	const struct gd_act_view *act;    /* of the page */
	const struct gd_revision *rev;
	int64_t asked_ms; /* since when it is asked for */
};
struct gd_sign_queue {
	struct gd_sign_item *items; /* the longest asked for first */
	size_t nitems;
	struct gd_order_page **pages;
	size_t npages;
	bool more; /* there may be others */
};
void gd_sign_queue_release(struct gd_sign_queue *q);
/** What waits for his signature: of the orders named, or (n 0) of all that wait
 * for him; papers that were sent back are not in it. Orders that cannot be read
 * are left out. */
enum gd_code gd_app_sign_queue(struct gd_app *app, char *const *orders, int n,
    struct gd_sign_queue *out, struct gd_err *err) GD_MUST_CHECK;

#endif
