/* core/scan.h - a code was scanned: what follows from it.
 *
 * Pure like gd_decide: which piece the code names, whose it is, and whether
 * there is a receipt or a return to book.  What is booked goes through
 * gd_decide like everything; scanning the same again books nothing.
 */
#ifndef GENDAN_CORE_SCAN_H
#define GENDAN_CORE_SCAN_H

#include "base/code.h"
#include "core/decide.h"

/* X(id, word in JSON) */
#define GD_SCANS(X)                                                            \
	X(GD_SCAN_ORDER, "order")      /* of the order: nothing to book */     \
	X(GD_SCAN_RECEIPT, "received") /* on its way here: book it */          \
	X(GD_SCAN_RETURN, "returned")  /* called back and here: book it */     \
	X(GD_SCAN_HELD, "held")        /* received already */                  \
	X(GD_SCAN_BACK, "back")        /* came back already */                 \
	X(GD_SCAN_OTHER_DESK, "other-desk") /* on its way to another */        \
	X(GD_SCAN_NOT_YOURS, "not-yours")   /* of a slip nothing is ours */    \
	X(GD_SCAN_OLD, "old-revision")      /* another revision is in force */ \
	X(GD_SCAN_CALLED_BACK, "called-back")                                  \
	X(GD_SCAN_NOT_SENT, "not-sent")                                        \
	X(GD_SCAN_VOID, "void")                                                \
	X(GD_SCAN_FOUND, "found")    /* was reported lost */                   \
	X(GD_SCAN_GONE, "destroyed") /* was reported destroyed */

enum gd_scan_answer {
#define X(id, word) id,
	GD_SCANS(X)
#undef X
};
const char *gd_scan_word(enum gd_scan_answer answer);
/** Does the answer need nobody to do anything? */
bool gd_scan_good(enum gd_scan_answer answer);

/* One piece of the answer. Pieces are borrowed from the order. */
struct gd_scan_line {
	enum gd_scan_answer answer;
	const struct gd_piece *piece; /* NULL: of the order, or of no piece */
	int64_t in_force;             /* revision of its paper, 0 = none */
	const struct gd_piece *newer; /* of that revision, for its desk */
	const char *keeper; /* desk it goes back to, of the workflow */
};

#define GD_SCAN_LINES 64
struct gd_scan {
	struct gd_scan_line lines[GD_SCAN_LINES];
	int n;
};

struct gd_scan_ask {
	struct gd_code_said code;
	const struct gd_actor *actor;
	/* whose pieces are received; NULL = those of the actor's desks */
	const char *const *desks;
	int ndesks;
	bool any; /* whoever's this one piece is, it was taken for him */
};

/** What the code means for this order now. GD_MISSING: the order has no such
 * piece, paper or step. GD_USAGE: a whole slip for any desk is too much. */
enum gd_code gd_scan(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_scan_ask *ask, struct gd_scan *out,
    struct gd_err *err) GD_MUST_CHECK;
/** The command that books a line. @return false: it books nothing */
bool gd_scan_command(const struct gd_scan_line *line, struct gd_command *cmd);
/** The line as a sentence, carried like a fault: message and arguments. */
void gd_scan_sentence(const struct gd_order *o, const struct gd_scan_line *line,
    int utc_offset_min, struct gd_err *out);

/** The number a slip of this revision carries: its first piece; 0 = none. */
int64_t gd_scan_slip_number(const struct gd_order *o, const char *kind,
    int64_t lot, int64_t inst, int64_t rev);

#endif
