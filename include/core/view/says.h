/* core/view/says.h - what one revision of a paper says, and who signed it.
 *
 * A revision keeps its content as it was when it was made; what is printed of
 * it comes from there and not from the order as it is today.
 */
#ifndef GENDAN_CORE_VIEW_SAYS_H
#define GENDAN_CORE_VIEW_SAYS_H

#include "core/decide.h"

struct gd_says {
	struct gd_pair *fields; /* without the lines */
	int nfields;
	struct gd_line *lines; /* in their order; cells never said are 0, "" */
	size_t nlines;
};
/** Read the content of a revision; everything goes to arena. */
void gd_says_read(const char *json, struct gd_arena *arena,
    struct gd_says *out);
/** The amount on the last revision of a paper, else the order's; "" for none.
 * Into arena. */
const char *gd_says_amount(const struct gd_order *o, const char *kind,
    int64_t lot, int64_t inst, struct gd_arena *arena);
/** What a paper made now would say of the lines; lot 0: as ordered. */
void gd_says_lines_now(const struct gd_order *o, int64_t lot,
    struct gd_arena *arena, struct gd_says *out);
/** The value of a field as it is kept; NULL where the paper does not say it. */
const char *gd_says_field(const struct gd_says *s, const char *name);

/** Where the newest paper or thing of a kind stands: 0 in *lot and *inst mean
 * "find it", what is set stays. *round: of its loop. */
void gd_paper_place(const struct gd_workflow *wf, const struct gd_order *o,
    int paper, int64_t *lot, int64_t *inst, int64_t *round);
/** "line:2:qty" apart: the line, and the cell of it. @return false: no line */
bool gd_line_name(const char *name, int64_t *no, const char **cell);

/** What parts the lines of a field of type changes: the end of a line when it
 * has any, else ';', so that a value may hold one where each stands on a line. */
const char *gd_changes_sep(const char *text);

/** What a line comes to, in minor units of its currency. */
int64_t gd_line_amount(const struct gd_line *row);
/** Sum of quantities of lines 0..n-1, in parts of 10^-*digits. @return false:
 * their units differ or there is none */
bool gd_lines_quantity(const struct gd_line *lines, size_t n, int64_t *qty,
    int64_t *digits);
/** Sum of amounts of lines 0..n-1. @return false: their currencies differ or
 * one has no price */
bool gd_lines_amount(const struct gd_line *lines, size_t n, int64_t *minor);

/* A place for one signature. */
struct gd_sign_box {
	const struct gd_sign_def *def;  /* NULL: no row of the paper asks it */
	const struct gd_signoff *given; /* NULL = still missing */
};
#define GD_SIGN_BOXES (2 * GD_SIGNS_MAX)
/** The places of a revision: those signed and those that still miss, in the
 * order of the paper's rows. @return how many */
int gd_sign_boxes(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_revision *r, struct gd_sign_box out[GD_SIGN_BOXES]);

#endif
