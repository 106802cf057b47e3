/* store/papers.h - papers out: pieces that left their keeper, newest order
 * first.  Each way in walks an index; nothing is sorted or read whole. */
#ifndef GENDAN_STORE_PAPERS_H
#define GENDAN_STORE_PAPERS_H

#include "store/store.h"

struct gd_papers_ask {
	int64_t order;       /* its key in lists: that one alone; else */
	const char *desk;    /* at it or on its way to it; else */
	const char *person;  /* who holds it */
	const char *kind;    /* NULL = any paper */
	int64_t states;      /* bit per enum gd_order_state; 0 = all */
	int64_t sent_before; /* ms: not receipted since then; 0 = all */
	const char *out; /* sent there, or onward to it, and not receipted or
			  * called back; since these ms, to excluded, 0 = all */
	int64_t out_from, out_to;
	int64_t from_order, from_no; /* after this row; 0 = from the start */
};

struct gd_paper_out {
	int64_t order; /* key */
	const char *number, *customer_name;
	const char *workflow; /* of the order, which names the paper */
	int64_t version;
	struct gd_piece piece;
};

/** One page of pieces sent, held or called back that have left (or were taken
 * over from paper), for an order, a desk or a person: one of them must be
 * given, the others narrow it. Texts go to arena. */
enum gd_code gd_store_papers(struct gd_store *s,
    const struct gd_papers_ask *ask, int max, struct gd_arena *arena,
    struct gd_paper_out *rows, int *n, struct gd_err *err) GD_MUST_CHECK;

/** Ids of active orders with a draft that was sent back, which this person
 * wrote or whose order he carries: at most max, the longest waiting first. */
enum gd_code gd_store_sent_back(struct gd_store *s, const char *login, int max,
    char (*ids)[GD_ID_TEXT], int *n, struct gd_err *err) GD_MUST_CHECK;

#endif
