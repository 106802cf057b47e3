/* core/papers/signs.h - which signatures a revision needs and has; private to
 * core.
 *
 * signrule.c reads the rows of a paper's sign-offs and fits the signatures
 * given to them; signing.c is the verbs; onpaper.c what was signed on paper.
 */
#ifndef GENDAN_CORE_PAPERS_SIGNS_H
#define GENDAN_CORE_PAPERS_SIGNS_H

#include "../work.h"

/* Of a revision that stands by another order's paper, and of the signatures
 * shown under it: before the number of that order. */
#define COVER_SOURCE "order:"

/* A row of the paper's sign-offs that lacks signatures. */
struct sign_gap {
	int row, lacks;
	bool waits;  /* for rows before it */
	bool unsure; /* asked for because nobody can tell whether it must */
};
struct sign_gaps {
	int n;
	struct sign_gap at[GD_SIGNS_MAX];
};

/* How many signatures a revision lacks; *gaps (may be NULL) gets the rows. */
int signs_missing(const struct gd_workflow *wf, const struct gd_order *o,
    int paper, struct gd_at at, int64_t rev, struct sign_gaps *gaps);
bool revision_signed_by(const struct gd_order *o, const char *kind,
    struct gd_at at, int64_t rev, const char *role);
/* A live signature under this revision? */
bool signoff_of(const struct gd_signoff *s, const char *kind, struct gd_at at,
    int64_t rev);
/* Has one of these people (for_whom may be "") written on the revision? */
bool signs_own(const struct gd_revision *r, const char *by,
    const char *for_whom);
bool sign_asked(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_sign_def *def, struct gd_at at, const char *said,
    bool *unsure);
/* Signatures in rows that wait for others, given before those were: NULL when
 * all is in order, else the first that has to fall. */
const struct gd_signoff *signs_too_early(const struct gd_workflow *wf,
    const struct gd_order *o, int paper, struct gd_at at, int64_t rev);

/* Would one more signature count, moving others to another of their rows where
 * that helps? */
bool signs_helped(const struct gd_workflow *wf, const struct gd_order *o,
    int paper, struct gd_at at, int64_t rev, const struct gd_signoff *more);

/* ---- onpaper.c: a signature given on paper ---- */
bool sign_on_paper(const struct gd_work *w);
/* Whose signature it is: the actor's, or that of the person named. */
struct gd_actor signer_of(const struct gd_work *w);
/* guard:on-paper - who may enter it, and with its scan. */
enum gd_code need_on_paper(struct gd_work *w, const char *kind);

/* ---- authority.c ---- */
/* The i-th way a person has the role: in his own right ("" in *for_whom), then
 * for those he stands in for; false past the last. */
bool actor_way(const struct gd_work *w, const struct gd_actor *a, int role,
    int i, const char **for_whom);
/* Is a word in a list with blanks or commas between? */
bool word_in(const char *list, const char *word);

/* ---- attach.c ---- */
/* The file named by the pairs name, digest, size, put to the paper that kind,
 * lot, inst, rev of *on name; NULL: to the order. Its number in *no. */
enum gd_code attach_file(struct gd_work *w, const struct gd_file *on,
    const char *note, int64_t *no);

#endif
