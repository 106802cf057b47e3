/* core/decide.h - may this be done, and what follows from it.
 *
 * The state machine, whole.  Pure: no clock, no randomness, no database, no
 * text.  What it needs comes in as facts; what it decides goes out as events
 * in which every effect stands.  docs/STATE-MACHINES.md has the pictures.
 */
#ifndef GENDAN_CORE_DECIDE_H
#define GENDAN_CORE_DECIDE_H

#include "base/error.h"
#include "core/calendar.h"
#include "core/event.h"
#include "core/order.h"
#include "core/rates.h"
#include "core/workflow.h"

/* X(id, word of the command line) */
#define GD_VERBS(X)                                                           \
	X(GD_DO_NONE, "")                                                     \
	X(GD_DO_NEW, "new")           /* fields, lines in ->lines */          \
	X(GD_DO_FILL, "do")           /* duty, fields [outcome] [inst] */     \
	X(GD_DO_CHOOSE, "choose")     /* duty, outcome, fields */             \
	X(GD_DO_SKIP, "skip")         /* duty or step, reason */              \
	X(GD_DO_OPEN, "open")         /* step, reason */                      \
	X(GD_DO_MAKE, "make")         /* paper: draft of it, fields */        \
	X(GD_DO_SIGN, "sign")         /* paper [role]; person: on paper */    \
	X(GD_DO_SENDBACK, "sendback") /* paper, reason */                     \
	X(GD_DO_WITHDRAW, "withdraw") /* paper, reason */                     \
	X(GD_DO_ISSUE, "issue")       /* paper */                             \
	X(GD_DO_REVISE, "revise")     /* paper, fields, reason */             \
	X(GD_DO_VOID, "void")         /* paper, reason */                     \
	X(GD_DO_DIST, "dist")         /* paper, desk, number, reason */       \
	X(GD_DO_SEND, "send")         /* paper [desk] [carrier tracking] */   \
	X(GD_DO_RECEIVE, "receive")   /* paper, desk or piece [holder] */     \
	X(GD_DO_RECALL, "recall")                                             \
	X(GD_DO_RETURNED, "returned")                                         \
	X(GD_DO_DESTROYED, "destroyed")                                       \
	X(GD_DO_LOST, "lost")                                                 \
	X(GD_DO_REPLACE, "replace") /* piece: damaged, same number */         \
	X(GD_DO_HOLD, "hold")                                                 \
	X(GD_DO_RESUME, "resume")                                             \
	X(GD_DO_CANCEL, "cancel") /* outcome = by whom, reason */             \
	X(GD_DO_CLOSE, "close")                                               \
	X(GD_DO_REOPEN, "reopen")                                             \
	X(GD_DO_INFORM, "inform")     /* desk: outside party told */          \
	X(GD_DO_CORRECT, "correct")   /* field|duty|piece.. fields, reason */ \
	X(GD_DO_MOVE, "move")         /* duty, day, reason */                 \
	X(GD_DO_REASSIGN, "reassign") /* role, person */                      \
	X(GD_DO_OFFER, "offer")       /* duty, person */                      \
	X(GD_DO_ACCEPT, "accept")                                             \
	X(GD_DO_REFUSE, "refuse")                                             \
	X(GD_DO_RELEASE, "release")                                           \
	X(GD_DO_PAYMENT, "payment") /* number = row, fields */                \
	X(GD_DO_CREDIT, "credit")   /* number = row, fields amount, day */    \
	X(GD_DO_NOTE, "note")       /* reason = the words */                  \
	X(GD_DO_LINK, "link") /* outcome = kind, person = other order id */   \
	X(GD_DO_UNDO, "undo")                                                 \
	X(GD_DO_SPLIT, "split") /* lot, fields line:N = quantity, reason */   \
	X(GD_DO_SHORT, "short") /* number = line, fields qty, reason */       \
	X(GD_DO_COVER, "cover") /* paper, person = the order that has it */   \
	X(GD_DO_TAKEOVER, "takeover") /* ->taken, day = takeover day */       \
	X(GD_DO_HANDOVER, "handover") /* holder = from, person = to */        \
	X(GD_DO_ATTACH, "attach")     /* fields name digest size, reason */   \
	X(GD_DO_PRINT, "print") /* paper, step or piece; fields of print.c */ \
	X(GD_DO_TICK, "tick")   /* only what time itself brings */

enum gd_verb {
#define X(id, word) id,
	GD_VERBS(X)
#undef X
	    GD_VERB_COUNT
};
const char *gd_verb_word(enum gd_verb verb);
enum gd_verb gd_verb_find(const char *word); /* GD_DO_NONE if none */

struct gd_pair {
	const char *name, *value;
};

/* One line of what stood on paper before gendan (GD_DO_TAKEOVER). */
enum gd_taken_kind {
	GD_TAKEN_STEP,  /* what = step: all its duties done on day */
	GD_TAKEN_DUTY,  /* what = duty [outcome]: done on day */
	GD_TAKEN_WAIVE, /* what = duty */
	GD_TAKEN_SKIP,  /* what = step: its duties that can be are waived */
	GD_TAKEN_PAPER, /* what = paper: revision rev issued on day */
	GD_TAKEN_SIGN,  /* what = paper, rev, role, who signed on day */
	GD_TAKEN_PIECE, /* what = paper or thing, class_, desk, number = how
			 * many, state, sent on day, held_day, who holds it */
	GD_TAKEN_CREDIT /* number = payment row, or what = its trigger; money */
};
struct gd_taken {
	enum gd_taken_kind kind;
	const char *what, *desk, *role, *who, *outcome;
	const char *money; /* as typed; NULL = the whole row */
	int64_t lot, rev, number;
	int64_t class_, state; /* of a piece: due, sent or held */
	int32_t day, held_day; /* GD_NO_DAY = not known */
};

/* What somebody asks for. Text pointers may be NULL = not given. Borrowed. */
struct gd_command {
	enum gd_verb verb;
	const char *duty, *step, *paper; /* ids of the workflow */
	const char *desk, *role, *person, *outcome, *reason;
	const char *holder;     /* who receipted; proxy when another */
	const char *granted_by; /* GD_DO_MOVE of a hard date */
	bool proxy;
	int64_t lot, inst; /* 0 = the only one / the open one */
	int64_t piece, number;
	int32_t day; /* when it really happened; 0 = today */
	const struct gd_pair *fields;
	int nfields;
	const struct gd_line *lines; /* of GD_DO_NEW */
	int nlines;
	const struct gd_taken *taken; /* of GD_DO_TAKEOVER */
	int ntaken;
	bool override; /* the person overrides a hard stop */
};

/* Who asks. */
struct gd_actor {
	const char *login;        /* "" = the system */
	const char *const *roles; /* role ids he holds */
	int nroles;
	const char *const *desks; /* desk ids he sits at */
	int ndesks;
	/* people he stands in for today, and their roles (login repeated) */
	const struct gd_stand_in {
		const char *login, *role;
	} * deputy_for;
	int ndeputy;
};

/* What the app gathered; the core fetches nothing. All borrowed. */
struct gd_facts {
	int64_t now_ms;
	int32_t today;
	int utc_offset_min;
	struct gd_actor actor;
	struct gd_calendars calendars;
	/* distribution: office rows, then the customer's; later ones win */
	const struct gd_distrule *const *distrules;
	int ndistrules;
	struct gd_rates rates; /* to compare amounts of two currencies */
	/* GD_DO_NEW: */
	const char *number, *company, *customer, *currency;
	/* GD_DO_TICK: who stands in for whom today */
	const struct gd_deputy *const *deputies;
	int ndeputies;
	/* GD_DO_UNDO: the order before its last command, that command's actor;
	 * GD_DO_TAKEOVER: what the files before this one said of it (replayed
	 * up to the first takeover, then takeovers only), NULL at the first */
	const struct gd_order *before;
	const char *last_actor;
	const char *last_words; /* verb of the last command */
	bool last_left_desk;    /* signed, printed, sent: cannot be undone */
	/* GD_DO_OFFER / REASSIGN: does `person` exist and is he active */
	bool person_ok;
	/* for the exploration only: the refusal left out, to see that it is
	 * missed; GD_M_NONE = none. Nothing but tests sets it. */
	enum gd_msg without;
	/* GD_DO_COVER: the order that has the paper, fresh; NULL = none */
	const struct gd_order *covering;
	/* roles of `person`, and whom he stands in for today */
	const char *const *person_roles;
	int nperson_roles;
	/* GD_DO_NEW, GD_DO_TAKEOVER: who holds which role; NULL = not asked */
	const struct gd_stand_in *holders;
	int nholders;
	const struct gd_stand_in *person_deputy_for;
	int nperson_deputy;
	/* GD_DO_FILL of a duty that collects: the orders to settle, and whose;
	 * NULL = not gathered */
	const struct gd_collected {
		const char *id, *number;
		const char *const *values; /* of collects.sums, in its order */
	} * collected;
	int ncollected;
	const char *collector;
	/* roles that enter signatures given on paper where the workflow names
	 * none: ids with blanks or commas between; NULL = nobody */
	const char *on_paper_by;
};

/* When orders were completed that a duty gathers: from, before. */
struct gd_collect_time {
	int64_t from_ms, to_ms;
};
/** As the command says, else the order (`collects: between`); both days belong
 * to it, an open end has no limit. */
void gd_collect_between(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_command *cmd, const struct gd_facts *facts,
    struct gd_collect_time *out);

/** Decide one command on one order. Never changes *order; same input, same
 * answer. On GD_OK *events holds what happens (cleared first); also what time
 * itself brought before (passed expiries), marks, dates, completion.
 * GD_REFUSED with a message when the rules say no; GD_USAGE, GD_MISSING when
 * the command names what is not there. A refused command leaves no events. */
enum gd_code gd_decide(const struct gd_workflow *wf,
    const struct gd_order *order, const struct gd_facts *facts,
    const struct gd_command *cmd, struct gd_events *events,
    struct gd_err *err) GD_MUST_CHECK;

/** Would gd_decide allow it? Its answer alone, for much less work. */
enum gd_code gd_decide_may(const struct gd_workflow *wf,
    const struct gd_order *order, const struct gd_facts *facts,
    const struct gd_command *cmd, struct gd_err *err) GD_MUST_CHECK;

/** Does a condition of this workflow hold for the order as a whole? */
bool gd_order_holds(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_pred *pred);
/** Aborts naming the fault when the order breaks an invariant. */
void gd_order_assert(const struct gd_workflow *wf, const struct gd_order *o);

#endif
