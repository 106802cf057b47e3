/* store/trust.h - is the book what its journal says, and the journal the one
 * that was known before: verify, and anchors to compare it with.
 *
 * What verify remembers lies outside the book, in $XDG_STATE_HOME/gendan:
 * tests set that to a folder of their own.
 */
#ifndef GENDAN_STORE_TRUST_H
#define GENDAN_STORE_TRUST_H

#include "base/error.h"
#include "base/id.h"

struct gd_store;

/* One command of one ledger and its hash: written LEDGER:SEQ:HASH. */
#define GD_ANCHOR_LEAST 20 /* hex digits a printed hash has at least */
struct gd_anchor {
	char ledger[GD_ID_TEXT];
	int64_t seq;
	char hash[65]; /* 64 hex digits, or fewer as printed on a slip */
};
/** Reads one, blanks around it allowed; false: it is not of this form. */
bool gd_anchor_read(const char *text, struct gd_anchor *out);
/** Where the book stands now; seq 0 when nothing was written yet. */
enum gd_code gd_store_head(struct gd_store *s, struct gd_anchor *out,
    struct gd_err *err) GD_MUST_CHECK;

struct gd_verify_options {
	/* only what came since the last check without a fault, the orders it
	 * touched, and a thirtieth of the rest; all, when no check is known */
	bool quick;
	const struct gd_anchor *anchors; /* borrowed */
	int nanchors;
};
struct gd_verify_report {
	int64_t commands, orders, faults; /* commands and orders looked at */
	char ledger[GD_ID_TEXT];
	int64_t seq;
	char head[65];
	int64_t since;  /* quick: the last good command; 0 = all was checked */
	bool old_rows;  /* an older book: only its journal was checked */
	int anchors_ok; /* anchors that fit */
};
/** Chain, replay equals every table, structure with types, search index,
 * files, workflow digests, SQLite's own check, anchors; with options->quick a
 * part of it. options may be NULL. Each fault is handed to say(); goes on
 * after a fault. GD_DAMAGED if there was any. */
enum gd_code gd_store_verify_with(struct gd_store *s,
    const struct gd_verify_options *options,
    void (*say)(void *payload, const struct gd_err *fault), void *payload,
    struct gd_verify_report *out, struct gd_err *err) GD_MUST_CHECK;
/** The same, all of it, without anchors. */
enum gd_code gd_store_verify(struct gd_store *s,
    void (*say)(void *payload, const struct gd_err *fault), void *payload,
    struct gd_verify_report *out, struct gd_err *err) GD_MUST_CHECK;

#endif
