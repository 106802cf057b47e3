/* store/lastread.h - what each person read last of a paper, kept outside the
 * book: a convenience of his, no truth.  Losing it loses only that. */
#ifndef GENDAN_STORE_LASTREAD_H
#define GENDAN_STORE_LASTREAD_H

#include "store/store.h"

struct gd_lastread {
	int64_t rev, at_ms;
	const char *fields; /* what the revision said: JSON */
};
/** What login read of the paper called key: [0] last, [1] the content he read
 * before that one. Texts go to arena. @return how many, 0 to 2 */
int gd_lastread_get(struct gd_store *s, const char *login, const char *key,
    struct gd_arena *arena, struct gd_lastread out[2]);
/** He has this before him. What he read before moves back by one, when it said
 * something else; of many papers those read longest ago are forgotten. Where
 * nothing can be kept nothing is. */
void gd_lastread_put(struct gd_store *s, const char *login, const char *key,
    const struct gd_lastread *now);

#endif
