/* app/filter.h - the filter words people type, and the table they stand in. */
#ifndef GENDAN_APP_FILTER_H
#define GENDAN_APP_FILTER_H

#include "app/app.h"

/* One key of `key:value`. help is English, for gd_tr. */
struct gd_filter_key {
	const char *key, *zh, *form, *help;
};
/** All of them in the order of the help; *n gets how many. */
const struct gd_filter_key *gd_filter_keys(int *n);

/** Words of one line of text, cut at blanks; "two words" stay one. Texts go
 * to arena. @return how many, at most max */
int gd_filter_split(const char *text, struct gd_arena *arena,
    const char **words, int max);
/** The line that gd_filter_split cuts into these words. */
void gd_filter_join(const char *const *words, int n, struct gd_str *out);

#endif
