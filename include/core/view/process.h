/* core/view/process.h - the process as it really was, out of the journals of
 * many orders: how long steps took, who waited for whom, what was done again,
 * in which order, and what stands out.
 *
 * Entries go in order by order; memory grows with the kinds of work and the
 * people, never with the orders.  A *wait* is the time from the moment an act
 * could be done (its step open, what it needs true) until it was; for a paper
 * it is divided: until the draft, until each signature, until the issue; for a
 * copy from its sending to its receipt.  Time the order stood on hold is left
 * out.  docs/PROCESS.md says what is compared with what, and why.
 */
#ifndef GENDAN_CORE_VIEW_PROCESS_H
#define GENDAN_CORE_VIEW_PROCESS_H

#include "base/memory.h"
#include "core/view/eventlog.h"
#include "core/view/spread.h"

enum gd_phase {
	GD_PHASE_DO,     /* until the act is done */
	GD_PHASE_DRAFT,  /* until a paper is drafted */
	GD_PHASE_SIGN,   /* until a role has signed it */
	GD_PHASE_ISSUE,  /* until it is issued, once signed */
	GD_PHASE_RECEIPT /* until a desk has receipted what was sent to it */
};
const char *gd_phase_word(enum gd_phase phase); /* "do", "sign" ... */

/* One kind of work of one workflow. Texts live as long as the process. */
struct gd_work_kind {
	const struct gd_workflow *wf;          /* the newest version met */
	const char *flow, *step, *what, *role; /* ids; what: duty or paper */
	enum gd_phase phase;
	bool must;                  /* owed by every order it is possible for */
	int64_t began[4], ended[4]; /* by quarters of the period */
	int64_t waiting, longest_ms;   /* now; the longest of them */
	struct gd_work_share **shares; /* owned */
	size_t nshares, room;
};
/* What of it one person did, or one desk receipted. */
struct gd_work_share {
	const char *who; /* login, of receipts the desk; "" = the system */
	const char *role, *desk;  /* in which; where he sits in it; "" */
	struct gd_spread half[2]; /* by halves of the period */
};

struct gd_step_time {
	const struct gd_workflow *wf;
	const char *flow, *step;
	int64_t entered, again, open; /* again: of those, entered once more */
	struct gd_spread spread;      /* from open to done */
};
/* Something that was done over: the rounds of a loop, a paper sent back. */
struct gd_rework {
	const struct gd_workflow *wf;
	const char *flow, *loop, *paper; /* one of the two; "" */
	int64_t passed[2], again[2]; /* by halves: decided at all, not the first
				      * time; a paper: drafted, sent back */
	int64_t rounds;              /* most */
};
struct gd_variant { /* a way orders went from the first to the last step */
	const char *flow,
	    *way; /* numbers of steps as they were done: "1 2 4 3" */
	int64_t n;
	struct gd_spread spread; /* from created to closed */
};
struct gd_passage { /* a step done right after another */
	const char *flow;
	int from, to; /* numbers of steps */
	int64_t n;
	struct gd_spread spread;
};

enum gd_finding_kind {
	GD_FOUND_STEP,   /* slower than in the first half of the period */
	GD_FOUND_PERSON, /* slower than others at the same work */
	GD_FOUND_DESK,   /* slower than other desks at the same papers */
	GD_FOUND_REWORK, /* done over more often than three times of ten */
	GD_FOUND_QUEUE   /* more comes in than goes out, and it grows */
};
const char *gd_finding_word(enum gd_finding_kind kind);
struct gd_finding {
	enum gd_finding_kind kind;
	const struct gd_work_kind *work; /* NULL: of several, or a rework */
	const struct gd_rework *rework;
	const char *step; /* id; "" = of several */
	const char *who;  /* login or desk; "" */
	double ratio;     /* how many times as long; in per out; a share */
	double p;         /* of chance alone, for all that was looked at */
	int64_t n, others;
	int64_t median_ms, other_ms; /* of n, of the others; 0 */
	int64_t lost_ms; /* how much longer all of it took, the order of rank */
};

struct gd_process; /* opaque */
/** from_ms, to_ms: the period, whole and known, to excluded; now_ms. */
struct gd_process *gd_process_open(int64_t from_ms, int64_t to_ms,
    int64_t now_ms, int utc_offset_min);
void gd_process_close(struct gd_process *p);
void gd_process_order(struct gd_process *p);
/** An entry whose body is gone (events NULL) is passed over. */
void gd_process_entry(struct gd_process *p, const struct gd_workflow *wf,
    const struct gd_log_entry *entry);
void gd_process_order_end(struct gd_process *p);

/* What came of it; arrays of pointers, borrowed until the next entry. */
struct gd_process_view {
	struct gd_work_kind **work;
	struct gd_step_time **steps;
	struct gd_rework **rework;
	struct gd_variant **variants; /* most frequent first */
	struct gd_passage **passages;
	size_t nwork, nsteps, nrework, nvariants, npassages;
	int64_t orders, closed;      /* looked at; closed in the period */
	struct gd_finding *findings; /* what costs most first; owned */
	size_t nfindings;
	int64_t tests; /* comparisons made at most: p is multiplied by it */
};
void gd_process_view(struct gd_process *p, struct gd_process_view *out);
void gd_process_view_release(struct gd_process_view *v);

#endif
